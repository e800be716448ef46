//! Parsing a text again after an edit, with what the last parse left.
//!
//! For: editors, where a text changes by a few bytes at a time. Not for: scans, which see a text once.
//! Read [`reparse`].

use tree_sitter::{InputEdit, Parser, Point};

use crate::tree::{budget_spent, copy, run};
use crate::{Grammar, Tree};

/// What a parse leaves for the next one: the parser's own tree, and the text it is of.
#[derive(Debug, Clone)]
pub struct LastParse {
    text: String,
    tree: tree_sitter::Tree,
}

/// Parses `text` as [`crate::parse`] does, and reuses what `last` holds of an earlier version of it; `last` is then of
/// `text`. The result is the same as without: where the parser had to recover from errors, what it reuses may lead it
/// to another recovery, so such a text is parsed afresh.
pub fn reparse(
    parser: &mut Parser,
    grammar: &Grammar,
    text: &str,
    budget: u32,
    last: &mut Option<LastParse>,
) -> Tree {
    let known = last.take();
    let reused = known.and_then(|mut known| {
        known.tree.edit(&edit(&known.text, text));
        run(parser, grammar, text, budget, Some(&known.tree))
    });
    let clean = reused.filter(|tree| !tree.root_node().has_error());
    let Some(tree) = clean.or_else(|| run(parser, grammar, text, budget, None)) else {
        return budget_spent(text);
    };
    let copied = copy(&tree, grammar, text);
    *last = Some(LastParse { text: text.to_owned(), tree });
    copied
}

/// The one edit that turns `old` into `new`. Linear, at the speed of comparing bytes.
fn edit(old: &str, new: &str) -> InputEdit {
    let (a, b) = (old.as_bytes(), new.as_bytes());
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let room = a.len().min(b.len()) - start;
    let tail = a.iter().rev().zip(b.iter().rev()).take(room).take_while(|(a, b)| a == b).count();
    // Whole characters.
    let start = new.floor_char_boundary(old.floor_char_boundary(start));
    let mut tail = tail;
    while !old.is_char_boundary(old.len() - tail) || !new.is_char_boundary(new.len() - tail) {
        tail -= 1;
    }
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    InputEdit {
        start_byte: start,
        old_end_byte: old_end,
        new_end_byte: new_end,
        start_position: point(old, start),
        old_end_position: point(old, old_end),
        new_end_position: point(new, new_end),
    }
}

/// Row and column in bytes.
fn point(text: &str, at: usize) -> Point {
    let before = &text.as_bytes()[..at];
    let row = memchr::memchr_iter(b'\n', before).count();
    let start = memchr::memrchr(b'\n', before).map_or(0, |line| line + 1);
    Point { row, column: at - start }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_is_what_two_texts_differ_in() {
        let check = |old: &str, new: &str| {
            let InputEdit { start_byte, old_end_byte, new_end_byte, .. } = edit(old, new);
            let mut text = old.to_owned();
            text.replace_range(start_byte..old_end_byte, &new[start_byte..new_end_byte]);
            assert_eq!(text, new);
            (start_byte, old_end_byte, new_end_byte)
        };
        assert_eq!(check("abc", "abc"), (3, 3, 3));
        assert_eq!(check("abc", "abbc"), (2, 2, 3));
        assert_eq!(check("aaa", "aa"), (2, 3, 2));
        assert_eq!(check("", "x"), (0, 0, 1));
        // Characters that share their first or last byte.
        assert_eq!(check("aéb", "aèb"), (1, 3, 3));
        assert_eq!(check("🔑", "🔒"), (0, 4, 4));
        assert_eq!(check("\u{E9}", "\u{129}"), (0, 2, 2));
    }

    #[test]
    fn points_count_rows_and_bytes() {
        assert_eq!(point("a\né b", 5), Point { row: 1, column: 3 });
        assert_eq!(point("a\n", 2), Point { row: 1, column: 0 });
    }
}
