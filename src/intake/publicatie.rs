//! Official publications in XML as items: a folder or archive of moties (`kst-36998-12.xml`) becomes a register.
//!
//! Number, dossier, day and title come from the fields of the publication. Who moved it is what the title says, spelled as the names
//! below the text are; what it is about is its dictum, since a motie has no subject line of its own.

use super::{Records, mover};
use crate::error::Result;
use crate::model::evidence::in_one_line;
use crate::model::item::{Item, Kind, gewijzigd};
use crate::model::nummer::Nummer;
use crate::model::source::{Record, SourceItem};
use crate::read::{self, Source, Text};
use chrono::NaiveDate;
use std::path::Path;
use std::sync::mpsc::sync_channel;

/// The name of the source as it is kept with every item.
const SOURCE: &str = "officiële publicatie";
/// The longest subject, in characters; a dictum may be a page long.
const LONGEST: usize = 240;
/// How a dictum opens.
const ASKS: [&str; 10] =
    ["verzoekt", "spreekt", "roept", "draagt", "vraagt", "besluit", "zegt", "dringt", "keurt", "nodigt"];

/// Opens a folder or archive of publications, or one of them.
///
/// Whatever else lies there is passed over; a publication that cannot be read is an error with its name.
pub(super) fn open(path: &Path) -> Result<Records> {
    let sources = Source::of(&[path.to_owned()])?;
    let (sender, records) = sync_channel::<Result<Record>>(64);
    // An archive hands out what is in it; a thread makes that something one can ask for the next.
    std::thread::spawn(move || {
        let mut count = 0;
        for source in sources {
            let mut goes_on = true;
            let ended = source.each(&mut |name, bytes, _| {
                count += 1;
                goes_on = sender.send(bytes.and_then(|bytes| record(name, &bytes, count))).is_ok();
                goes_on
            });
            if let Err(error) = ended {
                goes_on = sender.send(Err(error)).is_ok();
            }
            if !goes_on {
                return;
            }
        }
    });
    Ok(Box::new(records.into_iter()))
}

/// Tells whether the head of a file is that of a publication or an archive.
pub(super) fn is_one(head: &[u8]) -> bool {
    read::is_publication(head) || read::is_archive(head)
}

fn record(name: &str, bytes: &[u8], line: usize) -> Result<Record> {
    if !read::is_publication(bytes) {
        return Ok(Record::Passed);
    }
    let text = read::of_bytes(name, bytes).map_err(|error| error.in_file(name))?;
    match motie(&text) {
        Some(item) => {
            let effective = item.made_on.unwrap_or_else(|| NaiveDate::from_ymd_opt(1995, 1, 1).unwrap_or_default());
            Ok(Record::Item(Box::new(SourceItem { line, ..SourceItem::new(item, SOURCE, effective) })))
        }
        None => Ok(Record::Passed),
    }
}

/// Returns the motie that a publication is; none where it is another paper.
///
/// Errors: none; a motie without a number is another paper, since nothing could find it again.
fn motie(text: &Text) -> Option<Item> {
    let official = text.official.as_ref()?;
    let title = in_one_line(&official.title);
    let at = title.to_uppercase().find("MOTIE")?;
    let before = title.get(..at)?;
    // "GEWIJZIGDE MOTIE …", but not "BRIEF OVER DE MOTIE …".
    if before.split_whitespace().count() > 4 || before.to_uppercase().contains("BRIEF") {
        return None;
    }
    let stuk = official.brief.kamerstuk()?;
    let (said, signed) = parts(text);
    // The lines of open data say "… over zand"; a title says no more than who.
    let who = title.get(at..)?.to_lowercase().replace(" de het lid ", " het lid ");
    let movers = mover::read(&format!("{who} over dit"));
    let mut item = Item::new(Kind::Motie, subject(&said).unwrap_or(title.clone()));
    item.text = said.join("\n");
    item.chamber = official.brief.chamber.clone().or_else(|| Some("TK".into()));
    item.made_on = official.brief.date;
    item.gewijzigd = gewijzigd(before);
    item.cs = movers.cs;
    item.submitters = movers.submitters.iter().enumerate().map(|(at, name)| spelled(name, at, &signed)).collect();
    item.replaces = replaced(&title, &stuk.dossier);
    item.nummers = vec![Nummer::Kamerstuk(stuk)];
    Some(item)
}

/// Returns the paragraphs of a motie, and the names below it.
fn parts(text: &Text) -> (Vec<&str>, Vec<&str>) {
    let lines: Vec<&str> = text.body.lines().collect();
    let opens = lines.iter().position(|line| line.starts_with("De Kamer")).unwrap_or(0);
    let closes = lines.iter().rposition(|line| line.contains("gaat over tot de orde van de dag"));
    let closes = closes.unwrap_or(lines.len().saturating_sub(1));
    let said = lines.get(opens..=closes).unwrap_or_default().to_vec();
    (said, lines.get(closes + 1..).unwrap_or_default().to_vec())
}

/// Returns what a motie asks, in a line: its dictum, without "verzoekt de regering".
fn subject(said: &[&str]) -> Option<String> {
    let from = said.iter().position(|line| {
        let first = line.trim_start_matches(['-', ' ']).split([' ', ',']).next().unwrap_or("");
        ASKS.contains(&first)
    })?;
    let until = said.iter().rposition(|line| line.contains("gaat over tot de orde")).unwrap_or(said.len());
    let asked = in_one_line(&said.get(from..until)?.join(" "));
    let bare = asked
        .strip_prefix("verzoekt de regering")
        .map_or(asked.as_str(), |rest| rest.trim_start_matches([',', ' ', ':', '•', '–', '-']));
    let bare = bare.trim_end_matches([',', ';', ' ', '.']);
    if bare.chars().count() <= LONGEST {
        return Some(bare.to_owned());
    }
    let cut: String = bare.chars().take(LONGEST).collect();
    Some(format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole)))
}

