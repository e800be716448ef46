//! The blocks of functions and where they go, as text and for Graphviz.

use std::fmt::Write as _;

use super::{Show, statement_text, terminator_text};
use crate::program::{BlockId, Body, Module};
use crate::statement::Terminator;

/// Statements shown of a block in a graph.
const MOST: usize = 12;

/// Each function's blocks with their statements counted, and the ways out of them.
pub fn cfg(module: &Module) -> String {
    let mut out = String::new();
    for (at, body) in module.functions.iter().enumerate() {
        let _ = writeln!(out, "f{at} {}: {} blocks", body.name, body.blocks.len());
        for (number, block) in body.blocks.iter().enumerate() {
            let ways = ways(body, number);
            let ways: Vec<String> = ways
                .iter()
                .map(|(to, words)| match words.is_empty() {
                    true => format!("b{}", to.0),
                    false => format!("b{} ({words})", to.0),
                })
                .collect();
            let ends = match ways.is_empty() {
                true => terminator_text(body, &block.terminator),
                false => format!("-> {}", ways.join(", ")),
            };
            let _ = writeln!(out, "  b{number}: {} statements {ends}", block.statements.len());
        }
    }
    out
}

/// The same with the statements, for `dot`.
pub fn cfg_dot(module: &Module) -> String {
    let mut out = String::from("digraph cfg {\n  node [shape=box, fontname=monospace];\n");
    for (at, body) in module.functions.iter().enumerate() {
        let _ = writeln!(out, "  subgraph cluster_{at} {{\n    label={};", quoted(&body.name));
        for (number, block) in body.blocks.iter().enumerate() {
            let mut label = format!("b{number}\\l");
            let lines = block.statements.iter().take(MOST);
            for line in lines.map(|it| statement_text(body, &it.kind)) {
                let _ = write!(label, "{}\\l", escaped(&line));
            }
            if block.statements.len() > MOST {
                let _ = write!(label, "... {} more\\l", block.statements.len() - MOST);
            }
            let _ = write!(label, "{}\\l", escaped(&terminator_text(body, &block.terminator)));
            let _ = writeln!(out, "    f{at}_b{number} [label=\"{label}\"];");
            for (to, words) in ways(body, number) {
                let words = quoted(&words);
                let _ = writeln!(out, "    f{at}_b{number} -> f{at}_b{} [label={words}];", to.0);
            }
        }
        out.push_str("  }\n");
    }
    out.push_str("}\n");
    out
}

/// Where a block goes, with words for when.
fn ways(body: &Body, number: usize) -> Vec<(BlockId, String)> {
    let block = &body.blocks[number];
    let mut ways = match &block.terminator {
        Terminator::Goto(to) => vec![(*to, String::new())],
        Terminator::Branch { condition, then, otherwise } => {
            let asked = Show(body, condition).to_string();
            vec![(*then, format!("if {asked}")), (*otherwise, "else".to_owned())]
        }
        Terminator::Fork(to) => to.iter().map(|to| (*to, String::new())).collect(),
        Terminator::Return(..) | Terminator::Throw(..) | Terminator::Stop => Vec::new(),
    };
    ways.extend(block.unwind.map(|to| (to, "exception".to_owned())));
    ways
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

fn escaped(text: &str) -> String {
    let short: String = text.chars().take(120).collect();
    short.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " ")
}
