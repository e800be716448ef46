//! The evaluator of expressions.
//!
//! For: an expression and a [`Scope`] to a [`Value`] that knows where it stands, how it came there, and what of it is
//! not known and why.
//! Not for: what names stand for (`instance.rs`), blocks of resources (`expand.rs`), functions (`functions/`).
//!
//! A resource as a whole is a *handle*: unknown, but naming the resource, so that a later `.attribute` can be looked
//! up. Evaluation is on demand and each thing is evaluated once; what asks for itself is unknown, for a cycle.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use tamis_finding::NoticeKind;
use tamis_syntax::{FileId, Span};

use super::ast::{Call, Expr, ExprKind, For, Part as TemplatePart, Step};
use super::functions;
use super::instance::{Instance, Slot, Target};
use super::lower::Kinds;
use super::module::Module;
use super::operators::{self, error, is_open, open};
use super::scope::Scope;
use super::types::{to_bool, unknown_of};
use crate::dialect::{Context, Source};
use crate::number::Number;
use crate::origin::{How, Origin, Place};
use crate::value::{Attribute, Kind, Map, Part, Reason, Reference, Value};

/// Evaluates the modules below one root.
pub(crate) struct Evaluator<'c, 'f, 's> {
    pub(crate) cx: &'c mut Context<'f>,
    pub(crate) kinds: &'s Kinds,
    /// Scanned sources by folder.
    pub(crate) folders: &'s FxHashMap<Arc<str>, Vec<&'s Source>>,
    /// Definitions by folder; `None` for a folder that is not there.
    pub(crate) modules: &'c mut FxHashMap<Arc<str>, Option<Arc<Module>>>,
    /// Folder of the root module.
    pub(crate) root: Arc<str>,
    /// Folders of installed modules by key (`a.b`), as `.terraform/modules/modules.json` lists them.
    pub(crate) installed: FxHashMap<String, String>,
    pub(crate) instances: Vec<Instance>,
    pub(crate) targets: FxHashMap<Arc<str>, Target>,
    pub(crate) attributes: FxHashMap<(Arc<str>, Arc<str>), Slot>,
    /// Attributes of resources that the running evaluation has asked for itself, not through a local or a variable.
    pub(crate) touched: Vec<Reference>,
    pub(crate) said: FxHashSet<String>,
    depth: usize,
    /// Steps and elements left for this root.
    steps: u64,
    made: u64,
}

/// Steps of one root module.
const MAX_STEPS: u64 = 20_000_000;

/// Elements that the `for` expressions of one root module may make.
const MAX_MADE: u64 = 1_000_000;

/// Values within one value, shared ones counted each time, that anything but taking it over may walk.
const MAX_WEIGHT: usize = 300_000;

/// Expressions within expressions, through names as well.
const MAX_DEPTH: usize = 1500;

/// Elements that one `for` or one expansion may have.
pub(crate) const MAX_ELEMENTS: usize = 100_000;

impl<'c, 'f, 's> Evaluator<'c, 'f, 's> {
    pub(crate) fn new(
        cx: &'c mut Context<'f>,
        kinds: &'s Kinds,
        folders: &'s FxHashMap<Arc<str>, Vec<&'s Source>>,
        modules: &'c mut FxHashMap<Arc<str>, Option<Arc<Module>>>,
        root: Arc<str>,
    ) -> Self {
        Evaluator {
            cx,
            kinds,
            folders,
            modules,
            root,
            installed: FxHashMap::default(),
            instances: Vec::new(),
            targets: FxHashMap::default(),
            attributes: FxHashMap::default(),
            touched: Vec::new(),
            said: FxHashSet::default(),
            depth: 0,
            steps: MAX_STEPS,
            made: MAX_MADE,
        }
    }

    /// Evaluates. Never fails: what cannot be known is unknown.
    pub(crate) fn eval(&mut self, expr: &Expr, scope: &Scope) -> Value {
        if self.depth >= MAX_DEPTH || self.is_spent() {
            return self.spent(origin(scope, expr.span));
        }
        self.steps -= 1;
        self.depth += 1;
        let value = self.eval_kind(expr, scope);
        self.depth -= 1;
        value
    }

    /// Takes a step of the project's budget, and says whether that or the root's own is used up.
    fn is_spent(&mut self) -> bool {
        self.steps == 0 || self.made == 0 || !self.cx.budget.take(1)
    }

