//! One walk for all patterns of a file.

use std::rc::Rc;

use rustc_hash::FxHashMap;
use tamis_syntax::{Grammar, NodeId, Span};

use crate::keys::heads;
use crate::metavars::Env;
use crate::pattern::{Keys, Pattern, key};
use crate::subject::Subject;
use crate::unify::Unifier;

/// One success of a pattern.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Match {
    /// Range matched.
    pub span: Span,
    /// The node it was found at, or the smallest around it; `None` in files without a tree.
    pub node: Option<NodeId>,
    /// Bindings.
    pub env: Env,
}

/// Patterns by the nodes they have to be tried at. Built once per set of rules; walks only read it.
#[derive(Debug, Default)]
pub struct Dispatch<'m> {
    patterns: Vec<&'m Pattern>,
    /// By key: which of `tables` holds its patterns, plus one; 0 for none.
    present: Vec<u16>,
    tables: Vec<Table>,
    anywhere: Vec<u32>,
    /// By identity; patterns whose identities are equal by chance stand for themselves.
    known: FxHashMap<u64, usize>,
}

/// Patterns of one key.
#[derive(Debug, Default)]
struct Table {
    open: Vec<u32>,
    headed: FxHashMap<u32, Vec<u32>>,
}

impl<'m> Dispatch<'m> {
    /// Adds a pattern; its matches will stand at the index returned, with those of all patterns that match the same.
    pub fn add(&mut self, pattern: &'m Pattern) -> usize {
        let identity = pattern.identity();
        match self.known.get(&identity) {
            Some(at) if self.patterns[*at].is_same(pattern) => return *at,
            Some(_) => {}
            None => {
                self.known.insert(identity, self.patterns.len());
            }
        }
        let slot = self.patterns.len() as u32;
        self.patterns.push(pattern);
        match pattern.keys() {
            Keys::Anywhere => self.anywhere.push(slot),
            Keys::At(keys) => {
                for (key, head) in keys {
                    let table = self.table(*key);
                    let slots = if *head == 0 {
                        &mut table.open
                    } else {
                        table.headed.entry(*head).or_default()
                    };
                    slots.push(slot);
                }
            }
        }
        slot as usize
    }

    fn table(&mut self, key: u16) -> &mut Table {
        let at = key as usize;
        if self.present.len() <= at {
            self.present.resize(at + 1, 0);
        }
        if self.present[at] == 0 {
            self.tables.push(Table::default());
            self.present[at] = self.tables.len() as u16;
        }
        &mut self.tables[self.present[at] as usize - 1]
    }

    /// Tries every pattern at every node that may match it, below and at `scope`. The matches of each pattern, in
    /// order of place. Cost: one look per node, and the work of patterns whose key and head fit.
    pub fn walk(
        &self,
        subject: &Subject<'_>,
        grammar: &Grammar,
        scope: NodeId,
    ) -> Vec<Rc<Vec<Match>>> {
        let mut found: Vec<Vec<Match>> = vec![Vec::new(); self.patterns.len()];
        if subject.tree.is_empty() || self.patterns.is_empty() {
            return shared(found);
        }
        let active: Vec<bool> =
            self.patterns.iter().map(|pattern| subject.may_hold(pattern)).collect();
        let mut names = Vec::new();
        for id in subject.tree.subtree(scope) {
            let node = subject.node(id);
            let key = key(node.role, node.kind);
            let table = self.present.get(key as usize).copied().unwrap_or(0);
            if let Some(table) = (table as usize).checked_sub(1).map(|at| &self.tables[at]) {
                self.try_slots(&table.open, &active, subject, id, &mut found);
                if !table.headed.is_empty() {
                    heads(subject, id, &mut names, grammar);
                    for (at, head) in names.iter().enumerate() {
                        if *head != 0
                            && !names[..at].contains(head)
                            && let Some(slots) = table.headed.get(head)
                        {
                            self.try_slots(slots, &active, subject, id, &mut found);
                        }
                    }
                }
            }
            self.try_slots(&self.anywhere, &active, subject, id, &mut found);
        }
        shared(found)
    }

    fn try_slots(
        &self,
        slots: &[u32],
        active: &[bool],
        subject: &Subject<'_>,
        id: NodeId,
        found: &mut [Vec<Match>],
    ) {
        for slot in slots.iter().filter(|slot| active[**slot as usize]) {
            try_one(self.patterns[*slot as usize], subject, id, &mut found[*slot as usize]);
        }
    }
}

fn shared(found: Vec<Vec<Match>>) -> Vec<Rc<Vec<Match>>> {
    found.into_iter().map(Rc::new).collect()
}

fn try_one(pattern: &Pattern, subject: &Subject<'_>, id: NodeId, found: &mut Vec<Match>) {
    let unifier = Unifier { pattern, subject };
    for (span, env) in unifier.matches_at(id, &Env::default()) {
        let new = Match { span, node: Some(id), env };
        if found.last() != Some(&new) {
            found.push(new);
        }
    }
}
