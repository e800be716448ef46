//! Control flow that many languages have in common: conditions, branches, loops, cases, exceptions.
//!
//! A lowering says how it reads an expression and a condition; the pieces here say in which blocks that runs.
//! What differs (where the parts stand in the tree, scopes, what a loop binds) is handed over as closures.
//!
//! Not for: which node is what; that is the language's own `lower/`.

use tamis_ir::{
    Aggregate, At, BinaryOperator, BlockId, Builder, Constant, LocalId, Operand, Place,
    UnaryOperator, Value,
};
use tamis_syntax::{Field, NodeId};

use super::{Source, item, reading};

/// What a lowering brings, and what it gets for that.
pub(crate) trait Control<'t>: Sized {
    /// The program being built.
    fn b(&mut self) -> &mut Builder;

    /// The file.
    fn src(&self) -> Source<'t>;

    /// An expression's value.
    fn expression(&mut self, id: NodeId) -> Operand;

    /// Ends the block: on to `then` where the condition holds, else to `otherwise`.
    fn condition(&mut self, id: NodeId, then: BlockId, otherwise: BlockId);

    // --- values ---------------------------------------------------------------------------------------------------

    /// What stands here is not lowered; its parts are.
    fn opaque(&mut self, id: NodeId) -> Operand {
        let src = self.src();
        self.b().unlowered(src.span(id));
        self.made_of(id)
    }

    /// A value of which nothing is known but its parts.
    fn made_of(&mut self, id: NodeId) -> Operand {
        let src = self.src();
        let parts = src.children(id).into_iter().map(|child| self.expression(child)).collect();
        self.b().temp(Value::Opaque(parts), src.at(id))
    }

    fn null(&mut self, id: NodeId) -> Operand {
        let at = self.src().at(id);
        self.b().constant(Constant::Null, at)
    }

    /// A value of which nothing is known, and that nothing went into.
    fn unknown(&mut self, id: NodeId) -> Operand {
        let at = self.src().at(id);
        self.b().temp(Value::Opaque(Vec::new()), at)
    }

    /// The value of a part of `id`; nothing where there is none.
    fn part(&mut self, part: Option<NodeId>, id: NodeId) -> Operand {
        match part {
            Some(part) => self.expression(part),
            None => self.null(id),
        }
    }

    /// A condition as a value.
    fn truth(&mut self, id: NodeId) -> Operand {
        let at = self.src().at(id);
        let (then, otherwise) = (self.b().new_block(), self.b().new_block());
        self.condition(id, then, otherwise);
        self.b().truth(then, otherwise, at)
    }

    /// Writes a value to `result`; the expression is `id`.
    fn give(&mut self, result: LocalId, value: Operand, id: NodeId) {
        let at = self.src().at(id);
        self.b().assign(Place::local(result, at), Value::Use(value), at);
    }

    /// A parameter whose type is a number holds one, whatever it is given; what a rule says of its name stays true.
    fn number_param(&mut self, local: LocalId, name: NodeId) {
        let at = At { node: NodeId::default(), span: self.src().span(name) };
        let given = self.b().read(local, at);
        let number = self.b().temp(Value::Unary(UnaryOperator::Number, given), at);
        self.b().assign(Place::local(local, at), Value::Use(number), at);
    }

    // --- conditions -----------------------------------------------------------------------------------------------

    /// A condition that may not be there.
    fn ask(&mut self, id: Option<NodeId>, then: BlockId, otherwise: BlockId) {
        match id {
            Some(id) => self.condition(id, then, otherwise),
            None => self.b().fork(vec![then, otherwise]),
        }
    }

    /// `left and right`, with `both`; else `left or right`.
    fn ask_two(
        &mut self,
        (left, right): (Option<NodeId>, Option<NodeId>),
        both: bool,
        then: BlockId,
        otherwise: BlockId,
    ) {
        let next = self.b().new_block();
        match both {
            true => self.ask(left, next, otherwise),
            false => self.ask(left, then, next),
        }
        self.b().switch_to(next);
        self.ask(right, then, otherwise);
    }

    /// Whether `subject` is one of `values`; the case is `id`.
    fn is_one_of(&mut self, subject: Operand, values: &[NodeId], id: NodeId) -> Operand {
        let at = self.src().at(id);
        let test = match values {
            [only] => {
                let value = self.expression(*only);
                Value::Binary(BinaryOperator::Equal, subject, value)
            }
            _ => {
                let elements = values.iter().map(|value| item(self.expression(*value))).collect();
                let list = self.b().temp(Value::Aggregate(Aggregate::List, elements), at);
                Value::Binary(BinaryOperator::In, subject, list)
            }
        };
        self.b().temp(test, at)
    }

    /// Goes from `subject` to the body of the case with that value (`field`), or to the one without value, else to
    /// `after`. Gives a body for each of `cases`, still empty.
    fn choose(
        &mut self,
        subject: &Operand,
        cases: &[NodeId],
        field: Field,
        after: BlockId,
    ) -> Vec<BlockId> {
        let bodies: Vec<BlockId> = cases.iter().map(|_| self.b().new_block()).collect();
        let mut default = after;
        for (case, body) in cases.iter().zip(&bodies) {
            match self.src().field(*case, field) {
                Some(value) => {
                    let next = self.b().new_block();
                    let test = self.is_one_of(subject.clone(), &[value], *case);
                    self.b().branch(test, *body, next);
                    self.b().switch_to(next);
                }
                None => default = *body,
            }
        }
        self.b().goto(default);
        bodies
    }

    // --- branches -------------------------------------------------------------------------------------------------

    /// Runs one of two pieces of code.
    fn branches(
        &mut self,
        test: impl FnOnce(&mut Self, BlockId, BlockId),
        then: impl FnOnce(&mut Self),
        otherwise: impl FnOnce(&mut Self),
    ) {
        let (yes, no, after) = (self.b().new_block(), self.b().new_block(), self.b().new_block());
        test(self, yes, no);
        self.b().switch_to(yes);
        then(self);
        self.b().goto(after);
        self.b().switch_to(no);
        otherwise(self);
        self.b().flow_into(after);
    }

    /// One of two values, chosen by a condition.
    fn choice(
        &mut self,
        id: NodeId,
        condition: Option<NodeId>,
        then: impl FnOnce(&mut Self) -> Operand,
        otherwise: impl FnOnce(&mut Self) -> Operand,
    ) -> Operand {
        let result = self.b().new_temp();
        self.branches(
            |it, yes, no| it.ask(condition, yes, no),
            |it| {
                let value = then(it);
                it.give(result, value, id);
            },
            |it| {
                let value = otherwise(it);
                it.give(result, value, id);
            },
        );
        let at = self.src().at(id);
        reading(Place::local(result, at), at)
    }

    // --- loops ----------------------------------------------------------------------------------------------------

    /// `while`, and `for` with a step after each turn. Without a condition only `break` ends it.
    fn loop_while(
        &mut self,
        label: Option<&str>,
        test: Option<impl FnOnce(&mut Self, BlockId, BlockId)>,
        body: impl FnOnce(&mut Self),
        step: impl FnOnce(&mut Self),
    ) {
        let (head, inside) = (self.b().new_block(), self.b().new_block());
        let (next, after) = (self.b().new_block(), self.b().new_block());
        self.b().flow_into(head);
        match test {
            Some(test) => test(self, inside, after),
            None => self.b().goto(inside),
        }
        self.b().switch_to(inside);
        self.loop_body(label, after, next, body);
        self.b().flow_into(next);
        step(self);
        self.b().goto(head);
        self.b().switch_to(after);
    }

    /// `do ... while`.
    fn loop_until(
        &mut self,
        label: Option<&str>,
        body: impl FnOnce(&mut Self),
        test: Option<impl FnOnce(&mut Self, BlockId, BlockId)>,
    ) {
        let (inside, asked, after) =
            (self.b().new_block(), self.b().new_block(), self.b().new_block());
        self.b().flow_into(inside);
        self.loop_body(label, after, asked, body);
        self.b().flow_into(asked);
        match test {
            Some(test) => test(self, inside, after),
            None => self.b().goto(inside),
        }
        self.b().switch_to(after);
    }

    /// A loop over elements: `bind` says what each turn begins with.
    fn loop_over(
        &mut self,
        label: Option<&str>,
        bind: impl FnOnce(&mut Self),
        body: impl FnOnce(&mut Self),
    ) {
        let (head, inside, after) =
            (self.b().new_block(), self.b().new_block(), self.b().new_block());
        self.b().flow_into(head);
        self.b().fork(vec![inside, after]);
        self.b().switch_to(inside);
        bind(self);
        self.loop_body(label, after, head, body);
        self.b().goto(head);
        self.b().switch_to(after);
    }

    fn loop_body(
        &mut self,
        label: Option<&str>,
        after: BlockId,
        again: BlockId,
        body: impl FnOnce(&mut Self),
    ) {
        self.b().enter_loop(label, after, Some(again));
        body(self);
        self.b().leave_loop();
    }

    // --- exceptions -----------------------------------------------------------------------------------------------

    /// `body`; what it raises goes to `catch`, with what was raised and where to go after; `cleanup` (of the node
    /// `finalizer`) runs in any case, and lets what was not caught go on.
    fn guarded(
        &mut self,
        body: impl FnOnce(&mut Self),
        catch: Option<impl FnOnce(&mut Self, LocalId, BlockId)>,
        cleanup: Option<(NodeId, impl FnOnce(&mut Self))>,
    ) {
        let (end, escaped) = (self.b().new_block(), self.b().new_temp());
        if cleanup.is_some() {
            self.b().push_handler(end, escaped);
        }
        let (caught, thrown) = (self.b().new_block(), self.b().new_temp());
        if catch.is_some() {
            self.b().push_handler(caught, thrown);
        }
        body(self);
        if catch.is_some() {
            self.b().pop_handler();
        }
        self.b().goto(end);
        if let Some(catch) = catch {
            self.b().switch_to(caught);
            catch(self, thrown, end);
        }
        if cleanup.is_some() {
            self.b().pop_handler();
            self.b().goto(end);
        }
        self.b().switch_to(end);
        let Some((finalizer, cleanup)) = cleanup else { return };
        cleanup(self);
        let (after, onwards) = (self.b().new_block(), self.b().new_block());
        self.b().fork(vec![after, onwards]);
        self.b().switch_to(onwards);
        let at = self.src().at(finalizer);
        let value = self.b().read(escaped, at);
        self.b().throw(Some(value), at);
        self.b().switch_to(after);
    }

    /// Any of the clauses of a `try` may be the one that catches; each goes on to `after`.
    fn any_clause(
        &mut self,
        clauses: &[NodeId],
        after: BlockId,
        mut clause: impl FnMut(&mut Self, NodeId),
    ) {
        let blocks: Vec<BlockId> = clauses.iter().map(|_| self.b().new_block()).collect();
        self.b().fork(blocks.clone());
        for (id, block) in clauses.iter().zip(blocks) {
            self.b().switch_to(block);
            clause(self, *id);
            self.b().goto(after);
        }
    }
}
