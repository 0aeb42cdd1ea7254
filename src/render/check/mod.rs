//! Verdicts as bytes. Like renderers of reports they lay out and never judge.
//!
//! One is one file and one word in [`RENDERERS`]. Not responsible for where the bytes go (`commands`).

#[cfg(test)]
mod fixture;
pub mod github;
pub mod json;
pub mod junit;
pub mod table;
mod words;

use std::path::Path;

use super::Style;
use crate::verdict::Verdict;

/// A way to write a verdict, declared once.
#[derive(Debug)]
pub struct Renderer {
    /// Its name on the command line.
    pub id: &'static str,
    /// The extension of files that it writes, without the dot; none = it is for standard output only.
    pub extension: Option<&'static str>,
    /// What it is for.
    pub doc: &'static str,
    /// Writes a verdict.
    pub render: fn(&Verdict, &Style) -> anyhow::Result<Vec<u8>>,
}

/// Every renderer, in the order of help; the first one is the default.
pub static RENDERERS: &[&Renderer] = &[&table::RENDERER, &json::RENDERER, &junit::RENDERER, &github::RENDERER];

/// The renderer of an id.
pub fn renderer(id: &str) -> Option<&'static Renderer> {
    RENDERERS.iter().copied().find(|renderer| renderer.id == id)
}

/// The renderer that writes files of this name.
pub fn renderer_of(path: &Path) -> Option<&'static Renderer> {
    let extension = path.extension()?.to_str()?.to_lowercase();
    RENDERERS.iter().copied().find(|renderer| renderer.extension == Some(extension.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_renderer_tells_every_failing_rule_and_the_same_bytes_twice() {
        let verdict = fixture::verdict();
        for renderer in RENDERERS {
            let once = || (renderer.render)(&verdict, &Style { width: 200, ..Style::default() }).unwrap();
            let text = String::from_utf8(once()).unwrap();
            assert_eq!(once(), text.as_bytes(), "{}", renderer.id);
            for id in ["delivery_rate", "open_rate", "opt_out_rate"] {
                assert!(text.contains(id), "{} says nothing of {id}:\n{text}", renderer.id);
            }
        }
    }

    #[test]
    fn the_extension_decides_the_format_of_a_file() {
        let of = |path: &str| renderer_of(Path::new(path)).map(|renderer| renderer.id);
        assert_eq!(
            [of("a.XML"), of("a.json"), of("a.txt"), of("a.md"), of("xml")].map(|id| id.unwrap_or("none")),
            ["junit", "json", "table", "none", "none"]
        );
    }
}
