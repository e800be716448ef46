//! Words that more than one output uses: kinds of notices, reasons for skipping, clipping and plain text.

use std::borrow::Cow;

use tamis_finding::{NoticeKind, SkipReason};

/// `1 file`, `2 files`.
pub(crate) fn count(n: usize, word: &str) -> String {
    if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") }
}

/// What a kind of notice is, as a noun phrase in the singular (its plural ends in `s`).
pub(crate) fn notice_noun(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Outdated => "outdated baseline",
        NoticeKind::SyntaxError => "syntax error",
        NoticeKind::Unsupported => "unsupported rule feature",
        NoticeKind::Budget => "spent budget",
        NoticeKind::Unreadable => "unreadable file",
        NoticeKind::RuleError => "rule error",
        NoticeKind::Panic => "internal error",
    }
}

/// What a kind of notice means for the results, one sentence.
pub(crate) fn notice_meaning(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Outdated => "The baseline holds findings that are gone.",
        NoticeKind::SyntaxError => "Parts of the file did not parse; what parsed was scanned.",
        NoticeKind::Unsupported => "The rule, or a part of it, has no effect in this version.",
        NoticeKind::Budget => {
            "The step budget was spent; results of that rule in that file may be incomplete."
        }
        NoticeKind::Unreadable => "The file could not be read or decoded.",
        NoticeKind::RuleError => "The rule file or the rule is wrong and was left out.",
        NoticeKind::Panic => "An error inside tamis was caught; the rest of the scan went on.",
    }
}

/// What a reason for skipping is called in a count (`3 ignored`).
pub(crate) fn skip_adjective(reason: &SkipReason) -> &'static str {
    match reason {
        SkipReason::Ignored(_) => "ignored",
        SkipReason::Excluded(_) => "excluded",
        SkipReason::Vendored(_) => "vendored",
        SkipReason::Minified(_) => "minified",
        SkipReason::Generated(_) => "generated",
        SkipReason::NoTree(_) => "scanned as text only",
        SkipReason::TooLarge(_) => "too large",
        SkipReason::Binary => "binary",
        SkipReason::NoLanguage => "in no known language",
        SkipReason::SymlinkLoop => "symlink loop",
        SkipReason::Special => "no regular file",
        SkipReason::Unreadable(_) => "unreadable",
    }
}

/// Why a file was passed over, with the detail, to stand after `path: `.
pub(crate) fn skip_phrase(reason: &SkipReason) -> String {
    match reason {
        SkipReason::Ignored(by) if by.is_empty() => "an ignore file names it".to_owned(),
        SkipReason::Ignored(by) => format!("ignored by {by}"),
        SkipReason::Excluded(by) if by.is_empty() => "excluded on the command line".to_owned(),
        SkipReason::Excluded(by) => format!("excluded by {by}"),
        // The banner of a library has its name and its version.
        SkipReason::Vendored(name) if name.contains(' ') => format!("a copy of '{name}'"),
        SkipReason::Vendored(folder) => format!("other people's code below '{folder}'"),
        SkipReason::Minified(mean) => format!("looks minified: lines of {mean} bytes on average"),
        SkipReason::Generated(words) => format!("says that it is generated: '{words}'"),
        SkipReason::NoTree(bytes) => {
            format!("scanned as text only: {bytes} bytes are too many to parse")
        }
        SkipReason::TooLarge(bytes) => format!("{bytes} bytes, above --max-file-size"),
        SkipReason::Binary => "binary, or in no known encoding".to_owned(),
        SkipReason::NoLanguage => "in no language that a rule asks for".to_owned(),
        SkipReason::SymlinkLoop => "a symbolic link to a folder above it".to_owned(),
        SkipReason::Special => "neither a file nor a folder".to_owned(),
        SkipReason::Unreadable(error) => format!("cannot be read: {error}"),
    }
}

/// What one can do to have such files scanned; empty where nothing helps.
pub(crate) fn skip_remedy(reason: &SkipReason) -> &'static str {
    match reason {
        SkipReason::Ignored(_) => "use --no-ignore to scan what ignore files name",
        SkipReason::Excluded(_) => "check the patterns of --include and --exclude",
        SkipReason::Vendored(_) | SkipReason::Minified(_) | SkipReason::Generated(_) => {
            "name a file or folder on the command line to scan it all the same"
        }
        SkipReason::TooLarge(_) => "raise --max-file-size",
        SkipReason::NoLanguage => "use --include to name the files you mean",
        SkipReason::NoTree(_)
        | SkipReason::Binary
        | SkipReason::SymlinkLoop
        | SkipReason::Special
        | SkipReason::Unreadable(_) => "",
    }
}

