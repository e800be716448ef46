//! Summaries of functions as text, for people.

use std::fmt::Write as _;
use std::sync::Arc;

use tamis_ir::{Key, LocalId};

use crate::calls::project::{FnIdx, Project};
use crate::calls::summary::{Guards, Summary};
use crate::models::Models;
use crate::project::{FileFacts, all_summaries};
use crate::taint::context::Context;
use crate::taint::rules::TaintRule;
use crate::taint::value::{Origin, Path, Taint, Taints};

/// What a call of each function does to data, whatever comes in: what it returns and writes in terms of its parameters,
/// which sinks it leads to, which parameters it tests. `name` gives a rule's by its index.
pub fn summaries(
    rules: &[TaintRule],
    files: &[FileFacts],
    models: &Arc<Models>,
    name: &dyn Fn(usize) -> String,
) -> String {
    let project = Project::new(files);
    let cx = Context::new(&project, rules, models);
    let found = all_summaries(&cx);
    let mut out = String::new();
    for function in project.functions() {
        let body = project.body(function);
        let path = &project.files[project.file_of(function) as usize].path;
        let params: Vec<&str> =
            body.params.iter().map(|param| local(&cx, function, param.local)).collect();
        let _ = writeln!(out, "{}({})  {path}", body.name, params.join(", "));
        match &found[function.0 as usize] {
            Some(summary) => show(&cx, function, summary, name, &mut out),
            None => out.push_str("  not looked at\n"),
        }
    }
    out
}

fn show(
    cx: &Context<'_>,
    function: FnIdx,
    summary: &Summary,
    name: &dyn Fn(usize) -> String,
    out: &mut String,
) {
    let before = out.len();
    let param = |at: u32| {
        let params = &cx.project.body(function).params;
        params.get(at as usize).map_or("?", |param| local(cx, function, param.local))
    };
    for (path, taints) in &summary.returns {
        let _ = writeln!(out, "  returns{} <- {}", inside(path), origins(cx, function, taints));
    }
    for (at, path, taints) in &summary.writes {
        let from = origins(cx, function, taints);
        let _ = writeln!(out, "  writes {}{} <- {from}", param(*at), inside(path));
    }
    for (owner, variable, path, taints) in &summary.shared {
        let from = origins(cx, function, taints);
        let variable = local(cx, FnIdx(*owner), *variable);
        let _ = writeln!(out, "  leaves {variable}{} <- {from}", inside(path));
    }
    for reach in &summary.sinks {
        let mark = cx.mark(reach.sink);
        let from: Vec<String> =
            reach.inputs.iter().map(|taint| origin(cx, function, taint)).collect();
        let rule = name(mark.rule as usize);
        let _ = writeln!(
            out,
            "  sink {rule} at {}..{} <- {}",
            mark.span.start,
            mark.span.end,
            from.join(", ")
        );
    }
    let Guards { if_true, if_false, after } = summary.guards;
    for (bits, when) in [
        (if_true, "where it gives true"),
        (if_false, "where it gives false"),
        (after, "afterwards"),
    ] {
        for at in (0..32).filter(|at| bits & (1 << at) != 0) {
            let _ = writeln!(out, "  {} is harmless {when}", param(at));
        }
    }
    if out.len() == before {
        out.push_str("  nothing goes through\n");
    }
}

fn origins(cx: &Context<'_>, function: FnIdx, taints: &Taints) -> String {
    let all: Vec<String> = taints.iter().map(|taint| origin(cx, function, taint)).collect();
    if all.is_empty() { "nothing".to_owned() } else { all.join(", ") }
}

fn origin(cx: &Context<'_>, function: FnIdx, taint: &Taint) -> String {
    let made = if taint.derived { "made from " } else { "" };
    let what = match &taint.origin {
        Origin::Source(file, mark) => {
            let mark = cx.mark((*file, *mark));
            format!("source at {}..{}", mark.span.start, mark.span.end)
        }
        Origin::Param(at, path) => {
            let params = &cx.project.body(function).params;
            let name = params.get(*at as usize).map_or("?", |it| local(cx, function, it.local));
            format!("{name}{}", inside(path))
        }
        Origin::Captured(owner, variable, path) => {
            format!("{}{} of outside", local(cx, FnIdx(*owner), *variable), inside(path))
        }
    };
    format!("{made}{what}")
}

fn local<'c>(cx: &'c Context<'_>, function: FnIdx, id: LocalId) -> &'c str {
    let name = cx.project.body(function).locals.get(id.0 as usize).map(|local| &*local.name);
    name.filter(|name| !name.is_empty()).unwrap_or("_")
}

fn inside(path: &Path) -> String {
    let key = |key: &Key| match key {
        Key::Name(name) => format!(".{name}"),
        Key::Index(at) => format!("[{at}]"),
        Key::Any => "[*]".to_owned(),
    };
    path.iter().map(key).collect()
}
