//! Macros: `format!`, `vec!`, `println!`, `write!`, `matches!` and the rest, by their arguments.
//!
//! The grammar gives a macro's arguments as tokens. What looks like an expression is read as one: paths, calls,
//! methods, members, operators, nested macros. The rest is a value made of the names in it.

use tamis_ir::{
    Aggregate, Argument, At, BinaryOperator, CallKind, Constant, Key, Operand, Spread, Terminator,
    UnaryOperator, Value,
};
use tamis_syntax::{NodeId, Span};

use super::Lower;
use super::calls::Arguments;
use super::tokens::Token;
use super::types::is_number;
use crate::lower::{entry, item, looked_up, plain, reading, under};

/// An argument of a macro.
struct Piece<'t> {
    name: Option<&'t str>,
    value: Operand,
}

impl<'t> Lower<'t> {
    pub(super) fn macro_invocation(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let tree = src.tree.children(id).find(|child| src.kind(*child) == "token_tree");
        let path = src.field(id, self.f.macro_);
        let (Some(path), Some(tree)) = (path, tree) else { return self.null(id) };
        let parts = self.parts(path);
        self.expand(&parts, tree, at)
    }

    fn expand(&mut self, path: &[super::paths::Part<'t>], tree: NodeId, at: At) -> Operand {
        let Some((name_at, name)) = path.last().copied() else {
            return self.b.constant(Constant::Null, at);
        };
        let tokens = self.tokens(tree);
        match name {
            "format" | "format_args" | "concat" => {
                let pieces = self.pieces(&tokens);
                self.formatted(pieces, at)
            }
            "vec" | "smallvec" | "arrayvec" => self.list(&tokens, at),
            "write" | "writeln" => {
                let mut pieces = self.pieces(&tokens);
                if pieces.is_empty() {
                    return self.b.constant(Constant::Null, at);
                }
                let target = pieces.remove(0).value;
                let text = self.formatted(pieces, at);
                let place = self.b.place_of(target);
                let key = Key::Name(self.b.name("push_str"));
                let callee = reading(under(&place, key, name_at), name_at);
                self.b.call(callee, vec![plain(text)], CallKind::Implicit, at)
            }
            "matches" => self.matches(&tokens, at),
            "assert" | "debug_assert" | "ensure" => {
                let mut pieces = self.pieces(&tokens).into_iter();
                let Some(first) = pieces.next() else {
                    return self.b.constant(Constant::Null, at);
                };
                self.holds(path, first.value, pieces.collect(), at)
            }
            "assert_eq" | "assert_ne" | "debug_assert_eq" | "debug_assert_ne" => {
                let mut pieces = self.pieces(&tokens).into_iter();
                let (Some(left), Some(right)) = (pieces.next(), pieces.next()) else {
                    return self.b.constant(Constant::Null, at);
                };
                let (left, right) = (left.value, right.value);
                let operator = if name.ends_with("eq") {
                    BinaryOperator::Equal
                } else {
                    BinaryOperator::NotEqual
                };
                let test = self.b.temp(Value::Binary(operator, left, right), at);
                self.holds(path, test, pieces.collect(), at)
            }
            "panic" | "unreachable" | "todo" | "unimplemented" | "bail" => {
                let pieces = self.pieces(&tokens);
                let text = self.formatted(pieces, at);
                self.says(path, text.clone(), at);
                self.b.throw(Some(text), at);
                self.b.constant(Constant::Null, at)
            }
            _ => {
                let pieces = self.captured_pieces(&tokens);
                self.invoked(path, pieces, at)
            }
        }
    }

    fn invoked(
        &mut self,
        path: &[super::paths::Part<'t>],
        pieces: Vec<Piece<'t>>,
        at: At,
    ) -> Operand {
        let arguments = pieces
            .into_iter()
            .map(|piece| {
                let name = piece.name.map(|name| self.b.name(name));
                Argument { at: piece.value.at, value: piece.value, name, spread: Spread::No }
            })
            .collect();
        let whole: Vec<&str> = path.iter().map(|(_, name)| *name).collect();
        // Macros have names of their own: no function goes by this one.
        let local = self.b.lookup(&format!("{}!", whole.join("::")));
        let callee = self.b.read(local, path.last().map_or(at, |(at, _)| *at));
        self.b.call(callee, arguments, CallKind::Implicit, at)
    }

    /// A macro that writes `text` before it stops.
    fn says(&mut self, path: &[super::paths::Part<'t>], text: Operand, at: At) {
        let whole: Vec<&str> = path.iter().map(|(_, name)| *name).collect();
        let local = self.b.lookup(&format!("{}!", whole.join("::")));
        let callee = self.b.read(local, path.last().map_or(at, |(at, _)| *at));
        self.b.call(callee, vec![plain(text)], CallKind::Implicit, at);
    }

    /// Goes on only where `condition` holds; elsewhere what `pieces` make is said.
    fn holds(
        &mut self,
        path: &[super::paths::Part<'t>],
        condition: Operand,
        pieces: Vec<Piece<'t>>,
        at: At,
    ) -> Operand {
        let (then, otherwise) = (self.b.new_block(), self.b.new_block());
        self.b.branch(condition, then, otherwise);
        self.b.switch_to(otherwise);
        if !pieces.is_empty() {
            let text = self.formatted(pieces, at);
            self.says(path, text, at);
        }
        self.b.terminate(Terminator::Throw(None, at));
        self.b.switch_to(then);
        self.b.constant(Constant::Null, at)
    }

    // --- text -----------------------------------------------------------------------------------------------------

    /// The arguments, and what their texts capture: `"{x}"`.
    fn captured_pieces(&mut self, tokens: &[Token<'t>]) -> Vec<Piece<'t>> {
        let mut pieces = self.pieces(tokens);
        let named: Vec<&str> = pieces.iter().filter_map(|piece| piece.name).collect();
        let mut captured = Vec::new();
        for piece in &pieces {
            if let Some(Constant::String(text)) = piece.value.constant() {
                for hole in holes(text) {
                    if is_name(hole.name) && !named.contains(&hole.name) {
                        captured.push((hole.name.to_owned(), piece.value.at));
                    }
                }
            }
        }
        for (name, at) in captured {
            if self.b.is_declared(&name) {
                let local = self.b.lookup(&name);
                let value = self.b.read(local, at);
                pieces.push(Piece { name: None, value });
            }
        }
        pieces
    }

    /// The text that `format!` makes of its arguments.
    fn formatted(&mut self, pieces: Vec<Piece<'t>>, at: At) -> Operand {
        let format = match pieces.first().and_then(|piece| piece.value.constant()) {
            Some(Constant::String(text)) => text.clone(),
            _ => {
                let parts = pieces.into_iter().map(|piece| piece.value).collect();
                return self.b.temp(Value::Template(parts), at);
            }
        };
        let text_at = pieces[0].value.at;
        let rest = &pieces[1..];
        let (mut parts, mut next, mut from) = (Vec::new(), 0, 0);
        for hole in holes(&format) {
            if from < hole.start {
                parts.push(self.b.string(&format[from..hole.start], text_at));
            }
            from = hole.end;
            let value = match hole.name {
                "" => {
                    next += 1;
                    rest.get(next - 1).map(|piece| piece.value.clone())
                }
                name => match name.parse::<usize>() {
                    Ok(number) => rest.get(number).map(|piece| piece.value.clone()),
                    Err(_) => {
                        let given = rest.iter().find(|piece| piece.name == Some(name));
                        Some(match given {
                            Some(piece) => piece.value.clone(),
                            None => {
                                let local = self.variable(name);
                                self.b.read(local, text_at)
                            }
                        })
                    }
                },
            };
            parts.extend(value);
        }
        if from < format.len() {
            parts.push(self.b.string(&format[from..], text_at));
        }
        self.b.temp(Value::Template(parts), at)
    }

    // --- lists and patterns ---------------------------------------------------------------------------------------

    fn list(&mut self, tokens: &[Token<'t>], at: At) -> Operand {
        let semicolon = tokens.iter().position(|token| matches!(token, Token::Sign(";", _)));
        let elements = match semicolon {
            Some(end) => {
                let value = self.parsed(&tokens[..end], at);
                let size = self.parsed(&tokens[end + 1..], at);
                self.b.temp(Value::Use(size), at);
                vec![entry(Key::Any, value)]
            }
            None => self.pieces(tokens).into_iter().map(|piece| item(piece.value)).collect(),
        };
        self.b.temp(Value::Aggregate(Aggregate::List, elements), at)
    }

    /// `matches!(x, "a" | "b")`.
    fn matches(&mut self, tokens: &[Token<'t>], at: At) -> Operand {
        let comma = tokens.iter().position(|token| matches!(token, Token::Sign(",", _)));
        let Some(comma) = comma else { return self.b.constant(Constant::Null, at) };
        let value = self.parsed(&tokens[..comma], at);
        let mut pattern = &tokens[comma + 1..];
        while let [rest @ .., Token::Sign(",", _)] | [Token::Sign("|", _), rest @ ..] = pattern {
            pattern = rest;
        }
        let mut literals = Vec::new();
        for part in pattern.split(|token| matches!(token, Token::Sign("|", _))) {
            match part {
                [Token::Node(id)] if self.is_literal_token(*id) => {
                    literals.push(item(self.expression(*id)));
                }
                _ => return self.b.temp(Value::Opaque(vec![value]), at),
            }
        }
        let list = self.b.temp(Value::Aggregate(Aggregate::List, literals), at);
        self.b.temp(Value::Binary(BinaryOperator::In, value, list), at)
    }

    fn is_literal_token(&self, id: NodeId) -> bool {
        self.src.kind(id).ends_with("_literal")
    }

    // --- expressions ----------------------------------------------------------------------------------------------

    fn pieces(&mut self, tokens: &[Token<'t>]) -> Vec<Piece<'t>> {
        let mut pieces = Vec::new();
        for part in tokens.split(|token| matches!(token, Token::Sign("," | ";", _))) {
            let (name, part) = match part {
                [Token::Node(name), Token::Sign("=", _), rest @ ..]
                    if self.src.kind(*name) == "identifier" && !rest.is_empty() =>
                {
                    (Some(self.src.text_of(*name)), rest)
                }
                _ => (None, part),
            };
            // `?x` and `%x` of tracing.
            let part = match part {
                [Token::Sign("?" | "%" | "#", _), rest @ ..] => rest,
                _ => part,
            };
            let Some(first) = part.first() else { continue };
            let span = self.span_of(*first);
            let at = At { node: self.node_of(part), span };
            pieces.push(Piece { name, value: self.parsed(part, at) });
        }
        pieces
    }

    fn node_of(&self, tokens: &[Token<'t>]) -> NodeId {
        let found = tokens.iter().find_map(|token| match token {
            Token::Node(id) => Some(*id),
            Token::Sign(..) => None,
        });
        found.unwrap_or(NodeId::ROOT)
    }

    /// Tokens as one expression; what is not understood of them as its parts.
    fn parsed(&mut self, tokens: &[Token<'t>], at: At) -> Operand {
        let mut cursor = Cursor { tokens, at: 0 };
        let value = self.operation_of(&mut cursor, 0);
        let rest = &tokens[cursor.at..];
        match value {
            Some(value) if rest.is_empty() => value,
            value => {
                let mut parts: Vec<Operand> = value.into_iter().collect();
                self.names_in(rest, &mut parts);
                self.b.temp(Value::Opaque(parts), at)
            }
        }
    }

    /// The values of names and of what stands in brackets, in tokens that are no expression.
    fn names_in(&mut self, tokens: &[Token<'t>], parts: &mut Vec<Operand>) {
        for token in tokens {
            let Token::Node(id) = *token else { continue };
            match self.src.kind(id) {
                "token_tree" => {
                    let inner = self.tokens(id);
                    parts.extend(self.pieces(&inner).into_iter().map(|piece| piece.value));
                }
                "identifier" | "self" if self.b.is_declared(self.src.text_of(id)) => {
                    parts.push(self.expression(id));
                }
                _ => {}
            }
        }
    }

    fn operation_of(&mut self, cursor: &mut Cursor<'_, 't>, least: u8) -> Option<Operand> {
        let mut left = self.prefixed(cursor)?;
        while let Some(Token::Sign(operator, _)) = cursor.peek() {
            let Some(rank) = rank(operator).filter(|rank| *rank > least) else { break };
            cursor.at += 1;
            let Some(right) = self.operation_of(cursor, rank) else { break };
            let at = self.joined(left.at, right.at);
            left = self.operation(operator, left, right, at);
        }
        Some(left)
    }

    fn joined(&self, left: At, right: At) -> At {
        At { node: right.node, span: Span::new(left.span.start, right.span.end.max(left.span.end)) }
    }

    fn prefixed(&mut self, cursor: &mut Cursor<'_, 't>) -> Option<Operand> {
        let mut operators = Vec::new();
        while let Some(Token::Sign(
            sign @ ("&" | "&&" | "*" | "-" | "!" | "mut" | "ref" | "move"),
            _,
        )) = cursor.peek()
        {
            operators.push(sign);
            cursor.at += 1;
        }
        let mut value = self.postfixed(cursor)?;
        for operator in operators.into_iter().rev() {
            let at = value.at;
            value = match operator {
                "!" => self.b.temp(Value::Unary(UnaryOperator::Not, value), at),
                "-" if value.constant().is_none() => {
                    self.b.temp(Value::Unary(UnaryOperator::Negate, value), at)
                }
                _ => value,
            };
        }
        Some(value)
    }

    fn postfixed(&mut self, cursor: &mut Cursor<'_, 't>) -> Option<Operand> {
        let mut value = self.primary(cursor)?;
        loop {
            match cursor.rest() {
                [Token::Sign("?", _), ..] => cursor.at += 1,
                [Token::Sign(".", _), Token::Sign("await", _), ..] => {
                    cursor.at += 2;
                    let at = value.at;
                    value = self.b.temp(Value::Await(value), at);
                }
                [Token::Sign(".", _), Token::Node(name), ..] => {
                    let name = *name;
                    cursor.at += 2;
                    value = self.looked_up_or_called(value, name, cursor);
                }
                [Token::Sign("as", _), Token::Node(type_), ..] => {
                    let text = self.src.text_of(*type_);
                    cursor.at += 2;
                    let at = value.at;
                    if is_number(text) && value.constant().is_none() {
                        value = self.b.temp(Value::Unary(UnaryOperator::Number, value), at);
                    }
                }
                [Token::Node(tree), ..] if self.opens_with(*tree, '[') => {
                    let tree = *tree;
                    cursor.at += 1;
                    let inner = self.tokens(tree);
                    let own = self.joined(value.at, self.src.at(tree));
                    let index = self.parsed(&inner, self.src.at(tree));
                    let place = self.b.place_of(value);
                    value = reading(looked_up(&place, index, own), own);
                }
                _ => return Some(value),
            }
        }
    }

    fn looked_up_or_called(
        &mut self,
        object: Operand,
        name: NodeId,
        cursor: &mut Cursor<'_, 't>,
    ) -> Operand {
        let member_at = self.joined(object.at, self.src.at(name));
        let type_ = self.turbofish(cursor);
        match cursor.rest() {
            [Token::Node(tree), ..] if self.opens_with(*tree, '(') => {
                let tree = *tree;
                cursor.at += 1;
                let at = self.joined(object.at, self.src.at(tree));
                let values = self.arguments_in(tree);
                let member = (member_at, self.src.text_of(name));
                self.method_call(object, member, Arguments { values, type_ }, at)
            }
            _ => {
                let place = self.b.place_of(object);
                let key = self.field_key(name);
                reading(under(&place, key, member_at), member_at)
            }
        }
    }

    fn arguments_in(&mut self, tree: NodeId) -> Vec<Argument> {
        let tokens = self.tokens(tree);
        self.pieces(&tokens).into_iter().map(|piece| plain(piece.value)).collect()
    }

    /// Skips `::<T>`; the type.
    fn turbofish(&self, cursor: &mut Cursor<'_, 't>) -> Option<String> {
        let [Token::Sign("::", _), Token::Sign("<", _), ..] = cursor.rest() else { return None };
        let mut depth = 0;
        let mut name = None;
        cursor.at += 1;
        while let Some(token) = cursor.peek() {
            cursor.at += 1;
            match token {
                Token::Sign("<", _) => depth += 1,
                Token::Sign(">", _) => depth -= 1,
                Token::Sign(">>", _) => depth -= 2,
                Token::Node(id) if name.is_none() => name = Some(self.src.text_of(id).to_owned()),
                _ => {}
            }
            if depth <= 0 {
                break;
            }
        }
        name
    }

    fn opens_with(&self, tree: NodeId, bracket: char) -> bool {
        self.src.kind(tree) == "token_tree" && self.src.text_of(tree).starts_with(bracket)
    }

    fn primary(&mut self, cursor: &mut Cursor<'_, 't>) -> Option<Operand> {
        let Some(Token::Node(id)) = cursor.peek() else { return None };
        let kind = self.src.kind(id);
        if kind == "token_tree" {
            cursor.at += 1;
            return Some(self.bracketed(id));
        }
        if kind.ends_with("_literal") {
            cursor.at += 1;
            return Some(self.expression(id));
        }
        if !matches!(
            kind,
            "identifier" | "self" | "super" | "crate" | "type_identifier" | "primitive_type"
        ) {
            return None;
        }
        let mut parts = vec![(self.src.at(id), self.src.text_of(id))];
        cursor.at += 1;
        while let [Token::Sign("::", _), Token::Node(next), ..] = cursor.rest() {
            let at = self.joined(parts[0].0, self.src.at(*next));
            parts.push((at, self.src.text_of(*next)));
            cursor.at += 2;
        }
        let type_ = self.turbofish(cursor);
        match cursor.rest() {
            [Token::Sign("!", _), Token::Node(tree), ..]
                if self.src.kind(*tree) == "token_tree" =>
            {
                let tree = *tree;
                cursor.at += 2;
                let at = self.joined(parts[0].0, self.src.at(tree));
                Some(self.expand(&parts, tree, at))
            }
            [Token::Node(tree), ..] if self.opens_with(*tree, '(') => {
                let tree = *tree;
                cursor.at += 1;
                let at = self.joined(parts[0].0, self.src.at(tree));
                let values = self.arguments_in(tree);
                Some(self.path_call(&parts, Arguments { values, type_ }, at))
            }
            _ => Some(self.path(&parts)),
        }
    }

    /// `(a)`, `(a, b)`, `[a, b]`; of a block the values in it.
    fn bracketed(&mut self, tree: NodeId) -> Operand {
        let at = self.src.at(tree);
        let tokens = self.tokens(tree);
        if self.opens_with(tree, '{') {
            let mut parts = Vec::new();
            self.names_in(&tokens, &mut parts);
            return self.b.temp(Value::Opaque(parts), at);
        }
        let is_list = self.opens_with(tree, '[');
        let mut values: Vec<Operand> =
            self.pieces(&tokens).into_iter().map(|piece| piece.value).collect();
        let comma = tokens.iter().any(|token| matches!(token, Token::Sign(",", _)));
        if !is_list && !comma && values.len() == 1 {
            return values.remove(0);
        }
        let kind = if is_list { Aggregate::List } else { Aggregate::Tuple };
        let elements = values.into_iter().map(item).collect();
        self.b.temp(Value::Aggregate(kind, elements), at)
    }
}

/// Where reading of tokens is.
struct Cursor<'a, 't> {
    tokens: &'a [Token<'t>],
    at: usize,
}

impl<'a, 't> Cursor<'a, 't> {
    fn peek(&self) -> Option<Token<'t>> {
        self.tokens.get(self.at).copied()
    }

    fn rest(&self) -> &'a [Token<'t>] {
        &self.tokens[self.at.min(self.tokens.len())..]
    }
}

/// How strongly an operator binds.
fn rank(operator: &str) -> Option<u8> {
    Some(match operator {
        "||" => 1,
        "&&" => 2,
        "==" | "!=" | "<" | ">" | "<=" | ">=" => 3,
        "|" => 4,
        "^" => 5,
        "&" => 6,
        "<<" | ">>" => 7,
        "+" | "-" => 8,
        "*" | "/" | "%" => 9,
        _ => return None,
    })
}

/// A place in a format text where a value goes.
struct HoleInText<'t> {
    start: usize,
    end: usize,
    name: &'t str,
}

/// The holes of a format text; `{{` is none.
fn holes(text: &str) -> Vec<HoleInText<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('{') {
        let start = at + open;
        if text[start + 1..].starts_with('{') {
            at = start + 2;
            continue;
        }
        let Some(length) = text[start..].find('}') else { break };
        let end = start + length + 1;
        let inner = &text[start + 1..end - 1];
        let name = inner.split(':').next().unwrap_or("").trim();
        found.push(HoleInText { start, end, name });
        at = end;
    }
    found
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}
