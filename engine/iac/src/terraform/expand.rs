//! Blocks of resources to resources of the graph: every instance, with its nested and dynamic blocks, and the
//! references between them.

use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use tamis_syntax::{FileId, Span};

use super::ast::{Block, Body};
use super::evaluator::Evaluator;
use super::instance::Expansion;
use super::module::{Definition, nested_kind};
use super::scope::{ModuleId, Repetition, Scope};
use super::types::unknown_of;
use crate::graph::{Edge, Resource, ResourceId};
use crate::origin::{How, Origin, Place, Step};
use crate::value::{Attribute, Kind, Map, Part, Reason, Reference, Value};

/// Arguments of Terraform itself, which say nothing of the resource.
const META: [&str; 4] = ["count", "for_each", "depends_on", "provider"];

/// Resources of one root, until their references can be resolved.
#[derive(Default)]
pub(crate) struct Emitted {
    by_address: FxHashMap<Arc<str>, ResourceId>,
    references: Vec<(ResourceId, Arc<str>, Reference)>,
}

/// What a bucket is called, as text or as the variable without a value that names it, with the module it is asked in.
fn bucket_name(value: &Value) -> Option<String> {
    match &value.kind {
        Kind::String(text) => Some(text.to_string()),
        Kind::Unknown(unknown) if unknown.reason == Reason::NoValue => {
            let start = value.origin.steps().last()?.origin.place?;
            Some(format!("{}\0{start:?}", unknown.what))
        }
        _ => None,
    }
}

impl Emitted {
    /// References by name: what belongs to a bucket may name it in place of referring to it.
    fn by_name(&self, evaluator: &mut Evaluator<'_, '_, '_>) {
        let graph = &mut evaluator.cx.graph;
        let mut ids: Vec<ResourceId> = self.by_address.values().copied().collect();
        ids.sort();
        let name = |id: ResourceId| bucket_name(&graph.resource(id).attribute("bucket")?.value);
        let mut buckets: FxHashMap<String, ResourceId> = FxHashMap::default();
        for id in ids.iter().filter(|id| &*graph.resource(**id).kind == "aws_s3_bucket") {
            if let Some(name) = name(*id) {
                buckets.entry(name).or_insert(*id);
            }
        }
        let refers = |(_, path, refers): &&(ResourceId, Arc<str>, Reference)| {
            &**path == "bucket" && self.by_address.contains_key(&refers.resource)
        };
        let referring: FxHashSet<ResourceId> =
            self.references.iter().filter(refers).map(|(from, ..)| *from).collect();
        let mut edges = Vec::new();
        for id in ids {
            let kind = &graph.resource(id).kind;
            if kind.starts_with("aws_s3_bucket_")
                && !referring.contains(&id)
                && let Some(to) = name(id).and_then(|name| buckets.get(&name))
            {
                let (path, attribute) = (Arc::from("bucket"), Arc::from("bucket"));
                edges.push(Edge { from: id, to: *to, path, attribute });
            }
        }
        graph.references.extend(edges);
    }

    /// Puts the references into the graph, those to resources that are there.
    pub(crate) fn finish(self, evaluator: &mut Evaluator<'_, '_, '_>) {
        self.by_name(evaluator);
        for (from, path, refers) in self.references {
            let Some(to) = self.by_address.get(&refers.resource) else { continue };
            if *to != from {
                let attribute = refers.attribute;
                evaluator.cx.graph.references.push(Edge { from, to: *to, path, attribute });
            }
        }
    }
}

