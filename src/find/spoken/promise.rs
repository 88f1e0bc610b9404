//! What someone in office promises in a debate, sentence by sentence.

use super::asked::Around;
use super::dated;
use super::doing;
use super::granted;
use super::otherwise;
use super::practice;
use super::will;
use crate::find::masked::{Masked, mark};
use crate::find::phrase::{self, Hit, Phrase};
use crate::model::claim::Basis;
use crate::model::speaker::Speaker;
use crate::pattern::{Short, short};
use std::ops::Range;
use std::sync::LazyLock;

/// A promise as it was said.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Promise {
    /// The sentence that says it, or sentences that do so together, as bytes of the prose.
    pub(super) span: Range<usize>,
    /// The sentence itself, of several the first, by its place in the text.
    pub(super) sentence: usize,
    /// The last sentence that goes on about it in its turn.
    pub(super) last: usize,
    /// How many sentences of its turn name a member, up to that last one.
    pub(super) named: usize,
    /// In which turn it was made.
    pub(super) turn: usize,
    /// Where the paragraph begins in which it was made.
    pub(super) from: usize,
    /// What it answers, where it opens an answer: what the member said last.
    pub(super) asked: Option<Range<usize>>,
    /// Who promises.
    pub(super) maker: Speaker,
    /// Who of others will do it: "de staatssecretaris van Financiën".
    pub(super) owed_by: Option<String>,
    /// Whether it answers the one who spoke right before, and not someone who asked earlier.
    pub(super) fresh: bool,
    /// The member it answers.
    pub(super) asker: Option<Speaker>,
    /// What it is about.
    pub(super) subject: String,
    /// The phrase that read it.
    pub(super) phrase: &'static Phrase,
    /// Whether the word itself says so, or a letter with its moment.
    pub(super) sure: bool,
}

impl Promise {
    /// Returns how plainly it was said: by the word itself, without anything beside it, with its moment, or as an answer.
    pub(super) fn plainness(&self) -> u8 {
        match (self.phrase.claim_basis(), self.phrase.met) {
            (Basis::Explicit, _) => 3,
            (_, "") => 2,
            (_, "moment" | "later") => 1,
            _ => 0,
        }
    }
}

/// What makes a sentence one of a promise that is kept later: when, in writing, or to whom.
static MOMENT: LazyLock<Short> = LazyLock::new(|| {
    short(
        r"(?i)\b(?:schriftelijk|op schrift|op papier|(?:per|bij) brief|(?:in|met|via|bij) (?:de|die|een|deze|dezelfde|mijn|onze|het|dat|een volgende|de volgende|de komende|de eerstvolgende|\w+) (?:\w*(?:brief|brieven|rapportages?|reactie)|nota|notitie|evaluatie|monitor|planning|begroting|voorjaarsnota|beantwoording van|jaarverslag|uitwerking|visie|agenda|overzicht|wetsvoorstel)|(?:aan|bij|naar|richting|in de richting van) (?:de|uw) kamer|(?:de|uw) kamer|nog een keer|een keer|te zijner tijd|op een later moment|bij (?:u|de heer|meneer|mevrouw|het lid)|op een ander moment|bij een volgende gelegenheid|(?:in|bij|voor|tijdens) (?:het|een|ons) (?:eerst)?volgende? (?:debat|overleg|commissiedebat)|later dit jaar|(?:volgend|komend) jaar|dit jaar nog|nog dit jaar|(?:dagen|weken|maanden|jaar) na|na de zomer|voor de zomer|morgen|vanavond|vandaag nog|(?:deze|volgende) (?:week|maand)|binnenkort|spoedig|op (?:\w+ )?korte termijn|zo snel mogelijk|zo spoedig mogelijk|zodra|nadat|voordat|wanneer ik|als ik (?:meer|die|dat)|als (?:het|de|dat|die|er)(?: \w+){0,4} (?:klaar|gereed|afgerond|bekend|binnen|beschikbaar|er) (?:is|zijn)|in de loop van)\b",
    )
});
/// How far behind what promises its moment may stand, in bytes.
const BEHIND: usize = 60;
/// How far before what promises may stand who else wants it, in bytes.
const AHEAD: usize = 60;
/// What makes words no promise where it stands within them.
static AGAINST: LazyLock<Short> = LazyLock::new(|| {
    short(r"\b(?:niet|geen|nooit|niets|niks|niemand|nauwelijks|evenmin|moeten|met elkaar|zou|zouden|hoeven|hoef)\b")
});
/// What denies it right behind it.
static DENIED: LazyLock<Short> =
    LazyLock::new(|| short(r"^(?: \w+){0,3} (?:niet|nooit|geen)\b(?: alleen| zozeer| enkel| slechts)?$"));
