//! Dockerfiles: stages and instructions.
//!
//! For: `docker:stage` for every stage, `docker:<INSTRUCTION>` for every instruction below its stage, `docker:file` for the
//! file. Not for: shell syntax (`shell.rs`).
//!
//! A stage knows what it ends as: `image`, `name`, `tag`, `digest`, `platform`, `base` (the stage it builds on), `shipped`
//! (the last stage, and what it builds on), and, inherited from earlier stages, `user` and `healthcheck`. An instruction
//! has `value` (its text), `words`, `flags`, `form` (`json` or `shell`), `pairs` (of `ENV`, `ARG`, `LABEL`) and
//! `commands` (of `RUN`). `ARG` and `ENV` are put in where their values are known.

mod substitute;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use tamis_syntax::{NodeId, Role, Span};

use crate::dialect::{Context, Dialect, Source};
use crate::graph::{Edge, Resource, ResourceId};
use crate::origin::{Origin, Place};
use crate::shell::{Site, commands};
use crate::value::{Attribute, Kind, Map, Reason, Value};
pub(crate) use substitute::Scope;

/// The row of the table of dialects.
pub const DIALECT: Dialect = Dialect {
    id: "dockerfile",
    title: "Dockerfile",
    languages: &["dockerfile"],
    may_own: |_, _| true,
    makes: |kind| kind.starts_with("docker:"),
    build,
};

fn build(sources: &[Source], cx: &mut Context<'_>) {
    for source in sources {
        let Some(grammar) = source.grammar() else { continue };
        if source.tree.is_empty() {
            continue;
        }
        let mut file = File { source, cx, stages: Vec::new(), args: Scope::default() };
        let root = NodeId::ROOT;
        let nodes: Vec<NodeId> = source.tree.children(root).collect();
        let whole = nodes.iter().map(|node| source.tree.span(*node)).reduce(Span::cover);
        let Some(whole) = whole else { continue };
        for node in nodes {
            let kind = grammar.kind_name(source.tree.node(node).kind);
            file.instruction(node, kind);
        }
        file.finish(whole);
    }
}

struct File<'a, 'f> {
    source: &'a Source,
    cx: &'a mut Context<'f>,
    stages: Vec<Stage>,
    /// `ARG`s before the first `FROM`.
    args: Scope,
}

struct Stage {
    id: ResourceId,
    alias: Option<String>,
    base: Option<usize>,
    user: Option<Value>,
    healthcheck: Option<Value>,
    scope: Scope,
}

impl File<'_, '_> {
    fn place(&self, span: Span) -> Place {
        Place::new(self.source.file, span)
    }

    fn text(&self, node: NodeId) -> &str {
        self.source.tree.span(node).of(&self.source.text)
    }

