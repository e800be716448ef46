//! Reads PCRE syntax into the tree of [`super::ast`].
//!
//! Where PCRE is lenient (a bare `[` in a class, `{,3}` as text, `\-` and `\/`, POSIX classes), so is
//! this parser; what it cannot give a meaning to (`(*SKIP)`, `\C`, callouts) is an error with its place.
//! Start at [`parse`].

use super::ast::{Assert, Ast, Condition, Greed, Node};
use super::{Flags, RegexError};

mod class;
mod escape;
mod group;

/// Parentheses within parentheses: beyond this an expression is refused.
const MAX_DEPTH: usize = 60;

/// Quantifiers on top of one another, as in `a{2}{3}`.
const MAX_QUANTIFIERS: usize = 4;

/// Largest count in a quantifier (PCRE's own limit).
const MAX_COUNT: u32 = 65_535;

/// Longest expression, in bytes.
const MAX_LENGTH: usize = 128 * 1024;

type Result<T> = std::result::Result<T, RegexError>;

/// Reads `pattern` under `flags`.
pub(crate) fn parse(pattern: &str, flags: Flags) -> Result<Ast> {
    if pattern.len() > MAX_LENGTH {
        return Err(RegexError::TooLarge);
    }
    let (ast, octal_candidate) = Parser::new(pattern, flags, usize::MAX).run()?;
    // `\12` is a back-reference where twelve groups exist and a character in octal where not; only a
    // second reading knows how many there are.
    if octal_candidate > ast.groups {
        return Ok(Parser::new(pattern, flags, ast.groups).run()?.0);
    }
    Ok(ast)
}

/// The options in force at a place.
#[derive(Debug, Clone, Copy)]
struct Options {
    caseless: bool,
    multiline: bool,
    dotall: bool,
    extended: bool,
    ungreedy: bool,
    no_capture: bool,
}

struct Parser<'p> {
    pattern: &'p str,
    pos: usize,
    options: Options,
    /// Within `\Q...\E`.
    quoting: bool,
    depth: usize,
    /// Number of the latest capture group.
    groups: usize,
    names: Vec<(String, usize)>,
    /// References by name, resolved when all names are known: place, name.
    named: Vec<(usize, String)>,
    /// Groups of the whole expression as far as known.
    total_groups: usize,
    /// Highest back-reference of two digits or more.
    octal_candidate: usize,
}

/// Group numbers from here on are indexes into [`Parser::named`].
const NAMED: usize = usize::MAX / 2;

impl<'p> Parser<'p> {
    fn new(pattern: &'p str, flags: Flags, total_groups: usize) -> Self {
        let options = Options {
            caseless: flags.caseless,
            multiline: flags.multiline,
            dotall: flags.dotall,
            extended: flags.extended,
            ungreedy: false,
            no_capture: false,
        };
        Parser {
            pattern,
            pos: 0,
            options,
            quoting: false,
            depth: 0,
            groups: 0,
            names: Vec::new(),
            named: Vec::new(),
            total_groups,
            octal_candidate: 0,
        }
    }

    fn run(mut self) -> Result<(Ast, usize)> {
        self.start_of_pattern_settings();
        let mut root = self.alternation(false)?;
        if self.peek().is_some() {
            return Err(self.error("unmatched ')'"));
        }
        self.resolve(&mut root)?;
        let ast = Ast { root, groups: self.groups, names: self.names };
        Ok((ast, self.octal_candidate))
    }

    /// `(*UTF8)` and its kin in front of the expression say what holds here anyway.
    fn start_of_pattern_settings(&mut self) {
        const SETTINGS: [&str; 6] =
            ["(*UTF8)", "(*UTF)", "(*LF)", "(*NO_START_OPT)", "(*NO_AUTO_POSSESS)", "(*NO_JIT)"];
        while let Some(setting) = SETTINGS.iter().find(|s| self.rest().starts_with(**s)) {
            self.pos += setting.len();
        }
    }

    /// Branches up to a `)` or the end. With `reset`, each branch numbers its groups from the same start.
    fn alternation(&mut self, reset: bool) -> Result<Node> {
        let start = self.groups;
        let mut highest = start;
        let mut branches = vec![self.concat()?];
        while self.eat("|") {
            highest = highest.max(self.groups);
            if reset {
                self.groups = start;
            }
            branches.push(self.concat()?);
        }
        self.groups = highest.max(self.groups);
        match branches.len() {
            1 => Ok(branches.remove(0)),
            _ => Ok(Node::Alt(branches)),
        }
    }

    fn concat(&mut self) -> Result<Node> {
        let mut nodes = Vec::new();
        loop {
            if self.quoting {
                if self.eat("\\E") {
                    self.quoting = false;
                    continue;
                }
            } else {
                self.skip_extended();
            }
            match self.peek() {
                None => break,
                Some('|' | ')') if !self.quoting => break,
                Some(_) => {}
            }
            if let Some(node) = self.atom()? {
                nodes.push(self.quantifiers(node)?);
            }
        }
        match nodes.len() {
            0 => Ok(Node::Empty),
            1 => Ok(nodes.remove(0)),
            _ => Ok(Node::Concat(nodes)),
        }
    }

    /// White space and `#` comments where the `x` option holds.
    fn skip_extended(&mut self) {
        while self.options.extended {
            match self.peek() {
                Some(c) if c.is_ascii_whitespace() || c == '\x0B' => self.pos += 1,
                Some('#') => {
                    let rest = self.rest();
                    self.pos += rest.find('\n').map_or(rest.len(), |at| at + 1);
                }
                _ => return,
            }
        }
    }

