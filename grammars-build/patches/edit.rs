//! Edits of a `grammar.json`: the parts a rule is made of, and [`Grammar::replace`].
//!
//! The constructors are named as in tree-sitter's own grammar language, and make the JSON that its generator reads.

use serde_json::{Value, json};

/// A grammar as tree-sitter's generator reads it; the order of its rules counts (the first is the root).
pub(crate) struct Grammar {
    json: Value,
}

/// A patch fails when the grammar is not the one it was written for.
pub(crate) type Patched = Result<(), String>;

impl Grammar {
    /// Reads the text of a `grammar.json`.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        match serde_json::from_str(text) {
            Ok(json @ Value::Object(_)) => Ok(Self { json }),
            Ok(_) => Err("not a JSON object".to_owned()),
            Err(error) => Err(error.to_string()),
        }
    }

    /// The text of the grammar as it is now.
    pub(crate) fn text(&self) -> String {
        self.json.to_string()
    }

    /// Puts `new` in place of the one part of `rule` that equals `old`.
    /// No such part, or more than one, is an error: the rule is not the one the edit was written for.
    pub(crate) fn replace(&mut self, rule: &str, old: &Value, new: Value) -> Patched {
        substitute(self.rule_with_one(rule, old)?, old, &new);
        Ok(())
    }

    /// Takes out the one alternative of `rule` that equals `part`. Fails as [`Grammar::replace`] does.
    pub(crate) fn remove(&mut self, rule: &str, part: &Value) -> Patched {
        take_out(self.rule_with_one(rule, part)?, part);
        Ok(())
    }

    /// The body of `rule`, if exactly one part of it equals `part`.
    fn rule_with_one(&mut self, rule: &str, part: &Value) -> Result<&mut Value, String> {
        let body =
            self.json["rules"].get_mut(rule).ok_or_else(|| format!("there is no rule '{rule}'"))?;
        match count(body, part) {
            1 => Ok(body),
            n => Err(format!(
                "rule '{rule}' has {n} parts (want 1) that are {part}\nthe rule is {body}"
            )),
        }
    }

    /// Adds a rule; one of that name must not exist.
    pub(crate) fn add_rule(&mut self, name: &str, body: Value) -> Patched {
        match self.json["rules"].as_object_mut() {
            None => Err("there are no rules".to_owned()),
            Some(rules) if rules.contains_key(name) => {
                Err(format!("there is a rule '{name}' already"))
            }
            Some(rules) => {
                rules.insert(name.to_owned(), body);
                Ok(())
            }
        }
    }

    /// Drops the precedence between two rules; the parser follows both and keeps the one that fits what comes later.
    pub(crate) fn try_side_by_side(&mut self, rules: [&str; 2]) -> Patched {
        let order = json!(rules.map(symbol));
        let orders = self.json["precedences"].as_array_mut().ok_or("there are no precedences")?;
        let count = orders.len();
        orders.retain(|other| *other != order);
        if orders.len() + 1 != count {
            return Err(format!("there is not one precedence {order}"));
        }
        let conflicts = self.json["conflicts"].as_array_mut().ok_or("there are no conflicts")?;
        conflicts.push(json!(rules));
        Ok(())
    }
}

/// How many parts of `body`, itself included, equal `part`. Equal parts do not nest.
fn count(body: &Value, part: &Value) -> usize {
    if body == part {
        return 1;
    }
    match body {
        Value::Array(items) => items.iter().map(|item| count(item, part)).sum(),
        Value::Object(fields) => fields.values().map(|value| count(value, part)).sum(),
        _ => 0,
    }
}

/// Replaces every part of `body` that equals `old`.
fn substitute(body: &mut Value, old: &Value, new: &Value) {
    if body == old {
        new.clone_into(body);
        return;
    }
    match body {
        Value::Array(items) => items.iter_mut().for_each(|item| substitute(item, old, new)),
        Value::Object(fields) => fields.values_mut().for_each(|value| substitute(value, old, new)),
        _ => {}
    }
}

/// Takes every part that equals `part` out of the list it stands in.
fn take_out(body: &mut Value, part: &Value) {
    match body {
        Value::Array(items) => {
            items.retain(|item| item != part);
            items.iter_mut().for_each(|item| take_out(item, part));
        }
        Value::Object(fields) => fields.values_mut().for_each(|value| take_out(value, part)),
        _ => {}
    }
}

/// The text itself: a keyword or a punctuation mark.
pub(crate) fn token(text: &str) -> Value {
    json!({ "type": "STRING", "value": text })
}

/// A reference to a rule.
pub(crate) fn symbol(name: &str) -> Value {
    json!({ "type": "SYMBOL", "name": name })
}

/// One part after the other.
pub(crate) fn seq<const N: usize>(members: [Value; N]) -> Value {
    json!({ "type": "SEQ", "members": members.as_slice() })
}

/// One of the parts.
pub(crate) fn choice<const N: usize>(members: [Value; N]) -> Value {
    json!({ "type": "CHOICE", "members": members.as_slice() })
}

/// The part or nothing.
pub(crate) fn optional(content: Value) -> Value {
    choice([content, json!({ "type": "BLANK" })])
}

/// The part as that field of its parent.
pub(crate) fn field(name: &str, content: Value) -> Value {
    json!({ "type": "FIELD", "name": name, "content": content })
}

/// The part as a named node of another kind.
pub(crate) fn alias(content: Value, kind: &str) -> Value {
    json!({ "type": "ALIAS", "content": content, "named": true, "value": kind })
}

/// The part with a precedence.
pub(crate) fn prec(value: i32, content: Value) -> Value {
    json!({ "type": "PREC", "value": value, "content": content })
}
