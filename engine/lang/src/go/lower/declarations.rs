//! Files, functions, methods and types.

use tamis_ir::{
    BodyKind, BodyStart, Class, ClassId, Constant, FunctionId, LocalId, Method, MethodKind,
    Operand, ParamKind, Place, Value,
};
use tamis_syntax::NodeId;

use super::Lower;
use crate::lower::Control;

impl<'t> Lower<'t> {
    pub(super) fn file(&mut self) {
        let children = self.src.children(NodeId::ROOT);
        for child in &children {
            self.declare(*child);
        }
        for child in &children {
            match self.src.kind(*child) {
                "import_spec" | "import_declaration" => {
                    self.each(*child, "import_spec", Self::import);
                }
                "type_spec" | "type_alias" | "type_declaration" => self.type_declaration(*child),
                _ => {}
            }
        }
        for child in &children {
            match self.src.kind(*child) {
                "function_declaration" => self.function_declaration(*child),
                "method_declaration" => self.method_declaration(*child),
                _ => {}
            }
        }
        for child in children {
            match self.src.kind(child) {
                "var_spec" | "var_declaration" => self.each(child, "var_spec", Self::variables),
                "const_spec" | "const_declaration" => {
                    self.each(child, "const_spec", Self::variables);
                }
                _ => {}
            }
        }
    }

    /// The node itself if it is of that kind, else its children that are.
    pub(super) fn each(&mut self, id: NodeId, kind: &str, run: fn(&mut Self, NodeId)) {
        if self.src.kind(id) == kind {
            return run(self, id);
        }
        for child in self.src.children(id) {
            if self.src.kind(child) == kind {
                run(self, child);
            }
        }
    }

    /// Declares the names of a declaration of the top level: code above it may use them.
    fn declare(&mut self, id: NodeId) {
        match self.src.kind(id) {
            "function_declaration" | "type_spec" | "type_alias" => {
                if let Some(name) = self.src.field(id, self.f.name) {
                    self.b.declare(self.src.text_of(name));
                }
            }
            "var_spec" | "const_spec" => {
                for name in self.names(id) {
                    self.b.declare(self.src.text_of(name));
                }
            }
            "type_declaration" | "var_declaration" | "const_declaration" => {
                for child in self.src.children(id) {
                    self.declare(child);
                }
            }
            _ => {}
        }
    }

    /// The names that a specification or parameter declares.
    pub(super) fn names(&self, id: NodeId) -> Vec<NodeId> {
        let names = self.src.fields(id, self.f.name).into_iter();
        names.filter(|name| self.src.kind(*name).ends_with("identifier")).collect()
    }

    /// `var a, b T = c, d` and `const a = b`.
    pub(super) fn variables(&mut self, id: NodeId) {
        let (src, at) = (self.src, self.src.at(id));
        let names = self.names(id);
        let type_ = src.field(id, self.f.type_);
        let value = src.field(id, self.f.value);
        let values = match value {
            Some(value) => self.values(value, names.len()),
            None => names.iter().map(|_| None).collect(),
        };
        for (name, value) in names.into_iter().zip(values) {
            let text = src.text_of(name);
            if text == "_" {
                continue;
            }
            let local = self.b.declare(text);
            if let Some(type_) = type_.and_then(|type_| self.type_name(type_)) {
                self.b.annotate(local, type_);
            }
            // Without a value it is empty; what that is depends on the type.
            let value = value.unwrap_or_else(|| self.unknown(name));
            self.b.assign(Place::local(local, src.at(name)), Value::Use(value), at);
        }
    }

    // --- functions ------------------------------------------------------------------------------------------------

    fn function_declaration(&mut self, id: NodeId) {
        let Some(name) = self.src.field(id, self.f.name) else { return };
        let text = self.src.text_of(name);
        let function = self.function(id, text, None);
        let local = self.b.declare(text);
        let place = Place::local(local, self.src.at(name));
        self.b.assign(place, Value::Function(function), self.src.at(id));
    }

