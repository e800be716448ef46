//! What sources use of packages: imports, and calls by the names of what they call.

use aho_corasick::AhoCorasick;
use rayon::prelude::*;
use tamis_deps::Ecosystem;
use tamis_finding::{Location, Step};
use tamis_flow::{FileFacts, OutsideCall, outside_calls};
use tamis_ir::{CallKind, Constant, ImportItem, LocalKind, Module, StatementKind};
use tamis_lang::{by_file_name, embedded_languages, languages_for_rule};
use tamis_syntax::{FileId, LineIndex, SourceMap, Span};

use super::data::rules_for;
use super::{Programs, Sources};
use crate::decode::{Decoded, decode};
use crate::file::{FileText, scan_file};
use crate::plan::Plan;
use crate::walk::WalkedFile;

/// A source that names a package.
#[derive(Clone)]
pub(super) struct File {
    pub(super) path: String,
    pub(super) text: String,
    /// Its program; of languages without one, imports are all that is known.
    pub(super) facts: Option<FileFacts>,
    pub(super) map: SourceMap,
}

/// Sources of one ecosystem.
pub(super) struct Code {
    /// For people.
    pub(super) language: &'static str,
    /// Paths of all sources, also of those that name no package.
    pub(super) all: Vec<String>,
    pub(super) files: Vec<File>,
    /// By file: imports, and names that stand for packages without one.
    pub(super) imports: Vec<Vec<(String, Span)>>,
    /// In order of file and place.
    pub(super) calls: Vec<OutsideCall>,
    /// Whether calls are looked at at all.
    pub(super) has_calls: bool,
}

/// Words of rules for the languages of an ecosystem's sources, and how people call them.
pub(super) fn languages(ecosystem: Ecosystem) -> (&'static [&'static str], &'static str) {
    match ecosystem {
        Ecosystem::Cargo => (&["rust"], "Rust"),
        Ecosystem::Npm => (&["javascript", "typescript"], "JavaScript"),
        Ecosystem::PyPi => (&["python"], "Python"),
        Ecosystem::Go => (&["go"], "Go"),
        Ecosystem::RubyGems => (&["ruby"], "Ruby"),
        Ecosystem::Packagist => (&["php"], "PHP"),
        Ecosystem::Maven => (&["java"], "Java"),
        Ecosystem::NuGet => (&[], ".NET"),
        _ => (&[], ""),
    }
}

/// The sources of an ecosystem among all files.
pub(super) fn sources_of(sources: Sources<'_>, ecosystem: Ecosystem) -> Vec<&WalkedFile> {
    let known: Vec<_> =
        languages(ecosystem).0.iter().flat_map(|word| languages_for_rule(word)).collect();
    let is_source = |file: &&WalkedFile| {
        by_file_name(&file.rel).is_some_and(|language| {
            let inside = embedded_languages(&file.rel, language.id);
            known.iter().any(|it| it.id == language.id || inside.contains(&it.id))
        })
    };
    let fits = |file: &&WalkedFile| file.size <= sources.tree_limit;
    sources.files.iter().filter(is_source).filter(fits).collect()
}

/// Lowers those of `files` whose text `wanted` says yes to, in order, but for those that the scan has or that are in
/// `known`, sorted by path.
pub(super) fn lower(
    plan: &Plan<'_>,
    files: &[&WalkedFile],
    programs: &Programs,
    known: &[File],
    wanted: &(dyn Fn(&str) -> bool + Sync),
) -> Vec<File> {
    let one = |(at, file): (usize, &&WalkedFile)| -> Option<File> {
        if let Ok(at) = known.binary_search_by(|it| it.path.as_str().cmp(&file.rel)) {
            return Some(known[at].clone());
        }
        let Decoded::Text { text, .. } = decode(crate::read::read(file, None).ok()?) else {
            return None;
        };
        if !wanted(&text) {
            return None;
        }
        if let Some((facts, map)) = programs.get(&file.rel) {
            return Some(File { path: file.rel.clone(), text, facts: Some(facts), map });
        }
        let language = by_file_name(&file.rel);
        let (id, path) = (FileId(at as u32), file.rel.as_str());
        let outcome = scan_file(plan, FileText { id, path, text: &text, language, tree: true });
        let (facts, map) = (Some(outcome.flow?), outcome.map);
        Some(File { path: file.rel.clone(), text, facts, map })
    };
    let found: Vec<Option<File>> = files.par_iter().with_max_len(4).enumerate().map(one).collect();
    found.into_iter().flatten().collect()
}

/// Reads the sources that name one of `wanted`.
pub(super) fn read_code(sources: Sources<'_>, ecosystem: Ecosystem, wanted: &[String]) -> Code {
    let all = sources_of(sources, ecosystem);
    // A dotted name may be written with other signs; its last part stands there all the same.
    let parts: Vec<&str> = wanted
        .iter()
        .map(|name| match ecosystem {
            Ecosystem::Packagist | Ecosystem::RubyGems => name.rsplit('.').next().unwrap_or(name),
            _ => name.as_str(),
        })
        .collect();
    let names = AhoCorasick::new(parts).ok();
    let rules = rules_for(sources.rules, ecosystem, &[]);
    let plan = Plan::new(&rules, false);
    let has_name = |text: &str| names.as_ref().is_some_and(|names| names.is_match(text));
    let files = lower(&plan, &all, sources.programs, &[], &has_name);
    let facts: Vec<FileFacts> = files.iter().filter_map(|file| file.facts.clone()).collect();
    let calls = outside_calls(&facts, &rules.all_models());
    let imports = facts.iter().map(|facts| imports(&facts.module)).collect();
    let language = languages(ecosystem).1;
    Code {
        language,
        all: all.iter().map(|it| it.rel.clone()).collect(),
        files,
        imports,
        calls,
        has_calls: true,
    }
}

