//! `$X`, `${X}`, `${X:-default}` of Dockerfiles and compose files.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::origin::{How, Origin};
use crate::value::{Part, Reason, Unknown, Value};

/// Variables known at some point.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scope {
    /// By name: the value if there is one, and whether it is an `ARG`.
    values: FxHashMap<Arc<str>, (Option<Value>, bool)>,
    /// What stands before the first `FROM`: the value of an `ARG` without a default.
    pub(crate) globals: Arc<FxHashMap<Arc<str>, Value>>,
}

impl Scope {
    /// Sets a variable; an `ARG` does not override an `ENV`.
    pub(crate) fn set(&mut self, name: &str, value: Option<Value>, is_arg: bool) {
        if is_arg && self.values.get(name).is_some_and(|(_, known)| !known) {
            return;
        }
        let value = value.or_else(|| self.globals.get(name).filter(|_| is_arg).cloned());
        self.values.insert(Arc::from(name), (value, is_arg));
    }

    /// What a stage that builds on this one sees.
    pub(crate) fn without_args(&self) -> Scope {
        let values = self.values.iter().filter(|(_, (_, is_arg))| !is_arg);
        let values = values.map(|(name, value)| (name.clone(), value.clone())).collect();
        Scope { values, globals: self.globals.clone() }
    }

    /// Those with a value.
    pub(crate) fn variables(&self) -> FxHashMap<Arc<str>, Value> {
        let known = self.values.iter();
        known.filter_map(|(name, (value, _))| Some((name.clone(), value.clone()?))).collect()
    }

    /// `text` with the variables that are known put in; the others leave it partly unknown.
    pub(crate) fn fill(&self, text: &str, origin: Origin) -> Value {
        if !text.contains('$') {
            return Value::string(text, origin);
        }
        let mut used: Option<(Arc<str>, Value)> = None;
        let parts = self.parts(text, 0, &mut used);
        let value = Value::template(parts, origin.clone());
        match used {
            Some((name, from)) if value.as_str().is_some() => {
                Value { kind: value.kind, origin: from.origin.via(How::Local, &name, origin.place) }
            }
            _ => value,
        }
    }

    /// Recursion is bounded by `depth`: defaults may hold variables.
    fn parts(&self, text: &str, depth: usize, used: &mut Option<(Arc<str>, Value)>) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut rest = text;
        let literal = |text: &str| Part::Literal(Arc::from(text));
        while let Some(at) = rest.find('$') {
            let before = &rest[..at];
            let after = &rest[at + 1..];
            if let Some(kept) = before.strip_suffix('\\') {
                parts.push(literal(kept));
                parts.push(literal("$"));
                rest = after;
                continue;
            }
            parts.push(literal(before));
            if let Some(next) = after.strip_prefix('$') {
                parts.push(literal("$"));
                rest = next;
                continue;
            }
            let Some((name, operator, word, next)) = variable(after) else {
                parts.push(literal("$"));
                rest = after;
                continue;
            };
            parts.extend(self.one(name, operator, word, depth, used));
            rest = next;
        }
        parts.push(literal(rest));
        parts
    }

    fn one(
        &self,
        name: &str,
        operator: &str,
        word: &str,
        depth: usize,
        used: &mut Option<(Arc<str>, Value)>,
    ) -> Vec<Part> {
        let value = self.values.get(name).and_then(|(value, _)| value.as_ref());
        let known = value.and_then(Value::to_text);
        let empty = known.as_deref().is_none_or(str::is_empty);
        let fallback = match operator {
            ":-" => empty,
            "-" => known.is_none(),
            ":+" | "+" => !empty,
            _ => false,
        };
        if fallback && depth < 8 {
            return self.parts(word, depth + 1, used);
        }
        match (known, value) {
            (Some(text), Some(value)) => {
                used.get_or_insert_with(|| (Arc::from(name), value.clone()));
                vec![Part::Literal(text)]
            }
            _ if matches!(operator, ":+" | "+") => Vec::new(),
            _ => vec![Part::Unknown(Arc::new(Unknown {
                reason: Reason::NoValue,
                what: Arc::from(format!("variable '{name}'")),
                refers: None,
            }))],
        }
    }
}

/// After a `$`: name, operator, word of the operator, and the rest.
fn variable(text: &str) -> Option<(&str, &str, &str, &str)> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if let Some(braced) = text.strip_prefix('{') {
        let end = closing(braced)?;
        let (inner, rest) = (&braced[..end], &braced[end + 1..]);
        let name_end = inner.find(|c: char| !is_name(c)).unwrap_or(inner.len());
        let (name, tail) = (&inner[..name_end], &inner[name_end..]);
        let operator = [":-", ":+", ":?", "-", "+", "?"].into_iter().find(|o| tail.starts_with(o));
        let operator = operator.unwrap_or("");
        return (!name.is_empty()).then_some((name, operator, &tail[operator.len()..], rest));
    }
    let end = text.find(|c: char| !is_name(c)).unwrap_or(text.len());
    let starts_well = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    (starts_well && end > 0).then(|| (&text[..end], "", "", &text[end..]))
}

/// Where the brace that is open closes.
fn closing(text: &str) -> Option<usize> {
    let mut open = 1;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => open += 1,
            b'}' => {
                open -= 1;
                if open == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}
