//! What is doubtful of items.

use super::Kind;
use crate::model::standing::{Differs, Standing};
use crate::report::field::{BEWINDSPERSOON, Field, GEDAAN_OP, NUMMER, ONDERWERP, STATUS, TERMIJN, table};
use crate::report::{Cell, Column, Material};

/// Since when it is so.
const SINDS: Field = Field {
    column: |lang| Column::fixed("sinds", lang.pick("sinds", "since")),
    cell: |item, _| Cell::Day(Some(item.since)),
};
/// The source's own word.
const BRONSTATUS: Field = Field {
    column: |lang| Column::words("bronstatus", lang.pick("bronstatus", "status at the source")).wide(20),
    cell: |item, _| Cell::of_words(item.item.bronstatus.as_ref().map(|bron| bron.word.as_str())),
};
/// The day of that word.
const BRONSTATUS_DAG: Field = Field {
    column: |lang| Column::fixed("bronstatus_dag", lang.pick("volgens bron op", "said on")),
    cell: |item, _| Cell::Day(item.item.bronstatus.as_ref().and_then(|bron| bron.day)),
};
/// Whether the source is behind or says something else.
const VERSCHIL: Field = Field {
    column: |lang| Column::words("verschil", lang.pick("verschil", "difference")).wide(20),
    cell: |item, material| {
        let words = match item.differs() {
            Some(Differs::Behind) => material.lang.pick("loopt achter", "behind"),
            _ => material.lang.pick("zegt iets anders", "says otherwise"),
        };
        Cell::Text(words.into())
    },
};

pub(super) fn differs(items: &[&Standing], material: &Material) -> Kind {
    let lang = material.lang;
    Kind {
        title: lang.pick("De bron zegt iets anders", "The source says otherwise"),
        what_to_do: lang.pick(
            "Loopt de bron achter, meld het daar; zegt hij iets anders, kijk de brief na met gestand show en herstel wat niet klopt met gestand mark of gestand undo.",
            "Where the source is behind, tell it; where it says otherwise, look at the letter with gestand show and put right what is wrong with gestand mark or gestand undo.",
        ),
        table: table(&[NUMMER, ONDERWERP, STATUS, SINDS, BRONSTATUS, BRONSTATUS_DAG, VERSCHIL], items.iter().copied(), material),
    }
}

pub(super) fn unknown_status(items: &[&Standing], material: &Material) -> Kind {
    let lang = material.lang;
    Kind {
        title: lang.pick("Status onbekend", "Status unknown"),
        what_to_do: lang.pick(
            "De bron geeft geen status of een woord dat hier niet bekend is; zet de status met gestand mark.",
            "The source gives no status, or a word that is not known here; set the status with gestand mark.",
        ),
        table: table(&[NUMMER, ONDERWERP, BEWINDSPERSOON, BRONSTATUS], items.iter().copied(), material),
    }
}

pub(super) fn unknown_besluit(items: &[&Standing], material: &Material) -> Kind {
    let lang = material.lang;
    Kind {
        title: lang.pick("Besluit over de motie onbekend", "Not known whether the motie was carried"),
        what_to_do: lang.pick(
            "Er is hier een status of termijn van gezet, dus ze tellen mee; geef het besluit van de Kamer met gestand mark --besluit of haal het op met gestand sync.",
            "A status or term was set here, so they count; give the decision of the Chamber with gestand mark --besluit, or fetch it with gestand sync.",
        ),
        table: table(&[NUMMER, ONDERWERP, GEDAAN_OP, STATUS, TERMIJN], items.iter().copied(), material),
    }
}

pub(super) fn without_office(items: &[&Standing], material: &Material) -> Kind {
    let lang = material.lang;
    Kind {
        title: lang.pick("Openstaand zonder bewindspersoon", "Open without a minister"),
        what_to_do: lang.pick(
            "Niemand wordt hierop aangesproken: de bron noemt geen bewindspersoon. Neem ze opnieuw in met gestand import uit een lijst waarin die staat.",
            "Nobody answers for these: the source names no minister. Take them in again with gestand import, from a list that does.",
        ),
        table: table(&[NUMMER, ONDERWERP, GEDAAN_OP, STATUS], items.iter().copied(), material),
    }
}
