//! HCL patterns: blocks, attributes, and bare values under an attribute of ours.

use tamis_ir::PatternSyntax;

use crate::pattern::{Dialect, Quotes, Site, Wrapper, encode, words};

/// How HCL patterns are read.
pub(crate) const PATTERN: PatternSyntax =
    PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    quotes: Quotes { line: "\"", block: "", triple: false, regex: false },
    own_ellipsis: is_expansion,
    form,
    wrappers: |_| WRAPPERS.to_vec(),
    fallbacks: &["@", "@ = @", "@ {}"],
    ..Dialect::PLAIN
};

const WRAPPERS: [Wrapper; 6] = [
    ("", "\n"),
    ("_w_ = ", "\n"),
    ("_w_ {\n", "\n}\n"),
    ("_w_ = {\n", "\n}\n"),
    // A block's header alone.
    ("", " {}\n"),
    // Operators at a line's start continue only within brackets.
    ("_w_ = (", ")\n"),
];

/// `f(list...)`.
fn is_expansion(site: &Site) -> bool {
    site.before().ends_with(|c: char| words::is_word(c) || c == ']' || c == ')')
        && site.precedes(")")
}

fn form(site: &Site) -> &'static str {
    let is_free =
        site.is_ellipsis() && !site.is_quoted() && !site.is_alone() && !is_in_heredoc(site);
    let holds_entries = matches!(site.bracket(), None | Some('{'));
    if is_free && holds_entries && is_entry(site) { "@ = @" } else { "@" }
}

/// Whether an ellipsis stands where a block or object has an entry, and not where one has its value.
fn is_entry(site: &Site) -> bool {
    let follows_value_sign = site.follows("=:?([+-*/%!<>&|.");
    let in_braces = site.bracket() == Some('{');
    let in_for = in_braces && words::last_word(site.before()) == "in";
    let follows_comma = site.follows(",") && !in_braces;
    !follows_value_sign && !in_for && !follows_comma
}

/// Whether a heredoc has begun and not ended before the hole.
fn is_in_heredoc(site: &Site) -> bool {
    let before = site.before();
    let Some(at) = before.rfind("<<") else { return false };
    let rest = before[at + 2..].trim_start_matches(['-', '~']);
    let Some((word, lines)) = rest.split_once('\n') else { return false };
    let word = word.trim();
    !word.is_empty()
        && word.chars().all(words::is_word)
        && !lines.lines().any(|line| line.trim() == word)
}

#[cfg(test)]
mod tests {
    use super::PATTERN;
    use crate::pattern::testing::check;

    #[test]
    fn attributes_and_blocks() {
        check(
            "hcl",
            &PATTERN,
            &[
                ("$A = ...", "_M0_ = _E1_", "attribute"),
                ("a = $V", "a = _M0_", "attribute"),
                (
                    "resource \"aws_s3_bucket\" $N { ... }",
                    "resource \"aws_s3_bucket\" _M0_ { _E1_ = _E1_ }",
                    "block",
                ),
                (
                    "resource \"aws_s3_bucket\" \"...\" {\n  ...\n  acl = \"public-read\"\n  ...\n}",
                    "resource \"aws_s3_bucket\" \"_E0_\" {\n  _E1_ = _E1_\n  acl = \"public-read\"\n  _E2_ = _E2_\n}",
                    "block",
                ),
                (
                    "resource $T \"...\" {\n  ...\n  $K {\n    ...\n    a = ...\n    ...\n  }\n  ...\n}",
                    "resource _M0_ \"_E1_\" {\n  _E2_ = _E2_\n  _M3_ {\n    _E4_ = _E4_\n    a = _E5_\n    _E6_ = _E6_\n  }\n  _E7_ = _E7_\n}",
                    "block",
                ),
                ("b { ... a = 1 ... }", "b { _E0_ = _E0_ a = 1 _E1_ = _E1_ }", "block"),
                ("b { ... }", "b { _E0_ = _E0_ }", "block"),
                (
                    "provider \"aws\" {}\n...\nresource \"a\" \"b\" {}",
                    "provider \"aws\" {}\n_E0_ = _E0_\nresource \"a\" \"b\" {}",
                    "body",
                ),
                ("dynamic $B { for_each = ... }", "dynamic _M0_ { for_each = _E1_ }", "block"),
                (
                    "resource \"$X\" \"y\" { ... }",
                    "resource \"_M0_\" \"y\" { _E1_ = _E1_ }",
                    "block",
                ),
                (
                    "locals {\n  ...\n  a = <<EOT\n...\nEOT\n  ...\n}",
                    "locals {\n  _E0_ = _E0_\n  a = <<EOT\n_E1_\nEOT\n  _E2_ = _E2_\n}",
                    "block",
                ),
            ],
        );
    }

    #[test]
    fn values() {
        check(
            "hcl",
            &PATTERN,
            &[
                ("$X", "_w_ = _M0_", "identifier"),
                ("...", "_w_ = _E0_", "identifier"),
                ("\"...\"", "_w_ = \"_E0_\"", "string_lit"),
                ("\"${$X}-...\"", "_w_ = \"${_M0_}-_E1_\"", "quoted_template"),
                ("\"$X\"", "_w_ = \"_M0_\"", "string_lit"),
                (
                    "jsonencode({ ..., a = $V, ... })",
                    "_w_ = jsonencode({ _E0_ = _E0_, a = _M1_, _E2_ = _E2_ })",
                    "function_call",
                ),
                ("f(list...)", "_w_ = f(list...)", "function_call"),
                ("[..., $X, ...]", "_w_ = [_E0_, _M1_, _E2_]", "tuple"),
                ("var.$X", "_w_ = var._M0_", "expression"),
                ("data.$T.$N. ... .id", "_w_ = data._M0_._M1_. _E2_ .id", "expression"),
                ("{ a = 1, ... }", "{ a = 1, _E0_ = _E0_ }", "object"),
                ("{ ... }", "{ _E0_ = _E0_ }", "object"),
                ("a = { ..., b = 1 }", "a = { _E0_ = _E0_, b = 1 }", "attribute"),
                ("a = {\n  ...\n  b = 1\n}", "a = {\n  _E0_ = _E0_\n  b = 1\n}", "attribute"),
                (
                    "[for $K, $V in ... : $K]",
                    "_w_ = [for _M0_, _M1_ in _E2_ : _M3_]",
                    "for_tuple_expr",
                ),
                (
                    "{for $K, $V in ... : $K => $V}",
                    "_w_ = {for _M0_, _M1_ in _E2_ : _M3_ => _M4_}",
                    "for_object_expr",
                ),
                ("$C ? ... : $B", "_w_ = _M0_ ? _E1_ : _M2_", "conditional"),
                ("<... var.$X ...>", "_w_ = _D0_( var._M1_ )", "function_call"),
                ("a = <... var.$X ...>", "a = _D0_( var._M1_ )", "attribute"),
                ("b[...]", "_w_ = b[_E0_]", "expression"),
                ("\"a\" : $V", "_w_ = {\n\"a\" : _M0_\n}", "object_elem"),
            ],
        );
    }
}
