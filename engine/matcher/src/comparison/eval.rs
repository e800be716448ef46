//! What an expression is worth.

use super::literal::signed_number;
use super::{BinaryOp, Expression, Function, Relation, UnaryOp, Value};
use crate::regex::Overrun;

/// What an expression is evaluated against.
pub(super) struct Env<'e> {
    pub(super) lookup: &'e dyn Fn(&str) -> Option<Value>,
    pub(super) today: Option<f64>,
}

/// `Ok(None)` where an operand is missing or of the wrong kind.
type Result = std::result::Result<Option<Value>, Overrun>;

pub(super) fn evaluate(expression: &Expression, env: &Env<'_>) -> Result {
    match expression {
        Expression::Literal(value) => Ok(Some(value.clone())),
        Expression::Metavariable(name) => Ok((env.lookup)(name)),
        Expression::List(items) => Ok(all(items, env)?.map(Value::List)),
        Expression::Unary(op, inner) => {
            Ok(evaluate(inner, env)?.and_then(|value| unary(*op, value)))
        }
        Expression::Binary(op, left, right) => {
            // Both sides first: what cannot be known on one side makes the whole unknown, as in Semgrep.
            let (left, right) = (evaluate(left, env)?, evaluate(right, env)?);
            Ok(left.zip(right).and_then(|(left, right)| binary(*op, left, right)))
        }
        Expression::Chain(first, rest) => chain(first, rest, env),
        Expression::Call(function, arguments) => {
            let Some(arguments) = all(arguments, env)? else { return Ok(None) };
            Ok(call(*function, &arguments, env))
        }
        Expression::Match(regex, subject) => match evaluate(subject, env)? {
            Some(Value::String(text)) => Ok(Some(Value::Bool(regex.is_match_at_start(&text)?))),
            _ => Ok(None),
        },
    }
}

fn all(items: &[Expression], env: &Env<'_>) -> std::result::Result<Option<Vec<Value>>, Overrun> {
    let mut values = Vec::with_capacity(items.len());
    for item in items {
        let Some(value) = evaluate(item, env)? else { return Ok(None) };
        values.push(value);
    }
    Ok(Some(values))
}

fn chain(first: &Expression, rest: &[(Relation, Expression)], env: &Env<'_>) -> Result {
    let Some(mut left) = evaluate(first, env)? else { return Ok(None) };
    let mut holds = true;
    for (relation, right) in rest {
        let Some(right) = evaluate(right, env)? else { return Ok(None) };
        let Some(link) = related(*relation, &left, &right) else { return Ok(None) };
        holds &= link;
        left = right;
    }
    Ok(Some(Value::Bool(holds)))
}

fn unary(op: UnaryOp, value: Value) -> Option<Value> {
    match (op, value) {
        (UnaryOp::Not, Value::Bool(truth)) => Some(Value::Bool(!truth)),
        (UnaryOp::Minus, Value::Int(n)) => n.checked_neg().map(Value::Int),
        (UnaryOp::Minus, Value::Float(n)) => Some(Value::Float(-n)),
        (UnaryOp::Plus, value @ (Value::Int(_) | Value::Float(_))) => Some(value),
        (UnaryOp::Invert, Value::Int(n)) => Some(Value::Int(!n)),
        _ => None,
    }
}

fn binary(op: BinaryOp, left: Value, right: Value) -> Option<Value> {
    match (op, &left, &right) {
        (BinaryOp::And, Value::Bool(a), Value::Bool(b)) => Some(Value::Bool(*a && *b)),
        (BinaryOp::Or, Value::Bool(a), Value::Bool(b)) => Some(Value::Bool(*a || *b)),
        (_, Value::Int(a), Value::Int(b)) => whole(op, *a, *b),
        (BinaryOp::Add, Value::String(a), Value::String(b)) => {
            Some(Value::String(format!("{a}{b}")))
        }
        _ => fractional(op, float(&left)?, float(&right)?),
    }
}

/// Whole numbers; an overflow is not a value.
fn whole(op: BinaryOp, a: i128, b: i128) -> Option<Value> {
    let value = match op {
        BinaryOp::Add => a.checked_add(b),
        BinaryOp::Subtract => a.checked_sub(b),
        BinaryOp::Multiply => a.checked_mul(b),
        BinaryOp::Divide => a.checked_div(b),
        BinaryOp::Remainder => a.checked_rem(b),
        BinaryOp::FloorDivide => {
            let quotient = a.checked_div(b)?;
            let below = a % b != 0 && (a < 0) != (b < 0);
            quotient.checked_sub(i128::from(below))
        }
        BinaryOp::Power if b < 0 => return finite((a as f64).powf(b as f64)),
        BinaryOp::Power => a.checked_pow(u32::try_from(b).ok()?),
        BinaryOp::BitAnd => Some(a & b),
        BinaryOp::BitOr => Some(a | b),
        BinaryOp::BitXor => Some(a ^ b),
        BinaryOp::ShiftLeft => {
            let shift = u32::try_from(b).ok().filter(|shift| *shift < 127)?;
            a.checked_mul(1_i128 << shift)
        }
        BinaryOp::ShiftRight => Some(a >> u32::try_from(b).ok()?.min(127)),
        BinaryOp::And | BinaryOp::Or => None,
    };
    value.map(Value::Int)
}

fn fractional(op: BinaryOp, a: f64, b: f64) -> Option<Value> {
    match op {
        BinaryOp::Add => finite(a + b),
        BinaryOp::Subtract => finite(a - b),
        BinaryOp::Multiply => finite(a * b),
        BinaryOp::Divide => finite(a / b),
        BinaryOp::FloorDivide => finite((a / b).floor()),
        BinaryOp::Remainder => finite(a % b),
        BinaryOp::Power => finite(a.powf(b)),
        _ => None,
    }
}

