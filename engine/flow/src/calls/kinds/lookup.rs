//! What a place may hold: variables, then what is looked up in them.

use tamis_ir::{FunctionId, Key, LocalId, LocalKind, MethodKind, Name, Operand, Place};

use super::{
    Holder, Kind, KindTable, Kinds, MAX_NAME, add, has_bare_members, home, method_kind_of,
};
use crate::calls::project::{ClassIdx, FnIdx, Imported, Project};

/// Prototypes above each other.
const MAX_ANCESTORS: usize = 32;

/// Whether the types that fields are declared with tell what they hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Declared {
    Counts,
    /// A type whose name leads through a field of that type has no end.
    Ignored,
}

impl KindTable {
    /// What an import in `file` gives.
    pub(super) fn imported(&self, project: &Project<'_>, file: u32, imported: &Imported) -> Kinds {
        match imported {
            Imported::File(other) => {
                let mut kinds = Kinds::from_iter([Kind::File(*other)]);
                // What the file is for those who ask for it as a whole (`module.exports = f`).
                if let Some(whole @ Imported::Variable(..)) = project.exported(*other, "=") {
                    add(&mut kinds, self.imported(project, *other, &whole));
                }
                kinds
            }
            Imported::Root(name) => self.dotted(project, file, name),
            Imported::External(name) => {
                let language = project.language(file).id;
                Kinds::from_iter([Kind::External(self.models.canonical_in(language, name))])
            }
            Imported::Variable(other, local) => {
                self.local(project, project.function(*other, FunctionId::MODULE), *local)
            }
        }
    }

    /// What a part of a dotted import stands for: a file, and the files below it.
    fn dotted(&self, project: &Project<'_>, file: u32, name: &Name) -> Kinds {
        let mut kinds = Kinds::new();
        if let Some(found) = project.dotted(file, name) {
            add(&mut kinds, [Kind::File(found)]);
        }
        if project.is_dotted_above(file, name) {
            add(&mut kinds, [Kind::Package(file, Name::clone(name))]);
        }
        kinds
    }

    pub(crate) fn local(&self, project: &Project<'_>, function: FnIdx, local: LocalId) -> Kinds {
        let (owner, local) = home(project, function, local);
        let known = self.locals.of((owner, local)).clone();
        if known.is_empty() {
            let body = project.body(owner);
            let data = &body.locals[local.0 as usize];
            if data.kind == LocalKind::Unresolved {
                return self.unresolved(project, owner, &data.name);
            }
        }
        known
    }

    /// A name nothing in the file declares: through `import *`, or a builtin.
    fn unresolved(&self, project: &Project<'_>, function: FnIdx, name: &Name) -> Kinds {
        let file = project.file_of(function);
        self.beyond_file(project, file, name).unwrap_or_else(|| {
            let language = project.language(file).id;
            let mut kinds =
                Kinds::from_iter([Kind::External(self.models.canonical_in(language, name))]);
            add(&mut kinds, self.by_open_imports(project, file, name));
            kinds
        })
    }

    /// What a name may be by imports of all that something outside has: `import java.io.*`.
    pub(super) fn by_open_imports(
        &self,
        project: &Project<'_>,
        file: u32,
        name: &str,
    ) -> Vec<Kind> {
        let module = &project.files[file as usize].module;
        let imports = module.imports.iter().enumerate();
        let stars = imports.filter(|(_, import)| import.item == tamis_ir::ImportItem::All);
        stars
            .filter_map(|(at, _)| match project.import(file, at as u32)? {
                Imported::External(whole) => self.part_of(whole, &Name::from(name)),
                _ => None,
            })
            .collect()
    }

    /// What a type is that nothing in the project declares, where anything is known of it.
    pub(super) fn foreign_type(&self, project: &Project<'_>, file: u32, name: &str) -> Kinds {
        let mut kinds = Kinds::from_iter(self.by_open_imports(project, file, name));
        let name = Name::from(name);
        let canonical = self.models.canonical_in(project.language(file).id, &name);
        if canonical != name {
            add(&mut kinds, [Kind::External(canonical)]);
        }
        kinds
    }

