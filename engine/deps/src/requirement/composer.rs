//! Composer: `^1.2 || ^2.0`, `~1.3`, `>=1 <3`, `1.0.*`, with flags of stability.

use super::{Bound, Op, Ranges, all_of, joined, next, numbers};

pub(super) fn read(requirement: &str) -> Option<Ranges> {
    // One bar is two.
    requirement.split('|').map(str::trim).filter(|it| !it.is_empty()).map(set).collect()
}

fn set(text: &str) -> Option<Vec<Bound>> {
    if let Some((from, to)) = text.split_once(" - ") {
        let mut bounds = constraint(&format!(">={}", from.trim()))?;
        let to = to.trim();
        let found = numbers(to)?;
        let last = found.numbers.len().checked_sub(1)?;
        bounds.push(match found.numbers.len() {
            0..3 => before(&next(&found.numbers, last)?),
            _ => Bound::new(Op::AtMost, to),
        });
        return Some(bounds);
    }
    all_of(text, constraint)
}

fn constraint(text: &str) -> Option<Vec<Bound>> {
    let text = text.split('@').next().unwrap_or(text);
    if let Some(version) = text.strip_prefix('^') {
        let found = numbers(version)?;
        let last = found.numbers.len().checked_sub(1)?;
        let first = found.numbers.iter().position(|it| *it > 0).unwrap_or(last);
        return Some(vec![from(version), before(&next(&found.numbers, first)?)]);
    }
    if let Some(version) = text.strip_prefix('~') {
        // The last number given may grow.
        let found = numbers(version)?;
        let cut = found.numbers.len().saturating_sub(2);
        return Some(vec![from(version), before(&next(&found.numbers, cut)?)]);
    }
    let (op, version) = Op::take(text).unwrap_or((Op::Is, text));
    let found = numbers(version)?;
    if !found.is_open {
        return found
            .rest
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c))
            .then(|| vec![Bound::new(op, version.strip_prefix(['v', 'V']).unwrap_or(version))]);
    }
    let Some(last) = found.numbers.len().checked_sub(1) else { return Some(Vec::new()) };
    match op {
        Op::Is => Some(vec![from(&joined(&found.numbers)), before(&next(&found.numbers, last)?)]),
        _ => None,
    }
}

fn from(version: &str) -> Bound {
    Bound::new(Op::AtLeast, version.strip_prefix(['v', 'V']).unwrap_or(version))
}

/// What comes before a release, its branch for development too.
fn before(numbers: &[u64]) -> Bound {
    Bound::new(Op::Less, format!("{}-dev", joined(numbers)))
}
