//! Byte offsets to lines and columns.

use borsh::{BorshDeserialize, BorshSerialize};
use memchr::memchr_iter;

/// A place for people: line and columns count from 1.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    BorshDeserialize,
    BorshSerialize,
)]
pub struct Position {
    /// 1-based line; lines end at `\n` (a `\r` before it belongs to the line end).
    pub line: u32,
    /// 1-based column in UTF-16 code units, as SARIF (`utf16CodeUnits`) and LSP count.
    pub column: u32,
}

/// Where lines start. Built once per file that has a finding, in one pass over the text.
#[derive(Debug, Clone, Default)]
pub struct LineIndex {
    /// Byte offset of the first byte of each line; never empty.
    starts: Vec<u32>,
}

impl LineIndex {
    /// Index of `text`.
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1));
        LineIndex { starts }
    }

    /// Number of lines; an empty text has one.
    pub fn lines(&self) -> u32 {
        self.starts.len() as u32
    }

    /// 1-based line that holds byte `offset`. Logarithmic.
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|start| *start <= offset) as u32
    }

    /// Line and column of byte `offset` in `text`, which must be the text indexed.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let line = self.line(offset);
        let start = self.starts[line as usize - 1] as usize;
        let before = text.get(start..offset as usize).unwrap_or("");
        let column = if before.is_ascii() {
            before.len()
        } else {
            before.chars().map(char::len_utf16).sum()
        };
        Position { line, column: column as u32 + 1 }
    }

    /// Byte offset at which 1-based `line` starts; `None` past the end.
    pub fn line_start(&self, line: u32) -> Option<u32> {
        self.starts.get(line.checked_sub(1)? as usize).copied()
    }

    /// Text of 1-based `line` without its line end; empty past the end.
    pub fn line_text<'t>(&self, text: &'t str, line: u32) -> &'t str {
        let Some(start) = self.line_start(line) else { return "" };
        let end = self.line_start(line + 1).unwrap_or(text.len() as u32);
        text.get(start as usize..end as usize).unwrap_or("").trim_end_matches(['\n', '\r'])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_utf16_code_units() {
        let text = "a\né𝄞x\r\nlast";
        let index = LineIndex::new(text);
        let at = |needle: &str| index.position(text, text.find(needle).unwrap() as u32);
        assert_eq!(at("a"), Position { line: 1, column: 1 });
        assert_eq!(at("x"), Position { line: 2, column: 4 });
        assert_eq!(at("last"), Position { line: 3, column: 1 });
        assert_eq!(index.line_text(text, 2), "é𝄞x");
        assert_eq!(index.line_text(text, 9), "");
    }
}
