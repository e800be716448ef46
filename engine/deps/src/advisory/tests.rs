//! Records, ranges and the compact file.

use super::*;
use crate::package::{Origin, Package, Scope};
use tamis_syntax::Span;

fn package(ecosystem: Ecosystem, name: &str, version: &str) -> Package {
    Package {
        ecosystem,
        name: name.to_owned(),
        version: version.to_owned(),
        span: Span::default(),
        file: None,
        scope: Scope::Runtime,
        direct: None,
        origin: Origin::Registry,
        needs: Vec::new(),
        license: None,
        alias: None,
        modules: Vec::new(),
        release: None,
        built_from: None,
        built_version: None,
    }
}

fn database(records: &[&str]) -> Database {
    Database::new(records.iter().map(|record| parse(record).unwrap()).collect())
}

#[track_caller]
fn check(database: &Database, ecosystem: Ecosystem, name: &str, expected: &[(&str, Option<&str>)]) {
    for (version, fixed) in expected {
        let package = package(ecosystem, name, version);
        let found = database.problems(&package);
        let found: Vec<Option<&str>> = found.iter().map(|it| it.fixed.as_deref()).collect();
        let expected: Vec<Option<&str>> = match *fixed {
            Some("safe") => Vec::new(),
            Some("") => vec![None],
            fixed => vec![fixed],
        };
        assert_eq!(found, expected, "{name} {version}");
    }
}

const TWO_RANGES: &str = r#"{"id": "GHSA-1", "aliases": ["CVE-1"], "summary": "s", "affected": [{
  "package": {"ecosystem": "npm", "name": "a"},
  "ranges": [{"type": "SEMVER", "events": [{"introduced": "2.0.0"}, {"fixed": "2.1.0"}, {"introduced": "0"}, {"fixed": "1.0.5"}]},
             {"type": "GIT", "events": [{"introduced": "0"}]}]}]}"#;

#[test]
fn events_are_taken_in_order_of_versions() {
    let database = database(&[TWO_RANGES]);
    let expected = [
        ("0.0.0-0", Some("1.0.5")),
        ("1.0.4", Some("1.0.5")),
        ("1.0.5-rc.1", Some("1.0.5")),
        ("1.0.5", Some("safe")),
        ("2.0.0-rc", Some("safe")),
        ("2.0.0", Some("2.1.0")),
        ("2.1.0", Some("safe")),
        ("3.0.0", Some("safe")),
    ];
    check(&database, Ecosystem::Npm, "a", &expected);
    check(&database, Ecosystem::Npm, "b", &[("1.0.0", Some("safe"))]);
    check(&database, Ecosystem::Cargo, "a", &[("1.0.0", Some("safe"))]);
}

#[test]
fn last_affected_is_affected_and_versions_count_one_by_one() {
    let record = "id: PYSEC-1\naffected:\n- package: {ecosystem: PyPI, name: Foo_Bar}\n  ranges:\n  - type: ECOSYSTEM\n    events:\n    - introduced: '1.0'\n    - last_affected: '1.4'\n  versions: ['1.2', '2.0.post1']\n";
    let database = database(&[record]);
    let expected = [
        ("1.4.0", Some("")),
        ("1.4.1", Some("safe")),
        ("0.9", Some("safe")),
        ("2.0.post1", Some("")),
        ("2.0", Some("safe")),
    ];
    check(&database, Ecosystem::PyPi, "foo-bar", &expected);
    assert_eq!(database.advisories[0].affected[0].versions, ["2.0.post1"]);
}

#[test]
fn records_of_one_fault_are_one_problem() {
    let second = r#"{"id": "CVE-1", "summary": "s", "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
      "affected": [{"package": {"ecosystem": "npm", "name": "a"}, "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.0.6"}]}]}]}"#;
    let mut database = database(&[TWO_RANGES, second]);
    database.exploited.insert("CVE-1".to_owned());
    let package = package(Ecosystem::Npm, "a", "1.0.0");
    let found = database.problems(&package);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].advisory.id.as_str(), found[0].fixed.as_deref()),
        ("GHSA-1", Some("1.0.6"))
    );
    assert_eq!((&found[0].aliases[..], found[0].exploited), (&["CVE-1"][..], true));
    assert_eq!(found[0].score.map(|it| it.0), Some(9.8));
}

