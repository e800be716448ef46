//! Secrets out of the report: masked in sources, messages, bindings and notices.
//!
//! For: the last step of a scan, so that no output can show what another hides. Not for: what a secret is
//! (`tamis-secrets`). Read [`hide`].

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashMap;
use tamis_finding::{Finding, ScanReport};
use tamis_secrets::mask;
use tamis_syntax::Span;

/// Secrets of one file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hidden {
    /// Relative to the scan root.
    pub(crate) path: String,
    /// Where they stand.
    pub(crate) spans: Vec<Span>,
    /// Their texts.
    pub(crate) values: Vec<String>,
}

impl Hidden {
    /// Of the file at `path` with `text`.
    pub(crate) fn new(path: &str, text: &str, spans: Vec<Span>) -> Option<Hidden> {
        let values = spans.iter().map(|span| span.of(text).to_owned()).collect();
        (!spans.is_empty()).then(|| Hidden { path: path.to_owned(), spans, values })
    }
}

/// Shorter values are masked where they stand, and not looked for elsewhere: they are words of their own.
const LONG: usize = 8;

/// Masks `hidden` in all of `report`. Sources keep the places of all bytes; elsewhere a value becomes `***`.
pub(crate) fn hide(report: &mut ScanReport, hidden: &[Hidden]) {
    if hidden.is_empty() {
        return;
    }
    let mut by_path: FxHashMap<&str, Vec<Span>> = FxHashMap::default();
    for file in hidden {
        by_path.entry(&file.path).or_default().extend(&file.spans);
    }
    let mut values: Vec<&str> =
        hidden.iter().flat_map(|file| &file.values).map(String::as_str).collect();
    values.retain(|value| value.len() >= LONG);
    values.sort_unstable();
    values.dedup();
    let words = Words { values: automaton(&values) };
    for source in &mut report.sources {
        // A value that is a secret in one place is none the less one in another that no detector looks at.
        let mut spans = by_path.get(source.path.as_str()).cloned().unwrap_or_default();
        spans.extend(words.places(&source.text));
        if !spans.is_empty() {
            source.text = mask(&source.text, &spans).into();
            spans.sort_unstable();
            source.masked = spans;
        }
    }
    for finding in &mut report.findings {
        let spans = by_path.get(finding.location.path.as_str()).map_or(&[][..], Vec::as_slice);
        words.finding(finding, spans);
    }
    for notice in &mut report.notices {
        words.text(&mut notice.message);
    }
}

fn automaton(values: &[&str]) -> Option<AhoCorasick> {
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(values).ok()
}

struct Words {
    values: Option<AhoCorasick>,
}

impl Words {
    /// Where values stand in `text`.
    fn places(&self, text: &str) -> Vec<Span> {
        let Some(values) = &self.values else { return Vec::new() };
        let span = |hit: aho_corasick::Match| Span::new(hit.start() as u32, hit.end() as u32);
        values.find_iter(text.as_bytes()).map(span).collect()
    }

    /// Replaces every value in `text`; whether there was one.
    fn text(&self, text: &mut String) -> bool {
        let Some(values) = self.values.as_ref().filter(|values| values.is_match(text.as_bytes()))
        else {
            return false;
        };
        let mut out = String::with_capacity(text.len());
        values.replace_all_with(text, &mut out, |_, _, out| {
            out.push_str("***");
            true
        });
        *text = out;
        true
    }

    fn finding(&self, finding: &mut Finding, spans: &[Span]) {
        let mut hides = self.text(&mut finding.message);
        for binding in &mut finding.bindings {
            let touches = |secret: &Span| {
                binding.span.is_some_and(|span| secret.start < span.end && span.start < secret.end)
            };
            let short = spans.iter().any(touches);
            hides |= self.text(&mut binding.text);
            if let Some(value) = &mut binding.value {
                hides |= self.text(value);
            }
            // A short value is all there is to the binding, or close to it.
            if short && binding.text.len() <= LONG + 2 {
                (binding.text, binding.value) = ("***".to_owned(), None);
                hides = true;
            }
        }
        let steps = finding.trace.iter_mut().flat_map(|trace| &mut trace.steps);
        for step in steps.chain(&mut finding.related) {
            self.text(&mut step.note);
        }
        // A fix with a mask in it would write the mask into the file.
        let leaks = |fix: &mut tamis_finding::Fix| self.text(&mut fix.replacement);
        if finding.fix.as_mut().is_some_and(leaks) || hides {
            finding.fix = None;
        }
    }
}
