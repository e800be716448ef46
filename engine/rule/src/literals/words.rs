//! The words and string contents of a pattern that must stand in every file it matches.
//!
//! For: pattern text, cut by eye rather than parsed.
//! Not for: regular expressions (`regex`), combining needs (`need`).
//! Read [`pattern_need`].
//!
//! Leaving a word out is always sound, so whatever is unclear is left out.

use super::need::Need;
use super::profile::{AnyCase, Profile, Style};
use super::regex::{Texts, regex_need};

/// Shortest word of code that is kept, in bytes.
const MIN_WORD: usize = 2;
/// Shortest piece of a string or text that is kept, in bytes.
const MIN_PIECE: usize = 3;
/// Heredocs in one pattern.
const MAX_HEREDOCS: usize = 16;
/// Tokens between the parentheses of a typed metavariable.
const MAX_TYPE: usize = 64;
/// What `$NAME`s mean PHP's own variables and no metavariables.
const PHP_GLOBALS: [&str; 9] =
    ["_COOKIE", "_ENV", "_FILES", "_GET", "_POST", "_REQUEST", "_SERVER", "_SESSION", "GLOBALS"];

/// What must stand in a file that `pattern` matches, if it is read as `profile` says.
pub(crate) fn pattern_need(pattern: &str, profile: &Profile) -> Need {
    if profile.style == Style::Regex {
        return regex_need(pattern, Texts::Source);
    }
    let mut lexer = Lexer::new(pattern, profile);
    lexer.run();
    let Lexer { mut tokens, heredoc_names, .. } = lexer;
    if heredoc_names.len() > MAX_HEREDOCS {
        return Need::Always;
    }
    drop_types(&mut tokens);
    tokens.retain(|token| !heredoc_names.contains(&token.text));
    let needs = tokens.into_iter().filter_map(|token| match token.kind {
        Kind::Word { any_case } => Some(Need::literal(token.text, any_case)),
        Kind::Text(need) => Some(need),
        _ => None,
    });
    Need::all(needs.collect())
}

/// A piece of a pattern.
#[derive(Debug)]
struct Token<'p> {
    kind: Kind,
    text: &'p str,
}

/// Kinds of pieces.
#[derive(Debug)]
enum Kind {
    /// A word that must stand in the file.
    Word {
        /// In either case.
        any_case: bool,
    },
    /// A word that need not.
    Optional,
    /// A string or a regular expression, by what it needs.
    Text(Need),
    /// `$X`, `$...X`.
    Metavariable,
    /// Anything else.
    Punctuation,
}

/// Cuts a pattern.
struct Lexer<'p> {
    text: &'p str,
    at: usize,
    profile: &'p Profile,
    tokens: Vec<Token<'p>>,
    /// Whether no word stood on this line yet.
    line_start: bool,
    /// Names that end heredocs, which are free.
    heredoc_names: Vec<&'p str>,
}

impl<'p> Lexer<'p> {
    fn new(text: &'p str, profile: &'p Profile) -> Self {
        Lexer {
            text,
            at: 0,
            profile,
            tokens: Vec::new(),
            line_start: true,
            heredoc_names: Vec::new(),
        }
    }

