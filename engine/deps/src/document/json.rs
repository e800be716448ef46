//! JSON, with the comments and trailing commas that some tools write.
//!
//! `serde_json` knows the place of errors only, and lockfiles want that of each value.

use std::borrow::Cow;

use tamis_syntax::Span;

use super::{Entry, Fault, MAX_DEPTH, Node, Value};

/// Reads `text`. Linear.
pub fn read_json(text: &str) -> (Node<'_>, Option<Fault>) {
    let mut reader = Reader { text, bytes: text.as_bytes(), at: 0, fault: None };
    reader.blank();
    let node = reader.value(0);
    reader.blank();
    if reader.fault.is_none() && reader.at < text.len() {
        reader.fail("text after the end of the value");
    }
    (node, reader.fault)
}

struct Reader<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    /// The first; nothing is read after it.
    fault: Option<Fault>,
}

impl<'t> Reader<'t> {
    fn fail(&mut self, message: &str) {
        if self.fault.is_none() {
            let at = self.at.min(self.bytes.len());
            let start = self.text.floor_char_boundary(at) as u32;
            self.fault = Some(Fault { span: Span::new(start, start), message: message.to_owned() });
        }
        self.at = self.bytes.len();
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let is = self.peek() == Some(byte);
        self.at += usize::from(is);
        is
    }

    /// Passes over white space and comments.
    fn blank(&mut self) {
        loop {
            match self.peek() {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.at += 1,
                Some(b'/') => match self.bytes.get(self.at + 1) {
                    Some(b'/') => self.skip_past("\n"),
                    Some(b'*') => self.skip_past("*/"),
                    _ => return,
                },
                _ => return,
            }
        }
    }

    fn skip_past(&mut self, end: &str) {
        let from = (self.at + 2).min(self.text.len());
        self.at = self.text[from..].find(end).map_or(self.text.len(), |to| from + to + end.len());
    }

