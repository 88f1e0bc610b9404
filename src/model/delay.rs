//! How often and by how long the term of an item was moved on.

use super::event::{Event, Recorded};
use super::standing::undone;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The postponements of one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Delay {
    /// How often its last day was moved to a later one.
    pub times: u32,
    /// From the first last day it had to the one it has now, in days; below zero where it was brought forward on the whole.
    pub days: i64,
}

impl Delay {
    /// Returns the postponements that a history tells; none where the term was never moved to a later day.
    pub fn of(events: &[Recorded]) -> Option<Self> {
        let undone = undone(events);
        let mut last: Option<NaiveDate> = None;
        let (mut times, mut days) = (0, 0);
        for recorded in events.iter().filter(|recorded| !undone.contains(&recorded.seq)) {
            let day = match &recorded.event {
                Event::Entered { item, .. } => item.termijn.as_ref().and_then(|termijn| termijn.last),
                Event::TermijnSet { to, .. } => to.as_ref().and_then(|termijn| termijn.last),
                // The next instance falls due later because it is the next, not because it was put off.
                Event::InstanceKept { next, .. } => {
                    last = next.last.or(last);
                    continue;
                }
                _ => continue,
            };
            if let Some((day, last)) = day.zip(last) {
                times += u32::from(day > last);
                days += (day - last).num_days();
            }
            // A term that was taken away or lost its day is not brought forward.
            last = day.or(last);
        }
        (times > 0).then_some(Self { times, days })
    }

    /// Returns it in words: "2 keer, samen 182 dagen".
    pub fn in_words(self) -> String {
        let days = if self.days.abs() == 1 { "dag" } else { "dagen" };
        format!("{} keer, samen {} {days}", self.times, self.days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::event::Ground;
    use crate::model::item::{Item, Kind};
    use crate::model::termijn::Termijn;

    fn recorded(seq: u64, day: &str, event: Event) -> Recorded {
        let effective = day.parse().unwrap();
        Recorded { seq, item: 1, effective, recorded: String::new(), actor: "proef".into(), event, hash: String::new() }
    }

    fn moved(seq: u64, day: &str, to: &str) -> Recorded {
        let to = Some(Termijn::on(to.parse().unwrap()));
        recorded(seq, day, Event::TermijnSet { from: None, to, ground: Ground::default() })
    }

    #[test]
    fn moves_are_counted_and_what_is_undone_is_not() {
        let item =
            Item { termijn: Some(Termijn::on("2025-07-01".parse().unwrap())), ..Item::new(Kind::Toezegging, "dijken") };
        let entered =
            recorded(1, "2025-04-24", Event::Entered { item: Box::new(item), source: "proef".into(), ground: None });
        let twice = [entered.clone(), moved(2, "2025-06-30", "2025-10-01"), moved(3, "2025-09-30", "2025-12-31")];
        assert_eq!(Delay::of(&twice), Some(Delay { times: 2, days: 183 }));
        assert_eq!(Delay::of(&twice).unwrap().in_words(), "2 keer, samen 183 dagen");
        let undone = recorded(4, "2025-10-02", Event::Undone { seq: 3, reason: "verkeerde brief".into() });
        let events: Vec<Recorded> = twice.iter().cloned().chain([undone]).collect();
        assert_eq!(Delay::of(&events), Some(Delay { times: 1, days: 92 }));
        assert_eq!(Delay::of(std::slice::from_ref(&entered)), None);
    }
}
