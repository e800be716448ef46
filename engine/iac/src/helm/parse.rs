//! The text of a Go template to nodes.
//!
//! Nothing fails as a whole: an action that cannot be read becomes [`Node::Broken`], and the text around it stays.

use std::collections::BTreeMap;
use std::rc::Rc;

use tamis_syntax::Span;

/// A part of a template.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Text(Span),
    Action(Pipe, Span),
    If(Vec<(Pipe, Vec<Node>)>, Vec<Node>, Span),
    With(Pipe, Vec<Node>, Vec<Node>, Span),
    Range(Pipe, Vec<Node>, Vec<Node>, Span),
    Template(Rc<str>, Option<Pipe>, Span),
    Break,
    Continue,
    Broken(String, Span),
}

/// `$x := a | b`.
#[derive(Debug, Clone, Default)]
pub(super) struct Pipe {
    pub(super) variables: Vec<Rc<str>>,
    /// `=` in place of `:=`.
    pub(super) assigns: bool,
    pub(super) commands: Vec<Vec<Operand>>,
}

/// A word of a command.
#[derive(Debug, Clone)]
pub(super) enum Operand {
    Dot(Vec<Rc<str>>),
    Variable(Rc<str>, Vec<Rc<str>>),
    Paren(Box<Pipe>, Vec<Rc<str>>),
    Function(Rc<str>),
    Nil,
    Bool(bool),
    Int(i64),
    Float(f64),
    Str(Rc<str>),
}

/// What a text holds: its own nodes, and templates it defines.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub(super) nodes: Vec<Node>,
    pub(super) defined: BTreeMap<Rc<str>, Vec<Node>>,
}

/// Levels of blocks and parentheses.
const MAX_NESTING: usize = 100;

/// Reads a text.
pub(super) fn parse(text: &str) -> Parsed {
    let pieces = pieces(text);
    let mut parser = Parser { pieces: &pieces, at: 0, defined: BTreeMap::new() };
    let mut nodes = Vec::new();
    loop {
        let (more, end) = parser.block(0);
        nodes.extend(more);
        match end {
            // An `end` or `else` too many.
            Some(End { span, .. }) => {
                nodes.push(Node::Broken("'end' without a start".to_owned(), span))
            }
            None => break,
        }
    }
    Parsed { nodes, defined: parser.defined }
}

enum Piece {
    Text(Span),
    Action(Vec<Token>, Span),
    Broken(String, Span),
}

/// Text and actions, with what their trim markers take away.
fn pieces(text: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut from = 0usize;
    let mut trim_next = false;
    loop {
        let rest = &text[from..];
        let open = rest.find("{{").map(|at| from + at);
        let mut part = &text[from..open.unwrap_or(text.len())];
        let mut start = from;
        if trim_next {
            let trimmed = part.trim_start_matches([' ', '\t', '\r', '\n']);
            start += part.len() - trimmed.len();
            part = trimmed;
        }
        let Some(open) = open else {
            push_text(&mut out, start, part);
            return out;
        };
        let after = &text[open + 2..];
        let trims = after.starts_with('-') && after[1..].starts_with([' ', '\t', '\r', '\n']);
        if trims {
            part = part.trim_end_matches([' ', '\t', '\r', '\n']);
        }
        push_text(&mut out, start, part);
        let inside = open + 2 + usize::from(trims);
        let (piece, end, trim) = action(text, open, inside);
        out.extend(piece);
        (from, trim_next) = (end, trim);
    }
}

fn push_text(out: &mut Vec<Piece>, start: usize, part: &str) {
    if !part.is_empty() {
        out.push(Piece::Text(Span::new(start as u32, (start + part.len()) as u32)));
    }
}