    /// A name that comes from the file's package or through `import *`.
    pub(super) fn beyond_file(
        &self,
        project: &Project<'_>,
        file: u32,
        name: &str,
    ) -> Option<Kinds> {
        if let Some((other, local)) = project.in_package(file, name) {
            return Some(self.imported(project, file, &Imported::Variable(other, local)));
        }
        let module = &project.files[file as usize].module;
        module.imports.iter().enumerate().find_map(|(at, import)| {
            if import.item != tamis_ir::ImportItem::All {
                return None;
            }
            let Some(Imported::File(other)) = project.import(file, at as u32) else { return None };
            let found = project.exported(*other, name)?;
            Some(self.imported(project, file, &found))
        })
    }

    pub(crate) fn operand(
        &self,
        project: &Project<'_>,
        function: FnIdx,
        operand: &Operand,
    ) -> Kinds {
        operand.place().map_or_else(Kinds::new, |place| self.place(project, function, place))
    }

    pub(crate) fn place(&self, project: &Project<'_>, function: FnIdx, place: &Place) -> Kinds {
        self.prefix(project, function, place, place.path.len())
    }

    /// The object that the last key of a place is looked up in.
    pub(super) fn object(&self, project: &Project<'_>, function: FnIdx, place: &Place) -> Kinds {
        self.prefix(project, function, place, place.path.len().saturating_sub(1))
    }

    /// Kinds of the value that the first `length` keys of a place lead to.
    pub(crate) fn prefix(
        &self,
        project: &Project<'_>,
        function: FnIdx,
        place: &Place,
        length: usize,
    ) -> Kinds {
        let mut kinds = self.local(project, function, place.base);
        let (owner, local) = home(project, function, place.base);
        for (at, projection) in place.path.iter().take(length).enumerate() {
            let mut next = self.look_up(project, &kinds, &projection.key);
            // The first of several results is what the call is known by.
            if projection.key == Key::Index(0)
                && next.is_empty()
                && several_results(project, function)
            {
                next.extend(kinds.iter().filter(|it| matches!(it, Kind::External(_))).cloned());
            }
            if at == 0 {
                self.inside(owner, local, &projection.key, &mut next);
                self.plain_name(project, function, place, &mut next);
            }
            kinds = next;
            if kinds.is_empty() {
                break;
            }
        }
        kinds
    }

    /// A member of `self` that nobody says it is may be a function of the runtime, called by its plain name.
    fn plain_name(&self, project: &Project<'_>, function: FnIdx, place: &Place, found: &mut Kinds) {
        let is_outside = found.iter().all(|kind| matches!(kind, Kind::External(_)));
        let unnamed = place.at.node == tamis_syntax::NodeId::default();
        if !is_outside || !unnamed || !has_bare_members(project, function) {
            return;
        }
        if let Some(Key::Name(name)) = place.path.first().map(|first| &first.key) {
            let mut own = self.unresolved(project, function, name);
            add(&mut own, found.drain(..));
            *found = own;
        }
    }

    /// Adds what may stand under `key` of a variable or literal.
    fn inside(&self, owner: FnIdx, local: LocalId, key: &Key, found: &mut Kinds) {
        for (known, inside) in self.inside_of((owner, local)) {
            if *known == Key::Any || *key == Key::Any || known == key {
                add(found, inside.clone());
            }
        }
    }

    pub(crate) fn look_up(&self, project: &Project<'_>, kinds: &Kinds, key: &Key) -> Kinds {
        self.look_up_by(project, kinds, key, Declared::Counts)
    }

    /// The same within the name of a type, where fields and their types stand for nothing.
    pub(super) fn look_up_type(&self, project: &Project<'_>, kinds: &Kinds, name: &str) -> Kinds {
        self.look_up_by(project, kinds, &Key::Name(Name::from(name)), Declared::Ignored)
    }

