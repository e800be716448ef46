//! Makes modules: what the lowerings of all languages share.
//!
//! A lowering walks its tree once and tells the [`Builder`] what runs in which order. The builder keeps the open
//! bodies (a function inside a function), the scopes of names, the current block, loops and exception handlers.
//!
//! Names: declare all names of a scope when it is opened, before lowering what stands in it (a function may use a name
//! declared further down). [`Builder::lookup`] then finds a variable of this body, captures one of an enclosing body,
//! or makes an unresolved name. Class bodies are seen only from directly inside, as in Python.
//!
//! Blocks: what is written after `goto`, `branch`, `fork`, `ret`, `throw` goes to a block that nothing leads to, until
//! [`Builder::switch_to`]. Code after a `return` thus needs no care.
//!
//! ```
//! use tamis_ir::{At, Builder, Operand, OperandKind, Place, Value};
//!
//! // x = input
//! let mut b = Builder::new(At::default());
//! let x = b.declare("x");
//! let input = b.lookup("input");
//! let value = Operand { at: At::default(), kind: OperandKind::Place(Place::local(input, At::default())) };
//! b.assign(Place::local(x, At::default()), Value::Use(value), At::default());
//! let module = b.finish();
//! assert_eq!(module.functions.len(), 1);
//! ```

use rustc_hash::FxHashMap;
use tamis_syntax::Span;

use crate::program::{
    At, BlockId, Body, BodyKind, Class, ClassId, Export, FunctionId, Import, Local, LocalId,
    LocalKind, Module, Name, Param, ParamKind,
};
use crate::statement::{
    Argument, Block, Call, CallKind, Constant, Operand, OperandKind, Place, Statement,
    StatementKind, Terminator, Value,
};

/// Builds one module.
pub struct Builder {
    module: Module,
    names: FxHashMap<Box<str>, Name>,
    open: Vec<OpenBody>,
}

/// What is known of a body when it is opened.
#[derive(Debug, Clone)]
pub struct BodyStart<'a> {
    /// See [`Body::name`].
    pub name: &'a str,
    /// What kind.
    pub kind: BodyKind,
    /// The definition.
    pub at: At,
    /// The class, for methods and class bodies.
    pub class: Option<ClassId>,
}

struct OpenBody {
    id: FunctionId,
    body: Body,
    scopes: Vec<FxHashMap<Name, LocalId>>,
    captured: FxHashMap<(FunctionId, LocalId), LocalId>,
    unresolved: FxHashMap<Name, LocalId>,
    /// Where statements go; `None` after a terminator, until a block is switched to or a dead one is needed.
    current: Option<BlockId>,
    handlers: Vec<Handler>,
    loops: Vec<Loop>,
    /// Where `goto` leads, by label.
    labels: FxHashMap<Name, BlockId>,
}

#[derive(Clone, Copy)]
struct Handler {
    block: BlockId,
    thrown: LocalId,
}

struct Loop {
    label: Option<Name>,
    break_to: BlockId,
    continue_to: Option<BlockId>,
    handlers: usize,
}

impl Builder {
    /// Begins a module; its top level is open.
    pub fn new(at: At) -> Self {
        let mut builder =
            Builder { module: Module::default(), names: FxHashMap::default(), open: Vec::new() };
        builder.open(BodyStart { name: "<module>", kind: BodyKind::Module, at, class: None });
        builder
    }

    /// Ends the module. Bodies still open are closed.
    pub fn finish(mut self) -> Module {
        while !self.open.is_empty() {
            self.close();
        }
        self.module
    }

    /// What was built so far, for exports and the like. Open bodies are not in it yet.
    pub fn module(&mut self) -> &mut Module {
        &mut self.module
    }

    /// The name, interned.
    pub fn name(&mut self, text: &str) -> Name {
        if let Some(name) = self.names.get(text) {
            return Name::clone(name);
        }
        let name = Name::from(text);
        self.names.insert(Box::from(text), Name::clone(&name));
        name
    }

    /// Says that `span` was not lowered.
    pub fn unlowered(&mut self, span: Span) {
        self.module.unlowered.push(span);
    }

    // --- bodies -------------------------------------------------------------------------------------------------

