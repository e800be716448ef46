//! The definition of a module: what the files of one folder declare, with overrides laid over.
//!
//! For: looking up declarations; one per folder, shared by all calls of it.
//! Not for: values (those belong to an instance, see `evaluator.rs`). Read [`Module`].

use std::sync::Arc;

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use tamis_syntax::{FileId, Span};

use super::ast::{Attribute, Block, Body, Expr, ExprKind};
use super::lower::{self, Kinds};
use crate::dialect::Source;

type Table<T> = IndexMap<Arc<str>, T, FxBuildHasher>;

/// What a folder declares.
#[derive(Debug, Default)]
pub(crate) struct Module {
    /// The folder, without a slash at the end.
    pub(crate) folder: Arc<str>,
    pub(crate) variables: Table<Definition>,
    pub(crate) locals: Table<Local>,
    pub(crate) outputs: Table<Definition>,
    /// By `type.name`, of data sources by `data.type.name`.
    pub(crate) resources: Table<Definition>,
    pub(crate) calls: Table<Definition>,
    /// Provider configurations and `terraform` blocks, in order.
    pub(crate) others: Vec<Definition>,
}

/// A block of a file, with the blocks of override files that lie over it, the topmost last.
#[derive(Debug, Clone)]
pub(crate) struct Definition {
    pub(crate) layers: Vec<(FileId, Arc<Block>)>,
}

/// An entry of a `locals` block.
#[derive(Debug, Clone)]
pub(crate) struct Local {
    pub(crate) file: FileId,
    block: Arc<Block>,
    at: usize,
}

impl Local {
    pub(crate) fn attribute(&self) -> &Attribute {
        &self.block.body.attributes[self.at]
    }
}

impl Definition {
    fn new(file: FileId, block: Arc<Block>) -> Self {
        Definition { layers: vec![(file, block)] }
    }

    /// The block in the ordinary file.
    pub(crate) fn block(&self) -> &Arc<Block> {
        &self.layers[0].1
    }

    pub(crate) fn file(&self) -> FileId {
        self.layers[0].0
    }

    /// The attribute of that name, from the topmost layer that has it.
    pub(crate) fn attribute(&self, name: &str) -> Option<(FileId, &Attribute)> {
        let found = |layer: &'_ (FileId, Arc<Block>)| layer.1.body.attribute(name).is_some();
        let (file, block) = self.layers.iter().rev().find(|layer| found(layer))?;
        Some((*file, block.body.attribute(name)?))
    }

    /// Nested blocks of that kind (also as `dynamic`), from the topmost layer that has any.
    pub(crate) fn blocks(&self, kind: &str) -> Vec<(FileId, Arc<Block>)> {
        let of = |block: &Block| {
            let is_it = |inner: &&Arc<Block>| nested_kind(inner) == Some(kind);
            block.body.blocks.iter().filter(is_it).cloned().collect::<Vec<_>>()
        };
        self.layers
            .iter()
            .rev()
            .map(|(file, block)| (*file, of(block)))
            .find(|(_, blocks)| !blocks.is_empty())
            .map(|(file, blocks)| blocks.into_iter().map(|block| (file, block)).collect())
            .unwrap_or_default()
    }

    /// Names of all attributes, each once, in order.
    pub(crate) fn attribute_names(&self) -> Vec<Arc<str>> {
        let mut names: Vec<Arc<str>> = Vec::new();
        for attribute in self.layers.iter().flat_map(|(_, block)| &block.body.attributes) {
            if !names.contains(&attribute.name) {
                names.push(attribute.name.clone());
            }
        }
        names
    }

    /// Kinds of all nested blocks, each once, in order.
    pub(crate) fn block_kinds(&self) -> Vec<Arc<str>> {
        let mut kinds: Vec<Arc<str>> = Vec::new();
        for block in self.layers.iter().flat_map(|(_, block)| &block.body.blocks) {
            if let Some(kind) = nested_kind(block)
                && !kinds.iter().any(|known| &**known == kind)
            {
                kinds.push(Arc::from(kind));
            }
        }
        kinds
    }
}

/// What a nested block adds to: its kind, of a `dynamic` block its label.
pub(crate) fn nested_kind(block: &Block) -> Option<&str> {
    if &*block.kind == "dynamic" {
        block.labels.first().map(|label| &**label)
    } else {
        Some(&block.kind)
    }
}

impl Module {
    /// Reads the files of a folder, sorted by path.
    pub(crate) fn new(folder: &str, sources: &[&Source], kinds: &Kinds) -> Self {
        let mut module = Module { folder: Arc::from(folder), ..Module::default() };
        let mut overrides = Vec::new();
        for source in sources {
            let body = read(source, kinds);
            if is_override(source.name()) {
                overrides.push((source.file, body));
            } else {
                module.declare(source.file, body);
            }
        }
        for (file, body) in overrides {
            module.lay_over(file, body);
        }
        module
    }

    fn declare(&mut self, file: FileId, body: Body) {
        for block in body.blocks {
            let definition = || Definition::new(file, block.clone());
            let label = block.labels.first().cloned();
            match (&*block.kind, label) {
                ("locals", _) => self.declare_locals(file, &block),
                ("variable", Some(name)) => insert(&mut self.variables, name, definition()),
                ("output", Some(name)) => insert(&mut self.outputs, name, definition()),
                ("module", Some(name)) => insert(&mut self.calls, name, definition()),
                ("resource" | "data" | "ephemeral", Some(_)) => {
                    if let Some(key) = resource_key(&block) {
                        insert(&mut self.resources, key, definition());
                    }
                }
                ("provider" | "terraform", _) => self.others.push(definition()),
                _ => {}
            }
        }
    }

