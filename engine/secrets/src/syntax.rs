//! What the tree says of a value's place.
//!
//! For: telling a string literal from an identifier, a comment or a type. Not for: finding values.

use tamis_syntax::{NodeId, Role, Span, Tree};

/// Whether `span` lies within a string literal (or a text of a markup or configuration language) of `tree`, and not in
/// a comment, a docstring or an import. In text that did not parse every place counts as one.
pub fn stands_in_string(tree: &Tree, span: Span) -> bool {
    if tree.is_empty() || tree.errors().iter().any(|error| covers(error.span, span)) {
        return true;
    }
    if tree.comments().iter().any(|comment| covers(*comment, span)) {
        return false;
    }
    let nodes = tree.nodes();
    // In preorder starts never go down: the last node that starts at or before the span is in it or leads up to it.
    let last = nodes.partition_point(|node| node.start <= span.start).saturating_sub(1);
    let innermost = tree
        .ancestors(NodeId(last as u32))
        .find(|id| covers(tree.span(*id), span))
        .unwrap_or(NodeId::ROOT);
    for id in tree.ancestors(innermost) {
        match tree.node(id).role {
            Role::String | Role::StringSequence | Role::Text | Role::Regex => {
                return !is_docstring(tree, id);
            }
            Role::Import
            | Role::Type
            | Role::Identifier
            | Role::Member
            | Role::Call
            | Role::Interpolation => {
                return false;
            }
            _ => {}
        }
    }
    false
}

/// A string that is a statement of its own: text for people.
fn is_docstring(tree: &Tree, string: NodeId) -> bool {
    let parent = tree.parent(string).map(|id| tree.node(id).role);
    matches!(parent, Some(Role::ExpressionStatement | Role::Block | Role::Root | Role::ClassBody))
        && tree.node(string).role == Role::String
        && tree.node(string).end - tree.node(string).start > 60
}

fn covers(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
