//! Operations: operands of associative and commutative operators.

use tamis_syntax::{NodeId, Role};

use crate::metavars::{Bound, Env, Envs};
use crate::pattern::{PatternId, Shape};
use crate::unify::{Unifier, none, one};

impl Unifier<'_, '_> {
    /// Operands of an associative operator may be grouped otherwise.
    pub(crate) fn binary(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let mut found = self.generic(p, t, env);
        if !found.is_empty() {
            return found;
        }
        let node = self.p(p);
        let [_, operator, _] = node.children[..] else { return found };
        let operator = &*self.p(operator).text;
        let associative =
            matches!(operator, "+" | "*" | "&&" | "||" | "and" | "or" | "&" | "|" | "^" | ".");
        let equality = matches!(operator, "==" | "!=" | "===" | "!==");
        if !self.pattern.switches.ac || !(associative || equality) {
            return found;
        }
        let mut wanted = Vec::new();
        self.pattern_operands(p, operator, &mut wanted);
        let mut operands = Vec::new();
        self.operands(t, operator, 0, &mut operands);
        if associative && (wanted.len() > 2 || operands.len() > 2) {
            found = self.operand_list(&wanted, &operands, env);
        }
        let commutes = match operator {
            "&" | "|" | "^" => true,
            "==" | "!=" | "===" | "!==" => self.pattern.switches.symmetric_eq,
            "&&" | "||" | "and" | "or" => self.pattern.switches.commutative_boolop,
            _ => false,
        };
        // `a & b` is part of `a & c & b`.
        let fits = match operator {
            "&" | "|" | "^" => wanted.len() <= operands.len(),
            _ => wanted.len() == operands.len(),
        };
        if found.is_empty() && commutes && fits && wanted.len() <= 8 && operands.len() <= 32 {
            found = self.entries(&wanted, operands.into_iter().collect(), env);
        }
        found
    }

    /// Operands in order; a metavariable may stand for several of them.
    fn operand_list(&self, ps: &[PatternId], ts: &[NodeId], env: &Env) -> Envs {
        if !self.subject.step() {
            return none();
        }
        let Some((p, rest)) = ps.split_first() else {
            return if ts.is_empty() { one(env.clone()) } else { none() };
        };
        let Some((t, others)) = ts.split_first() else {
            return match self.p(*p).shape {
                Shape::Ellipsis => self.operand_list(rest, ts, env),
                _ => none(),
            };
        };
        match self.p(*p).shape {
            Shape::Ellipsis => {
                let mut found = none();
                for skipped in 0..=ts.len() {
                    found.extend(self.operand_list(rest, &ts[skipped..], env));
                }
                found
            }
            Shape::Metavariable(id) => {
                let envs = self.bind_node(id, *t, env);
                let mut found = self.each(envs, |env| self.operand_list(rest, others, env));
                let first = self.subject.tree.span(*t);
                for taken in 2..=ts.len().saturating_sub(rest.len()) {
                    let span = first.cover(self.subject.tree.span(ts[taken - 1]));
                    let envs = self.bind(id, Bound::Text(span), env);
                    found.extend(self.each(envs, |env| self.operand_list(rest, &ts[taken..], env)));
                }
                found
            }
            _ => {
                let envs = self.node(*p, *t, env);
                self.each(envs, |env| self.operand_list(rest, others, env))
            }
        }
    }

    fn pattern_operands(&self, p: PatternId, operator: &str, found: &mut Vec<PatternId>) {
        let node = self.p(p);
        match (&node.shape, &node.children[..]) {
            (Shape::Node, [left, middle, right])
                if node.role == Role::Binary
                    && &*self.p(*middle).text == operator
                    && found.len() < 64 =>
            {
                self.pattern_operands(*left, operator, found);
                self.pattern_operands(*right, operator, found);
            }
            _ => found.push(p),
        }
    }

    fn operands(&self, t: NodeId, operator: &str, depth: u32, found: &mut Vec<NodeId>) {
        let children: Vec<NodeId> =
            if self.role(t) == Role::Binary { self.children(t).to_vec() } else { Vec::new() };
        match children[..] {
            [left, middle, right] if depth < 200 && self.subject.text_of(middle) == operator => {
                self.operands(left, operator, depth + 1, found);
                self.operands(right, operator, depth + 1, found);
            }
            _ => found.push(t),
        }
    }
}
