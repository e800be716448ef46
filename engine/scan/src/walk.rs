//! Which files a scan looks at, and why not the others.
//!
//! For: going from arguments to files, in an order that does not depend on threads. Not for: reading them (`read`),
//! what their text says of itself (`classify`). Read [`WalkOptions`], then [`walk`].
//!
//! A folder argument is walked; what stands below it is left out, with a reason, where
//! - an ignore file names it: `.tamisignore` and `.semgrepignore` before `.ignore` before `.gitignore` before
//!   `.git/info/exclude`, all in `.gitignore`'s syntax, in a git repository or not. Ignore files above the argument
//!   count up to the repository's root; without one, up to the base. A user's global ignore file does not: the same
//!   folder gives the same files on every machine.
//! - it is a folder of other people's code (`node_modules`, a virtual environment), told by its name where the name
//!   leaves no doubt, else by what lies in it. `!node_modules/` in a `.tamisignore`, `.semgrepignore` or `.ignore`
//!   has it scanned.
//! - `--exclude` names it, or `--include` does not.
//!
//! A folder that is left out is one entry and is not entered. Hidden files are scanned; version control's own folders
//! never are, nor named. A file argument is scanned whatever all of this says.
//!
//! Symbolic links are not followed: what they lead to is scanned where it stands, if that is below an argument, else
//! the link is named among the skipped. Arguments may be links.

mod ignores;
mod place;
mod vendored;

use std::ffi::OsStr;
use std::fs::{self, FileType};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashSet;
use tamis_finding::{Notice, NoticeKind, SkipReason, Skipped};

use self::ignores::{Level, Verdict};
use self::place::Frame;
pub use self::place::relative;
use crate::paths::{GlobError, Globs};

/// What to walk and how.
#[derive(Debug, Clone, Default)]
pub struct WalkOptions {
    /// Files and folders as given; files are always scanned.
    pub roots: Vec<PathBuf>,
    /// The folder relative paths start from, if it holds all roots: the working directory. If it does not, they start
    /// from the one folder given, or from the folder all roots have in common. Empty: paths are shown as given.
    pub base: PathBuf,
    /// Only files one of these matches; all if empty.
    pub include: Vec<String>,
    /// No file or folder one of these matches. A glob may begin with the absolute path of the base.
    pub exclude: Vec<String>,
    /// Look at everything: ignore files, vendored, minified and generated code.
    pub no_ignore: bool,
    /// Only these files (paths relative to the root), whatever else there is; `None`: all.
    pub only: Option<Vec<String>>,
    /// Files above this many bytes are left out.
    pub max_file_size: Option<u64>,
    /// Follow symbolic links that lead out of the roots. No file is scanned twice.
    pub follow_symlinks: bool,
    /// Threads; 0 for one per core.
    pub threads: usize,
}

/// A file to scan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct WalkedFile {
    /// Relative path with `/` between parts; what people see. Two files may share it where names are no Unicode.
    pub rel: String,
    /// What to open: absolute, without links.
    pub path: PathBuf,
    /// Bytes.
    pub size: u64,
    /// Whether it was named as an argument.
    pub explicit: bool,
}

/// Files found, all sorted by path.
#[derive(Debug, Clone, Default)]
pub struct Walked {
    /// The folder that relative paths start from; empty where they are shown as given.
    pub root: PathBuf,
    /// To scan.
    pub files: Vec<WalkedFile>,
    /// Passed over: a folder is one entry, without what is below it.
    pub skipped: Vec<Skipped>,
    /// What could not be read, and patterns of ignore files that are none.
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
    /// A history that cannot be read.
    #[error("{what}: {reason}")]
    History {
        /// What is not there.
        what: String,
        /// Why.
        reason: String,
    },
}

