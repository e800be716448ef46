//! Go patterns. A trailing newline is a must: without it `a.F(x)` parses clean as a conversion.

use tamis_ir::{HoleKind, PatternSyntax};

use crate::pattern::{Dialect, Quotes, Site, TypedSyntax, Wrapper, encode, words};

/// How Go patterns are read.
pub(crate) const PATTERN: PatternSyntax =
    PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    prepare: |pattern| complete_cases(pattern.trim_end()),
    quotes: Quotes { line: "\"'", block: "`", triple: false, regex: false },
    typed: TypedSyntax::Colon,
    own_ellipsis: is_variadic,
    form,
    wrappers,
    fallbacks: &["@", "@;", "@ @", "case @:", "@: @", "\"@\""],
    ..Dialect::PLAIN
};

const IN_LITERAL: Wrapper = ("var _w_ = _w_{", "}\n");

const WRAPPERS: [Wrapper; 9] = [
    ("", "\n"),
    // A header alone: `func $F(...)`, `if $C`.
    ("", " {}\n"),
    ("func _w_() {\n", "\n}\n"),
    ("var _w_ = (", ")\n"),
    ("type _w_ struct {\n", "\n}\n"),
    ("type _w_ interface {\n", "\n}\n"),
    ("func _w_() { switch _w_ {\n", "\n} }\n"),
    ("func _w_() { select {\n", "\n} }\n"),
    IN_LITERAL,
];

/// `A: 1` alone is a label with a statement; an entry of a literal is meant.
fn wrappers(text: &str) -> Vec<Wrapper> {
    let word = words::first_word(text);
    let is_entry = !matches!(word, "" | "case" | "default")
        && text.trim_start()[word.len()..]
            .trim_start()
            .strip_prefix(':')
            .is_some_and(|rest| !rest.starts_with('='));
    let first: &[Wrapper] = if is_entry { &[IN_LITERAL] } else { &[] };
    first.iter().chain(&WRAPPERS).copied().collect()
}

/// Ends each line `case $X` with the colon that patterns may leave out.
fn complete_cases(text: &str) -> String {
    let complete = |line: &str| {
        let is_open = words::first_word(line) == "case"
            && !line.contains(':')
            && !line.trim_end().ends_with(',');
        if is_open { format!("{}:", line.trim_end()) } else { line.to_owned() }
    };
    text.split('\n').map(complete).collect::<Vec<String>>().join("\n")
}

/// `f(xs...)`, `...T`, `...*T`, `...[]T`.
fn is_variadic(site: &Site) -> bool {
    let ends_operand = site.before().ends_with(|c: char| words::is_word(c) || c == ']' || c == ')');
    let starts_type = site.after().trim_start_matches(['*', '[', ']']).starts_with(words::is_word);
    ends_operand && site.precedes(")") || starts_type
}

fn form(site: &Site) -> &'static str {
    if site.is_quoted() {
        return "@";
    }
    if is_import_path(site) {
        return "\"@\"";
    }
    if !site.is_ellipsis() {
        return "@";
    }
    match site.bracket() {
        Some('(') => in_parentheses(site),
        Some('{') | None => in_braces(site),
        _ => "@",
    }
}

/// Whether a hole stands for a path in an import, not for its alias: a bare name would become the next line's alias.
fn is_import_path(site: &Site) -> bool {
    let in_list = site.bracket() == Some('(') && words::last_word(site.head()) == "import";
    let in_line = site.bracket().is_none() && words::first_word(site.line_before()) == "import";
    let is_bare = matches!(site.kind(), HoleKind::Metavariable | HoleKind::Ellipsis);
    is_bare && (in_list || in_line) && (site.ends_line() || site.precedes(");"))
}

fn in_parentheses(site: &Site) -> &'static str {
    let clause = words::last_clause(site.head());
    match words::last_word(clause) {
        "var" | "type" if site.is_line() => "@ @",
        "var" | "type" => "@ @;",
        _ if words::has_word(clause, "func") && site.is_item() && has_named_part(site.inside()) => {
            "@ @"
        }
        _ => "@",
    }
}

