//! Typed metavariables: `($X : T)`, `f($X: T)`, `(T $X)`. They are found by their shape and become one token; no grammar
//! has them at all the places where an expression may stand.

use std::ops::Range;

use tamis_ir::HoleKind;

use super::layout::Layout;
use super::scan::metavariable_length;
use super::site::Site;
use super::words;

/// How a language's patterns give a metavariable a type.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum TypedSyntax {
    /// Not at all.
    None,
    /// `($X : T)`.
    Colon,
    /// `($X : T)`, and `$X: T` as an argument of a call (Python).
    ColonArgument,
    /// `(T $X)` with a type of one word and its arguments (Java).
    TypeFirst,
    /// `(T $X)`, `(struct t *$X)` (C).
    Declarator,
}

/// A typed metavariable.
pub(super) struct Typed {
    /// All of it, the round brackets too.
    pub(super) span: Range<usize>,
    /// The metavariable.
    pub(super) name: Range<usize>,
    /// The type.
    pub(super) type_text: Range<usize>,
}

/// Words an expression in round brackets may follow; after another word the bracket is an argument or parameter list.
const BEFORE_EXPRESSION: [&str; 22] = [
    "return", "await", "throw", "raise", "yield", "typeof", "in", "of", "case", "else", "not",
    "and", "or", "is", "range", "assert", "new", "delete", "void", "go", "defer", "goto",
];

/// The same of Python, where conditions stand without brackets of their own.
const BEFORE_PYTHON_EXPRESSION: [&str; 16] = [
    "return", "await", "raise", "yield", "from", "in", "not", "and", "or", "is", "if", "elif",
    "else", "while", "with", "assert",
];

impl TypedSyntax {
    /// The typed metavariable that starts at `at`, a `(` or `$`.
    pub(super) fn find(self, text: &str, layout: &Layout, at: usize) -> Option<Typed> {
        if self == TypedSyntax::None {
            return None;
        }
        if text[at..].starts_with('$') {
            return if self == TypedSyntax::ColonArgument {
                argument(text, layout, at)
            } else {
                None
            };
        }
        let close = layout.innermost(at + 1).filter(|bracket| bracket.open == at)?.close?;
        if !self.may_group(&text[..at], &text[close + 1..]) {
            return None;
        }
        let inside = trimmed(text, at + 1..close);
        let (name, type_text) = match self {
            TypedSyntax::TypeFirst | TypedSyntax::Declarator => self.type_first(text, inside)?,
            _ => colon(text, inside)?,
        };
        Some(Typed { span: at..close + 1, name, type_text })
    }

    /// Whether round brackets between these group an expression.
    fn may_group(self, before: &str, after: &str) -> bool {
        let head = before.trim_end_matches([' ', '\t']);
        let is_glued = head.len() == before.len();
        if is_glued && head.ends_with(|c: char| words::is_word(c) || ")]>".contains(c)) {
            return false;
        }
        let keywords: &[&str] = match self {
            TypedSyntax::ColonArgument => &BEFORE_PYTHON_EXPRESSION,
            _ => &BEFORE_EXPRESSION,
        };
        let word = if head.ends_with('\n') { "" } else { words::last_word(head) };
        if !word.is_empty() && !keywords.contains(&word) {
            return false;
        }
        let after = after.trim_start();
        let is_function =
            after.starts_with("=>") || after.starts_with("->") || after.starts_with('{');
        let is_return_type = self == TypedSyntax::Colon
            && after.starts_with(':')
            && !words::last_clause(head).contains('?');
        !is_function && !is_return_type
    }

    /// `T $X`.
    fn type_first(self, text: &str, inside: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
        let content = &text[inside.clone()];
        let dollar = content.rfind('$')?;
        if metavariable_length(&content[dollar..])? != content.len() - dollar {
            return None;
        }
        let type_text = content[..dollar].trim_end();
        let is_set_off = type_text.len() < dollar || type_text.ends_with('*');
        let fits = is_set_off && self.is_type(type_text);
        fits.then(|| {
            (inside.start + dollar..inside.end, inside.start..inside.start + type_text.len())
        })
    }

    fn is_type(self, text: &str) -> bool {
        let allowed = |c: char| words::is_word(c) || c.is_whitespace() || ".<>[],?&*:".contains(c);
        let is_name = text.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '$');
        let first = words::first_word(text);
        if !is_name
            || !text.chars().all(allowed)
            || BEFORE_EXPRESSION.contains(&first)
            || first == "final"
        {
            return false;
        }
        match self {
            // One word, but for the blanks between its arguments.
            TypedSyntax::TypeFirst => {
                !text.contains('*') && outside_arguments(text).all(|c| !" \t\n,&".contains(c))
            }
            // `($X && $X)` and `($X < $X)` are no types.
            _ => !text.contains(',') && !text.trim_end().ends_with(['&', '<', '>', '.', '?', ':']),
        }
    }
}

