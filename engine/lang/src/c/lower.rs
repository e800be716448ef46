//! C's functions as control-flow graphs.
//!
//! A pointer is the object it points to: `&x`, `*p` and `p` are one place, `p->f` and `s.f` the field of it. Functions are the
//! whole project's; what a header says of one adds nothing. Macros with arguments are calls.
//!
//! Imprecise: `int *p = &x; p = &y;` makes both places one, as if `p` never moved. Code that the preprocessor leaves out
//! is lowered with the rest.

use tamis_ir::{
    Aggregate, At, BinaryOperator, BlockId, BodyKind, BodyStart, Builder, CallKind, Constant,
    Element, ElementKey, Key, Lowering, Module, Operand, OperandKind, ParamKind, Place, Sharing,
    Spread, Terminator, UnaryOperator, Value,
};
use tamis_syntax::{Field, Grammar, NodeId, Tree, string_content};

use crate::lower::{
    Control, Fields, Source, common_operator, item, looked_up, plain, reading, under, unescape,
    whole_number,
};

/// C's part of data flow. No name can be the constructor's.
pub(crate) const LOWERING: Lowering = Lowering {
    lower,
    locate: |_| Vec::new(),
    has_aliases: false,
    constructor: "<none>",
    implicit_receiver: false,
    sharing: Sharing::Project,
    bare_members: false,
};

/// Declarators within each other that are looked through.
const MAX_DECLARATORS: usize = 32;

fn lower(grammar: &Grammar, tree: &Tree, text: &str) -> Module {
    if tree.is_empty() {
        return Builder::new(At::default()).finish();
    }
    let src = Source { grammar, tree, text };
    let declarator = grammar.field("declarator");
    let designator = grammar.field("designator");
    let mut lower = Lower {
        b: Builder::new(src.at(NodeId::ROOT)),
        src,
        f: Fields::of(grammar),
        declarator,
        designator,
    };
    lower.b.module().exports_all = true;
    lower.hoisted(NodeId::ROOT);
    lower.statements(NodeId::ROOT);
    lower.b.finish()
}

/// One file on its way to a program. Recursion is as deep as the tree, which is bounded.
struct Lower<'t> {
    b: Builder,
    src: Source<'t>,
    f: Fields,
    declarator: Field,
    designator: Field,
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

    fn condition(&mut self, id: NodeId, then: BlockId, otherwise: BlockId) {
        self.test(id, then, otherwise);
    }
}

