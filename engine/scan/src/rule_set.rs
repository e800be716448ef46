//! The rules of one run, compiled when first needed.

use std::sync::{Arc, OnceLock};

use blake3::{Hash, Hasher};
use miette::Diagnostic;
use rustc_hash::FxHashMap;
use tamis_finding::{Confidence, Family, Notice, NoticeKind, RuleIndex, RuleInfo, Severity};
use tamis_flow::{Models, TaintRule};
use tamis_iac::{DIALECTS, Dialect};
use tamis_ir::{Language, LanguageId};
use tamis_matcher::{CompiledFormula, Host, MatchOptions, Problem};
use tamis_rule::{
    ConfigSpec, LibraryModel, Mode, Need, Rule, SecretSpec, needs, parse_rules, taint_needs,
};
use tamis_syntax::Span;

use crate::cache::part;
use crate::date::Date;
use crate::paths::PathMatcher;
use crate::taint::CompiledTaint;

/// A rule packed into the binary: what selection and the prefilter ask is decoded at build time, the rest is read from
/// `text` when the rule first may match.
#[derive(Debug, Clone, Copy)]
pub struct EmbeddedRule {
    /// Dotted id.
    pub id: &'static str,
    /// Words under `languages:`.
    pub languages: &'static [&'static str],
    /// Harm if true.
    pub severity: Severity,
    /// How sure.
    pub confidence: Confidence,
    /// Packs it belongs to, sorted.
    pub packs: &'static [&'static str],
    /// Whether it follows data.
    pub is_taint: bool,
    /// Literals it needs, in the text form of [`Need::encode`].
    pub need: &'static str,
    /// Globs of the resources a rule of `mode: config` is about; empty for others.
    pub resources: &'static [&'static str],
    /// Keywords of a secret rule; `None` for every other rule.
    pub keywords: Option<&'static [&'static str]>,
    /// Path of the rule file in the pack.
    pub file: &'static str,
    /// The rule file.
    pub text: &'static str,
}

/// Models of libraries packed into the binary, read when a rule first asks for them.
#[derive(Debug, Clone, Copy)]
pub struct EmbeddedModels {
    /// Path of the file in the pack.
    pub file: &'static str,
    /// The file.
    pub text: &'static str,
}

/// One rule of a run.
#[derive(Debug)]
pub struct RuleEntry {
    /// Dotted id.
    pub id: String,
    /// Harm if true.
    pub severity: Severity,
    /// How sure.
    pub confidence: Confidence,
    /// The languages whose files it applies to, sorted by id.
    pub languages: Vec<&'static Language>,
    /// Literals that must stand in a file.
    pub need: Need,
    /// The dialects whose resources it asks; empty for rules that match files one by one.
    pub dialects: Vec<&'static Dialect>,
    /// Keywords of a secret rule; `None` for every other rule.
    pub keywords: Option<Vec<String>>,
    /// Whether its findings in code of tests are accepted.
    pub accepted_in_tests: bool,
    source: Source,
    /// A packed rule, read.
    read: OnceLock<Option<Rule>>,
    paths: OnceLock<PathMatcher>,
    compiled: FxHashMap<LanguageId, OnceLock<Result<Compiled, Vec<Problem>>>>,
}

/// A rule compiled for one language.
#[derive(Debug)]
pub(crate) enum Compiled {
    /// What matches is reported.
    Search(Box<CompiledFormula>),
    /// What matches is where data starts, ends or is changed.
    Taint(CompiledTaint),
}

#[derive(Debug)]
enum Source {
    Read(Box<Rule>),
    Embedded(EmbeddedRule),
}

/// The pack of secrets that their form or the name beside them tells, whoever issued them.
const GENERIC_SECRETS: &str = "secrets.generic.";

/// The rules of one run, sorted by id.
#[derive(Debug, Default)]
pub struct RuleSet {
    entries: Vec<RuleEntry>,
    /// Models of libraries, those of rule files first.
    models: Vec<LibraryModel>,
    packed_models: &'static [EmbeddedModels],
    joined_models: OnceLock<Arc<Models>>,
    /// What is wrong with the choice of rules: languages that are not there, modes that are not supported.
    pub notices: Vec<Notice>,
}

