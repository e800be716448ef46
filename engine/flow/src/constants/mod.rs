//! Constants: which branches are never taken, and which keys computed indexes are.
//!
//! The lattice: a state maps variables to the one value they are known to hold; joining keeps what both sides agree
//! on, so states only shrink and loops end. Module variables that are written once, and functions that always return
//! the same, are known in other bodies and files as well.

mod value;

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};
use tamis_ir::{
    BinaryOperator, Block, BlockId, Body, Call, Element, ElementKey, FunctionId, Key, LocalId,
    LocalKind, Operand, OperandKind, Place, Spread, Statement, StatementKind, Terminator, Value,
};
use tamis_syntax::NodeId;

use crate::calls::kinds::{KindTable, home};
use crate::calls::project::{FnIdx, Imported, Project};
use crate::framework::{Analysis, fixpoint};
use value::Const;

/// Block visits for each block.
const BUDGET: u32 = 30;

/// What constants tell of a body.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// Keys that computed indexes and compared operands stand for, by their node.
    pub(crate) keys: FxHashMap<NodeId, Key>,
    /// Which way a branch always goes.
    pub(crate) branches: FxHashMap<BlockId, bool>,
}

/// What a body tells others, seen by itself.
#[derive(Debug, Default)]
struct Told {
    /// Variables that are written once, with what they hold at the end.
    variables: FxHashMap<LocalId, Const>,
    /// What it always returns.
    returned: Option<Const>,
}

/// Facts of the functions of a project, each found when it is asked for first: most are never needed.
pub(crate) struct AllFacts<'a, 'p> {
    project: &'a Project<'p>,
    kinds: &'a KindTable,
    /// Variables that other bodies write.
    written_outside: FxHashSet<(FnIdx, LocalId)>,
    /// By function.
    told: Vec<OnceCell<Told>>,
    facts: Vec<OnceCell<Facts>>,
}

impl<'a, 'p> AllFacts<'a, 'p> {
    pub(crate) fn new(project: &'a Project<'p>, kinds: &'a KindTable) -> Self {
        let mut written_outside = FxHashSet::default();
        for function in project.functions() {
            for statement in statements(project.body(function)) {
                if let StatementKind::Assign { target, .. } = &statement.kind {
                    let home = home(project, function, target.base);
                    if home.0 != function {
                        written_outside.insert(home);
                    }
                }
            }
        }
        let count = project.function_count();
        let mut all = AllFacts {
            project,
            kinds,
            written_outside,
            told: Vec::with_capacity(count),
            facts: Vec::with_capacity(count),
        };
        all.told.resize_with(count, OnceCell::new);
        all.facts.resize_with(count, OnceCell::new);
        all
    }

    /// Facts of a function; what is returned and kept in modules elsewhere is known in it.
    pub(crate) fn of(&self, function: FnIdx) -> &Facts {
        self.facts[function.0 as usize].get_or_init(|| self.look(function, true).0)
    }

    fn told(&self, function: FnIdx) -> &Told {
        self.told[function.0 as usize].get_or_init(|| self.look(function, false).1)
    }

    /// `asks`: whether what others tell counts. What they tell themselves they know without anyone, so this ends.
    fn look(&self, function: FnIdx, asks: bool) -> (Facts, Told) {
        let body = self.project.body(function);
        let mut told = Told::default();
        let mut analysis = Constants {
            project: self.project,
            kinds: self.kinds,
            others: asks.then_some(self),
            function,
            body,
            recording: None,
            returned: Returned::Nothing,
            exit: None,
        };
        let found = fixpoint(&mut analysis, body, BUDGET);
        analysis.returned = Returned::Nothing;
        analysis.exit = None;
        if found.is_cut {
            return (Facts::default(), told);
        }
        analysis.recording = Some(Facts::default());
        for (at, block) in body.blocks.iter().enumerate() {
            let Some(mut state) = found.entries[at].clone() else { continue };
            for statement in &block.statements {
                analysis.statement(statement, &mut state);
            }
            analysis.edges(BlockId(at as u32), &block.terminator, state);
        }
        if let Returned::One(value) = &analysis.returned
            && !body.is_generator
        {
            told.returned = Some(value.clone());
        }
        if let Some(exit) = analysis.exit.take() {
            let counts = write_counts(body);
            for (local, value) in exit.values {
                let fixed = counts.get(&local) == Some(&1)
                    && !self.written_outside.contains(&(function, local))
                    && !body.locals[local.0 as usize].name.is_empty();
                if fixed {
                    told.variables.insert(local, value);
                }
            }
        }
        (analysis.recording.unwrap_or_default(), told)
    }
}

