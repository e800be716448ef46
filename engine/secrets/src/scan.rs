//! All detectors over one text.
//!
//! For: the one pass, layers of encoding, and choosing where several detectors see one value.
//! Not for: what a rule says (`detector`), files and threads (`tamis-scan`).
//! Read [`Detectors::scan`].

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};
use tamis_finding::{Confidence, Severity};
use tamis_rule::SecretSpec;
use tamis_syntax::Span;

use crate::assign::Assignment;
use crate::columns;
use crate::decode;
use crate::detector::{Detector, Worth};
use crate::keywords::{Hit, Keywords};
use crate::paths;
use crate::structure::{Context, Value};

/// Where the rules' texts come from, by the number of the detector.
pub trait Specs: Sync {
    /// The rule's matching side; `None` where the rule is broken.
    fn spec(&self, detector: usize) -> Option<&SecretSpec>;
    /// Whether the rule's `paths:` want the file at `path`.
    fn wants(&self, detector: usize, path: &str) -> bool;
}

/// A text to look at.
#[derive(Debug, Clone, Copy)]
pub struct Document<'t> {
    /// Relative to the scan root; decides what kind of text it is.
    pub path: &'t str,
    /// The text, or a window of it.
    pub text: &'t str,
}

/// What a detector found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Number of the detector.
    pub detector: usize,
    /// The secret itself, without quotes: what is reported, and what must be hidden.
    pub span: Span,
    /// In place of the rule's severity.
    pub severity: Option<Severity>,
    /// In place of the rule's confidence.
    pub confidence: Option<Confidence>,
    /// Whether it is a secret only if it stands in a string of the language: ask the tree if there is one.
    pub wants_string: bool,
    /// Decoded from a layer over the text (base64).
    pub is_decoded: bool,
}

/// How a value was found: what says most of it first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// Its own form tells whose it is, or it parses as what it claims to be.
    Shape,
    /// A name that its vendor has.
    Assigned,
    /// It stands where credentials stand: a header, an address, a file of passwords.
    Place,
    /// A name of credentials shortly after the vendor's.
    Near,
    /// A name of credentials.
    Generic,
}

/// The detectors of one run.
pub struct Detectors {
    keywords: Option<Keywords>,
    /// Detectors by keyword; none for words of names.
    users: Vec<Vec<u32>>,
    /// Detectors without keywords, tried on every file that their paths want.
    always: Vec<u32>,
    compiled: Vec<OnceLock<Option<Detector>>>,
}

impl std::fmt::Debug for Detectors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Detectors").field("count", &self.compiled.len()).finish()
    }
}

/// Words that names of credentials hold; an assignment to one counts for a vendor named just before it.
const NAMES: [&str; 7] = ["key", "token", "secret", "passw", "auth", "credential", "pwd"];
/// Bytes between a vendor's name and such an assignment.
const NEARBY: usize = 120;
/// Layers of base64 in base64.
const MAX_LAYERS: usize = 2;
/// Bytes decoded at most in one file.
const MAX_DECODED: usize = 4 << 20;
/// Bytes of a keyword that count where two tell of one value.
const MAX_WORD: usize = 64;
/// Findings of one text.
const MAX_FOUND: usize = 20_000;

struct Candidate {
    found: Found,
    rank: Rank,
    /// Of two of one rank the smaller says more: bytes between keyword and value, or how short the keyword is.
    order: usize,
}

impl Detectors {
    /// Prepares detectors by their keywords, in lower case. Compiles none of them.
    pub fn new(keywords: &[Vec<String>]) -> Self {
        let mut patterns: Vec<String> = Vec::new();
        let mut by_text: FxHashMap<String, usize> = FxHashMap::default();
        let mut users: Vec<Vec<u32>> = Vec::new();
        let mut add = |text: &str, users: &mut Vec<Vec<u32>>| {
            *by_text.entry(text.to_owned()).or_insert_with(|| {
                patterns.push(text.to_owned());
                users.push(Vec::new());
                users.len() - 1
            })
        };
        let mut always = Vec::new();
        for (detector, words) in keywords.iter().enumerate() {
            if words.is_empty() {
                always.push(detector as u32);
            }
            for word in words {
                let at = add(word, &mut users);
                users[at].push(detector as u32);
            }
        }
        if users.len() > always.len() {
            for name in NAMES {
                add(name, &mut users);
            }
        }
        let compiled = keywords.iter().map(|_| OnceLock::new()).collect();
        Detectors { keywords: Keywords::new(&patterns), users, always, compiled }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.compiled.is_empty()
    }

