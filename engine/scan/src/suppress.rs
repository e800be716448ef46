//! Comments that accept findings: ours, Semgrep's and those of peers whose checks our rules stand for.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use tamis_finding::Suppression;
use tamis_syntax::{LineIndex, Span};

/// A word that marks such a comment, and what it means.
struct Form {
    /// Lower case.
    marker: &'static str,
    /// Whose ids stand behind it; empty for our own.
    tool: &'static str,
    reach: Reach,
    ids: Ids,
}

/// Lines a comment speaks of.
#[derive(Clone, Copy, PartialEq)]
enum Reach {
    /// Its own line, and the next if it stands alone.
    Line,
    /// The next line.
    Next,
    /// Any finding whose lines hold it, and the next line.
    Block,
}

/// Where ids stand.
#[derive(Clone, Copy, PartialEq)]
enum Ids {
    /// `[a, b] reason`; all rules without.
    Brackets,
    /// `: a, b`; all rules (of the tool) without.
    List,
    /// One id before `:`, a blank or the end.
    One,
    /// None: rules whose id starts with `secrets.`.
    Secrets,
}

const FORMS: &[Form] = &[
    Form { marker: "tamis: ignore", tool: "", reach: Reach::Line, ids: Ids::Brackets },
    Form { marker: "tamis:ignore", tool: "", reach: Reach::Line, ids: Ids::Brackets },
    Form { marker: "nosemgrep", tool: "", reach: Reach::Line, ids: Ids::List },
    Form { marker: "nosec", tool: "bandit", reach: Reach::Line, ids: Ids::List },
    Form { marker: "noqa", tool: "ruff", reach: Reach::Line, ids: Ids::List },
    Form { marker: "eslint-disable-line", tool: "eslint", reach: Reach::Line, ids: Ids::List },
    Form { marker: "eslint-disable-next-line", tool: "eslint", reach: Reach::Next, ids: Ids::List },
    Form { marker: "checkov:skip=", tool: "checkov", reach: Reach::Block, ids: Ids::One },
    Form { marker: "tfsec:ignore:", tool: "trivy", reach: Reach::Block, ids: Ids::One },
    Form { marker: "trivy:ignore:", tool: "trivy", reach: Reach::Block, ids: Ids::One },
    Form { marker: "hadolint ignore=", tool: "hadolint", reach: Reach::Next, ids: Ids::List },
    Form { marker: "gitleaks:allow", tool: "", reach: Reach::Line, ids: Ids::Secrets },
    Form { marker: "pragma: allowlist secret", tool: "", reach: Reach::Line, ids: Ids::Secrets },
];

static MARKERS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(FORMS.iter().map(|form| form.marker))
        .ok()
});

/// A comment found.
struct Comment {
    form: &'static Form,
    line: u32,
    /// Whether no code stands before it on its line.
    alone: bool,
    ids: Vec<String>,
    reason: Option<String>,
    span: Span,
}

/// The comments of one file that accept findings, in order of place.
#[derive(Default)]
pub struct Suppressions {
    comments: Vec<Comment>,
}

impl Suppressions {
    /// Reads them. `comments` are the file's comments where it was parsed; in other text a marker must stand behind a
    /// comment sign on its line. Cost: one pass over the text.
    pub fn read(text: &str, comments: Option<&[Span]>) -> Self {
        let mut found = Suppressions::default();
        let Some(markers) = MARKERS.as_ref() else { return found };
        let mut index = None;
        for hit in markers.find_iter(text) {
            let index = index.get_or_insert_with(|| LineIndex::new(text));
            let span = Span::new(hit.start() as u32, hit.end() as u32);
            let line = index.line(span.start);
            let line_start = index.line_start(line).unwrap_or(0);
            let before = Span::new(line_start, span.start).of(text);
            let sign = match comments {
                Some(comments) => comments
                    .iter()
                    .find(|comment| comment.contains(span))
                    .map(|comment| comment.start),
                None => sign(before).map(|at| line_start + at as u32),
            };
            let Some(sign) = sign else { continue };
            let alone = Span::new(line_start, sign.max(line_start)).of(text).trim().is_empty();
            let rest = text[hit.end()..].lines().next().unwrap_or("");
            let form = &FORMS[hit.pattern().as_usize()];
            // `nosecure` is no `nosec`.
            let word_goes_on = form.marker.ends_with(|c: char| c.is_alphanumeric())
                && rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
            if !word_goes_on {
                let (ids, reason) = ids(form.ids, rest);
                found.comments.push(Comment { form, line, alone, ids, reason, span });
            }
        }
        found
    }

