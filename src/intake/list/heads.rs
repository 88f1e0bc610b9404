//! The heads that lists give their columns, and what each says the column is.

use crate::model::mapping::{Field, plain_head};

/// How well a head fits a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It is the field's own name.
    Own,
    /// It is a usual name for it.
    Usual,
    /// It is a name for it where there is no better one.
    Weak,
}

/// What a field is called in lists, as [`plain_head`] writes it: usual names, and those that give way to any other.
const HEADS: [(Field, &[&str], &[&str]); 18] = [
    (
        Field::Nummer,
        &[
            "nr",
            "volgnr",
            "volgnummer",
            "kenmerk",
            "toezeggingnummer",
            "toezeggingsnummer",
            "nummer toezegging",
            "motienummer",
            "nummer motie",
            "externalid",
            "external id",
            "number",
            "registratienummer",
            "toezegging nr",
            "toezeggingnr",
            "motie nr",
        ],
        &["id", "dt rowid"],
    ),
    (Field::Soort, &["type", "kind", "soort stuk", "motie of toezegging", "motie toezegging"], &[]),
    (
        Field::Onderwerp,
        &[
            "omschrijving",
            "titel",
            "title",
            "subject",
            "omschrijving motie",
            "omschrijving toezegging",
            "omschrijving van de motie",
            "omschrijving van de toezegging",
            "onderwerp motie",
            "onderwerp toezegging",
            "titel motie",
            "titel toezegging",
            "korte omschrijving",
            "description",
        ],
        &["naam", "name"],
    ),
    (
        Field::Tekst,
        &[
            "toezegging citaat",
            "citaat",
            "text",
            "tekst toezegging",
            "tekst motie",
            "tekst van de toezegging",
            "dictum",
            "letterlijke tekst",
            "inhoud",
        ],
        &["toezegging", "motie"],
    ),
    (
        Field::Datum,
        &[
            "datum raad",
            "datum toezegging",
            "datum motie",
            "datum indiening",
            "datum ingediend",
            "gedaan op",
            "date",
            "registrationdate",
            "registratiedatum",
            "datum vergadering",
            "vergaderdatum",
            "datum toegezegd",
            "ingediend op",
            "datum debat",
            "datum besluit",
        ],
        &["indiening"],
    ),
    (Field::Debat, &["vergadering", "overleg", "meeting"], &["agendapunt", "activiteit", "soort activiteit"]),
    (
        Field::Bewindspersoon,
        &[
            "portefeuillehouder",
            "verantwoordelijke",
            "verantwoordelijke n",
            "minister",
            "huidige verantwoordelijke",
            "huidige verantwoordelijke n",
            "huidige verantwoordelijken",
            "bewindspersonen",
            "wethouder",
            "gedeputeerde",
            "verantwoordelijk bewindspersoon",
            "portefeuillehouders",
            "bewindspersoon en",
        ],
        &["ministerie", "departement"],
    ),
    (
        Field::Indieners,
        &[
            "indiener",
            "indiener s",
            "hoofdindieners",
            "hoofdindiener",
            "eerste indiener",
            "raadslid",
            "kamerlid",
            "gedaan aan",
            "toegezegd aan",
            "statenlid",
            "submitters",
        ],
        &["lid", "leden"],
    ),
    (Field::Status, &["stand", "state", "status toezegging", "status motie", "huidige status"], &[]),
    (
        Field::Stand,
        &["actuele stand van zaken", "voortgang", "stand van zaken uitvoering", "toelichting stand van zaken"],
        &[],
    ),
    (Field::Besluit, &["uitslag", "stemuitslag", "uitslag stemming", "resultaat", "result"], &["stemming"]),
    (
        Field::Termijn,
        &[
            "deadline",
            "verwachte datum afdoening",
            "verwachte afdoening",
            "verwachte afdoeningsdatum",
            "uiterlijk",
            "verwachte datum",
            "streefdatum",
            "afdoeningstermijn",
            "uiterste datum",
            "datum gereed gepland",
            "geplande datum",
            "due date",
        ],
        &["planning"],
    ),
    (Field::Afgedaan, &["afgehandeld", "gereed", "voldaan", "afgerond"], &[]),
    (
        Field::AfgedaanOp,
        &[
            "datum afgedaan",
            "datum afdoening",
            "afdoeningsdatum",
            "datum afgehandeld",
            "datum gereed",
            "datum afgerond",
            "datum voldaan",
            "afgehandeld op",
        ],
        &[],
    ),
    (Field::Voorstel, &["afdoeningsvoorstel aanwezig", "voorstel tot afdoening", "afdoeningsvoorstel"], &[]),
    (Field::Vindplaats, &["kamerstuk", "kamerstuknummer", "kamerstukken", "vindplaats motie"], &[]),
    (Field::Kamer, &["chamber", "raad", "gemeente"], &[]),
    (Field::Zaak, &["zaaknummer"], &[]),
];

/// What is kept with the text, under its own head.
const REMARKS: [&str; 27] = [
    "toelichting",
    "opmerking",
    "opmerkingen",
    "bijzonderheden",
    "beleidsveld",
    "thema",
    "categorie",
    "onderwerpen",
    "programma",
    "commissie",
    "partij",
    "partijen",
    "fractie",
    "fracties",
    "medeondertekenaars",
    "mede indieners",
    "medeindieners",
    "datum tussenbericht",
    "datum tussentijdse afdoening",
    "tussenbericht",
    "tussentijdse afdoening",
    "prognose",
    "voormalige verantwoordelijke n",
    "voormalige verantwoordelijke",
    "uit de stukken",
    "afdoening",
    "voormalige verantwoordelijken",
];

/// Returns what a head says its column is, and how well it fits.
pub(super) fn field_of(head: &str) -> Option<(Field, Fit)> {
    let head = plain_head(head);
    if head.is_empty() {
        return None;
    }
    if REMARKS.contains(&head.as_str()) {
        return Some((Field::Toelichting, Fit::Own));
    }
    if let Some(field) = Field::of_word(&head) {
        return Some((field, Fit::Own));
    }
    HEADS.iter().find_map(|(field, usual, weak)| {
        if usual.contains(&head.as_str()) {
            Some((*field, Fit::Usual))
        } else {
            weak.contains(&head.as_str()).then_some((*field, Fit::Weak))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_told_by_its_words_alone() {
        for (head, field) in [
            ("Indiener(s)", Field::Indieners),
            ("NR.", Field::Nummer),
            ("Stand van Zaken", Field::Stand),
            ("Datum Afdoening", Field::AfgedaanOp),
            ("verwachte datum-afdoening", Field::Termijn),
            ("DT_RowId", Field::Nummer),
            ("Afdoeningsvoorstel aanwezig", Field::Voorstel),
            ("Beleidsveld", Field::Toelichting),
        ] {
            assert_eq!(field_of(head).map(|(field, _)| field), Some(field), "{head}");
        }
        assert_eq!(field_of("iBabs Link"), None);
        assert_eq!(field_of("  "), None);
    }

    #[test]
    fn every_head_of_the_table_is_written_as_it_is_looked_up_and_names_one_field() {
        let mut seen = std::collections::HashMap::new();
        for (field, usual, weak) in HEADS {
            for head in usual.iter().chain(weak) {
                assert_eq!(plain_head(head), *head);
                assert_eq!(seen.insert(*head, field), None, "{head}");
                assert_eq!(field_of(head).map(|(field, _)| field), Some(field), "{head}");
            }
        }
    }
}
