//! What is known at a point of a body: taints by place.
//!
//! The lattice: a state maps places to sets of taints, ordered by inclusion; bottom is a state where everything is
//! clean. A place without an entry has the taints of the nearest place above it that has one (`a` tainted makes `a.b`
//! tainted, until `a.b` is written). Joining takes the union place by place. Chains are finite, for places are of
//! bounded depth and taints come from the sources and parameters of the body.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tamis_ir::{Key, LocalId};

use super::paths::Door;
use super::value::{Path, Shape, Taints};

/// Deepest place; what is below counts as this one.
const MAX_DEPTH: u8 = 5;

/// Most places told apart in one variable, if some lie below its fields or elements.
const MAX_ENTRIES: usize = 32;

/// Most places that are known to be harmless at a point.
const MAX_TESTED: usize = 16;

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

/// What a variable holds: taints by place, sorted by it.
#[derive(Clone)]
struct Held {
    /// No place below this depth has an entry: what was there counts as what holds it. Only ever gets less until the
    /// whole variable is written, so that joins go up.
    limit: u8,
    entries: Vec<(PlaceId, Taints)>,
}

impl Default for Held {
    fn default() -> Self {
        Held { limit: MAX_DEPTH, entries: Vec::new() }
    }
}

impl Held {
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
    fn taints(&self, places: &Places, place: PlaceId) -> Taints {
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
        let depth = places.depth(place);
        if depth == 0 {
            return None;
        }
        let fitting = self.entries.iter().filter(|(known, _)| {
            places.depth(*known) == depth
                && places.matches(*known, place, |known, _| *known == Key::Any)
        });
        fitting.map(|(_, taints)| taints.clone()).reduce(|all, taints| all.union(&taints))
    }

    /// Drops the entries at and below a place.
    fn forget(&mut self, places: &Places, place: PlaceId) {
        let depth = places.depth(place);
        if depth == 0 {
            *self = Held::default();
            return;
        }
        self.entries.retain(|(known, _)| {
            places.depth(*known) < depth || places.above(*known, depth) != place
        });
    }

    /// Adds to what is at a place.
    fn add(&mut self, places: &Places, place: PlaceId, taints: &Taints) {
        if taints.is_clean() {
            return;
        }
        let held = places.above(place, self.limit);
        let taints = &if held == place { taints.clone() } else { taints.derived() };
        let all = self.taints(places, held).union(taints);
        self.set(held, all);
        // What is written under an unknown key may be under any of the known ones.
        if places.key(held) == Some(&Key::Any) {
            let parent = places.parent(held);
            for (known, known_taints) in &mut self.entries {
                if *known != held && places.parent(*known) == parent {
                    *known_taints = known_taints.union(taints);
                }
            }
        }
    }

    /// Lets what lies deepest count as what holds it where there are too many entries.
    fn bound(&mut self, places: &Places) {
        while self.entries.len() > MAX_ENTRIES && self.limit > 1 {
            self.lower(places, self.limit - 1);
        }
    }

    fn lower(&mut self, places: &Places, limit: u8) {
        self.limit = self.limit.min(limit);
        let deep = |(place, _): &(PlaceId, Taints)| places.depth(*place) > limit;
        if !self.entries.iter().any(deep) {
            return;
        }
        let (below, kept) = std::mem::take(&mut self.entries).into_iter().partition(deep);
        self.entries = kept;
        let below: Vec<(PlaceId, Taints)> = below;
        for (place, taints) in below {
            let above = places.above(place, limit);
            let all = self.taints(places, above).union(&taints.derived());
            self.set(above, all);
        }
    }

    /// Both together; whether that is more than this one.
    fn joined(&self, places: &Places, other: &Held) -> Option<Held> {
        let limit = self.limit.min(other.limit);
        let (mine, theirs) = (self.lowered(places, limit), other.lowered(places, limit));
        let mut changed = limit != self.limit;
        let mut entries = Vec::with_capacity(mine.entries.len().max(theirs.entries.len()));
        let (mut left, mut right) =
            (mine.entries.iter().peekable(), theirs.entries.iter().peekable());
        loop {
            let next = match (left.peek(), right.peek()) {
                (Some((a, _)), Some((b, _))) => *a.min(b),
                (Some((a, _)), None) => *a,
                (None, Some((b, _))) => *b,
                (None, None) => break,
            };
            let known = left.next_if(|(place, _)| *place == next).map(|(_, taints)| taints.clone());
            let more = right.next_if(|(place, _)| *place == next).map(|(_, taints)| taints.clone());
            let known = known.unwrap_or_else(|| mine.taints(places, next));
            let more = more.unwrap_or_else(|| theirs.taints(places, next));
            let all = known.union(&more);
            changed |= all != known;
            entries.push((next, all));
        }
        changed.then(|| {
            let mut held = Held { limit, entries };
            held.bound(places);
            held
        })
    }

    fn lowered(&self, places: &Places, limit: u8) -> Cow<'_, Held> {
        if limit >= self.limit {
            return Cow::Borrowed(self);
        }
        let mut held = self.clone();
        held.lower(places, limit);
        Cow::Owned(held)
    }
}

/// Taints by place, and which variables hold the same object. Cheap to clone: states share what they have in common.
#[derive(Clone, Default)]
pub(crate) struct State {
    /// By variable, sorted; those that hold nothing have no entry.
    held: Vec<(LocalId, Arc<Held>)>,
    /// Variable, and the place whose object it holds as well.
    aliases: Vec<(LocalId, PlaceId)>,
    /// Places that conditions have found harmless, or in part; they are so until they are written, also where reading
    /// them is a source. Joining keeps what both sides agree on.
    tested: Vec<(PlaceId, Option<Door>)>,
}

