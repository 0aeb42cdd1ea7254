//! Other people's logs, where a checkout has them beside it: read whole, with nothing rejected.

use crate::program::{printed, report, root};

#[test]
fn data_beside_the_repository_is_read_whole() {
    let folder = root().join("../shared/data");
    if !folder.exists() {
        println!("skipped: shared data not there");
        return;
    }
    let folder = folder.to_string_lossy();
    printed(&["inspect", &folder]);
    let report = report(&[&folder], &[]);
    let inputs = report["inputs"].as_array().expect("a report has inputs");
    assert!(!inputs.is_empty(), "nothing was recognised");
    for input in inputs {
        let count = |name: &str| input[name].as_u64().unwrap_or_else(|| panic!("no {name} in {input}"));
        let accounted = count("used") + count("duplicates") + count("ignored") + count("rejected");
        assert_eq!(count("records"), accounted, "{input}");
        assert_eq!(count("rejected"), 0, "{input}");
    }
}