fn statements(body: &Body) -> impl Iterator<Item = &Statement> {
    body.blocks.iter().flat_map(|block: &Block| &block.statements)
}

fn write_counts(body: &Body) -> FxHashMap<LocalId, u32> {
    let mut counts = FxHashMap::default();
    for statement in statements(body) {
        if let StatementKind::Assign { target, .. } = &statement.kind {
            *counts.entry(target.base).or_insert(0) += 1;
        }
    }
    counts
}

enum Returned {
    Nothing,
    One(Const),
    Several,
}

#[derive(Clone, Default)]
struct State {
    /// Sorted.
    values: Vec<(LocalId, Const)>,
}

impl State {
    fn get(&self, local: LocalId) -> Option<&Const> {
        let at = self.values.binary_search_by_key(&local, |(known, _)| *known).ok()?;
        Some(&self.values[at].1)
    }

    fn set(&mut self, local: LocalId, value: Option<Const>) {
        match (self.values.binary_search_by_key(&local, |(known, _)| *known), value) {
            (Ok(at), Some(value)) => self.values[at].1 = value,
            (Ok(at), None) => {
                self.values.remove(at);
            }
            (Err(at), Some(value)) => self.values.insert(at, (local, value)),
            (Err(_), None) => {}
        }
    }
}

struct Constants<'a, 'p> {
    project: &'a Project<'p>,
    kinds: &'a KindTable,
    others: Option<&'a AllFacts<'a, 'p>>,
    function: FnIdx,
    body: &'p Body,
    recording: Option<Facts>,
    returned: Returned,
    exit: Option<State>,
}

impl Constants<'_, '_> {
    fn local(&self, local: LocalId, state: &State) -> Option<Const> {
        if let Some(known) = state.get(local) {
            return Some(known.clone());
        }
        let home = home(self.project, self.function, local);
        if home.0 == self.function
            && !matches!(self.body.locals[local.0 as usize].kind, LocalKind::Captured(..))
        {
            return None;
        }
        self.others?.told(home.0).variables.get(&home.1).cloned()
    }

    fn key(&mut self, projection: &tamis_ir::Projection, state: &State) -> Key {
        match (&projection.key, &projection.index) {
            (Key::Any, Some(index)) => {
                let key = self.operand(index, state).and_then(|value| value.key());
                if let (Some(facts), Some(key)) = (&mut self.recording, &key) {
                    facts.keys.insert(index.at.node, key.clone());
                }
                key.unwrap_or(Key::Any)
            }
            (key, _) => key.clone(),
        }
    }

    fn place(&mut self, place: &Place, state: &State) -> Option<Const> {
        if let Some(found) = self.of_module(place) {
            return Some(found);
        }
        let mut value = self.local(place.base, state);
        for projection in &place.path {
            let key = self.key(projection, state);
            value = value.and_then(|value| value.get(&key));
        }
        value
    }

    /// `config.NAME` of another file, or `package.config.NAME`.
    fn of_module(&self, place: &Place) -> Option<Const> {
        let (projection, above) = place.path.split_last()?;
        let Key::Name(name) = &projection.key else { return None };
        let kinds = self.kinds.prefix(self.project, self.function, place, above.len());
        let file = kinds.iter().find_map(|kind| match kind {
            crate::calls::kinds::Kind::File(file) => Some(file),
            _ => None,
        })?;
        match self.project.exported(*file, name)? {
            Imported::Variable(file, local) => {
                let module = self.project.function(file, FunctionId::MODULE);
                self.others?.told(module).variables.get(&local).cloned()
            }
            _ => None,
        }
    }

    fn operand(&mut self, operand: &Operand, state: &State) -> Option<Const> {
        match &operand.kind {
            OperandKind::Constant(constant) => Const::of(constant),
            OperandKind::Place(place) => self.place(place, state),
        }
    }

