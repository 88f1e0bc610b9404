//! Reads letters and prints what they say, one JSON object a line: `cargo run --example read_letters examples/brieven/*.txt`.
//! Without names it reads the letters of `examples/brieven`.

use std::io::Write;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut letters: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if letters.is_empty() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/brieven");
        letters = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
        letters.sort();
    }
    let mut out = std::io::stdout().lock();
    for letter in letters {
        let reading = gestand::find::reading::read(&gestand::read::load(&letter)?);
        writeln!(out, "{}", serde_json::to_string(&reading)?)?;
    }
    Ok(())
}
