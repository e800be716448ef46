//! JavaScript patterns, and what TypeScript's have in common with them.

use tamis_ir::{HoleKind, PatternSyntax};

use crate::pattern::{Dialect, Quotes, Site, TypedSyntax, Wrapper, encode, words};

/// How JavaScript patterns are read.
pub(crate) const PATTERN: PatternSyntax =
    PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

/// Of both languages.
pub(crate) const DIALECT: Dialect = Dialect {
    quotes: Quotes { line: "\"'", block: "`", triple: false, regex: true },
    typed: TypedSyntax::Colon,
    own_ellipsis: is_spread,
    form,
    wrappers: |text| wrappers(text).collect(),
    fallbacks: &["@", "@;", "case @:", "@: @", "@(){}", "@=@"],
    ..Dialect::PLAIN
};

/// Tried in this order.
const WRAPPERS: [Wrapper; 11] = [
    ("", "\n"),
    IN_PARENTHESES,
    // A header alone: `function $F(...)`.
    ("", " {}\n"),
    // Methods and fields.
    ("class _w_ {", "}\n"),
    ("class _w_ {", " {}}\n"),
    ("async function* _w_() {", "}\n"),
    ("switch(_w_){", "}\n"),
    IN_OBJECT,
    // A decorator alone.
    ("", "\nclass _w_ {}\n"),
    ("class _w_ {", "\n_w_() {}}\n"),
    // A decorated method's header alone.
    ("class _w_ {", "() {}}\n"),
];

const IN_PARENTHESES: Wrapper = ("(", ")\n");
const IN_OBJECT: Wrapper = ("({", "})\n");

/// The wrappers for `text`: those its start asks for, then all others. At the start of a statement `{...}` is a block and
/// `k: {...}` a label, and in a class `catch (e) {}` is a method: clean but not what is meant.
pub(crate) fn wrappers(text: &str) -> impl Iterator<Item = Wrapper> {
    let text = text.trim_start();
    let word = words::first_word(text);
    let is_entry = !word.is_empty() && text[word.len()..].trim_start().starts_with(':');
    let first: &[Wrapper] = match word {
        "catch" | "finally" => &[("try {} ", "\n")],
        "else" => &[("if (_w_) {} ", "\n")],
        "case" | "default" => &[],
        _ if text.starts_with('{') => &[IN_PARENTHESES, IN_OBJECT],
        // In parentheses `k: v` would be a typed expression of TypeScript.
        _ if is_entry => &[IN_OBJECT],
        _ => &[],
    };
    first.iter().chain(&WRAPPERS).copied()
}

/// `...x`, `...[`, `...{`, `...(`, `...$X`; but not `function ...(`, nor `` `...${x}` ``.
fn is_spread(site: &Site) -> bool {
    let is_before_operand =
        site.after().starts_with(|c: char| words::is_word(c) || "[{(".contains(c));
    let before = site.before().trim_end_matches([' ', '*']);
    is_before_operand && words::last_word(before) != "function" && !is_in_string_text(site)
}

/// Whether the hole stands in a string, and there not in an expression of a template.
fn is_in_string_text(site: &Site) -> bool {
    let before = site.before();
    let in_expression = before.rfind("${").is_some_and(|at| !before[at..].contains('}'));
    site.is_quoted() && !(site.quote() == Some('`') && in_expression)
}

/// The form of a hole where it stands.
fn form(site: &Site) -> &'static str {
    if site.is_quoted() {
        return "@";
    }
    if is_in_tag(site) {
        return if site.follows("=") { "{@}" } else { "@" };
    }
    if !site.is_ellipsis() {
        return if is_import_source(site) { "\"@\"" } else { "@" };
    }
    if is_child(site) {
        return "{@}";
    }
    if site.is_governed() {
        return "@;";
    }
    match site.bracket() {
        Some('(')
            if words::last_word(site.head()) == "for" && site.inside().trim() == site.hole() =>
        {
            "@;;"
        }
        Some('{') => in_braces(site),
        None if is_catch_clause(site) => "catch(@){}",
        None if site.is_statement() && !site.is_alone() => "@;",
        _ => "@",
    }
}

/// Whether a metavariable stands for the module of an import: `from $M`, `import $M`.
fn is_import_source(site: &Site) -> bool {
    let clause = words::last_clause(site.before());
    let is_import = words::has_any_word(clause, &["import", "export"]);
    let ends = site.ends_line() || site.precedes(";");
    match words::last_word(clause) {
        "from" => is_import && ends,
        "import" => site.kind() == HoleKind::Metavariable && ends,
        _ => false,
    }
}

