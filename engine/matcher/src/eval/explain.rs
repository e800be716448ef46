//! Why a formula matches at a place, or does not: what each clause found there, and which one took what away.
//!
//! For: `tamis explain`. It evaluates as a scan does, clause by clause, and keeps what is in between.
//! Not for: scans, which try clauses only where others matched.
//! Read [`Explained`].

use tamis_rule as rule;
use tamis_syntax::Span;

use super::{Evaluation, is_inside, is_positive};
use crate::dispatch::Match;
use crate::formula::{Conjunction, Formula};

/// Matches listed of one clause.
const MOST: usize = 20;

/// What a clause did at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// The key in the rule: `pattern-inside`.
    pub clause: &'static str,
    /// Its pattern, or what it asks; empty for lists.
    pub text: String,
    /// Where it stands in the rule file.
    pub span: Span,
    /// Whether it holds.
    pub state: ClauseState,
    /// What it matches there; for a filter, what it leaves. At most 20.
    pub matches: Vec<ExplainedMatch>,
    /// How many matches it has elsewhere in the file.
    pub elsewhere: usize,
    /// What it took away there.
    pub removed: Vec<ExplainedMatch>,
    /// Its own clauses, in the order they are asked.
    pub parts: Vec<Explained>,
}

/// Whether a clause holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClauseState {
    /// It matches there, or leaves something.
    Holds,
    /// It matches nothing there, or leaves nothing.
    Fails,
    /// Clauses before it left nothing to ask it of.
    NotAsked,
}

/// A match with what is bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExplainedMatch {
    /// Range in the file.
    pub span: Span,
    /// Metavariables with their dollar and ranges, sorted.
    pub bindings: Vec<(String, Span)>,
}

impl Evaluation<'_, '_> {
    /// What each clause of the formula does at `place`. `written` is what the formula was compiled from.
    pub fn explain(&self, written: &rule::Formula, place: Span) -> Explained {
        // What a clause takes away is to be seen at that clause.
        let guarded = self.subject.guarded.replace(false);
        let explained = self.explained(&self.formula.root, written, place).0;
        self.subject.guarded.set(guarded);
        explained
    }

    /// A clause with all its matches, those elsewhere as well.
    fn explained(
        &self,
        formula: &Formula,
        written: &rule::Formula,
        place: Span,
    ) -> (Explained, Vec<Match>) {
        let (clause, text, span) = head(written);
        let mut parts = Vec::new();
        let found = match (formula, written) {
            (Formula::Any(compiled), rule::Formula::Any(all)) if compiled.len() == all.len() => {
                let mut found = Vec::new();
                for (part, written) in compiled.iter().zip(all) {
                    let (part, more) = self.explained(part, written, place);
                    parts.push(part);
                    found.extend(more);
                }
                found
            }
            (Formula::All(compiled), rule::Formula::All(all)) => {
                self.steps(compiled, all, place, &mut parts)
            }
            (
                Formula::Inside(inner) | Formula::Anywhere(inner) | Formula::Not(inner),
                rule::Formula::Inside(of) | rule::Formula::Anywhere(of) | rule::Formula::Not(of),
            ) => {
                let (part, found) = self.explained(inner, of, place);
                // What is named in the clause itself is not said again below it.
                if text.is_empty() {
                    parts.push(part);
                }
                found
            }
            _ => self.eval(formula, None),
        };
        let here = self.at(&found, place);
        let state = if here.is_empty() { ClauseState::Fails } else { ClauseState::Holds };
        let elsewhere = found.len() - found.iter().filter(|m| touches(m.span, place)).count();
        let removed = Vec::new();
        let explained =
            Explained { clause, text, span, state, matches: here, elsewhere, removed, parts };
        (explained, found)
    }

