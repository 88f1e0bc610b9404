//! Measures how well subject lines of letters are resolved to moties and debates of the open data:
//! `cargo run --release --example measure_resolution -- --moties FILE --debates FILE --lines FILE`.
//!
//! The files are JSON lines of the Tweede Kamer's open data, gzip or not: Zaak of Soort Motie (several `--moties` are taken in one
//! after the other), Activiteit, and Zaak of Soort Brief regering. Prints one JSON object: the figures, and the misses by cause.
//! - A Kamerstuk is exact when the number printed as "(Kamerstuk 36998-VII-12)" is read, and no other from those brackets.
//! - A motie is resolved with every number blanked out of its line, given the day of the letter and the title of its dossier. It is right when the item found bears the number that was
//!   blanked (lines about answers to questions are left out: their number is that of the letter asked about); of items whose dossier the open data leave out, when the number within the dossier (Volgnummer) is that number's.
//!   Of a motie that was changed only the newest version is owed, and a line may give the number of any: the newest is right where the
//!   register links it to the motie of that number ("t.v.v."); "exact" counts those that bear the very number.
//! - A debate with a day is right when the Activiteit is of that day, took place, and is of the kind that the line names.

use chrono::NaiveDate;
use gestand::desk;
use gestand::find::{kamerstuk, reading};
use gestand::ledger::{Ledger, Stamp};
use gestand::model::brief::{Brief, Form};
use gestand::model::debat::Debat;
use gestand::model::item::{Item, Kind};
use gestand::model::nummer::{Kamerstuk, Nummer};
use gestand::model::people::{Alike, alike, name_key};
use gestand::model::query::{DebatQuery, Filter};
use gestand::model::reading::Named;
use gestand::model::source::SourceDebat;
use gestand::model::standing::Standing;
use gestand::model::status::Rule;
use gestand::read::Text;
use gestand::resolve::Resolution;
use regex::Regex;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let mut files: HashMap<String, Vec<String>> = HashMap::new();
    let mut words = std::env::args().skip(1);
    while let Some(flag) = words.next() {
        files.entry(flag).or_default().push(words.next().ok_or("a flag without a file")?);
    }
    let of = |flag: &str| files.get(flag).cloned().unwrap_or_default();
    if of("--lines").is_empty() {
        writeln!(std::io::stdout(), "skipped: give --moties FILE --debates FILE --lines FILE")?;
        return Ok(());
    }
    let mut ledger = Ledger::in_memory(Rule::Ontvangst)?;
    let stamp = Stamp { moment: "2025-12-31T00:00:00Z".parse()?, actor: "measure".into() };
    let mut volgnummers = HashMap::new();
    for file in of("--moties").iter().chain(&of("--debates")) {
        let mut records = gestand::intake::open(file.as_ref(), |_, _, _| None)?;
        ledger.take_in(&mut records, &stamp, &mut |_| {})?;
    }
    for file in of("--moties") {
        each_line(&file, |record| {
            if let (Some(nummer), Some(volgnummer)) = (record["Nummer"].as_str(), record["Volgnummer"].as_i64()) {
                volgnummers.insert(nummer.to_owned(), volgnummer.to_string());
            }
        })?;
    }
    let mut numbered: HashMap<String, Vec<(Item, u32)>> = HashMap::new();
    for standing in ledger.list(&Filter::default())? {
        let numbers = standing.item.nummers.iter().map(ToString::to_string);
        let Some(number) = numbers.into_iter().find_map(|number| volgnummers.get(&number).cloned()) else { continue };
        numbered.entry(number).or_default().push((standing.item, standing.no));
    }
    let mut measure = Measure { ledger, volgnummers, numbered, figures: Figures::default() };
    for file in of("--lines") {
        let mut lines = Vec::new();
        each_line(&file, |record| {
            let text = record["Onderwerp"].as_str().map(str::to_owned);
            let day = record["GestartOp"].as_str().and_then(|day| day.get(..10)?.parse().ok());
            let title = record["Titel"].as_str().map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
            lines.extend(text.zip(day).map(|(text, day)| (text, day, title)));
        })?;
        for (text, day, title) in lines {
            measure.line(&text, day, title)?;
        }
    }
    writeln!(std::io::stdout(), "{}", serde_json::to_string_pretty(&measure.figures.report())?)?;
    Ok(())
}

