//! Where a message id stands in its file, so that it can be read again there.

use std::ops::Range;

use memchr::memmem;

use crate::sources::Block;
use crate::tables::ids::{breaks_id, ends_id};
use crate::tables::intake::IdText;
use crate::tables::message::Origin;

/// The place of a record that stands at `record` of a block, and how its id is read again. `guess` is where in the
/// record the id probably stands.
pub(super) fn place(block: &Block, record: Range<usize>, id: &str, guess: Option<usize>) -> (Origin, IdText) {
    let bytes = block.bytes.get(record.clone()).unwrap_or_default();
    let at = |position: usize| Origin::new(block.input, block.offset + (record.start + position) as u64);
    let readable = block.id_text == IdText::InFile && !id.is_empty() && !breaks_id(id) && !id.contains('\\');
    if !readable {
        return (at(0), IdText::Keep);
    }
    let stands_at = |position: &usize| {
        let rest = bytes.get(*position..).and_then(|rest| rest.strip_prefix(id.as_bytes()));
        rest.is_some_and(|rest| rest.first().is_none_or(|&byte| ends_id(byte)))
    };
    let found = guess.filter(stands_at).or_else(|| memmem::find_iter(bytes, id.as_bytes()).find(stands_at));
    found.map_or((at(0), IdText::Keep), |position| (at(position), IdText::InFile))
}
