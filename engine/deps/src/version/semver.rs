//! Semantic versions 2.0, and what NuGet and Pub make of them. Read leniently: a `v` in front, missing numbers.

use std::cmp::Ordering;

use super::{digits, is_number, numeric};

/// Numbers, and what follows them.
struct Parts<'v> {
    numbers: Vec<&'v str>,
    rest: &'v str,
}

fn parts(version: &str, most: usize) -> Parts<'_> {
    let mut rest = version.strip_prefix('v').unwrap_or(version);
    let mut numbers = Vec::new();
    while numbers.len() < most {
        let (number, after) = digits(rest);
        if number.is_empty() {
            break;
        }
        numbers.push(number);
        rest = after;
        match after.strip_prefix('.') {
            Some(next)
                if numbers.len() < most && next.starts_with(|c: char| c.is_ascii_digit()) =>
            {
                rest = next;
            }
            _ => break,
        }
    }
    Parts { numbers, rest }
}

fn compare_numbers(a: &[&str], b: &[&str]) -> Ordering {
    let most = a.len().max(b.len());
    (0..most)
        .map(|at| numeric(a.get(at).unwrap_or(&""), b.get(at).unwrap_or(&"")))
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
}

/// Identifiers between dots: numbers before words, the shorter list first.
fn identifiers(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a.split('.'), b.split('.'));
    loop {
        let order = match (a.next(), b.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(x), Some(y)) => match (is_number(x), is_number(y)) {
                (true, true) => numeric(x, y),
                (true, false) => Ordering::Less,
                (false, true) => Ordering::Greater,
                (false, false) => x.cmp(y),
            },
        };
        if order.is_ne() {
            return order;
        }
    }
}

/// A pre-release comes before the release.
fn pre_release(a: &str, b: &str) -> Ordering {
    let of = |rest: &str| {
        let rest = rest.split('+').next().unwrap_or_default();
        rest.strip_prefix('-').unwrap_or(rest).to_owned()
    };
    let (a, b) = (of(a), of(b));
    match (a.is_empty(), b.is_empty()) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Greater,
        (false, true) => Ordering::Less,
        (false, false) => identifiers(&a, &b),
    }
}

pub(super) fn compare(a: &str, b: &str) -> Ordering {
    let (a, b) = (parts(a, 3), parts(b, 3));
    compare_numbers(&a.numbers, &b.numbers).then_with(|| pre_release(a.rest, b.rest))
}

/// NuGet: up to four numbers, and case does not count.
pub(super) fn compare_nuget(a: &str, b: &str) -> Ordering {
    let (a, b) = (parts(a, 4), parts(b, 4));
    compare_numbers(&a.numbers, &b.numbers)
        .then_with(|| pre_release(&a.rest.to_lowercase(), &b.rest.to_lowercase()))
}

/// Pub: what follows `+` counts, and comes after the release.
pub(super) fn compare_pub(a: &str, b: &str) -> Ordering {
    let build = |version: &str| version.split_once('+').map(|(_, build)| build.to_owned());
    compare(a, b).then_with(|| match (build(a), build(b)) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Less,
        (Some(_), None) => Ordering::Greater,
        (Some(a), Some(b)) => identifiers(&a, &b),
    })
}
