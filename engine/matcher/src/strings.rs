//! Holes inside strings.

use tamis_syntax::{NodeId, Role, Span, Tree, string_content};

use crate::constant::{Constant, literal};
use crate::metavars::{Bound, Env, Envs};
use crate::pattern::{PatternId, PatternNode, Shape, StringPattern, TemplatePart, TextPart, key};
use crate::subject::Subject;
use crate::unify::{Unifier, none, one};

/// A piece of a string of the file.
#[derive(Debug, Clone, Copy)]
enum Piece {
    Text(Span),
    Code(NodeId),
}

impl Unifier<'_, '_> {
    pub(crate) fn string(
        &self,
        string: &StringPattern,
        node: &PatternNode,
        t: NodeId,
        env: &Env,
    ) -> Envs {
        if node.role != Role::String {
            let StringPattern::Parts(parts) = string else { return none() };
            let t = self.regex_meant(node, t);
            let target = self.subject.node(t);
            // A metavariable in an expression stands for text, `...` also for code.
            let code = node.role == Role::Regex
                && !self.subject.tree.is_leaf(t)
                && parts.iter().any(|part| matches!(part, TextPart::Metavariable(_)));
            if code || key(node.role, node.kind) != key(target.role, target.kind) {
                return none();
            }
            let span = match target.role {
                // The delimiters are in the pattern, too.
                Role::Other => self.subject.tree.span(t),
                _ => content_span(self.subject, t),
            };
            // `/…/` is a literal with any options.
            let open = node.role == Role::Regex
                && matches!(parts.last(), Some(TextPart::Literal(text)) if text.ends_with('/'));
            let letters =
                span.of(self.subject.text).rsplit_once('/').map_or(0, |(_, letters)| letters.len());
            let cut = if open { letters as u32 } else { 0 };
            return self.text_parts(parts, Span::new(span.start, span.end - cut), env);
        }
        let content = self.literal_content(t);
        let folded = || self.constant(t);
        let folds = || folded().is_some_and(|value| value.is_string());
        match string {
            StringPattern::Any { bytes } => {
                if *bytes && !is_bytes(self.subject.text_of(t)) {
                    return none();
                }
                // Where quotes around plain text mean nothing, a string is what has code in it.
                if self.subject.matching.quotes_are_words {
                    let code = self.role(t) == Role::String && content.is_none();
                    return if code { one(env.clone()) } else { none() };
                }
                if content.is_some() || folds() { one(env.clone()) } else { none() }
            }
            StringPattern::Whole(id) => match content {
                Some(span) => self.bind(*id, Bound::Text(span), env),
                None if folds() => match literal(self.subject, t) {
                    Some(literal) => {
                        self.bind(*id, Bound::Text(content_span(self.subject, literal)), env)
                    }
                    None => self.bind_node(*id, t, env),
                },
                None => none(),
            },
            StringPattern::Regex(regex) => {
                let found = match content {
                    Some(span) => regex.search(span.of(self.subject.text)),
                    // A block scalar of YAML.
                    None if self.role(t) == Role::Text => regex.search(self.subject.text_of(t)),
                    None => match folded() {
                        Some(Constant::String(text)) => regex.search(&text),
                        _ => Ok(false),
                    },
                };
                if found.unwrap_or(false) { one(env.clone()) } else { none() }
            }
            StringPattern::Parts(parts) => match content {
                Some(span) => self.text_parts(parts, span, env),
                None => none(),
            },
        }
    }

    /// Place of the content of a string literal without code in it.
    fn literal_content(&self, t: NodeId) -> Option<Span> {
        if self.role(t) != Role::String || !self.subject.tree.is_leaf(t) {
            return None;
        }
        Some(content_span(self.subject, t))
    }

    /// Pieces of literal text with holes against the text at `span`.
    pub(crate) fn text_parts(&self, parts: &[TextPart], span: Span, env: &Env) -> Envs {
        if !self.subject.step() {
            return none();
        }
        let text = span.of(self.subject.text);
        let Some((part, rest)) = parts.split_first() else {
            return if text.is_empty() { one(env.clone()) } else { none() };
        };
        match part {
            TextPart::Literal(literal) => match text.strip_prefix(&**literal) {
                Some(_) => self.text_parts(
                    rest,
                    Span::new(span.start + literal.len() as u32, span.end),
                    env,
                ),
                None => none(),
            },
            TextPart::Ellipsis if rest.is_empty() => one(env.clone()),
            TextPart::Ellipsis => self.cuts(rest, span, 0, |_| one(env.clone())),
            TextPart::Metavariable(id) => {
                self.cuts(rest, span, 1, |taken| self.bind(*id, Bound::Text(taken), env))
            }
        }
    }

