//! Doubts about rules that read: names that nothing binds, so that a clause can never hold or a text keeps its `$X`.
//!
//! For: checking rule files (`tamis validate`).
//! Not for: loading rules, which accepts what is doubted here; patterns and expressions (`tamis-matcher`).
//! Read [`doubts`].
//!
//! A pattern's metavariables are read off its text: `$X`, `$...X`, `$1` and named groups of regular expressions.

use tamis_syntax::Span;

use crate::interpolate::metavariable_length;
use crate::model::{Condition, Conjunction, Formula, Mode, Rule, TaintPattern, TaintSpec};

/// A name that nothing binds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The name: a metavariable with its dollar, or a label.
    pub name: String,
    /// Where it is used.
    pub part: Part,
    /// Byte range in the rule file.
    pub span: Span,
    /// Names that could have been meant.
    pub known: Vec<String>,
}

/// What uses a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A condition on a metavariable: it never holds.
    Condition,
    /// `focus-metavariable`: it never matches.
    Focus,
    /// `from` or `to` of a propagator: it does nothing.
    Propagator,
    /// The message: the name stays in it.
    Message,
    /// The fix: the name would be written into the code.
    Fix,
    /// `requires`: no source gives that label.
    Label,
}

/// What is doubtful about the names in a rule, in the order of its parts.
pub fn doubts(rule: &Rule) -> Vec<Doubt> {
    let mut check = Check { rule, found: Vec::new() };
    let mut bound = Vec::new();
    match &rule.mode {
        Mode::Search(formula) => check.formula(formula, &[], &mut bound),
        Mode::Taint(spec) => check.taint(spec, &mut bound),
        Mode::Config(_) | Mode::Secret(_) | Mode::Unsupported(_) => return Vec::new(),
    }
    check.text(&rule.message, rule.places.message, Part::Message, &bound);
    if let Some(fix) = &rule.fix {
        check.text(fix, rule.places.fix, Part::Fix, &bound);
    }
    check.found
}

struct Check<'r> {
    rule: &'r Rule,
    found: Vec<Doubt>,
}

impl Check<'_> {
    fn taint(&mut self, spec: &TaintSpec, bound: &mut Vec<String>) {
        for pattern in spec.sources.iter().chain(&spec.sinks) {
            self.formula(&pattern.formula, &[], bound);
        }
        for pattern in &spec.sanitizers {
            self.formula(&pattern.formula, &[], &mut Vec::new());
        }
        for pattern in &spec.propagators {
            let mut own = Vec::new();
            self.formula(&pattern.formula, &[], &mut own);
            for end in [&pattern.from, &pattern.to].into_iter().flatten() {
                self.metavariable(end, span_of(&pattern.formula), Part::Propagator, &own);
            }
        }
        if spec.sources.iter().any(|source| !source.data_types.is_empty()) {
            bound.extend(["$DATA", "$DATA_TYPE", "$VALUE"].map(str::to_owned));
        }
        // What no pattern and no model names is the code at that end.
        bound.extend(["$SOURCE".to_owned(), "$SINK".to_owned()]);
        self.labels(spec);
    }

    /// Labels that `requires` asks for.
    fn labels(&mut self, spec: &TaintSpec) {
        let givers = spec.sources.iter().chain(&spec.propagators);
        let known: Vec<String> = givers
            .filter_map(|pattern| pattern.label.clone())
            .chain(["__SOURCE__".to_owned()])
            .collect();
        let all: [&[TaintPattern]; 4] =
            [&spec.sources, &spec.sinks, &spec.sanitizers, &spec.propagators];
        for requires in all.into_iter().flatten().filter_map(|pattern| pattern.requires.as_ref()) {
            let words = requires.value.split(|c: char| !(c.is_alphanumeric() || c == '_'));
            for word in words.filter(|word| !word.is_empty()) {
                let keyword = matches!(word, "and" | "or" | "not" | "True" | "False");
                if !keyword && !known.iter().any(|label| label == word) {
                    self.add(word, Part::Label, requires.span, &known);
                }
            }
        }
    }

    /// Checks a formula, and adds what a match of it binds. `outer` is bound around it.
    fn formula(&mut self, formula: &Formula, outer: &[String], bound: &mut Vec<String>) {
        match formula {
            Formula::Pattern(text) => names(&text.value, bound),
            Formula::Regex(text) => groups(&text.value, bound),
            Formula::Any(parts) => {
                parts.iter().for_each(|part| self.formula(part, outer, bound));
            }
            Formula::Inside(inner) | Formula::Anywhere(inner) => self.formula(inner, outer, bound),
            Formula::Not(inner) => self.formula(inner, outer, &mut Vec::new()),
            Formula::All(all) => self.conjunction(all, outer, bound),
        }
    }

    fn conjunction(&mut self, all: &Conjunction, outer: &[String], bound: &mut Vec<String>) {
        let mut own = outer.to_vec();
        for term in &all.terms {
            self.formula(term, outer, &mut own);
        }
        own.extend(all.name.clone());
        // What one condition binds another may ask, whatever their order.
        for condition in &all.conditions {
            match condition {
                Condition::Regex { regex, .. } => groups(&regex.value, &mut own),
                Condition::Pattern { formula, .. } => bindings(formula, &mut own),
                _ => {}
            }
        }
        let near = all.terms.first().map(span_of).unwrap_or_default();
        for condition in &all.conditions {
            self.condition(condition, near, &own);
        }
        for name in all.focus.iter().flat_map(|focus| &focus.metavariables) {
            self.metavariable(name, near, Part::Focus, &own);
        }
        bound.extend(own);
    }

    fn condition(&mut self, condition: &Condition, near: Span, own: &[String]) {
        match condition {
            Condition::Regex { metavariable, regex, .. } => {
                self.metavariable(metavariable, regex.span, Part::Condition, own);
            }
            Condition::Pattern { metavariable, formula, .. } => {
                self.metavariable(metavariable, span_of(formula), Part::Condition, own);
                self.formula(formula, own, &mut Vec::new());
            }
            Condition::Comparison(comparison) => {
                let mut asked = Vec::new();
                names(&comparison.expression.value, &mut asked);
                asked.extend(comparison.metavariable.clone());
                asked.dedup();
                for name in asked {
                    self.metavariable(&name, comparison.expression.span, Part::Condition, own);
                }
            }
            Condition::Analysis { metavariable, analyzer, .. } => {
                self.metavariable(metavariable, analyzer.span, Part::Condition, own);
            }
            Condition::Type { metavariable, .. } => {
                self.metavariable(metavariable, near, Part::Condition, own);
            }
        }
    }

    fn metavariable(&mut self, name: &str, near: Span, part: Part, bound: &[String]) {
        if !bound.iter().any(|known| known == name) {
            let span = self.nearest(name, near);
            self.add(name, part, span, bound);
        }
    }

    /// Metavariables that stand in a text with nothing to be filled in.
    fn text(&mut self, text: &str, span: Span, part: Part, bound: &[String]) {
        let mut used = Vec::new();
        names(text, &mut used);
        used.sort();
        used.dedup();
        for name in used {
            // `$_GET` is a variable of PHP, and `$_X` binds nothing.
            // `$XY` may be `$X` with a `Y` behind it.
            if !name.starts_with("$_")
                && !bound.iter().any(|known| name.starts_with(known.as_str()))
            {
                let place = self.within(&name, span);
                self.add(&name, part, place, bound);
            }
        }
    }

    fn add(&mut self, name: &str, part: Part, span: Span, bound: &[String]) {
        let mut known = bound.to_vec();
        known.sort();
        known.dedup();
        let doubt = Doubt { name: name.to_owned(), part, span, known };
        if !self.found.contains(&doubt) {
            self.found.push(doubt);
        }
    }

    /// Where `name` stands in `span` of the rule file, or all of it.
    fn within(&self, name: &str, span: Span) -> Span {
        let text = self.rule.origin.text.get(span.start as usize..span.end as usize);
        match text.and_then(|text| text.find(name)) {
            Some(at) => Span::new(span.start + at as u32, span.start + (at + name.len()) as u32),
            None => span,
        }
    }

    /// Where `name` stands as a whole word nearest to `near`, within the rule.
    fn nearest(&self, name: &str, near: Span) -> Span {
        let whole = self.rule.origin.span;
        let text = self.rule.origin.text.get(whole.start as usize..whole.end as usize);
        let Some(text) = text else { return near };
        let ends = |at: usize| {
            let next = text[at + name.len()..].chars().next();
            next.is_none_or(|c| !(c.is_ascii_alphanumeric() || c == '_'))
        };
        let places = text.match_indices(name).map(|(at, _)| at).filter(|at| ends(*at));
        let places = places.map(|at| whole.start + at as u32);
        let found = places.min_by_key(|at| at.abs_diff(near.start));
        found.map_or(near, |at| Span::new(at, at + name.len() as u32))
    }
}

