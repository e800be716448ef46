//! Comments that accept findings: ours, Semgrep's and those of the tools whose rules ours stand for.
//!
//! For: telling why a finding should not count, with the reason the comment gives.
//! Not for: baselines, ignore files, configuration. Read [`Suppressions`], then `directive` for the forms.
//!
//! Where a comment counts depends on its form:
//! - `tamis: ignore`, `nosemgrep`: the first line of the finding, or above it where the comment stands alone.
//! - `tamis: ignore-next-line`: the line above the first line of the finding, wherever on it.
//! - `tamis: ignore-file`, `ruff: noqa`, `kics-scan ignore`, `kics-scan disable=`: anywhere in the file.
//! - `tamis: ignore-start` up to `tamis: ignore-end`, `eslint-disable` up to `eslint-enable`: around the first line.
//! - `ast-grep-ignore`, `bearer:disable`, `codeql[…]`, `tflint-ignore:`: a line of the finding, or alone above one.
//! - `nosec`, `noqa`, `eslint-disable-line`, `gitleaks:allow`, `pragma: allowlist secret`: a line of the finding.
//!   A bare `noqa` or `eslint-disable-…` must be on its first or last line: those forms mostly speak of style.
//! - `eslint-disable-next-line`, `pragma: allowlist nextline secret`: the line above such a line.
//! - `kics-scan ignore-line`: a line of the finding, or alone above one.
//! - `checkov:skip`, `tfsec:ignore`, `trivy:ignore`, `hadolint ignore`, `kics-scan ignore-block`: a line of the finding or of the block around
//!   it, or above it where the comment stands alone.
//!
//! A comment that stands alone speaks of the next line that is no comment itself, so comments may be stacked.

mod directive;
mod place;

use std::cell::Cell;

use tamis_finding::Suppression;
use tamis_syntax::Span;

use self::directive::{Form, Ids, MARKERS, OURS, Owner, Reach, Scope};
use crate::date::Date;

/// The comments of one file that accept findings.
#[derive(Debug, Clone, Default)]
pub struct Suppressions {
    /// In order of place.
    comments: Vec<Comment>,
    /// Line of code a comment speaks of, and the comment's index; sorted. A comment may have two.
    covers: Vec<(u32, usize)>,
    /// First and last line of the code a comment speaks of as a whole, and the comment's index.
    ranges: Vec<(u32, u32, usize)>,
}

#[derive(Debug, Clone)]
struct Comment {
    form: Form,
    ids: Ids,
    reason: Option<String>,
    until: Option<Date>,
    span: Span,
    /// Whether its marker is the first word: only then its being without use is told.
    leads: bool,
    expired: bool,
    used: Cell<bool>,
}

/// A comment of ours that accepts nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idle {
    /// Where it stands.
    pub span: Span,
    /// The ids it lists; empty where it speaks of all rules.
    pub ids: Vec<String>,
    /// The day that has passed, where that is why.
    pub expired: Option<Date>,
}

/// What the keys of Checkov's annotations begin with; a number follows.
const ANNOTATION: &str = "checkov.io/skip";

impl Suppressions {
    /// Reads the comments of `text`. `comments` are those of its syntax tree, in any order; without a tree the marker
    /// must follow a comment starter outside quotes on its line. One pass over the text where it has no marker.
    pub fn read(text: &str, comments: Option<&[Span]>) -> Suppressions {
        let mut found = Suppressions::default();
        found.annotations(text);
        let mut hits = MARKERS.find_iter(text).peekable();
        if hits.peek().is_none() {
            return found;
        }
        for placed in place::directives(text, comments, hits) {
            let at = found.comments.len();
            found.covers.extend(placed.lines.into_iter().flatten().map(|line| (line, at)));
            let directive::Directive { form, ids, reason, until } = placed.directive;
            match form.scope() {
                Scope::Line => {}
                Scope::File => found.ranges.push((0, u32::MAX, at)),
                Scope::From(_) => found.ranges.push((placed.line, u32::MAX, at)),
                Scope::End => found.end(form, placed.line),
            }
            let (span, leads) = (placed.span, placed.leads);
            let (used, expired) = (Cell::new(false), false);
            found.comments.push(Comment { form, ids, reason, until, span, leads, expired, used });
        }
        found.covers.sort_unstable();
        found.covers.dedup();
        found
    }

