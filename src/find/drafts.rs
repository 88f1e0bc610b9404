//! Which mentions speak of one item: a motie named twice, "deze toezegging", a number that comes later.

use super::mention::Mention;
use super::motie::MotieRef;
use super::place::Place;
use super::toezegging::{Maker, ToezeggingRef};
use crate::model::debat::Debat;
use crate::model::item::{Kind, same_subject};
use crate::model::nummer::Kamerstuk;
use crate::model::people::name_key;
use std::ops::Range;

/// An item of a letter while it is being read.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Toezegging or motie.
    pub kind: Kind,
    /// Whether it proved to be another of the list.
    pub gone: bool,
    /// Where its first mention stands in the prose.
    pub span: Range<usize>,
    /// The sentence of its first mention, by its place in the list.
    pub sentence: usize,
    /// The section it stands in.
    pub section: usize,
    /// Whether it was first named in a heading.
    pub heading: bool,
    /// Whether it was only named in the title so far.
    pub title: bool,
    /// The paragraph of its first mention.
    pub paragraph: usize,
    /// The paragraph it was last spoken of in.
    pub last_paragraph: usize,
    /// The sentence it was last spoken of in.
    pub last_sentence: usize,
    /// The section it was last spoken of in.
    pub last_section: usize,
    /// What it is about.
    pub subject: Option<String>,
    /// The sentence of its first mention and the one after it.
    pub passage: String,
    /// Its movers.
    pub submitters: Vec<String>,
    /// Whether "c.s." is written.
    pub cs: bool,
    /// How often it is said to be changed.
    pub gewijzigd: u8,
    /// Its Kamerstuk.
    pub kamerstuk: Option<Kamerstuk>,
    /// Its number in a register.
    pub number: Option<String>,
    /// Its debate of origin.
    pub debat: Option<Debat>,
    /// Who made it.
    pub maker: Maker,
}

impl Draft {
    /// Returns a toezegging of which only the place is known.
    pub fn promised(span: Range<usize>, sentence: usize) -> Self {
        Self {
            kind: Kind::Toezegging,
            gone: false,
            span,
            sentence,
            section: usize::MAX,
            paragraph: usize::MAX,
            last_section: usize::MAX,
            last_paragraph: usize::MAX,
            last_sentence: sentence,
            heading: false,
            title: false,
            subject: None,
            passage: String::new(),
            submitters: Vec::new(),
            cs: false,
            gewijzigd: 0,
            kamerstuk: None,
            number: None,
            debat: None,
            maker: Maker::Unsaid,
        }
    }
}

/// The items of a letter, as they come up.
#[derive(Debug, Default)]
pub struct Drafts {
    /// In the order in which they are first named.
    pub all: Vec<Draft>,
    /// The debate that was named or pointed at last, and the paragraph, for "Ik heb toen toegezegd".
    last_debat: Option<(Debat, usize)>,
    /// The sentence of that debate.
    debat_sentence: usize,
    /// Every debate that was named, for "in voornoemd commissiedebat".
    debatten: Vec<Debat>,
    /// The office that a heading over several toezeggingen names, and its section.
    of_section: Option<(String, usize)>,
}

impl Drafts {
    /// Takes in a mention and returns the items it speaks of: new ones, or those it points back at. A mention that
    /// identifies nothing and has nothing to point at speaks of none.
    pub(super) fn take(&mut self, mention: &Mention, place: Place<'_>) -> Vec<usize> {
        let items = match mention {
            Mention::Motie(motie) => {
                let items = self.take_motie(motie, place);
                if let Some((debat, back)) = &motie.debat {
                    let meant = self.name_debat(debat, *back, place);
                    for item in &items {
                        let draft = &mut self.all[*item];
                        draft.debat = draft.debat.take().or_else(|| meant.clone());
                    }
                }
                items
            }
            Mention::Toezegging(toezegging) => self.take_toezegging(toezegging, place),
            Mention::Debat(debat) => {
                let meant = self.name_debat(&debat.debat, debat.back, place);
                // "De motie-Smit, ingediend bij het tweeminutendebat van 3 april".
                let here = |draft: &&mut Draft| draft.sentence == place.sentence && draft.kind == Kind::Motie;
                if let Some(motie) = self.all.iter_mut().rfind(here).filter(|_| place.moved) {
                    motie.debat = motie.debat.take().or(meant);
                } else if place.heading
                    && let Some(headed) = self.all.last_mut().filter(|draft| draft.sentence == place.sentence)
                {
                    // "Toezegging respijtzorg (commissiedebat Mantelzorg, 9 februari 2023)".
                    headed.debat = headed.debat.take().or(meant);
                }
                Vec::new()
            }
            Mention::Kamerstuk(stuk) if place.numbers => self.number_last_motie(&stuk.stukken),
            _ => Vec::new(),
        };
        for item in &items {
            let draft = &mut self.all[*item];
            (draft.last_section, draft.last_sentence) = (place.section, place.sentence);
            draft.last_paragraph = place.paragraph;
            // The title of an answer names what is asked about; the item stands where the text itself first speaks of it.
            if draft.title && !place.title {
                draft.title = false;
                draft.span = mention.span().clone();
                (draft.sentence, draft.section) = (place.sentence, place.section);
            }
        }
        items
    }

