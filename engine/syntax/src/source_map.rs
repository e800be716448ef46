//! Where the text of an embedded part stands in the file around it.
//!
//! For: scripts in a page, cells of a notebook, commands in a workflow. A part is text of its own, parsed by its own
//! grammar; a [`SourceMap`] leads from its bytes back to those of the file. Not for: positions as lines and columns.

use crate::Span;

/// Pieces of a part's text, in order, each with its place in the file. Without pieces both texts have the same places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceMap {
    pieces: Vec<Piece>,
}

/// Where one piece stands in both texts. One as long in both is there word for word; any other is an escape that
/// stands for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    inner: Span,
    outer: Span,
}

impl Piece {
    fn is_verbatim(self) -> bool {
        self.inner.len() == self.outer.len()
    }
}

impl SourceMap {
    /// Of a part whose bytes stand where they do in the file.
    pub fn in_place() -> Self {
        SourceMap::default()
    }

    /// Whether bytes stand where they do in the file.
    pub fn is_in_place(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Says that what the part has next, `length` bytes from `start` on, stands at `outer` in the file. Call in order.
    pub fn push(&mut self, start: u32, length: u32, outer: Span) {
        let inner = Span::new(start, start + length);
        if let Some(last) = self.pieces.last_mut()
            && last.is_verbatim()
            && inner.len() == outer.len()
            && last.inner.end == inner.start
            && last.outer.end == outer.start
        {
            last.inner.end = inner.end;
            last.outer.end = outer.end;
            return;
        }
        self.pieces.push(Piece { inner, outer });
    }

    /// The range in the file of `span` in the part; from the start of its first byte to the end of its last. Bytes that
    /// stand nowhere in the file count as those before them.
    pub fn outer(&self, span: Span) -> Span {
        if self.is_in_place() {
            return span;
        }
        let start = self.start(span.start);
        if span.end <= span.start {
            return Span::new(start, start);
        }
        Span::new(start, self.end(span.end).max(start))
    }

    fn start(&self, at: u32) -> u32 {
        let piece = self.pieces.partition_point(|piece| piece.inner.end <= at);
        let (Some(piece), Some(last)) =
            (self.pieces.get(piece).or(self.pieces.last()), self.pieces.last())
        else {
            return at;
        };
        if at >= last.inner.end {
            return last.outer.end;
        }
        let into = at.saturating_sub(piece.inner.start);
        if piece.is_verbatim() { piece.outer.start + into } else { piece.outer.start }
    }

    fn end(&self, at: u32) -> u32 {
        let before = self.pieces.partition_point(|piece| piece.inner.start < at);
        let Some(piece) = before.checked_sub(1).and_then(|at| self.pieces.get(at)) else {
            return self.start(at);
        };
        let into = at.min(piece.inner.end) - piece.inner.start;
        if piece.is_verbatim() { piece.outer.start + into } else { piece.outer.end }
    }
}

#[cfg(test)]
mod tests {
    use super::SourceMap;
    use crate::Span;

    #[test]
    fn ranges_lead_back_to_the_file() {
        // `x"ab\nc"` holds `ab`, an escape and `c`.
        let mut map = SourceMap::default();
        map.push(0, 2, Span::new(2, 4));
        map.push(2, 1, Span::new(4, 6));
        map.push(3, 1, Span::new(6, 7));
        assert_eq!(map.outer(Span::new(0, 2)), Span::new(2, 4));
        assert_eq!(map.outer(Span::new(1, 3)), Span::new(3, 6));
        assert_eq!(map.outer(Span::new(3, 4)), Span::new(6, 7));
        assert_eq!(map.outer(Span::new(4, 4)), Span::new(7, 7));
    }

    #[test]
    fn what_stands_nowhere_counts_as_what_is_before() {
        let mut map = SourceMap::default();
        map.push(0, 2, Span::new(10, 12));
        map.push(3, 2, Span::new(20, 22));
        assert_eq!(map.outer(Span::new(0, 3)), Span::new(10, 12));
        assert_eq!(map.outer(Span::new(1, 4)), Span::new(11, 21));
        assert!(SourceMap::in_place().is_in_place());
        assert_eq!(SourceMap::in_place().outer(Span::new(3, 9)), Span::new(3, 9));
    }
}
