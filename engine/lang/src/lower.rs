//! What the lowerings of several languages share: a file's tree with its text, and the values of literals.
//!
//! Not for: building programs; that is `tamis_ir::Builder`.

use tamis_ir::{At, BinaryOperator, Constant, Key, Operand};
use tamis_syntax::{Field, Grammar, NodeId, Role, Span, Tree};

/// A file on its way to a program: cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Source<'t> {
    pub(crate) grammar: &'t Grammar,
    pub(crate) tree: &'t Tree,
    pub(crate) text: &'t str,
}

impl<'t> Source<'t> {
    pub(crate) fn kind(self, id: NodeId) -> &'t str {
        self.grammar.kind_name(self.tree.node(id).kind)
    }

    pub(crate) fn role(self, id: NodeId) -> Role {
        self.tree.node(id).role
    }

    pub(crate) fn span(self, id: NodeId) -> Span {
        self.tree.span(id)
    }

    pub(crate) fn at(self, id: NodeId) -> At {
        At { node: id, span: self.tree.span(id) }
    }

    pub(crate) fn text_of(self, id: NodeId) -> &'t str {
        self.tree.span(id).of(self.text)
    }

    pub(crate) fn field(self, id: NodeId, field: Field) -> Option<NodeId> {
        self.tree.child_by_field(id, field)
    }

    pub(crate) fn is_field(self, id: NodeId, field: Field) -> bool {
        field != 0 && self.tree.node(id).field == field
    }

    pub(crate) fn fields(self, id: NodeId, field: Field) -> Vec<NodeId> {
        self.tree.children(id).filter(|child| self.is_field(*child, field)).collect()
    }

    pub(crate) fn children(self, id: NodeId) -> Vec<NodeId> {
        self.tree.children(id).collect()
    }

    pub(crate) fn first(self, id: NodeId) -> Option<NodeId> {
        self.tree.children(id).next()
    }

    pub(crate) fn parent_kind(self, id: NodeId) -> &'t str {
        self.tree.parent(id).map_or("", |parent| self.kind(parent))
    }

    /// The text between the start of a node and the start of `to`.
    pub(crate) fn text_before(self, id: NodeId, to: NodeId) -> &'t str {
        let (whole, to) = (self.span(id), self.span(to));
        Span::new(whole.start, to.start.max(whole.start)).of(self.text)
    }
}

/// The operator that `text`, plain or as an assignment, is in most languages.
pub(crate) fn common_operator(text: &str) -> BinaryOperator {
    match text {
        "+" | "+=" => BinaryOperator::Add,
        "-" | "-=" => BinaryOperator::Subtract,
        "*" | "*=" => BinaryOperator::Multiply,
        "/" | "/=" => BinaryOperator::Divide,
        "%" | "%=" => BinaryOperator::Remainder,
        "**" | "**=" => BinaryOperator::Power,
        "&" | "&=" => BinaryOperator::BitAnd,
        "|" | "|=" => BinaryOperator::BitOr,
        "^" | "^=" => BinaryOperator::BitXor,
        "<<" | "<<=" => BinaryOperator::ShiftLeft,
        ">>" | ">>=" => BinaryOperator::ShiftRight,
        "==" => BinaryOperator::Equal,
        "!=" => BinaryOperator::NotEqual,
        "<" => BinaryOperator::Less,
        "<=" => BinaryOperator::LessEqual,
        ">" => BinaryOperator::Greater,
        ">=" => BinaryOperator::GreaterEqual,
        _ => BinaryOperator::Other,
    }
}

/// The key a constant operand stands for.
pub(crate) fn constant_key(operand: &Operand) -> Option<Key> {
    match operand.constant()? {
        Constant::String(text) => Some(Key::Name(text.clone())),
        Constant::Int(number) => Some(Key::Index(*number)),
        _ => None,
    }
}

/// A whole number as C-like languages write it, without its suffix; `None` for others and those that do not fit.
pub(crate) fn whole_number(text: &str) -> Option<i64> {
    let text = text.replace('_', "").to_ascii_lowercase();
    let text = text.strip_suffix('n').unwrap_or(&text);
    match text.get(..2) {
        Some("0x") => i64::from_str_radix(&text[2..], 16).ok(),
        Some("0o") => i64::from_str_radix(&text[2..], 8).ok(),
        Some("0b") => i64::from_str_radix(&text[2..], 2).ok(),
        _ => text.parse().ok(),
    }
}

/// The usual escapes of C-like languages resolved; those it does not know stay as written.
pub(crate) fn unescape(text: &str) -> String {
    if !text.contains('\\') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let Some(c) = rest.chars().next() else {
            out.push('\\');
            break;
        };
        rest = &rest[c.len_utf8()..];
        match c {
            'n' => out.push('\n'),
            't' => out.push('\t'),
            'r' => out.push('\r'),
            '0' => out.push('\0'),
            '\n' => {}
            '\\' | '\'' | '"' | '`' | '/' | '$' => out.push(c),
            'x' => rest = code_point(rest, 2, &mut out),
            'u' if rest.starts_with('{') => {
                let end = rest.find('}').unwrap_or(0);
                match u32::from_str_radix(rest.get(1..end).unwrap_or(""), 16) {
                    Ok(code) => {
                        out.extend(char::from_u32(code));
                        rest = &rest[end + 1..];
                    }
                    Err(_) => out.push('u'),
                }
            }
            'u' => rest = code_point(rest, 4, &mut out),
            other => out.extend(['\\', other]),
        }
    }
    out.push_str(rest);
    out
}

fn code_point<'t>(rest: &'t str, digits: usize, out: &mut String) -> &'t str {
    let code = rest.get(..digits).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    match code.and_then(char::from_u32) {
        Some(c) => {
            out.push(c);
            &rest[digits..]
        }
        None => rest,
    }
}