impl RuleSet {
    /// Joins rules. Of several with one id the first is kept, with a notice for the others.
    pub fn new(read: Vec<Rule>, embedded: impl IntoIterator<Item = EmbeddedRule>) -> Self {
        let mut set = RuleSet::default();
        for rule in read {
            set.add_read(rule);
        }
        for rule in embedded {
            set.add_embedded(rule);
        }
        set.entries.sort_by(|a, b| a.id.cmp(&b.id));
        set.drop_doubles();
        set.notices.sort();
        set.notices.dedup();
        set
    }

    /// Adds models of libraries: those that rule files hold, and those packed into the binary.
    pub fn add_models(&mut self, read: Vec<LibraryModel>, packed: &'static [EmbeddedModels]) {
        self.models.extend(read);
        self.packed_models = packed;
    }

    /// The models of `other`, and `read` before them.
    pub(crate) fn add_models_of(&mut self, other: &RuleSet, mut read: Vec<LibraryModel>) {
        read.extend(other.models.iter().cloned());
        self.add_models(read, other.packed_models);
    }

    /// All models, joined.
    pub(crate) fn all_models(&self) -> Arc<Models> {
        Arc::clone(self.joined_models.get_or_init(|| Arc::new(self.join_models())))
    }

    /// The models for `rules`, joined; none where no rule asks for one.
    pub(crate) fn models(&self, rules: &[TaintRule]) -> Arc<Models> {
        let wanted =
            rules.iter().any(|it| !it.source_kinds.is_empty() || !it.sink_kinds.is_empty());
        if !wanted {
            return Arc::default();
        }
        self.all_models()
    }

    fn join_models(&self) -> Models {
        let packed = self.packed_models.iter().flat_map(|models| {
            parse_rules(&format!("embedded:{}", models.file), models.text).models
        });
        let all = self.models.iter().cloned().chain(packed).map(|model| {
            let mut languages: Vec<LanguageId> = model
                .languages
                .iter()
                .flat_map(|word| tamis_lang::languages_for_rule(word))
                .map(|language| language.id)
                .collect();
            languages.sort();
            languages.dedup();
            (model, languages)
        });
        Models::new(all)
    }

