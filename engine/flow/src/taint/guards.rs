//! Conditions that clean a value on one of their branches.
//!
//! A value that equals a constant, or is one of a fixed collection, is that constant, whoever sent it. A value that is
//! all digits, matches a whole regular expression or is of a number type can carry nothing. A URL whose host was
//! compared goes where it may, and a normal path that begins with a folder stays in it. Functions that test their
//! parameters are guards as well: their summaries say which parameters hold nothing harmful where they give true.

use tamis_ir::{
    BinaryOperator as B, Call, Constant, Key, LocalId, LocalKind, Operand, ParamKind, Place,
    Statement, StatementKind, UnaryOperator, Value,
};

use super::names::{is_constant, named_place};
use super::regexes::is_narrow;
use super::state::State;
use super::transfer::BodyAnalysis;
use super::value::{Origin, Taints};
use crate::calls::kinds::Receiver;
use crate::calls::project::FnIdx;
use crate::calls::summary::Guards;

/// Condition of a condition of a condition ...
const MAX_DEPTH: usize = 8;
/// From so many origins on, what a value is free of is not known.
const MANY: usize = 32;

/// Makes of `state` what holds where `condition` is `truth`.
pub(crate) fn assume(
    analysis: &mut BodyAnalysis<'_, '_>,
    condition: &Operand,
    truth: bool,
    state: &mut State,
) {
    for place in cleaned(analysis, condition, truth, state, MAX_DEPTH) {
        let place = named_place(analysis, &place);
        clean(analysis, &place, state);
    }
    super::paths::assume(analysis, condition, truth, state);
}

/// What stands at a place holds nothing harmful from here on.
fn clean(analysis: &mut BodyAnalysis<'_, '_>, place: &Place, state: &mut State) {
    let id = analysis.place_id(place);
    if !place.path.is_empty() {
        state.test(id, None);
    }
    let mut all = vec![id];
    all.extend(state.same_objects(&mut analysis.places, id));
    for place in all {
        if !state.taints(&analysis.places, place).is_clean() {
            state.change(&mut analysis.places, place, |_| Taints::default());
        }
    }
}

impl BodyAnalysis<'_, '_> {
    /// Whether a function gives `truth` only if its parameter of that number (receivers apart) holds nothing harmful.
    pub(crate) fn is_guard(&self, function: FnIdx, parameter: usize, truth: bool) -> bool {
        let Some(summary) = &self.summaries[function.0 as usize] else { return false };
        let params = &self.cx.project.body(function).params;
        let has_receiver = params.first().is_some_and(|it| it.kind == ParamKind::Receiver);
        summary.guards.has(parameter + usize::from(has_receiver), Some(truth))
    }

    /// Notes for the summary which parameters are known to be harmless where the body returns `value`.
    pub(crate) fn note_guards(&mut self, value: Option<&Operand>, state: &State) {
        let clean = self.harmless(state);
        let known = match value.map(|it| (it, it.constant())) {
            None => Some(false),
            Some((_, Some(constant))) => Some(truth_of(constant)),
            Some((_, None)) => None,
        };
        let mut here = Guards { after: clean, ..Guards::NONE };
        for truth in [true, false] {
            let mut mask = clean;
            if let (None, Some(value)) = (known, value) {
                for place in cleaned(self, value, truth, state, MAX_DEPTH) {
                    mask |= self.param_bit(&named_place(self, &place));
                }
            }
            // Where the body returns something else, nothing is said.
            let mask = if known.is_some_and(|known| known != truth) { u32::MAX } else { mask };
            *(if truth { &mut here.if_true } else { &mut here.if_false }) = mask;
        }
        let seen = [known != Some(false), known != Some(true)];
        self.guards = Some(match self.guards.take() {
            None => (here, seen),
            Some((all, before)) => (all.and(here), [before[0] | seen[0], before[1] | seen[1]]),
        });
    }

    /// Parameters that hold nothing of what came in, though no one gave them another value.
    fn harmless(&self, state: &State) -> u32 {
        let mut mask = 0;
        for (at, param) in self.body.params.iter().enumerate().take(32) {
            let Some(root) = self.places.known_root(param.local) else { continue };
            let held = state.read(&self.places, root).deep();
            let own = |origin: &Origin| matches!(origin, Origin::Param(it, _) if *it == at as u32);
            // Of very many origins some are left out.
            let all_told = held.iter().count() < MANY;
            if all_told
                && !held.iter().any(|taint| own(&taint.origin))
                && !self.is_reassigned(param.local)
            {
                mask |= 1 << at;
            }
        }
        mask
    }

