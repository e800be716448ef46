//! Values as YAML and JSON, written as Go's libraries write them.

use std::rc::Rc;

use super::value::{Go, HOLE, MAX_DEPTH, MAX_TEXT};

/// As `toYaml`, without a line break at the end.
pub(super) fn yaml(value: &Go) -> String {
    let mut out = String::new();
    node(value, 0, 0, &mut out);
    out.trim_end_matches('\n').trim_start_matches('\n').to_owned()
}

/// Writes a value that starts at the current place; `indent` is that of its lines.
fn node(value: &Go, indent: usize, depth: usize, out: &mut String) {
    if depth > MAX_DEPTH || out.len() > MAX_TEXT {
        out.push(HOLE);
        return;
    }
    match value {
        Go::Map(map) if !map.borrow().is_empty() => {
            for (at, (key, value)) in map.borrow().iter().enumerate() {
                if at > 0 {
                    start_line(indent, out);
                }
                out.push_str(&scalar(key, indent));
                out.push(':');
                entry(value, indent, depth, out);
            }
        }
        Go::List(items) if !items.is_empty() => {
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    start_line(indent, out);
                }
                out.push_str("- ");
                node(item, indent + 2, depth + 1, out);
            }
        }
        other => leaf(other, indent, out),
    }
}

fn start_line(indent: usize, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
}

/// The value behind a key.
fn entry(value: &Go, indent: usize, depth: usize, out: &mut String) {
    match value {
        Go::Map(map) if !map.borrow().is_empty() => {
            start_line(indent + 2, out);
            node(value, indent + 2, depth + 1, out);
        }
        // Lists stand no further in than their key.
        Go::List(items) if !items.is_empty() => {
            start_line(indent, out);
            node(value, indent, depth + 1, out);
        }
        other => {
            out.push(' ');
            leaf(other, indent, out);
        }
    }
}

fn leaf(value: &Go, indent: usize, out: &mut String) {
    match value {
        Go::Nil => out.push_str("null"),
        Go::Map(_) | Go::Files(_) => out.push_str("{}"),
        Go::List(_) | Go::Versions => out.push_str("[]"),
        Go::Float(value) => out.push_str(&number(*value)),
        Go::Str(text) => out.push_str(&scalar(text, indent)),
        other => out.push_str(&other.text()),
    }
}

/// A floating number as JSON has it: whole ones without a point.
fn number(value: f64) -> String {
    if value == value.trunc() && value.abs() < 1e21 {
        return format!("{value:.0}");
    }
    if value != 0.0 && (value.abs() < 1e-6 || value.abs() >= 1e21) {
        return super::value::float(value);
    }
    format!("{value}")
}

/// A text: plain if that means the same, else quoted; with line breaks as a block.
fn scalar(text: &str, indent: usize) -> String {
    if text.contains('\n') {
        return block(text, indent);
    }
    if !resolves_to_text(text) {
        return double_quoted(text);
    }
    if text.chars().any(|c| c.is_control()) {
        return double_quoted(text);
    }
    if is_plain(text) { text.to_owned() } else { format!("'{}'", text.replace('\'', "''")) }
}

fn block(text: &str, indent: usize) -> String {
    let bad_end = text.contains(" \n") || text.ends_with(' ');
    if bad_end || text.chars().any(|c| c.is_control() && c != '\n') {
        return double_quoted(text);
    }
    let mut out = "|".to_owned();
    if text.starts_with([' ', '\n']) {
        out.push('2');
    }
    let body = text.trim_end_matches('\n');
    match text.len() - body.len() {
        0 => out.push('-'),
        1 if !body.is_empty() => {}
        _ => out.push('+'),
    }
    let kept = if out.ends_with('+') { &text[..text.len() - 1] } else { body };
    for line in kept.split('\n') {
        out.push('\n');
        if !line.is_empty() {
            out.extend(std::iter::repeat_n(' ', indent + 2));
            out.push_str(line);
        }
    }
    out
}

