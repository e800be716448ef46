//! Conditions on names of files, and what takes parts out of them: which ways out of a folder they close.
//!
//! A name without `..` does not climb, a normal name that does not begin with `..` neither; one that does not begin
//! with `/` is not absolute. A normal name that begins with a folder stays in it, and so does one whose way from there,
//! as `relative(folder, name)` gives it, does not begin with `..`. See `aspects.rs` for what is kept apart. Addresses
//! are here as well: one that begins with a host leads there.

use tamis_ir::{
    BinaryOperator as B, Call, Constant, Key, Name, Operand, Place, StatementKind, UnaryOperator,
    Value,
};

use super::bits::RuleBits;
use super::characters::lacking;
use super::guards::{called_name, text};
use super::names::named_place;
use super::state::State;
use super::transfer::BodyAnalysis;

/// Condition of a condition of a condition ...
const MAX_DEPTH: usize = 8;

/// A way out of a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Door {
    /// `..`
    Climbs,
    /// A name that is absolute.
    Absolute,
    /// Both.
    Any,
    /// The host of an address.
    Host,
}

impl Door {
    pub(super) fn bits<'c>(self, analysis: &BodyAnalysis<'c, '_>) -> &'c RuleBits {
        let aspects = &analysis.cx.aspects;
        match self {
            Door::Climbs => &aspects.climbs,
            Door::Absolute => &aspects.absolute,
            Door::Any => &aspects.both,
            Door::Host => &analysis.cx.hosts,
        }
    }
}

/// Makes of `state` what holds of names of files where `condition` is `truth`.
pub(super) fn assume(
    analysis: &mut BodyAnalysis<'_, '_>,
    condition: &Operand,
    truth: bool,
    state: &mut State,
) {
    if analysis.cx.aspects.both.is_empty() && analysis.cx.hosts.is_empty() {
        return;
    }
    for (place, door) in closed(analysis, condition, truth, MAX_DEPTH) {
        let place = named_place(analysis, &place);
        let bits = door.bits(analysis);
        let id = analysis.place_id(&place);
        if !place.path.is_empty() {
            state.test(id, Some(door));
        }
        let mut all = vec![id];
        all.extend(state.same_objects(&mut analysis.places, id));
        for place in all {
            if !state.taints(&analysis.places, place).is_clean() {
                state.change(&mut analysis.places, place, |taints| taints.without(bits));
            }
        }
    }
}

/// What a call leaves closed that takes something out of a text: `name.replace(/\.\./g, "")`.
pub(crate) fn taken_out<'c>(analysis: &BodyAnalysis<'c, '_>, call: &Call) -> Option<&'c RuleBits> {
    if analysis.cx.aspects.both.is_empty() {
        return None;
    }
    let name = called_name(analysis, call)?;
    let first_only = match &*name {
        "replace" => matches!(language(analysis), "javascript" | "typescript"),
        "replaceAll" | "ReplaceAll" | "replace_all" | "gsub" | "str_replace" => false,
        _ => return None,
    };
    // Functions take the text as one more argument.
    let texts = call.arguments.iter().take(2).filter_map(|it| expression(analysis, &it.value));
    let door = texts.filter_map(|it| door_taken_out(&it, first_only)).next();
    let normal = || {
        let object = object(call)?;
        let first = text(analysis, &call.arguments.first()?.value)?;
        (is_normal(analysis, &object, MAX_DEPTH) && begins_with_dots(&first))
            .then_some(Door::Climbs)
    };
    Some(door.or_else(normal)?.bits(analysis))
}

/// A text that is known, or an expression as JavaScript writes it, also one that is made of texts.
fn expression(analysis: &BodyAnalysis<'_, '_>, operand: &Operand) -> Option<String> {
    if let Some(text) = text(analysis, operand) {
        return Some(text.to_string());
    }
    let call = analysis.call_behind(operand.place()?, MAX_DEPTH)?;
    if &*called_name(analysis, call)? != "RegExp" {
        return None;
    }
    let body = text(analysis, &call.arguments.first()?.value)?;
    let flags = match call.arguments.get(1) {
        None => Name::from(""),
        // What is not known may well be that.
        Some(flags) => text(analysis, &flags.value).unwrap_or_else(|| Name::from("g")),
    };
    Some(format!("/{body}/{flags}"))
}

/// What is gone when all matches of a text or an expression are taken out.
fn door_taken_out(taken: &str, first_only: bool) -> Option<Door> {
    if let Some((body, flags)) = taken.strip_prefix('/').and_then(|rest| rest.rsplit_once('/'))
        && !(body.is_empty() && flags.is_empty())
    {
        return flags.contains('g').then(|| matched_by(body))?;
    }
    match taken {
        _ if first_only => None,
        ".." | "." | "\\.\\." | "\\." | "[.]" => Some(Door::Climbs),
        _ => None,
    }
}

