//! Constant values and what operators make of them.

use tamis_ir::{BinaryOperator as B, Constant, Key, Name, UnaryOperator};

/// Longest text and largest collection kept.
const MAX_TEXT: usize = 2000;
const MAX_ITEMS: usize = 64;
/// Most values kept in one collection, with those in collections inside: `b = [a, a]; c = [b, b]; ...` doubles at every
/// step.
const MAX_WEIGHT: usize = 256;

/// A value known before the program runs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Const {
    Text(Name),
    Int(i64),
    Bool(bool),
    Null,
    /// Items in order, or by key; `None` for those not known.
    Items(Vec<(Key, Option<Const>)>),
}

impl Const {
    pub(crate) fn of(constant: &Constant) -> Option<Const> {
        Some(match constant {
            Constant::String(text) => Const::Text(Name::clone(text)),
            Constant::Int(number) => Const::Int(*number),
            Constant::Bool(truth) => Const::Bool(*truth),
            Constant::Null => Const::Null,
            Constant::Number(_) => return None,
        })
    }

    pub(crate) fn text(text: String) -> Option<Const> {
        (text.len() <= MAX_TEXT).then(|| Const::Text(Name::from(text)))
    }

    /// A collection; what makes it too large counts as unknown.
    pub(crate) fn items(mut items: Vec<(Key, Option<Const>)>) -> Option<Const> {
        if items.len() > MAX_ITEMS {
            return None;
        }
        let mut weight = 0;
        for (_, item) in &mut items {
            let more = item.as_ref().map_or(1, Const::weight);
            if weight + more > MAX_WEIGHT {
                *item = None;
            }
            weight += if item.is_some() { more } else { 1 };
        }
        Some(Const::Items(items))
    }

    /// How many values it holds, itself among them. Cost: linear in that.
    fn weight(&self) -> usize {
        match self {
            Const::Items(items) => {
                1 + items.iter().map(|(_, it)| it.as_ref().map_or(1, Const::weight)).sum::<usize>()
            }
            _ => 1,
        }
    }

    pub(crate) fn key(&self) -> Option<Key> {
        match self {
            Const::Text(text) => Some(Key::Name(Name::clone(text))),
            Const::Int(number) => Some(Key::Index(*number)),
            _ => None,
        }
    }

    /// Whether it counts as true; `None` where languages differ.
    pub(crate) fn truth(&self) -> Option<bool> {
        match self {
            Const::Text(text) => Some(!text.is_empty()),
            Const::Int(number) => Some(*number != 0),
            Const::Bool(truth) => Some(*truth),
            Const::Null => Some(false),
            Const::Items(items) => (!items.is_empty()).then_some(true),
        }
    }

    /// What stands under `key`.
    pub(crate) fn get(&self, key: &Key) -> Option<Const> {
        match (self, key) {
            (Const::Items(items), Key::Index(at)) if *at < 0 => {
                let at = items.len().checked_sub(at.unsigned_abs() as usize)?;
                items.get(at)?.1.clone()
            }
            (Const::Items(items), _) => {
                items.iter().rev().find(|(known, _)| known == key)?.1.clone()
            }
            (Const::Text(text), Key::Index(at)) => {
                let count = text.chars().count() as i64;
                let at = if *at < 0 { count + at } else { *at };
                let found = text.chars().nth(usize::try_from(at).ok()?)?;
                Const::text(found.to_string())
            }
            _ => None,
        }
    }

    pub(crate) fn set(&mut self, key: &Key, value: Option<Const>) -> bool {
        let held = self.weight();
        let Const::Items(items) = self else { return false };
        let value = value.filter(|value| held + value.weight() <= MAX_WEIGHT);
        match items.iter().position(|(known, _)| known == key) {
            Some(at) => items[at].1 = value,
            None if items.len() < MAX_ITEMS => items.push((key.clone(), value)),
            None => return false,
        }
        true
    }

    pub(crate) fn slice(&self, start: Option<i64>, end: Option<i64>) -> Option<Const> {
        let Const::Text(text) = self else { return None };
        let chars: Vec<char> = text.chars().collect();
        let count = chars.len() as i64;
        let clamp = |at: i64| (if at < 0 { count + at } else { at }).clamp(0, count) as usize;
        let (start, end) = (clamp(start.unwrap_or(0)), clamp(end.unwrap_or(count)));
        Const::text(chars.get(start..end.max(start))?.iter().collect())
    }
}

pub(crate) fn unary(operator: UnaryOperator, value: &Const) -> Option<Const> {
    match (operator, value) {
        (UnaryOperator::Not, value) => value.truth().map(|truth| Const::Bool(!truth)),
        (UnaryOperator::Negate, Const::Int(number)) => number.checked_neg().map(Const::Int),
        (UnaryOperator::Plus | UnaryOperator::Transparent, value) => Some(value.clone()),
        (UnaryOperator::Number, Const::Int(number)) => Some(Const::Int(*number)),
        (UnaryOperator::BitNot, Const::Int(number)) => Some(Const::Int(!number)),
        _ => None,
    }
}

