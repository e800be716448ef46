//! Spacegrep: a pattern held against a document.
//!
//! A match starts at a word or character and stays within the block it starts in. Words and characters of the pattern walk
//! through the document's inner blocks as if it were flat; a block of the pattern must be a block of the document. After an
//! ellipsis, what does not fit is passed over, as far as the ellipsis reaches. The first way to match wins, shortest
//! ellipses first; of matches with the same end the last to start is kept, unless the pattern ends with an ellipsis.

use rustc_hash::FxHashMap;
use tamis_syntax::Span;

use super::document::{Atom, Document, Element};
use super::pattern::{Node, Pattern, parse};
use super::{GenericError, GenericMatch, GenericOptions};

/// A compiled spacegrep pattern.
#[derive(Debug)]
pub(super) struct SpacePattern {
    pattern: Pattern,
    caseless: bool,
    max_span: u32,
    /// Words and characters it cannot do without.
    words: Vec<String>,
    characters: Vec<char>,
}

impl SpacePattern {
    pub(super) fn metavariables(&self) -> &[String] {
        &self.pattern.metavariables
    }

    pub(super) fn compile(text: &str, options: &GenericOptions) -> Result<Self, GenericError> {
        let pattern = parse(text)?;
        let (mut words, mut characters) = (Vec::new(), Vec::new());
        literals(&pattern.nodes, &mut words, &mut characters);
        Ok(SpacePattern {
            pattern,
            caseless: options.caseless,
            max_span: options.ellipsis_max_span,
            words,
            characters,
        })
    }

    pub(super) fn find(&self, document: &Document<'_>, budget: &mut u64) -> Vec<GenericMatch> {
        if !self.may_match(document) {
            return Vec::new();
        }
        let mut search = Search { pattern: self, document, bindings: Vec::new(), budget };
        let keep_first = matches!(self.pattern.nodes.last(), Some(Node::Ellipsis(_)));
        let mut found: Vec<GenericMatch> = Vec::new();
        let mut by_end: FxHashMap<u32, usize> = FxHashMap::default();
        for start in self.starts(document) {
            let Some(matched) = search.match_at(start as usize) else { continue };
            match by_end.get(&matched.span.end) {
                Some(_) if keep_first => {}
                Some(&index) => found[index] = matched,
                None => {
                    by_end.insert(matched.span.end, found.len());
                    found.push(matched);
                }
            }
        }
        found.sort_by_key(|matched| (matched.span, matched.bindings.len()));
        found
    }

    /// Whether all words and characters it needs stand in `document`.
    fn may_match(&self, document: &Document<'_>) -> bool {
        self.characters.iter().all(|c| !document.character(*c).is_empty())
            && self.words.iter().all(|word| {
                let exact = !document.word(word).is_empty();
                exact || self.caseless && document.has_word_caseless(word)
            })
    }

    /// The elements a match may start with.
    fn starts(&self, document: &Document<'_>) -> Vec<u32> {
        match self.pattern.nodes.first() {
            Some(Node::Word(word)) if !self.caseless => document.word(word).to_vec(),
            Some(Node::Character(c)) => document.character(*c).to_vec(),
            Some(Node::Ellipsis(_)) => block_starts(&document.elements),
            Some(first) => {
                let words_only = matches!(first, Node::Word(_) | Node::Metavariable(_));
                let positions = 0..document.elements.len() as u32;
                let fits = |position: &u32| match document.elements[*position as usize] {
                    Element::Atom(atom) => !words_only || atom.character.is_none(),
                    _ => false,
                };
                positions.filter(fits).collect()
            }
            None => Vec::new(),
        }
    }
}

/// The words and characters in `nodes`.
fn literals(nodes: &[Node], words: &mut Vec<String>, characters: &mut Vec<char>) {
    for node in nodes {
        match node {
            Node::Word(word) if !words.contains(word) => words.push(word.clone()),
            Node::Character(c) if !characters.contains(c) => characters.push(*c),
            Node::Block(inner) => literals(inner, words, characters),
            _ => {}
        }
    }
}

/// The atoms that are the first thing in their block.
fn block_starts(elements: &[Element]) -> Vec<u32> {
    let is_start = |i: &usize| {
        let before = i.checked_sub(1).map(|before| elements[before]);
        matches!((elements[*i], before), (Element::Atom(_), None | Some(Element::Open { .. })))
    };
    (0..elements.len()).filter(is_start).map(|i| i as u32).collect()
}

