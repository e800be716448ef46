//! Ruby patterns: an identifier is a legal command, argument and parameter; classes and modules want a constant.

use tamis_ir::PatternSyntax;

use crate::pattern::{Dialect, Quotes, Site, Wrapper, encode, words};

/// How Ruby patterns are read.
pub(crate) const PATTERN: PatternSyntax =
    PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    prepare: |pattern| bracket_block_arguments(words::dedent(pattern.trim_end()).as_str()),
    quotes: Quotes { line: "\"'`", block: "", triple: false, regex: true },
    own_ellipsis: is_range,
    token,
    form,
    wrappers,
    fallbacks: &["@", "@ => @", "@: @", "when @"],
    ..Dialect::PLAIN
};

const WRAPPERS: [Wrapper; 4] = [
    ("", "\n"),
    // A header alone: `class $C < Base`, `def $F(...)`.
    ("", "\nend\n"),
    IN_CALL,
    ("{", "}\n"),
];

/// Around a pair alone.
const IN_CALL: Wrapper = ("_w_(", ")\n");

fn wrappers(text: &str) -> Vec<Wrapper> {
    let first: &[Wrapper] = match words::first_word(text) {
        "rescue" | "ensure" => &[("begin\n", "\nend\n")],
        "when" => &[("case _w_\n", "\nend\n")],
        "in" => &[("case _w_\n", "\nend\n")],
        "else" | "elsif" => &[("if _w_\n", "\nend\n")],
        // `:a => v` alone is a match of `:a` against `v`.
        _ if is_pair(text) => &[IN_CALL],
        _ => &[],
    };
    first.iter().chain(&WRAPPERS).copied().collect()
}

/// Whether the text is `key => value`, the key without blanks.
fn is_pair(text: &str) -> bool {
    text.split_once("=>").is_some_and(|(key, _)| {
        let key = key.trim();
        !key.is_empty() && !key.contains([' ', '\n', '(', '{', '['])
    })
}

/// `f ... {` means a call with a block; without brackets the block would go to the argument.
fn bracket_block_arguments(text: &str) -> String {
    const KEYWORDS: [&str; 8] = ["return", "if", "unless", "while", "until", "and", "or", "not"];
    let bracket = |line: &str| {
        let Some((before, after)) = line.split_once(" ... {") else { return line.to_owned() };
        let name = words::last_word(before);
        let is_call = !name.is_empty() && before.ends_with(name) && !KEYWORDS.contains(&name);
        if is_call { format!("{before}(...) {{{after}") } else { line.to_owned() }
    };
    text.split('\n').map(bracket).collect::<Vec<String>>().join("\n")
}

/// `1...n`, `$A...$B`: a range is written without blanks.
fn is_range(site: &Site) -> bool {
    let is_operand = |c: char| words::is_word(c) || c == ')' || c == ']';
    !site.is_quoted()
        && site.before().ends_with(is_operand)
        && site.after().starts_with(|c| words::is_word(c) || c == '(')
}

/// Names of classes and modules start with a capital.
fn token(site: &Site, index: usize) -> String {
    let before = site.before();
    let is_class = matches!(words::last_word(before), "class" | "module");
    let is_scoped = before.ends_with("::") && !site.after().starts_with('(');
    let capital = if is_class || is_scoped { "Z" } else { "" };
    format!("{capital}_{}{index}_", site.kind().letter())
}

fn form(site: &Site) -> &'static str {
    if !site.is_ellipsis() || site.is_quoted() {
        return "@";
    }
    if site.bracket() == Some('{') && is_hash(site) {
        return if site.is_item() { "@ => @" } else { "@" };
    }
    let above = site.line_above_block();
    let previous = site.lines_before().find(|line| !line.trim().is_empty()).unwrap_or("");
    let opens_case =
        |line: &str| words::first_word(line) == "case" || line.trim_end().ends_with("= case");
    let is_first_arm =
        opens_case(previous) || opens_case(above) && words::first_word(previous) != "when";
    if site.is_line() && is_first_arm { "when @" } else { "@" }
}

/// Whether the braces around hold pairs, not a block.
fn is_hash(site: &Site) -> bool {
    let head = site.head();
    head.is_empty()
        || head.ends_with(['=', '(', ',', '[', '{', '>', ':', '|', '?', ';'])
        || words::last_word(head) == "return"
}

#[cfg(test)]
mod tests {
    use super::PATTERN;
    use crate::pattern::testing::check;

