//! A finding as a SARIF result, and what hangs on it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::json;
use serde_sarif::sarif::{
    ArtifactChange, ArtifactContent, CodeFlow, Fix, Location, PropertyBag, Region, Replacement,
    Result, ResultLevel, Suppression, ThreadFlow, ThreadFlowLocation,
};
use tamis_finding::{Finding, Newness, Severity, Step, Trace};

use super::place::{artifact_location, location, location_in, region_of};
use super::rules::Rules;
use super::{message, properties};
use crate::texts::Texts;
use crate::words::clip;

/// GitHub keeps as many steps of a flow (and rejects the upload above 10,000).
const MOST_STEPS: usize = 1000;
/// GitHub keeps as many locations of a result (and rejects the upload above 1,000).
const MOST_RELATED: usize = 100;
/// Longer messages are clipped: a metavariable may have brought a whole minified file.
const LONGEST_MESSAGE: usize = 4000;

/// 3.27 result object.
pub(super) fn result(finding: &Finding, rules: &Rules<'_>, texts: &Texts<'_>) -> Result {
    let mut result = Result::builder()
        .rule_id(finding.rule.as_str())
        .level(result_level(finding.severity))
        .message(message(&result_text(finding)))
        .locations(vec![location(&finding.location, texts)])
        .partial_fingerprints(partial_fingerprints(finding, texts))
        .suppressions(
            finding
                .suppression
                .iter()
                .map(|found| suppression(found, finding, texts))
                .collect::<Vec<_>>(),
        )
        .properties(properties([
            ("severity", json!(finding.severity.name())),
            ("confidence", json!(finding.confidence.name())),
        ]))
        .build();
    // 3.27.24: against a baseline or an earlier commit.
    result.baseline_state = finding.newness.map(|newness| match newness {
        Newness::New => json!("new"),
        Newness::Known => json!("unchanged"),
    });
    result.rule_index = rules.index_of(&finding.rule);
    result.related_locations = related_locations(&finding.related, texts);
    result.code_flows = finding.trace.as_ref().map(|trace| vec![code_flow(trace, texts)]);
    result.fixes = fix(finding, texts).map(|fix| vec![fix]);
    result
}

fn result_level(severity: Severity) -> ResultLevel {
    match severity {
        Severity::Critical | Severity::High => ResultLevel::Error,
        Severity::Medium => ResultLevel::Warning,
        Severity::Low | Severity::Info => ResultLevel::Note,
    }
}

fn result_text(finding: &Finding) -> String {
    let text = finding.message.trim();
    let text = if text.is_empty() { finding.rule.as_str() } else { text };
    unlinked(&clip(text, LONGEST_MESSAGE, "…")).into_owned()
}

/// `[a](b)` in a message is a link (3.11.6), but what stands in ours is code: a blank between keeps them apart.
pub(super) fn unlinked(text: &str) -> Cow<'_, str> {
    if text.contains("](") { Cow::Owned(text.replace("](", "] (")) } else { Cow::Borrowed(text) }
}

/// 3.27.17: GitHub's line hash where the text is at hand as it stands in the file, the keyed hash of a secret where
/// there is a key, and our own fingerprint.
fn partial_fingerprints(finding: &Finding, texts: &Texts<'_>) -> BTreeMap<String, String> {
    let at = &finding.location;
    let line_hash = texts.get(&at.path).and_then(|text| text.line_hash(at.start.line));
    let line_hash = line_hash.map(|hash| ("primaryLocationLineHash".to_owned(), hash));
    let own = ("tamis/v1".to_owned(), finding.fingerprint.to_string());
    let value = finding.bindings.iter().find(|it| it.metavariable == "$SECRET_FINGERPRINT");
    let value = value.map(|it| ("tamisSecretValue/v1".to_owned(), it.text.clone()));
    line_hash.into_iter().chain(value).chain([own]).collect()
}

/// 3.27.22: further places, numbered from 1; absent if there are none.
fn related_locations(related: &[Step], texts: &Texts<'_>) -> Option<Vec<Location>> {
    let locations: Vec<Location> = related
        .iter()
        .take(MOST_RELATED)
        .zip(1..)
        .map(|(step, id)| Location { id: Some(id), ..step_location(step, texts) })
        .collect();
    (!locations.is_empty()).then_some(locations)
}

