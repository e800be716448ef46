//! Methods, blocks, lambdas and their parameters.

use rustc_hash::FxHashSet;
use tamis_ir::{
    BodyKind, BodyStart, FunctionId, LocalId, Method, MethodKind, Operand, ParamKind, Place, Value,
};
use tamis_syntax::NodeId;

use super::Lower;
use super::names::{BLOCK, Frame};
use crate::lower::Control;

impl<'t> Lower<'t> {
    /// A definition of a method; its value is the name.
    pub(super) fn method(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let Some(name) = src.field(id, self.f.name) else { return self.null(id) };
        let text = src.text_of(name);
        let outer = self.classes.last().map(|outer| (outer.class, outer.name.clone()));
        let kind = self.method_kind(id);
        let shown = match &outer {
            Some((_, class)) => format!("{class}.{text}"),
            None => text.to_owned(),
        };
        let class = outer.map(|(class, _)| class);
        let body_kind = if class.is_some() { BodyKind::Method } else { BodyKind::Function };
        let function = self.b.open(BodyStart { name: &shown, kind: body_kind, at, class });
        let frame = Frame {
            variables: vec![FxHashSet::default()],
            method: Some(text),
            has_self: class.is_some(),
            loops: vec![0],
            ..Frame::default()
        };
        self.frames.push(frame);
        if class.is_some() {
            self.b.param("self", src.at(name), ParamKind::Receiver);
        }
        let list = src.field(id, self.f.parameters);
        self.parameters(list);
        if self.frame().block.is_none() && self.yields(id) {
            let local = self.b.param(BLOCK, src.at(name), ParamKind::Named);
            self.frame().block = Some(local);
        }
        self.code(id);
        self.frames.pop();
        self.b.close();
        match class {
            Some(class) => {
                let name = self.b.name(text);
                self.b.class(class).methods.push(Method { name, function, kind });
            }
            None => {
                let local = self.b.declare(text);
                self.b.assign(Place::local(local, src.at(name)), Value::Function(function), at);
            }
        }
        self.b.string(text, at)
    }

    pub(super) fn method_kind(&self, id: NodeId) -> MethodKind {
        let src = self.src;
        let of_class = self.classes.last().is_some_and(|outer| outer.of_class);
        if of_class || src.kind(id) == "singleton_method" {
            return MethodKind::Class;
        }
        let name = src.field(id, self.f.name).map_or("", |name| src.text_of(name));
        let is_plain = src.field(id, self.f.parameters).is_none() && !self.yields(id);
        match is_plain && name != "initialize" {
            true => MethodKind::Getter,
            false => MethodKind::Instance,
        }
    }

    /// Whether a block is asked for without saying so.
    fn yields(&self, id: NodeId) -> bool {
        let src = self.src;
        src.tree.subtree(id).any(|part| src.kind(part) == "yield")
    }

    /// The body of a method or block: its last value is returned.
    fn code(&mut self, id: NodeId) {
        let Some(body) = self.src.field(id, self.f.body) else { return };
        let value = self.value(body);
        let at = value.at;
        self.b.ret(Some(value), at);
    }

    /// A block as a value; `spreads`: several parameters take one element apart.
    pub(super) fn block(&mut self, id: NodeId, spreads: bool) -> FunctionId {
        let src = self.src;
        let parameters = src.field(id, self.f.parameters);
        self.closure(id, parameters, id, spreads)
    }

    /// `->(x) { ... }`.
    pub(super) fn lambda(&mut self, id: NodeId) -> Operand {
        let src = self.src;
        let body = src.field(id, self.f.body).unwrap_or(id);
        let function = self.closure(id, src.field(id, self.f.parameters), body, false);
        self.b.temp(Value::Function(function), src.at(id))
    }

    fn closure(
        &mut self,
        id: NodeId,
        parameters: Option<NodeId>,
        body: NodeId,
        spreads: bool,
    ) -> FunctionId {
        let at = self.src.at(id);
        let kind = BodyKind::Function;
        let function = self.b.open(BodyStart { name: "<block>", kind, at, class: None });
        self.frame().variables.push(FxHashSet::default());
        self.frame().loops.push(0);
        let several = parameters.is_some_and(|list| self.several(list));
        match parameters {
            Some(list) if spreads && several => self.taken_apart(list),
            Some(list) => self.parameters(Some(list)),
            None => self.numbered(body),
        }
        self.code(body);
        self.frame().loops.pop();
        self.frame().variables.pop();
        self.b.close();
        function
    }

