//! Moods of words and sentences in several languages.

use proptest::prelude::*;

use super::*;
use crate::lists::entries;

#[test]
fn every_word_of_the_list_is_found_alone_and_in_capitals() {
    for (word, class) in entries(LIST).filter_map(|line| line.split_once('\t')) {
        let expected = match class {
            "positive" => Some(Mood::Positive),
            "negative" => Some(Mood::Negative),
            "negator" | "greeting" => None,
            other => panic!("{word}: `{other}` is no class"),
        };
        for text in [word.to_owned(), format!("... {} 12", word.to_uppercase()), format!("xx, {word}!")] {
            assert_eq!(mood(&text), expected, "{text}");
        }
    }
}

#[test]
fn moods_of_sentences() {
    use Mood::{Mixed, Negative, Positive};
    for (text, expected) in [
        ("", None),
        ("when does my parcel come?", None),
        ("This is great, I love it", Some(Positive)),
        ("not good", Some(Negative)),
        ("It wasn't helpful, NOT bad though", Some(Mixed)),
        ("I don\u{2019}t recommend it", Some(Negative)),
        ("no, terrible", Some(Negative)),
        ("no 😡", Some(Negative)),
        ("👍🏽 ❤️", Some(Positive)),
        ("Good morning, best regards", None),
        ("Bom dia! Tudo bom?", None),
        ("o produto é muito bom", Some(Positive)),
        ("goodness, the toller", None),
        ("Ich bin nicht zufrieden", Some(Negative)),
        ("ENTTÄUSCHEND", Some(Negative)),
        ("L\u{2019}articolo non è rotto, ottimo", Some(Mixed)),
        ("C'est génial, j'adore", Some(Positive)),
        // Only a negator directly before is one.
        ("no me encanta", Some(Positive)),
        ("没有不满意 你好", Some(Positive)),
        ("我很满意，谢谢", Some(Positive)),
        ("不满意", Some(Negative)),
        ("质量不好", Some(Negative)),
        ("Мне НЕ понравилось", Some(Negative)),
        ("отличный сервис", Some(Positive)),
    ] {
        assert_eq!(mood(text), expected, "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_has_a_mood_or_none_and_blanks_around_it_do_not_matter(text in "\\PC{0,40}") {
        prop_assert_eq!(mood(&text), mood(&format!("  {text} ")));
    }
}
