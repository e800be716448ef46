//! YAML patterns: a document is a fragment, so that nothing is put around; all depends on a bare `...` becoming the item
//! or entry its neighbours are, for a lone word is swallowed into the scalar above without an error.

use tamis_ir::PatternSyntax;

use crate::pattern::{Dialect, Quotes, Site, Wrapper, encode, words};

/// How YAML patterns are read.
pub(crate) const PATTERN: PatternSyntax =
    PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    prepare: |pattern| words::escape_regex_literals(pattern.trim_end()),
    quotes: Quotes { line: "\"'", block: "", triple: false, regex: false },
    // There are no calls: `<... v ...>` is a sequence headed by its token.
    deep: |_| ("[@, ", "]"),
    spaced: false,
    form,
    wrappers: |_| WRAPPERS.to_vec(),
    fallbacks: &["@", "@: @", "- @"],
    ..Dialect::PLAIN
};

const WRAPPERS: [Wrapper; 4] = [("", "\n"), ("_w_: ", "\n"), ("{", "}\n"), ("[", "]\n")];

fn form(site: &Site) -> &'static str {
    let in_flow = matches!(site.bracket(), Some('[' | '{'));
    if !site.is_ellipsis()
        || site.is_quoted()
        || in_flow
        || !site.ends_line()
        || is_in_block_scalar(site)
    {
        return "@";
    }
    if site.starts_line() {
        return line_form(site);
    }
    match item_column(site.line_before()) {
        Some(column) => item_head_form(site, column),
        None => "@",
    }
}

/// `...` as a line: an entry or item, as its neighbours are; the value, where it has none.
fn line_form(site: &Site) -> &'static str {
    let column = words::indentation(site.line_before());
    let after = neighbour(site.lines_after(), column);
    match after.or_else(|| neighbour(site.lines_before(), column)) {
        Some(Neighbour::Item) => "- @",
        Some(Neighbour::Entry) => "@: @",
        None if is_sole_value(site, column) => "@",
        None => "@: @",
    }
}

enum Neighbour {
    Item,
    Entry,
}

/// What the nearest line at `column` is, if the block goes on that far.
fn neighbour<'p>(lines: impl Iterator<Item = &'p str>, column: usize) -> Option<Neighbour> {
    for line in lines {
        let content = line.trim();
        let indentation = words::indentation(line);
        if content.is_empty() || content.starts_with('#') || indentation > column {
            continue;
        }
        if indentation < column {
            // `- a: 1` has its first entry at a column of its own.
            let entry = line.get(column..).unwrap_or("");
            let is_first = item_column(line).is_some() && is_entry(entry);
            return is_first.then_some(Neighbour::Entry);
        }
        match content {
            "..." => {}
            _ if content == "-" || content.starts_with("- ") => return Some(Neighbour::Item),
            _ if is_entry(content) => return Some(Neighbour::Entry),
            _ => return None,
        }
    }
    None
}

/// Whether `line` is `key: value` or `key:`.
fn is_entry(line: &str) -> bool {
    line.contains(": ") || line.trim_end().ends_with(':')
}

/// Whether the line above opens a value and nothing else stands in it.
fn is_sole_value(site: &Site, column: usize) -> bool {
    let is_filled = |line: &&str| !line.trim().is_empty();
    let above = site.lines_before().find(is_filled);
    let below = site.lines_after().find(is_filled);
    let opens = above
        .is_none_or(|line| line.trim_end().ends_with(':') && words::indentation(line) < column);
    opens && below.is_none_or(|line| words::indentation(line) < column)
}

/// The column of the dash, where `line` is the start of an item (`- ` or `- - `) and nothing else.
fn item_column(line: &str) -> Option<usize> {
    line.trim_start().starts_with("- ").then(|| words::indentation(line))
}

/// `- ...`: an item; with lines below that are deeper, the first entry or item of that one.
fn item_head_form(site: &Site, column: usize) -> &'static str {
    let is_dash = site.line_before().trim() == "-";
    let below = site.lines_after().find(|line| !line.trim().is_empty());
    match below {
        Some(line) if is_dash && words::indentation(line) > column => {
            if line.trim_start().starts_with("- ") { "- @" } else { "@: @" }
        }
        _ => "@",
    }
}

/// Whether a line above, less indented, opens a block scalar (`|`, `>-`) that lasts to here.
fn is_in_block_scalar(site: &Site) -> bool {
    let line = site.line_above_block();
    let opener = line.rsplit(' ').next().unwrap_or("");
    let is_opener = opener.starts_with(['|', '>'])
        && opener[1..].chars().all(|c| c == '-' || c == '+' || c.is_ascii_digit());
    is_opener && site.starts_line()
}

