//! `replacements` and `vars`: fields that get the value of a field of another object.
//!
//! For: finding the source, walking the paths of targets, putting the value in whole or between delimiters. Not for:
//! reading the files that replacements may stand in (`mod.rs`).

use std::sync::Arc;

use super::Object;
use super::select::Target;
use crate::edit::{list_mut, map_mut};
use crate::origin::{How, Place};
use crate::value::{Attribute, Kind, Value};

/// Levels that are walked.
const MAX_DEPTH: usize = 100;

/// One entry of `replacements` on all objects; what cannot be done is said in words.
pub(super) fn replacement(
    entry: &Value,
    place: Option<Place>,
    objects: &mut [Object],
) -> Option<String> {
    let new = match entry.get("sourceValue") {
        Some(value) => value.clone(),
        None => match source(entry.get("source")?, objects) {
            Ok(value) => value,
            Err(why) => return Some(why),
        },
    };
    let new = new.via(How::Merged, "replacement", place);
    for target in entry.get("targets").and_then(Value::as_list).into_iter().flatten() {
        let Some(select) = target.get("select").and_then(Target::new) else {
            return Some("a target of this replacement selects nothing".to_owned());
        };
        let reject = target.get("reject").and_then(Value::as_list).unwrap_or_default();
        let reject: Vec<Target> = reject.iter().filter_map(Target::new).collect();
        let paths: Vec<Arc<str>> = match target.get("fieldPaths").and_then(Value::as_list) {
            Some(paths) => paths.iter().filter_map(Value::to_text).collect(),
            None => vec![Arc::from("metadata.name")],
        };
        let options = Options::new(target.get("options"));
        for object in objects.iter_mut() {
            if !select.fits(object) || reject.iter().any(|it| it.fits(object)) {
                continue;
            }
            for path in &paths {
                let steps = steps(path);
                let create = options.create.then_some(place).flatten();
                walk(&mut object.value, &steps, create, 0, &mut |at| options.put(at, &new));
            }
        }
    }
    None
}

/// One entry of `vars` on all objects: `$(NAME)` in their texts.
pub(super) fn variable(
    entry: &Value,
    place: Option<Place>,
    objects: &mut [Object],
) -> Option<String> {
    let name = entry.get("name").and_then(Value::as_str)?;
    let reference = entry.get("objref")?;
    let field =
        entry.at(&["fieldref", "fieldpath"]).or_else(|| entry.at(&["fieldref", "fieldPath"]));
    let field = field.and_then(Value::to_text).unwrap_or_else(|| Arc::from("metadata.name"));
    let text = |key: &str| reference.get(key).and_then(Value::as_str).unwrap_or("");
    let (kind, called) = (text("kind"), text("name"));
    let found = objects.iter().find(|object| {
        object.kind() == kind
            && (object.name() == called || object.earlier.iter().any(|(name, _)| &**name == called))
    });
    let value = found.and_then(|object| read(&object.value, &steps(&field)));
    let Some(new) = value.and_then(Value::to_text) else {
        return Some(format!("variable '{name}' refers to nothing that is here"));
    };
    let pattern = format!("$({name})");
    for object in objects.iter_mut() {
        fill(&mut object.value, &pattern, &new, place, 0);
    }
    None
}

/// The value a replacement takes.
fn source(source: &Value, objects: &[Object]) -> Result<Value, String> {
    let target = Target::new(source).ok_or("the source of this replacement selects nothing")?;
    let field = source.get("fieldPath").and_then(Value::to_text);
    let field = field.unwrap_or_else(|| Arc::from("metadata.name"));
    let object = objects.iter().find(|object| target.fits(object));
    let object = object.ok_or("the source of this replacement is not here")?;
    let value = read(&object.value, &steps(&field))
        .ok_or_else(|| format!("the source of this replacement has no field '{field}'"))?;
    let options = Options::new(source.get("options"));
    match (&options.delimiter, value.to_text()) {
        (Some(delimiter), Some(text)) => {
            let part = usize::try_from(options.index).ok();
            let part = part.and_then(|index| text.split(delimiter.as_str()).nth(index));
            let part = part.ok_or_else(|| format!("'{field}' has no part {}", options.index))?;
            Ok(Value::string(part, value.origin.clone()))
        }
        _ => Ok(value.clone()),
    }
}

/// How a value is taken or put in.
#[derive(Default)]
struct Options {
    delimiter: Option<String>,
    index: i64,
    create: bool,
}

impl Options {
    fn new(value: Option<&Value>) -> Options {
        let get = |key: &str| value.and_then(|value| value.get(key));
        let index = get("index").and_then(Value::to_text).and_then(|text| text.parse().ok());
        Options {
            delimiter: get("delimiter").and_then(Value::as_str).map(str::to_owned),
            index: index.unwrap_or(0),
            create: get("create").and_then(Value::as_bool) == Some(true),
        }
    }

