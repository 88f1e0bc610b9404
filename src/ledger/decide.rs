//! Decisions on proposals.

use super::mark::hint_for;
use super::record::Pen;
use super::{Ledger, Stamp, failed, garbled};
use crate::error::{Error, Result};
use crate::model::event::{Event, Ground};
use crate::model::nummer::Nummer;
use crate::model::proposal::{Change, Decision, Proposal, Verdict};
use crate::model::status::{Rule, Status};
use crate::model::termijn::Termijn;
use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension};

/// What a decision did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The proposal's fingerprint.
    pub fingerprint: String,
    /// What people call the item.
    pub label: String,
    /// What was decided.
    pub verdict: Verdict,
    /// Whether the same person had decided the same before; nothing is recorded again then.
    pub known: bool,
    /// The item, where the decision made or changed one.
    pub item: Option<u32>,
    /// The events it made, in order; undoing them in reverse undoes the decision.
    pub seqs: Vec<u64>,
}

impl Ledger {
    /// Records decisions on proposals, all or none.
    ///
    /// Errors: a fingerprint that is not known; a proposal that someone else decided, or whose item changed since.
    pub fn decide(&mut self, decisions: &[Decision], stamp: &Stamp) -> Result<Vec<Decided>> {
        let rule = self.rule;
        let today = stamp.moment.date_naive();
        let mut pen = self.pen(stamp)?;
        let mut decided = Vec::with_capacity(decisions.len());
        for decision in decisions {
            decided.push(pen.decide(decision, rule, today)?);
        }
        pen.done()?;
        Ok(decided)
    }

    /// Records those decisions that can be; the others come back as why they cannot, as where someone else was first.
    pub fn decide_each(&mut self, decisions: &[Decision], stamp: &Stamp) -> Result<Vec<Result<Decided>>> {
        let rule = self.rule;
        let today = stamp.moment.date_naive();
        let mut pen = self.pen(stamp)?;
        let mut decided = Vec::with_capacity(decisions.len());
        for decision in decisions {
            decided.push(pen.attempt(|pen| pen.decide(decision, rule, today))?);
        }
        pen.done()?;
        Ok(decided)
    }
}

