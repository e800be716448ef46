//! Texts, with and without variables in them.

use tamis_ir::{Constant, Operand, Value};
use tamis_syntax::{NodeId, Span, string_content};

use super::Lower;
use crate::lower::{Control, unescape, whole_number};

impl Lower<'_> {
    pub(super) fn text(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let text = src.text_of(id);
        if src.kind(id) == "string" {
            let content = string_content(text).replace("\\'", "'").replace("\\\\", "\\");
            return self.b.string(&content, at);
        }
        if src.tree.is_leaf(id) {
            let content = unescape(string_content(text));
            return self.b.string(&content, at);
        }
        let parts = self.parts(id);
        self.b.temp(Value::Template(parts), at)
    }

    /// `<<<EOT`, with and without quotes.
    pub(super) fn heredoc(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let body = src.field(id, self.f.value);
        match body {
            Some(body) if !src.tree.is_leaf(body) && src.kind(id) == "heredoc" => {
                let parts = self.parts(body);
                self.b.temp(Value::Template(parts), at)
            }
            _ => {
                let text = body.map_or("", |body| src.text_of(body));
                self.b.string(text, at)
            }
        }
    }

    /// Pieces of text and what is put in between, in order.
    pub(super) fn parts(&mut self, id: NodeId) -> Vec<Operand> {
        let (src, whole) = (self.src, self.src.span(id));
        let quote =
            usize::from(matches!(src.kind(id), "encapsed_string" | "shell_command_expression"));
        let mut end = whole.start + quote as u32;
        let mut parts = Vec::new();
        for child in src.children(id) {
            let span = src.span(child);
            let text = Span::new(end.min(span.start), span.start).of(src.text);
            let text = text.strip_suffix('{').unwrap_or(text);
            let text = text.strip_prefix('}').filter(|_| !parts.is_empty()).unwrap_or(text);
            if !text.is_empty() {
                let text = unescape(text);
                parts.push(self.b.string(&text, src.at(id)));
            }
            parts.push(self.expression(child));
            end = span.end;
        }
        let last = whole.end.saturating_sub(quote as u32).max(end);
        let tail = Span::new(end, last).of(src.text);
        let tail = tail.strip_prefix('}').unwrap_or(tail);
        if !tail.is_empty() {
            let tail = unescape(tail);
            parts.push(self.b.string(&tail, src.at(id)));
        }
        parts
    }

    pub(super) fn number(&mut self, id: NodeId) -> Operand {
        let (text, at) = (self.src.text_of(id), self.src.at(id));
        let constant = match whole_number(text) {
            Some(number) => Constant::Int(number),
            None => Constant::Number(self.b.name(text)),
        };
        self.b.constant(constant, at)
    }
}
