//! `tamis explain`.

use std::fmt::Write as _;

use miette::{Report, miette};
use tamis_scan::{Input, Progress, ScanOptions, WalkOptions};

use super::print;
use crate::args::Explain;
use crate::select::select;

pub(crate) fn run(args: &Explain) -> Result<u8, Report> {
    let mut selection = select(&args.choice)?;
    if selection.rules.find(&args.rule).is_none() && args.choice.config.is_empty() {
        let all =
            crate::args::Choice { config: vec!["audit".to_owned()], exclude_rule: Vec::new() };
        selection = select(&all)?;
    }
    let Some(entry) = selection.rules.find(&args.rule) else {
        return Err(miette!(
            help = "'tamis rules --config audit' lists all",
            "there is no rule '{}'",
            args.rule
        ));
    };
    let (info, id) = (entry.info(), entry.id.clone());
    let mut text = format!("{id}\n\n{}\n\n", info.message);
    let _ = writeln!(
        text,
        "severity    {}\nconfidence  {}",
        info.severity.name(),
        info.confidence.name()
    );
    let languages: Vec<&str> = entry.languages.iter().map(|language| language.id.0).collect();
    let _ = writeln!(text, "languages   {}", languages.join(", "));
    for (number, title) in info.cwe.iter().zip(&info.cwe_titles) {
        let _ = writeln!(text, "weakness    CWE-{number} {title}");
    }
    for (label, list) in
        [("owasp", &info.owasp), ("same as", &info.equivalents), ("reference", &info.references)]
    {
        for item in list {
            let _ = writeln!(text, "{label:<11} {item}");
        }
    }
    if let Some(help) = &info.help {
        let _ = write!(text, "\n{}\n", help.trim());
    }
    if let Some(file) = &args.file {
        selection.rules.retain(|entry| entry.id == id);
        let base = std::env::current_dir().unwrap_or_default();
        let roots = vec![file.clone()];
        let input = Input::Paths(WalkOptions { roots, base, ..WalkOptions::default() });
        let report = tamis_scan::scan(
            &selection.rules,
            &input,
            &ScanOptions::default(),
            &Progress::default(),
        )
        .map_err(|error| miette!("{error}"))?;
        let _ = writeln!(text, "\n{} findings in {}", report.findings.len(), file.display());
        for finding in &report.findings {
            let _ = writeln!(text, "  line {}: {}", finding.location.start.line, finding.message);
            for binding in &finding.bindings {
                let _ = writeln!(text, "    {} = {}", binding.metavariable, binding.text);
            }
        }
    }
    print(&text)
}
