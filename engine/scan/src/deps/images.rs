//! Base images that get no more fixes.

use std::sync::Arc;

use tamis_deps::image::{Base, Ended, bases, ended};
use tamis_finding::{
    Binding, Confidence, Evidence, Family, Finding, Location, RuleInfo, Severity, Source,
};
use tamis_syntax::{LineIndex, Position, Span};

use super::findings::Found;
use crate::decode::{Decoded, decode};
use crate::fingerprint::fingerprint;
use crate::suppress::Suppressions;
use crate::walk::WalkedFile;

/// The rule about base images that get no more fixes.
pub const END_OF_LIFE: &str = "deps.image.end-of-life";

/// Container files larger than this are not read.
const MAX_BYTES: u64 = 1 << 20;

/// Looks at the base images of all container files among `files`.
pub(crate) fn look_at_images(
    files: &[WalkedFile],
    today: crate::Date,
    no_suppressions: bool,
    found: &mut Found,
) {
    found.checks += 1;
    let is_container = |file: &&WalkedFile| {
        tamis_lang::by_file_name(&file.rel).is_some_and(|it| it.id.0 == "dockerfile")
    };
    for file in files.iter().filter(is_container).filter(|file| file.size <= MAX_BYTES) {
        let Ok(Decoded::Text { text, .. }) = crate::read::read(file, None).map(decode) else {
            continue;
        };
        found.files += 1;
        look_at_image(&file.rel, &text, today, no_suppressions, found);
    }
}

/// The same for one container file.
pub(crate) fn look_at_image(
    path: &str,
    text: &str,
    today: crate::Date,
    no_suppressions: bool,
    found: &mut Found,
) {
    let day = today.to_string();
    let mut list: Vec<Finding> = Vec::new();
    let index = LineIndex::new(text);
    let mut suppressions = match no_suppressions {
        true => Suppressions::default(),
        false => Suppressions::read(text, None),
    };
    suppressions.expire(today);
    for base in bases(text) {
        let gone = ended(&base.image, &day);
        if gone.is_empty() {
            continue;
        }
        let mut finding = finding(path, text, &index, &base, &gone);
        let ordinal = list.iter().filter(|known| known.fingerprint == finding.fingerprint).count();
        if ordinal > 0 {
            finding.fingerprint = fingerprint(END_OF_LIFE, path, &base.image, ordinal);
        }
        let lines = (finding.location.start.line, finding.location.end.line);
        finding.suppression = suppressions.find_in_block(END_OF_LIFE, &[], lines, None);
        list.push(finding);
    }
    if !list.is_empty() {
        let (path, text) = (path.to_owned(), Arc::from(text));
        found.sources.push(Source { path, text, masked: Vec::new() });
        found.findings.append(&mut list);
        if found.rules.iter().all(|rule| rule.id != END_OF_LIFE) {
            found.rules.push(rule());
        }
    }
}

/// A distribution in an image that gets no more fixes.
pub(super) fn ended_finding(
    path: &str,
    (span, start, end): (Span, Position, Position),
    name: &str,
    what: String,
) -> Finding {
    let bind = |name: &str, text: &str| Binding {
        metavariable: name.to_owned(),
        text: text.to_owned(),
        span: None,
        value: None,
    };
    Finding {
        rule: END_OF_LIFE.to_owned(),
        severity: Severity::Medium,
        confidence: Confidence::High,
        message: format!("{name}: {what}."),
        location: Location { path: path.to_owned(), span, start, end },
        related: Vec::new(),
        trace: None,
        fix: None,
        fingerprint: fingerprint(END_OF_LIFE, path, name, 0),
        suppression: None,
        history: None,
        newness: None,
        bindings: vec![bind("$IMAGE", name), bind("$SCOPE", "runtime")],
        evidence: Evidence::default(),
    }
}

fn finding(path: &str, text: &str, index: &LineIndex, base: &Base, gone: &[Ended]) -> Finding {
    let parts: Vec<String> = gone
        .iter()
        .map(|it| format!("{} {} had its last day of fixes on {}", it.product, it.release, it.day))
        .collect();
    let role = if base.shipped { "" } else { " It serves to build only and is not shipped." };
    let message = format!("Base image {}: {}.{role}", base.image, parts.join(", "));
    let at = |offset| index.position(text, offset);
    let bind = |name: &str, text: &str| Binding {
        metavariable: name.to_owned(),
        text: text.to_owned(),
        span: None,
        value: None,
    };
    Finding {
        rule: END_OF_LIFE.to_owned(),
        severity: if base.shipped { Severity::Medium } else { Severity::Low },
        confidence: Confidence::High,
        message,
        location: Location {
            path: path.to_owned(),
            span: base.span,
            start: at(base.span.start),
            end: at(base.span.end),
        },
        related: Vec::new(),
        trace: None,
        fix: None,
        fingerprint: fingerprint(END_OF_LIFE, path, &base.image, 0),
        suppression: None,
        history: None,
        newness: None,
        bindings: vec![
            bind("$IMAGE", &base.image),
            bind("$SCOPE", if base.shipped { "runtime" } else { "build" }),
        ],
        evidence: Evidence::default(),
    }
}

pub(super) fn rule() -> RuleInfo {
    RuleInfo {
        id: END_OF_LIFE.to_owned(),
        message: "A base image is of a release that gets no more fixes.".to_owned(),
        severity: Severity::Medium,
        confidence: Confidence::High,
        cwe: vec![1104],
        cwe_titles: vec!["Use of Unmaintained Third Party Components".to_owned()],
        owasp: vec!["A06:2021".to_owned()],
        references: Vec::new(),
        equivalents: Vec::new(),
        help: Some(
            "Faults that become known in it stay. Move to a release that is looked after. Which packages the image \
             holds, and which faults they have, its tag does not tell."
                .to_owned(),
        ),
        tags: vec!["security".to_owned(), "dependency".to_owned(), "container".to_owned()],
        family: Family::Deps,
        link: None,
    }
}
