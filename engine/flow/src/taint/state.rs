//! What is known at a point of a body: taints by place.
//!
//! The lattice: a state maps places to sets of taints, ordered by inclusion; bottom is a state where everything is
//! clean. A place without an entry has the taints of the nearest place above it that has one (`a` tainted makes `a.b`
//! tainted, until `a.b` is written). Joining takes the union place by place. Chains are finite, for places are of
//! bounded depth and taints come from the sources and parameters of the body.

use rustc_hash::FxHashMap;
use tamis_ir::{Key, LocalId};

use super::value::{Path, Shape, Taints};

/// Deepest place; what is below counts as this one.
const MAX_DEPTH: u8 = 5;

/// A place of a body: an index into [`Places`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PlaceId(u32);

struct PlaceNode {
    parent: Option<PlaceId>,
    local: LocalId,
    key: Option<Key>,
    depth: u8,
}

/// The places of a body, as a tree.
#[derive(Default)]
pub(crate) struct Places {
    nodes: Vec<PlaceNode>,
    roots: FxHashMap<LocalId, PlaceId>,
    children: FxHashMap<(PlaceId, Key), PlaceId>,
}

impl Places {
    pub(crate) fn root(&mut self, local: LocalId) -> PlaceId {
        if let Some(known) = self.roots.get(&local) {
            return *known;
        }
        let id = PlaceId(self.nodes.len() as u32);
        self.nodes.push(PlaceNode { parent: None, local, key: None, depth: 0 });
        self.roots.insert(local, id);
        id
    }

    /// The variable's place, if it was met before.
    pub(crate) fn known_root(&self, local: LocalId) -> Option<PlaceId> {
        self.roots.get(&local).copied()
    }

    /// The place under `key`; at the greatest depth the place itself.
    pub(crate) fn child(&mut self, parent: PlaceId, key: &Key) -> PlaceId {
        if let Some(known) = self.children.get(&(parent, key.clone())) {
            return *known;
        }
        let PlaceNode { local, depth, .. } = self.nodes[parent.0 as usize];
        if depth >= MAX_DEPTH {
            return parent;
        }
        let id = PlaceId(self.nodes.len() as u32);
        let (parent_id, depth) = (Some(parent), depth + 1);
        self.nodes.push(PlaceNode { parent: parent_id, local, key: Some(key.clone()), depth });
        self.children.insert((parent, key.clone()), id);
        id
    }

    pub(crate) fn path(&mut self, from: PlaceId, path: &[Key]) -> PlaceId {
        path.iter().fold(from, |place, key| self.child(place, key))
    }

    pub(crate) fn local(&self, place: PlaceId) -> LocalId {
        self.nodes[place.0 as usize].local
    }

    fn parent(&self, place: PlaceId) -> Option<PlaceId> {
        self.nodes[place.0 as usize].parent
    }

    fn key(&self, place: PlaceId) -> Option<&Key> {
        self.nodes[place.0 as usize].key.as_ref()
    }

    /// Keys from `above` down to `place`, if it is below or the same.
    pub(crate) fn suffix(&self, place: PlaceId, above: PlaceId) -> Option<Path> {
        if self.local(place) != self.local(above) {
            return None;
        }
        let mut keys = Path::new();
        let mut at = place;
        while at != above {
            keys.extend(self.key(at).cloned());
            at = self.parent(at)?;
        }
        keys.reverse();
        Some(keys)
    }

    fn depth(&self, place: PlaceId) -> u8 {
        self.nodes[place.0 as usize].depth
    }

    /// The place above `place` (or it itself) at a depth, which must not be greater than its own.
    fn above(&self, place: PlaceId, depth: u8) -> PlaceId {
        let mut at = place;
        while self.depth(at) > depth
            && let Some(parent) = self.parent(at)
        {
            at = parent;
        }
        at
    }

