//! Shell text without a tree of its own: the words and operators of `RUN` lines.
//!
//! For: patterns like `RUN ... apt-get install ... -y ...` against commands in a chain. Not for: Bash files, which have
//! a grammar. A pattern of one command matches any command of the text, also in a chain, a branch or `$(...)`; one of
//! several matches commands one after the other with the same operators between. Redirections, assignments before a
//! command and keywords are passed over.

use tamis_syntax::{NodeId, Role, Span};

use crate::metavars::{Bound, Env, Envs, MetavariableId};
use crate::pattern::{PatternId, Shape, TextPart};
use crate::unify::{Unifier, none, one};

/// A pattern of shell commands.
#[derive(Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct ShellPattern {
    pub(crate) commands: Vec<ShellCommand>,
}

/// A command with the operator before it (empty for the first).
#[derive(Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct ShellCommand {
    pub(crate) operator: Box<str>,
    pub(crate) words: Vec<ShellWord>,
}

/// One word of a command.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) enum ShellWord {
    /// `...`
    Ellipsis,
    /// `$X`
    Metavariable(Option<MetavariableId>),
    /// `$...X`
    EllipsisMetavariable(Option<MetavariableId>),
    /// Text with holes.
    Parts(Vec<TextPart>),
}

/// A command of a text: places of its words.
#[derive(Debug, Default, Clone)]
struct Command {
    operator: Box<str>,
    words: Vec<Span>,
}

/// The commands of `text` with their operators and words, as places in it. Quotes and `$(...)` keep words together.
pub(crate) fn commands(text: &str) -> Vec<(String, Vec<Span>)> {
    let mut scanner = Scanner { text, at: 0, found: Vec::new(), inner: Vec::new() };
    scanner.scan();
    scanner.found.into_iter().map(|command| (command.operator.into(), command.words)).collect()
}

/// Most `$(...)` inside each other that are looked into.
const MAX_NESTING: usize = 8;

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    found: Vec<Command>,
    /// Places inside `$(...)` and backticks.
    inner: Vec<Span>,
}

impl Scanner<'_> {
    fn scan(&mut self) {
        let mut command = Command::default();
        while self.at < self.text.len() {
            let rest = &self.text[self.at..];
            if let Some(length) = blank(rest) {
                self.at += length;
            } else if rest.starts_with('#') && self.starts_line() {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if let Some(operator) = operator(rest) {
                self.at += operator.len();
                self.close(&mut command, operator);
            } else if let Some(length) = redirection(rest) {
                self.at += length;
                self.skip_blanks();
                self.word();
            } else {
                let word = self.word();
                command.words.push(word);
            }
        }
        self.close(&mut command, "");
    }

    fn starts_line(&self) -> bool {
        self.text[..self.at].trim_end_matches([' ', '\t']).ends_with('\n')
    }

    /// Ends a command; `operator` stands before the next.
    fn close(&mut self, command: &mut Command, operator: &str) {
        let next = Command { operator: operator.into(), words: Vec::new() };
        let mut done = std::mem::replace(command, next);
        let skipped = done.words.iter().take_while(|word| is_prefix(word.of(self.text))).count();
        if skipped < done.words.len() {
            done.words.drain(..skipped);
        }
        if !done.words.is_empty() {
            self.found.push(done);
        }
    }

    fn skip_blanks(&mut self) {
        while let Some(length) = blank(&self.text[self.at..]) {
            self.at += length;
        }
    }

    fn word(&mut self) -> Span {
        let start = self.at;
        while let Some(c) = self.text[self.at..].chars().next() {
            let rest = &self.text[self.at..];
            if blank(rest).is_some() || operator(rest).is_some() && !rest.starts_with(['{', '}']) {
                break;
            }
            match c {
                '\\' => {
                    let next = rest[1..].chars().next().map_or(0, char::len_utf8);
                    self.at += 1 + next;
                }
                '\'' => self.at += rest[1..].find('\'').map_or(rest.len(), |end| end + 2),
                '"' | '`' => self.at += quoted(rest, c),
                '$' if rest.starts_with("$(") => {
                    let length = parenthesised(&rest[1..]) + 1;
                    let inner = Span::new((self.at + 2) as u32, (self.at + length - 1) as u32);
                    self.inner.push(inner);
                    self.at += length;
                }
                '<' | '>' => break,
                _ => self.at += c.len_utf8(),
            }
        }
        if self.at == start {
            self.at += self.text[start..].chars().next().map_or(1, char::len_utf8);
        }
        Span::new(start as u32, self.at as u32)
    }
}

