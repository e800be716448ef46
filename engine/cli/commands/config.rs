//! `tamis config`: what holds, and why.

use std::fmt::{Display, Write as _};
use std::path::PathBuf;

use miette::{IntoDiagnostic as _, Report, WrapErr as _};
use tamis_scan::{ConfigFile, Configs, Date, Exception, Policy, Setting};

use super::print;
use crate::args::{Choice, Config, Files, Gate, Known, Output};
use crate::settings::{Flags, Held, Settings, configs, place};

pub(crate) fn run(args: &Config) -> Result<u8, Report> {
    let cwd = std::env::current_dir().into_diagnostic().wrap_err("working directory")?;
    let roots: Vec<PathBuf> = args.path.iter().map(|path| cwd.join(path)).collect();
    let place = place(&cwd, if roots.is_empty() { std::slice::from_ref(&cwd) } else { &roots });
    let mut configs = configs(&args.project, &place)?;
    let settings = settings(&configs, &place)?;
    let mut text = String::new();
    let path = args.path.as_ref().map(|path| {
        let path = cwd.join(path);
        tamis_scan::relative(
            path.strip_prefix(&place.base).unwrap_or(&path),
            std::path::Path::new(""),
        )
    });
    if let Some(path) = &path {
        configs.load_for(path).map_err(Report::new)?;
    }
    let _ = writeln!(text, "root         {}", place.base.display());
    files(&mut text, &configs);
    values(&mut text, &settings);
    let shown = match &path {
        Some(path) => configs.for_path(path),
        None => configs.of_run(),
    };
    let today = Date::today();
    for file in shown {
        let local = path.as_ref().map(|path| file.local(path));
        for setting in &file.settings {
            if local.is_none_or(|path| setting.paths.is_empty() || setting.paths.matches(path)) {
                setting_line(&mut text, file, setting);
            }
        }
        for exception in &file.exceptions {
            if local.is_none_or(|path| exception.paths.is_empty() || exception.paths.matches(path))
            {
                exception_line(&mut text, file, exception, today);
            }
        }
    }
    print(&text)
}

/// Without any flag: environment, files and defaults.
fn settings(configs: &Configs, place: &crate::settings::Place) -> Result<Settings, Report> {
    let env = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let words = |name: &str| -> Vec<String> {
        env(name).map(|text| text.split(',').map(str::to_owned).collect()).unwrap_or_default()
    };
    let choice = Choice { config: words("TAMIS_RULES"), exclude_rule: Vec::new() };
    let known = Known { baseline: env("TAMIS_BASELINE").map(PathBuf::from), ..Known::default() };
    let gate = Gate { fail_on: env("TAMIS_FAIL_ON").into_iter().collect(), exit_zero: false };
    let output = Output {
        severity: env("TAMIS_SEVERITY"),
        confidence: env("TAMIS_CONFIDENCE"),
        ..Output::default()
    };
    let flags = Flags {
        choice: &choice,
        files: &Files::default(),
        known: &known,
        gate: &gate,
        output: &output,
        jobs: env("TAMIS_JOBS").and_then(|text| text.parse().ok()),
    };
    Settings::new(flags, configs, place)
}

fn files(text: &mut String, configs: &Configs) {
    let names: Vec<&str> = configs.all().iter().map(|file| file.name.as_str()).collect();
    let names = if names.is_empty() {
        "none ('tamis init' writes one)".to_owned()
    } else {
        names.join(", ")
    };
    let _ = writeln!(text, "files        {names}");
}

fn values(text: &mut String, settings: &Settings) {
    let none = |list: &[String]| if list.is_empty() { "-".to_owned() } else { list.join(", ") };
    line(text, "rules", none(&settings.rules.value), &settings.rules);
    line(text, "include", none(&settings.include.value), &settings.include);
    line(text, "exclude", none(&settings.exclude.value), &settings.exclude);
    let size = settings.max_file_size.value.map_or("-".to_owned(), |size| size.to_string());
    line(text, "max size", size, &settings.max_file_size);
    line(text, "jobs", settings.jobs.value, &settings.jobs);
    line(text, "severity", settings.severity.value.name(), &settings.severity);
    line(text, "confidence", settings.confidence.value.name(), &settings.confidence);
    line(text, "output", none(&settings.outputs.value), &settings.outputs);
    let policies: Vec<String> = settings.policies.value.iter().map(policy).collect();
    line(text, "fail on", none(&policies), &settings.policies);
    let baseline = settings.baseline.value.as_ref().map(|path| path.display().to_string());
    line(text, "baseline", baseline.unwrap_or("-".to_owned()), &settings.baseline);
    let key = settings.secrets_key.value.as_ref().map_or("-", |_| "***");
    line(text, "secrets key", key, &settings.secrets_key);
}

fn policy(policy: &Policy) -> String {
    let conditions = policy.describe();
    let named = if policy.name == conditions {
        conditions
    } else {
        format!("{} ({conditions})", policy.name)
    };
    if policy.max > 0 { format!("{named}, {} may pass", policy.max) } else { named }
}

fn line<T>(text: &mut String, label: &str, value: impl Display, held: &Held<T>) {
    let _ = writeln!(text, "{label:<12} {value}  [{}]", held.origin);
}

fn setting_line(text: &mut String, file: &ConfigFile, setting: &Setting) {
    let what = match (setting.enabled, setting.severity) {
        (Some(false), _) => "off".to_owned(),
        (_, Some(severity)) => format!("severity {}", severity.name()),
        (Some(true), None) => "on".to_owned(),
        (None, None) => "-".to_owned(),
    };
    let reason = setting.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
    let place = format!("{}:{}", file.name, file.line(setting.span));
    let _ = writeln!(text, "rule         {} {what}{reason}  [{place}]", setting.written.join(", "));
}

fn exception_line(text: &mut String, file: &ConfigFile, exception: &Exception, today: Date) {
    let what = match (&exception.written[..], &exception.fingerprint) {
        ([], Some(fingerprint)) => fingerprint.clone(),
        ([], None) => "any rule".to_owned(),
        (ids, _) => ids.join(", "),
    };
    let owner = exception.owner.as_ref().map(|owner| format!(" ({owner})")).unwrap_or_default();
    let until = match exception.until {
        Some(day) if exception.is_expired(today) => format!(", ended on {day}"),
        Some(day) => format!(", until {day}"),
        None => String::new(),
    };
    let place = format!("{}:{}", file.name, file.line(exception.span));
    let _ = writeln!(text, "exception    {what}: {}{owner}{until}  [{place}]", exception.reason);
}
