//! The forms of comments that accept findings, and what one says: ids and a reason.
//!
//! For: reading the words of one comment. Not for: where comments stand (`place`) and which findings they reach.
//! Read [`Directive`]. A form that is broken or has conditions we can't check says nothing: a finding shown too
//! often is seen, one hidden by mistake is not.

use std::sync::LazyLock;

use aho_corasick::packed::Searcher;
use aho_corasick::{AhoCorasick, MatchKind};

use crate::date::Date;

/// What a comment says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Directive {
    pub(super) form: Form,
    pub(super) ids: Ids,
    pub(super) reason: Option<String>,
    /// The last day on which it holds.
    pub(super) until: Option<Date>,
}

/// Which rules a comment speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ids {
    /// All that its owner knows.
    All,
    /// These; never empty.
    Listed(Vec<String>),
}

/// Form of a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Tamis,
    TamisNextLine,
    TamisFile,
    TamisStart,
    TamisEnd,
    Nosemgrep,
    Nosec,
    Noqa,
    EslintLine,
    EslintNextLine,
    EslintStart,
    EslintEnd,
    RuffFile,
    AstGrep,
    Bearer,
    Codeql,
    Tflint,
    Checkov,
    Tfsec,
    Trivy,
    Hadolint,
    KicsFile,
    KicsLine,
    KicsBlock,
    Gitleaks,
    Allowlist,
    AllowlistNextLine,
}

/// Whose rules a form can accept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// All of ours.
    Any,
    /// Those that find secrets.
    Secrets,
    /// Those with an equivalent in one of these tools.
    Tools(&'static [&'static str]),
}

/// How much of a file a form speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// A line.
    Line,
    /// All of it.
    File,
    /// From here to the form given, or to the end.
    From(Form),
    /// Nothing: it ends what another began.
    End,
}

/// Which line of a finding a form must speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// The first.
    First,
    /// Any.
    Within,
    /// Any where the comment lists ids, else the first or the last.
    EndsIfBare,
    /// Any of the finding or of the block around it.
    Block,
}

