//! The head of a letter: Chamber, dossier, number, day, senders and subject, and what kind of document it is.

use super::form::{self, has};
use super::{Role, Text, senders};
use crate::model::brief::{Brief, Form};
use crate::model::datum;
use crate::model::speaker;
use crate::pattern::{Short, dutch, short};
use chrono::NaiveDate;
use memchr::memmem;
use regex::Regex;
use std::sync::LazyLock;

/// How many lines a head takes at the most.
const HEAD: usize = 90;
/// How many bytes: where each paragraph is one line, the head is a few lines.
const HEAD_BYTES: usize = 16_000;

/// These three are looked for in small letters.
static DEN_HAAG: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"(?:'s-gravenhage|den haag|amsterdam|rotterdam|utrecht|datum|vastgesteld|ontvangen|voorgesteld)[ \t,|:]*(?:d\.d\. |\w+dag )?(?P<day>\d{1,2}[ \t]+[a-z]+\.?[ \t]+\d{4})",
    )
});
static NUMERIC: LazyLock<Regex> = LazyLock::new(|| dutch(r"\bdatum[ \t|:]*(?P<day>\d{1,2}-\d{1,2}-\d{4})"));
/// "Vergaderdatum: 5 april 2018", "van donderdag 2 april 2009", "Verslag van een vergadering … gehouden op 3 maart 2025".
static HELD: LazyLock<Regex> = LazyLock::new(|| {
    dutch(
        r"(?:vergaderdatum|(?:heeft|hebben) op|gehouden op|overleg gevoerd|vergadering van|van (?:maan|dins|woens|donder|vrij)dag|op (?:maan|dins|woens|donder|vrij)dag|^(?:maan|dins|woens|donder|vrij)dag)[\s:]*(?:\w+dag\s+)?(?P<day>\d{1,2}\s+[a-z]+\s+\d{4})",
    )
});
static NUMMER: LazyLock<Short> =
    LazyLock::new(|| short(r"^[ \t]*(?:Nr\.?|No\.)[ \t]*(?P<n>\d{1,4}|[A-Z]{1,3})\b[ \t]*(?P<title>.*)$"));
static LETTERED: LazyLock<Short> =
    LazyLock::new(|| short(r"^[ \t]*(?P<n>[A-Z]{1,3})[ \t]+(?:BRIEF|VERSLAG|Brief|Verslag)\b"));
/// A dossier at the start of a line: "36 410 VII   Vaststelling van de begrotingsstaten …".
static DOSSIER: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"^[ \t]*(?P<d>\d{2}[ .]?\d{3})(?:[- ](?P<t>[IVXLC]{1,6}|\d{2}))?(?:[ \t]*\(R ?\d{4}\))?(?:[ \t]+(?P<title>[A-ZÀ-Þ\d].*))?$",
    )
});
/// The running foot: "Tweede Kamer, vergaderjaar 2024–2025, 36 998, nr. 12".
static FOOT: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"^(?P<k>Tweede|Eerste) Kamer, vergaderjaar \d{4}[-–]\d{4}, (?P<d>\d{2} ?\d{3})(?:[- ](?P<t>[IVXLC]{1,6}|\d{2}))?, (?:nr\. )?(?P<n>\d{1,4}|[A-Z]{1,3})",
    )
});
static KST: LazyLock<Short> =
    LazyLock::new(|| short(r"^kst-(?P<d>\d{5})(?:-(?P<t>[IVXLC]{1,6}|\d{2}))?-(?P<n>\d{1,4}|[A-Z]{1,3})\b"));
static SUBJECT: LazyLock<Short> =
    LazyLock::new(|| short(r"(?i)^[ \t|]*(?:Betreft|Onderwerp|Re)\b[ \t:|]+(?P<s>\S[^|]*)"));
