//! What is known of a value: where its taint comes from, for the value itself and for what is inside.

use std::cmp::Ordering;
use std::sync::Arc;

use smallvec::SmallVec;
use tamis_ir::{Key, LocalId};

use super::bits::RuleBits;
use super::trail::{self, Trail};

/// Keys from a value to something inside.
pub(crate) type Path = SmallVec<[Key; 2]>;

/// Longest path kept from a parameter or a shared variable.
const MAX_ORIGIN_PATH: usize = 4;

/// Most places inside a value told apart in summaries, if some lie deep.
const MAX_INSIDE: usize = 24;

/// From so many origins on, parts are no longer told apart.
const MANY_TAINTS: usize = 10;
/// Sources that a value has for each rule.
const FEW_SOURCES: usize = 4;

/// Most origins kept for one value; more are left out.
const MAX_TAINTS: usize = 64;

/// Where a taint comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Origin {
    /// A match of a source: file, index of the mark.
    Source(u32, u32),
    /// Whatever the caller gives for a parameter, at a path in it.
    Param(u32, Path),
    /// Whatever a variable of another body holds, by function of the project.
    Captured(u32, LocalId, Path),
}

impl Origin {
    /// Whether `other` is this place of a parameter or shared variable, or lies inside.
    fn holds(&self, other: &Origin) -> bool {
        match (self, other) {
            (Origin::Param(a, whole), Origin::Param(b, part)) => a == b && part.starts_with(whole),
            (Origin::Captured(a, x, whole), Origin::Captured(b, y, part)) => {
                a == b && x == y && part.starts_with(whole)
            }
            _ => false,
        }
    }
}

/// One taint of a value.
#[derive(Debug, Clone)]
pub(crate) struct Taint {
    pub(crate) origin: Origin,
    /// The value is made from what is at the origin; else it is just that.
    pub(crate) derived: bool,
    /// Rules for which it still is one.
    pub(crate) rules: RuleBits,
    pub(crate) trail: Trail,
}

impl Taint {
    /// Taints that are equal here are one.
    fn order(&self, other: &Taint) -> Ordering {
        (&self.origin, self.derived).cmp(&(&other.origin, other.derived))
    }

    fn is_made_from_whole(&self) -> bool {
        self.derived && !matches!(self.origin, Origin::Source(..))
    }

    /// Adds what the same taint is elsewhere; the shorter way is kept.
    fn absorb(&mut self, other: &Taint) {
        self.rules.add(&other.rules);
        if trail::length(&other.trail) < trail::length(&self.trail) {
            self.trail = other.trail.clone();
        }
    }

    /// Whether absorbing `other` would change nothing.
    fn covers(&self, other: &Taint) -> bool {
        self.rules.contains(&other.rules)
            && trail::length(&self.trail) <= trail::length(&other.trail)
    }
}

/// Whether everything of `b` is in `a`, both sorted. One pass, nothing is copied.
fn covers(a: &[Taint], b: &[Taint]) -> bool {
    let mut rest = a.iter();
    b.len() <= a.len()
        && b.iter().all(|taint| {
            let same = rest.find(|known| known.order(taint).is_ge());
            same.is_some_and(|known| known.order(taint).is_eq() && known.covers(taint))
        })
}

