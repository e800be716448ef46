//! Looking at text around a hole without a lexer: words, the head of a bracket, lines and their indentation.

/// Whether `c` can stand in a name; `$` can, so that a metavariable is a word.
pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

/// The word `text` ends with, trailing blanks aside; empty if it ends with anything else.
pub(crate) fn last_word(text: &str) -> &str {
    let text = text.trim_end();
    &text[text.trim_end_matches(is_word).len()..]
}

/// The word `text` starts with, leading blanks aside; empty if it starts with anything else.
pub(crate) fn first_word(text: &str) -> &str {
    let text = text.trim_start();
    &text[..text.len() - text.trim_start_matches(is_word).len()]
}

/// `text` without its last word and the blanks around it.
pub(crate) fn before_last_word(text: &str) -> &str {
    text.trim_end().trim_end_matches(is_word).trim_end()
}

/// Whether `word` stands in `text` as a word of its own.
pub(crate) fn has_word(text: &str, word: &str) -> bool {
    text.split(|c| !is_word(c)).any(|part| part == word)
}

/// Whether one of `words` stands in `text`.
pub(crate) fn has_any_word(text: &str, words: &[&str]) -> bool {
    text.split(|c| !is_word(c)).any(|part| words.contains(&part))
}

/// The last clause of `text`: back over balanced brackets to the nearest `;`, `{`, `}` or open bracket.
/// `f(); class A extends m(B)` gives ` class A extends m(B)`.
pub(crate) fn last_clause(text: &str) -> &str {
    let mut depth = 0usize;
    for (at, c) in text.char_indices().rev() {
        match c {
            ')' | ']' => depth += 1,
            '(' | '[' if depth == 0 => return &text[at + 1..],
            '(' | '[' => depth -= 1,
            ';' | '{' | '}' if depth == 0 => return &text[at + 1..],
            _ => {}
        }
    }
    text
}

/// `text`, which ends with `)`, without that bracket's group: `switch (x)` gives `switch`. `None` if it does not end so.
pub(crate) fn before_group(text: &str) -> Option<&str> {
    let text = text.trim_end().strip_suffix(')')?;
    let mut depth = 0usize;
    for (at, c) in text.char_indices().rev() {
        match c {
            ')' => depth += 1,
            '(' if depth == 0 => return Some(text[..at].trim_end()),
            '(' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Whether one of `marks` stands in `text` outside of brackets.
pub(crate) fn has_at_top(text: &str, marks: &[char]) -> bool {
    let mut depth = 0usize;
    for c in text.chars() {
        match c {
            _ if depth == 0 && marks.contains(&c) => return true,
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}

/// Number of blanks a line starts with.
pub(crate) fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// `text` with the blanks taken off that all its lines start with; blank lines do not count.
pub(crate) fn dedent(text: &str) -> String {
    let filled = text.lines().filter(|line| !line.trim().is_empty());
    let margin = filled.map(indentation).min().unwrap_or(0);
    let cut = |line| str::get(line, margin..).unwrap_or("");
    text.lines().map(cut).collect::<Vec<&str>>().join("\n")
}

/// `text` with the backslashes doubled within `"=~/` and `/"`: written for a regex, they are faulty escapes in YAML and
/// JSON. Reading the string's escapes gives back what was written.
pub(crate) fn escape_regex_literals(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("\"=~/") {
        let (before, literal) = rest.split_at(start);
        let line = literal.find('\n').unwrap_or(literal.len());
        let Some(length) = literal[..line].rfind("/\"").filter(|at| *at >= 4) else {
            out.push_str(&rest[..start + 4]);
            rest = &rest[start + 4..];
            continue;
        };
        out.push_str(before);
        out.push_str(&literal[..length].replace('\\', "\\\\"));
        rest = &literal[length..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clause_stops_at_what_ends_a_statement() {
        assert_eq!(last_clause("f(); class A extends m(B)"), " class A extends m(B)");
        assert_eq!(last_clause("if (x) { try"), " try");
        assert_eq!(last_clause("g(a, function ()"), "a, function ()");
        assert_eq!(last_clause("switch (x)"), "switch (x)");
    }

    #[test]
    fn group_is_taken_off_with_its_brackets() {
        assert_eq!(before_group("switch (f(x))"), Some("switch"));
        assert_eq!(before_group("switch (x) y"), None);
        assert_eq!(before_group("x)"), None);
    }

    #[test]
    fn dedent_keeps_relative_indentation() {
        assert_eq!(dedent("    a:\n\n      b\n"), "a:\n\n  b");
        assert_eq!(dedent("a\n  b"), "a\n  b");
    }

    #[test]
    fn words_are_whole() {
        assert!(has_word("export class A", "class") && !has_word("subclass A", "class"));
        assert_eq!(
            (last_word("def $F "), first_word(" else {"), last_word("x)")),
            ("$F", "else", "")
        );
        assert_eq!(before_last_word("int f"), "int");
    }

    #[test]
    fn marks_within_brackets_do_not_count() {
        assert!(has_at_top("a, f(b: c): d", &[':']) && !has_at_top("f(b: c)", &[':']));
    }

    #[test]
    fn regex_literals_become_valid_escapes() {
        assert_eq!(escape_regex_literals(r#"a: "=~/\d/" # \d"#), r#"a: "=~/\\d/" # \d"#);
        assert_eq!(escape_regex_literals(r#"a: "=~/\d"#), r#"a: "=~/\d"#);
    }
}