impl Form {
    /// As reports show it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Form::Tamis => "tamis: ignore",
            Form::TamisNextLine => "tamis: ignore-next-line",
            Form::TamisFile => "tamis: ignore-file",
            Form::TamisStart => "tamis: ignore-start",
            Form::TamisEnd => "tamis: ignore-end",
            Form::Nosemgrep => "nosemgrep",
            Form::Nosec => "nosec",
            Form::Noqa => "noqa",
            Form::EslintLine => "eslint-disable-line",
            Form::EslintNextLine => "eslint-disable-next-line",
            Form::EslintStart => "eslint-disable",
            Form::EslintEnd => "eslint-enable",
            Form::RuffFile => "ruff: noqa",
            Form::AstGrep => "ast-grep-ignore",
            Form::Bearer => "bearer:disable",
            Form::Codeql => "codeql",
            Form::Tflint => "tflint-ignore",
            Form::Checkov => "checkov:skip",
            Form::Tfsec => "tfsec:ignore",
            Form::Trivy => "trivy:ignore",
            Form::Hadolint => "hadolint ignore",
            Form::KicsFile => "kics-scan ignore",
            Form::KicsLine => "kics-scan ignore-line",
            Form::KicsBlock => "kics-scan ignore-block",
            Form::Gitleaks => "gitleaks:allow",
            Form::Allowlist => "pragma: allowlist secret",
            Form::AllowlistNextLine => "pragma: allowlist nextline secret",
        }
    }

    pub(super) fn owner(self) -> Owner {
        match self {
            Form::Tamis
            | Form::TamisNextLine
            | Form::TamisFile
            | Form::TamisStart
            | Form::TamisEnd
            | Form::Nosemgrep => Owner::Any,
            // Bandit's and gosec's word.
            Form::Nosec => Owner::Tools(&["bandit", "gosec"]),
            Form::Noqa | Form::RuffFile => Owner::Tools(&["ruff", "flake8"]),
            Form::AstGrep => Owner::Tools(&["ast-grep"]),
            Form::Bearer => Owner::Tools(&["bearer"]),
            Form::Codeql => Owner::Tools(&["codeql"]),
            Form::Tflint => Owner::Tools(&["tflint"]),
            Form::EslintLine | Form::EslintNextLine | Form::EslintStart | Form::EslintEnd => {
                Owner::Tools(&["eslint"])
            }
            Form::Checkov => Owner::Tools(&["checkov"]),
            // Trivy took tfsec's checks over and reads both words.
            Form::Tfsec | Form::Trivy => Owner::Tools(&["trivy", "tfsec"]),
            // Hadolint reports ShellCheck's findings in `RUN` under their own ids.
            Form::Hadolint => Owner::Tools(&["hadolint", "shellcheck"]),
            // Without an id it speaks of all checks of infrastructure, which the others have as well.
            Form::KicsFile | Form::KicsLine | Form::KicsBlock => {
                Owner::Tools(&["kics", "checkov", "trivy", "tfsec"])
            }
            Form::Gitleaks | Form::Allowlist | Form::AllowlistNextLine => Owner::Secrets,
        }
    }

    pub(super) fn reach(self) -> Reach {
        match self {
            Form::Tamis
            | Form::TamisNextLine
            | Form::TamisFile
            | Form::TamisStart
            | Form::TamisEnd
            | Form::EslintStart
            | Form::EslintEnd
            | Form::RuffFile
            | Form::KicsFile
            | Form::Nosemgrep => Reach::First,
            Form::Noqa | Form::EslintLine | Form::EslintNextLine => Reach::EndsIfBare,
            Form::Checkov | Form::Tfsec | Form::Trivy | Form::Hadolint | Form::KicsBlock => {
                Reach::Block
            }
            Form::Nosec
            | Form::AstGrep
            | Form::Bearer
            | Form::Codeql
            | Form::Tflint
            | Form::KicsLine
            | Form::Gitleaks
            | Form::Allowlist
            | Form::AllowlistNextLine => Reach::Within,
        }
    }

    /// How much of the file it speaks of.
    pub(super) fn scope(self) -> Scope {
        match self {
            Form::TamisFile | Form::RuffFile | Form::KicsFile => Scope::File,
            Form::TamisStart => Scope::From(Form::TamisEnd),
            Form::EslintStart => Scope::From(Form::EslintEnd),
            Form::TamisEnd | Form::EslintEnd => Scope::End,
            _ => Scope::Line,
        }
    }

    /// Whether it is one of our own.
    pub(super) fn is_ours(self) -> bool {
        matches!(self, Form::Tamis | Form::TamisNextLine | Form::TamisFile | Form::TamisStart)
    }

    /// Whether the comment, where it stands alone, speaks of the code below it.
    pub(super) fn above(self) -> bool {
        let of_peers = matches!(
            self,
            Form::AstGrep | Form::Bearer | Form::Codeql | Form::Tflint | Form::KicsLine
        );
        matches!(self.owner(), Owner::Any) || self.reach() == Reach::Block || of_peers
    }

    /// Whether the comment speaks of the next line wherever it stands, and not of its own.
    pub(super) fn next_line(self) -> bool {
        matches!(self, Form::TamisNextLine | Form::EslintNextLine | Form::AllowlistNextLine)
    }

    /// Whether the marker must be the first word of its comment, as it is for the tools themselves; a comment may
    /// begin within a comment (`# type: ignore # noqa`).
    pub(super) fn first_word(self) -> bool {
        matches!(
            self,
            Form::Nosec
                | Form::Noqa
                | Form::RuffFile
                | Form::EslintLine
                | Form::EslintNextLine
                | Form::EslintStart
                | Form::EslintEnd
        )
    }
}

/// Words of [`MARKERS`] by pattern number, each with the form that what follows it is read as.
const WORDS: [(&str, Form); 23] = [
    ("tamis:", Form::Tamis),
    ("nosemgrep", Form::Nosemgrep),
    ("nosem", Form::Nosemgrep),
    ("nosec", Form::Nosec),
    ("noqa", Form::Noqa),
    ("eslint-disable-line", Form::EslintLine),
    ("eslint-disable-next-line", Form::EslintNextLine),
    ("eslint-disable", Form::EslintStart),
    ("eslint-enable", Form::EslintEnd),
    ("ruff: noqa", Form::RuffFile),
    ("flake8: noqa", Form::RuffFile),
    ("ast-grep-ignore", Form::AstGrep),
    ("bearer:disable", Form::Bearer),
    ("codeql[", Form::Codeql),
    ("tflint-ignore:", Form::Tflint),
    ("checkov:skip", Form::Checkov),
    ("bridgecrew:skip", Form::Checkov),
    ("tfsec:ignore:", Form::Tfsec),
    ("trivy:ignore:", Form::Trivy),
    ("hadolint", Form::Hadolint),
    ("kics-scan", Form::KicsFile),
    ("gitleaks:allow", Form::Gitleaks),
    ("pragma:", Form::Allowlist),
];

