//! Python: specifiers of PEP 440, and the carets and bars that Poetry adds.

use super::{Bound, Op, Ranges, joined, next, numbers};

pub(super) fn read(requirement: &str) -> Option<Ranges> {
    requirement.split("||").map(|set| self::set(set.trim())).collect()
}

fn set(text: &str) -> Option<Vec<Bound>> {
    let mut bounds = Vec::new();
    let text = text.strip_prefix('(').and_then(|it| it.strip_suffix(')')).unwrap_or(text);
    for one in text.split(',').map(str::trim).filter(|it| !it.is_empty()) {
        bounds.extend(specifier(one)?);
    }
    Some(bounds)
}

fn specifier(text: &str) -> Option<Vec<Bound>> {
    if text == "*" {
        return Some(Vec::new());
    }
    if let Some(version) = text.strip_prefix("===") {
        return Some(vec![Bound::new(Op::Is, version.trim())]);
    }
    if let Some(version) = text.strip_prefix("~=") {
        // `~=1.4.2` is `>=1.4.2, ==1.4.*`.
        let version = version.trim();
        let found = numbers(version)?;
        let cut = found.numbers.len().checked_sub(2)?;
        return Some(vec![from(version), before(&next(&found.numbers, cut)?)]);
    }
    if let Some(version) = text.strip_prefix('^') {
        let version = version.trim();
        let found = numbers(version)?;
        let last = found.numbers.len().checked_sub(1)?;
        let first = found.numbers.iter().position(|it| *it > 0).unwrap_or(last);
        return Some(vec![from(version), before(&next(&found.numbers, first)?)]);
    }
    if let Some(version) = text.strip_prefix('~') {
        let version = version.trim();
        let found = numbers(version)?;
        let last = found.numbers.len().checked_sub(1)?;
        return Some(vec![from(version), before(&next(&found.numbers, last.min(1))?)]);
    }
    let (op, version) = Op::take(text).unwrap_or((Op::Is, text));
    let found = numbers(version)?;
    if !found.is_open {
        return is_version(found.rest).then(|| vec![Bound::new(op, version)]);
    }
    let Some(last) = found.numbers.len().checked_sub(1) else {
        return (op == Op::Is).then(Vec::new);
    };
    match op {
        Op::Is => {
            let low = Bound::new(Op::AtLeast, format!("{}.dev0", joined(&found.numbers)));
            Some(vec![low, before(&next(&found.numbers, last)?)])
        }
        // Two ranges, one before and one behind; a set of bounds cannot say it.
        _ => None,
    }
}

/// Whether what follows the numbers belongs to a version.
fn is_version(rest: &str) -> bool {
    rest.chars().all(|c| c.is_ascii_alphanumeric() || ".-_+!".contains(c))
}

fn from(version: &str) -> Bound {
    Bound::new(Op::AtLeast, version)
}

/// What comes before a release, its pre-releases too.
fn before(numbers: &[u64]) -> Bound {
    Bound::new(Op::Less, format!("{}.dev0", joined(numbers)))
}
