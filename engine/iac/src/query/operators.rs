//! What can be asked of one value.

use std::cmp::Ordering;
use std::rc::Rc;

use tamis_matcher::regex::{Flags, Regex};
use tamis_rule::{ConfigValue, Operator, Order};

use crate::query::Query;
use crate::query::condition::Frame;
use crate::query::network::{Network, compare_versions, glob_matches, port_covers};
use crate::truth::Truth;
use crate::value::{Kind, Part, Value};

impl Query<'_> {
    /// Whether `value`, `None` for an absent one, passes.
    pub(super) fn test(
        &self,
        operator: &Operator,
        value: Option<&Value>,
        any_case: bool,
        frame: &Frame,
    ) -> Truth {
        let Some(value) = value else {
            return Truth::from(match operator {
                Operator::Absent | Operator::Empty => true,
                Operator::Is(wanted) => wanted.contains(&ConfigValue::Null),
                _ => false,
            });
        };
        if matches!(operator, Operator::Absent) {
            return Truth::from(value.is_null());
        }
        if value.is_unknown() {
            return Truth::Unknown;
        }
        match operator {
            Operator::Absent => Truth::False,
            Operator::Empty => empty(value),
            Operator::Is(wanted) => any(wanted, |wanted| equals(value, wanted, any_case)),
            Operator::Matches(regex) => self.matches(&regex.value, value, any_case),
            Operator::StartsWith(starts) => {
                any(starts, |start| starts_with(value, start, any_case))
            }
            Operator::EndsWith(ends) => any(ends, |end| ends_with(value, end, any_case)),
            Operator::Contains(wanted) => any(wanted, |wanted| contains(value, wanted, any_case)),
            Operator::ContainsAll(wanted) => {
                Truth::all(wanted.iter().map(|wanted| contains(value, wanted, any_case)))
            }
            Operator::SubsetOf(allowed) => {
                let one = std::slice::from_ref(value);
                let items = value.as_list().unwrap_or(one);
                let is_allowed = |item| any(allowed, |allowed| equals(item, allowed, any_case));
                Truth::all(items.iter().map(is_allowed))
            }
            Operator::Number(order, wanted) => match number(value) {
                Some(number) => Truth::from(holds(*order, number.partial_cmp(wanted))),
                None => unknown_if_partial(value),
            },
            Operator::Length(order, wanted) => match length(value) {
                Some(length) => Truth::from(holds(*order, (length as f64).partial_cmp(wanted))),
                None => Truth::Unknown,
            },
            Operator::Version(order, wanted) => {
                text_test(value, |text| holds(*order, compare_versions(text, wanted)))
            }
            Operator::CidrCovers(networks) => {
                each_text(value, |text| covers_one(text, networks, |own, other| own.covers(other)))
            }
            Operator::CidrWithin(networks) => {
                each_text(value, |text| covers_one(text, networks, |own, other| other.covers(own)))
            }
            Operator::CidrPublic => {
                each_text(value, |text| Network::parse(text).is_some_and(Network::is_public))
            }
            Operator::PortCovers(ports) => {
                each_text(value, |text| port_covers(text, ports).unwrap_or(false))
            }
            Operator::GlobCovers(names) => each_text(value, |text| {
                let pattern = text.to_ascii_lowercase();
                names.iter().any(|name| glob_matches(&pattern, &name.to_ascii_lowercase()))
            }),
            Operator::Type(types) => {
                Truth::from(types.iter().any(|kind| kind.eq_ignore_ascii_case(type_name(value))))
            }
            Operator::SameAs(path) => {
                let others = self.select(frame, path);
                Truth::any(others.iter().map(|slot| match &slot.value {
                    Some(other) => same(value, other, any_case),
                    None => Truth::False,
                }))
            }
        }
    }

    fn matches(&self, pattern: &str, value: &Value, any_case: bool) -> Truth {
        let key = format!("{}{pattern}", if any_case { "(?i)" } else { "" });
        let mut cache = self.regexes.borrow_mut();
        let compile = || Regex::compile(&key, Flags::PATTERN).ok().map(Rc::new);
        let Some(regex) = cache.entry(key.clone()).or_insert_with(compile).clone() else {
            return Truth::False;
        };
        drop(cache);
        let search = |text: &str| Truth::from(regex.search(text).unwrap_or(false));
        match &value.kind {
            Kind::Template(_) => Truth::Unknown,
            _ => value.to_text().map_or(Truth::False, |text| search(&text)),
        }
    }
}