/// Finds the words a comment that accepts findings must have.
pub(super) static MARKERS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .build(WORDS.iter().map(|(word, _)| word))
        .expect("a few short words fit any automaton")
});

/// Finds the word our own comments have. In any case, but with every spelling written out: vectors serve for a few texts
/// in exact case, and files without any finding are asked for no more than this word.
pub(super) static OURS: LazyLock<Searcher> = LazyLock::new(|| {
    let word = WORDS[0].0;
    let spelling = |bits: usize| -> Vec<u8> {
        let upper = |at: usize| bits & (1 << at) != 0;
        let case =
            |(at, byte): (usize, u8)| if upper(at) { byte.to_ascii_uppercase() } else { byte };
        word.bytes().enumerate().map(case).collect()
    };
    let spellings = (0..1 << (word.len() - 1)).map(spelling);
    Searcher::new(spellings).expect("32 short words fit any search")
});

/// The form of a word of [`MARKERS`].
pub(super) fn form(pattern: usize) -> Option<Form> {
    WORDS.get(pattern).map(|(_, form)| *form)
}

/// Reads what follows the marker of `form` up to the end of its line or comment.
pub(super) fn parse(form: Form, rest: &str) -> Option<Directive> {
    let rest = without_closers(rest);
    let (form, ids, reason) = match form {
        Form::Tamis | Form::TamisNextLine | Form::TamisFile | Form::TamisStart | Form::TamisEnd => {
            tamis(rest)?
        }
        Form::Nosemgrep => nosemgrep(rest)?,
        Form::Nosec => nosec(rest)?,
        Form::Noqa => noqa(rest)?,
        Form::RuffFile => {
            let (_, ids, reason) = noqa(rest)?;
            (form, ids, reason)
        }
        Form::AstGrep => {
            let rest = at_word_end(rest)?;
            let (ids, reason) = commas(rest.trim_start().strip_prefix(':').unwrap_or(""), &[]);
            (form, listed(ids).unwrap_or(Ids::All), reason)
        }
        Form::Bearer | Form::Tflint => {
            let (ids, reason) = commas(rest, &[]);
            (form, listed(ids)?, reason)
        }
        Form::Codeql => {
            let (list, reason) = rest.split_once(']')?;
            let ids = list.split(',').map(str::trim).filter(|id| is_id_start(id));
            (form, listed(ids.map(str::to_owned).collect())?, reason)
        }
        Form::EslintLine | Form::EslintNextLine | Form::EslintStart | Form::EslintEnd => {
            eslint(form, rest)?
        }
        Form::Checkov => assigned(form, rest)?,
        Form::Tfsec | Form::Trivy => trivy(form, rest)?,
        Form::Hadolint => assigned(form, word(rest.trim_start(), "ignore")?)?,
        Form::KicsFile | Form::KicsLine | Form::KicsBlock => kics(rest)?,
        Form::Gitleaks => (form, Ids::All, at_word_end(rest)?),
        Form::Allowlist | Form::AllowlistNextLine => allowlist(rest)?,
    };
    let (reason, until) = if form.is_ours() { last_day(reason)? } else { (reason, None) };
    Some(Directive { form, ids, reason: clean(reason), until })
}

type Parsed<'t> = (Form, Ids, &'t str);

fn tamis(rest: &str) -> Option<Parsed<'_>> {
    const WORDS: [(&str, Form); 5] = [
        ("ignore-next-line", Form::TamisNextLine),
        ("ignore-file", Form::TamisFile),
        ("ignore-start", Form::TamisStart),
        ("ignore-end", Form::TamisEnd),
        ("ignore", Form::Tamis),
    ];
    let rest = rest.trim_start();
    let (form, rest) = WORDS.iter().find_map(|(name, form)| Some((*form, word(rest, name)?)))?;
    let Some(list) = rest.trim_start().strip_prefix('[') else {
        return Some((form, Ids::All, rest));
    };
    let (list, reason) = list.split_once(']')?;
    let ids = list.split(',').map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned);
    Some((form, listed(ids.collect())?, reason))
}

