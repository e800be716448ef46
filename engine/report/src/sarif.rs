//! SARIF 2.1.0, as GitHub code scanning, editors and other consumers read it.
//!
//! One function per SARIF object, named after it; the section numbers in comments are those of the OASIS standard.
//! Here: the log, the run and GitHub's limits. [`rules`]: tool, rules, taxonomy. [`results`]: result and what hangs
//! on it. [`invocation`]: notices and skipped files. [`place`]: locations and regions.
//! No nulls, no times, no absolute paths of this machine: same report, same bytes.

mod invocation;
mod place;
mod results;
mod rules;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;

use serde_json::json;
use serde_sarif::sarif::{
    ArtifactLocation, Message, PropertyBag, Run, RunAutomationDetails, Sarif, VersionControlDetails,
};
use tamis_finding::{Finding, Provenance, ScanReport};

use crate::RenderOptions;
use crate::texts::Texts;
use rules::Rules;

/// One of the schema's addresses that validators know as the final one.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The name that stands for the root of the scanned tree; GitHub's own.
const ROOT: &str = "%SRCROOT%";
/// GitHub rejects a run with more results.
pub(crate) const MOST_RESULTS: usize = 25_000;

/// Writes the report.
pub(crate) fn write(
    report: &ScanReport,
    options: &RenderOptions,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let texts = Texts::new(report);
    serde_json::to_writer_pretty(&mut *out, &sarif_log(report, options, &texts))?;
    writeln!(out)
}

/// 3.13 sarifLog object.
fn sarif_log(report: &ScanReport, options: &RenderOptions, texts: &Texts<'_>) -> Sarif {
    Sarif::builder()
        .schema(SCHEMA)
        .version(json!("2.1.0"))
        .runs(vec![run(report, options, texts)])
        .build()
}

/// 3.14 run object.
fn run(report: &ScanReport, options: &RenderOptions, texts: &Texts<'_>) -> Run {
    let rules = Rules::new(report);
    let wanted = |finding: &&Finding| options.suppressed || finding.suppression.is_none();
    let (findings, left_out) = bounded(
        report.findings.iter().filter(wanted).collect(),
        options.most_results.unwrap_or(usize::MAX),
    );
    let results: Vec<_> =
        findings.iter().map(|finding| results::result(finding, &rules, texts)).collect();
    let notifications = invocation::Notifications::new(report, left_out, &rules, texts);
    let mut run = Run::builder()
        .tool(rules::tool(&rules, notifications.descriptors()))
        .automation_details(automation_details(report))
        .invocations(vec![notifications.invocation()])
        .original_uri_base_ids(BTreeMap::from([(ROOT.to_owned(), source_root())]))
        .column_kind(json!("utf16CodeUnits"))
        .taxonomies(rules::taxonomies(&rules))
        .results(results)
        .properties(counts(report))
        .build();
    run.version_control_provenance = report.provenance.as_ref().and_then(version_control);
    run
}

/// 3.14.23: the commit that was scanned; nothing where the repository has no address, for one is required.
fn version_control(provenance: &Provenance) -> Option<Vec<VersionControlDetails>> {
    if provenance.repository.is_empty() {
        return None;
    }
    let mut details = VersionControlDetails::builder()
        .repository_uri(provenance.repository.as_str())
        .mapped_to(ArtifactLocation::builder().uri_base_id(ROOT).build())
        .build();
    details.revision_id = Some(provenance.revision.clone()).filter(|revision| !revision.is_empty());
    details.branch.clone_from(&provenance.branch);
    Some(vec![details])
}

/// The findings that the limit leaves room for, in order, and how many do not fit. Suppressed ones go first, then the
/// least severe, then the least sure.
fn bounded(mut findings: Vec<&Finding>, most: usize) -> (Vec<&Finding>, usize) {
    let left_out = findings.len().saturating_sub(most);
    if left_out == 0 {
        return (findings, 0);
    }
    let mut by_weight: Vec<usize> = (0..findings.len()).collect();
    by_weight.sort_by_key(|at| {
        let finding = findings[*at];
        (finding.suppression.is_some(), Reverse(finding.severity), Reverse(finding.confidence))
    });
    by_weight.truncate(most);
    by_weight.sort_unstable();
    findings = by_weight.into_iter().map(|at| findings[at]).collect();
    (findings, left_out)
}

/// 3.14.14: what the root stands for, without saying where it lies on this machine.
fn source_root() -> ArtifactLocation {
    let words =
        "The root of the repository, or of what was scanned; all other paths are relative to it.";
    ArtifactLocation::builder().description(message(words)).build()
}

/// What the results do not show.
fn counts(report: &ScanReport) -> PropertyBag {
    let suppressed = report.findings.len() - report.open().count();
    properties([
        ("rulesRun", json!(report.rules_run)),
        ("filesScanned", json!(report.files.scanned)),
        ("filesParsed", json!(report.files.parsed)),
        ("filesSkipped", json!(report.files.skipped)),
        ("suppressedFindings", json!(suppressed)),
    ])
}

/// 3.11 message object, plain text.
fn message(text: &str) -> Message {
    Message::builder().text(text).build()
}

/// 3.17 runAutomationDetails object.
fn automation_details(report: &ScanReport) -> RunAutomationDetails {
    let Some(azure) = &report.azure else {
        return RunAutomationDetails::builder().id(category(report)).build();
    };
    let key = |name: &str| format!("azuredevops/pipeline/build/{name}");
    let properties = BTreeMap::from([
        (key("buildDefinitionId"), json!(azure.definition_id.to_string())),
        (key("buildDefinitionName"), json!(azure.definition_name)),
        (key("phaseId"), json!(azure.phase_id)),
        (key("phaseName"), json!(azure.phase_name)),
    ]);
    RunAutomationDetails::builder()
        .id(azure.id.as_str())
        .properties(PropertyBag::builder().additional_properties(properties).build())
        .build()
}

/// 3.17.2: GitHub takes what stands before the last `/` as the category of an analysis.
fn category(report: &ScanReport) -> String {
    match &report.category {
        Some(category) => format!("{}/", category.trim_end_matches('/')),
        None => "tamis/".to_owned(),
    }
}

/// 3.8 property bag without tags.
fn properties<'k>(pairs: impl IntoIterator<Item = (&'k str, serde_json::Value)>) -> PropertyBag {
    let pairs: BTreeMap<String, serde_json::Value> =
        pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    PropertyBag::builder().additional_properties(pairs).build()
}
