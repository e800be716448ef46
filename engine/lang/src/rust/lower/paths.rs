//! Paths: `a::b`, `crate::a::B::c`, `Self::d`.

use tamis_ir::{At, Import, ImportItem, Key, LocalId, Operand, Place, Value};
use tamis_syntax::NodeId;

use super::Lower;
use crate::lower::{reading, under};

/// A part of a path: the expression that ends with it, and its text.
pub(super) type Part<'t> = (At, &'t str);

impl<'t> Lower<'t> {
    /// The parts of a path as the tree has it; those of types without their arguments.
    pub(super) fn parts(&self, id: NodeId) -> Vec<Part<'t>> {
        let src = self.src;
        let mut parts = Vec::new();
        let mut next = Some(id);
        while let Some(id) = next {
            next = match src.kind(id) {
                "scoped_identifier" | "scoped_type_identifier" => {
                    if let Some(name) = src.field(id, self.f.name) {
                        parts.push((src.at(id), src.text_of(name)));
                    }
                    src.field(id, self.f.path)
                }
                "generic_type" | "generic_type_with_turbofish" => src.field(id, self.f.type_),
                "generic_function" => src.field(id, self.f.function),
                "generic_pattern" | "bracketed_type" | "qualified_type" => src.first(id),
                _ => {
                    parts.push((src.at(id), src.text_of(id)));
                    None
                }
            };
        }
        parts.reverse();
        parts
    }

    /// The variable a name means here.
    pub(super) fn variable(&mut self, name: &str) -> LocalId {
        match (name, self.own) {
            ("Self", Some(own)) => self.b.lookup(own),
            _ => self.b.lookup(name),
        }
    }

    /// What a path means.
    pub(super) fn path(&mut self, parts: &[Part<'t>]) -> Operand {
        let mut rest = parts;
        // What an inner module sees above is in this file.
        let mut inner = self.inner;
        while inner > 0 && rest.len() > 1 && matches!(rest[0].1, "self" | "super") {
            inner -= usize::from(rest[0].1 == "super");
            rest = &rest[1..];
        }
        let Some((first, rest)) = rest.split_first() else {
            return self.b.constant(tamis_ir::Constant::Null, At::default());
        };
        if matches!(first.1, "crate" | "self" | "super") && !rest.is_empty() {
            return self.rooted(*first, rest);
        }
        if let Some((local, length)) = self.in_module(rest, *first) {
            let at = if length == 0 { first.0 } else { rest[length - 1].0 };
            return members(Place::local(local, at), &rest[length..], self);
        }
        let local = self.variable(first.1);
        members(Place::local(local, first.0), rest, self)
    }

    /// What a path into a module of this file means, and how many parts after the first belong to it.
    fn in_module(&mut self, rest: &[Part<'t>], first: Part<'t>) -> Option<(LocalId, usize)> {
        if !self.has_modules {
            return None;
        }
        let mut path = first.1.to_owned();
        let mut found = None;
        for (at, (_, part)) in rest.iter().enumerate() {
            path.push_str("::");
            path.push_str(part);
            if !self.b.is_declared(&path) {
                break;
            }
            found = Some((self.b.lookup(&path), at + 1));
        }
        found
    }

    /// `crate::a::B::c`: `B` of module `crate.a`, and what is in it.
    fn rooted(&mut self, first: Part<'t>, rest: &[Part<'t>]) -> Operand {
        let is_item = |(_, name): &Part<'t>| !name.starts_with(char::is_lowercase);
        let item = rest.iter().position(is_item).unwrap_or(rest.len() - 1);
        let mut module = first.1.to_owned();
        for (_, part) in &rest[..item] {
            module.push('.');
            module.push_str(part);
        }
        let (at, name) = rest[item];
        let import =
            Import { module: self.b.name(&module), item: ImportItem::Named(self.b.name(name)), at };
        let import = self.b.add_import(import);
        let value = self.b.temp(Value::Import(import), at);
        let place = self.b.place_of(value);
        members(place, &rest[item + 1..], self)
    }
}

fn members(mut place: Place, parts: &[Part<'_>], lower: &mut Lower<'_>) -> Operand {
    for (at, name) in parts {
        let key = Key::Name(lower.b.name(name));
        place = under(&place, key, *at);
    }
    let at = place.whole();
    reading(place, at)
}
