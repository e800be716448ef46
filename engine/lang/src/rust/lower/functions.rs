//! Functions, methods and closures, with their parameters.

use tamis_ir::{
    BodyKind, BodyStart, ClassId, FunctionId, LocalId, Operand, ParamKind, Place, UnaryOperator,
    Value,
};
use tamis_syntax::NodeId;

use super::Lower;
use crate::lower::positions;

impl<'t> Lower<'t> {
    /// Lowers a function's code; `class` for methods.
    pub(super) fn function(
        &mut self,
        id: NodeId,
        name: &str,
        class: Option<ClassId>,
    ) -> FunctionId {
        let (src, at) = (self.src, self.src.at(id));
        let opened = self.open_generics(id);
        let kind = if class.is_some() { BodyKind::Method } else { BodyKind::Function };
        let return_type = src.field(id, self.f.return_type).and_then(|it| self.type_name(it));
        let return_type = return_type.map(|it| self.b.name(&it));
        let parameters = src.field(id, self.f.parameters);
        let function = self.b.open(BodyStart { name, kind, at, class });
        let frames = std::mem::take(&mut self.frames);
        let head = parameters.map_or("", |list| src.text_before(id, list));
        self.b.body().is_async = head.split_whitespace().any(|word| word == "async");
        self.b.body().return_type = return_type;
        if let Some(list) = parameters {
            self.parameters(list);
        }
        if let Some(body) = src.field(id, self.f.body) {
            let value = self.expression(body);
            let at = value.at;
            self.b.ret(Some(value), at);
        }
        self.b.close();
        self.frames = frames;
        self.close_generics(opened);
        function
    }

    fn parameters(&mut self, list: NodeId) {
        let src = self.src;
        let mut pending = Vec::new();
        for parameter in src.children(list) {
            if self.is_receiver(parameter) {
                self.b.param("self", src.at(parameter), ParamKind::Receiver);
                continue;
            }
            if src.kind(parameter) != "parameter" {
                continue;
            }
            let pattern = src.field(parameter, self.f.pattern);
            pending.extend(self.parameter(parameter, pattern));
        }
        self.unpack(pending);
    }

    fn closure_parameters(&mut self, list: NodeId) {
        let src = self.src;
        let children = src.children(list);
        let mut pending = Vec::new();
        let mut next = 0;
        for (place, child) in
            positions(src, src.span(list).start, &children).into_iter().zip(&children)
        {
            while next < place {
                self.b.param("", src.at(list), ParamKind::Plain);
                next += 1;
            }
            next += 1;
            let pattern = match src.kind(*child) {
                "parameter" => src.field(*child, self.f.pattern),
                _ => Some(*child),
            };
            pending.extend(self.parameter(*child, pattern));
        }
        self.unpack(pending);
    }

    /// Declares a parameter; what is to be taken apart once all are declared.
    fn parameter(
        &mut self,
        id: NodeId,
        pattern: Option<NodeId>,
    ) -> Option<(LocalId, NodeId, NodeId)> {
        let src = self.src;
        let type_ = src.field(id, self.f.type_);
        let inner = pattern.map(|pattern| match src.kind(pattern) {
            "mut_pattern" | "ref_pattern" => src.first(pattern).unwrap_or(pattern),
            _ => pattern,
        });
        let is_name = inner.is_some_and(|it| src.kind(it) == "identifier");
        let name = inner.filter(|_| is_name).map_or("", |it| src.text_of(it));
        let local = self.b.param(name, src.at(inner.unwrap_or(id)), ParamKind::Plain);
        if let Some(annotation) = type_.and_then(|type_| self.type_name(type_)) {
            self.b.annotate(local, &annotation);
            let outer = type_.and_then(|type_| self.outer_name(type_)).unwrap_or(annotation);
            let annotation = self.b.name(&outer);
            if let Some(param) = self.b.body().params.last_mut() {
                param.annotation = Some(annotation);
            }
        }
        let pattern = inner?;
        let is_number = type_.is_some_and(|type_| self.is_number(type_));
        (!is_name || is_number).then_some((local, pattern, id))
    }

    fn unpack(&mut self, pending: Vec<(LocalId, NodeId, NodeId)>) {
        for (local, pattern, id) in pending {
            let at = self.src.at(pattern);
            let type_ = self.src.field(id, self.f.type_);
            let mut value = self.b.read(local, at);
            if type_.is_some_and(|type_| self.is_number(type_)) {
                value = self.b.temp(Value::Unary(UnaryOperator::Number, value), at);
                if self.src.kind(pattern) == "identifier" {
                    self.b.assign(Place::local(local, at), Value::Use(value), at);
                    continue;
                }
            }
            self.bind_new(pattern, value, type_);
        }
    }

    pub(super) fn closure(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let start = BodyStart { name: "<closure>", kind: BodyKind::Function, at, class: None };
        let function = self.b.open(start);
        let frames = std::mem::take(&mut self.frames);
        if let Some(list) = src.field(id, self.f.parameters) {
            self.b.body().is_async = src.text_before(id, list).contains("async");
            self.closure_parameters(list);
        }
        if let Some(body) = src.field(id, self.f.body) {
            let value = self.expression(body);
            let at = value.at;
            self.b.ret(Some(value), at);
        }
        self.b.close();
        self.frames = frames;
        self.b.temp(Value::Function(function), at)
    }
}