impl Evaluator<'_, '_, '_> {
    /// Everything a module declares, then the modules it calls.
    pub(crate) fn emit_module(&mut self, module: ModuleId, emitted: &mut Emitted) {
        let definition = self.instance(module).definition.clone();
        for other in &definition.others {
            self.emit_other(module, other, emitted);
        }
        for (key, block) in &definition.resources {
            for (suffix, repetition) in self.instances_of(module, key) {
                let address = self.target(module, key, &suffix, repetition.clone());
                self.emit_resource(module, key, &address, repetition, block, emitted);
            }
        }
        for (name, call) in &definition.calls {
            let key: Arc<str> = Arc::from(format!("module.{name}"));
            self.emit_call(module, &key, call, emitted);
            for (suffix, repetition) in self.instances_of(module, &key) {
                let address = self.target(module, &key, &suffix, repetition.clone());
                let Some(target) = self.targets.get(&address).cloned() else { continue };
                if let Some(child) = self.child(&address, &target) {
                    self.emit_module(child, emitted);
                }
            }
        }
    }

    /// Suffixes of addresses and repetitions of the instances of a block.
    fn instances_of(
        &mut self,
        module: ModuleId,
        key: &Arc<str>,
    ) -> Vec<(String, Option<Rc<Repetition>>)> {
        let Some(expansion) = self.expansion(module, key) else { return Vec::new() };
        match &*expansion {
            Expansion::One => vec![(String::new(), None)],
            Expansion::Unknown(repetition) => vec![(String::new(), Some(repetition.clone()))],
            Expansion::Count(items) => {
                let items = items.iter().enumerate();
                items.map(|(at, item)| (format!("[{at}]"), Some(item.clone()))).collect()
            }
            Expansion::Each(items) => {
                let items = items.iter();
                items.map(|(key, item)| (format!("[\"{key}\"]"), Some(item.clone()))).collect()
            }
        }
    }

    fn emit_resource(
        &mut self,
        module: ModuleId,
        key: &Arc<str>,
        address: &Arc<str>,
        repetition: Option<Rc<Repetition>>,
        definition: &Definition,
        emitted: &mut Emitted,
    ) {
        let scope = Scope::new(module, definition.file(), repetition);
        let mut references = Vec::new();
        let mut attributes = self.definition_map(definition, &scope, &mut references);
        let labels = &definition.block().labels;
        let kind: Arc<str> = match (labels.first(), key.starts_with("data.")) {
            (Some(kind), true) => Arc::from(format!("data.{kind}")),
            (Some(kind), false) => kind.clone(),
            (None, _) => return,
        };
        if &*kind == "data.aws_iam_policy_document" {
            let value = self.policy_text(address);
            attributes.insert(Arc::from("json"), Attribute { value, place: None });
        }
        let id = self.add(module, kind, address.clone(), attributes, definition, emitted);
        emitted.references.extend(references.into_iter().map(|(path, refers)| (id, path, refers)));
    }

    /// The document of a data source, evaluated as whoever asks for its `json` sees it.
    fn policy_text(&mut self, address: &Arc<str>) -> Value {
        let refers = Reference { resource: address.clone(), attribute: Arc::from("") };
        self.handle_member(&refers, Reason::External, &Arc::from("json"), Origin::none())
    }

    /// A call of a module as a resource of its own: where the module comes from, and in which version.
    fn emit_call(
        &mut self,
        module: ModuleId,
        key: &Arc<str>,
        call: &Definition,
        emitted: &mut Emitted,
    ) {
        let mut attributes = Map::default();
        for name in ["source", "version"] {
            if let Some((file, attribute)) = call.attribute(name) {
                let scope = Scope::new(module, file, None);
                let value = self.eval(&attribute.value, &scope);
                let place = Some(Place::new(file, attribute.span));
                attributes.insert(Arc::from(name), Attribute { value, place });
            }
        }
        let address = Arc::from(format!("{}{key}", self.instance(module).prefix));
        self.add(module, Arc::from("module"), address, attributes, call, emitted);
    }

    /// A provider's configuration, or a `terraform` block.
    fn emit_other(&mut self, module: ModuleId, definition: &Definition, emitted: &mut Emitted) {
        let block = definition.block().clone();
        let scope = Scope::new(module, definition.file(), None);
        let mut references = Vec::new();
        let attributes = self.definition_map(definition, &scope, &mut references);
        let kind = match block.labels.first() {
            Some(name) => format!("{}.{name}", block.kind),
            None => block.kind.to_string(),
        };
        let alias = attributes.get("alias").and_then(|alias| alias.value.as_str());
        let alias = alias.map(|alias| format!(".{alias}")).unwrap_or_default();
        let address = Arc::from(format!("{}{kind}{alias}", self.instance(module).prefix));
        self.add(module, Arc::from(kind), address, attributes, definition, emitted);
    }

    fn add(
        &mut self,
        module: ModuleId,
        kind: Arc<str>,
        address: Arc<str>,
        attributes: Map,
        definition: &Definition,
        emitted: &mut Emitted,
    ) -> ResourceId {
        let place = Place::new(definition.file(), definition.block().span);
        let head = Place::new(place.file, head(definition.block()));
        let origin = Origin { place: Some(place), from: None };
        let calls = self.instance(module).calls.clone();
        let id = self.cx.graph.add(Resource {
            dialect: "terraform",
            kind,
            address: address.clone(),
            attributes: Value::map(attributes, origin),
            place,
            head,
            parent: None,
            also: Vec::new(),
            calls,
        });
        emitted.by_address.entry(address).or_insert(id);
        id
    }

    /// Attributes and nested blocks of a definition, all layers.
    fn definition_map(
        &mut self,
        definition: &Definition,
        scope: &Scope,
        references: &mut Vec<(Arc<str>, Reference)>,
    ) -> Map {
        let mut map = Map::default();
        for name in definition.attribute_names() {
            if META.contains(&&*name) {
                continue;
            }
            if let Some((file, attribute)) = definition.attribute(&name) {
                let scope = scope.within(file);
                let value = self.attribute_value(attribute, &scope, "", references);
                let place = Some(Place::new(file, attribute.span));
                map.insert(name, Attribute { value, place });
            }
        }
        for kind in definition.block_kinds() {
            let blocks = definition.blocks(&kind);
            let place = blocks.first().map(|(file, block)| Place::new(*file, block.span));
            let path = format!("{kind}[*].");
            let value = self.blocks(&blocks, scope, &path, references);
            if value.as_list().is_some_and(|items| !items.is_empty()) {
                map.insert(kind, Attribute { value, place });
            }
        }
        map
    }

    fn attribute_value(
        &mut self,
        attribute: &super::ast::Attribute,
        scope: &Scope,
        path: &str,
        references: &mut Vec<(Arc<str>, Reference)>,
    ) -> Value {
        self.touched.clear();
        let value = self.eval(&attribute.value, scope);
        let value = self.bounded(value);
        let path = format!("{path}{}", attribute.name);
        let list = if matches!(value.kind, Kind::List(_)) { "[*]" } else { "" };
        let touched = std::mem::take(&mut self.touched);
        let direct: Arc<str> = Arc::from(format!("{path}{list}"));
        references.extend(touched.into_iter().map(|refers| (direct.clone(), refers)));
        collect(&value, &path, references);
        value
    }

    /// Nested blocks of one kind as a list of maps.
    pub(crate) fn block_list(&mut self, blocks: &[(FileId, Arc<Block>)], scope: &Scope) -> Value {
        self.blocks(blocks, scope, "", &mut Vec::new())
    }

    fn blocks(
        &mut self,
        blocks: &[(FileId, Arc<Block>)],
        scope: &Scope,
        path: &str,
        references: &mut Vec<(Arc<str>, Reference)>,
    ) -> Value {
        let mut items = Vec::new();
        for (file, block) in blocks {
            let scope = scope.within(*file);
            if &*block.kind == "dynamic" {
                self.dynamic(block, &scope, path, references, &mut items);
            } else {
                items.push(self.body(&block.body, block.span, &scope, path, references));
            }
        }
        let place = blocks.first().map(|(file, block)| Place::new(*file, block.span));
        Value::list(items, Origin { place, from: None })
    }

    fn dynamic(
        &mut self,
        block: &Block,
        scope: &Scope,
        path: &str,
        references: &mut Vec<(Arc<str>, Reference)>,
        items: &mut Vec<Value>,
    ) {
        let Some(content) = block.body.blocks.iter().find(|inner| &*inner.kind == "content") else {
            return;
        };
        let Some(each) = block.body.attribute("for_each") else { return };
        let iterator = block.body.attribute("iterator").map(|attribute| &attribute.value);
        let name = iterator
            .and_then(|iterator| iterator.traversal().first().copied().or(iterator.literal()))
            .or(block.labels.first());
        let Some(name) = name.cloned() else { return };
        self.touched.clear();
        let each = self.eval(&each.value, scope);
        let elements = match self.elements(&each) {
            Some(elements) => elements,
            // Imprecise: how often the block stands there is not known, it may not at all; once is assumed, so that
            // what its content says for certain is seen. See fixtures/terraform/dynamic-unknown.
            None if !each.is_wholly_known() => {
                let unknown = unknown_of(&each);
                vec![(unknown.clone(), unknown)]
            }
            None => return,
        };
        for (key, value) in elements {
            let step = |value: Value, what: &str| {
                let place = value.origin.place;
                let value = value.via(How::Element, &format!("{name}.{what}"), place);
                Attribute { value, place }
            };
            let mut element = Map::default();
            element.insert(Arc::from("key"), step(key, "key"));
            element.insert(Arc::from("value"), step(value, "value"));
            let scope = scope.with(&name, Value::map(element, Origin::none()));
            items.push(self.body(&content.body, content.span, &scope, path, references));
        }
    }

    fn body(
        &mut self,
        body: &Body,
        span: Span,
        scope: &Scope,
        path: &str,
        references: &mut Vec<(Arc<str>, Reference)>,
    ) -> Value {
        let mut map = Map::default();
        for attribute in &body.attributes {
            let value = self.attribute_value(attribute, scope, path, references);
            let place = Some(Place::new(scope.file, attribute.span));
            map.insert(attribute.name.clone(), Attribute { value, place });
        }
        let mut kinds: Vec<&str> = Vec::new();
        for kind in body.blocks.iter().filter_map(|block| nested_kind(block)) {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        for kind in kinds {
            let blocks: Vec<(FileId, Arc<Block>)> = body
                .blocks
                .iter()
                .filter(|block| nested_kind(block) == Some(kind))
                .map(|block| (scope.file, block.clone()))
                .collect();
            let place = blocks.first().map(|(file, block)| Place::new(*file, block.span));
            let path = format!("{path}{kind}[*].");
            let value = self.blocks(&blocks, scope, &path, references);
            if value.as_list().is_some_and(|items| !items.is_empty()) {
                map.insert(Arc::from(kind), Attribute { value, place });
            }
        }
        Value::map(map, Origin::literal(scope.file, span))
    }
}