/// Whether one of the parts of a parameter list has a name before its type. Beside it a bare name is a name, too.
fn has_named_part(list: &str) -> bool {
    list.split(',').any(|part| {
        let word = words::first_word(part);
        let rest = &part.trim_start()[word.len()..];
        let is_type = matches!(word, "func" | "chan" | "map" | "struct" | "interface");
        !word.is_empty()
            && !is_type
            && rest.starts_with(char::is_whitespace)
            && !rest.trim().is_empty()
    })
}

fn in_braces(site: &Site) -> &'static str {
    let head = site.head();
    let clause = words::last_clause(head);
    let is_statement = site.is_statement();
    if words::last_word(head) == "struct" {
        return if is_statement { "@ @" } else { "@" };
    }
    let is_choice = site.bracket().is_some() && words::has_any_word(clause, &["switch", "select"]);
    if is_choice && is_statement && !words::has_any_word(site.inside_before(), &["case", "default"])
    {
        return "case @:";
    }
    let needs_end = is_statement && !site.is_line() && !site.is_alone() && !site.precedes("}");
    if needs_end { "@;" } else { "@" }
}

#[cfg(test)]
mod tests {
    use super::PATTERN;
    use crate::pattern::testing::check;

    #[test]
    fn calls_need_their_newline() {
        check(
            "go",
            &PATTERN,
            &[
                ("a.F($X)", "a.F(_M0_)", "call_expression"),
                ("make(..., 1)", "make(_E0_, 1)", "call_expression"),
                ("f(xs...)", "f(xs...)", "call_expression"),
                ("f($X...)", "f(_M0_...)", "call_expression"),
                ("f(..., $X)", "f(_E0_, _M1_)", "call_expression"),
                ("append($A, ...)", "append(_M0_, _E1_)", "call_expression"),
                ("$X. ... .F(...)", "_M0_. _E1_ .F(_E2_)", "call_expression"),
                ("($X : *sql.DB).Query(...)", "_T0_.Query(_E1_)", "call_expression"),
                ("f(<... $X ...>)", "f(_D0_( _M1_ ))", "call_expression"),
                ("x.($T)", "x.(_M0_)", "type_assertion_expression"),
                ("`...`", "`_E0_`", "raw_string_literal"),
            ],
        );
    }

    #[test]
    fn literals() {
        check(
            "go",
            &PATTERN,
            &[
                ("T{..., A: 1}", "T{_E0_, A: 1}", "composite_literal"),
                ("&T{..., A: $V, ...}", "&T{_E0_, A: _M1_, _E2_}", "unary_expression"),
                ("[]$T{...}", "[]_M0_{_E1_}", "composite_literal"),
                (
                    "map[string]$T{..., \"a\": $V}",
                    "map[string]_M0_{_E1_, \"a\": _M2_}",
                    "composite_literal",
                ),
                ("A: 1", "var _w_ = _w_{A: 1}", "keyed_element"),
                ("\"k\": $V", "var _w_ = _w_{\"k\": _M0_}", "keyed_element"),
            ],
        );
    }

