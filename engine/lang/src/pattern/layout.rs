//! Brackets and strings of a pattern, found once, without a lexer of its language.

use std::ops::Range;

/// What delimits the strings of a language, all of it ASCII. A backslash escapes the next character in all of them.
pub(crate) struct Quotes {
    /// Quotes whose string ends on its line; one without partner on the line is no quote (`don't`).
    pub(crate) line: &'static str,
    /// Quotes whose string may go over lines.
    pub(crate) block: &'static str,
    /// Whether three of a line quote open a string over lines.
    pub(crate) triple: bool,
    /// Whether a slash where an operand is expected opens a regex.
    pub(crate) regex: bool,
}

/// A bracket and its partner.
pub(crate) struct Bracket {
    /// `(`, `[` or `{`.
    pub(crate) mark: char,
    /// Where it opens.
    pub(crate) open: usize,
    /// Where it closes, if it does.
    pub(crate) close: Option<usize>,
    /// The bracket around, an index.
    parent: Option<usize>,
}

/// Where the brackets and strings of a text are.
pub(crate) struct Layout {
    /// In the order they open.
    brackets: Vec<Bracket>,
    /// Contents of strings, in order, apart from each other.
    strings: Vec<Range<usize>>,
}

impl Layout {
    /// Finds them, in one pass.
    pub(crate) fn of(text: &str, quotes: &Quotes) -> Layout {
        let mut layout = Layout { brackets: Vec::new(), strings: Vec::new() };
        let mut stack: Vec<usize> = Vec::new();
        let mut dead_quotes = DeadQuotes::default();
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let mut next = at + c.len_utf8();
            match c {
                '\\' => next += text[next..].chars().next().map_or(0, char::len_utf8),
                '(' | '[' | '{' => {
                    let parent = stack.last().copied();
                    stack.push(layout.brackets.len());
                    layout.brackets.push(Bracket { mark: c, open: at, close: None, parent });
                }
                ')' | ']' | '}' => layout.close(&mut stack, c, at),
                _ => {
                    if let Some((content, end)) = quotes.string_at(text, at, c, &mut dead_quotes) {
                        layout.strings.push(content);
                        next = end;
                    }
                }
            }
            at = next;
        }
        layout
    }

    /// Closes the innermost bracket that `mark` fits, and with it what was left open within; a stray one closes nothing.
    fn close(&mut self, stack: &mut Vec<usize>, mark: char, at: usize) {
        let fits = |index: &usize| partner(self.brackets[*index].mark) == mark;
        if let Some(depth) = stack.iter().rposition(fits) {
            stack.drain(depth..).for_each(|index| self.brackets[index].close = Some(at));
        }
    }

    /// The innermost bracket around `at`.
    pub(crate) fn innermost(&self, at: usize) -> Option<&Bracket> {
        let opened = self.brackets.partition_point(|bracket| bracket.open < at);
        let mut index = opened.checked_sub(1);
        while let Some(bracket) = index.map(|index| &self.brackets[index]) {
            if bracket.close.is_none_or(|close| close >= at) {
                return Some(bracket);
            }
            index = bracket.parent;
        }
        None
    }

    /// The bracket that closes at `at`; of several, the outermost.
    pub(crate) fn closed_at(&self, at: usize) -> Option<&Bracket> {
        self.brackets.iter().find(|bracket| bracket.close == Some(at))
    }

    /// The content of the string `at` is in.
    pub(crate) fn string_around(&self, at: usize) -> Option<Range<usize>> {
        let started = self.strings.partition_point(|string| string.start <= at);
        let string = self.strings.get(started.checked_sub(1)?)?;
        (at < string.end).then(|| string.clone())
    }
}

/// Block and tripled quotes that have no partner further on, each as its closing text: not to be searched for again.
type DeadQuotes = Vec<String>;

impl Quotes {
    /// The string that opens with `mark` at `at`: its content, and the place after its closing quote.
    fn string_at(
        &self,
        text: &str,
        at: usize,
        mark: char,
        dead: &mut DeadQuotes,
    ) -> Option<(Range<usize>, usize)> {
        let is_line = self.line.contains(mark);
        if is_line && self.triple {
            let closing = String::from_iter([mark; 3]);
            let found =
                text[at..].starts_with(&closing).then(|| block_string(text, at, closing, dead));
            if let Some(Some(string)) = found {
                return Some(string);
            }
        }
        let is_regex = self.regex && mark == '/' && opens_regex(&text[..at], &text[at + 1..]);
        if is_line || is_regex {
            return string_end(text, at + 1, &mark.to_string(), true);
        }
        if self.block.contains(mark) {
            block_string(text, at, mark.to_string(), dead)
        } else {
            None
        }
    }
}

/// The string over lines that opens at `at` and ends with `closing`, the text it opens with.
fn block_string(
    text: &str,
    at: usize,
    closing: String,
    dead: &mut DeadQuotes,
) -> Option<(Range<usize>, usize)> {
    if dead.contains(&closing) {
        return None;
    }
    let found = string_end(text, at + closing.len(), &closing, false);
    if found.is_none() {
        dead.push(closing);
    }
    found
}

/// The content from `start` to `closing` and the place after that; with `in_line`, on the same line.
fn string_end(
    text: &str,
    start: usize,
    closing: &str,
    in_line: bool,
) -> Option<(Range<usize>, usize)> {
    let mut escaped = false;
    for (at, c) in text.get(start..)?.char_indices() {
        let at = start + at;
        if !escaped && text[at..].starts_with(closing) {
            return Some((start..at, at + closing.len()));
        }
        if in_line && c == '\n' {
            return None;
        }
        escaped = c == '\\' && !escaped;
    }
    None
}

/// Whether a slash between these can open a regex: not a division, comment or end of a tag.
fn opens_regex(before: &str, after: &str) -> bool {
    let is_operand_place =
        before.trim_end().chars().next_back().is_none_or(|c| "(,=:[!&|?{;~".contains(c));
    is_operand_place && !after.starts_with(['/', '*', '>'])
}

fn partner(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUOTES: Quotes = Quotes { line: "\"'", block: "`", triple: true, regex: true };

    fn marks(text: &str) -> (Option<char>, bool) {
        let at = text.find('@').expect("a place marked with @");
        let layout = Layout::of(text, &QUOTES);
        (layout.innermost(at).map(|bracket| bracket.mark), layout.string_around(at).is_some())
    }

    #[test]
    fn innermost_bracket_and_string() {
        assert_eq!(marks("f(a, [b], @)"), (Some('('), false));
        assert_eq!(marks("f(a) @"), (None, false));
        assert_eq!(marks("{ x: \"@\" }"), (Some('{'), true));
        assert_eq!(marks("'(' @"), (None, false));
        assert_eq!(marks("don't { @"), (Some('{'), false));
        assert_eq!(marks("`a\n@`"), (None, true));
        assert_eq!(marks("\"\"\"a\n@\n\"\"\""), (None, true));
        assert_eq!(marks("\"a\n@\n\""), (None, false));
        assert_eq!(marks(r#""\"(" @"#), (None, false));
        assert_eq!(marks("f(/[(/, @)"), (Some('('), false));
        assert_eq!(marks("/@/"), (None, true));
        assert_eq!(marks("a / b + (@) / c"), (Some('('), false));
        assert_eq!(marks("f(] @"), (Some('('), false));
        assert_eq!(marks("f([) @"), (None, false));
    }
}
