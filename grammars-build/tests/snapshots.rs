//! Node-kind snapshots: what a grammar can produce, as text, so that an upgrade shows in a diff.
//!
//! `UPDATE_EXPECT=1 cargo test -p tamis-grammars` rewrites `snapshots/`. Read the diff: every kind that went or changed
//! its name is one that descriptors, lowering or rules may still mention.

use std::collections::BTreeSet;
use std::fmt::Write;

use tamis_grammars::{GRAMMARS, GrammarRow, tree_sitter::Language};

use crate::{file_names, here};

#[test]
fn node_kinds_are_as_recorded() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some_and(|value| value != "0");
    let mut complaints = String::new();
    for row in GRAMMARS {
        let path = here(&format!("snapshots/{}.txt", row.name));
        let actual = snapshot(row);
        let expected = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        if expected == actual {
            continue;
        }
        if update {
            std::fs::write(&path, actual).unwrap();
        } else {
            complaints.push_str(&difference(row.name, &expected, &actual));
        }
    }
    assert!(
        complaints.is_empty(),
        "node kinds differ from snapshots/:\n{complaints}\n\
         A kind that is gone (-) may still be named in engine/lang or in rules: search for it.\n\
         UPDATE_EXPECT=1 cargo test -p tamis-grammars accepts the new kinds."
    );
}

#[test]
fn no_snapshot_without_a_grammar() {
    let expected: Vec<String> = GRAMMARS.iter().map(|row| format!("{}.txt", row.name)).collect();
    assert_eq!(file_names("snapshots"), expected);
}

#[test]
fn a_difference_names_what_came_and_went() {
    let text = difference("x", "[named]\na\nb\n\n[fields]\na\n", "[named]\na\nc\n\n[fields]\n");
    assert_eq!(text, "x:\n  - named b\n  - fields a\n  + named c\n");
}

/// The snapshot's text: sections of sorted, unique lines.
fn snapshot(row: &GrammarRow) -> String {
    let language = (row.language)();
    let mut named = BTreeSet::new();
    let mut tokens = BTreeSet::new();
    let mut supertypes = BTreeSet::new();
    for id in 0..language.node_kind_count() as u16 {
        let kind = language.node_kind_for_id(id).expect("ids below the count have a kind");
        match kind_section(&language, id) {
            Some(Section::Supertype) => supertypes.insert(kind.to_owned()),
            Some(Section::Named) => named.insert(kind.to_owned()),
            // Quoted: some tokens are a newline or hold a space.
            Some(Section::Token) => tokens.insert(format!("{kind:?}")),
            None => false,
        };
    }
    let fields: BTreeSet<String> = (1..=language.field_count() as u16)
        .filter_map(|id| language.field_name_for_id(id).map(str::to_owned))
        .collect();
    let mut text =
        format!("# Node kinds of the grammar '{}', ABI {}.\n", row.name, language.abi_version());
    section(&mut text, "named", &named);
    section(&mut text, "fields", &fields);
    section(&mut text, "supertypes", &supertypes);
    section(&mut text, "tokens", &tokens);
    text
}

enum Section {
    Named,
    Supertype,
    Token,
}

fn kind_section(language: &Language, id: u16) -> Option<Section> {
    if language.node_kind_is_supertype(id) {
        Some(Section::Supertype)
    } else if !language.node_kind_is_visible(id) {
        None
    } else if language.node_kind_is_named(id) {
        Some(Section::Named)
    } else {
        Some(Section::Token)
    }
}

fn section(text: &mut String, title: &str, lines: &BTreeSet<String>) {
    write!(text, "\n[{title}]\n").expect("writing to a string");
    for line in lines {
        text.push_str(line);
        text.push('\n');
    }
}

/// The lines that are in one text only, each with its section's title.
fn difference(name: &str, expected: &str, actual: &str) -> String {
    if expected.is_empty() {
        return format!("{name}: no snapshot\n");
    }
    let (expected, actual) = (titled_lines(expected), titled_lines(actual));
    let mut text = format!("{name}:\n");
    for line in expected.iter().filter(|line| !actual.contains(line)) {
        writeln!(text, "  - {line}").expect("writing to a string");
    }
    for line in actual.iter().filter(|line| !expected.contains(line)) {
        writeln!(text, "  + {line}").expect("writing to a string");
    }
    text
}

fn titled_lines(text: &str) -> Vec<String> {
    let mut title = "";
    let mut lines = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(inside) => title = inside,
            None => lines.push(format!("{title} {line}").trim_start().to_owned()),
        }
    }
    lines
}