    /// The comment that accepts a finding of `rule` on these lines (1-based), if one does. `equivalents` are the rule's
    /// ids in other tools (`bandit:B602`).
    pub fn find(
        &self,
        rule: &str,
        equivalents: &[String],
        start_line: u32,
        end_line: u32,
    ) -> Option<Suppression> {
        let comment = self.comments.iter().find(|comment| {
            comment.reaches(start_line, end_line) && comment.means(rule, equivalents)
        })?;
        Some(Suppression {
            form: comment.form.marker.trim_end_matches(['=', ':']).to_owned(),
            reason: comment.reason.clone(),
            span: comment.span,
        })
    }
}

impl std::fmt::Debug for Suppressions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list()
            .entries(self.comments.iter().map(|comment| (comment.line, &comment.ids)))
            .finish()
    }
}

impl Comment {
    fn reaches(&self, start: u32, end: u32) -> bool {
        let next = start == self.line + 1;
        match self.form.reach {
            Reach::Line => start == self.line || (self.alone && next),
            Reach::Next => next,
            Reach::Block => (start..=end).contains(&self.line) || next,
        }
    }

    fn means(&self, rule: &str, equivalents: &[String]) -> bool {
        let tool = |equivalent: &&String| {
            equivalent.split_once(':').is_some_and(|(tool, _)| tool == self.form.tool)
        };
        match (self.form.ids, self.form.tool) {
            (Ids::Secrets, _) => rule.starts_with("secrets."),
            (_, "") => {
                self.ids.is_empty() || self.ids.iter().any(|id| names(id, rule, equivalents))
            }
            (Ids::List, _) if self.ids.is_empty() => equivalents.iter().any(|known| tool(&known)),
            _ => equivalents.iter().filter(tool).any(|known| {
                let id = known.split_once(':').map_or(known.as_str(), |(_, id)| id);
                self.ids.iter().any(|given| given.eq_ignore_ascii_case(id))
            }),
        }
    }
}

/// Whether `id` is the rule's id, its last dotted parts, or one of its ids elsewhere.
fn names(id: &str, rule: &str, equivalents: &[String]) -> bool {
    let tail = |whole: &str| {
        whole == id || whole.ends_with(id) && whole[..whole.len() - id.len()].ends_with('.')
    };
    tail(rule) || id.ends_with(&format!(".{rule}")) || equivalents.iter().any(|known| known == id)
}

/// Ids and reason behind a marker.
fn ids(kind: Ids, rest: &str) -> (Vec<String>, Option<String>) {
    let clean = |text: &str| {
        let text =
            text.trim().trim_end_matches("*/").trim_end_matches("-->").trim_end_matches("#}");
        let text = text.trim().trim_start_matches(['-', ':']).trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    let split = |text: &str| {
        let ids = text.split([',', ' ']).map(str::trim).filter(|id| !id.is_empty());
        ids.map(str::to_owned).collect::<Vec<_>>()
    };
    match kind {
        Ids::Brackets => match rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((list, reason)) => (split(list), clean(reason)),
            None => (Vec::new(), clean(rest)),
        },
        Ids::Secrets => (Vec::new(), clean(rest)),
        Ids::One => {
            let end = rest.find([':', ' ', '\t']).unwrap_or(rest.len());
            (vec![rest[..end].to_owned()], clean(&rest[end..]))
        }
        Ids::List => {
            let list = rest.trim_start_matches([':', '=']).trim_start();
            // Ids go on as long as a comma, or a blank before another id, does.
            let (list, reason) =
                list.split_once(" -- ").or_else(|| list.split_once(" #")).unwrap_or((list, ""));
            let list = list.trim_end_matches("*/").trim_end_matches("-->");
            let is_id = |word: &&str| {
                word.contains(|c: char| c.is_ascii_digit() || "./-".contains(c))
                    || rest.starts_with(':')
            };
            let mut ids = Vec::new();
            for word in list.split([',', ' ']).map(str::trim).filter(|word| !word.is_empty()) {
                if !is_id(&word) {
                    break;
                }
                ids.push(word.to_owned());
            }
            (ids, clean(reason))
        }
    }
}