    fn is_reassigned(&self, local: LocalId) -> bool {
        let mut statements = self.body.blocks.iter().flat_map(|block| &block.statements);
        statements.any(|statement| match &statement.kind {
            StatementKind::Assign { target, value } => {
                target.base == local && target.path.is_empty() && !matches!(value, Value::Join(_))
            }
            StatementKind::Delete(place) => place.base == local && place.path.is_empty(),
            _ => false,
        })
    }

    fn param_bit(&self, place: &Place) -> u32 {
        match self.body.locals[place.base.0 as usize].kind {
            LocalKind::Param(at) if at < 32 && place.path.is_empty() => 1 << at,
            _ => 0,
        }
    }

    /// Cleans the arguments that a function called has tested before it returned.
    pub(crate) fn tested_by(
        &mut self,
        function: FnIdx,
        given: &[super::call::Given],
        state: &mut State,
    ) {
        // What a function has tested before it called itself would depend on itself.
        if function == self.function {
            return;
        }
        let Some(summary) = self.summaries[function.0 as usize].clone() else { return };
        for (at, given) in given.iter().enumerate() {
            let Some((_, Some(place))) = given else { continue };
            if !summary.guards.has(at, None) {
                continue;
            }
            let mut all = vec![*place];
            all.extend(state.same_objects(&mut self.places, *place));
            for place in all {
                state.change(&mut self.places, place, |_| Taints::default());
            }
        }
    }

    /// The only statement that writes a variable of this body.
    fn sole_definition(&self, local: LocalId) -> Option<&Statement> {
        if let Some(known) = self.definitions.get(&local) {
            return Some(known);
        }
        let statements = self.body.blocks.iter().flat_map(|block| &block.statements);
        let mut writes = statements.filter(|statement| match &statement.kind {
            StatementKind::Assign { target, .. } => target.base == local && target.path.is_empty(),
            StatementKind::Call(call) => call.target == local,
            _ => false,
        });
        let only = writes.next()?;
        writes.next().is_none().then_some(only)
    }

    /// The call whose result an operand is, through variables that are written once.
    pub(super) fn call_behind(&self, place: &Place, depth: usize) -> Option<&Call> {
        let depth = depth.checked_sub(1)?;
        if !place.path.is_empty() {
            return None;
        }
        match &self.sole_definition(place.base)?.kind {
            StatementKind::Call(call) => Some(call),
            StatementKind::Assign { value: Value::Use(inner) | Value::Await(inner), .. } => {
                self.call_behind(inner.place()?, depth)
            }
            _ => None,
        }
    }
}

fn truth_of(constant: &Constant) -> bool {
    match constant {
        Constant::String(text) => !text.is_empty(),
        Constant::Int(number) => *number != 0,
        Constant::Number(_) => true,
        Constant::Bool(truth) => *truth,
        Constant::Null => false,
    }
}

/// The places that hold nothing harmful where `condition` is `truth`.
fn cleaned(
    analysis: &BodyAnalysis<'_, '_>,
    condition: &Operand,
    truth: bool,
    state: &State,
    depth: usize,
) -> Vec<Place> {
    let Some(depth) = depth.checked_sub(1) else { return Vec::new() };
    let Some(place) = condition.place() else { return Vec::new() };
    let Some(statement) = analysis.definitions.get(&place.base).filter(|_| place.path.is_empty())
    else {
        // A plain name that is false is empty.
        let is_empty = !truth && !analysis.is_temp(place.base);
        return if is_empty { vec![place.clone()] } else { Vec::new() };
    };
    match &statement.kind {
        StatementKind::Assign { value: Value::Use(inner) | Value::Await(inner), .. } => {
            cleaned(analysis, inner, truth, state, depth)
        }
        StatementKind::Assign { value: Value::Unary(UnaryOperator::Not, inner), .. } => {
            cleaned(analysis, inner, !truth, state, depth)
        }
        StatementKind::Assign { value: Value::Binary(operator, left, right), .. } => {
            let found = compared(analysis, (*operator, left, right), truth, state, depth);
            found.into_iter().flat_map(|place| with_whole_url(analysis, place)).collect()
        }
        StatementKind::Call(call) => {
            let found = tested(analysis, call, truth, state);
            let found = found.into_iter().flat_map(|place| with_whole_url(analysis, place));
            found.chain(by_summary(analysis, call, truth)).collect()
        }
        _ => Vec::new(),
    }
}

