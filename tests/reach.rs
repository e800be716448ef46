//! Whether vulnerable code is reached: verdicts with the places they rest on.

use std::fs;

use serde_json::Value;

use super::{tamis, text};

/// Files, and advisories as (id, ecosystem, package, version, what is specific to the ecosystem).
struct Case {
    files: &'static [(&'static str, &'static str)],
    records: &'static [(&'static str, &'static str, &'static str, &'static str, &'static str)],
}

/// Three things of a finding, as `verdicts` gives them.
type Verdict = (String, String, Vec<String>);

/// Verdict, and `path:line note` of each step, by advisory.
fn verdicts(case: &Case, more: &[&str]) -> (Option<i32>, Vec<Verdict>) {
    let folder = tempfile::tempdir().unwrap();
    for (path, content) in case.files {
        let path = folder.path().join("app").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    fs::create_dir(folder.path().join("db")).unwrap();
    for (id, ecosystem, name, version, specific) in case.records {
        let record = format!(
            r#"{{"id": "{id}", "summary": "s", "affected": [{{"package": {{"ecosystem": "{ecosystem}", "name": "{name}"}},
               "versions": ["{version}"], "ecosystem_specific": {{{specific}}}}}]}}"#
        );
        fs::write(folder.path().join(format!("db/{id}.json")), record).unwrap();
    }
    let arguments = [&["scan", "app", "-c", "deps", "--db", "db", "--json"], more].concat();
    let output = tamis(folder.path(), &arguments);
    // Without arguments that hold there is no report.
    let report: Value = serde_json::from_str(&text(&output)).unwrap_or_default();
    let one = |finding: &Value| {
        let rule = finding["rule"].as_str().unwrap_or_default();
        let reach = &finding["metavariables"]["$REACH"]["text"];
        let reach = reach.as_str().unwrap_or_default().to_owned();
        let step = |step: &Value| {
            let line = step["start"]["line"].as_u64().unwrap_or_default();
            format!("{}:{line} {}", step["path"].as_str().unwrap(), step["note"].as_str().unwrap())
        };
        let steps = finding["trace"].as_array();
        let steps = steps.into_iter().flatten().map(step).collect();
        (rule.rsplit('.').next().unwrap_or_default().to_owned(), reach, steps)
    };
    let mut all: Vec<_> = report["findings"].as_array().into_iter().flatten().map(one).collect();
    all.sort();
    (output.status.code(), all)
}

#[track_caller]
fn check(case: &Case, wanted: &[(&str, &str, &[&str])]) {
    let (_, found) = verdicts(case, &[]);
    let found: Vec<(&str, &str, Vec<&str>)> = found
        .iter()
        .map(|(id, verdict, steps)| {
            (id.as_str(), verdict.as_str(), steps.iter().map(String::as_str).collect())
        })
        .collect();
    let wanted: Vec<(&str, &str, Vec<&str>)> =
        wanted.iter().map(|(id, verdict, steps)| (*id, *verdict, steps.to_vec())).collect();
    assert_eq!(found, wanted);
}

const JAVASCRIPT: Case = Case {
    files: &[
        (
            "package-lock.json",
            r#"{ "lockfileVersion": 3, "packages": {
"": { "dependencies": { "lodash": "4", "unused": "1", "top": "1", "named": "1" } },
"node_modules/lodash": { "version": "4.0.0" },
"node_modules/unused": { "version": "1.0.0", "dependencies": { "below": "1" } },
"node_modules/below": { "version": "1.0.0", "dependencies": { "unused": "1" } },
"node_modules/top": { "version": "1.0.0", "dependencies": { "deep": "1" } },
"node_modules/named": { "version": "1.0.0" },
"node_modules/deep": { "version": "1.0.0" }
} }"#,
        ),
        (
            "app.js",
            "const express = require('express');\nconst _ = require('lodash');\nimport top from 'top/lib';\n\
             const loader = 'named';\nconst app = express();\n\
             app.get('/', (req, res) => {\n  res.send(_.template(req.query.t)());\n});\n",
        ),
        // Another project's source says nothing of this one's packages.
        ("other/package-lock.json", "{ \"lockfileVersion\": 3, \"packages\": {} }"),
        ("other/b.js", "require('unused');\n"),
    ],
    records: &[
        ("A-lodash", "npm", "lodash", "4.0.0", ""),
        ("B-unused", "npm", "unused", "1.0.0", ""),
        ("C-below", "npm", "below", "1.0.0", ""),
        ("D-deep", "npm", "deep", "1.0.0", ""),
        ("E-named", "npm", "named", "1.0.0", ""),
    ],
};

