//! The files of a project joined: functions and classes under one numbering, imports resolved to files.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use tamis_ir::{
    Body, Class, ClassId, ExportTarget, FunctionId, ImportItem, ImportRequest, Language, LocalId,
    LocalKind, Lowering, Module, Name, Sharing, StatementKind, Value,
};

use super::aliases::{self, Aliases};
use crate::FileFacts;

/// A function of the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FnIdx(pub(crate) u32);

/// A class of the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ClassIdx(pub(crate) u32);

/// What an import gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Imported {
    /// A file of the project.
    File(u32),
    /// A variable of a file's top level.
    Variable(u32, LocalId),
    /// The root of a dotted import (`import a.b` binds `a`), of which parts are files of the project.
    Root(Name),
    /// Something outside: its dotted name.
    External(Name),
}

/// Files that declare a name, with their variable.
type Declared = SmallVec<[(u32, LocalId); 1]>;

/// All files, joined.
pub(crate) struct Project<'p> {
    pub(crate) files: &'p [FileFacts],
    functions: Vec<(u32, FunctionId)>,
    function_base: Vec<u32>,
    classes: Vec<(u32, ClassId)>,
    class_base: Vec<u32>,
    /// By file, by import.
    imports: Vec<Vec<Imported>>,
    /// By file: what its dotted imports lead to, by dotted name.
    dotted: Vec<FxHashMap<Name, u32>>,
    /// By file: variables of the top level by name.
    variables: Vec<FxHashMap<Name, LocalId>>,
    /// By file: its package, for languages where all files of a folder are one module.
    packages: Vec<Option<u32>>,
    /// By package: who declares a name, in order of files.
    package_names: Vec<FxHashMap<Name, Declared>>,
}

/// How many re-exports are followed.
const MAX_HOPS: usize = 8;

impl<'p> Project<'p> {
    pub(crate) fn new(files: &'p [FileFacts]) -> Self {
        let mut project = Project {
            files,
            functions: Vec::new(),
            function_base: Vec::new(),
            classes: Vec::new(),
            class_base: Vec::new(),
            imports: Vec::new(),
            dotted: Vec::new(),
            variables: Vec::new(),
            packages: Vec::new(),
            package_names: Vec::new(),
        };
        for (at, file) in files.iter().enumerate() {
            let at = at as u32;
            project.function_base.push(project.functions.len() as u32);
            project.class_base.push(project.classes.len() as u32);
            let functions = file.module.functions.len() as u32;
            project.functions.extend((0..functions).map(|id| (at, FunctionId(id))));
            let classes = file.module.classes.len() as u32;
            project.classes.extend((0..classes).map(|id| (at, ClassId(id))));
            project.variables.push(top_level(&file.module));
        }
        project.join_packages();
        let index = PathIndex::new(files);
        for at in 0..files.len() as u32 {
            let dotted = project.dotted_imports(at, &index);
            project.dotted.push(dotted);
            let resolved = project.resolve_imports(at, &index);
            project.imports.push(resolved);
        }
        project.chase(&index);
        project
    }

    fn join_packages(&mut self) {
        let mut known: FxHashMap<(&str, &str), u32> = FxHashMap::default();
        for (at, file) in self.files.iter().enumerate() {
            let lowering = file.language.syntax.as_ref().and_then(|it| it.lowering.as_ref());
            let folder = match lowering.map_or(Sharing::File, |it| it.sharing) {
                Sharing::File => {
                    self.packages.push(None);
                    continue;
                }
                Sharing::Folder => file.path.rsplit_once('/').map_or("", |(folder, _)| folder),
                Sharing::Project => "/",
            };
            let next = known.len() as u32;
            let package = *known.entry((file.language.id.0, folder)).or_insert(next);
            self.packages.push(Some(package));
            if self.package_names.len() <= package as usize {
                self.package_names.push(FxHashMap::default());
            }
            let names = &mut self.package_names[package as usize];
            #[expect(clippy::iter_over_hash_type, reason = "names of one file are distinct")]
            for (name, local) in &self.variables[at] {
                // What a file only asks for, it does not give to the others.
                let body = &file.module.functions[FunctionId::MODULE.0 as usize];
                if body.locals[local.0 as usize].kind == LocalKind::Unresolved {
                    continue;
                }
                if folder != "/" || is_definition(&file.module, name, *local) {
                    names.entry(Name::clone(name)).or_default().push((at as u32, *local));
                }
            }
        }
    }

