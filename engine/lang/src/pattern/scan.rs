//! Cutting a pattern into text and holes.

use std::ops::Range;

use tamis_ir::HoleKind;

use super::layout::Layout;
use super::site::Site;
use super::{Dialect, words};

/// A part of a pattern.
#[derive(Debug)]
pub(super) struct Piece {
    /// What hole it is; `None` for text.
    pub(super) kind: Option<HoleKind>,
    /// Whether it is the `...>` of a deep hole.
    pub(super) ends_deep: bool,
    /// Where it is.
    pub(super) span: Range<usize>,
    /// The metavariable's own place, where the hole is more than it.
    pub(super) name: Option<Range<usize>>,
    /// The type's place, of a typed metavariable.
    pub(super) type_text: Option<Range<usize>>,
}

impl Piece {
    fn new(kind: Option<HoleKind>, span: Range<usize>) -> Piece {
        Piece { kind, ends_deep: false, span, name: None, type_text: None }
    }
}

/// A pattern with more holes than this is none.
const MAX_HOLES: usize = 1000;

/// Cuts `text`; the pieces cover it without gaps. `None` if there are too many holes.
pub(super) fn pieces(dialect: &Dialect, text: &str, layout: &Layout) -> Option<Vec<Piece>> {
    let deep = DeepMarks::of(text);
    let mut pieces = Vec::new();
    let mut holes = 0;
    let mut text_start = 0;
    let mut at = 0;
    while at < text.len() {
        match hole_at(dialect, text, layout, &deep, at) {
            Some(piece) => {
                holes += 1;
                if holes > MAX_HOLES {
                    return None;
                }
                if text_start < at {
                    pieces.push(Piece::new(None, text_start..at));
                }
                at = piece.span.end;
                text_start = at;
                pieces.push(piece);
            }
            None => at += step(text, at),
        }
    }
    if text_start < text.len() {
        pieces.push(Piece::new(None, text_start..text.len()));
    }
    Some(pieces)
}

/// How far to the next place a hole may start; an ellipsis that is the language's own is one step.
fn step(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    if rest.starts_with("...") {
        return 3;
    }
    rest.chars().next().map_or(1, char::len_utf8)
}

fn hole_at(
    dialect: &Dialect,
    text: &str,
    layout: &Layout,
    deep: &DeepMarks,
    at: usize,
) -> Option<Piece> {
    let rest = &text[at..];
    match rest.as_bytes()[0] {
        b'<' if deep.opens(at) => Some(Piece::new(Some(HoleKind::Deep), at..at + 4)),
        b'.' if deep.closes(at) => Some(Piece { ends_deep: true, ..Piece::new(None, at..at + 4) }),
        b'.' if rest.starts_with("...") => {
            let site = Site::new(text, layout, HoleKind::Ellipsis, at..at + 3);
            let is_hole = !(dialect.own_ellipsis)(&site);
            is_hole.then(|| Piece::new(Some(HoleKind::Ellipsis), at..at + 3))
        }
        b'(' | b'$' => {
            let found = dialect.typed.find(text, layout, at);
            found.map(typed_piece).or_else(|| metavariable_at(dialect, text, at))
        }
        _ => None,
    }
}

fn typed_piece(found: super::typed::Typed) -> Piece {
    Piece {
        name: Some(found.name),
        type_text: Some(found.type_text),
        ..Piece::new(Some(HoleKind::Typed), found.span)
    }
}

fn metavariable_at(dialect: &Dialect, text: &str, at: usize) -> Option<Piece> {
    let rest = text[at..].strip_prefix('$')?;
    if let Some(name) = rest.strip_prefix("...") {
        let length = name_length(name)?;
        return Some(Piece::new(Some(HoleKind::EllipsisMetavariable), at..at + 4 + length));
    }
    let end = at + metavariable_length(&text[at..])?;
    let is_hole = !(dialect.own_variable)(&text[at..end]);
    is_hole.then(|| Piece::new(Some(HoleKind::Metavariable), at..end))
}

/// Length of the metavariable `text` starts with: `$X`, `$_`, `$1`.
pub(super) fn metavariable_length(text: &str) -> Option<usize> {
    let name = text.strip_prefix('$')?;
    let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let length = if digits > 0 { digits } else { name_length(name)? };
    (!name[length..].starts_with(|c: char| c.is_ascii_lowercase())).then_some(length + 1)
}

