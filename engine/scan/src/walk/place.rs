//! Where relative paths start from.
//!
//! For: what people see of a path. Not for: what is opened, which never depends on it.

use std::path::{Component, Path, PathBuf};

use super::Root;

/// The folder relative paths start from.
#[derive(Debug)]
pub(super) struct Frame {
    /// Absolute, but for links as given; empty where paths are shown as given.
    pub(super) root: PathBuf,
    /// Absolute, without links.
    pub(super) real: PathBuf,
}

impl Frame {
    /// `base` if it holds all `roots`, else the folder they have in common: of one folder, that folder.
    pub(super) fn new(base: &Path, roots: &[Root<'_>]) -> Frame {
        if base.as_os_str().is_empty() {
            let real = std::env::current_dir().and_then(std::fs::canonicalize);
            return Frame { root: PathBuf::new(), real: real.unwrap_or_default() };
        }
        let root = absolute(base);
        let real = std::fs::canonicalize(base).unwrap_or_else(|_| root.clone());
        let frame = Frame { root, real };
        if roots.iter().all(|root| frame.inside(root).is_some()) {
            return frame;
        }
        let folder = |root: &Root<'_>| {
            let path = absolute(root.given);
            if root.folder { path } else { path.parent().map(PathBuf::from).unwrap_or(path) }
        };
        let shared = roots.iter().map(folder).reduce(|shared, path| {
            let same = shared.components().zip(path.components()).take_while(|(a, b)| a == b);
            same.map(|(part, _)| part).collect()
        });
        let root = shared.unwrap_or_default();
        let real = std::fs::canonicalize(&root).unwrap_or_else(|_| root.clone());
        Frame { root, real }
    }

    /// The root's path as shown; empty for the frame's own folder.
    pub(super) fn rel(&self, root: &Root<'_>) -> String {
        match self.inside(root) {
            Some(inside) => relative(&inside, Path::new("")),
            None => relative(root.given, Path::new("")),
        }
    }

    /// By its names first: a link keeps the name it has here.
    fn inside(&self, root: &Root<'_>) -> Option<PathBuf> {
        if self.root.as_os_str().is_empty() {
            return None;
        }
        let named = absolute(root.given);
        let inside = named.strip_prefix(&self.root).or_else(|_| root.real.strip_prefix(&self.real));
        inside.ok().map(PathBuf::from)
    }

    /// A glob of the command line; one that begins with the frame's absolute path begins at it.
    pub(super) fn below<'g>(&self, glob: &'g str) -> &'g str {
        let frame = self.root.to_str().filter(|frame| !frame.is_empty());
        let below = frame.and_then(|frame| glob.strip_prefix(frame));
        below.filter(|below| below.starts_with('/')).unwrap_or(glob)
    }
}

/// Absolute and without `.` and `..`; links stay. A path stays as it is where there is no working directory.
fn absolute(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut clean = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                clean.pop();
            }
            _ => clean.push(part),
        }
    }
    clean
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
