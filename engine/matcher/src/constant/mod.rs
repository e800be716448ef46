//! Values that expressions are known to have within one file.

mod reaching;
mod variables;

use std::cell::{OnceCell, RefCell};

use rustc_hash::FxHashMap;
use tamis_syntax::{NodeId, Role, Span, string_content};

use crate::strings::content_span;
use crate::subject::Subject;

pub(crate) use reaching::operator;
use reaching::{Reaching, Value};
use variables::Variables;

/// A literal value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Constant {
    /// Content of a string.
    String(String),
    /// A number as written.
    Number(String),
    /// A truth value.
    Boolean(bool),
    /// `null` in any of its forms.
    Null,
    /// One of several strings, or one too long to write out.
    SomeString,
}

impl Constant {
    /// As text without quotes; `None` where it is one of several.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Constant::String(text) | Constant::Number(text) => Some(text),
            Constant::Boolean(true) => Some("true"),
            Constant::Boolean(false) => Some("false"),
            Constant::Null | Constant::SomeString => None,
        }
    }

    /// Whether there is but one value it can be.
    pub(crate) fn is_known(&self) -> bool {
        !matches!(self, Constant::SomeString)
    }

    /// Whether it is a string, whichever.
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

/// What names of a file stand for, and the values found so far.
#[derive(Debug, Default)]
pub(crate) struct Constants {
    reaching: OnceCell<Reaching>,
    variables: OnceCell<Variables>,
    known: RefCell<FxHashMap<NodeId, Option<Constant>>>,
}

const MAX_DEPTH: u32 = 24;
const MAX_LENGTH: usize = 4096;

/// Target and value of an assignment-like node; `None` where one node defines several names (`var a, b = f()`).
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
    let mut target = parts.next()?;
    let field = subject.node(target).field;
    let mut rest = parts.clone();
    if field != 0 && rest.next().is_some_and(|next| subject.node(next).field == field) {
        return None;
    }
    // `char *s = "a"`: the name stands within its declarator.
    while subject.node(id).role == Role::Declarator && subject.node(target).role == Role::Other {
        let mut below = subject.tree.children(target);
        match (below.next(), below.next()) {
            (Some(only), None) => target = only,
            _ => break,
        }
    }
    Some((target, parts.last()))
}

/// The value of `id`, if it is a literal, an operation on such, or a name that stands for one.
pub(crate) fn constant(subject: &Subject<'_>, id: NodeId) -> Option<Constant> {
    fold(subject, id, 0)
}

/// What names of the file stand for.
fn reaching<'s>(subject: &'s Subject<'_>) -> &'s Reaching {
    subject.constants.reaching.get_or_init(|| Reaching::build(subject))
}

fn variables<'s>(subject: &'s Subject<'_>) -> &'s Variables {
    subject.constants.variables.get_or_init(|| Variables::build(subject))
}

