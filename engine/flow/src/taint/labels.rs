//! `requires`: what labels must be there.

/// A boolean expression over labels: `A and not B`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Requires {
    /// The label is there.
    Label(String),
    /// Both.
    And(Box<Requires>, Box<Requires>),
    /// Either.
    Or(Box<Requires>, Box<Requires>),
    /// Not so.
    Not(Box<Requires>),
    /// `True` or `False`.
    Truth(bool),
}

impl Requires {
    /// Reads `text`; `None` if it is no such expression. Nested at most 64 deep.
    pub fn parse(text: &str) -> Option<Requires> {
        let spaced = text.replace('(', " ( ").replace(')', " ) ");
        let words: Vec<&str> = spaced.split_whitespace().collect();
        let mut parser = Parser { words: &words, at: 0 };
        let parsed = parser.or(0)?;
        (parser.at == words.len()).then_some(parsed)
    }

    /// Whether it holds for the labels `has` knows.
    pub fn holds(&self, has: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Requires::Label(label) => has(label),
            Requires::And(left, right) => left.holds(has) && right.holds(has),
            Requires::Or(left, right) => left.holds(has) || right.holds(has),
            Requires::Not(inner) => !inner.holds(has),
            Requires::Truth(truth) => *truth,
        }
    }
}

struct Parser<'a> {
    words: &'a [&'a str],
    at: usize,
}

impl Parser<'_> {
    fn eat(&mut self, word: &str) -> bool {
        let found = self.words.get(self.at) == Some(&word);
        self.at += usize::from(found);
        found
    }

    fn or(&mut self, depth: usize) -> Option<Requires> {
        let mut left = self.and(depth)?;
        while self.eat("or") {
            left = Requires::Or(Box::new(left), Box::new(self.and(depth)?));
        }
        Some(left)
    }

    fn and(&mut self, depth: usize) -> Option<Requires> {
        let mut left = self.not(depth)?;
        while self.eat("and") {
            left = Requires::And(Box::new(left), Box::new(self.not(depth)?));
        }
        Some(left)
    }

    fn not(&mut self, depth: usize) -> Option<Requires> {
        if depth > 64 {
            return None;
        }
        if self.eat("not") {
            return Some(Requires::Not(Box::new(self.not(depth + 1)?)));
        }
        if self.eat("(") {
            let inner = self.or(depth + 1)?;
            return self.eat(")").then_some(inner);
        }
        let word = *self.words.get(self.at)?;
        self.at += 1;
        match word {
            "True" | "true" => Some(Requires::Truth(true)),
            "False" | "false" => Some(Requires::Truth(false)),
            ")" | "and" | "or" => None,
            _ => Some(Requires::Label(word.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_read_and_answered() {
        for (text, labels, holds) in [
            ("A", &["A"][..], true),
            ("A and not B", &["A", "B"], false),
            ("A and not (B or C)", &["A"], true),
            ("A or B and C", &["B"], false),
            ("not A", &[], true),
        ] {
            let parsed = Requires::parse(text).expect(text);
            assert_eq!(parsed.holds(&|label| labels.contains(&label)), holds, "{text}");
        }
        for text in ["", "A B", "A and", "(A", "and"] {
            assert_eq!(Requires::parse(text), None, "{text}");
        }
    }
}
