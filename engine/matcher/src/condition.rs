//! Filters on metavariables.

use std::sync::Arc;

use tamis_ir::Language;
use tamis_rule as rule;
use tamis_syntax::{NodeId, Role, Span, string_content};

use crate::comparison::{Comparison, Value, value_of_literal};
use crate::constant::{Constant, constant, literal};
use crate::dispatch::Match;
use crate::entropy;
use crate::eval::Evaluation;
use crate::formula::{CompiledFormula, Compiler, Formula, Host};
use crate::metavars::{Bound, Env, MetavariableId};
use crate::redos;
use crate::regex::strings::whole_strings;
use crate::regex::{Flags, Regex};
use crate::regex_lint;
use crate::subject::Subject;
use crate::types::has_type;

/// A compiled condition.
#[derive(Debug)]
pub(crate) enum Condition {
    Regex {
        metavariable: MetavariableId,
        regex: Arc<Regex>,
        constants: bool,
    },
    Pattern {
        metavariable: MetavariableId,
        formula: Formula,
        /// Of a string only what stands between its quotes is looked at.
        content: bool,
    },
    Foreign {
        metavariable: MetavariableId,
        formulas: Vec<(CompiledFormula, &'static Language)>,
    },
    Type {
        metavariable: MetavariableId,
        types: Vec<String>,
    },
    Comparison {
        comparison: Comparison,
        metavariable: Option<MetavariableId>,
        strip: bool,
        base: Option<u32>,
    },
    Entropy {
        metavariable: MetavariableId,
    },
    Expression {
        metavariable: MetavariableId,
        flags: Option<MetavariableId>,
        holds: fn(&str, Flags) -> bool,
    },
}

/// Compiles a condition; problems are noted with the compiler.
pub(crate) fn compile(compiler: &mut Compiler, condition: &rule::Condition) -> Option<Condition> {
    match condition {
        rule::Condition::Regex { metavariable, regex, constant_propagation } => {
            let metavariable = compiler.metavariables.intern(metavariable)?;
            match Regex::compile(&regex.value, Flags::METAVARIABLE) {
                Ok(compiled) => {
                    for (name, _) in compiled.names() {
                        compiler.metavariables.intern(&format!("${name}"));
                    }
                    Some(Condition::Regex {
                        metavariable,
                        regex: Arc::new(compiled),
                        constants: *constant_propagation,
                    })
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
            Some(Condition::Pattern { metavariable, formula, content: false })
        }
        rule::Condition::Pattern { metavariable, language: Some(word), formula } => {
            let metavariable = compiler.metavariables.intern(metavariable)?;
            let languages = (compiler.host.languages)(&word.value);
            if languages.is_empty() {
                compiler.problem(word.span, format!("language '{}' is not supported", word.value));
            }
            if let [language] = languages[..]
                && language.syntax.is_none()
            {
                let formula = compiler.text_formula(formula, language);
                return Some(Condition::Pattern { metavariable, formula, content: true });
            }
            let mut formulas = Vec::new();
            let whole = compiler.negations > 0;
            for language in languages {
                let host = Host { whole, ..compiler.host };
                match CompiledFormula::new(formula, &compiler.options, language, host) {
                    Ok(compiled) => {
                        compiler.left_out.extend(compiled.left_out.iter().cloned());
                        formulas.push((compiled, language));
                    }
                    Err(problems) => compiler.problems.extend(problems),
                }
            }
            Some(Condition::Foreign { metavariable, formulas })
        }
        rule::Condition::Type { metavariable, types } => {
            let metavariable = compiler.metavariables.intern(metavariable)?;
            Some(Condition::Type { metavariable, types: types.clone() })
        }
        rule::Condition::Comparison(written) => comparison(compiler, written),
        rule::Condition::Analysis { metavariable, analyzer, flags } => {
            let metavariable = compiler.metavariables.intern(metavariable)?;
            let flags = flags.as_deref().and_then(|name| compiler.metavariables.intern(name));
            if analyzer.value == "entropy" {
                return Some(Condition::Entropy { metavariable });
            }
            let Some(holds) = of_expressions(&analyzer.value) else {
                let text = format!("analyzer '{}' is not supported", analyzer.value);
                compiler.problem(analyzer.span, text);
                return None;
            };
            Some(Condition::Expression { metavariable, flags, holds })
        }
    }
}

fn comparison(compiler: &mut Compiler, written: &rule::Comparison) -> Option<Condition> {
    let comparison = match Comparison::parse(&written.expression.value) {
        Ok(comparison) => comparison,
        Err(error) => {
            compiler.problem(written.expression.span, error.to_string());
            return None;
        }
    };
    // What the expression names must be known, or it never holds.
    for name in comparison.metavariables() {
        compiler.metavariables.intern(name);
    }
    let metavariable =
        written.metavariable.as_deref().and_then(|name| compiler.metavariables.intern(name));
    Some(Condition::Comparison {
        comparison,
        metavariable,
        strip: written.strip,
        base: written.base,
    })
}

impl Condition {
    /// The metavariable whose text it limits, and the few texts it allows.
    pub(crate) fn allowed(&self) -> Option<(MetavariableId, Vec<String>)> {
        match self {
            Condition::Regex { metavariable, regex, constants: false } => {
                Some((*metavariable, whole_strings(regex.as_str())?))
            }
            _ => None,
        }
    }

    /// What can be asked of a metavariable as soon as it is bound.
    pub(crate) fn guard(&self) -> Option<(MetavariableId, &Arc<Regex>)> {
        match self {
            Condition::Regex { metavariable, regex, constants: false } => {
                Some((*metavariable, regex))
            }
            _ => None,
        }
    }

    /// The metavariables that groups of its expression are bound to, by name.
    pub(crate) fn groups(&self) -> impl Iterator<Item = &str> {
        let regex = match self {
            Condition::Regex { regex, .. } => Some(regex),
            _ => None,
        };
        regex.into_iter().flat_map(|regex| regex.names().map(|(name, _)| name))
    }

    /// The metavariable it looks into with patterns that may bind others.
    pub(crate) fn looks_into(&self) -> Option<MetavariableId> {
        match self {
            Condition::Pattern { metavariable, .. } => Some(*metavariable),
            _ => None,
        }
    }

    /// The bindings with which `found` passes; empty if it does not.
    pub(crate) fn filter(&self, evaluation: &Evaluation<'_, '_>, found: &Match) -> Vec<Env> {
        let keep = |holds: bool| if holds { vec![found.env.clone()] } else { Vec::new() };
        let subject = evaluation.subject;
        match self {
            Condition::Regex { metavariable, regex, constants } => {
                let Some(bound) = found.env.get(*metavariable) else { return Vec::new() };
                let text = bound_text(subject, bound);
                let value = if *constants { bound_value(subject, bound) } else { None };
                let found_there =
                    evaluation.spent(regex.is_match_at_start(value.as_deref().unwrap_or(text)));
                if found_there {
                    return vec![captured(evaluation, regex, bound, &found.env)];
                }
                // A string put together has no source text of its own.
                let built = built_string(subject, bound);
                keep(built.is_some_and(|text| evaluation.spent(regex.is_match_at_start(&text))))
            }
            Condition::Pattern { metavariable, formula, content } => {
                let Some(bound) = found.env.get(*metavariable) else { return Vec::new() };
                evaluation.nested(formula, bound, *content, &found.env)
            }
            Condition::Foreign { metavariable, formulas } => {
                let Some(bound) = found.env.get(*metavariable) else { return Vec::new() };
                let text = foreign_text(subject, bound);
                keep(
                    formulas
                        .iter()
                        .any(|(formula, language)| evaluation.foreign(formula, language, &text)),
                )
            }
            Condition::Type { metavariable, types } => match found.env.get(*metavariable) {
                Some(Bound::Node(node)) => {
                    keep(types.iter().any(|wanted| has_type(subject, node, wanted)))
                }
                _ => Vec::new(),
            },
            Condition::Comparison { comparison, metavariable, strip, base } => {
                let lookup = |name: &str| {
                    let id = evaluation.formula.metavariables.find(name)?;
                    let main = metavariable.is_none() || *metavariable == Some(id);
                    bound_literal(
                        subject,
                        found.env.get(id)?,
                        *strip && main,
                        base.filter(|_| main),
                    )
                };
                keep(evaluation.spent(comparison.holds(&lookup, evaluation.today())))
            }
            Condition::Entropy { metavariable } => {
                let content = found.env.get(*metavariable).map(|bound| content(subject, bound));
                keep(content.is_some_and(|text| entropy::is_high(&text)))
            }
            Condition::Expression { metavariable, flags, holds } => {
                let Some(bound) = found.env.get(*metavariable) else { return Vec::new() };
                let content = expression(subject, bound);
                let (pattern, letters) = of_literal(&content);
                let letters =
                    if letters.is_empty() { letters_behind(subject, bound) } else { letters };
                let mut options = Flags::default();
                letters.chars().for_each(|letter| set_flag(&mut options, letter));
                let written = flags.and_then(|flags| found.env.get(flags));
                written.into_iter().for_each(|bound| {
                    add_flags(&mut options, bound_text(subject, bound));
                });
                keep(holds(pattern, options))
            }
        }
    }
}

/// The analysis of regular expressions that goes by `name`.
fn of_expressions(name: &str) -> Option<fn(&str, Flags) -> bool> {
    Some(match name {
        "redos" => |pattern, _| redos::is_vulnerable(pattern),
        "redos-exponential" => |pattern, flags| redos::exponential(pattern, flags).is_some(),
        "redos-polynomial" => |pattern, flags| redos::polynomial(pattern, flags, false).is_some(),
        "redos-polynomial-anchored" => {
            |pattern, flags| redos::polynomial(pattern, flags, true).is_some()
        }
        "regex-range" => |pattern, _| regex_lint::range(pattern),
        "regex-doubled-range" => |pattern, _| regex_lint::doubled(pattern),
        "regex-html-tag" => regex_lint::html_tag,
        "regex-host-dot" => regex_lint::host_dot,
        "regex-host-anchor" => regex_lint::host_anchor,
        "regex-half-anchored" => regex_lint::half_anchored,
        _ => return None,
    })
}

/// The regular expression that a binding is, with the escapes of the string it stands in resolved.
fn expression(subject: &Subject<'_>, bound: Bound) -> String {
    let text = content(subject, bound);
    let Bound::Node(node) = bound else { return text };
    let node = if subject.node(node).role == Role::String {
        node
    } else {
        literal(subject, node).unwrap_or(node)
    };
    let source = subject.text_of(node);
    let prefix = source.split(['"', '\'', '`']).next().unwrap_or("");
    if subject.node(node).role == Role::Regex || prefix.contains(['r', 'R']) || !text.contains('\\')
    {
        return text;
    }
    match subject.language.id.0 {
        "python" => unescaped(&text, false),
        "javascript" | "typescript" => unescaped(&text, true),
        _ => text,
    }
}

/// `text` without the backslashes that its string needs; what expressions and strings write alike (`\n`, `\x41`) stays. `drops`:
/// a backslash before any other character means nothing.
fn unescaped(text: &str, drops: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let next = if c == '\\' { chars.next() } else { None };
        match next {
            None => out.push(c),
            Some(next @ ('\\' | '"' | '\'' | '`' | '/')) => out.push(next),
            Some(next) if drops && !next.is_ascii_alphanumeric() => out.push(next),
            Some(next @ ('d' | 'w' | 's' | 'D' | 'W' | 'S')) if drops => out.push(next),
            Some(next) => out.extend([c, next]),
        }
    }
    out
}

/// The option letters of a literal whose body is bound.
fn letters_behind<'f>(subject: &Subject<'f>, bound: Bound) -> &'f str {
    let Bound::Text(span) = bound else { return "" };
    let before = &subject.text[..span.start as usize];
    let rest = &subject.text[span.end as usize..];
    let Some(rest) = rest.strip_prefix('/').filter(|_| before.ends_with('/')) else { return "" };
    let end = rest.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(rest.len());
    &rest[..end]
}

