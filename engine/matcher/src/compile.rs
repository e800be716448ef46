//! Pattern text to [`Pattern`]: encode, parse, copy, put the holes back.

use std::sync::OnceLock;

use tamis_ir::{EncodedPattern, Hole, HoleKind, Syntax};
use tamis_syntax::{Node, NodeId, Role, Span, SyntaxErrorKind, Tree, string_content, text_hash};

use crate::keys;
use crate::metavars::Metavariables;
use crate::options::Switches;
use crate::pattern::{
    Keys, Pattern, PatternId, PatternNode, Root, Shape, StringPattern, TemplatePart, TextPart,
};
use crate::regex::Regex;
use crate::required;
use crate::shell::{self, ShellCommand, ShellPattern, ShellWord};
use crate::strings::{code_span, interpolated, is_bytes, template_span};

/// Why a pattern could not be compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternError {
    /// No reading of it parses.
    Unparsable,
    /// It parses, but a hole got lost.
    HoleLost(String),
    /// There is nothing in it.
    Empty,
    /// A regular expression in it is wrong.
    Regex(String),
}

impl std::fmt::Display for PatternError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            PatternError::Unparsable => f.write_str("the pattern does not parse"),
            PatternError::HoleLost(hole) => {
                write!(f, "'{hole}' stands where the language has no place for it")
            }
            PatternError::Empty => f.write_str("the pattern is empty"),
            PatternError::Regex(message) => {
                write!(f, "regular expression in the pattern: {message}")
            }
        }
    }
}

/// Compiles `text` for one language. `parse` turns encoded text into a tree. Metavariables are added to `metavariables`.
pub(crate) fn compile(
    text: &str,
    syntax: &Syntax,
    parse: &dyn Fn(&str) -> Tree,
    metavariables: &mut Metavariables,
    switches: Switches,
) -> Result<Pattern, PatternError> {
    if text.trim().is_empty() {
        return Err(PatternError::Empty);
    }
    let mut error = PatternError::Unparsable;
    for encoded in (syntax.pattern.encode)(text) {
        let tree = parse(&encoded.text);
        let broken = tree.errors().iter().any(|e| e.kind != SyntaxErrorKind::TooDeep);
        if tree.is_empty() || broken {
            continue;
        }
        let mut builder = Builder::new(&encoded, &tree, syntax, metavariables);
        builder.switches = switches;
        match builder.build() {
            Ok(mut pattern) => {
                pattern.is_statement = text.trim_end().ends_with(';')
                    && matches!(pattern.root, Root::Single(root)
                        if keys::is_expression(pattern.node(root).role));
                return Ok(pattern);
            }
            Err(found) => error = found,
        }
    }
    Err(error)
}

struct Builder<'a> {
    encoded: &'a EncodedPattern,
    tree: &'a Tree,
    syntax: &'a Syntax,
    metavariables: &'a mut Metavariables,
    nodes: Vec<PatternNode>,
    found: Vec<bool>,
    error: Option<PatternError>,
    switches: Switches,
}

impl<'a> Builder<'a> {
    fn new(
        encoded: &'a EncodedPattern,
        tree: &'a Tree,
        syntax: &'a Syntax,
        metavariables: &'a mut Metavariables,
    ) -> Self {
        let found = vec![false; encoded.holes.len()];
        Builder {
            encoded,
            tree,
            syntax,
            metavariables,
            nodes: Vec::new(),
            found,
            error: None,
            switches: Switches::default(),
        }
    }

