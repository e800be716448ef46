//! Where comments that accept findings stand, and of which lines they speak.
//!
//! For: going from markers in a text to directives with lines. Not for: what they say (`directive`).
//! Read [`directives`].

use aho_corasick::Match;
use tamis_syntax::{LineIndex, Span};

use super::directive::{Directive, Form, Scope, form, parse};

/// A directive in its place.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) directive: Directive,
    /// The comment, or its part on the marker's line.
    pub(super) span: Span,
    /// Lines it speaks of, from 1.
    pub(super) lines: [Option<u32>; 2],
    /// The line it stands on.
    pub(super) line: u32,
    /// Whether the marker is the first word of its comment: prose about comments names them further in.
    pub(super) leads: bool,
}

/// The directives of `text`, in order, of the `hits` of markers.
pub(super) fn directives(
    text: &str,
    comments: Option<&[Span]>,
    hits: impl Iterator<Item = Match>,
) -> Vec<Placed> {
    let mut source = Source::new(text, comments);
    let marks: Vec<Mark> = hits.filter_map(|hit| source.mark(&hit)).collect();
    let mut placed = Vec::new();
    for (at, mark) in marks.iter().enumerate() {
        let next = marks.get(at + 1).filter(|next| next.here == mark.here);
        let rest = match next {
            Some(next) => without_starters(&text[mark.word.end..next.word.start]),
            None => &text[mark.word.end..mark.here.range().end],
        };
        let Some(directive) = form(mark.pattern).and_then(|form| parse(form, rest)) else {
            continue;
        };
        let before = &text[mark.here.range().start..mark.word.start];
        if directive.form.first_word() && !is_first_word(before) {
            continue;
        }
        if directive.form == Form::RuffFile && !source.is_alone(mark) {
            continue;
        }
        let next_line = directive.form.next_line();
        // Behind another marker none is alone.
        let first = at == 0 || marks[at - 1].line != mark.line;
        let below = next_line || (first && directive.form.above() && source.is_alone(mark));
        let lines = match directive.form.scope() {
            Scope::Line => {
                let here = (!next_line).then_some(mark.line);
                [here, below.then(|| source.code_below(mark.comment))]
            }
            Scope::File | Scope::From(_) | Scope::End => [None, None],
        };
        let (span, leads) = (trimmed(text, mark.here), is_first_word(before));
        placed.push(Placed { directive, span, lines, line: mark.line, leads });
    }
    placed
}

/// A marker in a comment.
struct Mark {
    pattern: usize,
    word: std::ops::Range<usize>,
    line: u32,
    comment: Span,
    /// The part of the comment on the marker's line.
    here: Span,
}

struct Source<'t> {
    text: &'t str,
    index: LineIndex,
    /// Sorted, disjoint. With a tree all of them, else those of `read`, the line read last.
    comments: Vec<Span>,
    tree: bool,
    read: u32,
}

