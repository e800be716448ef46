//! Functions over lists and maps, which may be partly known, and conversions of types.

use std::sync::Arc;

use indexmap::IndexMap;

use super::super::json;
use super::super::operators::{is_open, open, same};
use super::super::types::{distinct, to_bool, to_number, to_string, unique};
use super::{Arguments, Outcome, Stop, list, text, text_of, truth, whole};
use crate::number::Number;
use crate::truth::Truth;
use crate::value::{Attribute, Kind, Map, Part, Value};

type Function = fn(Arguments<'_>) -> Outcome;

/// Calls a function of this file; `None` if it has none of that name.
pub(super) fn call(name: &str, arguments: Arguments<'_>) -> Option<Outcome> {
    let function: Function = match name {
        "alltrue" => |a| every(a, true),
        "anytrue" => |a| every(a, false),
        "chunklist" => chunklist,
        "coalesce" => coalesce,
        "coalescelist" => coalescelist,
        "compact" => compact,
        "concat" => concat,
        "contains" => contains,
        "distinct" => |a| list(unique(a.list(0)?.to_vec())),
        "element" => element,
        "flatten" => |a| {
            let mut items = Vec::new();
            flatten(a.at(0)?, &mut items, true)?;
            list(items)
        },
        "index" => index,
        "keys" => keys,
        "values" => values,
        "length" => length,
        "list" => |a| list(a.0.to_vec()),
        "lookup" => lookup,
        "matchkeys" => matchkeys,
        "merge" => merge,
        "one" => one,
        "reverse" => |a| {
            let mut items = a.list(0)?.to_vec();
            items.reverse();
            list(items)
        },
        "setintersection" => setintersection,
        "setproduct" => setproduct,
        "setsubtract" => setsubtract,
        "setunion" => |a| {
            let mut items = Vec::new();
            for at in 0..a.len() {
                items.extend(a.list(at)?.iter().cloned());
            }
            list(distinct(items))
        },
        "slice" => slice,
        "sort" => sort,
        "transpose" => transpose,
        "zipmap" => zipmap,
        "map" => pairs,
        "jsonencode" => |a| {
            let value = a.at(0)?;
            Ok(json::encode(value, value.origin.clone()).kind)
        },
        "jsondecode" => |a| {
            let value = a.at(0)?;
            match &value.kind {
                Kind::Unknown(_) => Err(Stop::Unknown(value.clone())),
                _ => match json::decode(value) {
                    Some(decoded) => Ok(decoded.kind),
                    None => Err(Stop::error("text that is no JSON")),
                },
            }
        },
        "join" => join,
        "lower" | "upper" => {
            let lower = name == "lower";
            return Some(recased(arguments, lower));
        }
        "sensitive" | "nonsensitive" | "ephemeralasnull" => |a| Ok(a.at(0)?.kind.clone()),
        "issensitive" => |_| truth(false),
        "tostring" => |a| converted(a.at(0)?, to_string(a.at(0)?), "text"),
        "tonumber" => |a| converted(a.at(0)?, to_number(a.at(0)?), "a number"),
        "tobool" => |a| converted(a.at(0)?, to_bool(a.at(0)?), "a truth value"),
        "tolist" => |a| null_or(a, |a| list(a.list(0)?.to_vec())),
        "toset" => |a| null_or(a, |a| list(distinct(a.list(0)?.to_vec()))),
        "tomap" => |a| null_or(a, |a| Ok(Kind::Map(Arc::new(a.map(0)?.clone())))),
        _ => return None,
    };
    Some(function(arguments))
}

fn null_or(arguments: Arguments<'_>, function: Function) -> Outcome {
    if arguments.at(0)?.is_null() { Ok(Kind::Null) } else { function(arguments) }
}

fn converted(value: &Value, result: Option<Value>, wanted: &str) -> Outcome {
    match result {
        Some(result) => Ok(result.kind),
        None => Err(Stop::error(format!("{} where {wanted} is wanted", value.describe()))),
    }
}

fn every(arguments: Arguments<'_>, wanted: bool) -> Outcome {
    let mut result = Truth::from(wanted);
    let items = arguments.list(0)?;
    for item in items {
        let holds = match to_bool(item).map(|value| value.kind) {
            Some(Kind::Bool(value)) => Truth::from(value),
            Some(Kind::Unknown(_)) => Truth::Unknown,
            Some(Kind::Null) => Truth::False,
            _ => return Err(Stop::error("an element that is no truth value")),
        };
        result = if wanted { result.and(holds) } else { result.or(holds) };
    }
    decide(result, arguments)
}

fn decide(result: Truth, arguments: Arguments<'_>) -> Outcome {
    match result {
        Truth::True => truth(true),
        Truth::False => truth(false),
        Truth::Unknown => {
            let unknown = arguments.0.iter().find(|value| !value.is_wholly_known());
            Err(Stop::Unknown(unknown.unwrap_or(arguments.at(0)?).clone()))
        }
    }
}

fn chunklist(arguments: Arguments<'_>) -> Outcome {
    let (items, size) = (closed(arguments, 0)?, arguments.whole(1)?);
    let origin = &arguments.at(0)?.origin;
    let size = usize::try_from(size).map_err(|_| Stop::error("a negative size"))?;
    let size = if size == 0 { items.len().max(1) } else { size };
    list(items.chunks(size).map(|chunk| Value::list(chunk.to_vec(), origin.clone())).collect())
}

/// A list whose elements are all there, though they may not be known.
fn closed<'a>(arguments: Arguments<'a>, at: usize) -> Result<&'a [Value], Stop> {
    let items = arguments.list(at)?;
    if is_open(items) {
        return Err(Stop::Unknown(arguments.at(at)?.clone()));
    }
    Ok(items)
}

