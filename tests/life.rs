//! Random lives of items: whatever happens in whatever order, the register is what its events say, on every day.
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

use chrono::{Days, NaiveDate};
use gestand::find::termijn;
use gestand::ledger::{Ledger, Mark, Report, Stamp};
use gestand::model::event::{Event, Ground};
use gestand::model::item::{Item, Kind};
use gestand::model::nummer::Nummer;
use gestand::model::query::Filter;
use gestand::model::relation::Relation;
use gestand::model::source::{Record, SourceItem};
use gestand::model::standing::Standing;
use gestand::model::status::{Rule, Status};
use gestand::model::termijn::Termijn;

/// A sequence of numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

fn stamp() -> Stamp {
    Stamp { moment: "2026-01-31T09:00:00Z".parse().unwrap(), actor: "proef".into() }
}

fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 1, 1).unwrap()
}

fn source(number: u64, status: Status) -> SourceItem {
    let item = Item {
        nummers: vec![Nummer::parse(&format!("TZ202501-{number:03}")).unwrap()],
        status,
        // One of three comes back each quarter.
        termijn: match number % 3 {
            0 => termijn::read("elk kwartaal", start()),
            _ => Some(Termijn::on(start() + Days::new(90 + number))),
        },
        ..Item::new(Kind::Toezegging, format!("toezegging {number} over dijken"))
    };
    SourceItem::new(item, "proef", start())
}

fn take_in(ledger: &mut Ledger, items: Vec<SourceItem>) {
    let mut records = items.into_iter().map(|item| Ok(Record::Item(Box::new(item))));
    ledger.take_in(&mut records, &stamp(), &mut |_| {}).unwrap();
}

/// Lets one thing happen, or be refused.
fn happen(ledger: &mut Ledger, dice: &mut Dice) {
    let item = u32::try_from(1 + dice.below(4)).unwrap();
    let effective = start() + Days::new(dice.below(300));
    let ground = Ground { reason: Some("proef".into()), ..Ground::default() };
    match dice.below(8) {
        0 => take_in(ledger, vec![source(1 + dice.below(5), Status::Openstaand)]),
        1 => {
            let to = Status::ALL[usize::try_from(dice.below(Status::ALL.len() as u64)).unwrap()];
            let _ = ledger.mark(&Mark { item, to, effective, ground, evidence: None }, &stamp());
        }
        2 | 3 => {
            let to = (dice.below(6) > 0).then(|| Termijn::on(start() + Days::new(dice.below(500))));
            let _ = ledger.set_termijn(item, to, effective, ground, &stamp());
        }
        4 => {
            let _ = ledger.report(&Report { item, effective, ground, evidence: None }, &stamp());
        }
        5 => {
            if let Some(next) = ledger.standing(item).unwrap().as_ref().and_then(termijn::next) {
                let _ = ledger.keep(&Report { item, effective, ground, evidence: None }, &next, &stamp());
            }
        }
        6 => {
            let relation = Relation::ALL[usize::try_from(dice.below(Relation::ALL.len() as u64)).unwrap()];
            let to = u32::try_from(1 + dice.below(4)).unwrap();
            let _ = ledger.relate(item, (relation, to), effective, "proef", &stamp());
        }
        _ => {
            let seq = 1 + dice.below(40);
            let _ = ledger.undo(seq, "proef", effective, &stamp());
        }
    }
}

#[test]
fn replaying_the_events_gives_the_standing_on_every_day() {
    for seed in 1..=40 {
        let mut dice = Dice(seed);
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        take_in(&mut ledger, (1..=4).map(|number| source(number, Status::Openstaand)).collect());
        for _ in 0..30 {
            happen(&mut ledger, &mut dice);
        }
        assert!(ledger.check().unwrap().is_empty(), "seed {seed}: {:?}", ledger.check().unwrap());
        let now = ledger.list(&Filter::default()).unwrap();
        for standing in &now {
            let history = ledger.history(standing.no).unwrap();
            assert_eq!(Standing::of(&history).as_ref(), Some(standing), "seed {seed}");
        }
        for days in (0..520).step_by(13) {
            let day = start() + Days::new(days);
            let replayed: Vec<Standing> =
                now.iter().filter_map(|standing| Standing::on(&ledger.history(standing.no).unwrap(), day)).collect();
            assert_eq!(ledger.as_of(day).unwrap(), replayed, "seed {seed} on {day}");
        }
    }
}