    fn rest(&self) -> &'p str {
        &self.text[self.at..]
    }

    fn run(&mut self) {
        while let Some(next) = self.rest().chars().next() {
            if next == '\n' {
                self.line_start = true;
            }
            if next.is_whitespace() {
                self.at += next.len_utf8();
            } else if !self.comment() && !self.metavariable() && !self.string() && !self.regex() {
                self.word_or_punctuation(next);
            }
        }
    }

    fn push(&mut self, kind: Kind, length: usize) {
        let text = &self.rest()[..length];
        self.tokens.push(Token { kind, text });
        self.at += length;
    }

    fn comment(&mut self) -> bool {
        let rest = self.rest();
        let spaced = self.text[..self.at].chars().next_back().is_none_or(char::is_whitespace);
        for begin in self.profile.line_comments {
            // In scalars and shell text `#` begins a comment only after a space.
            if rest.starts_with(begin) && (spaced || self.profile.style == Style::Code) {
                self.at += rest.find('\n').unwrap_or(rest.len());
                return true;
            }
        }
        for (begin, end) in self.profile.block_comments {
            if let Some(inner) = rest.strip_prefix(begin) {
                let length = inner.find(end).map_or(inner.len(), |at| at + end.len());
                self.at += begin.len() + length;
                return true;
            }
        }
        false
    }

    /// `$X`, `$...X`, `$....X`: capitals. `$lower` is a dollar and a word.
    fn metavariable(&mut self) -> bool {
        let Some(rest) = self.rest().strip_prefix('$') else { return false };
        let name = rest.trim_start_matches('.');
        let dots = rest.len() - name.len();
        let length = word_length(name);
        let is_name = !name[..length].contains(|c: char| c.is_ascii_lowercase());
        let is_global =
            self.profile.names.contains(&"php") && PHP_GLOBALS.contains(&&name[..length]);
        if length == 0 || !is_name || is_global || matches!(dots, 1 | 2) {
            self.push(Kind::Punctuation, 1);
        } else {
            self.push(Kind::Metavariable, 1 + dots + length);
        }
        true
    }

    fn string(&mut self) -> bool {
        let rest = self.rest();
        let Some(quote) = rest.chars().next().filter(|c| self.profile.quotes.contains(*c)) else {
            return false;
        };
        let triple = &[quote; 3].iter().collect::<String>()[..];
        let (mark, many_lines) = if self.profile.triple_quotes && rest.starts_with(triple) {
            (triple, true)
        } else {
            (&rest[..1], quote == '`')
        };
        let Some(length) = string_length(&rest[mark.len()..], mark, many_lines) else {
            return false;
        };
        self.drop_string_prefix();
        let content = &rest[mark.len()..mark.len() + length];
        self.line_start = false;
        let kind = if self.after_heredoc_sign() {
            self.heredoc_names.push(content);
            Kind::Optional
        } else {
            Kind::Text(string_need(content))
        };
        self.push(kind, length + 2 * mark.len());
        true
    }

    /// `r"..."`: the word before a string is no name.
    fn drop_string_prefix(&mut self) {
        let Some(last) = self.tokens.last_mut() else { return };
        let touches = self.text[..self.at].ends_with(last.text);
        if matches!(last.kind, Kind::Word { .. }) && last.text.len() <= 2 && touches {
            last.kind = Kind::Optional;
        }
    }

    /// `/.../` where an expression may begin.
    fn regex(&mut self) -> bool {
        if !self.profile.regex_literals || !self.rest().starts_with('/') {
            return false;
        }
        let may_begin = self.tokens.last().is_none_or(|last| {
            matches!(last.kind, Kind::Punctuation | Kind::Optional)
                && !matches!(last.text, ")" | "]")
        });
        let Some(length) = string_length(&self.rest()[1..], "/", false).filter(|_| may_begin)
        else {
            return false;
        };
        let content = &self.rest()[1..=length];
        let flags = word_length(&self.rest()[length + 2..]);
        self.push(Kind::Text(pieces_need(content)), length + 2 + flags);
        true
    }

    fn word_or_punctuation(&mut self, next: char) {
        let style = self.profile.style;
        let length = match style {
            Style::Scalars => piece_length(self.rest()),
            _ => word_length(self.rest()),
        };
        if length == 0 {
            self.push(Kind::Punctuation, next.len_utf8());
            return;
        }
        let word = &self.rest()[..length];
        let any_case = match self.profile.any_case {
            AnyCase::Never => false,
            AnyCase::Words => true,
            AnyCase::FirstOfLine => self.line_start,
        };
        self.line_start = false;
        let shortest = if style == Style::Code { MIN_WORD } else { MIN_PIECE };
        // Numbers have many spellings.
        let is_number = next.is_ascii_digit() && (style != Style::Text || all_digits(word));
        let kind = if is_number || length < shortest || self.profile.is_optional(word, any_case) {
            Kind::Optional
        } else {
            if self.after_heredoc_sign() {
                self.heredoc_names.push(word);
            }
            Kind::Word { any_case }
        };
        self.push(kind, length);
    }

    /// Whether a text up to a free name begins here: `<<`, `<<-`, `<<~`.
    fn after_heredoc_sign(&self) -> bool {
        self.profile.heredocs && self.text[..self.at].trim_end_matches(['-', '~']).ends_with("<<")
    }
}

/// Turns the types of typed metavariables into words that need not stand: types are also known from elsewhere.
///
/// `(T $X)` and `($X: T)`.
fn drop_types(tokens: &mut [Token<'_>]) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..tokens.len() {
        match tokens[at].text {
            "(" => open.push(at),
            ")" => {
                let Some(start) = open.pop() else { continue };
                let group = &tokens[start + 1..at];
                if group.len() > MAX_TYPE {
                    continue;
                }
                if is_typed_after(group) || is_typed_before(group) {
                    for token in &mut tokens[start + 1..at] {
                        if matches!(token.kind, Kind::Word { .. }) {
                            token.kind = Kind::Optional;
                        }
                    }
                }
            }
            _ => {}
        }
    }
}

