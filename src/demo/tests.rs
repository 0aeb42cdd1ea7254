//! The shop at other sizes.

use super::*;

fn text(exports: &Exports, name: &str) -> String {
    let mut bytes = Vec::new();
    exports.write(name, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_shop_has_about_as_many_messages_as_asked_for() {
    for messages in [500, 1_000, 20_000] {
        let told = Exports::of(Size::of(messages).unwrap()).story.messages.len() as i64;
        assert!((told - messages).abs() * 10 < messages, "{told} of {messages}");
    }
    assert_eq!((Size::of(499), Size::of(1_000_001), Size::of(3_680)), (None, None, Some(Size::EXAMPLES)));
}

#[test]
fn ids_and_numbers_of_a_larger_shop_are_unique() {
    let exports = Exports::of(Size::of(100_000).unwrap());
    let unique = |mut names: Vec<&str>| {
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        (names.len(), all)
    };
    let (ids, messages) = unique(exports.story.messages.iter().map(|message| message.id.as_str()).collect());
    assert_eq!(ids, messages);
    let (phones, customers) = unique(exports.story.customers.iter().map(|customer| customer.phone.as_str()).collect());
    assert_eq!(phones, customers);
}

#[test]
fn the_same_size_is_the_same_shop() {
    let shop = || Exports::of(Size::of(900).unwrap());
    for name in FILES {
        assert_eq!(text(&shop(), name), text(&shop(), name), "{name}");
    }
}
