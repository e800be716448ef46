//! Fields, methods, constructors and lambdas.

use tamis_ir::{
    Argument, BodyKind, BodyStart, CallKind, FunctionId, Key, LocalId, Method, MethodKind, Operand,
    ParamKind, Place, Value,
};
use tamis_syntax::NodeId;

use super::names::self_name;
use super::{CONSTRUCTOR, Lower};
use crate::lower::{Control, reading, under};

impl<'t> Lower<'t> {
    /// What runs when the class is loaded: static fields are variables of it.
    pub(super) fn static_members(&mut self, members: &[NodeId]) {
        let src = self.src;
        self.set_static(true);
        for member in members {
            match src.kind(*member) {
                "field_declaration" | "constant_declaration" => {
                    for declarator in src.fields(*member, self.declarator) {
                        let Some(name) = src.field(declarator, self.f.name) else { continue };
                        let text = src.text_of(name);
                        if self.classes.last().and_then(|it| it.fields.get(text)) != Some(&true) {
                            continue;
                        }
                        let Some(value) = src.field(declarator, self.f.value) else { continue };
                        let value = self.expression(value);
                        let local = self.b.declare(text);
                        if let Some(type_) =
                            src.field(*member, self.f.type_).and_then(|it| self.type_name(it))
                        {
                            self.b.annotate(local, type_);
                        }
                        let place = Place::local(local, src.at(name));
                        self.b.assign(place, Value::Use(value), src.at(declarator));
                    }
                }
                "static_initializer" => {
                    for child in src.children(*member) {
                        if src.kind(child) == "block" {
                            self.block(child);
                        }
                    }
                }
                "enum_constant" => self.enum_constant(*member),
                kind if super::classes::is_class(kind) => {
                    // Also known by the name of the class around.
                    let Some(name) = src.field(*member, self.f.name) else { continue };
                    let outer = self.b.lookup(src.text_of(name));
                    let at = src.at(name);
                    let value = self.b.read(outer, at);
                    let local = self.b.declare(src.text_of(name));
                    self.b.assign(Place::local(local, at), Value::Use(value), at);
                }
                _ => {}
            }
        }
        self.set_static(false);
    }

    fn set_static(&mut self, is_static: bool) {
        if let Some(class) = self.classes.last_mut() {
            class.is_static = is_static;
        }
    }

    fn enum_constant(&mut self, id: NodeId) {
        let src = self.src;
        let Some(name) = src.field(id, self.f.name) else { return };
        let list = src.field(id, self.f.arguments);
        let arguments = self.arguments(list);
        let class = self.classes.last().map_or(String::new(), |class| class.name.clone());
        let holder = self.b.lookup(&class);
        let at = src.at(id);
        let mut callee = self.b.read(holder, at);
        if let Some(body) = src.field(id, self.f.body) {
            let own = self.class(id, src.text_of(name), None, vec![callee], Some(body));
            callee = self.b.temp(Value::Class(own), at);
        }
        let value = self.b.call(callee, arguments, CallKind::New, at);
        let local = self.b.declare(src.text_of(name));
        self.b.assign(Place::local(local, src.at(name)), Value::Use(value), at);
    }

    pub(super) fn methods(&mut self, id: NodeId, members: &[NodeId], components: Option<NodeId>) {
        let src = self.src;
        let mut has_constructor = false;
        for member in members {
            match src.kind(*member) {
                "method_declaration" => self.method(*member),
                "constructor_declaration" => {
                    has_constructor = true;
                    let list = src.field(*member, self.f.parameters);
                    self.constructor(*member, list, None);
                }
                "compact_constructor_declaration" => {
                    has_constructor = true;
                    self.constructor(*member, components, components);
                }
                kind if kind == "enum_constant" || kind == "static_initializer" => {}
                "field_declaration" | "constant_declaration" | "block" | "empty_statement" => {}
                kind if super::classes::is_class(kind) || kind == "annotation_type_declaration" => {
                }
                _ => self.b.unlowered(src.span(*member)),
            }
        }
        let has_prologue = self
            .classes
            .last()
            .is_some_and(|class| class.prologue.iter().any(|member| self.has_value(*member)));
        if !has_constructor && (has_prologue || components.is_some()) {
            self.constructor(id, components, components);
        }
        for component in components.map(|list| src.children(list)).unwrap_or_default() {
            let name = src.field(component, self.f.name);
            let own = members.iter().any(|member| {
                src.kind(*member) == "method_declaration"
                    && src.field(*member, self.f.name).map(|it| src.text_of(it))
                        == name.map(|it| src.text_of(it))
            });
            if let (Some(name), false) = (name, own) {
                self.accessor(name);
            }
        }
    }

