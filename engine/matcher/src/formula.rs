//! Formulas compiled for one language.

use std::sync::Arc;

use tamis_ir::{Language, Syntax, TextPatterns};
use tamis_rule as rule;
use tamis_rule::Located;
use tamis_syntax::{Span, Tree};

use crate::compile::{PatternError, compile};
use crate::condition::{self, Condition};
use crate::generic::GenericPattern;
use crate::keys::{narrow, note_member};
use crate::metavars::{MetavariableId, Metavariables};
use crate::options::MatchOptions;
use crate::pattern::{Guard, Keys, Pattern};
use crate::regex::{Flags, Regex};
use crate::subject::Subject;

/// What the matcher needs of the languages beyond the one it compiles for.
#[derive(Debug, Clone, Copy)]
pub struct Host {
    /// The languages a word under `languages:` or `language:` means.
    pub languages: fn(&str) -> Vec<&'static Language>,
    /// Parses text.
    pub parse: fn(&Syntax, &str) -> Tree,
    /// Patterns that do not parse match nothing: they are of another language of the rule (types, in a rule for
    /// TypeScript and JavaScript).
    pub skips_foreign: bool,
    /// An alternative that does not parse is an error: what excludes may not exclude less than is written.
    pub whole: bool,
    /// Seconds from 1970 to the start of today, for `today()`; without it no comparison with today holds.
    pub today: Option<f64>,
}

/// Groups of a regular expression that are metavariables by their number.
const MAX_GROUPS: usize = 32;

/// A search rule's formula, compiled for one language.
#[derive(Debug)]
pub struct CompiledFormula {
    /// Its metavariables.
    pub metavariables: Metavariables,
    /// Alternatives that do not parse and that the formula does without: it finds less, and nothing else.
    pub left_out: Vec<Problem>,
    pub(crate) root: Formula,
    pub(crate) patterns: Vec<Pattern>,
    pub(crate) regexes: Vec<Regex>,
    pub(crate) generics: Vec<GenericPattern>,
    pub(crate) options: MatchOptions,
    pub(crate) language: &'static Language,
}

/// A place in a rule that could not be compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The YAML node.
    pub span: Span,
    /// What is wrong, in words.
    pub message: String,
    /// It is a pattern that does not parse, perhaps one of another language.
    pub is_foreign: bool,
}

/// See [`rule::Formula`]; patterns and regexes are indexes.
#[derive(Debug)]
pub(crate) enum Formula {
    Pattern(usize),
    Regex(usize),
    /// Words and characters, for languages without a grammar.
    Generic(usize),
    All(Conjunction),
    Any(Vec<Formula>),
    Inside(Box<Formula>),
    Anywhere(Box<Formula>),
    Not(Box<Formula>),
}

#[derive(Debug, Default)]
pub(crate) struct Conjunction {
    pub(crate) terms: Vec<Formula>,
    /// The term looked for over the whole file: the positive one that fits the fewest places, else the first inside.
    /// The others are only tried around its matches.
    pub(crate) lead: Option<usize>,
    /// An inside that fits far fewer places than the lead: it is looked for instead, and the lead only within it.
    pub(crate) scope: Option<usize>,
    pub(crate) conditions: Vec<Condition>,
    pub(crate) focus: Vec<Vec<MetavariableId>>,
    /// What a match as a whole is bound to.
    pub(crate) name: Option<MetavariableId>,
}

impl Conjunction {
    /// The term a walk over the whole file looks for.
    fn first(&self) -> Option<usize> {
        self.scope.or(self.lead)
    }
}

impl CompiledFormula {
    /// Compiles `formula` of a rule with these options for `language`. All problems are listed, not only the first.
    pub fn new(
        formula: &rule::Formula,
        options: &MatchOptions,
        language: &'static Language,
        host: Host,
    ) -> Result<Self, Vec<Problem>> {
        let mut compiler = Compiler {
            language,
            host,
            options: options.clone(),
            metavariables: Metavariables::default(),
            patterns: Vec::new(),
            regexes: Vec::new(),
            generics: Vec::new(),
            problems: Vec::new(),
            left_out: Vec::new(),
            negations: u32::from(host.whole),
        };
        let mut root = compiler.formula(formula);
        let Compiler {
            metavariables,
            patterns,
            regexes,
            generics,
            options,
            problems,
            left_out,
            ..
        } = compiler;
        choose_leads(&mut root, &patterns);
        if problems.is_empty() || problems.iter().all(|it| it.is_foreign) && host.skips_foreign {
            Ok(CompiledFormula {
                left_out,
                metavariables,
                root,
                patterns,
                regexes,
                generics,
                options,
                language,
            })
        } else {
            Err(problems)
        }
    }

