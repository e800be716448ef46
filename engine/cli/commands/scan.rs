//! `tamis scan`.

use std::io::{self, IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use miette::{IntoDiagnostic as _, Report, WrapErr as _, miette};
use tamis_finding::{
    AzurePipeline, Newness, Notice, NoticeKind, ScanReport, Suppression, TrendPoint,
};
use tamis_scan::{
    Baseline, Date, Input, Progress, ScanOptions, Unused, WalkOptions, apply_config, judge,
    relative,
};

use super::fix;
use super::output::Plan;
use crate::args::{Choice, Known, Scan, Values};
use crate::git::{ChangedLines, Git};
use crate::select::{Selection, select_named};
use crate::settings::{Flags, Place, Settings, configs, place};

/// A scan that was made, before anything is left out or written.
pub(crate) struct Made {
    pub(crate) report: ScanReport,
    pub(crate) settings: Settings,
    pub(crate) place: Place,
    pub(crate) plan: Plan,
    /// Whether a rule file is wrong.
    pub(crate) broken: bool,
}

pub(crate) fn run(args: &Scan) -> Result<u8, Report> {
    let mut made = make(args)?;
    if args.fix {
        return fix::run(args, &made);
    }
    conclude(&mut made.report, &made.settings);
    made.plan.write(&made.report)?;
    if args.timings {
        say_timings(&made.report);
    }
    Ok(exit_code(&made.report, made.broken && !args.keep_going, args.gate.exit_zero))
}

/// Scans, and applies configuration and baseline.
pub(crate) fn make(args: &Scan) -> Result<Made, Report> {
    make_with(args, true)
}

/// The same without the baseline of the settings.
pub(crate) fn make_afresh(args: &Scan) -> Result<Made, Report> {
    make_with(args, false)
}

fn make_with(args: &Scan, with_baseline: bool) -> Result<Made, Report> {
    let (mut input, place) = input(args)?;
    let mut configs = configs(&args.project, &place)?;
    let flags = Flags {
        choice: &args.choice,
        files: &args.files,
        known: &args.known,
        gate: &args.gate,
        output: &args.output,
        jobs: args.jobs,
    };
    let settings = Settings::new(flags, &configs, &place)?;
    let plan = Plan::new(&args.output, &settings.outputs.value)?;
    let baseline = if with_baseline { baseline(&settings, &args.known)? } else { None };
    fill(&mut input, &settings, args, &place)?;
    let mut deps = super::db::options(args.db.as_deref(), &settings, &configs, &place)?;
    if let Some(deps) = &mut deps {
        deps.vex = super::db::statements(&args.vex)?;
    }
    let choice = Choice {
        config: settings.rules.value.clone(),
        exclude_rule: args.choice.exclude_rule.clone(),
    };
    let selection = select_named(&choice)?;
    if !selection.errors.is_empty() && !args.keep_going && plan.shown.name == "terminal" {
        say_errors(&selection);
    }
    let options = ScanOptions {
        threads: settings.jobs.value,
        prefilter: !args.no_prefilter,
        no_suppressions: args.no_suppressions,
        // A file is fixed as it is; a diff is shown to people, and hides secrets as all that is shown.
        show_secrets: args.show_secrets || (args.fix && !args.dry_run),
        secrets_key: settings.secrets_key.value.clone().map(String::into_bytes),
        today: Some(Date::today()),
        inventory: args.inventory,
        cache: super::cache::of_scan(&args.kept),
        by_rule: args.timings,
        unused: unused(args, &settings),
        deps,
        settings: values(&args.values, &place.base)?,
        ..ScanOptions::default()
    };
    let started = seconds();
    let mut report = scan_with_progress(&selection, &input, &options, args.output.quiet)?;
    report.clock = Some((started, seconds()));
    report.trend = trend(&args.output.earlier)?;
    report.notices.extend(selection.notices());
    report.notices.extend(broken_patterns(&selection));
    report.notices.extend(images(&args.paths));
    report.notices.sort();
    report.notices.dedup();
    report.working_folder.clone_from(&place.working);
    report.category.clone_from(&args.output.category);
    report.azure = azure(args.output.category.as_deref());
    if place.repository && plan.has_machine_output() {
        report.provenance = Git::new(&place.base).provenance();
    }
    apply_config(&mut report, &mut configs, Date::today()).map_err(Report::new)?;
    if let Some(baseline) = baseline {
        compare(&baseline, &mut report);
    }
    compare_commits(&mut report, &selection, &input, &options, args, &place)?;
    let broken = report.notices.iter().any(|notice| notice.kind == NoticeKind::RuleError);
    Ok(Made { report, settings, place, plan, broken })
}

/// Images among the arguments: a scan looks at files, and an image is more than one.
fn images(paths: &[PathBuf]) -> Vec<Notice> {
    let named = paths.iter().filter(|path| super::image::looks_like_image(path));
    let say = |path: &PathBuf| {
        let path = path.display().to_string();
        let message = format!(
            "this is an image of a container: 'tamis image {path}' looks at the packages in it"
        );
        let (kind, path) = (NoticeKind::Unsupported, Some(path));
        Notice { kind, path, span: None, start: None, rule: None, message }
    };
    named.map(say).collect()
}

/// Variable and values files as the graphs read them: relative to `base`, or absolute where they lie elsewhere.
pub(crate) fn values(values: &Values, base: &Path) -> Result<tamis_iac::Settings, Report> {
    let cwd = std::env::current_dir().into_diagnostic().wrap_err("working directory")?;
    let one = |flag: &str, path: &PathBuf| {
        let full = clean(&cwd.join(path));
        if !full.is_file() {
            return Err(miette!("{flag}: '{}' is no file", path.display()));
        }
        Ok(relative(&full, base))
    };
    let all = |flag: &str, paths: &[PathBuf]| -> Result<Vec<String>, Report> {
        paths.iter().map(|path| one(flag, path)).collect()
    };
    Ok(tamis_iac::Settings {
        variable_files: all("--var-file", &values.var_file)?,
        values_files: all("--values", &values.values)?,
    })
}

/// The gate's verdict on everything, then without what is too low to be shown.
pub(crate) fn conclude(report: &mut ScanReport, settings: &Settings) {
    report.verdict = Some(judge(report, &settings.policies.value));
    let (severity, confidence) = (settings.severity.value, settings.confidence.value);
    report
        .findings
        .retain(|finding| finding.severity >= severity && finding.confidence >= confidence);
}

/// 3 a bug of ours, 2 our user's error, 1 the gate failed, 0 it did not.
pub(crate) fn exit_code(report: &ScanReport, broken: bool, zero: bool) -> u8 {
    if report.notices.iter().any(|notice| notice.kind == NoticeKind::Panic) {
        3
    } else if broken {
        2
    } else {
        u8::from(!zero && report.verdict.as_ref().is_some_and(|verdict| verdict.failed))
    }
}

/// The baseline of the settings.
pub(crate) fn baseline(settings: &Settings, known: &Known) -> Result<Option<Baseline>, Report> {
    let Some(path) = &settings.baseline.value else { return Ok(None) };
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| {
        miette!(
            code = "tamis::baseline::unreadable",
            help = "'tamis baseline' writes one",
            "baseline '{shown}' ({}) cannot be read: {error}",
            settings.baseline.origin
        )
    })?;
    let name = match &known.baseline {
        Some(given) => format!("baseline {}", given.display()),
        None => "baseline".to_owned(),
    };
    let baseline = Baseline::read(&name, &text).map_err(|error| {
        miette!(code = "tamis::baseline::wrong", "baseline '{shown}' is of no use: {error}")
    })?;
    Ok(Some(baseline))
}