/// Whether the hole stands in a JSX tag, at the place of an attribute, its name or value.
fn is_in_tag(site: &Site) -> bool {
    let text = site.inside_before();
    let mut depth = 0usize;
    let mut in_tag = false;
    for (at, c) in text.char_indices() {
        match c {
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '<' => in_tag = opens_tag(&text[..at], &text[at + 1..]),
            '>' if !text[..at].ends_with('=') => in_tag = false,
            ';' => in_tag = false,
            _ => {}
        }
    }
    in_tag && !text.ends_with('<')
}

/// Whether a `<` between these opens a tag: where an operand is expected, right before a name.
fn opens_tag(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    let follows_operand = before.ends_with(|c: char| words::is_word(c) || ")]".contains(c))
        && !matches!(words::last_word(before), "return" | "default" | "case" | "yield" | "await");
    !follows_operand && after.starts_with(words::is_word)
}

/// Whether an ellipsis is a child of a JSX element.
fn is_child(site: &Site) -> bool {
    let follows_markup = site.follows(">") && !site.before().trim_end().ends_with("=>");
    let follows_braces = site.follows("}") && site.after().trim_start().starts_with("</");
    (follows_markup && site.precedes("<{") || follows_braces) && site.bracket() != Some('[')
}

/// Whether it takes the place of a `catch` clause: `try {} ...`.
fn is_catch_clause(site: &Site) -> bool {
    site.before_closed().is_some_and(|head| words::last_word(head) == "try") && !site.starts_line()
}

/// What a pair of braces holds.
enum Braces {
    /// Members of a class or interface.
    Members,
    /// Arms of a `switch`.
    Arms,
    /// Entries of an object, of a destructuring or import list; JSX values.
    Entries,
    /// Statements.
    Statements,
}

fn in_braces(site: &Site) -> &'static str {
    match braces(site) {
        Braces::Entries => "@",
        _ if is_catch_clause(site) => "catch(@){}",
        _ if site.follows(":") => "@;",
        _ if !site.is_statement() => "@",
        Braces::Arms if !words::has_any_word(site.inside_before(), &["case", "default"]) => {
            "case @:"
        }
        _ => "@;",
    }
}

fn braces(site: &Site) -> Braces {
    let head = site.head();
    let clause = words::last_clause(head);
    if head.is_empty() {
        return free_braces(site);
    }
    // `<... {`, `...{`, and the value of a JSX attribute, `a={{`.
    if head.ends_with("...")
        || head.ends_with('{') && head[..head.len() - 1].trim_end().ends_with('=')
    {
        return Braces::Entries;
    }
    if head.ends_with("=>") || matches!(words::first_word(clause), "case" | "default") {
        return Braces::Statements;
    }
    if let Some(before) = words::before_group(head) {
        return if words::last_word(before) == "switch" {
            Braces::Arms
        } else {
            Braces::Statements
        };
    }
    if words::has_any_word(clause, &["class", "interface"]) {
        return Braces::Members;
    }
    let opens_value = ["&&", "||", "??"].iter().any(|operator| head.ends_with(operator))
        || head.ends_with(['=', '(', ',', ':', '[', '?', '!']);
    let holds_names = matches!(
        words::last_word(head),
        "return" | "const" | "let" | "var" | "import" | "export" | "type" | "enum"
    );
    // `import a, {`, `enum A {`; a function's result type ends in a word or in `>` too, but has a list before it.
    let names_list = words::has_any_word(clause, &["import", "enum"]);
    let is_markup = head.ends_with('>') && !clause.contains(')');
    if opens_value || holds_names || names_list || is_markup {
        Braces::Entries
    } else {
        Braces::Statements
    }
}

/// Braces the pattern starts with: entries unless something in them can only be a statement.
fn free_braces(site: &Site) -> Braces {
    let has_only_holes =
        site.inside().trim_matches(|c: char| c.is_whitespace() || c == '.').is_empty();
    let looks_like_entries = !site.has_inside(&[';']) && site.has_inside(&[',', ':']);
    if looks_like_entries || has_only_holes { Braces::Entries } else { Braces::Statements }
}

#[cfg(test)]
mod tests {
    use super::PATTERN;
    use crate::pattern::testing::check;

