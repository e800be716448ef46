//! What models make of calls, where the calls are followed.

use tamis_ir::{
    Aggregate, BinaryOperator as B, Call, Constant, Key, Operand, Spread, Statement, StatementKind,
    UnaryOperator, Value,
};
use tamis_rule::{ArgumentBase, ArgumentKey, ModelArgument, SummaryModel};

use super::Table;
use super::sites::{CallSite, argument_of};
use crate::taint::bits::RuleBits;
use crate::taint::call::Operands;
use crate::taint::state::{PlaceId, State};
use crate::taint::trail::{StepNote, step};
use crate::taint::transfer::BodyAnalysis;
use crate::taint::value::{Path, Shape};
use tamis_ir::At;

/// The address that a page has, as browsers give it.
const PAGE: [&str; 6] = [
    "location.href",
    "location.toString()",
    "window.location.href",
    "document.URL",
    "document.documentURI",
    "document.baseURI",
];
/// Condition of a condition of a condition ...
const MAX_DEPTH: usize = 6;

impl<'c> BodyAnalysis<'c, '_> {
    fn table(&self) -> Option<&'c Table> {
        self.cx.models.table(self.cx.project.language(self.file).id)
    }

    /// What reaches the sinks that a call's arguments are.
    pub(crate) fn site_sinks(
        &mut self,
        site: &CallSite,
        call: &Call,
        operands: &Operands<'_>,
        at: At,
        state: &State,
    ) {
        let Some(table) = self.table().filter(|_| self.recording) else { return };
        for sink in &site.sinks {
            let model = table.sinks.item(sink.model);
            if !self.holds(call, &model.when, &model.unless) {
                continue;
            }
            let wanted = &model.arguments[sink.argument as usize];
            let value = selected(wanted, operands);
            let taints = if model.shallow { value.top } else { value.deep() };
            if taints.is_clean() {
                continue;
            }
            for id in &sink.marks {
                let place = At { span: self.cx.mark((self.file, *id)).span, ..at };
                self.sink((self.file, *id), &taints, place, state);
            }
        }
    }

    /// What a call gives, by models that say so.
    pub(crate) fn site_summary(
        &mut self,
        site: &CallSite,
        operands: &Operands<'_>,
        at: At,
        state: &mut State,
    ) -> Option<Shape> {
        let table = self.table()?;
        let mut result = Shape::default();
        for summary in &site.summaries {
            let summary = table.summaries.item(*summary);
            let value = self.carried(summary, operands, at);
            for to in &summary.to {
                let path = path_of(to);
                let place = match &to.base {
                    ArgumentBase::Result => {
                        result.add_shape(&path, &value);
                        continue;
                    }
                    ArgumentBase::Receiver => operands.receiver_place,
                    base => operands
                        .arguments
                        .iter()
                        .enumerate()
                        .find(|(at, (argument, _, _))| match base {
                            ArgumentBase::Position(wanted) => *at == *wanted as usize,
                            ArgumentBase::Name(name) => {
                                argument.name.as_deref() == Some(name.as_str())
                            }
                            _ => false,
                        })
                        .and_then(|(_, (_, _, place))| *place),
                };
                let Some(place) = place else { continue };
                let place = self.places.path(place, &path);
                self.store_at(place, &value, false, state);
                self.store_behind(place, &value, operands, state);
            }
        }
        (!site.summaries.is_empty()).then_some(result)
    }

    /// Adds to the variable behind a borrow that an argument is: `f(&mut x)`.
    fn store_behind(
        &mut self,
        place: PlaceId,
        value: &Shape,
        operands: &Operands<'_>,
        state: &mut State,
    ) {
        let temporary = operands.arguments.iter().find(|(argument, _, _)| {
            argument
                .value
                .place()
                .is_some_and(|it| it.path.is_empty() && self.places.root(it.base) == place)
        });
        let borrowed = temporary.and_then(|(it, _, _)| self.borrowed(&it.value));
        if let Some(behind) = borrowed.cloned() {
            let behind = self.place_id(&behind);
            self.store_at(behind, value, false, state);
        }
    }

    /// Fills arguments with data from outside: `context.Bind(&form)`.
    pub(crate) fn site_fills(
        &mut self,
        site: &CallSite,
        operands: &Operands<'_>,
        at: At,
        state: &mut State,
    ) {
        let Some(table) = self.table() else { return };
        for (model, id) in &site.fills {
            for wanted in &table.fills.item(*model).arguments {
                let ArgumentBase::Position(wanted) = wanted.base else { continue };
                let Some(place) = operands.arguments.get(wanted as usize).and_then(|it| it.2)
                else {
                    continue;
                };
                let mut value = Shape::default();
                self.model_source((self.file, *id), at, &mut value);
                self.store_at(place, &value, false, state);
                self.store_behind(place, &value, operands, state);
            }
        }
    }

    /// The place that a temporary was made of.
    fn borrowed(&self, operand: &Operand) -> Option<&tamis_ir::Place> {
        let place = operand.place().filter(|place| place.path.is_empty())?;
        match &self.definition(place.base)?.kind {
            StatementKind::Assign { value: Value::Use(inner), .. } => inner.place(),
            _ => None,
        }
    }

    fn carried(&self, summary: &SummaryModel, operands: &Operands<'_>, at: At) -> Shape {
        let mut value = Shape::default();
        for from in &summary.from {
            value = value.union(&selected(from, operands));
        }
        if !summary.same {
            value = value.derived();
        }
        if !summary.cleans.is_empty() && !value.is_clean() {
            let bits = self.cx.cleaned_by(&summary.cleans);
            value = value.map(|taints| taints.without(&bits));
        }
        let here = self.here(at.span);
        value.map(|taints| taints.stepped(|trail| step(trail, here, StepNote::Through)))
    }

    /// What a call gives, cleaned and tainted by models.
    pub(crate) fn site_result(
        &mut self,
        site: &CallSite,
        call: &Call,
        result: Shape,
        at: At,
    ) -> Shape {
        let Some(table) = self.table() else { return result };
        let mut result = result;
        for sanitizer in &site.sanitizers {
            let model = table.sanitizers.item(*sanitizer);
            if self.holds(call, &model.when, &model.unless) {
                let bits = self.cx.cleaned_by(&model.kinds);
                result = result.map(|taints| taints.without(&bits));
            }
        }
        if let Some(id) = site.source {
            self.model_source((self.file, id), at, &mut result);
        }
        result
    }

    /// Adds the taint of a source that a model names.
    pub(crate) fn model_source(&self, id: (u32, u32), at: At, shape: &mut Shape) {
        let Some(rules) = self.cx.source_rules(id) else { return };
        let taints = self.begun(id, at, rules.clone());
        *shape = shape.map(|known| known.union(&taints));
    }

    /// Whether constants handed to a call are those wanted.
    fn holds(
        &self,
        call: &Call,
        when: &[(ModelArgument, String)],
        unless: &[(ModelArgument, String)],
    ) -> bool {
        let is = |(argument, wanted): &(ModelArgument, String)| {
            if wanted == "*" {
                return self.is_given(call, argument);
            }
            match wanted.strip_prefix('!') {
                Some(others) => self
                    .literal_of(call, argument)
                    .is_some_and(|found| others.split('|').all(|other| other != found)),
                None => self.constant_of(call, argument).is_some_and(|found| found == *wanted),
            }
        };
        // Several constants of one argument are alternatives.
        let when = when
            .iter()
            .all(|(argument, _)| when.iter().any(|other| other.0 == *argument && is(other)));
        when && !unless.iter().any(is)
    }

    /// Whether a call is given an argument, or a part of it; an object that is not known may have all parts.
    fn is_given(&self, call: &Call, argument: &ModelArgument) -> bool {
        let Some(given) = argument_of(call, &argument.base) else { return false };
        let Some(key) = argument.path.first() else { return true };
        let made = self.made_by(&given.value).map(|statement| &statement.kind);
        match made {
            Some(StatementKind::Assign { value: Value::Function(_), .. }) => false,
            Some(StatementKind::Assign { value: Value::Aggregate(_, elements), .. }) => {
                elements.iter().any(|it| it.spread != Spread::No)
                    || self.element(&given.value, key).is_some()
            }
            Some(StatementKind::Call(_)) => self.element(&given.value, key).is_some(),
            _ => given.value.constant().is_none(),
        }
    }

    fn part_of<'o>(&'o self, call: &'o Call, argument: &ModelArgument) -> Option<&'o Operand> {
        let mut operand = match &argument.base {
            ArgumentBase::Receiver | ArgumentBase::Result => return None,
            base => &argument_of(call, base)?.value,
        };
        for key in &argument.path {
            operand = self.element(operand, key)?;
        }
        Some(operand)
    }

    /// The text, number or truth value that is known to stand at a part of a call.
    fn literal_of(&self, call: &Call, argument: &ModelArgument) -> Option<String> {
        let operand = self.part_of(call, argument)?;
        if let Some(constant) = operand.constant() {
            return Some(text_of(constant));
        }
        match self.facts.keys.get(&operand.at.node)? {
            Key::Name(name) => Some(name.to_string()),
            Key::Index(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// The constant that stands at a part of a call, as text.
    fn constant_of(&self, call: &Call, argument: &ModelArgument) -> Option<String> {
        if let Some(literal) = self.literal_of(call, argument) {
            return Some(literal);
        }
        let operand = self.part_of(call, argument)?;
        // A name of something outside: `yaml.SafeLoader`.
        let kinds = self.cx.kinds.operand(self.cx.project, self.function, operand);
        kinds.iter().find_map(|kind| match kind {
            crate::calls::kinds::Kind::External(name) => Some(name.to_string()),
            _ => None,
        })
    }

    /// An element of a literal, or what a call was given by name: `XMLParser(resolve_entities=False)`.
    fn element<'o>(&'o self, operand: &'o Operand, key: &ArgumentKey) -> Option<&'o Operand> {
        self.element_at(operand, key, 2)
    }

    fn element_at<'o>(
        &'o self,
        operand: &'o Operand,
        key: &ArgumentKey,
        depth: usize,
    ) -> Option<&'o Operand> {
        let statement = self.made_by(operand)?;
        if let (StatementKind::Call(call), ArgumentKey::Name(name)) = (&statement.kind, key) {
            let named = argument_of(call, &ArgumentBase::Name(name.clone())).map(|it| &it.value);
            // Of languages without names for arguments: `createGunzip({ maxOutputLength: 1 })`.
            return named.or_else(|| {
                let depth = depth.checked_sub(1)?;
                call.arguments.iter().find_map(|it| self.element_at(&it.value, key, depth))
            });
        }
        let StatementKind::Assign { value: Value::Aggregate(kind, elements), .. } = &statement.kind
        else {
            return None;
        };
        let wanted = match key {
            ArgumentKey::Name(name) => Key::Name(name.as_str().into()),
            ArgumentKey::Index(at) if *kind != Aggregate::Map => {
                let element = elements.get(usize::try_from(*at).ok()?)?;
                return (element.spread == Spread::No).then_some(&element.value);
            }
            ArgumentKey::Index(at) => Key::Index(*at),
            ArgumentKey::Any => return None,
        };
        elements.iter().rev().find_map(|element| match &element.key {
            Some(tamis_ir::ElementKey::Constant(key)) if *key == wanted => Some(&element.value),
            _ => None,
        })
    }

    /// The statement that makes the value of an operand, also through variables written once.
    fn made_by(&self, operand: &Operand) -> Option<&Statement> {
        let mut place = operand.place().filter(|place| place.path.is_empty())?;
        for _ in 0..MAX_DEPTH {
            let statement = match self.definition(place.base) {
                Some(statement) => statement,
                None => self.only_write(place.base)?,
            };
            match &statement.kind {
                StatementKind::Assign { value: Value::Use(inner), .. } => {
                    place = inner.place().filter(|place| place.path.is_empty())?;
                }
                _ => return Some(statement),
            }
        }
        None
    }

    fn only_write(&self, local: tamis_ir::LocalId) -> Option<&Statement> {
        let mut statements = self.body.blocks.iter().flat_map(|block| &block.statements);
        let mut writes = statements.by_ref().filter(|statement| {
            matches!(&statement.kind, StatementKind::Assign { target, .. }
                if target.base == local && target.path.is_empty())
        });
        let first = writes.next()?;
        writes.next().is_none().then_some(first)
    }

    /// Cleans what a call has told to be harmless, where `condition` is `truth`.
    pub(crate) fn model_guards(&mut self, condition: &Operand, truth: bool, state: &mut State) {
        let Some((call, truth)) = self.tested_call(condition, truth) else { return };
        let call: &Call = call;
        let (cx, function) = (self.cx, self.function);
        let Some(site) = cx.sites.calls.get(&(function, call.target)) else { return };
        let Some(table) = self.table() else { return };
        for guard in &site.guards {
            let model = table.guards.item(*guard);
            if model.gives != truth {
                continue;
            }
            let base = model.argument.as_ref().map_or(&ArgumentBase::Position(0), |it| &it.base);
            let place = match base {
                ArgumentBase::Receiver => call.callee.place().and_then(|place| {
                    let mut place = place.clone();
                    place.path.pop()?;
                    Some(place)
                }),
                base => argument_of(call, base).and_then(|it| it.value.place()).cloned(),
            };
            let Some(place) = place else { continue };
            let bits = cx.cleaned_by(&model.kinds);
            let id = self.place_id(&place);
            let mut all = vec![id];
            all.extend(state.same_objects(&mut self.places, id));
            for place in all {
                state.change(&mut self.places, place, |taints| taints.without(&bits));
            }
        }
    }

    /// The call that a condition is the result of, and what it then gives.
    fn tested_call(&self, condition: &Operand, truth: bool) -> Option<(&'c Call, bool)>
    where
        Self: 'c,
    {
        let (mut condition, mut truth) = (condition, truth);
        for _ in 0..MAX_DEPTH {
            let place = condition.place().filter(|place| place.path.is_empty())?;
            match &self.definition(place.base)?.kind {
                StatementKind::Assign { value: Value::Use(inner), .. } => condition = inner,
                StatementKind::Assign {
                    value: Value::Unary(UnaryOperator::Not, inner), ..
                } => (condition, truth) = (inner, !truth),
                StatementKind::Call(call) => return Some((call, truth)),
                _ => return None,
            }
        }
        None
    }

    /// Whether text that begins with this constant goes to a host, and to a place there, that the rest cannot change.
    pub(crate) fn fixes_host(&self, first: &Operand) -> bool {
        self.fixes_host_at(first, MAX_DEPTH)
    }

    fn fixes_host_at(&self, first: &Operand, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        if let Some(text) = self.text_known(first) {
            return fixes_host(&text);
        }
        if self.is_address_of_page(first) {
            return true;
        }
        let made = first.place().and_then(|place| self.definition(place.base));
        match made.map(|statement| &statement.kind) {
            Some(StatementKind::Assign { value: Value::Binary(B::Add, left, right), .. }) => {
                self.fixes_host_at(left, depth) || self.begins_query(right)
            }
            Some(StatementKind::Assign { value: Value::Template(parts), .. }) => {
                parts.first().is_some_and(|first| self.fixes_host_at(first, depth))
                    || parts.iter().any(|part| self.begins_query(part))
            }
            _ => false,
        }
    }

    /// Whether text begins with the address that a page has: what follows leads nowhere else.
    pub(crate) fn is_address_of_page(&self, first: &Operand) -> bool {
        let kinds = self.cx.kinds.operand(self.cx.project, self.function, first);
        kinds.iter().any(|kind| match kind {
            crate::calls::kinds::Kind::External(name) => PAGE.contains(&&**name),
            _ => false,
        })
    }

    /// Whether what follows this constant is no part of the host, for a question mark stands before it.
    pub(crate) fn begins_query(&self, part: &Operand) -> bool {
        self.text_known(part).is_some_and(|text| has_query(&text))
    }

    fn text_known(&self, operand: &Operand) -> Option<tamis_ir::Name> {
        match operand.constant() {
            Some(Constant::String(text)) => Some(text.clone()),
            Some(_) => None,
            None => match self.facts.keys.get(&operand.at.node)? {
                Key::Name(text) => Some(text.clone()),
                _ => None,
            },
        }
    }
}

fn fixes_host(text: &str) -> bool {
    if let Some((_, rest)) = text.split_once("://") {
        let host = rest.split(['/', '?', '#']).next().unwrap_or("");
        // Of a format string, what is put in may stand in the host.
        let open = host.contains(['%', '{', '$']) || host.is_empty();
        return !open && rest.len() > host.len();
    }
    if has_query(text) {
        return true;
    }
    let start = text.trim_start_matches(['/', '\\']);
    let slashes = text.len() - start.len();
    // A segment of the path that is over, or begins behind a single slash.
    let segment: usize = start.bytes().take_while(|b| is_of_segment(*b)).count();
    match slashes {
        0 => segment > 0 && start[segment..].starts_with('/'),
        1 => !matches!(start.chars().next(), None | Some('%' | '{' | '$')),
        2 => segment > 0 && start[segment..].starts_with('/'),
        _ => false,
    }
}

/// Whether a question mark or `#` stands before what a format may put in.
fn has_query(text: &str) -> bool {
    text.split(['%', '{', '$']).next().is_some_and(|start| start.contains(['?', '#']))
}

fn is_of_segment(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'~')
}

