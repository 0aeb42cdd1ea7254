//! What an entry of a chat is: a message with its kind and text, or something that the app says.
//!
//! Not responsible for who wrote it.

use super::marks::{SPOKEN_BY_APP, bare};
use crate::lists::chat_phrase;
use crate::tables::values::MessageType;

/// What an entry is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// A message; text as far as the export has it.
    Message { kind: MessageType, text: String },
    /// No message; why.
    Event(&'static str),
    /// The app tells of a group.
    Group,
}

/// What the app says of what happened in the chat.
const EVENTS: [&str; 6] = ["notice", "call", "blocked", "unblocked", "number", "group"];
/// What the app writes instead of something that it does not export.
const LEFT_OUT: [&str; 9] =
    ["media", "image", "video", "audio", "sticker", "document", "contacts", "location", "attached"];
const LINE_OF_THE_APP: &str = "line of the app";

/// What an entry is, by its text and whether it has a sender.
pub(super) fn content(text: &str, has_sender: bool) -> Content {
    let by_app = !has_sender || text.starts_with(SPOKEN_BY_APP);
    let words = bare(text);
    let event = chat_phrase(&words, &EVENTS).filter(|found| by_app || !found.open);
    match event.map(|found| found.meaning) {
        Some("group") => Content::Group,
        Some("call") => Content::Event("call"),
        Some("blocked") => Content::Event("the business blocked the customer"),
        Some("unblocked") => Content::Event("the business unblocked the customer"),
        Some("number") => Content::Event("changed phone number"),
        Some(_) => Content::Event(LINE_OF_THE_APP),
        None if has_sender => message(text, &words),
        None => Content::Event(LINE_OF_THE_APP),
    }
}

fn message(text: &str, words: &str) -> Content {
    let words = chat_phrase(words, &["edited"]).map_or(words, |found| found.inside.trim_end());
    if words.is_empty() {
        // To be viewed once: the export has nothing of it.
        return Content::Message { kind: MessageType::Unsupported, text: String::new() };
    }
    if chat_phrase(words, &["deleted"]).is_some() {
        return Content::Message { kind: MessageType::Text, text: String::new() };
    }
    if let Some(kind) = left_out(words) {
        return Content::Message { kind, text: String::new() };
    }
    // Android writes the caption below the file, iOS before it.
    let below = words.split_once('\n').map(|(file, caption)| (file.to_owned(), caption.to_owned()));
    let before =
        text.rsplit_once(SPOKEN_BY_APP).map(|(caption, file)| (bare(file).into_owned(), bare(caption).into_owned()));
    for (file, caption) in [below, before].into_iter().flatten() {
        if let Some(kind) = left_out(file.trim()) {
            // Before a document stands its name, and how long it is.
            let text = if kind == MessageType::Document { String::new() } else { caption.trim().to_owned() };
            return Content::Message { kind, text };
        }
    }
    Content::Message { kind: MessageType::Text, text: words.to_owned() }
}

/// The kind of something that stands in the export by a phrase or a file's name only.
fn left_out(words: &str) -> Option<MessageType> {
    let inner = || words.strip_prefix('<').and_then(|words| words.strip_suffix('>'));
    let found = chat_phrase(words, &LEFT_OUT).or_else(|| chat_phrase(inner()?, &LEFT_OUT))?;
    match found.meaning {
        "attached" => of_file(found.inside),
        // It may be anything but a text.
        "media" => Some(MessageType::Unsupported),
        kind => MessageType::from_word(kind),
    }
}

