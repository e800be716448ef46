//! `yamldecode` and `yamlencode`: one document of YAML to a value and back.

use std::sync::Arc;

use granit_parser::{Event, Parser, ScalarStyle};
use rustc_hash::FxHashMap;

use super::{Outcome, Stop};
use crate::number::Number;
use crate::origin::Origin;
use crate::value::{Attribute, Kind, Map, Value};

/// Deepest nesting, and the most values one text may become through its aliases.
const MAX_DEPTH: usize = 128;
const MAX_VALUES: usize = 200_000;

/// A collection that is still open.
struct Open {
    anchor: usize,
    items: Vec<Value>,
    is_map: bool,
}

pub(super) fn decode(text: &str, origin: &Origin) -> Outcome {
    let bad = || Stop::error("text that is no YAML we can read");
    let (mut open, mut root): (Vec<Open>, Option<Value>) = (Vec::new(), None);
    let mut anchors: FxHashMap<usize, (Value, usize)> = FxHashMap::default();
    let mut values = 0usize;
    for event in Parser::new_from_str(text) {
        let (event, _) = event.map_err(|_| bad())?;
        let (value, anchor) = match event {
            Event::Scalar(text, style, anchor, tag) => {
                let is_plain = style == ScalarStyle::Plain && tag.is_none();
                let kind = if is_plain { plain(&text) } else { Kind::String(Arc::from(&*text)) };
                values += 1;
                (Value::new(kind, origin.clone()), anchor)
            }
            Event::SequenceStart(_, anchor, _) | Event::MappingStart(_, anchor, _) => {
                if open.len() >= MAX_DEPTH {
                    return Err(bad());
                }
                let is_map = matches!(event, Event::MappingStart(..));
                open.push(Open { anchor, items: Vec::new(), is_map });
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let done = open.pop().ok_or_else(bad)?;
                values += 1;
                let anchor = done.anchor;
                (close(done, origin), anchor)
            }
            Event::Alias(anchor) => {
                let (value, size) = anchors.get(&anchor).ok_or_else(bad)?;
                // Values are shared, so an alias costs nothing until the value is walked: what it stands for counts.
                values = values.saturating_add(*size);
                (value.clone(), 0)
            }
            Event::DocumentStart(..) if root.is_some() => return Err(bad()),
            _ => continue,
        };
        if values > MAX_VALUES {
            return Err(bad());
        }
        if anchor > 0 {
            let size = count(&value);
            anchors.insert(anchor, (value.clone(), size));
        }
        match open.last_mut() {
            Some(open) => open.items.push(value),
            None => root = Some(value),
        }
    }
    root.map(|value| value.kind).ok_or_else(bad)
}

/// Number of values in a value; bounded, since what it is asked of has been counted before.
fn count(value: &Value) -> usize {
    match &value.kind {
        Kind::List(items) => items.iter().map(count).fold(1, usize::saturating_add),
        Kind::Map(entries) => {
            entries.values().map(|entry| count(&entry.value)).fold(1, usize::saturating_add)
        }
        _ => 1,
    }
}

fn close(open: Open, origin: &Origin) -> Value {
    if !open.is_map {
        return Value::list(open.items, origin.clone());
    }
    let mut entries = Map::default();
    let mut merged = Vec::new();
    for pair in open.items.chunks_exact(2) {
        let key: Arc<str> = pair[0].to_text().unwrap_or_else(|| Arc::from("null"));
        if &*key == "<<" {
            merged.push(pair[1].clone());
            continue;
        }
        entries.insert(key, Attribute { value: pair[1].clone(), place: origin.place });
    }
    for value in merged {
        let sources = match value.as_list() {
            Some(items) => items.to_vec(),
            None => vec![value],
        };
        for (key, entry) in sources.iter().filter_map(Value::as_map).flatten() {
            entries.entry(key.clone()).or_insert_with(|| entry.clone());
        }
    }
    Value::map(entries, origin.clone())
}

/// A scalar without quotes, as Terraform's reader takes it: truth values by YAML 1.1, numbers by YAML 1.2, and dates as
/// points in time.
fn plain(text: &str) -> Kind {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Kind::Null,
        "true" | "True" | "TRUE" | "y" | "Y" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => {
            return Kind::Bool(true);
        }
        "false" | "False" | "FALSE" | "n" | "N" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => {
            return Kind::Bool(false);
        }
        _ => {}
    }
    let radix = |prefix: &str, base: u32| {
        let digits = text.strip_prefix(prefix)?;
        i128::from_str_radix(digits, base).ok().map(Number::Whole)
    };
    let is_date = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if is_date {
        return Kind::String(Arc::from(format!("{text}T00:00:00Z")));
    }
    let number = Number::parse(text).or_else(|| radix("0x", 16)).or_else(|| radix("0o", 8));
    number.map_or_else(|| Kind::String(Arc::from(text)), Kind::Number)
}

/// Block style, keys sorted and texts in double quotes, as Terraform writes it.
pub(super) fn encode(value: &Value) -> String {
    let mut out = String::new();
    write(value, 0, &mut out);
    out
}

fn write(value: &Value, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    match &value.kind {
        Kind::List(items) if !items.is_empty() => {
            for item in items.iter() {
                out.push_str(&format!("{indent}- "));
                inline(item, depth + 1, out);
            }
        }
        Kind::Map(entries) if !entries.is_empty() => {
            let mut sorted: Vec<_> = entries.iter().collect();
            sorted.sort_by(|a, b| a.0.cmp(b.0));
            for (key, entry) in sorted {
                out.push_str(&format!("{indent}{}:", quoted(key)));
                let nested = match &entry.value.kind {
                    Kind::List(items) => !items.is_empty(),
                    Kind::Map(entries) => !entries.is_empty(),
                    _ => false,
                };
                if nested {
                    out.push('\n');
                    // Lists stand at the level of their key.
                    let deeper = usize::from(entry.value.as_map().is_some());
                    write(&entry.value, depth + deeper, out);
                } else {
                    out.push(' ');
                    write(&entry.value, depth, out);
                }
            }
        }
        _ => {
            out.push_str(&scalar(value));
            out.push('\n');
        }
    }
}

/// An item of a list: its first line follows the dash.
fn inline(value: &Value, depth: usize, out: &mut String) {
    let mut own = String::new();
    write(value, depth, &mut own);
    out.push_str(own.trim_start_matches(' '));
}

fn scalar(value: &Value) -> String {
    match &value.kind {
        Kind::String(text) => quoted(text),
        Kind::List(_) => "[]".to_owned(),
        Kind::Map(_) => "{}".to_owned(),
        Kind::Null => "null".to_owned(),
        _ => value.to_text().map_or_else(String::new, |text| text.to_string()),
    }
}

fn quoted(text: &str) -> String {
    let text = super::super::json::encode(&Value::string(text, Origin::none()), Origin::none());
    text.as_str().unwrap_or("\"\"").to_owned()
}
