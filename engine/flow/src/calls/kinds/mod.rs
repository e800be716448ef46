//! What variables may hold: functions, classes, objects, modules. A light inference of types, for call targets.
//!
//! `lookup.rs` says what a place may hold, `targets.rs` what a call may run.
//!
//! Not sensitive to the order of statements: a variable has every kind that is ever written to it. The lattice is sets
//! of at most [`MAX_KINDS`] kinds; what does not fit is left out, so chains are short, and [`MAX_ROUNDS`] rounds over
//! all bodies end it. Imprecise: two objects of one class share the kinds of their fields.

use std::cell::RefCell;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use tamis_ir::{
    Call, FunctionId, Key, LocalId, LocalKind, MethodKind, Name, ParamKind, Place, StatementKind,
    Terminator, Value,
};

use super::project::{ClassIdx, FnIdx, Project};
use crate::models::{Few, Models};

mod lookup;
mod targets;

const MAX_KINDS: usize = 6;
const MAX_ROUNDS: usize = 5;
/// Most keys told apart in one variable.
const MAX_KEYS: usize = 64;
/// Longest name of something outside.
const MAX_NAME: usize = 120;

/// What a value may be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// A function of the project.
    Function(FnIdx),
    /// A method with its object at hand.
    Bound(FnIdx),
    /// A class of the project.
    Class(ClassIdx),
    /// An object of a class of the project.
    Object(ClassIdx),
    /// The methods of the classes above this one.
    Super(ClassIdx),
    /// A file of the project.
    File(u32),
    /// What dotted imports of a file lead to below a dotted name: `a` of `import a.b`.
    Package(u32, Name),
    /// An object that `new` makes from a function; also that function's prototype.
    Instance(FnIdx),
    /// An object or list written as a literal, by the variable that is given it first.
    Literal(FnIdx, LocalId),
    /// Something outside, by dotted name; `()` stands for the result of a call: `sqlite3.connect().cursor`.
    External(Name),
}

pub(crate) type Kinds = SmallVec<[Kind; 1]>;

pub(super) fn add(kinds: &mut Kinds, more: impl IntoIterator<Item = Kind>) -> bool {
    let mut changed = false;
    for kind in more {
        if kinds.len() < MAX_KINDS && !kinds.contains(&kind) {
            kinds.push(kind);
            changed = true;
        }
    }
    changed
}

/// What a call may run.
#[derive(Debug, Clone, Default)]
pub(crate) struct Targets {
    /// Functions of the project, and how they get their receiver.
    pub(crate) functions: SmallVec<[Target; 1]>,
    /// Dotted name of something outside.
    pub(crate) external: Option<Name>,
    /// A class of the project without a constructor of its own: a fresh object.
    pub(crate) creates: Option<ClassIdx>,
}

impl Targets {
    fn add(&mut self, target: Target) {
        if !self.functions.contains(&target) {
            self.functions.push(target);
        }
    }
}

/// One function that a call may run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) function: FnIdx,
    pub(crate) receiver: Receiver,
    pub(crate) passing: Passing,
}

/// Which arguments of a call a function gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Passing {
    /// How many come before its own.
    pub(crate) skip: u8,
    /// The next one is a list of them.
    pub(crate) spread: bool,
}

/// Where a method's object comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Receiver {
    /// It has none, or it is the first argument.
    None,
    /// What the callee was looked up in.
    Object,
    /// It is made by the call.
    Fresh,
    /// The receiver of the calling function (`super().m()`).
    Own,
    /// The argument before those that are handed on (`f.call(o, a)`).
    Argument,
    /// It has one, but nothing is known of it.
    Unknown,
}

/// What has fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Holder {
    /// A class and its objects.
    Class(ClassIdx),
    /// Objects made from a function.
    Prototype(FnIdx),
    /// A function itself.
    Static(FnIdx),
}

/// Kinds of variables, one after the other.
pub(super) struct Locals {
    /// By function: where its variables begin.
    base: Vec<u32>,
    kinds: Vec<Kinds>,
}

impl Locals {
    fn new(project: &Project<'_>) -> Self {
        let mut base = Vec::with_capacity(project.function_count());
        let mut next = 0;
        for function in project.functions() {
            base.push(next);
            next += project.body(function).locals.len() as u32;
        }
        Locals { base, kinds: vec![Kinds::new(); next as usize] }
    }

    fn of(&self, (function, local): (FnIdx, LocalId)) -> &Kinds {
        &self.kinds[(self.base[function.0 as usize] + local.0) as usize]
    }

