//! What follows the findings on the terminal: notices, skipped files, the summary line, hints.

use std::fmt::{self, Write};

use indexmap::IndexMap;
use tamis_finding::{Notice, NoticeKind, ScanReport, Severity, Skipped};

use super::paint::Paint;
use crate::RenderOptions;
use crate::words::{
    count, notice_meaning, notice_noun, plain, skip_adjective, skip_phrase, skip_remedy,
};

/// Writes all of it, the summary line last but for hints.
pub(super) fn summary(
    out: &mut String,
    report: &ScanReport,
    options: &RenderOptions,
    paint: Paint,
) -> fmt::Result {
    notices(out, &report.notices, options)?;
    skipped(out, &report.skipped, options)?;
    verdict(out, report, paint)?;
    hints(out, report)
}

/// One line of counts; with `-v`, each notice under the name of its kind, the heaviest kind first.
fn notices(out: &mut String, notices: &[Notice], options: &RenderOptions) -> fmt::Result {
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
            writeln!(out, "  {}", notice_line(notice))?;
        }
    }
    writeln!(out)
}

/// `path:line:column: message [rule]`.
fn notice_line(notice: &Notice) -> String {
    let mut line = String::new();
    if let Some(path) = &notice.path {
        line.push_str(&plain(path));
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
fn skipped(out: &mut String, skipped: &[Skipped], options: &RenderOptions) -> fmt::Result {
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
        writeln!(out, "  {}: {}", plain(&file.path), plain(&skip_phrase(&file.reason)))?;
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
    let scanned = format!(
        "scanned {}, {}, {:.2} s",
        count(report.files.scanned, "file"),
        count(report.rules_run, "rule"),
        report.timings.total
    );
    let suppressed = report.findings.len() - report.open().count();
    let suppressed = match suppressed {
        0 => String::new(),
        n => format!("; {n} suppressed"),
    };
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
