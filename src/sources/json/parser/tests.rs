//! The parser beside its safe twin, `serde_json`.

use proptest::prelude::*;
use serde::Deserialize;
use serde_json::Value;

use super::*;

/// What both parsers make of the value at the start of a text: the value, and where it ends.
fn both<T: for<'de> Deserialize<'de>>(text: &str) -> [Option<(T, usize)>; 2] {
    let mut parser = Parser::new(text);
    let mine = T::deserialize(&mut parser).ok().map(|value| (value, parser.at()));
    let mut json = serde_json::Deserializer::from_str(text);
    let twin = T::deserialize(&mut json).ok().map(|value| (value, json.into_iter::<Value>().byte_offset()));
    [mine, twin]
}

fn assert_same(text: &str) {
    let [mine, twin] = both::<Value>(text);
    assert_eq!(mine, twin, "{text}");
    let [mine, twin] = both::<IgnoredAny>(text);
    assert_eq!(mine.map(|(_, end)| end), twin.map(|(_, end)| end), "skipping {text}");
}

#[test]
fn numbers_escapes_spaces_and_what_is_broken_are_taken_as_serde_json_takes_them() {
    for text in [
        "",
        " ",
        "{",
        "[",
        "\"",
        "{}",
        "[ ]",
        "{ }x",
        "[1,]",
        "[,1]",
        "{,}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{1:1}",
        "[1 2]",
        "{\"a\" : 1 }",
        "[\r\n\t1 , 2]",
        "[\u{b}1]",
        "[\u{a0}1]",
        "[1}",
        "{\"a\":1]",
        "[0]",
        "[-0]",
        "[01]",
        "[1.]",
        "[.5]",
        "[1.5e3]",
        "[1e999]",
        "[1e]",
        "[-]",
        "[+1]",
        "[1-2]",
        "[--1]",
        "[18446744073709551615]",
        "[18446744073709551616]",
        "[-9223372036854775809]",
        "[1E+2]",
        "[0x1]",
        "[true]",
        "[tru]",
        "[truer]",
        "[nul",
        "[NaN]",
        "[\"\\u00e9\"]",
        "[\"\\ud83d\\ude00\"]",
        "[\"\\ud83d\"]",
        "[\"\\ude00 long enough for words\"]",
        "[\"\\u12\"]",
        "[\"\\x\"]",
        "[\"\\\"]",
        "[\"\\",
        "[\"a\tb\"]",
        "[\"1234567\u{1}\"]",
        "[\"\u{0}\"]",
        "[\"\u{7f}é😀 and more than a word of it\"]",
        "{\"\\u0061\":1,\"a\":2}",
        "{\"\\ud83d\":1}",
        "[\"12345678\"]",
        "[\"1234567\"]",
        "[\"123456\\\"\"]",
        "\u{feff}{}",
        "{} {}",
        "\"{\\\"",
    ] {
        assert_same(text);
    }
}

#[test]
fn what_is_nested_too_deep_is_broken_like_with_serde_json() {
    for depth in [1, 126, 127, 128, 100_000] {
        let lists = "[".repeat(depth) + &"]".repeat(depth);
        let objects = "{\"a\":".repeat(depth) + "1" + &"}".repeat(depth);
        for text in [lists, objects, "[".repeat(depth)] {
            let [mine, twin] = both::<Value>(&text);
            assert_eq!(mine, twin);
        }
    }
    assert!(both::<IgnoredAny>(&"[".repeat(100_000))[0].is_none());
}

const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\"a\"",
    "\"status\":",
    "\"longer than a word\"",
    "\\u00e9",
    "\\n",
    "\\ud83d",
    "0",
    "1",
    "-",
    ".5",
    "e9",
    "true",
    "false",
    "null",
    " ",
    "\n",
    "\u{1}",
    "é",
    "😀",
    "\u{0}",
];

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,20}".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((".{0,9}", inner), 0..5).prop_map(|fields| fields.into_iter().collect()),
        ]
    })
}

proptest! {
    #[test]
    fn any_json_also_damaged_is_taken_as_serde_json_takes_it(
        value in value(), pretty: bool, place: prop::sample::Index, piece in prop::sample::select(PIECES), cut: bool,
    ) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
        assert_same(&text);
        let places: Vec<usize> = text.char_indices().map(|(place, _)| place).collect();
        let (before, after) = text.split_at(places[place.index(places.len())]);
        assert_same(&format!("{before}{piece}{after}"));
        let skipped = after.chars().next().map_or(0, char::len_utf8);
        assert_same(&format!("{before}{}", if cut { "" } else { &after[skipped..] }));
    }

    #[test]
    fn any_heap_of_pieces_is_taken_as_serde_json_takes_it(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..14),
    ) {
        assert_same(&pieces.concat());
        assert_same(&format!("[{}", pieces.concat()));
        assert_same(&format!("{{\"a\":{}", pieces.concat()));
    }
}
