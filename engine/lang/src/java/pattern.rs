//! Java patterns.

use tamis_ir::{HoleKind, PatternSyntax};

use crate::pattern::{Dialect, Quotes, Site, TypedSyntax, Wrapper, encode, words};

/// How Java patterns are read.
pub(crate) const PATTERN: PatternSyntax =
    PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    quotes: Quotes { line: "\"'", block: "", triple: true, regex: false },
    typed: TypedSyntax::TypeFirst,
    own_ellipsis: is_variadic,
    form,
    wrappers,
    fallbacks: &["@", "@;", "@ @;", "@ @", "case @:", "@=@"],
    ..Dialect::PLAIN
};

const WRAPPERS: [Wrapper; 11] = [
    ("", "\n"),
    // An expression.
    ("", ";\n"),
    // Constructors and other members.
    ("class _w_ {", "}\n"),
    // A header alone: `class $C`.
    ("", " {}\n"),
    ("class _w_ {", ";}\n"),
    ("class _w_ {", " {}}\n"),
    ("class _w_ { void _w_() {", "}}\n"),
    // An annotation alone.
    ("", " class _w_ {}\n"),
    // `super(...)` and `this(...)`.
    ("class _w_ { _w_() {", "}}\n"),
    ("class _w_ { _w_() {", ";}}\n"),
    // An array initialiser.
    ("Object _w_ = ", ";\n"),
];

fn wrappers(text: &str) -> Vec<Wrapper> {
    let first: &[Wrapper] = match words::first_word(text) {
        // `try` alone: what follows is open.
        "try" if is_lone_try(text) => &[("class _w_ { void _w_() {", " catch (_w_ _w_) {}}}\n")],
        "catch" | "finally" => &[("class _w_ { void _w_() { try {} ", "}}\n")],
        "else" => &[("class _w_ { void _w_() { if (_w_) {} ", "}}\n")],
        "case" | "default" => &[("switch (_w_) {", "}\n")],
        _ => &[],
    };
    first.iter().chain(&WRAPPERS).copied().collect()
}

/// Whether nothing is said of what catches: `try { ... }`.
fn is_lone_try(text: &str) -> bool {
    let text = text.trim();
    let block = text.strip_prefix("try").is_some_and(|rest| rest.trim_start().starts_with('{'));
    block && text.ends_with('}') && !words::has_any_word(text, &["catch", "finally"])
}

/// `T... xs`.
fn is_variadic(site: &Site) -> bool {
    let ends_type = site.before().ends_with(|c: char| words::is_word(c) || c == '>' || c == ']');
    let after = site.after();
    ends_type
        && after.starts_with(char::is_whitespace)
        && after.trim_start().starts_with(words::is_word)
}

fn form(site: &Site) -> &'static str {
    if site.is_quoted() {
        return "@";
    }
    if !site.is_ellipsis() {
        return if is_bare_parameter(site) { "@ @" } else { "@" };
    }
    if site.is_governed() {
        return "@;";
    }
    if is_catch_clause(site) {
        return "catch(@ @){}";
    }
    match site.bracket() {
        Some('(') if site.is_item() => in_parentheses(site),
        Some('{') => in_braces(site),
        None if site.is_statement() => "@;",
        _ => "@",
    }
}

/// Whether it takes the place of a `catch` clause: `try {} ...`.
fn is_catch_clause(site: &Site) -> bool {
    site.before_closed().is_some_and(|head| words::last_word(head) == "try") && !site.starts_line()
}

/// Whether a metavariable is a whole parameter: `void f($X) {`.
fn is_bare_parameter(site: &Site) -> bool {
    site.kind() == HoleKind::Metavariable
        && site.bracket() == Some('(')
        && site.precedes(",)")
        && follows_list_sign(site)
        && site.rest().starts_with(['{', 't'])
        && is_parameter_list(site)
}

/// Whether a hole starts a parameter, annotations aside.
fn follows_list_sign(site: &Site) -> bool {
    let part = site.inside_before().rsplit(',').next().unwrap_or("").trim();
    part.is_empty() || part.starts_with('@') && !part.contains(char::is_whitespace)
}

fn in_parentheses(site: &Site) -> &'static str {
    let head = site.head();
    let annotation =
        head[head.trim_end_matches(|c: char| words::is_word(c) || c == '.').len()..].len();
    if head[..head.len() - annotation].ends_with('@') {
        return if site.has_inside(&['=']) { "@=@" } else { "@" };
    }
    match words::last_word(head) {
        "catch" => "@ @",
        "for" if site.inside().trim() == site.hole() => "@;;",
        _ if is_parameter_list(site) => "@ @",
        _ => "@",
    }
}

