//! The demo: the shop of the examples byte for byte, larger ones that read as well, and manners towards folders.

use std::fs;
use std::path::Path;

use crate::program::{printed, report, root, run};

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<(String, Vec<u8>)> = entries
        .map(|path| {
            (path.file_name().expect("a name").to_string_lossy().into_owned(), fs::read(&path).expect("a file"))
        })
        .collect();
    files.sort();
    files
}

#[test]
fn the_demo_is_the_shop_of_the_examples() {
    let folder = tempfile::tempdir().expect("a folder");
    let shop = folder.path().join("new/shop");
    let told = printed(&["demo", &shop.to_string_lossy()]);
    assert!(told.contains("wa-kpi report ") && told.contains("wa-kpi.toml"), "{told}");
    let [written, expected] = [files(&shop), files(&root().join("examples/shop"))];
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&written), names(&expected));
    assert!(written == expected, "a file differs");
}

#[test]
fn what_it_says_to_try_works() {
    let folder = tempfile::tempdir().expect("a folder");
    let shop = folder.path().join("shop").to_string_lossy().into_owned();
    let told = printed(&["demo", &shop]);
    let commands: Vec<&str> = told.lines().filter_map(|line| line.strip_prefix("  wa-kpi ")).collect();
    assert!(commands.len() > 3, "{told}");
    for command in commands {
        let workbook = folder.path().join("report.xlsx").to_string_lossy().into_owned();
        printed(&command.replace("report.xlsx", &workbook).split(' ').collect::<Vec<_>>());
    }
}

#[test]
fn a_larger_shop_is_understood_as_well() {
    let folder = tempfile::tempdir().expect("a folder");
    let shop = folder.path().to_string_lossy().into_owned();
    printed(&["demo", &shop, "--messages", "12000"]);
    let report = report(&[&shop], &["--config", &format!("{shop}/wa-kpi.toml")]);
    let inputs = report["inputs"].as_array().expect("inputs");
    assert!(inputs.iter().all(|input| input["rejected"] == 0), "{inputs:?}");
    let value = |kpi: &str| {
        let rows = report["rows"].as_array().expect("rows");
        rows.iter().find(|row| row["kpi"] == kpi).and_then(|row| row["value"].as_f64()).expect("a value")
    };
    let messages = value("messages_sent") + value("messages_received");
    assert!((10_000.0..14_000.0).contains(&messages), "{messages}");
    assert!((0.92..0.98).contains(&value("delivery_rate")) && (0.10..0.20).contains(&value("reply_rate")));
}

#[test]
fn a_folder_that_holds_something_is_left_alone_unless_forced() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("orders.csv"), "mine").expect("a file");
    let shop = folder.path().to_string_lossy().into_owned();
    let refused = run(&["demo", &shop]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(2));
    assert!(said.contains("is not empty") && said.lines().count() == 1, "{said}");
    assert_eq!(files(folder.path()).len(), 1);
    assert_eq!(printed(&["demo", &shop, "--force", "--quiet"]), "");
    assert_eq!(files(folder.path()).len(), 12);
}
