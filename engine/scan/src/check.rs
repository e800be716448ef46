//! Rule files, checked to the last clause: what reading them finds, and what only compiling every pattern for every
//! language shows.
//!
//! For: `tamis validate`.
//! Not for: scans, which compile a rule when it first may match, and go on.
//! Read [`check_rules`].

use std::sync::Arc;

use miette::Diagnostic as _;
use rustc_hash::FxHashMap;
use tamis_iac::DIALECTS;
use tamis_matcher::redos;
use tamis_matcher::regex::{Flags, Regex};
use tamis_rule::{
    Condition, ConfigSpec, Conjunction, Doubt, Formula, LibraryModel, Located, Mode, Part, Rule,
    RuleError, TaintSpec, did_you_mean, doubts, parse_rules,
};
use tamis_syntax::Span;

use crate::rule_set::{EmbeddedModels, RuleSet, has_flow};

/// What is wrong with a rule file, or may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// Index of the file among those given.
    pub file: usize,
    /// Stable code: of [`RuleError`](tamis_rule::RuleError), or one of [`CHECK_CODES`].
    pub code: String,
    /// Whether the rule does not do what it says; else it is a warning.
    pub is_error: bool,
    /// Id of the rule; `None` where the file is meant.
    pub rule: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Byte range in `text`; `None` where the whole file is meant.
    pub span: Option<Span>,
    /// Words for that place.
    pub label: String,
    /// Another place that matters, with words.
    pub also: Option<(Span, String)>,
    /// The text places are in, where it is not the file's: a policy of Checkov is turned into a rule file.
    pub text: Option<Arc<str>>,
}

/// Codes of complaints that reading alone does not find.
pub const CHECK_CODES: [&str; 14] = [
    "tamis::check::bad_pattern",
    "tamis::check::bad_regex",
    "tamis::check::does_not_run",
    "tamis::check::duplicate_id",
    "tamis::check::no_effect",
    "tamis::check::no_flow",
    "tamis::check::slow_regex",
    "tamis::check::unbound_in_fix",
    "tamis::check::unbound_in_message",
    "tamis::check::unbound_metavariable",
    "tamis::check::unknown_kind",
    "tamis::check::unknown_label",
    "tamis::check::unknown_language",
    "tamis::check::unknown_resource",
];

/// Languages of Semgrep's rules that tamis does not read: rules for them are no mistakes.
const OTHERS: [&str; 38] = [
    "apex",
    "c#",
    "c++",
    "cairo",
    "circom",
    "clojure",
    "cpp",
    "cs",
    "csharp",
    "dart",
    "elixir",
    "ex",
    "hack",
    "jsonnet",
    "julia",
    "kotlin",
    "kt",
    "lisp",
    "lua",
    "move",
    "move_on_aptos",
    "move_on_sui",
    "ocaml",
    "promql",
    "proto",
    "proto3",
    "protobuf",
    "ql",
    "r",
    "scala",
    "scheme",
    "sol",
    "solidity",
    "swift",
    "vb",
    "visualbasic",
    "xml",
    "gosu",
];

/// What a check gave.
#[derive(Debug, Default)]
pub struct RuleCheck {
    /// In the order of files, and of places in them.
    pub complaints: Vec<Complaint>,
    /// Rules that were read.
    pub rules: usize,
    /// Models of libraries that were read.
    pub models: usize,
}

