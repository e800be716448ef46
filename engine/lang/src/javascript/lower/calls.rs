//! Calls in all their forms: `f(x)`, `new C(x)`, `super(x)`, tagged templates, `require` and `import()`.

use tamis_ir::{
    Aggregate, Argument, CallKind, Constant, Element, Import, ImportItem, Key, Operand,
    OperandKind, Projection, Spread, Value,
};
use tamis_syntax::NodeId;

use super::Lower;

impl Lower<'_> {
    pub(super) fn call(&mut self, id: NodeId) -> Operand {
        let Some(function) = self.src.field(id, self.f.function) else { return self.opaque(id) };
        let list = self.src.field(id, self.f.arguments);
        match self.src.kind(function) {
            "super" => return self.super_call(id, function, list),
            "import" => return self.imported_by_call(id, list),
            "identifier" if self.is_require(function) => return self.imported_by_call(id, list),
            _ => {}
        }
        let callee = self.expression(function);
        let at = self.src.at(id);
        match list {
            Some(template) if self.src.kind(template) == "template_string" => {
                let arguments = self.tagged(template);
                self.b.call(callee, arguments, CallKind::Implicit, at)
            }
            _ => {
                let arguments = list.map(|list| self.arguments(list)).unwrap_or_default();
                self.b.call(callee, arguments, CallKind::Call, at)
            }
        }
    }

    pub(super) fn creation(&mut self, id: NodeId) -> Operand {
        let Some(callee) = self.src.field(id, self.f.constructor) else { return self.opaque(id) };
        let callee = self.expression(callee);
        let list = self.src.field(id, self.f.arguments);
        let arguments = list.map(|list| self.arguments(list)).unwrap_or_default();
        self.b.call(callee, arguments, CallKind::New, self.src.at(id))
    }

    pub(super) fn arguments(&mut self, list: NodeId) -> Vec<Argument> {
        self.src
            .children(list)
            .into_iter()
            .map(|argument| {
                let at = self.src.at(argument);
                let is_spread = self.src.kind(argument) == "spread_element";
                let (value, spread) = if is_spread {
                    (self.inner(argument), Spread::List)
                } else {
                    (self.expression(argument), Spread::No)
                };
                Argument { value, name: None, spread, at }
            })
            .collect()
    }

    /// A tag gets the texts as a list, then the values.
    fn tagged(&mut self, template: NodeId) -> Vec<Argument> {
        let at = self.src.at(template);
        let (texts, values) = self.template_parts(template);
        let texts = texts.iter().map(|text| {
            let value = self.b.string(text, at);
            Element { key: None, value, spread: Spread::No }
        });
        let texts = texts.collect();
        let texts = self.b.temp(Value::Aggregate(Aggregate::List, texts), at);
        std::iter::once(texts).chain(values).map(plain).collect()
    }

    /// The object that `super` stands for: what the implicit call `super()` gives.
    pub(super) fn above(&mut self, id: NodeId) -> Operand {
        let at = self.src.at(id);
        let local = self.b.lookup("super");
        let callee = self.b.read(local, at);
        self.b.call(callee, Vec::new(), CallKind::Implicit, at)
    }

    /// `super(x)` is `super.constructor(x)`.
    fn super_call(&mut self, id: NodeId, function: NodeId, list: Option<NodeId>) -> Operand {
        let at = self.src.at(function);
        let above = self.above(function);
        let mut place = self.b.place_of(above);
        let key = Key::Name(self.b.name("constructor"));
        place.path.push(Projection { key, at, index: None });
        let callee = Operand { at, kind: OperandKind::Place(place) };
        let arguments = list.map(|list| self.arguments(list)).unwrap_or_default();
        self.b.call(callee, arguments, CallKind::Call, self.src.at(id))
    }

    fn is_require(&mut self, id: NodeId) -> bool {
        let name = self.src.text_of(id);
        matches!(name, "require") && !self.b.is_declared(name)
    }

    /// `require("m")`, `import("m")`.
    fn imported_by_call(&mut self, id: NodeId, list: Option<NodeId>) -> Operand {
        let at = self.src.at(id);
        let arguments = list.map(|list| self.arguments(list)).unwrap_or_default();
        let path = arguments.first().and_then(|argument| argument.value.constant());
        let module = match path {
            Some(Constant::String(path)) => path.clone(),
            _ => {
                // Which module it is only the run shows; the call is kept as one.
                let name =
                    self.src.field(id, self.f.function).map_or("", |it| self.src.text_of(it));
                let local = self.b.lookup(name);
                let callee = self.b.read(local, at);
                return self.b.call(callee, arguments, CallKind::Call, at);
            }
        };
        let module = self.b.name(super::modules::module_name(&module));
        let import = self.b.add_import(Import { module, item: ImportItem::Module, at });
        self.b.temp(Value::Import(import), at)
    }
}

/// An argument without name or spread.
pub(super) fn plain(value: Operand) -> Argument {
    Argument { at: value.at, value, name: None, spread: Spread::No }
}