    /// The patterns a walk over the whole file must look for: at least one of each conjunction. All others are
    /// tried only where these matched.
    pub fn anchors(&self) -> Vec<(usize, &Pattern)> {
        let mut found = Vec::new();
        anchors(&self.root, &mut found);
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|at| (at, &self.patterns[at])).collect()
    }

    /// Whether it can match in a file at all. `hit` says which of [`CompiledFormula::anchors`] did, by pattern, and
    /// `None` for all other patterns: of those the file must have the names.
    pub fn may_hold(&self, subject: &Subject<'_>, hit: &dyn Fn(usize) -> Option<bool>) -> bool {
        let holds = |at: usize| hit(at).unwrap_or_else(|| subject.may_hold(&self.patterns[at]));
        may_hold(&self.root, &holds)
    }

    /// Whether it can be answered from text alone.
    pub fn is_text_only(&self) -> bool {
        self.patterns.is_empty()
    }
}

fn may_hold(formula: &Formula, hit: &dyn Fn(usize) -> bool) -> bool {
    match formula {
        Formula::Pattern(at) => hit(*at),
        Formula::Regex(_) | Formula::Generic(_) => true,
        Formula::Any(parts) => parts.iter().any(|part| may_hold(part, hit)),
        Formula::All(all) => {
            let negated = |term: &Formula| matches!(term, Formula::Not(_));
            all.terms.iter().all(|term| negated(term) || may_hold(term, hit))
        }
        Formula::Inside(inner) | Formula::Anywhere(inner) => may_hold(inner, hit),
        Formula::Not(_) => false,
    }
}

/// Whether a term of a conjunction says where matches are, not only which of them to keep.
pub(crate) fn is_positive(term: &Formula) -> bool {
    match term {
        Formula::Not(_) | Formula::Inside(_) | Formula::Anywhere(_) => false,
        Formula::Any(parts) => parts.iter().any(is_positive),
        Formula::All(all) => all.terms.iter().any(is_positive),
        Formula::Pattern(_) | Formula::Regex(_) | Formula::Generic(_) => true,
    }
}

/// Whether a term keeps what lies in its matches, and has no matches of its own to give: insides, joined in any way.
pub(crate) fn is_inside(term: &Formula) -> bool {
    !is_positive(term) && !matches!(term, Formula::Not(_) | Formula::Anywhere(_))
}

/// Says for each conjunction which term leads.
fn choose_leads(formula: &mut Formula, patterns: &[Pattern]) {
    match formula {
        Formula::Pattern(_) | Formula::Regex(_) | Formula::Generic(_) => {}
        Formula::Any(parts) => parts.iter_mut().for_each(|part| choose_leads(part, patterns)),
        Formula::Inside(inner) | Formula::Anywhere(inner) | Formula::Not(inner) => {
            choose_leads(inner, patterns);
        }
        Formula::All(all) => {
            all.terms.iter_mut().for_each(|term| choose_leads(term, patterns));
            for condition in &mut all.conditions {
                if let Condition::Pattern { formula, .. } = condition {
                    choose_leads(formula, patterns);
                }
            }
            let positives = all.terms.iter().enumerate().filter(|(_, term)| is_positive(term));
            let best = positives.min_by_key(|(at, term)| (breadth(term, patterns), *at));
            let inside = || all.terms.iter().position(is_inside);
            all.lead = best.map(|(at, _)| at).or_else(inside);
            all.scope = all.lead.and_then(|lead| scope(&all.terms, lead, patterns));
        }
    }
}

/// The rarest inside, where it is far rarer than the leading term.
fn scope(terms: &[Formula], lead: usize, patterns: &[Pattern]) -> Option<usize> {
    let insides = terms
        .iter()
        .enumerate()
        .filter(|(_, term)| matches!(term, Formula::Inside(inner) if is_of_patterns(inner)));
    let (at, best) = insides
        .map(|(at, term)| (at, breadth(term, patterns)))
        .min_by_key(|(at, breadth)| (*breadth, *at))?;
    (is_positive(&terms[lead]) && best * 4 < breadth(&terms[lead], patterns)).then_some(at)
}

/// Whether all its matches come from patterns.
fn is_of_patterns(formula: &Formula) -> bool {
    match formula {
        Formula::Pattern(_) => true,
        Formula::Any(parts) => parts.iter().all(is_of_patterns),
        _ => false,
    }
}

