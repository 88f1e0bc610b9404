//! Plain text: UTF-8, UTF-16 and Windows-1252.

use super::paper::bounded;
use super::text::Text;
use crate::error::{Error, Result};

/// Makes a text of the bytes of a letter in UTF-8, UTF-16 with or without a byte order mark, or Windows-1252.
///
/// Errors: it is binary data, or longer than any letter.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Text> {
    // In UTF-16 a letter takes two bytes.
    bounded(bytes.len() / 2, 0)?;
    let body = decoded(bytes);
    bounded(body.len(), memchr::memchr_iter(b'\n', body.as_bytes()).count())?;
    if is_binary(&body) {
        return Err(Error::input("is no letter but binary data")
            .hint("gestand reads PDF, Word (.docx), OpenDocument, HTML, official XML and plain text"));
    }
    Ok(Text::new(name, body))
}

/// Returns bytes as text, by their byte order mark or by what they can only be.
pub(super) fn decoded(bytes: &[u8]) -> String {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0.into_owned();
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// Returns which UTF-16 a text without a mark is in: of Latin letters every second byte is nothing.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = &bytes[..bytes.len().min(2048)];
    if head.len() < 16 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |first: usize| head.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    if odd * 10 >= half * 9 && even == 0 {
        Some(encoding_rs::UTF_16LE)
    } else if even * 10 >= half * 9 && odd == 0 {
        Some(encoding_rs::UTF_16BE)
    } else {
        None
    }
}

/// Tells whether a text holds what no letter holds: a NUL, or more control characters than one in fifty.
fn is_binary(body: &str) -> bool {
    // All but tab, line feed, vertical tab, form feed and carriage return, which stand together.
    let strange = |byte: &u8| u8::from((*byte < 0x20 && byte.wrapping_sub(b'\t') > 4) || *byte == 0x7f);
    let head = &body.as_bytes()[..body.len().min(64 << 10)];
    // Counted by pieces that fit a byte, many bytes at a time.
    let in_piece = |piece: &[u8]| usize::from(piece.iter().map(strange).sum::<u8>());
    let count: usize = head.chunks(255).map(in_piece).sum();
    memchr::memchr(0, body.as_bytes()).is_some() || count * 50 > head.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_come_in_three_encodings() {
        let words = "reële brief aan de Kamer";
        let utf16 = |to: fn(u16) -> [u8; 2]| words.encode_utf16().flat_map(to).collect::<Vec<u8>>();
        let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(utf16(u16::to_le_bytes)).collect();
        let with_mark: Vec<u8> = b"\xef\xbb\xbf".iter().chain(words.as_bytes()).copied().collect();
        for bytes in [
            words.as_bytes(),
            b"re\xeble brief aan de Kamer",
            &marked,
            &utf16(u16::to_le_bytes),
            &utf16(u16::to_be_bytes),
            &with_mark,
        ] {
            assert_eq!(read("x", bytes).unwrap().body, words);
        }
    }

    #[test]
    fn binary_data_is_refused() {
        assert!(read("x", b"abc\0\x01\x02def").unwrap_err().to_string().contains("binary"));
    }

    #[test]
    fn what_is_longer_than_any_letter_is_refused() {
        for bytes in [vec![b' '; 17 << 20], vec![b' '; 40 << 20], vec![b'\n'; 1 << 20]] {
            assert!(read("x", &bytes).unwrap_err().to_string().contains("no letter does"));
        }
    }
}
