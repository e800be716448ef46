//! `tamis explain`: what a rule is about; and for a file or a line of it, why the rule reports something there or does not.

mod clauses;
mod flow;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use miette::{IntoDiagnostic as _, Report, WrapErr as _, miette};
use serde_json::{Value, json};
use tamis_scan::{
    Input, Progress, RuleEntry, RuleSet, ScanOptions, WalkOptions, explain_clauses, explain_flow,
    relative,
};
use tamis_syntax::{LineIndex, Span};

use super::print;
use crate::args::Explain;
use crate::select::select;

/// A file with its lines.
pub(super) struct Text {
    path: String,
    text: String,
    lines: LineIndex,
}

impl Text {
    fn new(path: String, text: String) -> Self {
        let lines = LineIndex::new(&text);
        Text { path, text, lines }
    }

    /// `12:5`.
    fn place(&self, span: Span) -> String {
        let at = self.lines.position(&self.text, span.start);
        format!("{}:{}", at.line, at.column)
    }

    /// The text of a range on one line, cut where it is long.
    fn code(&self, span: Span) -> String {
        let code = self.text.get(span.start as usize..span.end as usize).unwrap_or("");
        let line: String = code.split_whitespace().collect::<Vec<_>>().join(" ");
        match line.char_indices().nth(70) {
            Some((end, _)) => format!("{}…", &line[..end]),
            None => line,
        }
    }

    fn json(&self, span: Span) -> Value {
        let place = |at: u32| {
            let position = self.lines.position(&self.text, at);
            json!({"line": position.line, "column": position.column, "byte": at})
        };
        json!({"start": place(span.start), "end": place(span.end), "code": self.code(span)})
    }
}

pub(crate) fn run(args: &Explain) -> Result<u8, Report> {
    let rules = rules(args)?;
    let Some(entry) = rules.entries().first() else {
        return Err(miette!("rule '{}' is for no language that is there", args.rule));
    };
    let Some(target) = &args.file else {
        return match args.json {
            true => print(&format!("{:#}\n", about_json(entry))),
            false => print(&about(entry)),
        };
    };
    let (path, line) = target_place(target);
    let text = text(&path)?;
    let span = match line {
        Some(line) => line_span(&text.text, line)
            .ok_or_else(|| miette!("'{}' has no line {line}", path.display()))?,
        None => Span::new(0, text.text.len() as u32),
    };
    let rule_text = entry
        .rule()
        .map(|rule| Text::new(rule.origin.file.to_string(), rule.origin.text.to_string()));
    let rule_text = rule_text.unwrap_or_else(|| Text::new(String::new(), String::new()));
    let mut clauses = explain_clauses(entry, &text.path, &text.text, span).map_err(|problems| {
        let said = problems.iter().map(|problem| problem.message.as_str()).collect::<Vec<_>>();
        miette!(
            help = "'tamis validate' says where",
            "the rule does not compile: {}",
            said.join("; ")
        )
    })?;
    let files = files(&text, &args.with)?;
    let flow = explain_flow(&rules, &files);
    if flow.is_some() && line.is_none() {
        // Each place a pattern matches is listed below.
        clauses.clear();
    }
    let report = findings(&rules, &path)?;
    let here: Vec<_> = report
        .findings
        .iter()
        .filter(|found| {
            line.is_none_or(|line| {
                (found.location.start.line..=found.location.end.line).contains(&line)
            })
        })
        .collect();
    if args.json {
        let found: Vec<Value> = here
            .iter()
            .map(|found| {
                json!({"place": text.json(found.location.span), "message": found.message,
                    "suppressed": found.suppression.is_some()})
            })
            .collect();
        let mut all = json!({
            "version": 1,
            "rule": entry.id,
            "path": text.path,
            "findings": found,
            "formulas": clauses.iter().map(|it| clauses::json(it, &text, &rule_text)).collect::<Vec<_>>(),
        });
        if let Some(line) = line {
            all["line"] = json!(line);
        }
        if let Some(flow) = &flow {
            all["flow"] = flow::json(flow, &texts(&files));
        }
        return print(&format!("{all:#}\n"));
    }
    let mut out = String::new();
    let place = line.map_or_else(|| text.path.clone(), |line| format!("{}:{line}", text.path));
    let _ = writeln!(out, "{} on {place}: {} findings", entry.id, here.len());
    for found in &here {
        let accepted = if found.suppression.is_some() { " (accepted by a comment)" } else { "" };
        let _ = writeln!(out, "  line {}: {}{accepted}", found.location.start.line, found.message);
        for binding in &found.bindings {
            let _ = writeln!(out, "    {} = {}", binding.metavariable, one_line(&binding.text));
        }
    }
    if !entry.wants(&text.path) {
        let _ = writeln!(out, "  the rule's 'paths' do not want this file: a scan leaves it out");
    }
    if clauses.is_empty() && flow.is_none() {
        out.push_str("  no clauses to show: the rule is for files of other languages, or asks resources or secrets\n");
    }
    for formula in &clauses {
        clauses::show(formula, &text, &rule_text, &mut out);
    }
    if let Some(flow) = &flow {
        flow::show(flow, &texts(&files), line, &mut out);
    }
    print(&out)
}

