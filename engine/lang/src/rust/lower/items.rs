//! Items: functions, types and their `impl`s, constants, modules.

use tamis_ir::{Class, ClassId, Method, MethodKind, Place, Value};
use tamis_syntax::NodeId;

use super::Lower;
use crate::lower::{entry, under};
use tamis_ir::{Aggregate, Key};

impl<'t> Lower<'t> {
    /// Declares and lowers all items of a block, module or file; they are there from its start.
    pub(super) fn items(&mut self, id: NodeId) {
        let items: Vec<NodeId> =
            self.src.children(id).into_iter().filter(|it| is_item(self.src.kind(*it))).collect();
        for item in &items {
            if let Some(name) = self.src.field(*item, self.f.name)
                && self.src.kind(*item) != "macro_definition"
            {
                self.b.declare(self.src.text_of(name));
            }
            if self.src.kind(*item) == "mod_item" && self.src.field(*item, self.f.body).is_none() {
                self.module_file(*item);
            }
        }
        for item in &items {
            match self.src.kind(*item) {
                "use_declaration" => self.use_declaration(*item),
                "struct_item" | "enum_item" | "union_item" | "trait_item" => self.type_item(*item),
                _ => {}
            }
        }
        // What stands in modules is known by its path to the code beside them.
        for item in &items {
            if self.src.kind(*item) == "mod_item" {
                self.module(*item);
            }
        }
        for item in items {
            match self.src.kind(item) {
                "function_item" => self.function_item(item),
                "impl_item" => self.impl_item(item),
                "trait_item" => self.trait_methods(item),
                "const_item" | "static_item" => self.constant(item),
                "foreign_mod_item" => {
                    if let Some(body) = self.src.field(item, self.f.body) {
                        self.items(body);
                    }
                }
                _ => {}
            }
        }
    }

    /// What the attributes before an item name.
    fn attributes(&mut self, id: NodeId) -> Vec<tamis_ir::Operand> {
        let src = self.src;
        let Some(parent) = src.tree.parent(id) else { return Vec::new() };
        let mut before: Vec<NodeId> = Vec::new();
        for sibling in src.tree.children(parent) {
            match src.kind(sibling) {
                _ if sibling == id => break,
                "attribute_item" => before.push(sibling),
                _ => before.clear(),
            }
        }
        let mut found = Vec::new();
        for item in before {
            let name = src.first(item).and_then(|attribute| src.first(attribute));
            let Some(name) = name else { continue };
            if matches!(src.kind(name), "identifier" | "scoped_identifier") {
                let parts = self.parts(name);
                found.push(self.path(&parts));
            }
        }
        found
    }

    fn function_item(&mut self, id: NodeId) {
        let Some(name) = self.src.field(id, self.f.name) else { return };
        let text = self.src.text_of(name);
        let decorators = self.attributes(id);
        let function = self.function(id, text, None);
        self.b.closed(function).decorators = decorators;
        let at = self.src.at(id);
        let local = self.b.declare(text);
        self.b.assign(Place::local(local, self.src.at(name)), Value::Function(function), at);
    }

    fn constant(&mut self, id: NodeId) {
        let Some(name) = self.src.field(id, self.f.name) else { return };
        let value = match self.src.field(id, self.f.value) {
            Some(value) => self.expression(value),
            None => return,
        };
        let local = self.b.declare(self.src.text_of(name));
        if let Some(type_) = self.src.field(id, self.f.type_).and_then(|it| self.type_name(it)) {
            self.b.annotate(local, &type_);
        }
        let place = Place::local(local, self.src.at(name));
        self.b.assign(place, Value::Use(value), self.src.at(id));
    }

    /// A module with its body here: an object with its items, which are also in scope.
    fn module(&mut self, id: NodeId) {
        let (name, body) = (self.src.field(id, self.f.name), self.src.field(id, self.f.body));
        let (Some(name), Some(body)) = (name, body) else { return };
        let at = self.src.at(id);
        self.inner += 1;
        self.b.push_scope();
        let outer = std::mem::take(&mut self.paths);
        self.items(body);
        let mut elements = Vec::new();
        for item in self.src.children(body) {
            let item_name = self.src.field(item, self.f.name);
            let Some(item_name) = item_name.filter(|_| is_item(self.src.kind(item))) else {
                continue;
            };
            let text = self.src.text_of(item_name);
            let local = self.b.lookup(text);
            self.paths.push((text.to_owned(), local));
            let value = self.b.read(local, self.src.at(item_name));
            elements.push(entry(Key::Name(self.b.name(text)), value));
        }
        self.b.pop_scope();
        self.inner -= 1;
        let inner = std::mem::replace(&mut self.paths, outer);
        self.has_modules = true;
        for (path, local) in inner {
            let path = format!("{}::{path}", self.src.text_of(name));
            self.b.also_known_as(&path, local);
            if self.inner > 0 {
                self.paths.push((path, local));
            }
        }
        let local = self.b.declare(self.src.text_of(name));
        let map = Value::Aggregate(Aggregate::Map, elements);
        self.b.assign(Place::local(local, self.src.at(name)), map, at);
    }

    // --- types ----------------------------------------------------------------------------------------------------

