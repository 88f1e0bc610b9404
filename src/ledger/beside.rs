//! What a source tells beside items: debates, committees, and the names behind its identifiers. Nothing is owed by these.

use super::failed;
use super::record::Pen;
use crate::error::Result;
use crate::model::source::{SourceCommissie, SourceDebat, SourceItem, SourceNaam};
use crate::model::status::Bronstatus;
use rusqlite::OptionalExtension;

impl Pen<'_> {
    /// Stores a debate. Returns whether it is new or changed.
    pub(super) fn take_debat(&mut self, source: &SourceDebat) -> Result<bool> {
        let debat = &source.debat;
        let datum = debat.datum.map(|day| day.to_string());
        let onderwerp = debat.onderwerp.as_deref().unwrap_or("");
        let known = match &debat.nummer {
            Some(nummer) => self
                .transaction
                .prepare_cached("SELECT id, soort, onderwerp, datum, status, commissie FROM debat WHERE nummer = ?1")
                .and_then(|mut statement| {
                    statement
                        .query_row([nummer], |row| {
                            let same = row.get::<_, Option<String>>(1)? == debat.soort
                                && row.get::<_, String>(2)? == onderwerp
                                && row.get::<_, Option<String>>(3)? == datum
                                && row.get::<_, String>(4)? == source.status
                                && row.get::<_, Option<String>>(5)? == source.commissie;
                            Ok((row.get::<_, i64>(0)?, same))
                        })
                        .optional()
                })
                .map_err(failed)?,
            None => None,
        };
        if matches!(known, Some((_, true))) {
            return Ok(false);
        }
        let sql = "INSERT OR REPLACE INTO debat (id, nummer, soort, onderwerp, datum, status, commissie) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let id = known.map(|(id, _)| id);
        self.transaction
            .prepare_cached(sql)
            .and_then(|mut statement| {
                statement.execute((
                    id,
                    &debat.nummer,
                    &debat.soort,
                    onderwerp,
                    &datum,
                    &source.status,
                    &source.commissie,
                ))
            })
            .map_err(failed)?;
        let id = id.unwrap_or_else(|| self.transaction.last_insert_rowid());
        self.transaction
            .prepare_cached("INSERT OR REPLACE INTO debat_words (rowid, onderwerp) VALUES (?1, ?2)")
            .and_then(|mut statement| statement.execute((id, onderwerp)))
            .map_err(failed)?;
        Ok(true)
    }

    /// Keeps of a debate that its source deleted it: it was not held. Returns whether that is news.
    pub(super) fn delete_debat(&mut self, nummer: &str) -> Result<bool> {
        self.transaction
            .prepare_cached("UPDATE debat SET status = ?2 WHERE nummer = ?1 AND status <> ?2")
            .and_then(|mut statement| statement.execute((nummer, Bronstatus::VERWIJDERD)))
            .map(|changed| changed > 0)
            .map_err(failed)
    }

    /// Stores a name. Returns whether it is new or changed.
    pub(super) fn take_naam(&mut self, source: &SourceNaam) -> Result<bool> {
        let sql = "INSERT INTO naam (id, naam) VALUES (?1, ?2)
            ON CONFLICT (id) DO UPDATE SET naam = excluded.naam WHERE naam <> excluded.naam";
        self.transaction
            .prepare_cached(sql)
            .and_then(|mut statement| statement.execute((&source.id, &source.naam)))
            .map(|changed| changed > 0)
            .map_err(failed)
    }

    /// Stores a committee. Returns whether it is new or changed.
    pub(super) fn take_commissie(&mut self, source: &SourceCommissie) -> Result<bool> {
        let sql = "INSERT INTO commissie (nummer, afkorting, naam, van, tot) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (nummer) DO UPDATE
            SET afkorting = excluded.afkorting, naam = excluded.naam, van = excluded.van, tot = excluded.tot
            WHERE (afkorting, naam, van, tot) IS NOT (excluded.afkorting, excluded.naam, excluded.van, excluded.tot)";
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
        self.transaction
            .prepare_cached(sql)
            .and_then(|mut statement| {
                let (van, tot) = (day(source.van), day(source.tot));
                statement.execute((&source.nummer, &source.afkorting, &source.naam, van, tot))
            })
            .map(|changed| changed > 0)
            .map_err(failed)
    }

    /// Gives an item the names of those it was promised to. An identifier that is not known yet says nothing to a reader and is left out.
    pub(super) fn name_asked(&self, source: &mut SourceItem) -> Result<()> {
        for asked in std::mem::take(&mut source.asked) {
            for (id, names) in
                [(asked.persoon, &mut source.item.submitters), (asked.fractie, &mut source.item.fracties)]
            {
                let Some(naam) = id.map(|id| self.naam(&id)).transpose()?.flatten() else { continue };
                if !names.contains(&naam) {
                    names.push(naam);
                }
            }
        }
        Ok(())
    }

    fn naam(&self, id: &str) -> Result<Option<String>> {
        self.transaction
            .prepare_cached("SELECT naam FROM naam WHERE id = ?1")
            .and_then(|mut statement| statement.query_row([id], |row| row.get(0)).optional())
            .map_err(failed)
    }
}
