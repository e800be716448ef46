//! Proposed changes, put into texts.
//!
//! For: choosing fixes that go together, and refusing those that would break a file. Not for: reading and writing files
//! (the binary). Read [`plan_fixes`].
//!
//! Fixes of one file are tried the most severe finding's first; one that overlaps a chosen one is left for the next
//! run. The result is parsed again: fixes that leave more syntax errors than there were are taken out.

use std::sync::Arc;

use tamis_finding::{Finding, Fingerprint, ScanReport};
use tamis_ir::Language;
use tamis_lang::{by_file_name, by_shebang, parse};
use tamis_syntax::Span;

/// The fixes of one file.
#[derive(Debug, Clone)]
pub struct FilePatch {
    /// Relative to the scan root.
    pub path: String,
    /// The text the scan saw.
    pub before: Arc<str>,
    /// With the fixes applied.
    pub after: String,
    /// Findings whose fix is applied, in order of place.
    pub applied: Vec<Fingerprint>,
    /// Findings whose fix is not, and why.
    pub refused: Vec<(Fingerprint, Refusal)>,
}

/// Why a fix is not applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refusal {
    /// The rule does not say that it is safe, and only safe ones were asked for.
    Unsafe,
    /// It overlaps another one; the next run can apply it.
    Overlaps,
    /// The file would not parse any more.
    Breaks,
}

/// An edit of a text.
struct Edit<'r> {
    span: Span,
    replacement: String,
    finding: &'r Finding,
}

/// The fixes of all findings that nothing accepts, by file, sorted by path. `unsafe_too`: also those of rules that do
/// not say that theirs is safe. Files without a fix are left out.
pub fn plan_fixes(report: &ScanReport, unsafe_too: bool) -> Vec<FilePatch> {
    let open: Vec<&Finding> = report.open().filter(|finding| finding.fix.is_some()).collect();
    open.chunk_by(|a, b| a.location.path == b.location.path)
        .filter_map(|findings| {
            let path = findings.first()?.location.path.as_str();
            let source = report.source(path)?;
            Some(patch(path, &source.text, findings, unsafe_too))
        })
        .collect()
}

fn patch(path: &str, text: &Arc<str>, findings: &[&Finding], unsafe_too: bool) -> FilePatch {
    let mut refused = Vec::new();
    let mut edits: Vec<Edit<'_>> = Vec::new();
    for finding in findings {
        let Some(fix) = &finding.fix else { continue };
        if !fix.safe && !unsafe_too {
            refused.push((finding.fingerprint, Refusal::Unsafe));
        } else if text.get(fix.span.range()).is_some() {
            let (span, replacement) = fit_fix(text, fix.span, &fix.replacement);
            edits.push(Edit { span, replacement, finding });
        }
    }
    edits.sort_by_key(|edit| (std::cmp::Reverse(edit.finding.severity), edit.span));
    let mut chosen: Vec<Edit<'_>> = Vec::new();
    let mut applied: Vec<(Span, Fingerprint)> = Vec::new();
    for edit in edits {
        let clash = chosen.iter().find(|other| overlap(other.span, edit.span));
        match clash {
            None => {
                applied.push((edit.span, edit.finding.fingerprint));
                chosen.push(edit);
            }
            // Two rules may propose the very same change.
            Some(other) if other.span == edit.span && other.replacement == edit.replacement => {
                applied.push((edit.span, edit.finding.fingerprint));
            }
            Some(_) => refused.push((edit.finding.fingerprint, Refusal::Overlaps)),
        }
    }
    chosen.sort_by_key(|edit| edit.span);
    let language = by_file_name(path).or_else(|| by_shebang(text));
    let broken = keep_sound(text, language, &mut chosen);
    applied.retain(|(span, fingerprint)| {
        let breaks = broken.contains(span);
        if breaks {
            refused.push((*fingerprint, Refusal::Breaks));
        }
        !breaks
    });
    applied.sort_unstable();
    FilePatch {
        path: path.to_owned(),
        before: Arc::clone(text),
        after: put(text, &chosen),
        applied: applied.into_iter().map(|(_, fingerprint)| fingerprint).collect(),
        refused,
    }
}

/// Takes out edits that break the text; their spans. All together are tried first, else one after the other.
fn keep_sound(
    text: &str,
    language: Option<&'static Language>,
    edits: &mut Vec<Edit<'_>>,
) -> Vec<Span> {
    let errors = |text: &str| {
        let syntax = language.and_then(|language| language.syntax.as_ref());
        syntax.map_or(0, |syntax| parse(syntax, text).errors().len())
    };
    let before = errors(text);
    if edits.is_empty() || errors(&put(text, edits)) <= before {
        return Vec::new();
    }
    let mut broken = Vec::new();
    let mut kept: Vec<Edit<'_>> = Vec::new();
    for edit in std::mem::take(edits) {
        let span = edit.span;
        kept.push(edit);
        if errors(&put(text, &kept)) > before {
            kept.pop();
            broken.push(span);
        }
    }
    *edits = kept;
    broken
}

/// `text` with `edits`, which are in order and apart.
fn put(text: &str, edits: &[Edit<'_>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for edit in edits {
        out.push_str(&text[from..edit.span.start as usize]);
        out.push_str(&edit.replacement);
        from = edit.span.end as usize;
    }
    out.push_str(&text[from..]);
    out
}

fn overlap(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end || a.start == b.start
}

