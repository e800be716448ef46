//! Branches, loops, cases and exceptions: each has a value.

use tamis_ir::{BlockId, Key, LocalId, Operand, Place, Terminator, Value};
use tamis_syntax::NodeId;

use super::Lower;
use crate::lower::{Control, constant_key, looked_up, reading, under};

impl<'t> Lower<'t> {
    /// Statements in order; the value of the last one.
    pub(super) fn statements(&mut self, children: &[NodeId]) -> Option<Operand> {
        children.iter().map(|child| self.run(*child)).last()
    }

    /// A statement; one that is only a name calls it.
    fn run(&mut self, id: NodeId) -> Operand {
        let value = self.value(id);
        match self.src.kind(id) {
            "identifier" if !self.is_variable(self.src.text_of(id)) => {
                self.b.temp(Value::Use(value), self.src.at(id))
            }
            _ => value,
        }
    }

    fn block_of(&mut self, id: Option<NodeId>, owner: NodeId) -> Operand {
        match id {
            Some(id) => self.value(id),
            None => self.null(owner),
        }
    }

    pub(super) fn control(&mut self, id: NodeId) -> Operand {
        let src = self.src;
        let part = |field| src.field(id, field);
        let (condition, body) = (part(self.f.condition), part(self.f.body));
        match src.kind(id) {
            "body_statement" | "begin" | "block_body" | "then" | "else" | "do" | "begin_block"
            | "end_block" | "program" | "ensure" => self.body(id),
            "if" | "elsif" | "conditional" => {
                let (then, otherwise) = (part(self.f.consequence), part(self.f.alternative));
                self.choose(id, condition, then, otherwise)
            }
            "unless" => {
                let (then, otherwise) = (part(self.f.consequence), part(self.f.alternative));
                self.choose(id, condition, otherwise, then)
            }
            "if_modifier" => self.choose(id, condition, body, None),
            "unless_modifier" => self.choose(id, condition, None, body),
            "while" | "until" | "while_modifier" | "until_modifier" => self.while_loop(id),
            "for" => self.for_loop(id),
            "case" => self.case(id),
            "case_match" => self.case_match(id),
            "match_pattern" | "test_pattern" => {
                let value = self.part(part(self.f.value), id);
                if let Some(pattern) = part(self.f.pattern) {
                    let place = self.b.place_of(value);
                    self.bind(pattern, &place);
                }
                self.unknown(id)
            }
            "rescue_modifier" => {
                let (body, handler) = (part(self.f.body), part(self.f.handler));
                let result = self.b.new_temp();
                self.guarded(
                    |it| it.give_block(result, body, id),
                    Some(|it: &mut Self, _: LocalId, after: BlockId| {
                        it.give_block(result, handler, id);
                        it.b.goto(after);
                    }),
                    None::<(NodeId, fn(&mut Self))>,
                );
                self.read_temp(result, id)
            }
            "return" => {
                let value = src.first(id).map(|value| self.value(value));
                self.b.ret(value, src.at(id));
                self.null(id)
            }
            "break" | "next" => self.leave(id),
            "redo" | "retry" => {
                self.b.terminate(Terminator::Stop);
                self.null(id)
            }
            _ => self.opaque(id),
        }
    }

    fn read_temp(&mut self, result: LocalId, id: NodeId) -> Operand {
        let at = self.src.at(id);
        reading(Place::local(result, at), at)
    }

    fn give_block(&mut self, result: LocalId, code: Option<NodeId>, id: NodeId) {
        let value = self.block_of(code, id);
        self.give(result, value, id);
    }

    fn choose(
        &mut self,
        id: NodeId,
        condition: Option<NodeId>,
        then: Option<NodeId>,
        otherwise: Option<NodeId>,
    ) -> Operand {
        self.choice(id, condition, |it| it.block_of(then, id), |it| it.block_of(otherwise, id))
    }

    /// Ends the block: on to `then` where the condition holds, else to `otherwise`.
    pub(super) fn test(&mut self, id: NodeId, then: BlockId, otherwise: BlockId) {
        let src = self.src;
        let operator = src.field(id, self.f.operator).map_or("", |it| src.text_of(it));
        match (src.kind(id), operator) {
            ("binary", "&&" | "||" | "and" | "or") => {
                let sides = (src.field(id, self.f.left), src.field(id, self.f.right));
                self.ask_two(sides, matches!(operator, "&&" | "and"), then, otherwise);
            }
            ("unary", "!" | "not") => self.ask(src.field(id, self.f.operand), otherwise, then),
            _ => {
                let value = self.value(id);
                self.b.branch(value, then, otherwise);
            }
        }
    }

    // --- bodies ---------------------------------------------------------------------------------------------------

