//! Advisories as RustSec keeps them: a page with a head in TOML.
//!
//! For: the same records as from OSV, so that a checkout of the advisory database will do. Not for: OSV itself.
//! Read [`parse_page`].

use std::cmp::Ordering;

use super::read::{Rejected, short};
use super::{Advisory, Affected, Event, Range};
use crate::document::{Node, read_toml};
use crate::package::Ecosystem;
use crate::version::compare;

const FENCE: &str = "```toml";

/// Whether `text` is such a page.
pub fn is_page(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with(FENCE)
}

/// Reads a page.
pub(super) fn parse_page(text: &str) -> Result<Advisory, Rejected> {
    let wrong = |reason: &str| Rejected::Malformed(reason.to_owned());
    let start = text.find(FENCE).ok_or(wrong("there is no head"))? + FENCE.len();
    let length = text[start..].find("```").ok_or(wrong("the head does not end"))?;
    let (head, page) = (&text[start..start + length], &text[start + length + 3..]);
    let (document, fault) = read_toml(head);
    if let Some(fault) = fault {
        return Err(Rejected::Malformed(fault.message));
    }
    let advisory = document.get("advisory").ok_or(wrong("there is no '[advisory]'"))?;
    let id = advisory.text_of("id").ok_or(wrong("the id is missing"))?;
    let name = advisory.text_of("package").ok_or(wrong("the package is missing"))?;
    if advisory.get("withdrawn").is_some() {
        return Err(Rejected::Withdrawn);
    }
    let texts = |node: Option<&Node<'_>>, key: &str| -> Vec<String> {
        let items = node.map(|node| node.items_of(key)).unwrap_or_default();
        items.iter().filter_map(Node::text).map(str::to_owned).collect()
    };
    let versions = document.get("versions");
    let mut without = texts(versions, "patched");
    without.extend(texts(versions, "unaffected"));
    let functions = document.get("affected").and_then(|it| it.get("functions"));
    let functions = functions.map(Node::entries).unwrap_or_default();
    let title = page.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or_default();
    let affected = Affected {
        ecosystem: Ecosystem::Cargo,
        name: name.to_owned(),
        release: None,
        ranges: vec![Range { semantic: true, events: events(&without) }],
        versions: Vec::new(),
        symbols: functions.iter().map(|it| it.key.clone().into_owned()).collect(),
        informational: advisory.text_of("informational").map(str::to_owned),
    };
    let url = advisory.text_of("url").filter(|url| url.starts_with("http"));
    Ok(Advisory {
        id: id.to_owned(),
        aliases: texts(Some(advisory), "aliases"),
        summary: short(title),
        vectors: advisory.text_of("cvss").map(str::to_owned).into_iter().collect(),
        weight: None,
        cwe: Vec::new(),
        references: url.map(str::to_owned).into_iter().collect(),
        published: advisory.text_of("date").unwrap_or_default().chars().take(10).collect(),
        affected: vec![affected],
    })
}

/// Versions from the first on, before the second; `None`: without end.
type Interval = (String, Option<String>);

/// What lies outside of all `requirements`.
fn events(requirements: &[String]) -> Vec<Event> {
    let mut inside: Vec<Interval> = requirements.iter().filter_map(|it| interval(it)).collect();
    inside.sort_by(|a, b| compare(Ecosystem::Cargo, &a.0, &b.0));
    let mut events = Vec::new();
    // Up to here all is told.
    let mut told: Option<String> = Some("0".to_owned());
    for (from, to) in inside {
        let Some(at) = &told else { break };
        let is_gap = from != "0" && (at == "0" || compare(Ecosystem::Cargo, at, &from).is_lt());
        if is_gap {
            events.push(Event::Introduced(at.clone()));
            events.push(Event::Fixed(from));
        }
        told = match to {
            Some(to) if at == "0" || compare(Ecosystem::Cargo, at, &to) == Ordering::Less => {
                Some(to)
            }
            Some(_) => told,
            None => None,
        };
    }
    events.extend(told.map(Event::Introduced));
    events
}

/// What a requirement of Cargo allows, conditions between commas all together.
fn interval(requirement: &str) -> Option<Interval> {
    let mut whole: Interval = ("0".to_owned(), None);
    for part in requirement.split(',') {
        let (from, to) = comparator(part.trim())?;
        let is_later = |a: &str, b: &str| b == "0" || compare(Ecosystem::Cargo, a, b).is_gt();
        if from != "0" && is_later(&from, &whole.0) {
            whole.0 = from;
        }
        whole.1 = match (whole.1, to) {
            (Some(a), Some(b)) => {
                Some(if compare(Ecosystem::Cargo, &a, &b).is_lt() { a } else { b })
            }
            (a, b) => a.or(b),
        };
    }
    let is_empty = whole
        .1
        .as_ref()
        .is_some_and(|to| whole.0 != "0" && !compare(Ecosystem::Cargo, &whole.0, to).is_lt());
    (!is_empty).then_some(whole)
}

