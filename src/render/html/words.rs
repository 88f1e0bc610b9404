//! What a page says by itself, in both languages.

use crate::report::Lang;
use serde::Serialize;

/// The words of the form, not of what it shows.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Words {
    pub(super) lang: &'static str,
    pub(super) per: &'static str,
    pub(super) what: &'static str,
    skip: &'static str,
    figures: &'static str,
    on_this_page: &'static str,
    filter: &'static str,
    filter_hint: &'static str,
    rows_of: &'static str,
    rows: &'static str,
    none: &'static str,
    more: &'static str,
    numbers: &'static str,
    remarks: &'static str,
    home: &'static str,
    here: &'static str,
    reports: &'static str,
    made_with: &'static str,
    table: &'static str,
    happened: &'static str,
    proof: &'static str,
    life: &'static str,
    recorded: &'static str,
    by: &'static str,
    undone: &'static str,
    reason: &'static str,
    facts: &'static str,
    read_there: &'static str,
}

const NL: Words = Words {
    lang: "nl",
    per: "per",
    what: "wat",
    skip: "Naar de inhoud",
    figures: "Kerncijfers",
    on_this_page: "Op deze pagina",
    filter: "Filter de tabellen",
    filter_hint: "woorden uit een rij, zoals een nummer of onderwerp",
    rows_of: "van",
    rows: "rijen",
    none: "Geen rij heeft deze woorden.",
    more: "Toon meer rijen",
    numbers: "De cijfers als tabel",
    remarks: "Opmerkingen",
    home: "Overzicht",
    here: "U bent hier",
    reports: "Rapporten",
    made_with: "Gemaakt met gestand, het register van wat bewindspersonen de Kamers verschuldigd zijn.",
    table: "tabel",
    happened: "Geschiedenis",
    proof: "Bewijs",
    life: "Verloop",
    recorded: "vastgelegd",
    by: "door",
    undone: "ongedaan gemaakt",
    reason: "reden",
    facts: "Gegevens",
    read_there: "Lees het stuk",
};

const EN: Words = Words {
    lang: "en",
    per: "as of",
    what: "what",
    skip: "Skip to the content",
    figures: "Key figures",
    on_this_page: "On this page",
    filter: "Filter the tables",
    filter_hint: "words of a row, such as a number or a subject",
    rows_of: "of",
    rows: "rows",
    none: "No row has these words.",
    more: "Show more rows",
    numbers: "The numbers as a table",
    remarks: "Remarks",
    home: "Overview",
    here: "You are here",
    reports: "Reports",
    made_with: "Made with gestand, the register of what Dutch ministers owe parliament.",
    table: "table",
    happened: "History",
    proof: "Evidence",
    life: "Course",
    recorded: "recorded",
    by: "by",
    undone: "undone",
    reason: "reason",
    facts: "Facts",
    read_there: "Read the paper",
};

/// Returns the words of a language.
pub(super) fn of(lang: Lang) -> &'static Words {
    match lang {
        Lang::Nl => &NL,
        Lang::En => &EN,
    }
}