    pub(super) fn function_literal(&mut self, id: NodeId) -> Operand {
        let function = self.function(id, "<func>", None);
        self.b.temp(Value::Function(function), self.src.at(id))
    }

    fn method_declaration(&mut self, id: NodeId) {
        let src = self.src;
        let name = src.field(id, self.f.name);
        let receiver = src.field(id, self.f.receiver).and_then(|list| src.first(list));
        let (Some(name), Some(receiver)) = (name, receiver) else { return };
        let type_ = src.field(receiver, self.f.type_);
        let owner = type_.and_then(|type_| self.type_name(type_)).unwrap_or("");
        let class = match self.classes.get(owner).copied() {
            Some(class) => class,
            None => {
                // The type stands in another file of the package: a class below it.
                let class = self.new_class(id, owner, None);
                self.classes.insert(owner, class);
                if !owner.is_empty() {
                    let local = self.b.lookup(owner);
                    let base = self.b.read(local, src.at(receiver));
                    self.b.class(class).bases.push(base);
                }
                class
            }
        };
        let text = src.text_of(name);
        let function = self.function(id, &format!("{owner}.{text}"), Some((class, receiver)));
        let name = self.b.name(text);
        let method = Method { name, function, kind: MethodKind::Instance };
        self.b.class(class).methods.push(method);
    }

    fn function(
        &mut self,
        id: NodeId,
        name: &str,
        method: Option<(ClassId, NodeId)>,
    ) -> FunctionId {
        let (src, at) = (self.src, self.src.at(id));
        let class = method.map(|(class, _)| class);
        let kind = if class.is_some() { BodyKind::Method } else { BodyKind::Function };
        let function = self.b.open(BodyStart { name, kind, at, class });
        let results = std::mem::take(&mut self.results);
        let next_case = self.next_case.take();
        let questions = std::mem::take(&mut self.questions);
        if let Some((_, receiver)) = method {
            let name = self.names(receiver).first().copied();
            let text = name.map_or("", |name| src.text_of(name));
            self.b.param(text, src.at(name.unwrap_or(receiver)), ParamKind::Receiver);
        }
        if let Some(list) = src.field(id, self.f.parameters) {
            self.parameters(list);
        }
        if let Some(list) = src.field(id, self.f.result) {
            self.named_results(list);
        }
        if let Some(body) = src.field(id, self.f.body) {
            self.block(body);
        }
        if !self.results.is_empty() {
            let at = tamis_ir::At { node: at.node, span: at.span };
            let value = self.result_values(id);
            self.b.ret(Some(value), at);
        }
        self.b.close();
        self.results = results;
        self.next_case = next_case;
        self.questions = questions;
        function
    }

    fn parameters(&mut self, list: NodeId) {
        let src = self.src;
        let mut numbers: Vec<(LocalId, NodeId)> = Vec::new();
        for parameter in src.children(list) {
            let kind = match src.kind(parameter) {
                "parameter_declaration" => ParamKind::Plain,
                "variadic_parameter_declaration" => ParamKind::Rest,
                _ => continue,
            };
            let type_ = src.field(parameter, self.f.type_);
            let names = self.names(parameter);
            if names.is_empty() {
                self.b.param("", src.at(parameter), kind);
            }
            for name in names {
                let local = self.b.param(src.text_of(name), src.at(name), kind);
                let Some(type_) = type_.filter(|_| kind == ParamKind::Plain) else { continue };
                if let Some(annotation) = self.type_name(type_) {
                    self.b.annotate(local, annotation);
                    let annotation = self.b.name(annotation);
                    if let Some(param) = self.b.body().params.last_mut() {
                        param.annotation = Some(annotation);
                    }
                }
                if self.is_number(type_) {
                    numbers.push((local, name));
                }
            }
        }
        for (local, name) in numbers {
            self.number_param(local, name);
        }
    }

