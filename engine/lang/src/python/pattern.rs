//! Python patterns: a hole is an identifier nearly everywhere.

use tamis_ir::PatternSyntax;

use crate::pattern::{Dialect, Quotes, Site, TypedSyntax, Wrapper, encode, words};

/// How Python patterns are read.
pub(crate) const PATTERN: PatternSyntax =
    PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    prepare: |pattern| words::dedent(pattern.trim_end()),
    quotes: Quotes { line: "\"'", block: "", triple: true, regex: false },
    typed: TypedSyntax::ColonArgument,
    form,
    wrappers: |_| WRAPPERS.to_vec(),
    fallbacks: &["@", "@: @", "**@", "@=@"],
    ..Dialect::PLAIN
};

const WRAPPERS: [Wrapper; 9] = [
    ("", "\n"),
    // A header alone: `def $F(...):`.
    ("", " pass\n"),
    // A decorator alone.
    ("", "\ndef _w_(): pass\n"),
    // `except` and `finally` clauses.
    ("try:\n  pass\n", "\n"),
    ("try:\n  pass\n", " pass\n"),
    // `elif` and `else` clauses.
    ("if _w_:\n  pass\n", "\n"),
    ("if _w_:\n  pass\n", " pass\n"),
    ("match _w_:\n ", "\n"),
    ("(", ")\n"),
];

fn form(site: &Site) -> &'static str {
    if !site.is_ellipsis() || site.is_quoted() {
        return "@";
    }
    match site.bracket() {
        // `{_E_}` is a set; beside pairs a lone name does not parse.
        Some('{')
            if site.is_item() && (site.has_inside(&[':']) || site.inside().contains("**")) =>
        {
            "@: @"
        }
        None if site.is_line() => clause_form(site),
        _ => "@",
    }
}

/// A line of its own: a statement, but between the clauses of `match` and `try`.
fn clause_form(site: &Site) -> &'static str {
    let block = site.line_above_block();
    if block.ends_with(':') && words::first_word(block) == "match" {
        return "case @: pass";
    }
    let indentation = words::indentation(site.line_before());
    let is_sibling =
        |line: &&str| !line.trim().is_empty() && words::indentation(line) <= indentation;
    let previous = site.lines_before().find(is_sibling).unwrap_or("");
    let next = site.lines_after().find(is_sibling).unwrap_or("");
    let is_clause = |line: &str, clauses: &[&str]| {
        words::indentation(line) == indentation && clauses.contains(&words::first_word(line))
    };
    let splits_try =
        is_clause(previous, &["try", "except"]) && is_clause(next, &["except", "finally", "else"]);
    if splits_try || is_clause(previous, &["try"]) { "except @: pass" } else { "@" }
}

#[cfg(test)]
mod tests {
    use super::PATTERN;
    use crate::pattern::testing::check;

    #[test]
    fn expressions() {
        check(
            "python",
            &PATTERN,
            &[
                ("$X", "_M0_", "identifier"),
                ("...", "_E0_", "identifier"),
                ("open($PATH, ..., mode=...)", "open(_M0_, _E1_, mode=_E2_)", "call"),
                ("run($...ARGS, shell=True)", "run(_A0_, shell=True)", "call"),
                ("db. ... .commit()", "db. _E0_ .commit()", "call"),
                ("check(<... $X.token ...>)", "check(_D0_( _M1_.token ))", "call"),
                ("{..., 'id': $V}", "{_E0_: _E0_, 'id': _M1_}", "dictionary"),
                ("{**base, ...}", "{**base, _E0_: _E0_}", "dictionary"),
                ("{...}", "{_E0_}", "set"),
                ("{'a:b', ...}", "{'a:b', _E0_}", "set"),
                ("[..., 1]", "[_E0_, 1]", "list"),
                ("rows[...]", "rows[_E0_]", "subscript"),
                ("rows[$A:...]", "rows[_M0_:_E1_]", "subscript"),
                ("lambda $X: ...", "lambda _M0_: _E1_", "lambda"),
                ("[$X for $X in ...]", "[_M0_ for _M1_ in _E2_]", "list_comprehension"),
                ("f'{$X}: ...'", "f'{_M0_}: _E1_'", "string"),
                ("log(\"...\")", "log(\"_E0_\")", "call"),
            ],
        );
    }

    #[test]
    fn typed_metavariables() {
        check(
            "python",
            &PATTERN,
            &[
                ("($S : socket).send(...)", "_T0_.send(_E1_)", "call"),
                ("send($X: bytes, ...)", "send(_T0_, _E1_)", "call"),
                ("def send($X: bytes): ...", "def send(_M0_: bytes): _E1_", "function_definition"),
            ],
        );
    }

    #[test]
    fn statements_and_headers() {
        check(
            "python",
            &PATTERN,
            &[
                ("$X = ...", "_M0_ = _E1_", "assignment"),
                ("return ...", "return _E0_", "return_statement"),
                ("f()\n...\ng()", "f()\n_E0_\ng()", "module"),
                ("    if $C:\n        ...", "if _M0_:\n    _E1_", "if_statement"),
                (
                    "def $F(..., $A, ...):\n  ...",
                    "def _M0_(_E1_, _M2_, _E3_):\n  _E4_",
                    "function_definition",
                ),
                ("def $F(...):", "def _M0_(_E1_):", "function_definition"),
                ("@app.route(...)", "@app.route(_E0_)\ndef _w_(): pass", "decorator"),
                ("@$D\ndef $F(...): ...", "@_M0_\ndef _M1_(_E2_): _E3_", "decorated_definition"),
                (
                    "class $C($B, ...):\n  ...\n  x = $V\n",
                    "class _M0_(_M1_, _E2_):\n  _E3_\n  x = _M4_",
                    "class_definition",
                ),
                (
                    "from $M import ..., open",
                    "from _M0_ import _E1_, open",
                    "import_from_statement",
                ),
                ("import os.$X", "import os._M0_", "import_statement"),
                ("with open(...) as $F: ...", "with open(_E0_) as _M1_: _E2_", "with_statement"),
                ("print $X", "print _M0_", "print_statement"),
                ("x: $T = 1", "x: _M0_ = 1", "assignment"),
            ],
        );
    }

    #[test]
    fn clauses() {
        check(
            "python",
            &PATTERN,
            &[
                ("except $E:\n  ...", "try:\n  pass\nexcept _M0_:\n  _E1_", "except_clause"),
                ("elif $C: ...", "if _w_:\n  pass\nelif _M0_: _E1_", "elif_clause"),
                (
                    "try:\n  f()\n...\nexcept E: pass",
                    "try:\n  f()\nexcept _E0_: pass\nexcept E: pass",
                    "try_statement",
                ),
                ("try:\n  ...", "try:\n  _E0_", "try_statement"),
                (
                    "match $X:\n  ...\n  case 1: ...",
                    "match _M0_:\n  case _E1_: pass\n  case 1: _E2_",
                    "match_statement",
                ),
                ("case 1:\n  ...", "match _w_:\n case 1:\n  _E0_", "case_clause"),
            ],
        );
    }

    #[test]
    fn tokens_avoid_names_of_the_pattern() {
        check("python", &PATTERN, &[("f(_M0_, $X)", "f(_M0_, _M0_z_)", "call")]);
    }
}
