//! Conditions that say which characters a text does not hold: `if "'" in name: return`, `entry.includes("..")`.
//!
//! Such a text is clean for the sinks where just these characters do harm, and for no others.
//!
//! Unsound: an entry without `..` may still be absolute, and a statement may have the value outside of quotes.

use tamis_ir::{
    BinaryOperator as B, Call, Constant, Key, Name, Operand, Place, StatementKind, UnaryOperator,
    Value,
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
    if !is_whole(analysis, &place) {
        return;
    }
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
pub(super) fn lacking(
    analysis: &BodyAnalysis<'_, '_>,
    condition: &Operand,
    truth: bool,
    depth: usize,
) -> Option<(Name, Place)> {
    let depth = depth.checked_sub(1)?;
    let place = condition.place().filter(|place| place.path.is_empty())?;
    match &analysis.definition(place.base)?.kind {
        StatementKind::Assign { value, .. } => match value {
            Value::Use(inner) | Value::Await(inner) => lacking(analysis, inner, truth, depth),
            Value::Unary(UnaryOperator::Not, inner) => lacking(analysis, inner, !truth, depth),
            Value::Binary(operator, left, right) => {
                compared(analysis, (*operator, left, right), truth, depth)
            }
            _ => None,
        },
        StatementKind::Call(call) if !truth => {
            let argument = |at: usize| call.arguments.get(at).map(|it| &it.value);
            match &*called_name(analysis, call)? {
                "includes" | "contains" | "include?" => method(analysis, call),
                "Contains" | "str_contains" => {
                    Some((text(analysis, argument(1)?)?, argument(0)?.place()?.clone()))
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// `".." in x`, `x.indexOf("..") === -1`, `x.find("..") < 0`, and their opposites.
fn compared(
    analysis: &BodyAnalysis<'_, '_>,
    (operator, left, right): (B, &Operand, &Operand),
    truth: bool,
    depth: usize,
) -> Option<(Name, Place)> {
    let absent = match (operator, right.constant()) {
        (B::Equal | B::NotEqual, Some(Constant::Bool(wanted))) => {
            let holds = truth == (*wanted == (operator == B::Equal));
            return lacking(analysis, left, holds, depth);
        }
        (B::In | B::NotIn, _) => {
            let absent = truth == (operator == B::NotIn);
            return Some((text(analysis, left).filter(|_| absent)?, right.place()?.clone()));
        }
        (B::NotEqual | B::IsNot | B::Greater, Some(Constant::Int(-1)))
        | (B::GreaterEqual, Some(Constant::Int(0))) => !truth,
        (B::Equal | B::Is, Some(Constant::Int(-1))) | (B::Less, Some(Constant::Int(0))) => truth,
        _ => return None,
    };
    let call = analysis.call_behind(left.place().filter(|_| absent)?, 2)?;
    let name = called_name(analysis, call)?;
    matches!(&*name, "indexOf" | "index" | "find" | "search").then(|| method(analysis, call))?
}

/// The constant text that a method is asked for, and the object it is asked of.
fn method(analysis: &BodyAnalysis<'_, '_>, call: &Call) -> Option<(Name, Place)> {
    let sought = text(analysis, &call.arguments.first()?.value)?;
    let mut object = call.callee.place()?.clone();
    object.path.pop()?;
    Some((sought, object))
}

/// Whether a place is a variable or a field of one: what a call gives is another text, and what a list has is no part
/// of one.
fn is_whole(analysis: &BodyAnalysis<'_, '_>, place: &Place) -> bool {
    analysis.definition(place.base).is_none()
        && place.path.iter().all(|part| matches!(part.key, Key::Name(_)))
}
