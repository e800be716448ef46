//! Functions over files and templates.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::super::evaluator::Evaluator;
use super::super::sources::join;
use super::{Arguments, Outcome, Stop, hashes, list, text, truth};
use crate::origin::Origin;
use crate::value::{Reason, Value};

/// Templates within templates, and the files one `fileset` looks at.
const MAX_FILES: usize = 20_000;

/// Calls a function of this file; `None` if it has none of that name.
pub(super) fn call(
    evaluator: &mut Evaluator<'_, '_, '_>,
    name: &str,
    arguments: Arguments<'_>,
    own: &Origin,
) -> Option<Outcome> {
    Some(match name {
        "file" => arguments.text(0).and_then(|path| text(read(evaluator, &path)?)),
        "filebase64" => arguments
            .text(0)
            .and_then(|path| text(STANDARD.encode(read(evaluator, &path)?.as_bytes()))),
        "fileexists" => arguments.text(0).and_then(|path| {
            let path = join(&evaluator.root, &path);
            truth(evaluator.cx.files.read(&path).is_some())
        }),
        "fileset" => fileset(evaluator, arguments),
        "basename" => arguments.text(0).and_then(|path| text(base(&path))),
        "dirname" => arguments.text(0).and_then(|path| text(folder(&path))),
        "templatefile" => template_file(evaluator, arguments, own),
        "templatestring" => template_string(evaluator, arguments, own),
        _ => {
            let hash = name.strip_prefix("filebase64sha").map(|size| format!("base64sha{size}"));
            let hash = hash.or_else(|| name.strip_prefix("file").map(str::to_owned))?;
            hashes::of_bytes(&hash, b"")?;
            arguments.text(0).and_then(|path| {
                let content = read(evaluator, &path)?;
                match hashes::of_bytes(&hash, content.as_bytes()) {
                    Some(hash) => text(hash),
                    None => Err(Stop::error("a hash that is not there")),
                }
            })
        }
    })
}

/// The text of a file, by a path from the root module.
fn read(evaluator: &Evaluator<'_, '_, '_>, path: &str) -> Result<Arc<str>, Stop> {
    let at = join(&evaluator.root, path);
    evaluator.cx.files.read(&at).ok_or_else(|| {
        // It may be made by another program before Terraform runs: not known, not an error.
        let what = format!("file '{path}', which is not there");
        Stop::Unknown(Value::unknown(Reason::Absent, what, Origin::none()))
    })
}

fn base(path: &str) -> String {
    let trimmed = path.trim_end_matches('/');
    match (trimmed, path.is_empty()) {
        (_, true) => ".".to_owned(),
        ("", _) => "/".to_owned(),
        _ => trimmed.rsplit('/').next().unwrap_or(trimmed).to_owned(),
    }
}

/// As Go's `filepath.Dir`.
fn folder(path: &str) -> String {
    match path.rsplit_once('/') {
        None => ".".to_owned(),
        Some(("", _)) => "/".to_owned(),
        Some((folder, _)) => folder.strip_prefix("./").unwrap_or(folder).to_owned(),
    }
}

fn fileset(evaluator: &mut Evaluator<'_, '_, '_>, arguments: Arguments<'_>) -> Outcome {
    let (folder, pattern) = (arguments.text(0)?, arguments.text(1)?);
    let Ok(glob) = globset::GlobBuilder::new(&pattern).literal_separator(true).build() else {
        return Err(Stop::error("fileset() with a pattern that does not parse"));
    };
    let (glob, top) = (glob.compile_matcher(), join(&evaluator.root, &folder));
    let deep = pattern.contains("**");
    let levels = if deep { 32 } else { pattern.matches('/').count() + 1 };
    let mut found = Vec::new();
    let mut waiting = vec![(String::new(), 0)];
    let mut seen = 0;
    while let Some((below, level)) = waiting.pop() {
        for name in evaluator.cx.files.list(&join(&top, &below)) {
            seen += 1;
            if seen > MAX_FILES || !evaluator.cx.budget.take(1) {
                break;
            }
            let path = join(&below, &name);
            if name.ends_with('/') {
                if level + 1 < levels {
                    waiting.push((path, level + 1));
                }
            } else if glob.is_match(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    let origin = &arguments.at(0)?.origin;
    list(found.into_iter().map(|path| Value::string(path, origin.clone())).collect())
}

fn template_file(
    evaluator: &mut Evaluator<'_, '_, '_>,
    arguments: Arguments<'_>,
    own: &Origin,
) -> Outcome {
    let path = arguments.text(0)?;
    let content = read(evaluator, &path)?;
    let names = arguments.map(1)?;
    Ok(evaluator.run_template(&content, names, own.clone()).kind)
}

fn template_string(
    evaluator: &mut Evaluator<'_, '_, '_>,
    arguments: Arguments<'_>,
    own: &Origin,
) -> Outcome {
    let content = arguments.text(0)?;
    let names = arguments.map(1)?;
    Ok(evaluator.run_template(&content, names, own.clone()).kind)
}
