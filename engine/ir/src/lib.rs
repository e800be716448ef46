//! The language descriptor, the types a language's tables are made of, and the lowered form of programs.
//!
//! For: everything the engines may ask of a language. A language is a value; nobody matches on a language enum.
//! Not for: the values themselves (`tamis-lang` lists them), nor analysis (`tamis-flow`).
//! Read [`Language`] first; for data flow [`Module`], then [`Builder`], with which languages make one.

mod build;
mod dump;
mod language;
mod lowering;
mod pattern;
mod program;
mod statement;

pub use build::{BodyStart, Builder};
pub use dump::{cfg, cfg_dot, dump};
pub use language::{Language, LanguageId, Matching, Syntax, TextPatterns};
pub use lowering::{FileGuess, ImportRequest, Lowering, Sharing};
pub use pattern::{EncodedPattern, Hole, HoleKind, PatternSyntax};
pub use program::{
    At, BlockId, Body, BodyKind, Class, ClassId, Export, ExportTarget, FunctionId, Import,
    ImportItem, Local, LocalId, LocalKind, Method, MethodKind, Module, Name, Param, ParamKind,
};
pub use statement::{
    Aggregate, Argument, BinaryOperator, Block, Call, CallKind, Constant, Element, ElementKey, Key,
    Operand, OperandKind, Place, Projection, Spread, Statement, StatementKind, Terminator,
    UnaryOperator, Value,
};
