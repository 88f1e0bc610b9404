//! Prompts: the only file that talks to a person at a terminal.

use crate::error::{Error, Result};
use crate::model::evidence::in_one_line;
use crate::model::mapping::Field;
use crate::model::place::Place;
use crate::model::proposal::{Proposal, Verdict};
use crate::model::why::in_dutch;
use crate::render::{Look, wrapped};
use crate::report::Lang;
use crate::review::{Judgement, Reviewer, change_in_words};
use console::{Key, Term};
use dialoguer::theme::ColorfulTheme;
use dialoguer::{Input, Select};

fn failed(cause: dialoguer::Error) -> Error {
    Error::input(format!("the prompt was broken off ({cause})"))
        .hint("nothing was recorded; give the answers as flags")
        .more("person")
}

/// Asks to choose one of some words.
pub(super) fn choose<'a>(question: &str, words: &[&'a str]) -> Result<&'a str> {
    let chosen = Select::with_theme(&ColorfulTheme::default())
        .with_prompt(question)
        .items(words)
        .default(0)
        .interact_opt()
        .map_err(failed)?;
    let stopped = || Error::input("the prompt was broken off").hint("nothing was recorded").more("person");
    chosen.and_then(|index| words.get(index).copied()).ok_or_else(stopped)
}

/// What a person says of the columns of a list.
pub(super) enum Columns {
    /// They are as shown.
    Accept,
    /// A column is another field, or is left out.
    Change(usize, Option<Field>),
    /// The list is not taken in.
    Stop,
}

/// Asks whether the columns of a list are as shown; `sure` says whether they may be accepted.
pub(super) fn columns(heads: &[String], sure: bool, lang: Lang) -> Result<Columns> {
    let question = lang.pick("Zijn dit de kolommen?", "Are these the columns?");
    let (accept, change, stop) =
        (lang.pick("ja", "accept"), lang.pick("een kolom veranderen", "change a column"), lang.pick("stoppen", "stop"));
    let choices = if sure { vec![accept, change, stop] } else { vec![change, stop] };
    match choose(question, &choices)? {
        chosen if chosen == stop => Ok(Columns::Stop),
        chosen if chosen == accept => Ok(Columns::Accept),
        _ => {
            let heads: Vec<String> =
                (1..).zip(heads).map(|(place, head)| format!("{place} {}", in_one_line(head))).collect();
            let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
            let head = choose(lang.pick("Kolom", "Column"), &heads)?;
            let column = heads.iter().position(|other| *other == head).unwrap_or_default();
            let left_out = lang.pick("- (weglaten)", "- (left out)");
            let fields: Vec<&str> = Field::ALL.into_iter().map(Field::word).chain([left_out]).collect();
            Ok(Columns::Change(column, Field::of_word(choose(lang.pick("Wordt", "Becomes"), &fields)?)))
        }
    }
}

/// Asks for words; may be left empty where they are not needed.
pub(super) fn words(question: &str, needed: bool) -> Result<String> {
    let theme = ColorfulTheme::default();
    let input = Input::<String>::with_theme(&theme).with_prompt(question).allow_empty(!needed);
    input.interact_text().map(|words| words.trim().to_owned()).map_err(failed)
}

/// What the keys do.
const KEYS_NL: &str = "  [j]a, overnemen  [n]ee, afwijzen  [s]la over (Enter)  [t]erug naar de vorige  [q] stoppen > ";
const KEYS_EN: &str = "  [a]ccept  [r]eject  [s]kip (default)  [u]ndo last  [q]uit > ";

/// A person at the terminal, who judges with single keys.
pub(super) struct Person<'a> {
    /// Who it is.
    pub(super) name: String,
    /// How it may look.
    pub(super) look: Look,
    /// The language it is asked in.
    pub(super) lang: Lang,
    /// The paragraph around each proposal's sentence, by its fingerprint.
    pub(super) paragraph: &'a dyn Fn(&Proposal) -> Option<(String, String)>,
    /// The terminal.
    pub(super) term: Term,
}

