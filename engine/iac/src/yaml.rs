//! YAML and JSON trees to values.
//!
//! For: every dialect written in YAML or JSON; anchors, merge keys and scalars are resolved here and nowhere else.
//! Not for: meaning. Read [`documents`].

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tamis_ir::Language;
use tamis_syntax::{Field, NodeId, Role, Span, Tree};

use crate::dialect::Source;
use crate::number::Number;
use crate::origin::{How, Origin, Place};
use crate::pieces::Places;
use crate::value::{Attribute, Kind, Map, Reason, Value};

/// How a dialect reads its YAML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Schema {
    /// YAML 1.1's scalars (`yes`, `on`, `017` for 15), as Go's and Python's older readers have them; else those of 1.2.
    pub(crate) yaml11: bool,
    /// `!Ref x` is the map `{Ref: x}`, `!Sub` is `Fn::Sub`; else tags other than YAML's own are passed over.
    pub(crate) functions: bool,
}

impl Schema {
    /// Kubernetes.
    pub(crate) const V11: Schema = Schema { yaml11: true, functions: false };
    /// Compose, GitHub Actions.
    pub(crate) const V12: Schema = Schema { yaml11: false, functions: false };
    /// CloudFormation.
    pub(crate) const CLOUDFORMATION: Schema = Schema { yaml11: true, functions: true };
}

/// One document of a stream.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    /// Its value.
    pub(crate) value: Value,
    /// Where it stands.
    pub(crate) place: Place,
}

/// Nodes a file may have once its aliases are laid out.
const MAX_EXPANDED: u64 = 2_000_000;

/// The documents of a YAML or JSON file that hold anything. Linear in the file; aliases are shared, not copied, and
/// give values that are not known once they would lay out to more than two million nodes.
pub(crate) fn documents(source: &Source, schema: Schema) -> Vec<Document> {
    let text = Text { language: source.language, tree: &source.tree, text: &source.text };
    documents_of(text, schema, Places::File(source.file))
}

/// A parsed text that is no file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Text<'t> {
    /// YAML or JSON.
    pub(crate) language: &'static Language,
    /// Its tree.
    pub(crate) tree: &'t Tree,
    /// The text itself.
    pub(crate) text: &'t str,
}

/// The same of any text, whose parts stand at `places`.
pub(crate) fn documents_of(text: Text<'_>, schema: Schema, places: Places<'_>) -> Vec<Document> {
    let Text { language, tree, text } = text;
    let Some(syntax) = language.syntax.as_ref().filter(|_| !tree.is_empty()) else {
        return Vec::new();
    };
    let json = language.id.0 == "json";
    let mut reader = Reader {
        places,
        tree,
        text,
        schema,
        key: (syntax.grammar)().field("key"),
        anchors: FxHashMap::default(),
        has_anchors: !json && text.contains('&'),
        json,
        expanded: 0,
    };
    let root = NodeId::ROOT;
    let mut out = Vec::new();
    let parts: Vec<NodeId> = if json { vec![root] } else { tree.children(root).collect() };
    for part in parts {
        reader.anchors.clear();
        let start = tree.span(part).start;
        let children: Vec<NodeId> = tree.children(part).collect();
        if let Some((value, _)) = reader.node(&children, start)
            && let Some(place) = value.origin.place.or_else(|| places.at(tree.span(part)))
        {
            out.push(Document { value, place });
        }
    }
    out
}

struct Reader<'s> {
    places: Places<'s>,
    tree: &'s Tree,
    text: &'s str,
    schema: Schema,
    key: Field,
    /// Values by anchor, with the nodes they lay out to.
    anchors: FxHashMap<&'s str, (Value, u64)>,
    has_anchors: bool,
    json: bool,
    expanded: u64,
}

