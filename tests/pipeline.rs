//! What surrounds a scan as a pipeline uses it: configuration, baselines, gates, fixes, outputs.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use crate::{tamis, text};

const RULE: &str = "rules:\n\
    \x20 - {id: acme.run, languages: [python], severity: ERROR, message: 'run $X', pattern: run($X), fix: safe_run($X), metadata: {fix-safety: safe, cwe: 'CWE-78: x'}}\n\
    \x20 - {id: acme.log, languages: [python], severity: INFO, message: log, pattern: log($X)}\n";

/// A repository with a rule file, and git where the machine has it.
struct Project {
    folder: TempDir,
}

impl Project {
    fn new(files: &[(&str, &str)]) -> Project {
        let project = Project { folder: TempDir::new().unwrap() };
        project.write("rules.yaml", RULE);
        for (path, text) in files {
            project.write(path, text);
        }
        project
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }

    fn scan(&self, arguments: &[&str]) -> Output {
        let rules = self.path().join("rules.yaml").display().to_string();
        let mut all = vec!["scan", "--config", &rules];
        all.extend(arguments);
        tamis(self.path(), &all)
    }

    fn report(&self, arguments: &[&str]) -> Value {
        let output = self.scan(&[&["--json"], arguments].concat());
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
            panic!("{error}: {}{}", text(&output), String::from_utf8_lossy(&output.stderr))
        })
    }

    /// Lines of open findings.
    fn open(&self, arguments: &[&str]) -> Vec<String> {
        let report = self.report(arguments);
        let open = report["findings"].as_array().unwrap().iter();
        open.filter(|finding| finding.get("suppression").is_none())
            .map(|f| {
                format!(
                    "{}:{} {}",
                    f["path"].as_str().unwrap(),
                    f["start"]["line"],
                    f["rule"].as_str().unwrap()
                )
            })
            .collect()
    }

    fn git(&self, arguments: &[&str]) -> bool {
        let identity =
            ["-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false"];
        let mut command = Command::new("git");
        command.args(identity).args(arguments).current_dir(self.path());
        command.output().is_ok_and(|output| output.status.success())
    }

    fn commit(&self) -> bool {
        self.git(&["init", "-q"])
            && self.git(&["add", "-A"])
            && self.git(&["commit", "-q", "-m", "x"])
    }
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_configuration_turns_rules_off_changes_severities_and_accepts_with_reason() {
    let project = Project::new(&[
        ("a.py", "run(1)\n"),
        ("tests/t.py", "run(2)\nlog(3)\n"),
        ("web/b.py", "run(4)\n"),
        ("web/old/c.py", "run(5)\n"),
        (
            ".tamis.toml",
            "[[override]]\npaths = ['tests/']\nrules = ['acme.run']\nseverity = 'low'\n\n[rules.'acme.log']\nenabled = false\n",
        ),
        (
            "web/.tamis.toml",
            "[[exception]]\nid = 'acme'\npath = '/old'\nreason = 'goes in spring'\nowner = 'web team'\nuntil = 2999-01-31\n",
        ),
    ]);
    assert_eq!(
        project.open(&[]),
        ["a.py:1 acme.run", "tests/t.py:1 acme.run", "web/b.py:1 acme.run"]
    );
    let report = project.report(&[]);
    let of = |path: &str| {
        let list = report["findings"].as_array().unwrap();
        list.iter().find(|finding| finding["path"] == path).unwrap().clone()
    };
    assert_eq!(of("tests/t.py")["severity"], "low");
    let accepted = &of("web/old/c.py")["suppression"];
    assert_eq!(accepted["reason"], "goes in spring");
    assert_eq!(
        (&accepted["owner"], &accepted["until"]),
        (&"web team".into(), &"2999-01-31".into())
    );
    assert_eq!(project.open(&["--no-project-config"]).len(), 5);
}

#[test]
fn an_exception_past_its_day_is_reported_and_accepts_nothing() {
    let project = Project::new(&[
        ("a.py", "run(1)\n"),
        (".tamis.toml", "[[exception]]\nid = 'acme.run'\nreason = 'later'\nuntil = '2020-01-31'\n"),
    ]);
    assert_eq!(project.open(&[]), [".tamis.toml:1 tamis.suppression.expired", "a.py:1 acme.run"]);
}

#[test]
fn comments_that_ended_or_accept_nothing_are_reported() {
    let project = Project::new(&[(
        "a.py",
        "run(1)  # tamis:ignore[acme.run] soon until 2020-01-31\nx = 1  # tamis: ignore[acme.run] nothing\nrun(2)  # tamis: ignore[acme.run] fine\ny = 1  # tamis: ignore[other]\n",
    )]);
    assert_eq!(
        project.open(&[]),
        ["a.py:1 acme.run", "a.py:1 tamis.suppression.expired", "a.py:2 tamis.suppression.unused"]
    );
    // They alone fail no run that did not ask for it.
    project.write("a.py", "x = 1  # tamis: ignore[acme.run] nothing\n");
    assert_eq!(code(&project.scan(&[])), Some(0));
    assert_eq!(code(&project.scan(&["--fail-on", "info"])), Some(1));
}

