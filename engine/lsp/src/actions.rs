//! What can be done about a finding: fix it, fix its like, accept it.

use gen_lsp_types::{Range, TextEdit};
use serde_json::{Value, json};
use tamis_finding::{Finding, Fix};
use tamis_lang::{by_file_name, by_shebang, parse};
use tamis_scan::Suppressions;
use tamis_syntax::Span;

use crate::positions::Encoding;
use crate::to_proto::Text;

/// A document that actions are about.
pub(crate) struct Subject<'a> {
    pub(crate) uri: &'a str,
    /// Relative path, which tells the language.
    pub(crate) path: &'a str,
    pub(crate) version: i32,
    pub(crate) text: &'a Text,
    pub(crate) encoding: Encoding,
    /// Its findings.
    pub(crate) findings: &'a [Finding],
    /// Whether a baseline is configured.
    pub(crate) has_baseline: bool,
}

/// Commands of the server.
pub(crate) const ADD_TO_BASELINE: &str = "tamis.addToBaseline";
/// Shows all there is to say of a finding.
pub(crate) const EXPLAIN: &str = "tamis.explain";
/// Scans everything.
pub(crate) const SCAN_WORKSPACE: &str = "tamis.scanWorkspace";
/// Fixes of all findings of a document, on request.
pub(crate) const FIX_ALL: &str = "source.fixAll.tamis";

/// Ways to write a comment; the first that a language takes for one is used.
const COMMENTS: [(&str, &str); 6] =
    [("#", ""), ("//", ""), ("<!--", " -->"), ("{/*", " */}"), ("/*", " */"), ("--", "")];

/// Actions for the findings `chosen` (with the diagnostics the client sent for them).
pub(crate) fn actions(
    subject: &Subject<'_>,
    chosen: &[(&Finding, Value)],
    only: &[String],
) -> Vec<Value> {
    let wants = |kind: &str| {
        only.is_empty()
            || only.iter().any(|wanted| kind == wanted || kind.starts_with(&format!("{wanted}.")))
    };
    let mut all = Vec::new();
    if wants("quickfix") {
        for (finding, diagnostic) in chosen {
            quick_fixes(subject, finding, diagnostic, &mut all);
        }
    }
    if only.iter().any(|wanted| wants_fix_all(wanted)) {
        let safe: Vec<&Fix> =
            subject.findings.iter().filter_map(|it| it.fix.as_ref()).filter(|it| it.safe).collect();
        if let Some(edit) = subject.fixes(&safe) {
            all.push(
                json!({ "title": "Fix all that tamis calls safe", "kind": FIX_ALL, "edit": edit }),
            );
        }
    }
    all
}

fn wants_fix_all(wanted: &str) -> bool {
    FIX_ALL == wanted || FIX_ALL.starts_with(&format!("{wanted}."))
}

fn quick_fixes(subject: &Subject<'_>, finding: &Finding, diagnostic: &Value, all: &mut Vec<Value>) {
    let short = finding.rule.rsplit('.').next().unwrap_or(&finding.rule);
    let list = |diagnostic: &Value| {
        if diagnostic.is_null() { json!([]) } else { json!([diagnostic]) }
    };
    if let Some(fix) = &finding.fix
        && let Some(edit) = subject.fixes(&[fix])
    {
        all.push(json!({
            "title": format!("Fix: {}", summary(&fix.replacement)),
            "kind": "quickfix",
            "diagnostics": list(diagnostic),
            "isPreferred": fix.safe,
            "edit": edit,
        }));
        let of_rule: Vec<&Fix> = subject
            .findings
            .iter()
            .filter(|other| other.rule == finding.rule)
            .filter_map(|other| other.fix.as_ref())
            .collect();
        if of_rule.len() > 1
            && let Some(edit) = subject.fixes(&of_rule)
        {
            all.push(json!({
                "title": format!("Fix all {} of '{short}' in this file", of_rule.len()),
                "kind": "quickfix",
                "diagnostics": list(diagnostic),
                "edit": edit,
            }));
        }
    }
    if let Some(edit) = subject.ignore(finding) {
        all.push(json!({
            "title": format!("Accept '{short}' here with a comment"),
            "kind": "quickfix",
            "diagnostics": list(diagnostic),
            "edit": subject.edit(&[edit]),
        }));
    }
    let fingerprint = finding.fingerprint.to_string();
    let arguments = json!([{ "uri": subject.uri, "fingerprint": fingerprint }]);
    let command = |title: String, command: &str| {
        json!({
            "title": title,
            "kind": "quickfix",
            "diagnostics": list(diagnostic),
            "command": { "title": title, "command": command, "arguments": arguments },
        })
    };
    if subject.has_baseline {
        all.push(command(format!("Add '{short}' to the baseline"), ADD_TO_BASELINE));
    }
    all.push(command(format!("Explain '{short}'"), EXPLAIN));
}

