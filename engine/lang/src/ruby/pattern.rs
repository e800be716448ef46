//! Ruby patterns: an identifier is a legal command, argument and parameter; classes and modules want a constant.

use tamis_ir::PatternSyntax;

use crate::pattern::{Dialect, Quotes, Site, Wrapper, encode, words};

/// How Ruby patterns are read.
pub(crate) const PATTERN: PatternSyntax = PatternSyntax { encode: |pattern| encode(&DIALECT, pattern) };

const DIALECT: Dialect = Dialect {
    prepare: |pattern| bracket_block_arguments(words::dedent(pattern.trim_end()).as_str()),
    quotes: Quotes { line: "\"'`", block: "", triple: false, regex: true },
    own_ellipsis: is_range,
    token,
    form,
    wrappers,
    fallbacks: &["@", "@ => @", "@: @", "when @"],
    ..Dialect::PLAIN
};

const WRAPPERS: [Wrapper; 4] = [
    ("", "\n"),
    // A header alone: `class $C < Base`, `def $F(...)`.
    ("", "\nend\n"),
    // A pair alone.
    ("_w_(", ")\n"),
    ("{", "}\n"),
];

fn wrappers(text: &str) -> Vec<Wrapper> {
    let first: &[Wrapper] = match words::first_word(text) {
        "rescue" | "ensure" => &[("begin\n", "\nend\n")],
        "when" => &[("case _w_\n", "\nend\n")],
        "in" => &[("case _w_\n", "\nend\n")],
        "else" | "elsif" => &[("if _w_\n", "\nend\n")],
        _ => &[],
    };
    first.iter().chain(&WRAPPERS).copied().collect()
}

/// `f ... {` means a call with a block; without brackets the block would go to the argument.
fn bracket_block_arguments(text: &str) -> String {
    const KEYWORDS: [&str; 8] = ["return", "if", "unless", "while", "until", "and", "or", "not"];
    let bracket = |line: &str| {
        let Some((before, after)) = line.split_once(" ... {") else { return line.to_owned() };
        let name = words::last_word(before);
        let is_call = !name.is_empty() && before.ends_with(name) && !KEYWORDS.contains(&name);
        if is_call { format!("{before}(...) {{{after}") } else { line.to_owned() }
    };
    text.split('\n').map(bracket).collect::<Vec<String>>().join("\n")
}

/// `1...n`, `$A...$B`: a range is written without blanks.
fn is_range(site: &Site) -> bool {
    let is_operand = |c: char| words::is_word(c) || c == ')' || c == ']';
    site.before().ends_with(is_operand) && site.after().starts_with(|c| words::is_word(c) || c == '(')
}

/// Names of classes and modules start with a capital.
fn token(site: &Site, index: usize) -> String {
    let before = site.before();
    let is_class = matches!(words::last_word(before), "class" | "module");
    let is_scoped = before.ends_with("::") && !site.after().starts_with('(');
    let capital = if is_class || is_scoped { "Z" } else { "" };
    format!("{capital}_{}{index}_", site.kind().letter())
}

fn form(site: &Site) -> &'static str {
    if !site.is_ellipsis() || site.is_quoted() {
        return "@";
    }
    if site.bracket() == Some('{') && is_hash(site) {
        return if site.is_item() { "@ => @" } else { "@" };
    }
    let above = site.line_above_block();
    let previous = site.lines_before().find(|line| !line.trim().is_empty()).unwrap_or("");
    let opens_case = |line: &str| words::first_word(line) == "case" || line.trim_end().ends_with("= case");
    let is_first_arm = opens_case(previous) || opens_case(above) && words::first_word(previous) != "when";
    if site.is_line() && is_first_arm { "when @" } else { "@" }
}

/// Whether the braces around hold pairs, not a block.
fn is_hash(site: &Site) -> bool {
    let head = site.head();
    head.is_empty() || head.ends_with(['=', '(', ',', '[', '{', '>', ':', '|', '?', ';']) || words::last_word(head) == "return"
}