/// The edit as this text has its lines: the same line ends, and a line that is left blank by a deletion goes with it.
pub fn fit_fix(text: &str, span: Span, replacement: &str) -> (Span, String) {
    let crlf = text.matches("\r\n").count();
    let lines = text.matches('\n').count();
    let mut replacement = replacement.replace("\r\n", "\n");
    if crlf * 2 > lines {
        replacement = replacement.replace('\n', "\r\n");
    }
    if !replacement.trim().is_empty() || span.is_empty() {
        return (span, replacement);
    }
    let start = text[..span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let end =
        text[span.end as usize..].find('\n').map_or(text.len(), |at| span.end as usize + at + 1);
    let is_blank = text[start..span.start as usize].trim().is_empty()
        && text[span.end as usize..end].trim().is_empty();
    match is_blank {
        true => (Span::new(start as u32, end as u32), String::new()),
        false => (span, replacement),
    }
}

#[cfg(test)]
mod tests {
    use tamis_finding::{Confidence, Evidence, Fix, Location, Severity, Source, Suppression};
    use tamis_syntax::LineIndex;

    use super::*;

    fn finding(
        path: &str,
        text: &str,
        severity: Severity,
        code: &str,
        fix: (&str, bool),
    ) -> Finding {
        let start = text.find(code).unwrap() as u32;
        let span = Span::new(start, start + code.len() as u32);
        let index = LineIndex::new(text);
        let at = |offset| index.position(text, offset);
        Finding {
            rule: "r".to_owned(),
            severity,
            confidence: Confidence::High,
            message: String::new(),
            location: Location {
                path: path.to_owned(),
                span,
                start: at(span.start),
                end: at(span.end),
            },
            related: Vec::new(),
            trace: None,
            fix: Some(Fix { span, replacement: fix.0.to_owned(), safe: fix.1 }),
            fingerprint: Fingerprint(u128::from(span.start) << 32 | u128::from(span.end)),
            suppression: None,
            newness: None,
            bindings: Vec::new(),
            evidence: Evidence::default(),
        }
    }

    fn report(path: &str, text: &str, findings: Vec<Finding>) -> ScanReport {
        let source = Source { path: path.to_owned(), text: text.into(), masked: Vec::new() };
        ScanReport { findings, sources: vec![source], ..ScanReport::default() }
    }

    fn fixed(path: &str, text: &str, fixes: &[(Severity, &str, &str)]) -> FilePatch {
        let findings = fixes
            .iter()
            .map(|(severity, code, fix)| finding(path, text, *severity, code, (fix, true)))
            .collect();
        plan_fixes(&report(path, text, findings), false).remove(0)
    }

    #[test]
    fn fixes_go_in_at_their_place_behind_other_alphabets() {
        let text = "k = '🔑é'; a = eval(x)\nb = eval(y)\n";
        let patch = fixed(
            "a.py",
            text,
            &[
                (Severity::Low, "eval(y)", "int(y)"),
                (Severity::Low, "eval(x)", "ast.literal_eval(x)"),
            ],
        );
        assert_eq!(patch.after, "k = '🔑é'; a = ast.literal_eval(x)\nb = int(y)\n");
        assert_eq!(patch.applied.len(), 2);
    }

    #[test]
    fn of_fixes_that_overlap_the_most_severe_findings_wins() {
        let patch = fixed(
            "a.py",
            "f(g(x))\n",
            &[(Severity::Low, "f(g(x))", "low()"), (Severity::High, "g(x)", "high()")],
        );
        assert_eq!(patch.after, "f(high())\n");
        assert_eq!(
            patch.refused.iter().map(|(_, why)| *why).collect::<Vec<_>>(),
            [Refusal::Overlaps]
        );
    }

    #[test]
    fn a_fix_that_breaks_the_file_is_taken_out_and_the_others_stay() {
        let patch = fixed(
            "a.py",
            "a(1)\nb(2)\nc(3)\n",
            &[
                (Severity::Low, "a(1)", "x(1)"),
                (Severity::Low, "b(2)", "b((2"),
                (Severity::Low, "c(3)", "z(3)"),
            ],
        );
        assert_eq!(patch.after, "x(1)\nb(2)\nz(3)\n");
        assert_eq!(patch.applied.len(), 2);
        assert_eq!(patch.refused[0].1, Refusal::Breaks);
    }

    #[test]
    fn line_ends_are_those_of_the_file() {
        let patch = fixed("a.py", "a()\r\nb()\r\n", &[(Severity::Low, "b()", "c(\n  1\n)")]);
        assert_eq!(patch.after, "a()\r\nc(\r\n  1\r\n)\r\n");
    }

    #[test]
    fn a_line_that_a_deletion_leaves_blank_goes_too() {
        let patch = fixed(
            "a.tf",
            "a {\n  acl = \"x\"\n  b = 1\n}\n",
            &[(Severity::Low, "acl = \"x\"", "")],
        );
        assert_eq!(patch.after, "a {\n  b = 1\n}\n");
        let patch = fixed("a.py", "f(a, b)\n", &[(Severity::Low, ", b", "")]);
        assert_eq!(patch.after, "f(a)\n");
    }

    #[test]
    fn unsafe_fixes_wait_to_be_asked_for_and_accepted_findings_are_left_alone() {
        let text = "a()\nb()\n";
        let mut two = finding("a.py", text, Severity::Low, "b()", ("c()", true));
        two.suppression = Some(Suppression {
            form: "nosec".to_owned(),
            reason: None,
            span: None,
            owner: None,
            until: None,
        });
        let one = finding("a.py", text, Severity::Low, "a()", ("d()", false));
        let report = report("a.py", text, vec![one, two]);
        let kept = plan_fixes(&report, false).remove(0);
        assert_eq!((kept.after.as_str(), kept.refused[0].1), (text, Refusal::Unsafe));
        assert_eq!(plan_fixes(&report, true)[0].after, "d()\nb()\n");
    }
}
