//! Candidates of a file to findings: messages, positions, fingerprints, fixes, and what accepts them.

use std::borrow::Cow;
use std::sync::Arc;

use tamis_finding::{
    Binding, Candidate, Confidence, Evidence, Finding, Fix, Location, Severity, Source, Suppression,
};
use tamis_rule::{FixRegex, interpolate};
use tamis_secrets::{Redaction, mask};
use tamis_syntax::{FileId, LineIndex, Span};

use crate::file::Secret;
use crate::fingerprint::Fingerprints;
use crate::plan::Plan;
use crate::run::{FileResult, ScanOptions, Unused};
use crate::settle::{EXPIRED, UNUSED, meta};
use crate::suppress::Suppressions;
use crate::test_code::TestCode;

/// A candidate on its way to a finding.
pub(crate) struct Pending {
    pub(crate) candidate: Candidate,
    /// The block around it, whose comments count for it.
    pub(crate) block: Option<Span>,
    /// What it depends on where that is not known; it then weighs little.
    pub(crate) unsure: Option<String>,
    /// In place of the rule's.
    pub(crate) weight: Option<(Severity, Confidence)>,
}

impl From<Candidate> for Pending {
    fn from(candidate: Candidate) -> Self {
        Pending { candidate, block: None, unsure: None, weight: None }
    }
}

impl Pending {
    /// A secret; its bindings are what may be shown: the first characters, and a fingerprint of the value under the
    /// user's key.
    pub(crate) fn secret(secret: &Secret, text: &str, options: &ScanOptions) -> Self {
        let value = secret.span.of(text);
        let Redaction { text: shown, fingerprint } =
            Redaction::of(value, options.secrets_key.as_deref());
        let binding = |name: &str, text: String| Binding {
            metavariable: name.to_owned(),
            text,
            span: None,
            value: None,
        };
        let shown = if options.show_secrets { value.to_owned() } else { shown };
        let mut bindings = vec![binding("$SECRET", shown)];
        bindings.extend(fingerprint.map(|it| binding("$SECRET_FINGERPRINT", it)));
        let candidate = Candidate {
            rule: secret.rule,
            file: FileId(0),
            span: secret.span,
            bindings,
            trace: None,
            evidence: Evidence::default(),
        };
        Pending { weight: Some((secret.severity, secret.confidence)), ..Pending::from(candidate) }
    }

    /// Severity and confidence of the finding it becomes.
    fn weight(&self, plan: &Plan<'_>) -> (Severity, Confidence) {
        let entry = plan.rules.entry(self.candidate.rule);
        let (severity, confidence) = self.weight.unwrap_or((entry.severity, entry.confidence));
        (if self.unsure.is_some() { Severity::Info } else { severity }, confidence)
    }
}

/// Candidates of one file to findings: messages, positions, fingerprints, suppressions. Gives its comments that accept
/// findings back, with what they were used for.
pub(crate) fn findings(
    plan: &Plan<'_>,
    file: &FileView<'_>,
    mut candidates: Vec<Pending>,
    options: &ScanOptions,
    result: &mut FileResult,
) -> Suppressions {
    candidates.retain(|pending| {
        let (severity, confidence) = pending.weight(plan);
        severity >= options.severity && confidence >= options.confidence
    });
    let tells = options.unused != Unused::None && Suppressions::may_be_idle(file.text);
    if candidates.is_empty() && !tells {
        return Suppressions::default();
    }
    candidates.sort_by(|a, b| {
        let id = |pending: &Pending| plan.rules.entry(pending.candidate.rule).id.as_str();
        (a.candidate.span, id(a)).cmp(&(b.candidate.span, id(b)))
    });
    let index = LineIndex::new(file.text);
    let mut suppressions = if options.no_suppressions {
        Suppressions::default()
    } else {
        Suppressions::read(file.text, file.comments)
    };
    if let Some(today) = options.today {
        suppressions.expire(today);
    }
    let mut seen = std::mem::take(&mut result.seen);
    let mut tests = None;
    for candidate in candidates {
        let entry = plan.rules.entry(candidate.candidate.rule);
        let accepted = entry.accepted_in_tests;
        let once = entry.rule().is_some_and(|rule| rule.options.flag("once_per_file", false));
        let mut finding = cook(plan, file, &index, candidate, &suppressions, &mut seen);
        if accepted && finding.suppression.is_none() && !options.no_suppressions {
            let tests = tests.get_or_insert_with(|| TestCode::of(file.path, file.text));
            let in_tests = tests.covers(finding.location.span)
                || (entry.keywords.is_some() || !entry.dialects.is_empty())
                    && tamis_secrets::is_test_data(file.path);
            finding.suppression = in_tests.then(accepted_in_tests);
        }
        let twin = |known: &&Finding| {
            known.rule == finding.rule
                && known.location.span == finding.location.span
                && known.message == finding.message
        };
        let said = |known: &Finding| {
            known.rule == finding.rule
                && known.message == finding.message
                && known.suppression.is_none()
        };
        let is_again = result.findings.iter().rev().take(16).any(|known| twin(&known))
            || once && result.findings.iter().any(said);
        if !is_again {
            result.findings.push(finding);
        }
    }
    result.seen = seen;
    if !result.findings.is_empty() {
        result.source = Some(Source {
            path: file.path.to_owned(),
            text: Arc::from(file.text),
            masked: Vec::new(),
        });
    }
    suppressions
}

