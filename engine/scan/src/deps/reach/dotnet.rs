//! Imports in sources of .NET: C#, F#, Visual Basic and pages of Razor, read line by line, for there is no grammar of
//! them here.
//!
//! For: whether a namespace is imported or named. Not for: calls: whether a function is called stays unknown.
//! Read [`read_code`].

use aho_corasick::AhoCorasick;
use rayon::prelude::*;
use tamis_syntax::{SourceMap, Span};

use super::Sources;
use super::uses::{Code, File};
use crate::decode::{Decoded, decode};

const ENDINGS: [&str; 6] = [".cs", ".fs", ".fsx", ".vb", ".cshtml", ".razor"];

/// Reads the sources that name one of the namespaces `wanted`.
pub(super) fn read_code(sources: Sources<'_>, wanted: &[String]) -> Code {
    let is_source = |name: &str| ENDINGS.iter().any(|ending| name.ends_with(ending));
    let mut all: Vec<_> = sources
        .files
        .iter()
        .filter(|file| is_source(&file.rel) && file.size <= sources.tree_limit)
        .collect();
    all.sort_by(|a, b| a.rel.cmp(&b.rel));
    let names = AhoCorasick::new(wanted).ok();
    let read: Vec<Option<File>> = all
        .par_iter()
        .map(|file| {
            let bytes = crate::read::read(file, None).ok()?;
            let Decoded::Text { text, .. } = decode(bytes) else { return None };
            let has_name = names.as_ref().is_some_and(|names| names.is_match(&text));
            let (path, map) = (file.rel.clone(), SourceMap::default());
            has_name.then_some(File { path, text, facts: None, map })
        })
        .collect();
    let files: Vec<File> = read.into_iter().flatten().collect();
    let imports = files.iter().map(|file| imports(&file.text, wanted)).collect();
    let all = all.iter().map(|file| file.rel.clone()).collect();
    Code { language: ".NET", all, files, imports, calls: Vec::new(), has_calls: false }
}

/// Namespaces that `text` imports, and those of `wanted` that it names in full, in order.
fn imports(text: &str, wanted: &[String]) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    let mut at = 0usize;
    let mut in_comment = false;
    for whole in text.split_inclusive('\n') {
        let start = at;
        at += whole.len();
        let line = code_of(whole, &mut in_comment);
        let code = line.trim_start();
        let from = start + (line.len() - code.len());
        let Some(imported) = imported(code) else {
            found.extend(named(line, start, wanted));
            continue;
        };
        let begin = imported.as_ptr() as usize - code.as_ptr() as usize;
        let span = Span::new((from + begin) as u32, (from + begin + imported.len()) as u32);
        found.push((imported.to_owned(), span));
    }
    found
}

/// What of a line is no comment: up to `//`, or nothing within `/* */` that spans lines.
fn code_of<'t>(line: &'t str, in_comment: &mut bool) -> &'t str {
    let line = line.trim_end();
    if *in_comment {
        *in_comment = !line.contains("*/");
        return "";
    }
    let trimmed = line.trim_start();
    if trimmed.starts_with("//") || trimmed.starts_with('\'') || trimmed.starts_with("(*") {
        return "";
    }
    if let Some(open) = line.find("/*").filter(|open| !line[*open..].contains("*/")) {
        *in_comment = true;
        return &line[..open];
    }
    match line.find(" //") {
        Some(comment) => &line[..comment],
        None => line,
    }
}

/// The namespace that a line imports: `using A.B;`, `global using static A.B.C;`, `using X = A.B.C;`, `open A.B`,
/// `Imports A.B`, `@using A.B`.
fn imported(code: &str) -> Option<&str> {
    let code = code.strip_prefix('@').unwrap_or(code);
    let code = code.strip_prefix("global ").unwrap_or(code).trim_start();
    let keyword = ["using ", "open ", "Imports "].iter().find_map(|it| code.strip_prefix(it))?;
    let rest = keyword.trim_start();
    let rest = rest.strip_prefix("static ").or_else(|| rest.strip_prefix("type ")).unwrap_or(rest);
    // `using (var x = …)` and `using var x = …` hold an object.
    if rest.starts_with('(') || rest.starts_with("var ") || rest.starts_with("await ") {
        return None;
    }
    let rest = match rest.split_once('=') {
        Some((alias, target)) if !alias.trim().contains(' ') => target.trim_start(),
        Some(_) => return None,
        None => rest,
    };
    let rest = rest.strip_prefix("global::").unwrap_or(rest);
    let end = rest.find(|c: char| !(c.is_alphanumeric() || "._".contains(c))).unwrap_or(rest.len());
    let (name, after) = rest.split_at(end);
    let ends = after.trim_start().starts_with([';', '<', ',', '\'']) || after.trim().is_empty();
    (ends && !name.is_empty()).then_some(name)
}

/// Names written in full (`Newtonsoft.Json.JsonConvert`), in code and not in texts.
fn named(line: &str, start: usize, wanted: &[String]) -> Vec<(String, Span)> {
    let is_word = |c: char| c.is_alphanumeric() || "._\"".contains(c);
    let mut found = Vec::new();
    for name in wanted.iter().filter(|name| name.contains('.')) {
        let Some(at) = line.find(name.as_str()) else { continue };
        let before = line[..at].chars().next_back().unwrap_or(' ');
        let after = &line[at + name.len()..];
        let is_declared = line.trim_start().starts_with("namespace ");
        let in_text = line[..at].matches('"').count() % 2 == 1;
        if !is_word(before) && after.starts_with('.') && !is_declared && !in_text {
            let span = Span::new((start + at) as u32, (start + at + name.len()) as u32);
            found.push((name.clone(), span));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_of_dotnet_are_read() {
        let text = "// using No.Comment;\nusing System;\n  global using static A.B.C;\nusing Alias = Some.Type<int>;\n\
                    using (var x = Open()) {}\nusing var y = Open();\n/* \nusing Not.This;\n*/\nnamespace Full.Name.Here;\n\
                    var a = Full.Name.Call(\"Full.Name.Text\");\nvar b = \"Full.Name.x\";\nopen F.Sharp\n@using Page.Of\nusing Stream s = f();\n";
        let wanted = ["Full.Name".to_owned()];
        let found = imports(text, &wanted);
        let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["System", "A.B.C", "Some.Type", "Full.Name", "F.Sharp", "Page.Of"]);
        for (name, span) in &found {
            assert_eq!(&text[span.range()], name);
        }
    }
}
