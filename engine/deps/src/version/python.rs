//! PEP 440. What it does not allow comes before all that it does, in the order of old setuptools.

use std::cmp::Ordering;

use super::{digits, is_number, numeric};

#[derive(Debug, Default)]
struct Version {
    epoch: String,
    release: Vec<String>,
    /// `a`, `b` or `rc` with its number.
    pre: Option<(char, String)>,
    post: Option<String>,
    dev: Option<String>,
    local: Vec<String>,
}

pub(super) fn compare(a: &str, b: &str) -> Ordering {
    let (a, b) = (a.trim().to_lowercase(), b.trim().to_lowercase());
    match (parse(&a), parse(&b)) {
        (Some(a), Some(b)) => ordered(&a, &b),
        (Some(_), None) => Ordering::Greater,
        (None, Some(_)) => Ordering::Less,
        (None, None) => legacy(&a).cmp(&legacy(&b)),
    }
}

fn parse(text: &str) -> Option<Version> {
    let mut version = Version::default();
    let mut rest = text.strip_prefix('v').unwrap_or(text);
    let (first, after) = digits(rest);
    if let Some(after) = after.strip_prefix('!').filter(|_| !first.is_empty()) {
        version.epoch = first.to_owned();
        rest = after;
    }
    loop {
        let (number, after) = digits(rest);
        if number.is_empty() {
            return None;
        }
        version.release.push(number.to_owned());
        rest = after;
        match after.strip_prefix('.') {
            Some(next) if next.starts_with(|c: char| c.is_ascii_digit()) => rest = next,
            _ => break,
        }
    }
    if let Some((letter, number, after)) = labelled(
        rest,
        &[
            ("alpha", 'a'),
            ("beta", 'b'),
            ("preview", 'r'),
            ("pre", 'r'),
            ("rc", 'r'),
            ("a", 'a'),
            ("b", 'b'),
            ("c", 'r'),
        ],
    ) {
        version.pre = Some((letter, number));
        rest = after;
    }
    let implicit = rest.strip_prefix('-').map(digits).filter(|(number, _)| !number.is_empty());
    if let Some((number, after)) = implicit {
        version.post = Some(number.to_owned());
        rest = after;
    } else if let Some((_, number, after)) =
        labelled(rest, &[("post", 'p'), ("rev", 'p'), ("r", 'p')])
    {
        version.post = Some(number);
        rest = after;
    }
    if let Some((_, number, after)) = labelled(rest, &[("dev", 'd')]) {
        version.dev = Some(number);
        rest = after;
    }
    if let Some(local) = rest.strip_prefix('+') {
        let fits =
            |part: &&str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_alphanumeric());
        let all: Vec<&str> = local.split(['.', '_', '-']).collect();
        if !all.iter().all(fits) {
            return None;
        }
        version.local = all.into_iter().map(str::to_owned).collect();
        rest = "";
    }
    rest.is_empty().then_some(version)
}

/// A label with an optional separator before and before its number.
fn labelled<'t>(text: &'t str, labels: &[(&str, char)]) -> Option<(char, String, &'t str)> {
    let separator = |text: &'t str| text.strip_prefix(['.', '-', '_']).unwrap_or(text);
    let inner = separator(text);
    let (label, letter) = labels.iter().find(|(label, _)| inner.starts_with(label))?;
    let rest = &inner[label.len()..];
    let (number, after) = digits(separator(rest));
    if number.is_empty() {
        return Some((*letter, "0".to_owned(), rest));
    }
    Some((*letter, number.to_owned(), after))
}

fn ordered(a: &Version, b: &Version) -> Ordering {
    let zero = "0".to_owned();
    let releases = a.release.len().max(b.release.len());
    let release = (0..releases)
        .map(|at| numeric(a.release.get(at).unwrap_or(&zero), b.release.get(at).unwrap_or(&zero)))
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal);
    numeric(&a.epoch, &b.epoch)
        .then(release)
        .then_with(|| pre(a, b))
        .then_with(|| match (&a.post, &b.post) {
            (Some(a), Some(b)) => numeric(a, b),
            (a, b) => a.is_some().cmp(&b.is_some()),
        })
        .then_with(|| match (&a.dev, &b.dev) {
            (Some(a), Some(b)) => numeric(a, b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        })
        .then_with(|| local(&a.local, &b.local))
}

/// A development release of the release itself comes before its pre-releases, and these before the release.
fn pre(a: &Version, b: &Version) -> Ordering {
    let rank = |it: &Version| match &it.pre {
        None if it.post.is_none() && it.dev.is_some() => 0,
        Some(_) => 1,
        None => 2,
    };
    rank(a).cmp(&rank(b)).then_with(|| match (&a.pre, &b.pre) {
        (Some((x, m)), Some((y, n))) => x.cmp(y).then_with(|| numeric(m, n)),
        _ => Ordering::Equal,
    })
}

fn local(a: &[String], b: &[String]) -> Ordering {
    for (x, y) in a.iter().zip(b) {
        let order = match (is_number(x), is_number(y)) {
            (true, true) => numeric(x, y),
            (false, false) => x.cmp(y),
            (x, y) => x.cmp(&y),
        };
        if order.is_ne() {
            return order;
        }
    }
    a.len().cmp(&b.len())
}

/// `pkg_resources.parse_version` of the time before PEP 440: words below numbers, `-` as "after the release".
fn legacy(text: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let words = legacy_words(text).into_iter().chain(["final"]);
    for word in words {
        let part = match word {
            "pre" | "preview" | "rc" => "*c".to_owned(),
            "-" => "*final-".to_owned(),
            "dev" => "*@".to_owned(),
            word if is_number(word) => format!("{word:0>8}"),
            word => format!("*{word}"),
        };
        if part.starts_with('*') {
            while part.as_str() < "*final" && parts.last().is_some_and(|last| last == "*final-") {
                parts.pop();
            }
            while parts.last().is_some_and(|last| last == "00000000") {
                parts.pop();
            }
        }
        parts.push(part);
    }
    parts.concat()
}

/// Runs of digits, runs of letters, and dashes.
fn legacy_words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let same = |c: char| match first {
            '0'..='9' => c.is_ascii_digit(),
            'a'..='z' => c.is_ascii_lowercase(),
            _ => false,
        };
        let end = match first {
            '0'..='9' | 'a'..='z' => rest.find(|c| !same(c)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        if same(first) || first == '-' {
            words.push(&rest[..end]);
        }
        rest = &rest[end..];
    }
    words
}
