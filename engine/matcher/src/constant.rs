//! Values that expressions are known to have within one file.

use rustc_hash::FxHashMap;
use tamis_syntax::{NodeId, Role, Span, string_content};

use crate::subject::Subject;
use crate::unify::content_span;

/// A literal value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Constant {
    /// Content of a string.
    String(String),
    /// A number as written.
    Number(String),
    /// A truth value.
    Boolean(bool),
}

impl Constant {
    /// As text without quotes.
    pub(crate) fn text(&self) -> &str {
        match self {
            Constant::String(text) | Constant::Number(text) => text,
            Constant::Boolean(true) => "true",
            Constant::Boolean(false) => "false",
        }
    }
}

/// Names bound exactly once in a file, to an expression.
///
/// Imprecise: one assignment in the whole file counts, whatever function it stands in; a name that is also a
/// parameter or loop variable anywhere is no constant.
#[derive(Debug, Default)]
pub(crate) struct Constants {
    values: FxHashMap<u32, Option<NodeId>>,
}

const MAX_DEPTH: u32 = 24;
const MAX_LENGTH: usize = 4096;

impl Constants {
    fn build(subject: &Subject<'_>) -> Self {
        let mut constants = Constants::default();
        for at in 0..subject.tree.len() as u32 {
            let id = NodeId(at);
            let node = subject.node(id);
            match node.role {
                Role::Assignment | Role::Declarator | Role::Field => {
                    constants.assignment(subject, id)
                }
                Role::AugmentedAssignment | Role::For | Role::Catch => {
                    if let Some(target) = subject.tree.children(id).next() {
                        constants.spoil(subject, target);
                    }
                }
                Role::Parameters => constants.spoil(subject, id),
                Role::Unary
                    if subject.text_of(id).contains("++") || subject.text_of(id).contains("--") =>
                {
                    constants.spoil(subject, id);
                }
                _ => {}
            }
        }
        constants
    }

    fn assignment(&mut self, subject: &Subject<'_>, id: NodeId) {
        let Some((target, value)) = assignment_parts(subject, id) else { return };
        let node = subject.node(target);
        match (node.role, value) {
            (Role::Identifier, Some(value)) => {
                let entry = self.values.entry(node.symbol);
                entry.and_modify(|known| *known = None).or_insert(Some(value));
            }
            (Role::Tuple | Role::Array | Role::Object, _) => self.spoil(subject, target),
            _ => {}
        }
    }

    fn spoil(&mut self, subject: &Subject<'_>, below: NodeId) {
        for id in subject.tree.subtree(below) {
            let node = subject.node(id);
            if node.role == Role::Identifier {
                self.values.insert(node.symbol, None);
            }
        }
    }
}

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

/// The value of `id`, if it is a literal, a sum of such, or a name that stands for one.
pub(crate) fn constant(subject: &Subject<'_>, id: NodeId) -> Option<Constant> {
    fold(subject, id, 0)
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
        Role::Binary => {
            let parts: Vec<NodeId> = subject.tree.children(id).collect();
            let [left, operator, right] = parts[..] else { return None };
            let plus = matches!(subject.text_of(operator), "+" | "." | "..");
            plus.then(|| concat(subject, [left, right].into_iter(), depth)).flatten()
        }
        Role::Identifier => {
            let constants = subject.constants.get_or_init(|| Constants::build(subject));
            let value = (*constants.values.get(&node.symbol)?)?;
            fold(subject, value, depth + 1)
        }
        _ => None,
    }
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
            Constant::String(text) | Constant::Number(text)
                if whole.len() + text.len() <= MAX_LENGTH =>
            {
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
    let mut whole = String::new();
    for part in parts {
        match fold(subject, part, depth + 1)? {
            Constant::String(text) if whole.len() + text.len() <= MAX_LENGTH => {
                whole.push_str(&text)
            }
            _ => return None,
        }
    }
    Some(Constant::String(whole))
}
