//! The tests of an attribute.

use crate::config::model::{ConfigValue, Operator, Order, Test};
use crate::reader::{Field, Reader};
use crate::yaml::{Kind, NodeId};

/// Every operator; those that ask the opposite of another share its meaning.
pub(crate) const OPERATORS: [&str; 40] = [
    "is",
    "is-not",
    "in",
    "not-in",
    "matches",
    "not-matches",
    "starts-with",
    "not-starts-with",
    "ends-with",
    "not-ends-with",
    "contains",
    "not-contains",
    "contains-all",
    "not-contains-all",
    "subset-of",
    "not-subset-of",
    "absent",
    "present",
    "empty",
    "not-empty",
    "lt",
    "le",
    "gt",
    "ge",
    "length-lt",
    "length-le",
    "length-gt",
    "length-ge",
    "version-lt",
    "version-le",
    "version-gt",
    "version-ge",
    "cidr-covers",
    "cidr-within",
    "cidr-public",
    "port-covers",
    "glob-covers",
    "type",
    "same-as",
    "not-same-as",
];

/// Words that stand for a test without argument: `x: absent`.
const WORDS: [&str; 4] = ["absent", "present", "empty", "not-empty"];

/// Levels of values in a rule.
const MAX_VALUE_DEPTH: usize = 32;

/// Tests, what absence means, and whether case counts.
pub(super) type Read = (Vec<Test>, Option<ConfigValue>, bool);

/// Reads what stands after a path: a mapping of operators, one of four words, or a value that it must be.
pub(super) fn attribute(reader: &mut Reader<'_, '_>, field: Field) -> Option<Read> {
    let tree = reader.tree();
    match &tree.node(field.value).kind {
        Kind::Map(_) => mapping(reader, field.value),
        _ => {
            let word = tree.plain(field.value).filter(|word| WORDS.contains(word));
            let test = match word {
                Some(word) => word_test(word, true),
                None => {
                    let value = value(reader, field.value, 0)?;
                    Test { operator: Operator::Is(vec![value]), negated: false }
                }
            };
            Some((vec![test], None, false))
        }
    }
}

fn mapping(reader: &mut Reader<'_, '_>, node: NodeId) -> Option<Read> {
    let mut fields = reader.fields("a test", node)?;
    let default = match fields.take("default") {
        Some(field) => Some(value(reader, field.value, 0)?),
        None => None,
    };
    let any_case = fields
        .take_given("any-case")
        .is_some_and(|field| reader.flag("'any-case'", field.value) == Some(true));
    let mut tests = Vec::new();
    let mut failed = false;
    for (key, field) in fields.rest() {
        if !OPERATORS.contains(&key) {
            let mut known = OPERATORS.to_vec();
            known.extend(["default", "any-case"]);
            reader.unknown_key(key, field, &known);
            failed = true;
            continue;
        }
        match operator(reader, key, field.value) {
            Some(test) => tests.push(test),
            None => failed = true,
        }
    }
    if tests.is_empty() && !failed {
        let span = reader.tree().span(node);
        reader.empty("a test", span);
    }
    (!failed && !tests.is_empty()).then_some((tests, default, any_case))
}

fn word_test(word: &str, wanted: bool) -> Test {
    let (operator, negated) = match word {
        "absent" => (Operator::Absent, false),
        "present" => (Operator::Absent, true),
        "empty" => (Operator::Empty, false),
        _ => (Operator::Empty, true),
    };
    Test { operator, negated: negated == wanted }
}

fn operator(reader: &mut Reader<'_, '_>, key: &str, node: NodeId) -> Option<Test> {
    let what = format!("'{key}'");
    if WORDS.contains(&key) {
        return reader.flag(&what, node).map(|wanted| word_test(key, wanted));
    }
    let (negated, name) = match key.strip_prefix("not-") {
        Some(name) => (true, name),
        None if key == "is-not" => (true, "is"),
        None => (false, key),
    };
    if let Some((kind, order)) = order(name) {
        return Some(Test { operator: ordered(reader, &what, kind, order, node)?, negated });
    }
    let operator = match name {
        "is" => Operator::Is(vec![value(reader, node, 0)?]),
        "in" => Operator::Is(values(reader, node)?),
        "matches" => Operator::Matches(reader.filled_text(&what, node)?),
        "starts-with" => Operator::StartsWith(texts(reader, &what, node)?),
        "ends-with" => Operator::EndsWith(texts(reader, &what, node)?),
        "contains" => Operator::Contains(values(reader, node)?),
        "contains-all" => Operator::ContainsAll(values(reader, node)?),
        "subset-of" => Operator::SubsetOf(values(reader, node)?),
        "cidr-covers" => Operator::CidrCovers(texts(reader, &what, node)?),
        "cidr-within" => Operator::CidrWithin(texts(reader, &what, node)?),
        "cidr-public" => {
            let wanted = reader.flag(&what, node)?;
            return Some(Test { operator: Operator::CidrPublic, negated: !wanted });
        }
        "port-covers" => Operator::PortCovers(ports(reader, &what, node)?),
        "glob-covers" => Operator::GlobCovers(texts(reader, &what, node)?),
        "type" => Operator::Type(texts(reader, &what, node)?),
        "same-as" => Operator::SameAs(super::read_path(reader, node)?),
        _ => return None,
    };
    Some(Test { operator, negated })
}

