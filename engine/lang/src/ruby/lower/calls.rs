//! Calls, with their arguments and blocks.

use tamis_ir::{
    Aggregate, Argument, BinaryOperator, CallKind, Element, ElementKey, Key, Operand, ParamKind,
    Place, Spread, UnaryOperator, Value,
};
use tamis_syntax::NodeId;

use super::Lower;
use super::names::BLOCK;
use crate::lower::{Control, plain, reading, under};

impl<'t> Lower<'t> {
    pub(super) fn call(&mut self, id: NodeId) -> Operand {
        let src = self.src;
        let method = src.field(id, self.f.method);
        // `f.(x)`.
        let name = method.map_or("call", |method| src.text_of(method));
        match src.field(id, self.f.receiver) {
            Some(receiver) => self.method_call(id, receiver, name),
            None if name == "super" => {
                let arguments = self.arguments(id, false);
                self.super_call(id, arguments)
            }
            None => self.plain_call(id, name),
        }
    }

    fn plain_call(&mut self, id: NodeId, name: &'t str) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let block = src.field(id, self.f.block);
        match (name, block) {
            ("lambda" | "proc", Some(block)) => {
                let function = self.block(block, false);
                return self.b.temp(Value::Function(function), at);
            }
            ("raise" | "fail", _) => {
                let arguments = self.arguments(id, false);
                let parts = arguments.into_iter().map(|argument| argument.value).collect();
                let value = self.b.temp(Value::Opaque(parts), at);
                self.b.throw(Some(value), at);
                return self.null(id);
            }
            _ => {}
        }
        let own = src.field(id, self.f.method).map_or(at, |method| src.at(method));
        if matches!(name, "send" | "public_send" | "__send__")
            && let Some(callee) = self.sent(id)
        {
            let mut arguments = self.arguments(id, false);
            arguments.retain(|argument| argument.at.node != callee.at.node);
            return self.b.call(callee, arguments, CallKind::Call, at);
        }
        let callee = match self.is_variable(name) && src.field(id, self.f.arguments).is_none() {
            true => {
                let local = self.b.lookup(name);
                self.b.read(local, own)
            }
            false => self.function(name, own),
        };
        let arguments = self.arguments(id, spreads(name));
        self.b.call(callee, arguments, CallKind::Call, at)
    }

    /// The method that a call without receiver names by a literal.
    fn sent(&mut self, id: NodeId) -> Option<Operand> {
        let src = self.src;
        let first = src.first(src.field(id, self.f.arguments)?)?;
        if src.kind(first) != "simple_symbol" {
            return None;
        }
        let name = src.text_of(first).trim_start_matches(':');
        Some(self.function(name, src.at(first)))
    }

