//! Text to [`ConfigPath`].

use super::model::{ConfigPath, Fact, PathAlternative, PathRoot, PathStep};

/// Levels of `$parent` at most.
const MAX_PARENTS: u8 = 8;

/// Reads `a.b[*].c`, `$parent.spec`, `a..b`, `a|b`, `x.@json`, `x["a.b"]`; the words say what is wrong.
pub(super) fn parse(text: &str) -> Result<ConfigPath, String> {
    let mut alternatives = Vec::new();
    let mut scanner = Scanner { rest: text.trim() };
    loop {
        alternatives.push(scanner.alternative()?);
        match scanner.rest.strip_prefix('|') {
            Some(rest) => scanner.rest = rest.trim_start(),
            None if scanner.rest.is_empty() => break,
            None => return Err(format!("'{}' is not understood", scanner.rest)),
        }
    }
    Ok(ConfigPath { text: text.trim().to_owned(), alternatives })
}

struct Scanner<'t> {
    rest: &'t str,
}

impl<'t> Scanner<'t> {
    fn eat(&mut self, word: &str) -> bool {
        match self.rest.strip_prefix(word) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn alternative(&mut self) -> Result<PathAlternative, String> {
        let root = self.root()?;
        if root == PathRoot::Here && self.rest.trim_start().is_empty() {
            return Err("a path is missing".to_owned());
        }
        let mut steps = Vec::new();
        if root == PathRoot::Here && self.rest.starts_with('.') && !self.rest.starts_with("..") {
            // `.` alone is the element itself; `.[0]` and `.@json` go on from it.
            self.eat(".");
            if !self.rest.starts_with(['[', '@', '|']) && !self.rest.trim().is_empty() {
                return Err("a path does not start with '.'".to_owned());
            }
        }
        while !self.rest.trim_start().is_empty() && !self.rest.trim_start().starts_with('|') {
            steps.push(self.step(steps.is_empty() && root == PathRoot::Here)?);
        }
        self.rest = self.rest.trim_start();
        Ok(PathAlternative { root, steps })
    }

    fn root(&mut self) -> Result<PathRoot, String> {
        if self.eat("$resource") {
            return Ok(PathRoot::Resource);
        }
        if self.eat("$outer") {
            return Ok(PathRoot::Outer);
        }
        if !self.eat("$parent") {
            return match self.rest.starts_with('$') {
                true => Err("a path starts with $resource, $parent, $outer or a name".to_owned()),
                false => Ok(PathRoot::Here),
            };
        }
        let mut levels = 1;
        while self.eat(".$parent") {
            levels += 1;
            if levels > MAX_PARENTS {
                return Err("too many levels of $parent".to_owned());
            }
        }
        Ok(PathRoot::Parent(levels))
    }

    fn step(&mut self, first: bool) -> Result<PathStep, String> {
        if self.eat("[*]") {
            return Ok(PathStep::Items);
        }
        if self.eat("[\"") {
            let end = self.rest.find("\"]").ok_or("'[\"' without '\"]'")?;
            let key = self.rest[..end].to_owned();
            self.rest = &self.rest[end + 2..];
            return Ok(PathStep::Key(key));
        }
        if self.eat("[") {
            let end = self.rest.find(']').ok_or("'[' without ']'")?;
            let index = self.rest[..end].trim().parse();
            self.rest = &self.rest[end + 1..];
            return index.map(PathStep::Index).map_err(|_| "an index is a number or *".to_owned());
        }
        if self.eat("..") {
            return self.name().map(PathStep::Deep);
        }
        if !self.eat(".") && !first && !self.rest.starts_with('@') {
            return Err(format!("'{}' is not understood", self.rest));
        }
        if !self.eat("@") {
            return self.name().map(PathStep::Key);
        }
        Ok(match self.name()?.as_str() {
            "keys" => PathStep::Keys,
            "entries" => PathStep::Entries,
            "json" => PathStep::Json,
            "policy" => PathStep::Policy,
            "type" => PathStep::Fact(Fact::Type),
            "address" => PathStep::Fact(Fact::Address),
            "file" => PathStep::Fact(Fact::File),
            other => {
                return Err(format!(
                    "'@{other}' is not known: @keys, @entries, @json, @policy, @type, @address, @file"
                ));
            }
        })
    }

    fn name(&mut self) -> Result<String, String> {
        let is_end = |c: char| matches!(c, '.' | '[' | ']' | '|' | '@') || c.is_whitespace();
        let end = self.rest.find(is_end).unwrap_or(self.rest.len());
        let name = &self.rest[..end];
        if name.is_empty() {
            return Err("a name is missing".to_owned());
        }
        self.rest = &self.rest[end..];
        Ok(name.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(text: &str) -> Vec<PathStep> {
        parse(text).unwrap().alternatives.remove(0).steps
    }

    fn key(name: &str) -> PathStep {
        PathStep::Key(name.to_owned())
    }

    #[test]
    fn paths_are_read() {
        assert_eq!(steps("a.b[*].c"), [key("a"), key("b"), PathStep::Items, key("c")]);
        assert_eq!(steps("a[0]"), [key("a"), PathStep::Index(0)]);
        assert_eq!(steps("a[\"x.y/z\"].b"), [key("a"), key("x.y/z"), key("b")]);
        assert_eq!(steps("a..b"), [key("a"), PathStep::Deep("b".to_owned())]);
        assert_eq!(steps("p.@policy[*]"), [key("p"), PathStep::Policy, PathStep::Items]);
        assert_eq!(steps("."), []);
        assert_eq!(steps(".@keys"), [PathStep::Keys]);
        let path = parse("$parent.$parent.spec | b").unwrap();
        assert_eq!(path.alternatives[0].root, PathRoot::Parent(2));
        assert_eq!(path.alternatives[0].steps, [key("spec")]);
        assert_eq!(path.alternatives[1].steps, [key("b")]);
    }

    #[test]
    fn what_is_wrong_is_said() {
        for text in ["a..", "a[", "a[x]", "$self.a", "a.@nope", "a]b", "", ".a", "a|"] {
            assert!(parse(text).is_err(), "{text:?}: {:?}", parse(text));
        }
    }
}
