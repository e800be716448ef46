//! From `--config` to a rule set.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use miette::{Report, miette};
use rustc_hash::{FxHashMap, FxHashSet};
use tamis_finding::Notice;
use tamis_rule::{LibraryModel, Rule, RuleError, parse_rules};
use tamis_scan::{EmbeddedRule, RuleSet, rule_error_notice};

use crate::args::Choice;
use crate::packs;

/// Rules as chosen, with what was wrong in rule files.
#[derive(Debug, Default)]
pub(crate) struct Selection {
    pub(crate) rules: RuleSet,
    pub(crate) errors: Vec<(String, RuleError)>,
}

impl Selection {
    /// The errors as notices.
    pub(crate) fn notices(&self) -> Vec<Notice> {
        self.errors.iter().map(|(path, error)| rule_error_notice(error, path)).collect()
    }
}

/// The rules asked for, or those of the pack `default`.
pub(crate) fn select(choice: &Choice) -> Result<Selection, Report> {
    let mut choice = choice.clone();
    if choice.config.is_empty() {
        choice.config.push("default".to_owned());
    }
    select_named(&choice)
}

/// Loads what `choice` names. Fails if a name is neither a pack, a file nor a folder.
pub(crate) fn select_named(choice: &Choice) -> Result<Selection, Report> {
    let mut read: Vec<Rule> = Vec::new();
    let mut embedded: Vec<EmbeddedRule> = Vec::new();
    let (mut errors, mut models) = (Vec::new(), Vec::new());
    for config in &choice.config {
        let path = Path::new(config);
        let pack = packs::pack(config);
        if config == packs::DEPS && !path.exists() {
            continue;
        }
        if path.exists() && (pack.is_empty() || path.is_file() || config.contains(['/', '\\'])) {
            for file in rule_files(path) {
                load(&file, &mut read, &mut models, &mut errors);
            }
        } else if pack.is_empty() {
            let names = packs::names().join(", ");
            return Err(miette!(
                code = "tamis::config::unknown",
                help = format!("packs: {names}"),
                "'{config}' is neither a file, a folder nor a rule pack"
            ));
        } else {
            embedded.extend(pack);
        }
    }
    tell_apart(&mut read, &choice.config);
    let mut rules = RuleSet::new(read, embedded);
    rules.add_models(models, packs::models());
    let named = |pack: &str| choice.config.iter().any(|name| name == pack);
    if (named("default") || named("minimal")) && !named("audit") {
        rules.accept_in_tests();
    }
    for id in &choice.exclude_rule {
        if rules.find(id).is_none() {
            return Err(miette!(
                code = "tamis::config::unknown_rule",
                help = "'tamis rules' lists the rules of this choice",
                "there is no rule '{id}' to exclude"
            ));
        }
    }
    rules.retain(|entry| !choice.exclude_rule.contains(&entry.id));
    Ok(Selection { rules, errors })
}

/// Puts the path in its folder before the id of rules that stand in different files under one id, as Semgrep does with
/// all: each runs, and comments find them by the id they have in their file.
fn tell_apart(rules: &mut [Rule], roots: &[String]) {
    // The same file under two names is one, so it is texts that differ.
    let mut texts: FxHashMap<String, FxHashSet<Arc<str>>> = FxHashMap::default();
    for rule in rules.iter() {
        texts.entry(rule.id.clone()).or_default().insert(Arc::clone(&rule.origin.text));
    }
    texts.retain(|_, texts| texts.len() > 1);
    for rule in rules.iter_mut().filter(|rule| texts.contains_key(&rule.id)) {
        let path = Path::new(&*rule.origin.file);
        let mut inner = roots.iter().filter_map(|root| path.strip_prefix(root).ok());
        let inner = inner.rfind(|inner| inner.components().next().is_some());
        let inner = inner.unwrap_or_else(|| path.file_name().map_or(path, Path::new));
        let parts = inner.with_extension("");
        let parts = parts.iter().map(|part| id_part(&part.to_string_lossy()));
        rule.id = format!("{}.{}", parts.collect::<Vec<_>>().join("."), rule.id);
    }
}

/// A part of a path with the characters ids may have.
fn id_part(part: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    part.chars().map(|c| if fits(c) { c } else { '_' }).collect()
}

fn load(
    file: &Path,
    rules: &mut Vec<Rule>,
    models: &mut Vec<LibraryModel>,
    errors: &mut Vec<(String, RuleError)>,
) {
    let name = file.display().to_string().replace('\\', "/");
    let text = match fs::read(file) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(_) => String::new(),
    };
    let parsed = parse_rules(&name, &text);
    rules.extend(parsed.rules);
    models.extend(parsed.models);
    errors.extend(parsed.errors.into_iter().map(|error| (name.clone(), error)));
}

/// Rule files below `path`, sorted: `.yaml` and `.yml` with a `rules:` key that are no tests, hidden ones left out.
pub(crate) fn rule_files(path: &Path) -> Vec<PathBuf> {
    files(path, has_rules_key)
}

/// The same with policies of Checkov, which a scan reads where they are named.
pub(crate) fn rule_and_policy_files(path: &Path) -> Vec<PathBuf> {
    files(path, |text| has_rules_key(text) || is_policy(text))
}

fn files(path: &Path, wanted: fn(&str) -> bool) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let mut files = Vec::new();
    let mut open = vec![path.to_owned()];
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            if path.is_dir() {
                open.push(path);
            } else if is_rule_file(&path, &name, wanted) {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn is_rule_file(path: &Path, name: &str, wanted: fn(&str) -> bool) -> bool {
    let yaml = (name.ends_with(".yaml") || name.ends_with(".yml")) && name != "data-types.yaml";
    let test = name.contains(".test.") || name.contains(".fixed.");
    yaml && !test && fs::read(path).is_ok_and(|bytes| wanted(&String::from_utf8_lossy(&bytes)))
}

/// Whether a file has the two keys that policies of Checkov have at the left margin.
fn is_policy(text: &str) -> bool {
    let has = |key: &str| text.lines().any(|line| line.starts_with(key));
    has("metadata:") && has("definition:")
}

/// Whether a line at the left margin is the key `rules` or `models`, or a JSON object says it.
fn has_rules_key(text: &str) -> bool {
    let is_json = text.trim_start().starts_with('{');
    text.lines().any(|line| {
        let line = if is_json { line.trim_start_matches([' ', '\t', '{']) } else { line };
        let quote = line.chars().next().filter(|c| matches!(c, '"' | '\''));
        let line = quote.map_or(line, |_| &line[1..]);
        let rest = line.strip_prefix("rules").or_else(|| line.strip_prefix("models"));
        let Some(rest) = rest else { return false };
        let rest = quote.map_or(Some(rest), |quote| rest.strip_prefix(quote));
        rest.is_some_and(|rest| rest.trim_start().starts_with(':'))
    })
}
