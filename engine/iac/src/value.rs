//! Values of attributes: known, partly known, or unknown for a reason.
//!
//! For: what every dialect evaluates to and every rule asks about. Each value carries its [`Origin`].
//! Not for: evaluation itself (that is each dialect's). Read [`Value`], then [`Kind`].
//!
//! Values are shared, not copied: a clone costs a few counters whatever the size.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::number::Number;
use crate::origin::{How, Origin, Place};

/// A value with its origin.
#[derive(Debug, Clone)]
pub struct Value {
    /// What it is.
    pub kind: Kind,
    /// Where it stands and how it came there.
    pub origin: Origin,
}

/// What a value is.
#[derive(Debug, Clone)]
pub enum Kind {
    /// Nothing, or explicitly nothing (an attribute that is not there is `None`, not this).
    Null,
    /// Truth.
    Bool(bool),
    /// A number.
    Number(Number),
    /// Text, wholly known.
    String(Arc<str>),
    /// Text with parts that are not known; at least one part is, and adjacent literals are joined.
    Template(Arc<[Part]>),
    /// A list, tuple or set, in order.
    List(Arc<Vec<Value>>),
    /// A map or object, in order of writing.
    Map(Arc<Map>),
    /// Not known.
    Unknown(Arc<Unknown>),
}

/// A part of a text that is not wholly known.
#[derive(Debug, Clone)]
pub enum Part {
    /// Known text.
    Literal(Arc<str>),
    /// Something not known.
    Unknown(Arc<Unknown>),
}

/// Entries by key.
pub type Map = IndexMap<Arc<str>, Attribute, rustc_hash::FxBuildHasher>;

/// An entry of a map, or an attribute of a resource.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// Its value.
    pub value: Value,
    /// Where key and value are written together; `None` where nobody wrote them.
    pub place: Option<Place>,
}

/// Why a value is not known, and what it refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// Why.
    pub reason: Reason,
    /// Of what, for people: `variable 'region'`, `data.aws_ami.web`.
    pub what: Arc<str>,
    /// The resource attribute it will be, if it is one.
    pub refers: Option<Reference>,
}

/// Why a value is not known, a closed set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// A variable or parameter without a value.
    NoValue,
    /// Known only once the resource exists (an id, an address).
    Computed,
    /// Looked up elsewhere: a data source, a remote state, an import.
    External,
    /// Part of a module, chart or template that is not on disk.
    Absent,
    /// A name that stands for nothing here.
    Undefined,
    /// Something this version does not evaluate.
    Unsupported,
    /// It depends on itself.
    Cycle,
    /// Evaluation was given up: too many steps.
    Budget,
    /// Evaluation fails (a wrong type, an index outside).
    Error,
}

/// An attribute of a resource, by address.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reference {
    /// Address of the resource, unique in its dialect: `module.a.aws_s3_bucket.logs[0]`.
    pub resource: Arc<str>,
    /// Path of the attribute, empty for the resource itself: `id`, `network_interface[0].ip`.
    pub attribute: Arc<str>,
}

impl Value {
    /// A value of that kind and origin.
    pub fn new(kind: Kind, origin: Origin) -> Self {
        Value { kind, origin }
    }

    /// Nothing.
    pub fn null(origin: Origin) -> Self {
        Value::new(Kind::Null, origin)
    }

    /// A truth value.
    pub fn bool(value: bool, origin: Origin) -> Self {
        Value::new(Kind::Bool(value), origin)
    }

    /// A number.
    pub fn number(value: Number, origin: Origin) -> Self {
        Value::new(Kind::Number(value), origin)
    }

    /// A whole number.
    pub fn whole(value: i128, origin: Origin) -> Self {
        Value::new(Kind::Number(Number::Whole(value)), origin)
    }

    /// A text.
    pub fn string(value: impl Into<Arc<str>>, origin: Origin) -> Self {
        Value::new(Kind::String(value.into()), origin)
    }

    /// A list.
    pub fn list(items: Vec<Value>, origin: Origin) -> Self {
        Value::new(Kind::List(Arc::new(items)), origin)
    }

    /// A map.
    pub fn map(entries: Map, origin: Origin) -> Self {
        Value::new(Kind::Map(Arc::new(entries)), origin)
    }

    /// Something not known.
    pub fn unknown(reason: Reason, what: impl Into<Arc<str>>, origin: Origin) -> Self {
        let unknown = Unknown { reason, what: what.into(), refers: None };
        Value::new(Kind::Unknown(Arc::new(unknown)), origin)
    }

    /// An attribute of a resource that is not known before it exists.
    pub fn computed(refers: Reference, origin: Origin) -> Self {
        let what = if refers.attribute.is_empty() {
            refers.resource.clone()
        } else {
            Arc::from(format!("{}.{}", refers.resource, refers.attribute))
        };
        let unknown = Unknown { reason: Reason::Computed, what, refers: Some(refers) };
        Value::new(Kind::Unknown(Arc::new(unknown)), origin)
    }

    /// A text made of `parts`: wholly known if all are.
    pub fn template(parts: Vec<Part>, origin: Origin) -> Self {
        let mut joined: Vec<Part> = Vec::with_capacity(parts.len());
        let mut text = String::new();
        for part in parts {
            match part {
                Part::Literal(literal) => text.push_str(&literal),
                Part::Unknown(_) => {
                    if !text.is_empty() {
                        joined.push(Part::Literal(Arc::from(std::mem::take(&mut text))));
                    }
                    joined.push(part);
                }
            }
        }
        if joined.is_empty() {
            return Value::string(text, origin);
        }
        if !text.is_empty() {
            joined.push(Part::Literal(Arc::from(text)));
        }
        Value::new(Kind::Template(Arc::from(joined)), origin)
    }