fn coalesce(arguments: Arguments<'_>) -> Outcome {
    for value in arguments.0 {
        match &value.kind {
            Kind::Null => {}
            Kind::String(text) if text.is_empty() => {}
            // The id of a resource is never nothing.
            Kind::Unknown(unknown) if unknown.refers.is_none() => {
                return Err(Stop::Unknown(value.clone()));
            }
            kind => return Ok(kind.clone()),
        }
    }
    Err(Stop::error("coalesce() of nothing but null and empty text"))
}

fn coalescelist(arguments: Arguments<'_>) -> Outcome {
    for at in 0..arguments.len() {
        let items = arguments.list(at)?;
        if items.len() == 1 && is_open(items) {
            return Err(Stop::Unknown(arguments.at(at)?.clone()));
        }
        if !items.is_empty() {
            return list(items.to_vec());
        }
    }
    Err(Stop::error("coalescelist() of nothing but empty lists"))
}

fn compact(arguments: Arguments<'_>) -> Outcome {
    let is_filled = |value: &&Value| !value.is_null() && value.as_str() != Some("");
    // An element that is not known may be empty, and drop out.
    let kept = arguments.list(0)?.iter().filter(is_filled);
    list(kept.map(|value| if value.is_unknown() { open(value) } else { value.clone() }).collect())
}

fn concat(arguments: Arguments<'_>) -> Outcome {
    let mut items = Vec::new();
    for value in arguments.0 {
        match &value.kind {
            Kind::List(more) => items.extend(more.iter().cloned()),
            Kind::Unknown(_) => items.push(open(value)),
            _ => return Err(Stop::error("concat() of something that is no list")),
        }
    }
    if arguments.0.iter().all(Value::is_unknown) && !arguments.0.is_empty() {
        return Err(Stop::Unknown(arguments.at(0)?.clone()));
    }
    list(items)
}

fn contains(arguments: Arguments<'_>) -> Outcome {
    let (items, wanted) = (arguments.list(0)?, arguments.at(1)?);
    let like = |item: &Value| match (&item.kind, &wanted.kind) {
        // Elements of a list have one type, so a text and a number are compared as text.
        (Kind::String(_), Kind::Number(_) | Kind::Bool(_))
        | (Kind::Number(_) | Kind::Bool(_), Kind::String(_)) => {
            Truth::from(item.to_text() == wanted.to_text())
        }
        _ => same(item, wanted),
    };
    decide(Truth::any(items.iter().map(like)), arguments)
}

fn element(arguments: Arguments<'_>) -> Outcome {
    let (items, at) = (closed(arguments, 0)?, arguments.whole(1)?);
    if items.is_empty() {
        return Err(Stop::error("element() of an empty list"));
    }
    let at = at.rem_euclid(items.len() as i128) as usize;
    Ok(items[at].kind.clone())
}

fn flatten(value: &Value, items: &mut Vec<Value>, top: bool) -> Result<(), Stop> {
    match &value.kind {
        Kind::List(inner) => {
            for item in inner.iter() {
                flatten(item, items, false)?;
            }
        }
        Kind::Unknown(_) if top => return Err(Stop::Unknown(value.clone())),
        // It may be a list of its own.
        Kind::Unknown(unknown) if unknown.refers.is_none() => items.push(open(value)),
        _ if top => return Err(Stop::error("flatten() of something that is no list")),
        _ => items.push(value.clone()),
    }
    Ok(())
}

