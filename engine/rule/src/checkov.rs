//! Custom policies of Checkov (YAML) as rules of `mode: config`.
//!
//! For: files with `metadata` and `definition` in place of `rules`; a policy says what must hold, a rule what must not.
//! Not for: policies in Python. Read [`convert`].
//!
//! A policy of several resource types becomes one rule for each group of types of which it asks the same. What a policy
//! says of types a resource is not of does not count for it, as in Checkov.

use serde_json::{Map, Value, json};
use tamis_syntax::Span;

use crate::yaml::{Kind, NodeId, Tree};

/// Whether a file is a policy of Checkov: it has a definition and no rules.
pub(crate) fn is_policy(tree: &Tree<'_>) -> bool {
    let Some(root) = tree.root else { return false };
    let reader = Reader { tree };
    reader.entry(root, "definition").is_some()
        && reader.entry(root, "metadata").is_some()
        && reader.entry(root, "rules").is_none()
}

/// A rule file's text for a policy, in JSON, which is YAML; or what of the policy has no counterpart, with its place.
pub(crate) fn convert(tree: &Tree<'_>) -> Result<String, (String, Span)> {
    let reader = Reader { tree };
    let root = tree.root.ok_or(("the file is empty".to_owned(), Span::default()))?;
    let missing = |what: &str| (format!("the policy has no '{what}'"), Span::default());
    let metadata = reader.entry(root, "metadata").ok_or_else(|| missing("metadata"))?;
    let id = reader.text(metadata, "id").ok_or_else(|| missing("id"))?;
    let definition = reader.entry(root, "definition").ok_or_else(|| missing("definition"))?;
    let condition = reader.condition(definition, 0)?;
    let name = reader.text(metadata, "name").unwrap_or_else(|| id.clone());
    let mut groups: Vec<(Vec<String>, Value)> = Vec::new();
    for kind in subjects(&condition) {
        let Some(holds) = condition.of(&kind) else { continue };
        match groups.iter_mut().find(|(_, known)| *known == holds) {
            Some((kinds, _)) => kinds.push(kind),
            None => groups.push((vec![kind], holds)),
        }
    }
    if groups.is_empty() {
        let message = "the policy is about no resource type".to_owned();
        return Err((message, tree.span(definition)));
    }
    let several = groups.len() > 1;
    let rules: Vec<Value> = groups
        .into_iter()
        .enumerate()
        .map(|(at, (kinds, holds))| {
            let id = if several { format!("{id}.{}", at + 1) } else { id.clone() };
            json!({
                "id": id,
                "mode": "config",
                "message": name,
                "severity": severity(reader.text(metadata, "severity").as_deref()),
                "resource": kinds,
                "where": {"not": holds},
                "metadata": {
                    "equivalents": [format!("checkov:{}", reader.text(metadata, "id").unwrap_or_default())],
                    "references": reader.text(metadata, "guideline").into_iter().collect::<Vec<_>>(),
                },
            })
        })
        .collect();
    serde_json::to_string_pretty(&json!({ "rules": rules }))
        .map_err(|error| (error.to_string(), Span::default()))
}

fn severity(given: Option<&str>) -> &'static str {
    match given.unwrap_or("").to_ascii_uppercase().as_str() {
        "CRITICAL" => "CRITICAL",
        "HIGH" => "HIGH",
        "LOW" => "LOW",
        "INFO" | "NONE" => "INFO",
        _ => "MEDIUM",
    }
}

/// What must hold.
#[derive(Debug)]
enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    /// Of resources of these types, that.
    Attribute(Vec<String>, Value),
    /// Only these types are meant.
    Filter(Vec<String>),
    /// Resources of the first types are, or are not, connected with some of the second.
    Connection(Vec<String>, Vec<String>, bool),
    /// Resources of these types may, or may not, be there.
    Resource(Vec<String>, bool),
}

/// The types a policy is about, in order of appearance.
fn subjects(condition: &Condition) -> Vec<String> {
    let mut filters = Vec::new();
    let mut others = Vec::new();
    gather(condition, &mut filters, &mut others);
    if filters.is_empty() { others } else { filters }
}