    /// The same value seen from `place`, where it was taken over in the way `how` from `name`.
    pub fn via(&self, how: How, name: &str, place: Option<Place>) -> Value {
        Value { kind: self.kind.clone(), origin: self.origin.via(how, name, place) }
    }

    /// The text, if it is one and wholly known.
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            Kind::String(text) => Some(text),
            _ => None,
        }
    }

    /// The truth value, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self.kind {
            Kind::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The number, if it is one.
    pub fn as_number(&self) -> Option<Number> {
        match self.kind {
            Kind::Number(value) => Some(value),
            _ => None,
        }
    }

    /// The items, if it is a list.
    pub fn as_list(&self) -> Option<&[Value]> {
        match &self.kind {
            Kind::List(items) => Some(items),
            _ => None,
        }
    }

    /// The entries, if it is a map.
    pub fn as_map(&self) -> Option<&Map> {
        match &self.kind {
            Kind::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The value under `key`, if it is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.attribute(key).map(|attribute| &attribute.value)
    }

    /// The entry under `key`, if it is a map that has it.
    pub fn attribute(&self, key: &str) -> Option<&Attribute> {
        self.as_map()?.get(key)
    }

    /// The value at the end of a path of keys.
    pub fn at<'v>(&'v self, keys: &[&str]) -> Option<&'v Value> {
        keys.iter().try_fold(self, |value, key| value.get(key))
    }

    /// Whether it is nothing.
    pub fn is_null(&self) -> bool {
        matches!(self.kind, Kind::Null)
    }

    /// Whether nothing at all is known of it (partly known texts, lists and maps are not unknown).
    pub fn is_unknown(&self) -> bool {
        matches!(self.kind, Kind::Unknown(_))
    }

    /// Whether it and all it holds is known. Linear in its size.
    pub fn is_wholly_known(&self) -> bool {
        match &self.kind {
            Kind::Unknown(_) | Kind::Template(_) => false,
            Kind::List(items) => items.iter().all(Value::is_wholly_known),
            Kind::Map(entries) => entries.values().all(|entry| entry.value.is_wholly_known()),
            _ => true,
        }
    }

    /// What it is, for people: `a list`.
    pub fn describe(&self) -> &'static str {
        match &self.kind {
            Kind::Null => "nothing",
            Kind::Bool(_) => "a truth value",
            Kind::Number(_) => "a number",
            Kind::String(_) | Kind::Template(_) => "text",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a map",
            Kind::Unknown(_) => "not known",
        }
    }

    /// As text where the languages convert silently: texts, numbers and truth values.
    pub fn to_text(&self) -> Option<Arc<str>> {
        Some(match &self.kind {
            Kind::String(text) => text.clone(),
            Kind::Number(number) => Arc::from(number.to_string()),
            Kind::Bool(value) => Arc::from(if *value { "true" } else { "false" }),
            _ => return None,
        })
    }
}

/// Equality of what values are, whatever their origin: `1` and `1.0` are equal, an unknown value equals only one that
/// is unknown for the same reason. For conditions of rules use three-valued comparison instead.
impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        match (&self.kind, &other.kind) {
            (Kind::Null, Kind::Null) => true,
            (Kind::Bool(a), Kind::Bool(b)) => a == b,
            (Kind::Number(a), Kind::Number(b)) => a == b,
            (Kind::String(a), Kind::String(b)) => a == b,
            (Kind::List(a), Kind::List(b)) => a == b,
            (Kind::Map(a), Kind::Map(b)) => {
                a.len() == b.len()
                    && a.iter().all(|(key, entry)| {
                        b.get(key).is_some_and(|other| entry.value == other.value)
                    })
            }
            (Kind::Unknown(a), Kind::Unknown(b)) => a == b,
            (Kind::Template(a), Kind::Template(b)) => {
                let same = |(a, b): (&Part, &Part)| match (a, b) {
                    (Part::Literal(a), Part::Literal(b)) => a == b,
                    (Part::Unknown(a), Part::Unknown(b)) => a == b,
                    _ => false,
                };
                a.len() == b.len() && a.iter().zip(b.iter()).all(same)
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Part, Reason, Unknown, Value};
    use crate::origin::Origin;
    use std::sync::Arc;

    fn unknown() -> Part {
        Part::Unknown(Arc::new(Unknown {
            reason: Reason::NoValue,
            what: Arc::from("variable 'x'"),
            refers: None,
        }))
    }

    #[test]
    fn a_template_keeps_its_literal_parts() {
        let known = vec![Part::Literal(Arc::from("a")), Part::Literal(Arc::from("b"))];
        assert_eq!(Value::template(known, Origin::none()).as_str(), Some("ab"));
        let parts = vec![Part::Literal(Arc::from("a")), Part::Literal(Arc::from("b")), unknown()];
        let value = Value::template(parts, Origin::none());
        let Kind::Template(parts) = &value.kind else { panic!("{value:?}") };
        assert!(matches!(&parts[..], [Part::Literal(text), Part::Unknown(_)] if &**text == "ab"));
        assert!(!value.is_wholly_known() && !value.is_unknown());
    }
}
