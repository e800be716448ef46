//! What holds in a run, and where each part comes from: command line, environment, `.tamis.toml`, default.
//!
//! For: joining the sources, the first that says something winning. Not for: what single files and rules are subject
//! to (`tamis_scan::apply_config`). Read [`Settings`].

use std::path::{Path, PathBuf};

use miette::{Report, miette};
use tamis_finding::{Confidence, Severity};
use tamis_scan::{ConfigFile, Configs, GATE_SYNTAX, Policy, Set};

use crate::args::{Choice, Files, Gate, Known, Output, Project};
use crate::git;

/// A value and who set it.
#[derive(Debug, Clone)]
pub(crate) struct Held<T> {
    pub(crate) value: T,
    /// As `tamis config` shows it (`.tamis.toml:4`).
    pub(crate) origin: String,
}

/// Where the run stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Place {
    /// The folder all paths are relative to: the repository's root, else what the command is about.
    pub(crate) base: PathBuf,
    /// The working folder, relative to it; empty if it is elsewhere.
    pub(crate) working: String,
    /// The folder whose configuration counts, relative to it.
    pub(crate) subject: String,
    /// The repository, if the base is the root of one.
    pub(crate) repository: bool,
}

/// The flags that have a counterpart in the configuration.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Flags<'a> {
    pub(crate) choice: &'a Choice,
    pub(crate) files: &'a Files,
    pub(crate) known: &'a Known,
    pub(crate) gate: &'a Gate,
    pub(crate) output: &'a Output,
    pub(crate) jobs: Option<usize>,
}

/// What holds.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub(crate) rules: Held<Vec<String>>,
    pub(crate) include: Held<Vec<String>>,
    pub(crate) exclude: Held<Vec<String>>,
    pub(crate) max_file_size: Held<Option<u64>>,
    pub(crate) jobs: Held<usize>,
    pub(crate) severity: Held<Severity>,
    pub(crate) confidence: Held<Confidence>,
    pub(crate) outputs: Held<Vec<String>>,
    pub(crate) policies: Held<Vec<Policy>>,
    /// Absolute, or as given.
    pub(crate) baseline: Held<Option<PathBuf>>,
    /// Key of the fingerprints of secrets' values.
    pub(crate) secrets_key: Held<Option<String>>,
}

/// Where paths start from, for what `roots` name (absolute).
pub(crate) fn place(cwd: &Path, roots: &[PathBuf]) -> Place {
    let mut tops = roots.iter().map(|root| git::root_of(root));
    let shared = tops.next().flatten().filter(|first| tops.all(|top| top.as_ref() == Some(first)));
    let repository = shared.is_some();
    let base = shared.unwrap_or_else(|| match roots {
        [root] if !root.starts_with(cwd) && root.is_dir() => root.clone(),
        _ => cwd.to_owned(),
    });
    let below = |path: &Path| {
        let rest = path.strip_prefix(&base).ok()?;
        Some(tamis_scan::relative(rest, Path::new("")))
    };
    let working = below(cwd).unwrap_or_default();
    let subject = match (cwd.starts_with(&base), roots) {
        (false, [root]) => {
            let folder = if root.is_dir() { Some(root.as_path()) } else { root.parent() };
            folder.and_then(below).unwrap_or_default()
        }
        _ => working.clone(),
    };
    Place { base, working, subject, repository }
}

/// The configuration files of a run.
pub(crate) fn configs(project: &Project, place: &Place) -> Result<Configs, Report> {
    if project.no_project_config {
        return Ok(Configs::off());
    }
    let found = match &project.project_config {
        Some(file) => Configs::only(&place.base, file),
        None => Configs::discover(&place.base, &place.subject),
    };
    found.map_err(Report::new)
}