    /// Takes in a debate that is named, or finds the one that is pointed back at; returns which it is.
    fn name_debat(&mut self, debat: &Debat, back: bool, place: Place<'_>) -> Option<Debat> {
        let meant = if back {
            let of_kind = |known: &&Debat| debat.soort.is_some() && known.soort == debat.soort;
            self.debatten.iter().rfind(of_kind).or(self.debatten.last()).cloned()?
        } else {
            // The bare kind of a debate named in full before ("het commissiedebat") is that one, not a new one.
            if debat.datum.is_some() || debat.onderwerp.is_some() {
                self.debatten.push(debat.clone());
            }
            debat.clone()
        };
        self.last_debat = Some((meant.clone(), place.paragraph));
        self.debat_sentence = place.sentence;
        Some(meant)
    }

    /// Returns the item that was spoken of last in a section.
    pub fn current(&self, section: usize) -> Option<usize> {
        (0..self.all.len()).rev().find(|index| self.all[*index].last_section == section)
    }

    /// Gives the motie that was moved last its number, as the chair of a debate does.
    fn number_last_motie(&mut self, stukken: &[Kamerstuk]) -> Vec<usize> {
        let unnumbered = |draft: &Draft| draft.kind == Kind::Motie && draft.kamerstuk.is_none();
        let (Some(stuk), Some(index)) = (stukken.first(), self.all.iter().rposition(unnumbered)) else {
            return Vec::new();
        };
        self.all[index].kamerstuk = Some(stuk.clone());
        vec![index]
    }

    fn take_motie(&mut self, motie: &MotieRef, place: Place<'_>) -> Vec<usize> {
        if motie.stukken.is_empty() {
            return self.unnumbered_motie(motie, place).into_iter().collect();
        }
        let stukken = motie.stukken.iter();
        stukken
            .map(|stuk| {
                let known = self
                    .all
                    .iter()
                    .position(|draft| draft.kind == Kind::Motie && draft.kamerstuk.as_ref() == Some(stuk));
                let index = known
                    .or_else(|| self.unnumbered_of_section(motie, place))
                    .or_else(|| self.same_movers(motie, true))
                    .unwrap_or_else(|| self.add_motie(motie, place));
                let draft = &mut self.all[index];
                draft.kamerstuk = Some(stuk.clone());
                if draft.submitters.is_empty() {
                    draft.submitters.clone_from(&motie.submitters);
                    draft.cs = motie.cs;
                }
                draft.subject = draft.subject.take().or_else(|| motie.subject.clone());
                index
            })
            .collect()
    }

    /// Returns the motie of a heading, to which a number without movers below it belongs ("Met deze motie (Kamerstuk …)").
    fn unnumbered_of_section(&self, motie: &MotieRef, place: Place<'_>) -> Option<usize> {
        let last =
            self.all.iter().rposition(|draft| draft.kind == Kind::Motie && draft.last_section == place.section)?;
        (motie.submitters.is_empty() && motie.stukken.len() == 1 && self.all[last].kamerstuk.is_none()).then_some(last)
    }

    fn unnumbered_motie(&mut self, motie: &MotieRef, place: Place<'_>) -> Option<usize> {
        if motie.submitters.is_empty() {
            // "deze motie", "de motie": the last one spoken of, in this section or just before it.
            let near = |draft: &Draft| draft.last_section == place.section || draft.last_section + 1 == place.section;
            let moties: Vec<usize> = (0..self.all.len()).filter(|index| self.all[*index].kind == Kind::Motie).collect();
            // Where a letter names just one, every "de motie" is that one.
            let only = (moties.len() == 1).then(|| moties[0]);
            return moties.into_iter().rev().find(|index| near(&self.all[*index])).or(only);
        }
        if motie.moved {
            return Some(self.add_motie(motie, place));
        }
        Some(self.same_movers(motie, false).unwrap_or_else(|| self.add_motie(motie, place)))
    }

