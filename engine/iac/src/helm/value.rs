//! Values of Go templates.
//!
//! Maps are shared and may change (`set`), as in Go. A value may be unknown: what is random, what was not given, what
//! could not be done.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::files::Folder;
use crate::number::Number;
use crate::value::{Kind, Value};

/// A value.
#[derive(Debug, Clone)]
pub(super) enum Go {
    Nil,
    Bool(bool),
    Int(i64),
    Float(f64),
    Str(Rc<str>),
    List(Rc<Vec<Go>>),
    Map(GoMap),
    /// Not known.
    Unknown,
    /// The files of a chart, or some of them.
    Files(Rc<Folder>),
    /// The versions of APIs a cluster has.
    Versions,
}

/// A map's entries, in order of keys.
pub(super) type Entries = BTreeMap<Rc<str>, Go>;

/// A map, shared.
pub(super) type GoMap = Rc<RefCell<Entries>>;

/// What stands in a text where something is not known; for private use by Unicode's rules.
pub(super) const HOLE: char = '\u{E000}';

impl Go {
    pub(super) fn str(text: impl AsRef<str>) -> Go {
        Go::Str(Rc::from(text.as_ref()))
    }

    pub(super) fn list(items: Vec<Go>) -> Go {
        Go::List(Rc::new(items))
    }

    pub(super) fn map(entries: Entries) -> Go {
        Go::Map(Rc::new(RefCell::new(entries)))
    }

    /// Whether a condition takes it for true.
    pub(super) fn truth(&self) -> bool {
        match self {
            Go::Nil => false,
            Go::Bool(value) => *value,
            Go::Int(value) => *value != 0,
            Go::Float(value) => *value != 0.0,
            Go::Str(text) => !text.is_empty(),
            Go::List(items) => !items.is_empty(),
            Go::Map(map) => !map.borrow().is_empty(),
            Go::Unknown | Go::Files(_) | Go::Versions => true,
        }
    }

    /// As `kindOf` names it.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Go::Nil => "invalid",
            Go::Bool(_) => "bool",
            Go::Int(_) => "int",
            Go::Float(_) => "float64",
            Go::Str(_) | Go::Unknown => "string",
            Go::List(_) | Go::Versions => "slice",
            Go::Map(_) | Go::Files(_) => "map",
        }
    }

    /// Copies maps and lists, so that a change to the copy leaves this alone.
    pub(super) fn deep_copy(&self, depth: usize) -> Go {
        if depth > MAX_DEPTH {
            return Go::Unknown;
        }
        match self {
            Go::List(items) => {
                Go::list(items.iter().map(|item| item.deep_copy(depth + 1)).collect())
            }
            Go::Map(map) => {
                let copy =
                    |(key, value): (&Rc<str>, &Go)| (key.clone(), value.deep_copy(depth + 1));
                Go::map(map.borrow().iter().map(copy).collect())
            }
            other => other.clone(),
        }
    }

    /// As `print` and an action write it.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        match self {
            Go::Nil => {}
            other => other.write(&mut out, 0),
        }
        out
    }

    fn write(&self, out: &mut String, depth: usize) {
        if depth > MAX_DEPTH || out.len() > MAX_TEXT {
            return;
        }
        match self {
            Go::Nil => out.push_str("<nil>"),
            Go::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Go::Int(value) => out.push_str(&value.to_string()),
            Go::Float(value) => out.push_str(&float(*value)),
            Go::Str(text) => out.push_str(text),
            Go::Unknown => out.push(HOLE),
            Go::List(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        out.push(' ');
                    }
                    item.write(out, depth + 1);
                }
                out.push(']');
            }
            Go::Map(map) => {
                out.push_str("map[");
                for (at, (key, value)) in map.borrow().iter().enumerate() {
                    if at > 0 {
                        out.push(' ');
                    }
                    out.push_str(key);
                    out.push(':');
                    value.write(out, depth + 1);
                }
                out.push(']');
            }
            Go::Files(_) | Go::Versions => out.push_str("map[]"),
        }
    }

    /// A value of a YAML file; numbers are floating, as Helm reads them.
    pub(super) fn from_value(value: &Value) -> Go {
        match &value.kind {
            Kind::Null => Go::Nil,
            Kind::Bool(value) => Go::Bool(*value),
            Kind::Number(Number::Whole(whole)) => Go::Float(*whole as f64),
            Kind::Number(number) => Go::Float(number.to_string().parse().unwrap_or(0.0)),
            Kind::String(text) => Go::str(text),
            Kind::List(items) => Go::list(items.iter().map(Go::from_value).collect()),
            Kind::Map(map) => Go::map(
                map.iter()
                    .map(|(key, entry)| (Rc::from(&**key), Go::from_value(&entry.value)))
                    .collect(),
            ),
            Kind::Template(_) | Kind::Unknown(_) => Go::Unknown,
        }
    }

    /// Equality of what they are; numbers of both kinds are compared as numbers.
    pub(super) fn equals(&self, other: &Go, depth: usize) -> bool {
        if depth > MAX_DEPTH {
            return false;
        }
        match (self, other) {
            (Go::Nil, Go::Nil) => true,
            (Go::Bool(a), Go::Bool(b)) => a == b,
            (Go::Str(a), Go::Str(b)) => a == b,
            (Go::Int(a), Go::Int(b)) => a == b,
            (Go::Int(a), Go::Float(b)) | (Go::Float(b), Go::Int(a)) => *a as f64 == *b,
            (Go::Float(a), Go::Float(b)) => a == b,
            (Go::List(a), Go::List(b)) => {
                a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| a.equals(b, depth + 1))
            }
            (Go::Map(a), Go::Map(b)) => {
                let (a, b) = (a.borrow(), b.borrow());
                a.len() == b.len()
                    && a.iter().all(|(key, value)| {
                        b.get(key).is_some_and(|other| value.equals(other, depth + 1))
                    })
            }
            _ => false,
        }
    }
}

/// Levels of values that are looked into: `set` can put a map into itself.
pub(super) const MAX_DEPTH: usize = 100;
/// Bytes of a text at most.
pub(super) const MAX_TEXT: usize = 20_000_000;

/// As Go's `%v`: the shortest form, with an exponent from the seventh digit on.
pub(super) fn float(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let text = format!("{value:e}");
    let Some((digits, exponent)) = text.split_once('e') else { return text };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if !(-4..6).contains(&exponent) {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{digits}e{sign}{:02}", exponent.abs());
    }
    format!("{value}")
}
