//! Instances of modules, and what names stand for in them: variables, locals, resources, outputs.
//!
//! Everything is evaluated when it is first asked for, once, and kept. A slot that is asked for while it is being
//! filled is a cycle.

use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tamis_finding::NoticeKind;
use tamis_syntax::Span;

use super::ast::{Expr, ExprKind};
use super::evaluator::{Evaluator, computed, origin, seen_from};
use super::module::{Definition, Module};
use super::operators::error;
use super::scope::{ModuleId, Repetition, Scope};
use super::types::{Type, unknown_of};
use super::{policy, sources};
use crate::origin::{How, Origin, Place, Step};
use crate::value::{Attribute, Kind, Map, Reason, Reference, Value};

/// A module called once.
pub(crate) struct Instance {
    pub(crate) definition: Arc<Module>,
    /// `module.a["x"].`, empty for the root.
    pub(crate) prefix: Arc<str>,
    /// The block that calls it and where that is evaluated; `None` for the root.
    pub(crate) call: Option<(Definition, Scope)>,
    /// Calls that lead here, the nearest first.
    pub(crate) calls: Option<Arc<Step>>,
    /// Values from variable files, of the root.
    pub(crate) given: Map,
    slots: FxHashMap<(Space, Arc<str>), Slot>,
    expansions: FxHashMap<Arc<str>, Option<Rc<Expansion>>>,
}

/// Kinds of names of a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Space {
    Variable,
    Local,
    Output,
}

/// A value that is evaluated once.
#[derive(Debug, Clone)]
pub(crate) enum Slot {
    Busy,
    Done(Value, How),
}

/// What an address stands for.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    /// The module the block stands in.
    pub(crate) module: ModuleId,
    /// `type.name`, `data.type.name` or `module.name`.
    pub(crate) key: Arc<str>,
    pub(crate) repetition: Option<Rc<Repetition>>,
    /// The instance of a called module, once made.
    child: Option<Option<ModuleId>>,
}

/// The instances a block expands to.
#[derive(Debug)]
pub(crate) enum Expansion {
    One,
    /// By `count`: positions are the keys.
    Count(Vec<Rc<Repetition>>),
    /// By `for_each`.
    Each(Vec<(Arc<str>, Rc<Repetition>)>),
    /// How many is not known: one stands for all.
    Unknown(Rc<Repetition>),
}

/// Instances of one block; what goes beyond is left out with a notice.
const MAX_INSTANCES: usize = 2_000;

/// Modules within modules.
const MAX_NESTING: usize = 40;

impl Instance {
    pub(crate) fn new(definition: Arc<Module>, given: Map) -> Self {
        Instance {
            definition,
            prefix: Arc::from(""),
            call: None,
            calls: None,
            given,
            slots: FxHashMap::default(),
            expansions: FxHashMap::default(),
        }
    }
}

