//! What expressions make of the values they are computed from.

use tamis_ir::{
    Aggregate, At, BinaryOperator, Constant, Element, ElementKey, Key, Operand, Spread,
    UnaryOperator, Value,
};

use super::call::settled;
use super::context::NAMESPACE;
use super::state::State;
use super::transfer::BodyAnalysis;
use super::value::{Origin, Path, Shape, Taints};
use crate::calls::project::Imported;

/// Literals with more elements are not taken apart if all of them are clean.
const MAX_CLEAN_ELEMENTS: usize = 6;

impl BodyAnalysis<'_, '_> {
    pub(super) fn value(&mut self, value: &Value, at: At, state: &mut State) -> Shape {
        match value {
            Value::Use(operand) => self.operand(operand, state),
            Value::Await(operand) => settled(&self.operand(operand, state)),
            Value::Join(operands) => {
                let mut all = Shape::default();
                for operand in operands {
                    all = all.union(&self.operand(operand, state));
                }
                all
            }
            Value::Unary(operator, operand) => {
                let shape = self.operand(operand, state);
                match operator {
                    UnaryOperator::Not | UnaryOperator::TypeOf => self.truth_of(&[shape]),
                    UnaryOperator::Transparent => shape,
                    UnaryOperator::Number => {
                        self.made_of(&[shape]).map(|taints| taints.without(&self.cx.safe_numbers))
                    }
                    _ => self.made_of(&[shape]),
                }
            }
            Value::Binary(operator, left, right) => {
                let mut parts = [self.operand(left, state), self.operand(right, state)];
                if operator.is_comparison() {
                    self.truth_of(&parts)
                } else if self.is_arithmetic(*operator, left, right) {
                    self.made_of(&parts).map(|taints| taints.without(&self.cx.safe_numbers))
                } else {
                    self.behind(&[left, right], &mut parts, *operator == BinaryOperator::Add);
                    self.made_of(&parts)
                }
            }
            Value::Template(parts) | Value::Opaque(parts) => {
                let mut shapes: Vec<Shape> =
                    parts.iter().map(|it| self.operand(it, state)).collect();
                let operands: Vec<&Operand> = parts.iter().collect();
                self.behind(&operands, &mut shapes, matches!(value, Value::Template(_)));
                self.made_of(&shapes)
            }
            Value::Slice(base, bounds) => {
                let base = self.operand(base, state);
                for bound in bounds.iter().flatten() {
                    self.operand(bound, state);
                }
                slice(&base, bounds)
            }
            Value::Aggregate(kind, elements) => self.aggregate(*kind, elements, state),
            Value::Iterate(operand) => self.operand(operand, state).project(&Key::Any),
            Value::Function(id) => {
                let nested = self.cx.project.function(self.file, *id);
                self.made_function(nested, at.span);
                self.function_value(nested, state)
            }
            Value::Class(id) => self.class_value(*id, at, state),
            Value::Import(import) => self.import(*import),
        }
    }

    fn made_of(&self, parts: &[Shape]) -> Shape {
        let all = parts.iter().fold(Taints::default(), |all, part| all.union(&part.deep()));
        Shape::of(all.derived().without(&self.cx.only_assignments))
    }

    /// Parts of a text: what stands behind the first is no absolute name of a file, whatever it begins with, and what
    /// stands behind a host cannot change where it leads.
    fn behind(&self, operands: &[&Operand], parts: &mut [Shape], joined: bool) {
        let Some(first) = operands.first() else { return };
        let empty = matches!(first.constant(), Some(Constant::String(text)) if text.is_empty());
        let mut fixed = self.fixes_host(first);
        if self.is_address_of_page(first)
            && let Some(part) = parts.first_mut()
        {
            *part = part.map(|taints| taints.without(&self.cx.hosts));
        }
        for (operand, part) in operands.iter().zip(parts).skip(1) {
            if !part.is_clean() {
                if joined && !empty {
                    *part = part.map(|taints| taints.without(&self.cx.aspects.absolute));
                }
                if fixed {
                    *part = part.map(|taints| taints.without(&self.cx.hosts));
                }
            }
            fixed |= self.begins_query(operand);
        }
    }

    /// Whether an operation can only be one of numbers.
    fn is_arithmetic(&self, operator: BinaryOperator, left: &Operand, right: &Operand) -> bool {
        use BinaryOperator as B;
        let language = self.cx.project.language(self.file).id.0;
        let number = |operand: &Operand| {
            matches!(operand.constant(), Some(Constant::Int(_) | Constant::Number(_)))
        };
        match operator {
            B::Subtract | B::FloorDivide | B::Power | B::BitXor | B::ShiftRight => true,
            // Elsewhere a number is added to a text as well.
            B::Add => {
                (number(left) || number(right)) && matches!(language, "python" | "go" | "rust")
            }
            // Python and Ruby repeat and fill in texts, and joins paths, with these.
            B::Multiply | B::Divide | B::Remainder => !matches!(language, "python" | "ruby"),
            _ => false,
        }
    }