    /// A hash of all that the rules and models say. Linear in their texts.
    pub(crate) fn digest(&self) -> Hash {
        let mut hasher = Hasher::new();
        // Rules of one packed file share its text.
        let mut last = std::ptr::null();
        let mut text = |hasher: &mut Hasher, text: &'static str| {
            if !std::ptr::eq(last, text.as_ptr()) {
                part(hasher, text.as_bytes());
                last = text.as_ptr();
            }
        };
        for entry in &self.entries {
            let weight = (entry.severity, entry.confidence, entry.accepted_in_tests);
            part(&mut hasher, format!("{} {weight:?}", entry.id).as_bytes());
            match &entry.source {
                Source::Read(rule) => part(&mut hasher, format!("{rule:?}").as_bytes()),
                Source::Embedded(rule) => text(&mut hasher, rule.text),
            }
        }
        part(&mut hasher, format!("{:?}", self.models).as_bytes());
        for models in self.packed_models {
            text(&mut hasher, models.text);
        }
        hasher.finalize()
    }

    /// Number of rules.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// All rules, sorted by id.
    pub fn entries(&self) -> &[RuleEntry] {
        &self.entries
    }

    /// The rule at an index.
    pub fn entry(&self, index: RuleIndex) -> &RuleEntry {
        &self.entries[index.0 as usize]
    }

    /// The rule of that id, or of that alias.
    pub fn find(&self, id: &str) -> Option<&RuleEntry> {
        let by_alias = || {
            self.entries.iter().find(|entry| {
                entry.rule().is_some_and(|rule| rule.aliases.iter().any(|alias| alias == id))
            })
        };
        match self.entries.binary_search_by(|entry| entry.id.as_str().cmp(id)) {
            Ok(at) => self.entries.get(at),
            Err(_) => by_alias(),
        }
    }

    /// The rule that a comment calls `id`: by its id or the last dotted parts of it.
    pub fn named(&self, id: &str) -> Option<&RuleEntry> {
        self.entries.iter().find(|entry| {
            let rest = entry.id.strip_suffix(id);
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        })
    }

    /// Keeps the rules that `keep` wants.
    pub fn retain(&mut self, keep: impl Fn(&RuleEntry) -> bool) {
        self.entries.retain(|entry| keep(entry));
    }

    /// Accepts what packed rules for code find in code of tests, and secrets of no known provider there: tests make up
    /// passwords and keys. A provider's token is the same everywhere, and so is infrastructure, but for Compose.
    pub fn accept_in_tests(&mut self) {
        for entry in &mut self.entries {
            let is_packed = entry.is_packed();
            let is_known = entry.keywords.is_some() && !entry.id.starts_with(GENERIC_SECRETS);
            // Compose files of tests start what these run against.
            let fits = entry.dialects.iter().all(|dialect| dialect.id == "compose");
            entry.accepted_in_tests = is_packed && !is_known && fits;
        }
    }

    fn add_read(&mut self, rule: Rule) {
        if let Mode::Config(spec) = &rule.mode {
            let globs: Vec<&str> = spec.resources.iter().map(|glob| glob.value.as_str()).collect();
            let dialects = self.dialects(&rule.id, &globs);
            let (id, severity) = (rule.id.clone(), rule.severity);
            let confidence = rule.metadata.confidence.unwrap_or(Confidence::Medium);
            self.push_config(id, severity, confidence, dialects, Source::Read(Box::new(rule)));
            return;
        }
        let words: Vec<&str> = rule.languages.iter().map(|word| word.value.as_str()).collect();
        let languages = self.languages(&rule.id, &words);
        if let Mode::Taint(_) = rule.mode {
            for language in languages.iter().filter(|language| !has_flow(language)) {
                self.note(&rule.id, format!("data flow is not there yet for {}", language.title));
            }
        }
        if let Some(mode) = unsupported_mode(&rule.mode) {
            self.note(&rule.id, format!("{mode} is not supported yet; the rule was left out"));
            return;
        }
        let need = needs(&rule);
        let confidence = rule.metadata.confidence.unwrap_or(Confidence::Medium);
        let keywords = match &rule.mode {
            Mode::Secret(spec) => Some(spec.keywords.clone()),
            _ => None,
        };
        self.push(
            rule.id.clone(),
            (rule.severity, confidence),
            languages,
            need,
            keywords,
            Source::Read(Box::new(rule)),
        );
    }

    fn add_embedded(&mut self, rule: EmbeddedRule) {
        if !rule.resources.is_empty() {
            let dialects = self.dialects(rule.id, rule.resources);
            let (id, severity, confidence) = (rule.id.to_owned(), rule.severity, rule.confidence);
            self.push_config(id, severity, confidence, dialects, Source::Embedded(rule));
            return;
        }
        let languages = self.languages(rule.id, rule.languages);
        let need = Need::decode(rule.need).unwrap_or(Need::Always);
        let id = rule.id.to_owned();
        let keywords = rule.keywords.map(|words| words.iter().map(|it| (*it).to_owned()).collect());
        let weight = (rule.severity, rule.confidence);
        self.push(id, weight, languages, need, keywords, Source::Embedded(rule));
    }

    fn push(
        &mut self,
        id: String,
        (severity, confidence): (Severity, Confidence),
        languages: Vec<&'static Language>,
        need: Need,
        keywords: Option<Vec<String>>,
        source: Source,
    ) {
        if languages.is_empty() {
            return;
        }
        let compiled = languages.iter().map(|language| (language.id, OnceLock::new())).collect();
        let (read, paths) = (OnceLock::new(), OnceLock::new());
        self.entries.push(RuleEntry {
            id,
            severity,
            confidence,
            languages,
            need,
            dialects: Vec::new(),
            keywords,
            accepted_in_tests: false,
            source,
            read,
            paths,
            compiled,
        });
    }

    fn push_config(
        &mut self,
        id: String,
        severity: Severity,
        confidence: Confidence,
        dialects: Vec<&'static Dialect>,
        source: Source,
    ) {
        if dialects.is_empty() {
            return;
        }
        let ids = dialects.iter().flat_map(|dialect| dialect.languages);
        let mut languages: Vec<_> = ids.filter_map(|id| tamis_lang::language(id)).collect();
        languages.sort_by_key(|language| language.id);
        languages.dedup_by_key(|language| language.id);
        self.entries.push(RuleEntry {
            id,
            severity,
            confidence,
            languages,
            need: Need::Always,
            dialects,
            keywords: None,
            accepted_in_tests: false,
            source,
            read: OnceLock::new(),
            paths: OnceLock::new(),
            compiled: FxHashMap::default(),
        });
    }

    /// The dialects that make resources of these types.
    fn dialects(&mut self, rule: &str, globs: &[&str]) -> Vec<&'static Dialect> {
        let makes = |dialect: &&Dialect| globs.iter().any(|glob| (dialect.makes)(glob));
        let found: Vec<&'static Dialect> = DIALECTS.iter().filter(makes).collect();
        if found.is_empty() {
            self.note(rule, format!("no dialect has resources '{}'", globs.join("', '")));
        }
        found
    }

    fn languages(&mut self, rule: &str, words: &[&str]) -> Vec<&'static Language> {
        let mut found: Vec<&'static Language> = Vec::new();
        for word in words {
            let known = tamis_lang::languages_for_rule(word);
            if known.is_empty() {
                self.note(
                    rule,
                    format!("language '{word}' is not supported; 'tamis languages' lists all"),
                );
            }
            found.extend(known);
        }
        found.sort_by_key(|language| language.id);
        found.dedup_by_key(|language| language.id);
        found
    }

    fn note(&mut self, rule: &str, message: String) {
        self.notices.push(Notice {
            kind: NoticeKind::Unsupported,
            path: None,
            span: None,
            start: None,
            rule: Some(rule.to_owned()),
            message,
        });
    }

    fn drop_doubles(&mut self) {
        let mut doubles = Vec::new();
        self.entries.dedup_by(|later, kept| {
            let same = later.id == kept.id;
            if same && !later.is_same_source(kept) {
                doubles.push(kept.id.clone());
            }
            same
        });
        for id in doubles {
            self.note(&id, "several rules have this id; the first one ran".to_owned());
        }
    }
}

