//! The canonical tables as data: their columns, what kind of value each holds, which ones a table cannot be told by.
//!
//! Recognition, `inspect` and the documentation read it. Not responsible for what becomes of the values (`intake`).

use ColumnKind::{Boolean, Decimal, Integer, Text, Time, Word};

/// A canonical table.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub id: &'static str,
    /// What one row is.
    pub doc: &'static str,
    /// Its columns, in the order of documentation.
    pub columns: &'static [Column],
}

/// A column of a canonical table.
#[derive(Debug)]
pub struct Column {
    /// Its name in headers.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// Whether a file without it is not of this table.
    pub required: bool,
    /// What it means.
    pub doc: &'static str,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Any text: a name, an id.
    Text,
    /// A point in time.
    Time,
    /// A decimal number.
    Decimal,
    /// A whole number.
    Integer,
    /// True or false.
    Boolean,
    /// One of a few words.
    Word,
}

impl Table {
    /// The place of the column that a header names, whatever its case and the blanks around it.
    pub fn find(&self, header: &str) -> Option<usize> {
        let header = header.trim();
        self.columns.iter().position(|column| column.name.eq_ignore_ascii_case(header))
    }

    /// The place of a column, worked out while compiling; a name that is not declared does not compile.
    pub const fn place(&self, name: &str) -> usize {
        let mut place = 0;
        while !is_same(self.columns[place].name, name) {
            place += 1;
        }
        place
    }
}

const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

const fn key(name: &'static str, kind: ColumnKind, doc: &'static str) -> Column {
    Column { name, kind, required: true, doc }
}

const fn column(name: &'static str, kind: ColumnKind, doc: &'static str) -> Column {
    Column { name, kind, required: false, doc }
}

/// Every canonical table. Of tables that fit a header equally well the earlier one is meant.
pub static TABLES: &[&Table] = &[
    &MESSAGES,
    &CONVERSATIONS,
    &ORDERS,
    &SURVEYS,
    &CLICKS,
    &PREFERENCES,
    &CONTACTS,
    &ALIASES,
    &SPEND,
    &TEMPLATES,
    &AGGREGATES,
];

/// One row per message.
pub static MESSAGES: Table = Table {
    id: "messages",
    doc: "one row per message",
    columns: &[
        key("message_id", Text, "key; derived from file and position where a row has none"),
        column("conversation_id", Text, "the log's own conversation"),
        key("customer", Text, "phone number in international digits, or the platform's user id"),
        column("business", Text, "the business number or channel"),
        key("direction", Word, "inbound or outbound"),
        column("author", Word, "customer, agent, bot, automation, campaign or system"),
        column("agent", Text, "who wrote it"),
        column("team", Text, "the writer's team"),
        column("type", Word, "what it is made of: text, image, template, button_reply …"),
        column("at", Time, "when it was sent or received; sent_at where it is missing"),
        column("sent_at", Time, "when it was sent"),
        column("delivered_at", Time, "when it reached the phone"),
        column("read_at", Time, "when it was opened"),
        column("failed_at", Time, "when it failed"),
        column("status", Word, "unknown, pending, sent, delivered, read or failed, where the time is not known"),
        column("error_code", Integer, "why it failed"),
        column("reply_to", Text, "the message id it quotes"),
        column("template", Text, "the template it was made from"),
        column("category", Word, "marketing, utility, authentication or service"),
        column("campaign", Text, "the campaign it belongs to"),
        column("variant", Text, "the arm of an experiment"),
        column("segment", Text, "the customer's segment"),
        column("country", Text, "ISO 3166"),
        column("language", Text, "the template's language"),
        column("billable", Boolean, "whether it is billed"),
        column("cost", Decimal, "what it cost; positive = spent"),
        column("currency", Text, "ISO 4217 code of the cost"),
        column("text", Text, "looked at for opt-out words, closing words and its mood, never printed nor exported"),
        column("clicked_at", Time, "first click on a link or button of this message"),
        column("button", Text, "payload or title of a tapped button"),
        column("step", Text, "step of a bot flow"),
        column("final", Boolean, "whether the step finishes the flow"),
        column("fallback", Boolean, "whether the bot did not understand"),
        column("followup", Boolean, "whether it is an automated follow-up"),
        column("sentiment", Word, "positive, negative or neutral, where somebody classed it"),
    ],
};

/// One row per conversation.
pub static CONVERSATIONS: Table = Table {
    id: "conversations",
    doc: "one row per conversation; fills what messages do not tell and wins where both do",
    columns: &[
        key("conversation_id", Text, "key"),
        column("customer", Text, "phone number or user id"),
        column("business", Text, "the business number or channel"),
        column("started_at", Time, "when it began"),
        column("first_response_at", Time, "when the business first answered; by an agent where the row names one"),
        column("resolved_at", Time, "when it was last resolved"),
        column("reopened_at", Time, "when it was reopened"),
        column("closed_at", Time, "when it was closed"),
        column("resolutions", Integer, "how many times it was resolved"),
        column("status", Word, "open, resolved or pending"),
        column("agent", Text, "the agent it belongs to"),
        column("team", Text, "the team it belongs to"),
        column("bot", Boolean, "whether a bot took part"),
        column("handoff_at", Time, "when a bot handed it to a person"),
        column("agents", Integer, "how many people took part"),
        column("campaign", Text, "the campaign it belongs to"),
        column("segment", Text, "the customer's segment"),
        column("converted", Boolean, "whether it ended in a purchase"),
        column("lead", Boolean, "whether it made a lead"),
        column("value", Decimal, "what the purchase was worth"),
        column("currency", Text, "ISO 4217 code of the value"),
        column("csat", Decimal, "satisfaction, 1 to 5"),
        column("nps", Decimal, "recommendation, 0 to 10"),
        column("ces", Decimal, "effort, 1 to 7"),
    ],
};