/// Whoever knows the host of a URL knows where it leads: the URL, and the text it was made of.
fn with_whole_url(analysis: &BodyAnalysis<'_, '_>, place: Place) -> Vec<Place> {
    let host = place.path.last().is_some_and(|last| {
        matches!(&last.key, Key::Name(name)
            if matches!(&**name, "host" | "hostname" | "origin" | "netloc"))
    });
    let mut found = vec![place.clone()];
    if host {
        let mut url = place;
        url.path.pop();
        let parsed = analysis.call_behind(&url, MAX_DEPTH);
        if let Some(call) = parsed.filter(|call| is_url_parser(analysis, call)) {
            found.extend(call.arguments.first().and_then(|it| it.value.place()).cloned());
        }
        found.push(url);
    }
    found
}

fn is_url_parser(analysis: &BodyAnalysis<'_, '_>, call: &Call) -> bool {
    called_name(analysis, call).is_some_and(|name| {
        matches!(&*name, "URL" | "urlparse" | "urlsplit" | "parse" | "url_parse")
    })
}

pub(super) fn called_name(analysis: &BodyAnalysis<'_, '_>, call: &Call) -> Option<tamis_ir::Name> {
    let callee = call.callee.place()?;
    match callee.path.last().map(|last| &last.key) {
        Some(Key::Name(name)) => Some(name.clone()),
        Some(_) => None,
        None => Some(analysis.body.locals[callee.base.0 as usize].name.clone()),
    }
}

fn compared(
    analysis: &BodyAnalysis<'_, '_>,
    (operator, left, right): (B, &Operand, &Operand),
    truth: bool,
    state: &State,
    depth: usize,
) -> Option<Place> {
    let (equal, member) = match operator {
        B::Equal | B::Is => (truth, false),
        B::NotEqual | B::IsNot => (!truth, false),
        B::In => (truth, true),
        B::NotIn => (!truth, true),
        B::InstanceOf => {
            return (truth && names_number(analysis, right)).then(|| variable(left))?;
        }
        B::Greater | B::GreaterEqual | B::Less => {
            return found_at(analysis, (operator, left, right), truth, state);
        }
        _ => return None,
    };
    if let Some(found) = found_at(analysis, (operator, left, right), truth, state) {
        return Some(found);
    }
    if let Some((tested, wanted)) = compared_truth(left, right) {
        // `f(x) == true`, `f(x) === false`.
        let truth = if equal { wanted } else { !wanted };
        return cleaned(analysis, tested, truth, state, depth).into_iter().next();
    }
    if !equal {
        return None;
    }
    if member {
        return is_fixed(analysis, right, state).then(|| variable(left))?;
    }
    if let Some(found) = of_type(analysis, left, right) {
        return Some(found);
    }
    match (is_constant(analysis, left), is_constant(analysis, right)) {
        (false, true) => variable(left),
        (true, false) => variable(right),
        _ => None,
    }
}

fn compared_truth<'o>(left: &'o Operand, right: &'o Operand) -> Option<(&'o Operand, bool)> {
    match (left.constant(), right.constant()) {
        (None, Some(Constant::Bool(wanted))) => Some((left, *wanted)),
        (Some(Constant::Bool(wanted)), None) => Some((right, *wanted)),
        _ => None,
    }
}

/// `typeof x === "number"`.
fn of_type(analysis: &BodyAnalysis<'_, '_>, left: &Operand, right: &Operand) -> Option<Place> {
    let Constant::String(name) = right.constant().or_else(|| left.constant())? else { return None };
    if !matches!(&**name, "number" | "boolean" | "bigint" | "undefined") {
        return None;
    }
    let asked = left.place().or_else(|| right.place())?;
    match &analysis.definitions.get(&asked.base)?.kind {
        StatementKind::Assign { value: Value::Unary(UnaryOperator::TypeOf, inner), .. } => {
            variable(inner)
        }
        _ => None,
    }
}

