//! Functions over text.

use regex::Regex;

use super::{int_of, list_of, printf, text_of};
use crate::helm::value::{Go, MAX_TEXT};

pub(super) fn call(name: &str, args: &[Go]) -> Option<Result<Go, String>> {
    let text = |at: usize| text_of(args, at);
    let last = args.len().saturating_sub(1);
    let str = |text: String| Some(Ok(Go::str(text)));
    match name {
        "print" => str(print(args)),
        "println" => str(format!("{}\n", args.iter().map(Go::text).collect::<Vec<_>>().join(" "))),
        "printf" => str(printf::format(&text(0), args.get(1..).unwrap_or(&[]))),
        "quote" => str(quoted(args, '"')),
        "squote" => str(quoted(args, '\'')),
        "upper" => str(text(0).to_uppercase()),
        "lower" => str(text(0).to_lowercase()),
        "title" => str(title(&text(0))),
        "untitle" => str(untitle(&text(0))),
        "trim" => str(text(0).trim().to_owned()),
        "trimAll" => str(text(1).trim_matches(|c| text(0).contains(c)).to_owned()),
        "trimPrefix" => str(text(1).strip_prefix(&*text(0)).map_or(text(1), str::to_owned)),
        "trimSuffix" => str(text(1).strip_suffix(&*text(0)).map_or(text(1), str::to_owned)),
        "nospace" => str(text(0).split_whitespace().collect()),
        "indent" => str(indent(int_of(args, 0), &text(1))),
        "nindent" => str(format!("\n{}", indent(int_of(args, 0), &text(1)))),
        "replace" => str(text(2).replace(&text(0), &text(1))),
        "contains" => Some(Ok(Go::Bool(text(1).contains(&*text(0))))),
        "hasPrefix" => Some(Ok(Go::Bool(text(1).starts_with(&*text(0))))),
        "hasSuffix" => Some(Ok(Go::Bool(text(1).ends_with(&*text(0))))),
        "trunc" => str(trunc(int_of(args, 0), &text(1))),
        "abbrev" => str(abbrev(int_of(args, 0), &text(1))),
        "substr" => str(substr(int_of(args, 0), int_of(args, 1), &text(2))),
        "repeat" => {
            let count = int_of(args, 0).max(0) as usize;
            if text(1).len().saturating_mul(count) > MAX_TEXT {
                return Some(Err("'repeat' gives too much".to_owned()));
            }
            str(text(1).repeat(count))
        }
        "cat" => str(args.iter().map(Go::text).collect::<Vec<_>>().join(" ")),
        "toString" => str(text(0)),
        "toStrings" => Some(
            list_of(args, 0)
                .map(|items| Go::list(items.iter().map(|item| Go::str(item.text())).collect())),
        ),
        "join" => str(join(&text(0), args.get(1))),
        "splitList" => Some(Ok(Go::list(text(1).split(&*text(0)).map(Go::str).collect()))),
        "split" => Some(Ok(numbered(text(1).split(&*text(0)).map(str::to_owned)))),
        "splitn" => {
            let parts: Vec<String> = text(2)
                .splitn(int_of(args, 1).max(1) as usize, &*text(0))
                .map(str::to_owned)
                .collect();
            Some(Ok(numbered(parts.into_iter())))
        }
        "sortAlpha" => Some(list_of(args, 0).map(|items| {
            let mut texts: Vec<String> = items.iter().map(Go::text).collect();
            texts.sort();
            Go::list(texts.iter().map(Go::str).collect())
        })),
        "snakecase" => str(cased(&text(0), '_')),
        "kebabcase" => str(cased(&text(0), '-')),
        "camelcase" => str(camel(&text(0))),
        "plural" => str(if int_of(args, 2) == 1 { text(0) } else { text(1) }),
        "regexMatch" | "mustRegexMatch" => {
            Some(regex(&text(0)).map(|it| Go::Bool(it.is_match(&text(1)))))
        }
        "regexFind" | "mustRegexFind" => Some(
            regex(&text(0)).map(|it| Go::str(it.find(&text(1)).map_or("", |found| found.as_str()))),
        ),
        "regexFindAll" | "mustRegexFindAll" => Some(regex(&text(0)).map(|it| {
            let count = int_of(args, 2);
            let limit = if count < 0 { usize::MAX } else { count as usize };
            let texts = text(1);
            Go::list(
                it.find_iter(&texts).take(limit).map(|found| Go::str(found.as_str())).collect(),
            )
        })),
        "regexReplaceAll" | "mustRegexReplaceAll" => Some(
            regex(&text(0))
                .map(|it| Go::str(it.replace_all(&text(1), replacement(&text(2)).as_str()))),
        ),
        "regexReplaceAllLiteral" => Some(
            regex(&text(0)).map(|it| Go::str(it.replace_all(&text(1), regex::NoExpand(&text(2))))),
        ),
        "regexSplit" | "mustRegexSplit" => Some(regex(&text(0)).map(|it| {
            let (of, count) = (text(1), int_of(args, 2));
            if count < 0 {
                Go::list(it.split(&of).map(Go::str).collect())
            } else {
                Go::list(it.splitn(&of, count as usize).map(Go::str).collect())
            }
        })),
        "regexQuoteMeta" => str(regex::escape(&text(0))),
        "html" => str(html(&text(last))),
        "urlquery" => str(text(last)),
        _ => None,
    }
}

