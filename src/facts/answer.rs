//! Facts of survey answers, dated by themselves, with the dimensions of the conversation they are about.

use super::frame::{self, Keys};
use super::{Fact, Grain, survey};
use crate::dimensions::Column;
use crate::facts;
use crate::tables::rows::usual_scale;
use crate::tables::texts::Text;
use crate::tables::values::SurveyKind;
use crate::timeline::story::Story;

/// The valid answers of a shard.
pub struct Rows<'a> {
    /// What the walk found.
    pub story: &'a Story,
}

/// One answer.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    survey: survey::Row<'a>,
}

impl frame::Rows for Rows<'_> {
    const GRAIN: Grain = Grain::Answer;
    const FACTS: &'static [&'static Fact] = FACTS;
    type Row<'a>
        = Row<'a>
    where
        Self: 'a;

    fn count(&self) -> usize {
        self.story.answers.len()
    }

    fn row(&self, number: usize) -> Row<'_> {
        Row { survey: survey::Row::new(&self.story.answers[number], self.story) }
    }

    fn keys(row: &Row<'_>) -> Keys {
        Keys { life: row.survey.found.life, at: row.survey.found.at, ..Keys::default() }
    }

    fn dimension(row: &Row<'_>, column: Column) -> Text {
        row.survey.dimension(column)
    }

    fn build(rows: &[Row<'_>], facts: &mut [frame::Column]) {
        find(rows, facts);
    }
}

impl Row<'_> {
    fn is_of(&self, kind: SurveyKind) -> bool {
        self.survey.found.kind == kind
    }

    /// score ≥ min + 0.75 × (max − min)
    fn is_at_the_top(&self) -> bool {
        let (least, most) = self.survey.found.scale;
        4 * (self.survey.found.score - least) >= 3 * (most - least)
    }

    /// The score of an answer of a kind, on one scale only where that is asked, beside its scale.
    fn score(&self, kind: SurveyKind, only: Option<SurveyKind>) -> Option<(i64, Text)> {
        let (least, most) = self.survey.found.scale;
        let fits = only.is_none_or(|kind| usual_scale(kind) == (least, most));
        // A number that differs where the scale does; it is never shown.
        let scale = Text((least / 1_000).wrapping_mul(1_000_003).wrapping_add(most / 1_000) as u32 | 1);
        (self.is_of(kind) && fits).then_some((self.survey.found.score, scale))
    }
}

/// Promoters answer 9 or 10, detractors 0 to 6.
fn promoter(score: i64) -> i64 {
    match score {
        9_000_000.. => 1,
        ..=6_000_000 => -1,
        _ => 0,
    }
}

facts! { Grain::Answer;
    SATISFACTION = "satisfaction_answer" Flag [Answers] "Valid answers on satisfaction.",
        |row| Some(row.is_of(SurveyKind::Csat));
    SATISFIED = "satisfied" Flag [Answers] "Answers on satisfaction in the top quarter of their scale's span.",
        |row| Some(row.is_of(SurveyKind::Csat) && row.is_at_the_top());
    SATISFACTION_SCORE = "satisfaction_score" Score [Answers] "Answers on satisfaction, on their own scale.",
        |row| row.score(SurveyKind::Csat, None);
    PROMOTER = "promoter" Number [Answers] "Answers on recommendation, 0 to 10 only: 1 for 9 and 10, −1 for 0 to 6, else 0.",
        |row| row.score(SurveyKind::Nps, Some(SurveyKind::Nps)).map(|(score, _)| promoter(score));
    EFFORT = "effort" Score [Answers] "Answers on effort, 1 to 7 only.",
        |row| row.score(SurveyKind::Ces, Some(SurveyKind::Ces));
}
