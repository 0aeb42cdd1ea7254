//! What fuzzing found: every file of `testdata/fuzz` once broke a reader, or read as something else when it was cut.
//!
//! A file stands in the folder of the source that must read it, or in `any`. Finding more is the work of `scripts/fuzz`.

use wa_kpi::sources::load::{LoadRequest, load};
use wa_kpi::sources::values::{DateOrder, TimeRules};
use wa_kpi::sources::{Rules, source};
use wa_kpi::tables::intake::{IntakeRules, Names};

use crate::library::files_below;
use crate::program::root;

#[test]
fn every_file_that_fuzzing_found_is_read_and_accounted_for() {
    let samples = files_below(&root().join("testdata/fuzz"));
    for sample in &samples {
        let folder = sample.parent().and_then(|folder| folder.file_name()).unwrap_or_default().to_string_lossy();
        let forced = source(&folder).map(|source| format!("{}:", source.id)).unwrap_or_default();
        let inputs = vec![format!("{forced}{}", sample.display())];
        let times = TimeRules {
            input_tz: Some(chrono_tz::UTC),
            date_order: Some(DateOrder::DayMonthYear),
            ..TimeRules::default()
        };
        let rules = Rules { times, senders: vec!["Lumen Tea".to_owned()], ..Rules::default() };
        let request = LoadRequest { inputs, threads: 1, rules, ..LoadRequest::default() };
        let (names, rules) = (Names::default(), IntakeRules::default());
        match load(&request, &names, &rules) {
            Ok(loaded) => {
                for account in &loaded.intake.accounts.inputs {
                    assert!(account.duplicates + account.ignored + account.rejected <= account.records, "{sample:?}");
                }
            }
            Err(error) => assert!(!format!("{error:#}").contains("breaks the reader"), "{sample:?}: {error:#}"),
        }
    }
}
