//! Which files a scan looks at, and why not the others.

use std::fs::{self, Metadata};
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use ignore::{DirEntry, WalkBuilder, WalkState};
use tamis_finding::{Notice, NoticeKind, SkipReason, Skipped};

use crate::paths::{GlobError, Globs};

/// What to walk and how.
#[derive(Debug, Clone, Default)]
pub struct WalkOptions {
    /// Files and folders as given; files are always scanned.
    pub roots: Vec<PathBuf>,
    /// The folder relative paths start from, if it holds all roots: the working directory.
    pub base: PathBuf,
    /// Only files one of these matches; all if empty.
    pub include: Vec<String>,
    /// No file one of these matches.
    pub exclude: Vec<String>,
    /// Look at everything: ignore files, vendored, minified and generated code.
    pub no_ignore: bool,
    /// Files above this many bytes are left out.
    pub max_file_size: Option<u64>,
    /// Threads; 0 for one per core.
    pub threads: usize,
}

/// A file to scan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct WalkedFile {
    /// Relative path with `/` between parts; what people see.
    pub rel: String,
    /// What to open.
    pub path: PathBuf,
    /// Bytes.
    pub size: u64,
    /// Whether it was named as an argument.
    pub explicit: bool,
}

/// Files found, all sorted by path.
#[derive(Debug, Clone, Default)]
pub struct Walked {
    /// To scan.
    pub files: Vec<WalkedFile>,
    /// Passed over. Folders that ignore files exclude are not entered and not listed.
    pub skipped: Vec<Skipped>,
    /// What could not be read.
    pub notices: Vec<Notice>,
}

/// Why a walk could not start.
#[derive(Debug, thiserror::Error)]
pub enum WalkError {
    /// A root that is not there.
    #[error("'{path}' cannot be read: {reason}")]
    Root {
        /// As given.
        path: String,
        /// The system's words.
        reason: String,
    },
    /// A glob that is none.
    #[error(transparent)]
    Glob(#[from] GlobError),
}

/// Walks all roots in parallel. Honours `.gitignore` (in a git repository or not), `.ignore`, `.tamisignore` and
/// `.semgrepignore`; hidden files are scanned, version control's own folders are not. Symbolic links are not followed:
/// what they name is scanned where it stands.
pub fn walk(options: &WalkOptions) -> Result<Walked, WalkError> {
    let include = Globs::new(options.include.iter().map(String::as_str))?;
    let exclude = Globs::new(options.exclude.iter().map(String::as_str))?;
    let mut walked = Walked::default();
    let mut folders = Vec::new();
    for root in &options.roots {
        let metadata = fs::metadata(root).map_err(|error| WalkError::Root {
            path: root.display().to_string(),
            reason: reason(&error),
        })?;
        if metadata.is_dir() {
            folders.push(root);
        } else {
            walked.files.push(file(root, options, &metadata, true));
        }
    }
    let collected = Mutex::new(walked);
    if let Some((first, others)) = folders.split_first() {
        let mut builder = WalkBuilder::new(first);
        others.iter().for_each(|folder| {
            builder.add(folder);
        });
        configure(&mut builder, options);
        let visit = Visit { options, include: &include, exclude: &exclude, found: &collected };
        builder.build_parallel().run(|| Box::new(|entry| visit.entry(entry)));
    }
    let mut walked = collected.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    // A file given twice (as argument and below a folder) is scanned once, as an argument.
    walked.files.sort_by(|a, b| a.rel.cmp(&b.rel).then(b.explicit.cmp(&a.explicit)));
    walked.files.dedup_by(|later, first| later.rel == first.rel);
    walked.skipped.retain(|s| walked.files.binary_search_by(|file| file.rel.cmp(&s.path)).is_err());
    walked.skipped.sort();
    walked.skipped.dedup();
    walked.notices.sort();
    walked.notices.dedup();
    Ok(walked)
}

fn configure(builder: &mut WalkBuilder, options: &WalkOptions) {
    let honour = !options.no_ignore;
    builder
        .hidden(false)
        .parents(honour)
        .ignore(honour)
        .git_ignore(honour)
        .git_global(false)
        .git_exclude(honour)
        .require_git(false)
        .follow_links(false)
        .threads(options.threads);
    if honour {
        builder.add_custom_ignore_filename(".tamisignore");
        builder.add_custom_ignore_filename(".semgrepignore");
    }
    builder.filter_entry(|entry| {
        let folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        !(folder
            && entry.depth() > 0
            && matches!(entry.file_name().to_str(), Some(".git" | ".hg" | ".svn" | ".jj")))
    });
}

struct Visit<'a> {
    options: &'a WalkOptions,
    include: &'a Globs,
    exclude: &'a Globs,
    found: &'a Mutex<Walked>,
}

