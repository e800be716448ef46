//! What follows the findings on the terminal: notices, skipped files, the summary line, hints.

use std::fmt::{self, Write};

use indexmap::IndexMap;
use tamis_finding::{
    Finding, Newness, Notice, NoticeKind, PolicyResult, ScanReport, Severity, Skipped,
};

use super::paint::Paint;
use crate::RenderOptions;
use crate::words::{
    count, local, notice_meaning, notice_noun, plain, skip_adjective, skip_phrase, skip_remedy,
};

/// Findings listed below a broken policy.
const GATE_LINES: usize = 10;

/// Writes all of it, the summary line last but for hints.
pub(super) fn summary(
    out: &mut String,
    report: &ScanReport,
    options: &RenderOptions,
    paint: Paint,
) -> fmt::Result {
    notices(out, report, options)?;
    skipped(out, report, options)?;
    verdict(out, report, paint)?;
    gate(out, report, options, paint)?;
    hints(out, report)
}

/// One line of counts; with `-v`, each notice under the name of its kind, the heaviest kind first.
fn notices(out: &mut String, report: &ScanReport, options: &RenderOptions) -> fmt::Result {
    let notices = &report.notices;
    if notices.is_empty() {
        return Ok(());
    }
    let of = |kind| notices.iter().filter(move |notice| notice.kind == kind);
    let kinds = NoticeKind::ALL.iter().rev().map(|kind| (*kind, of(*kind).count()));
    let kinds: Vec<(NoticeKind, usize)> = kinds.filter(|(_, n)| *n > 0).collect();
    if options.verbose == 0 {
        let counts: Vec<String> = kinds.iter().map(|(k, n)| count(*n, notice_noun(*k))).collect();
        let total = count(notices.len(), "notice");
        return writeln!(out, "{total}: {} (-v lists them)", counts.join(", "));
    }
    for (kind, n) in kinds {
        writeln!(out, "{}: {}", count(n, notice_noun(kind)), notice_meaning(kind))?;
        for notice in of(kind) {
            writeln!(out, "  {}", notice_line(notice, &report.working_folder))?;
        }
    }
    writeln!(out)
}

/// `path:line:column: message [rule]`.
fn notice_line(notice: &Notice, working: &str) -> String {
    let mut line = String::new();
    if let Some(path) = &notice.path {
        line.push_str(&plain(&local(path, working)));
        if let Some(start) = notice.start {
            line.push_str(&format!(":{}:{}", start.line, start.column));
        }
        line.push_str(": ");
    }
    line.push_str(&plain(&notice.message));
    if let Some(rule) = &notice.rule {
        line.push_str(&format!(" [{}]", plain(rule)));
    }
    line
}

/// One line of counts; with `-v`, each file.
fn skipped(out: &mut String, report: &ScanReport, options: &RenderOptions) -> fmt::Result {
    let skipped = &report.skipped;
    if skipped.is_empty() {
        return Ok(());
    }
    let counts = skip_counts(skipped);
    let hint = if options.verbose == 0 { " (-v lists them)" } else { "" };
    writeln!(out, "{} skipped: {counts}{hint}", count(skipped.len(), "file"))?;
    if options.verbose == 0 {
        return Ok(());
    }
    for file in skipped {
        let path = local(&file.path, &report.working_folder);
        writeln!(out, "  {}: {}", plain(&path), plain(&skip_phrase(&file.reason)))?;
    }
    writeln!(out)
}

/// `3 ignored, 1 minified`: the most frequent first.
fn skip_counts(skipped: &[Skipped]) -> String {
    let mut counts: IndexMap<&str, usize> = IndexMap::new();
    for file in skipped {
        *counts.entry(skip_adjective(&file.reason)).or_default() += 1;
    }
    counts.sort_by(|word, n, other_word, m| m.cmp(n).then(word.cmp(other_word)));
    let counts: Vec<String> = counts.iter().map(|(word, n)| format!("{n} {word}")).collect();
    counts.join(", ")
}

