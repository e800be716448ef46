//! Texts that make an expression slow: found on its automaton, proved by counting steps.
//!
//! A candidate is a prefix that leads to a loop, a *pump* that the loop reads in two ways and a suffix that makes the whole fail.
//! Exponential: the product of the automaton with itself has a cycle through `(p, p)` and `(q, r)`, or a cycle has an edge twice.
//! Polynomial: the pump leads from `p` to `p`, from `p` to `q` and from `q` to `q` (Weber and Seidl); the search, which may start
//! anywhere, is a loop of its own in front. Automata know nothing of the order of alternatives, of look-around or of suffixes that
//! match anyway, so each candidate runs on a [`Machine`] with more and more pumps, and counts only if the steps grow that fast.
//!
//! Unsound: suffixes are tried from a few characters, so a failure that needs a word is missed.
//! Start at [`exponential`] and [`polynomial`].

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::ambiguity::{Automaton, components};
use super::backtrack::{Machine, prepared};
use super::{Characters, characters, overlap};
use crate::regex::Flags;
use crate::regex::ast::{Ast, Greed, Node, complement};
use crate::regex::parse::parse;

/// Steps of one run.
const RUN: u64 = 100_000;

/// Steps for all runs on one expression.
const ALL_RUNS: u64 = 3_000_000;

/// Edges of one product of automata.
const MAX_EDGES: usize = 1_000_000;

/// Edges of the products of one pair of loops, of which there are many.
const MAX_PAIR_EDGES: usize = 40_000;

/// Pairs of loops that are looked at.
const MAX_LOOP_PAIRS: usize = 400;

/// Candidates that are tried.
const MAX_CANDIDATES: usize = 24;

/// A text `prefix pump pump pump … suffix` that makes an expression slow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attack {
    /// Leads to the loop.
    pub prefix: String,
    /// Repeated.
    pub pump: String,
    /// Makes the match fail.
    pub suffix: String,
}

/// A text on which time doubles with every few characters.
pub fn exponential(pattern: &str, flags: Flags) -> Option<Attack> {
    let ast = parse(pattern, flags).ok().filter(has_loop)?;
    let mut automaton = Automaton::default();
    let starts = automaton.add(&ast.root)?.first;
    let graph = Graph::of(&automaton, starts);
    let mut candidates = graph.double_edges();
    candidates.extend(graph.splits());
    Proof::of(&ast).first(&graph, candidates, Growth::Exponential)
}

/// A text on which time grows with a power of the length, two or more. `anchored`: only matches at the start are looked for.
pub fn polynomial(pattern: &str, flags: Flags, anchored: bool) -> Option<Attack> {
    let ast = parse(pattern, flags).ok().filter(has_loop)?;
    let search = Node::Repeat {
        node: Box::new(Node::Dot { newline: true }),
        min: 0,
        max: None,
        greed: Greed::Lazy,
    };
    let root =
        if anchored { ast.root.clone() } else { Node::Concat(vec![search, ast.root.clone()]) };
    let mut automaton = Automaton::default();
    let starts = automaton.add(&root)?.first;
    let graph = Graph::of(&automaton, starts);
    let mut candidates = graph.double_edges();
    candidates.extend(graph.splits());
    candidates.extend(graph.loop_pairs());
    let growth = if anchored { Growth::Match } else { Growth::Search };
    Proof::of(&ast).first(&graph, candidates, growth)
}

fn has_loop(ast: &Ast) -> bool {
    ast.root.any(&|node| matches!(node, Node::Repeat { max, .. } if max.is_none_or(|max| max > 3)))
}

/// Sets of characters in a row, each read by every way through the loop.
#[derive(Debug, Clone)]
struct Candidate {
    /// The state before the pump.
    from: usize,
    pump: Vec<Characters>,
}

/// The automaton with what the searches need.
struct Graph<'a> {
    reads: &'a [Characters],
    edges: Vec<Vec<usize>>,
    double: Vec<Vec<usize>>,
    component: Vec<usize>,
    starts: Vec<usize>,
}

