//! The literals a regular expression needs.
//!
//! For: PCRE-flavoured expressions of rules, as far as `regex-syntax` reads them after look-around and the like are cut.
//! Not for: matching.
//! Read [`regex_need`].

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};

use super::need::Need;
use super::words::piece_length;

/// Shortest literal kept, in bytes.
const MIN_LITERAL: usize = 3;
/// Strings a part of an expression may stand for before we give up listing them.
const MAX_STRINGS: usize = 32;
/// Length of a listed string, in bytes.
const MAX_LENGTH: usize = 64;
/// Longest expression looked at, in bytes.
const MAX_REGEX: usize = 20_000;

/// What an expression is matched against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Texts {
    /// The text of the file itself.
    Source,
    /// A value or a bound piece of code, whose spaces, quotes and escapes may be written otherwise in the file.
    Value,
}

/// What must stand in a file for `regex` to match in it.
pub(crate) fn regex_need(regex: &str, texts: Texts) -> Need {
    // A block scalar ends with a line break that is often not meant.
    let regex = regex.trim_end_matches('\n');
    if regex.len() > MAX_REGEX {
        return Need::Always;
    }
    let parse = |regex: &str| ParserBuilder::new().nest_limit(100).build().parse(regex).ok();
    let hir = parse(regex).or_else(|| parse(&without_pcre(regex)?));
    hir.map_or(Need::Always, |hir| need(&hir, texts))
}

/// A string an expression may stand for; `any_case` where some letter of it matches in either case.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Exact {
    text: String,
    any_case: bool,
}

fn need(hir: &Hir, texts: Texts) -> Need {
    let mut run = Run {
        strings: vec![Exact { text: String::new(), any_case: false }],
        needs: Vec::new(),
        texts,
    };
    run.walk(hir);
    run.flush();
    Need::all(run.needs)
}

/// The strings that can stand right before the place reached, and what is needed before them.
struct Run {
    strings: Vec<Exact>,
    needs: Vec<Need>,
    texts: Texts,
}

impl Run {
    fn walk(&mut self, hir: &Hir) {
        if let Some(strings) = exact(hir) {
            if self.strings.len() * strings.len() > MAX_STRINGS || self.is_long() {
                self.flush();
            }
            self.strings = product(&self.strings, &strings);
            return;
        }
        match hir.kind() {
            HirKind::Capture(capture) => self.walk(&capture.sub),
            HirKind::Concat(parts) => parts.iter().for_each(|part| self.walk(part)),
            HirKind::Alternation(parts) => {
                self.flush();
                let needs = parts.iter().map(|part| need(part, self.texts)).collect();
                self.needs.push(Need::any(needs));
            }
            HirKind::Repetition(repetition) => {
                if repetition.min > 0 {
                    // The first of the repeated follows what was before.
                    self.walk(&repetition.sub);
                }
                self.flush();
            }
            _ => self.flush(),
        }
    }

    fn is_long(&self) -> bool {
        self.strings.iter().any(|exact| exact.text.len() > MAX_LENGTH)
    }

    /// Turns the strings into a need and starts anew.
    fn flush(&mut self) {
        let empty = vec![Exact { text: String::new(), any_case: false }];
        let strings = std::mem::replace(&mut self.strings, empty);
        let needs = strings.iter().map(|exact| {
            let text = match self.texts {
                Texts::Source => &exact.text,
                Texts::Value => longest_piece(&exact.text),
            };
            if text.len() < MIN_LITERAL {
                Need::Always
            } else {
                Need::literal(text, exact.any_case)
            }
        });
        self.needs.push(Need::any(needs.collect()));
    }
}

/// The longest part of `text` that is written one way only.
fn longest_piece(text: &str) -> &str {
    let mut best = "";
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        let length = piece_length(&text[at..]);
        if length > best.len() {
            best = &text[at..at + length];
        }
        at += length.max(next.len_utf8());
    }
    best
}

