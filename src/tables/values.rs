//! The closed vocabularies of the canonical tables: direction, author, type, category, state.
//!
//! Not responsible for other products' words: sources translate theirs into these.

/// Declares a vocabulary: its values, their canonical words, and both ways between them.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$value_doc:meta])* $value:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $name { $($(#[$value_doc])* #[doc = concat!("`", $word, "`")] $value),+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [$name] = &[$($name::$value),+];

            /// The canonical word.
            pub fn word(self) -> &'static str {
                match self { $($name::$value => $word),+ }
            }

            /// The value of a canonical word, in lower case.
            pub fn from_word(word: &str) -> Option<$name> {
                match word { $($word => Some($name::$value),)+ _ => None }
            }
        }
    };
}

vocabulary!(
    /// Which side sent a message.
    Direction { Inbound = "inbound", Outbound = "outbound" }
);

vocabulary!(
    /// Who wrote a message.
    Author {
        Customer = "customer", Agent = "agent", Bot = "bot", Automation = "automation", Campaign = "campaign",
        System = "system",
    }
);

vocabulary!(
    /// What a message is made of.
    MessageType {
        Text = "text", Image = "image", Video = "video", Audio = "audio", Document = "document",
        Sticker = "sticker", Location = "location", Contacts = "contacts", Button = "button",
        ButtonReply = "button_reply", ListReply = "list_reply", FlowReply = "flow_reply", Order = "order",
        Template = "template", Interactive = "interactive", Reaction = "reaction", Edit = "edit",
        Revoke = "revoke", System = "system", RequestWelcome = "request_welcome",
        Unsupported = "unsupported", Note = "note",
    }
);

impl MessageType {
    /// Whether a row of this type is an event: never a message, a reply or an answer.
    pub fn is_event(self) -> bool {
        use MessageType::*;
        matches!(self, Reaction | Edit | Revoke | System | RequestWelcome | Note)
    }

    /// Whether an inbound message of this type is a tap on a button or a list.
    pub fn is_tap(self) -> bool {
        matches!(self, MessageType::Button | MessageType::ButtonReply | MessageType::ListReply)
    }
}

vocabulary!(
    /// What a message is for, as WhatsApp bills it.
    Category { Marketing = "marketing", Utility = "utility", Authentication = "authentication", Service = "service" }
);

vocabulary!(
    /// The present state of an outbound message, from lowest to highest. `failed` stands above `sent`, since a
    /// sent message can still fail, and below `delivered`, since any proof of delivery overrides it.
    Status {
        Unknown = "unknown", Pending = "pending", Sent = "sent", Failed = "failed", Delivered = "delivered",
        Read = "read",
    }
);

vocabulary!(
    /// A consent event.
    ConsentEvent { OptIn = "opt_in", OptOut = "opt_out", Resume = "resume", Block = "block", Unblock = "unblock" }
);

vocabulary!(
    /// The quality that WhatsApp gives a template or a number.
    Rating { Green = "green", Yellow = "yellow", Red = "red", Unknown = "unknown" }
);

vocabulary!(
    /// How somebody classed a message's mood.
    Sentiment { Positive = "positive", Negative = "negative", Neutral = "neutral" }
);

vocabulary!(
    /// What a survey asks: satisfaction, recommendation, effort.
    SurveyKind { Csat = "csat", Nps = "nps", Ces = "ces" }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lead_back_to_their_values() {
        for &kind in MessageType::ALL {
            assert_eq!(MessageType::from_word(kind.word()), Some(kind));
        }
        assert_eq!(Author::from_word("robot"), None);
    }
}