    fn type_item(&mut self, id: NodeId) {
        let src = self.src;
        let Some(name) = src.field(id, self.f.name) else { return };
        let text = src.text_of(name);
        let local = self.b.declare(text);
        let class = self.new_class(id, text, Some(local));
        self.classes.insert(text, class);
        let opened = self.open_generics(id);
        if src.kind(id) != "enum_item"
            && let Some(body) = src.field(id, self.f.body)
        {
            self.fields(class, body);
        }
        self.close_generics(opened);
        let place = Place::local(local, src.at(name));
        self.b.assign(place, Value::Class(class), src.at(id));
    }

    fn new_class(&mut self, id: NodeId, name: &str, local: Option<tamis_ir::LocalId>) -> ClassId {
        let class = Class {
            name: self.b.name(name),
            at: self.src.at(id),
            parent: self.b.current_function(),
            local,
            bases: Vec::new(),
            methods: Vec::new(),
            required: Vec::new(),
            body: None,
            field_types: Vec::new(),
        };
        self.b.add_class(class)
    }

    fn fields(&mut self, class: ClassId, body: NodeId) {
        let src = self.src;
        for (at, field) in src.children(body).into_iter().enumerate() {
            let (name, type_) = match src.kind(field) {
                "field_declaration" => {
                    let Some(name) = src.field(field, self.f.name) else { continue };
                    (src.text_of(name).to_owned(), src.field(field, self.f.type_))
                }
                _ if src.is_field(field, self.f.type_) => (at.to_string(), Some(field)),
                _ => continue,
            };
            let type_ = type_.and_then(|type_| self.type_name(type_)).unwrap_or_default();
            let entry = (self.b.name(&name), self.b.name(&type_));
            self.b.class(class).field_types.push(entry);
        }
    }

    fn impl_item(&mut self, id: NodeId) {
        let src = self.src;
        let Some(type_) = src.field(id, self.f.type_) else { return };
        let opened = self.open_generics(id);
        let name = self.class_name(type_).unwrap_or("");
        let known = self.classes.get(name).copied();
        let class = match known {
            Some(class) => class,
            None => {
                // The type is another file's: what is added here is a class below it.
                let class = self.new_class(id, name, None);
                if !name.is_empty() {
                    self.classes.insert(name, class);
                    let parts = self.parts(type_);
                    let base = self.path(&parts);
                    self.b.class(class).bases.push(base);
                }
                class
            }
        };
        let here = self.b.current_function();
        if let Some(trait_) = src.field(id, self.f.trait_)
            && self.b.class(class).parent == here
            && self.class_name(trait_) != Some(name)
        {
            let parts = self.parts(trait_);
            let base = self.path(&parts);
            self.b.class(class).bases.push(base);
        }
        self.methods(id, class, name);
        self.close_generics(opened);
    }

    fn trait_methods(&mut self, id: NodeId) {
        let Some(name) = self.src.field(id, self.f.name).map(|name| self.src.text_of(name)) else {
            return;
        };
        let Some(class) = self.classes.get(name).copied() else { return };
        let opened = self.open_generics(id);
        self.methods(id, class, name);
        self.close_generics(opened);
    }

    fn methods(&mut self, id: NodeId, class: ClassId, own: &'t str) {
        let src = self.src;
        let Some(body) = src.field(id, self.f.body) else { return };
        let outer = self.own.replace(own).filter(|_| !own.is_empty());
        for member in src.children(body) {
            let Some(name) = src.field(member, self.f.name).map(|it| src.text_of(it)) else {
                continue;
            };
            match src.kind(member) {
                "function_item" => {
                    let kind = if self.has_receiver(member) {
                        MethodKind::Instance
                    } else {
                        MethodKind::Static
                    };
                    let function = self.function(member, &format!("{own}::{name}"), Some(class));
                    let name = self.b.name(name);
                    self.b.class(class).methods.push(Method { name, function, kind });
                }
                "const_item" => {
                    let value = src.field(member, self.f.value).map(|it| self.expression(it));
                    let Some(value) = value else { continue };
                    let holder = self.b.lookup(own);
                    let at = src.at(member);
                    let key = Key::Name(self.b.name(name));
                    let place = under(&Place::local(holder, at), key, at);
                    self.b.assign(place, Value::Use(value), at);
                }
                _ => {}
            }
        }
        self.own = outer;
    }

    fn has_receiver(&self, function: NodeId) -> bool {
        let Some(list) = self.src.field(function, self.f.parameters) else { return false };
        self.src.first(list).is_some_and(|first| self.is_receiver(first))
    }

    /// Whether a parameter is `self`.
    pub(super) fn is_receiver(&self, parameter: NodeId) -> bool {
        self.src.kind(parameter) == "self_parameter"
            || self
                .src
                .field(parameter, self.f.pattern)
                .is_some_and(|pattern| self.src.kind(pattern) == "self")
    }
}

/// Whether a node is an item, which is there from the start of its block.
pub(super) fn is_item(kind: &str) -> bool {
    matches!(
        kind,
        "function_item"
            | "function_signature_item"
            | "impl_item"
            | "trait_item"
            | "struct_item"
            | "enum_item"
            | "union_item"
            | "const_item"
            | "static_item"
            | "type_item"
            | "associated_type"
            | "mod_item"
            | "foreign_mod_item"
            | "use_declaration"
            | "extern_crate_declaration"
            | "macro_definition"
            | "attribute_item"
            | "inner_attribute_item"
    )
}
