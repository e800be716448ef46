//! Packagist: PHP's `version_compare`, with the `v` that Composer takes off.

use std::cmp::Ordering;

use super::{is_number, numeric};

pub(super) fn compare(a: &str, b: &str) -> Ordering {
    let (a, b) = (canonical(a), canonical(b));
    for (x, y) in a.iter().zip(&b) {
        let order = match (is_number(x), is_number(y)) {
            (true, true) => numeric(x, y),
            (false, false) => weight(x).cmp(&weight(y)),
            (true, false) => weight("#").cmp(&weight(y)),
            (false, true) => weight(x).cmp(&weight("#")),
        };
        if order.is_ne() {
            return order;
        }
    }
    // A further number makes it later; a further word what the word says.
    let rest = |more: &[String]| {
        let order = |next: &String| match is_number(next) {
            true => Ordering::Greater,
            false => weight(next).cmp(&weight("#")),
        };
        more.iter().map(order).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    };
    let shared = a.len().min(b.len());
    if a.len() >= b.len() { rest(&a[shared..]) } else { rest(&b[shared..]).reverse() }
}

fn canonical(version: &str) -> Vec<String> {
    let version = version.strip_prefix(['v', 'V']).unwrap_or(version);
    let mut out = String::with_capacity(version.len() + 8);
    let mut last = '.';
    for c in version.chars() {
        let c = if matches!(c, '-' | '_' | '+') { '.' } else { c };
        if c != '.' && last != '.' && c.is_ascii_digit() != last.is_ascii_digit() {
            out.push('.');
        }
        out.push(c);
        last = c;
    }
    out.split('.').map(str::to_owned).collect()
}

/// `dev < alpha < beta < rc < (a number) < patch`; other words count as `dev`.
fn weight(word: &str) -> u8 {
    let table = [("a", 1), ("b", 2), ("rc", 3), ("RC", 3), ("#", 4), ("p", 5)];
    table.iter().find(|(begin, _)| word.starts_with(begin)).map_or(0, |(_, weight)| *weight)
}
