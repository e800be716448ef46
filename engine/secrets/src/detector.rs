//! One rule's detector: its regular expressions, compiled when its keyword first hits, and what a value must pass.
//!
//! For: from a keyword's place to a value. Not for: choosing among detectors (`scan`).
//! Read [`Detector::matches`].

use std::ops::Range;

use regex_automata::meta::Regex;
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::Hir;
use regex_syntax::hir::literal::Extractor;
use tamis_finding::Severity;
use tamis_rule::{Located, SecretSpec};

use crate::checksum::{self, Check};
use crate::structure::{self, Structure};
use crate::value;

/// Bytes after a keyword a match may reach.
const REACH: usize = 8192;
/// The same where the match may begin before the keyword.
const SHORT_REACH: usize = 1024;
/// Bytes before and after a value in which `near` words count.
const NEAR: (usize, usize) = (160, 80);

/// What an assigned value is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Worth {
    /// It may well be a secret.
    Real,
    /// Its form is right and its characters stand in order: it holds the place of a secret.
    MadeUp,
}

/// A compiled rule.
pub(crate) struct Detector {
    pattern: Option<Regex>,
    /// What a match of `pattern` begins with, if that is one of a few texts.
    prefixes: Vec<Vec<u8>>,
    /// Whether the pattern has a group, which is then the value.
    has_group: bool,
    before: usize,
    /// Bytes a match may have.
    reach: usize,
    assigned: Option<Regex>,
    pub(crate) structure: Option<Structure>,
    /// Whether the structure tells where a value stands and little of the value.
    pub(crate) is_place: bool,
    check: Option<Check>,
    entropy: f32,
    near: Vec<String>,
    not: Vec<Regex>,
    severities: Vec<(Regex, Severity)>,
}

impl Detector {
    /// Compiles `spec`, whose regular expressions were checked when the rule was read.
    pub(crate) fn new(spec: &SecretSpec) -> Detector {
        let one = |text: &Option<Located<String>>| text.as_ref().and_then(|it| regex(&it.value));
        let severity =
            |it: &tamis_rule::ValueSeverity| Some((regex(&it.value.value)?, it.severity));
        let hir = spec.pattern.as_ref().and_then(|it| hir(&it.value));
        let pattern = one(&spec.pattern);
        Detector {
            prefixes: hir.as_ref().map(prefixes).unwrap_or_default(),
            has_group: pattern.as_ref().is_some_and(|regex| regex.captures_len() > 1),
            pattern,
            reach: hir.and_then(|hir| hir.properties().maximum_len()).unwrap_or(REACH).min(REACH),
            before: spec.before as usize,
            assigned: spec
                .assigned
                .as_ref()
                .and_then(|it| regex(&format!(r"\A(?:{})\z", it.value))),
            structure: spec.structure.as_ref().and_then(|it| structure::by_name(&it.value)),
            is_place: spec.structure.as_ref().is_some_and(|it| structure::is_place(&it.value)),
            check: spec.checksum.as_deref().and_then(checksum::by_name),
            entropy: spec.entropy,
            near: spec.near.clone(),
            not: spec.not.iter().filter_map(|it| regex(&it.value)).collect(),
            severities: spec.severities.iter().filter_map(severity).collect(),
        }
    }

    /// Whether the rule takes values from assignments.
    pub(crate) fn reads_assignments(&self) -> bool {
        self.assigned.is_some()
    }

    /// Ranges of the values the pattern matches around a keyword at `keyword`: at most a few.
    pub(crate) fn matches(&self, text: &[u8], keyword: Range<usize>) -> Option<Range<usize>> {
        let regex = self.pattern.as_ref()?;
        if self.before == 0 {
            let before = keyword.start.checked_sub(1).map_or(b' ', |at| text[at]);
            let glued = is_word(before) && is_word(text[keyword.start]);
            let begins = |prefix: &Vec<u8>| text[keyword.start..].starts_with(prefix);
            if (glued && !is_escape(text, keyword.start))
                || (!self.prefixes.is_empty() && !self.prefixes.iter().any(begins))
            {
                return None;
            }
            let end = (keyword.start + self.reach).min(text.len());
            let input = Input::new(text).range(keyword.start..end).anchored(Anchored::Yes);
            let (whole, value) = self.search(regex, &input)?;
            return self.takes(text, &whole, &value).then_some(value);
        }
        let mut start = keyword.start.saturating_sub(self.before);
        let end = (keyword.end + self.reach.min(SHORT_REACH)).min(text.len());
        // A few tries: a match before the keyword may hide the one with it.
        for _ in 0..8 {
            let (whole, value) = self.search(regex, &Input::new(text).range(start..end))?;
            if whole.start > keyword.start {
                return None;
            }
            if whole.end >= keyword.end && self.takes(text, &whole, &value) {
                return Some(value);
            }
            start = whole.start + 1;
        }
        None
    }

