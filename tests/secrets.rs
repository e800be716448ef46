//! Secrets in outputs: none shows one.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::{tamis, text};

/// A token whose checksum is right, put together here so that no file holds it.
fn token() -> String {
    ["ghp_ACRXRt1m1u", "vuCJUCV646JA74", "vrZI611eCtQm"].concat()
}

fn password() -> String {
    ["kV9", "!zq", "Xw2"].concat()
}

/// A repository's worth of places where outputs may quote them.
fn project() -> TempDir {
    let folder = TempDir::new().unwrap();
    let (token, password) = (token(), password());
    let files = [
        (
            "app.py",
            format!(
                "import os, flask\npassword = \"{password}\"\nos.system(\"curl -H {token} \" + x)\n\
                 eval('{token}')\nflask.Flask('a').run(debug=True)  # {token}\nbroken(((\n"
            ),
        ),
        ("web.js", format!("const token = '{token}';\neval(token + '{password}' + input);\n")),
        ("rule.yaml", "rules:\n- {id: r, languages: [python], severity: ERROR, message: 'got $X', pattern: eval($X), fix: 'safe($X)'}\n".to_owned()),
        ("Dockerfile", format!("FROM a\nENV GITHUB_TOKEN={token}\nRUN curl -u me:{password} x\n")),
        ("main.tf", format!("resource \"aws_db_instance\" \"a\" {{\n  password = \"{password}\"\n}}\n")),
        ("deploy.yaml", format!("apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec:\n  containers:\n  - name: a\n    env:\n    - name: DB_PASSWORD\n      value: \"{password}\"\n    - name: T\n      value: {token}\n")),
        (".env", format!("DB_PASSWORD={password}\nDATABASE_URL=postgres://u:{password}@db.internal/x\n")),
        ("one.json", format!("{{\"token\": \"{token}\", \"password\": \"{password}\"")),
    ];
    for (path, content) in files {
        fs::write(folder.path().join(path), content).unwrap();
    }
    folder
}

#[track_caller]
fn shows_none(what: &str, shown: &[u8]) {
    let shown = String::from_utf8_lossy(shown);
    // Also no part of them beyond what a mask leaves.
    for secret in [&token()[4..], &token()[..20], &password(), &password()[..6]] {
        if let Some(at) = shown.find(secret) {
            let start = shown.floor_char_boundary(at.saturating_sub(300));
            panic!("{what} shows a secret:\n{}", &shown[start..at]);
        }
    }
}

fn run(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let output = tamis(folder, arguments);
    shows_none(&arguments.join(" "), &output.stdout);
    shows_none(&format!("{} (errors)", arguments.join(" ")), &output.stderr);
    output.stdout
}

#[test]
fn no_format_shows_a_secret() {
    let project = project();
    let formats = [
        "terminal",
        "sarif",
        "json",
        "jsonl",
        "html",
        "markdown",
        "github",
        "gitlab-sast",
        "gitlab-quality",
        "junit",
        "rdjson",
        "semgrep",
        "csv",
    ];
    for format in formats {
        for more in [&["-vv"][..], &["-vv", "--suppressed"], &["-q"]] {
            let mut arguments = vec!["scan", "-c", "audit", "-c", "rule.yaml", "--format", format];
            arguments.extend(more);
            run(project.path(), &arguments);
        }
    }
}

#[test]
fn neither_fixes_nor_baselines_nor_texts_from_standard_input_do() {
    let project = project();
    run(project.path(), &["scan", "-c", "rule.yaml", "-c", "secrets", "--fix", "--dry-run"]);
    run(project.path(), &["baseline"]);
    let baseline = fs::read(project.path().join(".tamis-baseline.json")).unwrap();
    shows_none("the baseline", &baseline);
    run(project.path(), &["scan", "-c", "audit", "--timings", "app.py", "nowhere.py"]);
}

#[test]
fn people_may_ask_to_see_them() {
    let project = project();
    let shown =
        text(&tamis(project.path(), &["scan", "-c", "secrets", "--json", "--show-secrets"]));
    assert!(shown.contains(&token()) && shown.contains(&password()));
}

fn sarif_results(folder: &Path) -> Vec<Value> {
    let sarif: Value =
        serde_json::from_slice(&run(folder, &["scan", "-c", "secrets", "--sarif"])).unwrap();
    sarif["runs"][0]["results"].as_array().unwrap().clone()
}

#[test]
fn the_key_of_the_configuration_tells_which_findings_hold_the_same_value() {
    let project = project();
    let value = |result: &Value| result["partialFingerprints"]["tamisSecretValue/v1"].clone();
    assert!(sarif_results(project.path()).iter().all(|result| value(result).is_null()));
    let config = project.path().join(".tamis.toml");
    fs::write(&config, "[secrets]\nkey = \"a key of this test, long enough\"\n").unwrap();
    let results = sarif_results(project.path());
    let tokens: Vec<Value> = results
        .iter()
        .filter(|result| result["ruleId"] == "secrets.github.token")
        .map(value)
        .collect();
    assert!(tokens.len() >= 3 && tokens.iter().all(|it| *it == tokens[0]), "{tokens:?}");
    assert!(tokens[0].as_str().is_some_and(|it| it.len() == 32));
    fs::write(&config, "[secrets]\nkey = \"short\"\n").unwrap();
    assert_eq!(tamis(project.path(), &["scan"]).status.code(), Some(2));
}

#[test]
fn lines_that_are_masked_have_no_line_hash() {
    let folder = TempDir::new().unwrap();
    let far = "# nothing of note stands here\n".repeat(8);
    let code = format!("eval(x)\n{far}eval(y)\ntoken = '{}'\n", token());
    fs::write(folder.path().join("a.py"), code).unwrap();
    let rule =
        "rules:\n- {id: r, languages: [python], severity: ERROR, message: m, pattern: eval(...)}\n";
    fs::write(folder.path().join("r.yaml"), rule).unwrap();
    let shown = run(folder.path(), &["scan", "-c", "r.yaml", "-c", "secrets", "--sarif"]);
    let sarif: Value = serde_json::from_slice(&shown).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let hashed: Vec<bool> = results
        .iter()
        .map(|result| !result["partialFingerprints"]["primaryLocationLineHash"].is_null())
        .collect();
    // The second call's hash covers the hundred characters from it on, and so the token.
    assert_eq!(hashed, [true, false, false], "{results:#?}");
}

/// The rule that says most of a value has it, and no other: a token in a header on a command line is known three ways.
#[test]
fn one_value_is_one_finding() {
    let folder = TempDir::new().unwrap();
    let opaque = ["96mOeq8Jye", "o9jKmvznub", "NbX2j7Oa7"].concat();
    let text = format!(
        "curl -H 'Authorization: Bearer {}' https://api.corp.net\n\
         curl -H 'Authorization: Bearer {opaque}' https://api.corp.net\n",
        token()
    );
    fs::write(folder.path().join("deploy.sh"), text).unwrap();
    let results = sarif_results(folder.path());
    let places: Vec<(&str, u64)> = results
        .iter()
        .map(|result| {
            let region = &result["locations"][0]["physicalLocation"]["region"];
            (result["ruleId"].as_str().unwrap(), region["startLine"].as_u64().unwrap())
        })
        .collect();
    let expected = [("secrets.github.token", 1), ("secrets.generic.bearer-token", 2)];
    assert_eq!(places, expected, "{results:#?}");
}
