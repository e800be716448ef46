//! Cells of Jupyter's notebooks.

use tamis_ir::Language;
use tamis_syntax::{NodeId, Role, SourceMap, Span, Tree, string_content};

use super::{Part, known};

/// A part while cells are added to it.
#[derive(Default)]
struct Builder {
    text: String,
    map: SourceMap,
}

/// The code of a notebook: all cells of Python as one program, each cell for a shell as one of its own.
pub(super) fn cells(text: &str, tree: &Tree) -> Vec<Part> {
    let Some(root) = tree.children(NodeId::ROOT).find(|id| tree.node(*id).role == Role::Object)
    else {
        return Vec::new();
    };
    let python = is_python(text, tree, root);
    let (mut program, mut scripts) = (Builder::default(), Vec::new());
    let cells = entry(text, tree, root, "cells").into_iter().flat_map(|cells| tree.children(cells));
    for cell in cells {
        let kind = entry(text, tree, cell, "cell_type");
        let Some(source) = entry(text, tree, cell, "source") else { continue };
        if kind.is_none_or(|kind| string_content(tree.span(kind).of(text)) != "code") {
            continue;
        }
        let mut one = Builder::default();
        one.cell(text, tree, source);
        match magic(&one.text) {
            Some("bash" | "sh" | "script") => scripts.extend(one.finish("bash")),
            Some("time" | "timeit" | "capture" | "prun") | None if python => {
                program.cell(text, tree, source);
            }
            _ => {}
        }
    }
    let program = Some(program).filter(|it| !it.text.trim().is_empty());
    program.and_then(|program| program.finish("python")).into_iter().chain(scripts).collect()
}

/// Whether the notebook says that its cells are Python, or does not say.
fn is_python(text: &str, tree: &Tree, root: NodeId) -> bool {
    let Some(metadata) = entry(text, tree, root, "metadata") else { return true };
    let said = [("language_info", "name"), ("kernelspec", "language")]
        .into_iter()
        .find_map(|(part, name)| entry(text, tree, entry(text, tree, metadata, part)?, name));
    said.is_none_or(|id| string_content(tree.span(id).of(text)).eq_ignore_ascii_case("python"))
}

/// The value under `key` of an object.
fn entry(text: &str, tree: &Tree, object: NodeId, key: &str) -> Option<NodeId> {
    tree.children(object).filter(|pair| tree.node(*pair).role == Role::Pair).find_map(|pair| {
        let mut parts = tree.children(pair);
        let (name, value) = (parts.next()?, parts.next()?);
        (string_content(tree.span(name).of(text)) == key).then_some(value)
    })
}

/// The name of the magic that a cell begins with: `%%bash`. It stands as `#%bash` by then.
fn magic(cell: &str) -> Option<&str> {
    let line = cell.trim_start().strip_prefix("#%")?.lines().next()?;
    line.split_ascii_whitespace().next()
}

impl Builder {
    fn finish(self, id: &str) -> Option<Part> {
        let language: &'static Language = known(id)?;
        Some(Part { language, text: self.text, map: self.map })
    }

    /// Adds the lines of a cell: one string, or a list of them.
    fn cell(&mut self, text: &str, tree: &Tree, source: NodeId) {
        let start = self.text.len();
        match tree.node(source).role {
            Role::String => self.string(text, tree.span(source)),
            _ => {
                for line in tree.children(source) {
                    self.string(text, tree.span(line));
                }
            }
        }
        self.hide_magic(start);
        if !self.text[start..].ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Adds the content of a JSON string, escapes written out.
    fn string(&mut self, text: &str, span: Span) {
        let whole = span.of(text);
        let content = string_content(whole);
        let mut at = span.start + (content.as_ptr() as usize - whole.as_ptr() as usize) as u32;
        let mut rest = content;
        while !rest.is_empty() {
            let plain = rest.find('\\').unwrap_or(rest.len());
            self.add(&rest[..plain], Span::new(at, at + plain as u32));
            (at, rest) = (at + plain as u32, &rest[plain..]);
            if rest.is_empty() {
                break;
            }
            let (value, length) = escape(rest);
            let mut written = [0; 4];
            self.add(value.encode_utf8(&mut written), Span::new(at, at + length as u32));
            (at, rest) = (at + length as u32, &rest[length..]);
        }
    }

    fn add(&mut self, piece: &str, outer: Span) {
        if !piece.is_empty() {
            self.map.push(self.text.len() as u32, piece.len() as u32, outer);
            self.text.push_str(piece);
        }
    }

    /// Lines for the notebook itself (`%magic`, `!command`) become comments of the same length.
    fn hide_magic(&mut self, start: usize) {
        let mut lines = Vec::new();
        let mut at = start;
        for line in self.text[start..].split_inclusive('\n') {
            let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
            if line[blanks..].starts_with(['%', '!']) {
                lines.push(at + blanks);
            }
            at += line.len();
        }
        for at in lines {
            self.text.replace_range(at..at + 1, "#");
        }
    }
}

/// The character that an escape at the start of `text` stands for, and how long the escape is.
fn escape(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u32::from_str_radix(digits, 16).ok()
    };
    match text[1..].chars().next() {
        Some('n') => ('\n', 2),
        Some('t') => ('\t', 2),
        Some('r') => ('\r', 2),
        Some('b') => ('\u{8}', 2),
        Some('f') => ('\u{c}', 2),
        Some('u') => match (unit(0), unit(6)) {
            (Some(high @ 0xD800..=0xDBFF), Some(low @ 0xDC00..=0xDFFF)) => {
                let code = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                (char::from_u32(code).unwrap_or('\u{FFFD}'), 12)
            }
            (Some(code), _) => (char::from_u32(code).unwrap_or('\u{FFFD}'), 6),
            (None, _) => ('u', 2),
        },
        Some(other) => (other, 1 + other.len_utf8()),
        None => ('\\', 1),
    }
}