/// "niet alleen" and "op niet al te lange termijn", which deny nothing.
static ONLY: LazyLock<Short> = LazyLock::new(|| short(r"\bniet (?:alleen|zozeer|enkel|slechts|al te)\b"));

/// Returns what a sentence of a turn promises: the phrase and where it ends in the prose; none where it promises nothing.
pub(super) fn hit(masked: &Masked, around: &Around<'_>, index: usize) -> Option<(Hit, usize)> {
    hit_that(masked, around, index, |_| true)
}

fn hit_that(masked: &Masked, around: &Around<'_>, index: usize, may: impl Fn(&Hit) -> bool) -> Option<(Hit, usize)> {
    let words = &around.prose[masked.span.clone()];
    if words.ends_with('?') || words.ends_with("...") {
        return None;
    }
    // What points at a toezegging that was made speaks of it, and makes none.
    let speaks = masked.body.contains(mark::TOEZEGGING);
    if around.recalls(index) {
        return None;
    }
    phrase::find_said(masked).into_iter().filter(|hit| !speaks || hit.phrase.claim_basis() == Basis::Explicit).find_map(
        |hit| {
            let (start, end) = (masked.place(hit.span.start), masked.place(hit.span.end.saturating_sub(1)) + 1);
            let from = masked.span.start;
            let promises = may(&hit)
                && stands(&hit, masked, around, index)
                && says_so(hit.phrase, masked)
                && !is_quoted(&around.prose[from..start])
                && !is_denied(&hit, masked)
                && !is_of_other(&hit, masked)
                && (hit.phrase.claim_basis() == Basis::Explicit || !around.comes_soon(index))
                && !tells_practice(&hit, around, index, (words, start - from..end - from));
            promises.then_some((hit, end))
        },
    )
}

/// Returns what a sentence of a turn promises in other words than its own, and those.
pub(super) fn hit_otherwise(masked: &Masked, around: &Around<'_>, index: usize) -> Option<(Masked, (Hit, usize))> {
    otherwise::told(masked, Some((around, index))).find_map(|told| {
        let found = hit_that(&told.masked, around, index, |hit| told.counts(hit))?;
        (!told.is_held(masked)).then_some((told.masked, found))
    })
}

/// Tells whether what follows some words is what another says: `Hij zegt: "`.
fn is_quoted(before: &str) -> bool {
    before.matches('"').count() % 2 == 1 || doing::is_said_by_none(before)
}

/// Returns what stands behind a hit in its clause.
fn behind<'a>(hit: &Hit, masked: &'a Masked) -> &'a str {
    masked.body[hit.span.end..].split([',', '.', ';', ':']).next().unwrap_or_default()
}

