//! Analyses of regular expressions that were written to check something and check less.
//!
//! [`range`]: a range in a set that takes in more than it says. [`html_tag`]: a filter of tags that browsers' tags slip through.
//! [`host_dot`]: a host's name whose dots match anything. [`host_anchor`]: an address that may stand anywhere.
//! [`half_anchored`]: `^a|b`, where the anchor holds for one alternative.
//! Not for: the time that expressions take ([`crate::redos`]).

use crate::redos::backtrack::{Machine, prepared};
use crate::regex::Flags;
use crate::regex::ast::{Assert, Ast, Node};
use crate::regex::parse::parse;

#[cfg(test)]
mod tests;

/// Steps of one match.
const BUDGET: u64 = 20_000;

/// Longest expression that is looked at.
const MAX_LENGTH: usize = 4_000;

fn read(pattern: &str, flags: Flags) -> Option<Ast> {
    (pattern.len() <= MAX_LENGTH).then(|| parse(pattern, flags).ok()).flatten()
}

/// What a character is to someone who reads a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digit,
    Lower,
    Upper,
    Other,
}

fn kind(c: char) -> Kind {
    match c {
        '0'..='9' => Kind::Digit,
        'a'..='z' => Kind::Lower,
        'A'..='Z' => Kind::Upper,
        _ => Kind::Other,
    }
}

/// Something between the brackets of a set.
#[derive(Debug, Clone)]
enum Item {
    /// `\d`, `\w`, `\s` and their complements.
    Escape(char),
    /// A character, or two as ends of a range; `plain` if neither is written as a code.
    Range { low: char, high: char, plain: bool },
}

/// Whether a set in `pattern` holds a range that takes in more than it seems to: `A-z`, `+-<`, `.-_`; one that is empty; one that another
/// item of the set covers in part (`0-93-5`).
pub fn range(pattern: &str) -> bool {
    pattern.len() <= MAX_LENGTH && sets(pattern).iter().any(|set| is_odd_set(set))
}

fn is_odd_set(set: &[Item]) -> bool {
    set.iter().enumerate().any(|(index, item)| {
        let Item::Range { low, high, plain } = item else { return false };
        low > high || *plain && is_odd_range(*low, *high) || overlaps_later(item, &set[index + 1..])
    })
}

fn is_odd_range(low: char, high: char) -> bool {
    if low == high || !low.is_ascii() || !high.is_ascii() {
        return false;
    }
    match (kind(low), kind(high)) {
        (Kind::Other, Kind::Other) => {
            // `!-~` and ` -~` are all that can be printed.
            let all = high >= '~' || low <= '!';
            !all && (low..=high).any(|c| c.is_ascii_alphanumeric())
        }
        (Kind::Other, _) | (_, Kind::Other) => false,
        (a, b) => a != b,
    }
}

fn overlaps_later(item: &Item, rest: &[Item]) -> bool {
    let Item::Range { low, high, .. } = item else { return false };
    rest.iter().any(|other| match other {
        // Of ranges that are one within the other, as in `a-f0-9a-z`, or both real.
        Item::Range { low: from, high: to, .. } => {
            low < high && from < to && low <= to && from <= high && low.is_ascii()
        }
        Item::Escape(_) => false,
    })
}

/// Whether a set in `pattern` names some characters twice, by a range and by an escape: `0-9\d`.
pub fn doubled(pattern: &str) -> bool {
    pattern.len() <= MAX_LENGTH
        && sets(pattern).iter().any(|set| {
            set.iter().any(|item| {
                let Item::Range { low, high, .. } = item else { return false };
                low < high
                    && set.iter().any(|other| {
                        matches!(other, Item::Escape(letter) if (*low..=(*high).min('\u{7f}')).any(|c| in_escape(*letter, c)))
                    })
            })
        })
}

fn in_escape(letter: char, c: char) -> bool {
    match letter {
        'd' => c.is_ascii_digit(),
        'w' => c.is_ascii_alphanumeric() || c == '_',
        _ => false,
    }
}