    fn value(&mut self, value: &Value, state: &State) -> Option<Const> {
        match value {
            Value::Use(operand) | Value::Await(operand) => self.operand(operand, state),
            Value::Join(operands) => {
                let values: Vec<Option<Const>> =
                    operands.iter().map(|it| self.operand(it, state)).collect();
                let first = values.first()?.clone()?;
                values.iter().all(|value| value.as_ref() == Some(&first)).then_some(first)
            }
            Value::Unary(operator, operand) => {
                let operand = self.operand(operand, state)?;
                value::unary(*operator, &operand)
            }
            Value::Binary(operator, left, right) => {
                let (a, b) = (self.operand(left, state), self.operand(right, state));
                // What a text begins with counts as well.
                if operator.is_comparison() || *operator == BinaryOperator::Add {
                    self.note_compared(left, &a);
                    self.note_compared(right, &b);
                }
                if *operator == BinaryOperator::Divide && self.divides_whole() {
                    return value::quotient(&a?, &b?);
                }
                value::binary(*operator, &a?, &b?)
            }
            Value::Template(parts) => {
                let mut text = String::new();
                let first = parts.first().and_then(|part| self.operand(part, state));
                if let Some(part) = parts.first() {
                    self.note_compared(part, &first);
                }
                for part in parts {
                    match self.operand(part, state)? {
                        Const::Text(part) => text.push_str(&part),
                        Const::Int(number) => text.push_str(&number.to_string()),
                        _ => return None,
                    }
                }
                Const::text(text)
            }
            Value::Slice(base, bounds) => self.slice(base, bounds, state),
            Value::Aggregate(_, elements) => self.aggregate(elements, state),
            Value::Import(import) => match self.project.import(self.file(), *import)? {
                Imported::Variable(file, local) => {
                    let module = self.project.function(*file, FunctionId::MODULE);
                    self.others?.told(module).variables.get(local).cloned()
                }
                _ => None,
            },
            Value::Iterate(operand) => {
                self.operand(operand, state);
                None
            }
            _ => None,
        }
    }

    /// Whether whole numbers divide to whole numbers.
    fn divides_whole(&self) -> bool {
        matches!(self.project.language(self.file()).id.0, "java" | "go" | "rust")
    }

    fn note_compared(&mut self, operand: &Operand, value: &Option<Const>) {
        let key = value.as_ref().and_then(Const::key);
        if let (Some(facts), Some(key), Some(_)) = (&mut self.recording, key, operand.place()) {
            facts.keys.insert(operand.at.node, key);
        }
    }

    fn file(&self) -> u32 {
        self.project.file_of(self.function)
    }

    fn slice(
        &mut self,
        base: &Operand,
        bounds: &[Option<Operand>; 3],
        state: &State,
    ) -> Option<Const> {
        let mut numbers = [None, None];
        for (at, bound) in bounds.iter().take(2).enumerate() {
            if let Some(bound) = bound {
                let Some(Const::Int(number)) = self.operand(bound, state) else { return None };
                numbers[at] = Some(number);
            }
        }
        let base = self.operand(base, state)?;
        if bounds[2].is_some() { None } else { base.slice(numbers[0], numbers[1]) }
    }

    fn aggregate(&mut self, elements: &[Element], state: &State) -> Option<Const> {
        let mut items = Vec::new();
        let mut whole = true;
        for element in elements {
            let value = self.operand(&element.value, state);
            let key = match &element.key {
                Some(ElementKey::Constant(key)) => Some(key.clone()),
                Some(ElementKey::Computed(operand)) => {
                    let key = self.operand(operand, state).and_then(|value| value.key());
                    if let (Some(facts), Some(key)) = (&mut self.recording, &key) {
                        facts.keys.insert(operand.at.node, key.clone());
                    }
                    key
                }
                None => Some(Key::Index(items.len() as i64)),
            };
            match key.filter(|_| element.spread == Spread::No) {
                Some(key) => items.push((key, value)),
                None => whole = false,
            }
        }
        if whole { Const::items(items) } else { None }
    }

    fn call(&mut self, call: &Call, at: NodeId, state: &mut State) {
        for argument in &call.arguments {
            self.operand(&argument.value, state);
        }
        self.note_object(call, state);
        let result = self.result(call, state);
        if self.appended(call, at, state) || self.removed(call, state) {
            return;
        }
        // Whoever gets a collection may change it.
        let handed = call.arguments.iter().filter_map(|argument| argument.value.place());
        for place in handed.chain(call.callee.place().filter(|place| !place.path.is_empty())) {
            if matches!(state.get(place.base), Some(Const::Items(_)))
                && !is_reading(call)
                && self.kinds.resolved(self.function, call).external.as_deref() != Some("len")
            {
                state.set(place.base, None);
            }
        }
        state.set(call.target, result);
    }

