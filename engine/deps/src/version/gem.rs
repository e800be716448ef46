//! RubyGems: segments of digits and letters; a segment of letters is a pre-release.

use std::cmp::Ordering;

use super::{is_number, numeric};

pub(super) fn compare(a: &str, b: &str) -> Ordering {
    let (a, b) = (canonical(a), canonical(b));
    let most = a.len().max(b.len());
    for at in 0..most {
        let x = a.get(at).map_or("0", String::as_str);
        let y = b.get(at).map_or("0", String::as_str);
        let order = match (is_number(x), is_number(y)) {
            (true, true) => numeric(x, y),
            (false, false) => x.cmp(y),
            (x, y) => x.cmp(&y),
        };
        if order.is_ne() {
            return order;
        }
    }
    Ordering::Equal
}

/// Segments without the zeros that end the numbers, and those that end the whole.
fn canonical(version: &str) -> Vec<String> {
    let all = segments(&version.replace('-', ".pre."));
    let cut = all.iter().position(|segment| !is_number(segment)).unwrap_or(all.len());
    let (numbers, rest) = all.split_at(cut);
    let trimmed = |segments: &[String]| -> Vec<String> {
        let zero = |segment: &&String| is_number(segment) && numeric(segment, "0").is_eq();
        let zeros = segments.iter().rev().take_while(zero).count();
        segments[..segments.len() - zeros].to_vec()
    };
    [trimmed(numbers), trimmed(rest)].concat()
}

fn segments(version: &str) -> Vec<String> {
    let mut segments: Vec<String> = Vec::new();
    let mut last = None;
    for c in version.chars() {
        let class = (c != '.').then(|| c.is_ascii_digit());
        match (class, last) {
            (Some(class), Some(known)) if class == known => {
                if let Some(segment) = segments.last_mut() {
                    segment.push(c);
                }
            }
            (Some(_), _) => segments.push(c.to_string()),
            (None, _) => {}
        }
        last = class;
    }
    segments
}
