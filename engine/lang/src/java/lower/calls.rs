//! Calls of methods and constructors.

use tamis_ir::{Aggregate, Argument, CallKind, Constant, Key, Operand, UnaryOperator, Value};
use tamis_syntax::NodeId;

use super::{CONSTRUCTOR, Lower};
use crate::lower::{Control, plain, reading, under};

impl Lower<'_> {
    pub(super) fn call(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let Some(name) = src.field(id, self.f.name) else { return self.opaque(id) };
        let text = src.text_of(name);
        let list = src.field(id, self.f.arguments);
        let callee = match src.field(id, self.f.object) {
            None => self.function(text, src.at(name)),
            Some(object) => {
                let object = self.object(object);
                let place = self.b.place_of(object);
                let key = Key::Name(self.b.name(text));
                reading(under(&place, key, src.at(name)), src.at(name))
            }
        };
        let arguments = self.arguments(list);
        let is_number = matches!(text, "intValue" | "longValue" | "doubleValue" | "hashCode");
        if is_number && arguments.is_empty() && src.field(id, self.f.object).is_some() {
            let value = self.b.call(callee, arguments, CallKind::Call, at);
            return self.b.temp(Value::Unary(UnaryOperator::Number, value), at);
        }
        self.b.call(callee, arguments, CallKind::Call, at)
    }

    /// What something is looked up in; `super` has the methods above.
    pub(super) fn object(&mut self, id: NodeId) -> Operand {
        let at = self.src.at(id);
        if self.src.kind(id) == "super" { self.above(at) } else { self.expression(id) }
    }

    pub(super) fn arguments(&mut self, list: Option<NodeId>) -> Vec<Argument> {
        let children = list.map(|list| self.src.children(list)).unwrap_or_default();
        children.into_iter().map(|child| plain(self.expression(child))).collect()
    }

    /// `this(x)` and `super(x)`.
    pub(super) fn other_constructor(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let Some(which) = src.field(id, self.f.constructor) else { return self.opaque(id) };
        let own = src.at(which);
        let callee = if src.kind(which) == "super" {
            self.constructor_above(own)
        } else {
            let this = self.this(own);
            let place = self.b.place_of(this);
            let key = Key::Name(self.b.name(CONSTRUCTOR));
            reading(under(&place, key, own), own)
        };
        let arguments = self.arguments(src.field(id, self.f.arguments));
        self.b.call(callee, arguments, CallKind::Call, at)
    }

    /// `new T(x)`, with a class of its own where a body follows.
    pub(super) fn creation(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let Some(type_) = src.field(id, self.f.type_) else { return self.opaque(id) };
        let mut callee = self.class_operand(type_);
        let list = src.field(id, self.f.arguments);
        let arguments = self.arguments(list);
        let body = src.children(id).into_iter().find(|child| src.kind(*child) == "class_body");
        if let Some(body) = body {
            let name = format!("<{}>", self.type_name(type_).unwrap_or(""));
            let class = self.class(id, &name, None, vec![callee], Some(body));
            callee = self.b.temp(Value::Class(class), src.at(body));
        }
        if body.is_none()
            && let Some(kind) = self.fresh_collection(type_, &arguments)
        {
            let value = self.b.temp(Value::Aggregate(kind, Vec::new()), at);
            if let (Some(name), Some(place)) = (self.type_name(type_), value.place()) {
                self.b.annotate(place.base, name);
            }
            return value;
        }
        self.b.call(callee, arguments, CallKind::New, at)
    }

    /// A collection of the standard library that begins without elements.
    fn fresh_collection(&self, type_: NodeId, arguments: &[Argument]) -> Option<Aggregate> {
        let is_size = |it: &Argument| {
            matches!(it.value.constant(), Some(Constant::Int(_) | Constant::Number(_)))
        };
        if !arguments.iter().all(is_size) {
            return None;
        }
        let name = self.type_name(type_)?;
        Some(match name.rsplit('.').next()?.trim() {
            "ArrayList" | "LinkedList" | "Vector" | "CopyOnWriteArrayList" => Aggregate::List,
            "HashMap" | "LinkedHashMap" | "TreeMap" | "Hashtable" | "ConcurrentHashMap" => {
                Aggregate::Map
            }
            _ => return None,
        })
    }

    /// `a::b`: the method as a value.
    pub(super) fn method_reference(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let children = src.children(id);
        let Some(object) = children.first().copied() else { return self.opaque(id) };
        let object = self.object(object);
        match children.last().filter(|last| src.kind(**last) == "identifier") {
            Some(name) if children.len() > 1 => {
                let place = self.b.place_of(object);
                let key = Key::Name(self.b.name(src.text_of(*name)));
                reading(under(&place, key, at), at)
            }
            // `T::new`.
            _ => object,
        }
    }
}
