//! PHP patterns: a metavariable is a variable where an expression stands, a name where one is declared, called or typed.

use tamis_ir::{HoleKind, PatternSyntax};

use crate::pattern::{Dialect, Quotes, Site, Wrapper, encode, words};

/// How PHP patterns are read.
pub(crate) const PATTERN: PatternSyntax =
    PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    prepare,
    quotes: Quotes { line: "\"'`", block: "", triple: false, regex: false },
    own_ellipsis: is_spread,
    own_variable: |name| SUPERGLOBALS.contains(&name),
    form,
    wrappers,
    fallbacks: &["@", "@;", "$@", "case @:", "var $@;", "@ => @,"],
    ..Dialect::PLAIN
};

/// Variables of PHP in the shape of metavariables.
const SUPERGLOBALS: [&str; 9] = [
    "$_GET",
    "$_POST",
    "$_COOKIE",
    "$_REQUEST",
    "$_SERVER",
    "$_SESSION",
    "$_FILES",
    "$_ENV",
    "$GLOBALS",
];

const WRAPPERS: [Wrapper; 10] = [
    ("<?php ", "\n"),
    // An expression.
    ("<?php ", ";\n"),
    // Members.
    ("<?php class _w_ {", "}\n"),
    // A header alone: `function $F(...)`, `class $C`.
    ("<?php ", " {}\n"),
    ("<?php class _w_ {", " {}}\n"),
    ("<?php class _w_ {", ";}\n"),
    // An array's entry.
    ("<?php [", "];\n"),
    // An attribute alone.
    ("<?php ", "\nclass _w_ {}\n"),
    ("<?php function _w_() {", "}\n"),
    // A parameter.
    ("<?php function _w_(", ") {}\n"),
];

fn wrappers(text: &str) -> Vec<Wrapper> {
    let first: &[Wrapper] = match words::first_word(text) {
        "catch" | "finally" => &[("<?php try {} ", "\n")],
        "else" | "elseif" => &[("<?php if ($_w_) {} ", "\n")],
        "case" | "default" => &[("<?php switch ($_w_) {", "}\n")],
        _ => &[],
    };
    first.iter().chain(&WRAPPERS).copied().collect()
}

/// Takes off the opening tag; each wrapper has one.
fn prepare(pattern: &str) -> String {
    let text = pattern.trim();
    let text = text.strip_prefix("<?php").or_else(|| text.strip_prefix("<?")).unwrap_or(text);
    text.strip_suffix("?>").unwrap_or(text).trim().to_owned()
}

/// `...$xs`, `...[1]`, `...f()`.
fn is_spread(site: &Site) -> bool {
    !site.is_quoted() && site.after().starts_with(|c: char| words::is_word(c) || c == '[')
}

fn form(site: &Site) -> &'static str {
    if site.is_quoted() {
        return in_string(site);
    }
    match site.kind() {
        HoleKind::Metavariable if !is_name(site) => "$@",
        HoleKind::Ellipsis | HoleKind::EllipsisMetavariable => ellipsis_form(site),
        _ => "@",
    }
}

/// A hole in a string: between double quotes a metavariable beside other text is an expression.
fn in_string(site: &Site) -> &'static str {
    let is_variable =
        site.kind() == HoleKind::Metavariable && site.quote() != Some('\'') && !site.fills_string();
    match is_variable {
        true if site.before().ends_with('{') => "$@",
        true => "{|$@|}",
        false => "@",
    }
}

