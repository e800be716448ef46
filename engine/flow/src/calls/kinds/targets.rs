//! What calls may run, and the kinds that go in and come out.

use smallvec::SmallVec;
use tamis_ir::{Argument, Call, CallKind, Key, LocalKind, MethodKind, Param, ParamKind, Place};

use super::{
    Kind, KindTable, Kinds, Passing, Receiver, Target, Targets, add, constructor_name,
    has_bare_members, has_implicit_receiver, home, method_kind_of, own_class,
};
use crate::calls::project::{FnIdx, Project};

impl KindTable {
    /// What a call may run.
    pub(super) fn targets(&self, project: &Project<'_>, caller: FnIdx, call: &Call) -> Targets {
        let mut targets = Targets::default();
        let kinds = self.operand(project, caller, &call.callee);
        let has_object = call.callee.place().is_some_and(|place| !place.path.is_empty());
        for kind in kinds {
            let (function, receiver) = match kind {
                Kind::Function(function) => {
                    (function, self.receiver_of(project, function, call, has_object))
                }
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
                    if &*name == "Reflect.apply" {
                        self.handed_over(project, caller, call, 2, &mut targets);
                    }
                    targets.external.get_or_insert(name);
                    continue;
                }
                Kind::Super(_)
                | Kind::File(_)
                | Kind::Package(..)
                | Kind::Instance(_)
                | Kind::Literal(..) => continue,
            };
            for function in overloads(project, function, call) {
                targets.add(Target { function, receiver, passing: Passing::default() });
            }
        }
        if let Some(place) = call.callee.place() {
            self.called_by_method(project, caller, place, &mut targets);
            if has_bare_members(project, caller) {
                self.called_getter(project, caller, place, &mut targets);
            }
        }
        targets
    }

    /// How a function that is no method gets its receiver. Where that is never an argument, it is what the function was
    /// looked up in, or the new object.
    fn receiver_of(
        &self,
        project: &Project<'_>,
        function: FnIdx,
        call: &Call,
        has_object: bool,
    ) -> Receiver {
        if !has_implicit_receiver(project, function) {
            return Receiver::None;
        }
        let has_receiver = receiver_param(&project.body(function).params).is_some();
        match (call.kind, has_object) {
            (CallKind::New, _) => Receiver::Fresh,
            _ if !has_receiver => Receiver::None,
            (_, true) => Receiver::Object,
            _ => Receiver::Unknown,
        }
    }

    /// `f.call(this, a)`, `f.apply(this, list)`; without implicit receivers `f.call(a)`.
    fn called_by_method(
        &self,
        project: &Project<'_>,
        caller: FnIdx,
        place: &Place,
        targets: &mut Targets,
    ) {
        let Some(Key::Name(name)) = place.path.last().map(|last| &last.key) else { return };
        let spread = match &**name {
            "call" => false,
            "apply" => true,
            _ => return,
        };
        for kind in self.object(project, caller, place) {
            if let Kind::Function(function) | Kind::Bound(function) = kind {
                if has_implicit_receiver(project, function) {
                    targets.add(passed_on(project, function, Passing { skip: 1, spread }));
                } else if !spread {
                    let (receiver, passing) = (Receiver::None, Passing::default());
                    targets.add(Target { function, receiver, passing });
                }
            }
        }
    }

    /// A method that is otherwise read like a field.
    fn called_getter(
        &self,
        project: &Project<'_>,
        caller: FnIdx,
        place: &Place,
        targets: &mut Targets,
    ) {
        let Some(Key::Name(name)) = place.path.last().map(|last| &last.key) else { return };
        for kind in self.object(project, caller, place) {
            let Kind::Object(class) = kind else { continue };
            let Some(function) = self.inherited(project, class, name) else { continue };
            if method_kind_of(project, function) == MethodKind::Getter {
                let (receiver, passing) = (Receiver::Object, Passing::default());
                targets.add(Target { function, receiver, passing });
            }
        }
    }

    /// `Reflect.apply(f, this, list)`.
    fn handed_over(
        &self,
        project: &Project<'_>,
        caller: FnIdx,
        call: &Call,
        skip: u8,
        targets: &mut Targets,
    ) {
        let Some(first) = call.arguments.first() else { return };
        for kind in self.operand(project, caller, &first.value) {
            if let Kind::Function(function) | Kind::Bound(function) = kind {
                targets.add(passed_on(project, function, Passing { skip, spread: true }));
            }
        }
    }

    pub(super) fn call(&mut self, project: &Project<'_>, function: FnIdx, call: &Call) -> bool {
        let targets = self.targets(project, function, call);
        let mut result = Kinds::new();
        let mut changed = self.called_back(project, function, call);
        for target in &targets.functions {
            let made = target.receiver == Receiver::Fresh;
            if made && project.body(target.function).class.is_some() {
                continue;
            }
            if made {
                result.push(Kind::Instance(target.function));
            }
            result.extend(self.returns.get(&target.function).cloned().unwrap_or_default());
        }
        for target in &targets.functions {
            changed |= self.pass(project, function, call, *target);
        }
        for kind in self.operand(project, function, &call.callee) {
            match kind {
                Kind::Class(class) => result.push(Kind::Object(class)),
                Kind::External(name) => {
                    changed |= self.of_external(project, function, &name, call, &mut result);
                    result.extend(self.result_of(&name));
                }
                _ => {}
            }
        }
        result.extend(self.bound(project, function, call));
        result.extend(self.piped(project, function, call));
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
        add(self.locals.at((function, call.target)), result) || changed
    }

    /// `f.bind(this)` is `f`.
    fn bound(&self, project: &Project<'_>, function: FnIdx, call: &Call) -> Kinds {
        let Some(place) = call.callee.place() else { return Kinds::new() };
        match place.path.last().map(|last| &last.key) {
            Some(Key::Name(name)) if &**name == "bind" => {
                let mut kinds = self.object(project, function, place);
                kinds.retain(|kind| matches!(kind, Kind::Function(_) | Kind::Bound(_)));
                kinds
            }
            _ => Kinds::new(),
        }
    }

    /// What `stream.pipe(other)` gives is `other`.
    fn piped(&self, project: &Project<'_>, function: FnIdx, call: &Call) -> Kinds {
        let name = call.callee.place().and_then(|place| place.path.last()).map(|last| &last.key);
        let Some(Key::Name(name)) = name else { return Kinds::new() };
        let [argument, ..] = &call.arguments[..] else { return Kinds::new() };
        if &**name != "pipe" {
            return Kinds::new();
        }
        let mut kinds = self.operand(project, function, &argument.value);
        kinds.retain(|kind| matches!(kind, Kind::External(_) | Kind::Object(_)));
        kinds
    }

    /// Functions of the runtime that make objects of others, or set what they inherit from.
    fn of_external(
        &mut self,
        project: &Project<'_>,
        function: FnIdx,
        name: &str,
        call: &Call,
        result: &mut Kinds,
    ) -> bool {
        let argument = |table: &Self, at: usize| {
            let argument: Option<&Argument> = call.arguments.get(at);
            argument.map_or_else(Kinds::new, |it| table.operand(project, function, &it.value))
        };
        match name {
            "Object.create" | "Object.assign" | "Object.freeze" | "Object.seal" => {
                let mut of = argument(self, 0);
                of.retain(|kind| !matches!(kind, Kind::External(_)));
                result.extend(of);
                false
            }
            // The same function with another way to give back its result, or all functions of a module.
            "util.promisify"
            | "bluebird.promisify"
            | "bluebird.promisifyAll"
            | "pify"
            | "thenify"
            | "thenify-all"
            | "es6-promisify.promisify"
            | "util.callbackify" => {
                // A function of the project is called back, and that is another way.
                let mut of = argument(self, 0);
                of.retain(|kind| matches!(kind, Kind::External(_)));
                result.extend(of);
                false
            }
            "Object.setPrototypeOf" | "util.inherits" => {
                let above = argument(self, 1);
                let mut changed = false;
                for kind in argument(self, 0) {
                    if let Kind::Function(child) | Kind::Instance(child) = kind {
                        changed |= self.inherit(child, &above);
                    }
                }
                changed
            }
            _ => false,
        }
    }

    /// Says what objects made from a function inherit from.
    pub(super) fn inherit(&mut self, child: FnIdx, above: &Kinds) -> bool {
        let above = above.iter().filter_map(|kind| match kind {
            Kind::Function(base) | Kind::Instance(base) => Some(Kind::Instance(*base)),
            Kind::Class(class) | Kind::Object(class) => Some(Kind::Object(*class)),
            Kind::Literal(..) => Some(kind.clone()),
            _ => None,
        });
        let above: Kinds = above.filter(|kind| *kind != Kind::Instance(child)).collect();
        !above.is_empty() && add(self.prototypes.entry(child).or_default(), above)
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
        let mut changed = self.pass_receiver(project, function, call, target);
        let has_receiver = receiver_param(&callee.params).is_some();
        let skipped = usize::from(target.receiver != Receiver::None && has_receiver);
        let arguments = call.arguments.iter().skip(usize::from(target.passing.skip));
        for (at, argument) in arguments.enumerate() {
            if target.passing.spread {
                return self.pass_list(project, function, argument, target, skipped) || changed;
            }
            let kinds = self.operand(project, function, &argument.value);
            if kinds.is_empty() {
                continue;
            }
            let param = match &argument.name {
                Some(name) => callee.params.iter().find(|param| param.name == *name),
                None => callee.params.get(at + skipped),
            };
            changed |= param.is_some_and(|param| self.pass_to(target.function, param, kinds));
        }
        changed
    }

    /// Elements of a list to parameters.
    fn pass_list(
        &mut self,
        project: &Project<'_>,
        function: FnIdx,
        list: &Argument,
        target: Target,
        skipped: usize,
    ) -> bool {
        let Some(place) = list.value.place().filter(|place| place.path.is_empty()) else {
            return false;
        };
        let callee = project.body(target.function);
        let mut changed = false;
        for (key, kinds) in self.inside_of(home(project, function, place.base)).to_vec() {
            if let Key::Index(at) = key
                && let Ok(at) = usize::try_from(at)
                && let Some(param) = callee.params.get(at + skipped)
            {
                changed |= self.pass_to(target.function, param, kinds);
            }
        }
        changed
    }

    fn pass_to(&mut self, callee: FnIdx, param: &Param, kinds: Kinds) -> bool {
        matches!(param.kind, ParamKind::Plain | ParamKind::Named | ParamKind::Receiver)
            && add(self.locals.at((callee, param.local)), kinds)
    }

    /// What `this` is where a function that is no method runs.
    fn pass_receiver(
        &mut self,
        project: &Project<'_>,
        function: FnIdx,
        call: &Call,
        target: Target,
    ) -> bool {
        let callee = project.body(target.function);
        let Some(param) = receiver_param(&callee.params).filter(|_| callee.class.is_none()) else {
            return false;
        };
        let kinds = match (target.receiver, call.callee.place()) {
            (Receiver::Object, Some(place)) => self.object(project, function, place),
            (Receiver::Argument, _) => {
                let at = usize::from(target.passing.skip).saturating_sub(1);
                let given = call.arguments.get(at);
                given.map_or_else(Kinds::new, |it| self.operand(project, function, &it.value))
            }
            _ => return false,
        };
        self.pass_to(target.function, param, kinds)
    }

    /// Methods with decorators: what those give stands in their place as well.
    pub(super) fn decorate(&mut self, project: &Project<'_>, function: FnIdx) -> bool {
        let body = project.body(function);
        if body.decorators.is_empty() || body.class.is_none() {
            return false;
        }
        let Some(parent) = body.parent else { return false };
        let parent = project.function(project.file_of(function), parent);
        let mut changed = false;
        for decorator in &body.decorators {
            for kind in self.operand(project, parent, decorator) {
                let Kind::Function(decorator) = kind else { continue };
                if !has_implicit_receiver(project, decorator) {
                    continue;
                }
                let params = &project.body(decorator).params;
                let first = params.iter().find(|param| param.kind == ParamKind::Plain);
                if let Some(first) = first {
                    let own = Kinds::from_iter([Kind::Function(function)]);
                    changed |= self.pass_to(decorator, first, own);
                }
                let given = self.returns.get(&decorator).cloned().unwrap_or_default();
                let given = given.into_iter().filter(|kind| matches!(kind, Kind::Function(_)));
                let given: Kinds = given.collect();
                if !given.is_empty() {
                    changed |= add(self.decorated.entry(function).or_default(), given);
                }
            }
        }
        changed
    }
}