    /// Annotations of manifests that Checkov reads: `checkov.io/skip1: CKV_K8S_16=reason`, for the object around.
    fn annotations(&mut self, text: &str) {
        for (start, _) in text.match_indices(ANNOTATION) {
            let begin = text[..start].rfind('\n').map_or(0, |at| at + 1);
            let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
            let quotes = ['"', '\''];
            let is_key = text[begin..start].trim_start().trim_matches(quotes).is_empty();
            let after = text[start + ANNOTATION.len()..end]
                .trim_start_matches(|c: char| c.is_ascii_digit());
            let Some(value) = after.trim_start_matches(quotes).strip_prefix(':') else { continue };
            let value = value.trim().trim_matches(quotes);
            let (id, reason) = value.split_once('=').unwrap_or((value, ""));
            if !is_key
                || id.is_empty()
                || !id.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            {
                continue;
            }
            let at = self.comments.len();
            let line = 1 + text[..begin].matches('\n').count() as u32;
            self.covers.push((line, at));
            let reason = (!reason.trim().is_empty()).then(|| reason.trim().to_owned());
            self.comments.push(Comment {
                form: Form::Checkov,
                ids: Ids::Listed(vec![id.to_owned()]),
                reason,
                until: None,
                span: Span::new(start as u32, end as u32),
                leads: true,
                expired: false,
                used: Cell::new(false),
            });
        }
    }

    /// Whether `text` may hold a comment of ours, which is told where it accepts nothing.
    pub fn may_be_idle(text: &str) -> bool {
        OURS.find(text).is_some()
    }

    /// Ends what `form` ends: the ranges that are open.
    fn end(&mut self, form: Form, line: u32) {
        for (_, last, at) in &mut self.ranges {
            let opened = self.comments[*at].form.scope() == Scope::From(form);
            if opened && *last == u32::MAX {
                *last = line;
            }
        }
    }

    /// From `today` on, comments whose last day has passed accept nothing.
    pub fn expire(&mut self, today: Date) {
        for comment in &mut self.comments {
            comment.expired = comment.until.is_some_and(|until| until < today);
        }
    }

    /// Comments of ours that accepted no finding so far, in order, and those that have expired.
    pub fn idle(&self) -> Vec<Idle> {
        let idle =
            |comment: &&Comment| comment.form.is_ours() && comment.leads && !comment.used.get();
        self.comments
            .iter()
            .filter(idle)
            .map(|comment| Idle {
                span: comment.span,
                ids: match &comment.ids {
                    Ids::All => Vec::new(),
                    Ids::Listed(ids) => ids.clone(),
                },
                expired: comment.until.filter(|_| comment.expired),
            })
            .collect()
    }

    /// The first comment that accepts a finding of `rule` (dotted id) on lines `start_line..=end_line` (from 1).
    /// `equivalents` are other tools' ids of the rule (`bandit:B602`). Linear in the comments on those lines.
    pub fn find(
        &self,
        rule: &str,
        equivalents: &[String],
        start_line: u32,
        end_line: u32,
    ) -> Option<Suppression> {
        self.find_in_block(rule, equivalents, (start_line, end_line), None)
    }

    /// As [`Suppressions::find`], with the first and last line of the block around the finding (a Terraform
    /// resource, a Kubernetes object, a Dockerfile instruction), where checkov, tfsec, trivy and hadolint comments
    /// count too.
    pub fn find_in_block(
        &self,
        rule: &str,
        equivalents: &[String],
        lines: (u32, u32),
        block: Option<(u32, u32)>,
    ) -> Option<Suppression> {
        let wide = block.map_or(lines, |block| (lines.0.min(block.0), lines.1.max(block.1)));
        let from = self.covers.partition_point(|(line, _)| *line < wide.0);
        let by_line = self.covers[from..]
            .iter()
            .take_while(|(line, _)| *line <= wide.1)
            .map(|(line, at)| (*line, &self.comments[*at]))
            .filter(|(line, comment)| comment.reaches(*line, lines))
            .map(|(_, comment)| comment);
        let by_range = self
            .ranges
            .iter()
            .filter(|(first, last, _)| (*first..=*last).contains(&lines.0))
            .map(|(_, _, at)| &self.comments[*at]);
        let mut accepting = by_line
            .chain(by_range)
            .filter(|comment| !comment.expired && comment.names(rule, equivalents));
        let first = accepting.next()?;
        // The others accept it too: none of them is without use.
        first.used.set(true);
        accepting.for_each(|comment| comment.used.set(true));
        Some(Suppression {
            form: first.form.name().to_owned(),
            reason: first.reason.clone(),
            span: Some(first.span),
            owner: None,
            until: first.until.map(|date| date.to_string()),
        })
    }
}