/// Length of the blanks, or of the end of a continued line, that `text` starts with.
fn blank(text: &str) -> Option<usize> {
    let blanks = text.bytes().take_while(|b| matches!(b, b' ' | b'\t' | b'\r')).count();
    if blanks > 0 {
        return Some(blanks);
    }
    let line = text.strip_prefix('\\')?.trim_start_matches([' ', '\t', '\r']);
    line.starts_with('\n').then(|| text.len() - line.len() + 1)
}

fn operator(text: &str) -> Option<&'static str> {
    ["&&", "||", ";;", ";", "|&", "|", "\n", "(", ")", "{ ", "} ", "& "]
        .into_iter()
        .find(|operator| text.starts_with(operator))
}

/// Length of a redirection's sign: `>`, `2>>`, `&>`, `<`.
fn redirection(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    let rest = rest.strip_prefix('&').filter(|rest| rest.starts_with('>')).unwrap_or(rest);
    let sign = rest.bytes().take_while(|b| matches!(b, b'<' | b'>' | b'&' | b'|')).count();
    (rest.starts_with(['<', '>'])).then(|| text.len() - rest.len() + sign)
}

/// Length of a quoted text with its quotes.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// Length of `(...)` with everything inside.
fn parenthesised(text: &str) -> usize {
    let mut depth = 0_u32;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth <= 1 => return at + 1,
            ')' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// What stands before a command and is none of it: keywords and assignments.
fn is_prefix(word: &str) -> bool {
    let name = word.split('=').next().unwrap_or("");
    let assignment = word.contains('=')
        && !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    assignment
        || matches!(word, "if" | "then" | "else" | "elif" | "do" | "while" | "until" | "!" | "time")
}

/// A word without the quotes around it.
fn bare(word: &str) -> &str {
    let inner = |quote: char| word.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    inner('"').or_else(|| inner('\'')).unwrap_or(word)
}

impl Unifier<'_, '_> {
    /// Commands of a pattern against the text at `span`.
    pub(crate) fn shell(&self, pattern: &ShellPattern, span: Span, env: &Env) -> Envs {
        if let [only] = &pattern.commands[..] {
            match only.words[..] {
                [ShellWord::Ellipsis] => return one(env.clone()),
                [ShellWord::Metavariable(id)] => return self.bind(id, Bound::Text(span), env),
                _ => {}
            }
        }
        let mut found = none();
        let mut open = vec![(span, 0)];
        while let Some((part, depth)) = open.pop() {
            let text = part.of(self.subject.text);
            let mut scanner = Scanner { text, at: 0, found: Vec::new(), inner: Vec::new() };
            scanner.scan();
            let shift = |s: &Span| Span::new(s.start + part.start, s.end + part.start);
            if depth < MAX_NESTING {
                open.extend(scanner.inner.iter().map(|inner| (shift(inner), depth + 1)));
            }
            let mut commands = scanner.found;
            commands.iter_mut().for_each(|c| c.words.iter_mut().for_each(|w| *w = shift(w)));
            let starts = if self.pattern.switches.deep_expressions { commands.len() } else { 1 };
            for start in 0..starts.min(commands.len()) {
                found.extend(self.shell_commands(&pattern.commands, &commands[start..], true, env));
            }
        }
        found
    }

    /// An instruction of a Dockerfile: pairs among others, in order. A metavariable stands for
    /// whatever follows the keyword.
    pub(crate) fn instruction(&self, p: PatternId, t: NodeId, env: &Env) -> Envs {
        let node = self.p(p);
        if node.kind != self.subject.node(t).kind {
            return none();
        }
        let is_open = |id: &PatternId| matches!(self.p(*id).shape, Shape::Ellipsis);
        let is_pair = |id: &PatternId| self.p(*id).role == Role::Pair;
        if node.children.iter().any(is_pair)
            && node.children.iter().all(|id| is_open(id) || is_pair(id))
        {
            let wanted: Vec<PatternId> =
                node.children.iter().copied().filter(|id| !is_open(id)).collect();
            return self.with_items(&wanted, &self.children(t), env);
        }
        let [only] = node.children[..] else { return self.generic(p, t, env) };
        let hole = match (&self.p(only).shape, self.p(only).children.as_slice()) {
            (Shape::Node, [inner]) => self.lone_hole(*inner),
            _ => self.lone_hole(only),
        };
        match hole {
            Some(id) if self.subject.tree.is_leaf(t) => {
                let text = self.subject.text_of(t).trim_end();
                let Some((keyword, rest)) = text.split_once([' ', '\t']) else { return none() };
                let blanks = rest.len() - rest.trim_start().len();
                let start = self.subject.node(t).start + (keyword.len() + 1 + blanks) as u32;
                let end = self.subject.node(t).start + text.len() as u32;
                self.bind(id, Bound::Text(Span::new(start, end)), env)
            }
            _ => self.generic(p, t, env),
        }
    }

    /// The metavariable that `p` is all of.
    fn lone_hole(&self, p: PatternId) -> Option<Option<MetavariableId>> {
        match &self.p(p).shape {
            Shape::Metavariable(id) => Some(*id),
            Shape::Shell(shell) => match &shell.commands[..] {
                [ShellCommand { words, .. }] => match words[..] {
                    [ShellWord::Metavariable(id)] => Some(id),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        }
    }

    fn shell_commands(&self, ps: &[ShellCommand], ts: &[Command], first: bool, env: &Env) -> Envs {
        if !self.subject.step() {
            return none();
        }
        let Some((p, rest)) = ps.split_first() else { return one(env.clone()) };
        let Some((t, others)) = ts.split_first() else { return none() };
        if !first && p.operator != t.operator {
            return none();
        }
        let mut found = none();
        if matches!(p.words[..], [ShellWord::Ellipsis]) {
            for taken in 1..=ts.len() {
                let same = ts[..taken]
                    .iter()
                    .skip(1)
                    .all(|c| rest.first().is_none_or(|r| r.operator == c.operator));
                if same {
                    found.extend(self.shell_commands(rest, &ts[taken..], false, env));
                }
            }
            return found;
        }
        for env in self.words(&p.words, &t.words, env) {
            found.extend(self.shell_commands(rest, others, false, &env));
        }
        found
    }

    fn words(&self, ps: &[ShellWord], ts: &[Span], env: &Env) -> Envs {
        if !self.subject.step() {
            return none();
        }
        let Some((p, rest)) = ps.split_first() else {
            return if ts.is_empty() { one(env.clone()) } else { none() };
        };
        let mut found = none();
        match p {
            ShellWord::Ellipsis => {
                for taken in 0..=ts.len() {
                    found.extend(self.words(rest, &ts[taken..], env));
                }
            }
            ShellWord::EllipsisMetavariable(id) => {
                for taken in (0..=ts.len()).rev() {
                    let bound = match ts[..taken] {
                        [] => Bound::Empty(ts.first().map_or(0, |t| t.start)),
                        [first, ..] => Bound::Text(first.cover(ts[taken - 1])),
                    };
                    let envs = self.bind(*id, bound, env);
                    let more = self.each(envs, |env| self.words(rest, &ts[taken..], env));
                    found.extend(more);
                }
            }
            ShellWord::Metavariable(id) => {
                let Some((t, others)) = ts.split_first() else { return none() };
                found = self.each(self.bind(*id, Bound::Text(*t), env), |env| {
                    self.words(rest, others, env)
                });
            }
            ShellWord::Parts(parts) => {
                let Some((t, others)) = ts.split_first() else { return none() };
                let mut envs = self.text_parts(parts, *t, env);
                if envs.is_empty() {
                    let text = t.of(self.subject.text);
                    let inner = bare(text);
                    let start = t.start + (inner.as_ptr() as usize - text.as_ptr() as usize) as u32;
                    envs =
                        self.text_parts(parts, Span::new(start, start + inner.len() as u32), env);
                }
                found = self.each(envs, |env| self.words(rest, others, env));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::commands;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = commands(text)
            .into_iter()
            .map(|(operator, words)| {
                let words: Vec<&str> = words.iter().map(|word| word.of(text)).collect();
                format!("{operator}[{}]", words.join("|"))
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn chains_are_cut_into_commands() {
        check("a b && c || d; e", &["[a|b]", "&&[c]", "||[d]", ";[e]"]);
        check("a \\\n  && b \\\n  # why\n  c", &["[a]", "&&[b]", "\n[c]"]);
    }

    #[test]
    fn quotes_and_substitutions_keep_words_together() {
        check(
            r#"echo "a && b" 'c; d' $(e && f) g\ h"#,
            &[r#"[echo|"a && b"|'c; d'|$(e && f)|g\ h]"#],
        );
    }

    #[test]
    fn what_is_no_command_is_passed_over() {
        check("A=1 B=2 run x > out 2>&1", &["[run|x]"]);
        check("if test x; then run; fi", &["[test|x]", ";[run]", ";[fi]"]);
        check("A=1", &["[A=1]"]);
    }
}
