//! `use`, `mod`, and where a module's file lies.

use tamis_ir::{FileGuess, Import, ImportItem, ImportRequest, Place, Value};
use tamis_syntax::NodeId;

use super::Lower;

impl<'t> Lower<'t> {
    /// `mod name;`: a file of its own.
    pub(super) fn module_file(&mut self, id: NodeId) {
        let Some(name) = self.src.field(id, self.f.name) else { return };
        let text = self.src.text_of(name);
        if self.inner == 0 {
            self.files.insert(text);
        }
        let module = format!("self.{text}");
        self.bind_import(&module, ImportItem::Module, text, name, id);
    }

    fn bind_import(
        &mut self,
        module: &str,
        item: ImportItem,
        local: &str,
        name: NodeId,
        id: NodeId,
    ) {
        let at = self.src.at(id);
        let module = self.b.name(module);
        let import = self.b.add_import(Import { module, item, at });
        if !local.is_empty() && local != "_" {
            let local = self.b.declare(local);
            let place = Place::local(local, self.src.at(name));
            self.b.assign(place, Value::Import(import), at);
        }
    }

    pub(super) fn use_declaration(&mut self, id: NodeId) {
        let argument = self.src.field(id, self.f.argument).or_else(|| self.src.first(id));
        if let Some(argument) = argument {
            self.use_tree(argument, &[], id, 0);
        }
    }

