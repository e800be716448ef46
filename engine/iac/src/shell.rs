//! Shell scripts within infrastructure files: the commands in them.
//!
//! For: `RUN` of a Dockerfile, `run:` of a workflow. Not for: matching shell code with patterns (`tamis-matcher`).
//! Read [`commands`].

use std::sync::Arc;

use tamis_syntax::{NodeId, Role, Span, Tree};

use crate::dialect::Files;
use crate::origin::{Origin, Place};
use crate::value::{Attribute, Map, Value};

/// Where a script stands: its first byte in the file, if the script is written there as it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Site {
    /// The script as a whole.
    pub(crate) place: Place,
    /// Where its text begins, if offsets in the script are offsets in the file.
    pub(crate) start: Option<u32>,
}

/// The commands of a script in order, each a map of `program` (without its folder), `words` (the program first),
/// `text`, `set` (variables set for it or by it, as maps of `name` and `value`) and `into` (the program it is piped
/// to). What `sudo`, `env` and their like start, and what `sh -c` is given, are commands too.
pub(crate) fn commands(files: &dyn Files, script: &str, site: Site) -> Value {
    let mut found = Vec::new();
    read(files, script, site, 0, &mut found);
    Value::list(found, Origin { place: Some(site.place), from: None })
}

/// Scripts in scripts at most.
const MAX_NESTED: usize = 3;
/// Commands of one script at most.
const MAX_COMMANDS: usize = 10_000;

fn read(files: &dyn Files, script: &str, site: Site, depth: usize, out: &mut Vec<Value>) {
    let clean = without_comments(script);
    let Some((language, tree)) = files.parse("bash", &clean) else { return };
    let Some(grammar) = language.syntax.as_ref().map(|syntax| (syntax.grammar)()) else { return };
    let names: Vec<u16> = ["command", "declaration_command"]
        .iter()
        .flat_map(|k| grammar.kind_ids(k))
        .copied()
        .collect();
    let reader = Script {
        tree: &tree,
        text: &clean,
        site,
        pipeline: grammar.kind_ids("pipeline").to_vec(),
        commands: names,
        redirected: grammar.kind_ids("redirected_statement").to_vec(),
    };
    for at in 0..tree.len() as u32 {
        let id = NodeId(at);
        let kind = tree.node(id).kind;
        let alone = tree.node(id).role == Role::Assignment
            && tree.parent(id).is_none_or(|up| !reader.commands.contains(&tree.node(up).kind));
        if (reader.commands.contains(&kind) || alone) && out.len() < MAX_COMMANDS {
            let command = reader.command(id);
            for inner in wrapped(&command) {
                out.push(reader.value(&inner));
            }
            if let Some(script) = given_script(&command).filter(|_| depth < MAX_NESTED) {
                let site = Site { start: None, ..site };
                read(files, script, site, depth + 1, out);
            }
        }
    }
}

/// Blanks out comment lines, which may stand between the lines of one command in a Dockerfile.
fn without_comments(script: &str) -> String {
    if !script.contains('#') {
        return script.to_owned();
    }
    let mut out = String::with_capacity(script.len());
    let mut continued = false;
    for line in script.split_inclusive('\n') {
        if continued && line.trim_start().starts_with('#') {
            let body = line.trim_end_matches(['\n', '\r']);
            out.extend(std::iter::repeat_n(' ', body.len().saturating_sub(1)));
            out.push('\\');
            out.push_str(&line[body.len()..]);
            continue;
        }
        continued = line.trim_end().ends_with('\\');
        out.push_str(line);
    }
    out
}

#[derive(Debug, Clone)]
struct Command {
    words: Vec<String>,
    set: Vec<(String, String)>,
    into: Option<String>,
    span: Span,
}

struct Script<'s> {
    tree: &'s Tree,
    text: &'s str,
    site: Site,
    pipeline: Vec<u16>,
    commands: Vec<u16>,
    redirected: Vec<u16>,
}

impl Script<'_> {
    fn command(&self, id: NodeId) -> Command {
        let mut command =
            Command { words: Vec::new(), set: Vec::new(), into: None, span: self.tree.span(id) };
        if self.tree.node(id).role == Role::Assignment {
            command.set.extend(self.assignment(id));
            return command;
        }
        for child in self.tree.children(id) {
            if self.tree.node(child).role == Role::Assignment {
                command.set.extend(self.assignment(child));
            } else {
                command.words.push(unquote(self.tree.span(child).of(self.text)));
            }
        }
        command.into = self.next_in_pipeline(id);
        command
    }

    fn assignment(&self, id: NodeId) -> Option<(String, String)> {
        let mut children = self.tree.children(id);
        let name = self.tree.span(children.next()?).of(self.text).to_owned();
        let value = children.next().map(|value| unquote(self.tree.span(value).of(self.text)));
        Some((name, value.unwrap_or_default()))
    }

    fn next_in_pipeline(&self, id: NodeId) -> Option<String> {
        let mut at = id;
        let mut up = self.tree.parent(id)?;
        if self.redirected.contains(&self.tree.node(up).kind) {
            (at, up) = (up, self.tree.parent(up)?);
        }
        if !self.pipeline.contains(&self.tree.node(up).kind) {
            return None;
        }
        let after = self.tree.children(up).skip_while(|child| *child != at).skip(1);
        let next = after
            .flat_map(|child| self.tree.subtree(child))
            .find(|child| self.commands.contains(&self.tree.node(*child).kind))?;
        let command = self.command_words(next);
        wrapped(&command).last().and_then(|inner| inner.words.first().map(|word| base(word)))
    }

    /// The same without what it is piped to, so that pipelines are not followed again and again.
    fn command_words(&self, id: NodeId) -> Command {
        let words = self
            .tree
            .children(id)
            .filter(|child| self.tree.node(*child).role != Role::Assignment)
            .map(|child| unquote(self.tree.span(child).of(self.text)))
            .collect();
        Command { words, set: Vec::new(), into: None, span: self.tree.span(id) }
    }

    fn value(&self, command: &Command) -> Value {
        let place = match self.site.start {
            Some(start) => Place::new(
                self.site.place.file,
                Span::new(start + command.span.start, start + command.span.end),
            ),
            None => self.site.place,
        };
        let origin = || Origin { place: Some(place), from: None };
        let text = |text: &str| Value::string(text, origin());
        let mut map = Map::default();
        let mut put = |key: &str, value: Value| {
            map.insert(Arc::from(key), Attribute { value, place: Some(place) });
        };
        if let Some(program) = command.words.first() {
            put("program", text(&base(program)));
        }
        put("words", Value::list(command.words.iter().map(|word| text(word)).collect(), origin()));
        put("text", text(command.span.of(self.text)));
        let set = command.set.iter().map(|(name, value)| {
            let mut pair = Map::default();
            pair.insert(Arc::from("name"), Attribute { value: text(name), place: Some(place) });
            pair.insert(Arc::from("value"), Attribute { value: text(value), place: Some(place) });
            Value::map(pair, origin())
        });
        put("set", Value::list(set.collect(), origin()));
        if let Some(into) = &command.into {
            put("into", text(into));
        }
        Value::map(map, origin())
    }
}