/// How findings in code of tests are accepted.
fn accepted_in_tests() -> Suppression {
    Suppression {
        form: "test code".to_owned(),
        reason: Some("this belongs to tests; the pack audit reports it".to_owned()),
        span: None,
        owner: None,
        until: None,
    }
}

/// A file whose findings are made.
pub(crate) struct FileView<'a> {
    pub(crate) path: &'a str,
    pub(crate) text: &'a str,
    pub(crate) comments: Option<&'a [Span]>,
    /// Where its secrets stand.
    pub(crate) secrets: &'a [Span],
}

impl FileView<'_> {
    /// The code at `span` for a fingerprint, without the comments in it.
    fn code(&self, span: Span) -> Cow<'_, str> {
        let inside = |comment: &&Span| span.contains(**comment) && **comment != span;
        let mut comments = self.comments.unwrap_or_default().iter().filter(inside).peekable();
        if comments.peek().is_none() {
            return self.masked(span);
        }
        let mut code = String::with_capacity(span.len() as usize);
        let mut from = span.start;
        for comment in comments {
            if comment.start >= from {
                code.push_str(&self.masked(Span::new(from, comment.start)));
                from = comment.end;
            }
        }
        code.push_str(&self.masked(Span::new(from, span.end)));
        Cow::Owned(code)
    }

    /// The code at `span` with its secrets hidden. A fingerprint of a secret itself would tell whoever guesses it that the
    /// guess is right.
    fn masked(&self, span: Span) -> Cow<'_, str> {
        let touches = |secret: &&Span| secret.start < span.end && span.start < secret.end;
        let within = |secret: &Span| {
            Span::new(
                secret.start.max(span.start) - span.start,
                secret.end.min(span.end) - span.start,
            )
        };
        let spans: Vec<Span> = self.secrets.iter().filter(touches).map(within).collect();
        let code = span.of(self.text);
        if spans.is_empty() { Cow::Borrowed(code) } else { Cow::Owned(mask(code, &spans)) }
    }
}

/// Comments that accept nothing, as findings.
pub(crate) fn idle(
    plan: &Plan<'_>,
    path: &str,
    text: &str,
    suppressions: &Suppressions,
    unused: Unused,
) -> Vec<Finding> {
    let mut found = Vec::new();
    for comment in suppressions.idle() {
        let named = comment.ids.join(", ");
        if let Some(until) = comment.expired {
            let message = format!(
                "This comment ended on {until} and accepts nothing any more. Fix what it accepted, or set a later \
                 day with a reason."
            );
            found.push(meta(EXPIRED, path, text, comment.span, message));
        } else if unused == Unused::All && comment.ids.is_empty() {
            let message = "This comment accepts no finding. Remove it.".to_owned();
            found.push(meta(UNUSED, path, text, comment.span, message));
        } else if unused >= Unused::Named
            && comment.ids.iter().any(|id| plan.rules.named(id).is_some())
        {
            let message = format!("This comment accepts no finding of {named}. Remove it.");
            found.push(meta(UNUSED, path, text, comment.span, message));
        }
    }
    found
}