/// Tells whether what a phrase wants beside it is there: a moment, or someone who asked.
fn stands(hit: &Hit, masked: &Masked, around: &Around<'_>, index: usize) -> bool {
    let own = &masked.body[hit.span.clone()];
    match hit.phrase.met {
        "moment" => has_moment(masked, &hit.span),
        // Once the moties lie there, no later part of the debate is left; but "Ik kom terug op het amendement" opens what is said next.
        "later" => has_moment(masked, &hit.span) || (around.late && !opens_point(behind(hit, masked))),
        // What "we" will do is policy, as long as nobody asked for it just now.
        "vraag" if is_of_many(own) && !around.answers_closely(index) => is_due(masked, &hit.span),
        // "Hij vroeg mij iets te zeggen over de sluizen. Dat doe ik graag."
        "vraag" if does_that(own) && around.asked_to_say(index) => false,
        "vraag" => around.answers(index) || is_due(masked, &hit.span),
        "daad" => around.follows_member(index),
        // An answer that says no more than "Doen we" grants what was asked, in whatever words.
        "ja" => around.asked_for_an_act(index) || (granted::is_deed(&masked.body) && around.opens_answer(index)),
        "antwoord" => around.opens_answer(index) || around.asked_when(index),
        _ => true,
    }
}

/// Tells whether words are denied, within them or right behind.
fn is_denied(hit: &Hit, masked: &Masked) -> bool {
    let (own, behind) = (&masked.body[hit.span.clone()], behind(hit, masked));
    // A word that the phrase itself spells is meant so: "Ik zou u graag toezeggen".
    let spelled = |word: &str| hit.phrase.zin.split(|c: char| !c.is_alphabetic()).any(|own| own == word);
    // "Ik ga dat vermijden, maar zij zullen langskomen" says two things.
    own.contains(", maar ")
        || AGAINST.find_iter(&ONLY.replace_all(own, "")).any(|word| !spelled(word.as_str()))
        // "Dat doe ik liever niet."
        || DENIED.is_match(behind)
        || ((does_that(own) || [" ik", " u"].iter().any(|who| own.ends_with(who))) && denies_act(behind))
}

/// Tells whether what its speaker does is only what another wants, what is denied, or what might be: "U wilt dat ik dat uitzoek", "Dat betekent
/// niet dat ik dat uitzoek", "Als ik dat uitzoek, …".
fn is_of_other(hit: &Hit, masked: &Masked) -> bool {
    static WANTED: LazyLock<Short> = LazyLock::new(|| {
        short(
            r"(?:\b(?:u|hij|zij|ze|de kamer|de heer \w+|mevrouw \w+) (?:wil|wilt|willen|vindt|hoopt|verwacht|vraagt)(?: \w+)?|\bniet(?: zo| zeggen| gezegd)?|\bweet niet) (?:dat|of) (?:ik|wij|we)\b",
        )
    });
    let end = masked.body.ceil_char_boundary(hit.span.start + "dat ik ".len()).min(hit.span.end);
    let from = masked.body.floor_char_boundary(hit.span.start.saturating_sub(AHEAD));
    // A phrase that itself begins so means it: "Als ik met een reactie mag komen, dan graag".
    let first = masked.body.split(',').next().unwrap_or_default();
    let might = !hit.phrase.is_general()
        && first.starts_with("als ik ")
        && hit.span.end <= first.len()
        && !hit.phrase.zin.trim_start_matches('(').starts_with("als");
    might || WANTED.find_iter(&masked.body[from..end]).any(|wanted| from + wanted.end() > hit.span.start)
}

/// Tells whether a sentence, as a whole, says what a phrase takes for granted that is as short as "ik": an act, a term, a yes.
pub(in crate::find) fn says_so(phrase: &Phrase, masked: &Masked) -> bool {
    let body = masked.body.as_str();
    match phrase.met {
        "termijn" => dated::acts_by_a_day(body) && !AGAINST.is_match(body),
        "daad" => will::is_told(body) || doing::is_told(body),
        "ja" => granted::is_yes(body),
        "antwoord" => dated::is_yes_by_a_day(body),
        _ => true,
    }
}

/// Tells whether a sentence, with where in it the promise stands, only tells what is being done, or again and again already.
fn tells_practice(hit: &Hit, around: &Around<'_>, index: usize, (words, within): (&str, Range<usize>)) -> bool {
    let asked = around.answered(index).map(|asked| &around.prose[asked]);
    // The first sentence answers the question itself: "Krijgen wij een overzicht?" "Ieder halfjaar krijgt u het."
    let comes_back = index > 0 && practice::comes_back(words, within.clone(), asked);
    hit.phrase.claim_basis() != Basis::Explicit && (comes_back || practice::is_now(words, within))
}

