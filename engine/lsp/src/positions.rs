//! Byte offsets to the protocol's positions and back: the only place that knows of encodings.
//!
//! Lines end at `\n`, `\r\n` or a lone `\r`, as the protocol has it.

use gen_lsp_types::{Position, Range};
use tamis_syntax::Span;

/// What a position's `character` counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, which every client knows.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    /// The protocol's word.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16 => "utf-16",
            Encoding::Utf32 => "utf-32",
        }
    }

    /// Of those a client offers, the one that costs least.
    pub(crate) fn choose(offered: &[&str]) -> Encoding {
        let all = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];
        all.into_iter().find(|encoding| offered.contains(&encoding.name())).unwrap_or_default()
    }

    fn units(self, text: &str) -> usize {
        match self {
            Encoding::Utf8 => text.len(),
            _ if text.is_ascii() => text.len(),
            Encoding::Utf16 => text.chars().map(char::len_utf16).sum(),
            Encoding::Utf32 => text.chars().count(),
        }
    }

    /// Bytes of `line` up to `units`; the whole line if it is shorter, the start of a character for its inside.
    fn bytes(self, line: &str, units: usize) -> usize {
        match self {
            Encoding::Utf8 => line.floor_char_boundary(units.min(line.len())),
            _ => {
                let mut left = units;
                for (at, c) in line.char_indices() {
                    let width = if self == Encoding::Utf16 { c.len_utf16() } else { 1 };
                    if left < width {
                        return at;
                    }
                    left -= width;
                }
                line.len()
            }
        }
    }
}

/// Where the lines of one text begin.
#[derive(Debug, Clone)]
pub(crate) struct Lines {
    /// Byte offsets; never empty.
    starts: Vec<u32>,
}

impl Lines {
    /// Linear.
    pub(crate) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            let ends = *byte == b'\n' || *byte == b'\r' && bytes.get(at + 1) != Some(&b'\n');
            if ends {
                starts.push(at as u32 + 1);
            }
        }
        Lines { starts }
    }

    /// 0-based line of a byte.
    pub(crate) fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|start| *start <= offset) as u32 - 1
    }

    /// Byte offset at which a line starts; the text's end past the last.
    pub(crate) fn start(&self, text: &str, line: u32) -> usize {
        self.starts.get(line as usize).map_or(text.len(), |start| *start as usize)
    }

    /// A line without its end.
    pub(crate) fn text<'t>(&self, text: &'t str, line: u32) -> &'t str {
        let (start, end) = (self.start(text, line), self.start(text, line + 1));
        text.get(start..end).unwrap_or("").trim_end_matches(['\n', '\r'])
    }

    /// The position of a byte of `text`, which must be the text indexed.
    pub(crate) fn position(&self, text: &str, offset: u32, encoding: Encoding) -> Position {
        let offset = offset.min(text.len() as u32);
        let line = self.line(offset);
        let start = self.starts[line as usize] as usize;
        let before = text.get(start..offset as usize).unwrap_or("");
        Position { line, character: encoding.units(before) as u32 }
    }

    /// The byte at a position. One past the end of its line is the end of that line, as the protocol has it.
    pub(crate) fn offset(&self, text: &str, position: Position, encoding: Encoding) -> usize {
        let start = self.start(text, position.line);
        start + encoding.bytes(self.text(text, position.line), position.character as usize)
    }

    /// A span as a range.
    pub(crate) fn range(&self, text: &str, span: Span, encoding: Encoding) -> Range {
        Range {
            start: self.position(text, span.start, encoding),
            end: self.position(text, span.end, encoding),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_units_of_the_encoding() {
        let text = "k = \"🔑é\"; x\r\nb\rc\n";
        let lines = Lines::new(text);
        let x = text.find('x').unwrap() as u32;
        for (encoding, character) in
            [(Encoding::Utf8, 14), (Encoding::Utf16, 11), (Encoding::Utf32, 10)]
        {
            let position = lines.position(text, x, encoding);
            assert_eq!(position, Position { line: 0, character });
            assert_eq!(lines.offset(text, position, encoding), x as usize);
        }
        let at =
            |needle: &str| lines.position(text, text.find(needle).unwrap() as u32, Encoding::Utf8);
        assert_eq!(at("b"), Position { line: 1, character: 0 });
        assert_eq!(at("c"), Position { line: 2, character: 0 });
    }

    #[test]
    fn positions_outside_of_the_text_are_its_ends() {
        let text = "é🔑\nb";
        let lines = Lines::new(text);
        let offset =
            |line, character, encoding| lines.offset(text, Position { line, character }, encoding);
        assert_eq!(offset(0, 99, Encoding::Utf16), 6);
        assert_eq!(offset(9, 0, Encoding::Utf16), text.len());
        // The inside of a character.
        assert_eq!(offset(0, 2, Encoding::Utf16), 2);
        assert_eq!(offset(0, 1, Encoding::Utf8), 0);
        assert_eq!(lines.position(text, 999, Encoding::Utf8), Position { line: 1, character: 1 });
    }

    #[test]
    fn the_cheapest_offered_encoding_is_taken() {
        assert_eq!(Encoding::choose(&["utf-16", "utf-8"]), Encoding::Utf8);
        assert_eq!(Encoding::choose(&["utf-32"]), Encoding::Utf32);
        assert_eq!(Encoding::choose(&["x"]), Encoding::Utf16);
        assert_eq!(Encoding::choose(&[]), Encoding::Utf16);
    }
}
