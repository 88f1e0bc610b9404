//! Phrases: what letters say, one file each in `phrases/`, laid over masked sentences.

use super::lexicon::{Lexicon, Need, Needs, Token};
use super::masked::Masked;
use super::wording::{Tried, Wording};
use crate::model::claim::{Basis, Claim};
use crate::model::phrase_file::PhraseFile;
use std::cell::RefCell;
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

/// A phrase as its file says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// Its folder: the claim it makes, or `guard`; `debat` and `debat-guard` are of what is said in a debate.
    pub folder: &'static str,
    /// Its folder and file name, printed with every proposal.
    pub id: &'static str,
    /// The phrase itself, with four marks.
    pub zin: &'static str,
    /// How it claims: `explicit` or `delivered`.
    pub basis: &'static str,
    /// Of a guard: the claim it holds back, or `all`.
    pub tegen: &'static str,
    /// How many sentences after an item it still speaks of it, where it names none itself.
    pub bereik: usize,
    /// Of what is said in a debate: what must stand with it to make it a promise, as `moment` or `vraag` (CONTRIBUTING.md); blank where nothing must.
    pub met: &'static str,
    /// Sentences it must read.
    pub wel: &'static [&'static str],
    /// Sentences it must not read.
    pub niet: &'static [&'static str],
}

/// The phrases that this build knows, in the order of their names.
static BUILT_IN: &[Phrase] = include!(concat!(env!("OUT_DIR"), "/phrases.rs"));
/// Those that were added to them.
static ADDED: OnceLock<Vec<Phrase>> = OnceLock::new();
static ALL: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let added = ADDED.get_or_init(Vec::new);
    // One of the same folder and name takes the place of the built-in one.
    let kept = BUILT_IN.iter().filter(|phrase| added.iter().all(|other| other.id != phrase.id));
    let mut all: Vec<Phrase> = kept.chain(added).copied().collect();
    all.sort_by_key(|phrase| phrase.id);
    all
});

/// Returns every phrase, in the order of their names.
pub fn all() -> &'static [Phrase] {
    &ALL
}

/// Adds phrases of someone's own to the built-in ones, before the first letter is read; they live as long as the program.
///
/// Errors: a folder that is no claim, a mark that is not closed, or phrases in use already; the message says which.
pub fn add(files: Vec<PhraseFile>) -> Result<(), String> {
    let mut added = Vec::new();
    for file in files {
        let id = format!("{}/{}", file.folder, file.name);
        let known = matches!(file.folder.as_str(), "guard" | SPOKEN | SPOKEN_GUARD);
        if !known && Claim::of_folder(&file.folder).is_none_or(|claim| claim == Claim::Geciteerd) {
            return Err(format!("{id}.toml: the folder \"{}\" is no meaning of a phrase", file.folder));
        }
        Wording::of(&file.zin, &mut Lexicon::default()).map_err(|cause| format!("{id}.toml: {cause}"))?;
        let kept = |text: String| -> &'static str { Box::leak(text.into_boxed_str()) };
        let sentences = |all: Vec<String>| -> &'static [&'static str] {
            Box::leak(all.into_iter().map(kept).collect::<Vec<_>>().into_boxed_slice())
        };
        added.push(Phrase {
            folder: kept(file.folder),
            id: kept(id),
            zin: kept(file.zin),
            basis: kept(file.basis.unwrap_or_else(|| "explicit".into())),
            tegen: kept(file.tegen.unwrap_or_default()),
            bereik: file.bereik.unwrap_or(6),
            met: kept(file.met.unwrap_or_default()),
            wel: sentences(file.wel),
            niet: sentences(file.niet),
        });
    }
    ADDED.set(added).map_err(|_| "phrases can be added once, before the first letter is read".to_owned())
}

impl Phrase {
    /// Returns the claim it makes; none of a guard.
    pub fn claim(&self) -> Option<Claim> {
        if self.folder == SPOKEN { Some(Claim::Nieuw) } else { Claim::of_folder(self.folder) }
    }

    /// Tells whether it is of what is said in a debate, and not of what letters write.
    pub fn is_spoken(&self) -> bool {
        matches!(self.folder, SPOKEN | SPOKEN_GUARD)
    }