    /// Code that may have `rescue`, `else` and `ensure` behind it.
    pub(super) fn body(&mut self, id: NodeId) -> Operand {
        let src = self.src;
        let children = src.children(id);
        let of_kind = |kind: &str| -> Vec<NodeId> {
            children.iter().copied().filter(|child| src.kind(*child) == kind).collect()
        };
        let (rescues, ensure) = (of_kind("rescue"), of_kind("ensure").first().copied());
        if rescues.is_empty() && ensure.is_none() {
            let value = self.statements(&children);
            return value.unwrap_or_else(|| self.null(id));
        }
        let code: Vec<NodeId> = children
            .iter()
            .copied()
            .filter(|child| !matches!(src.kind(*child), "rescue" | "ensure"))
            .collect();
        let result = self.b.new_temp();
        let catch = |it: &mut Self, thrown, after| {
            it.any_clause(&rescues, after, |it, clause| it.rescue(clause, thrown, result));
        };
        let cleanup = |ensure| {
            (ensure, move |it: &mut Self| {
                it.value(ensure);
            })
        };
        self.guarded(
            |it| {
                let value = it.statements(&code).unwrap_or_else(|| it.null(id));
                it.give(result, value, id);
            },
            (!rescues.is_empty()).then_some(catch),
            ensure.map(cleanup),
        );
        self.read_temp(result, id)
    }

    fn rescue(&mut self, clause: NodeId, thrown: LocalId, result: LocalId) {
        let src = self.src;
        if let Some(name) = src.field(clause, self.f.variable).and_then(|it| src.first(it)) {
            let at = src.at(name);
            let value = self.b.read(thrown, at);
            self.assign_to(name, value, at);
        }
        let body = src.field(clause, self.f.body);
        self.give_block(result, body, clause);
    }

    /// `break` and `next`: in a block both end it.
    fn leave(&mut self, id: NodeId) -> Operand {
        let value = self.src.first(id).map(|value| self.value(value));
        let in_loop = self.frame().loops.last().is_some_and(|count| *count > 0);
        match (in_loop, self.src.kind(id)) {
            (true, "break") => self.b.break_out(None),
            (true, _) => self.b.continue_with(None),
            (false, _) => self.b.ret(value, self.src.at(id)),
        }
        self.null(id)
    }

    // --- loops ----------------------------------------------------------------------------------------------------

    fn loop_code(&mut self, body: Option<NodeId>, id: NodeId) {
        if let Some(count) = self.frame().loops.last_mut() {
            *count += 1;
        }
        self.block_of(body, id);
        if let Some(count) = self.frame().loops.last_mut() {
            *count -= 1;
        }
    }

    fn while_loop(&mut self, id: NodeId) -> Operand {
        let src = self.src;
        let kind = src.kind(id);
        let (body, condition) = (src.field(id, self.f.body), src.field(id, self.f.condition));
        let negated = kind.starts_with("until");
        let test = condition.map(|test| {
            move |it: &mut Self, yes, no| match negated {
                true => it.test(test, no, yes),
                false => it.test(test, yes, no),
            }
        });
        // `begin ... end while x` runs once at least.
        let is_late = kind.ends_with("modifier") && body.is_some_and(|it| src.kind(it) == "begin");
        match is_late {
            true => self.loop_until(None, |it| it.loop_code(body, id), test),
            false => self.loop_while(None, test, |it| it.loop_code(body, id), |_| {}),
        }
        self.null(id)
    }

    fn for_loop(&mut self, id: NodeId) -> Operand {
        let src = self.src;
        let (pattern, body) = (src.field(id, self.f.pattern), src.field(id, self.f.body));
        let items = self.part(src.field(id, self.f.value), id);
        self.loop_over(
            None,
            |it| {
                if let Some(pattern) = pattern {
                    let at = src.at(pattern);
                    let element = it.b.temp(Value::Iterate(items), at);
                    it.assign_to(pattern, element, at);
                }
            },
            |it| it.loop_code(body, id),
        );
        self.null(id)
    }

    // --- cases ----------------------------------------------------------------------------------------------------

    fn case(&mut self, id: NodeId) -> Operand {
        let src = self.src;
        let subject = src.field(id, self.f.value).map(|value| self.value(value));
        let (result, after) = (self.b.new_temp(), self.b.new_block());
        let mut otherwise = None;
        for clause in src.children(id) {
            match src.kind(clause) {
                "when" => {
                    let (then, next) = (self.b.new_block(), self.b.new_block());
                    self.when(clause, subject.as_ref(), then, next);
                    self.b.switch_to(then);
                    self.give_block(result, src.field(clause, self.f.body), clause);
                    self.b.goto(after);
                    self.b.switch_to(next);
                }
                "else" => otherwise = Some(clause),
                _ => {}
            }
        }
        self.give_block(result, otherwise, id);
        self.b.flow_into(after);
        self.read_temp(result, id)
    }