/// Whether the round brackets around are those of a method, constructor or record, not of a call.
fn is_parameter_list(site: &Site) -> bool {
    const NOT_TYPES: [&str; 10] =
        ["return", "new", "throw", "else", "assert", "case", "yield", "instanceof", "do", "goto"];
    let head = site.head();
    let (name, before) = (words::last_word(head), words::before_last_word(head));
    if name.is_empty()
        || matches!(name, "if" | "while" | "for" | "switch" | "synchronized" | "try" | "new")
    {
        return false;
    }
    let line = before.len() == head[..head.len() - name.len()].trim_end_matches([' ', '\t']).len();
    let has_type = line
        && before.ends_with(|c: char| words::is_word(c) || c == '>' || c == ']')
        && !NOT_TYPES.contains(&words::last_word(before));
    let rest = site.rest();
    let opens_body = rest.starts_with('{') || words::first_word(rest) == "throws";
    // `new Foo(...) {` has a body, too.
    let is_creation = words::has_word(words::last_clause(head), "new");
    !is_creation && (opens_body || has_type && (rest.is_empty() || rest.starts_with(';')))
}

fn in_braces(site: &Site) -> &'static str {
    let head = site.head();
    let clause = words::last_clause(head);
    let is_statement = site.is_statement();
    let is_first_of_enum = words::has_word(clause, "enum") && !site.has_inside(&[';']);
    if head.ends_with(['=', ']', ',', '(', '{'])
        || is_first_of_enum
        || !is_statement && !site.follows(":")
    {
        return "@";
    }
    let is_body = words::has_any_word(clause, &["class", "interface", "enum", "record", "new"]);
    if is_body && !head.ends_with("->") {
        return "@ @;";
    }
    let is_switch =
        words::before_group(head).is_some_and(|before| words::last_word(before) == "switch");
    let is_arm = is_switch && !words::has_any_word(site.inside_before(), &["case", "default"]);
    if is_arm { "case @:" } else { "@;" }
}

#[cfg(test)]
mod tests {
    use super::PATTERN;
    use crate::pattern::testing::check;

    #[test]
    fn expressions() {
        check(
            "java",
            &PATTERN,
            &[
                ("$X", "_M0_;", "identifier"),
                ("\"...\"", "\"_E0_\";", "string_literal"),
                ("f($X, ...)", "f(_M0_, _E1_);", "method_invocation"),
                ("$X.f(...).g()", "_M0_.f(_E1_).g();", "method_invocation"),
                ("$X. ... .build()", "_M0_. _E1_ .build();", "method_invocation"),
                ("new $T(...)", "new _M0_(_E1_);", "object_creation_expression"),
                (
                    "new $T(...) { ... }",
                    "new _M0_(_E1_) { _E2_ _E2_; };",
                    "object_creation_expression",
                ),
                ("(String $X).length()", "_T0_.length();", "method_invocation"),
                ("(Map<String, $T> $X).get(...)", "_T0_.get(_E1_);", "method_invocation"),
                ("return ($T $X);", "return _T0_;", "return_statement"),
                ("(..., $A) -> $B", "(_E0_, _M1_) -> _M2_;", "lambda_expression"),
                ("x -> { ... }", "x -> { _E0_; };", "lambda_expression"),
                ("new int[] {1, ...}", "new int[] {1, _E0_};", "array_creation_expression"),
                ("{1, ...}", "Object _w_ = {1, _E0_};", "array_initializer"),
                ("f(<... $X ...>)", "f(_D0_( _M1_ ));", "method_invocation"),
                ("$X == null ? ... : $Y", "_M0_ == null ? _E1_ : _M2_;", "ternary_expression"),
                ("($T) $X", "(_M0_) _M1_;", "cast_expression"),
                ("$X instanceof $T", "_M0_ instanceof _M1_;", "instanceof_expression"),
                ("$T.class", "_M0_.class;", "class_literal"),
            ],
        );
    }