    /// The value, or nothing known of one that is too large to be walked.
    pub(crate) fn bounded(&mut self, value: Value) -> Value {
        if weight(&value, MAX_WEIGHT) < MAX_WEIGHT { value } else { self.spent(value.origin) }
    }

    fn spent(&mut self, origin: Origin) -> Value {
        let message = "evaluation of Terraform was given up: too many or too deeply nested steps";
        self.say(NoticeKind::Budget, None, message.to_owned());
        Value::unknown(Reason::Budget, "too many steps", origin)
    }

    /// A notice, once a root.
    pub(crate) fn say(&mut self, kind: NoticeKind, place: Option<Place>, message: String) {
        if !self.said.insert(message.clone()) {
            return;
        }
        let source = place.and_then(|place| {
            let mut sources = self.folders.values().flatten();
            Some((*sources.find(|source| source.file == place.file)?, place.span))
        });
        self.cx.notice(kind, source, message);
    }

    fn eval_kind(&mut self, expr: &Expr, scope: &Scope) -> Value {
        let own = || origin(scope, expr.span);
        match &expr.kind {
            ExprKind::Null => Value::null(own()),
            ExprKind::Bool(value) => Value::bool(*value, own()),
            ExprKind::Number(value) => Value::number(*value, own()),
            ExprKind::Text(text) => Value::string(text.clone(), own()),
            ExprKind::Template(parts) => self.template(parts, expr.span, scope),
            ExprKind::Tuple(items) => {
                let items = items.iter().map(|item| self.eval(item, scope)).collect();
                Value::list(items, own())
            }
            ExprKind::Object(entries) => self.object(entries, expr.span, scope),
            ExprKind::For(node) => self.for_expression(node, expr.span, scope),
            ExprKind::Name(name) => match scope.get(name) {
                Some(value) => seen_from(value, own()),
                // Terraform refuses `True` and `False`; people write them, and mean one thing.
                None if &**name == "True" => Value::bool(true, own()),
                None if &**name == "False" => Value::bool(false, own()),
                None => self.undefined(name, own()),
            },
            ExprKind::Member(base, name) => self.member_expression(base, name, expr, scope),
            ExprKind::Index(base, index) => {
                let base = self.eval(base, scope);
                let index = self.eval(index, scope);
                self.index(&base, &index, own())
            }
            ExprKind::Splat(base, steps) => self.splat(base, steps, expr.span, scope),
            ExprKind::Call(call) => self.call(call, expr.span, scope),
            ExprKind::Not(operand) => {
                let operand = self.eval(operand, scope);
                operators::not(&operand, derived(own(), &[&operand]))
            }
            ExprKind::Negate(operand) => {
                let operand = self.eval(operand, scope);
                operators::negate(&operand, derived(own(), &[&operand]))
            }
            ExprKind::Binary(operator, operands) => {
                let left = self.eval(&operands.0, scope);
                let right = self.eval(&operands.1, scope);
                let (left, right) = (self.bounded(left), self.bounded(right));
                operators::binary(*operator, &left, &right, derived(own(), &[&left, &right]))
            }
            ExprKind::Conditional(parts) => self.conditional(parts, expr.span, scope),
            ExprKind::Invalid => {
                Value::unknown(Reason::Error, "an expression that does not parse", own())
            }
        }
    }

    fn undefined(&mut self, name: &str, origin: Origin) -> Value {
        Value::unknown(Reason::Undefined, format!("'{name}'"), origin)
    }

    fn conditional(&mut self, parts: &(Expr, Expr, Expr), span: Span, scope: &Scope) -> Value {
        let (condition, then, other) = parts;
        let decided = self.eval(condition, scope);
        match to_bool(&decided).map(|value| value.kind) {
            Some(Kind::Bool(true)) => self.eval(then, scope),
            Some(Kind::Bool(false)) => self.eval(other, scope),
            Some(Kind::Unknown(_)) => {
                let (then, other) = (self.eval(then, scope), self.eval(other, scope));
                let (then, other) = (self.bounded(then), self.bounded(other));
                if then.is_wholly_known() && then == other {
                    return then;
                }
                Value { origin: origin(scope, span), ..unknown_of(&decided) }
            }
            _ => error("a condition that is no truth value", origin(scope, span)),
        }
    }