fn index(arguments: Arguments<'_>) -> Outcome {
    let (items, wanted) = (arguments.list(0)?, arguments.at(1)?);
    for (at, item) in items.iter().enumerate() {
        match same(item, wanted) {
            Truth::True => return whole(at as i128),
            Truth::Unknown => return Err(Stop::Unknown(arguments.at(0)?.clone())),
            Truth::False => {}
        }
    }
    Err(Stop::error("index() of an element that is not there"))
}

fn sorted(entries: &Map) -> Vec<(&Arc<str>, &Attribute)> {
    let mut sorted: Vec<_> = entries.iter().collect();
    sorted.sort_by(|a, b| a.0.cmp(b.0));
    sorted
}

fn keys(arguments: Arguments<'_>) -> Outcome {
    let origin = &arguments.at(0)?.origin;
    let keys = sorted(arguments.map(0)?).into_iter();
    list(keys.map(|(key, _)| Value::string(key.clone(), origin.clone())).collect())
}

fn values(arguments: Arguments<'_>) -> Outcome {
    list(sorted(arguments.map(0)?).into_iter().map(|(_, entry)| entry.value.clone()).collect())
}

fn length(arguments: Arguments<'_>) -> Outcome {
    let value = arguments.at(0)?;
    match &value.kind {
        Kind::List(_) => whole(closed(arguments, 0)?.len() as i128),
        Kind::Map(entries) => whole(entries.len() as i128),
        Kind::String(text) => {
            use unicode_segmentation::UnicodeSegmentation as _;
            whole(text.graphemes(true).count() as i128)
        }
        Kind::Unknown(_) | Kind::Template(_) => Err(Stop::Unknown(value.clone())),
        _ => Err(Stop::error(format!("length() of {}", value.describe()))),
    }
}

fn lookup(arguments: Arguments<'_>) -> Outcome {
    let (entries, key) = (arguments.map(0)?, arguments.text(1)?);
    match (entries.get(&key), arguments.0.get(2)) {
        (Some(entry), _) => Ok(entry.value.kind.clone()),
        (None, Some(default)) => Ok(default.kind.clone()),
        (None, None) => Err(Stop::error(format!("lookup() of '{key}', which is not there"))),
    }
}

fn matchkeys(arguments: Arguments<'_>) -> Outcome {
    let (values, keys, wanted) =
        (closed(arguments, 0)?, closed(arguments, 1)?, closed(arguments, 2)?);
    let mut kept = Vec::new();
    for (value, key) in values.iter().zip(keys) {
        match Truth::any(wanted.iter().map(|wanted| same(key, wanted))) {
            Truth::True => kept.push(value.clone()),
            Truth::Unknown => return Err(Stop::Unknown(key.clone())),
            Truth::False => {}
        }
    }
    list(kept)
}

fn merge(arguments: Arguments<'_>) -> Outcome {
    let mut entries = Map::default();
    for value in arguments.0 {
        match &value.kind {
            Kind::Null => {}
            Kind::Map(more) => {
                for (key, entry) in more.iter() {
                    entries.insert(key.clone(), entry.clone());
                }
            }
            // Imprecise: entries after the last unknown map stand whatever that holds; a map has no place to say so.
            Kind::Unknown(_) => return Err(Stop::Unknown(value.clone())),
            _ => return Err(Stop::error("merge() of something that is no map")),
        }
    }
    Ok(Kind::Map(Arc::new(entries)))
}

fn one(arguments: Arguments<'_>) -> Outcome {
    match arguments.at(0)?.is_null() {
        true => Ok(Kind::Null),
        false => match closed(arguments, 0)? {
            [] => Ok(Kind::Null),
            [only] => Ok(only.kind.clone()),
            _ => Err(Stop::error("one() of several elements")),
        },
    }
}

fn setintersection(arguments: Arguments<'_>) -> Outcome {
    let mut items = distinct(closed(arguments, 0)?.to_vec());
    for at in 1..arguments.len() {
        let other = closed(arguments, at)?;
        items = partition(items, other, true)?;
    }
    list(items)
}

fn setsubtract(arguments: Arguments<'_>) -> Outcome {
    let items = distinct(closed(arguments, 0)?.to_vec());
    list(partition(items, closed(arguments, 1)?, false)?)
}

/// Items that stand in `other` (or do not); they must be known.
fn partition(items: Vec<Value>, other: &[Value], within: bool) -> Result<Vec<Value>, Stop> {
    let mut kept = Vec::new();
    for item in items {
        match Truth::any(other.iter().map(|other| same(&item, other))) {
            Truth::Unknown => return Err(Stop::Unknown(item)),
            found if found.is_true() == within => kept.push(item),
            _ => {}
        }
    }
    Ok(kept)
}