#[test]
fn what_is_withdrawn_or_foreign_is_left_out() {
    assert_eq!(
        parse(r#"{"id": "X", "withdrawn": "2024-01-01T00:00:00Z", "affected": []}"#),
        Err(Rejected::Withdrawn)
    );
    assert_eq!(
        parse(r#"{"id": "X", "affected": [{"package": {"ecosystem": "Moon", "name": "a"}}]}"#),
        Err(Rejected::Foreign)
    );
    for broken in ["", "{", "[]", "{\"affected\": 1}", "{\"id\": 1", "- a"] {
        assert!(matches!(parse(broken), Err(Rejected::Malformed(_))), "{broken}");
    }
    // Ranges that make no sense affect nothing, or what they say; nobody panics.
    let absurd = r#"{"id": "X", "affected": [{"package": {"ecosystem": "npm", "name": "a"}, "ranges": [
      {"type": "SEMVER", "events": [{"fixed": "1.0.0"}]}, {"type": "SEMVER", "events": [{"introduced": "é"}, {"fixed": ""}, {}]},
      {"type": "SEMVER", "events": 3}]}]}"#;
    let database = database(&[absurd]);
    assert!(database.problems(&package(Ecosystem::Npm, "a", "0.5.0")).len() < 2);
}

#[test]
fn the_compact_file_keeps_what_counts() {
    let record = r#"{"id": "RUSTSEC-1", "aliases": ["CVE-2"], "summary": "s", "published": "2024-02-03T00:00:00Z",
      "database_specific": {"severity": "HIGH", "cwe_ids": ["CWE-79"]}, "references": [{"type": "ADVISORY", "url": "https://example.org/a"}],
      "affected": [{"package": {"ecosystem": "crates.io", "name": "c"}, "versions": ["9.9.9"],
        "ecosystem_specific": {"affects": {"functions": ["c::f"]}}, "database_specific": {"informational": "unsound"},
        "ranges": [{"type": "SEMVER", "events": [{"introduced": "0.0.0-0"}, {"last_affected": "1.0.0"}]}]},
       {"package": {"ecosystem": "Debian:12", "name": "d"}, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1:2-3"}]}]}]}"#;
    let mut database = database(&[TWO_RANGES, record]);
    database.built = "2026-01-02".to_owned();
    database.exploited.insert("CVE-2".to_owned());
    database.likelihood.insert("CVE-2".to_owned(), 0.25);
    let bytes = encode(&database).unwrap();
    let again = decode(&bytes).unwrap();
    assert_eq!(again.advisories, database.advisories);
    assert_eq!((again.built.as_str(), again.newest.as_str()), ("2026-01-02", "2024-02-03"));
    assert_eq!((&again.exploited, &again.likelihood), (&database.exploited, &database.likelihood));
    assert_eq!(encode(&again).unwrap(), bytes);
    assert!(decode(&bytes[..bytes.len() / 2]).is_err());
    assert!(matches!(
        decode(&zstd::encode_all(&b"{}\n"[..], 1).unwrap()),
        Err(CompactError::Foreign)
    ));
    assert!(decode(b"").is_err());
}

/// Scores as the calculators of FIRST give them.
#[test]
fn scores_of_three_versions() {
    assert_eq!(score("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"), Some(10.0));
    assert_eq!(score("CVSS:3.0/AV:L/AC:H/PR:L/UI:N/S:U/C:N/I:N/A:L"), Some(2.5));
    assert_eq!(score("AV:N/AC:L/Au:N/C:P/I:P/A:P"), Some(7.5));
    assert_eq!(score("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N"), Some(9.3));
    assert_eq!(score("nonsense/"), None);
}
