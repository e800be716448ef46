//! Statements, operands and places: what blocks are made of.

use smallvec::SmallVec;

use crate::program::{At, BlockId, ClassId, FunctionId, LocalId, Name};

/// Statements that run in order, and where control goes then.
#[derive(Debug, Clone)]
pub struct Block {
    /// In order.
    pub statements: Vec<Statement>,
    /// What comes after.
    pub terminator: Terminator,
    /// Where an exception raised by any statement of the block is caught: that block may see the state before or after
    /// each statement. `None`: it leaves the body.
    pub unwind: Option<BlockId>,
}

/// One statement.
#[derive(Debug, Clone)]
pub struct Statement {
    /// The statement's or expression's node.
    pub at: At,
    /// What it does.
    pub kind: StatementKind,
}

impl Statement {
    /// Every value it reads, in order; those that decide the keys of places are not among them (see
    /// [`Place::indexes`]).
    pub fn operands<'s>(&'s self, look: &mut dyn FnMut(&'s Operand)) {
        match &self.kind {
            StatementKind::Assign { value, .. } => value.operands(look),
            StatementKind::Call(call) => {
                look(&call.callee);
                call.arguments.iter().for_each(|argument| look(&argument.value));
            }
            StatementKind::Delete(_) => {}
            StatementKind::Yield(value) => look(value),
        }
    }

    /// The place it writes; of a call, the temporary is not said here.
    pub fn target(&self) -> Option<&Place> {
        match &self.kind {
            StatementKind::Assign { target, .. } | StatementKind::Delete(target) => Some(target),
            StatementKind::Call(_) | StatementKind::Yield(_) => None,
        }
    }
}

/// What a statement does.
#[derive(Debug, Clone)]
pub enum StatementKind {
    /// `target = value`. Writing a place whose keys are all known replaces what it held; one with [`Key::Any`] adds.
    Assign {
        /// Where to.
        target: Place,
        /// What.
        value: Value,
    },
    /// A call.
    Call(Box<Call>),
    /// `del place`, `delete place`: it holds nothing any more.
    Delete(Place),
    /// `yield value`: handed to whoever iterates.
    Yield(Operand),
}

/// A call.
#[derive(Debug, Clone)]
pub struct Call {
    /// Where the result goes: a temporary.
    pub target: LocalId,
    /// What is called. A place with a path is a method call: the receiver is the place without the last key.
    pub callee: Operand,
    /// In order of writing.
    pub arguments: Vec<Argument>,
    /// What kind.
    pub kind: CallKind,
}

/// Kinds of calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallKind {
    /// `f(x)`; in Python also the creation of objects.
    Call,
    /// `new C(x)`.
    New,
    /// A decorator applied to a definition, the only argument.
    Decorator,
    /// A tagged template, a macro: anything that calls without looking like a call.
    Implicit,
}

/// An argument of a call.
#[derive(Debug, Clone)]
pub struct Argument {
    /// The value.
    pub value: Operand,
    /// By name, where it has one.
    pub name: Option<Name>,
    /// Whether it stands for several.
    pub spread: Spread,
    /// The whole argument (`name=value`, `*value`); the value's own where there is no more to it.
    pub at: At,
}

/// Whether an argument or element stands for several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Spread {
    /// One value.
    #[default]
    No,
    /// `*list`, `...list`.
    List,
    /// `**map`; in an object literal `...map`.
    Map,
}

/// A value that is at hand, and the expression that names it.
#[derive(Debug, Clone)]
pub struct Operand {
    /// The expression.
    pub at: At,
    /// The value.
    pub kind: OperandKind,
}

/// Kinds of operands.
#[derive(Debug, Clone)]
pub enum OperandKind {
    /// What a place holds.
    Place(Place),
    /// A literal.
    Constant(Constant),
}

impl Operand {
    /// The place it reads, if it reads one.
    pub fn place(&self) -> Option<&Place> {
        match &self.kind {
            OperandKind::Place(place) => Some(place),
            OperandKind::Constant(_) => None,
        }
    }

    /// The nodes of the value and of what it is looked up in.
    pub(crate) fn nodes(&self, look: &mut dyn FnMut(At)) {
        look(self.at);
        if let Some(place) = self.place() {
            place.nodes(look);
        }
    }

    /// The literal it is, if it is one.
    pub fn constant(&self) -> Option<&Constant> {
        match &self.kind {
            OperandKind::Constant(constant) => Some(constant),
            OperandKind::Place(_) => None,
        }
    }
}

/// A literal.
#[derive(Debug, Clone, PartialEq)]
pub enum Constant {
    /// Text (bytes too), escapes resolved.
    String(Name),
    /// A whole number that fits.
    Int(i64),
    /// Any other number, as written.
    Number(Name),
    /// A truth value.
    Bool(bool),
    /// `None`, `null`, `undefined`.
    Null,
}

/// An access path: a variable and what is looked up in it, one after the other.
#[derive(Debug, Clone)]
pub struct Place {
    /// The variable.
    pub base: LocalId,
    /// The expression that names the variable alone.
    pub at: At,
    /// Outermost first; empty for the variable itself.
    pub path: SmallVec<[Projection; 1]>,
}

impl Place {
    /// A variable alone.
    pub fn local(base: LocalId, at: At) -> Self {
        Place { base, at, path: SmallVec::new() }
    }

    /// The values that decide keys which are not written as constants.
    pub fn indexes(&self) -> impl Iterator<Item = &Operand> {
        self.path.iter().filter_map(|projection| projection.index.as_deref())
    }

    /// The nodes of the variable, of each part on the way, and of the keys.
    pub(crate) fn nodes(&self, look: &mut dyn FnMut(At)) {
        look(self.at);
        self.path.iter().for_each(|projection| look(projection.at));
        self.indexes().for_each(|index| index.nodes(look));
    }

