//! Regular expressions of rules: PCRE syntax and meaning on safe engines.
//!
//! Rules are written for PCRE2 as Semgrep calls it: UTF-8 text, but `\w`, `\d`, `\s` and `\b` in ASCII. An expression is
//! read into a tree of our own (`ast`), then written again in the common syntax of two engines: `regex`, which is
//! linear in the text, wherever the expression allows it; `fancy-regex` for look-around, back-references and the
//! like, with a step limit whose overrun is an error value ([`Overrun`]), never an endless run.
//!
//! Differences from PCRE that are known: ASCII letters fold to ASCII letters only (`(?i)k` does not match the Kelvin sign);
//! `\R` may give back half of a CR LF; subroutine calls end at depth 20; verbs such as `(*SKIP)` are refused. The step limit
//! counts steps back: a pattern that runs far ahead before each of them, on a large text, takes its time.
//! Read [`Regex`] first.
//!
//! ```
//! use tamis_matcher::regex::{Flags, Regex};
//!
//! let regex = Regex::compile(r"^(?<key>\w+)\s*=", Flags::PATTERN).expect("compiles");
//! let found: Vec<_> = regex.find_iter("a = 1\nb = 2\n").map(|m| m.expect("cheap").span).collect();
//! assert_eq!(found.len(), 2);
//! assert_eq!(regex.names().next(), Some(("key", 1)));
//! ```

use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

use tamis_syntax::Span;

pub(crate) mod ast;
pub(crate) mod parse;
mod print;
pub(crate) mod strings;
#[cfg(test)]
mod tests;

use ast::{Assert, Ast, Node};
use print::{Dialect, Printed};

/// Backtracking steps one search may take before it is given up.
const STEP_LIMIT: usize = 1_000_000;

/// Characters and groups an expression may have to pass between two such steps; more make the limit smaller.
const STEP_WEIGHT: usize = 128;

/// Bytes a compiled automaton may take.
const SIZE_LIMIT: usize = 16 << 20;

/// Bytes the lazily built tables of one search may take.
const CACHE_LIMIT: usize = 4 << 20;

/// Instructions of a backtracking program.
const PROGRAM_LIMIT: usize = 100_000;

/// Options in force at the start of an expression; `(?...)` inside may change all but `anchored`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flags {
    /// `i`: letters match in either case.
    pub caseless: bool,
    /// `m`: `^` and `$` also match at line breaks.
    pub multiline: bool,
    /// `s`: the dot also matches a line feed.
    pub dotall: bool,
    /// `x`: white space and `#` comments in the expression mean nothing.
    pub extended: bool,
    /// Only matches that begin at the start of the text count.
    pub anchored: bool,
}

impl Flags {
    const NONE: Flags = Flags {
        caseless: false,
        multiline: false,
        dotall: false,
        extended: false,
        anchored: false,
    };

    /// Of `pattern-regex` and `pattern-not-regex`: `^` and `$` stand for lines.
    pub const PATTERN: Flags = Flags { multiline: true, ..Flags::NONE };

    /// Of `metavariable-regex` and of `re.match` in comparisons: anchored at the left, `^` and `$` stand for the whole text.
    pub const METAVARIABLE: Flags = Flags { anchored: true, ..Flags::NONE };

    /// Of `"=~/.../"` strings in patterns before their own flag letters: a search.
    pub const STRING: Flags = Flags::NONE;
}

/// Why an expression cannot be used. Offsets are bytes into it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegexError {
    /// It is not well formed.
    #[error("{message}")]
    Syntax {
        /// What is wrong.
        message: String,
        /// Where.
        offset: usize,
    },
    /// PCRE knows it, we do not.
    #[error("{what} is not supported in a regular expression")]
    Unsupported {
        /// The construct as written.
        what: String,
        /// Where.
        offset: usize,
    },
    /// Its automaton or its text is beyond our limits.
    #[error("regular expression is too large")]
    TooLarge,
    /// Groups nest beyond our limit.
    #[error("regular expression nests too deeply")]
    TooDeep,
    /// The engine refused what we wrote for it.
    #[error("regular expression is refused: {0}")]
    Engine(String),
}