impl Reviewer for Person<'_> {
    fn judge(&mut self, proposal: &Proposal, number: usize, count: usize) -> Result<Judgement> {
        let broken = |cause: std::io::Error| {
            Error::input(format!("the review was broken off ({cause})"))
                .hint("nothing of this review was recorded; run gestand review again")
                .more("person")
        };
        self.term.write_line(&self.shown(proposal, number, count)).map_err(broken)?;
        loop {
            self.term.write_str(self.lang.pick(KEYS_NL, KEYS_EN)).map_err(broken)?;
            let key = self.term.read_key().map_err(broken)?;
            // The keys of both languages always work.
            let ((nl, en), judgement) = match key {
                Key::Char('a' | 'A' | 'j' | 'J' | 'y') => {
                    (("overgenomen", "accept"), Judgement::Verdict(Verdict::Accept, None))
                }
                Key::Char('r' | 'R' | 'n' | 'N') => {
                    (("afgewezen", "reject"), Judgement::Verdict(Verdict::Reject, None))
                }
                Key::Char('s' | 'S' | ' ') | Key::Enter => {
                    (("overgeslagen", "skip"), Judgement::Verdict(Verdict::Skip, None))
                }
                Key::Char('u' | 'U' | 't' | 'T') | Key::Backspace => (("terug", "undo"), Judgement::Back),
                Key::Char('q' | 'Q') | Key::Escape => (("gestopt", "quit"), Judgement::Stop),
                Key::CtrlC => return Err(broken(std::io::ErrorKind::Interrupted.into())),
                _ => {
                    self.term.write_line("?").map_err(broken)?;
                    continue;
                }
            };
            self.term.write_line(self.lang.pick(nl, en)).map_err(broken)?;
            return Ok(judgement);
        }
    }

    fn name(&self) -> &str {
        &self.name
    }
}

impl Person<'_> {
    /// Returns where the sentence stands.
    fn place(&self, proposal: &Proposal) -> String {
        if self.lang == Lang::Nl {
            return proposal.quote.place_in_words();
        }
        match proposal.quote.place {
            None => format!("line {}", proposal.quote.line),
            Some(Place::Page { page, line }) => format!("page {page}, line {line}"),
            Some(Place::Paragraph { number }) => format!("paragraph {number}"),
            Some(Place::Row { table, row }) => format!("table {table}, row {row}"),
            Some(Place::Note { number }) => format!("note {number}"),
            Some(Place::Element { number, line }) => format!("paragraph {number}, line {line} of the file"),
        }
    }

    fn shown(&self, proposal: &Proposal, number: usize, count: usize) -> String {
        let bold = |words: &str| if self.look.colour { format!("\u{1b}[1m{words}\u{1b}[0m") } else { words.to_owned() };
        let certain = match proposal.certain {
            true => self.lang.pick("zeker", "certain"),
            false => self.lang.pick("niet zeker", "not certain"),
        };
        let mut lines = vec![
            String::new(),
            format!("[{number}/{count}] {}  {}  ({certain})", bold(&proposal.label), change_in_words(proposal)),
            format!("  {}, {}:", in_one_line(&proposal.brief), self.place(proposal)),
        ];
        let quote = proposal.quote.in_one_line();
        let marked = if self.look.colour { bold(&quote) } else { format!("»{quote}«") };
        let (before, after) = (self.paragraph)(proposal).unwrap_or_default();
        lines.push(wrapped(&format!("{before} {marked} {after}"), "    ", self.look.width));
        let told = |why: &String| if self.lang == Lang::Nl { in_dutch(why) } else { why.clone() };
        lines.extend(proposal.why.iter().map(|why| format!("  - {}", in_one_line(&told(why)))));
        lines.join("\n")
    }
}
