//! Several moties under one plural: "de moties van het lid Smit over zand en over klei", "… en van de leden Okafor en Vos over veen".

use super::motie::{MotieRef, NAME, PARTY};
use crate::pattern::{Short, dutch, short};
use regex::Regex;
use std::sync::LazyLock;

/// Where the next motie of a list begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Next {
    /// Where the words before it end, with which the subject of the one before ends too.
    pub separator: usize,
    /// Where its own words begin: its movers, or its subject where it shares the movers of the one before.
    pub start: usize,
    /// Whether it shares those movers.
    pub shared: bool,
}

/// What may lead in the next motie of a list that one plural opens.
static LEAD: LazyLock<Regex> = LazyLock::new(|| dutch(r"(?:,|;|,? en|,? alsmede|,? respectievelijk) (?:die )?"));
/// What must follow: its members, its subject, or its movers and its subject.
static NEXT: LazyLock<Short> = LazyLock::new(|| {
    short(&format!(
        r"^(?:(?P<van>van (?:het lid|de leden|lid) [A-ZÀ-Þv'])|(?P<over>over )|{NAME}{PARTY}(?:/{NAME}{PARTY})*(?:,? c\.s\.)? over )"
    ))
});

/// Returns where the next motie of a list begins, in the line and directly behind the one before it or its subject.
pub(super) fn next(prose: &str, from: usize) -> Option<Next> {
    let limit = prose[from..].find('\n').map_or(prose.len(), |at| from + at);
    let line = &prose[from..limit];
    LEAD.find_iter(line).find_map(|lead| {
        let found = NEXT.captures(&line[lead.end()..])?;
        let shared = found.name("over").is_some();
        Some(Next { separator: from + lead.start(), start: from + lead.end(), shared })
    })
}

/// Gives each motie of a list its own number, where all the numbers stand behind the last: "over zand en over klei (nrs. 10 en 11)".
pub(super) fn share_out(list: &mut [MotieRef]) {
    let Some(numbers) = list.last().map(|last| last.stukken.clone()) else { return };
    let open = list.iter().all(|motie| motie.stukken.is_empty() || motie.stukken == numbers);
    if open && list.len() > 1 && numbers.len() == list.len() {
        for (motie, stuk) in list.iter_mut().zip(numbers) {
            motie.stukken = vec![stuk];
        }
    }
}
