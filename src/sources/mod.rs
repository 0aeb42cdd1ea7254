//! Sources: the kinds of export files. Each recognises its files by content and reads them into the intake.
//!
//! One file (or folder) a source and one word in `CODED`, or one mapping and one word in [`profiles`]. Sources know the
//! tables, nothing later, and not each other. Not responsible for what rows mean, nor for merging them.

pub mod app_chat;
pub mod callback;
pub mod canonical;
pub mod category;
pub mod dates;
pub mod draft;
pub mod forms;
pub mod headers;
pub mod input;
pub mod json;
pub mod load;
pub mod meta_webhooks;
pub mod profile;
pub mod profiles;
pub mod records;
pub mod rows;
pub mod send_log;
pub mod survey;
pub mod values;
pub mod words;

use std::sync::Arc;

use crate::tables::intake::{IdText, Intake};
use input::Sample;
use profile::Profile;
use values::TimeRules;

/// A kind of export file, declared once: help, `wa-kpi sources`, recognition and reading derive from it.
pub struct Source {
    /// Its name on the command line and in reports.
    pub id: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// What it is and what it can tell, in two or three sentences.
    pub doc: &'static str,
    /// How to get the export, step by step.
    pub how_to_export: &'static [&'static str],
    /// What it can tell, as inputs that KPIs ask for.
    pub tells: &'static [&'static str],
    /// What it cannot tell.
    pub lacks: &'static [&'static str],
    /// How its files are known and read.
    pub recogniser: Recogniser,
}

/// How a source knows its files.
pub enum Recogniser {
    /// By looking at the beginning of a file.
    Code {
        /// Looks.
        look: fn(&Sample, &Rules) -> Option<Recognised>,
        /// How sure it can be: it is not asked where another one is surer already.
        most_certain: u8,
    },
    /// By a mapping.
    Profile(Box<Profile>),
}

impl std::fmt::Debug for Source {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.id)
    }
}

impl Source {
    /// Looks at the beginning of a file.
    pub fn recognise(&'static self, sample: &Sample, rules: &Rules) -> Option<Recognised> {
        match &self.recogniser {
            Recogniser::Code { look, .. } => look(sample, rules),
            Recogniser::Profile(profile) => profile.recognise(sample, rules),
        }
    }

    /// The mapping by which it reads, where it is one.
    pub fn profile(&'static self) -> Option<&'static Profile> {
        match &self.recogniser {
            Recogniser::Profile(profile) => Some(profile),
            Recogniser::Code { .. } => None,
        }
    }

    /// How sure it can be of a file.
    fn most_certain(&self) -> u8 {
        match &self.recogniser {
            Recogniser::Code { most_certain, .. } => *most_certain,
            Recogniser::Profile(_) => profile::MOST_CERTAIN,
        }
    }
}

/// What the user says about files that do not speak for themselves.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Zone of times without one, order of ambiguous dates.
    pub times: TimeRules,
    /// The business's own names in chats.
    pub senders: Vec<String>,
    /// The business's own numbers.
    pub business: Vec<String>,
    /// Sources of one's own.
    pub own: Vec<&'static Source>,
}

impl Rules {
    /// Every source that a run knows, those of one's own first.
    pub fn sources(&self) -> impl Iterator<Item = &'static Source> + Clone {
        self.own.iter().copied().chain(sources())
    }

    /// The source of an id.
    pub fn source(&self, id: &str) -> Option<&'static Source> {
        self.own.iter().copied().find(|source| source.id == id).or_else(|| source(id))
    }

    /// The source of one's own or else the built-in one that is surest that a file is its own.
    pub fn most_certain(
        &self,
        sample: &Sample,
        forced: Option<&'static Source>,
    ) -> Option<(&'static Source, Recognised)> {
        if let Some(forced) = forced {
            return Some((forced, forced.recognise(sample, self)?));
        }
        let mut surest = Surest::default();
        for source in &self.own {
            // Whoever describes a format knows best, unless any product may have it.
            let is_best = source.profile().is_some_and(|profile| !profile.own.generic);
            surest.ask(source, is_best, sample, self);
        }
        CODED.iter().for_each(|source| surest.ask(source, false, sample, self));
        // Reading the profiles is work: most files are known by now.
        if surest.may_be_surpassed(profile::MOST_CERTAIN) {
            profiles::candidates(sample).for_each(|source| surest.ask(source, false, sample, self));
        }
        surest.found
    }
}