    fn build(&mut self) -> Result<Pattern, PatternError> {
        // What is only said in a comment is not asked for.
        for comment in self.tree.comments() {
            for (at, hole) in self.encoded.holes.iter().enumerate() {
                self.found[at] |= comment.contains(hole.span);
            }
        }
        let roots = self.roots();
        let mut ids: Vec<PatternId> = roots.into_iter().map(|node| self.node(node)).collect();
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        let lost = |at: &usize| !self.found[*at] && !self.is_closing_tag(*at);
        if let Some(lost) = (0..self.found.len()).find(lost) {
            return Err(PatternError::HoleLost(self.encoded.holes[lost].original.clone()));
        }
        let ellipsis = |id: &PatternId| matches!(self.nodes[id.0 as usize].shape, Shape::Ellipsis);
        // Of ellipses at the start one is enough, and of nothing but ellipses, too.
        let leading = ids.iter().take_while(|id| ellipsis(id)).count();
        ids.drain(..leading.saturating_sub(1));
        self.join_decorators(&mut ids);
        let nodes = std::mem::take(&mut self.nodes);
        let root = match ids[..] {
            [] => return Err(PatternError::Empty),
            [one] => Root::Single(one),
            _ => Root::Sequence(ids),
        };
        let mut pattern = Pattern {
            nodes,
            root,
            keys: Keys::Anywhere,
            required: Box::default(),
            is_statement: false,
            guards: Vec::new(),
            identity: OnceLock::new(),
            member: None,
            switches: self.switches,
        };
        let grammar = (self.syntax.grammar)();
        pattern.keys = keys::of_pattern(&pattern, self.syntax);
        keys::set_heads(&mut pattern, grammar);
        pattern.required = required::symbols(&pattern);
        Ok(pattern)
    }

    /// Where a grammar leaves decorators beside the definition that they are for, the pattern has them in it.
    fn join_decorators(&mut self, ids: &mut Vec<PatternId>) {
        let Some((last, before)) = ids.split_last() else { return };
        let decorator = |id: &PatternId| {
            let node = &self.nodes[id.0 as usize];
            node.role == Role::Decorator && matches!(node.shape, Shape::Node)
        };
        let node = &self.nodes[last.0 as usize];
        let definition = matches!(node.role, Role::Function | Role::Class | Role::Field)
            && matches!(node.shape, Shape::Node);
        if before.is_empty() || !definition || !before.iter().all(decorator) {
            return;
        }
        let (last, before) = (*last, before.to_vec());
        self.nodes[last.0 as usize].children.splice(0..0, before);
        *ids = vec![last];
    }

    /// Whether a hole is the name in a closing tag, which says nothing that the opening one does not.
    fn is_closing_tag(&self, hole: usize) -> bool {
        let start = self.encoded.holes[hole].span.start as usize;
        self.encoded.text[..start].ends_with("</")
    }

    /// The nodes that are the pattern: topmost ones that begin in its body, without the wrapper around.
    fn roots(&self) -> Vec<NodeId> {
        let body = self.body();
        let mut list: Vec<NodeId> = self.tree.children(NodeId::ROOT).collect();
        let mut item = false;
        loop {
            list.retain(|id| self.overlaps(*id, body));
            let [only] = list[..] else { return list };
            let node = self.tree.node(only);
            let wrapper = node.start < body.start;
            let lone_item = self.is_lone_item(only);
            let shell = lone_item || self.is_shell(only, body, item);
            item |= lone_item;
            if (!wrapper && !shell) || self.tree.is_leaf(only) {
                return list;
            }
            list = self.tree.children(only).collect();
        }
    }

    /// Body of the pattern without the blanks at its ends.
    fn body(&self) -> Span {
        let text = self.encoded.body.of(&self.encoded.text);
        let start = self.encoded.body.start + (text.len() - text.trim_start().len()) as u32;
        Span::new(start, start + text.trim().len() as u32)
    }

    fn overlaps(&self, id: NodeId, body: Span) -> bool {
        let span = self.tree.span(id);
        span.start < body.end && body.start < span.end
    }

