//! Reads a comparison by Python's precedences.

use super::lex::{Token, tokens};
use super::{BinaryOp, ComparisonError, Expression, Function, Relation, UnaryOp, Value};
use crate::regex::{Flags, Regex};

/// Levels of parentheses, signs and powers.
const MAX_DEPTH: usize = 60;

type Result<T> = std::result::Result<T, ComparisonError>;

/// The expression and the metavariables it names.
pub(super) fn parse(text: &str) -> Result<(Expression, Vec<String>)> {
    let mut parser = Parser { tokens: tokens(text)?, pos: 0, depth: 0, metavariables: Vec::new() };
    let root = parser.disjunction()?;
    match parser.peek() {
        Token::End => Ok((root, parser.metavariables)),
        _ => Err(parser.unexpected("an operator or the end")),
    }
}

struct Parser {
    tokens: Vec<(Token, usize)>,
    pos: usize,
    depth: usize,
    metavariables: Vec<String>,
}

/// Binary operators from the loosest to the tightest; all group to the left.
const LEVELS: [&[(&str, BinaryOp)]; 6] = [
    &[("|", BinaryOp::BitOr)],
    &[("^", BinaryOp::BitXor)],
    &[("&", BinaryOp::BitAnd)],
    &[("<<", BinaryOp::ShiftLeft), (">>", BinaryOp::ShiftRight)],
    &[("+", BinaryOp::Add), ("-", BinaryOp::Subtract)],
    &[
        ("*", BinaryOp::Multiply),
        ("/", BinaryOp::Divide),
        ("//", BinaryOp::FloorDivide),
        ("%", BinaryOp::Remainder),
    ],
];

impl Parser {
    fn disjunction(&mut self) -> Result<Expression> {
        self.enter()?;
        let mut left = self.conjunction()?;
        let mut links = 0;
        while self.eat_name("or") || self.eat("||") {
            self.link(&mut links)?;
            left = binary(BinaryOp::Or, left, self.conjunction()?);
        }
        self.depth -= 1;
        Ok(left)
    }

    fn conjunction(&mut self) -> Result<Expression> {
        let mut left = self.negation()?;
        let mut links = 0;
        while self.eat_name("and") || self.eat("&&") {
            self.link(&mut links)?;
            left = binary(BinaryOp::And, left, self.negation()?);
        }
        Ok(left)
    }

    fn negation(&mut self) -> Result<Expression> {
        if self.eat_name("not") || self.eat("!") {
            self.enter()?;
            let inner = self.negation()?;
            self.depth -= 1;
            return Ok(Expression::Unary(UnaryOp::Not, Box::new(inner)));
        }
        let first = self.level(0)?;
        let mut rest = Vec::new();
        while let Some(relation) = self.relation() {
            rest.push((relation, self.level(0)?));
        }
        Ok(if rest.is_empty() { first } else { Expression::Chain(Box::new(first), rest) })
    }

    fn relation(&mut self) -> Option<Relation> {
        let relation = match self.peek() {
            Token::Sign("==") => Relation::Equal,
            Token::Sign("!=" | "<>") => Relation::NotEqual,
            Token::Sign("<") => Relation::Less,
            Token::Sign("<=") => Relation::LessEqual,
            Token::Sign(">") => Relation::Greater,
            Token::Sign(">=") => Relation::GreaterEqual,
            Token::Name(name) if name == "in" => Relation::In,
            Token::Name(name) if name == "is" => {
                self.pos += 1;
                let negated = self.eat_name("not");
                return Some(if negated { Relation::NotEqual } else { Relation::Equal });
            }
            Token::Name(name) if name == "not" && self.next_is_name("in") => {
                self.pos += 1;
                Relation::NotIn
            }
            _ => return None,
        };
        self.pos += 1;
        Some(relation)
    }

