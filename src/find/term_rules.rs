//! The rules by which terms are read: how letters word them, and what makes a day of them.

use super::scan;
use super::term_days::{
    a_day, day_word, half, half_numbered, month, no_day, part_of_season, quarter, recess, season, season_alone,
    season_edge, this_one, week_of_month, weekday, weekend, within, year,
};
use crate::model::datum::MAANDEN;
use crate::model::recess::Kamer;
use crate::model::termijn::Precision;
use crate::pattern::{Short, dutch, short};
use aho_corasick::{AhoCorasick, AhoCorasickKind, StartKind};
use chrono::NaiveDate;
use regex::Regex;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

/// The named parts of a wording, from either engine of patterns.
pub(super) struct Groups<'a> {
    /// The whole wording.
    pub whole: &'a str,
    /// Whose recesses count.
    pub kamer: Kamer,
    named: Vec<(&'static str, &'a str)>,
}

/// The names that rules give their parts.
const NAMES: [&str; 18] =
    ["d", "m", "m2", "y", "n", "n2", "u", "half", "p", "e", "r", "s", "q", "rel", "h", "my", "w", "wd"];

impl<'a> Groups<'a> {
    /// Takes the parts from a function that knows them by name.
    pub(super) fn of(whole: &'a str, kamer: Kamer, part: impl Fn(&str) -> Option<&'a str>) -> Self {
        Self { whole, kamer, named: NAMES.into_iter().filter_map(|name| Some((name, part(name)?))).collect() }
    }

    /// Returns a part by its name.
    pub(super) fn name(&self, name: &str) -> Option<&'a str> {
        self.named.iter().find(|(known, _)| *known == name).map(|(_, part)| *part)
    }
}

/// What a rule makes of its wording: first day, last day, precision, and the explanation.
pub(super) type Meaning = (Option<NaiveDate>, Option<NaiveDate>, Precision, String);
/// One rule: its pattern (in small letters) and how it reads it from a day.
pub(super) struct TermRule {
    /// What every wording of the rule has one of: the pattern is tried around these only; none of a rule for what stands alone.
    needs: &'static [&'static str],
    pattern: &'static str,
    pub(super) read: fn(&Groups<'_>, NaiveDate) -> Option<Meaning>,
}

