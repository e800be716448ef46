//! Checks of encoders against the plain grammars.

use tamis_grammars::{grammar, tree_sitter};
use tamis_ir::{EncodedPattern, Hole, PatternSyntax};
use tree_sitter::{Node, Parser, Tree};

/// A pattern, what it must become, and the kind of the innermost node that covers it.
pub(crate) type Case = (&'static str, &'static str, &'static str);

/// Checks that each pattern's first clean reading is the expected text and tree.
pub(crate) fn check(grammar: &str, syntax: &PatternSyntax, cases: &[Case]) {
    let mut faults = Vec::new();
    for (pattern, text, kind) in cases {
        let found = match first_clean(grammar, syntax, pattern) {
            Some((reading, tree)) => {
                let kind = body_kind(&reading, &tree);
                (reading.text.trim_end().to_owned(), kind)
            }
            None => (all_texts(syntax, pattern), "nothing clean".to_owned()),
        };
        if found != ((*text).to_owned(), (*kind).to_owned()) {
            faults.push(format!(
                "{pattern:?}\n  want {kind}: {text:?}\n  have {}: {:?}",
                found.1, found.0
            ));
        }
    }
    assert!(faults.is_empty(), "{} of {} differ\n{}", faults.len(), cases.len(), faults.join("\n"));
}

fn all_texts(syntax: &PatternSyntax, pattern: &str) -> String {
    let readings = (syntax.encode)(pattern);
    readings.iter().take(3).map(|reading| reading.text.as_str()).collect::<Vec<&str>>().join(" | ")
}

/// The first reading that parses clean with all its holes found again.
pub(crate) fn first_clean(
    name: &str,
    syntax: &PatternSyntax,
    pattern: &str,
) -> Option<(EncodedPattern, Tree)> {
    let mut parser = Parser::new();
    parser.set_language(&grammar(name).expect("a grammar of the table")).unwrap();
    (syntax.encode)(pattern).into_iter().find_map(|reading| {
        assert_holes_are_consistent(&reading);
        let tree = parser.parse(&reading.text, None)?;
        is_clean(&reading, &tree).then_some((reading, tree))
    })
}

pub(crate) fn assert_holes_are_consistent(reading: &EncodedPattern) {
    for hole in &reading.holes {
        let form = hole.span.of(&reading.text);
        assert!(form.contains(&hole.token), "form {form:?} of {hole:?} in {:?}", reading.text);
        let outside = reading.text.matches(&hole.token).count() - form.matches(&hole.token).count();
        assert_eq!(
            outside, 0,
            "token of {hole:?} occurs outside of its form in {:?}",
            reading.text
        );
        assert!(reading.body.contains(hole.span));
    }
}

fn is_clean(reading: &EncodedPattern, tree: &Tree) -> bool {
    let mut found = vec![false; reading.holes.len()];
    !tree.root_node().has_error() && {
        walk(tree, &mut |node| {
            for (hole, found) in reading.holes.iter().zip(&mut found) {
                *found |= is_found(node, hole, &reading.text);
            }
        });
        found.into_iter().all(|found| found)
    }
}

/// Whether `node` is the hole, or a leaf of text around it.
fn is_found(node: Node, hole: &Hole, text: &str) -> bool {
    let form = hole.span.range();
    if !node.is_named() || node.start_byte() > form.end || node.end_byte() < form.start {
        return false;
    }
    let own = text[node.byte_range()].trim();
    let part = hole.span.of(text).trim_end_matches([';', ',']);
    if own == hole.token || own == part && node.start_byte() >= form.start {
        return true;
    }
    const TEXTS: [&str; 24] = [
        "string",
        "template",
        "comment",
        "heredoc",
        "regex",
        "text",
        "scalar",
        "literal",
        "content",
        "fragment",
        "raw",
        "word",
        "shell",
        "path",
        "char",
        "param",
        "label",
        "unquoted",
        "image",
        "value",
        "tag",
        "instruction",
        "symbol",
        "key",
    ];
    let is_leaf = node
        .named_children(&mut node.walk())
        .all(|child| !child.byte_range().contains(&form.start));
    is_leaf
        && node.byte_range().contains(&form.start)
        && own.contains(&hole.token)
        && TEXTS.iter().any(|part| node.kind().contains(part))
}

pub(crate) fn body_kind(reading: &EncodedPattern, tree: &Tree) -> String {
    let body = reading.body.range();
    let text = &reading.text[body.clone()];
    let start = body.start + text.len() - text.trim_start().len();
    let end = start + text.trim().len();
    let node = tree.root_node().named_descendant_for_byte_range(start, end);
    node.map(|node| node.kind().to_owned()).unwrap_or_default()
}

fn walk(tree: &Tree, visit: &mut impl FnMut(Node)) {
    let mut cursor = tree.walk();
    loop {
        visit(cursor.node());
        if cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return;
            }
        }
    }
}