    fn level(&mut self, level: usize) -> Result<Expression> {
        let Some(operators) = LEVELS.get(level) else { return self.signed() };
        let mut left = self.level(level + 1)?;
        let mut links = 0;
        while let Token::Sign(sign) = *self.peek()
            && let Some((_, op)) = operators.iter().find(|(known, _)| *known == sign)
        {
            self.pos += 1;
            self.link(&mut links)?;
            left = binary(*op, left, self.level(level + 1)?);
        }
        Ok(left)
    }

    /// Signs bind looser than powers: `-2 ** 2` is `-4`.
    fn signed(&mut self) -> Result<Expression> {
        let op = match self.peek() {
            Token::Sign("-") => UnaryOp::Minus,
            Token::Sign("+") => UnaryOp::Plus,
            Token::Sign("~") => UnaryOp::Invert,
            _ => return self.power(),
        };
        self.pos += 1;
        self.enter()?;
        let inner = self.signed()?;
        self.depth -= 1;
        Ok(Expression::Unary(op, Box::new(inner)))
    }

    fn power(&mut self) -> Result<Expression> {
        let base = self.primary()?;
        if !self.eat("**") {
            return Ok(base);
        }
        self.enter()?;
        let exponent = self.signed()?;
        self.depth -= 1;
        Ok(binary(BinaryOp::Power, base, exponent))
    }

    fn primary(&mut self) -> Result<Expression> {
        let at = self.offset();
        match self.peek().clone() {
            Token::Literal(value) => {
                self.pos += 1;
                Ok(Expression::Literal(self.joined(value)))
            }
            Token::Metavariable(name) => {
                self.pos += 1;
                if !self.metavariables.contains(&name) {
                    self.metavariables.push(name.clone());
                }
                Ok(Expression::Metavariable(name))
            }
            Token::Name(name) => {
                self.pos += 1;
                self.named(name, at)
            }
            Token::Sign("[") => {
                self.pos += 1;
                self.items("]").map(Expression::List)
            }
            Token::Sign("(") => {
                self.pos += 1;
                self.parenthesised()
            }
            _ => Err(self.unexpected("a value")),
        }
    }

    /// Strings side by side are one string.
    fn joined(&mut self, value: Value) -> Value {
        let Value::String(mut text) = value else { return value };
        while let Token::Literal(Value::String(more)) = self.peek() {
            text.push_str(more);
            self.pos += 1;
        }
        Value::String(text)
    }

    /// `(x)` is `x`, `(x,)` and `(x, y)` are lists.
    fn parenthesised(&mut self) -> Result<Expression> {
        if self.eat(")") {
            return Ok(Expression::List(Vec::new()));
        }
        let first = self.disjunction()?;
        if self.eat(")") {
            return Ok(first);
        }
        self.expect(",")?;
        let mut items = vec![first];
        items.extend(self.items(")")?);
        Ok(Expression::List(items))
    }

    /// Expressions separated by commas up to `close`, which is passed.
    fn items(&mut self, close: &'static str) -> Result<Vec<Expression>> {
        let mut items = Vec::new();
        while !self.eat(close) {
            items.push(self.disjunction()?);
            if !self.eat(",") {
                self.expect(close)?;
                break;
            }
        }
        Ok(items)
    }

    /// A constant or a call.
    fn named(&mut self, name: String, at: usize) -> Result<Expression> {
        let constant = match name.as_str() {
            "True" | "true" => Value::Bool(true),
            "False" | "false" => Value::Bool(false),
            "None" | "null" => Value::None,
            "re" if self.eat(".") => return self.regex_call(at),
            _ => return self.call(name, at),
        };
        Ok(Expression::Literal(constant))
    }