/// A literal `/…/gi` as what stands between its slashes and its letters; any other text as itself.
fn of_literal(text: &str) -> (&str, &str) {
    let parts = text.strip_prefix('/').and_then(|rest| rest.rsplit_once('/'));
    match parts {
        Some((body, letters)) if letters.chars().all(|c| c.is_ascii_lowercase()) => (body, letters),
        _ => (text, ""),
    }
}

/// Adds the options that `text` names: letters in a string, or words such as `re.DOTALL`.
fn add_flags(flags: &mut Flags, text: &str) {
    if text.starts_with(['"', '\'', '`']) {
        text.chars().for_each(|letter| set_flag(flags, letter));
    }
    for word in text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
        match word {
            "I" | "IGNORECASE" | "CASE_INSENSITIVE" => flags.caseless = true,
            "M" | "MULTILINE" => flags.multiline = true,
            "S" | "DOTALL" => flags.dotall = true,
            "X" | "VERBOSE" | "COMMENTS" => flags.extended = true,
            _ => {}
        }
    }
}

fn set_flag(flags: &mut Flags, letter: char) {
    match letter {
        'i' => flags.caseless = true,
        'm' => flags.multiline = true,
        's' => flags.dotall = true,
        'x' => flags.extended = true,
        _ => {}
    }
}

