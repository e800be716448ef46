//! The program as text, for people and for tests.

mod cfg;

pub use cfg::{cfg, cfg_dot};

use std::fmt::{self, Write as _};

use crate::program::{Body, Local, LocalId, LocalKind, Module};
use crate::statement::{
    Argument, Constant, Element, ElementKey, Key, Operand, OperandKind, Place, Spread,
    StatementKind, Terminator, Value,
};

/// The whole module: every body with its blocks. Temporaries are `%n`, captured variables `^name`, unresolved ones
/// `?name`.
pub fn dump(module: &Module) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = write_module(&mut out, module);
    out
}

fn write_module(out: &mut String, module: &Module) -> fmt::Result {
    for (at, import) in module.imports.iter().enumerate() {
        writeln!(out, "import {at}: {} {:?}", import.module, import.item)?;
    }
    for class in &module.classes {
        write!(out, "class {}", class.name)?;
        let owner = &module.functions[class.parent.0 as usize];
        for base in &class.bases {
            write!(out, " : {}", Show(owner, base))?;
        }
        writeln!(out)?;
        for method in &class.methods {
            writeln!(out, "  {} = f{} {:?}", method.name, method.function.0, method.kind)?;
        }
    }
    for (at, body) in module.functions.iter().enumerate() {
        writeln!(out)?;
        write_body(out, at, body)?;
    }
    for span in &module.unlowered {
        writeln!(out, "not lowered: {}..{}", span.start, span.end)?;
    }
    Ok(())
}

fn write_body(out: &mut String, at: usize, body: &Body) -> fmt::Result {
    let params: Vec<String> = body
        .params
        .iter()
        .map(|param| format!("{} {:?}", local_name(body, param.local), param.kind))
        .collect();
    writeln!(out, "f{at} {}({})", body.name, params.join(", "))?;
    for (number, block) in body.blocks.iter().enumerate() {
        let unwind = block.unwind.map(|to| format!(" unwind b{}", to.0)).unwrap_or_default();
        writeln!(out, "  b{number}:{unwind}")?;
        for statement in &block.statements {
            writeln!(out, "    {}", statement_text(body, &statement.kind))?;
        }
        writeln!(out, "    {}", terminator_text(body, &block.terminator))?;
    }
    Ok(())
}

fn statement_text(body: &Body, kind: &StatementKind) -> String {
    match kind {
        StatementKind::Assign { target, value } => {
            format!("{} = {}", ShowPlace(body, target), value_text(body, value))
        }
        StatementKind::Call(call) => {
            let arguments: Vec<String> =
                call.arguments.iter().map(|argument| argument_text(body, argument)).collect();
            format!(
                "{} = {:?} {}({})",
                local_name(body, call.target),
                call.kind,
                Show(body, &call.callee),
                arguments.join(", ")
            )
        }
        StatementKind::Delete(place) => format!("delete {}", ShowPlace(body, place)),
        StatementKind::Yield(value) => format!("yield {}", Show(body, value)),
    }
}

fn argument_text(body: &Body, argument: &Argument) -> String {
    let name = argument.name.as_ref().map(|name| format!("{name}=")).unwrap_or_default();
    format!("{name}{}{}", stars(argument.spread), Show(body, &argument.value))
}

fn stars(spread: Spread) -> &'static str {
    match spread {
        Spread::No => "",
        Spread::List => "*",
        Spread::Map => "**",
    }
}

