//! Private keys in their armours.
//!
//! For: PEM (PKCS #1, PKCS #8, SEC 1, DSA), OpenSSH, OpenPGP and PuTTY, also with line breaks written as `\n` and put
//! together from string literals. The body is decoded and must be what the header claims.
//! Read [`private_key`].

use std::ops::Range;

use tamis_finding::{Confidence, Severity};

use super::{Context, Value};
use crate::checksum::crc24;
use crate::decode;

/// Bytes of an armoured key at most.
const MAX_KEY: usize = 64 << 10;

/// At `-----BEGIN` or its words: a key whose body reads as one. Encrypted ones are of low severity.
pub(super) fn private_key(context: &Context<'_>, keyword: Range<usize>, out: &mut Vec<Value>) {
    let bytes = context.bytes();
    let rest = &bytes[keyword.start..(keyword.start + MAX_KEY).min(bytes.len())];
    let Some(label) = rest.strip_prefix(b"-----BEGIN ").and_then(|rest| label(rest)) else {
        return;
    };
    let head = 11 + label.len() + 5;
    let Some(tail) = end_line(rest, head, label) else {
        return headless(context, keyword.start, &rest[head..], label, head, out);
    };
    let body = &rest[head..tail.start];
    let Some((severity, confidence)) = judge(label, &solid(body)) else { return };
    let range = keyword.start..keyword.start + tail.end;
    out.push(Value { severity, confidence, ..Value::proven(range) });
}

/// A key that is cut off: enough of its body stands there to use or to guess the rest.
fn headless(
    context: &Context<'_>,
    start: usize,
    rest: &[u8],
    label: &str,
    head: usize,
    out: &mut Vec<Value>,
) {
    let is_body = |c: &u8| {
        c.is_ascii_alphanumeric()
            || matches!(
                c,
                b'+' | b'/' | b'=' | b'\\' | b'"' | b'\n' | b'\r' | b' ' | b'\t' | b'\'' | b','
            )
    };
    let length = rest.iter().position(|c| !is_body(c)).unwrap_or(rest.len());
    let armour = solid(&rest[..length]);
    if armour.data.len() < 200 {
        return;
    }
    let whole = armour.data.len() / 4 * 4;
    let Some(der) = decode::base64(&armour.data[..whole]) else { return };
    if !looks_like_key(label, &der) {
        return;
    }
    let end = (start + head + length).min(context.text.len());
    out.push(Value { confidence: Some(Confidence::Medium), ..Value::proven(start..end) });
}

/// The words of the header, if they are those of a private key.
fn label(rest: &[u8]) -> Option<&str> {
    let end = memchr::memmem::find(&rest[..rest.len().min(80)], b"-----")?;
    let label = std::str::from_utf8(&rest[..end]).ok()?;
    let fine = label.bytes().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == b' ');
    (fine && label.contains("PRIVATE KEY")).then_some(label)
}

/// The line that ends the armour.
fn end_line(rest: &[u8], from: usize, label: &str) -> Option<Range<usize>> {
    let wanted = format!("-----END {label}-----");
    let at = memchr::memmem::find(&rest[from..], wanted.as_bytes())?;
    Some(from + at..from + at + wanted.len())
}

/// An armour's body without what source code and line ends add to it.
struct Armour {
    /// Base64 digits.
    data: Vec<u8>,
    /// OpenPGP's checksum, four digits.
    sum: Option<Vec<u8>>,
    /// `Proc-Type: 4,ENCRYPTED`.
    encrypted: bool,
}

fn solid(body: &[u8]) -> Armour {
    let encrypted = memchr::memmem::find(body, b"ENCRYPTED").is_some();
    let mut text = Vec::with_capacity(body.len());
    let mut at = 0;
    while at < body.len() {
        let next = body.get(at + 1).copied().unwrap_or(0);
        match body[at] {
            b'\\' if matches!(next, b'n' | b'r') => {
                text.push(b'\n');
                at += 1;
            }
            b'\\' | b'"' | b'\'' | b'`' | b',' | b'\t' | b' ' | b'\r' | b'|' | b'>' | b';'
            | b'(' | b')' => {}
            // `"..." +` at the end of a line joins literals.
            b'+' if matches!(next, b'\n' | b'\r' | b' ') && ends_quoted(body, at) => {}
            b'\n' => text.push(b'\n'),
            byte => text.push(byte),
        }
        at += 1;
    }
    let mut data = Vec::new();
    let mut sum = None;
    for line in text.split(|c| *c == b'\n') {
        // `Version: GnuPG`, `DEK-Info: ...`
        if line.contains(&b':') {
            continue;
        }
        let line: Vec<u8> = line.iter().copied().filter(|c| !matches!(c, b'#' | b'*')).collect();
        if line.len() == 5 && line[0] == b'=' {
            sum = Some(line[1..].to_vec());
        } else if data.last() != Some(&b'=') {
            data.extend(line);
        }
    }
    Armour { data, sum, encrypted }
}

