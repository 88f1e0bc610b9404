//! Debates in every form, and in pieces: each is heard alike, and no words of a member are ever a minister's promise.
// Outside #[test] functions too, a test that cannot go on should stop.
#![allow(clippy::unwrap_used)]

use gestand::find::reading;
use gestand::model::claim::Claim;
use gestand::model::item::Kind;
use gestand::model::reading::Reading;
use gestand::read;

/// Who says what in the debate of these tests; a blank name is a motie's text.
const TURNS: [(&str, &[&str]); 9] = [
    ("De voorzitter", &["Het woord is aan mevrouw Van Dalen."]),
    ("Mevrouw Van Dalen (DEF)", &["Kan de minister de storingen in kaart brengen?", "Dat zeg ik mijn kiezers toe."]),
    ("Minister De Vos", &["Dat zeg ik toe.", "Over de prijzen kom ik zo te spreken."]),
    ("De heer Smit (ABC)", &["Ik stuur de Kamer daar een brief over.", "Kan er ook een kaart van de boeien komen?"]),
    ("Minister De Vos", &["De kaart van de boeien stuur ik de Kamer nog deze maand."]),
    ("Mevrouw Van Dalen (DEF)", &["Een motie."]),
    (
        "",
        &[
            "Motie",
            "De Kamer,",
            "gehoord de beraadslaging,",
            "verzoekt de regering de boeien te verven,",
            "en gaat over tot de orde van de dag.",
        ],
    ),
    (
        "De voorzitter",
        &[
            "Deze motie is voorgesteld door de leden Van Dalen en Smit. Naar mij blijkt, wordt de indiening ervan voldoende ondersteund.",
            "Zij krijgt nr. 12 (36998).",
        ],
    ),
    ("Minister De Vos", &["De motie op stuk nr. 12 moet ik ontraden."]),
];
const AGENDA: &str = "Aan de orde is het tweeminutendebat Boeien (CD d.d. 22/05).";

fn plain() -> String {
    let mut text = format!("Boeien\n{AGENDA}\n\n");
    for (speaker, words) in TURNS {
        let head = if speaker.is_empty() { String::new() } else { format!("{speaker}:\n") };
        text.push_str(&format!("{head}{}\n\n", words.join("\n")));
    }
    text
}

fn official(wrapping: (&str, &str)) -> String {
    let al = |words: &[&str]| words.iter().map(|words| format!("<al>{words}</al>")).collect::<String>();
    let turn = |(speaker, words): (&str, &[&str])| match speaker {
        "" => format!("<motie>{}</motie>", al(words)),
        _ => format!(
            "<spreekbeurt><spreker><naam><achternaam>{speaker}</achternaam></naam>:</spreker><tekst><al-groep>{}</al-groep></tekst></spreekbeurt>",
            al(words)
        ),
    };
    let turns: String = TURNS.into_iter().map(turn).collect();
    let (open, close) = wrapping;
    format!(
        "<?xml version='1.0'?>{open}<handelingen><agendapunt><nr>7</nr><item-titel>Boeien</item-titel><onderwerp><al>{AGENDA}</al></onderwerp>{turns}</agendapunt></handelingen>{close}"
    )
}

fn vlos() -> String {
    let alinea = |words: &str| format!("<alinea><alineaitem>{words}</alineaitem></alinea>");
    let turn = |(speaker, words): (&str, &[&str])| {
        let head = if speaker.is_empty() { String::new() } else { alinea(&format!("<nadruk>{speaker}</nadruk>:")) };
        let words: String = words.iter().map(|words| alinea(words)).collect();
        format!(
            "<woordvoerder><spreker><achternaam>X</achternaam></spreker><tekst>{head}{words}</tekst></woordvoerder>"
        )
    };
    let turns: String = TURNS.into_iter().map(turn).collect();
    format!(
        "<?xml version='1.0'?><vlosCoreDocument xmlns='x'><vergadering kamer='Tweede Kamer'><titel>14e vergadering</titel><datum>2025-06-03T00:00:00</datum><activiteit><titel>Boeien</titel><tekst>{}</tekst>{turns}</activiteit></vergadering></vlosCoreDocument>",
        alinea(AGENDA)
    )
}

