//! Names and what is assigned to them, in any language's text.
//!
//! For: finding the value of `TOKEN=...`, `"token": "..."`, `var token string = "..."`, `<token>...</token>`,
//! `setProperty("TOKEN", "...")`, `--token ...`, `name="token" value="..."` from a place within the name.
//! Not for: telling what a name means (`generic`) or whether a value is a secret (`value`).
//! Read [`Assignment::at`].

use std::ops::Range;

/// How a value comes to its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    /// `=`, `:=`, `=>`.
    Assign,
    /// `:`.
    Colon,
    /// `==`, `!=` and their like.
    Compare,
    /// The next argument or column: `"name", "value"`.
    Comma,
    /// The only argument: `name("value")`.
    Call,
    /// The text of an element: `<name>value</name>`.
    Markup,
    /// A flag or a shell word: `--name value`, `ENV NAME value`.
    Word,
}

/// A name with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Assignment {
    /// The name, with the points and dashes of its path.
    pub(crate) name: Range<usize>,
    /// The value without its quotes.
    pub(crate) value: Range<usize>,
    /// How they are joined.
    pub(crate) operator: Operator,
    /// Whether the value stands in quotes.
    pub(crate) quoted: bool,
}

/// Bytes of a name to either side of the place it was found at.
const MAX_NAME: usize = 64;
/// Bytes of a value.
const MAX_VALUE: usize = 4096;
/// Blanks between the parts.
const MAX_BLANKS: usize = 64;

impl Assignment {
    /// The value of the name that `found` stands in, if that name has one here. Looks at a bounded number of bytes.
    pub(crate) fn at(text: &[u8], found: Range<usize>) -> Option<Assignment> {
        let name = name_around(text, found)?;
        let mut cursor = Cursor { text, at: name.end };
        let closed = cursor.closing_quote();
        let gap = cursor.at;
        cursor.blanks();
        let operator = cursor
            .value_key(closed)
            .or_else(|| cursor.operator(&name, closed))
            .or_else(|| cursor.after_type(&name))
            .or_else(|| cursor.word(&name, gap))?;
        let (value, quoted) = cursor.value(operator)?;
        (!value.is_empty()).then_some(Assignment { name, value, operator, quoted })
    }

    /// A value of the column called `name`.
    pub(crate) fn cell(name: Range<usize>, value: Range<usize>) -> Assignment {
        Assignment { name, value, operator: Operator::Comma, quoted: true }
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}

fn name_around(text: &[u8], found: Range<usize>) -> Option<Range<usize>> {
    let (mut start, mut end) = (found.start, found.end);
    while start > 0 && is_name(text[start - 1]) && found.start - start <= MAX_NAME {
        start -= 1;
    }
    while end < text.len() && is_name(text[end]) && end - found.end <= MAX_NAME {
        end += 1;
    }
    if found.start - start > MAX_NAME || end - found.end > MAX_NAME {
        return None;
    }
    // A line break written as `\n` is not the name's first letter.
    if start > 0 && text[start - 1] == b'\\' && matches!(text[start], b'n' | b'r' | b't') {
        start += 1;
    }
    while end > found.end && matches!(text[end - 1], b'.' | b'-') {
        end -= 1;
    }
    (start <= found.start).then_some(start..end)
}

/// Reads on from a place; every method moves on only if it finds what it is for.
#[derive(Clone)]
struct Cursor<'t> {
    text: &'t [u8],
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> u8 {
        self.text.get(self.at).copied().unwrap_or(0)
    }

    fn takes(&mut self, part: &[u8]) -> bool {
        let is = self.text[self.at.min(self.text.len())..].starts_with(part);
        if is {
            self.at += part.len();
        }
        is
    }

    fn blanks(&mut self) {
        let limit = (self.at + MAX_BLANKS).min(self.text.len());
        while self.at < limit && matches!(self.text[self.at], b' ' | b'\t') {
            self.at += 1;
        }
    }

    /// Blanks and line breaks.
    fn space(&mut self) {
        let limit = (self.at + 2 * MAX_BLANKS).min(self.text.len());
        while self.at < limit && self.text[self.at].is_ascii_whitespace() {
            self.at += 1;
        }
    }

