//! From `--config` to a rule set.

use std::fs;
use std::path::{Path, PathBuf};

use miette::{Report, miette};
use tamis_finding::Notice;
use tamis_rule::{Rule, RuleError, parse_rules};
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
    let mut errors = Vec::new();
    for config in &choice.config {
        let path = Path::new(config);
        let pack = packs::pack(config);
        if path.exists() && (pack.is_empty() || path.is_file() || config.contains(['/', '\\'])) {
            for file in rule_files(path) {
                load(&file, &mut read, &mut errors);
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
    let mut rules = RuleSet::new(read, embedded);
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

fn load(file: &Path, rules: &mut Vec<Rule>, errors: &mut Vec<(String, RuleError)>) {
    let name = file.display().to_string().replace('\\', "/");
    let text = match fs::read(file) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(_) => String::new(),
    };
    let parsed = parse_rules(&name, &text);
    rules.extend(parsed.rules);
    errors.extend(parsed.errors.into_iter().map(|error| (name.clone(), error)));
}

/// Rule files below `path`, sorted: `.yaml` and `.yml` with a `rules:` key that are no tests, hidden ones left out.
pub(crate) fn rule_files(path: &Path) -> Vec<PathBuf> {
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
            } else if is_rule_file(&path, &name) {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn is_rule_file(path: &Path, name: &str) -> bool {
    let yaml = name.ends_with(".yaml") || name.ends_with(".yml");
    let test = name.contains(".test.") || name.contains(".fixed.");
    yaml && !test
        && fs::read(path).is_ok_and(|bytes| has_rules_key(&String::from_utf8_lossy(&bytes)))
}

/// Whether a line at the left margin is the key `rules`, or a JSON object says it.
fn has_rules_key(text: &str) -> bool {
    let is_json = text.trim_start().starts_with('{');
    text.lines().any(|line| {
        let line = if is_json { line.trim_start_matches([' ', '\t', '{']) } else { line };
        let quote = line.chars().next().filter(|c| matches!(c, '"' | '\''));
        let line = quote.map_or(line, |_| &line[1..]);
        let Some(rest) = line.strip_prefix("rules") else { return false };
        let rest = quote.map_or(Some(rest), |quote| rest.strip_prefix(quote));
        rest.is_some_and(|rest| rest.trim_start().starts_with(':'))
    })
}
