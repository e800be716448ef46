//! Running templates.
//!
//! What goes wrong leaves a hole in the text and a reason in [`Executor::problems`]; the rest goes on. Steps, depth and
//! text are bounded.

use std::rc::Rc;

use rustc_hash::FxHashMap;
use tamis_syntax::{FileId, Span};

use super::functions;
use super::parse::{Node, Operand, Pipe};
use super::value::{Entries, Go, HOLE, MAX_TEXT};
use crate::dialect::{Budget, Files};
use crate::origin::Place;
use crate::pieces::Pieces;

/// A template's nodes, with the text they speak of.
#[derive(Debug, Clone)]
pub(super) struct Template {
    pub(super) nodes: Rc<Vec<Node>>,
    pub(super) text: Rc<str>,
    /// The file it stands in; `None` for one that was made at run time.
    pub(super) file: Option<FileId>,
}

/// Templates by name.
pub(super) type Templates = FxHashMap<Rc<str>, Template>;

/// Runs the templates of a chart.
pub(super) struct Executor<'e> {
    pub(super) templates: Templates,
    pub(super) files: &'e dyn Files,
    pub(super) budget: Budget,
    /// What could not be done, with where; in the file that is being rendered.
    pub(super) problems: Vec<(Place, String)>,
    variables: Vec<(Rc<str>, Go)>,
    depth: usize,
    /// The action of the rendered file that is being run.
    site: Option<Place>,
    /// The text being run.
    current: Template,
}

/// What a text was made of.
#[derive(Debug, Default)]
pub(super) struct Output {
    pub(super) text: String,
    pub(super) pieces: Pieces,
}

/// How running a list of nodes ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    On,
    Break,
    Continue,
}

/// Templates within templates at most.
const MAX_DEPTH: usize = 64;
/// Steps of one chart.
const STEPS: u64 = 5_000_000;

impl<'e> Executor<'e> {
    pub(super) fn new(templates: Templates, files: &'e dyn Files) -> Self {
        let current = Template { nodes: Rc::default(), text: Rc::from(""), file: None };
        Executor {
            templates,
            files,
            budget: Budget::new(STEPS),
            problems: Vec::new(),
            variables: Vec::new(),
            depth: 0,
            site: None,
            current,
        }
    }

    /// Renders a template of a file.
    pub(super) fn render(&mut self, name: &str, dot: &Go) -> Output {
        let mut out = Output::default();
        let Some(template) = self.templates.get(name).cloned() else { return out };
        self.site = None;
        self.run_template(template, dot, &mut out);
        out
    }

    /// The text a named template gives.
    pub(super) fn include(&mut self, name: &str, dot: &Go) -> Result<Go, String> {
        let template =
            self.templates.get(name).cloned().ok_or(format!("there is no template '{name}'"))?;
        let mut out = Output::default();
        self.nested(template, dot, &mut out)?;
        Ok(Go::str(out.text))
    }

    /// The text that a template made at run time gives.
    pub(super) fn tpl(&mut self, text: &str, dot: &Go) -> Result<Go, String> {
        if !text.contains("{{") {
            return Ok(Go::str(text));
        }
        if self.depth >= MAX_DEPTH {
            return Err("templates use each other without end".to_owned());
        }
        let parsed = super::parse::parse(text);
        let source: Rc<str> = Rc::from(text);
        for (name, nodes) in parsed.defined {
            let template = Template { nodes: Rc::new(nodes), text: source.clone(), file: None };
            self.templates.insert(name, template);
        }
        let template = Template { nodes: Rc::new(parsed.nodes), text: source, file: None };
        let mut out = Output::default();
        self.nested(template, dot, &mut out)?;
        Ok(Go::str(out.text))
    }

    fn nested(&mut self, template: Template, dot: &Go, out: &mut Output) -> Result<(), String> {
        if self.depth >= MAX_DEPTH {
            return Err("templates use each other without end".to_owned());
        }
        if !self.budget.take(1) {
            return Err("rendering took too many steps".to_owned());
        }
        self.run_template(template, dot, out);
        Ok(())
    }

