//! What operands are other names for, and the tests of Rust, Go and Java by which guards clean.

use tamis_ir::{
    Call, Constant, Key, Operand, OperandKind, Place, StatementKind, UnaryOperator, Value,
};

use super::transfer::BodyAnalysis;

/// References of references, copies of copies.
const MAX_NAMES: usize = 6;

/// What an operand is another name for: `x` of `&x`, `x.clone()`.
pub(super) fn named<'a>(analysis: &BodyAnalysis<'_, 'a>, operand: &'a Operand) -> &'a Operand {
    let mut found = operand;
    for _ in 0..MAX_NAMES {
        match found.place().and_then(|place| renamed(analysis, place)) {
            Some(inner) => found = inner,
            None => break,
        }
    }
    found
}

/// The place that another place is a name for.
pub(super) fn named_place(analysis: &BodyAnalysis<'_, '_>, place: &Place) -> Place {
    match renamed(analysis, place).map(|inner| named(analysis, inner).place()) {
        Some(Some(found)) => found.clone(),
        _ => place.clone(),
    }
}

fn renamed<'a>(analysis: &BodyAnalysis<'_, 'a>, place: &Place) -> Option<&'a Operand> {
    if !place.path.is_empty() {
        return None;
    }
    let StatementKind::Assign { value, .. } = &analysis.definitions.get(&place.base)?.kind else {
        return None;
    };
    match value {
        Value::Use(inner) | Value::Unary(UnaryOperator::Transparent, inner) => Some(inner),
        Value::Join(parts) if parts.len() == 1 => parts.first(),
        _ => None,
    }
}

pub(super) fn is_constant<'a>(analysis: &BodyAnalysis<'_, 'a>, operand: &'a Operand) -> bool {
    let operand = named(analysis, operand);
    operand.constant().is_some() || analysis.facts.keys.contains_key(&operand.at.node)
}

/// Of two operands, one of which is a constant, the other.
pub(super) fn one_constant<'a>(
    analysis: &BodyAnalysis<'_, 'a>,
    left: &'a Operand,
    right: &'a Operand,
) -> Option<Place> {
    match (is_constant(analysis, left), is_constant(analysis, right)) {
        (false, true) => left.place().cloned(),
        (true, false) => right.place().cloned(),
        _ => None,
    }
}

/// The place that a call of a well-known method tests, if it holds nothing harmful where the call gives true.
/// `is_fixed` says whether a collection is filled by no one from outside.
pub(super) fn tested<'a>(
    analysis: &BodyAnalysis<'_, 'a>,
    name: &str,
    call: &'a Call,
    is_fixed: &dyn Fn(&Operand) -> bool,
) -> Option<Place> {
    let argument = |at: usize| call.arguments.get(at).map(|argument| &argument.value);
    let first = argument(0)?;
    let object = || {
        let mut object = call.callee.place()?.clone();
        object.path.pop()?;
        Some(object)
    };
    match name {
        // `slices.Contains(list, x)`.
        "Contains" => is_fixed(first).then(|| argument(1)?.place().cloned())?,
        "containsKey" | "contains_key" => {
            let list = object()?;
            let list = Operand { at: list.whole(), kind: OperandKind::Place(list) };
            is_fixed(&list).then(|| first.place().cloned())?
        }
        "equals" | "equalsIgnoreCase" | "eq" | "eq_ignore_ascii_case" | "EqualFold" => {
            if let Some(second) = argument(1) {
                return one_constant(analysis, first, second);
            }
            let object = object()?;
            let is_text = renamed(analysis, &object)
                .is_some_and(|inner| named(analysis, inner).constant().is_some())
                || analysis.facts.keys.contains_key(&object.whole().node);
            match (is_text, is_constant(analysis, first)) {
                (true, false) => first.place().cloned(),
                (false, true) => Some(object),
                _ => None,
            }
        }
        // Java's: the whole text must fit.
        "matches" => {
            let Constant::String(regex) = named(analysis, first).constant()? else { return None };
            let narrow = super::regexes::is_narrow(regex, true, true);
            let text = match argument(1) {
                Some(text) => text.place().cloned(),
                None => object(),
            };
            text.filter(|_| narrow)
        }
        // PHP's: the whole text is of these.
        "ctype_digit" | "ctype_alnum" | "ctype_alpha" | "ctype_xdigit" | "is_numeric"
        | "is_int" => first.place().cloned(),
        "preg_match" => {
            let Constant::String(regex) = named(analysis, first).constant()? else { return None };
            let narrow = super::regexes::is_narrow(regex, false, false);
            argument(1)?.place().filter(|_| narrow).cloned()
        }
        // `x.chars().all(char::is_alphanumeric)`.
        "all" | "allMatch" => {
            let object = object()?;
            let StatementKind::Call(inner) =
                &analysis.definitions.get(&named_place(analysis, &object).base)?.kind
            else {
                return None;
            };
            let mut text = inner.callee.place()?.clone();
            let last = text.path.pop()?;
            let is_characters = matches!(&last.key,
                Key::Name(name) if matches!(&**name, "chars" | "bytes"));
            (is_characters && tests_letters(analysis, first)).then_some(text)
        }
        _ => None,
    }
}

/// Whether a function tells letters and digits from other characters.
fn tests_letters<'a>(analysis: &BodyAnalysis<'_, 'a>, function: &'a Operand) -> bool {
    let is_test = |place: &Place| {
        matches!(place.path.last().map(|last| &last.key), Some(Key::Name(name))
            if matches!(&**name, "is_alphanumeric" | "is_ascii_alphanumeric" | "is_numeric"
                | "is_ascii_digit" | "is_digit" | "is_alphabetic" | "is_ascii_alphabetic"
                | "is_ascii_hexdigit" | "isDigit" | "isLetterOrDigit" | "isLetter"))
    };
    let Some(place) = named(analysis, function).place() else { return false };
    if is_test(place) {
        return true;
    }
    let Some(statement) = analysis.definitions.get(&place.base) else { return false };
    let StatementKind::Assign { value: Value::Function(id), .. } = &statement.kind else {
        return false;
    };
    let inner = analysis.cx.project.function(analysis.file, *id);
    let blocks = &analysis.cx.project.body(inner).blocks;
    blocks.iter().flat_map(|block| &block.statements).any(|statement| {
        matches!(&statement.kind, StatementKind::Call(call)
            if call.callee.place().is_some_and(is_test))
    })
}
