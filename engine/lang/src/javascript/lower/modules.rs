//! Imports and exports: ES modules, CommonJS, and where an import's file lies.
//!
//! `module.exports` is the variable `module.exports` of the top level, exported as `=`; what is set in it under a
//! constant name is also exported under that name, through a variable `exports.NAME`.

use tamis_ir::{
    Aggregate, Export, ExportTarget, FileGuess, FunctionId, Import, ImportItem, ImportRequest, Key,
    LocalId, LocalKind, Operand, OperandKind, Place, Projection, Value,
};
use tamis_syntax::{NodeId, Role, string_content};

use super::Lower;

const EXPORTS: &str = "module.exports";

impl<'t> Lower<'t> {
    // --- imports --------------------------------------------------------------------------------------------------

    /// The names an import binds.
    pub(super) fn import_names(&self, id: NodeId, found: &mut Vec<NodeId>) {
        for inner in self.src.tree.subtree(id).skip(1) {
            match self.src.kind(inner) {
                "import_specifier" | "namespace_import" | "import_require_clause" => {
                    found.extend(self.bound_name(inner));
                }
                "identifier" if self.src.parent_kind(inner) == "import_clause" => found.push(inner),
                _ => {}
            }
        }
    }

    fn bound_name(&self, id: NodeId) -> Option<NodeId> {
        let alias = self.src.field(id, self.f.alias);
        alias.or_else(|| self.src.field(id, self.f.name)).or_else(|| self.src.first(id))
    }

    pub(super) fn import(&mut self, id: NodeId) {
        let source = self.src.tree.subtree(id).find(|it| self.src.is_field(*it, self.f.source));
        let Some(source) = source else {
            if self.src.kind(id) == "import_alias" {
                self.import_alias(id);
            }
            return;
        };
        let module = module_name(string_content(self.src.text_of(source))).to_owned();
        for inner in self.src.tree.subtree(id).skip(1) {
            let item = match self.src.kind(inner) {
                "import_specifier" => {
                    let Some(name) = self.src.field(inner, self.f.name) else { continue };
                    ImportItem::Named(self.b.name(string_content(self.src.text_of(name))))
                }
                "namespace_import" | "import_require_clause" => ImportItem::Module,
                "identifier" if self.src.parent_kind(inner) == "import_clause" => {
                    ImportItem::Named(self.b.name("default"))
                }
                _ => continue,
            };
            let bound = match self.src.kind(inner) {
                "identifier" => Some(inner),
                _ => self.bound_name(inner),
            };
            let Some(bound) = bound else { continue };
            let import = self.add_import(&module, item, id);
            let local = self.b.declare(self.src.text_of(bound));
            let place = Place::local(local, self.src.at(bound));
            self.b.assign(place, Value::Import(import), self.src.at(id));
        }
    }

    fn add_import(&mut self, module: &str, item: ImportItem, id: NodeId) -> u32 {
        let module = self.b.name(module);
        self.b.add_import(Import { module, item, at: self.src.at(id) })
    }

    /// `import a = N.b`.
    fn import_alias(&mut self, id: NodeId) {
        if let [name, target] = self.src.children(id)[..] {
            let value = self.expression(target);
            let local = self.b.declare(self.src.text_of(name));
            let place = Place::local(local, self.src.at(name));
            self.b.assign(place, Value::Use(value), self.src.at(id));
        }
    }

    // --- exports --------------------------------------------------------------------------------------------------

    /// Whether the statement is an export whose node was dissolved: its text still begins with the word.
    pub(super) fn is_export(&self, id: NodeId) -> bool {
        self.after_export(id).is_some()
    }