/// Calls for each record of a file of JSON lines, packed or not.
fn each_line(file: &str, mut take: impl FnMut(Value)) -> Outcome<()> {
    let mut start = [0; 2];
    std::fs::File::open(file)?.read_exact(&mut start)?;
    let plain = std::fs::File::open(file)?;
    let reader: Box<dyn Read> =
        if start == [0x1f, 0x8b] { Box::new(flate2::read::MultiGzDecoder::new(plain)) } else { Box::new(plain) };
    for line in BufReader::new(reader).lines() {
        take(serde_json::from_str(&line?)?);
    }
    Ok(())
}

/// Right, wrong and missed, with examples of what went wrong by cause.
#[derive(Default)]
struct Count {
    all: usize,
    resolved: usize,
    right: usize,
    certain: usize,
    /// Of those right, the ones that bear the very number printed, not a later version.
    exact: usize,
    certain_right: usize,
    /// Those that, with their number hidden, are named by movers alone.
    bare: usize,
    misses: BTreeMap<&'static str, Vec<String>>,
}

impl Count {
    fn miss(&mut self, cause: &'static str, example: String) {
        self.misses.entry(cause).or_default().push(example);
    }

    fn report(&self) -> Value {
        let share =
            |part: usize, whole: usize| if whole == 0 { Value::Null } else { json!(part as f64 / whole as f64) };
        let misses: BTreeMap<&str, Value> = self
            .misses
            .iter()
            .map(|(cause, examples)| {
                (*cause, json!({"count": examples.len(), "some": examples.iter().take(200).collect::<Vec<_>>()}))
            })
            .collect();
        json!({
            "all": self.all, "resolved": self.resolved, "right": self.right, "exact": self.exact, "certain": self.certain, "certain_right": self.certain_right,
            "without_a_subject": self.bare,
            "right_of_resolved": share(self.right, self.resolved), "resolved_of_all": share(self.resolved, self.all),
            "misses": misses,
        })
    }
}

#[derive(Default)]
struct Figures {
    lines: usize,
    kamerstuk: Count,
    moties: Count,
    debates: Count,
}

impl Figures {
    fn report(&self) -> Value {
        json!({
            "lines": self.lines, "kamerstuk": self.kamerstuk.report(), "moties": self.moties.report(), "debates": self.debates.report(),
        })
    }
}

struct Measure {
    ledger: Ledger,
    /// The number within its dossier of each Zaak.
    volgnummers: HashMap<String, String>,
    /// The moties of each number within a dossier.
    numbered: HashMap<String, Vec<(Item, u32)>>,
    figures: Figures,
}

impl Measure {
    fn line(&mut self, text: &str, day: NaiveDate, title: Option<String>) -> Outcome<()> {
        self.figures.lines += 1;
        self.kamerstukken(text);
        let seen = items(text, day);
        // "Antwoorden op vragen over de reactie op de motie … (Kamerstuk …)" gives the number of the letter that was asked about.
        let asks = Regex::new(
            r"(?i)^\W*(?:uitstel (?:van )?)?(?:de )?(?:beantwoording|antwoord(?:en)?|lijst van vragen|nazending)\b",
        )
        .expect("compiles");
        // Blanks of the same length leave every place as it was.
        let hidden = items(&blanked(text), day);
        for named in seen.iter().filter(|named| named.kind == Kind::Motie && !asks.is_match(text)) {
            let Some(stuk) = &named.kamerstuk else { continue };
            let Some(blind) =
                hidden.iter().find(|blind| blind.kind == Kind::Motie && blind.quote.start == named.quote.start)
            else {
                self.figures.moties.miss("not counted: named by nothing but its number", text.to_owned());
                continue;
            };
            if blind.submitters.is_empty() && blind.subject.is_none() {
                self.figures.moties.miss("not counted: named by nothing but its number", text.to_owned());
                continue;
            }
            self.motie(text, day, title.clone(), stuk, blind.clone())?;
        }
        for named in seen.into_iter().filter(|named| named.debate.as_ref().is_some_and(|debat| debat.datum.is_some())) {
            self.debate(text, day, named)?;
        }
        Ok(())
    }

