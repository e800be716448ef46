//! Writes the tree of [`super::ast`] in the syntax that `regex` and `fancy-regex` agree on.
//!
//! Nothing written depends on options: case is spelled out in classes (`[aA]`), escapes such as `\w` become
//! ASCII classes, names become numbers. Start at [`print`].

use super::ast::{Assert, Ast, Class, Condition, Greed, Node, other_cases};

/// An expression as text for an engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Printed {
    /// The expression.
    pub(crate) text: String,
    /// For each group written, in order, its number in the tree. They differ after `(?|...)`.
    pub(crate) slots: Vec<usize>,
    /// Nodes passed where every repetition takes its least count.
    pub(crate) weight: usize,
}

/// How to write what the engines cannot say cheaply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// For `regex`: linear time, no look-around. `$` without `m` is written as the very end.
    Linear,
    /// For `fancy-regex`. `$` as above, `\b` as the engine's own, which is wrong beside non-ASCII letters.
    Backtracking,
    /// For `fancy-regex`, with `$` and `\b` spelled out in look-around.
    Exact,
}

/// Writes `ast`; with `anchored` it matches only where the text starts.
pub(crate) fn print(ast: &Ast, dialect: Dialect, anchored: bool) -> Printed {
    let mut printer =
        Printer { out: String::new(), slots: Vec::new(), dialect, numbers: Vec::new() };
    printer.numbers = group_order(&ast.root);
    if anchored {
        printer.out.push_str("\\A(?:");
    }
    printer.node(&ast.root);
    if anchored {
        printer.out.push(')');
    }
    Printed { text: printer.out, slots: printer.slots, weight: weight(&ast.root) }
}

fn weight(node: &Node) -> usize {
    let below = node.children().into_iter().map(weight).fold(1, usize::saturating_add);
    match node {
        Node::Repeat { min, .. } => below.saturating_mul((*min as usize).max(1)),
        _ => below,
    }
}

/// Whether only a backtracking engine can run this.
pub(crate) fn needs_backtracking(node: &Node) -> bool {
    node.any(&|node| match node {
        Node::Atomic(_)
        | Node::Look { .. }
        | Node::Backref { .. }
        | Node::Call { .. }
        | Node::If { .. }
        | Node::KeepOut
        | Node::SearchStart => true,
        Node::Repeat { greed, .. } => *greed == Greed::Possessive,
        _ => false,
    })
}

/// The numbers of the capture groups in the order they are written.
fn group_order(node: &Node) -> Vec<usize> {
    let mut out = Vec::new();
    collect_groups(node, &mut out);
    out
}

fn collect_groups(node: &Node, out: &mut Vec<usize>) {
    if let Node::Group { number: Some(number), .. } = node {
        out.push(*number);
    }
    for child in node.children() {
        collect_groups(child, out);
    }
}

const WORD: &str = "[0-9A-Z_a-z]";

struct Printer {
    out: String,
    slots: Vec<usize>,
    dialect: Dialect,
    /// The number of each group in the order written; all of them, before writing starts.
    numbers: Vec<usize>,
}

impl Printer {
    fn node(&mut self, node: &Node) {
        match node {
            Node::Empty => {}
            Node::Char { c, caseless } => self.char(*c, *caseless),
            Node::Dot { newline: false } => self.out.push_str("[^\\n]"),
            Node::Dot { newline: true } => self.out.push_str("(?s:.)"),
            Node::Class(class) => self.class(class),
            Node::Assert(assert) => self.assert(*assert),
            Node::Group { number: None, node } => self.wrapped("(?:", node),
            Node::Group { number: Some(number), node } => {
                self.slots.push(*number);
                self.wrapped("(", node);
            }
            Node::Atomic(node) => self.wrapped("(?>", node),
            Node::Look { ahead, negated, node } => {
                let open = match (ahead, negated) {
                    (true, false) => "(?=",
                    (true, true) => "(?!",
                    (false, false) => "(?<=",
                    (false, true) => "(?<!",
                };
                self.wrapped(open, node);
            }
            Node::Repeat { node, min, max, greed } => self.repeat(node, *min, *max, *greed),
            Node::Concat(nodes) => nodes.iter().for_each(|node| self.operand(node)),
            Node::Alt(nodes) => {
                for (i, node) in nodes.iter().enumerate() {
                    if i > 0 {
                        self.out.push('|');
                    }
                    self.node(node);
                }
            }
            Node::Backref { number, caseless } => self.backref(*number, *caseless),
            Node::Call { number } => self.call(*number),
            Node::If { condition, yes, no } => self.conditional(condition, yes, no),
            Node::KeepOut => self.out.push_str("\\K"),
            Node::SearchStart => self.out.push_str("\\G"),
        }
    }

    fn wrapped(&mut self, open: &str, node: &Node) {
        self.out.push_str(open);
        self.node(node);
        self.out.push(')');
    }

    /// A node that may be followed by another: alternatives need parentheses here.
    fn operand(&mut self, node: &Node) {
        match node {
            Node::Alt(_) => self.wrapped("(?:", node),
            _ => self.node(node),
        }
    }