    /// The match and the value in it.
    fn search(&self, regex: &Regex, input: &Input<'_>) -> Option<(Range<usize>, Range<usize>)> {
        if !self.has_group {
            let whole = regex.search(input)?.range();
            return Some((whole.clone(), whole));
        }
        let mut captures = regex.create_captures();
        regex.search_captures(input, &mut captures);
        let whole = captures.get_match()?.range();
        let group = (1..captures.group_len()).find_map(|at| captures.get_group(at));
        let value = group.map_or(whole.clone(), |span| span.range());
        Some((whole, value))
    }

    fn takes(&self, text: &[u8], whole: &Range<usize>, value: &Range<usize>) -> bool {
        !whole.is_empty() && is_bounded(text, whole) && self.accepts(text, value)
    }

    /// Whether an assigned value is one of this rule; a made-up one of its form is, for what it is worth.
    pub(crate) fn accepts_assigned(&self, text: &[u8], range: &Range<usize>) -> Option<Worth> {
        let value = &text[range.clone()];
        let fits = |regex: &Regex| regex.is_match(value);
        // Words are no tokens: every alphabet of tokens has digits, and long ones show some.
        if !self.assigned.as_ref().is_some_and(fits) || value::classes(value).digit == 0 {
            return None;
        }
        let worth = match value::is_placeholder(value) {
            false => Worth::Real,
            true if value::is_made_up(value) => Worth::MadeUp,
            true => return None,
        };
        self.passes(text, range).then_some(worth)
    }

    /// What every value must pass, however it was found.
    pub(crate) fn accepts(&self, text: &[u8], range: &Range<usize>) -> bool {
        !value::is_placeholder(&text[range.clone()]) && self.passes(text, range)
    }

    fn passes(&self, text: &[u8], range: &Range<usize>) -> bool {
        let value = &text[range.clone()];
        value::entropy(value) >= self.entropy
            && !self.not.iter().any(|regex| regex.is_match(value))
            && self.check.is_none_or(|check| check(value))
            && self.has_near(text, range)
    }

    fn has_near(&self, text: &[u8], range: &Range<usize>) -> bool {
        if self.near.is_empty() {
            return true;
        }
        let start = range.start.saturating_sub(NEAR.0);
        let end = (range.end + NEAR.1).min(text.len());
        let around = text[start..end].to_ascii_lowercase();
        self.near.iter().any(|word| memchr::memmem::find(&around, word.as_bytes()).is_some())
    }

    /// The severity of a value, where the rule gives it one of its own.
    pub(crate) fn severity(&self, value: &[u8]) -> Option<Severity> {
        self.severities.iter().find(|(regex, _)| regex.is_match(value)).map(|(_, it)| *it)
    }
}

fn hir(pattern: &str) -> Option<Hir> {
    ParserBuilder::new().unicode(false).utf8(false).build().parse(pattern).ok()
}

/// The texts a match begins with; empty where they are many or unknown.
fn prefixes(hir: &Hir) -> Vec<Vec<u8>> {
    let found = Extractor::new().extract(hir);
    let literals = found.literals().unwrap_or_default();
    if literals.len() > 48 || literals.iter().any(|literal| literal.is_empty()) {
        return Vec::new();
    }
    literals.iter().map(|literal| literal.as_bytes().to_vec()).collect()
}

fn regex(pattern: &str) -> Option<Regex> {
    let syntax = syntax::Config::new().unicode(false).utf8(false);
    let config = Regex::config().utf8_empty(false).nfa_size_limit(Some(4 << 20));
    Regex::builder().syntax(syntax).configure(config).build(pattern).ok()
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether a match is a token of its own and no part of a longer word, file name or run of base64.
fn is_bounded(text: &[u8], range: &Range<usize>) -> bool {
    let before = range.start.checked_sub(1).map_or(b' ', |at| text[at]);
    let after = text.get(range.end).copied().unwrap_or(b' ');
    let next = text.get(range.end + 1).copied().unwrap_or(b' ');
    let (first, last) = (text[range.start], text[range.end - 1]);
    if is_word(first) && is_word(before) && !is_escape(text, range.start) {
        return false;
    }
    if is_word(last) && (is_word(after) || (after == b'.' && next.is_ascii_alphanumeric())) {
        return false;
    }
    // A token that may hold marks was cut short.
    if matches!(last, b'-' | b'~' | b'+') && is_word(after) {
        return false;
    }
    let in_run = |byte: u8| matches!(byte, b'+' | b'/');
    let outer = range.start.checked_sub(2).map_or(b' ', |at| text[at]);
    let run = in_run(before) && is_word(outer) && (in_run(after) || after == b'=');
    !(is_word(first) && run)
}

/// Whether what stands before `at` is an escape (`\n`, `%3D`, `\x3d`, `\u003d`) and so no letter.
fn is_escape(text: &[u8], at: usize) -> bool {
    let back = |count: usize| at.checked_sub(count).map(|at| text[at]);
    let hex = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_hexdigit());
    (back(2) == Some(b'\\') && matches!(back(1), Some(b'n' | b'r' | b't')))
        || (back(3) == Some(b'%') && hex(back(2)) && hex(back(1)))
        || (back(4) == Some(b'\\') && back(3) == Some(b'x') && hex(back(2)) && hex(back(1)))
        || (back(6) == Some(b'\\') && back(5) == Some(b'u') && (1..=4).all(|at| hex(back(at))))
}
