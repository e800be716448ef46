//! Files, classes and modules.

use rustc_hash::{FxHashMap, FxHashSet};
use tamis_ir::{BodyKind, BodyStart, Class, LocalId, MethodKind, Operand, Place, Value};
use tamis_syntax::NodeId;

use super::Lower;
use super::names::{Frame, Outer};
use crate::lower::Control;

impl<'t> Lower<'t> {
    pub(super) fn file(&mut self) {
        let src = self.src;
        let children = src.children(NodeId::ROOT);
        self.frame().variables.push(FxHashSet::default());
        self.frame().loops.push(0);
        for child in &children {
            if matches!(src.kind(*child), "method" | "singleton_method")
                && let Some(name) = src.field(*child, self.f.name)
            {
                let text = src.text_of(name);
                self.functions.insert(text);
                self.b.declare(text);
            }
        }
        self.declare_constants(&children);
        self.body(NodeId::ROOT);
    }

    /// Constants, classes and modules among statements: methods may use them whatever stands where.
    fn declare_constants(&mut self, children: &[NodeId]) {
        let src = self.src;
        for child in children {
            let name = match src.kind(*child) {
                "class" | "module" => src.field(*child, self.f.name),
                "assignment" => src.field(*child, self.f.left),
                _ => None,
            };
            if let Some(name) = name.filter(|name| src.kind(*name) == "constant") {
                self.b.declare(src.text_of(name));
            }
        }
    }

    /// A class or module, opened or opened again.
    pub(super) fn class(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let Some(name) = src.field(id, self.f.name) else { return self.null(id) };
        // `class A::B` is B to whoever is inside.
        let last = match src.kind(name) {
            "scope_resolution" => src.field(name, self.f.name).unwrap_or(name),
            _ => name,
        };
        let text = src.text_of(last);
        let local = self.b.declare(text);
        if last != name {
            self.b.also_known_as(src.text_of(name), local);
        }
        let body = src.field(id, self.f.body);
        let members = body.map(|body| src.children(body)).unwrap_or_default();
        let bases = self.bases(id, &members);
        let (parent, shown) = (self.b.current_function(), self.b.name(text));
        let class = self.b.add_class(Class {
            name: shown,
            at,
            parent,
            local: Some(local),
            bases,
            methods: Vec::new(),
            required: Vec::new(),
            body: None,
            field_types: Vec::new(),
        });
        let mut outer = Outer {
            class,
            name: text.to_owned(),
            methods: FxHashMap::default(),
            of_class: self.extends_itself(&members),
        };
        self.gather(&mut outer, &members);
        self.classes.push(outer);
        self.frames.push(Frame {
            variables: vec![FxHashSet::default()],
            loops: vec![0],
            ..Frame::default()
        });
        // Constants and classes inside are variables around the class's own code, which its methods do not see.
        self.b.push_scope();
        self.declare_constants(&members);
        let (nested, code): (Vec<NodeId>, Vec<NodeId>) =
            members.iter().partition(|it| matches!(src.kind(**it), "class" | "module"));
        for member in &nested {
            self.class(*member);
        }
        let start = BodyStart { name: text, kind: BodyKind::ClassBody, at, class: Some(class) };
        let function = self.b.open(start);
        self.nested(&nested);
        match body.filter(|_| code.iter().any(|it| matches!(src.kind(*it), "rescue" | "ensure"))) {
            Some(body) => {
                self.body(body);
            }
            None => {
                self.statements(&code);
            }
        }
        self.b.close();
        self.b.class(class).body = Some(function);
        self.b.pop_scope();
        self.frames.pop();
        self.classes.pop();
        let value = self.b.temp(Value::Class(class), at);
        self.b.assign(Place::local(local, src.at(name)), Value::Use(value.clone()), at);
        value
    }

    /// What is inside goes by its name in the class as well.
    fn nested(&mut self, nested: &[NodeId]) {
        let src = self.src;
        for member in nested {
            let Some(name) = src.field(*member, self.f.name) else { continue };
            let (text, at) = (src.text_of(name), src.at(name));
            let outside: LocalId = self.b.lookup(text);
            let value = self.b.read(outside, at);
            let own = self.b.declare(text);
            self.b.assign(Place::local(own, at), Value::Use(value), at);
        }
    }

    /// `class << self`.
    pub(super) fn singleton_class(&mut self, id: NodeId) -> Operand {
        let before = self.set_of_class(true);
        if let Some(body) = self.src.field(id, self.f.body) {
            self.body(body);
        }
        self.set_of_class(before);
        self.null(id)
    }

    fn set_of_class(&mut self, to: bool) -> bool {
        match self.classes.last_mut() {
            Some(outer) => std::mem::replace(&mut outer.of_class, to),
            None => false,
        }
    }

    /// The class above, and the modules that are included.
    fn bases(&mut self, id: NodeId, members: &[NodeId]) -> Vec<Operand> {
        let src = self.src;
        let above = src.field(id, self.f.superclass).and_then(|it| src.first(it));
        let mut bases: Vec<Operand> =
            above.map(|above| self.expression(above)).into_iter().collect();
        for member in members {
            if !matches!(self.called(*member), Some("include" | "prepend")) {
                continue;
            }
            let list = src.field(*member, self.f.arguments);
            for module in list.map(|list| src.children(list)).unwrap_or_default() {
                if matches!(src.kind(module), "constant" | "scope_resolution") {
                    bases.push(self.expression(module));
                }
            }
        }
        bases
    }

    /// The name that a member calls without a receiver.
    fn called(&self, member: NodeId) -> Option<&'t str> {
        let src = self.src;
        match src.kind(member) {
            "identifier" => Some(src.text_of(member)),
            "call" if src.field(member, self.f.receiver).is_none() => {
                src.field(member, self.f.method).map(|method| src.text_of(method))
            }
            _ => None,
        }
    }

    /// Whether what follows are functions of the module: `extend self`, `module_function`.
    fn extends_itself(&self, members: &[NodeId]) -> bool {
        let src = self.src;
        members.iter().any(|member| match self.called(*member) {
            Some("module_function") => src.kind(*member) == "identifier",
            Some("extend") => {
                let list = src.field(*member, self.f.arguments);
                list.and_then(|list| src.first(list)).is_some_and(|it| src.kind(it) == "self")
            }
            _ => false,
        })
    }

    /// Notes the names of methods.
    fn gather(&self, outer: &mut Outer<'t>, members: &[NodeId]) {
        let src = self.src;
        for member in members {
            match src.kind(*member) {
                "method" | "singleton_method" => {
                    let Some(name) = src.field(*member, self.f.name) else { continue };
                    let of_class = outer.of_class || src.kind(*member) == "singleton_method";
                    let kind = if of_class { MethodKind::Class } else { MethodKind::Instance };
                    outer.methods.insert(src.text_of(name), kind);
                }
                "singleton_class" => {
                    let body = src.field(*member, self.f.body);
                    let inner = body.map(|body| src.children(body)).unwrap_or_default();
                    let before = std::mem::replace(&mut outer.of_class, true);
                    self.gather(outer, &inner);
                    outer.of_class = before;
                }
                "call" => {
                    // `private def f`.
                    if let Some(list) = src.field(*member, self.f.arguments) {
                        self.gather(outer, &src.children(list));
                    }
                }
                _ => {}
            }
        }
    }
}