impl<'s> Reader<'s> {
    /// The value of `nodes`: a tag, if any, and what it stands before; and how many of them that were. `before` is where
    /// the text before it starts, which may hold an anchor. Recursion is bounded by the depth of trees.
    fn node(&mut self, nodes: &[NodeId], before: u32) -> Option<(Value, usize)> {
        let first = *nodes.first()?;
        let is_tag = self.tree.node(first).role == Role::Modifier;
        let tag = if is_tag { self.tree.span(first).of(self.text) } else { "" };
        let taken = 1 + usize::from(is_tag);
        let Some(at) = nodes.get(taken - 1).copied() else {
            let value = Value::null(self.origin(self.tree.span(first)));
            return Some((value, 1));
        };
        let anchor = self.anchor(before, self.tree.span(at).start);
        let expanded = self.expanded;
        let value = self.bare(at, tag);
        let value = self.tagged(value, tag);
        if let Some(name) = anchor {
            self.anchors.insert(name, (value.clone(), self.expanded - expanded));
        }
        Some((value, taken))
    }

    fn bare(&mut self, at: NodeId, tag: &str) -> Value {
        self.expanded += 1;
        let span = self.tree.span(at);
        let text = span.of(self.text);
        match self.tree.node(at).role {
            Role::Object => self.map(at),
            Role::Array => self.list(at),
            Role::Identifier if text.starts_with('*') => self.alias(&text[1..], span),
            Role::Text => Value::string(block_scalar(text), self.origin(span)),
            _ if tag == "!!str" => Value::string(plain_or_quoted(text), self.origin(span)),
            _ => self.scalar(text, span),
        }
    }

    fn origin(&self, span: Span) -> Origin {
        Origin { place: self.places.at(span), from: None }
    }

    /// The name of an anchor (`&name`) in the text before a value.
    fn anchor(&self, from: u32, to: u32) -> Option<&'s str> {
        if !self.has_anchors {
            return None;
        }
        let before = Span::new(from, to).of(self.text);
        let at = before.rfind('&')?;
        let name = &before[at + 1..];
        let end = name.find(char::is_whitespace).unwrap_or(name.len());
        (!name[..end].is_empty()).then(|| &name[..end])
    }

    fn alias(&mut self, name: &str, span: Span) -> Value {
        let place = self.places.at(span);
        let Some((value, size)) = self.anchors.get(name) else {
            return Value::unknown(
                Reason::Undefined,
                format!("anchor '{name}'"),
                self.origin(span),
            );
        };
        self.expanded = self.expanded.saturating_add(*size);
        if self.expanded > MAX_EXPANDED {
            return Value::unknown(Reason::Budget, format!("anchor '{name}'"), self.origin(span));
        }
        value.via(How::Merged, name, place)
    }

    fn list(&mut self, at: NodeId) -> Value {
        let nodes: Vec<NodeId> = self.tree.children(at).collect();
        let mut items = Vec::with_capacity(nodes.len());
        let (mut next, mut before) = (0, self.tree.span(at).start);
        while let Some((item, taken)) = self.node(&nodes[next..], before) {
            items.push(item);
            next += taken;
            before = self.tree.span(nodes[next - 1]).end;
            if next >= nodes.len() {
                break;
            }
        }
        Value::list(items, self.origin(self.tree.span(at)))
    }

    fn map(&mut self, at: NodeId) -> Value {
        let mut map = Map::default();
        let mut merges = Vec::new();
        for pair in self.tree.children(at) {
            let children: Vec<NodeId> = self.tree.children(pair).collect();
            let Some(key) = children
                .first()
                .copied()
                .filter(|key| self.tree.node(*key).field == self.key && self.tree.is_leaf(*key))
            else {
                continue;
            };
            let key_span = self.tree.span(key);
            let name = plain_or_quoted(key_span.of(self.text));
            let value = match self.node(&children[1..], key_span.end) {
                Some((value, _)) => value,
                None => Value::null(self.origin(Span::new(key_span.end, key_span.end))),
            };
            let place = self.places.at(self.tree.span(pair));
            if name == "<<" && !self.json {
                merges.push((value, place));
            } else {
                map.insert(Arc::from(name.as_ref()), Attribute { value, place });
            }
        }
        for (value, place) in merges {
            merge(&mut map, &value, place);
        }
        Value::map(map, self.origin(self.tree.span(at)))
    }

    fn scalar(&self, text: &str, span: Span) -> Value {
        let origin = self.origin(span);
        if text.starts_with(['"', '\'']) {
            return Value::string(plain_or_quoted(text), origin);
        }
        if text.contains('\n') {
            return Value::string(fold_plain(text), origin);
        }
        Value::new(resolve(text, self.schema.yaml11), origin)
    }

    /// What a tag makes of a value.
    fn tagged(&self, value: Value, tag: &str) -> Value {
        let Some(name) = tag.strip_prefix('!').filter(|name| !name.is_empty()) else {
            return value;
        };
        if !self.schema.functions || name.starts_with(['!', '<']) {
            return value;
        }
        let key = match name {
            "Ref" | "Condition" => name.to_owned(),
            _ => format!("Fn::{name}"),
        };
        let origin = value.origin.clone();
        let place = origin.place;
        let mut map = Map::default();
        map.insert(Arc::from(key), Attribute { value, place });
        Value::map(map, origin)
    }
}