impl Settings {
    /// Joins flags, environment (which clap reads), files and defaults.
    pub(crate) fn new(
        flags: Flags<'_>,
        configs: &Configs,
        place: &Place,
    ) -> Result<Settings, Report> {
        let files = configs.of_run();
        let Flags { choice, output, known, gate, .. } = flags;
        let severity = given(output.severity.as_deref(), "TAMIS_SEVERITY", |word| {
            Severity::parse(word).ok_or_else(|| {
                miette!(
                    help = "levels: info, low, medium, high, critical",
                    "'{word}' is no severity"
                )
            })
        })?;
        let confidence = given(output.confidence.as_deref(), "TAMIS_CONFIDENCE", |word| {
            Confidence::parse(word).ok_or_else(|| {
                miette!(help = "levels: low, medium, high", "'{word}' is no confidence")
            })
        })?;
        let severity = severity
            .or_else(|| from(&files, |file| file.report.severity.as_ref()))
            .unwrap_or_else(|| fallback(Severity::Info));
        let confidence = confidence
            .or_else(|| from(&files, |file| file.report.confidence.as_ref()))
            .unwrap_or_else(|| fallback(Confidence::Low));
        let policies = match policies(gate)? {
            Some(held) => held,
            None => from(&files, |file| file.gate.policies.as_ref()).unwrap_or_else(|| {
                let shown = Policy {
                    severity: severity.value,
                    confidence: confidence.value,
                    ..Policy::default()
                };
                let name = shown.describe();
                fallback(vec![Policy { name, ..shown }])
            }),
        };
        let baseline = given(known.baseline.as_ref(), "TAMIS_BASELINE", |path| Ok(path.clone()))?
            .map(|held| Held { value: Some(held.value), origin: held.origin })
            .or_else(|| {
                let found = from(&files, |file| file.gate.baseline.as_ref())?;
                Some(Held { value: Some(place.base.join(found.value)), origin: found.origin })
            })
            .filter(|_| known.baseline_commit.is_none() && known.diff.is_none());
        Ok(Settings {
            rules: rules(&choice.config, &files, place),
            include: list(&flags.files.include, "", &files, |file| file.scan.include.as_ref())
                .unwrap_or_else(|| fallback(Vec::new())),
            exclude: excluded(&flags.files.exclude, &files),
            max_file_size: optional(flags.files.max_file_size, "", &files, |file| {
                file.scan.max_file_size.as_ref()
            }),
            jobs: {
                let held =
                    optional(flags.jobs, "TAMIS_JOBS", &files, |file| file.scan.jobs.as_ref());
                Held { value: held.value.unwrap_or(0), origin: held.origin }
            },
            outputs: outputs(&output.output, &files, place)?,
            severity,
            confidence,
            policies,
            baseline: baseline.unwrap_or_else(|| fallback(None)),
            secrets_key: secrets_key(&files),
        })
    }
}

/// The key of value fingerprints: `TAMIS_SECRETS_KEY`, else that of a file.
fn secrets_key(files: &[&ConfigFile]) -> Held<Option<String>> {
    const VARIABLE: &str = "TAMIS_SECRETS_KEY";
    if let Some(key) = std::env::var(VARIABLE).ok().filter(|key| !key.is_empty()) {
        return Held { value: Some(key), origin: format!("environment ({VARIABLE})") };
    }
    match from(files, |file| file.secrets.key.as_ref()) {
        Some(held) => Held { value: Some(held.value), origin: held.origin },
        None => fallback(None),
    }
}

/// Policies of the command line or the environment.
fn policies(gate: &Gate) -> Result<Option<Held<Vec<Policy>>>, Report> {
    if gate.fail_on.is_empty() {
        return Ok(None);
    }
    let mut list = Vec::new();
    for spec in &gate.fail_on {
        let policy = Policy::parse(spec).map_err(|message| {
            miette!(code = "tamis::gate::unknown", help = GATE_SYNTAX, "{message}")
        })?;
        list.extend(policy);
    }
    let joined = gate.fail_on.join(" ");
    Ok(Some(Held { value: list, origin: said("TAMIS_FAIL_ON", &joined) }))
}

/// Packs and rule files; those of a configuration file are looked for in its folder.
fn rules(flags: &[String], files: &[&ConfigFile], place: &Place) -> Held<Vec<String>> {
    if let Some(held) = list(flags, "TAMIS_RULES", &[], |_| None) {
        return held;
    }
    let Some(file) = files.iter().rev().find(|file| file.scan.rules.is_some()) else {
        return fallback(vec!["default".to_owned()]);
    };
    let folder = place.base.join(&file.folder);
    let located = |word: &String| {
        let path = folder.join(word);
        if path.exists() { path.display().to_string() } else { word.clone() }
    };
    let set = file.scan.rules.as_ref();
    Held {
        value: set.iter().flat_map(|set| &set.value).map(located).collect(),
        origin: set.map(|set| format!("{}:{}", file.name, file.line(set.span))).unwrap_or_default(),
    }
}