/// 3.36 codeFlow object with its one thread flow (3.37). A very long one loses its middle.
fn code_flow(trace: &Trace, texts: &Texts<'_>) -> CodeFlow {
    let steps = &trace.steps;
    let left_out = steps.len().saturating_sub(MOST_STEPS);
    let head = steps.iter().take(if left_out > 0 { MOST_STEPS / 2 } else { steps.len() });
    let tail =
        steps.iter().skip(if left_out > 0 { MOST_STEPS / 2 + left_out } else { steps.len() });
    let locations: Vec<ThreadFlowLocation> =
        head.chain(tail).map(|step| thread_flow_location(step, texts)).collect();
    let mut flow = ThreadFlow::builder().locations(locations).build();
    flow.message =
        (left_out > 0).then(|| message(&format!("{left_out} steps in the middle are left out.")));
    CodeFlow::builder().thread_flows(vec![flow]).build()
}

/// 3.38 threadFlowLocation object.
fn thread_flow_location(step: &Step, texts: &Texts<'_>) -> ThreadFlowLocation {
    ThreadFlowLocation::builder().location(step_location(step, texts)).build()
}

fn step_location(step: &Step, texts: &Texts<'_>) -> Location {
    let note = clip(step.note.trim(), LONGEST_MESSAGE, "…");
    let message = (!note.is_empty()).then(|| message(&unlinked(&note)));
    Location { message, ..location(&step.location, texts) }
}

/// 3.55 fix object; `None` where its place cannot be told, for lack of the text.
fn fix(finding: &Finding, texts: &Texts<'_>) -> Option<Fix> {
    let fix = finding.fix.as_ref()?;
    let path = finding.location.path.as_str();
    let region = region_of(fix.span, texts.get(path)?)?;
    let change = ArtifactChange::builder()
        .artifact_location(artifact_location(path))
        .replacements(vec![replacement(region, &fix.replacement)])
        .build();
    let words = if fix.replacement.is_empty() {
        "Delete the marked text."
    } else if fix.span.is_empty() {
        "Insert the proposed text."
    } else {
        "Replace the marked text by the proposed one."
    };
    let safe = BTreeMap::from([("safe".to_owned(), json!(fix.safe))]);
    Some(
        Fix::builder()
            .description(message(words))
            .artifact_changes(vec![change])
            .properties(PropertyBag::builder().additional_properties(safe).build())
            .build(),
    )
}

/// 3.57 replacement object; without content it deletes.
fn replacement(deleted: Region, inserted: &str) -> Replacement {
    let mut replacement = Replacement::builder().deleted_region(deleted).build();
    replacement.inserted_content =
        (!inserted.is_empty()).then(|| ArtifactContent::builder().text(inserted).build());
    replacement
}

/// 3.35 suppression object: a comment is in the source, an exception or a baseline is outside of it.
fn suppression(
    found: &tamis_finding::Suppression,
    finding: &Finding,
    texts: &Texts<'_>,
) -> Suppression {
    let kind = if found.span.is_some() { "inSource" } else { "external" };
    let mut suppression =
        Suppression::builder().kind(json!(kind)).status(json!("accepted")).build();
    let path = finding.location.path.as_str();
    let region = found.span.and_then(|span| region_of(span, texts.get(path)?));
    suppression.location = region.map(|region| location_in(path, Some(region)));
    let reason = found.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    let form = match found.span {
        Some(_) => format!("Accepted by a '{}' comment.", found.form),
        None => format!("Accepted by {}.", found.form),
    };
    suppression.justification = Some(reason.map_or(form, str::to_owned));
    let mut extra = BTreeMap::from([("form".to_owned(), json!(found.form))]);
    extra.extend(found.owner.as_ref().map(|owner| ("owner".to_owned(), json!(owner))));
    extra.extend(found.until.as_ref().map(|until| ("until".to_owned(), json!(until))));
    suppression.properties = Some(PropertyBag::builder().additional_properties(extra).build());
    suppression
}