    /// All findings in `document`, sorted by place. Linear in the text for a given set of rules; a function of its input.
    pub fn scan(&self, specs: &dyn Specs, document: Document<'_>) -> Vec<Found> {
        let mut pass = Pass::new(self, specs, document);
        pass.run(0);
        let candidates = std::mem::take(&mut pass.candidates);
        settle(candidates)
    }

    fn detector(&self, specs: &dyn Specs, at: usize) -> Option<&Detector> {
        self.compiled[at].get_or_init(|| specs.spec(at).map(Detector::new)).as_ref()
    }
}

/// One text under examination, at one layer.
struct Pass<'a> {
    detectors: &'a Detectors,
    specs: &'a dyn Specs,
    document: Document<'a>,
    context: Context<'a>,
    /// Whether a rule's paths want this file, as far as asked.
    wanted: FxHashMap<u32, bool>,
    /// Values of assignments that were judged: (detector, start).
    judged: FxHashSet<(u32, usize)>,
    candidates: Vec<Candidate>,
    decoded: usize,
}

impl<'a> Pass<'a> {
    fn new(detectors: &'a Detectors, specs: &'a dyn Specs, document: Document<'a>) -> Self {
        Pass {
            detectors,
            specs,
            document,
            context: Context {
                text: document.text,
                path: document.path,
                kind: paths::kind(document.path),
                is_test: paths::is_test(document.path),
            },
            wanted: FxHashMap::default(),
            judged: FxHashSet::default(),
            candidates: Vec::new(),
            decoded: 0,
        }
    }

    fn run(&mut self, layer: usize) {
        let Some(keywords) = &self.detectors.keywords else {
            self.always(layer);
            return;
        };
        let mut hits = Vec::new();
        keywords.find(self.document.text.as_bytes(), &mut hits);
        for at in 0..hits.len() {
            if self.candidates.len() >= MAX_FOUND {
                break;
            }
            self.hit(&hits, at);
        }
        self.always(layer);
        if layer < MAX_LAYERS {
            self.layers(layer);
        }
    }

    fn wants(&mut self, detector: u32) -> bool {
        let (specs, path) = (self.specs, self.document.path);
        *self.wanted.entry(detector).or_insert_with(|| specs.wants(detector as usize, path))
    }

    fn always(&mut self, layer: usize) {
        if layer > 0 {
            return;
        }
        for detector in &self.detectors.always {
            if !self.wants(*detector) {
                continue;
            }
            if let Some(compiled) = self.detectors.detector(self.specs, *detector as usize) {
                self.structure(compiled, *detector, 0..0);
            }
        }
    }

    fn hit(&mut self, hits: &[Hit], at: usize) {
        let hit = &hits[at];
        let keyword = hit.start as usize..hit.end as usize;
        let users = &self.detectors.users[hit.word as usize];
        // The value assigned to the name the keyword stands in: read once for all detectors.
        let mut assignment: Option<Option<Assignment>> = None;
        for detector in users {
            let Some(compiled) = self.detectors.detector(self.specs, *detector as usize) else {
                continue;
            };
            if !self.wants(*detector) {
                continue;
            }
            if compiled.structure.is_some() {
                self.structure(compiled, *detector, keyword.clone());
            }
            let bytes = self.document.text.as_bytes();
            if let Some(value) = compiled.matches(bytes, keyword.clone()) {
                let severity = compiled.severity(&bytes[value.clone()]);
                self.push(*detector, value, Rank::Shape, 0, severity, None, false);
                continue;
            }
            if compiled.reads_assignments() && is_word_in_name(bytes, &keyword) {
                let own = assignment.get_or_insert_with(|| Assignment::at(bytes, keyword.clone()));
                let own = own.clone();
                self.assigned(compiled, *detector, &keyword, own.as_ref(), hits, at);
            }
        }
    }

