//! Writing one line at a time: fields of CSV, times, strings of JSON.
//! Not responsible for which columns or keys there are.

use std::fs::File;
use std::io::{BufWriter, Result, Write};
use std::path::Path;

use crate::shop::{BEGIN, DAY};

/// A file that is written line by line.
pub struct Lines {
    file: BufWriter<File>,
    line: Vec<u8>,
    dates: Vec<String>,
}

impl Lines {
    pub fn create(path: &Path) -> Result<Lines> {
        let file = BufWriter::with_capacity(1 << 20, File::create(path)?);
        Ok(Lines { file, line: Vec::new(), dates: dates(2026, 400) })
    }

    pub fn end(&mut self) -> Result<()> {
        self.line.push(b'\n');
        self.file.write_all(&self.line)?;
        self.line.clear();
        Ok(())
    }

    /// Ends the line and writes it twice.
    pub fn end_twice(&mut self) -> Result<()> {
        self.line.push(b'\n');
        self.file.write_all(&self.line)?;
        self.file.write_all(&self.line)?;
        self.line.clear();
        Ok(())
    }

    pub fn finish(mut self) -> Result<()> {
        self.file.flush()
    }

    /// Text as it is.
    pub fn raw(&mut self, text: &str) -> &mut Lines {
        self.line.extend_from_slice(text.as_bytes());
        self
    }

    pub fn comma(&mut self) -> &mut Lines {
        self.raw(",")
    }

    pub fn number(&mut self, number: u64) -> &mut Lines {
        self.raw(&number.to_string())
    }

    /// A number, and nothing for zero.
    pub fn some_number(&mut self, number: u64) -> &mut Lines {
        if number == 0 { self } else { self.number(number) }
    }

    /// A decimal of so many digits behind the dot.
    pub fn decimal(&mut self, units: u32, digits: usize) -> &mut Lines {
        let one = 10_u32.pow(digits as u32);
        self.raw(&format!("{}.{:0digits$}", units / one, units % one))
    }

    /// A field of CSV, quoted where it must be.
    pub fn field(&mut self, text: &str) -> &mut Lines {
        if text.contains([',', '"', '\n']) {
            self.raw("\"").raw(&text.replace('"', "\"\"")).raw("\"")
        } else {
            self.raw(text)
        }
    }

    /// A string of JSON.
    pub fn string(&mut self, text: &str) -> &mut Lines {
        self.raw("\"").raw(&text.replace('\\', "\\\\").replace('"', "\\\"")).raw("\"")
    }

    /// A time as RFC 3339, and nothing for zero.
    pub fn time(&mut self, at: u32) -> &mut Lines {
        if at == 0 {
            return self;
        }
        let (day, second) = ((at - BEGIN) / DAY, at % DAY);
        self.line.extend_from_slice(self.dates[day as usize].as_bytes());
        for (mark, part) in [(b'T', second / 3600), (b':', second / 60 % 60), (b':', second % 60)] {
            self.line.extend_from_slice(&[mark, b'0' + (part / 10) as u8, b'0' + (part % 10) as u8]);
        }
        self.raw("Z")
    }
}

/// The first days from the beginning of a year on, written out.
fn dates(first_year: u32, days: usize) -> Vec<String> {
    let mut written = Vec::with_capacity(days);
    for year in first_year.. {
        let february = if year % 4 == 0 { 29 } else { 28 };
        for (month, length) in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].into_iter().enumerate() {
            for day in 1..=length {
                if written.len() == days {
                    return written;
                }
                written.push(format!("{year}-{:02}-{day:02}", month + 1));
            }
        }
    }
    written
}