/// The rules, the more exact before the less exact: the first that fits at a place reads it.
static RULES: [TermRule; 21] = [
    TermRule {
        needs: &["-20", "/20", ".20"],
        pattern: r"(?:uiterlijk |vóór |voor |per |tot en met |t/m |tot |uiterlijk op |op |met ingang van |niet later dan )(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>20\d{2})",
        read: a_day,
    },
    TermRule {
        needs: &["dag"],
        pattern: r"(?:voor |vóór |uiterlijk |op )?(?P<p>komende|aanstaande|deze|volgende week|eerstvolgende) (?P<wd>maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)",
        read: weekday,
    },
    TermRule {
        needs: &["dag"],
        pattern: r"(?:voor|vóór|uiterlijk)(?: (?:de|het) (?:stemmingen?|debat|commissiedebat|overleg|behandeling|plenaire behandeling)(?: van| op)?)? (?P<wd>maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)",
        read: weekday,
    },
    TermRule {
        needs: &["vandaag", "vanmiddag", "vanavond", "morgen"],
        pattern: r"(?:nog |uiterlijk |van )?(?P<wd>vandaag|vanmiddag|vanavond|overmorgen|morgen)(?:ochtend|middag|avond)?(?: nog)?",
        read: day_word,
    },
    TermRule {
        needs: &["weekend"],
        pattern: r"(?P<p>voor|vóór|na|in|uiterlijk in) (?:het|dit) (?:komende |aanstaande )?weekend",
        read: weekend,
    },
    TermRule {
        needs: &["week van"],
        pattern: r"(?:in |uiterlijk in )?de (?P<w>eerste|tweede|derde|vierde|laatste) week van (?P<m>MONTH)(?: (?P<y>20\d{2}))?",
        read: week_of_month,
    },
    TermRule {
        needs: &MAANDEN,
        pattern: r"(?:uiterlijk |vóór |voor |per |tot en met |t/m |tot |uiterlijk op |uiterlijk per |op |met ingang van |niet later dan |op zijn laatst |op z'n laatst |rond |omstreeks |op of rond )(?:maandag |dinsdag |woensdag |donderdag |vrijdag )?(?P<d>\d{1,2}) (?P<m>MONTH)(?: (?P<y>20\d{2}))?(?: a\.s\.| aanstaande)?",
        read: a_day,
    },
    TermRule {
        needs: &["jaar", "dag", "week", "weken", "maand"],
        pattern: r"(?:binnen|over) (?:een )?(?P<half>half ?jaar|anderhalf jaar)|(?:binnen(?: (?:de|een)(?: [a-z]+)? termijn van)?|over|in(?: de komende)?|(?:in )?de komende) (?:ongeveer |circa |ca\. |maximaal |uiterlijk |hooguit |ten hoogste )?(?P<n>\w+)(?:(?: à | a | tot | of | ?- ?)(?P<n2>\w+))? (?P<u>dag|dagen|werkdagen|week|weken|maand|maanden|jaar)(?: na nu)?",
        read: within,
    },
    TermRule {
        needs: &["reces"],
        pattern: r"(?:nog )?(?P<p>voor|vóór|na|tijdens|gedurende|in) (?P<e>aanvang van |de start van |het einde van |het eind van |afloop van |ommekomst van )?(?:het |de )?(?:komende |aankomende |aanstaande )?(?P<r>zomerreces|herfstreces|kerstreces|voorjaarsreces|krokusreces|meireces|reces)(?: van| in)?(?: (?P<y>20\d{2}))?",
        read: recess,
    },
    TermRule {
        needs: &["zomer", "kerst", "jaarw", "jaareinde", "prinsjesdag", " jaar"],
        pattern: r"(?P<p>voor|vóór|na|rond|omstreeks|op|met|bij|tijdens|in) (?:de |het |aanstaande |komende )*(?P<s>zomer|kerst|jaarwisseling|jaareinde|prinsjesdag|eind van het jaar|einde van het jaar|einde van dit jaar|eind van dit jaar)(?:(?: van)? (?P<y>20\d{2}))?",
        read: season_edge,
    },
    TermRule {
        needs: &["kwartaal"],
        pattern: r"(?:in|voor het einde van|aan het einde van|einde|eind|begin|voor het eind van|in de loop van|gedurende)? ?(?:het )?(?P<q>eerste|tweede|derde|vierde|1e|2e|3e|4e|laatste) kwartaal(?: van| in)?(?: (?P<y>20\d{2})| (?P<rel>dit jaar|volgend jaar))?",
        read: quarter,
    },
    TermRule {
        needs: &["q1", "q2", "q3", "q4"],
        pattern: r"\bq(?P<q>[1-4])(?:(?: van)? (?:(?P<y>20\d{2})|(?P<rel>dit jaar|volgend jaar)))?",
        read: quarter,
    },
    TermRule {
        needs: &["helft", "halfjaar", "half jaar"],
        pattern: r"(?:in |voor het einde van |gedurende |in de loop van )?(?:de |het )?(?P<h>eerste|tweede) (?:helft(?: van)?|halfjaar(?: van)?|half jaar(?: van)?) (?:(?P<m>MONTH)(?: (?P<my>20\d{2}))?|(?P<y>20\d{2})|(?P<rel>dit jaar|volgend jaar|het jaar))",
        read: half,
    },
    TermRule {
        needs: &MAANDEN,
        pattern: r"(?P<p>begin|medio|half|einde?|halverwege|voor het einde? van|voor eind|uiterlijk eind|uiterlijk in|uiterlijk|in de loop van|in|rond|omstreeks|voor|vóór|per|tegen het einde? van|tegen eind) (?:de maand )?(?P<m>MONTH)(?:(?: of | en |/| ?- ?)(?P<m2>MONTH))?(?: (?P<y>20\d{2}))?(?: a\.s\.| aanstaande)?",
        read: month,
    },
    TermRule {
        needs: &["20", "jaar"],
        pattern: r"(?P<p>begin|medio|half|einde?|halverwege|voor het einde? van|voor eind|vóór|uiterlijk eind|uiterlijk in|aan het einde? van|tegen het einde? van|tegen eind|nog|later|in de loop van|gedurende|in|ultimo|vanaf) (?:van )?(?P<y>20\d{2}|dit (?:kalender)?jaar|volgend jaar|komend jaar|het komende jaar|het nieuwe jaar|het volgende jaar|het lopende jaar|het jaar)",
        read: year,
    },
    TermRule {
        needs: &["voorjaar", "najaar", "herfst", "winter"],
        pattern: r"(?:in (?:de loop van )?|dit |deze |komend |komende |aankomende |aanstaande |na |volgend )?(?:het |de )?(?P<s>voorjaar|najaar|herfst|winter)(?:(?: van)? (?P<y>20\d{2}))?",
        read: season,
    },
    TermRule {
        needs: &["week", "maand", "zomer", "kwartaal"],
        pattern: r"(?P<p>deze|dit|komende?|volgende?|aankomende?) (?P<u>week|maand|zomer|kwartaal)|(?:eind|einde|voor het einde? van|aan het einde? van|tegen het einde? van) (?:de|deze|het|dit) (?P<w>week|maand|kwartaal)",
        read: this_one,
    },
    TermRule {
        needs: &["jaar", "kwartaal", "periodiek", "maand", "week", "doorlopend", "voorjaar", "najaar", "zomer"],
        pattern: r"(?:elke?|iedere?|per) (?:jaar|kwartaal|half ?jaar|maand|week|voorjaar|najaar|zomer)|jaarlijks|halfjaarlijks|driemaandelijks|maandelijks|wekelijks|tweejaarlijks|(?:twee|drie|vier) ?(?:maal|keer) per jaar|periodiek|doorlopend",
        read: no_day,
    },
    TermRule {
        needs: &[
            "spoedig",
            "z.s.m",
            "zsm",
            "spoed",
            "onverwijld",
            "terstond",
            "ommegaande",
            "uitstel",
            "komende",
            "periode",
            "bepalen",
            "n.t.b",
            "snel",
            "zijner",
            "t.z.t",
            "termijn",
            "binnenkort",
            "zodra",
            "gauw",
            "stadium",
            "tijdig",
            "enkele",
            "paar",
            "aantal",
            "enige",
            "tijd",
        ],
        pattern: r"(?:zo )?spoedig(?: mogelijk)?|z\.s\.m|zsm|met spoed|onverwijld|terstond|per ommegaande|zonder uitstel|op (?:een )?(?:zo )?kort mogelijke termijn|op de kortst mogelijke termijn|op termijn|(?:in )?de komende (?:tijd|periode|dagen|weken|maanden|jaren)|(?:nog )?deze (?:kabinets|regeer)periode|nader te bepalen|n\.t\.b|zo snel mogelijk|te zijner tijd|t\.z\.t|(?:binnen|over) (?:enkele|een paar|een aantal|enige) (?:dagen|weken|maanden|jaren)|op (?:zeer )?korte termijn|binnenkort|zodra mogelijk|zo gauw mogelijk|op afzienbare termijn|in een later stadium|tijdig|binnen afzienbare tijd",
        read: no_day,
    },
    TermRule {
        needs: &["behandeling", "debat", "overleg", "raad", "nota", "stemming"],
        pattern: r"(?:voor|vóór|uiterlijk|na) (?:aanvang van )?(?:het|de) (?:volgende |eerstvolgende |komende )?(?:begrotingsbehandeling|plenaire behandeling|commissiedebat|debat|overleg|raad|jbz-raad|voorjaarsnota|najaarsnota|stemmingen?)",
        read: no_day,
    },
    TermRule {
        needs: &["volgende "],
        pattern: r"(?:na|met|bij|in) (?:de )?(?:volgende |eerstvolgende )(?:voortgangsrapportage|verzamelbrief|voortgangsbrief|stand-van-zakenbrief)",
        read: no_day,
    },
];

