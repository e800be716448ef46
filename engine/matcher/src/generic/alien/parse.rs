//! Reads an aliengrep pattern into a flat list of items.

use super::super::GenericError;
use super::nodes::Shape;

/// A part of a pattern. Between two of them white space may stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    /// This very word, whole.
    Word(String),
    /// This very character.
    Character(char),
    /// A line break, in line mode.
    LineBreak,
    /// Any word.
    Metavariable(usize),
    /// `...`, or `....` where `long`; passes over nodes, but never one that starts with `closing`.
    Ellipsis { name: Option<usize>, long: bool, closing: Option<char> },
    /// Holds where the text starts.
    TextStart,
    /// Holds where the text ends.
    TextEnd,
    /// Holds where a line starts.
    LineStart,
    /// Holds where a line ends.
    LineEnd,
}

/// The items of `text` and the names of its metavariables, with their dollars.
pub(super) fn parse(text: &str, shape: &Shape) -> Result<(Vec<Item>, Vec<String>), GenericError> {
    let mut names: Vec<(String, Kind)> = Vec::new();
    let tokens = tokens(text, shape, &mut names)?;
    if tokens.is_empty() {
        return Err(GenericError::Empty);
    }
    let items = close_brackets(tokens, shape);
    let items = anchor(items, shape.multiline);
    let names = names.into_iter().map(|(name, kind)| {
        if kind == Kind::Word { format!("${name}") } else { format!("$...{name}") }
    });
    Ok((items, names.collect()))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Ellipsis,
    LongEllipsis,
}

fn tokens(
    text: &str,
    shape: &Shape,
    names: &mut Vec<(String, Kind)>,
) -> Result<Vec<Item>, GenericError> {
    let mut items = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if c == '\n' || rest.starts_with("\r\n") {
            if !shape.multiline {
                items.push(Item::LineBreak);
            }
            at += if c == '\n' { 1 } else { 2 };
            continue;
        }
        if c.is_ascii_whitespace() || c == '\x0B' {
            at += 1;
            continue;
        }
        let (item, length) = match ellipsis_or_metavariable(rest, at, names)? {
            Some(found) => found,
            None => match shape.word_length(rest) {
                0 => (Item::Character(c), c.len_utf8()),
                length => (Item::Word(rest[..length].to_owned()), length),
            },
        };
        items.push(item);
        at += length;
    }
    Ok(items)
}

/// `...`, `....`, `$X`, `$...X` or `$....X` and its length.
fn ellipsis_or_metavariable(
    rest: &str,
    at: usize,
    names: &mut Vec<(String, Kind)>,
) -> Result<Option<(Item, usize)>, GenericError> {
    let dollar = usize::from(rest.starts_with('$'));
    let dots = rest[dollar..].bytes().take_while(|b| *b == b'.').count().min(4);
    let kind = match dots {
        0 => Kind::Word,
        3 => Kind::Ellipsis,
        4 => Kind::LongEllipsis,
        _ => return Ok(None),
    };
    let long = kind == Kind::LongEllipsis;
    if dollar == 0 {
        let item = Item::Ellipsis { name: None, long, closing: None };
        return Ok((dots > 0).then_some((item, dots)));
    }
    let name = &rest[1 + dots..];
    let upper = name
        .bytes()
        .take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || *b == b'_')
        .count();
    let name = &name[..upper];
    if !name.starts_with(|c: char| c.is_ascii_uppercase()) {
        return Ok(None);
    }
    let index = match names.iter().position(|(known, _)| known == name) {
        Some(index) if names[index].1 != kind => {
            return Err(GenericError::InconsistentMetavariable {
                name: name.to_owned(),
                offset: at,
            });
        }
        Some(index) => index,
        None => {
            names.push((name.to_owned(), kind));
            names.len() - 1
        }
    };
    let item = match kind {
        Kind::Word => Item::Metavariable(index),
        _ => Item::Ellipsis { name: Some(index), long, closing: None },
    };
    Ok(Some((item, 1 + dots + upper)))
}

/// Tells each ellipsis the bracket it stands in. A bracket without a partner is a character.
fn close_brackets(mut items: Vec<Item>, shape: &Shape) -> Vec<Item> {
    let partners = partners(&items, shape);
    // The brackets around the current item: where each ends and with what.
    let mut around: Vec<(usize, char)> = Vec::new();
    for i in 0..items.len() {
        if around.last().is_some_and(|(end, _)| *end == i) {
            around.pop();
            continue;
        }
        match &mut items[i] {
            Item::Ellipsis { closing, .. } => *closing = around.last().map(|(_, close)| *close),
            Item::Character(c) => {
                let close = shape.closing(*c);
                around.extend(partners[i].zip(close));
            }
            _ => {}
        }
    }
    items
}

/// Where the bracket that each item opens is closed, if it opens one. From the back, so that inner ones are known.
fn partners(items: &[Item], shape: &Shape) -> Vec<Option<usize>> {
    let mut partners = vec![None; items.len()];
    for start in (0..items.len()).rev() {
        let Item::Character(c) = items[start] else { continue };
        let Some(close) = shape.closing(c) else { continue };
        let mut at = start + 1;
        while let Some(item) = items.get(at) {
            if *item == Item::Character(close) {
                partners[start] = Some(at);
                break;
            }
            at = partners[at].unwrap_or(at) + 1;
        }
    }
    partners
}

/// An ellipsis at an end of the pattern, or of a line of it in line mode, reaches to that end of the text or the line.
fn anchor(items: Vec<Item>, multiline: bool) -> Vec<Item> {
    let mut out = Vec::with_capacity(items.len() + 2);
    for (i, item) in items.iter().enumerate() {
        let Item::Ellipsis { long, .. } = item else {
            out.push(item.clone());
            continue;
        };
        let before = i.checked_sub(1).and_then(|before| items.get(before));
        let after = items.get(i + 1);
        let spans_lines = multiline || *long;
        match before {
            None if spans_lines => out.push(Item::TextStart),
            None | Some(Item::LineBreak) if !spans_lines => out.push(Item::LineStart),
            _ => {}
        }
        out.push(item.clone());
        match after {
            None if spans_lines => out.push(Item::TextEnd),
            None | Some(Item::LineBreak) if !spans_lines => out.push(Item::LineEnd),
            _ => {}
        }
    }
    out
}
