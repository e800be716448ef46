//! What names stand for through imports.

use rustc_hash::FxHashMap;

use crate::text_hash;

/// Local names of a file that stand for something imported: `system` for `os.system` after `from os import system`.
///
/// File-wide, without scopes. Imprecise: a local variable that shadows an import is taken for the import.
#[derive(Debug, Clone, Default)]
pub struct NameTable {
    paths: FxHashMap<u32, Vec<Path>>,
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

    /// The paths `name` may stand for; `symbol` is its hash.
    #[inline]
    pub fn paths<'t>(&'t self, symbol: u32, name: &'t str) -> impl Iterator<Item = &'t [Box<str>]> {
        self.paths
            .get(&symbol)
            .into_iter()
            .flatten()
            .filter(move |path| &*path.name == name)
            .map(|path| path.parts.as_slice())
    }

    /// Whether no name was imported.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }
}