/// What the positive patterns of a formula bind, without checking it.
fn bindings(formula: &Formula, bound: &mut Vec<String>) {
    match formula {
        Formula::Pattern(text) => names(&text.value, bound),
        Formula::Regex(text) => groups(&text.value, bound),
        Formula::Any(parts) => parts.iter().for_each(|part| bindings(part, bound)),
        Formula::Inside(inner) | Formula::Anywhere(inner) => bindings(inner, bound),
        Formula::Not(_) => {}
        Formula::All(all) => {
            all.terms.iter().for_each(|term| bindings(term, bound));
            for condition in &all.conditions {
                match condition {
                    Condition::Regex { regex, .. } => groups(&regex.value, bound),
                    Condition::Pattern { formula, .. } => bindings(formula, bound),
                    _ => {}
                }
            }
        }
    }
}

/// The metavariables in a text. Imprecise: those in comments and strings of a pattern count as well.
fn names(text: &str, found: &mut Vec<String>) {
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        rest = &rest[at..];
        let length = metavariable_length(rest).unwrap_or(1);
        if length > 1 {
            found.push(rest[..length].to_owned());
        }
        rest = &rest[length.max(1)..];
    }
}

/// The groups of a regular expression: `$1` and so on, and named ones.
fn groups(regex: &str, found: &mut Vec<String>) {
    let mut number = 0;
    let mut rest = regex;
    while let Some(at) = rest.find('(') {
        let escaped = rest[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
        rest = &rest[at + 1..];
        if escaped {
            continue;
        }
        let named = ["?P<", "?<", "?'"].into_iter().find_map(|start| rest.strip_prefix(start));
        match named {
            Some(name) if !name.starts_with(['=', '!']) => {
                number += 1;
                let end = name.find(['>', '\'']).unwrap_or(0);
                found.push(format!("${}", &name[..end]));
            }
            Some(_) => continue,
            None if rest.starts_with('?') || rest.starts_with('*') => continue,
            None => number += 1,
        }
        found.push(format!("${number}"));
    }
}

/// Where a formula stands: its first text.
fn span_of(formula: &Formula) -> Span {
    match formula {
        Formula::Pattern(text) | Formula::Regex(text) => text.span,
        Formula::Any(parts) => parts.first().map(span_of).unwrap_or_default(),
        Formula::Inside(inner) | Formula::Anywhere(inner) | Formula::Not(inner) => span_of(inner),
        Formula::All(all) => all.terms.first().map(span_of).unwrap_or_default(),
    }
}
