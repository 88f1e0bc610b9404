//! What a letter would change: readings and resolutions to proposals, and to findings where a person must look.

use crate::model::claim::{Basis, Claim};
use crate::model::evidence::Document;
use crate::model::finding::{Code, Finding};
use crate::model::item::{Item, Kind};
use crate::model::nummer::Nummer;
use crate::model::proposal::{Change, Proposal};
use crate::model::reading::Named;
use crate::model::standing::Standing;
use crate::model::status::{Rule, Status};
use crate::resolve::Resolution;

/// What one item of a letter leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A change to decide.
    Proposal(Box<Proposal>),
    /// Something to look at.
    Finding(Finding),
    /// Nothing: it is only named, or stands as the letter says.
    Nothing,
}

/// Returns what an item of a letter leads to in a register with this rule, once it is known which item is meant.
pub fn outcome(named: &Named, resolution: &Resolution, document: &Document, rule: Rule) -> Outcome {
    match (named.claim, resolution) {
        (Claim::Geciteerd, _) => Outcome::Nothing,
        (Claim::Nieuw, Resolution::None { .. }) => new_item(named, document),
        (Claim::Nieuw, _) => Outcome::Nothing,
        (_, Resolution::One { standing, certain, why }) => change(named, standing, *certain, why, document, rule),
        (_, Resolution::Several { standings, why }) => {
            let labels: Vec<String> = standings
                .iter()
                .take(5)
                .map(|standing| format!("{} ({})", standing.label(), short(&standing.item.subject)))
                .collect();
            let message = format!("{why}: {}; decide with gestand mark", labels.join(" · "));
            Outcome::Finding(Finding::new(Code::AmbiguousMention, message).at_line(named.line))
        }
        (_, Resolution::None { why }) => {
            let message = format!("{why}; the letter says {} of it", named.claim);
            Outcome::Finding(Finding::new(Code::UnknownMention, message).at_line(named.line))
        }
    }
}

fn short(subject: &str) -> String {
    let words: String = subject.chars().take(50).collect();
    if words.len() < subject.len() { format!("{words}…") } else { words }
}

fn change(
    named: &Named,
    standing: &Standing,
    certain: bool,
    why: &[String],
    document: &Document,
    rule: Rule,
) -> Outcome {
    let Some(to) = Status::after(named.claim, rule) else { return Outcome::Nothing };
    let label = standing.label();
    if standing.obliges() == Some(false) {
        let besluit = standing.item.besluit.map_or("not carried", |besluit| besluit.word());
        let message =
            format!("the letter says {} of {label}, but that motie is {besluit}: it obliges to nothing", named.claim);
        return Outcome::Finding(Finding::new(Code::NotObliging, message).at_line(named.line));
    }
    let termijn = named.termijn.clone().filter(|termijn| standing.termijn.as_ref() != Some(termijn));
    let moves = termijn.is_some() && matches!(named.claim, Claim::Uitgesteld | Claim::InUitvoering | Claim::Deels);
    if standing.status == to && !moves {
        return Outcome::Nothing;
    }
    if standing.status.is_final() {
        let message = format!("{label} is {} already; the letter says {}", standing.status.label(), named.claim);
        return Outcome::Finding(Finding::new(Code::AlreadySettled, message).at_line(named.line));
    }
    // "In uitvoering" says less than what is known of an item that is partly done.
    if matches!(named.claim, Claim::InUitvoering)
        && standing.status != Status::Openstaand
        && standing.status != Status::Onbekend
        && !moves
    {
        return Outcome::Nothing;
    }
    let Some(basis) = named.claim_basis else { return Outcome::Nothing };
    let quote = named.claim_quote.clone().unwrap_or_else(|| named.quote.clone());
    let mut why = why.to_vec();
    why.push(match basis {
        Basis::Explicit => format!("an explicit phrase: {}", named.phrase.as_deref().unwrap_or("")),
        Basis::Delivered => format!(
            "the letter reports the act or gives what was promised ({}); a person must judge",
            named.phrase.as_deref().unwrap_or("")
        ),
        Basis::Heading => "the heading above it says so".to_owned(),
    });
    let proposal = Proposal {
        fingerprint: Proposal::fingerprint(
            &document.sha256,
            &Nummer::Eigen(standing.no).key(),
            named.claim,
            quote.start,
        ),
        document: document.sha256.clone(),
        brief: document.label(),
        effective: document.brief.date,
        label,
        change: Change::Status { item: standing.no, from: standing.status, to, termijn: termijn.filter(|_| moves) },
        claim: named.claim,
        basis,
        phrase: named.phrase.clone().unwrap_or_default(),
        quote,
        certain: certain && basis == Basis::Explicit && named.agreed,
        why,
    };
    Outcome::Proposal(Box::new(proposal))
}

/// Proposes an item that was promised here.
fn new_item(named: &Named, document: &Document) -> Outcome {
    if named.kind != Kind::Toezegging {
        return Outcome::Nothing;
    }
    let quote = named.claim_quote.clone().unwrap_or_else(|| named.quote.clone());
    let mut item = Item::new(
        Kind::Toezegging,
        crate::model::evidence::in_one_line(named.subject.as_deref().unwrap_or(&quote.text)),
    );
    item.nummers.extend(named.number.as_deref().and_then(Nummer::parse));
    item.made_by.clone_from(&named.made_by);
    item.made_on = document.brief.date;
    item.chamber.clone_from(&document.brief.chamber);
    item.debat.clone_from(&named.debate);
    item.termijn.clone_from(&named.termijn);
    let proposal = Proposal {
        fingerprint: Proposal::fingerprint(&document.sha256, "new", named.claim, quote.start),
        document: document.sha256.clone(),
        brief: document.label(),
        effective: document.brief.date,
        label: "new toezegging".into(),
        change: Change::Enter { item: Box::new(item) },
        claim: named.claim,
        basis: named.claim_basis.unwrap_or(Basis::Heading),
        phrase: named.phrase.clone().unwrap_or_default(),
        quote,
        certain: false,
        why: vec!["promised here; the register does not have it yet".into()],
    };
    Outcome::Proposal(Box::new(proposal))
}