/// Both lists in one, sorted as they are.
fn merged(a: &[Taint], b: &[Taint]) -> Vec<Taint> {
    let mut all = Vec::with_capacity(a.len() + b.len());
    let (mut left, mut right) = (a.iter().peekable(), b.iter().peekable());
    loop {
        let order = match (left.peek(), right.peek()) {
            (Some(a), Some(b)) => a.order(b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => break,
        };
        let mut next = if order.is_gt() { None } else { left.next().cloned() };
        if order.is_ge()
            && let Some(other) = right.next()
        {
            match &mut next {
                Some(next) => next.absorb(other),
                None => next = Some(other.clone()),
            }
        }
        all.extend(next);
    }
    drop_implied(&mut all);
    all
}

/// Sorts, and makes one of what is the same taint.
fn sort(list: &mut Vec<Taint>) {
    list.sort_by(Taint::order);
    list.dedup_by(|later, kept| {
        let same = later.order(kept).is_eq();
        if same {
            kept.absorb(later);
        }
        same
    });
    drop_implied(list);
}

/// Leaves out what a sorted list says twice: a value made from a parameter (or a part) is made from all inside of it.
fn drop_implied(list: &mut Vec<Taint>) {
    if list.len() < 2 || !list.iter().any(Taint::is_made_from_whole) {
        return;
    }
    // Parts come right behind their whole: the wholes that hold the taint at hand are a stack.
    let mut wholes: SmallVec<[usize; MAX_ORIGIN_PATH]> = SmallVec::new();
    let mut kept = 0;
    for at in 0..list.len() {
        while wholes.last().is_some_and(|whole| !list[*whole].origin.holds(&list[at].origin)) {
            wholes.pop();
        }
        let (before, rest) = list.split_at_mut(at);
        let Some((taint, after)) = rest.split_first_mut() else { break };
        for whole in &wholes {
            taint.rules.remove(&before[*whole].rules);
        }
        // The same that is derived comes right behind.
        if let Some(next) = after.first().filter(|next| next.derived && !taint.derived)
            && next.is_made_from_whole()
            && next.origin == taint.origin
        {
            taint.rules.remove(&next.rules);
        }
        if taint.rules.is_empty() {
            continue;
        }
        if taint.is_made_from_whole() {
            wholes.push(kept);
        }
        list.swap(kept, at);
        kept += 1;
    }
    list.truncate(kept);
}

/// Of a sorted list, for each rule the first few sources: a finding tells of one, so that more only cost.
fn few_sources(list: &mut Vec<Taint>) {
    let is_source = |taint: &Taint| matches!(taint.origin, Origin::Source(..));
    if list.iter().filter(|taint| is_source(taint)).count() <= FEW_SOURCES {
        return;
    }
    // The rules that have had one source, two sources and so on.
    let mut had: [RuleBits; FEW_SOURCES] = Default::default();
    list.retain_mut(|taint| {
        if !is_source(taint) {
            return true;
        }
        taint.rules.remove(&had[FEW_SOURCES - 1]);
        let mut more = taint.rules.clone();
        for had in &mut had {
            let mut again = more.clone();
            again.keep(had);
            had.add(&more);
            more = again;
        }
        !taint.rules.is_empty()
    });
}

/// A sorted list with fewer origins where there are many: parts of a parameter or shared variable count as what holds
/// them. Nothing of those is lost by it; of more than 64 origins, the last are.
fn limited(mut list: Vec<Taint>) -> Vec<Taint> {
    few_sources(&mut list);
    for longest in (0..MAX_ORIGIN_PATH).rev() {
        if list.len() <= MANY_TAINTS {
            break;
        }
        for taint in &mut list {
            let (path, longest) = match &mut taint.origin {
                Origin::Source(..) => continue,
                Origin::Param(_, path) => (path, longest),
                // The first key may be the name within a module.
                Origin::Captured(_, _, path) => (path, longest.max(1)),
            };
            if path.len() > longest {
                path.truncate(longest);
                taint.derived = true;
            }
        }
        sort(&mut list);
    }
    list.truncate(MAX_TAINTS);
    list
}

/// The taints of a value, sorted by origin; cheap to clone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Taints(Option<Arc<Vec<Taint>>>);

impl PartialEq for Taints {
    /// Trails do not count.
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (None, None) => true,
            (Some(a), Some(b)) => {
                Arc::ptr_eq(a, b)
                    || a.len() == b.len()
                        && a.iter().zip(b.iter()).all(|(a, b)| {
                            a.origin == b.origin && a.derived == b.derived && a.rules == b.rules
                        })
            }
            _ => false,
        }
    }
}

impl Taints {
    pub(crate) fn one(taint: Taint) -> Self {
        Taints::from_list(vec![taint])
    }

    /// From taints in any order.
    pub(crate) fn from_list(mut list: Vec<Taint>) -> Self {
        list.retain(|taint| !taint.rules.is_empty());
        if list.is_empty() {
            return Taints(None);
        }
        sort(&mut list);
        Taints(Some(Arc::new(limited(list))))
    }

    pub(crate) fn is_clean(&self) -> bool {
        self.0.is_none()
    }