fn gather(condition: &Condition, filters: &mut Vec<String>, others: &mut Vec<String>) {
    let add = |list: &mut Vec<String>, kinds: &[String]| {
        for kind in kinds {
            if !list.contains(kind) {
                list.push(kind.clone());
            }
        }
    };
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                gather(part, filters, others);
            }
        }
        Condition::Not(part) => gather(part, filters, others),
        Condition::Filter(kinds) => add(filters, kinds),
        Condition::Attribute(kinds, _)
        | Condition::Connection(kinds, _, _)
        | Condition::Resource(kinds, _) => add(others, kinds),
    }
}

impl Condition {
    /// What it asks of resources of one type; `None` where it does not speak of them.
    fn of(&self, kind: &str) -> Option<Value> {
        match self {
            Condition::All(parts) => all(parts, kind),
            Condition::Any(parts) => {
                let parts: Vec<Value> = parts.iter().filter_map(|part| part.of(kind)).collect();
                (!parts.is_empty()).then(|| json!({ "any": parts }))
            }
            Condition::Not(part) => part.of(kind).map(|part| json!({ "not": part })),
            Condition::Attribute(kinds, test) => includes(kinds, kind).then(|| test.clone()),
            Condition::Filter(_) => None,
            Condition::Connection(left, right, wanted) => {
                connection(left, right, *wanted, kind, Vec::new())
            }
            Condition::Resource(kinds, allowed) => includes(kinds, kind)
                .then(|| json!({"@type": if *allowed { "present" } else { "absent" }})),
        }
    }
}

/// A conjunction: what it says of the other end of a connection belongs to the connection.
fn all(parts: &[Condition], kind: &str) -> Option<Value> {
    let mut found = Vec::new();
    for part in parts {
        if let Condition::Connection(left, right, wanted) = part {
            let other = if includes(left, kind) { right } else { left };
            let tests = parts.iter().filter_map(|part| match part {
                Condition::Attribute(kinds, test)
                    if !includes(kinds, kind) && kinds.iter().all(|it| other.contains(it)) =>
                {
                    Some(test.clone())
                }
                _ => None,
            });
            found.extend(connection(left, right, *wanted, kind, tests.collect()));
        } else {
            found.extend(part.of(kind));
        }
    }
    (!found.is_empty()).then(|| json!({ "all": found }))
}

fn connection(
    left: &[String],
    right: &[String],
    wanted: bool,
    kind: &str,
    tests: Vec<Value>,
) -> Option<Value> {
    let other = match (includes(left, kind), includes(right, kind)) {
        (true, _) => right,
        (false, true) => left,
        (false, false) => return None,
    };
    let mut related = Map::new();
    related.insert("connected".to_owned(), json!(other));
    if !tests.is_empty() {
        related.insert("where".to_owned(), json!({ "all": tests }));
    }
    related.insert("count".to_owned(), json!(if wanted { "some" } else { "none" }));
    Some(json!({ "related": related }))
}

fn includes(kinds: &[String], kind: &str) -> bool {
    kinds.iter().any(|known| known == kind || known == "*")
}

struct Reader<'r, 't> {
    tree: &'r Tree<'t>,
}

/// Levels a definition may have.
const MAX_LEVELS: usize = 64;

impl Reader<'_, '_> {
    fn entry(&self, node: NodeId, key: &str) -> Option<NodeId> {
        let Kind::Map(entries) = &self.tree.node(node).kind else { return None };
        let found = entries.iter().find(|(name, _)| self.tree.text(*name) == Some(key));
        found.map(|(_, value)| *value)
    }

    fn text(&self, node: NodeId, key: &str) -> Option<String> {
        self.entry(node, key).and_then(|node| self.tree.text(node)).map(str::to_owned)
    }

    fn condition(&self, node: NodeId, depth: usize) -> Result<Condition, (String, Span)> {
        if depth > MAX_LEVELS {
            return Err(("the definition is nested too deep".to_owned(), self.tree.span(node)));
        }
        if let Kind::Seq(items) = &self.tree.node(node).kind {
            return Ok(Condition::All(self.conditions(items, depth)?));
        }
        for key in ["and", "or", "not"] {
            let Some(inner) = self.entry(node, key) else { continue };
            let parts = match &self.tree.node(inner).kind {
                Kind::Seq(items) => self.conditions(items, depth)?,
                _ => vec![self.condition(inner, depth + 1)?],
            };
            return Ok(match key {
                "and" => Condition::All(parts),
                "or" => Condition::Any(parts),
                _ => Condition::Not(Box::new(Condition::All(parts))),
            });
        }
        self.single(node)
    }