    /// Nodes around a pattern that are none of it: documents, and a decorated definition of which only the decorator
    /// is in the body.
    fn is_shell(&self, id: NodeId, body: Span, item: bool) -> bool {
        let node = self.tree.node(id);
        let document = node.role == Role::Other
            && self.tree.node(NodeId(node.parent)).role == Role::Root
            && (self.syntax.grammar)().kind_name(node.kind) == "document";
        let outside = node.end > body.end
            && matches!(node.role, Role::Decorated | Role::Class | Role::Function)
            && self.tree.children(id).filter(|child| self.overlaps(*child, body)).all(|child| {
                matches!(self.tree.node(child).role, Role::Decorator) || self.is_annotations(child)
            });
        // A file's only block of statements: HCL's body.
        let body_of_file = node.role == Role::Block && node.parent == 0;
        // `a: 1` in YAML is a mapping with one pair: the pair alone, wherever it stands.
        let text = &self.encoded.text[node.start as usize..];
        let bare = !text.starts_with(['{', '[']) || self.syntax.matching.bare_items;
        let lone_pair = node.role == Role::Object
            && !item
            && self.hole_at(id).is_none()
            && bare
            && self.tree.children(id).count() == 1
            && self.tree.children(id).all(|child| self.hole_at(child).is_none());
        // An annotation alone.
        let lone_annotation = self.is_annotations(id)
            && self.tree.node(NodeId(node.parent)).end > body.end
            && self.tree.children(id).count() == 1;
        // `$(f)` of a shell is a word, run as a command only where it stands alone.
        let lone_word = node.role == Role::Command
            && self.hole_at(id).is_none()
            && self.tree.children(id).count() == 1;
        document || outside || body_of_file || lone_pair || lone_annotation || lone_word
    }

    /// Whether a node is a list of modifiers with nothing but annotations.
    fn is_annotations(&self, id: NodeId) -> bool {
        self.tree.node(id).role == Role::Modifier
            && self.tree.children(id).next().is_some()
            && self.tree.children(id).all(|child| self.tree.node(child).role == Role::Decorator)
    }

    /// `- a` of YAML is the item, wherever it stands. An item of one pair stays a mapping of just that.
    fn is_lone_item(&self, id: NodeId) -> bool {
        let node = self.tree.node(id);
        let is_ellipsis = |child: NodeId| {
            let hole = self.hole_at(child).map(|hole| self.encoded.holes[hole].kind);
            matches!(hole, Some(HoleKind::Ellipsis | HoleKind::EllipsisMetavariable))
        };
        self.syntax.matching.bare_items
            && node.role == Role::Array
            && self.encoded.text[node.start as usize..].starts_with('-')
            && self.tree.children(id).count() == 1
            && !self.tree.children(id).any(is_ellipsis)
    }

    fn hole_at(&self, id: NodeId) -> Option<usize> {
        let span = self.tree.span(id);
        let text = &self.encoded.text;
        let trim = |s: Span| {
            let inner = s.of(text);
            let end = inner.trim_end_matches([';', ',', ' ', '\n']).len() as u32;
            Span::new(s.start, s.start + end)
        };
        let same = |hole: &Hole| {
            hole.kind != HoleKind::Deep
                && hole.span.start == span.start
                && (hole.span == span || trim(hole.span) == trim(span))
        };
        self.encoded.holes.iter().position(same).or_else(|| {
            // The form may be wider than the node (`- _E1_: _E1_`, `"_M1_"`): a leaf that is the token alone.
            let leaf = span.of(text);
            self.encoded.holes.iter().position(|hole| {
                hole.kind != HoleKind::Deep && hole.token == leaf && hole.span.contains(span)
            })
        })
    }

