//! Can a repetition read one text in two ways and be back where it was?
//!
//! The repetition becomes its position automaton (Glushkov): one state for each character of the expression, an edge where one may
//! follow another. Edges are kept as often as there are ways to take them: in `(a+)+` the `a` follows itself by the inner and by the
//! outer plus. Ambiguity is exponential if an edge of a cycle exists twice, or if in the product of the automaton with itself a
//! state `(p, p)` lies on a cycle with a state `(q, r)` of two different parts (Weber and Seidl's criterion).

use rustc_hash::FxHashMap;

use super::{Characters, MANY, characters, of_char, of_class, of_dot, overlap};
use crate::regex::ast::{Greed, Node};

/// States of an automaton; beyond this the question is left open, answered with no.
const MAX_STATES: usize = 600;

/// Edges of the product; likewise.
const MAX_EDGES: usize = 2_000_000;

/// Whether the repetition `node` is ambiguous without bound.
pub(super) fn is_exponential(node: &Node) -> bool {
    let mut automaton = Automaton::default();
    if automaton.add(node).is_none() {
        return false;
    }
    let pairs = Pairs::of(&automaton);
    automaton.has_double_edge_on_cycle() || pairs.is_some_and(|pairs| pairs.has_split_on_cycle())
}

/// The position automaton of an expression.
#[derive(Default)]
pub(super) struct Automaton {
    /// What each state reads.
    pub(super) reads: Vec<Characters>,
    /// Edges with their number of ways.
    follows: Vec<FxHashMap<usize, usize>>,
}

/// The states a part of an expression can begin and end with, and whether it can be empty.
#[derive(Clone, Default)]
pub(super) struct Ends {
    pub(super) first: Vec<usize>,
    last: Vec<usize>,
    nullable: bool,
}

impl Automaton {
    /// Adds `node`; `None` where there are too many states.
    pub(super) fn add(&mut self, node: &Node) -> Option<Ends> {
        match node {
            Node::Char { c, caseless } => self.state(of_char(*c, *caseless)),
            Node::Dot { newline } => self.state(of_dot(*newline)),
            Node::Class(class) => self.state(of_class(class)),
            Node::Group { node, .. } => self.add(node),
            // What an atomic group has read, it has read in one way.
            Node::Atomic(inner) => self.state(characters(inner)),
            Node::Repeat { node, greed: Greed::Possessive, .. } => self.state(characters(node)),
            Node::Repeat { node, min, max, .. } => self.repeat(node, *min, *max),
            Node::Concat(nodes) => {
                let mut ends = Ends { nullable: true, ..Ends::default() };
                for node in nodes {
                    let next = self.add(node)?;
                    ends = self.join(ends, next);
                }
                Some(ends)
            }
            Node::Alt(nodes) => {
                let mut ends = Ends::default();
                for node in nodes {
                    let branch = self.add(node)?;
                    ends.first.extend(branch.first);
                    ends.last.extend(branch.last);
                    ends.nullable |= branch.nullable;
                }
                Some(ends)
            }
            // What stands ahead is read too, and leads nowhere.
            Node::Look { ahead: true, negated: false, node } => {
                let first = self.add(node)?.first;
                Some(Ends { first, nullable: true, ..Ends::default() })
            }
            Node::If { yes, no, .. } => self.add(&Node::Alt(vec![(**yes).clone(), (**no).clone()])),
            _ => Some(Ends { nullable: true, ..Ends::default() }),
        }
    }

    fn state(&mut self, reads: Characters) -> Option<Ends> {
        let state = self.reads.len();
        if state >= MAX_STATES {
            return None;
        }
        self.reads.push(reads);
        self.follows.push(FxHashMap::default());
        Some(Ends { first: vec![state], last: vec![state], nullable: false })
    }

    /// Copies for the counts that matter, a loop where there are many.
    fn repeat(&mut self, node: &Node, min: u32, max: Option<u32>) -> Option<Ends> {
        let bounded = max.filter(|max| *max < MANY);
        let copies = bounded.unwrap_or(1).max(if bounded.is_none() { min.clamp(1, 2) } else { 0 });
        let mut ends = Ends { nullable: true, ..Ends::default() };
        for copy in 0..copies {
            let mut next = self.add(node)?;
            if bounded.is_none() && copy + 1 == copies {
                self.connect(&next.last, &next.first);
            }
            next.nullable |= copy >= min;
            ends = self.join(ends, next);
        }
        Some(ends)
    }

