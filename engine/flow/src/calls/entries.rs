//! Functions that frameworks call, and variables whose names tell what they hold: what models say of types.

use tamis_ir::{Call, Key, Name, ParamKind};
use tamis_rule::Entry;

use super::kinds::{Kind, KindTable, Kinds, add};
use super::project::{FnIdx, Project};
use crate::models::Table;

impl KindTable {
    /// Entries of models that a function is, by number.
    pub(crate) fn entries_of(&self, function: FnIdx) -> Vec<u32> {
        self.entries.get(&function).map(|found| found.to_vec()).unwrap_or_default()
    }

    /// Names of what stands outside of the project under `key` in a value of `kinds`.
    pub(crate) fn outside(&self, project: &Project<'_>, kinds: &Kinds, key: &Key) -> Vec<Name> {
        let Key::Name(name) = key else { return Vec::new() };
        let mut names = Vec::new();
        for kind in kinds {
            let found: Vec<Kind> = match kind {
                Kind::External(whole) => self.part_of(whole, name).into_iter().collect(),
                // What an object of the project holds under a name of its own was read where it came from.
                Kind::Object(class) if self.member(project, *class, name, false).is_empty() => {
                    self.of_foreign(*class, true, name)
                }
                Kind::Class(class) if self.member(project, *class, name, true).is_empty() => {
                    self.of_foreign(*class, false, name)
                }
                _ => Vec::new(),
            };
            names.extend(found.into_iter().filter_map(|kind| match kind {
                Kind::External(name) => Some(name),
                _ => None,
            }));
        }
        names
    }

    /// Functions whose names, or whose parameters' names, make them entries.
    pub(super) fn find_shapes(&mut self, project: &Project<'_>) {
        let models = std::sync::Arc::clone(&self.models);
        for function in project.functions() {
            let Some(table) = table(&models, project, function) else { continue };
            for at in &table.by_shape {
                let entry = &table.entries[*at as usize];
                if fits(entry, project, function) {
                    // Where a framework looks for functions it says what it calls them with, whatever types they declare.
                    let is_sure = !entry.paths.is_empty();
                    self.enter(project, function, table, *at, is_sure);
                }
            }
        }
    }

    /// Functions that decorators or the classes they are in make entries.
    pub(super) fn find_entries(&mut self, project: &Project<'_>) -> bool {
        let models = std::sync::Arc::clone(&self.models);
        let mut changed = false;
        for function in project.functions() {
            let Some(table) = table(&models, project, function) else { continue };
            let (body, file) = (project.body(function), project.file_of(function));
            let Some(parent) = body.parent.map(|parent| project.function(file, parent)) else {
                continue;
            };
            for decorator in &body.decorators {
                for kind in self.operand(project, parent, decorator) {
                    let Kind::External(name) = kind else { continue };
                    let bare = name.strip_suffix("()").unwrap_or(&name);
                    let found = table.by_decorator.get(bare);
                    for at in found.into_iter().flatten() {
                        changed |= self.enter(project, function, table, *at, true);
                    }
                }
            }
        }
        for class in project.classes() {
            let (file, data) = project.class(class);
            let Some(table) = models.table(project.language(file).id) else { continue };
            let bases: Vec<Name> = self
                .ancestry(class)
                .into_iter()
                .flat_map(|it| self.foreign_bases(it))
                .cloned()
                .collect();
            for base in bases {
                for at in table.by_class.get(&*base).into_iter().flatten() {
                    let entry = &table.entries[*at as usize];
                    for method in &data.methods {
                        if entry.methods.iter().any(|name| **name == *method.name) {
                            let function = project.function(file, method.function);
                            changed |= self.enter(project, function, table, *at, true);
                        }
                    }
                }
            }
        }
        changed
    }

