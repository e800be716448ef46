//! Functions, closures and their parameters.

use tamis_ir::{
    BodyKind, BodyStart, ClassId, FunctionId, Key, LocalId, Operand, ParamKind, Place, Value,
};
use tamis_syntax::NodeId;

use super::Lower;
use crate::lower::{Control, under};

impl<'t> Lower<'t> {
    pub(super) fn function_definition(&mut self, id: NodeId) {
        let Some(name) = self.src.field(id, self.f.name) else { return };
        let text = self.src.text_of(name).to_ascii_lowercase();
        let start = BodyStart {
            name: self.src.text_of(name),
            kind: BodyKind::Function,
            at: self.src.at(id),
            class: None,
        };
        let function = self.code(id, start, None, false);
        let local = self.b.lookup(&text);
        let place = Place::local(local, self.src.at(name));
        self.b.assign(place, Value::Function(function), self.src.at(id));
    }

    /// A function's code. `class` with its object, for methods that have one.
    pub(super) fn code(
        &mut self,
        id: NodeId,
        start: BodyStart<'_>,
        object: Option<ClassId>,
        sees_around: bool,
    ) -> FunctionId {
        let src = self.src;
        let function = self.b.open(start);
        let return_type = src.field(id, self.return_type).and_then(|it| self.type_name(it));
        let return_type = return_type.map(|name| self.b.name(&name));
        self.b.body().return_type = return_type;
        let depth = std::mem::take(&mut self.depth);
        self.closures.push(sees_around);
        if object.is_some() {
            let name = src.field(id, self.f.name).unwrap_or(id);
            self.b.param("$this", src.at(name), ParamKind::Receiver);
        }
        for child in src.children(id) {
            if src.kind(child) == "anonymous_function_use_clause" {
                self.taken_along(child);
            }
        }
        if let Some(list) = src.field(id, self.f.parameters) {
            self.parameters(list, object);
        }
        match src.field(id, self.f.body) {
            Some(body) if src.kind(body) == "compound_statement" => self.block(body),
            Some(body) => {
                let value = self.value(body);
                let at = value.at;
                self.b.ret(Some(value), at);
            }
            None => {}
        }
        self.closures.pop();
        self.depth = depth;
        self.b.close();
        function
    }

    /// `use ($x, &$y)`.
    fn taken_along(&mut self, clause: NodeId) {
        for child in self.src.children(clause) {
            let name = match self.src.kind(child) {
                "by_ref" => self.src.first(child),
                _ => Some(child),
            };
            if let Some(name) = name {
                self.b.declare_outer(self.src.text_of(name), false);
            }
        }
    }

    pub(super) fn closure(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let is_arrow = src.kind(id) == "arrow_function";
        let name = if is_arrow { "<fn>" } else { "<function>" };
        let start = BodyStart { name, kind: BodyKind::Function, at, class: None };
        let function = self.code(id, start, None, is_arrow);
        self.b.temp(Value::Function(function), at)
    }

    fn parameters(&mut self, list: NodeId, class: Option<ClassId>) {
        let src = self.src;
        let mut later: Vec<(LocalId, NodeId, NodeId)> = Vec::new();
        for parameter in src.children(list) {
            let Some(name) = src.field(parameter, self.f.name) else { continue };
            let name =
                if src.kind(name) == "by_ref" { src.first(name).unwrap_or(name) } else { name };
            let kind = match src.kind(parameter) {
                "variadic_parameter" => ParamKind::Rest,
                _ => ParamKind::Plain,
            };
            let local = self.b.param(src.text_of(name), src.at(name), kind);
            let type_ = src.field(parameter, self.f.type_);
            if let Some(annotation) = type_.and_then(|type_| self.type_name(type_)) {
                self.b.annotate(local, &annotation);
                let annotation = self.b.name(&annotation);
                if let Some(param) = self.b.body().params.last_mut() {
                    param.annotation = Some(annotation);
                }
            }
            later.push((local, name, parameter));
        }
        for (local, name, parameter) in later {
            self.begun(local, name, parameter, class);
        }
    }

    /// What a parameter begins with: its default; of a number, a number; of a promoted one, the field is set.
    fn begun(&mut self, local: LocalId, name: NodeId, parameter: NodeId, class: Option<ClassId>) {
        let (src, at) = (self.src, self.src.at(name));
        if let Some(value) = src.field(parameter, self.f.default_value) {
            let value = self.value(value);
            let given = self.b.read(local, at);
            self.b.assign(Place::local(local, at), Value::Join(vec![given, value]), at);
        }
        let type_ = src.field(parameter, self.f.type_);
        if type_.is_some_and(|type_| self.is_number(type_)) {
            self.number_param(local, name);
        }
        if src.kind(parameter) != "property_promotion_parameter" {
            return;
        }
        let field = self.b.name(src.text_of(name).trim_start_matches('$'));
        if let (Some(class), Some(type_)) = (class, type_.and_then(|it| self.type_name(it))) {
            let type_ = self.b.name(&type_);
            self.b.class(class).field_types.push((field.clone(), type_));
        }
        let this = self.this(tamis_ir::At::default());
        let place = under(&self.b.place_of(this), Key::Name(field), at);
        let value = self.b.read(local, at);
        self.b.assign(place, Value::Use(value), at);
    }
}