/// Checks rule files, given by name and text, together: ids are unique over all of them, and kinds of sources and sinks
/// may come from models in any, or from those packed into the binary.
pub fn check_rules(files: &[(String, String)], packed: &'static [EmbeddedModels]) -> RuleCheck {
    let mut check = Check { files, ..Check::default() };
    let parsed: Vec<_> = files.iter().map(|(name, text)| parse_rules(name, text)).collect();
    let models = parsed.iter().flat_map(|file| &file.models);
    check.kinds = Kinds::new(models, packed);
    for (at, file) in parsed.iter().enumerate() {
        check.file = at;
        check.original = files[at].1.as_str();
        for error in &file.errors {
            check.error(error);
        }
        for note in &file.unsupported {
            let stops = note.message.ends_with("the rule does not run");
            let code = if stops { "does_not_run" } else { "no_effect" };
            let mut complaint = check.complaint(code, false, &note.message, note.span, "");
            complaint.rule = Some(note.rule.clone());
            check.found.complaints.push(complaint);
        }
        for rule in &file.rules {
            check.rule(rule);
        }
        for model in &file.models {
            check.model(model);
        }
        check.found.rules += file.rules.len();
        check.found.models += file.models.len();
    }
    let place = |it: &Complaint| (it.file, it.span.map(|span| span.start));
    check.found.complaints.sort_by_key(place);
    check.found.complaints.dedup();
    check.found
}

/// Kinds that models of libraries give: of sources, and of sinks.
#[derive(Default)]
struct Kinds {
    sources: Vec<String>,
    sinks: Vec<String>,
}

impl Kinds {
    fn new<'m>(
        read: impl Iterator<Item = &'m LibraryModel>,
        packed: &'static [EmbeddedModels],
    ) -> Kinds {
        let packed: Vec<LibraryModel> =
            packed.iter().flat_map(|file| parse_rules(file.file, file.text).models).collect();
        let mut kinds = Kinds::default();
        read.for_each(|model| kinds.add(model));
        packed.iter().for_each(|model| kinds.add(model));
        for list in [&mut kinds.sources, &mut kinds.sinks] {
            list.sort();
            list.dedup();
        }
        kinds
    }

    fn add(&mut self, model: &LibraryModel) {
        self.sources.extend(model.sources.iter().map(|source| source.kind.clone()));
        self.sources.extend(model.entries.iter().filter_map(|entry| entry.source.clone()));
        self.sinks.extend(model.sinks.iter().map(|sink| sink.kind.clone()));
        self.sinks.extend(model.entries.iter().filter_map(|entry| entry.returns.clone()));
        self.sinks.extend(model.sanitizers.iter().flat_map(|it| it.kinds.clone()));
        self.sinks.extend(model.guards.iter().flat_map(|it| it.kinds.clone()));
    }
}

#[derive(Default)]
struct Check<'f> {
    found: RuleCheck,
    files: &'f [(String, String)],
    /// The file at hand.
    file: usize,
    /// Its text.
    original: &'f str,
    kinds: Kinds,
    /// Ids so far: file, its text, and the place.
    ids: FxHashMap<String, (usize, Arc<str>, Span)>,
}

