//! What is promised in a roundabout way, told plainly: "Ik ben van plan u te informeren" as "ik zal u informeren".
//!
//! Each of these ways goes with every act, so they are told here once and not in the phrases of each act.

use super::will;
use crate::find::masked::Masked;
use crate::pattern::{Rare, rare};
use std::ops::Range;
use std::sync::LazyLock;

/// What is meant, with the words that open it; what is to be done stands behind as "… te informeren".
static MEANT: LazyLock<Rare> = LazyLock::new(|| {
    let meaning = r"(?:van plan|voornemens|van zins|bereid|genegen)";
    let good = r"(?:goed|prima|akkoord|verstandig|handig|nuttig|zinvol|geen (?:enkel )?(?:bezwaar|probleem))";
    let aim = r"(?:voornemen|plan|bedoeling|intentie)";
    let pattern = [
        format!(r"(?P<be>ben|is|zijn)(?P<kort>(?: \w+){{0,4}}?) {meaning}(?:,? om\b)?"),
        format!(
            r"(?:(?:het|dat) is(?: \w+)? (?:mijn|ons|onze|de) {aim}|(?:mijn|ons|onze|de) {aim} is)(?: \w+)?(?:,? om\b)"
        ),
        r"(?P<who>ik|wij|we) (?:stel|stellen)(?: \w+){0,2}? voor(?:,? om\b)".to_owned(),
        format!(r"ik (?:vind|zie|heb)(?: \w+){{0,3}}? {good}(?: (?:tegen|mee|in))?(?:,? om\b)"),
        format!(r"het lijkt (?:mij|me)(?: \w+){{0,2}}? {good}(?:,? om\b)"),
    ]
    .join("|");
    rare(
        &["bereid", "van plan", "van zins", "genegen", "voorn", "bedoeling", "intentie", "plan is", " om "],
        &format!(r"\b(?:{pattern})"),
    )
});
/// First parts of verbs that stand apart.
pub(super) const PARTS: &str = "terug door over voor uit mee toe aan bij neer vast na op in af";
/// An infinitive with its "te", and the part of the verb before it.
static TO: LazyLock<Rare> = LazyLock::new(|| {
    let parts = PARTS.replace(' ', "|");
    rare(&["te "], &format!(r"\b(?:(?P<part>{parts}) )?te (?P<act>\w+n)\b"))
});
/// What opens a clause in which someone says what he does.
static THAT: LazyLock<Rare> = LazyLock::new(|| {
    let good = r"(?:goed|prima|akkoord|verstandig|handig|nuttig|zinvol)";
    let pattern = format!(
        r"\b(?:betekent|vandaar|(?:stel|stellen)(?: \w+){{0,3}} voor|voorstel is|(?:spreek|spreken|afspreken)(?: \w+){{0,3}}(?: af)?|afspraak is|afgesproken(?: is)?|(?:lijkt|vind|is)(?: \w+){{0,3}} {good}|(?:van)?uit|uitgaan|rekenen|op aan|idee is)(?P<that> (?:dat|als) (?P<who>ik|wij|we))\b(?P<clause>[^,.;:?!]+)"
    );
    rare(&["dat ik", "dat w", "als ik", "als w"], &pattern)
});
/// What one will do, at the end of such a clause.
static LAST: LazyLock<Rare> = LazyLock::new(|| {
    rare(
        &["zal", "zullen", "ga", "wil"],
        r"\b(?:(?:zal|zullen|ga|gaan|wil|willen) (?P<act>\w+n)|(?P<before>\w+n) (?:zal|zullen))\b",
    )
});
/// A wish of someone in office that is as good as an act.
static WISH: LazyLock<Rare> = LazyLock::new(|| {
    rare(
        &["best ", "zeker ", "uiteraard ", "met "],
        r"\b(?:(?P<first>ik|wij|we) (?:wil|willen|zou|zouden)|(?:wil|willen|zou|zouden) (?P<second>ik|wij|we))(?P<sure>(?: \w+){0,5}? (?:best|zeker|uiteraard|met (?:alle )?(?:plezier|liefde|genoegen)))\b",
    )
});
/// Someone who lets himself do it.
static LET: LazyLock<Rare> = LazyLock::new(|| rare(&["laat m"], r"\blaat (?:mij|me)\b"));

/// Returns a masked sentence that promises in a roundabout way as one that says plainly what will be done.
pub(super) fn told(masked: &Masked) -> Vec<Masked> {
    [meant(masked), wished(masked), let_be(masked)].into_iter().flatten().chain(agreed(masked)).collect()
}

