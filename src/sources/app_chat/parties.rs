//! Who is who in a chat: which sender is the customer, given the file's title and what the user says.
//!
//! Not responsible for what they write.

use std::collections::HashSet;

use super::marks::bare;
use crate::lists::chat_phrase;
use crate::sources::Rules;
use crate::tables::identity;

/// The two sides of a chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Parties {
    /// The customer: the name that stands for it, and the senders that are it. Everybody else is the business.
    Known { customer: String, senders: HashSet<String> },
    /// More than two sides.
    Group,
    /// The business and several others.
    Several,
    /// Only the business wrote, and nobody tells to whom.
    NoCustomer,
    /// Two names, and nobody tells which is whose.
    Unknown,
}

/// The name in the title of an exported chat: of the file, or of the archive or folder that holds it.
pub(super) fn title(path: &str) -> Option<String> {
    path.rsplit(['/', '\\']).find_map(|part| {
        let part = part.split_once(".zip").map_or(part, |(archive, _)| archive);
        let part = [".gz", ".zst", ".txt"].iter().fold(part, |part, ending| part.strip_suffix(ending).unwrap_or(part));
        let found = chat_phrase(part, &["title"])?;
        Some(bare(found.inside).into_owned()).filter(|name| !name.is_empty())
    })
}

/// Tells the sides apart. `senders` are all who wrote a message.
pub(super) fn parties(title: Option<&str>, senders: &[&str], rules: &Rules) -> Parties {
    let own: HashSet<String> = rules.senders.iter().chain(&rules.business).map(|name| key(name)).collect();
    let (ours, others): (Vec<&str>, Vec<&str>) = senders.iter().copied().partition(|sender| own.contains(&key(sender)));
    let known = |customer: &str| Parties::Known {
        customer: customer.to_owned(),
        senders: senders
            .iter()
            .filter(|sender| key(sender) == key(customer))
            .map(|&sender| sender.to_owned())
            .collect(),
    };
    // A chat that the customer exported has the business's name.
    let title = title.filter(|title| !own.contains(&key(title)));
    let titled =
        title.and_then(|title| senders.iter().find(|sender| key(sender) == key(title) || is_copy(title, sender)));
    match (titled, title, others.as_slice()) {
        (Some(customer), ..) => known(customer),
        (None, _, [customer]) if !ours.is_empty() => known(customer),
        (None, Some(title), []) => known(title),
        (None, None, []) => Parties::NoCustomer,
        (None, _, _) if !ours.is_empty() => Parties::Several,
        (None, Some(title), [one]) if !is_phone(one) => known(title),
        (None, None, [one]) if is_phone(one) => known(one),
        (None, _, [one, other]) => match (is_phone(one), is_phone(other)) {
            (true, false) => known(one),
            (false, true) => known(other),
            _ => Parties::Unknown,
        },
        (None, _, [_]) => Parties::Unknown,
        _ => Parties::Group,
    }
}

/// Whether a title is a sender's name with the number that browsers give to copies: `Zoë (1)`.
fn is_copy(title: &str, sender: &str) -> bool {
    let number = title.strip_suffix(')').and_then(|title| title.rsplit_once('('));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    number.is_some_and(|(name, number)| is_number(number) && key(name) == key(sender))
}

fn is_phone(name: &str) -> bool {
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    digits >= 7 && identity::normalise(name).bytes().all(|byte| byte.is_ascii_digit())
}

/// What two spellings of a name or number have in common: files cannot have every letter in their names.
fn key(name: &str) -> String {
    if is_phone(name) {
        return identity::normalise(name);
    }
    let letters: String = name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if letters.is_empty() { bare(name).into_owned() } else { letters }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(title: Option<&str>, senders: &[&str], own: &[&str]) -> String {
        let senders_of_business = own.iter().map(|&name| name.to_owned()).collect();
        let rules =
            Rules { senders: senders_of_business, business: vec!["15550001111".to_owned()], ..Rules::default() };
        match parties(title, senders, &rules) {
            Parties::Known { customer, senders } => format!("{customer} {}", senders.len()),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn titles_are_found_in_every_place() {
        for path in [
            "WhatsApp Chat with Zoë.txt",
            "./exports/Conversa do WhatsApp com Zoë.txt.gz",
            "exports\\WhatsApp-Chat mit Zoë.txt",
            "WhatsApp Chat - Zoë/_chat.txt",
            "exports/WhatsApp Chat - Zoë.zip/_chat.txt",
            "WhatsApp Chat - Zoë.zip:_chat.txt",
            "Chat de WhatsApp con Zoë.txt",
            "Discussion WhatsApp avec Zoë.txt",
        ] {
            assert_eq!(title(path).as_deref(), Some("Zoë"), "{path}");
        }
        assert_eq!(title("exports/_chat.txt"), None);
    }

    #[test]
    fn the_title_names_the_customer() {
        assert_eq!(told(Some("Zoë"), &["Acme", "Zoë"], &[]), "Zoë 1");
        assert_eq!(told(Some("Zoë"), &["Acme", "Bo", "Zoë"], &[]), "Zoë 1", "several agents");
        assert_eq!(told(Some("Zoë (1)"), &["Acme", "Zoë"], &[]), "Zoë 1");
        assert_eq!(told(Some("+1 555-000-2222"), &["+1 555 000 2222", "+1 555 000 1111"], &[]), "+1 555 000 2222 1");
        assert_eq!(told(Some("Zoë"), &["Acme"], &[]), "Zoë 0", "who never wrote");
        assert_eq!(told(Some("Acme"), &["Acme", "Zoë"], &["acme"]), "Zoë 1", "the customer's own export");
    }

    #[test]
    fn the_user_names_the_business() {
        assert_eq!(told(None, &["Acme Support", "Zoë"], &["Acme  support"]), "Zoë 1");
        assert_eq!(told(None, &["+1 555 000 1111", "Zoë"], &[]), "Zoë 1", "by its number");
        assert_eq!(told(None, &["Acme"], &["Acme"]), "NoCustomer");
        assert_eq!(told(Some("Tea"), &["Acme", "Zoë", "Bo"], &["Acme"]), "Several");
    }

    #[test]
    fn a_number_beside_a_name_is_the_customer() {
        assert_eq!(told(None, &["Acme", "+1 555 000 2222"], &[]), "+1 555 000 2222 1");
        assert_eq!(told(None, &["Acme", "Zoë"], &[]), "Unknown");
        assert_eq!(told(None, &["+1 555 000 3333", "+1 555 000 2222"], &[]), "Unknown");
        assert_eq!(told(None, &["Acme"], &[]), "Unknown");
        assert_eq!(told(Some("Zoë"), &["Acme", "Bo"], &[]), "Unknown");
    }

    #[test]
    fn more_than_two_are_a_group() {
        assert_eq!(told(None, &["Acme", "Zoë", "Bo"], &[]), "Group");
        assert_eq!(told(Some("Tea friends"), &["Acme", "Zoë", "Bo"], &[]), "Group");
    }
}
