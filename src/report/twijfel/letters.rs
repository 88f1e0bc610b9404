//! What is doubtful of letters and lists, and of no item: proposals, findings, letters that nobody read.

use super::{Kind, letter};
use crate::model::act;
use crate::model::evidence::in_one_line;
use crate::model::finding::Code;
use crate::model::nakoming::Bronbrief;
use crate::model::proposal::{Change, Proposal};
use crate::report::field::{NUMMER, ONDERWERP};
use crate::report::{Cell, Column, Doubt, Lang, Section, termijn_in_words};

pub(super) fn proposals(pending: &[Proposal], lang: Lang) -> Kind {
    let mut pending: Vec<&Proposal> = pending.iter().collect();
    pending.sort_by_key(|proposal| proposal.certain);
    let rows = pending.into_iter().map(|proposal| {
        vec![
            Cell::Text(proposal.label.clone()),
            Cell::Text(proposal.brief.clone()),
            Cell::Text(change(proposal, lang)),
            Cell::Text(if proposal.certain { lang.pick("ja", "yes") } else { lang.pick("nee", "no") }.into()),
            Cell::Text(proposal.quote.in_one_line()),
        ]
    });
    Kind {
        title: lang.pick("Voorstellen zonder besluit", "Undecided proposals"),
        what_to_do: lang.pick(
            "Beslis ze met gestand review; wat zeker is, kan ineens met gestand review --accept certain.",
            "Decide them with gestand review; what is certain at once with gestand review --accept certain.",
        ),
        table: Section::table(
            vec![
                (NUMMER.column)(lang),
                letter(lang),
                Column::words("wat", lang.pick("wat", "what")),
                Column::fixed("zeker", lang.pick("zeker", "certain")).wide(8),
                Column::words("zin", lang.pick("zin", "sentence")).wide(60),
            ],
            rows.collect(),
        ),
    }
}

/// Returns what a proposal would change, in a few words.
fn change(proposal: &Proposal, lang: Lang) -> String {
    let termijn = |termijn| termijn_in_words(termijn, lang);
    match &proposal.change {
        Change::Status { from, to, termijn: moved, .. } => {
            let status = (from != to).then(|| format!("{} → {}", lang.status(*from), lang.status(*to)));
            let moved = moved.as_ref().map(|moved| format!("{} {}", lang.pick("termijn", "term"), termijn(moved)));
            let parts: Vec<String> = status.into_iter().chain(moved).collect();
            if parts.is_empty() { lang.status(*to).to_owned() } else { parts.join(", ") }
        }
        Change::Keep { kept, .. } => format!("{}: {}", lang.pick("gehaald", "kept"), termijn(kept)),
        Change::Act { deed, by, vote, .. } => act::in_words(deed, by.as_deref(), vote.as_ref()),
        Change::Report { .. } => lang.pick("tussenbericht", "reported on, nothing settled").into(),
        Change::Enter { item } => format!("{}: {}", lang.pick("nieuw", "new"), in_one_line(&item.subject)),
    }
}

pub(super) fn findings(doubts: &[Doubt], lang: Lang) -> Kind {
    let mut doubts: Vec<&Doubt> = doubts.iter().collect();
    // The gravest first; those of one code stand together.
    doubts.sort_by_key(|doubt| (std::cmp::Reverse(doubt.finding.code.level()), Code::word(doubt.finding.code)));
    let rows = doubts.into_iter().map(|doubt| {
        vec![
            Cell::Text(doubt.finding.code.word().into()),
            Cell::of_words(doubt.letter.as_deref()),
            Cell::Number(doubt.finding.line.and_then(|line| i64::try_from(line).ok())),
            Cell::Text(doubt.finding.message.clone()),
        ]
    });
    Kind {
        title: lang.pick("Bevindingen", "Findings"),
        what_to_do: lang.pick(
            "Gevonden in brieven en lijsten; docs/findings.md zegt per code wat te doen.",
            "Found in letters and lists; docs/findings.md says for each code what to do.",
        ),
        table: Section::table(
            vec![
                Column::fixed("code", "code").wide(20),
                letter(lang),
                Column::number("regel", lang.pick("regel", "line")),
                Column::words("bevinding", lang.pick("bevinding", "finding")).wide(60),
            ],
            rows.collect(),
        ),
    }
}

pub(super) fn unread(letters: &[Bronbrief], lang: Lang) -> Kind {
    let rows = letters.iter().map(|brief| {
        let name = match (&brief.kamerstuk, &brief.nummer) {
            (Some(stuk), _) => Cell::Link { text: stuk.gedrukt(), url: stuk.url() },
            (None, Some(nummer)) => Cell::Text(nummer.clone()),
            (None, None) => Cell::Text(String::new()),
        };
        vec![name, Cell::Day(brief.datum), Cell::of_words(brief.onderwerp.as_deref())]
    });
    Kind {
        title: lang.pick("Brieven die niemand las", "Letters that nobody read"),
        what_to_do: lang.pick(
            "De bron noemt ze als nakoming; haal ze op met gestand fetch --named en lees ze met gestand propose.",
            "The source names them for what was made good; fetch them with gestand fetch --named and read them with gestand propose.",
        ),
        table: Section::table(
            vec![letter(lang), Column::fixed("datum", lang.pick("datum", "date")), (ONDERWERP.column)(lang)],
            rows.collect(),
        ),
    }
}
