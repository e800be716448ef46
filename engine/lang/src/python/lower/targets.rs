//! Assignments to names, members, elements and patterns, and the patterns of `match`.

use tamis_ir::{At, BinaryOperator, BlockId, Key, Operand, OperandKind, Place, Projection, Value};
use tamis_syntax::{NodeId, Role};

use super::Lower;
use super::expressions::binary_operator;

impl Lower<'_> {
    /// An assignment, plain or augmented; the value assigned.
    pub(super) fn assignment(&mut self, id: NodeId) -> Operand {
        let at = self.at(id);
        let (left, right) = (self.field(id, self.fields.left), self.field(id, self.fields.right));
        if let (Some(left), Some(type_)) = (left, self.field(id, self.fields.type_)) {
            self.annotate(left, type_);
        }
        let (Some(left), Some(right)) = (left, right) else {
            return self.b.constant(tamis_ir::Constant::Null, at);
        };
        let mut value = self.expression(right);
        if self.tree.node(id).role == Role::AugmentedAssignment {
            let operator = self.field(id, self.fields.operator).map(|it| self.text_of(it));
            let operator = binary_operator(operator.unwrap_or(""));
            let before = self.expression(left);
            value = self.b.temp(Value::Binary(operator, before, value), at);
        }
        self.assign_to(left, value.clone(), at);
        value
    }

    fn annotate(&mut self, target: NodeId, type_: NodeId) {
        let Some(name) = self.type_name(type_) else { return };
        if self.tree.node(target).role == Role::Identifier {
            let local = self.b.lookup(self.text_of(target));
            self.b.annotate(local, &name);
            let Some(class) = self.b.body().class else { return };
            if self.b.body().kind == tamis_ir::BodyKind::ClassBody {
                self.field_type(class, target, &name);
            }
        } else if let Some(attribute) = self.self_attribute(target) {
            let Some(class) = self.b.body().class else { return };
            self.field_type(class, attribute, &name);
        }
    }

    fn field_type(&mut self, class: tamis_ir::ClassId, field: NodeId, type_: &str) {
        let entry = (self.b.name(self.text_of(field)), self.b.name(type_));
        self.b.class(class).field_types.push(entry);
    }

    /// `x` of `self.x`.
    fn self_attribute(&self, id: NodeId) -> Option<NodeId> {
        let object = self.field(id, self.fields.object)?;
        (self.text_of(object) == "self").then(|| self.field(id, self.fields.attribute))?
    }

    /// Writes `value` to whatever `target` is.
    pub(super) fn assign_to(&mut self, target: NodeId, value: Operand, at: At) {
        match self.kind(target) {
            "attribute" => {
                let operand = self.expression(target);
                if let OperandKind::Place(place) = operand.kind {
                    self.b.assign(place, Value::Use(value), at);
                }
            }
            "subscript" => {
                let Some(object) = self.field(target, self.fields.value) else { return };
                let object = self.expression(object);
                let mut place = self.b.place_of(object);
                let subscripts = self.fields(target, self.fields.subscript);
                let (key, index) = self.key(&subscripts);
                let projection =
                    Projection { key, at: self.at(target), index: index.map(Box::new) };
                place.path.push(projection);
                self.b.assign(place, Value::Use(value), at);
            }
            "tuple" | "list" | "pattern_list" | "tuple_pattern" | "list_pattern"
            | "expression_list" => self.unpack(target, value, at),
            "list_splat_pattern" | "list_splat" => {
                if let Some(inner) = self.children(target).first().copied() {
                    self.assign_to(inner, value, at);
                }
            }
            _ if self.tree.node(target).role == Role::Identifier => {
                let local = self.b.lookup(self.text_of(target));
                self.b.assign(Place::local(local, self.at(target)), Value::Use(value), at);
            }
            _ => self.b.unlowered(self.span(target)),
        }
    }

    fn unpack(&mut self, target: NodeId, value: Operand, at: At) {
        let from = self.b.place_of(value);
        let targets = self.children(target);
        let splat = targets.iter().position(|child| self.is_splat(*child));
        for (index, child) in targets.iter().enumerate() {
            let place_at = from.whole();
            let operand = match splat {
                Some(splat) if index == splat => {
                    let whole = Operand { at: place_at, kind: OperandKind::Place(from.clone()) };
                    let start = tamis_ir::Constant::Int(index as i64);
                    let start = self.b.constant(start, place_at);
                    let bounds = Box::new([Some(start), None, None]);
                    self.b.temp(Value::Slice(whole, bounds), self.at(*child))
                }
                Some(splat) if index > splat => element(&from, index as i64 - targets.len() as i64),
                _ => element(&from, index as i64),
            };
            self.assign_to(*child, operand, at);
        }
    }

    fn is_splat(&self, id: NodeId) -> bool {
        matches!(self.kind(id), "list_splat_pattern" | "list_splat")
    }

    // --- patterns of `match` --------------------------------------------------------------------------------------

    /// Goes to `then` with the names of the pattern bound if `subject` fits it, else to `otherwise`. Ends the block.
    pub(super) fn pattern(
        &mut self,
        id: NodeId,
        subject: &Place,
        then: BlockId,
        otherwise: BlockId,
    ) {
        let at = self.at(id);
        let whole = || Operand { at, kind: OperandKind::Place(subject.clone()) };
        match self.kind(id) {
            "case_pattern" => match self.children(id)[..] {
                [] => self.b.goto(then),
                [inner] => self.pattern(inner, subject, then, otherwise),
                _ => {
                    self.bind(id, subject);
                    self.b.fork(vec![then, otherwise]);
                }
            },
            "union_pattern" => {
                let alternatives = self.children(id);
                for (index, alternative) in alternatives.iter().enumerate() {
                    let next = self.b.new_block();
                    let miss = if index + 1 == alternatives.len() { otherwise } else { next };
                    self.pattern(*alternative, subject, then, miss);
                    self.b.switch_to(next);
                }
                self.b.terminate(tamis_ir::Terminator::Stop);
            }
            "identifier" => {
                self.capture(id, subject);
                self.b.goto(then);
            }
            "as_pattern" => {
                let parts = self.children(id);
                let bound = self.b.new_block();
                if let Some(inner) = parts.first() {
                    self.pattern(*inner, subject, bound, otherwise);
                }
                self.b.switch_to(bound);
                if let Some(name) = parts.last() {
                    self.capture(*name, subject);
                }
                self.b.goto(then);
            }
            "class_pattern" => {
                if let Some(class) = self.children(id).first().copied() {
                    let class = self.expression(class);
                    let test = Value::Binary(BinaryOperator::InstanceOf, whole(), class);
                    let test = self.b.temp(test, at);
                    let inside = self.b.new_block();
                    self.b.branch(test, inside, otherwise);
                    self.b.switch_to(inside);
                }
                self.bind(id, subject);
                self.b.fork(vec![then, otherwise]);
            }
            "list_pattern" | "tuple_pattern" | "dict_pattern" | "splat_pattern" => {
                self.bind(id, subject);
                self.b.fork(vec![then, otherwise]);
            }
            _ => {
                let value = self.expression(id);
                let test = Value::Binary(BinaryOperator::Equal, whole(), value);
                let test = self.b.temp(test, at);
                self.b.branch(test, then, otherwise);
            }
        }
    }

    fn capture(&mut self, name: NodeId, subject: &Place) {
        let at = self.at(name);
        if self.text_of(name) == "_" || self.tree.node(name).role != Role::Identifier {
            return;
        }
        let local = self.b.lookup(self.text_of(name));
        let value = Operand { at, kind: OperandKind::Place(subject.clone()) };
        self.b.assign(Place::local(local, at), Value::Use(value), at);
    }

    /// Binds the names of a pattern whose test is not lowered.
    fn bind(&mut self, id: NodeId, subject: &Place) {
        let children = self.children(id);
        match self.kind(id) {
            "identifier" => self.capture(id, subject),
            "list_pattern" | "tuple_pattern" => {
                for (index, child) in children.iter().enumerate() {
                    let key = Key::Index(index as i64);
                    self.bind(*child, &looked_up(subject, key));
                }
            }
            "dict_pattern" => self.bind_map(id, subject),
            "class_pattern" => {
                for child in children.iter().skip(1) {
                    self.bind(*child, subject);
                }
            }
            "keyword_pattern" => {
                if let [name, inner] = children[..] {
                    let key = Key::Name(self.b.name(self.text_of(name)));
                    self.bind(inner, &looked_up(subject, key));
                }
            }
            "splat_pattern" => {
                for child in children {
                    self.capture(child, subject);
                }
            }
            "as_pattern" | "case_pattern" | "union_pattern" => {
                for child in children {
                    self.bind(child, subject);
                }
            }
            _ => {}
        }
    }

    fn bind_map(&mut self, id: NodeId, subject: &Place) {
        let mut key = Key::Any;
        for child in self.children(id) {
            let field = self.tree.node(child).field;
            if field == self.fields.key {
                (key, _) = self.key(&[child]);
            } else if field == self.fields.value {
                let place = looked_up(subject, std::mem::replace(&mut key, Key::Any));
                self.bind(child, &place);
            } else {
                self.bind(child, subject);
            }
        }
    }
}

fn looked_up(place: &Place, key: Key) -> Place {
    let mut place = place.clone();
    let at = place.whole();
    place.path.push(Projection { key, at, index: None });
    place
}

fn element(place: &Place, index: i64) -> Operand {
    let place = looked_up(place, Key::Index(index));
    Operand { at: place.whole(), kind: OperandKind::Place(place) }
}
