//! `tamis validate`: rule files, checked without a scan.

use std::fs;

use miette::{LabeledSpan, MietteDiagnostic, NamedSource, Report, Severity, miette};
use serde_json::{Value, json};
use tamis_scan::{Complaint, RuleCheck, check_rules};
use tamis_syntax::{LineIndex, Span};

use super::print;
use crate::args::Validate;
use crate::packs;
use crate::select::rule_and_policy_files;

pub(crate) fn run(args: &Validate) -> Result<u8, Report> {
    let files = read(args)?;
    let mut check = check_rules(&files, packs::models());
    if args.quiet && !args.strict {
        check.complaints.retain(|complaint| complaint.is_error);
    }
    let errors = check.complaints.iter().filter(|it| it.is_error || args.strict).count();
    let warnings = check.complaints.len() - errors;
    if args.json {
        let text = to_json(&check, &files, args.strict);
        print(&format!("{text:#}\n"))?;
    } else {
        let mut out = String::new();
        for complaint in &check.complaints {
            let (name, text) = &files[complaint.file];
            out.push_str(&format!("{:?}", diagnostic(complaint, name, text, args.strict)));
        }
        if !args.quiet {
            let RuleCheck { rules, models, .. } = check;
            let models = if models > 0 { format!(", {models} models") } else { String::new() };
            out.push_str(&format!(
                "{rules} rules{models} in {} files: {errors} errors, {warnings} warnings\n",
                files.len()
            ));
        }
        print(&out)?;
    }
    Ok(if errors > 0 { 2 } else { 0 })
}

/// The files by their names, as shown.
fn read(args: &Validate) -> Result<Vec<(String, String)>, Report> {
    let mut files = Vec::new();
    for path in &args.paths {
        if !path.exists() {
            return Err(miette!("'{}' is not there", path.display()));
        }
        for file in rule_and_policy_files(path) {
            let name = file.display().to_string().replace('\\', "/");
            let bytes = fs::read(&file).map_err(|error| miette!("'{name}': {error}"))?;
            let text = String::from_utf8(bytes).map_err(|error| {
                let at = error.utf8_error().valid_up_to();
                miette!(help = "rule files are UTF-8", "'{name}' is no text: byte {at} is wrong")
            })?;
            files.push((name, text));
        }
    }
    files.dedup();
    if files.is_empty() {
        let help = "a rule file is YAML with the top key 'rules:' or 'models:'";
        return Err(miette!(help = help, "no rule files found"));
    }
    Ok(files)
}

fn diagnostic(complaint: &Complaint, name: &str, text: &str, strict: bool) -> Report {
    let mut diagnostic = MietteDiagnostic::new(complaint.message.clone())
        .with_code(complaint.code.clone())
        .with_severity(if complaint.is_error || strict {
            Severity::Error
        } else {
            Severity::Warning
        });
    if let Some(help) = &complaint.help {
        diagnostic = diagnostic.with_help(help.clone());
    }
    let label = |span: Span, words: &str, primary: bool| {
        let words = (!words.is_empty()).then(|| words.to_owned());
        let range = span.range();
        match primary {
            true => LabeledSpan::new_primary_with_span(words, range),
            false => LabeledSpan::new_with_span(words, range),
        }
    };
    let main = complaint.span.map(|span| label(span, &complaint.label, true));
    let also = complaint.also.iter().map(|(span, words)| label(*span, words, false));
    diagnostic = diagnostic.with_labels(main.into_iter().chain(also));
    let (name, text) = match &complaint.text {
        Some(text) => (format!("{name} (turned into a rule)"), text.to_string()),
        None => (name.to_owned(), text.to_owned()),
    };
    Report::new(diagnostic).with_source_code(NamedSource::new(name, text).with_language("YAML"))
}

fn to_json(check: &RuleCheck, files: &[(String, String)], strict: bool) -> Value {
    let problems: Vec<Value> = check
        .complaints
        .iter()
        .map(|complaint| {
            let (name, text) = &files[complaint.file];
            let severity = if complaint.is_error || strict { "error" } else { "warning" };
            let mut problem = json!({
                "code": complaint.code,
                "severity": severity,
                "message": complaint.message,
                "file": name,
            });
            if let Some(rule) = &complaint.rule {
                problem["rule"] = json!(rule);
            }
            if let Some(help) = &complaint.help {
                problem["help"] = json!(help);
            }
            if let Some(span) = complaint.span.filter(|_| complaint.text.is_none()) {
                let lines = LineIndex::new(text);
                for (key, at) in [("start", span.start), ("end", span.end)] {
                    let place = lines.position(text, at);
                    problem[key] = json!({"line": place.line, "column": place.column, "byte": at});
                }
            }
            problem
        })
        .collect();
    json!({
        "version": 1,
        "files": files.len(),
        "rules": check.rules,
        "models": check.models,
        "problems": problems,
    })
}