    /// Whether both are one list, at a look.
    pub(crate) fn is_same(&self, other: &Taints) -> bool {
        match (&self.0, &other.0) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Taint> {
        self.0.iter().flat_map(|list| list.iter())
    }

    /// Both together.
    pub(crate) fn union(&self, other: &Taints) -> Taints {
        match (&self.0, &other.0) {
            (_, None) => self.clone(),
            (None, _) => other.clone(),
            (Some(a), Some(b)) if Arc::ptr_eq(a, b) => self.clone(),
            (Some(a), Some(b)) if covers(a, b) => self.clone(),
            (Some(a), Some(b)) if covers(b, a) => other.clone(),
            (Some(a), Some(b)) => Taints(Some(Arc::new(limited(merged(a, b))))),
        }
    }

    /// All of them together, sorted once.
    pub(crate) fn union_of(all: impl Iterator<Item = Taints>) -> Taints {
        let mut different: SmallVec<[Taints; 8]> = SmallVec::new();
        for taints in all.filter(|taints| !taints.is_clean()) {
            if !different.iter().any(|known| known.is_same(&taints)) {
                different.push(taints);
            }
        }
        match &different[..] {
            [] => Taints::default(),
            [only] => only.clone(),
            [one, other] => one.union(other),
            many => {
                let list = many.iter().flat_map(Taints::iter).cloned().collect();
                Taints::from_list(list)
            }
        }
    }

    /// Without the rules of `bits`.
    pub(crate) fn without(&self, bits: &RuleBits) -> Taints {
        if self.is_clean() || bits.is_empty() {
            return self.clone();
        }
        self.map(|mut taint| {
            taint.rules.remove(bits);
            Some(taint)
        })
    }

    pub(crate) fn map(&self, change: impl Fn(Taint) -> Option<Taint>) -> Taints {
        match &self.0 {
            None => Taints(None),
            Some(list) => Taints::from_list(list.iter().cloned().filter_map(change).collect()),
        }
    }

    /// Of a value made from this one.
    pub(crate) fn derived(&self) -> Taints {
        if self.iter().all(|taint| taint.derived) {
            return self.clone();
        }
        self.map(|taint| Some(Taint { derived: true, ..taint }))
    }

    /// Of what stands under `key` in a value of which only the whole is known.
    pub(crate) fn under(&self, key: &Key) -> Taints {
        if self.iter().all(|taint| taint.derived || matches!(taint.origin, Origin::Source(..))) {
            return self.clone();
        }
        self.map(|mut taint| {
            if !taint.derived
                && let Origin::Param(_, path) | Origin::Captured(_, _, path) = &mut taint.origin
            {
                if path.len() < MAX_ORIGIN_PATH {
                    path.push(key.clone());
                } else {
                    taint.derived = true;
                }
            }
            Some(taint)
        })
    }

    pub(crate) fn stepped(&self, add: impl Fn(&Trail) -> Trail) -> Taints {
        match &self.0 {
            None => Taints(None),
            Some(list) => {
                let stepped =
                    list.iter().map(|taint| Taint { trail: add(&taint.trail), ..taint.clone() });
                Taints(Some(Arc::new(stepped.collect())))
            }
        }
    }
}

/// Taints of a value and of what is inside. What is not listed inside has the taints of the nearest listed above it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Shape {
    pub(crate) top: Taints,
    /// By path, never empty, sorted.
    pub(crate) inside: Vec<(Path, Taints)>,
}

impl Shape {
    pub(crate) fn of(top: Taints) -> Self {
        Shape { top, inside: Vec::new() }
    }

    pub(crate) fn is_clean(&self) -> bool {
        self.top.is_clean() && self.inside.iter().all(|(_, taints)| taints.is_clean())
    }

    /// All taints of the value and of what is inside; what a function has captured is none of its data.
    pub(crate) fn deep(&self) -> Taints {
        let data = self.inside.iter().filter(|(path, _)| !path.iter().any(is_environment));
        let inside = data.map(|(_, taints)| taints.clone());
        Taints::union_of(std::iter::once(self.top.clone()).chain(inside))
    }

    /// A value that is made from all of this one.
    pub(crate) fn derived(&self) -> Shape {
        Shape::of(self.deep().derived())
    }

    pub(crate) fn union(&self, other: &Shape) -> Shape {
        let mut out = Shape { top: self.top.union(&other.top), inside: Vec::new() };
        let (mut left, mut right) = (self.inside.iter().peekable(), other.inside.iter().peekable());
        loop {
            let path = match (left.peek(), right.peek()) {
                (Some((a, _)), Some((b, _))) => a.min(b),
                (Some((path, _)), None) | (None, Some((path, _))) => path,
                (None, None) => break,
            };
            let mine = left.next_if(|(known, _)| known == path).map(|(_, taints)| taints);
            let theirs = right.next_if(|(known, _)| known == path).map(|(_, taints)| taints);
            let all = match (mine, theirs) {
                (Some(mine), Some(theirs)) => mine.union(theirs),
                (Some(mine), None) => mine.union(&other.at(path)),
                (None, Some(theirs)) => theirs.union(&self.at(path)),
                (None, None) => break,
            };
            out.inside.push((path.clone(), all));
        }
        out
    }

