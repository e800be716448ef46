//! Dependencies: advisories, lockfiles, licences, base images, bills of material.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use super::{tamis, text};

const ADVISORY: &str = r#"{"id": "GHSA-aaaa-bbbb-cccc", "aliases": ["CVE-2099-0001"], "summary": "Path traversal in archives",
 "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
 "database_specific": {"cwe_ids": ["CWE-22"]}, "references": [{"type": "ADVISORY", "url": "https://example.org/a"}],
 "published": "2025-01-02T00:00:00Z",
 "affected": [{"package": {"ecosystem": "npm", "name": "deep"}, "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.2.0"}]}]}]}"#;
const SAME: &str = r#"{"id": "CVE-2099-0001", "summary": "The same", "affected": [{"package": {"ecosystem": "npm", "name": "deep"}, "versions": ["1.0.0"]}]}"#;
const WITHDRAWN: &str = r#"{"id": "GHSA-w", "withdrawn": "2025-01-01T00:00:00Z", "affected": [{"package": {"ecosystem": "npm", "name": "deep"}, "versions": ["1.0.0"]}]}"#;
const FOR_TESTS: &str = r#"{"id": "GHSA-test", "summary": "Only tests use it", "affected": [{"package": {"ecosystem": "npm", "name": "runner"}, "versions": ["3.0.0"]}]}"#;

const LOCK: &str = r#"{ "lockfileVersion": 3, "packages": {
"": { "dependencies": { "top": "1" }, "devDependencies": { "runner": "3" } },
"node_modules/top": { "version": "1.0.0", "license": "MIT", "dependencies": { "deep": "1" } },
"node_modules/deep": { "version": "1.0.0", "license": "GPL-3.0-only" },
"node_modules/runner": { "version": "3.0.0", "dev": true }
} }
"#;

/// A project with a lockfile, and beside it a folder of records.
fn project(records: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("app")).unwrap();
    fs::create_dir(folder.path().join("records")).unwrap();
    fs::write(folder.path().join("app/package-lock.json"), LOCK).unwrap();
    for (at, record) in records.iter().enumerate() {
        fs::write(folder.path().join(format!("records/{at}.json")), record).unwrap();
    }
    folder
}

fn json(output: &Output) -> Value {
    serde_json::from_str(&text(output)).unwrap_or_else(|error| {
        panic!("{error}: {}\n{}", text(output), String::from_utf8_lossy(&output.stderr))
    })
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn secrets_of_lockfiles_are_hidden_in_findings_of_dependencies() {
    let folder = project(&[&ADVISORY.replace("npm", "PyPI")]);
    let password = ["xK9", "vQ2mZ", "7pLw4"].concat();
    let list = format!(
        "--extra-index-url https://bot:{password}@pypi.acme-internal.net/simple\ndeep==1.0.0\n"
    );
    fs::write(folder.path().join("app/requirements.txt"), list).unwrap();
    for format in ["terminal", "json", "sarif"] {
        let flags =
            ["scan", "app", "-c", "deps", "-c", "secrets", "--db", "records", "--format", format];
        let said = text(&tamis(folder.path(), &flags));
        assert!(said.contains("GHSA-aaaa-bbbb-cccc"), "{said}");
        assert!(format != "terminal" || said.contains("acme-internal"), "{said}");
        assert!(!said.contains(&password), "{said}");
    }
}

#[test]
fn findings_stand_on_the_line_of_the_lockfile() {
    let folder = project(&[ADVISORY, SAME, WITHDRAWN]);
    let built = tamis(folder.path(), &["db", "build", "records", "-o", "a.db"]);
    assert_eq!(built.status.code(), Some(0), "{}", errors(&built));
    assert!(errors(&built).contains("1 withdrawn"));
    let info = text(&tamis(folder.path(), &["db", "info", "a.db"]));
    assert!(info.contains("advisories  2") && info.contains("newest      2025-01-02"), "{info}");
    // The compact file and the folder say the same.
    for database in ["a.db", "records"] {
        let found =
            tamis(folder.path(), &["scan", "app", "-c", "deps", "--db", database, "--json"]);
        assert_eq!(found.status.code(), Some(1));
        let report = json(&found);
        let findings = report["findings"].as_array().unwrap();
        assert_eq!(findings.len(), 1, "{report}");
        let finding = &findings[0];
        assert_eq!(
            finding["rule"]["id"].as_str().or(finding["rule"].as_str()),
            Some("deps.vulnerable.GHSA-aaaa-bbbb-cccc")
        );
        assert_eq!(finding["severity"], "critical");
        let message = finding["message"].as_str().unwrap();
        for part in ["CVE-2099-0001", "Fixed in 1.2.0", "top 1.0.0 > deep 1.0.0"] {
            assert!(message.contains(part), "{message}");
        }
        assert!(text(&found).contains("package-lock.json"));
    }
    let sarif =
        json(&tamis(folder.path(), &["scan", "app", "-c", "deps", "--db", "a.db", "--sarif"]));
    let run = &sarif["runs"][0];
    assert_eq!(run["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"], 4);
    assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "deps.vulnerable.GHSA-aaaa-bbbb-cccc");
}

