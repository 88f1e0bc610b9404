//! What a letter would change: readings and resolutions to proposals, and to findings where a person must look.

mod debate;

pub use debate::acts;

use crate::model::claim::{Basis, Claim};
use crate::model::datum::voluit;
use crate::model::evidence::Document;
use crate::model::finding::{Code, Finding};
use crate::model::item::{Item, Kind};
use crate::model::nummer::Nummer;
use crate::model::proposal::{Change, Proposal};
use crate::model::reading::Named;
use crate::model::standing::Standing;
use crate::model::status::{Rule, Status};
use crate::model::termijn::Termijn;
use crate::model::why::Why;
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

/// What a register goes by where a letter meets it.
#[derive(Clone, Copy)]
pub struct Setting {
    /// What settles an item.
    pub rule: Rule,
    /// Whether the document is a committee's own list of decisions, which confirms and disputes what letters proposed.
    pub decides: bool,
    /// Returns the term of the next instance of one that comes back.
    pub next: fn(&Standing) -> Option<Termijn>,
}

/// Returns what an item of a letter leads to in a register, once it is known which item is meant.
pub fn outcome(named: &Named, resolution: &Resolution, document: &Document, setting: Setting) -> Outcome {
    match (named.claim, resolution) {
        (Claim::Geciteerd, _) => Outcome::Nothing,
        _ if named.is_heard() => debate::heard(named, resolution, document),
        (Claim::Nieuw, Resolution::None { .. }) => new_item(named, document),
        (Claim::Nieuw, _) => Outcome::Nothing,
        (_, Resolution::One { standing, certain, why }) => {
            let told = Told { named, standing, document, setting };
            match told.change() {
                Ok((change, reason)) => told.proposal(change, *certain, why.iter().cloned().chain(reason).collect()),
                Err(otherwise) => otherwise,
            }
        }
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

/// What a letter says of an item of the register.
struct Told<'a> {
    named: &'a Named,
    standing: &'a Standing,
    document: &'a Document,
    setting: Setting,
}

impl Told<'_> {
    /// Returns what would change, and why where that needs a word; or what it leads to instead.
    fn change(&self) -> Result<(Change, Option<String>), Outcome> {
        let (named, standing) = (self.named, self.standing);
        let to = self.status().ok_or(Outcome::Nothing)?;
        let label = standing.label();
        let finding = |code, message: String| Err(Outcome::Finding(Finding::new(code, message).at_line(named.line)));
        if standing.obliges() == Some(false) {
            let besluit = standing.item.besluit.map_or("not carried", |besluit| besluit.word());
            let message = format!(
                "the letter says {} of {label}, but that motie is {besluit}: it obliges to nothing",
                named.claim
            );
            return finding(Code::NotObliging, message);
        }
        let termijn = self.new_termijn();
        if standing.status.is_final() {
            if standing.status == to && termijn.is_none() {
                return Err(Outcome::Nothing);
            }
            let message = format!("{label} is {} already; the letter says {}", standing.status.label(), named.claim);
            return finding(Code::AlreadySettled, message);
        }
        if named.claim == Claim::Afgedaan
            && let Some((kept, next)) = self.instance()
        {
            return self.keep(kept, next);
        }
        // A committee that does not follow what a letter proposed leaves the item open.
        let disputed = self.setting.decides && standing.status == Status::AfdoeningVoorgesteld && to.is_open();
        // "In uitvoering" says less than what is known of an item that is partly done.
        let says_less = named.claim == Claim::InUitvoering
            && !matches!(standing.status, Status::Openstaand | Status::Onbekend)
            && !disputed;
        if (standing.status == to || says_less) && termijn.is_none() {
            return self.report();
        }
        let to = match named.claim {
            Claim::InUitvoering if disputed => Status::Openstaand,
            _ if says_less => standing.status,
            _ => to,
        };
        let confirmed = self.setting.decides && to == Status::Afgedaan;
        let why = if disputed { Some(Why::NotFollowed.of(&[])) } else { confirmed.then(|| Why::Confirmed.of(&[])) };
        Ok((Change::Status { item: standing.no, from: standing.status, to, termijn, confirmed }, why))
    }

    /// Returns the status that the claim makes of it.
    fn status(&self) -> Option<Status> {
        let to = Status::after(self.named.claim, self.setting.rule)?;
        // A list of decisions is the confirmation that the rule besluit asks for.
        Some(if self.setting.decides && to == Status::AfdoeningVoorgesteld { Status::Afgedaan } else { to })
    }

    /// Returns the term that the letter moves it to, where it moves it. One that comes back goes on coming back.
    fn new_termijn(&self) -> Option<Termijn> {
        let moves = matches!(self.named.claim, Claim::Uitgesteld | Claim::InUitvoering | Claim::Deels);
        let herhaling = self.standing.termijn.as_ref().and_then(|termijn| termijn.herhaling);
        let termijn = self.named.termijn.clone().map(|termijn| Termijn { herhaling, ..termijn });
        // "Spoedig" moves no instance: it has a day already.
        let dated = |termijn: &Termijn| termijn.last.is_some() || herhaling.is_none();
        termijn.filter(|termijn| moves && dated(termijn) && self.standing.termijn.as_ref() != Some(termijn))
    }

    /// Returns the instance that is due now of a term that comes back, and the next one.
    fn instance(&self) -> Option<(Termijn, Termijn)> {
        let kept = self.standing.termijn.clone().filter(|termijn| termijn.herhaling.is_some())?;
        let next = (self.setting.next)(self.standing)?;
        Some((kept, next))
    }

    /// Settles one instance; a letter of before its period says nothing of it.
    fn keep(&self, kept: Termijn, next: Termijn) -> Result<(Change, Option<String>), Outcome> {
        let begins = kept.herhaling.zip(kept.last).and_then(|(herhaling, last)| herhaling.earlier(last));
        let due = kept.last.map_or_else(String::new, voluit);
        if self.document.brief.date.zip(begins).is_some_and(|(day, begins)| day <= begins) {
            let message = format!(
                "{} comes back; the instance of before is kept already, and the letter is older than the one that is due {due}",
                self.standing.label()
            );
            return Err(Outcome::Finding(Finding::new(Code::AlreadySettled, message).at_line(self.named.line)));
        }
        let why = Why::ComesBack.of(&[&due]);
        Ok((Change::Keep { item: self.standing.no, kept, next }, Some(why)))
    }

    /// Records that the letter reports on it, where it says that it is under way or later and nothing else changes.
    fn report(&self) -> Result<(Change, Option<String>), Outcome> {
        match self.named.claim {
            Claim::InUitvoering | Claim::Uitgesteld | Claim::Deels if !self.setting.decides => {
                Ok((Change::Report { item: self.standing.no }, Some(Why::News.of(&[]))))
            }
            _ => Err(Outcome::Nothing),
        }
    }

    fn proposal(&self, change: Change, certain: bool, mut why: Vec<String>) -> Outcome {
        let (named, document) = (self.named, self.document);
        let Some(basis) = named.claim_basis else { return Outcome::Nothing };
        let quote = named.claim_quote.clone().unwrap_or_else(|| named.quote.clone());
        why.push(match basis {
            Basis::Explicit => Why::Phrase.of(&[named.phrase.as_deref().unwrap_or("")]),
            Basis::Delivered => Why::Act.of(&[named.phrase.as_deref().unwrap_or("")]),
            Basis::Heading => Why::Heading.of(&[]),
        });
        let item = Nummer::Eigen(self.standing.no).key();
        Outcome::Proposal(Box::new(Proposal {
            fingerprint: Proposal::fingerprint(&document.sha256, &item, named.claim, quote.start),
            document: document.sha256.clone(),
            brief: document.label(),
            effective: document.brief.date,
            label: self.standing.label(),
            change,
            claim: named.claim,
            basis,
            phrase: named.phrase.clone().unwrap_or_default(),
            quote,
            also: None,
            reason: named.reason.clone(),
            certain: certain && basis == Basis::Explicit && named.agreed,
            why,
        }))
    }
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
        also: None,
        reason: None,
        certain: false,
        why: vec![Why::Promised.of(&[])],
    };
    Outcome::Proposal(Box::new(proposal))
}