/// The sets of an expression, as they are written.
fn sets(pattern: &str) -> Vec<Vec<Item>> {
    let chars: Vec<char> = pattern.chars().collect();
    let mut out = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 2,
            '[' => {
                let (set, end) = set(&chars, at + 1);
                out.extend(set);
                at = end;
            }
            _ => at += 1,
        }
    }
    out
}

/// The set whose bracket stands before `at`, and where it ends. A POSIX name makes it none.
fn set(chars: &[char], mut at: usize) -> (Option<Vec<Item>>, usize) {
    let mut items: Vec<Item> = Vec::new();
    let mut named = false;
    at += usize::from(chars.get(at) == Some(&'^'));
    let first = at;
    while at < chars.len() && (chars[at] != ']' || at == first && chars.get(at + 1).is_some()) {
        if chars[at] == ']' && at == first && !chars[at..].iter().skip(1).any(|c| *c == ']') {
            break;
        }
        if chars[at] == '[' && chars.get(at + 1) == Some(&':') {
            named = true;
        }
        let (low, plain, next) = atom(chars, at);
        let Some(low) = low else {
            items.push(Item::Escape(chars.get(at + 1).copied().unwrap_or('\\')));
            at = next;
            continue;
        };
        let range = chars.get(next) == Some(&'-') && chars.get(next + 1).is_some_and(|c| *c != ']');
        if let Some((Some(high), also, end)) = range.then(|| atom(chars, next + 1)) {
            items.push(Item::Range { low, high, plain: plain && also });
            at = end;
        } else {
            items.push(Item::Range { low, high: low, plain });
            at = next;
        }
    }
    (Some(items).filter(|_| !named), at + 1)
}

/// A character of a set, whether it is written as itself, and where it ends; no character for an escape such as `\d`.
fn atom(chars: &[char], at: usize) -> (Option<char>, bool, usize) {
    if chars[at] != '\\' {
        return (Some(chars[at]), true, at + 1);
    }
    let Some(&letter) = chars.get(at + 1) else { return (Some('\\'), true, at + 1) };
    let code = |from: usize, length: usize| {
        let digits: String = chars.iter().skip(from).take(length).collect();
        (digits.len() == length)
            .then(|| u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32))
            .flatten()
    };
    // `\041`, as older code has it.
    let octal = chars.get(at + 1..at + 4).and_then(|digits| {
        let digits: String = digits.iter().collect();
        u32::from_str_radix(&digits, 8).ok().and_then(char::from_u32)
    });
    match letter {
        'd' | 'D' | 'w' | 'W' | 's' | 'S' | 'p' | 'P' | 'h' | 'H' | 'v' | 'V' => {
            (None, true, at + 2)
        }
        '0'..='3' if octal.is_some() => (octal, false, at + 4),
        'x' if code(at + 2, 2).is_some() => (code(at + 2, 2), false, at + 4),
        'u' if code(at + 2, 4).is_some() => (code(at + 2, 4), false, at + 6),
        'U' if code(at + 2, 8).is_some() => (code(at + 2, 8), false, at + 10),
        'n' | 't' | 'r' | 'f' | '0' | 'a' | 'b' | 'e' | 'c' | 'u' | 'x' | '1'..='9' => {
            (Some('\u{1}'), false, at + 2)
        }
        other => (Some(other), true, at + 2),
    }
}

