//! Reads a letter that came as bytes, from an upload or a queue, and prints what it says of what: `cargo run --example letter_from_bytes [FILE]`.
//!
//! No register and no file is needed. What strangers send is best read behind a fence (`gestand::read::fence`), as the program does.

use gestand::find::reading;
use gestand::read;
use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bytes = match std::env::args_os().nth(1) {
        Some(file) => std::fs::read(file)?,
        None => include_bytes!("brieven/01-verzamelbrief.txt").to_vec(),
    };
    // What it is is told by its bytes: PDF, Word, OpenDocument, HTML, XML or plain text.
    let text = read::of_bytes("upload", &bytes)?;
    let reading = reading::read(&text);

    let mut out = std::io::stdout().lock();
    writeln!(out, "{} of {:?}, by {}", reading.form.word(), reading.letter.date, reading.letter.senders.join(", "))?;
    for item in &reading.items {
        let subject = item.subject.as_deref().unwrap_or(&item.words);
        writeln!(out, "line {}: {} {subject}: {}", item.line, item.kind, item.claim)?;
        if let Some(quote) = &item.claim_quote {
            writeln!(out, "    \"{}\"", quote.in_one_line())?;
        }
    }
    for finding in &reading.findings {
        writeln!(out, "? {}: {}", finding.code, finding.message)?;
    }
    Ok(())
}