/// Reads the head of a text and tells what kind of document it is. What the head does not say stays none; what the file says of
/// itself in fields made for it is not guessed.
pub fn read(text: &Text) -> (Brief, Form) {
    let (mut brief, form) = written(text);
    if let Some(official) = &text.official {
        let known = &official.brief;
        let take = |field: &mut Option<String>, known: &Option<String>| {
            if known.is_some() {
                field.clone_from(known);
            }
        };
        take(&mut brief.chamber, &known.chamber);
        take(&mut brief.dossier, &known.dossier);
        take(&mut brief.dossier_title, &known.dossier_title);
        take(&mut brief.nummer, &known.nummer);
        brief.date = known.date.or(brief.date);
    }
    (brief, form)
}

/// Reads the head as it is written.
fn written(text: &Text) -> (Brief, Form) {
    let head = head(text);
    let small = head.to_ascii_lowercase();
    let form = form::of(&head, &small, &text.body);
    let mut brief = Brief {
        date: date(&head, &small, form),
        senders: senders::find(&head, &small, &text.body, form),
        ..Brief::default()
    };
    brief.present = senders::present(&head, form);
    // Which Chamber stands before it, in as many letters for either.
    let foot = first(&FOOT, &text.body, " Kamer, vergaderjaar", "Tweede".len());
    // A PDF has it above or below the page.
    let foot = foot.or_else(|| first(&FOOT, &text.running, " Kamer, vergaderjaar", "Tweede".len()));
    let below = if memmem::find(text.body.as_bytes(), b"kst-").is_some() { &text.body } else { &text.running };
    number(&mut brief, &head, below, foot.as_ref());
    brief.chamber = chamber(&small, &text.body, foot.as_ref());
    brief.subject = head.lines().find_map(subject);
    (brief, form)
}

/// Returns the first lines of a text, those that a file says go on with the line before joined to it.
fn head(text: &Text) -> String {
    let mut head = String::new();
    for ((_, line), role) in text.lines().zip(text.roles()).take(HEAD) {
        if role == Role::Continues && head.ends_with('\n') {
            head.pop();
            // "KONINKRIJKS-" and "RELATIES" are one word, "Wit-" and "Jansen" are not.
            let next = line.chars().next();
            let capitals = head.ends_with('-') && head.trim_end_matches('-').ends_with(char::is_uppercase);
            let broken =
                head.ends_with('-') && next.is_some_and(|c| c.is_lowercase() || (capitals && c.is_uppercase()));
            if broken {
                head.pop();
            } else if !head.ends_with('-') {
                head.push(' ');
            }
        }
        head.push_str(line);
        head.push('\n');
        if head.len() > HEAD_BYTES {
            break;
        }
    }
    head
}

/// Returns the first place where a pattern stands that begins with some words, or so many bytes before them.
fn first<'a>(pattern: &Short, text: &'a str, words: &str, before: usize) -> Option<regex_lite::Captures<'a>> {
    let places = memmem::find_iter(text.as_bytes(), words).filter_map(|at| at.checked_sub(before));
    places.filter_map(|at| pattern.captures(text.get(at..)?)).next()
}

/// Reads the line that says what a letter is about.
fn subject(line: &str) -> Option<String> {
    let label = line.trim_start_matches([' ', '\t', '|']);
    let opens = |word: &str| label.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    if !["betreft", "onderwerp", "re"].into_iter().any(opens) {
        return None;
    }
    SUBJECT.captures(label).map(|found| found["s"].trim().to_owned())
}

