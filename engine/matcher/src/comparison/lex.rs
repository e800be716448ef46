//! Splits a comparison into tokens.

use super::ComparisonError;
use super::Value;
use super::literal::{number, unescape};

/// A piece of the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// A number or a string.
    Literal(Value),
    /// With its dollar.
    Metavariable(String),
    /// A word.
    Name(String),
    /// Operators, brackets, commas.
    Sign(&'static str),
    /// The end of the text.
    End,
}

/// Longer signs first.
const SIGNS: [&str; 29] = [
    "**", "//", "==", "!=", "<=", ">=", "<<", ">>", "<>", "&&", "||", "+", "-", "*", "/", "%", "<",
    ">", "(", ")", "[", "]", ",", "&", "|", "^", "~", ".", "!",
];

/// The tokens of `text` with the offsets they start at; the last is [`Token::End`].
pub(super) fn tokens(text: &str) -> Result<Vec<(Token, usize)>, ComparisonError> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let (token, length) = token(&text[at..], at)?;
        out.push((token, at));
        at += length;
    }
    out.push((Token::End, text.len()));
    Ok(out)
}

/// The token `rest` starts with and its length.
fn token(rest: &str, at: usize) -> Result<(Token, usize), ComparisonError> {
    let bytes = rest.as_bytes();
    let first = bytes[0];
    if first == b'$' {
        return metavariable(rest, at);
    }
    if first.is_ascii_digit() || first == b'.' && bytes.get(1).is_some_and(u8::is_ascii_digit) {
        let length = number_length(bytes);
        let value = number(&rest[..length], None);
        return value
            .map(|value| (Token::Literal(value), length))
            .ok_or_else(|| unexpected("a number", rest, at));
    }
    let word = bytes.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
    let is_prefix = word <= 2 && rest[..word].chars().all(|c| "rRbBuU".contains(c));
    if is_prefix && matches!(bytes.get(word), Some(b'"' | b'\'')) {
        let raw = rest[..word].contains(['r', 'R']);
        return string(rest, word, raw, at);
    }
    if word > 0 {
        return Ok((Token::Name(rest[..word].to_owned()), word));
    }
    let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign));
    sign.map(|sign| (Token::Sign(sign), sign.len()))
        .ok_or_else(|| unexpected("an operator or a value", rest, at))
}

fn metavariable(rest: &str, at: usize) -> Result<(Token, usize), ComparisonError> {
    let body = rest[1..].strip_prefix("...").unwrap_or(&rest[1..]);
    let name = body.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
    if name == 0 {
        return Err(unexpected("the name of a metavariable", rest, at));
    }
    let length = rest.len() - body.len() + name;
    Ok((Token::Metavariable(rest[..length].to_owned()), length))
}

/// Digits, letters and dots, and the sign of an exponent.
fn number_length(bytes: &[u8]) -> usize {
    let hexadecimal = bytes.starts_with(b"0x") || bytes.starts_with(b"0X");
    let mut length = 0;
    while let Some(&byte) = bytes.get(length) {
        let exponent = !hexadecimal && length > 0 && matches!(bytes[length - 1], b'e' | b'E');
        let sign = matches!(byte, b'+' | b'-') && exponent;
        if !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.') || sign) {
            break;
        }
        length += 1;
    }
    length
}

/// A string whose quote stands at `start` in `rest`.
fn string(
    rest: &str,
    start: usize,
    raw: bool,
    at: usize,
) -> Result<(Token, usize), ComparisonError> {
    let quote = &rest[start..=start];
    let triple = quote.repeat(3);
    let quote = if rest[start..].starts_with(&triple) { triple.as_str() } else { quote };
    let body = start + quote.len();
    let mut end = body;
    while let Some(c) = rest[end..].chars().next() {
        if rest[end..].starts_with(quote) {
            let text = &rest[body..end];
            let text = if raw { text.to_owned() } else { unescape(text) };
            return Ok((Token::Literal(Value::String(text)), end + quote.len()));
        }
        end += c.len_utf8();
        if c == '\\' {
            end += rest[end..].chars().next().map_or(0, char::len_utf8);
        }
    }
    Err(unexpected("a closing quote", "", at))
}

/// An error about what `rest` starts with.
pub(super) fn unexpected(expected: &'static str, rest: &str, offset: usize) -> ComparisonError {
    let word: String = rest.chars().take_while(|c| !c.is_whitespace()).take(24).collect();
    let found = if word.is_empty() { "the end".to_owned() } else { format!("'{word}'") };
    ComparisonError::Unexpected { expected, found, offset }
}