impl Visit<'_> {
    fn entry(&self, entry: Result<DirEntry, ignore::Error>) -> WalkState {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                self.unreadable(&error);
                return WalkState::Continue;
            }
        };
        let Some(kind) = entry.file_type() else { return WalkState::Continue };
        let rel = relative(entry.path(), &self.options.base);
        if kind.is_dir() {
            return self.folder(&entry, rel);
        }
        if kind.is_symlink() {
            return self.symlink(entry.path(), rel);
        }
        if !kind.is_file() {
            self.skip(rel, SkipReason::Special);
            return WalkState::Continue;
        }
        match entry.metadata() {
            Ok(metadata) => match self.unwanted(&rel, metadata.len()) {
                Some(reason) => self.skip(rel, reason),
                None => {
                    let file = file(entry.path(), self.options, &metadata, false);
                    self.lock().files.push(file);
                }
            },
            Err(error) => self.unreadable(&error),
        }
        WalkState::Continue
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Walked> {
        self.found.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn skip(&self, path: String, reason: SkipReason) {
        self.lock().skipped.push(Skipped { path, reason });
    }

    fn folder(&self, entry: &DirEntry, rel: String) -> WalkState {
        if entry.depth() == 0 || self.options.no_ignore {
            return WalkState::Continue;
        }
        match vendored(entry.path()) {
            Some(name) => {
                self.skip(rel, SkipReason::Vendored(name.to_owned()));
                WalkState::Skip
            }
            None => WalkState::Continue,
        }
    }

    /// Links are not followed. One that leads to a folder above itself is named as a loop; one to a file or folder
    /// elsewhere in the scan is scanned there.
    fn symlink(&self, path: &Path, rel: String) -> WalkState {
        let target = fs::canonicalize(path);
        let parent = path.parent().and_then(|parent| fs::canonicalize(parent).ok());
        match (target, parent) {
            (Ok(target), Some(parent)) if parent.starts_with(&target) => {
                self.skip(rel, SkipReason::SymlinkLoop)
            }
            (Ok(_), _) => {}
            (Err(error), _) => {
                self.skip(rel, SkipReason::Unreadable(format!("broken link: {}", reason(&error))))
            }
        }
        WalkState::Continue
    }

    fn unwanted(&self, rel: &str, size: u64) -> Option<SkipReason> {
        if let Some(glob) = self.exclude.find(rel) {
            return Some(SkipReason::Excluded(glob.to_owned()));
        }
        if !self.include.is_empty() && !self.include.matches(rel) {
            return Some(SkipReason::Excluded("--include".to_owned()));
        }
        let limit = self.options.max_file_size?;
        (size > limit).then_some(SkipReason::TooLarge(size))
    }

    fn unreadable(&self, error: &ignore::Error) {
        let path = error_path(error).map(|path| relative(path, &self.options.base));
        self.lock().notices.push(Notice {
            kind: NoticeKind::Unreadable,
            path,
            span: None,
            start: None,
            rule: None,
            message: format!("cannot be read: {error}"),
        });
    }
}

fn error_path(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            error_path(err)
        }
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}

/// Folders that hold other people's code, by name and by what lies in them.
fn vendored(folder: &Path) -> Option<&'static str> {
    let name = folder.file_name()?.to_str()?;
    let holds = |file: &str| folder.join(file).exists();
    let beside = |file: &str| folder.with_file_name(file).exists();
    match name {
        "node_modules" => Some("node_modules"),
        "bower_components" => Some("bower_components"),
        "site-packages" => Some("site-packages"),
        "__pycache__" => Some("__pycache__"),
        ".terraform" => Some(".terraform"),
        ".tox" | ".nox" => Some("test environments"),
        "vendor" if holds("modules.txt") || holds("autoload.php") || holds("bundle") => {
            Some("vendor")
        }
        "target" if holds("CACHEDIR.TAG") || beside("Cargo.toml") => Some("target"),
        _ if holds("pyvenv.cfg") => Some("virtual environment"),
        _ => None,
    }
}

fn file(path: &Path, options: &WalkOptions, metadata: &Metadata, explicit: bool) -> WalkedFile {
    WalkedFile {
        rel: relative(path, &options.base),
        path: path.to_owned(),
        size: metadata.len(),
        explicit,
    }
}

/// `path` seen from `base` with `/` between parts; a path elsewhere stays whole. Bytes that are no Unicode are replaced.
pub fn relative(path: &Path, base: &Path) -> String {
    let shown = path.strip_prefix(base).unwrap_or(path);
    let mut parts: Vec<String> = Vec::new();
    let mut root = String::new();
    for component in shown.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if parts.last().is_some_and(|part| part != "..") => {
                parts.pop();
            }
            Component::ParentDir => parts.push("..".to_owned()),
            Component::Normal(part) => parts.push(part.to_string_lossy().into_owned()),
            Component::Prefix(prefix) => root.push_str(&prefix.as_os_str().to_string_lossy()),
            Component::RootDir => root.push('/'),
        }
    }
    format!("{root}{}", parts.join("/"))
}

fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

/// Why the text of a file that was not named as an argument is not scanned: minified or generated code.
pub fn classify(rel: &str, text: &str) -> Option<SkipReason> {
    let name = rel.rsplit('/').next().unwrap_or(rel);
    let script = [".js", ".css", ".mjs", ".cjs"].iter().any(|end| name.ends_with(end));
    if script {
        let lines = 1 + memchr::memchr_iter(b'\n', text.as_bytes()).count();
        let mean = text.len() / lines;
        let by_name = name.contains(".min.") || name.contains("-min.");
        if mean > 500 && (text.len() > 5_000 || by_name) {
            return Some(SkipReason::Minified(mean as u64));
        }
    }
    generated(text).map(|words| SkipReason::Generated(words.to_owned()))
}

/// What a file says of itself in the comments of its first lines.
fn generated(text: &str) -> Option<&'static str> {
    for line in text.lines().take(12) {
        let line = line.trim_start();
        let comment =
            ["#", "//", "/*", "*", "--", ";", "<!--"].iter().any(|start| line.starts_with(start));
        if !comment {
            continue;
        }
        if line.contains("@generated") {
            return Some("@generated");
        }
        let lower = line.to_ascii_lowercase();
        if lower.contains("do not edit") && lower.contains("generated") {
            return Some("generated, do not edit");
        }
    }
    None
}

#[cfg(test)]
mod tests;