/// How many places of a usual file a formula has to be tried at, in arbitrary units.
fn breadth(formula: &Formula, patterns: &[Pattern]) -> u64 {
    match formula {
        Formula::Pattern(at) => match patterns[*at].keys() {
            Keys::Anywhere => 100_000,
            Keys::At(keys) => {
                keys.iter().map(|(_, head)| if *head == 0 { 3_000 } else { 10 }).sum()
            }
        },
        Formula::Regex(_) | Formula::Generic(_) => 200_000,
        Formula::Any(parts) => parts.iter().map(|part| breadth(part, patterns)).sum(),
        Formula::All(all) => all.first().map_or(0, |first| breadth(&all.terms[first], patterns)),
        Formula::Inside(inner) | Formula::Anywhere(inner) | Formula::Not(inner) => {
            breadth(inner, patterns)
        }
    }
}

fn anchors(formula: &Formula, found: &mut Vec<usize>) {
    match formula {
        Formula::Pattern(at) => found.push(*at),
        Formula::Any(parts) => parts.iter().for_each(|part| anchors(part, found)),
        Formula::All(all) => {
            if let Some(first) = all.first() {
                anchors(&all.terms[first], found);
            }
        }
        Formula::Inside(inner) => anchors(inner, found),
        Formula::Regex(_) | Formula::Generic(_) | Formula::Not(_) | Formula::Anywhere(_) => {}
    }
}

pub(crate) struct Compiler {
    pub(crate) language: &'static Language,
    pub(crate) host: Host,
    pub(crate) options: MatchOptions,
    pub(crate) metavariables: Metavariables,
    pub(crate) patterns: Vec<Pattern>,
    pub(crate) regexes: Vec<Regex>,
    pub(crate) generics: Vec<GenericPattern>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) left_out: Vec<Problem>,
    /// Negations around.
    pub(crate) negations: u32,
}

impl Compiler {
    pub(crate) fn problem(&mut self, span: Span, message: String) {
        self.problems.push(Problem { span, message, is_foreign: false });
    }

    pub(crate) fn formula(&mut self, formula: &rule::Formula) -> Formula {
        match formula {
            rule::Formula::Pattern(text) => self.pattern(text),
            rule::Formula::Regex(text) => self.regex(text),
            rule::Formula::All(all) => self.all(all),
            rule::Formula::Any(parts) => self.alternatives(parts),
            rule::Formula::Inside(inner) => Formula::Inside(Box::new(self.formula(inner))),
            rule::Formula::Anywhere(inner) => Formula::Anywhere(Box::new(self.formula(inner))),
            rule::Formula::Not(inner) => {
                self.negations += 1;
                let inner = self.formula(inner);
                self.negations -= 1;
                Formula::Not(Box::new(inner))
            }
        }
    }

    /// Alternatives. One that does not parse is left out where others do, and where that can only make the rule find less.
    fn alternatives(&mut self, parts: &[rule::Formula]) -> Formula {
        let (mut found, mut foreign) = (Vec::new(), Vec::new());
        for part in parts {
            let before = self.problems.len();
            let formula = self.formula(part);
            let fresh = self.problems.split_off(before);
            if self.negations == 0
                && !fresh.is_empty()
                && fresh.iter().all(|problem| problem.is_foreign)
            {
                foreign.extend(fresh);
            } else {
                self.problems.extend(fresh);
                found.push(formula);
            }
        }
        match found.is_empty() {
            true => self.problems.extend(foreign),
            false => self.left_out.extend(foreign),
        }
        Formula::Any(found)
    }

    /// Narrows the patterns of a positive term by the texts its metavariables may have.
    fn narrow(&mut self, term: &Formula, allowed: &[(MetavariableId, Vec<String>)]) {
        match term {
            Formula::Pattern(at) => {
                let Some(syntax) = &self.language.syntax else { return };
                let names = |wanted: MetavariableId| {
                    let found = allowed.iter().find(|(known, _)| *known == wanted);
                    found.map(|(_, texts)| texts.clone())
                };
                narrow(&mut self.patterns[*at], (syntax.grammar)(), &names);
            }
            Formula::Any(terms) => terms.iter().for_each(|term| self.narrow(term, allowed)),
            Formula::All(all) => all
                .terms
                .iter()
                .filter(|term| is_positive(term))
                .for_each(|term| self.narrow(term, allowed)),
            _ => {}
        }
    }

    /// The patterns that bind `id` in matches of a conjunction, where each such binding comes from one of them alone; `None`
    /// where that is not so.
    fn binders(
        &self,
        terms: &[Formula],
        conditions: &[Condition],
        id: MetavariableId,
    ) -> Option<Vec<usize>> {
        let name = self.metavariables.name(id);
        if conditions
            .iter()
            .any(|it| it.groups().any(|group| name.strip_prefix('$') == Some(group)))
        {
            return None;
        }
        let mut all = Vec::new();
        for term in terms.iter().filter(|term| is_positive(term)) {
            let found = self.binders_of(term, id)?;
            if !found.is_empty() && !all.is_empty() {
                return None;
            }
            all.extend(found);
        }
        Some(all)
    }

