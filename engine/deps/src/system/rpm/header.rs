//! The header of a package: an index of tags over a store of values.

use super::number;

pub(super) struct Header<'b> {
    index: &'b [u8],
    store: &'b [u8],
}

/// An entry of the index.
const ENTRY: usize = 16;
/// Values of one tag that are read.
const MAX_VALUES: usize = 200_000;

impl<'b> Header<'b> {
    /// `None` where its lengths do not fit its bytes.
    pub(super) fn new(blob: &'b [u8]) -> Option<Header<'b>> {
        let entries = number(blob, 0, true)? as usize;
        let length = number(blob, 4, true)? as usize;
        let end = entries.checked_mul(ENTRY)?.checked_add(8)?;
        let index = blob.get(8..end)?;
        let store = blob.get(end..)?;
        Some(Header { index, store: store.get(..length).unwrap_or(store) })
    }

    /// Type, count and bytes from the begin of a tag's value on.
    fn find(&self, tag: u32) -> Option<(u32, usize, &'b [u8])> {
        self.index.chunks_exact(ENTRY).find_map(|entry| {
            if number(entry, 0, true)? != tag {
                return None;
            }
            let (kind, offset) = (number(entry, 4, true)?, number(entry, 8, true)?);
            let count = number(entry, 12, true)? as usize;
            Some((kind, count.min(MAX_VALUES), self.store.get(offset as usize..)?))
        })
    }

    /// Strings of a tag.
    pub(super) fn texts(&self, tag: u32) -> Vec<String> {
        const STRING: u32 = 6;
        const STRINGS: u32 = 8;
        const TRANSLATED: u32 = 9;
        match self.find(tag) {
            Some((STRING | STRINGS | TRANSLATED, count, bytes)) => bytes
                .split(|byte| *byte == 0)
                .take(count)
                .map(|text| String::from_utf8_lossy(text).into_owned())
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The first string of a tag; `None` where it is empty.
    pub(super) fn text(&self, tag: u32) -> Option<String> {
        self.texts(tag).into_iter().next().filter(|text| !text.is_empty())
    }

    /// Numbers of four bytes of a tag.
    pub(super) fn numbers(&self, tag: u32) -> Vec<u32> {
        const INT32: u32 = 4;
        match self.find(tag) {
            Some((INT32, count, bytes)) => bytes
                .chunks_exact(4)
                .take(count)
                .filter_map(|chunk| number(chunk, 0, true))
                .collect(),
            _ => Vec::new(),
        }
    }
}
