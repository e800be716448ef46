//! `tamis dump`.

use std::fmt::Write as _;
use std::fs;

use miette::{IntoDiagnostic as _, Report, WrapErr as _, miette};
use tamis_ir::{Language, Syntax};
use tamis_syntax::{NodeId, Role, SyntaxErrorKind, Tree};

use super::print;
use crate::args::Dump;

pub(crate) fn run(args: &Dump) -> Result<u8, Report> {
    if args.what == "graph" {
        return super::graph::run(&args.file, &args.values);
    }
    if args.what == "chart" {
        return super::graph::chart(&args.file, &args.values);
    }
    let shown = args.file.display().to_string();
    let text =
        fs::read_to_string(&args.file).into_diagnostic().wrap_err_with(|| format!("'{shown}'"))?;
    let language = match &args.language {
        Some(word) => tamis_lang::languages_for_rule(word).into_iter().next(),
        None => tamis_lang::by_file_name(&shown).or_else(|| tamis_lang::by_shebang(&text)),
    };
    let Some((language, syntax)) = language.and_then(|l: &Language| Some((l, l.syntax.as_ref()?)))
    else {
        let help = "give one with --language; 'tamis languages' lists all";
        return Err(miette!(help = help, "'{shown}' is in no language with a grammar"));
    };
    if args.what == "tree" {
        return print(&tree(syntax, &tamis_lang::parse(syntax, &text), &text));
    }
    if args.what == "summaries" {
        let all =
            crate::args::Choice { config: vec!["audit".to_owned()], exclude_rule: Vec::new() };
        let mut rules = crate::select::select(&all)?.rules;
        rules.retain(|rule| rule.is_taint());
        return print(&tamis_scan::flow_summaries(&rules, &[(shown, text)]));
    }
    if args.what == "ir" || args.what == "cfg" {
        let Some(lowering) = &syntax.lowering else {
            return Err(miette!("{} is not lowered yet", language.title));
        };
        let parsed = tamis_lang::parse(syntax, &text);
        let module = (lowering.lower)((syntax.grammar)(), &parsed, &text);
        return print(&match (args.what.as_str(), args.dot) {
            ("ir", _) => tamis_ir::dump(&module),
            (_, true) => tamis_ir::cfg_dot(&module),
            (_, false) => tamis_ir::cfg(&module),
        });
    }
    let readings = (syntax.pattern.encode)(&text);
    for reading in &readings {
        let parsed = tamis_lang::parse(syntax, &reading.text);
        if parsed.errors().iter().all(|error| error.kind == SyntaxErrorKind::TooDeep) {
            let mut out = format!("read as {}:\n{}\n\n", language.title, reading.text);
            out.push_str(&tree(syntax, &parsed, &reading.text));
            return print(&out);
        }
    }
    Err(miette!(
        "'{shown}' does not parse as a {} pattern ({} readings tried)",
        language.title,
        readings.len()
    ))
}

fn tree(syntax: &Syntax, tree: &Tree, text: &str) -> String {
    let grammar = (syntax.grammar)();
    let mut out = String::new();
    let mut depths = vec![0usize; tree.len()];
    for at in 0..tree.len() as u32 {
        let id = NodeId(at);
        let node = tree.node(id);
        if let Some(parent) = tree.parent(id) {
            depths[at as usize] = depths[parent.0 as usize] + 1;
        }
        let field =
            grammar.field_name(node.field).map(|name| format!("{name}: ")).unwrap_or_default();
        let role = if node.role == Role::Other {
            String::new()
        } else {
            format!(" ({})", node.role.name())
        };
        let leaf = if tree.is_leaf(id) {
            format!(" {:?}", node.span().of(text).chars().take(60).collect::<String>())
        } else {
            String::new()
        };
        let indent = "  ".repeat(depths[at as usize]);
        let _ = writeln!(out, "{indent}{field}{}{role}{leaf}", grammar.kind_name(node.kind));
    }
    for error in tree.errors() {
        let _ = writeln!(out, "gap {}..{}: {:?}", error.span.start, error.span.end, error.kind);
    }
    out
}
