//! What names stand for through imports.

use rustc_hash::FxHashMap;

use crate::{Span, text_hash};

/// Local names of a file that stand for something imported: `system` for `os.system` after `from os import system`.
///
/// An import counts where it is visible: in the function it stands in, from there on where the language runs imports in
/// order. Imprecise: a local variable that shadows an import is taken for the import.
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
    visible: Span,
    /// Whether it replaces what the name stood for before.
    certain: bool,
}

impl NameTable {
    /// Says that `name` stands for the dotted path `parts` in the whole file. Saying it twice changes nothing.
    pub fn insert(&mut self, name: &str, parts: &[&str]) {
        self.insert_at(name, parts, Span::new(0, u32::MAX), false);
    }

    /// Says that `name` stands for `parts` in the part `visible` of the file; if `certain`, it no longer stands there for
    /// what was said before. A name that stands for itself is kept only for that.
    pub fn insert_at(&mut self, name: &str, parts: &[&str], visible: Span, certain: bool) {
        if parts.is_empty() || (parts == [name] && !certain) {
            return;
        }
        let entry = self.paths.entry(text_hash(name.as_bytes())).or_default();
        let known = entry.iter().any(|path| {
            &*path.name == name
                && path.visible == visible
                && path.parts.iter().map(|part| &**part).eq(parts.iter().copied())
        });
        if !known && (parts != [name] || !entry.is_empty()) {
            let parts = parts.iter().map(|part| Box::from(*part)).collect();
            entry.push(Path { name: Box::from(name), parts, visible, certain });
        }
    }

    /// The paths `name` may stand for somewhere in the file; `symbol` is its hash (of the lower-case name where the
    /// language reads names without case, as the table's were inserted).
    #[inline]
    pub fn paths<'t>(&'t self, symbol: u32, name: &'t str) -> impl Iterator<Item = &'t [Box<str>]> {
        self.named(symbol, name).map(|path| path.parts.as_slice())
    }

    /// The paths `name` may stand for at byte `at`, in the order they were said.
    pub fn paths_at<'t>(&'t self, symbol: u32, name: &'t str, at: u32) -> Vec<&'t [Box<str>]> {
        let mut found: Vec<&[Box<str>]> = Vec::new();
        for path in self.named(symbol, name) {
            if path.visible.start <= at && at < path.visible.end {
                if path.certain {
                    found.clear();
                }
                found.push(&path.parts);
            }
        }
        found
    }

    fn named<'t>(&'t self, symbol: u32, name: &'t str) -> impl Iterator<Item = &'t Path> {
        let all = self.paths.get(&symbol).into_iter().flatten();
        all.filter(move |path| path.name.eq_ignore_ascii_case(name))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_counts_where_it_is_visible() {
        let mut table = NameTable::default();
        table.insert("a", &["m", "a"]);
        table.insert_at("a", &["n", "a"], Span::new(10, 20), false);
        table.insert_at("a", &["o", "a"], Span::new(15, 30), true);
        let at = |at: u32| -> Vec<String> {
            let paths = table.paths_at(text_hash(b"a"), "a", at);
            paths.iter().map(|parts| parts.join(".")).collect()
        };
        assert_eq!(at(5), ["m.a"]);
        assert_eq!(at(12), ["m.a", "n.a"]);
        assert_eq!(at(16), ["o.a"]);
        assert_eq!(at(30), ["m.a"]);
    }
}
