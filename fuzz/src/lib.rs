//! What the fuzz targets share: a file with a line before it that says who reads it, and reading it in one go.
//!
//! Not responsible for what must hold of what was read: each target asserts that.

use std::sync::{Arc, LazyLock};

use wa_kpi::sources::input::Sample;
use wa_kpi::sources::values::{DateOrder, TimeRules};
use wa_kpi::sources::{Block, Read, Rules, Source, sources};
use wa_kpi::tables::intake::{IdText, Intake, IntakeRules};

/// A file that libFuzzer made up: `source/file name`, a line end, the content. Of the source `any` it is given to all.
pub struct File<'a> {
    source: &'a str,
    name: &'a str,
    /// What stands in it.
    pub content: &'a [u8],
}

impl<'a> File<'a> {
    /// Takes the input apart; `None` where it has no such line.
    pub fn of(data: &'a [u8]) -> Option<File<'a>> {
        let end = data.iter().position(|&byte| byte == b'\n')?;
        let (source, name) = std::str::from_utf8(&data[..end]).ok()?.split_once('/')?;
        Some(File { source, name, content: &data[end + 1..] })
    }

    /// The readers of all sources that recognise it.
    pub fn readers(&self) -> impl Iterator<Item = (&'static Source, Arc<dyn Read>)> {
        let sample = Sample::new(self.name, self.content, true);
        let asked = self.source;
        sources().filter(move |source| asked == "any" || asked == source.id).filter_map(move |source| {
            let recognised = source.recognise(&sample, &rules())?;
            assert!((1..=100).contains(&recognised.certainty), "{} is {} certain", source.id, recognised.certainty);
            Some((source, recognised.reader))
        })
    }

    /// What stands behind the first bytes that a reader wants to skip.
    pub fn records(&self, reader: &dyn Read) -> &'a [u8] {
        self.content.get(reader.skip()..).unwrap_or_default()
    }
}

/// Rules that leave nothing to ask.
pub fn rules() -> Rules {
    let times =
        TimeRules { input_tz: Some(chrono_tz::UTC), date_order: Some(DateOrder::DayMonthYear), ..TimeRules::default() };
    Rules { times, senders: vec!["Lumen Tea".to_owned()], business: vec!["15550002222".to_owned()] }
}

/// Rules under which every rejected record is kept. Their lists of words take long to make.
pub static INTAKE_RULES: LazyLock<IntakeRules> =
    LazyLock::new(|| IntakeRules { keep_rejections: true, ..IntakeRules::default() });

/// Reads blocks in their order. A file that cannot be read at all is no finding.
pub fn read(reader: &dyn Read, blocks: &[&[u8]], intake: &mut Intake) -> bool {
    let mut offset = reader.skip() as u64;
    for (number, bytes) in blocks.iter().enumerate() {
        let last = number + 1 == blocks.len();
        let block = Block { input: 0, offset, bytes: bytes.to_vec(), id_text: IdText::Keep, last };
        if reader.read(&block, intake).is_err() {
            return false;
        }
        offset += bytes.len() as u64;
    }
    true
}

/// Whether all records of an intake are accounted for.
pub fn assert_accounted(intake: &Intake) {
    for (input, account) in intake.accounts.inputs.iter().enumerate() {
        let others = account.duplicates + account.ignored + account.rejected;
        assert!(others <= account.records, "more became of the records than there were: {account:?}");
        assert_eq!(account.used() + others, account.records);
        let sum = |reasons: &std::collections::BTreeMap<(u32, String), u64>| {
            reasons.iter().filter(|((of, _), _)| *of as usize == input).map(|(_, count)| count).sum::<u64>()
        };
        assert_eq!(sum(&intake.accounts.ignored), account.ignored, "every ignored record has a reason");
        assert_eq!(sum(&intake.accounts.rejected), account.rejected, "every rejected record has a reason");
    }
}
