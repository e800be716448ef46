//! Blobs of the table `Packages` of an SQLite file, read by its file format: no SQL, no index, no journal.

use super::{MAX_BLOB, MAX_PACKAGES, number};

pub(super) const MAGIC: &[u8] = b"SQLite format 3\0";

const CUT: &str = "the database of rpm is cut or damaged";

pub(super) fn blobs(bytes: &[u8], take: &mut dyn FnMut(&[u8])) -> Result<(), &'static str> {
    let two: [u8; 2] = bytes.get(16..18).and_then(|it| it.try_into().ok()).ok_or(CUT)?;
    let page = match u16::from_be_bytes(two) {
        1 => 65_536,
        size => usize::from(size),
    };
    let reserved = usize::from(*bytes.get(20).ok_or(CUT)?);
    if page < 512 || page.saturating_sub(reserved) < 480 {
        return Err(CUT);
    }
    let file = File { bytes, page, usable: page - reserved };
    let mut root = None;
    file.rows(1, &mut |row| {
        // type, name, tbl_name, rootpage, sql
        let columns = columns(row);
        let text = |at: usize| columns.get(at).map_or(&[][..], |it| *it);
        if text(0) == b"table" && text(1) == b"Packages" {
            root = Some(text(3).iter().fold(0u32, |sum, byte| sum << 8 | u32::from(*byte)));
        }
    })?;
    let root = root.ok_or("the database of rpm has no table of packages")?;
    file.rows(root, &mut |row| {
        if let Some(blob) = columns(row).get(1) {
            take(blob);
        }
    })
}

struct File<'b> {
    bytes: &'b [u8],
    page: usize,
    usable: usize,
}

impl<'b> File<'b> {
    /// A page and where its header begins; pages count from 1.
    fn at(&self, page: u32) -> Option<(&'b [u8], usize)> {
        let start = (page.checked_sub(1)? as usize).checked_mul(self.page)?;
        let bytes = self.bytes.get(start..start.checked_add(self.page)?)?;
        Some((bytes, if page == 1 { 100 } else { 0 }))
    }

    /// The rows of the table whose tree begins at `root`. Each page is looked at once.
    fn rows(&self, root: u32, take: &mut dyn FnMut(&[u8])) -> Result<(), &'static str> {
        const INTERIOR: u8 = 5;
        const LEAF: u8 = 13;
        let mut seen = vec![false; self.bytes.len() / self.page + 1];
        let (mut open, mut whole) = (vec![root], true);
        let (mut left, mut budget) = (MAX_PACKAGES, self.bytes.len().saturating_mul(2));
        while let Some(page) = open.pop() {
            let Some((bytes, head)) = self.at(page) else {
                whole = false;
                continue;
            };
            if std::mem::replace(&mut seen[page as usize], true) {
                whole = false;
                continue;
            }
            let cells = short(bytes, head + 3).unwrap_or(0);
            let cell = |at: usize, from: usize| {
                let offset = short(bytes, from + 2 * at)?;
                bytes.get(offset..)
            };
            match bytes[head] {
                INTERIOR => {
                    let children =
                        (0..cells).filter_map(|at| number(cell(at, head + 12)?, 0, true));
                    let last = number(bytes, head + 8, true);
                    let below: Vec<u32> = children.chain(last).collect();
                    open.extend(below.into_iter().rev());
                }
                LEAF => {
                    for at in 0..cells {
                        if left == 0 {
                            return Err(CUT);
                        }
                        left -= 1;
                        match cell(at, head + 8).and_then(|cell| self.payload(cell, &mut budget)) {
                            Some(row) => take(&row),
                            None => whole = false,
                        }
                    }
                }
                _ => whole = false,
            }
        }
        if whole { Ok(()) } else { Err(CUT) }
    }

    /// The payload of a cell of a leaf, with what stands on overflow pages.
    fn payload(&self, cell: &[u8], budget: &mut usize) -> Option<Vec<u8>> {
        let (size, cell) = varint(cell)?;
        let (_, cell) = varint(cell)?;
        let size = usize::try_from(size).ok().filter(|size| *size <= MAX_BLOB)?;
        *budget = budget.checked_sub(size)?;
        let most = self.usable - 35;
        if size <= most {
            return cell.get(..size).map(<[u8]>::to_vec);
        }
        let least = (self.usable - 12) * 32 / 255 - 23;
        let wanted = least + (size - least) % (self.usable - 4);
        let local = if wanted <= most { wanted } else { least };
        let mut row = cell.get(..local)?.to_vec();
        let mut next = number(cell, local, true)?;
        while row.len() < size {
            let (page, _) = self.at(next)?;
            let part = (size - row.len()).min(self.usable - 4);
            row.extend_from_slice(page.get(4..4 + part)?);
            next = number(page, 0, true)?;
        }
        Some(row)
    }
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    let two: [u8; 2] = bytes.get(at..at + 2)?.try_into().ok()?;
    Some(usize::from(u16::from_be_bytes(two)))
}

/// A number of one to nine bytes, and the rest.
fn varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut value = 0u64;
    for (at, byte) in bytes.iter().enumerate().take(9) {
        if at == 8 {
            return Some((value << 8 | u64::from(*byte), &bytes[9..]));
        }
        value = value << 7 | u64::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            return Some((value, &bytes[at + 1..]));
        }
    }
    None
}

/// The columns of a record as bytes.
fn columns(row: &[u8]) -> Vec<&[u8]> {
    let mut all = Vec::new();
    let Some((length, after)) = varint(row) else { return all };
    let head_start = row.len() - after.len();
    let Some(mut head) =
        usize::try_from(length).ok().and_then(|length| row.get(head_start..length))
    else {
        return all;
    };
    let mut at = length as usize;
    while let Some((kind, rest)) = varint(head) {
        head = rest;
        let size = match kind {
            0 | 8 | 9 => 0,
            1..=4 => kind as usize,
            5 => 6,
            6 | 7 => 8,
            10 | 11 => break,
            kind => usize::try_from((kind - 12) / 2).unwrap_or(usize::MAX),
        };
        let Some(value) = at.checked_add(size).and_then(|end| row.get(at..end)) else { break };
        all.push(value);
        at += size;
        if all.len() == 8 {
            break;
        }
    }
    all
}