/// Which door is closed if no part of a text matches an expression.
fn matched_by(body: &str) -> Option<Door> {
    let body = body.strip_suffix(['+', '*']).unwrap_or(body);
    if let Some(class) = body.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        // Ends of ranges apart, what stands in it is in it.
        let (dot, slash) = (class.contains('.'), class.contains('/'));
        return match (class.starts_with('^'), slash, dot) {
            (false, true, _) | (true, false, _) => Some(Door::Any),
            (false, false, true) => Some(Door::Climbs),
            (false, false, false) => None,
            (true, true, false) => Some(Door::Climbs),
            (true, true, true) => None,
        };
    }
    if body == "\\W" {
        return Some(Door::Any);
    }
    let doors = alternatives(body).into_iter().filter_map(|part| match part {
        "\\." | "\\.\\." | "[.]" | "\\.{2}" | "\\.{2,}" | "[.]{2}" | "[.][.]" => Some(Door::Climbs),
        "\\/" | "/" => Some(Door::Any),
        _ => None,
    });
    doors.max_by_key(|door| *door == Door::Any)
}

/// The alternatives of an expression, also where they stand in parentheses.
fn alternatives(body: &str) -> Vec<&str> {
    let inner = body.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let inner = inner.map(|inner| inner.strip_prefix("?:").unwrap_or(inner));
    inner.filter(|inner| !inner.contains(['(', ')'])).unwrap_or(body).split('|').collect()
}

/// Whether an expression finds `..` at the begin of a name that is normal.
fn begins_with_dots(regex: &str) -> bool {
    let body = regex.strip_prefix('/').and_then(|rest| rest.rsplit_once('/'));
    let Some((body, _)) = body else { return false };
    body.trim_start_matches(['^', '(', '?', ':']).starts_with("\\.\\.")
        && body.trim_end_matches(['$', ')']).ends_with(['+', '*'])
}

/// The doors that are closed where `condition` is `truth`.
fn closed(
    analysis: &BodyAnalysis<'_, '_>,
    condition: &Operand,
    truth: bool,
    depth: usize,
) -> Vec<(Place, Door)> {
    if let Some((absent, place)) = lacking(analysis, condition, truth, depth) {
        return without(analysis, place, &absent);
    }
    let Some(depth) = depth.checked_sub(1) else { return Vec::new() };
    let defined = condition.place().filter(|place| place.path.is_empty());
    let Some(statement) = defined.and_then(|place| analysis.definition(place.base)) else {
        return Vec::new();
    };
    match &statement.kind {
        StatementKind::Assign { value, .. } => match value {
            Value::Use(inner) | Value::Await(inner) => closed(analysis, inner, truth, depth),
            Value::Unary(UnaryOperator::Not, inner) => closed(analysis, inner, !truth, depth),
            Value::Binary(operator, left, right) => {
                compared(analysis, (*operator, left, right), truth, depth)
            }
            _ => Vec::new(),
        },
        StatementKind::Call(call) => called(analysis, call, truth),
        _ => Vec::new(),
    }
}

fn compared(
    analysis: &BodyAnalysis<'_, '_>,
    (operator, left, right): (B, &Operand, &Operand),
    truth: bool,
    depth: usize,
) -> Vec<(Place, Door)> {
    match (operator, right.constant()) {
        (B::Equal, Some(Constant::Bool(wanted))) => {
            return closed(analysis, left, truth == *wanted, depth);
        }
        (B::NotEqual, Some(Constant::Bool(wanted))) => {
            return closed(analysis, left, truth != *wanted, depth);
        }
        _ => {}
    }
    let Some(call) = left.place().and_then(|place| analysis.call_behind(place, 2)) else {
        return Vec::new();
    };
    let Some(name) = called_name(analysis, call) else { return Vec::new() };
    let equal = match operator {
        B::Equal | B::Is => truth,
        B::NotEqual | B::IsNot => !truth,
        _ => true,
    };
    match (&*name, right.constant()) {
        ("indexOf" | "index" | "find" | "search", Some(Constant::Int(0)))
            if matches!(operator, B::Equal | B::NotEqual | B::Is | B::IsNot) =>
        {
            match (object(call), call.arguments.first()) {
                (Some(object), Some(first)) => begins(analysis, &object, &first.value, equal),
                _ => Vec::new(),
            }
        }
        // `name.substring(0, root.length) === root`.
        ("substring" | "slice" | "substr", _) => {
            let from_start = call.arguments.first().and_then(|it| it.value.constant());
            match (object(call), from_start) {
                (Some(object), Some(Constant::Int(0))) if operator != B::Less => {
                    begins(analysis, &object, right, equal)
                }
                _ => Vec::new(),
            }
        }
        // `os.path.commonpath([root, name]) == root`.
        ("commonpath" | "commonprefix", _) if equal => {
            let listed = call.arguments.first().and_then(|it| it.value.place());
            let made = listed.and_then(|place| analysis.definition(place.base));
            let Some(StatementKind::Assign { value: Value::Aggregate(_, elements), .. }) =
                made.map(|statement| &statement.kind)
            else {
                return Vec::new();
            };
            let places = elements.iter().filter_map(|it| it.value.place());
            let normal = places.filter(|place| is_normal(analysis, place, MAX_DEPTH));
            normal.map(|place| (place.clone(), Door::Any)).collect()
        }
        _ => Vec::new(),
    }
}

