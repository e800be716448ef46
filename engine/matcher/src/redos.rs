//! The `redos` analysis: can a regular expression make a backtracking engine run wild?
//!
//! Three questions, from the bluntest to the finest, answered together in [`Risk`]. *Nested*: a repetition within a
//! repetition, with something behind it that can fail; this is what Semgrep's analysis of the name asks. *Exponential*: a
//! repetition that can read one text in two ways and come back to where it was, found on the expression's position automaton
//! (`ambiguity`); this also finds `(a|aa)*$`. *Polynomial*: two repetitions side by side that read the same characters.
//!
//! Imprecise: look-around and back-references count as empty, an atomic group as one character of its first kind, and counts of
//! four or more as "without end", so `(.*a){10}$` is called exponential though its degree is ten. Polynomial growth is looked for
//! between neighbours only, not on the automaton, and the quadratic cost of searching at every start is not counted at all.
//! Start at [`analyze`].

use crate::regex::Flags;
use crate::regex::ast::{Class, Greed, Node, complement, merge};
use crate::regex::parse::parse;

mod ambiguity;
mod attack;
pub(crate) mod backtrack;
#[cfg(test)]
mod tests;

pub use attack::{Attack, exponential, polynomial};

/// From this count on a repetition is taken to have no end.
const MANY: u32 = 4;

/// What an expression may do to a backtracking engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Risk {
    /// A repetition within a repetition, followed by something that can fail.
    pub nested: bool,
    /// Time may double with each character.
    pub exponential: bool,
    /// Time may grow with a power of the length.
    pub polynomial: bool,
}

/// What `pattern`, PCRE syntax, may do; `None` where it is no expression. A JavaScript literal (`/.../i`) is taken out of its slashes.
pub fn analyze(pattern: &str) -> Option<Risk> {
    let ast = parse(without_slashes(pattern), Flags::default()).ok()?;
    let mut risk = Risk::default();
    visit(&ast.root, false, &mut risk);
    Some(risk)
}

/// Whether `metavariable-analysis` with `analyzer: redos` holds for `pattern`.
pub fn is_vulnerable(pattern: &str) -> bool {
    analyze(pattern).is_some_and(|risk| risk.nested || risk.exponential)
}

fn without_slashes(pattern: &str) -> &str {
    let body = pattern.strip_prefix('/').and_then(|rest| rest.rsplit_once('/'));
    match body {
        Some((body, letters)) if letters.chars().all(|c| c.is_ascii_lowercase()) => body,
        _ => pattern,
    }
}

/// Looks at `node` and what is below; `followed` says whether something that can fail comes after it.
fn visit(node: &Node, followed: bool, risk: &mut Risk) {
    match node {
        Node::Concat(nodes) => sequence(nodes, followed, risk),
        Node::Repeat { node: inner, greed, .. } => {
            if followed && *greed != Greed::Possessive && is_endless(node) {
                risk.exponential |= ambiguity::is_exponential(node);
            }
            visit(inner, followed, risk);
        }
        // Inside, the group is all there is; afterwards nothing in it is tried again.
        Node::Atomic(inner) | Node::Look { node: inner, .. } => visit(inner, false, risk),
        _ => node.children().into_iter().for_each(|child| visit(child, followed, risk)),
    }
}

fn sequence(nodes: &[Node], followed: bool, risk: &mut Risk) {
    for (i, node) in nodes.iter().enumerate() {
        let rest = &nodes[i + 1..];
        if rest.iter().any(constrains) && node.any(&is_nested_repeat) {
            risk.nested = true;
        }
        let demanded = followed || rest.iter().any(demands);
        if let Some(next) = next_repeat(rest)
            && is_endless_greedy(node)
            && overlap(&characters(node), &characters(&rest[next]))
            && (followed || rest[next + 1..].iter().any(demands))
        {
            risk.polynomial = true;
        }
        visit(node, demanded, risk);
    }
}