fn setproduct(arguments: Arguments<'_>) -> Outcome {
    let origin = arguments.at(0)?.origin.clone();
    let mut rows: Vec<Vec<Value>> = vec![Vec::new()];
    for at in 0..arguments.len() {
        let items = closed(arguments, at)?;
        if rows.len().saturating_mul(items.len()) > super::super::evaluator::MAX_ELEMENTS {
            return Err(Stop::error("setproduct() with too many elements"));
        }
        rows = rows
            .iter()
            .flat_map(|row| {
                items.iter().map(move |item| [&row[..], std::slice::from_ref(item)].concat())
            })
            .collect();
    }
    list(rows.into_iter().map(|row| Value::list(row, origin.clone())).collect())
}

fn slice(arguments: Arguments<'_>) -> Outcome {
    let items = closed(arguments, 0)?;
    let (from, to) = (arguments.whole(1)?, arguments.whole(2)?);
    let range = usize::try_from(from).ok().zip(usize::try_from(to).ok());
    match range.and_then(|(from, to)| items.get(from..to)) {
        Some(items) => list(items.to_vec()),
        None => Err(Stop::error("slice() outside the list")),
    }
}

fn sort(arguments: Arguments<'_>) -> Outcome {
    let mut texts = Vec::new();
    for item in arguments.list(0)? {
        texts.push((text_of(item)?, item.origin.clone()));
    }
    texts.sort_by(|a, b| a.0.cmp(&b.0));
    list(texts.into_iter().map(|(text, origin)| Value::string(text, origin)).collect())
}

fn transpose(arguments: Arguments<'_>) -> Outcome {
    let mut turned: IndexMap<Arc<str>, Vec<Value>> = IndexMap::default();
    let origin = arguments.at(0)?.origin.clone();
    for (key, entry) in sorted(arguments.map(0)?) {
        for item in entry.value.as_list().ok_or_else(|| Stop::Unknown(entry.value.clone()))? {
            let key = Value::string(key.clone(), origin.clone());
            turned.entry(text_of(item)?).or_default().push(key);
        }
    }
    let entries = turned.into_iter().map(|(key, items)| {
        (key, Attribute { value: Value::list(items, origin.clone()), place: origin.place })
    });
    Ok(Kind::Map(Arc::new(entries.collect())))
}

fn zipmap(arguments: Arguments<'_>) -> Outcome {
    let (keys, values) = (closed(arguments, 0)?, closed(arguments, 1)?);
    let mut entries = Map::default();
    for (key, value) in keys.iter().zip(values) {
        entries
            .insert(text_of(key)?, Attribute { value: value.clone(), place: value.origin.place });
    }
    Ok(Kind::Map(Arc::new(entries)))
}

/// `map("a", 1, "b", 2)`, of Terraform 0.11.
fn pairs(arguments: Arguments<'_>) -> Outcome {
    let mut entries = Map::default();
    for pair in arguments.0.chunks_exact(2) {
        let place = pair[1].origin.place;
        entries.insert(text_of(&pair[0])?, Attribute { value: pair[1].clone(), place });
    }
    Ok(Kind::Map(Arc::new(entries)))
}

fn join(arguments: Arguments<'_>) -> Outcome {
    let separator = arguments.text(0)?;
    let mut parts = Vec::new();
    let mut is_first = true;
    for at in 1..arguments.len() {
        for item in arguments.list(at)? {
            if !is_first {
                parts.push(Part::Literal(separator.clone()));
            }
            is_first = false;
            match &item.kind {
                Kind::Unknown(unknown) => parts.push(Part::Unknown(unknown.clone())),
                Kind::Template(inner) => parts.extend(inner.iter().cloned()),
                _ => parts.push(Part::Literal(text_of(item)?)),
            }
        }
    }
    Ok(Value::template(parts, crate::origin::Origin::none()).kind)
}

fn recased(arguments: Arguments<'_>, lower: bool) -> Outcome {
    let change = |part: &str| if lower { part.to_lowercase() } else { part.to_uppercase() };
    let value = arguments.at(0)?;
    if let Kind::Template(parts) = &value.kind {
        let parts = parts.iter().map(|part| match part {
            Part::Literal(literal) => Part::Literal(Arc::from(change(literal))),
            Part::Unknown(_) => part.clone(),
        });
        return Ok(Kind::Template(parts.collect()));
    }
    text(change(&arguments.text(0)?))
}

/// Numbers of a list, for functions that take one.
pub(super) fn numbers(arguments: Arguments<'_>) -> Result<Vec<Number>, Stop> {
    (0..arguments.len()).map(|at| arguments.number(at)).collect()
}