impl Check<'_> {
    fn complaint(
        &self,
        code: &str,
        is_error: bool,
        message: &str,
        span: Span,
        label: &str,
    ) -> Complaint {
        Complaint {
            file: self.file,
            code: format!("tamis::check::{code}"),
            is_error,
            rule: None,
            message: message.to_owned(),
            help: None,
            span: Some(span),
            label: label.to_owned(),
            also: None,
            text: None,
        }
    }

    fn error(&mut self, error: &RuleError) {
        let labels: Vec<_> = error.labels().into_iter().flatten().collect();
        let words = |label: &miette::LabeledSpan| label.label().unwrap_or("").to_owned();
        // Of what a policy of another tool was turned into, a place says nothing.
        let main = error.span().filter(|span| span.end as usize <= self.original.len());
        let start = |label: &miette::LabeledSpan| label.offset() as u32;
        let own = labels.iter().find(|it| main.is_some_and(|span| span.start == start(it)));
        let other = labels.iter().find(|it| main.is_some_and(|span| span.start != start(it)));
        let also = other.map(|it| (Span::new(start(it), start(it) + it.len() as u32), words(it)));
        self.found.complaints.push(Complaint {
            file: self.file,
            code: error.code(),
            is_error: true,
            rule: error.rule().map(str::to_owned),
            message: error.to_string(),
            help: error.help().map(|help| help.to_string()),
            span: main,
            label: own.map(words).unwrap_or_default(),
            also,
            text: None,
        });
    }

    /// Adds a complaint about `rule`.
    fn add(&mut self, rule: &Rule, mut complaint: Complaint, help: Option<String>) {
        complaint.rule = Some(rule.id.clone());
        complaint.help = help;
        // A policy of another tool was turned into text of ours.
        let turned = *rule.origin.text != *self.original;
        complaint.text = turned.then(|| Arc::clone(&rule.origin.text));
        self.found.complaints.push(complaint);
    }

    fn rule(&mut self, rule: &Rule) {
        self.id(rule);
        self.languages(rule);
        for doubt in doubts(rule) {
            self.doubt(rule, doubt);
        }
        let set = RuleSet::new(vec![rule.clone()], []);
        let mut told: Vec<(Span, String)> = Vec::new();
        for entry in set.entries() {
            for problem in entry.problems() {
                let known = told.iter().any(|(span, _)| *span == problem.span);
                if !known {
                    told.push((problem.span, problem.message));
                }
            }
        }
        for (span, message) in told {
            let regex = message.starts_with("regular expression");
            let code = if regex { "bad_regex" } else { "bad_pattern" };
            let message = format!("{message} in rule '{}'", rule.id);
            let complaint = self.complaint(code, true, &message, span, "this one");
            let help = (!regex && matches!(rule.mode, Mode::Search(_) | Mode::Taint(_))).then(|| {
                "'tamis dump pattern -l LANGUAGE FILE' shows how a pattern is read; holes are '$X' and '...'".to_owned()
            });
            self.add(rule, complaint, help);
        }
        match &rule.mode {
            Mode::Search(formula) => self.regexes(rule, formula),
            Mode::Taint(spec) => self.taint(rule, spec),
            Mode::Config(spec) => self.resources(rule, spec),
            Mode::Secret(_) | Mode::Unsupported(_) => {}
        }
        self.fix_regex(rule);
    }

    fn id(&mut self, rule: &Rule) {
        let (file, text, span) = (self.file, Arc::clone(&rule.origin.text), rule.places.id);
        let Some((other, _, first)) = self.ids.get(&rule.id) else {
            self.ids.insert(rule.id.clone(), (file, text, span));
            return;
        };
        let same = *other == file;
        let message = format!("rule id '{}' is not unique", rule.id);
        let mut complaint = self.complaint("duplicate_id", same, &message, span, "again here");
        let help = if same {
            complaint.also = Some((*first, "first here".to_owned()));
            "give each rule an id of its own; the first one runs".to_owned()
        } else {
            let name = &self.files[*other].0;
            format!("'{name}' has it as well; run together, their folders are put before their ids")
        };
        self.add(rule, complaint, Some(help));
    }

    fn languages(&mut self, rule: &Rule) {
        for word in &rule.languages {
            self.language(&word.value, word.span, Some(rule), &rule.id);
        }
        if let Mode::Taint(_) = rule.mode {
            let all =
                rule.languages.iter().flat_map(|it| tamis_lang::languages_for_rule(&it.value));
            let without = all.filter(|language| !has_flow(language)).map(|language| language.title);
            let without: Vec<&str> = without.collect();
            if let Some(word) = rule.languages.first().filter(|_| !without.is_empty()) {
                let message = format!(
                    "data flow is not there yet for {} in rule '{}'",
                    without.join(", "),
                    rule.id
                );
                let complaint = self.complaint("no_flow", false, &message, word.span, "");
                self.add(rule, complaint, None);
            }
        }
    }

    fn language(&mut self, word: &str, span: Span, rule: Option<&Rule>, id: &str) {
        if !tamis_lang::languages_for_rule(word).is_empty() {
            return;
        }
        let other = OTHERS.contains(&word);
        let message = format!("language '{word}' is not supported in rule '{id}'");
        let mut complaint =
            self.complaint("unknown_language", !other, &message, span, "not supported");
        let names: Vec<&str> = tamis_lang::LANGUAGES
            .iter()
            .flat_map(|language| language.rule_names)
            .copied()
            .collect();
        let near = did_you_mean(word, &names).filter(|_| !other);
        let help = match near {
            Some(near) => format!("did you mean '{near}'? 'tamis languages' lists all"),
            None if other => "the rule does not run for it".to_owned(),
            None => "'tamis languages' lists all".to_owned(),
        };
        match rule {
            Some(rule) => self.add(rule, complaint, Some(help)),
            None => {
                complaint.rule = Some(id.to_owned());
                complaint.help = Some(help);
                self.found.complaints.push(complaint);
            }
        }
    }

    fn doubt(&mut self, rule: &Rule, doubt: Doubt) {
        let Doubt { name, part, span, known } = doubt;
        let (code, is_error, what) = match part {
            Part::Condition => ("unbound_metavariable", true, "the condition never holds"),
            Part::Focus => ("unbound_metavariable", true, "the rule never matches"),
            Part::Propagator => ("unbound_metavariable", true, "the propagator does nothing"),
            Part::Message => ("unbound_in_message", false, "it stays in the message as it is"),
            Part::Fix => ("unbound_in_fix", false, "it would be written into the code"),
            Part::Label => ("unknown_label", false, "no source or propagator gives it"),
        };
        let message = match part {
            Part::Label => format!("label '{name}' in rule '{}': {what}", rule.id),
            _ => format!("no pattern binds '{name}' in rule '{}': {what}", rule.id),
        };
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let help = match did_you_mean(&name, &known) {
            Some(near) => Some(format!("did you mean '{near}'?")),
            None if known.is_empty() => None,
            None => Some(format!("bound here: {}", known.join(", "))),
        };
        let complaint = self.complaint(code, is_error, &message, span, "not bound");
        self.add(rule, complaint, help);
    }

    fn taint(&mut self, rule: &Rule, spec: &TaintSpec) {
        let lists = [&spec.sources, &spec.sinks, &spec.sanitizers, &spec.propagators];
        for pattern in lists.into_iter().flatten() {
            self.regexes(rule, &pattern.formula);
        }
        let named = [
            ("sources", &spec.source_kinds, self.kinds.sources.clone()),
            ("sinks", &spec.sink_kinds, self.kinds.sinks.clone()),
            ("sanitizers", &spec.sanitizer_kinds, self.kinds.sinks.clone()),
        ];
        for (key, kinds, known) in named {
            for kind in kinds.iter().filter(|kind| !known.contains(kind)) {
                let message =
                    format!("no model has the kind '{kind}' of '{key}' in rule '{}'", rule.id);
                let span = place_of(rule, kind);
                let complaint =
                    self.complaint("unknown_kind", true, &message, span, "unknown kind");
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                let help = match did_you_mean(kind, &known) {
                    Some(near) => format!("did you mean '{near}'?"),
                    None => format!("kinds of models: {}", known.join(", ")),
                };
                self.add(rule, complaint, Some(help));
            }
        }
    }

    fn resources(&mut self, rule: &Rule, spec: &ConfigSpec) {
        for glob in &spec.resources {
            if !DIALECTS.iter().any(|dialect| (dialect.makes)(&glob.value)) {
                let message =
                    format!("no dialect has resources '{}' in rule '{}'", glob.value, rule.id);
                let complaint = self.complaint(
                    "unknown_resource",
                    true,
                    &message,
                    glob.span,
                    "nothing is of this type",
                );
                let help = "types are 'aws_*', 'k8s:Pod', 'docker:RUN', 'compose:service', 'actions:step', 'AWS::*'";
                self.add(rule, complaint, Some(help.to_owned()));
            }
        }
    }

    fn fix_regex(&mut self, rule: &Rule) {
        let Some(fix) = &rule.fix_regex else { return };
        match Regex::compile(&fix.regex.value, Flags::PATTERN) {
            Ok(regex) => {
                self.slow(rule, &fix.regex);
                let highest = highest_group(&fix.replacement);
                if highest > regex.group_count() {
                    let message = format!(
                        "the replacement names group {highest}, the expression has {} in rule '{}'",
                        regex.group_count(),
                        rule.id
                    );
                    let complaint =
                        self.complaint("bad_regex", true, &message, fix.regex.span, "this one");
                    self.add(rule, complaint, None);
                }
            }
            Err(error) => {
                let message = format!("regular expression: {error} in rule '{}'", rule.id);
                let complaint =
                    self.complaint("bad_regex", true, &message, fix.regex.span, "this one");
                self.add(rule, complaint, None);
            }
        }
    }

    /// Looks for regular expressions that may take very long.
    fn regexes(&mut self, rule: &Rule, formula: &Formula) {
        match formula {
            Formula::Pattern(_) => {}
            Formula::Regex(regex) => self.slow(rule, regex),
            Formula::Any(parts) => parts.iter().for_each(|part| self.regexes(rule, part)),
            Formula::Inside(inner) | Formula::Anywhere(inner) | Formula::Not(inner) => {
                self.regexes(rule, inner);
            }
            Formula::All(all) => self.in_conjunction(rule, all),
        }
    }

    fn in_conjunction(&mut self, rule: &Rule, all: &Conjunction) {
        all.terms.iter().for_each(|term| self.regexes(rule, term));
        for condition in &all.conditions {
            match condition {
                Condition::Regex { regex, .. } => self.slow(rule, regex),
                Condition::Pattern { formula, .. } => self.regexes(rule, formula),
                _ => {}
            }
        }
    }

    /// Only what needs the engine that backtracks can run wild; the other is linear whatever the expression.
    fn slow(&mut self, rule: &Rule, regex: &Located<String>) {
        let backtracks =
            Regex::compile(&regex.value, Flags::PATTERN).is_ok_and(|it| !it.is_linear());
        if backtracks && redos::analyze(&regex.value).is_some_and(|risk| risk.exponential) {
            let message = format!(
                "regular expression may take very many steps on some texts in rule '{}'",
                rule.id
            );
            let complaint = self.complaint("slow_regex", false, &message, regex.span, "this one");
            let help = "look-around and back-references need an engine that tries again and again, and a repetition \
                        in a repetition makes it do so without end; its steps are bounded, and what is beyond is not found";
            self.add(rule, complaint, Some(help.to_owned()));
        }
    }

    fn model(&mut self, model: &LibraryModel) {
        for word in &model.languages {
            let text = self.original;
            let start = text.find(&format!("id: {}", model.id)).unwrap_or(0);
            // Words are kept in lower case; the label is on the id where the word is written otherwise.
            let at = text[start..].find(word.as_str()).map(|at| (start + at, word.len()));
            let (at, length) = at.unwrap_or((start, model.id.len()));
            let span = Span::new(at as u32, (at + length).min(text.len()) as u32);
            self.language(word, span, None, &model.id);
        }
    }
}

/// Where a word stands in a rule, as a list's item.
fn place_of(rule: &Rule, word: &str) -> Span {
    let whole = rule.origin.span;
    let text = rule.origin.text.get(whole.start as usize..whole.end as usize).unwrap_or("");
    match text.find(word) {
        Some(at) => Span::new(whole.start + at as u32, whole.start + (at + word.len()) as u32),
        None => rule.places.id,
    }
}

/// The highest `\\1` of a replacement.
fn highest_group(replacement: &str) -> usize {
    let numbers = replacement.split('\\').skip(1).filter_map(|part| {
        let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
        part[..end].parse().ok()
    });
    numbers.max().unwrap_or(0)
}
