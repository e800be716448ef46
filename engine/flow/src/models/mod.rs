//! Models of libraries, keyed by name: what they say of a function, method or field is one look-up away.
//!
//! For: joining models, and asking them by name.
//! Not for: reading them (`tamis-rule`), finding what calls of a program they speak of ([`sites`]).
//! Read [`Models`].

pub(crate) mod apply;
pub(crate) mod sites;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use tamis_ir::{LanguageId, Name};
use tamis_rule::{
    Entry, GuardModel, Guess, LibraryModel, SanitizerModel, SinkModel, SourceModel, SummaryModel,
};

/// How often one name is replaced by another.
const MAX_REPLACED: usize = 8;

/// All models of a run.
#[derive(Debug, Default)]
pub struct Models {
    /// Names that stand for others. One table for all languages: names are dotted and begin with the package.
    aliases: FxHashMap<Name, Name>,
    /// Names of one word that do: languages have some of those in common.
    words: FxHashMap<(LanguageId, Name), Name>,
    by_language: FxHashMap<LanguageId, usize>,
    tables: Vec<Table>,
}

/// What models say of one language.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub(crate) sources: Named<SourceModel>,
    /// By the names of calls that fill what they are given.
    pub(crate) fills: Named<SourceModel>,
    /// By the names of types of parameters.
    pub(crate) parameters: Named<SourceModel>,
    pub(crate) sinks: Named<SinkModel>,
    pub(crate) writes: Named<SinkModel>,
    pub(crate) sanitizers: Named<SanitizerModel>,
    pub(crate) summaries: Named<SummaryModel>,
    pub(crate) guards: Named<GuardModel>,
    pub(crate) guesses: Named<Guess>,
    pub(crate) entries: Vec<Entry>,
    pub(crate) by_decorator: FxHashMap<String, Few>,
    pub(crate) by_call: FxHashMap<String, Few>,
    pub(crate) by_class: FxHashMap<String, Few>,
    /// Entries that only ask for names of the function and its parameters.
    pub(crate) by_shape: Vec<u32>,
}

/// Indexes; nearly always one.
pub(crate) type Few = SmallVec<[u32; 2]>;

/// Values that go by names. A name `*.x` is that of any method or field `x` that is not known by its whole name.
#[derive(Debug)]
pub(crate) struct Named<T> {
    items: Vec<T>,
    by_name: FxHashMap<String, Few>,
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Named { items: Vec::new(), by_name: FxHashMap::default() }
    }
}

impl<T> Named<T> {
    fn add(&mut self, item: T, names: &[String]) {
        if names.is_empty() {
            return;
        }
        let at = self.items.len() as u32;
        self.items.push(item);
        for name in names {
            let known = self.by_name.entry(name.clone()).or_default();
            if !known.contains(&at) {
                known.push(at);
            }
        }
    }

    /// Whether nothing has a name.
    pub(crate) fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }

    /// The item of that number.
    pub(crate) fn item(&self, at: u32) -> &T {
        &self.items[at as usize]
    }

    /// Numbers of the items under just that name.
    pub(crate) fn exact(&self, name: &str) -> &[u32] {
        self.by_name.get(name).map_or(&[], |found| found.as_slice())
    }

    /// Numbers of the items under one of `names`, or else of those for any `last`.
    pub(crate) fn find(&self, names: &[Name], last: Option<&str>) -> Few {
        let mut found = Few::new();
        for name in names {
            for at in self.exact(name) {
                if !found.contains(at) {
                    found.push(*at);
                }
            }
        }
        if found.is_empty()
            && let Some(last) = last
            && !self.by_name.is_empty()
        {
            found.extend_from_slice(self.exact(&format!("*.{last}")));
        }
        found
    }
}

impl Models {
    /// Joins models; each with the languages it is for.
    pub fn new(models: impl IntoIterator<Item = (LibraryModel, Vec<LanguageId>)>) -> Self {
        let mut joined = Models::default();
        let models: Vec<(LibraryModel, Vec<LanguageId>)> = models.into_iter().collect();
        let mut by_language: BTreeMap<LanguageId, Vec<usize>> = BTreeMap::new();
        for (at, (model, languages)) in models.iter().enumerate() {
            for (from, to) in &model.types {
                let (from, to) = (Name::from(from.as_str()), Name::from(to.as_str()));
                if from.contains(['.', '(']) {
                    joined.aliases.insert(from, to);
                    continue;
                }
                for language in languages {
                    joined.words.insert((*language, Name::clone(&from)), Name::clone(&to));
                }
            }
            for language in languages {
                by_language.entry(*language).or_default().push(at);
            }
        }
        // Languages that the same models speak of share a table.
        let mut groups: Vec<&[usize]> = Vec::new();
        for (language, wanted) in &by_language {
            let at = groups.iter().position(|group| *group == wanted).unwrap_or_else(|| {
                let mut table = Table::default();
                wanted.iter().for_each(|at| table.add(models[*at].0.clone()));
                groups.push(wanted);
                joined.tables.push(table);
                groups.len() - 1
            });
            joined.by_language.insert(*language, at);
        }
        joined
    }

