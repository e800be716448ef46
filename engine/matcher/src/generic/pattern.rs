//! Reads a spacegrep pattern.
//!
//! Only indentation makes blocks here; braces are characters like others, since a pattern may hold one of a pair.

use super::GenericError;
use super::document::{Line, lines, word_length};

/// Levels of indentation.
const MAX_DEPTH: usize = 40;

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// This very word.
    Word(String),
    /// This very character.
    Character(char),
    /// Any word, the same each time; an index into [`Pattern::metavariables`].
    Metavariable(usize),
    /// `...`, or with a name `$...X`.
    Ellipsis(Option<usize>),
    /// Lines indented more than those around them.
    Block(Vec<Node>),
}

/// A pattern and the names of its metavariables, with their dollars.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Pattern {
    pub(super) nodes: Vec<Node>,
    pub(super) metavariables: Vec<String>,
}

impl Node {
    /// Whether it matches nothing at all.
    pub(super) fn is_nullable(&self) -> bool {
        match self {
            Node::Ellipsis(_) => true,
            Node::Block(nodes) => nodes.iter().all(Node::is_nullable),
            _ => false,
        }
    }
}

/// Reads `text`.
pub(super) fn parse(text: &str) -> Result<Pattern, GenericError> {
    let mut pattern = Pattern::default();
    // The blocks that are open: how far each is indented and what it holds so far.
    let mut open: Vec<(usize, Vec<Node>)> = vec![(0, Vec::new())];
    for line in lines(text) {
        while open.len() > 1 && open.last().is_some_and(|(indent, _)| *indent > line.indent) {
            close_block(&mut open);
        }
        if open.last().is_none_or(|(indent, _)| *indent < line.indent) {
            if open.len() > MAX_DEPTH {
                return Err(GenericError::TooDeep);
            }
            open.push((line.indent, Vec::new()));
        }
        if let Some((_, nodes)) = open.last_mut() {
            tokens(&line, nodes, &mut pattern.metavariables)?;
        }
    }
    while open.len() > 1 {
        close_block(&mut open);
    }
    pattern.nodes = open.pop().map(|(_, nodes)| nodes).unwrap_or_default();
    if pattern.nodes.is_empty() { Err(GenericError::Empty) } else { Ok(pattern) }
}

fn close_block(open: &mut Vec<(usize, Vec<Node>)>) {
    if let Some((_, block)) = open.pop()
        && let Some((_, outer)) = open.last_mut()
    {
        outer.push(Node::Block(block));
    }
}

/// Adds the tokens of `line` to `nodes`.
fn tokens(
    line: &Line<'_>,
    nodes: &mut Vec<Node>,
    names: &mut Vec<String>,
) -> Result<(), GenericError> {
    let mut at = 0;
    while let Some(c) = line.content[at..].chars().next() {
        let rest = &line.content[at..];
        if matches!(c, ' ' | '\t') {
            at += 1;
            continue;
        }
        let (node, length) = token(rest, c, names);
        let follows = matches!(nodes.last(), Some(Node::Ellipsis(_)));
        if follows && matches!(node, Node::Ellipsis(Some(_))) {
            let name = rest[..length].to_owned();
            return Err(GenericError::EllipsisAfterEllipsis { name, offset: line.start + at });
        }
        let dots = rest.bytes().take_while(|b| *b == b'.').count();
        if dots > 3 {
            // Four dots and more are dots.
            nodes.extend(std::iter::repeat_n(Node::Character('.'), dots));
            at += dots;
            continue;
        }
        nodes.push(node);
        at += length;
    }
    Ok(())
}

/// The token `rest` starts with and its length; `c` is its first character.
fn token(rest: &str, c: char, names: &mut Vec<String>) -> (Node, usize) {
    let word = word_length(rest);
    if word > 0 {
        return (Node::Word(rest[..word].to_owned()), word);
    }
    if rest.starts_with("...") {
        return (Node::Ellipsis(None), 3);
    }
    if let Some(after) = rest.strip_prefix('$') {
        let ellipsis = after.starts_with("...");
        let name = if ellipsis { &after[3..] } else { after };
        if name.starts_with(|c: char| c.is_ascii_uppercase()) {
            let length = rest.len() - name.len() + word_length(name);
            let index = index_of(&rest[..length], names);
            let node =
                if ellipsis { Node::Ellipsis(Some(index)) } else { Node::Metavariable(index) };
            return (node, length);
        }
    }
    (Node::Character(c), c.len_utf8())
}

fn index_of(name: &str, names: &mut Vec<String>) -> usize {
    names.iter().position(|known| known == name).unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    })
}
