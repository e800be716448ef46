//! What a scan found, kept for the next one over the same files with the same rules.
//!
//! For: a scan of an unchanged project at the cost of reading it. Not for: parts of a scan: where one file changed, all
//! are looked at again. No cache is ever an error: one that cannot be read or written, is corrupt or of another build is
//! as good as none.
//!
//! An entry holds findings after secrets were masked, and neither secrets nor sources: those are read again. It goes by
//! a hash of the build, the rules, the options and the path and content of every scanned file; what was read beside
//! them (modules, variable files) is named in the entry and held against the disk before it is used.
//! Read [`Cache`].

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use blake3::{Hash, Hasher};
use borsh::{BorshDeserialize, BorshSerialize};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use tamis_finding::{FileCounts, Finding, Notice, NoticeKind, ScanReport, Skipped, Source};
use tamis_syntax::Span;

use crate::beside::Outside;
use crate::decode::{Decoded, decode};
use crate::hide::Hidden;
use crate::plan::Plan;
use crate::read::read;
use crate::run::{ScanOptions, may_read};
use crate::walk::WalkedFile;

/// A folder of results of earlier scans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cache {
    folder: PathBuf,
}

/// Smaller projects are scanned as fast as an entry would be found.
const LEAST: u64 = 1 << 20;
/// Bytes of all entries; the ones used longest ago go first.
const MOST: u64 = 256 << 20;
/// Bytes of one entry, unpacked.
const MOST_UNPACKED: u64 = 512 << 20;
/// What a file of the cache is called after its hash.
const EXTENSION: &str = "results";
/// Says to programs that make backups that they may leave the folder out.
const TAG: (&str, &str) = (
    "CACHEDIR.TAG",
    "Signature: 8a477f597d28d172789f06886806bc55\n# What tamis found in earlier scans; may be deleted at any time.\n",
);

/// What names a scan: its input, as far as it can change the outcome.
#[derive(Debug)]
pub(crate) struct Key {
    hash: Hash,
    /// Size and time of change of each file, by which one that changes during the scan is told.
    states: Vec<Option<State>>,
}

type State = (u64, Option<SystemTime>);

/// The results of a scan in the form they are kept in.
#[derive(Debug, BorshDeserialize, BorshSerialize)]
struct Kept {
    findings: Vec<Finding>,
    notices: Vec<Notice>,
    skipped: Vec<Skipped>,
    /// Paths of the sources.
    sources: Vec<String>,
    sizes: Vec<(String, u32)>,
    files: FileCounts,
    /// Where secrets stand.
    hidden: Vec<(String, Vec<Span>)>,
    outside: Vec<Outside>,
}

impl Cache {
    /// The cache in `folder`, which is made when something is to be kept.
    pub fn new(folder: PathBuf) -> Self {
        Cache { folder }
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Number of entries and their bytes.
    pub fn size(&self) -> (usize, u64) {
        let entries = self.entries();
        (entries.len(), entries.iter().map(|(.., bytes)| bytes).sum())
    }

    /// Deletes all entries; how many there were. Fails on the first that cannot be deleted.
    pub fn clear(&self) -> std::io::Result<usize> {
        let entries = self.entries();
        for (_, path, _) in &entries {
            fs::remove_file(path)?;
        }
        Ok(entries.len())
    }

    /// Time of last use, path and bytes of each entry.
    fn entries(&self) -> Vec<(SystemTime, PathBuf, u64)> {
        let files = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        files
            .filter(|file| file.path().extension().is_some_and(|it| it == EXTENSION))
            .filter_map(|file| {
                let metadata = file.metadata().ok().filter(std::fs::Metadata::is_file)?;
                Some((metadata.modified().ok()?, file.path(), metadata.len()))
            })
            .collect()
    }

    fn path(&self, key: &Key) -> PathBuf {
        self.folder.join(key.hash.to_hex().as_str()).with_extension(EXTENSION)
    }

    /// The results under `key`: a report without what only the whole run knows, and the secrets to mask in it. `root` is
    /// the folder of the relative paths.
    pub(crate) fn load(
        &self,
        key: &Key,
        files: &[WalkedFile],
        root: &Path,
    ) -> Option<(ScanReport, Vec<Hidden>)> {
        let path = self.path(key);
        let kept: Kept = unpack(&fs::read(&path).ok()?)?;
        if !kept.outside.iter().all(|outside| outside.holds(root)) {
            return None;
        }
        let files: FxHashMap<&str, &WalkedFile> =
            files.iter().map(|file| (file.rel.as_str(), file)).collect();
        let text = |path: &str| match files.get(path) {
            Some(file) => match decode(read(file, None).ok()?) {
                Decoded::Text { text, .. } => Some(Arc::from(text)),
                Decoded::Binary => None,
            },
            None => crate::beside::open(root, path, u64::MAX),
        };
        let sources = kept.sources.into_iter().map(|path| {
            let text = text(&path)?;
            Some(Source { path, text, masked: Vec::new() })
        });
        let report = ScanReport {
            sources: sources.collect::<Option<Vec<Source>>>()?,
            findings: kept.findings,
            notices: kept.notices,
            skipped: kept.skipped,
            sizes: kept.sizes,
            files: kept.files,
            reused: true,
            ..ScanReport::default()
        };
        let hidden = kept.hidden.into_iter().map(|(path, spans)| {
            let text = text(&path)?;
            Hidden::new(&path, &text, spans)
        });
        let hidden = hidden.collect::<Option<Vec<Hidden>>>()?;
        // The ones used last stay longest.
        if let Ok(file) = File::options().append(true).open(&path) {
            let _ = file.set_modified(SystemTime::now());
        }
        Some((report, hidden))
    }

    /// Keeps `report`, in which `hidden` are masked, under `key`; unless something went wrong, or files changed since.
    pub(crate) fn store(
        &self,
        key: &Key,
        files: &[WalkedFile],
        report: &ScanReport,
        hidden: &[Hidden],
        outside: Vec<Outside>,
    ) {
        let fleeting =
            |notice: &Notice| matches!(notice.kind, NoticeKind::Panic | NoticeKind::Unreadable);
        let states = files.par_iter().map(state).collect::<Vec<_>>();
        if report.notices.iter().any(fleeting) || states != key.states {
            return;
        }
        let kept = Kept {
            findings: report.findings.clone(),
            notices: report.notices.clone(),
            skipped: report.skipped.clone(),
            sources: report.sources.iter().map(|source| source.path.clone()).collect(),
            sizes: report.sizes.clone(),
            files: report.files,
            hidden: hidden.iter().map(|file| (file.path.clone(), file.spans.clone())).collect(),
            outside,
        };
        // Without a cache the next scan takes its time, and that is all.
        let _ = self.write(&self.path(key), &kept);
    }

    fn write(&self, path: &Path, kept: &Kept) -> std::io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let tag = self.folder.join(TAG.0);
        if !tag.exists() {
            fs::write(tag, TAG.1)?;
        }
        let bytes = pack(kept)?;
        let mut entries = self.entries();
        entries.sort();
        let mut all: u64 =
            entries.iter().map(|(.., bytes)| bytes).sum::<u64>() + bytes.len() as u64;
        for (_, old, size) in entries {
            if all <= MOST {
                break;
            }
            fs::remove_file(old)?;
            all -= size;
        }
        let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
        file.write_all(&bytes)?;
        file.persist(path)?;
        Ok(())
    }
}