impl State {
    fn of(&self, local: LocalId) -> Option<&Held> {
        let at = self.held.binary_search_by_key(&local, |(known, _)| *known).ok()?;
        Some(&self.held[at].1)
    }

    /// Changes what a variable holds.
    fn update(&mut self, places: &Places, local: LocalId, change: impl FnOnce(&mut Held)) {
        match self.held.binary_search_by_key(&local, |(known, _)| *known) {
            Ok(at) => {
                let held = Arc::make_mut(&mut self.held[at].1);
                change(held);
                held.bound(places);
                if held.entries.is_empty() {
                    self.held.remove(at);
                }
            }
            Err(at) => {
                let mut held = Held::default();
                change(&mut held);
                held.bound(places);
                if !held.entries.is_empty() {
                    self.held.insert(at, (local, Arc::new(held)));
                }
            }
        }
    }

    /// The taints of a place itself.
    pub(crate) fn taints(&self, places: &Places, place: PlaceId) -> Taints {
        self.of(places.local(place)).map(|held| held.taints(places, place)).unwrap_or_default()
    }

    /// The value at a place.
    pub(crate) fn read(&self, places: &Places, place: PlaceId) -> Shape {
        let Some(held) = self.of(places.local(place)) else { return Shape::default() };
        let mut shape = Shape::of(held.taints(places, place));
        let depth = places.depth(place);
        for (known, taints) in &held.entries {
            if *known == place || places.depth(*known) < depth {
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
        let inner: Vec<(PlaceId, &Taints)> =
            value.inside.iter().map(|(path, taints)| (places.path(place, path), taints)).collect();
        let places = &*places;
        self.forget_tests(places, place);
        self.update(places, places.local(place), |held| {
            held.forget(places, place);
            if places.depth(place) > held.limit {
                held.add(places, place, &value.deep());
                return;
            }
            if !value.top.is_clean() || !held.taints(places, place).is_clean() {
                held.set(place, value.top.clone());
            }
            for (inner, taints) in inner {
                if inner == place || places.depth(inner) > held.limit {
                    held.add(places, inner, taints);
                } else {
                    held.set(inner, taints.clone());
                }
            }
        });
    }

    /// Adds to what a place holds.
    pub(crate) fn add(&mut self, places: &mut Places, place: PlaceId, value: &Shape) {
        if value.is_clean() {
            return;
        }
        self.forget_tests(places, place);
        let inner: Vec<(PlaceId, &Taints)> =
            value.inside.iter().map(|(path, taints)| (places.path(place, path), taints)).collect();
        let places = &*places;
        self.update(places, places.local(place), |held| {
            held.add(places, place, &value.top);
            for (inner, taints) in inner {
                held.add(places, inner, taints);
            }
        });
    }

    /// Drops variables that nothing asks for any more.
    pub(crate) fn keep(&mut self, is_live: impl Fn(LocalId) -> bool) {
        self.held.retain(|(local, _)| is_live(*local));
    }

    /// Says that `local` was given the object at `place`; `None`: an object of its own.
    pub(crate) fn alias(&mut self, places: &Places, local: LocalId, place: Option<PlaceId>) {
        self.aliases.retain(|(known, to)| *known != local && places.local(*to) != local);
        self.tested.retain(|(tested, _)| places.local(*tested) != local);
        if let Some(place) = place.filter(|place| places.local(*place) != local) {
            let at = self.aliases.partition_point(|(known, _)| *known < local);
            self.aliases.insert(at, (local, place));
        }
    }

    /// Notes that a condition has found a place harmless (`None`), or that it closes a door.
    pub(crate) fn test(&mut self, place: PlaceId, door: Option<Door>) {
        if self.tested.len() < MAX_TESTED && !self.tested.contains(&(place, door)) {
            self.tested.push((place, door));
        }
    }

    /// What conditions have found of a place.
    pub(crate) fn tests(&self, place: PlaceId) -> impl Iterator<Item = Option<Door>> {
        self.tested.iter().filter(move |(known, _)| *known == place).map(|(_, door)| *door)
    }

    fn forget_tests(&mut self, places: &Places, place: PlaceId) {
        if !self.tested.is_empty() {
            self.tested.retain(|(tested, _)| {
                places.suffix(*tested, place).is_none() && places.suffix(place, *tested).is_none()
            });
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
        let before = self.tested.len();
        self.tested.retain(|tested| other.tested.contains(tested));
        changed |= before != self.tested.len();
        for (local, theirs) in &other.held {
            match self.held.binary_search_by_key(local, |(known, _)| *known) {
                Ok(at) => {
                    let mine = &mut self.held[at].1;
                    if !Arc::ptr_eq(mine, theirs)
                        && let Some(all) = mine.joined(places, theirs)
                    {
                        *mine = Arc::new(all);
                        changed = true;
                    }
                }
                Err(at) => {
                    changed |= theirs.entries.iter().any(|(_, taints)| !taints.is_clean());
                    self.held.insert(at, (*local, Arc::clone(theirs)));
                }
            }
        }
        changed
    }

    /// Entries of a variable: path and taints.
    pub(crate) fn of_local(&self, places: &mut Places, local: LocalId) -> Vec<(Path, Taints)> {
        let root = places.root(local);
        let entries = self.of(local).map_or(&[][..], |held| &held.entries);
        entries
            .iter()
            .filter_map(|(place, taints)| Some((places.suffix(*place, root)?, taints.clone())))
            .collect()
    }
}
