//! Functions of templates: Go's own, Sprig's, Helm's.
//!
//! What is random, what asks the clock or a cluster is not known. An argument that is not known makes most results so.

mod encode;
mod lists;
mod maps;
mod numbers;
mod printf;
mod semver;
mod text;

use super::exec::{Executor, has_hole};
use super::value::Go;

pub(super) use self::semver::has_version;

/// Functions of one kind: the result, or `None` for a name that is none of theirs.
type Group = fn(&str, &[Go]) -> Option<Result<Go, String>>;

/// Calls a function by name.
pub(super) fn call(executor: &mut Executor<'_>, name: &str, args: Vec<Go>) -> Result<Go, String> {
    if let Some(result) = of_engine(executor, name, &args) {
        return result;
    }
    let knows_unknowns = matches!(
        name,
        "default"
            | "coalesce"
            | "ternary"
            | "list"
            | "tuple"
            | "dict"
            | "set"
            | "print"
            | "printf"
            | "println"
            | "not"
            | "kindIs"
            | "hasKey"
            | "empty"
            | "append"
            | "merge"
            | "mergeOverwrite"
            | "deepCopy"
            | "toYaml"
            | "toJson"
            | "get"
            | "indent"
            | "nindent"
            | "eq"
            | "ne"
            | "html"
            | "quote"
            | "squote"
            | "concat"
            | "prepend"
    );
    let hidden = |value: &Go| match value {
        Go::Unknown => true,
        // What is computed from a text with a hole is not known.
        Go::Str(text) => has_hole(text) && encode::hides(name),
        _ => false,
    };
    if !knows_unknowns && args.iter().any(hidden) {
        return Ok(Go::Unknown);
    }
    let groups: [Group; 5] = [text::call, lists::call, maps::call, numbers::call, encode::call];
    for group in groups {
        if let Some(result) = group(name, &args) {
            return result;
        }
    }
    Err(format!("there is no function '{name}'"))
}

/// Functions that need the engine.
fn of_engine(executor: &mut Executor<'_>, name: &str, args: &[Go]) -> Option<Result<Go, String>> {
    Some(match name {
        "include" => {
            let dot = args.get(1).cloned().unwrap_or(Go::Nil);
            executor.include(&text_of(args, 0), &dot)
        }
        "tpl" => match args {
            [Go::Str(text), dot] => executor.tpl(text, dot),
            [Go::Unknown, _] => Ok(Go::Unknown),
            [other, dot] => executor.tpl(&other.text(), dot),
            _ => Err("'tpl' wants a text and a value".to_owned()),
        },
        "required" => match args.get(1) {
            Some(Go::Nil) | None => Err(format!("a value is required: {}", text_of(args, 0))),
            Some(Go::Str(text)) if text.is_empty() => {
                Err(format!("a value is required: {}", text_of(args, 0)))
            }
            Some(value) => Ok(value.clone()),
        },
        "fail" => Err(format!("the chart refuses: {}", text_of(args, 0))),
        "lookup" => Ok(Go::map(Default::default())),
        "fromYaml" | "fromYamlArray" | "fromJson" | "fromJsonArray" | "mustFromJson" => {
            from_text(executor, &text_of(args, 0))
        }
        _ => return None,
    })
}

fn from_text(executor: &Executor<'_>, text: &str) -> Result<Go, String> {
    use crate::pieces::Places;
    use crate::yaml::{Schema, Text, documents_of};
    let parsed = executor.files.parse("yaml", text).ok_or("YAML cannot be read here")?;
    let (language, tree) = parsed;
    let of = Text { language, tree: &tree, text };
    // Places are of no use here.
    let documents = documents_of(of, Schema::V11, Places::File(tamis_syntax::FileId(0)));
    Ok(match documents.first() {
        Some(document) => Go::from_value(&document.value),
        None => Go::map(Default::default()),
    })
}

/// An argument as text.
fn text_of(args: &[Go], at: usize) -> String {
    args.get(at).map(Go::text).unwrap_or_default()
}

/// An argument as a whole number.
fn int_of(args: &[Go], at: usize) -> i64 {
    args.get(at).map_or(0, numbers::to_int)
}

/// The items of an argument; none for nothing.
fn list_of(args: &[Go], at: usize) -> Result<Vec<Go>, String> {
    match args.get(at) {
        Some(Go::List(items)) => Ok(items.as_ref().clone()),
        Some(Go::Nil) | None => Ok(Vec::new()),
        Some(other) => Err(format!("a list is wanted, not a {}", other.kind())),
    }
}