fn double_quoted(text: &str) -> String {
    let mut out = "\"".to_owned();
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() => out.push_str(&format!("\\x{:02X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Whether a plain scalar of this text would be read as text.
fn resolves_to_text(text: &str) -> bool {
    if matches!(text, "" | "~" | "=" | "<<") {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    let words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n", ".nan"];
    if words.contains(&lower.as_str()) {
        return false;
    }
    let digits = text.trim_start_matches(['+', '-']);
    if digits.eq_ignore_ascii_case(".inf") {
        return false;
    }
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return true;
    }
    let clean = digits.replace('_', "");
    let radix = |prefix: &str, radix| {
        clean.strip_prefix(prefix).is_some_and(|rest| u64::from_str_radix(rest, radix).is_ok())
    };
    let plausible = |c: char| c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E' | '+' | '-');
    let is_float = clean.chars().all(plausible) && clean.parse::<f64>().is_ok();
    let is_base60 = digits.contains(':')
        && digits
            .split(':')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit() || b == b'.'));
    let is_date = digits.len() >= 8
        && digits.as_bytes().get(4) == Some(&b'-')
        && digits.bytes().take(10).all(|b| b.is_ascii_digit() || b == b'-')
        && digits.split('-').count() >= 3
        && digits.split('-').take(2).all(|part| part.bytes().all(|b| b.is_ascii_digit()));
    !(is_float || radix("0x", 16) || radix("0b", 2) || radix("0o", 8) || is_base60 || is_date)
}

/// Whether a text may stand without quotes in a block.
fn is_plain(text: &str) -> bool {
    if text.starts_with("---") || text.starts_with("...") {
        return false;
    }
    if text.starts_with(' ') || text.ends_with(' ') {
        return false;
    }
    let mut chars = text.chars().peekable();
    let mut before = None;
    while let Some(c) = chars.next() {
        let spaced = chars.peek().is_none_or(|next| next.is_whitespace());
        match (before, c) {
            (
                None,
                '#' | ',' | '[' | ']' | '{' | '}' | '&' | '*' | '!' | '|' | '>' | '\'' | '"' | '%'
                | '@' | '`',
            ) => {
                return false;
            }
            (None, '?' | '-') if spaced => return false,
            (_, ':') if spaced => return false,
            (Some(before), '#') if char::is_whitespace(before) => return false,
            _ => {}
        }
        before = Some(c);
    }
    true
}

/// As `toJson`; `pretty` with two spaces a level, `escape` with what HTML would read written out.
pub(super) fn json(value: &Go, pretty: bool, escape: bool) -> String {
    let mut out = String::new();
    json_node(value, pretty, escape, 0, &mut out);
    out
}

fn json_node(value: &Go, pretty: bool, escape: bool, depth: usize, out: &mut String) {
    if depth > MAX_DEPTH || out.len() > MAX_TEXT {
        out.push(HOLE);
        return;
    }
    let line = |depth: usize, out: &mut String| {
        if pretty {
            start_line(depth * 2, out);
        }
    };
    match value {
        Go::Nil => out.push_str("null"),
        Go::Float(value) => out.push_str(&number(*value)),
        Go::Str(text) => json_text(text, escape, out),
        Go::List(items) if items.is_empty() => out.push_str("[]"),
        Go::List(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                line(depth + 1, out);
                json_node(item, pretty, escape, depth + 1, out);
            }
            line(depth, out);
            out.push(']');
        }
        Go::Map(map) if !map.borrow().is_empty() => {
            out.push('{');
            for (at, (key, value)) in map.borrow().iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                line(depth + 1, out);
                json_text(&Rc::clone(key), escape, out);
                out.push_str(if pretty { ": " } else { ":" });
                json_node(value, pretty, escape, depth + 1, out);
            }
            line(depth, out);
            out.push('}');
        }
        Go::Map(_) | Go::Files(_) => out.push_str("{}"),
        Go::Versions => out.push_str("[]"),
        Go::Unknown => {
            out.push('"');
            out.push(HOLE);
            out.push('"');
        }
        other => out.push_str(&other.text()),
    }
}

fn json_text(text: &str, escape: bool, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '<' | '>' | '&' if escape => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}