/// `version-lt` is (`version`, less).
fn order(name: &str) -> Option<(&str, Order)> {
    let (kind, word) = name.rsplit_once('-').unwrap_or(("", name));
    let order = match word {
        "lt" => Order::Less,
        "le" => Order::AtMost,
        "ge" => Order::AtLeast,
        "gt" => Order::More,
        _ => return None,
    };
    Some((kind, order))
}

fn ordered(
    reader: &mut Reader<'_, '_>,
    what: &str,
    kind: &str,
    order: Order,
    node: NodeId,
) -> Option<Operator> {
    if kind == "version" {
        return reader.filled_text(what, node).map(|text| Operator::Version(order, text.value));
    }
    let number = reader.tree().text(node).and_then(|text| text.parse::<f64>().ok());
    let Some(number) = number else {
        reader.wrong_type(what, "a number", node);
        return None;
    };
    Some(match kind {
        "length" => Operator::Length(order, number),
        _ => Operator::Number(order, number),
    })
}

fn texts(reader: &mut Reader<'_, '_>, what: &str, node: NodeId) -> Option<Vec<String>> {
    let texts = reader.texts(what, node);
    if texts.is_empty() {
        let span = reader.tree().span(node);
        reader.empty(what, span);
    }
    (!texts.is_empty()).then(|| texts.into_iter().map(|text| text.value).collect())
}

fn ports(reader: &mut Reader<'_, '_>, what: &str, node: NodeId) -> Option<Vec<u16>> {
    let texts = texts(reader, what, node)?;
    let ports: Option<Vec<u16>> = texts.iter().map(|text| text.parse().ok()).collect();
    if ports.is_none() {
        reader.wrong_type(what, "a port number or a list of them", node);
    }
    ports
}

/// A list's items, or one value for a list of one.
fn values(reader: &mut Reader<'_, '_>, node: NodeId) -> Option<Vec<ConfigValue>> {
    match value(reader, node, 0)? {
        ConfigValue::List(items) => Some(items),
        one => Some(vec![one]),
    }
}

fn value(reader: &mut Reader<'_, '_>, node: NodeId, depth: usize) -> Option<ConfigValue> {
    let tree = reader.tree();
    let span = tree.span(node);
    if depth > MAX_VALUE_DEPTH || !reader.step(1, span) {
        return None;
    }
    Some(match &tree.node(node).kind {
        Kind::Scalar { .. } if tree.is_null(node) => ConfigValue::Null,
        Kind::Scalar { text, plain: true } => match text.as_ref() {
            "true" | "True" => ConfigValue::Bool(true),
            "false" | "False" => ConfigValue::Bool(false),
            text => match text.parse::<f64>() {
                Ok(number) if text.starts_with(|c: char| c.is_ascii_digit() || c == '-') => {
                    ConfigValue::Number(number)
                }
                _ => ConfigValue::Text(text.to_owned()),
            },
        },
        Kind::Scalar { text, .. } => ConfigValue::Text(text.to_string()),
        Kind::Seq(items) => {
            let items: Option<Vec<_>> =
                items.iter().map(|item| value(reader, *item, depth + 1)).collect();
            ConfigValue::List(items?)
        }
        Kind::Map(entries) => {
            let entries: Option<Vec<_>> = entries
                .iter()
                .map(|(key, item)| {
                    let key = tree.text(*key).unwrap_or_default().to_owned();
                    value(reader, *item, depth + 1).map(|item| (key, item))
                })
                .collect();
            ConfigValue::Map(entries?)
        }
    })
}
