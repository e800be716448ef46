//! Patterns: what they test and bind.

use rustc_hash::FxHashSet;
use tamis_ir::{Aggregate, BinaryOperator, BlockId, Key, Operand, Place, Terminator, Value};
use tamis_syntax::NodeId;

use super::Lower;
use crate::lower::{item, positions, reading, under};

impl<'t> Lower<'t> {
    /// Whether an identifier in a pattern binds: constants and variants begin with a capital.
    fn is_binding(&self, id: NodeId) -> bool {
        matches!(self.src.kind(id), "identifier" | "shorthand_field_identifier")
            && !self.src.text_of(id).starts_with(char::is_uppercase)
    }

    /// Declares the names that a pattern binds, hiding those of before.
    pub(super) fn declare_pattern(&mut self, id: NodeId) {
        let mut seen = FxHashSet::default();
        let src = self.src;
        for inner in src.tree.subtree(id) {
            let is_type = src.is_field(inner, self.f.type_) || src.is_field(inner, self.f.path);
            if self.is_binding(inner) && !is_type && src.parent_kind(inner) != "scoped_identifier" {
                let name = src.text_of(inner);
                if seen.insert(name) {
                    self.b.declare_anew(name);
                }
            }
        }
    }

    /// Declares and binds the names of a pattern that always fits; `type_` is what was written for the whole.
    pub(super) fn bind_new(&mut self, id: NodeId, value: Operand, type_: Option<NodeId>) {
        self.declare_pattern(id);
        self.annotate_pattern(id, type_);
        if self.is_binding(id) {
            let at = self.src.at(id);
            let local = self.b.lookup(self.src.text_of(id));
            let whole =
                self.src.tree.parent(id).filter(|it| self.src.kind(*it) == "let_declaration");
            let statement = whole.map_or(at, |whole| self.src.at(whole));
            self.b.assign(Place::local(local, at), Value::Use(value), statement);
            return;
        }
        let place = self.b.place_of(value);
        self.bind(id, &place);
    }

    /// Notes the type written for a pattern on the one name in it.
    pub(super) fn annotate_pattern(&mut self, id: NodeId, type_: Option<NodeId>) {
        let Some(type_) = type_.and_then(|type_| self.type_name(type_)) else { return };
        let mut inner = id;
        while !self.is_binding(inner) {
            let children = self.src.children(inner);
            inner = match (self.src.kind(inner), &children[..]) {
                ("mut_pattern" | "ref_pattern" | "reference_pattern", [.., only]) => *only,
                ("tuple_struct_pattern", [_, only]) => *only,
                _ => return,
            };
        }
        let local = self.b.lookup(self.src.text_of(inner));
        self.b.annotate(local, &type_);
    }

    /// Where the parts of a pattern look in its subject.
    fn places(&mut self, id: NodeId, subject: &Place) -> Vec<(NodeId, Place)> {
        let src = self.src;
        let mut children = src.children(id);
        match src.kind(id) {
            "tuple_struct_pattern" => {
                let Some(type_) = src.field(id, self.f.type_) else { return Vec::new() };
                children.retain(|child| *child != type_);
                let name = src.text_of(type_).rsplit("::").next().unwrap_or("");
                if matches!(name, "Some" | "Ok" | "Err") {
                    return children.into_iter().map(|it| (it, subject.clone())).collect();
                }
                self.numbered(src.span(type_).end, &children, subject)
            }
            "tuple_pattern" | "slice_pattern" => {
                self.numbered(src.span(id).start, &children, subject)
            }
            "struct_pattern" => children
                .into_iter()
                .filter(|child| src.kind(*child) == "field_pattern")
                .filter_map(|field| {
                    let name = src.field(field, self.f.name)?;
                    let key = Key::Name(self.b.name(src.text_of(name)));
                    let inner = src.field(field, self.f.pattern).unwrap_or(name);
                    Some((inner, under(subject, key, src.at(inner))))
                })
                .collect(),
            _ => children.into_iter().map(|child| (child, subject.clone())).collect(),
        }
    }

    fn numbered(&self, start: u32, children: &[NodeId], subject: &Place) -> Vec<(NodeId, Place)> {
        let rest = |id: &NodeId| self.src.kind(*id) == "remaining_field_pattern";
        let open = children.iter().position(rest);
        positions(self.src, start, children)
            .into_iter()
            .zip(children.iter().enumerate())
            .map(|(index, (at, child))| {
                let key =
                    if open.is_some_and(|open| at >= open) { Key::Any } else { Key::Index(index) };
                (*child, under(subject, key, self.src.at(*child)))
            })
            .collect()
    }

