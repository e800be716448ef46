//! Terraform and OpenTofu: modules evaluated, every instance of every resource a resource of the graph.
//!
//! For: [`DIALECT`], and reading plans (`plan.rs`).
//! Not for: running anything, downloading anything: modules and data that are not on disk are not known.
//!
//! A file's tree becomes a small program (`ast.rs`, made by `lower.rs`), a folder's files a [`module`] that all its calls
//! share. From each root module, one that no other scanned folder calls, `instance.rs` follows names and `evaluator.rs`
//! expressions, on demand; `expand.rs` puts what comes out into the graph.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use self::evaluator::Evaluator;
use self::expand::Emitted;
use self::instance::Instance;
use self::lower::Kinds;
use self::module::Module;
use self::scope::ModuleId;
use crate::dialect::{Context, Dialect, Source};

mod ast;
mod evaluator;
mod expand;
mod functions;
mod instance;
mod json;
mod lower;
mod module;
mod objects;
mod operators;
mod plan;
mod policy;
mod scope;
mod sources;
mod template;
mod types;

/// The row of the table of dialects.
pub const DIALECT: Dialect = Dialect {
    id: "terraform",
    title: "Terraform",
    languages: &["hcl", "json"],
    may_own,
    makes,
    build,
};

fn may_own(path: &str, text: &str) -> bool {
    sources::is_configuration(path) || plan::is_plan(path, text)
}

/// Terraform's types have no colon: `aws_s3_bucket`, `data.aws_iam_policy_document`, `provider.aws`. Its provider for
/// Kubernetes makes that one's objects.
fn makes(kind: &str) -> bool {
    !kind.contains(':') || kind.starts_with("k8s:")
}

fn build(sources: &[Source], cx: &mut Context<'_>) {
    build_modules(sources, cx);
    objects::add(sources, cx);
}

fn build_modules(sources: &[Source], cx: &mut Context<'_>) {
    let is_plan = |source: &&Source| {
        !sources::is_configuration(&source.path) && plan::is_plan(&source.path, &source.text)
    };
    sources.iter().filter(is_plan).for_each(|source| plan::build(source, cx));
    let owned: Vec<Source> = sources.iter().filter_map(|source| as_hcl(source, cx)).collect();
    let Some(grammar) = owned.iter().find_map(Source::grammar) else { return };
    let kinds = Kinds::new(grammar);
    let mut folders: FxHashMap<Arc<str>, Vec<&Source>> = FxHashMap::default();
    let mut order: Vec<Arc<str>> = Vec::new();
    for source in &owned {
        let folder: Arc<str> = Arc::from(source.folder());
        let files = folders.entry(folder.clone()).or_default();
        if files.is_empty() {
            order.push(folder);
        }
        files.push(source);
    }
    let mut modules: FxHashMap<Arc<str>, Option<Arc<Module>>> = FxHashMap::default();
    for folder in &order {
        let module = Module::new(folder, &folders[folder], &kinds);
        modules.insert(folder.clone(), Some(Arc::new(module)));
    }
    let called = called_folders(&order, &modules);
    let (inner, roots): (Vec<_>, Vec<_>) =
        order.into_iter().partition(|folder| called.contains(folder));
    let mut seen = FxHashSet::default();
    for root in &roots {
        build_root(root, cx, &kinds, &folders, &mut modules, &mut seen);
    }
    // Modules that only call each other in a circle, or that are called with no instance.
    for folder in &inner {
        if !seen.contains(folder) {
            build_root(folder, cx, &kinds, &folders, &mut modules, &mut seen);
        }
    }
}

/// The source with a tree of the HCL grammar, which reads the JSON syntax as well.
fn as_hcl(source: &Source, cx: &Context<'_>) -> Option<Source> {
    if !sources::is_configuration(&source.path) {
        return None;
    }
    if source.language.id.0 == "hcl" {
        return Some(source.clone());
    }
    let (language, tree) = cx.files.parse("hcl", &source.text)?;
    Some(Source { language, tree: Arc::new(tree), ..source.clone() })
}

/// Folders that another scanned folder calls as a module.
fn called_folders(
    order: &[Arc<str>],
    modules: &FxHashMap<Arc<str>, Option<Arc<Module>>>,
) -> FxHashSet<Arc<str>> {
    let mut called = FxHashSet::default();
    for folder in order {
        let Some(Some(module)) = modules.get(folder) else { continue };
        for call in module.calls.values() {
            let source = call.attribute("source").and_then(|(_, source)| source.value.literal());
            let Some(source) = source.filter(|source| source.starts_with('.')) else { continue };
            let target: Arc<str> = Arc::from(sources::join(folder, source));
            if target != *folder {
                called.insert(target);
            }
        }
    }
    called
}

fn build_root(
    root: &Arc<str>,
    cx: &mut Context<'_>,
    kinds: &Kinds,
    folders: &FxHashMap<Arc<str>, Vec<&Source>>,
    modules: &mut FxHashMap<Arc<str>, Option<Arc<Module>>>,
    seen: &mut FxHashSet<Arc<str>>,
) {
    let mut evaluator = Evaluator::new(cx, kinds, folders, modules, root.clone());
    let Some(definition) = evaluator.module(root) else { return };
    if !definition.calls.is_empty() {
        sources::read_installed(&mut evaluator);
    }
    let given = if definition.variables.is_empty() {
        Default::default()
    } else {
        sources::variable_files(&mut evaluator, root)
    };
    evaluator.instances.push(Instance::new(definition, given));
    let mut emitted = Emitted::default();
    evaluator.emit_module(ModuleId(0), &mut emitted);
    emitted.finish(&mut evaluator);
    seen.extend(evaluator.instances.iter().map(|instance| instance.definition.folder.clone()));
}