    /// Returns the motie of the same movers; where a number is at hand, only one that has none yet.
    fn same_movers(&self, motie: &MotieRef, unnumbered: bool) -> Option<usize> {
        if motie.submitters.is_empty() {
            return None;
        }
        let keys = |names: &[String]| names.iter().map(|name| name_key(name)).collect::<Vec<_>>();
        let mine = keys(&motie.submitters);
        let same = |draft: &Draft| {
            // What is told at once comes first: a list of thousands is gone through for each of its moties.
            if draft.kind != Kind::Motie || (unnumbered && draft.kamerstuk.is_some()) {
                return false;
            }
            let movers = keys(&draft.submitters);
            let named = movers == mine || (mine.len() == 1 && movers.first() == mine.first());
            named && alike(draft.subject.as_deref(), motie.subject.as_deref())
        };
        (0..self.all.len()).rev().find(|index| same(&self.all[*index]))
    }

    fn add_motie(&mut self, motie: &MotieRef, place: Place<'_>) -> usize {
        let debat = self.last_debat.clone().filter(|_| place.moved && self.debat_sentence == place.sentence);
        self.all.push(Draft {
            kind: Kind::Motie,
            gone: false,
            span: motie.span.clone(),
            sentence: place.sentence,
            section: place.section,
            last_section: place.section,
            paragraph: place.paragraph,
            last_sentence: place.sentence,
            last_paragraph: place.paragraph,
            heading: place.heading,
            title: place.title,
            passage: place.passage.to_owned(),
            subject: motie.subject.clone(),
            submitters: motie.submitters.clone(),
            cs: motie.cs,
            gewijzigd: motie.gewijzigd,
            kamerstuk: None,
            number: None,
            debat: debat.map(|(debat, _)| debat),
            maker: Maker::Unsaid,
        });
        self.all.len() - 1
    }

    fn take_toezegging(&mut self, toezegging: &ToezeggingRef, place: Place<'_>) -> Vec<usize> {
        let known = match &toezegging.number {
            Some(number) => self
                .all
                .iter()
                .position(|draft| draft.number.as_ref() == Some(number))
                .or_else(|| self.unnumbered_here(place)),
            None if toezegging.back => self.last_toezegging(place),
            None => self.headed_above(toezegging, place).or_else(|| self.same_toezegging(toezegging, place)),
        };
        // "Betreft: planning van toezegde stukken" names none.
        if place.subject_line && toezegging.debat.is_none() && toezegging.number.is_none() {
            return Vec::new();
        }
        // "Openstaande toezeggingen Minister van Financiën" heads several and is none itself.
        if let (Maker::Office(office), true, None) =
            (&toezegging.maker, place.heading && toezegging.many, &toezegging.debat)
        {
            self.of_section = Some((office.clone(), place.section));
            return Vec::new();
        }
        let here =
            self.last_debat.as_ref().is_some_and(|(_, paragraph)| place.paragraph > 0 && *paragraph == place.paragraph);
        let headed = headed(toezegging, place);
        let index = match known {
            Some(index) => index,
            // "Daar is toegezegd dat …" speaks of the debate of the sentence before.
            None if headed.is_some() => {
                let index = self.add_toezegging(toezegging, place);
                self.all[index].subject = headed;
                index
            }
            None if toezegging.back && toezegging.debat.is_none() && !(toezegging.verb && place.then && here) => {
                return Vec::new();
            }
            None if toezegging.weak
                && self.last_debat.as_ref().is_none_or(|(_, paragraph)| *paragraph != place.paragraph) =>
            {
                return Vec::new();
            }
            None if place.question && toezegging.debat.is_none() && toezegging.number.is_none() => return Vec::new(),
            None => self.add_toezegging(toezegging, place),
        };
        let debat = if toezegging.debat_back {
            self.name_debat(&toezegging.debat.clone().unwrap_or_default(), true, place)
        } else {
            // "Het lid Smit vroeg mij in het debat van … Ik heb toen toegezegd …": the debate of the sentence before.
            let before = self.last_debat.as_ref().filter(|(_, paragraph)| {
                place.paragraph > 0 && *paragraph == place.paragraph && (toezegging.anew || place.then)
            });
            toezegging.debat.clone().or_else(|| before.map(|(debat, _)| debat.clone()))
        };
        if let Some(debat) = debat.as_ref().filter(|_| !toezegging.debat_back) {
            self.name_debat(debat, false, place);
        }
        let draft = &mut self.all[index];
        draft.number = draft.number.take().or_else(|| toezegging.number.clone());
        draft.debat = draft.debat.take().or(debat);
        draft.subject = draft.subject.take().or_else(|| toezegging.subject.clone());
        if draft.maker == Maker::Unsaid {
            draft.maker = toezegging.maker.clone();
        }
        if let (Maker::Unsaid, Some((office, section))) = (&draft.maker, &self.of_section)
            && *section + place.headings >= place.section
        {
            draft.maker = Maker::Office(office.clone());
        }
        vec![index]
    }