/// Whether `pattern` matches tags or comments of HTML, but not all that browsers take for them.
pub fn html_tag(pattern: &str, flags: Flags) -> bool {
    let tags = pattern.contains('<') && pattern.contains('>');
    let Some(ast) = read(pattern, flags).filter(|_| tags) else { return false };
    let root = prepared(&ast.root);
    let whole = |text: &str| matches_whole(&root, ast.groups, text);
    let script = ["<script>a</script>", "<script >a</script>", "<script src=a>a</script>"];
    let scripts = script.iter().any(|text| whole(text).is_some());
    // What matches any tag was not written for scripts.
    let any = whole("<p>a</p>").is_some() || whole("<xyz>a</xyz>").is_some();
    if scripts && !any && (TAGS.iter().any(|text| whole(text).is_none()) || half_attribute(&whole))
    {
        return true;
    }
    let (Some(usual), Some(odd)) = (whole("<!-- a -->"), whole("<!-- a --!>")) else {
        return false;
    };
    usual != odd || whole("<!-- a \n b -->").is_none()
}

/// Scripts as browsers accept them.
const TAGS: [&str; 6] = [
    "<script>a\nb</script>",
    "<script>a</script >",
    "<script>a</script\t\n bar>",
    "<script>a</script bar>",
    "<SCRIPT>a</SCRIPT>",
    "<sCrIpT>a</ScRiPt>",
];

/// Whether attributes are matched, but not in all ways to write them.
fn half_attribute(whole: &dyn Fn(&str) -> Option<Vec<usize>>) -> bool {
    let forms = [
        "<script src=\"a\">a</script>",
        "<script src='a'>a</script>",
        "<script\tsrc=a>a</script>",
        "<script\nsrc=a>a</script>",
    ];
    let matched = forms.iter().filter(|text| whole(text).is_some()).count();
    matched > 0 && matched < forms.len()
}

/// The groups of a match that begins at the start of `text` and takes all of it.
fn matches_whole(root: &Node, groups: usize, text: &str) -> Option<Vec<usize>> {
    let chars: Vec<char> = text.chars().collect();
    let mut machine = Machine::new(&chars, groups, BUDGET);
    let end = machine.match_at(root, 0).ok().flatten()?;
    (end == chars.len()).then(|| machine.groups())
}

/// Last parts of hosts' names that expressions are written for.
const TOPS: [&str; 24] = [
    "com", "org", "net", "edu", "gov", "io", "dev", "app", "co", "uk", "de", "fr", "eu", "us",
    "cn", "jp", "ru", "internal", "local", "tv", "me", "ai", "info", "cloud",
];

/// A stretch of an expression that reads like a host's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// A character of a label.
    Label(char),
    /// `.` that matches anything.
    Any,
    /// `\.`
    Dot,
    /// A choice or a repetition, which may be a label.
    Part,
    /// `.+` or `.*`, which also reads slashes.
    Run,
    /// `^`, `$`, `\A`, `\Z`.
    Start,
    End,
    /// Anything else.
    Other(char),
}

/// The pieces of `node` in order, groups opened where they hold one thing.
fn pieces(node: &Node, out: &mut Vec<Piece>) {
    match node {
        Node::Char { c, .. } if c.is_ascii_alphanumeric() || *c == '-' || *c == '_' => {
            out.push(Piece::Label(*c));
        }
        Node::Char { c: '.', .. } => out.push(Piece::Dot),
        Node::Char { c, .. } => out.push(Piece::Other(*c)),
        Node::Dot { .. } => out.push(Piece::Any),
        Node::Assert(Assert::TextStart | Assert::LineStart) => out.push(Piece::Start),
        Node::Assert(Assert::TextEnd | Assert::LineEnd | Assert::LastLineEnd) => {
            out.push(Piece::End);
        }
        Node::Group { node, .. } if !matches!(**node, Node::Alt(_)) => pieces(node, out),
        Node::Concat(nodes) => nodes.iter().for_each(|node| pieces(node, out)),
        Node::Repeat { node, max: None, .. } if matches!(**node, Node::Dot { .. }) => {
            out.push(Piece::Run);
        }
        // `(www.)?` and the like.
        Node::Repeat { node, max: Some(1), .. } if matches!(**node, Node::Group { .. }) => {
            pieces(node, out);
        }
        Node::Class(_) | Node::Alt(_) | Node::Group { .. } | Node::Repeat { .. } => {
            out.push(Piece::Part);
        }
        Node::Empty | Node::Look { .. } => {}
        _ => out.push(Piece::Other('\0')),
    }
}