    /// The clauses of a conjunction one after the other.
    fn steps(
        &self,
        all: &Conjunction,
        written: &rule::Conjunction,
        place: Span,
        parts: &mut Vec<Explained>,
    ) -> Vec<Match> {
        let terms = || all.terms.iter().zip(&written.terms);
        for (term, of) in terms().filter(|(term, _)| is_positive(term)) {
            parts.push(self.explained(term, of, place).0);
        }
        let mut found = self.positives(all, None);
        let matched = parts.iter().all(|part| part.state == ClauseState::Holds);
        if parts.len() > 1 && matched && self.at(&found, place).is_empty() {
            parts.push(Explained {
                clause: "together",
                text: "each matches here, but not in each other with the same bindings".to_owned(),
                span: parts[0].span,
                state: ClauseState::Fails,
                matches: Vec::new(),
                elsewhere: found.len(),
                removed: Vec::new(),
                parts: Vec::new(),
            });
        }
        for (term, of) in terms() {
            let (kept, mut part) = match term {
                inside if is_inside(inside) => {
                    let part = self.explained(inside, of, place).0;
                    (self.keep(found.clone(), |m| self.inside(inside, m)), part)
                }
                Formula::Anywhere(_) => {
                    let (part, some) = self.explained(term, of, place);
                    let merge = |m: &Match| {
                        some.iter().filter_map(|other| self.merge(&m.env, &other.env)).collect()
                    };
                    (self.keep(found.clone(), merge), part)
                }
                Formula::Not(inner) => {
                    let part = self.explained(term, of, place).0;
                    let mut kept = found.clone();
                    kept.retain(|m| !self.excluded(inner, m));
                    (kept, part)
                }
                _ => continue,
            };
            self.filtered(&mut part, &found, &kept, place);
            parts.push(part);
            found = kept;
        }
        self.asked(all, written, place, found, parts)
    }

    /// The conditions, then the focus.
    fn asked(
        &self,
        all: &Conjunction,
        written: &rule::Conjunction,
        place: Span,
        mut found: Vec<Match>,
        parts: &mut Vec<Explained>,
    ) -> Vec<Match> {
        found = self.named(found, all);
        let base = found.clone();
        for (at, of) in written.conditions.iter().enumerate().take(all.conditions.len()) {
            // All up to this one, as what one binds is no constraint on the next.
            let conditions = &all.conditions[..=at];
            let kept = self.keep(base.clone(), |m| self.conditions(conditions, m));
            let (clause, text, span) = condition(of);
            let mut part = empty(clause, text, span);
            self.filtered(&mut part, &found, &kept, place);
            parts.push(part);
            found = kept;
        }
        let focused = self.focus(found.clone(), all);
        if !written.focus.is_empty() {
            let names = written.focus.iter().map(|focus| focus.metavariables.join(" or "));
            let text = names.collect::<Vec<_>>().join(", ");
            let span = parts.first().map(|part| part.span).unwrap_or_default();
            let mut part = empty("focus-metavariable", text, span);
            part.matches = self.at(&focused, place);
            part.state = match (self.at(&found, place).is_empty(), part.matches.is_empty()) {
                (true, _) => ClauseState::NotAsked,
                (false, true) => ClauseState::Fails,
                (false, false) => ClauseState::Holds,
            };
            parts.push(part);
        }
        focused
    }

    /// Says of a filter what it left, and what it took away.
    fn filtered(&self, part: &mut Explained, before: &[Match], after: &[Match], place: Span) {
        let (had, left) = (self.at(before, place), self.at(after, place));
        part.removed =
            had.iter().filter(|m| left.iter().all(|it| it.span != m.span)).cloned().collect();
        part.state = match (had.is_empty(), left.is_empty()) {
            (true, _) => ClauseState::NotAsked,
            (false, true) => ClauseState::Fails,
            (false, false) => ClauseState::Holds,
        };
        // What a filter's own pattern matches stays said; a condition has none.
        if part.matches.is_empty() && part.parts.is_empty() && part.elsewhere == 0 {
            part.matches = left;
        }
    }

