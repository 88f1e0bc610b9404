//! What every command shares: the register, the day, the look of the output.

use super::guard;
use crate::error::{Error, Result};
use crate::find::phrase;
use crate::ledger::{Ledger, Stamp, Wait};
use crate::model::datum;
use crate::model::evidence::in_one_line;
use crate::model::nummer::Nummer;
use crate::model::standing::Standing;
use crate::read;
use crate::render::{Format, Look, json};
#[cfg(feature = "sync")]
use crate::sync::OnPause;
use chrono::{DateTime, Local, NaiveDate, TimeDelta, Utc};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Options of every command.
#[derive(Debug, clap::Args)]
pub(super) struct Shared {
    /// The register file
    #[arg(long, global = true, value_name = "FILE", env = "GESTAND_REGISTER", default_value = "register.db")]
    register: PathBuf,
    /// The day to take for today (2026-01-31)
    #[arg(long, global = true, value_name = "DATE")]
    today: Option<String>,
    /// Who records or decides; else the name of the user
    #[arg(long, global = true, value_name = "NAME", env = "GESTAND_REVIEWER")]
    reviewer: Option<String>,
    /// A folder with phrases of your own, read with the built-in ones (<meaning>/<phrase>.toml)
    #[arg(long, global = true, value_name = "FOLDER", env = "GESTAND_PHRASES")]
    own_phrases: Option<PathBuf>,
    /// How long another program that writes to the register is waited for
    #[arg(long, global = true, value_name = "SECONDS", env = "GESTAND_WAIT", default_value = "60", value_parser = clap::value_parser!(u32).range(..=86_400))]
    wait: u32,
    /// Say nothing but the answer
    #[arg(long, short, global = true)]
    quiet: bool,
}

/// A run of the program.
pub(super) struct Session {
    /// The register's file.
    pub(super) register: PathBuf,
    /// Today, or the day taken for it.
    pub(super) today: NaiveDate,
    /// Who is named as the one who decides, where one is.
    pub(super) reviewer: Option<String>,
    quiet: bool,
    look: Look,
    wait: Duration,
    /// When the register was last written before it was read as it stands.
    read_at: Cell<Option<(SystemTime, u64)>>,
    /// The pages that say more of what was told, each once.
    pages: RefCell<Vec<&'static str>>,
}

impl Session {
    pub(super) fn new(shared: Shared) -> Result<Self> {
        let today = match shared.today {
            Some(text) => day(&text, "--today")?,
            None => Local::now().date_naive(),
        };
        if let Some(folder) = &shared.own_phrases {
            let phrases = read::phrases::load(folder)?;
            phrase::add(phrases).map_err(|cause| {
                Error::input(cause).in_file(folder).hint(
                    "a phrase is words and four marks, (a|b) [maybe] {slot} and a blank; CONTRIBUTING.md shows one",
                )
            })?;
        }
        let terminal = std::io::stdout().is_terminal();
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var("TERM").is_ok_and(|term| term == "dumb");
        let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let measured = terminal.then(|| console::Term::stdout().size_checked().map(|(_, columns)| columns)).flatten();
        let width = measured.or(columns).unwrap_or(Look::default().width).clamp(40, 200);
        let look = Look { width, colour: terminal && !plain };
        Ok(Self {
            register: shared.register,
            today,
            reviewer: shared.reviewer,
            quiet: shared.quiet,
            look,
            wait: Duration::from_secs(shared.wait.into()),
            read_at: Cell::new(None),
            pages: RefCell::default(),
        })
    }

    /// Opens the register for writing, and says what is odd about where and when it is written.
    pub(super) fn ledger(&self) -> Result<Ledger> {
        let ledger = Ledger::open_waiting(&self.register, self.waiting())?;
        if let Some(share) = ledger.share() {
            self.remark(&on_share(&self.register, share));
        }
        if let Some(last) = ledger.last_recorded()? {
            self.remark_clock(&last);
        }
        Ok(ledger)
    }

    /// Opens the register for reading, as it is at this moment.
    pub(super) fn ledger_read(&self) -> Result<Ledger> {
        let ledger = Ledger::open_read_waiting(&self.register, self.waiting())?;
        if ledger.is_as_it_stands() {
            self.remark(&format!(
                "{}: nothing can be kept beside it, so it is read as it stands",
                self.register.display()
            ));
            self.read_at.set(seen(&self.register));
        }
        // All that one command shows is of one moment.
        ledger.hold_view()?;
        Ok(ledger)
    }

