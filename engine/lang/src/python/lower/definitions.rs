//! Functions, lambdas, classes and their decorators.

use tamis_ir::{
    Argument, BodyKind, BodyStart, CallKind, Class, ClassId, FunctionId, LocalId, Method,
    MethodKind, Operand, ParamKind, Place, Spread, Value,
};
use tamis_syntax::NodeId;

use super::Lower;

impl Lower<'_> {
    /// A definition as a statement: decorated and bound to its name.
    pub(super) fn definition(&mut self, id: NodeId) {
        let (decorators, inner) = if self.kind(id) == "decorated_definition" {
            let children = self.children(id);
            let decorators: Vec<NodeId> =
                children.into_iter().filter(|child| self.kind(*child) == "decorator").collect();
            (decorators, self.field(id, self.fields.definition))
        } else {
            (Vec::new(), Some(id))
        };
        let Some(inner) = inner else { return };
        let operands: Vec<(NodeId, Operand)> = decorators
            .into_iter()
            .filter_map(|decorator| {
                let expression = self.children(decorator).first().copied()?;
                Some((decorator, self.expression(expression)))
            })
            .collect();
        let name = self.field(inner, self.fields.name);
        let at = self.at(inner);
        let mut value = if self.kind(inner) == "class_definition" {
            let class = self.class(inner);
            self.b.temp(Value::Class(class), at)
        } else {
            let function = self.function(inner, &operands);
            self.b.temp(Value::Function(function), at)
        };
        for (decorator, callee) in operands.into_iter().rev() {
            let argument = Argument { at: value.at, value, name: None, spread: Spread::No };
            let at = self.at(decorator);
            value = self.b.call(callee, vec![argument], CallKind::Decorator, at);
        }
        if let Some(name) = name {
            let local = self.b.declare(self.text_of(name));
            self.b.assign(Place::local(local, self.at(name)), Value::Use(value), at);
        }
    }

    fn function(&mut self, id: NodeId, decorators: &[(NodeId, Operand)]) -> FunctionId {
        let name = self.field(id, self.fields.name).map_or("", |name| self.text_of(name));
        let class = match self.b.body().kind {
            BodyKind::ClassBody => self.b.body().class,
            _ => None,
        };
        let method = class.map(|_| self.method_kind(decorators));
        let kind = if class.is_some() { BodyKind::Method } else { BodyKind::Function };
        let shown = match class {
            Some(class) => format!("{}.{name}", self.b.class(class).name),
            None => name.to_owned(),
        };
        let is_async = self.text_of(id).starts_with("async");
        let return_type = self.field(id, self.fields.return_type).and_then(|it| self.type_name(it));
        let return_type = return_type.map(|it| self.b.name(&it));
        let function = self.b.open(BodyStart { name: &shown, kind, at: self.at(id), class });
        self.b.body().is_async = is_async;
        self.b.body().return_type = return_type;
        if let Some(parameters) = self.field(id, self.fields.parameters) {
            let receiver = method.is_some_and(|kind| kind != MethodKind::Static);
            self.parameters(parameters, receiver);
        }
        if let Some(body) = self.field(id, self.fields.body) {
            self.declare_names(body);
            self.statements(body);
        }
        self.b.close();
        let operands = decorators.iter().map(|(_, operand)| operand.clone()).collect();
        self.b.closed(function).decorators = operands;
        if let (Some(class), Some(kind)) = (class, method) {
            let name = self.b.name(name);
            self.b.class(class).methods.push(Method { name, function, kind });
        }
        function
    }

    fn method_kind(&self, decorators: &[(NodeId, Operand)]) -> MethodKind {
        for (decorator, _) in decorators {
            let text = self.text_of(*decorator).trim_start_matches('@').trim();
            match text {
                "staticmethod" => return MethodKind::Static,
                "classmethod" => return MethodKind::Class,
                "property" | "cached_property" | "functools.cached_property" => {
                    return MethodKind::Getter;
                }
                _ if text.ends_with(".setter") => return MethodKind::Setter,
                _ => {}
            }
        }
        MethodKind::Instance
    }

    pub(super) fn lambda(&mut self, id: NodeId) -> Operand {
        let at = self.at(id);
        let start = BodyStart { name: "<lambda>", kind: BodyKind::Function, at, class: None };
        let function = self.b.open(start);
        if let Some(parameters) = self.field(id, self.fields.parameters) {
            self.parameters(parameters, false);
        }
        if let Some(body) = self.field(id, self.fields.body) {
            let value = self.expression(body);
            let at = value.at;
            self.b.ret(Some(value), at);
        }
        self.b.close();
        self.b.temp(Value::Function(function), at)
    }

    fn parameters(&mut self, list: NodeId, receiver: bool) {
        let mut kind = ParamKind::Plain;
        let mut defaults = Vec::new();
        for (index, id) in self.children(list).into_iter().enumerate() {
            let first = if receiver && index == 0 { ParamKind::Receiver } else { kind };
            match self.kind(id) {
                "identifier" => {
                    self.b.param(self.text_of(id), self.at(id), first);
                }
                "default_parameter" | "typed_default_parameter" | "typed_parameter" => {
                    self.parameter(id, first, &mut defaults);
                }
                "list_splat_pattern" | "dictionary_splat_pattern" => {
                    self.splat_parameter(id);
                    kind = ParamKind::Named;
                }
                "keyword_separator" => kind = ParamKind::Named,
                _ => {}
            }
        }
        // Defaults are read where the function is defined, not called: close enough, for they seldom change between.
        for (local, at, value) in defaults {
            let value = self.expression(value);
            let given = self.b.read(local, at);
            self.b.assign(Place::local(local, at), Value::Join(vec![given, value]), at);
        }
    }

    fn parameter(
        &mut self,
        id: NodeId,
        kind: ParamKind,
        defaults: &mut Vec<(LocalId, tamis_ir::At, NodeId)>,
    ) {
        let name = self.field(id, self.fields.name);
        let Some(name) = name.or_else(|| self.children(id).first().copied()) else { return };
        let annotation = self.field(id, self.fields.type_).and_then(|it| self.type_name(it));
        if matches!(self.kind(name), "list_splat_pattern" | "dictionary_splat_pattern") {
            self.splat_parameter(name);
            return;
        }
        let at = self.at(name);
        let local = self.b.param(self.text_of(name), at, kind);
        if let Some(annotation) = annotation {
            self.b.annotate(local, &annotation);
            let annotation = self.b.name(&annotation);
            if let Some(param) = self.b.body().params.last_mut() {
                param.annotation = Some(annotation);
            }
        }
        if let Some(value) = self.field(id, self.fields.value) {
            defaults.push((local, at, value));
        }
    }

    fn splat_parameter(&mut self, id: NodeId) {
        let kind = if self.kind(id) == "list_splat_pattern" {
            ParamKind::Rest
        } else {
            ParamKind::NamedRest
        };
        if let Some(name) = self.children(id).first().copied() {
            self.b.param(self.text_of(name), self.at(name), kind);
        }
    }

    fn class(&mut self, id: NodeId) -> ClassId {
        let name = self.field(id, self.fields.name);
        let bases = self.field(id, self.fields.superclasses);
        let bases: Vec<Operand> = bases
            .map(|list| self.arguments(list))
            .unwrap_or_default()
            .into_iter()
            .filter(|base| base.name.is_none())
            .map(|base| base.value)
            .collect();
        let text = name.map_or("", |name| self.text_of(name));
        let local = name.map(|_| self.b.declare(text));
        let (parent, at) = (self.b.current_function(), self.at(id));
        let name = self.b.name(text);
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
        let kind = BodyKind::ClassBody;
        let body = self.b.open(BodyStart { name: text, kind, at, class: Some(class) });
        if let Some(block) = self.field(id, self.fields.body) {
            self.declare_names(block);
            self.statements(block);
        }
        self.b.close();
        self.b.class(class).body = Some(body);
        class
    }
}
