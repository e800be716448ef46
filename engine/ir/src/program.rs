//! The lowered form of a file: functions as control-flow graphs over places.
//!
//! A [`Module`] owns flat lists: functions (the first is the module's own top level), classes, imports, exports.
//! A function's [`Body`] is a list of [`Block`]s; the first is its entry. A block holds statements, which run in
//! order, and ends in a [`Terminator`].
//!
//! Every expression of the source is evaluated once. One that is more than a name, a chain of members or a literal
//! becomes a statement of its own that writes a temporary; its [`At`] is the expression's node. So "the value of node
//! N" is always either the statement with that node or the operand (or part of a place) with that node.
//!
//! Spans are in bytes of the file. Node ids are those of the tree the file was lowered from, and stay valid as names
//! after it is gone: passes meet at them.

use std::sync::Arc;

use tamis_syntax::{NodeId, Span};

use crate::statement::{Block, Operand, StatementKind, Terminator};

/// An interned text: cheap to clone, compared by content.
pub type Name = Arc<str>;

/// Where something stands: a node of the file's tree and its range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct At {
    /// The node.
    pub node: NodeId,
    /// Its bytes.
    pub span: Span,
}

/// A function of a module: an index into [`Module::functions`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FunctionId(pub u32);

impl FunctionId {
    /// The module's top level.
    pub const MODULE: FunctionId = FunctionId(0);
}

/// A class of a module: an index into [`Module::classes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassId(pub u32);

/// A variable or temporary of a body: an index into [`Body::locals`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalId(pub u32);

/// A block of a body: an index into [`Body::blocks`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub u32);

impl BlockId {
    /// Where a body begins.
    pub const ENTRY: BlockId = BlockId(0);
}

/// A lowered file.
#[derive(Debug, Clone, Default)]
pub struct Module {
    /// The top level first, then functions, lambdas and class bodies in order of place.
    pub functions: Vec<Body>,
    /// Classes in order of place.
    pub classes: Vec<Class>,
    /// What imports bind, in order of place.
    pub imports: Vec<Import>,
    /// What other files may import by name. Languages whose modules export all their top-level names leave it empty
    /// and set `exports_all`.
    pub exports: Vec<Export>,
    /// Every variable of the top level can be imported under its own name.
    pub exports_all: bool,
    /// Constructs that were not lowered, in order of place: what they do is unknown to data flow.
    pub unlowered: Vec<Span>,
}

/// An import that binds a local, or (`local` none) only makes another file's exports its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// The module asked for, as written: `os.path`, `./helper`; parts of Rust's are joined by dots: `crate.db`. For Python's relative imports with its
    /// dots: `..p.q`.
    pub module: Name,
    /// What of it.
    pub item: ImportItem,
    /// Where the import stands.
    pub at: At,
}

/// What an import takes from a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportItem {
    /// The module itself: `import a.b as c`, `import * as m`, `require('m')`.
    Module,
    /// Of a dotted import without alias, the first part alone: `import a.b` binds `a`.
    Root,
    /// A name of it: `from m import n`. The default export is `default`.
    Named(Name),
    /// Everything: `from m import *`.
    All,
}

/// A name that other files can import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// The name it goes by outside; `default` for a default export. For CommonJS' `module.exports = x` it is `=`.
    pub name: Name,
    /// What stands behind it.
    pub target: ExportTarget,
}

/// What an export gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportTarget {
    /// A variable of the top level.
    Local(LocalId),
    /// What an import of this module gives (re-export): index into [`Module::imports`].
    Import(u32),
    /// All that another module exports: index into [`Module::imports`]; `name` of the export is then `*`.
    All(u32),
}

/// A class, struct or the like.
#[derive(Debug, Clone)]
pub struct Class {
    /// As written.
    pub name: Name,
    /// Its definition.
    pub at: At,
    /// The body it is defined in.
    pub parent: FunctionId,
    /// The local of `parent` that holds it; `None` for one without a name.
    pub local: Option<LocalId>,
    /// What it extends: operands read in `parent`.
    pub bases: Vec<Operand>,
    /// Methods by name, in order of place, constructors under the language's own name (`__init__`, `constructor`).
    pub methods: Vec<Method>,
    /// Of an interface that asks for no more: the methods a class must have to count as below this one.
    pub required: Vec<Name>,
    /// The code that runs when the class is defined: attributes are locals of it that bear their names. `None` where
    /// the language has no such code.
    pub body: Option<FunctionId>,
    /// Declared types of fields, dotted as written: `("db", "Session")`.
    pub field_types: Vec<(Name, Name)>,
}

