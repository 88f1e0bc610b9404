//! What someone says he does, told as what he will do: "Ik koppel dat terug" as "ik zal dat terugkoppelen".
//!
//! Of most verbs ministers so tell what they do all the time, so it is read only where it reaches the Kamer.

use super::dated::{bare, is_among, is_state, verb_at, words_of};
use super::plainly::{PARTS, clause_from};
use super::{doing, infinitive};
use crate::find::masked::Masked;
use crate::pattern::{Short, short};
use std::sync::LazyLock;

/// What opens what hangs on a verb: "Ik vraag de inspectie om een oordeel".
static HANGS: LazyLock<Short> =
    LazyLock::new(|| short(r"[,;:.?!]| (?:en|om|dat|of|hoe|wat|welke?|waar\w*|wanneer|waarom|als|zodra)\b"));
/// What someone says now.
const SAYS: &str = "vertel antwoord vraag";

/// Returns a masked sentence that says what its speaker does as one of what he will do, and that act: "Ik koppel dat terug" as "ik zal dat
/// terugkoppelen".
pub(super) fn told(masked: &Masked) -> Option<(Masked, String)> {
    let body = masked.body.as_str();
    let words = words_of(body);
    let by = words.iter().position(|(_, word)| bare(word) == "ik")?;
    let at = verb_at(&words, by)?;
    let verb = bare(words[at].1);
    if is_state(verb) {
        return None;
    }
    let act = infinitive::of(verb)?;
    let [first, last] = if at < by { [at, by] } else { [by, at] };
    let end = words[last].0 + words[last].1.len();
    let opening = if at < by { "zal ik" } else { "ik zal" };
    let hangs = HANGS.find(&body[end..])?;
    let clause = clause_from(body, end);
    if doing::is_no_act_to_come(&body[clause.clone()]) || doing::leaves_it(verb, &body[clause.clone()]) {
        return None;
    }
    let part = doing::particle(&body[clause.clone()], PARTS);
    if part.is_none() && is_among(SAYS, verb) {
        return None;
    }
    let placed = match part {
        Some(part) => {
            let part = clause.start + part.start..clause.start + part.end;
            masked.reworded(part.clone(), &format!("{}{act}", &body[part]))
        }
        None => {
            let stop = end + hangs.start()..end + hangs.start() + 1;
            masked.reworded(stop.clone(), &format!(" {act}{}", &body[stop]))
        }
    };
    Some((placed.reworded(words[first].0..end, opening), act))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::rehearse::{masked, shown};

    #[test]
    fn what_one_does_is_told_as_what_one_will_do() {
        for (words, expected) in [
            ("Ik koppel dat terug.", Some("ik zal dat terugkoppelen.")),
            ("Dat zoek ik uit en meld ik.", Some("dat zal ik uitzoeken en meld ik.")),
            ("Wij geven u meer informatie.", None),
            ("Ik vraag dat na.", Some("ik zal dat navragen.")),
            ("Ik vraag u dat te doen.", None),
            ("Ik bericht u of dat lukt.", Some("ik zal u berichten of dat lukt.")),
            ("Ik ben daar blij om.", None),
            ("Ik stuur u zelden een brief.", None),
        ] {
            let masked = masked(words, "2025-01-10".parse().ok()).into_iter().next().expect("a sentence");
            let shown_as = told(&masked).map(|(plain, _)| shown(&plain, 0..plain.body.len()));
            assert_eq!(shown_as.as_deref(), expected, "{words}");
        }
    }
}