/// The bindings with the named groups of a regular expression that matched the text of `bound`.
fn captured(evaluation: &Evaluation<'_, '_>, regex: &Regex, bound: Bound, env: &Env) -> Env {
    let mut env = env.clone();
    if regex.names().next().is_none() {
        return env;
    }
    let span = bound_span(evaluation.subject, bound);
    let Ok(Some(hit)) = regex.find(span.of(evaluation.subject.text)) else { return env };
    for (name, number) in regex.names() {
        let id = evaluation.formula.metavariables.find(&format!("${name}"));
        if let (Some(id), Some(group)) = (id, hit.group(number)) {
            env.set(id, Bound::Text(Span::new(group.start + span.start, group.end + span.start)));
        }
    }
    env
}

/// Whether an expression may build a string of several, of which the source text says nothing.
fn may_be_built(subject: &Subject<'_>, node: NodeId) -> bool {
    matches!(subject.node(node).role, Role::Binary | Role::StringSequence)
}

/// Whether `bound` may pass a `metavariable-regex`: false only where its text surely does not.
pub(crate) fn may_pass(subject: &Subject<'_>, regex: &Regex, bound: Bound) -> bool {
    matches!(bound, Bound::Node(node) if may_be_built(subject, node))
        || regex.is_match_at_start(bound_text(subject, bound)).unwrap_or(true)
}