    fn look_up_by(
        &self,
        project: &Project<'_>,
        kinds: &Kinds,
        key: &Key,
        declared: Declared,
    ) -> Kinds {
        let mut found = Kinds::new();
        for kind in kinds {
            if let Kind::Literal(owner, local) = kind {
                self.inside(*owner, *local, key, &mut found);
            }
        }
        let Key::Name(name) = key else { return found };
        for kind in kinds {
            match kind {
                Kind::File(file) => {
                    if let Some(imported) = project.exported(*file, name) {
                        add(&mut found, self.imported(project, *file, &imported));
                    }
                }
                Kind::Package(file, whole) => {
                    let below = Name::from(format!("{whole}.{name}"));
                    add(&mut found, self.dotted(project, *file, &below));
                }
                Kind::Class(class) => {
                    let member = self.member_by(project, *class, name, true, declared);
                    if member.is_empty() && &**name == "prototype" {
                        add(&mut found, [Kind::Object(*class)]);
                    }
                    if member.is_empty() {
                        // An `impl` in another file than the type.
                        for sub in self.subclasses.get(class).into_iter().flatten() {
                            add(&mut found, self.method(project, *sub, name).map(Kind::Function));
                        }
                    }
                    add(&mut found, member);
                    if found.is_empty() {
                        add(&mut found, self.of_foreign(*class, false, name));
                    }
                }
                Kind::Object(class) => {
                    let member = self.member_by(project, *class, name, false, declared);
                    add(&mut found, member);
                    if found.is_empty() {
                        add(&mut found, self.of_foreign(*class, true, name));
                    }
                    for sub in self.subclasses.get(class).into_iter().flatten() {
                        add(&mut found, self.method(project, *sub, name).map(Kind::Bound));
                    }
                }
                Kind::Super(class) => {
                    for base in &self.bases[class.0 as usize] {
                        add(&mut found, self.inherited(project, *base, name).map(Kind::Bound));
                    }
                }
                Kind::External(whole) => {
                    add(&mut found, self.part_of(whole, name));
                }
                Kind::Function(function) => {
                    if &**name == "prototype" {
                        add(&mut found, [Kind::Instance(*function)]);
                    }
                    add(&mut found, self.field(Holder::Static(*function), name));
                }
                Kind::Instance(function) => {
                    add(&mut found, self.of_instance(project, *function, name, declared));
                }
                Kind::Bound(_) | Kind::Literal(..) => {}
            }
        }
        found
    }

    pub(super) fn field(&self, holder: Holder, name: &Name) -> Kinds {
        self.fields.get(&(holder, Name::clone(name))).cloned().unwrap_or_default()
    }

    /// What an object made by `new` from a function has under `name`: its own, or along the prototypes.
    fn of_instance(
        &self,
        project: &Project<'_>,
        function: FnIdx,
        name: &Name,
        declared: Declared,
    ) -> Kinds {
        let mut chain = vec![function];
        let mut at = 0;
        while let Some(current) = chain.get(at).copied() {
            at += 1;
            let own = self.field(Holder::Prototype(current), name);
            if !own.is_empty() {
                return own;
            }
            for above in self.prototypes.get(&current).into_iter().flatten() {
                match above {
                    Kind::Instance(next)
                        if !chain.contains(next) && chain.len() < MAX_ANCESTORS =>
                    {
                        chain.push(*next);
                    }
                    Kind::Instance(_) => {}
                    other => {
                        let found = self.look_up_by(
                            project,
                            &Kinds::from_iter([other.clone()]),
                            &Key::Name(Name::clone(name)),
                            declared,
                        );
                        if !found.is_empty() {
                            return found;
                        }
                    }
                }
            }
        }
        Kinds::new()
    }

    pub(crate) fn member(
        &self,
        project: &Project<'_>,
        class: ClassIdx,
        name: &Name,
        of_class: bool,
    ) -> Kinds {
        self.member_by(project, class, name, of_class, Declared::Counts)
    }

