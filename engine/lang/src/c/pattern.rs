//! C patterns.

use tamis_ir::{HoleKind, PatternSyntax};

use crate::pattern::{Dialect, Quotes, Site, TypedSyntax, Wrapper, encode, words};

/// How C patterns are read.
pub(crate) const PATTERN: PatternSyntax =
    PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    quotes: Quotes { line: "\"'", block: "", triple: false, regex: false },
    typed: TypedSyntax::Declarator,
    form,
    wrappers,
    fallbacks: &["@", "@;", "@ @", "@ @;", "case @:"],
    ..Dialect::PLAIN
};

const WRAPPERS: [Wrapper; 8] = [
    ("", "\n"),
    // An expression.
    ("", ";\n"),
    // A header alone: `int $F(...)`.
    ("", " {}\n"),
    ("void _w_() {", "}\n"),
    ("void _w_() {", ";}\n"),
    ("struct _w_ {", "};\n"),
    IN_INITIALISER,
    // A type.
    ("", " _w_;\n"),
];

const IN_INITIALISER: Wrapper = ("int _w_ = ", ";\n");

fn wrappers(text: &str) -> Vec<Wrapper> {
    let first: &[Wrapper] = match words::first_word(text) {
        "else" => &[("void _w_() { if (_w_) {} ", "}\n")],
        "case" | "default" => &[("void _w_() { switch (_w_) {", "}}\n")],
        // `a * b;` declares a pointer.
        _ if text.contains(" * ") && !text.contains([';', '{']) => &[IN_INITIALISER],
        _ => &[],
    };
    first.iter().chain(&WRAPPERS).copied().collect()
}

fn form(site: &Site) -> &'static str {
    if site.is_quoted() {
        return "@";
    }
    if is_include_path(site) {
        return "\"@\"";
    }
    if !site.is_ellipsis() {
        return "@";
    }
    if site.is_governed() {
        return "@;";
    }
    match site.bracket() {
        Some('(') if site.is_item() => in_parentheses(site),
        Some('{') => in_braces(site),
        None if site.is_statement() && !site.is_alone() => "@;",
        _ => "@",
    }
}

/// `#include $X`.
fn is_include_path(site: &Site) -> bool {
    let is_directive = site.line_before().trim_start().starts_with('#');
    let is_bare = matches!(site.kind(), HoleKind::Metavariable | HoleKind::Ellipsis);
    is_bare && is_directive && words::last_word(site.line_before()) == "include"
}

fn in_parentheses(site: &Site) -> &'static str {
    let head = site.head();
    match words::last_word(head) {
        "for" if site.inside().trim() == site.hole() => "@;;",
        _ if is_parameter_list(site) => "@ @",
        _ => "@",
    }
}

/// Whether the round brackets around are those of a function's declarator: a type before the name, or a body after.
fn is_parameter_list(site: &Site) -> bool {
    let head = site.head();
    let name = words::last_word(head);
    if name.is_empty() || matches!(name, "if" | "while" | "for" | "switch" | "sizeof" | "return") {
        return false;
    }
    let before = words::before_last_word(head);
    let type_word = words::last_word(before.trim_end_matches(['*', ' ']));
    let starts_line =
        words::last_clause(before).trim_start().starts_with(|c: char| words::is_word(c));
    let has_type = !type_word.is_empty()
        && starts_line
        && !before.ends_with('\n')
        && !matches!(type_word, "return" | "else" | "goto" | "case" | "do" | "sizeof");
    let ends_with_operand = before.ends_with(|c: char| words::is_word(c) || c == '*');
    has_type && ends_with_operand || site.rest().starts_with('{')
}

fn in_braces(site: &Site) -> &'static str {
    let head = site.head();
    let clause = words::last_clause(head);
    if site.follows(":") {
        return "@;";
    }
    if !site.is_statement() || head.ends_with(['=', ',', '{', '(']) {
        return "@";
    }
    match words::before_group(head) {
        Some(before) if words::last_word(before) == "switch" => {
            let has_arm = words::has_any_word(site.inside_before(), &["case", "default"]);
            if has_arm { "@;" } else { "case @:" }
        }
        // `(struct s) {`: a literal.
        Some("") => "@",
        Some(_) => "@;",
        None if words::has_any_word(clause, &["struct", "union"]) => "@ @;",
        None if words::has_word(clause, "enum") => "@",
        None => "@;",
    }
}

#[cfg(test)]
mod tests {
    use super::PATTERN;
    use crate::pattern::testing::check;

