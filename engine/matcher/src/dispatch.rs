//! One walk for all patterns of a file.

use rustc_hash::FxHashMap;
use tamis_syntax::{Grammar, NodeId, Span};

use crate::keys::heads;
use crate::metavars::Env;
use crate::pattern::{Keys, Pattern, key};
use crate::subject::Subject;
use crate::unify::Unifier;

/// One success of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Range matched.
    pub span: Span,
    /// The node it was found at, or the smallest around it; `None` in files without a tree.
    pub node: Option<NodeId>,
    /// Bindings.
    pub env: Env,
}

/// Patterns by the nodes they have to be tried at. Built per file from the patterns whose rules may match there.
#[derive(Debug, Default)]
pub struct Dispatch<'m> {
    patterns: Vec<&'m Pattern>,
    by_key: FxHashMap<(u16, u32), Vec<u32>>,
    /// Which keys occur, so that most nodes cost one look.
    present: Vec<u8>,
    anywhere: Vec<u32>,
}

const OPEN: u8 = 1;
const HEADED: u8 = 2;

impl<'m> Dispatch<'m> {
    /// Adds a pattern; its matches will stand at the index returned.
    pub fn add(&mut self, pattern: &'m Pattern) -> usize {
        let slot = self.patterns.len() as u32;
        self.patterns.push(pattern);
        match pattern.keys() {
            Keys::Anywhere => self.anywhere.push(slot),
            Keys::At(keys) => {
                for (key, head) in keys {
                    let at = *key as usize;
                    if self.present.len() <= at {
                        self.present.resize(at + 1, 0);
                    }
                    self.present[at] |= if *head == 0 { OPEN } else { HEADED };
                    self.by_key.entry((*key, *head)).or_default().push(slot);
                }
            }
        }
        slot as usize
    }

    /// Tries every pattern at every node that may match it, below and at `scope`. The matches of each pattern, in
    /// order of place. Cost: one look per node, and the work of patterns whose key and head fit.
    pub fn walk(&self, subject: &Subject<'_>, grammar: &Grammar, scope: NodeId) -> Vec<Vec<Match>> {
        let mut found: Vec<Vec<Match>> = vec![Vec::new(); self.patterns.len()];
        if subject.tree.is_empty() || self.patterns.is_empty() {
            return found;
        }
        let mut names = Vec::new();
        for id in subject.tree.subtree(scope) {
            let node = subject.node(id);
            let key = key(node.role, node.kind);
            let present = self.present.get(key as usize).copied().unwrap_or(0);
            if present & OPEN != 0 {
                self.try_slots((key, 0), subject, id, &mut found);
            }
            if present & HEADED != 0 {
                heads(subject, id, &mut names, grammar);
                for (at, head) in names.iter().enumerate() {
                    if *head != 0 && !names[..at].contains(head) {
                        self.try_slots((key, *head), subject, id, &mut found);
                    }
                }
            }
            for slot in &self.anywhere {
                try_one(self.patterns[*slot as usize], subject, id, &mut found[*slot as usize]);
            }
        }
        found
    }

    fn try_slots(
        &self,
        at: (u16, u32),
        subject: &Subject<'_>,
        id: NodeId,
        found: &mut [Vec<Match>],
    ) {
        for slot in self.by_key.get(&at).into_iter().flatten() {
            try_one(self.patterns[*slot as usize], subject, id, &mut found[*slot as usize]);
        }
    }
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