/// Walks all roots in parallel. What goes wrong below a root is a notice.
pub fn walk(options: &WalkOptions) -> Result<Walked, WalkError> {
    let roots = options.roots.iter().map(|root| Root::new(root)).collect::<Result<Vec<_>, _>>()?;
    let frame = Frame::new(&options.base, &roots);
    let globs = |globs: &[String]| Globs::new(globs.iter().map(|glob| frame.below(glob)));
    let (include, exclude) = (globs(&options.include)?, globs(&options.exclude)?);
    let walker = Walker {
        options,
        include,
        exclude,
        folders: roots.iter().filter(|root| root.folder).map(|root| root.real.clone()).collect(),
        found: Mutex::default(),
    };
    let mut walked = walker.run(&frame, &roots);
    for root in roots.iter().filter(|root| !root.folder) {
        walked.files.push(WalkedFile {
            rel: frame.rel(root),
            path: root.real.clone(),
            size: root.size,
            explicit: true,
        });
    }
    let folders: Vec<String> =
        roots.iter().filter(|root| root.folder).map(|root| frame.rel(root)).collect();
    walked.root = frame.root;
    tidy(&mut walked, &folders);
    if let Some(only) = &options.only {
        let only: FxHashSet<&str> = only.iter().map(String::as_str).collect();
        walked.files.retain(|file| only.contains(file.rel.as_str()));
        walked.skipped.retain(|skipped| only.contains(skipped.path.as_str()));
    }
    Ok(walked)
}

/// Sorts, and drops what roots within roots gave twice. `folders` were given as arguments.
fn tidy(walked: &mut Walked, folders: &[String]) {
    let Walked { files, skipped, notices, .. } = walked;
    files.sort_by(|a, b| {
        a.path.cmp(&b.path).then(b.explicit.cmp(&a.explicit)).then_with(|| a.rel.cmp(&b.rel))
    });
    files.dedup_by(|later, first| later.path == first.path);
    files.sort();
    let is_scanned = |path: &String| {
        files.binary_search_by(|file| file.rel.cmp(path)).is_ok() || folders.contains(path)
    };
    skipped.retain(|skipped| !is_scanned(&skipped.path));
    skipped.sort();
    skipped.dedup();
    notices.sort();
    notices.dedup();
}

/// An argument.
struct Root<'o> {
    given: &'o Path,
    /// Absolute, without links.
    real: PathBuf,
    folder: bool,
    size: u64,
}

impl Root<'_> {
    fn new(given: &Path) -> Result<Root<'_>, WalkError> {
        let metadata = fs::metadata(given).map_err(|error| WalkError::Root {
            path: given.display().to_string(),
            reason: reason(&error),
        })?;
        // What is no file of a file system (`<(command)`) has no other name than the given.
        let real = fs::canonicalize(given).ok().filter(|real| real.exists());
        Ok(Root {
            given,
            real: real.unwrap_or_else(|| given.to_owned()),
            folder: metadata.is_dir(),
            size: metadata.len(),
        })
    }
}

/// A folder to list.
struct Folder {
    path: PathBuf,
    rel: String,
    /// Ignore files above it.
    above: Option<Arc<Level>>,
    /// Looked at whatever lies in it: an argument, or named by an ignore file as wanted.
    wanted: bool,
    /// Whether a build file beside it makes `target` a folder of built things.
    builds: bool,
}

/// What one folder gave.
#[derive(Default)]
struct Listed {
    folders: Vec<Folder>,
    files: Vec<WalkedFile>,
    skipped: Vec<Skipped>,
    notices: Vec<Notice>,
    /// Links out of the roots, to follow: path as shown, target.
    links: Vec<(String, PathBuf)>,
}

impl Listed {
    fn skip(&mut self, path: String, reason: SkipReason) {
        self.skipped.push(Skipped { path, reason });
    }

    fn unreadable(&mut self, path: &str, error: &std::io::Error) {
        let path = if path.is_empty() { "." } else { path };
        self.skip(path.to_owned(), SkipReason::Unreadable(reason(error)));
        let message = format!("cannot be read: {}", reason(error));
        self.notices.push(notice(NoticeKind::Unreadable, path, message));
    }
}

struct Walker<'a> {
    options: &'a WalkOptions,
    include: Globs,
    exclude: Globs,
    /// The folder arguments.
    folders: Vec<PathBuf>,
    found: Mutex<Listed>,
}

