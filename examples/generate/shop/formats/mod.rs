//! The chapters of the story in the formats of other products: one module per family of products.

mod campaigns;
mod deals;
mod outcomes;

use super::story::Story;

/// Every file: its path under `examples/`, its bytes. The folder's name is the source's id.
pub fn files(story: &Story) -> Vec<(String, Vec<u8>)> {
    let families = [campaigns::files(story), outcomes::files(story), deals::files(story)];
    let files = families.into_iter().flatten();
    files.map(|(path, text)| (format!("formats/{path}"), text.into_bytes())).collect()
}