    /// Puts `new` where `at` is, or in place of one part of it; an index before or behind all parts adds one.
    fn put(&self, at: &mut Value, new: &Value) {
        let (Some(delimiter), Some(old), Some(text)) =
            (&self.delimiter, at.to_text(), new.to_text())
        else {
            *at = new.clone();
            return;
        };
        let mut parts: Vec<&str> = old.split(delimiter.as_str()).collect();
        match usize::try_from(self.index) {
            Err(_) => parts.insert(0, &text),
            Ok(index) => match parts.get_mut(index) {
                Some(part) => *part = &text,
                None => parts.push(&text),
            },
        }
        *at = Value::string(parts.join(delimiter), new.origin.clone());
    }
}

/// A step of a field path.
enum Step {
    /// An entry of a map, or an item of a list by number.
    Key(String),
    /// `[key=value]`: items of a list.
    Item(String, String),
    /// `*`: all.
    All,
}

/// `a.b\.c.[name=x].*`
fn steps(path: &str) -> Vec<Step> {
    let mut out = Vec::new();
    let mut word = String::new();
    let mut chars = path.chars().peekable();
    let mut within = false;
    let close = |word: &mut String, out: &mut Vec<Step>| {
        if word.is_empty() {
            return;
        }
        let text = std::mem::take(word);
        out.push(match text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
            Some(inner) => match inner.split_once('=') {
                Some((key, value)) => Step::Item(key.to_owned(), value.to_owned()),
                None => Step::Key(inner.to_owned()),
            },
            None if text == "*" => Step::All,
            None => Step::Key(text),
        });
    };
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek() == Some(&'.') => word.extend(chars.next()),
            '[' => {
                if !within {
                    close(&mut word, &mut out);
                }
                within = true;
                word.push(c);
            }
            ']' => {
                within = false;
                word.push(c);
                close(&mut word, &mut out);
            }
            '.' if !within => close(&mut word, &mut out),
            _ => word.push(c),
        }
    }
    close(&mut word, &mut out);
    out
}

fn is_item(item: &Value, key: &str, value: &str) -> bool {
    item.get(key).and_then(Value::to_text).as_deref() == Some(value)
}

/// What a path leads to first.
fn read<'v>(value: &'v Value, steps: &[Step]) -> Option<&'v Value> {
    let Some((step, rest)) = steps.split_first() else { return Some(value) };
    match step {
        Step::Key(key) => match value.as_list() {
            Some(list) => read(list.get(key.parse::<usize>().ok()?)?, rest),
            None => read(value.get(key)?, rest),
        },
        Step::Item(key, wanted) => {
            let item = value.as_list()?.iter().find(|item| is_item(item, key, wanted))?;
            read(item, rest)
        }
        Step::All => value.as_list()?.iter().find_map(|item| read(item, rest)),
    }
}

/// Changes all that a path leads to; entries that are missing are made where `create` has their place.
fn walk(
    value: &mut Value,
    steps: &[Step],
    create: Option<Place>,
    depth: usize,
    change: &mut dyn FnMut(&mut Value),
) {
    let Some((step, rest)) = steps.split_first() else { return change(value) };
    if depth > MAX_DEPTH {
        return;
    }
    let fits = |at: usize, item: &Value| match step {
        Step::Key(key) => key.parse::<usize>().ok() == Some(at),
        Step::Item(key, wanted) => is_item(item, key, wanted),
        Step::All => true,
    };
    if value.as_list().is_some() {
        for (at, item) in list_mut(value).into_iter().flatten().enumerate() {
            if fits(at, item) {
                walk(item, rest, create, depth + 1, change);
            }
        }
        return;
    }
    let Some(map) = map_mut(value) else { return };
    match step {
        Step::Key(key) => {
            if let Some(place) = create.filter(|_| !map.contains_key(key.as_str())) {
                let origin = crate::origin::Origin { place: Some(place), from: None };
                let empty = match rest {
                    [] => Value::null(origin),
                    _ => Value::map(crate::value::Map::default(), origin),
                };
                map.insert(Arc::from(key.as_str()), Attribute { value: empty, place: Some(place) });
            }
            if let Some(entry) = map.get_mut(key.as_str()) {
                walk(&mut entry.value, rest, create, depth + 1, change);
            }
        }
        Step::All => {
            for (_, entry) in map {
                walk(&mut entry.value, rest, create, depth + 1, change);
            }
        }
        Step::Item(..) => {}
    }
}

/// Puts a text in place of a pattern in all texts of a value.
fn fill(value: &mut Value, pattern: &str, new: &str, place: Option<Place>, depth: usize) {
    if depth > MAX_DEPTH {
        return;
    }
    match &value.kind {
        Kind::Map(_) => {
            for (_, entry) in map_mut(value).into_iter().flatten() {
                fill(&mut entry.value, pattern, new, place, depth + 1);
            }
        }
        Kind::List(_) => {
            for item in list_mut(value).into_iter().flatten() {
                fill(item, pattern, new, place, depth + 1);
            }
        }
        _ => {
            let filled = value.as_str().filter(|text| text.contains(pattern));
            if let Some(filled) = filled.map(|text| text.replace(pattern, new)) {
                let origin = value.via(How::Merged, "variable", place).origin;
                *value = Value::string(filled, origin);
            }
        }
    }
}