impl RegexError {
    /// The byte of the expression the error is about, where one is known.
    pub fn offset(&self) -> Option<usize> {
        match self {
            RegexError::Syntax { offset, .. } | RegexError::Unsupported { offset, .. } => {
                Some(*offset)
            }
            _ => None,
        }
    }
}

/// A search took more steps than it may; what it had not found yet is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("regular expression took more than {STEP_LIMIT} steps")]
pub struct Overrun;

/// One match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The whole match, in bytes of the text searched.
    pub span: Span,
    groups: Vec<Option<Span>>,
}

impl Match {
    /// What capture group `number` (from 1) matched; `None` where it took no part. Group 0 is the whole match.
    pub fn group(&self, number: usize) -> Option<Span> {
        match number.checked_sub(1) {
            None => Some(self.span),
            Some(index) => self.groups.get(index).copied().flatten(),
        }
    }

    /// The groups that took part, with their numbers, in order.
    pub fn groups(&self) -> impl Iterator<Item = (usize, Span)> + '_ {
        self.groups.iter().enumerate().filter_map(|(i, span)| Some((i + 1, (*span)?)))
    }
}

/// A compiled expression. Cheap to share, not to make.
#[derive(Debug)]
pub struct Regex {
    pattern: Box<str>,
    flags: Flags,
    names: Vec<(String, usize)>,
    groups: usize,
    main: Program,
    exact: Option<Box<Exact>>,
    /// Whether it was compiled so that every match begins at the start of the text.
    anchored: bool,
    /// Whether it holds `^` for lines: PCRE has no line after the last line feed, `regex` has.
    line_start: bool,
}

/// An engine with the group numbers of what it captures.
#[derive(Debug)]
struct Program {
    engine: Engine,
    slots: Vec<usize>,
}

#[derive(Debug)]
enum Engine {
    Linear(::regex::Regex),
    Backtracking(fancy_regex::Regex),
}

/// A second program for texts on which the first one is not exact; made when first needed.
#[derive(Debug)]
struct Exact {
    printed: Printed,
    /// Texts that end in a line feed need it: there is a `$` without `m`.
    line_feed: bool,
    /// Texts with non-ASCII letters need it: there is a `\b` which the main program takes for Unicode's.
    unicode: bool,
    program: OnceLock<Option<Program>>,
}

impl PartialEq for Regex {
    fn eq(&self, other: &Self) -> bool {
        self.pattern == other.pattern && self.flags == other.flags
    }
}

impl Eq for Regex {}

impl Hash for Regex {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.pattern.hash(state);
    }
}

impl Regex {
    /// Compiles `pattern`, PCRE syntax, under `flags`.
    pub fn compile(pattern: &str, flags: Flags) -> Result<Regex, RegexError> {
        let ast = parse::parse(pattern, flags)?;
        let backtracking = print::needs_backtracking(&ast.root);
        let dialect = if backtracking { Dialect::Backtracking } else { Dialect::Linear };
        let main = program(print::print(&ast, dialect, flags.anchored), dialect)?;
        let exact = exact(&ast, flags.anchored, backtracking);
        let line_start = ast.root.any(&|node| *node == Node::Assert(Assert::LineStart));
        // `\K` moves the start of a match.
        let anchored = flags.anchored && !ast.root.any(&|node| *node == Node::KeepOut);
        let Ast { groups, names, .. } = ast;
        Ok(Regex {
            pattern: pattern.into(),
            flags,
            names,
            groups,
            main,
            exact,
            anchored,
            line_start,
        })
    }

    /// Compiles the expression of a pattern string `=~/.../`, `=~/.../i` or `=~/.../m`; `None` where the text is no such string.
    pub fn of_string_pattern(text: &str) -> Option<Result<Regex, RegexError>> {
        let body = text.strip_prefix("=~/")?;
        let (pattern, letters) = body.rsplit_once('/')?;
        let flags = match letters {
            "" => Flags::STRING,
            "i" => Flags { caseless: true, ..Flags::STRING },
            "m" => Flags { multiline: true, ..Flags::STRING },
            _ => return None,
        };
        Some(Regex::compile(pattern, flags))
    }

    /// The expression as it was given.
    pub fn as_str(&self) -> &str {
        &self.pattern
    }