/// What stands in a message behind the fixed version, by lockfile of npm: what `top` asks of `deep`, and what others have.
#[test]
fn the_upgrade_that_helps_is_named() {
    let advice = |top: &str, root: &str, other: Option<&str>| {
        let folder = project(&[ADVISORY]);
        let lock = LOCK.replace(r#""deep": "1""#, top).replace(r#""top": "1""#, root);
        fs::write(folder.path().join("app/package-lock.json"), lock).unwrap();
        if let Some(other) = other {
            fs::create_dir(folder.path().join("app/other")).unwrap();
            fs::write(folder.path().join("app/other/package-lock.json"), other).unwrap();
        }
        let arguments = ["scan", "app", "-c", "deps", "--db", "records", "--json"];
        let report = json(&tamis(folder.path(), &arguments));
        let all = report["findings"].as_array().unwrap().clone();
        let is_own = |it: &&Value| it["path"] == "app/package-lock.json";
        let own = all.iter().find(is_own).unwrap_or_else(|| panic!("{report}"));
        own["message"].as_str().unwrap().to_owned()
    };
    let own = r#""top": "1""#;
    let check = |message: String, part: &str| assert!(message.contains(part), "{message}");
    check(
        advice(r#""deep": "^1.0.0""#, own, None),
        "All that need it allow 1.2.0: locking it anew is enough with 'npm update deep'.",
    );
    let narrow = r#""deep": "~1.0.0""#;
    check(
        advice(narrow, own, None),
        "'top 1.0.0' asks for '~1.0.0', which leaves 1.2.0 out: a later 'top' is needed.",
    );
    let other = r#"{ "lockfileVersion": 3, "packages": { "": { "dependencies": { "top": "2" } },
"node_modules/top": { "version": "VERSION", "dependencies": { "deep": "1.x" } },
"node_modules/deep": { "version": "DEEP" } } }"#;
    let with = |version: &str, deep: &str| other.replace("VERSION", version).replace("DEEP", deep);
    check(
        advice(narrow, own, Some(&with("2.0.0", "1.3.0"))),
        "out; 'top' 2.0.0, which app/other/package-lock.json has, does not.",
    );
    // That one has a vulnerable version as well.
    check(advice(narrow, own, Some(&with("2.0.0", "1.1.0"))), "a later 'top' is needed.");
    // An earlier one is no upgrade.
    check(advice(narrow, own, Some(&with("0.9.0", "1.3.0"))), "a later 'top' is needed.");
    check(
        advice(r#""deep": "1""#, r#""top": "1", "deep": "1.0.0""#, None),
        "The project asks for '1.0.0', which leaves 1.2.0 out: change that.",
    );
    let unknown = advice(r#""deep": "latest""#, own, None);
    assert!(!unknown.contains("enough") && !unknown.contains("needed"), "{unknown}");
}

#[test]
fn without_a_database_the_scan_says_so_and_goes_on() {
    let folder = project(&[]);
    let found = tamis(folder.path(), &["scan", "app"]);
    assert_eq!(found.status.code(), Some(0), "{}", text(&found));
    let shown = text(&tamis(folder.path(), &["scan", "app", "-v"]));
    assert!(shown.contains("3 packages in 1 lockfile were not checked"), "{shown}");
    let wrong = tamis(folder.path(), &["scan", "app", "--db", "gone.db"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(errors(&wrong).contains("'gone.db' cannot be read"));
    fs::write(folder.path().join("cut.db"), [0x28, 0xB5, 0x2F, 0xFD, 0]).unwrap();
    assert_eq!(tamis(folder.path(), &["scan", "app", "--db", "cut.db"]).status.code(), Some(2));
}

#[test]
fn what_only_development_needs_counts_on_request() {
    let folder = project(&[FOR_TESTS]);
    let scan = |more: &[&str]| {
        let arguments = [&["scan", "app", "-c", "deps", "--db", "records"], more].concat();
        tamis(folder.path(), &arguments)
    };
    let found = scan(&[]);
    assert_eq!(found.status.code(), Some(0));
    assert!(text(&found).contains("Scope: dev"), "{}", text(&found));
    assert_eq!(scan(&["--fail-on", "deps,scope=all"]).status.code(), Some(1));
    assert_eq!(scan(&["--fail-on", "scope=runtime|optional"]).status.code(), Some(0));
    assert_eq!(scan(&["--fail-on", "scope=x"]).status.code(), Some(2));
}

#[test]
fn exceptions_name_the_advisory() {
    let folder = project(&[ADVISORY]);
    let config = "[deps]\ndatabase = 'records'\n[[exception]]\nid = 'deps.vulnerable.GHSA-aaaa-bbbb-cccc'\nreason = 'no archives'\n";
    fs::write(folder.path().join(".tamis.toml"), config).unwrap();
    let found = tamis(folder.path(), &["scan", "-c", "deps"]);
    assert_eq!(found.status.code(), Some(0), "{}", text(&found));
    fs::write(folder.path().join(".tamis.toml"), "[deps]\ndatabase = 'records'\n").unwrap();
    assert_eq!(tamis(folder.path(), &["scan", "-c", "deps"]).status.code(), Some(1));
}

#[test]
fn licences_are_held_against_the_policy() {
    let folder = project(&[]);
    let scan = |config: &str| {
        fs::write(folder.path().join(".tamis.toml"), config).unwrap();
        tamis(folder.path(), &["scan", "app", "-c", "deps"])
    };
    let denied = scan("[licenses]\ndeny = ['GPL-*']\n");
    assert!(text(&denied).contains("'GPL-3.0-only' is denied"), "{}", text(&denied));
    let exception = "[licenses]\ndeny = ['GPL-*']\n[[licenses.exception]]\npackage = 'deep'\nreason = 'r'\nuntil = ";
    assert_eq!(scan(&format!("{exception}2999-01-01\n")).status.code(), Some(0));
    let ended = scan(&format!("{exception}2020-01-01\n"));
    assert!(text(&ended).contains("2020-01-01"), "{}", text(&ended));
    let unlisted = scan("[licenses]\nallow = ['MIT']\n");
    assert_eq!(unlisted.status.code(), Some(1));
    assert_eq!(
        scan("[licenses]\nallow = ['MIT']\n[[licenses.exception]]\npackage = 'deep'\n")
            .status
            .code(),
        Some(2)
    );
}

#[test]
fn base_images_at_their_end_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let file = "ARG V=3.7\nFROM golang:1.18 AS build\nFROM python:${V}-slim\n";
    fs::write(folder.path().join("Dockerfile"), file).unwrap();
    let found = tamis(folder.path(), &["scan", "-c", "deps"]);
    let shown = text(&found);
    assert_eq!(found.status.code(), Some(1));
    assert!(shown.contains("python 3.7 had its last day of fixes on 2023-06-27"), "{shown}");
    assert!(shown.contains("is not shipped"), "{shown}");
    fs::write(folder.path().join("Dockerfile"), "FROM golang:1.18 AS build\nFROM scratch\n")
        .unwrap();
    assert_eq!(tamis(folder.path(), &["scan", "-c", "deps"]).status.code(), Some(0));
}

#[test]
fn bills_name_every_package_once() {
    let folder = project(&[]);
    let bill = json(&tamis(folder.path(), &["sbom", "app"]));
    let purls: Vec<&str> = bill["components"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|it| it["purl"].as_str())
        .collect();
    assert_eq!(purls, ["pkg:npm/deep@1.0.0", "pkg:npm/runner@3.0.0", "pkg:npm/top@1.0.0"]);
    assert_eq!(
        bill["dependencies"][0]["dependsOn"],
        serde_json::json!(["pkg:npm/runner@3.0.0", "pkg:npm/top@1.0.0"])
    );
    let bill = json(&tamis(folder.path(), &["sbom", "app", "-f", "spdx"]));
    assert_eq!(bill["packages"].as_array().unwrap().len(), 4);
    assert_eq!(bill["packages"][1]["licenseDeclared"], "GPL-3.0-only");
}

/// A server on loopback that gives out `body`, from where a request asks; it ends after `requests`.
fn serve(body: Vec<u8>, requests: usize) -> (String, std::thread::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let mut asked = Vec::new();
        for _ in 0..requests {
            let (mut stream, _) = listener.accept().unwrap();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let (mut head, mut line) = (String::new(), String::new());
            while reader.read_line(&mut line).unwrap() > 2 {
                head.push_str(&line);
                line.clear();
            }
            let range = head.lines().find_map(|line| {
                line.to_ascii_lowercase().strip_prefix("range: bytes=").map(str::to_owned)
            });
            let from: usize =
                range.and_then(|it| it.trim_end_matches('-').parse().ok()).unwrap_or(0);
            let status = if from > 0 { "206 Partial Content" } else { "200 OK" };
            let range =
                format!("Content-Range: bytes {from}-{}/{}\r\n", body.len() - 1, body.len());
            let answer = format!(
                "HTTP/1.1 {status}\r\n{}Content-Length: {}\r\nConnection: close\r\n\r\n",
                if from > 0 { range.as_str() } else { "" },
                body.len() - from
            );
            let _ = stream.write_all(answer.as_bytes());
            let _ = stream.write_all(&body[from..]);
            let _ = stream.flush();
            let _ = stream.shutdown(std::net::Shutdown::Write);
            let _ = reader.read_to_end(&mut Vec::new());
            asked.push(head.lines().next().unwrap_or_default().to_owned());
        }
        asked
    });
    (address, server)
}

fn zipped() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut archive = zip::ZipWriter::new(&mut bytes);
    let options = zip::write::SimpleFileOptions::default();
    for (name, record) in [("GHSA-aaaa-bbbb-cccc.json", ADVISORY), ("broken.json", "{")] {
        archive.start_file(name, options).unwrap();
        archive.write_all(record.as_bytes()).unwrap();
    }
    archive.finish().unwrap();
    bytes.into_inner()
}