pub(crate) fn has_flow(language: &Language) -> bool {
    language.syntax.as_ref().is_some_and(|syntax| syntax.lowering.is_some())
}

fn unpack(embedded: &EmbeddedRule) -> Option<Rule> {
    let name = format!("embedded:{}", embedded.file);
    parse_rules(&name, embedded.text).rules.into_iter().find(|rule| rule.id == embedded.id)
}

fn unsupported_mode(mode: &Mode) -> Option<String> {
    match mode {
        Mode::Search(_) | Mode::Taint(_) | Mode::Config(_) | Mode::Secret(_) => None,
        Mode::Unsupported(name) => Some(format!("'mode: {name}'")),
    }
}

impl RuleEntry {
    fn is_same_source(&self, other: &RuleEntry) -> bool {
        match (&self.source, &other.source) {
            (Source::Read(a), Source::Read(b)) => {
                a.origin.text == b.origin.text && a.origin.span == b.origin.span
            }
            (Source::Embedded(a), Source::Embedded(b)) => a.file == b.file,
            _ => false,
        }
    }

    /// The whole rule; read now if it was packed. `None` only where a packed rule is broken, which the tests forbid.
    pub fn rule(&self) -> Option<&Rule> {
        match &self.source {
            Source::Read(rule) => Some(rule),
            Source::Embedded(embedded) => self.read.get_or_init(|| unpack(embedded)).as_ref(),
        }
    }

    /// Whether it is packed into the binary.
    pub(crate) fn is_packed(&self) -> bool {
        matches!(self.source, Source::Embedded(_))
    }

    /// Whether it follows data.
    pub fn is_taint(&self) -> bool {
        match &self.source {
            Source::Read(rule) => matches!(rule.mode, Mode::Taint(_)),
            Source::Embedded(embedded) => embedded.is_taint,
        }
    }

