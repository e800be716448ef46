//! The functions of templates.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::dialect::Budget;
use crate::origin::{How, Origin};
use crate::truth::Truth;
use crate::value::{Attribute, Kind, Map, Part, Reason, Reference, Unknown, Value};

/// Evaluates the properties of one template.
pub(super) struct Evaluator<'t> {
    template: &'t Value,
    /// Before names in addresses: templates know nothing of each other.
    file: &'t str,
    pub(super) budget: Budget,
    conditions: FxHashMap<String, Truth>,
    /// Conditions being worked out, innermost last.
    open: Vec<String>,
    path: Vec<Arc<str>>,
    references: Vec<Found>,
}

/// A reference to another resource of the template.
pub(super) struct Found {
    pub(super) to: Arc<str>,
    pub(super) path: Arc<str>,
    pub(super) attribute: Arc<str>,
}

impl<'t> Evaluator<'t> {
    pub(super) fn new(template: &'t Value, file: &'t str, budget: Budget) -> Self {
        Evaluator {
            template,
            file,
            budget,
            conditions: FxHashMap::default(),
            open: Vec::new(),
            path: Vec::new(),
            references: Vec::new(),
        }
    }

    /// The address of a resource of this template.
    pub(super) fn address(&self, name: &str) -> Arc<str> {
        Arc::from(format!("{}:{name}", self.file))
    }

    /// References met since the last call.
    pub(super) fn take_references(&mut self) -> Vec<Found> {
        std::mem::take(&mut self.references)
    }

    /// Properties, evaluated.
    pub(super) fn resource(&mut self, properties: &Value) -> Value {
        self.path.clear();
        self.eval(properties)
    }

    /// Recursion is bounded by the depth of trees, its cost by the budget.
    fn eval(&mut self, value: &Value) -> Value {
        if !self.budget.take(1) {
            return Value::unknown(Reason::Budget, "the template", value.origin.clone());
        }
        match &value.kind {
            Kind::Map(map) => match single(map) {
                Some((name, entry)) => {
                    let (name, argument) = (name.clone(), entry.value.clone());
                    self.call(&name, &argument, value).unwrap_or_else(|| self.map(map, value))
                }
                None => self.map(map, value),
            },
            Kind::List(items) => {
                self.path.push(Arc::from("[*]"));
                let items = items.iter().map(|item| self.eval(item));
                let items = items.collect::<Vec<_>>().into_iter().filter(|item| !item.is_null());
                let list = Value::list(items.collect(), value.origin.clone());
                self.path.pop();
                list
            }
            _ => value.clone(),
        }
    }

    fn map(&mut self, map: &Map, value: &Value) -> Value {
        let mut out = Map::default();
        for (key, entry) in map {
            self.path.push(key.clone());
            let value = self.eval(&entry.value);
            self.path.pop();
            out.insert(key.clone(), Attribute { value, place: entry.place });
        }
        Value::map(out, value.origin.clone())
    }

    /// The result of a function; `None` if the name is that of none.
    fn call(&mut self, name: &str, argument: &Value, whole: &Value) -> Option<Value> {
        let origin = whole.origin.clone();
        Some(match name {
            "Ref" => self.reference(argument.as_str()?, origin),
            "Fn::GetAtt" => self.attribute(argument, origin),
            "Fn::Sub" => self.substitute(argument, origin),
            "Fn::Join" => self.join(argument, origin),
            "Fn::If" => self.choose(argument, origin),
            "Fn::Select" => self.select(argument, origin),
            "Fn::Split" => self.split(argument, origin),
            "Fn::FindInMap" => self.find(argument, origin),
            "Fn::Base64" => {
                let inner = self.eval(argument);
                inner.via(How::Call, "Fn::Base64", origin.place)
            }
            "Fn::Equals" | "Fn::And" | "Fn::Or" | "Fn::Not" => match self.truth(whole) {
                Truth::Unknown => Value::unknown(Reason::NoValue, "a condition", origin),
                truth => Value::bool(truth.is_true(), origin),
            },
            "Fn::ImportValue" => Value::unknown(Reason::External, "an import", origin),
            "Fn::GetAZs" | "Fn::Cidr" | "Fn::Transform" | "Fn::ToJsonString" | "Fn::Length" => {
                Value::unknown(Reason::Unsupported, name, origin)
            }
            _ => return None,
        })
    }

    fn reference(&mut self, name: &str, origin: Origin) -> Value {
        if name == "AWS::NoValue" {
            return Value::null(origin);
        }
        if let Some(known) = pseudo(name) {
            return Value::string(known, origin);
        }
        if let Some(parameter) = self.template.at(&["Parameters", name]) {
            return parameter_value(name, parameter, origin);
        }
        if self.template.at(&["Resources", name]).is_some() {
            return self.computed(name, "", origin);
        }
        Value::unknown(Reason::Undefined, name, origin)
    }

