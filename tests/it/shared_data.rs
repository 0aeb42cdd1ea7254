//! Other people's logs, where a checkout has them beside it: read whole, with nothing rejected.

use serde_json::Value;

use crate::library::files_below;
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

#[test]
fn exported_chats_beside_the_repository_are_recognised() {
    let folder = root().join("../shared/data/chat_txt");
    if !folder.exists() {
        println!("skipped: shared chats not there");
        return;
    }
    // All of them are groups, which nobody has to explain.
    for path in files_below(&folder) {
        let report: Value = serde_json::from_str(&printed(&["inspect", "--format", "json", &path.to_string_lossy()]))
            .expect("an inspection is JSON");
        let file = &report["files"][0];
        let count = |name: &str| file[name].as_u64().unwrap_or_default();
        assert_eq!((file["source"].as_str(), count("used")), (Some("app-chat"), 0), "{file}");
        assert!(count("records") >= 40 && count("records") == count("ignored"), "{file}");
    }
}
