//! `gestand site`

use super::Answer;
use super::choice::Choice;
use super::folder::Folder;
use super::session::{Session, counted, day};
use crate::desk::life;
use crate::desk::material::{self, Ask};
use crate::error::{Error, Result};
use crate::ledger::Ledger;
use crate::model::people::field;
use crate::model::query::LeftOut;
use crate::model::standing::Standing;
use crate::render::html::{self, Around, item_page, named_page};
use crate::report::{self, Known, Lang, Life, Made, Material, Needs, Page, REPORTS, Report, Which};
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, mpsc};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder to make
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
    /// Take the place of an earlier site in that folder
    #[arg(long)]
    overwrite: bool,
    /// As of this day
    #[arg(long, value_name = "DATE")]
    per: Option<String>,
    /// The language of the pages: nl or en
    #[arg(long, default_value = "nl", value_parser = ["nl", "en"])]
    lang: String,
    #[command(flatten)]
    choice: Choice,
}

pub(super) fn run(args: Args, session: &mut Session) -> Result<Answer> {
    let per = args.per.as_deref().map(|text| day(text, "--per")).transpose()?;
    let lang = if args.lang == "en" { Lang::En } else { Lang::Nl };
    let ask = Ask {
        today: per.unwrap_or(session.today),
        as_of: per.is_some(),
        filter: args.choice.filter()?,
        selection: args.choice.words(lang),
        lang,
        ..Ask::default()
    };
    let ledger = session.ledger_read()?;
    let folder = Folder::begin(&args.to, args.overwrite)?;
    let count = Site::of(&ledger, ask, folder)?.write()?.done()?;
    session.remark(&format!("wrote {} to {}", counted(count, "page"), args.to.display()));
    Ok(Answer::Yes)
}

/// A site that is being made.
struct Site<'a> {
    ledger: &'a Ledger,
    ask: Ask,
    folder: Folder,
    /// What is owed, by the ministry that answers for it; gone when its pages are written.
    owed: BTreeMap<String, Vec<Standing>>,
    /// What every page is made of, without items.
    bare: Material,
    /// What each report is called, and where its page stands.
    reports: Vec<(String, String)>,
    /// The items that have a page, by what people call them.
    items: HashMap<String, u32>,
    /// The ministries that have a page.
    ministries: HashMap<String, String>,
}

/// Returns the reports of a site: those on something only where that was chosen.
fn made_of(ask: &Ask) -> impl Iterator<Item = &'static Report> {
    let has_subject = ask.filter.has_subject();
    REPORTS.iter().filter(move |report| has_subject || !report.needs.subject)
}

/// What the first page is made of: what is owed, and what was.
const COUNTED: Needs = Needs { which: Which::Counted, ..Needs::OWED };
/// How many items wait to be written at the most.
const WAITING: usize = 64;
/// Where they wait.
type Waiting = Mutex<mpsc::Receiver<(u32, Known)>>;

impl<'a> Site<'a> {
    fn of(ledger: &'a Ledger, ask: Ask, folder: Folder) -> Result<Self> {
        let mut counted = material::gather(ledger, COUNTED, &ask)?;
        let standings = std::mem::take(&mut counted.standings);
        let shown = |standing: &&Standing| standing.status.is_open() || standing.decided;
        let items = standings.iter().filter(shown).map(|standing| (standing.label(), standing.no)).collect();
        let owed = by_ministry(standings, ask.lang);
        // A report knows its title without any items.
        let page = |report: &Report| Ok(((report.make)(&counted)?.title, named_page("rapport", report.name)));
        let reports = made_of(&ask).map(page).collect::<Result<_>>()?;
        let ministries = pages(owed.keys());
        Ok(Self { ledger, ask, folder, owed, bare: counted, reports, items, ministries })
    }

    fn write(mut self) -> Result<Folder> {
        for (name, standings) in std::mem::take(&mut self.owed) {
            let page =
                report::ministry(&name, &Material { standings, left_out: LeftOut::default(), ..self.bare.clone() })?;
            let file = self.ministries[&name].clone();
            self.put(&page, "../", vec![(name, file.clone())], &file)?;
        }
        let mut made = Vec::new();
        for (report, named) in made_of(&self.ask).zip(&self.reports) {
            let page = (report.make)(&material::gather(self.ledger, report.needs, &self.ask)?)?;
            made.push(Made::of(&page));
            self.put(&page, "../", vec![named.clone()], &named.1)?;
        }
        let counted = material::gather(self.ledger, COUNTED, &self.ask)?;
        let index = report::register(self.ledger.name(), counted, &made)?.pinned(&self.ledger.head()?);
        self.put(&index, "", Vec::new(), "index.html")?;
        self.lives()?;
        Ok(self.folder)
    }