    /// Compares the numbers in "(Kamerstuk …)" with those that are read there.
    fn kamerstukken(&mut self, text: &str) {
        let printed = Regex::new(r"\(Kamerstuk (\d{5}(?:-[A-Z]+|-\(?R\d+\)?|-\d\d)?-\d{1,4})\)").expect("compiles");
        // The R-number of a dossier of the Kingdom is no part of the Kamerstuk's own.
        let kingdom = Regex::new(r"-\(?R\d+\)?").expect("compiles");
        let read = kamerstuk::find(text);
        for found in printed.captures_iter(text) {
            let brackets = found.get(0).map(|all| all.range()).unwrap_or_default();
            let there: Vec<String> = read
                .iter()
                .filter(|stuk| brackets.contains(&stuk.span.start))
                .flat_map(|stuk| stuk.stukken.iter().map(Kamerstuk::to_string))
                .collect();
            let count = &mut self.figures.kamerstuk;
            count.all += 1;
            count.resolved += usize::from(!there.is_empty());
            if there == [kingdom.replace(&found[1], "").into_owned()] {
                count.right += 1;
            } else {
                count.miss("read otherwise", format!("{} read as {there:?}", &found[1]));
            }
        }
    }

    fn motie(
        &mut self,
        text: &str,
        day: NaiveDate,
        dossier_title: Option<String>,
        stuk: &Kamerstuk,
        mut blind: Named,
    ) -> Outcome<()> {
        if !self.knows(stuk, &blind) {
            self.figures.moties.miss("not counted: the open data lack it", text.to_owned());
            return Ok(());
        }
        self.figures.moties.all += 1;
        self.figures.moties.bare += usize::from(blind.subject.is_none());
        let letter = Brief { date: Some(day), dossier_title, ..Brief::default() };
        let resolution = desk::look_up(&mut blind, &letter, &self.ledger)?;
        let about = format!("{day} {text} · {stuk} · {:?} about {:?}", blind.submitters, blind.subject);
        match resolution {
            Resolution::One { standing, certain, .. } => {
                let exact = self.bears(&standing, stuk);
                let older = !exact && self.replaced(&standing, stuk)?;
                let right = exact || older;
                let count = &mut self.figures.moties;
                count.resolved += 1;
                count.right += usize::from(right);
                count.certain += usize::from(certain);
                count.certain_right += usize::from(certain && right);
                count.exact += usize::from(exact);
                if older {
                    let cause = "no miss: the number is that of an earlier version of the motie that was found";
                    count.miss(cause, format!("{about} → {} {}", standing.label(), standing.item.subject));
                }
                if !right {
                    let cause = if certain { "another motie, called certain" } else { "another motie" };
                    count.miss(cause, format!("{about} → {} {}", standing.label(), standing.item.subject));
                }
            }
            Resolution::Several { standings, .. } => {
                let there = standings.iter().any(|standing| self.bears(standing, stuk));
                let cause =
                    if there { "several, the right one among them" } else { "several, the right one not among them" };
                let shown = |one: &Standing| {
                    let right = if self.bears(one, stuk) { "✓ " } else { "" };
                    format!("{right}{} ({}x gewijzigd) {}", one.label(), one.item.gewijzigd, one.item.subject)
                };
                let shown: Vec<String> = standings.iter().map(shown).collect();
                self.figures.moties.miss(cause, format!("{about} → {}", shown.join(" | ")));
            }
            Resolution::None { .. } => self.figures.moties.miss("none", about),
        }
        Ok(())
    }