fn any<T>(wanted: &[T], test: impl Fn(&T) -> Truth) -> Truth {
    Truth::any(wanted.iter().map(test))
}

fn holds(order: Order, found: Option<Ordering>) -> bool {
    match order {
        Order::Less => found == Some(Ordering::Less),
        Order::AtMost => matches!(found, Some(Ordering::Less | Ordering::Equal)),
        Order::AtLeast => matches!(found, Some(Ordering::Greater | Ordering::Equal)),
        Order::More => found == Some(Ordering::Greater),
    }
}

fn number(value: &Value) -> Option<f64> {
    match &value.kind {
        Kind::Number(number) => Some(number.as_f64()),
        Kind::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn length(value: &Value) -> Option<usize> {
    match &value.kind {
        Kind::List(items) => Some(items.len()),
        Kind::Map(map) => Some(map.len()),
        Kind::Template(_) | Kind::Unknown(_) => None,
        _ => value.to_text().map(|text| text.chars().count()),
    }
}

fn unknown_if_partial(value: &Value) -> Truth {
    if matches!(value.kind, Kind::Template(_)) { Truth::Unknown } else { Truth::False }
}

fn type_name(value: &Value) -> &'static str {
    match &value.kind {
        Kind::Null | Kind::Unknown(_) => "null",
        Kind::Bool(_) => "bool",
        Kind::Number(_) => "number",
        Kind::String(_) | Kind::Template(_) => "text",
        Kind::List(_) => "list",
        Kind::Map(_) => "map",
    }
}

fn empty(value: &Value) -> Truth {
    match &value.kind {
        Kind::Null => Truth::True,
        Kind::String(text) => Truth::from(text.is_empty()),
        Kind::List(items) => Truth::from(items.is_empty()),
        Kind::Map(map) => Truth::from(map.is_empty()),
        Kind::Template(parts) => {
            let literal = parts.iter().any(|part| matches!(part, Part::Literal(_)));
            if literal { Truth::False } else { Truth::Unknown }
        }
        _ => Truth::False,
    }
}

fn text_eq(left: &str, right: &str, any_case: bool) -> bool {
    if any_case { left.eq_ignore_ascii_case(right) } else { left == right }
}

/// Languages convert silently between text, numbers and truth values, and so does this.
fn equals(value: &Value, wanted: &ConfigValue, any_case: bool) -> Truth {
    match (&value.kind, wanted) {
        (Kind::Unknown(_), _) => Truth::Unknown,
        (Kind::Null, ConfigValue::Null) => Truth::True,
        (Kind::Bool(value), ConfigValue::Bool(wanted)) => Truth::from(value == wanted),
        (Kind::String(text), ConfigValue::Bool(wanted)) => {
            Truth::from(text.eq_ignore_ascii_case(if *wanted { "true" } else { "false" }))
        }
        (Kind::Number(_) | Kind::String(_), ConfigValue::Number(wanted)) => {
            Truth::from(number(value) == Some(*wanted))
        }
        (Kind::Template(_), ConfigValue::Text(wanted)) => may_equal(value, wanted, any_case),
        (Kind::Template(_), _) => Truth::False,
        (_, ConfigValue::Text(wanted)) => match value.to_text() {
            Some(text) => Truth::from(text_eq(&text, wanted, any_case)),
            None => Truth::False,
        },
        (Kind::List(items), ConfigValue::List(wanted)) if items.len() == wanted.len() => {
            let pairs = items.iter().zip(wanted);
            Truth::all(pairs.map(|(item, wanted)| equals(item, wanted, any_case)))
        }
        (Kind::Map(map), ConfigValue::Map(wanted)) if map.len() == wanted.len() => {
            Truth::all(wanted.iter().map(|(key, wanted)| match map.get(key.as_str()) {
                Some(entry) => equals(&entry.value, wanted, any_case),
                None => Truth::False,
            }))
        }
        _ => Truth::False,
    }
}

/// Values of two attributes.
fn same(left: &Value, right: &Value, any_case: bool) -> Truth {
    if !left.is_wholly_known() || !right.is_wholly_known() {
        return Truth::Unknown;
    }
    match (left.to_text(), right.to_text()) {
        (Some(left), Some(right)) => Truth::from(text_eq(&left, &right, any_case)),
        _ => Truth::from(left == right),
    }
}

/// A partly known text cannot be `wanted` if what is known of its ends differs.
fn may_equal(value: &Value, wanted: &str, any_case: bool) -> Truth {
    let starts = starts_with_known(value, wanted, any_case);
    let ends = ends_with_known(value, wanted, any_case);
    if starts && ends { Truth::Unknown } else { Truth::False }
}

fn fold(text: &str, any_case: bool) -> String {
    if any_case { text.to_ascii_lowercase() } else { text.to_owned() }
}

fn starts_with_known(value: &Value, wanted: &str, any_case: bool) -> bool {
    let Kind::Template(parts) = &value.kind else { return true };
    match parts.first() {
        Some(Part::Literal(text)) => fold(wanted, any_case).starts_with(&fold(text, any_case)),
        _ => true,
    }
}

fn ends_with_known(value: &Value, wanted: &str, any_case: bool) -> bool {
    let Kind::Template(parts) = &value.kind else { return true };
    match parts.last() {
        Some(Part::Literal(text)) => fold(wanted, any_case).ends_with(&fold(text, any_case)),
        _ => true,
    }
}

fn starts_with(value: &Value, start: &str, any_case: bool) -> Truth {
    let start = fold(start, any_case);
    match &value.kind {
        Kind::Template(parts) => match parts.first() {
            Some(Part::Literal(text)) => {
                let text = fold(text, any_case);
                if text.starts_with(&start) {
                    Truth::True
                } else if start.starts_with(&text) {
                    Truth::Unknown
                } else {
                    Truth::False
                }
            }
            _ => Truth::Unknown,
        },
        _ => text_test(value, |text| fold(text, any_case).starts_with(&start)),
    }
}

fn ends_with(value: &Value, end: &str, any_case: bool) -> Truth {
    let end = fold(end, any_case);
    match &value.kind {
        Kind::Template(parts) => match parts.last() {
            Some(Part::Literal(text)) => {
                let text = fold(text, any_case);
                if text.ends_with(&end) {
                    Truth::True
                } else if end.ends_with(&text) {
                    Truth::Unknown
                } else {
                    Truth::False
                }
            }
            _ => Truth::Unknown,
        },
        _ => text_test(value, |text| fold(text, any_case).ends_with(&end)),
    }
}

fn contains(value: &Value, wanted: &ConfigValue, any_case: bool) -> Truth {
    match &value.kind {
        Kind::List(items) => Truth::any(items.iter().map(|item| equals(item, wanted, any_case))),
        Kind::Map(map) => match wanted {
            ConfigValue::Text(key) => {
                Truth::from(map.keys().any(|known| text_eq(known, key, any_case)))
            }
            _ => Truth::False,
        },
        Kind::Template(parts) => {
            let ConfigValue::Text(wanted) = wanted else { return Truth::Unknown };
            let wanted = fold(wanted, any_case);
            let found = parts.iter().any(|part| match part {
                Part::Literal(text) => fold(text, any_case).contains(&wanted),
                Part::Unknown(_) => false,
            });
            if found { Truth::True } else { Truth::Unknown }
        }
        _ => match wanted {
            ConfigValue::Text(wanted) => {
                text_test(value, |text| fold(text, any_case).contains(&fold(wanted, any_case)))
            }
            _ => equals(value, wanted, any_case),
        },
    }
}

fn text_test(value: &Value, test: impl Fn(&str) -> bool) -> Truth {
    match &value.kind {
        Kind::Template(_) | Kind::Unknown(_) => Truth::Unknown,
        _ => value.to_text().map_or(Truth::False, |text| Truth::from(test(&text))),
    }
}

/// Of a text, or of one item of a list of them.
fn each_text(value: &Value, test: impl Fn(&str) -> bool) -> Truth {
    match &value.kind {
        Kind::List(items) => Truth::any(items.iter().map(|item| text_test(item, &test))),
        _ => text_test(value, test),
    }
}

fn covers_one(text: &str, networks: &[String], test: impl Fn(Network, Network) -> bool) -> bool {
    let Some(own) = Network::parse(text) else { return false };
    networks.iter().filter_map(|network| Network::parse(network)).any(|other| test(own, other))
}
