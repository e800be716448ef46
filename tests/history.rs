//! `tamis scan --history`.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::{tamis, text};

fn git(folder: &Path, arguments: &[&str]) {
    let done = Command::new("git")
        .args(["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .unwrap();
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
}

fn commit(folder: &Path, files: &[(&str, Option<&str>)], message: &str) {
    for (path, content) in files {
        match content {
            Some(content) => fs::write(folder.join(path), content).unwrap(),
            None => fs::remove_file(folder.join(path)).unwrap(),
        }
    }
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "-m", message]);
}

/// Three tokens whose checksums are right.
fn tokens() -> [String; 3] {
    [
        ["ghp_ACRXRt1m1u", "vuCJUCV646JA74", "vrZI611eCtQm"].concat(),
        ["glsa_A6VgjhPJj", "YsCb0pnIAIN9fSiUyyK3", "Bkl_eb2f8cea"].concat(),
        ["glpat-vOEHFQn1V4", "SGM2KmiUma8s0JZYxKxv", ".0u024j0b2"].concat(),
    ]
}

/// A token that was deleted, one that came by a merge and was moved, one that stands.
fn repository() -> TempDir {
    let folder = TempDir::new().unwrap();
    let path = folder.path();
    let [gone, merged, stays] = tokens();
    git(path, &["init", "-q", "-b", "main"]);
    commit(path, &[("a.py", Some("x = 1\n"))], "one");
    commit(path, &[("old.env", Some(&format!("T={gone}\n")))], "two");
    commit(path, &[("old.env", Some(&format!("A=1\nT={gone}\n")))], "three");
    commit(path, &[("old.env", None)], "four");
    git(path, &["checkout", "-q", "-b", "side"]);
    commit(path, &[("side.env", Some(&format!("T={merged}\n")))], "five");
    git(path, &["checkout", "-q", "main"]);
    commit(path, &[("app.env", Some(&format!("T={stays}\n")))], "six");
    git(path, &["merge", "-q", "--no-ff", "-m", "seven", "side"]);
    git(path, &["mv", "side.env", "moved.env"]);
    commit(path, &[("app.env", Some(&format!("# changed\nT={stays}\n")))], "eight");
    folder
}

fn scan(folder: &Path, arguments: &[&str]) -> Vec<(String, bool, String)> {
    let mut all = vec!["scan", "-c", "secrets", "--json"];
    all.extend(arguments);
    let output = tamis(folder, &all);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let shown = text(&output);
    assert!(tokens().iter().all(|token| !shown.contains(token.as_str())), "a secret is shown");
    let report: Value = serde_json::from_str(&shown).unwrap();
    let list = report["findings"].as_array().unwrap();
    list.iter()
        .map(|finding| {
            let history = &finding["history"];
            let commit = history["commit"].as_str().unwrap();
            assert_eq!(commit.len(), 40);
            let subject = Command::new("git")
                .args(["log", "-1", "--format=%s", commit])
                .current_dir(folder)
                .output()
                .unwrap();
            (
                finding["path"].as_str().unwrap().to_owned(),
                history["at_head"].as_bool().unwrap(),
                String::from_utf8_lossy(&subject.stdout).trim().to_owned(),
            )
        })
        .collect()
}

fn expected() -> Vec<(String, bool, String)> {
    [("app.env", true, "six"), ("old.env", false, "two"), ("side.env", true, "five")]
        .map(|(path, at_head, commit)| (path.to_owned(), at_head, commit.to_owned()))
        .to_vec()
}

#[test]
fn each_secret_is_told_with_its_commit_and_whether_it_still_stands() {
    let folder = repository();
    assert_eq!(scan(folder.path(), &["--history"]), expected());
    // The same from packs, and from a bare mirror.
    git(folder.path(), &["gc", "-q", "--aggressive", "--prune=now"]);
    assert_eq!(scan(folder.path(), &["--history"]), expected());
    let mirror = folder.path().join("mirror.git");
    git(folder.path(), &["clone", "-q", "--mirror", ".", "mirror.git"]);
    assert_eq!(scan(&mirror, &["--history", "."]), expected());
}

#[test]
fn a_range_tells_what_its_commits_bring() {
    let folder = repository();
    let paths = |range: &str| -> Vec<String> {
        scan(folder.path(), &["--history", range]).into_iter().map(|it| it.0).collect()
    };
    assert_eq!(paths("side"), ["old.env", "side.env"]);
    assert_eq!(paths("side~1..main"), ["app.env", "side.env"]);
    // The commit changes a file around its secret: the version is new.
    assert_eq!(paths("main~1..main"), ["app.env"]);
    let wrong = tamis(folder.path(), &["scan", "--history", "no..where"]);
    assert_eq!(wrong.status.code(), Some(2));
    let said = String::from_utf8_lossy(&wrong.stderr).into_owned();
    assert!(said.contains("'no..where' names no commits"), "{said}");
}

#[test]
fn sarif_and_people_are_told_the_commit() {
    let folder = repository();
    let sarif = text(&tamis(folder.path(), &["scan", "-c", "secrets", "--sarif", "--history"]));
    let sarif: Value = serde_json::from_str(&sarif).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 3);
    for result in results {
        assert!(result["properties"]["commit"].as_str().is_some_and(|id| id.len() == 40));
        assert!(result["properties"]["atHead"].is_boolean());
    }
    let shown = text(&tamis(folder.path(), &["scan", "-c", "secrets", "--history"]));
    assert!(shown.contains("gone from HEAD") && shown.contains("still stands"), "{shown}");
}