    /// Number of capture groups, the whole match not counted.
    pub fn group_count(&self) -> usize {
        self.groups
    }

    /// The named groups with their numbers, in the order of the text.
    pub fn names(&self) -> impl Iterator<Item = (&str, usize)> {
        self.names.iter().map(|(name, number)| (name.as_str(), *number))
    }

    /// Whether searching takes time linear in the text (no backtracking).
    pub fn is_linear(&self) -> bool {
        matches!(self.main.engine, Engine::Linear(_))
    }

    /// Whether it matches anywhere in `text`.
    pub fn search(&self, text: &str) -> Result<bool, Overrun> {
        if self.line_start {
            return Ok(self.find(text)?.is_some());
        }
        match &self.program_for(text).engine {
            Engine::Linear(regex) => Ok(regex.is_match(text)),
            Engine::Backtracking(regex) => regex.is_match(text).map_err(|_| Overrun),
        }
    }

    /// Whether a match begins at the start of `text`, as `re.match` asks; compile with
    /// [`Flags::METAVARIABLE`] where only this is asked, so that no search goes on beyond the start.
    pub fn is_match_at_start(&self, text: &str) -> Result<bool, Overrun> {
        if !self.anchored {
            return Ok(self.find(text)?.is_some_and(|found| found.span.start == 0));
        }
        match &self.program_for(text).engine {
            Engine::Linear(regex) => Ok(regex.is_match(text)),
            Engine::Backtracking(regex) => regex.is_match(text).map_err(|_| Overrun),
        }
    }

    /// The first match in `text`.
    pub fn find(&self, text: &str) -> Result<Option<Match>, Overrun> {
        self.find_iter(text).next().transpose()
    }

    /// All matches from left to right, none overlapping another. After an [`Overrun`] there are no more.
    pub fn find_iter<'r, 't>(&'r self, text: &'t str) -> Matches<'r, 't> {
        Matches { regex: self, program: self.program_for(text), text, at: Some(0), last_end: None }
    }

    fn program_for(&self, text: &str) -> &Program {
        self.exact.as_ref().and_then(|exact| exact.program_for(text)).unwrap_or(&self.main)
    }
}

/// The second program of an expression, where there may be texts that need it.
fn exact(ast: &Ast, anchored: bool, backtracking: bool) -> Option<Box<Exact>> {
    let line_feed = ast.root.any(&|node| *node == Node::Assert(Assert::LastLineEnd));
    let boundary =
        |node: &Node| matches!(node, Node::Assert(Assert::WordBoundary | Assert::NotWordBoundary));
    let unicode = backtracking && ast.root.any(&boundary);
    (line_feed || unicode).then(|| {
        let printed = print::print(ast, Dialect::Exact, anchored);
        Box::new(Exact { printed, line_feed, unicode, program: OnceLock::new() })
    })
}

impl Exact {
    fn program_for(&self, text: &str) -> Option<&Program> {
        let needed = self.line_feed && text.ends_with('\n') || self.unicode && !text.is_ascii();
        if !needed {
            return None;
        }
        self.program.get_or_init(|| program(self.printed.clone(), Dialect::Exact).ok()).as_ref()
    }
}

fn program(printed: Printed, dialect: Dialect) -> Result<Program, RegexError> {
    let engine = match dialect {
        Dialect::Linear => Engine::Linear(linear(&printed.text)?),
        _ => Engine::Backtracking(backtracking(&printed)?),
    };
    Ok(Program { engine, slots: printed.slots })
}

fn linear(text: &str) -> Result<::regex::Regex, RegexError> {
    let mut builder = ::regex::RegexBuilder::new(text);
    builder.size_limit(SIZE_LIMIT).dfa_size_limit(CACHE_LIMIT).build().map_err(
        |error| match error {
            ::regex::Error::CompiledTooBig(_) => RegexError::TooLarge,
            error => RegexError::Engine(last_line(&error.to_string())),
        },
    )
}

