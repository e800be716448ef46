//! Terraform's functions.
//!
//! For: the pure ones, and those over files through [`Files`](crate::dialect::Files). Ones whose result differs from run
//! to run (`uuid`, `timestamp`, `bcrypt`) are not known.
//! Not for: `try` and `can`, which decide what is evaluated (`evaluator.rs`).
//!
//! Functions of [`collections`] work with lists and maps that are only partly known; all others need their arguments
//! wholly known, and are else unknown for the reason of the first argument that is not.

use std::sync::Arc;

use super::evaluator::Evaluator;
use super::operators::error;
use super::types::{first_unknown, to_number, unknown_of};
use crate::number::Number;
use crate::origin::Origin;
use crate::value::{Kind, Map, Reason, Value};

mod collections;
mod dates;
mod encoding;
mod files;
mod format;
mod hashes;
mod network;
mod numbers;
mod strings;
mod yaml;

/// A result, or why there is none.
pub(super) type Outcome = Result<Kind, Stop>;

/// Why a function has no result.
pub(super) enum Stop {
    /// It fails on these arguments.
    Error(String),
    /// This argument is not known.
    Unknown(Value),
}

impl Stop {
    fn error(what: impl Into<String>) -> Stop {
        Stop::Error(what.into())
    }
}

/// Evaluated arguments, read by position.
#[derive(Clone, Copy)]
pub(super) struct Arguments<'a>(pub(super) &'a [Value]);

/// Calls a function.
pub(crate) fn call(
    evaluator: &mut Evaluator<'_, '_, '_>,
    name: &str,
    arguments: &[Value],
    own: Origin,
) -> Value {
    // A failed argument fails the call.
    let failed = |value: &&Value| matches!(&value.kind, Kind::Unknown(unknown) if unknown.reason == Reason::Error);
    if let Some(failed) = arguments.iter().find(failed) {
        return Value { origin: own, ..failed.clone() };
    }
    let size: usize = arguments.iter().map(size).sum();
    if !evaluator.cx.budget.take(1 + size as u64 / 16) {
        return Value::unknown(Reason::Budget, "too many steps", own);
    }
    let list = Arguments(arguments);
    let outcome = collections::call(name, list)
        .or_else(|| files::call(evaluator, name, list, &own))
        .or_else(|| strict(name, list));
    match outcome {
        Some(Ok(kind)) => Value::new(kind, own),
        Some(Err(Stop::Error(what))) => error(what, own),
        Some(Err(Stop::Unknown(value))) => Value { origin: own, ..unknown_of(&value) },
        None if is_impure(name) => {
            Value::unknown(Reason::Computed, format!("{name}(), which differs each time"), own)
        }
        None if name.contains("::") => {
            Value::unknown(Reason::Unsupported, format!("{name}(), a provider's function"), own)
        }
        None => Value::unknown(Reason::Unsupported, format!("function {name}()"), own),
    }
}

fn is_impure(name: &str) -> bool {
    matches!(
        name,
        "uuid"
            | "timestamp"
            | "plantimestamp"
            | "bcrypt"
            | "rsadecrypt"
            | "base64gzip"
            | "abspath"
            | "pathexpand"
    )
}

fn strict(name: &str, arguments: Arguments<'_>) -> Option<Outcome> {
    if let Some(unknown) = arguments.0.iter().find(|value| first_unknown(value).is_some()) {
        return is_known(name).then(|| Err(Stop::Unknown(unknown.clone())));
    }
    strings::call(name, arguments)
        .or_else(|| numbers::call(name, arguments))
        .or_else(|| encoding::call(name, arguments))
        .or_else(|| hashes::call(name, arguments))
        .or_else(|| network::call(name, arguments))
        .or_else(|| dates::call(name, arguments))
}

/// Whether a strict function of that name exists (asked where its arguments are not known).
fn is_known(name: &str) -> bool {
    !is_impure(name) && !name.contains("::")
}

/// Rough size of a value, for the budget: the length of a text, the number of elements at the top.
fn size(value: &Value) -> usize {
    match &value.kind {
        Kind::String(text) => text.len() / 8,
        Kind::List(items) => items.len(),
        Kind::Map(entries) => entries.len(),
        _ => 1,
    }
}

impl<'a> Arguments<'a> {
    pub(super) fn at(self, at: usize) -> Result<&'a Value, Stop> {
        self.0.get(at).ok_or_else(|| Stop::error("too few arguments"))
    }

    pub(super) fn len(self) -> usize {
        self.0.len()
    }

    /// A text; numbers and truth values are converted.
    pub(super) fn text(self, at: usize) -> Result<Arc<str>, Stop> {
        let value = self.at(at)?;
        text_of(value)
    }

    pub(super) fn number(self, at: usize) -> Result<Number, Stop> {
        let value = self.at(at)?;
        match to_number(value) {
            Some(Value { kind: Kind::Number(number), .. }) => Ok(number),
            Some(value) if value.is_unknown() => Err(Stop::Unknown(value)),
            _ => Err(Stop::error(format!("{} where a number is wanted", value.describe()))),
        }
    }

    pub(super) fn whole(self, at: usize) -> Result<i128, Stop> {
        let number = self.number(at)?;
        number.as_whole().ok_or_else(|| Stop::error("a fraction where a whole number is wanted"))
    }

    pub(super) fn list(self, at: usize) -> Result<&'a [Value], Stop> {
        let value = self.at(at)?;
        match &value.kind {
            Kind::List(items) => Ok(items),
            Kind::Unknown(_) => Err(Stop::Unknown(value.clone())),
            _ => Err(Stop::error(format!("{} where a list is wanted", value.describe()))),
        }
    }

    pub(super) fn map(self, at: usize) -> Result<&'a Map, Stop> {
        let value = self.at(at)?;
        match &value.kind {
            Kind::Map(entries) => Ok(entries),
            Kind::Unknown(_) => Err(Stop::Unknown(value.clone())),
            _ => Err(Stop::error(format!("{} where a map is wanted", value.describe()))),
        }
    }
}

pub(super) fn text_of(value: &Value) -> Result<Arc<str>, Stop> {
    match &value.kind {
        Kind::Unknown(_) | Kind::Template(_) => Err(Stop::Unknown(value.clone())),
        _ => value
            .to_text()
            .ok_or_else(|| Stop::error(format!("{} where text is wanted", value.describe()))),
    }
}

pub(super) fn text(value: impl Into<Arc<str>>) -> Outcome {
    Ok(Kind::String(value.into()))
}

pub(super) fn whole(value: i128) -> Outcome {
    Ok(Kind::Number(Number::Whole(value)))
}

pub(super) fn truth(value: bool) -> Outcome {
    Ok(Kind::Bool(value))
}

pub(super) fn list(items: Vec<Value>) -> Outcome {
    Ok(Kind::List(Arc::new(items)))
}

/// A list of texts that stand where `like` does.
pub(super) fn texts<'t>(items: impl IntoIterator<Item = &'t str>, like: &Value) -> Outcome {
    list(items.into_iter().map(|item| Value::string(item, like.origin.clone())).collect())
}