    fn run_template(&mut self, template: Template, dot: &Go, out: &mut Output) {
        let nodes = template.nodes.clone();
        let before = std::mem::replace(&mut self.current, template);
        let variables = std::mem::take(&mut self.variables);
        self.variables.push((Rc::from("$"), dot.clone()));
        self.depth += 1;
        self.run(&nodes, dot, out);
        self.depth -= 1;
        self.variables = variables;
        self.current = before;
    }

    fn place(&self, span: Span) -> Option<Place> {
        self.site.or_else(|| self.current.file.map(|file| Place::new(file, span)))
    }

    fn problem(&mut self, span: Span, why: String) {
        if let Some(place) = self.place(span)
            && self.problems.len() < 100
        {
            self.problems.push((place, why));
        }
    }

    /// Writes what came out of an action.
    fn write(&self, span: Span, text: &str, out: &mut Output) {
        if text.is_empty() || out.text.len() + text.len() > MAX_TEXT {
            return;
        }
        if let Some(place) = self.place(span) {
            out.pieces.made(out.text.len() as u32, place);
        }
        out.text.push_str(text);
    }

    fn run(&mut self, nodes: &[Node], dot: &Go, out: &mut Output) -> Flow {
        let scope = self.variables.len();
        let mut flow = Flow::On;
        for node in nodes {
            if !self.budget.take(1) {
                self.problem(Span::new(0, 0), "rendering took too many steps".to_owned());
                break;
            }
            flow = self.node(node, dot, out);
            if flow != Flow::On {
                break;
            }
        }
        self.variables.truncate(scope);
        flow
    }

    fn node(&mut self, node: &Node, dot: &Go, out: &mut Output) -> Flow {
        match node {
            Node::Text(span) => {
                let text = self.current.text.clone();
                let text = span.of(&text);
                if out.text.len() + text.len() <= MAX_TEXT {
                    if let Some(place) = self.place(*span) {
                        let at = out.text.len() as u32;
                        match self.site {
                            Some(_) => out.pieces.made(at, place),
                            None => out.pieces.literal(at, place),
                        }
                    }
                    out.text.push_str(text);
                }
            }
            Node::Broken(why, span) => {
                self.problem(*span, why.clone());
                self.write(*span, "\u{E000}", out);
            }
            Node::Action(pipe, span) => {
                let outer = self.enter(*span);
                match self.pipe(pipe, dot) {
                    Ok(value) if pipe.variables.is_empty() => {
                        let text = value.text();
                        self.budget.take(text.len() as u64 / 16);
                        self.write(*span, &text, out);
                    }
                    Ok(_) => {}
                    Err(why) => {
                        self.problem(*span, why);
                        if pipe.variables.is_empty() {
                            self.write(*span, "\u{E000}", out);
                        } else {
                            self.declare(pipe, Go::Unknown);
                        }
                    }
                }
                self.site = outer;
            }
            Node::If(arms, other, span) => return self.condition(arms, other, *span, dot, out),
            Node::With(pipe, body, other, span) => {
                let scope = self.variables.len();
                let value = self.head(pipe, *span, dot);
                let flow = if value.truth() {
                    self.run(body, &value, out)
                } else {
                    self.run(other, dot, out)
                };
                self.variables.truncate(scope);
                return flow;
            }
            Node::Range(pipe, body, other, span) => {
                return self.range(pipe, body, other, *span, dot, out);
            }
            Node::Template(name, argument, span) => {
                let outer = self.enter(*span);
                let dot = match argument {
                    Some(pipe) => self.head(pipe, *span, dot),
                    None => Go::Nil,
                };
                let done = match self.templates.get(name).cloned() {
                    Some(template) => self.nested(template, &dot, out),
                    None => Err(format!("there is no template '{name}'")),
                };
                if let Err(why) = done {
                    self.problem(*span, why);
                    self.write(*span, "\u{E000}", out);
                }
                self.site = outer;
            }
            Node::Break => return Flow::Break,
            Node::Continue => return Flow::Continue,
        }
        Flow::On
    }

    /// What an action of the rendered file gives stands at that action, whatever runs for it.
    fn enter(&mut self, span: Span) -> Option<Place> {
        let outer = self.site;
        self.site = self.place(span);
        outer
    }