    /// The expression that names the whole place.
    pub fn whole(&self) -> At {
        self.path.last().map_or(self.at, |last| last.at)
    }
}

/// One look-up.
#[derive(Debug, Clone)]
pub struct Projection {
    /// What is looked up.
    pub key: Key,
    /// The expression that ends here: of `a.b.c` first `a.b`, then `a.b.c`.
    pub at: At,
    /// The value that decided the key, where it is not written as a constant: `i` of `a[i]`.
    pub index: Option<Box<Operand>>,
}

/// What is looked up in an object.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A field or a constant string key: `a.b`, `a["b"]`.
    Name(Name),
    /// A constant number: `a[0]`; negative ones count from the end where the language does so.
    Index(i64),
    /// Any of its elements: `a[i]`.
    Any,
}

/// How a value is computed. Operands are at hand: nothing is nested.
#[derive(Debug, Clone)]
pub enum Value {
    /// The same value.
    Use(Operand),
    /// One of these, not known which, or a mixture: `a or b`, `a ?? b`, defaults.
    Join(Vec<Operand>),
    /// One operand.
    Unary(UnaryOperator, Operand),
    /// Two operands.
    Binary(BinaryOperator, Operand, Operand),
    /// Text made of parts in order: f-strings, template literals.
    Template(Vec<Operand>),
    /// `a[start:end:step]`; the parts absent are `None`.
    Slice(Operand, Box<[Option<Operand>; 3]>),
    /// A list, tuple, set, dictionary or object literal.
    Aggregate(Aggregate, Vec<Element>),
    /// An element of an iterable, at each turn another one.
    Iterate(Operand),
    /// What a promise or coroutine gives.
    Await(Operand),
    /// A function of this module, made here; what it captures is as it is here or later.
    Function(FunctionId),
    /// A class of this module.
    Class(ClassId),
    /// What an import binds: index into `Module::imports`.
    Import(u32),
    /// A value of which nothing is known but what it was made of.
    Opaque(Vec<Operand>),
}

impl Value {
    /// The operands, in order.
    pub fn operands<'s>(&'s self, look: &mut dyn FnMut(&'s Operand)) {
        match self {
            Value::Use(it) | Value::Unary(_, it) | Value::Iterate(it) | Value::Await(it) => {
                look(it)
            }
            Value::Join(all) | Value::Template(all) | Value::Opaque(all) => {
                all.iter().for_each(look);
            }
            Value::Binary(_, left, right) => [left, right].into_iter().for_each(look),
            Value::Slice(base, bounds) => {
                look(base);
                bounds.iter().flatten().for_each(look);
            }
            Value::Aggregate(_, elements) => {
                for element in elements {
                    if let Some(ElementKey::Computed(key)) = &element.key {
                        look(key);
                    }
                    look(&element.value);
                }
            }
            Value::Function(_) | Value::Class(_) | Value::Import(_) => {}
        }
    }
}

/// Kinds of literals with elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aggregate {
    /// `[a, b]`.
    List,
    /// `(a, b)`.
    Tuple,
    /// `{a, b}`.
    Set,
    /// `{k: v}`.
    Map,
}

/// An element of an aggregate.
#[derive(Debug, Clone)]
pub struct Element {
    /// Its key in a map; `None` for elements that count on, and for spreads.
    pub key: Option<ElementKey>,
    /// Its value.
    pub value: Operand,
    /// Whether it stands for several.
    pub spread: Spread,
}

/// The key of an element.
#[derive(Debug, Clone)]
pub enum ElementKey {
    /// Known.
    Constant(Key),
    /// Computed.
    Computed(Operand),
}

/// Operators with one operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the operator of that name")]
pub enum UnaryOperator {
    Not,
    Negate,
    Plus,
    BitNot,
    TypeOf,
    /// Dereference, borrow and whatever else gives its operand on.
    Transparent,
    /// Conversion to a number: a cast, `parse::<u32>()`.
    Number,
    Other,
}

/// Operators with two operands. `and` and `or` are [`Value::Join`] as values, branches as conditions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the operator of that name")]
pub enum BinaryOperator {
    Add,
    Subtract,
    Multiply,
    Divide,
    FloorDivide,
    Remainder,
    Power,
    BitAnd,
    BitOr,
    BitXor,
    ShiftLeft,
    ShiftRight,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    /// `a in b`: membership.
    In,
    NotIn,
    /// Identity: `is`.
    Is,
    IsNot,
    InstanceOf,
    Other,
}

impl BinaryOperator {
    /// Whether it gives a truth value.
    pub fn is_comparison(self) -> bool {
        use BinaryOperator as B;
        matches!(
            self,
            B::Equal
                | B::NotEqual
                | B::Less
                | B::LessEqual
                | B::Greater
                | B::GreaterEqual
                | B::In
                | B::NotIn
                | B::Is
                | B::IsNot
                | B::InstanceOf
        )
    }
}

/// How a block ends.
#[derive(Debug, Clone)]
pub enum Terminator {
    /// On to that block.
    Goto(BlockId),
    /// By a condition. The operand is often a temporary; the statement that writes it says what is asked.
    Branch {
        /// What is asked.
        condition: Operand,
        /// If it holds.
        then: BlockId,
        /// If not.
        otherwise: BlockId,
    },
    /// On to any of these: loops over elements, patterns whose test is not lowered.
    Fork(Vec<BlockId>),
    /// Out of the body, with a value where there is one.
    Return(Option<Operand>, At),
    /// Out of the body by an exception, or to the block's `unwind`. What is caught was written to the handler's
    /// variable before.
    Throw(Option<Operand>, At),
    /// Nothing comes after: a call that does not return, an unreachable block.
    Stop,
}
