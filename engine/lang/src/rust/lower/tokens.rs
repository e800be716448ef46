//! The tokens of a macro: nodes of the tree, and what stands between them in the text.

use tamis_syntax::{NodeId, Span};

use super::Lower;

/// A token.
#[derive(Debug, Clone, Copy)]
pub(super) enum Token<'t> {
    /// A name, a literal, or tokens in brackets.
    Node(NodeId),
    /// An operator, a separator or a word that is no name.
    Sign(&'t str, Span),
}

/// Longer ones first.
const SIGNS: &[&str] = &[
    "..=", "...", "<<=", ">>=", "::", "->", "=>", "==", "!=", "<=", ">=", "&&", "||", "..", "+=",
    "-=", "*=", "/=", "%=", "^=", "&=", "|=", "<<", ">>",
];

impl<'t> Lower<'t> {
    /// What stands in a `token_tree`, without its brackets.
    pub(super) fn tokens(&self, tree: NodeId) -> Vec<Token<'t>> {
        let src = self.src;
        let whole = src.span(tree);
        let mut found = Vec::new();
        let mut from = whole.start + 1;
        for child in src.tree.children(tree) {
            let span = src.span(child);
            self.signs(from, span.start, &mut found);
            match src.kind(child) {
                "*" | "-" | "!" => found.push(Token::Sign(src.text_of(child), span)),
                _ => found.push(Token::Node(child)),
            }
            from = span.end;
        }
        self.signs(from, whole.end.saturating_sub(1), &mut found);
        join(&mut found, src.text);
        found
    }

    fn signs(&self, from: u32, to: u32, found: &mut Vec<Token<'t>>) {
        if from >= to {
            return;
        }
        let mut rest = Span::new(from, to).of(self.src.text);
        let mut at = from;
        while let Some(c) = rest.chars().next() {
            let length = if c.is_whitespace() {
                c.len_utf8()
            } else if rest.starts_with("//") {
                rest.find('\n').unwrap_or(rest.len())
            } else if rest.starts_with("/*") {
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            } else {
                let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
                let length = match SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
                    Some(sign) => sign.len(),
                    None => word.unwrap_or(rest.len()).max(c.len_utf8()),
                };
                let span = Span::new(at, at + length as u32);
                found.push(Token::Sign(&rest[..length], span));
                length
            };
            at += length as u32;
            rest = &rest[length..];
        }
    }

    pub(super) fn span_of(&self, token: Token<'t>) -> Span {
        match token {
            Token::Node(id) => self.src.span(id),
            Token::Sign(_, span) => span,
        }
    }
}

/// `!` and `=` that touch are one sign: the tree has the first as a node.
fn join<'t>(tokens: &mut Vec<Token<'t>>, text: &'t str) {
    let mut at = 0;
    while at + 1 < tokens.len() {
        if let (Token::Sign("!" | "*" | "-", first), Token::Sign("=" | "==" | ">", second)) =
            (tokens[at], tokens[at + 1])
            && first.end == second.start
            && second.len() == 1
        {
            let span = Span::new(first.start, second.end);
            tokens[at] = Token::Sign(span.of(text), span);
            tokens.remove(at + 1);
        }
        at += 1;
    }
}
