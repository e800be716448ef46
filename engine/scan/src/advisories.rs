//! Advisories from files: a folder of records, a zip, a compact file, a feed of a distribution.
//!
//! For: opening them, with bounds. Not for: what records say (`tamis_deps::advisory`), downloads (the command line).
//! Read [`load_advisories`].

use std::fs;
use std::io::{Read as _, Seek as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tamis_deps::advisory::{
    Advisory, CompactError, Database, Rejected, decode, is_page, parse, parse_feed,
};

/// Records of one or more files.
#[derive(Debug, Default)]
pub struct Advisories {
    /// The records, in no order.
    pub records: Vec<Advisory>,
    /// What compact files say beside: see [`Database`].
    pub databases: Vec<Database>,
    /// Records that were withdrawn.
    pub withdrawn: usize,
    /// Records of packages of no known ecosystem.
    pub foreign: usize,
    /// Files that are no records, with the reason; sorted.
    pub malformed: Vec<(String, String)>,
}

/// Why advisories cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum AdvisoryError {
    /// The system says no.
    #[error("'{path}' cannot be read: {error}")]
    Io {
        /// As given.
        path: String,
        /// The system's words.
        error: std::io::Error,
    },
    /// A zip that is none, or cut.
    #[error("'{path}' is no whole zip file: {reason}")]
    Zip {
        /// As given.
        path: String,
        /// What is wrong.
        reason: String,
    },
    /// A compact file that is none.
    #[error("'{path}' is of no use: {error}")]
    Compact {
        /// As given.
        path: String,
        /// What is wrong.
        error: CompactError,
    },
    /// More than any source of advisories holds.
    #[error("'{path}' holds more than {MAX_BYTES} bytes or {MAX_RECORDS} records")]
    TooLarge {
        /// As given.
        path: String,
    },
}

/// Bytes of one record, of all of a source unpacked, and how many there may be.
const MAX_RECORD: u64 = 32 << 20;
const MAX_FEED: u64 = 512 << 20;
const MAX_BYTES: u64 = 8 << 30;
const MAX_RECORDS: usize = 2_000_000;

/// Reads the advisories at `path` into `into`.
pub fn load_advisories(path: &Path, into: &mut Advisories) -> Result<(), AdvisoryError> {
    let shown = path.display().to_string();
    let io = |error| AdvisoryError::Io { path: shown.clone(), error };
    if path.is_dir() {
        return folder(path, &shown, into);
    }
    let mut file = fs::File::open(path).map_err(io)?;
    let mut magic = [0; 4];
    let read = file.read(&mut magic).map_err(io)?;
    file.rewind().map_err(io)?;
    match &magic[..read] {
        b"PK\x03\x04" | b"PK\x05\x06" => zipped(file, &shown, into),
        [0x28, 0xB5, 0x2F, 0xFD] => {
            let mut bytes = Vec::new();
            file.take(MAX_BYTES).read_to_end(&mut bytes).map_err(io)?;
            let database = decode(&bytes)
                .map_err(|error| AdvisoryError::Compact { path: shown.clone(), error })?;
            into.databases.push(database);
            Ok(())
        }
        _ => {
            let mut text = String::new();
            file.take(MAX_FEED).read_to_string(&mut text).map_err(io)?;
            match parse_feed(&text) {
                Some(records) => into.records.extend(records),
                None => add(&shown, parse(&text), into),
            }
            Ok(())
        }
    }
}

impl Advisories {
    /// One database of all.
    pub fn into_database(mut self) -> Database {
        let mut records = std::mem::take(&mut self.records);
        let (mut exploited, mut likelihood) = Default::default();
        let mut built = String::new();
        for database in self.databases {
            records.extend(database.advisories);
            std::iter::Extend::extend(&mut exploited, database.exploited);
            std::iter::Extend::extend(&mut likelihood, database.likelihood);
            built = built.max(database.built);
        }
        let mut database = Database::new(records);
        (database.exploited, database.likelihood) = (exploited, likelihood);
        database.built = built;
        database
    }
}

