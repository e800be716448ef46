//! NuGet: `1.0` (this and above), `[1.0, 2.0)`, `[1.0]`.

use super::{Bound, Op, Ranges, numbers};

pub(super) fn read(requirement: &str) -> Option<Ranges> {
    let text = requirement.trim();
    let is_version = |text: &str| numbers(text).is_some_and(|it| !it.is_open);
    let Some(inner) = text.strip_prefix(['[', '(']) else {
        return is_version(text).then(|| vec![vec![Bound::new(Op::AtLeast, text)]]);
    };
    let inner = inner.strip_suffix([']', ')'])?;
    let Some((low, high)) = inner.split_once(',') else {
        return is_version(inner.trim()).then(|| vec![vec![Bound::new(Op::Is, inner.trim())]]);
    };
    let (low, high) = (low.trim(), high.trim());
    let mut bounds = Vec::new();
    if !low.is_empty() {
        let op = if text.starts_with('[') { Op::AtLeast } else { Op::More };
        bounds.push(is_version(low).then(|| Bound::new(op, low))?);
    }
    if !high.is_empty() {
        let op = if text.ends_with(']') { Op::AtMost } else { Op::Less };
        bounds.push(is_version(high).then(|| Bound::new(op, high))?);
    }
    Some(vec![bounds])
}