    /// What `name` means to all files of the package.
    pub(crate) fn in_package(&self, file: u32, name: &str) -> Option<(u32, LocalId)> {
        let package = self.packages[file as usize]?;
        let found = self.package_names[package as usize].get(name)?;
        if let [only] = found[..] {
            return Some(only);
        }
        // The nearest file that has the name, of those the first.
        let here = &self.files[file as usize].path;
        let near = |(other, _): &&(u32, LocalId)| common(here, &self.files[*other as usize].path);
        found.iter().rev().max_by_key(near).copied()
    }

    pub(crate) fn functions(&self) -> impl Iterator<Item = FnIdx> + use<> {
        (0..self.functions.len() as u32).map(FnIdx)
    }

    pub(crate) fn function_count(&self) -> usize {
        self.functions.len()
    }

    pub(crate) fn classes(&self) -> impl Iterator<Item = ClassIdx> + use<> {
        (0..self.classes.len() as u32).map(ClassIdx)
    }

    pub(crate) fn file_of(&self, function: FnIdx) -> u32 {
        self.functions[function.0 as usize].0
    }

    pub(crate) fn body(&self, function: FnIdx) -> &'p Body {
        let (file, id) = self.functions[function.0 as usize];
        &self.files[file as usize].module.functions[id.0 as usize]
    }

    pub(crate) fn function(&self, file: u32, id: FunctionId) -> FnIdx {
        FnIdx(self.function_base[file as usize] + id.0)
    }

    pub(crate) fn class_idx(&self, file: u32, id: ClassId) -> ClassIdx {
        ClassIdx(self.class_base[file as usize] + id.0)
    }

    pub(crate) fn class(&self, class: ClassIdx) -> (u32, &'p Class) {
        let (file, id) = self.classes[class.0 as usize];
        (file, &self.files[file as usize].module.classes[id.0 as usize])
    }

    pub(crate) fn language(&self, file: u32) -> &'static Language {
        self.files[file as usize].language
    }

    pub(crate) fn import(&self, file: u32, import: u32) -> Option<&Imported> {
        self.imports[file as usize].get(import as usize)
    }

    pub(crate) fn imports_of(&self, file: u32) -> &[Imported] {
        &self.imports[file as usize]
    }

    /// A variable of a file's top level.
    pub(crate) fn variable(&self, file: u32, name: &str) -> Option<LocalId> {
        self.variables[file as usize].get(name).copied()
    }

    /// What a file exports under `name`.
    pub(crate) fn exported(&self, file: u32, name: &str) -> Option<Imported> {
        self.exported_within(file, name, MAX_HOPS)
    }

    fn exported_within(&self, file: u32, name: &str, hops: usize) -> Option<Imported> {
        let module = &self.files[file as usize].module;
        let hops = hops.checked_sub(1)?;
        for export in module.exports.iter().filter(|export| &*export.name == name) {
            match export.target {
                ExportTarget::Local(local) => return Some(Imported::Variable(file, local)),
                ExportTarget::Import(import) | ExportTarget::All(import) => {
                    if let Some(found) = self.imports.get(file as usize)?.get(import as usize) {
                        return Some(found.clone());
                    }
                }
            }
        }
        if module.exports_all
            && let Some(local) = self.variable(file, name)
        {
            return Some(Imported::Variable(file, local));
        }
        if let Some((file, local)) = self.in_package(file, name) {
            return Some(Imported::Variable(file, local));
        }
        let stars = module.exports.iter().filter_map(|export| match export.target {
            ExportTarget::All(import) => Some(import),
            _ => None,
        });
        let all = module.imports.iter().enumerate();
        let all = all.filter(|(_, import)| module.exports_all && import.item == ImportItem::All);
        for import in stars.chain(all.map(|(at, _)| at as u32)) {
            if let Some(Imported::File(other)) =
                self.imports.get(file as usize)?.get(import as usize)
                && *other != file
                && let Some(found) = self.exported_within(*other, name, hops)
            {
                return Some(found);
            }
        }
        None
    }

    fn resolve_imports(&self, file: u32, index: &PathIndex) -> Vec<Imported> {
        let facts = &self.files[file as usize];
        let lowering = facts.language.syntax.as_ref().and_then(|syntax| syntax.lowering.as_ref());
        let Some(lowering) = lowering else { return Vec::new() };
        let mut resolved = Vec::new();
        for import in &facts.module.imports {
            let item = match &import.item {
                ImportItem::Named(name) => name,
                _ => "",
            };
            let found = Self::locate(lowering, facts, (&import.module, item), index);
            resolved.push(match (found, &import.item) {
                (Some((other, true)), _) => Imported::File(other),
                (Some((other, false)), ImportItem::Named(name)) => {
                    match self.variable_of(other, name) {
                        Some((file, local)) => Imported::Variable(file, local),
                        None => Imported::External(dotted_name(&import.module, name)),
                    }
                }
                (Some((other, false)), ImportItem::Module | ImportItem::All) => {
                    Imported::File(other)
                }
                // The root of a dotted import: looked up part by part.
                (_, ImportItem::Root) => {
                    let root = Name::from(import.module.split('.').next().unwrap_or(""));
                    if self.dotted[file as usize].contains_key(&import.module) {
                        Imported::Root(root)
                    } else {
                        Imported::External(root)
                    }
                }
                (None, ImportItem::Named(name)) => {
                    Imported::External(dotted_name(&import.module, name))
                }
                (None, _) => Imported::External(Name::clone(&import.module)),
            });
        }
        resolved
    }

    /// The files that dotted imports of `file` name, and those of the packages around them.
    fn dotted_imports(&self, file: u32, index: &PathIndex<'_>) -> FxHashMap<Name, u32> {
        let mut found = FxHashMap::default();
        for import in &self.files[file as usize].module.imports {
            if import.item != ImportItem::Root {
                continue;
            }
            let Some(Imported::File(last)) = self.module_of(file, &import.module, index) else {
                continue;
            };
            found.insert(Name::clone(&import.module), last);
            for (end, _) in import.module.match_indices('.') {
                let package = &import.module[..end];
                if let Some(Imported::File(above)) = self.module_of(file, package, index) {
                    found.insert(Name::from(package), above);
                }
            }
        }
        found
    }

    /// What a dotted name that starts with the root of a dotted import of `file` leads to.
    pub(crate) fn dotted(&self, file: u32, name: &str) -> Option<u32> {
        self.dotted[file as usize].get(name).copied()
    }

    /// The files that dotted imports of `file` lead to, in no order.
    pub(crate) fn dotted_files(&self, file: u32) -> impl Iterator<Item = usize> + '_ {
        self.dotted[file as usize].values().map(|other| *other as usize)
    }

    /// Whether dotted imports of `file` go on after `name`.
    pub(crate) fn is_dotted_above(&self, file: u32, name: &str) -> bool {
        let longer = |known: &Name| known.strip_prefix(name).is_some_and(|it| it.starts_with('.'));
        self.dotted[file as usize].keys().any(longer)
    }

    /// A variable that a file exports itself; re-exports are chased when all files are known.
    fn variable_of(&self, file: u32, name: &str) -> Option<(u32, LocalId)> {
        let module = &self.files[file as usize].module;
        let exported = module.exports.iter().find_map(|export| match export.target {
            ExportTarget::Local(local) if &*export.name == name => Some(local),
            _ => None,
        });
        let whole = || self.whole_module(file, name);
        let exported = exported.or_else(whole);
        let own =
            exported.or_else(|| module.exports_all.then(|| self.variable(file, name)).flatten());
        own.map(|local| (file, local)).or_else(|| self.in_package(file, name))
    }

    /// The default import of a module without a default export is the module (`module.exports`).
    fn whole_module(&self, file: u32, name: &str) -> Option<LocalId> {
        let module = &self.files[file as usize].module;
        if name != "default" || module.exports.iter().any(|export| &*export.name == "default") {
            return None;
        }
        module.exports.iter().find_map(|export| match export.target {
            ExportTarget::Local(local) if &*export.name == "=" => Some(local),
            _ => None,
        })
    }

    /// Follows imports of what other files only re-export.
    fn chase(&mut self, index: &PathIndex<'_>) {
        for file in 0..self.files.len() {
            for at in 0..self.imports[file].len() {
                let import = &self.files[file].module.imports[at];
                let ImportItem::Named(name) = &import.item else { continue };
                if !matches!(self.imports[file][at], Imported::External(_)) {
                    continue;
                }
                let sibling =
                    self.files[file].module.imports.iter().enumerate().find(|(_, other)| {
                        other.module == import.module && matches!(other.item, ImportItem::All)
                    });
                let module = sibling.map(|(at, _)| self.imports[file][at].clone());
                let module = module.or_else(|| self.module_of(file as u32, &import.module, index));
                if let Some(Imported::File(other)) = module
                    && let Some(found) = self.exported(other, name)
                {
                    self.imports[file][at] = found;
                }
            }
        }
    }

    fn module_of(&self, file: u32, module: &str, index: &PathIndex<'_>) -> Option<Imported> {
        let facts = &self.files[file as usize];
        let lowering = facts.language.syntax.as_ref()?.lowering.as_ref()?;
        let (file, _) = Self::locate(lowering, facts, (module, ""), index)?;
        Some(Imported::File(file))
    }

    /// The file that a module's name and an item of it lead to, and whether the file is the item itself.
    fn locate(
        lowering: &Lowering,
        facts: &FileFacts,
        (module, item): (&str, &str),
        index: &PathIndex<'_>,
    ) -> Option<(u32, bool)> {
        let importer = facts.path.as_str();
        let by_name = |module: &str| {
            let request = ImportRequest { importer, module, item };
            (lowering.locate)(&request).iter().find_map(|guess| {
                Some((index.find(&guess.path, guess.anchored, importer)?, guess.is_item))
            })
        };
        let known = if lowering.has_aliases {
            aliases::resolve(&index.aliases, importer, module)
        } else {
            Vec::new()
        };
        known.iter().find_map(|module| by_name(module)).or_else(|| by_name(module))
    }
}