    /// Opens a body inside the current one. Its entry block is current.
    pub fn open(&mut self, start: BodyStart<'_>) -> FunctionId {
        let id = FunctionId(self.module.functions.len() as u32);
        let body = Body {
            name: self.name(start.name),
            kind: start.kind,
            at: start.at,
            parent: self.open.last().map(|open| open.id),
            class: start.class,
            params: Vec::new(),
            locals: Vec::new(),
            blocks: vec![empty_block(None)],
            is_generator: false,
            is_async: false,
            return_type: None,
            decorators: Vec::new(),
        };
        // Holds the place; `close` puts the finished body here.
        self.module.functions.push(Body { blocks: Vec::new(), ..body.clone() });
        self.open.push(OpenBody {
            id,
            body,
            scopes: vec![FxHashMap::default()],
            captured: FxHashMap::default(),
            unresolved: FxHashMap::default(),
            current: Some(BlockId::ENTRY),
            handlers: Vec::new(),
            loops: Vec::new(),
            labels: FxHashMap::default(),
        });
        id
    }

    /// Closes the current body. Where its end is reached it returns nothing.
    pub fn close(&mut self) {
        let Some(mut open) = self.open.pop() else { return };
        let end = At { node: open.body.at.node, span: end_of(open.body.at.span) };
        if let Some(current) = open.current {
            open.body.blocks[current.0 as usize].terminator = Terminator::Return(None, end);
        }
        self.module.functions[open.id.0 as usize] = open.body;
    }

    /// The current body, to set what its start did not say.
    pub fn body(&mut self) -> &mut Body {
        &mut self.top().body
    }

    /// Id of the current body.
    pub fn current_function(&self) -> FunctionId {
        self.open.last().map_or(FunctionId::MODULE, |open| open.id)
    }

    /// A function that is closed already (decorators are known only after it is).
    pub fn closed(&mut self, id: FunctionId) -> &mut Body {
        &mut self.module.functions[id.0 as usize]
    }

    /// Declares a parameter of the current body, in the current scope if it has a name.
    pub fn param(&mut self, name: &str, at: At, kind: ParamKind) -> LocalId {
        let name = self.name(name);
        let open = self.top();
        let index = open.body.params.len() as u32;
        let local = open.local(Name::clone(&name), LocalKind::Param(index));
        open.body.params.push(Param {
            local,
            name: Name::clone(&name),
            at,
            kind,
            annotation: None,
        });
        if !name.is_empty() {
            open.scope().insert(name, local);
        }
        local
    }

    /// Adds a class; its methods and body are set on it later with [`Builder::class`].
    pub fn add_class(&mut self, class: Class) -> ClassId {
        self.module.classes.push(class);
        ClassId(self.module.classes.len() as u32 - 1)
    }

    /// A class added before.
    pub fn class(&mut self, id: ClassId) -> &mut Class {
        &mut self.module.classes[id.0 as usize]
    }

    /// Adds an import; its index for [`Value::Import`] and exports.
    pub fn add_import(&mut self, import: Import) -> u32 {
        self.module.imports.push(import);
        self.module.imports.len() as u32 - 1
    }

    /// Adds an export.
    pub fn add_export(&mut self, export: Export) {
        self.module.exports.push(export);
    }

    // --- names --------------------------------------------------------------------------------------------------

    /// Opens a scope inside the current one.
    pub fn push_scope(&mut self) {
        self.top().scopes.push(FxHashMap::default());
    }

    /// Closes the innermost scope; its variables stay locals of the body.
    pub fn pop_scope(&mut self) {
        let open = self.top();
        if open.scopes.len() > 1 {
            open.scopes.pop();
        }
    }

    /// Declares a variable in the innermost scope; one declared there before is given again.
    pub fn declare(&mut self, name: &str) -> LocalId {
        let name = self.name(name);
        let open = self.top();
        if let Some(known) = open.scope().get(&name) {
            return *known;
        }
        let local = open.local(Name::clone(&name), LocalKind::Variable);
        open.scope().insert(name, local);
        local
    }

    /// Declares a new variable in the innermost scope, which hides one of that name from here on (Rust's `let`).
    pub fn declare_anew(&mut self, name: &str) -> LocalId {
        let name = self.name(name);
        let open = self.top();
        let local = open.local(Name::clone(&name), LocalKind::Variable);
        open.scope().insert(name, local);
        local
    }