    fn when(&mut self, clause: NodeId, subject: Option<&Operand>, then: BlockId, next: BlockId) {
        let src = self.src;
        let patterns: Vec<NodeId> =
            src.fields(clause, self.f.pattern).into_iter().filter_map(|it| src.first(it)).collect();
        let Some(subject) = subject else {
            for (number, pattern) in patterns.iter().enumerate() {
                let miss = if number + 1 == patterns.len() { next } else { self.b.new_block() };
                self.test(*pattern, then, miss);
                if miss != next {
                    self.b.switch_to(miss);
                }
            }
            if patterns.is_empty() {
                self.b.goto(next);
            }
            return;
        };
        let is_literal = |id: &NodeId| {
            matches!(
                src.kind(*id),
                "string" | "simple_symbol" | "integer" | "true" | "false" | "nil"
            )
        };
        let test = if patterns.iter().all(is_literal) {
            self.is_one_of(subject.clone(), &patterns, clause)
        } else {
            let mut parts = vec![subject.clone()];
            parts.extend(patterns.into_iter().map(|pattern| self.value(pattern)));
            self.b.temp(Value::Opaque(parts), src.at(clause))
        };
        self.b.branch(test, then, next);
    }

    fn case_match(&mut self, id: NodeId) -> Operand {
        let src = self.src;
        let subject = self.part(src.field(id, self.f.value), id);
        let subject = self.b.place_of(subject);
        let (result, after) = (self.b.new_temp(), self.b.new_block());
        for clause in src.fields(id, self.f.clauses) {
            let (then, next) = (self.b.new_block(), self.b.new_block());
            self.b.fork(vec![then, next]);
            self.b.switch_to(then);
            if let Some(pattern) = src.field(clause, self.f.pattern) {
                self.bind(pattern, &subject);
            }
            if let Some(guard) = src.field(clause, self.f.guard) {
                let inside = self.b.new_block();
                let condition = src.field(guard, self.f.condition);
                match src.kind(guard) {
                    "unless_guard" => self.ask(condition, next, inside),
                    _ => self.ask(condition, inside, next),
                }
                self.b.switch_to(inside);
            }
            self.give_block(result, src.field(clause, self.f.body), clause);
            self.b.goto(after);
            self.b.switch_to(next);
        }
        self.give_block(result, src.field(id, self.f.else_), id);
        self.b.flow_into(after);
        self.read_temp(result, id)
    }

    /// Binds the names of a pattern.
    fn bind(&mut self, pattern: NodeId, subject: &Place) {
        let src = self.src;
        let at = src.at(pattern);
        match src.kind(pattern) {
            "identifier" => self.assign_to(pattern, reading(subject.clone(), at), at),
            "array_pattern" | "find_pattern" => {
                let class = src.children(pattern).len();
                for (index, child) in src.children(pattern).into_iter().enumerate().take(class) {
                    self.bind(child, &under(subject, Key::Index(index as i64), src.at(child)));
                }
            }
            "keyword_pattern" => {
                let Some(key) = src.field(pattern, self.f.key) else { return };
                let place = match self.literal_key(key) {
                    Some(name) => {
                        let key = Key::Name(self.b.name(&name));
                        under(subject, key, at)
                    }
                    None => {
                        let index = self.value(key);
                        match constant_key(&index) {
                            Some(key) => under(subject, key, at),
                            None => looked_up(subject, index, at),
                        }
                    }
                };
                match src.field(pattern, self.f.value) {
                    Some(inner) => self.bind(inner, &place),
                    None => {
                        let local = self.variable(src.text_of(key).trim_end_matches(':'));
                        let value = reading(place, at);
                        self.b.assign(Place::local(local, at), Value::Use(value), at);
                    }
                }
            }
            "as_pattern" => {
                if let Some(inner) = src.field(pattern, self.f.value) {
                    self.bind(inner, subject);
                }
                if let Some(name) = src.field(pattern, self.f.name) {
                    self.assign_to(name, reading(subject.clone(), at), at);
                }
            }
            "splat_parameter" | "hash_splat_parameter" => {
                if let Some(name) = src.field(pattern, self.f.name) {
                    self.assign_to(name, reading(subject.clone(), at), at);
                }
            }
            "hash_pattern" | "alternative_pattern" | "parenthesized_pattern" => {
                for child in src.children(pattern) {
                    self.bind(child, subject);
                }
            }
            _ => {}
        }
    }
}
