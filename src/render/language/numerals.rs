//! How each language writes numbers, percentages and durations. Words that stand after numbers know no plural.
//!
//! Blanks inside a number and before its unit never break a line. Not responsible for dates: they stay ISO 8601.

use crate::settings::Language;
use crate::units::Numerals;

static ENGLISH: Numerals = Numerals::ENGLISH;

/// Points between thousands, signs of units as in DIN 1301: "3 Std. 22 Min." three times leaves no room for a name on 80
/// columns.
static GERMAN: Numerals = Numerals {
    decimal: ",",
    thousands: ".",
    percent: "\u{a0}%",
    points: "\u{a0}PP",
    spans: ["\u{a0}d", "\u{a0}h", "\u{a0}min", "\u{a0}s"],
    between: "\u{a0}",
};

static SPANISH: Numerals = Numerals {
    decimal: ",",
    thousands: ".",
    percent: "\u{a0}%",
    points: "\u{a0}pp",
    spans: ["\u{a0}d", "\u{a0}h", "\u{a0}min", "\u{a0}s"],
    between: "\u{a0}",
};

static CHINESE: Numerals =
    Numerals { points: "个百分点", spans: ["天", "小时", "分", "秒"], between: "", ..Numerals::ENGLISH };

static RUSSIAN: Numerals = Numerals {
    decimal: ",",
    thousands: "\u{a0}",
    percent: "\u{a0}%",
    points: "\u{a0}п.\u{a0}п.",
    spans: ["\u{a0}д", "\u{a0}ч", "\u{a0}мин", "\u{a0}с"],
    between: "\u{a0}",
};

/// The marks and words of a language.
pub fn of(language: Language) -> &'static Numerals {
    match language {
        Language::English => &ENGLISH,
        Language::German => &GERMAN,
        Language::Spanish => &SPANISH,
        Language::Chinese => &CHINESE,
        Language::Russian => &RUSSIAN,
    }
}

#[cfg(test)]
mod tests {
    use crate::settings::Language;
    use crate::units::Unit;

    /// With blanks that people can see.
    fn shown(language: Language) -> [String; 5] {
        let (count, share) = (language.show(Unit::Count, 1_234_567.0), language.show(Unit::Share, 0.944));
        let (score, long) = (language.show(Unit::Score, -1_234.5), language.duration(93_780.0));
        [count, share, score, long, language.duration(2.5)].map(|text| text.replace('\u{a0}', "_"))
    }

    #[test]
    fn every_language_writes_numbers_as_its_readers_do() {
        assert_eq!(shown(Language::English), ["1,234,567", "94.4%", "-1,234.50", "1d 2h", "2.5s"]);
        assert_eq!(shown(Language::German), ["1.234.567", "94,4_%", "-1.234,50", "1_d_2_h", "2,5_s"]);
        assert_eq!(shown(Language::Spanish), ["1.234.567", "94,4_%", "-1.234,50", "1_d_2_h", "2,5_s"]);
        assert_eq!(shown(Language::Chinese), ["1,234,567", "94.4%", "-1,234.50", "1天2小时", "2.5秒"]);
        assert_eq!(shown(Language::Russian), ["1_234_567", "94,4_%", "-1_234,50", "1_д_2_ч", "2,5_с"]);
    }

    #[test]
    fn differences_of_percentages_are_points() {
        let points = |language: Language| language.numerals().points(0.012).replace('\u{a0}', "_");
        assert_eq!(Language::ALL.map(points), ["1.2 pp", "1,2_PP", "1,2_pp", "1.2个百分点", "1,2_п._п."]);
    }
}