    /// All of them together, at the cost of one union.
    pub(crate) fn union_of(shapes: &[Shape]) -> Shape {
        let tainted: SmallVec<[&Shape; 8]> = shapes
            .iter()
            .filter(|shape| !shape.top.is_clean() || !shape.inside.is_empty())
            .collect();
        match tainted[..] {
            [] => return Shape::default(),
            [only] => return only.clone(),
            [one, other] => return one.union(other),
            _ => {}
        }
        let mut paths: Vec<&Path> =
            tainted.iter().flat_map(|shape| shape.inside.iter().map(|(path, _)| path)).collect();
        paths.sort_unstable();
        paths.dedup();
        let inside = paths.into_iter().map(|path| {
            (path.clone(), Taints::union_of(tainted.iter().map(|shape| shape.at(path))))
        });
        let inside = inside.collect();
        Shape { top: Taints::union_of(tainted.iter().map(|shape| shape.top.clone())), inside }
    }

    pub(crate) fn set(&mut self, path: Path, taints: Taints) {
        if path.is_empty() {
            self.top = taints;
            return;
        }
        match self.inside.binary_search_by(|(known, _)| known.cmp(&path)) {
            Ok(at) => self.inside[at].1 = taints,
            Err(at) => self.inside.insert(at, (path, taints)),
        }
    }

    /// Adds to what is at `path`.
    pub(crate) fn add(&mut self, path: Path, taints: &Taints) {
        let all = self.at(&path).union(taints);
        self.set(path, all);
    }

    /// Adds another value at `path`.
    pub(crate) fn add_shape(&mut self, path: &Path, other: &Shape) {
        self.add(path.clone(), &other.top);
        for (inner, taints) in &other.inside {
            let whole: Path = path.iter().chain(inner).cloned().collect();
            self.add(whole, taints);
        }
    }

    /// Taints exactly at `path`.
    pub(crate) fn at(&self, path: &[Key]) -> Taints {
        if self.inside.is_empty() {
            return path.iter().fold(self.top.clone(), |taints, key| taints.under(key));
        }
        for length in (1..=path.len()).rev() {
            let prefix = &path[..length];
            if let Some((_, taints)) = self.inside.iter().find(|(known, _)| fits(known, prefix)) {
                return path[length..].iter().fold(taints.clone(), |taints, key| taints.under(key));
            }
        }
        path.iter().fold(self.top.clone(), |taints, key| taints.under(key))
    }

    /// What stands under `key`.
    pub(crate) fn project(&self, key: &Key) -> Shape {
        let mut out = Shape::of(self.at(std::slice::from_ref(key)));
        let rest = |path: &Path| -> Path { path[1..].iter().cloned().collect() };
        if *key == Key::Any {
            for (path, taints) in &self.inside {
                if is_hidden(&path[0]) {
                    continue;
                }
                match path.len() {
                    1 => out.top = out.top.union(taints),
                    _ => out.add(rest(path), taints),
                }
            }
            return out;
        }
        // What was written under an unknown key is in the entries of the known ones as well.
        let under = |wanted: &'static dyn Fn(&Key, &Key) -> bool| {
            self.inside.iter().filter(move |(path, _)| path.len() > 1 && wanted(&path[0], key))
        };
        out.inside.extend(under(&|a, b| a == b).map(|(path, taints)| (rest(path), taints.clone())));
        for (path, taints) in under(&|a, _| *a == Key::Any) {
            let path = rest(path);
            if out.inside.binary_search_by(|(known, _)| known.cmp(&path)).is_err() {
                out.add(path, taints);
            }
        }
        out
    }

    pub(crate) fn project_all(&self, path: &[Key]) -> Shape {
        let Some((first, rest)) = path.split_first() else { return self.clone() };
        rest.iter().fold(self.project(first), |shape, key| shape.project(key))
    }

    pub(crate) fn map(&self, change: impl Fn(&Taints) -> Taints) -> Shape {
        let inside =
            self.inside.iter().map(|(path, taints)| (path.clone(), change(taints))).collect();
        Shape { top: change(&self.top), inside }
    }

    /// With at most some 24 entries inside: what lies deepest counts as what holds it, as far as needed. Objects of
    /// objects would otherwise grow with every call they are handed through.
    pub(crate) fn bounded(mut self) -> Shape {
        for depth in (1..MAX_ORIGIN_PATH).rev() {
            if self.inside.len() <= MAX_INSIDE {
                break;
            }
            let mut out = Shape::of(self.top);
            for (mut path, taints) in self.inside {
                if path.len() <= depth {
                    out.inside.push((path, taints));
                    continue;
                }
                path.truncate(depth);
                let taints = taints.derived();
                match out.inside.last_mut() {
                    Some((known, held)) if *known == path => *held = held.union(&taints),
                    _ => {
                        let held = out.at(&path).union(&taints);
                        out.inside.push((path, held));
                    }
                }
            }
            self = out;
        }
        self
    }

    /// The value as an element: under any key.
    pub(crate) fn as_element(&self) -> Shape {
        let mut out = Shape::default();
        let mut path = Path::new();
        path.push(Key::Any);
        out.add_shape(&path, self);
        out
    }
}

