//! TOML, by the `toml` crate's parser, which bounds depth and goes on after errors.

use std::borrow::Cow;
use std::ops::Range;

use tamis_syntax::Span;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Entry, Fault, Node, Value};

/// Reads `text`; tables are in order of their place.
///
/// A long text is read in pieces, for the parser takes some forty times what it reads: between `[[…]]` heads, whose
/// items go to one list.
pub fn read_toml(text: &str) -> (Node<'_>, Option<Fault>) {
    let mut rest = pieces(text).into_iter();
    let (mut whole, mut fault) = rest.next().map_or((Node::null(), None), |at| piece(text, at));
    for at in rest {
        let (more, wrong) = piece(text, at);
        fault = fault.or(wrong);
        join(&mut whole, more);
    }
    (whole, fault)
}

/// Bytes that are read at once, or a little more.
const PIECE: usize = 1 << 20;

/// Where pieces of about [`PIECE`] bytes begin and end.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let (mut start, mut from) = (0, PIECE);
    while let Some(found) = text.get(from..).and_then(|rest| rest.find("\n[[")) {
        let cut = from + found + 1;
        // A head that stands in a string over several lines is none.
        let is_open = |quotes: &str| text[start..cut].matches(quotes).count() % 2 == 1;
        if is_open("\"\"\"") || is_open("'''") {
            from = cut;
            continue;
        }
        all.push(start..cut);
        start = cut;
        from = (cut + PIECE).min(text.len());
        while !text.is_char_boundary(from) {
            from += 1;
        }
    }
    all.push(start..text.len());
    all
}

fn piece(text: &str, at: Range<usize>) -> (Node<'_>, Option<Fault>) {
    let (table, errors) = DeTable::parse_recoverable(&text[at.clone()]);
    let place = |range: Range<usize>| span(at.start, range);
    let fault = errors.first().map(|error| Fault {
        span: error.span().map_or(Span::default(), place),
        message: error.message().to_owned(),
    });
    let place = span(at.start, table.span());
    (Node { span: place, value: map(table.into_inner(), at.start) }, fault)
}

/// Adds what a later piece has: items to lists, and keys that are not there yet.
fn join<'t>(whole: &mut Node<'t>, more: Node<'t>) {
    let (Value::Map(known), Value::Map(new)) = (&mut whole.value, more.value) else { return };
    for entry in new {
        match known.iter_mut().find(|it| it.key == entry.key) {
            Some(it) => {
                if let (Value::List(all), Value::List(items)) =
                    (&mut it.node.value, entry.node.value)
                {
                    all.extend(items);
                }
            }
            None => known.push(entry),
        }
    }
}

fn span(base: usize, range: Range<usize>) -> Span {
    Span::new((base + range.start) as u32, (base + range.end) as u32)
}

fn map(table: DeTable<'_>, base: usize) -> Value<'_> {
    let mut entries: Vec<Entry<'_>> = table
        .into_iter()
        .map(|(key, value)| {
            let at = span(base, key.span());
            Entry { key: key.into_inner(), at, node: node(value, base) }
        })
        .collect();
    entries.sort_by_key(|entry| entry.at.start);
    Value::Map(entries)
}

fn node(value: Spanned<DeValue<'_>>, base: usize) -> Node<'_> {
    let place = span(base, value.span());
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text),
        DeValue::Integer(number) => Value::Text(Cow::Owned(number.to_string())),
        DeValue::Float(number) => Value::Text(Cow::Owned(number.to_string())),
        DeValue::Boolean(true) => Value::Text(Cow::Borrowed("true")),
        DeValue::Boolean(false) => Value::Text(Cow::Borrowed("false")),
        DeValue::Datetime(time) => Value::Text(Cow::Owned(time.to_string())),
        DeValue::Array(items) => {
            Value::List(items.into_iter().map(|item| node(item, base)).collect())
        }
        DeValue::Table(table) => map(table, base),
    };
    Node { span: place, value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_keep_the_order_of_the_file() {
        let text = "version = 3\n[[package]]\nname = \"b\"\n[[package]]\nname = \"a\"\n";
        let (node, fault) = read_toml(text);
        assert_eq!(fault, None);
        let names: Vec<_> =
            node.items_of("package").iter().filter_map(|it| it.text_of("name")).collect();
        assert_eq!(names, ["b", "a"]);
        assert_eq!(node.text_of("version"), Some("3"));
    }

    /// Longer than a piece: every package is there once, at its place, with what stands below its head.
    #[test]
    fn long_texts_are_read_in_pieces() {
        let mut text = "version = 3\n".to_owned();
        let count = 40_000;
        for at in 0..count {
            let note = if at % 1000 == 0 { "note = \"\"\"\n[[package]]\n\"\"\"\n" } else { "" };
            text.push_str(&format!(
                "\n[[package]]\nname = \"ä{at}\"\n{note}\n[package.dependencies]\nb = \">=1\"\n"
            ));
        }
        text.push_str("\n[metadata]\nhash = \"x\"\n");
        assert!(pieces(&text).len() > 2);
        let (node, fault) = read_toml(&text);
        assert_eq!(fault, None);
        assert_eq!(node.items_of("package").len(), count);
        for (at, package) in node.items_of("package").iter().enumerate() {
            let name = package.get("name").unwrap();
            assert_eq!(name.text(), Some(&*format!("ä{at}")));
            assert_eq!(text[name.span.range()], format!("\"ä{at}\""));
            assert_eq!(package.get("dependencies").unwrap().text_of("b"), Some(">=1"));
        }
        assert_eq!(node.get("metadata").unwrap().text_of("hash"), Some("x"));
        let broken = text.replace("name = \"ä39000\"", "name = ");
        let (node, fault) = read_toml(&broken);
        assert!(
            fault.unwrap().span.start > 1_000_000 && node.items_of("package").len() > count - 2
        );
    }

    #[test]
    fn broken_text_gives_what_was_read() {
        let (node, fault) = read_toml("[[package]]\nname = \"a\"\n[[package]\nname = ");
        assert_eq!(node.items_of("package").first().and_then(|it| it.text_of("name")), Some("a"));
        assert!(fault.is_some());
        let deep = format!("a = {}", "[".repeat(50_000));
        assert!(read_toml(&deep).1.is_some());
    }
}