/// Whatever was kept, put off or undone: each instance of a term that comes back is kept once, and each falls due after the one before.
#[test]
fn each_instance_is_kept_once_and_in_its_turn() {
    let mut kept_in_all = 0;
    for seed in 1..=60 {
        let mut dice = Dice(seed);
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        take_in(
            &mut ledger,
            vec![source(1, Status::Openstaand), source(2, Status::Openstaand), source(3, Status::Openstaand)],
        );
        for turn in 0..40 {
            let standing = ledger.standing(3).unwrap().unwrap();
            let effective = start() + Days::new(dice.below(300));
            // Of one day, by one person and for one reason an instance is kept once.
            let ground = Ground { reason: Some(format!("proef {turn}")), ..Ground::default() };
            match (dice.below(4), standing.termijn.clone()) {
                (0, Some(due)) => {
                    let to = due.last.map(|last| Termijn { last: Some(last + Days::new(dice.below(40))), ..due });
                    ledger.set_termijn(3, to, effective, ground, &stamp()).unwrap();
                }
                (1, _) => {
                    let _ = ledger.undo(1 + dice.below(40), "proef", effective, &stamp());
                }
                _ => {
                    if let Some(next) = termijn::next(&standing) {
                        ledger.keep(&Report { item: 3, effective, ground, evidence: None }, &next, &stamp()).unwrap();
                    }
                }
            }
        }
        assert!(ledger.check().unwrap().is_empty(), "seed {seed}");
        let history = ledger.history(3).unwrap();
        let undone: Vec<u64> = history
            .iter()
            .filter_map(|recorded| if let Event::Undone { seq, .. } = recorded.event { Some(seq) } else { None })
            .collect();
        let mut kept = 0;
        for recorded in history.iter().filter(|recorded| !undone.contains(&recorded.seq)) {
            if let Event::InstanceKept { kept: one, next, .. } = &recorded.event {
                assert!(next.last > one.last && next.herhaling == one.herhaling, "seed {seed}: {recorded:?}");
                kept += 1;
            }
        }
        assert_eq!(ledger.standing(3).unwrap().unwrap().kept, kept, "seed {seed}");
        kept_in_all += kept;
    }
    assert!(kept_in_all > 600, "{kept_in_all} instances kept: the lives say too little");
}

/// A list that shows how things stood lets the same items through as one that shows how they stand.
#[test]
fn a_filter_lets_the_same_through_on_any_day() {
    for seed in 1..=20 {
        let mut dice = Dice(seed);
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        take_in(&mut ledger, (1..=4).map(|number| source(number, Status::Openstaand)).collect());
        for _ in 0..30 {
            happen(&mut ledger, &mut dice);
        }
        let after = start() + Days::new(700);
        for filter in [
            Filter { late_on: Some(after), ..Filter::default() },
            Filter {
                kind: Some(Kind::Toezegging),
                status: vec![Status::Openstaand, Status::Vervallen],
                ..Filter::default()
            },
        ] {
            let mut on_a_day = ledger.as_of(after).unwrap();
            on_a_day.retain(|standing| filter.lets_through(standing));
            assert_eq!(ledger.list(&filter).unwrap(), on_a_day, "seed {seed}: {filter:?}");
        }
    }
}

#[test]
fn no_order_of_imports_loses_or_doubles_an_obligation() {
    let numbers = |ledger: &Ledger| {
        let mut labels: Vec<String> = ledger.list(&Filter::default()).unwrap().iter().map(Standing::label).collect();
        labels.sort();
        labels
    };
    let mut expected: Option<Vec<String>> = None;
    for seed in 1..=30 {
        let mut dice = Dice(seed);
        // Each of eight items comes in two or three lists, in some order.
        let mut batches: Vec<Vec<u64>> = vec![(1..=5).collect(), (4..=8).collect(), vec![2, 7, 8, 1]];
        for batch in &mut batches {
            for at in (1..batch.len()).rev() {
                batch.swap(at, usize::try_from(dice.below(at as u64 + 1)).unwrap());
            }
        }
        let turn = usize::try_from(dice.below(3)).unwrap();
        batches.rotate_left(turn);
        let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
        for batch in batches {
            take_in(&mut ledger, batch.into_iter().map(|number| source(number, Status::Openstaand)).collect());
        }
        let found = numbers(&ledger);
        assert_eq!(found.len(), 8, "seed {seed}: {found:?}");
        assert_eq!(*expected.get_or_insert_with(|| found.clone()), found, "seed {seed}");
    }
}

#[test]
fn an_item_that_was_settled_is_settled_once_whatever_the_source_says_after() {
    let mut ledger = Ledger::in_memory(Rule::Ontvangst).unwrap();
    take_in(&mut ledger, vec![source(1, Status::Openstaand)]);
    let ground = Ground { reason: Some("brief".into()), ..Ground::default() };
    let mark = Mark { item: 1, to: Status::Afgedaan, effective: start() + Days::new(30), ground, evidence: None };
    ledger.mark(&mark, &stamp()).unwrap();
    assert!(ledger.mark(&mark, &stamp()).is_err(), "settled twice");
    take_in(&mut ledger, vec![source(1, Status::Openstaand), source(1, Status::InBehandeling)]);
    let standing = ledger.standing(1).unwrap().unwrap();
    assert_eq!((standing.status, standing.decided), (Status::Afgedaan, true));
    let settled = |event: &&gestand::model::event::Recorded| matches!(event.event, Event::StatusSet { .. });
    assert_eq!(ledger.history(1).unwrap().iter().filter(settled).count(), 1);
}
