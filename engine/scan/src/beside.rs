//! Files around the scanned ones: modules, variable files, bases, which infrastructure refers to.
//!
//! For: reading them once, within bounds, and telling afterwards what was read. Not for: what they mean (`tamis-iac`).
//! Read [`Beside`].

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use blake3::Hasher;
use borsh::{BorshDeserialize, BorshSerialize};
use rustc_hash::FxHashMap;
use tamis_finding::{Location, Source as Shown};
use tamis_iac::{Files, Place, Source};
use tamis_ir::Language;
use tamis_syntax::{FileId, LineIndex, Tree};

use crate::decode::{Decoded, decode};
use crate::unpacked::{self, Unpacked};

/// Texts of the scanned files, and of those read beside them.
pub(crate) struct Beside {
    root: PathBuf,
    by_path: FxHashMap<Arc<str>, Source>,
    texts: FxHashMap<FileId, (Arc<str>, Arc<str>)>,
    read: Mutex<Read>,
    listed: Mutex<BTreeMap<String, Vec<String>>>,
    archives: Mutex<BTreeMap<String, Arc<Unpacked>>>,
    indexes: Mutex<FxHashMap<FileId, Arc<LineIndex>>>,
    used: Mutex<Vec<FileId>>,
}

/// Id, path and text of a file read beside the scanned ones.
type Loaded = (FileId, Arc<str>, Arc<str>);

#[derive(Default)]
struct Read {
    /// By path; `None` for what is not there.
    texts: FxHashMap<String, Option<Loaded>>,
    by_id: FxHashMap<FileId, (Arc<str>, Arc<str>)>,
    next: u32,
    bytes: u64,
}

/// Bytes of one file read beside the scanned ones, and of all of them.
const MAX_BESIDE: u64 = 5_000_000;
const MAX_BESIDE_ALL: u64 = 200_000_000;

impl Beside {
    /// `root` is the folder the paths of `sources` start from; empty for the working directory.
    pub(crate) fn new(root: &Path, sources: &[Source]) -> Self {
        let by_path = sources.iter().map(|source| (source.path.clone(), source.clone())).collect();
        let texts = sources
            .iter()
            .map(|source| (source.file, (source.path.clone(), source.text.clone())))
            .collect();
        let next = u32::MAX / 2;
        Beside {
            root: root.to_owned(),
            by_path,
            texts,
            read: Mutex::new(Read { next, ..Read::default() }),
            listed: Mutex::default(),
            archives: Mutex::default(),
            indexes: Mutex::default(),
            used: Mutex::default(),
        }
    }

    /// Path and text of a file.
    pub(crate) fn text_of(&self, file: FileId) -> Option<(Arc<str>, Arc<str>)> {
        if let Some(known) = self.texts.get(&file) {
            return Some(known.clone());
        }
        let read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.by_id.get(&file).cloned()
    }

    pub(crate) fn location(&self, place: Place) -> Option<Location> {
        let (path, text) = self.text_of(place.file)?;
        let mut indexes = self.indexes.lock().unwrap_or_else(PoisonError::into_inner);
        let index =
            indexes.entry(place.file).or_insert_with(|| Arc::new(LineIndex::new(&text))).clone();
        drop(indexes);
        self.used.lock().unwrap_or_else(PoisonError::into_inner).push(place.file);
        let (start, end) =
            (index.position(&text, place.span.start), index.position(&text, place.span.end));
        Some(Location { path: path.to_string(), span: place.span, start, end })
    }

    /// Files that locations were asked of.
    pub(crate) fn shown(&self) -> Vec<Shown> {
        let mut used =
            std::mem::take(&mut *self.used.lock().unwrap_or_else(PoisonError::into_inner));
        used.sort();
        used.dedup();
        used.into_iter()
            .filter_map(|file| self.text_of(file))
            .map(|(path, text)| Shown { path: path.to_string(), text, masked: Vec::new() })
            .collect()
    }

    fn load(&self, path: &str) -> Option<Loaded> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = read.texts.get(path) {
            return known.clone();
        }
        let loaded = self.open(path, MAX_BESIDE_ALL.saturating_sub(read.bytes)).map(|text| {
            let (id, path): (FileId, Arc<str>) = (FileId(read.next), Arc::from(path));
            read.next += 1;
            read.bytes += text.len() as u64;
            (id, path, text)
        });
        if let Some((id, path, text)) = &loaded {
            read.by_id.insert(*id, (path.clone(), text.clone()));
        }
        read.texts.insert(path.to_owned(), loaded.clone());
        loaded
    }

    /// The texts in an archive, which counts as a folder; empty where there is none, or it is no archive.
    fn archive(&self, path: &str) -> Arc<Unpacked> {
        let mut archives = self.archives.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = archives.get(path) {
            return known.clone();
        }
        let unpacked = Arc::new(Unpacked::read(&packed(&self.root, path).unwrap_or_default()));
        archives.insert(path.to_owned(), unpacked.clone());
        unpacked
    }

    fn open(&self, path: &str, left: u64) -> Option<Arc<str>> {
        let Some((archive, inner)) = unpacked::split(path) else {
            return open(&self.root, path, left);
        };
        let text = self.archive(archive).files.get(inner).cloned()?;
        (text.len() as u64 <= left).then_some(text)
    }

    /// What was read and listed, in order of path.
    pub(crate) fn outside(&self) -> Vec<Outside> {
        let read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let mut files: Vec<Outside> = read
            .texts
            .iter()
            .filter(|(path, _)| unpacked::split(path).is_none())
            .map(|(path, loaded)| Outside::file(path, loaded.as_ref().map(|(.., text)| &**text)))
            .collect();
        files.sort();
        let listed = self.listed.lock().unwrap_or_else(PoisonError::into_inner);
        files.extend(listed.iter().map(|(path, names)| Outside::folder(path, names)));
        // What was read in an archive is as it was while the archive is.
        let archives = self.archives.lock().unwrap_or_else(PoisonError::into_inner);
        files.extend(archives.iter().map(|(path, it)| Outside::archive(path, it.hash)));
        files
    }
}