/// The action that opens at `open`: its piece, where it ends, and whether it trims what follows.
fn action(text: &str, open: usize, inside: usize) -> (Option<Piece>, usize, bool) {
    let span = |end: usize| Span::new(open as u32, end as u32);
    let after_spaces = text[inside..].trim_start();
    if after_spaces.starts_with("/*") {
        let start = text.len() - after_spaces.len();
        let Some(close) = text[start..].find("*/").map(|at| start + at + 2) else {
            return (
                Some(Piece::Broken("a comment without an end".to_owned(), span(text.len()))),
                text.len(),
                false,
            );
        };
        let rest = &text[close..];
        let spaces = rest.len() - rest.trim_start().len();
        let after = &rest[spaces..];
        if let Some(tail) = after.strip_prefix("-}}") {
            return (None, text.len() - tail.len(), true);
        }
        if let Some(tail) = after.strip_prefix("}}") {
            return (None, text.len() - tail.len(), false);
        }
        return (
            Some(Piece::Broken("a comment that goes on".to_owned(), span(close))),
            close,
            false,
        );
    }
    let mut lexer = Lexer { text, at: inside };
    let mut tokens = Vec::new();
    loop {
        match lexer.next() {
            Next::Token(token) => tokens.push(token),
            Next::End(trim) => {
                return (Some(Piece::Action(tokens, span(lexer.at))), lexer.at, trim);
            }
            Next::Wrong(why) => {
                let end = text[lexer.at..].find("}}").map_or(text.len(), |at| lexer.at + at + 2);
                return (Some(Piece::Broken(why, span(end))), end, false);
            }
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
enum TokenKind {
    Field(Rc<str>),
    Dot,
    Variable(Rc<str>),
    Word(Rc<str>),
    Str(Rc<str>),
    Int(i64),
    Float(f64),
    Open,
    Close,
    Pipe,
    Comma,
    Declare,
    Assign,
}

#[derive(Debug, Clone)]
struct Token {
    kind: TokenKind,
    /// Whether nothing stands between it and the one before.
    glued: bool,
}

enum Next {
    Token(Token),
    /// The end of the action, and whether it trims.
    End(bool),
    Wrong(String),
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl Lexer<'_> {
    fn next(&mut self) -> Next {
        let rest = &self.text[self.at..];
        let trimmed = rest.trim_start_matches([' ', '\t', '\r', '\n']);
        let spaces = rest.len() - trimmed.len();
        let glued = spaces == 0;
        if spaces > 0 && trimmed.starts_with("-}}") {
            self.at += spaces + 3;
            return Next::End(true);
        }
        self.at += spaces;
        if trimmed.starts_with("}}") {
            self.at += 2;
            return Next::End(false);
        }
        let Some(first) = trimmed.chars().next() else {
            return Next::Wrong("an action without an end".to_owned());
        };
        let mut take = |kind: TokenKind, length: usize| {
            self.at += length;
            Next::Token(Token { kind, glued })
        };
        let word = |text: &str| {
            text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len())
        };
        match first {
            '(' => take(TokenKind::Open, 1),
            ')' => take(TokenKind::Close, 1),
            '|' => take(TokenKind::Pipe, 1),
            ',' => take(TokenKind::Comma, 1),
            ':' if trimmed.starts_with(":=") => take(TokenKind::Declare, 2),
            '=' => take(TokenKind::Assign, 1),
            '"' => match quoted(trimmed) {
                Some((text, length)) => take(TokenKind::Str(Rc::from(text)), length),
                None => Next::Wrong("a text without an end".to_owned()),
            },
            '`' => match trimmed[1..].find('`') {
                Some(end) => take(TokenKind::Str(Rc::from(&trimmed[1..=end])), end + 2),
                None => Next::Wrong("a text without an end".to_owned()),
            },
            '\'' => match trimmed.char_indices().skip(1).find(|(_, c)| *c == '\'') {
                Some((end, _)) => {
                    let code =
                        trimmed[1..end].chars().next().map_or(0, |c| i64::from(u32::from(c)));
                    take(TokenKind::Int(code), end + 1)
                }
                None => Next::Wrong("a character without an end".to_owned()),
            },
            '$' => {
                let length = 1 + word(&trimmed[1..]);
                take(TokenKind::Variable(Rc::from(&trimmed[..length])), length)
            }
            '.' if trimmed[1..].starts_with(|c: char| c.is_alphabetic() || c == '_') => {
                let length = 1 + word(&trimmed[1..]);
                take(TokenKind::Field(Rc::from(&trimmed[1..length])), length)
            }
            '.' if !trimmed[1..].starts_with(|c: char| c.is_ascii_digit()) => {
                take(TokenKind::Dot, 1)
            }
            c if c.is_ascii_digit() || matches!(c, '.' | '-' | '+') => {
                let number = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_');
                let body = &trimmed[1..];
                let length = 1 + body.find(|c: char| !number(c)).unwrap_or(body.len());
                match number_of(&trimmed[..length]) {
                    Some(kind) => take(kind, length),
                    None => Next::Wrong(format!("'{}' is no number", &trimmed[..length])),
                }
            }
            c if c.is_alphabetic() || c == '_' => {
                let length = word(trimmed);
                take(TokenKind::Word(Rc::from(&trimmed[..length])), length)
            }
            other => Next::Wrong(format!("unexpected '{other}'")),
        }
    }
}

fn number_of(text: &str) -> Option<TokenKind> {
    let clean = text.replace('_', "");
    let (sign, digits) = match clean.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, clean.strip_prefix('+').unwrap_or(&clean)),
    };
    let radix = |text: &str, radix| i64::from_str_radix(text, radix).ok();
    let whole = if let Some(hex) = digits.strip_prefix("0x") {
        radix(hex, 16)
    } else if let Some(octal) = digits.strip_prefix("0o") {
        radix(octal, 8)
    } else if digits.len() > 1 && digits.starts_with('0') {
        radix(&digits[1..], 8)
    } else {
        radix(digits, 10)
    };
    match whole {
        Some(whole) => Some(TokenKind::Int(sign * whole)),
        None => clean.parse().ok().map(TokenKind::Float),
    }
}