/// Length of the upper-case name `text` starts with.
fn name_length(text: &str) -> Option<usize> {
    let is_start = |c: char| c.is_ascii_uppercase() || c == '_';
    if !text.starts_with(is_start) {
        return None;
    }
    let rest = text.trim_start_matches(|c: char| is_start(c) || c.is_ascii_digit());
    let is_cut = rest.starts_with(|c: char| c.is_ascii_lowercase());
    (!is_cut).then_some(text.len() - rest.len())
}

/// Where `<...` opens and `...>` closes a deep hole. Only pairs count: `Foo<...>` is a generic type, `<a ...>` a tag.
struct DeepMarks {
    /// Sorted.
    opening: Vec<usize>,
    /// Sorted.
    closing: Vec<usize>,
}

impl DeepMarks {
    fn of(text: &str) -> DeepMarks {
        let mut marks = DeepMarks { opening: Vec::new(), closing: Vec::new() };
        let mut open = Vec::new();
        for (at, _) in text.match_indices("...") {
            let (before, after) = (&text[..at], &text[at + 3..]);
            if let Some(before) = before.strip_suffix('<')
                && may_open(before, after)
            {
                open.push(at - 1);
            } else if after.starts_with('>')
                && may_close(before)
                && let Some(opening) = open.pop()
            {
                marks.opening.push(opening);
                marks.closing.push(at);
            }
        }
        marks.opening.sort_unstable();
        marks
    }

    fn opens(&self, at: usize) -> bool {
        self.opening.binary_search(&at).is_ok()
    }

    fn closes(&self, at: usize) -> bool {
        self.closing.binary_search(&at).is_ok()
    }
}

/// Whether `<...` between these can open a deep hole: a type's arguments follow a word and are not set off.
fn may_open(before: &str, after: &str) -> bool {
    let follows_name = before.ends_with(|c: char| words::is_word(c) || c == ']');
    !after.starts_with(['>', ',']) && (!follows_name || after.starts_with(char::is_whitespace))
}

/// Whether `...>` after `before` can close a deep hole: neither `List<...>` nor `Map<K, ...>`.
fn may_close(before: &str) -> bool {
    let before = before.trim_end();
    let is_type_list = before.strip_suffix('<').is_some_and(|name| name.ends_with(words::is_word));
    !is_type_list && !before.ends_with(',')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The holes of `text`, as kind letters and texts.
    fn holes(text: &str) -> Vec<(char, &str)> {
        let layout = Layout::of(text, &Dialect::PLAIN.quotes);
        let pieces = pieces(&Dialect::PLAIN, text, &layout).unwrap();
        assert_eq!(pieces.iter().map(|piece| piece.span.len()).sum::<usize>(), text.len());
        let hole =
            |piece: &Piece| piece.kind.map(|kind| (kind.letter(), &text[piece.span.clone()]));
        pieces.iter().filter_map(hole).collect()
    }

    #[test]
    fn metavariables() {
        assert_eq!(holes("$X $_ $1 $A_2"), [('M', "$X"), ('M', "$_"), ('M', "$1"), ('M', "$A_2")]);
        assert_eq!(holes("$...ARGS ..."), [('A', "$...ARGS"), ('E', "...")]);
        assert_eq!(holes("$x $Foo $FOo $$ $ $(a)"), []);
        assert_eq!(holes("é$X"), [('M', "$X")]);
    }

    #[test]
    fn deep_marks_come_in_pairs() {
        assert_eq!(holes("f(<... $X ...>)"), [('D', "<..."), ('M', "$X")]);
        assert_eq!(holes("<...$F(...)...>"), [('D', "<..."), ('M', "$F"), ('E', "...")]);
        assert_eq!(holes("<... <... x ...> ...>"), [('D', "<..."), ('D', "<...")]);
        assert_eq!(holes("List<...> x"), [('E', "...")]);
        assert_eq!(holes("Map<K, ...> x"), [('E', "...")]);
        assert_eq!(holes("<a ...>"), [('E', "...")]);
        assert_eq!(holes("a <... b"), [('E', "...")]);
    }
}
