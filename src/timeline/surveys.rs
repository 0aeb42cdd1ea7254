//! Surveys and their answers, from the surveys table and from the conversations table.
//!
//! Not responsible for what a good answer is (`facts`).

use super::outcome::{conversation_of, settled_at};
use super::story::SurveyFinding;
use super::walk::Walk;
use super::world::World;
use crate::tables::rows::{Survey, usual_scale};
use crate::tables::texts::Text;
use crate::tables::values::SurveyKind;

/// Finds the customer's surveys and valid answers. `first` is the customer's first conversation in the story.
pub fn find_answers(walk: &mut Walk, first: usize) {
    if walk.rows.surveys.is_empty() && walk.rows.conversations.is_empty() {
        return;
    }
    let World { texts, conversations, .. } = walk.world;
    let mut answers: Vec<(Id, SurveyFinding)> = Vec::new();
    for (_, survey) in walk.rows.surveys {
        let finding = finding(walk, survey, first);
        if let Some(sent) = survey.sent_at.or(survey.at) {
            walk.story().surveys.push(SurveyFinding { at: sent, ..finding });
        }
        let valid = survey.score.is_some_and(|score| (survey.scale.0..=survey.scale.1).contains(&score));
        if finding.answered && valid {
            answers.push((Id::Survey(survey.survey), finding));
        }
    }
    for (_, row) in walk.rows.conversations {
        let told = [
            (SurveyKind::Csat, row.details.csat),
            (SurveyKind::Nps, row.details.nps),
            (SurveyKind::Ces, row.details.ces),
        ];
        for (kind, score) in told {
            let Some(score) = score.map(|score| i64::from(score) * 1_000) else { continue };
            let asked = walk.rows.surveys.iter().any(|(_, survey)| {
                survey.kind == kind && !survey.conversation.is_none() && survey.conversation == row.conversation
            });
            let scale = usual_scale(kind);
            if asked || !(scale.0..=scale.1).contains(&score) {
                continue;
            }
            let Some(at) = settled_at(walk, row, first) else { continue };
            let conversation = conversation_of(walk, row.conversation, first);
            let life = walk.life;
            let agent = Text::NONE;
            let finding = SurveyFinding { life, at, conversation, agent, kind, answered: true, score, scale };
            answers.push((Id::Conversation(row.conversation), finding));
        }
    }
    // Of several at one time the id decides; its text is only fetched then.
    let text = |id: Id| match id {
        Id::Survey(survey) => texts.get(survey),
        Id::Conversation(conversation) => conversations.get(conversation),
    };
    answers.sort_by(|(id, answer), (other_id, other)| {
        let times = walk.clock.key(answer.at).cmp(&walk.clock.key(other.at));
        times.then_with(|| text(*id).cmp(text(*other_id)))
    });
    walk.story().answers.extend(answers.into_iter().map(|(_, answer)| answer));
}

/// What an answer is known by.
#[derive(Clone, Copy)]
enum Id {
    Survey(Text),
    Conversation(Text),
}

fn finding(walk: &mut Walk, survey: &Survey, first: usize) -> SurveyFinding {
    SurveyFinding {
        life: walk.life,
        at: survey.at.or(survey.sent_at).unwrap_or_default(),
        conversation: conversation_of(walk, survey.conversation, first),
        agent: survey.agent,
        kind: survey.kind,
        answered: survey.at.is_some(),
        score: survey.score.unwrap_or_default(),
        scale: survey.scale,
    }
}