/// An ellipsis under way.
#[derive(Debug, Clone, Copy)]
struct Ellipsis {
    /// The last line it may pass over.
    max_line: u32,
    /// The text passed over so far.
    passed: Span,
    /// Its metavariable.
    name: Option<usize>,
}

/// A place of the search within one block.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// Next node of the pattern.
    node: usize,
    /// Next element of the document.
    element: usize,
    ellipsis: Option<Ellipsis>,
    /// The last atom matched: its span and line.
    last: (Span, u32),
}

/// A place to come back to, with the number of bindings there.
struct Choice {
    place: Place,
    bindings: usize,
}

/// What to do after one step.
enum Step {
    On,
    Done((Span, u32)),
    Fail,
}

struct Search<'s, 't> {
    pattern: &'s SpacePattern,
    document: &'s Document<'t>,
    /// Metavariables bound so far.
    bindings: Vec<(usize, Span)>,
    budget: &'s mut u64,
}

impl Search<'_, '_> {
    fn match_at(&mut self, start: usize) -> Option<GenericMatch> {
        let Some(Element::Atom(first)) = self.document.elements.get(start) else { return None };
        self.bindings.clear();
        // Nothing is matched yet, so that a leading ellipsis may pass over the first atom.
        let last = (Span::new(first.start, first.start), first.line);
        let nodes = &self.pattern.pattern.nodes;
        let (last, _) = self.block(nodes, start, first.block_end as usize, last, true)?;
        let name = |(index, span): &(usize, Span)| {
            (self.pattern.pattern.metavariables[*index].clone(), *span)
        };
        Some(GenericMatch {
            span: Span::new(first.start, last.end),
            bindings: self.bindings.iter().map(name).collect(),
        })
    }

    /// Matches `nodes` from `start` within a block that ends at `end`. Recurses only into blocks of the pattern. `root` says
    /// that what is left of the document's block does not matter.
    fn block(
        &mut self,
        nodes: &[Node],
        start: usize,
        end: usize,
        last: (Span, u32),
        root: bool,
    ) -> Option<(Span, u32)> {
        let mut place = Place { node: 0, element: start, ellipsis: None, last };
        let mut choices: Vec<Choice> = Vec::new();
        loop {
            if *self.budget == 0 {
                return None;
            }
            *self.budget -= 1;
            let step = match nodes.get(place.node) {
                None => self.finish(&mut place, end, root),
                Some(Node::Ellipsis(name)) => self.start_ellipsis(&mut place, *name),
                Some(Node::Block(inner)) => self.inner_block(inner, nodes, &mut place, end),
                Some(node) => self.atom(node, &mut place, end, &mut choices),
            };
            match step {
                Step::On => {}
                Step::Done(last) => return Some(last),
                Step::Fail => {
                    let choice = choices.pop()?;
                    place = choice.place;
                    self.bindings.truncate(choice.bindings);
                }
            }
        }
    }

    /// The pattern is used up: a trailing ellipsis takes what is left of the document's innermost block.
    fn finish(&mut self, place: &mut Place, end: usize, root: bool) -> Step {
        let Some(ellipsis) = place.ellipsis else {
            let used_up = place.element >= end
                || matches!(self.document.elements[place.element], Element::Close);
            return if root || used_up { Step::Done(place.last) } else { Step::Fail };
        };
        if place.last.1 <= ellipsis.max_line {
            self.take_rest(place, end, ellipsis.max_line);
        }
        place.ellipsis = Some(pass(ellipsis, place.last.0.end));
        if self.close_ellipsis(place) { Step::Done(place.last) } else { Step::Fail }
    }

    /// Moves `last` over the rest of the block, up to the first atom beyond `max_line`.
    fn take_rest(&mut self, place: &mut Place, end: usize, max_line: u32) {
        let mut depth = 0_usize;
        for element in &self.document.elements[place.element.min(end)..end] {
            *self.budget = self.budget.saturating_sub(1);
            match element {
                Element::Open { .. } => depth += 1,
                Element::Close if depth == 0 => return,
                Element::Close => depth -= 1,
                Element::Atom(atom) if atom.line > max_line => return,
                Element::Atom(atom) => place.last = (Span::new(atom.start, atom.end), atom.line),
            }
        }
    }