    /// Notes the text that a method is called on.
    fn note_object(&mut self, call: &Call, state: &State) {
        let Some((_, above)) = call.callee.place().and_then(|place| place.path.split_last()) else {
            return;
        };
        let Some(place) = call.callee.place() else { return };
        let object = Place { path: above.iter().cloned().collect(), ..place.clone() };
        if let Some(Const::Text(text)) = self.place(&object, state)
            && let Some(facts) = &mut self.recording
        {
            facts.keys.insert(object.whole().node, Key::Name(text));
        }
    }

    /// `l.append(x)` of a list that is known: whether it was one. The index it gets is noted at the call's node.
    fn appended(&mut self, call: &Call, at: NodeId, state: &mut State) -> bool {
        let (Some(place), [argument]) = (call.callee.place(), &call.arguments[..]) else {
            return false;
        };
        let [last] = &place.path[..] else { return false };
        let is_append = matches!(&last.key, Key::Name(name) if matches!(&**name, "append" | "push" | "add" | "addElement"));
        let Some(Const::Items(items)) = state.get(place.base).filter(|_| is_append) else {
            return false;
        };
        if items.iter().any(|(key, _)| !matches!(key, Key::Index(_))) {
            return false;
        }
        let key = Key::Index(items.len() as i64);
        let mut list = Const::Items(items.clone());
        let value = self.operand(&argument.value, state);
        let fits = list.set(&key, value);
        if let (Some(facts), true) = (&mut self.recording, fits) {
            facts.keys.insert(at, key);
        }
        state.set(place.base, fits.then_some(list));
        state.set(call.target, None);
        fits
    }

    /// `l.remove(2)` of a list that is known: whether it was one. What stands behind moves up.
    fn removed(&mut self, call: &Call, state: &mut State) -> bool {
        let language = self.project.language(self.file()).id.0;
        let (Some(place), [argument]) = (call.callee.place(), &call.arguments[..]) else {
            return false;
        };
        let [last] = &place.path[..] else { return false };
        let is_remove = matches!(&last.key, Key::Name(name) if &**name == "remove")
            && matches!(language, "java" | "rust");
        let Some(Const::Items(items)) = state.get(place.base).filter(|_| is_remove) else {
            return false;
        };
        let mut items = items.clone();
        let Some(Const::Int(at)) = self.operand(&argument.value, state) else { return false };
        let is_list = items.iter().enumerate().all(|(at, (key, _))| *key == Key::Index(at as i64));
        let Some(at) = usize::try_from(at).ok().filter(|at| is_list && *at < items.len()) else {
            return false;
        };
        let (_, gone) = items.remove(at);
        for (at, (key, _)) in items.iter_mut().enumerate() {
            *key = Key::Index(at as i64);
        }
        state.set(place.base, Some(Const::Items(items)));
        state.set(call.target, gone);
        true
    }

    fn result(&mut self, call: &Call, state: &State) -> Option<Const> {
        let targets = self.kinds.resolved(self.function, call);
        if let [target] = &targets.functions[..]
            && targets.external.is_none()
        {
            return self.others?.told(target.function).returned.clone();
        }
        let place = call.callee.place()?;
        if targets.external.as_deref() == Some("len") {
            return match self.operand(&call.arguments.first()?.value, state)? {
                Const::Items(items) => Some(Const::Int(items.len() as i64)),
                Const::Text(text) => Some(Const::Int(text.chars().count() as i64)),
                _ => None,
            };
        }
        if matches!(targets.external.as_deref(), Some("re.compile" | "RegExp")) {
            // An expression is known by its text.
            return match self.operand(&call.arguments.first()?.value, state)? {
                Const::Text(text) if targets.external.as_deref() == Some("RegExp") => {
                    Const::text(format!("/{text}/"))
                }
                text @ Const::Text(_) if call.arguments.len() == 1 => Some(text),
                _ => None,
            };
        }
        let (last, above) = place.path.split_last()?;
        let Key::Name(name) = &last.key else { return None };
        let object = Place { path: above.iter().cloned().collect(), ..place.clone() };
        let object = self.place(&object, state)?;
        match (&object, &**name) {
            (Const::Text(text), "lower" | "toLowerCase") => Const::text(text.to_lowercase()),
            (Const::Text(text), "upper" | "toUpperCase") => Const::text(text.to_uppercase()),
            (Const::Text(text), "strip" | "trim") => Const::text(text.trim().to_owned()),
            (Const::Text(_), "charAt") => {
                let key = self.operand(&call.arguments.first()?.value, state)?.key()?;
                object.get(&key)
            }
            (Const::Text(text), "length") if call.arguments.is_empty() => {
                Some(Const::Int(text.chars().count() as i64))
            }
            (Const::Items(items), "size") if call.arguments.is_empty() => {
                Some(Const::Int(items.len() as i64))
            }
            (Const::Text(text), "equals" | "startsWith" | "endsWith" | "contains" | "isEmpty") => {
                let other = call.arguments.first().map(|it| self.operand(&it.value, state));
                match (&**name, other) {
                    ("isEmpty", None) => Some(Const::Bool(text.is_empty())),
                    ("equals", Some(other)) => Some(Const::Bool(object == other?)),
                    (name, Some(Some(Const::Text(other)))) => Some(Const::Bool(match name {
                        "startsWith" => text.starts_with(&*other),
                        "endsWith" => text.ends_with(&*other),
                        "contains" => text.contains(&*other),
                        _ => return None,
                    })),
                    _ => None,
                }
            }
            (Const::Items(_), "get") => {
                let key = self.operand(&call.arguments.first()?.value, state)?.key()?;
                object.get(&key)
            }
            _ => None,
        }
    }

