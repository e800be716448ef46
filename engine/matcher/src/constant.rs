//! Values that expressions are known to have within one file.

use std::cell::RefCell;

use rustc_hash::FxHashMap;
use tamis_syntax::{NodeId, Role, Span, string_content};

use crate::bindings::Bindings;
use crate::subject::Subject;
use crate::unify::content_span;

/// A literal value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Constant {
    /// Content of a string.
    String(String),
    /// A string literal, which one is not known: one of several.
    SomeString,
    /// A number as written.
    Number(String),
    /// A truth value.
    Boolean(bool),
}

impl Constant {
    /// As text without quotes.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Constant::String(text) | Constant::Number(text) => Some(text),
            Constant::SomeString => None,
            Constant::Boolean(true) => Some("true"),
            Constant::Boolean(false) => Some("false"),
        }
    }

    /// Whether it is a string, known or not.
    pub(crate) fn is_string(&self) -> bool {
        matches!(self, Constant::String(_) | Constant::SomeString)
    }

    /// What is known of a value that is one of two.
    fn join(self, other: Constant) -> Option<Constant> {
        if self == other {
            Some(self)
        } else {
            (self.is_string() && other.is_string()).then_some(Constant::SomeString)
        }
    }
}

/// What binds the names of a file, and the values found so far.
#[derive(Debug, Default)]
pub(crate) struct Constants {
    pub(crate) bindings: Bindings,
    known: RefCell<FxHashMap<NodeId, Option<Constant>>>,
}

const MAX_DEPTH: u32 = 24;
const MAX_LENGTH: usize = 4096;

/// Target and value of an assignment-like node.
pub(crate) fn assignment_parts(
    subject: &Subject<'_>,
    id: NodeId,
) -> Option<(NodeId, Option<NodeId>)> {
    let type_field = subject.fields.type_;
    let mut parts = subject.tree.children(id).filter(|child| {
        let node = subject.node(*child);
        !matches!(node.role, Role::Type | Role::Modifier | Role::Decorator)
            && (node.field == 0 || node.field != type_field)
    });
    let target = parts.next()?;
    Some((target, parts.last()))
}

/// The value of `id`, if it is a literal, made of such, or a name that stands for one.
pub(crate) fn constant(subject: &Subject<'_>, id: NodeId) -> Option<Constant> {
    fold(subject, id, 0)
}

/// The one expression that the name or member `id` stands for where it stands.
pub(crate) fn symbolic(subject: &Subject<'_>, id: NodeId) -> Option<NodeId> {
    let constants = constants(subject);
    match subject.node(id).role {
        Role::Identifier => match constants.bindings.reaching(subject, id)?[..] {
            [value] => Some(value),
            _ => None,
        },
        Role::Member => constants.bindings.member(subject, id),
        _ => None,
    }
}

/// The string literal that the name or member `id` stands for through any number of names.
pub(crate) fn literal(subject: &Subject<'_>, id: NodeId) -> Option<NodeId> {
    let mut at = id;
    for _ in 0..MAX_DEPTH {
        at = symbolic(subject, at)?;
        if subject.node(at).role == Role::String && subject.tree.is_leaf(at) {
            return Some(at);
        }
    }
    None
}

/// Whether two names of the same spelling are the same variable, as far as the file says.
pub(crate) fn same_variable(subject: &Subject<'_>, a: NodeId, b: NodeId) -> bool {
    let bindings = &constants(subject).bindings;
    bindings.variable(subject, a) == bindings.variable(subject, b)
}

fn constants<'s>(subject: &'s Subject<'_>) -> &'s Constants {
    subject
        .constants
        .get_or_init(|| Constants { bindings: Bindings::build(subject), known: RefCell::default() })
}

