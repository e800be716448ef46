//! Quoted and heredoc templates: literal text, interpolations, `%{if}` and `%{for}`.
//!
//! The tree leaves literal text out; it is what stands between the other parts. A template is first a flat row of
//! tokens, as whitespace markers (`~`) and the indentation of `<<-` work across directives, and then nested.

use std::borrow::Cow;
use std::sync::Arc;

use tamis_syntax::{NodeId, Span};

use super::ast::{Expr, ExprKind, Part};
use super::lower::{Kind, Lower};

/// A token, and whether a `~` stands at its left and right end.
struct Token {
    kind: TokenKind,
    strip: (bool, bool),
}

enum TokenKind {
    Text(String),
    Value(Expr),
    If(Expr),
    Else,
    EndIf,
    For { key: Option<Arc<str>>, value: Arc<str>, collection: Expr },
    EndFor,
}

/// A quoted template whose text is `inner`.
pub(crate) fn kind(lower: &Lower<'_>, id: NodeId, inner: Span) -> ExprKind {
    let mut tokens = Vec::new();
    scan(lower, &mut lower.tree.children(id), inner, true, &mut tokens);
    strip(&mut tokens);
    build(tokens)
}

/// A heredoc: its text is what stands between the first line and the closing mark.
pub(crate) fn heredoc(lower: &Lower<'_>, id: NodeId) -> ExprKind {
    let span = lower.span(id);
    let own = span.of(lower.text);
    let Some(first) = own.find('\n') else { return ExprKind::Invalid };
    let last = own.trim_end().rfind('\n').unwrap_or(first).max(first);
    let inner = Span::new(span.start + first as u32 + 1, span.start + last as u32 + 1);
    let mut tokens = Vec::new();
    scan(lower, &mut lower.tree.children(id), inner, false, &mut tokens);
    strip(&mut tokens);
    if own.starts_with("<<-") {
        unindent(&mut tokens);
    }
    match build(tokens) {
        // A heredoc of one interpolation still ends its line, so it never is a bare value.
        ExprKind::Template(parts) if parts.is_empty() => ExprKind::Text(Arc::from("")),
        other => other,
    }
}

/// The tokens of `nodes` and of the text between them, within `range`.
fn scan(
    lower: &Lower<'_>,
    nodes: &mut dyn Iterator<Item = NodeId>,
    range: Span,
    quoted: bool,
    tokens: &mut Vec<Token>,
) {
    let mut at = range.start;
    for node in nodes {
        let span = lower.span(node);
        if span.start < range.start || span.end > range.end {
            continue;
        }
        literal(lower, Span::new(at, span.start), quoted, tokens);
        token(lower, node, quoted, tokens);
        at = at.max(span.end);
    }
    literal(lower, Span::new(at, range.end), quoted, tokens);
}

/// Literal text; in a heredoc every line is a token of its own, which is as far as a `~` beside it reaches.
fn literal(lower: &Lower<'_>, span: Span, quoted: bool, tokens: &mut Vec<Token>) {
    let text = span.of(lower.text);
    let pieces = if quoted { vec![text] } else { text.split_inclusive('\n').collect() };
    for piece in pieces.into_iter().filter(|piece| !piece.is_empty()) {
        let text = unescape(piece, quoted).into_owned();
        tokens.push(Token { kind: TokenKind::Text(text), strip: (false, false) });
    }
}

fn token(lower: &Lower<'_>, node: NodeId, quoted: bool, tokens: &mut Vec<Token>) {
    match lower.kind(node) {
        Kind::Interpolation => {
            let (parts, strip) = inner(lower, node);
            let value = lower.sequence(&parts);
            tokens.push(Token { kind: TokenKind::Value(value), strip });
        }
        Kind::Directive => {
            for child in lower.tree.children(node) {
                token(lower, child, quoted, tokens);
            }
        }
        Kind::If | Kind::ForTemplate => {
            scan(lower, &mut lower.tree.children(node), lower.span(node), quoted, tokens);
        }
        Kind::IfIntro => {
            let (parts, strip) = inner(lower, node);
            tokens.push(Token { kind: TokenKind::If(lower.sequence(&parts)), strip });
        }
        Kind::ElseIntro => {
            tokens.push(Token { kind: TokenKind::Else, strip: inner(lower, node).1 })
        }
        Kind::IfEnd => tokens.push(Token { kind: TokenKind::EndIf, strip: inner(lower, node).1 }),
        Kind::ForEnd => tokens.push(Token { kind: TokenKind::EndFor, strip: inner(lower, node).1 }),
        Kind::ForStart => {
            let (parts, strip) = inner(lower, node);
            let (mut names, mut collection) = (Vec::new(), Vec::new());
            for part in parts {
                lower.intro(part, &mut names, &mut collection);
            }
            let Some(value) = names.pop() else { return };
            let collection = lower.sequence(&collection);
            let kind = TokenKind::For { key: names.pop(), value, collection };
            tokens.push(Token { kind, strip });
        }
        _ => {}
    }
}

/// What stands between the braces, and the strip markers.
fn inner(lower: &Lower<'_>, node: NodeId) -> (Vec<NodeId>, (bool, bool)) {
    let (mut parts, mut strip) = (Vec::new(), (false, false));
    for child in lower.tree.children(node) {
        match lower.kind(child) {
            Kind::DirectiveMark | Kind::Other => {}
            Kind::StripMarker if parts.is_empty() && lower.text_before(child).ends_with('{') => {
                strip.0 = true;
            }
            Kind::StripMarker => strip.1 = true,
            _ => parts.push(child),
        }
    }
    (parts, strip)
}

