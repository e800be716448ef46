//! What a text is made of for aliengrep.

use rustc_hash::FxHashMap;

use super::super::GenericOptions;

/// Brackets within brackets; deeper ones count as single characters.
const MAX_DEPTH: usize = 100;

/// What counts as a word, a bracket and white space.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) multiline: bool,
    extra_words: Vec<char>,
    braces: Vec<(char, char)>,
}

impl Shape {
    pub(super) fn of(options: &GenericOptions) -> Shape {
        let usual = [('(', ')'), ('[', ']'), ('{', '}'), ('"', '"'), ('\'', '\'')];
        let usual = if options.multiline { &usual[..3] } else { &usual[..] };
        let mut braces = options.braces.clone().unwrap_or_else(|| usual.to_vec());
        braces.extend(&options.extra_braces);
        Shape {
            multiline: options.multiline,
            extra_words: options.extra_word_characters.clone(),
            braces,
        }
    }

    pub(super) fn is_word(&self, c: char) -> bool {
        c.is_ascii_alphanumeric() || c == '_' || self.extra_words.contains(&c)
    }

    /// The partner of an opening bracket.
    pub(super) fn closing(&self, open: char) -> Option<char> {
        self.braces.iter().find(|(known, _)| *known == open).map(|(_, close)| *close)
    }

    /// Length of the word characters `text` starts with.
    pub(super) fn word_length(&self, text: &str) -> usize {
        text.find(|c: char| !self.is_word(c)).unwrap_or(text.len())
    }

    /// Whether a word character stands right before `at`.
    pub(super) fn word_before(&self, text: &str, at: usize) -> bool {
        text[..at].chars().next_back().is_some_and(|c| self.is_word(c))
    }

    /// Whether a word character stands at `at`.
    pub(super) fn word_after(&self, text: &str, at: usize) -> bool {
        text[at..].chars().next().is_some_and(|c| self.is_word(c))
    }
}

/// The first place from `at` on without white space; line breaks count as such where `breaks` says so.
pub(super) fn skip_space(text: &str, at: usize, breaks: bool) -> usize {
    let space = |c: char| matches!(c, ' ' | '\t') || breaks && is_space(c);
    at + text[at..].find(|c: char| !space(c)).unwrap_or(text.len() - at)
}

/// The nodes of one text. Where brackets end is remembered.
pub(super) struct Nodes<'s, 't> {
    text: &'t str,
    shape: &'s Shape,
    /// Ends of the brackets looked at so far, `None` where there is none; by start, and whether they may hold line breaks.
    brackets: FxHashMap<(usize, bool), Option<usize>>,
}

/// A bracket under way.
struct Open {
    start: usize,
    close: char,
    /// How far its content is known.
    at: usize,
}

impl<'s, 't> Nodes<'s, 't> {
    pub(super) fn new(text: &'t str, shape: &'s Shape) -> Self {
        Nodes { text, shape, brackets: FxHashMap::default() }
    }

    /// Where the node that starts at `at` ends; `None` where white space or the end stands there, or the middle of a word.
    /// `breaks` says whether brackets may hold line breaks.
    pub(super) fn end(&mut self, at: usize, breaks: bool, budget: &mut u64) -> Option<usize> {
        let c = self.text[at..].chars().next()?;
        if self.shape.is_word(c) {
            let end = at + self.shape.word_length(&self.text[at..]);
            return (!self.shape.word_before(self.text, at)).then_some(end);
        }
        if is_space(c) {
            return None;
        }
        let bracket = self.shape.closing(c).and_then(|_| self.bracket_end(at, breaks, budget));
        Some(bracket.unwrap_or(at + c.len_utf8()))
    }

    /// Where the bracket that opens at `at` is closed. A bracket inside it comes first: in `[(])`, the square one is none.
    /// One that is never closed is a character like others.
    fn bracket_end(&mut self, at: usize, breaks: bool, budget: &mut u64) -> Option<usize> {
        if let Some(known) = self.brackets.get(&(at, breaks)) {
            return *known;
        }
        let mut open: Vec<Open> = Vec::new();
        self.open(at, breaks, &mut open);
        let mut depth = open.len();
        while let Some(innermost) = open.last_mut() {
            *budget = budget.checked_sub(1)?;
            let here = innermost.at;
            let c = self.text[here..].chars().next().filter(|c| !is_space(*c));
            let next = here + c.map_or(0, char::len_utf8);
            if c.is_none() || c == Some(innermost.close) {
                // Closed, or at the end without having been.
                let end = c.map(|_| next);
                self.brackets.insert((innermost.start, breaks), end);
                let after = end.unwrap_or_else(|| next_boundary(self.text, innermost.start));
                open.pop();
                depth -= 1;
                if let Some(outer) = open.last_mut() {
                    outer.at = skip_space(self.text, after, breaks);
                }
                continue;
            }
            let opens = c.is_some_and(|c| self.shape.closing(c).is_some());
            let known = self.brackets.get(&(here, breaks)).copied();
            match known {
                Some(end) => innermost.at = skip_space(self.text, end.unwrap_or(next), breaks),
                None if opens && depth < MAX_DEPTH => {
                    self.open(here, breaks, &mut open);
                    depth += 1;
                }
                None => {
                    let word = self.shape.word_length(&self.text[here..]);
                    innermost.at = skip_space(self.text, next.max(here + word), breaks);
                }
            }
        }
        self.brackets.get(&(at, breaks)).copied().flatten()
    }

    fn open(&self, start: usize, breaks: bool, open: &mut Vec<Open>) {
        let close = self.text[start..].chars().next().and_then(|c| self.shape.closing(c));
        let at = skip_space(self.text, next_boundary(self.text, start), breaks);
        open.extend(close.map(|close| Open { start, close, at }));
    }
}

fn is_space(c: char) -> bool {
    c.is_ascii_whitespace() || c == '\x0B'
}

/// The next character boundary after `at`.
pub(super) fn next_boundary(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(1, char::len_utf8)
}
