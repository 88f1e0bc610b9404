//! The head of a letter: Chamber, dossier, number, day, senders and subject, and what kind of document it is.

use super::{Text, senders};
use crate::model::brief::{Brief, Form};
use crate::model::datum;
use crate::pattern::dutch;
use chrono::NaiveDate;
use regex::Regex;
use std::sync::LazyLock;

/// How many lines a head takes at the most.
const HEAD: usize = 90;
/// How many bytes: where each paragraph is one line, the head is a few lines.
const HEAD_BYTES: usize = 16_000;

static DEN_HAAG: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"(?i)(?:'s-Gravenhage|Den Haag|Amsterdam|Rotterdam|Utrecht|Datum|Vastgesteld|ontvangen|Voorgesteld)[ \t,|:]*(?:d\.d\. |\w+dag )?(?P<day>\d{1,2}[ \t]+[a-z]+\.?[ \t]+\d{4})",
    )
});
static NUMERIC: LazyLock<Regex> = LazyLock::new(|| dutch(r"(?i)\bDatum[ \t|:]*(?P<day>\d{1,2}-\d{1,2}-\d{4})"));
/// "Vergaderdatum: 5 april 2018", "van donderdag 2 april 2009", "Verslag van een vergadering … gehouden op 3 maart 2025".
static HELD: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"(?i)(?:vergaderdatum|(?:heeft|hebben) op|gehouden op|overleg gevoerd|vergadering van|van (?:maan|dins|woens|donder|vrij)dag|op (?:maan|dins|woens|donder|vrij)dag|^(?:maan|dins|woens|donder|vrij)dag)[\s:]*(?:\w+dag\s+)?(?P<day>\d{1,2}\s+[a-z]+\s+\d{4})",
    )
});
static NUMMER: LazyLock<Regex> =
    LazyLock::new(|| dutch(r"^[ \t]*(?:Nr\.?|No\.)[ \t]*(?P<n>\d{1,4}|[A-Z]{1,3})\b[ \t]*(?P<title>.*)$"));
static LETTERED: LazyLock<Regex> =
    LazyLock::new(|| dutch(r"^[ \t]*(?P<n>[A-Z]{1,3})[ \t]+(?:BRIEF|VERSLAG|Brief|Verslag)\b"));
/// A dossier at the start of a line: "36 410 VII   Vaststelling van de begrotingsstaten …".
static DOSSIER: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"^[ \t]*(?P<d>\d{2}[ .]?\d{3})(?:[- ](?P<t>[IVXLC]{1,6}|\d{2}))?(?:[ \t]*\(R ?\d{4}\))?(?:[ \t]+(?P<title>[A-ZÀ-Þ\d].*))?$",
    )
});
/// The running foot: "Tweede Kamer, vergaderjaar 2024–2025, 36 998, nr. 12".
static FOOT: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"(?P<k>Tweede|Eerste) Kamer, vergaderjaar \d{4}[-–]\d{4}, (?P<d>\d{2} ?\d{3})(?:[- ](?P<t>[IVXLC]{1,6}|\d{2}))?, (?:nr\. )?(?P<n>\d{1,4}|[A-Z]{1,3})",
    )
});
static KST: LazyLock<Regex> =
    LazyLock::new(|| dutch(r"\bkst-(?P<d>\d{5})(?:-(?P<t>[IVXLC]{1,6}|\d{2}))?-(?P<n>\d{1,4}|[A-Z]{1,3})\b"));
static SUBJECT: LazyLock<Regex> =
    LazyLock::new(|| dutch(r"(?i)^[ \t|]*(?:Betreft|Onderwerp|Re)\b[ \t:|]+(?P<s>\S[^|]*)"));
/// Reads the head of a text and tells what kind of document it is. What the head does not say stays none.
pub fn read(text: &Text) -> (Brief, Form) {
    let mut head = String::new();
    for line in text.body.lines().take(HEAD) {
        head.push_str(line);
        head.push('\n');
        if head.len() > HEAD_BYTES {
            break;
        }
    }
    let form = form(&head, &text.body);
    let mut brief =
        Brief { date: date(&head, form), senders: senders::find(&head, &text.body, form), ..Brief::default() };
    brief.present = senders::present(&head, form);
    number(&mut brief, &head, &text.body);
    brief.chamber = chamber(&head, &text.body);
    brief.subject = head.lines().find_map(|line| SUBJECT.captures(line).map(|found| found["s"].trim().to_owned()));
    (brief, form)
}

