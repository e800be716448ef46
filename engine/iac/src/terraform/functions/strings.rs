//! Functions over text.

use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation as _;

use super::{Arguments, Outcome, Stop, format, list, text, texts, truth};
use crate::value::{Attribute, Kind, Map, Value};

/// Size of a compiled regular expression, so that a hostile one costs little.
const REGEX_LIMIT: usize = 1 << 20;

pub(super) fn call(name: &str, arguments: Arguments<'_>) -> Option<Outcome> {
    let function: fn(Arguments<'_>) -> Outcome = match name {
        "chomp" => |a| text(a.text(0)?.trim_end_matches(['\n', '\r'])),
        "endswith" => |a| truth(a.text(0)?.ends_with(&*a.text(1)?)),
        "startswith" => |a| truth(a.text(0)?.starts_with(&*a.text(1)?)),
        "strcontains" => |a| truth(a.text(0)?.contains(&*a.text(1)?)),
        "format" => |a| text(format::format(&a.text(0)?, &a.0[1..])?),
        "formatlist" => format::list,
        "indent" => |a| {
            let spaces = usize::try_from(a.whole(0)?).unwrap_or(0).min(1000);
            text(a.text(1)?.replace('\n', &format!("\n{}", " ".repeat(spaces))))
        },
        "regex" => |a| {
            let (pattern, subject) = (compile(&a.text(0)?)?, a.text(1)?);
            match pattern.captures(&subject) {
                Some(captures) => Ok(captured(&pattern, &captures, a.at(1)?).kind),
                None => Err(Stop::error("regex() that does not match")),
            }
        },
        "regexall" => |a| {
            let (pattern, subject) = (compile(&a.text(0)?)?, a.text(1)?);
            let like = a.at(1)?;
            list(pattern.captures_iter(&subject).map(|c| captured(&pattern, &c, like)).collect())
        },
        "replace" => replace,
        "split" => |a| {
            let (separator, subject) = (a.text(0)?, a.text(1)?);
            if separator.is_empty() {
                return texts(subject.graphemes(true), a.at(1)?);
            }
            texts(subject.split(&*separator), a.at(1)?)
        },
        "strrev" => |a| text(a.text(0)?.graphemes(true).rev().collect::<String>()),
        "substr" => substr,
        "title" => |a| {
            let mut before = ' ';
            let title = |c: char| {
                let starts = !before.is_alphanumeric() && before != '_' && before != '\'';
                before = c;
                if starts { c.to_uppercase().collect::<String>() } else { c.to_string() }
            };
            text(a.text(0)?.chars().map(title).collect::<String>())
        },
        "trim" => |a| {
            let set = a.text(1)?;
            text(a.text(0)?.trim_matches(|c: char| set.contains(c)))
        },
        "trimprefix" => |a| {
            let (subject, prefix) = (a.text(0)?, a.text(1)?);
            text(subject.strip_prefix(&*prefix).unwrap_or(&subject))
        },
        "trimsuffix" => |a| {
            let (subject, suffix) = (a.text(0)?, a.text(1)?);
            text(subject.strip_suffix(&*suffix).unwrap_or(&subject))
        },
        "trimspace" => |a| text(a.text(0)?.trim()),
        _ => return None,
    };
    Some(function(arguments))
}

fn compile(pattern: &str) -> Result<regex::Regex, Stop> {
    regex::RegexBuilder::new(pattern)
        .size_limit(REGEX_LIMIT)
        .build()
        .map_err(|_| Stop::error("a regular expression that does not parse"))
}

/// What a match gives: named groups as a map, unnamed ones as a list, none as the matched text.
fn captured(pattern: &regex::Regex, captures: &regex::Captures<'_>, like: &Value) -> Value {
    let origin = || like.origin.clone();
    let group = |at: usize| match captures.get(at) {
        Some(found) => Value::string(found.as_str(), origin()),
        None => Value::null(origin()),
    };
    if pattern.captures_len() == 1 {
        return group(0);
    }
    let names: Vec<Option<&str>> = pattern.capture_names().skip(1).collect();
    if names.iter().all(Option::is_some) {
        let entries = names.iter().enumerate().filter_map(|(at, name)| {
            let value = group(at + 1);
            Some((Arc::from((*name)?), Attribute { value, place: like.origin.place }))
        });
        return Value::map(entries.collect::<Map>(), origin());
    }
    Value::list((1..pattern.captures_len()).map(group).collect(), origin())
}

/// A text between slashes is a regular expression.
fn replace(arguments: Arguments<'_>) -> Outcome {
    let (subject, from, to) = (arguments.text(0)?, arguments.text(1)?, arguments.text(2)?);
    let inner = from.strip_prefix('/').and_then(|rest| rest.strip_suffix('/'));
    match inner.filter(|_| from.len() > 1) {
        Some(pattern) => text(compile(pattern)?.replace_all(&subject, &*to).into_owned()),
        None => text(subject.replace(&*from, &to)),
    }
}

fn substr(arguments: Arguments<'_>) -> Outcome {
    let subject = arguments.text(0)?;
    let (offset, length) = (arguments.whole(1)?, arguments.whole(2)?);
    let clusters: Vec<&str> = subject.graphemes(true).collect();
    let count = clusters.len() as i128;
    let from = if offset < 0 { (count + offset).max(0) } else { offset.min(count) };
    let to = if length < 0 { count } else { from.saturating_add(length).min(count) };
    let part = clusters.get(from as usize..to.max(from) as usize).unwrap_or_default();
    Ok(Kind::String(Arc::from(part.concat())))
}
