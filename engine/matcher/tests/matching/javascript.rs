//! What the patterns of JavaScript and TypeScript mean.

use crate::support::{check, lines};

#[test]
fn a_module_pattern_covers_its_parts_and_require() {
    check(
        "javascript",
        "pattern: import \"a\"",
        "import x from 'a'; // <--\nimport {y} from 'a/b'; // <--\nconst z = require('a'); // <--\nimport w from 'ab';\n",
    );
}

#[test]
fn any_head_of_a_loop() {
    check(
        "javascript",
        "pattern: 'for (...) { ... }'",
        "for (let i = 0; i < 3; i++) { f(); } // <--\nfor (;;) { f(); } // <--\nfor (const a of b) { f(); } // <--\nwhile (a) { f(); }\n",
    );
    check(
        "javascript",
        "pattern: 'for (var $I = $S; ...; ...) { ... }'",
        "for (let i = 0; i < 3; i++) { f(); } // <--\nfor (i = 0; i < 3; i++) { f(); }\nfor (const a of b) { f(); }\n",
    );
}

#[test]
fn names_in_regular_expressions_are_followed() {
    check(
        "javascript",
        "pattern: /$R/.test(...)",
        "const r = /a+/;\nr.test(x); // <--\ns.test(x);\n/b/.test(x); // <--\n",
    );
}

#[test]
fn the_name_of_a_function_handed_over_is_free() {
    check(
        "javascript",
        "pattern: 'a.each(function $F(...) { ... })'",
        "a.each((x) => { f(x); }); // <--\na.each(function (x) { f(x); }); // <--\na.each(f);\n",
    );
}

#[test]
fn elements_match_by_what_is_between_their_tags() {
    check(
        "tsx",
        "pattern: <$E>$T</$E>",
        "const a = <b c='d'>text</b>; // <--\nconst e = <f><g/>text</f>;\n",
    );
}

#[test]
fn an_exported_class_begins_at_its_decorator() {
    let code = "@Controller()\nexport class A {\n  @Get()\n  m() { return 1; }\n}\n";
    assert_eq!(lines("typescript", "pattern: 'class $C { ... }'", code), [1]);
}