/// The characters of a type that do not stand within `<` and `>`.
fn outside_arguments(text: &str) -> impl Iterator<Item = char> {
    let mut depth = 0usize;
    text.chars().filter(move |c| {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    })
}

/// `$X : T`.
fn colon(text: &str, inside: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let content = &text[inside.clone()];
    let length = metavariable_length(content)?;
    let type_text = colon_type(&content[length..])?;
    if words::has_at_top(type_text, &[',', '=']) {
        return None;
    }
    Some((inside.start..inside.start + length, inside.end - type_text.len()..inside.end))
}

/// The text after `:`, if `text` starts with a single one, without leading blanks.
fn colon_type(text: &str) -> Option<&str> {
    let type_text = text.trim_start().strip_prefix(':')?.trim_start();
    (!type_text.is_empty() && !type_text.starts_with([':', '='])).then_some(type_text)
}

/// `$X: T` as an argument, up to the next comma.
fn argument(text: &str, layout: &Layout, at: usize) -> Option<Typed> {
    let length = metavariable_length(&text[at..])?;
    let site = Site::new(text, layout, HoleKind::Typed, at..at + length);
    let is_call = site.head().ends_with(|c: char| words::is_word(c) || ")]".contains(c));
    let defines = words::has_any_word(words::last_clause(site.head()), &["def", "class"]);
    let in_lambda = words::has_word(site.inside_before(), "lambda");
    if site.bracket() != Some('(') || !site.follows("(,") || !is_call || defines || in_lambda {
        return None;
    }
    let after = site.inside_after();
    let mut depth = 0usize;
    let end = after.find(|c| {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && c == ','
    });
    let argument = after[..end.unwrap_or(after.len())].trim_end();
    let type_text = colon_type(argument).filter(|text| !words::has_at_top(text, &['=']))?;
    let end = at + length + argument.len();
    Some(Typed { span: at..end, name: at..at + length, type_text: end - type_text.len()..end })
}

/// `range` of `text` without the blanks at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let content = &text[range.clone()];
    let start = range.start + content.len() - content.trim_start().len();
    start..start + content.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pattern::Dialect;

    /// Whole, name and type of the typed metavariables in `text`.
    fn typed(syntax: TypedSyntax, text: &str) -> Vec<(&str, &str, &str)> {
        let layout = Layout::of(text, &Dialect::PLAIN.quotes);
        let starts = text.match_indices(['(', '$']).map(|(at, _)| at);
        let found = starts.filter_map(|at| syntax.find(text, &layout, at));
        found.map(|it| (&text[it.span], &text[it.name], &text[it.type_text])).collect()
    }

    #[test]
    fn colon_in_brackets() {
        let syntax = TypedSyntax::Colon;
        assert_eq!(typed(syntax, "($X : T).f()"), [("($X : T)", "$X", "T")]);
        assert_eq!(typed(syntax, "return ($X: *a.B)"), [("($X: *a.B)", "$X", "*a.B")]);
        assert_eq!(typed(syntax, "f(($X: Map<A>))"), [("($X: Map<A>)", "$X", "Map<A>")]);
        for none in [
            "f($X: T)",
            "($X: T) => 1",
            "function ($X: T) {}",
            "($X: T): R => 1",
            "($A, $X: T)",
            "($X::T)",
        ] {
            assert_eq!(typed(syntax, none), [], "{none}");
        }
    }

    #[test]
    fn colon_as_argument() {
        let syntax = TypedSyntax::ColonArgument;
        assert_eq!(
            typed(syntax, "f($X: int, $Y: a[b, c])"),
            [("$X: int", "$X", "int"), ("$Y: a[b, c]", "$Y", "a[b, c]")]
        );
        assert_eq!(typed(syntax, "if ($X: int):")[0], ("($X: int)", "$X", "int"));
        for none in
            ["def f($X: int): ...", "f(lambda $X: $Y)", "{$X: $Y}", "a[$X: $Y]", "f($X := 1)"]
        {
            assert_eq!(typed(syntax, none), [], "{none}");
        }
    }

    #[test]
    fn type_first() {
        let syntax = TypedSyntax::TypeFirst;
        assert_eq!(typed(syntax, "(a.B $X).f()"), [("(a.B $X)", "$X", "a.B")]);
        assert_eq!(
            typed(syntax, "(Map<A, $T[]> $X)"),
            [("(Map<A, $T[]> $X)", "$X", "Map<A, $T[]>")]
        );
        for none in [
            "f(T $X)",
            "catch (E $X) {}",
            "(T $X) -> 1",
            "(final T $X)",
            "(a, $X)",
            "($X)",
            "void f (T $X)",
        ] {
            assert_eq!(typed(syntax, none), [], "{none}");
        }
        assert_eq!(
            typed(TypedSyntax::Declarator, "(const char *$X) == 1"),
            [("(const char *$X)", "$X", "const char *")]
        );
    }
}