    /// The value of the head of a block; unknown where that cannot be told.
    fn head(&mut self, pipe: &Pipe, span: Span, dot: &Go) -> Go {
        let outer = self.enter(span);
        let value = self.pipe(pipe, dot);
        self.site = outer;
        value.unwrap_or_else(|why| {
            self.problem(span, why);
            if !pipe.variables.is_empty() {
                self.declare(pipe, Go::Unknown);
            }
            Go::Unknown
        })
    }

    fn condition(
        &mut self,
        arms: &[(Pipe, Vec<Node>)],
        other: &[Node],
        span: Span,
        dot: &Go,
        out: &mut Output,
    ) -> Flow {
        let scope = self.variables.len();
        for (pipe, body) in arms {
            if self.head(pipe, span, dot).truth() {
                let flow = self.run(body, dot, out);
                self.variables.truncate(scope);
                return flow;
            }
        }
        let flow = self.run(other, dot, out);
        self.variables.truncate(scope);
        flow
    }

    fn range(
        &mut self,
        pipe: &Pipe,
        body: &[Node],
        other: &[Node],
        span: Span,
        dot: &Go,
        out: &mut Output,
    ) -> Flow {
        let bare = Pipe { variables: Vec::new(), ..pipe.clone() };
        let items = match self.head(&bare, span, dot) {
            Go::List(items) => {
                let pair = |(at, item): (usize, &Go)| (Go::Int(at as i64), item.clone());
                items.iter().enumerate().map(pair).collect()
            }
            Go::Map(map) => pairs(&map.borrow()),
            Go::Files(folder) => pairs(&folder.entries(self.files)),
            Go::Int(count) => {
                (0..count.clamp(0, 100_000)).map(|at| (Go::Int(at), Go::Int(at))).collect()
            }
            Go::Unknown => vec![(Go::Unknown, Go::Unknown)],
            Go::Nil => Vec::new(),
            value => {
                self.problem(span, format!("range over a {}", value.kind()));
                Vec::new()
            }
        };
        if items.is_empty() {
            return self.run(other, dot, out);
        }
        let scope = self.variables.len();
        for (key, item) in items {
            match &pipe.variables[..] {
                [] => {}
                [value] => self.set(value, item.clone(), pipe.assigns),
                [index, value, ..] => {
                    self.set(index, key, pipe.assigns);
                    self.set(value, item.clone(), pipe.assigns);
                }
            }
            let flow = self.run(body, &item, out);
            self.variables.truncate(scope);
            if flow == Flow::Break || self.budget.is_spent() || out.text.len() >= MAX_TEXT {
                break;
            }
        }
        Flow::On
    }

    fn set(&mut self, name: &Rc<str>, value: Go, assigns: bool) {
        if assigns
            && let Some(known) = self.variables.iter_mut().rev().find(|(known, _)| known == name)
        {
            known.1 = value;
        } else {
            self.variables.push((name.clone(), value));
        }
    }

    fn declare(&mut self, pipe: &Pipe, value: Go) {
        for name in &pipe.variables {
            self.set(name, value.clone(), pipe.assigns);
        }
    }

    fn pipe(&mut self, pipe: &Pipe, dot: &Go) -> Result<Go, String> {
        let mut last: Option<Go> = None;
        for command in &pipe.commands {
            last = Some(self.command(command, last, dot)?);
        }
        let value = last.ok_or("an action without a command")?;
        self.declare(pipe, value.clone());
        Ok(value)
    }

    fn command(&mut self, words: &[Operand], last: Option<Go>, dot: &Go) -> Result<Go, String> {
        if !self.budget.take(1) {
            return Err("rendering took too many steps".to_owned());
        }
        let (first, rest) = words.split_first().ok_or("a command is missing")?;
        match first {
            Operand::Function(name) if &**name == "and" || &**name == "or" => {
                self.lazily(&**name == "or", rest, last, dot)
            }
            Operand::Function(name) => {
                let mut args = self.operands(rest, dot)?;
                args.extend(last);
                functions::call(self, name, args)
            }
            Operand::Dot(fields) if !fields.is_empty() => {
                let args = self.arguments(rest, last, dot)?;
                self.fields(dot.clone(), fields, args)
            }
            Operand::Variable(name, fields) if !fields.is_empty() => {
                let start = self.variable(name)?;
                let args = self.arguments(rest, last, dot)?;
                self.fields(start, fields, args)
            }
            Operand::Paren(pipe, fields) if !fields.is_empty() => {
                let start = self.pipe(pipe, dot)?;
                let args = self.arguments(rest, last, dot)?;
                self.fields(start, fields, args)
            }
            other => {
                if !rest.is_empty() || last.is_some() {
                    return Err("something that is no function was given an argument".to_owned());
                }
                self.operand(other, dot)
            }
        }
    }