#[test]
fn errors_in_the_configuration_name_the_key() {
    let project =
        Project::new(&[("a.py", "run(1)\n"), (".tamis.toml", "[gate]\nfail_on = 'high'\n")]);
    let output = project.scan(&[]);
    assert_eq!(code(&output), Some(2));
    for words in ["unknown key 'fail_on'", "did you mean 'fail-on'?", ".tamis.toml:2"] {
        assert!(said(&output).contains(words), "{words} in {}", said(&output));
    }
    project.write(".tamis.toml", "[report]\noutput = ['json=../out.json']\n");
    assert!(said(&project.scan(&[])).contains("is no output"), "files elsewhere are not written");
}

#[test]
fn settings_come_from_flags_then_environment_then_files() {
    let project =
        Project::new(&[("a.py", "log(1)\n"), (".tamis.toml", "[report]\nseverity = 'high'\n")]);
    assert_eq!(project.open(&[]).len(), 0);
    assert_eq!(project.open(&["--severity", "info"]).len(), 1);
    let shown = text(&tamis(project.path(), &["config"]));
    assert!(shown.contains("severity     high  [.tamis.toml:2]"), "{shown}");
    let output = Command::new(env!("CARGO_BIN_EXE_tamis"))
        .arg("config")
        .env("TAMIS_SEVERITY", "low")
        .current_dir(project.path())
        .output()
        .unwrap();
    assert!(
        text(&output).contains("severity     low  [environment (TAMIS_SEVERITY)]"),
        "{}",
        text(&output)
    );
}

#[test]
fn init_writes_a_file_that_is_read() {
    let project = Project::new(&[]);
    assert_eq!(code(&tamis(project.path(), &["init"])), Some(0));
    assert_eq!(code(&tamis(project.path(), &["init"])), Some(2), "it replaces nothing");
    assert_eq!(code(&tamis(project.path(), &["config"])), Some(0));
}

#[test]
fn the_gate_is_apart_from_what_is_shown_and_says_why_it_fails() {
    let project = Project::new(&[("a.py", "run(1)\nlog(2)\n")]);
    for (arguments, expected) in [
        (vec![], 1),
        (vec!["--fail-on", "critical"], 0),
        (vec!["--fail-on", "high"], 1),
        (vec!["--fail-on", "high,max=1"], 0),
        (vec!["--fail-on", "secrets"], 0),
        (vec!["--fail-on", "none"], 0),
        (vec!["--exit-zero"], 0),
        (vec!["--severity", "critical", "--fail-on", "high"], 1),
        (vec!["--severity", "critical"], 0),
        (vec!["--fail-on", "hgh"], 2),
    ] {
        let output = project.scan(&arguments);
        assert_eq!(code(&output), Some(expected), "{arguments:?}");
    }
    let shown = text(&project.scan(&["--fail-on", "high"]));
    assert!(
        shown.contains("Gate failed: high and above (1 finding)\n  a.py:1: high acme.run"),
        "{shown}"
    );
}

#[test]
fn a_baseline_accepts_what_is_there_through_moves_and_reformatting() {
    let project = Project::new(&[("a.py", "run(f(1, 'x'))\n"), ("lib/b.py", "run(2)\n")]);
    let rules = project.path().join("rules.yaml").display().to_string();
    let output = tamis(project.path(), &["baseline", "--config", &rules, "--write", "base.json"]);
    assert_eq!(code(&output), Some(0), "{}", text(&output));
    assert_eq!(code(&project.scan(&["--baseline", "base.json"])), Some(0));
    project.write(
        "a.py",
        "import x\n\n\nrun(\n    f(\n        1,\n        \"x\",\n    ),\n)\nrun(3)\n",
    );
    project.write("other/b.py", "# moved\nrun(2)\n");
    fs::remove_file(project.path().join("lib/b.py")).unwrap();
    assert_eq!(project.open(&["--baseline", "base.json"]), ["a.py:10 acme.run"]);
    assert_eq!(code(&project.scan(&["--baseline", "base.json", "--fail-on", "high,new"])), Some(1));
    let missing = project.scan(&["--baseline", "none.json"]);
    assert!(said(&missing).contains("'tamis baseline' writes one"), "{}", said(&missing));
}

