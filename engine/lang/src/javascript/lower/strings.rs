//! Strings, templates and numbers.

use tamis_ir::{Constant, Operand, Value};
use tamis_syntax::{NodeId, Role, Span, string_content};

use super::Lower;
use crate::lower::{unescape, whole_number};

impl Lower<'_> {
    pub(super) fn string(&mut self, id: NodeId) -> Operand {
        let value = unescape(string_content(self.src.text_of(id)));
        self.b.string(&value, self.src.at(id))
    }

    pub(super) fn number(&mut self, id: NodeId) -> Operand {
        let text = self.src.text_of(id);
        let constant = match whole_number(text) {
            Some(number) => Constant::Int(number),
            None => Constant::Number(self.b.name(text)),
        };
        self.b.constant(constant, self.src.at(id))
    }

    /// A template without a tag.
    pub(super) fn template(&mut self, id: NodeId) -> Operand {
        let at = self.src.at(id);
        if self.src.tree.is_leaf(id) {
            return self.string(id);
        }
        let (texts, values) = self.template_parts(id);
        let mut parts = Vec::new();
        let mut values = values.into_iter();
        for text in texts {
            if !text.is_empty() {
                parts.push(self.b.string(&text, at));
            }
            parts.extend(values.next());
        }
        self.b.temp(Value::Template(parts), at)
    }

    /// The texts of a template, and the values between them.
    pub(super) fn template_parts(&mut self, id: NodeId) -> (Vec<String>, Vec<Operand>) {
        let span = self.src.span(id);
        let (mut texts, mut values) = (Vec::new(), Vec::new());
        let mut from = span.start + 1;
        for child in self.src.children(id) {
            if self.src.role(child) != Role::Interpolation {
                continue;
            }
            let inner = self.src.span(child);
            texts.push(self.piece(from, inner.start));
            from = inner.end;
            values.push(match self.src.first(child) {
                Some(value) => self.expression(value),
                None => self.null(child),
            });
        }
        texts.push(self.piece(from, span.end.saturating_sub(1)));
        (texts, values)
    }

    fn piece(&self, start: u32, end: u32) -> String {
        unescape(Span::new(start, end.max(start)).of(self.src.text))
    }
}