fn text_of(constant: &Constant) -> String {
    match constant {
        Constant::String(text) | Constant::Number(text) => text.to_string(),
        Constant::Int(number) => number.to_string(),
        Constant::Bool(truth) => truth.to_string(),
        Constant::Null => "null".to_owned(),
    }
}

fn path_of(argument: &ModelArgument) -> Path {
    argument
        .path
        .iter()
        .map(|key| match key {
            ArgumentKey::Name(name) => Key::Name(name.as_str().into()),
            ArgumentKey::Index(at) => Key::Index(*at),
            ArgumentKey::Any => Key::Any,
        })
        .collect()
}

/// The value of a part of a call.
fn selected(wanted: &ModelArgument, operands: &Operands<'_>) -> Shape {
    let whole = match &wanted.base {
        ArgumentBase::Receiver => operands.receiver.clone(),
        ArgumentBase::Result => Shape::default(),
        ArgumentBase::All => from(operands, 0),
        ArgumentBase::From(at) => from(operands, *at as usize),
        ArgumentBase::Position(at) => position(operands, *at as usize),
        ArgumentBase::Name(name) => named(operands, name),
    };
    whole.project_all(&path_of(wanted))
}

fn from(operands: &Operands<'_>, first: usize) -> Shape {
    let mut all = Shape::default();
    for (at, (argument, value, _)) in operands.arguments.iter().enumerate() {
        if at < first && argument.name.is_none() && argument.spread == Spread::No {
            continue;
        }
        all = match argument.spread {
            Spread::No => all.union(value),
            _ => all.union(&value.project(&Key::Any)),
        };
    }
    all
}