/// Whether a metavariable stands for a name without `$`: of a member, function, class or type.
fn is_name(site: &Site) -> bool {
    const BEFORE_NAME: [&str; 14] = [
        "function",
        "class",
        "interface",
        "trait",
        "enum",
        "extends",
        "implements",
        "new",
        "instanceof",
        "use",
        "namespace",
        "goto",
        "const",
        "insteadof",
    ];
    let (before, after) = (site.before().trim_end(), site.after());
    let next = after.trim_start();
    let follows_access = ["->", "::", "#[", "\\"].iter().any(|sign| before.ends_with(sign));
    let follows_keyword =
        BEFORE_NAME.contains(&words::last_word(before)) || continues_name_list(site);
    let is_called = after.starts_with(['(', '\\']) || next.starts_with("::");
    let types_variable =
        after.starts_with(' ') && next.trim_start_matches(['&', '.']).starts_with('$');
    let is_result = before.ends_with(':')
        && before[..before.len() - 1].trim_end().ends_with(')')
        && is_after_list(site);
    let is_argument_name = site.follows("(,") && next.starts_with(':') && !next.starts_with("::");
    follows_access
        || follows_keyword
        || is_called
        || types_variable
        || is_result
        || is_argument_name
}

/// `implements A, $X`.
fn continues_name_list(site: &Site) -> bool {
    let clause = words::last_clause(site.before());
    site.follows(",")
        && site.bracket().is_none()
        && words::has_any_word(clause, &["implements", "extends", "use"])
}

/// Whether the clause before is a function's, so that `):` opens its result type and no branch of a condition.
fn is_after_list(site: &Site) -> bool {
    words::has_any_word(words::last_clause(site.before()), &["function", "fn"])
}

fn ellipsis_form(site: &Site) -> &'static str {
    if site.is_governed() {
        return "@;";
    }
    if site.before_closed().is_some_and(|head| words::last_word(head) == "try")
        && !site.starts_line()
    {
        return "catch(@ $@){}";
    }
    match site.bracket() {
        Some('(') if site.is_item() => in_parentheses(site),
        Some('{') => in_braces(site),
        None if site.is_statement() && !site.is_alone() => "@;",
        _ => "@",
    }
}

fn in_parentheses(site: &Site) -> &'static str {
    let head = site.head();
    let name = words::last_word(head);
    let before = words::before_last_word(head);
    let is_declared =
        matches!(name, "function" | "fn") || matches!(words::last_word(before), "function");
    let is_reference =
        before.ends_with('&') && words::last_word(&before[..before.len() - 1]) == "function";
    match name {
        "catch" => "@ $@",
        "for" if site.inside().trim() == site.hole() => "@;;",
        "use" => "$@",
        _ if is_declared || is_reference => "$@",
        _ => "@",
    }
}

fn in_braces(site: &Site) -> &'static str {
    let head = site.head();
    let clause = words::last_clause(head);
    if site.follows(":") {
        return "@;";
    }
    if let Some(before) = words::before_group(head) {
        let has_arm = words::has_any_word(site.inside_before(), &["case", "default"]);
        match words::last_word(before) {
            "switch" if !has_arm && site.is_statement() => return "case @:",
            "match" if site.follows("{,") => {
                return if site.precedes(",}") { "@ => @" } else { "@ => @," };
            }
            "match" => return "@",
            _ => {}
        }
    }
    if !site.is_statement() {
        return "@";
    }
    if words::has_any_word(clause, &["function", "fn"]) {
        return "@;";
    }
    match words::has_word(clause, "enum") {
        true => "case @;",
        false if words::has_any_word(clause, &["class", "interface", "trait"]) => "var $@;",
        false => "@;",
    }
}

#[cfg(test)]
mod tests {
    use super::PATTERN;
    use crate::pattern::testing::check;