    fn kind(&self, node: NodeId) -> &'static str {
        self.source
            .grammar()
            .map_or("", |grammar| grammar.kind_name(self.source.tree.node(node).kind))
    }

    fn children(&self, node: NodeId) -> Vec<NodeId> {
        self.source.tree.children(node).collect()
    }

    fn string(&self, text: &str, node: NodeId) -> Value {
        Value::string(text, Origin::literal(self.source.file, self.source.tree.span(node)))
    }

    /// A text with what is known of its variables put in.
    fn known(&self, text: &str, node: NodeId) -> Value {
        let origin = Origin::literal(self.source.file, self.source.tree.span(node));
        self.stages.last().map_or(&self.args, |stage| &stage.scope).fill(text, origin)
    }

    fn instruction(&mut self, node: NodeId, kind: &str) {
        if kind == "from_instruction" {
            self.from(node);
            return;
        }
        let Some(name) = kind.strip_suffix("_instruction") else { return };
        let attributes = self.attributes(node, name);
        self.remember(node, name, &attributes);
        if let Some(stage) = self.stages.last() {
            let (parent, place) = (stage.id, self.place(self.source.tree.span(node)));
            self.add(&name.to_ascii_uppercase(), attributes, place, Some(parent));
        }
    }

    fn add(
        &mut self,
        kind: &str,
        attributes: Map,
        place: Place,
        parent: Option<ResourceId>,
    ) -> ResourceId {
        let line = self.source.text[..place.span.start as usize].matches('\n').count() + 1;
        self.cx.graph.add(Resource {
            dialect: DIALECT.id,
            kind: Arc::from(format!("docker:{kind}")),
            address: Arc::from(format!("{}:{line}", self.source.path)),
            attributes: Value::map(attributes, Origin { place: Some(place), from: None }),
            place,
            head: place,
            parent,
            also: Vec::new(),
            calls: None,
        })
    }

    fn from(&mut self, node: NodeId) {
        let span = self.source.tree.span(node);
        let mut map = Map::default();
        let mut alias = None;
        // What stands before the first `FROM` counts in every `FROM`, and nowhere else.
        let outer = self.args.clone();
        for child in self.children(node) {
            match self.kind(child) {
                "param" => {
                    let platform = self.text(child).trim_start_matches("--platform=");
                    let value = self.string(platform, child);
                    put(&mut map, "platform", value);
                }
                "image_alias" => {
                    alias = Some(self.text(child).to_ascii_lowercase());
                    let value = self.string(self.text(child), child);
                    put(&mut map, "name", value);
                }
                "image_name" => {
                    let whole = self.image_span(node, child);
                    let origin = Origin::literal(self.source.file, whole);
                    let image = outer.fill(whole.of(&self.source.text), origin);
                    image_parts(&mut map, &image);
                    put(&mut map, "image", image);
                }
                _ => {}
            }
        }
        let image = map.get("image").and_then(|entry| entry.value.as_str()).unwrap_or("");
        let image = image.to_ascii_lowercase();
        let base = self.stages.iter().rposition(|stage| stage.alias.as_deref() == Some(&image));
        let inherited = base.map(|at| &self.stages[at]);
        let user = inherited.and_then(|stage| stage.user.clone());
        let healthcheck = inherited.and_then(|stage| stage.healthcheck.clone());
        let mut scope = inherited.map(|stage| stage.scope.without_args()).unwrap_or_default();
        scope.globals = Arc::new(outer.variables());
        if base.is_some() {
            put(&mut map, "base", Value::string(image, Origin::none()));
        }
        let id = self.add("stage", map, self.place(span), None);
        if let Some(at) = base {
            let (path, attribute) = (Arc::from("base"), Arc::from(""));
            let to = self.stages[at].id;
            self.cx.graph.references.push(Edge { from: id, to, path, attribute });
        }
        self.stages.push(Stage { id, alias, base, user, healthcheck, scope });
    }

    /// An image's name with its tag and digest.
    fn image_span(&self, instruction: NodeId, name: NodeId) -> Span {
        let parts = self
            .children(instruction)
            .into_iter()
            .filter(|child| matches!(self.kind(*child), "image_tag" | "image_digest"));
        let start = self.source.tree.span(name);
        parts.fold(start, |whole, part| whole.cover(self.source.tree.span(part)))
    }

    /// What an instruction leaves behind for those after it.
    fn remember(&mut self, node: NodeId, name: &str, attributes: &Map) {
        if matches!(name, "arg" | "env") {
            let pairs = attributes.get("pairs").and_then(|pairs| pairs.value.as_list());
            let scope = match self.stages.last_mut() {
                Some(stage) => &mut stage.scope,
                None => &mut self.args,
            };
            for pair in pairs.unwrap_or(&[]) {
                let Some(key) = pair.get("name").and_then(Value::as_str) else { continue };
                scope.set(key, pair.get("value").cloned(), name == "arg");
            }
        }
        let span = self.source.tree.span(node);
        let origin = Origin::literal(self.source.file, span);
        let Some(stage) = self.stages.last_mut() else { return };
        match name {
            "user" => stage.user = attributes.get("value").map(|entry| entry.value.clone()),
            "healthcheck" => {
                let off = span.of(&self.source.text).to_ascii_uppercase().contains("NONE");
                stage.healthcheck = Some(Value::bool(!off, origin));
            }
            _ => {}
        }
    }

    fn attributes(&self, node: NodeId, name: &str) -> Map {
        let mut map = Map::default();
        let (mut words, mut flags, mut pairs) = (Vec::new(), Map::default(), Vec::new());
        let mut form = "shell";
        let tree = &self.source.tree;
        for child in self.children(node) {
            match self.kind(child) {
                "param" => self.flag(self.text(child), child, &mut flags),
                "mount_param" => {}
                "json_string_array" => {
                    form = "json";
                    for item in self.children(child) {
                        words.push(self.known(&unquote(self.text(item)), item));
                    }
                }
                kind if kind.ends_with("_pair") => pairs.push(self.pair(child)),
                kind if kind.ends_with("_instruction") => {
                    put(&mut map, "command", self.string(self.text(child), child));
                }
                "shell_command" | "heredoc_block" => {}
                _ if tree.node(child).role == Role::String || !self.text(child).is_empty() => {
                    words.push(self.known(&unquote(self.text(child)), child));
                }
                _ => {}
            }
        }
        if name == "run" {
            put(&mut map, "commands", self.commands(node));
        }
        let value = self.value(node);
        put(&mut map, "value", value);
        let origin = || Origin::literal(self.source.file, tree.span(node));
        put(&mut map, "words", Value::list(words, origin()));
        put(&mut map, "flags", Value::map(flags, origin()));
        if !pairs.is_empty() {
            put(&mut map, "pairs", Value::list(pairs, origin()));
        }
        put(&mut map, "form", Value::string(form, origin()));
        if let Some(stage) = self.stages.last().and_then(|stage| stage.user.clone()) {
            put(&mut map, "user", stage);
        }
        map
    }

    /// Everything after the instruction's name.
    fn value(&self, node: NodeId) -> Value {
        let text = self.text(node);
        let rest = text.find(char::is_whitespace).map_or("", |at| text[at..].trim());
        self.known(rest, node)
    }

    /// `--chown=a` is `chown: a`.
    fn flag(&self, text: &str, node: NodeId, flags: &mut Map) {
        let text = text.trim_start_matches('-');
        let (key, value) = text.split_once('=').unwrap_or((text, "true"));
        put(flags, key, self.known(value, node));
    }

    fn pair(&self, node: NodeId) -> Value {
        let origin = Origin::literal(self.source.file, self.source.tree.span(node));
        let children = self.children(node);
        let mut map = Map::default();
        if let Some(key) = children.first() {
            put(&mut map, "name", self.string(&unquote(self.text(*key)), *key));
        }
        if let Some(value) = children.get(1) {
            put(&mut map, "value", self.known(&unquote(self.text(*value)), *value));
        }
        for entry in map.values_mut() {
            entry.place = origin.place;
        }
        Value::map(map, origin)
    }

    fn commands(&self, node: NodeId) -> Value {
        let place = self.place(self.source.tree.span(node));
        let mut all = Vec::new();
        for child in self.children(node) {
            let span = self.source.tree.span(child);
            let site = Site { place, start: Some(span.start) };
            let found = match self.kind(child) {
                "shell_command" => commands(self.cx.files, self.text(child), site),
                "heredoc_content" => commands(self.cx.files, self.text(child), site),
                "json_string_array" => {
                    let words: Vec<String> = self
                        .children(child)
                        .iter()
                        .map(|item| {
                            format!("'{}'", unquote(self.text(*item)).replace('\'', "'\\''"))
                        })
                        .collect();
                    commands(self.cx.files, &words.join(" "), Site { place, start: None })
                }
                "heredoc_block" => {
                    let content = self.children(child).into_iter().next();
                    let Some(content) = content else { continue };
                    let start = Some(self.source.tree.span(content).start);
                    commands(self.cx.files, self.text(content), Site { place, start })
                }
                _ => continue,
            };
            all.extend(found.as_list().unwrap_or(&[]).iter().cloned());
        }
        Value::list(all, Origin { place: Some(place), from: None })
    }

    /// Says which stages are shipped, and what each ends as.
    fn finish(&mut self, whole: Span) {
        let mut shipped = vec![false; self.stages.len()];
        let mut at = self.stages.len().checked_sub(1);
        while let Some(index) = at {
            shipped[index] = true;
            at = self.stages[index].base;
        }
        let last = self.stages.len().saturating_sub(1);
        for (index, stage) in self.stages.iter().enumerate() {
            let resource = &mut self.cx.graph.resources[stage.id.0 as usize];
            let end = match self.stages.get(index + 1) {
                Some(next) => next.id.0,
                None => u32::MAX,
            };
            let mut map = resource.attributes.as_map().cloned().unwrap_or_default();
            put(&mut map, "shipped", Value::bool(shipped[index], Origin::none()));
            put(&mut map, "final", Value::bool(index == last, Origin::none()));
            if let Some(user) = &stage.user {
                put(&mut map, "user", user.clone());
            }
            if let Some(check) = &stage.healthcheck {
                put(&mut map, "healthcheck", check.clone());
            }
            resource.attributes = Value::map(map, resource.attributes.origin.clone());
            // The stage reaches to the next one.
            let below = self.cx.graph.resources[stage.id.0 as usize..]
                .iter()
                .take((end - stage.id.0) as usize)
                .map(|resource| resource.place.span)
                .reduce(Span::cover);
            if let Some(span) = below {
                self.cx.graph.resources[stage.id.0 as usize].place.span = span;
            }
        }
        let mut map = Map::default();
        let count = Value::whole(self.stages.len() as i128, Origin::none());
        put(&mut map, "stages", count);
        let place = self.place(whole);
        let id = self.add("file", map, place, None);
        let first = self.source.tree.children(NodeId::ROOT).next();
        if let Some(first) = first {
            self.cx.graph.resources[id.0 as usize].head = self.place(self.source.tree.span(first));
        }
    }
}

