//! Which variables matter from a block on: those read there or later, before they are written.
//!
//! Backward, to a fixpoint. States that forget the rest stay small, and join sooner.

use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};
use tamis_ir::{
    BlockId, Body, BodyKind, LocalId, LocalKind, Operand, Place, Statement, StatementKind,
    Terminator,
};

use super::{reverse_post_order, successors};

/// Most values looked at to understand a condition.
const MAX_CONDITION: usize = 32;

/// Variables that are live at the start of each block.
pub(crate) struct Liveness {
    /// By block, a bit for each local.
    live: Vec<Vec<u64>>,
    locals: usize,
}

impl Liveness {
    /// `outlives`: variables that others read when the body is done. Parameters, captured variables and attributes of
    /// classes always do. `definitions`: the only statement that writes a temporary.
    pub(crate) fn of(
        body: &Body,
        definitions: &FxHashMap<LocalId, &Statement>,
        outlives: impl Fn(LocalId) -> bool,
    ) -> Self {
        let words = body.locals.len().div_ceil(64);
        let mut always = vec![0; words];
        for (at, local) in body.locals.iter().enumerate() {
            let id = LocalId(at as u32);
            let stays = match local.kind {
                LocalKind::Param(_) | LocalKind::Captured(..) | LocalKind::Unresolved => true,
                LocalKind::Variable => body.kind == BodyKind::ClassBody || outlives(id),
                LocalKind::Temp => outlives(id),
            };
            if stays {
                insert(&mut always, id);
            }
        }
        let mut live = vec![always; body.blocks.len()];
        let order = reverse_post_order(body);
        let mut changed = true;
        while changed {
            changed = false;
            for block in order.iter().rev() {
                let new = before(body, *block, definitions, &live);
                let known = &mut live[block.0 as usize];
                if *known != new {
                    *known = new;
                    changed = true;
                }
            }
        }
        Liveness { live, locals: body.locals.len() }
    }

    /// Whether a variable matters at the start of a block. Pseudo variables always do.
    pub(crate) fn at(&self, block: BlockId, local: LocalId) -> bool {
        let at = local.0 as usize;
        at >= self.locals || self.live[block.0 as usize][at / 64] & (1 << (at % 64)) != 0
    }
}

fn insert(set: &mut [u64], local: LocalId) {
    if let Some(word) = set.get_mut(local.0 as usize / 64) {
        *word |= 1 << (local.0 % 64);
    }
}

/// What is live before a block, from what is live before those after it. Only grows from round to round.
fn before(
    body: &Body,
    id: BlockId,
    definitions: &FxHashMap<LocalId, &Statement>,
    live: &[Vec<u64>],
) -> Vec<u64> {
    let block = &body.blocks[id.0 as usize];
    let mut set = live[id.0 as usize].clone();
    let mut after = vec![0; set.len()];
    for next in successors(body, id) {
        after.iter_mut().zip(&live[next.0 as usize]).for_each(|(word, more)| *word |= more);
    }
    match &block.terminator {
        Terminator::Branch { condition, .. } => {
            asked(condition, definitions, &mut after);
        }
        Terminator::Return(Some(value), _) | Terminator::Throw(Some(value), _) => {
            read(value, &mut after);
        }
        _ => {}
    }
    for statement in block.statements.iter().rev() {
        let written = match &statement.kind {
            StatementKind::Call(call) => Some(call.target),
            _ => statement.target().filter(|place| place.path.is_empty()).map(|place| place.base),
        };
        // What an exception handler may still see is added below.
        if let Some(LocalId(local)) = written {
            after[local as usize / 64] &= !(1 << (local % 64));
        }
        if let Some(target) = statement.target().filter(|place| !place.path.is_empty()) {
            read_place(target, &mut after);
        }
        statement.operands(&mut |operand| read(operand, &mut after));
    }
    if let Some(handler) = block.unwind {
        after.iter_mut().zip(&live[handler.0 as usize]).for_each(|(word, more)| *word |= more);
    }
    set.iter_mut().zip(&after).for_each(|(word, more)| *word |= more);
    set
}

fn read(operand: &Operand, set: &mut [u64]) {
    if let Some(place) = operand.place() {
        read_place(place, set);
    }
}

fn read_place(place: &Place, set: &mut [u64]) {
    insert(set, place.base);
    place.indexes().for_each(|index| read(index, set));
}

/// A condition is understood by what was computed for it, maybe in a block before.
fn asked(condition: &Operand, definitions: &FxHashMap<LocalId, &Statement>, set: &mut [u64]) {
    let mut todo: SmallVec<[&Operand; 8]> = smallvec![condition];
    let mut at = 0;
    while let Some(operand) = todo.get(at).copied() {
        at += 1;
        read(operand, set);
        let definition = operand.place().and_then(|place| definitions.get(&place.base));
        if let Some(statement) = definition {
            statement.operands(&mut |operand| {
                if todo.len() < MAX_CONDITION {
                    todo.push(operand);
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use tamis_ir::{At, Builder, Constant, Place, Value};

    use super::*;

    #[test]
    fn a_variable_is_live_until_its_last_read() {
        let at = At::default();
        let mut b = Builder::new(at);
        let (x, y) = (b.declare("x"), b.declare("y"));
        let one = b.constant(Constant::Int(1), at);
        b.assign(Place::local(x, at), Value::Use(one), at);
        let (head, body, after) = (b.new_block(), b.new_block(), b.new_block());
        b.flow_into(head);
        b.fork(vec![body, after]);
        b.switch_to(body);
        let read = b.read(x, at);
        b.assign(Place::local(y, at), Value::Use(read), at);
        b.goto(head);
        b.switch_to(after);
        b.ret(None, at);
        let module = b.finish();
        let body_of = &module.functions[0];
        let live = Liveness::of(body_of, &FxHashMap::default(), |_| false);
        assert!(live.at(head, x) && live.at(body, x), "read in the loop");
        assert!(!live.at(after, x) && !live.at(BlockId::ENTRY, x) && !live.at(head, y));
        assert!(live.at(after, LocalId(99)), "pseudo variables stay");
        let kept = Liveness::of(body_of, &FxHashMap::default(), |local| local == y);
        assert!(kept.at(after, y));
    }
}
