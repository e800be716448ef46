//! Colours and marks by option: the only place with ANSI codes of our own.

use tamis_finding::Severity;

use crate::RenderOptions;

/// Whether to colour and which characters to use.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    color: bool,
    unicode: bool,
}

impl Paint {
    pub(super) fn new(options: &RenderOptions) -> Self {
        Paint { color: options.color, unicode: options.unicode }
    }

    /// Stands for what was left out.
    pub(super) fn ellipsis(self) -> &'static str {
        if self.unicode { "…" } else { "..." }
    }

    /// `text` in the colour of `severity`.
    pub(super) fn severity(self, severity: Severity, text: &str) -> String {
        self.ansi(
            match severity {
                Severity::Critical => "1;31",
                Severity::High => "31",
                Severity::Medium => "33",
                Severity::Low | Severity::Info => "36",
            },
            text,
        )
    }

    /// `text` in bold.
    pub(super) fn strong(self, text: &str) -> String {
        self.ansi("1", text)
    }

    /// `text` in green.
    pub(super) fn good(self, text: &str) -> String {
        self.ansi("32", text)
    }

    fn ansi(self, code: &str, text: &str) -> String {
        if self.color { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