/// Hash of the rest, then the rest, compressed.
fn pack(kept: &Kept) -> std::io::Result<Vec<u8>> {
    let packed = zstd::encode_all(borsh::to_vec(kept)?.as_slice(), 1)?;
    let mut bytes = blake3::hash(&packed).as_bytes().to_vec();
    bytes.extend(packed);
    Ok(bytes)
}

fn unpack(bytes: &[u8]) -> Option<Kept> {
    let (hash, packed) = bytes.split_at_checked(blake3::OUT_LEN)?;
    if blake3::hash(packed).as_bytes() != hash {
        return None;
    }
    let mut plain = Vec::new();
    let decoder = zstd::Decoder::new(packed).ok()?;
    decoder.take(MOST_UNPACKED).read_to_end(&mut plain).ok()?;
    borsh::from_slice(&plain).ok()
}

/// Names a scan of `files`; `None` where its results are not kept: for what shows or measures more than others, and for
/// small projects. Reads all files.
pub(crate) fn key(
    plan: &Plan<'_>,
    files: &[WalkedFile],
    no_ignore: bool,
    options: &ScanOptions,
) -> Option<Key> {
    if options.show_secrets || options.inventory || options.by_rule {
        return None;
    }
    let is_read = |file: &&WalkedFile| may_read(plan, &file.rel);
    if files.iter().filter(is_read).map(|file| file.size).sum::<u64>() < LEAST {
        return None;
    }
    let states = files.par_iter().map(state).collect::<Vec<_>>();
    let contents: Vec<Option<Hash>> = files
        .par_iter()
        .map(|file| if is_read(&file) { content(file) } else { Some(Hash::from([0; 32])) })
        .collect();
    let mut hasher = Hasher::new();
    hasher.update(concat!(env!("CARGO_PKG_VERSION"), " ", env!("TAMIS_BUILD")).as_bytes());
    hasher.update(plan.rules.digest().as_bytes());
    let ScanOptions { tree_limit, prefilter, severity, confidence, no_suppressions, .. } = options;
    let ScanOptions { secrets_key, today, unused, settings, .. } = options;
    let report = (severity, confidence, no_suppressions, secrets_key, today, unused);
    let words = format!("{report:?} {tree_limit} {prefilter} {settings:?} {no_ignore}");
    part(&mut hasher, words.as_bytes());
    for (file, content) in files.iter().zip(contents) {
        part(&mut hasher, file.rel.as_bytes());
        hasher.update(&[u8::from(file.explicit)]).update(content?.as_bytes());
    }
    Some(Key { hash: hasher.finalize(), states })
}

/// Adds bytes so that what comes next cannot be taken for their end.
pub(crate) fn part(hasher: &mut Hasher, bytes: &[u8]) {
    hasher.update(&(bytes.len() as u64).to_le_bytes()).update(bytes);
}

fn state(file: &WalkedFile) -> Option<State> {
    let metadata = fs::metadata(&file.path).ok()?;
    Some((metadata.len(), metadata.modified().ok()))
}

/// Hash of the file's bytes; `None` for what is no file: a pipe can be read but once.
fn content(file: &WalkedFile) -> Option<Hash> {
    let metadata = fs::metadata(&file.path).ok().filter(std::fs::Metadata::is_file)?;
    let opened = File::open(&file.path).ok()?;
    let mut hasher = Hasher::new();
    hasher.update_reader(opened.take(metadata.len())).ok()?;
    Some(hasher.finalize())
}
