//! Requirements of packages on others (`^1.2`, `~> 1.0`, `>=2,<3`), as lockfiles keep them.
//!
//! For: whether a requirement lets a version in, by the rules of the ecosystem's own tool. Not for: choosing versions.
//! Read [`allows`]. What is not a range of versions (tags, addresses, branches) is not known, and so is what no reader
//! here understands: the answer is then `None`, never a guess.

mod composer;
mod gem;
mod node;
mod nuget;
mod python;

use std::cmp::Ordering;

use crate::package::Ecosystem;
use crate::version::compare;

/// Whether `requirement` lets `version` in; `None` where that cannot be told. Linear in the length of both.
pub fn allows(ecosystem: Ecosystem, requirement: &str, version: &str) -> Option<bool> {
    if requirement.len() > MAX_LENGTH || version.is_empty() {
        return None;
    }
    let ranges = match ecosystem {
        // A bare version of Cargo's is a caret.
        Ecosystem::Cargo => node::read(requirement, true),
        Ecosystem::Npm => node::read(requirement, false),
        Ecosystem::PyPi => python::read(requirement),
        Ecosystem::RubyGems => gem::read(requirement),
        Ecosystem::Packagist => composer::read(requirement),
        Ecosystem::NuGet => nuget::read(requirement),
        _ => None,
    }?;
    // Pre-releases have rules of their own everywhere, and are hardly ever the fix.
    if is_pre_release(ecosystem, version) {
        return None;
    }
    Some(ranges.iter().any(|all| all.iter().all(|bound| bound.holds(ecosystem, version))))
}

/// Longer ones are not read.
const MAX_LENGTH: usize = 2000;

/// Any of these sets; all bounds of a set.
type Ranges = Vec<Vec<Bound>>;

/// One comparison with a version.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Bound {
    op: Op,
    version: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Op {
    Less,
    AtMost,
    Is,
    IsNot,
    AtLeast,
    More,
}

impl Op {
    /// `text` without the operator it begins with, of the symbols most tools share.
    fn take(text: &str) -> Option<(Op, &str)> {
        let all = [
            (">=", Op::AtLeast),
            ("<=", Op::AtMost),
            ("!=", Op::IsNot),
            ("==", Op::Is),
            (">", Op::More),
            ("<", Op::Less),
            ("=", Op::Is),
        ];
        all.iter().find_map(|(sign, op)| Some((*op, text.strip_prefix(sign)?.trim_start())))
    }
}

impl Bound {
    fn new(op: Op, version: impl Into<String>) -> Bound {
        Bound { op, version: version.into() }
    }

    fn holds(&self, ecosystem: Ecosystem, version: &str) -> bool {
        let order = compare(ecosystem, version, &self.version);
        match self.op {
            Op::Less => order == Ordering::Less,
            Op::AtMost => order != Ordering::Greater,
            Op::Is => order == Ordering::Equal,
            Op::IsNot => order != Ordering::Equal,
            Op::AtLeast => order != Ordering::Less,
            Op::More => order == Ordering::Greater,
        }
    }
}

/// The numbers a version begins with, before a wildcard or the end, and what follows them (`-rc.1`, `.*`).
struct Numbers<'t> {
    numbers: Vec<u64>,
    /// Whether a wildcard (`*`, `x`) ends them.
    is_open: bool,
    rest: &'t str,
}

/// `None` where `text` is no version: other letters, numbers beyond 64 bits.
fn numbers(text: &str) -> Option<Numbers<'_>> {
    let mut rest = text.strip_prefix(['v', 'V']).unwrap_or(text);
    let mut numbers = Vec::new();
    loop {
        if let Some(after) = rest.strip_prefix(['*', 'x', 'X']) {
            // What stands behind a wildcard is open, too: `1.x.x`.
            let only_open = after.chars().all(|c| ".*xX".contains(c));
            return only_open.then_some(Numbers { numbers, is_open: true, rest: "" });
        }
        let (number, after) = crate::version::digits(rest);
        numbers.push(number.parse().ok()?);
        match after.strip_prefix('.') {
            Some(next) if next.starts_with(|c: char| c.is_ascii_digit() || "*xX".contains(c)) => {
                rest = next;
            }
            _ => return Some(Numbers { numbers, is_open: false, rest: after }),
        }
    }
}

fn joined(numbers: &[u64]) -> String {
    numbers.iter().map(u64::to_string).collect::<Vec<_>>().join(".")
}

/// The numbers up to `at`, that one counted up by one.
fn next(numbers: &[u64], at: usize) -> Option<Vec<u64>> {
    let mut up = numbers.get(..=at)?.to_vec();
    *up.last_mut()? = up.last()?.checked_add(1)?;
    Some(up)
}

fn is_pre_release(ecosystem: Ecosystem, version: &str) -> bool {
    match ecosystem {
        Ecosystem::PyPi => {
            let has = |word: &str| version.contains(word);
            ["a", "b", "rc", "dev", "c"].iter().any(|word| has(word)) && !has("+")
        }
        Ecosystem::RubyGems => version.contains(|c: char| c.is_ascii_alphabetic()),
        _ => version.split('+').next().unwrap_or(version).contains('-'),
    }
}

/// The bounds of all words of a set, apart by commas or spaces; an operator may stand apart from its version
/// (`>= 1.2`). `None` where one cannot be read.
fn all_of(text: &str, read: impl Fn(&str) -> Option<Vec<Bound>>) -> Option<Vec<Bound>> {
    let mut bounds = Vec::new();
    let mut sign = String::new();
    for word in text.split(|c: char| c == ',' || c.is_whitespace()).filter(|it| !it.is_empty()) {
        sign.push_str(word);
        if word.ends_with(['<', '>', '=', '^', '~']) {
            continue;
        }
        bounds.extend(read(&std::mem::take(&mut sign))?);
    }
    sign.is_empty().then_some(bounds)
}

#[cfg(test)]
mod tests;