    fn method_call(&mut self, id: NodeId, receiver: NodeId, name: &'t str) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let own = src.field(id, self.f.method).map_or(at, |method| src.at(method));
        let has_block = src.field(id, self.f.block).is_some();
        let object = self.expression(receiver);
        if name == "new" {
            if let Some(block) = src.field(id, self.f.block)
                && matches!(src.text_of(receiver), "Proc" | "Lambda")
            {
                let function = self.block(block, false);
                return self.b.temp(Value::Function(function), at);
            }
            let arguments = self.arguments(id, false);
            return self.b.call(object, arguments, CallKind::New, at);
        }
        let mut arguments = self.arguments(id, spreads(name));
        let only = match &arguments[..] {
            [only] if only.name.is_none() && only.spread == Spread::No => Some(only.value.clone()),
            _ => None,
        };
        match (name, only) {
            ("freeze" | "itself", None) if arguments.is_empty() => {
                return self.b.temp(Value::Use(object), at);
            }
            ("fetch" | "dig", Some(key)) if self.is_table(receiver) => {
                return self.entry_of(object, key, id);
            }
            ("include?" | "member?" | "key?" | "has_key?" | "cover?", Some(item)) => {
                let test = Value::Binary(BinaryOperator::In, item, object);
                return self.b.temp(test, at);
            }
            ("is_a?" | "kind_of?" | "instance_of?", Some(class)) => {
                let test = Value::Binary(BinaryOperator::InstanceOf, object, class);
                return self.b.temp(test, at);
            }
            ("in?", Some(list)) => {
                return self.b.temp(Value::Binary(BinaryOperator::In, object, list), at);
            }
            _ => {}
        }
        let place = self.b.place_of(object);
        let mut key = Key::Name(self.b.name(name));
        // A method that is named by a literal.
        if matches!(name, "send" | "public_send" | "__send__" | "try" | "try!")
            && let Some(Key::Name(text)) =
                arguments.first().and_then(|it| crate::lower::constant_key(&it.value))
        {
            arguments.remove(0);
            key = Key::Name(text);
        }
        let callee = reading(under(&place, key, own), own);
        // Changes its object and gives it.
        let is_changed =
            name.ends_with('!') || matches!(name, "concat" | "prepend" | "replace" | "insert");
        let changed = match src.kind(receiver) {
            "identifier" | "instance_variable" if is_changed => Some(place),
            _ => None,
        };
        let is_number = matches!(name, "to_i" | "to_f" | "to_r" | "to_c" | "ord");
        let value = self.b.call(callee, arguments, CallKind::Call, at);
        if let Some(place) = changed {
            self.b.assign(place, Value::Use(value.clone()), tamis_ir::At::default());
        }
        match is_number && !has_block {
            true => self.b.temp(Value::Unary(UnaryOperator::Number, value), at),
            false => value,
        }
    }

    // --- arguments ------------------------------------------------------------------------------------------------

    /// The block first, then what stands in the list.
    fn arguments(&mut self, id: NodeId, spreads: bool) -> Vec<Argument> {
        let src = self.src;
        let list = src.field(id, self.f.arguments);
        let children = list.map(|list| src.children(list)).unwrap_or_default();
        let mut arguments: Vec<Argument> = children
            .into_iter()
            .filter(|child| src.kind(*child) != "block")
            .map(|child| self.argument(child))
            .collect();
        if let Some(block) = src.field(id, self.f.block) {
            let function = self.block(block, spreads);
            let at = src.at(block);
            let value = self.b.temp(Value::Function(function), at);
            let name = Some(self.b.name(BLOCK));
            arguments.insert(0, Argument { value, name, spread: Spread::No, at });
        }
        arguments
    }

    fn argument(&mut self, id: NodeId) -> Argument {
        let (src, at) = (self.src, self.src.at(id));
        let (name, spread) = match src.kind(id) {
            "pair" => return self.pair(id),
            "splat_argument" => (None, Spread::List),
            "hash_splat_argument" => (None, Spread::Map),
            "block_argument" => (Some(self.b.name(BLOCK)), Spread::No),
            _ => (None, Spread::No),
        };
        let value = match (src.kind(id), src.first(id)) {
            // `&` alone hands on the own block.
            ("block_argument", None) => {
                let local = self.b.lookup(BLOCK);
                self.b.read(local, at)
            }
            _ => self.expression(id),
        };
        Argument { value, name, spread, at }
    }

    /// `name: value`.
    fn pair(&mut self, id: NodeId) -> Argument {
        let (src, at) = (self.src, self.src.at(id));
        let key = src.field(id, self.f.key);
        let value = match src.field(id, self.f.value) {
            Some(value) => self.expression(value),
            None => self.shorthand(key, id),
        };
        let name = key.and_then(|key| self.literal_key(key));
        if let Some(name) = name {
            let name = Some(self.b.name(&name));
            return Argument { value, name, spread: Spread::No, at };
        }
        let key = key.map(|key| ElementKey::Computed(self.expression(key)));
        let entries = vec![Element { key, value, spread: Spread::No }];
        let value = self.b.temp(Value::Aggregate(Aggregate::Map, entries), at);
        Argument { value, name: None, spread: Spread::Map, at }
    }