/// Applies a baseline; what it holds for nothing is told.
pub(crate) fn compare(baseline: &Baseline, report: &mut ScanReport) {
    let gone = baseline.apply(report);
    if gone > 0 {
        report.notices.push(Notice {
            kind: NoticeKind::Outdated,
            path: None,
            span: None,
            start: None,
            rule: None,
            message: format!(
                "{gone} findings of the baseline are gone; 'tamis baseline' writes it without them"
            ),
        });
        report.notices.sort();
    }
}

fn compare_commits(
    report: &mut ScanReport,
    selection: &Selection,
    input: &Input,
    options: &ScanOptions,
    args: &Scan,
    place: &Place,
) -> Result<(), Report> {
    let Some(reference) = args.known.diff.as_ref().or(args.known.baseline_commit.as_ref()) else {
        return Ok(());
    };
    let git = repository(place)?;
    let commit = git.commit(reference)?;
    if args.known.diff.is_some() {
        let lines = git.changed_lines(&git.merge_base(&commit))?;
        outside(report, &lines, &format!("what changed since {reference}"));
        return Ok(());
    }
    let Input::Paths(walk) = input else { return Ok(()) };
    let folder = tempfile::TempDir::new().into_diagnostic().wrap_err("a folder for the commit")?;
    git.export(&commit, folder.path())?;
    let moved = |root: &PathBuf| {
        let moved = folder.path().join(root.strip_prefix(&place.base).unwrap_or(root));
        moved.exists().then_some(moved)
    };
    let roots: Vec<PathBuf> = walk.roots.iter().filter_map(moved).collect();
    let earlier = if roots.is_empty() {
        ScanReport::default()
    } else {
        let base = folder.path().to_owned();
        let walk = Input::Paths(WalkOptions { roots, base, ..walk.clone() });
        let options = ScanOptions { unused: Unused::None, ..options.clone() };
        scan_with_progress(selection, &walk, &options, true)?
    };
    let name = format!("commit {}", commit.get(..12).unwrap_or(&commit));
    Baseline::of(&name, &earlier).apply(report);
    Ok(())
}