    fn truth_of(&self, parts: &[Shape]) -> Shape {
        self.made_of(parts).map(|taints| taints.without(&self.cx.safe_comparisons))
    }

    /// A class as an object: the attributes of its bases, then its own.
    fn class_value(&mut self, id: tamis_ir::ClassId, at: At, state: &mut State) -> Shape {
        let class = self.cx.project.class_idx(self.file, id);
        let (file, data) = self.cx.project.class(class);
        let mut shape = Shape::default();
        for base in data.bases.iter().rev() {
            let base = self.operand(base, state);
            shape.top = shape.top.union(&base.top);
            for (path, taints) in base.inside {
                shape.set(path, taints);
            }
        }
        if let Some(body) = data.body {
            let body = self.cx.project.function(file, body);
            if !shape.is_clean() {
                // What hides attributes of bases must be known.
                self.requests.insert(body);
            }
            let own = self.apply(body, &[], at.span, state);
            for (path, taints) in own.inside {
                shape.set(path, taints);
            }
        }
        shape
    }

    fn import(&self, import: u32) -> Shape {
        let origin = match self.cx.project.import(self.file, import) {
            Some(Imported::File(file)) => (self.cx.module(*file), NAMESPACE),
            Some(Imported::Variable(file, local)) => (self.cx.module(*file), *local),
            _ => return Shape::default(),
        };
        let known = self.demand.is_known((origin.0.0, origin.1));
        if !known || !self.cx.may_carry(origin.0, origin.1) {
            return Shape::default();
        }
        Shape::of(self.symbol(Origin::Captured(origin.0.0, origin.1, Path::new())))
    }

    fn aggregate(&mut self, kind: Aggregate, elements: &[Element], state: &mut State) -> Shape {
        let mut shape = Shape::default();
        let mut next = 0;
        let mut spread = false;
        let mut values = Vec::with_capacity(elements.len());
        for element in elements {
            let computed = match &element.key {
                Some(ElementKey::Computed(key)) => Some(self.operand(key, state)),
                _ => None,
            };
            let value = self.operand(&element.value, state);
            values.push((element, computed, value));
        }
        let keep_clean = elements.len() <= MAX_CLEAN_ELEMENTS
            || values.iter().any(|(_, _, value)| !value.is_clean());
        for (element, computed, value) in values {
            match element.spread {
                Spread::Map => {
                    shape = shape.union(&value);
                    continue;
                }
                Spread::List => {
                    spread = true;
                    let element = value.project(&Key::Any);
                    shape.add_shape(&one(Key::Any), &element);
                    continue;
                }
                Spread::No => {}
            }
            let key = match &element.key {
                Some(ElementKey::Constant(key)) => key.clone(),
                Some(ElementKey::Computed(operand)) => {
                    self.facts.keys.get(&operand.at.node).cloned().unwrap_or(Key::Any)
                }
                None if spread || kind == Aggregate::Set => Key::Any,
                None => Key::Index(next),
            };
            next += 1;
            if let Some(computed) = computed {
                shape.top = shape.top.union(&computed.deep().derived());
            }
            if !value.is_clean() {
                shape.add_shape(&one(key), &value);
            } else if keep_clean && key != Key::Any {
                shape.set(one(key), Taints::default());
            }
        }
        shape
    }
}

fn one(key: Key) -> Path {
    let mut path = Path::new();
    path.push(key);
    path
}

/// A part of a list: elements known by number move or get lost among the others.
pub(crate) fn slice(base: &Shape, bounds: &[Option<Operand>; 3]) -> Shape {
    let number = |at: usize| match &bounds[at] {
        None => Some(None),
        Some(operand) => match operand.constant() {
            Some(tamis_ir::Constant::Int(number)) if *number >= 0 => Some(Some(*number)),
            _ => None,
        },
    };
    let known = match (number(0), number(1), &bounds[2]) {
        (Some(start), Some(end), None) => Some((start.unwrap_or(0), end.unwrap_or(i64::MAX))),
        _ => None,
    };
    let mut out = Shape::of(base.top.derived());
    for (path, taints) in &base.inside {
        let mut path = path.clone();
        match (&path[0], known) {
            (Key::Index(at), Some((start, end))) => {
                if *at < start || *at >= end {
                    continue;
                }
                path[0] = Key::Index(at - start);
                out.set(path, taints.clone());
            }
            (Key::Index(_), None) => {
                path[0] = Key::Any;
                out.add(path, taints);
            }
            _ => out.add(path, taints),
        }
    }
    out
}
