//! Forward analyses over a body's blocks, to a fixpoint. Knows nothing of taint.
//!
//! An [`Analysis`] says what holds at entry, what a statement and an edge do to a state, and how two states join.
//! [`fixpoint`] goes through the blocks in reverse post-order until no entry state changes. It ends because joins only
//! go up and lattices are of bounded height; a budget of block visits guards against those that are very high.

pub(crate) mod live;

use tamis_ir::{BlockId, Body, Statement, Terminator};

/// A forward analysis.
pub trait Analysis {
    /// What is known at a point. `join` must be commutative, associative and idempotent, and chains finite.
    type State: Clone;

    /// At the entry of the body.
    fn entry(&mut self) -> Self::State;

    /// What a statement does.
    fn statement(&mut self, statement: &Statement, state: &mut Self::State);

    /// The states on the edges out of a block, by target. Edges that cannot be taken are left out.
    fn edges(
        &mut self,
        block: BlockId,
        terminator: &Terminator,
        state: Self::State,
    ) -> Vec<(BlockId, Self::State)>;

    /// Drops from a state on its way into a block what nothing asks for from there on.
    fn arrive(&mut self, _block: BlockId, _state: &mut Self::State) {}

    /// Adds `other` to `state`; whether it changed.
    fn join(&mut self, state: &mut Self::State, other: &Self::State) -> bool;
}

/// Entry states by block; `None` for blocks that are not reached.
#[derive(Debug, Clone)]
pub struct Fixpoint<S> {
    /// By block.
    pub entries: Vec<Option<S>>,
    /// The budget was spent: states may be too low.
    pub is_cut: bool,
}

/// Runs an analysis. `budget` is a number of block visits for each block.
pub fn fixpoint<A: Analysis>(analysis: &mut A, body: &Body, budget: u32) -> Fixpoint<A::State> {
    let order = reverse_post_order(body);
    let mut position = vec![usize::MAX; body.blocks.len()];
    for (at, block) in order.iter().enumerate() {
        position[block.0 as usize] = at;
    }
    let mut entries: Vec<Option<A::State>> = vec![None; body.blocks.len()];
    let mut dirty = vec![false; order.len()];
    let mut left = (order.len() as u64).saturating_mul(u64::from(budget));
    if let Some(first) = entries.first_mut() {
        *first = Some(analysis.entry());
        dirty[0] = true;
    }
    let mut at = 0;
    while at < order.len() {
        if !dirty[at] {
            at += 1;
            continue;
        }
        dirty[at] = false;
        if left == 0 {
            return Fixpoint { entries, is_cut: true };
        }
        left -= 1;
        let mut next = at + 1;
        for (target, mut state) in visit(analysis, body, order[at], &entries) {
            analysis.arrive(target, &mut state);
            let changed = match &mut entries[target.0 as usize] {
                Some(known) => analysis.join(known, &state),
                empty => {
                    *empty = Some(state);
                    true
                }
            };
            let target = position[target.0 as usize];
            if changed && target != usize::MAX {
                dirty[target] = true;
                next = next.min(target);
            }
        }
        at = next;
    }
    Fixpoint { entries, is_cut: false }
}

/// Runs a block from its entry state; the states it hands on.
fn visit<A: Analysis>(
    analysis: &mut A,
    body: &Body,
    id: BlockId,
    entries: &[Option<A::State>],
) -> Vec<(BlockId, A::State)> {
    let block = &body.blocks[id.0 as usize];
    let Some(mut state) = entries[id.0 as usize].clone() else { return Vec::new() };
    // Nothing is raised where nothing is done.
    let may_raise =
        !block.statements.is_empty() || matches!(block.terminator, Terminator::Throw(..));
    let mut unwound = block.unwind.filter(|_| may_raise).map(|_| state.clone());
    for statement in &block.statements {
        analysis.statement(statement, &mut state);
        if let Some(unwound) = &mut unwound {
            analysis.join(unwound, &state);
        }
    }
    let mut out = analysis.edges(id, &block.terminator, state);
    if let (Some(target), Some(unwound)) = (block.unwind, unwound) {
        out.push((target, unwound));
    }
    out
}