    fn object(&mut self, entries: &[(Expr, Expr)], span: Span, scope: &Scope) -> Value {
        let mut map = Map::default();
        for (key_expr, value_expr) in entries {
            let key = self.eval(key_expr, scope);
            let value = self.eval(value_expr, scope);
            let Some(name) = key.to_text() else {
                if key.is_wholly_known() {
                    return error("a key that is no text", origin(scope, span));
                }
                // Imprecise: an entry whose key is not known is left out; see fixtures/terraform/unknown-key.
                continue;
            };
            let place = Some(Place::new(scope.file, key_expr.span.cover(value_expr.span)));
            map.insert(name, Attribute { value, place });
        }
        Value::map(map, origin(scope, span))
    }

    fn for_expression(&mut self, node: &For, span: Span, scope: &Scope) -> Value {
        let collection = self.eval(&node.collection, scope);
        let own = derived(origin(scope, span), &[&collection]);
        let Some(items) = self.elements(&collection) else {
            return if collection.is_unknown() {
                Value { origin: own, ..unknown_of(&collection) }
            } else {
                error(format!("'for' over {}", collection.describe()), own)
            };
        };
        let (mut list, mut map) = (Vec::new(), Map::default());
        let mut grouped: indexmap::IndexMap<Arc<str>, Vec<Value>> = indexmap::IndexMap::default();
        for (key, item) in items {
            self.made = self.made.saturating_sub(1);
            if self.is_spent() {
                return self.spent(own);
            }
            let mut inner = scope.with(&node.value, item);
            if let Some(name) = &node.key {
                inner = inner.with(name, key);
            }
            let mut uncertain = None;
            if let Some(condition) = &node.condition {
                let holds = self.eval(condition, &inner);
                match to_bool(&holds).map(|value| value.kind) {
                    Some(Kind::Bool(true)) => {}
                    Some(Kind::Bool(false)) => continue,
                    Some(Kind::Unknown(_)) => uncertain = Some(unknown_of(&holds)),
                    _ => return error("a condition that is no truth value", own),
                }
            }
            let Some(key_expr) = &node.result_key else {
                // An element that may be left out makes the length unknown, and is itself not certain.
                list.push(match uncertain {
                    Some(unknown) => open(&unknown),
                    None => self.eval(&node.result, &inner),
                });
                continue;
            };
            let key = self.eval(key_expr, &inner);
            if let Some(unknown) =
                uncertain.or_else(|| (!key.is_wholly_known()).then(|| unknown_of(&key)))
            {
                return Value { origin: own, ..unknown };
            }
            let Some(name) = key.to_text() else { return error("a key that is no text", own) };
            let value = self.eval(&node.result, &inner);
            if node.group {
                grouped.entry(name).or_default().push(value);
            } else {
                let place = value.origin.place;
                map.insert(name, Attribute { value, place });
            }
        }
        if node.result_key.is_none() {
            return Value::list(list, own);
        }
        for (name, values) in grouped {
            let value = Value::list(values, own.clone());
            map.insert(name, Attribute { value, place: own.place });
        }
        Value::map(map, own)
    }

    /// Keys and elements of a collection, in Terraform's order (maps by key); `None` if it is none or not known.
    pub(crate) fn elements(&mut self, collection: &Value) -> Option<Vec<(Value, Value)>> {
        Some(match &collection.kind {
            Kind::List(items) => items
                .iter()
                .take(MAX_ELEMENTS)
                .enumerate()
                .map(|(at, item)| (Value::whole(at as i128, item.origin.clone()), item.clone()))
                .collect(),
            Kind::Map(entries) => {
                let mut sorted: Vec<_> = entries.iter().take(MAX_ELEMENTS).collect();
                sorted.sort_by(|a, b| a.0.cmp(b.0));
                sorted
                    .into_iter()
                    .map(|(key, entry)| {
                        let origin = Origin { place: entry.place, from: None };
                        (Value::string(key.clone(), origin), entry.value.clone())
                    })
                    .collect()
            }
            _ => return None,
        })
    }

    fn template(&mut self, parts: &[TemplatePart], span: Span, scope: &Scope) -> Value {
        let (mut out, mut from) = (Vec::new(), None);
        match self.template_parts(parts, scope, &mut out, &mut from) {
            Ok(()) => {
                let place = Some(Place::new(scope.file, span));
                Value::template(out, Origin { place, from })
            }
            Err(failed) => Value { origin: origin(scope, span), ..failed },
        }
    }

