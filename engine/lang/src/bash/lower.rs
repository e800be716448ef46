//! Shell scripts as control-flow graphs.
//!
//! A variable is the whole script's unless a function declares it. A command is a call of the name it begins with; its result
//! is what it writes out, which the next command of a pipeline reads as one more argument, and so does what is redirected
//! into it. `$1` and the like are parameters of the function they stand in.
//!
//! Imprecise: files that one command writes and another reads are not followed, and a subshell's assignments are seen
//! outside of it.

use tamis_ir::{
    Aggregate, Argument, At, BlockId, BodyKind, BodyStart, Builder, CallKind, Lowering, Module,
    Operand, OperandKind, ParamKind, Place, Sharing, StatementKind, Terminator, Value,
};
use tamis_syntax::{Grammar, NodeId, Role, Tree, string_content};

use crate::lower::{Control, Fields, Source, item, plain};

/// The shell's part of data flow.
pub(crate) const LOWERING: Lowering = Lowering {
    lower,
    locate: |_| Vec::new(),
    has_aliases: false,
    constructor: "<none>",
    implicit_receiver: false,
    sharing: Sharing::File,
    bare_members: false,
};

/// Parameters by position that a function is given.
const POSITIONS: [&str; 9] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

fn lower(grammar: &Grammar, tree: &Tree, text: &str) -> Module {
    if tree.is_empty() {
        return Builder::new(At::default()).finish();
    }
    let src = Source { grammar, tree, text };
    let mut lower = Lower {
        b: Builder::new(src.at(NodeId::ROOT)),
        src,
        f: Fields::of(grammar),
        redirect: grammar.field("redirect"),
        depth: 0,
    };
    lower.hoisted(NodeId::ROOT);
    lower.statements(NodeId::ROOT);
    lower.b.finish()
}

/// One script on its way to a program. Recursion is as deep as the tree, which is bounded.
struct Lower<'t> {
    b: Builder,
    src: Source<'t>,
    f: Fields,
    redirect: tamis_syntax::Field,
    /// Functions around.
    depth: u32,
}

impl<'t> Control<'t> for Lower<'t> {
    fn b(&mut self) -> &mut Builder {
        &mut self.b
    }

    fn src(&self) -> Source<'t> {
        self.src
    }

    fn expression(&mut self, id: NodeId) -> Operand {
        self.value(id)
    }

    /// What a command does can't be known: either way.
    fn condition(&mut self, id: NodeId, then: BlockId, otherwise: BlockId) {
        self.run(id, None);
        self.b.fork(vec![then, otherwise]);
    }
}