/// `$X: T`.
fn is_typed_after(group: &[Token<'_>]) -> bool {
    matches!(group, [first, colon, ..]
        if matches!(first.kind, Kind::Metavariable) && colon.text == ":")
}

/// `T $X`, where a type may have dots, brackets and stars, and commas between angle brackets.
fn is_typed_before(group: &[Token<'_>]) -> bool {
    let [types @ .., last] = group else { return false };
    let (mut depth, mut colons) = (0_i32, 0);
    !types.is_empty()
        && matches!(last.kind, Kind::Metavariable)
        && types.iter().all(|token| match (&token.kind, token.text) {
            (_, "<") => {
                depth += 1;
                true
            }
            (_, ">") => {
                depth -= 1;
                true
            }
            (_, ",") => depth > 0,
            (Kind::Word { .. } | Kind::Optional | Kind::Metavariable, _) => true,
            (_, ":") => {
                colons += 1;
                true
            }
            (_, text) => matches!(text, "." | "[" | "]" | "*" | "&" | "?" | "\\"),
        })
        // `std::string $X` is typed, `key: $X` is not.
        && colons % 2 == 0
}

/// Length of the content of a string that ends with `mark`.
fn string_length(text: &str, mark: &str, many_lines: bool) -> Option<usize> {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with(mark) {
            return Some(at);
        }
        let mut chars = rest.chars();
        let next = chars.next()?;
        if next == '\n' && !many_lines {
            return None;
        }
        at += next.len_utf8();
        if next == '\\' {
            at += chars.next().map_or(0, char::len_utf8);
        }
    }
    None
}

/// What a string literal with this content needs: `=~/re/` is a regular expression over the string's value.
fn string_need(content: &str) -> Need {
    let Some(inner) = content.strip_prefix("=~/") else { return pieces_need(content) };
    let Some(end) = inner.rfind('/') else { return Need::Always };
    let (regex, flags) = (&inner[..end], &inner[end + 1..]);
    // Whether `\\\\d` is a digit depends on the language's escapes.
    if regex.contains("\\\\") {
        return Need::Always;
    }
    let regex = if flags.contains('i') { format!("(?i){regex}") } else { regex.to_owned() };
    regex_need(&regex, Texts::Value)
}

/// The pieces of a string: runs of letters, digits and `-.:_`, without escapes, metavariables and ellipses.
fn pieces_need(content: &str) -> Need {
    let mut needs = Vec::new();
    let mut at = 0;
    while let Some(next) = content[at..].chars().next() {
        let rest = &content[at..];
        let length = match next {
            '\\' => escape_length(rest),
            '$' => dollar_length(rest),
            _ => piece_length(rest),
        };
        if length >= MIN_PIECE && next != '\\' && next != '$' {
            needs.push(Need::literal(&rest[..length], false));
        }
        at += length.max(next.len_utf8());
    }
    Need::all(needs)
}

/// Length of an escape, with the word it may reach into (`\x41bc`).
fn escape_length(rest: &str) -> usize {
    let escaped = rest[1..].chars().next().map_or(0, char::len_utf8);
    1 + escaped + word_length(&rest[1 + escaped..])
}

/// Length of a metavariable in a string, with all letters that touch it; of the dollar alone where it is none.
fn dollar_length(rest: &str) -> usize {
    let name = rest[1..].trim_start_matches('.');
    let dots = rest.len() - 1 - name.len();
    match name.as_bytes().first() {
        Some(first) if first.is_ascii_lowercase() => 1,
        _ => 1 + dots + word_length(name),
    }
}

/// Length of the word at the start of `text`: ASCII letters, digits, `_`.
fn word_length(text: &str) -> usize {
    text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count()
}

/// Length of the word at the start of `text`, with single `-`, `.` and `:` between letters and digits.
pub(super) fn piece_length(text: &str) -> usize {
    let mut length = word_length(text);
    while length > 0 {
        let rest = &text[length..];
        let next = if rest.starts_with(['-', '.', ':']) { word_length(&rest[1..]) } else { 0 };
        if next == 0 {
            break;
        }
        length += 1 + next;
    }
    length
}

fn all_digits(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}