    fn has_value(&self, member: NodeId) -> bool {
        let src = self.src;
        src.kind(member) == "block"
            || src
                .fields(member, self.declarator)
                .into_iter()
                .any(|declarator| src.field(declarator, self.f.value).is_some())
    }

    /// Opens a method of the innermost class.
    fn open_method(&mut self, id: NodeId, name: &str, is_static: bool) -> FunctionId {
        let at = self.src.at(id);
        let Some(outer) = self.classes.last() else { return FunctionId::MODULE };
        let (class, class_name) = (outer.class, outer.name.clone());
        let shown = format!("{class_name}.{name}");
        let start = BodyStart { name: &shown, kind: BodyKind::Method, at, class: Some(class) };
        let function = self.b.open(start);
        self.set_static(is_static);
        if !is_static {
            let local = self.b.param("this", at, ParamKind::Receiver);
            self.b.also_known_as(&self_name(&class_name), local);
        }
        let kind = if is_static { MethodKind::Static } else { MethodKind::Instance };
        let name = self.b.name(name);
        self.b.class(class).methods.push(Method { name, function, kind });
        function
    }

    fn close_method(&mut self) {
        self.b.close();
        self.set_static(false);
    }

    fn method(&mut self, id: NodeId) {
        let src = self.src;
        let (Some(name), Some(body)) = (src.field(id, self.f.name), src.field(id, self.f.body))
        else {
            // Without code it is whatever classes below make of it.
            return;
        };
        let switches = std::mem::take(&mut self.switches);
        let decorators = self.decorators(id);
        self.open_method(id, src.text_of(name), self.has_modifier(id, "static"));
        self.b.body().decorators = decorators;
        let type_ = src.field(id, self.f.type_).and_then(|type_| self.type_name(type_));
        let type_ = type_.map(|name| self.b.name(name));
        self.b.body().return_type = type_;
        if let Some(list) = src.field(id, self.f.parameters) {
            self.parameters(list);
        }
        self.block(body);
        self.close_method();
        self.switches = switches;
    }

    /// What a method's annotations name, and those of the class where the method has some of its own.
    fn decorators(&mut self, id: NodeId) -> Vec<Operand> {
        let own = self.annotations(id);
        if own.is_empty() {
            return own;
        }
        let of_class = self.classes.last().map(|class| class.annotations.clone());
        own.into_iter().chain(of_class.unwrap_or_default()).collect()
    }

    /// What the annotations of a declaration name.
    pub(super) fn annotations(&mut self, id: NodeId) -> Vec<Operand> {
        let src = self.src;
        let modifiers = src.first(id).filter(|first| src.kind(*first) == "modifiers");
        let all = modifiers.map(|modifiers| src.children(modifiers)).unwrap_or_default();
        let mut found = Vec::new();
        for annotation in all {
            if !matches!(src.kind(annotation), "annotation" | "marker_annotation") {
                continue;
            }
            let Some(name) = src.field(annotation, self.f.name) else { continue };
            let text = src.text_of(name);
            let local = self.b.lookup(text);
            found.push(self.b.read(local, src.at(name)));
        }
        found
    }

    /// A constructor; `set` are the components that it sets at its end.
    fn constructor(&mut self, id: NodeId, parameters: Option<NodeId>, set: Option<NodeId>) {
        let src = self.src;
        let switches = std::mem::take(&mut self.switches);
        self.open_method(id, CONSTRUCTOR, false);
        if let Some(list) = parameters {
            self.parameters(list);
        }
        let is_own = src.kind(id).ends_with("constructor_declaration");
        let body = src.field(id, self.f.body).filter(|_| is_own);
        let mut rest = body.map(|body| src.children(body)).unwrap_or_default();
        let first = rest.first().copied();
        let explicit = first.filter(|it| src.kind(*it) == "explicit_constructor_invocation");
        let other = explicit.and_then(|it| src.field(it, self.f.constructor));
        let calls_own = other.is_some_and(|it| src.kind(it) == "this");
        if let Some(explicit) = explicit {
            rest.remove(0);
            self.expression(explicit);
        } else if self.classes.last().is_some_and(|class| class.extends) {
            let at = src.at(id);
            let callee = self.constructor_above(at);
            self.b.call(callee, Vec::new(), CallKind::Implicit, at);
        }
        if !calls_own {
            let prologue = self.classes.last().map(|it| it.prologue.clone()).unwrap_or_default();
            for member in prologue {
                self.prologue(member);
            }
        }
        self.b.push_scope();
        self.declare_classes(&rest);
        for statement in rest {
            self.statement(statement, None);
        }
        self.b.pop_scope();
        for component in set.map(|list| src.children(list)).unwrap_or_default() {
            let Some(name) = src.field(component, self.f.name) else { continue };
            let at = src.at(name);
            let value = self.b.lookup(src.text_of(name));
            let value = self.b.read(value, at);
            self.set_field(name, value);
        }
        self.close_method();
        self.switches = switches;
    }