    fn join(&mut self, left: Ends, right: Ends) -> Ends {
        self.connect(&left.last, &right.first);
        let mut ends =
            Ends { nullable: left.nullable && right.nullable, first: left.first, last: right.last };
        if left.nullable {
            ends.first.extend(right.first);
        }
        if right.nullable {
            ends.last.extend(left.last);
        }
        ends
    }

    fn connect(&mut self, from: &[usize], to: &[usize]) {
        for &a in from {
            for &b in to {
                *self.follows[a].entry(b).or_insert(0) += 1;
            }
        }
    }

    /// The states that follow `state`, in order.
    pub(super) fn next(&self, state: usize) -> Vec<usize> {
        let mut next: Vec<usize> = self.follows[state].keys().copied().collect();
        next.sort_unstable();
        next
    }

    /// The states that follow `state` in more than one way, in order.
    pub(super) fn double(&self, state: usize) -> Vec<usize> {
        let ways = self.follows[state].iter().filter(|(_, ways)| **ways > 1);
        let mut double: Vec<usize> = ways.map(|(to, _)| *to).collect();
        double.sort_unstable();
        double
    }

    fn has_double_edge_on_cycle(&self) -> bool {
        let edges: Vec<Vec<usize>> = (0..self.reads.len()).map(|state| self.next(state)).collect();
        let component = components(&edges);
        (0..self.reads.len()).any(|from| {
            edges[from].iter().any(|to| {
                self.follows[from].get(to).is_some_and(|ways| *ways > 1)
                    && component[from] == component[*to]
            })
        })
    }
}

/// The product of an automaton with itself, as far as it is reached from states `(p, p)`.
struct Pairs {
    states: Vec<(usize, usize)>,
    edges: Vec<Vec<usize>>,
}

impl Pairs {
    fn of(automaton: &Automaton) -> Option<Pairs> {
        let mut pairs = Pairs { states: Vec::new(), edges: Vec::new() };
        let mut known: FxHashMap<(usize, usize), usize> = FxHashMap::default();
        for state in 0..automaton.reads.len() {
            pairs.state((state, state), &mut known);
        }
        let mut done = 0;
        let mut count = 0;
        while done < pairs.states.len() {
            let (left, right) = pairs.states[done];
            let (left, right) = (automaton.next(left), automaton.next(right));
            for &a in &left {
                for &b in &right {
                    count += 1;
                    if overlap(&automaton.reads[a], &automaton.reads[b]) {
                        let to = pairs.state((a, b), &mut known);
                        pairs.edges[done].push(to);
                    }
                }
            }
            if count > MAX_EDGES {
                return None;
            }
            done += 1;
        }
        Some(pairs)
    }

    fn state(
        &mut self,
        pair: (usize, usize),
        known: &mut FxHashMap<(usize, usize), usize>,
    ) -> usize {
        *known.entry(pair).or_insert_with(|| {
            self.states.push(pair);
            self.edges.push(Vec::new());
            self.states.len() - 1
        })
    }

    /// Whether a state of two equal parts and one of two different parts lie on one cycle.
    fn has_split_on_cycle(&self) -> bool {
        let component = components(&self.edges);
        let mut kinds: FxHashMap<usize, (bool, bool)> = FxHashMap::default();
        for (index, (a, b)) in self.states.iter().enumerate() {
            let kind = kinds.entry(component[index]).or_default();
            if a == b {
                kind.0 = true;
            } else {
                kind.1 = true;
            }
            if *kind == (true, true) {
                return true;
            }
        }
        false
    }
}

/// The strongly connected component of each state (Kosaraju's two passes, without recursion).
pub(super) fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    let order = finish_order(edges);
    let mut reversed = vec![Vec::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        targets.iter().for_each(|&to| reversed[to].push(from));
    }
    let mut component = vec![usize::MAX; edges.len()];
    for &root in order.iter().rev() {
        let mut stack = vec![root];
        while let Some(state) = stack.pop() {
            if component[state] == usize::MAX {
                component[state] = root;
                stack.extend(reversed[state].iter().filter(|to| component[**to] == usize::MAX));
            }
        }
    }
    component
}

/// The states in the order a depth-first walk leaves them.
fn finish_order(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut order = Vec::with_capacity(edges.len());
    let mut seen = vec![false; edges.len()];
    for root in 0..edges.len() {
        let mut stack = if seen[root] { Vec::new() } else { vec![(root, 0)] };
        seen[root] = true;
        while let Some((state, edge)) = stack.pop() {
            match edges[state].get(edge) {
                None => order.push(state),
                Some(&to) => {
                    stack.push((state, edge + 1));
                    if !seen[to] {
                        seen[to] = true;
                        stack.push((to, 0));
                    }
                }
            }
        }
    }
    order
}