    /// Tells whether it is a promise only as the answer to a member: a request granted, an act or a yes.
    pub(super) fn answers(&self) -> bool {
        matches!(self.met, "vraag" | "daad" | "ja")
    }

    /// Tells whether it takes any act for a promise, or any yes, by what stands beside it.
    pub(super) fn is_general(&self) -> bool {
        matches!(self.met, "daad" | "ja" | "antwoord" | "termijn")
    }

    /// Returns how it claims.
    pub fn claim_basis(&self) -> Basis {
        if self.basis == "delivered" { Basis::Delivered } else { Basis::Explicit }
    }

    /// Tells whether it is a new promise by what it says, without the word: "ik informeer uw Kamer voor de zomer".
    pub fn promises_plainly(&self) -> bool {
        self.folder == "nieuw" && self.claim_basis() == Basis::Delivered
    }

    /// Tells whether it is a guard against a claim; `said` where the claim is made by the very word.
    fn guards(&self, claim: Claim, said: bool) -> bool {
        let general = matches!(self.tegen, "" | "all");
        self.folder == "guard" && (general || (self.tegen == claim.folder() && !said))
    }
}

/// A phrase found in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The phrase.
    pub phrase: &'static Phrase,
    /// Where it stands in the masked sentence.
    pub span: Range<usize>,
    /// The mentions it speaks of, by their place in the list; none where it names no item ("hiermee is eraan voldaan").
    pub items: Vec<usize>,
}

/// A phrase made ready, with what rules it out before it is tried.
struct Ready {
    phrase: &'static Phrase,
    wording: Wording,
    /// Of each group one of these words or nouns must be there.
    groups: Vec<Needs>,
    /// Whether it is tried whatever words a sentence has.
    always: bool,
    /// Whether it is a new promise without the word.
    plain: bool,
}

/// Every phrase made ready, and their words.
struct PhraseSet {
    lexicon: Lexicon,
    ready: Vec<Ready>,
    /// For each word the phrases that may stand in a sentence with it, by the group of theirs that says most.
    by_word: Vec<Vec<u16>>,
}

/// The folder of what a bewindspersoon promises in a debate, and of what makes it none.
const SPOKEN: &str = "debat";
const SPOKEN_GUARD: &str = "debat-guard";

/// The phrases of letters, and those of debates: neither is tried on the other.
static SET: LazyLock<PhraseSet> = LazyLock::new(|| set_of(false));
static SAID: LazyLock<PhraseSet> = LazyLock::new(|| set_of(true));

/// Makes the phrases of letters ready, of which there are most.
pub(super) fn prepare() {
    LazyLock::force(&SET);
}

fn set_of(spoken: bool) -> PhraseSet {
    let mut lexicon = Lexicon::default();
    // A phrase file that cannot be read is caught by the test of the phrases, never by a reader.
    let wordings: Vec<(&Phrase, Wording)> = all()
        .iter()
        .filter(|phrase| phrase.is_spoken() == spoken)
        .filter_map(|phrase| Wording::of(phrase.zin, &mut lexicon).ok().map(|wording| (phrase, wording)))
        .collect();
    let words = lexicon.bits();
    let set = |group: &Vec<Need>| {
        let mut set = Needs::default();
        group.iter().for_each(|need| set.add(*need));
        set
    };
    let mut by_word: Vec<Vec<u16>> = vec![Vec::new(); words];
    let mut ready = Vec::new();
    for (index, (phrase, wording)) in wordings.into_iter().enumerate() {
        // Words tell sentences apart better than nouns, and few better than many.
        let nouns = |group: &&Vec<Need>| group.iter().any(|need| matches!(need, Need::Noun(_)));
        let rarest = wording.needs.iter().min_by_key(|group| (nouns(group), group.len()));
        for need in rarest.into_iter().flatten() {
            let phrases = &mut by_word[need.bit()];
            let index = u16::try_from(index).unwrap_or(u16::MAX);
            if phrases.last() != Some(&index) {
                phrases.push(index);
            }
        }
        let always = rarest.is_none();
        ready.push(Ready {
            phrase,
            groups: wording.needs.iter().map(set).collect(),
            always,
            plain: phrase.promises_plainly(),
            wording,
        });
    }
    PhraseSet { lexicon, ready, by_word }
}