/// Returns a name as it is spelled below the motie, or with capitals where a name has them. A slip in the title is set right by the
/// name that stands in its place below.
fn spelled(name: &str, at: usize, signed: &[&str]) -> String {
    let name = name.trim();
    let bare = |line: &str| line.trim().trim_end_matches(['.', ',']).to_owned();
    let small = |line: &str| bare(line).to_lowercase();
    let same = signed.iter().find(|line| small(line) == name);
    let slip = || {
        let near = |line: &&&str| {
            let shared = small(line).chars().zip(name.chars()).take_while(|(one, other)| one == other).count();
            !small(line).starts_with(name) && (strsim::osa_distance(&small(line), name) <= 2 || shared >= 5)
        };
        signed.get(at).filter(near)
    };
    if let Some(line) = same.or_else(slip) {
        return bare(line);
    }
    let small = ["van", "de", "der", "den", "het", "ten", "ter", "el", "al", "in", "'t"];
    let mut spelled = String::new();
    for (index, word) in name.split(' ').enumerate() {
        let capital = index == 0 || !small.contains(&word);
        for (part, piece) in word.split('-').enumerate() {
            if part > 0 {
                spelled.push('-');
            } else if index > 0 {
                spelled.push(' ');
            }
            let mut letters = piece.chars();
            match letters.next().filter(|_| capital) {
                Some(first) => spelled.extend(first.to_uppercase().chain(letters)),
                None => spelled.push_str(piece),
            }
        }
    }
    spelled
}

/// Returns which motie a changed one replaces: "TER VERVANGING VAN DIE GEDRUKT ONDER NR. 12".
fn replaced(title: &str, dossier: &str) -> Option<String> {
    let upper = title.to_uppercase();
    let at = ["VERVANGING VAN", "T.V.V."].iter().find_map(|words| upper.find(words))?;
    let number: String =
        upper[at..].chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    (!number.is_empty()).then(|| format!("{dossier}-{number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(title: &str, asks: &str, names: &str) -> String {
        let names: String = names.split(',').map(|name| format!("<al>{name}</al>")).collect();
        format!(
            "<?xml version='1.0'?><officiele-publicatie><kamerstuk><kamerstukkop><tekstregel inhoud='kamernummer'>2</tekstregel></kamerstukkop><dossier><dossiernummer><dossiernr>36 998</dossiernr></dossiernummer><titel>Zeesluizen en vaarwegen</titel></dossier><stuk><stuknr>Nr. <ondernummer kamer='2'>12</ondernummer></stuknr><titel>{title}</titel><datumtekst>Voorgesteld <datum isodatum='2025-03-20'>20 maart 2025</datum></datumtekst><algemeen><vrije-tekst><tekst><al>De Kamer,</al><al>gehoord de beraadslaging,</al><al>overwegende dat dijken wind vangen;</al><al>{asks}</al><al>en gaat over tot de orde van de dag.</al><al-groep>{names}</al-groep></tekst></vrije-tekst></algemeen></stuk></kamerstuk></officiele-publicatie>"
        )
    }

    fn item(title: &str, asks: &str, names: &str) -> Option<Item> {
        match record("kst.xml", paper(title, asks, names).as_bytes(), 1).unwrap() {
            Record::Item(item) => Some(item.item),
            _ => None,
        }
    }

    #[test]
    fn a_publication_is_a_motie_with_its_number_movers_day_and_dictum() {
        let motie = item(
            "MOTIE VAN DE LEDEN VAN DALEN EN EL FASSI C.S.",
            "verzoekt de regering, kleine windmolens op dijken toe te staan,",
            "Van Dalen,El Fassi,Smit",
        )
        .unwrap();
        assert_eq!(motie.nummers[0].key(), "36998-12");
        assert_eq!((motie.submitters.join("/").as_str(), motie.cs), ("Van Dalen/El Fassi", true));
        assert_eq!(motie.made_on, NaiveDate::from_ymd_opt(2025, 3, 20));
        assert_eq!(motie.subject, "kleine windmolens op dijken toe te staan");
        assert!(motie.text.contains("overwegende dat dijken wind vangen;"));
    }

    #[test]
    fn a_changed_motie_names_the_one_it_replaces() {
        let motie = item(
            "GEWIJZIGDE MOTIE VAN HET LID DE WIT-JANSEN TER VERVANGING VAN DIE GEDRUKT ONDER NR. 9",
            "spreekt uit dat dijken hoog zijn,",
            "",
        )
        .unwrap();
        assert_eq!((motie.gewijzigd, motie.replaces.as_deref()), (1, Some("36998-9")));
        assert_eq!(
            (motie.submitters.join("/").as_str(), motie.subject.as_str()),
            ("De Wit-Jansen", "spreekt uit dat dijken hoog zijn")
        );
    }

    #[test]
    fn other_papers_and_files_are_passed_over() {
        assert!(item("BRIEF VAN DE MINISTER OVER DE MOTIE VAN DALEN", "verzoekt", "").is_none());
        assert!(matches!(record("x", b"Geachte voorzitter", 1).unwrap(), Record::Passed));
        assert!(record("x", b"<officiele-publicatie><kamerstuk", 1).is_err());
    }
}