/// The alternatives of `node`, each as its pieces; also those of groups within.
fn alternatives(node: &Node, out: &mut Vec<Vec<Piece>>, depth: usize) {
    if depth > 8 || out.len() > 200 {
        return;
    }
    let branches: Vec<&Node> = match node {
        Node::Alt(nodes) => nodes.iter().collect(),
        _ => vec![node],
    };
    for branch in branches {
        let mut found = Vec::new();
        pieces(branch, &mut found);
        out.push(found);
        alternatives_within(branch, out, depth);
    }
}

fn alternatives_within(node: &Node, out: &mut Vec<Vec<Piece>>, depth: usize) {
    match node {
        Node::Alt(_) => alternatives(node, out, depth + 1),
        _ => node.children().into_iter().for_each(|child| alternatives_within(child, out, depth)),
    }
}

/// Whether a host's name in `pattern` has a dot that matches any character, before its last dots.
pub fn host_dot(pattern: &str, flags: Flags) -> bool {
    let Some(ast) = read(pattern, flags) else { return false };
    let mut all = Vec::new();
    alternatives(&ast.root, &mut all, 0);
    all.iter().any(|pieces| has_open_dot(pieces))
}

fn has_open_dot(pieces: &[Piece]) -> bool {
    (0..pieces.len()).any(|at| {
        let Some(after) = ends_in_top(pieces, at) else { return false };
        // From the dot before the last part back to where the name begins.
        // With another character before the last part there is no such host.
        let mut open = false;
        let mut index = at;
        let mut labels = 0;
        let mut label = false;
        while index > 0 {
            index -= 1;
            match pieces[index] {
                Piece::Label(_) => label = true,
                Piece::Part => label = true,
                Piece::Run => {
                    label = true;
                    open |= has_scheme(&pieces[..index]);
                }
                Piece::Dot => {
                    labels += usize::from(std::mem::take(&mut label));
                }
                Piece::Any if label => {
                    // Two in a row stand for a label: `..\.example\.com`.
                    let before = index.checked_sub(1).map(|before| pieces[before]);
                    if matches!(before, Some(Piece::Label(_) | Piece::Part | Piece::Run)) {
                        open |= labels > 0 || label;
                    }
                    labels += 1;
                    label = false;
                }
                _ => break,
            }
        }
        labels += usize::from(label);
        // A single dot is left alone: `good.com` at the start of an expression is more often something else.
        open && labels >= 2 && after <= pieces.len()
    })
}

/// If a dot stands at `at` and the last part of a host's name behind it: where the part ends.
fn ends_in_top(pieces: &[Piece], at: usize) -> Option<usize> {
    if !matches!(pieces[at], Piece::Any | Piece::Dot) {
        return None;
    }
    let rest = &pieces[at + 1..];
    let word: String = rest
        .iter()
        .map_while(|piece| match piece {
            Piece::Label(c) => Some(*c),
            _ => None,
        })
        .collect();
    let end = at + 1 + word.len();
    let closed = match pieces.get(end) {
        None | Some(Piece::End | Piece::Part) => true,
        Some(Piece::Other(c)) => matches!(c, '/' | ':' | '?' | '#' | '"' | '\''),
        _ => false,
    };
    (closed && TOPS.contains(&word.as_str())).then_some(end)
}

