//! Where parts of a text that was made out of others stand in those.
//!
//! For: manifests that a template brings forth, patches that stand as text in another file. Read [`Pieces`].

use tamis_syntax::{FileId, Span};

use crate::origin::Place;

/// Where the spans of a text stand.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Places<'p> {
    /// In a file, as they are.
    File(FileId),
    /// Elsewhere, piece by piece.
    Pieces(&'p Pieces),
}

impl Places<'_> {
    pub(crate) fn at(self, span: Span) -> Option<Place> {
        match self {
            Places::File(file) => Some(Place::new(file, span)),
            Places::Pieces(pieces) => pieces.at(span),
        }
    }
}

/// A text's pieces, in order, without gaps between them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pieces {
    list: Vec<Piece>,
}

/// A run of bytes up to the next piece.
#[derive(Debug, Clone, Copy)]
struct Piece {
    /// Where it starts in the text.
    at: u32,
    /// Where it stands.
    place: Place,
    /// Whether it is the very text that stands there; else all of it came out of what stands there.
    literal: bool,
}

impl Pieces {
    /// The bytes from `at` on are those at `place`.
    pub(crate) fn literal(&mut self, at: u32, place: Place) {
        self.push(Piece { at, place, literal: true });
    }

    /// The bytes from `at` on came out of what stands at `place`.
    pub(crate) fn made(&mut self, at: u32, place: Place) {
        self.push(Piece { at, place, literal: false });
    }

    fn push(&mut self, piece: Piece) {
        while self.list.last().is_some_and(|last| last.at >= piece.at) {
            self.list.pop();
        }
        self.list.push(piece);
    }

    /// Where a span of the text stands: from its first piece on, all that lies in the same file. Linear in the pieces it
    /// touches.
    pub(crate) fn at(&self, span: Span) -> Option<Place> {
        let first = self.list.partition_point(|piece| piece.at <= span.start).checked_sub(1)?;
        let mut found = self.part(first, span);
        for next in first + 1..self.list.len() {
            if self.list[next].at >= span.end {
                break;
            }
            let part = self.part(next, span);
            if part.file == found.file {
                let (start, end) =
                    (found.span.start.min(part.span.start), found.span.end.max(part.span.end));
                found.span = Span::new(start, end);
            }
        }
        Some(found)
    }

    /// What of `span` lies in a piece.
    fn part(&self, index: usize, span: Span) -> Place {
        let piece = self.list[index];
        if !piece.literal {
            return piece.place;
        }
        let base = piece.place.span;
        let next = self.list.get(index + 1).map_or(u32::MAX, |next| next.at);
        let within = |at: u32| {
            (base.start + at.clamp(piece.at, next).saturating_sub(piece.at)).min(base.end)
        };
        Place::new(piece.place.file, Span::new(within(span.start), within(span.end)))
    }

    /// The lines of a block scalar (`|`) at `place` of `text`, which stand further in there. `None` for what is no such
    /// block.
    pub(crate) fn of_block(text: &str, place: Place) -> Option<Pieces> {
        let source = place.span.of(text);
        let (head, body) = source.split_once('\n')?;
        if !head.starts_with('|') {
            return None;
        }
        let width = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let filled = body.split('\n').filter(|line| !line.trim().is_empty());
        let indent = filled.map(width).min().unwrap_or(0);
        let mut pieces = Pieces::default();
        let (mut from, mut at) = (place.span.start + head.len() as u32 + 1, 0u32);
        for line in body.split('\n') {
            let cut = indent.min(line.len());
            let kept = line.get(cut..).unwrap_or("").trim_end_matches('\r');
            let start = from + cut as u32;
            let end = (start + kept.len() as u32 + 1).min(text.len() as u32);
            pieces.literal(at, Place::new(place.file, Span::new(start, end)));
            at += kept.len() as u32 + 1;
            from += line.len() as u32 + 1;
        }
        Some(pieces)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_lead_back_to_their_pieces() {
        let file = FileId(1);
        let place = |start, end| Place::new(file, Span::new(start, end));
        let mut pieces = Pieces::default();
        // "abc" from 10, "XXXX" made of 13..20, "de" from 20.
        pieces.literal(0, place(10, 13));
        pieces.made(3, place(13, 20));
        pieces.literal(7, place(20, 22));
        for (span, expected) in [
            ((1, 2), (11, 12)),
            ((1, 5), (11, 20)),
            ((4, 6), (13, 20)),
            ((7, 9), (20, 22)),
            ((2, 2), (12, 12)),
            ((0, 9), (10, 22)),
        ] {
            let found = pieces.at(Span::new(span.0, span.1)).unwrap();
            assert_eq!(found, place(expected.0, expected.1), "{span:?}");
        }
    }

    #[test]
    fn lines_of_a_block_stand_further_in() {
        let text = "patch: |-\n    - op: add\n      path: /a\n";
        let span = Span::new(7, text.len() as u32);
        let pieces = Pieces::of_block(text, Place::new(FileId(0), span)).unwrap();
        let found = pieces.at(Span::new(12, 16)).unwrap();
        assert_eq!(found.span.of(text), "path");
    }
}