impl Pen<'_> {
    fn decide(&mut self, decision: &Decision, rule: Rule, today: NaiveDate) -> Result<Decided> {
        let Found { proposal, decided: before, document } = found(&self.transaction, &decision.fingerprint)?;
        let label = proposal.label.clone();
        let nothing = |verdict| Decided {
            fingerprint: decision.fingerprint.clone(),
            label: label.clone(),
            verdict,
            known: false,
            item: None,
            seqs: Vec::new(),
        };
        if decision.verdict == Verdict::Skip {
            return Ok(nothing(Verdict::Skip));
        }
        let verdict = if decision.verdict == Verdict::Accept { "accept" } else { "reject" };
        match before {
            // A file of decisions is applied again where the first time was broken off before it could be told.
            Some((said, by)) if said == verdict && by == decision.reviewer => {
                return Ok(Decided { known: true, ..nothing(decision.verdict) });
            }
            Some((said, by)) => {
                return Err(Error::no(format!(
                    "{label}: someone else decided this first ({said} by {by}, proposal {})",
                    decision.fingerprint
                ))
                .hint("run gestand review again; nothing was recorded of it"));
            }
            None => {}
        }
        let mut decided = nothing(decision.verdict);
        if decision.verdict == Verdict::Accept {
            // Where nothing comes of it, its sentence proves nothing and does not stay.
            self.transaction.execute_batch("SAVEPOINT accepting").map_err(failed)?;
            let accepted = self.accept(&proposal, document, decision, rule, today)?;
            let came = accepted.as_ref().is_some_and(|(_, seqs)| !seqs.is_empty());
            let end = if came { "RELEASE accepting" } else { "ROLLBACK TO accepting; RELEASE accepting" };
            self.transaction.execute_batch(end).map_err(failed)?;
            let Some((item, seqs)) = accepted else {
                return Ok(nothing(Verdict::Skip));
            };
            decided.item = Some(item);
            decided.seqs = seqs;
        }
        let seqs = serde_json::to_string(&decided.seqs).map_err(garbled)?;
        let sql = "UPDATE proposal SET verdict = ?2, decided_by = ?3, reason = ?4, seqs = ?5 WHERE fingerprint = ?1";
        self.transaction
            .execute(sql, (&decision.fingerprint, verdict, &decision.reviewer, &decision.reason, seqs))
            .map_err(failed)?;
        Ok(decided)
    }

    /// Records what a proposal changes; none where another decision of this transaction left no room for it.
    fn accept(
        &mut self,
        proposal: &Proposal,
        document: i64,
        decision: &Decision,
        rule: Rule,
        today: NaiveDate,
    ) -> Result<Option<(u32, Vec<u64>)>> {
        let evidence = self.evidence(document, &proposal.quote)?;
        let effective = proposal.effective.unwrap_or(today);
        let ground = Ground {
            evidence: Some(evidence),
            claim: Some(proposal.claim),
            basis: Some(proposal.basis),
            phrase: Some(proposal.phrase.clone()),
            proposal: Some(proposal.fingerprint.clone()),
            reason: decision.reason.clone().or_else(|| proposal.reason.clone()),
            confirmed: false,
        };
        let (item, from, to, termijn, confirmed) = match &proposal.change {
            Change::Enter { item } => {
                let no =
                    self.enter(item.clone(), &format!("brief {}", proposal.brief), effective, Some(ground.clone()))?;
                let mut seqs = vec![self.last_seq()];
                if let Some(also) = &proposal.also {
                    let evidence = self.evidence(document, also)?;
                    let ground = Ground { evidence: Some(evidence), ..ground };
                    seqs.push(self.append(no, effective, Event::Reported { ground }, Some(evidence))?);
                }
                if item.replaces.is_some() {
                    self.link_versions()?;
                }
                return Ok(Some((no, seqs)));
            }
            Change::Act { item, stuk, deed, by, vote } => {
                let known = self.owner(&Nummer::Kamerstuk(stuk.clone()))?;
                let Some(no) = item.or(known) else { return Ok(None) };
                let from = self.existing(no)?.item.besluit;
                let event = Event::Acted { deed: deed.clone(), from, by: by.clone(), vote: vote.clone(), ground };
                let seq = self.append(no, effective, event, Some(evidence))?;
                return Ok(Some((no, vec![seq])));
            }
            Change::Report { item } => {
                let seq = self.append(*item, effective, Event::Reported { ground }, Some(evidence))?;
                return Ok(Some((*item, vec![seq])));
            }
            Change::Keep { item, kept, next } => {
                let seq = self.keep(*item, kept, next, effective, ground)?;
                return Ok(seq.map(|seq| (*item, vec![seq])));
            }
            Change::Status { item, from, to, termijn, confirmed } => (*item, *from, *to, termijn, *confirmed),
        };
        let ground = Ground { confirmed, ..ground };
        let before = self.existing(item)?;
        // Two letters may report on one item; the second then starts from where the first, decided just before, brought it.
        let moved_on = before.status != from && (self.touched.contains(&item) || before.status == to);
        if before.status != from && !moved_on {
            return Err(Error::no(format!(
                "{}: someone else decided this first (it is now {}, not {}{})",
                before.label(),
                before.status.word(),
                from.word(),
                self.made_by(&before)?
            ))
            .hint("run gestand propose on the letter again, then gestand review; nothing was recorded of it"));
        }
        if moved_on && before.status != to && before.status.refuses(to, rule, confirmed, false).is_some() {
            return Ok(None);
        }
        let from = before.status;
        let mut seqs = Vec::new();
        if from != to {
            // A refusal in a letter carries its own reason: the sentence itself.
            if let Some(why) =
                from.refuses(to, rule, confirmed, decision.reason.is_some() || to == Status::NietUitgevoerd)
            {
                return Err(Error::no(format!("{} may not become {}: {why}", before.label(), to.word()))
                    .hint(hint_for(&before, to, rule)));
            }
            seqs.push(self.append(
                item,
                effective,
                Event::StatusSet { from, to, ground: ground.clone() },
                Some(evidence),
            )?);
        }
        if let Some(termijn) = termijn.clone().filter(|termijn| before.termijn.as_ref() != Some(termijn)) {
            let event = Event::TermijnSet { from: before.termijn, to: Some(termijn), ground };
            seqs.push(self.append(item, effective, event, Some(evidence))?);
        }
        Ok(Some((item, seqs)))
    }

    /// Records that the instance of a term that comes back was kept; none where another decision of this transaction kept it.
    pub(super) fn keep(
        &mut self,
        item: u32,
        kept: &Termijn,
        next: &Termijn,
        effective: NaiveDate,
        ground: Ground,
    ) -> Result<Option<u64>> {
        let before = self.existing(item)?;
        if before.termijn.as_ref().map(|termijn| termijn.last) != Some(kept.last) || before.status.is_final() {
            if self.touched.contains(&item) {
                return Ok(None);
            }
            let message = format!("{}: someone else decided this first (another instance is due now)", before.label());
            return Err(Error::no(message)
                .hint("run gestand propose on the letter again, then gestand review; nothing was recorded of it"));
        }
        let evidence = ground.evidence;
        let event = Event::InstanceKept { from: before.status, kept: kept.clone(), next: next.clone(), ground };
        self.append(item, effective, event, evidence).map(Some)
    }

    fn last_seq(&self) -> u64 {
        self.transaction
            .query_row("SELECT max(seq) FROM event", [], |row| row.get::<_, i64>(0))
            .unwrap_or_default()
            .unsigned_abs()
    }
}

