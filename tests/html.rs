//! The HTML report in a browser. Where Chromium or Node is missing the test says so and checks nothing.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

use crate::{root, tamis, text};

/// A program in PATH.
fn program(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
        .find(|file| file.is_file())
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that checks nothing says so")]
fn the_report_works_in_a_browser() {
    let chromium = program(&["chromium", "chromium-browser", "google-chrome"]);
    let (Some(chromium), Some(node)) = (chromium, program(&["node"])) else {
        eprintln!("skipped: the HTML report is checked where 'chromium' and 'node' are installed");
        return;
    };
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write(
        "small/app.py",
        "import os\nfrom flask import request\n\ndef f():\n    os.system('ls ' + request.args['a'])\n    eval(request.args['b'])  # tamis: ignore the input is checked by the gateway\n",
    );
    write(
        "small/a/long/path/with/many/parts/that/does/not/fit/a/narrow/screen/main.tf",
        "resource \"aws_s3_bucket\" \"a_bucket_with_a_long_name_that_has_no_place_to_break_at_all\" {\n  acl = \"public-read\"\n}\n",
    );
    write("small/Dockerfile", "FROM ubuntu:latest\nRUN curl https://example.com/install.sh | sh\n");
    let mut rule = "rules:\n".to_owned();
    for (at, severity) in ["CRITICAL", "HIGH", "MEDIUM", "LOW", "INFO"].into_iter().enumerate() {
        let _ = writeln!(
            rule,
            "  - {{id: large.r{at}, languages: [python], severity: {severity}, message: 'call of $X', pattern: call{at}($X), metadata: {{cwe: ['CWE-{at}7: a name'], owasp: ['A0{at}:2021 - a class']}}}}"
        );
    }
    write("rules.yaml", &rule);
    for file in 0..50 {
        let mut code = String::new();
        for line in 0..200 {
            let _ = writeln!(code, "call{}(value_{file}_{line})", line % 5);
        }
        write(&format!("large/part{}/file{file}.py", file % 7), &code);
    }
    for (what, rules) in [("small", "audit"), ("large", "rules.yaml")] {
        let page = format!("html={what}.html");
        let output = tamis(folder.path(), &["scan", what, "-c", rules, "--exit-zero", "-o", &page]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    }
    let pictures =
        std::env::var_os("TAMIS_SCREENSHOTS").map_or(folder.path().into(), PathBuf::from);
    let output = Command::new(node)
        .arg(root().join("tests/html/check.mjs"))
        .arg(chromium)
        .args(["small.html", "large.html"])
        .arg(&pictures)
        .current_dir(folder.path())
        .output()
        .unwrap();
    let said = format!("{}{}", text(&output), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}");
    assert!(said.lines().count() > 25, "{said}");
}
