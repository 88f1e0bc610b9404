//! `gestand export`

use super::Answer;
use super::session::Session;
use crate::error::{Error, Result};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

/// Write the whole register as JSON lines; gestand init --from makes an equal register of them
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The file to write; else stdout
    file: Option<PathBuf>,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let ledger = session.ledger_read()?;
    let Some(file) = args.file else {
        let mut text = String::new();
        ledger.export(&mut |line| {
            text.push_str(line);
            text.push('\n');
            if text.len() > 1 << 16 {
                session.say(&std::mem::take(&mut text))?;
            }
            Ok(())
        })?;
        session.say(&text)?;
        return Ok(Answer::Yes);
    };
    let failed = |cause: std::io::Error| {
        Error::machine(format!("cannot be written ({cause})"))
            .in_file(&file)
            .hint("name a file that is not there yet, in a folder with room")
    };
    // Never over what is there: it may be the only copy.
    let made = File::options().write(true).create_new(true).open(&file).map_err(failed)?;
    let mut to = BufWriter::new(made);
    let mut count = 0usize;
    ledger.export(&mut |line| {
        count += 1;
        writeln!(to, "{line}").map_err(failed)
    })?;
    to.flush().map_err(failed)?;
    session.remark(&format!("wrote {count} lines to {}", file.display()));
    Ok(Answer::Yes)
}
