//! `tamis scan --fix`: proposed changes put into files, or shown as a diff.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use miette::{IntoDiagnostic as _, Report, WrapErr as _, miette};
use similar::TextDiff;
use tamis_scan::{Decoded, Encoding, FilePatch, Refusal, decode, plan_fixes};

use super::print;
use super::scan::{Made, exit_code};
use crate::args::Scan;

const MARK: &[u8] = b"\xEF\xBB\xBF";

pub(crate) fn run(args: &Scan, made: &Made) -> Result<u8, Report> {
    let mut text = String::new();
    let (mut applied, mut files) = (0, 0);
    let mut refused: Vec<Refusal> = Vec::new();
    let mut left: Vec<String> = Vec::new();
    for patch in plan_fixes(&made.report, args.unsafe_fixes) {
        refused.extend(patch.refused.iter().map(|(_, why)| *why));
        if patch.applied.is_empty() {
            continue;
        }
        let path = made.place.base.join(&patch.path);
        // What would not be written is not shown either.
        let done =
            if args.dry_run { as_scanned(&path, &patch).map(|_| ()) } else { save(&path, &patch) };
        if let Err(why) = done {
            left.push(format!("'{}' was left alone: {why}", patch.path));
            continue;
        }
        if args.dry_run {
            text.push_str(&diff(&patch));
        }
        applied += patch.applied.len();
        files += 1;
    }
    let open = made.report.open().count();
    let verb = if args.dry_run { "would fix" } else { "fixed" };
    let mut summary = format!("{verb} {applied} of {open} findings in {files} files\n");
    for (why, words) in [
        (Refusal::Unsafe, "more with --unsafe-fixes: their rules do not say that the fix is safe"),
        (Refusal::Overlaps, "overlap another fix: run again"),
        (Refusal::Breaks, "would break the syntax of their file and were refused"),
    ] {
        let count = refused.iter().filter(|other| **other == why).count();
        if count > 0 {
            let _ = writeln!(summary, "{count} {words}");
        }
    }
    for line in &left {
        let _ = writeln!(summary, "{line}");
    }
    // A diff on standard output is for `git apply`, so the words go beside it.
    if args.dry_run {
        say(&summary)
    } else {
        text.push_str(&summary)
    }
    print(&text)?;
    let mut report = made.report.clone();
    let fixed = applied == open && !args.dry_run;
    report.verdict = Some(tamis_scan::judge(&report, &made.settings.policies.value));
    let zero = args.gate.exit_zero || fixed;
    Ok(exit_code(&report, made.broken && !args.keep_going, zero))
}

#[expect(clippy::print_stderr, reason = "standard output is the diff's")]
fn say(text: &str) {
    eprint!("{text}");
}

/// In the form of `git diff`.
fn diff(patch: &FilePatch) -> String {
    let (old, new) = (format!("a/{}", patch.path), format!("b/{}", patch.path));
    let diff = TextDiff::from_lines(patch.before.as_ref(), patch.after.as_str());
    diff.unified_diff().context_radius(3).header(&old, &new).to_string()
}

/// Whether the file begins with a mark of its encoding; refuses one that is not as it was scanned, or not in UTF-8.
fn as_scanned(path: &Path, patch: &FilePatch) -> Result<bool, Report> {
    let bytes = fs::read(path).into_diagnostic()?;
    let marked = bytes.starts_with(MARK);
    match decode(bytes) {
        Decoded::Text { text, encoding: Encoding::Utf8 | Encoding::Utf8WithMark }
            if text == *patch.before =>
        {
            Ok(marked)
        }
        Decoded::Text { encoding: Encoding::Utf8 | Encoding::Utf8WithMark, .. } => {
            Err(miette!("it changed since it was scanned"))
        }
        _ => Err(miette!("it is not in UTF-8")),
    }
}

/// Writes the file anew, in one step, with its permissions; refuses where it is not as it was scanned.
fn save(path: &Path, patch: &FilePatch) -> Result<(), Report> {
    let marked = as_scanned(path, patch)?;
    let path = fs::canonicalize(path).into_diagnostic()?;
    let folder = path.parent().ok_or_else(|| miette!("it has no folder"))?;
    let mut file =
        tempfile::NamedTempFile::new_in(folder).into_diagnostic().wrap_err("its folder")?;
    if marked {
        file.write_all(MARK).into_diagnostic()?;
    }
    file.write_all(patch.after.as_bytes()).into_diagnostic()?;
    let permissions = fs::metadata(&path).into_diagnostic()?.permissions();
    fs::set_permissions(file.path(), permissions).into_diagnostic()?;
    file.persist(&path).into_diagnostic()?;
    Ok(())
}
