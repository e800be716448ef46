//! `primaryLocationLineHash`: how GitHub code scanning knows an alert again after lines have moved.
//!
//! The value is the one GitHub's upload action computes (`github/codeql-action`, `src/fingerprints.ts`), so that a
//! report uploaded without the action is tracked all the same, and one uploaded with it raises no warning:
//! over UTF-16 code units, without spaces and tabs, line ends as LF, a final unit 65535; for each line the window of
//! 100 units from its first kept unit on (zeros after the end), as a polynomial in 37 modulo 2^64; then `:n`, counting
//! equal hashes from the top.
//! Not for: our own [`Fingerprint`](tamis_finding::Fingerprint), which does not depend on neighbouring lines.

use rustc_hash::FxHashMap;
use tamis_syntax::Span;

const WINDOW: usize = 100;
const MULTIPLIER: u64 = 37;
const END_OF_FILE: u16 = 0xFFFF;

/// Hashes of all lines of one text.
#[derive(Debug)]
pub(crate) struct LineHashes {
    /// By line, from the first: the hash and which one of its equals it is, from 1.
    lines: Vec<(u64, u32)>,
}

impl LineHashes {
    /// Hashes `text`. Linear.
    pub(crate) fn new(text: &str) -> Self {
        let (units, starts) = kept_units(text);
        let mut seen: FxHashMap<u64, u32> = FxHashMap::default();
        let lines = window_hashes(&units, &starts)
            .into_iter()
            .map(|hash| {
                let count = seen.entry(hash).or_default();
                *count += 1;
                (hash, *count)
            })
            .collect();
        LineHashes { lines }
    }

    /// The value for 1-based `line`, if the text has it. A CR alone begins a line here, as it does for the action.
    pub(crate) fn get(&self, line: u32) -> Option<String> {
        let (hash, count) = self.lines.get(line.checked_sub(1)? as usize)?;
        Some(format!("{hash:x}:{count}"))
    }
}

/// The bytes that the hash of the line at byte `start` covers.
pub(crate) fn window(text: &str, start: u32) -> Span {
    let rest = text.get(start as usize..).unwrap_or("");
    let mut units = 0;
    for (at, c) in rest.char_indices() {
        if units >= WINDOW {
            return Span::new(start, start + at as u32);
        }
        // A CR counts in the hash where no LF follows: leaving it out can only make the span too long.
        units += if matches!(c, ' ' | '\t' | '\r') { 0 } else { c.len_utf16() };
    }
    Span::new(start, text.len() as u32)
}

/// The code units that count, and where among them each line begins.
fn kept_units(text: &str) -> (Vec<u16>, Vec<usize>) {
    let mut units = Vec::with_capacity(text.len() + 1);
    let mut starts = Vec::new();
    let (mut at_start, mut after_cr) = (true, false);
    for unit in text.encode_utf16().chain([END_OF_FILE]) {
        let is = |c: char| unit == c as u16;
        if is(' ') || is('\t') || (after_cr && is('\n')) {
            after_cr = false;
            continue;
        }
        after_cr = is('\r');
        if at_start {
            starts.push(units.len());
        }
        at_start = after_cr || is('\n');
        units.push(if after_cr { '\n' as u16 } else { unit });
    }
    (units, starts)
}

/// The hash of the window at each of `starts`, which ascend. One pass with a rolling hash.
fn window_hashes(units: &[u16], starts: &[usize]) -> Vec<u64> {
    let unit = |at: usize| u64::from(units.get(at).copied().unwrap_or(0));
    let push = |hash: u64, at: usize| hash.wrapping_mul(MULTIPLIER).wrapping_add(unit(at));
    let leaving = (1..WINDOW).fold(1u64, |power, _| power.wrapping_mul(MULTIPLIER));
    let mut hash = (0..WINDOW).fold(0, push);
    let mut at = 0;
    let mut hashes = Vec::with_capacity(starts.len());
    for start in starts {
        while at < *start {
            hash = push(hash.wrapping_sub(unit(at).wrapping_mul(leaving)), at + WINDOW);
            at += 1;
        }
        hashes.push(hash);
    }
    hashes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let hashes = LineHashes::new(text);
        let found: Vec<String> = (1..).map_while(|line| hashes.get(line)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_last_line_may_be_empty() {
        check("", &["c129715d7a2bc9a3:1"]);
        check("import os", &["bea064323a6f61a8:1"]);
        check("import os\n", &["cb30a0d6d5e2b68e:1", "c129715d7a2bc9a3:1"]);
    }

    #[test]
    fn blanks_do_not_count() {
        check("   \t ", &["c129715d7a2bc9a3:1"]);
        check(
            "a = 1\na=1\na\t=\t1\n",
            &[
                "945a5c809af88716:1",
                "5fd3337bcc1cc335:1",
                "2fb41b19264fc464:1",
                "c129715d7a2bc9a3:1",
            ],
        );
    }

    #[test]
    fn cr_lf_and_crlf_end_lines_but_a_blank_between_breaks_the_pair() {
        check(
            "a\r\nb\r\n\r\nc",
            &[
                "4850bf53658d4e53:1",
                "b0367d257df6d03c:1",
                "1c206f60a702cfe8:1",
                "188ff2f224477a1e:1",
            ],
        );
        check(
            "a\r \nb\n",
            &[
                "818c3a85b988abe4:1",
                "bf4c4d48992e2ca5:1",
                "ade70578248be16f:1",
                "c129715d7a2bc9a3:1",
            ],
        );
    }

    #[test]
    fn equal_hashes_are_counted_from_the_top() {
        check(
            &"subprocess.call(cmd, shell=True)\n".repeat(6),
            &[
                "b74732986f74b393:1",
                "b74732986f74b393:2",
                "b74732986f74b393:3",
                "b747329934f58b28:1",
                "42d86980225405d1:1",
                "5dc28e6cf07eaffa:1",
                "c129715d7a2bc9a3:1",
            ],
        );
    }

    #[test]
    fn a_line_longer_than_the_window() {
        check(
            &format!("{}\ny\n", "x".repeat(250)),
            &["52b56201ffb58620:1", "c33be7e0cf7c3ca:1", "c129715d7a2bc9a3:1"],
        );
    }

    #[test]
    fn units_are_utf16() {
        check(
            "passwort = 'größe-€'\nnächste = 2\n",
            &["1f7a7edc52fe88a5:1", "8f3bd56ac60dcf51:1", "c129715d7a2bc9a3:1"],
        );
        check(
            "k = '🔑🔑'\nv = 1\n",
            &["6521fbbe052e9a35:1", "7aac3e7796593a05:1", "c129715d7a2bc9a3:1"],
        );
        check(
            "a\u{2028}b\u{85}c\nd\n",
            &["8429692799359d36:1", "c13b9b1f9cee4e29:1", "c129715d7a2bc9a3:1"],
        );
    }
}
