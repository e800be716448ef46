//! What the source text of a literal is worth.

use super::{Comparison, Value};

/// Longest source text that is read as arithmetic on literals.
const MAX_ARITHMETIC: usize = 128;

/// The value of source text that a metavariable stands for: a number in the notations of the languages we know (`0x1F`, `0o17`, `017`,
/// `1_000`, `10L`, `5u8`, `1.5f`), a quoted string, a truth value, or arithmetic on numbers (`60 * 60`). `None` for other code.
///
/// With `strip`, a string's content is read as a number. With `base`, digits without a prefix of their own are of that base.
pub fn value_of_literal(text: &str, strip: bool, base: Option<u32>) -> Option<Value> {
    let text = text.trim();
    if let Some(content) = string_content(text) {
        if strip && let Some(value) = signed_number(content.trim(), base) {
            return Some(value);
        }
        return Some(Value::String(content));
    }
    match text {
        "true" | "True" | "TRUE" => return Some(Value::Bool(true)),
        "false" | "False" | "FALSE" => return Some(Value::Bool(false)),
        "None" | "null" | "nil" | "NULL" | "nullptr" | "undefined" => return Some(Value::None),
        _ => {}
    }
    signed_number(text, base).or_else(|| arithmetic(text).filter(|_| base.is_none()))
}

/// `60 * 60`: numbers joined by operators, no names.
fn arithmetic(text: &str) -> Option<Value> {
    let plain = |b: u8| b.is_ascii_hexdigit() || b" _.xob+-*/%()<>|&^~".contains(&b);
    if text.len() > MAX_ARITHMETIC
        || !text.starts_with(['(', '-', '~', '+', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
    {
        return None;
    }
    if !text.bytes().all(plain) {
        return None;
    }
    let value = Comparison::parse(text).ok()?.value(&|_| None, None).ok()??;
    matches!(value, Value::Int(_) | Value::Float(_)).then_some(value)
}

/// A number with an optional sign.
pub(super) fn signed_number(text: &str, base: Option<u32>) -> Option<Value> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    match number(digits, base)? {
        Value::Int(n) if negative => Some(Value::Int(n.checked_neg()?)),
        Value::Float(n) if negative => Some(Value::Float(-n)),
        value => Some(value),
    }
}

/// A number without a sign.
pub(super) fn number(text: &str, base: Option<u32>) -> Option<Value> {
    if !text.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && base.is_none_or(|base| base <= 10)
    {
        return None;
    }
    let text: String = text.chars().filter(|c| *c != '_').collect();
    // Digits that are not of the base asked for are no number, not even a fraction.
    let fraction = || fraction(&text).filter(|_| base.is_none() || text.contains('.'));
    whole(&text, base).map(Value::Int).or_else(|| fraction().map(Value::Float))
}

fn whole(text: &str, base: Option<u32>) -> Option<i128> {
    let lower = text.to_ascii_lowercase();
    let prefixed = [("0x", 16), ("0o", 8), ("0b", 2)]
        .into_iter()
        .find_map(|(prefix, radix)| Some((lower.strip_prefix(prefix)?, radix)));
    if let Some((digits, radix)) = prefixed {
        return digits_of(digits, radix);
    }
    if let Some(base) = base.filter(|base| (2..=36).contains(base)) {
        return digits_of(&lower, base);
    }
    // `0777` is octal in the languages that have it at all; `0` and `08` are not.
    let octal =
        lower.len() > 1 && lower.starts_with('0') && lower.bytes().all(|b| b.is_ascii_digit());
    if octal && let Some(value) = digits_of(&lower, 8) {
        return Some(value);
    }
    digits_of(&lower, 10)
}

/// Digits of `radix`, then perhaps a suffix that names a type.
fn digits_of(text: &str, radix: u32) -> Option<i128> {
    const SUFFIXES: [&str; 20] = [
        "isize", "usize", "i128", "u128", "i16", "i32", "i64", "u16", "u32", "u64", "ull", "llu",
        "i8", "u8", "ul", "lu", "ll", "l", "u", "n",
    ];
    let parse = |digits: &str| {
        let plain = !digits.starts_with(['+', '-']);
        i128::from_str_radix(digits, radix).ok().filter(|_| plain)
    };
    parse(text).or_else(|| SUFFIXES.iter().find_map(|suffix| parse(text.strip_suffix(suffix)?)))
}

fn fraction(text: &str) -> Option<f64> {
    let lower = text.to_ascii_lowercase();
    let digits = ["f32", "f64", "f", "d", "m"].iter().find_map(|suffix| lower.strip_suffix(suffix));
    let digits = digits.unwrap_or(&lower);
    let plain =
        digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'+' | b'-'));
    let value: f64 = digits.parse().ok().filter(|_| plain)?;
    value.is_finite().then_some(value)
}

/// The content of one quoted string: prefix letters and quotes taken off, simple escapes read. `None` where the text is
/// anything else, also for two strings side by side.
fn string_content(text: &str) -> Option<String> {
    let start = text.find(['"', '\'', '`'])?;
    let prefix = &text[..start];
    if prefix.len() > 2 || !prefix.chars().all(|c| "rRbBuUfFLc@$".contains(c)) {
        return None;
    }
    let quoted = &text[start..];
    let quote =
        ["\"\"\"", "'''", "\"", "'", "`"].into_iter().find(|quote| quoted.starts_with(quote))?;
    let content = quoted[quote.len()..].strip_suffix(quote)?;
    let raw = prefix.contains(['r', 'R', '@']) || quote == "`";
    if quote.len() == 1 && has_bare(content, quote, raw) {
        return None;
    }
    Some(if raw { content.to_owned() } else { unescape(content) })
}

/// Whether `content` holds `quote` without a backslash before it.
fn has_bare(content: &str, quote: &str, raw: bool) -> bool {
    let mut escaped = false;
    for c in content.chars() {
        if !escaped && quote.starts_with(c) {
            return true;
        }
        escaped = !raw && c == '\\' && !escaped;
    }
    escaped
}

/// Reads the escapes that most languages share; others keep their backslash (`\d` in a regular expression).
pub(super) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let mut after = rest[at + 1..].chars();
        match after.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some(c @ ('\\' | '\'' | '"' | '`')) => out.push(c),
            Some(c) => out.extend(['\\', c]),
            None => out.push('\\'),
        }
        rest = after.as_str();
    }
    out.push_str(rest);
    out
}