/// Whether `pattern` looks for the address of a host, and what it finds may stand anywhere in a text, or go on with other names:
/// `https?://good\.com`.
pub fn host_anchor(pattern: &str, flags: Flags) -> bool {
    let Some(ast) = read(pattern, flags) else { return false };
    let branches: Vec<&Node> = match &ast.root {
        Node::Alt(nodes) => nodes.iter().collect(),
        node => vec![node],
    };
    branches.into_iter().any(|branch| {
        let mut found = Vec::new();
        pieces(branch, &mut found);
        let Some(at) = (0..found.len()).find(|at| ends_in_top(&found, *at).is_some()) else {
            return false;
        };
        let end = ends_in_top(&found, at).unwrap_or(found.len());
        let scheme = has_scheme(&found[..at]);
        let start = matches!(found.first(), Some(Piece::Start));
        // Behind the name: its end, or a slash, or something that is looked at.
        let open_end = end == found.len() && !branch.any(&|node| matches!(node, Node::Look { .. }));
        let whole = found[..at].iter().all(|piece| {
            matches!(
                piece,
                Piece::Label(_) | Piece::Dot | Piece::Any | Piece::Part | Piece::Run | Piece::Start
            ) || matches!(piece, Piece::Other(':' | '/'))
        });
        let unanchored = if scheme { !start || open_end } else { start && open_end };
        whole && unanchored
    })
}

fn has_scheme(pieces: &[Piece]) -> bool {
    pieces.windows(2).any(|two| two == [Piece::Other('/'), Piece::Other('/')])
}

/// Whether an anchor stands in the first or last of several alternatives only: `^a|b`, `a|b$`.
pub fn half_anchored(pattern: &str, flags: Flags) -> bool {
    let Some(ast) = read(pattern, flags) else { return false };
    let Node::Alt(branches) = &ast.root else { return false };
    let (Some(first), Some(last)) = (branches.first(), branches.last()) else { return false };
    let words = |nodes: &[Node]| nodes.iter().all(is_wordlike);
    let rest = &branches[1..];
    let before = &branches[..branches.len() - 1];
    let anchored = |node: &Node| node.any(&|node| matches!(node, Node::Assert(_)));
    let front = bare(first, &begins_anchored) && !rest.iter().any(begins_anchored);
    let back = bare(last, &ends_anchored) && !before.iter().any(ends_anchored);
    let front =
        front && words(rest) && is_wordlike(first) && !rest[..rest.len() - 1].iter().any(anchored);
    let back = back && words(before) && is_wordlike(last) && !before.iter().skip(1).any(anchored);
    let inner = |node: &Node| node.any(&|node| matches!(node, Node::Assert(Assert::WordBoundary)));
    // `^a|b$` has one anchor for each.
    let each = branches.len() == 2 && begins_anchored(first) && ends_anchored(last);
    (front || back) && !each && !branches.iter().any(inner)
}

/// Whether `node` has the anchor that `test` asks for, not in parentheses of its own.
fn bare(node: &Node, test: &dyn Fn(&Node) -> bool) -> bool {
    !matches!(node, Node::Group { .. }) && test(node)
}

fn begins_anchored(node: &Node) -> bool {
    match node {
        Node::Assert(Assert::TextStart) => true,
        Node::Concat(nodes) => nodes.first().is_some_and(begins_anchored),
        Node::Group { node, .. } => begins_anchored(node),
        Node::Alt(nodes) => nodes.iter().any(begins_anchored),
        _ => false,
    }
}

fn ends_anchored(node: &Node) -> bool {
    match node {
        Node::Assert(Assert::LastLineEnd | Assert::TextEnd) => true,
        Node::Concat(nodes) => nodes.last().is_some_and(ends_anchored),
        Node::Group { node, .. } => ends_anchored(node),
        Node::Alt(nodes) => nodes.iter().any(ends_anchored),
        _ => false,
    }
}

/// Whether `node` is made of letters, and of nothing that shows a parser at work: sets, repetitions without end.
fn is_wordlike(node: &Node) -> bool {
    let letters = node.any(&|node| matches!(node, Node::Char { c, .. } if c.is_alphabetic()));
    let machinery = node.any(&|node| {
        matches!(node, Node::Class(class) if class.negated)
            || matches!(node, Node::Look { .. } | Node::Backref { .. })
    });
    letters && !machinery
}