/// The program's name without its folder.
fn base(word: &str) -> String {
    word.rsplit('/').next().unwrap_or(word).to_owned()
}

/// Programs that start the command after their own options.
const WRAPPERS: [&str; 11] = [
    "sudo",
    "env",
    "exec",
    "time",
    "nice",
    "nohup",
    "command",
    "xargs",
    "timeout",
    "chroot",
    "eatmydata",
];

/// The command, and what it starts.
fn wrapped(command: &Command) -> Vec<Command> {
    let mut all = vec![command.clone()];
    let mut words = &command.words[..];
    for _ in 0..4 {
        let Some(program) = words.first().map(|word| base(word)) else { break };
        if !WRAPPERS.contains(&program.as_str()) {
            break;
        }
        let skip = |word: &&String| {
            word.starts_with('-') || word.contains('=') || word.parse::<f64>().is_ok()
        };
        let options = words[1..].iter().take_while(skip).count();
        let mut set = command.set.clone();
        set.extend(words[1..=options].iter().filter_map(|word| {
            word.split_once('=').map(|(name, value)| (name.to_owned(), value.to_owned()))
        }));
        words = &words[1 + options..];
        if words.is_empty() {
            if let Some(last) = all.last_mut() {
                last.set = set;
            }
            break;
        }
        all.push(Command { words: words.to_vec(), set, ..command.clone() });
    }
    all
}

/// The script after `-c` of a shell.
fn given_script(command: &Command) -> Option<&str> {
    let program = base(command.words.first()?);
    if !matches!(program.as_str(), "sh" | "bash" | "ash" | "dash" | "zsh" | "ksh") {
        return None;
    }
    let at = command
        .words
        .iter()
        .position(|word| word.starts_with('-') && !word.starts_with("--") && word.ends_with('c'))?;
    command.words.get(at + 1).map(String::as_str)
}

/// A word without its quotes and escapes, as far as they are written.
fn unquote(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut quote: Option<char> = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, quote) {
            ('\'', None) | ('"', None) => quote = Some(c),
            ('\'', Some('\'')) | ('"', Some('"')) => quote = None,
            ('\\', None | Some('"')) => match chars.next() {
                Some('\n') | None => {}
                Some(next) => out.push(next),
            },
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::show;
    use crate::testing::Texts;
    use tamis_syntax::FileId;

    fn check(script: &str, expected: &[&str]) {
        let place = Place::new(FileId(0), Span::new(0, script.len() as u32));
        let site = Site { place, start: Some(0) };
        let found = commands(&Texts(Vec::new()), script, site);
        let shown: Vec<String> = found
            .as_list()
            .unwrap()
            .iter()
            .map(|command| {
                let part = |key: &str| command.get(key).map(show).unwrap_or_default();
                format!("{} set {} into {}", part("words"), part("set"), part("into"))
            })
            .collect();
        assert_eq!(shown, expected, "{script}");
    }

    #[test]
    fn commands_are_found_wherever_they_stand() {
        check("a b && c | d", &["[a, b] set [] into ", "[c] set [] into d", "[d] set [] into "]);
        check(
            "if x; then \\\n  # note\n  y 'p q'; fi",
            &["[x] set [] into ", "[y, p q] set [] into "],
        );
        check("A=1 b \\\n # note\n  c", &["[b, c] set [{name: A, value: 1}] into "]);
        check("export A=1", &["[] set [{name: A, value: 1}] into "]);
        check("A=1", &["[] set [{name: A, value: 1}] into "]);
    }

    #[test]
    fn what_others_start_is_a_command() {
        check(
            "sudo -E apt-get update",
            &["[sudo, -E, apt-get, update] set [] into ", "[apt-get, update] set [] into "],
        );
        check(
            "curl x | sudo bash -c 'y z'",
            &[
                "[curl, x] set [] into bash",
                "[sudo, bash, -c, y z] set [] into ",
                "[bash, -c, y z] set [] into ",
            ],
        );
        check("sh -ec 'y z'", &["[sh, -ec, y z] set [] into ", "[y, z] set [] into "]);
    }
}