    /// What a file with a source, and one with a sink, must have; `None` where models or names of data say more than
    /// patterns, and for rules packed into the binary.
    pub(crate) fn ends(&self) -> Option<(Need, Need)> {
        let Source::Read(rule) = &self.source else { return None };
        let Mode::Taint(spec) = &rule.mode else { return None };
        let named = spec.sources.iter().chain(&spec.sinks).any(|it| !it.data_types.is_empty());
        if named || !spec.source_kinds.is_empty() || !spec.sink_kinds.is_empty() {
            return None;
        }
        let words: Vec<&str> = rule.languages.iter().map(|word| word.value.as_str()).collect();
        Some(taint_needs(spec, &words))
    }

    /// Its matching side, if it is a secret rule.
    pub fn secret(&self) -> Option<&SecretSpec> {
        match self.rule().map(|rule| &rule.mode) {
            Some(Mode::Secret(spec)) => Some(spec),
            _ => None,
        }
    }

    /// Whether the rule's `paths:` want the file.
    pub fn wants(&self, path: &str) -> bool {
        let compile = || {
            // Globs that are none were refused when the rule was read.
            self.rule().and_then(|rule| PathMatcher::new(&rule.paths).ok()).unwrap_or_default()
        };
        self.paths.get_or_init(compile).matches(path)
    }

    /// Whether it applies to files of `language`.
    pub fn applies_to(&self, language: LanguageId) -> bool {
        self.compiled.contains_key(&language)
    }

    /// What it looks for in `language`, compiled on first use; problems where it does not compile.
    pub(crate) fn compiled(&self, language: &'static Language) -> Result<&Compiled, &[Problem]> {
        let Some(cell) = self.compiled.get(&language.id) else { return Err(&[]) };
        let compile = || {
            let problems = match self.compile(language, host()) {
                Ok(compiled) => return Ok(compiled),
                Err(problems) => problems,
            };
            let others = self.languages.iter().filter(|other| other.id != language.id);
            let foreign = problems.iter().all(|problem| problem.is_foreign)
                && others.into_iter().any(|other| self.compile(other, host()).is_ok());
            if foreign {
                self.compile(language, Host { skips_foreign: true, ..host() })
            } else {
                Err(problems)
            }
        };
        cell.get_or_init(compile).as_ref().map_err(Vec::as_slice)
    }

    fn compile(&self, language: &'static Language, host: Host) -> Result<Compiled, Vec<Problem>> {
        let Some(rule) = self.rule() else { return Err(Vec::new()) };
        let options = MatchOptions::of(&rule.options);
        match &rule.mode {
            Mode::Search(formula) => CompiledFormula::new(formula, &options, language, host)
                .map(|formula| Compiled::Search(Box::new(formula))),
            Mode::Taint(spec) => {
                CompiledTaint::new(spec, &options, language, host).map(Compiled::Taint)
            }
            _ => Err(Vec::new()),
        }
    }

    /// What it asks of resources, for a rule of `mode: config`.
    pub fn config(&self) -> Option<&ConfigSpec> {
        match &self.rule()?.mode {
            Mode::Config(spec) => Some(spec),
            _ => None,
        }
    }

    /// Compiles it for every language it applies to. A rule that compiles for none of them is in error; one that
    /// compiles for some is not (a pattern with types parses in TypeScript only). Problems with the language's title.
    pub fn check(&self) -> Result<(), Vec<(&'static str, Problem)>> {
        if !self.dialects.is_empty() {
            return self.check_config();
        }
        if self.keywords.is_some() {
            return Ok(());
        }
        let mut problems = Vec::new();
        for language in &self.languages {
            match self.compiled(language) {
                Ok(_) => return Ok(()),
                Err(found) => {
                    problems.extend(found.iter().map(|problem| (language.title, problem.clone())))
                }
            }
        }
        Err(problems)
    }

