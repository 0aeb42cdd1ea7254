//! Where a file may be cut: at line ends that are proven to end a record.
//!
//! Not responsible for reading records. For CSV the rules are exactly those of the `csv` crate: a quote opens a
//! quoted field only at its start, a doubled quote inside stands for itself, after the closing quote everything up to
//! the delimiter is literal.

use memchr::{memchr, memrchr};

/// Finds the last record end in a buffer that grows. The buffer begins with a record.
pub(super) enum Cutter {
    /// Every line end will do.
    Lines,
    /// Line ends outside quotes.
    Csv(Quotes),
    /// None: the file stays whole.
    Whole,
}

impl Cutter {
    /// The length of the buffer's part that holds whole records only; `None` = no record ends here yet. Asked again
    /// after more bytes have come, or, after a cut, with the bytes behind it.
    pub(super) fn cut(&mut self, buffer: &[u8]) -> Option<usize> {
        match self {
            Cutter::Lines => memrchr(b'\n', buffer).map(|newline| newline + 1),
            Cutter::Csv(quotes) => {
                quotes.advance(buffer);
                let cut = quotes.safe.take();
                if cut.is_some() {
                    *quotes = Quotes::new(quotes.delimiter);
                }
                cut
            }
            Cutter::Whole => None,
        }
    }
}

/// Follows quotes through CSV.
pub(super) struct Quotes {
    delimiter: u8,
    at: usize,
    open: bool,
    safe: Option<usize>,
}

impl Quotes {
    pub(super) fn new(delimiter: u8) -> Quotes {
        Quotes { delimiter, at: 0, open: false, safe: None }
    }

    fn advance(&mut self, buffer: &[u8]) {
        while let Some(rest) = buffer.get(self.at..).filter(|rest| !rest.is_empty()) {
            let quote = memchr(b'"', rest);
            if self.open {
                let Some(quote) = quote else { return self.at = buffer.len() };
                match rest.get(quote + 1) {
                    // Whether it is doubled is not known before the next byte is.
                    None => return self.at += quote,
                    Some(b'"') => self.at += quote + 2,
                    Some(_) => (self.open, self.at) = (false, self.at + quote + 1),
                }
            } else {
                let outside = &rest[..quote.unwrap_or(rest.len())];
                if let Some(newline) = memrchr(b'\n', outside) {
                    self.safe = Some(self.at + newline + 1);
                }
                let Some(quote) = quote else { return self.at = buffer.len() };
                let before = (self.at + quote).checked_sub(1).map(|before| buffer[before]);
                self.open = before.is_none_or(|byte| byte == self.delimiter || byte == b'\n' || byte == b'\r');
                self.at += quote + 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Option<usize> {
        Cutter::Csv(Quotes::new(b',')).cut(text.as_bytes())
    }

    #[test]
    fn line_ends_inside_quotes_do_not_count() {
        assert_eq!(cut("a,b\nc"), Some(4));
        assert_eq!(cut("a,\"b\nc"), None);
        assert_eq!(cut("a,\"b\nc\"\nd"), Some(8));
        assert_eq!(cut("a,\"b\"\"\nc\"\nd,\"\n"), Some(10));
    }

    #[test]
    fn a_quote_opens_only_at_the_start_of_a_field() {
        assert_eq!(cut("5\" pipe,b\nc"), Some(10));
        assert_eq!(cut("\"a\"b\"\nc"), Some(6));
        assert_eq!(cut("a;\"b\nc"), Some(5), "another delimiter");
    }

    fn records(bytes: &[u8]) -> Vec<csv::ByteRecord> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
        reader.byte_records().map(Result::unwrap).collect()
    }

    proptest::proptest! {
        #[test]
        fn pieces_hold_the_records_of_the_whole_however_the_buffer_grows(text in "[ab,\"\n\r]{0,40}", step in 1_usize..5) {
            let text = text.as_bytes();
            let (mut cutter, mut start, mut found) = (Cutter::Csv(Quotes::new(b',')), 0, Vec::new());
            for end in (1..=text.len()).step_by(step) {
                if let Some(length) = cutter.cut(&text[start..end]) {
                    found.extend(records(&text[start..start + length]));
                    start += length;
                }
            }
            found.extend(records(&text[start..]));
            proptest::prop_assert_eq!(found, records(text));
        }
    }
}
