//! Every product's format tells its chapter of the shop's story as the canonical tables tell it, for what the format
//! holds; and each sample is recognised by its own source alone.

mod analytics;
mod bots;
mod campaigns;
mod desks;
mod events;
mod outcomes;

use wa_kpi::sources::input::{expand, unpack};
use wa_kpi::sources::load::{LoadRequest, load};
use wa_kpi::sources::values::{DateOrder, TimeRules};
use wa_kpi::sources::{Rules, sources};
use wa_kpi::tables::intake::{IntakeRules, Names};

use crate::program::root;
use crate::shop::assert_same_story;

/// A format's files tell the same as chapters in canonical form. `kpis` names the figures that the format can tell;
/// paths are below `examples/formats`, those of chapters below `chapters`.
#[track_caller]
pub fn assert_tells(files: &[&str], chapters: &[&str], kpis: &str, options: &[&str]) {
    let files: Vec<String> = files.iter().map(|file| format!("examples/formats/{file}")).collect();
    let chapters: Vec<String> = chapters.iter().map(|file| format!("examples/formats/chapters/{file}")).collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let chapters: Vec<&str> = chapters.iter().map(String::as_str).collect();
    let options = [&["--kpi", kpis], options].concat();
    assert_same_story(&files, &chapters, &options);
}

/// Folders whose files are samples of a source with another name, or of none.
const OTHERS: [&str; 1] = ["chapters"];

#[test]
fn every_sample_is_recognised_by_its_own_source_alone() {
    let folders = std::fs::read_dir(root().join("examples/formats")).expect("the folder is there");
    for folder in folders.map(|entry| entry.expect("an entry").path()) {
        let id = folder.file_name().expect("a name").to_string_lossy().into_owned();
        if OTHERS.contains(&id.as_str()) {
            continue;
        }
        let temp = std::env::temp_dir();
        let files = expand(&[folder.to_string_lossy().into_owned()], &temp, &Rules::default()).expect("samples");
        for input in unpack(files, &temp).expect("samples").inputs {
            let (sample, _) = input.sample().expect("a sample");
            let known: Vec<(u8, &str)> = sources()
                .filter_map(|source| Some((source.recognise(&sample, &Rules::default())?.certainty, source.id)))
                .collect();
            let best = known.iter().max_by_key(|(certainty, _)| *certainty).map(|(_, source)| *source);
            assert_eq!(best, Some(id.as_str()), "{}: {known:?}", input.path);
            let most = known.iter().map(|(certainty, _)| *certainty).max();
            let equals = known.iter().filter(|(certainty, _)| Some(*certainty) == most).count();
            assert_eq!(equals, 1, "{}: equally certain: {known:?}", input.path);
        }
    }
}

#[test]
fn every_record_of_every_sample_is_understood() {
    let times =
        TimeRules { input_tz: Some(chrono_tz::UTC), date_order: Some(DateOrder::DayMonthYear), ..TimeRules::default() };
    let rules = Rules { times, senders: vec!["Lumen Tea".to_owned()], ..Rules::default() };
    let inputs = vec![root().join("examples/formats").to_string_lossy().into_owned()];
    let request = LoadRequest { inputs, threads: 2, rules, ..LoadRequest::default() };
    let (names, rules) = (Names::default(), IntakeRules::default());
    let loaded = load(&request, &names, &rules).expect("the samples are read");
    assert!(loaded.unrecognised.is_empty(), "{:?}", loaded.unrecognised);
    for (input, file) in loaded.inputs.iter().enumerate() {
        let account = loaded.intake.accounts.inputs.get(input).copied().unwrap_or_default();
        let reasons: Vec<&String> =
            loaded.intake.accounts.rejections.iter().map(|rejection| &rejection.reason).collect();
        assert_eq!(account.rejected, 0, "{}: {reasons:?}", file.path);
        assert!(account.records > 0, "{}: no record", file.path);
    }
}
