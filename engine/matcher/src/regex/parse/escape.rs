//! What follows a backslash outside classes, and single characters written as escapes.

use super::{Parser, Result, syntax};
use crate::regex::RegexError;
use crate::regex::ast::{Assert, Class, Node};

impl Parser<'_> {
    /// The escape whose backslash is already passed; `None` for `\Q` and a stray `\E`.
    pub(super) fn escape(&mut self) -> Result<Option<Node>> {
        let at = self.pos - 1;
        let Some(letter) = self.next() else { return Err(syntax("stray '\\' at the end", at)) };
        if letter == 'N' && self.rest().starts_with("{U+") {
            return self.character(letter, at, false).map(|c| Some(self.literal(c)));
        }
        if let Some(class) = Class::of_escape(letter) {
            return Ok(Some(Node::Class(class)));
        }
        Ok(Some(match letter {
            'Q' => {
                self.quoting = true;
                return Ok(None);
            }
            'E' => return Ok(None),
            'b' => Node::Assert(Assert::WordBoundary),
            'B' => Node::Assert(Assert::NotWordBoundary),
            'A' => Node::Assert(Assert::TextStart),
            'z' => Node::Assert(Assert::TextEnd),
            'Z' => Node::Assert(Assert::LastLineEnd),
            'G' => Node::SearchStart,
            'K' => Node::KeepOut,
            'N' => Node::Dot { newline: false },
            'R' => any_newline(),
            'X' => any_grapheme(),
            'p' | 'P' => Node::Class(self.property(letter == 'P')?),
            'g' => self.group_reference(at)?,
            'k' => {
                let name = self.delimited_name(at)?;
                self.backref_to(name, at)
            }
            '1'..='9' => self.number_or_octal(letter, at)?,
            _ => {
                let c = self.character(letter, at, false)?;
                self.literal(c)
            }
        }))
    }

    /// The character an escape stands for; `letter` is what follows the backslash at `at`.
    pub(super) fn character(&mut self, letter: char, at: usize, in_class: bool) -> Result<char> {
        Ok(match letter {
            'a' => '\x07',
            'e' => '\x1B',
            'f' => '\x0C',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'c' => match self.next() {
                Some(c) if c.is_ascii() => char::from(c.to_ascii_uppercase() as u8 ^ 0x40),
                _ => return Err(syntax("'\\c' needs an ASCII character", at)),
            },
            'x' if self.eat("{") => {
                let digits = self.until("}", "'\\x{' is not closed")?;
                code_point(digits.trim(), 16, at)?
            }
            'x' => self.digits("", 16, 2, at)?,
            'u' => self.unicode_escape(at)?,
            'o' if self.eat("{") => {
                let digits = self.until("}", "'\\o{' is not closed")?;
                code_point(digits.trim(), 8, at)?
            }
            'N' if self.eat("{U+") => {
                let digits = self.until("}", "'\\N{' is not closed")?;
                code_point(digits, 16, at)?
            }
            '0' => self.digits("", 8, 2, at)?,
            '1'..='7' if in_class => self.digits(&letter.to_string(), 8, 2, at)?,
            c if c.is_ascii_alphanumeric() => {
                let what = format!("'\\{c}'");
                return Err(RegexError::Unsupported { what, offset: at });
            }
            c => c,
        })
    }

    /// `\u0041`, `\u{41}`: not PCRE's, but everybody else's.
    fn unicode_escape(&mut self, at: usize) -> Result<char> {
        if self.eat("{") {
            let digits = self.until("}", "'\\u{' is not closed")?;
            return code_point(digits, 16, at);
        }
        let digits: String = self.rest().chars().take(4).collect();
        if digits.len() < 4 || !digits.chars().all(|c| c.is_ascii_hexdigit()) {
            return Err(syntax("'\\u' needs four hexadecimal digits", at));
        }
        self.pos += 4;
        code_point(&digits, 16, at)
    }

    /// Up to `max` more digits after those in `head`; no digit at all is zero.
    fn digits(&mut self, head: &str, radix: u32, max: usize, at: usize) -> Result<char> {
        let more = self.rest().chars().take(max).take_while(|c| c.is_digit(radix)).count();
        let text = format!("{head}{}", &self.rest()[..more]);
        self.pos += more;
        if text.is_empty() { Ok('\0') } else { code_point(&text, radix, at) }
    }

    /// `\1`, and `\12` where it is no octal number.
    fn number_or_octal(&mut self, first: char, at: usize) -> Result<Node> {
        let more = self.rest().bytes().take(4).take_while(u8::is_ascii_digit).count();
        let text = format!("{first}{}", &self.rest()[..more]);
        let number: usize = text.parse().unwrap_or(usize::MAX);
        if more > 0 && number > self.total_groups.min(9999) {
            let c = if first < '8' { self.digits(&first.to_string(), 8, 2, at)? } else { first };
            return Ok(self.literal(c));
        }
        if more > 0 {
            self.octal_candidate = self.octal_candidate.max(number);
        }
        self.pos += more;
        Ok(Node::Backref { number, caseless: self.options.caseless })
    }

    /// `\g1`, `\g{-1}`, `\g{name}` are back-references; `\g<1>` and `\g'name'` are calls.
    fn group_reference(&mut self, at: usize) -> Result<Node> {
        if self.rest().starts_with(['<', '\'']) {
            let name = self.delimited_name(at)?;
            return self.call(&name, at);
        }
        if self.rest().starts_with('{') {
            let name = self.delimited_name(at)?;
            return Ok(match self.relative(&name, at)? {
                Some(number) => Node::Backref { number, caseless: self.options.caseless },
                None => self.backref_to(name, at),
            });
        }
        let signed = usize::from(self.rest().starts_with(['-', '+']));
        let digits = self.rest()[signed..].bytes().take_while(u8::is_ascii_digit).count();
        let text = self.rest()[..signed + digits].to_owned();
        self.pos += text.len();
        match self.relative(&text, at)? {
            Some(number) => Ok(Node::Backref { number, caseless: self.options.caseless }),
            None => Err(syntax("'\\g' needs a number or a name", at)),
        }
    }

    pub(super) fn backref_to(&mut self, name: String, at: usize) -> Node {
        let number = self.reference(name, at);
        Node::Backref { number, caseless: self.options.caseless }
    }

    /// A number, relative to here where it is signed; `None` where the text is a name.
    pub(super) fn relative(&self, text: &str, at: usize) -> Result<Option<usize>> {
        let digits = text.trim_start_matches(['-', '+']);
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Ok(None);
        }
        let number: usize = digits.parse().map_err(|_| syntax("group number is too large", at))?;
        let number = match text.as_bytes()[0] {
            b'-' => (self.groups + 1).checked_sub(number).filter(|_| number > 0),
            b'+' => Some(self.groups.saturating_add(number)),
            _ => Some(number),
        };
        let number = number.filter(|&n| n < super::NAMED);
        number.map(Some).ok_or_else(|| syntax("there is no such group", at))
    }

    /// `<name>`, `{name}` or `'name'`.
    fn delimited_name(&mut self, at: usize) -> Result<String> {
        let close = match self.next() {
            Some('<') => ">",
            Some('{') => "}",
            Some('\'') => "'",
            _ => return Err(syntax("name of a group is missing", at)),
        };
        Ok(self.until(close, "name of a group is not closed")?.to_owned())
    }

    /// `\p{L}`, `\pL`, `\p{^L}`; the letter is already passed.
    pub(super) fn property(&mut self, mut negated: bool) -> Result<Class> {
        let at = self.pos;
        let name = if self.eat("{") {
            self.until("}", "'\\p{' is not closed")?.trim()
        } else {
            let length = self.peek().map_or(0, char::len_utf8);
            let name = &self.rest()[..length];
            self.pos += length;
            name
        };
        let name = match name.strip_prefix('^') {
            Some(name) => {
                negated = !negated;
                name
            }
            None => name,
        };
        let known = |b: u8| b.is_ascii_alphanumeric() || b"_ =:-&".contains(&b);
        if name.is_empty() || !name.bytes().all(known) {
            return Err(syntax("name of a Unicode property is missing or wrong", at));
        }
        // PCRE's own names for unions of general categories.
        let parts: &[&str] = match name {
            "L&" => &["Lu", "Ll", "Lt"],
            "Xan" => &["L", "N"],
            "Xwd" => &["L", "N", "Mn", "Pc"],
            "Xsp" | "Xps" => &["White_Space"],
            _ => &[name],
        };
        if negated && parts.len() > 1 {
            let what = format!("'\\P{{{name}}}'");
            return Err(RegexError::Unsupported { what, offset: at });
        }
        let properties = parts.iter().map(|part| ((*part).to_owned(), negated)).collect();
        Ok(Class { properties, ..Class::default() })
    }
}

fn code_point(digits: &str, radix: u32, at: usize) -> Result<char> {
    let code = u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    code.ok_or_else(|| syntax("escape names no character", at))
}

/// `\R`: a line break of any kind, CR LF taken as one.
fn any_newline() -> Node {
    let literal = |c| Node::Char { c, caseless: false };
    let pair = Node::Concat(vec![literal('\r'), literal('\n')]);
    let single = Class::of_escape('v').map_or(Node::Empty, Node::Class);
    Node::Group { number: None, node: Box::new(Node::Alt(vec![pair, single])) }
}

/// `\X`: a character with its combining marks.
///
/// Imprecise: extended grapheme clusters (Hangul syllables, emoji joined by zero-width joiners) are
/// taken apart; `\X` on a family emoji matches its first person.
fn any_grapheme() -> Node {
    let mark = |negated| {
        Node::Class(Class { properties: vec![("M".to_owned(), negated)], ..Class::default() })
    };
    let marks = Node::Repeat {
        node: Box::new(mark(false)),
        min: 0,
        max: None,
        greed: crate::regex::ast::Greed::Greedy,
    };
    let node = Box::new(Node::Concat(vec![mark(true), marks]));
    Node::Group { number: None, node }
}