fn date(head: &str, small: &str, form: Form) -> Option<NaiveDate> {
    let spoken = matches!(form, Form::Handelingen | Form::Verslag);
    // What is said in a debate names other days than its own.
    let above = if spoken { above_turns(head) } else { head.len() };
    let (head, small, said) = (&head[..above], &small[..above], &small[above..]);
    // "(Zie vergadering van 3 april 2018.)" is another sitting, and so is the one in which the Chamber gave leave.
    let own = |found: &regex::Captures<'_>| {
        let before = found.get(0).map_or("", |whole| &small[..whole.start()]);
        !before.ends_with("zie ") && !before.ends_with("in haar ")
    };
    let read = |pattern: &Regex| pattern.captures_iter(small).filter(own).find_map(|found| datum::parse(&found["day"]));
    let held = || read(&HELD);
    // An answer is dated by the day it was received, which comes after the day the question was sent.
    if form == Form::Antwoord {
        static RECEIVED: LazyLock<Short> =
            LazyLock::new(|| short(r"^\(ontvangen\s+(?P<day>\d{1,2}\s+[a-z]+\s+\d{4})\)"));
        let received = first(&RECEIVED, small, "(ontvangen", 0).and_then(|found| datum::parse(&found["day"]));
        return received.or_else(|| read(&DEN_HAAG)).or_else(|| read(&NUMERIC));
    }
    if spoken {
        let above = held().or_else(|| read(&DEN_HAAG)).or_else(|| alone(head)).or_else(|| in_title(small));
        return above.or_else(|| opened(said));
    }
    read(&DEN_HAAG).or_else(|| read(&NUMERIC)).or_else(held).or_else(|| alone(head))
}

/// Returns how much of a head stands above the first turn.
fn above_turns(head: &str) -> usize {
    let mut at = 0;
    let mut lines = head.split_inclusive('\n').map(|line| {
        at += line.len();
        (at - line.len(), line.trim())
    });
    lines.find(|(_, line)| speaker::opening(line).is_some()).map_or(head.len(), |(start, _)| start)
}

/// Reads the day that the chair names when opening: "Ik open de vergadering van woensdag 11 oktober 2023."
fn opened(said: &str) -> Option<NaiveDate> {
    static OPENS: LazyLock<Short> = LazyLock::new(|| {
        short(r"\bopen (?:ik )?(?:hierbij )?(?:de|deze) vergadering van (?:\w+dag )?(?P<day>\d{1,2} [a-z]+ \d{4})")
    });
    OPENS.captures(said).and_then(|found| datum::parse(&found["day"]))
}

/// Reads a day that is a line by itself.
fn alone(head: &str) -> Option<NaiveDate> {
    head.lines().find_map(|line| datum::parse(line.trim_matches(|c: char| c == '|' || c.is_whitespace())))
}

/// Reads the day with which a title of a debate ends: "Tweede Kamer, 34e vergadering, 9 december 2030".
fn in_title(small: &str) -> Option<NaiveDate> {
    /// How many lines a title has at the most.
    const TITLE: usize = 4;
    static ENDS: LazyLock<Short> =
        LazyLock::new(|| short(r"(?:, |\(|[-–] |dag )(?P<day>\d{1,2} [a-z]+ \d{4})(?:\)| ?\([^()]*\))?[.]?$"));
    // "Verslag van een wetgevingsoverleg van de vaste commissie voor … van 26 juni 2023 met de heer …"
    static REPORT: LazyLock<Short> =
        LazyLock::new(|| short(r"^verslag van (?:een|het) .* van (?P<day>\d{1,2} [a-z]+ \d{4}),? met "));
    let lines = small.lines().map(str::trim).filter(|line| !line.is_empty()).take(TITLE);
    // Another sitting: "(zie wetgevingsoverleg van 8 december 2030)", "(AO d.d. 21 februari 2030)".
    let own = lines.filter(|line| !["zie ", "d.d.", "aan de orde"].iter().any(|other| line.contains(other)));
    own.filter_map(|line| ENDS.captures(line).or_else(|| REPORT.captures(line)))
        .find_map(|found| datum::parse(&found["day"]))
}

