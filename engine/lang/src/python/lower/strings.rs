//! String literals: their values, and the parts of f-strings.

use tamis_ir::{Constant, Operand, Value};
use tamis_syntax::{NodeId, Role, Span, string_content};

use super::Lower;

impl Lower<'_> {
    pub(super) fn string(&mut self, id: NodeId) -> Operand {
        let at = self.at(id);
        if self.tree.is_leaf(id) {
            let value = string_value(self.text_of(id));
            return self.b.string(&value, at);
        }
        let mut parts = Vec::new();
        self.string_parts(id, &mut parts);
        self.b.temp(Value::Template(parts), at)
    }

    /// Text and interpolated values in order.
    fn string_parts(&mut self, id: NodeId, parts: &mut Vec<Operand>) {
        let whole = self.text_of(id);
        let content = string_content(whole);
        let offset = content.as_ptr() as usize - whole.as_ptr() as usize;
        let start = self.span(id).start;
        let (mut from, end) = (start + offset as u32, start + (offset + content.len()) as u32);
        for child in self.children(id) {
            let span = self.span(child);
            self.piece(id, Span::new(from, span.start), parts);
            from = span.end;
            if self.tree.node(child).role == Role::Interpolation {
                let expression = self.field(child, self.fields.expression);
                let expression = expression.or_else(|| self.children(child).first().copied());
                parts.extend(expression.map(|inner| self.expression(inner)));
            }
        }
        self.piece(id, Span::new(from, end), parts);
    }

    fn piece(&mut self, id: NodeId, span: Span, parts: &mut Vec<Operand>) {
        let text = span.of(self.text);
        if !text.is_empty() {
            let text = unescape(text).replace("{{", "{").replace("}}", "}");
            parts.push(self.b.string(&text, self.at(id)));
        }
    }

    pub(super) fn strings(&mut self, id: NodeId) -> Operand {
        let parts: Vec<Operand> =
            self.children(id).into_iter().map(|part| self.expression(part)).collect();
        let texts: Option<Vec<&str>> = parts
            .iter()
            .map(|part| match part.constant() {
                Some(Constant::String(text)) => Some(&**text),
                _ => None,
            })
            .collect();
        match texts {
            Some(texts) => {
                let joined = texts.concat();
                self.b.string(&joined, self.at(id))
            }
            None => self.b.temp(Value::Template(parts), self.at(id)),
        }
    }
}

fn string_value(literal: &str) -> String {
    let prefix = literal.bytes().take_while(u8::is_ascii_alphabetic).count();
    let content = string_content(literal);
    if literal[..prefix].contains(['r', 'R']) { content.to_owned() } else { unescape(content) }
}

/// The usual escapes; those it does not know stay as written.
fn unescape(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some('0') => out.push('\0'),
            Some('\n') => {}
            Some(quote @ ('\\' | '\'' | '"')) => out.push(quote),
            Some(other) => out.extend(['\\', other]),
            None => out.push('\\'),
        }
    }
    out
}
