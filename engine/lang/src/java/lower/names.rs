//! What names mean, and names of types.

use tamis_ir::{At, Constant, Key, Operand, Place};
use tamis_syntax::NodeId;

use super::Lower;
use crate::lower::{Control, reading, under};

/// Types that give the methods of what they hold.
const WRAPPERS: &[&str] = &["Optional", "Provider", "Supplier", "AtomicReference", "Lazy"];

/// Where a name was found among the classes around.
enum Owner {
    /// Of a class's objects: how far out the class is.
    Object(usize),
    /// Of the class itself.
    Class(usize),
    /// Perhaps inherited.
    Inherited(usize),
}

impl<'t> Lower<'t> {
    /// What a plain name means.
    pub(super) fn name(&mut self, name: &'t str, at: At) -> Operand {
        if !self.b.is_declared(name) {
            if let Some(constant) = self.constant(name) {
                return self.b.constant(constant, at);
            }
            let is_class = name.starts_with(char::is_uppercase);
            let owner = self.owner(name, false);
            if let Some(owner) =
                owner.filter(|owner| !is_class || !matches!(owner, Owner::Inherited(_)))
            {
                return self.member_of(owner, name, at);
            }
        }
        let local = self.b.lookup(name);
        self.b.read(local, at)
    }

    /// What is called by a plain name.
    pub(super) fn function(&mut self, name: &'t str, at: At) -> Operand {
        let known = self.owner(name, true);
        let is_sure = matches!(known, Some(Owner::Object(_) | Owner::Class(_)));
        match known {
            Some(owner) if is_sure || !self.b.is_declared(name) => self.member_of(owner, name, at),
            _ => {
                let local = self.b.lookup(name);
                self.b.read(local, at)
            }
        }
    }

    fn constant(&self, name: &str) -> Option<Constant> {
        let outer = self.classes.iter().rev().find(|outer| outer.fields.contains_key(name))?;
        outer.constants.get(name).cloned()
    }

    fn owner(&self, name: &str, method: bool) -> Option<Owner> {
        let known = |at: &usize| {
            let outer = &self.classes[*at];
            let members = if method { &outer.methods } else { &outer.fields };
            members.get(name).map(|is_static| (*at, *is_static))
        };
        let found = (0..self.classes.len()).rev().find_map(|at| known(&at));
        match found {
            Some((at, true)) => Some(Owner::Class(at)),
            Some((at, false)) => Some(Owner::Object(at)),
            None => (0..self.classes.len())
                .rev()
                .find(|at| self.classes[*at].extends)
                .map(Owner::Inherited),
        }
    }

    fn member_of(&mut self, owner: Owner, name: &str, at: At) -> Operand {
        let object = match owner {
            Owner::Object(outer) => self.this_of(outer, at),
            Owner::Inherited(outer) if !self.classes[outer].is_static => self.this_of(outer, at),
            Owner::Class(outer) | Owner::Inherited(outer) => {
                let class = self.classes[outer].name.clone();
                let local = self.b.lookup(&class);
                self.b.read(local, at)
            }
        };
        let place = self.b.place_of(object);
        let key = Key::Name(self.b.name(name));
        reading(under(&place, key, at), at)
    }

    /// The object of a class around.
    pub(super) fn this_of(&mut self, outer: usize, at: At) -> Operand {
        let name = self_name(&self.classes[outer].name);
        if self.b.is_declared(&name) {
            let local = self.b.lookup(&name);
            return self.b.read(local, at);
        }
        // From inside of a class that is no expression, nothing leads to the object outside.
        let class = self.classes[outer].name.clone();
        let value = self.b.temp(tamis_ir::Value::Opaque(Vec::new()), at);
        if let Some(place) = value.place() {
            self.b.annotate(place.base, &class);
        }
        value
    }

    /// `this`.
    pub(super) fn this(&mut self, at: At) -> Operand {
        let local = self.b.lookup("this");
        self.b.read(local, at)
    }

    // --- types ----------------------------------------------------------------------------------------------------

    /// The dotted name of a type, without arguments.
    pub(super) fn type_name(&self, id: NodeId) -> Option<&'t str> {
        let src = self.src;
        match src.kind(id) {
            "type_identifier" | "scoped_type_identifier" => {
                let text = src.text_of(id);
                (text != "var" && !text.contains(['<', '@'])).then_some(text)
            }
            "generic_type" => {
                let children = src.children(id);
                let base = self.type_name(*children.first()?)?;
                if !WRAPPERS.contains(&base) {
                    return Some(base);
                }
                let arguments = children.get(1).and_then(|it| src.first(*it))?;
                self.type_name(arguments)
            }
            "annotated_type" => self.type_name(src.children(id).last().copied()?),
            _ => None,
        }
    }

    pub(super) fn is_number(&self, type_: NodeId) -> bool {
        // A character is a text of one.
        self.src.text_of(type_) != "char"
            && matches!(
                self.src.kind(type_),
                "integral_type" | "floating_point_type" | "boolean_type"
            )
            || matches!(
                self.src.text_of(type_),
                "Integer"
                    | "Long"
                    | "Short"
                    | "Double"
                    | "Float"
                    | "Boolean"
                    | "BigInteger"
                    | "BigDecimal"
            )
    }

    /// A dotted name that is known as a whole.
    fn qualified_text(&mut self, name: &str) -> Option<String> {
        let whole: String = name.chars().filter(|c| !c.is_whitespace()).collect();
        self.b.is_declared(&whole).then_some(whole)
    }

    /// The class that a type is, as a value.
    pub(super) fn class_operand(&mut self, type_: NodeId) -> Operand {
        let at = self.src.at(type_);
        let Some(name) = self.type_name(type_) else { return self.null(type_) };
        if name.contains('.')
            && let Some(whole) = self.qualified_text(name)
        {
            let local = self.b.lookup(&whole);
            return self.b.read(local, at);
        }
        let mut parts = name.split('.').map(str::trim);
        let first = parts.next().unwrap_or("");
        let local = self.b.lookup(first);
        let mut place = Place::local(local, at);
        for part in parts {
            let key = Key::Name(self.b.name(part));
            place = under(&place, key, at);
        }
        reading(place, at)
    }
}

/// The name by which code further inside knows the object of a class.
pub(super) fn self_name(class: &str) -> String {
    format!("{class}.this")
}