fn position(operands: &Operands<'_>, wanted: usize) -> Shape {
    let mut at = 0;
    for (argument, value, _) in &operands.arguments {
        match (argument.spread, &argument.name) {
            (Spread::List, _) => {
                let index = wanted.saturating_sub(at) as i64;
                return value.project(&Key::Index(index));
            }
            (Spread::No, None) if at == wanted => return value.clone(),
            (Spread::No, None) => at += 1,
            _ => {}
        }
    }
    Shape::default()
}

fn named(operands: &Operands<'_>, wanted: &str) -> Shape {
    let mut all = Shape::default();
    for (argument, value, _) in &operands.arguments {
        match (argument.spread, &argument.name) {
            (Spread::No, Some(name)) if &**name == wanted => return value.clone(),
            (Spread::Map, _) => all = all.union(&value.project(&Key::Name(wanted.into()))),
            _ => {}
        }
    }
    all
}

impl crate::taint::context::Context<'_> {
    /// Rules whose sinks are of one of `kinds`; of none: of all that use models.
    pub(crate) fn cleaned_by(&self, kinds: &[String]) -> RuleBits {
        if kinds.is_empty() {
            return self.modelled.clone();
        }
        let mut bits = RuleBits::default();
        for kind in kinds {
            if let Some(found) = self.by_kind.get(kind.as_str()) {
                bits.add(found);
            }
        }
        bits
    }

    /// Rules of a source that a model names, or none of them is of use.
    pub(crate) fn source_rules(&self, id: (u32, u32)) -> Option<&RuleBits> {
        self.sites.source_rules.get(&id)
    }
}

#[cfg(test)]
mod tests {
    use super::fixes_host;

    #[test]
    fn what_comes_after_a_host_cannot_change_it() {
        for text in
            ["https://a.example/", "/users/", "https://a?q=", "users/", "//a/", "?next=", "a.html#"]
        {
            assert!(fixes_host(text), "{text}");
        }
        for text in [
            "",
            "https://",
            "https://a.example",
            "/",
            "a",
            "https://%s/x",
            "/\\",
            "//x",
            "//",
            "a:/",
            "%s?x=",
        ] {
            assert!(!fixes_host(text), "{text}");
        }
    }
}
