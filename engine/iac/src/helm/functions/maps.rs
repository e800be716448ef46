//! Functions over maps.

use std::rc::Rc;

use super::text_of;
use crate::helm::value::{Entries, Go, GoMap, MAX_DEPTH};

pub(super) fn call(name: &str, args: &[Go]) -> Option<Result<Go, String>> {
    let key = |at: usize| -> Rc<str> { Rc::from(text_of(args, at)) };
    let arg = |at: usize| args.get(at).cloned().unwrap_or(Go::Nil);
    let rest = args.get(1..).unwrap_or(&[]);
    Some(match name {
        "dict" => {
            let pair = |pair: &[Go]| {
                (Rc::from(pair[0].text()), pair.get(1).cloned().unwrap_or(Go::str("")))
            };
            Ok(Go::map(args.chunks(2).map(pair).collect()))
        }
        "get" => of(&arg(0), |map| map.borrow().get(&key(1)).cloned().unwrap_or(Go::str(""))),
        "set" => of(&arg(0), |map| {
            map.borrow_mut().insert(key(1), arg(2));
            Go::Map(map.clone())
        }),
        "unset" => of(&arg(0), |map| {
            map.borrow_mut().remove(&key(1));
            Go::Map(map.clone())
        }),
        "hasKey" => of(&arg(0), |map| Go::Bool(map.borrow().contains_key(&key(1)))),
        "pluck" => {
            let mut found = Vec::new();
            for other in rest {
                if let Go::Map(map) = other {
                    found.extend(map.borrow().get(&key(0)).cloned());
                }
            }
            Ok(Go::list(found))
        }
        "keys" => {
            let mut found = Vec::new();
            for other in args {
                if let Go::Map(map) = other {
                    found.extend(map.borrow().keys().map(|key| Go::Str(key.clone())));
                }
            }
            Ok(Go::list(found))
        }
        "values" => of(&arg(0), |map| Go::list(map.borrow().values().cloned().collect())),
        "pick" => of(&arg(0), |map| {
            let wanted: Vec<String> = rest.iter().map(Go::text).collect();
            let fits = |key: &str| wanted.iter().any(|wanted| wanted == key);
            kept(map, fits)
        }),
        "omit" => of(&arg(0), |map| {
            let dropped: Vec<String> = rest.iter().map(Go::text).collect();
            kept(map, |key| !dropped.iter().any(|dropped| dropped == key))
        }),
        "merge" | "mustMerge" => of(&arg(0), |map| {
            for other in rest {
                merge(map, other, false, 0);
            }
            Go::Map(map.clone())
        }),
        "mergeOverwrite" | "mustMergeOverwrite" => of(&arg(0), |map| {
            for other in rest {
                merge(map, other, true, 0);
            }
            Go::Map(map.clone())
        }),
        "deepCopy" | "mustDeepCopy" => Ok(arg(0).deep_copy(0)),
        "dig" => dig(args),
        _ => return None,
    })
}

fn of(value: &Go, then: impl FnOnce(&GoMap) -> Go) -> Result<Go, String> {
    match value {
        Go::Map(map) => Ok(then(map)),
        Go::Unknown => Ok(Go::Unknown),
        other => Err(format!("a map is wanted, not a {}", other.kind())),
    }
}

fn kept(map: &GoMap, fits: impl Fn(&str) -> bool) -> Go {
    let entries = map.borrow();
    let fitting = entries.iter().filter(|(key, _)| fits(key));
    Go::map(fitting.map(|(key, value)| (key.clone(), value.clone())).collect())
}

/// Adds what `from` has and `into` has not, at every level; with `overwrite` also what both have.
pub(in crate::helm) fn merge(into: &GoMap, from: &Go, overwrite: bool, depth: usize) {
    let Go::Map(from) = from else { return };
    if Rc::ptr_eq(into, from) || depth > MAX_DEPTH {
        return;
    }
    let entries: Entries = from.borrow().clone();
    for (key, value) in entries {
        let own = into.borrow().get(&key).cloned();
        match (&own, &value) {
            (Some(Go::Map(own)), Go::Map(_)) => merge(own, &value, overwrite, depth + 1),
            // What is empty counts as not there.
            (Some(own), _) if own.truth() && (!overwrite || !value.truth()) => {}
            (Some(own), _) if !own.truth() && !value.truth() => {}
            _ => {
                into.borrow_mut().insert(key, value.deep_copy(0));
            }
        }
    }
}

fn dig(args: &[Go]) -> Result<Go, String> {
    let [keys @ .., default, map] = args else {
        return Err("'dig' wants keys, a default and a map".to_owned());
    };
    let mut value = map.clone();
    for key in keys {
        let next = match &value {
            Go::Map(map) => map.borrow().get(&*key.text()).cloned(),
            Go::Unknown => return Ok(Go::Unknown),
            _ => None,
        };
        match next {
            Some(next) => value = next,
            None => return Ok(default.clone()),
        }
    }
    Ok(value)
}