fn update(folder: &Path, address: &str, more: &[&str]) -> Output {
    let arguments = ["db", "update", "-e", "npm", "-o", "a.db", "--from", address];
    tamis(folder, &[&arguments, more].concat())
}

#[test]
fn updates_download_continue_and_check() {
    if Command::new("curl").arg("--version").output().is_err() {
        return;
    }
    let folder = project(&[]);
    let body = zipped();
    let (address, server) = serve(body.clone(), 1);
    let made = update(folder.path(), &address, &[]);
    assert_eq!(made.status.code(), Some(0), "{}", errors(&made));
    assert!(errors(&made).contains("broken.json is left out"));
    assert_eq!(server.join().unwrap(), ["GET /npm/all.zip HTTP/1.1"]);
    let found = tamis(folder.path(), &["scan", "app", "-c", "deps", "--db", "a.db"]);
    assert_eq!(found.status.code(), Some(1));
    // An interrupted download goes on where it ended.
    fs::write(folder.path().join("npm.zip.part"), &body[..100]).unwrap();
    let (address, server) = serve(body.clone(), 1);
    assert_eq!(update(folder.path(), &address, &[]).status.code(), Some(0));
    server.join().unwrap();
    // One that is too large, or another than announced, is refused, and the database stays.
    let before = fs::read(folder.path().join("a.db")).unwrap();
    let (address, server) = serve(body.clone(), 1);
    assert_eq!(update(folder.path(), &address, &["--max-size", "10"]).status.code(), Some(2));
    server.join().unwrap();
    let (address, server) = serve(body, 1);
    let wrong = update(folder.path(), &address, &["--sha256", "npm=00"]);
    assert!(errors(&wrong).contains("SHA-256"), "{}", errors(&wrong));
    server.join().unwrap();
    assert_eq!(fs::read(folder.path().join("a.db")).unwrap(), before);
    assert_eq!(update(folder.path(), "http://example.org", &[]).status.code(), Some(2));
}

