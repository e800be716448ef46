//! Functions over numbers.

use crate::helm::value::Go;

pub(super) fn call(name: &str, args: &[Go]) -> Option<Result<Go, String>> {
    let int = |at: usize| args.get(at).map_or(0, to_int);
    let float = |at: usize| args.get(at).map_or(0.0, to_float);
    let whole = |value: i64| Some(Ok(Go::Int(value)));
    let real = |value: f64| Some(Ok(Go::Float(value)));
    match name {
        "int" | "int64" | "toInt" => whole(int(0)),
        "float64" => real(float(0)),
        "atoi" => whole(args.first().and_then(|it| it.text().parse().ok()).unwrap_or(0)),
        "toDecimal" => {
            whole(args.first().and_then(|it| i64::from_str_radix(&it.text(), 8).ok()).unwrap_or(0))
        }
        "add" => whole(args.iter().map(to_int).fold(0, i64::wrapping_add)),
        "add1" => whole(int(0).wrapping_add(1)),
        "sub" => whole(int(0).wrapping_sub(int(1))),
        "mul" => whole(args.iter().map(to_int).fold(1, i64::wrapping_mul)),
        "div" => divided(int(0).checked_div(int(1))),
        "mod" => divided(int(0).checked_rem(int(1))),
        "max" | "biggest" => whole(args.iter().map(to_int).max().unwrap_or(0)),
        "min" => whole(args.iter().map(to_int).min().unwrap_or(0)),
        "addf" => real(args.iter().map(to_float).sum()),
        "subf" => real(float(0) - args.iter().skip(1).map(to_float).sum::<f64>()),
        "mulf" => real(args.iter().map(to_float).product()),
        "divf" => real(float(0) / float(1)),
        "maxf" => real(args.iter().map(to_float).fold(f64::MIN, f64::max)),
        "minf" => real(args.iter().map(to_float).fold(f64::MAX, f64::min)),
        "floor" => real(float(0).floor()),
        "ceil" => real(float(0).ceil()),
        "round" => {
            let scale = 10f64.powi(int(1).clamp(-15, 15) as i32);
            real((float(0) * scale).round() / scale)
        }
        _ => None,
    }
}

fn divided(value: Option<i64>) -> Option<Result<Go, String>> {
    Some(value.map(Go::Int).ok_or("a division by zero".to_owned()))
}

/// As a whole number; what is none is zero.
pub(super) fn to_int(value: &Go) -> i64 {
    match value {
        Go::Int(value) => *value,
        Go::Float(value) => *value as i64,
        Go::Bool(value) => i64::from(*value),
        Go::Str(text) => {
            let text = text.trim();
            let parsed = match text.strip_prefix("0x") {
                Some(hex) => i64::from_str_radix(hex, 16),
                None => text.parse(),
            };
            parsed.unwrap_or_else(|_| text.parse::<f64>().map_or(0, |it| it as i64))
        }
        _ => 0,
    }
}

/// As a floating number; what is none is zero.
pub(super) fn to_float(value: &Go) -> f64 {
    match value {
        Go::Int(value) => *value as f64,
        Go::Float(value) => *value,
        Go::Bool(value) => f64::from(u8::from(*value)),
        Go::Str(text) => text.trim().parse().unwrap_or(0.0),
        _ => 0.0,
    }
}
