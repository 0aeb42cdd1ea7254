//! Any bytes as a file: opened whatever their packing and encoding, unpacked, recognised and read by one thread.
//!
//! What is larger than `LARGEST` once unpacked is left alone: it takes long, and that is no finding. The libraries that
//! read workbooks and Parquet may panic, since loading turns that into an error of the file.

#![no_main]

use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;
use std::sync::Mutex;

use libfuzzer_sys::{Corpus, fuzz_target};
use wa_kpi::sources::input::{expand, unpack};
use wa_kpi::sources::load::{LoadRequest, load};
use wa_kpi::tables::intake::Names;
use wa_kpi_fuzz::{INTAKE_RULES, assert_accounted, rules};

const LARGEST: u64 = 4 << 20;

/// Where libraries panicked: each place is told once.
static PANICS: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

fuzz_target!(
    init: std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        if PANICS.lock().is_ok_and(|mut panics| panics.insert(place)) {
            eprintln!("{panic}");
        }
    })),
    |data: &[u8]| -> Corpus {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("WhatsApp Chat with Greta.txt");
        std::fs::write(&path, data).expect("a temporary file");
        let inputs = vec![path.to_string_lossy().into_owned()];
        if is_large(&inputs, folder.path()) {
            return Corpus::Reject;
        }
        let temp = Some(folder.path().to_owned());
        let request = LoadRequest { inputs, threads: 1, rules: rules(), temp };
        let names = Names::default();
        match load(&request, &names, &INTAKE_RULES) {
            Ok(loaded) => assert_accounted(&loaded.intake),
            Err(error) => {
                let told = format!("{error:#}");
                assert!(data.starts_with(b"PAR1") || !told.contains("breaks the reader of"), "{told}");
            }
        }
        let left: Vec<_> = std::fs::read_dir(folder.path()).expect("a folder").collect();
        assert_eq!(left.len(), 1, "temporary files are left over");
        Corpus::Keep
    }
);

fn is_large(inputs: &[String], temp: &Path) -> bool {
    let Ok(unpacked) = expand(inputs, temp).and_then(|inputs| unpack(inputs, temp)) else { return false };
    unpacked.inputs.iter().filter_map(|input| input.open().ok()).any(|opened| {
        let mut bytes = Vec::new();
        // What cannot be read to its end counts as far as it goes.
        let _ = opened.reader.take(LARGEST + 1).read_to_end(&mut bytes);
        bytes.len() as u64 > LARGEST
    })
}