const VEX: &str = r#"{"@context": "https://openvex.dev/ns/v0.2.0", "statements": [{"vulnerability": {"name": "CVE-2099-0001"},
 "status": "not_affected", "justification": "vulnerable_code_not_in_execute_path", "products": [{"@id": "pkg:npm/deep@1.0.0"}]}]}"#;

#[test]
fn statements_of_vex_accept_and_go_into_bills() {
    let folder = project(&[ADVISORY, SAME]);
    fs::write(folder.path().join("vex.json"), VEX).unwrap();
    let scan = ["scan", "app", "-c", "deps", "--db", "records", "--json"];
    let open = tamis(folder.path(), &scan);
    assert_eq!(open.status.code(), Some(1), "{}", errors(&open));
    let accepted = tamis(folder.path(), &[&scan[..], &["--vex", "vex.json"]].concat());
    assert_eq!(accepted.status.code(), Some(0), "{}", text(&accepted));
    let bill = |more: &[&str]| {
        let args = [&["sbom", "app", "--db", "records"], more].concat();
        json(&tamis(folder.path(), &args))
    };
    let known = &bill(&["--vex", "vex.json"])["vulnerabilities"][0];
    assert_eq!(known["id"], "GHSA-aaaa-bbbb-cccc");
    assert_eq!(known["affects"][0]["ref"], "pkg:npm/deep@1.0.0");
    assert_eq!(known["analysis"]["state"], "not_affected");
    let draft = bill(&["--format", "openvex"]);
    assert_eq!(draft["statements"][0]["status"], "under_investigation");
    // What we write we read.
    fs::write(folder.path().join("vex.json"), draft.to_string()).unwrap();
    let again = tamis(folder.path(), &[&scan[..], &["--vex", "vex.json"]].concat());
    assert_eq!(again.status.code(), Some(1));
    fs::write(folder.path().join("vex.json"), "{}").unwrap();
    let wrong = tamis(folder.path(), &[&scan[..], &["--vex", "vex.json"]].concat());
    assert_eq!(wrong.status.code(), Some(2));
    assert!(errors(&wrong).contains("is no OpenVEX document"), "{}", errors(&wrong));
}

