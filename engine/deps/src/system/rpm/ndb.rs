//! `Packages.db`: slots that say in which blocks each blob stands.

use super::{MAX_BLOB, MAX_PACKAGES, number};

pub(super) const MAGIC: &[u8] = b"RpmP";

const PAGE: usize = 4096;
const SLOT: usize = 16;
const BLOCK: usize = 16;

pub(super) fn blobs(bytes: &[u8], take: &mut dyn FnMut(&[u8])) -> Result<(), &'static str> {
    const CUT: &str = "the database of rpm is cut";
    let pages = number(bytes, 12, false).ok_or(CUT)? as usize;
    let slots = bytes.get(2 * SLOT..pages.saturating_mul(PAGE)).ok_or(CUT)?;
    let mut whole = true;
    for slot in slots.chunks_exact(SLOT).take(MAX_PACKAGES) {
        let (Some(package), Some(block)) = (number(slot, 4, false), number(slot, 8, false)) else {
            continue;
        };
        if !slot.starts_with(b"Slot") || package == 0 || block == 0 {
            continue;
        }
        let start = (block as usize).saturating_mul(BLOCK);
        let length = number(bytes, start.saturating_add(12), false).unwrap_or(u32::MAX) as usize;
        let is_blob = bytes.get(start..).is_some_and(|it| it.starts_with(b"BlbS"))
            && number(bytes, start.saturating_add(4), false) == Some(package);
        let from = start.saturating_add(16);
        match bytes.get(from..from.saturating_add(length)) {
            Some(blob) if is_blob && length <= MAX_BLOB => take(blob),
            _ => whole = false,
        }
    }
    if whole {
        Ok(())
    } else {
        Err("packages of the database of rpm may be missing: it is damaged")
    }
}
