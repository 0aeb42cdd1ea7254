//! The sections of the report: the questions that a business asks.

/// Declares the sections: each a name, an id and the question it answers.
macro_rules! sections {
    ($($(#[$doc:meta])* $name:ident = $id:literal $question:literal;)+) => {
        /// A part of the report.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Section {
            $(#[doc = $question] $name,)+
        }

        impl Section {
            /// Every section, in the order of the report.
            pub const ALL: &'static [Section] = &[$(Section::$name),+];

            /// Its name on the command line and in reports.
            pub fn id(self) -> &'static str {
                match self { $(Section::$name => $id,)+ }
            }

            /// The question it answers.
            pub fn question(self) -> &'static str {
                match self { $(Section::$name => $question,)+ }
            }
        }
    };
}

sections! {
    Delivery = "delivery" "Do our messages arrive?";
    Engagement = "engagement" "Do customers react?";
    Consent = "consent" "Are we welcome?";
    Conversations = "conversations" "How much do we talk?";
    Response = "response" "How fast do we answer?";
    Resolution = "resolution" "Do we solve it?";
    Bot = "bot" "Does the bot carry its load?";
    Journey = "journey" "Where do customers drop off?";
    Outcome = "outcome" "Does it pay off?";
    Cost = "cost" "At what price?";
    Satisfaction = "satisfaction" "Are they happy?";
    Loyalty = "loyalty" "Do they come back?";
    Own = "own" "What else do we want to know?";
}
