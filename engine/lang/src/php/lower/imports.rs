//! `use`, `include`, and the files they mean.

use rustc_hash::FxHashSet;
use tamis_ir::{FileGuess, Import, ImportItem, ImportRequest, Key, Place, Value};
use tamis_syntax::{NodeId, string_content};

use super::Lower;
use super::names::is_superglobal;
use crate::lower::{reading, under};

impl<'t> Lower<'t> {
    /// `use A\B as C;`, `use A\{B, C};`.
    pub(super) fn uses(&mut self, id: NodeId) {
        let src = self.src;
        let mut prefix: Vec<&str> = Vec::new();
        for child in src.children(id) {
            match src.kind(child) {
                "namespace_use_clause" => self.used(&[], child),
                "namespace_use_group" => {
                    for clause in src.children(child) {
                        self.used(&prefix, clause);
                    }
                }
                "name" => prefix.push(src.text_of(child)),
                _ => {}
            }
        }
    }

    fn used(&mut self, prefix: &[&str], clause: NodeId) {
        let (src, at) = (self.src, self.src.at(clause));
        let alias = src.field(clause, self.f.alias);
        // `use function f`: functions are the whole project's.
        if src.field(clause, self.f.type_).is_some() {
            return;
        }
        let named = src
            .children(clause)
            .into_iter()
            .find(|it| Some(*it) != alias && matches!(src.kind(*it), "name" | "qualified_name"));
        let mut parts = prefix.to_vec();
        parts.extend(named.map(|named| self.segments(named)).unwrap_or_default());
        let Some((name, module)) = parts.split_last() else { return };
        let local = alias.map_or(*name, |alias| src.text_of(alias));
        self.imported(&module.join("."), name, local, at);
    }

    /// What comes from a file that is included by name.
    pub(super) fn included(&mut self, path: NodeId) {
        let at = self.src.at(path);
        let Some(file) = self.written_path(path) else { return };
        let module = self.b.name(&file);
        let import = self.b.add_import(Import { module, item: ImportItem::All, at });
        if !self.closures.is_empty() || self.foreign.is_empty() {
            return;
        }
        let whole = self.b.temp(Value::Import(import), at);
        let whole = self.b.place_of(whole);
        let mut names: Vec<&str> = self.foreign.iter().copied().collect();
        names.sort_unstable();
        for name in names {
            let key = Key::Name(self.b.name(name));
            let value = reading(under(&whole, key, at), at);
            let local = self.b.declare(name);
            self.b.assign(Place::local(local, at), Value::Use(value), at);
        }
        // They are variables of this file from here on.
        self.foreign.clear();
    }

    /// The end of a path that is written out: `'a.php'`, `__DIR__ . '/a.php'`.
    fn written_path(&self, id: NodeId) -> Option<String> {
        let src = self.src;
        match src.kind(id) {
            "string" | "encapsed_string" if src.tree.is_leaf(id) => {
                let path = string_content(src.text_of(id));
                Some(path.trim_start_matches(['/', '.']).to_owned()).filter(|it| !it.is_empty())
            }
            "binary_expression" => self.written_path(src.field(id, self.f.right)?),
            "parenthesized_expression" => self.written_path(src.first(id)?),
            _ => None,
        }
    }

    /// Variables of the file's own code that only others can set.
    pub(super) fn find_foreign(&mut self) {
        let src = self.src;
        let includes = src.tree.subtree(NodeId::ROOT).any(|id| {
            matches!(
                src.kind(id),
                "include_expression"
                    | "include_once_expression"
                    | "require_expression"
                    | "require_once_expression"
            )
        });
        if !includes {
            return;
        }
        let (mut read, mut set) = (FxHashSet::default(), FxHashSet::default());
        let mut skip_until = NodeId::ROOT;
        for id in src.tree.subtree(NodeId::ROOT) {
            if id < skip_until {
                continue;
            }
            let kind = src.kind(id);
            if matches!(kind, "function_definition" | "class_declaration" | "trait_declaration") {
                let last = src.tree.subtree(id).last().unwrap_or(id);
                skip_until = NodeId(last.0 + 1);
            } else if kind == "variable_name" {
                let name = src.text_of(id);
                let is_set = matches!(
                    src.parent_kind(id),
                    "by_ref"
                        | "foreach_statement"
                        | "pair"
                        | "list_literal"
                        | "catch_clause"
                        | "array_creation_expression"
                        | "reference_assignment_expression"
                ) || src.is_field(id, self.f.left)
                    && src.parent_kind(id).contains("assignment");
                match is_set {
                    true => set.insert(name),
                    false => read.insert(name),
                };
            }
        }
        read.retain(|name| !set.contains(name) && !is_superglobal(name) && *name != "$this");
        self.foreign = read;
    }
}

/// A class lies in the file of its name, in a folder like its namespace; a file where its path says.
pub(super) fn locate(request: &ImportRequest<'_>) -> Vec<FileGuess> {
    let guess = |path: String| FileGuess { path, anchored: false, is_item: false };
    if request.item.is_empty() {
        if request.module.is_empty() {
            return Vec::new();
        }
        let folder = request.importer.rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside = match folder {
            "" => request.module.to_owned(),
            _ => format!("{folder}/{}", request.module),
        };
        let beside = FileGuess { path: beside, anchored: true, is_item: false };
        return vec![beside, guess(request.module.to_owned())];
    }
    let mut folders: Vec<&str> = request.module.split('.').collect();
    let mut guesses = Vec::new();
    // The first parts of a namespace often stand for one folder (`App` for `src`).
    while !folders.is_empty() {
        guesses.push(guess(format!("{}/{}.php", folders.join("/"), request.item)));
        folders.remove(0);
    }
    guesses
}