fn html() -> String {
    let turn = |(speaker, words): (&str, &[&str])| {
        let head = if speaker.is_empty() { String::new() } else { format!("<p><b>{speaker}</b>:</p>") };
        head + &words.iter().map(|words| format!("<p>{words}</p>")).collect::<String>()
    };
    let turns: String = TURNS.into_iter().map(turn).collect();
    format!("<html><body><h2>Boeien</h2><p>{AGENDA}</p>{turns}</body></html>")
}

fn heard(bytes: &str) -> Reading {
    reading::read(&read::of_bytes("debat", bytes.as_bytes()).unwrap())
}

/// Returns what is new in a reading, in a line each.
fn new(reading: &Reading) -> Vec<String> {
    let told = |named: &gestand::model::reading::Named| {
        let who = match named.kind {
            Kind::Toezegging => {
                format!("{} aan {}", named.made_by.as_deref().unwrap_or("-"), named.asked_by.as_deref().unwrap_or("-"))
            }
            Kind::Motie => format!("{} {}", named.kamerstuk.as_ref().unwrap(), named.submitters.join(", ")),
        };
        let debate = named.debate.as_ref().and_then(|debat| debat.onderwerp.clone()).unwrap_or_default();
        format!("{who}: {} [{debate}]", named.claim_quote.as_ref().unwrap().in_one_line())
    };
    reading.items.iter().filter(|named| named.claim == Claim::Nieuw).map(told).collect()
}

#[test]
fn a_debate_in_two_columns_is_heard_as_its_text_is() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/vormen/7-debat");
    let read = |form: &str| {
        let bytes = std::fs::read(folder.join(format!("7-debat.{form}"))).unwrap();
        reading::read(&read::of_bytes("debat", &bytes).unwrap())
    };
    let done = |reading: &Reading| -> Vec<String> {
        let told = |act: &gestand::model::act::Act| {
            let what = gestand::model::act::in_words(&act.deed, act.by.as_deref(), act.vote.as_ref());
            format!("{} {what}", act.kamerstuk)
        };
        reading.acts.iter().map(told).collect()
    };
    let plain = read("txt");
    assert_eq!((new(&plain).len(), done(&plain).len()), (4, 3));
    for form in ["reportlab.pdf", "weasyprint.pdf"] {
        let printed = read(form);
        assert_eq!(new(&printed), new(&plain), "{form}");
        assert_eq!(done(&printed), done(&plain), "{form}");
    }
}

