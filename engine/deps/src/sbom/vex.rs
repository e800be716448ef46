//! OpenVEX: who says that a vulnerability does, or does not, matter for a product.
//!
//! For: reading statements of others, and writing those of ours. Not for: deciding what a statement does to a finding.
//! Read [`Statement`].

use serde_json::{Value, json};

use super::timestamp;
use crate::document::{Node, read_json};
use crate::purl::Purl;

/// What a statement says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// The product does not have the fault, or it cannot be reached.
    NotAffected,
    /// It has it.
    Affected,
    /// It had it.
    Fixed,
    /// Nobody has looked yet.
    Investigated,
}

impl Status {
    /// The word of OpenVEX.
    pub fn name(self) -> &'static str {
        match self {
            Status::NotAffected => "not_affected",
            Status::Affected => "affected",
            Status::Fixed => "fixed",
            Status::Investigated => "under_investigation",
        }
    }

    fn parse(word: &str) -> Option<Status> {
        [Status::NotAffected, Status::Affected, Status::Fixed, Status::Investigated]
            .into_iter()
            .find(|status| status.name() == word)
    }
}

/// A statement about one vulnerability.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its ids: name and aliases.
    pub ids: Vec<String>,
    /// purls of the packages it speaks of; products where it names no part of them.
    pub purls: Vec<String>,
    /// What it says.
    pub status: Status,
    /// Why, in one of OpenVEX's words, or in free ones.
    pub reason: String,
}

impl Statement {
    /// Whether it speaks of this vulnerability of this package. A purl without a version is all versions of it.
    pub fn speaks_of(&self, ids: &[&str], purl: &Purl) -> bool {
        let is_named = self.ids.iter().any(|own| ids.iter().any(|id| own.eq_ignore_ascii_case(id)));
        let same = |text: &String| {
            Purl::parse(text).is_ok_and(|its| {
                (&its.kind, &its.namespace, &its.name) == (&purl.kind, &purl.namespace, &purl.name)
                    && (its.version.is_none() || its.version == purl.version)
            })
        };
        is_named && self.purls.iter().any(same)
    }
}

/// Why a text is no OpenVEX document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("it is no OpenVEX document: {0}")]
pub struct VexError(String);

/// Reads a document. Later statements come later.
pub fn read_vex(text: &str) -> Result<Vec<Statement>, VexError> {
    let (document, fault) = read_json(text);
    if let Some(fault) = fault {
        return Err(VexError(fault.message));
    }
    let context = document.text_of("@context").unwrap_or_default();
    if !context.starts_with("https://openvex.dev/ns") {
        return Err(VexError("its '@context' is not that of OpenVEX".to_owned()));
    }
    let mut all = Vec::new();
    for node in document.items_of("statements") {
        all.push(statement(node).map_err(VexError)?);
    }
    Ok(all)
}

fn statement(node: &Node<'_>) -> Result<Statement, String> {
    let word = node.text_of("status").unwrap_or_default();
    let status = Status::parse(word).ok_or_else(|| format!("'{word}' is no status"))?;
    let mut ids = Vec::new();
    // Up to 0.0.1 the vulnerability was a text.
    match node.get("vulnerability") {
        Some(vulnerability) => {
            ids.extend(vulnerability.text().map(str::to_owned));
            ids.extend(vulnerability.text_of("name").map(str::to_owned));
            let aliases = vulnerability.items_of("aliases").iter().filter_map(Node::text);
            ids.extend(aliases.map(str::to_owned));
        }
        None => return Err("a statement names no vulnerability".to_owned()),
    }
    let mut purls = Vec::new();
    for product in node.items_of("products") {
        let parts = product.items_of("subcomponents");
        let named = if parts.is_empty() { std::slice::from_ref(product) } else { parts };
        for part in named {
            let id = part.text().or_else(|| part.text_of("@id"));
            let purl = part.get("identifiers").and_then(|it| it.text_of("purl"));
            purls.extend(purl.or(id).map(str::to_owned));
        }
    }
    let reason = node.text_of("justification").or_else(|| node.text_of("impact_statement"));
    Ok(Statement { ids, purls, status, reason: reason.unwrap_or_default().to_owned() })
}

/// A document of our statements.
pub fn write_vex(statements: &[Statement], version: &str, time: u64, name: &str) -> Value {
    let list: Vec<Value> = statements
        .iter()
        .map(|it| {
            let (first, aliases) =
                it.ids.split_first().map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
            let products: Vec<Value> = it.purls.iter().map(|purl| json!({"@id": purl})).collect();
            let mut object = json!({
                "vulnerability": {"name": first},
                "products": products,
                "status": it.status.name(),
            });
            if !aliases.is_empty() {
                object["vulnerability"]["aliases"] = json!(aliases);
            }
            match it.status {
                Status::NotAffected => object["impact_statement"] = json!(it.reason),
                Status::Affected => object["action_statement"] = json!(it.reason),
                Status::Fixed | Status::Investigated => {}
            }
            object
        })
        .collect();
    json!({
        "@context": "https://openvex.dev/ns/v0.2.0",
        "@id": format!("urn:tamis:vex:{}-{time}", super::urn(name)),
        "author": "tamis",
        "timestamp": timestamp(time),
        "version": 1,
        "tooling": format!("tamis {version}"),
        "statements": list,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_read_and_written() {
        let text = r#"{"@context": "https://openvex.dev/ns/v0.2.0", "statements": [
            {"vulnerability": {"name": "CVE-1", "aliases": ["GHSA-1"]}, "status": "not_affected",
             "justification": "vulnerable_code_not_present",
             "products": [{"@id": "pkg:oci/app", "subcomponents": [{"@id": "pkg:npm/deep@1.0.0"}]}]},
            {"vulnerability": "CVE-2", "status": "affected", "products": ["pkg:npm/deep"]}]}"#;
        let all = read_vex(text).unwrap();
        let of = |text: &str| Purl::parse(text).unwrap();
        assert!(all[0].speaks_of(&["x", "ghsa-1"], &of("pkg:npm/deep@1.0.0")));
        assert!(!all[0].speaks_of(&["GHSA-1"], &of("pkg:npm/deep@1.0.1")));
        assert!(!all[0].speaks_of(&["GHSA-2"], &of("pkg:npm/deep@1.0.0")));
        assert!(all[1].speaks_of(&["CVE-2"], &of("pkg:npm/deep@9")));
        let written = write_vex(&all, "1", 0, "a b").to_string();
        let again = read_vex(&written).unwrap();
        assert_eq!((again[0].status, &again[0].ids), (Status::NotAffected, &all[0].ids));
        for wrong in [
            "",
            "{}",
            "[",
            r#"{"@context": "https://openvex.dev/ns", "statements": [{"status": "x"}]}"#,
        ] {
            assert!(read_vex(wrong).is_err(), "{wrong}");
        }
    }
}