/// The first line of a block: its kind and labels.
fn head(block: &Block) -> Span {
    let quotes: usize = block.labels.iter().map(|label| label.len() + 3).sum();
    let length = (block.kind.len() + quotes) as u32;
    Span::new(block.span.start, (block.span.start + length).min(block.span.end))
}

/// References a value carries: what is not known of it, and what it was taken from.
fn collect(value: &Value, path: &str, references: &mut Vec<(Arc<str>, Reference)>) {
    for step in value.origin.steps().filter(|step| step.how == How::Attribute) {
        references.extend(attribute_of(step).map(|refers| (Arc::from(path), refers)));
    }
    match &value.kind {
        Kind::Unknown(unknown) => {
            references
                .extend(unknown.refers.iter().map(|refers| (Arc::from(path), refers.clone())));
        }
        Kind::Template(parts) => {
            for part in parts.iter() {
                if let Part::Unknown(unknown) = part
                    && let Some(refers) = &unknown.refers
                {
                    references.push((Arc::from(path), refers.clone()));
                }
            }
        }
        Kind::List(items) => {
            let path = format!("{path}[*]");
            items.iter().for_each(|item| collect(item, &path, references));
        }
        Kind::Map(entries) => {
            for (key, entry) in entries.iter() {
                collect(&entry.value, &format!("{path}.{key}"), references);
            }
        }
        _ => {}
    }
}

/// The attribute a step of the kind `How::Attribute` names: `address.attribute`.
fn attribute_of(step: &Step) -> Option<Reference> {
    let (resource, attribute) = step.name.rsplit_once('.')?;
    Some(Reference { resource: Arc::from(resource), attribute: Arc::from(attribute) })
}