/// `path` as seen from the folder `working`; both are relative to the same root, which `""` is.
pub(crate) fn local<'p>(path: &'p str, working: &str) -> Cow<'p, str> {
    if working.is_empty() || path.starts_with('/') {
        return Cow::Borrowed(path);
    }
    let mut up = String::new();
    let mut folder = working;
    loop {
        let below = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
        if let Some(below) = below {
            return if up.is_empty() { Cow::Borrowed(below) } else { Cow::Owned(up + below) };
        }
        up.push_str("../");
        match folder.rsplit_once('/') {
            Some((parent, _)) => folder = parent,
            None => return Cow::Owned(up + path),
        }
    }
}

/// `text` in XML, in content or in an attribute; characters XML cannot have are left out.
pub(crate) fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\r' | '\t' => out.push(c),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Seconds since 1970 as `2026-11-24T08:00:00`.
pub(crate) fn utc(seconds: u64) -> String {
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    // Howard Hinnant's algorithm: days since 0000-03-01 in eras of 400 years.
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
}

/// The first sentence of `text`, without its full stop.
pub(crate) fn first_sentence(text: &str) -> &str {
    let text = text.trim();
    let end = [". ", ".\n", "\n\n"].iter().filter_map(|mark| text.find(mark)).min();
    text[..end.unwrap_or(text.len())].trim_end().trim_end_matches('.')
}

/// At most `limit` characters of `text`, with `mark` in place of the rest.
pub(crate) fn clip<'t>(text: &'t str, limit: usize, mark: &str) -> Cow<'t, str> {
    match text.char_indices().nth(limit) {
        None => Cow::Borrowed(text),
        Some(_) => {
            let keep = limit.saturating_sub(mark.chars().count());
            let end = text.char_indices().nth(keep).map_or(text.len(), |(at, _)| at);
            Cow::Owned(format!("{}{mark}", &text[..end]))
        }
    }
}

/// Whether a terminal must not be sent `c`: control characters but tab and line feed, and what reorders or hides text
/// (bidirectional controls, invisible marks, tags). Joiners that emoji need may pass.
pub(crate) fn is_treacherous(c: char) -> bool {
    match c {
        '\t' | '\n' => false,
        '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}' => true,
        '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => true,
        _ => c.is_control(),
    }
}

/// `text` with treacherous characters written out (`\u{1b}`).
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(is_treacherous) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_treacherous(c) {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_a_full_stop_before_a_blank() {
        assert_eq!(first_sentence("Use of os.system here. It is bad."), "Use of os.system here");
        assert_eq!(first_sentence("One line\n\nThen more."), "One line");
        assert_eq!(first_sentence(" No end. "), "No end");
        assert_eq!(first_sentence(""), "");
    }

    #[test]
    fn times_are_written_in_utc() {
        assert_eq!(utc(0), "1970-01-01T00:00:00");
        assert_eq!(utc(951_827_696), "2000-02-29T12:34:56");
        assert_eq!(utc(1_795_507_200), "2026-11-24T08:00:00");
    }

    #[test]
    fn paths_are_shown_from_the_working_folder() {
        for (path, working, shown) in [
            ("a/b.py", "", "a/b.py"),
            ("a/b.py", "a", "b.py"),
            ("a/b.py", "a/c", "../b.py"),
            ("ab/b.py", "a", "../ab/b.py"),
            ("b.py", "a/c", "../../b.py"),
            ("/tmp/b.py", "a", "/tmp/b.py"),
        ] {
            assert_eq!(local(path, working), shown, "{path} from {working}");
        }
    }

    #[test]
    fn clipping_counts_characters() {
        assert_eq!(clip("größe", 5, "..."), "größe");
        assert_eq!(clip("größer", 5, "..."), "gr...");
        assert_eq!(clip("größer", 2, "..."), "...");
    }

    #[test]
    fn nothing_a_terminal_would_obey_passes() {
        assert_eq!(plain("a\u{1b}[31mb\rc\u{202e}d"), "a\\u{1b}[31mb\\rc\\u{202e}d");
        assert_eq!(plain("tab\tüñï 👩\u{200d}💻"), "tab\tüñï 👩\u{200d}💻");
    }
}