#[test]
fn packages_are_looked_up_in_sources() {
    let other = verdicts(&JAVASCRIPT, &[]).1;
    let verdict = |id: &str| other.iter().find(|it| it.0 == id).map(|it| it.1.as_str());
    assert_eq!(verdict("A-lodash"), Some("reachable"), "{other:?}");
    let lodash = &other.iter().find(|it| it.0 == "A-lodash").unwrap().2;
    // Data of the request gets there: the trace is its way.
    assert!(lodash.iter().all(|step| step.starts_with("app/app.js:7")), "{lodash:?}");
    // Requirements go round in a circle here.
    assert_eq!(verdict("B-unused"), Some("not found"));
    assert_eq!(verdict("C-below"), Some("not found"));
    assert_eq!(verdict("D-deep"), Some("unknown"));
    assert_eq!(verdict("E-named"), Some("unknown"));
}

#[test]
fn the_gate_may_ask_for_what_is_reached() {
    let code = |gate: &str| verdicts(&JAVASCRIPT, &["--fail-on", gate]).0;
    assert_eq!(code("deps,reach=reachable,max=1"), Some(0));
    assert_eq!(code("deps,reach=reachable"), Some(1));
    assert_eq!(code("deps,reach=reachable|unknown,max=2"), Some(1));
    assert_eq!(code("deps,reach=reachable|unknown,max=3"), Some(0));
    assert_eq!(code("reach=x"), Some(2));
}

#[test]
fn functions_that_advisories_name_are_looked_up() {
    check(
        &Case {
            files: &[
                ("Cargo.lock", RUST_LOCK),
                (
                    "src/main.rs",
                    "use smallvec::SmallVec;\nuse time as clock;\n\
                     fn main() {\n    let mut archive = tar::Archive::new(input);\n    archive.unpack(\"b\");\n\
                     \u{20}   let mut v: SmallVec<[u8; 4]> = SmallVec::new();\n    v.push(1);\n\
                     \u{20}   clock::OffsetDateTime::now_local();\n}\n",
                ),
            ],
            records: &[
                ("R-smallvec", "crates.io", "smallvec", "1.0.0", AFFECTS_GROW),
                ("R-tar", "crates.io", "tar", "0.4.0", AFFECTS_UNPACK),
                ("R-time", "crates.io", "time", "0.2.0", AFFECTS_LOCAL),
            ],
        },
        &[
            ("R-smallvec", "not found", &["app/src/main.rs:1 uses smallvec.SmallVec"]),
            (
                "R-tar",
                "reachable",
                &["app/src/main.rs:4 uses tar", "app/src/main.rs:5 calls tar.Archive.new().unpack"],
            ),
            (
                "R-time",
                "reachable",
                &[
                    "app/src/main.rs:2 uses time",
                    "app/src/main.rs:8 calls time.OffsetDateTime.now_local",
                ],
            ),
        ],
    );
}

const RUST_LOCK: &str = "[[package]]\nname = \"app\"\nversion = \"0.1.0\"\ndependencies = [\"tar\", \"time\", \"smallvec\"]\n\
[[package]]\nname = \"tar\"\nversion = \"0.4.0\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\n\
[[package]]\nname = \"time\"\nversion = \"0.2.0\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\n\
[[package]]\nname = \"smallvec\"\nversion = \"1.0.0\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\n";
const AFFECTS_GROW: &str = r#""affects": {"functions": ["smallvec::SmallVec::grow"]}"#;
const AFFECTS_UNPACK: &str = r#""affects": {"functions": ["tar::Archive::unpack"]}"#;
const AFFECTS_LOCAL: &str = r#""affects": {"functions": ["time::OffsetDateTime::now_local"]}"#;

#[test]
fn methods_of_go_are_found_on_what_made_their_object() {
    check(
        &Case {
            files: &[
                (
                    "go.mod",
                    "module app\n\ngo 1.20\n\nrequire golang.org/x/net v0.1.0\n\nrequire golang.org/x/text v0.1.0\n",
                ),
                (
                    "main.go",
                    "package main\n\nimport (\n\t\"golang.org/x/net/html\"\n\t\"golang.org/x/text/unicode/norm\"\n)\n\n\
                     func f() {\n\tt := html.NewTokenizer(body)\n\tt.Next()\n\tnorm.NFC.String(\"a\")\n}\n",
                ),
            ],
            records: &[
                (
                    "G-net",
                    "Go",
                    "golang.org/x/net",
                    "0.1.0",
                    r#""imports": [{"path": "golang.org/x/net/html", "symbols": ["Tokenizer.Next"]}]"#,
                ),
                (
                    "G-text",
                    "Go",
                    "golang.org/x/text",
                    "0.1.0",
                    r#""imports": [{"path": "golang.org/x/text/language", "symbols": ["Parse"]}]"#,
                ),
            ],
        },
        &[
            (
                "G-net",
                "reachable",
                &[
                    "app/main.go:3 uses golang.org/x/net/html",
                    "app/main.go:10 calls golang.org/x/net/html.NewTokenizer().Next",
                ],
            ),
            ("G-text", "not found", &["app/main.go:3 uses golang.org/x/text/unicode/norm"]),
        ],
    );
}

