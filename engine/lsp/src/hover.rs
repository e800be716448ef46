//! What a finding is about, for a reader who points at it.

use std::fmt::Write as _;

use serde_json::{Value, json};
use tamis_finding::{Finding, RuleInfo};

use crate::to_proto::{Converter, cwe_link, link};

/// The hover text for findings at one place.
pub(crate) fn hover(
    findings: &[(&Finding, Option<&RuleInfo>)],
    converter: &mut Converter<'_>,
) -> Option<Value> {
    let first = findings.first()?;
    let mut text = String::new();
    for (at, (finding, rule)) in findings.iter().enumerate() {
        if at > 0 {
            text.push_str("\n\n---\n\n");
        }
        text.push_str(&explain(finding, *rule, converter));
    }
    let range = converter.location(&first.0.location).map(|place| place.range);
    Some(json!({ "contents": { "kind": "markdown", "value": text }, "range": range }))
}

/// Everything there is to say of a finding, in Markdown.
pub(crate) fn explain(
    finding: &Finding,
    rule: Option<&RuleInfo>,
    converter: &mut Converter<'_>,
) -> String {
    let mut text = format!(
        "**{}** · {} · {} confidence\n\n{}\n",
        plain(&finding.rule),
        finding.severity.name(),
        finding.confidence.name(),
        plain(&finding.message)
    );
    trace(finding, converter, &mut text);
    if let Some(help) = rule.and_then(|rule| rule.help.as_ref()) {
        let _ = write!(text, "\n{}\n", help.trim());
    }
    if let Some(fix) = &finding.fix
        && let Some(source) = converter.text(&finding.location.path)
    {
        let old = fix.span.of(&source.text);
        let _ = write!(text, "\nFix:\n{}", fenced("diff", &diff(old, &fix.replacement)));
    }
    if let Some(rule) = rule {
        about(rule, &mut text);
    }
    text
}

fn trace(finding: &Finding, converter: &mut Converter<'_>, text: &mut String) {
    let steps = finding.trace.as_ref().map_or(&[][..], |trace| &trace.steps);
    if steps.is_empty() {
        return;
    }
    text.push_str("\nHow the data gets here:\n");
    for (at, step) in steps.iter().enumerate() {
        let line = step.location.start.line;
        let name = step.location.path.rsplit('/').next().unwrap_or_default();
        let place = match converter.location(&step.location) {
            Some(place) => format!("[{}:{line}]({}#L{line})", plain(name), place.uri),
            None => format!("{}:{line}", plain(name)),
        };
        let _ = writeln!(text, "{}. {place} {}", at + 1, plain(&step.note));
    }
}

fn about(rule: &RuleInfo, text: &mut String) {
    let mut links: Vec<String> = Vec::new();
    for (at, number) in rule.cwe.iter().enumerate() {
        let title = rule.cwe_titles.get(at).map_or("", String::as_str);
        let label = format!("CWE-{number} {}", plain(title));
        links.push(format!("[{}]({})", label.trim(), cwe_link(*number)));
    }
    links.extend(rule.owasp.iter().map(|name| format!("OWASP {}", plain(name))));
    if let Some(own) = link(rule).filter(|own| !own.starts_with("https://cwe.mitre.org")) {
        links.push(format!("[more]({own})"));
    }
    if !links.is_empty() {
        let _ = write!(text, "\n{}\n", links.join(" · "));
    }
}

fn diff(old: &str, new: &str) -> String {
    let lines = |sign: char, text: &str| -> String {
        text.lines().map(|line| format!("{sign}{line}\n")).collect()
    };
    format!("{}{}", lines('-', old), lines('+', new))
}

/// Text between fences longer than any in it.
fn fenced(language: &str, text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{language}\n{text}{fence}\n")
}

/// Text that Markdown shows as it stands: code may hold links, pictures and markup.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '!' | '&')
        {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_of_the_scanned_file_is_not_taken_for_markup() {
        assert_eq!(plain("[x](command:evil) <b>"), "\\[x\\](command:evil) \\<b\\>");
        assert_eq!(fenced("diff", "-a ```\n"), "````diff\n-a ```\n````\n");
        assert_eq!(diff("a\nb", "c"), "-a\n-b\n+c\n");
    }
}