    /// `(?#...)`, and what the `x` option lets stand around it.
    fn skip_comments(&mut self) -> Result<()> {
        while self.eat("(?#") {
            self.until(")", "comment is not closed")?;
            self.skip_extended();
        }
        Ok(())
    }

    /// One item, or `None` where the text only sets options or is a comment.
    fn atom(&mut self) -> Result<Option<Node>> {
        let start = self.pos;
        let Some(c) = self.next() else { return Ok(None) };
        if self.quoting {
            return Ok(Some(self.literal(c)));
        }
        Ok(Some(match c {
            '\\' => return self.escape(),
            '[' => self.class(start)?,
            '(' => return self.group(start),
            '.' => Node::Dot { newline: self.options.dotall },
            '^' if self.options.multiline => Node::Assert(Assert::LineStart),
            '^' => Node::Assert(Assert::TextStart),
            '$' if self.options.multiline => Node::Assert(Assert::LineEnd),
            '$' => Node::Assert(Assert::LastLineEnd),
            '*' | '+' | '?' => {
                return Err(syntax("quantifier has nothing to repeat", start));
            }
            _ => self.literal(c),
        }))
    }

    fn literal(&self, c: char) -> Node {
        Node::Char { c, caseless: self.options.caseless }
    }

    /// `node` with the quantifiers that follow it.
    fn quantifiers(&mut self, mut node: Node) -> Result<Node> {
        for _ in 0..MAX_QUANTIFIERS {
            if self.quoting && self.eat("\\E") {
                self.quoting = false;
            }
            if !self.quoting {
                self.skip_extended();
                self.skip_comments()?;
            }
            let Some((min, max)) = self.count()? else { return Ok(node) };
            let greed = if self.eat("+") {
                Greed::Possessive
            } else if self.eat("?") != self.options.ungreedy {
                Greed::Lazy
            } else {
                Greed::Greedy
            };
            node = Node::Repeat { node: Box::new(node), min, max, greed };
        }
        Err(RegexError::TooDeep)
    }

    /// The numbers of a quantifier that starts here; `{` that starts none is left where it is.
    fn count(&mut self) -> Result<Option<(u32, Option<u32>)>> {
        if self.quoting {
            return Ok(None);
        }
        let counted = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => return self.braces(),
            _ => return Ok(None),
        };
        self.pos += 1;
        Ok(Some(counted))
    }

    fn braces(&mut self) -> Result<Option<(u32, Option<u32>)>> {
        let start = self.pos;
        let Some(close) = self.rest().find('}') else { return Ok(None) };
        let body = &self.pattern[start + 1..start + close];
        let (low, high) = match body.split_once(',') {
            Some((low, high)) => (low, Some(high)),
            None => (body, None),
        };
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if low.is_empty() || !digits(low) || !high.is_none_or(digits) {
            return Ok(None);
        }
        let number = |s: &str| {
            let n = s.parse::<u32>().ok().filter(|&n| n <= MAX_COUNT);
            n.ok_or_else(|| syntax("number in a quantifier is too large", start))
        };
        let min = number(low)?;
        let max = match high {
            None => Some(min),
            Some("") => None,
            Some(high) => Some(number(high)?),
        };
        if max.is_some_and(|max| max < min) {
            return Err(syntax("numbers in a quantifier are out of order", start));
        }
        self.pos += close + 1;
        Ok(Some((min, max)))
    }

    /// Turns references by name into references by number, and checks that all groups exist.
    fn resolve(&self, node: &mut Node) -> Result<()> {
        match node {
            Node::Backref { number, .. } | Node::Call { number } => self.resolve_number(number),
            Node::If { condition, yes, no } => {
                match condition {
                    Condition::Group(number) => self.resolve_number(number)?,
                    Condition::Look(look) => self.resolve(look)?,
                    Condition::Define => {}
                }
                self.resolve(yes)?;
                self.resolve(no)
            }
            Node::Group { node, .. }
            | Node::Atomic(node)
            | Node::Look { node, .. }
            | Node::Repeat { node, .. } => self.resolve(node),
            Node::Concat(nodes) | Node::Alt(nodes) => {
                nodes.iter_mut().try_for_each(|node| self.resolve(node))
            }
            _ => Ok(()),
        }
    }

    fn resolve_number(&self, number: &mut usize) -> Result<()> {
        if let Some((at, name)) = number.checked_sub(NAMED).and_then(|i| self.named.get(i)) {
            let known = self.names.iter().find(|(known, _)| known == name);
            let Some((_, known)) = known else {
                return Err(syntax(&format!("no group is named '{name}'"), *at));
            };
            *number = *known;
        }
        // A second reading may follow while the count is not known.
        if *number > self.groups && (self.total_groups != usize::MAX || *number < 10) {
            return Err(syntax(&format!("there is no group {number}"), self.pattern.len()));
        }
        Ok(())
    }

    /// A group number that stands for `name`.
    fn reference(&mut self, name: String, at: usize) -> usize {
        self.named.push((at, name));
        NAMED + self.named.len() - 1
    }

    fn rest(&self) -> &'p str {
        self.pattern.get(self.pos..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.pos += c.len_utf8();
        Some(c)
    }

    fn eat(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.pos += text.len();
        }
        found
    }

    /// The text up to `end`, which is passed.
    fn until(&mut self, end: &str, what: &str) -> Result<&'p str> {
        let rest = self.rest();
        let Some(at) = rest.find(end) else {
            return Err(self.error(what));
        };
        self.pos += at + end.len();
        Ok(&rest[..at])
    }

    fn error(&self, message: &str) -> RegexError {
        syntax(message, self.pos)
    }
}

fn syntax(message: &str, offset: usize) -> RegexError {
    RegexError::Syntax { message: message.to_owned(), offset }
}
