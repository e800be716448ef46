//! `tamis lsp`: the language server on standard input and output.

use std::io::{BufReader, stdin, stdout};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use miette::Report;
use tamis_finding::{Confidence, Severity};
use tamis_lsp::{EditorSettings, Loaded};
use tamis_scan::{Baseline, Date, ScanOptions, SessionOptions, WalkOptions};

use super::scan::{all_rules, broken_patterns};
use crate::args::{Choice, Files, Gate, Known, Lsp, Output, Project};
use crate::select::select_named;
use crate::settings::{Flags, Held, Settings, configs, place};

pub(crate) fn run(args: Lsp) -> Result<u8, Report> {
    spare_memory();
    let loader = move |root: &Path, editor: &EditorSettings| {
        load(&args, root, editor).map_err(|error| words(&error))
    };
    Ok(tamis_lsp::serve(Arc::new(loader), Box::new(BufReader::new(stdin())), Box::new(stdout())))
}

/// What the allocator reads before `main`: a server that stands beside an editor all day gives memory back at once, and
/// takes no huge pages, of which small heaps fill but a part (measured: about half the memory for a tenth more work).
#[cfg(unix)]
const SPARING: [(&str, &str); 2] = [("MIMALLOC_ALLOW_THP", "0"), ("MIMALLOC_PURGE_DELAY", "0")];

/// Starts the program anew in its own place with [`SPARING`], unless the user has set any of it; where that cannot be
/// done, it just goes on.
fn spare_memory() {
    #[cfg(unix)]
    if SPARING.iter().all(|(name, _)| std::env::var_os(name).is_none())
        && let Ok(program) = std::env::current_exe()
    {
        use std::os::unix::process::CommandExt as _;
        let mut again = std::process::Command::new(program);
        again.args(std::env::args_os().skip(1)).envs(SPARING);
        // Returns only where it fails.
        let _ = again.exec();
    }
}

/// An error and what to do about it, in one line.
fn words(error: &Report) -> String {
    let help = error.help().map(|help| format!(" ({help})")).unwrap_or_default();
    format!("tamis: {error}{help}")
}

/// What `tamis scan` would do in `root`, with the editor's settings before those of the configuration.
fn load(args: &Lsp, root: &Path, editor: &EditorSettings) -> Result<Loaded, Report> {
    // Paths of findings are those of the walk, which knows no links.
    let root = std::fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    let place = place(&root, std::slice::from_ref(&root));
    let project = Project {
        project_config: editor
            .configuration
            .as_ref()
            .map(|file| root.join(file))
            .or_else(|| args.project.project_config.clone()),
        no_project_config: args.project.no_project_config,
    };
    let found = configs(&project, &place)?;
    let choice = Choice {
        config: editor.rules.clone().unwrap_or_else(|| args.choice.config.clone()),
        exclude_rule: args.choice.exclude_rule.clone(),
    };
    let files = Files { exclude: editor.exclude.clone(), ..Files::default() };
    let known = Known { baseline: args.baseline.clone(), ..Known::default() };
    let output = Output {
        severity: editor.severity.clone().or_else(|| args.severity.clone()),
        confidence: editor.confidence.clone().or_else(|| args.confidence.clone()),
        ..Output::default()
    };
    let gate = Gate::default();
    let flags = Flags {
        choice: &choice,
        files: &files,
        known: &known,
        gate: &gate,
        output: &output,
        jobs: args.jobs,
    };
    let settings = Settings::new(flags, &found, &place)?;
    let mut selection =
        select_named(&Choice { config: located(&settings.rules.value, &root), ..choice })?;
    let mut problems: Vec<String> = selection
        .notices()
        .into_iter()
        .map(|notice| format!("{}: {}", notice.path.unwrap_or_default(), notice.message))
        .collect();
    let baseline = baseline(&settings.baseline, &mut problems);
    // Without the database all else still works.
    let deps = super::db::options(args.db.as_deref(), &settings, &found, &place);
    let deps = deps.unwrap_or_else(|error| {
        problems.push(words(&error));
        None
    });
    let options = SessionOptions {
        scan: ScanOptions {
            threads: settings.jobs.value,
            secrets_key: settings.secrets_key.value.clone().map(String::into_bytes),
            today: Some(Date::today()),
            deps,
            unused: all_rules(&settings, &args.choice.exclude_rule),
            ..ScanOptions::default()
        },
        walk: WalkOptions {
            roots: vec![root.clone()],
            base: place.base,
            include: settings.include.value.clone(),
            exclude: settings.exclude.value.clone(),
            max_file_size: settings.max_file_size.value,
            threads: settings.jobs.value,
            ..WalkOptions::default()
        },
        configs: found,
        baseline,
        severity: floor(settings.severity.value, Severity::Info),
        confidence: floor(settings.confidence.value, Confidence::Low),
    };
    problems.extend(broken_patterns(&selection).into_iter().map(|notice| notice.message));
    let inputs =
        settings.rules.value.iter().map(|word| root.join(word)).filter(|path| path.exists());
    Ok(Loaded {
        inputs: inputs.collect(),
        rules: std::mem::take(&mut selection.rules),
        options,
        baseline: settings.baseline.value,
        problems,
    })
}

/// Rule files are named from the folder that is open, wherever the server runs.
fn located(words: &[String], root: &Path) -> Vec<String> {
    let located = |word: &String| {
        let path = root.join(word);
        if path.exists() { path.display().to_string() } else { word.clone() }
    };
    words.iter().map(located).collect()
}

fn floor<T: PartialOrd>(value: T, lowest: T) -> Option<T> {
    (value > lowest).then_some(value)
}

/// The baseline, if one is named and there is one.
fn baseline(held: &Held<Option<PathBuf>>, problems: &mut Vec<String>) -> Option<Baseline> {
    let path = held.value.as_ref()?;
    let text = std::fs::read_to_string(path).ok()?;
    match Baseline::read("baseline", &text) {
        Ok(baseline) => Some(baseline),
        Err(error) => {
            problems.push(format!("baseline '{}' is of no use: {error}", path.display()));
            None
        }
    }
}