#[cfg(test)]
mod tests {
    use super::PATTERN;
    use crate::pattern::testing::check;

    #[test]
    fn values_and_keys() {
        check(
            "yaml",
            &PATTERN,
            &[
                ("$K: $V", "_M0_: _M1_", "block_mapping_pair"),
                ("key: ...", "key: _E0_", "block_mapping_pair"),
                ("a: \"...\"", "a: \"_E0_\"", "block_mapping_pair"),
                ("a: '$X'", "a: '_M0_'", "block_mapping_pair"),
                ("a: |\n  ...", "a: |\n  _E0_", "block_mapping_pair"),
                ("...", "_E0_", "string_scalar"),
                ("$X", "_M0_", "string_scalar"),
                ("[..., a]", "[_E0_, a]", "flow_sequence"),
                ("{..., a: 1}", "{_E0_, a: 1}", "flow_mapping"),
                ("a: [..., b]", "a: [_E0_, b]", "block_mapping_pair"),
                ("a: {..., b: 1}", "a: {_E0_, b: 1}", "block_mapping_pair"),
                ("!Ref $X", "!Ref _M0_", "flow_node"),
                ("a: &anchor $X", "a: &anchor _M0_", "block_mapping_pair"),
                ("a: <... $X ...>", "a: [_D0_,  _M1_ ]", "block_mapping_pair"),
                ("a: \"=~/^\\\\d+\\.x/\"", "a: \"=~/^\\\\\\\\d+\\\\.x/\"", "block_mapping_pair"),
            ],
        );
    }

    #[test]
    fn bare_lines_become_entries() {
        check(
            "yaml",
            &PATTERN,
            &[
                ("a: 1\n...\nb: 2", "a: 1\n_E0_: _E0_\nb: 2", "block_mapping"),
                ("...\na: 1", "_E0_: _E0_\na: 1", "block_mapping"),
                ("a: 1\n...", "a: 1\n_E0_: _E0_", "block_mapping"),
                ("a:\n  ...\n  b: 1", "a:\n  _E0_: _E0_\n  b: 1", "block_mapping_pair"),
                ("a:\n  b: 1\n  ...", "a:\n  b: 1\n  _E0_: _E0_", "block_mapping_pair"),
                ("a:\n  ...", "a:\n  _E0_", "block_mapping_pair"),
                ("a:\n  ...\nb: 1", "a:\n  _E0_\nb: 1", "block_mapping"),
                ("a: x\n...", "a: x\n_E0_: _E0_", "block_mapping"),
                (
                    "a:\n  ...\n  b:\n    ...\n    c: 1\n  ...\nd: 1",
                    "a:\n  _E0_: _E0_\n  b:\n    _E1_: _E1_\n    c: 1\n  _E2_: _E2_\nd: 1",
                    "block_mapping",
                ),
                ("\"a\": 1\n...", "\"a\": 1\n_E0_: _E0_", "block_mapping"),
                ("- a: 1\n  ...", "- a: 1\n  _E0_: _E0_", "block_sequence_item"),
                ("- ...\n  b: 1", "- _E0_: _E0_\n  b: 1", "block_sequence_item"),
            ],
        );
    }

    #[test]
    fn bare_lines_become_items() {
        check(
            "yaml",
            &PATTERN,
            &[
                ("- a\n...\n- b", "- a\n- _E0_\n- b", "block_sequence"),
                ("a:\n  - $X\n  ...", "a:\n  - _M0_\n  - _E1_", "block_mapping_pair"),
                ("a:\n  ...\n  - x", "a:\n  - _E0_\n  - x", "block_mapping_pair"),
                ("- ...", "- _E0_", "block_sequence_item"),
                ("- ...\n- $X", "- _E0_\n- _M1_", "block_sequence"),
                ("a:\n- ...\n- b", "a:\n- _E0_\n- b", "block_mapping_pair"),
                ("- - ...\n  - a", "- - _E0_\n  - a", "block_sequence_item"),
                (
                    "steps:\n  - ...\n    uses: $U\n    ...\n  ...",
                    "steps:\n  - _E0_: _E0_\n    uses: _M1_\n    _E2_: _E2_\n  - _E3_",
                    "block_mapping_pair",
                ),
            ],
        );
    }
}
