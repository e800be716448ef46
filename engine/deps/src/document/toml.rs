//! TOML, by the `toml` crate's parser, which bounds depth and goes on after errors.

use std::borrow::Cow;

use tamis_syntax::Span;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Entry, Fault, Node, Value};

/// Reads `text`; tables are in order of their place.
pub fn read_toml(text: &str) -> (Node<'_>, Option<Fault>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let fault = errors.first().map(|error| Fault {
        span: error.span().map_or(Span::default(), span),
        message: error.message().to_owned(),
    });
    let place = span(table.span());
    (Node { span: place, value: map(table.into_inner()) }, fault)
}

fn span(range: std::ops::Range<usize>) -> Span {
    Span::new(range.start as u32, range.end as u32)
}

fn map(table: DeTable<'_>) -> Value<'_> {
    let mut entries: Vec<Entry<'_>> = table
        .into_iter()
        .map(|(key, value)| {
            let at = span(key.span());
            Entry { key: key.into_inner(), at, node: node(value) }
        })
        .collect();
    entries.sort_by_key(|entry| entry.at.start);
    Value::Map(entries)
}

fn node(value: Spanned<DeValue<'_>>) -> Node<'_> {
    let place = span(value.span());
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text),
        DeValue::Integer(number) => Value::Text(Cow::Owned(number.to_string())),
        DeValue::Float(number) => Value::Text(Cow::Owned(number.to_string())),
        DeValue::Boolean(true) => Value::Text(Cow::Borrowed("true")),
        DeValue::Boolean(false) => Value::Text(Cow::Borrowed("false")),
        DeValue::Datetime(time) => Value::Text(Cow::Owned(time.to_string())),
        DeValue::Array(items) => Value::List(items.into_iter().map(node).collect()),
        DeValue::Table(table) => map(table),
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

    #[test]
    fn broken_text_gives_what_was_read() {
        let (node, fault) = read_toml("[[package]]\nname = \"a\"\n[[package]\nname = ");
        assert_eq!(node.items_of("package").first().and_then(|it| it.text_of("name")), Some("a"));
        assert!(fault.is_some());
        let deep = format!("a = {}", "[".repeat(50_000));
        assert!(read_toml(&deep).1.is_some());
    }
}