    fn conditions(&self, items: &[NodeId], depth: usize) -> Result<Vec<Condition>, (String, Span)> {
        items.iter().map(|item| self.condition(*item, depth + 1)).collect()
    }

    /// Types under a key, as rules name them.
    fn types(&self, node: NodeId, key: &str) -> Vec<String> {
        let Some(list) = self.entry(node, key) else { return vec!["*".to_owned()] };
        let texts: Vec<&str> = match &self.tree.node(list).kind {
            Kind::Seq(items) => items.iter().filter_map(|item| self.tree.text(*item)).collect(),
            _ => self.tree.text(list).into_iter().collect(),
        };
        texts.into_iter().map(type_name).collect()
    }

    fn single(&self, node: NodeId) -> Result<Condition, (String, Span)> {
        let wrong = |what: String| Err((what, self.tree.span(node)));
        let operator = self.text(node, "operator").unwrap_or_default().to_ascii_lowercase();
        let kinds = self.types(node, "resource_types");
        match self.text(node, "cond_type").as_deref() {
            Some("attribute") => self.attribute(node, &operator, kinds),
            Some("filter") => match (self.text(node, "attribute").as_deref(), &*operator) {
                (Some("resource_type"), "within" | "equals") => {
                    Ok(Condition::Filter(self.types(node, "value")))
                }
                _ => wrong("only filters of 'resource_type' with 'within' are read".to_owned()),
            },
            Some("connection") => {
                let other = self.types(node, "connected_resource_types");
                match &*operator {
                    "exists" => Ok(Condition::Connection(kinds, other, true)),
                    "not_exists" => Ok(Condition::Connection(kinds, other, false)),
                    other => wrong(format!("no connection operator '{other}' is known")),
                }
            }
            Some("resource") => Ok(Condition::Resource(kinds, operator == "exists")),
            other => wrong(format!("no condition type '{}' is known", other.unwrap_or("(none)"))),
        }
    }

    fn attribute(
        &self,
        node: NodeId,
        operator: &str,
        kinds: Vec<String>,
    ) -> Result<Condition, (String, Span)> {
        let attribute = self.text(node, "attribute").unwrap_or_default();
        let value = self.entry(node, "value").map_or(Value::Null, |value| self.value(value));
        let (jsonpath, operator) = match operator.strip_prefix("jsonpath_") {
            Some(rest) => (true, rest),
            None => (false, operator),
        };
        let path = path(&attribute, jsonpath);
        let (negated, positive) = positive(operator);
        let Some(test) = path.as_ref().and_then(|_| test(positive, value)) else {
            let what = format!("'{operator}' of '{attribute}' has no counterpart");
            return Err((what, self.tree.span(node)));
        };
        let mut entry = Map::new();
        entry.insert(path.unwrap_or_default(), test);
        let entry = Value::Object(entry);
        Ok(Condition::Attribute(kinds, if negated { json!({ "not": entry }) } else { entry }))
    }

    fn value(&self, node: NodeId) -> Value {
        match &self.tree.node(node).kind {
            Kind::Seq(items) => items.iter().map(|item| self.value(*item)).collect(),
            Kind::Map(_) => Value::Null,
            Kind::Scalar { text, plain } => {
                if *plain && self.tree.is_null(node) {
                    return Value::Null;
                }
                match (plain, text.as_ref()) {
                    (true, "true" | "True") => Value::Bool(true),
                    (true, "false" | "False") => Value::Bool(false),
                    (true, text) => match text.parse::<i64>() {
                        Ok(whole) => json!(whole),
                        Err(_) => json!(text),
                    },
                    (false, text) => json!(text),
                }
            }
        }
    }
}

