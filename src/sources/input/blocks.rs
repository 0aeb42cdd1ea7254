//! A file as a stream of blocks that hold whole records.
//!
//! Not responsible for parsing, nor for where records end (`cut`).

use std::io::{self, Read};

use super::Opened;
use super::cut::{Cutter, Quotes};
use crate::sources::Shape;

/// Small enough to be parsed while it is still in the processor's cache.
const BLOCK: usize = 1024 * 1024;

/// The blocks of one file, in order.
pub struct Blocks {
    reader: Box<dyn Read + Send>,
    cutter: Cutter,
    rest: Vec<u8>,
    offset: u64,
    ended: bool,
    /// See [`Opened::tells`].
    pub tells: bool,
}

/// Bytes of a file, whole records only.
pub struct Piece {
    /// The position of the first byte in the decompressed file.
    pub offset: u64,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Whether nothing follows.
    pub last: bool,
}

impl Blocks {
    /// The blocks of an opened file, behind the first `skip` bytes.
    pub fn new(mut opened: Opened, shape: Shape, skip: usize) -> io::Result<Blocks> {
        let skipped = io::copy(&mut opened.reader.by_ref().take(skip as u64), &mut io::sink())?;
        let cutter = match shape {
            Shape::Csv { delimiter } => Cutter::Csv(Quotes::new(delimiter)),
            Shape::Lines => Cutter::Lines,
            Shape::Whole => Cutter::Whole,
        };
        Ok(Blocks {
            tells: opened.tells,
            reader: opened.reader,
            cutter,
            rest: Vec::new(),
            offset: opened.mark + skipped,
            ended: false,
        })
    }

    /// The next block, in the memory of `spare`.
    pub fn next(&mut self, spare: Vec<u8>) -> io::Result<Option<Piece>> {
        if self.ended {
            return Ok(None);
        }
        let mut bytes = spare;
        bytes.clear();
        bytes.append(&mut self.rest);
        loop {
            let read = self.reader.by_ref().take(BLOCK as u64).read_to_end(&mut bytes)?;
            self.ended = read < BLOCK;
            let length = if self.ended { Some(bytes.len()) } else { self.cutter.cut(&bytes) };
            let Some(length) = length else { continue };
            if length == 0 {
                return Ok(None);
            }
            self.rest.extend_from_slice(&bytes[length..]);
            bytes.truncate(length);
            let offset = self.offset;
            self.offset += length as u64;
            return Ok(Some(Piece { offset, bytes, last: self.ended }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &[u8], shape: Shape, skip: usize) -> Vec<Piece> {
        let reader = Box::new(io::Cursor::new(text.to_vec()));
        let opened = Opened { plain: true, tells: false, mark: 3, reader };
        let mut blocks = Blocks::new(opened, shape, skip).unwrap();
        std::iter::from_fn(|| blocks.next(Vec::new()).unwrap()).collect()
    }

    #[test]
    fn blocks_put_together_are_the_file_and_each_ends_with_a_line() {
        let line = [vec![b'x'; 997], b"\n".to_vec()].concat();
        let text = [b"head\n".to_vec(), line.repeat(10_000), b"torn".to_vec()].concat();
        let pieces = pieces(&text, Shape::Lines, 5);
        assert!(pieces.len() > 2);
        let (last, others) = pieces.split_last().unwrap();
        assert!(last.last && others.iter().all(|piece| !piece.last && piece.bytes.ends_with(b"\n")));
        let mut offset = 3 + 5;
        for piece in &pieces {
            assert_eq!(piece.offset, offset);
            offset += piece.bytes.len() as u64;
        }
        assert_eq!(pieces.iter().flat_map(|piece| piece.bytes.clone()).collect::<Vec<u8>>(), text[5..]);
    }

    #[test]
    fn a_file_that_may_not_be_cut_is_one_block_and_an_empty_one_none() {
        let text = b"{}\n".repeat(3_000_000);
        let whole = pieces(&text, Shape::Whole, 0);
        assert_eq!((whole.len(), whole[0].bytes.len(), whole[0].last), (1, text.len(), true));
        assert!(pieces(b"", Shape::Lines, 0).is_empty());
    }

    #[test]
    fn a_quoted_field_longer_than_a_block_is_not_cut() {
        let text = [b"a,\"".to_vec(), b"line\n".repeat(1_000_000), b"\"\nb,c\n".to_vec()].concat();
        let pieces = pieces(&text, Shape::Csv { delimiter: b',' }, 0);
        assert_eq!(pieces.iter().map(|piece| piece.bytes.len()).sum::<usize>(), text.len());
        assert!(pieces[0].bytes.len() > 5_000_000);
    }
}