fn dotted_name(module: &str, name: &str) -> Name {
    let module = module.trim_start_matches('.');
    // The default export of something outside goes by the name of the module.
    if name == "default" { Name::from(module) } else { Name::from(format!("{module}.{name}")) }
}

/// Whether a variable of the top level is a function, a class or a constant, and no one's scratch.
fn is_definition(module: &Module, name: &str, local: LocalId) -> bool {
    if name.starts_with(char::is_uppercase) {
        return true;
    }
    let Some(body) = module.functions.first() else { return false };
    body.blocks.iter().flat_map(|block| &block.statements).any(|statement| {
        matches!(&statement.kind, StatementKind::Assign { target, value: Value::Function(_) }
            if target.path.is_empty() && target.base == local)
    })
}

fn top_level(module: &Module) -> FxHashMap<Name, LocalId> {
    let mut found = FxHashMap::default();
    let Some(body) = module.functions.first() else { return found };
    for block in &body.blocks {
        for statement in &block.statements {
            if let StatementKind::Assign { target, .. } = &statement.kind
                && target.path.is_empty()
            {
                let local = &body.locals[target.base.0 as usize];
                if !local.name.is_empty() {
                    found.insert(Name::clone(&local.name), target.base);
                }
            }
        }
    }
    found
}

/// Files by the ends of their paths.
struct PathIndex<'p> {
    by_end: FxHashMap<&'p str, Vec<u32>>,
    /// The first file of each folder, by the ends of the folder's path with its last `/`.
    folders: FxHashMap<&'p str, Vec<u32>>,
    files: &'p [FileFacts],
    aliases: Aliases<'p>,
}

