//! YAML text to a tree whose nodes know their place.
//!
//! For: reading a rule file with exact spans, and bounds on hostile input.
//! Not for: meaning (that is `schema` and its neighbours), scanned YAML (that goes through `tamis-syntax`).
//! Read [`Tree`] first.
//!
//! An alias is the node of its anchor, not a copy, so the tree is as large as the file and a "billion laughs" file costs
//! nothing until it is walked; walkers count their steps. Merge keys (`<<`) are resolved here.

use std::borrow::Cow;

use granit_parser::{Event, Parser, ScalarStyle};
use rustc_hash::{FxHashMap, FxHashSet};
use tamis_syntax::Span;

/// Largest rule file read, in bytes.
pub(crate) const MAX_BYTES: usize = 10 * 1024 * 1024;
/// Deepest nesting of YAML collections.
pub(crate) const MAX_DEPTH: usize = 128;
/// Entries that merge keys may add in one file.
const MAX_MERGED: usize = 200_000;

/// Index of a node in its [`Tree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NodeId(u32);

/// A rule file's YAML: a graph without cycles, because aliases share nodes.
#[derive(Debug)]
pub(crate) struct Tree<'t> {
    nodes: Vec<Node<'t>>,
    /// Top node of the first document; `None` where the file holds none.
    pub(crate) root: Option<NodeId>,
    /// Faults that spoil one mapping and leave the rest readable, in order of their spans' starts.
    pub(crate) faults: Vec<Fault>,
}

/// One YAML value.
#[derive(Debug)]
pub(crate) struct Node<'t> {
    /// Its bytes, without trailing blank lines. Where an alias leads here, the place of the anchored value.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: Kind<'t>,
}

/// Kinds of YAML values.
#[derive(Debug)]
pub(crate) enum Kind<'t> {
    /// Text; `plain` where it was written without quotes and may mean a number, a boolean or nothing.
    Scalar {
        /// After escapes and folding.
        text: Cow<'t, str>,
        /// Written without quotes, block indicator or `!!str`.
        plain: bool,
    },
    /// `- a`.
    Seq(Vec<NodeId>),
    /// `a: b`, merged entries last.
    Map(Vec<(NodeId, NodeId)>),
}

/// A fault within a mapping.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The key stands twice in one mapping.
    DuplicateKey {
        /// The key.
        key: String,
        /// Its first place.
        first: Span,
        /// Its second place.
        span: Span,
    },
    /// A key that is not text.
    NoTextKey(Span),
    /// `<<:` with something other than a mapping or a list of mappings.
    BadMerge(Span),
}

impl Fault {
    /// Where it is.
    pub(crate) fn span(&self) -> Span {
        match self {
            Fault::DuplicateKey { span, .. } | Fault::NoTextKey(span) | Fault::BadMerge(span) => {
                *span
            }
        }
    }
}

/// Why there is no tree.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum TreeError {
    /// Not YAML: the parser's words.
    Syntax(String, Span),
    /// Nested beyond the limit.
    TooDeep(Span),
    /// Merge keys add more entries than the limit.
    TooMany(Span),
    /// An alias within the value of its own anchor.
    Cycle(Span),
    /// A second document.
    SecondDocument(Span),
}

impl<'t> Tree<'t> {
    /// Reads `text`. Linear in its length, plus the entries merge keys add.
    pub(crate) fn parse(text: &'t str) -> Result<Tree<'t>, TreeError> {
        let mut builder = Builder::new(text);
        let options = granit_parser::options! {
            flow_nesting_limit: MAX_DEPTH,
            block_nesting_limit: MAX_DEPTH,
        };
        for event in Parser::new_from_str_with_options(text, options) {
            match event {
                Ok((event, span)) => builder.event(event, span)?,
                Err(error) => return Err(builder.syntax_error(&error)),
            }
        }
        Ok(builder.finish())
    }

    /// The node of an id of this tree.
    pub(crate) fn node(&self, id: NodeId) -> &Node<'t> {
        &self.nodes[id.0 as usize]
    }

    /// How many nodes the file holds.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Indexes of the faults that start within `span`.
    pub(crate) fn faults_in(&self, span: Span) -> std::ops::Range<usize> {
        let from = self.faults.partition_point(|fault| fault.span().start < span.start);
        let to = self.faults.partition_point(|fault| fault.span().start < span.end);
        from..to
    }

