//! Rows of the smaller tables: as sources fill them (drafts, borrowed texts) and as they are kept.
//!
//! Not responsible for merging rows of one key (`merge_rows`).

mod conversation;
mod counts;
mod outcome;
mod people;
mod template;

pub use conversation::{Conversation, ConversationDetails, ConversationDraft};
pub use counts::{Aggregate, AggregateDraft, Counts, Spend, SpendDraft, UNDATED};
pub use outcome::{Order, OrderDraft, Survey, SurveyDraft, usual_scale};
pub use people::{Click, ClickDraft, Contact, ContactDraft, Preference, PreferenceDraft};
pub use template::{TemplateDraft, TemplateEvent};