    /// Returns the toezegging of this very sentence that has no number yet, to which a number in brackets belongs.
    fn unnumbered_here(&self, place: Place<'_>) -> Option<usize> {
        let here = |draft: &Draft| {
            draft.kind == Kind::Toezegging && draft.sentence == place.sentence && draft.number.is_none()
        };
        self.all.iter().rposition(here)
    }

    /// Returns the toezegging that a number in the heading or at the start of the entry names, or a heading that names nothing but its
    /// subject ("Toezegging kraamzorg"), of which the text below now tells.
    fn headed_above(&self, toezegging: &ToezeggingRef, place: Place<'_>) -> Option<usize> {
        let last = self.all.iter().rposition(|draft| draft.kind == Kind::Toezegging)?;
        let draft = &self.all[last];
        let here = draft.section == place.section && (draft.heading || draft.paragraph == place.paragraph);
        let other = draft.debat.is_some() && toezegging.debat.is_some() && draft.debat != toezegging.debat;
        let bare = draft.heading
            && draft.debat.is_none()
            && draft.maker == Maker::Unsaid
            && draft.last_sentence == draft.sentence
            && draft.sentence != place.sentence;
        ((draft.number.is_some() || bare) && here && !other && place.section != usize::MAX).then_some(last)
    }

    fn last_toezegging(&self, place: Place<'_>) -> Option<usize> {
        self.all.iter().rposition(|draft| draft.kind == Kind::Toezegging && draft.last_section == place.section)
    }

    /// Returns the toezegging that this one repeats: in the same sentence, or in the same section with nothing that tells
    /// them apart.
    fn same_toezegging(&self, toezegging: &ToezeggingRef, place: Place<'_>) -> Option<usize> {
        let same = |draft: &Draft| {
            if draft.kind != Kind::Toezegging || draft.last_section != place.section {
                return false;
            }
            let debat = toezegging.debat.is_none()
                || toezegging.debat_back
                || draft.debat.is_none()
                || draft.debat == toezegging.debat;
            let passage = format!("{} {}", draft.subject.as_deref().unwrap_or(""), draft.passage);
            let subject = alike(draft.subject.as_deref(), toezegging.subject.as_deref())
                || alike(Some(&passage), toezegging.subject.as_deref());
            let once = toezegging.verb || toezegging.debat.is_none() || draft.sentence == place.sentence;
            // A new paragraph in which someone says that he promised something speaks of something else.
            let anew = toezegging.anew && draft.paragraph != place.paragraph;
            !anew && debat && (draft.sentence == place.sentence || (subject && once && toezegging.debat.is_none()))
        };
        self.all.iter().rposition(same)
    }

    fn add_toezegging(&mut self, toezegging: &ToezeggingRef, place: Place<'_>) -> usize {
        self.all.push(Draft {
            section: place.section,
            last_section: place.section,
            paragraph: place.paragraph,
            heading: place.heading,
            title: place.title,
            passage: place.passage.to_owned(),
            ..Draft::promised(toezegging.span.clone(), place.sentence)
        });
        self.all.len() - 1
    }
}

/// Tells whether nothing says that two subjects differ.
fn alike(one: Option<&str>, other: Option<&str>) -> bool {
    one.zip(other).and_then(|(one, other)| same_subject(one, other)).unwrap_or(true)
}

/// Returns what a heading that opens with the word says a toezegging is about: "Toezegging respijtzorg (commissiedebat …)".
fn headed(toezegging: &ToezeggingRef, place: Place<'_>) -> Option<String> {
    if !place.heading || toezegging.many || toezegging.verb {
        return None;
    }
    let line = place.passage.split('\n').next()?;
    let line = line.trim_start_matches(|c: char| !c.is_alphabetic());
    let rest = line.strip_prefix("Toezegging ")?;
    let subject = rest.split(" (").next()?.trim_matches([' ', ':', '-', ',']);
    (!subject.is_empty()).then(|| subject.to_owned())
}