impl Lower<'_> {
    // --- definitions ----------------------------------------------------------------------------------------------

    /// Names of functions are there for the whole file.
    fn hoisted(&mut self, id: NodeId) {
        for child in self.src.children(id) {
            match self.src.kind(child) {
                "function_definition" => {
                    if let Some(name) = self.declared(child) {
                        let text = self.src.text_of(name);
                        self.b.declare(text);
                    }
                }
                kind if is_transparent(kind) => self.hoisted(child),
                _ => {}
            }
        }
    }

    /// The name that a declaration, or a declarator in it, is about.
    fn declared(&self, id: NodeId) -> Option<NodeId> {
        let mut at = id;
        for _ in 0..MAX_DECLARATORS {
            let inner = self.src.field(at, self.declarator).or_else(|| {
                let paren = self.src.kind(at) == "parenthesized_declarator";
                self.src.first(at).filter(|_| paren)
            });
            match inner {
                Some(inner) if self.src.kind(inner) == "identifier" => return Some(inner),
                Some(inner) => at = inner,
                None => break,
            }
        }
        (self.src.kind(at) == "identifier").then_some(at)
    }

    /// The list of parameters in a function's declarator.
    fn parameters_of(&self, id: NodeId) -> Option<NodeId> {
        let mut at = id;
        for _ in 0..MAX_DECLARATORS {
            if let Some(list) = self.src.field(at, self.f.parameters) {
                return Some(list);
            }
            at = self.src.field(at, self.declarator)?;
        }
        None
    }

    fn function(&mut self, id: NodeId) {
        let src = self.src;
        let Some(name) = self.declared(id) else { return };
        let start = BodyStart {
            name: src.text_of(name),
            kind: BodyKind::Function,
            at: src.at(id),
            class: None,
        };
        let function = self.b.open(start);
        for parameter in self.parameters_of(id).map(|list| src.children(list)).unwrap_or_default() {
            match (src.kind(parameter), self.declared(parameter)) {
                ("variadic_parameter", _) => {
                    self.b.param("...", src.at(parameter), ParamKind::Rest);
                }
                (_, Some(name)) => {
                    let local = self.b.param(src.text_of(name), src.at(name), ParamKind::Plain);
                    if let Some(kind) = src.field(parameter, self.f.type_) {
                        self.b.annotate(local, src.text_of(kind));
                    }
                }
                (_, None) if src.text_of(parameter) != "void" => {
                    self.b.param("", src.at(parameter), ParamKind::Plain);
                }
                _ => {}
            }
        }
        if let Some(body) = src.field(id, self.f.body) {
            self.statement(body);
        }
        self.b.close();
        let local = self.b.lookup(src.text_of(name));
        let place = Place::local(local, src.at(name));
        self.b.assign(place, Value::Function(function), src.at(id));
    }

    fn declaration(&mut self, id: NodeId) {
        let src = self.src;
        for declarator in src.fields(id, self.declarator) {
            let Some(name) = self.declared(declarator) else { continue };
            if self.is_prototype(declarator) {
                continue;
            }
            let local = self.b.declare(src.text_of(name));
            if let Some(kind) = src.field(id, self.f.type_) {
                self.b.annotate(local, src.text_of(kind));
            }
            if let Some(value) = src.field(declarator, self.f.value) {
                let value = self.value(value);
                let place = Place::local(local, src.at(name));
                self.b.assign(place, Value::Use(value), src.at(declarator));
            }
        }
    }

    /// `int f(int);` declares no variable; `int (*f)(int);` does.
    fn is_prototype(&self, declarator: NodeId) -> bool {
        let mut at = declarator;
        for _ in 0..MAX_DECLARATORS {
            if self.src.kind(at) == "function_declarator" {
                let inner = self.src.field(at, self.declarator);
                return inner.is_some_and(|it| self.src.kind(it) == "identifier");
            }
            match self.src.field(at, self.declarator) {
                Some(inner) => at = inner,
                None => return false,
            }
        }
        false
    }

    // --- statements -----------------------------------------------------------------------------------------------

    fn statements(&mut self, id: NodeId) {
        for child in self.src.children(id) {
            self.statement(child);
        }
    }

    fn maybe(&mut self, id: Option<NodeId>) {
        if let Some(id) = id {
            self.statement(id);
        }
    }

    fn statement(&mut self, id: NodeId) {
        let (src, at) = (self.src, self.src.at(id));
        match src.kind(id) {
            "function_definition" => self.function(id),
            "declaration" => self.declaration(id),
            "compound_statement" => {
                self.b.push_scope();
                self.statements(id);
                self.b.pop_scope();
            }
            kind if is_transparent(kind) => self.statements(id),
            kind if says_nothing(kind) => {}
            "if_statement" => {
                let condition = src.field(id, self.f.condition);
                let (then, otherwise) =
                    (src.field(id, self.f.consequence), src.field(id, self.f.alternative));
                self.branches(
                    |it, yes, no| it.ask(condition, yes, no),
                    |it| it.maybe(then),
                    |it| it.maybe(otherwise),
                );
            }
            "while_statement" => {
                let test = src.field(id, self.f.condition);
                let test = test.map(|test| move |it: &mut Self, yes, no| it.test(test, yes, no));
                let body = src.field(id, self.f.body);
                self.loop_while(None, test, |it| it.maybe(body), |_| {});
            }
            "do_statement" => {
                let test = src.field(id, self.f.condition);
                let test = test.map(|test| move |it: &mut Self, yes, no| it.test(test, yes, no));
                let body = src.field(id, self.f.body);
                self.loop_until(None, |it| it.maybe(body), test);
            }
            "for_statement" => {
                self.b.push_scope();
                self.maybe(src.field(id, self.f.initializer));
                let test = src.field(id, self.f.condition);
                let test = test.map(|test| move |it: &mut Self, yes, no| it.test(test, yes, no));
                let (body, step) = (src.field(id, self.f.body), src.field(id, self.f.update));
                self.loop_while(None, test, |it| it.maybe(body), |it| it.maybe(step));
                self.b.pop_scope();
            }
            "switch_statement" => self.switch(id),
            "return_statement" => {
                let value = src.first(id).map(|value| self.value(value));
                self.b.ret(value, at);
            }
            "break_statement" => self.b.break_out(None),
            "continue_statement" => self.b.continue_with(None),
            "goto_statement" => {
                if let Some(label) = src.field(id, self.f.label) {
                    let target = self.b.labelled(src.text_of(label));
                    self.b.goto(target);
                }
            }
            "labeled_statement" => {
                if let Some(label) = src.field(id, self.f.label) {
                    let block = self.b.labelled(src.text_of(label));
                    self.b.flow_into(block);
                }
                let label = src.field(id, self.f.label);
                for child in src.children(id).into_iter().filter(|it| Some(*it) != label) {
                    self.statement(child);
                }
            }
            "expression_statement" => {
                for child in src.children(id) {
                    self.value(child);
                }
            }
            _ => {
                self.value(id);
            }
        }
    }

    fn switch(&mut self, id: NodeId) {
        let src = self.src;
        let subject = self.part(src.field(id, self.f.condition), id);
        let after = self.b.new_block();
        let cases: Vec<NodeId> = src
            .field(id, self.f.body)
            .map(|body| src.children(body))
            .unwrap_or_default()
            .into_iter()
            .filter(|it| src.kind(*it) == "case_statement")
            .collect();
        let bodies = self.choose(&subject, &cases, self.f.value, after);
        self.b.enter_loop(None, after, None);
        for (number, case) in cases.iter().enumerate() {
            self.b.switch_to(bodies[number]);
            for child in src.children(*case) {
                if !src.is_field(child, self.f.value) {
                    self.statement(child);
                }
            }
            self.b.goto(bodies.get(number + 1).copied().unwrap_or(after));
        }
        self.b.leave_loop();
        self.b.switch_to(after);
    }

    /// Ends the block: on to `then` where the condition holds, else to `otherwise`.
    fn test(&mut self, id: NodeId, then: BlockId, otherwise: BlockId) {
        let src = self.src;
        let operator = src.field(id, self.f.operator).map_or("", |it| src.text_of(it));
        match (src.kind(id), operator) {
            ("binary_expression", "&&" | "||") => {
                let sides = (src.field(id, self.f.left), src.field(id, self.f.right));
                self.ask_two(sides, operator == "&&", then, otherwise);
            }
            ("unary_expression", "!") => {
                self.ask(src.field(id, self.f.argument), otherwise, then);
            }
            ("parenthesized_expression", _) => self.ask(src.first(id), then, otherwise),
            _ => {
                let value = self.value(id);
                self.b.branch(value, then, otherwise);
            }
        }
    }

    // --- expressions ----------------------------------------------------------------------------------------------

    fn value(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        match src.kind(id) {
            "identifier" => {
                let local = self.b.lookup(src.text_of(id));
                self.b.read(local, at)
            }
            "string_literal" | "char_literal" | "raw_string_literal" => {
                let text = unescape(string_content(src.text_of(id)));
                self.b.string(&text, at)
            }
            "concatenated_string" => {
                let parts = src.children(id).into_iter().map(|it| self.value(it)).collect();
                self.b.temp(Value::Template(parts), at)
            }
            "number_literal" => {
                let digits = src.text_of(id).trim_end_matches(['u', 'U', 'l', 'L']);
                match whole_number(digits) {
                    Some(number) => self.b.constant(Constant::Int(number), at),
                    None => self.unknown(id),
                }
            }
            "true" | "false" => self.b.constant(Constant::Bool(src.text_of(id) == "true"), at),
            "null" => self.null(id),
            // How large something is says nothing of what it holds.
            "sizeof_expression"
            | "alignof_expression"
            | "offsetof_expression"
            | "type_descriptor" => self.unknown(id),
            "call_expression" => self.call(id),
            "field_expression" => {
                let Some(object) = src.field(id, self.f.argument) else { return self.opaque(id) };
                let object = self.value(object);
                let place = self.b.place_of(object);
                let key = match src.field(id, self.f.field) {
                    Some(name) => Key::Name(self.b.name(src.text_of(name))),
                    None => Key::Any,
                };
                reading(under(&place, key, at), at)
            }
            "subscript_expression" => {
                let (object, index) = (src.field(id, self.f.argument), src.field(id, self.f.index));
                let (Some(object), Some(index)) = (object, index) else { return self.opaque(id) };
                let object = self.value(object);
                let place = self.b.place_of(object);
                let index = self.value(index);
                reading(looked_up(&place, index, at), at)
            }
            "pointer_expression" => match src.field(id, self.f.argument) {
                Some(inner) => Operand { at, ..self.value(inner) },
                None => self.opaque(id),
            },
            "parenthesized_expression" => self.part(src.first(id), id),
            "cast_expression" => {
                let value = self.part(src.field(id, self.f.value), id);
                Operand { at, ..value }
            }
            "assignment_expression" => self.assignment(id),
            "update_expression" => self.update(id),
            "comma_expression" => {
                self.part(src.field(id, self.f.left), id);
                self.part(src.field(id, self.f.right), id)
            }
            "unary_expression" => {
                let operator = src.field(id, self.f.operator).map_or("", |it| src.text_of(it));
                let value = self.part(src.field(id, self.f.argument), id);
                let operator = match (operator, value.constant()) {
                    ("-", Some(Constant::Int(number))) => {
                        let number = number.wrapping_neg();
                        return self.b.constant(Constant::Int(number), at);
                    }
                    ("!", _) => UnaryOperator::Not,
                    ("-", _) => UnaryOperator::Negate,
                    ("+", _) => UnaryOperator::Plus,
                    _ => UnaryOperator::BitNot,
                };
                self.b.temp(Value::Unary(operator, value), at)
            }
            "binary_expression" => {
                let operator = src.field(id, self.f.operator).map_or("", |it| src.text_of(it));
                if matches!(operator, "&&" | "||") {
                    return self.truth(id);
                }
                let left = self.part(src.field(id, self.f.left), id);
                let right = self.part(src.field(id, self.f.right), id);
                self.b.temp(Value::Binary(common_operator(operator), left, right), at)
            }
            "conditional_expression" => {
                let condition = src.field(id, self.f.condition);
                let (then, otherwise) =
                    (src.field(id, self.f.consequence), src.field(id, self.f.alternative));
                self.choice(
                    id,
                    condition,
                    |it| it.part(then.or(condition), id),
                    |it| it.part(otherwise, id),
                )
            }
            "initializer_list" => self.initializer(id),
            "compound_literal_expression" => self.part(src.field(id, self.f.value), id),
            "ERROR" => self.unknown(id),
            "declaration" => {
                self.declaration(id);
                self.unknown(id)
            }
            _ => self.opaque(id),
        }
    }

    fn call(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let Some(callee) = src.field(id, self.f.function) else { return self.opaque(id) };
        let name = src.text_of(callee);
        let callee = self.value(callee);
        let list = src.field(id, self.f.arguments);
        let mut arguments = Vec::new();
        for argument in list.map(|list| src.children(list)).unwrap_or_default() {
            arguments.push(plain(self.value(argument)));
        }
        let result = self.b.call(callee, arguments, CallKind::Call, at);
        if matches!(name, "exit" | "_exit" | "abort" | "_Exit" | "longjmp") {
            self.b.terminate(Terminator::Stop);
        }
        result
    }

    fn initializer(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let mut elements: Vec<Element> = Vec::new();
        for child in src.children(id) {
            if src.kind(child) != "initializer_pair" {
                elements.push(item(self.value(child)));
                continue;
            }
            let key = match src.field(child, self.designator).and_then(|it| src.first(it)) {
                Some(name) if src.kind(name) == "field_identifier" => {
                    Key::Name(self.b.name(src.text_of(name)))
                }
                _ => Key::Any,
            };
            let value = self.part(src.field(child, self.f.value), child);
            let key = Some(ElementKey::Constant(key));
            elements.push(Element { key, value, spread: Spread::No });
        }
        let named = elements.iter().any(|element| element.key.is_some());
        let kind = if named { Aggregate::Map } else { Aggregate::List };
        self.b.temp(Value::Aggregate(kind, elements), at)
    }

    fn assignment(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let (left, right) = (src.field(id, self.f.left), src.field(id, self.f.right));
        let (Some(left), Some(right)) = (left, right) else { return self.opaque(id) };
        let operator = src.field(id, self.f.operator).map_or("=", |it| src.text_of(it));
        if operator == "=" {
            let value = self.value(right);
            self.assign_to(left, Value::Use(value.clone()), at);
            return value;
        }
        let before = self.value(left);
        let value = self.value(right);
        let value = self.b.temp(Value::Binary(common_operator(operator), before, value), at);
        self.assign_to(left, Value::Use(value.clone()), at);
        value
    }

    fn update(&mut self, id: NodeId) -> Operand {
        let (src, at) = (self.src, self.src.at(id));
        let Some(target) = src.field(id, self.f.argument) else { return self.opaque(id) };
        let operator = src.field(id, self.f.operator).map_or("", |it| src.text_of(it));
        let before = self.value(target);
        let one = self.b.constant(Constant::Int(1), at);
        let operator =
            if operator == "--" { BinaryOperator::Subtract } else { BinaryOperator::Add };
        let value = self.b.temp(Value::Binary(operator, before, one), at);
        self.assign_to(target, Value::Use(value.clone()), at);
        value
    }

    fn assign_to(&mut self, target: NodeId, value: Value, at: At) {
        if let OperandKind::Place(place) = self.value(target).kind {
            self.b.assign(place, value, at);
        }
    }
}