    #[test]
    fn values() {
        check(
            "php",
            &PATTERN,
            &[
                ("$X", "<?php $_M0_;", "variable_name"),
                ("f($X, ...)", "<?php f($_M0_, _E1_);", "function_call_expression"),
                ("$F(...)", "<?php _M0_(_E1_);", "function_call_expression"),
                ("$X->$M(...)", "<?php $_M0_->_M1_(_E2_);", "member_call_expression"),
                ("$X->$P", "<?php $_M0_->_M1_;", "member_access_expression"),
                ("$X-> ... ->g(...)", "<?php $_M0_-> _E1_ ->g(_E2_);", "member_call_expression"),
                ("$C::$M(...)", "<?php _M0_::_M1_(_E2_);", "scoped_call_expression"),
                ("A::$K", "<?php A::_M0_;", "class_constant_access_expression"),
                ("new $C(...)", "<?php new _M0_(_E1_);", "object_creation_expression"),
                ("new A\\$C(...)", "<?php new A\\_M0_(_E1_);", "object_creation_expression"),
                ("$_GET[$K]", "<?php $_GET[$_M0_];", "subscript_expression"),
                ("$_", "<?php $_M0_;", "variable_name"),
                ("$this->f($...ARGS)", "<?php $this->f(_A0_);", "member_call_expression"),
                ("f(...$XS)", "<?php f(...$_M0_);", "function_call_expression"),
                ("f(name: $V)", "<?php f(name: $_M0_);", "function_call_expression"),
                (
                    "[..., 'a' => $V, ...]",
                    "<?php [_E0_, 'a' => $_M1_, _E2_];",
                    "array_creation_expression",
                ),
                ("'a' => $V", "<?php ['a' => $_M0_];", "array_element_initializer"),
                ("array(..., $X)", "<?php array(_E0_, $_M1_);", "array_creation_expression"),
                ("\"...{$X}...\"", "<?php \"_E0_{$_M1_}_E2_\";", "encapsed_string"),
                ("\"...$X...\"", "<?php \"_E0_{$_M1_}_E2_\";", "encapsed_string"),
                ("'$X'", "<?php '_M0_';", "string"),
                ("\"$X\"", "<?php \"_M0_\";", "encapsed_string"),
                ("`...`", "<?php `_E0_`;", "shell_command_expression"),
                ("$X = ...;", "<?php $_M0_ = _E1_;", "expression_statement"),
                ("$X . ... . $Y", "<?php $_M0_ . _E1_ . $_M2_;", "binary_expression"),
                ("$X ? $Y : ...", "<?php $_M0_ ? $_M1_ : _E2_;", "conditional_expression"),
                ("$X instanceof $C", "<?php $_M0_ instanceof _M1_;", "binary_expression"),
                ("f(<... $X ...>)", "<?php f(_D0_( $_M1_ ));", "function_call_expression"),
                (
                    "function (...) { ... }",
                    "<?php function ($_E0_) { _E1_; };",
                    "anonymous_function",
                ),
                (
                    "function (..., $X) use (...) { ... }",
                    "<?php function ($_E0_, $_M1_) use ($_E2_) { _E3_; };",
                    "anonymous_function",
                ),
                ("fn(...) => $X", "<?php fn($_E0_) => $_M1_;", "arrow_function"),
                (
                    "match ($X) { ..., 1 => $Y }",
                    "<?php match ($_M0_) { _E1_ => _E1_, 1 => $_M2_ };",
                    "match_expression",
                ),
                ("include ...", "<?php include _E0_;", "include_expression"),
                ("<?php echo $X; ?>", "<?php echo $_M0_;", "echo_statement"),
            ],
        );
    }