    fn use_tree(&mut self, tree: NodeId, prefix: &[&'t str], id: NodeId, depth: u32) {
        let src = self.src;
        if depth > 32 {
            return;
        }
        match src.kind(tree) {
            "use_list" => {
                for child in src.children(tree) {
                    self.use_tree(child, prefix, id, depth + 1);
                }
            }
            "scoped_use_list" => {
                let whole = self.longer(prefix, src.field(tree, self.f.path));
                if let Some(list) = src.field(tree, self.f.list) {
                    self.use_tree(list, &whole, id, depth + 1);
                }
            }
            "use_as_clause" => {
                let whole = self.longer(prefix, src.field(tree, self.f.path));
                if let Some(alias) = src.field(tree, self.f.alias) {
                    self.used(&whole, src.text_of(alias), alias, id);
                }
            }
            "use_wildcard" => {
                let path = src.first(tree).filter(|first| src.kind(*first) != "*");
                let whole = self.longer(prefix, path);
                if let Some(module) = self.module_name(&whole) {
                    self.bind_import(&module, ImportItem::All, "", tree, id);
                }
            }
            _ => {
                let whole = self.longer(prefix, Some(tree));
                let name = whole.iter().rev().find(|part| **part != "self").copied();
                self.used(&whole, name.unwrap_or(""), tree, id);
            }
        }
    }

    fn longer(&self, prefix: &[&'t str], path: Option<NodeId>) -> Vec<&'t str> {
        let mut whole = prefix.to_vec();
        if let Some(path) = path {
            whole.extend(self.parts(path).into_iter().map(|(_, name)| name));
        }
        if whole.len() > 1 && whole.last() == Some(&"self") {
            whole.pop();
        }
        whole
    }

    fn used(&mut self, path: &[&'t str], local: &str, name: NodeId, id: NodeId) {
        let Some((item, module)) = path.split_last() else { return };
        if module.is_empty() {
            if !self.files.contains(item) {
                self.bind_import(item, ImportItem::Module, local, name, id);
            }
            return;
        }
        match self.module_name(module) {
            Some(module) => {
                let item = ImportItem::Named(self.b.name(item));
                self.bind_import(&module, item, local, name, id);
            }
            // What stands in this file is in scope already, under its own name.
            None if local != *item => {
                let value = self.b.lookup(item);
                let at = self.src.at(name);
                let value = self.b.read(value, at);
                let local = self.b.declare(local);
                self.b.assign(Place::local(local, at), Value::Use(value), at);
            }
            None => {}
        }
    }

    /// The dotted name of a module; `None` for one whose body is in this file.
    fn module_name(&self, path: &[&'t str]) -> Option<String> {
        let (mut path, mut inner) = (path, self.inner);
        while let Some((first, rest)) = path.split_first()
            && inner > 0
            && matches!(*first, "self" | "super")
        {
            inner -= usize::from(*first == "super");
            path = rest;
        }
        let first = path.first()?;
        if self.inner > 0 && inner < self.inner && *first != "super" && !self.files.contains(first)
        {
            return None;
        }
        let whole = path.join(".");
        Some(if self.files.contains(first) { format!("self.{whole}") } else { whole })
    }
}

/// Names of files that are modules by their folder.
const ROOTS: &[&str] = &["mod.rs", "lib.rs", "main.rs"];
/// Folders above a file that may be the root of its crate.
const MAX_ROOTS: usize = 6;

pub(super) fn locate(request: &ImportRequest<'_>) -> Vec<FileGuess> {
    let mut parts: Vec<&str> = request.module.split('.').collect();
    let item = request.item;
    let (folder, file) = request.importer.rsplit_once('/').unwrap_or(("", request.importer));
    let mut guesses = Guesses { found: Vec::new(), anchored: true };
    let own = if ROOTS.contains(&file) {
        folder.to_owned()
    } else {
        join(folder, file.trim_end_matches(".rs"))
    };
    match parts[0] {
        "crate" => {
            parts.remove(0);
            for root in roots(folder) {
                guesses.module(root, &parts, item);
            }
        }
        "self" => {
            parts.remove(0);
            guesses.module(&own, &parts, item);
            // The root of a crate may have any name.
            if own != folder {
                guesses.module(folder, &parts, item);
            }
        }
        "super" => {
            let mut base = own;
            while parts.first() == Some(&"super") {
                parts.remove(0);
                base = base.rsplit_once('/').map_or("", |(above, _)| above).to_owned();
            }
            guesses.module(&base, &parts, item);
        }
        name => {
            // Another crate of the workspace, in a folder of its name.
            if matches!(name, "std" | "core" | "alloc") {
                return guesses.found;
            }
            parts.remove(0);
            guesses.anchored = false;
            for folder in [name.to_owned(), name.replace('_', "-")] {
                guesses.module(&format!("{folder}/src"), &parts, item);
            }
        }
    }
    guesses.found
}

/// Folders that may be the root of the crate: the nearest `src`, else those above.
fn roots(folder: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut at = folder;
    loop {
        let name = at.rsplit('/').next().unwrap_or("");
        found.push(at);
        if name == "src" {
            return vec![at];
        }
        match at.rsplit_once('/') {
            Some((above, _)) => at = above,
            None if at.is_empty() => break,
            None => at = "",
        }
        if found.len() >= MAX_ROOTS {
            break;
        }
    }
    found
}

struct Guesses {
    found: Vec<FileGuess>,
    anchored: bool,
}

impl Guesses {
    fn add(&mut self, path: String, is_item: bool) {
        self.found.push(FileGuess { path, anchored: self.anchored, is_item });
    }

    /// The module `parts` below `root`, or its `item` if that is a module; then the modules above, which may give it on
    /// or have it inside.
    fn module(&mut self, root: &str, parts: &[&str], item: &str) {
        let whole = parts.iter().fold(root.to_owned(), |path, part| join(&path, part));
        if !item.is_empty() {
            self.add(format!("{}.rs", join(&whole, item)), true);
            self.add(join(&join(&whole, item), "mod.rs"), true);
        }
        for length in (1..=parts.len()).rev() {
            let path = parts[..length].iter().fold(root.to_owned(), |path, part| join(&path, part));
            self.add(format!("{path}.rs"), false);
            self.add(join(&path, "mod.rs"), false);
        }
        if parts.is_empty() || !item.is_empty() {
            for name in ROOTS {
                self.add(join(root, name), false);
            }
            if parts.is_empty() && !root.is_empty() {
                self.add(format!("{root}.rs"), false);
            }
        }
    }
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}