    #[test]
    fn statements() {
        check(
            "java",
            &PATTERN,
            &[
                ("...", "_E0_;", "expression_statement"),
                ("f(); ... g();", "f(); _E0_; g();", "program"),
                ("f();\n...\ng();", "f();\n_E0_;\ng();", "program"),
                ("f(); ...; g();", "f(); _E0_; g();", "program"),
                ("int $X = ...;", "int _M0_ = _E1_;", "local_variable_declaration"),
                ("$T $X = ...;", "_M0_ _M1_ = _E2_;", "local_variable_declaration"),
                ("final $T $X = $V;", "final _M0_ _M1_ = _M2_;", "local_variable_declaration"),
                ("List<...> $X = ...;", "List<_E0_> _M1_ = _E2_;", "local_variable_declaration"),
                ("if ($C) ... else ...", "if (_M0_) _E1_; else _E2_;", "if_statement"),
                ("if ($C) { ... }", "if (_M0_) { _E1_; }", "if_statement"),
                ("for (...) { ... }", "for (_E0_;;) { _E1_; }", "for_statement"),
                (
                    "for ($T $X : ...) { ... }",
                    "for (_M0_ _M1_ : _E2_) { _E3_; }",
                    "enhanced_for_statement",
                ),
                ("while (...) ...", "while (_E0_) _E1_;", "while_statement"),
                ("switch ($X) { ... }", "switch (_M0_) { case _E1_: }", "switch_expression"),
                (
                    "switch ($X) { case 1: ... break; default: ... }",
                    "switch (_M0_) { case 1: _E1_; break; default: _E2_; }",
                    "switch_expression",
                ),
                ("case $X: ...", "switch (_w_) {case _M0_: _E1_;}", "switch_block_statement_group"),
                (
                    "try { ... } catch ($E $X) { ... }",
                    "try { _E0_; } catch (_M1_ _M2_) { _E3_; }",
                    "try_statement",
                ),
                (
                    "try { ... } catch (...) { ... }",
                    "try { _E0_; } catch (_E1_ _E1_) { _E2_; }",
                    "try_statement",
                ),
                ("try { ... } ...", "try { _E0_; } catch(_E1_ _E1_){}", "try_statement"),
                ("try ($R) { ... }", "try (_M0_) { _E1_; }", "try_with_resources_statement"),
                (
                    "catch (Exception $E) { ... }",
                    "class _w_ { void _w_() { try {} catch (Exception _M0_) { _E1_; }}}",
                    "catch_clause",
                ),
                (
                    "synchronized ($X) { ... }",
                    "synchronized (_M0_) { _E1_; }",
                    "synchronized_statement",
                ),
                ("throw new $E(...);", "throw new _M0_(_E1_);", "throw_statement"),
                ("return ...;", "return _E0_;", "return_statement"),
                (
                    "super(...);",
                    "class _w_ { _w_() {super(_E0_);}}",
                    "explicit_constructor_invocation",
                ),
                (
                    "else { ... }",
                    "class _w_ { void _w_() { if (_w_) {} else { _E0_; }}}",
                    "if_statement",
                ),
            ],
        );
    }

    #[test]
    fn members() {
        check(
            "java",
            &PATTERN,
            &[
                ("void $F(...) { ... }", "void _M0_(_E1_ _E1_) { _E2_; }", "method_declaration"),
                (
                    "$R $F($X, ...) { ... }",
                    "_M0_ _M1_(_M2_ _M2_, _E3_ _E3_) { _E4_; }",
                    "method_declaration",
                ),
                (
                    "$R $F(int a, ..., $T $B) throws ... { ... }",
                    "_M0_ _M1_(int a, _E2_ _E2_, _M3_ _M4_) throws _E5_ { _E6_; }",
                    "method_declaration",
                ),
                (
                    "$R $F(..., @$A $T $X, ...) { ... }",
                    "_M0_ _M1_(_E2_ _E2_, @_M3_ _M4_ _M5_, _E6_ _E6_) { _E7_; }",
                    "method_declaration",
                ),
                ("public $R $F(...);", "public _M0_ _M1_(_E2_ _E2_);", "method_declaration"),
                ("$R $F(...)", "_M0_ _M1_(_E2_ _E2_);", "method_declaration"),
                (
                    "$C(...) { ... }",
                    "class _w_ {_M0_(_E1_ _E1_) { _E2_; }}",
                    "constructor_declaration",
                ),
                ("void f($T... xs) { ... }", "void f(_M0_... xs) { _E1_; }", "method_declaration"),
                ("class $C { ... }", "class _M0_ { _E1_ _E1_; }", "class_declaration"),
                (
                    "class $C extends $B implements ..., $I { ... $R $F(...) { ... } ... }",
                    "class _M0_ extends _M1_ implements _E2_, _M3_ { _E4_ _E4_; _M5_ _M6_(_E7_ _E7_) { _E8_; } _E9_ _E9_; }",
                    "class_declaration",
                ),
                (
                    "interface $I { ... void f(); }",
                    "interface _M0_ { _E1_ _E1_; void f(); }",
                    "interface_declaration",
                ),
                ("enum $E { ... }", "enum _M0_ { _E1_ }", "enum_declaration"),
                (
                    "enum $E { A, ...; ... }",
                    "enum _M0_ { A, _E1_; _E2_ _E2_; }",
                    "enum_declaration",
                ),
                (
                    "record $R(...) { ... }",
                    "record _M0_(_E1_ _E1_) { _E2_ _E2_; }",
                    "record_declaration",
                ),
                ("@$A class $C { ... }", "@_M0_ class _M1_ { _E2_ _E2_; }", "class_declaration"),
                (
                    "@A(...) class $C { ... }",
                    "@A(_E0_) class _M1_ { _E2_ _E2_; }",
                    "class_declaration",
                ),
                (
                    "@A(..., x = $V) $R $F(...) { ... }",
                    "@A(_E0_=_E0_, x = _M1_) _M2_ _M3_(_E4_ _E4_) { _E5_; }",
                    "method_declaration",
                ),
                ("@A($X)", "@A(_M0_) class _w_ {}", "annotation"),
                ("@A({..., \"a\"})", "@A({_E0_, \"a\"}) class _w_ {}", "annotation"),
                ("import $X;", "import _M0_;", "import_declaration"),
                ("import a.$X;", "import a._M0_;", "import_declaration"),
                ("import static a.b.*;", "import static a.b.*;", "import_declaration"),
                ("package $P;\n...\nimport a.b;", "package _M0_;\n_E1_;\nimport a.b;", "program"),
            ],
        );
    }
}