impl Comment {
    /// Whether what is said of `line` counts for a finding on lines `first..=last`; `line` is in its block.
    fn reaches(&self, line: u32, (first, last): (u32, u32)) -> bool {
        match self.form.reach() {
            Reach::First => line == first,
            Reach::Within => (first..=last).contains(&line),
            Reach::EndsIfBare if self.ids == Ids::All => line == first || line == last,
            Reach::EndsIfBare => (first..=last).contains(&line),
            Reach::Block => true,
        }
    }

    /// Whether the comment speaks of a rule.
    fn names(&self, rule: &str, equivalents: &[String]) -> bool {
        match (self.form.owner(), &self.ids) {
            (Owner::Any, Ids::All) => true,
            (Owner::Any, Ids::Listed(ids)) => ids.iter().any(|id| {
                is_rule(id, rule, self.form)
                    || equivalents.iter().any(|known| is_equivalent(id, known))
            }),
            (Owner::Secrets, _) => rule.starts_with("secrets."),
            (Owner::Tools(tools), ids) => {
                let theirs = |known: &&String| {
                    known.split_once(':').is_some_and(|(tool, _)| is_one_of(tool, tools))
                };
                equivalents.iter().filter(theirs).any(|known| match ids {
                    Ids::All => true,
                    Ids::Listed(ids) => ids.iter().any(|id| is_peer_id(id, known)),
                })
            }
        }
    }
}

fn is_one_of(tool: &str, tools: &[&str]) -> bool {
    tools.iter().any(|known| known.eq_ignore_ascii_case(tool))
}

/// `id` is the rule's or its last dotted parts. In a Semgrep comment it may also be longer: Semgrep puts the folders
/// of a rule file before the ids in it, so the same rule goes by ids of several lengths.
fn is_rule(id: &str, rule: &str, form: Form) -> bool {
    ends_dotted(rule, id) || (form == Form::Nosemgrep && ends_dotted(id, rule))
}

/// Whether the last dotted parts of `long` are `short`.
fn ends_dotted(long: &str, short: &str) -> bool {
    let Some(at) = long.len().checked_sub(short.len()) else { return false };
    let (before, end) = (long.as_bytes().get(..at), long.as_bytes().get(at..));
    !short.is_empty()
        && end.is_some_and(|end| end.eq_ignore_ascii_case(short.as_bytes()))
        && before.is_some_and(|before| before.is_empty() || before.ends_with(b"."))
}

/// `id` is another tool's, with or without the tool's name before it.
fn is_equivalent(id: &str, known: &str) -> bool {
    let Some((tool, theirs)) = known.split_once(':') else { return false };
    known.eq_ignore_ascii_case(id)
        || theirs.eq_ignore_ascii_case(id)
        || (tool.eq_ignore_ascii_case("semgrep")
            && (ends_dotted(theirs, id) || ends_dotted(id, theirs)))
}

/// `id` as a tool's comment writes it. Trivy's ids go with and without `AVD-`; a `*` at the end stands for any end.
fn is_peer_id(id: &str, known: &str) -> bool {
    let theirs = without_avd(known.split_once(':').map_or(known, |(_, theirs)| theirs));
    let id = without_avd(id);
    match id.strip_suffix('*') {
        Some(start) => starts_with_any_case(theirs, start),
        None => theirs.eq_ignore_ascii_case(id),
    }
}

fn without_avd(id: &str) -> &str {
    if starts_with_any_case(id, "avd-") { &id[4..] } else { id }
}

fn starts_with_any_case(text: &str, start: &str) -> bool {
    text.as_bytes()
        .get(..start.len())
        .is_some_and(|begin| begin.eq_ignore_ascii_case(start.as_bytes()))
}

#[cfg(test)]
mod tests;