impl<'t> Source<'t> {
    fn new(text: &'t str, comments: Option<&[Span]>) -> Source<'t> {
        let mut source = Source {
            text,
            index: LineIndex::new(text),
            comments: Vec::new(),
            tree: comments.is_some(),
            read: 0,
        };
        source.comments = disjoint(comments.unwrap_or_default());
        source
    }

    /// Byte range of a line without its end.
    fn line(&self, line: u32) -> std::ops::Range<usize> {
        let start = self.index.line_start(line).unwrap_or(self.text.len() as u32) as usize;
        start..start + self.index.line_text(self.text, line).len()
    }

    /// The marker of `hit`, if it is a word of its own in a comment.
    fn mark(&mut self, hit: &Match) -> Option<Mark> {
        let line = self.index.line(hit.start() as u32);
        let range = self.line(line);
        if !self.tree && self.read != line {
            let shift = |found: Span| {
                Span::new(found.start + range.start as u32, found.end + range.start as u32)
            };
            self.comments =
                line_comments(&self.text[range.clone()]).into_iter().map(shift).collect();
            self.read = line;
        }
        let comment = self.comment_at(hit.start() as u32)?;
        let here = comment.intersect(Span::new(range.start as u32, range.end as u32))?;
        if here.range().end < hit.end() || is_glued(&self.text[here.range().start..hit.start()]) {
            return None;
        }
        let word = hit.start()..hit.end();
        Some(Mark { pattern: hit.pattern().as_usize(), word, line, comment, here })
    }

    /// The comment that holds byte `at`.
    fn comment_at(&self, at: u32) -> Option<Span> {
        let next = self.comments.partition_point(|comment| comment.start <= at);
        let comment = self.comments.get(next.checked_sub(1)?)?;
        (at < comment.end).then_some(*comment)
    }

    /// Whether the line of a marker holds nothing but its comment, which begins with the marker.
    fn is_alone(&self, mark: &Mark) -> bool {
        let line = self.line(mark.line);
        let here = mark.here.range();
        let before = &self.text[line.start..here.start];
        let words = &self.text[here.start..mark.word.start];
        before.chars().all(is_opening)
            && !words.contains(char::is_alphanumeric)
            && self.text[here.end..line.end].chars().all(is_closing)
    }

    /// The line below `comment` that is no comment itself.
    fn code_below(&self, comment: Span) -> u32 {
        /// Stacked comments that are passed over at most.
        const STACK: usize = 32;
        let mut line = self.last_line(comment) + 1;
        for _ in 0..STACK {
            match self.comment_line(line) {
                Some(last) => line = last + 1,
                None => break,
            }
        }
        line
    }

    fn last_line(&self, comment: Span) -> u32 {
        self.index.line(trimmed(self.text, comment).end.saturating_sub(1).max(comment.start))
    }

    /// The last line of the comment that `line` begins with, if it holds nothing else.
    fn comment_line(&self, line: u32) -> Option<u32> {
        let range = self.line(line);
        let text = &self.text[range.clone()];
        let start = range.start + text.len() - text.trim_start_matches(is_opening).len();
        if !self.tree {
            return STARTERS
                .iter()
                .any(|word| self.text[start..].starts_with(word))
                .then_some(line);
        }
        let comment = self.comment_at(start as u32).filter(|found| found.start == start as u32)?;
        let last = self.last_line(comment);
        let end = self.line(last).end;
        let after = self.text.get(comment.range().end..end).unwrap_or("");
        after.chars().all(is_closing).then_some(last)
    }
}

/// What may stand before a comment that has its line to itself: blanks, and the brackets of a template or of JSX
/// (`{/* … */}`).
fn is_opening(c: char) -> bool {
    c.is_whitespace() || "{<%@!".contains(c)
}

/// What may stand after it.
fn is_closing(c: char) -> bool {
    c.is_whitespace() || "}>%@".contains(c)
}

/// Starters of comments in the languages there are.
const STARTERS: [&str; 8] = ["#", "//", "/*", "<!--", "--", ";", "*", "{#"];

/// Whether a marker after `before` is the end of a longer word, a path or an option (`--nosemgrep`).
fn is_glued(before: &str) -> bool {
    let head = before.trim_end_matches(['-', '.', '/', '=']);
    let run = &before[head.len()..];
    match head.chars().next_back() {
        Some('_') => true,
        Some(last) if run.is_empty() => last.is_alphanumeric(),
        Some(last) => run != "//" && (last.is_alphanumeric() || last.is_whitespace()),
        None => false,
    }
}

/// Whether the part of a comment before a marker ends where a comment begins.
fn is_first_word(before: &str) -> bool {
    let before = before.trim_end();
    before.is_empty() || STARTERS.iter().any(|starter| before.ends_with(starter))
}

/// Text before the next marker on a line, without the comment starter of that marker.
fn without_starters(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_whitespace() || "#/*,;".contains(c))
}

fn trimmed(text: &str, span: Span) -> Span {
    let end = span.start + span.of(text).trim_end().len() as u32;
    Span::new(span.start, end)
}

