//! Standings to pages: one report a file. Pure: no register, no clock, no terminal.

mod afgedaan;
mod bijlage;
mod chart;
mod debat;
mod doorlooptijd;
pub mod everything;
mod field;
mod happened;
mod lid;
mod life;
mod material;
mod oogst;
mod open;
mod owed;
mod page;
mod proof;
mod prose;
mod rappel;
mod register;
mod te_laat;
mod term;
mod twijfel;
mod wijzigingen;

pub use chart::{Chart, Kind as ChartKind, Series, months};
pub use happened::{in_words, termijn_in_words};
pub use life::{Happened, Known, Life, Mark, Sentence};
pub use material::{Change, Doubt, Material, Needs, Which};
pub use page::{Cell, Column, Entry, Figure, Page, Section, Term, share};
pub use register::{Made, ministry, register};

use crate::error::Result;
use crate::model::status::Status;

/// The language of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Dutch, the language of the reports.
    #[default]
    Nl,
    /// English.
    En,
}

/// A report by its name.
pub struct Report {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it shows, in a sentence.
    pub about: &'static str,
    /// What it is made of.
    pub needs: Needs,
    /// Makes it. Errors: a template of the user that cannot be followed.
    pub make: fn(&Material) -> Result<Page>,
}

/// Every report; a new one is a file and a line here.
pub const REPORTS: &[Report] = &[
    Report {
        name: "te-laat",
        about: "what is overdue, by office, and what has no term",
        needs: Needs::OWED,
        make: te_laat::page,
    },
    Report { name: "open", about: "everything that is still owed, by office", needs: Needs::OWED, make: open::page },
    Report {
        name: "rappel",
        about: "a letter to each bewindspersoon, with what is overdue and what falls due by the next reference date",
        needs: Needs::OWED,
        make: rappel::page,
    },
    Report {
        name: "afgedaan",
        about: "what was settled, with the letter and the sentence",
        needs: Needs { proofs: true, ..Needs::of(Which::Ended) },
        make: afgedaan::page,
    },
    Report {
        name: "bijlage",
        about: "the annex to the budget: under way and finished, by ministry",
        needs: Needs { proofs: true, commissies: true, ..Needs::of(Which::Counted) },
        make: bijlage::page,
    },
    Report {
        name: "debat",
        about: "a briefing before a debate, on a committee, a dossier or a subject; with --held what the debates of a day yielded",
        needs: Needs { proofs: true, heard: true, subject: true, ..Needs::of(Which::Counted) },
        make: debat::page,
    },
    Report {
        name: "lid",
        about: "what is owed to a member or a party",
        needs: Needs::of(Which::Counted),
        make: lid::page,
    },
    Report {
        name: "doorlooptijd",
        about: "how long it takes, by ministry and year",
        needs: Needs::of(Which::Counted),
        make: doorlooptijd::page,
    },
    Report {
        name: "twijfel",
        about: "everything that is doubtful, with what to do",
        needs: Needs { doubts: true, ..Needs::of(Which::Doubtful) },
        make: twijfel::page,
    },
    Report {
        name: "wijzigingen",
        about: "what changed lately",
        needs: Needs { proofs: true, changes: true, ..Needs::of(Which::None) },
        make: wijzigingen::page,
    },
];

/// The reports that know the terms of their items, and make a calendar.
pub const WITH_TERMS: &[&str] = &["te-laat", "open", "rappel"];
/// The reports that tell what happened, and make a feed.
pub const WITH_ENTRIES: &[&str] = &["wijzigingen"];

/// Returns the template of a report, for a user to copy and change; none of a report that has none.
pub fn template(report: &str, lang: Lang) -> Option<&'static str> {
    (report == "rappel").then(|| rappel::template(lang))
}

impl Lang {
    /// Returns the words in this language.
    pub(crate) fn pick(self, nl: &'static str, en: &'static str) -> &'static str {
        match self {
            Self::Nl => nl,
            Self::En => en,
        }
    }

    /// Returns what a ministry or minister that is not known is called.
    pub fn unknown(self) -> &'static str {
        self.pick("onbekend", "unknown")
    }

    /// Says that a terminal leaves out so many rows.
    pub fn more(self, rest: usize) -> String {
        match self {
            Self::Nl => format!("en nog {rest}; alle met --format md, csv, xlsx of html"),
            Self::En => format!("and {rest} more; all with --format md, csv, xlsx or html"),
        }
    }

    /// Returns what people call a status.
    pub fn status(self, status: Status) -> &'static str {
        match (self, status) {
            (Self::Nl, status) => status.label(),
            (Self::En, Status::Openstaand) => "open",
            (Self::En, Status::InBehandeling) => "in progress",
            (Self::En, Status::DeelsAfgedaan) => "partly settled",
            (Self::En, Status::AfdoeningVoorgesteld) => "settlement proposed",
            (Self::En, Status::Afgedaan) => "settled",
            (Self::En, Status::NietUitgevoerd) => "not carried out",
            (Self::En, Status::Vervallen) => "lapsed",
            (Self::En, Status::Onbekend) => "unknown",
        }
    }
}

#[cfg(test)]
mod sample {
    use super::*;
    use crate::model::event::{Event, Recorded};
    use crate::model::item::{Item, Kind};
    use crate::model::nummer::Nummer;
    use crate::model::standing::Standing;
    use crate::model::status::{Besluit, Status};
    use crate::model::termijn::Termijn;
    use chrono::NaiveDate;

    /// Returns a day.
    pub(super) fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Returns an item with a number, an office and a term.
    pub(super) fn standing(
        no: u32,
        kind: Kind,
        office: Option<&str>,
        last: Option<&str>,
        besluit: Option<Besluit>,
    ) -> Standing {
        let item = Item {
            nummers: Nummer::parse(&format!("3699{no}-{no}")).into_iter().collect(),
            made_by: office.map(str::to_owned),
            made_on: Some(day("2025-01-10")),
            termijn: last.map(|last| Termijn::on(day(last))),
            besluit,
            ..Item::new(kind, format!("onderwerp {no}"))
        };
        let event = Event::Entered { item: Box::new(item), source: "proef".into(), ground: None };
        let recorded = Recorded {
            seq: 1,
            item: no,
            effective: day("2025-01-10"),
            recorded: String::new(),
            actor: "x".into(),
            event,
            hash: String::new(),
        };
        Standing::enter(recorded).unwrap()
    }

    /// Returns an item that a decision here ended on a day.
    pub(super) fn ended(no: u32, kind: Kind, status: Status, on: &str) -> Standing {
        Standing { status, since: day(on), decided: true, ..standing(no, kind, None, None, None) }
    }

    /// Returns a sentence of a Kamerstuk.
    pub(super) fn proof(stuk: &str, day: Option<NaiveDate>, sentence: &str) -> crate::model::told::Proof {
        let kamerstuk = crate::model::nummer::Kamerstuk::parse(stuk);
        crate::model::told::Proof { label: stuk.into(), kamerstuk, day, sentence: sentence.into() }
    }

    /// Returns what a report on a day is made of, where the register holds these items.
    pub(super) fn material(standings: &[Standing], today: &str) -> Material {
        let owed = |standing: &&Standing| standing.status.is_open() && standing.counts();
        Material {
            standings: standings.iter().filter(owed).cloned().collect(),
            left_out: crate::model::query::LeftOut::of(standings.iter()),
            today: day(today),
            calendar: true,
            ..Material::default()
        }
    }
}