    fn put(&self, page: &Page, root: &'static str, trail: Vec<(String, String)>, file: &str) -> Result<()> {
        let text = html::page(page, Some(&self.around(root, trail)))?;
        self.folder.write(file, &text)
    }

    /// Writes the page of each item: one thread reads the register, one for each core writes pages.
    fn lives(&self) -> Result<()> {
        let mut numbers: Vec<u32> = self.items.values().copied().collect();
        numbers.sort_unstable();
        let per = self.ask.as_of.then_some(self.ask.today);
        let (give, take) = mpsc::sync_channel::<(u32, Known)>(WAITING);
        let (take, sheet) = (Arc::new(Mutex::new(take)), Sheet::of(self));
        let gone = || Error::machine("the page of an item could not be made");
        std::thread::scope(|threads| {
            let sheet = &sheet;
            let hands = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
            let hand = |take: Arc<Waiting>| threads.spawn(move || sheet.write(&take));
            let hands: Vec<_> = (0..hands).map(|_| hand(Arc::clone(&take))).collect();
            // When the last of them has failed, nobody takes any more.
            drop(take);
            let read = numbers.into_iter().try_for_each(|no| match life::known(self.ledger, no, per)? {
                Some(known) => give.send((no, known)).map_err(|_| gone()),
                None => Ok(()),
            });
            drop(give);
            let written = hands.into_iter().map(|hand| hand.join().unwrap_or_else(|_| Err(gone())));
            written.fold(Ok(()), Result::and).and(read)
        })
    }

    /// Returns what a page that stands there knows of the others.
    fn around(&self, root: &'static str, trail: Vec<(String, String)>) -> Around<'_> {
        Sheet::of(self).around(root, trail)
    }
}

/// What pages are made with, without the register itself, so that several threads may use it.
struct Sheet<'a> {
    register: &'a str,
    folder: &'a Folder,
    bare: &'a Material,
    reports: &'a [(String, String)],
    items: &'a HashMap<String, u32>,
    ministries: &'a HashMap<String, String>,
}

impl<'a> Sheet<'a> {
    fn of(site: &'a Site<'_>) -> Self {
        Self {
            register: site.ledger.name(),
            folder: &site.folder,
            bare: &site.bare,
            reports: &site.reports,
            items: &site.items,
            ministries: &site.ministries,
        }
    }

    /// Writes the pages of items as they come.
    fn write(&self, take: &Waiting) -> Result<()> {
        loop {
            let Ok((no, known)) = take.lock().unwrap_or_else(PoisonError::into_inner).recv() else { return Ok(()) };
            let ministry = known.standing.office().map(field);
            let ministry = ministry.and_then(|name| Some((name.to_owned(), self.ministries.get(name)?.clone())));
            let life = Life::of(known, self.bare);
            let trail = ministry.into_iter().chain([(life.label.clone(), item_page(no))]).collect();
            let text = html::life(&life, &self.around("../", trail))?;
            self.folder.write(&item_page(no), &text)?;
        }
    }

    fn around(&self, root: &'static str, trail: Vec<(String, String)>) -> Around<'a> {
        Around {
            register: self.register.to_owned(),
            root,
            trail,
            reports: self.reports,
            items: Some(self.items),
            ministries: Some(self.ministries),
        }
    }
}

/// Groups what is owed by the ministry that answers for it.
fn by_ministry(standings: Vec<Standing>, lang: Lang) -> BTreeMap<String, Vec<Standing>> {
    let mut ministries: BTreeMap<String, Vec<Standing>> = BTreeMap::new();
    for standing in standings.into_iter().filter(|standing| standing.status.is_open()) {
        let name = standing.office().map_or_else(|| lang.unknown(), field).to_owned();
        ministries.entry(name).or_default().push(standing);
    }
    ministries
}

/// Returns where the pages of ministries stand; no two stand in one place.
fn pages<'a>(names: impl Iterator<Item = &'a String>) -> HashMap<String, String> {
    let mut pages: HashMap<String, String> = HashMap::new();
    let mut taken: HashMap<String, usize> = HashMap::new();
    for name in names {
        let page = named_page("ministerie", name);
        let times = taken.entry(page.clone()).or_default();
        *times += 1;
        let page = if *times > 1 { page.replace(".html", &format!("-nr-{times}.html")) } else { page };
        pages.insert(name.clone(), page);
    }
    pages
}