    /// The end of a quoted or bracketed name: `"`, `\"`, `']`, `&quot;`.
    fn closing_quote(&mut self) -> bool {
        let quoted = self.takes(b"&quot;")
            || self.takes(b"\\\"")
            || self.takes(b"\\'")
            || self.takes(b"\"")
            || self.takes(b"'")
            || self.takes(b"`");
        let mut ahead = self.clone();
        ahead.blanks();
        if ahead.takes(b"]") || (quoted && ahead.takes(b")")) {
            self.at = ahead.at;
        }
        quoted
    }

    fn operator(&mut self, name: &Range<usize>, closed: bool) -> Option<Operator> {
        const ASSIGN: [&[u8]; 11] =
            [b":::=", b"::=", b":=", b"??=", b"||=", b"?=", b"+=", b".=", b"<-", b"=>", b"->"];
        const COMPARE: [&[u8]; 4] = [b"===", b"!==", b"==", b"!="];
        if COMPARE.iter().any(|word| self.takes(word)) {
            return Some(Operator::Compare);
        }
        if ASSIGN.iter().any(|word| self.takes(word)) {
            return Some(Operator::Assign);
        }
        match self.peek() {
            b'=' if !matches!(self.text.get(self.at + 1), Some(b'~')) => {
                self.at += 1;
                Some(Operator::Assign)
            }
            b'|' if self.takes(b"||") => Some(Operator::Assign),
            b'?' if self.takes(b"??") || self.takes(b"?:") => Some(Operator::Assign),
            b':' if !self.text[self.at..].starts_with(b"::") => {
                self.at += 1;
                Some(self.declared_type().unwrap_or(Operator::Colon))
            }
            b'>' if closed || name.start > 0 && self.text[name.start - 1] == b'<' => {
                self.at += 1;
                Some(Operator::Markup)
            }
            // `:name, "value"` of Ruby and Clojure has no quotes either.
            b',' if closed || name.start > 0 && self.text[name.start - 1] == b':' => {
                self.at += 1;
                Some(Operator::Comma)
            }
            b'(' if !closed => {
                self.at += 1;
                matches!(self.peek(), b'"' | b'\'' | b'`').then_some(Operator::Call)
            }
            _ => None,
        }
    }

    /// After a `:` the type of a declaration with a value: `: &'static str =`.
    fn declared_type(&mut self) -> Option<Operator> {
        let mut ahead = self.clone();
        ahead.blanks();
        ahead.type_name()?;
        ahead.blanks();
        (ahead.peek() == b'=' && !matches!(ahead.text.get(ahead.at + 1), Some(b'=' | b'>'))).then(
            || {
                self.at = ahead.at + 1;
                Operator::Assign
            },
        )
    }

    /// `var token string = `: a type between name and operator.
    fn after_type(&mut self, name: &Range<usize>) -> Option<Operator> {
        if self.at == name.end {
            return None;
        }
        let mut ahead = self.clone();
        ahead.type_name()?;
        ahead.blanks();
        let assigns =
            ahead.peek() == b'=' && !matches!(ahead.text.get(ahead.at + 1), Some(b'=' | b'>'));
        assigns.then(|| {
            self.at = ahead.at + 1;
            Operator::Assign
        })
    }

    fn type_name(&mut self) -> Option<()> {
        let start = self.at;
        let first = self.peek();
        if !(first.is_ascii_alphabetic() || matches!(first, b'&' | b'*' | b'[' | b'_')) {
            return None;
        }
        while self.at < self.text.len()
            && self.at - start < 48
            && (self.text[self.at].is_ascii_alphanumeric()
                || matches!(
                    self.text[self.at],
                    b'_' | b'.' | b'<' | b'>' | b'[' | b']' | b'&' | b'*' | b'?' | b'|'
                ))
        {
            self.at += 1;
        }
        if self.at > start && self.text[start..self.at] == *b"&" && self.takes(b"'static") {
            self.blanks();
            return self.type_name();
        }
        (self.at > start).then_some(())
    }