impl Evaluator<'_, '_, '_> {
    pub(crate) fn instance(&self, id: ModuleId) -> &Instance {
        &self.instances[id.0]
    }

    /// What `base.name` stands for where `base` is a name Terraform defines; `None` if it is anything else.
    pub(crate) fn named(
        &mut self,
        base: &Expr,
        name: &Arc<str>,
        span: Span,
        scope: &Scope,
    ) -> Option<Value> {
        let own = origin(scope, span);
        match &base.kind {
            ExprKind::Name(first) => {
                if scope.get(first).is_some() {
                    return None;
                }
                Some(self.root_name(first, name, own, scope))
            }
            ExprKind::Member(inner, kind) => match &inner.kind {
                ExprKind::Name(first) if scope.get(first).is_none() => match &**first {
                    "data" => Some(self.resource(&format!("data.{kind}.{name}"), own, scope)),
                    "resource" | "ephemeral" => {
                        Some(self.resource(&format!("{kind}.{name}"), own, scope))
                    }
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        }
    }

    fn root_name(&mut self, first: &str, name: &Arc<str>, own: Origin, scope: &Scope) -> Value {
        let Some(module) = scope.module else {
            return Value::unknown(Reason::Undefined, format!("'{first}.{name}'"), own);
        };
        match first {
            "var" => self.slot(module, Space::Variable, name, own),
            "local" => self.slot(module, Space::Local, name, own),
            "each" | "count" => repeated(first, name, own, scope),
            "path" => self.path(module, name, own),
            "module" => self.block_value(module, &Arc::from(format!("module.{name}")), own),
            "terraform" => {
                let what = format!("terraform.{name}");
                Value::unknown(Reason::NoValue, what, own)
            }
            "self" => Value::unknown(Reason::Computed, format!("self.{name}"), own),
            // `data.type` and `resource.type` on their own are no values.
            "data" | "resource" | "ephemeral" => {
                Value::unknown(Reason::Undefined, format!("'{first}.{name}'"), own)
            }
            _ => self.resource(&format!("{first}.{name}"), own, scope),
        }
    }

    fn path(&mut self, module: ModuleId, name: &str, own: Origin) -> Value {
        match name {
            "root" => Value::string(".", own),
            "module" => {
                let path = sources::relative(&self.root, &self.instance(module).definition.folder);
                Value::string(path, own)
            }
            _ => Value::unknown(Reason::NoValue, format!("path.{name}"), own),
        }
    }

    fn resource(&mut self, key: &str, own: Origin, scope: &Scope) -> Value {
        let Some(module) = scope.module else {
            return Value::unknown(Reason::Undefined, format!("'{key}'"), own);
        };
        let key: Arc<str> = Arc::from(key);
        if !self.instance(module).definition.resources.contains_key(&key) {
            return Value::unknown(
                Reason::Undefined,
                format!("'{key}', which is not declared"),
                own,
            );
        }
        self.block_value(module, &key, own)
    }

    /// Handles of all instances of a block: one, a list or a map.
    fn block_value(&mut self, module: ModuleId, key: &Arc<str>, own: Origin) -> Value {
        let Some(expansion) = self.expansion(module, key) else {
            return Value::unknown(Reason::Cycle, format!("'{key}', which depends on itself"), own);
        };
        let handle = |evaluator: &mut Self, suffix: &str, repetition: Option<&Rc<Repetition>>| {
            let address = evaluator.target(module, key, suffix, repetition.cloned());
            evaluator.handle(&address, key, own.clone())
        };
        match &*expansion {
            Expansion::One => handle(self, "", None),
            Expansion::Unknown(repetition) => handle(self, "", Some(repetition)),
            Expansion::Count(items) => {
                let items = items.iter().enumerate();
                let items =
                    items.map(|(at, item)| handle(self, &format!("[{at}]"), Some(item))).collect();
                Value::list(items, own)
            }
            Expansion::Each(items) => {
                let entries = items.iter().map(|(name, item)| {
                    let value = handle(self, &format!("[\"{name}\"]"), Some(item));
                    (name.clone(), Attribute { value, place: None })
                });
                Value::map(entries.collect(), own.clone())
            }
        }
    }

    fn handle(&mut self, address: &Arc<str>, key: &str, own: Origin) -> Value {
        let reason = if key.starts_with("data.") { Reason::External } else { Reason::Computed };
        let refers = Reference { resource: address.clone(), attribute: Arc::from("") };
        if !key.starts_with("module.") {
            self.touch(&refers);
        }
        Value { origin: own, ..computed(refers, reason) }
    }

    fn touch(&mut self, refers: &Reference) {
        if self.touched.last() != Some(refers) {
            self.touched.push(refers.clone());
        }
    }

    /// The address of an instance of a block.
    pub(crate) fn target(
        &mut self,
        module: ModuleId,
        key: &Arc<str>,
        suffix: &str,
        repetition: Option<Rc<Repetition>>,
    ) -> Arc<str> {
        let address: Arc<str> = Arc::from(format!("{}{key}{suffix}", self.instance(module).prefix));
        if !self.targets.contains_key(&address) {
            let target = Target { module, key: key.clone(), repetition, child: None };
            self.targets.insert(address.clone(), target);
        }
        address
    }

    /// Whether a block has several instances, so that an index chooses one.
    pub(crate) fn is_repeated(&self, address: &str) -> bool {
        self.targets.get(address).is_some_and(|target| target.repetition.is_some())
    }

    /// `.name` of a handle.
    pub(crate) fn handle_member(
        &mut self,
        refers: &Reference,
        reason: Reason,
        name: &Arc<str>,
        own: Origin,
    ) -> Value {
        if !refers.attribute.is_empty() {
            let attribute = Arc::from(format!("{}.{name}", refers.attribute));
            let refers = Reference { resource: refers.resource.clone(), attribute };
            return Value { origin: own, ..computed(refers, reason) };
        }
        let Some(target) = self.targets.get(&refers.resource).cloned() else {
            return Value { origin: own, ..computed(refers.clone(), reason) };
        };
        if target.key.starts_with("module.") {
            return self.module_output(&refers.resource, &target, name, own);
        }
        let asked = Reference { resource: refers.resource.clone(), attribute: name.clone() };
        self.touch(&asked);
        let value = self.resource_attribute(&refers.resource, &target, name);
        let path = format!("{}.{name}", refers.resource);
        match &value.kind {
            Kind::Unknown(unknown) if unknown.refers.as_ref() == Some(&asked) => {
                Value { origin: own, ..value }
            }
            _ => value.via(How::Attribute, &path, own.place),
        }
    }

    /// An attribute of a resource as it is configured; what is not configured is computed.
    fn resource_attribute(
        &mut self,
        address: &Arc<str>,
        target: &Target,
        name: &Arc<str>,
    ) -> Value {
        let slot = (address.clone(), name.clone());
        match self.attributes.get(&slot) {
            Some(Slot::Done(value, _)) => return value.clone(),
            Some(Slot::Busy) => {
                let what = format!("{address}.{name}, which depends on itself");
                return Value::unknown(Reason::Cycle, what, Origin::none());
            }
            None => {}
        }
        self.attributes.insert(slot.clone(), Slot::Busy);
        let touched = std::mem::take(&mut self.touched);
        let value = self.configured(address, target, name);
        let value = self.bounded(value);
        self.touched = touched;
        self.attributes.insert(slot, Slot::Done(value.clone(), How::Attribute));
        value
    }

    fn configured(&mut self, address: &Arc<str>, target: &Target, name: &Arc<str>) -> Value {
        let module = self.instance(target.module).definition.clone();
        let is_data = target.key.starts_with("data.");
        let reason = if is_data { Reason::External } else { Reason::Computed };
        let refers = Reference { resource: address.clone(), attribute: name.clone() };
        let Some(definition) = module.resources.get(&target.key) else {
            return computed(refers, reason);
        };
        let scope = Scope::new(target.module, definition.file(), target.repetition.clone());
        let kind = target.key.trim_start_matches("data.").split('.').next().unwrap_or("");
        if is_data && let Some(value) = policy::data_attribute(self, kind, name, definition, &scope)
        {
            return value;
        }
        let configured: &str = match (kind, &**name) {
            ("terraform_data", "output") => "input",
            ("null_data_source", "outputs") => "inputs",
            _ => name,
        };
        if let Some((file, attribute)) = definition.attribute(configured) {
            let value = self.eval(&attribute.value, &scope.within(file));
            // A provider fills in what is explicitly nothing.
            return if value.is_null() { computed(refers, reason) } else { value };
        }
        let blocks = definition.blocks(name);
        if blocks.is_empty() {
            return computed(refers, reason);
        }
        self.block_list(&blocks, &scope)
    }

    fn module_output(
        &mut self,
        address: &Arc<str>,
        target: &Target,
        name: &Arc<str>,
        own: Origin,
    ) -> Value {
        match self.child(address, target) {
            Some(child) => self.slot(child, Space::Output, name, own),
            None => {
                let what = format!("{address}, a module that is not on disk");
                Value::unknown(Reason::Absent, what, own)
            }
        }
    }

    /// The called module's instance, made when first asked for.
    pub(crate) fn child(&mut self, address: &Arc<str>, target: &Target) -> Option<ModuleId> {
        if let Some(known) = self.targets.get(address).and_then(|target| target.child) {
            return known;
        }
        let made = self.instantiate(address, target);
        if let Some(target) = self.targets.get_mut(address) {
            target.child = Some(made);
        }
        made
    }

    fn instantiate(&mut self, address: &Arc<str>, target: &Target) -> Option<ModuleId> {
        let caller = self.instance(target.module);
        let name = target.key.strip_prefix("module.").unwrap_or(&target.key);
        let call = caller.definition.calls.get(name)?.clone();
        let calls = caller.calls.clone();
        let place = Place::new(call.file(), call.block().span);
        let definition = self.called(target.module, name, &call, place)?;
        if self.nests(target.module, &definition.folder) {
            let message = format!("module '{name}' calls itself, directly or through others");
            self.say(NoticeKind::SyntaxError, Some(place), message);
            return None;
        }
        let history = Origin { place: Some(place), from: calls };
        let scope = Scope::new(target.module, call.file(), target.repetition.clone());
        let id = ModuleId(self.instances.len());
        self.instances.push(Instance {
            definition,
            prefix: Arc::from(format!("{address}.")),
            call: Some((call, scope)),
            calls: history.via(How::Argument, address, None).from,
            given: Map::default(),
            slots: FxHashMap::default(),
            expansions: FxHashMap::default(),
        });
        Some(id)
    }

    /// Whether a module of that folder is being called already on the way here, or the way is too long.
    fn nests(&self, from: ModuleId, folder: &str) -> bool {
        let (mut at, mut steps) = (Some(from), 0);
        while let Some(id) = at {
            let instance = self.instance(id);
            steps += 1;
            if &*instance.definition.folder == folder || steps > MAX_NESTING {
                return true;
            }
            at = instance.call.as_ref().and_then(|(_, scope)| scope.module);
        }
        false
    }

    /// A variable, local or output, seen from where it is asked for.
    fn slot(&mut self, module: ModuleId, space: Space, name: &Arc<str>, own: Origin) -> Value {
        let key = (space, name.clone());
        match self.instance(module).slots.get(&key) {
            Some(Slot::Done(value, how)) => return value.via(*how, name, own.place),
            Some(Slot::Busy) => {
                let message = format!("{} '{name}' depends on itself", space.title());
                self.say(NoticeKind::SyntaxError, own.place, message.clone());
                return Value::unknown(Reason::Cycle, message, own);
            }
            None => {}
        }
        self.instances[module.0].slots.insert(key.clone(), Slot::Busy);
        let touched = std::mem::take(&mut self.touched);
        let (value, how) = match space {
            Space::Variable => self.variable(module, name),
            Space::Local => (self.local(module, name), How::Local),
            Space::Output => (self.output(module, name), How::Output),
        };
        self.touched = touched;
        let value = self.bounded(value);
        self.instances[module.0].slots.insert(key, Slot::Done(value.clone(), how));
        value.via(how, name, own.place)
    }

    fn local(&mut self, module: ModuleId, name: &str) -> Value {
        let definition = self.instance(module).definition.clone();
        match definition.locals.get(name) {
            Some(local) => {
                let scope = Scope::new(module, local.file, None);
                self.eval(&local.attribute().value, &scope)
            }
            None => undeclared("local value", name),
        }
    }

    fn output(&mut self, module: ModuleId, name: &str) -> Value {
        let definition = self.instance(module).definition.clone();
        let found = definition.outputs.get(name).and_then(|output| output.attribute("value"));
        match found {
            Some((file, attribute)) => self.eval(&attribute.value, &Scope::new(module, file, None)),
            None => undeclared("output", name),
        }
    }

    fn variable(&mut self, module: ModuleId, name: &Arc<str>) -> (Value, How) {
        let definition = self.instance(module).definition.clone();
        let Some(variable) = definition.variables.get(name) else {
            return (undeclared("variable", name), How::Default);
        };
        let scope = Scope::new(module, variable.file(), None);
        let given = self.given(module, name);
        let nullable = match variable.attribute("nullable") {
            Some((_, attribute)) => !matches!(attribute.value.kind, ExprKind::Bool(false)),
            None => true,
        };
        let given = given.filter(|(value, _)| nullable || !value.is_null());
        let (value, how) = match (given, variable.attribute("default")) {
            (Some(given), _) => given,
            (None, Some((file, default))) => {
                (self.eval(&default.value, &scope.within(file)), How::Default)
            }
            (None, None) => {
                let place = Place::new(variable.file(), variable.block().span);
                let own = Origin { place: Some(place), from: None };
                let what = format!("variable '{name}'");
                return (Value::unknown(Reason::NoValue, what, own), How::Default);
            }
        };
        let Some((file, of)) = variable.attribute("type") else { return (value, how) };
        let scope = scope.within(file);
        let of = Type::read(&of.value);
        (of.convert(value, &mut |expr| self.eval(expr, &scope)), how)
    }

    /// What the caller or a variable file gives for a variable.
    fn given(&mut self, module: ModuleId, name: &Arc<str>) -> Option<(Value, How)> {
        let Some((call, scope)) = self.instance(module).call.clone() else {
            let given = self.instance(module).given.get(name)?;
            return Some((given.value.clone(), How::VariableFile));
        };
        let (file, argument) = call.attribute(name)?;
        Some((self.eval(&argument.value, &scope.within(file)), How::Argument))
    }

    /// The instances of a block; `None` while that is being found out.
    pub(crate) fn expansion(&mut self, module: ModuleId, key: &Arc<str>) -> Option<Rc<Expansion>> {
        if let Some(known) = self.instance(module).expansions.get(key) {
            return known.clone();
        }
        self.instances[module.0].expansions.insert(key.clone(), None);
        let touched = std::mem::take(&mut self.touched);
        let expansion = Rc::new(self.expand_block(module, key));
        self.touched = touched;
        self.instances[module.0].expansions.insert(key.clone(), Some(expansion.clone()));
        Some(expansion)
    }

    fn expand_block(&mut self, module: ModuleId, key: &str) -> Expansion {
        let module_definition = self.instance(module).definition.clone();
        let found = match key.strip_prefix("module.") {
            Some(name) => module_definition.calls.get(name),
            None => module_definition.resources.get(key),
        };
        let Some(definition) = found else { return Expansion::One };
        if let Some((file, count)) = definition.attribute("count") {
            let count = self.eval(&count.value, &Scope::new(module, file, None));
            return self.by_count(&count, key);
        }
        if let Some((file, each)) = definition.attribute("for_each") {
            let each = self.eval(&each.value, &Scope::new(module, file, None));
            return self.by_each(&each, key);
        }
        Expansion::One
    }

    fn by_count(&mut self, count: &Value, key: &str) -> Expansion {
        let number = super::types::to_number(count).and_then(|count| count.as_number());
        let number = number.and_then(|number| usize::try_from(number.as_whole()?).ok());
        let Some(number) = number else {
            let index = unknown_or_error(count);
            return Expansion::Unknown(Rc::new(Repetition {
                index: Some(index),
                ..Repetition::default()
            }));
        };
        let shown = self.shown(number, key, count.origin.place);
        let of = |at: usize| {
            let index = Value::whole(at as i128, count.origin.clone());
            Rc::new(Repetition { index: Some(index), ..Repetition::default() })
        };
        Expansion::Count((0..shown).map(of).collect())
    }

    fn by_each(&mut self, each: &Value, key: &str) -> Expansion {
        let unknown = |value: &Value| {
            let unknown = unknown_or_error(value);
            Expansion::Unknown(Rc::new(Repetition {
                key: Some(unknown.clone()),
                value: Some(unknown),
                index: None,
            }))
        };
        let mut items = Vec::new();
        match &each.kind {
            Kind::Map(entries) => {
                let shown = self.shown(entries.len(), key, each.origin.place);
                let mut sorted: Vec<_> = entries.iter().collect();
                sorted.sort_by(|a, b| a.0.cmp(b.0));
                for (name, entry) in sorted.into_iter().take(shown) {
                    let origin = Origin { place: entry.place, from: None };
                    items.push((
                        name.clone(),
                        Value::string(name.clone(), origin),
                        entry.value.clone(),
                    ));
                }
            }
            Kind::List(elements) => {
                let shown = self.shown(elements.len(), key, each.origin.place);
                for element in elements.iter().take(shown) {
                    // A set with an element that is not known: which instances there are is not known either.
                    let Some(name) = element.to_text() else { return unknown(element) };
                    items.push((name, element.clone(), element.clone()));
                }
            }
            _ => return unknown(each),
        }
        let of = |(name, key, value)| {
            (name, Rc::new(Repetition { index: None, key: Some(key), value: Some(value) }))
        };
        Expansion::Each(items.into_iter().map(of).collect())
    }

    /// How many instances of `wanted` are made.
    fn shown(&mut self, wanted: usize, key: &str, place: Option<Place>) -> usize {
        if wanted > MAX_INSTANCES {
            let message =
                format!("'{key}' has {wanted} instances; the first {MAX_INSTANCES} are looked at");
            self.say(NoticeKind::Budget, place, message);
        }
        wanted.min(MAX_INSTANCES)
    }

    /// The definition of a called module; a notice says if it is not on disk.
    fn called(
        &mut self,
        caller: ModuleId,
        name: &str,
        call: &Definition,
        place: Place,
    ) -> Option<Arc<Module>> {
        let (file, source) = call.attribute("source")?;
        let (caller_folder, caller_prefix) = {
            let caller = self.instance(caller);
            (caller.definition.folder.clone(), caller.prefix.clone())
        };
        let source = self.eval(&source.value, &Scope::new(caller, file, None));
        let source = source.as_str().map_or_else(|| "?".to_owned(), str::to_owned);
        let folder = if source.starts_with("./")
            || source.starts_with("../")
            || source == "."
            || source == ".."
        {
            Some(sources::join(&caller_folder, &source))
        } else {
            self.installed.get(&sources::module_key(&caller_prefix, name)).cloned()
        };
        let module = folder.and_then(|folder| self.module(&folder));
        if module.is_none() {
            let message = format!(
                "module '{name}' (source '{source}') is not on disk: what depends on it is not known"
            );
            self.say(NoticeKind::Unreadable, Some(place), message);
        }
        module
    }

    /// The definition of the module in a folder; read once.
    pub(crate) fn module(&mut self, folder: &str) -> Option<Arc<Module>> {
        if let Some(known) = self.modules.get(folder) {
            return known.clone();
        }
        let module = sources::read_module(self, folder).map(Arc::new);
        self.modules.insert(Arc::from(folder), module.clone());
        module
    }
}

impl Space {
    fn title(self) -> &'static str {
        match self {
            Space::Variable => "variable",
            Space::Local => "local value",
            Space::Output => "output",
        }
    }
}

fn undeclared(what: &str, name: &str) -> Value {
    let what = format!("{what} '{name}', which is not declared");
    Value::unknown(Reason::Undefined, what, Origin::none())
}

fn unknown_or_error(value: &Value) -> Value {
    if value.is_wholly_known() {
        return error(format!("instances by {}", value.describe()), value.origin.clone());
    }
    unknown_of(value)
}

fn repeated(first: &str, name: &str, own: Origin, scope: &Scope) -> Value {
    let found = scope.repetition.as_ref().and_then(|repetition| match (first, name) {
        ("count", "index") => repetition.index.clone(),
        ("each", "key") => repetition.key.clone(),
        ("each", "value") => repetition.value.clone(),
        _ => None,
    });
    match found {
        Some(value) if value.origin.from.is_some() => seen_from(&value, own),
        Some(value) => value.via(How::Element, &format!("{first}.{name}"), own.place),
        None => Value::unknown(Reason::Undefined, format!("'{first}.{name}'"), own),
    }
}