    /// What comes after the word `export`.
    fn after_export(&self, id: NodeId) -> Option<&'t str> {
        let rest = self.src.text_of(id).strip_prefix("export")?;
        let is_word = rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$'));
        (!is_word).then(|| rest.trim_start())
    }

    /// Exports the names a declaration binds, if it is exported.
    pub(super) fn exported_declaration(&mut self, id: NodeId) {
        let rest = self.after_export(id);
        let is_exported = rest.is_some() || self.src.parent_kind(id) == "export_statement";
        if !is_exported {
            return;
        }
        let is_default = rest.is_some_and(|rest| rest.starts_with("default"))
            || self.src.tree.parent(id).is_some_and(|parent| {
                self.after_export(parent).is_some_and(|rest| rest.starts_with("default"))
            });
        let mut names = Vec::new();
        self.declared_names(id, &mut names);
        if is_default {
            let text = names.first().map_or("default", |name| self.src.text_of(*name));
            let local = self.b.lookup(text);
            self.export("default", local);
            return;
        }
        for name in names {
            let text = self.src.text_of(name);
            let local = self.b.lookup(text);
            self.export(text, local);
        }
    }

    fn declared_names(&self, id: NodeId, found: &mut Vec<NodeId>) {
        match self.src.kind(id) {
            "lexical_declaration" | "variable_declaration" => {
                for child in self.src.children(id) {
                    self.declared_names(child, found);
                }
            }
            "variable_declarator" => {
                if let Some(target) = self.src.field(id, self.f.name) {
                    self.target_names(target, found);
                }
            }
            _ => found.extend(self.src.field(id, self.f.name)),
        }
    }

    /// Makes a variable visible outside under `name`: of the module, or of the open namespace.
    fn export(&mut self, name: &str, local: LocalId) {
        match self.namespaces.last() {
            Some(Some(namespace)) => {
                let at = self.b.body().at;
                let mut place = Place::local(*namespace, at);
                let key = Key::Name(self.b.name(name));
                place.path.push(Projection { key, at, index: None });
                let value = self.b.read(local, at);
                self.b.assign(place, Value::Use(value), at);
            }
            Some(None) => {}
            None => {
                let Some(local) = self.of_module(local) else { return };
                let name = self.b.name(name);
                self.b.add_export(Export { name, target: ExportTarget::Local(local) });
            }
        }
    }

    /// The variable of the top level that a local of the current body is.
    fn of_module(&mut self, local: LocalId) -> Option<LocalId> {
        if self.b.current_function() == FunctionId::MODULE {
            return Some(local);
        }
        match self.b.body().locals.get(local.0 as usize)?.kind {
            LocalKind::Captured(FunctionId::MODULE, local) => Some(local),
            _ => None,
        }
    }

    /// An export that kept its node: with decorators, or from another module.
    pub(super) fn export_statement(&mut self, id: NodeId) {
        let source = self.src.field(id, self.f.source);
        let decorators = self.src.fields(id, self.f.decorator);
        for child in self.src.children(id) {
            match self.src.kind(child) {
                "export_clause" => self.export_clause(child, source),
                "namespace_export" => self.export_namespace(child, source),
                "class_declaration" | "abstract_class_declaration" => {
                    self.class_statement(child, &decorators);
                }
                "class" => {
                    self.class_statement(child, &decorators);
                }
                "decorator" => {}
                "function_declaration" | "generator_function_declaration" => {
                    self.function_declaration(child);
                }
                _ if Some(child) == source => {}
                _ => self.statement(child),
            }
        }
    }

    /// `{ a, b as c }`, of this module or of another.
    pub(super) fn export_clause(&mut self, id: NodeId, source: Option<NodeId>) {
        for specifier in self.src.children(id) {
            let Some(name) = self.src.field(specifier, self.f.name) else { continue };
            let alias = self.src.field(specifier, self.f.alias).unwrap_or(name);
            let outside = string_content(self.src.text_of(alias)).to_owned();
            let inside = string_content(self.src.text_of(name)).to_owned();
            match source {
                Some(source) => {
                    let item = ImportItem::Named(self.b.name(&inside));
                    let module = self.module_of(source);
                    let import = self.add_import(&module, item, specifier);
                    let name = self.b.name(&outside);
                    self.b.add_export(Export { name, target: ExportTarget::Import(import) });
                }
                None => self.exported.push((inside, outside)),
            }
        }
    }

    fn module_of(&self, source: NodeId) -> String {
        let text = self.src.text_of(source);
        // Of `export * from "m"` only the string is left, with the whole statement's text.
        let text = match text.find(['"', '\'']) {
            Some(at) => text[at..].trim_end_matches(';').trim_end(),
            None => text,
        };
        module_name(string_content(text)).to_owned()
    }

    /// `* as ns`.
    fn export_namespace(&mut self, id: NodeId, source: Option<NodeId>) {
        let (Some(name), Some(source)) = (self.src.first(id), source) else { return };
        let module = self.module_of(source);
        let import = self.add_import(&module, ImportItem::Module, id);
        let name = self.b.name(string_content(self.src.text_of(name)));
        self.b.add_export(Export { name, target: ExportTarget::Import(import) });
    }

    /// An export whose node was dissolved: `export default e`, `export = e`, `export * from "m"`.
    pub(super) fn export_value(&mut self, id: NodeId) {
        if self.src.is_field(id, self.f.source) {
            let module = self.module_of(id);
            let import = self.add_import(&module, ImportItem::All, id);
            let name = self.b.name("*");
            self.b.add_export(Export { name, target: ExportTarget::All(import) });
            return;
        }
        let rest = self.after_export(id).unwrap_or("");
        let (is_whole, rest) = match rest.strip_prefix('=') {
            Some(rest) => (true, rest),
            None => (false, rest.strip_prefix("default").unwrap_or(rest)),
        };
        // A name took over the whole statement's text.
        let name = rest.trim().trim_end_matches(';').trim_end().to_owned();
        let at = self.src.at(id);
        let value = if self.src.role(id) == Role::Identifier {
            let local = self.variable(&name);
            self.b.read(local, at)
        } else {
            self.expression(id)
        };
        if is_whole {
            let exports = self.exports_object();
            self.b.assign(Place::local(exports, at), Value::Use(value), at);
        } else {
            let local = self.b.declare("default");
            self.b.assign(Place::local(local, at), Value::Use(value), at);
            self.export("default", local);
        }
    }

    // --- CommonJS -------------------------------------------------------------------------------------------------

    /// Sets up `module.exports` where the file mentions it.
    pub(super) fn begin_exports(&mut self) {
        let text = self.src.text;
        if !text.contains("exports") && !text.contains("export =") {
            return;
        }
        let local = self.b.declare(EXPORTS);
        let at = self.src.at(NodeId::ROOT);
        let object = Value::Aggregate(Aggregate::Map, Vec::new());
        self.b.assign(Place::local(local, at), object, at);
        let name = self.b.name("=");
        self.b.add_export(Export { name, target: ExportTarget::Local(local) });
    }

    /// Exports of names that stand before their declarations.
    pub(super) fn end_exports(&mut self) {
        for (inside, outside) in std::mem::take(&mut self.exported) {
            if self.b.is_declared(&inside) {
                let local = self.b.lookup(&inside);
                self.export(&outside, local);
            }
        }
    }

    pub(super) fn exports_object(&mut self) -> LocalId {
        self.b.declare_outer(EXPORTS, true)
    }

    /// Whether `id` is `module.exports` of this file.
    pub(super) fn is_module_exports(&mut self, id: NodeId) -> bool {
        let object = self.src.field(id, self.f.object);
        object.is_some_and(|object| self.src.text_of(object) == "module")
            && self
                .src
                .field(id, self.f.property)
                .is_some_and(|property| self.src.text_of(property) == "exports")
            && !self.b.is_declared("module")
    }

    fn is_exports(&mut self, id: NodeId) -> bool {
        match self.src.kind(id) {
            "identifier" => self.src.text_of(id) == "exports" && !self.b.is_declared("exports"),
            "member_expression" => self.is_module_exports(id),
            _ => false,
        }
    }

    /// `exports.a = value` exports `a`; `module.exports = { a, b: value }` exports `a` and `b`.
    pub(super) fn exported_assignment(&mut self, left: NodeId, right: NodeId, value: &Operand) {
        if self.src.kind(left) != "member_expression" {
            return;
        }
        let object = self.src.field(left, self.f.object);
        let property = self.src.field(left, self.f.property);
        let (Some(object), Some(property)) = (object, property) else { return };
        if self.is_exports(object) {
            let name = self.src.text_of(property).to_owned();
            self.export_by_name(&name, value.clone());
        } else if self.is_module_exports(left) && self.src.kind(right) == "object" {
            let Some(whole) = value.place().cloned() else { return };
            for entry in self.src.children(right) {
                let key = match self.src.kind(entry) {
                    "shorthand_property_identifier" => Some(entry),
                    "pair" => self.src.field(entry, self.f.key),
                    "method_definition" => self.src.field(entry, self.f.name),
                    _ => None,
                };
                let Some(key) = key.filter(|key| {
                    matches!(
                        self.src.kind(*key),
                        "shorthand_property_identifier" | "property_identifier" | "string"
                    )
                }) else {
                    continue;
                };
                let name = string_content(self.src.text_of(key)).to_owned();
                let at = self.src.at(key);
                let mut place = whole.clone();
                let key = Key::Name(self.b.name(&name));
                place.path.push(Projection { key, at, index: None });
                self.export_by_name(&name, Operand { at, kind: OperandKind::Place(place) });
            }
        }
    }

    fn export_by_name(&mut self, name: &str, value: Operand) {
        let at = value.at;
        let local = self.b.declare_outer(&format!("exports.{name}"), true);
        self.b.assign(Place::local(local, at), Value::Use(value), at);
        let Some(local) = self.of_module(local) else { return };
        let target = ExportTarget::Local(local);
        let known = self.b.module().exports.iter().any(|export| export.target == target);
        if !known {
            let name = self.b.name(name);
            self.b.add_export(Export { name, target });
        }
    }
}

