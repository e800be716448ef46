//! Which files a rule file is tested on.

use std::fs;
use std::path::{Path, PathBuf};

use crate::select::rule_files;

/// A rule file with its test files.
pub(super) struct Pair {
    pub(super) rules: PathBuf,
    pub(super) tests: Vec<PathBuf>,
}

/// Tests beside their rules, below `paths`.
pub(super) fn beside(paths: &[PathBuf]) -> Vec<Pair> {
    let files = paths.iter().flat_map(|path| rule_files(path));
    files.map(|rules| Pair { tests: test_files(&rules, rules.parent()), rules }).collect()
}

/// Tests in `targets` of rules that stand elsewhere: a file is one for all rules of `config`, in a folder those are
/// that have the same place as their rule file in its folder.
pub(super) fn apart(config: &Path, targets: &[PathBuf]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for rules in rule_files(config) {
        let mut tests = Vec::new();
        for target in targets {
            if target.is_file() {
                tests.push(target.clone());
                continue;
            }
            let inner = rules.parent().and_then(|folder| folder.strip_prefix(config).ok());
            let folder = inner.map_or_else(|| target.clone(), |inner| target.join(inner));
            tests.extend(test_files(&rules, Some(&folder)));
        }
        pairs.push(Pair { rules, tests });
    }
    pairs
}

/// Test files of a rule file in `folder`: `<stem>.<ext>`, `<stem>.test.<ext>`, and all files in the folder `<stem>`.
fn test_files(rules: &Path, folder: Option<&Path>) -> Vec<PathBuf> {
    let folder = folder.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some(name) = rules.file_name().and_then(|name| name.to_str()) else { return Vec::new() };
    let own = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml")).unwrap_or(name);
    let mut files: Vec<PathBuf> = Vec::new();
    for path in list(folder) {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
        if path.is_dir() {
            if name == own {
                files.extend(list(&path).filter(|path| path.is_file()));
            }
        } else if name.strip_prefix(own).is_some_and(|rest| rest.starts_with('.'))
            && !is_rule_file(name)
            && !is_fixed(name)
        {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn list(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
}

/// A YAML file is a rule file, unless `.test.` says otherwise.
fn is_rule_file(name: &str) -> bool {
    (name.ends_with(".yaml") || name.ends_with(".yml")) && !name.contains(".test.")
}

fn is_fixed(name: &str) -> bool {
    name.split('.').skip(1).any(|part| part == "fixed")
}

/// The text a test file becomes by its fixes: `a.fixed.py` or `a.test.fixed.py` for `a.test.py`.
pub(super) fn fixed_file(test: &Path) -> Option<PathBuf> {
    let name = test.file_name()?.to_str()?;
    let (stem, ends) = name.split_once('.')?;
    let mut names = vec![format!("{stem}.fixed.{ends}")];
    if let Some((head, end)) = name.rsplit_once('.') {
        names.push(format!("{head}.fixed.{end}"));
    }
    if let Some(end) = ends.strip_prefix("test.") {
        names.push(format!("{stem}.fixed.{end}"));
    }
    names.into_iter().map(|name| test.with_file_name(name)).find(|path| path.is_file())
}
