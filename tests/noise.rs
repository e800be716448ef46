//! What the pack `default` leaves out, and what it must not.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::{tamis, text};

/// `rule path` of what a scan reports and nothing accepts.
fn reported(folder: &Path, config: &str) -> Vec<String> {
    let output = tamis(folder, &["scan", ".", "--config", config, "--format", "json"]);
    let report: Value = serde_json::from_str(&text(&output)).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    let open = findings.filter(|finding| finding["suppression"].is_null());
    let name = |it: &Value, key: &str| it[key].as_str().unwrap().to_owned();
    open.map(|it| format!("{} {}", name(it, "rule"), name(it, "path"))).collect()
}

fn write(folder: &Path, path: &str, content: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

#[test]
fn secrets_of_no_known_provider_are_accepted_in_tests() {
    let folder = TempDir::new().unwrap();
    let line = ["db_password = \"vcltD", "CQ977!\"\n"].concat();
    let token = ["ghp_ACRXRt1m1u", "vuCJUCV646JA74", "vrZI611eCtQm"].concat();
    for path in ["src/a.py", "tests/a.py"] {
        write(folder.path(), path, &format!("{line}x = '{token}'\n"));
    }
    let found = reported(folder.path(), "default");
    let passwords = |found: &[String]| {
        found
            .iter()
            .filter(|it| it.contains("password"))
            .map(|it| it.rsplit(' ').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert!(passwords(&found).iter().all(|path| path == "src/a.py"), "{found:?}");
    assert!(!passwords(&found).is_empty());
    // A token of a provider is one everywhere, and `audit` reports all.
    let tokens = found.iter().filter(|it| it.contains("github")).count();
    assert_eq!(tokens, 2, "{found:?}");
    assert!(passwords(&reported(folder.path(), "audit")).contains(&"tests/a.py".to_owned()));
}

#[test]
fn personal_data_is_not_followed_from_tests() {
    let folder = TempDir::new().unwrap();
    let code = "import logging\nlogger = logging.getLogger(__name__)\n\ndef show(value):\n    logger.info(\"got %s\", value)\n";
    write(folder.path(), "app.py", code);
    let test =
        "import pytest\nfrom app import show\n\ndef test_show(user):\n    show(user.email)\n";
    write(folder.path(), "test_app.py", test);
    let logs =
        |found: Vec<String>| found.iter().any(|it| it == "privacy.python.log-personal-data app.py");
    assert!(!logs(reported(folder.path(), "default")));
    write(
        folder.path(),
        "views.py",
        "from app import show\n\ndef view(user):\n    show(user.email)\n",
    );
    assert!(logs(reported(folder.path(), "default")));
}

#[test]
fn flows_through_very_many_calls_are_left_out() {
    let chain = |calls: usize| {
        let mut code =
            "import subprocess\nfrom flask import Flask, request\napp = Flask(__name__)\n"
                .to_owned();
        for at in 0..calls {
            code += &format!("def f{at}(x):\n    f{}(x)\n", at + 1);
        }
        code += &format!("def f{calls}(x):\n    subprocess.run(x, shell=True)\n");
        code + "@app.route('/')\ndef view():\n    f0(request.args['x'])\n    return 'ok'\n"
    };
    for (calls, wanted) in [(2, true), (5, true), (9, false)] {
        let folder = TempDir::new().unwrap();
        write(folder.path(), "app.py", &chain(calls));
        let found = reported(folder.path(), "default");
        assert_eq!(
            found.iter().any(|it| it.starts_with("python.command.injection")),
            wanted,
            "{calls}: {found:?}"
        );
    }
}
