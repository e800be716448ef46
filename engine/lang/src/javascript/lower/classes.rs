//! Classes: methods, fields, getters, static members, decorators.

use tamis_ir::{
    Argument, BodyKind, BodyStart, CallKind, Class, ClassId, Key, Method, MethodKind, Operand,
    OperandKind, ParamKind, Place, Projection, Spread, Value,
};
use tamis_syntax::NodeId;

use super::Lower;
use super::calls::plain;

impl Lower<'_> {
    /// A class as a statement: decorated and bound to its name. `outer` are decorators that stand before an `export`.
    pub(super) fn class_statement(&mut self, id: NodeId, outer: &[NodeId]) {
        let mut decorators = outer.to_vec();
        decorators.extend(self.src.fields(id, self.f.decorator));
        let callees: Vec<(NodeId, Operand)> =
            decorators.into_iter().map(|it| (it, self.inner(it))).collect();
        let name = self.src.field(id, self.f.name);
        let text = name.map_or("default", |name| self.src.text_of(name));
        let local = self.b.declare(text);
        let class = self.class(id, Some(local));
        let at = self.src.at(id);
        let mut value = self.b.temp(Value::Class(class), at);
        for (decorator, callee) in callees.into_iter().rev() {
            let at = self.src.at(decorator);
            value = self.b.call(callee, vec![plain(value)], CallKind::Decorator, at);
        }
        let place = Place::local(local, name.map_or(at, |name| self.src.at(name)));
        self.b.assign(place, Value::Use(value), at);
        self.exported_declaration(id);
    }

    pub(super) fn class(&mut self, id: NodeId, local: Option<tamis_ir::LocalId>) -> ClassId {
        let src = self.src;
        let text = src.field(id, self.f.name).map_or("", |name| src.text_of(name));
        let bases = self.bases(id);
        let (parent, at, name) = (self.b.current_function(), src.at(id), self.b.name(text));
        let class = self.b.add_class(Class {
            name,
            at,
            parent,
            local,
            bases,
            methods: Vec::new(),
            required: Vec::new(),
            body: None,
            field_types: Vec::new(),
        });
        let start = BodyStart { name: text, kind: BodyKind::ClassBody, at, class: Some(class) };
        let body = self.b.open(start);
        if local.is_none() && !text.is_empty() {
            // A class expression knows itself by its name.
            let own = self.b.declare(text);
            self.b.assign(Place::local(own, at), Value::Class(class), at);
        }
        if let Some(members) = src.field(id, self.f.body) {
            self.members(class, text, members);
        }
        self.b.close();
        self.b.class(class).body = Some(body);
        class
    }

    fn bases(&mut self, id: NodeId) -> Vec<Operand> {
        let heritage =
            self.src.children(id).into_iter().find(|it| self.src.kind(*it) == "class_heritage");
        let Some(heritage) = heritage else { return Vec::new() };
        let mut bases = Vec::new();
        for child in self.src.children(heritage) {
            match self.src.kind(child) {
                "extends_clause" => {
                    for base in self.src.fields(child, self.f.value) {
                        bases.push(self.expression(base));
                    }
                }
                "implements_clause" => {}
                _ => bases.push(self.expression(child)),
            }
        }
        bases
    }

    fn members(&mut self, class: ClassId, name: &str, id: NodeId) {
        let members = self.src.children(id);
        let instance: Vec<NodeId> =
            members.iter().copied().filter(|it| self.is_instance_field(*it)).collect();
        let has_constructor = members.iter().any(|member| self.is_constructor(*member));
        let outer = std::mem::replace(&mut self.fields, instance);
        let mut decorators = Vec::new();
        for member in &members {
            match self.src.kind(*member) {
                "decorator" => {
                    decorators.push(self.inner(*member));
                    continue;
                }
                "method_definition" => self.method(class, name, *member, &decorators),
                "field_definition" | "public_field_definition" => {
                    self.field(class, name, *member, &decorators);
                }
                "class_static_block" => {
                    if let Some(body) = self.src.field(*member, self.f.body) {
                        self.scoped_block(body);
                    }
                }
                "method_signature" | "abstract_method_signature" | "index_signature" => {}
                _ => self.b.unlowered(self.src.span(*member)),
            }
            decorators.clear();
        }
        if !has_constructor && !self.fields.is_empty() {
            self.constructor_of_fields(class, name, id);
        }
        self.fields = outer;
    }

    fn is_constructor(&self, member: NodeId) -> bool {
        self.src.kind(member) == "method_definition"
            && self
                .src
                .field(member, self.f.name)
                .is_some_and(|name| self.src.text_of(name) == "constructor")
    }

    fn method(&mut self, class: ClassId, owner: &str, id: NodeId, decorators: &[Operand]) {
        let Some(name) = self.src.field(id, self.f.name) else { return };
        let mut own: Vec<Operand> = decorators.to_vec();
        for decorator in self.src.fields(id, self.f.decorator) {
            own.push(self.inner(decorator));
        }
        let words = self.head(id);
        let has = |word: &str| words.split_whitespace().any(|it| it.trim_matches('*') == word);
        let kind = if has("static") {
            MethodKind::Class
        } else if has("get") {
            MethodKind::Getter
        } else if has("set") {
            MethodKind::Setter
        } else {
            MethodKind::Instance
        };
        let name = match self.property_key(name).0 {
            Key::Name(name) => name,
            Key::Index(number) => self.b.name(&number.to_string()),
            Key::Any => self.b.name(""),
        };
        let shown = format!("{owner}.{name}");
        let function = self.function(id, &shown, Some(class));
        self.b.closed(function).decorators = own;
        self.b.class(class).methods.push(Method { name, function, kind });
    }

    fn field_name(&self, id: NodeId) -> Option<NodeId> {
        self.src.field(id, self.f.name).or_else(|| self.src.field(id, self.f.property))
    }

    fn is_static(&self, id: NodeId) -> bool {
        let Some(name) = self.field_name(id) else { return false };
        self.src.text_before(id, name).split_whitespace().any(|word| word == "static")
    }

    fn holds_function(&self, id: NodeId) -> bool {
        let value = self.src.field(id, self.f.value);
        value
            .is_some_and(|it| matches!(self.src.kind(it), "arrow_function" | "function_expression"))
    }

    fn is_instance_field(&self, id: NodeId) -> bool {
        matches!(self.src.kind(id), "field_definition" | "public_field_definition")
            && self.src.field(id, self.f.value).is_some()
            && !self.is_static(id)
            && !self.holds_function(id)
    }

    /// A field: a method if it holds a function, a variable of the class if static, else set by the constructor.
    fn field(&mut self, class: ClassId, owner: &str, id: NodeId, decorators: &[Operand]) {
        let Some(name) = self.field_name(id) else { return };
        let text = self.b.name(self.src.text_of(name));
        if let Some(type_) = self.declared_type(id) {
            let type_ = self.b.name(&type_);
            self.b.class(class).field_types.push((text.clone(), type_));
        }
        for decorator in self.src.fields(id, self.f.decorator) {
            self.inner(decorator);
        }
        let Some(value) = self.src.field(id, self.f.value) else { return };
        if self.holds_function(id) {
            let shown = format!("{owner}.{text}");
            let function = self.function(value, &shown, Some(class));
            self.b.closed(function).decorators = decorators.to_vec();
            let kind = if self.is_static(id) { MethodKind::Class } else { MethodKind::Instance };
            self.b.class(class).methods.push(Method { name: text, function, kind });
        } else if self.is_static(id) {
            let value = self.expression(value);
            let local = self.b.declare(&text);
            let place = Place::local(local, self.src.at(name));
            self.b.assign(place, Value::Use(value), self.src.at(id));
        }
    }

    /// Fields with values are set where the constructor begins.
    pub(super) fn set_fields(&mut self) {
        for field in std::mem::take(&mut self.fields) {
            let value = self.src.field(field, self.f.value);
            let (Some(name), Some(value)) = (self.field_name(field), value) else { continue };
            let at = self.src.at(name);
            let value = self.expression(value);
            let (key, index) = self.property_key(name);
            let mut place = Place::local(self.b.lookup("this"), at);
            place.path.push(Projection { key, at, index: index.map(Box::new) });
            self.b.assign(place, Value::Use(value), self.src.at(field));
        }
    }

    /// `constructor(...args) { super(...args); this.field = value; }`, where none is written.
    fn constructor_of_fields(&mut self, class: ClassId, owner: &str, id: NodeId) {
        let at = self.src.at(id);
        let shown = format!("{owner}.constructor");
        let start = BodyStart { name: &shown, kind: BodyKind::Method, at, class: Some(class) };
        let has_base = !self.b.class(class).bases.is_empty();
        let function = self.b.open(start);
        self.b.param("this", at, ParamKind::Receiver);
        let rest = self.b.param("", at, ParamKind::Rest);
        if has_base {
            let above = self.above(id);
            let mut place = self.b.place_of(above);
            let key = Key::Name(self.b.name("constructor"));
            place.path.push(Projection { key, at, index: None });
            let callee = Operand { at, kind: OperandKind::Place(place) };
            let value = self.b.read(rest, at);
            let given = Argument { at, value, name: None, spread: Spread::List };
            self.b.call(callee, vec![given], CallKind::Implicit, at);
        }
        self.set_fields();
        self.b.close();
        let name = self.b.name("constructor");
        self.b.class(class).methods.push(Method { name, function, kind: MethodKind::Instance });
    }
}
