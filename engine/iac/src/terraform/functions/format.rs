//! `format` and `formatlist`: Go's verbs, as Terraform documents them.

use super::super::json;
use super::{Arguments, Outcome, Stop, list as to_list, text_of};
use crate::number::Number;
use crate::origin::Origin;
use crate::value::{Kind, Value};

/// Widest field and longest fraction that is written.
const MAX_WIDTH: usize = 1000;

/// One `%` verb.
#[derive(Default)]
struct Verb {
    minus: bool,
    plus: bool,
    zero: bool,
    space: bool,
    sharp: bool,
    width: usize,
    precision: Option<usize>,
    argument: Option<usize>,
    letter: char,
}

/// Fills in the verbs of `template`.
pub(super) fn format(template: &str, arguments: &[Value]) -> Result<String, Stop> {
    let mut out = String::with_capacity(template.len());
    let (mut rest, mut next) = (template, 0);
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        let (verb, after) = verb(&rest[at + 1..])?;
        rest = after;
        if verb.letter == '%' {
            out.push('%');
            continue;
        }
        let index = verb.argument.unwrap_or(next);
        next = index + 1;
        let value =
            arguments.get(index).ok_or_else(|| Stop::error("format() with too few arguments"))?;
        let written = write(&verb, value)?;
        pad(&verb, &written, &mut out);
    }
    out.push_str(rest);
    Ok(out)
}

/// `formatlist`: lists are taken element by element, other arguments repeated.
pub(super) fn list(arguments: Arguments<'_>) -> Outcome {
    let template = arguments.text(0)?;
    let values = &arguments.0[1..];
    let mut length = None;
    for items in values.iter().filter_map(Value::as_list) {
        if *length.get_or_insert(items.len()) != items.len() {
            return Err(Stop::error("formatlist() of lists of different lengths"));
        }
    }
    let origin = &arguments.at(0)?.origin;
    let mut rows = Vec::new();
    for row in 0..length.unwrap_or(1) {
        let of_row = |value: &Value| match value.as_list() {
            Some(items) => items[row].clone(),
            None => value.clone(),
        };
        let row: Vec<Value> = values.iter().map(of_row).collect();
        rows.push(Value::string(format(&template, &row)?, origin.clone()));
    }
    to_list(rows)
}

fn verb(text: &str) -> Result<(Verb, &str), Stop> {
    let mut verb = Verb::default();
    let mut rest = text;
    loop {
        match rest.chars().next() {
            Some('-') => verb.minus = true,
            Some('+') => verb.plus = true,
            Some('0') => verb.zero = true,
            Some(' ') => verb.space = true,
            Some('#') => verb.sharp = true,
            _ => break,
        }
        rest = &rest[1..];
    }
    let (width, after) = digits(rest);
    verb.width = width.unwrap_or(0);
    rest = after;
    if let Some(after) = rest.strip_prefix('.') {
        let (precision, after) = digits(after);
        verb.precision = Some(precision.unwrap_or(0));
        rest = after;
    }
    if let Some(after) = rest.strip_prefix('[') {
        let (index, after) = digits(after);
        verb.argument = index.and_then(|index| index.checked_sub(1));
        rest = after.strip_prefix(']').ok_or_else(|| Stop::error("format() with a bad verb"))?;
    }
    let letter = rest.chars().next().ok_or_else(|| Stop::error("format() that ends in '%'"))?;
    verb.letter = letter;
    Ok((verb, &rest[letter.len_utf8()..]))
}

fn digits(text: &str) -> (Option<usize>, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (text[..end].parse().ok().map(|width: usize| width.min(MAX_WIDTH)), &text[end..])
}

fn write(verb: &Verb, value: &Value) -> Result<String, Stop> {
    let number = || Arguments(std::slice::from_ref(value)).number(0);
    Ok(match verb.letter {
        'v' if value.is_null() => "null".to_owned(),
        'v' if verb.sharp => encoded(value),
        'v' => match &value.kind {
            Kind::List(_) | Kind::Map(_) => encoded(value),
            _ => text_of(value)?.to_string(),
        },
        's' => {
            let text = text_of(value)?;
            match verb.precision {
                Some(precision) => text.chars().take(precision).collect(),
                None => text.to_string(),
            }
        }
        'q' => encoded(&Value::string(text_of(value)?, Origin::none())),
        't' => match text_of(value)?.as_ref() {
            text @ ("true" | "false") => text.to_owned(),
            _ => return Err(Stop::error("format() of something that is no truth value")),
        },
        'd' => signed(verb, number()?, |whole| whole.unsigned_abs().to_string()),
        'b' => signed(verb, number()?, |whole| format!("{:b}", whole.unsigned_abs())),
        'o' => signed(verb, number()?, |whole| format!("{:o}", whole.unsigned_abs())),
        'x' | 'X' => {
            let written = match &value.kind {
                Kind::String(text) => text.bytes().map(|byte| format!("{byte:02x}")).collect(),
                _ => signed(verb, number()?, |whole| format!("{:x}", whole.unsigned_abs())),
            };
            if verb.letter == 'X' { written.to_uppercase() } else { written }
        }
        'f' | 'F' => with_sign(verb, number()?.as_f64(), |value| {
            format!("{value:.*}", verb.precision.unwrap_or(6))
        }),
        'e' | 'E' => with_sign(verb, number()?.as_f64(), |value| {
            let written = exponent(value, verb.precision.unwrap_or(6));
            if verb.letter == 'E' { written.to_uppercase() } else { written }
        }),
        'g' | 'G' => number()?.to_string(),
        _ => return Err(Stop::error(format!("format() with '%{}'", verb.letter))),
    })
}

fn encoded(value: &Value) -> String {
    json::encode(value, Origin::none()).to_text().map_or_else(String::new, |text| text.to_string())
}

fn signed(verb: &Verb, number: Number, digits: impl Fn(i128) -> String) -> String {
    let whole = number.as_whole().unwrap_or(number.as_f64().trunc() as i128);
    let sign = sign(verb, whole < 0);
    let digits = digits(whole);
    zeroed(verb, sign, digits)
}

fn with_sign(verb: &Verb, value: f64, digits: impl Fn(f64) -> String) -> String {
    zeroed(verb, sign(verb, value < 0.0), digits(value.abs()))
}

fn sign(verb: &Verb, negative: bool) -> &'static str {
    match (negative, verb.plus, verb.space) {
        (true, ..) => "-",
        (false, true, _) => "+",
        (false, false, true) => " ",
        _ => "",
    }
}

fn zeroed(verb: &Verb, sign: &str, digits: String) -> String {
    let missing = verb.width.saturating_sub(sign.len() + digits.len());
    let zeros = if verb.zero && !verb.minus { "0".repeat(missing) } else { String::new() };
    format!("{sign}{zeros}{digits}")
}

/// Go writes at least two digits of the exponent, with its sign.
fn exponent(value: f64, precision: usize) -> String {
    let written = format!("{value:.precision$e}");
    let (mantissa, exponent) = written.split_once('e').unwrap_or((&written, "0"));
    let (sign, digits) = match exponent.strip_prefix('-') {
        Some(digits) => ('-', digits),
        None => ('+', exponent),
    };
    format!("{mantissa}e{sign}{digits:0>2}")
}

fn pad(verb: &Verb, written: &str, out: &mut String) {
    let missing = verb.width.saturating_sub(written.chars().count());
    let spaces = " ".repeat(missing);
    if verb.minus {
        out.push_str(written);
        out.push_str(&spaces);
    } else {
        out.push_str(&spaces);
        out.push_str(written);
    }
}
