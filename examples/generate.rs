//! Writes the example data: `cargo run --example generate`, from the root of the repository.

use std::fs;
use std::io;
use std::path::Path;

use wa_kpi::demo;

fn main() -> io::Result<()> {
    for (path, bytes) in demo::examples()? {
        let path = Path::new("examples").join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        println!("{:>9} bytes  {}", bytes.len(), path.display());
        fs::write(path, bytes)?;
    }
    Ok(())
}
