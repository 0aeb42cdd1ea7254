//! Gzip with fixed Huffman codes and a one-entry match table: small enough to read, and its bytes never change with
//! a library's version.

const WINDOW: usize = 32_768;
const LONGEST: usize = 258;
const SHORTEST: usize = 4;

pub fn gzip(data: &[u8]) -> Vec<u8> {
    let mut packed = vec![0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF];
    packed.extend(deflate(data));
    packed.extend(checksum(data).to_le_bytes());
    packed.extend((data.len() as u32).to_le_bytes());
    packed
}

fn checksum(data: &[u8]) -> u32 {
    let table: Vec<u32> = (0..256)
        .map(|byte| (0..8).fold(byte, |sum: u32, _| if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 }))
        .collect();
    !data.iter().fold(!0, |sum: u32, &byte| table[((sum ^ u32::from(byte)) & 0xFF) as usize] ^ (sum >> 8))
}

#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    pending: u64,
    count: u32,
}

impl Bits {
    /// Appends a number, its lowest bit first.
    fn push(&mut self, value: u32, width: u32) {
        self.pending |= u64::from(value) << self.count;
        self.count += width;
        while self.count >= 8 {
            self.bytes.push(self.pending as u8);
            self.pending >>= 8;
            self.count -= 8;
        }
    }

    /// Appends a Huffman code, its highest bit first.
    fn push_code(&mut self, code: u32, width: u32) {
        self.push(code.reverse_bits() >> (32 - width), width);
    }

    /// A byte (0..=255), the end (256) or the class of a length (257..=285).
    fn push_symbol(&mut self, symbol: u32) {
        match symbol {
            0..=143 => self.push_code(0x30 + symbol, 8),
            144..=255 => self.push_code(0x190 + symbol - 144, 9),
            256..=279 => self.push_code(symbol - 256, 7),
            _ => self.push_code(0xC0 + symbol - 280, 8),
        }
    }

    fn push_match(&mut self, length: usize, distance: usize) {
        if length == LONGEST {
            self.push_symbol(285);
        } else {
            let (class, rest, width) = class(length as u32 - 3, 4);
            self.push_symbol(257 + class);
            self.push(rest, width);
        }
        let (class, rest, width) = class(distance as u32 - 1, 2);
        self.push_code(class, 5);
        self.push(rest, width);
    }

    fn finish(mut self) -> Vec<u8> {
        self.push(0, 7);
        self.bytes
    }
}

/// Deflate's classes of numbers: `group` classes share a count of extra bits. Gives class, extra bits, their width.
fn class(value: u32, group: u32) -> (u32, u32, u32) {
    if value < 2 * group {
        return (value, 0, 0);
    }
    let width = value.ilog2() - group.ilog2();
    (width * group + (value >> width), value & ((1 << width) - 1), width)
}

fn deflate(data: &[u8]) -> Vec<u8> {
    let mut bits = Bits::default();
    bits.push(0b011, 3);
    let mut seen = vec![usize::MAX; 1 << 16];
    let mut position = 0;
    while position < data.len() {
        let (length, distance) = longest_match(data, position, &seen);
        let step = length.max(1);
        if length == 0 {
            bits.push_symbol(u32::from(data[position]));
        } else {
            bits.push_match(length, distance);
        }
        for place in position..position + step {
            if let Some(slot) = slot(data, place) {
                seen[slot] = place;
            }
        }
        position += step;
    }
    bits.push_symbol(256);
    bits.finish()
}

/// Where the next four bytes stand in the table of places already seen.
fn slot(data: &[u8], place: usize) -> Option<usize> {
    let four: [u8; 4] = data.get(place..place + SHORTEST)?.try_into().ok()?;
    Some((u32::from_le_bytes(four).wrapping_mul(0x9E37_79B1) >> 16) as usize)
}

fn longest_match(data: &[u8], position: usize, seen: &[usize]) -> (usize, usize) {
    let Some(earlier) = slot(data, position).map(|slot| seen[slot]) else { return (0, 0) };
    if earlier == usize::MAX || position - earlier > WINDOW {
        return (0, 0);
    }
    let alike = data[position..].iter().zip(&data[earlier..]).take(LONGEST).take_while(|(new, old)| new == old);
    match alike.count() {
        length if length >= SHORTEST => (length, position - earlier),
        _ => (0, 0),
    }
}
