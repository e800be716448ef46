//! Layers over a text: base64 and escapes.
//!
//! For: what a run of characters decodes to. Not for: encodings of whole files (`tamis-scan`).
//! Read [`runs`], then [`base64`].

use std::ops::Range;

use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

const CONFIG: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_allow_trailing_bits(true)
    .with_decode_padding_mode(DecodePaddingMode::Indifferent);
const PLAIN: GeneralPurpose = GeneralPurpose::new(&STANDARD, CONFIG);
const URL: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, CONFIG);

/// Bytes decoded at most of one run.
const MAX_RUN: usize = 1 << 16;
/// The shortest run worth decoding.
const MIN_RUN: usize = 28;

/// The bytes of `text` in either alphabet of base64, with or without padding; blanks and line breaks do not count.
pub(crate) fn base64(text: &[u8]) -> Option<Vec<u8>> {
    if text.len() > MAX_RUN {
        return None;
    }
    let url = text.iter().any(|c| matches!(c, b'-' | b'_'));
    let engine = if url { &URL } else { &PLAIN };
    if text.iter().any(u8::is_ascii_whitespace) {
        let solid: Vec<u8> = text.iter().copied().filter(|c| !c.is_ascii_whitespace()).collect();
        return engine.decode(solid).ok();
    }
    engine.decode(text).ok()
}

/// The same where what it decodes to is text.
pub(crate) fn base64_text(text: &[u8]) -> Option<String> {
    let bytes = base64(text)?;
    let (wide, odd) = (bytes.len() >= 8 && bytes.len() % 2 == 0, bytes.get(1) == Some(&0));
    if wide && odd && bytes.iter().skip(1).step_by(2).all(|byte| *byte == 0) {
        // UTF-16, as PowerShell encodes commands.
        return String::from_utf8(bytes.iter().copied().step_by(2).collect()).ok();
    }
    let text = String::from_utf8(bytes).ok()?;
    let is_text = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    text.chars().all(is_text).then_some(text)
}

const fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_')
}

/// Bytes of a look, and from one to the next: a run of [`MIN_RUN`] covers a whole one wherever it begins.
const LOOK: usize = MIN_RUN / 2;

/// One for bytes of base64.
const IN_BASE64: [u8; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        table[at] = is_base64(at as u8) as u8;
        at += 1;
    }
    table
};

/// Whether all bytes of a look are of base64. Without branches, for most of all text goes through it.
fn is_solid(look: &[u8; LOOK]) -> bool {
    look.iter().fold(1, |all, byte| all & IN_BASE64[usize::from(*byte)]) == 1
}

/// Runs of base64 that may hold text: long enough, of mixed case, bounded. Looks at one stretch in two where there is
/// none.
pub(crate) fn runs(text: &[u8]) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = 0;
    let mut from = 0;
    while let Some(look) = text.get(at..).and_then(<[u8]>::first_chunk) {
        if !is_solid(look) {
            at += LOOK;
            continue;
        }
        let mut start = at;
        while start > from && is_base64(text[start - 1]) {
            start -= 1;
        }
        let mut end = at;
        while end < text.len() && is_base64(text[end]) {
            end += 1;
        }
        let padding = text[end..].iter().take(2).take_while(|c| **c == b'=').count();
        if end - start >= MIN_RUN && end - start <= MAX_RUN && is_mixed(&text[start..end]) {
            runs.push(start..end + padding);
        }
        from = end;
        at = end + 1;
    }
    runs
}

/// Upper, lower and digits: text in base64 has all of them soon.
fn is_mixed(run: &[u8]) -> bool {
    let head = &run[..run.len().min(64)];
    head.iter().any(u8::is_ascii_uppercase)
        && head.iter().any(u8::is_ascii_lowercase)
        && head.iter().any(u8::is_ascii_digit)
}

/// `text` with `%41` read; `None` where it holds none.
pub(crate) fn percent(text: &[u8]) -> Option<Vec<u8>> {
    if !text.contains(&b'%') {
        return None;
    }
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let hex = |byte: u8| (byte as char).to_digit(16).map(|digit| digit as u8);
        match (text[at], text.get(at + 1), text.get(at + 2)) {
            (b'%', Some(high), Some(low)) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    out.push(high << 4 | low);
                    at += 3;
                }
                _ => return None,
            },
            (byte, ..) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_alphabets_with_and_without_padding() {
        for text in ["aGVsbG8gd29ybGQ/", "aGVsbG8gd29ybGQ_"] {
            assert_eq!(base64_text(text.as_bytes()).as_deref(), Some("hello world?"));
        }
        assert_eq!(base64_text(b"aGk=").as_deref(), Some("hi"));
        assert_eq!(base64_text(b"aGk").as_deref(), Some("hi"));
        assert_eq!(base64_text(b"aABpACAAdABoAGUAcgBlAA==").as_deref(), Some("hi there"));
        assert_eq!(base64_text(b"a"), None);
    }

    #[test]
    fn runs_are_found_whole() {
        let run = "QWxhZGRpbjpvcGVuIHNlc2FtZSBhbmQgbW9yZQ==";
        for before in 0..40 {
            let text = format!("{} {run} rest", "x".repeat(before));
            let found = runs(text.as_bytes());
            assert_eq!(found.len(), 1, "{before}");
            assert_eq!(&text[found[0].clone()], run);
        }
        assert!(runs("short words and no run of any length".as_bytes()).is_empty());
    }
}