fn add(name: &str, parsed: Result<Advisory, Rejected>, into: &mut Advisories) {
    match parsed {
        Ok(advisory) => into.records.push(advisory),
        Err(Rejected::Withdrawn) => into.withdrawn += 1,
        Err(Rejected::Foreign) => into.foreign += 1,
        Err(Rejected::Malformed(reason)) => into.malformed.push((name.to_owned(), reason)),
    }
}

fn is_record(name: &str) -> bool {
    [".json", ".yaml", ".yml", ".md"].iter().any(|extension| name.ends_with(extension))
}

/// A record; of pages only those that are one.
fn parse_named(name: &str, text: &str) -> Result<Advisory, Rejected> {
    if name.ends_with(".md") && !is_page(text) {
        return Err(Rejected::Foreign);
    }
    parse(text)
}

/// Records below a folder; hidden folders and links are passed over.
fn folder(root: &Path, shown: &str, into: &mut Advisories) -> Result<(), AdvisoryError> {
    let mut files: Vec<PathBuf> = Vec::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        let io = |error| AdvisoryError::Io { path: folder.display().to_string(), error };
        for entry in fs::read_dir(&folder).map_err(io)?.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_dir() && !name.starts_with('.') {
                open.push(entry.path());
            } else if kind.is_file() && is_record(&name) {
                files.push(entry.path());
            }
        }
        if files.len() > MAX_RECORDS {
            return Err(AdvisoryError::TooLarge { path: shown.to_owned() });
        }
    }
    files.sort();
    let read: Vec<(String, Result<Advisory, Rejected>)> = files
        .par_iter()
        .map(|path| {
            let parsed = match fs::metadata(path) {
                Ok(metadata) if metadata.len() > MAX_RECORD => {
                    Err(Rejected::Malformed("it is too large".to_owned()))
                }
                _ => match fs::read_to_string(path) {
                    Ok(text) => parse_named(&path.to_string_lossy(), &text),
                    Err(error) => Err(Rejected::Malformed(error.to_string())),
                },
            };
            (path.display().to_string(), parsed)
        })
        .collect();
    for (name, parsed) in read {
        add(&name, parsed, into);
    }
    Ok(())
}

/// Records parsed together.
const BATCH: u64 = 64 << 20;

fn zipped(file: fs::File, shown: &str, into: &mut Advisories) -> Result<(), AdvisoryError> {
    let wrong = |reason: String| AdvisoryError::Zip { path: shown.to_owned(), reason };
    let mut archive = zip::ZipArchive::new(std::io::BufReader::new(file))
        .map_err(|error| wrong(error.to_string()))?;
    if archive.len() > MAX_RECORDS {
        return Err(AdvisoryError::TooLarge { path: shown.to_owned() });
    }
    let (mut total, mut waiting) = (0u64, 0u64);
    let mut batch: Vec<(String, String)> = Vec::new();
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|error| wrong(error.to_string()))?;
        let Ok(name) = entry.name().map(std::borrow::Cow::into_owned) else { continue };
        if !entry.is_file() || !is_record(&name) {
            continue;
        }
        let mut text = String::new();
        // What an entry says of its size may be a lie; what comes out is counted.
        let read = entry.take(MAX_RECORD + 1).read_to_string(&mut text);
        let read = read.map_err(|error| wrong(format!("{name}: {error}")))? as u64;
        (total, waiting) = (total + read, waiting + read);
        if total > MAX_BYTES {
            return Err(AdvisoryError::TooLarge { path: shown.to_owned() });
        }
        batch.push((name, text));
        if waiting > BATCH {
            parse_all(&std::mem::take(&mut batch), into);
            waiting = 0;
        }
    }
    parse_all(&batch, into);
    Ok(())
}

fn parse_all(batch: &[(String, String)], into: &mut Advisories) {
    let parsed: Vec<Result<Advisory, Rejected>> =
        batch.par_iter().map(|(name, text)| parse_named(name, text)).collect();
    for ((name, _), parsed) in batch.iter().zip(parsed) {
        add(name, parsed, into);
    }
}
