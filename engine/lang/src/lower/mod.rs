//! What the lowerings of several languages share: a file's tree with its text, and the values of literals; control flow
//! is in `control.rs`.
//!
//! Not for: building programs; that is `tamis_ir::Builder`.

use tamis_ir::{
    Argument, At, BinaryOperator, Constant, Element, ElementKey, Key, Operand, OperandKind, Place,
    Projection, Spread,
};
use tamis_syntax::{Field, Grammar, NodeId, Role, Span, Tree};

mod control;

pub(crate) use control::Control;

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

/// Where each of `items` stands in a list that begins at `start`: what is left out of the tree (`_`, holes) has left
/// its comma in the text.
pub(crate) fn positions(src: Source<'_>, start: u32, items: &[NodeId]) -> Vec<i64> {
    let (mut index, mut end) = (0, start);
    let mut found = Vec::with_capacity(items.len());
    for item in items {
        let span = src.span(*item);
        let between = Span::new(end.min(span.start), span.start).of(src.text);
        index += between.matches(',').count() as i64;
        found.push(index);
        end = span.end;
    }
    found
}

/// What is looked up in `place` under `key`; the expression is `at`.
pub(crate) fn under(place: &Place, key: Key, at: At) -> Place {
    let mut place = place.clone();
    place.path.push(Projection { key, at, index: None });
    place
}

/// An operand that reads a place; the expression is `at`.
pub(crate) fn reading(place: Place, at: At) -> Operand {
    Operand { at, kind: OperandKind::Place(place) }
}

/// What is looked up by a computed key.
pub(crate) fn looked_up(place: &Place, index: Operand, at: At) -> Place {
    let projection = match constant_key(&index) {
        Some(key) => Projection { key, at, index: None },
        None => Projection { key: Key::Any, at, index: Some(Box::new(index)) },
    };
    let mut place = place.clone();
    place.path.push(projection);
    place
}

/// An argument without name or spread.
pub(crate) fn plain(value: Operand) -> Argument {
    Argument { at: value.at, value, name: None, spread: Spread::No }
}

/// An element of a list or tuple.
pub(crate) fn item(value: Operand) -> Element {
    Element { key: None, value, spread: Spread::No }
}

/// An element of a map under a key that is known.
pub(crate) fn entry(key: Key, value: Operand) -> Element {
    Element { key: Some(ElementKey::Constant(key)), value, spread: Spread::No }
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

/// Field numbers by name, for languages that share this table; a field the grammar has not is 0, which no node bears.
pub(crate) struct Fields {
    pub(crate) alias: Field,
    pub(crate) alternative: Field,
    pub(crate) argument: Field,
    pub(crate) arguments: Field,
    pub(crate) array: Field,
    pub(crate) block: Field,
    pub(crate) body: Field,
    pub(crate) bounds: Field,
    pub(crate) channel: Field,
    pub(crate) clauses: Field,
    pub(crate) communication: Field,
    pub(crate) condition: Field,
    pub(crate) conditional_expressions: Field,
    pub(crate) consequence: Field,
    pub(crate) constructor: Field,
    pub(crate) default_value: Field,
    pub(crate) element: Field,
    pub(crate) else_: Field,
    pub(crate) end: Field,
    pub(crate) field: Field,
    pub(crate) function: Field,
    pub(crate) guard: Field,
    pub(crate) handler: Field,
    pub(crate) index: Field,
    pub(crate) init: Field,
    pub(crate) initialize: Field,
    pub(crate) initializer: Field,
    pub(crate) key: Field,
    pub(crate) label: Field,
    pub(crate) left: Field,
    pub(crate) length: Field,
    pub(crate) list: Field,
    pub(crate) locals: Field,
    pub(crate) macro_: Field,
    pub(crate) method: Field,
    pub(crate) name: Field,
    pub(crate) object: Field,
    pub(crate) operand: Field,
    pub(crate) operator: Field,
    pub(crate) package: Field,
    pub(crate) parameters: Field,
    pub(crate) path: Field,
    pub(crate) pattern: Field,
    pub(crate) receiver: Field,
    pub(crate) resources: Field,
    pub(crate) result: Field,
    pub(crate) return_expression: Field,
    pub(crate) return_type: Field,
    pub(crate) right: Field,
    pub(crate) scope: Field,
    pub(crate) start: Field,
    pub(crate) superclass: Field,
    pub(crate) trait_: Field,
    pub(crate) type_: Field,
    pub(crate) type_arguments: Field,
    pub(crate) update: Field,
    pub(crate) value: Field,
    pub(crate) variable: Field,
}

impl Fields {
    pub(crate) fn of(grammar: &Grammar) -> Self {
        let field = |name: &str| grammar.field(name);
        Fields {
            alias: field("alias"),
            alternative: field("alternative"),
            argument: field("argument"),
            arguments: field("arguments"),
            array: field("array"),
            block: field("block"),
            body: field("body"),
            bounds: field("bounds"),
            channel: field("channel"),
            clauses: field("clauses"),
            communication: field("communication"),
            condition: field("condition"),
            conditional_expressions: field("conditional_expressions"),
            consequence: field("consequence"),
            constructor: field("constructor"),
            default_value: field("default_value"),
            element: field("element"),
            else_: field("else"),
            end: field("end"),
            field: field("field"),
            function: field("function"),
            guard: field("guard"),
            handler: field("handler"),
            index: field("index"),
            init: field("init"),
            initialize: field("initialize"),
            initializer: field("initializer"),
            key: field("key"),
            label: field("label"),
            left: field("left"),
            length: field("length"),
            list: field("list"),
            locals: field("locals"),
            macro_: field("macro"),
            method: field("method"),
            name: field("name"),
            object: field("object"),
            operand: field("operand"),
            operator: field("operator"),
            package: field("package"),
            parameters: field("parameters"),
            path: field("path"),
            pattern: field("pattern"),
            receiver: field("receiver"),
            resources: field("resources"),
            result: field("result"),
            return_expression: field("return_expression"),
            return_type: field("return_type"),
            right: field("right"),
            scope: field("scope"),
            start: field("start"),
            superclass: field("superclass"),
            trait_: field("trait"),
            type_: field("type"),
            type_arguments: field("type_arguments"),
            update: field("update"),
            value: field("value"),
            variable: field("variable"),
        }
    }
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

/// What the tests of lowerings share.
#[cfg(test)]
pub(crate) mod testing {
    use tamis_ir::{Module, dump};

    /// The program of `text`.
    pub(crate) fn module(language: &str, text: &str) -> Module {
        let language = crate::language(language).expect("the language is in the table");
        let syntax = language.syntax.as_ref().expect("it has a grammar");
        let tree = crate::parse(syntax, text);
        let lowering = syntax.lowering.as_ref().expect("it has a lowering");
        (lowering.lower)((syntax.grammar)(), &tree, text)
    }

    /// Whether the pieces stand in the program's text in this order.
    pub(crate) fn check(language: &str, text: &str, wanted: &[&str]) {
        let found = dump(&module(language, text));
        let mut rest = found.as_str();
        for piece in wanted {
            match rest.find(piece) {
                Some(at) => rest = &rest[at + piece.len()..],
                None => panic!("'{piece}' is not (or not in this order) in\n{found}"),
            }
        }
    }

    /// Nothing of `text` is left out.
    pub(crate) fn is_whole(language: &str, text: &str) {
        let found = module(language, text);
        let left: Vec<&str> = found.unlowered.iter().map(|it| it.of(text)).collect();
        assert!(left.is_empty(), "not lowered: {left:?}");
    }
}
