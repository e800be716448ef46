//! Bytes of a file to text.
//!
//! For: telling text from binary data, and its encoding. Not for: reading (`read`). Read [`decode`].

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A file's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decoded {
    /// Text.
    Text {
        /// Without its byte order mark; line ends as they are.
        text: String,
        /// What it was decoded from; spans are bytes of `text`, so writing a fix back needs this.
        encoding: Encoding,
    },
    /// No text in an encoding we know.
    Binary,
}

/// How a text was encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-8 with a byte order mark, which `text` lacks.
    Utf8WithMark,
    /// UTF-8 with a few bytes that are none; each is U+FFFD in `text`, so it cannot be written back.
    Utf8Damaged,
    /// UTF-16, little endian.
    Utf16Le,
    /// UTF-16, big endian.
    Utf16Be,
    /// Anything that extends ASCII by single bytes, read as browsers read Latin-1. Imprecise: of an East Asian
    /// encoding, only the ASCII part is right.
    Windows1252,
}

/// So many first bytes decide whether a file is binary.
const SNIFF: usize = 8192;

/// Decodes UTF-8 (with or without byte order mark), UTF-16 (with a mark, or by its zero bytes), else Latin-1 as
/// browsers read it (windows-1252). UTF-8 without mark costs a check and no copy.
///
/// A NUL byte makes a file binary, as in git, with one exception: a text in UTF-8 with at most one NUL in 256 bytes of
/// its head stays text. Else one NUL in a comment would hide a file that interpreters run.
pub fn decode(bytes: Vec<u8>) -> Decoded {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return utf8(rest.to_vec(), Encoding::Utf8WithMark);
    }
    if bytes.starts_with(b"\xFF\xFE") && !bytes.starts_with(b"\xFF\xFE\0\0") {
        return utf16(&bytes[2..], UTF_16LE, Encoding::Utf16Le);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return utf16(rest, UTF_16BE, Encoding::Utf16Be);
    }
    match utf16_without_mark(&bytes[..bytes.len().min(SNIFF)]) {
        Some(Encoding::Utf16Le) => utf16(&bytes, UTF_16LE, Encoding::Utf16Le),
        Some(_) => utf16(&bytes, UTF_16BE, Encoding::Utf16Be),
        None => utf8(bytes, Encoding::Utf8),
    }
}

fn utf8(bytes: Vec<u8>, encoding: Encoding) -> Decoded {
    let head = &bytes[..bytes.len().min(SNIFF)];
    let nuls = memchr::memchr_iter(0, head).count();
    if nuls * 256 > head.len() {
        return Decoded::Binary;
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded::Text { text, encoding },
        // Compressed and compiled data have both.
        Err(_) if nuls > 0 => Decoded::Binary,
        Err(error) => not_utf8(error.as_bytes()),
    }
}