fn cook(
    plan: &Plan<'_>,
    file: &FileView<'_>,
    index: &LineIndex,
    pending: Pending,
    suppressions: &Suppressions,
    seen: &mut Fingerprints,
) -> Finding {
    let FileView { path, text, .. } = *file;
    let (severity, confidence) = pending.weight(plan);
    let Pending { candidate, block, unsure, .. } = pending;
    let entry = plan.rules.entry(candidate.rule);
    let rule = entry.rule();
    let (start, end) =
        (index.position(text, candidate.span.start), index.position(text, candidate.span.end));
    let code = file.code(candidate.span);
    let fingerprint = seen.next(candidate.rule, &entry.id, path, &code);
    let equivalents = rule.map(|rule| rule.metadata.equivalents.as_slice()).unwrap_or_default();
    let line = |offset: u32| index.position(text, offset).line;
    let block = block.map(|block| (line(block.start), line(block.end)));
    let lines = (start.line, end.line);
    let suppression = suppressions.find_in_block(&entry.id, equivalents, lines, block);
    let mut message = rule.map(|rule| fill(&rule.message, &candidate.bindings)).unwrap_or_default();
    if let Some(what) = &unsure {
        message.push_str(&format!(" (not certain: it depends on {what}, which is not known)"));
    }
    // What a notebook holds is escaped: a replacement would break it.
    let fix = rule.filter(|_| !path.ends_with(".ipynb")).and_then(|rule| {
        match (&rule.fix, &rule.fix_regex) {
            (Some(fix), _) => {
                let fix = aligned(fix, candidate.span, text);
                let replacement = fill(&fix, &candidate.bindings);
                Some(Fix { span: candidate.span, replacement, safe: rule.metadata.safe_fix })
            }
            (None, Some(regex)) => fix_regex(regex, candidate.span, text)
                .map(|fix| Fix { safe: rule.metadata.safe_fix, ..fix }),
            (None, None) => None,
        }
    });
    Finding {
        rule: entry.id.clone(),
        severity,
        confidence,
        message,
        location: Location { path: path.to_owned(), span: candidate.span, start, end },
        related: Vec::new(),
        trace: candidate.trace,
        fix,
        fingerprint,
        suppression,
        history: None,
        newness: None,
        bindings: candidate.bindings,
        evidence: candidate.evidence,
    }
}

/// A fix's lines but the first, indented as far as the match begins: `fix` is written without indentation. What
/// metavariables stand for keeps its own.
fn aligned<'f>(fix: &'f str, span: Span, text: &str) -> Cow<'f, str> {
    let fix = fix.trim();
    let Some(before) = text.get(..span.start as usize).filter(|_| fix.contains('\n')) else {
        return Cow::Borrowed(fix);
    };
    let line = before.rsplit('\n').next().unwrap_or("");
    let indent: String = line.chars().map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
    let line =
        |line: &str| if line.trim().is_empty() { String::new() } else { format!("{indent}{line}") };
    let rest = fix.lines().skip(1).map(|it| format!("\n{}", line(it)));
    Cow::Owned(fix.lines().take(1).map(str::to_owned).chain(rest).collect())
}

/// Fills metavariables and `value($X)` in.
fn fill(template: &str, bindings: &[Binding]) -> String {
    let filled = interpolate(template, |name| {
        let (name, value) =
            match name.strip_prefix("value(").and_then(|rest| rest.strip_suffix(')')) {
                Some(inner) => (inner, true),
                None => (name, false),
            };
        let binding = bindings.iter().find(|binding| binding.metavariable == name)?;
        let value = binding.value.as_ref().filter(|_| value);
        Some(value.unwrap_or(&binding.text).clone())
    });
    filled.trim().to_owned()
}

fn fix_regex(fix: &FixRegex, span: Span, text: &str) -> Option<Fix> {
    let regex = tamis_matcher::regex::Regex::compile(
        &fix.regex.value,
        tamis_matcher::regex::Flags::PATTERN,
    )
    .ok()?;
    let code = span.of(text);
    let mut replaced = String::with_capacity(code.len());
    let mut from = 0;
    for (done, hit) in regex.find_iter(code).enumerate() {
        let Ok(hit) = hit else { return None };
        if fix.count.is_some_and(|count| done >= count as usize) {
            break;
        }
        replaced.push_str(&code[from..hit.span.start as usize]);
        let mut rest = fix.replacement.as_str();
        while let Some(at) = rest.find('\\') {
            replaced.push_str(&rest[..at]);
            let digits = rest[at + 1..].chars().take_while(char::is_ascii_digit).count();
            match rest[at + 1..at + 1 + digits].parse::<usize>() {
                Ok(number) => {
                    replaced.push_str(hit.group(number).map_or("", |group| group.of(code)));
                    rest = &rest[at + 1 + digits..];
                }
                Err(_) => {
                    replaced.push('\\');
                    rest = &rest[at + 1..];
                }
            }
        }
        replaced.push_str(rest);
        from = hit.span.end as usize;
    }
    replaced.push_str(&code[from..]);
    (replaced != code).then_some(Fix { span, replacement: replaced, safe: false })
}