/// A reason without its last word `until 2027-01-31`, and that day. `None` where `until` has digits that are no day:
/// then the comment says nothing.
fn last_day(reason: &str) -> Option<(&str, Option<Date>)> {
    let trimmed = reason.trim_end().trim_end_matches('.');
    let Some((before, day)) = trimmed.rsplit_once(char::is_whitespace) else {
        return Some((reason, None));
    };
    let before = before.trim_end();
    let Some(at) = before.len().checked_sub("until".len()) else { return Some((reason, None)) };
    let is_until = before.get(at..).is_some_and(|word| word.eq_ignore_ascii_case("until"));
    let is_alone =
        before[..at.min(before.len())].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    if !is_until || !is_alone || !day.starts_with(|c: char| c.is_ascii_digit()) {
        return Some((reason, None));
    }
    Date::parse(day).map(|date| (&before[..at], Some(date)))
}

/// Semgrep: `nosemgrep`, `nosem`, with `:` or `=` and ids. Without ids behind the colon it speaks of all rules. Blanks
/// part ids too, so words of the reason that are built like ids count as ids.
fn nosemgrep(rest: &str) -> Option<Parsed<'_>> {
    let rest = at_word_end(rest)?;
    let Some(list) = rest.trim_start().strip_prefix([':', '=']) else {
        return Some((Form::Nosemgrep, Ids::All, rest));
    };
    let (mut ids, reason) = commas(list, &[]);
    if !ids.is_empty() {
        ids.extend(reason.split_whitespace().filter(|word| is_compound(word)).map(str::to_owned));
    }
    Some((Form::Nosemgrep, listed(ids).unwrap_or(Ids::All), reason))
}

/// Bandit: `nosec`, `nosec B602, B603`, `nosec: B602`; words that are no ids are a reason. Names of tests
/// (`nosec assert_used`) stay ids, so that they don't turn the comment into one that speaks of everything.
fn nosec(rest: &str) -> Option<Parsed<'_>> {
    let rest = at_word_end(rest)?;
    let list = rest.strip_prefix(':').unwrap_or(rest);
    let (ids, reason) = codes(list, |token| is_code(token) || token.contains('_'));
    Some((Form::Nosec, listed(ids).unwrap_or(Ids::All), reason))
}

/// Ruff: `noqa`, `noqa: S602,S603`. Codes are missing after a colon: Ruff warns and takes nothing.
fn noqa(rest: &str) -> Option<Parsed<'_>> {
    let rest = at_word_end(rest)?;
    let Some(list) = rest.trim_start().strip_prefix(':') else {
        return Some((Form::Noqa, Ids::All, rest));
    };
    let (ids, reason) = codes(list, is_code);
    Some((Form::Noqa, listed(ids)?, reason))
}

/// ESLint: rule names between commas, a reason after `--`; a blank must follow the marker.
fn eslint(form: Form, rest: &str) -> Option<Parsed<'_>> {
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let (ids, reason) = commas(rest, &[]);
    Some((form, listed(ids).unwrap_or(Ids::All), reason))
}

/// Checkov and Hadolint: `=ID,ID`, for Checkov with `:reason`.
fn assigned(form: Form, rest: &str) -> Option<Parsed<'_>> {
    let (ids, reason) = commas(rest.trim_start().strip_prefix('=')?, &[':']);
    Some((form, listed(ids)?, reason))
}

/// KICS: `ignore` for the file, `ignore-line`, `ignore-block`, `disable=` with ids for the file.
fn kics(rest: &str) -> Option<Parsed<'_>> {
    let rest = rest.trim_start();
    if let Some(ids) = rest.strip_prefix("disable=") {
        let (ids, reason) = commas(ids, &[]);
        return Some((Form::KicsFile, listed(ids)?, reason));
    }
    [("ignore-block", Form::KicsBlock), ("ignore-line", Form::KicsLine), ("ignore", Form::KicsFile)]
        .iter()
        .find_map(|(name, form)| {
            let after = rest.strip_prefix(name)?;
            (!after.starts_with('-')).then_some(())?;
            Some((*form, Ids::All, at_word_end(after)?))
        })
}

/// tfsec and Trivy: an id right after the marker. With parameters (`[bucket=x]`), an expiry (`:exp:2030-01-01`) or a
/// workspace (`:ws:dev`) the comment holds only under conditions that are not ours to check.
fn trivy(form: Form, rest: &str) -> Option<Parsed<'_>> {
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let (list, reason) = rest.split_at(end);
    let list = list.trim_end_matches([':', ',']);
    if list.contains(['[', ':']) {
        return None;
    }
    let ids = list.split(',').filter(|id| is_id_start(id)).map(str::to_owned);
    Some((form, listed(ids.collect())?, reason))
}