    fn assigned(
        &mut self,
        detector: &Detector,
        id: u32,
        keyword: &Range<usize>,
        own: Option<&Assignment>,
        hits: &[Hit],
        at: usize,
    ) {
        let bytes = self.document.text.as_bytes();
        if let Some(found) = own
            && self.accept_assigned(
                detector,
                id,
                found,
                Rank::Assigned,
                MAX_WORD - keyword.len().min(MAX_WORD),
            )
        {
            return;
        }
        for value in columns::values(self.document.path, bytes, keyword.clone()) {
            let cell = Assignment::cell(keyword.clone(), value);
            self.accept_assigned(detector, id, &cell, Rank::Assigned, 0);
        }
        // `vendor:` and below it `api_key: ...`; `vendor.init("...")` is not taken.
        let mut tries = 0;
        for hit in hits[at + 1..].iter().take(24) {
            let start = hit.start as usize;
            if start > keyword.end + NEARBY || tries == 4 {
                break;
            }
            let is_name =
                self.detectors.users[hit.word as usize].is_empty() && start >= keyword.end;
            if !is_name {
                continue;
            }
            tries += 1;
            if let Some(found) = Assignment::at(bytes, start..hit.end as usize)
                && found.value.end - found.value.start >= 20
                && self.accept_assigned(detector, id, &found, Rank::Near, start - keyword.end)
            {
                return;
            }
        }
    }

    fn accept_assigned(
        &mut self,
        detector: &Detector,
        id: u32,
        found: &Assignment,
        rank: Rank,
        order: usize,
    ) -> bool {
        let bytes = self.document.text.as_bytes();
        let value = without_scheme(bytes, &found.value);
        let Some(worth) = detector.accepts_assigned(bytes, &value) else { return false };
        if self.judged.insert((id, value.start)) {
            let made_up = worth == Worth::MadeUp;
            let own = detector.severity(&bytes[value.clone()]);
            let severity = if made_up { Some(Severity::Info) } else { own };
            let confidence = (rank == Rank::Near || made_up).then_some(Confidence::Low);
            self.push(id, value, rank, order, severity, confidence, false);
        }
        true
    }

