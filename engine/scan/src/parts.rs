//! Code inside code: the rules of a part's language, with what they find led back to the file.

use tamis_finding::{Candidate, Notice, NoticeKind};
use tamis_lang::{Part, embedded_languages, parse, parts};
use tamis_syntax::{LineIndex, SourceMap, Span, Tree};

use crate::file::{FileOutcome, FileText, scan_code};
use crate::plan::{Literals, Plan};

/// Scans the parts of `file`, whose tree is `tree` if it was built. What they give is added to `outcome`.
pub(crate) fn scan_parts(
    plan: &Plan<'_>,
    file: FileText<'_>,
    literals: &Literals,
    tree: &Option<Tree>,
    outcome: &mut FileOutcome,
) {
    let Some(language) = file.language.filter(|_| file.tree) else { return };
    let wanted = |id| plan.follows_data(id) || !plan.candidates(id, literals, file.path).is_empty();
    if !embedded_languages(file.path, language.id).iter().any(|id| wanted(*id)) {
        return;
    }
    let mut own = || match (tree, &language.syntax) {
        (Some(tree), _) => tree.clone(),
        (None, Some(syntax)) => parse(syntax, file.text),
        (None, None) => Tree::default(),
    };
    for part in parts(file.path, language.id, file.text, &mut own) {
        if wanted(part.language.id) {
            scan_part(plan, file, literals, &part, outcome);
        }
    }
    outcome.candidates.sort_by_key(|it| (it.rule, it.span));
}

fn scan_part(
    plan: &Plan<'_>,
    file: FileText<'_>,
    literals: &Literals,
    part: &Part,
    outcome: &mut FileOutcome,
) {
    let rules = plan.candidates(part.language.id, literals, file.path);
    let text = FileText { text: &part.text, language: Some(part.language), ..file };
    let mut inner = FileOutcome::default();
    let parser = &mut |syntax: &_, text: &_| parse(syntax, text);
    scan_code(plan, text, part.language, rules, parser, &mut inner);
    outcome.parse_seconds += inner.parse_seconds;
    outcome.match_seconds += inner.match_seconds;
    outcome.candidates.extend(inner.candidates.into_iter().map(|mut candidate| {
        lead_back(&mut candidate, &part.map);
        candidate
    }));
    outcome.notices.extend(inner.notices.into_iter().filter_map(|it| notice(it, file, &part.map)));
    if let (Some(known), Some(comments)) = (&mut outcome.comments, inner.comments) {
        known.extend(comments.into_iter().map(|span| part.map.outer(span)));
        known.sort_unstable();
    }
    if outcome.flow.is_none() && inner.flow.is_some() {
        outcome.flow = inner.flow;
        outcome.map = part.map.clone();
    }
}

/// Puts a candidate of a part where it stands in the file.
pub(crate) fn lead_back(candidate: &mut Candidate, map: &SourceMap) {
    candidate.span = map.outer(candidate.span);
    for binding in &mut candidate.bindings {
        binding.span = binding.span.map(|span| map.outer(span));
    }
}

/// A notice of a part for the file; `None` for gaps that a template leaves.
fn notice(mut notice: Notice, file: FileText<'_>, map: &SourceMap) -> Option<Notice> {
    let Some(span) = notice.span else { return Some(notice) };
    let is_template = ["{{", "{%", "<%", "<?"].iter().any(|mark| file.text.contains(mark));
    if notice.kind == NoticeKind::SyntaxError && is_template {
        return None;
    }
    let span: Span = map.outer(span);
    notice.span = Some(span);
    notice.start = Some(LineIndex::new(file.text).position(file.text, span.start));
    Some(notice)
}