/// Accepts the findings that touch no changed line.
fn outside(report: &mut ScanReport, lines: &ChangedLines, what: &str) {
    let touches = |at: &tamis_finding::Location| {
        lines.get(&at.path).is_some_and(|ranges| {
            ranges
                .iter()
                .any(|range| *range.start() <= at.end.line && at.start.line <= *range.end())
        })
    };
    for finding in &mut report.findings {
        let steps = finding.trace.iter().flat_map(|trace| &trace.steps).chain(&finding.related);
        let is_new = touches(&finding.location) || steps.map(|step| &step.location).any(touches);
        finding.newness = Some(if is_new { Newness::New } else { Newness::Known });
        if !is_new && finding.suppression.is_none() {
            finding.suppression = Some(Suppression {
                form: format!("being outside of {what}"),
                reason: None,
                span: None,
                owner: None,
                until: None,
            });
        }
    }
}

fn repository(place: &Place) -> Result<Git, Report> {
    if place.repository {
        return Ok(Git::new(&place.base));
    }
    Err(miette!(
        code = "tamis::git::no_repository",
        help = "run tamis in a checkout, or use --baseline with a file",
        "'{}' is in no git repository",
        place.base.display()
    ))
}

/// Comments that accept nothing are told where the rules they may be meant for ran, on all of the code.
fn unused(args: &Scan, settings: &Settings) -> Unused {
    if args.no_suppressions || args.files.changed {
        return Unused::None;
    }
    all_rules(settings, &args.choice.exclude_rule)
}

/// Whether the rules are all that comments may be meant for.
pub(crate) fn all_rules(settings: &Settings, excluded: &[String]) -> Unused {
    let all = settings.rules.value.iter().any(|pack| pack == "default" || pack == "audit");
    if all && excluded.is_empty() { Unused::All } else { Unused::Named }
}

/// What Azure DevOps demands to know of a run. Outside every pipeline the file is still to be one it takes, so the run
/// is then called what it is, a build of no pipeline; a category that was asked for is for other services.
pub(crate) fn azure(category: Option<&str>) -> Option<AzurePipeline> {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if set("TF_BUILD") {
        return azure_pipeline();
    }
    (category.is_none() && !set("CI")).then(AzurePipeline::outside)
}

/// The pipeline of Azure DevOps, from the variables it sets.
fn azure_pipeline() -> Option<AzurePipeline> {
    let of = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let organization = of("SYSTEM_COLLECTIONURI").unwrap_or_default();
    let organization = organization.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let project = of("SYSTEM_TEAMPROJECT")?;
    let (definition, phase) = (of("SYSTEM_DEFINITIONID")?, of("SYSTEM_PHASEID")?);
    let branch = of("BUILD_SOURCEBRANCHNAME").unwrap_or_default();
    let build = of("BUILD_BUILDID").unwrap_or_default();
    Some(AzurePipeline {
        id: format!(
            "azuredevops/pipeline/build/{organization}/{project}/{definition}/{phase}/{branch}/{build}"
        ),
        definition_id: definition.parse().ok()?,
        definition_name: of("BUILD_DEFINITIONNAME").unwrap_or(definition),
        phase_name: of("SYSTEM_PHASENAME").unwrap_or_else(|| phase.clone()),
        phase_id: phase,
    })
}