    pub(super) fn at(&mut self, (function, local): (FnIdx, LocalId)) -> &mut Kinds {
        &mut self.kinds[(self.base[function.0 as usize] + local.0) as usize]
    }
}

/// Kinds of all variables of a project.
pub(crate) struct KindTable {
    pub(super) locals: Locals,
    /// What stands under a key of a variable.
    inside: FxHashMap<(FnIdx, LocalId), Vec<(Key, Kinds)>>,
    /// What calls may run, by caller and the local of the result; filled last.
    calls: FxHashMap<(FnIdx, LocalId), Targets>,
    no_targets: Targets,
    fields: FxHashMap<(Holder, Name), Kinds>,
    /// What objects made from a function inherit from.
    prototypes: FxHashMap<FnIdx, Kinds>,
    /// What decorators put in the place of a method.
    decorated: FxHashMap<FnIdx, Kinds>,
    returns: FxHashMap<FnIdx, Kinds>,
    subclasses: FxHashMap<ClassIdx, Vec<ClassIdx>>,
    bases: Vec<Vec<ClassIdx>>,
    /// Classes outside of the project that classes extend, by dotted name.
    foreign: Vec<Vec<Name>>,
    pub(super) models: Arc<Models>,
    /// Names made longer before, with what made them.
    longer: RefCell<FxHashMap<(Name, Name, bool), Option<Name>>>,
    /// Entries of models that functions are.
    pub(super) entries: FxHashMap<FnIdx, Few>,
}

impl KindTable {
    pub(crate) fn new(project: &Project<'_>, models: &Arc<Models>) -> Self {
        let mut table = KindTable {
            locals: Locals::new(project),
            longer: RefCell::default(),
            inside: FxHashMap::default(),
            calls: FxHashMap::default(),
            no_targets: Targets::default(),
            fields: FxHashMap::default(),
            prototypes: FxHashMap::default(),
            decorated: FxHashMap::default(),
            returns: FxHashMap::default(),
            subclasses: FxHashMap::default(),
            bases: vec![Vec::new(); project.classes().count()],
            foreign: vec![Vec::new(); project.classes().count()],
            models: Arc::clone(models),
            entries: FxHashMap::default(),
        };
        table.receivers(project);
        table.find_shapes(project);
        let mut guessed_in = None;
        for round in 0..MAX_ROUNDS {
            let mut changed = false;
            for function in project.functions() {
                changed |= table.scan(project, function);
            }
            // Bases from files that come later are known after the first round.
            changed |= table.hierarchy(project) || round == 0;
            // `def init(app): @app.route(…)`: what a guessed variable makes has a kind one round later, and may have entries.
            if round < 2 || guessed_in.is_some_and(|guessed| round == guessed + 1) {
                changed |= table.find_entries(project);
            }
            let is_time = round == MAX_ROUNDS - 3 || !changed && round < MAX_ROUNDS - 3;
            if is_time && table.guess(project) {
                changed = true;
                guessed_in = Some(round);
                table.find_entries(project);
            }
            if !changed {
                break;
            }
        }
        table.resolve_calls(project);
        table
    }

    fn resolve_calls(&mut self, project: &Project<'_>) {
        for function in project.functions() {
            for statement in project.body(function).blocks.iter().flat_map(|it| &it.statements) {
                if let StatementKind::Call(call) = &statement.kind {
                    let targets = self.targets(project, function, call);
                    self.calls.insert((function, call.target), targets);
                }
            }
        }
    }

    /// What a call may run.
    pub(crate) fn resolved(&self, function: FnIdx, call: &Call) -> &Targets {
        self.calls.get(&(function, call.target)).unwrap_or(&self.no_targets)
    }

    fn put(&mut self, of: (FnIdx, LocalId), key: Key, kinds: Kinds) -> bool {
        let held = self.inside.entry(of).or_default();
        match held.iter().position(|(known, _)| *known == key) {
            Some(at) => add(&mut held[at].1, kinds),
            None if kinds.is_empty() || held.len() >= MAX_KEYS => false,
            None => {
                held.push((key, kinds));
                true
            }
        }
    }

    /// Receivers are objects of their class; annotated parameters of theirs.
    fn receivers(&mut self, project: &Project<'_>) {
        for function in project.functions() {
            let (body, file) = (project.body(function), project.file_of(function));
            let Some(class) = body.class.map(|class| project.class_idx(file, class)) else {
                self.function_receiver(project, function);
                continue;
            };
            let kind = method_kind(project, class, function);
            for param in body.params.iter().filter(|param| param.kind == ParamKind::Receiver) {
                let kind = match kind {
                    MethodKind::Class => Kind::Class(class),
                    _ => Kind::Object(class),
                };
                add(self.locals.at((function, param.local)), [kind]);
            }
        }
    }