    fn template_parts(
        &mut self,
        parts: &[TemplatePart],
        scope: &Scope,
        out: &mut Vec<Part>,
        from: &mut Option<Arc<crate::origin::Step>>,
    ) -> Result<(), Value> {
        for part in parts {
            self.made = self.made.saturating_sub(1);
            if self.is_spent() {
                return Err(self.spent(Origin::none()));
            }
            match part {
                TemplatePart::Text(text) => out.push(Part::Literal(text.clone())),
                TemplatePart::Value(expr) => {
                    let value = self.eval(expr, scope);
                    if from.is_none() {
                        from.clone_from(&value.origin.from);
                    }
                    self.splice(value, out)?;
                }
                TemplatePart::If { condition, then, other } => {
                    let decided = self.eval(condition, scope);
                    match to_bool(&decided).map(|value| value.kind) {
                        Some(Kind::Bool(true)) => self.template_parts(then, scope, out, from)?,
                        Some(Kind::Bool(false)) => self.template_parts(other, scope, out, from)?,
                        Some(Kind::Unknown(unknown)) => out.push(Part::Unknown(unknown)),
                        _ => {
                            return Err(error(
                                "a condition that is no truth value",
                                Origin::none(),
                            ));
                        }
                    }
                }
                TemplatePart::For { key, value, collection, body } => {
                    let collection = self.eval(collection, scope);
                    let Some(items) = self.elements(&collection) else {
                        let Kind::Unknown(unknown) = unknown_of(&collection).kind else { continue };
                        out.push(Part::Unknown(unknown));
                        continue;
                    };
                    for (at, item) in items {
                        let mut inner = scope.with(value, item);
                        if let Some(key) = key {
                            inner = inner.with(key, at);
                        }
                        self.template_parts(body, &inner, out, from)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Puts a value into a text.
    fn splice(&mut self, value: Value, out: &mut Vec<Part>) -> Result<(), Value> {
        match &value.kind {
            Kind::Template(parts) => out.extend(parts.iter().cloned()),
            Kind::Unknown(unknown) if unknown.reason == Reason::Error => return Err(value),
            Kind::Unknown(unknown) => out.push(Part::Unknown(unknown.clone())),
            _ => match value.to_text() {
                Some(text) => out.push(Part::Literal(text)),
                None => {
                    let what = format!("{} within a text", value.describe());
                    return Err(error(what, value.origin));
                }
            },
        }
        Ok(())
    }

    fn member_expression(
        &mut self,
        base: &Expr,
        name: &Arc<str>,
        expr: &Expr,
        scope: &Scope,
    ) -> Value {
        let own = origin(scope, expr.span);
        if let Some(value) = self.named(base, name, expr.span, scope) {
            return value;
        }
        let base = self.eval(base, scope);
        self.member(&base, name, own)
    }

    /// `base.name`.
    pub(crate) fn member(&mut self, base: &Value, name: &Arc<str>, own: Origin) -> Value {
        match &base.kind {
            Kind::Map(entries) => match entries.get(name) {
                Some(entry) => seen_from(&entry.value, inherit(own, base)),
                None => error(format!("attribute '{name}', which is not there"), own),
            },
            Kind::Unknown(unknown) => match &unknown.refers {
                Some(refers) => self.handle_member(&refers.clone(), unknown.reason, name, own),
                None => seen_from(base, own),
            },
            Kind::List(items) => match name.parse::<usize>() {
                Ok(at) => items.get(at).map_or_else(
                    || error("an index outside the list", own.clone()),
                    |item| seen_from(item, own.clone()),
                ),
                // A nested block that may stand once was an object in old versions.
                Err(_) if items.len() == 1 && items[0].as_map().is_some() => {
                    self.member(&items[0].clone(), name, own)
                }
                Err(_) => error(format!("attribute '{name}' of a list"), own),
            },
            _ => error(format!("attribute '{name}' of {}", base.describe()), own),
        }
    }

    /// `base[index]`.
    pub(crate) fn index(&mut self, base: &Value, index: &Value, own: Origin) -> Value {
        let own = inherit(own, base);
        if let Kind::Unknown(unknown) = &base.kind {
            let is_whole = unknown.refers.as_ref().is_some_and(|r| r.attribute.is_empty());
            if let (Some(refers), Some(key)) = (&unknown.refers, index.to_text())
                && !is_whole
            {
                let attribute = Arc::from(format!("{}[{key}]", refers.attribute));
                let refers = Reference { resource: refers.resource.clone(), attribute };
                return Value { origin: own, ..computed(refers, unknown.reason) };
            }
            if let (true, Some(key)) = (is_whole, index.as_str())
                && let Some(refers) = unknown.refers.clone()
                && !self.is_repeated(&refers.resource)
            {
                return self.handle_member(&refers, unknown.reason, &Arc::from(key), own);
            }
            return seen_from(base, own);
        }
        if index.is_unknown() || matches!(index.kind, Kind::Template(_)) {
            return Value { origin: own, ..unknown_of(index) };
        }
        match &base.kind {
            Kind::List(items) => {
                let at = index.as_number().or_else(|| Number::parse(index.as_str()?));
                let at = at.and_then(|at| usize::try_from(at.as_whole()?).ok());
                let Some(at) = at else { return error("an index that is no whole number", own) };
                if let Some(rest) =
                    items.iter().take(at + 1).find(|i| is_open(std::slice::from_ref(i)))
                {
                    return Value { origin: own, ..unknown_of(rest) };
                }
                match items.get(at) {
                    Some(item) => seen_from(item, own),
                    None => error("an index outside the list", own),
                }
            }
            Kind::Map(entries) => {
                let entry = index.to_text().and_then(|key| entries.get(&key));
                match entry {
                    Some(entry) => seen_from(&entry.value, own),
                    None => error("a key that is not in the map", own),
                }
            }
            _ => error(format!("an index into {}", base.describe()), own),
        }
    }

    fn splat(&mut self, base: &Expr, steps: &[Step], span: Span, scope: &Scope) -> Value {
        let base = self.eval(base, scope);
        let own = derived(origin(scope, span), &[&base]);
        let items = match &base.kind {
            Kind::List(items) => items.to_vec(),
            Kind::Null => Vec::new(),
            Kind::Unknown(unknown) => match &unknown.refers {
                Some(refers) if refers.attribute.is_empty() => vec![base.clone()],
                _ => return Value { origin: own, ..base },
            },
            _ => vec![base.clone()],
        };
        let mut results = Vec::with_capacity(items.len());
        for item in items {
            let mut value = item;
            for step in steps {
                let at = value.origin.clone();
                value = match step {
                    Step::Member(name) => self.member(&value, name, at),
                    Step::Index(index) => {
                        let index = self.eval(index, scope);
                        self.index(&value, &index, at)
                    }
                };
            }
            results.push(value);
        }
        Value::list(results, own)
    }

    fn call(&mut self, call: &Call, span: Span, scope: &Scope) -> Value {
        let own = origin(scope, span);
        let name = call.name.strip_prefix("core::").unwrap_or(&call.name);
        match name {
            "try" => return self.try_function(call, own, scope),
            "can" => {
                let Some(first) = call.arguments.first() else { return error("can()", own) };
                let value = self.eval(first, scope);
                return match failure(&value) {
                    Some(true) => Value::bool(false, own),
                    Some(false) => Value::bool(true, own),
                    None => Value { origin: own, ..unknown_of(&value) },
                };
            }
            _ => {}
        }
        let mut arguments = Vec::with_capacity(call.arguments.len());
        for argument in &call.arguments {
            arguments.push(self.eval(argument, scope));
        }
        if call.spread
            && let Some(last) = arguments.pop()
        {
            match &last.kind {
                Kind::List(items) => arguments.extend(items.iter().cloned()),
                Kind::Unknown(_) => return Value { origin: own, ..unknown_of(&last) },
                _ => return error("'...' after something that is no list", own),
            }
        }
        let weight: usize = arguments.iter().map(|a| weight(a, MAX_WEIGHT)).sum();
        if weight >= MAX_WEIGHT {
            return self.spent(own);
        }
        // The result tells where it came from only if one argument does.
        let from = arguments.iter().find(|argument| argument.origin.from.is_some());
        let own = match from {
            Some(argument) => argument.origin.via(How::Call, name, own.place),
            None => own,
        };
        functions::call(self, name, &arguments, own)
    }

    /// The first argument that does not fail. One of which that is not known leaves the result unknown.
    fn try_function(&mut self, call: &Call, own: Origin, scope: &Scope) -> Value {
        for argument in &call.arguments {
            let value = self.eval(argument, scope);
            match failure(&value) {
                Some(false) => return value,
                Some(true) => {}
                None => return Value { origin: own, ..unknown_of(&value) },
            }
        }
        error("try(), of which every argument fails", own)
    }

    /// Evaluates a text that was read at run time, as `templatefile` does.
    pub(crate) fn run_template(&mut self, text: &str, names: &Map, own: Origin) -> Value {
        const MARK: &str = "TAMIS_END_OF_TEMPLATE";
        let wrapped = format!("_ = <<{MARK}\n{text}\n{MARK}\n");
        let Some((_, tree)) = self.cx.files.parse("hcl", &wrapped) else {
            return Value::unknown(Reason::Unsupported, "a template", own);
        };
        let file = own.place.map_or(FileId(0), |place| place.file);
        let (body, _) = super::lower::file(&tree, &wrapped, self.kinds);
        let Some(attribute) = body.attributes.first() else { return error("a template", own) };
        let mut scope = Scope::sealed(file);
        for (name, entry) in names {
            scope = scope.with(name, entry.value.clone());
        }
        let value = self.eval(&attribute.value, &scope);
        // The line that ends before the mark is ours.
        match &value.kind {
            Kind::String(text) => {
                Value::string(text.strip_suffix('\n').unwrap_or(text).to_owned(), own)
            }
            Kind::Template(parts) => {
                let mut parts = parts.to_vec();
                if let Some(Part::Literal(last)) = parts.last_mut() {
                    *last = Arc::from(last.strip_suffix('\n').unwrap_or(last));
                }
                Value::template(parts, own)
            }
            _ => Value { origin: own, ..value },
        }
    }
}

/// Number of values in a value, up to `most`: shared ones count each time.
fn weight(value: &Value, most: usize) -> usize {
    let add = |sum: usize, value: &Value| {
        if sum >= most { sum } else { sum + weight(value, most - sum) }
    };
    match &value.kind {
        Kind::List(items) => items.iter().fold(1, add),
        Kind::Map(entries) => entries.values().fold(1, |sum, entry| add(sum, &entry.value)),
        Kind::String(text) => 1 + text.len() / 64,
        _ => 1,
    }
}

/// Where an expression stands.
pub(crate) fn origin(scope: &Scope, span: Span) -> Origin {
    Origin::literal(scope.file, span)
}

/// The value as it is seen from another place: what it came from stays.
pub(crate) fn seen_from(value: &Value, own: Origin) -> Value {
    let from = value.origin.from.clone().or(own.from);
    let from = match (&from, value.origin.place) {
        // A literal elsewhere: remember where.
        (None, Some(place)) if own.place.is_some_and(|own| own != place) => {
            value.origin.via(How::Element, "value", None).from
        }
        _ => from,
    };
    Value { kind: value.kind.clone(), origin: Origin { place: own.place, from } }
}

/// `own`, with the history of `base` if it has none.
fn inherit(own: Origin, base: &Value) -> Origin {
    Origin { from: own.from.or_else(|| base.origin.from.clone()), place: own.place }
}

/// `own`, with the history of the first operand that has one.
fn derived(own: Origin, operands: &[&Value]) -> Origin {
    let from = operands.iter().find_map(|operand| operand.origin.from.clone());
    Origin { place: own.place, from }
}

/// An attribute of a resource that is not known, for `reason`.
pub(crate) fn computed(refers: Reference, reason: Reason) -> Value {
    let value = Value::computed(refers, Origin::none());
    match value.kind {
        Kind::Unknown(unknown) if reason != unknown.reason => {
            let mut unknown = (*unknown).clone();
            unknown.reason = reason;
            Value::new(Kind::Unknown(Arc::new(unknown)), value.origin)
        }
        kind => Value::new(kind, value.origin),
    }
}

/// Whether the evaluation of a value fails; `None` if that is not known.
fn failure(value: &Value) -> Option<bool> {
    match &value.kind {
        Kind::Unknown(unknown) => match unknown.reason {
            Reason::Error | Reason::Undefined | Reason::Cycle => Some(true),
            Reason::Computed => Some(false),
            _ => None,
        },
        Kind::List(items) => items.iter().find_map(|i| failure(i).filter(|f| *f)).or(Some(false)),
        Kind::Map(entries) => {
            let failed = |entry: &Attribute| failure(&entry.value).filter(|failed| *failed);
            entries.values().find_map(failed).or(Some(false))
        }
        _ => Some(false),
    }
}
