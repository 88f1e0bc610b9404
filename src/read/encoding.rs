//! The letters of an XML file or a web page, in whatever encoding it was written.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// The first bytes in which an XML file says its encoding.
const DECLARATION: usize = 256;

/// Returns the bytes of an XML file as text: by its byte order mark, by what its first line says, or by its letters.
pub(super) fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0;
    }
    let encoding = match bytes {
        [b'<', 0, ..] => UTF_16LE,
        [0, b'<', ..] => UTF_16BE,
        _ => of_single_bytes(declared(bytes), bytes),
    };
    encoding.decode_without_bom_handling(bytes).0
}

/// Returns the encoding of a file of single bytes that says one, or none, of itself.
pub(super) fn of_single_bytes(said: Option<&'static Encoding>, bytes: &[u8]) -> &'static Encoding {
    // What a file says of itself could be read byte by byte, so it is not in UTF-16, whatever it says.
    said.filter(|said| said.output_encoding() == *said).unwrap_or_else(|| guessed(bytes))
}

/// Returns the encoding that an XML file of single bytes names in its first line.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..DECLARATION).unwrap_or(bytes));
    let line = head.trim_start().strip_prefix("<?xml")?.split('>').next()?;
    let (_, value) = line.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let label = value.strip_prefix(['"', '\''])?.split(['"', '\'']).next()?;
    Encoding::for_label(label.as_bytes())
}

/// Returns UTF-8 where the bytes can be that, else Windows-1252.
fn guessed(bytes: &[u8]) -> &'static Encoding {
    match std::str::from_utf8(bytes) {
        // A file that is cut off within a letter is UTF-8 all the same, where it has other letters of it.
        Err(error) if error.error_len().is_some() || bytes.get(..error.valid_up_to()).is_some_and(<[u8]>::is_ascii) => {
            WINDOWS_1252
        }
        _ => UTF_8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_known_by_mark_or_first_line() {
        let wide = |bytes: fn(u16) -> [u8; 2]| "\u{feff}<é/>".encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        assert_eq!(decoded(&wide(u16::to_le_bytes)), "<é/>");
        assert_eq!(decoded(&wide(u16::to_be_bytes)), "<é/>");
        assert_eq!(decoded(&wide(u16::to_be_bytes)[2..]), "<é/>");
        assert_eq!(decoded("\u{feff}<é/>".as_bytes()), "<é/>");
        for label in ["='ISO-8859-1'", " = \"latin1\"", "='UTF-16'"] {
            let source = [format!("<?xml version=\"1.0\" encoding{label}?><a>").as_bytes(), b"\xe9</a>"].concat();
            assert!(decoded(&source).ends_with("<a>é</a>"), "{label}");
        }
    }

    #[test]
    fn an_encoding_that_is_not_said_is_told_by_the_letters() {
        assert_eq!(decoded(b"<a>\xe9</a>"), "<a>é</a>");
        assert_eq!(decoded("<a>é</a>".as_bytes()), "<a>é</a>");
        assert_eq!(decoded(b"<a>\xc3\xa9\xc3"), "<a>é\u{fffd}");
        assert_eq!(decoded(b"<?xml version='1.0' encoding='UTF-16'?>\xc3\xa9").chars().last(), Some('é'));
        assert_eq!(decoded(b"<?xml version='1.0' encoding='UTF-8'?>\xe9").chars().last(), Some('\u{fffd}'));
    }
}