    /// Tells whether the register has a motie of that number within any dossier, of the line's movers and with a word of its
    /// subject: the open data lack many moties, and what is not there cannot be found.
    fn knows(&self, stuk: &Kamerstuk, blind: &Named) -> bool {
        let of_movers = |item: &Item| {
            let known: Vec<String> = item.submitters.iter().map(|name| name_key(name)).collect();
            let named = |name: &String| known.iter().any(|key| alike(&name_key(name), key) != Alike::No);
            known.is_empty() || blind.submitters.is_empty() || blind.submitters.iter().any(named)
        };
        let subject = blind.subject.as_deref().unwrap_or("").to_lowercase();
        let words: Vec<&str> = subject.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() >= 5).collect();
        let of_subject = |item: &Item| {
            let whole = format!("{} {}", item.subject, item.text).to_lowercase();
            words.is_empty() || words.iter().any(|word| whole.contains(word))
        };
        self.numbered
            .get(&stuk.nummer)
            .is_some_and(|items| items.iter().any(|(item, _)| of_movers(item) && of_subject(item)))
    }

    fn bears(&self, standing: &Standing, stuk: &Kamerstuk) -> bool {
        let stukken: Vec<&Kamerstuk> = standing
            .item
            .nummers
            .iter()
            .filter_map(|nummer| if let Nummer::Kamerstuk(known) = nummer { Some(known) } else { None })
            .collect();
        if !stukken.is_empty() {
            return stukken.contains(&stuk);
        }
        let volgnummer = standing.item.nummers.iter().find_map(|nummer| self.volgnummers.get(&nummer.to_string()));
        volgnummer.is_some_and(|known| *known == stuk.nummer)
    }

    /// Tells whether an item took the place of the motie of a number, directly or over others, by the register's own links.
    fn replaced(&self, standing: &Standing, stuk: &Kamerstuk) -> Outcome<bool> {
        let all = self.numbered.get(&stuk.nummer).into_iter().flatten();
        let olds: Vec<u32> = all.filter(|(_, no)| *no != standing.no).map(|(_, no)| *no).collect();
        for no in olds {
            let Some(older) = self.ledger.standing(no)? else { continue };
            if self.bears(&older, stuk) && self.ledger.newest(older)?.no == standing.no {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn debate(&mut self, text: &str, day: NaiveDate, mut named: Named) -> Outcome<()> {
        let Some(written) = named.debate.clone() else { return Ok(()) };
        self.figures.debates.all += 1;
        let letter = Brief { date: Some(day), ..Brief::default() };
        desk::look_up(&mut named, &letter, &self.ledger)?;
        let about = format!("{day} {text} · {written:?}");
        let Some(nummer) = named.debate.as_ref().and_then(|debat| debat.nummer.clone()) else {
            self.figures.debates.miss(self.why_none(&written)?, about);
            return Ok(());
        };
        let chosen = self.ledger.debate(&nummer)?.ok_or("a debate that the register does not know")?;
        if self.of_that_day(&written)?.iter().filter(|one| written.is_of_kind(&one.debat)).count() > 1 {
            let chosen = format!("{about} → {}", chosen.debat.in_words());
            self.figures
                .debates
                .miss("no miss: chosen among several of that day and kind, for a person to judge", chosen);
        }
        let count = &mut self.figures.debates;
        count.resolved += 1;
        let held = !matches!(chosen.status.as_str(), "Verplaatst" | "Geannuleerd" | "Vervallen");
        let same_kind = written.soort.is_none() || chosen.debat.soort.is_none() || written.is_of_kind(&chosen.debat);
        if chosen.debat.datum == written.datum && held && same_kind {
            count.right += 1;
        } else {
            count.miss("another debate", format!("{about} → {:?} {}", chosen.debat, chosen.status));
        }
        Ok(())
    }
}

impl Measure {
    fn of_that_day(&self, written: &Debat) -> Outcome<Vec<SourceDebat>> {
        let query = DebatQuery {
            soort: None,
            words: Vec::new(),
            datum: written.datum,
            not_before: None,
            not_after: None,
            limit: 200,
        };
        Ok(self.ledger.debates(&query)?)
    }

    /// Says why a debate with a day was not found.
    fn why_none(&self, written: &Debat) -> Outcome<&'static str> {
        let that_day = self.of_that_day(written)?;
        Ok(match (that_day.is_empty(), that_day.iter().any(|one| written.is_of_kind(&one.debat))) {
            (true, _) => "no debate that day",
            (_, false) => "no debate of that kind that day",
            _ if written.onderwerp.is_none() => "several that day, and the line gives no subject",
            _ => "the subject did not choose",
        })
    }
}

/// Reads the items of a subject line of a letter of a day.
fn items(text: &str, day: NaiveDate) -> Vec<Named> {
    let letter = Brief { date: Some(day), ..Brief::default() };
    reading::read_as(&Text::new("line", text), letter, Form::Kamerbrief).items
}

/// Returns a line with every Kamerstuk in it blanked out, brackets too.
fn blanked(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for found in kamerstuk::find(text) {
        let (mut start, mut end) = (found.span.start, found.span.end);
        if bytes[..start].ends_with(b"(") && bytes[end..].starts_with(b")") {
            (start, end) = (start - 1, end + 1);
        }
        bytes[start..end].fill(b' ');
    }
    // Of "(36998-1 en 36998-2)" nothing but the brackets and the word between is left.
    let emptied = Regex::new(r"\((?: |en|,)*\)").expect("compiles");
    let blank = String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned());
    emptied.replace_all(&blank, |all: &regex::Captures<'_>| " ".repeat(all[0].len())).into_owned()
}
