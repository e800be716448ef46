//! YAML, by the events of `granit-parser`. An alias is a copy of its anchor, and copies are counted.

use std::borrow::Cow;

use granit_parser::{Event, Parser, ScalarStyle};
use rustc_hash::FxHashMap;
use tamis_syntax::Span;

use super::{Entry, Fault, MAX_DEPTH, Node, Value};

/// Values that aliases may add in one file.
const MAX_COPIED: usize = 100_000;

/// Reads the first document of `text`.
pub fn read_yaml(text: &str) -> (Node<'_>, Option<Fault>) {
    let options = granit_parser::options! {
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let mut builder = Builder::default();
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((Event::DocumentEnd, _)) if builder.root.is_some() => break,
            Ok((event, span)) => {
                let span = place(&span, text.len());
                if let Err(message) = builder.event(event, span) {
                    return builder.finish(Some(Fault { span, message: message.to_owned() }));
                }
            }
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
                let at = text.floor_char_boundary(at) as u32;
                let fault = Fault { span: Span::new(at, at), message: error.info() };
                return builder.finish(Some(fault));
            }
        }
    }
    builder.finish(None)
}

fn place(span: &granit_parser::Span, length: usize) -> Span {
    let range = span.byte_range().unwrap_or(0..0);
    let (start, end) = (range.start.min(length), range.end.min(length));
    Span::new(start as u32, end.max(start) as u32)
}

#[derive(Default)]
struct Builder<'t> {
    root: Option<Node<'t>>,
    open: Vec<Open<'t>>,
    anchors: FxHashMap<usize, Node<'t>>,
    copied: usize,
}

struct Open<'t> {
    is_map: bool,
    anchor: usize,
    start: u32,
    end: u32,
    children: Vec<Node<'t>>,
}

impl<'t> Builder<'t> {
    fn event(&mut self, event: Event<'t>, span: Span) -> Result<(), &'static str> {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let plain = style == ScalarStyle::Plain;
                let nothing = plain && (span.is_empty() || matches!(&*text, "" | "~" | "null"));
                let value = if nothing { Value::Null } else { Value::Text(text) };
                self.hang(Node { span, value }, anchor);
            }
            Event::SequenceStart(_, anchor, _) => self.begin(false, anchor, span.start),
            Event::MappingStart(_, anchor, _) => self.begin(true, anchor, span.start),
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(anchor) => {
                let Some(node) = self.anchors.get(&anchor).cloned() else {
                    return Err("an alias without an anchor");
                };
                self.copied += count(&node);
                if self.copied > MAX_COPIED {
                    return Err("aliases copy too much");
                }
                self.hang(node, 0);
            }
            _ => {}
        }
        if self.open.len() > MAX_DEPTH {
            return Err("values are nested too deep");
        }
        Ok(())
    }

    fn begin(&mut self, is_map: bool, anchor: usize, start: u32) {
        self.open.push(Open { is_map, anchor, start, end: start, children: Vec::new() });
    }

    fn end(&mut self, span: Span) {
        let Some(open) = self.open.pop() else { return };
        // The end of a block collection is empty and stands at the next token.
        let end = if span.is_empty() { open.end } else { span.end };
        let value = if open.is_map { entries(open.children) } else { Value::List(open.children) };
        self.hang(Node { span: Span::new(open.start, end.max(open.start)), value }, open.anchor);
    }

    fn hang(&mut self, node: Node<'t>, anchor: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        match self.open.last_mut() {
            Some(open) => {
                open.end = open.end.max(node.span.end);
                open.children.push(node);
            }
            None => self.root = self.root.take().or(Some(node)),
        }
    }

    fn finish(mut self, fault: Option<Fault>) -> (Node<'t>, Option<Fault>) {
        while !self.open.is_empty() {
            self.end(Span::default());
        }
        (self.root.unwrap_or_else(Node::null), fault)
    }
}

fn entries(children: Vec<Node<'_>>) -> Value<'_> {
    let mut entries = Vec::with_capacity(children.len() / 2);
    let mut children = children.into_iter();
    while let (Some(key), Some(node)) = (children.next(), children.next()) {
        let text = match key.value {
            Value::Text(text) => text,
            Value::Null => Cow::Borrowed(""),
            _ => continue,
        };
        entries.push(Entry { key: text, at: key.span, node });
    }
    Value::Map(entries)
}

/// Values in `node`; at most as deep as the reader goes.
fn count(node: &Node<'_>) -> usize {
    1 + match &node.value {
        Value::List(items) => items.iter().map(count).sum(),
        Value::Map(entries) => entries.iter().map(|entry| count(&entry.node)).sum(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_know_their_place() {
        let text = "a:\n  'k@1': {x: y}\n  l: [1, ~]\n---\nb: 2\n";
        let (node, fault) = read_yaml(text);
        assert_eq!(fault, None);
        let entry = &node.entries_of("a")[0];
        assert_eq!((entry.at.of(text), entry.node.text_of("x")), ("'k@1'", Some("y")));
        assert_eq!(node.get("a").unwrap().items_of("l")[1].value, Value::Null);
    }

    #[test]
    fn aliases_are_bounded() {
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for at in 1..12 {
            let before = format!("*a{}", at - 1);
            text.push_str(&format!("a{at}: &a{at} [{}]\n", [before.as_str(); 10].join(", ")));
        }
        assert!(read_yaml(&text).1.unwrap().message.contains("too much"));
        assert!(read_yaml(&"[".repeat(10_000)).1.is_some());
        assert!(read_yaml("a: [").1.is_some());
    }
}
