//! Facts of conversations, and the dimensions that a conversation knows.

use super::frame::{self, Keys};
use super::{Fact, Grain};
use crate::dimensions::Column;
use crate::facts;
use crate::tables::texts::Text;
use crate::timeline::story::{ConversationFinding, Life, Story};
use crate::timeline::world::World;

/// The conversations of a shard.
pub struct Rows<'a> {
    /// What the walk found.
    pub story: &'a Story,
    /// The targets and the moment of looking.
    pub world: &'a World,
}

/// One conversation and its customer.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// What the walk found.
    pub found: &'a ConversationFinding,
    /// Its customer.
    pub life: &'a Life,
    /// The targets and the moment of looking.
    pub world: &'a World,
}

impl frame::Rows for Rows<'_> {
    const GRAIN: Grain = Grain::Conversation;
    const FACTS: &'static [&'static Fact] = FACTS;
    type Row<'a>
        = Row<'a>
    where
        Self: 'a;

    fn count(&self) -> usize {
        self.story.conversations.len()
    }

    fn row(&self, number: usize) -> Row<'_> {
        let found = &self.story.conversations[number];
        Row { found, life: &self.story.lives[found.life as usize], world: self.world }
    }

    fn keys(row: &Row<'_>) -> Keys {
        Keys { life: row.found.life, at: row.found.started, lasted: row.found.lasted, ..Keys::default() }
    }

    fn dimension(row: &Row<'_>, column: Column) -> Text {
        dimension(row.found, row.life, column)
    }

    fn build(rows: &[Row<'_>], facts: &mut [frame::Column]) {
        find(rows, facts);
    }
}

/// The value of a dimension of a conversation.
pub fn dimension(found: &ConversationFinding, life: &Life, column: Column) -> Text {
    match column {
        Column::Campaign => found.campaign,
        Column::Agent => found.agent,
        Column::Team => found.team,
        Column::Business => found.business,
        Column::Segment => life.segment(found.segment),
        Column::Country => life.country,
        Column::Language => life.language,
        Column::Template | Column::Variant | Column::Category | Column::Type | Column::Author => Text::NONE,
    }
}

impl Row<'_> {
    fn is_resolved(&self) -> bool {
        self.found.resolved.is_some()
    }

    /// Resolved and not reopened since.
    fn is_closed(&self) -> bool {
        self.is_resolved() && !self.found.is_reopened
    }

    /// A bot took part, and it is over: resolved, or silent for the session gap.
    fn is_ended_by_bot(&self) -> bool {
        self.found.course.bot && (self.is_closed() || self.found.course.silent)
    }

    fn is_abandoned(&self) -> bool {
        let course = &self.found.course;
        let unfinished = course.is_flow && !course.finished && !self.world.final_steps.is_empty();
        !course.escalated && !self.is_closed() && (course.left_hanging || unfinished)
    }

    /// A flow that has come to an end: finished or silent.
    fn is_over(&self) -> bool {
        let course = &self.found.course;
        course.is_flow && (course.finished || course.silent)
    }

    /// Whether the resolution can be held against its target: there, or due before the moment of looking.
    fn is_due(&self) -> Option<bool> {
        let target = self.world.targets.resolution?;
        Some(self.is_resolved() || self.world.age(self.found.started) > target)
    }

    fn is_in_time(&self) -> Option<bool> {
        let target = self.world.targets.resolution?;
        Some(self.found.resolution_time.is_some_and(|span| span <= target))
    }
}

facts! { Grain::Conversation;
    STARTED = "started" Flag [Conversations] "Every conversation.",
        |_| Some(true);
    BY_CUSTOMER = "by_customer" Flag [Conversations] "Conversations that the customer began.",
        |row| Some(!row.found.by_business);
    BY_BUSINESS = "by_business" Flag [Conversations] "Conversations that the business began: a reply to outreach, or an agent's first message.",
        |row| Some(row.found.by_business);
    WITH_MESSAGES = "with_messages" Flag [Messages] "Conversations of which the input has messages.",
        |row| Some(row.found.messages > 0);
    MESSAGES = "messages" Number [Messages] "Messages of a conversation; null where the input has none of them.",
        |row| (row.found.messages > 0).then_some(i64::from(row.found.messages));
    EXCHANGES = "exchanges" Number [Messages] "How often the side changes in a conversation.",
        |row| (row.found.messages > 0).then_some(i64::from(row.found.exchanges));
    DURATION = "duration" Duration [Messages] "Last less first message of a conversation.",
        |row| row.found.duration;
    RESOLVED = "resolved" Flag [Resolutions] "Conversations that were resolved.",
        |row| Some(row.is_resolved());
    UNRESOLVED = "unresolved" Flag [Resolutions] "Conversations that are not resolved at as_of, or reopened since.",
        |row| Some(!row.is_closed());
    RESOLUTION_DUE = "resolution_due" Flag [Resolutions SlaResolution] "Conversations resolved, or open past the target.",
        |row| row.is_due();
    RESOLUTION_MET = "resolution_met" Flag [Resolutions SlaResolution] "Conversations resolved within the target.",
        |row| row.is_in_time();
    BOT = "with_bot" Flag [Bots] "Conversations in which a bot answered, or whose row says so.",
        |row| Some(row.found.course.bot);
    BOT_ENDED = "bot_ended" Flag [Bots] "Those that are resolved or silent for the session gap.",
        |row| Some(row.is_ended_by_bot());
    BOT_ESCALATED = "bot_escalated" Flag [Bots] "Ended conversations with a bot that were handed off, or in which a person wrote.",
        |row| Some(row.is_ended_by_bot() && row.found.course.escalated);
    BOT_ABANDONED = "bot_abandoned" Flag [Bots] "Ended conversations with a bot, neither escalated nor resolved, in which the customer had the last word (closing words aside), the bot did not understand, or the flow was not finished.",
        |row| Some(row.is_ended_by_bot() && row.is_abandoned());
    BOT_RESOLVED = "bot_resolved" Flag [Bots] "Ended conversations with a bot, neither escalated nor abandoned.",
        |row| Some(row.is_ended_by_bot() && !row.found.course.escalated && !row.is_abandoned());
    HANDOFF_WAIT = "handoff_wait" Duration [Handoffs] "From a hand-off to the first message of a person after it.",
        |row| row.found.handoff_wait;
    FLOW_OVER = "flow_over" Flag [FinalSteps] "Flows (conversations with steps) that are finished or silent for the session gap.",
        |row| Some(row.is_over());
    FLOW_LEFT = "flow_left" Flag [FinalSteps] "Flows that are silent and not finished.",
        |row| Some(row.is_over() && !row.found.course.finished);
    FLOW_FINISHED = "flow_finished" Flag [FinalSteps] "Flows that reached a final step.",
        |row| Some(row.is_over() && row.found.course.finished);
    CONVERTED = "conversation_converted" Flag [Orders] "Conversations that an order belongs to, or whose row says that they converted.",
        |row| Some(row.found.converted);
}
