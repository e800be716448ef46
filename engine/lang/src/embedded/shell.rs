//! Scripts of workflows' steps, and commands of images.

use tamis_syntax::{NodeId, Role, SourceMap, Span, Tree, string_content};

use super::{Part, known};

/// The `run:` of each step of a workflow or action.
pub(super) fn steps(text: &str, tree: &Tree) -> Vec<Part> {
    let mut found = Vec::new();
    for (at, node) in tree.nodes().iter().enumerate() {
        if node.role != Role::Object {
            continue;
        }
        let value = |key: &str| entry(text, tree, NodeId(at as u32), key);
        let Some(script) = value("run") else { continue };
        let shell = value("shell").map(|id| string_content(tree.span(id).of(text)));
        let language = match shell.map(|shell| shell.split(' ').next().unwrap_or(shell)) {
            None | Some("bash" | "sh") => "bash",
            Some("python" | "python3") => "python",
            Some(_) => continue,
        };
        let (mut script, map) = match tree.node(script).role {
            Role::Text => block_scalar(text, tree.span(script)),
            Role::String => verbatim(text, content(text, tree.span(script))),
            _ => continue,
        };
        hide_expressions(&mut script);
        found.extend(known(language).map(|language| Part { language, text: script, map }));
    }
    found
}

/// The value under `key` of a mapping.
fn entry(text: &str, tree: &Tree, mapping: NodeId, key: &str) -> Option<NodeId> {
    tree.children(mapping).filter(|pair| tree.node(*pair).role == Role::Pair).find_map(|pair| {
        let mut parts = tree.children(pair);
        let (name, value) = (parts.next()?, parts.next()?);
        (string_content(tree.span(name).of(text)) == key).then_some(value)
    })
}

/// Place of a scalar's content, quotes left out.
fn content(text: &str, span: Span) -> Span {
    let whole = span.of(text);
    let content = string_content(whole);
    let start = span.start + (content.as_ptr() as usize - whole.as_ptr() as usize) as u32;
    Span::new(start, start + content.len() as u32)
}

fn verbatim(text: &str, span: Span) -> (String, SourceMap) {
    let mut map = SourceMap::default();
    map.push(0, span.len(), span);
    (span.of(text).to_owned(), map)
}

/// The lines of a block scalar without their indentation; folded (`>`), they are one.
fn block_scalar(text: &str, span: Span) -> (String, SourceMap) {
    let (mut script, mut map) = (String::new(), SourceMap::default());
    let whole = span.of(text);
    let folded = whole.starts_with('>');
    let Some((header, lines)) = whole.split_once('\n') else { return (script, map) };
    let blanks = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let filled = || lines.split_inclusive('\n').filter(|line| !line.trim().is_empty());
    let indentation = filled().map(blanks).min().unwrap_or(0);
    let mut at = span.start + header.len() as u32 + 1;
    for line in lines.split_inclusive('\n') {
        let skipped = blanks(line).min(indentation);
        let start = at + skipped as u32;
        at += line.len() as u32;
        let rest = &line[skipped..];
        map.push(script.len() as u32, rest.len() as u32, Span::new(start, at));
        match rest.strip_suffix('\n').filter(|rest| folded && !rest.trim().is_empty()) {
            Some(rest) => {
                script.push_str(rest);
                script.push(' ');
            }
            None => script.push_str(rest),
        }
    }
    (script, map)
}

/// `${{ x }}` is filled in before a shell sees it: a word of the same length stands for it.
fn hide_expressions(script: &mut String) {
    let mut at = 0;
    while let Some(start) = script[at..].find("${{").map(|start| at + start) {
        let Some(length) = script[start..].find("}}").map(|end| end + 2) else { return };
        script.replace_range(start..start + length, &"_".repeat(length));
        at = start + length;
    }
}

/// What a shell runs while an image is built or started.
pub(super) fn commands(text: &str, tree: &Tree) -> Vec<Part> {
    let shell = tree.nodes().iter().filter(|node| node.role == Role::Text);
    let part = |span: Span| {
        let (mut script, map) = verbatim(text, span);
        hide_comments(&mut script);
        Some(Part { language: known("bash")?, text: script, map })
    };
    shell.filter_map(|node| part(node.span())).collect()
}

/// Lines of comments within a command that goes on are no part of it: blanks, with their line breaks.
fn hide_comments(script: &mut String) {
    let mut at = 0;
    let mut hidden = Vec::new();
    for line in script.split_inclusive('\n') {
        if at > 0 && line.trim_start().starts_with('#') {
            hidden.push((at, line.len()));
        }
        at += line.len();
    }
    for (at, length) in hidden {
        script.replace_range(at..at + length, &" ".repeat(length));
    }
}
