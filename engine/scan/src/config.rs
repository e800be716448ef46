//! The configuration of a project: `.tamis.toml`.
//!
//! For: finding the files, reading them with errors that point at the key, and telling what holds for a path.
//! Not for: the command line and environment (the binary joins them), changing findings (`settle`).
//! Read [`Configs`], then [`ConfigFile`] for what a file may say. docs/configuration.md is the users' page.
//!
//! Files are found upwards from where tamis runs to the root of the repository, and in the folders of the files with
//! findings. What an inner file says of rules and exceptions is added to what outer ones say and comes after it, so it
//! wins; its globs start at its own folder. The sections `scan`, `report` and `gate` are those of a run: of them only
//! files at or above the working folder count, key by key, the innermost first.

mod error;
mod schema;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tamis_finding::{Confidence, Severity};
use tamis_syntax::Span;

pub use self::error::ConfigError;
use crate::date::Date;
use crate::gate::Policy;
use crate::paths::Globs;

/// The name of a configuration file.
pub const FILE_NAME: &str = ".tamis.toml";

/// Larger files are refused.
const LARGEST: u64 = 1 << 20;

/// A value of a configuration with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set<T> {
    /// The value.
    pub value: T,
    /// Byte range in the file.
    pub span: Span,
}

/// One configuration file, read.
#[derive(Debug, Clone, Default)]
pub struct ConfigFile {
    /// As shown: relative to the root (`.tamis.toml`, `web/.tamis.toml`), or as given.
    pub name: String,
    /// Its folder, relative to the root; empty for the root itself.
    pub folder: String,
    /// Its text.
    pub text: Arc<str>,
    /// `[scan]`.
    pub scan: ScanSection,
    /// `[report]`.
    pub report: ReportSection,
    /// `[gate]`.
    pub gate: GateSection,
    /// `[secrets]`.
    pub secrets: SecretsSection,
    /// `database` of `[deps]`: a file or folder of advisories, relative to the configuration's folder.
    pub database: Option<Set<String>>,
    /// `[licenses]`, if it says anything.
    pub licenses: Option<LicenseSection>,
    /// `[rules."ID"]` and `[[override]]`, in order of the file.
    pub settings: Vec<Setting>,
    /// `[[exception]]`, in order of the file.
    pub exceptions: Vec<Exception>,
}

/// What is scanned.
#[derive(Debug, Clone, Default)]
pub struct ScanSection {
    /// Packs, rule files, folders of them.
    pub rules: Option<Set<Vec<String>>>,
    /// Only files one of these globs matches.
    pub include: Option<Set<Vec<String>>>,
    /// No files one of these matches.
    pub exclude: Option<Set<Vec<String>>>,
    /// Larger files are left out.
    pub max_file_size: Option<Set<u64>>,
    /// Threads.
    pub jobs: Option<Set<usize>>,
}

/// Which licences dependencies may have.
pub type LicenseSection = tamis_deps::license::Policy;

/// What is shown.
#[derive(Debug, Clone, Default)]
pub struct ReportSection {
    /// Findings below are not shown.
    pub severity: Option<Set<Severity>>,
    /// Findings below are not shown.
    pub confidence: Option<Set<Confidence>>,
    /// `FORMAT=FILE`, as the command line takes it.
    pub output: Option<Set<Vec<String>>>,
}

/// What fails a run.
#[derive(Debug, Clone, Default)]
pub struct GateSection {
    /// Policies; a run fails where one is broken. Empty: nothing fails.
    pub policies: Option<Set<Vec<Policy>>>,
    /// File of accepted findings, relative to the root.
    pub baseline: Option<Set<String>>,
}

/// What findings say of secrets.
#[derive(Debug, Clone, Default)]
pub struct SecretsSection {
    /// Key of the fingerprints that tell which findings hold the same value.
    pub key: Option<Set<String>>,
}

/// What is said of rules: off, or another severity.
#[derive(Debug, Clone)]
pub struct Setting {
    /// Globs of ids; `*` has dots too.
    pub rules: Globs,
    /// As written.
    pub written: Vec<String>,
    /// Files, from the configuration's folder; all if empty.
    pub paths: Globs,
    /// Whether the rules run.
    pub enabled: Option<bool>,
    /// Their severity there.
    pub severity: Option<Severity>,
    /// Why, if it says.
    pub reason: Option<String>,
    /// Place in the file.
    pub span: Span,
}

/// Findings that are accepted.
#[derive(Debug, Clone)]
pub struct Exception {
    /// Globs of ids; empty: any rule.
    pub rules: Globs,
    /// As written.
    pub written: Vec<String>,
    /// Files, from the configuration's folder; all if empty.
    pub paths: Globs,
    /// One finding, by its fingerprint.
    pub fingerprint: Option<String>,
    /// Why. Never empty.
    pub reason: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The last day on which it holds.
    pub until: Option<Date>,
    /// Place in the file.
    pub span: Span,
}

impl Setting {
    /// Whether it speaks of `rule` in the file at `path`, relative to the configuration's folder.
    pub fn speaks_of(&self, rule: &str, path: &str) -> bool {
        self.rules.matches(rule) && (self.paths.is_empty() || self.paths.matches(path))
    }
}

impl Exception {
    /// Whether it accepts a finding, the date aside; `path` is relative to the configuration's folder.
    pub fn accepts(&self, rule: &str, path: &str, fingerprint: &str) -> bool {
        (self.rules.is_empty() || self.rules.matches(rule))
            && (self.paths.is_empty() || self.paths.matches(path))
            && self.fingerprint.as_ref().is_none_or(|own| own == fingerprint)
    }

