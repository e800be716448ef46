//! Comments of a text made invisible.

use memchr::memmem;

/// `generic_comment_style`: what counts as a comment in spacegrep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CommentStyle {
    /// `/* ... */`.
    C,
    /// `/* ... */` and `// ...`.
    Cpp,
    /// `# ...`.
    Shell,
}

impl CommentStyle {
    /// The style of that name in a rule.
    pub fn of(name: &str) -> Option<CommentStyle> {
        match name {
            "c" => Some(CommentStyle::C),
            "cpp" => Some(CommentStyle::Cpp),
            "shell" => Some(CommentStyle::Shell),
            _ => None,
        }
    }
}

/// `text` with each byte of a comment replaced by a space; line breaks stay, so that all offsets and lines do. Quotes are not
/// understood: a `#` in a string starts a comment too. A `/*` that is never closed starts none.
pub(super) fn blank(text: &str, style: CommentStyle) -> String {
    let line_end = |rest: &[u8]| Some(memchr::memchr(b'\n', rest).unwrap_or(rest.len()));
    let block_end = |rest: &[u8]| memmem::find(rest, b"*/").map(|at| at + 2);
    let mut bytes = text.as_bytes().to_vec();
    match style {
        CommentStyle::Shell => blank_from(&mut bytes, b"#", line_end),
        CommentStyle::C => blank_from(&mut bytes, b"/*", block_end),
        CommentStyle::Cpp => {
            blank_from(&mut bytes, b"//", line_end);
            blank_from(&mut bytes, b"/*", block_end);
        }
    }
    // Only whole characters became spaces, so this is UTF-8 still.
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Blanks each `start` with as many bytes as `length` says of what follows it.
fn blank_from(bytes: &mut [u8], start: &[u8], length: impl Fn(&[u8]) -> Option<usize>) {
    let mut from = 0;
    while let Some(at) = memmem::find(&bytes[from..], start) {
        let begin = from + at;
        let after = begin + start.len();
        let Some(more) = length(&bytes[after..]) else { return };
        from = after + more;
        let comment = bytes[begin..from].iter_mut().filter(|byte| !matches!(byte, b'\n' | b'\r'));
        comment.for_each(|byte| *byte = b' ');
    }
}
