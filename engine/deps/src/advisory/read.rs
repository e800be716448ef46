//! OSV records, in JSON or in YAML.

use super::{Advisory, Affected, Event, Range};
use crate::document::{Node, read_json, read_yaml};
use crate::package::Ecosystem;

/// Why a record is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rejected {
    /// It was withdrawn.
    Withdrawn,
    /// It speaks of no package of a known ecosystem.
    Foreign,
    /// It is no record.
    Malformed(String),
}

/// Events of a range, and versions of a record.
const MAX_EVENTS: usize = 20_000;
const MAX_VERSIONS: usize = 200_000;

/// Reads a record: JSON begins with `{`, a page of RustSec with its head, all else is YAML.
pub fn parse(text: &str) -> Result<Advisory, Rejected> {
    let text = text.trim_start_matches('\u{feff}');
    if super::rustsec::is_page(text) {
        return super::rustsec::parse_page(text);
    }
    let (node, fault) =
        if text.trim_start().starts_with('{') { read_json(text) } else { read_yaml(text) };
    match fault {
        Some(fault) => Err(Rejected::Malformed(fault.message)),
        None => record(&node),
    }
}

fn texts(node: &Node<'_>, key: &str) -> Vec<String> {
    node.items_of(key).iter().filter_map(Node::text).map(str::to_owned).collect()
}

pub(super) fn record(node: &Node<'_>) -> Result<Advisory, Rejected> {
    let Some(id) = node.text_of("id").filter(|id| !id.is_empty()) else {
        return Err(Rejected::Malformed("the id is missing".to_owned()));
    };
    if node.text_of("withdrawn").is_some() {
        return Err(Rejected::Withdrawn);
    }
    let affected: Vec<Affected> =
        node.items_of("affected").iter().filter_map(one_affected).collect();
    if affected.is_empty() {
        return Err(Rejected::Foreign);
    }
    let details = node.text_of("details").unwrap_or_default();
    let summary = node.text_of("summary").filter(|text| !text.trim().is_empty()).unwrap_or(details);
    let mut vectors = vectors(node);
    for part in node.items_of("affected") {
        vectors.extend(self::vectors(part));
    }
    vectors.dedup();
    let specific = node.get("database_specific");
    let cwe = |node: &Node<'_>| texts(node, "cwe_ids");
    let mut numbers: Vec<u32> = specific
        .map(cwe)
        .unwrap_or_default()
        .iter()
        .filter_map(|id| id.strip_prefix("CWE-")?.parse().ok())
        .collect();
    numbers.dedup();
    Ok(Advisory {
        id: id.to_owned(),
        aliases: texts(node, "aliases"),
        summary: short(summary),
        vectors,
        weight: specific.and_then(|it| it.text_of("severity")).map(str::to_owned),
        cwe: numbers,
        references: references(node),
        published: node.text_of("published").unwrap_or_default().chars().take(10).collect(),
        affected,
    })
}

fn vectors(node: &Node<'_>) -> Vec<String> {
    node.items_of("severity")
        .iter()
        .filter_map(|it| it.text_of("score"))
        .filter(|score| score.contains('/'))
        .map(str::to_owned)
        .collect()
}

/// Links that say what it is, and what fixed it.
fn references(node: &Node<'_>) -> Vec<String> {
    let of = |kind: &'static str| {
        let fits = move |it: &&Node<'_>| it.text_of("type") == Some(kind);
        node.items_of("references").iter().filter(fits).filter_map(|it| it.text_of("url"))
    };
    let all = of("ADVISORY").take(1).chain(of("FIX").take(1)).chain(of("WEB").take(1));
    all.take(2)
        .filter(|url| url.starts_with("http") && url.len() < 300)
        .map(str::to_owned)
        .collect()
}

/// The first line or sentence, at most some 160 characters.
pub(super) fn short(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default().trim();
    if line.len() <= 160 {
        return line.to_owned();
    }
    let cut = line.floor_char_boundary(157);
    let cut = line[..cut].rfind(' ').unwrap_or(cut);
    format!("{}…", &line[..cut])
}

