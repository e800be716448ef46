//! The graphs of a project, for looking at them.
//!
//! For: `tamis dump graph`. Not for: scans, which build the graphs that rules ask from files they have parsed anyway.

use std::sync::Arc;

use tamis_finding::Notice;
use tamis_iac::{Context, DIALECTS, Dialect, Place, ResourceGraph, Settings, Source};
use tamis_syntax::FileId;

use crate::beside::Beside;
use crate::decode::{Decoded, decode};
use crate::graph::{build, owns};
use crate::read::read;
use crate::walk::{WalkError, WalkOptions, Walked, walk};

/// The graphs of some files, with what is needed to say where things stand.
pub struct Graphs {
    /// Those that hold anything, in the order of the table of dialects.
    pub graphs: Vec<(&'static Dialect, ResourceGraph)>,
    /// What could not be done.
    pub notices: Vec<Notice>,
    beside: Beside,
}

impl Graphs {
    /// `path:line` of a place.
    pub fn describe(&self, place: Place) -> String {
        match self.beside.location(place) {
            Some(location) => format!("{}:{}", location.path, location.start.line),
            None => "?".to_owned(),
        }
    }
}

/// Reads all infrastructure files below some paths. Unreadable files are passed over.
pub fn graphs(options: &WalkOptions, settings: &Settings) -> Result<Graphs, WalkError> {
    let walked = walk(options)?;
    let sources = sources(&walked);
    let beside = Beside::new(&walked.root, &sources);
    let (mut graphs, mut notices) = (Vec::new(), walked.notices);
    for dialect in DIALECTS {
        let owned: Vec<Source> =
            sources.iter().filter(|source| owns(dialect, source)).cloned().collect();
        if owned.is_empty() {
            continue;
        }
        let (graph, found) = build(dialect, &owned, &beside, settings);
        notices.extend(found);
        if !graph.resources.is_empty() {
            graphs.push((dialect, graph));
        }
    }
    Ok(Graphs { graphs, notices, beside })
}

/// The manifests of the charts below some paths, as text by the names of their templates.
pub fn charts(
    options: &WalkOptions,
    settings: &Settings,
) -> Result<Vec<(String, String)>, WalkError> {
    let walked = walk(options)?;
    let sources = sources(&walked);
    let beside = Beside::new(&walked.root, &sources);
    let mut cx = Context::new(&beside, settings);
    Ok(tamis_iac::helm::manifests(&sources, &mut cx))
}

/// The files that may belong to a graph, parsed.
fn sources(walked: &Walked) -> Vec<Source> {
    let mut sources = Vec::new();
    for (at, file) in walked.files.iter().enumerate() {
        let Some(language) = tamis_lang::by_file_name(&file.rel) else { continue };
        let Some(syntax) = &language.syntax else { continue };
        if !DIALECTS.iter().any(|dialect| dialect.languages.contains(&language.id.0)) {
            continue;
        }
        let Ok(bytes) = read(file, None) else { continue };
        let Decoded::Text { text, .. } = decode(bytes) else { continue };
        if DIALECTS.iter().any(|dialect| (dialect.may_own)(&file.rel, &text)) {
            sources.push(Source {
                file: FileId(at as u32),
                path: Arc::from(file.rel.as_str()),
                tree: Arc::new(tamis_lang::parse(syntax, &text)),
                text: Arc::from(text),
                language,
            });
        }
    }
    sources
}
