//! Functions over lists, and choices between values.

use std::cmp::Ordering;

use super::{int_of, list_of, text_of};
use crate::helm::value::Go;

pub(super) fn call(name: &str, args: &[Go]) -> Option<Result<Go, String>> {
    let name = name.strip_prefix("must").map_or(name.to_owned(), uncapital);
    let arg = |at: usize| args.get(at).cloned().unwrap_or(Go::Nil);
    let bool = |value: bool| Some(Ok(Go::Bool(value)));
    match &*name {
        "default" => Some(Ok(if args.len() > 1 && arg(1).truth() { arg(1) } else { arg(0) })),
        "empty" => bool(!arg(0).truth()),
        "coalesce" => Some(Ok(args.iter().find(|value| value.truth()).cloned().unwrap_or(Go::Nil))),
        "ternary" => Some(Ok(if arg(2).truth() { arg(0) } else { arg(1) })),
        "all" => bool(args.iter().all(Go::truth)),
        "any" => bool(args.iter().any(Go::truth)),
        "not" => bool(!arg(0).truth()),
        "eq" => compare_all(args),
        "ne" => Some(equal(&arg(0), &arg(1)).map(not)),
        "lt" => ordered(args, |it| it == Ordering::Less),
        "le" => ordered(args, |it| it != Ordering::Greater),
        "gt" => ordered(args, |it| it == Ordering::Greater),
        "ge" => ordered(args, |it| it != Ordering::Less),
        "len" => Some(length(&arg(0))),
        "list" | "tuple" => Some(Ok(Go::list(args.to_vec()))),
        "first" => items(args, 0, |items| items.first().cloned().unwrap_or(Go::Nil)),
        "last" => items(args, 0, |items| items.last().cloned().unwrap_or(Go::Nil)),
        "rest" => items(args, 0, |items| Go::list(items.get(1..).unwrap_or(&[]).to_vec())),
        "initial" => {
            items(args, 0, |items| Go::list(items[..items.len().saturating_sub(1)].to_vec()))
        }
        "append" | "push" => items(args, 0, |mut items| {
            items.push(arg(1));
            Go::list(items)
        }),
        "prepend" => items(args, 0, |mut items| {
            items.insert(0, arg(1));
            Go::list(items)
        }),
        "concat" => {
            let lists = (0..args.len()).map(|at| list_of(args, at)).collect::<Result<Vec<_>, _>>();
            Some(lists.map(|lists| Go::list(lists.concat())))
        }
        "reverse" => items(args, 0, |mut items| {
            items.reverse();
            Go::list(items)
        }),
        "uniq" => items(args, 0, |items| {
            let mut out: Vec<Go> = Vec::new();
            for item in items {
                if !out.iter().any(|known| known.equals(&item, 0)) {
                    out.push(item);
                }
            }
            Go::list(out)
        }),
        "compact" => {
            items(args, 0, |items| Go::list(items.into_iter().filter(Go::truth).collect()))
        }
        "without" => items(args, 0, |items| {
            let dropped = args.get(1..).unwrap_or(&[]);
            let kept = |item: &Go| !dropped.iter().any(|other| other.equals(item, 0));
            Go::list(items.into_iter().filter(kept).collect())
        }),
        "has" => Some(
            list_of(args, 1)
                .map(|items| Go::Bool(items.iter().any(|item| item.equals(&arg(0), 0)))),
        ),
        "slice" => Some(slice(args)),
        "chunk" => {
            let size = int_of(args, 0).max(1) as usize;
            items(args, 1, |items| {
                Go::list(items.chunks(size).map(|part| Go::list(part.to_vec())).collect())
            })
        }
        "until" => Some(Ok(counted(0, int_of(args, 0), if int_of(args, 0) < 0 { -1 } else { 1 }))),
        "untilStep" => Some(Ok(counted(int_of(args, 0), int_of(args, 1), int_of(args, 2)))),
        "seq" => Some(Ok(sequence(args))),
        "index" => Some(index(args)),
        "kindOf" => Some(Ok(Go::str(arg(0).kind()))),
        "kindIs" => {
            let kind = text_of(args, 0);
            bool(match arg(1) {
                // It may be anything.
                Go::Unknown => kind == "string",
                value => value.kind() == kind,
            })
        }
        "typeOf" => Some(Ok(Go::str(type_of(&arg(0))))),
        "typeIs" => bool(type_of(&arg(1)) == text_of(args, 0)),
        "typeIsLike" => bool(type_of(&arg(1)).trim_start_matches('*') == text_of(args, 0)),
        "deepEqual" => bool(arg(0).equals(&arg(1), 0)),
        _ => None,
    }
}

fn uncapital(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
}

fn type_of(value: &Go) -> String {
    match value {
        Go::Nil => "<nil>",
        Go::List(_) => "[]interface {}",
        Go::Map(_) => "map[string]interface {}",
        other => other.kind(),
    }
    .to_owned()
}