    fn assign(&mut self, target: &Place, value: &Value, state: &mut State) {
        let value = self.value(value, state);
        if target.path.is_empty() {
            state.set(target.base, value);
            return;
        }
        let keys: Vec<Key> =
            target.path.iter().map(|projection| self.key(projection, state)).collect();
        let Some(mut held) = state.get(target.base).cloned() else { return };
        match &keys[..] {
            [key] if *key != Key::Any && held.set(key, value) => {
                state.set(target.base, Some(held));
            }
            _ => state.set(target.base, None),
        }
    }
}

fn is_reading(call: &Call) -> bool {
    let name = call.callee.place().and_then(|place| match &place.path.last()?.key {
        Key::Name(name) => Some(name.clone()),
        _ => None,
    });
    matches!(
        name.as_deref(),
        Some(
            "get"
                | "keys"
                | "values"
                | "items"
                | "index"
                | "count"
                | "join"
                | "size"
                | "isEmpty"
                | "contains"
                | "indexOf"
        )
    )
}

impl Analysis for Constants<'_, '_> {
    type State = State;

    fn entry(&mut self) -> State {
        State::default()
    }

    fn statement(&mut self, statement: &Statement, state: &mut State) {
        match &statement.kind {
            StatementKind::Assign { target, value } => self.assign(target, value, state),
            StatementKind::Call(call) => self.call(call, statement.at.node, state),
            StatementKind::Delete(place) => state.set(place.base, None),
            StatementKind::Yield(value) => {
                self.operand(value, state);
            }
        }
    }

    fn edges(
        &mut self,
        block: BlockId,
        terminator: &Terminator,
        state: State,
    ) -> Vec<(BlockId, State)> {
        match terminator {
            Terminator::Goto(to) => vec![(*to, state)],
            Terminator::Fork(to) => to.iter().map(|to| (*to, state.clone())).collect(),
            Terminator::Branch { condition, then, otherwise } => {
                let known = self.operand(condition, &state).and_then(|value| value.truth());
                if let (Some(facts), Some(known)) = (&mut self.recording, known) {
                    facts.branches.insert(block, known);
                }
                match known {
                    Some(true) => vec![(*then, state)],
                    Some(false) => vec![(*otherwise, state)],
                    None => vec![(*then, state.clone()), (*otherwise, state)],
                }
            }
            Terminator::Return(value, _) => {
                let value = value.as_ref().and_then(|value| self.operand(value, &state));
                self.returned = match (&self.returned, value) {
                    (Returned::Nothing, Some(value)) => Returned::One(value),
                    (Returned::One(known), Some(value)) if *known == value => Returned::One(value),
                    _ => Returned::Several,
                };
                match &mut self.exit {
                    Some(exit) => {
                        exit.values.retain(|(local, value)| state.get(*local) == Some(value));
                    }
                    None => self.exit = Some(state),
                }
                Vec::new()
            }
            Terminator::Throw(..) | Terminator::Stop => Vec::new(),
        }
    }

    fn join(&mut self, state: &mut State, other: &State) -> bool {
        let before = state.values.len();
        state.values.retain(|(local, value)| other.get(*local) == Some(value));
        state.values.len() != before
    }
}