fn number(brief: &mut Brief, head: &str, body: &str, foot: Option<&regex_lite::Captures<'_>>) {
    let from = |digits: &str, addition: Option<&str>| {
        let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
        addition.map_or(digits.clone(), |addition| format!("{digits}-{addition}"))
    };
    let mut dossier = None;
    for line in head.lines().map(|line| line.trim_start_matches([' ', '\t'])) {
        let starts = |word: &str| line.starts_with(word);
        if opens_with_dossier(line)
            && let Some(found) = DOSSIER.captures(line)
        {
            dossier = Some(from(&found["d"], found.name("t").map(|addition| addition.as_str())));
            brief.dossier_title = found.name("title").map(|title| title.as_str().trim().to_owned());
        }
        let numbered = || if starts("Nr") || starts("No.") { NUMMER.captures(line) } else { None };
        let lettered = || {
            let letters = line.bytes().take_while(u8::is_ascii_uppercase).count();
            let opens = (1..=3).contains(&letters) && line[letters..].starts_with([' ', '\t']);
            if opens { LETTERED.captures(line) } else { None }
        };
        if let Some(found) = numbered().or_else(lettered) {
            brief.nummer = Some(found["n"].to_owned());
            brief.dossier = dossier;
            break;
        }
    }
    let below = if foot.is_none() { first(&KST, body, "kst-", 0) } else { None };
    if let Some(found) = foot.or(below.as_ref()) {
        brief.dossier = Some(from(&found["d"], found.name("t").map(|addition| addition.as_str())));
        brief.nummer = Some(found["n"].to_owned());
    }
}

/// Tells whether a line opens with five figures, as a dossier is written: "36 410", "36410".
fn opens_with_dossier(line: &str) -> bool {
    let figures = |bytes: &[u8]| bytes.len() >= 3 && bytes[..3].iter().all(u8::is_ascii_digit);
    match line.as_bytes() {
        [first, second, rest @ ..] if first.is_ascii_digit() && second.is_ascii_digit() => {
            figures(rest) || matches!(rest, [b' ' | b'.', rest @ ..] if figures(rest))
        }
        _ => false,
    }
}

fn chamber(small: &str, body: &str, foot: Option<&regex_lite::Captures<'_>>) -> Option<String> {
    let foot = foot.map(|found| found["k"].to_lowercase());
    let first = |word: &str| memmem::find(small.as_bytes(), word.as_bytes());
    let eerste = match (first("eerste kamer"), first("tweede kamer")) {
        (Some(eerste), Some(tweede)) => eerste < tweede,
        (Some(_), None) => true,
        (None, Some(_)) => false,
        (None, None) if foot.is_none() => {
            return (has(small, "uw kamer") || has(body, "Kamer") || has(body, "kst-")).then(|| "TK".into());
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
    fn a_debate_is_of_the_day_its_title_ends_with() {
        for (title, day) in [
            ("Tweede Kamer, 34e vergadering, 9 december 2030", Some("2030-12-09")),
            ("Dijken\nHandelingen 2029-2030, nr. 3, item 5 (23 september 2029)", Some("2029-09-23")),
            ("Tweede Kamer, 34e vergadering, woensdag 4 december 2030 (ongecorrigeerd)", Some("2030-12-04")),
            (
                "Dijken\nVerslag van een notaoverleg van de vaste commissie voor Water van 4 december 2030 met de heer De Vos",
                Some("2030-12-04"),
            ),
            ("Dijken (zie wetgevingsoverleg van 8 december 2030)", None),
            ("Dijken\nHet plan van 8 december 2030 over sluizen", None),
        ] {
            assert_eq!(in_title(&title.to_lowercase()).map(|day| day.to_string()).as_deref(), day, "{title}");
        }
    }

    #[test]
    fn what_is_said_in_a_debate_names_other_days() {
        let said = "Aan de orde is het debat Dijken.\n\nMinister De Vos:\nDat was op dinsdag 3 december 2030.\n";
        assert_eq!(brief(said).0.date, None);
        let opened = "De voorzitter:\nIk open de vergadering van woensdag 4 december 2030.\n";
        assert_eq!(brief(opened).0.date.map(|day| day.to_string()).as_deref(), Some("2030-12-04"));
        let leave =
            format!("Tot deze interpellatie is verlof verleend in haar vergadering van 2 december 2030.\n{said}");
        assert_eq!(brief(&leave).0.date, None);
        let titled = format!("Vergadering van 4 december 2030\n{said}");
        assert_eq!(brief(&titled).0.date.map(|day| day.to_string()).as_deref(), Some("2030-12-04"));
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
