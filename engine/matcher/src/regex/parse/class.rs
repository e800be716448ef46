//! Bracketed classes.

use super::{Parser, Result, syntax};
use crate::regex::ast::{Class, Node, complement, merge};

/// One member of a class.
enum Member {
    Char(char),
    Set(Class),
}

impl Parser<'_> {
    /// The class whose `[` stands at `start` and is already passed.
    pub(super) fn class(&mut self, start: usize) -> Result<Node> {
        let mut class = Class { negated: self.eat("^"), ..Class::default() };
        let mut first = true;
        loop {
            if self.quoting && self.eat("\\E") {
                self.quoting = false;
                continue;
            }
            match self.peek() {
                None => return Err(syntax("class is not closed", start)),
                Some(']') if !first && !self.quoting => break,
                Some(_) => {}
            }
            first = false;
            match self.member()? {
                None => {}
                Some(Member::Set(set)) => add_set(&mut class, set),
                Some(Member::Char(low)) => {
                    let high = self.range_end(low)?;
                    class.ranges.push((low, high));
                }
            }
        }
        self.pos += 1;
        if self.options.caseless {
            class.fold_case();
        }
        Ok(Node::Class(class))
    }

    /// The next member, `None` for `\Q`, `\E`.
    fn member(&mut self) -> Result<Option<Member>> {
        if !self.quoting
            && self.rest().starts_with("[:")
            && let Some(set) = self.posix()?
        {
            return Ok(Some(Member::Set(set)));
        }
        let Some(c) = self.next() else { return Err(self.error("class is not closed")) };
        if c != '\\' || self.quoting {
            return Ok(Some(Member::Char(c)));
        }
        let at = self.pos - 1;
        let Some(letter) = self.next() else { return Err(syntax("stray '\\' at the end", at)) };
        if let Some(set) = Class::of_escape(letter) {
            return Ok(Some(Member::Set(set)));
        }
        Ok(Some(match letter {
            'Q' => {
                self.quoting = true;
                return Ok(None);
            }
            'E' => return Ok(None),
            'p' | 'P' => Member::Set(self.property(letter == 'P')?),
            'N' => {
                Member::Set(Class { negated: true, ranges: vec![('\n', '\n')], ..Class::default() })
            }
            'b' => Member::Char('\x08'),
            'R' | 'X' | 'B' => {
                return Err(syntax(&format!("'\\{letter}' cannot stand in a class"), at));
            }
            _ => Member::Char(self.character(letter, at, true)?),
        }))
    }

    /// The upper end of a range that started with `low`; `low` where there is no range.
    fn range_end(&mut self, low: char) -> Result<char> {
        let at = self.pos;
        let rest = self.rest();
        if self.quoting || !rest.starts_with('-') || rest.starts_with("-]") {
            return Ok(low);
        }
        self.pos += 1;
        match self.member()? {
            Some(Member::Char(high)) if high >= low => Ok(high),
            Some(Member::Char(_)) => Err(syntax("range in a class is out of order", at)),
            // `[a-\d]` and `[a-[:digit:]]`: the dash is text.
            _ => {
                self.pos = at;
                Ok(low)
            }
        }
    }

    /// `[:alpha:]` or `[:^alpha:]`; `None` where the text is no such thing.
    fn posix(&mut self) -> Result<Option<Class>> {
        let rest = self.rest();
        let Some(close) = rest.find(":]") else { return Ok(None) };
        let name = &rest[2..close.max(2)];
        let (negated, name) = match name.strip_prefix('^') {
            Some(name) => (true, name),
            None => (false, name),
        };
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_lowercase()) {
            return Ok(None);
        }
        let Some(class) = Class::of_posix(name) else {
            return Err(self.error(&format!("unknown class '[:{name}:]'")));
        };
        self.pos += close + 2;
        Ok(Some(Class { negated, ..class }))
    }
}

/// Adds `set` to the list of `class`.
fn add_set(class: &mut Class, set: Class) {
    if set.properties.is_empty() {
        class.ranges.extend(set.resolved());
    } else {
        // A set with properties is a single `\p`, which keeps its own negation.
        class.properties.extend(set.properties);
        class.ranges.extend(if set.negated { complement(&merge(set.ranges)) } else { set.ranges });
    }
}