/// All strings `hir` stands for, if they are few.
fn exact(hir: &Hir) -> Option<Vec<Exact>> {
    let one = |text: &str| vec![Exact { text: text.to_owned(), any_case: false }];
    match hir.kind() {
        HirKind::Empty => Some(one("")),
        HirKind::Literal(literal) => std::str::from_utf8(&literal.0).ok().map(one),
        HirKind::Class(class) => class_strings(class),
        HirKind::Capture(capture) => exact(&capture.sub),
        HirKind::Concat(parts) => {
            let mut strings = one("");
            for part in parts {
                strings = product(&strings, &exact(part)?);
                if strings.len() > MAX_STRINGS || strings[0].text.len() > MAX_LENGTH {
                    return None;
                }
            }
            Some(strings)
        }
        HirKind::Alternation(parts) => {
            let mut strings = Vec::new();
            for part in parts {
                strings.extend(exact(part)?);
                if strings.len() > MAX_STRINGS {
                    return None;
                }
            }
            Some(strings)
        }
        HirKind::Repetition(repetition) if repetition.max == Some(1) && repetition.min == 0 => {
            let mut strings = exact(&repetition.sub)?;
            strings.extend(one(""));
            Some(strings)
        }
        HirKind::Repetition(repetition)
            if repetition.max == Some(repetition.min) && repetition.min <= 8 =>
        {
            let sub = exact(&repetition.sub)?;
            let mut strings = one("");
            for _ in 0..repetition.min {
                strings = product(&strings, &sub);
                if strings.len() > MAX_STRINGS {
                    return None;
                }
            }
            Some(strings)
        }
        _ => None,
    }
}

fn product(heads: &[Exact], tails: &[Exact]) -> Vec<Exact> {
    let mut strings = Vec::with_capacity(heads.len() * tails.len());
    for head in heads {
        for tail in tails {
            let text = format!("{}{}", head.text, tail.text);
            strings.push(Exact { text, any_case: head.any_case || tail.any_case });
        }
    }
    strings
}

/// A class of few characters; a letter in both cases is one character in any case.
///
/// Unsound: with `(?i)`, `s` and `k` also match `ſ` and the Kelvin sign, which we pass over.
fn class_strings(class: &Class) -> Option<Vec<Exact>> {
    let Class::Unicode(class) = class else { return None };
    let mut chars: Vec<char> = Vec::new();
    for range in class.iter() {
        for c in range.start()..=range.end() {
            match c {
                '\u{17f}' | '\u{212a}' => {}
                c if chars.len() < 8 => chars.push(c),
                _ => return None,
            }
        }
    }
    let mut strings = Vec::new();
    for c in &chars {
        let is_both = c.is_ascii_alphabetic() && chars.contains(&swap_case(*c));
        if !(is_both && c.is_ascii_uppercase()) {
            strings.push(Exact { text: c.to_string(), any_case: is_both });
        }
    }
    (!strings.is_empty()).then_some(strings)
}

fn swap_case(c: char) -> char {
    if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() }
}

/// The expression with what only PCRE knows cut out or widened, so that it matches at least as much. `None` where that
/// is not clear.
fn without_pcre(regex: &str) -> Option<String> {
    let mut out = String::with_capacity(regex.len() + 16);
    let mut at = 0;
    while let Some(next) = regex[at..].chars().next() {
        let rest = &regex[at..];
        let (text, length) = match next {
            '\\' => escape(rest)?,
            '[' => class(rest)?,
            '(' => group(rest)?,
            '{' if !is_count(rest) => ("\\{".to_owned(), 1),
            // A possessive quantifier; a plain one stands before it.
            '+' if at > 0 && is_after_quantifier(&regex[..at]) => (String::new(), 1),
            c => (c.to_string(), c.len_utf8()),
        };
        out.push_str(&text);
        at += length;
    }
    Some(out)
}

/// What may stand for an escape at the start of `rest`, and its length.
fn escape(rest: &str) -> Option<(String, usize)> {
    let letter = rest.chars().nth(1)?;
    let whole = rest.get(..1 + letter.len_utf8())?.to_owned();
    Some(match letter {
        'Q' | 'E' | 'G' | 'N' | 'c' | 'C' | 'o' => return None,
        'Z' | 'K' => ("(?:)".to_owned(), 2),
        'h' => ("[ \\t]".to_owned(), 2),
        'H' => ("[^ \\t]".to_owned(), 2),
        'R' => ("(?:\\r\\n|\\s)".to_owned(), 2),
        'X' => ("(?s:.+)".to_owned(), 2),
        'e' => ("\\x1B".to_owned(), 2),
        '<' | '>' => (letter.to_string(), 2),
        // References to groups: any text.
        '1'..='9' => {
            let digits = rest[1..].bytes().take_while(u8::is_ascii_digit).count();
            ("(?s:.*)".to_owned(), 1 + digits)
        }
        'k' | 'g' => {
            let end = rest.find(['}', '>', '\'']).filter(|end| *end < 40)?;
            ("(?s:.*)".to_owned(), end + 1)
        }
        '0' => return None,
        // `\p{L}`, `\x{41}`.
        'p' | 'P' | 'x' if rest[2..].starts_with('{') => {
            let end = rest.find('}')?;
            (rest[..=end].to_owned(), end + 1)
        }
        _ => (whole, 1 + letter.len_utf8()),
    })
}