    /// Holds that a register that was read as it stands was not written to meanwhile.
    pub(super) fn end(&self) -> Result<()> {
        let before = self.read_at.get();
        if before.is_none() || before == seen(&self.register) {
            return Ok(());
        }
        Err(Error::machine("was written to while it was read; what was shown may be wrong")
            .in_file(&self.register)
            .hint("run this again, or copy the register to a folder of your own"))
    }

    /// Returns how long another program that writes is waited for, and what then is said.
    fn waiting(&self) -> Wait {
        let (quiet, register) = (self.quiet, self.register.clone());
        Wait::new(self.wait, move |most| {
            if !quiet {
                remark(&format!(
                    "{}: another program is writing to it; waiting for it, {} s at the most",
                    register.display(),
                    most.as_secs_f32()
                ));
            }
        })
    }

    /// Says so where the clock is behind the last event. A minute is no fault: two machines never agree to the second.
    fn remark_clock(&self, last: &str) {
        let now = Utc::now();
        if last.parse::<DateTime<Utc>>().is_ok_and(|last| last > now + TimeDelta::minutes(1)) {
            self.remark(&format!(
                "the clock says {}, but the last event was recorded at {last}: one of the two is wrong; events keep the order of their numbers",
                now.format("%Y-%m-%dT%H:%M:%SZ")
            ));
        }
    }

    /// Returns how output may look.
    pub(super) fn look(&self) -> Look {
        self.look
    }

    /// Returns who records something now.
    pub(super) fn stamp(&self) -> Stamp {
        let user = || {
            ["USER", "LOGNAME", "USERNAME"]
                .iter()
                .find_map(|name| std::env::var(name).ok())
                .filter(|user| !user.is_empty())
        };
        let actor = self.reviewer.clone().or_else(user).unwrap_or_else(|| "onbekend".into());
        Stamp { moment: Utc::now(), actor }
    }

    /// Writes an answer in words to stdout; a reader that went away (`gestand log | head`) ends the writing, and is no error.
    pub(super) fn say(&self, text: &str) -> Result<()> {
        self.say_as_it_is(&for_log(text))
    }

    /// Writes an answer for programs to stdout, which itself holds nothing that a log obeys but what it should.
    pub(super) fn say_as_it_is(&self, text: &str) -> Result<()> {
        let mut stdout = std::io::stdout().lock();
        match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
            Err(cause) if cause.kind() != ErrorKind::BrokenPipe => {
                Err(Error::machine(format!("the output cannot be written ({cause})")).caused_by(cause))
            }
            _ => Ok(()),
        }
    }

    /// Writes a remark to stderr, in one line whatever it names; what cannot be written there is not worth stopping for.
    pub(super) fn remark(&self, text: &str) {
        if !self.quiet {
            remark(text);
        }
    }

    /// Writes a table to stderr, below a blank line.
    pub(super) fn remark_table(&self, table: &str) {
        if !self.quiet {
            let _ = write!(std::io::stderr(), "\n{}\n", for_log(table));
        }
    }

    /// Writes a line to stderr that may hold a link.
    pub(super) fn remark_plain(&self, line: &str) {
        if !self.quiet {
            let _ = writeln!(std::io::stderr(), "{line}");
        }
    }

    /// Keeps which page says more of what was told, so that it is named once when the command ends.
    pub(super) fn more(&self, page: &'static str) {
        let mut pages = self.pages.borrow_mut();
        if !pages.contains(&page) {
            pages.push(page);
        }
    }

    /// Returns the pages that say more of what was told.
    pub(super) fn pages(&self) -> Vec<&'static str> {
        self.pages.borrow().clone()
    }

    /// Tells an error that does not end the command.
    pub(super) fn tell(&self, error: &Error) {
        self.remark(&format!("gestand: {}", in_one_line(&error.to_string())));
        if let Some(hint) = error.hint_text() {
            self.remark(&format!("  hint: {}", in_one_line(hint)));
        }
        if let Some(page) = error.page() {
            self.more(page);
        }
    }

    /// Returns what tells why a source is asked again.
    #[cfg(feature = "sync")]
    pub(super) fn on_pause(&self) -> OnPause {
        let quiet = self.quiet;
        Box::new(move |what, pause| {
            if !quiet {
                remark(&format!("  {}; asking again in {} s", in_one_line(what), pause.as_secs_f32()));
            }
        })
    }

    /// Tells whether progress may be shown: stderr is a terminal, and nobody asked for quiet.
    pub(super) fn shows_progress(&self) -> bool {
        !self.quiet && std::io::stderr().is_terminal()
    }

    /// Tells whether a person can answer prompts.
    pub(super) fn has_person(&self) -> bool {
        std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
    }

    /// Writes values as JSON, one a line.
    pub(super) fn say_json<T: serde::Serialize>(&self, values: &[T]) -> Result<()> {
        let mut text = String::new();
        for value in values {
            text.push_str(&json::line(value)?);
            text.push('\n');
        }
        self.say_as_it_is(&text)
    }
}