    /// Another name, in the innermost scope, for a variable of the current body.
    pub fn also_known_as(&mut self, name: &str, local: LocalId) {
        let name = self.name(name);
        self.top().scope().insert(name, local);
    }

    /// Declares a variable in the body's outermost scope (JavaScript's `var`).
    pub fn declare_in_body(&mut self, name: &str) -> LocalId {
        let name = self.name(name);
        let open = self.top();
        if let Some(known) = open.scopes.first().and_then(|scope| scope.get(&name)) {
            return *known;
        }
        let local = open.local(Name::clone(&name), LocalKind::Variable);
        if let Some(scope) = open.scopes.first_mut() {
            scope.insert(name, local);
        }
        local
    }

    /// Makes `name` in the innermost scope the variable of that name of an enclosing function (`nonlocal`) or of the
    /// top level (`global`), which is declared there if it was not.
    pub fn declare_outer(&mut self, name: &str, module: bool) -> LocalId {
        let interned = self.name(name);
        let found = if module { None } else { self.find_outside(&interned) };
        let (function, local) = found.unwrap_or_else(|| {
            let outer = &mut self.open[0];
            let known = outer.scopes[0].get(&interned).copied();
            let local = known.unwrap_or_else(|| {
                let local = outer.local(Name::clone(&interned), LocalKind::Variable);
                outer.scopes[0].insert(Name::clone(&interned), local);
                local
            });
            (outer.id, local)
        });
        let local = self.capture(Name::clone(&interned), function, local);
        self.top().scope().insert(interned, local);
        local
    }

    /// The local that `name` means here: of this body, captured from an enclosing one, or unresolved.
    pub fn lookup(&mut self, name: &str) -> LocalId {
        let name = self.name(name);
        let open = self.top();
        if let Some(local) = open.scopes.iter().rev().find_map(|scope| scope.get(&name)) {
            return *local;
        }
        if let Some((function, local)) = self.find_outside(&name) {
            return self.capture(name, function, local);
        }
        let open = self.top();
        if let Some(known) = open.unresolved.get(&name) {
            return *known;
        }
        let local = open.local(Name::clone(&name), LocalKind::Unresolved);
        open.unresolved.insert(name, local);
        local
    }

    /// Whether `name` is declared in this body or an enclosing one.
    pub fn is_declared(&mut self, name: &str) -> bool {
        let name = self.name(name);
        self.top().scopes.iter().any(|scope| scope.contains_key(&name))
            || self.find_outside(&name).is_some()
    }

    fn find_outside(&self, name: &Name) -> Option<(FunctionId, LocalId)> {
        let (_, outer) = self.open.split_last()?;
        let visible = outer.iter().rev().filter(|open| open.body.kind != BodyKind::ClassBody);
        for open in visible {
            let found = open.scopes.iter().rev().find_map(|scope| scope.get(name));
            if let Some(local) = found {
                return Some(match open.body.locals[local.0 as usize].kind {
                    LocalKind::Captured(function, local) => (function, local),
                    _ => (open.id, *local),
                });
            }
        }
        None
    }

    fn capture(&mut self, name: Name, function: FunctionId, local: LocalId) -> LocalId {
        let open = self.top();
        if function == open.id {
            return local;
        }
        if let Some(known) = open.captured.get(&(function, local)) {
            return *known;
        }
        let captured = open.local(name, LocalKind::Captured(function, local));
        open.captured.insert((function, local), captured);
        captured
    }

    /// A new temporary.
    pub fn new_temp(&mut self) -> LocalId {
        let name = self.name("");
        self.top().local(name, LocalKind::Temp)
    }

    /// Says what type a local was declared with; the first to say so counts.
    pub fn annotate(&mut self, local: LocalId, annotation: &str) {
        let annotation = self.name(annotation);
        let local = &mut self.top().body.locals[local.0 as usize];
        local.annotation.get_or_insert(annotation);
    }

    // --- statements ---------------------------------------------------------------------------------------------

    /// Appends a statement.
    pub fn push(&mut self, kind: StatementKind, at: At) {
        let current = self.current_block();
        let block = &mut self.top().body.blocks[current.0 as usize];
        block.statements.push(Statement { at, kind });
    }

