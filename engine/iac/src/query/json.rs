//! JSON in texts, also in texts with parts that are not known.

use std::sync::Arc;

use crate::number::Number;
use crate::origin::Origin;
use crate::value::{Attribute, Kind, Map, Part, Unknown, Value};

/// First of the private characters that stand for parts that are not known while JSON is read.
const MARK: u32 = 0xF0000;

/// The value of a JSON text; `None` if it is none. All parts have the origin of the text.
pub(super) fn parse(value: &Value) -> Option<Value> {
    let (text, unknown) = with_marks(value)?;
    let json: serde_json::Value = serde_json::from_str(&text)
        .or_else(|_| serde_json::from_str(&without_last_commas(&text)))
        .ok()?;
    Some(convert(&json, &unknown, &value.origin))
}

/// The text without commas before the end of a list or map, which people leave there.
fn without_last_commas(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    let mut escaped = false;
    for c in text.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if inside => escaped = true,
            '"' => inside = !inside,
            ']' | '}' if !inside => {
                let kept = out.trim_end();
                if let Some(before) = kept.strip_suffix(',') {
                    out.truncate(before.len());
                }
            }
            _ => {}
        }
        out.push(c);
    }
    out
}

/// The text with a private character for each part that is not known. Where such a part stands for a whole value (not
/// within quotes) the character is quoted, so that what is around it can still be read.
fn with_marks(value: &Value) -> Option<(String, Vec<Arc<Unknown>>)> {
    let parts = match &value.kind {
        Kind::String(text) => return Some((text.to_string(), Vec::new())),
        Kind::Template(parts) => parts,
        _ => return None,
    };
    let (mut text, mut unknown) = (String::new(), Vec::new());
    let mut in_string = false;
    for part in parts.iter() {
        match part {
            Part::Literal(literal) => {
                in_string = ends_in_string(literal, in_string);
                text.push_str(literal);
            }
            Part::Unknown(reason) => {
                let mark = char::from_u32(MARK + unknown.len() as u32)?;
                unknown.push(reason.clone());
                if in_string {
                    text.push(mark);
                } else {
                    text.extend(['"', mark, '"']);
                }
            }
        }
    }
    Some((text, unknown))
}

/// Whether a text that begins inside (or outside) of a JSON string ends inside of one.
fn ends_in_string(text: &str, mut inside: bool) -> bool {
    let mut escaped = false;
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if inside => escaped = true,
            b'"' => inside = !inside,
            _ => {}
        }
    }
    inside
}

/// Recursion is bounded: the reader of JSON refuses more than 128 levels.
fn convert(json: &serde_json::Value, unknown: &[Arc<Unknown>], origin: &Origin) -> Value {
    let origin_of = || origin.clone();
    match json {
        serde_json::Value::Null => Value::null(origin_of()),
        serde_json::Value::Bool(value) => Value::bool(*value, origin_of()),
        serde_json::Value::Number(number) => match Number::parse(&number.to_string()) {
            Some(number) => Value::number(number, origin_of()),
            None => Value::string(number.to_string(), origin_of()),
        },
        serde_json::Value::String(text) => from_marks(text, unknown, origin),
        serde_json::Value::Array(items) => {
            let items = items.iter().map(|item| convert(item, unknown, origin)).collect();
            Value::list(items, origin_of())
        }
        serde_json::Value::Object(entries) => {
            let mut map = Map::default();
            for (key, item) in entries {
                let value = convert(item, unknown, origin);
                map.insert(Arc::from(key.as_str()), Attribute { value, place: origin.place });
            }
            Value::map(map, origin_of())
        }
    }
}

fn from_marks(text: &str, unknown: &[Arc<Unknown>], origin: &Origin) -> Value {
    if unknown.is_empty() {
        return Value::string(text, origin.clone());
    }
    let mut parts = Vec::new();
    let mut literal = String::new();
    for c in text.chars() {
        let mark = (c as u32).checked_sub(MARK).and_then(|at| unknown.get(at as usize));
        match mark {
            Some(reason) => {
                parts.push(Part::Literal(Arc::from(std::mem::take(&mut literal))));
                parts.push(Part::Unknown(reason.clone()));
            }
            None => literal.push(c),
        }
    }
    parts.push(Part::Literal(Arc::from(literal)));
    match &parts[..] {
        [Part::Literal(before), Part::Unknown(only), Part::Literal(after)]
            if before.is_empty() && after.is_empty() =>
        {
            Value::new(Kind::Unknown(only.clone()), origin.clone())
        }
        _ => Value::template(parts, origin.clone()),
    }
}