fn one_line(text: &str) -> String {
    Text::new(String::new(), text.to_owned()).code(Span::new(0, text.len() as u32))
}

/// The rule alone, from the choice made or from all that are packed.
fn rules(args: &Explain) -> Result<RuleSet, Report> {
    let mut selection = select(&args.choice)?;
    if selection.rules.find(&args.rule).is_none() && args.choice.config.is_empty() {
        let all =
            crate::args::Choice { config: vec!["audit".to_owned()], exclude_rule: Vec::new() };
        selection = select(&all)?;
    }
    let found = selection.rules.find(&args.rule).or_else(|| selection.rules.named(&args.rule));
    let Some(id) = found.map(|entry| entry.id.clone()) else {
        return Err(miette!(
            help = "'tamis rules --config audit' lists all",
            "there is no rule '{}'",
            args.rule
        ));
    };
    selection.rules.retain(|entry| entry.id == id);
    Ok(selection.rules)
}

/// `FILE`, or `FILE:LINE` where there is no file of the whole name.
fn target_place(target: &str) -> (PathBuf, Option<u32>) {
    let whole = Path::new(target);
    let split = target.rsplit_once(':').filter(|_| !whole.exists());
    let split = split.and_then(|(path, line)| Some((path, line.parse().ok()?)));
    match split {
        Some((path, line)) => (PathBuf::from(path), Some(line)),
        None => (whole.to_owned(), None),
    }
}

fn text(path: &Path) -> Result<Text, Report> {
    let shown = path.display().to_string();
    let bytes = fs::read(path).into_diagnostic().wrap_err_with(|| format!("'{shown}'"))?;
    Ok(Text::new(relative(path, Path::new("")), String::from_utf8_lossy(&bytes).into_owned()))
}

/// The bytes of a line, 1-based, without its end.
fn line_span(text: &str, line: u32) -> Option<Span> {
    let mut start = 0;
    let mut lines = text.split('\n');
    for _ in 1..line {
        start += lines.next()?.len() as u32 + 1;
    }
    let line = lines.next()?;
    Some(Span::new(start, start + line.len() as u32))
}

/// The file and those of `--with`, sorted.
fn files(text: &Text, with: &[PathBuf]) -> Result<Vec<(String, String)>, Report> {
    let mut files = vec![(text.path.clone(), text.text.clone())];
    if !with.is_empty() {
        let walked =
            tamis_scan::walk(&WalkOptions { roots: with.to_vec(), ..WalkOptions::default() })
                .map_err(|error| miette!("{error}"))?;
        for file in walked.files {
            let bytes = fs::read(&file.path).unwrap_or_default();
            if let tamis_scan::Decoded::Text { text, .. } = tamis_scan::decode(bytes) {
                files.push((file.rel, text));
            }
        }
    }
    files.sort();
    files.dedup_by(|a, b| a.0 == b.0);
    Ok(files)
}

fn texts(files: &[(String, String)]) -> Vec<Text> {
    files.iter().map(|(path, text)| Text::new(path.clone(), text.clone())).collect()
}

fn findings(rules: &RuleSet, path: &Path) -> Result<tamis_finding::ScanReport, Report> {
    let input =
        Input::Paths(WalkOptions { roots: vec![path.to_owned()], ..WalkOptions::default() });
    tamis_scan::scan(rules, &input, &ScanOptions::default(), &Progress::default())
        .map_err(|error| miette!("{error}"))
}

fn about(entry: &RuleEntry) -> String {
    let info = entry.info();
    let mut text = format!("{}\n\n{}\n\n", entry.id, info.message);
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
    text
}

fn about_json(entry: &RuleEntry) -> Value {
    let info = entry.info();
    let languages: Vec<&str> = entry.languages.iter().map(|language| language.id.0).collect();
    let cwe: Vec<String> = info.cwe.iter().map(|number| format!("CWE-{number}")).collect();
    json!({
        "version": 1,
        "rule": entry.id,
        "message": info.message,
        "severity": info.severity.name(),
        "confidence": info.confidence.name(),
        "languages": languages,
        "cwe": cwe,
        "owasp": info.owasp,
        "equivalents": info.equivalents,
        "references": info.references,
        "help": info.help.unwrap_or_default(),
    })
}