fn put(map: &mut Map, key: &str, value: Value) {
    let place = value.origin.place;
    map.insert(Arc::from(key), Attribute { value, place });
}

/// `registry:5000/team/name:tag@digest` to its parts.
fn image_parts(map: &mut Map, image: &Value) {
    let text = match &image.kind {
        Kind::String(text) => text.clone(),
        _ => {
            let unknown =
                || Value::unknown(Reason::NoValue, "a build argument", image.origin.clone());
            put(map, "tag", unknown());
            return;
        }
    };
    let (rest, digest) = match text.split_once('@') {
        Some((rest, digest)) => (rest, Some(digest)),
        None => (&*text, None),
    };
    let slash = rest.rfind('/').map_or(0, |at| at + 1);
    let (name, tag) = match rest[slash..].find(':') {
        Some(at) => (&rest[..slash + at], Some(&rest[slash + at + 1..])),
        None => (rest, None),
    };
    let value = |text: &str| Value::string(text, image.origin.clone());
    put(map, "repository", value(name));
    if let Some(tag) = tag {
        put(map, "tag", value(tag));
    }
    if let Some(digest) = digest {
        put(map, "digest", value(digest));
    }
}

fn unquote(text: &str) -> String {
    let inner = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    match inner('"').or_else(|| inner('\'')) {
        Some(inner) => inner.replace("\\\"", "\"").replace("\\\\", "\\"),
        None => text.to_owned(),
    }
}
