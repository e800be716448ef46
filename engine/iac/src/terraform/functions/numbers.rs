//! Functions over numbers.

use super::collections::numbers;
use super::{Arguments, Outcome, Stop, list, whole};
use crate::number::Number;
use crate::value::{Kind, Value};

/// Elements of a `range`, as Terraform limits them.
const MAX_RANGE: usize = 1024;

pub(super) fn call(name: &str, arguments: Arguments<'_>) -> Option<Outcome> {
    let function: fn(Arguments<'_>) -> Outcome = match name {
        "abs" => |a| {
            number(match a.number(0)? {
                Number::Whole(value) => Number::Whole(value.saturating_abs()),
                Number::Fraction(value) => Number::Fraction(value.abs()),
            })
        },
        "ceil" => |a| rounded(a, f64::ceil),
        "floor" => |a| rounded(a, f64::floor),
        "signum" => |a| {
            let value = a.number(0)?.as_f64();
            whole(i128::from(value > 0.0) - i128::from(value < 0.0))
        },
        "log" => |a| float(a.number(0)?.as_f64().ln() / a.number(1)?.as_f64().ln()),
        "pow" => power,
        "max" => |a| extreme(a, |new, best| new > best),
        "min" => |a| extreme(a, |new, best| new < best),
        "parseint" => parse,
        "range" => range,
        "sum" => sum,
        _ => return None,
    };
    Some(function(arguments))
}

fn number(value: Number) -> Outcome {
    Ok(Kind::Number(value))
}

fn float(value: f64) -> Outcome {
    match Number::from_f64(value).filter(|_| value.is_finite()) {
        Some(value) => number(value),
        None => Err(Stop::error("a number without a value")),
    }
}

fn rounded(arguments: Arguments<'_>, round: fn(f64) -> f64) -> Outcome {
    match arguments.number(0)? {
        Number::Whole(value) => whole(value),
        Number::Fraction(value) => float(round(value)),
    }
}

fn power(arguments: Arguments<'_>) -> Outcome {
    let (base, exponent) = (arguments.number(0)?, arguments.number(1)?);
    let exact = base
        .as_whole()
        .zip(exponent.as_whole())
        .and_then(|(base, exponent)| base.checked_pow(u32::try_from(exponent).ok()?));
    match exact {
        Some(value) => whole(value),
        None => float(base.as_f64().powf(exponent.as_f64())),
    }
}

fn extreme(arguments: Arguments<'_>, better: fn(Number, Number) -> bool) -> Outcome {
    let numbers = numbers(arguments)?;
    let best = numbers.into_iter().reduce(|best, new| if better(new, best) { new } else { best });
    best.map_or_else(|| Err(Stop::error("no numbers")), number)
}

fn parse(arguments: Arguments<'_>) -> Outcome {
    let (text, base) = (arguments.text(0)?, arguments.whole(1)?);
    let base = u32::try_from(base).ok().filter(|base| (2..=36).contains(base));
    let Some(base) = base else { return Err(Stop::error("a base outside 2 to 36")) };
    match i128::from_str_radix(&text, base) {
        Ok(value) => whole(value),
        Err(_) => Err(Stop::error(format!("'{text}' is no number of base {base}"))),
    }
}

fn range(arguments: Arguments<'_>) -> Outcome {
    let (from, to) = match arguments.len() {
        1 => (Number::Whole(0), arguments.number(0)?),
        _ => (arguments.number(0)?, arguments.number(1)?),
    };
    let down = to < from;
    let step = match arguments.len() {
        3 => arguments.number(2)?,
        _ => Number::Whole(if down { -1 } else { 1 }),
    };
    if step.as_f64() == 0.0 || down != (step.as_f64() < 0.0) && from != to {
        return Err(Stop::error("range() with a step that leads away"));
    }
    let origin = &arguments.at(0)?.origin;
    let mut items = Vec::new();
    let mut at = from;
    while if down { at > to } else { at < to } {
        if items.len() >= MAX_RANGE {
            return Err(Stop::error("range() with more than 1024 elements"));
        }
        items.push(Value::number(at, origin.clone()));
        at = match (at.as_whole(), step.as_whole()) {
            (Some(a), Some(b)) => Number::Whole(a.saturating_add(b)),
            _ => Number::from_f64(at.as_f64() + step.as_f64()).unwrap_or(to),
        };
    }
    list(items)
}

fn sum(arguments: Arguments<'_>) -> Outcome {
    let items = arguments.list(0)?;
    if items.is_empty() {
        return Err(Stop::error("sum() of nothing"));
    }
    let mut total = Number::Whole(0);
    for at in 0..items.len() {
        let next = Arguments(items).number(at)?;
        let exact = total.as_whole().zip(next.as_whole()).and_then(|(a, b)| a.checked_add(b));
        total = match exact {
            Some(value) => Number::Whole(value),
            None => Number::from_f64(total.as_f64() + next.as_f64())
                .ok_or_else(|| Stop::error("a number without a value"))?,
        };
    }
    number(total)
}