/// Adds the entries of a merged map (or of a list of maps) that are not there yet.
fn merge(map: &mut Map, value: &Value, place: Option<Place>) {
    match &value.kind {
        Kind::Map(entries) => {
            for (key, entry) in entries.iter() {
                if !map.contains_key(key) {
                    let value = entry.value.via(How::Merged, key, place);
                    map.insert(key.clone(), Attribute { value, place });
                }
            }
        }
        Kind::List(items) => items.iter().for_each(|item| {
            if item.as_map().is_some() {
                merge(map, item, place);
            }
        }),
        _ => {}
    }
}

/// A plain scalar on one line.
fn resolve(text: &str, yaml11: bool) -> Kind {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Kind::Null,
        "true" | "True" | "TRUE" => return Kind::Bool(true),
        "false" | "False" | "FALSE" => return Kind::Bool(false),
        "yes" | "Yes" | "YES" | "on" | "On" | "ON" if yaml11 => return Kind::Bool(true),
        "no" | "No" | "NO" | "off" | "Off" | "OFF" if yaml11 => return Kind::Bool(false),
        _ => {}
    }
    match number(text, yaml11) {
        Some(number) => Kind::Number(number),
        None => Kind::String(Arc::from(text)),
    }
}

fn number(text: &str, yaml11: bool) -> Option<Number> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') || !digits.is_ascii() {
        return None;
    }
    let clean: Cow<'_, str> =
        if yaml11 { Cow::Owned(digits.replace('_', "")) } else { Cow::Borrowed(digits) };
    let radix = |rest: &str, radix: u32| {
        i128::from_str_radix(rest, radix).ok().map(|value| Number::Whole(sign * value))
    };
    if let Some(rest) = clean.strip_prefix("0x") {
        return radix(rest, 16);
    }
    if let Some(rest) = clean.strip_prefix("0o") {
        return radix(rest, 8);
    }
    if let Some(rest) = clean.strip_prefix("0b").filter(|_| yaml11) {
        return radix(rest, 2);
    }
    let octal = clean.len() > 1 && clean.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(rest) = clean.strip_prefix('0').filter(|_| octal && yaml11) {
        return radix(rest, 8);
    }
    let plausible = |c: char| c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E' | '+' | '-');
    if !clean.chars().all(plausible) {
        return None;
    }
    let signed = if sign < 0 { format!("-{clean}") } else { clean.into_owned() };
    Number::parse(&signed)
}

/// A scalar's text: without its quotes if it has some.
fn plain_or_quoted(text: &str) -> Cow<'_, str> {
    let inner = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    if let Some(inner) = inner('"') {
        return if inner.contains(['\\', '\n']) {
            Cow::Owned(unescape(inner))
        } else {
            Cow::Borrowed(inner)
        };
    }
    if let Some(inner) = inner('\'') {
        let inner =
            if inner.contains('\n') { Cow::Owned(fold_plain(inner)) } else { Cow::Borrowed(inner) };
        return if inner.contains("''") { Cow::Owned(inner.replace("''", "'")) } else { inner };
    }
    if text.contains('\n') { Cow::Owned(fold_plain(text)) } else { Cow::Borrowed(text) }
}

