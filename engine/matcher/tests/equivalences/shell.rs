//! Commands of a shell.

use crate::support::check;

#[test]
fn a_pipeline_is_matched_from_its_start() {
    check(
        "bash",
        "curl ... | ... sh ...",
        "curl a | sh | tee b # <--\ncurl a | sudo sh -x # <--\ncurl a | tee b\n",
    );
}

#[test]
fn an_ellipsis_at_the_start_takes_many_commands() {
    check("bash", "... | cat", "a | b c | cat # <--\na | cat | b # <--\ncat | a\n");
}

#[test]
fn expansions_are_the_same_in_braces_and_without() {
    check("bash", "f ${$X}", "f $a # <--\nf ${a} # <--\nf ${a%.b} # <--\nf a\n");
}

#[test]
fn words_are_glued() {
    check("bash", "f ...${$X}...", "f a${b} # <--\nf ${b}c # <--\nf a b\n");
}

#[test]
fn a_substitution_is_a_word() {
    check("bash", "$(ls ...)", "for f in $(ls a); do # <--\n  b\ndone\nls a\n");
}

#[test]
fn a_variable_for_one_command_is_not_set() {
    check("bash", "A=...", "A=1 # <--\nA=1 cmd\n");
}
