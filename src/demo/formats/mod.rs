//! The chapters of the story in the formats of other products: one module per family of products.

mod analytics;
mod bots;
mod campaigns;
mod deals;
mod desks;
mod events;
mod outcomes;
mod twilio;

use super::gzip::gzip;
use super::story::Story;

/// Every file: its path under `examples/`, its bytes. The folder's name is the source's id.
pub fn files(story: &Story) -> Vec<(String, Vec<u8>)> {
    let families = [
        campaigns::files(story),
        twilio::files(story),
        events::files(story),
        analytics::files(story),
        desks::files(story),
        bots::files(story),
        outcomes::files(story),
        deals::files(story),
    ];
    let files = families.into_iter().flatten();
    let bytes =
        |path: &str, text: String| if path.ends_with(".gz") { gzip(text.as_bytes()) } else { text.into_bytes() };
    files.map(|(path, text)| (format!("formats/{path}"), bytes(&path, text))).collect()
}