    /// `this` of a function that is no method may be an object made from it.
    fn function_receiver(&mut self, project: &Project<'_>, function: FnIdx) {
        if let Some(param) = targets::receiver_param(&project.body(function).params) {
            let made = [Kind::Instance(function)];
            add(self.locals.at((function, param.local)), made);
        }
    }

    fn hierarchy(&mut self, project: &Project<'_>) -> bool {
        let mut changed = self.interfaces(project);
        for class in project.classes() {
            let (file, data) = project.class(class);
            let parent = project.function(file, data.parent);
            for base in &data.bases {
                for kind in self.operand(project, parent, base) {
                    match kind {
                        Kind::Class(base)
                            if base != class && !self.bases[class.0 as usize].contains(&base) =>
                        {
                            self.bases[class.0 as usize].push(base);
                            self.subclasses.entry(base).or_default().push(class);
                            changed = true;
                        }
                        Kind::External(name) if !self.foreign[class.0 as usize].contains(&name) => {
                            self.foreign[class.0 as usize].push(name);
                        }
                        _ => {}
                    }
                }
            }
        }
        changed
    }

    /// Puts classes below the interfaces whose methods they have.
    fn interfaces(&mut self, project: &Project<'_>) -> bool {
        let mut by_method: FxHashMap<&str, Vec<ClassIdx>> = FxHashMap::default();
        let is_needed = project.classes().any(|class| !project.class(class).1.required.is_empty());
        if !is_needed || !self.subclasses.is_empty() {
            return false;
        }
        for class in project.classes() {
            for method in &project.class(class).1.methods {
                by_method.entry(&method.name).or_default().push(class);
            }
        }
        let mut changed = false;
        for interface in project.classes() {
            let required = &project.class(interface).1.required;
            // The rarest of its methods.
            let rarest = required
                .iter()
                .map(|name| by_method.get(&**name))
                .min_by_key(|found| found.map_or(0, Vec::len));
            for class in rarest.flatten().into_iter().flatten().copied() {
                let has = |name: &Name| self.method(project, class, name).is_some();
                if required.iter().all(has) {
                    self.subclasses.entry(interface).or_default().push(class);
                    changed = true;
                }
            }
        }
        changed
    }

    fn scan(&mut self, project: &Project<'_>, function: FnIdx) -> bool {
        let body = project.body(function);
        let mut changed = self.annotations(project, function);
        changed |= self.decorate(project, function);
        for block in &body.blocks {
            for statement in &block.statements {
                changed |= match &statement.kind {
                    StatementKind::Assign { target, value } => {
                        let mut kinds = self.value(project, function, value);
                        let inner = self.elements(project, function, target, value);
                        kinds.extend(self.literal(project, function, target, value));
                        self.write(project, function, target, kinds) || inner
                    }
                    StatementKind::Call(call) => self.call(project, function, call),
                    StatementKind::Yield(value) => {
                        let kinds = self.operand(project, function, value);
                        add(self.returns.entry(function).or_default(), kinds)
                    }
                    StatementKind::Delete(_) => false,
                };
            }
            if let Terminator::Return(Some(value), _) = &block.terminator {
                let kinds = self.operand(project, function, value);
                changed |= add(self.returns.entry(function).or_default(), kinds);
            }
        }
        changed
    }

    fn annotations(&mut self, project: &Project<'_>, function: FnIdx) -> bool {
        let body = project.body(function);
        let mut changed = false;
        for (at, local) in body.locals.iter().enumerate() {
            let Some(annotation) = &local.annotation else { continue };
            let kinds = self.named_type(project, function, annotation);
            changed |= add(self.locals.at((function, LocalId(at as u32))), kinds);
        }
        changed
    }