/// Of methods of one class and name, those that take as many arguments as the call has; else the one found.
fn overloads(project: &Project<'_>, function: FnIdx, call: &Call) -> SmallVec<[FnIdx; 1]> {
    let mut found = SmallVec::new();
    if let Some(class) = own_class(project, function) {
        let (file, data) = project.class(class);
        let index = |method: &tamis_ir::Method| project.function(file, method.function);
        let own = data.methods.iter().find(|method| index(method) == function);
        let alike = |method: &&tamis_ir::Method| own.is_some_and(|own| own.name == method.name);
        if data.methods.iter().filter(alike).count() > 1 {
            let fitting = data.methods.iter().filter(alike).map(index);
            found.extend(fitting.filter(|it| takes(project, *it, call.arguments.len())));
        }
    }
    if found.is_empty() {
        found.push(function);
    }
    found
}

fn takes(project: &Project<'_>, function: FnIdx, count: usize) -> bool {
    let params = &project.body(function).params;
    let own = params.iter().filter(|param| param.kind != ParamKind::Receiver).count();
    let is_open = params.last().is_some_and(|param| param.kind == ParamKind::Rest);
    own == count || is_open && count + 1 >= own
}

/// A function whose receiver and arguments are themselves arguments.
fn passed_on(project: &Project<'_>, function: FnIdx, passing: Passing) -> Target {
    let receiver = match receiver_param(&project.body(function).params) {
        Some(_) => Receiver::Argument,
        None => Receiver::None,
    };
    Target { function, receiver, passing }
}

pub(super) fn receiver_param(params: &[Param]) -> Option<&Param> {
    params.first().filter(|param| param.kind == ParamKind::Receiver)
}