fn finite(number: f64) -> Option<Value> {
    number.is_finite().then_some(Value::Float(number))
}

fn float(value: &Value) -> Option<f64> {
    match value {
        Value::Int(n) => Some(*n as f64),
        Value::Float(n) => Some(*n),
        _ => None,
    }
}

/// Whether `left` stands in `relation` to `right`; `None` where the question makes no sense.
fn related(relation: Relation, left: &Value, right: &Value) -> Option<bool> {
    use std::cmp::Ordering;
    // Code is compared by `str()` or not at all.
    if matches!(left, Value::Code(_)) || matches!(right, Value::Code(_)) {
        return None;
    }
    match relation {
        Relation::Equal => Some(equal(left, right)),
        Relation::NotEqual => Some(!equal(left, right)),
        Relation::In => Some(contains(right, left).unwrap_or(false)),
        Relation::NotIn => Some(contains(right, left).is_some_and(|found| !found)),
        Relation::Less => order(left, right).map(Ordering::is_lt),
        Relation::LessEqual => order(left, right).map(Ordering::is_le),
        Relation::Greater => order(left, right).map(Ordering::is_gt),
        Relation::GreaterEqual => order(left, right).map(Ordering::is_ge),
    }
}

fn equal(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Int(_), Value::Float(_)) | (Value::Float(_), Value::Int(_)) => {
            float(left) == float(right)
        }
        _ => left == right,
    }
}

fn order(left: &Value, right: &Value) -> Option<std::cmp::Ordering> {
    match (left, right) {
        (Value::Int(a), Value::Int(b)) => Some(a.cmp(b)),
        (Value::String(a), Value::String(b)) => Some(a.cmp(b)),
        _ => float(left)?.partial_cmp(&float(right)?),
    }
}

/// Whether `item` is in `whole`; `None` where `whole` holds nothing.
fn contains(whole: &Value, item: &Value) -> Option<bool> {
    match (whole, item) {
        (Value::List(items), _) => Some(items.iter().any(|other| equal(other, item))),
        (Value::String(text), Value::String(part)) => Some(text.contains(part.as_str())),
        _ => None,
    }
}

fn call(function: Function, arguments: &[Value], env: &Env<'_>) -> Option<Value> {
    if function == Function::Today {
        return env.today.map(Value::Float);
    }
    let (first, second) = (arguments.first()?, arguments.get(1));
    match (function, first) {
        (Function::Int, Value::Int(n)) if second.is_none() => Some(Value::Int(*n)),
        (Function::Int, Value::Bool(truth)) if second.is_none() => {
            Some(Value::Int(i128::from(*truth)))
        }
        (Function::Int, Value::Float(n)) if second.is_none() => truncated(*n),
        (Function::Int, Value::String(text)) => int_of(text, second),
        (Function::Float, Value::String(text)) => text.trim().parse().ok().and_then(finite),
        (Function::Float, value) => float(value).and_then(finite),
        (Function::Str, Value::List(_) | Value::None) => None,
        (Function::Str, value) => Some(Value::String(value.to_string())),
        (Function::Len, Value::String(text)) => {
            i128::try_from(text.chars().count()).ok().map(Value::Int)
        }
        (Function::Len, Value::List(items)) => i128::try_from(items.len()).ok().map(Value::Int),
        (Function::Strptime, Value::String(text)) => seconds_of_date(text).map(Value::Float),
        (Function::PromqlDuration, Value::String(text)) => milliseconds(text).map(Value::Int),
        _ => None,
    }
}

fn truncated(number: f64) -> Option<Value> {
    (number.abs() < 1e38).then(|| Value::Int(number.trunc() as i128))
}

/// `int("0x1F")`, `int("777", 8)`.
fn int_of(text: &str, base: Option<&Value>) -> Option<Value> {
    let base = match base {
        // Without a base, a leading zero means nothing.
        None => Some(10),
        Some(Value::Int(0)) => None,
        Some(Value::Int(base)) => {
            Some(u32::try_from(*base).ok().filter(|base| (2..=36).contains(base))?)
        }
        Some(_) => return None,
    };
    match signed_number(text.trim(), base)? {
        value @ Value::Int(_) => Some(value),
        _ => None,
    }
}

/// Seconds from 1970 to the start of a day `yyyy-mm-dd`, in UTC.
fn seconds_of_date(text: &str) -> Option<f64> {
    let mut parts = text.trim().split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || !(1..=9999).contains(&year) || !(1..=12).contains(&month) {
        return None;
    }
    (1..=days_in(year, month))
        .contains(&day)
        .then(|| (days_before(year, month, day) * 86_400) as f64)
}

fn days_in(year: i64, month: i64) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 to this day, by counting from March so that the leap day comes last.
fn days_before(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// A Prometheus duration (`1h30m`) in milliseconds.
fn milliseconds(text: &str) -> Option<i128> {
    const UNITS: [(&str, i128); 7] = [
        ("ms", 1),
        ("s", 1_000),
        ("m", 60_000),
        ("h", 3_600_000),
        ("d", 86_400_000),
        ("w", 604_800_000),
        ("y", 31_536_000_000),
    ];
    let mut rest = text;
    let mut total: i128 = 0;
    loop {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let count: i128 = rest[..digits].parse().ok()?;
        rest = &rest[digits..];
        let (unit, factor) = UNITS.iter().find(|(unit, _)| rest.starts_with(unit))?;
        total = total.checked_add(count.checked_mul(*factor)?)?;
        rest = &rest[unit.len()..];
        if rest.is_empty() {
            return Some(total);
        }
    }
}
