//! A text as words, other characters, and the blocks they stand in.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::comments::{CommentStyle, blank};

/// A file split for generic patterns; made once, searched by many.
#[derive(Debug)]
pub struct Document<'t> {
    original: &'t str,
    /// The text that was split: `original`, or that with its comments blanked.
    text: Cow<'t, str>,
    pub(super) elements: Vec<Element>,
    /// Positions in `elements` by word.
    words: FxHashMap<Box<str>, Vec<u32>>,
    /// Positions in `elements` by any other character.
    characters: FxHashMap<char, Vec<u32>>,
}

/// One step through a document. A block is what stands deeper than the lines around it, or between a pair of braces of one
/// line (the braces themselves are outside).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    /// A word or a character.
    Atom(Atom),
    /// A block starts; its end is at `close`.
    Open { close: u32 },
    /// A block ends.
    Close,
}

/// A word or a character in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Atom {
    /// The character, or `None` for a word.
    pub(super) character: Option<char>,
    /// First byte.
    pub(super) start: u32,
    /// One past the last byte.
    pub(super) end: u32,
    /// Line, counted from 0.
    pub(super) line: u32,
    /// Where the innermost block around it ends in the list of elements.
    pub(super) block_end: u32,
}

impl<'t> Document<'t> {
    /// Splits `text`, comments of `style` left out.
    pub fn new(text: &'t str, style: Option<CommentStyle>) -> Self {
        let masked = match style {
            None => Cow::Borrowed(text),
            Some(style) => Cow::Owned(blank(text, style)),
        };
        let mut elements = elements(&masked);
        close_blocks(&mut elements);
        let mut words: FxHashMap<Box<str>, Vec<u32>> = FxHashMap::default();
        let mut characters: FxHashMap<char, Vec<u32>> = FxHashMap::default();
        for (position, element) in elements.iter().enumerate() {
            let Element::Atom(atom) = element else { continue };
            let position = position as u32;
            match atom.character {
                Some(c) => characters.entry(c).or_default().push(position),
                None => {
                    let word = &masked[atom.start as usize..atom.end as usize];
                    match words.get_mut(word) {
                        Some(positions) => positions.push(position),
                        None => {
                            words.insert(word.into(), vec![position]);
                        }
                    }
                }
            }
        }
        Document { original: text, text: masked, elements, words, characters }
    }

    /// The text it was made from.
    pub fn original(&self) -> &'t str {
        self.original
    }

    /// The text as split: comments are spaces.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where `word` stands.
    pub(super) fn word(&self, word: &str) -> &[u32] {
        self.words.get(word).map_or(&[], Vec::as_slice)
    }

    /// Where `c` stands outside words.
    pub(super) fn character(&self, c: char) -> &[u32] {
        self.characters.get(&c).map_or(&[], Vec::as_slice)
    }

    /// Whether `word` stands anywhere in any case.
    pub(super) fn has_word_caseless(&self, word: &str) -> bool {
        self.words.keys().any(|known| known.eq_ignore_ascii_case(word))
    }
}

/// Whether `text` looks like something people write: hardly any control characters, and lines of a readable length. Judged on
/// the first 4,096 bytes. Generic rules leave other files alone.
pub fn is_readable(text: &str) -> bool {
    let head = &text.as_bytes()[..text.len().min(4096)];
    let lines = 1 + memchr::memchr_iter(b'\n', head).count();
    let control =
        head.iter().filter(|b| b.is_ascii_control() && !matches!(b, b'\t' | b'\n' | b'\r')).count();
    let ascii = head.iter().filter(|b| b.is_ascii()).count();
    let short_lines = head.len() <= 500 || lines * 150 >= head.len();
    short_lines && (control == 0 || control * 100 < ascii)
}

/// A line of a text: how far it is indented and where its tokens are.
pub(super) struct Line<'t> {
    pub(super) indent: usize,
    /// Line number, counted from 0.
    pub(super) number: u32,
    /// Offset of `content`.
    pub(super) start: usize,
    /// What follows the indentation, without the line break.
    pub(super) content: &'t str,
}

