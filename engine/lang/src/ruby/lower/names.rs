//! What names mean: variables, methods of `self`, constants.

use rustc_hash::{FxHashMap, FxHashSet};
use tamis_ir::{At, ClassId, Key, LocalId, MethodKind, Operand, Place};
use tamis_syntax::NodeId;

use super::Lower;
use crate::lower::{Control, reading, under};

/// The name of the parameter that takes a block.
pub(super) const BLOCK: &str = "&block";

/// A method around, or the top level: its variables are not seen from methods inside.
#[derive(Default)]
pub(super) struct Frame<'t> {
    /// Variables, by the block (or method itself) that declares them, the innermost last.
    pub(super) variables: Vec<FxHashSet<&'t str>>,
    /// The method, for `super`.
    pub(super) method: Option<&'t str>,
    /// Whether it is a method of a class: then `self` is its first parameter.
    pub(super) has_self: bool,
    /// The parameter that takes a block, where one is asked for.
    pub(super) block: Option<LocalId>,
    /// Loops that are open in the innermost block or method.
    pub(super) loops: Vec<usize>,
}

/// A class or module that is open.
pub(super) struct Outer<'t> {
    pub(super) class: ClassId,
    /// The variable it is in.
    pub(super) name: String,
    /// What its own methods are called.
    pub(super) methods: FxHashMap<&'t str, MethodKind>,
    /// Methods that follow are the class's own (`class << self`, `module_function`).
    pub(super) of_class: bool,
}

impl<'t> Lower<'t> {
    pub(super) fn frame(&mut self) -> &mut Frame<'t> {
        self.frames.last_mut().expect("the top level is a frame")
    }

    /// Whether a variable of that name was assigned before, here or in a block around.
    pub(super) fn is_variable(&self, name: &str) -> bool {
        let frame = self.frames.last();
        frame.is_some_and(|frame| frame.variables.iter().any(|names| names.contains(name)))
    }

    /// The variable of that name, made here if there is none.
    pub(super) fn variable(&mut self, name: &'t str) -> LocalId {
        if self.is_variable(name) {
            return self.b.lookup(name);
        }
        let frame = self.frame();
        match frame.variables.last_mut() {
            Some(names) => names.insert(name),
            None => {
                frame.variables.push(FxHashSet::from_iter([name]));
                true
            }
        };
        self.b.declare(name)
    }

    /// Notes a parameter as a variable.
    pub(super) fn note(&mut self, name: &'t str) {
        if let Some(names) = self.frame().variables.last_mut() {
            names.insert(name);
        }
    }

    /// What a plain name means.
    pub(super) fn name(&mut self, id: NodeId) -> Operand {
        let (name, at) = (self.src.text_of(id), self.src.at(id));
        if self.is_variable(name) {
            let local = self.b.lookup(name);
            return self.b.read(local, at);
        }
        if matches!(name, "it" | "_1") && self.b.is_declared(name) {
            let local = self.b.lookup(name);
            return self.b.read(local, at);
        }
        if name == "block_given?" {
            return self.unknown(id);
        }
        if self.functions.contains(name) && !self.is_own(name) {
            let callee = self.function(name, at);
            return self.b.call(callee, Vec::new(), tamis_ir::CallKind::Call, at);
        }
        self.function(name, at)
    }

    /// Whether the class around has a method of that name in this file.
    fn is_own(&self, name: &str) -> bool {
        self.classes.last().is_some_and(|outer| outer.methods.contains_key(name))
    }

    /// A method of `self`, by its plain name.
    pub(super) fn function(&mut self, name: &'t str, at: At) -> Operand {
        let own = self.is_own(name);
        if self.functions.contains(name) && !own {
            let local = self.b.lookup(name);
            return self.b.read(local, at);
        }
        let has_self = self.frames.last().is_some_and(|frame| frame.has_self);
        let of_class = self
            .classes
            .last()
            .and_then(|outer| outer.methods.get(name))
            .is_some_and(|kind| *kind == MethodKind::Class);
        if has_self || of_class {
            let object = self.own_object();
            let key = Key::Name(self.b.name(name));
            return reading(under(&object, key, at), at);
        }
        let local = match self.b.is_declared(name) {
            // A variable of the top level, which methods do not see.
            true => self.b.declare_anew(&format!("{name}()")),
            false => self.b.lookup(name),
        };
        self.b.read(local, at)
    }

    /// `self`, where nothing of the text names it.
    pub(super) fn own_object(&mut self) -> Place {
        let local = self.self_local();
        Place::local(local, At::default())
    }

    fn self_local(&mut self) -> LocalId {
        let has_self = self.frames.last().is_some_and(|frame| frame.has_self);
        match self.classes.last().map(|outer| outer.name.clone()) {
            Some(class) if !has_self => self.b.lookup(&class),
            _ => self.b.lookup("self"),
        }
    }

    pub(super) fn self_value(&mut self, at: At) -> Operand {
        let local = self.self_local();
        self.b.read(local, at)
    }

    /// `@x`: a field of `self`; `@@x`: one of the class.
    pub(super) fn field(&mut self, id: NodeId) -> Place {
        let (text, at) = (self.src.text_of(id), self.src.at(id));
        let key = Key::Name(self.b.name(text.trim_start_matches('@')));
        let object = match self.classes.last().map(|outer| outer.name.clone()) {
            Some(class) if text.starts_with("@@") => {
                let local = self.b.lookup(&class);
                Place::local(local, At::default())
            }
            _ => self.own_object(),
        };
        under(&object, key, at)
    }

    /// `$x`.
    pub(super) fn global(&mut self, id: NodeId) -> LocalId {
        let text = self.src.text_of(id);
        self.b.declare_outer(text, true)
    }

    /// `A::B`: what is looked up in a class or module.
    pub(super) fn scoped(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let Some(name) = src.field(id, self.f.name) else { return self.opaque(id) };
        let text = src.text_of(name);
        let Some(scope) = src.field(id, self.f.scope) else {
            let local = self.b.lookup(text);
            return self.b.read(local, at);
        };
        let whole = src.text_of(id);
        if self.b.is_declared(whole) {
            let local = self.b.lookup(whole);
            return self.b.read(local, at);
        }
        let object = self.expression(scope);
        let place = self.b.place_of(object);
        let key = Key::Name(self.b.name(text));
        reading(under(&place, key, at), at)
    }
}
