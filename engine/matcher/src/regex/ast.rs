//! The syntax tree of a PCRE-flavoured expression, with every option already resolved.
//!
//! Options such as `(?i)` change what later characters mean; here each node says for itself what it
//! matches, so that printing ([`super::print`]) and analysing ([`crate::redos`]) need no option state.
//! Read [`Node`] first.

/// One expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node {
    /// Matches the empty string.
    Empty,
    /// One character; both cases of it where `caseless`.
    Char { c: char, caseless: bool },
    /// Any character, the line feed only where `newline`.
    Dot { newline: bool },
    /// One character of a set.
    Class(Class),
    /// A condition on the place, consuming nothing.
    Assert(Assert),
    /// Parentheses; `number` is the capture group's, counted from 1.
    Group { number: Option<usize>, node: Box<Node> },
    /// `(?>...)`: once matched, never tried otherwise.
    Atomic(Box<Node>),
    /// `(?=...)`, `(?!...)`, `(?<=...)`, `(?<!...)`.
    Look { ahead: bool, negated: bool, node: Box<Node> },
    /// A quantifier; no `max` means no upper bound.
    Repeat { node: Box<Node>, min: u32, max: Option<u32>, greed: Greed },
    /// One after another.
    Concat(Vec<Node>),
    /// The first that leads to a match.
    Alt(Vec<Node>),
    /// What a group matched, again.
    Backref { number: usize, caseless: bool },
    /// A group's expression, again; 0 is the whole expression.
    Call { number: usize },
    /// `(?(1)yes|no)`.
    If { condition: Condition, yes: Box<Node>, no: Box<Node> },
    /// `\K`: the match starts here.
    KeepOut,
    /// `\G`: where the search started.
    SearchStart,
}

/// How a quantifier gives back what it took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Greed {
    /// As much as possible first.
    Greedy,
    /// As little as possible first.
    Lazy,
    /// As much as possible, nothing given back.
    Possessive,
}

/// What a conditional asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Condition {
    /// Whether this group took part in the match.
    Group(usize),
    /// Whether this assertion holds.
    Look(Box<Node>),
    /// Never: the branch only defines groups to call.
    Define,
}

/// Conditions on a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Assert {
    /// `^` with the `m` option: also after each line feed that is not the last character.
    LineStart,
    /// `$` with the `m` option: also before each line feed.
    LineEnd,
    /// `\A`, and `^` without `m`.
    TextStart,
    /// `\z`.
    TextEnd,
    /// `\Z`, and `$` without `m`: at the end, or before a line feed that ends the text.
    LastLineEnd,
    /// `\b`, on ASCII word characters.
    WordBoundary,
    /// `\B`.
    NotWordBoundary,
}

/// A bracketed set, or an escape such as `\w` that stands for one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Class {
    /// Matches what is *not* listed.
    pub(crate) negated: bool,
    /// Inclusive ranges, in any order, overlaps allowed.
    pub(crate) ranges: Vec<(char, char)>,
    /// Unicode properties by name, with whether the complement is meant.
    pub(crate) properties: Vec<(String, bool)>,
}

/// The whole expression and its groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ast {
    /// The expression.
    pub(crate) root: Node,
    /// Number of capture groups, the whole match not counted.
    pub(crate) groups: usize,
    /// Names with their group numbers, in the order of the text.
    pub(crate) names: Vec<(String, usize)>,
}

impl Node {
    /// The nodes directly below this one.
    pub(crate) fn children(&self) -> Vec<&Node> {
        match self {
            Node::Group { node, .. }
            | Node::Atomic(node)
            | Node::Look { node, .. }
            | Node::Repeat { node, .. } => vec![node],
            Node::Concat(nodes) | Node::Alt(nodes) => nodes.iter().collect(),
            Node::If { condition: Condition::Look(look), yes, no } => vec![look, yes, no],
            Node::If { yes, no, .. } => vec![yes, no],
            _ => Vec::new(),
        }
    }

    /// Whether `test` holds for this node or one below it.
    pub(crate) fn any(&self, test: &dyn Fn(&Node) -> bool) -> bool {
        test(self) || self.children().into_iter().any(|child| child.any(test))
    }
}

impl Class {
    /// The set of one escape (`\d`, `\w`, `\s`, `\h`, `\v`), or `None` for other letters. ASCII, as in
    /// PCRE without its `UCP` option; only `\h` and `\v` reach beyond. A capital letter negates.
    pub(crate) fn of_escape(letter: char) -> Option<Class> {
        let ranges: &[(char, char)] = match letter.to_ascii_lowercase() {
            'd' => &[('0', '9')],
            'w' => &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')],
            's' => &[('\t', '\r'), (' ', ' ')],
            'h' => &[
                ('\t', '\t'),
                (' ', ' '),
                ('\u{A0}', '\u{A0}'),
                ('\u{1680}', '\u{1680}'),
                ('\u{180E}', '\u{180E}'),
                ('\u{2000}', '\u{200A}'),
                ('\u{202F}', '\u{202F}'),
                ('\u{205F}', '\u{205F}'),
                ('\u{3000}', '\u{3000}'),
            ],
            'v' => &[('\n', '\r'), ('\u{85}', '\u{85}'), ('\u{2028}', '\u{2029}')],
            _ => return None,
        };
        Some(Class {
            negated: letter.is_ascii_uppercase(),
            ranges: ranges.to_vec(),
            properties: Vec::new(),
        })
    }