/// Rules for a wording that stands alone, as in a register or a column: in running text these words set no term ("in dit jaar is
/// gebleken", "het budget voor 2027").
pub(super) const LOOSE: [TermRule; 12] = [
    TermRule {
        needs: &[],
        pattern: r"(?:bij|met|gelijktijdig met|tegelijk met) de (?:voorjaarsnota|najaarsnota|begroting|ontwerpbegroting)(?: voor 20\d{2})?",
        read: no_day,
    },
    TermRule {
        needs: &[],
        pattern: r"(?:voor|vóór|uiterlijk (?:voor|bij|tijdens|in)) (?:het|de) (?:[a-z]+ ){0,6}?(?:\w*debat|\w*overleg|behandeling|stemmingen?)(?: [^,;.]{1,60}?)? (?:van|op|d\.d\.) (?P<d>\d{1,2}) (?P<m>MONTH)(?: (?P<y>20\d{2}))?",
        read: a_day,
    },
    TermRule { needs: &[], pattern: r"(?P<wd>vandaag|heden|vanavond|morgen|overmorgen)", read: weekday },
    TermRule { needs: &[], pattern: r"(?P<s>voorjaar|najaar|herfst|winter)(?: (?P<y>20\d{2}))?", read: season_alone },
    TermRule {
        needs: &[],
        pattern: r"(?P<p>gelijktijdig met |met |bij )?(?:de )?(?P<s>kerst|prinsjesdag|jaarwisseling|miljoenennota)(?: (?P<y>20\d{2}))?",
        read: season_edge,
    },
    TermRule {
        needs: &[],
        pattern: r"(?P<p>begin|vroeg in|eind|einde|medio|halverwege) (?:van )?(?:het |de |dit |deze )?(?P<s>voorjaar|zomer|najaar|herfst|winter)(?:(?: van)? (?P<y>20\d{2}))?",
        read: part_of_season,
    },
    TermRule { needs: &[], pattern: r"(?:in )?h(?P<q>[12])(?: (?P<y>20\d{2}))?", read: half_numbered },
    TermRule {
        needs: &[],
        pattern: r"(?:maandag |dinsdag |woensdag |donderdag |vrijdag |zaterdag |zondag )?(?P<d>\d{1,2}) (?P<m>MONTH)(?: (?P<y>20\d{2}))?(?: a\.s\.| aanstaande)?",
        read: a_day,
    },
    TermRule {
        needs: &[],
        pattern: r"(?P<p>in )?(?P<m>MONTH)(?:(?: of | en |/| ?- ?)(?P<m2>MONTH))?(?: (?P<y>20\d{2}))?",
        read: month,
    },
    TermRule {
        needs: &[],
        pattern: r"(?P<p>in )?(?:de )?(?P<s>zomer)(?:(?: van)? (?P<y>20\d{2}))?",
        read: season_edge,
    },
    TermRule {
        needs: &[],
        pattern: r"(?P<p>voor )?(?P<y>20\d{2}|dit (?:kalender)?jaar|volgend jaar|komend jaar)",
        read: year,
    },
    TermRule { needs: &[], pattern: r"(?P<q>[1-4])e kwartaal(?: (?P<y>20\d{2}))?", read: quarter },
];

