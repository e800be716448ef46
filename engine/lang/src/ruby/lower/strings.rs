//! Texts: with interpolation, heredocs, symbols, lists of words.

use tamis_ir::{Aggregate, Constant, Operand, Value};
use tamis_syntax::{NodeId, Span};

use super::Lower;
use crate::lower::{Control, item, unescape};

impl Lower<'_> {
    /// A text, a symbol, a command between backticks.
    pub(super) fn text(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        if src.tree.is_leaf(id) {
            let content = content(src.text_of(id));
            return self.b.string(&content, at);
        }
        let parts = self.parts(id);
        self.b.temp(Value::Template(parts), at)
    }

    /// Pieces of text and what is put in between, in order.
    fn parts(&mut self, id: NodeId) -> Vec<Operand> {
        let (src, whole) = (self.src, self.src.span(id));
        let mut parts = Vec::new();
        let mut end = whole.start;
        let mut first = true;
        for child in src.children(id) {
            let span = src.span(child);
            // What is put into a heredoc stands behind its beginning.
            if span.start >= end && span.end <= whole.end {
                let text = Span::new(end, span.start).of(src.text);
                let text = if first { opened(text) } else { text };
                if !text.is_empty() {
                    let text = unescape(text);
                    parts.push(self.b.string(&text, src.at(id)));
                }
                end = span.end;
            }
            first = false;
            parts.push(self.expression(child));
        }
        let last = whole.end.saturating_sub(1).max(end);
        let tail = Span::new(end, last).of(src.text);
        if end > whole.start && !tail.is_empty() {
            let tail = unescape(tail);
            parts.push(self.b.string(&tail, src.at(id)));
        }
        parts
    }

    /// `"a" "b"`.
    pub(super) fn texts(&mut self, id: NodeId) -> Operand {
        let parts = self.src.children(id).into_iter().map(|part| self.expression(part)).collect();
        self.b.temp(Value::Template(parts), self.src.at(id))
    }

    /// `#{x}`: what the last expression gives.
    pub(super) fn interpolated(&mut self, id: NodeId) -> Operand {
        let children = self.src.children(id);
        if let [only] = children[..] {
            return self.expression(only);
        }
        let value = self.statements(&children);
        value.unwrap_or_else(|| self.null(id))
    }

    /// `%w[a b]`, `%i[a b]`.
    pub(super) fn words(&mut self, id: NodeId) -> Operand {
        let words = self.src.children(id).into_iter().map(|word| item(self.word(word))).collect();
        self.b.temp(Value::Aggregate(Aggregate::List, words), self.src.at(id))
    }

    fn word(&mut self, id: NodeId) -> Operand {
        if self.src.tree.is_leaf(id) {
            return self.b.string(self.src.text_of(id), self.src.at(id));
        }
        self.text(id)
    }

    pub(super) fn number(&mut self, id: NodeId) -> Operand {
        let (text, at) = (self.src.text_of(id), self.src.at(id));
        let constant = match crate::lower::whole_number(text) {
            Some(number) => Constant::Int(number),
            None => Constant::Number(self.b.name(text)),
        };
        self.b.constant(constant, at)
    }
}

/// The content of a text without interpolation.
pub(super) fn content(text: &str) -> String {
    if let Some(symbol) = text.strip_prefix(':') {
        return symbol.trim_matches('"').to_owned();
    }
    let inner = tamis_syntax::string_content(text);
    match text.starts_with('\'') {
        true => inner.replace("\\'", "'").replace("\\\\", "\\"),
        false => unescape(inner),
    }
}

/// The text before the first value, without what opens the whole.
fn opened(text: &str) -> &str {
    let rest = text.strip_prefix(':').unwrap_or(text);
    let rest = match rest.strip_prefix('%') {
        Some(rest) => rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()),
        None => rest,
    };
    let mut chars = rest.chars();
    chars.next();
    chars.as_str()
}