impl Lower<'_> {
    fn hoisted(&mut self, id: NodeId) {
        for child in self.src.children(id) {
            if self.src.kind(child) == "function_definition"
                && let Some(name) = self.src.field(child, self.f.name)
            {
                let text = self.src.text_of(name);
                self.b.declare(text);
            }
        }
    }

    fn statements(&mut self, id: NodeId) {
        for child in self.src.children(id) {
            self.run(child, None);
        }
    }

    fn body_of(&mut self, id: NodeId) {
        for body in self.src.fields(id, self.f.body) {
            self.run(body, None);
        }
    }

    /// Runs a command or statement; `input` is what it reads. Gives what it writes out.
    fn run(&mut self, id: NodeId, input: Option<Operand>) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        match src.kind(id) {
            "command" => self.command(id, input),
            "pipeline" => {
                let mut before = input;
                for child in src.children(id) {
                    if !is_sign(src.text_of(child)) {
                        before = Some(self.run(child, before));
                    }
                }
                let value = before.unwrap_or_else(|| self.null(id));
                self.b.temp(Value::Use(value), at)
            }
            "redirected_statement" => {
                let mut given: Vec<Operand> = input.into_iter().collect();
                for redirect in src.fields(id, self.redirect) {
                    given.push(self.redirected(redirect));
                }
                let input = match given.len() {
                    0 => None,
                    _ => Some(self.b.temp(Value::Join(given), At::default())),
                };
                match src.field(id, self.f.body) {
                    Some(body) => self.run(body, input),
                    None => self.null(id),
                }
            }
            "list" => {
                let children = src.children(id);
                let [left, sign, right] = children[..] else { return self.all(id, input) };
                if !matches!(src.text_of(sign), "&&" | "||") {
                    return self.all(id, input);
                }
                let (more, after) = (self.b.new_block(), self.b.new_block());
                let first = self.run(left, input.clone());
                self.b.fork(vec![more, after]);
                self.b.switch_to(more);
                let second = self.run(right, input);
                self.b.flow_into(after);
                self.b.temp(Value::Join(vec![first, second]), at)
            }
            "variable_assignment" => {
                self.assignment(id, false);
                self.null(id)
            }
            "variable_assignments" => {
                for child in src.children(id) {
                    self.assignment(child, false);
                }
                self.null(id)
            }
            "declaration_command" => {
                let own = matches!(
                    src.text_of(id).split_whitespace().next(),
                    Some("local" | "declare" | "typeset")
                );
                for child in src.children(id) {
                    match src.kind(child) {
                        "variable_assignment" => self.assignment(child, own),
                        "variable_name" if own && self.depth > 0 => {
                            self.b.declare(src.text_of(child));
                        }
                        _ => {}
                    }
                }
                self.null(id)
            }
            "unset_command" => {
                for child in src.children(id) {
                    if src.role(child) == Role::Identifier {
                        let local = self.variable(src.text_of(child));
                        let place = Place::local(local, src.at(child));
                        self.b.push(StatementKind::Delete(place), at);
                    }
                }
                self.null(id)
            }
            "function_definition" => {
                self.function(id);
                self.null(id)
            }
            "if_statement" => {
                self.if_statement(id);
                self.null(id)
            }
            "while_statement" => {
                let conditions = src.fields(id, self.f.condition);
                let test = move |it: &mut Self, yes, no| {
                    for condition in conditions {
                        it.run(condition, input.clone());
                    }
                    it.b.fork(vec![yes, no]);
                };
                self.loop_while(None, Some(test), |it| it.body_of(id), |_| {});
                self.null(id)
            }
            "for_statement" => {
                let variable = src.field(id, self.f.variable);
                let values: Vec<_> = src
                    .fields(id, self.f.value)
                    .into_iter()
                    .map(|it| item(self.value(it)))
                    .collect();
                let list = self.b.temp(Value::Aggregate(Aggregate::List, values), at);
                self.loop_over(
                    None,
                    |it| {
                        if let Some(variable) = variable {
                            let at = it.src.at(variable);
                            let value = it.b.temp(Value::Iterate(list), at);
                            it.assign(variable, Value::Use(value), at, false);
                        }
                    },
                    |it| it.body_of(id),
                );
                self.null(id)
            }
            "c_style_for_statement" => {
                self.loop_while(
                    None,
                    Some(|it: &mut Self, yes, no| it.b.fork(vec![yes, no])),
                    |it| it.body_of(id),
                    |_| {},
                );
                self.null(id)
            }
            "case_statement" => {
                if let Some(value) = src.field(id, self.f.value) {
                    self.value(value);
                }
                let after = self.b.new_block();
                let items: Vec<NodeId> = src
                    .children(id)
                    .into_iter()
                    .filter(|it| src.kind(*it) == "case_item")
                    .collect();
                let mut blocks: Vec<BlockId> = items.iter().map(|_| self.b.new_block()).collect();
                blocks.push(after);
                self.b.fork(blocks.clone());
                for (case, block) in items.iter().zip(&blocks) {
                    self.b.switch_to(*block);
                    for child in src.children(*case) {
                        if !src.is_field(child, self.f.value) && !is_sign(src.text_of(child)) {
                            self.run(child, None);
                        }
                    }
                    self.b.goto(after);
                }
                self.b.switch_to(after);
                self.null(id)
            }
            "compound_statement" | "subshell" | "do_group" | "program" => self.all(id, input),
            "negated_command" => self.all(id, input),
            "test_command" => self.made_of(id),
            _ if src.role(id) == Role::Other && is_sign(src.text_of(id)) => self.null(id),
            _ => self.value(id),
        }
    }

    /// Several statements: what they all write out.
    fn all(&mut self, id: NodeId, input: Option<Operand>) -> Operand {
        let src = self.src;
        let parts: Vec<Operand> = src
            .children(id)
            .into_iter()
            .filter(|it| !is_sign(src.text_of(*it)))
            .map(|child| self.run(child, input.clone()))
            .collect();
        match parts.len() {
            0 => self.null(id),
            1 => parts.into_iter().next().unwrap_or_else(|| self.null(id)),
            _ => self.b.temp(Value::Join(parts), self.src.at(id)),
        }
    }

    fn command(&mut self, id: NodeId, input: Option<Operand>) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let Some(name) = src.field(id, self.f.name) else {
            // Only assignments: `A=1 B=2`.
            for child in src.children(id) {
                self.run(child, None);
            }
            return self.null(id);
        };
        let word = src.text_of(name);
        let callee = match src.kind(name) {
            "word" => {
                let local = self.b.lookup(word);
                self.b.read(local, src.at(name))
            }
            _ => self.value(name),
        };
        let computed = src.kind(name) != "word";
        let mut arguments: Vec<Argument> = Vec::new();
        for child in src.children(id) {
            if child == name {
                continue;
            }
            match src.kind(child) {
                "variable_assignment" => {}
                kind if kind.ends_with("redirect") => {
                    let value = self.redirected(child);
                    arguments.push(plain(value));
                }
                _ => arguments.push(plain(self.value(child))),
            }
        }
        arguments.extend(input.map(|value| plain(Operand { at: At::default(), ..value })));
        if computed {
            // What is run comes from a variable: it says what is written out.
            arguments.push(plain(Operand { at: At::default(), ..callee.clone() }));
        }
        let result = self.b.call(callee, arguments, CallKind::Call, at);
        match word {
            "read" | "mapfile" | "readarray" => {
                for child in src.children(id) {
                    if child != name
                        && src.kind(child) == "word"
                        && !src.text_of(child).starts_with('-')
                    {
                        self.assign(child, Value::Use(result.clone()), src.at(child), false);
                    }
                }
            }
            "exit" | "exec" if self.depth == 0 && src.parent_kind(id) == "program" => {
                self.b.terminate(Terminator::Stop);
            }
            "return" => self.b.ret(None, at),
            "break" => self.b.break_out(None),
            "continue" => self.b.continue_with(None),
            _ => {}
        }
        result
    }

    /// What comes in by `<<< "$x"` or a document in the script; nothing from files.
    fn redirected(&mut self, id: NodeId) -> Operand {
        let src = self.src;
        match src.kind(id) {
            "herestring_redirect" => self.made_of(id),
            "heredoc_redirect" => {
                let bodies: Vec<NodeId> = src
                    .children(id)
                    .into_iter()
                    .filter(|it| src.kind(*it) == "heredoc_body")
                    .collect();
                let parts = bodies.into_iter().flat_map(|body| src.children(body));
                let parts: Vec<NodeId> =
                    parts.filter(|it| src.role(*it) == Role::Interpolation).collect();
                let parts = parts.into_iter().map(|it| self.value(it)).collect();
                self.b.temp(Value::Template(parts), src.at(id))
            }
            _ => {
                for child in src.children(id) {
                    self.value(child);
                }
                self.unknown(id)
            }
        }
    }

    fn if_statement(&mut self, id: NodeId) {
        let src = self.src;
        let after = self.b.new_block();
        let mut clauses = vec![id];
        clauses.extend(
            src.children(id)
                .into_iter()
                .filter(|it| matches!(src.kind(*it), "elif_clause" | "else_clause")),
        );
        for clause in clauses {
            let children: Vec<NodeId> = src
                .children(clause)
                .into_iter()
                .filter(|it| !matches!(src.kind(*it), "elif_clause" | "else_clause"))
                .filter(|it| !is_sign(src.text_of(*it)))
                .collect();
            if src.kind(clause) == "else_clause" {
                children.into_iter().for_each(|child| {
                    self.run(child, None);
                });
                continue;
            }
            // In `elif` the condition is the first command.
            let asked = children.iter().filter(|it| src.is_field(**it, self.f.condition)).count();
            let (conditions, body) = children.split_at(asked.max(1).min(children.len()));
            for condition in conditions {
                self.run(*condition, None);
            }
            let (then, next) = (self.b.new_block(), self.b.new_block());
            self.b.fork(vec![then, next]);
            self.b.switch_to(then);
            for child in body {
                self.run(*child, None);
            }
            self.b.goto(after);
            self.b.switch_to(next);
        }
        self.b.flow_into(after);
    }

    fn function(&mut self, id: NodeId) {
        let src = self.src;
        let Some(name) = src.field(id, self.f.name) else { return };
        let start = BodyStart {
            name: src.text_of(name),
            kind: BodyKind::Function,
            at: src.at(id),
            class: None,
        };
        let function = self.b.open(start);
        self.depth += 1;
        for position in POSITIONS {
            self.b.param(position, At::default(), ParamKind::Plain);
        }
        self.body_of(id);
        self.depth -= 1;
        self.b.close();
        let local = self.b.lookup(src.text_of(name));
        let place = Place::local(local, src.at(name));
        self.b.assign(place, Value::Function(function), src.at(id));
    }

    // --- variables and words --------------------------------------------------------------------------------------

    fn variable(&mut self, name: &str) -> tamis_ir::LocalId {
        match self.depth > 0 && !self.b.is_declared(name) {
            true => self.b.declare_outer(name, true),
            false => self.b.lookup(name),
        }
    }

    fn assign(&mut self, name: NodeId, value: Value, at: At, own: bool) {
        let text = self.src.text_of(name);
        let local = match self.depth {
            1.. if own => self.b.declare(text),
            1.. => self.variable(text),
            0 => self.b.declare(text),
        };
        self.b.assign(Place::local(local, self.src.at(name)), value, at);
    }

    fn assignment(&mut self, id: NodeId, own: bool) {
        let (src, at) = (self.src, self.src.at(id));
        let Some(name) = src.field(id, self.f.name) else { return };
        let value = self.part(src.field(id, self.f.value), id);
        let name = match src.kind(name) {
            // One element more: the others stay.
            "subscript" => match src.field(name, self.f.name) {
                Some(name) => name,
                None => return,
            },
            _ => name,
        };
        let adds = src.text_of(id)[src.text_of(name).len().min(src.text_of(id).len())..]
            .trim_start()
            .starts_with(['+', '[']);
        let value = match adds {
            true => {
                let local = self.variable(src.text_of(name));
                let before = self.b.read(local, At::default());
                Value::Template(vec![before, value])
            }
            false => Value::Use(value),
        };
        self.assign(name, value, at, own);
    }

    fn value(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        match src.kind(id) {
            "word" | "number" | "extglob_pattern" | "regex" => {
                let text = src.text_of(id);
                self.b.string(text, at)
            }
            "raw_string" | "ansi_c_string" => {
                let text = string_content(src.text_of(id).trim_start_matches('$'));
                self.b.string(text, at)
            }
            "string" if src.tree.is_leaf(id) => {
                let text = string_content(src.text_of(id));
                self.b.string(text, at)
            }
            "string" | "concatenation" | "translated_string" => {
                let parts = src.children(id).into_iter().map(|it| self.value(it)).collect();
                self.b.temp(Value::Template(parts), at)
            }
            "simple_expansion" | "expansion" => {
                let parts: Vec<Operand> =
                    src.children(id).into_iter().map(|it| self.value(it)).collect();
                // `${#x}` is a length.
                if src.text_of(id).starts_with("${#") {
                    return self.unknown(id);
                }
                match parts.len() {
                    1 => {
                        let only = parts.into_iter().next().unwrap_or_else(|| self.null(id));
                        match only.kind {
                            OperandKind::Place(_) => self.b.temp(Value::Use(only), at),
                            OperandKind::Constant(_) => only,
                        }
                    }
                    _ => self.b.temp(Value::Join(parts), at),
                }
            }
            "variable_name" | "special_variable_name" => {
                let name = src.text_of(id);
                if matches!(name, "@" | "*") && self.depth > 0 {
                    let parts = POSITIONS
                        .iter()
                        .map(|position| {
                            let local = self.b.lookup(position);
                            self.b.read(local, At::default())
                        })
                        .collect();
                    return self.b.temp(Value::Join(parts), at);
                }
                let local = self.b.lookup(name);
                self.b.read(local, at)
            }
            "subscript" => self.part(src.field(id, self.f.name), id),
            "array" => {
                let elements =
                    src.children(id).into_iter().map(|it| item(self.value(it))).collect();
                self.b.temp(Value::Aggregate(Aggregate::List, elements), at)
            }
            "command_substitution" | "process_substitution" => {
                let output = self.all(id, None);
                self.b.temp(Value::Join(vec![output]), at)
            }
            // Numbers come out of these.
            "arithmetic_expansion" => self.unknown(id),
            "command"
            | "pipeline"
            | "list"
            | "subshell"
            | "redirected_statement"
            | "compound_statement" => self.run(id, None),
            _ => self.made_of(id),
        }
    }
}

/// Whether a node is what stands between commands.
fn is_sign(text: &str) -> bool {
    matches!(text, "&&" | "||" | "|" | "|&" | "&" | ";" | ";;" | ";&" | ";;&" | "!" | "\n")
}

#[cfg(test)]
mod tests {
    use crate::lower::testing::{check, is_whole};

    #[test]
    fn output_of_commands_is_a_value() {
        check("bash", "x=$(curl $1 | tr a b)\neval \"${x}\"\n", &["curl", "tr", "eval"]);
    }

    #[test]
    fn every_kind_of_statement_is_lowered() {
        is_whole(
            "bash",
            "f() { local a=$1; echo \"$a\"; return 0; }\nfor i in $(ls) b; do f \"$i\" && g || h; done\n\
             while read -r l; do eval $l; done < in.txt\ncase $x in a) b;; *) c;; esac\n\
             if [ \"$x\" = 1 ]; then a; elif true; then b; else c; fi\narr=(a $x)\narr[1]=b\nx+=y\n\
             unset x\ncat <<EOF | sh\nhi $x\nEOF\nbash <<< \"$x\"\nexport Y=$x\n",
        );
    }
}
