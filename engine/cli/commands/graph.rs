//! `tamis dump graph` and `tamis dump chart`: manifests of charts; resources with their attributes, where each value stands and came from, and who refers to whom.

use std::fmt::Write as _;
use std::path::Path;

use miette::{IntoDiagnostic as _, Report, miette};
use tamis_iac::query::show;
use tamis_iac::{Dialect, Edge, Kind, ResourceGraph, ResourceId, Settings, Value};
use tamis_scan::{Graphs, WalkOptions, charts, graphs};

use super::print;
use crate::args::Values;

pub(crate) fn run(path: &Path, values: &Values) -> Result<u8, Report> {
    let (options, settings) = options(path, values)?;
    let graphs = graphs(&options, &settings).into_diagnostic()?;
    let mut out = String::new();
    for (dialect, graph) in &graphs.graphs {
        whole(&graphs, dialect, graph, &mut out);
    }
    if out.is_empty() {
        out.push_str("no resources\n");
    }
    for notice in &graphs.notices {
        let path = notice.path.as_deref().map(|path| format!("{path}: ")).unwrap_or_default();
        let _ = writeln!(out, "notice: {path}{}", notice.message);
    }
    print(&out)
}

/// The manifests a chart gives, as `helm template` shows them.
pub(crate) fn chart(path: &Path, values: &Values) -> Result<u8, Report> {
    let (options, settings) = options(path, values)?;
    let mut out = String::new();
    for (name, text) in charts(&options, &settings).into_diagnostic()? {
        if !text.trim().is_empty() {
            let _ = writeln!(out, "---\n# Source: {name}\n{}", text.trim_matches('\n'));
        }
    }
    print(&out)
}

fn options(path: &Path, values: &Values) -> Result<(WalkOptions, Settings), Report> {
    if !path.exists() {
        return Err(miette!("'{}' is not there", path.display()));
    }
    let base = std::env::current_dir().into_diagnostic()?;
    let settings = super::scan::values(values, &base)?;
    let options = WalkOptions { roots: vec![path.to_owned()], base, ..WalkOptions::default() };
    Ok((options, settings))
}

fn whole(graphs: &Graphs, dialect: &Dialect, graph: &ResourceGraph, out: &mut String) {
    let count = graph.resources.len();
    let _ =
        writeln!(out, "{}: {count} resource{}", dialect.title, if count == 1 { "" } else { "s" });
    // References are in order of who refers.
    let mut edges: &[Edge] = &graph.references;
    for (id, resource) in graph.iter() {
        let _ = writeln!(
            out,
            "\n{} {}  {}",
            resource.kind,
            resource.address,
            graphs.describe(resource.head)
        );
        if let Some(parent) = resource.parent.map(|parent| graph.resource(parent)) {
            let _ = writeln!(out, "  (part of {} {})", parent.kind, parent.address);
        }
        for (key, attribute) in resource.attributes.as_map().into_iter().flatten() {
            value_lines(graphs, key, &attribute.value, 1, out);
        }
        let own = edges.iter().take_while(|edge| edge.from == id).count();
        for edge in &edges[..own] {
            reference(graph, edge, out);
        }
        edges = &edges[own..];
    }
    out.push('\n');
}

fn reference(graph: &ResourceGraph, edge: &Edge, out: &mut String) {
    let of = |id: ResourceId| graph.resource(id);
    let attribute =
        if edge.attribute.is_empty() { String::new() } else { format!(" ({})", edge.attribute) };
    let to = of(edge.to);
    let _ = writeln!(out, "  {} -> {} {}{attribute}", edge.path, to.kind, to.address);
}

/// Levels shown on lines of their own.
const MAX_DEPTH: usize = 12;

fn value_lines(graphs: &Graphs, key: &str, value: &Value, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    match &value.kind {
        Kind::Map(map) if !map.is_empty() && depth < MAX_DEPTH => {
            let _ = writeln!(out, "{indent}{key}:{}", origin(graphs, value));
            for (key, entry) in map.iter() {
                value_lines(graphs, key, &entry.value, depth + 1, out);
            }
        }
        Kind::List(items) if items.iter().any(is_nested) && depth < MAX_DEPTH => {
            for (at, item) in items.iter().enumerate() {
                value_lines(graphs, &format!("{key}[{at}]"), item, depth, out);
            }
        }
        _ => {
            let text = match value.as_str() {
                Some(text) => text.escape_debug().to_string(),
                None => show(value),
            };
            let _ = writeln!(out, "{indent}{key} = {text}{}", origin(graphs, value));
        }
    }
}

fn is_nested(value: &Value) -> bool {
    matches!(value.kind, Kind::Map(_) | Kind::List(_))
}

/// Where a value stands, and where it came from if it was not written there.
fn origin(graphs: &Graphs, value: &Value) -> String {
    let mut parts: Vec<String> = Vec::new();
    if value.is_unknown() {
        parts.push("not known".to_owned());
    }
    parts.extend(value.origin.place.map(|place| graphs.describe(place)));
    for step in value.origin.steps() {
        let place = step.origin.place.map(|place| format!(" {}", graphs.describe(place)));
        parts.push(format!("{}{}", step.how.phrase(&step.name), place.unwrap_or_default()));
    }
    if parts.is_empty() { String::new() } else { format!("  ({})", parts.join(", ")) }
}