/// The module's name as rules write it.
pub(super) fn module_name(source: &str) -> &str {
    source.strip_prefix("node:").unwrap_or(source)
}

const ENDINGS: &[&str] = &[
    ".ts",
    ".tsx",
    ".js",
    ".jsx",
    ".mjs",
    ".cjs",
    ".mts",
    ".cts",
    "/index.ts",
    "/index.tsx",
    "/index.js",
    "/index.jsx",
    "/index.mjs",
    "/index.cjs",
];

/// `./a` in `x/y.ts` is `x/a.ts`, `x/a/index.ts` and so on; `./a.js` may be `x/a.ts`. `@/a` and `~/a` are found under
/// whatever folder the project gives those names, nearest first.
pub(super) fn locate(request: &ImportRequest<'_>) -> Vec<FileGuess> {
    let module = request.module;
    let (path, anchored) = if module.starts_with('.') {
        let Some(path) = relative(request.importer, module) else { return Vec::new() };
        (path, true)
    } else {
        let aliased = ["@/", "~/", "#/", "/"].iter().find_map(|it| module.strip_prefix(it));
        let within = module.contains('/') && !module.starts_with('@');
        // `@services/user` of a project's own aliases: a folder of that name.
        let scoped = module.strip_prefix('@').filter(|it| it.contains('/') && !it.starts_with('/'));
        match aliased.or(within.then_some(module)).or(scoped) {
            Some(path) => (path.to_owned(), false),
            None => return Vec::new(),
        }
    };
    let guess = |path: String| FileGuess { path, anchored, is_item: false };
    let mut guesses = Vec::new();
    let stem = ["js", "jsx", "mjs", "cjs", "ts", "tsx"]
        .iter()
        .find_map(|ending| path.strip_suffix(ending)?.strip_suffix('.'));
    if let Some(stem) = stem {
        guesses.push(guess(path.clone()));
        guesses.extend([".ts", ".tsx", ".mts"].iter().map(|it| guess(format!("{stem}{it}"))));
    }
    let base = path.trim_end_matches('/');
    if base.is_empty() {
        guesses.extend(
            ENDINGS.iter().filter_map(|it| it.strip_prefix('/')).map(|it| guess(it.to_owned())),
        );
    } else {
        guesses.extend(ENDINGS.iter().map(|ending| guess(format!("{base}{ending}"))));
    }
    guesses
}

/// A path relative to a file, without `.` and `..`; `None` where it leaves the root.
fn relative(importer: &str, module: &str) -> Option<String> {
    let mut parts: Vec<&str> = importer.split('/').collect();
    parts.pop();
    for part in module.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