impl<'a> Graph<'a> {
    fn of(automaton: &'a Automaton, starts: Vec<usize>) -> Graph<'a> {
        let count = automaton.reads.len();
        let edges: Vec<Vec<usize>> = (0..count).map(|state| automaton.next(state)).collect();
        let double = (0..count).map(|state| automaton.double(state)).collect();
        let component = components(&edges);
        Graph { reads: &automaton.reads, edges, double, component, starts }
    }

    fn together(&self, a: usize, b: usize) -> bool {
        self.component[a] == self.component[b]
    }

    /// States that lie on a cycle.
    fn on_cycles(&self) -> Vec<usize> {
        let loops = |state: &usize| self.edges[*state].iter().any(|to| self.together(*state, *to));
        (0..self.edges.len()).filter(loops).collect()
    }

    /// Edges of a cycle that can be taken in two ways.
    fn double_edges(&self) -> Vec<Candidate> {
        let mut out = Vec::new();
        for from in 0..self.edges.len() {
            for &to in self.double[from].iter().filter(|to| self.together(from, **to)) {
                let Some(back) = self.way(&[to], |state| state == from, true) else { continue };
                let pump = back.iter().map(|state| self.reads[*state].clone()).collect();
                out.push(Candidate { from, pump });
            }
        }
        out.truncate(MAX_CANDIDATES);
        out
    }

    /// The states from one of `from` to the first that `goal` accepts, both included; within the component of the first where `inside`.
    fn way(
        &self,
        from: &[usize],
        goal: impl Fn(usize) -> bool,
        inside: bool,
    ) -> Option<Vec<usize>> {
        let mut before: FxHashMap<usize, usize> = FxHashMap::default();
        let mut queue: VecDeque<usize> = from.iter().copied().collect();
        from.iter().for_each(|state| {
            before.insert(*state, usize::MAX);
        });
        while let Some(state) = queue.pop_front() {
            if goal(state) {
                return Some(walk_back(&before, state));
            }
            for &to in &self.edges[state] {
                if (!inside || self.together(state, to)) && !before.contains_key(&to) {
                    before.insert(to, state);
                    queue.push_back(to);
                }
            }
        }
        None
    }

    /// Cycles of the product of each component with itself through `(p, p)` and `(q, r)`.
    fn splits(&self) -> Vec<Candidate> {
        let mut out = Vec::new();
        let mut done = Vec::new();
        let mut work = 0;
        for state in self.on_cycles() {
            let component = self.component[state];
            if done.contains(&component) {
                continue;
            }
            done.push(component);
            self.splits_of(component, &mut work, &mut out);
            if work > MAX_EDGES || out.len() > MAX_CANDIDATES {
                break;
            }
        }
        out
    }

    fn splits_of(&self, component: usize, work: &mut usize, out: &mut Vec<Candidate>) {
        let members: Vec<usize> =
            (0..self.edges.len()).filter(|state| self.component[*state] == component).collect();
        let equal = members.iter().map(|state| [*state, *state]).collect();
        let Some(product) = self.product(equal, work, MAX_EDGES) else { return };
        let scc = components(&product.edges);
        let mut found = 0;
        for (index, pair) in product.states.iter().enumerate() {
            if pair[0] != pair[1] || found >= 4 {
                continue;
            }
            let split = product
                .states
                .iter()
                .enumerate()
                .find(|(other, pair)| pair[0] != pair[1] && scc[*other] == scc[index]);
            let Some((middle, _)) = split else { continue };
            let (Some(there), Some(back)) =
                (product.way(index, middle), product.way(middle, index))
            else {
                continue;
            };
            let pump = there.into_iter().chain(back);
            let pump = pump.map(|at| self.shared(&product.states[at])).collect();
            out.push(Candidate { from: pair[0], pump });
            found += 1;
        }
    }

    /// What all of `states` read.
    fn shared<const N: usize>(&self, states: &[usize; N]) -> Characters {
        let mut states = states.iter();
        let first = states.next().map_or_else(Vec::new, |state| self.reads[*state].clone());
        states.fold(first, |set, state| intersection(&set, &self.reads[*state]))
    }

    /// The product of the automaton with itself, each part within its component, from `roots` on.
    fn product(
        &self,
        roots: Vec<[usize; 2]>,
        work: &mut usize,
        limit: usize,
    ) -> Option<Product<2>> {
        let mut product = Product::default();
        roots.into_iter().for_each(|root| {
            product.state(root);
        });
        let mut done = 0;
        while done < product.states.len() {
            let [left, right] = product.states[done];
            for &a in self.edges[left].iter().filter(|to| self.together(left, **to)) {
                for &b in self.edges[right].iter().filter(|to| self.together(right, **to)) {
                    *work += 1;
                    if overlap(&self.reads[a], &self.reads[b]) {
                        let to = product.state([a, b]);
                        product.edges[done].push(to);
                    }
                }
            }
            if *work > limit {
                return None;
            }
            done += 1;
        }
        Some(product)
    }

    /// Pumps that lead from `p` to `p`, from `p` to `q` and from `q` to `q`, for two states on cycles.
    fn loop_pairs(&self) -> Vec<Candidate> {
        let mut out: Vec<Candidate> = Vec::new();
        let states = self.on_cycles();
        let mut pairs = 0;
        for &p in &states {
            for &q in &states {
                if p == q
                    || self.together(p, q) && p > q
                    || !overlap(&self.reads[p], &self.reads[q])
                {
                    continue;
                }
                pairs += 1;
                if pairs > MAX_LOOP_PAIRS || out.len() >= MAX_CANDIDATES {
                    return out;
                }
                out.extend(self.loop_pair(p, q));
            }
        }
        out
    }

    fn loop_pair(&self, p: usize, q: usize) -> Option<Candidate> {
        let mut product: Product<3> = Product::default();
        product.state([p, p, q]);
        let mut before: Vec<usize> = vec![usize::MAX];
        let mut work = 0;
        let mut done = 0;
        while done < product.states.len() {
            let [left, middle, right] = product.states[done];
            for &a in self.edges[left].iter().filter(|to| self.together(left, **to)) {
                for &b in &self.edges[middle] {
                    let both = intersection(&self.reads[a], &self.reads[b]);
                    for &c in self.edges[right].iter().filter(|to| self.together(right, **to)) {
                        work += 1;
                        if !overlap(&both, &self.reads[c]) {
                            continue;
                        }
                        if [a, b, c] == [p, q, q] {
                            let mut pump = vec![intersection(&both, &self.reads[c])];
                            let mut at = done;
                            while before[at] != usize::MAX {
                                pump.push(self.shared(&product.states[at]));
                                at = before[at];
                            }
                            pump.reverse();
                            return Some(Candidate { from: p, pump });
                        }
                        let known = product.states.len();
                        if product.state([a, b, c]) == known {
                            before.push(done);
                        }
                    }
                }
            }
            if work > MAX_PAIR_EDGES {
                return None;
            }
            done += 1;
        }
        None
    }

    /// What must be read to be in `state`.
    fn prefix(&self, state: usize, taste: usize) -> Vec<char> {
        let way = self.way(&self.starts, |other| other == state, false).unwrap_or_default();
        way.iter().filter_map(|state| pick(&self.reads[*state], taste)).collect()
    }
}

struct Product<const N: usize> {
    states: Vec<[usize; N]>,
    edges: Vec<Vec<usize>>,
    known: FxHashMap<[usize; N], usize>,
}

impl<const N: usize> Default for Product<N> {
    fn default() -> Self {
        Product { states: Vec::new(), edges: Vec::new(), known: FxHashMap::default() }
    }
}

impl<const N: usize> Product<N> {
    fn state(&mut self, parts: [usize; N]) -> usize {
        *self.known.entry(parts).or_insert_with(|| {
            self.states.push(parts);
            self.edges.push(Vec::new());
            self.states.len() - 1
        })
    }

