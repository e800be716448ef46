//! The few strings an expression stands for, where it asks for the whole text.
//!
//! `^(query|exec)$` is `query` or `exec`: a walk can then look those names up instead of trying every name.

use super::ast::{Assert, Node};
use super::parse::parse;
use super::{Flags, ast};

/// Most strings listed.
const MAX_STRINGS: usize = 256;

/// All texts that `pattern`, held against the start of a text as `metavariable-regex` is, matches up to the text's
/// end. `None` where they are more than 256 or cannot be listed, or where something may follow.
pub(crate) fn whole_strings(pattern: &str) -> Option<Vec<String>> {
    let ast = parse(pattern, Flags::METAVARIABLE).ok()?;
    let strings = of(&ast.root)?;
    strings
        .into_iter()
        .map(|string| string.ended.then_some(string.text))
        .collect::<Option<Vec<String>>>()
}

/// A string, and whether the end of the text was asked for after it.
#[derive(Debug, Clone)]
struct Known {
    text: String,
    ended: bool,
}

fn of(node: &Node) -> Option<Vec<Known>> {
    let one = |text: String, ended| Some(vec![Known { text, ended }]);
    match node {
        Node::Empty | Node::Assert(Assert::TextStart) => one(String::new(), false),
        Node::Assert(Assert::TextEnd | Assert::LastLineEnd) => one(String::new(), true),
        Node::Char { c, caseless: false } => one(c.to_string(), false),
        Node::Char { c, caseless: true } => {
            let mut all = ast::other_cases(*c);
            all.push(*c);
            all.sort_unstable();
            all.dedup();
            Some(all.into_iter().map(|c| Known { text: c.to_string(), ended: false }).collect())
        }
        Node::Class(class) if !class.negated && class.properties.is_empty() => {
            let count: u64 =
                class.ranges.iter().map(|(a, b)| u64::from(*b as u32 - *a as u32) + 1).sum();
            if count > 32 {
                return None;
            }
            let chars = class.ranges.iter().flat_map(|(a, b)| *a..=*b);
            Some(chars.map(|c| Known { text: c.to_string(), ended: false }).collect())
        }
        Node::Group { node, .. } | Node::Atomic(node) => of(node),
        Node::Repeat { node, min: 0, max: Some(1), .. } => {
            let mut all = of(node)?;
            all.push(Known { text: String::new(), ended: false });
            Some(all)
        }
        Node::Concat(nodes) => {
            let mut all = vec![Known { text: String::new(), ended: false }];
            for node in nodes {
                all = product(&all, &of(node)?)?;
            }
            Some(all)
        }
        Node::Alt(nodes) => {
            let mut all = Vec::new();
            for node in nodes {
                all.extend(of(node)?);
                if all.len() > MAX_STRINGS {
                    return None;
                }
            }
            Some(all)
        }
        _ => None,
    }
}

/// Each head followed by each tail; nothing can follow the end of the text.
fn product(heads: &[Known], tails: &[Known]) -> Option<Vec<Known>> {
    if heads.len() * tails.len() > MAX_STRINGS {
        return None;
    }
    let mut all = Vec::with_capacity(heads.len() * tails.len());
    for head in heads {
        for tail in tails {
            if !head.ended || tail.text.is_empty() {
                let text = format!("{}{}", head.text, tail.text);
                all.push(Known { text, ended: head.ended || tail.ended });
            }
        }
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::whole_strings;

    fn listed(pattern: &str) -> Option<Vec<String>> {
        let mut all = whole_strings(pattern)?;
        all.sort();
        Some(all)
    }

    #[test]
    fn lists_what_the_whole_text_may_be() {
        assert_eq!(listed("^(?:query|exec)$").unwrap(), ["exec", "query"]);
        assert_eq!(listed("^Print(f|ln)?$").unwrap(), ["Print", "Printf", "Println"]);
        assert_eq!(listed("^[dw]b\\z").unwrap(), ["db", "wb"]);
        assert_eq!(listed("(?i)^d$").unwrap(), ["D", "d"]);
        // Anchored at the left even without `^`.
        assert_eq!(listed("a$|b$").unwrap(), ["a", "b"]);
    }

    #[test]
    fn lists_nothing_where_more_may_follow_or_too_much_fits() {
        for open in
            ["^exec", "^(a|b)", "a$|b", "^a+$", "^.$", "^[a-z]{9}$", "^(?!x)a$", "a\\b", "(?m)^a$"]
        {
            assert_eq!(listed(open), None, "{open}");
        }
    }
}
