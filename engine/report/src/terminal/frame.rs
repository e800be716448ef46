//! The few lines of source around a finding, cut so that they fit a terminal.
//!
//! For: a small text with right line numbers, whatever the size of the file or of its lines.
//! Not for: drawing (miette does).
//! Read [`cut`]. Cost: a few lines of at most the terminal's width each, and a binary search for the lines' starts;
//! never the whole file.

use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use tamis_syntax::{LineIndex, Span};
use unicode_width::UnicodeWidthChar;

use crate::words::is_treacherous;

/// Matches of more lines than this are shown shortened.
const LONGEST_MATCH: u32 = 8;
/// How many of its lines a shortened match shows.
const LINES_OF_SHORTENED: u32 = 5;
/// Columns a tab counts for; miette may draw fewer.
pub(super) const TAB_WIDTH: usize = 4;
/// Columns miette draws beside the line number (` 12 | `), and what the arrow of a match of several lines takes.
const GUTTER: usize = 4;
const ARROW: usize = 4;
/// What miette draws before the label (`╰── `).
const HOOK: usize = 4;

/// What to draw.
#[derive(Debug)]
pub(super) struct Frame {
    /// Shown in the frame's head.
    pub(super) name: String,
    /// Whole lines, each with its line end.
    pub(super) text: String,
    /// 1-based number of the first line.
    pub(super) first_line: usize,
    /// The match in `text`, in bytes.
    pub(super) label: Range<usize>,
    /// 1-based line and column of the match, shown in the frame's head.
    pub(super) at: (usize, usize),
    /// The last line of the match where it was shortened.
    pub(super) goes_on_to: Option<u32>,
}

impl Frame {
    /// Columns left for the words that miette hangs below the middle of the match, in a terminal of `width`.
    pub(super) fn room_for_label(&self, width: usize) -> usize {
        let last = self.first_line + self.text.lines().count();
        let gutter = digits(u32::try_from(last).unwrap_or(u32::MAX)) + GUTTER;
        let (before, from) = self.text.split_at(self.label.start);
        let matched = &from[..self.label.len()];
        let to_middle = if matched.contains('\n') {
            ARROW
        } else {
            let line = before.rsplit('\n').next().unwrap_or_default();
            let wide = |text: &str| text.chars().map(columns).sum::<usize>();
            wide(line) + wide(matched) / 2
        };
        width.saturating_sub(gutter + to_middle + HOOK)
    }
}

/// What bounds a frame.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// Columns of the terminal.
    pub(super) width: usize,
    /// Stands for what was cut from a line.
    pub(super) mark: &'static str,
}

/// Cuts the frame of `span` out of `text`; `None` where the span does not fit the text.
pub(super) fn cut(
    name: &str,
    text: &str,
    index: &LineIndex,
    span: Span,
    bounds: Bounds,
) -> Option<Frame> {
    text.get(span.range())?;
    let (start_line, end_line) = lines_of(index, span);
    let shortened = end_line - start_line >= LONGEST_MATCH;
    let shown_end = if shortened { start_line + LINES_OF_SHORTENED - 1 } else { end_line };
    let first = start_line.saturating_sub(1).max(1);
    let last = if shortened { shown_end } else { (end_line + 1).min(index.lines()) };
    let arrow = if shown_end > start_line { ARROW } else { 0 };
    let budget = bounds.width.saturating_sub(digits(last) + GUTTER + arrow + 1).max(16);

    let mut frame = Frame {
        name: name.to_owned(),
        text: String::new(),
        first_line: first as usize,
        label: 0..0,
        at: (start_line as usize, index.position(text, span.start).column as usize),
        goes_on_to: shortened.then_some(end_line),
    };
    for line in first..=last {
        let line_text = index.line_text(text, line);
        let offset = index.line_start(line)?;
        let within = |at: u32| (at.saturating_sub(offset) as usize).min(line_text.len());
        let marked = within(span.start)..within(span.end);
        let base = frame.text.len();
        let shown = clip_line(line_text, marked, budget, bounds.mark, &mut frame.text);
        if line == start_line {
            frame.label.start = base + shown.start;
        }
        if line == shown_end {
            frame.label.end = base + shown.end;
        }
        frame.text.push('\n');
    }
    frame.label.end = frame.label.end.max(frame.label.start);
    Some(frame)
}

/// First and last line of `span`; a line end at its end belongs to the line it ends.
fn lines_of(index: &LineIndex, span: Span) -> (u32, u32) {
    let last = if span.is_empty() { span.start } else { span.end - 1 };
    (index.line(span.start), index.line(last))
}

fn digits(n: u32) -> usize {
    n.checked_ilog10().unwrap_or(0) as usize + 1
}

/// Appends as much of `line` round `marked` as fits `budget` columns, with `mark` where something was cut off.
/// Returns where `marked` stands in what was appended. Bounded by the budget, not by the line.
fn clip_line(
    line: &str,
    marked: Range<usize>,
    budget: usize,
    mark: &str,
    out: &mut String,
) -> Range<usize> {
    let base = out.len();
    let mark_width = mark.chars().count();
    let begin = if fits(line, budget) {
        0
    } else {
        step_back(line, marked.start, (budget / 3).saturating_sub(mark_width))
    };
    let mut column = 0;
    if begin > 0 {
        out.push_str(mark);
        column += mark_width;
    }
    let limit = if fits(&line[begin..], budget - column) { budget } else { budget - mark_width };
    let mut shown = out.len() - base..out.len() - base;
    for (at, c) in line[begin..].char_indices() {
        let at = begin + at;
        if at == marked.start {
            shown.start = out.len() - base;
        }
        if at == marked.end {
            shown.end = out.len() - base;
        }
        if column + columns(c) > limit {
            if marked.end > at {
                shown.end = out.len() - base;
            }
            out.push_str(mark);
            return shown;
        }
        column += columns(c);
        push_plain(c, out);
    }
    if marked.start == line.len() {
        shown.start = out.len() - base;
    }
    if marked.end == line.len() {
        shown.end = out.len() - base;
    }
    shown
}