    #[test]
    fn statements() {
        check(
            "go",
            &PATTERN,
            &[
                ("...", "_E0_", "identifier"),
                ("f()\n...\ng()", "f()\n_E0_\ng()", "source_file"),
                ("{ f(); ... g() }", "{ f(); _E0_; g() }", "block"),
                ("$X := ...", "_M0_ := _E1_", "short_var_declaration"),
                ("$X, ... := f()", "_M0_, _E1_ := f()", "short_var_declaration"),
                ("if ... { ... }", "if _E0_ { _E1_ }", "if_statement"),
                ("if $X := f(); ... { ... }", "if _M0_ := f(); _E1_ { _E2_ }", "if_statement"),
                ("for ... { ... }", "for _E0_ { _E1_ }", "for_statement"),
                (
                    "for $K, $V := range ... { ... }",
                    "for _M0_, _M1_ := range _E2_ { _E3_ }",
                    "for_statement",
                ),
                ("switch $X { ... }", "switch _M0_ { case _E1_: }", "expression_switch_statement"),
                (
                    "switch $X {\n  case 1:\n    ...\n  ...\n}",
                    "switch _M0_ {\n  case 1:\n    _E1_\n  _E2_\n}",
                    "expression_switch_statement",
                ),
                ("select { ... }", "select { case _E0_: }", "select_statement"),
                ("case $X", "func _w_() { switch _w_ {\ncase _M0_:\n} }", "expression_case"),
                (
                    "case 1, 2: ...",
                    "func _w_() { switch _w_ {\ncase 1, 2: _E0_\n} }",
                    "expression_case",
                ),
                ("return ..., $X", "return _E0_, _M1_", "return_statement"),
                ("go func(...) { ... }(...)", "go func(_E0_) { _E1_ }(_E2_)", "go_statement"),
                ("defer $X.Close()", "defer _M0_.Close()", "defer_statement"),
                ("label:\nfor { ... }", "label:\nfor { _E0_ }", "labeled_statement"),
            ],
        );
    }

    #[test]
    fn declarations() {
        check(
            "go",
            &PATTERN,
            &[
                ("func $F(...) { ... }", "func _M0_(_E1_) { _E2_ }", "function_declaration"),
                (
                    "func $F(..., b int, ...) $R { ... }",
                    "func _M0_(_E1_ _E1_, b int, _E2_ _E2_) _M3_ { _E4_ }",
                    "function_declaration",
                ),
                ("func $F(a, ...) { ... }", "func _M0_(a, _E1_) { _E2_ }", "function_declaration"),
                (
                    "func ($R $T) $F(...) (..., error) { ... }",
                    "func (_M0_ _M1_) _M2_(_E3_) (_E4_, error) { _E5_ }",
                    "method_declaration",
                ),
                ("func (...) $F() { ... }", "func (_E0_) _M1_() { _E2_ }", "method_declaration"),
                ("func $F(xs ...T) { ... }", "func _M0_(xs ...T) { _E1_ }", "function_declaration"),
                ("func $F(...)", "func _M0_(_E1_)", "function_declaration"),
                ("type $T struct { ... }", "type _M0_ struct { _E1_ _E1_ }", "type_declaration"),
                (
                    "type $T struct {\n  ...\n  A int\n  ...\n}",
                    "type _M0_ struct {\n  _E1_ _E1_\n  A int\n  _E2_ _E2_\n}",
                    "type_declaration",
                ),
                (
                    "type $T interface {\n  ...\n  F($X)\n}",
                    "type _M0_ interface {\n  _E1_\n  F(_M2_)\n}",
                    "type_declaration",
                ),
                ("var $X $T = ...", "var _M0_ _M1_ = _E2_", "var_declaration"),
                ("var ( ... )", "var ( _E0_ _E0_; )", "var_declaration"),
                ("var (\n  ...\n  a int\n)", "var (\n  _E0_ _E0_\n  a int\n)", "var_declaration"),
                ("const $X = ...", "const _M0_ = _E1_", "const_declaration"),
                ("import ...", "import \"_E0_\"", "import_declaration"),
                ("import $X", "import \"_M0_\"", "import_declaration"),
                (
                    "import (\n  ...\n  \"a\"\n)",
                    "import (\n  \"_E0_\"\n  \"a\"\n)",
                    "import_declaration",
                ),
                (
                    "import (\n  $A \"a\"\n  $P\n)",
                    "import (\n  _M0_ \"a\"\n  \"_M1_\"\n)",
                    "import_declaration",
                ),
                (
                    "package $P\n...\nimport \"a\"",
                    "package _M0_\n_E1_\nimport \"a\"",
                    "source_file",
                ),
                ("$F(...) bool", "type _w_ interface {\n_M0_(_E1_) bool\n}", "method_elem"),
            ],
        );
    }
}