/// `LIST.indexOf(x) !== -1`, `>= 0`, `> -1`, and their opposites.
fn found_at(
    analysis: &BodyAnalysis<'_, '_>,
    (operator, left, right): (B, &Operand, &Operand),
    truth: bool,
    state: &State,
) -> Option<Place> {
    let Some(Constant::Int(number)) = right.constant() else { return None };
    let found = match (operator, number) {
        (B::NotEqual | B::Greater, -1) | (B::GreaterEqual, 0) => truth,
        (B::Equal, -1) | (B::Less, 0) => !truth,
        _ => return None,
    };
    let call = analysis.call_behind(left.place()?, 2).filter(|_| found)?;
    let callee = call.callee.place()?;
    let is_search = called_name(analysis, call)
        .is_some_and(|name| matches!(&*name, "indexOf" | "lastIndexOf" | "index" | "find"));
    let mut list = callee.clone();
    list.path.pop().filter(|_| is_search)?;
    let operand = Operand { at: list.whole(), kind: tamis_ir::OperandKind::Place(list) };
    is_fixed(analysis, &operand, state).then(|| variable(&call.arguments.first()?.value))?
}

fn variable(operand: &Operand) -> Option<Place> {
    operand.place().cloned()
}

/// Whether an operand is a collection that no one from outside fills: a literal of constants, what a call made of
/// clean values, or a clean variable kept outside of the function.
fn is_fixed(analysis: &BodyAnalysis<'_, '_>, operand: &Operand, state: &State) -> bool {
    let Some(place) = operand.place().map(|place| named_place(analysis, place)) else {
        // A text as the collection of its parts.
        return false;
    };
    if let Some(statement) = analysis.definitions.get(&place.base) {
        return match &statement.kind {
            StatementKind::Assign { value: Value::Aggregate(_, elements), .. } => {
                elements.iter().all(|it| is_constant(analysis, &it.value))
            }
            StatementKind::Call(_) => analysis.places.known_root(place.base).is_some_and(|root| {
                let held = state.read(&analysis.places, root).deep();
                held.iter().all(|it| matches!(it.origin, Origin::Captured(..)))
            }),
            _ => false,
        };
    }
    let local = &analysis.body.locals[place.base.0 as usize];
    let outside = matches!(local.kind, LocalKind::Captured(..) | LocalKind::Unresolved);
    let upper =
        local.name.chars().all(|c| c.is_ascii_uppercase() || c == '_' || c.is_ascii_digit());
    let Some(root) = analysis.places.known_root(place.base) else {
        return outside || upper;
    };
    let held = state.read(&analysis.places, root).deep();
    let only_symbols = held
        .iter()
        .all(|taint| matches!(taint.origin, Origin::Captured(..)) && place.path.is_empty());
    (outside || upper) && (held.is_clean() || only_symbols)
        || held.is_clean() && !matches!(local.kind, LocalKind::Temp)
}

/// The place a call of a well-known function tests, if it holds nothing harmful where the call gives `truth`.
fn tested(
    analysis: &BodyAnalysis<'_, '_>,
    call: &Call,
    truth: bool,
    state: &State,
) -> Option<Place> {
    let callee = call.callee.place()?;
    let name = called_name(analysis, call)?;
    let argument = |at: usize| call.arguments.get(at).map(|argument| &argument.value);
    let object = || {
        let mut object = callee.clone();
        object.path.pop()?;
        Some(object)
    };
    if &*name == "isNaN" {
        return (!truth).then(|| variable(argument(0)?))?;
    }
    if !truth {
        return None;
    }
    match &*name {
        "isdigit" | "isdecimal" | "isnumeric" | "isalnum" | "isalpha" | "isidentifier" => object(),
        "fullmatch" => {
            let last = call.arguments.len().checked_sub(1)?;
            let known = text(analysis, argument(0)?).or_else(|| text_of(analysis, &object()?));
            known
                .is_none_or(|regex| is_narrow(&regex, true, true))
                .then(|| variable(argument(last)?))?
        }
        "match" | "search" | "test" | "exec" => matched(analysis, &name, call, object()),
        "includes" | "has" | "contains" | "hasOwnProperty" | "__contains__" => {
            let list = object()?;
            let operand = Operand { at: list.whole(), kind: tamis_ir::OperandKind::Place(list) };
            let known = is_fixed(analysis, &operand, state) || is_text(analysis, &operand);
            known.then(|| variable(argument(0)?))?
        }
        "hasOwn" => is_fixed(analysis, argument(0)?, state).then(|| variable(argument(1)?))?,
        "startswith" | "startsWith" | "starts_with" | "start_with?" | "is_relative_to" => {
            // `..` leads out.
            let prefix = argument(0)?;
            let start = super::paths::start_of(analysis, prefix);
            if start.is_some_and(|it| it.starts_with('.') || it.is_empty()) {
                return None;
            }
            let path = path_in_text(analysis, object()?);
            super::paths::is_normal(analysis, &path, MAX_DEPTH).then_some(path)
        }
        "isinstance" => names_number(analysis, argument(1)?).then(|| variable(argument(0)?))?,
        "isInteger" | "isSafeInteger" | "isFinite" => variable(argument(0)?),
        other => {
            let fixed = |list: &Operand| is_fixed(analysis, list, state);
            super::names::tested(analysis, other, call, &fixed)
        }
    }
}