fn one_affected(node: &Node<'_>) -> Option<Affected> {
    let package = node.get("package")?;
    let name = package.text_of("ecosystem")?;
    let ecosystem = Ecosystem::parse(name)?;
    let release = release(ecosystem, name);
    let specific = node.get("ecosystem_specific");
    let ranges = node.items_of("ranges").iter().filter_map(range).collect();
    let mut versions = texts(node, "versions");
    versions.truncate(MAX_VERSIONS);
    let mut affected = Affected {
        ecosystem,
        name: ecosystem.normal_name(package.text_of("name")?),
        release,
        ranges,
        versions,
        symbols: specific.map(symbols).unwrap_or_default(),
        informational: node
            .get("database_specific")
            .and_then(|it| it.text_of("informational"))
            .map(str::to_owned),
    };
    affected.shorten();
    Some(affected)
}

/// The release in the name of an ecosystem, as a system's own is compared with it (`system::Os`). What is told apart
/// by more than a release (support that is paid for) gets a name that no system has.
fn release(ecosystem: Ecosystem, name: &str) -> Option<String> {
    let (whose, rest) = name.split_once(':').unwrap_or((name, ""));
    let given = || (!rest.is_empty()).then(|| rest.to_owned());
    match ecosystem {
        Ecosystem::Ubuntu => given().map(|it| it.trim_end_matches(":LTS").to_owned()),
        Ecosystem::Alpine if matches!(whose, "Wolfi" | "Chainguard") => {
            Some(whose.to_ascii_lowercase())
        }
        Ecosystem::Rpm => {
            let rest = rest.to_ascii_lowercase();
            Some(match whose {
                // As we write it ourselves.
                "Red Hat"
                    if [
                        "redhat:",
                        "almalinux:",
                        "rocky:",
                        "opensuse:",
                        "suse:",
                        "mageia:",
                        "openeuler:",
                    ]
                    .iter()
                    .any(|begin| rest.starts_with(begin)) =>
                {
                    rest
                }
                "Red Hat" => match rest.strip_prefix("enterprise_linux:") {
                    Some(version) => {
                        let major = version.split([':', '.']).next().unwrap_or_default();
                        format!("redhat:{major}")
                    }
                    None => format!("redhat:{rest}"),
                },
                "AlmaLinux" => format!("almalinux:{rest}"),
                "Rocky Linux" => format!("rocky:{rest}"),
                "SUSE" => {
                    let at = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
                    format!("suse:{}", rest[at..].trim_end_matches("-ltss"))
                }
                other => format!("{}:{rest}", other.to_ascii_lowercase()),
            })
        }
        _ => given(),
    }
}

fn range(node: &Node<'_>) -> Option<Range> {
    let kind = node.text_of("type")?;
    if kind == "GIT" {
        return None;
    }
    let strip = |version: &str| version.to_owned();
    let mut events = Vec::new();
    for event in node.items_of("events").iter().take(MAX_EVENTS) {
        for entry in event.entries() {
            let Some(version) = entry.node.text() else { continue };
            match &*entry.key {
                "introduced" => events.push(Event::Introduced(strip(version))),
                "fixed" => events.push(Event::Fixed(strip(version))),
                "last_affected" => events.push(Event::LastAffected(strip(version))),
                _ => {}
            }
        }
    }
    // Without a beginning nothing is affected.
    let begins = events.iter().any(|event| matches!(event, Event::Introduced(_)));
    begins.then_some(Range { semantic: kind == "SEMVER", events })
}

/// Go: `imports[].symbols` with their package; RustSec: `affects.functions`; ours: `symbols`.
fn symbols(node: &Node<'_>) -> Vec<String> {
    let mut all = texts(node, "symbols");
    for import in node.items_of("imports") {
        let path = import.text_of("path").unwrap_or_default();
        let symbols = import.items_of("symbols");
        all.extend(symbols.iter().filter_map(Node::text).map(|symbol| format!("{path}.{symbol}")));
    }
    if let Some(affects) = node.get("affects") {
        all.extend(texts(affects, "functions"));
    }
    all.truncate(500);
    all
}