    /// `target = value`.
    pub fn assign(&mut self, target: Place, value: Value, at: At) {
        self.push(StatementKind::Assign { target, value }, at);
    }

    /// Writes `value` to a new temporary; an operand that reads it.
    pub fn temp(&mut self, value: Value, at: At) -> Operand {
        let local = self.new_temp();
        self.assign(Place::local(local, at), value, at);
        read(local, at)
    }

    /// A condition as a value, where control is in `then` if it holds and else in `otherwise`; goes on behind both.
    pub fn truth(&mut self, then: BlockId, otherwise: BlockId, at: At) -> Operand {
        let (result, after) = (self.new_temp(), self.new_block());
        for (block, truth) in [(then, true), (otherwise, false)] {
            self.switch_to(block);
            let value = self.constant(Constant::Bool(truth), at);
            self.assign(Place::local(result, at), Value::Use(value), at);
            self.goto(after);
        }
        self.switch_to(after);
        read(result, at)
    }

    /// A call; an operand that reads its result.
    pub fn call(
        &mut self,
        callee: Operand,
        arguments: Vec<Argument>,
        kind: CallKind,
        at: At,
    ) -> Operand {
        let target = self.new_temp();
        self.push(StatementKind::Call(Box::new(Call { target, callee, arguments, kind })), at);
        read(target, at)
    }

    /// An operand that reads a local.
    pub fn read(&mut self, local: LocalId, at: At) -> Operand {
        read(local, at)
    }

    /// An operand that is a literal.
    pub fn constant(&mut self, constant: Constant, at: At) -> Operand {
        Operand { at, kind: OperandKind::Constant(constant) }
    }

    /// An operand that is a literal text.
    pub fn string(&mut self, text: &str, at: At) -> Operand {
        let text = self.name(text);
        self.constant(Constant::String(text), at)
    }

    /// The value that was written last to a local, if it is in the current block.
    pub fn last_value(&mut self, local: LocalId) -> Option<&Value> {
        let current = self.current_block();
        let block = &self.top().body.blocks[current.0 as usize];
        block.statements.iter().rev().find_map(|statement| match &statement.kind {
            StatementKind::Assign { target, value }
                if target.base == local && target.path.is_empty() =>
            {
                Some(value)
            }
            _ => None,
        })
    }

    /// The place an operand reads; a constant is written to a temporary first.
    pub fn place_of(&mut self, operand: Operand) -> Place {
        match operand.kind {
            OperandKind::Place(place) => place,
            OperandKind::Constant(_) => {
                let at = operand.at;
                let local = self.new_temp();
                self.assign(Place::local(local, at), Value::Use(operand), at);
                Place::local(local, at)
            }
        }
    }

    // --- control ------------------------------------------------------------------------------------------------

    /// A new block, not yet reached.
    pub fn new_block(&mut self) -> BlockId {
        let open = self.top();
        let unwind = open.handlers.last().map(|handler| handler.block);
        open.body.blocks.push(empty_block(unwind));
        BlockId(open.body.blocks.len() as u32 - 1)
    }

    /// Goes on writing in `block`, which must not be ended yet.
    pub fn switch_to(&mut self, block: BlockId) {
        let open = self.top();
        open.current = Some(block);
        // A block made before a handler was pushed or popped belongs to whoever writes it.
        let unwind = open.handlers.last().map(|handler| handler.block);
        open.body.blocks[block.0 as usize].unwind = unwind;
    }

    /// Ends the current block. What is written before the next `switch_to` goes to a block that nothing leads to.
    pub fn terminate(&mut self, terminator: Terminator) {
        let current = self.current_block();
        let open = self.top();
        open.body.blocks[current.0 as usize].terminator = terminator;
        open.current = None;
    }

    fn current_block(&mut self) -> BlockId {
        if let Some(current) = self.top().current {
            return current;
        }
        let dead = self.new_block();
        self.top().current = Some(dead);
        dead
    }

    /// Ends the current block: on to `block`.
    pub fn goto(&mut self, block: BlockId) {
        self.terminate(Terminator::Goto(block));
    }

    /// Ends the current block: on to `block`, and goes on writing there.
    pub fn flow_into(&mut self, block: BlockId) {
        self.goto(block);
        self.switch_to(block);
    }

