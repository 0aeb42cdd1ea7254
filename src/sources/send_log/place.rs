//! Where a message id stands in its file, so that it can be read again there.

use memchr::memmem;

use crate::sources::Block;
use crate::tables::ids::ends_id;
use crate::tables::intake::IdText;
use crate::tables::message::Origin;

/// The place of a record that stands at `start..end` of a block, and how its id is read again.
pub(super) fn place(block: &Block, record: std::ops::Range<usize>, id: &str) -> (Origin, IdText) {
    let bytes = block.bytes.get(record.clone()).unwrap_or_default();
    let readable =
        block.id_text == IdText::InFile && !id.is_empty() && !id.bytes().any(|byte| ends_id(byte) || byte == b'\\');
    let stands_there = |found: &usize| bytes.get(found + id.len()).is_none_or(|&byte| ends_id(byte));
    let found = if readable { memmem::find_iter(bytes, id.as_bytes()).find(stands_there) } else { None };
    match found {
        Some(found) => (Origin::new(block.input, block.offset + (record.start + found) as u64), IdText::InFile),
        None => (Origin::new(block.input, block.offset + record.start as u64), IdText::Keep),
    }
}
