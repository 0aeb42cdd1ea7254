//! Surveys: those of the surveys table, and the scores of the conversations table.

use super::merge_orders;
use super::optout;
use super::rows::SurveyRow;
use super::story::{Dimensions, World};

#[derive(Clone, Debug)]
pub struct Survey {
    pub id: String,
    pub customer: Option<usize>,
    pub sent: Option<i64>,
    /// When it was answered.
    pub at: Option<i64>,
    pub kind: String,
    /// Millionths.
    pub score: Option<i64>,
    pub scale: (i64, i64),
    /// Whether it is a row of the surveys table.
    pub listed: bool,
    pub dimensions: Dimensions,
}

impl Survey {
    /// Answered with a score on its scale; the scores of nps and ces have one scale only.
    pub fn valid_score(&self) -> Option<i64> {
        let (low, high) = self.scale;
        let fits = match self.kind.as_str() {
            "nps" => self.scale == (0, 10),
            "ces" => self.scale == (1, 7),
            _ => low < high,
        };
        self.at?;
        self.score.filter(|score| fits && (low * 1_000_000..=high * 1_000_000).contains(score))
    }
}

fn usual_scale(kind: &str) -> (i64, i64) {
    match kind {
        "nps" => (0, 10),
        "ces" => (1, 7),
        _ => (1, 5),
    }
}

pub fn find(world: &mut World, rows: &[SurveyRow]) {
    let rows = merge_orders::surveys(rows, world.as_of);
    let mut surveys = vec![];
    for row in &rows {
        let conversation = world.conversation_named(&row.conversation_id);
        let customer = world.customer_named(&row.customer).or(conversation.map(|c| world.conversations[c].customer));
        let (low, high) = usual_scale(&row.kind);
        surveys.push(Survey {
            id: row.survey_id.clone(),
            customer,
            sent: row.sent_at.or(row.at),
            at: row.at,
            kind: row.kind.clone(),
            score: row.score,
            scale: (row.scale_min.unwrap_or(low), row.scale_max.unwrap_or(high)),
            listed: true,
            dimensions: dimensions(world, conversation, customer, &row.agent),
        });
    }
    for c in 0..world.conversations.len() {
        surveys.extend(of_conversation(world, c, &rows));
    }
    world.surveys = surveys;
}

fn of_conversation(world: &World, c: usize, listed: &[SurveyRow]) -> Vec<Survey> {
    let conversation = &world.conversations[c];
    let Some(row) = &conversation.row else { return vec![] };
    let at = world.outcome_time(row, conversation);
    let scores = [("csat", row.csat), ("nps", row.nps), ("ces", row.ces)];
    let told =
        |kind: &str| listed.iter().any(|survey| survey.kind == kind && survey.conversation_id == row.conversation_id);
    scores
        .into_iter()
        .filter(|(kind, score)| score.is_some() && !told(kind) && at <= world.as_of)
        .map(|(kind, score)| Survey {
            id: format!("conversation:{}:{kind}", row.conversation_id),
            customer: Some(conversation.customer),
            sent: None,
            at: Some(at),
            kind: kind.to_string(),
            score: score.map(|score| score * 1_000_000),
            scale: usual_scale(kind),
            listed: false,
            dimensions: dimensions(world, Some(c), Some(conversation.customer), ""),
        })
        .collect()
}

fn dimensions(world: &World, conversation: Option<usize>, customer: Option<usize>, agent: &str) -> Dimensions {
    let mut dimensions = match (conversation, customer) {
        (Some(c), _) => world.conversations[c].dimensions.clone(),
        (None, Some(customer)) => optout::of_contact(world, customer),
        (None, None) => Dimensions::new(),
    };
    if !agent.is_empty() {
        dimensions.insert("agent", agent.to_string());
    }
    dimensions
}
