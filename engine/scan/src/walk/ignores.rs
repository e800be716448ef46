//! Ignore files: which of them speak of a path, and which word counts.
//!
//! For: `.tamisignore`, `.semgrepignore`, `.ignore`, `.gitignore`, `.git/info/exclude`. Not for: folders left out by
//! default, globs of the command line. Read [`Level::verdict`].

use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use tamis_finding::{Notice, NoticeKind};

use super::{notice, reason};

/// What ignore files say of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing, or that git wants it, which is no reason to scan what is left out by default.
    None,
    /// A file that speaks of scanning wants it (`!vendor/`).
    Wanted,
    /// The file and its pattern.
    Ignored(String),
}

/// The ignore files of one folder.
#[derive(Debug)]
pub(super) struct Level {
    above: Option<Arc<Level>>,
    /// The folder as shown, with a slash at its end unless empty.
    label: String,
    /// By [`KINDS`].
    rules: [Gitignore; 4],
    /// Whether a repository begins here: git's files further up belong to another.
    repository: bool,
}

/// The heaviest first. Of the files of one kind in one folder, later ones (and later lines) win.
const KINDS: [&[&str]; 4] =
    [&[".semgrepignore", ".tamisignore"], &[".ignore"], &[".gitignore"], &[]];
const GITIGNORE: usize = 2;
const EXCLUDE: usize = 3;

impl Level {
    /// What the ignore files of this folder and those above say of `path` in this folder. Of one kind, the nearest
    /// file that speaks of it counts; of several kinds, the heaviest.
    pub(super) fn verdict(&self, path: &Path, folder: bool) -> Verdict {
        for kind in 0..KINDS.len() {
            let mut level = Some(self);
            while let Some(here) = level {
                match here.rules[kind].matched(path, folder) {
                    Match::Ignore(glob) => {
                        return Verdict::Ignored(here.words(kind, glob));
                    }
                    Match::Whitelist(_) if kind < GITIGNORE => return Verdict::Wanted,
                    Match::Whitelist(_) => return Verdict::None,
                    Match::None => {}
                }
                if kind >= GITIGNORE && here.repository {
                    break;
                }
                level = here.above.as_deref();
            }
        }
        Verdict::None
    }

    fn words(&self, kind: usize, glob: &ignore::gitignore::Glob) -> String {
        let file = match glob.from().and_then(Path::file_name) {
            Some(name) if kind != EXCLUDE => name.to_string_lossy().into_owned(),
            _ => ".git/info/exclude".to_owned(),
        };
        format!("{}{file}: {}", self.label, glob.original())
    }
}

/// The level of `folder` below `above`; `above` itself where the folder has no ignore file. `holds` tells what stands
/// in the folder.
pub(super) fn enter(
    above: Option<Arc<Level>>,
    folder: &Path,
    label: &str,
    notices: &mut Vec<Notice>,
    holds: impl Fn(&str) -> bool,
) -> Option<Arc<Level>> {
    let label = if label.is_empty() { String::new() } else { format!("{label}/") };
    let mut load = |names: &[&str]| {
        let mut reader = Reader { folder, label: &label, notices, patterns: 0 };
        let mut builder = GitignoreBuilder::new(folder);
        let mut some = false;
        for name in names.iter().filter(|name| holds(name)) {
            let includes = (*name == ".semgrepignore").then_some(INCLUDES);
            some |= reader.file(&mut builder, &folder.join(name), includes);
        }
        if some { reader.build(&builder) } else { Gitignore::empty() }
    };
    let mut rules = KINDS.map(&mut load);
    let repository = holds(".git");
    if let Some(exclude) = repository.then(|| exclude_file(folder)).flatten() {
        let mut reader = Reader { folder, label: &label, notices, patterns: 0 };
        let mut builder = GitignoreBuilder::new(folder);
        if reader.file(&mut builder, &exclude, None) {
            rules[EXCLUDE] = reader.build(&builder);
        }
    }
    if !repository && rules.iter().all(Gitignore::is_empty) {
        return above;
    }
    Some(Arc::new(Level { above, label, rules, repository }))
}

/// The levels above an argument: up to the root of its repository, or to `base` where it is in none.
pub(super) fn above(root: &Path, base: &Path, notices: &mut Vec<Notice>) -> Option<Arc<Level>> {
    let is_repository = |folder: &&Path| folder.join(".git").exists();
    let top =
        root.ancestors().find(is_repository).or_else(|| root.ancestors().find(|at| *at == base));
    let top = top?;
    let mut folders: Vec<&Path> =
        root.ancestors().skip(1).take_while(|at| at.starts_with(top)).collect();
    folders.reverse();
    folders.into_iter().fold(None, |level, folder| {
        let label = label(folder, base);
        enter(level, folder, &label, notices, |name| folder.join(name).exists())
    })
}