/// Tells what kind of document it is, from the words that only such a document has.
fn form(head: &str, body: &str) -> Form {
    let lower = head.to_lowercase();
    let turns = body.matches("oorzitter:").count();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if body.contains("gehoord de beraadslaging") && body.contains("orde van de dag") && turns == 0 && body.len() < 6000
    {
        return Form::Motie;
    }
    if has(&["besluitenlijst", "korte aantekeningen"]) {
        let eerste = has(&["eerste kamer", "korte aantekeningen"]);
        return if eerste { Form::EkBesluitenlijst } else { Form::Besluitenlijst };
    }
    // A committee's short report lists its decisions and what was promised, without turns.
    if turns == 0
        && has(&["voortouwcommissie", "volgcommissie", "bewindspersoon:"])
        && has(&["wetgevingsoverleg", "commissiedebat", "algemeen overleg", "notaoverleg"])
        && lower.contains("activiteit")
    {
        return Form::Besluitenlijst;
    }
    if has(&[
        "verslag van een commissiedebat",
        "verslag van een algemeen overleg",
        "verslag van een wetgevingsoverleg",
        "verslag van een notaoverleg",
    ]) {
        return Form::Verslag;
    }
    // Turns of a chair, or a motie that the chair numbers: only a plenary sitting has these.
    let numbers = body.contains("gehoord de beraadslaging") && body.contains("Deze motie is voorgesteld door");
    if turns >= 3 || (turns >= 1 && numbers) {
        return Form::Handelingen;
    }
    if has(&["stand van zaken"]) && has(&["vindplaats"])
        || has(&["begrotingsstaten", "memorie van toelichting"]) && lower.contains("bijlage")
    {
        return Form::Begroting;
    }
    if has(&[
        "vragen gesteld door de leden",
        "beantwoording kamervragen",
        "antwoorden op kamervragen",
        "antwoord op vragen",
    ]) || (body.contains("\nVraag 1") || body.contains(" Vraag 1")) && body.contains("Antwoord")
    {
        return Form::Antwoord;
    }
    Form::Kamerbrief
}

fn date(head: &str, form: Form) -> Option<NaiveDate> {
    let read = |pattern: &Regex| pattern.captures_iter(head).find_map(|found| datum::parse(&found["day"]));
    let held = || HELD.captures_iter(head).find_map(|found| datum::parse(&found["day"]));
    // An answer is dated by the day it was received, which comes after the day the question was sent.
    if form == Form::Antwoord {
        static RECEIVED: LazyLock<Regex> =
            LazyLock::new(|| dutch(r"(?s)\(ontvangen\s+(?P<day>\d{1,2}\s+[a-z]+\s+\d{4})\)"));
        let received = RECEIVED.captures(head).and_then(|found| datum::parse(&found["day"]));
        return received.or_else(|| read(&DEN_HAAG)).or_else(|| read(&NUMERIC));
    }
    if matches!(form, Form::Handelingen | Form::Verslag) {
        return held().or_else(|| read(&DEN_HAAG)).or_else(|| alone(head));
    }
    read(&DEN_HAAG).or_else(|| read(&NUMERIC)).or_else(held).or_else(|| alone(head))
}

/// Reads a day that is a line by itself.
fn alone(head: &str) -> Option<NaiveDate> {
    head.lines().find_map(|line| datum::parse(line.trim_matches(|c: char| c == '|' || c.is_whitespace())))
}

fn number(brief: &mut Brief, head: &str, body: &str) {
    let from = |found: &regex::Captures<'_>| {
        let digits: String = found["d"].chars().filter(char::is_ascii_digit).collect();
        found.name("t").map_or(digits.clone(), |addition| format!("{digits}-{}", addition.as_str()))
    };
    let mut dossier = None;
    for line in head.lines() {
        if let Some(found) = DOSSIER.captures(line) {
            dossier = Some(from(&found));
            brief.dossier_title = found.name("title").map(|title| title.as_str().trim().to_owned());
        }
        if let Some(found) = NUMMER.captures(line).or_else(|| LETTERED.captures(line)) {
            brief.nummer = Some(found["n"].to_owned());
            brief.dossier = dossier;
            break;
        }
    }
    let foot = if body.contains("vergaderjaar") { FOOT.captures(body) } else { None };
    if let Some(found) = foot.or_else(|| body.contains("kst-").then(|| KST.captures(body)).flatten()) {
        brief.dossier = Some(from(&found));
        brief.nummer = Some(found["n"].to_owned());
    }
}

