//! Maven: tokens between `.`, `-` and changes between digits and letters, each with the separator before it.
//! <https://maven.apache.org/pom.html#version-order-specification>

use std::cmp::Ordering;

use super::{is_number, numeric};

#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    dash: bool,
    value: String,
    /// Stands for nothing where the other version goes on.
    padding: bool,
}

pub(super) fn compare(a: &str, b: &str) -> Ordering {
    let (a, b) = (tokens(a), tokens(b));
    for at in 0..a.len().max(b.len()) {
        let order = match (a.get(at), b.get(at)) {
            (Some(x), Some(y)) => order(x, y),
            (Some(x), None) => order(x, &padding(x)),
            (None, Some(y)) => order(&padding(y), y),
            (None, None) => Ordering::Equal,
        };
        if order.is_ne() {
            return order;
        }
    }
    Ordering::Equal
}

/// Padding has the separator of what it is compared with: 0 after `.`, nothing after `-`. `sp` alone comes after nothing.
fn padding(other: &Token) -> Token {
    let value = if other.dash || other.value == "sp" { "" } else { "0" };
    Token { dash: other.dash, value: value.to_owned(), padding: true }
}

const KNOWN: [&str; 7] = ["alpha", "beta", "milestone", "rc", "snapshot", "", "sp"];

fn order(x: &Token, y: &Token) -> Ordering {
    let (m, n) = (is_number(&x.value), is_number(&y.value));
    if x.dash != y.dash {
        // `.word` < `-word` < `-1` < `.1`.
        let rank = |token: &Token, number: bool| match (token.dash, number) {
            (false, false) => 0,
            (true, false) => 1,
            (true, true) => 2,
            (false, true) => 3,
        };
        return rank(x, m).cmp(&rank(y, n));
    }
    if x.value == y.value {
        return Ordering::Equal;
    }
    match (m, n) {
        (true, true) => return numeric(&x.value, &y.value),
        (true, false) if !x.padding => return Ordering::Greater,
        (false, true) if !y.padding => return Ordering::Less,
        _ => {}
    }
    let place = |word: &str| KNOWN.iter().position(|known| *known == word).unwrap_or(KNOWN.len());
    let (p, q) = (place(&x.value), place(&y.value));
    p.cmp(&q).then_with(|| if p == KNOWN.len() { x.value.cmp(&y.value) } else { Ordering::Equal })
}

fn tokens(version: &str) -> Vec<Token> {
    let version = version.to_lowercase();
    let mut tokens: Vec<Token> = Vec::new();
    let mut dash = false;
    let mut rest = version.as_str();
    loop {
        let end = rest.find(['.', '-']).unwrap_or(rest.len());
        part(&rest[..end], dash, &mut tokens);
        let Some(separator) = rest[end..].chars().next() else { break };
        dash = separator == '-';
        rest = &rest[end + 1..];
    }
    trim(&mut tokens);
    tokens
}

/// What stands between two separators.
fn part(text: &str, dash: bool, tokens: &mut Vec<Token>) {
    let mut dash = dash;
    let mut rest = text;
    loop {
        let digit = rest.starts_with(|c: char| c.is_ascii_digit());
        let end = rest.find(|c: char| c.is_ascii_digit() != digit).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let followed = !after.is_empty();
        let value = match word {
            "" => "0",
            "cr" => "rc",
            "ga" | "final" | "release" => "",
            "a" if followed => "alpha",
            "b" if followed => "beta",
            "m" if followed => "milestone",
            word if digit => match word.trim_start_matches('0') {
                "" => "0",
                number => number,
            },
            word => word,
        };
        tokens.push(Token { dash, value: value.to_owned(), padding: false });
        if after.is_empty() {
            return;
        }
        dash = true;
        rest = after;
    }
}

/// Takes off what counts as nothing at the end, and before each dash.
fn trim(tokens: &mut Vec<Token>) {
    let mut at = tokens.len().saturating_sub(1);
    while at > 0 {
        if matches!(&*tokens[at].value, "0" | "") {
            tokens.remove(at);
            at -= 1;
            continue;
        }
        while at > 0 && !tokens[at].dash {
            at -= 1;
        }
        at = at.saturating_sub(1);
    }
}
