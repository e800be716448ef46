//! What stands around a hole.

use std::ops::Range;

use tamis_ir::HoleKind;

use super::layout::{Bracket, Layout};
use super::words;

/// A hole at its place in the pattern. Everything is asked of the text as written: other holes still read `$X`, `...`.
pub(crate) struct Site<'p> {
    text: &'p str,
    layout: &'p Layout,
    kind: HoleKind,
    span: Range<usize>,
    bracket: Option<&'p Bracket>,
}

impl<'p> Site<'p> {
    pub(super) fn new(
        text: &'p str,
        layout: &'p Layout,
        kind: HoleKind,
        span: Range<usize>,
    ) -> Self {
        let bracket = layout.innermost(span.start);
        Site { text, layout, kind, span, bracket }
    }

    /// What hole it is.
    pub(crate) fn kind(&self) -> HoleKind {
        self.kind
    }

    /// `...` or `$...X`: stands for any number of things.
    pub(crate) fn is_ellipsis(&self) -> bool {
        matches!(self.kind, HoleKind::Ellipsis | HoleKind::EllipsisMetavariable)
    }

    /// The hole as written.
    pub(crate) fn hole(&self) -> &'p str {
        &self.text[self.span.clone()]
    }

    /// The whole pattern before the hole.
    pub(crate) fn before(&self) -> &'p str {
        &self.text[..self.span.start]
    }

    /// The whole pattern after the hole.
    pub(crate) fn after(&self) -> &'p str {
        &self.text[self.span.end..]
    }

    /// Whether the pattern is nothing but this hole.
    pub(crate) fn is_alone(&self) -> bool {
        self.before().trim().is_empty() && self.after().trim().is_empty()
    }

    /// Whether it stands within a string.
    pub(crate) fn is_quoted(&self) -> bool {
        self.layout.string_around(self.span.start).is_some()
    }

    /// The quote before the string it stands in.
    pub(crate) fn quote(&self) -> Option<char> {
        let string = self.layout.string_around(self.span.start)?;
        self.text[..string.start].chars().next_back()
    }

    /// Whether it is all of the string it stands in.
    pub(crate) fn fills_string(&self) -> bool {
        self.layout.string_around(self.span.start).is_some_and(|string| string == self.span)
    }

    /// The innermost open bracket around it.
    pub(crate) fn bracket(&self) -> Option<char> {
        self.bracket.map(|bracket| bracket.mark)
    }

    /// Everything before the innermost open bracket, without trailing blanks; empty without a bracket.
    pub(crate) fn head(&self) -> &'p str {
        self.bracket.map_or("", |bracket| self.text[..bracket.open].trim_end())
    }

    /// The innermost bracket's content before the hole; without a bracket, all before it.
    pub(crate) fn inside_before(&self) -> &'p str {
        let start = self.bracket.map_or(0, |bracket| bracket.open + 1);
        &self.text[start..self.span.start]
    }

    /// The innermost bracket's content after the hole; without a bracket, all after it.
    pub(crate) fn inside_after(&self) -> &'p str {
        let end = self.bracket.and_then(|bracket| bracket.close).unwrap_or(self.text.len());
        self.text.get(self.span.end..end).unwrap_or("")
    }

    /// The innermost bracket's content, hole included.
    pub(crate) fn inside(&self) -> &'p str {
        let start = self.bracket.map_or(0, |bracket| bracket.open + 1);
        let end = self.bracket.and_then(|bracket| bracket.close).unwrap_or(self.text.len());
        self.text.get(start..end).unwrap_or("")
    }

    /// Whether one of `marks` stands in the innermost bracket, but neither in a nested one nor in a string.
    pub(crate) fn has_inside(&self, marks: &[char]) -> bool {
        let start = self.bracket.map_or(0, |bracket| bracket.open + 1);
        let mut depth = 0usize;
        for (at, c) in self.inside().char_indices() {
            match c {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth = depth.saturating_sub(1),
                _ if depth > 0 || !marks.contains(&c) => {}
                _ if self.layout.string_around(start + at).is_none() => return true,
                _ => {}
            }
        }
        false
    }

    /// Everything after the innermost bracket's end, without leading blanks.
    pub(crate) fn rest(&self) -> &'p str {
        let close = self.bracket.and_then(|bracket| bracket.close);
        close.map_or("", |close| self.text[close + 1..].trim_start())
    }

    /// The last character before that is no blank; `_`, a word's, for another ellipsis.
    pub(crate) fn previous(&self) -> Option<char> {
        let before = self.before().trim_end();
        if before.ends_with("...") { Some('_') } else { before.chars().next_back() }
    }

    /// The first character after that is no blank; `_`, a word's, for another ellipsis.
    pub(crate) fn next(&self) -> Option<char> {
        let after = self.after().trim_start();
        if after.starts_with("...") { Some('_') } else { after.chars().next() }
    }

    /// Whether `previous` is one of `marks`.
    pub(crate) fn follows(&self, marks: &str) -> bool {
        self.previous().is_some_and(|c| marks.contains(c))
    }

    /// Whether `next` is one of `marks`.
    pub(crate) fn precedes(&self, marks: &str) -> bool {
        self.next().is_some_and(|c| marks.contains(c))
    }

    /// Whether it stands as an item of a bracketed list: after the bracket or a comma, and before one.
    pub(crate) fn is_item(&self) -> bool {
        self.follows("([{,") && self.precedes(",)]}")
    }

    /// The line's text before the hole.
    pub(crate) fn line_before(&self) -> &'p str {
        let before = self.before();
        &before[before.rfind('\n').map_or(0, |at| at + 1)..]
    }

    /// Whether only blanks stand before it on its line.
    pub(crate) fn starts_line(&self) -> bool {
        self.line_before().trim().is_empty()
    }

    /// Whether only blanks stand after it on its line.
    pub(crate) fn ends_line(&self) -> bool {
        self.after().split('\n').next().unwrap_or("").trim().is_empty()
    }

    /// Whether it is a line of its own.
    pub(crate) fn is_line(&self) -> bool {
        self.starts_line() && self.ends_line()
    }

    /// The lines after its own, in order.
    pub(crate) fn lines_after(&self) -> impl Iterator<Item = &'p str> {
        self.after().split('\n').skip(1)
    }

    /// The lines before its own, the nearest first.
    pub(crate) fn lines_before(&self) -> impl Iterator<Item = &'p str> {
        self.before().rsplit('\n').skip(1)
    }

    /// The nearest line above that is less indented than the hole's own, trimmed.
    pub(crate) fn line_above_block(&self) -> &'p str {
        let indentation = words::indentation(self.line_before());
        let is_outer =
            |line: &&str| !line.trim().is_empty() && words::indentation(line) < indentation;
        self.lines_before().find(is_outer).unwrap_or("").trim()
    }

    /// Everything before the bracket that closes right before the hole (`try {} ...` gives `try`).
    pub(crate) fn before_closed(&self) -> Option<&'p str> {
        let at = self.before().trim_end().len().checked_sub(1)?;
        let bracket = self.layout.closed_at(at)?;
        Some(self.text[..bracket.open].trim_end())
    }

    /// Whether it stands where languages with braces have a statement: at the start or end of a block or after another
    /// statement, or on a line that continues nothing.
    pub(crate) fn is_statement(&self) -> bool {
        if self.precedes(".") || self.bracket().is_some_and(|mark| mark != '{') {
            return false;
        }
        if self.is_line() && !self.follows("([,=+.&|?:") {
            return true;
        }
        (self.previous().is_none() || self.follows("{};")) && !self.precedes(",)]=")
    }

    /// Whether it is the statement a condition or loop governs, without braces: `if (x) ...`, `else ...`.
    pub(crate) fn is_governed(&self) -> bool {
        let before = self.before().trim_end();
        match self.previous() {
            Some(')') => self.before_closed().is_some_and(|head| {
                matches!(words::last_word(head), "if" | "while" | "for" | "foreach")
            }),
            _ => matches!(words::last_word(before), "else" | "do"),
        }
    }
}
