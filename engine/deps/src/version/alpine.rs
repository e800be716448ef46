//! Alpine: `1.2.3a_alpha1~hash-r4`, as apk orders it.

use std::cmp::Ordering;

use super::{digits, numeric};

#[derive(Default)]
struct Version<'v> {
    numbers: Vec<&'v str>,
    letter: Option<char>,
    suffixes: Vec<(usize, &'v str)>,
    revision: &'v str,
    rest: &'v str,
    invalid: bool,
}

/// In order; nothing stands at [`RELEASE`].
const SUFFIXES: [&str; 10] = ["alpha", "beta", "pre", "rc", "", "cvs", "svn", "git", "hg", "p"];
const RELEASE: (usize, &str) = (4, "");

pub(super) fn compare(a: &str, b: &str) -> Ordering {
    let (x, y) = (parse(a), parse(b));
    if x.invalid && y.invalid {
        return a.cmp(b);
    }
    numbers(&x.numbers, &y.numbers)
        .then_with(|| x.letter.cmp(&y.letter))
        .then_with(|| suffixes(&x.suffixes, &y.suffixes))
        .then_with(|| numeric(x.revision, y.revision))
        .then_with(|| x.rest.is_empty().cmp(&y.rest.is_empty()))
}

fn numbers(a: &[&str], b: &[&str]) -> Ordering {
    for at in 0..a.len().max(b.len()) {
        let order = match (a.get(at), b.get(at)) {
            // After the first, a number that begins with a zero counts as a fraction.
            (Some(x), Some(y)) if at > 0 && (x.starts_with('0') || y.starts_with('0')) => x.cmp(y),
            (x, y) => numeric(x.copied().unwrap_or("0"), y.copied().unwrap_or("0")),
        };
        if order.is_ne() {
            return order;
        }
    }
    Ordering::Equal
}

fn suffixes(a: &[(usize, &str)], b: &[(usize, &str)]) -> Ordering {
    for at in 0..a.len().max(b.len()) {
        let x = a.get(at).copied().unwrap_or(RELEASE);
        let y = b.get(at).copied().unwrap_or(RELEASE);
        let order = x.0.cmp(&y.0).then_with(|| numeric(x.1, y.1));
        if order.is_ne() {
            return order;
        }
    }
    Ordering::Equal
}

fn parse(version: &str) -> Version<'_> {
    let mut out = Version::default();
    let mut rest = version;
    loop {
        let (number, after) = digits(rest);
        if number.is_empty() {
            break;
        }
        out.numbers.push(number);
        rest = after;
        match after.strip_prefix('.') {
            Some(after) => rest = after,
            None => break,
        }
    }
    if let Some(letter) = rest.chars().next().filter(char::is_ascii_lowercase) {
        out.letter = Some(letter);
        rest = &rest[1..];
    }
    while let Some(after) = rest.strip_prefix('_') {
        let named = |(_, name): &(usize, &&str)| !name.is_empty() && after.starts_with(**name);
        let Some((rank, name)) =
            SUFFIXES.iter().enumerate().filter(named).max_by_key(|it| it.1.len())
        else {
            break;
        };
        let (number, after) = digits(&after[name.len()..]);
        out.suffixes.push((rank, number));
        rest = after;
    }
    if let Some(after) = rest.strip_prefix('~') {
        rest = after.trim_start_matches(|c: char| c.is_ascii_digit() || ('a'..='f').contains(&c));
    }
    if let Some(after) = rest.strip_prefix("-r") {
        (out.revision, rest) = digits(after);
    } else {
        out.invalid = !rest.is_empty();
    }
    out.rest = rest;
    out
}
