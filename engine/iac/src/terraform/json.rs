//! JSON text to values and back, where parts of the text are not known.
//!
//! For: `jsonencode` and `jsondecode`, and whoever reads a policy document from an attribute.

use std::fmt::Write as _;
use std::sync::Arc;

use serde_json::Value as Json;

use crate::number::Number;
use crate::origin::Origin;
use crate::value::{Attribute, Kind, Map, Part, Unknown, Value};

/// Marks of a part that is not known within a text; private characters no JSON has a use for.
const OPEN: char = '\u{F0000}';
const CLOSE: char = '\u{F0001}';

/// Reads the JSON in a text, known or partly known. Unknown parts stay unknown, alone or within strings. `None` if it
/// is no JSON. All values have the origin of the text.
pub(crate) fn decode(value: &Value) -> Option<Value> {
    match &value.kind {
        Kind::String(text) => {
            let json: Json = serde_json::from_str(text).ok()?;
            Some(from_json(&json, &value.origin, &[]))
        }
        Kind::Template(parts) => {
            let (text, unknowns) = marked(parts);
            let json: Json = serde_json::from_str(&text).ok()?;
            Some(from_json(&json, &value.origin, &unknowns))
        }
        _ => None,
    }
}

/// The text with marks for unknown parts, in quotes where the part does not stand within a string.
fn marked(parts: &[Part]) -> (String, Vec<Arc<Unknown>>) {
    let (mut text, mut unknowns) = (String::new(), Vec::new());
    let (mut in_string, mut escaped) = (false, false);
    for part in parts {
        match part {
            Part::Literal(literal) => {
                for c in literal.chars() {
                    match c {
                        _ if escaped => escaped = false,
                        '\\' if in_string => escaped = true,
                        '"' => in_string = !in_string,
                        _ => {}
                    }
                    text.push(c);
                }
            }
            Part::Unknown(unknown) => {
                let quote = if in_string { "" } else { "\"" };
                let _ = write!(text, "{quote}{OPEN}{}{CLOSE}{quote}", unknowns.len());
                unknowns.push(unknown.clone());
            }
        }
    }
    (text, unknowns)
}

/// A JSON value as one of ours.
pub(crate) fn from_json(json: &Json, origin: &Origin, unknowns: &[Arc<Unknown>]) -> Value {
    let kind = match json {
        Json::Null => Kind::Null,
        Json::Bool(value) => Kind::Bool(*value),
        Json::Number(number) => Number::parse(&number.to_string()).map_or(Kind::Null, Kind::Number),
        Json::String(text) if text.contains(OPEN) => return unmarked(text, origin, unknowns),
        Json::String(text) => Kind::String(Arc::from(text.as_str())),
        Json::Array(items) => {
            let items = items.iter().map(|item| from_json(item, origin, unknowns)).collect();
            Kind::List(Arc::new(items))
        }
        Json::Object(entries) => {
            let entries = entries.iter().map(|(key, entry)| {
                let value = from_json(entry, origin, unknowns);
                (Arc::from(key.as_str()), Attribute { value, place: origin.place })
            });
            Kind::Map(Arc::new(entries.collect::<Map>()))
        }
    };
    Value::new(kind, origin.clone())
}

/// A text with marks: unknown if it is nothing but one mark.
fn unmarked(text: &str, origin: &Origin, unknowns: &[Arc<Unknown>]) -> Value {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(OPEN) {
        parts.push(Part::Literal(Arc::from(&rest[..at])));
        let after = &rest[at + OPEN.len_utf8()..];
        let end = after.find(CLOSE).unwrap_or(after.len());
        let unknown = after[..end].parse::<usize>().ok().and_then(|at| unknowns.get(at));
        parts.extend(unknown.cloned().map(Part::Unknown));
        rest = after.get(end + CLOSE.len_utf8()..).unwrap_or("");
    }
    parts.push(Part::Literal(Arc::from(rest)));
    let is_bare = parts.iter().all(|part| match part {
        Part::Literal(text) => text.is_empty(),
        Part::Unknown(_) => true,
    });
    match parts.iter().find_map(|part| match part {
        Part::Unknown(unknown) => Some(unknown),
        Part::Literal(_) => None,
    }) {
        Some(unknown) if is_bare && parts.len() <= 3 => {
            Value::new(Kind::Unknown(unknown.clone()), origin.clone())
        }
        _ => Value::template(parts, origin.clone()),
    }
}

/// Writes a value as Terraform's `jsonencode` does; what is not known stays a part that is not known.
pub(crate) fn encode(value: &Value, origin: Origin) -> Value {
    let mut parts = Vec::new();
    write(value, &mut parts);
    Value::template(parts, origin)
}

fn write(value: &Value, parts: &mut Vec<Part>) {
    let literal = |parts: &mut Vec<Part>, text: &str| parts.push(Part::Literal(Arc::from(text)));
    match &value.kind {
        Kind::Null => literal(parts, "null"),
        Kind::Bool(true) => literal(parts, "true"),
        Kind::Bool(false) => literal(parts, "false"),
        Kind::Number(number) => literal(parts, &number.to_string()),
        Kind::String(text) => literal(parts, &format!("\"{}\"", escape(text))),
        Kind::Template(inner) => {
            literal(parts, "\"");
            for part in inner.iter() {
                match part {
                    Part::Literal(text) => literal(parts, &escape(text)),
                    Part::Unknown(_) => parts.push(part.clone()),
                }
            }
            literal(parts, "\"");
        }
        Kind::Unknown(unknown) => parts.push(Part::Unknown(unknown.clone())),
        Kind::List(items) => {
            literal(parts, "[");
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    literal(parts, ",");
                }
                write(item, parts);
            }
            literal(parts, "]");
        }
        Kind::Map(entries) => {
            let mut sorted: Vec<_> = entries.iter().collect();
            sorted.sort_by(|a, b| a.0.cmp(b.0));
            literal(parts, "{");
            for (at, (key, entry)) in sorted.into_iter().enumerate() {
                let comma = if at > 0 { "," } else { "" };
                literal(parts, &format!("{comma}\"{}\":", escape(key)));
                write(&entry.value, parts);
            }
            literal(parts, "}");
        }
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c if (c as u32) < 0x20 => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Reason;

    #[test]
    fn unknown_parts_survive_the_way_there_and_back() {
        let unknown = Value::unknown(Reason::NoValue, "variable 'x'", Origin::none());
        let Kind::Unknown(inner) = &unknown.kind else { panic!() };
        let text = Value::template(
            vec![
                Part::Literal(Arc::from("{\"a\":\"arn:")),
                Part::Unknown(inner.clone()),
                Part::Literal(Arc::from(":b\",\"c\":")),
                Part::Unknown(inner.clone()),
                Part::Literal(Arc::from(",\"d\":[1,\"\\\"\"]}")),
            ],
            Origin::none(),
        );
        let decoded = decode(&text).unwrap();
        assert!(
            matches!(&decoded.get("a").unwrap().kind, Kind::Template(parts) if parts.len() == 3)
        );
        assert!(decoded.get("c").unwrap().is_unknown());
        assert_eq!(decoded.get("d").unwrap().as_list().unwrap()[1].as_str(), Some("\""));
        assert_eq!(encode(&decoded, Origin::none()), text);
    }
}