impl<'p> PathIndex<'p> {
    fn new(files: &'p [FileFacts]) -> Self {
        let mut by_end: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        let mut folders: FxHashMap<&str, Vec<u32>> = FxHashMap::default();
        let mut last = None;
        for (at, file) in files.iter().enumerate() {
            let path = file.path.as_str();
            by_end.entry(path).or_default().push(at as u32);
            let slashes = path.bytes().enumerate().filter(|(_, byte)| *byte == b'/');
            let folder = path.rfind('/').map(|slash| &path[..=slash]);
            let is_new = folder != last && folder.is_some();
            last = folder;
            if let Some(folder) = folder.filter(|_| is_new) {
                folders.entry(folder).or_default().push(at as u32);
            }
            for (slash, _) in slashes {
                by_end.entry(&path[slash + 1..]).or_default().push(at as u32);
                if let Some(inner) = folder.filter(|_| is_new).and_then(|it| it.get(slash + 1..))
                    && !inner.is_empty()
                {
                    folders.entry(inner).or_default().push(at as u32);
                }
            }
        }
        // All files of a project have the same.
        let aliases = Aliases::new(files.first().map_or(&[], |file| &*file.aliases));
        PathIndex { by_end, folders, files, aliases }
    }

    /// A file of the folder, or of the nearest one that ends so.
    fn find_folder(&self, path: &str, anchored: bool, importer: &str) -> Option<u32> {
        let found = self.folders.get(path)?;
        let folder_of = |at: &u32| {
            let path = self.files[*at as usize].path.as_str();
            path.rfind('/').map_or("", |slash| &path[..=slash])
        };
        if anchored {
            return found.iter().copied().find(|at| folder_of(at) == path);
        }
        let nearness = |at: &u32| common(folder_of(at), importer);
        // Libraries that lie in the project as copies go by their names: models know them.
        let is_copy = |at: &u32| format!("/{}", folder_of(at)).contains("/vendor/");
        let own = found.iter().copied().filter(|at| !is_copy(at));
        own.max_by_key(|at| (nearness(at), std::cmp::Reverse(*at)))
    }

    /// The file at `path`, or nearest to the importer of those that end so.
    fn find(&self, path: &str, anchored: bool, importer: &str) -> Option<u32> {
        if path.ends_with('/') {
            return self.find_folder(path, anchored, importer);
        }
        let found = self.by_end.get(path)?;
        let path_of = |at: &u32| self.files[*at as usize].path.as_str();
        if anchored {
            return found.iter().copied().find(|at| path_of(at) == path);
        }
        let nearness = |at: &u32| {
            let root = &path_of(at)[..path_of(at).len() - path.len()];
            let is_above = importer.starts_with(root);
            (is_above, common(root, importer), std::cmp::Reverse(root.len()))
        };
        // A lone name far away is likelier something installed that goes by the same name.
        let near = |at: &u32| {
            let root = &path_of(at)[..path_of(at).len() - path.len()];
            importer.starts_with(root) || path.contains('/')
        };
        let candidates = found.iter().copied().filter(near);
        candidates
            .filter(|at| path_of(at) != importer)
            .max_by_key(|at| (nearness(at), std::cmp::Reverse(*at)))
    }
}

fn common(left: &str, right: &str) -> usize {
    left.split('/').zip(right.split('/')).take_while(|(a, b)| a == b).count()
}
