//! SARIF as a whole: one snapshot, the limits, and what consumers are strict about.

use serde_json::{Value, json};
use tamis_finding::{
    NoticeKind, ScanReport, Severity, SkipReason, Skipped, Step, Suppression, Trace,
};
use tamis_syntax::Span;

use super::MOST_RESULTS;
use crate::RenderOptions;
use crate::testing::{find, finding, location, render, sample, source};

fn all() -> RenderOptions {
    RenderOptions { suppressed: true, ..RenderOptions::default() }
}

fn run(report: &ScanReport, options: &RenderOptions) -> Value {
    let log: Value = serde_json::from_str(&render("sarif", report, options)).unwrap();
    log["runs"][0].clone()
}

#[test]
fn everything() {
    let written = render("sarif", &sample(), &all());
    let version = env!("CARGO_PKG_VERSION");
    let written = written.replace(&format!("\"{version}\""), "\"VERSION\"");
    insta::assert_snapshot!(written.replace(&format!("tamis {version}"), "tamis VERSION"));
}

#[test]
fn an_empty_report_has_its_results_array() {
    let run = run(&ScanReport::default(), &all());
    assert_eq!(run["results"], json!([]));
    assert_eq!(run["invocations"][0]["executionSuccessful"], json!(true));
}

#[test]
fn there_are_no_nulls() {
    for report in [sample(), ScanReport::default()] {
        assert!(!render("sarif", &report, &all()).contains("null"));
    }
}

#[test]
fn suppressed_findings_are_there_only_on_request() {
    let rules = |options: &RenderOptions| {
        let run = run(&sample(), options);
        let results = run["results"].as_array().unwrap();
        let marked = results.iter().filter(|r| r["suppressions"] != json!([])).count();
        (results.len(), marked, run["properties"]["suppressedFindings"].clone())
    };
    assert_eq!(rules(&RenderOptions::default()), (4, 0, json!(1)));
    assert_eq!(rules(&all()), (5, 1, json!(1)));
}

#[test]
fn every_rule_index_points_at_the_rule() {
    let run = run(&sample(), &all());
    for result in run["results"].as_array().unwrap() {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    }
    let invocation = &run["invocations"][0];
    for list in ["toolExecutionNotifications", "toolConfigurationNotifications"] {
        for notification in invocation[list].as_array().unwrap() {
            let descriptor = &notification["descriptor"];
            let index = descriptor["index"].as_u64().unwrap() as usize;
            assert_eq!(run["tool"]["driver"]["notifications"][index]["id"], descriptor["id"]);
        }
    }
}

#[test]
fn the_line_hash_is_that_of_the_first_line() {
    let text = "import os\n";
    let report = ScanReport {
        findings: vec![finding("r", Severity::Low, "m", location("a", text, find(text, "os", 0)))],
        sources: vec![source("a", text)],
        ..ScanReport::default()
    };
    let prints = &run(&report, &all())["results"][0]["partialFingerprints"];
    assert_eq!(prints["primaryLocationLineHash"], json!("cb30a0d6d5e2b68e:1"));
}

#[test]
fn above_the_limit_the_least_severe_go_and_it_is_said() {
    let text = "x";
    let at = location("a", text, Span::new(0, 1));
    let mut findings = vec![finding("r", Severity::Medium, "m", at); MOST_RESULTS + 3];
    findings[7].severity = Severity::Info;
    findings[8].severity = Severity::Critical;
    findings[MOST_RESULTS].severity = Severity::Low;
    findings[9].suppression = Some(Suppression {
        form: "nosec".to_owned(),
        reason: None,
        span: Some(Span::new(0, 0)),
        owner: None,
        until: None,
    });
    findings[9].severity = Severity::Critical;
    let report = ScanReport { findings, ..ScanReport::default() };
    let unbounded = RenderOptions { most_results: None, ..all() };
    let whole = run(&report, &unbounded);
    assert_eq!(whole["results"].as_array().unwrap().len(), MOST_RESULTS + 3);
    let run = run(&report, &all());
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), MOST_RESULTS);
    assert_eq!(results[7]["properties"]["severity"], json!("critical"));
    assert!(results.iter().all(|r| r["suppressions"] == json!([]) && r["level"] != json!("note")));
    let said = &run["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(said["descriptor"]["id"], json!("result-limit"));
    assert!(said["message"]["text"].as_str().unwrap().starts_with("3 results are left out"));
}

#[test]
fn a_long_trace_keeps_both_ends() {
    let text = "x".repeat(1500);
    let step = |n: u32| Step {
        location: location("a", &text, Span::new(n, n + 1)),
        note: format!("step {n}"),
    };
    let mut found = finding("r", Severity::Low, "m", location("a", &text, Span::new(0, 1)));
    found.trace = Some(Trace { steps: (0..1500).map(step).collect() });
    let report = ScanReport { findings: vec![found], ..ScanReport::default() };
    let flow = &run(&report, &all())["results"][0]["codeFlows"][0]["threadFlows"][0];
    let locations = flow["locations"].as_array().unwrap();
    let note = |n: usize| locations[n]["location"]["message"]["text"].as_str().unwrap();
    assert_eq!(locations.len(), 1000);
    assert_eq!(
        (note(0), note(499), note(500), note(999)),
        ("step 0", "step 499", "step 1000", "step 1499")
    );
    assert_eq!(flow["message"]["text"], json!("500 steps in the middle are left out."));
}

#[test]
fn many_skipped_files_are_counted_not_listed() {
    let skipped = |n: usize| Skipped { path: format!("{n:05}"), reason: SkipReason::Binary };
    let report = ScanReport { skipped: (0..1234).map(skipped).collect(), ..ScanReport::default() };
    let run = run(&report, &all());
    let list = run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap();
    assert_eq!(list.len(), 1001);
    assert_eq!(list[1000]["message"]["text"], json!("234 more of this kind are not listed."));
}

#[test]
fn a_caught_panic_is_an_unsuccessful_execution() {
    let report = sample();
    assert!(report.notices.iter().any(|notice| notice.kind == NoticeKind::Panic));
    let run = run(&report, &all());
    assert_eq!(run["invocations"][0]["executionSuccessful"], json!(false));
}
