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
        let below = |source: &Source| source.folder() == folder;
        self.0
            .iter()
            .filter(|source| below(source))
            .map(|source| source.name().to_owned())
            .collect()
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
