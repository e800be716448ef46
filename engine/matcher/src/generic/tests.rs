//! What generic patterns find.

use super::{CommentStyle, Document, GenericError, GenericOptions, GenericPattern, is_readable};

mod alien;
mod space;

/// Enough for every test but those about budgets.
const STEPS: u64 = 1_000_000;

fn matches(
    pattern: &str,
    text: &str,
    options: &GenericOptions,
) -> Vec<(String, Vec<(String, String)>)> {
    let compiled =
        GenericPattern::compile(pattern, options).unwrap_or_else(|e| panic!("{pattern}: {e}"));
    let mut budget = STEPS;
    let found = compiled.find(&Document::new(text, None), &mut budget);
    let bound =
        |(name, span): &(String, tamis_syntax::Span)| (name.clone(), span.of(text).to_owned());
    found
        .iter()
        .map(|m| (m.span.of(text).to_owned(), m.bindings.iter().map(bound).collect()))
        .collect()
}

/// The texts matched.
fn texts(pattern: &str, text: &str, options: &GenericOptions) -> Vec<String> {
    matches(pattern, text, options).into_iter().map(|(text, _)| text).collect()
}

#[test]
fn readable_texts() {
    let long_line = "x".repeat(600);
    let lines = "some words in a line\n".repeat(100);
    for (text, expected) in [
        ("", true),
        ("short", true),
        (&long_line[..500], true),
        (long_line.as_str(), false),
        (lines.as_str(), true),
        ("\0\0\0\0", false),
        ("a\u{1}", false),
        ("é\n", true),
        ("tab\tand\r\nbreak\n", true),
    ] {
        assert_eq!(is_readable(text), expected, "{text:.20}");
    }
    let mut mostly = "word ".repeat(60);
    mostly.push('\u{1}');
    assert!(is_readable(&mostly));
}

#[test]
fn comments_are_blanked() {
    let blank = |text: &str, style| Document::new(text, Some(style)).text().to_owned();
    assert_eq!(blank("a # b\nc", CommentStyle::Shell), "a    \nc");
    assert_eq!(blank("a#", CommentStyle::Shell), "a ");
    assert_eq!(blank("a /* é\n b */ c", CommentStyle::C), "a      \n      c");
    assert_eq!(blank("a // b", CommentStyle::C), "a // b");
    assert_eq!(blank("a // b */\n/* c */d", CommentStyle::Cpp), "a        \n       d");
    assert_eq!(blank("a /* b", CommentStyle::Cpp), "a /* b");
    assert_eq!(blank("a /*/ b */c", CommentStyle::C), "a         c");
    assert_eq!(CommentStyle::of("cpp"), Some(CommentStyle::Cpp));
    assert_eq!(CommentStyle::of("lisp"), None);
}

#[test]
fn spans_are_those_of_the_text_with_comments() {
    let pattern = GenericPattern::compile("a b", &GenericOptions::default()).unwrap();
    let text = "# a b\nx a # note\nb";
    let mut budget = STEPS;
    let found = pattern.find(&Document::new(text, Some(CommentStyle::Shell)), &mut budget);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].span.of(text), "a # note\nb");
}

#[test]
fn refused_patterns() {
    let plain = GenericOptions::default();
    let alien = GenericOptions { aliengrep: true, ..GenericOptions::default() };
    let error =
        |text: &str, options: &GenericOptions| GenericPattern::compile(text, options).unwrap_err();
    assert_eq!(error("", &plain), GenericError::Empty);
    assert_eq!(error(" \n ", &plain), GenericError::Empty);
    assert_eq!(error("", &alien), GenericError::Empty);
    let name = "$...B".to_owned();
    assert_eq!(
        error("a\n  $...A $...B", &plain),
        GenericError::EllipsisAfterEllipsis { name: name.clone(), offset: 10 }
    );
    assert_eq!(error("... $...B", &plain), GenericError::EllipsisAfterEllipsis { name, offset: 4 });
    let inconsistent = GenericError::InconsistentMetavariable { name: "A".to_owned(), offset: 3 };
    assert_eq!(error("$A $...A", &alien), inconsistent);
    let deep: String = (0..60).map(|n| format!("{}x\n", " ".repeat(n))).collect();
    assert_eq!(error(&deep, &plain), GenericError::TooDeep);
    assert_eq!(error(&"x".repeat(20_000), &alien), GenericError::TooLarge);
}

#[test]
fn any_pattern_on_any_text_ends() {
    let pieces = [
        "a", "$X", "$...Y", "...", "....", "(", ")", "[", "]", "\"", "\n", "  ", "é", "{", "}",
        "$....Z", "-",
    ];
    let mut state = 0x1234_5678_9ABC_DEF1u64;
    let mut next = |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % n as u64) as usize
    };
    let mut found = 0;
    for round in 0..6000 {
        let mut draw = |most: usize| -> String {
            let length = next(most);
            (0..length).map(|_| pieces[next(pieces.len())]).collect()
        };
        let (pattern, text) = (draw(7), draw(40));
        let options = GenericOptions {
            aliengrep: round % 2 == 0,
            multiline: round % 4 == 0,
            ..GenericOptions::default()
        };
        let Ok(compiled) = GenericPattern::compile(&pattern, &options) else { continue };
        let mut budget = 20_000;
        for matched in compiled.find(&Document::new(&text, None), &mut budget) {
            found += 1;
            assert!(text.get(matched.span.range()).is_some(), "{pattern:?} in {text:?}");
            for (name, span) in matched.bindings {
                assert!(text.get(span.range()).is_some(), "{name} of {pattern:?} in {text:?}");
            }
        }
    }
    assert!(found > 1000, "{found}");
}
