//! A backtracking matcher that counts its steps.
//!
//! It tries what the engines of Python, JavaScript, Java and PCRE try, in their order, without their shortcuts, and so says what an
//! expression costs on a text. Not for matching: [`crate::regex`] does that in linear time where it can.
//! Start at [`Machine::match_at`].

use super::{Characters, of_char, of_class, of_dot};
use crate::regex::ast::{Assert, Condition, Greed, Node};

/// Nesting of look-around and atomic groups; deeper ones are taken for empty.
const MAX_DEPTH: usize = 16;

/// The budget is spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spent;

type Outcome = Result<Option<usize>, Spent>;

/// What is still to be matched, as a list whose cells are shared by all alternatives.
#[derive(Clone, Copy)]
enum Task<'n> {
    Done,
    One(&'n Node, usize),
    All(&'n [Node], usize),
    /// The repetition was entered `count` times, the last time at `start`.
    Again {
        node: &'n Node,
        count: u32,
        start: usize,
        next: usize,
    },
    /// The end of a capture group that began at `start`.
    Close {
        number: usize,
        start: usize,
        next: usize,
    },
}

/// A point to go back to: the task, the place, and how many captures were noted.
type Choice = (usize, usize, usize);

/// One expression on one text.
pub(crate) struct Machine<'n, 't> {
    text: &'t [char],
    tasks: Vec<Task<'n>>,
    captures: Vec<Option<(usize, usize)>>,
    /// What captures were before, to undo them.
    trail: Vec<(usize, Option<(usize, usize)>)>,
    sets: rustc_hash::FxHashMap<*const Node, Characters>,
    /// Steps taken so far.
    pub(crate) steps: u64,
    budget: u64,
}

impl<'n, 't> Machine<'n, 't> {
    /// A machine for `text` that stops after `budget` steps.
    pub(crate) fn new(text: &'t [char], groups: usize, budget: u64) -> Machine<'n, 't> {
        Machine {
            text,
            tasks: Vec::new(),
            captures: vec![None; groups + 1],
            trail: Vec::new(),
            sets: rustc_hash::FxHashMap::default(),
            steps: 0,
            budget,
        }
    }

    /// Where a match of `node` that begins at `start` ends.
    pub(crate) fn match_at(&mut self, node: &'n Node, start: usize) -> Outcome {
        self.captures.fill(None);
        self.trail.clear();
        self.tasks.clear();
        self.run(node, start, 0)
    }

    /// The first match at any place.
    pub(crate) fn search(&mut self, node: &'n Node) -> Result<Option<(usize, usize)>, Spent> {
        for start in 0..=self.text.len() {
            if let Some(end) = self.match_at(node, start)? {
                return Ok(Some((start, end)));
            }
        }
        Ok(None)
    }

    /// The numbers of the groups that took part in the last match.
    pub(crate) fn groups(&self) -> Vec<usize> {
        (1..self.captures.len()).filter(|number| self.captures[*number].is_some()).collect()
    }

    fn task(&mut self, task: Task<'n>) -> usize {
        self.tasks.push(task);
        self.tasks.len() - 1
    }

    fn undo(&mut self, to: usize) {
        while self.trail.len() > to {
            if let Some((number, before)) = self.trail.pop() {
                self.captures[number] = before;
            }
        }
    }

    fn run(&mut self, node: &'n Node, start: usize, depth: usize) -> Outcome {
        let done = self.task(Task::Done);
        let first = self.task(Task::One(node, done));
        let mut choices: Vec<Choice> = vec![(first, start, self.trail.len())];
        while let Some((mut task, mut place, trail)) = choices.pop() {
            self.undo(trail);
            loop {
                self.steps += 1;
                if self.steps > self.budget {
                    return Err(Spent);
                }
                if matches!(self.tasks[task], Task::Done) {
                    return Ok(Some(place));
                }
                match self.step(task, place, depth, &mut choices)? {
                    Some(next) => (task, place) = next,
                    None => break,
                }
            }
        }
        Ok(None)
    }

    /// One step; the next task and place, or nothing where this way fails.
    fn step(
        &mut self,
        task: usize,
        place: usize,
        depth: usize,
        choices: &mut Vec<Choice>,
    ) -> Result<Option<(usize, usize)>, Spent> {
        Ok(match self.tasks[task] {
            Task::Done => None,
            Task::All([], next) => Some((next, place)),
            Task::All([first, rest @ ..], next) => {
                let rest = self.task(Task::All(rest, next));
                Some((self.task(Task::One(first, rest)), place))
            }
            Task::One(node, next) => return self.node(node, next, place, depth, choices),
            Task::Again { node, count, start, next } => {
                self.again(node, count, start, next, place, choices)
            }
            Task::Close { number, start, next } => {
                if let Some(before) = self.captures.get(number).copied() {
                    self.trail.push((number, before));
                    self.captures[number] = Some((start, place));
                }
                Some((next, place))
            }
        })
    }

    fn node(
        &mut self,
        node: &'n Node,
        next: usize,
        place: usize,
        depth: usize,
        choices: &mut Vec<Choice>,
    ) -> Result<Option<(usize, usize)>, Spent> {
        let stay = Some((next, place));
        Ok(match node {
            Node::Empty | Node::Call { .. } | Node::KeepOut | Node::SearchStart => stay,
            Node::Char { .. } | Node::Dot { .. } | Node::Class(_) => {
                let read = self.text.get(place).is_some_and(|c| self.reads(node, *c));
                read.then_some((next, place + 1))
            }
            Node::Assert(assert) => stay.filter(|_| holds(*assert, self.text, place)),
            Node::Group { number: Some(number), node } => {
                let close = self.task(Task::Close { number: *number, start: place, next });
                Some((self.task(Task::One(node, close)), place))
            }
            Node::Group { number: None, node } => Some((self.task(Task::One(node, next)), place)),
            Node::Concat(nodes) => Some((self.task(Task::All(nodes, next)), place)),
            Node::Alt(nodes) => {
                for node in nodes.iter().skip(1).rev() {
                    let task = self.task(Task::One(node, next));
                    choices.push((task, place, self.trail.len()));
                }
                nodes.first().map(|node| (self.task(Task::One(node, next)), place))
            }
            Node::Repeat { .. } => self.again(node, 0, usize::MAX, next, place, choices),
            Node::Atomic(_) | Node::Look { .. } if depth >= MAX_DEPTH => stay,
            Node::Atomic(inner) => self.run(inner, place, depth + 1)?.map(|end| (next, end)),
            Node::Look { ahead, negated, node } => {
                let found = self.look(node, *ahead, place, depth)?;
                stay.filter(|_| found != *negated)
            }
            Node::Backref { number, .. } => {
                let Some((start, end)) = self.captures.get(*number).copied().flatten() else {
                    return Ok(None);
                };
                let length = end - start;
                let same = place + length <= self.text.len()
                    && self.text[start..end] == self.text[place..place + length];
                same.then_some((next, place + length))
            }
            Node::If { condition, yes, no } => {
                let branch = match condition {
                    Condition::Group(number) => {
                        self.captures.get(*number).is_some_and(Option::is_some)
                    }
                    Condition::Look(_) => true,
                    Condition::Define => return Ok(stay),
                };
                Some((self.task(Task::One(if branch { yes } else { no }, next)), place))
            }
        })
    }

    fn look(
        &mut self,
        node: &'n Node,
        ahead: bool,
        place: usize,
        depth: usize,
    ) -> Result<bool, Spent> {
        if ahead {
            return Ok(self.run(node, place, depth + 1)?.is_some());
        }
        for start in (place.saturating_sub(8)..=place).rev() {
            if self.run(node, start, depth + 1)? == Some(place) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn again(
        &mut self,
        node: &'n Node,
        count: u32,
        start: usize,
        next: usize,
        place: usize,
        choices: &mut Vec<Choice>,
    ) -> Option<(usize, usize)> {
        let Node::Repeat { node: inner, min, max, greed } = node else { return None };
        if count > *min && start == place {
            return None;
        }
        let more = max.is_none_or(|max| count < max);
        if !more {
            return Some((next, place));
        }
        let again = self.task(Task::Again { node, count: count + 1, start: place, next });
        let again = self.task(Task::One(inner, again));
        if count < *min {
            return Some((again, place));
        }
        let (first, second) = if *greed == Greed::Lazy { (next, again) } else { (again, next) };
        choices.push((second, place, self.trail.len()));
        Some((first, place))
    }

    fn reads(&mut self, node: &'n Node, c: char) -> bool {
        let set = self.sets.entry(std::ptr::from_ref(node)).or_insert_with(|| match node {
            Node::Char { c, caseless } => of_char(*c, *caseless),
            Node::Dot { newline } => of_dot(*newline),
            Node::Class(class) => of_class(class),
            _ => Vec::new(),
        });
        set.binary_search_by(|(low, high)| {
            if *high < c {
                std::cmp::Ordering::Less
            } else if *low > c {
                std::cmp::Ordering::Greater
            } else {
                std::cmp::Ordering::Equal
            }
        })
        .is_ok()
    }
}

fn holds(assert: Assert, text: &[char], place: usize) -> bool {
    let word = |at: Option<usize>| {
        at.and_then(|at| text.get(at)).is_some_and(|c| c.is_ascii_alphanumeric() || *c == '_')
    };
    let boundary = word(place.checked_sub(1)) != word(Some(place));
    match assert {
        Assert::TextStart => place == 0,
        Assert::LineStart => place == 0 || text.get(place - 1) == Some(&'\n'),
        Assert::TextEnd => place == text.len(),
        Assert::LineEnd => place == text.len() || text.get(place) == Some(&'\n'),
        Assert::LastLineEnd => {
            place == text.len() || place + 1 == text.len() && text[place] == '\n'
        }
        Assert::WordBoundary => boundary,
        Assert::NotWordBoundary => !boundary,
    }
}

/// The same expression with possessive repetitions written as atomic groups, as the machine wants it.
pub(crate) fn prepared(node: &Node) -> Node {
    let each = |nodes: &[Node]| nodes.iter().map(prepared).collect();
    let boxed = |node: &Node| Box::new(prepared(node));
    match node {
        Node::Repeat { node, min, max, greed: Greed::Possessive } => {
            let greedy =
                Node::Repeat { node: boxed(node), min: *min, max: *max, greed: Greed::Greedy };
            Node::Atomic(Box::new(greedy))
        }
        Node::Repeat { node, min, max, greed } => {
            Node::Repeat { node: boxed(node), min: *min, max: *max, greed: *greed }
        }
        Node::Group { number, node } => Node::Group { number: *number, node: boxed(node) },
        Node::Atomic(node) => Node::Atomic(boxed(node)),
        Node::Look { ahead, negated, node } => {
            Node::Look { ahead: *ahead, negated: *negated, node: boxed(node) }
        }
        Node::Concat(nodes) => Node::Concat(each(nodes)),
        Node::Alt(nodes) => Node::Alt(each(nodes)),
        Node::If { condition, yes, no } => {
            Node::If { condition: condition.clone(), yes: boxed(yes), no: boxed(no) }
        }
        _ => node.clone(),
    }
}