/// A text in double quotes, and its length in the source.
fn quoted(text: &str) -> Option<(String, usize)> {
    let mut out = String::new();
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((out, at + 1)),
            '\n' => return None,
            '\\' => match chars.next()?.1 {
                'n' => out.push('\n'),
                't' => out.push('\t'),
                'r' => out.push('\r'),
                'u' => {
                    let digits: String = chars.by_ref().take(4).map(|(_, c)| c).collect();
                    out.extend(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32));
                }
                'x' => {
                    let digits: String = chars.by_ref().take(2).map(|(_, c)| c).collect();
                    out.extend(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32));
                }
                other => out.push(other),
            },
            other => out.push(other),
        }
    }
    None
}

struct Parser<'p> {
    pieces: &'p [Piece],
    at: usize,
    defined: BTreeMap<Rc<str>, Vec<Node>>,
}

/// What closed a block: `end`, or an `else` with what follows it.
struct End {
    is_else: bool,
    rest: Vec<Token>,
    span: Span,
}

impl Parser<'_> {
    /// Nodes up to what closes the block.
    fn block(&mut self, depth: usize) -> (Vec<Node>, Option<End>) {
        let mut nodes = Vec::new();
        while let Some(piece) = self.pieces.get(self.at) {
            self.at += 1;
            let (tokens, span) = match piece {
                Piece::Text(span) => {
                    nodes.push(Node::Text(*span));
                    continue;
                }
                Piece::Broken(why, span) => {
                    nodes.push(Node::Broken(why.clone(), *span));
                    continue;
                }
                Piece::Action(tokens, span) => (tokens, *span),
            };
            let word = match tokens.first().map(|token| &token.kind) {
                Some(TokenKind::Word(word)) => &**word,
                _ => "",
            };
            let rest = tokens.get(1..).unwrap_or(&[]);
            if word == "end" || word == "else" {
                return (nodes, Some(End { is_else: word == "else", rest: rest.to_vec(), span }));
            }
            let opens = matches!(word, "if" | "with" | "range" | "define" | "block");
            if opens && depth >= MAX_NESTING {
                nodes.push(Node::Broken("too many blocks in blocks".to_owned(), span));
                continue;
            }
            let made = match word {
                "if" => self.condition(rest, span, depth),
                "with" | "range" => self.repeated(word == "range", rest, span, depth),
                "define" | "block" => self.definition(word == "block", rest, span, depth),
                "template" => template(rest, span),
                "break" => Ok(Some(Node::Break)),
                "continue" => Ok(Some(Node::Continue)),
                _ => pipe(tokens).map(|pipe| Some(Node::Action(pipe, span))),
            };
            match made {
                Ok(node) => nodes.extend(node),
                Err(why) => nodes.push(Node::Broken(why, span)),
            }
        }
        (nodes, None)
    }

    /// The rest of an `if` or `with` or `range`: its body, and what stands under `else`.
    fn branches(&mut self, depth: usize) -> (Vec<Node>, Vec<Node>) {
        let (body, end) = self.block(depth + 1);
        let Some(End { is_else: true, rest, span }) = end else { return (body, Vec::new()) };
        let word = match rest.first().map(|token| &token.kind) {
            Some(TokenKind::Word(word)) => word.to_string(),
            _ => String::new(),
        };
        let nested = match word.as_str() {
            "if" => Some(self.condition(&rest[1..], span, depth + 1)),
            "with" => Some(self.repeated(false, &rest[1..], span, depth + 1)),
            _ => None,
        };
        let other = match nested {
            Some(Ok(node)) => node.into_iter().collect(),
            Some(Err(why)) => vec![Node::Broken(why, span)],
            None => self.block(depth + 1).0,
        };
        (body, other)
    }

    fn condition(
        &mut self,
        tokens: &[Token],
        span: Span,
        depth: usize,
    ) -> Result<Option<Node>, String> {
        let head = pipe(tokens);
        let mut arms = Vec::new();
        let (body, mut end) = self.block(depth + 1);
        let broken = head.as_ref().err().cloned();
        arms.push((head.unwrap_or_default(), body));
        let mut other = Vec::new();
        while let Some(End { is_else: true, rest, span }) = end {
            let is_if = matches!(rest.first().map(|it| &it.kind), Some(TokenKind::Word(word)) if &**word == "if");
            if is_if {
                let head = pipe(&rest[1..]).unwrap_or_default();
                let (body, next) = self.block(depth + 1);
                arms.push((head, body));
                end = next;
            } else if rest.is_empty() {
                (other, end) = self.block(depth + 1);
            } else {
                other.push(Node::Broken("an 'else' with something unknown".to_owned(), span));
                break;
            }
        }
        match broken {
            Some(why) => Err(why),
            None => Ok(Some(Node::If(arms, other, span))),
        }
    }

    fn repeated(
        &mut self,
        range: bool,
        tokens: &[Token],
        span: Span,
        depth: usize,
    ) -> Result<Option<Node>, String> {
        let head = pipe(tokens);
        if depth + 1 >= MAX_NESTING {
            return Err("too many blocks in blocks".to_owned());
        }
        let (body, other) = self.branches(depth);
        let head = head?;
        Ok(Some(if range {
            Node::Range(head, body, other, span)
        } else {
            Node::With(head, body, other, span)
        }))
    }

    fn definition(
        &mut self,
        block: bool,
        tokens: &[Token],
        span: Span,
        depth: usize,
    ) -> Result<Option<Node>, String> {
        let (body, _) = self.block(depth + 1);
        let Some(TokenKind::Str(name)) = tokens.first().map(|token| &token.kind) else {
            return Err("a template without a name".to_owned());
        };
        self.defined.insert(name.clone(), body);
        if !block {
            return Ok(None);
        }
        Ok(Some(Node::Template(name.clone(), Some(pipe(&tokens[1..])?), span)))
    }
}