    fn member_by(
        &self,
        project: &Project<'_>,
        class: ClassIdx,
        name: &Name,
        of_class: bool,
        declared: Declared,
    ) -> Kinds {
        let mut found = Kinds::new();
        if let Some(method) = self.inherited(project, class, name) {
            let kind = match (of_class, method_kind_of(project, method)) {
                (true, MethodKind::Instance) | (_, MethodKind::Static) => Kind::Function(method),
                (_, MethodKind::Getter) => {
                    return self.returns.get(&method).cloned().unwrap_or_default();
                }
                _ => Kind::Bound(method),
            };
            found.push(kind);
            add(&mut found, self.decorated.get(&method).cloned().unwrap_or_default());
            return found;
        }
        for class in self.ancestry(class) {
            add(&mut found, self.field(Holder::Class(class), name));
            let (file, data) = project.class(class);
            if let Some(body) = data.body {
                let body = project.function(file, body);
                let locals = &project.body(body).locals;
                let at = locals.iter().position(|local| {
                    local.name == *name && matches!(local.kind, LocalKind::Variable)
                });
                if let Some(at) = at {
                    let known = self.locals.of((body, LocalId(at as u32)));
                    add(&mut found, known.iter().cloned());
                }
            }
            for (field, type_) in &data.field_types {
                if field == name && declared == Declared::Counts {
                    let parent = project.function(file, data.parent);
                    add(&mut found, self.named_type(project, parent, type_));
                }
            }
        }
        found
    }

    /// Classes outside that a class extends itself.
    pub(crate) fn foreign_bases(&self, class: ClassIdx) -> &[Name] {
        &self.foreign[class.0 as usize]
    }

    /// What stands under `name` in something outside, as models call it.
    pub(crate) fn part_of(&self, whole: &Name, name: &Name) -> Option<Kind> {
        self.longer(whole, name, false)
    }

    /// What something outside gives when it is called, as models call it.
    pub(crate) fn result_of(&self, called: &Name) -> Option<Kind> {
        self.longer(called, called, true)
    }

    fn longer(&self, whole: &Name, name: &Name, is_call: bool) -> Option<Kind> {
        let key = (Name::clone(whole), Name::clone(name), is_call);
        let mut known = self.longer.borrow_mut();
        let found = known.entry(key).or_insert_with(|| {
            let longer = if is_call { format!("{whole}()") } else { format!("{whole}.{name}") };
            (longer.len() <= MAX_NAME).then(|| self.models.canonical(&longer))
        });
        found.clone().map(Kind::External)
    }

    /// What the classes outside that a class extends, or their objects, have under `name`.
    pub(crate) fn of_foreign(&self, class: ClassIdx, of_object: bool, name: &Name) -> Vec<Kind> {
        let foreign = self.ancestry(class).into_iter().flat_map(|it| &self.foreign[it.0 as usize]);
        foreign
            .filter_map(|base| match of_object {
                true => match self.result_of(base)? {
                    Kind::External(object) => self.part_of(&object, name),
                    _ => None,
                },
                false => self.part_of(base, name),
            })
            .collect()
    }

    /// The class and those above it, nearest first.
    pub(crate) fn ancestry(&self, class: ClassIdx) -> Vec<ClassIdx> {
        let mut found = vec![class];
        let mut at = 0;
        while let Some(current) = found.get(at).copied() {
            at += 1;
            for base in &self.bases[current.0 as usize] {
                if !found.contains(base) && found.len() < MAX_ANCESTORS {
                    found.push(*base);
                }
            }
        }
        found
    }

    pub(super) fn method(
        &self,
        project: &Project<'_>,
        class: ClassIdx,
        name: &str,
    ) -> Option<FnIdx> {
        let (file, data) = project.class(class);
        let method = data.methods.iter().rev().find(|method| &*method.name == name)?;
        Some(project.function(file, method.function))
    }

    /// The method that objects of `class` have under `name`.
    pub(crate) fn inherited(
        &self,
        project: &Project<'_>,
        class: ClassIdx,
        name: &str,
    ) -> Option<FnIdx> {
        self.ancestry(class).into_iter().find_map(|class| self.method(project, class, name))
    }
}

/// Whether functions of the language give several results.
fn several_results(project: &Project<'_>, function: FnIdx) -> bool {
    project.language(project.file_of(function)).id.0 == "go"
}
