//! Sample files: every grammar parses an honest file of its language without a complaint.

use tamis_grammars::GRAMMARS;

use crate::{file_names, here, parse, syntax_errors};

#[test]
fn every_grammar_has_one_sample_that_parses_clean() {
    let files = file_names("samples");
    let mut complaints = Vec::new();
    for row in GRAMMARS {
        let prefix = format!("{}.", row.name);
        let mine: Vec<&String> = files.iter().filter(|file| file.starts_with(&prefix)).collect();
        let [file] = mine[..] else {
            complaints.push(format!(
                "{}: want one sample 'samples/{prefix}<ext>', have {mine:?}",
                row.name
            ));
            continue;
        };
        let source = std::fs::read_to_string(here("samples").join(file)).unwrap();
        let lines = source.lines().count();
        if lines < 30 {
            complaints.push(format!("{file}: {lines} lines are too few to show a language"));
        }
        let errors = syntax_errors(&parse(&(row.language)(), &source));
        complaints.extend(errors.iter().map(|error| format!("{file}:{error}")));
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn no_sample_without_a_grammar() {
    for file in file_names("samples") {
        let (name, _) = file.split_once('.').expect("a sample has an extension");
        assert!(tamis_grammars::grammar(name).is_some(), "samples/{file} belongs to no grammar");
    }
}

#[test]
fn a_broken_file_is_not_clean() {
    let tree = parse(&tamis_grammars::grammar("python").unwrap(), "def f(:\n    pass\n\nx = (1\n");
    assert_ne!(syntax_errors(&tree), Vec::<String>::new());
}
