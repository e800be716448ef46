//! The expression language of `metavariable-comparison`: a small part of Python.
//!
//! An expression is read once into a tree ([`Comparison::parse`]) and asked for each match ([`Comparison::holds`]) with the values of
//! its metavariables. What makes no sense (a list compared with a number, an unbound metavariable, a division by zero)
//! makes the condition false, never an error: patterns are wider than the comparison that narrows them. Following Semgrep, all
//! operands are looked at before `and` and `or` decide, `/` on whole numbers is whole, and `%` takes the sign of the left side.
//! There is no clock here: `today()` is what the caller says it is. Read [`Comparison`] and [`Value`] first.
//!
//! ```
//! use tamis_matcher::comparison::{Comparison, Value};
//!
//! let comparison = Comparison::parse("$BITS < 2048 and $BITS % 8 == 0").expect("parses");
//! let lookup = |name: &str| (name == "$BITS").then_some(Value::Int(1024));
//! assert_eq!(comparison.holds(&lookup, None), Ok(true));
//! ```

use std::fmt;

use crate::regex::{Overrun, Regex, RegexError};

mod eval;
mod lex;
mod literal;
mod parse;
#[cfg(test)]
mod tests;

pub use literal::value_of_literal;

/// What an expression or a metavariable is worth.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A whole number.
    Int(i128),
    /// A number with a fraction.
    Float(f64),
    /// The content of a string, without quotes.
    String(String),
    /// A truth value.
    Bool(bool),
    /// A list or a tuple.
    List(Vec<Value>),
    /// `None`, `null`.
    None,
    /// Code that is none of the above, as text. Only `str()` makes something of it.
    Code(String),
}

/// A parsed expression.
#[derive(Debug)]
pub struct Comparison {
    root: Expression,
    metavariables: Vec<String>,
}

/// Why an expression cannot be used. Offsets are bytes into it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ComparisonError {
    /// Something else was expected here.
    #[error("expected {expected} in a comparison, found {found}")]
    Unexpected {
        /// What could stand here.
        expected: &'static str,
        /// What stands here.
        found: String,
        /// Where.
        offset: usize,
    },
    /// A function that is not one of ours.
    #[error("'{name}' is not a function of comparisons")]
    UnknownFunction {
        /// Its name, or the name used like one.
        name: String,
        /// Where.
        offset: usize,
    },
    /// The wrong number of arguments, or an argument of the wrong kind.
    #[error("'{name}' takes {takes}")]
    Arguments {
        /// The function.
        name: &'static str,
        /// What it takes.
        takes: &'static str,
        /// Where.
        offset: usize,
    },
    /// The expression of a `re.match` does not compile.
    #[error("regular expression of 're.match': {error}")]
    Regex {
        /// Why.
        error: RegexError,
        /// Where its string starts.
        offset: usize,
    },
    /// Parentheses or operators nest beyond our limit.
    #[error("comparison nests too deeply")]
    TooDeep {
        /// Where.
        offset: usize,
    },
}

impl ComparisonError {
    /// The byte of the expression the error is about.
    pub fn offset(&self) -> usize {
        match self {
            ComparisonError::Unexpected { offset, .. }
            | ComparisonError::UnknownFunction { offset, .. }
            | ComparisonError::Arguments { offset, .. }
            | ComparisonError::Regex { offset, .. }
            | ComparisonError::TooDeep { offset } => *offset,
        }
    }
}

impl Comparison {
    /// Reads `text`.
    pub fn parse(text: &str) -> Result<Comparison, ComparisonError> {
        let (root, metavariables) = parse::parse(text)?;
        Ok(Comparison { root, metavariables })
    }

    /// The metavariables it names, with their dollars, each once, in the order of the text.
    pub fn metavariables(&self) -> &[String] {
        &self.metavariables
    }

    /// Whether it is true. `lookup` gets names with their dollars; `today` is the time in seconds since 1970 for `today()`.
    /// Anything but a truth value counts as false. Only an endless regular expression is an error.
    pub fn holds(
        &self,
        lookup: &dyn Fn(&str) -> Option<Value>,
        today: Option<f64>,
    ) -> Result<bool, Overrun> {
        Ok(self.value(lookup, today)? == Some(Value::Bool(true)))
    }

    /// What it is worth; `None` where an operand is missing or of the wrong kind.
    pub fn value(
        &self,
        lookup: &dyn Fn(&str) -> Option<Value>,
        today: Option<f64>,
    ) -> Result<Option<Value>, Overrun> {
        eval::evaluate(&self.root, &eval::Env { lookup, today })
    }
}

impl fmt::Display for Value {
    /// As `str()` gives it: `true` and `false` in lower case, as Semgrep does; lists in brackets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Int(number) => write!(f, "{number}"),
            Value::Float(number) => write!(f, "{number:?}"),
            Value::String(text) | Value::Code(text) => f.write_str(text),
            Value::Bool(truth) => write!(f, "{truth}"),
            Value::None => f.write_str("None"),
            Value::List(values) => {
                f.write_str("[")?;
                for (i, value) in values.iter().enumerate() {
                    if i > 0 {
                        f.write_str(", ")?;
                    }
                    write!(f, "{value}")?;
                }
                f.write_str("]")
            }
        }
    }
}

/// One expression.
#[derive(Debug)]
enum Expression {
    Literal(Value),
    Metavariable(String),
    List(Vec<Expression>),
    Unary(UnaryOp, Box<Expression>),
    Binary(BinaryOp, Box<Expression>, Box<Expression>),
    /// `a < b <= c`: every neighbouring pair.
    Chain(Box<Expression>, Vec<(Relation, Expression)>),
    Call(Function, Vec<Expression>),
    /// `re.match("...", x)`.
    Match(Box<Regex>, Box<Expression>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum UnaryOp {
    Not,
    Minus,
    Plus,
    Invert,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BinaryOp {
    And,
    Or,
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
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    In,
    NotIn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Function {
    Int,
    Float,
    Str,
    Len,
    Today,
    Strptime,
    PromqlDuration,
}