    /// What models say of a language.
    pub(crate) fn table(&self, language: LanguageId) -> Option<&Table> {
        self.by_language.get(&language).map(|at| &self.tables[*at])
    }

    /// The name by which a package or builtin goes in a language.
    pub(crate) fn canonical_in(&self, language: LanguageId, name: &Name) -> Name {
        let bare = name.strip_prefix("node:").unwrap_or(name);
        match self.words.get(&(language, Name::from(bare))) {
            Some(known) => self.canonical(known),
            None => self.canonical(name),
        }
    }

    /// The name by which something goes.
    pub(crate) fn canonical(&self, name: &str) -> Name {
        let name = name.strip_prefix("node:").unwrap_or(name);
        // What a module exports by default is, to its users, the module.
        let name = name.strip_suffix(".default").unwrap_or(name);
        let Some(mut known) = self.aliases.get(name) else { return Name::from(name) };
        for _ in 0..MAX_REPLACED {
            match self.aliases.get(known) {
                Some(next) => known = next,
                None => break,
            }
        }
        Name::clone(known)
    }
}

impl Table {
    fn add(&mut self, model: LibraryModel) {
        for guess in model.guesses {
            let names = guess.names.clone();
            self.guesses.add(guess, &names);
        }
        for source in model.sources {
            let (names, types) = (source.names.clone(), source.parameters.clone());
            self.parameters.add(source.clone(), &types);
            let fills = source.fills.clone();
            self.fills.add(source.clone(), &fills);
            self.sources.add(source, &names);
        }
        for sink in model.sinks {
            let (calls, writes) = (sink.calls.clone(), sink.writes.clone());
            self.writes.add(sink.clone(), &writes);
            self.sinks.add(sink, &calls);
        }
        for sanitizer in model.sanitizers {
            let calls = sanitizer.calls.clone();
            self.sanitizers.add(sanitizer, &calls);
        }
        for summary in model.summaries {
            let calls = summary.calls.clone();
            self.summaries.add(summary, &calls);
        }
        for guard in model.guards {
            let calls = guard.calls.clone();
            self.guards.add(guard, &calls);
        }
        for entry in model.entries {
            let at = self.entries.len() as u32;
            for (names, index) in [
                (&entry.decorators, &mut self.by_decorator),
                (&entry.calls, &mut self.by_call),
                (&entry.classes, &mut self.by_class),
            ] {
                for name in names {
                    index.entry(name.clone()).or_default().push(at);
                }
            }
            let by_shape = entry.decorators.is_empty()
                && entry.calls.is_empty()
                && entry.classes.is_empty()
                && !(entry.parameters.is_empty()
                    && entry.paths.is_empty()
                    && (entry.functions.is_empty() || entry.types.is_empty()));
            if by_shape {
                self.by_shape.push(at);
            }
            self.entries.push(entry);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_replaced_until_none_stands_for_another() {
        let types = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect()
        };
        let model = LibraryModel {
            types: types(&[
                ("a.connect()", "a.Connection()"),
                ("a.Connection()", "db.Connection()"),
            ]),
            ..LibraryModel::default()
        };
        let around = LibraryModel {
            types: types(&[("x.a", "y.a"), ("y.a", "x.a")]),
            ..LibraryModel::default()
        };
        let word =
            LibraryModel { types: types(&[("open", "window.open")]), ..LibraryModel::default() };
        let (one, other) = (LanguageId("javascript"), LanguageId("python"));
        let models = Models::new([(model, Vec::new()), (around, Vec::new()), (word, vec![one])]);
        assert_eq!(&*models.canonical_in(one, &Name::from("open")), "window.open");
        assert_eq!(&*models.canonical_in(other, &Name::from("open")), "open");
        assert_eq!(&*models.canonical("a.connect()"), "db.Connection()");
        assert_eq!(&*models.canonical("node:fs"), "fs");
        assert_eq!(&*models.canonical("express.default"), "express");
        // A circle ends somewhere.
        models.canonical("x.a");
    }
}