    #[test]
    fn calls_and_values() {
        check(
            "javascript",
            &PATTERN,
            &[
                ("f($X, ..., ...)", "f(_M0_, _E1_, _E2_)", "call_expression"),
                ("run($...ARGS)", "run(_A0_)", "call_expression"),
                ("x = {..., a: 1, ...}", "x = {_E0_, a: 1, _E1_}", "assignment_expression"),
                ("[..., 1]", "[_E0_, 1]", "array"),
                (
                    "f(...$XS, ...[1], ...{a: 1})",
                    "f(..._M0_, ...[1], ...{a: 1})",
                    "call_expression",
                ),
                ("`a${$X}b...`", "`a${_M0_}b_E1_`", "template_string"),
                ("`...${f(...$XS)}`", "`_E0_${f(..._M1_)}`", "template_string"),
                ("f(\"...\", '$X')", "f(\"_E0_\", '_M1_')", "call_expression"),
                ("/$X/", "/_M0_/", "regex"),
                ("$X. ... .then(...)", "_M0_. _E1_ .then(_E2_)", "call_expression"),
                ("await $X", "await _M0_", "await_expression"),
                ("$X ? ... : $Y", "_M0_ ? _E1_ : _M2_", "ternary_expression"),
                ("$F(<... {a: ...} ...>)", "_M0_(_D1_( {a: _E2_} ))", "call_expression"),
                (
                    "$X = {\n  ...,\n  key: $V,\n  ...\n}",
                    "_M0_ = {\n  _E1_,\n  key: _M2_,\n  _E3_\n}",
                    "assignment_expression",
                ),
                ("import(...)", "import(_E0_)", "call_expression"),
            ],
        );
    }

    #[test]
    fn objects_come_before_blocks() {
        check(
            "javascript",
            &PATTERN,
            &[
                ("{..., a: $V}", "({_E0_, a: _M1_})", "object"),
                ("{a: 1}", "({a: 1})", "object"),
                ("{...}", "({_E0_})", "object"),
                ("{...base, ...}", "({...base, _E0_})", "object"),
                ("k: {...}", "({k: {_E0_}})", "pair"),
                ("{ $F(); ... }", "{ _M0_(); _E1_; }", "statement_block"),
                ("{ f(); ... g(); }", "{ f(); _E0_; g(); }", "statement_block"),
                ("const {..., a} = $Z", "const {_E0_, a} = _M1_", "lexical_declaration"),
            ],
        );
    }

    #[test]
    fn functions() {
        check(
            "javascript",
            &PATTERN,
            &[
                (
                    "function $F($A, ..., $B) { ... }",
                    "function _M0_(_M1_, _E2_, _M3_) { _E4_; }",
                    "function_declaration",
                ),
                ("function $F(...)", "function _M0_(_E1_) {}", "function_declaration"),
                ("function () { ... }", "function () { _E0_; }", "function_expression"),
                (
                    "async function ...(...) { ... }",
                    "async function _E0_(_E1_) { _E2_; }",
                    "function_declaration",
                ),
                ("function f({..., a}) {}", "function f({_E0_, a}) {}", "function_declaration"),
                ("(..., $A) => $B", "(_E0_, _M1_) => _M2_", "arrow_function"),
                ("async (...) => { ... }", "async (_E0_) => { _E1_; }", "arrow_function"),
                ("x => ...", "x => _E0_", "arrow_function"),
                ("$F(...) { ... }", "class _w_ {_M0_(_E1_) { _E2_; }}", "method_definition"),
                ("get $F() { ... }", "class _w_ {get _M0_() { _E1_; }}", "method_definition"),
                (
                    "app.get($P, (req, res) => {\n  ...\n  res.send($X)\n  ...\n})",
                    "app.get(_M0_, (req, res) => {\n  _E1_;\n  res.send(_M2_)\n  _E3_;\n})",
                    "call_expression",
                ),
            ],
        );
    }

