//! The database of rpm: one blob per package, kept in SQLite, in rpm's own `ndb`, or in a hash of Berkeley DB.
//!
//! For: the blobs of either, bounded whatever the bytes say. Not for: other tables and indexes. Read [`read`].

mod bdb;
mod header;
mod ndb;
mod sqlite;

use tamis_syntax::Span;

use self::header::Header;
use crate::lockfile::Builder;
use crate::package::Ecosystem;

/// Packages of a database; more than any system has.
const MAX_PACKAGES: usize = 200_000;
/// Bytes of one package.
const MAX_BLOB: usize = 64 << 20;

pub(super) fn read(bytes: &[u8], out: &mut Builder, files: &mut Vec<String>) {
    let mut take = |blob: &[u8]| package(blob, out, files);
    let result = if bytes.starts_with(sqlite::MAGIC) {
        sqlite::blobs(bytes, &mut take)
    } else if bytes.starts_with(ndb::MAGIC) {
        ndb::blobs(bytes, &mut take)
    } else if bdb::is_hash(bytes) {
        bdb::blobs(bytes, &mut take)
    } else {
        Err("the database of rpm is in a form that is not known")
    };
    if let Err(reason) = result {
        out.fault(Span::default(), reason.to_owned());
    }
}

/// The number of four bytes at `at`.
fn number(bytes: &[u8], at: usize, big: bool) -> Option<u32> {
    let four: [u8; 4] = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    Some(if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) })
}

fn package(blob: &[u8], out: &mut Builder, files: &mut Vec<String>) {
    const NAME: u32 = 1000;
    const VERSION: u32 = 1001;
    const RELEASE: u32 = 1002;
    const EPOCH: u32 = 1003;
    const LICENSE: u32 = 1014;
    const SOURCE: u32 = 1044;
    const DIR_INDEXES: u32 = 1116;
    const BASE_NAMES: u32 = 1117;
    const DIR_NAMES: u32 = 1118;
    if out.packages.len() >= MAX_PACKAGES {
        return;
    }
    let Some(header) = Header::new(blob) else { return };
    let (Some(name), Some(version)) = (header.text(NAME), header.text(VERSION)) else { return };
    if name == "gpg-pubkey" {
        return;
    }
    let mut full = match header.numbers(EPOCH).first() {
        Some(epoch) if *epoch > 0 => format!("{epoch}:{version}"),
        _ => version,
    };
    if let Some(release) = header.text(RELEASE) {
        full = format!("{full}-{release}");
    }
    let at = out.add(Ecosystem::Rpm, &name, &full, Span::default());
    out.packages[at].license = header.text(LICENSE);
    // `bash-5.1.8-6.el9.src.rpm`.
    let source = header.text(SOURCE);
    let source = source.as_deref().and_then(|it| it.rsplitn(3, '-').nth(2));
    out.packages[at].built_from = source.map(str::to_owned);
    let folders = header.texts(DIR_NAMES);
    for (base, folder) in header.texts(BASE_NAMES).iter().zip(header.numbers(DIR_INDEXES)) {
        if let Some(folder) = folders.get(folder as usize) {
            files.push(format!("{folder}{base}"));
        }
    }
}