fn not_utf8(bytes: &[u8]) -> Decoded {
    let head = &bytes[..bytes.len().min(SNIFF)];
    // A form feed and an escape stand in real sources and logs.
    let is_control = |byte: &&u8| **byte < 32 && !matches!(byte, b'\t' | b'\n' | b'\r' | 12 | 27);
    let controls = head.iter().filter(is_control).count();
    if controls * 50 > head.len() || bytes.starts_with(b"%PDF-") {
        return Decoded::Binary;
    }
    let lossy = String::from_utf8_lossy(bytes);
    let replaced = lossy.chars().filter(|c| *c == '\u{FFFD}').count();
    let multibyte = lossy.chars().filter(|c| !c.is_ascii() && *c != '\u{FFFD}').count();
    if replaced <= multibyte {
        return Decoded::Text { text: lossy.into_owned(), encoding: Encoding::Utf8Damaged };
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    Decoded::Text { text: text.into_owned(), encoding: Encoding::Windows1252 }
}

/// ASCII in UTF-16 has a zero in every second byte.
fn utf16_without_mark(head: &[u8]) -> Option<Encoding> {
    let pairs = head.len() / 2;
    if pairs < 8 || memchr::memchr(0, head).is_none() {
        return None;
    }
    let zeros = |offset: usize| head.chunks_exact(2).filter(|pair| pair[offset] == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 >= pairs * 9 && even * 20 <= pairs {
        Some(Encoding::Utf16Le)
    } else if even * 10 >= pairs * 9 && odd * 20 <= pairs {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

fn utf16(bytes: &[u8], from: &'static encoding_rs::Encoding, encoding: Encoding) -> Decoded {
    let (text, _) = from.decode_without_bom_handling(bytes);
    // A mark can begin other data too: that has lone surrogates, private characters and controls.
    let head = text.chars().take(SNIFF);
    let is_odd = |c: &char| match c {
        '\u{FFFD}' | '\u{E000}'..='\u{F8FF}' => true,
        '\u{1B}' => false,
        c => c.is_control() && !c.is_whitespace(),
    };
    let (odd, all) = (head.clone().filter(is_odd).count(), head.count());
    if odd * 20 > all {
        return Decoded::Binary;
    }
    Decoded::Text { text: text.into_owned(), encoding }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Option<Encoding>) {
        match decode(bytes.to_vec()) {
            Decoded::Text { text, encoding } => (text, Some(encoding)),
            Decoded::Binary => (String::new(), None),
        }
    }

    #[track_caller]
    fn check(bytes: &[u8], text: &str, encoding: Encoding) {
        assert_eq!(read(bytes), (text.to_owned(), Some(encoding)));
    }

    #[track_caller]
    fn binary(bytes: &[u8]) {
        assert_eq!(read(bytes), (String::new(), None));
    }

    fn le(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    fn be(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_be_bytes).collect()
    }

    /// Bytes as a compressor makes them.
    fn noise(length: usize, mut seed: u32) -> Vec<u8> {
        let mut next = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 24) as u8
        };
        (0..length).map(|_| next()).collect()
    }

    #[test]
    fn utf8_keeps_its_line_ends_and_loses_its_mark() {
        check(b"", "", Encoding::Utf8);
        check("é = 1\r\nx\r\r\n".as_bytes(), "é = 1\r\nx\r\r\n", Encoding::Utf8);
        check(b"\xEF\xBB\xBFx\r\n", "x\r\n", Encoding::Utf8WithMark);
        check(b"\xEF\xBB\xBF", "", Encoding::Utf8WithMark);
        // Only the first is a mark, and a replacement character may be written.
        check(
            "\u{FEFF}\u{FEFF}a \u{FFFD}".as_bytes(),
            "\u{FEFF}a \u{FFFD}",
            Encoding::Utf8WithMark,
        );
        let bytes = b"no copy".to_vec();
        let address = bytes.as_ptr();
        let Decoded::Text { text, .. } = decode(bytes) else { panic!("text") };
        assert_eq!(text.as_ptr(), address);
    }

    #[test]
    fn utf16_with_and_without_a_mark() {
        let text = "password = 'h\u{FC}nter \u{1D11E}'\r\n";
        check(&[&b"\xFF\xFE"[..], &le(text)].concat(), text, Encoding::Utf16Le);
        check(&[&b"\xFE\xFF"[..], &be(text)].concat(), text, Encoding::Utf16Be);
        check(&le(&text.repeat(3)), &text.repeat(3), Encoding::Utf16Le);
        check(&be(&text.repeat(3)), &text.repeat(3), Encoding::Utf16Be);
        check(b"\xFF\xFE", "", Encoding::Utf16Le);
        // Cut in the middle of a character.
        check(
            b"\xFF\xFEa\0b\0c\0d\0e\0f\0g\0h\0i\0j\0k\0l\0m\0n\0o\0p\0q\0r\0s\0t\0u\0\x1D",
            "abcdefghijklmnopqrstu\u{FFFD}",
            Encoding::Utf16Le,
        );
    }

    #[test]
    fn single_byte_encodings_and_damaged_utf8() {
        check(b"na\xEFve = 'caf\xE9' \x80", "naïve = 'café' €", Encoding::Windows1252);
        check(
            &[&"é ü ö ".repeat(4).into_bytes()[..], b"\xFF end"].concat(),
            &format!("{}\u{FFFD} end", "é ü ö ".repeat(4)),
            Encoding::Utf8Damaged,
        );
    }

    #[test]
    fn binary_data() {
        binary(b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3E\0");
        binary(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x01\0");
        binary(b"PK\x03\x04\x14\0\0\0\x08\0");
        binary(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n");
        binary(b"\xFF\xFE\0\0a\0\0\0b\0\0\0c\0\0\0d\0\0\0e\0\0\0f\0\0\0");
        binary(b"\0");
        for seed in 0..200 {
            binary(&noise(4096, seed));
            binary(&[&b"\xFF\xFE"[..], &noise(4096, seed)].concat());
            binary(&[&b"\xEF\xBB\xBF"[..], &noise(4096, seed)].concat());
        }
    }

    /// Interpreters go on at a NUL in a comment or a text.
    #[test]
    fn a_stray_nul_does_not_hide_a_file() {
        let text = format!("// \0\neval(input); {}", "x = 1;\n".repeat(100));
        check(text.as_bytes(), &text, Encoding::Utf8);
        let late = format!("{}\0\0\0\0", "x = 1;\n".repeat(2000));
        check(late.as_bytes(), &late, Encoding::Utf8);
        binary(format!("{}caf\u{E9}\0", "x".repeat(600)).replace('é', "\u{E9}\0\0\0").as_bytes());
        binary(&[&b"caf\xE9 \0 "[..], &[b'x'; 600]].concat());
    }

    /// A file may be a picture to one program and code to another.
    #[test]
    fn a_magic_number_does_not_hide_a_script() {
        let script = "GIF89a=1;eval(location.hash)\n";
        check(script.as_bytes(), script, Encoding::Utf8);
        let php = "%PDF-1.4\n<?php system($_GET['c']);";
        check(php.as_bytes(), php, Encoding::Utf8);
    }

    #[test]
    fn any_bytes_decode_to_something() {
        for seed in 0..400 {
            for length in [1, 2, 3, 7, 16, 33] {
                let mut bytes = noise(length, seed);
                let _ = decode(bytes.clone());
                bytes.splice(0..0, *b"\xFE\xFF");
                let _ = decode(bytes);
            }
        }
    }
}