/// The one expression that the name or member `id` stands for where it stands.
pub(crate) fn symbolic(subject: &Subject<'_>, id: NodeId) -> Option<NodeId> {
    match subject.node(id).role {
        Role::Identifier => match reaching(subject).value(id)? {
            Value::Of(value) => Some(*value),
            _ => None,
        },
        Role::Member => variables(subject).member(subject, id),
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
    let variables = variables(subject);
    variables.variable(subject, a) == variables.variable(subject, b)
}

fn fold(subject: &Subject<'_>, id: NodeId, depth: u32) -> Option<Constant> {
    if depth > MAX_DEPTH || !subject.step() {
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
        Role::Null => Some(Constant::Null),
        Role::Conditional => either(subject, id, depth),
        Role::StringSequence => concat(subject, subject.tree.children(id), depth),
        Role::Binary => binary(subject, id, depth),
        Role::Call => formatted(subject, id, depth),
        // `x = y = 1` and `(x = 1)` have the value assigned.
        Role::Assignment if operator(subject, id).is_none_or(|sign| sign == "=") => {
            let (_, value) = assignment_parts(subject, id)?;
            fold(subject, value?, depth + 1)
        }
        Role::Identifier | Role::Member => {
            let known = &subject.constants.known;
            if let Some(known) = known.borrow().get(&id) {
                return known.clone();
            }
            // A value made of itself is none.
            known.borrow_mut().insert(id, None);
            let value = named(subject, id, depth);
            known.borrow_mut().insert(id, value.clone());
            value
        }
        _ => None,
    }
}

/// The value of a name or member.
fn named(subject: &Subject<'_>, id: NodeId, depth: u32) -> Option<Constant> {
    if subject.node(id).role == Role::Identifier {
        return fold_value(subject, reaching(subject).value(id)?, depth + 1);
    }
    if let Some(value) = variables(subject).constant_member(subject, id) {
        return fold(subject, value, depth + 1);
    }
    let children: Vec<NodeId> = subject.tree.children(id).collect();
    let (object, name) = (children.first()?, children.last()?);
    let owned = subject.text_of(*object);
    let class = matches!(owned, "this" | "self" | "cls" | "static")
        || owned.starts_with(char::is_uppercase);
    let value = class.then(|| reaching(subject).member(subject.node(*name).symbol));
    fold_value(subject, value.flatten()?, depth + 1)
}

fn fold_value(subject: &Subject<'_>, value: &Value, depth: u32) -> Option<Constant> {
    if depth > MAX_DEPTH {
        return None;
    }
    match value {
        Value::Unknown => None,
        Value::Of(node) => fold(subject, *node, depth),
        Value::Append(before, added) => {
            let before = fold_value(subject, reaching(subject).get(*before), depth + 1)?;
            add(before, fold(subject, *added, depth + 1)?)
        }
        Value::Either(parts) => {
            let mut whole: Option<Constant> = None;
            for part in parts {
                let one = fold_value(subject, reaching(subject).get(*part), depth + 1)?;
                whole = Some(match whole {
                    Some(known) => known.join(one)?,
                    None => one,
                });
            }
            whole
        }
    }
}

/// `String.format` and the like of constants give some string.
fn formatted(subject: &Subject<'_>, id: NodeId, depth: u32) -> Option<Constant> {
    let arguments = subject.tree.children(id).find(|c| subject.node(*c).role == Role::Arguments)?;
    let span = Span::new(subject.node(id).start, subject.node(arguments).start);
    // `escapeshellarg` and the like of PHP leave a constant one.
    if !matches!(
        span.of(subject.text),
        "String.format"
            | "java.lang.String.format"
            | "escapeshellarg"
            | "escapeshellcmd"
            | "htmlspecialchars"
            | "htmlentities"
            | "addslashes"
    ) {
        return None;
    }
    let constant =
        subject.tree.children(arguments).all(|at| fold(subject, at, depth + 1).is_some());
    constant.then_some(Constant::SomeString)
}

fn binary(subject: &Subject<'_>, id: NodeId, depth: u32) -> Option<Constant> {
    let parts: Vec<NodeId> = subject.tree.children(id).collect();
    let [left, operator, right] = parts[..] else { return None };
    let sign = subject.text_of(operator);
    let operands = || Some((fold(subject, left, depth + 1)?, fold(subject, right, depth + 1)?));
    match sign {
        "+" | "." | ".." => {
            let (left, right) = operands()?;
            add(left, right)
        }
        "-" => match operands()? {
            (Constant::Number(left), Constant::Number(right)) => {
                arithmetic(sign, &left, &right).map(Constant::Number)
            }
            _ => None,
        },
        "*" if fold(subject, left, depth + 1).is_some_and(|text| text.is_string()) => {
            repeated(subject, left, right, depth)
        }
        "*" => match operands()? {
            (Constant::Number(left), Constant::Number(right)) => {
                arithmetic(sign, &left, &right).map(Constant::Number)
            }
            _ => None,
        },
        "&&" | "and" => match fold(subject, left, depth + 1) {
            Some(Constant::Boolean(left)) => match fold(subject, right, depth + 1)? {
                Constant::Boolean(right) => Some(Constant::Boolean(left && right)),
                _ => None,
            },
            // What is left of it is true where its value counts.
            _ => fold(subject, right, depth + 1),
        },
        "||" | "or" => match operands()? {
            (Constant::Boolean(left), Constant::Boolean(right)) => {
                Some(Constant::Boolean(left || right))
            }
            (left, right) => left.join(right),
        },
        _ => None,
    }
}

/// A string some times over: some string, whatever the number is.
fn repeated(subject: &Subject<'_>, left: NodeId, right: NodeId, depth: u32) -> Option<Constant> {
    let text = fold(subject, left, depth + 1)?;
    let times = match fold(subject, right, depth + 1) {
        Some(Constant::Number(times)) => times.parse::<usize>().ok(),
        _ => None,
    };
    Some(match (text, times) {
        (Constant::String(text), Some(times)) if text.len().saturating_mul(times) <= MAX_LENGTH => {
            Constant::String(text.repeat(times))
        }
        _ => Constant::SomeString,
    })
}

/// A choice between two values.
fn either(subject: &Subject<'_>, id: NodeId, depth: u32) -> Option<Constant> {
    let condition = subject.fields.condition;
    let mut parts: Vec<NodeId> = subject.tree.children(id).collect();
    // Python's has no fields and its condition in the middle.
    let at = parts.iter().position(|part| condition != 0 && subject.node(*part).field == condition);
    match (at, parts.len()) {
        (Some(at), _) => drop(parts.remove(at)),
        (None, 3) => drop(parts.remove(1)),
        _ => return None,
    }
    let [left, right] = parts[..] else { return None };
    fold(subject, left, depth + 1)?.join(fold(subject, right, depth + 1)?)
}

fn add(left: Constant, right: Constant) -> Option<Constant> {
    match (left, right) {
        // `"a" + 1` where it is no error.
        (Constant::String(left), Constant::Number(right))
            if left.len() + right.len() <= MAX_LENGTH =>
        {
            Some(Constant::String(left + &right))
        }
        (Constant::String(left), Constant::String(right))
            if left.len() + right.len() <= MAX_LENGTH =>
        {
            Some(Constant::String(left + &right))
        }
        (Constant::Number(left), Constant::Number(right)) => {
            arithmetic("+", &left, &right).map(Constant::Number)
        }
        (left, right) if left.is_string() && right.is_string() => Some(Constant::SomeString),
        _ => None,
    }
}

/// Whole numbers only.
fn arithmetic(sign: &str, left: &str, right: &str) -> Option<String> {
    let (left, right): (i64, i64) = (left.parse().ok()?, right.parse().ok()?);
    let value = match sign {
        "+" => left.checked_add(right),
        "-" => left.checked_sub(right),
        _ => left.checked_mul(right),
    };
    value.map(|value| value.to_string())
}

/// A string with code in it, all of which is constant.
fn template(subject: &Subject<'_>, id: NodeId, depth: u32) -> Option<Constant> {
    let content = content_span(subject, id);
    // A string that is nothing but one value is that value.
    let mut parts = subject.tree.children(id);
    if let (Some(only), None) = (parts.next(), parts.next())
        && subject.tree.span(only) == content
    {
        let code = subject.tree.children(only).next().unwrap_or(only);
        return fold(subject, code, depth + 1);
    }
    let (mut whole, mut from) = (String::new(), content.start);
    for child in subject.tree.children(id) {
        let span = subject.tree.span(child);
        whole.push_str(Span::new(from, span.start).of(subject.text));
        let code = subject.tree.children(child).next().unwrap_or(child);
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
    let mut whole = Constant::String(String::new());
    for part in parts {
        whole = match fold(subject, part, depth + 1)? {
            part if part.is_string() => add(whole, part)?,
            _ => return None,
        };
    }
    Some(whole)
}