/// Files to write. Those of a configuration file lie below its folder: scanning code of others writes nowhere else.
fn outputs(
    flags: &[String],
    files: &[&ConfigFile],
    place: &Place,
) -> Result<Held<Vec<String>>, Report> {
    if !flags.is_empty() {
        return Ok(Held { value: flags.to_vec(), origin: "command line".to_owned() });
    }
    let Some(file) = files.iter().rev().find(|file| file.report.output.is_some()) else {
        return Ok(fallback(Vec::new()));
    };
    let folder = place.base.join(&file.folder);
    let mut value = Vec::new();
    for word in file.report.output.iter().flat_map(|set| &set.value) {
        let (format, path) = word.split_once('=').unwrap_or((word, ""));
        let inside = |part| matches!(part, std::path::Component::Normal(_));
        if path.is_empty() || !Path::new(path).components().all(inside) {
            return Err(miette!(
                code = "tamis::config::output",
                help = "write 'FORMAT=FILE' with a file in or below the configuration's folder",
                "'{word}' in '{}' is no output",
                file.name
            ));
        }
        value.push(format!("{format}={}", folder.join(path).display()));
    }
    Ok(Held { value, origin: file.name.clone() })
}

/// Exclusions of all sources together: none takes another's back.
fn excluded(flags: &[String], files: &[&ConfigFile]) -> Held<Vec<String>> {
    let mut value = flags.to_vec();
    let mut origins: Vec<String> = Vec::new();
    if !flags.is_empty() {
        origins.push("command line".to_owned());
    }
    for file in files {
        if let Some(set) = &file.scan.exclude {
            value.extend(set.value.iter().map(|glob| below(&file.folder, glob)));
            origins.push(format!("{}:{}", file.name, file.line(set.span)));
        }
    }
    if origins.is_empty() {
        return fallback(value);
    }
    Held { value, origin: origins.join(", ") }
}

/// A glob of a file in `folder` as one from the root.
fn below(folder: &str, glob: &str) -> String {
    match (folder, glob.strip_prefix('/').or_else(|| glob.strip_prefix("./"))) {
        ("", _) => glob.to_owned(),
        (folder, Some(rooted)) => format!("/{folder}/{rooted}"),
        (folder, None) => format!("/{folder}/**/{glob}"),
    }
}

fn fallback<T>(value: T) -> Held<T> {
    Held { value, origin: "default".to_owned() }
}

/// Who set a value that clap gives: the environment if it has just that.
fn said(variable: &str, value: &str) -> String {
    let is_set = !variable.is_empty() && std::env::var(variable).is_ok_and(|set| set == value);
    if is_set { format!("environment ({variable})") } else { "command line".to_owned() }
}

fn given<W: ?Sized + AsRef<std::ffi::OsStr>, T>(
    word: Option<&W>,
    variable: &str,
    read: impl Fn(&W) -> Result<T, Report>,
) -> Result<Option<Held<T>>, Report> {
    let Some(word) = word else { return Ok(None) };
    let origin = said(variable, &word.as_ref().to_string_lossy());
    Ok(Some(Held { value: read(word)?, origin }))
}

/// The innermost file that sets a key.
fn from<T: Clone>(
    files: &[&ConfigFile],
    key: impl for<'f> Fn(&'f ConfigFile) -> Option<&'f Set<T>>,
) -> Option<Held<T>> {
    files.iter().rev().find_map(|file| {
        let set = key(file)?;
        let origin = format!("{}:{}", file.name, file.line(set.span));
        Some(Held { value: set.value.clone(), origin })
    })
}

fn list(
    flags: &[String],
    variable: &str,
    files: &[&ConfigFile],
    key: impl for<'f> Fn(&'f ConfigFile) -> Option<&'f Set<Vec<String>>>,
) -> Option<Held<Vec<String>>> {
    if flags.is_empty() {
        return from(files, key);
    }
    Some(Held { value: flags.to_vec(), origin: said(variable, &flags.join(",")) })
}

fn optional<T: Clone + ToString>(
    flag: Option<T>,
    variable: &str,
    files: &[&ConfigFile],
    key: impl for<'f> Fn(&'f ConfigFile) -> Option<&'f Set<T>>,
) -> Held<Option<T>> {
    match flag {
        Some(value) => {
            let origin = said(variable, &value.to_string());
            Held { value: Some(value), origin }
        }
        None => match from(files, key) {
            Some(held) => Held { value: Some(held.value), origin: held.origin },
            None => fallback(None),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_of_inner_files_start_at_their_folder() {
        assert_eq!(below("", "*.py"), "*.py");
        assert_eq!(below("web", "/old"), "/web/old");
        assert_eq!(below("web", "*.py"), "/web/**/*.py");
    }
}