/// Returns "ik zal" or "wij zullen".
fn will_of(who: &str) -> String {
    let verb = if who == "ik" { "zal" } else { "zullen" };
    format!("{who} {verb}")
}

/// Returns where the clause ends in which a place of a sentence stands.
pub(super) fn clause_from(body: &str, at: usize) -> Range<usize> {
    at..body[at..].find([',', ';', ':', '.', '?', '!']).map_or(body.len(), |stop| at + stop)
}

/// "Ik ben van plan u te informeren".
fn meant(masked: &Masked) -> Option<Masked> {
    let body = masked.body.as_str();
    let found = MEANT.captures(body)?;
    let whole = found.get(0)?;
    if whole.as_str().contains(" niet ") {
        return None;
    }
    let rest = clause_from(body, whole.end());
    let to = TO.captures(&body[rest.clone()])?;
    let act = format!("{}{}", to.name("part").map_or("", |part| part.as_str()), &to["act"]);
    let to = to.get(0)?;
    let opening = match (found.name("be"), found.name("who")) {
        (Some(be), _) => format!("{}{}", if be.as_str() == "zijn" { "zullen" } else { "zal" }, &found["kort"]),
        (None, who) => will_of(who.map_or("ik", |who| who.as_str())),
    };
    let plain = masked.reworded(rest.start + to.start()..rest.start + to.end(), &act);
    Some(plain.reworded(whole.range(), &opening))
}

/// "Dat betekent dat ik daarnaar zal kijken", "Ik stel voor dat ik u daarover bericht": a verb that goes before what stands between may come apart
/// ("ik zoek dat uit") or not, so it is told both ways.
fn agreed(masked: &Masked) -> Vec<Masked> {
    let Some((that, clause, who)) = that_clause(masked) else { return Vec::new() };
    if let Some(last) = LAST.captures(&masked.body[clause.clone()]) {
        let act = last.name("act").or_else(|| last.name("before"));
        let plain = last.get(0).zip(act).map(|(last, act)| {
            let last = clause.start + last.start()..clause.start + last.end();
            masked.reworded(last, act.as_str()).reworded(that, &format!(": {}", will_of(who)))
        });
        return plain.into_iter().collect();
    }
    if who != "ik" {
        return vec![masked.reworded(that, &format!(": {}", will_of(who)))];
    }
    let Some((last, verb)) = end_of(&masked.body, clause) else { return Vec::new() };
    let between = &masked.body[last.start..last.end - verb.len() - 1];
    let told = |stem: &str, between: &str| {
        masked.reworded(last.clone(), between).reworded(that.clone(), &format!(": ik {stem}"))
    };
    let apart = PARTS.split(' ').find_map(|part| Some((verb.strip_prefix(part)?, format!("{between} {part}"))));
    std::iter::once(told(verb, between)).chain(apart.map(|(stem, between)| told(stem, &between))).collect()
}

/// Returns where a clause opens that tells what its speaker does, what stands in it, and who does it.
fn that_clause(masked: &Masked) -> Option<(Range<usize>, Range<usize>, &str)> {
    let found = THAT.captures(&masked.body)?;
    let (that, clause) = (found.name("that")?, found.name("clause")?);
    let before = &masked.body[found.get(0)?.start()..that.start()];
    (!before.contains(" niet ")).then_some((that.range(), clause.range(), found.name("who")?.as_str()))
}

/// Returns the last two words of a clause, and the last, which is its verb where it stands within another.
fn end_of(body: &str, clause: Range<usize>) -> Option<(Range<usize>, &str)> {
    let words = body[clause.clone()].trim_end();
    let (before, verb) = words.rsplit_once(' ')?;
    let between = before.rsplit(' ').next().filter(|word| !word.is_empty())?;
    let end = clause.start + words.len();
    Some((end - verb.len() - 1 - between.len()..end, verb))
}

/// "Ik wil u best rapporteren", "Dat zou ik best willen bekijken".
fn wished(masked: &Masked) -> Option<Masked> {
    let found = WISH.captures(&masked.body)?;
    let whole = found.get(0)?.range();
    let opening = match found.name("first") {
        Some(who) => will_of(who.as_str()),
        None if &found["second"] == "ik" => "zal ik".to_owned(),
        None => format!("zullen {}", &found["second"]),
    };
    let sure = found.name("sure")?;
    let rest = clause_from(&masked.body, whole.end);
    let wanting = masked.body[rest.clone()].find(" willen ").map(|at| rest.start + at);
    let plain = wanting.map_or_else(|| masked.clone(), |at| masked.reworded(at..at + " willen ".len(), " "));
    Some(plain.reworded(whole.start..sure.start(), &opening))
}

