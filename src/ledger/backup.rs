//! Copying a register while others go on working with it.

use super::part::Part;
use super::place;
use super::{Ledger, failed};
use crate::error::{Error, Result};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use std::path::Path;

impl Ledger {
    /// Copies the whole register as it is at one moment, page for page, whoever writes meanwhile. The copy is checked before it stands
    /// there, and is opened as any register. Returns its head.
    ///
    /// Errors: there is a file already and it may not be written over, or it is in use; or the copy does not hold, since the register does
    /// not. Nothing is left then.
    pub fn backup(&self, to: &Path, over: bool) -> Result<(u64, String)> {
        if !over && to.symlink_metadata().is_ok() {
            return Err(Error::no("there is a file already").in_file(to).hint("name another, or add --overwrite"));
        }
        let part = Part::beside(to)?;
        self.copy(part.path()).map_err(|error| error.in_file(to))?;
        let copy = Self::open_read(part.path())?;
        if let Some(finding) = copy.check()?.first() {
            return Err(Error::no(format!("the copy does not hold: {}", finding.message))
                .in_file(to)
                .hint("run gestand check on the register; gestand salvage makes a new one of what can be read"));
        }
        let head = copy.head()?;
        drop(copy);
        if over && to.exists() {
            // The last one that closes a register leaves nothing beside it; what is there still after that is in use.
            drop(Self::open(to));
        }
        part.put(over)?;
        Ok(head)
    }

    fn copy(&self, to: &Path) -> Result<()> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut copy = Connection::open_with_flags(place::name(to), flags).map_err(failed)?;
        // It is brought to the disk as a whole, before it gets its name.
        copy.execute_batch("PRAGMA synchronous = OFF").map_err(failed)?;
        // In one step of one view: what is copied is the register of one moment, and nobody who writes waits for it.
        let _view = self.view()?;
        let backup = Backup::new(&self.connection, &mut copy).map_err(failed)?;
        match backup.step(-1).map_err(failed)? {
            StepResult::Done => Ok(()),
            _ => Err(Error::machine("the register is locked by another program").hint("try again when it is done")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Stamp;
    use crate::model::item::{Item, Kind};
    use crate::model::status::Rule;

    fn enter(ledger: &mut Ledger, subject: &str) {
        let stamp = Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() };
        let day = "2025-01-10".parse().unwrap();
        ledger.enter(&Item::new(Kind::Toezegging, subject), "proef", day, &stamp).unwrap();
    }

    #[test]
    fn a_copy_is_the_register_of_one_moment_while_others_write() {
        let folder = tempfile::tempdir().unwrap();
        let (path, copy) = (folder.path().join("r.db"), folder.path().join("kopie.db"));
        let mut ledger = Ledger::create(&path, Rule::Besluit, "proef").unwrap();
        (0..20).for_each(|_| enter(&mut ledger, "dijken"));
        let writer = std::thread::spawn(move || (0..50).for_each(|_| enter(&mut ledger, "duinen")));
        for _ in 0..3 {
            let head = Ledger::open_read(&path).unwrap().backup(&copy, true).unwrap();
            let copy = Ledger::open(&copy).unwrap();
            assert_eq!((copy.head().unwrap(), copy.rule()), (head.clone(), Rule::Besluit));
            assert!(head.0 >= 20 && copy.check().unwrap().is_empty());
        }
        writer.join().unwrap();
        assert_eq!(Ledger::open_read(&path).unwrap().head().unwrap().0, 70);
    }

    #[test]
    fn a_copy_falls_on_no_file_and_none_is_made_of_what_does_not_hold() {
        let folder = tempfile::tempdir().unwrap();
        let (path, copy) = (folder.path().join("r.db"), folder.path().join("kopie.db"));
        let mut ledger = Ledger::create(&path, Rule::Ontvangst, "proef").unwrap();
        enter(&mut ledger, "dijken");
        std::fs::write(&copy, b"van iemand").unwrap();
        assert!(ledger.backup(&copy, false).is_err());
        ledger.connection.execute("UPDATE standing SET subject = 'duinen'", []).unwrap();
        assert!(ledger.backup(&copy, true).unwrap_err().to_string().contains("does not hold"));
        assert_eq!(std::fs::read(&copy).unwrap(), b"van iemand");
        let left = std::fs::read_dir(folder.path())
            .unwrap()
            .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().ends_with(".part"));
        assert_eq!(left.count(), 0);
    }
}