    fn arguments(
        &mut self,
        rest: &[Operand],
        last: Option<Go>,
        dot: &Go,
    ) -> Result<Vec<Go>, String> {
        let mut args = self.operands(rest, dot)?;
        args.extend(last);
        Ok(args)
    }

    /// `and` and `or` look no further than they must.
    fn lazily(
        &mut self,
        or: bool,
        rest: &[Operand],
        last: Option<Go>,
        dot: &Go,
    ) -> Result<Go, String> {
        let mut value = Err("'and' or 'or' without arguments".to_owned());
        for operand in rest {
            let next = self.operand(operand, dot)?;
            let decides = next.truth() == or;
            value = Ok(next);
            if decides {
                return value;
            }
        }
        last.map_or(value, Ok)
    }

    fn operands(&mut self, operands: &[Operand], dot: &Go) -> Result<Vec<Go>, String> {
        operands.iter().map(|operand| self.operand(operand, dot)).collect()
    }

    fn operand(&mut self, operand: &Operand, dot: &Go) -> Result<Go, String> {
        Ok(match operand {
            Operand::Dot(fields) => self.fields(dot.clone(), fields, Vec::new())?,
            Operand::Variable(name, fields) => {
                let start = self.variable(name)?;
                self.fields(start, fields, Vec::new())?
            }
            Operand::Paren(pipe, fields) => {
                let start = self.pipe(pipe, dot)?;
                self.fields(start, fields, Vec::new())?
            }
            Operand::Function(name) => functions::call(self, name, Vec::new())?,
            Operand::Nil => Go::Nil,
            Operand::Bool(value) => Go::Bool(*value),
            Operand::Int(value) => Go::Int(*value),
            Operand::Float(value) => Go::Float(*value),
            Operand::Str(text) => Go::Str(text.clone()),
        })
    }

    fn variable(&self, name: &str) -> Result<Go, String> {
        let found = self.variables.iter().rev().find(|(known, _)| &**known == name);
        found.map(|(_, value)| value.clone()).ok_or(format!("there is no variable '{name}'"))
    }

    /// Follows fields; the last may be a method that takes `args`.
    fn fields(&mut self, start: Go, fields: &[Rc<str>], args: Vec<Go>) -> Result<Go, String> {
        let mut value = start;
        let mut args = Some(args);
        for (at, name) in fields.iter().enumerate() {
            let is_last = at + 1 == fields.len();
            value = match value {
                Go::Map(map) => map.borrow().get(name).cloned().unwrap_or(Go::Nil),
                Go::Files(folder) => {
                    let args = if is_last { args.take().unwrap_or_default() } else { Vec::new() };
                    folder.call(self.files, name, &args)?
                }
                Go::Versions => {
                    let args = if is_last { args.take().unwrap_or_default() } else { Vec::new() };
                    let asked = args.first().map(Go::text).unwrap_or_default();
                    match &**name {
                        "Has" => Go::Bool(functions::has_version(&asked)),
                        other => return Err(format!("versions have no '{other}'")),
                    }
                }
                Go::Unknown => Go::Unknown,
                // Nothing at the start of a chain has fields that are nothing; further on it is an error.
                Go::Nil if at == 0 => return Ok(Go::Nil),
                Go::Nil => return Err(format!("'{name}' of nothing")),
                other => return Err(format!("'{name}' of a {}", other.kind())),
            };
        }
        match args {
            Some(args) if !args.is_empty() && !matches!(value, Go::Unknown) => {
                Err("something that is no function was given an argument".to_owned())
            }
            _ => Ok(value),
        }
    }
}

fn pairs(entries: &Entries) -> Vec<(Go, Go)> {
    entries.iter().map(|(key, value)| (Go::Str(key.clone()), value.clone())).collect()
}

/// Whether a text has something in it that is not known.
pub(super) fn has_hole(text: &str) -> bool {
    text.contains(HOLE)
}