    /// `x:` is `x: x`.
    fn shorthand(&mut self, key: Option<NodeId>, id: NodeId) -> Operand {
        match key {
            Some(key) => self.name(key),
            None => self.null(id),
        }
    }

    /// What `return`, `break` and the like give.
    pub(super) fn argument_value(&mut self, id: NodeId) -> Operand {
        let children = self.src.children(id);
        match children[..] {
            [only] if self.src.kind(only) != "pair" => self.expression(only),
            [] => self.null(id),
            _ => {
                let elements = children
                    .into_iter()
                    .map(|child| {
                        let argument = self.argument(child);
                        let key = argument.name.map(|name| ElementKey::Constant(Key::Name(name)));
                        Element { key, value: argument.value, spread: argument.spread }
                    })
                    .collect();
                self.b.temp(Value::Aggregate(Aggregate::List, elements), self.src.at(id))
            }
        }
    }

    // --- blocks and methods above ---------------------------------------------------------------------------------

    pub(super) fn yielded(&mut self, id: NodeId) -> Operand {
        let at = self.src.at(id);
        let arguments = match self.src.first(id) {
            Some(list) if self.src.kind(list) == "argument_list" => {
                let children = self.src.children(list);
                children.into_iter().map(|child| self.argument(child)).collect()
            }
            Some(value) => vec![plain(self.expression(value))],
            None => Vec::new(),
        };
        let local = self.b.lookup(BLOCK);
        let callee = self.b.read(local, tamis_ir::At::default());
        self.b.call(callee, arguments, CallKind::Call, at)
    }

    /// `super` alone hands on all parameters.
    pub(super) fn bare_super(&mut self, id: NodeId) -> Operand {
        let at = self.src.at(id);
        let params: Vec<_> = self
            .b
            .body()
            .params
            .iter()
            .filter(|param| param.kind != ParamKind::Receiver)
            .map(|param| (param.local, param.kind, param.name.clone()))
            .collect();
        let arguments = params
            .into_iter()
            .map(|(local, kind, name)| {
                let value = self.b.read(local, at);
                let (name, spread) = match kind {
                    ParamKind::Rest => (None, Spread::List),
                    ParamKind::NamedRest => (None, Spread::Map),
                    ParamKind::Named => (Some(name), Spread::No),
                    _ => (None, Spread::No),
                };
                Argument { value, name, spread, at }
            })
            .collect();
        self.super_call(id, arguments)
    }

    fn super_call(&mut self, id: NodeId, arguments: Vec<Argument>) -> Operand {
        let (at, own) = (self.src.at(id), tamis_ir::At::default());
        let method = self.frames.last().and_then(|frame| frame.method).unwrap_or("");
        let local = self.b.lookup("super");
        let callee = self.b.read(local, own);
        let above = self.b.call(callee, Vec::new(), CallKind::Implicit, own);
        let place: Place = self.b.place_of(above);
        let key = Key::Name(self.b.name(method));
        self.b.call(reading(under(&place, key, own), own), arguments, CallKind::Call, at)
    }
}

/// Methods whose blocks get one element, which several parameters take apart.
fn spreads(name: &str) -> bool {
    matches!(
        name,
        "each"
            | "each_pair"
            | "each_entry"
            | "map"
            | "collect"
            | "flat_map"
            | "collect_concat"
            | "filter_map"
            | "select"
            | "filter"
            | "reject"
            | "find"
            | "detect"
            | "find_all"
            | "partition"
            | "group_by"
            | "sort_by"
            | "min_by"
            | "max_by"
            | "sum"
            | "to_h"
            | "any?"
            | "all?"
            | "none?"
            | "count"
            | "reverse_each"
            | "delete_if"
            | "keep_if"
            | "map!"
            | "select!"
            | "reject!"
            | "transform_values"
    )
}
