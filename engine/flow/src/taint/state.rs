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
    /// The same place with its numbers unknown: `a[*].b` for `a[0].b`.
    general: Option<PlaceId>,
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
        self.nodes.push(PlaceNode { parent: None, local, key: None, depth: 0, general: None });
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
        let PlaceNode { local, depth, general, .. } = self.nodes[parent.0 as usize];
        if depth >= MAX_DEPTH {
            return parent;
        }
        let general = match key {
            Key::Index(_) => {
                let above = general.unwrap_or(parent);
                Some(self.child(above, &Key::Any))
            }
            _ => general.map(|above| self.child(above, key)),
        };
        let id = PlaceId(self.nodes.len() as u32);
        let node = PlaceNode {
            parent: Some(parent),
            local,
            key: Some(key.clone()),
            depth: depth + 1,
            general,
        };
        self.nodes.push(node);
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

    fn any_sibling(&self, place: PlaceId) -> Option<PlaceId> {
        let parent = self.parent(place)?;
        self.children.get(&(parent, Key::Any)).copied().filter(|sibling| *sibling != place)
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
            let general = places.nodes[at.0 as usize].general;
            let sibling = places.any_sibling(at);
            let found = self
                .entry(at)
                .or_else(|| general.and_then(|it| self.entry(it)))
                .or_else(|| sibling.and_then(|it| self.entry(it)));
            if let Some(found) = found {
                return below.iter().rev().fold(found.clone(), |taints, key| taints.under(key));
            }
            let Some(parent) = places.parent(at) else { return Taints::default() };
            below.extend(places.key(at).cloned());
            at = parent;
        }
    }

    /// The value at a place.
    pub(crate) fn read(&self, places: &Places, place: PlaceId) -> Shape {
        if self.entries.is_empty() {
            return Shape::default();
        }
        let mut shape = Shape::of(self.taints(places, place));
        let local = places.local(place);
        let general = places.nodes[place.0 as usize].general;
        let parent = places.parent(place).filter(|_| places.key(place) == Some(&Key::Any));
        for (known, taints) in &self.entries {
            if places.local(*known) != local || *known == place {
                continue;
            }
            if let Some(path) = places.suffix(*known, place) {
                shape.set(path, taints.clone());
            } else if let Some(parent) = parent
                && let Some(path) = places.suffix(*known, parent)
                && !path.is_empty()
            {
                // Any element: all that are known apart.
                shape.add(path[1..].iter().cloned().collect(), taints);
            } else if let Some(general) = general
                && let Some(path) = places.suffix(*known, general)
                && !path.is_empty()
            {
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