fn chamber(head: &str, body: &str) -> Option<String> {
    let lower = head.to_lowercase();
    let foot = body.contains("vergaderjaar").then(|| FOOT.captures(body)).flatten();
    let foot = foot.map(|found| found["k"].to_lowercase());
    let first = |word: &str| lower.find(word);
    let eerste = match (first("eerste kamer"), first("tweede kamer")) {
        (Some(eerste), Some(tweede)) => eerste < tweede,
        (Some(_), None) => true,
        (None, Some(_)) => false,
        (None, None) if foot.is_none() => {
            return (lower.contains("uw kamer") || body.contains("Kamer") || body.contains("kst-"))
                .then(|| "TK".into());
        }
        (None, None) => foot.as_deref() == Some("eerste"),
    };
    Some(if foot.map_or(eerste, |foot| foot == "eerste") { "EK" } else { "TK" }.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brief(body: &str) -> (Brief, Form) {
        read(&Text::new("x", body))
    }

    #[test]
    fn a_letter_of_several_senders() {
        let (brief, form) = brief(
            "Nr. 64 Brief van de ministers van Justitie en Veiligheid en van \n\nAsiel en Migratie, de ministers voor Asiel en Migratie \nen de staatssecretaris van Justitie en Veiligheid \n\nAan de Voorzitter van de Tweede Kamer der Staten-Generaal \nDen Haag, 23 mei 2025 \n",
        );
        assert_eq!(
            brief.senders,
            [
                "Minister van Justitie en Veiligheid",
                "Minister van Asiel en Migratie",
                "Minister voor Asiel en Migratie",
                "Staatssecretaris van Justitie en Veiligheid"
            ]
        );
        assert_eq!(
            (brief.chamber.as_deref(), brief.nummer.as_deref(), form),
            (Some("TK"), Some("64"), Form::Kamerbrief)
        );
        assert_eq!(brief.date.map(|day| day.to_string()).as_deref(), Some("2025-05-23"));
    }

    #[test]
    fn a_paper_has_its_dossier_above_or_at_its_foot() {
        let (above, _) = brief(
            "36 998 VII\nVaststelling van de begrotingsstaten\nNr. 12 BRIEF VAN DE MINISTER VAN FINANCIËN\nAan de Voorzitter van de Tweede Kamer\nDen Haag, 2 mei 2025\n",
        );
        assert_eq!(above.kamerstuk().map(|stuk| stuk.to_string()).as_deref(), Some("36998-VII-12"));
        assert_eq!(above.senders, ["Minister van Financiën"]);
        let (foot, _) = brief("Betreft: dijken\nTekst.\n\nEerste Kamer, vergaderjaar 2024–2025, 36 998, J\n");
        assert_eq!(
            (foot.kamerstuk().map(|stuk| stuk.to_string()).as_deref(), foot.chamber.as_deref()),
            (Some("36998-J"), Some("EK"))
        );
        assert_eq!(foot.subject.as_deref(), Some("dijken"));
    }

    #[test]
    fn an_answer_is_of_the_day_it_came_in() {
        let (brief, form) = brief(
            "Vragen gesteld door de leden der Kamer\nVragen van het lid Smit aan de Minister van Defensie (ingezonden 5 mei 2025).\nAntwoord van Minister Okafor (Defensie) (ontvangen 28 mei\n2025).\nVraag 1\nIs dat zo?\nAntwoord 1\nJa.\n",
        );
        assert_eq!((brief.date.map(|day| day.to_string()).as_deref(), form), (Some("2025-05-28"), Form::Antwoord));
        assert_eq!(brief.senders, ["Minister van Defensie"]);
    }

    #[test]
    fn a_motie_itself_is_told_from_a_debate() {
        let motie = "MOTIE VAN HET LID SMIT\nDe Kamer,\ngehoord de beraadslaging,\nverzoekt de regering,\nen gaat over tot de orde van de dag.\nSmit\n";
        assert_eq!(brief(motie).1, Form::Motie);
        assert_eq!(brief("Hierbij bied ik uw Kamer de brief aan.").1, Form::Kamerbrief);
    }
}