    fn repeat(&mut self, node: &Node, min: u32, max: Option<u32>, greed: Greed) {
        if matches!(node, Node::Assert(_) | Node::Look { .. }) {
            return self.repeated_condition(node, min, max);
        }
        let open = if greed == Greed::Possessive { "(?>(?:" } else { "(?:" };
        let single = matches!(
            node,
            Node::Dot { .. }
                | Node::Class(_)
                | Node::Group { .. }
                | Node::Char { caseless: false, .. }
        );
        match (greed, single) {
            (Greed::Possessive, _) | (_, false) => self.wrapped(open, node),
            (_, true) => self.node(node),
        }
        let count = match (min, max) {
            (0, None) => "*".to_owned(),
            (1, None) => "+".to_owned(),
            (0, Some(1)) => "?".to_owned(),
            (min, None) => format!("{{{min},}}"),
            (min, Some(max)) if min == max => format!("{{{min}}}"),
            (min, Some(max)) => format!("{{{min},{max}}}"),
        };
        self.out.push_str(&count);
        match greed {
            Greed::Greedy => {}
            Greed::Lazy => self.out.push('?'),
            Greed::Possessive => self.out.push(')'),
        }
    }

    /// A condition on a place holds once or not at all, however often it is asked.
    fn repeated_condition(&mut self, node: &Node, min: u32, max: Option<u32>) {
        match (min, max) {
            (_, Some(0)) => {}
            (0, _) => {
                self.out.push_str("(?:");
                self.node(node);
                self.out.push_str("|)");
            }
            _ => self.node(node),
        }
    }

    fn char(&mut self, c: char, caseless: bool) {
        let others = if caseless { other_cases(c) } else { Vec::new() };
        if others.is_empty() {
            return push_literal(&mut self.out, c);
        }
        self.out.push('[');
        push_in_class(&mut self.out, c);
        others.into_iter().for_each(|other| push_in_class(&mut self.out, other));
        self.out.push(']');
    }

    fn class(&mut self, class: &Class) {
        self.out.push_str(if class.negated { "[^" } else { "[" });
        if class.ranges.is_empty() && class.properties.is_empty() {
            // `[^\Q\E]` and the like: the empty set, written as what the whole range leaves out.
            self.out.push_str(if class.negated { "" } else { "^" });
            self.out.push_str("\\x{0}-\\x{10FFFF}");
        }
        for &(low, high) in &class.ranges {
            push_in_class(&mut self.out, low);
            if high != low {
                self.out.push('-');
                push_in_class(&mut self.out, high);
            }
        }
        for (name, negated) in &class.properties {
            self.out.push_str(if *negated { "\\P{" } else { "\\p{" });
            self.out.push_str(name);
            self.out.push('}');
        }
        self.out.push(']');
    }

    fn assert(&mut self, assert: Assert) {
        let exact = self.dialect == Dialect::Exact;
        let linear = self.dialect == Dialect::Linear;
        match assert {
            Assert::LineStart => self.out.push_str("(?m:^)"),
            Assert::LineEnd => self.out.push_str("(?m:$)"),
            Assert::TextStart => self.out.push_str("\\A"),
            Assert::LastLineEnd if exact => self.out.push_str("(?=\\n?\\z)"),
            Assert::LastLineEnd | Assert::TextEnd => self.out.push_str("\\z"),
            Assert::WordBoundary if exact => {
                let text = format!("(?:(?<={WORD})(?!{WORD})|(?<!{WORD})(?={WORD}))");
                self.out.push_str(&text);
            }
            Assert::NotWordBoundary if exact => {
                let text = format!("(?:(?<={WORD})(?={WORD})|(?<!{WORD})(?!{WORD}))");
                self.out.push_str(&text);
            }
            Assert::WordBoundary => self.out.push_str(if linear { "(?-u:\\b)" } else { "\\b" }),
            Assert::NotWordBoundary => self.out.push_str(if linear { "(?-u:\\B)" } else { "\\B" }),
        }
    }

    /// The places where group `number` is written; more than one after `(?|...)`.
    fn written(&self, number: usize) -> Vec<usize> {
        let places = self.numbers.iter().enumerate();
        places.filter(|(_, n)| **n == number).map(|(place, _)| place + 1).collect()
    }

    fn backref(&mut self, number: usize, caseless: bool) {
        self.out.push_str(if caseless { "(?i:" } else { "(?:" });
        for (i, place) in self.written(number).into_iter().enumerate() {
            let text = if i > 0 { format!("|\\{place}") } else { format!("\\{place}") };
            self.out.push_str(&text);
        }
        self.out.push(')');
    }

    fn call(&mut self, number: usize) {
        let place = self.written(number).first().copied().unwrap_or(0);
        self.out.push_str(&format!("\\g<{place}>"));
    }

    fn conditional(&mut self, condition: &Condition, yes: &Node, no: &Node) {
        self.out.push_str("(?");
        match condition {
            Condition::Group(number) => {
                let place = self.written(*number).first().copied().unwrap_or(0);
                self.out.push_str(&format!("({place})"));
            }
            Condition::Look(look) => {
                self.out.push('(');
                self.node(look);
                self.out.push(')');
            }
            Condition::Define => self.out.push_str("(DEFINE)"),
        }
        self.operand(yes);
        if *no != Node::Empty {
            self.out.push('|');
            self.operand(no);
        }
        self.out.push(')');
    }
}

/// One character outside classes.
fn push_literal(out: &mut String, c: char) {
    match c {
        '\\' | '.' | '+' | '*' | '?' | '(' | ')' | '|' | '[' | ']' | '{' | '}' | '^' | '$' => {
            out.push('\\');
            out.push(c);
        }
        '#' | '&' | '~' | '-' => push_code(out, c),
        c if c.is_control() || c.is_whitespace() && c != ' ' => push_code(out, c),
        c => out.push(c),
    }
}

/// One character within a class.
fn push_in_class(out: &mut String, c: char) {
    if c.is_ascii_alphanumeric() { out.push(c) } else { push_code(out, c) }
}

fn push_code(out: &mut String, c: char) {
    out.push_str(&format!("\\x{{{:X}}}", c as u32));
}
