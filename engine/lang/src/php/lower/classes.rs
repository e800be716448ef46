//! Files, classes, interfaces, traits and enumerations.

use tamis_ir::{
    BodyKind, BodyStart, Class, ClassId, LocalId, Method, MethodKind, Operand, Place, Value,
};
use tamis_syntax::NodeId;

use super::Lower;
use crate::lower::Control;

/// A class that is open.
pub(super) struct Outer<'t> {
    /// The variable it is in.
    pub(super) name: String,
    /// Methods without an object.
    pub(super) static_methods: Vec<&'t str>,
}

impl<'t> Lower<'t> {
    pub(super) fn file(&mut self) {
        let src = self.src;
        let all: Vec<NodeId> = src.tree.subtree(NodeId::ROOT).collect();
        for id in &all {
            let Some(name) = src.field(*id, self.f.name) else { continue };
            match src.kind(*id) {
                "function_definition" => {
                    self.b.declare(&src.text_of(name).to_ascii_lowercase());
                }
                kind if is_class(kind) => {
                    self.b.declare(src.text_of(name));
                }
                _ => {}
            }
        }
        self.find_foreign();
        self.hoisted(&src.children(NodeId::ROOT));
        self.statements(NodeId::ROOT);
    }

    /// Imports, then functions and classes: they are there before any code runs.
    pub(super) fn hoisted(&mut self, children: &[NodeId]) {
        for child in children {
            if self.src.kind(*child) == "namespace_use_declaration" {
                self.uses(*child);
            }
        }
        for child in children {
            match self.src.kind(*child) {
                "function_definition" => self.function_definition(*child),
                kind if is_class(kind) => self.class_declaration(*child),
                _ => {}
            }
        }
    }

    pub(super) fn is_static_method(&self, name: &str) -> bool {
        self.classes.last().is_some_and(|outer| outer.static_methods.contains(&name))
    }

    pub(super) fn class_declaration(&mut self, id: NodeId) {
        let Some(name) = self.src.field(id, self.f.name) else { return };
        let text = self.src.text_of(name);
        let local = self.b.lookup(text);
        let class = self.class(id, text, Some(local));
        let at = self.src.at(id);
        let value = self.b.temp(Value::Class(class), at);
        self.b.assign(Place::local(local, self.src.at(name)), Value::Use(value), at);
    }

    pub(super) fn class(&mut self, id: NodeId, name: &str, local: Option<LocalId>) -> ClassId {
        let (src, at) = (self.src, self.src.at(id));
        let body = src.field(id, self.f.body);
        let members = body.map(|body| src.children(body)).unwrap_or_default();
        let bases = self.bases(id, &members);
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
        let static_methods = members
            .iter()
            .filter(|it| src.kind(**it) == "method_declaration" && self.is_static(**it))
            .filter_map(|it| src.field(*it, self.f.name).map(|name| src.text_of(name)))
            .collect();
        self.classes.push(Outer { name: name.to_owned(), static_methods });
        let start = BodyStart { name, kind: BodyKind::ClassBody, at, class: Some(class) };
        let function = self.b.open(start);
        self.closures.push(false);
        for member in &members {
            match src.kind(*member) {
                "const_element" | "const_declaration" => self.constants(*member),
                "enum_case" => {
                    let value = self.part(src.field(*member, self.f.value), *member);
                    if let Some(name) = src.field(*member, self.f.name) {
                        self.set_own(name, value);
                    }
                }
                "property_declaration" | "property_element" => self.properties(*member, class),
                _ => {}
            }
        }
        for member in &members {
            if src.kind(*member) == "method_declaration" {
                self.method(*member, class, name, &members);
            }
        }
        self.closures.pop();
        self.b.close();
        self.b.class(class).body = Some(function);
        self.classes.pop();
        class
    }

    /// The classes and interfaces above, and the traits within.
    fn bases(&mut self, id: NodeId, members: &[NodeId]) -> Vec<Operand> {
        let src = self.src;
        let mut names = Vec::new();
        for child in src.children(id).iter().chain(members) {
            if matches!(
                src.kind(*child),
                "base_clause" | "class_interface_clause" | "use_declaration"
            ) {
                names.extend(src.children(*child));
            }
        }
        names.retain(|name| matches!(src.kind(*name), "name" | "qualified_name" | "relative_name"));
        names.into_iter().map(|name| self.class_operand(name)).collect()
    }

    /// Whether `static` stands before the name.
    fn is_static(&self, id: NodeId) -> bool {
        let src = self.src;
        let end = src.field(id, self.f.name).or_else(|| src.first(id));
        let head = end.map_or("", |end| src.text_before(id, end));
        head.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case("static"))
    }

    /// A variable of the class itself.
    fn set_own(&mut self, name: NodeId, value: Operand) {
        let at = self.src.at(name);
        let local = self.b.declare(self.src.text_of(name).trim_start_matches('$'));
        self.b.assign(Place::local(local, at), Value::Use(value), at);
    }

    /// `const A = 1, B = 2;`, also of the top level.
    pub(super) fn constants(&mut self, id: NodeId) {
        let src = self.src;
        if src.kind(id) == "const_declaration" {
            for child in src.children(id) {
                if src.kind(child) == "const_element" {
                    self.constants(child);
                }
            }
            return;
        }
        if let [name, value] = src.children(id)[..] {
            let value = self.value(value);
            self.set_own(name, value);
        }
    }

    fn properties(&mut self, id: NodeId, class: ClassId) {
        let src = self.src;
        let type_ = src.field(id, self.f.type_).and_then(|it| self.type_name(it));
        let is_static = self.is_static(id);
        for element in self.elements(id) {
            let Some(name) = src.field(element, self.f.name) else { continue };
            let text = src.text_of(name).trim_start_matches('$');
            if let Some(type_) = &type_ {
                let entry = (self.b.name(text), self.b.name(type_));
                self.b.class(class).field_types.push(entry);
            }
            if is_static {
                let value = self.part(src.field(element, self.f.default_value), element);
                self.set_own(name, value);
            }
        }
    }

    fn elements(&self, id: NodeId) -> Vec<NodeId> {
        match self.src.kind(id) {
            "property_element" => vec![id],
            _ => {
                let children = self.src.children(id).into_iter();
                children.filter(|it| self.src.kind(*it) == "property_element").collect()
            }
        }
    }

    fn method(&mut self, id: NodeId, class: ClassId, owner: &str, members: &[NodeId]) {
        let src = self.src;
        let Some(name) = src.field(id, self.f.name) else { return };
        let text = src.text_of(name);
        let is_static = self.is_static(id);
        let shown = format!("{owner}.{text}");
        let start =
            BodyStart { name: &shown, kind: BodyKind::Method, at: src.at(id), class: Some(class) };
        let function = self.code(id, start, (!is_static).then_some(class), false);
        let _ = members;
        let kind = if is_static { MethodKind::Static } else { MethodKind::Instance };
        let name = self.b.name(text);
        self.b.class(class).methods.push(Method { name, function, kind });
    }
}

pub(super) fn is_class(kind: &str) -> bool {
    matches!(
        kind,
        "class_declaration" | "interface_declaration" | "trait_declaration" | "enum_declaration"
    )
}