/// The words that rules need, looked for in one pass, and the rule of each.
static NEEDS: LazyLock<Option<(AhoCorasick, Vec<usize>)>> = LazyLock::new(|| {
    let words = RULES.iter().enumerate().flat_map(|(rule, known)| known.needs.iter().map(move |word| (*word, rule)));
    let (words, rules): (Vec<&str>, Vec<usize>) = words.unzip();
    // Some hundred short words stay far below what the automaton can hold.
    let automaton =
        AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).start_kind(StartKind::Unanchored).build(words);
    automaton.ok().map(|automaton| (automaton, rules))
});
static PATTERNS: [OnceLock<Regex>; RULES.len()] = [const { OnceLock::new() }; RULES.len()];
/// How many bytes of a wording may stand before the word it needs, and behind it.
const AROUND: (usize, usize) = (90, 70);

/// Returns the rules that may read something in a text in small letters, in their order, each with the passages where it may.
pub(super) fn likely(lower: &str) -> impl Iterator<Item = (&'static TermRule, &'static Regex, Vec<Range<usize>>)> {
    let mut passages: Vec<Vec<Range<usize>>> = vec![Vec::new(); RULES.len()];
    if let Some((automaton, rules)) = NEEDS.as_ref() {
        for word in automaton.find_overlapping_iter(lower) {
            let near = &mut passages[rules[word.pattern().as_usize()]];
            scan::add_around(lower, near, &word.range(), AROUND);
        }
    }
    let tried = passages.into_iter().enumerate().filter(|(_, near)| !near.is_empty());
    tried.map(|(rule, near)| (&RULES[rule], PATTERNS[rule].get_or_init(|| RULES[rule].compile()), near))
}

impl TermRule {
    /// Makes the pattern for running text.
    fn compile(&self) -> Regex {
        dutch(&format!(r"(?:\b|^)(?:{})\b\.?", self.pattern.replace("MONTH", &MAANDEN.join("|"))))
    }

    /// Makes the pattern for a wording that stands alone.
    pub(super) fn alone(&self) -> Short {
        short(&format!(r"^(?:{})\.?$", self.pattern.replace("MONTH", &MAANDEN.join("|"))))
    }
}
