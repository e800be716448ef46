//! Operators, with three values.

use std::sync::Arc;

use super::ast::Operator;
use super::types::{first_unknown, to_bool, to_number, unknown_of};
use crate::number::Number;
use crate::origin::Origin;
use crate::truth::Truth;
use crate::value::{Kind, Part, Reason, Value};

/// Applies an operator to evaluated operands (`&&` and `||` as well: Terraform evaluates both).
pub(crate) fn binary(operator: Operator, left: &Value, right: &Value, origin: Origin) -> Value {
    match operator {
        Operator::And | Operator::Or => logic(operator, left, right, origin),
        Operator::Equal => truth(same(left, right), left, right, origin),
        Operator::NotEqual => truth(!same(left, right), left, right, origin),
        _ => arithmetic(operator, left, right, origin),
    }
}

/// `!value`.
pub(crate) fn not(value: &Value, origin: Origin) -> Value {
    match to_bool(value).map(|value| value.kind) {
        Some(Kind::Bool(value)) => Value::bool(!value, origin),
        Some(Kind::Unknown(unknown)) => Value::new(Kind::Unknown(unknown), origin),
        _ => error("'!' of something that is no truth value", origin),
    }
}

/// `-value`.
pub(crate) fn negate(value: &Value, origin: Origin) -> Value {
    let zero = Value::whole(0, origin.clone());
    arithmetic(Operator::Subtract, &zero, value, origin)
}

pub(crate) fn error(what: impl Into<Arc<str>>, origin: Origin) -> Value {
    Value::unknown(Reason::Error, what, origin)
}

fn truth(truth: Truth, left: &Value, right: &Value, origin: Origin) -> Value {
    match truth {
        Truth::True => Value::bool(true, origin),
        Truth::False => Value::bool(false, origin),
        Truth::Unknown => {
            let of = if first_unknown(left).is_some() { left } else { right };
            Value { origin, ..unknown_of(of) }
        }
    }
}

fn logic(operator: Operator, left: &Value, right: &Value, origin: Origin) -> Value {
    let read = |value: &Value| match to_bool(value).map(|value| value.kind) {
        Some(Kind::Bool(value)) => Some(Truth::from(value)),
        Some(Kind::Unknown(unknown)) if unknown.reason != Reason::Error => Some(Truth::Unknown),
        _ => None,
    };
    let (Some(a), Some(b)) = (read(left), read(right)) else {
        // What fails may stand behind a condition that guards it: `x != null && x.y`.
        let known = [read(left), read(right)].into_iter().flatten().next();
        let decides = matches!(
            (operator, known),
            (Operator::And, Some(Truth::False)) | (Operator::Or, Some(Truth::True))
        );
        return match known {
            Some(known) if decides => truth(known, left, right, origin),
            _ => error("a condition that is no truth value", origin),
        };
    };
    let joined = if operator == Operator::And { a.and(b) } else { a.or(b) };
    truth(joined, left, right, origin)
}

fn arithmetic(operator: Operator, left: &Value, right: &Value, origin: Origin) -> Value {
    let (Some(a), Some(b)) = (to_number(left), to_number(right)) else {
        return error("arithmetic with something that is no number", origin);
    };
    let (Kind::Number(x), Kind::Number(y)) = (&a.kind, &b.kind) else {
        if a.is_null() || b.is_null() {
            return error("arithmetic with null", origin);
        }
        let of = if a.is_unknown() { a } else { b };
        return Value { origin, ..unknown_of(&of) };
    };
    let (x, y) = (*x, *y);
    let compared = |holds: bool| Value::bool(holds, origin.clone());
    match operator {
        Operator::Less => return compared(x < y),
        Operator::LessEqual => return compared(x <= y),
        Operator::Greater => return compared(x > y),
        Operator::GreaterEqual => return compared(x >= y),
        _ => {}
    }
    match calculate(operator, x, y) {
        Some(number) => Value::number(number, origin),
        None => error("division by zero", origin),
    }
}

fn calculate(operator: Operator, x: Number, y: Number) -> Option<Number> {
    if let (Some(a), Some(b)) = (x.as_whole(), y.as_whole()) {
        let exact = match operator {
            Operator::Add => a.checked_add(b),
            Operator::Subtract => a.checked_sub(b),
            Operator::Multiply => a.checked_mul(b),
            Operator::Divide if b != 0 && a % b == 0 => a.checked_div(b),
            Operator::Remainder if b != 0 => a.checked_rem(b),
            _ => None,
        };
        if let Some(exact) = exact {
            return Some(Number::Whole(exact));
        }
    }
    let (a, b) = (x.as_f64(), y.as_f64());
    let result = match operator {
        Operator::Add => a + b,
        Operator::Subtract => a - b,
        Operator::Multiply => a * b,
        Operator::Divide if b != 0.0 => a / b,
        Operator::Remainder if b != 0.0 => a % b,
        _ => return None,
    };
    Number::from_f64(result).filter(|_| result.is_finite())
}

/// Whether two values are equal, as far as they are known.
pub(crate) fn same(left: &Value, right: &Value) -> Truth {
    match (&left.kind, &right.kind) {
        (Kind::Unknown(_), _) | (_, Kind::Unknown(_)) => Truth::Unknown,
        (Kind::Template(parts), Kind::String(text))
        | (Kind::String(text), Kind::Template(parts)) => {
            if may_be(parts, text) {
                Truth::Unknown
            } else {
                Truth::False
            }
        }
        (Kind::Template(_), Kind::Template(_)) => Truth::Unknown,
        (Kind::List(a), Kind::List(b)) => {
            if is_open(a) || is_open(b) {
                return Truth::Unknown;
            }
            if a.len() != b.len() {
                return Truth::False;
            }
            Truth::all(a.iter().zip(b.iter()).map(|(a, b)| same(a, b)))
        }
        (Kind::Map(a), Kind::Map(b)) => {
            if a.len() != b.len() {
                return Truth::False;
            }
            Truth::all(a.iter().map(|(key, entry)| match b.get(key) {
                Some(other) => same(&entry.value, &other.value),
                None => Truth::False,
            }))
        }
        _ => Truth::from(left == right),
    }
}

/// Whether a text with unknown parts may turn out to be `text`: by its known beginning and end.
fn may_be(parts: &[Part], text: &str) -> bool {
    let start = match parts.first() {
        Some(Part::Literal(literal)) => text.starts_with(&**literal),
        _ => true,
    };
    let end = match parts.last() {
        Some(Part::Literal(literal)) => text.ends_with(&**literal),
        _ => true,
    };
    start && end
}

/// What stands for any number of elements in a list of which only some are known.
const OPEN: &str = "more elements: ";

/// An element that stands for any number of elements.
pub(crate) fn open(value: &Value) -> Value {
    let unknown = unknown_of(value);
    let Kind::Unknown(inner) = &unknown.kind else { return unknown };
    if inner.what.starts_with(OPEN) {
        return unknown;
    }
    Value::unknown(inner.reason, format!("{OPEN}{}", inner.what), unknown.origin)
}

/// Whether a list may have more elements than it shows.
pub(crate) fn is_open(items: &[Value]) -> bool {
    items.iter().any(|item| matches!(&item.kind, Kind::Unknown(u) if u.what.starts_with(OPEN)))
}
