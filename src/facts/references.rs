//! References: which message and which conversation a row of a frame is about, so that frames can be joined.
//!
//! Not responsible for the rows themselves: these stand in the order of [`super::build`].

use super::{Grain, expense, message, talk, visit};
use crate::timeline::story::NOWHERE;

/// What a row is about, as places in the shard's story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// The message.
    pub message: Option<u32>,
    /// The conversation.
    pub conversation: Option<u32>,
}

/// Whether rows of a grain may be about a message.
pub fn have_messages(grain: Grain) -> bool {
    matches!(grain, Grain::Message | Grain::Talk | Grain::Visit | Grain::Expense | Grain::Touch | Grain::Consent)
}

/// Whether rows of a grain may be about a conversation.
pub fn have_conversations(grain: Grain) -> bool {
    !matches!(grain, Grain::Contact | Grain::Customer | Grain::Purchase)
}

/// What the rows of a grain's frame are about.
pub fn references(grain: Grain, messages: &message::Rows) -> Vec<Reference> {
    let message::Rows { world, shard, story, .. } = *messages;
    let of_message = |place: u32| {
        let conversation = story.messages[place as usize].conversation;
        Reference { message: Some(place), conversation: (conversation != NOWHERE).then_some(conversation) }
    };
    let of_either = |message: Option<u32>, conversation: Option<u32>| match message {
        Some(place) => of_message(place),
        None => Reference { message, conversation },
    };
    let of_talk = |conversation: u32| Reference { message: None, conversation: Some(conversation) };
    match grain {
        Grain::Message => messages.messages.iter().copied().map(of_message).collect(),
        Grain::Talk => talk::Rows::new(world, shard, story).messages.into_iter().map(of_message).collect(),
        Grain::Visit => visit::Rows::new(story).visits.into_iter().map(|(place, _)| of_message(place)).collect(),
        Grain::Expense => expense::Rows::new(messages).costly.into_iter().map(of_message).collect(),
        Grain::Touch => story.touches.iter().map(|found| of_either(found.message, found.conversation)).collect(),
        Grain::Consent => story.consents.iter().map(|found| of_either(found.message, None)).collect(),
        Grain::Conversation => (0..story.conversations.len() as u32).map(of_talk).collect(),
        Grain::Wait => story.waits.iter().map(|found| of_talk(found.conversation)).collect(),
        Grain::Resolution => story.resolutions.iter().map(|found| of_talk(found.conversation)).collect(),
        Grain::Survey => story.surveys.iter().map(|found| of_either(None, found.conversation)).collect(),
        Grain::Answer => story.answers.iter().map(|found| of_either(None, found.conversation)).collect(),
        Grain::Contact | Grain::Purchase | Grain::Customer => Vec::new(),
    }
}
