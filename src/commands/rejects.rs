//! `--rejects FILE`: every record that was not understood, as CSV. The only place where its text is shown.

use anyhow::Result;

use super::measure::Rejected;
use super::output;
use crate::render::csv::{guard, writer};
use crate::report::InputAccount;

/// The records as CSV: file, line, reason, text.
pub fn csv(rejections: &[Rejected]) -> Result<Vec<u8>> {
    let mut writer = writer();
    writer.write_record(["file", "line", "reason", "text"])?;
    for Rejected { path, line, reason, text } in rejections {
        writer.write_record([&*guard(path), &line.to_string(), &*guard(reason), &*guard(text)])?;
    }
    Ok(writer.into_inner()?)
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

    #[test]
    fn a_record_keeps_its_quotes_and_line_ends_and_is_no_formula() {
        let rejected = |text: &str| Rejected {
            path: "a.csv".to_owned(),
            line: 7,
            reason: "no time".to_owned(),
            text: text.to_owned(),
        };
        let bytes = csv(&[rejected("x,\"y\"\nz"), rejected("=1+1")]).unwrap();
        let expected = "file,line,reason,text\r\na.csv,7,no time,\"x,\"\"y\"\"\nz\"\r\na.csv,7,no time,'=1+1\r\n";
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }
}
