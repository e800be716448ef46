//! Every packed rule has a test beside it, with lines that must be reported and lines that must not, and passes it.

use crate::{files, root, tamis, text};

#[test]
fn all_rules_pass_their_tests() {
    let output = tamis(root(), &["test", "rules"]);
    assert!(output.status.success(), "{}", text(&output));
}

#[test]
fn every_rule_has_positive_and_negative_lines() {
    for file in files(&root().join("rules")) {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let folder = file.parent().unwrap();
        let is_model = file.starts_with(root().join("rules/models"));
        if is_model
            || !name.ends_with(".yaml")
            || name.contains(".test.")
            || name == "data-types.yaml"
            || folder.with_extension("yaml").exists()
        {
            continue;
        }
        let stem = name.trim_end_matches(".yaml");
        let beside = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path());
        let inside = std::fs::read_dir(folder.join(stem))
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path());
        let tests: String = beside
            .filter(|path| {
                path.file_name().unwrap().to_string_lossy().starts_with(&format!("{stem}.test."))
            })
            .chain(inside)
            .map(|path| std::fs::read_to_string(path).unwrap_or_default())
            .collect();
        let rule = std::fs::read_to_string(&file).unwrap();
        let is_secret = rule.contains("\n    mode: secret\n");
        let (tests, kinds) = if is_secret {
            (rule, ["\n      found:\n        - ", "\n      ignored:\n        - "])
        } else {
            (tests, [" ruleid: ", " ok: "])
        };
        // Of rules for code, several: what makes code safe differs.
        let fewest = if is_code(&file) { 3 } else { 1 };
        for kind in kinds {
            let found = tests.matches(kind).count();
            assert!(
                found >= fewest,
                "{} has {found} lines of '{}' and wants {fewest}",
                file.display(),
                kind.trim()
            );
        }
    }
}

fn is_code(rule: &std::path::Path) -> bool {
    let languages = ["go", "java", "javascript", "php", "python", "ruby", "rust"];
    languages.iter().any(|language| rule.starts_with(root().join("rules").join(language)))
}

/// What looks like a secret to a scanner does not stand in this repository: examples are kept in parts.
#[test]
fn rules_hold_no_secret_themselves() {
    let output =
        tamis(root(), &["scan", "--config", "secrets", "--quiet", "--json", "rules/secrets"]);
    let report = text(&output);
    assert!(report.contains("\"findings\": 0"), "{report}");
}

#[test]
fn rule_ids_are_their_paths() {
    let output = tamis(root(), &["rules", "--config", "audit"]);
    let listed = text(&output);
    assert!(listed.lines().count() > 100, "{listed}");
    for line in listed.lines().filter(|line| line.contains('.')) {
        let id = line.split_whitespace().nth(2).unwrap();
        let path = format!("rules/{}.yaml", id.replace('.', "/"));
        assert!(root().join(&path).exists(), "rule '{id}' should stand in {path}");
    }
}