    /// `name="token" value="..."`, `"name": "token", "value": "..."`, `- name: TOKEN` with `value: ...` below.
    fn value_key(&mut self, closed: bool) -> Option<Operator> {
        let mut ahead = self.clone();
        if closed {
            ahead.takes(b",");
        } else if !matches!(ahead.peek(), b'\n' | b'\r') {
            return None;
        }
        ahead.space();
        let quoted = ahead.takes(b"\"") || ahead.takes(b"\\\"") || ahead.takes(b"'");
        if !["value", "Value", "VALUE", "default", "content", "defaultValue"]
            .iter()
            .any(|word| ahead.takes(word.as_bytes()))
        {
            return None;
        }
        if quoted {
            ahead.closing_quote();
        }
        ahead.blanks();
        if !(ahead.takes(b"=") || ahead.takes(b":")) {
            return None;
        }
        self.at = ahead.at;
        Some(Operator::Assign)
    }

    /// A command line flag or a word of `ENV`, `export` and the like, parted from its value by blanks.
    fn word(&mut self, name: &Range<usize>, gap: usize) -> Option<Operator> {
        if self.at == gap || matches!(self.peek(), b'\n' | b'\r' | 0) {
            return None;
        }
        let flag = self.text[name.clone()].starts_with(b"--");
        let line = self.text[..name.start].iter().rposition(|c| *c == b'\n').map_or(0, |at| at + 1);
        let head = &self.text[line.max(name.start.saturating_sub(MAX_NAME))..name.start];
        let head = head.trim_ascii();
        let command = ["ENV", "ARG", "setenv", "SetEnv", "machine", "set", "setx", "define"]
            .iter()
            .any(|word| head.eq_ignore_ascii_case(word.as_bytes()));
        (flag || command).then_some(Operator::Word)
    }

    /// The value from here on, without quotes, and whether it has them.
    fn value(&mut self, operator: Operator) -> Option<(Range<usize>, bool)> {
        self.blanks();
        if operator == Operator::Markup {
            self.space();
            return Some((self.until(|c| matches!(c, b'<' | b'\n' | b'\r')), false));
        }
        if operator == Operator::Colon && matches!(self.peek(), b'|' | b'>') {
            return self.block();
        }
        // A continued line, a list, a group: only a quoted value may follow it.
        let mut ahead = self.clone();
        while matches!(ahead.peek(), b'(' | b'[' | b'\\' | b'\n' | b'\r')
            && ahead.at - self.at < MAX_BLANKS
        {
            if ahead.peek() == b'\\' && matches!(ahead.text.get(ahead.at + 1), Some(b'"' | b'\'')) {
                break;
            }
            ahead.at += 1;
            ahead.space();
        }
        let moved = ahead.at > self.at;
        ahead.string_prefix();
        if let Some(value) = ahead.quoted() {
            return Some((value, true));
        }
        if moved && operator != Operator::Assign {
            return None;
        }
        let plain = !matches!(operator, Operator::Call | Operator::Comma);
        plain.then(|| (self.plain(), false))
    }

    /// A YAML block: its first line.
    fn block(&mut self) -> Option<(Range<usize>, bool)> {
        let mut ahead = self.clone();
        ahead.at += 1;
        while matches!(ahead.peek(), b'-' | b'+' | b'0'..=b'9') {
            ahead.at += 1;
        }
        ahead.blanks();
        if !matches!(ahead.peek(), b'\n' | b'\r') {
            return None;
        }
        ahead.space();
        Some((ahead.until(|c| c == b'\n' || c == b'\r'), false))
    }

    /// `b"`, `r"`, `@"`, `new String("`, `r#"`.
    fn string_prefix(&mut self) {
        let start = self.at;
        while self.at - start < 3
            && matches!(
                self.peek(),
                b'b' | b'B' | b'r' | b'R' | b'u' | b'U' | b'L' | b'@' | b'$' | b'#' | b'f'
            )
        {
            self.at += 1;
        }
        if !matches!(self.peek(), b'"' | b'\'' | b'`') {
            self.at = start;
        }
    }

    /// A value in quotes on one line.
    fn quoted(&mut self) -> Option<Range<usize>> {
        for quote in [&b"\"\"\""[..], b"\\\"", b"&quot;", b"\"", b"\\'", b"'", b"`"] {
            if self.takes(quote) {
                let start = self.at;
                let limit = (start + MAX_VALUE).min(self.text.len());
                let mut at = start;
                while at < limit && !matches!(self.text[at], b'\n' | b'\r') {
                    if self.text[at..].starts_with(quote) {
                        return Some(start..at);
                    }
                    at += if self.text[at] == b'\\' && quote.len() == 1 { 2 } else { 1 };
                }
                return None;
            }
        }
        None
    }

