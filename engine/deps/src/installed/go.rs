//! What the linker of Go writes into programs: the compiler's version and the modules.

use super::plain;
use crate::package::{Ecosystem, Inventory};

/// Finds the record in a program that comes piece by piece, and keeps nothing else of it.
#[derive(Debug, Default)]
pub struct GoInfo {
    /// The last bytes before the mark, or all since it.
    kept: Vec<u8>,
    found: bool,
}

/// The mark of the record; the strings follow it since Go 1.18.
const MARK: &[u8] = b"\xff Go buildinf:";
/// Bytes of a record.
const MAX_RECORD: usize = 4 << 20;
const HEAD: usize = 32;

impl GoInfo {
    /// Takes the next piece; whether more may be of use.
    pub fn feed(&mut self, piece: &[u8]) -> bool {
        if self.found {
            let room = MAX_RECORD.saturating_sub(self.kept.len());
            self.kept.extend_from_slice(&piece[..piece.len().min(room)]);
            return self.kept.len() < MAX_RECORD;
        }
        self.kept.extend_from_slice(piece);
        match memchr::memmem::find(&self.kept, MARK) {
            Some(at) => {
                self.kept.drain(..at);
                self.found = true;
            }
            None => {
                let keep = self.kept.len().min(MARK.len() - 1);
                self.kept.drain(..self.kept.len() - keep);
            }
        }
        true
    }

    /// The compiler's version and the text of modules; `None`: the program is none of Go, or of one before 1.18.
    pub fn finish(self) -> Option<(String, String)> {
        const INLINE: u8 = 2;
        if !self.found || self.kept.get(15)? & INLINE == 0 {
            return None;
        }
        let (version, rest) = string(self.kept.get(HEAD..)?)?;
        let (modules, _) = string(rest)?;
        // Marks of sixteen bytes stand around the text.
        let modules = modules.get(16..modules.len().saturating_sub(16)).unwrap_or_default();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Some((text(version), text(modules)))
    }
}

/// A string with its length before it, and what follows.
fn string(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut length = 0usize;
    for (at, byte) in bytes.iter().enumerate().take(5) {
        length |= usize::from(byte & 0x7F) << (7 * at);
        if byte & 0x80 == 0 {
            let rest = &bytes[at + 1..];
            return (length <= rest.len()).then(|| rest.split_at(length));
        }
    }
    None
}

/// Modules of a program, those that replace others in their place, and the standard library.
pub fn go_modules(version: &str, text: &str) -> Inventory {
    let mut all: Vec<(String, String)> = Vec::new();
    // `go1.22.3 X:experiment`; development builds have no number.
    if let Some(version) = version.split_whitespace().next().and_then(|it| it.strip_prefix("go")) {
        all.push(("stdlib".to_owned(), version.to_owned()));
    }
    for line in text.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [kind, name, version, ..] = cells[..] else { continue };
        let plain = version.strip_prefix('v').unwrap_or(version);
        match kind {
            "mod" | "dep" if plain != "(devel)" && !plain.is_empty() => {
                all.push((name.to_owned(), plain.to_owned()));
            }
            // It takes the place of the line above.
            "=>" => {
                if let Some(last) = all.last_mut() {
                    *last = (name.to_owned(), plain.to_owned());
                }
            }
            _ => {}
        }
    }
    plain("go-program", Ecosystem::Go, &all)
}