/// A type as rules name it: objects of Kubernetes start with a capital and have nothing between their words.
fn type_name(name: &str) -> String {
    let capital = name.starts_with(|c: char| c.is_ascii_uppercase());
    match name {
        "all" => "*".to_owned(),
        _ if capital && name.chars().all(char::is_alphanumeric) => format!("k8s:{name}"),
        _ => name.to_owned(),
    }
}

/// A path as rules write it; `None` for what needs all of JSONPath.
fn path(attribute: &str, jsonpath: bool) -> Option<String> {
    let attribute =
        if jsonpath { attribute.strip_prefix("$.").unwrap_or(attribute) } else { attribute };
    if attribute.is_empty() || attribute.contains(['?', '@', '(', '"', '\'', '|']) {
        return None;
    }
    // Attributes of CloudFormation are their resource's properties.
    let attribute = attribute.strip_prefix("Properties.").unwrap_or(attribute);
    let mut out = String::new();
    for part in attribute.split('.') {
        let (name, index) = part.split_once('[').unwrap_or((part, ""));
        match name {
            "" if out.is_empty() => {}
            // Two dots: at any depth.
            "" => out.push('.'),
            "*" => out.push_str("[*]"),
            name if name.bytes().all(|byte| byte.is_ascii_digit()) => {
                out.push_str(&format!("[{name}]"));
            }
            name if name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-')) => {
                if !out.is_empty() {
                    out.push('.');
                }
                out.push_str(name);
            }
            name => out.push_str(&format!("[{}]", json!(name))),
        }
        match index.strip_suffix(']') {
            None => {}
            Some("*" | ":") => out.push_str("[*]"),
            Some(index) => out.push_str(&format!("[{index}]")),
        }
    }
    (!out.is_empty()).then_some(out)
}

/// Whether an operator is the opposite of another, and which.
fn positive(operator: &str) -> (bool, &str) {
    match operator {
        "not_equals" => (true, "equals"),
        "not_equals_ignore_case" => (true, "equals_ignore_case"),
        "not_exists" => (true, "exists"),
        "is_not_empty" => (true, "is_empty"),
        "cidr_range_not_subset" => (true, "cidr_range_subset"),
        "range_not_includes" => (true, "range_includes"),
        "length_not_equals" => (true, "length_equals"),
        other => match other.strip_prefix("not_") {
            Some(rest) => (true, rest),
            None => (false, other),
        },
    }
}

/// The test an operator is.
fn test(operator: &str, value: Value) -> Option<Value> {
    let list = |value: Value| if value.is_array() { value } else { json!([value]) };
    // A test of nothing at all.
    let wants = !matches!(operator, "exists" | "is_empty" | "is_true" | "is_false");
    if wants && value.is_null() {
        return None;
    }
    let number = value.as_i64().or_else(|| value.as_str()?.parse().ok());
    Some(match operator {
        "equals" if value.is_array() => json!({"subset-of": value, "contains-all": value}),
        "equals" => json!({ "is": value }),
        "equals_ignore_case" => json!({"is": value, "any-case": true}),
        "exists" => json!("present"),
        "is_empty" => json!("empty"),
        "is_true" => json!({"is": true}),
        "is_false" => json!({"is": false}),
        "contains" | "intersects" => json!({ "contains": list(value) }),
        "within" => json!({ "in": list(value) }),
        "subset" => json!({ "subset-of": list(value) }),
        "starting_with" => json!({ "starts-with": value }),
        "ending_with" => json!({ "ends-with": value }),
        // Checkov's match begins at the start.
        "regex_match" => json!({ "matches": format!("^(?:{})", value.as_str()?) }),
        "cidr_range_subset" => json!({ "cidr-within": list(value) }),
        "range_includes" => json!({ "port-covers": value }),
        "greater_than" => json!({ "gt": number? }),
        "greater_than_or_equal" => json!({ "ge": number? }),
        "less_than" => json!({ "lt": number? }),
        "less_than_or_equal" => json!({ "le": number? }),
        "length_equals" => json!({"length-ge": number?, "length-le": number?}),
        "length_greater_than" => json!({ "length-gt": number? }),
        "length_greater_than_or_equal" => json!({ "length-ge": number? }),
        "length_less_than" => json!({ "length-lt": number? }),
        "length_less_than_or_equal" => json!({ "length-le": number? }),
        _ => return None,
    })
}
