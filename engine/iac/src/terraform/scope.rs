//! Where an expression is evaluated: which module, which repetition, which loop variables.

use std::rc::Rc;
use std::sync::Arc;

use tamis_syntax::FileId;

use crate::value::Value;

/// An instance of a module: its index in the evaluator's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct ModuleId(pub(crate) usize);

/// Where an expression is evaluated. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Scope {
    /// The module whose names are meant; `None` in a template file, which sees only what it is given.
    pub(crate) module: Option<ModuleId>,
    /// The file the expression stands in.
    pub(crate) file: FileId,
    /// `each` and `count` of the block around.
    pub(crate) repetition: Option<Rc<Repetition>>,
    /// Loop variables, the innermost first.
    names: Option<Rc<Binding>>,
}

/// The values of `each.key`, `each.value` and `count.index`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Repetition {
    pub(crate) index: Option<Value>,
    pub(crate) key: Option<Value>,
    pub(crate) value: Option<Value>,
}

#[derive(Debug)]
struct Binding {
    name: Arc<str>,
    value: Value,
    outer: Option<Rc<Binding>>,
}

impl Scope {
    pub(crate) fn new(module: ModuleId, file: FileId, repetition: Option<Rc<Repetition>>) -> Self {
        Scope { module: Some(module), file, repetition, names: None }
    }

    /// A scope that holds nothing.
    pub(crate) fn sealed(file: FileId) -> Self {
        Scope { module: None, file, repetition: None, names: None }
    }

    /// This scope with one name more.
    pub(crate) fn with(&self, name: &Arc<str>, value: Value) -> Self {
        let binding = Binding { name: name.clone(), value, outer: self.names.clone() };
        Scope { names: Some(Rc::new(binding)), ..self.clone() }
    }

    /// This scope for an expression of another file.
    pub(crate) fn within(&self, file: FileId) -> Self {
        Scope { file, ..self.clone() }
    }

    /// The value of a loop variable.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        let mut at = self.names.as_deref();
        while let Some(binding) = at {
            if &*binding.name == name {
                return Some(&binding.value);
            }
            at = binding.outer.as_deref();
        }
        None
    }
}