/// Tells whether what is printed goes to a log of GitHub Actions.
pub(super) fn in_github_log() -> bool {
    std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true")
}

/// Returns words as they may stand where they are printed.
pub(super) fn for_log(text: &str) -> Cow<'_, str> {
    if in_github_log() { guard::harmless(text) } else { Cow::Borrowed(text) }
}

/// Returns when a file was last written, and how large it is.
fn seen(path: &Path) -> Option<(SystemTime, u64)> {
    let meta = std::fs::metadata(path).ok()?;
    Some((meta.modified().ok()?, meta.len()))
}

/// Returns what is said of a register that lies where other machines may write to it.
pub(super) fn on_share(register: &Path, share: &str) -> String {
    format!(
        "{}: on a share ({share}); the register is as safe there as the locks of that share, so let one machine write to it",
        register.display()
    )
}

/// Writes a remark to stderr, in one line, as far from the edge as it stands.
fn remark(text: &str) {
    let edge = &text[..text.len() - text.trim_start_matches(' ').len()];
    let _ = writeln!(std::io::stderr(), "{}", for_log(&format!("{edge}{}", in_one_line(text))));
}

/// Reads a reason: an auditor gets nothing from an empty one.
pub(super) fn reason(text: &str) -> std::result::Result<String, String> {
    let text = text.trim();
    if text.is_empty() { Err("say why, in a few words".into()) } else { Ok(text.to_owned()) }
}

/// Reads a format, as `--format` takes it where the answer is text.
pub(super) fn format(word: &str) -> std::result::Result<Format, String> {
    one_of(word, |format| format.is_text() && format.has_tables())
}

/// Reads a format, as `--format` takes it where the answer is a list.
pub(super) fn list_format(word: &str) -> std::result::Result<Format, String> {
    one_of(word, Format::has_tables)
}

/// Reads a format, as `--format` takes it where the answer is a report.
pub(super) fn any_format(word: &str) -> std::result::Result<Format, String> {
    one_of(word, |_| true)
}

fn one_of(word: &str, fits: fn(Format) -> bool) -> std::result::Result<Format, String> {
    let names: Vec<&str> = Format::ALL.iter().filter(|(_, format)| fits(*format)).map(|(name, _)| *name).collect();
    Format::of_word(word).filter(|format| fits(*format)).ok_or_else(|| format!("one of {}", names.join(", ")))
}

/// Returns a number of things in words: "1 item", "16 items".
pub(super) fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

/// Reads a day that a person typed.
pub(super) fn day(text: &str, option: &str) -> Result<NaiveDate> {
    datum::parse(text).ok_or_else(|| {
        Error::input(format!("{option}: \"{text}\" is not a day that exists"))
            .hint("write it as 2026-01-31 or 31-01-2026")
            .more("day")
    })
}

/// Returns the one item that bears a number.
pub(super) fn one_item(ledger: &Ledger, number: &str) -> Result<Standing> {
    let nummer = Nummer::parse(number)
        .ok_or_else(|| Error::input("no number was given").hint("see gestand list").more("item"))?;
    let mut found = ledger.find(&nummer)?;
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(Error::no(format!("the register has no item {nummer}")).hint(nearly(ledger, &nummer)?).more("item")),
        count => {
            Err(Error::no(format!("{count} items bear {nummer}")).hint("name it by its own number, #17").more("item"))
        }
    }
}

/// Returns where to look for an item that is not there: the items that may have been meant.
fn nearly(ledger: &Ledger, nummer: &Nummer) -> Result<String> {
    const MOST: usize = 3;
    const SUBJECT: usize = 50;
    let named = |standing: &Standing| {
        let subject: String = standing.item.subject.chars().take(SUBJECT).collect();
        let more = if subject.len() < standing.item.subject.len() { "…" } else { "" };
        format!("{} ({}{more})", standing.label(), subject.trim_end())
    };
    let near: Vec<String> = ledger.nearly(nummer, MOST)?.iter().map(named).collect();
    let look = "see gestand search WORDS, or gestand list";
    Ok(if near.is_empty() { look.to_owned() } else { format!("did you mean {}? else {look}", near.join(" or ")) })
}