/// What a file is, by the end of its name.
fn of_file(name: &str) -> Option<MessageType> {
    let (stem, ending) = name.rsplit_once('.')?;
    let one_name = !stem.is_empty() && !name.contains('\n');
    one_name.then(|| match ending.to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" | "png" | "heic" => MessageType::Image,
        "mp4" | "mov" | "3gp" | "gif" => MessageType::Video,
        "opus" | "ogg" | "m4a" | "mp3" | "aac" | "amr" | "wav" => MessageType::Audio,
        "webp" => MessageType::Sticker,
        "vcf" => MessageType::Contacts,
        _ => MessageType::Document,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_message(text: &str, kind: MessageType, said: &str) {
        assert_eq!(content(text, true), Content::Message { kind, text: said.to_owned() }, "{text}");
    }

    #[test]
    fn media_are_known_in_many_languages() {
        for (text, kind) in [
            ("<Media omitted>", MessageType::Unsupported),
            ("<Mídia oculta>", MessageType::Unsupported),
            ("<メディアなし>", MessageType::Unsupported),
            ("\u{200E}image omitted", MessageType::Image),
            ("Bild weggelassen", MessageType::Image),
            ("\u{200E}áudio ocultado", MessageType::Audio),
            ("\u{200E}figurinha omitida", MessageType::Sticker),
            ("GIF omitted", MessageType::Video),
            ("<image omitted>", MessageType::Image),
            ("\u{200E}изображение отсутствует", MessageType::Image),
            ("\u{200E}Contact card omitted", MessageType::Contacts),
            ("\u{200E}\u{200E}PTT-20260129-WA0025.opus (file attached)", MessageType::Audio),
            ("IMG-20260129-WA0001.JPG (arquivo anexado)", MessageType::Image),
            ("\u{200E}<attached: \u{200E}00000012-VIDEO-2026-01-29.mp4>", MessageType::Video),
            ("<Anhang: 7-Preise.pdf>", MessageType::Document),
            ("<PTT-1.opus eklendi>", MessageType::Audio),
            ("prices.pdf • \u{200E}3 pages \u{200E}document omitted", MessageType::Document),
            ("location: https://maps.google.com/?q=50.9425526,6.9523387", MessageType::Location),
        ] {
            assert_message(text, kind, "");
        }
    }

    #[test]
    fn captions_stay_beside_media() {
        assert_message("IMG-1.jpg (file attached)\nthis one\nplease", MessageType::Image, "this one\nplease");
        assert_message("this one \u{200E}<attached: 1-PHOTO.jpg>", MessageType::Image, "this one");
        assert_message("this one\n\u{200E}image omitted", MessageType::Image, "this one");
    }

    #[test]
    fn deleted_messages_and_edited_ones_were_messages() {
        assert_message("This message was deleted.", MessageType::Text, "");
        assert_message("\u{200E}Diese Nachricht wurde gelöscht.", MessageType::Text, "");
        assert_message("at nine \u{200E}<This message was edited>", MessageType::Text, "at nine");
        assert_message("", MessageType::Unsupported, "");
        assert_message("\u{200E}No idea", MessageType::Text, "No idea");
        assert_message("I saw <Media omitted> there", MessageType::Text, "I saw <Media omitted> there");
    }

    #[test]
    fn what_the_app_says_is_no_message() {
        let event = |text: &str, has_sender: bool| match content(text, has_sender) {
            Content::Event(why) => why,
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(event("You blocked this contact. Tap to unblock.", false), "the business blocked the customer");
        assert_eq!(event("\u{200E}You unblocked this contact.", true), "the business unblocked the customer");
        assert_eq!(event("Missed voice call. Tap to call back", true), "call");
        assert_eq!(event("\u{200E}Voice call. \u{200E}3 min", true), "call");
        assert_eq!(event("null", true), "call");
        assert_eq!(
            event("Zoë changed their phone number to a new number. Tap to message", false),
            "changed phone number"
        );
        assert_eq!(event("\u{200E}Messages and calls are end-to-end encrypted. No one", true), LINE_OF_THE_APP);
        assert_eq!(event("anything", false), LINE_OF_THE_APP);
        assert_eq!(content("You created group \"Tea\"", false), Content::Group);
        assert_message("She changed to +5 sugar", MessageType::Text, "She changed to +5 sugar");
    }
}