/// Whether the last byte before `at` that is no blank closes a string.
fn ends_quoted(body: &[u8], at: usize) -> bool {
    let before = body[..at].iter().rev().find(|c| !matches!(c, b' ' | b'\t'));
    matches!(before, Some(b'"' | b'\'' | b'`'))
}

type Judgement = (Option<Severity>, Option<Confidence>);

/// What a whole key is worth; `None` where it is none.
fn judge(label: &str, armour: &Armour) -> Option<Judgement> {
    let encrypted = armour.encrypted || label.starts_with("ENCRYPTED");
    if armour.encrypted && armour.data.len() >= 64 {
        return Some((Some(Severity::Low), None));
    }
    let Some(body) = decode::base64(&armour.data) else {
        return truncated_example(&armour.data);
    };
    if label.starts_with("PGP") {
        let sum = armour.sum.as_deref().and_then(decode::base64);
        let right = sum.is_none_or(|sum| sum == crc24(&body).to_be_bytes()[1..]);
        // Secret key and subkey packets, in both packet formats (RFC 4880, section 4.3).
        let secret =
            body.first().is_some_and(|tag| matches!(tag, 0x94..=0x97 | 0x9C..=0x9F | 0xC5 | 0xC7));
        return (right && secret && body.len() >= 64).then_some((None, None));
    }
    if label == "OPENSSH PRIVATE KEY" {
        let rest = body.strip_prefix(b"openssh-key-v1\0")?;
        let cipher = rest.get(4..4 + 4);
        let severity = (cipher != Some(b"none")).then_some(Severity::Low);
        return Some((severity, None));
    }
    if encrypted {
        return is_der_sequence(&body).then_some((Some(Severity::Low), None));
    }
    looks_like_key(label, &body).then_some((None, None))
}

/// A body that is no base64 but long and dense, as keys in tests and documents with a few bytes changed.
fn truncated_example(data: &[u8]) -> Option<Judgement> {
    let dense = data.len() >= 256
        && data.iter().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'+' | b'/' | b'='))
        && crate::value::classes(data).distinct > 40;
    dense.then_some((None, Some(Confidence::Low)))
}

/// Whether the begin of a DER or OpenSSH body is that of the key `label` claims.
fn looks_like_key(label: &str, body: &[u8]) -> bool {
    if body.starts_with(b"openssh-key-v1\0") {
        return true;
    }
    let minimum = if label.starts_with("RSA") || label.starts_with("DSA") { 100 } else { 40 };
    body.len() >= minimum && is_der_sequence(body)
}

/// A DER sequence whose first element is a small whole number (the version) or another sequence, and whose length
/// agrees with what is there, up to what an editor cut off.
fn is_der_sequence(body: &[u8]) -> bool {
    if body.first() != Some(&0x30) {
        return false;
    }
    let (head, length) = match body.get(1) {
        Some(short @ 0..=0x7F) => (2, usize::from(*short)),
        Some(0x81) => (3, body.get(2).map_or(0, |byte| usize::from(*byte))),
        Some(0x82) => match (body.get(2), body.get(3)) {
            (Some(high), Some(low)) => (4, usize::from(*high) << 8 | usize::from(*low)),
            _ => return false,
        },
        _ => return false,
    };
    let version = matches!(body.get(head..head + 2), Some([0x02, 0x01]));
    let nested = body.get(head) == Some(&0x30);
    (version || nested) && length + head + 64 >= body.len() && length >= 32
}

/// PuTTY's key files: the lines after `Private-Lines`.
pub(super) fn putty(context: &Context<'_>, keyword: Range<usize>, out: &mut Vec<Value>) {
    let bytes = context.bytes();
    let rest = &bytes[keyword.start..(keyword.start + MAX_KEY).min(bytes.len())];
    let Some(at) = memchr::memmem::find(rest, b"Private-Lines:") else { return };
    let encrypted = memchr::memmem::find(&rest[..at], b"Encryption: none").is_none();
    let lines = rest[at..].split(|c| *c == b'\n').next().unwrap_or(b"");
    let count: usize = std::str::from_utf8(&lines[14..])
        .ok()
        .and_then(|text| text.trim().parse().ok())
        .unwrap_or(0);
    let start = at + lines.len() + 1;
    let mut end = start;
    for line in rest.get(start..).unwrap_or(b"").split(|c| *c == b'\n').take(count.min(200)) {
        end += line.len() + 1;
    }
    let end = end.saturating_sub(1).min(rest.len());
    if count == 0 || end <= start || decode::base64(rest[start..end].trim_ascii()).is_none() {
        return;
    }
    let range = keyword.start + start..keyword.start + end;
    out.push(Value { severity: encrypted.then_some(Severity::Low), ..Value::proven(range) });
}
