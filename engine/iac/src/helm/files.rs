//! `.Files` of a chart.

use std::rc::Rc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use globset::GlobBuilder;

use super::value::{Entries, Go};
use crate::dialect::Files;

/// The files of a folder, or those of them that a glob fits.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    /// The chart's folder.
    pub(super) root: Rc<str>,
    /// Paths below it; `None` for all.
    pub(super) only: Option<Vec<String>>,
}

/// Entries of folders that are listed for a glob.
const MAX_LISTED: usize = 10_000;

impl Folder {
    /// Calls a method: `Get`, `Glob`, `Lines`, `AsConfig`, `AsSecrets`, `GetBytes`.
    pub(super) fn call(&self, files: &dyn Files, name: &str, args: &[Go]) -> Result<Go, String> {
        let text = args.first().map(Go::text).unwrap_or_default();
        Ok(match name {
            "Get" | "GetBytes" => Go::str(self.read(files, &text).unwrap_or_default()),
            "Lines" => {
                let text = self.read(files, &text).unwrap_or_default();
                Go::list(text.trim_end_matches('\n').split('\n').map(Go::str).collect())
            }
            "Glob" => Go::Files(Rc::new(self.glob(files, &text))),
            "AsConfig" | "AsSecrets" => Go::str(self.config(files, name == "AsSecrets")),
            other => return Err(format!("files have no '{other}'")),
        })
    }

    /// What ranging over them gives: paths and texts.
    pub(super) fn entries(&self, files: &dyn Files) -> Entries {
        let paths = self.only.clone().unwrap_or_else(|| self.all(files));
        let entry = |path: String| {
            let text = self.read(files, &path)?;
            Some((Rc::from(path), Go::str(text)))
        };
        paths.into_iter().filter_map(entry).collect()
    }

    pub(super) fn read(&self, files: &dyn Files, path: &str) -> Option<String> {
        let path = crate::paths::join(&self.root, path)?;
        // Nothing outside of the chart.
        if !path.starts_with(&*self.root) {
            return None;
        }
        files.read(&path).map(|text| text.to_string())
    }

    fn all(&self, files: &dyn Files) -> Vec<String> {
        let mut found = Vec::new();
        list(files, &self.root, "", 0, &mut found);
        found.retain(|path| !path.starts_with("templates/") && !path.starts_with("charts/"));
        found
    }

    fn glob(&self, files: &dyn Files, glob: &str) -> Folder {
        let matcher = GlobBuilder::new(glob).literal_separator(true).build();
        let matcher = matcher.map(|glob| glob.compile_matcher()).ok();
        let fits = |path: &String| matcher.as_ref().is_some_and(|it| it.is_match(path));
        let only = self.all(files).into_iter().filter(fits).collect();
        Folder { root: self.root.clone(), only: Some(only) }
    }

    fn config(&self, files: &dyn Files, secret: bool) -> String {
        let name = |path: &Rc<str>| Rc::from(path.rsplit('/').next().unwrap_or(path));
        let entry = |(path, text): (Rc<str>, Go)| {
            let text = if secret { Go::str(STANDARD.encode(text.text())) } else { text };
            (name(&path), text)
        };
        let entries: Entries = self.entries(files).into_iter().map(entry).collect();
        if entries.is_empty() {
            return String::new();
        }
        super::emit::yaml(&Go::map(entries))
    }
}

/// Files below `root`, with paths from there.
pub(super) fn list(
    files: &dyn Files,
    root: &str,
    below: &str,
    depth: usize,
    found: &mut Vec<String>,
) {
    let folder = match (root.is_empty(), below.is_empty()) {
        (_, true) => root.to_owned(),
        (true, false) => below.to_owned(),
        (false, false) => format!("{root}/{below}"),
    };
    for name in files.list(&folder) {
        if found.len() >= MAX_LISTED {
            return;
        }
        let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        match path.strip_suffix('/') {
            Some(inner) if depth < 20 && name != ".git/" => {
                list(files, root, inner, depth + 1, found);
            }
            Some(_) => {}
            None => found.push(path),
        }
    }
}
