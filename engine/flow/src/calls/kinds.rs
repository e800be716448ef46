//! What variables may hold: functions, classes, objects, modules. A light inference of types, for call targets.
//!
//! Not sensitive to the order of statements: a variable has every kind that is ever written to it. The lattice is sets
//! of at most [`MAX_KINDS`] kinds; what does not fit is left out, so chains are short, and [`MAX_ROUNDS`] rounds over
//! all bodies end it. Imprecise: two objects of one class share the kinds of their fields.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use tamis_ir::{
    Call, CallKind, FunctionId, Key, LocalId, LocalKind, MethodKind, Name, Operand, ParamKind,
    Place, StatementKind, Terminator, Value,
};

use super::project::{ClassIdx, FnIdx, Imported, Project};

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
    /// Something outside, by dotted name; `()` stands for the result of a call: `sqlite3.connect().cursor`.
    External(Name),
}

pub(crate) type Kinds = SmallVec<[Kind; 1]>;

fn add(kinds: &mut Kinds, more: impl IntoIterator<Item = Kind>) -> bool {
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

/// One function that a call may run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) function: FnIdx,
    pub(crate) receiver: Receiver,
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
    /// It has one, but nothing is known of it.
    Unknown,
}

/// Kinds of all variables of a project.
pub(crate) struct KindTable {
    locals: FxHashMap<(FnIdx, LocalId), Kinds>,
    /// What stands under a key of a variable.
    inside: FxHashMap<(FnIdx, LocalId), Vec<(Key, Kinds)>>,
    /// What calls may run, by caller and the local of the result; filled last.
    calls: FxHashMap<(FnIdx, LocalId), Targets>,
    no_targets: Targets,
    fields: FxHashMap<(ClassIdx, Name), Kinds>,
    returns: FxHashMap<FnIdx, Kinds>,
    subclasses: FxHashMap<ClassIdx, Vec<ClassIdx>>,
    bases: Vec<Vec<ClassIdx>>,
}

impl KindTable {
    pub(crate) fn new(project: &Project<'_>) -> Self {
        let mut table = KindTable {
            locals: FxHashMap::default(),
            inside: FxHashMap::default(),
            calls: FxHashMap::default(),
            no_targets: Targets::default(),
            fields: FxHashMap::default(),
            returns: FxHashMap::default(),
            subclasses: FxHashMap::default(),
            bases: vec![Vec::new(); project.classes().count()],
        };
        table.receivers(project);
        for round in 0..MAX_ROUNDS {
            let mut changed = false;
            for function in project.functions() {
                changed |= table.scan(project, function);
            }
            if round == 0 {
                table.hierarchy(project);
                changed = true;
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
                continue;
            };
            let kind = method_kind(project, class, function);
            for param in body.params.iter().filter(|param| param.kind == ParamKind::Receiver) {
                let kind = match kind {
                    MethodKind::Class => Kind::Class(class),
                    _ => Kind::Object(class),
                };
                add(self.locals.entry((function, param.local)).or_default(), [kind]);
            }
        }
    }

    fn hierarchy(&mut self, project: &Project<'_>) {
        for class in project.classes() {
            let (file, data) = project.class(class);
            let parent = project.function(file, data.parent);
            for base in &data.bases {
                for kind in self.operand(project, parent, base) {
                    if let Kind::Class(base) = kind
                        && base != class
                        && !self.bases[class.0 as usize].contains(&base)
                    {
                        self.bases[class.0 as usize].push(base);
                        self.subclasses.entry(base).or_default().push(class);
                    }
                }
            }
        }
    }