    fn computed(&mut self, name: &str, attribute: &str, origin: Origin) -> Value {
        let (to, attribute) = (self.address(name), Arc::from(attribute));
        let path = self.path.join(".").replace(".[*]", "[*]");
        self.references.push(Found {
            to: to.clone(),
            path: Arc::from(path),
            attribute: Arc::clone(&attribute),
        });
        let refers = Reference { resource: to, attribute: Arc::clone(&attribute) };
        let dot = if attribute.is_empty() { "" } else { "." };
        let unknown = Unknown {
            reason: Reason::Computed,
            what: Arc::from(format!("{name}{dot}{attribute}")),
            refers: Some(refers),
        };
        Value::new(Kind::Unknown(Arc::new(unknown)), origin)
    }

    /// `[name, attribute]` or `name.attribute`.
    fn attribute(&mut self, argument: &Value, origin: Origin) -> Value {
        let joined = match &argument.kind {
            Kind::List(items) => {
                items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(".")
            }
            _ => argument.as_str().unwrap_or("").to_owned(),
        };
        let (name, attribute) = joined.split_once('.').unwrap_or((&joined, ""));
        if self.template.at(&["Resources", name]).is_none() {
            return Value::unknown(Reason::Undefined, joined.as_str(), origin);
        }
        self.computed(name, attribute, origin)
    }

    fn substitute(&mut self, argument: &Value, origin: Origin) -> Value {
        let (text, given) = match &argument.kind {
            Kind::List(items) => match (items.first().and_then(Value::as_str), items.get(1)) {
                (Some(text), Some(given)) => (text.to_owned(), self.eval(given)),
                (Some(text), None) => (text.to_owned(), Value::null(Origin::none())),
                _ => return Value::unknown(Reason::Error, "Fn::Sub", origin),
            },
            Kind::String(text) => (text.to_string(), Value::null(Origin::none())),
            _ => return Value::unknown(Reason::Error, "Fn::Sub", origin),
        };
        let mut parts = Vec::new();
        let mut rest = text.as_str();
        while let Some(at) = rest.find("${") {
            parts.push(Part::Literal(Arc::from(&rest[..at])));
            let after = &rest[at + 2..];
            let Some(end) = after.find('}') else {
                rest = &rest[at..];
                break;
            };
            let name = &after[..end];
            match name.strip_prefix('!') {
                Some(kept) => parts.push(Part::Literal(Arc::from(format!("${{{kept}}}")))),
                None => {
                    let value = match given.get(name) {
                        Some(value) => value.clone(),
                        None if name.contains('.') => {
                            self.attribute(&Value::string(name, Origin::none()), origin.clone())
                        }
                        None => self.reference(name.trim(), origin.clone()),
                    };
                    parts.extend(parts_of(&value));
                }
            }
            rest = &after[end + 1..];
        }
        parts.push(Part::Literal(Arc::from(rest)));
        Value::template(parts, origin)
    }

    fn join(&mut self, argument: &Value, origin: Origin) -> Value {
        let items = argument.as_list().unwrap_or(&[]);
        let delimiter = items.first().and_then(Value::as_str).unwrap_or("").to_owned();
        let Some(list) = items.get(1).map(|list| self.eval(list)) else {
            return Value::unknown(Reason::Error, "Fn::Join", origin);
        };
        let Some(list) = list.as_list() else {
            return Value::unknown(Reason::NoValue, "Fn::Join", origin);
        };
        let mut parts = Vec::new();
        for (at, item) in list.iter().enumerate() {
            if at > 0 {
                parts.push(Part::Literal(Arc::from(delimiter.as_str())));
            }
            parts.extend(parts_of(item));
        }
        Value::template(parts, origin)
    }

    fn choose(&mut self, argument: &Value, origin: Origin) -> Value {
        let items = argument.as_list().unwrap_or(&[]);
        let [condition, yes, no] = items else {
            return Value::unknown(Reason::Error, "Fn::If", origin);
        };
        let name = condition.as_str().unwrap_or("").to_owned();
        match self.condition(&name) {
            Truth::True => self.eval(yes),
            Truth::False => self.eval(no),
            Truth::Unknown => {
                let (yes, no) = (self.eval(yes), self.eval(no));
                if yes == no && yes.is_wholly_known() {
                    return yes;
                }
                Value::unknown(Reason::NoValue, format!("condition '{name}'"), origin)
            }
        }
    }

    fn select(&mut self, argument: &Value, origin: Origin) -> Value {
        let items = argument.as_list().unwrap_or(&[]);
        let index = items.first().map(|index| self.eval(index)).and_then(|index| index.to_text());
        let index = index.and_then(|index| index.parse::<usize>().ok());
        let list = items.get(1).map(|list| self.eval(list));
        let found = list.as_ref().and_then(|list| list.as_list()?.get(index?)).cloned();
        found.unwrap_or_else(|| Value::unknown(Reason::NoValue, "Fn::Select", origin))
    }