    /// Whether two places of one depth and variable may be the same: their keys are, or `same` says so.
    fn matches(&self, a: PlaceId, b: PlaceId, same: fn(&Key, &Key) -> bool) -> bool {
        let (mut a, mut b) = (a, b);
        while a != b {
            let (Some(left), Some(right)) = (self.key(a), self.key(b)) else { return false };
            if left != right && !same(left, right) {
                return false;
            }
            match (self.parent(a), self.parent(b)) {
                (Some(left), Some(right)) => (a, b) = (left, right),
                _ => return false,
            }
        }
        true
    }
}

/// Taints by place, and which variables hold the same object.
#[derive(Clone, Default)]
pub(crate) struct State {
    entries: Vec<(PlaceId, Taints)>,
    /// Variable, and the place whose object it holds as well.
    aliases: Vec<(LocalId, PlaceId)>,
}

impl State {
    fn entry(&self, place: PlaceId) -> Option<&Taints> {
        let at = self.entries.binary_search_by_key(&place, |(known, _)| *known).ok()?;
        Some(&self.entries[at].1)
    }

    fn set(&mut self, place: PlaceId, taints: Taints) {
        match self.entries.binary_search_by_key(&place, |(known, _)| *known) {
            Ok(at) => self.entries[at].1 = taints,
            Err(at) => self.entries.insert(at, (place, taints)),
        }
    }

    /// The taints of a place itself.
    pub(crate) fn taints(&self, places: &Places, place: PlaceId) -> Taints {
        if self.entries.is_empty() {
            return Taints::default();
        }
        let mut below = Path::new();
        let mut at = place;
        loop {
            if let Some(found) = self.nearest(places, at) {
                return below.iter().rev().fold(found, |taints, key| taints.under(key));
            }
            let Some(parent) = places.parent(at) else { return Taints::default() };
            below.extend(places.key(at).cloned());
            at = parent;
        }
    }

    /// The entry of a place, or else those of places with unknown keys that may be it.
    fn nearest(&self, places: &Places, place: PlaceId) -> Option<Taints> {
        if let Some(known) = self.entry(place) {
            return Some(known.clone());
        }
        let (local, depth) = (places.local(place), places.depth(place));
        if depth == 0 {
            return None;
        }
        let fitting = self.entries.iter().filter(|(known, _)| {
            places.local(*known) == local
                && places.depth(*known) == depth
                && places.matches(*known, place, |known, _| *known == Key::Any)
        });
        fitting.map(|(_, taints)| taints.clone()).reduce(|all, taints| all.union(&taints))
    }

    /// The value at a place.
    pub(crate) fn read(&self, places: &Places, place: PlaceId) -> Shape {
        if self.entries.is_empty() {
            return Shape::default();
        }
        let mut shape = Shape::of(self.taints(places, place));
        let (local, depth) = (places.local(place), places.depth(place));
        for (known, taints) in &self.entries {
            if places.local(*known) != local || *known == place || places.depth(*known) < depth {
                continue;
            }
            let above = places.above(*known, depth);
            let unsure = |a: &Key, b: &Key| *a == Key::Any || *b == Key::Any;
            if !places.matches(above, place, unsure) {
                continue;
            }
            let path = places.suffix(*known, above).unwrap_or_default();
            if path.is_empty() {
                // One of the elements that may be meant; that of unknown ones is in the top already.
                shape.top = shape.top.union(taints);
            } else if above == place {
                shape.set(path, taints.clone());
            } else {
                shape.add(path, taints);
            }
        }
        shape
    }

    /// Replaces what a place holds.
    pub(crate) fn write(&mut self, places: &mut Places, place: PlaceId, value: &Shape) {
        self.forget(places, place);
        if !value.top.is_clean() || !self.taints(places, place).is_clean() {
            self.set(place, value.top.clone());
        }
        for (path, taints) in &value.inside {
            let inner = places.path(place, path);
            if inner != place {
                self.set(inner, taints.clone());
            } else {
                let all = self.taints(places, place).union(taints);
                self.set(place, all);
            }
        }
    }

    /// Adds to what a place holds.
    pub(crate) fn add(&mut self, places: &mut Places, place: PlaceId, value: &Shape) {
        self.add_taints(places, place, &value.top);
        for (path, taints) in &value.inside {
            let inner = places.path(place, path);
            self.add_taints(places, inner, taints);
        }
    }

