//! Names and what they stand for through imports.

use tamis_syntax::{NodeId, Role, string_content};

use crate::metavars::{Env, Envs};
use crate::pattern::{PatternId, PatternNode, Shape};
use crate::unify::{Unifier, none, one};

impl<'m> Unifier<'m, '_> {
    /// Whether an imported name, or a member of one, is the pattern's dotted name.
    pub(crate) fn named(&self, node: &PatternNode, t: NodeId) -> bool {
        let Some(path) = &node.path else { return false };
        !self.subject.names.is_empty()
            && self.qualified(t).iter().any(|known| same_path(known, path))
    }

    /// `a.b` by structure, or by the dotted names imports give.
    pub(crate) fn member(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let node = self.p(p);
        let mut found = none();
        if self.role(t) == Role::Member {
            found = self.generic(p, t, env);
        }
        if found.is_empty() && self.named(node, t) {
            return one(env.clone());
        }
        if found.is_empty() && node.path.is_none() {
            found = self.open_path(p, t, env);
        }
        found
    }

    /// `os.$F` or `$M.$F` against a name that stands for `os.system`. What `$M` would be has no place in the file: it
    /// stays free.
    fn open_path(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let node = self.p(p);
        let [object, property] = node.children[..] else { return none() };
        if self.role(t) != Role::Identifier || self.subject.names.is_empty() {
            return none();
        }
        let (object, property) = (self.p(object), self.p(property));
        let fits = |path: &&Vec<&str>| match (&object.path, &object.shape, path.split_last()) {
            (Some(prefix), _, Some((_, known))) => same_path(known, prefix),
            (None, Shape::Metavariable(_), Some((_, known))) => !known.is_empty(),
            _ => false,
        };
        // Of what a package has no one knows here.
        let node = self.subject.node(t);
        let text = self.subject.text_of(t);
        if self.subject.names.paths_at(node.symbol, text, node.start).is_empty() {
            return none();
        }
        let paths = self.qualified(t);
        let Some(path) = paths.iter().find(fits) else { return none() };
        match property.shape {
            Shape::Metavariable(id) => self.bind_node(id, t, env),
            Shape::Leaf if path.last() == Some(&&*property.text) => one(env.clone()),
            _ => none(),
        }
    }

    /// What `t` stands for through imports: dotted names.
    pub(crate) fn qualified(&self, t: NodeId) -> Vec<Vec<&'m str>> {
        match self.role(t) {
            Role::Identifier => {
                let (names, text) = (self.subject.names, self.subject.text_of(t));
                let node = self.subject.node(t);
                let known = names.paths_at(node.symbol, text, node.start).into_iter();
                let mut paths: Vec<Vec<&str>> =
                    known.map(|path| path.iter().map(|part| &**part).collect()).collect();
                if paths.is_empty() {
                    paths.extend(
                        names.open().iter().map(|package| {
                            package.iter().map(|part| &**part).chain([text]).collect()
                        }),
                    );
                }
                paths
            }
            Role::Member => {
                let mut parts = self.subject.tree.children(t).filter(|child| {
                    self.role(*child) != Role::Other || !self.subject.tree.is_leaf(*child)
                });
                let Some(object) = parts.next() else { return Vec::new() };
                let mut paths = self.qualified(object);
                if paths.is_empty() {
                    return paths;
                }
                let properties: Vec<&str> = parts.map(|part| self.subject.text_of(part)).collect();
                for path in &mut paths {
                    path.extend(&properties);
                }
                paths
            }
            Role::Call => self.required(t).into_iter().map(|module| vec![module]).collect(),
            _ => Vec::new(),
        }
    }

    /// The module of a `require("m")` call.
    pub(crate) fn required(&self, t: NodeId) -> Option<&'m str> {
        let mut children = self.subject.tree.children(t);
        let (callee, arguments) = (children.next()?, children.next()?);
        if self.subject.text_of(callee) != "require" {
            return None;
        }
        let argument = self.subject.tree.children(arguments).next()?;
        let content = string_content(self.subject.text_of(argument));
        (self.role(argument) == Role::String)
            .then(|| content.strip_prefix("node:").unwrap_or(content))
    }
}

pub(crate) fn same_path(known: &[&str], wanted: &[Box<str>]) -> bool {
    known.len() == wanted.len() && known.iter().zip(wanted).all(|(a, b)| *a == &**b)
}
