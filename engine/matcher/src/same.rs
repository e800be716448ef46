//! Whether two bindings are the same code.

use tamis_syntax::{NodeId, Role, string_content};

use crate::constant::{constant, same_variable, symbolic};
use crate::leaves::number;
use crate::metavars::Bound;
use crate::strings::is_bytes;
use crate::subject::Subject;

/// Whether two bindings are the same code; with `symbolic`, also a name and what it stands for.
pub(crate) fn agree(subject: &Subject<'_>, left: Bound, right: Bound, is_symbolic: bool) -> bool {
    let follow = |bound: Bound| match bound {
        Bound::Node(node) if matches!(subject.node(node).role, Role::Identifier | Role::Member) => {
            symbolic(subject, node).map(Bound::Node)
        }
        _ => None,
    };
    same(subject, left, right)
        || same_value(subject, left, right)
        || is_symbolic
            && (follow(left).is_some_and(|value| same(subject, value, right))
                || follow(right).is_some_and(|value| same(subject, left, value)))
}

/// Whether two bindings are the same code: by text, else by structure.
pub(crate) fn same(subject: &Subject<'_>, left: Bound, right: Bound) -> bool {
    if left == right {
        return true;
    }
    match (left, right) {
        (Bound::Node(a), Bound::Node(b)) => {
            if subject.text_of(a) != subject.text_of(b) {
                return same_node(subject, a, b);
            }
            // One name is one variable only if one scope binds it.
            let variables = is_variable(subject, a) && is_variable(subject, b);
            !variables || same_variable(subject, a, b)
        }
        (Bound::Nodes(a, n), Bound::Nodes(b, m)) => {
            let siblings = |first: NodeId, count: u32| {
                let parent = NodeId(subject.node(first).parent);
                subject
                    .tree
                    .children(parent)
                    .skip_while(move |id| *id != first)
                    .take(count as usize)
            };
            n == m && siblings(a, n).zip(siblings(b, m)).all(|(a, b)| same_node(subject, a, b))
        }
        (Bound::Empty(_), Bound::Empty(_)) => true,
        (Bound::Text(a), Bound::Text(b)) => a.of(subject.text) == b.of(subject.text),
        (Bound::Node(node), Bound::Text(text)) | (Bound::Text(text), Bound::Node(node)) => {
            let whole = subject.text_of(node);
            let content =
                if subject.node(node).role == Role::String { string_content(whole) } else { whole };
            content == text.of(subject.text)
        }
        (Bound::Nodes(a, 1), Bound::Node(b)) | (Bound::Node(b), Bound::Nodes(a, 1)) => {
            same_node(subject, a, b)
        }
        _ => false,
    }
}

/// Whether one binding is a literal and the other a name that stands for it.
pub(crate) fn same_value(subject: &Subject<'_>, left: Bound, right: Bound) -> bool {
    let (Bound::Node(left), Bound::Node(right)) = (left, right) else { return false };
    let is_literal = |id: NodeId| {
        let role = subject.node(id).role;
        matches!(role, Role::String | Role::Number | Role::Boolean | Role::Null)
    };
    let is_name = |id: NodeId| matches!(subject.node(id).role, Role::Identifier | Role::Member);
    if is_key(subject, left) && is_key(subject, right) {
        let name = |id: NodeId| string_content(subject.text_of(id));
        let numbers = || {
            let value = |id: NodeId| match subject.node(id).role {
                Role::Number => number(subject.text_of(id)),
                _ => None,
            };
            value(left).is_some_and(|one| value(right) == Some(one))
        };
        return name(left) == name(right) || numbers();
    }
    let apart = is_literal(left) && is_name(right) || is_name(left) && is_literal(right);
    apart && {
        let value = constant(subject, left);
        value.is_some_and(|value| value.is_known() && constant(subject, right) == Some(value))
    }
}

/// Whether `id` is the plain key of a pair.
fn is_key(subject: &Subject<'_>, id: NodeId) -> bool {
    let node = subject.node(id);
    let parent = NodeId(node.parent);
    id != NodeId::ROOT
        && matches!(node.role, Role::Identifier | Role::String | Role::Number)
        && subject.tree.is_leaf(id)
        && subject.node(parent).role == Role::Pair
        && parent.0 + 1 == id.0
}

/// Whether `id` is a name that stands for a variable: no member, no keyword, no name of a definition.
fn is_variable(subject: &Subject<'_>, id: NodeId) -> bool {
    let node = subject.node(id);
    if node.role != Role::Identifier || id == NodeId::ROOT {
        return false;
    }
    let parent = NodeId(node.parent);
    let first = parent.0 + 1 == id.0;
    match subject.node(parent).role {
        Role::Member => first,
        Role::KeywordArgument | Role::Pair | Role::Attribute => !first,
        Role::Function | Role::Class | Role::Import | Role::Alias | Role::Decorator => false,
        _ => true,
    }
}

fn same_node(subject: &Subject<'_>, a: NodeId, b: NodeId) -> bool {
    let (left, right) = (subject.node(a), subject.node(b));
    if left.role != right.role || (left.role == Role::Other && left.kind != right.kind) {
        return false;
    }
    match (subject.tree.is_leaf(a), subject.tree.is_leaf(b)) {
        (true, true) => {
            let bytes =
                |id: NodeId| subject.node(id).role == Role::String && is_bytes(subject.text_of(id));
            let (one, other) = (leaf_text(subject, a), leaf_text(subject, b));
            let alike =
                one == other || subject.is_caseless(left.kind) && one.eq_ignore_ascii_case(other);
            left.symbol == right.symbol && alike && bytes(a) == bytes(b)
        }
        (false, false) => {
            if left.role == Role::String && subject.text_of(a) != subject.text_of(b) {
                return false;
            }
            let (mut left, mut right) = (subject.tree.children(a), subject.tree.children(b));
            loop {
                match (left.next(), right.next()) {
                    (None, None) => return true,
                    (Some(a), Some(b)) if same_node(subject, a, b) => {}
                    _ => return false,
                }
            }
        }
        _ => false,
    }
}

fn leaf_text<'f>(subject: &Subject<'f>, id: NodeId) -> &'f str {
    let text = subject.text_of(id);
    if subject.node(id).role == Role::String { string_content(text) } else { text }
}