    fn node(&mut self, id: NodeId) -> PatternId {
        let node = *self.tree.node(id);
        let at = PatternId(self.nodes.len() as u32);
        let body = self.encoded.body;
        self.nodes.push(PatternNode {
            shape: Shape::Node,
            role: node.role,
            kind: node.kind,
            field: node.field,
            symbol: 0,
            text: Box::from(""),
            children: Vec::new(),
            partial: self.end(&node) > body.end,
            head: 0,
            is_value: self.is_value(id),
            path: None,
        });
        // Arguments without brackets cover no more than their only one.
        let whole = node.role != Role::Arguments;
        if let Some(hole) = self.hole_at(id).filter(|_| whole) {
            self.found[hole] = true;
            self.also_found(&node, hole);
            let shape = self.hole_shape(hole);
            self.nodes[at.0 as usize].shape = shape;
            return at;
        }
        match node.role {
            Role::String if self.tree.is_leaf(id) => self.string_leaf(at, &node),
            Role::String | Role::Shell => self.template(at, id),
            Role::Regex if !self.tree.is_leaf(id) => self.template(at, id),
            Role::Text if self.syntax.matching.shell_text => self.shell(at, &node),
            _ if self.tree.is_leaf(id) && !is_container(node.role) => self.leaf(at, &node),
            Role::Call if self.deep(at, id) => {}
            Role::Other if self.deep_words(at, id) => {}
            _ => self.inner(at, id),
        }
        at
    }

    /// Where a node ends, without the line break some grammars count to it.
    fn end(&self, node: &Node) -> u32 {
        node.start + node.span().of(&self.encoded.text).trim_end().len() as u32
    }

    fn is_value(&self, id: NodeId) -> bool {
        let parent = self.tree.node(NodeId(self.tree.node(id).parent)).role;
        matches!(
            parent,
            Role::Arguments
                | Role::Assignment
                | Role::Declarator
                | Role::Field
                | Role::Pair
                | Role::Return
                | Role::Array
        )
    }

    /// A form that says its token twice (`_E1_: _E1_`) is found as a whole.
    fn also_found(&mut self, node: &Node, hole: usize) {
        let span = node.span();
        for (at, other) in self.encoded.holes.iter().enumerate() {
            if at != hole
                && span.contains(other.span)
                && other.span == self.encoded.holes[hole].span
            {
                self.found[at] = true;
            }
        }
    }

    fn hole_shape(&mut self, hole: usize) -> Shape {
        let hole = &self.encoded.holes[hole];
        let id = || Some(hole.original.as_str());
        match hole.kind {
            HoleKind::Ellipsis => Shape::Ellipsis,
            HoleKind::EllipsisMetavariable => {
                Shape::EllipsisMetavariable(id().and_then(|name| self.metavariables.intern(name)))
            }
            HoleKind::Typed => {
                let wanted = hole.type_text.as_deref().unwrap_or_default().trim();
                let is_name = wanted.starts_with('$')
                    && wanted[1..].chars().all(|c| c.is_ascii_uppercase() || c == '_');
                Shape::Typed {
                    name: id().and_then(|name| self.metavariables.intern(name)),
                    wanted: wanted.into(),
                    type_name: is_name.then(|| self.metavariables.intern(wanted)).flatten(),
                }
            }
            HoleKind::Metavariable | HoleKind::Deep => {
                Shape::Metavariable(id().and_then(|name| self.metavariables.intern(name)))
            }
        }
    }

    /// `_D3_(p)` becomes a deep ellipsis.
    fn deep(&mut self, at: PatternId, id: NodeId) -> bool {
        let mut children = self.tree.children(id);
        let Some(callee) = children.next() else { return false };
        let token = self.tree.span(callee).of(&self.encoded.text);
        let Some(hole) =
            self.encoded.holes.iter().position(|h| h.kind == HoleKind::Deep && h.token == token)
        else {
            return false;
        };
        let Some(inner) = children.next() else { return false };
        let inner = match self.tree.node(inner).role {
            Role::Arguments => self.tree.children(inner).next(),
            _ => Some(inner),
        };
        let Some(inner) = inner else { return false };
        self.found[hole] = true;
        let inner = self.node(inner);
        self.nodes[at.0 as usize].shape = Shape::Deep(inner);
        true
    }