/// The source that is surest so far; of equally certain ones the first that was asked.
#[derive(Default)]
struct Surest {
    is_best: bool,
    found: Option<(&'static Source, Recognised)>,
}

impl Surest {
    /// Whether somebody who is so certain, and does not know best, would be surer.
    fn may_be_surpassed(&self, certainty: u8) -> bool {
        let known = self.found.as_ref().map_or(0, |(_, recognised)| recognised.certainty);
        !self.is_best && certainty > known
    }

    /// Lets a source look, if that may change anything; `is_best` = whatever it recognises is its own.
    fn ask(&mut self, source: &'static Source, is_best: bool, sample: &Sample, rules: &Rules) {
        let may_be_surer = self.may_be_surpassed(source.most_certain());
        if !may_be_surer && !is_best {
            return;
        }
        let Some(recognised) = source.recognise(sample, rules) else { return };
        debug_assert!(recognised.certainty <= source.most_certain(), "{} is surer than it says", source.id);
        let is_first_best = is_best && !self.is_best;
        let known = self.found.as_ref().map_or(0, |(_, recognised)| recognised.certainty);
        if is_first_best || is_best == self.is_best && recognised.certainty > known {
            *self = Surest { is_best, found: Some((source, recognised)) };
        }
    }
}

/// The sources that are more than a mapping, in the order of help and of ties between equally certain ones.
static CODED: &[&Source] = &[&meta_webhooks::SOURCE, &send_log::SOURCE, &app_chat::SOURCE, &canonical::SOURCE];

/// Every source: those of [`CODED`], then the profiles.
pub fn sources() -> impl Iterator<Item = &'static Source> + Clone {
    CODED.iter().copied().chain(profiles::all())
}

/// The source of an id.
pub fn source(id: &str) -> Option<&'static Source> {
    CODED.iter().copied().find(|source| source.id == id).or_else(|| profiles::find(id))
}

/// A file that a source knows how to read.
pub struct Recognised {
    /// 1..=100; the most certain source reads the file.
    pub certainty: u8,
    /// Why, for `inspect`: "header names message_id, customer and direction".
    pub why: String,
    /// How each column or field is understood.
    pub columns: Vec<ColumnUse>,
    /// What reads it.
    pub reader: Arc<dyn Read>,
}

/// What became of a column: its name in the file and the canonical column, none = kept out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnUse {
    /// As the file names it.
    pub column: String,
    /// The canonical column `table.column`.
    pub becomes: Option<String>,
}

/// How a file may be cut into blocks that are read side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// At line ends outside quotes; the header line stands before the first block and is not part of it.
    Csv {
        /// The delimiter.
        delimiter: u8,
    },
    /// At line ends.
    Lines,
    /// Not at all: the file is read as one block.
    Whole,
}

/// Reads the blocks of one file.
pub trait Read: Send + Sync {
    /// How the file may be cut.
    fn shape(&self) -> Shape;

    /// How many bytes before the first record belong to no block (preamble and header).
    fn skip(&self) -> usize {
        0
    }

    /// Whether more of the file must be looked at before it is read.
    fn is_scouting(&self) -> bool {
        false
    }

    /// Looks at a block before the file is read.
    fn scout(&self, _: &Block) {}

    /// Reads a block. Never fails because of a record: whatever is not understood is handed to
    /// [`Intake::reject`]. An error is a file that cannot be read at all.
    fn read(&self, block: &Block, intake: &mut Intake) -> anyhow::Result<()>;
}

/// A piece of a file, whole records only.
pub struct Block {
    /// The input's number.
    pub input: u32,
    /// The position of the first byte in the (decompressed) file.
    pub offset: u64,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Whether message ids can be read again at their position.
    pub id_text: IdText,
    /// Whether the block ends the file: a torn last record can only stand here.
    pub last: bool,
}
