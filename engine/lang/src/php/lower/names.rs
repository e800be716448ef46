//! What names mean: variables, functions, classes.

use tamis_ir::{At, Import, ImportItem, Key, LocalId, Operand, Place, Value};
use tamis_syntax::{NodeId, Role};

use super::Lower;
use crate::lower::{Control, reading, under};

/// Variables that are everywhere.
pub(super) fn is_superglobal(name: &str) -> bool {
    name.starts_with("$_") && name[2..].chars().all(|c| c.is_ascii_uppercase()) && name.len() > 3
        || name == "$GLOBALS"
}

impl<'t> Lower<'t> {
    /// `$x`.
    pub(super) fn variable(&mut self, name: &str) -> LocalId {
        let is_outside = is_superglobal(name)
            || name == "$this"
            || self.closures.is_empty() && self.foreign.contains(name);
        if is_outside {
            return self.b.lookup(name);
        }
        // An arrow function sees what is around it.
        if self.closures.last() == Some(&true) && self.b.is_declared(name) {
            return self.b.lookup(name);
        }
        self.b.declare(name)
    }

    pub(super) fn this(&mut self, at: At) -> Operand {
        let local = self.b.lookup("$this");
        self.b.read(local, at)
    }

    /// A function or constant by its plain name.
    pub(super) fn plain(&mut self, name: &str, at: At) -> Operand {
        let local = self.b.lookup(name);
        self.b.read(local, at)
    }

    /// A function by its name, which has no case.
    pub(super) fn function(&mut self, id: NodeId) -> Operand {
        let at = self.src.at(id);
        let last = self.segments(id).last().copied().unwrap_or("").to_ascii_lowercase();
        self.plain(&last, at)
    }

    /// The parts of a name between its backslashes.
    pub(super) fn segments(&self, id: NodeId) -> Vec<&'t str> {
        let text = self.src.text_of(id);
        text.split('\\')
            .map(str::trim)
            .filter(|part| !part.is_empty() && *part != "namespace")
            .collect()
    }

    /// The class that a name is.
    pub(super) fn class_operand(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        match src.kind(id) {
            "name" | "qualified_name" | "relative_name" | "named_type" | "optional_type" => {
                self.class_named(src.text_of(id).trim_start_matches('?'), at)
            }
            "relative_scope" => match src.text_of(id).to_ascii_lowercase().as_str() {
                "parent" => self.above(at),
                _ => self.own_class(at),
            },
            _ => self.expression(id),
        }
    }

    pub(super) fn class_named(&mut self, text: &str, at: At) -> Operand {
        let parts: Vec<&str> =
            text.split('\\').map(str::trim).filter(|it| !it.is_empty()).collect();
        match parts[..] {
            [] => self.b.constant(tamis_ir::Constant::Null, at),
            [only] => match only.to_ascii_lowercase().as_str() {
                "self" | "static" => self.own_class(at),
                "parent" => self.above(at),
                _ => self.plain(only, at),
            },
            [first, .., last] => {
                if self.b.is_declared(first) {
                    // A part of a namespace under another name.
                    let local = self.b.lookup(first);
                    let mut place = Place::local(local, at);
                    for part in &parts[1..] {
                        let key = Key::Name(self.b.name(part));
                        place = under(&place, key, at);
                    }
                    return reading(place, at);
                }
                let module = parts[..parts.len() - 1].join(".");
                let whole = format!("{module}.{last}");
                self.imported(&module, last, &whole, at)
            }
        }
    }

    /// What a name with its namespace is; `local` is the variable that holds it from then on.
    pub(super) fn imported(&mut self, module: &str, name: &str, local: &str, at: At) -> Operand {
        if !self.b.is_declared(local) {
            let (module, item) = (self.b.name(module), ImportItem::Named(self.b.name(name)));
            let import = self.b.add_import(Import { module, item, at });
            let value = self.b.temp(Value::Import(import), at);
            let own = self.b.declare(local);
            self.b.assign(Place::local(own, at), Value::Use(value), at);
        }
        let own = self.b.lookup(local);
        self.b.read(own, at)
    }

    pub(super) fn own_class(&mut self, at: At) -> Operand {
        let name = self.classes.last().map_or_else(|| "self".to_owned(), |it| it.name.clone());
        self.plain(&name, at)
    }

    /// What has the methods of the class above.
    pub(super) fn above(&mut self, at: At) -> Operand {
        let none = At::default();
        let callee = self.plain("super", none);
        let _ = at;
        self.b.call(callee, Vec::new(), tamis_ir::CallKind::Implicit, none)
    }

    /// The name of a declared type, dotted; numbers and the like have none.
    pub(super) fn type_name(&self, id: NodeId) -> Option<String> {
        let src = self.src;
        match src.kind(id) {
            "named_type" | "optional_type" => src.first(id).and_then(|inner| self.type_name(inner)),
            "name" | "qualified_name" => self.segments(id).last().map(|it| (*it).to_owned()),
            _ => None,
        }
    }

    pub(super) fn is_number(&self, id: NodeId) -> bool {
        matches!(
            self.src.text_of(id).trim_start_matches('?').to_ascii_lowercase().as_str(),
            "int" | "float" | "bool" | "integer" | "double" | "boolean"
        )
    }

    /// Whether a node is a plain variable.
    pub(super) fn is_variable(&self, id: NodeId) -> bool {
        self.src.kind(id) == "variable_name" && self.src.role(id) == Role::Identifier
    }
}