#[test]
fn every_form_of_a_debate_is_heard_alike() {
    let wanted = new(&heard(&plain()));
    assert_eq!(wanted.len(), 3, "{wanted:#?}");
    assert_eq!(wanted[0], "Minister De Vos aan Mevrouw Van Dalen (DEF): Dat zeg ik toe. [Boeien]");
    assert!(wanted[2].starts_with("36998-12 Van Dalen, Smit: "), "{}", wanted[2]);
    let wrappings = [("<officiele-publicatie>", "</officiele-publicatie>"), ("<gegevens>", "</gegevens>"), ("", "")];
    for form in wrappings.map(official).into_iter().chain([vlos(), html()]) {
        let reading = heard(&form);
        assert_eq!(new(&reading), wanted, "{form}");
        let acts: Vec<String> = reading.acts.iter().map(|act| serde_json::to_string(&act.deed).unwrap()).collect();
        assert_eq!(acts, [r#"{"besluit":"ingediend"}"#, r#"{"oordeel":{"wat":"ontraden"}}"#], "{form}");
    }
    assert_eq!(heard(&vlos()).items[0].debate.as_ref().unwrap().datum, "2025-06-03".parse().ok());
}

/// Writes the debate with each line that opens a turn, and what is said in the next line, put together in another way.
fn plain_by(opens: impl Fn(&str, &str) -> String) -> String {
    let mut text = format!("Boeien\n{AGENDA}\n\n");
    for (speaker, words) in TURNS {
        match words {
            [first, rest @ ..] if !speaker.is_empty() => {
                text.push_str(&format!("{}\n{}\n\n", opens(speaker, first), rest.join("\n")));
            }
            _ => text.push_str(&format!("{}\n\n", words.join("\n"))),
        }
    }
    text
}

#[test]
fn however_a_report_opens_a_turn_it_is_heard_alike() {
    let wanted = new(&heard(&plain()));
    let named = |speaker: &str, minister: &str| speaker.replace("Minister De Vos", minister);
    type Opens<'a> = &'a dyn Fn(&str, &str) -> String;
    let forms: [(&str, Opens<'_>); 8] = [
        ("in one line", &|speaker, words| format!("{speaker}: {words}")),
        ("in asterisks", &|speaker, words| format!("**{speaker}**:\n{words}")),
        ("in asterisks with the colon", &|speaker, words| format!("**{speaker}:** {words}")),
        ("with a hard blank", &|speaker, words| format!("{}\u{a0}:\n{words}", speaker.replace(' ', "\u{a0}"))),
        ("with a field", &|speaker, words| format!("{}:\n{words}", named(speaker, "Minister De Vos (Defensie)"))),
        ("as a person", &|speaker, words| {
            format!("{}:\n{words}", named(speaker, "De heer De Vos (minister van Defensie)"))
        }),
        ("indented", &|speaker, words| format!("    {speaker}:\n    {words}")),
        ("with a blank before the colon", &|speaker, words| format!("{speaker} :\n{words}")),
    ];
    for (form, opens) in forms {
        assert_eq!(new(&heard(&plain_by(opens))), wanted, "{form}");
    }
    let office = plain_by(|speaker, words| format!("{}:\n{words}", named(speaker, "De minister van Defensie")));
    let renamed: Vec<String> =
        wanted.iter().map(|line| line.replace("Minister De Vos", "De minister van Defensie")).collect();
    assert_eq!(new(&heard(&office)), renamed);
}

#[test]
fn a_debate_that_speaks_of_decisions_or_of_other_days_is_still_one() {
    let talk = "Dat stond in de besluitenlijst van dinsdag 3 juni 2025, en in het verslag van een commissiedebat.";
    let reading = heard(&plain().replace("Over de prijzen kom ik zo te spreken.", talk));
    assert_eq!(new(&reading), new(&heard(&plain())));
    assert_eq!(reading.letter.date, None);
}

#[test]
fn a_day_is_many_debates() {
    let second = plain().replace("Boeien", "Bruggen").replace("nr. 12", "nr. 13");
    let day = new(&heard(&format!("{}{second}", plain())));
    let debates: Vec<&str> = day.iter().map(|line| line.rsplit('[').next().unwrap().trim_end_matches(']')).collect();
    assert_eq!(debates, ["Boeien", "Boeien", "Boeien", "Bruggen", "Bruggen", "Bruggen"]);
}

/// A sequence of numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }
}

#[test]
fn no_words_of_a_member_are_ever_a_ministers_promise() {
    // Everyone promises everything here; only the minister's words may count, whoever comes before or after.
    let speakers = [
        "Minister De Vos",
        "Staatssecretaris Okafor",
        "De heer Smit (ABC)",
        "Mevrouw Van Dalen (DEF)",
        "De voorzitter",
        "De heer De Wit",
    ];
    let promises = [
        "Dat zeg ik toe.",
        "Ik stuur de Kamer een brief.",
        "Daar kom ik schriftelijk op terug.",
        "Dat zal ik doen.",
        "Ik ben bereid om dat te onderzoeken.",
    ];
    let mut dice = Dice(11);
    for round in 0..400 {
        let mut turns: Vec<(usize, String)> = Vec::new();
        for number in 0..12 {
            let speaker = dice.below(speakers.len());
            let promise = promises[dice.below(promises.len())];
            turns.push((speaker, format!("{}:\nOver zaak{round}x{number}: kan dat? {promise}\n\n", speakers[speaker])));
        }
        let whole: String = turns.iter().map(|(_, words)| words.as_str()).collect();
        // Cut at any byte, at both ends: what is left of a turn without its opening line is no one's.
        let (mut from, mut to) = (dice.below(whole.len()), dice.below(whole.len()));
        if from > to {
            (from, to) = (to, from);
        }
        let piece = &whole[whole.ceil_char_boundary(from)..whole.floor_char_boundary(to)];
        for named in heard_or_nothing(piece).items.iter().filter(|named| named.claim == Claim::Nieuw) {
            let Some(maker) = &named.made_by else { continue };
            let at = whole.ceil_char_boundary(from) + named.claim_quote.as_ref().unwrap().start;
            let mut end = 0;
            let (speaker, _) = turns
                .iter()
                .find(|(_, words)| {
                    end += words.len();
                    at < end
                })
                .unwrap();
            assert!(*speaker < 2 && maker == speakers[*speaker], "{maker} in\n{piece}");
        }
    }
}

fn heard_or_nothing(piece: &str) -> Reading {
    let piece = if piece.is_empty() { " " } else { piece };
    reading::read(&read::Text::new("debat", piece))
}
