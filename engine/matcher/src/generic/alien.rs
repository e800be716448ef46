//! Aliengrep: words, brackets and other characters, white space left out of account.
//!
//! A text is a sequence of *nodes*: a word, a bracket with nodes up to its partner, or any other single character. An ellipsis
//! passes over nodes, as few as possible; within a bracket of the pattern it never passes over the closing partner. In line mode
//! (`generic_multiline: false`) line breaks are no white space, except to `....`. What this module needs to match, unlike a
//! regular expression, is only a stack of ellipses that could still grow. Follows Semgrep's description of the engine; see
//! [`parse`] for patterns, [`nodes`] for texts.

use tamis_syntax::Span;

use super::{GenericError, GenericMatch, GenericOptions};

mod nodes;
mod parse;

use nodes::{Nodes, Shape, next_boundary, skip_space};
use parse::Item;

/// A compiled aliengrep pattern.
#[derive(Debug)]
pub(super) struct AlienPattern {
    items: Vec<Item>,
    metavariables: Vec<String>,
    shape: Shape,
    caseless: bool,
}

impl AlienPattern {
    pub(super) fn metavariables(&self) -> &[String] {
        &self.metavariables
    }

    pub(super) fn compile(text: &str, options: &GenericOptions) -> Result<Self, GenericError> {
        let shape = Shape::of(options);
        let (items, metavariables) = parse::parse(text, &shape)?;
        Ok(AlienPattern { items, metavariables, shape, caseless: options.caseless })
    }

    pub(super) fn find(&self, text: &str, budget: &mut u64) -> Vec<GenericMatch> {
        let mut found = Vec::new();
        let nodes = Nodes::new(text, &self.shape);
        let mut search = Search { pattern: self, text, nodes, bindings: Vec::new(), budget };
        let mut from = 0;
        while let Some(start) = self.next_start(text, from) {
            match search.match_at(start) {
                Some(matched) => {
                    from = (matched.span.end as usize).max(next_boundary(text, start));
                    found.push(matched);
                }
                None => from = next_boundary(text, start),
            }
            if *search.budget == 0 {
                break;
            }
        }
        found
    }

    /// The next place from `from` on where a match could start.
    fn next_start(&self, text: &str, from: usize) -> Option<usize> {
        let rest = text.get(from..)?;
        let offset = match self.items.first() {
            Some(Item::Word(word)) if !self.caseless => rest.find(word.as_str())?,
            Some(Item::Character(c)) if !self.caseless => rest.find(*c)?,
            // An ellipsis in front starts where the text or a line does.
            Some(Item::TextStart) => (from == 0).then_some(0)?,
            Some(Item::LineStart) => match text[..from].ends_with('\n') || from == 0 {
                true => 0,
                false => rest.find('\n')? + 1,
            },
            _ => 0,
        };
        Some(from + offset)
    }
}

/// A place of the search.
#[derive(Debug, Clone, Copy)]
struct Place {
    item: usize,
    at: usize,
}

/// An ellipsis that could pass over more.
#[derive(Debug, Clone, Copy)]
struct Choice {
    item: usize,
    /// Where the ellipsis starts.
    from: usize,
    /// Where its nodes start: behind the line break it started with, if it did.
    base: usize,
    /// Where it ends so far.
    to: usize,
    /// Number of bindings before it.
    bindings: usize,
}

struct Search<'s, 't> {
    pattern: &'s AlienPattern,
    text: &'t str,
    nodes: Nodes<'s, 't>,
    bindings: Vec<(usize, Span)>,
    budget: &'s mut u64,
}

impl Search<'_, '_> {
    fn match_at(&mut self, start: usize) -> Option<GenericMatch> {
        self.bindings.clear();
        let end = self.run(start)?;
        let name =
            |(index, span): &(usize, Span)| (self.pattern.metavariables[*index].clone(), *span);
        Some(GenericMatch {
            span: Span::new(start as u32, end as u32),
            bindings: self.bindings.iter().map(name).collect(),
        })
    }

    fn run(&mut self, start: usize) -> Option<usize> {
        let mut place = Place { item: 0, at: start };
        let mut choices: Vec<Choice> = Vec::new();
        loop {
            if *self.budget == 0 {
                return None;
            }
            *self.budget -= 1;
            let Some(item) = self.pattern.items.get(place.item) else { return Some(place.at) };
            // White space may stand between any two items.
            let at = if place.item == 0 {
                place.at
            } else {
                skip_space(self.text, place.at, self.pattern.shape.multiline)
            };
            let next = match item {
                Item::Ellipsis { name, .. } => self.ellipsis(*name, place.item, at, &mut choices),
                item => self.simple(item, at),
            };
            place = match next {
                Some(at) => Place { item: place.item + 1, at },
                None => self.grow(&mut choices)?,
            };
        }
    }

