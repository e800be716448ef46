//! The literals a rule needs in a file: a file without them cannot match and need not be parsed.
//!
//! For: choosing the rules worth running on a file, from its text alone.
//! Not for: finding the literals (`tamis-matcher`).
//! Read [`needs`], then [`Need`].
//!
//! # Why it is sound
//!
//! A need is only ever weakened, and built from these facts. (1) An identifier of a pattern matches an identifier of
//! the same name, or one that an import or an assignment *in the file* maps to it; either way the name stands in the
//! file. Words which an equivalence lets the code leave out or write otherwise (`function` for an arrow, `require` for
//! `import`, types of typed metavariables) are not counted, nor are keywords. (2) A string of a pattern matches a string
//! of the same value; of it only runs of letters, digits and `-.:_` are counted, which no language forces to be escaped.
//! (3) Of a conjunction all positive terms, conditions and insides match in the file. (4) A negative term, a comparison
//! or a type says nothing. (5) A regular expression matches text of the file, or of a value in it.
//!
//! Known holes, each a miss at worst: values put together from parts (`"sys" + "tem"`), written with escapes
//! (`"\x73ystem"`) or defined in another file; names that reach the file only through another file's re-export
//! (`from .compat import request`); with `(?i)`, the letters `ſ` and `K` (Kelvin) for `s` and `k`.

mod encode;
mod need;
mod profile;
mod regex;
#[cfg(test)]
mod tests;
mod words;

pub use need::{Literal, Need};

use crate::model::{Condition, Conjunction, Formula, Mode, Rule, TaintPattern, TaintSpec};
use profile::{Profile, Style, profile};
use regex::{Texts, regex_need};
use words::pattern_need;

/// What must stand in a file for `rule` to report something in it.
///
/// For a taint rule a source, a sink, a sanitizer or a propagator: the others may be in other files.
/// `Always` for rules that do not run.
pub fn needs(rule: &Rule) -> Need {
    let need = match &rule.mode {
        Mode::Search(formula) => needs_of(formula, &words(rule)),
        Mode::Taint(spec) => {
            let all = [&spec.sources, &spec.sinks, &spec.sanitizers, &spec.propagators];
            let formulas: Vec<&Formula> =
                all.into_iter().flatten().map(|pattern| &pattern.formula).collect();
            for_each_profile(&words(rule), |profile| {
                Need::any(formulas.iter().map(|formula| formula_need(formula, profile)).collect())
            })
        }
        // Detectors have an automaton of their own, which also says where a keyword stands.
        Mode::Config(_) | Mode::Secret(_) | Mode::Unsupported(_) => Need::Always,
    };
    if rule.options.flag("generic_caseless", false) { need.into_any_case() } else { need }
}

/// What must stand in a file for `formula` to match in it, if it is read in one of `languages` (words of a rule's
/// `languages:`, lower case). A language without a profile can be anything.
pub fn needs_of(formula: &Formula, languages: &[&str]) -> Need {
    for_each_profile(languages, |profile| formula_need(formula, profile))
}

/// The needs of a file with a source, and of a file with a sink.
pub fn taint_needs(spec: &TaintSpec, languages: &[&str]) -> (Need, Need) {
    let of = |patterns: &[TaintPattern]| {
        for_each_profile(languages, |profile| {
            let needs = patterns.iter().map(|it| formula_need(&it.formula, profile));
            Need::any(needs.collect())
        })
    };
    (of(&spec.sources), of(&spec.sinks))
}

fn words(rule: &Rule) -> Vec<&str> {
    rule.languages.iter().map(|language| language.value.as_str()).collect()
}

fn for_each_profile(languages: &[&str], need: impl Fn(&'static Profile) -> Need) -> Need {
    let mut profiles: Vec<&'static Profile> = Vec::new();
    for language in languages {
        match profile(language) {
            Some(found) if profiles.contains(&found) => {}
            Some(found) => profiles.push(found),
            None => return Need::Always,
        }
    }
    Need::any(profiles.into_iter().map(need).collect())
}

/// Recursion is bounded by the depth of formulas.
fn formula_need(formula: &Formula, profile: &Profile) -> Need {
    match formula {
        Formula::Pattern(pattern) => pattern_need(&pattern.value, profile),
        Formula::Regex(regex) => regex_need(&regex.value, Texts::Source),
        Formula::All(all) => conjunction_need(all, profile),
        Formula::Any(formulas) => {
            Need::any(formulas.iter().map(|formula| formula_need(formula, profile)).collect())
        }
        Formula::Inside(inner) | Formula::Anywhere(inner) => formula_need(inner, profile),
        Formula::Not(_) => Need::Always,
    }
}

fn conjunction_need(all: &Conjunction, profile: &Profile) -> Need {
    let terms = all.terms.iter().map(|term| formula_need(term, profile));
    let conditions = all.conditions.iter().map(|condition| condition_need(condition, profile));
    Need::all(terms.chain(conditions).collect())
}

fn condition_need(condition: &Condition, rule_profile: &Profile) -> Need {
    match condition {
        Condition::Regex { regex, .. } => regex_need(&regex.value, Texts::Value),
        Condition::Pattern { language: None, formula, .. } => value_need(formula, rule_profile),
        Condition::Pattern { language: Some(language), formula, .. } => {
            // Text read again in another grammar may have been unescaped before; words stay as they are.
            match profile(&language.value.to_ascii_lowercase()) {
                Some(profile) if matches!(profile.style, Style::Text | Style::Regex) => {
                    value_need(formula, profile)
                }
                _ => Need::Always,
            }
        }
        Condition::Comparison(_) | Condition::Analysis { .. } | Condition::Type { .. } => {
            Need::Always
        }
    }
}

/// A formula asked of a bound value: its regular expressions see the value, not the file.
fn value_need(formula: &Formula, profile: &Profile) -> Need {
    match formula {
        Formula::Regex(regex) => regex_need(&regex.value, Texts::Value),
        Formula::Pattern(pattern) if profile.style == Style::Regex => {
            regex_need(&pattern.value, Texts::Value)
        }
        Formula::Pattern(pattern) => pattern_need(&pattern.value, profile),
        Formula::All(all) => {
            let terms = all.terms.iter().map(|term| value_need(term, profile));
            let conditions = all.conditions.iter().map(|it| condition_need(it, profile));
            Need::all(terms.chain(conditions).collect())
        }
        Formula::Any(formulas) => {
            Need::any(formulas.iter().map(|formula| value_need(formula, profile)).collect())
        }
        Formula::Inside(inner) | Formula::Anywhere(inner) => value_need(inner, profile),
        Formula::Not(_) => Need::Always,
    }
}
