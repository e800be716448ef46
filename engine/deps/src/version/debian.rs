//! Debian: `epoch:upstream-revision`, by the algorithm of deb-version(7).

use std::cmp::Ordering;

use super::{digits, numeric};

pub(super) fn compare(a: &str, b: &str) -> Ordering {
    let (a, b) = (split(a.trim()), split(b.trim()));
    numeric(a.0, b.0).then_with(|| part(a.1, b.1)).then_with(|| part(a.2, b.2))
}

fn split(version: &str) -> (&str, &str, &str) {
    let (epoch, rest) = version.split_once(':').unwrap_or(("0", version));
    let (upstream, revision) = rest.rsplit_once('-').unwrap_or((rest, "0"));
    (epoch, upstream, revision)
}

/// Letters before other signs, `~` before the end.
fn weight(byte: Option<u8>) -> i32 {
    match byte {
        Some(b'~') => -1,
        None => 0,
        Some(byte) if byte.is_ascii_digit() => 0,
        Some(byte) if byte.is_ascii_alphabetic() => i32::from(byte),
        Some(byte) => i32::from(byte) + 256,
    }
}

fn part(mut a: &str, mut b: &str) -> Ordering {
    while !a.is_empty() || !b.is_empty() {
        let (x, after_x) = words(a);
        let (y, after_y) = words(b);
        let (x, y) = (x.as_bytes(), y.as_bytes());
        for at in 0..x.len().max(y.len()) {
            let order = weight(x.get(at).copied()).cmp(&weight(y.get(at).copied()));
            if order.is_ne() {
                return order;
            }
        }
        let ((m, rest_a), (n, rest_b)) = (digits(after_x), digits(after_y));
        let order = numeric(m, n);
        if order.is_ne() {
            return order;
        }
        (a, b) = (rest_a, rest_b);
    }
    Ordering::Equal
}

/// What stands before the next digit.
fn words(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len()))
}