/// The line everyone reads.
fn verdict(out: &mut String, report: &ScanReport, paint: Paint) -> fmt::Result {
    let reused = if report.reused { ", unchanged since an earlier scan" } else { "" };
    let scanned = format!(
        "scanned {}, {}, {:.2} s{reused}",
        count(report.files.scanned, "file"),
        count(report.rules_run, "rule"),
        report.timings.total
    );
    let is_known = |finding: &&Finding| {
        finding.newness == Some(Newness::Known)
            && finding.suppression.as_ref().is_some_and(|found| found.span.is_none())
    };
    let known = report.findings.iter().filter(is_known).count();
    let mut suppressed = match report.findings.len() - report.open().count() - known {
        0 => String::new(),
        n => format!("; {n} suppressed"),
    };
    if known > 0 {
        suppressed.push_str(&format!("; {known} known before"));
    }
    let open = report.open().count();
    if open == 0 && (report.files.scanned == 0 || report.rules_run == 0) {
        return writeln!(out, "{}; {scanned}", paint.strong("Nothing was checked"));
    }
    if open == 0 {
        return writeln!(out, "{}{suppressed}; {scanned}", paint.good("Clean: no findings"));
    }
    let total = paint.strong(&count(open, "finding"));
    let (severities, files) = (severity_counts(report, paint), count(files_with(report), "file"));
    writeln!(out, "{total} ({severities}) in {files}{suppressed}; {scanned}")
}

/// Which policy is broken and by what; with `-v` also those that are kept. Nothing where any finding fails the run,
/// for then the line above has said it.
fn gate(
    out: &mut String,
    report: &ScanReport,
    options: &RenderOptions,
    paint: Paint,
) -> fmt::Result {
    let Some(verdict) = report.verdict.as_ref().filter(|verdict| !verdict.implied) else {
        return Ok(());
    };
    let shown = |policy: &&PolicyResult| policy.is_broken() || options.verbose > 0;
    for policy in verdict.policies.iter().filter(shown) {
        let allowed = match policy.allowed {
            0 => String::new(),
            n => format!(", {n} may pass"),
        };
        let word = if policy.is_broken() { "Gate failed" } else { "Gate passed" };
        let word = if policy.is_broken() { paint.strong(word) } else { word.to_owned() };
        let found = count(policy.count, "finding");
        writeln!(out, "{word}: {} ({found}{allowed})", plain(&policy.name))?;
        for fingerprint in policy.findings.iter().take(GATE_LINES).filter(|_| policy.is_broken()) {
            let found = report.findings.iter().find(|finding| finding.fingerprint == *fingerprint);
            let Some(finding) = found else { continue };
            let path = local(&finding.location.path, &report.working_folder);
            let (path, line) = (plain(&path), finding.location.start.line);
            let severity = paint.severity(finding.severity, finding.severity.name());
            writeln!(out, "  {path}:{line}: {severity} {}", plain(&finding.rule))?;
        }
        if policy.is_broken() && policy.count > GATE_LINES {
            writeln!(out, "  and {} more", policy.count - GATE_LINES)?;
        }
    }
    Ok(())
}

/// `1 critical, 2 high`.
fn severity_counts(report: &ScanReport, paint: Paint) -> String {
    let of = |severity| report.open().filter(|finding| finding.severity == severity).count();
    let counts = Severity::ALL.iter().rev().map(|severity| (*severity, of(*severity)));
    let counts: Vec<String> = counts
        .filter(|(_, n)| *n > 0)
        .map(|(severity, n)| paint.severity(severity, &format!("{n} {}", severity.name())))
        .collect();
    counts.join(", ")
}

/// How many files have findings; these are sorted by path.
fn files_with(report: &ScanReport) -> usize {
    let mut paths: Vec<&str> = report.open().map(|f| f.location.path.as_str()).collect();
    paths.dedup();
    paths.len()
}

/// What to do where there was nothing to do.
fn hints(out: &mut String, report: &ScanReport) -> fmt::Result {
    if report.rules_run == 0 {
        writeln!(out, "  hint: no rule ran; check the rule files or packs that were asked for")?;
    }
    if report.files.scanned > 0 {
        return Ok(());
    }
    if report.skipped.is_empty() {
        return writeln!(out, "  hint: no file matched; name a file, or a folder that holds code");
    }
    let mut remedies: Vec<&str> = Vec::new();
    for file in &report.skipped {
        let remedy = skip_remedy(&file.reason);
        if !remedy.is_empty() && !remedies.contains(&remedy) {
            remedies.push(remedy);
        }
    }
    remedies.iter().try_for_each(|remedy| writeln!(out, "  hint: {remedy}"))
}