    #[test]
    fn expressions() {
        check(
            "c",
            &PATTERN,
            &[
                ("$X", "_M0_;", "identifier"),
                ("f($X, ...)", "f(_M0_, _E1_);", "call_expression"),
                ("$F(...)", "_M0_(_E1_);", "call_expression"),
                ("$X->$M", "_M0_->_M1_;", "field_expression"),
                ("(*$X).$M", "(*_M0_)._M1_;", "field_expression"),
                ("$X[$I]", "_M0_[_M1_];", "subscript_expression"),
                ("sizeof(...)", "sizeof(_E0_);", "sizeof_expression"),
                ("sizeof($X)", "sizeof(_M0_);", "sizeof_expression"),
                ("(char *$X) == $Y", "void _w_() {_T0_ == _M1_;}", "binary_expression"),
                ("f((struct s *$X))", "f(_T0_);", "call_expression"),
                ("($T) $X", "(_M0_) _M1_;", "cast_expression"),
                ("<... $X->$M ...>", "_D0_( _M1_->_M2_ );", "call_expression"),
                ("$X = malloc(...)", "_M0_ = malloc(_E1_);", "assignment_expression"),
                ("\"...\"", "\"_E0_\";", "string_literal"),
                ("$X ? ... : $Y", "_M0_ ? _E1_ : _M2_;", "conditional_expression"),
                ("{..., .a = $V}", "int _w_ = {_E0_, .a = _M1_};", "initializer_list"),
                ("*$X", "*_M0_;", "pointer_expression"),
                ("$X * $Y", "int _w_ = _M0_ * _M1_;", "binary_expression"),
                ("&$X", "&_M0_;", "pointer_expression"),
            ],
        );
    }

    #[test]
    fn statements() {
        check(
            "c",
            &PATTERN,
            &[
                ("...", "_E0_;", "identifier"),
                ("free($X); ... $X = NULL;", "free(_M0_); _E1_; _M2_ = NULL;", "translation_unit"),
                (
                    "free($X);\n...\nfree($X);",
                    "free(_M0_);\n_E1_;\nfree(_M2_);",
                    "translation_unit",
                ),
                ("$T $X = ...;", "_M0_ _M1_ = _E2_;", "declaration"),
                ("$T *$X;", "_M0_ *_M1_;", "declaration"),
                ("char $X[$N];", "char _M0_[_M1_];", "declaration"),
                ("if ($C)\n  goto $L;", "if (_M0_)\n  goto _M1_;", "if_statement"),
                ("if ($C) ... else ...", "if (_M0_) _E1_; else _E2_;", "if_statement"),
                ("if ($C) { ... }", "if (_M0_) { _E1_; }", "if_statement"),
                ("for (...) { ... }", "for (_E0_;;) { _E1_; }", "for_statement"),
                (
                    "for ($I = 0; ...; $I++) { ... }",
                    "for (_M0_ = 0; _E1_; _M2_++) { _E3_; }",
                    "for_statement",
                ),
                ("while (...) { ... }", "while (_E0_) { _E1_; }", "while_statement"),
                ("do { ... } while ($C);", "do { _E0_; } while (_M1_);", "do_statement"),
                (
                    "switch ($X) { ... case 1: ... break; ... }",
                    "switch (_M0_) { case _E1_: case 1: _E2_; break; _E3_; }",
                    "switch_statement",
                ),
                ("return ...;", "return _E0_;", "return_statement"),
                ("case $X: ...", "case _M0_: _E1_;", "case_statement"),
                ("else { ... }", "void _w_() { if (_w_) {} else { _E0_; }}", "else_clause"),
            ],
        );
    }

    #[test]
    fn declarations() {
        check(
            "c",
            &PATTERN,
            &[
                ("int $F(...) { ... }", "int _M0_(_E1_ _E1_) { _E2_; }", "function_definition"),
                (
                    "$R $F($T $A, ...) { ... }",
                    "_M0_ _M1_(_M2_ _M3_, _E4_ _E4_) { _E5_; }",
                    "function_definition",
                ),
                (
                    "$R *$F(..., char *$S, ...) { ... }",
                    "_M0_ *_M1_(_E2_ _E2_, char *_M3_, _E4_ _E4_) { _E5_; }",
                    "function_definition",
                ),
                ("int $F(...);", "int _M0_(_E1_ _E1_);", "declaration"),
                ("int $F(...)", "int _M0_(_E1_ _E1_);", "declaration"),
                ("struct $S { ... };", "struct _M0_ { _E1_ _E1_; };", "translation_unit"),
                (
                    "struct $S { int a; ... };",
                    "struct _M0_ { int a; _E1_ _E1_; };",
                    "translation_unit",
                ),
                ("enum $E { ..., A };", "enum _M0_ { _E1_, A };", "translation_unit"),
                ("typedef $A $B;", "typedef _M0_ _M1_;", "type_definition"),
                ("int $X[] = {..., 1};", "int _M0_[] = {_E1_, 1};", "declaration"),
                ("#include $X", "#include \"_M0_\"", "preproc_include"),
                ("#include \"$X\"", "#include \"_M0_\"", "preproc_include"),
                ("#include <...>", "#include <_E0_>", "preproc_include"),
                ("#define $X ...", "#define _M0_ _E1_", "preproc_def"),
                ("#ifdef $X\n...\n#endif", "#ifdef _M0_\n_E1_;\n#endif", "preproc_ifdef"),
            ],
        );
    }
}
