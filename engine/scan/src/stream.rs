//! Large files in overlapping windows, for detectors of secrets alone.
//!
//! For: files above the limit for trees, in bounded memory. Not for: rules over code or whole texts.
//! Read [`stream`].

use std::fs::File;
use std::io::{self, Read};

use encoding_rs::{Decoder, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use tamis_finding::{Finding, NoticeKind, SkipReason, Skipped};
use tamis_secrets::Document;
use tamis_syntax::{FileId, Position, Span};

use crate::decode::{Decoded, Encoding, decode};
use crate::file::{FileText, secrets_of};
use crate::findings::{FileView, Pending, findings};
use crate::hide::Hidden;
use crate::plan::Plan;
use crate::run::{FileResult, ScanOptions, notice};
use crate::walk::WalkedFile;

/// Bytes read at once.
const WINDOW: usize = 2 << 20;
/// Text looked at twice: what begins in it is found in the next window.
const OVERLAP: usize = 64 << 10;
/// Text looked at of one file; places are 32-bit numbers.
const MAX_TEXT: usize = 3 << 30;

/// Scans `file` window by window. Sources are not kept: a finding has its place and no code frame.
pub(crate) fn stream(
    plan: &Plan<'_>,
    id: FileId,
    file: &WalkedFile,
    options: &ScanOptions,
) -> FileResult {
    let mut result = FileResult::default();
    let reason = match windows(plan, id, file, options, &mut result) {
        Ok(true) => SkipReason::NoTree(file.size),
        Ok(false) => SkipReason::Binary,
        Err(error) => {
            let message = format!("cannot be read: {error}");
            result.notices.push(notice(NoticeKind::Unreadable, &file.rel, message));
            SkipReason::Unreadable(error.to_string())
        }
    };
    result.scanned = matches!(reason, SkipReason::NoTree(_));
    result.skipped.push(Skipped { path: file.rel.clone(), reason });
    result
}

/// `false` where it is no text.
fn windows(
    plan: &Plan<'_>,
    id: FileId,
    file: &WalkedFile,
    options: &ScanOptions,
    result: &mut FileResult,
) -> io::Result<bool> {
    if !file.explicit && !std::fs::symlink_metadata(&file.path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no file any more"));
    }
    let mut input = File::open(&file.path)?;
    let mut bytes = vec![0; WINDOW];
    let mut count = fill(&mut input, &mut bytes)?;
    let Some((mut decoder, mark)) = decoder(&bytes[..count.min(1 << 16)]) else { return Ok(false) };
    let mut from = mark;
    let mut text = String::with_capacity(3 * WINDOW + OVERLAP);
    let mut base = Base::default();
    loop {
        let last = count < bytes.len();
        append(&mut decoder, &bytes[from..count], last, &mut text);
        result.bytes += count as u64;
        let end = if last {
            text.len()
        } else {
            text.floor_char_boundary(text.len().saturating_sub(OVERLAP))
        };
        let view = FileText { id, path: &file.rel, text: &text, language: None, tree: false };
        window(plan, view, &base, end, options, result);
        if last || base.offset + end > MAX_TEXT {
            return Ok(true);
        }
        base.advance(&text[..end]);
        text.drain(..end);
        count = fill(&mut input, &mut bytes)?;
        from = 0;
    }
}

fn fill(input: &mut impl Read, bytes: &mut [u8]) -> io::Result<usize> {
    let mut count = 0;
    while count < bytes.len() {
        match input.read(&mut bytes[count..]) {
            Ok(0) => break,
            Ok(more) => count += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(count)
}

/// What reads the text that begins with `head`, and the length of its byte order mark.
fn decoder(head: &[u8]) -> Option<(Decoder, usize)> {
    // A character cut in two at the end must not make it Latin-1.
    let whole = match std::str::from_utf8(head) {
        Err(error) if error.error_len().is_none() => &head[..error.valid_up_to()],
        _ => head,
    };
    let Decoded::Text { encoding, .. } = decode(whole.to_vec()) else { return None };
    let two = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    let (encoding, mark) = match encoding {
        Encoding::Utf8WithMark => (UTF_8, 3),
        Encoding::Utf8 | Encoding::Utf8Damaged => (UTF_8, 0),
        Encoding::Utf16Le => (UTF_16LE, if two { 2 } else { 0 }),
        Encoding::Utf16Be => (UTF_16BE, if two { 2 } else { 0 }),
        Encoding::Windows1252 => (WINDOWS_1252, 0),
    };
    Some((encoding.new_decoder_without_bom_handling(), mark))
}

fn append(decoder: &mut Decoder, bytes: &[u8], last: bool, text: &mut String) {
    let room = decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(3 * bytes.len() + 16);
    text.reserve(room);
    // The room suffices for all of it.
    let _ = decoder.decode_to_string(bytes, text, last);
}

/// Where a window begins.
#[derive(Debug, Default, PartialEq, Eq)]
struct Base {
    /// Bytes of text before it.
    offset: usize,
    /// Line breaks before it.
    lines: u32,
    /// UTF-16 code units between the last line break and it.
    column: u32,
}

impl Base {
    fn advance(&mut self, text: &str) {
        self.offset += text.len();
        self.lines += memchr::memchr_iter(b'\n', text.as_bytes()).count() as u32;
        let tail = match memchr::memrchr(b'\n', text.as_bytes()) {
            Some(at) => {
                self.column = 0;
                &text[at + 1..]
            }
            None => text,
        };
        self.column += tail.chars().map(char::len_utf16).sum::<usize>() as u32;
    }

    fn position(&self, position: Position) -> Position {
        let column = if position.line == 1 { self.column } else { 0 };
        Position { line: position.line + self.lines, column: position.column + column }
    }

    /// Moves a finding of the window to its place in the file.
    fn shift(&self, finding: &mut Finding) {
        let place = &mut finding.location;
        let offset = self.offset as u32;
        place.span = Span::new(place.span.start + offset, place.span.end + offset);
        (place.start, place.end) = (self.position(place.start), self.position(place.end));
        if let Some(span) = finding.suppression.as_mut().and_then(|it| it.span.as_mut()) {
            *span = Span::new(span.start + offset, span.end + offset);
        }
    }
}

/// One window: findings that begin before `end`.
fn window(
    plan: &Plan<'_>,
    file: FileText<'_>,
    base: &Base,
    end: usize,
    options: &ScanOptions,
    result: &mut FileResult,
) {
    let found = plan.secrets(Document { path: file.path, text: file.text });
    let mut secrets = secrets_of(plan, file, found, &mut None);
    secrets.retain(|secret| (secret.span.start as usize) < end);
    let spans: Vec<Span> = secrets.iter().map(|secret| secret.span).collect();
    if let Some(mut hidden) = Hidden::new(file.path, file.text, spans.clone()) {
        // No source of the file is kept, so only the values count.
        hidden.spans.clear();
        match &mut result.hidden {
            Some(known) => known.values.extend(hidden.values),
            none => *none = Some(hidden),
        }
    }
    let pending = secrets.iter().map(|it| Pending::secret(it, file.text, options)).collect();
    let view = FileView { path: file.path, text: file.text, comments: None, secrets: &spans };
    let known = result.findings.len();
    findings(plan, &view, pending, options, result);
    result.source = None;
    for finding in &mut result.findings[known..] {
        base.shift(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_go_on_from_window_to_window() {
        let text = "ab\ncdé𝄞f\nghi";
        let whole = tamis_syntax::LineIndex::new(text);
        for cut in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
            let mut base = Base::default();
            base.advance(&text[..cut]);
            let rest = &text[cut..];
            let index = tamis_syntax::LineIndex::new(rest);
            for (at, _) in rest.char_indices() {
                let here = base.position(index.position(rest, at as u32));
                assert_eq!(here, whole.position(text, (cut + at) as u32), "{cut} {at}");
            }
        }
    }

    #[test]
    fn a_character_at_the_end_of_a_window_is_kept_whole() {
        let text = "é".repeat(40);
        let bytes = text.as_bytes();
        let (mut decoder, _) = decoder(&bytes[..33]).unwrap();
        let mut out = String::new();
        append(&mut decoder, &bytes[..33], false, &mut out);
        append(&mut decoder, &bytes[33..], true, &mut out);
        assert_eq!(out, text);
    }
}