    /// Objects of the type that `name` means in a file.
    pub(crate) fn named_type(&self, project: &Project<'_>, function: FnIdx, name: &str) -> Kinds {
        let file = project.file_of(function);
        let top = project.function(file, FunctionId::MODULE);
        let whole = name.contains('.').then(|| project.variable(file, name)).flatten();
        let mut parts = if whole.is_some() { "".split('.') } else { name.split('.') };
        let first = parts.next().unwrap_or("");
        let mut kinds = match whole.or_else(|| project.variable(file, first)) {
            Some(local) => self.local(project, top, local),
            None => match self.beyond_file(project, file, first) {
                Some(kinds) => kinds,
                // A package that needs no import.
                None if first.len() < name.len() => {
                    Kinds::from_iter([Kind::External(Name::from(first))])
                }
                None => self.foreign_type(project, file, first),
            },
        };
        for part in parts {
            kinds = self.look_up_type(project, &kinds, part);
        }
        kinds
            .into_iter()
            .filter_map(|kind| match kind {
                Kind::Class(class) => Some(Kind::Object(class)),
                Kind::External(name) => self.result_of(&name),
                _ => None,
            })
            .collect()
    }

    fn write(
        &mut self,
        project: &Project<'_>,
        function: FnIdx,
        target: &Place,
        kinds: Kinds,
    ) -> bool {
        if kinds.is_empty() {
            return false;
        }
        let (owner, local) = home(project, function, target.base);
        let Some(last) = target.path.last() else {
            return add(self.locals.at((owner, local)), kinds);
        };
        let mut changed = false;
        for object in self.object(project, function, target) {
            changed |= self.write_field(&object, &last.key, &kinds);
        }
        if target.path.len() == 1 {
            changed |= self.put((owner, local), last.key.clone(), kinds);
        }
        changed
    }

    fn write_field(&mut self, object: &Kind, key: &Key, kinds: &Kinds) -> bool {
        let holder = match (object, key) {
            (Kind::Literal(owner, local), _) => {
                return self.put((*owner, *local), key.clone(), kinds.clone());
            }
            (Kind::Function(function), Key::Name(name)) if &**name == "prototype" => {
                return self.inherit(*function, kinds);
            }
            (Kind::Object(class) | Kind::Class(class), _) => Holder::Class(*class),
            (Kind::Instance(function), _) => Holder::Prototype(*function),
            (Kind::Function(function), _) => Holder::Static(*function),
            _ => return false,
        };
        let Key::Name(name) = key else { return false };
        let field = (holder, Name::clone(name));
        add(self.fields.entry(field).or_default(), kinds.iter().cloned())
    }

    /// An object or list that may hold something worth knowing is known by the variable it is first given to.
    fn literal(
        &self,
        project: &Project<'_>,
        function: FnIdx,
        target: &Place,
        value: &Value,
    ) -> Option<Kind> {
        let Value::Aggregate(kind, elements) = value else { return None };
        if !target.path.is_empty() {
            return None;
        }
        let of = home(project, function, target.base);
        let may_grow = elements.is_empty() && *kind == tamis_ir::Aggregate::Map;
        (may_grow || self.inside.contains_key(&of)).then_some(Kind::Literal(of.0, of.1))
    }

    /// Kinds of an aggregate's elements, under their keys.
    fn elements(
        &mut self,
        project: &Project<'_>,
        function: FnIdx,
        target: &Place,
        value: &Value,
    ) -> bool {
        let (owner, local) = home(project, function, target.base);
        let mut changed = false;
        match value {
            Value::Aggregate(_, elements) => {
                let mut count = 0;
                for element in elements {
                    let key = match &element.key {
                        Some(tamis_ir::ElementKey::Constant(key)) => key.clone(),
                        Some(tamis_ir::ElementKey::Computed(_)) => Key::Any,
                        None => {
                            count += 1;
                            Key::Index(count - 1)
                        }
                    };
                    let kinds = self.operand(project, function, &element.value);
                    if element.spread == tamis_ir::Spread::Map {
                        changed |= self.copy_entries(&kinds, (owner, local));
                        continue;
                    }
                    if !kinds.is_empty() {
                        changed |= self.method_of_literal(project, &kinds, (owner, local));
                        changed |= self.put((owner, local), key, kinds);
                    }
                }
            }
            // The same object under another name.
            Value::Use(operand) if target.path.is_empty() => {
                let Some(place) = operand.place().filter(|place| place.path.is_empty()) else {
                    return false;
                };
                let from = home(project, function, place.base);
                if from == (owner, local) {
                    return false;
                }
                for (key, kinds) in self.inside_of(from).to_vec() {
                    changed |= self.put((owner, local), key, kinds);
                }
            }
            _ => {}
        }
        changed
    }

    /// `{...other}`.
    fn copy_entries(&mut self, from: &Kinds, to: (FnIdx, LocalId)) -> bool {
        let mut changed = false;
        for kind in from {
            let Kind::Literal(owner, local) = kind else { continue };
            for (key, kinds) in self.inside_of((*owner, *local)).to_vec() {
                changed |= (*owner, *local) != to && self.put(to, key, kinds);
            }
        }
        changed
    }

