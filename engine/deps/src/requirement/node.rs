//! npm (`^1.2 || >=2 <3`), and Cargo (`1.2, <1.8`), which share most of it.

use super::{Bound, Numbers, Op, Ranges, all_of, joined, next, numbers};

/// `bare_is_caret`: Cargo's commas, and what a version without an operator means there.
pub(super) fn read(requirement: &str, bare_is_caret: bool) -> Option<Ranges> {
    let requirement = match requirement.strip_prefix("npm:") {
        Some(alias) => alias.rfind('@').filter(|at| *at > 0).map_or(alias, |at| &alias[at + 1..]),
        None => requirement,
    };
    requirement.split("||").map(|set| self::set(set.trim(), bare_is_caret)).collect()
}

fn set(text: &str, bare_is_caret: bool) -> Option<Vec<Bound>> {
    if let Some((from, to)) = text.split_once(" - ") {
        let mut bounds = comparator(&format!(">={}", from.trim()), false)?;
        bounds.extend(comparator(&format!("<={}", to.trim()), false)?);
        return Some(bounds);
    }
    all_of(text, |word| comparator(word, bare_is_caret))
}

fn comparator(text: &str, bare_is_caret: bool) -> Option<Vec<Bound>> {
    let (kind, version) = match Op::take(text) {
        Some((op, version)) => (Kind::Op(op), version),
        None => match text.strip_prefix('^') {
            Some(version) => (Kind::Caret, version),
            None => match text.strip_prefix('~') {
                Some(version) => (Kind::Tilde, version.strip_prefix('>').unwrap_or(version)),
                None if bare_is_caret => (Kind::Caret, text),
                None => (Kind::Op(Op::Is), text),
            },
        },
    };
    let Numbers { numbers, is_open, rest } = numbers(version.trim_start_matches(['=', ' ']))?;
    if numbers.len() > 3 || !(rest.is_empty() || rest.starts_with(['-', '+'])) {
        return None;
    }
    let rest = if numbers.len() == 3 { rest.split('+').next().unwrap_or("") } else { "" };
    let kind = if is_open && matches!(kind, Kind::Caret) && bare_is_caret {
        Kind::Op(Op::Is)
    } else {
        kind
    };
    bounds(kind, &numbers, rest)
}

#[derive(Clone, Copy)]
enum Kind {
    Op(Op),
    Caret,
    Tilde,
}

fn bounds(kind: Kind, numbers: &[u64], rest: &str) -> Option<Vec<Bound>> {
    let Some(last) = numbers.len().checked_sub(1) else {
        // `*`; nothing is less than everything.
        let never = matches!(kind, Kind::Op(Op::Less | Op::More));
        return Some(if never { vec![Bound::new(Op::Less, "0.0.0-0")] } else { Vec::new() });
    };
    let mut padded = numbers.to_vec();
    padded.resize(3, 0);
    let from = || Bound::new(Op::AtLeast, format!("{}{rest}", joined(&padded)));
    let before = |mut up: Vec<u64>| {
        up.resize(3, 0);
        Bound::new(Op::Less, format!("{}-0", joined(&up)))
    };
    let is_whole = numbers.len() == 3;
    Some(match kind {
        Kind::Caret => {
            let first = numbers.iter().position(|it| *it > 0).unwrap_or(last);
            vec![from(), before(next(numbers, first)?)]
        }
        Kind::Tilde => vec![from(), before(next(numbers, last.min(1))?)],
        Kind::Op(op) if is_whole => vec![Bound::new(op, format!("{}{rest}", joined(&padded)))],
        // Of a version in part, all that begin with it.
        Kind::Op(Op::Is) => vec![from(), before(next(numbers, last)?)],
        Kind::Op(Op::AtLeast) => vec![from()],
        Kind::Op(Op::Less) => vec![before(padded)],
        Kind::Op(Op::AtMost) => vec![before(next(numbers, last)?)],
        Kind::Op(Op::More) => vec![Bound::new(Op::AtLeast, {
            let mut up = next(numbers, last)?;
            up.resize(3, 0);
            joined(&up)
        })],
        Kind::Op(Op::IsNot) => return None,
    })
}