/// A file or folder beside the scanned ones, as a scan saw it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, BorshDeserialize, BorshSerialize)]
pub(crate) struct Outside {
    /// As asked for, relative to the root.
    path: String,
    kind: OutsideKind,
    /// Hash of the text, of the names, or of the archive's bytes; `None` where there was none.
    seen: Option<[u8; 32]>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, BorshDeserialize, BorshSerialize)]
enum OutsideKind {
    File,
    Folder,
    Archive,
}

impl Outside {
    fn archive(path: &str, seen: Option<[u8; 32]>) -> Self {
        Outside { path: path.to_owned(), kind: OutsideKind::Archive, seen }
    }

    fn file(path: &str, text: Option<&str>) -> Self {
        let seen = text.map(|text| *blake3::hash(text.as_bytes()).as_bytes());
        Outside { path: path.to_owned(), kind: OutsideKind::File, seen }
    }

    fn folder(path: &str, names: &[String]) -> Self {
        let mut hasher = Hasher::new();
        for name in names {
            hasher.update(name.as_bytes()).update(b"\0");
        }
        let seen = Some(*hasher.finalize().as_bytes());
        Outside { path: path.to_owned(), kind: OutsideKind::Folder, seen }
    }

    /// Whether it is still so below `root`.
    pub(crate) fn holds(&self, root: &Path) -> bool {
        let path = &self.path;
        let now = match self.kind {
            OutsideKind::Folder => Outside::folder(path, &list(root, path)),
            OutsideKind::File => Outside::file(path, open(root, path, MAX_BESIDE_ALL).as_deref()),
            OutsideKind::Archive => {
                let bytes = packed(root, path);
                Outside::archive(path, bytes.map(|bytes| *blake3::hash(&bytes).as_bytes()))
            }
        };
        now == *self
    }
}

/// The text of a file below `root`, if it has one of no more than `left` bytes.
pub(crate) fn open(root: &Path, path: &str, left: u64) -> Option<Arc<str>> {
    if let Some((archive, inner)) = unpacked::split(path) {
        return Unpacked::read(&packed(root, archive)?).files.remove(inner);
    }
    let full = root.join(path);
    let size = std::fs::metadata(&full).ok().filter(std::fs::Metadata::is_file)?.len();
    if size > MAX_BESIDE.min(left) {
        return None;
    }
    match decode(std::fs::read(&full).ok()?) {
        Decoded::Text { text, .. } => Some(Arc::from(text)),
        Decoded::Binary => None,
    }
}

/// The bytes of a small archive.
fn packed(root: &Path, path: &str) -> Option<Vec<u8>> {
    let full = root.join(path);
    let size = std::fs::metadata(&full).ok().filter(std::fs::Metadata::is_file)?.len();
    let bytes = (size <= MAX_BESIDE).then(|| std::fs::read(&full).ok()).flatten()?;
    (!bytes.is_empty()).then_some(bytes)
}

/// Names in a folder below `root`, sorted, folders with a `/` at the end.
fn list(root: &Path, folder: &str) -> Vec<String> {
    let full = if folder.is_empty() && root.as_os_str().is_empty() {
        PathBuf::from(".")
    } else {
        root.join(folder)
    };
    let mut names = Vec::new();
    for entry in std::fs::read_dir(full).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let folder = entry.path().is_dir();
        names.push(if folder { format!("{name}/") } else { name });
    }
    names.sort();
    names
}

impl Files for Beside {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        match self.by_path.get(path) {
            Some(source) => Some(source.text.clone()),
            None => self.load(path).map(|(.., text)| text),
        }
    }

    fn source(&self, path: &str) -> Option<Source> {
        if let Some(source) = self.by_path.get(path) {
            return Some(source.clone());
        }
        let language = tamis_lang::by_file_name(path)?;
        let syntax = language.syntax.as_ref()?;
        let (file, path, text) = self.load(path)?;
        let tree = Arc::new(tamis_lang::parse(syntax, &text));
        Some(Source { file, path, text, language, tree })
    }

    fn list(&self, folder: &str) -> Vec<String> {
        let whole = format!("{folder}/");
        if let Some((archive, inner)) = unpacked::split(&whole) {
            return self.archive(archive).list(inner);
        }
        let names = list(&self.root, folder);
        let mut listed = self.listed.lock().unwrap_or_else(PoisonError::into_inner);
        listed.insert(folder.to_owned(), names.clone());
        names
    }

    fn parse(&self, language: &str, text: &str) -> Option<(&'static Language, Tree)> {
        let language = tamis_lang::language(language)?;
        let syntax = language.syntax.as_ref()?;
        Some((language, tamis_lang::parse(syntax, text)))
    }
}