/// Lines of a flow scalar: one break is a space, further ones stay.
fn fold_plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut breaks = 0;
    for (at, line) in text.split('\n').enumerate() {
        let line = if at == 0 { line.trim_end() } else { line.trim() };
        if at > 0 {
            breaks += 1;
        }
        if line.is_empty() {
            continue;
        }
        match breaks {
            0 => {}
            1 => out.push(' '),
            more => out.extend(std::iter::repeat_n('\n', more - 1)),
        }
        breaks = 0;
        out.push_str(line);
    }
    out
}

/// Escapes of a double-quoted scalar, of YAML and of JSON.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\n' {
            let kept = out.trim_end_matches([' ', '\t']).len();
            out.truncate(kept);
            let mut breaks = 1;
            while let Some(next) = chars.next_if(|next| next.is_whitespace()) {
                breaks += usize::from(next == '\n');
            }
            if breaks == 1 {
                out.push(' ');
            } else {
                out.extend(std::iter::repeat_n('\n', breaks - 1));
            }
            continue;
        }
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some('b') => out.push('\u{8}'),
            Some('f') => out.push('\u{c}'),
            Some('a') => out.push('\u{7}'),
            Some('v') => out.push('\u{b}'),
            Some('e') => out.push('\u{1b}'),
            Some('0') => out.push('\0'),
            Some('x') => out.extend(code_point(&mut chars, 2)),
            Some('u') => out.push(utf16(&mut chars)),
            Some('U') => out.extend(code_point(&mut chars, 8)),
            Some('\n') => while chars.next_if(|next| matches!(next, ' ' | '\t')).is_some() {},
            Some(other) => out.push(other),
            None => {}
        }
    }
    out
}

type Chars<'t> = std::iter::Peekable<std::str::Chars<'t>>;

fn hex(chars: &mut Chars<'_>, digits: usize) -> u32 {
    let mut value = 0u32;
    for _ in 0..digits {
        let Some(digit) = chars.peek().and_then(|c| c.to_digit(16)) else { break };
        value = value.wrapping_mul(16).wrapping_add(digit);
        chars.next();
    }
    value
}

fn code_point(chars: &mut Chars<'_>, digits: usize) -> Option<char> {
    char::from_u32(hex(chars, digits))
}

/// `\u` and four digits; two of them for a character beyond 16 bits.
fn utf16(chars: &mut Chars<'_>) -> char {
    let high = hex(chars, 4);
    if !(0xD800..0xDC00).contains(&high) {
        return char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER);
    }
    let mut ahead = chars.clone();
    if ahead.next() == Some('\\') && ahead.next() == Some('u') {
        let low = hex(&mut ahead, 4);
        if (0xDC00..0xE000).contains(&low) {
            *chars = ahead;
            let point = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
            return char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER);
        }
    }
    char::REPLACEMENT_CHARACTER
}

