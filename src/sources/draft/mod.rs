//! Files that nothing recognises: which source comes nearest, and a `[[source]]` of one's own to start from.
//!
//! Names of columns are shown, values never are. Not responsible for recognising files, nor for the form of a source
//! (`profile`).

mod kinds;
mod near;
mod outline;
mod text;
mod trial;

use super::Rules;
use super::input::Sample;
use kinds::Kind;
pub use near::Nearest;
use outline::Outline;
use text::Draft;
use trial::Problem;

/// A file that nothing recognises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stranger {
    /// The path as shown to people.
    pub path: String,
    /// The source that it looks most like.
    pub nearest: Option<Nearest>,
    /// A source of one's own to start from.
    pub suggestion: Option<Suggestion>,
}

/// A source of one's own to start from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Its id.
    pub id: String,
    /// The `[[source]]` table; what is left to do stands in its last lines.
    pub text: String,
    /// What it lacks before the file can be read with it, as a sentence; none where it already does.
    pub lacks: Option<String>,
}

impl Stranger {
    /// Looks at the beginning of a file. Its names tell nothing where no header can be told from its rows.
    pub fn of(sample: &Sample, rules: &Rules) -> Stranger {
        let outline = Outline::of(sample);
        Stranger {
            path: sample.path.clone(),
            nearest: outline.as_ref().and_then(|outline| near::nearest(outline, rules)),
            suggestion: outline.map(|outline| suggest(&outline, sample, rules)),
        }
    }
}

/// Writes a source and tries it.
fn suggest(outline: &Outline, sample: &Sample, rules: &Rules) -> Suggestion {
    let mut draft = Draft::new(outline, &sample.path, rules);
    let missing = draft.missing().map(Problem::Other);
    let mut problem = missing.or_else(|| trial::problem(&draft.toml(), sample));
    // What the user says of this run's times belongs into the source: then no run has to be told. The one question may
    // hide the other.
    for _ in 0..2 {
        match problem {
            Some(Problem::Zone) => draft.timezone = rules.times.input_tz,
            Some(Problem::Order) => draft.date_order = rules.times.date_order.and_then(text::word_of),
            _ => break,
        }
        problem = trial::problem(&draft.toml(), sample);
    }
    let lacks = problem.map(|problem| problem.words());
    let to_do = lacks.iter().flat_map(|lacks| text::comment(&format!("to do: {lacks}")));
    let to_do: String = to_do.map(|line| format!("{line}\n")).collect();
    Suggestion { id: draft.id.clone(), text: draft.toml() + &to_do, lacks }
}

#[cfg(test)]
mod tests;