    /// Binds the names of a pattern without asking whether it fits.
    pub(super) fn bind(&mut self, id: NodeId, subject: &Place) {
        if self.is_binding(id) {
            self.capture(id, subject);
            return;
        }
        match self.src.kind(id) {
            "tuple_struct_pattern"
            | "tuple_pattern"
            | "slice_pattern"
            | "struct_pattern"
            | "captured_pattern"
            | "ref_pattern"
            | "mut_pattern"
            | "reference_pattern"
            | "or_pattern" => {
                for (child, place) in self.places(id, subject) {
                    self.bind(child, &place);
                }
            }
            _ => {}
        }
    }

    fn capture(&mut self, name: NodeId, subject: &Place) {
        let at = self.src.at(name);
        let local = self.b.lookup(self.src.text_of(name));
        let value = reading(subject.clone(), at);
        self.b.assign(Place::local(local, at), Value::Use(value), at);
    }

    /// Ends the block: on to `then` with the names bound if the subject fits, else to `otherwise`.
    pub(super) fn pattern(
        &mut self,
        id: NodeId,
        subject: &Place,
        then: BlockId,
        otherwise: BlockId,
    ) {
        let src = self.src;
        if self.is_binding(id) {
            self.capture(id, subject);
            self.b.goto(then);
            return;
        }
        match src.kind(id) {
            "or_pattern" => self.alternatives(id, subject, then, otherwise),
            "tuple_struct_pattern" | "struct_pattern" | "slice_pattern" => {
                let inside = self.b.new_block();
                self.b.fork(vec![inside, otherwise]);
                self.b.switch_to(inside);
                self.all_parts(id, subject, then, otherwise);
            }
            "tuple_pattern" | "captured_pattern" | "ref_pattern" | "mut_pattern"
            | "reference_pattern" => self.all_parts(id, subject, then, otherwise),
            "remaining_field_pattern" => self.b.goto(then),
            "range_pattern" | "const_block" | "macro_invocation" => {
                self.b.fork(vec![then, otherwise]);
            }
            "identifier" if src.text_of(id) == "None" => self.b.fork(vec![then, otherwise]),
            _ => {
                let at = src.at(id);
                let value = self.expression(id);
                let whole = reading(subject.clone(), at);
                let test = Value::Binary(BinaryOperator::Equal, whole, value);
                let test = self.b.temp(test, at);
                self.b.branch(test, then, otherwise);
            }
        }
    }

    fn all_parts(&mut self, id: NodeId, subject: &Place, then: BlockId, otherwise: BlockId) {
        for (child, place) in self.places(id, subject) {
            let next = self.b.new_block();
            self.pattern(child, &place, next, otherwise);
            self.b.switch_to(next);
        }
        self.b.goto(then);
    }

    fn alternatives(&mut self, id: NodeId, subject: &Place, then: BlockId, otherwise: BlockId) {
        let at = self.src.at(id);
        let parts = self.flat(id);
        if parts.iter().all(|part| self.is_literal(*part)) {
            let elements = parts.iter().map(|part| item(self.expression(*part))).collect();
            let list = self.b.temp(Value::Aggregate(Aggregate::List, elements), at);
            let whole = reading(subject.clone(), at);
            let test = self.b.temp(Value::Binary(BinaryOperator::In, whole, list), at);
            self.b.branch(test, then, otherwise);
            return;
        }
        for (number, part) in parts.iter().enumerate() {
            let next = self.b.new_block();
            let miss = if number + 1 == parts.len() { otherwise } else { next };
            self.pattern(*part, subject, then, miss);
            self.b.switch_to(next);
        }
        self.b.terminate(Terminator::Stop);
    }

    /// The alternatives of `a | b | c`, which nests to the left.
    fn flat(&self, id: NodeId) -> Vec<NodeId> {
        let (mut open, mut found) = (vec![id], Vec::new());
        while let Some(id) = open.pop() {
            match self.src.kind(id) {
                "or_pattern" => open.extend(self.src.children(id).into_iter().rev()),
                _ => found.push(id),
            }
        }
        found
    }

    fn is_literal(&self, id: NodeId) -> bool {
        matches!(
            self.src.kind(id),
            "string_literal"
                | "raw_string_literal"
                | "char_literal"
                | "integer_literal"
                | "float_literal"
                | "boolean_literal"
                | "negative_literal"
        )
    }
}