    /// Functions handed to a call that makes them entries.
    pub(super) fn called_back(
        &mut self,
        project: &Project<'_>,
        function: FnIdx,
        call: &Call,
    ) -> bool {
        let models = std::sync::Arc::clone(&self.models);
        let Some(table) = table(&models, project, function) else { return false };
        if table.by_call.is_empty() || call.arguments.is_empty() {
            return false;
        }
        let mut changed = false;
        for kind in self.operand(project, function, &call.callee) {
            let Kind::External(name) = kind else { continue };
            let Some(entries) = table.by_call.get(&*name) else { continue };
            for argument in &call.arguments {
                for kind in self.operand(project, function, &argument.value) {
                    let (Kind::Function(given) | Kind::Bound(given)) = kind else { continue };
                    for at in entries {
                        changed |= self.enter(project, given, table, *at, true);
                    }
                }
            }
        }
        changed
    }

    fn enter(
        &mut self,
        project: &Project<'_>,
        function: FnIdx,
        table: &Table,
        at: u32,
        is_sure: bool,
    ) -> bool {
        let known = self.entries.entry(function).or_default();
        if known.contains(&at) {
            return false;
        }
        known.push(at);
        let entry = &table.entries[at as usize];
        let body = project.body(function);
        let params = body.params.iter().filter(|param| param.kind != ParamKind::Receiver);
        let params: Vec<_> = params.collect();
        let shift = usize::from(entry.error_first && params.len() > entry.types.len());
        for (param, name) in params.iter().skip(shift).zip(&entry.types) {
            let typed = is_sure || param.annotation.is_none();
            if !name.is_empty() && typed {
                let kind = Kind::External(self.models.canonical(name));
                add(self.locals.at((function, param.local)), [kind]);
            }
        }
        true
    }

    /// Takes parameters of unknown type for what models say of their names.
    pub(super) fn guess(&mut self, project: &Project<'_>) -> bool {
        let models = std::sync::Arc::clone(&self.models);
        let mut changed = false;
        for function in project.functions() {
            let Some(table) = table(&models, project, function) else { continue };
            for param in &project.body(function).params {
                let found = table.guesses.exact(&param.name);
                let plain = matches!(param.kind, ParamKind::Plain | ParamKind::Named);
                if found.is_empty()
                    || !plain
                    || !self.local(project, function, param.local).is_empty()
                {
                    continue;
                }
                for at in found {
                    let guess = table.guesses.item(*at);
                    if imports_any(project, function, &guess.imports) {
                        let kind = Kind::External(self.models.canonical(&guess.is));
                        changed |= add(self.locals.at((function, param.local)), [kind]);
                    }
                }
            }
        }
        changed
    }
}

fn table<'m>(
    models: &'m crate::models::Models,
    project: &Project<'_>,
    function: FnIdx,
) -> Option<&'m Table> {
    models.table(project.language(project.file_of(function)).id)
}

/// Whether a function's name, place and parameters are those of an entry.
fn fits(entry: &Entry, project: &Project<'_>, function: FnIdx) -> bool {
    let (body, file) = (project.body(function), project.file_of(function));
    let path = format!("/{}", project.files[file as usize].path);
    let params: Vec<_> =
        body.params.iter().filter(|param| param.kind != ParamKind::Receiver).collect();
    let names = params.len() >= entry.parameters.len()
        && entry
            .parameters
            .iter()
            .zip(&params)
            .all(|(names, param)| names.iter().any(|name| **name == *param.name));
    let last = body.name.rsplit('.').next().unwrap_or(&body.name);
    let is_module = matches!(body.kind, tamis_ir::BodyKind::Module | tamis_ir::BodyKind::ClassBody);
    !is_module
        && names
        && (entry.functions.is_empty() || entry.functions.iter().any(|name| name == last))
        && (entry.paths.is_empty() || entry.paths.iter().any(|part| path.contains(part.as_str())))
        && imports_any(project, function, &entry.imports)
}

/// Whether the function's file imports one of these packages.
fn imports_any(project: &Project<'_>, function: FnIdx, packages: &[String]) -> bool {
    if packages.is_empty() {
        return true;
    }
    let file = project.file_of(function);
    project.files[file as usize].module.imports.iter().any(|import| {
        packages.iter().any(|package| {
            import
                .module
                .strip_prefix(package.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '/']))
        })
    })
}