/// `folder` seen from `base`, with `..` where it is above.
fn label(folder: &Path, base: &Path) -> String {
    match (folder.strip_prefix(base), base.strip_prefix(folder)) {
        (Ok(below), _) => super::relative(below, Path::new("")),
        (_, Ok(up)) => vec![".."; up.components().count()].join("/"),
        _ => super::relative(folder, Path::new("")),
    }
}

/// `info/exclude` of the repository whose root is `folder`; `.git` may be a file that names the place (worktrees).
fn exclude_file(folder: &Path) -> Option<PathBuf> {
    let git = folder.join(".git");
    if git.is_dir() {
        return Some(git.join("info/exclude")).filter(|file| file.is_file());
    }
    let place = small(&git)?;
    let git = folder.join(place.strip_prefix("gitdir:")?.trim());
    let common = small(&git.join("commondir")).map(|common| git.join(common.trim()));
    Some(common.unwrap_or(git).join("info/exclude")).filter(|file| file.is_file())
}

fn small(path: &Path) -> Option<String> {
    let mut text = String::new();
    let file = fs::File::open(path).ok().filter(|_| path.is_file())?;
    file.take(4096).read_to_string(&mut text).ok()?;
    Some(text)
}

/// Bytes of an ignore file that are read.
const BYTES: u64 = 1 << 20;
/// Patterns that are read in one folder: compiling them takes time and memory.
const PATTERNS: usize = 5_000;
/// How deep `:include` goes.
const INCLUDES: usize = 4;

struct Reader<'a> {
    folder: &'a Path,
    label: &'a str,
    notices: &'a mut Vec<Notice>,
    patterns: usize,
}

impl Reader<'_> {
    /// Adds the patterns of `file`; whether there are any. `includes`: how deep `:include` may go, if it has a meaning.
    fn file(
        &mut self,
        builder: &mut GitignoreBuilder,
        file: &Path,
        includes: Option<usize>,
    ) -> bool {
        // No link, as in git: a hostile tree could show lines of any file in messages. And no pipe: it might not end.
        if !fs::symlink_metadata(file).is_ok_and(|metadata| metadata.is_file()) {
            return false;
        }
        let mut bytes = Vec::new();
        let read =
            fs::File::open(file).and_then(|opened| opened.take(BYTES).read_to_end(&mut bytes));
        if let Err(error) = read {
            let message = format!("cannot be read: {}", reason(&error));
            self.notice(NoticeKind::Unreadable, file, message);
            return false;
        }
        if bytes.len() as u64 == BYTES {
            let message = format!("is read up to byte {BYTES} only");
            self.notice(NoticeKind::Unsupported, file, message);
        }
        let text = String::from_utf8_lossy(&bytes);
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
        for (number, line) in (1..).zip(text.lines()) {
            let include = includes.and_then(|left| Some((line.strip_prefix(":include ")?, left)));
            if let Some((other, left)) = include {
                self.include(builder, file, other.trim(), left);
                continue;
            }
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            if self.patterns == PATTERNS {
                let message = format!("has no effect from line {number} on: too many patterns");
                self.notice(NoticeKind::Unsupported, file, message);
                break;
            }
            self.patterns += 1;
            if let Err(error) = builder.add_line(Some(file.to_owned()), line) {
                let message = format!("pattern in line {number} has no effect: {error}");
                self.notice(NoticeKind::Unsupported, file, message);
            }
        }
        true
    }

    /// Semgrep's `:include FILE`, a file below the folder. A `.gitignore` counts anyhow.
    fn include(&mut self, builder: &mut GitignoreBuilder, file: &Path, other: &str, left: usize) {
        if other == ".gitignore" {
            return;
        }
        let below = Path::new(other).components().all(|part| matches!(part, Component::Normal(_)));
        let path = self.folder.join(other);
        let place = path.parent().and_then(|folder| fs::canonicalize(folder).ok());
        let fault = if left == 0 {
            "nests too deep"
        } else if !below || !place.is_some_and(|place| place.starts_with(self.folder)) {
            "has no effect: it names no file below this folder"
        } else if !self.file(builder, &path, Some(left - 1)) {
            "has no effect: there is no such file"
        } else {
            return;
        };
        self.notice(NoticeKind::Unsupported, file, format!("':include {other}' {fault}"));
    }

    fn build(&mut self, builder: &GitignoreBuilder) -> Gitignore {
        builder.build().unwrap_or_else(|error| {
            let message = format!("ignore files have no effect here: {error}");
            self.notices.push(notice(NoticeKind::Unsupported, self.shown(), message));
            Gitignore::empty()
        })
    }

    /// The folder.
    fn shown(&self) -> &str {
        if self.label.is_empty() { "." } else { self.label.trim_end_matches('/') }
    }

    fn notice(&mut self, kind: NoticeKind, file: &Path, message: String) {
        let name = file.strip_prefix(self.folder).unwrap_or(file);
        let path = format!("{}{}", self.label, super::relative(name, Path::new("")));
        self.notices.push(notice(kind, &path, message));
    }
}