fn template(tokens: &[Token], span: Span) -> Result<Option<Node>, String> {
    let Some(TokenKind::Str(name)) = tokens.first().map(|token| &token.kind) else {
        return Err("a template without a name".to_owned());
    };
    let argument = match tokens.len() {
        1 => None,
        _ => Some(pipe(&tokens[1..])?),
    };
    Ok(Some(Node::Template(name.clone(), argument, span)))
}

fn pipe(tokens: &[Token]) -> Result<Pipe, String> {
    let mut reader = Reader { tokens, at: 0 };
    let pipe = reader.pipe(0)?;
    if reader.at < tokens.len() {
        return Err("unexpected words in an action".to_owned());
    }
    Ok(pipe)
}

struct Reader<'t> {
    tokens: &'t [Token],
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<&TokenKind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    fn pipe(&mut self, depth: usize) -> Result<Pipe, String> {
        if depth > MAX_NESTING {
            return Err("too many parentheses".to_owned());
        }
        let mut pipe = Pipe::default();
        self.variables(&mut pipe);
        loop {
            let command = self.command(depth)?;
            if command.is_empty() {
                return Err("a command is missing".to_owned());
            }
            pipe.commands.push(command);
            if self.peek() == Some(&TokenKind::Pipe) {
                self.at += 1;
            } else {
                return Ok(pipe);
            }
        }
    }

    /// `$x :=`, `$k, $v :=`, `$x =`.
    fn variables(&mut self, pipe: &mut Pipe) {
        let start = self.at;
        let mut names = Vec::new();
        while let Some(TokenKind::Variable(name)) = self.peek() {
            names.push(name.clone());
            self.at += 1;
            match self.peek() {
                Some(TokenKind::Comma) => self.at += 1,
                Some(TokenKind::Declare | TokenKind::Assign) => {
                    pipe.assigns = self.peek() == Some(&TokenKind::Assign);
                    self.at += 1;
                    pipe.variables = names;
                    return;
                }
                _ => break,
            }
        }
        self.at = start;
    }

    fn command(&mut self, depth: usize) -> Result<Vec<Operand>, String> {
        let mut operands = Vec::new();
        while let Some(token) = self.tokens.get(self.at) {
            self.at += 1;
            operands.push(match &token.kind {
                TokenKind::Pipe | TokenKind::Close => {
                    self.at -= 1;
                    break;
                }
                TokenKind::Open => {
                    let inner = self.pipe(depth + 1)?;
                    if self.peek() != Some(&TokenKind::Close) {
                        return Err("a parenthesis without an end".to_owned());
                    }
                    self.at += 1;
                    Operand::Paren(Box::new(inner), self.fields())
                }
                TokenKind::Dot => Operand::Dot(self.fields()),
                TokenKind::Field(name) => {
                    let mut fields = vec![name.clone()];
                    fields.extend(self.fields());
                    Operand::Dot(fields)
                }
                TokenKind::Variable(name) => Operand::Variable(name.clone(), self.fields()),
                TokenKind::Word(word) => match &**word {
                    "true" => Operand::Bool(true),
                    "false" => Operand::Bool(false),
                    "nil" => Operand::Nil,
                    _ => Operand::Function(word.clone()),
                },
                TokenKind::Str(text) => Operand::Str(text.clone()),
                TokenKind::Int(value) => Operand::Int(*value),
                TokenKind::Float(value) => Operand::Float(*value),
                TokenKind::Comma | TokenKind::Declare | TokenKind::Assign => {
                    return Err("unexpected sign in an action".to_owned());
                }
            });
        }
        Ok(operands)
    }

    /// Fields that follow without a space: `.a.b`.
    fn fields(&mut self) -> Vec<Rc<str>> {
        let mut fields = Vec::new();
        while let Some(Token { kind: TokenKind::Field(name), glued: true }) =
            self.tokens.get(self.at)
        {
            fields.push(name.clone());
            self.at += 1;
        }
        fields
    }
}