thread_local! {
    /// Kept from sentence to sentence.
    static TRIED: RefCell<Tried> = RefCell::default();
}

/// A sentence as phrases see it: its words numbered, and which of them phrases need.
struct Seen<'a> {
    masked: &'a Masked,
    tokens: Vec<Token>,
    words: Needs,
}

impl PhraseSet {
    fn see<'a>(&self, masked: &'a Masked) -> Seen<'a> {
        let tokens = self.lexicon.tokens(&masked.body);
        let mut words = Needs::default();
        tokens.iter().for_each(|token| words.add(token.need()));
        Seen { masked, tokens, words }
    }
}

impl PhraseSet {
    /// Returns the phrases that may stand in a sentence by its words, in the order of their names.
    fn likely(&self, seen: &Seen<'_>) -> impl Iterator<Item = &Ready> {
        let mut likely = vec![false; self.ready.len()];
        for token in &seen.tokens {
            for phrase in &self.by_word[token.need().bit()] {
                likely[usize::from(*phrase)] = true;
            }
        }
        self.ready.iter().zip(likely).filter(|(ready, likely)| *likely || ready.always).map(|(ready, _)| ready)
    }
}

impl Ready {
    /// Finds the phrase in a sentence.
    fn find(&self, seen: &Seen<'_>, tried: &mut Tried) -> Option<Hit> {
        if !self.groups.iter().all(|group| group.meet(&seen.words)) {
            return None;
        }
        let (tokens, named) = self.wording.find(&seen.tokens, tried)?;
        let byte = |token: usize| seen.tokens[token].span();
        let is_named = |at: &usize| named.iter().any(|token| byte(*token).start == *at);
        let items = seen.masked.mentions.iter().filter(|(at, _)| is_named(at)).map(|(_, index)| *index).collect();
        Some(Hit { phrase: self.phrase, span: byte(tokens.start).start..byte(tokens.end - 1).end, items })
    }
}

/// Finds the phrases of a masked sentence that no guard holds back; of those that overlap about one item, the one that says most.
///
/// Promises without the word are left out ([`find_promise`]): in a sentence about an item they only say how it stands.
pub fn find(masked: &Masked) -> Vec<Hit> {
    find_of(masked, |ready| !ready.plain)
}

/// Finds what a masked sentence promises anew, by the word or without it.
pub fn find_promise(masked: &Masked) -> Option<Hit> {
    let promises = |ready: &Ready| matches!(ready.phrase.folder, "nieuw" | "guard");
    find_of(masked, promises).into_iter().find(|hit| hit.items.is_empty())
}

/// Finds what a sentence of a debate promises, the phrases that need nothing beside them first; none where the sentence holds a
/// phrase that makes it no promise.
pub fn find_said(masked: &Masked) -> Vec<Hit> {
    let seen = SAID.see(masked);
    let all: Vec<Hit> =
        TRIED.with_borrow_mut(|tried| SAID.likely(&seen).filter_map(|ready| ready.find(&seen, tried)).collect());
    let (guards, mut hits): (Vec<Hit>, Vec<Hit>) = all.into_iter().partition(|hit| hit.phrase.folder == SPOKEN_GUARD);
    // Of a guard `tegen` names the one kind of phrase it holds back; without it holds back all.
    let held = |hit: &Hit| {
        // What holds back an answer holds back every kind of it.
        let kind = if hit.phrase.answers() { "vraag" } else { hit.phrase.met };
        let meant = |guard: &&Hit| guard.phrase.tegen.is_empty() || guard.phrase.tegen == kind;
        guards.iter().filter(meant).any(|guard| !are_apart(masked, guard, hit))
    };
    hits.retain(|hit| !held(hit));
    // What reads by a verb comes before what any act or yes does.
    let general = |hit: &Hit| 1 + u8::from(matches!(hit.phrase.met, "daad" | "ja"));
    let wants = |hit: &Hit| if hit.phrase.met.is_empty() { 0 } else { general(hit) };
    hits.sort_by_key(|hit| (hit.phrase.claim_basis() == Basis::Delivered, wants(hit), hit.span.start));
    hits
}