/// Sorted, and one where several overlap (a grammar may put a comment's text below the comment).
fn disjoint(comments: &[Span]) -> Vec<Span> {
    let mut sorted = comments.to_vec();
    sorted.sort_unstable();
    let mut apart: Vec<Span> = Vec::with_capacity(sorted.len());
    for comment in sorted {
        match apart.last_mut().filter(|last| comment.start < last.end) {
            Some(last) => *last = last.cover(comment),
            None => apart.push(comment),
        }
    }
    apart
}

/// Comments of one line of an unknown language. Quoted text is none; a quote that is not closed on the line is no
/// quote. Linear.
// Imprecise: the middle lines of a block comment count only where they begin with `*`.
fn line_comments(line: &str) -> Vec<Span> {
    let bytes = line.as_bytes();
    let indent = line.len() - line.trim_start().len();
    let mut comments = Vec::new();
    // Quotes that are known not to be closed in the rest of the line.
    let mut unclosed: Vec<u8> = Vec::new();
    let mut at = indent;
    while at < bytes.len() {
        if let Some(opener) = comment_opener(bytes, at, at == indent) {
            let end = opener.closer.and_then(|closer| {
                let inside = at + opener.length;
                line.get(inside..)?.find(closer).map(|found| inside + found + closer.len())
            });
            let end = end.unwrap_or(line.len());
            comments.push(Span::new(at as u32, end as u32));
            at = end;
            continue;
        }
        at += match bytes[at] {
            b'\\' => 2,
            quote @ (b'"' | b'\'' | b'`')
                if opens_quote(bytes, at) && !unclosed.contains(&quote) =>
            {
                match quote_end(bytes, at) {
                    Some(end) => end - at,
                    None => {
                        unclosed.push(quote);
                        1
                    }
                }
            }
            _ => 1,
        };
    }
    comments
}

/// The begin of a comment.
struct Opener {
    length: usize,
    /// What ends the comment before the line does.
    closer: Option<&'static str>,
}

/// The comment that begins at `at`, if one does; `first` where only blanks stand before it.
fn comment_opener(bytes: &[u8], at: usize, first: bool) -> Option<Opener> {
    let before = at.checked_sub(1).map(|before| bytes[before]);
    let spaced = first || before.is_some_and(|byte| byte.is_ascii_whitespace());
    let in_word = |byte: u8| byte.is_ascii_alphanumeric() || b"/&=$".contains(&byte);
    let (length, closer) = match &bytes[at..] {
        [b'<', b'!', b'-', b'-', ..] => (4, Some("-->")),
        [b'{', b'#', ..] => (2, Some("#}")),
        [b'/', b'*', ..] => (2, Some("*/")),
        // Not that of a URL.
        [b'/', b'/', ..] if before != Some(b':') => (2, None),
        // Not a URL's fragment, nor `#{…}` in a text.
        [b'#', next, ..] if *next != b'{' && (first || !before.is_some_and(in_word)) => (1, None),
        // Not an option of a command.
        [b'-', b'-', next, ..] if first || (spaced && next.is_ascii_whitespace()) => (2, None),
        [b';', ..] if spaced => (1, None),
        [b'*', ..] if first => (0, Some("*/")),
        _ => return None,
    };
    Some(Opener { length, closer })
}

/// Whether a quote begins a text; an apostrophe (`don't`) does not, but one after a prefix (`rb'…'`) does.
fn opens_quote(bytes: &[u8], at: usize) -> bool {
    if bytes[at] != b'\'' {
        return true;
    }
    let letters = bytes[..at].iter().rev().take(3).take_while(|byte| byte.is_ascii_alphanumeric());
    letters.clone().count() < 3 && letters.into_iter().all(|byte| b"rbfuRBFU".contains(byte))
}

/// One past the quote that closes the one at `at`.
fn quote_end(bytes: &[u8], at: usize) -> Option<usize> {
    let mut end = at + 1;
    while end < bytes.len() {
        match bytes[end] {
            b'\\' => end += 2,
            byte if byte == bytes[at] => return Some(end + 1),
            _ => end += 1,
        }
    }
    None
}
