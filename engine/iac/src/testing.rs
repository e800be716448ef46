//! Helpers of tests: sources and graphs from texts.

use std::sync::Arc;

use tamis_ir::Language;
use tamis_syntax::{FileId, Tree};

use crate::dialect::{Context, Dialect, Files, Settings, Source};
use crate::graph::ResourceGraph;

/// A parsed file.
pub(crate) fn source(path: &str, text: &str) -> Source {
    numbered(0, path, text)
}

fn numbered(id: u32, path: &str, text: &str) -> Source {
    let language = tamis_lang::by_file_name(path).expect("a known extension");
    let syntax = language.syntax.as_ref().expect("a grammar");
    Source {
        file: FileId(id),
        path: Arc::from(path),
        text: Arc::from(text),
        language,
        tree: Arc::new(tamis_lang::parse(syntax, text)),
    }
}

/// Files of a test: those of the project and nothing else.
pub(crate) struct Texts(pub(crate) Vec<Source>);

impl Files for Texts {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        self.source(path).map(|source| source.text)
    }

    fn source(&self, path: &str) -> Option<Source> {
        self.0.iter().find(|source| &*source.path == path).cloned()
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let below = self.0.iter().filter_map(|source| source.path.strip_prefix(&prefix));
        let entry = |path: &str| match path.split_once('/') {
            Some((folder, _)) => format!("{folder}/"),
            None => path.to_owned(),
        };
        let mut names: Vec<String> = below.map(entry).collect();
        names.sort();
        names.dedup();
        names
    }

    fn parse(&self, language: &str, text: &str) -> Option<(&'static Language, Tree)> {
        let language = tamis_lang::language(language)?;
        let syntax = language.syntax.as_ref()?;
        Some((language, tamis_lang::parse(syntax, text)))
    }
}

/// The graph of some files.
pub(crate) fn graph(dialect: &Dialect, files: &[(&str, &str)]) -> ResourceGraph {
    let sources: Vec<Source> = files
        .iter()
        .enumerate()
        .map(|(at, (path, text))| numbered(at as u32, path, text))
        .collect();
    let texts = Texts(sources.clone());
    let settings = Settings::default();
    let mut cx = Context::new(&texts, &settings);
    (dialect.build)(&sources, &mut cx);
    cx.graph.finish();
    cx.graph
}
