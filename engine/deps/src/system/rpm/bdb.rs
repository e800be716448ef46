//! `Packages` of rpm before 4.16: a hash of Berkeley DB whose values stand on chains of overflow pages.

use super::{MAX_BLOB, MAX_PACKAGES, number};

const HASH: u32 = 0x0006_1561;
const HEAD: usize = 26;

/// Whether the numbers of the file have their high byte first; `None`: it is no hash.
fn order(bytes: &[u8]) -> Option<bool> {
    [false, true].into_iter().find(|big| number(bytes, 12, *big) == Some(HASH))
}

pub(super) fn is_hash(bytes: &[u8]) -> bool {
    order(bytes).is_some()
}

struct File<'b> {
    bytes: &'b [u8],
    big: bool,
    page: usize,
}

impl<'b> File<'b> {
    fn at(&self, page: u32) -> Option<&'b [u8]> {
        let start = (page as usize).checked_mul(self.page)?;
        self.bytes.get(start..start.checked_add(self.page)?)
    }

    fn short(&self, bytes: &[u8], at: usize) -> Option<usize> {
        let two: [u8; 2] = bytes.get(at..at + 2)?.try_into().ok()?;
        Some(usize::from(if self.big { u16::from_be_bytes(two) } else { u16::from_le_bytes(two) }))
    }

    /// The value on the chain of pages from `first`.
    fn chain(&self, first: u32, length: usize) -> Option<Vec<u8>> {
        const OVERFLOW: u8 = 7;
        let mut blob = Vec::new();
        let mut next = first;
        // A chain that comes back to itself ends with the length.
        while blob.len() < length && next != 0 {
            let page = self.at(next)?;
            if page[25] != OVERFLOW {
                return None;
            }
            let following = number(page, 16, self.big)?;
            let used = if following == 0 { self.short(page, 22)? } else { self.page - HEAD };
            if used == 0 {
                return None;
            }
            blob.extend_from_slice(page.get(HEAD..HEAD + used)?);
            next = following;
        }
        blob.truncate(length);
        (blob.len() == length).then_some(blob)
    }
}

pub(super) fn blobs(bytes: &[u8], take: &mut dyn FnMut(&[u8])) -> Result<(), &'static str> {
    const CUT: &str = "the database of rpm is cut";
    const PAGES: [u8; 2] = [2, 13];
    const OFF_PAGE: u8 = 3;
    let big = order(bytes).ok_or(CUT)?;
    let page = number(bytes, 20, big).ok_or(CUT)? as usize;
    if !(512..=65_536).contains(&page) {
        return Err("the database of rpm is damaged");
    }
    let file = File { bytes, big, page };
    let (mut whole, mut left, mut budget) = (true, MAX_PACKAGES, bytes.len().saturating_mul(2));
    for page in bytes.chunks_exact(page).skip(1) {
        if !PAGES.contains(&page[25]) {
            continue;
        }
        let entries = file.short(page, 20).ok_or(CUT)?;
        // Keys and values in turn.
        for entry in (1..entries).step_by(2) {
            let Some(offset) = file.short(page, HEAD + 2 * entry) else { break };
            let Some(value) = page.get(offset..offset + 12) else { continue };
            if value[0] != OFF_PAGE {
                continue;
            }
            let first = number(value, 4, big).unwrap_or_default();
            let length = number(value, 8, big).unwrap_or_default() as usize;
            if left == 0 || length > MAX_BLOB || length > budget {
                whole = false;
                break;
            }
            (left, budget) = (left - 1, budget - length);
            match file.chain(first, length) {
                Some(blob) => take(&blob),
                None => whole = false,
            }
        }
    }
    if whole {
        Ok(())
    } else {
        Err("packages of the database of rpm may be missing: it is damaged")
    }
}