/// The content of a string that an expression builds of several.
fn built_string(subject: &Subject<'_>, bound: Bound) -> Option<String> {
    let Bound::Node(node) = bound else { return None };
    match constant(subject, node).filter(|_| may_be_built(subject, node))? {
        Constant::String(text) => Some(text),
        _ => None,
    }
}

/// The value of a binding for a comparison: of a constant its own, else what the source text says.
fn bound_literal(
    subject: &Subject<'_>,
    bound: Bound,
    strip: bool,
    base: Option<u32>,
) -> Option<Value> {
    let text = bound_text(subject, bound);
    let value = match bound {
        Bound::Node(node) => constant(subject, node),
        Bound::Text(_) => {
            return value_of_literal(text, strip, base)
                .or_else(|| Some(Value::String(text.to_owned())));
        }
        _ => None,
    };
    match value {
        Some(Constant::String(text)) if !strip => Some(Value::String(text)),
        Some(value) => value.text().and_then(|text| value_of_literal(text, strip, base)),
        None => value_of_literal(text, strip, base),
    }
    .or_else(|| Some(Value::Code(text.to_owned())))
}

/// Content of a string, or the text of anything else.
fn content(subject: &Subject<'_>, bound: Bound) -> String {
    bound_value(subject, bound)
        .unwrap_or_else(|| string_content(bound_text(subject, bound)).to_owned())
}

/// Where a binding stands.
pub(crate) fn bound_span(subject: &Subject<'_>, bound: Bound) -> Span {
    match bound {
        Bound::Node(node) => subject.trimmed(subject.tree.span(node)),
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
        Bound::Node(node) => constant(subject, node)?.text().map(str::to_owned),
        _ => None,
    }
}

/// Text to read in another language: of a string its content, of a YAML block scalar its lines without indentation.
fn foreign_text(subject: &Subject<'_>, bound: Bound) -> String {
    let text = bound_text(subject, bound);
    match bound {
        Bound::Node(node) if subject.node(node).role == Role::String => {
            string_content(text).to_owned()
        }
        Bound::Node(node)
            if subject.node(node).role == Role::Text && text.starts_with(['|', '>']) =>
        {
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