fn called(analysis: &BodyAnalysis<'_, '_>, call: &Call, truth: bool) -> Vec<(Place, Door)> {
    let Some(name) = called_name(analysis, call) else { return Vec::new() };
    let argument = |at: usize| call.arguments.get(at).map(|it| &it.value);
    let Some(first) = argument(0) else { return Vec::new() };
    match &*name {
        "startsWith" | "startswith" | "starts_with" | "start_with?" => match object(call) {
            Some(object) => begins(analysis, &object, first, truth),
            None => Vec::new(),
        },
        "HasPrefix" | "str_starts_with" => match (first.place(), argument(1)) {
            (Some(place), Some(prefix)) => begins(analysis, place, prefix, truth),
            _ => Vec::new(),
        },
        // `name.match(/\.\./)`, `/\.\./.test(name)`.
        "match" | "matchAll" | "search" if !truth => match (object(call), text(analysis, first)) {
            (Some(object), Some(regex)) => unmatched(object, &regex),
            _ => Vec::new(),
        },
        "test" if !truth => {
            let regex = object(call).and_then(|regex| super::guards::text_of(analysis, &regex));
            match (first.place(), regex) {
                (Some(place), Some(regex)) => unmatched(place.clone(), &regex),
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

/// `place` matches nothing of an expression as JavaScript writes it.
fn unmatched(place: Place, regex: &str) -> Vec<(Place, Door)> {
    let body = regex.strip_prefix('/').and_then(|rest| rest.rsplit_once('/'));
    let Some((body, _)) = body else { return Vec::new() };
    let climbs = alternatives(body).into_iter().any(|part| {
        matches!(part, "\\.\\.\\/" | "\\.\\.[\\/\\\\]" | "\\.\\.[/\\\\]" | "\\.\\.\\\\" | "^\\.\\.")
    });
    let door = if climbs { Some(Door::Climbs) } else { matched_by(body) };
    door.map(|door| (place, door)).into_iter().collect()
}

/// `absent` does not stand in `place`, or is none of the parts of a name that was taken apart.
fn without(analysis: &BodyAnalysis<'_, '_>, place: Place, absent: &str) -> Vec<(Place, Door)> {
    // Not `../` or `/`: elsewhere `..\` climbs as well.
    if !matches!(absent, "." | "..") {
        return Vec::new();
    }
    let parts = analysis
        .call_behind(&place, 2)
        .filter(|call| called_name(analysis, call).is_some_and(|name| &*name == "split"));
    vec![(parts.and_then(object).unwrap_or(place), Door::Climbs)]
}

/// `place` begins with `prefix`, or not.
fn begins(
    analysis: &BodyAnalysis<'_, '_>,
    place: &Place,
    prefix: &Operand,
    truth: bool,
) -> Vec<(Place, Door)> {
    if truth && analysis.fixes_host(prefix) {
        let mut found = vec![(place.clone(), Door::Host)];
        found.extend(begins_folder(analysis, place, prefix, truth));
        return found;
    }
    begins_folder(analysis, place, prefix, truth)
}

fn begins_folder(
    analysis: &BodyAnalysis<'_, '_>,
    place: &Place,
    prefix: &Operand,
    truth: bool,
) -> Vec<(Place, Door)> {
    let known = start_of(analysis, prefix);
    match known.as_deref() {
        Some(text) if text.starts_with('.') => {
            if truth || !matches!(text, "." | ".." | "../" | "..\\") {
                return Vec::new();
            }
            let mut found = Vec::new();
            if let Some(target) = relative_to(analysis, place, MAX_DEPTH) {
                found.extend(with_origin(analysis, target));
            }
            if is_normal(analysis, place, MAX_DEPTH) {
                found.push((place.clone(), Door::Climbs));
            }
            found
        }
        Some("") => Vec::new(),
        Some("/" | "\\") if truth => Vec::new(),
        Some("/" | "\\") => vec![(place.clone(), Door::Absolute)],
        _ if !truth => Vec::new(),
        _ if is_normal(analysis, place, MAX_DEPTH) => with_origin(analysis, place.clone()),
        _ => vec![(place.clone(), Door::Absolute)],
    }
}

/// The text that an operand begins with: also `..` of `".." + path.sep`.
pub(super) fn start_of(analysis: &BodyAnalysis<'_, '_>, operand: &Operand) -> Option<Name> {
    if let Some(text) = text(analysis, operand) {
        return Some(text);
    }
    let statement = analysis.definition(operand.place()?.base)?;
    match &statement.kind {
        StatementKind::Assign { value: Value::Binary(B::Add, left, _), .. } => {
            text(analysis, left).filter(|start| &**start == "..")
        }
        StatementKind::Assign { value: Value::Template(parts), .. } => {
            text(analysis, parts.first()?).filter(|start| &**start == "..")
        }
        _ => None,
    }
}

/// A normal name that stays in its folder, and the one it was made of.
fn with_origin(analysis: &BodyAnalysis<'_, '_>, place: Place) -> Vec<(Place, Door)> {
    let mut found = Vec::new();
    let call = analysis.call_behind(&place, MAX_DEPTH);
    if let Some(call) =
        call.filter(|call| call.arguments.len() == 1 && is_normal(analysis, &place, 1))
    {
        found.extend(call.arguments[0].value.place().map(|inner| (inner.clone(), Door::Any)));
    }
    found.push((place, Door::Any));
    found
}

/// What `relative(folder, place)` was asked about.
fn relative_to(analysis: &BodyAnalysis<'_, '_>, place: &Place, depth: usize) -> Option<Place> {
    let depth = depth.checked_sub(1)?;
    let call = analysis.call_behind(place, MAX_DEPTH)?;
    let argument = |at: usize| call.arguments.get(at)?.value.place();
    match &*called_name(analysis, call)? {
        "relative" | "Rel" => argument(1).cloned(),
        "relpath" => argument(0).cloned(),
        "normalize" | "Clean" | "normpath" => relative_to(analysis, argument(0)?, depth),
        _ => None,
    }
}

/// Whether a function has made a name normal: no `..` but at its begin.
pub(super) fn is_normal(analysis: &BodyAnalysis<'_, '_>, path: &Place, depth: usize) -> bool {
    let Some(call) = analysis.call_behind(path, MAX_DEPTH) else { return false };
    let Some(depth) = depth.checked_sub(1) else { return false };
    let Some(name) = called_name(analysis, call) else { return false };
    match &*name {
        "realpath" | "abspath" | "normpath" | "resolve" | "normalize" | "realpathSync"
        | "getCanonicalPath" | "getCanonicalFile" | "toRealPath" | "canonicalize"
        | "expand_path" | "cleanpath" | "EvalSymlinks" => true,
        // Lists and texts have functions of these names too.
        "Clean" | "Abs" | "Join" => {
            module_of(analysis, call).is_some_and(|name| matches!(&*name, "filepath" | "path"))
        }
        "join" => {
            matches!(language(analysis), "javascript" | "typescript") && call.arguments.len() > 1
        }
        // Of what is normal: text and file.
        "toString" | "toPath" | "toFile" | "getPath" | "to_s" | "toAbsolutePath" => {
            object(call).is_some_and(|inner| is_normal(analysis, &inner, depth))
        }
        _ => false,
    }
}

/// The name before the last dot of what is called.
fn module_of(analysis: &BodyAnalysis<'_, '_>, call: &Call) -> Option<Name> {
    let object = object(call)?;
    match object.path.last().map(|last| &last.key) {
        Some(Key::Name(name)) => Some(name.clone()),
        Some(_) => None,
        None => Some(analysis.body.locals[object.base.0 as usize].name.clone()),
    }
}

/// The object of a method that is called.
fn object(call: &Call) -> Option<Place> {
    let mut object = call.callee.place()?.clone();
    object.path.pop()?;
    Some(object)
}

fn language(analysis: &BodyAnalysis<'_, '_>) -> &'static str {
    analysis.cx.project.language(analysis.file).id.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_out_closes_doors() {
        for (taken, door) in [
            ("/\\.\\./g", Some(Door::Climbs)),
            ("/\\.\\.|x/g", Some(Door::Climbs)),
            ("/[.]/g", Some(Door::Climbs)),
            ("/[<>\\/]/g", Some(Door::Any)),
            ("/[^a-z]+/g", Some(Door::Any)),
            ("/[^a-z.\\/]+/g", None),
            ("/\\.\\./", None),
            ("/\\.\\.\\//g", None),
            ("/a/g", None),
            ("..", None),
        ] {
            assert_eq!(door_taken_out(taken, true), door, "{taken}");
        }
        assert_eq!(door_taken_out("..", false), Some(Door::Climbs));
        assert_eq!(door_taken_out("../", false), None);
        assert!(begins_with_dots("/^(\\.\\.[\\/\\\\])+/") && !begins_with_dots("/^\\.\\.\\//"));
    }
}