    #[test]
    fn statements() {
        check(
            "javascript",
            &PATTERN,
            &[
                ("...", "_E0_", "identifier"),
                ("f();\n...\ng();", "f();\n_E0_;\ng();", "program"),
                ("f();\n...;\ng();", "f();\n_E0_;\ng();", "program"),
                ("if ($C) ... else g();", "if (_M0_) _E1_; else g();", "if_statement"),
                (
                    "if ($C) { ... } else { ... }",
                    "if (_M0_) { _E1_; } else { _E2_; }",
                    "if_statement",
                ),
                ("for (...) { ... }", "for (_E0_;;) { _E1_; }", "for_statement"),
                (
                    "for (const $X of ...) { ... }",
                    "for (const _M0_ of _E1_) { _E2_; }",
                    "for_in_statement",
                ),
                (
                    "for (let $I = 0; ...; $I++) { ... }",
                    "for (let _M0_ = 0; _E1_; _M2_++) { _E3_; }",
                    "for_statement",
                ),
                ("while ($C) ...", "while (_M0_) _E1_;", "while_statement"),
                (
                    "try { ... } catch ($E) { ... }",
                    "try { _E0_; } catch (_M1_) { _E2_; }",
                    "try_statement",
                ),
                ("try { ... } ...", "try { _E0_; } catch(_E1_){}", "try_statement"),
                ("catch ($E) { ... }", "try {} catch (_M0_) { _E1_; }", "catch_clause"),
                ("finally { ... }", "try {} finally { _E0_; }", "finally_clause"),
                ("else { ... }", "if (_w_) {} else { _E0_; }", "else_clause"),
                (
                    "switch ($X) { ... case $A: ... break; ... }",
                    "switch (_M0_) { case _E1_: case _M2_: _E3_; break; _E4_; }",
                    "switch_statement",
                ),
                (
                    "switch ($X) { case 1: ... }",
                    "switch (_M0_) { case 1: _E1_; }",
                    "switch_statement",
                ),
                (
                    "var $X = <... f($Y) ...>;",
                    "var _M0_ = _D1_( f(_M2_) );",
                    "variable_declaration",
                ),
                ("throw ...;", "throw _E0_;", "throw_statement"),
                ("return ...", "return _E0_", "return_statement"),
            ],
        );
    }

    #[test]
    fn classes_and_modules() {
        check(
            "javascript",
            &PATTERN,
            &[
                (
                    "class $C { ... m($A) {...} ... }",
                    "class _M0_ { _E1_; m(_M2_) {_E3_;} _E4_; }",
                    "class_declaration",
                ),
                (
                    "class $C extends $B { ... }",
                    "class _M0_ extends _M1_ { _E2_; }",
                    "class_declaration",
                ),
                ("@Dec(...)", "@Dec(_E0_)\nclass _w_ {}", "decorator"),
                (
                    "@Dec(...) class $C { ... }",
                    "@Dec(_E0_) class _M1_ { _E2_; }",
                    "class_declaration",
                ),
                (
                    "import {..., $A} from \"m\"",
                    "import {_E0_, _M1_} from \"m\"",
                    "import_statement",
                ),
                ("import $A from $M", "import _M0_ from \"_M1_\"", "import_statement"),
                ("import $M", "import \"_M0_\"", "import_statement"),
                ("import * as $A from \"m\"", "import * as _M0_ from \"m\"", "import_statement"),
                ("export * from $M", "export * from \"_M0_\"", "export_statement"),
                (
                    "export default {..., a: $V}",
                    "export default {_E0_, a: _M1_}",
                    "export_statement",
                ),
            ],
        );
    }

    #[test]
    fn markup() {
        check(
            "javascript",
            &PATTERN,
            &[
                ("<div ... a=\"1\" />", "<div _E0_ a=\"1\" />", "jsx_self_closing_element"),
                ("<div ...>...</div>", "<div _E0_>{_E1_}</div>", "jsx_element"),
                ("<$T $A=$V ... />", "<_M0_ _M1_={_M2_} _E3_ />", "jsx_self_closing_element"),
                ("<div $A={$V}>{...}</div>", "<div _M0_={_M1_}>{_E2_}</div>", "jsx_element"),
                ("<div {...props} ... />", "<div {...props} _E0_ />", "jsx_self_closing_element"),
                (
                    "<div onClick={() => { ... }} />",
                    "<div onClick={() => { _E0_; }} />",
                    "jsx_self_closing_element",
                ),
                (
                    "<div a={{ ..., b: 1 }} />",
                    "<div a={{ _E0_, b: 1 }} />",
                    "jsx_self_closing_element",
                ),
                (
                    "<ul>\n  ...\n  <li>$X</li>\n  ...\n</ul>",
                    "<ul>\n  {_E0_}\n  <li>_M1_</li>\n  {_E2_}\n</ul>",
                    "jsx_element",
                ),
                ("return <div ... />", "return <div _E0_ />", "return_statement"),
            ],
        );
    }
}
