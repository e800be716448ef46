//! Imports, and the files they lie in.

use tamis_ir::{FileGuess, Import, ImportItem, ImportRequest, Key, Place, Value};
use tamis_syntax::NodeId;

use super::Lower;
use crate::lower::{reading, under};
use crate::rows::dotted;

/// Longest name of a class with its package.
const MAX_QUALIFIED: usize = 160;

impl Lower<'_> {
    pub(super) fn import(&mut self, id: NodeId) {
        let at = self.src.at(id);
        let mut parts = dotted(self.src.tree, id, self.src.text);
        let is_static = parts.first() == Some(&"static");
        if is_static {
            parts.remove(0);
        }
        let is_open = parts.last() == Some(&"*");
        if is_open {
            parts.pop();
        }
        let member = if is_static && !is_open { parts.pop() } else { None };
        let (item, module) = match (is_open && !is_static, parts.split_last()) {
            (true, _) => (ImportItem::All, parts.join(".")),
            (false, Some((name, module))) => {
                (ImportItem::Named(self.b.name(name)), module.join("."))
            }
            (false, None) => return,
        };
        let local = match &item {
            ImportItem::Named(name) => Some(name.to_string()),
            _ => None,
        };
        let module = self.b.name(&module);
        let import = self.b.add_import(Import { module, item, at });
        let Some(mut local) = local else { return };
        let mut value = Value::Import(import);
        if let Some(member) = member {
            let class = self.b.temp(value, at);
            let place = self.b.place_of(class);
            let key = Key::Name(self.b.name(member));
            value = Value::Use(reading(under(&place, key, at), at));
            member.clone_into(&mut local);
        }
        let local = self.b.declare(&local);
        self.b.assign(Place::local(local, at), value, at);
    }
}

impl Lower<'_> {
    /// Classes named with their package where they are used are imported under that whole name.
    pub(super) fn qualified_imports(&mut self) {
        let src = self.src;
        for at in 0..src.tree.len() as u32 {
            let id = NodeId(at);
            let whole = match src.kind(id) {
                "scoped_type_identifier" | "field_access" => match self.qualified(id) {
                    Some(whole) => whole,
                    None => continue,
                },
                _ => continue,
            };
            let Some((module, name)) = whole.rsplit_once('.') else { continue };
            if self.b.is_declared(&whole) {
                continue;
            }
            let (module, item) = (self.b.name(module), ImportItem::Named(self.b.name(name)));
            let at = src.at(id);
            let import = self.b.add_import(Import { module, item, at });
            let local = self.b.declare(&whole);
            self.b.assign(Place::local(local, at), Value::Import(import), at);
        }
    }

    /// The class that a dotted name is, if it reads like a package and a class in it: `java.util.List`.
    pub(super) fn qualified(&self, id: NodeId) -> Option<String> {
        let text = self.src.text_of(id);
        if text.len() > MAX_QUALIFIED || text.contains(['(', '<', '"', '[', '@', '/']) {
            return None;
        }
        let whole: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let (module, name) = whole.rsplit_once('.')?;
        let is_word = |part: &str| part.chars().all(|c| c.is_alphanumeric() || c == '_');
        let is_package = module.contains('.')
            && module.split('.').all(|part| {
                is_word(part)
                    && part.starts_with(|c: char| c.is_lowercase())
                    && !matches!(part, "this" | "super")
            });
        let is_class = is_word(name)
            && name.starts_with(char::is_uppercase)
            && (name.contains(char::is_lowercase)
                || module.matches('.').count() > 1
                || matches!(module, "java.net" | "java.util"));
        (is_package && is_class).then_some(whole)
    }
}

/// A class lies in the file of its name, in the folder of its package; one inside another in the other's file.
pub(super) fn locate(request: &ImportRequest<'_>) -> Vec<FileGuess> {
    let first = request.module.split('.').next().unwrap_or("");
    if matches!(first, "java" | "javax" | "jakarta" | "") {
        return Vec::new();
    }
    let folder = request.module.replace('.', "/");
    let guess = |path: String| FileGuess { path, anchored: false, is_item: false };
    if request.item.is_empty() {
        return vec![guess(format!("{folder}/"))];
    }
    vec![
        guess(format!("{folder}/{}.java", request.item)),
        guess(format!("{folder}.java")),
        guess(format!("{folder}/")),
    ]
}