    /// Tries every length for a hole; only places where the next literal stands are tried.
    fn cuts(
        &self,
        rest: &[TextPart],
        span: Span,
        least: usize,
        bind: impl Fn(Span) -> Envs,
    ) -> Envs {
        let text = span.of(self.subject.text);
        let mut found = none();
        let ends =
            text.char_indices().map(|(at, _)| at).chain([text.len()]).filter(|at| *at >= least);
        for end in ends {
            if let Some(TextPart::Literal(next)) = rest.first()
                && !text[end..].starts_with(&**next)
            {
                continue;
            }
            if rest.is_empty() && end != text.len() {
                continue;
            }
            let (taken, left) = (
                Span::new(span.start, span.start + end as u32),
                Span::new(span.start + end as u32, span.end),
            );
            found.extend(self.each(bind(taken), |env| self.text_parts(rest, left, env)));
            if !found.is_empty() {
                break;
            }
        }
        found
    }

    /// Adjacent literals: `"..."` stands for one or more of them.
    pub(crate) fn string_sequence(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        self.string_pieces(&self.p(p).children, &self.children(t), env)
    }

    fn string_pieces(&self, ps: &[PatternId], ts: &[NodeId], env: &Env) -> Envs {
        if !self.subject.step() {
            return none();
        }
        let Some((p, rest)) = ps.split_first() else {
            return if ts.is_empty() { one(env.clone()) } else { none() };
        };
        if !matches!(self.p(*p).shape, Shape::String(StringPattern::Any { .. })) {
            let Some((t, others)) = ts.split_first() else { return none() };
            return self.each(self.node(*p, *t, env), |env| self.string_pieces(rest, others, env));
        }
        let mut found = none();
        for taken in 1..=ts.len() {
            found.extend(self.string_pieces(rest, &ts[taken..], env));
        }
        found
    }

    /// A string with code in it.
    pub(crate) fn template(
        &self,
        parts: &[TemplatePart],
        role: Role,
        t: NodeId,
        env: &Env,
    ) -> Envs {
        let mut pieces = Vec::new();
        match self.role(t) {
            Role::Shell if role == Role::Shell => self.pieces(t, &mut pieces),
            _ if role == Role::Shell => return none(),
            Role::Regex if role == Role::Regex => self.pieces(t, &mut pieces),
            _ if role == Role::Regex => return none(),
            Role::String if self.is_template(t) => self.pieces(t, &mut pieces),
            Role::StringSequence
                if parts.iter().any(|part| matches!(part, TemplatePart::Code(_)))
                    && self.subject.tree.children(t).any(|child| self.is_template(child)) =>
            {
                for child in self.subject.tree.children(t) {
                    self.pieces(child, &mut pieces);
                }
            }
            _ => return none(),
        }
        self.template_parts(parts, &pieces, env)
    }

    /// Whether a string has code in it, or could have by its form.
    fn is_template(&self, t: NodeId) -> bool {
        let text = self.subject.text_of(t);
        !self.subject.tree.is_leaf(t)
            || text.starts_with('`')
            || text.find(['"', '\'']).is_some_and(|quote| text[..quote].contains(['f', 'F']))
    }

    fn pieces(&self, t: NodeId, pieces: &mut Vec<Piece>) {
        let content = template_span(self.subject.tree, t, self.subject.text);
        let mut from = content.start;
        for child in self.subject.tree.children(t) {
            let span = code_span(self.subject.tree, child, self.subject.text);
            if span.start > from {
                pieces.push(Piece::Text(Span::new(from, span.start)));
            }
            pieces.push(Piece::Code(interpolated(self.subject.tree, child)));
            from = span.end;
        }
        if content.end > from {
            pieces.push(Piece::Text(Span::new(from, content.end)));
        }
    }