    /// `this` of a function written into a literal is that object.
    fn method_of_literal(
        &mut self,
        project: &Project<'_>,
        kinds: &Kinds,
        of: (FnIdx, LocalId),
    ) -> bool {
        let mut changed = false;
        for kind in kinds {
            let Kind::Function(function) = kind else { continue };
            let body = project.body(*function);
            if let Some(param) =
                targets::receiver_param(&body.params).filter(|_| body.class.is_none())
            {
                let receiver = [Kind::Literal(of.0, of.1)];
                changed |= add(self.locals.at((*function, param.local)), receiver);
            }
        }
        changed
    }

    fn inside_of(&self, of: (FnIdx, LocalId)) -> &[(Key, Kinds)] {
        self.inside.get(&of).map_or(&[], Vec::as_slice)
    }

    fn value(&self, project: &Project<'_>, function: FnIdx, value: &Value) -> Kinds {
        let file = project.file_of(function);
        match value {
            Value::Use(operand) | Value::Await(operand) => self.operand(project, function, operand),
            Value::Iterate(operand) => {
                let mut all = Kinds::new();
                let Some(place) = operand.place() else { return all };
                if place.path.is_empty() {
                    for (_, kinds) in self.inside_of(home(project, function, place.base)) {
                        add(&mut all, kinds.clone());
                    }
                }
                let lists = self.place(project, function, place);
                add(&mut all, self.look_up(project, &lists, &Key::Any));
                all
            }
            Value::Join(operands) => {
                let mut kinds = Kinds::new();
                for operand in operands {
                    add(&mut kinds, self.operand(project, function, operand));
                }
                kinds
            }
            // `folder / name`.
            Value::Binary(tamis_ir::BinaryOperator::Divide, left, _) => {
                let mut kinds = self.operand(project, function, left);
                kinds.retain(
                    |kind| matches!(kind, Kind::External(name) if name.ends_with("Path()")),
                );
                kinds
            }
            Value::Function(id) => Kinds::from_iter([Kind::Function(project.function(file, *id))]),
            Value::Class(id) => Kinds::from_iter([Kind::Class(project.class_idx(file, *id))]),
            Value::Import(import) => match project.import(file, *import) {
                Some(imported) => self.imported(project, file, imported),
                None => Kinds::new(),
            },
            _ => Kinds::new(),
        }
    }
}

fn constructor_name(project: &Project<'_>, class: ClassIdx) -> &'static str {
    let (file, _) = project.class(class);
    let syntax = project.language(file).syntax.as_ref();
    syntax.and_then(|syntax| syntax.lowering.as_ref()).map_or("", |it| it.constructor)
}

/// Whether the function's language hands receivers over apart from arguments.
pub(crate) fn has_implicit_receiver(project: &Project<'_>, function: FnIdx) -> bool {
    let syntax = project.language(project.file_of(function)).syntax.as_ref();
    let lowering = syntax.and_then(|syntax| syntax.lowering.as_ref());
    lowering.is_some_and(|lowering| lowering.implicit_receiver)
}

/// Whether members are asked for without parentheses.
pub(crate) fn has_bare_members(project: &Project<'_>, function: FnIdx) -> bool {
    let syntax = project.language(project.file_of(function)).syntax.as_ref();
    let lowering = syntax.and_then(|syntax| syntax.lowering.as_ref());
    lowering.is_some_and(|lowering| lowering.bare_members)
}

fn own_class(project: &Project<'_>, function: FnIdx) -> Option<ClassIdx> {
    let body = project.body(function);
    Some(project.class_idx(project.file_of(function), body.class?))
}

fn method_kind(project: &Project<'_>, class: ClassIdx, function: FnIdx) -> MethodKind {
    let (file, data) = project.class(class);
    let found = data.methods.iter().find(|it| project.function(file, it.function) == function);
    found.map_or(MethodKind::Instance, |method| method.kind)
}

pub(crate) fn method_kind_of(project: &Project<'_>, function: FnIdx) -> MethodKind {
    own_class(project, function)
        .map_or(MethodKind::Static, |class| method_kind(project, class, function))
}

/// The body and local where a variable lives.
pub(crate) fn home(project: &Project<'_>, function: FnIdx, local: LocalId) -> (FnIdx, LocalId) {
    match project.body(function).locals[local.0 as usize].kind {
        LocalKind::Captured(owner, local) => {
            (project.function(project.file_of(function), owner), local)
        }
        _ => (function, local),
    }
}