#[test]
fn commits_tell_old_findings_from_new_ones() {
    let project = Project::new(&[("a.py", "run(1)\nx = 1\nrun(2)\n"), ("b.py", "run(9)\n")]);
    assert!(project.commit(), "this test needs git");
    project.write("a.py", "import z\nrun(1)\nx = 1\nrun(2)\nrun(3)\n");
    assert!(project.git(&["mv", "b.py", "c.py"]));
    project.write("new.py", "run(5)\n");
    let new = ["a.py:5 acme.run", "new.py:1 acme.run"];
    assert_eq!(project.open(&["--baseline-commit", "HEAD"]), new);
    assert_eq!(project.open(&["--diff", "HEAD"]), new);
    assert_eq!(project.open(&["--changed"]).len(), 5, "a.py, c.py and new.py are scanned");
    project.write("lib/d.py", "run(6)\n");
    let inner =
        tamis(&project.path().join("lib"), &["scan", "--config", "../rules.yaml", "--json"]);
    let report: Value = serde_json::from_slice(&inner.stdout).unwrap();
    assert_eq!(report["findings"][0]["path"], "lib/d.py", "paths start at the repository");
    let shown = tamis(&project.path().join("lib"), &["scan", "--config", "../rules.yaml"]);
    assert!(text(&shown).starts_with("d.py: 1 finding"), "{}", text(&shown));
    let wrong = project.scan(&["--diff", "nope"]);
    assert_eq!(code(&wrong), Some(2));
    assert!(said(&wrong).contains("'nope' is no commit"), "{}", said(&wrong));
}

#[test]
fn without_a_repository_commits_are_an_error() {
    let project = Project::new(&[("a.py", "run(1)\n")]);
    let output = project.scan(&["--diff", "HEAD"]);
    assert_eq!(code(&output), Some(2));
    assert!(said(&output).contains("is in no git repository"), "{}", said(&output));
}

#[test]
fn fixes_are_shown_as_a_diff_or_put_in() {
    let project = Project::new(&[("a.py", "\u{feff}k = '🔑'; run(1)\r\nlog(2)\r\n")]);
    let shown = text(&project.scan(&["--fix", "--dry-run"]));
    assert!(shown.contains("--- a/a.py\n+++ b/a.py\n"), "{shown}");
    assert!(shown.contains("+k = '🔑'; safe_run(1)"), "{shown}");
    assert!(project.read("a.py").contains("; run(1)"));
    let output = project.scan(&["--fix"]);
    assert!(text(&output).contains("fixed 1 of 2 findings in 1 files"), "{}", text(&output));
    assert_eq!(project.read("a.py"), "\u{feff}k = '🔑'; safe_run(1)\r\nlog(2)\r\n");
    // What would not be written is not shown as if it were.
    std::fs::write(project.path().join("a.py"), b"k = '\xe9'; run(1)\n").unwrap();
    let shown = project.scan(&["--fix", "--dry-run"]);
    assert!(!text(&shown).contains("safe_run") && said(&shown).contains("it is not in UTF-8"));
}

#[test]
fn several_outputs_are_written_in_one_run() {
    let project = Project::new(&[("a.py", "run(1)\n")]);
    let formats: Vec<String> = text(&tamis(project.path(), &["formats"]))
        .lines()
        .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .collect();
    assert!(formats.len() >= 13, "{formats:?}");
    let outputs: Vec<String> =
        formats.iter().map(|name| format!("--output={name}=out/{name}")).collect();
    let arguments: Vec<&str> = outputs.iter().map(String::as_str).collect();
    assert_eq!(code(&project.scan(&arguments)), Some(1));
    for name in &formats {
        assert!(project.read(&format!("out/{name}")).contains("acme.run"), "{name}");
    }
    assert_eq!(code(&project.scan(&["--output", "xml=a"])), Some(2));
    assert_eq!(code(&project.scan(&["--output", "sarif"])), Some(2));
}

#[test]
fn reports_of_other_tools_go_under_one_gate() {
    let project = Project::new(&[("a.py", "run(1)\n"), ("main.tf", "x = 1\n")]);
    project.scan(&["--output", "sarif=own.sarif"]);
    project.write(
        "other.sarif",
        r#"{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "checkov", "rules": [{"id": "CKV_1"}]}}, "results": [
            {"ruleId": "CKV_1", "level": "error", "message": {"text": "open"}, "locations": [{"physicalLocation": {"artifactLocation": {"uri": "main.tf"}, "region": {"startLine": 1}}}]}]}]}"#,
    );
    let merge = |arguments: &[&str]| {
        tamis(project.path(), &[&["merge", "own.sarif", "other.sarif"], arguments].concat())
    };
    let report: Value = serde_json::from_slice(&merge(&["--json"]).stdout).unwrap();
    let rules: Vec<&str> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["rule"].as_str().unwrap())
        .collect();
    assert_eq!(rules, ["acme.run", "checkov.CKV_1"]);
    assert_eq!(code(&merge(&["--fail-on", "iac"])), Some(1));
    assert_eq!(code(&merge(&["--fail-on", "secrets"])), Some(0));
    project.write(".tamis.toml", "[[exception]]\nid = 'checkov'\nreason = 'by design'\n");
    assert_eq!(code(&merge(&["--fail-on", "iac"])), Some(0));
    project.write("other.sarif", "{}");
    assert_eq!(code(&merge(&[])), Some(2));
}