fn fold(subject: &Subject<'_>, id: NodeId, depth: u32) -> Option<Constant> {
    if depth > MAX_DEPTH {
        return None;
    }
    let node = subject.node(id);
    match node.role {
        Role::String if subject.tree.is_leaf(id) => {
            Some(Constant::String(string_content(subject.text_of(id)).to_owned()))
        }
        Role::String => template(subject, id, depth),
        Role::Number => Some(Constant::Number(subject.text_of(id).to_owned())),
        Role::Boolean => Some(Constant::Boolean(subject.text_of(id).eq_ignore_ascii_case("true"))),
        Role::StringSequence => concat(subject, subject.tree.children(id), depth),
        Role::Binary => binary(subject, id, depth),
        Role::Assignment => {
            let (_, value) = assignment_parts(subject, id)?;
            fold(subject, value?, depth + 1)
        }
        Role::Identifier | Role::Member => {
            let constants = constants(subject);
            if let Some(known) = constants.known.borrow().get(&id) {
                return known.clone();
            }
            // A value made of itself is none.
            constants.known.borrow_mut().insert(id, None);
            let value = named(subject, id, depth);
            constants.known.borrow_mut().insert(id, value.clone());
            value
        }
        _ => None,
    }
}

/// The value of a name: that of all expressions it may stand for.
fn named(subject: &Subject<'_>, id: NodeId, depth: u32) -> Option<Constant> {
    let bindings = &constants(subject).bindings;
    if subject.node(id).role == Role::Member {
        return fold(subject, bindings.member(subject, id)?, depth + 1);
    }
    let mut whole: Option<Constant> = None;
    for value in bindings.reaching(subject, id)? {
        let value = fold(subject, value, depth + 1)?;
        whole = Some(match whole {
            Some(known) => known.join(value)?,
            None => value,
        });
    }
    whole
}

fn binary(subject: &Subject<'_>, id: NodeId, depth: u32) -> Option<Constant> {
    let parts: Vec<NodeId> = subject.tree.children(id).collect();
    let [left, operator, right] = parts[..] else { return None };
    let operator = subject.text_of(operator);
    let left_value = fold(subject, left, depth + 1);
    // Which side counts is not known before it runs.
    match operator {
        "and" | "&&" => return fold(subject, right, depth + 1),
        "or" | "||" => return left_value?.join(fold(subject, right, depth + 1)?),
        _ => {}
    }
    if let Some(Constant::Number(left)) = &left_value
        && let Some(Constant::Number(right)) = fold(subject, right, depth + 1)
    {
        return arithmetic(left, operator, &right);
    }
    match operator {
        "+" | "." | ".." => concat(subject, [left, right].into_iter(), depth),
        "*" => {
            let (Constant::String(text), Constant::Number(times)) =
                (fold(subject, left, depth + 1)?, fold(subject, right, depth + 1)?)
            else {
                return None;
            };
            let times: usize = times.parse().ok()?;
            (text.len().checked_mul(times)? <= MAX_LENGTH)
                .then(|| Constant::String(text.repeat(times)))
        }
        _ => None,
    }
}

/// Sums and products of numbers as written; `None` for what is not exact.
fn arithmetic(left: &str, operator: &str, right: &str) -> Option<Constant> {
    let (left, right): (i64, i64) = (left.parse().ok()?, right.parse().ok()?);
    let value = match operator {
        "+" => left.checked_add(right)?,
        "-" => left.checked_sub(right)?,
        "*" => left.checked_mul(right)?,
        _ => return None,
    };
    Some(Constant::Number(value.to_string()))
}

/// A string with code in it, all of which is constant.
fn template(subject: &Subject<'_>, id: NodeId, depth: u32) -> Option<Constant> {
    let content = content_span(subject, id);
    let (mut whole, mut from) = (String::new(), content.start);
    for child in subject.tree.children(id) {
        let span = subject.tree.span(child);
        whole.push_str(Span::new(from, span.start).of(subject.text));
        let code = subject.tree.children(child).next()?;
        match fold(subject, code, depth + 1)? {
            Constant::String(text) if whole.len() + text.len() <= MAX_LENGTH => {
                whole.push_str(&text);
            }
            _ => return None,
        }
        from = span.end;
    }
    whole.push_str(Span::new(from, content.end.max(from)).of(subject.text));
    Some(Constant::String(whole))
}

fn concat(
    subject: &Subject<'_>,
    parts: impl Iterator<Item = NodeId>,
    depth: u32,
) -> Option<Constant> {
    let (mut whole, mut known) = (String::new(), true);
    for part in parts {
        match fold(subject, part, depth + 1)? {
            Constant::String(text) if whole.len() + text.len() <= MAX_LENGTH => {
                whole.push_str(&text)
            }
            Constant::SomeString => known = false,
            _ => return None,
        }
    }
    Some(if known { Constant::String(whole) } else { Constant::SomeString })
}
