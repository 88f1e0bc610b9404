//! What is doubtful of items.

use super::{Kind, number, subject};
use crate::model::standing::{Differs, Standing};
use crate::report::{Cell, Column, Lang};

pub(super) fn differs(items: &[&Standing], lang: Lang) -> Kind {
    let rows = items.iter().map(|item| {
        let bron = item.item.bronstatus.as_ref();
        let behind = item.differs() == Some(Differs::Behind);
        vec![
            Cell::of_item(item),
            Cell::Text(item.item.subject.clone()),
            Cell::Text(lang.status(item.status).into()),
            Cell::Day(Some(item.since)),
            Cell::of_words(bron.map(|bron| bron.word.as_str())),
            Cell::Day(bron.and_then(|bron| bron.day)),
            Cell::Text(
                if behind {
                    lang.pick("loopt achter", "behind")
                } else {
                    lang.pick("zegt iets anders", "says otherwise")
                }
                .into(),
            ),
        ]
    });
    Kind {
        title: lang.pick("De bron zegt iets anders", "The source says otherwise"),
        what_to_do: lang.pick(
            "Loopt de bron achter, meld het daar; zegt hij iets anders, kijk de brief na met gestand show en herstel wat niet klopt met gestand mark of gestand undo.",
            "Where the source is behind, tell it; where it says otherwise, look at the letter with gestand show and put right what is wrong with gestand mark or gestand undo.",
        ),
        columns: vec![
            number(lang),
            subject(lang),
            Column::words("status", "status").wide(20),
            Column::fixed("sinds", lang.pick("sinds", "since")),
            Column::words("bronstatus", lang.pick("bronstatus", "status at the source")).wide(20),
            Column::fixed("bronstatus_dag", lang.pick("volgens bron op", "said on")),
            Column::words("verschil", lang.pick("verschil", "difference")).wide(20),
        ],
        rows: rows.collect(),
    }
}

pub(super) fn unknown_status(items: &[&Standing], lang: Lang) -> Kind {
    let rows = items.iter().map(|item| {
        vec![
            Cell::of_item(item),
            Cell::Text(item.item.subject.clone()),
            Cell::of_words(item.office()),
            Cell::of_words(item.item.bronstatus.as_ref().map(|bron| bron.word.as_str())),
        ]
    });
    Kind {
        title: lang.pick("Status onbekend", "Status unknown"),
        what_to_do: lang.pick(
            "De bron geeft geen status of een woord dat hier niet bekend is; zet de status met gestand mark.",
            "The source gives no status, or a word that is not known here; set the status with gestand mark.",
        ),
        columns: vec![
            number(lang),
            subject(lang),
            Column::words("bewindspersoon", lang.pick("bewindspersoon", "minister")),
            Column::words("bronstatus", lang.pick("bronstatus", "status at the source")).wide(20),
        ],
        rows: rows.collect(),
    }
}

pub(super) fn unknown_besluit(items: &[&Standing], lang: Lang) -> Kind {
    let rows = items.iter().map(|item| {
        vec![
            Cell::of_item(item),
            Cell::Text(item.item.subject.clone()),
            Cell::Day(item.item.made_on),
            Cell::Text(lang.status(item.status).into()),
            Cell::Day(item.termijn.as_ref().and_then(|termijn| termijn.last)),
        ]
    });
    Kind {
        title: lang.pick("Besluit over de motie onbekend", "Not known whether the motie was carried"),
        what_to_do: lang.pick(
            "Er is hier een status of termijn van gezet, dus ze tellen mee; geef het besluit van de Kamer met gestand mark --besluit of haal het op met gestand sync.",
            "A status or term was set here, so they count; give the decision of the Chamber with gestand mark --besluit, or fetch it with gestand sync.",
        ),
        columns: vec![
            number(lang),
            subject(lang),
            Column::fixed("gedaan_op", lang.pick("ingediend op", "moved on")),
            Column::words("status", "status").wide(20),
            Column::fixed("termijn", lang.pick("termijn", "term")),
        ],
        rows: rows.collect(),
    }
}

pub(super) fn without_office(items: &[&Standing], lang: Lang) -> Kind {
    let rows = items.iter().map(|item| {
        vec![
            Cell::of_item(item),
            Cell::Text(item.item.subject.clone()),
            Cell::Day(item.item.made_on),
            Cell::Text(lang.status(item.status).into()),
        ]
    });
    Kind {
        title: lang.pick("Openstaand zonder bewindspersoon", "Open without a minister"),
        what_to_do: lang.pick(
            "Niemand wordt hierop aangesproken: de bron noemt geen bewindspersoon. Neem ze opnieuw in met gestand import uit een lijst waarin die staat.",
            "Nobody answers for these: the source names no minister. Take them in again with gestand import, from a list that does.",
        ),
        columns: vec![
            number(lang),
            subject(lang),
            Column::fixed("gedaan_op", lang.pick("gedaan op", "made on")),
            Column::words("status", "status").wide(20),
        ],
        rows: rows.collect(),
    }
}
