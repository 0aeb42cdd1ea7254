//! `--rejects FILE`: every record that was not understood, as CSV. The only place where its text is shown, and there its
//! shape only, unless the texts themselves are asked for.

use anyhow::Result;

use super::measure::Rejected;
use super::output;
use crate::render::csv::{guard, writer};
use crate::report::InputAccount;

/// How the records' texts are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Texts {
    /// Their shape: every letter is an x, every digit a 0.
    #[default]
    Masked,
    /// As they stand in the files.
    Shown,
}

/// The records as CSV: file, line, reason, text.
pub fn csv(rejections: &[Rejected], texts: Texts) -> Result<Vec<u8>> {
    let mut writer = writer();
    writer.write_record(["file", "line", "reason", "text"])?;
    for Rejected { path, line, reason, text } in rejections {
        let text = match texts {
            Texts::Masked => &mask(text),
            Texts::Shown => text,
        };
        writer.write_record([&*guard(path), &line.to_string(), &*guard(reason), &*guard(text)])?;
    }
    Ok(writer.into_inner()?)
}

/// The shape of a text: quotes, delimiters, brackets and blanks stay, what could be read does not.
fn mask(text: &str) -> String {
    let hidden = |letter: char| match letter {
        '0'..='9' => '0',
        letter if letter.is_ascii_punctuation() || letter.is_ascii_whitespace() => letter,
        _ => 'x',
    };
    text.chars().map(hidden).collect()
}

/// Says on standard error that records were rejected.
pub fn remark(inputs: &[InputAccount], are_written: bool) {
    let rejected: u64 = inputs.iter().map(|input| input.rejected).sum();
    let records: u64 = inputs.iter().map(|input| input.records).sum();
    if rejected > 0 {
        let hint = if are_written { "" } else { "; --rejects FILE writes them" };
        output::remark(&format!("{rejected} of {records} records were rejected{hint}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rejected(text: &str) -> Rejected {
        Rejected { path: "a.csv".to_owned(), line: 7, reason: "no time".to_owned(), text: text.to_owned() }
    }

    #[test]
    fn a_record_keeps_its_quotes_and_line_ends_and_is_no_formula() {
        let bytes = csv(&[rejected("x,\"y\"\nz"), rejected("=1+1")], Texts::Shown).unwrap();
        let expected = "file,line,reason,text\r\na.csv,7,no time,\"x,\"\"y\"\"\nz\"\r\na.csv,7,no time,'=1+1\r\n";
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }

    #[test]
    fn of_a_record_its_shape_is_shown_unless_its_text_is_asked_for() {
        let record = "wamid.A1=;+1 555 000 2222;\"Héllo, 世界 ٣\"\t{\"a\":[1]}";
        assert_eq!(mask(record), "xxxxx.x0=;+0 000 000 0000;\"xxxxx, xx x\"\t{\"x\":[0]}");
        assert_eq!(mask(&mask(record)), mask(record));
    }
}
