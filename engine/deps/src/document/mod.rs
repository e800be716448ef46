//! JSON, TOML and YAML as one tree whose values know their place.
//!
//! For: reading lockfiles. Not for: scanned infrastructure (that goes through the grammars) and not for writing.
//! Read [`Node`]. A file that does not parse to its end gives what was read so far and a [`Fault`].

mod json;
mod toml;
mod yaml;

use std::borrow::Cow;

use tamis_syntax::Span;

pub use self::json::read_json;
pub use self::toml::read_toml;
pub use self::yaml::read_yaml;

/// Deepest nesting that is read.
pub(crate) const MAX_DEPTH: usize = 96;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node<'t> {
    /// Its bytes; of a table of TOML, those of its head.
    pub span: Span,
    /// What it is.
    pub value: Value<'t>,
}

/// Kinds of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'t> {
    /// Nothing.
    Null,
    /// A string, and also a number or a truth value as written.
    Text(Cow<'t, str>),
    /// In order.
    List(Vec<Node<'t>>),
    /// In order of the file.
    Map(Vec<Entry<'t>>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'t> {
    /// The key.
    pub key: Cow<'t, str>,
    /// Its bytes.
    pub at: Span,
    /// The value.
    pub node: Node<'t>,
}

/// Why a text did not parse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub span: Span,
    /// What is wrong, in few words.
    pub message: String,
}

impl<'t> Node<'t> {
    /// Nothing, nowhere.
    pub fn null() -> Self {
        Node { span: Span::default(), value: Value::Null }
    }

    /// The value of `key`; `None` where this is no map or lacks it. Linear in the entries.
    pub fn get(&self, key: &str) -> Option<&Node<'t>> {
        self.entries().iter().find(|entry| entry.key == key).map(|entry| &entry.node)
    }

    /// The text, where it is one.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text of `key`.
    pub fn text_of(&self, key: &str) -> Option<&str> {
        self.get(key)?.text()
    }

    /// Whether `key` is `true`.
    pub fn is_true(&self, key: &str) -> bool {
        self.text_of(key) == Some("true")
    }

    /// The values of a list; none where it is no list.
    pub fn items(&self) -> &[Node<'t>] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The values of the list at `key`.
    pub fn items_of(&self, key: &str) -> &[Node<'t>] {
        self.get(key).map(Node::items).unwrap_or_default()
    }

    /// The entries of a map; none where it is no map.
    pub fn entries(&self) -> &[Entry<'t>] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The entries of the map at `key`.
    pub fn entries_of(&self, key: &str) -> &[Entry<'t>] {
        self.get(key).map(Node::entries).unwrap_or_default()
    }
}
