//! Functions, arrows and methods, with their parameters.

use tamis_ir::{
    Aggregate, BodyKind, BodyStart, ClassId, Element, FunctionId, Key, LocalId, Operand, ParamKind,
    Place, Projection, Spread, Value,
};
use tamis_syntax::NodeId;

use super::Lower;

/// What a parameter needs once all are declared.
struct Pending {
    local: LocalId,
    parameter: NodeId,
    pattern: NodeId,
    default: Option<NodeId>,
}

impl<'t> Lower<'t> {
    /// `function f() {}` as a statement: bound to its name.
    pub(super) fn function_declaration(&mut self, id: NodeId) {
        let name = self.src.field(id, self.f.name);
        let text = name.map_or("default", |name| self.src.text_of(name));
        let function = self.function(id, text, None);
        let at = self.src.at(id);
        let value = self.b.temp(Value::Function(function), at);
        let local = self.b.declare(text);
        let place = Place::local(local, name.map_or(at, |name| self.src.at(name)));
        self.b.assign(place, Value::Use(value), at);
        self.exported_declaration(id);
    }

    /// A function as an expression.
    pub(super) fn function_value(&mut self, id: NodeId) -> Operand {
        let name = self.src.field(id, self.f.name);
        let text = match (name, self.src.kind(id)) {
            (Some(name), _) => self.src.text_of(name),
            (None, kind) => self.given_name(id).unwrap_or(match kind {
                "arrow_function" => "<arrow>",
                _ => "<function>",
            }),
        };
        let function = self.function(id, text, None);
        self.b.temp(Value::Function(function), self.src.at(id))
    }

