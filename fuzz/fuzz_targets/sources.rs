//! Any text is given to the sources, and read by each one that recognises it: nothing panics, and every record is
//! accounted for. Parquet is left to `inputs`: its library may panic, which loading turns into an error of the file.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wa_kpi::tables::intake::{Intake, Names};
use wa_kpi_fuzz::{File, INTAKE_RULES, assert_accounted, read};

fuzz_target!(|data: &[u8]| {
    let Some(file) = File::of(data).filter(|file| !file.content.starts_with(b"PAR1")) else { return };
    for (_, reader) in file.readers() {
        let names = Names::default();
        let mut intake = Intake::new(&names, &INTAKE_RULES);
        read(&*reader, &[file.records(&*reader)], &mut intake);
        assert_accounted(&intake);
        let length = file.content.len() as u64;
        for rejection in &intake.accounts.rejections {
            assert!(rejection.origin.position() <= length, "a rejection stands behind the end of the file");
        }
    }
});