/// Tells whether words say no more than that one does what was asked: "dat doe ik", which tells of nothing to come where words were asked
/// for: "Hij vroeg mij iets te zeggen over de sluizen. Dat doe ik graag."
fn does_that(own: &str) -> bool {
    let mut words = own.split(|c: char| !c.is_alphabetic());
    own.starts_with("dat") && words.any(|word| matches!(word, "doe" | "doen"))
}

/// Tells whether words speak of what "we" do: neither of the one who speaks or who hears it, nor of "that" which was asked.
fn is_of_many(own: &str) -> bool {
    const OWN: &str = "ik u kamer dat dit die daar er zo hem ze";
    let holds = |words: &str| own.split(|c: char| !c.is_alphabetic()).any(|word| dated::is_among(words, word));
    holds("we wij") && !holds(OWN)
}

/// Tells whether what stands behind "ik kom terug" names the point that is spoken of next.
fn opens_point(behind: &str) -> bool {
    static POINT: LazyLock<Short> = LazyLock::new(|| short(r"^ op (?:de|het|een|deze|dit|die|dat|uw)\b"));
    POINT.is_match(behind)
}

/// Tells whether what stands behind "daar ga ik" or "dat krijgt u" denies it: "hier niet over onderhandelen", "niet van mij".
fn denies_act(behind: &str) -> bool {
    static NOT: LazyLock<Short> = LazyLock::new(|| short(r"^(?: \w+){0,2} (?:niet|nooit|geen)\b"));
    NOT.is_match(&ONLY.replace_all(behind, ""))
}

/// Tells whether a sentence says when, in what letter, or to whom: up to some words behind what promises.
pub(super) fn has_moment(masked: &Masked, hit: &Range<usize>) -> bool {
    // "voor de begrotingsbehandeling"
    static BEFORE: LazyLock<Short> = LazyLock::new(|| {
        short(
            r"\b(?:voor|vóór|bij|na|rond|ten tijde van) (?:(?:de|het|dat|ons|uw) )?(?:(?:eerst)?volgende |komende )?\x03",
        )
    });
    let near = &masked.body[..masked.body.ceil_char_boundary(hit.end + BEHIND)];
    near.contains([mark::TERMIJN, mark::DATUM]) || MOMENT.is_match(near) || BEFORE.is_match(near)
}

/// Tells whether a sentence says by when its speaker, and not a "we" of many, will do what it says.
fn is_due(masked: &Masked, hit: &Range<usize>) -> bool {
    let near = &masked.body[..masked.body.ceil_char_boundary(hit.end + BEHIND)];
    let own = &masked.body[hit.clone()];
    near.contains(mark::TERMIJN) && own.split([' ', ',']).any(|word| word == "ik")
}

/// Tells whether a promise is one by its day alone.
pub(super) fn is_by_its_day(hit: &Hit) -> bool {
    matches!(hit.phrase.met, "termijn" | "antwoord")
}

/// Tells whether a promise is one a clerk would put in the register without a doubt.
pub(super) fn is_sure(hit: &Hit, masked: &Masked) -> bool {
    static HEDGED: LazyLock<Short> = LazyLock::new(|| {
        short(
            r"\b(?:als|indien|mits|mocht|wellicht|misschien|eventueel|proberen|probeer|hoop|denk|verwacht(?:en)?|kijken|bezien|zou|die (?:de )?(?:minister|staatssecretaris|\x05))(?:\b| )",
        )
    });
    let said = hit.phrase.claim_basis() == Basis::Explicit;
    (said || masked.body.contains(mark::TERMIJN))
        && !hit.phrase.answers()
        && !is_by_its_day(hit)
        && !is_of_many(&masked.body[hit.span.clone()])
        && !HEDGED.is_match(&masked.body)
}