/// Now, in seconds since 1970.
pub(crate) fn seconds() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.map_or(0, |time| time.as_secs())
}

/// Counts of earlier reports in our JSON.
pub(crate) fn trend(files: &[PathBuf]) -> Result<Vec<TrendPoint>, Report> {
    files.iter().map(|file| point(file)).collect()
}

fn point(file: &Path) -> Result<TrendPoint, Report> {
    let name = file.display().to_string();
    let text =
        std::fs::read_to_string(file).into_diagnostic().wrap_err_with(|| format!("'{name}'"))?;
    let report: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    let by_severity = &report["summary"]["by_severity"];
    if !by_severity.is_object() {
        return Err(miette!(
            help = "'tamis scan --output json=FILE' writes one",
            "'{name}' is no report in tamis' JSON"
        ));
    }
    let of = |word: &str| by_severity[word].as_u64().unwrap_or(0) as usize;
    let label = file.file_stem().map_or(name, |stem| stem.to_string_lossy().into_owned());
    Ok(TrendPoint { label, counts: ["critical", "high", "medium", "low", "info"].map(of) })
}

#[expect(clippy::print_stderr, reason = "this is where errors go")]
fn say_errors(selection: &Selection) {
    for (_, error) in &selection.errors {
        eprintln!("{:?}", Report::new(error.clone()));
    }
}

/// Rules listed with their time.
const SLOWEST: usize = 15;

/// Time by phase and rule, on standard error. Sums over threads but for the phases that use one, and the total.
#[expect(clippy::print_stderr, reason = "standard output is the report's")]
fn say_timings(report: &ScanReport) {
    let timings = &report.timings;
    let megabytes = report.files.bytes as f64 / 1e6;
    eprintln!("seconds, summed over threads:");
    for (phase, seconds) in [
        ("walk", timings.walk),
        ("rules", timings.rules),
        ("read", timings.read),
        ("parse", timings.parse),
        ("match", timings.matching),
        ("secrets", timings.secrets),
        ("lower", timings.lower),
        ("flow", timings.flow),
        ("graph", timings.graph),
        ("deps", timings.deps),
    ] {
        eprintln!("  {phase:<8} {seconds:8.3}");
    }
    let all: f64 = timings.by_rule.iter().map(|(_, seconds)| seconds).sum();
    if !timings.by_rule.is_empty() {
        eprintln!("of 'match', by rule ({} tried, {all:.3} together):", timings.by_rule.len());
    }
    for (rule, seconds) in timings.by_rule.iter().take(SLOWEST) {
        eprintln!("  {seconds:8.3}  {rule}");
    }
    let rate = if timings.total > 0.0 { megabytes / timings.total } else { 0.0 };
    eprintln!(
        "wall clock {:.3} s for {} files, {megabytes:.1} MB ({rate:.1} MB/s)",
        timings.total, report.files.scanned
    );
}

/// Rules that compile for none of their languages.
pub(crate) fn broken_patterns(selection: &Selection) -> Vec<Notice> {
    let mut notices = Vec::new();
    for entry in selection.rules.entries().iter().filter(|entry| entry.was_compiled()) {
        let Some(rule) = entry.rule() else { continue };
        let (problems, meaning): (Vec<_>, &str) = match entry.check() {
            Err(problems) => (problems.into_iter().map(|(_, it)| it).collect(), ""),
            Ok(()) => (entry.left_out(), "; the rule runs without it"),
        };
        for problem in problems {
            let line = 1 + rule.origin.text[..problem.span.start as usize].matches('\n').count();
            notices.push(Notice {
                kind: NoticeKind::RuleError,
                path: Some(rule.origin.file.to_string()),
                span: Some(problem.span),
                start: None,
                rule: Some(entry.id.clone()),
                message: format!("line {line}: {}{meaning}", problem.message),
            });
        }
    }
    notices
}

