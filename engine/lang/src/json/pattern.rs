//! JSON patterns: every hole is a string, an ellipsis among members a member.

use tamis_ir::PatternSyntax;

use crate::pattern::{Dialect, Site, Wrapper, encode, words};

/// How JSON patterns are read.
pub(crate) const PATTERN: PatternSyntax =
    PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    prepare: |pattern| {
        drop_loose_commas(&quote_keys(&words::escape_regex_literals(pattern.trim_end())))
    },
    // There are no calls: `<... v ...>` is an array headed by its token.
    deep: |_| ("[\"@\", ", "]"),
    spaced: false,
    form,
    wrappers: |_| WRAPPERS.to_vec(),
    fallbacks: &["\"@\"", "\"@\": \"@\""],
    ..Dialect::PLAIN
};

const WRAPPERS: [Wrapper; 3] = [("", "\n"), ("{", "}\n"), ("[", "]\n")];

fn form(site: &Site) -> &'static str {
    if site.is_quoted() {
        return "@";
    }
    let is_member = match site.bracket() {
        Some('{') => !site.follows(":"),
        // Members without the braces around them.
        None => !site.follows(":") && !site.is_alone() && site.has_inside(&[':']),
        _ => false,
    };
    if site.is_ellipsis() && is_member { "\"@\": \"@\"" } else { "\"@\"" }
}

/// Takes off the commas that nothing follows: `{"a": 1,}`.
fn drop_loose_commas(text: &str) -> String {
    outside_strings(text, |rest, out| {
        let after = rest.strip_prefix(',').map(str::trim_start);
        let is_loose = after.is_some_and(|after| after.is_empty() || after.starts_with(['}', ']']));
        if !is_loose {
            out.extend(rest.chars().next());
        }
        rest.chars().next().map_or(1, char::len_utf8)
    })
}

/// Puts bare keys in quotes: `{key: 1}`.
fn quote_keys(text: &str) -> String {
    outside_strings(text, |rest, out| {
        let word = words::first_word(rest);
        let starts_here = rest.starts_with(words::is_word) && !out.ends_with(words::is_word);
        let is_key =
            starts_here && !word.contains('$') && rest[word.len()..].trim_start().starts_with(':');
        let length =
            if starts_here { word.len() } else { rest.chars().next().map_or(1, char::len_utf8) };
        let quote = if is_key { "\"" } else { "" };
        out.extend([quote, &rest[..length], quote]);
        length
    })
}

/// Copies `text`, its strings as they are; `copy` takes the rest piece by piece and says how much it took.
fn outside_strings(text: &str, copy: impl Fn(&str, &mut String) -> usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let length = match string_length(rest) {
            Some(length) => {
                out.push_str(&rest[..length]);
                length
            }
            None => copy(rest, &mut out),
        };
        rest = &rest[length..];
    }
    out
}

/// Length of the string `text` starts with, quotes included.
fn string_length(text: &str) -> Option<usize> {
    let content = text.strip_prefix('"')?;
    let mut escaped = false;
    let end = content.find(|c| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    Some(end? + 2)
}

#[cfg(test)]
mod tests {
    use super::PATTERN;
    use crate::pattern::testing::check;

    #[test]
    fn values() {
        check(
            "json",
            &PATTERN,
            &[
                ("$X", "\"_M0_\"", "string"),
                ("...", "\"_E0_\"", "string"),
                ("\"a\"", "\"a\"", "string"),
                ("[..., 1]", "[\"_E0_\", 1]", "array"),
                ("[$X, ...]", "[\"_M0_\", \"_E1_\"]", "array"),
                ("{\"a\": $X}", "{\"a\": \"_M0_\"}", "object"),
                ("{\"a\": ...}", "{\"a\": \"_E0_\"}", "object"),
                ("{\"a\": \"$X-b\"}", "{\"a\": \"_M0_-b\"}", "object"),
                ("{\"a\": <... $X ...>}", "{\"a\": [\"_D0_\",  \"_M1_\" ]}", "object"),
            ],
        );
    }

    #[test]
    fn members() {
        check(
            "json",
            &PATTERN,
            &[
                ("{..., \"a\": 1}", "{\"_E0_\": \"_E0_\", \"a\": 1}", "object"),
                ("{\"a\": 1, ...}", "{\"a\": 1, \"_E0_\": \"_E0_\"}", "object"),
                ("{$K: $V, ...}", "{\"_M0_\": \"_M1_\", \"_E2_\": \"_E2_\"}", "object"),
                ("\"a\": $V", "{\"a\": \"_M0_\"}", "pair"),
                ("\"a\": {...}", "{\"a\": {\"_E0_\": \"_E0_\"}}", "pair"),
                ("\"a\": 1, ...", "{\"a\": 1, \"_E0_\": \"_E0_\"}", "object"),
                (
                    "{\"a\": [..., {\"b\": $X, ...}]}",
                    "{\"a\": [\"_E0_\", {\"b\": \"_M1_\", \"_E2_\": \"_E2_\"}]}",
                    "object",
                ),
            ],
        );
    }

    #[test]
    fn repairs() {
        check(
            "json",
            &PATTERN,
            &[
                ("{\"a\": 1,}", "{\"a\": 1}", "object"),
                (
                    "{rules: [1, 2,], \"k:\": \", ]\"}",
                    "{\"rules\": [1, 2], \"k:\": \", ]\"}",
                    "object",
                ),
                ("rules: ...", "{\"rules\": \"_E0_\"}", "pair"),
                ("\"a\": \"=~/^\\\\w\\.x$/\"", "{\"a\": \"=~/^\\\\\\\\w\\\\.x$/\"}", "pair"),
            ],
        );
    }
}