    /// An ellipsis passes over nothing first; one whose metavariable is bound must find that text.
    fn ellipsis(
        &mut self,
        name: Option<usize>,
        item: usize,
        at: usize,
        choices: &mut Vec<Choice>,
    ) -> Option<usize> {
        if let Some(before) = name.and_then(|name| self.bound(name)) {
            return self.again(at, before);
        }
        let bindings = self.bindings.len();
        choices.push(Choice { item, from: at, base: at, to: at, bindings });
        self.bind(name, at, at);
        Some(at)
    }

    /// Lets the latest ellipsis that can pass over one more node do so.
    fn grow(&mut self, choices: &mut Vec<Choice>) -> Option<Place> {
        while let Some(choice) = choices.pop() {
            self.bindings.truncate(choice.bindings);
            let Some(&Item::Ellipsis { name, long, closing }) = self.pattern.items.get(choice.item)
            else {
                continue;
            };
            let Some(longer) = self.longer(choice, long, closing) else { continue };
            self.bind(name, longer.from, longer.to);
            choices.push(longer);
            return Some(Place { item: longer.item + 1, at: longer.to });
        }
        None
    }

    /// The next longer reach of an ellipsis. In line mode, a long one may also start with a line break, tried last.
    fn longer(&mut self, choice: Choice, long: bool, closing: Option<char>) -> Option<Choice> {
        let line_mode = !self.pattern.shape.multiline;
        let breaks = long || !line_mode;
        let at = if choice.to == choice.base {
            choice.base
        } else {
            skip_space(self.text, choice.to, breaks)
        };
        let excluded = closing.is_some_and(|close| self.text[at..].starts_with(close));
        let end = if excluded { None } else { self.nodes.end(at, breaks, self.budget) };
        if let Some(to) = end {
            return Some(Choice { to, ..choice });
        }
        let rest = &self.text[choice.from..];
        let can_lead = line_mode && long && choice.base == choice.from;
        if can_lead && (rest.starts_with('\n') || rest.starts_with("\r\n")) {
            let base = skip_space(self.text, choice.from, true);
            return Some(Choice { base, to: base, ..choice });
        }
        None
    }

    fn simple(&mut self, item: &Item, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        match item {
            Item::Word(word) => {
                let end = at + self.prefix(rest, word)?;
                let shape = &self.pattern.shape;
                let whole = !shape.word_before(self.text, at) && !shape.word_after(self.text, end);
                whole.then_some(end)
            }
            Item::Character(c) => Some(at + self.prefix(rest, c.encode_utf8(&mut [0; 4]))?),
            Item::LineBreak => {
                let length =
                    if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) };
                (length > 0).then_some(at + length)
            }
            Item::Metavariable(name) => self.word(*name, at),
            Item::TextStart => (at == 0).then_some(at),
            Item::TextEnd => rest.is_empty().then_some(at),
            Item::LineStart => (at == 0 || self.text[..at].ends_with('\n')).then_some(at),
            Item::LineEnd => {
                (rest.is_empty() || rest.starts_with('\n') || rest.starts_with("\r\n"))
                    .then_some(at)
            }
            Item::Ellipsis { .. } => Some(at),
        }
    }

    /// Length of `expected` at the start of `rest`.
    fn prefix(&self, rest: &str, expected: &str) -> Option<usize> {
        if rest.starts_with(expected) {
            return Some(expected.len());
        }
        if !self.pattern.caseless {
            return None;
        }
        let mut letters = rest.chars();
        let mut length = 0;
        for c in expected.chars() {
            let other = letters.next()?;
            if c != other && !c.to_lowercase().eq(other.to_lowercase()) {
                return None;
            }
            length += other.len_utf8();
        }
        Some(length)
    }

    fn word(&mut self, name: usize, at: usize) -> Option<usize> {
        let shape = &self.pattern.shape;
        let end = at + shape.word_length(&self.text[at..]);
        if end == at || shape.word_before(self.text, at) {
            return None;
        }
        match self.bound(name) {
            None => {
                self.bind(Some(name), at, end);
                Some(end)
            }
            Some(before) => (before.of(self.text) == &self.text[at..end]).then_some(end),
        }
    }

    /// The same text as `before`, whole words only at its ends.
    fn again(&self, at: usize, before: Span) -> Option<usize> {
        let text = before.of(self.text);
        let end = self.text[at..].starts_with(text).then_some(at + text.len())?;
        let shape = &self.pattern.shape;
        let inside = |place: usize| {
            shape.word_before(self.text, place) && shape.word_after(self.text, place)
        };
        (!inside(at) && !inside(end)).then_some(end)
    }

    fn bound(&self, name: usize) -> Option<Span> {
        self.bindings.iter().find(|(known, _)| *known == name).map(|(_, span)| *span)
    }

    fn bind(&mut self, name: Option<usize>, start: usize, end: usize) {
        let span = Span::new(start as u32, end as u32);
        self.bindings.extend(name.map(|name| (name, span)));
    }
}