    /// The same as a command in a shell: `$(_D3_ p)`.
    fn deep_words(&mut self, at: PatternId, id: NodeId) -> bool {
        let mut children = self.tree.children(id);
        match (children.next(), children.next()) {
            (Some(command), None) if self.tree.node(command).role == Role::Command => {
                self.deep(at, command)
            }
            _ => false,
        }
    }

    fn leaf(&mut self, at: PatternId, node: &Node) {
        let text = node.span().of(&self.encoded.text);
        if let Some(shape) = self.block_scalar_hole(node.role, text) {
            self.nodes[at.0 as usize].shape = shape;
            return;
        }
        let parts = self.text_parts(text);
        let plain = parts.iter().all(|part| matches!(part, TextPart::Literal(_)));
        let entry = &mut self.nodes[at.0 as usize];
        if plain {
            entry.shape = Shape::Leaf;
            entry.symbol = node.symbol;
            entry.text = text.into();
            if node.role == Role::Identifier {
                entry.path = Some(vec![text.into()]);
            }
        } else {
            entry.shape = Shape::String(StringPattern::Parts(parts));
        }
    }

    fn is_ellipsis_token(&self, text: &str) -> bool {
        let known = self.encoded.holes.iter().find(|hole| hole.token == text);
        known.is_some_and(|hole| hole.kind == HoleKind::EllipsisMetavariable)
    }

    /// `>-` with nothing but a hole below is that hole.
    fn block_scalar_hole(&mut self, role: Role, text: &str) -> Option<Shape> {
        if role != Role::Text || !text.starts_with(['|', '>']) {
            return None;
        }
        let (_, content) = text.split_once('\n')?;
        match self.text_parts(content.trim())[..] {
            [TextPart::Metavariable(id)] => Some(Shape::Metavariable(id)),
            [TextPart::Ellipsis] => Some(Shape::Ellipsis),
            _ => None,
        }
    }

    /// Shell text: commands of words, each hole a word or a part of one.
    fn shell(&mut self, at: PatternId, node: &Node) {
        let text = node.span().of(&self.encoded.text).to_owned();
        let mut pattern = ShellPattern::default();
        for (operator, words) in shell::commands(&text) {
            let words = words.iter().map(|word| self.shell_word(word.of(&text))).collect();
            pattern.commands.push(ShellCommand { operator: operator.into(), words });
        }
        let entry = &mut self.nodes[at.0 as usize];
        entry.shape = Shape::Shell(pattern);
        entry.text = text.trim().into();
    }

    fn shell_word(&mut self, word: &str) -> ShellWord {
        let whole = self.encoded.holes.iter().find(|hole| hole.token == word);
        if let Some(HoleKind::EllipsisMetavariable) = whole.map(|hole| hole.kind) {
            self.text_parts(word);
            let name = whole.map(|hole| hole.original.as_str()).unwrap_or_default();
            return ShellWord::EllipsisMetavariable(self.metavariables.intern(name));
        }
        let parts = self.text_parts(word);
        match parts[..] {
            [TextPart::Ellipsis] => ShellWord::Ellipsis,
            [TextPart::Metavariable(id)] => ShellWord::Metavariable(id),
            _ => ShellWord::Parts(parts),
        }
    }

