//! `gestand import`

use super::session::{Session, counted};
use super::{Answer, findings, progress};
use crate::error::Result;
use crate::find::termijn;
use crate::intake;
use crate::model::source::TakenIn;
use std::path::PathBuf;

/// Take in open data of the Tweede Kamer (JSON, JSON lines, also gzip), a list (CSV), or official publications (XML, a folder, an archive)
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let mut ledger = session.ledger()?;
    for file in &args.files {
        let mut records = intake::open(file, termijn::read_for)?;
        let bar = progress::bar(session, "records");
        let taken = ledger.take_in(&mut records, &session.stamp(), &mut |count| bar.set_position(count as u64));
        bar.finish_and_clear();
        let taken = taken.map_err(|error| {
            if error.to_string().contains(&*file.to_string_lossy()) { error } else { error.in_file(file) }
        })?;
        session.say(&format!("{}: {}\n", file.display(), summary(&taken)))?;
        findings::remark(&taken.findings, session);
    }
    Ok(Answer::Yes)
}

/// Says in a line what was taken in.
pub(super) fn summary(taken: &TakenIn) -> String {
    let mut parts = Vec::new();
    for (count, what) in [
        (taken.new, format!("{} new", taken.new)),
        (taken.changed, format!("{} changed", taken.changed)),
        (taken.same, format!("{} the same", taken.same)),
        (taken.replaced, format!("{} replaced by a changed one", taken.replaced)),
        (taken.deleted, format!("{} deleted at the source", taken.deleted)),
        (taken.debates, counted(taken.debates, "debate")),
        (taken.names, counted(taken.names, "name")),
        (taken.passed, format!("{} passed over", taken.passed)),
        (taken.findings.len(), counted(taken.findings.len(), "finding")),
    ] {
        if count > 0 {
            parts.push(what);
        }
    }
    if parts.is_empty() { "nothing new".into() } else { parts.join(", ") }
}