    /// A field with its value, or a block, at the head of a constructor.
    fn prologue(&mut self, member: NodeId) {
        let src = self.src;
        if src.kind(member) == "block" {
            self.block(member);
            return;
        }
        for declarator in src.fields(member, self.declarator) {
            let (name, value) =
                (src.field(declarator, self.f.name), src.field(declarator, self.f.value));
            let (Some(name), Some(value)) = (name, value) else { continue };
            let value = self.expression(value);
            self.set_field(name, value);
        }
    }

    fn set_field(&mut self, name: NodeId, value: Operand) {
        let at = self.src.at(name);
        let this = self.this(at);
        let key = Key::Name(self.b.name(self.src.text_of(name)));
        let place = under(&self.b.place_of(this), key, at);
        self.b.assign(place, Value::Use(value), at);
    }

    /// What a record gives for one of its components.
    fn accessor(&mut self, name: NodeId) {
        let (text, at) = (self.src.text_of(name), self.src.at(name));
        self.open_method(name, text, false);
        let this = self.this(at);
        let key = Key::Name(self.b.name(text));
        let place = under(&self.b.place_of(this), key, at);
        self.b.ret(Some(reading(place, at)), at);
        self.close_method();
    }

    /// `super.<init>`.
    pub(super) fn constructor_above(&mut self, at: tamis_ir::At) -> Operand {
        let above = self.above(at);
        let place = self.b.place_of(above);
        let key = Key::Name(self.b.name(CONSTRUCTOR));
        reading(under(&place, key, at), at)
    }

    /// What has the methods of the class above.
    pub(super) fn above(&mut self, at: tamis_ir::At) -> Operand {
        let local = self.b.lookup("super");
        let callee = self.b.read(local, at);
        self.b.call(callee, Vec::<Argument>::new(), CallKind::Implicit, at)
    }

    // --- parameters -----------------------------------------------------------------------------------------------

    pub(super) fn parameters(&mut self, list: NodeId) {
        let src = self.src;
        let mut numbers: Vec<(LocalId, NodeId)> = Vec::new();
        for parameter in src.children(list) {
            let kind = src.kind(parameter);
            if kind == "identifier" {
                self.b.param(src.text_of(parameter), src.at(parameter), ParamKind::Plain);
                continue;
            }
            if !matches!(kind, "formal_parameter" | "spread_parameter") {
                continue;
            }
            let is_rest = kind == "spread_parameter";
            let declarator = src
                .children(parameter)
                .into_iter()
                .find(|it| src.kind(*it) == "variable_declarator");
            let name = src.field(parameter, self.f.name);
            let name = name.or_else(|| declarator.and_then(|it| src.field(it, self.f.name)));
            let Some(name) = name else { continue };
            let kind = if is_rest { ParamKind::Rest } else { ParamKind::Plain };
            let local = self.b.param(src.text_of(name), src.at(name), kind);
            let Some(type_) = src.field(parameter, self.f.type_) else { continue };
            if let Some(annotation) = self.type_name(type_) {
                self.b.annotate(local, annotation);
                let annotation = self.b.name(annotation);
                if let Some(param) = self.b.body().params.last_mut() {
                    param.annotation = Some(annotation);
                }
            }
            if self.is_number(type_) {
                numbers.push((local, name));
                let annotation = self.b.name(src.text_of(type_));
                if let Some(param) = self.b.body().params.last_mut() {
                    param.annotation = Some(annotation);
                }
            }
        }
        for (local, name) in numbers {
            self.number_param(local, name);
        }
    }

    pub(super) fn lambda(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let start = BodyStart { name: "<lambda>", kind: BodyKind::Function, at, class: None };
        let function = self.b.open(start);
        let switches = std::mem::take(&mut self.switches);
        if let Some(list) = src.field(id, self.f.parameters) {
            match src.kind(list) {
                "identifier" => {
                    self.b.param(src.text_of(list), src.at(list), ParamKind::Plain);
                }
                _ => self.parameters(list),
            }
        }
        match src.field(id, self.f.body) {
            Some(body) if src.kind(body) == "block" => self.block(body),
            Some(body) => {
                let value = self.expression(body);
                let at = value.at;
                self.b.ret(Some(value), at);
            }
            None => {}
        }
        self.switches = switches;
        self.b.close();
        self.b.temp(Value::Function(function), at)
    }
}