/// Blocks that control can reach, each before its successors but for the backward edges of loops.
pub fn reverse_post_order(body: &Body) -> Vec<BlockId> {
    let mut seen = vec![false; body.blocks.len()];
    let mut order = Vec::new();
    if body.blocks.is_empty() {
        return order;
    }
    let mut stack = vec![(BlockId::ENTRY, successors(body, BlockId::ENTRY), 0usize)];
    seen[0] = true;
    while let Some((block, targets, next)) = stack.last_mut() {
        match targets.get(*next).copied() {
            Some(target) => {
                *next += 1;
                if !std::mem::replace(&mut seen[target.0 as usize], true) {
                    stack.push((target, successors(body, target), 0));
                }
            }
            None => {
                order.push(*block);
                stack.pop();
            }
        }
    }
    order.reverse();
    order
}

/// Whether control may come back to a block. Where it may not, a fixpoint visits each block once.
pub fn has_loop(body: &Body) -> bool {
    let order = reverse_post_order(body);
    let mut position = vec![usize::MAX; body.blocks.len()];
    order.iter().enumerate().for_each(|(at, block)| position[block.0 as usize] = at);
    order.iter().enumerate().any(|(at, block)| {
        successors(body, *block).iter().any(|target| position[target.0 as usize] <= at)
    })
}

/// Where control may go from a block, also by an exception.
pub fn successors(body: &Body, id: BlockId) -> Vec<BlockId> {
    let block = &body.blocks[id.0 as usize];
    let mut targets = match &block.terminator {
        Terminator::Goto(to) => vec![*to],
        Terminator::Branch { then, otherwise, .. } => vec![*otherwise, *then],
        Terminator::Fork(to) => to.iter().rev().copied().collect(),
        Terminator::Return(..) | Terminator::Throw(..) | Terminator::Stop => Vec::new(),
    };
    targets.extend(block.unwind);
    targets
}

#[cfg(test)]
mod tests {
    use tamis_ir::{At, Builder, Constant, Place, Value};

    use super::*;

    /// Counts up to three along any way, then stays.
    struct Count;

    impl Analysis for Count {
        type State = u32;

        fn entry(&mut self) -> u32 {
            0
        }

        fn statement(&mut self, _: &Statement, state: &mut u32) {
            *state = (*state + 1).min(3);
        }

        fn edges(
            &mut self,
            _: BlockId,
            terminator: &Terminator,
            state: u32,
        ) -> Vec<(BlockId, u32)> {
            match terminator {
                Terminator::Goto(to) => vec![(*to, state)],
                Terminator::Fork(to) => to.iter().map(|to| (*to, state)).collect(),
                _ => Vec::new(),
            }
        }

        fn join(&mut self, state: &mut u32, other: &u32) -> bool {
            let joined = (*state).max(*other);
            std::mem::replace(state, joined) != joined
        }
    }

    #[test]
    fn loops_reach_a_fixpoint_and_dead_blocks_have_none() {
        let at = At::default();
        let mut b = Builder::new(at);
        let x = b.declare("x");
        let (head, body, after) = (b.new_block(), b.new_block(), b.new_block());
        b.flow_into(head);
        b.fork(vec![body, after]);
        b.switch_to(body);
        let one = b.constant(Constant::Int(1), at);
        b.assign(Place::local(x, at), Value::Use(one), at);
        b.goto(head);
        b.switch_to(after);
        b.ret(None, at);
        let dead = b.new_block();
        let module = b.finish();
        let found = fixpoint(&mut Count, &module.functions[0], 50);
        assert_eq!(found.entries[head.0 as usize], Some(3));
        assert_eq!(found.entries[after.0 as usize], Some(3));
        assert_eq!(found.entries[dead.0 as usize], None);
        assert!(!found.is_cut);
        assert!(has_loop(&module.functions[0]));
    }

    #[test]
    fn branches_that_meet_again_are_no_loop() {
        let at = At::default();
        let mut b = Builder::new(at);
        let (left, right, after) = (b.new_block(), b.new_block(), b.new_block());
        b.fork(vec![left, right]);
        for side in [left, right] {
            b.switch_to(side);
            b.goto(after);
        }
        b.switch_to(after);
        b.ret(None, at);
        assert!(!has_loop(&b.finish().functions[0]));
    }
}
