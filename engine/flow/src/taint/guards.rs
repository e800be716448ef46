//! Conditions that clean a value on one of their branches.
//!
//! A value that equals a constant, or is one of a fixed collection, is that constant, whoever sent it. A value that is
//! all digits, matches a whole regular expression or is of a number type can carry nothing.

use tamis_ir::{
    BinaryOperator as B, Call, Constant, Key, LocalKind, Operand, Place, StatementKind,
    UnaryOperator, Value,
};

use super::state::State;
use super::transfer::BodyAnalysis;
use super::value::Taints;

/// Condition of a condition of a condition ...
const MAX_DEPTH: usize = 8;

/// Makes of `state` what holds where `condition` is `truth`.
pub(crate) fn assume(
    analysis: &mut BodyAnalysis<'_, '_>,
    condition: &Operand,
    truth: bool,
    state: &mut State,
) {
    let Some(place) = cleaned(analysis, condition, truth, state, MAX_DEPTH) else { return };
    let id = analysis.place_id(&place);
    let mut all = vec![id];
    all.extend(state.same_objects(&mut analysis.places, id));
    for place in all {
        if !state.taints(&analysis.places, place).is_clean() {
            state.change(&mut analysis.places, place, |_| Taints::default());
        }
    }
}

/// The place that holds nothing harmful where `condition` is `truth`.
fn cleaned(
    analysis: &BodyAnalysis<'_, '_>,
    condition: &Operand,
    truth: bool,
    state: &State,
    depth: usize,
) -> Option<Place> {
    let depth = depth.checked_sub(1)?;
    let place = condition.place()?;
    let Some(statement) = analysis.definitions.get(&place.base).filter(|_| place.path.is_empty())
    else {
        // A plain name that is false is empty.
        return (!truth && !analysis.is_temp(place.base)).then(|| place.clone());
    };
    match &statement.kind {
        StatementKind::Assign { value: Value::Use(inner), .. } => {
            cleaned(analysis, inner, truth, state, depth)
        }
        StatementKind::Assign { value: Value::Unary(UnaryOperator::Not, inner), .. } => {
            cleaned(analysis, inner, !truth, state, depth)
        }
        StatementKind::Assign { value: Value::Binary(operator, left, right), .. } => {
            compared(analysis, *operator, left, right, truth, state)
        }
        StatementKind::Call(call) if truth => tested(analysis, call),
        _ => None,
    }
}

fn compared(
    analysis: &BodyAnalysis<'_, '_>,
    operator: B,
    left: &Operand,
    right: &Operand,
    truth: bool,
    state: &State,
) -> Option<Place> {
    let (equal, member) = match operator {
        B::Equal | B::Is => (truth, false),
        B::NotEqual | B::IsNot => (!truth, false),
        B::In => (truth, true),
        B::NotIn => (!truth, true),
        B::InstanceOf => {
            return (truth && names_number(analysis, right)).then(|| variable(left))?;
        }
        _ => return None,
    };
    if !equal {
        return None;
    }
    if member {
        return is_fixed(analysis, right, state).then(|| variable(left))?;
    }
    let constant = |operand: &Operand| {
        operand.constant().is_some() || analysis.facts.keys.contains_key(&operand.at.node)
    };
    match (constant(left), constant(right)) {
        (false, true) => variable(left),
        (true, false) => variable(right),
        _ => None,
    }
}

fn variable(operand: &Operand) -> Option<Place> {
    operand.place().cloned()
}

/// Whether an operand is a collection that no one from outside fills: a literal of constants, or a clean variable
/// kept outside of the function.
fn is_fixed(analysis: &BodyAnalysis<'_, '_>, operand: &Operand, state: &State) -> bool {
    let Some(place) = operand.place() else { return false };
    if let Some(statement) = analysis.definitions.get(&place.base) {
        return matches!(&statement.kind,
            StatementKind::Assign { value: Value::Aggregate(_, elements), .. }
                if elements.iter().all(|it| it.value.constant().is_some()));
    }
    let local = &analysis.body.locals[place.base.0 as usize];
    let outside = matches!(local.kind, LocalKind::Captured(..) | LocalKind::Unresolved);
    let upper =
        local.name.chars().all(|c| c.is_ascii_uppercase() || c == '_' || c.is_ascii_digit());
    let Some(root) = analysis.places.known_root(place.base) else {
        return outside || upper;
    };
    let held = state.read(&analysis.places, root).deep();
    let only_symbols = held.iter().all(|taint| {
        matches!(taint.origin, super::value::Origin::Captured(..)) && place.path.is_empty()
    });
    (outside || upper) && (held.is_clean() || only_symbols)
        || held.is_clean() && !matches!(local.kind, LocalKind::Temp)
}

/// The place a call tests, if it holds nothing harmful where the call gives true.
fn tested(analysis: &BodyAnalysis<'_, '_>, call: &Call) -> Option<Place> {
    let callee = call.callee.place()?;
    let name = match callee.path.last() {
        Some(last) => match &last.key {
            Key::Name(name) => name.clone(),
            _ => return None,
        },
        None => analysis.body.locals[callee.base.0 as usize].name.clone(),
    };
    let argument = |at: usize| call.arguments.get(at).map(|argument| &argument.value);
    match &*name {
        "isdigit" | "isdecimal" | "isnumeric" | "isalnum" | "isalpha" | "isidentifier" => {
            let mut object = callee.clone();
            object.path.pop()?;
            Some(object)
        }
        "fullmatch" => variable(argument(call.arguments.len().checked_sub(1)?)?),
        "match" | "search" if call.arguments.len() >= 2 => {
            let Some(Constant::String(regex)) = argument(0)?.constant() else { return None };
            let whole = regex.ends_with('$') || regex.ends_with("\\Z");
            let starts = &*name == "match" || regex.starts_with('^');
            let narrow = !regex.contains(".*") && !regex.contains(".+");
            (whole && starts && narrow).then(|| variable(argument(1)?))?
        }
        "isinstance" => names_number(analysis, argument(1)?).then(|| variable(argument(0)?))?,
        "isInteger" | "isFinite" | "isNaN" => variable(argument(0)?),
        _ => None,
    }
}

/// Whether an operand names types that hold numbers.
fn names_number(analysis: &BodyAnalysis<'_, '_>, operand: &Operand) -> bool {
    let Some(place) = operand.place() else { return false };
    if let Some(statement) = analysis.definitions.get(&place.base) {
        let StatementKind::Assign { value: Value::Aggregate(_, elements), .. } = &statement.kind
        else {
            return false;
        };
        return !elements.is_empty() && elements.iter().all(|it| names_number(analysis, &it.value));
    }
    let name = &*analysis.body.locals[place.base.0 as usize].name;
    place.path.is_empty() && matches!(name, "int" | "float" | "bool" | "complex" | "Number")
}
