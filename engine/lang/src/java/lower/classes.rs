//! Files and classes: classes, interfaces, enumerations, records.

use rustc_hash::FxHashMap;
use tamis_ir::{BodyKind, BodyStart, Class, ClassId, Constant, LocalId, Operand, Place, Value};
use tamis_syntax::{NodeId, string_content};

use super::{Lower, Outer};
use crate::lower::{unescape, whole_number};

impl<'t> Lower<'t> {
    pub(super) fn file(&mut self) {
        let children = self.src.children(NodeId::ROOT);
        for child in &children {
            if self.src.kind(*child) == "import_declaration" {
                self.import(*child);
            }
        }
        self.qualified_imports();
        self.declare_classes(&children);
        for child in children {
            match self.src.kind(child) {
                "import_declaration" | "package_declaration" | "module_declaration" => {}
                // Classes, and what stands outside of them in scripts.
                _ => self.statement(child, None),
            }
        }
    }

    pub(super) fn declare_classes(&mut self, children: &[NodeId]) {
        for child in children {
            if is_class(self.src.kind(*child))
                && let Some(name) = self.src.field(*child, self.f.name)
            {
                self.b.declare(self.src.text_of(name));
            }
        }
    }

    /// A class as a statement: bound to its name.
    pub(super) fn class_declaration(&mut self, id: NodeId) {
        let Some(name) = self.src.field(id, self.f.name) else { return };
        let text = self.src.text_of(name);
        let local = self.b.declare(text);
        let bases = self.bases(id);
        let body = self.src.field(id, self.f.body);
        let class = self.class(id, text, Some(local), bases, body);
        let at = self.src.at(id);
        // Its static fields are data that other code reads.
        let value = self.b.temp(Value::Class(class), at);
        self.b.assign(Place::local(local, self.src.at(name)), Value::Use(value), at);
    }

    /// The classes and interfaces above.
    fn bases(&mut self, id: NodeId) -> Vec<Operand> {
        let src = self.src;
        let mut types = Vec::new();
        for child in src.children(id) {
            match src.kind(child) {
                "superclass" => types.extend(src.children(child)),
                "super_interfaces" | "extends_interfaces" => {
                    for list in src.children(child) {
                        match src.kind(list) {
                            "type_list" => types.extend(src.children(list)),
                            _ => types.push(list),
                        }
                    }
                }
                _ => {}
            }
        }
        types.into_iter().map(|type_| self.class_operand(type_)).collect()
    }

    /// A class with its body; `name` is the variable it is in.
    pub(super) fn class(
        &mut self,
        id: NodeId,
        name: &str,
        local: Option<LocalId>,
        bases: Vec<Operand>,
        body: Option<NodeId>,
    ) -> ClassId {
        let src = self.src;
        let at = src.at(id);
        let extends = src.field(id, self.f.superclass).is_some()
            || src.kind(id) == "object_creation_expression" && !bases.is_empty();
        let (parent, shown) = (self.b.current_function(), self.b.name(name));
        let class = self.b.add_class(Class {
            name: shown,
            at,
            parent,
            local,
            bases,
            methods: Vec::new(),
            required: Vec::new(),
            body: None,
            field_types: Vec::new(),
        });
        let members = body.map(|body| self.members_of(body)).unwrap_or_default();
        let mut outer = Outer {
            class,
            name: name.to_owned(),
            fields: FxHashMap::default(),
            methods: FxHashMap::default(),
            constants: FxHashMap::default(),
            extends,
            annotations: Vec::new(),
            is_static: false,
            prologue: Vec::new(),
        };
        let components = match src.kind(id) {
            "record_declaration" => src.field(id, self.f.parameters),
            _ => None,
        };
        self.gather(&mut outer, &members, components);
        self.field_types(class, &members, components);
        self.classes.push(outer);
        // Nested classes are variables around the class's own code, which its methods do not see.
        self.b.push_scope();
        self.declare_classes(&members);
        for member in &members {
            if is_class(src.kind(*member)) {
                self.class_declaration(*member);
            }
        }
        let start = BodyStart { name, kind: BodyKind::ClassBody, at, class: Some(class) };
        let function = self.b.open(start);
        let annotations = self.annotations(id);
        if let Some(outer) = self.classes.last_mut() {
            outer.annotations = annotations;
        }
        self.static_members(&members);
        self.methods(id, &members, components);
        self.b.close();
        self.b.class(class).body = Some(function);
        self.b.pop_scope();
        self.classes.pop();
        class
    }

    /// What stands in a body; of enumerations also what comes after the constants.
    fn members_of(&self, body: NodeId) -> Vec<NodeId> {
        let mut members = Vec::new();
        for child in self.src.children(body) {
            match self.src.kind(child) {
                "enum_body_declarations" => members.extend(self.src.children(child)),
                _ => members.push(child),
            }
        }
        members
    }