    fn split(&mut self, argument: &Value, origin: Origin) -> Value {
        let items = argument.as_list().unwrap_or(&[]);
        let delimiter = items.first().and_then(Value::as_str).map(str::to_owned);
        let text = items.get(1).map(|text| self.eval(text));
        let text = text.as_ref().and_then(Value::as_str);
        let (Some(delimiter), Some(text)) = (delimiter.filter(|it| !it.is_empty()), text) else {
            return Value::unknown(Reason::NoValue, "Fn::Split", origin);
        };
        let parts = text.split(&delimiter).map(|part| Value::string(part, origin.clone()));
        Value::list(parts.collect(), origin.clone())
    }

    fn find(&mut self, argument: &Value, origin: Origin) -> Value {
        let keys: Vec<Value> =
            argument.as_list().unwrap_or(&[]).iter().map(|key| self.eval(key)).collect();
        let texts: Option<Vec<Arc<str>>> = keys.iter().take(3).map(Value::to_text).collect();
        let found = texts
            .filter(|texts| texts.len() == 3)
            .and_then(|texts| self.template.at(&["Mappings", &texts[0], &texts[1], &texts[2]]));
        match found {
            Some(value) => value.via(How::Local, "Mappings", origin.place),
            None => Value::unknown(Reason::NoValue, "Fn::FindInMap", origin),
        }
    }

    /// Whether a condition of the template holds with the defaults of its parameters.
    pub(super) fn condition(&mut self, name: &str) -> Truth {
        if let Some(known) = self.conditions.get(name) {
            return *known;
        }
        let Some(body) = self.template.at(&["Conditions", name]) else { return Truth::Unknown };
        if self.open.iter().any(|open| open == name) || self.open.len() > 64 {
            return Truth::Unknown;
        }
        self.open.push(name.to_owned());
        let truth = self.truth(body);
        self.open.pop();
        self.conditions.insert(name.to_owned(), truth);
        truth
    }

    fn truth(&mut self, value: &Value) -> Truth {
        if !self.budget.take(1) {
            return Truth::Unknown;
        }
        let Some((name, entry)) = value.as_map().and_then(single) else {
            return value.as_bool().map_or(Truth::Unknown, Truth::from);
        };
        let items = entry.value.as_list().unwrap_or(&[]);
        match &**name {
            "Condition" => {
                let name = entry.value.as_str().unwrap_or("").to_owned();
                self.condition(&name)
            }
            "Fn::Not" => items.first().map_or(Truth::Unknown, |inner| !self.truth(inner)),
            "Fn::And" => Truth::all(items.iter().map(|item| self.truth(item)).collect::<Vec<_>>()),
            "Fn::Or" => Truth::any(items.iter().map(|item| self.truth(item)).collect::<Vec<_>>()),
            "Fn::Equals" => {
                let [left, right] = items else { return Truth::Unknown };
                let (left, right) = (self.eval(left), self.eval(right));
                match (left.to_text(), right.to_text()) {
                    (Some(left), Some(right)) => Truth::from(left == right),
                    _ => Truth::Unknown,
                }
            }
            _ => Truth::Unknown,
        }
    }
}

fn single(map: &Map) -> Option<(&Arc<str>, &Attribute)> {
    map.first().filter(|_| map.len() == 1)
}

/// Values that are the same in every account.
fn pseudo(name: &str) -> Option<&'static str> {
    match name {
        "AWS::Partition" => Some("aws"),
        "AWS::URLSuffix" => Some("amazonaws.com"),
        _ => None,
    }
}

fn parameter_value(name: &str, parameter: &Value, origin: Origin) -> Value {
    let Some(default) = parameter.get("Default").filter(|default| !default.is_null()) else {
        return Value::unknown(Reason::NoValue, format!("parameter '{name}'"), origin);
    };
    let kind = parameter.get("Type").and_then(Value::as_str).unwrap_or("String");
    if kind.starts_with("AWS::SSM::Parameter::") {
        return Value::unknown(Reason::External, format!("parameter '{name}'"), origin);
    }
    let value = default.via(How::Default, name, origin.place);
    match value.as_str() {
        Some(text) if kind == "CommaDelimitedList" || kind.starts_with("List<") => {
            let items = text.split(',').map(|item| Value::string(item.trim(), origin.clone()));
            Value::list(items.collect(), value.origin.clone())
        }
        _ => value,
    }
}

fn parts_of(value: &Value) -> Vec<Part> {
    match &value.kind {
        Kind::Unknown(unknown) => vec![Part::Unknown(unknown.clone())],
        Kind::Template(parts) => parts.to_vec(),
        _ => value.to_text().map(Part::Literal).into_iter().collect(),
    }
}
