//! What follows an opening parenthesis.

use super::{MAX_DEPTH, Parser, Result, syntax};
use crate::regex::RegexError;
use crate::regex::ast::{Class, Condition, Node};

impl Parser<'_> {
    /// The group whose `(` stands at `start` and is already passed; `None` for comments and options.
    pub(super) fn group(&mut self, start: usize) -> Result<Option<Node>> {
        if self.depth >= MAX_DEPTH {
            return Err(RegexError::TooDeep);
        }
        self.depth += 1;
        let node = self.group_at_depth(start);
        self.depth -= 1;
        node
    }

    fn group_at_depth(&mut self, start: usize) -> Result<Option<Node>> {
        if self.rest().starts_with('*') {
            return self.verb(start).map(Some);
        }
        if !self.eat("?") {
            if self.options.no_capture {
                return self.plain(start).map(Some);
            }
            return self.capture(None, start).map(Some);
        }
        if self.eat("#") {
            self.until(")", "comment is not closed")?;
            return Ok(None);
        }
        if self.eat("(") {
            return self.conditional(start).map(Some);
        }
        if let Some(node) = self.marked_group(start)? {
            return Ok(Some(node));
        }
        self.inline_options(start)
    }

    /// Groups told by the characters after `(?`.
    fn marked_group(&mut self, start: usize) -> Result<Option<Node>> {
        Ok(Some(if self.eat(":") {
            self.plain(start)?
        } else if self.eat("|") {
            let node = Box::new(self.body(start, true)?);
            Node::Group { number: None, node }
        } else if self.eat(">") {
            Node::Atomic(Box::new(self.body(start, false)?))
        } else if let Some((ahead, negated)) = self.look_mark() {
            let node = Box::new(self.body(start, false)?);
            Node::Look { ahead, negated, node }
        } else if self.eat("<") || self.eat("P<") {
            let name = self.name(">")?;
            self.capture(Some(name), start)?
        } else if self.eat("'") {
            let name = self.name("'")?;
            self.capture(Some(name), start)?
        } else if self.eat("P=") {
            let name = self.name(")")?;
            self.backref_to(name, start)
        } else if self.eat("P>") || self.eat("&") {
            let name = self.name(")")?;
            self.call(&name, start)?
        } else if self.eat("R)") {
            Node::Call { number: 0 }
        } else if self.starts_with_number() {
            let number = self.until(")", "group is not closed")?.to_owned();
            self.call(&number, start)?
        } else {
            return Ok(None);
        }))
    }

    /// What is ahead of (or behind), and whether it must not be there.
    fn look_mark(&mut self) -> Option<(bool, bool)> {
        let marks = [
            ("=", (true, false)),
            ("!", (true, true)),
            ("<=", (false, false)),
            ("<!", (false, true)),
        ];
        marks.into_iter().find(|(mark, _)| self.eat(mark)).map(|(_, look)| look)
    }

    /// `(?1)`, `(?-1)`, `(?+1)`, but not the option group `(?-i)`.
    fn starts_with_number(&self) -> bool {
        self.rest().trim_start_matches(['-', '+']).starts_with(|c: char| c.is_ascii_digit())
    }

    fn plain(&mut self, start: usize) -> Result<Node> {
        let node = Box::new(self.body(start, false)?);
        Ok(Node::Group { number: None, node })
    }

    fn capture(&mut self, name: Option<String>, start: usize) -> Result<Node> {
        self.groups += 1;
        let number = self.groups;
        self.names.extend(name.map(|name| (name, number)));
        let node = Box::new(self.body(start, false)?);
        Ok(Node::Group { number: Some(number), node })
    }

    /// Everything up to the closing parenthesis; options set inside end there.
    fn body(&mut self, start: usize, reset: bool) -> Result<Node> {
        let options = self.options;
        let node = self.alternation(reset)?;
        self.options = options;
        if self.eat(")") { Ok(node) } else { Err(syntax("'(' is not closed", start)) }
    }

    fn name(&mut self, close: &str) -> Result<String> {
        let at = self.pos;
        let name = self.until(close, "name of a group is not closed")?;
        let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if name.is_empty()
            || !name.chars().all(word)
            || name.starts_with(|c: char| c.is_ascii_digit())
        {
            return Err(syntax(&format!("'{name}' is no name of a group"), at));
        }
        Ok(name.to_owned())
    }

    /// A call of a group by number or name.
    pub(super) fn call(&mut self, target: &str, at: usize) -> Result<Node> {
        let number = match self.relative(target, at)? {
            Some(number) => number,
            None => self.reference(target.to_owned(), at),
        };
        Ok(Node::Call { number })
    }

    /// `(?(1)yes|no)`; the second parenthesis is already passed.
    fn conditional(&mut self, start: usize) -> Result<Node> {
        let at = self.pos;
        let condition = if self.eat("?") {
            let Some((ahead, negated)) = self.look_mark() else {
                return Err(self.error("condition must be an assertion, a number or a name"));
            };
            let node = Box::new(self.body(at, false)?);
            Condition::Look(Box::new(Node::Look { ahead, negated, node }))
        } else {
            let text = self.until(")", "condition is not closed")?;
            let name = text.trim_start_matches(['<', '\'']).trim_end_matches(['>', '\'']);
            match self.relative(text, at)? {
                Some(number) => Condition::Group(number),
                None if text == "DEFINE" => Condition::Define,
                None if text.is_empty() || text.starts_with(['R', '&']) => {
                    let what = format!("condition '({text})'");
                    return Err(RegexError::Unsupported { what, offset: at });
                }
                None => Condition::Group(self.reference(name.to_owned(), at)),
            }
        };
        let (yes, no) = match self.body(start, false)? {
            Node::Alt(mut branches) if branches.len() == 2 => {
                let no = branches.pop().unwrap_or(Node::Empty);
                (branches.pop().unwrap_or(Node::Empty), no)
            }
            Node::Alt(_) => return Err(syntax("conditional has more than two branches", start)),
            yes => (yes, Node::Empty),
        };
        Ok(Node::If { condition, yes: Box::new(yes), no: Box::new(no) })
    }

    /// `(*FAIL)`; the other verbs steer a backtracking search in ways we have no match for.
    fn verb(&mut self, start: usize) -> Result<Node> {
        let verb = self.until(")", "verb is not closed")?;
        match verb {
            "*FAIL" | "*F" => {
                let ranges = vec![('\0', char::MAX)];
                Ok(Node::Class(Class { negated: true, ranges, ..Class::default() }))
            }
            _ => Err(RegexError::Unsupported { what: format!("'({verb})'"), offset: start }),
        }
    }

    /// `(?i)` for the rest of the enclosing group, `(?i:...)` for a group of its own.
    fn inline_options(&mut self, start: usize) -> Result<Option<Node>> {
        let outer = self.options;
        let mut on = true;
        while let Some(c) = self.next() {
            match c {
                '^' => self.set_all(false),
                '-' => on = false,
                'i' => self.options.caseless = on,
                'm' => self.options.multiline = on,
                's' => self.options.dotall = on,
                'x' => self.options.extended = on,
                'U' => self.options.ungreedy = on,
                'n' => self.options.no_capture = on,
                // Duplicate names are allowed anyway; ASCII and Unicode modes of Python change nothing.
                'J' | 'a' | 'u' => {}
                ')' => return Ok(None),
                ':' => {
                    let node = Box::new(self.alternation(false)?);
                    self.options = outer;
                    if !self.eat(")") {
                        return Err(syntax("'(' is not closed", start));
                    }
                    return Ok(Some(Node::Group { number: None, node }));
                }
                c => {
                    let what = format!("option '{c}' in '(?'");
                    return Err(RegexError::Unsupported { what, offset: start });
                }
            }
        }
        Err(syntax("'(' is not closed", start))
    }

    fn set_all(&mut self, on: bool) {
        self.options.caseless = on;
        self.options.multiline = on;
        self.options.dotall = on;
        self.options.extended = on;
        self.options.no_capture = on;
    }
}