/// An OCI layout whose one layer has a package of dpkg and one of npm.
fn layout(root: &Path) {
    let status = "Package: libc6\nStatus: install ok installed\nSource: glibc\nVersion: 2.36-9\n";
    let os = "ID=debian\nVERSION_ID=\"10\"\n";
    let node = r#"{"name": "deep", "version": "1.0.0"}"#;
    let mut layer = Vec::new();
    for (name, text) in [
        ("etc/os-release", os),
        ("srv/node_modules/deep/package.json", node),
        ("var/lib/dpkg/status", status),
    ] {
        let mut head = [0u8; 512];
        head[..name.len()].copy_from_slice(name.as_bytes());
        head[100..107].copy_from_slice(b"0000644");
        head[124..135].copy_from_slice(format!("{:011o}", text.len()).as_bytes());
        head[148..156].copy_from_slice(b"        ");
        head[156] = b'0';
        head[257..265].copy_from_slice(b"ustar\x0000");
        let sum: u32 = head.iter().map(|byte| u32::from(*byte)).sum();
        head[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
        layer.extend(head);
        layer.extend(text.as_bytes());
        layer.resize(layer.len().div_ceil(512) * 512, 0);
    }
    layer.extend([0; 1024]);
    let blobs = root.join("blobs/sha256");
    fs::create_dir_all(&blobs).unwrap();
    fs::write(blobs.join("aa"), layer).unwrap();
    fs::write(blobs.join("bb"), r#"{"layers": [{"digest": "sha256:aa"}]}"#).unwrap();
    fs::write(root.join("index.json"), r#"{"manifests": [{"digest": "sha256:bb"}]}"#).unwrap();
    fs::write(root.join("oci-layout"), "{}").unwrap();
}

#[test]
fn images_are_looked_into() {
    let folder = project(&[ADVISORY]);
    let tracker = r#"{"glibc": {"CVE-2099-9": {"description": "Overflow.", "releases": {"buster": {"status": "open", "urgency": "high"}}}}}"#;
    fs::write(folder.path().join("tracker.json"), tracker).unwrap();
    layout(&folder.path().join("img"));
    let built = tamis(folder.path(), &["db", "build", "records", "tracker.json", "-o", "a.db"]);
    assert_eq!(built.status.code(), Some(0), "{}", errors(&built));
    let found = tamis(folder.path(), &["image", "img", "--db", "a.db", "--json"]);
    assert_eq!(found.status.code(), Some(1), "{}", errors(&found));
    let found = json(&found);
    let shown: Vec<String> = found["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| format!("{} {}", it["rule"].as_str().unwrap(), it["path"].as_str().unwrap()))
        .collect();
    assert_eq!(
        shown,
        [
            "deps.image.end-of-life img/etc/os-release",
            "deps.vulnerable.GHSA-aaaa-bbbb-cccc img/srv/node_modules/deep/package.json",
            "deps.vulnerable.CVE-2099-9 img/var/lib/dpkg/status",
        ]
    );
    let bill = json(&tamis(folder.path(), &["sbom", "img"]));
    let purls: Vec<&str> = bill["components"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|it| it["purl"].as_str())
        .collect();
    assert_eq!(purls, ["pkg:deb/debian/libc6@2.36-9", "pkg:npm/deep@1.0.0"]);
    // A scan of it says what to do; what is none is refused.
    let scan = tamis(folder.path(), &["scan", "img", "-c", "deps", "--json"]);
    assert!(text(&scan).contains("tamis image img"), "{}", text(&scan));
    let none = tamis(folder.path(), &["image", "app"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(errors(&none).contains("is no image of a container"), "{}", errors(&none));
}

/// A folder of records with what nobody would write, and an archive that unpacks to very much.
#[test]
fn hostile_advisories_are_said_and_bounded() {
    let absurd = r#"{"id": "GHSA-absurd", "affected": [{"package": {"ecosystem": "npm", "name": "deep"}, "ranges": [
        {"type": "SEMVER", "events": [{"fixed": "0.0.0"}, {"introduced": "9".}]},"#;
    let ranges = format!(
        r#"{{"id": "GHSA-ranges", "summary": "s", "affected": [{{"package": {{"ecosystem": "npm", "name": "deep"}}, "ranges": [
        {{"type": "SEMVER", "events": [{{"introduced": "{0}.{0}.{0}"}}, {{"fixed": "-1"}}, {{"introduced": "1.0.0-{1}"}}, {{"last_affected": ""}}]}},
        {{"type": "ECOSYSTEM", "events": [{{"fixed": "1"}}]}}]}}]}}"#,
        "9".repeat(400),
        "a.".repeat(5_000),
    );
    let folder = project(&[ADVISORY, absurd, &ranges, "", "[]", &"[".repeat(100_000)]);
    let built = tamis(folder.path(), &["db", "build", "records", "-o", "a.db"]);
    assert_eq!(built.status.code(), Some(0), "{}", errors(&built));
    let found = tamis(folder.path(), &["scan", "app", "-c", "deps", "--db", "a.db", "--json"]);
    assert!(text(&found).contains("GHSA-aaaa-bbbb-cccc") && !errors(&found).contains("panicked"));
    // Names of entries are never paths to write to, and what unpacks without end is refused.
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    writer.start_file("../../../outside.json", options).unwrap();
    writer.write_all(ADVISORY.as_bytes()).unwrap();
    writer.start_file("bomb.json", options).unwrap();
    for _ in 0..40 {
        writer.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    fs::write(folder.path().join("a.zip"), writer.finish().unwrap().into_inner()).unwrap();
    let found = tamis(folder.path(), &["scan", "app", "-c", "deps", "--db", "a.zip", "--json"]);
    assert!(text(&found).contains("GHSA-aaaa-bbbb-cccc"), "{}", errors(&found));
    assert!(!folder.path().parent().unwrap().join("outside.json").exists());
}

#[test]
fn lockfiles_do_not_lead_out_and_go_round_in_circles() {
    let folder = project(&[ADVISORY]);
    let app = folder.path().join("app");
    fs::write(folder.path().join("secret.txt"), "deep==1.0.0\n").unwrap();
    fs::write(
        app.join("requirements.txt"),
        "-r ../secret.txt\n-r requirements.txt\n-r more.txt\na==1\n",
    )
    .unwrap();
    fs::write(app.join("more.txt"), "-r requirements.txt\nb==1\n").unwrap();
    let cycle = "{ \"lockfileVersion\": 3, \"packages\": { \"\": { \"dependencies\": { \"a\": \"1\" } },\n\
        \"node_modules/a\": { \"version\": \"1.0.0\", \"dependencies\": { \"deep\": \"1\", \"a\": \"1\" } },\n\
        \"node_modules/deep\": { \"version\": \"1.0.0\", \"dependencies\": { \"a\": \"1\" } } } }\n";
    fs::write(app.join("package-lock.json"), cycle).unwrap();
    let found = tamis(&app, &["scan", ".", "-c", "deps", "--db", "../records", "--json"]);
    assert_eq!(found.status.code(), Some(1), "{}", errors(&found));
    let report = json(&found);
    let paths: Vec<&str> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|it| it["path"].as_str())
        .collect();
    assert_eq!(paths, ["package-lock.json"]);
    let bill = json(&tamis(&app, &["sbom", "."]));
    let names: Vec<&str> = bill["components"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|it| it["name"].as_str())
        .collect();
    assert_eq!(names, ["a", "deep", "a", "b"]);
    // A bill that is asked for by name is an inventory, too.
    fs::write(folder.path().join("bom.json"), bill.to_string()).unwrap();
    let found =
        tamis(folder.path(), &["scan", "bom.json", "-c", "deps", "--db", "records", "--json"]);
    assert!(text(&found).contains("GHSA-aaaa-bbbb-cccc"), "{}", errors(&found));
    let again = json(&tamis(folder.path(), &["sbom", "bom.json"]));
    assert_eq!(again["components"].as_array().unwrap().len(), 4);
}

