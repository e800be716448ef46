//! A configuration as a text, and what it says or what is wrong with it.

use miette::Diagnostic as _;
use tamis_finding::Severity;

use super::*;

fn parse(text: &str) -> ConfigFile {
    ConfigFile::parse(FILE_NAME, "", text)
        .unwrap_or_else(|error| panic!("{error}: {:?}", error.help().map(|h| h.to_string())))
}

/// The message, the underlined text and the help.
fn wrong(text: &str) -> (String, String, String) {
    let error = ConfigFile::parse(FILE_NAME, "", text).unwrap_err();
    let label = error.labels().unwrap().next().unwrap();
    let place = text[label.offset()..label.offset() + label.len()].to_owned();
    let help = error.help().map(|help| help.to_string()).unwrap_or_default();
    (error.to_string(), place, help)
}

const ALL: &str = r#"
[scan]
rules = ["default", "rules/"]
exclude = ["fixtures/"]
jobs = 2

[report]
severity = "low"
output = ["sarif=out.sarif"]

[gate]
fail-on = ["high,new", "secrets"]
baseline = ".tamis-baseline.json"

[[gate.policy]]
name = "few doubts"
confidence = "low"
family = ["code", "iac"]
max = 10

[rules."python.lang.eval"]
enabled = false

[rules.terraform]
severity = "low"
reason = "sandbox account"

[[override]]
paths = ["tests/"]
severity = "info"

[[exception]]
id = "secrets.aws.access-key"
path = "docs/**"
reason = "key from the vendor's manual"
owner = "ops@example.org"
until = 2027-01-31
"#;

#[test]
fn everything_is_read() {
    let file = parse(ALL);
    assert_eq!(file.scan.rules.as_ref().unwrap().value, ["default", "rules/"]);
    assert_eq!(file.report.severity.as_ref().unwrap().value, Severity::Low);
    let policies = &file.gate.policies.as_ref().unwrap().value;
    let names: Vec<&str> = policies.iter().map(|policy| policy.name.as_str()).collect();
    assert_eq!(names, ["new, high and above", "secrets", "few doubts"]);
    assert_eq!(policies[2].max, 10);
    let written: Vec<&str> =
        file.settings.iter().map(|setting| setting.written[0].as_str()).collect();
    assert_eq!(written, ["python.lang.eval", "terraform", "*"]);
    assert_eq!(file.exceptions[0].until, Date::parse("2027-01-31"));
    assert_eq!(file.line(file.exceptions[0].span), 32);
    assert_eq!(file.line(file.settings[0].span), 21);
}

#[test]
fn settings_speak_of_ids_and_their_first_parts() {
    let file = parse(ALL);
    let terraform = &file.settings[1];
    assert!(terraform.speaks_of("terraform.aws.s3", "a.tf"));
    assert!(!terraform.speaks_of("terraformer.x", "a.tf"));
    let tests = &file.settings[2];
    assert!(tests.speaks_of("any.rule", "src/tests/a.py"));
    assert!(!tests.speaks_of("any.rule", "src/a.py"));
}

#[test]
fn an_exception_accepts_what_all_its_keys_fit() {
    let file = parse(ALL);
    let exception = &file.exceptions[0];
    assert!(exception.accepts("secrets.aws.access-key", "docs/a.md", ""));
    assert!(!exception.accepts("secrets.aws.access-key", "src/a.md", ""));
    assert!(!exception.accepts("secrets.aws.other", "docs/a.md", ""));
    let day = |text| Date::parse(text).unwrap();
    assert!(!exception.is_expired(day("2027-01-31")));
    assert!(exception.is_expired(day("2027-02-01")));
}

#[test]
fn errors_point_at_the_key_and_say_what_to_do() {
    for (text, message, place, help) in [
        ("[scan]\nexlude = []\n", "unknown key 'exlude'", "exlude", "did you mean 'exclude'?"),
        ("[scn]\n", "unknown key 'scn'", "scn", "did you mean 'scan'?"),
        ("[report]\nseverity = \"hgh\"\n", "'hgh' is no severity", "\"hgh\"", "levels: info"),
        ("[gate]\nfail-on = \"hi\"\n", "'hi' is no condition of a gate", "\"hi\"", "conditions"),
        (
            "[[exception]]\nid = \"a\"\n",
            "an exception without 'reason'",
            "[[exception]]",
            "add 'reason",
        ),
        ("[[exception]]\nreason = \"a\"\n", "accept every finding", "[[exception]]", "set 'id'"),
        (
            "[[exception]]\nid = 'a'\nreason = 'b'\nuntil = 'soon'\n",
            "'soon' is no day",
            "'soon'",
            "2027-01-31",
        ),
        (
            "[[exception]]\nfingerprint = 'x'\nreason = 'b'\n",
            "is no fingerprint",
            "'x'",
            "32 hexadecimal",
        ),
        ("[[override]]\npaths = ['[']\nenabled = false\n", "is not a valid glob", "'['", ""),
        ("[rules.a]\n", "this says nothing of the rule", "a", "set 'enabled'"),
        ("[[gate.policy]]\nfamily = 'x'\n", "'x' is no family of rules", "'x'", "families: code"),
        ("[scan]\njobs = \"two\"\n", "invalid type", "\"two\"", ""),
    ] {
        let (said, at, advice) = wrong(text);
        assert!(said.contains(message), "{text}: {said}");
        assert_eq!(at, place, "{text}");
        assert!(advice.contains(help), "{text}: {advice}");
    }
}

#[test]
fn text_that_is_no_toml_is_an_error_with_a_place() {
    for text in ["[scan\n", "= 1", "a = ", "\u{0}", "[a]\n[a]\n", "x = [", &"[".repeat(5000)] {
        assert!(ConfigFile::parse(FILE_NAME, "", text).is_err(), "{text:.20}");
    }
}

#[test]
fn files_are_found_from_the_root_down_and_inner_ones_come_last() {
    let root = tempfile::TempDir::new().unwrap();
    let write = |path: &str, text: &str| {
        let path = root.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write(".tamis.toml", "[rules.a]\nenabled = false\n");
    write("web/.tamis.toml", "[[override]]\npaths = ['/old']\nenabled = false\n");
    write("web/api/x/.tamis.toml", "[scan]\njobs = 1\n");
    let mut configs = Configs::discover(root.path(), "web").unwrap();
    let names = |files: Vec<&ConfigFile>| -> Vec<String> {
        files.iter().map(|file| file.name.clone()).collect()
    };
    assert_eq!(names(configs.of_run()), [".tamis.toml", "web/.tamis.toml"]);
    configs.load_for("web/api/x/a.py").unwrap();
    configs.load_for("../out/a.py").unwrap();
    let chain = names(configs.for_path("web/api/x/a.py"));
    assert_eq!(chain, [".tamis.toml", "web/.tamis.toml", "web/api/x/.tamis.toml"]);
    assert_eq!(names(configs.for_path("lib/a.py")), [".tamis.toml"]);
    let web = configs.all()[1];
    assert!(web.settings[0].speaks_of("r", web.local("web/old/a.py")));
    assert!(!web.settings[0].speaks_of("r", web.local("web/new/old/a.py")));
    write("lib/.tamis.toml", "[scan]\njob = 1\n");
    assert!(configs.load_for("lib/a.py").unwrap_err().to_string().contains("unknown key 'job'"));
    assert!(Configs::off().of_run().is_empty());
}