    fn value(&mut self, depth: usize) -> Node<'t> {
        let start = self.at;
        let value = match self.peek() {
            _ if depth > MAX_DEPTH => {
                self.fail("values are nested too deep");
                Value::Null
            }
            Some(b'{') => self.map(depth),
            Some(b'[') => self.list(depth),
            Some(b'"') => Value::Text(self.string()),
            Some(_) => self.word(),
            None => {
                self.fail("a value is missing");
                Value::Null
            }
        };
        Node { span: Span::new(start as u32, self.at.max(start) as u32), value }
    }

    fn map(&mut self, depth: usize) -> Value<'t> {
        let mut entries = Vec::new();
        self.at += 1;
        loop {
            self.blank();
            if self.take(b'}') {
                break;
            }
            if self.peek() != Some(b'"') {
                self.fail("a key is missing");
                break;
            }
            let start = self.at as u32;
            let key = self.string();
            let at = Span::new(start, self.at as u32);
            self.blank();
            if !self.take(b':') {
                self.fail("':' is missing");
                break;
            }
            self.blank();
            let node = self.value(depth + 1);
            entries.push(Entry { key, at, node });
            self.blank();
            if !self.take(b',') && self.peek() != Some(b'}') {
                self.fail("',' or '}' is missing");
                break;
            }
        }
        Value::Map(entries)
    }

    fn list(&mut self, depth: usize) -> Value<'t> {
        let mut items = Vec::new();
        self.at += 1;
        loop {
            self.blank();
            if self.take(b']') {
                break;
            }
            if self.peek().is_none() {
                self.fail("']' is missing");
                break;
            }
            items.push(self.value(depth + 1));
            self.blank();
            if !self.take(b',') && self.peek() != Some(b']') {
                self.fail("',' or ']' is missing");
                break;
            }
        }
        Value::List(items)
    }

    fn word(&mut self) -> Value<'t> {
        let start = self.at;
        let ends = |byte: &u8| !(byte.is_ascii_alphanumeric() || b"+-.".contains(byte));
        let length = self.bytes[start..].iter().position(ends);
        self.at = length.map_or(self.bytes.len(), |length| start + length);
        match &self.text[start..self.at] {
            "" => {
                self.fail("this is no value");
                Value::Null
            }
            "null" => Value::Null,
            word => Value::Text(Cow::Borrowed(word)),
        }
    }

    fn string(&mut self) -> Cow<'t, str> {
        self.at += 1;
        let start = self.at;
        let Some(length) = self.bytes[start..].iter().position(|byte| matches!(byte, b'"' | b'\\'))
        else {
            self.fail("a string does not end");
            return Cow::Borrowed("");
        };
        self.at = start + length;
        if self.take(b'"') {
            return Cow::Borrowed(&self.text[start..start + length]);
        }
        let mut out = self.text[start..start + length].to_owned();
        self.escaped(&mut out);
        Cow::Owned(out)
    }

    /// The rest of a string that has an escape.
    fn escaped(&mut self, out: &mut String) {
        loop {
            let start = self.at;
            let stop = self.bytes[start..].iter().position(|byte| matches!(byte, b'"' | b'\\'));
            let Some(length) = stop else { return self.fail("a string does not end") };
            out.push_str(&self.text[start..start + length]);
            self.at = start + length + 1;
            if self.bytes[self.at - 1] == b'"' {
                return;
            }
            let Some(letter) = self.text[self.at..].chars().next() else {
                return self.fail("a string does not end");
            };
            self.at += letter.len_utf8();
            match letter {
                'n' => out.push('\n'),
                't' => out.push('\t'),
                'r' => out.push('\r'),
                'b' => out.push('\u{8}'),
                'f' => out.push('\u{c}'),
                'u' => out.push(self.unicode()),
                other => out.push(other),
            }
        }
    }

    fn unicode(&mut self) -> char {
        let first = self.hex();
        let low = (0xD800..0xDC00).contains(&first) && self.bytes[self.at..].starts_with(b"\\u");
        if !low {
            return char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER);
        }
        self.at += 2;
        let second = self.hex();
        let joined = 0x10000 + ((first - 0xD800) << 10) + second.wrapping_sub(0xDC00);
        char::from_u32(joined).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    fn hex(&mut self) -> u32 {
        let digits = self.text.get(self.at..self.at + 4).unwrap_or_default();
        let code = u32::from_str_radix(digits, 16).unwrap_or(0xFFFD);
        self.at += digits.len();
        code & 0xFFFF
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_know_their_place() {
        let text = "{ // c\n \"a\\u00e9\": [1, true, null, {\"b\": \"x\\\"y\"},], }";
        let (node, fault) = read_json(text);
        assert_eq!(fault, None);
        let list = node.get("aé").unwrap();
        assert_eq!(list.span.of(text), "[1, true, null, {\"b\": \"x\\\"y\"},]");
        assert_eq!(list.items()[0].text(), Some("1"));
        assert_eq!(list.items()[2].value, Value::Null);
        assert_eq!(list.items()[3].text_of("b"), Some("x\"y"));
    }

    #[test]
    fn broken_text_gives_what_was_read() {
        for text in
            ["", "{", "[", "{\"a\"", "{\"a\":", "\"", "\"\\", "\"\\u12", "{\"a\":1 \"b\"}", "é"]
        {
            assert!(read_json(text).1.is_some(), "{text}");
        }
        let (node, fault) = read_json("{\"a\": {\"b\": \"1\", \"c\": ");
        assert_eq!(node.get("a").and_then(|a| a.text_of("b")), Some("1"));
        assert!(fault.is_some());
        let deep = "[".repeat(100_000);
        assert!(read_json(&deep).1.unwrap().message.contains("deep"));
        assert_eq!(read_json("\"\\ud83d\\ude00\"").0.text(), Some("😀"));
        assert!(read_json("\"\\ud83d\\uffff\"").1.is_none());
    }
}
