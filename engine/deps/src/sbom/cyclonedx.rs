//! CycloneDX 1.6.

use serde_json::{Map, Value, json};

use super::{Bill, Component, Status, Vulnerability, components, timestamp};
use crate::package::{Origin, Scope};

/// The bill as JSON. The same input gives the same bytes.
pub fn cyclonedx(bill: &Bill<'_>) -> Value {
    let (all, direct) = components(bill);
    let root = "project";
    let mut dependencies: Vec<Value> = vec![json!({"ref": root, "dependsOn": direct})];
    dependencies.extend(all.iter().map(|it| json!({"ref": it.purl, "dependsOn": it.needs})));
    let mut document = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": timestamp(bill.time),
            "tools": {"components": [
                {"type": "application", "name": "tamis", "version": bill.tool_version}
            ]},
            "component": {"type": "application", "bom-ref": root, "name": bill.name},
        },
        "components": all.iter().map(component).collect::<Vec<_>>(),
        "dependencies": dependencies,
    });
    if !bill.vulnerabilities.is_empty() {
        let known: Vec<Value> = bill.vulnerabilities.iter().map(vulnerability).collect();
        document["vulnerabilities"] = Value::Array(known);
    }
    document
}

fn component(it: &Component<'_>) -> Value {
    let mut object = Map::new();
    let mut set = |key: &str, value: Value| {
        object.insert(key.to_owned(), value);
    };
    set("type", json!("library"));
    set("bom-ref", json!(it.purl));
    let purl = it.package.purl();
    if !purl.namespace.is_empty() {
        set("group", json!(purl.namespace.join("/")));
    }
    set("name", json!(purl.name));
    if !it.package.version.is_empty() {
        set("version", json!(it.package.version));
    }
    // CycloneDX: `excluded` is there to build and test, and not where the program runs.
    set(
        "scope",
        json!(match it.scope {
            Scope::Runtime => "required",
            Scope::Optional => "optional",
            Scope::Build | Scope::Dev => "excluded",
        }),
    );
    if let Some(license) = &it.package.license {
        set(
            "licenses",
            match ::spdx::Expression::parse(license) {
                Ok(_) => json!([{"expression": license}]),
                Err(_) => json!([{"license": {"name": license}}]),
            },
        );
    }
    set("purl", json!(it.purl));
    let mut properties = vec![json!({"name": "tamis:scope", "value": it.scope.name()})];
    if let Some(direct) = it.package.direct {
        properties.push(json!({"name": "tamis:direct", "value": direct.to_string()}));
    }
    if it.package.origin == Origin::Path {
        properties.push(json!({"name": "tamis:origin", "value": "path"}));
    }
    set("properties", Value::Array(properties));
    let occurrences: Vec<Value> = it.files.iter().map(|file| json!({"location": file})).collect();
    set("evidence", json!({"occurrences": occurrences}));
    Value::Object(object)
}

fn vulnerability(it: &Vulnerability) -> Value {
    let severity = if it.severity.is_empty() { "unknown" } else { it.severity.as_str() };
    let mut rating = json!({"severity": severity});
    if let Some((score, vector)) = &it.score {
        rating["score"] = json!(score);
        rating["vector"] = json!(vector);
        rating["method"] = json!(method(vector));
    }
    let references: Vec<Value> =
        it.aliases.iter().map(|id| json!({"id": id, "source": {"name": source(id)}})).collect();
    let mut object = json!({
        "bom-ref": it.id,
        "id": it.id,
        "source": {"name": source(&it.id)},
        "ratings": [rating],
        "description": it.summary,
        "recommendation": it.recommendation,
        "affects": it.affects.iter().map(|purl| json!({"ref": purl})).collect::<Vec<_>>(),
    });
    if let Some((status, reason)) = &it.analysis {
        object["analysis"] = json!({"state": state(*status)});
        if !reason.is_empty() {
            object["analysis"]["detail"] = json!(reason);
        }
    }
    if !references.is_empty() {
        object["references"] = Value::Array(references);
    }
    if !it.cwe.is_empty() {
        object["cwes"] = json!(it.cwe);
    }
    object
}

/// The word of CycloneDX for what OpenVEX says.
fn state(status: Status) -> &'static str {
    match status {
        Status::NotAffected => "not_affected",
        Status::Affected => "exploitable",
        Status::Fixed => "resolved",
        Status::Investigated => "in_triage",
    }
}

fn method(vector: &str) -> &'static str {
    match vector.get(..8) {
        Some("CVSS:4.0") => "CVSSv4",
        Some("CVSS:3.1") => "CVSSv31",
        Some("CVSS:3.0") => "CVSSv3",
        _ => "CVSSv2",
    }
}

/// Who gives out ids that begin so.
fn source(id: &str) -> &'static str {
    match id.split('-').next() {
        Some("CVE") => "NVD",
        Some("GHSA") => "GitHub Advisories",
        Some("RUSTSEC") => "RustSec",
        Some("PYSEC") => "PyPA",
        Some("GO") => "Go vulnerability database",
        Some("MAL") => "OpenSSF malicious packages",
        _ => "OSV",
    }
}
