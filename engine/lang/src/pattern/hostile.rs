//! Any text is a pattern: encoders neither panic nor lose track of their holes.

use crate::LANGUAGES;
use crate::pattern::testing::assert_holes_are_consistent;

/// What patterns are made of, and what they are not.
const FRAGMENTS: [&str; 64] = [
    "$X",
    "$_",
    "$1",
    "$...A",
    "...",
    "<...",
    "...>",
    "$",
    "....",
    "_M0_",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "`",
    "\\",
    "/",
    "é",
    "日本",
    "\u{2028}",
    " ",
    "\n",
    "\t",
    "\r\n",
    "\n  ",
    ":",
    ": ",
    "::",
    ";",
    ",",
    "=",
    "=>",
    "->",
    "|",
    "@",
    "#",
    "<",
    ">",
    "- ",
    "\n- ",
    "*",
    "<?php ",
    "class ",
    "function ",
    "case ",
    "switch ",
    "match ",
    "try ",
    "catch ",
    "import ",
    "fn ",
    "struct ",
    "FROM ",
    "RUN ",
    "EOF",
    "<<",
    "\"=~/",
    "/\"",
    "x",
    "if ",
];

/// A small generator of numbers (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

#[test]
fn any_text_is_encoded() {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for round in 0..4000 {
        let length = numbers.below(14);
        let pattern: String =
            (0..length).map(|_| FRAGMENTS[numbers.below(FRAGMENTS.len())]).collect();
        let Some(syntax) = &LANGUAGES[round % LANGUAGES.len()].syntax else { continue };
        let readings = (syntax.pattern.encode)(&pattern);
        assert!(readings.len() <= 40, "{pattern:?}");
        readings.iter().for_each(assert_holes_are_consistent);
        assert_eq!(readings, (syntax.pattern.encode)(&pattern), "{pattern:?}");
    }
}

#[test]
fn huge_patterns_are_cheap() {
    for language in LANGUAGES {
        let Some(syntax) = &language.syntax else { continue };
        for pattern in [
            "(".repeat(100_000),
            "...,".repeat(30_000),
            "\"".repeat(100_001),
            "<...".repeat(20_000),
        ] {
            let readings = (syntax.pattern.encode)(&pattern);
            assert!(readings.len() <= 40, "{}", language.id);
        }
    }
}