pub(crate) fn binary(operator: B, left: &Const, right: &Const) -> Option<Const> {
    match (left, right) {
        (Const::Int(a), Const::Int(b)) => integers(operator, *a, *b),
        (Const::Text(a), Const::Text(b)) => texts(operator, a, b),
        (Const::Text(text), Const::Int(times)) if operator == B::Multiply => {
            let times = usize::try_from(*times).unwrap_or(0);
            if text.len().saturating_mul(times) > MAX_TEXT {
                return None;
            }
            Const::text(text.repeat(times))
        }
        (value, Const::Items(items)) => {
            if items.iter().any(|(_, item)| item.is_none()) {
                return None;
            }
            let is_map = items.iter().all(|(key, _)| matches!(key, Key::Name(_)));
            let has = items.iter().any(|(key, item)| {
                if is_map {
                    value.key().as_ref() == Some(key)
                } else {
                    item.as_ref() == Some(value)
                }
            });
            match operator {
                B::In => Some(Const::Bool(has)),
                B::NotIn => Some(Const::Bool(!has)),
                _ => None,
            }
        }
        _ => match operator {
            B::Equal | B::Is => Some(Const::Bool(left == right)),
            B::NotEqual | B::IsNot => Some(Const::Bool(left != right)),
            _ => None,
        },
    }
}

/// Division of whole numbers towards zero.
pub(crate) fn quotient(left: &Const, right: &Const) -> Option<Const> {
    match (left, right) {
        (Const::Int(a), Const::Int(b)) => a.checked_div(*b).map(Const::Int),
        _ => None,
    }
}

fn integers(operator: B, a: i64, b: i64) -> Option<Const> {
    let floor = |a: i64, b: i64| {
        let quotient = a.checked_div(b)?;
        Some(if a % b != 0 && (a < 0) != (b < 0) { quotient - 1 } else { quotient })
    };
    Some(match operator {
        B::Add => Const::Int(a.checked_add(b)?),
        B::Subtract => Const::Int(a.checked_sub(b)?),
        B::Multiply => Const::Int(a.checked_mul(b)?),
        B::FloorDivide => Const::Int(floor(a, b)?),
        B::Divide if b != 0 && a % b == 0 => Const::Int(a / b),
        B::Remainder => Const::Int(a.checked_sub(b.checked_mul(floor(a, b)?)?)?),
        B::Power => Const::Int(a.checked_pow(u32::try_from(b).ok()?)?),
        B::BitAnd => Const::Int(a & b),
        B::BitOr => Const::Int(a | b),
        B::BitXor => Const::Int(a ^ b),
        B::ShiftLeft => Const::Int(a.checked_shl(u32::try_from(b).ok()?)?),
        B::ShiftRight => Const::Int(a.checked_shr(u32::try_from(b).ok()?)?),
        B::Equal | B::Is => Const::Bool(a == b),
        B::NotEqual | B::IsNot => Const::Bool(a != b),
        B::Less => Const::Bool(a < b),
        B::LessEqual => Const::Bool(a <= b),
        B::Greater => Const::Bool(a > b),
        B::GreaterEqual => Const::Bool(a >= b),
        _ => return None,
    })
}

fn texts(operator: B, a: &str, b: &str) -> Option<Const> {
    Some(match operator {
        B::Add => return Const::text(format!("{a}{b}")),
        B::Equal | B::Is => Const::Bool(a == b),
        B::NotEqual | B::IsNot => Const::Bool(a != b),
        B::Less => Const::Bool(a < b),
        B::LessEqual => Const::Bool(a <= b),
        B::Greater => Const::Bool(a > b),
        B::GreaterEqual => Const::Bool(a >= b),
        B::In => Const::Bool(b.contains(a)),
        B::NotIn => Const::Bool(!b.contains(a)),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_is_checked_and_floors_as_python_does() {
        assert_eq!(integers(B::FloorDivide, -7, 2), Some(Const::Int(-4)));
        assert_eq!(integers(B::Remainder, -7, 2), Some(Const::Int(1)));
        assert_eq!(integers(B::FloorDivide, 1, 0), None);
        assert_eq!(integers(B::Multiply, i64::MAX, 2), None);
        assert_eq!(integers(B::FloorDivide, i64::MIN, -1), None);
    }

    #[test]
    fn collections_of_collections_stay_small() {
        let mut value = Const::items(vec![(Key::Index(0), Some(Const::Int(1)))]);
        for _ in 0..64 {
            value = Const::items(vec![(Key::Index(0), value.clone()), (Key::Index(1), value)]);
            if let Some(held) = &mut value {
                let same = held.clone();
                held.set(&Key::Index(2), Some(same));
            }
            assert!(value.as_ref().map_or(0, Const::weight) <= MAX_WEIGHT + MAX_ITEMS + 1);
        }
        let small = Const::items(vec![(Key::Index(0), Some(Const::Null))]);
        assert_eq!(small.and_then(|it| it.get(&Key::Index(0))), Some(Const::Null));
    }
}