    fn template_parts(&self, parts: &[TemplatePart], pieces: &[Piece], env: &Env) -> Envs {
        if !self.subject.step() {
            return none();
        }
        let Some((part, rest)) = parts.split_first() else {
            return if pieces.is_empty() { one(env.clone()) } else { none() };
        };
        match part {
            TemplatePart::Text(text) if matches!(text[..], [TextPart::Ellipsis]) => {
                let mut found = none();
                for skipped in 0..=pieces.len() {
                    found.extend(self.template_parts(rest, &pieces[skipped..], env));
                }
                found
            }
            TemplatePart::Text(text) => match pieces.split_first() {
                Some((Piece::Text(span), others)) => {
                    let open_end = matches!(text.last(), Some(TextPart::Ellipsis));
                    let mut found = self.each(self.text_parts(text, *span, env), |env| {
                        self.template_parts(rest, others, env)
                    });
                    if found.is_empty() && open_end {
                        // `a ...` may go on over code.
                        let envs = self.text_parts(text, *span, env);
                        for skipped in 0..=others.len() {
                            let more = envs.clone();
                            found.extend(self.each(more, |env| {
                                self.template_parts(rest, &others[skipped..], env)
                            }));
                        }
                    }
                    found
                }
                _ => none(),
            },
            TemplatePart::Code(code) => match pieces.split_first() {
                Some((Piece::Code(node), others)) => self
                    .each(self.node(*code, *node, env), |env| {
                        self.template_parts(rest, others, env)
                    }),
                // `"...$X..."` where code and text are parts of one kind.
                Some((Piece::Text(span), others)) if self.subject.matching.text_is_part => {
                    match self.p(*code).shape {
                        Shape::Metavariable(id) => self
                            .each(self.bind(id, Bound::Text(*span), env), |env| {
                                self.template_parts(rest, others, env)
                            }),
                        _ => none(),
                    }
                }
                _ => none(),
            },
        }
    }
}

/// What stands in a string as code: the expression of `{x}` or `${x}`, or the node itself where the language writes
/// variables and the like straight into strings.
pub(crate) fn interpolated(tree: &Tree, child: NodeId) -> NodeId {
    if is_code(tree, child) { child } else { tree.children(child).next().unwrap_or(child) }
}

fn is_code(tree: &Tree, child: NodeId) -> bool {
    matches!(
        tree.node(child).role,
        Role::Identifier | Role::Member | Role::Subscript | Role::Call | Role::Command
    )
}

/// Place of a piece of code in a string, with the braces around it that are no part of its node (`"{$x}"` of PHP).
pub(crate) fn code_span(tree: &Tree, child: NodeId, text: &str) -> Span {
    let span = tree.span(child);
    let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
    match is_code(tree, child) && before.ends_with('{') && after.starts_with('}') {
        true => Span::new(span.start - 1, span.end + 1),
        false => span,
    }
}

/// Place of what stands between the delimiters of a string or a regular expression with code in it.
pub(crate) fn template_span(tree: &Tree, t: NodeId, text: &str) -> Span {
    let span = tree.span(t);
    let whole = span.of(text);
    let content = match tree.node(t).role {
        Role::Regex => {
            let inner = whole.strip_prefix("%r").unwrap_or(whole);
            let inner = inner.get(1..).unwrap_or("");
            let end = inner.trim_end_matches(|c: char| c.is_ascii_lowercase()).len();
            inner.get(..end.saturating_sub(1)).unwrap_or("")
        }
        _ => string_content(whole),
    };
    let start = span.start + (content.as_ptr() as usize - whole.as_ptr() as usize) as u32;
    Span::new(start, start + content.len() as u32)
}

/// Place of a string's content between its quotes.
pub(crate) fn content_span(subject: &Subject<'_>, t: NodeId) -> Span {
    let span = subject.tree.span(t);
    let whole = subject.text_of(t);
    let content = string_content(whole);
    let start = span.start + (content.as_ptr() as usize - whole.as_ptr() as usize) as u32;
    Span::new(start, start + content.len() as u32)
}

/// Whether a literal has the prefix of a byte string.
pub(crate) fn is_bytes(literal: &str) -> bool {
    literal.find(['"', '\'']).is_some_and(|quote| literal[..quote].contains(['b', 'B']))
}