#[test]
fn shells_and_manuals_are_served() {
    let folder = TempDir::new().unwrap();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(text(&tamis(folder.path(), &["completions", shell])).contains("tamis"), "{shell}");
    }
    assert!(text(&tamis(folder.path(), &["man"])).starts_with(".ie"), "roff");
    assert_eq!(code(&tamis(folder.path(), &["man", "--folder", "man1"])), Some(0));
    assert!(folder.path().join("man1/tamis-scan.1").exists());
}

#[test]
fn sarif_says_of_which_run_it_is_in_and_outside_of_pipelines() {
    let project = Project::new(&[("a.py", "run(x)\n")]);
    let id = |variables: &[(&str, &str)], arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tamis"));
        for name in ["CI", "TF_BUILD"] {
            command.env_remove(name);
        }
        let output = command
            .args(["scan", "--config", "rules.yaml", "--sarif"])
            .args(arguments)
            .envs(variables.iter().copied())
            .current_dir(project.path())
            .output()
            .unwrap();
        let sarif: Value = serde_json::from_slice(&output.stdout).unwrap();
        let details = &sarif["runs"][0]["automationDetails"];
        (details["id"].as_str().unwrap().to_owned(), details["properties"].is_object())
    };
    assert_eq!(id(&[], &[]), ("azuredevops/pipeline/build/tamis/".to_owned(), true));
    assert_eq!(id(&[], &["--category", "web"]), ("web/".to_owned(), false));
    assert_eq!(id(&[("CI", "true")], &[]), ("tamis/".to_owned(), false));
    let azure = [
        ("TF_BUILD", "True"),
        ("SYSTEM_COLLECTIONURI", "https://dev.azure.com/acme/"),
        ("SYSTEM_TEAMPROJECT", "shop"),
        ("SYSTEM_DEFINITIONID", "7"),
        ("SYSTEM_PHASEID", "3a3a2a60-14c7-570b-14a4-fa42ad92f52a"),
        ("BUILD_SOURCEBRANCHNAME", "main"),
        ("BUILD_BUILDID", "91"),
    ];
    let named =
        "azuredevops/pipeline/build/acme/shop/7/3a3a2a60-14c7-570b-14a4-fa42ad92f52a/main/91";
    assert_eq!(id(&azure, &[]), (named.to_owned(), true));
}

#[test]
#[cfg(unix)]
fn the_action_keeps_what_the_gate_says_for_its_last_step() {
    let project = Project::new(&[("app.py", "run(x)\n")]);
    let steps = fs::read_to_string(crate::root().join("action.yml")).unwrap();
    let (_, scan) = steps.split_once("id: scan").unwrap();
    let (_, script) = scan.split_once("run: |\n").unwrap();
    let lines =
        script.lines().take_while(|line| line.starts_with("        ")).map(|line| &line[8..]);
    project.write("scan.sh", &lines.collect::<Vec<_>>().join("\n"));
    let out = project.path().join("out");
    let binary = Path::new(env!("CARGO_BIN_EXE_tamis")).parent().unwrap();
    let mut path = std::ffi::OsString::from(binary);
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    // As the runner does for 'shell: bash'.
    let output = Command::new("bash")
        .args(["--noprofile", "--norc", "-eo", "pipefail", "scan.sh"])
        .current_dir(project.path())
        .env("PATH", path)
        .env("RUNNER_TEMP", &out)
        .env("GITHUB_OUTPUT", project.path().join("github-output"))
        .env("GITHUB_STEP_SUMMARY", project.path().join("summary.md"))
        .envs([
            ("PATHS", "app.py"),
            ("TAMIS_RULES", "rules.yaml"),
            ("FAIL_ON", "high"),
            ("BASELINE", ""),
        ])
        .envs([
            ("DIFF", "auto"),
            ("BASE", ""),
            ("ANNOTATIONS", "true"),
            ("SUMMARY", "true"),
            ("CATEGORY", "tamis"),
        ])
        .output()
        .unwrap();
    let said = format!("{}{}", text(&output), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.starts_with("::error file=app.py,line=1"), "{said}");
    assert!(project.read("github-output").contains("code=1"), "{said}");
    assert!(project.read("summary.md").contains("acme.run"));
    assert!(project.read("out/tamis/tamis.sarif").contains("\"tamis/\""));
}
