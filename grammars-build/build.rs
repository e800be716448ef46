//! Generates and compiles the TypeScript grammars from the vendored release and our patches.
//!
//! The other grammars come compiled from their own crates.

use std::path::{Path, PathBuf};

#[path = "patches/edit.rs"]
mod edit;
#[path = "patches/typescript.rs"]
mod typescript;

const VENDORED: &str = "vendor/tree-sitter-typescript";
/// The release in `vendor/`, kept in the generated grammars' metadata.
const VERSION: (u8, u8, u8) = (0, 23, 2);
const DIALECTS: [&str; 2] = ["typescript", "tsx"];

fn main() {
    for path in ["build.rs", "patches", VENDORED] {
        tell_cargo(&format!("rerun-if-changed={path}"));
    }
    let out =
        PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR for a build script"));
    match generate(&out) {
        Ok(()) => compile(&out),
        Err(error) => tell_cargo(&format!("error={}", error.replace('\n', " | "))),
    }
}

/// Writes `<dialect>/parser.c` for each dialect, and the header they include.
fn generate(out: &Path) -> Result<(), String> {
    write(&out.join("tree_sitter/parser.h"), tree_sitter_generate::PARSER_HEADER)?;
    for dialect in DIALECTS {
        let path = format!("{VENDORED}/{dialect}/src/grammar.json");
        let parser = std::fs::read_to_string(&path)
            .map_err(|error| error.to_string())
            .and_then(|text| patched_parser(&text))
            .map_err(|error| format!("{path}: {error}"))?;
        write(&out.join(dialect).join("parser.c"), &parser)?;
    }
    Ok(())
}

/// The C source of the patched grammar's parser.
fn patched_parser(grammar_json: &str) -> Result<String, String> {
    let mut grammar = edit::Grammar::read(grammar_json)?;
    typescript::patch(&mut grammar)?;
    let (_, parser) = tree_sitter_generate::generate_parser_for_grammar(
        &grammar.text(),
        Some(VERSION),
        tree_sitter_generate::OptLevel::default(),
        // Hints to the grammar's author, such as conflicts the release declares without need.
        &mut Vec::new(),
    )
    .map_err(|error| format!("the patched grammar is refused: {error}"))?;
    Ok(parser)
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let folder = path.parent().expect("the path is inside OUT_DIR");
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, text))
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// Compiles both dialects under symbols of our own, so that they can be linked beside the released ones.
fn compile(out: &Path) {
    let mut build = cc::Build::new();
    build.include(out).std("c11").warnings(false).flag_if_supported("/utf-8");
    for dialect in DIALECTS {
        build.file(out.join(dialect).join("parser.c"));
        build.file(format!("{VENDORED}/{dialect}/src/scanner.c"));
        let symbol = format!("tree_sitter_{dialect}");
        build.define(&symbol, Some(format!("tamis_{symbol}").as_str()));
        for function in ["create", "destroy", "scan", "serialize", "deserialize"] {
            let symbol = format!("{symbol}_external_scanner_{function}");
            build.define(&symbol, Some(format!("tamis_{symbol}").as_str()));
        }
    }
    build.compile("tamis-typescript");
}

fn tell_cargo(instruction: &str) {
    println!("cargo::{instruction}");
}