    /// Alternatives that parse in none of its languages and are left out; the rule runs without them.
    pub fn left_out(&self) -> Vec<Problem> {
        let of = |language: &&'static Language| match self.compiled(language) {
            Ok(Compiled::Search(formula)) => formula.left_out.clone(),
            Ok(Compiled::Taint(taint)) => taint.left_out.clone(),
            Err(problems) => problems.to_vec(),
        };
        let mut languages = self.languages.iter();
        let mut found = languages.next().map(of).unwrap_or_default();
        for language in languages {
            if found.is_empty() {
                break;
            }
            let other = of(language);
            found.retain(|problem| other.iter().any(|it| it.span == problem.span));
        }
        found
    }

    /// All problems of all its languages; those of patterns that another language of the rule reads are none.
    pub(crate) fn problems(&self) -> Vec<Problem> {
        if !self.dialects.is_empty() {
            let problems = self.check_config().err().into_iter().flatten();
            return problems.map(|(_, problem)| problem).collect();
        }
        if self.keywords.is_some() {
            return Vec::new();
        }
        let of = |language: &&'static Language| {
            self.compiled(language).err().map(<[Problem]>::to_vec).unwrap_or_default()
        };
        let mut found: Vec<Problem> = self.languages.iter().flat_map(of).collect();
        found.extend(self.left_out());
        found
    }

    fn check_config(&self) -> Result<(), Vec<(&'static str, Problem)>> {
        let problems = self.config().map(tamis_iac::query::problems).unwrap_or_default();
        if problems.is_empty() {
            return Ok(());
        }
        let problem = |(span, message): (Span, String)| {
            ("resources", Problem { span, message, is_foreign: false })
        };
        Err(problems.into_iter().map(problem).collect())
    }

    /// Whether it was needed for some file so far.
    pub fn was_compiled(&self) -> bool {
        if !self.dialects.is_empty() {
            return matches!(self.source, Source::Read(_)) || self.read.get().is_some();
        }
        self.languages.iter().any(|language| {
            self.compiled.get(&language.id).is_some_and(|cell| cell.get().is_some())
        })
    }

    /// What outputs say of it.
    pub fn info(&self) -> RuleInfo {
        let rule = self.rule();
        let metadata = rule.map(|rule| rule.metadata.clone()).unwrap_or_default();
        let cwe: Vec<(u32, String)> =
            metadata.cwe.iter().filter_map(|text| parse_cwe(text)).collect();
        let mut tags: Vec<String> = metadata.category.iter().cloned().collect();
        tags.extend(metadata.technology.iter().cloned());
        RuleInfo {
            id: self.id.clone(),
            message: rule.map(|rule| rule.message.trim().to_owned()).unwrap_or_default(),
            severity: self.severity,
            confidence: self.confidence,
            cwe: cwe.iter().map(|(number, _)| *number).collect(),
            cwe_titles: cwe.into_iter().map(|(_, title)| title).collect(),
            owasp: metadata.owasp,
            link: metadata.link.or_else(|| metadata.references.first().cloned()),
            references: metadata.references,
            equivalents: metadata.equivalents,
            help: metadata.help,
            family: Family::of(&self.id, &tags),
            tags,
        }
    }
}

/// `CWE-78: OS command injection` is 78 with its title.
fn parse_cwe(text: &str) -> Option<(u32, String)> {
    let rest = text.trim().strip_prefix("CWE-").or_else(|| text.trim().strip_prefix("cwe-"))?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let number = rest[..digits].parse().ok()?;
    Some((number, rest[digits..].trim_start_matches([':', ' ']).trim().to_owned()))
}

/// Seconds from 1970 to the start of the day on which this run began.
fn today() -> f64 {
    static TODAY: OnceLock<f64> = OnceLock::new();
    *TODAY.get_or_init(|| Date::today().days_since(Date::of_seconds(0)) as f64 * 86_400.0)
}

/// The languages as the matcher asks for them.
pub fn host() -> Host {
    Host {
        languages: tamis_lang::languages_for_rule,
        parse: tamis_lang::parse,
        skips_foreign: false,
        whole: false,
        today: Some(today()),
    }
}

/// A rule file's errors as notices, for outputs that are not a terminal.
pub fn rule_error_notice(error: &tamis_rule::RuleError, path: &str) -> Notice {
    let help = error.help().map(|help| format!(" ({help})")).unwrap_or_default();
    Notice {
        kind: NoticeKind::RuleError,
        path: Some(path.to_owned()),
        span: None,
        start: None,
        rule: None,
        message: format!("{error}{help}"),
    }
}