/// Nodes that are only around others.
fn is_transparent(kind: &str) -> bool {
    matches!(
        kind,
        "preproc_if"
            | "preproc_ifdef"
            | "preproc_else"
            | "preproc_elif"
            | "preproc_elifdef"
            | "linkage_specification"
            | "declaration_list"
            | "else_clause"
    )
}

/// Nodes that do nothing when the program runs.
fn says_nothing(kind: &str) -> bool {
    matches!(
        kind,
        "type_definition"
            | "struct_specifier"
            | "union_specifier"
            | "enum_specifier"
            | "attributed_statement"
            | "identifier"
            | "ERROR"
    ) || kind.starts_with("preproc_")
}

#[cfg(test)]
mod tests {
    use crate::lower::testing::{check, is_whole};

    #[test]
    fn pointers_are_what_they_point_to() {
        check(
            "c",
            "int f(char *p, int n) { char *q = &p[1]; *q = p[0]; return q->size; }",
            &["p", "q"],
        );
    }

    #[test]
    fn every_kind_of_statement_is_lowered() {
        is_whole(
            "c",
            "#include <a.h>\n#ifdef X\nstatic int g = 1;\n#endif\nint f(int a, char **v) {\n\
             for (int i = 0; i < a; i++) { if (i) continue; else break; }\n\
             do { a--; } while (a > 0 && !v); while (*v) v++;\n\
             switch (a) { case 1: g = 2; break; default: g += 3; }\n\
             struct S s = { .x = a, .y = 2 }; int l[] = { 1, a };\n\
             goto end; a = g ? 1 : sizeof(s);\n\
             end: return (*h)(l[0], s.x), a;\n}\n",
        );
    }
}
