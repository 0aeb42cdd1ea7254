//! Inputs: files, folders, globs and standard input, opened whatever their compression.

/// The beginning of a file, decompressed, for recognition.
pub struct Sample {
    /// The path as shown to people (relative as given).
    pub path: String,
    /// The first bytes (up to 256 KiB); ends at the end of a line unless the file is shorter or has none.
    pub head: Vec<u8>,
    /// Whether `head` is the whole file.
    pub complete: bool,
}
