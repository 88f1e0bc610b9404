//! Reads letters and prints what they say, one JSON object a line: `cargo run --example read_letters examples/brieven/*.txt`.

use std::io::Write;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    if files.is_empty() {
        files.push(format!("{}/examples/brieven/01-verslag-raad.txt", env!("CARGO_MANIFEST_DIR")));
    }
    let mut out = std::io::stdout().lock();
    for file in files {
        let reading = gestand::find::reading::read(&gestand::read::load(Path::new(&file))?);
        writeln!(out, "{}", serde_json::to_string(&reading)?)?;
    }
    Ok(())
}
