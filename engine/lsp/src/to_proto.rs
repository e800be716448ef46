//! Findings as diagnostics.

use std::path::Path;
use std::sync::Arc;

use gen_lsp_types::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity,
    DiagnosticTag, Location, Message, Uri,
};
use rustc_hash::FxHashMap;
use serde_json::json;
use tamis_finding::{Finding, RuleInfo, Severity, Step};
use tamis_scan::UNUSED;

use crate::positions::{Encoding, Lines};
use crate::uri;

/// A file's text with its lines.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    pub(crate) text: Arc<str>,
    pub(crate) lines: Arc<Lines>,
}

impl Text {
    pub(crate) fn new(text: Arc<str>) -> Self {
        let lines = Arc::new(Lines::new(&text));
        Text { text, lines }
    }
}

/// What is needed to turn places into the protocol's.
pub(crate) struct Converter<'a> {
    /// The folder that paths start from.
    pub(crate) base: &'a Path,
    pub(crate) encoding: Encoding,
    /// Texts by path, as far as they were needed.
    pub(crate) texts: FxHashMap<String, Option<Text>>,
    /// Gives a file's text.
    pub(crate) read: &'a dyn Fn(&str) -> Option<Arc<str>>,
}

impl Converter<'_> {
    /// Text of a file.
    pub(crate) fn text(&mut self, path: &str) -> Option<Text> {
        if let Some(known) = self.texts.get(path) {
            return known.clone();
        }
        let text = (self.read)(path).map(Text::new);
        self.texts.insert(path.to_owned(), text.clone());
        text
    }

    /// Where a location is; `None` for a file that is gone.
    pub(crate) fn location(&mut self, place: &tamis_finding::Location) -> Option<Location> {
        let Text { text, lines } = self.text(&place.path)?;
        let uri = Uri(uri::from_path(&self.base.join(&place.path)));
        Some(Location { uri, range: lines.range(&text, place.span, self.encoding) })
    }

    /// A finding; `None` where its file is gone.
    pub(crate) fn diagnostic(
        &mut self,
        finding: &Finding,
        rule: Option<&RuleInfo>,
    ) -> Option<Diagnostic> {
        let place = self.location(&finding.location)?;
        let related = self.related(finding);
        Some(Diagnostic {
            range: place.range,
            severity: Some(severity(finding)),
            code: Some(Code::String(finding.rule.clone())),
            code_description: rule.and_then(link).map(|href| CodeDescription { href: Uri(href) }),
            source: Some("tamis".to_owned()),
            message: Message::String(finding.message.clone()),
            tags: (finding.rule == UNUSED).then(|| vec![DiagnosticTag::Unnecessary]),
            related_information: (!related.is_empty()).then_some(related),
            data: Some(json!({
                "fingerprint": finding.fingerprint.to_string(),
                "rule": finding.rule,
                "family": rule.map_or("code", |rule| rule.family.name()),
                "severity": finding.severity.name(),
                "confidence": finding.confidence.name(),
                "fixable": finding.fix.is_some(),
            })),
        })
    }

    /// All steps of the trace, then further places.
    fn related(&mut self, finding: &Finding) -> Vec<DiagnosticRelatedInformation> {
        let steps = finding.trace.as_ref().map_or(&[][..], |trace| &trace.steps);
        let count = steps.len();
        let mut all: Vec<DiagnosticRelatedInformation> = Vec::new();
        for (at, step) in steps.iter().enumerate() {
            let message = format!("{}/{count} {}", at + 1, step.note);
            all.extend(self.step(step, message));
        }
        for step in &finding.related {
            all.extend(self.step(step, step.note.clone()));
        }
        all
    }

    fn step(&mut self, step: &Step, message: String) -> Option<DiagnosticRelatedInformation> {
        let location = self.location(&step.location)?;
        Some(DiagnosticRelatedInformation { location, message })
    }
}

/// Where a rule is described: its own page, else that of its weakness.
pub(crate) fn link(rule: &RuleInfo) -> Option<String> {
    let is_web = |link: &&String| link.starts_with("https://") || link.starts_with("http://");
    let own = rule.link.as_ref().filter(is_web).cloned();
    own.or_else(|| rule.cwe.first().map(|number| cwe_link(*number)))
}

/// The page of a weakness.
pub(crate) fn cwe_link(number: u32) -> String {
    format!("https://cwe.mitre.org/data/definitions/{number}.html")
}

fn severity(finding: &Finding) -> DiagnosticSeverity {
    match finding.severity {
        Severity::Critical | Severity::High => DiagnosticSeverity::Error,
        Severity::Medium => DiagnosticSeverity::Warning,
        Severity::Info if finding.rule == UNUSED => DiagnosticSeverity::Hint,
        Severity::Low | Severity::Info => DiagnosticSeverity::Information,
    }
}