/// A class with its bare brackets escaped, and its length.
fn class(rest: &str) -> Option<(String, usize)> {
    let mut out = String::from("[");
    let mut at = 1;
    if rest[at..].starts_with('^') {
        out.push('^');
        at += 1;
    }
    let first = at;
    while let Some(next) = rest[at..].chars().next() {
        match next {
            ']' if at > first => {
                out.push(']');
                return Some((out, at + 1));
            }
            '[' if rest[at..].starts_with("[:") => {
                let end = rest[at..].find(":]")? + 2;
                out.push_str(&rest[at..at + end]);
                at += end;
            }
            '[' | ']' | '&' | '~' => {
                out.push('\\');
                out.push(next);
                at += 1;
            }
            '\\' => {
                let (text, length) = class_escape(&rest[at..])?;
                out.push_str(&text);
                at += length;
            }
            _ => {
                out.push(next);
                at += next.len_utf8();
            }
        }
    }
    None
}

fn class_escape(rest: &str) -> Option<(String, usize)> {
    let letter = rest.chars().nth(1)?;
    match letter {
        'h' => Some((" \\t".to_owned(), 2)),
        'b' => Some(("\\x08".to_owned(), 2)),
        'Q' | 'E' | 'H' | 'N' | 'R' | 'c' | '0'..='9' => None,
        'p' | 'P' | 'x' if rest[2..].starts_with('{') => {
            let end = rest.find('}')?;
            Some((rest[..=end].to_owned(), end + 1))
        }
        '<' | '>' => Some((letter.to_string(), 2)),
        _ => Some((rest[..1 + letter.len_utf8()].to_owned(), 1 + letter.len_utf8())),
    }
}

/// The opening of a group; look-around is cut as a whole.
fn group(rest: &str) -> Option<(String, usize)> {
    if ["(?=", "(?!", "(?<=", "(?<!"].iter().any(|begin| rest.starts_with(begin)) {
        return Some(("(?:)".to_owned(), group_length(rest)?));
    }
    if rest.starts_with("(?#") {
        return Some((String::new(), rest.find(')')? + 1));
    }
    if rest.starts_with("(?>") || rest.starts_with("(?|") {
        return Some(("(?:".to_owned(), 3));
    }
    if rest.starts_with("(?P=") {
        return Some(("(?s:.*)".to_owned(), rest.find(')')? + 1));
    }
    // Conditions, recursion, verbs.
    let is_other = ["(?(", "(?R", "(?&", "(?P>", "(*", "(?+", "(?-1"].iter();
    if is_other.into_iter().any(|begin| rest.starts_with(begin))
        || rest.as_bytes().get(2).is_some_and(u8::is_ascii_digit) && rest.starts_with("(?")
    {
        return None;
    }
    Some(("(".to_owned(), 1))
}

/// Length of the group at the start of `rest`, its closing parenthesis included.
fn group_length(rest: &str) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(next) = rest[at..].chars().next() {
        match next {
            '\\' => at += 1 + rest[at + 1..].chars().next()?.len_utf8(),
            '[' => at += class(&rest[at..])?.1,
            '(' => {
                depth += 1;
                at += 1;
            }
            ')' => {
                depth -= 1;
                at += 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => at += next.len_utf8(),
        }
    }
    None
}

/// Whether `{` begins a repetition count.
fn is_count(rest: &str) -> bool {
    let Some(end) = rest.find('}') else { return false };
    let inner = &rest[1..end];
    inner.starts_with(|c: char| c.is_ascii_digit())
        && inner.bytes().all(|byte| byte.is_ascii_digit() || byte == b',')
}

/// Whether `before` ends with a quantifier (that is not itself escaped).
fn is_after_quantifier(before: &str) -> bool {
    let Some(last) = before.chars().next_back() else { return false };
    let head = &before[..before.len() - last.len_utf8()];
    let escapes = head.len() - head.trim_end_matches('\\').len();
    match last {
        '+' | '*' | '?' => escapes.is_multiple_of(2) && !head.ends_with('('),
        '}' => {
            escapes.is_multiple_of(2) && before.rfind('{').is_some_and(|at| is_count(&before[at..]))
        }
        _ => false,
    }
}