    fn start_ellipsis(&mut self, place: &mut Place, name: Option<usize>) -> Step {
        place.node += 1;
        let reach = self.pattern.max_span;
        let (last, line) = place.last;
        place.ellipsis = Some(match place.ellipsis {
            None => Ellipsis {
                max_line: line.saturating_add(reach),
                passed: Span::new(last.end, last.end),
                name,
            },
            // One more ellipsis reaches further.
            Some(before) => Ellipsis { max_line: before.max_line.saturating_add(reach), ..before },
        });
        Step::On
    }

    /// Binds the metavariable of an ellipsis that ends here; false where it stood for something else before.
    fn close_ellipsis(&mut self, place: &mut Place) -> bool {
        match place.ellipsis.take() {
            Some(Ellipsis { name: Some(name), passed, .. }) => self.bind(name, passed),
            _ => true,
        }
    }

    fn bind(&mut self, name: usize, span: Span) -> bool {
        let text = self.document.text();
        match self.bindings.iter().find(|(known, _)| *known == name) {
            Some((_, before)) => before.of(text) == span.of(text),
            None => {
                self.bindings.push((name, span));
                true
            }
        }
    }

    /// A word, character or metavariable of the pattern.
    fn atom(
        &mut self,
        node: &Node,
        place: &mut Place,
        end: usize,
        choices: &mut Vec<Choice>,
    ) -> Step {
        if place.element >= end {
            return Step::Fail;
        }
        let Element::Atom(atom) = self.document.elements[place.element] else {
            place.element += 1;
            return Step::On;
        };
        let skipped = match place.ellipsis {
            None => None,
            Some(ellipsis) if atom.line > ellipsis.max_line => return Step::Fail,
            Some(ellipsis) => Some(Place {
                element: place.element + 1,
                ellipsis: Some(pass(ellipsis, atom.end)),
                ..*place
            }),
        };
        let bindings = self.bindings.len();
        if self.close_ellipsis(place) && self.fits(node, &atom) {
            choices.extend(skipped.map(|place| Choice { place, bindings }));
            place.node += 1;
            place.element += 1;
            place.last = (Span::new(atom.start, atom.end), atom.line);
            return Step::On;
        }
        self.bindings.truncate(bindings);
        match skipped {
            Some(skipped) => {
                *place = skipped;
                Step::On
            }
            None => Step::Fail,
        }
    }

    fn fits(&mut self, node: &Node, atom: &Atom) -> bool {
        let span = Span::new(atom.start, atom.end);
        match (node, atom.character) {
            (Node::Character(expected), Some(c)) => *expected == c,
            (Node::Metavariable(name), None) => self.bind(*name, span),
            (Node::Word(word), None) if self.pattern.caseless => {
                word.eq_ignore_ascii_case(span.of(self.document.text()))
            }
            (Node::Word(word), None) => word == span.of(self.document.text()),
            _ => false,
        }
    }

    /// A block of the pattern must be the block that stands here.
    fn inner_block(
        &mut self,
        inner: &[Node],
        nodes: &[Node],
        place: &mut Place,
        end: usize,
    ) -> Step {
        let element = self.document.elements.get(place.element).filter(|_| place.element < end);
        match element {
            None | Some(Element::Close) => {
                if !nodes[place.node..].iter().all(Node::is_nullable) {
                    return Step::Fail;
                }
                place.ellipsis = place.ellipsis.map(|ellipsis| pass(ellipsis, place.last.0.end));
                if self.close_ellipsis(place) { Step::Done(place.last) } else { Step::Fail }
            }
            Some(&Element::Open { close }) => {
                if !self.close_ellipsis(place) {
                    return Step::Fail;
                }
                let close = close as usize;
                let Some(last) = self.block(inner, place.element + 1, close, place.last, false)
                else {
                    return Step::Fail;
                };
                *place = Place { node: place.node + 1, element: close + 1, ellipsis: None, last };
                Step::On
            }
            Some(Element::Atom(atom)) => {
                if let Some(ellipsis) = place.ellipsis
                    && atom.line <= ellipsis.max_line
                {
                    place.element += 1;
                    place.ellipsis = Some(pass(ellipsis, atom.end));
                    return Step::On;
                }
                place.node += 1;
                let left_out = inner.iter().all(Node::is_nullable);
                if left_out && self.close_ellipsis(place) { Step::On } else { Step::Fail }
            }
        }
    }
}

/// `ellipsis`, having passed over everything up to `end`.
fn pass(ellipsis: Ellipsis, end: u32) -> Ellipsis {
    Ellipsis { passed: Span::new(ellipsis.passed.start, end.max(ellipsis.passed.end)), ..ellipsis }
}