fn comparator(text: &str) -> Option<Interval> {
    if text == "*" {
        return Some(("0".to_owned(), None));
    }
    let version = text.trim_start_matches(['<', '>', '=', '^', '~']);
    let operator = &text[..text.len() - version.len()];
    let version = version.trim();
    let plain = version.split(['-', '+']).next().unwrap_or(version);
    let parts: Vec<u64> = plain.split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
    let part = |at: usize| parts.get(at).copied().unwrap_or(0);
    let [major, minor, patch] = [part(0), part(1), part(2)];
    let whole = match parts.len() {
        3 => version.to_owned(),
        _ => format!("{major}.{minor}.{patch}"),
    };
    let next = |at: usize| match at {
        0 => format!("{}.0.0", major.saturating_add(1)),
        1 => format!("{major}.{}.0", minor.saturating_add(1)),
        _ => format!("{major}.{minor}.{}", patch.saturating_add(1)),
    };
    // The first version behind all that the text names.
    let behind = || next(parts.len().min(3) - 1);
    let zero = || "0".to_owned();
    Some(match operator {
        ">=" => (whole, None),
        ">" => (behind(), None),
        "<" => (zero(), Some(whole)),
        "<=" => (zero(), Some(behind())),
        "=" => (whole, Some(behind())),
        "~" => (whole, Some(next((parts.len() - 1).min(1)))),
        "^" | "" => {
            let first = parts.iter().position(|it| *it > 0).unwrap_or(parts.len() - 1);
            (whole, Some(next(first.min(2))))
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(requirements: &[&str], wanted: &str) {
        let requirements: Vec<String> = requirements.iter().map(|it| (*it).to_owned()).collect();
        let found: Vec<String> = events(&requirements)
            .into_iter()
            .map(|event| match event {
                Event::Introduced(version) => format!("+{version}"),
                Event::Fixed(version) | Event::LastAffected(version) => format!("-{version}"),
            })
            .collect();
        assert_eq!(found.join(" "), wanted, "{requirements:?}");
    }

    #[test]
    fn what_is_not_patched_is_affected() {
        check(&[], "+0");
        check(&["*"], "");
        check(&[">= 1.2.3"], "+0 -1.2.3");
        check(&[">= 1.2.3", "< 1.0.0"], "+1.0.0 -1.2.3");
        check(&["^1.2.3", ">= 2.0.1"], "+0 -1.2.3 +2.0.0 -2.0.1");
        check(&["^0.4.2", "^0.5", ">= 0.7.0"], "+0 -0.4.2 +0.6.0 -0.7.0");
        check(&[">= 1.1.0, < 1.2.0", "> 1.3.4"], "+0 -1.1.0 +1.2.0 -1.3.5");
        check(&["<= 1.0.0"], "+1.0.1");
        check(&["=1.0.0", "~2.1", ">= 3.0.0-rc.1"], "+0 -1.0.0 +1.0.1 -2.1.0 +2.2.0 -3.0.0-rc.1");
        check(&["< 1.0.0, >= 0.9.0", ">= 0.8.0, < 0.9.5"], "+0 -0.8.0 +1.0.0");
    }

    #[test]
    fn pages_are_read() {
        let page = "```toml\n[advisory]\nid = \"RUSTSEC-1\"\npackage = \"tar\"\naliases = [\"CVE-1\"]\ndate = \"2021-07-19\"\n\
                    informational = \"unsound\"\n[affected]\nfunctions = { \"tar::Archive::unpack\" = [\"< 1\"] }\n\
                    [versions]\npatched = [\">= 0.4.36\"]\n```\n\n# Links lead out\n\nText.\n";
        let read = parse_page(page).unwrap();
        assert_eq!((read.id.as_str(), read.summary.as_str()), ("RUSTSEC-1", "Links lead out"));
        assert_eq!(read.affected[0].symbols, ["tar::Archive::unpack"]);
        assert_eq!(read.affected[0].informational.as_deref(), Some("unsound"));
        assert!(matches!(
            parse_page(&page.replace("package =", "pack =")),
            Err(Rejected::Malformed(_))
        ));
        assert!(matches!(parse_page("```toml\n[advisory"), Err(Rejected::Malformed(_))));
        let withdrawn = page.replace("date =", "withdrawn = \"2022-01-01\"\ndate =");
        assert_eq!(parse_page(&withdrawn), Err(Rejected::Withdrawn));
    }
}