    fn structure(&mut self, detector: &Detector, id: u32, keyword: Range<usize>) {
        let Some(read) = detector.structure else { return };
        let mut values: Vec<Value> = Vec::new();
        read(&self.context, keyword, &mut values);
        for value in values {
            let bytes = self.document.text.as_bytes();
            if value.range.is_empty()
                || value.range.end > bytes.len()
                || !(value.is_proven || detector.accepts(bytes, &value.range))
            {
                continue;
            }
            let severity =
                value.severity.or_else(|| detector.severity(&bytes[value.range.clone()]));
            let rank = match (value.is_generic, detector.is_place) {
                (true, _) => Rank::Generic,
                (false, true) => Rank::Place,
                (false, false) => Rank::Shape,
            };
            self.push(id, value.range, rank, 0, severity, value.confidence, value.wants_string);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the fields of one record")]
    fn push(
        &mut self,
        detector: u32,
        value: Range<usize>,
        rank: Rank,
        order: usize,
        severity: Option<Severity>,
        confidence: Option<Confidence>,
        wants_string: bool,
    ) {
        let text = self.document.text;
        // Detectors read bytes: a range that cuts a character is widened to it.
        let start = text.floor_char_boundary(value.start);
        let end = text.ceil_char_boundary(value.end);
        self.candidates.push(Candidate {
            found: Found {
                detector: detector as usize,
                span: Span::new(start as u32, end as u32),
                severity,
                confidence,
                wants_string,
                is_decoded: false,
            },
            rank,
            order,
        });
    }

    /// Looks into runs of base64: what is found there is reported at the run.
    fn layers(&mut self, layer: usize) {
        for run in decode::runs(self.document.text.as_bytes()) {
            if self.decoded > MAX_DECODED {
                return;
            }
            let known = |candidate: &Candidate| {
                matches!(candidate.rank, Rank::Shape | Rank::Place)
                    && candidate.found.span.start as usize <= run.start
                    && run.end <= candidate.found.span.end as usize
            };
            // The parts of a JWT or a key are read by their own detectors.
            if self.candidates.iter().rev().take(64).any(known) {
                continue;
            }
            let Some(text) = decode::base64_text(&self.document.text.as_bytes()[run.clone()])
            else {
                continue;
            };
            self.decoded += text.len();
            let document = Document { path: self.document.path, text: &text };
            let mut inner = Pass::new(self.detectors, self.specs, document);
            inner.decoded = self.decoded;
            inner.run(layer + 1);
            self.decoded = inner.decoded;
            for candidate in inner.candidates.into_iter().filter(|it| it.rank <= Rank::Place) {
                let span = Span::new(run.start as u32, run.end as u32);
                let found =
                    Found { span, is_decoded: true, wants_string: false, ..candidate.found };
                self.candidates.push(Candidate { found, ..candidate });
            }
        }
    }
}

/// `Bearer x` and `token x` are `x`.
fn without_scheme(text: &[u8], value: &Range<usize>) -> Range<usize> {
    let bytes = &text[value.clone()];
    for scheme in ["bearer ", "basic ", "token ", "apikey ", "key "] {
        if bytes.len() > scheme.len()
            && bytes[..scheme.len()].eq_ignore_ascii_case(scheme.as_bytes())
        {
            return value.start + scheme.len()..value.end;
        }
    }
    value.clone()
}

/// Whether a vendor's keyword is a word of the name around it: not `lob` in `global`, nor `etsy` in `SetSysctl`.
fn is_word_in_name(text: &[u8], keyword: &Range<usize>) -> bool {
    let first = text[keyword.start];
    let before = keyword.start.checked_sub(1).map_or(b' ', |at| text[at]);
    let starts = !before.is_ascii_alphabetic()
        || (before.is_ascii_lowercase() && first.is_ascii_uppercase())
        || (keyword.start >= 2
            && text[keyword.start - 2] == b'\\'
            && matches!(before, b'n' | b't' | b'r'));
    if !starts {
        return false;
    }
    let last = text[keyword.end - 1];
    let rest = &text[keyword.end..(keyword.end + 12).min(text.len())];
    let next = rest.first().copied().unwrap_or(b' ');
    if !next.is_ascii_alphabetic() || (last.is_ascii_lowercase() && next.is_ascii_uppercase()) {
        return true;
    }
    const TAILS: [&str; 16] = [
        "token", "key", "secret", "api", "pass", "client", "access", "auth", "pat", "app", "id",
        "user", "sdk", "ci", "org", "bot",
    ];
    TAILS.iter().any(|tail| {
        rest.len() >= tail.len() && rest[..tail.len()].eq_ignore_ascii_case(tail.as_bytes())
    })
}

/// Of several detectors that see one value the one that says most of it stays. Two forms of one text both do.
fn settle(mut candidates: Vec<Candidate>) -> Vec<Found> {
    candidates.sort_by(|a, b| {
        (a.rank, a.order, a.found.span, a.found.detector).cmp(&(
            b.rank,
            b.order,
            b.found.span,
            b.found.detector,
        ))
    });
    let mut kept: Vec<(Rank, Found)> = Vec::new();
    // By place, for looking up what overlaps: starts of kept spans in order.
    let mut by_start: std::collections::BTreeMap<u32, Vec<usize>> =
        std::collections::BTreeMap::new();
    let mut longest = 0;
    for candidate in candidates {
        let span = candidate.found.span;
        let from = span.start.saturating_sub(longest);
        let overlaps = by_start.range(from..span.end).flat_map(|(_, list)| list.iter()).any(|at| {
            let (rank, other) = &kept[*at];
            let touches = other.span.start < span.end && span.start < other.span.end;
            let same_rule = other.detector == candidate.found.detector;
            let sure = *rank < candidate.rank || candidate.rank > Rank::Shape;
            touches && (sure || same_rule)
        });
        if overlaps {
            continue;
        }
        longest = longest.max(span.end - span.start);
        by_start.entry(span.start).or_default().push(kept.len());
        kept.push((candidate.rank, candidate.found));
    }
    let mut found: Vec<Found> = kept.into_iter().map(|(_, found)| found).collect();
    found.sort_by_key(|found| (found.span, found.detector));
    found
}
