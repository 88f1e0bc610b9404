//! Where numbers begin: most of what a letter writes in figures is told by what follows, so only these places are tried.

use super::scan;

/// Returns the places where a number begins that no letter or figure stands right before.
pub(super) fn places(prose: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = prose.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + scan::position(&bytes[from..], |byte| byte.is_ascii_digit())?;
            from = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            let joined = start > 0 && (bytes[start - 1].is_ascii_alphabetic() || bytes[start - 1] == b'_');
            if !joined {
                return Some(start);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_begins_apart_from_words() {
        assert_eq!(places("12 en 3x, T45, 6-78").collect::<Vec<_>>(), [0, 6, 15, 17]);
    }
}
