//! A guard before the tokenizer, which compares every attribute of a tag with all those before it.

use crate::error::Error;

/// The most attributes a tag may have; real ones have under a hundred.
pub(super) const MOST: usize = 1_000;
/// The most attributes of what may be a tag, or may be a `<` in a script.
const MOST_PERHAPS: u32 = 10_000;

/// Where in a tag a letter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum At {
    /// After the `<`.
    Start,
    /// After the `</`.
    End,
    /// In its name.
    Name,
    /// Before an attribute.
    Before,
    /// In the name of an attribute.
    Attribute,
    /// After the name of an attribute.
    After,
    /// After the `=` of an attribute.
    Equals,
    /// In a value without quotes.
    Bare,
    /// In a value between double quotes.
    Double,
    /// In a value between single quotes.
    Single,
}

impl At {
    /// Returns where the next letter stands, as the tokenizer goes through a tag; none where the tag ends or is no tag.
    fn after(self, byte: u8) -> Option<Self> {
        let next = match (self, byte) {
            (Self::Double, b'"') | (Self::Single, b'\'') => Self::Before,
            (Self::Double | Self::Single, _) => self,
            (Self::Start, b'/') => Self::End,
            (Self::Start | Self::End, byte) if byte.is_ascii_alphabetic() => Self::Name,
            (Self::Start | Self::End, _) | (_, b'>') => return None,
            (Self::Equals, b'"') => Self::Double,
            (Self::Equals, b'\'') => Self::Single,
            (Self::Attribute | Self::After, b'=') => Self::Equals,
            (Self::Name | Self::Bare, byte) if byte.is_ascii_whitespace() => Self::Before,
            (Self::Attribute, byte) if byte.is_ascii_whitespace() => Self::After,
            (_, byte) if byte.is_ascii_whitespace() => self,
            (Self::Equals | Self::Bare, _) => Self::Bare,
            (_, b'/') => Self::Before,
            (Self::Before | Self::After, _) => Self::Attribute,
            _ => self,
        };
        Some(next)
    }
}

/// Returns the failure of a page in which what may be a tag has more attributes than any tag.
///
/// A `<` may open a tag wherever it stands, in a script or in the value of another tag too, so every one is followed; those
/// that are at the same place in their tag go on as one, so that no letter costs more than there are places.
pub(super) fn too_many(source: &str) -> Option<Error> {
    let mut open: Vec<(At, u32)> = Vec::new();
    let mut rest = source.as_bytes();
    loop {
        rest = rest.get(passed(&open, rest)?..)?;
        let (&byte, after) = rest.split_first()?;
        rest = after;
        open.retain_mut(|(place, count)| {
            let next = place.after(byte);
            *count += u32::from(next == Some(At::Attribute) && *place != At::Attribute);
            *place = next.unwrap_or(*place);
            next.is_some()
        });
        if open.len() > 1 {
            open.sort_unstable_by_key(|(place, count)| (*place, std::cmp::Reverse(*count)));
            open.dedup_by_key(|(place, _)| *place);
        }
        if open.iter().any(|(_, count)| *count > MOST_PERHAPS) {
            return Some(failure());
        }
        if byte == b'<' {
            open.push((At::Start, 0));
        }
    }
}

/// Returns how many letters change nothing: those outside tags, and those of a value between quotes; none if all do.
fn passed(open: &[(At, u32)], rest: &[u8]) -> Option<usize> {
    match open {
        [] => memchr::memchr(b'<', rest),
        [(At::Double, _)] => memchr::memchr2(b'<', b'"', rest),
        [(At::Single, _)] => memchr::memchr2(b'<', b'\'', rest),
        _ => Some(0),
    }
}

/// Returns the failure of a page in which a tag has more attributes than any real one.
pub(super) fn failure() -> Error {
    Error::input(format!("has a tag with over {MOST} attributes; no letter has"))
        .hint("open it in a browser or word processor and save it anew, or give it as PDF")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attributes(count: usize) -> String {
        (0..count).map(|number| format!(" a{number}")).collect()
    }

    #[test]
    fn a_tag_with_attributes_without_end_is_found() {
        let many = attributes(10_001);
        let slashed = many.replace(' ', "/");
        let valued = many.replace(' ', "=''");
        for source in [
            format!("<p{many}>"),
            format!("een < twee </p{slashed}"),
            format!("<p b=''c{valued}>"),
            format!("<p=\"{many}>"),
            format!("<script>'<a b=\"'</script><p{many}>"),
            format!("<!-- <a b='<b c=\"<d e=f --><p{many}>"),
        ] {
            assert!(too_many(&source).is_some(), "{}", source.get(..40).unwrap_or_default());
        }
    }

    #[test]
    fn words_and_values_are_no_attributes() {
        let many = attributes(11_000);
        for source in [
            format!("1 < 2{many}"),
            format!("<p title=\"{many}\" class='{many}' d={}>{many}", many.trim_start().replace(' ', "/")),
            format!("<p{}>", attributes(9_999)).repeat(3),
        ] {
            assert!(too_many(&source).is_none(), "{}", source.get(..40).unwrap_or_default());
        }
    }

    #[test]
    fn a_page_of_openings_costs_no_more_than_its_length() {
        for open in ["<", "<a", "<a b=\"", "<a b='<a b=\"<a b=", "<a>", "</a "] {
            let _ = too_many(&open.repeat(100_000));
        }
    }
}
