//! A dialect: files of one kind to resources of the graph.

use std::sync::Arc;

use tamis_finding::{Notice, NoticeKind};
use tamis_ir::{Language, Syntax};
use tamis_syntax::{FileId, Grammar, LineIndex, Span, Tree};

use crate::graph::ResourceGraph;

/// A parsed file of the project.
#[derive(Debug, Clone)]
pub struct Source {
    /// Which file; a file read beside the scanned ones has an id above theirs.
    pub file: FileId,
    /// Relative to the scan root, `/` between parts.
    pub path: Arc<str>,
    /// Decoded text.
    pub text: Arc<str>,
    /// Its language, which has a grammar.
    pub language: &'static Language,
    /// Its tree.
    pub tree: Arc<Tree>,
}

impl Source {
    /// The grammar of its tree; `None` only for a language without one, of which there are no sources.
    pub fn grammar(&self) -> Option<&'static Grammar> {
        self.language.syntax.as_ref().map(|syntax: &Syntax| (syntax.grammar)())
    }

    /// The folder it lies in, without a slash at the end; empty for the root.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Its name without folders.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}

/// The files around the scanned ones: what `file()`, a variable file, a base of a kustomization needs. Paths are
/// relative to the scan root, with `/`; those that lead out of it (`../`) are resolved if they exist. Whoever
/// implements this records what was read.
pub trait Files: Sync {
    /// Decoded text of a file, also one that is ignored or not of a known language; `None` if it is not there, not text
    /// or too large.
    fn read(&self, path: &str) -> Option<Arc<str>>;

    /// The file parsed by the language of its name.
    fn source(&self, path: &str) -> Option<Source>;

    /// Names of the entries of a folder, sorted, folders with a `/` at the end; empty if there is none.
    fn list(&self, folder: &str) -> Vec<String>;

    /// A text within a file, parsed in the language of that id (`json` in a heredoc). Spans are those of the text.
    fn parse(&self, language: &str, text: &str) -> Option<(&'static Language, Tree)>;
}

/// A kind of infrastructure file: a row of [`DIALECTS`](crate::DIALECTS).
pub struct Dialect {
    /// Its name, also in `languages:` of rules: `terraform`.
    pub id: &'static str,
    /// For people: `Terraform`.
    pub title: &'static str,
    /// Ids of the languages its files are in.
    pub languages: &'static [&'static str],
    /// Whether a file may belong to it, by path and text alone: asked before anything is parsed, so it must be cheap.
    pub may_own: fn(path: &str, text: &str) -> bool,
    /// Whether rules for resources of this type glob (`aws_*`, `k8s:Pod`) are its business.
    pub makes: fn(kind: &str) -> bool,
    /// Reads its files, all of the project at once, sorted by path, into the graph.
    pub build: fn(sources: &[Source], cx: &mut Context<'_>),
}

impl std::fmt::Debug for Dialect {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Dialect").field(&self.id).finish()
    }
}

/// What a dialect works with.
pub struct Context<'f> {
    /// Where resources and references go.
    pub graph: ResourceGraph,
    /// Files beside the sources.
    pub files: &'f dyn Files,
    /// What could not be done.
    pub notices: Vec<Notice>,
    /// Settings of the run.
    pub settings: &'f Settings,
    /// Steps left for this dialect.
    pub budget: Budget,
}

/// Settings of a run that dialects look at.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Variable files given on the command line (`--var-file`), in order; paths as for [`Files`].
    pub variable_files: Vec<String>,
    /// Values files of charts (`--values`), in order.
    pub values_files: Vec<String>,
}

impl<'f> Context<'f> {
    /// A context without resources.
    pub fn new(files: &'f dyn Files, settings: &'f Settings) -> Self {
        Context {
            graph: ResourceGraph::default(),
            files,
            notices: Vec::new(),
            settings,
            budget: Budget::new(Budget::PROJECT),
        }
    }

    /// Says what could not be done, once: the same words about the same file are dropped.
    pub fn notice(&mut self, kind: NoticeKind, source: Option<(&Source, Span)>, message: String) {
        let notice = Notice {
            kind,
            path: source.map(|(source, _)| source.path.to_string()),
            span: source.map(|(_, span)| span),
            start: source.map(|(source, span)| {
                LineIndex::new(&source.text).position(&source.text, span.start)
            }),
            rule: None,
            message,
        };
        let same = |known: &Notice| known.path == notice.path && known.message == notice.message;
        if !self.notices.iter().any(same) {
            self.notices.push(notice);
        }
    }
}

/// Steps that may be taken before work is given up: counted, never timed.
#[derive(Debug, Clone)]
pub struct Budget {
    left: u64,
}

impl Budget {
    /// Steps for one dialect over a whole project.
    pub const PROJECT: u64 = 400_000_000;

    /// `steps` of them.
    pub fn new(steps: u64) -> Self {
        Budget { left: steps }
    }

    /// Takes `steps`; `false` once they are spent.
    pub fn take(&mut self, steps: u64) -> bool {
        self.left = self.left.saturating_sub(steps);
        self.left > 0
    }

    /// Whether none is left.
    pub fn is_spent(&self) -> bool {
        self.left == 0
    }
}