/// Where a comment starts in the text before a marker on its line.
fn sign(before: &str) -> Option<usize> {
    let signs = ["#", "//", "/*", "<!--", "--", ";", "{#"];
    let star =
        before.trim_start().starts_with('*').then(|| before.len() - before.trim_start().len());
    signs.iter().filter_map(|sign| before.rfind(sign)).max().or(star)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(text: &str, rule: &str, equivalents: &[&str], line: u32) -> bool {
        let equivalents: Vec<String> = equivalents.iter().map(|id| (*id).to_owned()).collect();
        Suppressions::read(text, None).find(rule, &equivalents, line, line).is_some()
    }

    #[test]
    fn own_comments_name_rules_lines_and_reasons() {
        let text =
            "a()  # tamis: ignore[python.x.y] trusted input\nb()\n# tamis:ignore\nc()\nd()\n";
        assert!(accepted(text, "python.x.y", &[], 1));
        assert!(!accepted(text, "python.x.z", &[], 1));
        assert!(!accepted(text, "python.x.y", &[], 2));
        assert!(accepted(text, "any.rule", &[], 4));
        assert!(!accepted(text, "any.rule", &[], 5));
        let found = Suppressions::read(text, None).find("python.x.y", &[], 1, 1).unwrap();
        assert_eq!(found.reason.as_deref(), Some("trusted input"));
    }

    #[test]
    fn semgrep_comments_name_the_end_of_an_id() {
        let text = "// nosemgrep: x.y, other\nf();\ng(); // nosemgrep\nh(); // NOSEMGREP\n";
        assert!(accepted(text, "javascript.x.y", &[], 2));
        assert!(!accepted(text, "javascript.xx.z", &[], 2));
        assert!(accepted(text, "a.b", &[], 3));
        assert!(accepted(text, "a.b", &[], 4));
    }

    #[test]
    fn peers_comments_go_by_equivalents() {
        let text = "a()  # nosec B602\nb()  # nosec\nc()  # noqa: S602,E501\nd()  # nosecure\n";
        assert!(accepted(text, "r", &["bandit:B602"], 1));
        assert!(!accepted(text, "r", &["bandit:B603"], 1));
        assert!(accepted(text, "r", &["bandit:B603"], 2));
        assert!(!accepted(text, "r", &["ruff:S603"], 2));
        assert!(accepted(text, "r", &["ruff:S602"], 3));
        assert!(!accepted(text, "r", &["bandit:B602"], 4));
        let block =
            "resource \"a\" \"b\" {\n  # checkov:skip=CKV_AWS_20:public on purpose\n  acl = 1\n}\n";
        let found = Suppressions::read(block, None);
        assert!(found.find("r", &["checkov:CKV_AWS_20".to_owned()], 1, 4).is_some());
        assert!(found.find("r", &["checkov:CKV_AWS_21".to_owned()], 1, 4).is_none());
    }

    #[test]
    fn text_outside_comments_accepts_nothing() {
        assert!(!accepted("x = 'nosemgrep'\n", "r", &[], 1));
        let text = "x = '# nosemgrep'\n";
        assert!(Suppressions::read(text, Some(&[])).find("r", &[], 1, 1).is_none());
        assert!(accepted("k = 'v'  # gitleaks:allow\n", "secrets.a.b", &[], 1));
        assert!(!accepted("k = 'v'  # gitleaks:allow\n", "python.a.b", &[], 1));
    }
}