/// Texts side by side; a space between two neighbours of which none is text.
fn print(args: &[Go]) -> String {
    let mut out = String::new();
    for (at, value) in args.iter().enumerate() {
        let is_text = |value: &Go| matches!(value, Go::Str(_));
        if at > 0 && !is_text(value) && !is_text(&args[at - 1]) {
            out.push(' ');
        }
        match value {
            Go::Nil => out.push_str("<nil>"),
            other => out.push_str(&other.text()),
        }
    }
    out
}

fn quoted(args: &[Go], quote: char) -> String {
    let present = args.iter().filter(|value| !matches!(value, Go::Nil));
    let one = |value: &Go| {
        let text = value.text();
        if quote == '"' { go_quote(&text) } else { format!("'{text}'") }
    };
    present.map(one).collect::<Vec<_>>().join(" ")
}

/// As `%q`.
pub(super) fn go_quote(text: &str) -> String {
    let mut out = "\"".to_owned();
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => out.push_str(&format!("\\x{:02x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn indent(width: i64, text: &str) -> String {
    let pad = " ".repeat(width.clamp(0, 1000) as usize);
    format!("{pad}{}", text.replace('\n', &format!("\n{pad}")))
}

fn title(text: &str) -> String {
    let mut out = String::new();
    let mut start = true;
    for c in text.chars() {
        if start {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        start = c.is_whitespace();
    }
    out
}

fn untitle(text: &str) -> String {
    let mut out = String::new();
    let mut start = true;
    for c in text.chars() {
        if start {
            out.extend(c.to_lowercase());
        } else {
            out.push(c);
        }
        start = c.is_whitespace();
    }
    out
}

/// The first bytes, or for a negative count the last.
fn trunc(count: i64, text: &str) -> String {
    let length = text.len() as i64;
    if count < 0 && length + count > 0 {
        return from_byte(text, (length + count) as usize);
    }
    if count >= 0 && length > count {
        return to_byte(text, count as usize);
    }
    text.to_owned()
}

fn to_byte(text: &str, mut end: usize) -> String {
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].to_owned()
}

fn from_byte(text: &str, mut start: usize) -> String {
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text[start..].to_owned()
}

fn abbrev(width: i64, text: &str) -> String {
    if width < 4 || text.len() as i64 <= width {
        return text.to_owned();
    }
    format!("{}...", to_byte(text, width as usize - 3))
}

fn substr(start: i64, end: i64, text: &str) -> String {
    let length = text.len() as i64;
    let end = if end < 0 || end > length { length } else { end };
    let start = start.clamp(0, end);
    let upto = to_byte(text, end as usize);
    from_byte(&upto, (start as usize).min(upto.len()))
}

fn join(separator: &str, value: Option<&Go>) -> String {
    match value {
        Some(Go::List(items)) => {
            let known = items.iter().filter(|item| !matches!(item, Go::Nil));
            known.map(Go::text).collect::<Vec<_>>().join(separator)
        }
        Some(other) => other.text(),
        None => String::new(),
    }
}

/// A map `_0`, `_1` and so on.
fn numbered(parts: impl Iterator<Item = String>) -> Go {
    let entry = |(at, part): (usize, String)| (format!("_{at}").into(), Go::str(part));
    Go::map(parts.enumerate().map(entry).collect())
}

fn cased(text: &str, between: char) -> String {
    let mut out = String::new();
    let mut before: Option<char> = None;
    for c in text.chars() {
        if matches!(c, ' ' | '_' | '-') {
            out.push(between);
        } else {
            if c.is_uppercase() && before.is_some_and(|it| it.is_lowercase() || it.is_numeric()) {
                out.push(between);
            }
            out.extend(c.to_lowercase());
        }
        before = Some(c);
    }
    out
}

fn camel(text: &str) -> String {
    let words = text.split(['_', '-', ' ']).filter(|word| !word.is_empty());
    words.map(|word| title(&word.to_lowercase())).collect()
}

fn regex(text: &str) -> Result<Regex, String> {
    regex::RegexBuilder::new(text)
        .size_limit(1 << 20)
        .build()
        .map_err(|_| format!("'{text}' is no regular expression"))
}

/// Go's `${1}` and `$1` are the same here but for a name that goes on: `$1x` is the group `1x` in both.
fn replacement(text: &str) -> String {
    text.to_owned()
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&#34;")
        .replace('\'', "&#39;")
}
