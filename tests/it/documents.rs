//! The generated documents in `docs/` are what the program would write now.

use wa_kpi::docs::generated;

use crate::program::text;

#[test]
fn the_documents_are_fresh() {
    let files = generated().expect("documents can be generated");
    let stale: Vec<&str> = files.iter().filter(|(path, now)| text(path) != *now).map(|(path, _)| *path).collect();
    assert!(stale.is_empty(), "stale: {}; run `cargo run -- generate` and look at the changes", stale.join(", "));
}