    fn scan(&mut self, project: &Project<'_>, function: FnIdx) -> bool {
        let body = project.body(function);
        let mut changed = self.annotations(project, function);
        for block in &body.blocks {
            for statement in &block.statements {
                changed |= match &statement.kind {
                    StatementKind::Assign { target, value } => {
                        let kinds = self.value(project, function, value);
                        let inner = self.elements(project, function, target, value);
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
            changed |= add(self.locals.entry((function, LocalId(at as u32))).or_default(), kinds);
        }
        changed
    }

    /// Objects of the type that `name` means in a file.
    fn named_type(&self, project: &Project<'_>, function: FnIdx, name: &str) -> Kinds {
        let file = project.file_of(function);
        let top = project.function(file, FunctionId::MODULE);
        let mut parts = name.split('.');
        let first = parts.next().unwrap_or("");
        let Some(local) = project.variable(file, first) else { return Kinds::new() };
        let mut kinds = self.local(project, top, local);
        for part in parts {
            kinds = self.look_up(project, &kinds, &Key::Name(Name::from(part)));
        }
        kinds
            .into_iter()
            .filter_map(|kind| match kind {
                Kind::Class(class) => Some(Kind::Object(class)),
                Kind::External(name) => external(&name, "()"),
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
        match &target.path[..] {
            [] => add(self.locals.entry((owner, local)).or_default(), kinds),
            [projection] => {
                let mut changed = false;
                for kind in self.local(project, owner, local) {
                    if let (Kind::Object(class) | Kind::Class(class), Key::Name(name)) =
                        (kind, &projection.key)
                    {
                        let field = (class, Name::clone(name));
                        changed |= add(self.fields.entry(field).or_default(), kinds.clone());
                    }
                }
                self.put((owner, local), projection.key.clone(), kinds) || changed
            }
            _ => false,
        }
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
                    if !kinds.is_empty() {
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

    fn inside_of(&self, of: (FnIdx, LocalId)) -> &[(Key, Kinds)] {
        self.inside.get(&of).map_or(&[], Vec::as_slice)
    }

    fn call(&mut self, project: &Project<'_>, function: FnIdx, call: &Call) -> bool {
        let targets = self.targets(project, function, call);
        let mut result = Kinds::new();
        let mut changed = false;
        for target in &targets.functions {
            if target.receiver == Receiver::Fresh {
                continue;
            }
            result.extend(self.returns.get(&target.function).cloned().unwrap_or_default());
        }
        for target in &targets.functions {
            changed |= self.pass(project, function, call, *target);
        }
        for kind in self.operand(project, function, &call.callee) {
            match kind {
                Kind::Class(class) => result.push(Kind::Object(class)),
                Kind::External(name) => result.extend(external(&name, "()")),
                _ => {}
            }
        }
        if call.kind == CallKind::Decorator {
            // A decorator we cannot see into is taken to give back what it was given.
            let argument =
                call.arguments.first().map(|it| self.operand(project, function, &it.value));
            if result.iter().all(|kind| matches!(kind, Kind::External(_))) {
                result = argument.unwrap_or_default();
            }
        }
        if self.is_super(project, function, call)
            && let Some(class) = own_class(project, function)
        {
            result.push(Kind::Super(class));
        }
        add(self.locals.entry((function, call.target)).or_default(), result) || changed
    }

    fn is_super(&self, project: &Project<'_>, function: FnIdx, call: &Call) -> bool {
        let body = project.body(function);
        call.callee.place().is_some_and(|place| {
            let local = &body.locals[place.base.0 as usize];
            place.path.is_empty() && local.kind == LocalKind::Unresolved && &*local.name == "super"
        })
    }

    /// Kinds of arguments to parameters.
    fn pass(
        &mut self,
        project: &Project<'_>,
        function: FnIdx,
        call: &Call,
        target: Target,
    ) -> bool {
        let callee = project.body(target.function);
        let mut changed = false;
        let skipped = usize::from(target.receiver != Receiver::None);
        for (at, argument) in call.arguments.iter().enumerate() {
            let kinds = self.operand(project, function, &argument.value);
            if kinds.is_empty() {
                continue;
            }
            let param = match &argument.name {
                Some(name) => callee.params.iter().find(|param| param.name == *name),
                None => callee.params.get(at + skipped),
            };
            let Some(param) = param.filter(|param| {
                matches!(param.kind, ParamKind::Plain | ParamKind::Named | ParamKind::Receiver)
            }) else {
                continue;
            };
            changed |= add(self.locals.entry((target.function, param.local)).or_default(), kinds);
        }
        changed
    }

    fn value(&self, project: &Project<'_>, function: FnIdx, value: &Value) -> Kinds {
        let file = project.file_of(function);
        match value {
            Value::Use(operand) | Value::Await(operand) => self.operand(project, function, operand),
            Value::Iterate(operand) => match operand.place() {
                Some(place) if place.path.is_empty() => {
                    let of = home(project, function, place.base);
                    let mut all = Kinds::new();
                    for (_, kinds) in self.inside_of(of) {
                        add(&mut all, kinds.clone());
                    }
                    all
                }
                _ => Kinds::new(),
            },
            Value::Join(operands) => {
                let mut kinds = Kinds::new();
                for operand in operands {
                    add(&mut kinds, self.operand(project, function, operand));
                }
                kinds
            }
            Value::Function(id) => Kinds::from_iter([Kind::Function(project.function(file, *id))]),
            Value::Class(id) => Kinds::from_iter([Kind::Class(project.class_idx(file, *id))]),
            Value::Import(import) => match project.import(file, *import) {
                Some(imported) => self.imported(project, imported),
                None => Kinds::new(),
            },
            _ => Kinds::new(),
        }
    }

    fn imported(&self, project: &Project<'_>, imported: &Imported) -> Kinds {
        match imported {
            Imported::File(file) => Kinds::from_iter([Kind::File(*file)]),
            Imported::External(name) => Kinds::from_iter([Kind::External(Name::clone(name))]),
            Imported::Variable(file, local) => {
                self.local(project, project.function(*file, FunctionId::MODULE), *local)
            }
        }
    }

    pub(crate) fn local(&self, project: &Project<'_>, function: FnIdx, local: LocalId) -> Kinds {
        let (owner, local) = home(project, function, local);
        let known = self.locals.get(&(owner, local)).cloned().unwrap_or_default();
        if known.is_empty() {
            let body = project.body(owner);
            let data = &body.locals[local.0 as usize];
            if data.kind == LocalKind::Unresolved {
                return self.unresolved(project, owner, &data.name);
            }
        }
        known
    }

    /// A name nothing in the file declares: through `import *`, or a builtin.
    fn unresolved(&self, project: &Project<'_>, function: FnIdx, name: &Name) -> Kinds {
        let file = project.file_of(function);
        let module = &project.files[file as usize].module;
        for (at, import) in module.imports.iter().enumerate() {
            if import.item == tamis_ir::ImportItem::All
                && let Some(Imported::File(other)) = project.import(file, at as u32)
                && let Some(found) = project.exported(*other, name)
            {
                return self.imported(project, &found);
            }
        }
        Kinds::from_iter([Kind::External(Name::clone(name))])
    }

    pub(crate) fn operand(
        &self,
        project: &Project<'_>,
        function: FnIdx,
        operand: &Operand,
    ) -> Kinds {
        operand.place().map_or_else(Kinds::new, |place| self.place(project, function, place))
    }

    pub(crate) fn place(&self, project: &Project<'_>, function: FnIdx, place: &Place) -> Kinds {
        let mut kinds = self.local(project, function, place.base);
        let (owner, local) = home(project, function, place.base);
        for (at, projection) in place.path.iter().enumerate() {
            let mut next = self.look_up(project, &kinds, &projection.key);
            if at == 0 {
                for (key, inside) in self.inside_of((owner, local)) {
                    let any = *key == Key::Any || projection.key == Key::Any;
                    if any || *key == projection.key {
                        add(&mut next, inside.clone());
                    }
                }
            }
            kinds = next;
            if kinds.is_empty() {
                break;
            }
        }
        kinds
    }

    fn look_up(&self, project: &Project<'_>, kinds: &Kinds, key: &Key) -> Kinds {
        let mut found = Kinds::new();
        let Key::Name(name) = key else { return found };
        for kind in kinds {
            match kind {
                Kind::File(file) => {
                    if let Some(imported) = project.exported(*file, name) {
                        add(&mut found, self.imported(project, &imported));
                    }
                }
                Kind::Class(class) => {
                    add(&mut found, self.member(project, *class, name, true));
                }
                Kind::Object(class) => {
                    add(&mut found, self.member(project, *class, name, false));
                    for sub in self.subclasses.get(class).into_iter().flatten() {
                        add(&mut found, self.method(project, *sub, name).map(Kind::Bound));
                    }
                }
                Kind::Super(class) => {
                    for base in &self.bases[class.0 as usize] {
                        add(&mut found, self.inherited(project, *base, name).map(Kind::Bound));
                    }
                }
                Kind::External(whole) => add_external(&mut found, whole, name),
                Kind::Function(_) | Kind::Bound(_) => {}
            }
        }
        found
    }

    fn member(&self, project: &Project<'_>, class: ClassIdx, name: &Name, of_class: bool) -> Kinds {
        let mut found = Kinds::new();
        if let Some(method) = self.inherited(project, class, name) {
            let kind = match (of_class, method_kind_of(project, method)) {
                (true, MethodKind::Instance) | (_, MethodKind::Static) => Kind::Function(method),
                (_, MethodKind::Getter) => {
                    return self.returns.get(&method).cloned().unwrap_or_default();
                }
                _ => Kind::Bound(method),
            };
            found.push(kind);
            return found;
        }
        for class in self.ancestry(class) {
            if let Some(kinds) = self.fields.get(&(class, Name::clone(name))) {
                add(&mut found, kinds.clone());
            }
            let (file, data) = project.class(class);
            if let Some(body) = data.body {
                let body = project.function(file, body);
                let locals = &project.body(body).locals;
                let at = locals.iter().position(|local| {
                    local.name == *name && matches!(local.kind, LocalKind::Variable)
                });
                if let Some(at) = at {
                    let known = self.locals.get(&(body, LocalId(at as u32)));
                    add(&mut found, known.cloned().unwrap_or_default());
                }
            }
            for (field, type_) in &data.field_types {
                if field == name {
                    let parent = project.function(file, data.parent);
                    add(&mut found, self.named_type(project, parent, type_));
                }
            }
        }
        found
    }

    /// The class and those above it, nearest first.
    pub(crate) fn ancestry(&self, class: ClassIdx) -> Vec<ClassIdx> {
        let mut found = vec![class];
        let mut at = 0;
        while let Some(current) = found.get(at).copied() {
            at += 1;
            for base in &self.bases[current.0 as usize] {
                if !found.contains(base) && found.len() < 32 {
                    found.push(*base);
                }
            }
        }
        found
    }

    fn method(&self, project: &Project<'_>, class: ClassIdx, name: &str) -> Option<FnIdx> {
        let (file, data) = project.class(class);
        let method = data.methods.iter().rev().find(|method| &*method.name == name)?;
        Some(project.function(file, method.function))
    }

    /// The method that objects of `class` have under `name`.
    pub(crate) fn inherited(
        &self,
        project: &Project<'_>,
        class: ClassIdx,
        name: &str,
    ) -> Option<FnIdx> {
        self.ancestry(class).into_iter().find_map(|class| self.method(project, class, name))
    }

    /// What a call may run.
    fn targets(&self, project: &Project<'_>, caller: FnIdx, call: &Call) -> Targets {
        let mut targets = Targets::default();
        let kinds = self.operand(project, caller, &call.callee);
        let has_object = call.callee.place().is_some_and(|place| !place.path.is_empty());
        for kind in kinds {
            let (function, receiver) = match kind {
                Kind::Function(function) => (function, Receiver::None),
                Kind::Bound(method) => {
                    let own = call.callee.place().is_some_and(|place| {
                        self.local(project, caller, place.base)
                            .iter()
                            .any(|kind| matches!(kind, Kind::Super(_)))
                    });
                    let receiver = match (own, has_object) {
                        (true, _) => Receiver::Own,
                        (_, true) => Receiver::Object,
                        _ => Receiver::Unknown,
                    };
                    (method, receiver)
                }
                Kind::Class(class) => {
                    let constructor = constructor_name(project, class);
                    match self.inherited(project, class, constructor) {
                        Some(constructor) => (constructor, Receiver::Fresh),
                        None => {
                            targets.creates = Some(class);
                            continue;
                        }
                    }
                }
                Kind::Object(class) => match self.inherited(project, class, "__call__") {
                    Some(call) => (call, Receiver::Unknown),
                    None => continue,
                },
                Kind::External(name) => {
                    targets.external.get_or_insert(name);
                    continue;
                }
                Kind::Super(_) | Kind::File(_) => continue,
            };
            let target = Target { function, receiver };
            if !targets.functions.contains(&target) {
                targets.functions.push(target);
            }
        }
        targets
    }
}

fn constructor_name(project: &Project<'_>, class: ClassIdx) -> &'static str {
    let (file, _) = project.class(class);
    let syntax = project.language(file).syntax.as_ref();
    syntax.and_then(|syntax| syntax.lowering.as_ref()).map_or("", |it| it.constructor)
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

fn external(name: &str, suffix: &str) -> Option<Kind> {
    (name.len() + suffix.len() <= MAX_NAME)
        .then(|| Kind::External(Name::from(format!("{name}{suffix}"))))
}

fn add_external(found: &mut Kinds, whole: &str, name: &str) {
    if whole.len() + name.len() < MAX_NAME {
        add(found, [Kind::External(Name::from(format!("{whole}.{name}")))]);
    }
}