    fn declare_locals(&mut self, file: FileId, block: &Arc<Block>) {
        for (at, attribute) in block.body.attributes.iter().enumerate() {
            let local = Local { file, block: block.clone(), at };
            self.locals.insert(attribute.name.clone(), local);
        }
    }

    fn lay_over(&mut self, file: FileId, body: Body) {
        for block in body.blocks {
            let label = block.labels.first().cloned();
            let below = match (&*block.kind, label) {
                ("locals", _) => {
                    self.declare_locals(file, &block);
                    continue;
                }
                ("variable", Some(name)) => self.variables.get_mut(&name),
                ("output", Some(name)) => self.outputs.get_mut(&name),
                ("module", Some(name)) => self.calls.get_mut(&name),
                ("resource" | "data", Some(_)) => {
                    resource_key(&block).and_then(|key| self.resources.get_mut(&key))
                }
                ("provider", Some(name)) => {
                    self.others.iter_mut().find(|other| other.block().labels.first() == Some(&name))
                }
                _ => None,
            };
            match below {
                Some(definition) => definition.layers.push((file, block)),
                // Nothing to lie over: Terraform refuses; we read it as if it stood in an ordinary file.
                None => self.declare(file, Body { attributes: Vec::new(), blocks: vec![block] }),
            }
        }
    }
}

/// The first declaration of a name stands; a second is Terraform's error, and is kept under a name of its own so that
/// its attributes are looked at too.
fn insert(table: &mut Table<Definition>, name: Arc<str>, definition: Definition) {
    let mut key = name;
    while table.contains_key(&key) {
        key = Arc::from(format!("{key}'"));
    }
    table.insert(key, definition);
}

/// `type.name`, with `data.` before that of a data source.
fn resource_key(block: &Block) -> Option<Arc<str>> {
    let [kind, name, ..] = &block.labels[..] else { return None };
    Some(Arc::from(match &*block.kind {
        "data" => format!("data.{kind}.{name}"),
        _ => format!("{kind}.{name}"),
    }))
}

fn is_override(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    stem == "override" || stem.ends_with("_override")
}

/// Lowers a source, in either syntax.
pub(crate) fn read(source: &Source, kinds: &Kinds) -> Body {
    let (mut body, object) = lower::file(&source.tree, &source.text, kinds);
    if let Some(object) = object {
        json_body(object, &mut body);
    }
    body
}

/// Blocks of the JSON syntax: `{"resource": {"type": {"name": {…}}}}`, with a list wherever several may stand.
fn json_body(object: Expr, body: &mut Body) {
    for (key, value) in entries(object) {
        let Some(kind) = key.literal().cloned() else { continue };
        let labels = match &*kind {
            "resource" | "data" | "ephemeral" => 2,
            "module" | "variable" | "output" | "provider" | "check" => 1,
            "locals" | "terraform" | "moved" | "import" | "removed" => 0,
            _ => {
                let span = key.span.cover(value.span);
                body.attributes.push(Attribute { name: kind, value, span });
                continue;
            }
        };
        json_blocks(&kind, labels, &mut Vec::new(), key.span, value, body);
    }
}

fn json_blocks(
    kind: &Arc<str>,
    missing: usize,
    labels: &mut Vec<Arc<str>>,
    start: Span,
    value: Expr,
    body: &mut Body,
) {
    if let ExprKind::Tuple(items) = value.kind {
        for item in items {
            let start = item.span;
            json_blocks(kind, missing, labels, start, item, body);
        }
        return;
    }
    if missing == 0 {
        let span = start.cover(value.span);
        let inner = json_content(value, kind.as_ref() == "locals");
        body.blocks.push(Arc::new(Block {
            kind: kind.clone(),
            labels: labels.clone(),
            body: inner,
            span,
        }));
        return;
    }
    for (key, value) in entries(value) {
        let Some(label) = key.literal().cloned() else { continue };
        labels.push(label);
        json_blocks(kind, missing - 1, labels, key.span, value, body);
        labels.pop();
    }
}

/// Attributes whose values are maps in every provider: all other objects may be blocks, which the JSON syntax does not
/// tell apart without the provider's schema.
const MAPS: &[&str] = &[
    "tags",
    "tags_all",
    "labels",
    "annotations",
    "metadata",
    "variables",
    "app_settings",
    "triggers",
    "triggers_replace",
    "input",
    "parameters",
    "providers",
    "for_each",
    "default",
    "value",
    "source",
    "user_labels",
    "node_labels",
    "environment_variables",
    "connection_strings",
    "vars",
    "config",
    "match_labels",
    "data",
    "string_data",
    "sensitive_data",
];

/// The body of a JSON block: objects and lists of objects are nested blocks.
fn json_content(value: Expr, plain: bool) -> Body {
    let mut body = Body::default();
    for (key, value) in entries(value) {
        let Some(name) = key.literal().cloned() else { continue };
        if &*name == "//" {
            continue;
        }
        let span = key.span.cover(value.span);
        let is_block = match &value.kind {
            _ if plain || MAPS.contains(&&*name) => false,
            ExprKind::Object(entries) => !entries.is_empty(),
            ExprKind::Tuple(items) => {
                !items.is_empty() && items.iter().all(|i| matches!(i.kind, ExprKind::Object(_)))
            }
            _ => false,
        };
        if is_block {
            json_blocks(&name, 0, &mut Vec::new(), key.span, value, &mut body);
        } else {
            body.attributes.push(Attribute { name, value, span });
        }
    }
    body
}

fn entries(object: Expr) -> Vec<(Expr, Expr)> {
    match object.kind {
        ExprKind::Object(entries) => entries,
        _ => Vec::new(),
    }
}