#[test]
fn pages_of_rustsec_are_advisories() {
    let folder = tempfile::tempdir().unwrap();
    let page = "```toml\n[advisory]\nid = \"RUSTSEC-2099-0001\"\npackage = \"thing\"\ndate = \"2099-01-01\"\n\n[versions]\npatched = [\">= 1.2.0\"]\n```\n\n# It breaks\n";
    fs::create_dir(folder.path().join("db")).unwrap();
    fs::write(folder.path().join("db/a.md"), page).unwrap();
    fs::write(folder.path().join("db/README.md"), "# A database\n").unwrap();
    fs::write(
        folder.path().join("Cargo.lock"),
        "[[package]]\nname = \"thing\"\nversion = \"1.1.0\"\nsource = \"registry+https://example.org\"\n",
    )
    .unwrap();
    let found = tamis(folder.path(), &["scan", "-c", "deps", "--db", "db"]);
    assert!(text(&found).contains("It breaks (RUSTSEC-2099-0001)"), "{}", text(&found));
    assert!(text(&found).contains("Fixed in 1.2.0"), "{}", text(&found));
}

#[test]
fn licences_of_packages_that_are_kept_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write(
        "go.mod",
        "module app\n\ngo 1.20\n\nrequire example.org/free v1.0.0\n\nrequire example.org/own v1.0.0\n",
    );
    let text = "Redistributions of source code must retain x. Redistributions in binary form must reproduce y.";
    write("vendor/example.org/free/LICENSE", text);
    // The other is the standard library.
    write("vendor/example.org/own/LICENSE", "Ask me.\n");
    write(".tamis.toml", "[licenses]\ndeny = ['BSD-*']\n");
    let found = tamis(folder.path(), &["scan", "-c", "deps", "-v"]);
    let shown = text_of(&found);
    assert!(shown.contains("'BSD-2-Clause' is denied"), "{shown}");
    assert!(shown.contains("vendor/example.org/free/LICENSE"), "{shown}");
    assert!(shown.contains("no licence for 2 packages"), "{shown}");
}

/// Shown text without line breaks.
fn text_of(output: &Output) -> String {
    let lines = text(output);
    let lines = lines.lines().map(|line| line.trim_start_matches([' ', '│']));
    lines.collect::<Vec<_>>().join(" ")
}
