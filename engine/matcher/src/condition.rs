//! Filters on metavariables.

use tamis_ir::Language;
use tamis_rule as rule;
use tamis_syntax::{NodeId, Role, Span, string_content};

use crate::constant::constant;
use crate::dispatch::Match;
use crate::eval::Evaluation;
use crate::formula::{CompiledFormula, Compiler, Formula};
use crate::metavars::{Bound, Env, MetavariableId};
use crate::regex::{Flags, Regex};
use crate::subject::Subject;
use crate::types::has_type;

/// A compiled condition.
#[derive(Debug)]
pub(crate) enum Condition {
    Regex { metavariable: MetavariableId, regex: Regex, constants: bool },
    Pattern { metavariable: MetavariableId, formula: Formula },
    Foreign { metavariable: MetavariableId, formulas: Vec<(CompiledFormula, &'static Language)> },
    Type { metavariable: MetavariableId, types: Vec<String> },
}

/// Compiles a condition; problems are noted with the compiler.
pub(crate) fn compile(compiler: &mut Compiler, condition: &rule::Condition) -> Option<Condition> {
    match condition {
        rule::Condition::Regex { metavariable, regex, constant_propagation } => {
            let metavariable = compiler.metavariables.intern(metavariable)?;
            match Regex::compile(&regex.value, Flags::METAVARIABLE) {
                Ok(compiled) => {
                    Some(Condition::Regex { metavariable, regex: compiled, constants: *constant_propagation })
                }
                Err(error) => {
                    compiler.problem(regex.span, format!("regular expression: {error}"));
                    None
                }
            }
        }
        rule::Condition::Pattern { metavariable, language: None, formula } => {
            let metavariable = compiler.metavariables.intern(metavariable)?;
            let formula = compiler.formula(formula);
            Some(Condition::Pattern { metavariable, formula })
        }
        rule::Condition::Pattern { metavariable, language: Some(word), formula } => {
            let metavariable = compiler.metavariables.intern(metavariable)?;
            let languages = (compiler.host.languages)(&word.value);
            if languages.is_empty() {
                compiler.problem(word.span, format!("language '{}' is not supported", word.value));
            }
            let mut formulas = Vec::new();
            for language in languages {
                match CompiledFormula::new(formula, language, compiler.host) {
                    Ok(compiled) => formulas.push((compiled, language)),
                    Err(problems) => compiler.problems.extend(problems),
                }
            }
            Some(Condition::Foreign { metavariable, formulas })
        }
        rule::Condition::Type { metavariable, types } => {
            let metavariable = compiler.metavariables.intern(metavariable)?;
            Some(Condition::Type { metavariable, types: types.clone() })
        }
        rule::Condition::Comparison(comparison) => {
            compiler.problem(comparison.expression.span, "'metavariable-comparison' is not supported yet".to_owned());
            None
        }
        rule::Condition::Analysis { analyzer, .. } => {
            compiler.problem(analyzer.span, "'metavariable-analysis' is not supported yet".to_owned());
            None
        }
    }
}

impl Condition {
    /// The bindings with which `found` passes; empty if it does not.
    pub(crate) fn filter(&self, evaluation: &Evaluation<'_, '_>, found: &Match) -> Vec<Env> {
        let keep = |holds: bool| if holds { vec![found.env.clone()] } else { Vec::new() };
        let subject = evaluation.subject;
        match self {
            Condition::Regex { metavariable, regex, constants } => {
                let Some(bound) = found.env.get(*metavariable) else { return Vec::new() };
                let text = bound_text(subject, bound);
                let value = if *constants { bound_value(subject, bound) } else { None };
                let text = value.as_deref().unwrap_or(text);
                keep(evaluation.spent(regex.is_match_at_start(text)))
            }
            Condition::Pattern { metavariable, formula } => match found.env.get(*metavariable) {
                Some(bound) => evaluation.nested(formula, bound, &found.env),
                None => Vec::new(),
            },
            Condition::Foreign { metavariable, formulas } => {
                let Some(bound) = found.env.get(*metavariable) else { return Vec::new() };
                let text = foreign_text(subject, bound);
                keep(formulas.iter().any(|(formula, language)| evaluation.foreign(formula, language, &text)))
            }
            Condition::Type { metavariable, types } => match found.env.get(*metavariable) {
                Some(Bound::Node(node)) => keep(types.iter().any(|wanted| has_type(subject, node, wanted))),
                _ => Vec::new(),
            },
        }
    }
}

/// Where a binding stands.
pub(crate) fn bound_span(subject: &Subject<'_>, bound: Bound) -> Span {
    match bound {
        Bound::Node(node) => subject.tree.span(node),
        Bound::Text(span) => span,
        Bound::Empty(at) => Span::new(at, at),
        Bound::Nodes(first, count) => {
            let parent = NodeId(subject.node(first).parent);
            let siblings = subject.tree.children(parent).skip_while(|id| *id != first);
            let last = siblings.take(count as usize).last().unwrap_or(first);
            subject.tree.span(first).cover(subject.tree.span(last))
        }
    }
}

/// Source text of a binding.
pub(crate) fn bound_text<'f>(subject: &Subject<'f>, bound: Bound) -> &'f str {
    bound_span(subject, bound).of(subject.text)
}

/// The constant a binding is known to be.
pub(crate) fn bound_value(subject: &Subject<'_>, bound: Bound) -> Option<String> {
    match bound {
        Bound::Node(node) => constant(subject, node).map(|value| value.text().to_owned()),
        _ => None,
    }
}

/// Text to read in another language: of a string its content, of a YAML block scalar its lines without indentation.
fn foreign_text(subject: &Subject<'_>, bound: Bound) -> String {
    let text = bound_text(subject, bound);
    match bound {
        Bound::Node(node) if subject.node(node).role == Role::String => string_content(text).to_owned(),
        Bound::Node(node) if subject.node(node).role == Role::Text && text.starts_with(['|', '>']) => {
            let lines: Vec<&str> = text.lines().skip(1).collect();
            let indent = lines
                .iter()
                .filter(|line| !line.trim().is_empty())
                .map(|line| line.len() - line.trim_start().len())
                .min()
                .unwrap_or(0);
            lines.iter().map(|line| line.get(indent..).unwrap_or("")).collect::<Vec<_>>().join("\n")
        }
        _ => text.to_owned(),
    }
}
