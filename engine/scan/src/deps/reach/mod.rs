//! Whether the project comes to the code of a package that is at fault, told from its sources alone.
//!
//! For: a verdict with the places it rests on. Nothing is built or run. Not for: hiding findings, whatever the verdict.
//! Read [`Verdict`], then [`judge`].
//!
//! How it works: sources that name a package are lowered; imports of the package and calls into it are looked up in them
//! (`uses`), and held against the functions that the advisory names (`symbols`). Where one is called, data from outside
//! is followed to the call (`data`).

mod data;
mod dotnet;
mod symbols;
mod uses;

use rustc_hash::{FxHashMap, FxHashSet};
use tamis_deps::{Ecosystem, Inventory, Modules, Package, is_within, modules};
use tamis_finding::Step;
use tamis_flow::{FileFacts, Marks, OutsideCall};
use tamis_syntax::SourceMap;

use self::symbols::Fit;
use self::uses::{Code, languages, read_code};
use super::Lockfile;
use crate::rule_set::RuleSet;
use crate::walk::WalkedFile;

/// Whether vulnerable code is reached. Ordered: the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Sources call what is at fault; or use the package, where the advisory names no functions.
    Reachable,
    /// Neither can be told.
    Unknown,
    /// No source uses the package, or none of the functions that the advisory names.
    NotFound,
}

impl Verdict {
    /// All, in order.
    pub const ALL: [Verdict; 3] = [Verdict::Reachable, Verdict::Unknown, Verdict::NotFound];

    /// In a word.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Reachable => "reachable",
            Verdict::Unknown => "unknown",
            Verdict::NotFound => "not found",
        }
    }

    /// From a word; `not-found` is `not found`.
    pub fn parse(word: &str) -> Option<Verdict> {
        Verdict::ALL.into_iter().find(|it| it.name() == word || it.name().replace(' ', "-") == word)
    }
}

/// A verdict with what it rests on.
#[derive(Debug, Clone)]
pub(crate) struct Reached {
    pub(crate) verdict: Verdict,
    /// In a sentence.
    pub(crate) why: String,
    /// Places in sources.
    pub(crate) steps: Vec<Step>,
}

impl Reached {
    fn new(verdict: Verdict, why: String, steps: Vec<Step>) -> Reached {
        Reached { verdict, why, steps }
    }
}

/// The sources of a project.
#[derive(Clone, Copy)]
pub(crate) struct Sources<'a> {
    /// All files of the scan.
    pub(crate) files: &'a [WalkedFile],
    /// Where models of libraries are.
    pub(crate) rules: &'a RuleSet,
    /// Larger files are not read.
    pub(crate) tree_limit: u64,
    /// What the scan lowered already.
    pub(crate) programs: &'a Programs,
}

/// Programs of files by path, with the way back to the file; marks of rules are left out.
#[derive(Debug, Default)]
pub(crate) struct Programs {
    by_path: FxHashMap<String, (FileFacts, SourceMap)>,
}

impl Programs {
    /// Keeps the program of a file; the statements themselves are shared with whoever has them.
    pub(crate) fn keep(&mut self, facts: &FileFacts, map: &SourceMap) {
        let kept = FileFacts { marks: Marks::default(), ..facts.clone() };
        self.by_path.insert(facts.path.clone(), (kept, map.clone()));
    }

    fn get(&self, path: &str) -> Option<(FileFacts, SourceMap)> {
        self.by_path.get(path).cloned()
    }
}

/// A package that an advisory speaks of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hit<'a> {
    /// Index of the lockfile.
    pub(crate) lockfile: usize,
    /// Index of the package in it.
    pub(crate) package: usize,
    /// Functions at fault; empty where the advisory names none.
    pub(crate) symbols: &'a [&'a str],
}

/// Ecosystems whose sources tamis reads.
const ECOSYSTEMS: [Ecosystem; 8] = [
    Ecosystem::Cargo,
    Ecosystem::Npm,
    Ecosystem::PyPi,
    Ecosystem::Go,
    Ecosystem::RubyGems,
    Ecosystem::Packagist,
    Ecosystem::Maven,
    Ecosystem::NuGet,
];