    /// Whether its last day has passed.
    pub fn is_expired(&self, today: Date) -> bool {
        self.until.is_some_and(|until| until < today)
    }
}

/// Globs over ids: an id or its first parts (`python.flask`), with `*` for any text (`*sqli*`).
pub(crate) fn id_globs(id: &str) -> [String; 2] {
    let id = id.trim_matches(['.', '/']);
    [format!("/{id}"), format!("/{id}.*")]
}

/// All configuration files that matter to a run; those of inner folders are read when first asked for.
#[derive(Debug, Default)]
pub struct Configs {
    root: PathBuf,
    /// By folder; `None` where there is none.
    files: BTreeMap<String, Option<Arc<ConfigFile>>>,
    /// Folder the command runs in.
    working: String,
    /// Read in place of all others.
    only: Option<Arc<ConfigFile>>,
    /// Nothing is read.
    off: bool,
}

impl Configs {
    /// The files from `root` down to `working`, a folder relative to it.
    pub fn discover(root: &Path, working: &str) -> Result<Configs, ConfigError> {
        let mut configs = Configs {
            root: root.to_owned(),
            working: working.trim_matches('/').to_owned(),
            ..Configs::default()
        };
        configs.load_to(&configs.working.clone())?;
        Ok(configs)
    }

    /// `file` alone, whose globs start at `root`.
    pub fn only(root: &Path, file: &Path) -> Result<Configs, ConfigError> {
        let name = file.display().to_string().replace('\\', "/");
        let text = read(file).map_err(|reason| ConfigError::Unreadable {
            path: name.clone(),
            reason: reason.to_string(),
        })?;
        let only = Some(Arc::new(schema::read(&name, "", &text)?));
        Ok(Configs { root: root.to_owned(), only, ..Configs::default() })
    }

    /// No configuration, whatever files there are.
    pub fn off() -> Configs {
        Configs { off: true, ..Configs::default() }
    }

    /// The files at or above the working folder, the outermost first.
    pub fn of_run(&self) -> Vec<&ConfigFile> {
        self.chain(&self.working)
    }

    /// All files read so far, by folder.
    pub fn all(&self) -> Vec<&ConfigFile> {
        self.only.iter().chain(self.files.values().flatten()).map(Arc::as_ref).collect()
    }

    /// Whether `file` is at or above the working folder.
    pub fn is_of_run(&self, file: &ConfigFile) -> bool {
        file.folder.is_empty()
            || self.working == file.folder
            || self.working.starts_with(&format!("{}/", file.folder))
    }

    /// Reads the files between the root and the folder of `path`. One look per folder.
    pub fn load_for(&mut self, path: &str) -> Result<(), ConfigError> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        self.load_to(&folder)
    }

    /// The files that speak of `path`, the outermost first; those read so far.
    pub fn for_path(&self, path: &str) -> Vec<&ConfigFile> {
        self.chain(path.rsplit_once('/').map_or("", |(folder, _)| folder))
    }

    fn load_to(&mut self, folder: &str) -> Result<(), ConfigError> {
        if self.off || self.only.is_some() || folder.starts_with(['/', '.']) {
            return Ok(());
        }
        for folder in folders(folder) {
            if self.files.contains_key(folder) {
                continue;
            }
            let file = self.root.join(folder).join(FILE_NAME);
            let name = if folder.is_empty() {
                FILE_NAME.to_owned()
            } else {
                format!("{folder}/{FILE_NAME}")
            };
            let found = match read(&file) {
                Ok(text) => Some(Arc::new(schema::read(&name, folder, &text)?)),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
                Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => None,
                Err(error) => {
                    return Err(ConfigError::Unreadable { path: name, reason: error.to_string() });
                }
            };
            self.files.insert(folder.to_owned(), found);
        }
        Ok(())
    }

    fn chain(&self, folder: &str) -> Vec<&ConfigFile> {
        if let Some(only) = &self.only {
            return vec![only];
        }
        folders(folder)
            .into_iter()
            .filter_map(|folder| self.files.get(folder)?.as_deref())
            .collect()
    }
}

impl ConfigFile {
    /// Reads a file's text; `name` is what errors call it, `folder` where it lies.
    pub fn parse(name: &str, folder: &str, text: &str) -> Result<ConfigFile, ConfigError> {
        schema::read(name, folder, text)
    }

    /// `path` as this file's globs see it.
    pub fn local<'p>(&self, path: &'p str) -> &'p str {
        path.strip_prefix(&self.folder).map_or(path, |rest| rest.trim_start_matches('/'))
    }

    /// 1-based line of a byte.
    pub fn line(&self, span: Span) -> usize {
        1 + self.text.get(..span.start as usize).map_or(0, |text| text.matches('\n').count())
    }
}

/// A file's text, within limits.
fn read(file: &Path) -> std::io::Result<String> {
    let size = std::fs::metadata(file)?.len();
    if size > LARGEST {
        let words = format!("it is larger than {LARGEST} bytes");
        return Err(std::io::Error::new(std::io::ErrorKind::FileTooLarge, words));
    }
    std::fs::read_to_string(file)
}

/// `a/b` gives the root, `a`, `a/b`.
fn folders(folder: &str) -> Vec<&str> {
    let mut all = vec![""];
    if !folder.is_empty() {
        all.extend(folder.match_indices('/').map(|(at, _)| &folder[..at]));
        all.push(folder);
    }
    all
}