/// One row per conversion.
pub static ORDERS: Table = Table {
    id: "orders",
    doc: "one row per conversion",
    columns: &[
        key("order_id", Text, "key"),
        key("customer", Text, "phone number or user id"),
        key("at", Time, "when"),
        column("kind", Text, "purchase where it is missing; lead, signup, appointment, download, any goal"),
        column("value", Decimal, "what it was worth"),
        column("currency", Text, "ISO 4217 code of the value"),
        column("refunded", Decimal, "the amount given back"),
        column("campaign", Text, "the campaign that the shop names"),
        column("message_id", Text, "the message that led to it"),
        column("conversation_id", Text, "the conversation that led to it"),
    ],
};

/// One row per survey sent.
pub static SURVEYS: Table = Table {
    id: "surveys",
    doc: "one row per survey sent",
    columns: &[
        key("survey_id", Text, "key"),
        column("customer", Text, "phone number or user id"),
        column("conversation_id", Text, "the conversation it asks about"),
        column("sent_at", Time, "when it was sent"),
        column("at", Time, "when it was answered; empty = unanswered"),
        key("kind", Word, "csat, nps or ces"),
        column("score", Decimal, "the answer"),
        column("scale_min", Decimal, "the lowest answer; 1, 0, 1 where it is missing"),
        column("scale_max", Decimal, "the highest answer; 5, 10, 7 where it is missing"),
        column("agent", Text, "whom it asks about"),
    ],
};

/// One row per click.
pub static CLICKS: Table = Table {
    id: "clicks",
    doc: "one row per click",
    columns: &[
        key("at", Time, "when"),
        column("customer", Text, "who clicked"),
        column("message_id", Text, "the message that was clicked"),
        column("campaign", Text, "the campaign whose link it was"),
        column("url", Text, "the link"),
    ],
};

/// One row per consent event.
pub static PREFERENCES: Table = Table {
    id: "preferences",
    doc: "one row per consent event",
    columns: &[
        key("customer", Text, "whose"),
        key("at", Time, "when"),
        key("event", Word, "opt_in, opt_out, resume, block or unblock"),
        column("scope", Word, "marketing or all"),
    ],
};

/// One row per customer.
pub static CONTACTS: Table = Table {
    id: "contacts",
    doc: "one row per customer",
    columns: &[
        key("customer", Text, "key"),
        column("segment", Text, "segment"),
        column("country", Text, "ISO 3166"),
        column("language", Text, "language code"),
        column("consent_at", Time, "when consent was recorded"),
        column("created_at", Time, "when the contact was created"),
    ],
};

/// One row per second name of a customer.
pub static ALIASES: Table = Table {
    id: "aliases",
    doc: "one row per second name of a customer",
    columns: &[
        key("alias", Text, "a phone number, user id or other id"),
        key("customer", Text, "the same person's other name"),
        column("since", Time, "since when; information only"),
    ],
};

/// Costs that are not in a message.
pub static SPEND: Table = Table {
    id: "spend",
    doc: "one row per cost that is not in a message",
    columns: &[
        column("spend_id", Text, "key, where two invoices may be equal"),
        column("since", Time, "first day"),
        column("until", Time, "last moment; a date means the end of that day"),
        key("amount", Decimal, "how much"),
        key("currency", Text, "ISO 4217"),
        column("campaign", Text, "the campaign it was spent on"),
        column("kind", Word, "message, platform, agents or other"),
        column("note", Text, "anything"),
    ],
};

/// One row per template or number event.
pub static TEMPLATES: Table = Table {
    id: "templates",
    doc: "one row per template or number event; without a time it describes the template",
    columns: &[
        column("template", Text, "the template; empty where the row is about a number"),
        column("business", Text, "the business number or channel"),
        column("at", Time, "when"),
        column("event", Word, "approved, rejected, paused, disabled, reinstated or quality"),
        column("rating", Word, "green, yellow, red or unknown, from then on"),
        column("category", Word, "marketing, utility, authentication or service"),
        column("language", Text, "language code"),
        column("buttons", Boolean, "whether it has buttons"),
    ],
};

/// Counts somebody else made.
pub static AGGREGATES: Table = Table {
    id: "aggregates",
    doc: "one row per count that somebody else made",
    columns: &[
        key("since", Time, "first moment"),
        key("until", Time, "last moment; a date means the end of that day"),
        column("template", Text, "the template"),
        column("campaign", Text, "the campaign"),
        column("country", Text, "ISO 3166"),
        column("category", Word, "marketing, utility, authentication or service"),
        column("sent", Integer, "messages sent"),
        column("delivered", Integer, "messages delivered"),
        column("read", Integer, "messages read"),
        column("failed", Integer, "messages failed"),
        column("replied", Integer, "messages answered"),
        column("clicked", Integer, "messages clicked"),
        column("converted", Integer, "conversions"),
        column("opt_outs", Integer, "opt-outs"),
        column("cost", Decimal, "what it cost"),
        column("currency", Text, "ISO 4217 code of cost and revenue"),
        column("revenue", Decimal, "what it brought"),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_well_formed_and_every_column_says_what_it_is() {
        for table in TABLES {
            for (place, column) in table.columns.iter().enumerate() {
                assert_eq!(table.find(column.name), Some(place), "{}.{}", table.id, column.name);
                assert_eq!(table.place(column.name), place);
                assert!(column.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'));
                assert!(!column.doc.is_empty());
            }
        }
    }

    #[test]
    fn headers_are_found_whatever_their_case_and_the_blanks_around_them() {
        assert_eq!(MESSAGES.find(" Message_ID "), Some(MESSAGES.place("message_id")));
        assert_eq!(MESSAGES.find("message id"), None);
    }
}