/// A method of a class.
#[derive(Debug, Clone)]
pub struct Method {
    /// Its name.
    pub name: Name,
    /// Its code.
    pub function: FunctionId,
    /// How it is called.
    pub kind: MethodKind,
}

/// How a method is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MethodKind {
    /// With the object as receiver.
    Instance,
    /// Without a receiver.
    Static,
    /// With the class as receiver.
    Class,
    /// Read like a field.
    Getter,
    /// Written like a field.
    Setter,
}

/// What kind of code a body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyKind {
    /// The top level of a file.
    Module,
    /// A function with a name or without.
    Function,
    /// A function of a class.
    Method,
    /// The code inside a class definition.
    ClassBody,
}

/// A function's code.
#[derive(Debug, Clone)]
pub struct Body {
    /// For people: `f`, `Class.method`, `<lambda>`, `<module>`.
    pub name: Name,
    /// What kind.
    pub kind: BodyKind,
    /// The whole definition without decorators.
    pub at: At,
    /// The body it stands in; the module has none.
    pub parent: Option<FunctionId>,
    /// The class it belongs to, for methods and class bodies.
    pub class: Option<ClassId>,
    /// In order.
    pub params: Vec<Param>,
    /// Variables and temporaries.
    pub locals: Vec<Local>,
    /// The first is the entry.
    pub blocks: Vec<Block>,
    /// Calling it gives an iterator over what it yields.
    pub is_generator: bool,
    /// Calling it gives a promise of what it returns.
    pub is_async: bool,
    /// Declared type of what it returns, dotted as written.
    pub return_type: Option<Name>,
    /// Decorators from the outermost to the innermost: operands read in `parent`.
    pub decorators: Vec<Operand>,
}

/// A parameter.
#[derive(Debug, Clone)]
pub struct Param {
    /// The local that holds the argument at entry. Defaults and destructuring are statements at the head of the entry
    /// block: `local = join(local, default)`.
    pub local: LocalId,
    /// Its name; empty for one that is only a pattern.
    pub name: Name,
    /// The node of the name (or pattern).
    pub at: At,
    /// How arguments reach it.
    pub kind: ParamKind,
    /// Declared type, dotted as written.
    pub annotation: Option<Name>,
}

/// How arguments reach a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParamKind {
    /// The object a method was called on (`self`, `cls`). JavaScript's `this` is one too, put first.
    Receiver,
    /// By position or by name.
    Plain,
    /// By name only.
    Named,
    /// All remaining by position: `*args`, `...rest`.
    Rest,
    /// All remaining by name: `**kwargs`.
    NamedRest,
}

/// A variable or temporary.
#[derive(Debug, Clone)]
pub struct Local {
    /// As written; empty for temporaries.
    pub name: Name,
    /// What kind.
    pub kind: LocalKind,
    /// Declared type, dotted as written.
    pub annotation: Option<Name>,
}

impl Body {
    /// The nodes of everything in it that has a value: parameters, statements, operands and parts of places.
    pub fn nodes(&self, look: &mut dyn FnMut(At)) {
        self.params.iter().for_each(|param| look(param.at));
        for block in &self.blocks {
            for statement in &block.statements {
                look(statement.at);
                if let StatementKind::Call(call) = &statement.kind {
                    call.arguments.iter().for_each(|argument| look(argument.at));
                }
                if let Some(target) = statement.target() {
                    target.nodes(look);
                }
                statement.operands(&mut |operand| operand.nodes(look));
            }
            match &block.terminator {
                Terminator::Branch { condition, .. } => condition.nodes(look),
                Terminator::Return(value, at) | Terminator::Throw(value, at) => {
                    look(*at);
                    value.iter().for_each(|value| value.nodes(look));
                }
                Terminator::Goto(_) | Terminator::Fork(_) | Terminator::Stop => {}
            }
        }
    }
}

/// What a local is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocalKind {
    /// Declared in this body.
    Variable,
    /// Parameter of that index.
    Param(u32),
    /// Holds the value of one expression: written by one statement (by several on different branches), read soon.
    Temp,
    /// A variable of an enclosing body, by the body that declares it. Variables of the top level are captured from
    /// [`FunctionId::MODULE`].
    Captured(FunctionId, LocalId),
    /// A name that nothing in the file declares: a builtin, a global of the runtime.
    Unresolved,
}