    /// Ends the current block by a condition.
    pub fn branch(&mut self, condition: Operand, then: BlockId, otherwise: BlockId) {
        self.terminate(Terminator::Branch { condition, then, otherwise });
    }

    /// Ends the current block: on to any of `blocks`.
    pub fn fork(&mut self, blocks: Vec<BlockId>) {
        self.terminate(Terminator::Fork(blocks));
    }

    /// Returns from the body.
    pub fn ret(&mut self, value: Option<Operand>, at: At) {
        self.terminate(Terminator::Return(value, at));
    }

    /// Raises an exception: the handler's variable is written, if there is a handler in this body.
    pub fn throw(&mut self, value: Option<Operand>, at: At) {
        let handler = self.top().handlers.last().copied();
        if let (Some(handler), Some(value)) = (handler, &value) {
            self.assign(Place::local(handler.thrown, at), Value::Use(value.clone()), at);
        }
        self.terminate(Terminator::Throw(value, at));
    }

    /// From here on exceptions go to `block`, where `thrown` holds what was raised. A new block is begun.
    pub fn push_handler(&mut self, block: BlockId, thrown: LocalId) {
        self.top().handlers.push(Handler { block, thrown });
        let next = self.new_block();
        self.flow_into(next);
    }

    /// The innermost handler no longer holds. A new block is begun.
    pub fn pop_handler(&mut self) {
        self.top().handlers.pop();
        let next = self.new_block();
        self.flow_into(next);
    }

    /// Enters a loop, or (`continue_to` none) a `switch` or labelled block that can only be left.
    pub fn enter_loop(
        &mut self,
        label: Option<&str>,
        break_to: BlockId,
        continue_to: Option<BlockId>,
    ) {
        let label = label.map(|label| self.name(label));
        let open = self.top();
        let handlers = open.handlers.len();
        open.loops.push(Loop { label, break_to, continue_to, handlers });
    }

    /// Leaves the innermost loop.
    pub fn leave_loop(&mut self) {
        self.top().loops.pop();
    }

    /// `break`, by label if it has one. Without a loop around, the rest of the block is dead.
    pub fn break_out(&mut self, label: Option<&str>) {
        let target = self.top().find_loop(label, |it| Some(it.break_to));
        self.terminate(target.map_or(Terminator::Stop, Terminator::Goto));
    }

    /// `continue`, by label if it has one.
    pub fn continue_with(&mut self, label: Option<&str>) {
        let target = self.top().find_loop(label, |it| it.continue_to);
        self.terminate(target.map_or(Terminator::Stop, Terminator::Goto));
    }

    /// The block that a label of the current body stands before, for `goto`.
    pub fn labelled(&mut self, label: &str) -> BlockId {
        let label = self.name(label);
        if let Some(known) = self.top().labels.get(&label) {
            return *known;
        }
        let block = self.new_block();
        self.top().labels.insert(label, block);
        block
    }

    /// How many handlers the innermost loop stands in, for `finally` code that `break` must run.
    pub fn handlers_of_loop(&mut self) -> usize {
        self.top().loops.last().map_or(0, |it| it.handlers)
    }

    fn top(&mut self) -> &mut OpenBody {
        self.open.last_mut().expect("the module's body is open until `finish`")
    }
}

impl OpenBody {
    fn local(&mut self, name: Name, kind: LocalKind) -> LocalId {
        self.body.locals.push(Local { name, kind, annotation: None });
        LocalId(self.body.locals.len() as u32 - 1)
    }

    fn scope(&mut self) -> &mut FxHashMap<Name, LocalId> {
        self.scopes.last_mut().expect("a body has a scope")
    }

    fn find_loop(
        &self,
        label: Option<&str>,
        target: impl Fn(&Loop) -> Option<BlockId>,
    ) -> Option<BlockId> {
        let fits = |it: &&Loop| label.is_none_or(|label| it.label.as_deref() == Some(label));
        self.loops.iter().rev().filter(fits).find_map(target)
    }
}

fn empty_block(unwind: Option<BlockId>) -> Block {
    Block { statements: Vec::new(), terminator: Terminator::Stop, unwind }
}

fn end_of(span: Span) -> Span {
    Span::new(span.end.saturating_sub(1), span.end)
}

fn read(local: LocalId, at: At) -> Operand {
    Operand { at, kind: OperandKind::Place(Place::local(local, at)) }
}