/// detect-secrets: `pragma: allowlist secret`, `pragma: allowlist nextline secret`, both with the older `whitelist`.
fn allowlist(rest: &str) -> Option<Parsed<'_>> {
    let rest = rest.trim_start();
    let rest = word(rest, "allowlist").or_else(|| word(rest, "whitelist"))?.trim_start();
    match word(rest, "nextline") {
        Some(rest) => Some((Form::AllowlistNextLine, Ids::All, word(rest.trim_start(), "secret")?)),
        None => Some((Form::Allowlist, Ids::All, word(rest, "secret")?)),
    }
}

fn listed(ids: Vec<String>) -> Option<Ids> {
    (!ids.is_empty()).then_some(Ids::Listed(ids))
}

/// What follows `expected`, a whole word in any case.
fn word<'t>(text: &'t str, expected: &str) -> Option<&'t str> {
    let begin = text.get(..expected.len())?;
    begin.eq_ignore_ascii_case(expected).then(|| &text[expected.len()..]).and_then(at_word_end)
}

/// `rest` where a word ends before it: `nosecret` and `noqa-like` are other words.
fn at_word_end(rest: &str) -> Option<&str> {
    let mut chars = rest.chars();
    let other = match chars.next() {
        Some('-') => chars.next().is_some_and(char::is_alphanumeric),
        Some(next) => next.is_alphanumeric() || next == '_',
        None => false,
    };
    (!other).then_some(rest)
}

/// Ids between commas, each up to a blank or one of `stops`, and what follows the last.
fn commas<'t>(mut rest: &'t str, stops: &[char]) -> (Vec<String>, &'t str) {
    let mut ids = Vec::new();
    loop {
        let list = rest.trim_start();
        let is_end = |c: char| c.is_whitespace() || c == ',' || stops.contains(&c);
        let (token, after) = list.split_at(list.find(is_end).unwrap_or(list.len()));
        // Quotes: Semgrep reads an id of an HTML attribute. A colon ends the list before a reason.
        let id = token.trim_matches(['"', '\'', '`']).trim_end_matches(':');
        if !is_id_start(id) {
            return (ids, rest);
        }
        ids.push(id.to_owned());
        rest = after;
        match after.trim_start().strip_prefix(',') {
            Some(more) if !token.ends_with(':') => rest = more,
            _ => return (ids, rest),
        }
    }
}

/// Built of several parts: `eval-call`, `python.lang.eval`.
fn is_compound(word: &str) -> bool {
    let ends = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    word.contains(['-', '.', '_']) && ends(word.chars().next()) && ends(word.chars().next_back())
}

fn is_id_start(id: &str) -> bool {
    id.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '@' | '_' | '*'))
}

/// Leading ids between commas or blanks, as long as they look like ids, and what follows.
fn codes(mut rest: &str, is_id: fn(&str) -> bool) -> (Vec<String>, &str) {
    let mut ids = Vec::new();
    loop {
        let list = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        let is_end = |c: char| !(c.is_alphanumeric() || c == '_');
        let (token, after) = list.split_at(list.find(is_end).unwrap_or(list.len()));
        if !is_id(token) {
            return (ids, rest);
        }
        ids.push(token.to_owned());
        rest = after;
    }
}

/// Letters, then digits: `B602`, `S602`, `PLW1510`.
fn is_code(token: &str) -> bool {
    let digits = token.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    (1..=6).contains(&(token.len() - digits.len()))
        && !digits.is_empty()
        && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// Ends of comments, which belong to no reason.
const CLOSERS: [&str; 6] = ["--%>", "--}}", "-->", "*/", "#}", "%>"];

fn without_closers(text: &str) -> &str {
    let mut text = text.trim_end();
    while let Some(shorter) = CLOSERS.iter().find_map(|closer| text.strip_suffix(closer)) {
        text = shorter.trim_end();
    }
    text
}

fn clean(reason: &str) -> Option<String> {
    let is_lead = |c: char| c.is_whitespace() || "-–—:;,.#/*".contains(c);
    let reason = reason.trim_start_matches(is_lead).trim_end();
    (!reason.is_empty()).then(|| reason.to_owned())
}