/// Tells whether a sentence of a debate holds a phrase that makes what it says no promise.
pub(super) fn is_held(masked: &Masked) -> bool {
    let seen = SAID.see(masked);
    let guards = |ready: &&Ready| ready.phrase.folder == SPOKEN_GUARD;
    TRIED.with_borrow_mut(|tried| SAID.likely(&seen).filter(guards).any(|ready| ready.find(&seen, tried).is_some()))
}

/// Tells whether a guard says nothing of a promise in its sentence: "Dat kan ik niet toezeggen, maar ik zal …", "de brief die ik heb
/// toegezegd", or because it takes in more than one clause, of which each says something else.
fn are_apart(masked: &Masked, guard: &Hit, hit: &Hit) -> bool {
    let holds = |words: &str, marks: &[&str]| marks.iter().any(|mark| words.contains(mark));
    let text = |span: Range<usize>| masked.body.get(span).unwrap_or_default();
    if holds(text(guard.span.clone()), &[", maar ", ", en ", ", dus ", ";"]) {
        return true;
    }
    let is_own = |words: &str| ["ik ", "wij ", "we "].iter().any(|who| words.starts_with(who));
    if text(0..guard.span.start).ends_with(" die ") && is_own(text(guard.span.clone())) {
        return true;
    }
    let points = ["dat ", "die ", "daar", "dit "].iter().any(|word| text(hit.span.clone()).starts_with(word));
    match (guard.span.end <= hit.span.start, hit.span.end <= guard.span.start) {
        (true, _) => {
            let between = text(guard.span.end..hit.span.start);
            holds(between, &[", maar", ";"]) || (!points && holds(between, &[", en ", ", dus "]))
        }
        (_, true) => holds(text(hit.span.end..guard.span.start), &[", die ", ", want ", ", omdat ", ", waar"]),
        _ => false,
    }
}

fn find_of(masked: &Masked, of: impl Fn(&Ready) -> bool) -> Vec<Hit> {
    let seen = SET.see(masked);
    let all: Vec<Hit> = TRIED.with_borrow_mut(|tried| {
        SET.likely(&seen).filter(|ready| of(ready)).filter_map(|ready| ready.find(&seen, tried)).collect()
    });
    let (guards, mut hits): (Vec<Hit>, Vec<Hit>) = all.into_iter().partition(|hit| hit.phrase.folder == "guard");
    hits.retain(|hit| {
        let claim = hit.phrase.claim();
        // Who says "ik zeg toe" promises, whatever else the sentence holds; a soft wish only undoes a promise without the word.
        let said = claim == Some(Claim::Nieuw) && !hit.phrase.promises_plainly();
        !guards.iter().any(|guard| claim.is_some_and(|claim| guard.phrase.guards(claim, said)))
    });
    // The one that says most counts: "deels afgedaan" over "afgedaan"; then an explicit phrase over a reported act.
    let says = |hit: &Hit| hit.phrase.claim().map_or(0, Claim::weight);
    hits.sort_by_key(|hit| {
        (Reverse(says(hit)), hit.phrase.claim_basis() == Basis::Delivered, Reverse(hit.span.len()), hit.phrase.id)
    });
    let mut kept: Vec<Hit> = Vec::new();
    for hit in hits {
        let overlaps = |other: &Hit| other.span.start < hit.span.end && hit.span.start < other.span.end;
        if !kept.iter().any(|other| {
            overlaps(other) && (other.items == hit.items || hit.items.iter().all(|item| other.items.contains(item)))
        }) {
            kept.push(hit);
        }
    }
    kept.sort_by_key(|hit| hit.span.start);
    kept
}

/// Tells whether one phrase, by itself and without guards, stands in a sentence.
pub fn stands_in(phrase: &'static Phrase, masked: &Masked) -> bool {
    span_in(phrase, masked).is_some()
}

/// Returns where one phrase, by itself and without guards, stands in a sentence.
pub fn span_in(phrase: &'static Phrase, masked: &Masked) -> Option<Range<usize>> {
    let set = if phrase.is_spoken() { &SAID } else { &SET };
    let ready = set.ready.iter().find(|ready| std::ptr::eq(ready.phrase, phrase))?;
    ready.find(&set.see(masked), &mut Tried::default()).map(|hit| hit.span)
}
