//! Python's imports: what they bind and where their files lie.

use tamis_ir::{FileGuess, Import, ImportItem, ImportRequest, Place, Value};
use tamis_syntax::{NodeId, Role};

use super::Lower;

impl Lower<'_> {
    pub(super) fn import(&mut self, id: NodeId) {
        let module = self.field(id, self.fields.module_name);
        let base = module.map(|module| compact(self.text_of(module)));
        for name in self.fields(id, self.fields.name) {
            self.imported(id, name, base.as_deref());
        }
        let star = self.children(id).into_iter().any(|child| self.kind(child) == "wildcard_import");
        if let Some(base) = base.filter(|_| star) {
            let module = self.b.name(&base);
            let at = self.at(id);
            self.b.add_import(Import { module, item: ImportItem::All, at });
        }
    }

    fn imported(&mut self, id: NodeId, name: NodeId, base: Option<&str>) {
        let (path, alias) = if self.tree.node(name).role == Role::Alias {
            let parts = self.children(name);
            let (Some(path), Some(alias)) = (parts.first(), parts.last()) else { return };
            (*path, Some(*alias))
        } else {
            (name, None)
        };
        let written = compact(self.text_of(path));
        let (module, item) = match (base, alias) {
            (Some(base), _) => (base.to_owned(), ImportItem::Named(self.b.name(&written))),
            (None, None) if written.contains('.') => (written, ImportItem::Root),
            (None, _) => (written, ImportItem::Module),
        };
        // `import a.b` binds `a`.
        let bound = alias.or_else(|| match self.tree.node(path).role {
            Role::Member => self.children(path).first().copied(),
            _ => Some(path),
        });
        let Some(bound) = bound else { return };
        let module = self.b.name(&module);
        let import = self.b.add_import(Import { module, item, at: self.at(id) });
        let local = self.b.declare(self.text_of(bound));
        let place = Place::local(local, self.at(bound));
        self.b.assign(place, Value::Import(import), self.at(id));
    }
}

fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// `from ..a.b import c` in `x/y/z.py` is `x/a/b.py`, or `x/a/b/c.py`, each also as a package.
pub(super) fn locate(request: &ImportRequest<'_>) -> Vec<FileGuess> {
    let dots = request.module.bytes().take_while(|byte| *byte == b'.').count();
    let tail = request.module[dots..].replace('.', "/");
    let mut base = String::new();
    if dots > 0 {
        let mut folders: Vec<&str> = request.importer.split('/').collect();
        folders.truncate(folders.len().saturating_sub(dots));
        base = folders.join("/");
    }
    let join = |left: &str, right: &str| match (left.is_empty(), right.is_empty()) {
        (true, _) => right.to_owned(),
        (_, true) => left.to_owned(),
        _ => format!("{left}/{right}"),
    };
    let whole = join(&base, &tail);
    let anchored = dots > 0;
    let mut guesses = Vec::new();
    if !request.item.is_empty() {
        let item = join(&whole, request.item);
        guesses.push(FileGuess { path: format!("{item}.py"), anchored, is_item: true });
        guesses.push(FileGuess { path: format!("{item}/__init__.py"), anchored, is_item: true });
    }
    let package = join(&whole, "__init__.py");
    if !whole.is_empty() && !tail.is_empty() {
        guesses.push(FileGuess { path: format!("{whole}.py"), anchored, is_item: false });
    }
    guesses.push(FileGuess { path: package, anchored, is_item: false });
    guesses
}
