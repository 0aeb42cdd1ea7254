//! The few words of the lists that the invented data use.

const OPT_OUT: [&str; 4] = ["stop", "unsubscribe", "baja", "abmelden"];
const CLOSING: [&str; 6] = ["thanks", "ok", "danke", "gracias", "merci", "👍"];

pub fn opts_out(text: &str) -> bool {
    OPT_OUT.contains(&text.trim().to_lowercase().as_str())
}

pub fn closes(text: &str) -> bool {
    let spaced: String = text
        .to_lowercase()
        .chars()
        .filter(|c| !('\u{1f3fb}'..='\u{1f3ff}').contains(c) && *c != '\u{fe0f}')
        .flat_map(|c| match c {
            '👍' => vec![' ', c, ' '],
            c if c.is_alphanumeric() || c.is_whitespace() => vec![c],
            _ => vec![' '],
        })
        .collect();
    let mut parts = spaced.split_whitespace().peekable();
    parts.peek().is_some() && parts.all(|part| CLOSING.contains(&part))
}

/// The mood of a text that holds at most one word of mood: good or not.
pub fn mood(text: &str) -> Option<bool> {
    let plain = text.to_lowercase();
    if plain.contains("not good") || plain.contains("terrible") {
        return Some(false);
    }
    if plain.contains('👍') || plain.contains("great") || plain.contains("good") { Some(true) } else { None }
}
