//! The compact file: a line that says what it is, then one record a line, in zstd.
//!
//! Records are in a short form of OSV; versions that ranges hold anyway are left out, and so are long texts.

use std::io::Read as _;

use serde_json::{Map, Value, json};

use super::read::record;
use super::{Advisory, Affected, Database, Event};
use crate::document::{Node, read_json};

/// Why a file is no compact database.
#[derive(Debug, thiserror::Error)]
pub enum CompactError {
    /// It is not compressed as it should be, or cut.
    #[error("it cannot be decompressed: {0}")]
    Compression(#[from] std::io::Error),
    /// It holds something else.
    #[error("it is no database of advisories")]
    Foreign,
    /// It is of a later version of tamis.
    #[error("it is of format {0}, and this version of tamis reads format {FORMAT}")]
    Format(String),
    /// It is larger than any database is.
    #[error("it unpacks to more than {MAX_BYTES} bytes")]
    TooLarge,
}

const FORMAT: &str = "1";
const MAX_BYTES: u64 = 1 << 30;
const LEVEL: i32 = 19;

/// To bytes. The same records give the same bytes.
pub fn encode(database: &Database) -> std::io::Result<Vec<u8>> {
    let mut exploited: Vec<&String> = database.exploited.iter().collect();
    exploited.sort();
    let mut likelihood: Vec<(&String, f32)> =
        database.likelihood.iter().map(|(id, value)| (id, *value)).collect();
    likelihood.sort_by(|a, b| a.0.cmp(b.0));
    let likelihood: Map<String, Value> = likelihood
        .into_iter()
        .map(|(id, value)| (id.clone(), json!(format!("{value:.4}"))))
        .collect();
    let head = json!({
        "tamis-advisories": FORMAT,
        "built": database.built,
        "exploited": exploited,
        "likelihood": likelihood,
    });
    let mut text = format!("{head}\n");
    // Records of one package stand together: that compresses best.
    let mut order: Vec<&Advisory> = database.advisories.iter().collect();
    let key = |it: &Advisory| it.affected.first().map(|it| (it.ecosystem, it.name.clone()));
    order.sort_by_cached_key(|it| (key(it), it.id.clone()));
    for advisory in order {
        text.push_str(&line(advisory).to_string());
        text.push('\n');
    }
    zstd::encode_all(text.as_bytes(), LEVEL)
}

fn line(advisory: &Advisory) -> Value {
    let mut object = Map::new();
    let mut set = |key: &str, value: Value| {
        let empty = match &value {
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.is_empty(),
            value => value.is_null(),
        };
        if !empty {
            object.insert(key.to_owned(), value);
        }
    };
    let severity: Vec<Value> =
        advisory.vectors.iter().map(|vector| json!({"score": vector})).collect();
    let references: Vec<Value> =
        advisory.references.iter().map(|url| json!({"type": "ADVISORY", "url": url})).collect();
    set("id", json!(advisory.id));
    set("aliases", json!(advisory.aliases));
    set("summary", json!(advisory.summary));
    set("severity", Value::Array(severity));
    set("references", Value::Array(references));
    set("published", json!(advisory.published));
    set("affected", Value::Array(advisory.affected.iter().map(affected).collect()));
    let mut specific = Map::new();
    if let Some(weight) = &advisory.weight {
        specific.insert("severity".to_owned(), json!(weight));
    }
    if !advisory.cwe.is_empty() {
        let ids: Vec<String> = advisory.cwe.iter().map(|number| format!("CWE-{number}")).collect();
        specific.insert("cwe_ids".to_owned(), json!(ids));
    }
    if !specific.is_empty() {
        set("database_specific", Value::Object(specific));
    }
    Value::Object(object)
}

fn affected(it: &Affected) -> Value {
    let ecosystem = match &it.release {
        Some(release) => format!("{}:{release}", it.ecosystem.name()),
        None => it.ecosystem.name().to_owned(),
    };
    let ranges: Vec<Value> = it
        .ranges
        .iter()
        .map(|range| {
            let events: Vec<Value> = range
                .events
                .iter()
                .map(|event| match event {
                    Event::Introduced(version) => json!({"introduced": version}),
                    Event::Fixed(version) => json!({"fixed": version}),
                    Event::LastAffected(version) => json!({"last_affected": version}),
                })
                .collect();
            json!({"type": if range.semantic { "SEMVER" } else { "ECOSYSTEM" }, "events": events})
        })
        .collect();
    let mut object =
        json!({"package": {"ecosystem": ecosystem, "name": it.name}, "ranges": ranges});
    if !it.versions.is_empty() {
        object["versions"] = json!(it.versions);
    }
    if !it.symbols.is_empty() {
        object["ecosystem_specific"] = json!({"symbols": it.symbols});
    }
    if let Some(kind) = &it.informational {
        object["database_specific"] = json!({"informational": kind});
    }
    object
}

/// From bytes. Bounded, whatever they are.
pub fn decode(bytes: &[u8]) -> Result<Database, CompactError> {
    let mut text = String::new();
    let mut reader = zstd::Decoder::new(bytes)?.take(MAX_BYTES + 1);
    reader.read_to_string(&mut text)?;
    if text.len() as u64 > MAX_BYTES {
        return Err(CompactError::TooLarge);
    }
    let mut lines = text.lines();
    let (head, _) = read_json(lines.next().unwrap_or_default());
    match head.text_of("tamis-advisories") {
        Some(FORMAT) => {}
        Some(other) => return Err(CompactError::Format(other.to_owned())),
        None => return Err(CompactError::Foreign),
    }
    let advisories = lines.filter_map(|line| record(&read_json(line).0).ok()).collect();
    let mut database = Database::new(advisories);
    database.built = head.text_of("built").unwrap_or_default().to_owned();
    let exploited = head.items_of("exploited").iter().filter_map(Node::text);
    database.exploited = exploited.map(str::to_owned).collect();
    for entry in head.entries_of("likelihood") {
        if let Some(value) = entry.node.text().and_then(|it| it.parse().ok()) {
            database.likelihood.insert(entry.key.clone().into_owned(), value);
        }
    }
    Ok(database)
}
