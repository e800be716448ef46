//! The texts of a report, with their line indexes and line hashes computed at most once each.

use std::cell::OnceCell;

use tamis_finding::ScanReport;
use tamis_syntax::{LineIndex, Position, Span};

use crate::line_hash::{LineHashes, window};

/// Texts by path. One per output written.
pub(crate) struct Texts<'r> {
    report: &'r ScanReport,
    /// Parallel to `report.sources`.
    computed: Vec<Computed>,
}

#[derive(Default)]
struct Computed {
    index: OnceCell<LineIndex>,
    hashes: OnceCell<LineHashes>,
}

/// One text.
#[derive(Clone, Copy)]
pub(crate) struct Text<'t> {
    pub(crate) text: &'t str,
    masked: &'t [Span],
    computed: &'t Computed,
}

impl<'r> Texts<'r> {
    pub(crate) fn new(report: &'r ScanReport) -> Self {
        let computed = report.sources.iter().map(|_| Computed::default()).collect();
        Texts { report, computed }
    }

    /// The text at `path`, if the report holds it. Logarithmic.
    pub(crate) fn get(&self, path: &str) -> Option<Text<'_>> {
        let sources = &self.report.sources;
        let at = sources.binary_search_by(|source| source.path.as_str().cmp(path)).ok()?;
        Some(Text {
            text: &sources[at].text,
            masked: &sources[at].masked,
            computed: &self.computed[at],
        })
    }
}

impl<'t> Text<'t> {
    pub(crate) fn index(self) -> &'t LineIndex {
        self.computed.index.get_or_init(|| LineIndex::new(self.text))
    }

    /// `primaryLocationLineHash` of 1-based `line`; `None` where what it covers is not all as it stands in the file.
    pub(crate) fn line_hash(self, line: u32) -> Option<String> {
        let hides = |start: u32| {
            let covered = window(self.text, start);
            self.masked.iter().any(|it| it.start < covered.end && covered.start < it.end)
        };
        if !self.masked.is_empty() && self.index().line_start(line).is_none_or(hides) {
            return None;
        }
        self.computed.hashes.get_or_init(|| LineHashes::new(self.text)).get(line)
    }

    /// The text under `span`; `None` where the span does not fit the text.
    pub(crate) fn slice(self, span: Span) -> Option<&'t str> {
        self.text.get(span.range())
    }

    /// 1-based column of a byte, counted in bytes; `None` beyond the text.
    pub(crate) fn byte_column(self, offset: u32) -> Option<u32> {
        if offset as usize > self.text.len() {
            return None;
        }
        let start = self.index().line_start(self.index().line(offset))?;
        Some(offset.saturating_sub(start) + 1)
    }

    /// First position and the one past the last of `span`; `None` where the span does not fit the text.
    pub(crate) fn positions(self, span: Span) -> Option<(Position, Position)> {
        self.slice(span)?;
        let at = |offset| self.index().position(self.text, offset);
        Some((at(span.start), at(span.end)))
    }
}