    fn string_leaf(&mut self, at: PatternId, node: &Node) {
        let content = string_content(node.span().of(&self.encoded.text));
        let regex = content
            .starts_with("=~/")
            .then(|| {
                let mut text = self.put_back(content);
                if self.syntax.matching.escaped_regexes {
                    // Once for the encoder, once for the language.
                    text = text.replace("\\\\", "\\").replace("\\\\", "\\");
                }
                Regex::of_string_pattern(&text)
            })
            .flatten();
        let shape = if let Some(regex) = regex {
            match regex {
                Ok(regex) => Shape::String(StringPattern::Regex(regex)),
                Err(error) => {
                    self.error = Some(PatternError::Regex(error.to_string()));
                    Shape::Leaf
                }
            }
        } else {
            let whole = node.span().of(&self.encoded.text);
            // `f"..."` and a template literal ask for a string with code in it.
            let template = whole.starts_with('`')
                || whole.find(['"', '\'']).is_some_and(|quote| whole[..quote].contains(['f', 'F']));
            let mut parts = self.text_parts(content);
            match parts[..] {
                [TextPart::Ellipsis] if template => {
                    Shape::Template(vec![TemplatePart::Text(parts)])
                }
                // Imprecise: `$...X` in a string with code stands for all of it and is not bound.
                [TextPart::Metavariable(_)] if template && self.is_ellipsis_token(content) => {
                    Shape::Template(vec![TemplatePart::Text(vec![TextPart::Ellipsis])])
                }
                [TextPart::Ellipsis] => {
                    Shape::String(StringPattern::Any { bytes: is_bytes(whole) })
                }
                [TextPart::Metavariable(id)] => Shape::String(StringPattern::Whole(id)),
                [] | [TextPart::Literal(_)] => Shape::Leaf,
                _ => {
                    parts
                        .retain(|part| !matches!(part, TextPart::Literal(text) if text.is_empty()));
                    Shape::String(StringPattern::Parts(parts))
                }
            }
        };
        let entry = &mut self.nodes[at.0 as usize];
        entry.shape = shape;
        entry.symbol = text_hash(content.as_bytes());
        entry.text = content.into();
    }

    /// The text with the original holes in place of their tokens; they count as found.
    fn put_back(&mut self, text: &str) -> String {
        let mut text = text.to_owned();
        for (at, hole) in self.encoded.holes.iter().enumerate() {
            if text.contains(&hole.token) {
                text = text.replace(&hole.token, &hole.original);
                self.found[at] = true;
            }
        }
        text
    }