/// A verdict for each hit; `None` where nothing is to be said: a package of a system, an ecosystem without sources.
pub(crate) fn judge(
    sources: Sources<'_>,
    lockfiles: &[Lockfile],
    hits: &[Hit<'_>],
) -> Vec<Option<Reached>> {
    let mut verdicts: Vec<Option<Reached>> = vec![None; hits.len()];
    for ecosystem in ECOSYSTEMS {
        let of_it = |at: &usize| {
            let hit = hits[*at];
            lockfiles[hit.lockfile].inventory.packages[hit.package].ecosystem == ecosystem
        };
        let mine: Vec<usize> = (0..hits.len()).filter(of_it).collect();
        if !mine.is_empty() {
            of_ecosystem(sources, lockfiles, hits, ecosystem, &mine, &mut verdicts);
        }
    }
    verdicts
}

fn of_ecosystem(
    sources: Sources<'_>,
    lockfiles: &[Lockfile],
    hits: &[Hit<'_>],
    ecosystem: Ecosystem,
    mine: &[usize],
    verdicts: &mut [Option<Reached>],
) {
    let mut above: FxHashMap<usize, Vec<Vec<u32>>> = FxHashMap::default();
    let mut subjects: Vec<Subject<'_>> = Vec::new();
    let mut wanted: Vec<String> = Vec::new();
    for at in mine {
        let hit = hits[*at];
        let inventory = &lockfiles[hit.lockfile].inventory;
        let needers = above.entry(hit.lockfile).or_insert_with(|| needers(inventory));
        let package = &inventory.packages[hit.package];
        let (doors, is_cut) = doors(inventory, needers, hit.package);
        let doors: Vec<(&Package, Modules)> = doors
            .into_iter()
            .map(|door| &inventory.packages[door])
            .map(|package| (package, modules(package)))
            .collect();
        let subject = Subject { hit, package, modules: modules(package), doors, is_cut };
        wanted.extend(subject.modules.names.iter().cloned());
        wanted.extend(subject.doors.iter().flat_map(|(_, modules)| modules.names.iter().cloned()));
        subjects.push(subject);
    }
    wanted.sort();
    wanted.dedup();
    let code = match ecosystem {
        Ecosystem::NuGet => dotnet::read_code(sources, &wanted),
        _ => read_code(sources, ecosystem, &wanted),
    };
    // Which sources belong to which lockfile.
    let folders: Vec<&str> = lockfiles
        .iter()
        .filter(|it| {
            let packages = &it.inventory.packages;
            packages.is_empty() || packages.iter().any(|package| package.ecosystem == ecosystem)
        })
        .map(|it| folder(&it.path))
        .collect();
    let mut asks: Vec<data::Ask> = Vec::new();
    for (at, subject) in mine.iter().zip(&subjects) {
        let path = &lockfiles[subject.hit.lockfile].path;
        let home = home(folder(path), &code);
        let belongs = |file: &str| is_below(file, home) && nearest(file, &folders, home) == home;
        let (reached, called) = verdict(subject, &code, &belongs);
        if reached.verdict == Verdict::Reachable && !called.is_empty() {
            asks.push(data::Ask { hit: *at, calls: called, home: home.to_owned() });
        }
        verdicts[*at] = Some(reached);
    }
    data::follow_to(sources, ecosystem, &asks, &code, verdicts);
}

/// What a verdict is about.
struct Subject<'a> {
    hit: Hit<'a>,
    package: &'a Package,
    modules: Modules,
    /// The packages the project asks for itself by which it comes to this one.
    doors: Vec<(&'a Package, Modules)>,
    /// There are more of them.
    is_cut: bool,
}

/// Who needs each package.
fn needers(inventory: &Inventory) -> Vec<Vec<u32>> {
    let mut above = vec![Vec::new(); inventory.packages.len()];
    for (at, package) in inventory.packages.iter().enumerate() {
        for need in &package.needs {
            if let Some(list) = above.get_mut(*need as usize) {
                list.push(at as u32);
            }
        }
    }
    above
}

/// Packages that are looked at on the way to those that need one.
const MAX_ABOVE: usize = 20_000;

/// The direct packages that need the one at `at`, itself left out, sorted, and whether there may be more. Cyclic
/// requirements end.
fn doors(inventory: &Inventory, needers: &[Vec<u32>], at: usize) -> (Vec<usize>, bool) {
    let mut seen: FxHashSet<usize> = FxHashSet::default();
    let mut open = vec![at];
    seen.insert(at);
    let mut found = Vec::new();
    while let Some(next) = open.pop() {
        if next != at && inventory.packages[next].direct == Some(true) {
            found.push(next);
        }
        for above in needers[next].iter().map(|it| *it as usize) {
            if seen.len() < MAX_ABOVE && seen.insert(above) {
                open.push(above);
            }
        }
    }
    found.sort_unstable();
    (found, seen.len() >= MAX_ABOVE)
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn is_below(file: &str, folder: &str) -> bool {
    folder.is_empty() || file.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// The folder whose sources a lockfile is for: its own, or the next above that has any (`requirements/base.txt`).
fn home<'p>(mut path: &'p str, code: &Code) -> &'p str {
    while !path.is_empty() && !code.all.iter().any(|file| is_below(file, path)) {
        path = folder(path);
    }
    path
}

/// The deepest folder with a lockfile, or `home`, that `file` stands in.
fn nearest<'p>(file: &str, folders: &[&'p str], home: &'p str) -> &'p str {
    let all = folders.iter().copied().filter(|folder| is_below(file, folder));
    let deepest = all.max_by_key(|folder| folder.len()).unwrap_or(home);
    if deepest.len() > home.len() { deepest } else { home }
}

/// The verdict, and the names of what is called in it.
fn verdict(
    subject: &Subject<'_>,
    code: &Code,
    belongs: &dyn Fn(&str) -> bool,
) -> (Reached, Vec<String>) {
    let Subject { package, modules, .. } = subject;
    let (name, language) = (&package.name, code.language);
    let unknown = |why: String, steps| (Reached::new(Verdict::Unknown, why, steps), Vec::new());
    if !code.all.iter().any(|file| belongs(file)) {
        return unknown(format!("there are no sources in {language} here"), Vec::new());
    }
    let within = |used: &str| modules.names.iter().any(|module| is_within(module, used));
    let import = code.import(&within, belongs);
    let calls = code.calls(&within, belongs);
    if import.is_some() || !calls.is_empty() {
        return used(subject, code, belongs, import, &calls);
    }
    let named = code.named(&modules.names, belongs);
    if let Some(step) = named {
        return unknown(format!("'{name}' is named, but not imported"), vec![step]);
    }
    for (door, modules) in &subject.doors {
        let within = |used: &str| modules.names.iter().any(|module| is_within(module, used));
        let step = code.import(&within, belongs);
        let step = step.or_else(|| Some(code.call(*code.calls(&within, belongs).first()?)));
        if let Some(step) = step {
            let why = format!("only '{}', which is used, may come to it", door.name);
            return unknown(why, vec![step]);
        }
    }
    let doors_known = subject.doors.iter().all(|(_, modules)| modules.is_certain);
    if !modules.is_certain || !doors_known {
        let why = format!("by which names sources in {language} use it is not certain");
        return unknown(why, Vec::new());
    }
    if subject.is_cut {
        return unknown("too many packages need it".to_owned(), Vec::new());
    }
    if subject.doors.is_empty() && package.direct != Some(true) {
        let why = format!("no source in {language} imports it; another package of the list may");
        return unknown(why, Vec::new());
    }
    let through = match subject.doors.as_slice() {
        [] => String::new(),
        [(door, _)] => format!(", nor '{}', which needs it", door.name),
        doors => format!(", nor one of the {} packages that need it", doors.len()),
    };
    let why = format!("no source in {language} imports it{through}");
    (Reached::new(Verdict::NotFound, why, Vec::new()), Vec::new())
}

/// The verdict on a package that sources use.
fn used(
    subject: &Subject<'_>,
    code: &Code,
    belongs: &dyn Fn(&str) -> bool,
    import: Option<Step>,
    calls: &[(&OutsideCall, &str)],
) -> (Reached, Vec<String>) {
    let symbols = subject.hit.symbols;
    let mut steps: Vec<Step> = import.into_iter().collect();
    if symbols.is_empty() {
        let Some((call, called)) = calls.first() else {
            let why = "a source imports it".to_owned();
            return (Reached::new(Verdict::Reachable, why, steps), Vec::new());
        };
        let why = format!("'{called}' is called; the advisory names no functions");
        let mut all: Vec<String> = calls.iter().map(|(_, name)| (*name).to_owned()).collect();
        all.sort();
        all.dedup();
        steps.push(code.call((call, called)));
        return (Reached::new(Verdict::Reachable, why, steps), all);
    }
    if !code.has_calls {
        let why = format!("it is used; by which functions is not looked at in {}", code.language);
        return (Reached::new(Verdict::Unknown, why, steps), Vec::new());
    }
    let mut at_fault: Vec<(&OutsideCall, &str)> = Vec::new();
    let mut perhaps = None;
    for (call, called) in calls {
        match symbols.iter().map(|symbol| symbols::fit(symbol, called)).max() {
            Some(Fit::Yes) => at_fault.push((call, called)),
            Some(Fit::Perhaps) => perhaps = perhaps.or_else(|| Some(code.call((call, called)))),
            _ => {}
        }
    }
    if let Some((call, called)) = at_fault.first() {
        let why = format!("'{called}', which is at fault, is called");
        let mut all: Vec<String> = at_fault.iter().map(|(_, name)| (*name).to_owned()).collect();
        all.sort();
        all.dedup();
        steps.push(code.call((call, called)));
        return (Reached::new(Verdict::Reachable, why, steps), all);
    }
    let within = |used: &str| subject.modules.names.iter().any(|module| is_within(module, used));
    let perhaps = perhaps.or_else(|| {
        let is_method = |name: &str| symbols.iter().any(|symbol| symbols::is_method(symbol, name));
        code.method(&is_method, &within, belongs)
    });
    if let Some(step) = perhaps {
        steps.push(step);
        let why = "a method of that name is called; on what is not known".to_owned();
        return (Reached::new(Verdict::Unknown, why, steps), Vec::new());
    }
    let why = match symbols {
        [symbol] => format!("it is used, but '{symbol}' is not called"),
        symbols => format!("it is used, but none of the {} functions at fault", symbols.len()),
    };
    (Reached::new(Verdict::NotFound, why, steps), Vec::new())
}

/// Words of rules for the languages of an ecosystem's sources.
fn words(ecosystem: Ecosystem) -> &'static [&'static str] {
    languages(ecosystem).0
}