/// A proposal as it is stored.
struct Found {
    proposal: Proposal,
    /// What was decided of it, and by whom.
    decided: Option<(String, String)>,
    /// The row of its document.
    document: i64,
}

fn found(connection: &Connection, fingerprint: &str) -> Result<Found> {
    let sql = "SELECT body, verdict, coalesce(decided_by, ''), document FROM proposal WHERE fingerprint = ?1";
    let found = connection
        .prepare_cached(sql)
        .and_then(|mut statement| {
            statement
                .query_row([fingerprint], |row| {
                    let verdict: Option<String> = row.get(1)?;
                    let by: String = row.get(2)?;
                    Ok((row.get::<_, String>(0)?, verdict.map(|verdict| (verdict, by)), row.get(3)?))
                })
                .optional()
        })
        .map_err(failed)?;
    let (body, decided, document) = found.ok_or_else(|| {
        Error::input(format!("there is no proposal {fingerprint}"))
            .hint("see gestand review --to FILE; nothing was recorded")
    })?;
    Ok(Found { proposal: serde_json::from_str(&body).map_err(garbled)?, decided, document })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Mark;
    use crate::model::brief::Brief;
    use crate::model::claim::{Basis, Claim};
    use crate::model::evidence::{Document, Quote};
    use crate::model::item::{Item, Kind};

    fn stamp() -> Stamp {
        Stamp { moment: "2025-06-01T10:00:00Z".parse().unwrap(), actor: "proef".into() }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn settled(ledger: &mut Ledger) -> (u32, Proposal) {
        let no = ledger.enter(&Item::new(Kind::Toezegging, "dijken"), "proef", day("2025-01-10"), &stamp()).unwrap();
        let text = "Hiermee is de toezegging afgedaan.";
        let document = Document::new("brief.txt", Brief::default(), text);
        let to = Status::after(Claim::Afgedaan, ledger.rule()).unwrap();
        let proposal = Proposal {
            fingerprint: Proposal::fingerprint(&document.sha256, &format!("#{no}"), Claim::Afgedaan, 0),
            document: document.sha256.clone(),
            brief: document.label(),
            effective: Some(day("2025-05-20")),
            label: "#1".into(),
            change: Change::Status { item: no, from: Status::Openstaand, to, termijn: None, confirmed: false },
            claim: Claim::Afgedaan,
            basis: Basis::Explicit,
            phrase: "afgedaan/proef".into(),
            quote: Quote::of(text, 0..text.len()).unwrap(),
            also: None,
            reason: None,
            certain: true,
            why: vec![],
        };
        assert_eq!(
            ledger.propose(&document, std::slice::from_ref(&proposal), &[], &stamp()).unwrap(),
            super::super::Stored { new: 1, known: 0 }
        );
        assert_eq!(ledger.propose(&document, std::slice::from_ref(&proposal), &[], &stamp()).unwrap().known, 1);
        (no, proposal)
    }

    fn accept(proposal: &Proposal) -> Decision {
        Decision {
            fingerprint: proposal.fingerprint.clone(),
            verdict: Verdict::Accept,
            reviewer: "proef".into(),
            reason: None,
        }
    }

    #[test]
    fn an_accepted_proposal_is_an_event_with_its_sentence() {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        let (no, proposal) = settled(&mut ledger);
        let decided = ledger.decide(&[accept(&proposal)], &stamp()).unwrap();
        let standing = ledger.standing(no).unwrap().unwrap();
        assert_eq!((standing.status, standing.since, decided[0].seqs.len()), (Status::Afgedaan, day("2025-05-20"), 1));
        let evidence = ledger.evidence(standing.evidence.unwrap()).unwrap().unwrap();
        assert_eq!(evidence.quote.text, "Hiermee is de toezegging afgedaan.");
        assert!(ledger.pending().unwrap().is_empty());
        // The same decision again is known; another, or of another person, is not made over it.
        let events = ledger.head().unwrap();
        assert!(ledger.decide(&[accept(&proposal)], &stamp()).unwrap()[0].known);
        let other = Decision { reviewer: "een ander".into(), ..accept(&proposal) };
        let rejected = Decision { verdict: Verdict::Reject, ..accept(&proposal) };
        for late in [other, rejected] {
            let error = ledger.decide(std::slice::from_ref(&late), &stamp()).unwrap_err().to_string();
            assert!(error.contains("someone else decided this first (accept by proef"), "{error}");
            assert!(ledger.decide_each(&[late], &stamp()).unwrap()[0].is_err());
        }
        assert_eq!(ledger.head().unwrap(), events);
    }

    #[test]
    fn an_undone_decision_is_open_again() {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        let (no, proposal) = settled(&mut ledger);
        let seq = ledger.decide(&[accept(&proposal)], &stamp()).unwrap()[0].seqs[0];
        ledger.undo(seq, "verkeerde brief", day("2025-06-02"), &stamp()).unwrap();
        assert_eq!(ledger.standing(no).unwrap().unwrap().status, Status::Openstaand);
        assert_eq!(ledger.pending().unwrap().len(), 1);
        assert!(ledger.undo(seq, "nog eens", day("2025-06-02"), &stamp()).is_err());
        assert!(ledger.undo(1, "de opname", day("2025-06-02"), &stamp()).is_err());
        assert!(ledger.check().unwrap().is_empty());
    }

    #[test]
    fn a_proposal_that_came_too_late_records_nothing() {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        let (no, proposal) = settled(&mut ledger);
        let ground = Ground { reason: Some("door de tijd".into()), ..Ground::default() };
        ledger
            .mark(
                &Mark { item: no, to: Status::Vervallen, effective: day("2025-05-25"), ground, evidence: None },
                &stamp(),
            )
            .unwrap();
        let error = ledger.decide(&[accept(&proposal)], &stamp()).unwrap_err();
        assert!(error.to_string().contains("someone else decided this first"), "{error}");
        assert_eq!(ledger.pending().unwrap().len(), 1);
    }

    #[test]
    fn two_letters_on_one_item_are_decided_together() {
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        let (no, proposal) = settled(&mut ledger);
        let text = "Aan de toezegging wordt gewerkt.";
        let document = Document::new("tweede.txt", Brief::default(), text);
        let second = Proposal {
            fingerprint: Proposal::fingerprint(&document.sha256, &format!("#{no}"), Claim::InUitvoering, 0),
            document: document.sha256.clone(),
            change: Change::Status {
                item: no,
                from: Status::Openstaand,
                to: Status::InBehandeling,
                termijn: None,
                confirmed: false,
            },
            claim: Claim::InUitvoering,
            quote: Quote::of(text, 0..text.len()).unwrap(),
            ..proposal.clone()
        };
        ledger.propose(&document, std::slice::from_ref(&second), &[], &stamp()).unwrap();
        // Under way first and settled after is a life; settled first leaves no room for "under way".
        let decided = ledger.decide(&[accept(&proposal), accept(&second)], &stamp()).unwrap();
        assert_eq!((decided[0].verdict, decided[1].verdict), (Verdict::Accept, Verdict::Skip));
        ledger.undo(decided[0].seqs[0], "andersom", day("2025-06-02"), &stamp()).unwrap();
        let decided = ledger.decide(&[accept(&second), accept(&proposal)], &stamp()).unwrap();
        assert!(decided.iter().all(|one| one.verdict == Verdict::Accept));
        assert_eq!(ledger.standing(no).unwrap().unwrap().status, Status::Afgedaan);
        assert!(ledger.check().unwrap().is_empty());
    }

    #[test]
    fn under_the_rule_besluit_a_letter_only_proposes() {
        let mut ledger = Ledger::in_memory(Rule::Besluit).unwrap();
        let (no, proposal) = settled(&mut ledger);
        ledger.decide(&[accept(&proposal)], &stamp()).unwrap();
        assert_eq!(ledger.standing(no).unwrap().unwrap().status, Status::AfdoeningVoorgesteld);
        let mark = |confirmed| Mark {
            item: no,
            to: Status::Afgedaan,
            effective: day("2025-06-03"),
            ground: Ground { confirmed, ..Ground::default() },
            evidence: None,
        };
        assert!(ledger.mark(&mark(false), &stamp()).is_err());
        ledger.mark(&mark(true), &stamp()).unwrap();
        assert_eq!(ledger.standing(no).unwrap().unwrap().status, Status::Afgedaan);
    }
}