#[test]
fn names_of_distributions_lead_to_modules() {
    check(
        &Case {
            files: &[
                ("requirements.txt", "PyYAML==5.0\nabsent==1.0\n"),
                (
                    "app.py",
                    "import yaml\nfrom flask import request\n\n\ndef f():\n    return yaml.load(request.data)\n",
                ),
                ("README.md", "absent\n"),
            ],
            records: &[
                ("P-absent", "PyPI", "absent", "1.0", ""),
                ("P-yaml", "PyPI", "pyyaml", "5.0", ""),
            ],
        },
        // A list without a graph may hold what another package needs.
        &[
            ("P-absent", "unknown", &[]),
            ("P-yaml", "reachable", &["app/app.py:6 taint starts here"]),
        ],
    );
}

#[test]
fn namespaces_of_php_are_those_of_the_lockfile() {
    check(
        &Case {
            files: &[
                (
                    "composer.lock",
                    r#"{"packages": [
{"name": "acme/client", "version": "1.0.0", "autoload": {"psr-4": {"Other\\Name\\": "src/"}}},
{"name": "acme/absent", "version": "1.0.0", "autoload": {"psr-4": {"Absent\\": "src/"}}}]}"#,
                ),
                ("composer.json", r#"{"require": {"acme/client": "1", "acme/absent": "1"}}"#),
                ("a.php", "<?php\nuse Other\\Name\\Client;\n$c = new Client();\n"),
            ],
            records: &[
                ("C-absent", "Packagist", "acme/absent", "1.0.0", ""),
                ("C-client", "Packagist", "acme/client", "1.0.0", ""),
            ],
        },
        &[
            ("C-absent", "not found", &[]),
            (
                "C-client",
                "reachable",
                &["app/a.php:2 uses Other.Name.Client", "app/a.php:3 calls Other.Name.Client"],
            ),
        ],
    );
}

/// Sources of .NET are read for their imports; calls are not told apart.
#[test]
fn namespaces_of_dotnet_are_looked_up() {
    check(
        &Case {
            files: &[
                (
                    "packages.lock.json",
                    r#"{ "version": 1, "dependencies": { "net8.0": {
"Newtonsoft.Json": { "type": "Direct", "requested": "[12.0.1, )", "resolved": "12.0.1" },
"SharpZipLib": { "type": "Direct", "requested": "[1.0.0, )", "resolved": "1.0.0" },
"Other.Thing": { "type": "Direct", "requested": "[1.0.0, )", "resolved": "1.0.0" },
"YamlDotNet": { "type": "Direct", "requested": "[1.0.0, )", "resolved": "1.0.0" } } } }"#,
                ),
                (
                    "src/Program.cs",
                    "using System;\n// using YamlDotNet.Core;\nusing Newtonsoft.Json.Linq;\n\nnamespace App;\n\n\
                     class P { static void Main() { new ICSharpCode.SharpZipLib.Zip.FastZip(); } }\n",
                ),
            ],
            records: &[
                ("A-json", "NuGet", "Newtonsoft.Json", "12.0.1", ""),
                ("B-zip", "NuGet", "SharpZipLib", "1.0.0", ""),
                ("C-other", "NuGet", "Other.Thing", "1.0.0", ""),
                ("D-yaml", "NuGet", "YamlDotNet", "1.0.0", ""),
                (
                    "E-named",
                    "NuGet",
                    "newtonsoft.json",
                    "12.0.1",
                    r#""imports": [{"path": "Newtonsoft.Json", "symbols": ["JsonConvert.DeserializeObject"]}]"#,
                ),
            ],
        },
        &[
            ("A-json", "reachable", &["app/src/Program.cs:3 uses Newtonsoft.Json.Linq"]),
            ("B-zip", "reachable", &["app/src/Program.cs:7 uses ICSharpCode.SharpZipLib"]),
            ("C-other", "unknown", &[]),
            ("D-yaml", "not found", &[]),
            ("E-named", "unknown", &["app/src/Program.cs:3 uses Newtonsoft.Json.Linq"]),
        ],
    );
}