    #[test]
    fn statements() {
        check(
            "php",
            &PATTERN,
            &[
                ("...", "<?php _E0_;", "name"),
                ("f(); ... g();", "<?php f(); _E0_; g();", "program"),
                ("f();\n...\ng();", "<?php f();\n_E0_;\ng();", "program"),
                ("echo ...;", "<?php echo _E0_;", "echo_statement"),
                ("return ...;", "<?php return _E0_;", "return_statement"),
                ("if (...) { ... }", "<?php if (_E0_) { _E1_; }", "if_statement"),
                ("if ($C) ... else ...", "<?php if ($_M0_) _E1_; else _E2_;", "if_statement"),
                ("while ($C) { ... }", "<?php while ($_M0_) { _E1_; }", "while_statement"),
                ("for (...) { ... }", "<?php for (_E0_;;) { _E1_; }", "for_statement"),
                (
                    "foreach ($XS as $K => $V) { ... }",
                    "<?php foreach ($_M0_ as $_M1_ => $_M2_) { _E3_; }",
                    "foreach_statement",
                ),
                (
                    "foreach (... as $X) { ... }",
                    "<?php foreach (_E0_ as $_M1_) { _E2_; }",
                    "foreach_statement",
                ),
                (
                    "switch ($X) { ... case 1: ... break; ... }",
                    "<?php switch ($_M0_) { case _E1_: case 1: _E2_; break; _E3_; }",
                    "switch_statement",
                ),
                (
                    "try { ... } catch ($E $X) { ... }",
                    "<?php try { _E0_; } catch (_M1_ $_M2_) { _E3_; }",
                    "try_statement",
                ),
                (
                    "try { ... } catch (...) { ... }",
                    "<?php try { _E0_; } catch (_E1_ $_E1_) { _E2_; }",
                    "try_statement",
                ),
                (
                    "catch (Exception $E) { ... }",
                    "<?php try {} catch (Exception $_M0_) { _E1_; }",
                    "catch_clause",
                ),
                ("else { ... }", "<?php if ($_w_) {} else { _E0_; }", "else_clause"),
                ("case 1: ...", "<?php switch ($_w_) {case 1: _E0_;}", "case_statement"),
                ("goto $L;", "<?php goto _M0_;", "goto_statement"),
                ("throw new $E(...);", "<?php throw new _M0_(_E1_);", "expression_statement"),
                ("use $A\\$B;", "<?php use _M0_\\_M1_;", "namespace_use_declaration"),
            ],
        );
    }

    #[test]
    fn definitions() {
        check(
            "php",
            &PATTERN,
            &[
                (
                    "function $F(...) { ... }",
                    "<?php function _M0_($_E1_) { _E2_; }",
                    "function_definition",
                ),
                (
                    "function $F(..., $X, ...) { ... }",
                    "<?php function _M0_($_E1_, $_M2_, $_E3_) { _E4_; }",
                    "function_definition",
                ),
                (
                    "function $F($T $X): $R { ... }",
                    "<?php function _M0_(_M1_ $_M2_): _M3_ { _E4_; }",
                    "function_definition",
                ),
                (
                    "function $F($X = ..., ...) { ... }",
                    "<?php function _M0_($_M1_ = _E2_, $_E3_) { _E4_; }",
                    "function_definition",
                ),
                ("function $F(...)", "<?php function _M0_($_E1_) {}", "function_definition"),
                ("class $C { ... }", "<?php class _M0_ { var $_E1_; }", "class_declaration"),
                (
                    "class $C extends $B implements $I, $J { ... public function $F(...) { ... } ... }",
                    "<?php class _M0_ extends _M1_ implements _M2_, _M3_ { var $_E4_; public function _M5_($_E6_) { _E7_; } var $_E8_; }",
                    "class_declaration",
                ),
                (
                    "abstract class $C { ... private $X = ...; ... }",
                    "<?php abstract class _M0_ { var $_E1_; private $_M2_ = _E3_; var $_E4_; }",
                    "class_declaration",
                ),
                (
                    "interface $I extends $J { ... }",
                    "<?php interface _M0_ extends _M1_ { var $_E2_; }",
                    "interface_declaration",
                ),
                ("trait $T { ... }", "<?php trait _M0_ { var $_E1_; }", "trait_declaration"),
                (
                    "enum $E { ... case A; }",
                    "<?php enum _M0_ { case _E1_; case A; }",
                    "enum_declaration",
                ),
                (
                    "public function $F($X) { ... }",
                    "<?php class _w_ {public function _M0_($_M1_) { _E2_; }}",
                    "method_declaration",
                ),
                ("private $T $X;", "<?php class _w_ {private _M0_ $_M1_;}", "property_declaration"),
                ("const $K = $V;", "<?php const _M0_ = $_M1_;", "const_declaration"),
                ("#[$A]", "<?php #[_M0_]\nclass _w_ {}", "attribute_group"),
                (
                    "#[$A(...)]\nfunction $F() { ... }",
                    "<?php #[_M0_(_E1_)]\nfunction _M2_() { _E3_; }",
                    "function_definition",
                ),
                ("namespace $N;", "<?php namespace _M0_;", "namespace_definition"),
            ],
        );
    }
}