/// "Laat mij dat nagaan".
fn let_be(masked: &Masked) -> Option<Masked> {
    let found = LET.captures(&masked.body)?.get(0)?;
    will::begins_clause(&masked.body[..found.start()]).then(|| masked.reworded(found.range(), &will_of("ik")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::reading::read;
    use crate::find::rehearse::{masked, shown};
    use crate::read::Text;

    #[test]
    fn what_is_said_in_a_roundabout_way_is_told_plainly() {
        for (words, expected) in [
            ("Ik ben van plan om u te informeren.", Some("ik zal u informeren.")),
            ("Dat ben ik graag bereid uit te zoeken.", Some("dat zal ik graag uitzoeken.")),
            ("Het is mijn bedoeling om met een plan te komen.", Some("ik zal met een plan komen.")),
            (
                "Dat betekent dat ik daar opnieuw naar zal kijken.",
                Some("dat betekent: ik zal daar opnieuw naar kijken."),
            ),
            ("Ik stel voor dat ik u daarover bericht.", Some("ik stel voor: ik bericht u daarover.")),
            ("We spreken af dat ik dat uitzoek.", Some("we spreken af: ik uitzoek dat.")),
            ("Ik ga ervan uit dat ik dat schriftelijk afdoe.", Some("ik ga ervan uit: ik afdoe dat schriftelijk.")),
            ("We spreken af dat wij dat uitzoeken.", Some("we spreken af: wij zullen dat uitzoeken.")),
            ("Ik wil u best rapporteren.", Some("ik zal u best rapporteren.")),
            ("Dat zou ik best willen bekijken.", Some("dat zal ik best bekijken.")),
            ("Laat mij dat nagaan.", Some("ik zal dat nagaan.")),
            ("Ik vind het niet goed dat ik u daarover informeer.", None),
            ("Dat laat ik nagaan.", None),
            ("Ik vind dat ik gelijk heb.", None),
        ] {
            let masked = masked(words, "2025-01-10".parse().ok()).into_iter().next().expect("a sentence");
            let told = told(&masked).first().map(|plain| shown(plain, 0..plain.body.len()));
            assert_eq!(told.as_deref(), expected, "{words}");
        }
    }

    #[test]
    fn every_way_goes_with_every_act() {
        let acts = [
            ("u daarover", "informeren", "te informeren"),
            ("met een voorstel naar de Kamer", "komen", "te komen"),
            ("dat", "uitzoeken", "uit te zoeken"),
            ("de schippers", "uitnodigen", "uit te nodigen"),
            ("dat in de brief", "meenemen", "mee te nemen"),
        ];
        let ways: [fn(&str, &str, &str) -> String; 7] = [
            |what, _, to| format!("Ik ben van plan om {what} voor de zomer {to}."),
            |what, _, to| format!("Het is mijn bedoeling om {what} voor de zomer {to}."),
            |what, _, to| format!("Daarom ben ik graag bereid {what} voor de zomer {to}."),
            |what, act, _| format!("Ik wil best {what} voor de zomer {act}."),
            |what, act, _| format!("Laat mij {what} voor de zomer {act}."),
            |what, act, _| format!("Dat betekent dat ik {what} voor de zomer zal {act}."),
            |what, act, _| format!("Laten we afspreken dat wij {what} voor de zomer {act}."),
        ];
        let heard = |words: &str| {
            let asked = "Aan de orde is het debat Sluizen.\nDe heer Smit (ABC):\nKan de minister dat toezeggen?\n";
            read(&Text::new("dag", format!("{asked}Minister De Vos:\n{words}\n"))).items.len()
        };
        for words in ["Ik stel voor dat ik dat uitzoek.", "Ik stel voor dat ik dat schriftelijk doe."] {
            assert_eq!(heard(words), 1, "{words}");
        }
        for (what, act, to) in acts {
            for way in ways {
                let words = way(what, act, to);
                assert_eq!(heard(&words), 1, "{words}");
            }
            for words in [
                format!("Ik ben niet van plan om {what} voor de zomer {to}."),
                format!("Het was mijn bedoeling om {what} voor de zomer {to}."),
                format!("De schippers zijn van plan om {what} voor de zomer {to}."),
                format!("Ik zou {what} voor de zomer willen {act}, maar dat gaat niet."),
            ] {
                assert_eq!(heard(&words), 0, "{words}");
            }
        }
    }
}