    /// Literal text cut at the tokens of holes.
    fn text_parts(&mut self, text: &str) -> Vec<TextPart> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((at, hole)) = self.next_token(rest) {
            let hole_at = hole;
            let hole = &self.encoded.holes[hole_at];
            // The form may have a dollar of its own (`$_M1_`).
            let dollar = hole.span.of(&self.encoded.text).starts_with('$');
            let before = if dollar { rest[..at].trim_end_matches('$') } else { &rest[..at] };
            if !before.is_empty() {
                parts.push(TextPart::Literal(before.into()));
            }
            self.found[hole_at] = true;
            let named = match hole.kind {
                HoleKind::Ellipsis => TextPart::Ellipsis,
                HoleKind::EllipsisMetavariable | HoleKind::Metavariable | HoleKind::Typed => {
                    TextPart::Metavariable(self.metavariables.intern(&hole.original))
                }
                HoleKind::Deep => TextPart::Literal(hole.original.as_str().into()),
            };
            parts.push(named);
            rest = &rest[at + hole.token.len()..];
        }
        if !rest.is_empty() {
            parts.push(TextPart::Literal(rest.into()));
        }
        parts
    }

    fn next_token(&self, text: &str) -> Option<(usize, usize)> {
        if !text.contains('_') {
            return None;
        }
        let places = self.encoded.holes.iter().enumerate();
        places.filter_map(|(at, hole)| Some((text.find(&hole.token)?, at))).min()
    }

    fn template(&mut self, at: PatternId, id: NodeId) {
        let text = &self.encoded.text;
        let content = template_span(self.tree, id, text);
        let end = content.end;
        let mut parts = Vec::new();
        let mut from = content.start;
        let children: Vec<NodeId> = self.tree.children(id).collect();
        for child in children {
            let span = code_span(self.tree, child, text);
            let piece = Span::new(from, span.start).of(text);
            if !piece.is_empty() {
                parts.push(TemplatePart::Text(self.template_text(piece)));
            }
            parts.push(TemplatePart::Code(self.node(interpolated(self.tree, child))));
            from = span.end;
        }
        let piece = Span::new(from, end.max(from)).of(text);
        if !piece.is_empty() {
            parts.push(TemplatePart::Text(self.template_text(piece)));
        }
        self.nodes[at.0 as usize].shape = Shape::Template(parts);
    }

    /// Text beside code in a string. Imprecise: `$...X` stands for any text and code and is not bound.
    fn template_text(&mut self, text: &str) -> Vec<TextPart> {
        let any = self.is_ellipsis_token(text);
        let parts = self.text_parts(text);
        if any { vec![TextPart::Ellipsis] } else { parts }
    }

    fn inner(&mut self, at: PatternId, id: NodeId) {
        let body = self.body();
        let node = self.tree.node(id);
        if node.role == Role::Case && node.span().of(&self.encoded.text).starts_with("default") {
            self.nodes[at.0 as usize].text = "default".into();
        }
        let mut children = Vec::new();
        for child in self.tree.children(id) {
            let span = self.tree.span(child);
            let outside =
                span.start >= body.end || span.end <= body.start && span.start < body.start;
            if outside && self.nodes[at.0 as usize].partial {
                continue;
            }
            children.push(self.node(child));
        }
        let role = self.nodes[at.0 as usize].role;
        if role == Role::Member && self.chain(at, &children) {
            return;
        }
        if role == Role::Call && self.method_chain(at, &children) {
            return;
        }
        let path = self.path(role, &children);
        let entry = &mut self.nodes[at.0 as usize];
        entry.children = children;
        entry.path = path;
        if role == Role::Root {
            entry.partial = true;
        }
    }

    /// `a. ...` becomes a chain after `a`.
    fn chain(&mut self, at: PatternId, children: &[PatternId]) -> bool {
        let [object, property] = children[..] else { return false };
        if !matches!(self.nodes[property.0 as usize].shape, Shape::Ellipsis) {
            return false;
        }
        self.nodes[at.0 as usize].shape = Shape::Chain(object);
        true
    }

    /// The same where the grammar reads `a. ...` as a call without arguments.
    fn method_chain(&mut self, at: PatternId, children: &[PatternId]) -> bool {
        let [object, sign, method] = children[..] else { return false };
        let is_dot = matches!(&*self.nodes[sign.0 as usize].text, "." | "&.");
        if !is_dot || !matches!(self.nodes[method.0 as usize].shape, Shape::Ellipsis) {
            return false;
        }
        self.nodes[at.0 as usize].shape = Shape::Chain(object);
        true
    }

    /// The names of a dotted name, or of a member of `require("m")`.
    fn path(&self, role: Role, children: &[PatternId]) -> Option<Vec<Box<str>>> {
        let node = |id: PatternId| &self.nodes[id.0 as usize];
        match role {
            Role::Member => {
                let mut path = Vec::new();
                for child in children {
                    let sign = node(*child).role == Role::Other
                        && matches!(&*node(*child).text, "\\" | "::" | ".");
                    if !sign {
                        path.extend(node(*child).path.clone()?);
                    }
                }
                Some(path)
            }
            Role::Call => {
                let [callee, arguments] = children[..] else { return None };
                let [argument] = node(arguments).children[..] else { return None };
                let required = &*node(callee).text == "require"
                    && node(argument).role == Role::String
                    && matches!(node(argument).shape, Shape::Leaf);
                required.then(|| {
                    vec![
                        node(argument)
                            .text
                            .strip_prefix("node:")
                            .unwrap_or(&node(argument).text)
                            .into(),
                    ]
                })
            }
            _ => None,
        }
    }
}

/// Nodes whose children count and not their text, also where there are none.
fn is_container(role: Role) -> bool {
    matches!(
        role,
        Role::Parameters
            | Role::Arguments
            | Role::Block
            | Role::ClassBody
            | Role::Object
            | Role::Array
            | Role::Tuple
            | Role::Set
            | Role::Root
    )
}
