//! Type constraints of variables, and conversion to them.

use std::sync::Arc;

use super::ast::{Expr, ExprKind};
use crate::number::Number;
use crate::origin::Origin;
use crate::value::{Attribute, Kind, Map, Reason, Value};

/// A type constraint. Defaults of optional attributes are expressions without references.
#[derive(Debug)]
pub(crate) enum Type<'e> {
    Any,
    String,
    Number,
    Bool,
    List(Box<Type<'e>>),
    Set(Box<Type<'e>>),
    Map(Box<Type<'e>>),
    Tuple(Vec<Type<'e>>),
    Object(Vec<Field<'e>>),
}

/// An attribute of an object type.
#[derive(Debug)]
pub(crate) struct Field<'e> {
    name: Arc<str>,
    of: Type<'e>,
    optional: bool,
    default: Option<&'e Expr>,
}

impl<'e> Type<'e> {
    /// Reads a constraint; what is none is `any`.
    pub(crate) fn read(expr: &'e Expr) -> Type<'e> {
        match &expr.kind {
            // Terraform 0.11 wrote the type in quotes; `"list"` and `"map"` say nothing of their elements.
            ExprKind::Name(name) | ExprKind::Text(name) => match &**name {
                "string" => Type::String,
                "number" => Type::Number,
                "bool" => Type::Bool,
                "list" => Type::List(Box::new(Type::Any)),
                "set" => Type::Set(Box::new(Type::Any)),
                "map" => Type::Map(Box::new(Type::Any)),
                _ => Type::Any,
            },
            ExprKind::Call(call) => {
                let Some(first) = call.arguments.first() else { return Type::Any };
                let inner = || Box::new(Type::read(first));
                match (&*call.name, &first.kind) {
                    ("list", _) => Type::List(inner()),
                    ("set", _) => Type::Set(inner()),
                    ("map", _) => Type::Map(inner()),
                    ("tuple", ExprKind::Tuple(items)) => {
                        Type::Tuple(items.iter().map(Type::read).collect())
                    }
                    ("object", ExprKind::Object(entries)) => Type::Object(
                        entries.iter().filter_map(|(key, of)| Field::read(key, of)).collect(),
                    ),
                    _ => Type::Any,
                }
            }
            _ => Type::Any,
        }
    }

    /// Converts; `evaluate` gives the values of defaults. What cannot be converted is unknown, for an error.
    pub(crate) fn convert(&self, value: Value, evaluate: &mut dyn FnMut(&Expr) -> Value) -> Value {
        if matches!(self, Type::Any) || value.is_null() || value.is_unknown() {
            return value;
        }
        let origin = value.origin.clone();
        let wrong = |wanted: &str| {
            let what = format!("{} where {wanted} is wanted", value.describe());
            Value::unknown(Reason::Error, what, origin.clone())
        };
        match self {
            Type::Any => value,
            Type::String => match &value.kind {
                Kind::Template(_) => value,
                _ => to_string(&value).unwrap_or_else(|| wrong("text")),
            },
            Type::Number => to_number(&value).unwrap_or_else(|| wrong("a number")),
            Type::Bool => to_bool(&value).unwrap_or_else(|| wrong("a truth value")),
            Type::List(of) | Type::Set(of) => {
                let Kind::List(items) = &value.kind else { return wrong("a list") };
                let items: Vec<Value> =
                    items.iter().map(|item| of.convert(item.clone(), evaluate)).collect();
                let items = if matches!(self, Type::Set(_)) { distinct(items) } else { items };
                Value::list(items, origin)
            }
            Type::Map(of) => {
                let Kind::Map(entries) = &value.kind else { return wrong("a map") };
                let entries = entries.iter().map(|(key, entry)| {
                    let value = of.convert(entry.value.clone(), evaluate);
                    (key.clone(), Attribute { value, place: entry.place })
                });
                Value::map(entries.collect(), origin)
            }
            Type::Tuple(types) => {
                let Kind::List(items) = &value.kind else { return wrong("a tuple") };
                let items = items.iter().zip(types);
                let items = items.map(|(item, of)| of.convert(item.clone(), evaluate)).collect();
                Value::list(items, origin)
            }
            Type::Object(fields) => {
                let Kind::Map(entries) = &value.kind else { return wrong("an object") };
                let mut result = Map::default();
                for field in fields {
                    let entry = field.convert(entries.get(&field.name), &origin, evaluate);
                    result.insert(field.name.clone(), entry);
                }
                Value::map(result, origin)
            }
        }
    }
}

impl<'e> Field<'e> {
    fn read(key: &'e Expr, of: &'e Expr) -> Option<Field<'e>> {
        let name = key.literal()?.clone();
        if let ExprKind::Call(call) = &of.kind
            && &*call.name == "optional"
            && let Some(inner) = call.arguments.first()
        {
            let default = call.arguments.get(1);
            return Some(Field { name, of: Type::read(inner), optional: true, default });
        }
        Some(Field { name, of: Type::read(of), optional: false, default: None })
    }

    fn convert(
        &self,
        given: Option<&Attribute>,
        origin: &Origin,
        evaluate: &mut dyn FnMut(&Expr) -> Value,
    ) -> Attribute {
        match (given, self.default) {
            (Some(entry), default) if !(entry.value.is_null() && default.is_some()) => Attribute {
                value: self.of.convert(entry.value.clone(), evaluate),
                place: entry.place,
            },
            (_, Some(default)) => {
                let value = evaluate(default);
                Attribute { value: self.of.convert(value, evaluate), place: None }
            }
            _ if self.optional => Attribute { value: Value::null(origin.clone()), place: None },
            _ => {
                let what = format!("attribute '{}', which is required", self.name);
                Attribute {
                    value: Value::unknown(Reason::Error, what, origin.clone()),
                    place: None,
                }
            }
        }
    }
}

/// As text: texts, numbers, truth values.
pub(crate) fn to_string(value: &Value) -> Option<Value> {
    match &value.kind {
        Kind::String(_) | Kind::Template(_) | Kind::Unknown(_) | Kind::Null => Some(value.clone()),
        _ => Some(Value::string(value.to_text()?, value.origin.clone())),
    }
}

/// As a number: numbers and texts that are one.
pub(crate) fn to_number(value: &Value) -> Option<Value> {
    match &value.kind {
        Kind::Number(_) | Kind::Unknown(_) | Kind::Null => Some(value.clone()),
        Kind::Template(_) => Some(unknown_of(value)),
        Kind::String(text) => Some(Value::number(Number::parse(text)?, value.origin.clone())),
        _ => None,
    }
}

/// As a truth value: truth values and their names.
pub(crate) fn to_bool(value: &Value) -> Option<Value> {
    match &value.kind {
        Kind::Bool(_) | Kind::Unknown(_) | Kind::Null => Some(value.clone()),
        Kind::Template(_) => Some(unknown_of(value)),
        Kind::String(text) => match &**text {
            "true" => Some(Value::bool(true, value.origin.clone())),
            "false" => Some(Value::bool(false, value.origin.clone())),
            _ => None,
        },
        _ => None,
    }
}

/// The first thing that is not known of a value, as a value. For values that are not wholly known.
pub(crate) fn unknown_of(value: &Value) -> Value {
    match first_unknown(value) {
        Some(unknown) => Value::new(
            Kind::Unknown(Arc::new(crate::value::Unknown {
                reason: unknown.reason,
                what: unknown.what.clone(),
                refers: None,
            })),
            value.origin.clone(),
        ),
        None => Value::unknown(Reason::Error, "a value of the wrong type", value.origin.clone()),
    }
}

/// What is not known of a value, if anything is. Linear.
pub(crate) fn first_unknown(value: &Value) -> Option<&crate::value::Unknown> {
    match &value.kind {
        Kind::Unknown(unknown) => Some(unknown),
        Kind::Template(parts) => parts.iter().find_map(|part| match part {
            crate::value::Part::Unknown(unknown) => Some(&**unknown),
            crate::value::Part::Literal(_) => None,
        }),
        Kind::List(items) => items.iter().find_map(first_unknown),
        Kind::Map(entries) => entries.values().find_map(|entry| first_unknown(&entry.value)),
        _ => None,
    }
}

/// Elements of a set: doubles dropped, texts and numbers sorted as Terraform shows them.
pub(crate) fn distinct(mut items: Vec<Value>) -> Vec<Value> {
    let is_simple = |value: &Value| matches!(value.kind, Kind::String(_));
    if items.iter().all(is_simple) {
        items.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
        items.dedup_by(|a, b| a.as_str() == b.as_str());
        return items;
    }
    if items.iter().all(|value| matches!(value.kind, Kind::Number(_))) {
        items.sort_by(|a, b| {
            a.as_number().partial_cmp(&b.as_number()).unwrap_or(std::cmp::Ordering::Equal)
        });
    }
    unique(items)
}

/// Doubles dropped, order kept. Quadratic only where items are lists and maps.
pub(crate) fn unique(items: Vec<Value>) -> Vec<Value> {
    let mut seen = rustc_hash::FxHashSet::default();
    let mut kept: Vec<Value> = Vec::with_capacity(items.len());
    for item in items {
        let is_new = match &item.kind {
            Kind::String(text) => seen.insert((0u8, text.clone())),
            Kind::Number(number) => seen.insert((1, Arc::from(number.to_string()))),
            Kind::Unknown(_) => true,
            _ => !kept.contains(&item),
        };
        if is_new {
            kept.push(item);
        }
    }
    kept
}