/// One line of a replacement, for a title.
fn summary(replacement: &str) -> String {
    let line = replacement.lines().map(str::trim).find(|line| !line.is_empty());
    match line {
        None => "remove it".to_owned(),
        Some(line) => {
            let cut: String = line.chars().take(60).collect();
            let more = cut.len() < line.len() || replacement.trim().lines().count() > 1;
            format!("{cut}{}", if more { "…" } else { "" })
        }
    }
}

impl Subject<'_> {
    fn range(&self, span: Span) -> Range {
        self.text.lines.range(&self.text.text, span, self.encoding)
    }

    fn edit(&self, edits: &[(Span, String)]) -> Value {
        let edits: Vec<TextEdit> = edits
            .iter()
            .map(|(span, text)| TextEdit { range: self.range(*span), new_text: text.clone() })
            .collect();
        json!({
            "documentChanges": [{
                "textDocument": { "uri": self.uri, "version": self.version },
                "edits": edits,
            }]
        })
    }

    /// Fixes that do not overlap, as one edit; `None` where nothing is left or the text would not parse any more.
    fn fixes(&self, fixes: &[&Fix]) -> Option<Value> {
        let text = &*self.text.text;
        let mut edits: Vec<(Span, String)> = fixes
            .iter()
            .filter(|fix| text.get(fix.span.range()).is_some())
            .map(|fix| tamis_scan::fit_fix(text, fix.span, &fix.replacement))
            .collect();
        edits.sort();
        edits.dedup();
        let mut end = 0;
        edits.retain(|(span, _)| {
            let fits = span.start >= end;
            end = if fits { span.end } else { end };
            fits
        });
        let errors = |text: &str| self.parsed(text).map_or(0, |tree| tree.errors().len());
        if edits.is_empty() || errors(&put(text, &edits)) > errors(text) {
            return None;
        }
        Some(self.edit(&edits))
    }

    fn parsed(&self, text: &str) -> Option<tamis_syntax::Tree> {
        let language = by_file_name(self.path).or_else(|| by_shebang(text))?;
        Some(parse(language.syntax.as_ref()?, text))
    }

    /// The comment that accepts a finding: above it or at the end of its line, in a form that the text's language
    /// takes for a comment. `None` where none does (JSON).
    fn ignore(&self, finding: &Finding) -> Option<(Span, String)> {
        let text = &*self.text.text;
        let line = self.text.lines.line(finding.location.span.start);
        let start = self.text.lines.start(text, line);
        let code = self.text.lines.text(text, line);
        let indent: String = code.chars().take_while(|c| c.is_whitespace()).collect();
        let end = start + code.len();
        let newline = if text[end..].starts_with("\r\n") { "\r\n" } else { "\n" };
        let words = format!("tamis: ignore[{}] reason", finding.rule);
        let (above, behind) =
            (Span::new(start as u32, start as u32), Span::new(end as u32, end as u32));
        for (open, close) in COMMENTS {
            let comment = format!("{open} {words}{close}");
            for (span, inserted) in
                [(above, format!("{indent}{comment}{newline}")), (behind, format!("  {comment}"))]
            {
                if self.accepts(finding, span, &inserted) {
                    return Some((span, inserted));
                }
            }
        }
        None
    }

    /// Whether the text with `inserted` parses no worse, and accepts the finding.
    fn accepts(&self, finding: &Finding, at: Span, inserted: &str) -> bool {
        let text = &*self.text.text;
        let changed = put(text, &[(at, inserted.to_owned())]);
        let tree = self.parsed(&changed);
        let was = self.parsed(text).map_or(0, |tree| tree.errors().len());
        if tree.as_ref().is_some_and(|tree| tree.errors().len() > was) {
            return false;
        }
        let comments = tree.as_ref().map(tamis_syntax::Tree::comments);
        let lines = if inserted.ends_with('\n') { 1 } else { 0 };
        let place = &finding.location;
        Suppressions::read(&changed, comments)
            .find(&finding.rule, &[], place.start.line + lines, place.end.line + lines)
            .is_some()
    }
}

/// `text` with `edits`, which are in order and apart.
fn put(text: &str, edits: &[(Span, String)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (span, replacement) in edits {
        out.push_str(&text[from..span.start as usize]);
        out.push_str(replacement);
        from = span.end as usize;
    }
    out.push_str(&text[from..]);
    out
}
