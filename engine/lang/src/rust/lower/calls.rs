//! Calls of functions and methods. Macros, whose arguments are read from tokens, use the same.

use tamis_ir::{Aggregate, At, CallKind, Key, Operand, OperandKind, UnaryOperator, Value};
use tamis_syntax::NodeId;

use super::Lower;
use super::paths::Part;
use super::types::is_number;
use crate::lower::{item, plain, reading, under};

/// What a call is made of.
pub(super) struct Arguments {
    pub(super) values: Vec<tamis_ir::Argument>,
    /// The type written after the name: `parse::<u32>()`.
    pub(super) type_: Option<String>,
}

impl<'t> Lower<'t> {
    pub(super) fn call(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let Some(mut function) = src.field(id, self.f.function) else { return self.opaque(id) };
        let mut type_ = None;
        if src.kind(function) == "generic_function" {
            let arguments = src.field(function, self.f.type_arguments);
            let first = arguments.and_then(|it| src.first(it));
            type_ = first.and_then(|it| self.type_name(it));
            function = src.field(function, self.f.function).unwrap_or(function);
        }
        match src.kind(function) {
            "field_expression" => {
                let value = src.field(function, self.f.value);
                let field = src.field(function, self.f.field);
                let (Some(value), Some(field)) = (value, field) else { return self.opaque(id) };
                let object = self.expression(value);
                let values = self.arguments(id);
                let arguments = Arguments { values, type_ };
                let member = (src.at(function), src.text_of(field));
                self.method_call(object, member, arguments, at)
            }
            "identifier" | "scoped_identifier" => {
                let parts = self.parts(function);
                let values = self.arguments(id);
                self.path_call(&parts, Arguments { values, type_ }, at)
            }
            _ => {
                let callee = self.expression(function);
                let values = self.arguments(id);
                self.b.call(callee, values, CallKind::Call, at)
            }
        }
    }

    fn arguments(&mut self, call: NodeId) -> Vec<tamis_ir::Argument> {
        let Some(list) = self.src.field(call, self.f.arguments) else { return Vec::new() };
        self.src.children(list).into_iter().map(|child| plain(self.expression(child))).collect()
    }

    /// `object.name(..)`.
    pub(super) fn method_call(
        &mut self,
        object: Operand,
        (member_at, name): Part<'t>,
        arguments: Arguments,
        at: At,
    ) -> Operand {
        match (name, arguments.values.len()) {
            (
                "unwrap" | "expect" | "as_ref" | "as_mut" | "as_deref" | "as_deref_mut" | "as_str"
                | "as_slice" | "as_mut_slice" | "as_path" | "as_os_str" | "as_bytes" | "borrow"
                | "borrow_mut" | "by_ref" | "deref" | "deref_mut" | "iter" | "iter_mut"
                | "into_iter" | "lock" | "get_mut" | "ok" | "into_inner" | "boxed"
                | "unwrap_unchecked",
                0,
            )
            | ("expect" | "ok_or" | "ok_or_else" | "map_err" | "context" | "with_context", 1) => {
                // The error that may come instead is made by code of its own.
                let runs = matches!(name, "ok_or_else" | "map_err" | "with_context");
                for argument in arguments.values.iter().filter(|_| runs) {
                    self.run(argument);
                }
                self.same(object, at)
            }
            (
                "clone" | "cloned" | "copied" | "to_owned" | "to_vec" | "into" | "to_string"
                | "into_string" | "into_owned" | "into_boxed_str" | "unwrap_or_default" | "collect"
                | "rev" | "peekable" | "into_bytes" | "to_path_buf",
                0,
            ) => self.copy(object, at),
            ("unwrap_or", 1) => {
                let other = arguments.values.into_iter().next().map(|it| it.value);
                let values = std::iter::once(object).chain(other).collect();
                self.b.temp(Value::Join(values), at)
            }
            ("parse", 0) if arguments.type_.as_deref().is_some_and(is_number) => {
                self.b.temp(Value::Unary(UnaryOperator::Number, object), at)
            }
            _ => {
                let place = self.b.place_of(object);
                let key = Key::Name(self.b.name(name));
                let callee = reading(under(&place, key, member_at), member_at);
                self.b.call(callee, arguments.values, CallKind::Call, at)
            }
        }
    }

    /// A function handed to a method that is not lowered as a call: it may run.
    fn run(&mut self, argument: &tamis_ir::Argument) {
        if let OperandKind::Place(place) = &argument.value.kind {
            let at = argument.at;
            let callee = reading(place.clone(), at);
            self.b.call(callee, Vec::new(), CallKind::Implicit, at);
        }
    }

    /// `a::b(..)`.
    pub(super) fn path_call(
        &mut self,
        parts: &[Part<'t>],
        arguments: Arguments,
        at: At,
    ) -> Operand {
        let names: Vec<&str> = parts.iter().rev().take(2).map(|(_, name)| *name).collect();
        let owner = names.get(1).copied().unwrap_or("");
        let is_holder = matches!(
            (names.first().copied().unwrap_or(""), owner),
            ("Some" | "Ok" | "Err", "" | "Option" | "Result")
                | (
                    "new" | "from" | "pin",
                    "Box" | "Arc" | "Rc" | "RefCell" | "Mutex" | "RwLock" | "Cell" | "Cow" | "Pin",
                )
                | ("from" | "clone", "String" | "Arc" | "Rc")
                | ("Owned" | "Borrowed", "Cow")
        );
        if is_holder && arguments.values.len() == 1 {
            let value = arguments.values.into_iter().next().map(|it| it.value);
            return match value {
                Some(value) => self.same(value, at),
                None => self.b.constant(tamis_ir::Constant::Null, at),
            };
        }
        if let Some(owner) = self.constructed(&names) {
            let elements = arguments.values.into_iter().map(|it| item(it.value)).collect();
            let value = self.b.temp(Value::Aggregate(Aggregate::Tuple, elements), at);
            if let Some(place) = value.place() {
                self.b.annotate(place.base, &owner);
            }
            return value;
        }
        let callee = self.path(parts);
        self.b.call(callee, arguments.values, CallKind::Call, at)
    }

    /// The type of this file that `T(..)` or `T::V(..)` makes an object of.
    fn constructed(&self, names: &[&str]) -> Option<String> {
        let last = names.first().filter(|name| name.starts_with(char::is_uppercase))?;
        let owner = match names.get(1) {
            Some(owner) if owner.starts_with(char::is_uppercase) => *owner,
            _ => last,
        };
        let owner = if owner == "Self" { self.own? } else { owner };
        self.classes.contains_key(owner).then(|| owner.to_owned())
    }
}