/// The first endless repetition of `nodes` that nothing mandatory stands before.
fn next_repeat(nodes: &[Node]) -> Option<usize> {
    for (i, node) in nodes.iter().enumerate() {
        if is_endless_greedy(node) {
            return Some(i);
        }
        if demands(node) {
            return None;
        }
    }
    None
}

fn is_endless_greedy(node: &Node) -> bool {
    match node {
        Node::Group { node, .. } => is_endless_greedy(node),
        Node::Repeat { greed, .. } => *greed != Greed::Possessive && is_endless(node),
        _ => false,
    }
}

fn is_endless(node: &Node) -> bool {
    matches!(node, Node::Repeat { max, .. } if max.is_none_or(|max| max >= MANY))
}

/// A repetition of something that itself repeats a changing number of times.
fn is_nested_repeat(node: &Node) -> bool {
    match node {
        Node::Repeat { node: inner, greed, .. } => {
            *greed != Greed::Possessive && is_endless(node) && varies(inner)
        }
        _ => false,
    }
}

/// Whether `node` holds a repetition that two different counts above zero satisfy. What an atomic group
/// holds is never tried with another count.
fn varies(node: &Node) -> bool {
    match node {
        Node::Atomic(_) | Node::Look { .. } => false,
        Node::Repeat { node: inner, min, max, greed } => {
            let counts = *greed != Greed::Possessive && max.is_none_or(|max| max > (*min).max(1));
            counts || varies(inner)
        }
        _ => node.children().into_iter().any(varies),
    }
}

/// Whether anything in `node` can fail at all.
fn constrains(node: &Node) -> bool {
    node.any(&|node| {
        matches!(
            node,
            Node::Char { .. }
                | Node::Dot { .. }
                | Node::Class(_)
                | Node::Assert(_)
                | Node::Look { .. }
                | Node::Backref { .. }
                | Node::Call { .. }
        )
    })
}

/// Whether `node` must find something, and so can fail.
fn demands(node: &Node) -> bool {
    match node {
        Node::Char { .. } | Node::Dot { .. } | Node::Class(_) | Node::Assert(_) => true,
        Node::Look { .. } | Node::Backref { .. } | Node::Call { .. } => true,
        Node::Group { node, .. } | Node::Atomic(node) => demands(node),
        Node::Repeat { node, min, .. } => *min > 0 && demands(node),
        Node::Concat(nodes) => nodes.iter().any(demands),
        Node::Alt(nodes) => nodes.iter().all(demands),
        Node::If { yes, no, .. } => demands(yes) && demands(no),
        Node::Empty | Node::KeepOut | Node::SearchStart => false,
    }
}

/// A set of characters, sorted and disjoint.
type Characters = Vec<(char, char)>;

/// All characters that stand anywhere in `node`.
fn characters(node: &Node) -> Characters {
    let own = match node {
        Node::Char { c, caseless } => of_char(*c, *caseless),
        Node::Dot { newline } => of_dot(*newline),
        Node::Class(class) => of_class(class),
        _ => Vec::new(),
    };
    let below = node.children().into_iter().flat_map(characters);
    merge(own.into_iter().chain(below).collect())
}

fn of_char(c: char, caseless: bool) -> Characters {
    let mut class = Class { ranges: vec![(c, c)], ..Class::default() };
    if caseless {
        class.fold_case();
    }
    class.resolved()
}

fn of_dot(newline: bool) -> Characters {
    if newline { complement(&[]) } else { complement(&[('\n', '\n')]) }
}

/// Imprecise: a Unicode property counts as every character.
fn of_class(class: &Class) -> Characters {
    if class.properties.is_empty() { class.resolved() } else { complement(&[]) }
}

/// Whether some character is in both sets.
fn overlap(left: &[(char, char)], right: &[(char, char)]) -> bool {
    let (mut i, mut j) = (0, 0);
    while let (Some(a), Some(b)) = (left.get(i), right.get(j)) {
        if a.0 <= b.1 && b.0 <= a.1 {
            return true;
        }
        if a.1 < b.1 { i += 1 } else { j += 1 }
    }
    false
}
