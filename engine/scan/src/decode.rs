//! Bytes of a file to text.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A file's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decoded {
    /// Text, without its byte order mark.
    Text(String),
    /// No text in an encoding we know.
    Binary,
}

/// NUL bytes in this many first bytes make a file binary (unless it is UTF-16), as in ripgrep and git.
const SNIFF: usize = 8192;

/// Decodes UTF-8 (with or without byte order mark), UTF-16 (with a mark, or by its zero bytes), else Latin-1 as
/// browsers read it (windows-1252). UTF-8 without mark costs a check and no copy. Lone invalid bytes in a text that is
/// otherwise UTF-8 become U+FFFD. Line ends stay as they are.
pub fn decode(bytes: Vec<u8>) -> Decoded {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return Decoded::Text(String::from_utf8_lossy(rest).into_owned());
    }
    if bytes.starts_with(b"\xFF\xFE") && !bytes.starts_with(b"\xFF\xFE\0\0") {
        return Decoded::Text(UTF_16LE.decode_with_bom_removal(&bytes).0.into_owned());
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return Decoded::Text(UTF_16BE.decode_with_bom_removal(&bytes).0.into_owned());
    }
    let head = &bytes[..bytes.len().min(SNIFF)];
    if memchr::memchr(0, head).is_some() {
        return match utf16_without_mark(head) {
            Some(encoding) => {
                Decoded::Text(encoding.decode_without_bom_handling(&bytes).0.into_owned())
            }
            None => Decoded::Binary,
        };
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded::Text(text),
        Err(error) => not_utf8(&error.into_bytes()),
    }
}

/// ASCII in UTF-16 has a zero in every second byte.
fn utf16_without_mark(head: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let pairs = head.len() / 2;
    if pairs < 8 {
        return None;
    }
    let zeros = |offset: usize| head.chunks_exact(2).filter(|pair| pair[offset] == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 >= pairs * 9 && even * 20 <= pairs {
        Some(UTF_16LE)
    } else if even * 10 >= pairs * 9 && odd * 20 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn not_utf8(bytes: &[u8]) -> Decoded {
    let head = &bytes[..bytes.len().min(SNIFF)];
    let control =
        head.iter().filter(|b| **b < 32 && !matches!(b, b'\t' | b'\n' | b'\r' | 12 | 27)).count();
    if control * 50 > head.len() {
        return Decoded::Binary;
    }
    let lossy = String::from_utf8_lossy(bytes);
    let replaced = lossy.chars().filter(|c| *c == '\u{FFFD}').count();
    let multibyte = lossy.chars().filter(|c| !c.is_ascii() && *c != '\u{FFFD}').count();
    if replaced <= multibyte {
        return Decoded::Text(lossy.into_owned());
    }
    Decoded::Text(WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        match decode(bytes.to_vec()) {
            Decoded::Text(text) => text,
            Decoded::Binary => "<binary>".to_owned(),
        }
    }

    #[test]
    fn encodings_are_told_apart() {
        let utf16 =
            |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        assert_eq!(text("é = 1\r\n".as_bytes()), "é = 1\r\n");
        assert_eq!(text(b"\xEF\xBB\xBFx"), "x");
        assert_eq!(text(&[&b"\xFF\xFE"[..], &utf16("aé\n")].concat()), "aé\n");
        assert_eq!(text(b"\xFE\xFF\0a\0b"), "ab");
        assert_eq!(text(&utf16("password = 'hunter'\n")), "password = 'hunter'\n");
        assert_eq!(text(b"na\xEFve = 'caf\xE9'"), "naïve = 'café'");
        assert_eq!(text(b"\x7FELF\x01\0\0\0\0\0\0\0\0\0\0\0\0\0"), "<binary>");
        assert_eq!(text(b""), "");
        assert_eq!(text("é ü ö \u{FFFD}".as_bytes()), "é ü ö \u{FFFD}");
        assert!(
            text(&[&"é ü ö ".repeat(4).into_bytes()[..], b"\xFF end"].concat()).starts_with("é ü")
        );
    }
}