    /// The span of a node.
    pub(crate) fn span(&self, id: NodeId) -> Span {
        self.node(id).span
    }

    /// The text of a scalar, however it was written; `None` for collections.
    pub(crate) fn text(&self, id: NodeId) -> Option<&str> {
        match &self.node(id).kind {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The text of a scalar written without quotes.
    pub(crate) fn plain(&self, id: NodeId) -> Option<&str> {
        match &self.node(id).kind {
            Kind::Scalar { text, plain: true } => Some(text),
            _ => None,
        }
    }

    /// Whether the node is YAML's nothing: left out, `~` or `null`.
    pub(crate) fn is_null(&self, id: NodeId) -> bool {
        matches!(self.plain(id), Some("" | "~" | "null" | "Null" | "NULL"))
    }

    /// What a node is, for people.
    pub(crate) fn describe(&self, id: NodeId) -> &'static str {
        match &self.node(id).kind {
            Kind::Scalar { .. } if self.is_null(id) => "nothing",
            Kind::Scalar { .. } => "text",
            Kind::Seq(_) => "a list",
            Kind::Map(_) => "a mapping",
        }
    }
}

/// Puts events together.
struct Builder<'t> {
    text: &'t str,
    nodes: Vec<Node<'t>>,
    root: Option<NodeId>,
    faults: Vec<Fault>,
    /// Collections begun and not ended, outermost first.
    open: Vec<Open>,
    /// Nodes by anchor; `None` while the anchored value is still open.
    anchors: FxHashMap<usize, Option<NodeId>>,
    merged: usize,
}