fn backtracking(printed: &Printed) -> Result<fancy_regex::Regex, RegexError> {
    use fancy_regex::{CompileError, Error, ParseError};
    if printed.weight > PROGRAM_LIMIT {
        return Err(RegexError::TooLarge);
    }
    let mut builder = fancy_regex::RegexBuilder::new(&printed.text);
    // The engine counts only steps back; `(?:a(?=a)){900}` goes 900 steps forward for each.
    let limit = STEP_LIMIT * STEP_WEIGHT / printed.weight.max(STEP_WEIGHT);
    builder
        .backtrack_limit(limit)
        .delegate_size_limit(SIZE_LIMIT)
        .delegate_dfa_size_limit(CACHE_LIMIT)
        .max_prog_size(PROGRAM_LIMIT);
    builder.build().map_err(|error| match error {
        Error::ParseError(_, ParseError::RecursionExceeded) => RegexError::TooDeep,
        Error::CompileError(inner) if matches!(*inner, CompileError::PatternTooComplex) => {
            RegexError::TooLarge
        }
        error => RegexError::Engine(last_line(&error.to_string())),
    })
}

/// The engines draw the expression under their message; it is ours, not the user's, so only the last line helps.
fn last_line(message: &str) -> String {
    let line = message.lines().last().unwrap_or(message).trim();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}

/// Matches in one text, see [`Regex::find_iter`].
#[derive(Debug)]
pub struct Matches<'r, 't> {
    regex: &'r Regex,
    program: &'r Program,
    text: &'t str,
    /// Where the next search starts; `None` when done.
    at: Option<usize>,
    last_end: Option<usize>,
}

impl Iterator for Matches<'_, '_> {
    type Item = Result<Match, Overrun>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let at = self.at.take().filter(|&at| at <= self.text.len())?;
            let found = match self.program.find_at(self.text, at, self.regex.groups) {
                Ok(found) => found?,
                Err(overrun) => return Some(Err(overrun)),
            };
            let (start, end) = (found.span.start as usize, found.span.end as usize);
            // `\K` and look-behind may yield an end before the place searched from; never step back.
            let next = end.max(at);
            self.at = Some(if start == end { next_boundary(self.text, next) } else { next });
            if start == end && (self.last_end == Some(end) || self.is_phantom_line(start)) {
                continue;
            }
            self.last_end = Some(end);
            return Some(Ok(found));
        }
    }
}

impl Matches<'_, '_> {
    /// An empty match on the "line" after the last line feed.
    fn is_phantom_line(&self, at: usize) -> bool {
        self.regex.line_start && at > 0 && at == self.text.len() && self.text.ends_with('\n')
    }
}

/// The next character boundary after `at`.
fn next_boundary(text: &str, at: usize) -> usize {
    at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
}

impl Program {
    fn find_at(&self, text: &str, at: usize, groups: usize) -> Result<Option<Match>, Overrun> {
        match &self.engine {
            Engine::Linear(regex) if groups == 0 => {
                Ok(regex.find_at(text, at).map(|m| simple(m.start(), m.end())))
            }
            Engine::Linear(regex) => Ok(regex.captures_at(text, at).map(|captures| {
                let get = |i: usize| captures.get(i).map(|m| (m.start(), m.end()));
                self.captured(groups, get)
            })),
            Engine::Backtracking(regex) if groups == 0 => {
                let found = regex.find_from_pos(text, at).map_err(|_| Overrun)?;
                Ok(found.map(|m| simple(m.start(), m.end())))
            }
            Engine::Backtracking(regex) => {
                let captures = regex.captures_from_pos(text, at).map_err(|_| Overrun)?;
                Ok(captures.map(|captures| {
                    let get = |i: usize| captures.get(i).map(|m| (m.start(), m.end()));
                    self.captured(groups, get)
                }))
            }
        }
    }

    fn captured(&self, groups: usize, get: impl Fn(usize) -> Option<(usize, usize)>) -> Match {
        let mut spans = vec![None; groups];
        for (i, &number) in self.slots.iter().enumerate() {
            if let (Some((start, end)), Some(slot)) = (get(i + 1), spans.get_mut(number - 1)) {
                *slot = Some(span(start, end));
            }
        }
        let (start, end) = get(0).unwrap_or((0, 0));
        Match { span: span(start, end), groups: spans }
    }
}

fn simple(start: usize, end: usize) -> Match {
    Match { span: span(start, end), groups: Vec::new() }
}

fn span(start: usize, end: usize) -> Span {
    Span::new(start as u32, end as u32)
}