    /// Whether a list has more than one parameter, all of them plain.
    fn several(&self, list: NodeId) -> bool {
        let plain: Vec<NodeId> = self
            .src
            .children(list)
            .into_iter()
            .filter(|it| matches!(self.src.kind(*it), "identifier" | "destructured_parameter"))
            .collect();
        plain.len() > 1 && plain.len() == self.src.children(list).len()
    }

    /// `|key, value|`: one element, of which nobody says whether it is a pair or the value under a key.
    fn taken_apart(&mut self, list: NodeId) {
        let (src, at) = (self.src, self.src.at(list));
        let element = self.b.param("", at, ParamKind::Plain);
        for (index, parameter) in src.children(list).into_iter().enumerate() {
            let own = src.at(parameter);
            let whole = Place::local(element, own);
            let part = crate::lower::under(&whole, tamis_ir::Key::Index(index as i64), own);
            let parts = vec![crate::lower::reading(whole, own), crate::lower::reading(part, own)];
            let value = self.b.temp(Value::Join(parts), own);
            if src.kind(parameter) == "identifier" {
                self.own_variable(parameter);
            }
            self.assign_to(parameter, value, own);
        }
    }

    /// A name declared here, whatever it is outside.
    fn own_variable(&mut self, name: NodeId) {
        let text = self.src.text_of(name);
        self.note(text);
        self.b.declare(text);
    }

    /// `_1`, `it`.
    fn numbered(&mut self, body: NodeId) {
        let src = self.src;
        for name in ["it", "_1"] {
            let used = src
                .tree
                .subtree(body)
                .find(|part| src.kind(*part) == "identifier" && src.text_of(*part) == name);
            if let Some(used) = used.filter(|_| !self.is_variable(name)) {
                self.b.param(name, src.at(used), ParamKind::Plain);
                self.note(name);
                return;
            }
        }
    }

    // --- parameters -----------------------------------------------------------------------------------------------

    fn parameters(&mut self, list: Option<NodeId>) {
        let src = self.src;
        let mut defaults: Vec<(LocalId, NodeId, NodeId)> = Vec::new();
        let mut patterns: Vec<(LocalId, NodeId)> = Vec::new();
        for parameter in list.map(|list| src.children(list)).unwrap_or_default() {
            let name = src.field(parameter, self.f.name);
            let kind = match src.kind(parameter) {
                "identifier" | "optional_parameter" => ParamKind::Plain,
                "keyword_parameter" => ParamKind::Named,
                "splat_parameter" => ParamKind::Rest,
                "hash_splat_parameter" => ParamKind::NamedRest,
                "block_parameter" => {
                    self.block_parameter(parameter, name);
                    continue;
                }
                "destructured_parameter" => {
                    let local = self.b.param("", src.at(parameter), ParamKind::Plain);
                    patterns.push((local, parameter));
                    continue;
                }
                _ => continue,
            };
            if src.is_field(parameter, self.f.locals) {
                self.own_variable(parameter);
                continue;
            }
            let name = name.or((src.kind(parameter) == "identifier").then_some(parameter));
            let text = name.map_or("", |name| src.text_of(name));
            let local = self.b.param(text, src.at(name.unwrap_or(parameter)), kind);
            self.note(text);
            if let (Some(value), Some(name)) = (src.field(parameter, self.f.value), name) {
                defaults.push((local, name, value));
            }
        }
        for (local, name, value) in defaults {
            let at = src.at(name);
            let value = self.expression(value);
            let given = self.b.read(local, at);
            self.b.assign(Place::local(local, at), Value::Join(vec![given, value]), at);
        }
        for (local, pattern) in patterns {
            let at = src.at(pattern);
            self.declare_parts(pattern);
            let value = self.b.read(local, at);
            self.assign_to(pattern, value, at);
        }
    }

    fn declare_parts(&mut self, pattern: NodeId) {
        for part in self.src.children(pattern) {
            match self.src.kind(part) {
                "identifier" => self.own_variable(part),
                _ => self.declare_parts(part),
            }
        }
    }

    fn block_parameter(&mut self, parameter: NodeId, name: Option<NodeId>) {
        let text = name.map_or("", |name| self.src.text_of(name));
        let at = self.src.at(name.unwrap_or(parameter));
        let local = self.b.param(text, at, ParamKind::Named);
        let name = self.b.name(BLOCK);
        if let Some(param) = self.b.body().params.last_mut() {
            param.name = name;
        }
        self.b.also_known_as(BLOCK, local);
        self.note(text);
        self.frame().block = Some(local);
    }
}