    /// The same of a positive term.
    fn binders_of(&self, term: &Formula, id: MetavariableId) -> Option<Vec<usize>> {
        match term {
            Formula::Pattern(at) if self.patterns[*at].may_bind(id) => Some(vec![*at]),
            Formula::Pattern(_) => Some(Vec::new()),
            Formula::Any(parts) => {
                let found: Option<Vec<_>> =
                    parts.iter().map(|part| self.binders_of(part, id)).collect();
                Some(found?.concat())
            }
            Formula::All(all) => self.binders(&all.terms, &all.conditions, id),
            Formula::Regex(at) => {
                let name = self.metavariables.name(id);
                let is_group = self.metavariables.is_numbered(id)
                    || self.regexes[*at]
                        .names()
                        .any(|(group, _)| name.strip_prefix('$') == Some(group));
                (!is_group).then(Vec::new)
            }
            _ => None,
        }
    }

    fn pattern(&mut self, text: &Located<String>) -> Formula {
        let Some(syntax) = &self.language.syntax else { return self.text_pattern(text) };
        let parse = |encoded: &str| (self.host.parse)(syntax, encoded);
        match compile(&text.value, syntax, &parse, &mut self.metavariables, self.options.switches) {
            Ok(pattern) => {
                self.patterns.push(pattern);
                Formula::Pattern(self.patterns.len() - 1)
            }
            Err(error) => {
                let is_foreign = error == PatternError::Unparsable;
                let message = format!("{error} as {}", self.language.title);
                self.problems.push(Problem { span: text.span, message, is_foreign });
                // Nothing of this language is like it.
                Formula::Any(Vec::new())
            }
        }
    }

    /// A pattern of a language without a grammar: a regular expression or words.
    fn text_pattern(&mut self, text: &Located<String>) -> Formula {
        if self.language.text == TextPatterns::Regexes {
            return self.regex(text);
        }
        match GenericPattern::compile(&text.value, &self.options.generic) {
            Ok(pattern) => {
                for name in pattern.metavariables() {
                    self.metavariables.intern(name);
                }
                self.generics.push(pattern);
                Formula::Generic(self.generics.len() - 1)
            }
            Err(error) => {
                self.problem(text.span, error.to_string());
                Formula::Any(Vec::new())
            }
        }
    }

    /// Compiles a formula that is asked of text without a grammar, among the metavariables of this one.
    pub(crate) fn text_formula(
        &mut self,
        formula: &rule::Formula,
        language: &'static Language,
    ) -> Formula {
        let own = std::mem::replace(&mut self.language, language);
        let compiled = self.formula(formula);
        self.language = own;
        compiled
    }

    fn regex(&mut self, text: &Located<String>) -> Formula {
        match Regex::compile(&text.value, Flags::PATTERN) {
            Ok(regex) => {
                for number in 1..=regex.group_count().min(MAX_GROUPS) {
                    self.metavariables.intern(&format!("${number}"));
                }
                for (name, _) in regex.names() {
                    self.metavariables.intern(&format!("${name}"));
                }
                self.regexes.push(regex);
                Formula::Regex(self.regexes.len() - 1)
            }
            Err(error) => {
                self.problem(text.span, format!("regular expression: {error}"));
                Formula::Any(Vec::new())
            }
        }
    }

    fn all(&mut self, all: &rule::Conjunction) -> Formula {
        let terms: Vec<Formula> = all.terms.iter().map(|term| self.formula(term)).collect();
        let name = all.name.as_deref().and_then(|name| self.metavariables.intern(name));
        let conditions: Vec<Condition> =
            all.conditions.iter().filter_map(|c| condition::compile(self, c)).collect();
        let allowed: Vec<(MetavariableId, Vec<String>)> =
            conditions.iter().filter_map(Condition::allowed).collect();
        if !allowed.is_empty() {
            terms.iter().for_each(|term| self.narrow(term, &allowed));
        }
        conditions.iter().filter_map(Condition::guard).for_each(|(id, regex)| {
            let found = self.binders(&terms, &conditions, id).unwrap_or_default();
            for at in found {
                let (metavariable, regex) = (id, Arc::clone(regex));
                self.patterns[at].guards.push(Guard { metavariable, regex });
                if let Some(syntax) = &self.language.syntax {
                    note_member(&mut self.patterns[at], id, (syntax.grammar)());
                }
            }
        });
        let focus = all
            .focus
            .iter()
            .map(|focus| {
                focus
                    .metavariables
                    .iter()
                    .filter_map(|name| self.metavariables.intern(name))
                    .collect()
            })
            .collect();
        Formula::All(Conjunction { lead: None, scope: None, terms, conditions, focus, name })
    }
}