    /// A value without quotes: up to a blank or a mark that ends it.
    fn plain(&mut self) -> Range<usize> {
        let value = self.until(|c| {
            c.is_ascii_whitespace()
                || matches!(
                    c,
                    b'"' | b'\''
                        | b'`'
                        | b';'
                        | b','
                        | b'<'
                        | b'>'
                        | b'&'
                        | b')'
                        | b']'
                        | b'|'
                        | b'\\'
                )
        });
        // A closing brace ends it, but for those of a template in it.
        match self.text[value.clone()].iter().position(|c| *c == b'}') {
            Some(at) if !self.text[value.clone()].contains(&b'{') => value.start..value.start + at,
            _ => value,
        }
    }

    fn until(&self, ends: impl Fn(u8) -> bool) -> Range<usize> {
        let limit = (self.at + MAX_VALUE).min(self.text.len());
        let end = (self.at..limit).find(|at| ends(self.text[*at])).unwrap_or(limit);
        let trimmed = self.text[self.at.min(end)..end].trim_ascii_end().len();
        self.at..self.at + trimmed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value of the name that holds `token`, with its quotes told.
    fn value(text: &str) -> Option<(String, Operator, bool)> {
        let at = text.to_ascii_lowercase().find("token").unwrap();
        let found = Assignment::at(text.as_bytes(), at..at + 5)?;
        Some((text[found.value].to_owned(), found.operator, found.quoted))
    }

    #[test]
    fn every_way_to_assign_is_read() {
        for text in [
            "myToken=V1x",
            "myToken = \"V1x\"",
            "my_token: V1x",
            "my_token: 'V1x'",
            "\"my_token\": \"V1x\"",
            "{\\\"my_token\\\": \\\"V1x\\\"}",
            "var myToken string = \"V1x\"",
            "let my_token: &'static str = \"V1x\";",
            "my_token: str = 'V1x'",
            "myToken := `V1x`",
            "$myToken .= \"V1x\"",
            "$config['my_token'] = 'V1x';",
            "System.setProperty(\"MY_TOKEN\", \"V1x\")",
            "\"myToken\" => \"V1x\"",
            "MY_TOKEN ?= \"V1x\"",
            "MY_TOKEN :::= \"V1x\"",
            "<myToken>V1x</myToken>",
            "<myToken>\n    V1x\n</myToken>",
            "<entry name=\"myToken\" value=\"V1x\" />",
            "<string name=\"my_token\">V1x</string>",
            "- name: MY_TOKEN\n  value: V1x",
            "{\"name\": \"my_token\", \"value\": \"V1x\"}",
            "tool --my-token V1x --other",
            "tool --my-token=V1x --other",
            "ENV MY_TOKEN V1x",
            "setToken(\"V1x\")",
            "[\"token\", \"V1x\"]",
            "('my-token', 'V1x')",
            "[:token, 'V1x']",
            "if token == \"V1x\":",
            "https://host/?token=V1x&x=1",
            "{\"a\": \"MY_TOKEN=V1x\\nB=1\"}",
            "token: |\n    V1x\n",
            "token = (\n    \"V1x\"\n)",
            "token = b\"V1x\"",
            "token ||= 'V1x'",
        ] {
            assert_eq!(value(text).map(|it| it.0).as_deref(), Some("V1x"), "{text}");
        }
    }

    #[test]
    fn what_assigns_nothing_gives_nothing() {
        for text in [
            "the token is here",
            "token",
            "token)",
            "token(x)",
            "token, x",
            "token::new()",
            "token:\n",
        ] {
            let found = value(text).map(|it| it.0);
            assert!(found.as_deref().is_none_or(|text| !text.contains("is")), "{text}: {found:?}");
        }
    }

    #[test]
    fn any_text_is_survived() {
        let noise = b"token=\\\"'`<>(),:|=&quot;\n\r\t[]{}token";
        for start in 0..noise.len() {
            for end in start..noise.len() {
                let text = &noise[start..end];
                for at in 0..text.len() {
                    let _ = Assignment::at(text, at..(at + 1));
                }
            }
        }
    }
}
