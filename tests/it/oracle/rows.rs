//! The rows of the canonical tables, as plain as they stand in the files. An empty text is no
//! value; times are milliseconds since 1970, amounts of money millionths.

#[derive(Clone, Debug, Default, PartialEq)]
pub struct MessageRow {
    pub message_id: String,
    pub conversation_id: String,
    pub customer: String,
    pub business: String,
    pub direction: String,
    pub author: String,
    pub agent: String,
    pub team: String,
    pub kind: String,
    pub at: Option<i64>,
    pub sent_at: Option<i64>,
    pub delivered_at: Option<i64>,
    pub read_at: Option<i64>,
    pub failed_at: Option<i64>,
    pub clicked_at: Option<i64>,
    pub status: String,
    pub error_code: Option<i64>,
    pub reply_to: String,
    pub template: String,
    pub category: String,
    pub campaign: String,
    pub variant: String,
    pub segment: String,
    pub country: String,
    pub language: String,
    pub text: String,
    pub button: String,
    pub billable: Option<bool>,
    pub cost: Option<i64>,
    pub currency: String,
    pub step: String,
    pub last_step: Option<bool>,
    pub fallback: Option<bool>,
    pub followup: Option<bool>,
    pub sentiment: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConversationRow {
    pub conversation_id: String,
    pub customer: String,
    pub business: String,
    pub started_at: Option<i64>,
    pub first_response_at: Option<i64>,
    pub resolved_at: Option<i64>,
    pub reopened_at: Option<i64>,
    pub closed_at: Option<i64>,
    pub handoff_at: Option<i64>,
    pub status: String,
    pub agent: String,
    pub team: String,
    pub campaign: String,
    pub segment: String,
    pub resolutions: Option<i64>,
    pub bot: Option<bool>,
    pub agents: Option<i64>,
    pub converted: Option<bool>,
    pub lead: Option<bool>,
    pub value: Option<i64>,
    pub currency: String,
    pub csat: Option<i64>,
    pub nps: Option<i64>,
    pub ces: Option<i64>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct PreferenceRow {
    pub customer: String,
    pub at: Option<i64>,
    pub event: String,
    pub scope: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ContactRow {
    pub customer: String,
    pub segment: String,
    pub country: String,
    pub language: String,
    pub consent_at: Option<i64>,
    pub created_at: Option<i64>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct AliasRow {
    pub alias: String,
    pub customer: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TemplateRow {
    pub template: String,
    pub business: String,
    pub at: Option<i64>,
    pub event: String,
    pub rating: String,
    pub category: String,
    pub buttons: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClickRow {
    pub at: Option<i64>,
    pub customer: String,
    pub message_id: String,
    pub campaign: String,
    pub url: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct OrderRow {
    pub order_id: String,
    pub customer: String,
    pub at: Option<i64>,
    pub kind: String,
    pub value: Option<i64>,
    pub currency: String,
    pub refunded: Option<i64>,
    pub campaign: String,
    pub message_id: String,
    pub conversation_id: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SurveyRow {
    pub survey_id: String,
    pub customer: String,
    pub conversation_id: String,
    pub sent_at: Option<i64>,
    pub at: Option<i64>,
    pub kind: String,
    pub score: Option<i64>,
    pub scale_min: Option<i64>,
    pub scale_max: Option<i64>,
    pub agent: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SpendRow {
    pub spend_id: String,
    pub since: Option<i64>,
    /// The first instant after the span.
    pub until: Option<i64>,
    /// Whether the bounds stand there as dates, `until` as the last day.
    pub as_dates: bool,
    pub amount: i64,
    pub currency: String,
    pub campaign: String,
    pub kind: String,
    pub note: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct AggregateRow {
    pub since: Option<i64>,
    pub until: Option<i64>,
    pub template: String,
    pub campaign: String,
    pub country: String,
    pub category: String,
    pub sent: Option<i64>,
    pub delivered: Option<i64>,
    pub read: Option<i64>,
    pub failed: Option<i64>,
    pub replied: Option<i64>,
    pub clicked: Option<i64>,
    pub converted: Option<i64>,
    pub opt_outs: Option<i64>,
    pub cost: Option<i64>,
    pub currency: String,
    pub revenue: Option<i64>,
}

/// All tables of one data set; the messages file by file, because a canonical file without any
/// state has unknown states.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Data {
    pub messages: Vec<Vec<MessageRow>>,
    pub conversations: Vec<ConversationRow>,
    pub preferences: Vec<PreferenceRow>,
    pub contacts: Vec<ContactRow>,
    pub aliases: Vec<AliasRow>,
    pub templates: Vec<TemplateRow>,
    pub clicks: Vec<ClickRow>,
    pub orders: Vec<OrderRow>,
    pub surveys: Vec<SurveyRow>,
    pub spend: Vec<SpendRow>,
    pub aggregates: Vec<AggregateRow>,
}

impl MessageRow {
    /// Every time that the row carries.
    pub fn times(&self) -> Vec<i64> {
        [self.at, self.sent_at, self.delivered_at, self.read_at, self.failed_at, self.clicked_at]
            .into_iter()
            .flatten()
            .collect()
    }

    /// Whether the row says anything about its delivery state.
    pub fn tells_a_state(&self) -> bool {
        (!self.status.is_empty() && self.status != "unknown")
            || self.delivered_at.is_some()
            || self.read_at.is_some()
            || self.failed_at.is_some()
    }
}

impl ConversationRow {
    /// Every time that the row carries.
    pub fn times(&self) -> Vec<i64> {
        [self.started_at, self.first_response_at, self.resolved_at, self.reopened_at, self.closed_at, self.handoff_at]
            .into_iter()
            .flatten()
            .collect()
    }
}
