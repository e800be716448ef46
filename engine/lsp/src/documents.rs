//! Open documents: their texts, kept in step with the editor.

use gen_lsp_types::TextDocumentContentChangeEvent;

use crate::positions::{Encoding, Lines};

/// An open document as the editor has it.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    /// Rises with every change.
    pub(crate) version: i32,
    /// Its text.
    pub(crate) text: String,
}

impl Document {
    /// Applies changes in order; each range speaks of the text that the ones before it left.
    pub(crate) fn apply(
        &mut self,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) {
        for change in changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(partial) => {
                    let lines = Lines::new(&self.text);
                    let start = lines.offset(&self.text, partial.range.start, encoding);
                    let end = lines.offset(&self.text, partial.range.end, encoding);
                    self.text.replace_range(start..end.max(start), &partial.text);
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                    self.text = whole.text;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(text: &str, changes: &str, encoding: Encoding) -> String {
        let mut document = Document { version: 0, text: text.to_owned() };
        document.apply(serde_json::from_str(changes).unwrap(), encoding);
        document.text
    }

    #[test]
    fn changes_apply_one_after_the_other() {
        let changes = r#"[
            {"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}},"text":"a\n"},
            {"range":{"start":{"line":1,"character":3},"end":{"line":1,"character":4}},"text":"c"}
        ]"#;
        assert_eq!(changed("x🔑y", changes, Encoding::Utf16), "a\nx🔑c");
        let whole = r#"[{"text":"new"}]"#;
        assert_eq!(changed("old", whole, Encoding::Utf8), "new");
    }

    #[test]
    fn ranges_that_do_not_fit_do_no_harm() {
        let changes = r#"[
            {"range":{"start":{"line":5,"character":9},"end":{"line":0,"character":0}},"text":"z"}
        ]"#;
        assert_eq!(changed("é", changes, Encoding::Utf8), "éz");
    }
}
