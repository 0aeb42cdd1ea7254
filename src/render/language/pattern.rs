//! Texts with values in them: `{}` holds a name or number, `{text}` a text of the code, `{period}` two times; a
//! translation may name them by their places, `{1}` and `{2}`.
//!
//! Not responsible for languages.

/// A text with holes.
#[derive(Debug)]
pub struct Pattern {
    /// The text before the first hole.
    begin: &'static str,
    /// What each hole holds, and the text after it.
    holes: Vec<(Hole, &'static str)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hole {
    Name,
    Text,
    Period,
}

/// What stood in a hole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// A name or number: the same in every language.
    Name(&'a str),
    /// A text of the code.
    Text(&'a str),
    /// The first and the last time of a period.
    Period(&'a str),
}

impl Pattern {
    /// Reads a text of the code.
    pub fn of(text: &'static str) -> Pattern {
        let mut pieces = text.split('{');
        let begin = pieces.next().unwrap_or_default();
        let hole = |piece: &'static str| {
            let (inside, after) = piece.split_once('}').unwrap_or(("", piece));
            let hole = match inside {
                "text" => Hole::Text,
                "period" => Hole::Period,
                _ => Hole::Name,
            };
            (hole, after)
        };
        Pattern { begin, holes: pieces.map(hole).collect() }
    }

    /// How sure it is where it fits: a sentence is known by its beginning, else by how much of it is text.
    pub fn weight(&self) -> (usize, usize) {
        (self.begin.len(), self.holes.iter().map(|(_, after)| after.len()).sum())
    }

    /// What stands in the holes of a sentence; none where it is another sentence.
    pub fn values<'a>(&self, sentence: &'a str) -> Option<Vec<Value<'a>>> {
        let mut rest = sentence.strip_prefix(self.begin)?;
        let mut values = Vec::with_capacity(self.holes.len());
        for (place, (hole, after)) in self.holes.iter().enumerate() {
            let is_last = place + 1 == self.holes.len();
            let end = match (is_last, after.is_empty()) {
                (true, _) => rest.len().checked_sub(after.len()).filter(|_| rest.ends_with(after))?,
                (false, true) => 0,
                (false, false) => rest.find(after)?,
            };
            let (value, further) = rest.split_at_checked(end)?;
            values.push(match hole {
                Hole::Name => Value::Name(value),
                Hole::Text => Value::Text(value),
                Hole::Period => Value::Period(value),
            });
            rest = &further[after.len()..];
        }
        (!self.holes.is_empty() || rest.is_empty()).then_some(values)
    }
}

/// A text with the values in its holes: in their order, or by the places that the holes name.
pub fn fill(text: &str, values: &[&str]) -> String {
    let mut pieces = text.split('{');
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for (place, piece) in pieces.enumerate() {
        let (inside, after) = piece.split_once('}').unwrap_or(("", piece));
        let place = inside.parse::<usize>().ok().and_then(|named| named.checked_sub(1)).unwrap_or(place);
        filled.push_str(values.get(place).copied().unwrap_or_default());
        filled.push_str(after);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_in_sentences_and_nowhere_else() {
        let found = |pattern, sentence| Pattern::of(pattern).values(sentence);
        assert_eq!(found("{} to {}", "1 to 2"), Some(vec![Value::Name("1"), Value::Name("2")]));
        assert_eq!(
            found("left out: {} ({text})", "left out: a, b (c)"),
            Some(vec![Value::Name("a, b"), Value::Text("c")])
        );
        assert_eq!(found("left out: {} ({text})", "left out: a, b"), None);
        assert_eq!(found("{} files", "12 file"), None);
        assert_eq!(found("Ünï {} é", "Ünï ß é"), Some(vec![Value::Name("ß")]));
        assert_eq!(found("a {} b", "a b"), None);
    }

    #[test]
    fn values_may_change_places() {
        assert_eq!(fill("{} to {}", &["1", "2"]), "1 to 2");
        assert_eq!(fill("{2} von {1}", &["1", "2"]), "2 von 1");
        assert_eq!(fill("nothing", &["1"]), "nothing");
    }
}
