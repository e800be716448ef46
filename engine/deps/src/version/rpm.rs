//! RPM: `epoch:version-release`, by `rpmvercmp`: runs of digits and of letters; `~` comes before the end, `^` after it.

use std::cmp::Ordering;

use super::numeric;

pub(super) fn compare(a: &str, b: &str) -> Ordering {
    let (a, b) = (split(a), split(b));
    part(a.0, b.0).then_with(|| part(a.1, b.1)).then_with(|| match (a.2, b.2) {
        (Some(x), Some(y)) => part(x, y),
        (x, y) => x.is_some().cmp(&y.is_some()),
    })
}

fn split(version: &str) -> (&str, &str, Option<&str>) {
    let (epoch, rest) = version.split_once(':').unwrap_or(("0", version));
    match rest.rsplit_once('-') {
        Some((version, release)) => (epoch, version, Some(release)),
        None => (epoch, rest, None),
    }
}

fn part(mut a: &str, mut b: &str) -> Ordering {
    loop {
        let noise = |c: char| !(c.is_ascii_alphanumeric() || c == '~' || c == '^');
        (a, b) = (a.trim_start_matches(noise), b.trim_start_matches(noise));
        match (a.strip_prefix('~'), b.strip_prefix('~')) {
            (Some(x), Some(y)) => {
                (a, b) = (x, y);
                continue;
            }
            (Some(_), None) => return Ordering::Less,
            (None, Some(_)) => return Ordering::Greater,
            (None, None) => {}
        }
        match (a.strip_prefix('^'), b.strip_prefix('^')) {
            (Some(x), Some(y)) => {
                (a, b) = (x, y);
                continue;
            }
            (Some(_), None) => {
                return if b.is_empty() { Ordering::Greater } else { Ordering::Less };
            }
            (None, Some(_)) => {
                return if a.is_empty() { Ordering::Less } else { Ordering::Greater };
            }
            (None, None) => {}
        }
        if a.is_empty() || b.is_empty() {
            return a.len().cmp(&b.len());
        }
        let (x, y) = (run(a), run(b));
        let number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        let order = match (number(x), number(y)) {
            (true, true) => numeric(x, y),
            (false, false) => x.cmp(y),
            // A number comes after a word.
            (x, y) => x.cmp(&y),
        };
        if order.is_ne() {
            return order;
        }
        (a, b) = (&a[x.len()..], &b[y.len()..]);
    }
}

/// The digits or the letters that `text` begins with.
fn run(text: &str) -> &str {
    let digit = text.starts_with(|c: char| c.is_ascii_digit());
    let fits = |c: char| if digit { c.is_ascii_digit() } else { c.is_ascii_alphabetic() };
    &text[..text.find(|c| !fits(c)).unwrap_or(text.len())]
}