    /// What a function without a name goes by: the variable, field or key it is given to.
    fn given_name(&self, id: NodeId) -> Option<&'t str> {
        let parent = self.src.tree.parent(id)?;
        let (value, name) = match self.src.kind(parent) {
            "variable_declarator" => (self.f.value, self.f.name),
            "assignment_expression" => (self.f.right, self.f.left),
            "pair" => (self.f.value, self.f.key),
            _ => return None,
        };
        let name = self.src.field(parent, name)?;
        let is_value = self.src.field(parent, value) == Some(id);
        let name = self.src.text_of(name).rsplit('.').next()?.trim_matches(['"', '\'']);
        let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
        (is_value && !name.is_empty() && name.chars().all(is_word)).then_some(name)
    }

    /// Lowers a function's code. Methods (`class`) always have a receiver.
    pub(super) fn function(
        &mut self,
        id: NodeId,
        name: &str,
        class: Option<ClassId>,
    ) -> FunctionId {
        let (at, src) = (self.src.at(id), self.src);
        let kind = if class.is_some() { BodyKind::Method } else { BodyKind::Function };
        let head = self.head(id);
        let function = self.b.open(BodyStart { name, kind, at, class });
        let return_type =
            src.field(id, self.f.return_type).and_then(|it| super::types::type_name(src, it));
        let return_type = return_type.map(|name| self.b.name(&name));
        let body = self.b.body();
        body.is_async = head.split(|c: char| !c.is_alphanumeric()).any(|word| word == "async");
        body.is_generator = head.contains('*');
        body.return_type = return_type;
        let is_arrow = src.kind(id) == "arrow_function";
        let (this, arguments) =
            self.scopes.facts(id).map_or((false, false), |it| (it.this, it.arguments));
        if class.is_some() || this && !is_arrow {
            let list = src.field(id, self.f.parameters).or_else(|| src.field(id, self.f.body));
            self.b.param("this", list.map_or(at, |list| src.at(list)), ParamKind::Receiver);
        }
        self.own_name(id, function);
        self.parameters(id, class);
        if class.is_some() && name.ends_with(".constructor") {
            self.set_fields();
        }
        if arguments && !is_arrow {
            self.arguments_object(id);
        }
        self.code(id);
        self.b.close();
        function
    }

    /// The words before the parameters or the name: `static async *`.
    pub(super) fn head(&self, id: NodeId) -> &'t str {
        let parts = [self.f.name, self.f.parameters, self.f.parameter];
        let children = self.src.children(id);
        let end =
            children.iter().find(|child| parts.iter().any(|it| self.src.is_field(**child, *it)));
        let Some(end) = end else { return "" };
        let decorator = children.iter().rev().find(|child| self.src.kind(**child) == "decorator");
        let whole = self.src.text_before(id, *end);
        let Some(decorator) = decorator else { return whole };
        let from = self.src.span(*decorator).end.saturating_sub(self.src.span(id).start);
        whole.get(from as usize..).unwrap_or("")
    }

    /// A function expression can call itself by its name.
    fn own_name(&mut self, id: NodeId, function: FunctionId) {
        if !matches!(self.src.kind(id), "function_expression" | "generator_function") {
            return;
        }
        if let Some(name) = self.src.field(id, self.f.name) {
            let local = self.b.declare(self.src.text_of(name));
            let at = self.src.at(name);
            self.b.assign(Place::local(local, at), Value::Function(function), at);
        }
    }

    fn code(&mut self, id: NodeId) {
        self.declare_body(id);
        let Some(body) = self.src.field(id, self.f.body) else { return };
        if self.src.kind(body) == "statement_block" {
            self.block(body);
        } else {
            let value = self.expression(body);
            let at = value.at;
            self.b.ret(Some(value), at);
        }
    }

    fn parameters(&mut self, id: NodeId, class: Option<ClassId>) {
        let mut pending = Vec::new();
        if let Some(single) = self.src.field(id, self.f.parameter) {
            self.parameter(single, class, &mut pending);
        }
        if let Some(list) = self.src.field(id, self.f.parameters) {
            for parameter in self.src.children(list) {
                self.parameter(parameter, class, &mut pending);
            }
        }
        for Pending { local, parameter, pattern, default } in pending {
            let at = self.src.at(pattern);
            if let Some(default) = default {
                let default = self.expression(default);
                let given = self.b.read(local, at);
                let joined = Value::Join(vec![given, default]);
                self.b.assign(Place::local(local, at), joined, self.src.at(parameter));
            }
            if self.src.kind(pattern) != "identifier" {
                let value = self.b.read(local, at);
                self.assign_to(pattern, value, at);
            }
        }
    }

    fn parameter(&mut self, id: NodeId, class: Option<ClassId>, pending: &mut Vec<Pending>) {
        let (pattern, default) = match self.src.kind(id) {
            "required_parameter" | "optional_parameter" => {
                let pattern = self.src.field(id, self.f.pattern);
                let pattern = pattern.or_else(|| self.src.field(id, self.f.name));
                let Some(pattern) = pattern else { return };
                (pattern, self.src.field(id, self.f.value))
            }
            "assignment_pattern" => {
                let Some(left) = self.src.field(id, self.f.left) else { return };
                (left, self.src.field(id, self.f.right))
            }
            "decorator" => return,
            _ => (id, None),
        };
        if self.src.kind(pattern) == "this" {
            return;
        }
        let (kind, inner) = match self.src.kind(pattern) {
            "rest_pattern" => (ParamKind::Rest, self.src.first(pattern).unwrap_or(pattern)),
            _ => (ParamKind::Plain, pattern),
        };
        let is_name = self.src.kind(inner) == "identifier";
        let name = if is_name { self.src.text_of(inner) } else { "" };
        let local = self.b.param(name, self.src.at(inner), kind);
        self.typed_parameter(id, local);
        if !is_name {
            let mut names = Vec::new();
            self.target_names(inner, &mut names);
            for name in names {
                self.b.declare(self.src.text_of(name));
            }
        }
        if id != pattern {
            self.decorated_parameter(id, inner, local, class);
        }
        if default.is_some() || !is_name {
            pending.push(Pending { local, parameter: id, pattern: inner, default });
        }
    }

    fn typed_parameter(&mut self, id: NodeId, local: LocalId) {
        let Some(name) = self.declared_type(id) else { return };
        self.b.annotate(local, &name);
        let name = self.b.name(&name);
        if let Some(param) = self.b.body().params.last_mut() {
            param.annotation = Some(name);
        }
    }

    /// `@Body() x` is a value of its own; `private x: T` is a field too.
    fn decorated_parameter(
        &mut self,
        id: NodeId,
        name: NodeId,
        local: LocalId,
        class: Option<ClassId>,
    ) {
        let (at, own) = (self.src.at(name), self.src.at(id));
        if let Some(decorator) = self.src.field(id, self.f.decorator) {
            // What a framework fills it with, as models name it; the variable keeps the type it is declared with.
            let callee = self.src.text_of(decorator).trim_start_matches('@');
            let callee = callee.split('(').next().unwrap_or(callee).trim();
            self.b.annotate(local, callee);
            let callee = self.b.name(callee);
            if let Some(param) = self.b.body().params.last_mut() {
                param.annotation = Some(callee);
            }
            let value = self.b.read(local, at);
            self.b.assign(Place::local(local, at), Value::Use(value), own);
        }
        let is_property = self
            .src
            .text_before(id, name)
            .split_whitespace()
            .any(|word| matches!(word, "public" | "private" | "protected" | "readonly"));
        let Some(class) = class.filter(|_| is_property) else { return };
        let field = self.b.name(self.src.text_of(name));
        if let Some(type_) = self.declared_type(id) {
            let type_ = self.b.name(&type_);
            self.b.class(class).field_types.push((field.clone(), type_));
        }
        let this = self.b.lookup("this");
        let mut place = Place::local(this, at);
        place.path.push(Projection { key: Key::Name(field), at, index: None });
        let value = self.b.read(local, at);
        self.b.assign(place, Value::Use(value), own);
    }

    /// `arguments`: the parameters, and what was given beyond them.
    fn arguments_object(&mut self, id: NodeId) {
        let at = self.src.at(id);
        let params: Vec<(LocalId, ParamKind)> =
            self.b.body().params.iter().map(|param| (param.local, param.kind)).collect();
        let mut elements = Vec::new();
        for (local, kind) in &params {
            let spread = match kind {
                ParamKind::Receiver => continue,
                ParamKind::Rest => Spread::List,
                _ => Spread::No,
            };
            elements.push(Element { key: None, value: self.b.read(*local, at), spread });
        }
        if params.iter().all(|(_, kind)| *kind != ParamKind::Rest) {
            let rest = self.b.param("", at, ParamKind::Rest);
            elements.push(Element {
                key: None,
                value: self.b.read(rest, at),
                spread: Spread::List,
            });
        }
        let local = self.b.declare("arguments");
        let list = Value::Aggregate(Aggregate::List, elements);
        self.b.assign(Place::local(local, at), list, at);
    }
}
