//! Data sources whose result follows from their arguments: policy documents of AWS, rendered templates.

use std::sync::Arc;

use super::evaluator::Evaluator;
use super::json;
use super::module::Definition;
use super::operators::open;
use super::scope::Scope;
use crate::origin::Origin;
use crate::value::{Attribute, Kind, Map, Value};

/// The attribute `name` of a data source of type `kind`, if it is one we can work out.
pub(crate) fn data_attribute(
    evaluator: &mut Evaluator<'_, '_, '_>,
    kind: &str,
    name: &str,
    definition: &Definition,
    scope: &Scope,
) -> Option<Value> {
    match (kind, name) {
        ("aws_iam_policy_document", "json" | "minified_json") => {
            Some(document(evaluator, definition, scope))
        }
        ("template_file", "rendered") => {
            let text = argument(evaluator, definition, scope, "template")?;
            let names = argument(evaluator, definition, scope, "vars");
            let empty = Map::default();
            let names = names.as_ref().and_then(Value::as_map).unwrap_or(&empty);
            let own = text.origin.clone();
            Some(evaluator.run_template(text.as_str()?, names, own))
        }
        _ => None,
    }
}

fn argument(
    evaluator: &mut Evaluator<'_, '_, '_>,
    definition: &Definition,
    scope: &Scope,
    name: &str,
) -> Option<Value> {
    let (file, attribute) = definition.attribute(name)?;
    Some(evaluator.eval(&attribute.value, &scope.within(file)))
}

/// The document: statements of the sources, then the own ones, then those that override, by statement id.
fn document(
    evaluator: &mut Evaluator<'_, '_, '_>,
    definition: &Definition,
    scope: &Scope,
) -> Value {
    let mut statements: Vec<Value> = Vec::new();
    for name in ["source_json", "source_policy_documents"] {
        if let Some(value) = argument(evaluator, definition, scope, name) {
            merge(&mut statements, documents(&value));
        }
    }
    let blocks = definition.blocks("statement");
    let own = evaluator.block_list(&blocks, scope);
    let own = own.as_list().unwrap_or_default().iter().map(statement).collect();
    merge(&mut statements, own);
    for name in ["override_json", "override_policy_documents"] {
        if let Some(value) = argument(evaluator, definition, scope, name) {
            merge(&mut statements, documents(&value));
        }
    }
    let origin = Origin::literal(definition.file(), definition.block().span);
    let mut map = Map::default();
    let version = argument(evaluator, definition, scope, "version");
    let version = version.unwrap_or_else(|| Value::string("2012-10-17", origin.clone()));
    put(&mut map, "Version", version);
    if let Some(id) = argument(evaluator, definition, scope, "policy_id") {
        put(&mut map, "Id", id);
    }
    put(&mut map, "Statement", Value::list(statements, origin.clone()));
    json::encode(&Value::map(map, origin.clone()), origin)
}

/// Statements of one document or of a list of them; what is not known stands for any number of statements.
fn documents(value: &Value) -> Vec<Value> {
    if value.is_null() {
        return Vec::new();
    }
    if let Some(items) = value.as_list() {
        return items.iter().flat_map(documents).collect();
    }
    match json::decode(value).as_ref().and_then(|document| document.get("Statement")) {
        Some(statements) => match &statements.kind {
            Kind::List(items) => items.to_vec(),
            _ => vec![statements.clone()],
        },
        None => vec![open(value)],
    }
}

/// Lays statements over others: one with the id of another takes its place.
fn merge(statements: &mut Vec<Value>, added: Vec<Value>) {
    let id = |value: &Value| {
        let id = value.get("Sid").and_then(Value::as_str).unwrap_or("");
        (!id.is_empty()).then(|| id.to_owned())
    };
    for statement in added {
        let known = id(&statement);
        let twin = statements.iter_mut().find(|other| known.is_some() && id(other) == known);
        match twin {
            Some(twin) => *twin = statement,
            None => statements.push(statement),
        }
    }
}

/// A `statement` block as it stands in the document.
fn statement(block: &Value) -> Value {
    let mut map = Map::default();
    let origin = block.origin.clone();
    if block.as_map().is_none() {
        return block.clone();
    }
    if let Some(id) = block.get("sid").filter(|id| !id.is_null()) {
        put(&mut map, "Sid", id.clone());
    }
    let effect = block.get("effect").filter(|effect| !effect.is_null()).cloned();
    put(&mut map, "Effect", effect.unwrap_or_else(|| Value::string("Allow", origin.clone())));
    for (from, to) in [
        ("actions", "Action"),
        ("not_actions", "NotAction"),
        ("resources", "Resource"),
        ("not_resources", "NotResource"),
    ] {
        if let Some(values) = block.get(from).filter(|values| is_filled(values)) {
            put(&mut map, to, one_or_list(values));
        }
    }
    for (from, to) in [("principals", "Principal"), ("not_principals", "NotPrincipal")] {
        if let Some(blocks) = block.get(from).and_then(Value::as_list) {
            put(&mut map, to, principals(blocks, &origin));
        }
    }
    if let Some(blocks) = block.get("condition").and_then(Value::as_list) {
        put(&mut map, "Condition", conditions(blocks, &origin));
    }
    Value::map(map, origin)
}

fn is_filled(values: &Value) -> bool {
    !values.is_null() && !values.as_list().is_some_and(<[Value]>::is_empty)
}

fn one_or_list(values: &Value) -> Value {
    match values.as_list() {
        Some([one]) => one.clone(),
        _ => values.clone(),
    }
}

fn principals(blocks: &[Value], origin: &Origin) -> Value {
    let mut map = Map::default();
    for block in blocks {
        let kind = block.get("type").and_then(Value::to_text);
        let (Some(kind), Some(identifiers)) = (kind, block.get("identifiers")) else { continue };
        if &*kind == "*" {
            return Value::string("*", origin.clone());
        }
        let joined = match (map.get(&kind), identifiers.as_list()) {
            (Some(Attribute { value, .. }), Some(more)) => {
                let mut items = match value.as_list() {
                    Some(items) => items.to_vec(),
                    None => vec![value.clone()],
                };
                items.extend(more.iter().cloned());
                Value::list(items, identifiers.origin.clone())
            }
            _ => one_or_list(identifiers),
        };
        put(&mut map, &kind, joined);
    }
    Value::map(map, origin.clone())
}

fn conditions(blocks: &[Value], origin: &Origin) -> Value {
    let mut map = Map::default();
    for block in blocks {
        let text = |name: &str| block.get(name).and_then(Value::to_text);
        let (Some(test), Some(variable)) = (text("test"), text("variable")) else { continue };
        let Some(values) = block.get("values") else { continue };
        let mut tests =
            map.get(&test).and_then(|entry| entry.value.as_map().cloned()).unwrap_or_default();
        put(&mut tests, &variable, one_or_list(values));
        put(&mut map, &test, Value::map(tests, origin.clone()));
    }
    Value::map(map, origin.clone())
}

fn put(map: &mut Map, key: &str, value: Value) {
    let place = value.origin.place;
    map.insert(Arc::from(key), Attribute { value, place });
}
