//! The sets that are read, and what is asked of each.

use super::ask::Ask;
use crate::model::cursor::Cursor;

/// A set of records of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Set {
    /// Parties, for their short names.
    Fractie,
    /// Members, for their names.
    Persoon,
    /// Committees.
    Commissie,
    /// Debates.
    Activiteit,
    /// Promises.
    Toezegging,
    /// Moties.
    Motie,
    /// Decisions on moties: a vote that is set right later changes the Besluit, not always the Zaak.
    Besluit,
}

/// What of a motie is read.
const MOTIE: &str =
    "Id,Nummer,Soort,Titel,Onderwerp,Status,Organisatie,GestartOp,GewijzigdOp,ApiGewijzigdOp,Volgnummer,Verwijderd";
const MOTIE_WITH: &str = "Document($select=Volgnummer,Verwijderd;$expand=HuidigeDocumentVersie($select=ExterneIdentifier),Kamerstukdossier($select=Nummer,Toevoeging)),Kamerstukdossier($select=Nummer,Toevoeging),Besluit($select=BesluitSoort,Status,GewijzigdOp,Verwijderd),ZaakActor($select=ActorNaam,ActorFractie,Relatie,Verwijderd)";
/// What of a promise is read with it. Of the persons only their identifiers, since not every answer can expand them.
const TOEZEGGING_WITH: &str = "Activiteit($select=Nummer,Soort,Onderwerp,Datum),KamerbriefNakoming($select=Id,DocumentNummer,Volgnummer,Datum,Onderwerp,Verwijderd;$expand=Kamerstukdossier($select=Nummer,Toevoeging)),ToegezegdAan";

impl Set {
    /// Every set, in the order in which they are read: names before those who bear them.
    pub const ALL: [Self; 7] =
        [Self::Fractie, Self::Persoon, Self::Commissie, Self::Activiteit, Self::Toezegging, Self::Motie, Self::Besluit];

    /// Returns the name by which it is chosen and told.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fractie => "Fractie",
            Self::Persoon => "Persoon",
            Self::Commissie => "Commissie",
            Self::Activiteit => "Activiteit",
            Self::Toezegging => "Toezegging",
            Self::Motie => "Motie",
            Self::Besluit => "Besluit",
        }
    }

    /// Returns the set a word means.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|set| set.name().eq_ignore_ascii_case(word.trim()))
    }

    /// Returns what the source calls it.
    pub(super) fn entity(self) -> &'static str {
        if self == Self::Motie { "Zaak" } else { self.name() }
    }

    /// Returns which of its records are asked for, whatever their moment.
    fn only(self) -> Option<&'static str> {
        match self {
            Self::Motie => Some("Soort eq 'Motie'"),
            Self::Besluit => Some("Zaak/any(z: z/Soort eq 'Motie')"),
            _ => None,
        }
    }

    /// Asks for its records from a moment on, in the order of change. Deleted records come too: they are news.
    pub(super) fn from(self, cursor: Option<&Cursor>, skip: u32) -> Ask {
        let since = cursor.map(|cursor| format!("ApiGewijzigdOp ge {}", cursor.moment));
        let filter: Vec<String> = self.only().map(str::to_owned).into_iter().chain(since).collect();
        let mut ask = self.described(Ask::new(self.entity()));
        if !filter.is_empty() {
            ask = ask.with("$filter", filter.join(" and "));
        }
        ask = ask.with("$orderby", "ApiGewijzigdOp asc,Id asc");
        if skip > 0 { ask.with("$skip", skip.to_string()) } else { ask }
    }

    /// Asks which record changed first, or last.
    pub(super) fn outermost(self, last: bool) -> Ask {
        let order = if last { "ApiGewijzigdOp desc,Id desc" } else { "ApiGewijzigdOp asc,Id asc" };
        let ask = Ask::new(self.entity()).with("$select", "Id,ApiGewijzigdOp");
        let ask = self.only().map_or(ask.clone(), |only| ask.with("$filter", only));
        ask.with("$orderby", order).with("$top", "1")
    }

    /// Asks when one record changed.
    pub(super) fn moment_of(self, id: &str) -> Ask {
        let ask = Ask::new(self.entity()).with("$filter", format!("Id eq {id}"));
        ask.with("$select", "Id,ApiGewijzigdOp")
    }

    /// Asks for some of its records.
    pub(super) fn of_ids(self, ids: &[String]) -> Ask {
        let any = ids.iter().map(|id| format!("Id eq {id}")).collect::<Vec<_>>().join(" or ");
        self.described(Ask::new(self.entity())).with("$filter", any)
    }

    fn described(self, ask: Ask) -> Ask {
        match self {
            Self::Fractie => ask.with("$select", "Id,Nummer,Afkorting,NaamNL,ApiGewijzigdOp,Verwijderd"),
            // Of people no more is asked for than the name.
            Self::Persoon => ask.with("$select", "Id,Nummer,Tussenvoegsel,Achternaam,ApiGewijzigdOp,Verwijderd"),
            Self::Commissie => ask.with(
                "$select",
                "Id,Nummer,Soort,Afkorting,NaamNL,DatumActief,DatumInactief,ApiGewijzigdOp,Verwijderd",
            ),
            Self::Activiteit => ask.with(
                "$select",
                "Id,Nummer,Soort,Onderwerp,Datum,Status,Voortouwafkorting,GewijzigdOp,ApiGewijzigdOp,Verwijderd",
            ),
            Self::Toezegging => ask.with("$expand", TOEZEGGING_WITH),
            Self::Motie => ask.with("$select", MOTIE).with("$expand", MOTIE_WITH),
            Self::Besluit => {
                ask.with("$select", "Id,ApiGewijzigdOp").with("$expand", "Zaak($filter=Soort eq 'Motie';$select=Id)")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_sync_asks_from_the_last_record_on() {
        let cursor = Cursor { moment: "2025-06-01T10:00:00.1234567Z".into(), id: "a".into(), seen: 3 };
        let ask = Set::Motie.from(Some(&cursor), 2);
        let option =
            |name: &str| ask.options.iter().find(|(option, _)| option == name).map(|(_, value)| value.as_str());
        assert_eq!(ask.path, "Zaak");
        assert_eq!(option("$filter"), Some("Soort eq 'Motie' and ApiGewijzigdOp ge 2025-06-01T10:00:00.1234567Z"));
        assert_eq!((option("$skip"), option("$orderby")), (Some("2"), Some("ApiGewijzigdOp asc,Id asc")));
        assert!(Set::Toezegging.from(None, 0).options.iter().all(|(name, _)| name != "$filter"));
        for set in Set::ALL {
            assert_eq!(Set::of_word(&set.name().to_lowercase()), Some(set));
        }
    }
}