/// How the keys begin under which a function value holds what it has captured.
pub(crate) const ENVIRONMENT: &str = "\0of ";

/// Whether no element of a collection stands under it.
fn is_hidden(key: &Key) -> bool {
    matches!(key, Key::Name(name) if name.starts_with('\0'))
}

fn is_environment(key: &Key) -> bool {
    matches!(key, Key::Name(name) if name.starts_with(ENVIRONMENT))
}

/// Whether an entry for `known` answers for `asked`: the same keys, or an unknown one for a known one.
fn fits(known: &[Key], asked: &[Key]) -> bool {
    known.len() == asked.len()
        && known.iter().zip(asked).all(|(known, asked)| known == asked || *known == Key::Any)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(keys: &[i64]) -> Path {
        keys.iter().map(|key| Key::Index(*key)).collect()
    }

    fn taint(param: u32) -> Taints {
        let origin = Origin::Param(param, Path::new());
        Taints::one(Taint { origin, derived: false, rules: RuleBits::one(0), trail: None })
    }

    #[test]
    fn union_keeps_both_sorted_and_copies_nothing_that_is_there() {
        let (a, b) = (taint(0), taint(1));
        let both = b.union(&a);
        let params: Vec<&Origin> = both.iter().map(|taint| &taint.origin).collect();
        assert_eq!(params, [&Origin::Param(0, Path::new()), &Origin::Param(1, Path::new())]);
        assert_eq!(both, a.union(&b));
        assert!(Arc::ptr_eq(both.0.as_ref().unwrap(), both.union(&a).0.as_ref().unwrap()));
    }

    #[test]
    fn what_is_made_from_a_whole_leaves_its_parts_out() {
        let at = |keys: &[i64], derived: bool, rule: usize| Taint {
            origin: Origin::Param(0, path(keys)),
            derived,
            rules: RuleBits::one(rule),
            trail: None,
        };
        let all = Taints::from_list(vec![
            at(&[1, 2], false, 0),
            at(&[1], true, 0),
            at(&[1], false, 0),
            at(&[1, 3], true, 1),
            at(&[2], false, 0),
            at(&[1, 4, 5], true, 0),
        ]);
        let kept: Vec<_> = all.iter().map(|taint| (taint.origin.clone(), taint.derived)).collect();
        let param = |keys: &[i64]| Origin::Param(0, path(keys));
        assert_eq!(kept, [(param(&[1]), true), (param(&[1, 3]), true), (param(&[2]), false)]);
    }

    #[test]
    fn many_parts_of_a_parameter_become_the_parameter() {
        let part = |at: i64| Taint {
            origin: Origin::Param(0, path(&[at, at])),
            derived: false,
            rules: RuleBits::one(0),
            trail: None,
        };
        let few = Taints::from_list((0..8).map(part).collect());
        assert_eq!(few.iter().count(), 8);
        let many = Taints::from_list((0..30).map(part).collect());
        let all: Vec<_> = many.iter().map(|taint| (&taint.origin, taint.derived)).collect();
        assert_eq!(all, [(&Origin::Param(0, Path::new()), true)]);
    }

    #[test]
    fn a_bounded_value_loses_places_but_no_taint() {
        let mut shape = Shape::default();
        for at in 0..20 {
            for inner in 0..20 {
                shape.set(path(&[at, inner, 1]), taint(u32::from(at == 7)));
            }
        }
        let bounded = shape.clone().bounded();
        assert_eq!(bounded.inside.len(), 20);
        assert!(
            bounded
                .at(&path(&[7, 3, 1]))
                .iter()
                .all(|it| it.origin == Origin::Param(1, Path::new()))
        );
        assert_eq!(bounded.deep().iter().count(), shape.deep().iter().count());
        let small = shape.project(&Key::Index(3));
        assert_eq!(small.clone().bounded(), small);
    }
}
