//! Conditions that say which characters a text does not hold: `if "'" in name: return`, `entry.includes("..")`.
//!
//! Such a text is clean for the sinks where just these characters do harm, and for no others.
//!
//! Unsound: an entry without `..` may still be absolute, and a statement may have the value outside of quotes.

use tamis_ir::{
    BinaryOperator as B, Call, Constant, Key, Operand, Place, StatementKind, UnaryOperator, Value,
};

use super::guards::{called_name, text};
use super::names::named_place;
use super::state::State;
use super::transfer::BodyAnalysis;

/// Condition of a condition of a condition ...
const MAX_DEPTH: usize = 8;

/// Cleans in `state` what lacks the characters that do harm, where `condition` is `truth`.
pub(crate) fn assume(
    analysis: &mut BodyAnalysis<'_, '_>,
    condition: &Operand,
    truth: bool,
    state: &mut State,
) {
    let Some((absent, place)) = lacking(analysis, condition, truth, MAX_DEPTH) else { return };
    let kinds = harmless_without(&absent);
    if kinds.is_empty() {
        return;
    }
    let kinds: Vec<String> = kinds.iter().map(|kind| (*kind).to_owned()).collect();
    let bits = analysis.cx.cleaned_by(&kinds);
    let place = named_place(analysis, &place);
    let id = analysis.place_id(&place);
    let mut all = vec![id];
    all.extend(state.same_objects(&mut analysis.places, id));
    for place in all {
        if !state.taints(&analysis.places, place).is_clean() {
            state.change(&mut analysis.places, place, |taints| taints.without(&bits));
        }
    }
}

/// Kinds of sinks where a text without `absent` does no harm.
fn harmless_without(absent: &str) -> &'static [&'static str] {
    match absent {
        // Names of files have more than one way out: see `paths.rs`.
        ".." | "../" | "..\\" | "/" => &["archive"],
        "'" | "\"" => &["xpath", "sql", "code"],
        "<" => &["html", "markup"],
        "\n" | "\r\n" => &["log", "header", "email"],
        "(" | ")" | "*" => &["ldap"],
        _ => &[],
    }
}

/// The text that the value at a place does not hold where `condition` is `truth`.
fn lacking(
    analysis: &BodyAnalysis<'_, '_>,
    condition: &Operand,
    truth: bool,
    depth: usize,
) -> Option<(tamis_ir::Name, Place)> {
    let depth = depth.checked_sub(1)?;
    let place = condition.place().filter(|place| place.path.is_empty())?;
    match &analysis.definitions.get(&place.base)?.kind {
        StatementKind::Assign { value: Value::Use(inner), .. } => {
            lacking(analysis, inner, truth, depth)
        }
        StatementKind::Assign { value: Value::Unary(UnaryOperator::Not, inner), .. } => {
            lacking(analysis, inner, !truth, depth)
        }
        StatementKind::Assign { value: Value::Binary(operator, left, right), .. } => {
            let absent = match operator {
                B::In => !truth,
                B::NotIn => truth,
                _ => return position(analysis, (*operator, left, right), truth),
            };
            // Of a list, the left side would be an element.
            let sought = text(analysis, left).filter(|_| absent)?;
            Some((sought, whole(analysis, right)?))
        }
        StatementKind::Call(call) if !truth => {
            let name = called_name(analysis, call)?;
            match &*name {
                "includes" | "contains" => method(analysis, call),
                _ => None,
            }
        }
        _ => None,
    }
}

/// `x.indexOf("..") === -1`, `x.find("..") < 0`, and their opposites.
fn position(
    analysis: &BodyAnalysis<'_, '_>,
    (operator, left, right): (B, &Operand, &Operand),
    truth: bool,
) -> Option<(tamis_ir::Name, Place)> {
    let Some(Constant::Int(number)) = right.constant() else { return None };
    let absent = match (operator, number) {
        (B::NotEqual | B::Greater, -1) | (B::GreaterEqual, 0) => !truth,
        (B::Equal, -1) | (B::Less, 0) => truth,
        _ => return None,
    };
    let place = left.place().filter(|place| absent && place.path.is_empty())?;
    let StatementKind::Call(call) = &analysis.definitions.get(&place.base)?.kind else {
        return None;
    };
    let name = called_name(analysis, call)?;
    matches!(&*name, "indexOf" | "find").then(|| method(analysis, call))?
}

/// The constant text that a method is asked for, and the object it is asked of.
fn method(analysis: &BodyAnalysis<'_, '_>, call: &Call) -> Option<(tamis_ir::Name, Place)> {
    let [argument] = &call.arguments[..] else { return None };
    let sought = text(analysis, &argument.value)?;
    let mut object = call.callee.place()?.clone();
    object.path.pop()?;
    Some((sought, object))
}

/// The variable an operand is, or is the inner part of: `"'" in x[1:-1]`, where the ends are tested apart.
fn whole(analysis: &BodyAnalysis<'_, '_>, operand: &Operand) -> Option<Place> {
    let place = operand.place()?;
    let behind = analysis.definitions.get(&place.base).filter(|_| place.path.is_empty());
    match behind.map(|statement| &statement.kind) {
        Some(StatementKind::Assign { value: Value::Slice(base, bounds), .. }) => {
            let bound = |at: usize| match bounds[at].as_ref()?.constant()? {
                Constant::Int(number) => Some(*number),
                _ => None,
            };
            let inner = (bound(0), bound(1)) == (Some(1), Some(-1));
            inner.then(|| base.place().cloned())?
        }
        // Only a variable: what a call gives is another text.
        Some(_) => None,
        None => {
            let by_name = place.path.iter().all(|part| matches!(part.key, Key::Name(_)));
            by_name.then(|| place.clone())
        }
    }
}
