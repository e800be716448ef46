//! `tamis rules`, `tamis languages`, `tamis formats` and `tamis schema`.

use std::fmt::Write as _;

use miette::Report;

use super::print;
use crate::args::Rules;
use crate::select::select;

pub(crate) fn rules(args: &Rules) -> Result<u8, Report> {
    let selection = select(&args.choice)?;
    let mut text = String::new();
    for entry in selection.rules.entries() {
        let languages: Vec<&str> = entry.languages.iter().map(|language| language.id.0).collect();
        let _ = writeln!(
            text,
            "{:<9} {:<7} {:<52} {}",
            entry.severity.name(),
            entry.confidence.name(),
            entry.id,
            languages.join(",")
        );
    }
    let _ = writeln!(text, "{} rules (severity, confidence, id, languages)", selection.rules.len());
    print(&text)
}

pub(crate) fn languages() -> Result<u8, Report> {
    let mut text = String::new();
    for language in tamis_lang::LANGUAGES {
        let found = language.extensions.iter().map(|end| format!(".{end}"));
        let found: Vec<String> =
            found.chain(language.file_names.iter().map(|name| (*name).to_owned())).collect();
        let _ = writeln!(text, "{:<12} {:<36} {}", language.id.0, language.title, found.join(" "));
    }
    print(&text)
}

pub(crate) fn formats() -> Result<u8, Report> {
    let mut text = String::new();
    for format in tamis_report::FORMATS {
        let _ =
            writeln!(text, "{:<16} .{:<6} {}", format.name, format.extension, format.description);
    }
    print(&text)
}

pub(crate) fn schema(what: &str) -> Result<u8, Report> {
    match what {
        "rules" => print(&format!("{:#}\n", tamis_rule::rules_schema())),
        "config" => print(include_str!("../../../docs/schema/config.schema.json")),
        _ => print(include_str!("../../../docs/schema/report.schema.json")),
    }
}
