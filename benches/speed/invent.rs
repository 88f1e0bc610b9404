//! A register of any size, made up: as many promises as moties, each of which changed twice, and letters.

use super::measure::world::{FIELDS, PARTIES, THINGS};
use super::random::Random;
use serde_json::{Value, json};
use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;

/// How many of the newest items are still open, whatever the size: the state owes what it can oversee.
pub const OPEN: usize = 5_000;
/// How many promises a letter settles.
pub const IN_A_LETTER: usize = 20;

const NAMES: [&str; 8] = ["Smit", "Okafor", "Van Dalen", "Vermeulen", "De Wit", "Jansen", "Bos", "Kuiper"];
const TERMS: [&str; 6] = [
    "voor de zomer",
    "voor het einde van het jaar",
    "binnen twee weken",
    "zo spoedig mogelijk",
    "na het zomerreces",
    "in het eerste kwartaal van 2026",
];
const WORDS: [&str; 12] = [
    "onderhoud",
    "toezicht",
    "uitvoering",
    "bekostiging",
    "veiligheid",
    "bereikbaarheid",
    "handhaving",
    "evaluatie",
    "vergunning",
    "capaciteit",
    "samenwerking",
    "onderzoek",
];

/// Writes what a source says of so many items at one of its three moments: as they came in, as they changed, as they ended.
pub fn write_items(file: &Path, items: usize, moment: usize) {
    let mut to = BufWriter::new(fs::File::create(file).unwrap());
    for n in 0..items {
        // The same words at each moment, so that only what changed differs.
        let mut random = Random(n as u64 * 31 + 7);
        let record =
            if n % 2 == 0 { promise(n, items, moment, &mut random) } else { motie(n, items, moment, &mut random) };
        writeln!(to, "{record}").unwrap();
    }
    to.flush().unwrap();
}

/// Returns the number of a promise.
pub fn number(n: usize) -> String {
    let n = n / 2;
    format!("TZ{}{:02}-{:03}", 1950 + n / 11_988, 1 + n / 999 % 12, 1 + n % 999)
}

/// Returns what a promise is about.
pub fn subject(n: usize) -> String {
    let mut random = Random(n as u64 * 17 + 3);
    format!("het {} en de {} van {} bij knooppunt {n}", random.of(&WORDS), random.of(&WORDS), random.of(&THINGS))
}

fn day(n: usize, items: usize, later: usize) -> String {
    let from: chrono::NaiveDate = "2008-01-08".parse().unwrap();
    let day = from + chrono::Duration::days(i64::try_from(n * 6_500 / items + later).unwrap());
    format!("{day}T14:00:00+01:00")
}

fn office(random: &mut Random) -> String {
    let rank = if random.below(3) == 0 { "Staatssecretaris" } else { "Minister" };
    format!("{rank} van {}", random.of(&FIELDS))
}

fn ended(n: usize, items: usize, moment: usize) -> bool {
    moment == 2 && n + OPEN < items
}

fn promise(n: usize, items: usize, moment: usize, random: &mut Random) -> Value {
    let ended = ended(n, items, moment);
    let more = if moment == 0 { "" } else { " De bewindspersoon zendt daarbij een planning." };
    json!({
        "Id": random.guid(), "Nummer": number(n),
        "Tekst": format!("De Kamer wordt {} geïnformeerd over {}.{more}", random.of(&TERMS), subject(n)),
        "Aanmaakdatum": day(n, items, 0), "ActiviteitNummer": format!("{}A{:05}", 2008 + n * 17 / items, n / 12 % 100_000),
        "Functie": office(random), "Status": if ended { "Afgedaan" } else { "Openstaand" },
        "DatumNakoming": if ended { day(n, items, 200) } else { "0001-01-01T00:00:00Z".into() },
        "ToegezegdAan": [{"Persoon": {"Id": random.guid(), "Achternaam": random.of(&NAMES)},
            "Fractie": {"Id": random.guid(), "Afkorting": random.of(&PARTIES)}}],
        "GewijzigdOp": day(n, items, moment * 100), "ApiGewijzigdOp": "2025-10-01T10:00:00Z", "Verwijderd": false,
    })
}

fn motie(n: usize, items: usize, moment: usize, random: &mut Random) -> Value {
    let made = day(n, items, 0);
    let (dossier, volgnummer) = (20_000 + n / 2 / 90, 1 + n / 2 % 90);
    let voted = json!({"BesluitSoort": if random.below(4) == 0 { "Stemmen - verworpen" } else { "Stemmen - aangenomen" },
        "Status": "Besluit", "GewijzigdOp": day(n, items, 7)});
    let submitted = json!({"BesluitSoort": "Ingediend", "Status": "Besluit", "GewijzigdOp": made});
    let held = json!({"BesluitSoort": "Aangehouden", "Status": "Besluit", "GewijzigdOp": day(n, items, 3)});
    let besluiten = match moment {
        0 => vec![submitted],
        1 => vec![submitted, held],
        _ => vec![submitted, held, voted],
    };
    let name = random.of(&NAMES);
    json!({
        "Id": random.guid(), "Nummer": format!("{}Z{:05}", 1990 + n / 2 / 99_999, n / 2 % 99_999), "Soort": "Motie",
        "Titel": format!("Beleid {dossier}"), "Onderwerp": format!("Motie van het lid {name} over {}", subject(n)),
        "Volgnummer": volgnummer, "Status": "Vrijgegeven", "Afgedaan": ended(n, items, moment), "GestartOp": made,
        "GewijzigdOp": day(n, items, moment * 100), "Kamerstukdossier": [{"Nummer": dossier, "Toevoeging": null}],
        "Besluit": besluiten,
        "ZaakActor": [{"ActorNaam": format!("{name}, A."), "ActorFractie": random.of(&PARTIES), "Relatie": "Indiener"}],
    })
}

/// Writes letters that settle open promises, twenty each, among words that say nothing of them.
pub fn write_letters(folder: &Path, letters: usize, items: usize) {
    fs::create_dir_all(folder).unwrap();
    let mut random = Random(11);
    for letter in 0..letters {
        let mut text = format!(
            "36 998 Knooppunten\n\nNr. {letter} BRIEF VAN DE MINISTER VAN FINANCIËN\n\nAan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDen Haag, 1 oktober 2025\n"
        );
        for place in 0..IN_A_LETTER {
            for _ in 0..4 {
                let (one, other) = (random.of(&WORDS), random.of(&THINGS));
                text.push_str(&format!(
                    "\nHet kabinet hecht aan {one} rond {other}, en heeft daarover met de betrokken gemeenten gesproken. De uitkomst\ndaarvan is dat er in de komende jaren meer aandacht komt voor {}.\n",
                    random.of(&WORDS)
                ));
            }
            let n = (items - OPEN.min(items) + (letter * IN_A_LETTER + place) * 2 % OPEN.min(items)) / 2 * 2;
            text.push_str(&format!(
                "\nMet deze brief is de toezegging over {} ({}) afgedaan.\n",
                subject(n),
                number(n)
            ));
        }
        fs::write(folder.join(format!("{letter:05}.txt")), text).unwrap();
    }
}