    fn add_taints(&mut self, places: &Places, place: PlaceId, taints: &Taints) {
        if taints.is_clean() {
            return;
        }
        let all = self.taints(places, place).union(taints);
        self.set(place, all);
        // What is written under an unknown key may be under any of the known ones.
        if places.key(place) == Some(&Key::Any) {
            let parent = places.parent(place);
            for (known, held) in &mut self.entries {
                if *known != place && places.parent(*known) == parent && parent.is_some() {
                    *held = held.union(taints);
                }
            }
        }
    }

    /// Drops all entries at and below a place.
    fn forget(&mut self, places: &Places, place: PlaceId) {
        let local = places.local(place);
        self.entries.retain(|(known, _)| {
            places.local(*known) != local || places.suffix(*known, place).is_none()
        });
    }

    /// Says that `local` was given the object at `place`; `None`: an object of its own.
    pub(crate) fn alias(&mut self, places: &Places, local: LocalId, place: Option<PlaceId>) {
        self.aliases.retain(|(known, to)| *known != local && places.local(*to) != local);
        if let Some(place) = place.filter(|place| places.local(*place) != local) {
            let at = self.aliases.partition_point(|(known, _)| *known < local);
            self.aliases.insert(at, (local, place));
        }
    }

    /// Other places that are the same object's part as `place`.
    pub(crate) fn same_objects(&self, places: &mut Places, place: PlaceId) -> Vec<PlaceId> {
        let mut found = Vec::new();
        let mut at = 0;
        let mut todo = vec![place];
        while let Some(current) = todo.get(at).copied() {
            at += 1;
            for (local, to) in &self.aliases {
                let root = places.root(*local);
                for (from, onto) in [(root, *to), (*to, root)] {
                    let Some(path) = places.suffix(current, from).filter(|path| !path.is_empty())
                    else {
                        continue;
                    };
                    let same = places.path(onto, &path);
                    if !todo.contains(&same) && todo.len() < 8 {
                        todo.push(same);
                        found.push(same);
                    }
                }
            }
        }
        found
    }

    /// Removes rules from all taints at and below a place; `clean`: all rules.
    pub(crate) fn change(
        &mut self,
        places: &mut Places,
        place: PlaceId,
        change: impl Fn(&Taints) -> Taints,
    ) {
        let shape = self.read(places, place).map(change);
        self.write(places, place, &shape);
    }

    /// Adds `other`; whether anything changed.
    pub(crate) fn join(&mut self, places: &Places, other: &State) -> bool {
        let before = self.aliases.len();
        self.aliases.retain(|alias| other.aliases.contains(alias));
        let mut changed = before != self.aliases.len();
        let mut joined = Vec::with_capacity(self.entries.len().max(other.entries.len()));
        let (mut left, mut right) =
            (self.entries.iter().peekable(), other.entries.iter().peekable());
        loop {
            let next = match (left.peek(), right.peek()) {
                (Some((a, _)), Some((b, _))) => *a.min(b),
                (Some((a, _)), None) => *a,
                (None, Some((b, _))) => *b,
                (None, None) => break,
            };
            let mine = left.next_if(|(place, _)| *place == next).map(|(_, taints)| taints.clone());
            let theirs =
                right.next_if(|(place, _)| *place == next).map(|(_, taints)| taints.clone());
            let new = mine.is_none();
            let mine = mine.unwrap_or_else(|| self.taints(places, next));
            let theirs = theirs.unwrap_or_else(|| other.taints(places, next));
            let all = mine.union(&theirs);
            changed |= all != mine || new && all != self.taints(places, next);
            joined.push((next, all));
        }
        self.entries = joined;
        changed
    }

    /// Entries of a variable: path and taints.
    pub(crate) fn of_local(&self, places: &mut Places, local: LocalId) -> Vec<(Path, Taints)> {
        let root = places.root(local);
        self.entries
            .iter()
            .filter_map(|(place, taints)| Some((places.suffix(*place, root)?, taints.clone())))
            .collect()
    }
}