/// What a program imports, and the names it begins paths with that nothing declares: crates in paths of Rust, constants
/// of Ruby.
fn imports(module: &Module) -> Vec<(String, Span)> {
    let mut found: Vec<(String, Span)> = Vec::new();
    for import in &module.imports {
        let name = match &import.item {
            ImportItem::Named(item) if &**item != "default" => {
                format!("{}.{item}", import.module)
            }
            _ => import.module.to_string(),
        };
        found.push((name, import.at.span));
    }
    for body in &module.functions {
        for statement in body.blocks.iter().flat_map(|block| &block.statements) {
            statement.operands(&mut |operand| {
                let Some(place) = operand.place() else { return };
                let local = &body.locals[place.base.0 as usize];
                if local.kind == LocalKind::Unresolved && !place.path.is_empty() {
                    found.push((local.name.to_string(), place.at.span));
                }
            });
            let StatementKind::Call(call) = &statement.kind else { continue };
            let Some(place) = call.callee.place() else { continue };
            let local = &body.locals[place.base.0 as usize];
            if local.kind == LocalKind::Unresolved && !place.path.is_empty() {
                found.push((local.name.to_string(), statement.at.span));
            }
            // Modules that are asked for by a text.
            let last = place.path.last().map_or(&local.name, |last| match &last.key {
                tamis_ir::Key::Name(name) => name,
                _ => &local.name,
            });
            let loads = ["require", "require_relative", "import_module", "__import__", "import"];
            let text = call.arguments.first().and_then(|it| it.value.constant());
            if let (true, Some(Constant::String(text))) = (loads.contains(&&**last), text)
                && call.kind == CallKind::Call
            {
                found.push((text.to_string(), statement.at.span));
            }
        }
    }
    found.sort_by_key(|(_, span)| *span);
    found
}

impl Code {
    fn step(&self, file: usize, span: Span, note: String) -> Step {
        let File { path, text, map, .. } = &self.files[file];
        step(path, text, map.outer(span), note)
    }

    /// The first import of what `within` says yes to.
    pub(super) fn import(
        &self,
        within: &dyn Fn(&str) -> bool,
        belongs: &dyn Fn(&str) -> bool,
    ) -> Option<Step> {
        let files = (0..self.files.len()).filter(|at| belongs(&self.files[*at].path));
        let mut all = files.flat_map(|at| self.imports[at].iter().map(move |it| (at, it)));
        let (file, (name, span)) = all.find(|(_, (name, _))| within(name))?;
        Some(self.step(file, *span, format!("uses {name}")))
    }

    /// Calls of what `within` says yes to, with what is called.
    pub(super) fn calls<'c>(
        &'c self,
        within: &dyn Fn(&str) -> bool,
        belongs: &dyn Fn(&str) -> bool,
    ) -> Vec<(&'c OutsideCall, &'c str)> {
        let named = |call: &'c OutsideCall| {
            let name = call.names.iter().find(|name| within(name))?;
            belongs(&self.files[call.file].path).then_some((call, &**name))
        };
        self.calls.iter().filter_map(named).collect()
    }

    /// The step of a call.
    pub(super) fn call(&self, (call, name): (&OutsideCall, &str)) -> Step {
        self.step(call.file, call.span, format!("calls {name}"))
    }

    /// A call of a method that `is_wanted` on something unknown, in a file with an import that is `within`.
    pub(super) fn method(
        &self,
        is_wanted: &dyn Fn(&str) -> bool,
        within: &dyn Fn(&str) -> bool,
        belongs: &dyn Fn(&str) -> bool,
    ) -> Option<Step> {
        let call = self.calls.iter().find(|call| {
            call.names.is_empty()
                && call.method.as_deref().is_some_and(is_wanted)
                && belongs(&self.files[call.file].path)
                && self.imports[call.file].iter().any(|(name, _)| within(name))
        })?;
        let method = call.method.as_deref().unwrap_or_default();
        Some(self.step(call.file, call.span, format!("calls a method '{method}'")))
    }

    /// A place that names one of `names` in a text, or in a path of Rust that is no expression.
    pub(super) fn named(&self, names: &[String], belongs: &dyn Fn(&str) -> bool) -> Option<Step> {
        for (at, file) in self.files.iter().enumerate().filter(|(_, it)| belongs(&it.path)) {
            for name in names {
                let forms = [format!("\"{name}"), format!("'{name}"), format!("{name}::")];
                for (found, form) in forms.iter().filter_map(|it| Some((file.text.find(it)?, it))) {
                    let end = found + form.len();
                    let after = file.text[end..].chars().next().unwrap_or(' ');
                    let before = file.text[..found].chars().next_back().unwrap_or(' ');
                    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
                    let line = file.text[..found].rsplit('\n').next().unwrap_or("").trim_start();
                    let is_comment = ["//", "#", "*", "/*"].iter().any(|it| line.starts_with(it))
                        && !line.starts_with("#[");
                    if !is_comment && !is_word(before) && (form.ends_with(':') || !is_word(after)) {
                        let span = Span::new(found as u32, end as u32);
                        return Some(step(
                            &self.files[at].path,
                            &file.text,
                            span,
                            format!("names {name}"),
                        ));
                    }
                }
            }
        }
        None
    }
}

/// A place in a file.
pub(super) fn step(path: &str, text: &str, span: Span, note: String) -> Step {
    let index = LineIndex::new(text);
    let end = text.len() as u32;
    let span = Span::new(span.start.min(end), span.end.min(end));
    Step {
        location: Location {
            path: path.to_owned(),
            span,
            start: index.position(text, span.start),
            end: index.position(text, span.end),
        },
        note,
    }
}