    /// The set of a POSIX name (`alpha` in `[[:alpha:]]`), or `None` for other names.
    pub(crate) fn of_posix(name: &str) -> Option<Class> {
        let ranges: &[(char, char)] = match name {
            "alnum" => &[('0', '9'), ('A', 'Z'), ('a', 'z')],
            "alpha" => &[('A', 'Z'), ('a', 'z')],
            "ascii" => &[('\0', '\x7F')],
            "blank" => &[('\t', '\t'), (' ', ' ')],
            "cntrl" => &[('\0', '\x1F'), ('\x7F', '\x7F')],
            "digit" => &[('0', '9')],
            "graph" => &[('!', '~')],
            "lower" => &[('a', 'z')],
            "print" => &[(' ', '~')],
            "punct" => &[('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
            "space" => &[('\t', '\r'), (' ', ' ')],
            "upper" => &[('A', 'Z')],
            "word" => &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')],
            "xdigit" => &[('0', '9'), ('A', 'F'), ('a', 'f')],
            _ => return None,
        };
        Some(Class { negated: false, ranges: ranges.to_vec(), properties: Vec::new() })
    }

    /// The listed ranges, or what they leave out where the class is negated; sorted and disjoint.
    /// Properties are not looked at.
    pub(crate) fn resolved(&self) -> Vec<(char, char)> {
        let merged = merge(self.ranges.clone());
        if self.negated { complement(&merged) } else { merged }
    }

    /// Adds the other case of what is listed: ASCII letters always, other letters one by one in
    /// ranges of at most 1,024 characters.
    pub(crate) fn fold_case(&mut self) {
        let mut more = Vec::new();
        for &(low, high) in &self.ranges {
            add_ascii_case(low, high, &mut more);
            if high > '\x7F' && (high as u32) - (low as u32) < 1024 {
                more.extend((low..=high).flat_map(other_cases).map(|c| (c, c)));
            }
        }
        self.ranges.extend(more);
    }
}

/// The one-character upper and lower case forms of `c`, `c` itself left out.
pub(crate) fn other_cases(c: char) -> Vec<char> {
    let (mut lower, mut upper) = (c.to_lowercase(), c.to_uppercase());
    let single = |first: Option<char>, rest: Option<char>| first.filter(|_| rest.is_none());
    let lower = single(lower.next(), lower.next());
    let upper = single(upper.next(), upper.next());
    [lower, upper].into_iter().flatten().filter(|&other| other != c).collect()
}

/// Adds the other case of the ASCII letters within `low..=high`.
fn add_ascii_case(low: char, high: char, out: &mut Vec<(char, char)>) {
    for (first, last) in [('a', 'z'), ('A', 'Z')] {
        let (from, to) = (low.max(first), high.min(last));
        if from <= to {
            out.push((swap_ascii_case(from), swap_ascii_case(to)));
        }
    }
}

fn swap_ascii_case(c: char) -> char {
    if c.is_ascii_uppercase() { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() }
}

/// The same set, sorted, without overlaps.
pub(crate) fn merge(mut ranges: Vec<(char, char)>) -> Vec<(char, char)> {
    ranges.sort_unstable();
    let mut out: Vec<(char, char)> = Vec::with_capacity(ranges.len());
    for (low, high) in ranges {
        match out.last_mut() {
            Some(last) if low <= last.1 || next_char(last.1) == Some(low) => {
                last.1 = last.1.max(high);
            }
            _ => out.push((low, high)),
        }
    }
    out
}

/// What sorted, disjoint `ranges` leave out.
pub(crate) fn complement(ranges: &[(char, char)]) -> Vec<(char, char)> {
    let mut out = Vec::with_capacity(ranges.len() + 1);
    let mut from = Some('\0');
    for &(low, high) in ranges {
        if let (Some(start), Some(end)) = (from, previous_char(low))
            && start <= end
        {
            out.push((start, end));
        }
        from = next_char(high);
    }
    if let Some(start) = from {
        out.push((start, char::MAX));
    }
    out
}

fn next_char(c: char) -> Option<char> {
    match c {
        '\u{D7FF}' => Some('\u{E000}'),
        _ => char::from_u32(c as u32 + 1),
    }
}

fn previous_char(c: char) -> Option<char> {
    match c {
        '\u{E000}' => Some('\u{D7FF}'),
        _ => char::from_u32((c as u32).checked_sub(1)?),
    }
}