/// The lines that hold more than blanks. A tab counts as eight spaces.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut offset = 0;
    text.split_inclusive('\n').enumerate().filter_map(move |(number, line)| {
        let start = offset;
        offset += line.len();
        let line =
            line.strip_suffix('\n').map_or(line, |line| line.strip_suffix('\r').unwrap_or(line));
        let content = line.trim_start_matches([' ', '\t']);
        let blanks = &line[..line.len() - content.len()];
        let indent = blanks.bytes().map(|b| if b == b'\t' { 8 } else { 1 }).sum();
        let start = start + blanks.len();
        (!content.is_empty()).then_some(Line { indent, number: number as u32, start, content })
    })
}

/// Length of the word `text` starts with.
pub(super) fn word_length(text: &str) -> usize {
    text.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count()
}

/// The elements of `text`; blocks do not know their ends yet.
fn elements(text: &str) -> Vec<Element> {
    let mut out = Vec::with_capacity(text.len() / 4);
    let mut indents = vec![0];
    for line in lines(text) {
        while indents.last().is_some_and(|indent| *indent > line.indent) {
            indents.pop();
            out.push(Element::Close);
        }
        if indents.last().is_none_or(|indent| *indent < line.indent) {
            indents.push(line.indent);
            out.push(Element::Open { close: 0 });
        }
        add_line(&line, &mut out);
    }
    out.extend(indents.iter().skip(1).map(|_| Element::Close));
    out
}

/// Adds the tokens of one line, with a block between each pair of braces that fit.
fn add_line(line: &Line<'_>, out: &mut Vec<Element>) {
    let atoms = atoms(line);
    let pairs = brace_pairs(&atoms);
    for (i, atom) in atoms.iter().enumerate() {
        if let Some(open) = pairs[i]
            && open + 1 < i
        {
            out.push(Element::Close);
        }
        out.push(Element::Atom(*atom));
        if let Some(close) = pairs[i]
            && close > i + 1
        {
            out.push(Element::Open { close: 0 });
        }
    }
}

fn atoms(line: &Line<'_>) -> Vec<Atom> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = line.content[at..].chars().next() {
        let word = word_length(&line.content[at..]);
        let length = if word > 0 { word } else { c.len_utf8() };
        if !matches!(c, ' ' | '\t') {
            out.push(Atom {
                character: (word == 0).then_some(c),
                start: (line.start + at) as u32,
                end: (line.start + at + length) as u32,
                line: line.number,
                block_end: 0,
            });
        }
        at += length;
    }
    out
}

/// For each atom that is a brace with a partner, where that stands. A closing brace takes the nearest open one of its kind, and
/// those between stay single; where there is none, all that are open stay single.
fn brace_pairs(atoms: &[Atom]) -> Vec<Option<usize>> {
    let mut pairs = vec![None; atoms.len()];
    let mut open: Vec<(char, usize)> = Vec::new();
    for (i, atom) in atoms.iter().enumerate() {
        let partner = match atom.character {
            Some(c @ ('(' | '[' | '{')) => {
                open.push((c, i));
                continue;
            }
            Some(')') => '(',
            Some(']') => '[',
            Some('}') => '{',
            _ => continue,
        };
        match open.iter().rposition(|(c, _)| *c == partner) {
            None => open.clear(),
            Some(found) => {
                let (_, start) = open[found];
                open.truncate(found);
                pairs[start] = Some(i);
                pairs[i] = Some(start);
            }
        }
    }
    pairs
}

/// Tells each block and each atom where its block ends.
fn close_blocks(elements: &mut [Element]) {
    let mut ends = vec![elements.len() as u32];
    for position in (0..elements.len()).rev() {
        let end = ends.last().copied().unwrap_or(0);
        match &mut elements[position] {
            Element::Atom(atom) => atom.block_end = end,
            Element::Close => ends.push(position as u32),
            Element::Open { close } => {
                *close = end;
                ends.pop();
            }
        }
    }
}