    /// The states after `from` up to `to`.
    fn way(&self, from: usize, to: usize) -> Option<Vec<usize>> {
        let mut before: FxHashMap<usize, usize> = FxHashMap::default();
        let mut queue = VecDeque::from([from]);
        before.insert(from, usize::MAX);
        while let Some(state) = queue.pop_front() {
            for &next in &self.edges[state] {
                if next == to {
                    let mut way = walk_back(&before, state);
                    way.push(to);
                    way.remove(0);
                    return Some(way);
                }
                before.entry(next).or_insert_with(|| {
                    queue.push_back(next);
                    state
                });
            }
        }
        None
    }
}

fn walk_back(before: &FxHashMap<usize, usize>, mut state: usize) -> Vec<usize> {
    let mut way = vec![state];
    while let Some(&earlier) = before.get(&state).filter(|earlier| **earlier != usize::MAX) {
        way.push(earlier);
        state = earlier;
    }
    way.reverse();
    way
}

fn intersection(left: &[(char, char)], right: &[(char, char)]) -> Characters {
    let (mut i, mut j) = (0, 0);
    let mut out = Vec::new();
    while let (Some(a), Some(b)) = (left.get(i), right.get(j)) {
        let (low, high) = (a.0.max(b.0), a.1.min(b.1));
        if low <= high {
            out.push((low, high));
        }
        if a.1 < b.1 { i += 1 } else { j += 1 }
    }
    out
}

/// A character of `set`; letters and digits first, or with another `taste` what is neither.
fn pick(set: &[(char, char)], taste: usize) -> Option<char> {
    let wanted: [&[char]; 2] = [&['a', 'b', 'A', '0', 'x'], &['\t', ' ', '#', '-', '\'']];
    let within = |c: &&char| set.iter().any(|(low, high)| low <= *c && *c <= high);
    let liked = wanted[taste % 2].iter().find(within).copied();
    let printable = || set.iter().find(|(low, _)| low.is_ascii_graphic()).map(|(low, _)| *low);
    liked.or_else(printable).or_else(|| set.first().map(|(low, _)| *low))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Growth {
    Exponential,
    /// Polynomial, with all starts.
    Search,
    /// Polynomial, from the first place.
    Match,
}

/// Runs candidates.
struct Proof {
    root: Node,
    groups: usize,
    suffixes: Vec<String>,
    spent: u64,
}

impl Proof {
    fn of(ast: &Ast) -> Proof {
        let root = prepared(&ast.root);
        let suffixes = suffixes(&root);
        Proof { root, groups: ast.groups, suffixes, spent: 0 }
    }

    fn first(
        &mut self,
        graph: &Graph<'_>,
        candidates: Vec<Candidate>,
        growth: Growth,
    ) -> Option<Attack> {
        for candidate in candidates.iter().take(MAX_CANDIDATES) {
            for taste in 0..2 {
                let prefix = graph.prefix(candidate.from, taste);
                let pump: Option<Vec<char>> =
                    candidate.pump.iter().map(|set| pick(set, taste)).collect();
                let Some(pump) = pump.filter(|pump| !pump.is_empty()) else { continue };
                for prefix in [prefix, Vec::new()] {
                    if let Some(attack) = self.with_suffix(&prefix, &pump, growth) {
                        return Some(attack);
                    }
                }
            }
        }
        // What lies behind the loop may be hit by a pump of the bare loop: put something between.
        for candidate in candidates.iter().take(4) {
            let prefix = graph.prefix(candidate.from, 0);
            let pump: Vec<char> = candidate.pump.iter().filter_map(|set| pick(set, 0)).collect();
            for more in self.suffixes.clone().iter().take(8) {
                let mut longer = pump.clone();
                longer.extend(more.chars());
                if let Some(attack) = self.with_suffix(&prefix, &longer, growth) {
                    return Some(attack);
                }
            }
        }
        None
    }

    fn with_suffix(&mut self, prefix: &[char], pump: &[char], growth: Growth) -> Option<Attack> {
        for suffix in self.suffixes.clone() {
            if self.spent > ALL_RUNS {
                return None;
            }
            let suffix: Vec<char> = suffix.chars().collect();
            let grows = match growth {
                Growth::Exponential => self.grows_exponentially(prefix, pump, &suffix),
                _ => self.grows_as_power(prefix, pump, &suffix, growth),
            };
            if grows {
                let text = |chars: &[char]| chars.iter().collect();
                return Some(Attack {
                    prefix: text(prefix),
                    pump: text(pump),
                    suffix: text(&suffix),
                });
            }
        }
        None
    }

    /// Steps for `count` pumps; the budget where it is spent.
    fn steps(
        &mut self,
        prefix: &[char],
        pump: &[char],
        suffix: &[char],
        count: usize,
        growth: Growth,
    ) -> u64 {
        let mut text = prefix.to_vec();
        (0..count).for_each(|_| text.extend(pump));
        text.extend(suffix);
        let mut machine = Machine::new(&text, self.groups, RUN);
        let _ = match growth {
            Growth::Search => machine.search(&self.root).map(|_| ()),
            _ => machine.match_at(&self.root, 0).map(|_| ()),
        };
        self.spent += machine.steps;
        machine.steps.min(RUN)
    }

    /// Whether doubling the pumps squares the steps.
    fn grows_exponentially(&mut self, prefix: &[char], pump: &[char], suffix: &[char]) -> bool {
        let base = self.steps(prefix, pump, suffix, 0, Growth::Exponential);
        let mut known: Vec<(usize, u128)> = Vec::new();
        for count in [1, 2, 3, 4, 6, 8, 12, 16, 24, 32] {
            let steps = self.steps(prefix, pump, suffix, count, Growth::Exponential);
            let own = u128::from(steps.saturating_sub(base).max(1));
            known.push((count, own));
            let of = |count| known.iter().find(|(other, _)| *other == count).map(|(_, own)| *own);
            if own >= 500
                && let (4.., 0) = (count, count % 4)
                && let (Some(quarter), Some(half)) = (of(count / 4), of(count / 2))
                // own / half > 1.8 · half / quarter
                && 10 * own * quarter > 18 * half * half
            {
                return true;
            }
            // Linear, or at the end of the budget.
            if steps >= RUN || count >= 8 && steps < 40 + 3 * (pump.len() * count) as u64 {
                return false;
            }
        }
        false
    }

    /// Whether doubling the pumps makes at least three times the steps.
    fn grows_as_power(
        &mut self,
        prefix: &[char],
        pump: &[char],
        suffix: &[char],
        growth: Growth,
    ) -> bool {
        let base = self.steps(prefix, pump, suffix, 0, growth);
        let mut last: Option<u64> = None;
        let mut ratios = 0;
        for count in [8, 16, 32, 64] {
            let steps = self.steps(prefix, pump, suffix, count, growth);
            let own = steps.saturating_sub(base).max(1);
            if last.is_some_and(|before| own >= 3 * before) {
                ratios += 1;
            }
            if ratios >= 2 || ratios >= 1 && steps >= RUN {
                return true;
            }
            if count >= 32 && ratios == 0 {
                return false;
            }
            last = Some(own);
        }
        false
    }
}

/// Ends of texts that may make `root` fail: nothing, and a character of each kind that it tells apart.
fn suffixes(root: &Node) -> Vec<String> {
    let mut borders: Vec<char> = Vec::new();
    collect_borders(root, &mut borders);
    borders.sort_unstable();
    borders.dedup();
    let mut kinds: Vec<char> = vec!['!', '\u{1}', '\n', '\u{E000}', '"', 'a'];
    let used: Characters = characters(root);
    let unused = complement(&used);
    let free = unused.iter().find(|(low, _)| *low > ' ').map(|(low, _)| *low);
    kinds.extend(free);
    kinds.extend(borders.into_iter().take(24));
    let mut out = vec![String::new()];
    for kind in kinds {
        if !out.iter().any(|known| known.starts_with(kind)) {
            out.push(kind.to_string());
        }
    }
    out.push("\n\n".to_owned());
    out.truncate(24);
    out
}

/// The first character of each range that stands in `node`.
fn collect_borders(node: &Node, out: &mut Vec<char>) {
    let set = match node {
        Node::Char { .. } | Node::Dot { .. } | Node::Class(_) => characters(node),
        _ => Vec::new(),
    };
    out.extend(set.iter().take(8).map(|(low, _)| *low));
    node.children().into_iter().for_each(|child| collect_borders(child, out));
}