/// `re.match("^a$", x)`, `PATTERN.match(x)`, `/^a$/.test(x)`, `x.match(/^a$/)`.
fn matched(
    analysis: &BodyAnalysis<'_, '_>,
    name: &str,
    call: &Call,
    object: Option<Place>,
) -> Option<Place> {
    let argument = |at: usize| call.arguments.get(at).map(|argument| &argument.value);
    let from_start = name == "match";
    let first = argument(0)?;
    if let Some(regex) = text(analysis, first) {
        if let Some(subject) = argument(1) {
            return is_narrow(&regex, from_start, false).then(|| variable(subject))?;
        }
        // A method of the text itself takes the expression as argument.
        if regex.starts_with('/') {
            return is_narrow(&regex, false, false).then_some(object)?;
        }
    }
    let regex = text_of(analysis, &object?)?;
    let anchored = from_start && !regex.starts_with('/');
    is_narrow(&regex, anchored, false).then(|| variable(first))?
}

/// The text an operand is known to be.
pub(super) fn text(analysis: &BodyAnalysis<'_, '_>, operand: &Operand) -> Option<tamis_ir::Name> {
    match operand.constant() {
        Some(Constant::String(text)) => Some(text.clone()),
        Some(_) => None,
        None => text_of(analysis, operand.place()?),
    }
}

pub(super) fn text_of(analysis: &BodyAnalysis<'_, '_>, place: &Place) -> Option<tamis_ir::Name> {
    if let Some(Key::Name(text)) = analysis.facts.keys.get(&place.whole().node) {
        return Some(text.clone());
    }
    match &analysis.definitions.get(&place.base).filter(|_| place.path.is_empty())?.kind {
        StatementKind::Assign { value: Value::Use(inner), .. } => match inner.constant()? {
            Constant::String(text) => Some(text.clone()),
            _ => None,
        },
        _ => None,
    }
}

fn is_text(analysis: &BodyAnalysis<'_, '_>, operand: &Operand) -> bool {
    text(analysis, operand).is_some()
}

/// The path that a text was made of: `str(path)`, `os.fspath(path)`.
fn path_in_text(analysis: &BodyAnalysis<'_, '_>, text: Place) -> Place {
    let made = analysis.call_behind(&text, 2).and_then(|call| {
        let name = called_name(analysis, call)?;
        let [argument] = &call.arguments[..] else { return None };
        matches!(&*name, "str" | "fspath").then(|| argument.value.place().cloned())?
    });
    made.unwrap_or(text)
}

/// Arguments that a function of the project has found harmless where it gives `truth`.
fn by_summary(analysis: &BodyAnalysis<'_, '_>, call: &Call, truth: bool) -> Vec<Place> {
    let targets = analysis.cx.kinds.resolved(analysis.function, call);
    let ([target], None) = (&targets.functions[..], &targets.external) else { return Vec::new() };
    let Some(summary) = &analysis.summaries[target.function.0 as usize] else { return Vec::new() };
    let params = &analysis.cx.project.body(target.function).params;
    let has_receiver = params.first().is_some_and(|it| it.kind == ParamKind::Receiver);
    let taken = usize::from(has_receiver && target.receiver != Receiver::None);
    if target.passing.spread || target.function == analysis.function {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (at, argument) in call.arguments.iter().skip(usize::from(target.passing.skip)).enumerate() {
        if argument.spread != tamis_ir::Spread::No {
            break;
        }
        let at = match &argument.name {
            Some(name) => params.iter().position(|param| param.name == *name),
            None => Some(at + taken),
        };
        if at.is_some_and(|at| summary.guards.has(at, Some(truth))) {
            found.extend(argument.value.place().cloned());
        }
    }
    found
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
    place.path.is_empty()
        && matches!(name, "int" | "float" | "bool" | "complex" | "Number" | "Date")
}
