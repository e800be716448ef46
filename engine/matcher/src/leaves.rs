//! Leaves: names, literals and regular expressions by what they say.

use tamis_syntax::{NodeId, Role, string_content};

use crate::constant::{Constant, constant, symbolic};
use crate::metavars::{Env, Envs};
use crate::pattern::{PatternNode, key};
use crate::unify::{Unifier, none, one};

impl Unifier<'_, '_> {
    pub(crate) fn leaf(&self, node: &PatternNode, t: NodeId, env: &Env) -> Envs {
        let target = self.subject.node(t);
        let same = match node.role {
            Role::Identifier => {
                let plain = target.symbol == node.symbol
                    && target.role == Role::Identifier
                    && self.same_text(self.subject.text_of(t), node);
                plain
                    || self.named(node, t)
                    || self.is_qualified_type(node, t)
                    || self.parameter_is(node, t)
                    || self.subject.matching.quotes_are_words
                        && target.role == Role::String
                        && self.subject.tree.is_leaf(t)
                        && string_content(self.subject.text_of(t)) == &*node.text
            }
            Role::String => self.string_equals(node, t),
            Role::Number => self.number_equals(node, t),
            Role::Boolean => {
                target.role == Role::Boolean && target.symbol == node.symbol
                    || self.subject.matching.coerces
                        && target.role == Role::String
                        && string_content(self.subject.text_of(t)) == &*node.text
                    || self.subject.matching.bare_items
                        && target.role == Role::String
                        && truth(self.subject.text_of(t))
                            .is_some_and(|value| truth(&node.text) == Some(value))
                    || matches!(self.constant(t), Some(Constant::Boolean(value))
                        if node.text.eq_ignore_ascii_case(if value { "true" } else { "false" }))
            }
            Role::Regex => {
                let t = self.regex_meant(node, t);
                let target = self.subject.node(t);
                let text = self.subject.text_of(t);
                // `/a/` also stands for `/a/i`.
                let open = node.text.ends_with('/') && node.text.len() > 1;
                target.role == Role::Regex
                    && (text == &*node.text
                        || open
                            && text.rsplit_once('/').is_some_and(|(before, _)| {
                                *before == node.text[..node.text.len() - 1]
                            }))
            }
            role => {
                key(role, node.kind) == key(target.role, target.kind)
                    && (self.subject.text_of(t).trim() == node.text.trim()
                        || self.same_instruction(node, t)
                        || target.symbol == node.symbol
                            && self.same_text(self.subject.text_of(t), node))
            }
        };
        if same { one(env.clone()) } else { none() }
    }

    /// `Result` in place of the type `io::Result`.
    fn is_qualified_type(&self, node: &PatternNode, t: NodeId) -> bool {
        let target = self.subject.node(t);
        if target.role != Role::Member || target.field == 0 {
            return false;
        }
        let fields = &self.subject.fields;
        let is_type = target.field == fields.type_ || target.field == fields.return_type;
        let last = || self.subject.tree.children(t).last();
        is_type
            && self.subject.language.id.0 == "rust"
            && last().is_some_and(|last| self.subject.text_of(last) == &*node.text)
    }

    /// Whether a leaf of the pattern reads like `text`, in any case where the language does not care.
    fn same_text(&self, text: &str, node: &PatternNode) -> bool {
        text == &*node.text
            || self.subject.is_caseless(node.kind) && text.eq_ignore_ascii_case(&node.text)
    }

    /// Instructions without parts of their own: the keyword is read in any case.
    fn same_instruction(&self, node: &PatternNode, t: NodeId) -> bool {
        self.subject.matching.shell_text
            && self.subject.text_of(t).trim().eq_ignore_ascii_case(node.text.trim())
    }

    fn parameter_is(&self, node: &PatternNode, t: NodeId) -> bool {
        self.role(t) == Role::Parameter && {
            let name = self.parameter_name(t);
            self.subject.text_of(name) == &*node.text
        }
    }

    fn string_equals(&self, node: &PatternNode, t: NodeId) -> bool {
        let target = self.subject.node(t);
        if self.subject.matching.quotes_are_words && target.role == Role::Identifier {
            return self.subject.text_of(t) == &*node.text;
        }
        match target.role {
            Role::String if self.subject.tree.is_leaf(t) => {
                target.symbol == node.symbol
                    && string_content(self.subject.text_of(t)) == &*node.text
            }
            Role::String
            | Role::StringSequence
            | Role::Binary
            | Role::Identifier
            | Role::Member => {
                matches!(self.constant(t), Some(Constant::String(text)) if text == *node.text)
            }
            _ => false,
        }
    }

    fn number_equals(&self, node: &PatternNode, t: NodeId) -> bool {
        let target = self.subject.node(t);
        if self.subject.matching.coerces && target.role == Role::String {
            let content = string_content(self.subject.text_of(t));
            return number(&node.text).is_some_and(|wanted| number(content) == Some(wanted));
        }
        if target.role == Role::Number && self.subject.text_of(t) == &*node.text {
            return true;
        }
        match self.constant(t) {
            Some(Constant::Number(text)) => {
                number(&text).is_some_and(|n| number(&node.text) == Some(n))
            }
            _ => false,
        }
    }

    /// For a pattern that is a regular expression, the one that the name `t` stands for.
    pub(crate) fn regex_meant(&self, node: &PatternNode, t: NodeId) -> NodeId {
        if node.role != Role::Regex || !self.pattern.switches.constants {
            return t;
        }
        let is_regex = |id: &NodeId| self.role(*id) == Role::Regex;
        symbolic(self.subject, t).filter(is_regex).unwrap_or(t)
    }

    /// The value of `t`, if the rule wants values looked at; of literals always.
    pub(crate) fn constant(&self, t: NodeId) -> Option<Constant> {
        let literal = matches!(
            self.role(t),
            Role::String | Role::StringSequence | Role::Number | Role::Boolean
        );
        (literal || self.pattern.switches.constants).then(|| constant(self.subject, t)).flatten()
    }
}

/// The truth value that a bare word of YAML stands for: `off` is `false`.
fn truth(word: &str) -> Option<bool> {
    let is = |words: [&str; 4]| words.iter().any(|known| known.eq_ignore_ascii_case(word));
    match is(["true", "yes", "on", "y"]) {
        true => Some(true),
        false => is(["false", "no", "off", "n"]).then_some(false),
    }
}

/// Value of a number literal as far as comparisons need it.
pub(crate) fn number(text: &str) -> Option<f64> {
    let text = text.trim().replace('_', "").to_ascii_lowercase();
    let trimmed = text.trim_end_matches(['l', 'u', 'n']);
    for (prefix, base) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = trimmed.strip_prefix(prefix) {
            return i64::from_str_radix(digits, base).ok().map(|value| value as f64);
        }
    }
    let octal = trimmed.len() > 1 && trimmed.starts_with('0');
    if octal && trimmed.bytes().all(|b| (b'0'..=b'7').contains(&b)) {
        return i64::from_str_radix(trimmed, 8).ok().map(|value| value as f64);
    }
    trimmed.parse().ok()
}