    fn named_results(&mut self, list: NodeId) {
        let src = self.src;
        if src.kind(list) != "parameter_list" {
            let type_ = self.type_name(list).map(|name| self.b.name(name));
            self.b.body().return_type = type_;
            return;
        }
        for result in src.children(list) {
            for name in self.names(result) {
                let text = src.text_of(name);
                let local = self.b.declare(text);
                let type_ = src.field(result, self.f.type_).and_then(|it| self.type_name(it));
                if let Some(type_) = type_ {
                    self.b.annotate(local, type_);
                }
                self.results.push(local);
            }
        }
    }

    /// What a bare `return` gives.
    pub(super) fn result_values(&mut self, id: NodeId) -> Operand {
        let at = self.src.at(id);
        let locals = self.results.clone();
        let mut values: Vec<Operand> =
            locals.into_iter().map(|local| self.b.read(local, at)).collect();
        match values.len() {
            0 => self.b.constant(Constant::Null, at),
            1 => values.remove(0),
            _ => self.tuple(values, at),
        }
    }

    // --- types ----------------------------------------------------------------------------------------------------

    pub(super) fn type_declaration(&mut self, id: NodeId) {
        let src = self.src;
        match src.kind(id) {
            "type_spec" | "type_alias" => self.type_spec(id),
            _ => {
                for child in src.children(id) {
                    if matches!(src.kind(child), "type_spec" | "type_alias") {
                        self.type_spec(child);
                    }
                }
            }
        }
    }

    fn type_spec(&mut self, id: NodeId) {
        let src = self.src;
        let Some(name) = src.field(id, self.f.name) else { return };
        let text = src.text_of(name);
        let local = self.b.declare(text);
        let class = self.new_class(id, text, Some(local));
        self.classes.insert(text, class);
        if let Some(type_) = src.field(id, self.f.type_) {
            match src.kind(type_) {
                "struct_type" => {
                    for list in src.children(type_) {
                        for field in src.children(list) {
                            self.field(class, field);
                        }
                    }
                }
                "interface_type" => self.interface(class, type_),
                _ => {
                    // `type A B` has B's fields, an alias also its methods.
                    self.base(class, type_);
                }
            }
        }
        let place = Place::local(local, src.at(name));
        self.b.assign(place, Value::Class(class), src.at(id));
    }

    fn new_class(&mut self, id: NodeId, name: &str, local: Option<LocalId>) -> ClassId {
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

    fn field(&mut self, class: ClassId, field: NodeId) {
        let src = self.src;
        let Some(type_) = src.field(field, self.f.type_) else { return };
        let names = self.names(field);
        let type_text = self.type_name(type_).unwrap_or("");
        if names.is_empty() {
            // Embedded: its methods are this type's.
            self.base(class, type_);
            let own = type_text.rsplit('.').next().unwrap_or("");
            let entry = (self.b.name(own), self.b.name(type_text));
            self.b.class(class).field_types.push(entry);
        }
        for name in names {
            let entry = (self.b.name(src.text_of(name)), self.b.name(type_text));
            self.b.class(class).field_types.push(entry);
        }
    }

    fn base(&mut self, class: ClassId, type_: NodeId) {
        if self.type_name(type_).is_some() {
            let base = self.type_operand(type_);
            self.b.class(class).bases.push(base);
        }
    }

    /// The variable that a type's name is.
    fn type_operand(&mut self, type_: NodeId) -> Operand {
        let src = self.src;
        match src.kind(type_) {
            "pointer_type" | "parenthesized_type" => match src.first(type_) {
                Some(inner) => self.type_operand(inner),
                None => self.null(type_),
            },
            "generic_type" => match src.field(type_, self.f.type_) {
                Some(inner) => self.type_operand(inner),
                None => self.null(type_),
            },
            _ => self.expression(type_),
        }
    }

    fn interface(&mut self, class: ClassId, id: NodeId) {
        for element in self.src.children(id) {
            match self.src.kind(element) {
                "method_elem" | "method_spec" => {
                    if let Some(name) = self.src.field(element, self.f.name) {
                        let name = self.b.name(self.src.text_of(name));
                        self.b.class(class).required.push(name);
                    }
                }
                "type_elem" => {
                    if let [only] = self.src.children(element)[..] {
                        self.base(class, only);
                    }
                }
                _ => {}
            }
        }
    }
}