    /// Notes the names of fields and methods.
    fn gather(&mut self, outer: &mut Outer<'t>, members: &[NodeId], components: Option<NodeId>) {
        let src = self.src;
        for component in components.map(|list| src.children(list)).unwrap_or_default() {
            if let Some(name) = src.field(component, self.f.name) {
                outer.fields.insert(src.text_of(name), false);
                outer.methods.insert(src.text_of(name), false);
            }
        }
        let is_interface = |id: NodeId| src.parent_kind(id) == "interface_body";
        for member in members {
            let is_static = self.has_modifier(*member, "static");
            match src.kind(*member) {
                "field_declaration" | "constant_declaration" => {
                    let is_static = is_static || is_interface(*member) || self.is_fixed(*member);
                    let is_final = self.has_modifier(*member, "final") || is_interface(*member);
                    for declarator in src.fields(*member, self.declarator) {
                        let Some(name) = src.field(declarator, self.f.name) else { continue };
                        let text = src.text_of(name);
                        outer.fields.insert(text, is_static);
                        let value = src.field(declarator, self.f.value);
                        if let Some(value) = value.filter(|_| is_static && is_final)
                            && let Some(constant) = self.literal(value)
                        {
                            outer.constants.insert(text, constant);
                        }
                    }
                    if !is_static {
                        outer.prologue.push(*member);
                    }
                }
                "method_declaration" => {
                    if let Some(name) = src.field(*member, self.f.name) {
                        outer.methods.insert(src.text_of(name), is_static);
                    }
                }
                "enum_constant" => {
                    if let Some(name) = src.field(*member, self.f.name) {
                        outer.fields.insert(src.text_of(name), true);
                    }
                }
                "block" => outer.prologue.push(*member),
                _ => {}
            }
        }
    }

    /// Whether a field of objects has the value it is declared with, and no other.
    fn is_fixed(&self, member: NodeId) -> bool {
        let src = self.src;
        if !self.has_modifier(member, "private") {
            return false;
        }
        let Some(body) = src.tree.parent(member) else { return false };
        let names: Vec<&str> = src
            .fields(member, self.declarator)
            .into_iter()
            .filter(|it| {
                // What is made here is another one for each object.
                src.field(*it, self.f.value).is_some_and(|value| {
                    matches!(src.kind(value), "method_invocation" | "string_literal")
                })
            })
            .filter_map(|it| src.field(it, self.f.name).map(|name| src.text_of(name)))
            .collect();
        names.len() == 1
            && !src.tree.subtree(body).any(|id| {
                let target = match src.kind(id) {
                    "assignment_expression" => src.field(id, self.f.left),
                    "update_expression" => src.first(id),
                    _ => None,
                };
                let target = target.map(|it| src.field(it, self.f.field).unwrap_or(it));
                target.is_some_and(|target| names.contains(&src.text_of(target)))
            })
    }

    fn field_types(&mut self, class: ClassId, members: &[NodeId], components: Option<NodeId>) {
        let src = self.src;
        let mut found: Vec<(NodeId, NodeId)> = Vec::new();
        for component in components.map(|list| src.children(list)).unwrap_or_default() {
            let name = src.field(component, self.f.name);
            found.extend(name.zip(src.field(component, self.f.type_)));
        }
        for member in members.iter().filter(|it| src.kind(**it) == "field_declaration") {
            let Some(type_) = src.field(*member, self.f.type_) else { continue };
            for declarator in src.fields(*member, self.declarator) {
                found.extend(src.field(declarator, self.f.name).map(|name| (name, type_)));
            }
        }
        for (name, type_) in found {
            let type_ = self.type_name(type_).unwrap_or("");
            let entry = (self.b.name(src.text_of(name)), self.b.name(type_));
            self.b.class(class).field_types.push(entry);
        }
    }

    /// The value of a literal.
    pub(super) fn literal(&mut self, id: NodeId) -> Option<Constant> {
        let text = self.src.text_of(id);
        Some(match self.src.kind(id) {
            "string_literal" => {
                let content = unescape(string_content(text));
                Constant::String(self.b.name(&content))
            }
            "character_literal" => {
                let content = unescape(text.trim_matches('\''));
                Constant::String(self.b.name(&content))
            }
            "true" | "false" => Constant::Bool(text == "true"),
            "null_literal" => Constant::Null,
            "decimal_integer_literal"
            | "hex_integer_literal"
            | "octal_integer_literal"
            | "binary_integer_literal"
            | "decimal_floating_point_literal"
            | "hex_floating_point_literal" => {
                let plain = text.trim_end_matches(['l', 'L']);
                match whole_number(plain) {
                    Some(number) => Constant::Int(number),
                    None => Constant::Number(self.b.name(text)),
                }
            }
            _ => return None,
        })
    }

    /// Whether `word` stands among the modifiers of a declaration.
    pub(super) fn has_modifier(&self, id: NodeId, word: &str) -> bool {
        let src = self.src;
        let Some(modifiers) = src.first(id).filter(|first| src.kind(*first) == "modifiers") else {
            return false;
        };
        src.tree.children(modifiers).any(|modifier| src.kind(modifier) == word)
    }
}

pub(super) fn is_class(kind: &str) -> bool {
    matches!(
        kind,
        "class_declaration" | "interface_declaration" | "enum_declaration" | "record_declaration"
    )
}
