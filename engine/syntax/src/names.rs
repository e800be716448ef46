//! What names stand for through imports.

use rustc_hash::FxHashMap;

use crate::text_hash;

/// Local names of a file that stand for something imported: `system` for `os.system` after `from os import system`.
///
/// File-wide, without scopes. Imprecise: a local variable that shadows an import is taken for the import.
#[derive(Debug, Clone, Default)]
pub struct NameTable {
    paths: FxHashMap<u32, Vec<Path>>,
    /// Packages of which every name is imported.
    open: Vec<Vec<Box<str>>>,
}

#[derive(Debug, Clone)]
struct Path {
    name: Box<str>,
    parts: Vec<Box<str>>,
}

impl NameTable {
    /// Says that `name` stands for the dotted path `parts`. Saying it twice changes nothing.
    pub fn insert(&mut self, name: &str, parts: &[&str]) {
        if parts.is_empty() || parts == [name] {
            return;
        }
        let entry = self.paths.entry(text_hash(name.as_bytes())).or_default();
        let known = entry.iter().any(|path| {
            &*path.name == name && path.parts.iter().map(|part| &**part).eq(parts.iter().copied())
        });
        if !known {
            let parts = parts.iter().map(|part| Box::from(*part)).collect();
            entry.push(Path { name: Box::from(name), parts });
        }
    }

    /// The paths `name` may stand for; `symbol` is its hash (of the lower-case name where the language reads names
    /// without case, as the table's were inserted).
    #[inline]
    pub fn paths<'t>(&'t self, symbol: u32, name: &'t str) -> impl Iterator<Item = &'t [Box<str>]> {
        self.paths
            .get(&symbol)
            .into_iter()
            .flatten()
            .filter(move |path| path.name.eq_ignore_ascii_case(name))
            .map(|path| path.parts.as_slice())
    }

    /// Says that any name may be one of the package `parts`: `import a.b.*`.
    pub fn insert_open(&mut self, parts: &[&str]) {
        let parts: Vec<Box<str>> = parts.iter().map(|part| Box::from(*part)).collect();
        if !parts.is_empty() && !self.open.contains(&parts) {
            self.open.push(parts);
        }
    }

    /// Packages of which every name is imported.
    pub fn open(&self) -> &[Vec<Box<str>>] {
        &self.open
    }

    /// Whether no name was imported.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty() && self.open.is_empty()
    }
}