fn items(args: &[Go], at: usize, of: impl FnOnce(Vec<Go>) -> Go) -> Option<Result<Go, String>> {
    Some(list_of(args, at).map(of))
}

fn not(value: Go) -> Go {
    match value {
        Go::Bool(value) => Go::Bool(!value),
        other => other,
    }
}

/// Whether two values are equal; not known where one is not.
fn equal(left: &Go, right: &Go) -> Result<Go, String> {
    if matches!((left, right), (Go::Unknown, _) | (_, Go::Unknown)) {
        return Ok(Go::Unknown);
    }
    Ok(Go::Bool(left.equals(right, 0)))
}

/// The first equals one of the rest.
fn compare_all(args: &[Go]) -> Option<Result<Go, String>> {
    let (first, rest) = args.split_first()?;
    let mut unknown = false;
    for other in rest {
        match equal(first, other) {
            Ok(Go::Bool(true)) => return Some(Ok(Go::Bool(true))),
            Ok(Go::Unknown) => unknown = true,
            _ => {}
        }
    }
    Some(Ok(if unknown { Go::Unknown } else { Go::Bool(false) }))
}

fn ordered(args: &[Go], fits: fn(Ordering) -> bool) -> Option<Result<Go, String>> {
    let (left, right) = (args.first()?, args.get(1)?);
    let order = match (left, right) {
        (Go::Str(a), Go::Str(b)) => Some(a.cmp(b)),
        (Go::Int(a), Go::Int(b)) => Some(a.cmp(b)),
        (Go::Int(_) | Go::Float(_), Go::Int(_) | Go::Float(_)) => {
            super::numbers::to_float(left).partial_cmp(&super::numbers::to_float(right))
        }
        _ => None,
    };
    Some(match order {
        Some(order) => Ok(Go::Bool(fits(order))),
        None => Err(format!("a {} and a {} cannot be compared", left.kind(), right.kind())),
    })
}

fn length(value: &Go) -> Result<Go, String> {
    Ok(Go::Int(match value {
        Go::Str(text) => text.len(),
        Go::List(items) => items.len(),
        Go::Map(map) => map.borrow().len(),
        Go::Nil => return Err("the length of nothing".to_owned()),
        other => return Err(format!("the length of a {}", other.kind())),
    } as i64))
}

fn slice(args: &[Go]) -> Result<Go, String> {
    let bounds = |length: usize| {
        let start = (int_of(args, 1).max(0) as usize).min(length);
        let end = if args.len() > 2 { int_of(args, 2).max(0) as usize } else { length };
        start..end.min(length).max(start)
    };
    if let Some(Go::Str(text)) = args.first() {
        return text
            .get(bounds(text.len()))
            .map(Go::str)
            .ok_or("a slice within a letter".to_owned());
    }
    let items = list_of(args, 0)?;
    Ok(Go::list(items[bounds(items.len())].to_vec()))
}

/// Numbers a list may be made of.
const MAX_COUNT: usize = 100_000;

fn counted(start: i64, end: i64, step: i64) -> Go {
    let mut out = Vec::new();
    let mut at = start;
    while step != 0 && (step > 0 && at < end || step < 0 && at > end) && out.len() < MAX_COUNT {
        out.push(Go::Int(at));
        at = at.saturating_add(step);
    }
    Go::list(out)
}

/// As the shell's `seq`: a text with spaces.
fn sequence(args: &[Go]) -> Go {
    let of = |at: usize| int_of(args, at);
    let (start, step, end) = match args.len() {
        1 => (1, if of(0) < 1 { -1 } else { 1 }, of(0)),
        2 => (of(0), if of(1) < of(0) { -1 } else { 1 }, of(1)),
        3 => (of(0), of(1), of(2)),
        _ => return Go::str(""),
    };
    let end = if step > 0 { end.saturating_add(1) } else { end.saturating_sub(1) };
    match counted(start, end, step) {
        Go::List(items) => Go::str(items.iter().map(Go::text).collect::<Vec<_>>().join(" ")),
        other => other,
    }
}

fn index(args: &[Go]) -> Result<Go, String> {
    let mut value = args.first().cloned().unwrap_or(Go::Nil);
    for (at, key) in args.iter().enumerate().skip(1) {
        value = match &value {
            Go::Map(map) => map.borrow().get(&*key.text()).cloned().unwrap_or(Go::Nil),
            Go::List(items) => {
                let found = usize::try_from(int_of(args, at)).ok().and_then(|at| items.get(at));
                found.cloned().ok_or("an index outside of the list")?
            }
            Go::Nil => return Err("an index into nothing".to_owned()),
            other => return Err(format!("an index into a {}", other.kind())),
        };
    }
    Ok(value)
}
