//! RubyGems: `>= 1.0, < 3`, `~> 1.2`.

use super::{Bound, Op, Ranges, joined, next, numbers};

pub(super) fn read(requirement: &str) -> Option<Ranges> {
    let mut bounds = Vec::new();
    for one in requirement.split(',').map(str::trim).filter(|it| !it.is_empty()) {
        if let Some(version) = one.strip_prefix("~>") {
            let version = version.trim();
            let found = numbers(version)?;
            let cut = found.numbers.len().saturating_sub(2);
            bounds.push(Bound::new(Op::AtLeast, version));
            // A letter in a version comes before all numbers there.
            let up = joined(&next(&found.numbers, cut)?);
            bounds.push(Bound::new(Op::Less, format!("{up}.a")));
            continue;
        }
        let (op, version) = Op::take(one).unwrap_or((Op::Is, one));
        numbers(version).filter(|it| !it.is_open)?;
        bounds.push(Bound::new(op, version));
    }
    Some(vec![bounds])
}