    #[test]
    fn calls_and_values() {
        check(
            "ruby",
            &PATTERN,
            &[
                ("$X", "_M0_", "identifier"),
                ("f($X, ...)", "f(_M0_, _E1_)", "call"),
                ("f $X, ...", "f _M0_, _E1_", "call"),
                ("f(..., key: $V, ...)", "f(_E0_, key: _M1_, _E2_)", "call"),
                ("f ..., :key => $V, ...", "f _E0_, :key => _M1_, _E2_", "call"),
                ("$X.f(...)", "_M0_.f(_E1_)", "call"),
                ("....permit(..., :a)", "_E0_.permit(_E1_, :a)", "call"),
                ("$X. ... .where(...)", "_M0_. _E1_ .where(_E2_)", "call"),
                ("$A::$B", "_M0_::Z_M1_", "scope_resolution"),
                ("$A::Config.$KEY = $V", "_M0_::Config._M1_ = _M2_", "assignment"),
                ("A::$F(...)", "A::_M0_(_E1_)", "call"),
                ("Foo.$F", "Foo._M0_", "call"),
                ("f(<... $X ...>)", "f(_D0_( _M1_ ))", "call"),
                ("[..., :a]", "[_E0_, :a]", "array"),
                ("{..., a: 1}", "{_E0_ => _E0_, a: 1}", "hash"),
                ("{ ... }", "{ _E0_ => _E0_ }", "hash"),
                ("x = { a: 1, ... }", "x = { a: 1, _E0_ => _E0_ }", "assignment"),
                ("f({:a => $V, ...})", "f({:a => _M0_, _E1_ => _E1_})", "call"),
                ("params[...]", "params[_E0_]", "element_reference"),
                (":$ATOM", ":_M0_", "simple_symbol"),
                (":...", ":_E0_", "simple_symbol"),
                ("f(:$ATOM => $V)", "f(:_M0_ => _M1_)", "call"),
                ("a: $V", "_w_(a: _M0_)", "pair"),
                (":a => $V", "_w_(:a => _M0_)", "pair"),
                ("\"...#{$X}...\"", "\"_E0_#{_M1_}_E2_\"", "string"),
                ("`...#{$X}`", "`_E0_#{_M1_}`", "subshell"),
                ("/.../", "/_E0_/", "regex"),
                ("/^$X...$/", "/^_M0__E1_$/", "regex"),
                ("1...$N", "1..._M0_", "range"),
                ("$X ? ... : $Y", "_M0_ ? _E1_ : _M2_", "conditional"),
                ("$X == ...", "_M0_ == _E1_", "binary"),
                ("-> (...) { ... }", "-> (_E0_) { _E1_ }", "lambda"),
                ("$X ||= ...", "_M0_ ||= _E1_", "operator_assignment"),
            ],
        );
    }

    #[test]
    fn blocks() {
        check(
            "ruby",
            &PATTERN,
            &[
                ("$F ... { ... }", "_M0_(_E1_) { _E2_ }", "call"),
                ("$F ... do ... end", "_M0_ _E1_ do _E2_ end", "call"),
                (
                    "$F(...) do |..., $X|\n  ...\nend",
                    "_M0_(_E1_) do |_E2_, _M3_|\n  _E4_\nend",
                    "call",
                ),
                ("$X.each { |$Y| ... }", "_M0_.each { |_M1_| _E2_ }", "call"),
                ("$X.map { ... }", "_M0_.map { _E1_ }", "call"),
            ],
        );
    }

    #[test]
    fn statements() {
        check(
            "ruby",
            &PATTERN,
            &[
                ("...", "_E0_", "identifier"),
                ("f\n...\ng", "f\n_E0_\ng", "program"),
                ("$X = ...\n...\neval $X", "_M0_ = _E1_\n_E2_\neval _M3_", "program"),
                ("if $C\n  ...\nelse\n  ...\nend", "if _M0_\n  _E1_\nelse\n  _E2_\nend", "if"),
                ("if ... then ... end", "if _E0_ then _E1_ end", "if"),
                ("... if $C", "_E0_ if _M1_", "if_modifier"),
                ("unless $C\n  ...\nend", "unless _M0_\n  _E1_\nend", "unless"),
                ("while ...\n  ...\nend", "while _E0_\n  _E1_\nend", "while"),
                (
                    "case $X\n...\nwhen 1\n  ...\nend",
                    "case _M0_\nwhen _E1_\nwhen 1\n  _E2_\nend",
                    "case",
                ),
                ("case $X\nwhen ...\n  ...\nend", "case _M0_\nwhen _E1_\n  _E2_\nend", "case"),
                (
                    "begin\n  ...\nrescue $E => $V\n  ...\nend",
                    "begin\n  _E0_\nrescue _M1_ => _M2_\n  _E3_\nend",
                    "begin",
                ),
                ("rescue $E\n  ...", "begin\nrescue _M0_\n  _E1_\nend", "rescue"),
                ("when $X then ...", "case _w_\nwhen _M0_ then _E1_\nend", "when"),
                ("return ...", "return _E0_", "return"),
            ],
        );
    }

    #[test]
    fn definitions() {
        check(
            "ruby",
            &PATTERN,
            &[
                ("def $F(...)\n  ...\nend", "def _M0_(_E1_)\n  _E2_\nend", "method"),
                ("def $F ...\nend", "def _M0_ _E1_\nend", "method"),
                (
                    "def self.$F($A, ..., $B)\n  ...\nend",
                    "def self._M0_(_M1_, _E2_, _M3_)\n  _E4_\nend",
                    "singleton_method",
                ),
                ("def $F(...)", "def _M0_(_E1_)\nend", "method"),
                ("class $C\n  ...\nend", "class Z_M0_\n  _E1_\nend", "class"),
                (
                    "class $C < $B\n  ...\n  attr :$X\nend",
                    "class Z_M0_ < _M1_\n  _E2_\n  attr :_M3_\nend",
                    "class",
                ),
                ("class $A::$B < C::$D\nend", "class Z_M0_::Z_M1_ < C::Z_M2_\nend", "class"),
                ("class $C < $B", "class Z_M0_ < _M1_\nend", "class"),
                ("module $M\n  ...\nend", "module Z_M0_\n  _E1_\nend", "module"),
            ],
        );
    }
}