/// A collection that has begun.
struct Open {
    is_map: bool,
    anchor: usize,
    start: u32,
    /// End of the last child.
    end: u32,
    children: Vec<NodeId>,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        Builder {
            text,
            nodes: Vec::with_capacity(text.len() / 24),
            root: None,
            faults: Vec::new(),
            open: Vec::new(),
            anchors: FxHashMap::default(),
            merged: 0,
        }
    }

    fn event(&mut self, event: Event<'t>, at: granit_parser::Span) -> Result<(), TreeError> {
        let span = self.span(&at);
        match event {
            Event::DocumentStart(..) if self.root.is_some() => {
                return Err(TreeError::SecondDocument(span));
            }
            Event::Scalar(text, style, anchor, tag) => {
                let tagged_text = tag.is_some_and(|tag| tag.is_yaml_core_schema_tag("str"));
                let plain = style == ScalarStyle::Plain && !tagged_text;
                // The parser writes `~` for a value that was left out.
                let text = if plain && span.is_empty() { Cow::Borrowed("") } else { text };
                let id = self.push(Node { span, kind: Kind::Scalar { text, plain } });
                self.place(id, anchor, span.end);
            }
            Event::SequenceStart(_, anchor, _) => self.begin(false, anchor, span.start),
            Event::MappingStart(_, anchor, _) => self.begin(true, anchor, span.start),
            Event::SequenceEnd | Event::MappingEnd => self.end(span)?,
            Event::Alias(anchor) => match self.anchors.get(&anchor) {
                Some(Some(id)) => self.place(*id, 0, span.end),
                _ => return Err(TreeError::Cycle(span)),
            },
            _ => {}
        }
        if self.open.len() > MAX_DEPTH {
            return Err(TreeError::TooDeep(span));
        }
        Ok(())
    }

    fn push(&mut self, node: Node<'t>) -> NodeId {
        self.nodes.push(node);
        NodeId(self.nodes.len() as u32 - 1)
    }

    fn begin(&mut self, is_map: bool, anchor: usize, start: u32) {
        if anchor != 0 {
            self.anchors.insert(anchor, None);
        }
        self.open.push(Open { is_map, anchor, start, end: start, children: Vec::new() });
    }

    fn end(&mut self, span: Span) -> Result<(), TreeError> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        // The end event of a block collection is empty and stands at the next token.
        let end = if span.is_empty() { open.end } else { span.end };
        let kind = if open.is_map {
            Kind::Map(self.entries(&open.children)?)
        } else {
            Kind::Seq(open.children)
        };
        let id = self.push(Node { span: Span::new(open.start, end), kind });
        self.place(id, open.anchor, end);
        Ok(())
    }

    /// Hangs a finished node into the open collection.
    fn place(&mut self, id: NodeId, anchor: usize, end: u32) {
        if anchor != 0 {
            self.anchors.insert(anchor, Some(id));
        }
        match self.open.last_mut() {
            Some(open) => {
                open.children.push(id);
                open.end = open.end.max(end);
            }
            None => self.root = self.root.or(Some(id)),
        }
    }

    /// Keys and values in turn to entries: duplicates are reported, merges resolved.
    fn entries(&mut self, children: &[NodeId]) -> Result<Vec<(NodeId, NodeId)>, TreeError> {
        let mut entries = Vec::with_capacity(children.len() / 2);
        let mut merges = Vec::new();
        for pair in children.chunks_exact(2) {
            let (key, value) = (pair[0], pair[1]);
            match &self.nodes[key.0 as usize].kind {
                Kind::Scalar { text, plain: true } if text == "<<" => merges.push(value),
                Kind::Scalar { .. } => entries.push((key, value)),
                _ => self.faults.push(Fault::NoTextKey(self.nodes[key.0 as usize].span)),
            }
        }
        self.drop_duplicates(&mut entries);
        for merge in merges {
            self.merge(&mut entries, merge)?;
        }
        Ok(entries)
    }

    fn key(&self, entry: (NodeId, NodeId)) -> (&str, Span) {
        let node = &self.nodes[entry.0.0 as usize];
        match &node.kind {
            Kind::Scalar { text, .. } => (text, node.span),
            _ => ("", node.span),
        }
    }

    fn drop_duplicates(&mut self, entries: &mut Vec<(NodeId, NodeId)>) {
        let mut seen: FxHashMap<&str, Span> = FxHashMap::default();
        let mut faults = Vec::new();
        let mut kept = Vec::with_capacity(entries.len());
        for entry in entries.iter() {
            let (key, span) = self.key(*entry);
            match seen.get(key) {
                Some(first) => {
                    faults.push(Fault::DuplicateKey { key: key.to_owned(), first: *first, span })
                }
                None => {
                    seen.insert(key, span);
                    kept.push(*entry);
                }
            }
        }
        self.faults.extend(faults);
        *entries = kept;
    }

    /// Adds the entries of a `<<` value whose keys are not there yet.
    fn merge(
        &mut self,
        entries: &mut Vec<(NodeId, NodeId)>,
        value: NodeId,
    ) -> Result<(), TreeError> {
        let node = &self.nodes[value.0 as usize];
        let sources = match &node.kind {
            Kind::Map(_) => vec![value],
            Kind::Seq(items) => items.clone(),
            Kind::Scalar { .. } => {
                self.faults.push(Fault::BadMerge(node.span));
                return Ok(());
            }
        };
        let mut merged = self.merged;
        let mut added: Vec<(NodeId, NodeId)> = Vec::new();
        let mut have: FxHashSet<&str> = entries.iter().map(|entry| self.key(*entry).0).collect();
        for source in sources {
            let node = &self.nodes[source.0 as usize];
            let Kind::Map(inherited) = &node.kind else {
                self.faults.push(Fault::BadMerge(node.span));
                return Ok(());
            };
            merged += inherited.len() + entries.len();
            if merged > MAX_MERGED {
                return Err(TreeError::TooMany(node.span));
            }
            added.extend(inherited.iter().filter(|entry| have.insert(self.key(**entry).0)));
        }
        self.merged = merged;
        entries.extend(added);
        Ok(())
    }

    /// The byte span of an event, without the blank lines a block scalar trails.
    fn span(&self, at: &granit_parser::Span) -> Span {
        let range = at.byte_range().unwrap_or(0..0);
        let slice = self.text.get(range.clone()).unwrap_or("");
        let end = range.start + slice.trim_end().len();
        Span::new(range.start as u32, end as u32)
    }

    fn syntax_error(&self, error: &granit_parser::ScanError) -> TreeError {
        let at = error.marker().byte_offset().unwrap_or(0).min(self.text.len());
        let width = self.text.get(at..).unwrap_or("").chars().next().map_or(0, char::len_utf8);
        let span = Span::new(at as u32, (at + width) as u32);
        match error.kind() {
            granit_parser::ErrorKind::RecursionLimitExceeded => TreeError::TooDeep(span),
            _ => TreeError::Syntax(error.info(), span),
        }
    }

    fn finish(mut self) -> Tree<'t> {
        self.faults.sort_by_key(|fault| fault.span().start);
        Tree { nodes: self.nodes, root: self.root, faults: self.faults }
    }
}