fn value_text(body: &Body, value: &Value) -> String {
    let list = |operands: &[Operand]| -> String {
        let texts: Vec<String> = operands.iter().map(|it| Show(body, it).to_string()).collect();
        texts.join(", ")
    };
    match value {
        Value::Use(operand) => Show(body, operand).to_string(),
        Value::Join(operands) => format!("join({})", list(operands)),
        Value::Unary(operator, operand) => format!("{operator:?} {}", Show(body, operand)),
        Value::Binary(operator, left, right) => {
            format!("{} {operator:?} {}", Show(body, left), Show(body, right))
        }
        Value::Template(parts) => format!("template({})", list(parts)),
        Value::Slice(base, parts) => {
            let part = |at: usize| {
                parts[at].as_ref().map(|it| Show(body, it).to_string()).unwrap_or_default()
            };
            format!("{}[{}:{}:{}]", Show(body, base), part(0), part(1), part(2))
        }
        Value::Aggregate(kind, elements) => {
            let texts: Vec<String> = elements.iter().map(|it| element_text(body, it)).collect();
            format!("{kind:?}({})", texts.join(", "))
        }
        Value::Iterate(operand) => format!("iterate {}", Show(body, operand)),
        Value::Await(operand) => format!("await {}", Show(body, operand)),
        Value::Function(id) => format!("function f{}", id.0),
        Value::Class(id) => format!("class {}", id.0),
        Value::Import(at) => format!("import {at}"),
        Value::Opaque(operands) => format!("opaque({})", list(operands)),
    }
}

fn element_text(body: &Body, element: &Element) -> String {
    let key = match &element.key {
        None => String::new(),
        Some(ElementKey::Constant(key)) => format!("{}: ", key_text(key)),
        Some(ElementKey::Computed(operand)) => format!("[{}]: ", Show(body, operand)),
    };
    format!("{key}{}{}", stars(element.spread), Show(body, &element.value))
}

fn terminator_text(body: &Body, terminator: &Terminator) -> String {
    match terminator {
        Terminator::Goto(to) => format!("goto b{}", to.0),
        Terminator::Branch { condition, then, otherwise } => {
            format!("if {} b{} else b{}", Show(body, condition), then.0, otherwise.0)
        }
        Terminator::Fork(to) => {
            let texts: Vec<String> = to.iter().map(|it| format!("b{}", it.0)).collect();
            format!("fork {}", texts.join(" "))
        }
        Terminator::Return(value, _) => {
            let text = value.as_ref().map(|it| format!(" {}", Show(body, it))).unwrap_or_default();
            format!("return{text}")
        }
        Terminator::Throw(value, _) => {
            let text = value.as_ref().map(|it| format!(" {}", Show(body, it))).unwrap_or_default();
            format!("throw{text}")
        }
        Terminator::Stop => "stop".to_owned(),
    }
}

fn key_text(key: &Key) -> String {
    match key {
        Key::Name(name) => name.to_string(),
        Key::Index(at) => at.to_string(),
        Key::Any => "*".to_owned(),
    }
}

fn local_name(body: &Body, id: LocalId) -> String {
    let Some(Local { name, kind, .. }) = body.locals.get(id.0 as usize) else {
        return format!("%{}", id.0);
    };
    match kind {
        LocalKind::Variable | LocalKind::Param(_) if name.is_empty() => format!("%{}", id.0),
        LocalKind::Variable | LocalKind::Param(_) => name.to_string(),
        LocalKind::Temp => format!("%{}", id.0),
        LocalKind::Captured(..) => format!("^{name}"),
        LocalKind::Unresolved => format!("?{name}"),
    }
}

struct Show<'a>(&'a Body, &'a Operand);

impl fmt::Display for Show<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.1.kind {
            OperandKind::Place(place) => ShowPlace(self.0, place).fmt(f),
            OperandKind::Constant(constant) => match constant {
                Constant::String(text) => write!(f, "{text:?}"),
                Constant::Int(number) => write!(f, "{number}"),
                Constant::Number(text) => f.write_str(text),
                Constant::Bool(truth) => write!(f, "{truth}"),
                Constant::Null => f.write_str("null"),
            },
        }
    }
}

struct ShowPlace<'a>(&'a Body, &'a Place);

impl fmt::Display for ShowPlace<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&local_name(self.0, self.1.base))?;
        for projection in &self.1.path {
            match &projection.key {
                Key::Name(name) => write!(f, ".{name}")?,
                Key::Index(at) => write!(f, "[{at}]")?,
                Key::Any => f.write_str("[*]")?,
            }
        }
        Ok(())
    }
}