impl Walker<'_> {
    fn run(&self, frame: &Frame, roots: &[Root<'_>]) -> Walked {
        let mut walked = Walked::default();
        let mut tasks: Vec<Folder> = roots
            .iter()
            .filter(|root| root.folder)
            .map(|root| self.root(frame, &root.real, frame.rel(root), &mut walked.notices))
            .collect();
        tasks.sort_by(|a, b| (&a.path, &a.rel).cmp(&(&b.path, &b.rel)));
        tasks.dedup_by(|later, first| later.path == first.path);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.options.threads).build();
        let mut followed = FxHashSet::default();
        while !tasks.is_empty() {
            match &pool {
                Ok(pool) => pool.scope(|scope| self.spread(scope, std::mem::take(&mut tasks))),
                Err(_) => self.one_by_one(std::mem::take(&mut tasks)),
            }
            let mut found = self.lock();
            walked.files.append(&mut found.files);
            walked.skipped.append(&mut found.skipped);
            walked.notices.append(&mut found.notices);
            // Links are followed round by round, in order, so that threads don't decide by which one a file is found.
            found.links.sort();
            for (rel, target) in found.links.drain(..) {
                if !followed.insert(target.clone()) {
                    continue;
                }
                match fs::metadata(&target) {
                    Ok(metadata) if metadata.is_dir() => {
                        tasks.push(self.root(frame, &target, rel, &mut walked.notices));
                    }
                    Ok(metadata) => {
                        let size = metadata.len();
                        walked.files.push(WalkedFile { rel, path: target, size, explicit: false });
                    }
                    Err(_) => {}
                }
            }
        }
        walked
    }

    fn root(&self, frame: &Frame, real: &Path, rel: String, notices: &mut Vec<Notice>) -> Folder {
        let above =
            (!self.options.no_ignore).then(|| ignores::above(real, &frame.real, notices)).flatten();
        Folder { path: real.to_owned(), rel, above, wanted: true, builds: false }
    }

    fn spread<'s>(&'s self, scope: &rayon::Scope<'s>, folders: Vec<Folder>) {
        for folder in folders {
            scope.spawn(move |scope| {
                let below = self.list(folder);
                self.spread(scope, below);
            });
        }
    }

    fn one_by_one(&self, mut folders: Vec<Folder>) {
        while let Some(folder) = folders.pop() {
            folders.extend(self.list(folder));
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Listed> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lists one folder; the folders in it that are to be listed too.
    fn list(&self, folder: Folder) -> Vec<Folder> {
        let mut listed = Listed::default();
        match fs::read_dir(&folder.path) {
            Ok(entries) => self.entries(&folder, entries, &mut listed),
            Err(error) => listed.unreadable(&folder.rel, &error),
        }
        let Listed { folders, files, skipped, notices, links } = listed;
        let mut found = self.lock();
        found.files.extend(files);
        found.skipped.extend(skipped);
        found.notices.extend(notices);
        found.links.extend(links);
        folders
    }

    fn entries(&self, folder: &Folder, entries: fs::ReadDir, listed: &mut Listed) {
        let mut names = vendored::Names::default();
        let (mut all, mut hidden) = (Vec::new(), Vec::new());
        for entry in entries {
            match entry {
                Ok(entry) => {
                    let name = entry.file_name();
                    names.add(&name);
                    all.push(entry);
                    if name.as_encoded_bytes().starts_with(b".") {
                        hidden.push(name);
                    }
                }
                Err(error) => listed.unreadable(&folder.rel, &error),
            }
        }
        let honour = !self.options.no_ignore;
        let vendored = vendored::by_content(&folder.path, names, folder.builds);
        if let Some(name) = vendored.filter(|_| honour && !folder.wanted) {
            return listed.skip(folder.rel.clone(), SkipReason::Vendored(name));
        }
        let holds = |name: &str| hidden.iter().any(|known| known == name);
        let (above, notices) = (folder.above.clone(), &mut listed.notices);
        let level = honour
            .then(|| ignores::enter(above, &folder.path, &folder.rel, notices, holds))
            .flatten();
        for entry in &all {
            match entry.file_type() {
                Ok(kind) => self.entry(folder, level.as_ref(), entry, kind, names.builds(), listed),
                Err(error) => listed.unreadable(&joined(&folder.rel, &entry.file_name()), &error),
            }
        }
    }

    fn entry(
        &self,
        folder: &Folder,
        level: Option<&Arc<Level>>,
        entry: &fs::DirEntry,
        kind: FileType,
        builds: bool,
        listed: &mut Listed,
    ) {
        let name = entry.file_name();
        if vendored::is_version_control(&name) {
            return;
        }
        let (path, rel) = (folder.path.join(&name), joined(&folder.rel, &name));
        let verdict = level.map_or(Verdict::None, |level| level.verdict(&path, kind.is_dir()));
        if let Verdict::Ignored(by) = verdict {
            return listed.skip(rel, SkipReason::Ignored(by));
        }
        if let Some(glob) = self.exclude.find(&rel) {
            return listed.skip(rel, SkipReason::Excluded(glob.to_owned()));
        }
        if kind.is_dir() {
            let wanted = verdict == Verdict::Wanted;
            if !wanted && !self.options.no_ignore && vendored::by_name(&name) {
                let name = name.to_string_lossy().into_owned();
                return listed.skip(rel, SkipReason::Vendored(name));
            }
            listed.folders.push(Folder { path, rel, above: level.cloned(), wanted, builds });
        } else if !self.include.is_empty() && !self.include.matches(&rel) {
            listed.skip(rel, SkipReason::Excluded("--include".to_owned()));
        } else if kind.is_symlink() {
            self.symlink(folder, &path, rel, listed);
        } else if kind.is_file() {
            self.file(entry, path, rel, listed);
        } else {
            listed.skip(rel, SkipReason::Special);
        }
    }

    fn file(&self, entry: &fs::DirEntry, path: PathBuf, rel: String, listed: &mut Listed) {
        match entry.metadata() {
            Ok(metadata) if self.options.max_file_size.is_some_and(|max| metadata.len() > max) => {
                listed.skip(rel, SkipReason::TooLarge(metadata.len()));
            }
            Ok(metadata) => {
                listed.files.push(WalkedFile { rel, path, size: metadata.len(), explicit: false });
            }
            Err(error) => listed.unreadable(&rel, &error),
        }
    }

    /// A link to something below a root says nothing: that is scanned there.
    fn symlink(&self, folder: &Folder, path: &Path, rel: String, listed: &mut Listed) {
        match fs::canonicalize(path) {
            Ok(target) if folder.path.starts_with(&target) => {
                listed.skip(rel, SkipReason::SymlinkLoop);
            }
            Ok(target) if self.folders.iter().any(|root| target.starts_with(root)) => {}
            Ok(target) if self.options.follow_symlinks => match fs::metadata(&target) {
                Ok(metadata) if metadata.is_dir() || metadata.is_file() => {
                    listed.links.push((rel, target));
                }
                _ => listed.skip(rel, SkipReason::Special),
            },
            Ok(_) => listed.skip(rel, SkipReason::Special),
            Err(error) if is_loop(&error) => listed.skip(rel, SkipReason::SymlinkLoop),
            Err(error) => {
                let words = format!("broken link: {}", reason(&error));
                listed.skip(rel, SkipReason::Unreadable(words));
            }
        }
    }
}

/// `name` below the folder shown as `rel`.
fn joined(rel: &str, name: &OsStr) -> String {
    let name = name.to_string_lossy();
    match rel {
        "" => name.into_owned(),
        _ if rel.ends_with('/') => format!("{rel}{name}"),
        _ => format!("{rel}/{name}"),
    }
}

fn notice(kind: NoticeKind, path: &str, message: String) -> Notice {
    Notice { kind, path: Some(path.to_owned()), span: None, start: None, rule: None, message }
}

fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

/// Links that lead to each other: ELOOP of Linux and of macOS and the BSDs.
fn is_loop(error: &std::io::Error) -> bool {
    cfg!(unix) && matches!(error.raw_os_error(), Some(40 | 62))
}

#[cfg(test)]
mod tests;
