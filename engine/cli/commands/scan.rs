//! `tamis scan`.

use std::fs::File;
use std::io::{self, IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use miette::{IntoDiagnostic as _, Report, WrapErr as _, miette};
use tamis_finding::{Notice, NoticeKind, ScanReport, Severity};
use tamis_report::{RenderOptions, format, write};
use tamis_scan::{Input, Progress, ScanOptions, WalkOptions};

use crate::args::Scan;
use crate::select::{Selection, select};

pub(crate) fn run(args: &Scan) -> Result<u8, Report> {
    let name = match (args.sarif, args.json) {
        (true, _) => "sarif",
        (_, true) => "json",
        _ => args.format.as_str(),
    };
    let Some(output) = format(name) else {
        return Err(miette!(
            help = "formats: terminal, sarif, json",
            "'{name}' is no output format"
        ));
    };
    let Some(severity) = Severity::parse(&args.severity) else {
        return Err(miette!(
            help = "levels: info, low, medium, high, critical",
            "'{}' is no severity",
            args.severity
        ));
    };
    let selection = select(&args.choice)?;
    let broken = !selection.errors.is_empty() && !args.keep_going;
    if broken && name == "terminal" {
        say_errors(&selection);
    }
    let input = input(args)?;
    let options = ScanOptions {
        threads: args.jobs,
        prefilter: !args.no_prefilter,
        severity,
        no_suppressions: args.no_suppressions,
        show_secrets: args.show_secrets,
        secrets_key: secrets_key(),
        ..ScanOptions::default()
    };
    let mut report = scan_with_progress(&selection, &input, &options, args)?;
    report.notices.extend(selection.notices());
    report.notices.extend(broken_patterns(&selection));
    report.notices.sort();
    report.notices.dedup();
    let terminal = io::stdout().is_terminal();
    let render = RenderOptions {
        color: terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        width: width(),
        verbose: args.verbose,
        quiet: args.quiet,
        ..RenderOptions::default()
    };
    match write(output, &report, &render, &mut io::stdout().lock()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            return Err(miette!("standard output: {error}"));
        }
        _ => {}
    }
    for (name, path) in [("sarif", &args.sarif_output), ("json", &args.json_output)] {
        if let Some(path) = path {
            save(name, path, &report, &render)?;
        }
    }
    let rule_errors = report.notices.iter().any(|notice| notice.kind == NoticeKind::RuleError);
    Ok(exit_code(&report, rule_errors && !args.keep_going))
}

/// The key of value fingerprints: `TAMIS_SECRETS_KEY`, if it is set and not empty.
fn secrets_key() -> Option<Vec<u8>> {
    let key = std::env::var("TAMIS_SECRETS_KEY").ok()?;
    (!key.is_empty()).then(|| key.into_bytes())
}

fn save(
    name: &str,
    path: &Path,
    report: &ScanReport,
    render: &RenderOptions,
) -> Result<(), Report> {
    let format = format(name).ok_or_else(|| miette!("'{name}' is no output format"))?;
    let mut file =
        File::create(path).into_diagnostic().wrap_err_with(|| format!("'{}'", path.display()))?;
    write(format, report, render, &mut file)
        .into_diagnostic()
        .wrap_err_with(|| format!("'{}'", path.display()))
}

/// 3 a bug of ours, 2 our user's error, 1 findings, 0 none.
fn exit_code(report: &ScanReport, broken: bool) -> u8 {
    if report.notices.iter().any(|notice| notice.kind == NoticeKind::Panic) {
        3
    } else if broken {
        2
    } else {
        u8::from(report.open().next().is_some())
    }
}

#[expect(clippy::print_stderr, reason = "this is where errors go")]
fn say_errors(selection: &Selection) {
    for (_, error) in &selection.errors {
        eprintln!("{:?}", Report::new(error.clone()));
    }
}

/// Rules that compile for none of their languages.
fn broken_patterns(selection: &Selection) -> Vec<Notice> {
    let mut notices = Vec::new();
    for entry in selection.rules.entries().iter().filter(|entry| entry.was_compiled()) {
        let Err(problems) = entry.check() else { continue };
        let Some(rule) = entry.rule() else { continue };
        for (_, problem) in problems {
            let line = 1 + rule.origin.text[..problem.span.start as usize].matches('\n').count();
            notices.push(Notice {
                kind: NoticeKind::RuleError,
                path: Some(rule.origin.file.to_string()),
                span: Some(problem.span),
                start: None,
                rule: Some(entry.id.clone()),
                message: format!("line {line}: {}", problem.message),
            });
        }
    }
    notices
}

fn input(args: &Scan) -> Result<Input, Report> {
    let stdin = args.paths.iter().any(|path| path == Path::new("-"));
    if stdin {
        if args.paths.len() > 1 {
            return Err(miette!("'-' cannot be mixed with other paths"));
        }
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).into_diagnostic().wrap_err("standard input")?;
        let name = args.stdin_filename.clone().unwrap_or_else(|| "stdin".to_owned());
        return Ok(Input::Text { name, bytes });
    }
    let cwd = std::env::current_dir().into_diagnostic().wrap_err("working directory")?;
    let roots: Vec<PathBuf> = args
        .paths
        .iter()
        .map(|path| if path.is_absolute() { path.clone() } else { clean(&cwd.join(path)) })
        .collect();
    let base = match &roots[..] {
        [root] if !root.starts_with(&cwd) && root.is_dir() => root.clone(),
        _ => cwd,
    };
    Ok(Input::Paths(WalkOptions {
        roots,
        base,
        include: args.include.clone(),
        exclude: args.exclude.clone(),
        no_ignore: args.no_ignore,
        max_file_size: args.max_file_size,
        threads: args.jobs,
        ..WalkOptions::default()
    }))
}

/// Without `.` parts, so that relative paths can be cut off.
fn clean(path: &Path) -> PathBuf {
    path.components().filter(|part| !matches!(part, std::path::Component::CurDir)).collect()
}

fn width() -> usize {
    std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok()).unwrap_or(100)
}

fn scan_with_progress(
    selection: &Selection,
    input: &Input,
    options: &ScanOptions,
    args: &Scan,
) -> Result<ScanReport, Report> {
    let progress = Progress::default();
    let ended = AtomicBool::new(false);
    let shown = !args.quiet && io::stderr().is_terminal();
    let result = std::thread::scope(|scope| {
        if shown {
            scope.spawn(|| show(&progress, &ended));
        }
        let result = tamis_scan::scan(&selection.rules, input, options, &progress);
        ended.store(true, Ordering::Relaxed);
        result
    });
    result.map_err(|error| miette!("{error}"))
}

/// A bar on standard error while the scan runs; nothing for scans that end at once.
fn show(progress: &Progress, ended: &AtomicBool) {
    let pause = || std::thread::sleep(Duration::from_millis(50));
    for _ in 0..8 {
        pause();
        if ended.load(Ordering::Relaxed) {
            return;
        }
    }
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{bar:32} {pos}/{len} files  {msg}") {
        bar.set_style(style);
    }
    while !ended.load(Ordering::Relaxed) {
        bar.set_length(progress.total.load(Ordering::Relaxed) as u64);
        bar.set_position(progress.done.load(Ordering::Relaxed) as u64);
        bar.set_message(format!("{} MB", progress.bytes.load(Ordering::Relaxed) / 1_000_000));
        pause();
    }
    bar.finish_and_clear();
}