    fn call(&mut self, name: String, at: usize) -> Result<Expression> {
        let (function, known, takes, counts) = match name.as_str() {
            "int" => (Function::Int, "int", "one or two values", 1..=2),
            "float" => (Function::Float, "float", "one value", 1..=1),
            "str" => (Function::Str, "str", "one value", 1..=1),
            "len" => (Function::Len, "len", "one value", 1..=1),
            "today" => (Function::Today, "today", "no value", 0..=0),
            "strptime" => (Function::Strptime, "strptime", "one value", 1..=1),
            "parse_promql_duration" => {
                (Function::PromqlDuration, "parse_promql_duration", "one value", 1..=1)
            }
            _ => return Err(ComparisonError::UnknownFunction { name, offset: at }),
        };
        self.expect("(")?;
        let arguments = self.items(")")?;
        if !counts.contains(&arguments.len()) {
            return Err(ComparisonError::Arguments { name: known, takes, offset: at });
        }
        Ok(Expression::Call(function, arguments))
    }

    /// `re.match("...", x)`, whose expression is compiled here and now.
    fn regex_call(&mut self, at: usize) -> Result<Expression> {
        if !self.eat_name("match") {
            return Err(self.unexpected("'match'"));
        }
        self.expect("(")?;
        let offset = self.offset();
        let mut arguments = self.items(")")?;
        let (Some(subject), Some(Expression::Literal(Value::String(pattern))), None) =
            (arguments.pop(), arguments.pop(), arguments.pop())
        else {
            let takes = "a string with a regular expression, and a value";
            return Err(ComparisonError::Arguments { name: "re.match", takes, offset: at });
        };
        let regex = Regex::compile(&pattern, Flags::METAVARIABLE)
            .map_err(|error| ComparisonError::Regex { error, offset })?;
        Ok(Expression::Match(Box::new(regex), Box::new(subject)))
    }

    fn enter(&mut self) -> Result<()> {
        if self.depth >= MAX_DEPTH {
            return Err(ComparisonError::TooDeep { offset: self.offset() });
        }
        self.depth += 1;
        Ok(())
    }

    /// One more operator of a chain that grows to the left, and so deepens the tree.
    fn link(&self, links: &mut usize) -> Result<()> {
        *links += 1;
        if *links > MAX_DEPTH {
            Err(ComparisonError::TooDeep { offset: self.offset() })
        } else {
            Ok(())
        }
    }

    fn peek(&self) -> &Token {
        self.tokens.get(self.pos).map_or(&Token::End, |(token, _)| token)
    }

    fn offset(&self) -> usize {
        self.tokens.get(self.pos).or(self.tokens.last()).map_or(0, |(_, at)| *at)
    }

    fn next_is_name(&self, name: &str) -> bool {
        matches!(self.tokens.get(self.pos + 1), Some((Token::Name(next), _)) if next == name)
    }

    fn eat(&mut self, sign: &str) -> bool {
        let found = matches!(self.peek(), Token::Sign(next) if *next == sign);
        self.pos += usize::from(found);
        found
    }

    fn eat_name(&mut self, name: &str) -> bool {
        let found = matches!(self.peek(), Token::Name(next) if next == name);
        self.pos += usize::from(found);
        found
    }

    fn expect(&mut self, sign: &'static str) -> Result<()> {
        let expected = match sign {
            "(" => "'('",
            ")" => "')'",
            "]" => "']'",
            _ => "','",
        };
        if self.eat(sign) { Ok(()) } else { Err(self.unexpected(expected)) }
    }

    fn unexpected(&self, expected: &'static str) -> ComparisonError {
        let found = match self.peek() {
            Token::End => "the end".to_owned(),
            Token::Literal(Value::String(text)) => format!("the string '{text}'"),
            Token::Literal(value) => format!("'{value}'"),
            Token::Metavariable(name) | Token::Name(name) => format!("'{name}'"),
            Token::Sign(sign) => format!("'{sign}'"),
        };
        ComparisonError::Unexpected { expected, found, offset: self.offset() }
    }
}

fn binary(op: BinaryOp, left: Expression, right: Expression) -> Expression {
    Expression::Binary(op, Box::new(left), Box::new(right))
}
