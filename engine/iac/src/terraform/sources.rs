//! Folders of modules, and values for the variables of a root module.

use std::sync::Arc;

use super::evaluator::Evaluator;
use super::module::{Module, read};
use super::scope::Scope;
use crate::dialect::Source;
use crate::value::{Attribute, Map};

/// Ends of the names of configuration files.
pub(crate) const ENDS: [&str; 4] = [".tf", ".tofu", ".tf.json", ".tofu.json"];

pub(crate) fn is_configuration(name: &str) -> bool {
    ENDS.iter().any(|end| name.ends_with(end))
}

/// `folder` and a path from there, with `.` and `..` resolved as far as they go.
pub(crate) fn join(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = if path.starts_with('/') { Vec::new() } else { split(folder) };
    for part in split(path) {
        match (part, parts.last()) {
            ("..", Some(&last)) if last != ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// The way from one folder to another, `.` if they are the same.
pub(crate) fn relative(from: &str, to: &str) -> String {
    let (from, to) = (split(from), split(to));
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - common);
    let way: Vec<&str> = up.chain(to[common..].iter().copied()).collect();
    if way.is_empty() { ".".to_owned() } else { way.join("/") }
}

fn split(path: &str) -> Vec<&str> {
    path.split('/').filter(|part| !part.is_empty() && *part != ".").collect()
}

/// The key of a call in `modules.json`: names of calls from the root, joined by dots, without instance keys.
pub(crate) fn module_key(prefix: &str, name: &str) -> String {
    let mut key = String::new();
    let mut rest = prefix;
    while let Some(after) = rest.strip_prefix("module.") {
        let end = after.find(['.', '[']).unwrap_or(after.len());
        key.push_str(&after[..end]);
        key.push('.');
        // Keys of instances may hold anything: the next call starts after `.module.`.
        rest = after[end..].find(".module.").map_or("", |at| &after[end + at + 1..]);
    }
    key.push_str(name);
    key
}

/// Reads the module of a folder: scanned files, or files beside them.
pub(crate) fn read_module(evaluator: &mut Evaluator<'_, '_, '_>, folder: &str) -> Option<Module> {
    if let Some(sources) = evaluator.folders.get(folder) {
        return Some(Module::new(folder, sources, evaluator.kinds));
    }
    let files = evaluator.cx.files;
    let sources: Vec<Source> = files
        .list(folder)
        .iter()
        .filter(|name| is_configuration(name))
        .filter_map(|name| source(files, &join(folder, name)))
        .collect();
    if sources.is_empty() {
        return None;
    }
    let sources: Vec<&Source> = sources.iter().collect();
    Some(Module::new(folder, &sources, evaluator.kinds))
}

/// A file by path, parsed as HCL (which reads JSON as well).
fn source(files: &dyn crate::dialect::Files, path: &str) -> Option<Source> {
    let mut source = files.source(path)?;
    if source.language.id.0 != "hcl" {
        let (language, tree) = files.parse("hcl", &source.text)?;
        source.language = language;
        source.tree = Arc::new(tree);
    }
    Some(source)
}

/// Reads where Terraform has put the modules that are not local.
pub(crate) fn read_installed(evaluator: &mut Evaluator<'_, '_, '_>) {
    let root = evaluator.root.clone();
    let path = join(&root, ".terraform/modules/modules.json");
    let Some(text) = evaluator.cx.files.read(&path) else { return };
    let Ok(list) = serde_json::from_str::<serde_json::Value>(&text) else { return };
    let modules = list.get("Modules").and_then(serde_json::Value::as_array);
    for module in modules.into_iter().flatten() {
        let part = |name: &str| module.get(name).and_then(serde_json::Value::as_str);
        if let (Some(key), Some(folder)) = (part("Key"), part("Dir"))
            && !key.is_empty()
        {
            evaluator.installed.insert(key.to_owned(), join(&root, folder));
        }
    }
}

/// Values for the root's variables: `terraform.tfvars`, `*.auto.tfvars`, then the files of the command line; later ones
/// win.
pub(crate) fn variable_files(evaluator: &mut Evaluator<'_, '_, '_>, folder: &str) -> Map {
    let files = evaluator.cx.files;
    let names = files.list(folder);
    let plain = ["terraform.tfvars", "terraform.tfvars.json"];
    let mut paths: Vec<String> = plain
        .iter()
        .filter(|name| names.iter().any(|known| known == *name))
        .map(|name| join(folder, name))
        .collect();
    let automatic =
        |name: &&String| name.ends_with(".auto.tfvars") || name.ends_with(".auto.tfvars.json");
    paths.extend(names.iter().filter(automatic).map(|name| join(folder, name)));
    paths.extend(evaluator.cx.settings.variable_files.iter().cloned());
    let mut given = Map::default();
    for path in paths {
        let Some(source) = source(files, &path) else { continue };
        let body = read(&source, evaluator.kinds);
        for attribute in body.attributes {
            let value = evaluator.eval(&attribute.value, &Scope::sealed(source.file));
            let place = Some(crate::origin::Place::new(source.file, attribute.span));
            given.insert(attribute.name.clone(), Attribute { value, place });
        }
    }
    given
}

#[cfg(test)]
mod tests {
    use super::{join, module_key, relative};

    #[test]
    fn paths_are_joined_and_told_apart() {
        for (folder, path, joined) in
            [("a/b", "../c", "a/c"), ("", "./m", "m"), ("a", "../../x", "../x"), ("a", ".", "a")]
        {
            assert_eq!(join(folder, path), joined, "{folder} {path}");
        }
        assert_eq!(relative("a/b", "a/c/d"), "../c/d");
        assert_eq!(relative("", "m"), "m");
        assert_eq!(relative("a", "a"), ".");
    }

    #[test]
    fn keys_of_installed_modules_have_no_instance_keys() {
        assert_eq!(module_key("", "vpc"), "vpc");
        assert_eq!(module_key("module.a[\"x.y\"].module.b.", "c"), "a.b.c");
    }
}