impl Lower<'_> {
    fn text_before(&self, node: NodeId) -> &str {
        self.text.get(..self.span(node).start as usize).unwrap_or("")
    }
}

/// Takes the smallest indentation off every token that begins a line, as `<<-` does: after the `~` markers have done
/// their work, so that a line joined to the one before keeps its indentation.
fn unindent(tokens: &mut [Token]) {
    let (mut least, mut at_start, mut found) = (usize::MAX, true, Vec::new());
    for (at, token) in tokens.iter().enumerate() {
        let text = match &token.kind {
            TokenKind::Text(text) => Some(text),
            _ => None,
        };
        if at_start {
            match text {
                Some(text) if text.trim().is_empty() && text.ends_with('\n') => {}
                Some(text) => {
                    least = least.min(text.chars().take_while(|c| c.is_whitespace()).count());
                    found.push(at);
                }
                None => least = 0,
            }
        }
        at_start = text.is_some_and(|text| text.ends_with('\n'));
    }
    for at in found {
        if let TokenKind::Text(text) = &mut tokens[at].kind {
            *text = text.chars().skip(least).collect();
        }
    }
}

fn build(mut tokens: Vec<Token>) -> ExprKind {
    if let [Token { kind: TokenKind::Value(_), .. }] = &tokens[..]
        && let Some(Token { kind: TokenKind::Value(value), .. }) = tokens.pop()
    {
        // `"${x}"` is `x` itself, whatever its type.
        return value.kind;
    }
    let mut tokens = tokens.into_iter().peekable();
    let mut parts = Vec::new();
    loop {
        parts.extend(nest(&mut tokens));
        // A directive's end without its start.
        if tokens.next().is_none() {
            break;
        }
    }
    match &parts[..] {
        [] => ExprKind::Text(Arc::from("")),
        [Part::Text(text)] => ExprKind::Text(text.clone()),
        _ => ExprKind::Template(parts),
    }
}

fn strip(tokens: &mut [Token]) {
    for at in 0..tokens.len() {
        let (left, right) = tokens[at].strip;
        if left
            && at > 0
            && let TokenKind::Text(text) = &mut tokens[at - 1].kind
        {
            text.truncate(text.trim_end().len());
        }
        if right && let Some(TokenKind::Text(text)) = tokens.get_mut(at + 1).map(|t| &mut t.kind) {
            *text = text.trim_start().to_owned();
        }
    }
}

/// Parts up to the end of a directive, which is left.
fn nest(tokens: &mut std::iter::Peekable<std::vec::IntoIter<Token>>) -> Vec<Part> {
    let mut parts = Vec::new();
    loop {
        match tokens.peek().map(|token| &token.kind) {
            None | Some(TokenKind::Else | TokenKind::EndIf | TokenKind::EndFor) => return parts,
            _ => {}
        }
        let Some(token) = tokens.next() else { return parts };
        match token.kind {
            TokenKind::Text(text) => parts.push(Part::Text(Arc::from(text))),
            TokenKind::Value(value) => parts.push(Part::Value(value)),
            TokenKind::If(condition) => {
                let then = nest(tokens);
                let mut other = Vec::new();
                if matches!(tokens.peek().map(|token| &token.kind), Some(TokenKind::Else)) {
                    tokens.next();
                    other = nest(tokens);
                }
                tokens.next();
                parts.push(Part::If { condition, then, other });
            }
            TokenKind::For { key, value, collection } => {
                let body = nest(tokens);
                tokens.next();
                parts.push(Part::For { key, value, collection, body });
            }
            TokenKind::Else | TokenKind::EndIf | TokenKind::EndFor => {}
        }
    }
}

/// Literal text of a template: `$${` and `%%{`, and within quotes the escapes of strings.
pub(crate) fn unescape(text: &str, quoted: bool) -> Cow<'_, str> {
    let has_escape = quoted && text.contains('\\');
    if !(has_escape || text.contains("$${") || text.contains("%%{")) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        if rest.starts_with("$${") || rest.starts_with("%%{") {
            out.push(next);
            out.push('{');
            rest = &rest[3..];
        } else if quoted && next == '\\' {
            rest = escape(&rest[1..], &mut out);
        } else {
            out.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    Cow::Owned(out)
}

/// One escape after its backslash; gives back what follows.
fn escape<'t>(rest: &'t str, out: &mut String) -> &'t str {
    let Some(next) = rest.chars().next() else { return rest };
    let after = &rest[next.len_utf8()..];
    match next {
        'n' => out.push('\n'),
        'r' => out.push('\r'),
        't' => out.push('\t'),
        // The next two stand in JSON only.
        'b' => out.push('\u{8}'),
        'f' => out.push('\u{c}'),
        'u' => return code_point(after, 4, out),
        'U' => return code_point(after, 8, out),
        other => out.push(other),
    }
    after
}

fn code_point<'t>(rest: &'t str, digits: usize, out: &mut String) -> &'t str {
    let read = |text: &str| text.get(..digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    let Some(first) = read(rest) else { return rest };
    let after = &rest[digits..];
    // JSON writes characters beyond the first plane as two escapes.
    if (0xD800..0xDC00).contains(&first)
        && let Some(second) = after.strip_prefix("\\u").and_then(read)
    {
        let joined = 0x10000 + ((first - 0xD800) << 10) + (second.wrapping_sub(0xDC00) & 0x3FF);
        out.push(char::from_u32(joined).unwrap_or('\u{FFFD}'));
        return &after[2 + digits..];
    }
    out.push(char::from_u32(first).unwrap_or('\u{FFFD}'));
    after
}