    /// The matches at a place.
    fn at(&self, found: &[Match], place: Span) -> Vec<ExplainedMatch> {
        let here = found.iter().filter(|m| touches(m.span, place)).take(MOST);
        let mut list: Vec<ExplainedMatch> = here
            .map(|m| {
                let bound = m.env.iter().map(|(id, bound)| {
                    let name = self.formula.metavariables.name(id).to_owned();
                    (name, self.subject.bound_span(bound))
                });
                let mut bindings: Vec<(String, Span)> = bound.collect();
                bindings.sort();
                ExplainedMatch { span: m.span, bindings }
            })
            .collect();
        list.sort_by_key(|m| m.span);
        list.dedup();
        list
    }
}

fn empty(clause: &'static str, text: String, span: Span) -> Explained {
    Explained {
        clause,
        text,
        span,
        state: ClauseState::Fails,
        matches: Vec::new(),
        elsewhere: 0,
        removed: Vec::new(),
        parts: Vec::new(),
    }
}

/// Whether two ranges have something in common; an empty one lies where it begins.
fn touches(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end || a.start == b.start
}

/// Key, text and place of a formula's clause.
fn head(written: &rule::Formula) -> (&'static str, String, Span) {
    let (clause, text) = match written {
        rule::Formula::Pattern(text) => ("pattern", Some(text)),
        rule::Formula::Regex(text) => ("pattern-regex", Some(text)),
        rule::Formula::All(all) => {
            let span = all.terms.first().map(|term| head(term).2).unwrap_or_default();
            return ("patterns", String::new(), span);
        }
        rule::Formula::Any(parts) => {
            let span = parts.first().map(|part| head(part).2).unwrap_or_default();
            return ("pattern-either", String::new(), span);
        }
        rule::Formula::Inside(inner) => ("pattern-inside", own(inner)),
        rule::Formula::Anywhere(inner) => ("anywhere", own(inner)),
        rule::Formula::Not(inner) => match &**inner {
            rule::Formula::Inside(inner) => ("pattern-not-inside", own(inner)),
            rule::Formula::Regex(text) => ("pattern-not-regex", Some(text)),
            other => ("pattern-not", own(other)),
        },
    };
    match text {
        Some(text) => (clause, text.value.trim().to_owned(), text.span),
        None => {
            let inner = match written {
                rule::Formula::Inside(inner)
                | rule::Formula::Anywhere(inner)
                | rule::Formula::Not(inner) => head(inner).2,
                _ => Span::default(),
            };
            (clause, String::new(), inner)
        }
    }
}

/// The text of a formula that is one.
fn own(formula: &rule::Formula) -> Option<&rule::Located<String>> {
    match formula {
        rule::Formula::Pattern(text) | rule::Formula::Regex(text) => Some(text),
        _ => None,
    }
}

/// Key, question and place of a condition.
fn condition(of: &rule::Condition) -> (&'static str, String, Span) {
    match of {
        rule::Condition::Regex { metavariable, regex, .. } => {
            ("metavariable-regex", format!("{metavariable} =~ {}", regex.value), regex.span)
        }
        rule::Condition::Pattern { metavariable, formula, language } => {
            let (_, text, span) = head(formula);
            let language = language.as_ref().map(|word| format!(" as {}", word.value));
            let text = if text.is_empty() { "patterns".to_owned() } else { text };
            let text = format!("{metavariable}{}: {text}", language.unwrap_or_default());
            ("metavariable-pattern", text, span)
        }
        rule::Condition::Comparison(comparison) => {
            let expression = &comparison.expression;
            ("metavariable-comparison", expression.value.clone(), expression.span)
        }
        rule::Condition::Analysis { metavariable, analyzer, .. } => {
            let text = format!("{metavariable}: {}", analyzer.value);
            ("metavariable-analysis", text, analyzer.span)
        }
        rule::Condition::Type { metavariable, types } => {
            let text = format!("{metavariable}: {}", types.join(" or "));
            ("metavariable-type", text, Span::default())
        }
    }
}
