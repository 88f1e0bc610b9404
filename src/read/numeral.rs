//! The numbers that word processors and browsers write before the entries of a list.

/// How many levels a list may have.
pub(super) const LEVELS: usize = 10;

/// How the entries of one level of a list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Numeral {
    /// 1, 2, 3.
    #[default]
    Figures,
    /// 01, 02, 03.
    TwoFigures,
    /// 1e, 2e, 3e.
    Ordinal,
    /// a, b, c; after z follow aa, ab.
    Small,
    /// A, B, C.
    Capital,
    /// a, b, c; after z follow aa, bb.
    SmallDoubled,
    /// A, B, C.
    CapitalDoubled,
    /// i, ii, iii.
    SmallRoman,
    /// I, II, III.
    Roman,
    /// A dot, dash or picture.
    Bullet,
    /// Nothing is shown.
    Nothing,
}

impl Numeral {
    /// Returns a number as it is written; a bullet and nothing have none.
    pub(super) fn of(self, number: u32) -> String {
        match self {
            Self::Figures => number.to_string(),
            Self::TwoFigures => format!("{number:02}"),
            Self::Ordinal => format!("{number}e"),
            Self::Small => letters(number),
            Self::Capital => letters(number).to_uppercase(),
            Self::SmallDoubled => doubled(number),
            Self::CapitalDoubled => doubled(number).to_uppercase(),
            Self::SmallRoman => roman(number).to_lowercase(),
            Self::Roman => roman(number),
            Self::Bullet | Self::Nothing => String::new(),
        }
    }
}

/// Returns a number in letters: after z follow aa, then ab; 0 has none and stays a figure.
fn letters(number: u32) -> String {
    if number == 0 {
        return number.to_string();
    }
    let (mut rest, mut letters) = (number, Vec::new());
    while rest > 0 {
        rest -= 1;
        letters.push(letter(rest % 26));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// Returns a number in letters: after z follow aa, then bb; numbers out of any use stay figures.
fn doubled(number: u32) -> String {
    let Some(index) = number.checked_sub(1).filter(|index| *index < 26 * 20) else { return number.to_string() };
    std::iter::repeat_n(letter(index % 26), index as usize / 26 + 1).collect()
}

/// Returns a letter of the alphabet, counted from 0.
fn letter(index: u32) -> char {
    char::from_u32(u32::from('a') + index).unwrap_or('a')
}

/// Returns a number in Roman figures; 0 and numbers over 3999 have none and stay figures.
fn roman(number: u32) -> String {
    /// What each sign and pair of signs stands for, the greatest first.
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..=3999).contains(&number) {
        return number.to_string();
    }
    let mut rest = number;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

/// Returns the figures at the end of a name: `3` of `sdfootnote3`.
pub(super) fn figures(name: &str) -> &str {
    let name = name.trim();
    let before = name.trim_end_matches(|c: char| c.is_ascii_digit());
    name.get(before.len()..).unwrap_or_default()
}

/// How far each level of a list has counted; none where it has not begun.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts([Option<u32>; LEVELS]);

impl Counts {
    /// Counts one further on a level, or begins there; deeper levels begin anew.
    pub(super) fn next(&mut self, level: usize, start: u32) {
        self.forget_from(level + 1);
        if let Some(count) = self.0.get_mut(level) {
            *count = Some(count.map_or(start, |count| count.saturating_add(1)));
        }
    }

    /// Makes a level and those below it begin anew.
    pub(super) fn forget_from(&mut self, level: usize) {
        self.0.iter_mut().skip(level).for_each(|count| *count = None);
    }

    /// Returns how far a level has counted, or where it would start.
    pub(super) fn get(&self, level: usize, start: u32) -> u32 {
        self.0.get(level).copied().flatten().unwrap_or(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_lists_do() {
        let written = |numeral: Numeral| [0, 1, 26, 27, 28].map(|number| numeral.of(number));
        assert_eq!(written(Numeral::SmallDoubled), ["0", "a", "z", "aa", "bb"]);
        assert_eq!(written(Numeral::Capital), ["0", "A", "Z", "AA", "AB"]);
        assert_eq!(Numeral::CapitalDoubled.of(u32::MAX), "4294967295");
        let written = [0, 4, 1994, 4000].map(|number| Numeral::Roman.of(number));
        assert_eq!(
            (written, Numeral::SmallRoman.of(9)),
            (["0", "IV", "MCMXCIV", "4000"].map(String::from), "ix".into())
        );
        assert_eq!((Numeral::TwoFigures.of(3), Numeral::Ordinal.of(3)), ("03".into(), "3e".into()));
    }

    #[test]
    fn figures_end_a_name() {
        assert_eq!((figures("ftn12 "), figures("v"), figures("3")), ("12", "", "3"));
    }

    #[test]
    fn a_deeper_level_begins_anew() {
        let mut counts = Counts::default();
        counts.next(0, 1);
        counts.next(1, 1);
        counts.next(1, 1);
        assert_eq!((counts.get(0, 1), counts.get(1, 1)), (1, 2));
        counts.next(0, 1);
        counts.next(1, 5);
        assert_eq!((counts.get(0, 1), counts.get(1, 1), counts.get(99, 7)), (2, 5, 7));
    }
}
