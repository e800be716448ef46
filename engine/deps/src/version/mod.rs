//! The order of versions, by ecosystem.
//!
//! For: which of two versions is the earlier, as the ecosystem's own tools have it. Not for: ranges of requirements
//! (`^1.2`), which `requirement` reads; advisories name plain versions. Read [`compare`]. Every text has a place in the order: hostile versions are
//! no error. Numbers may have any number of digits.

mod alpine;
mod debian;
mod gem;
mod maven;
mod php;
mod python;
mod rpm;
mod semver;

use std::cmp::Ordering;

use crate::package::Ecosystem;

/// Compares two versions of packages of `ecosystem`. Linear in their length.
pub fn compare(ecosystem: Ecosystem, a: &str, b: &str) -> Ordering {
    match ecosystem {
        Ecosystem::Cargo | Ecosystem::Npm | Ecosystem::Go | Ecosystem::Hex | Ecosystem::Actions => {
            semver::compare(a, b)
        }
        Ecosystem::Pub => semver::compare_pub(a, b),
        Ecosystem::NuGet => semver::compare_nuget(a, b),
        Ecosystem::PyPi => python::compare(a, b),
        Ecosystem::RubyGems => gem::compare(a, b),
        Ecosystem::Packagist => php::compare(a, b),
        Ecosystem::Maven => maven::compare(a, b),
        Ecosystem::Debian | Ecosystem::Ubuntu => debian::compare(a, b),
        Ecosystem::Alpine => alpine::compare(a, b),
        Ecosystem::Rpm => rpm::compare(a, b),
        Ecosystem::Cran => numbers(a, b, &['.', '-']),
        Ecosystem::Hackage => numbers(a, b, &['.']),
    }
}

/// Two runs of digits as numbers; empty is zero.
pub(crate) fn numeric(a: &str, b: &str) -> Ordering {
    let (a, b) = (a.trim_start_matches('0'), b.trim_start_matches('0'));
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

pub(crate) fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Numbers in turn; where one ends first it is the earlier.
fn numbers(a: &str, b: &str, separators: &[char]) -> Ordering {
    let (mut a, mut b) = (a.split(separators), b.split(separators));
    loop {
        match (a.next(), b.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(x), Some(y)) => match numeric(x, y) {
                Ordering::Equal => {}
                order => return order,
            },
        }
    }
}

/// The digits that `text` begins with, and the rest.
pub(crate) fn digits(text: &str) -> (&str, &str) {
    let end = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests;