/// What to scan, without what the settings say of it, and where it stands.
fn input(args: &Scan) -> Result<(Input, Place), Report> {
    let cwd = std::env::current_dir().into_diagnostic().wrap_err("working directory")?;
    let stdin = args.paths.iter().any(|path| path == Path::new("-"));
    if stdin {
        if args.paths.len() > 1 {
            return Err(miette!("'-' cannot be mixed with other paths"));
        }
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).into_diagnostic().wrap_err("standard input")?;
        let name = args.stdin_filename.clone().unwrap_or_else(|| "stdin".to_owned());
        return Ok((Input::Text { name, bytes }, place(&cwd, &[])));
    }
    let roots: Vec<PathBuf> = args
        .paths
        .iter()
        .map(|path| if path.is_absolute() { path.clone() } else { clean(&cwd.join(path)) })
        .collect();
    let place = place(&cwd, &roots);
    if let Some(range) = &args.history {
        return history(range.as_deref(), roots, &cwd, place);
    }
    let walk = WalkOptions { roots, base: place.base.clone(), ..WalkOptions::default() };
    Ok((Input::Paths(walk), place))
}

/// What the settings say of the input.
/// The history to scan. A path after `--history` is taken for its range by the parser of arguments.
fn history(
    range: Option<&str>,
    mut roots: Vec<PathBuf>,
    cwd: &Path,
    at: Place,
) -> Result<(Input, Place), Report> {
    let is_default = |root: &PathBuf| root == cwd;
    let path = range.filter(|range| !range.contains("..") && cwd.join(range).is_dir());
    let (range, at) = match path {
        Some(path) if roots.len() == 1 && is_default(&roots[0]) => {
            roots = vec![clean(&cwd.join(path))];
            (None, place(cwd, &roots))
        }
        _ => (range.map(str::to_owned), at),
    };
    let [repository] = <[PathBuf; 1]>::try_from(roots).map_err(|_| {
        miette!(help = "scan one after the other", "--history takes one repository")
    })?;
    let options = tamis_scan::HistoryOptions { repository, range, ..Default::default() };
    Ok((Input::History(options), at))
}

fn fill(input: &mut Input, settings: &Settings, args: &Scan, place: &Place) -> Result<(), Report> {
    if let Input::History(history) = input {
        history.include.clone_from(&settings.include.value);
        history.exclude.clone_from(&settings.exclude.value);
    }
    let Input::Paths(walk) = input else { return Ok(()) };
    walk.include.clone_from(&settings.include.value);
    walk.exclude.clone_from(&settings.exclude.value);
    walk.no_ignore = args.files.no_ignore;
    walk.max_file_size = settings.max_file_size.value;
    walk.threads = settings.jobs.value;
    if args.files.changed {
        let git = repository(place)?;
        walk.only = Some(git.changed_files(&git.commit("HEAD")?)?);
    }
    Ok(())
}

/// Without `.` and `..` parts, so that relative paths can be cut off; links stay.
pub(crate) fn clean(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir => {
                clean.pop();
            }
            part => clean.push(part),
        }
    }
    clean
}

fn scan_with_progress(
    selection: &Selection,
    input: &Input,
    options: &ScanOptions,
    quiet: bool,
) -> Result<ScanReport, Report> {
    let progress = Progress::default();
    let ended = AtomicBool::new(false);
    let shown = !quiet && io::stderr().is_terminal();
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
    let started = std::time::Instant::now();
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{prefix:>9} {bar:32} {pos}/{len} files  {msg}")
    {
        bar.set_style(style);
    }
    while !ended.load(Ordering::Relaxed) {
        let (total, done) =
            (progress.total.load(Ordering::Relaxed), progress.done.load(Ordering::Relaxed));
        let megabytes = progress.bytes.load(Ordering::Relaxed) as f64 / 1e6;
        let phase = match (total, done) {
            (0, _) => "listing",
            (total, done) if done < total => "scanning",
            _ => "finishing",
        };
        bar.set_length(total as u64);
        bar.set_position(done as u64);
        bar.set_prefix(phase);
        let seconds = started.elapsed().as_secs_f64().max(0.05);
        bar.set_message(format!("{megabytes:.0} MB, {:.1} MB/s", megabytes / seconds));
        pause();
    }
    bar.finish_and_clear();
}