/// A literal (`|`) or folded (`>`) block.
fn block_scalar(text: &str) -> String {
    let (head, body) = text.split_once('\n').unwrap_or((text, ""));
    let head = head.split('#').next().unwrap_or(head);
    let folded = head.starts_with('>');
    let lines: Vec<&str> = body.split('\n').map(|line| line.trim_end_matches('\r')).collect();
    let width = |line: &&str| line.len() - line.trim_start_matches(' ').len();
    let indent = lines.iter().filter(|line| !line.trim().is_empty()).map(width).min().unwrap_or(0);
    let strip = |line: &str| line.get(indent.min(line.len())..).unwrap_or("").to_owned();
    let mut stripped: Vec<String> = lines.into_iter().map(strip).collect();
    while stripped.last().is_some_and(|line| line.trim().is_empty()) {
        stripped.pop();
    }
    let mut out = if folded { fold_block(&stripped) } else { stripped.join("\n") };
    if !head.contains('-') && !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Lines that start at the margin are joined by spaces; those further in keep their breaks.
fn fold_block(lines: &[String]) -> String {
    let mut out = String::new();
    let mut breaks = 0;
    let mut was_plain = false;
    for (at, line) in lines.iter().enumerate() {
        if at > 0 {
            breaks += 1;
        }
        if line.is_empty() {
            continue;
        }
        let is_plain = !line.starts_with([' ', '\t']);
        if breaks == 1 && was_plain && is_plain {
            out.push(' ');
        } else {
            let kept = if was_plain && is_plain { breaks - 1 } else { breaks };
            out.extend(std::iter::repeat_n('\n', kept));
        }
        (breaks, was_plain) = (0, is_plain);
        out.push_str(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::show;
    use crate::testing;

    fn check(text: &str, schema: Schema, expected: &str) {
        let source = testing::source("a.yaml", text);
        let shown: Vec<String> =
            documents(&source, schema).iter().map(|document| show(&document.value)).collect();
        assert_eq!(shown.join(" | "), expected, "{text}");
    }

    #[test]
    fn scalars_by_schema() {
        check(
            "[yes, 017, 0x1F, 1_000, 1.5, ~, 'x', \"a\\u0041\"]",
            Schema::V11,
            "[true, 15, 31, 1000, 1.5, null, x, aA]",
        );
        check(
            "[yes, 017, 0o17, on, 1e3, 1.2.3, 08:30]",
            Schema::V12,
            "[yes, 17, 15, on, 1000, 1.2.3, 08:30]",
        );
        check("a: this is\n  several\n\n  lines", Schema::V12, "{a: this is several\\nlines}");
        check(
            "a: |\n  x\n    y\n\nb: >-\n  p\n  q\n\n  r\n",
            Schema::V12,
            "{a: x\\n  y\\n, b: p q\\nr}",
        );
        check("a: !!str 12\nb: !x 3", Schema::V12, "{a: 12, b: 3}");
        check("a: \"x\\\n  y\"", Schema::V12, "{a: xy}");
    }

    #[test]
    fn anchors_and_merges() {
        check(
            "b: &b {x: 1, y: 2}\nc:\n  <<: *b\n  y: 3\nd: *b",
            Schema::V12,
            "{b: {x: 1, y: 2}, c: {y: 3, x: 1}, d: {x: 1, y: 2}}",
        );
        check(
            "l:\n- &a\n  k: 1\n- *a\nm: &m\n  z: 1\nn:\n  <<: [*m, *a]",
            Schema::V12,
            "{l: [{k: 1}, {k: 1}], m: {z: 1}, n: {z: 1, k: 1}}",
        );
        check("a: *none", Schema::V12, "{a: anchor 'none'}");
    }

    #[test]
    fn functions_of_cloudformation() {
        check(
            "b: !GetAtt A.B\nc: !If [x, !Ref Y, 1]\nd:\n- !Sub a\n- b",
            Schema::CLOUDFORMATION,
            "{b: {Fn::GetAtt: A.B}, c: {Fn::If: [x, {Ref: Y}, 1]}, d: [{Fn::Sub: a}, b]}",
        );
    }

    #[test]
    fn streams_have_several_documents() {
        check("---\na: 1\n---\n# nothing\n---\n- b\n", Schema::V12, "{a: 1} | [b]");
    }

    /// Ten levels of ten aliases are ten thousand million nodes; reading them takes no time.
    #[test]
    fn alias_bombs_are_not_laid_out() {
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..10 {
            let alias = format!("*a{}", level - 1);
            let items = vec![alias; 10].join(", ");
            text.push_str(&format!("a{level}: &a{level} [{items}]\n"));
        }
        let source = testing::source("a.yaml", &text);
        let documents = documents(&source, Schema::V12);
        let last = documents[0].value.get("a9").unwrap();
        assert!(!last.is_wholly_known());
    }

    #[test]
    fn json_is_read_too() {
        let source =
            testing::source("a.json", r#"{"a": [1, true, null, "x\n\ud83d\ude00"], "yes": "no"}"#);
        let shown = show(&documents(&source, Schema::V11)[0].value);
        assert_eq!(shown, "{a: [1, true, null, x\\n😀], yes: no}");
    }
}
