//! HCL, YAML, JSON and Dockerfiles.

use crate::support::{bound, check, lines, texts};

#[test]
fn blocks_of_hcl_are_found_at_any_depth_and_attributes_are_not() {
    let code = "resource \"a\" \"b\" {\n  x {\n    y {\n      k = 1\n    }\n  }\n}\n";
    assert_eq!(lines("hcl", "pattern: 'resource \"a\" $N { ... y { ... } ... }'", code), [1]);
    let deep = "pattern: |\n  resource \"a\" $N {\n    ...\n    k = 1\n    ...\n  }\n";
    assert!(lines("hcl", deep, code).is_empty());
}

#[test]
fn an_attribute_pattern_matches_entries_of_objects() {
    check("hcl", "pattern: $K = 1", "a {\n  b = { c = 1 } # <--\n}\n");
    assert_eq!(bound("hcl", "pattern: $K = 1", "a {\n  b = {\n    c = 1\n  }\n}\n", "$K"), ["c"]);
}

#[test]
fn an_object_pattern_begins_at_the_brace_of_a_block() {
    let code = "statement {\n  # why\n  a = 1\n}\n";
    assert_eq!(lines("hcl", "pattern: '{..., a = 1, ...}'", code), [1]);
}

#[test]
fn a_lone_item_of_yaml_means_the_item() {
    let code = "l:\n  - a: 1\n    b: 2\n  - b: 2\n    c: 3\n    a: 1\n  - a: 1\n";
    assert_eq!(lines("yaml", "pattern: '- a: 1'", code), [7]);
    assert_eq!(lines("yaml", "pattern: |\n  - a: 1\n    ...\n", code), [2, 4, 7]);
    assert_eq!(lines("yaml", "pattern: '{a: 1}'", code), [2, 6, 7]);
    assert_eq!(
        texts("yaml", "pattern: |\n  b: 2\n  ...\n", code),
        ["a: 1\n    b: 2", "b: 2\n    c: 3\n    a: 1"]
    );
}

#[test]
fn no_value_is_the_empty_string_in_yaml() {
    check("yaml", "pattern: '$K: \"\"'", "a: # <--\nb: '' # <--\nc: 1\nd: null # <--\n");
    assert_eq!(lines("yaml", "pattern: '$K: \"\"'", "a: >-\nb: 1\n"), [1]);
}

#[test]
fn block_scalars_are_held_against_expressions_and_holes() {
    let code = "a: |\n  one\n  two\nb: one\n";
    assert_eq!(lines("yaml", "pattern: 'a: \"=~/two/\"'", code), [1]);
    assert_eq!(lines("yaml", "pattern: |\n  $K: >-\n    $V\n", code), [1, 4]);
}

#[test]
fn escapes_of_expressions_in_strings() {
    check("yaml", "pattern: 'a: \"=~/x\\\\.y/\"'", "a: x.y # <--\n");
    assert_eq!(lines("json", "pattern: '\"a\": \"=~/^x\\s/\"'", "{\"a\": \"x y\"}\n"), [1]);
    assert!(lines("json", "pattern: '\"a\": \"=~/^x\\\\.$/\"'", "{\"a\": \"xy\"}\n").is_empty());
}

#[test]
fn commands_of_run_lines() {
    let code = "
FROM a
RUN apt-get install b
RUN apt-get update && apt-get install -y b
RUN A=1 apt-get install \\
    --no-recommends b > log
RUN sudo apt-get install b
RUN echo apt-get install
";
    let lines_of = |pattern: &str| lines("dockerfile", &format!("pattern: {pattern}"), code);
    assert_eq!(lines_of("RUN apt-get install ..."), [3, 4, 5]);
    assert_eq!(lines_of("RUN ... apt-get install ..."), [3, 4, 5, 7, 8]);
    assert_eq!(lines_of("RUN apt-get install ... -y ..."), [4]);
    assert_eq!(lines_of("RUN ... && apt-get install -y b"), [4]);
    assert_eq!(lines_of("apt-get install b"), [3]);
    assert_eq!(bound("dockerfile", "pattern: RUN apt-get $C b", code, "$C"), ["install"]);
}

#[test]
fn an_image_without_tag_covers_those_with_one() {
    let code = "FROM a\nFROM b:1 AS c\nFROM --platform=linux/amd64 d@sha256:0123\n";
    assert_eq!(bound("dockerfile", "pattern: FROM $I", code, "$I"), ["a", "b", "d"]);
    assert_eq!(lines("dockerfile", "pattern: FROM $I:$T", code), [2]);
    assert_eq!(
        bound("dockerfile", "pattern: ARG $A", "FROM a\nARG b=c\nARG d\n", "$A"),
        ["b", "d"]
    );
}
