//! The table itself: sorted, unique, every grammar loads.

use tamis_grammars::{GRAMMARS, grammar, tree_sitter};

use crate::parse;

#[test]
fn names_are_sorted_and_unique() {
    let names: Vec<&str> = GRAMMARS.iter().map(|row| row.name).collect();
    assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
}

#[test]
fn every_row_is_found_by_name_and_nothing_else_is() {
    for row in GRAMMARS {
        assert_eq!(grammar(row.name), Some((row.language)()), "{}", row.name);
    }
    for name in ["", "Python", "python ", "typescrip", "zz"] {
        assert_eq!(grammar(name), None, "{name:?}");
    }
}

#[test]
fn every_grammar_has_an_abi_the_runtime_takes_and_survives_bad_input() {
    for row in GRAMMARS {
        let language = (row.language)();
        let abi = language.abi_version();
        assert!(
            (tree_sitter::MIN_COMPATIBLE_LANGUAGE_VERSION..=tree_sitter::LANGUAGE_VERSION)
                .contains(&abi),
            "{}: ABI {abi}",
            row.name
        );
        for source in
            ["", "\0", "}{)(][\"'`<", "\u{feff}x", "((((((((((((((((((((((((((((((((", "<<E\n${"]
        {
            let tree = parse(&language, source);
            assert!(tree.root_node().end_byte() <= source.len(), "{} on {source:?}", row.name);
        }
    }
}

#[test]
fn the_c_heap_is_routed_once_and_trees_live_in_it() {
    // A process of its own: other tests of this binary have trees in the system's heap already.
    if std::env::var_os("TAMIS_TEST_ROUTED_HEAP").is_some() {
        tamis_grammars::route_heap();
        tamis_grammars::route_heap();
        let source = "x = [1, 2, 3]\n".repeat(20_000);
        let tree = parse(&grammar("python").unwrap(), &source);
        assert!(!tree.root_node().has_error());
        assert_eq!(tree.root_node().child_count(), 20_000);
        return;
    }
    let status = std::process::Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "table::the_c_heap_is_routed_once_and_trees_live_in_it",
            "--test-threads=1",
        ])
        .env("TAMIS_TEST_ROUTED_HEAP", "1")
        .status()
        .unwrap();
    assert!(status.success());
}