/// Whether `text` takes at most `budget` columns. Stops reading once it does not.
fn fits(text: &str, budget: usize) -> bool {
    let mut column = 0;
    text.chars().all(|c| {
        column += columns(c);
        column <= budget
    })
}

/// The offset some `budget` columns before `from`.
fn step_back(line: &str, from: usize, budget: usize) -> usize {
    let mut column = 0;
    let mut begin = from;
    for (at, c) in line[..from].char_indices().rev() {
        column += columns(c);
        if column > budget {
            break;
        }
        begin = at;
    }
    begin
}

/// Columns `c` takes; at least one, so that a row of combining marks is bounded too.
fn columns(c: char) -> usize {
    if c == '\t' {
        TAB_WIDTH
    } else if is_treacherous(c) {
        c.escape_default().count()
    } else {
        c.width().unwrap_or(1).max(1)
    }
}

fn push_plain(c: char, out: &mut String) {
    if is_treacherous(c) {
        out.extend(c.escape_default());
    } else {
        out.push(c);
    }
}

impl SourceCode for Frame {
    /// The label alone when no context is asked for (miette's head asks so, for line and column), else all of it.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let whole = lines_before + lines_after > 0;
        let range = if whole { 0..self.text.len() } else { self.label.clone() };
        let data = self.text.get(range.clone()).ok_or(MietteError::OutOfBounds)?;
        if span.offset() > self.text.len() {
            return Err(MietteError::OutOfBounds);
        }
        let (line, column) = if whole { (self.first_line, 1) } else { self.at };
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            data.as_bytes(),
            (range.start, range.len()).into(),
            line - 1,
            column - 1,
            data.matches('\n').count(),
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` has the match between `«` and `»`; returns the shown text with the label marked the same way.
    fn check(marked: &str, width: usize) -> (usize, String) {
        let start = marked.find('«').unwrap();
        let end = marked.find('»').unwrap() - '«'.len_utf8();
        let text = marked.replace(['«', '»'], "");
        let index = LineIndex::new(&text);
        let span = Span::new(start as u32, end as u32);
        let bounds = Bounds { width, mark: "~" };
        let frame = cut("f", &text, &index, span, bounds).unwrap();
        let mut shown = frame.text.clone();
        shown.insert(frame.label.end, '»');
        shown.insert(frame.label.start, '«');
        (frame.first_line, shown)
    }

    #[test]
    fn one_line_of_context_on_both_sides() {
        assert_eq!(check("a\nb\nc «d» e\nf\ng\n", 80), (2, "b\nc «d» e\nf\n".to_owned()));
        assert_eq!(check("«a»", 80), (1, "«a»\n".to_owned()));
        assert_eq!(check("«»", 80), (1, "«»\n".to_owned()));
        assert_eq!(check("a\n«»", 80), (1, "a\n«»\n".to_owned()));
    }

    #[test]
    fn a_line_end_in_the_match_adds_no_line() {
        assert_eq!(check("a\n«b\r\n»c\nd\n", 80), (1, "a\n«b»\nc\n".to_owned()));
    }

    #[test]
    fn long_matches_are_shortened() {
        let long = format!("a\n«{}»z\n", "x\n".repeat(30));
        assert_eq!(check(&long, 80), (1, "a\n«x\nx\nx\nx\nx»\n".to_owned()));
        let eight = format!("«{}y»\nz\n", "x\n".repeat(7));
        assert_eq!(check(&eight, 80), (1, format!("«{}y»\nz\n", "x\n".repeat(7))));
    }

    #[test]
    fn long_lines_are_clipped_round_the_match() {
        let text = format!("{}«match»{}", "a".repeat(5000), "b".repeat(5000));
        let (_, shown) = check(&text, 40);
        assert_eq!(shown, format!("~{}«match»{}~\n", "a".repeat(10), "b".repeat(17)));
        let text = format!("«{}» end", "m".repeat(5000));
        assert_eq!(check(&text, 40).1, format!("«{}»~\n", "m".repeat(33)));
        let text = format!("{}«end»", "é".repeat(5000));
        assert_eq!(check(&text, 40).1, format!("~{}«end»\n", "é".repeat(10)));
    }

    #[test]
    fn what_a_terminal_would_obey_is_written_out() {
        assert_eq!(check("a\u{1b}[2J «b\u{202e}c»", 80).1, "a\\u{1b}[2J «b\\u{202e}c»\n");
    }

    #[test]
    fn every_cut_fits_its_width() {
        let text = "x\u{1b}界\ta\u{301}🔑\r".repeat(50);
        let index = LineIndex::new(&text);
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        for (n, start) in ends.iter().enumerate() {
            for end in ends[n..].iter().step_by(37) {
                let span = Span::new(*start as u32, *end as u32);
                let frame =
                    cut("f", &text, &index, span, Bounds { width: 44, mark: "..." }).unwrap();
                assert!(frame.text.get(frame.label.clone()).is_some());
                assert!(frame.text.lines().all(|line| fits(line, 44)), "{:?}", frame.text);
            }
        }
    }

    #[test]
    fn a_span_that_does_not_fit_the_text_has_no_frame() {
        let index = LineIndex::new("é");
        let bounds = Bounds { width: 80, mark: "~" };
        assert!(cut("f", "é", &index, Span::new(0, 1), bounds).is_none());
        assert!(cut("f", "é", &index, Span::new(7, 9), bounds).is_none());
    }
}
