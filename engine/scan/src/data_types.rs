//! Where personal data stands in a file, by the names it goes by.
//!
//! For: sources of taint rules (`data-types:`), and the inventory of `tamis privacy`.
//! Not for: the names themselves (`tamis_rule::Taxonomy`), and what becomes of the data (`tamis-flow`).
//! Read [`points`].

use std::cell::RefCell;

use rustc_hash::{FxHashMap, FxHashSet};
use tamis_finding::{Binding, DataSite, RuleIndex};
use tamis_flow::{Mark, MarkRole};
use tamis_ir::{Language, LanguageId};
use tamis_rule::{Mode, Spoken, Taxonomy};
use tamis_syntax::{LineIndex, NodeId, Role, Span, Tree};

use crate::plan::Plan;

/// A place where data enters or is handled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Point {
    /// Index of its type in the taxonomy.
    pub(crate) kind: usize,
    /// The expression that holds it.
    pub(crate) node: NodeId,
    /// Range of that expression.
    pub(crate) span: Span,
    /// The name that tells it.
    pub(crate) name: String,
    /// What the name is: `member`, `key`, `variable`, `field`, `call`.
    pub(crate) form: &'static str,
}

/// All places in `tree`, in order. Linear in the tree.
pub(crate) fn points(language: LanguageId, tree: &Tree, text: &str) -> Vec<Point> {
    let taxonomy = Taxonomy::embedded();
    let (may_speak, harmless) = (Known::default(), Known::default());
    let (clean, imported) = (clean(tree, text, &harmless), imported(tree, text));
    let finder = Finder { language, tree, text, taxonomy, clean, imported, may_speak, harmless };
    let all: Vec<(Point, Spoken)> =
        (0..tree.len() as u32).filter_map(|at| finder.at(NodeId(at))).collect();
    of_people(all)
}

/// Without what is vague, in a file that does not speak of people.
fn of_people<T>(all: Vec<(T, Spoken)>) -> Vec<T> {
    let people = all.iter().any(|(_, spoken)| Taxonomy::embedded().tells_people(*spoken));
    let counts = |(_, spoken): &(T, Spoken)| people || !spoken.vague;
    all.into_iter().filter(counts).map(|(it, _)| it).collect()
}

/// Marks of the rules among `rules` that have data types as sources.
pub(crate) fn marks(
    plan: &Plan<'_>,
    language: &Language,
    rules: &[RuleIndex],
    tree: &Tree,
    text: &str,
) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut found: Option<Vec<Point>> = None;
    let taxonomy = Taxonomy::embedded();
    for index in rules {
        let entry = plan.rules.entry(*index);
        if !entry.is_taint() || !entry.applies_to(language.id) {
            continue;
        }
        let Some(Mode::Taint(spec)) = entry.rule().map(|rule| &rule.mode) else { continue };
        for (at, source) in spec.sources.iter().enumerate() {
            if source.data_types.is_empty() {
                continue;
            }
            let kinds: FxHashSet<usize> =
                source.data_types.iter().flat_map(|id| taxonomy.find(id)).collect();
            let points = found.get_or_insert_with(|| points(language.id, tree, text));
            for point in points.iter().filter(|point| kinds.contains(&point.kind)) {
                let binding = |name: &str, text: &str| Binding {
                    metavariable: name.to_owned(),
                    text: text.to_owned(),
                    span: None,
                    value: None,
                };
                let kind = &taxonomy.types[point.kind];
                marks.push(Mark {
                    rule: index.0,
                    role: MarkRole::Source,
                    pattern: at as u16,
                    nodes: exact(tree, point.node),
                    span: point.span,
                    bindings: vec![
                        binding("$DATA", &kind.title),
                        binding("$DATA_TYPE", &kind.id),
                        binding("$VALUE", &point.name),
                    ],
                    pair: 0,
                });
            }
        }
    }
    marks
}

/// Places of one file that an inventory lists.
const MAX_SITES: usize = 2000;

/// All places in `tree` as an inventory lists them.
pub(crate) fn sites(language: LanguageId, tree: &Tree, path: &str, text: &str) -> Vec<DataSite> {
    let index = LineIndex::new(text);
    let site = |point: Point| {
        let line = index.line(point.span.start);
        site(point.kind, path, line, &point.name, point.form)
    };
    let mut sites: Vec<DataSite> =
        points(language, tree, text).into_iter().take(MAX_SITES).map(site).collect();
    sites.sort();
    sites.dedup();
    sites
}

fn site(kind: usize, path: &str, line: u32, name: &str, form: &'static str) -> DataSite {
    let kind = &Taxonomy::embedded().types[kind];
    DataSite {
        group: kind.group.clone(),
        kind: kind.id.clone(),
        title: kind.title.clone(),
        path: path.to_owned(),
        line,
        name: name.to_owned(),
        form,
    }
}

/// Fields of GraphQL and protobuf schemas and columns of SQL tables, by the form of their lines.
pub(crate) fn schema_sites(path: &str, text: &str) -> Vec<DataSite> {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let read: fn(&str) -> Option<&str> = match extension.to_ascii_lowercase().as_str() {
        "graphql" | "gql" | "graphqls" => graphql_field,
        "proto" => protobuf_field,
        "sql" | "ddl" => sql_column,
        _ => return Vec::new(),
    };
    let form = if matches!(extension, "sql" | "ddl") { "column" } else { "field" };
    let taxonomy = Taxonomy::embedded();
    // The type, message or table whose fields these are.
    let mut owner = String::new();
    let mut sites = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if let Some(name) = schema_owner(line) {
            owner = name.to_owned();
        }
        let Some(name) = read(line.trim()) else { continue };
        if let Some(spoken) = taxonomy.classify(name, Some(&owner)) {
            sites.push((site(spoken.kind, path, at as u32 + 1, name, form), spoken));
        }
        if sites.len() >= MAX_SITES {
            break;
        }
    }
    of_people(sites)
}

/// `type User {`, `message User {`, `CREATE TABLE users (`.
fn schema_owner(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace();
    let first = words.next()?;
    let name = match first.to_ascii_lowercase().as_str() {
        "type" | "input" | "interface" | "message" => words.next()?,
        "create" | "alter" => {
            words.by_ref().find(|word| word.eq_ignore_ascii_case("table"))?;
            let skip = |word: &&str| {
                !["if", "not", "exists", "only"].iter().any(|it| word.eq_ignore_ascii_case(it))
            };
            words.find(skip)?
        }
        _ => return None,
    };
    let name = name.split(['(', '{']).next()?;
    let name = name.rsplit('.').next()?.trim_matches(|c| matches!(c, '"' | '`' | '[' | ']'));
    (!name.is_empty()).then_some(name)
}

fn name_of(text: &str) -> Option<&str> {
    let name = text.trim().trim_matches(|c| matches!(c, '"' | '`' | '[' | ']'));
    let fits = |c: char| c.is_alphanumeric() || c == '_';
    (!name.is_empty() && name.chars().all(fits)).then_some(name)
}

/// `email: String!`, `email(format: Format): String`.
fn graphql_field(line: &str) -> Option<&str> {
    let (name, _) = line.split_once(':')?;
    name_of(name.split('(').next()?)
}

/// `optional string email = 3;`
fn protobuf_field(line: &str) -> Option<&str> {
    let (head, number) = line.split_once('=')?;
    if !number.trim_start().starts_with(|c: char| c.is_ascii_digit()) || line.starts_with("option ")
    {
        return None;
    }
    let mut words = head.split_whitespace();
    let name = words.next_back()?;
    words.next()?;
    name_of(name)
}

/// `email VARCHAR(255) NOT NULL,`, `ADD COLUMN email text`.
fn sql_column(line: &str) -> Option<&str> {
    const TYPES: [&str; 26] = [
        "varchar",
        "char",
        "text",
        "nvarchar",
        "nchar",
        "citext",
        "string",
        "int",
        "integer",
        "bigint",
        "smallint",
        "numeric",
        "decimal",
        "float",
        "double",
        "real",
        "date",
        "datetime",
        "timestamp",
        "timestamptz",
        "blob",
        "bytea",
        "json",
        "jsonb",
        "inet",
        "uuid",
    ];
    let line = line.trim_start_matches(['(', ',']);
    let words: Vec<&str> = line.split_whitespace().collect();
    let is = |word: &&str, of: &[&str]| of.iter().any(|it| word.eq_ignore_ascii_case(it));
    // `ALTER TABLE users ADD COLUMN email text`: the column is named last.
    let lead = words.iter().take(8).rposition(|word| is(word, &["add", "alter", "column"]));
    let mut words = words.into_iter().skip(lead.map_or(0, |at| at + 1));
    let name = words.next()?;
    let kind = words.next()?.trim_end_matches(',');
    let kind = kind.split('(').next()?;
    let known = TYPES.iter().any(|it| kind.eq_ignore_ascii_case(it))
        || kind.to_ascii_lowercase().starts_with("character");
    if known { name_of(name) } else { None }
}

/// A node and those below it with the same range: one thing under several names.
fn exact(tree: &Tree, node: NodeId) -> Vec<std::ops::Range<u32>> {
    let end = tree.node(node).subtree_end;
    let mut last = node.0;
    while last + 1 < end && tree.span(NodeId(last + 1)) == tree.span(node) {
        last += 1;
    }
    std::iter::once(node.0..last + 1).collect()
}

/// What is known of the names of a file: most stand in it many times.
#[derive(Default)]
struct Known<'a>(RefCell<FxHashMap<&'a str, bool>>);

impl<'a> Known<'a> {
    fn ask(&self, name: &'a str, answer: impl FnOnce(&str) -> bool) -> bool {
        *self.0.borrow_mut().entry(name).or_insert_with(|| answer(name))
    }
}

/// Names of variables that are given data made harmless: `email = mask(user.email)`.
fn clean<'t>(tree: &Tree, text: &'t str, harmless: &Known<'t>) -> FxHashSet<&'t str> {
    let taxonomy = Taxonomy::embedded();
    let mut names = FxHashSet::default();
    for (at, node) in tree.nodes().iter().enumerate() {
        if !matches!(node.role, Role::Assignment | Role::Declarator) {
            continue;
        }
        let mut children = tree.children(NodeId(at as u32));
        let (Some(target), Some(value)) = (children.next(), children.last()) else { continue };
        if tree.node(target).role != Role::Identifier {
            continue;
        }
        let made = tree.subtree(value).take(64).any(|id| {
            let node = tree.node(id);
            let is = |name: &str| taxonomy.is_harmless(name);
            node.role == Role::Identifier && harmless.ask(node.span().of(text), is)
        });
        if made {
            names.insert(tree.span(target).of(text));
        }
    }
    names
}

/// Names that imports bind, and calls of `require`: modules, classes and functions.
fn imported<'t>(tree: &Tree, text: &'t str) -> FxHashSet<&'t str> {
    let mut names = FxHashSet::default();
    let span = |id: NodeId| tree.span(id).of(text);
    for (at, node) in tree.nodes().iter().enumerate() {
        let id = NodeId(at as u32);
        match node.role {
            Role::Import => {
                let is_name = |id: &NodeId| tree.node(*id).role == Role::Identifier;
                names.extend(tree.subtree(id).take(256).filter(is_name).map(span));
            }
            Role::Declarator => {
                let mut children = tree.children(id);
                let (Some(name), Some(value)) = (children.next(), children.last()) else {
                    continue;
                };
                let callee = tree.children(value).next().map(span);
                if tree.node(value).role == Role::Call && callee == Some("require") {
                    names.insert(span(name));
                }
            }
            _ => {}
        }
    }
    names
}

/// How a name is spelled, where that says what it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// `PhoneNumber`: a type, in most languages.
    Type,
    /// `SMTP_PASSWORD`, `FIELD_EMAIL`: a constant.
    Constant,
    Other,
}

fn spelling(name: &str) -> Spelling {
    let name = name.trim_start_matches('_');
    let upper = name.starts_with(|c: char| c.is_uppercase());
    match (upper, name.chars().any(char::is_lowercase)) {
        (true, true) => Spelling::Type,
        (true, false) if name.len() > 1 => Spelling::Constant,
        _ => Spelling::Other,
    }
}

struct Finder<'a> {
    language: LanguageId,
    tree: &'a Tree,
    text: &'a str,
    taxonomy: &'static Taxonomy,
    clean: FxHashSet<&'a str>,
    imported: FxHashSet<&'a str>,
    /// Whether a name can speak of data.
    may_speak: Known<'a>,
    /// Whether a name says that data was made harmless.
    harmless: Known<'a>,
}

/// Whether a field says something about a value, not what it is: `password.length`, `token.valid_until`.
fn is_beside(field: &str) -> bool {
    const FIELDS: [&str; 13] = [
        "length",
        "size",
        "count",
        "kind",
        "type",
        "validuntil",
        "expires",
        "expiresat",
        "expiresin",
        "expiry",
        "createdat",
        "updatedat",
        "servername",
    ];
    FIELDS.contains(&field.to_ascii_lowercase().replace('_', "").as_str())
}

impl<'a> Finder<'a> {
    fn role(&self, id: NodeId) -> Role {
        self.tree.node(id).role
    }

    fn text(&self, id: NodeId) -> &'a str {
        self.tree.span(id).of(self.text)
    }

    fn last_child(&self, id: NodeId) -> Option<NodeId> {
        self.tree.children(id).last()
    }

    fn point(
        &self,
        node: NodeId,
        name: &'a str,
        owner: Option<&str>,
        form: &'static str,
    ) -> Option<(Point, Spoken)> {
        let may = self.may_speak.ask(name, |name| self.taxonomy.may_speak(name));
        let spoken = may.then(|| self.taxonomy.classify(name, owner))??;
        let point = Point {
            kind: spoken.kind,
            node,
            span: self.tree.span(node),
            name: name.to_owned(),
            form,
        };
        Some((point, spoken))
    }

    /// The same of a name of the program, whose spelling may say that it is a type or a constant. What constants hold is
    /// no data of a person, but may well be a password.
    fn named(
        &self,
        node: NodeId,
        name: &'a str,
        owner: Option<&str>,
        form: &'static str,
    ) -> Option<(Point, Spoken)> {
        let spelling = spelling(name);
        // Go has fields in capitals.
        if spelling == Spelling::Type && !(self.language.0 == "go" && form == "member") {
            return None;
        }
        let (point, spoken) = self.point(node, name, owner, form)?;
        let counts = spelling != Spelling::Constant || self.is_credential(&point);
        counts.then_some((point, spoken))
    }

    fn is_harmless(&self, name: &'a str) -> bool {
        self.harmless.ask(name, |name| self.taxonomy.is_harmless(name))
    }

    fn is_credential(&self, point: &Point) -> bool {
        self.taxonomy.types[point.kind].group == "credentials"
    }

    fn at(&self, id: NodeId) -> Option<(Point, Spoken)> {
        match self.role(id) {
            Role::Member => self.member(id),
            Role::Subscript => self.subscript(id),
            Role::Identifier => self.variable(id),
            Role::Pair | Role::KeywordArgument => self.key(id),
            Role::Call => self.getter(id),
            Role::String => self.hole(id),
            _ => None,
        }
    }

    /// `"{password}"` among the arguments of a macro.
    fn hole(&self, id: NodeId) -> Option<(Point, Spoken)> {
        let parent = self.tree.parent(id)?;
        if self.language.0 != "rust" || !self.text(parent).starts_with(['(', '[', '{']) {
            return None;
        }
        let text = self.text(id);
        text.match_indices('{').find_map(|(at, _)| {
            let rest = text.get(at + 1..)?;
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_')?;
            let (name, after) = rest.split_at(end);
            let is_hole = after.starts_with(['}', ':']) && !text[..at].ends_with('{');
            (is_hole && !name.is_empty() && !self.clean.contains(name))
                .then(|| self.point(id, name, None, "variable"))?
        })
    }

    /// `user.email`; where it is called, what it gives: `user.email()`, `user.getEmail()`.
    fn member(&self, id: NodeId) -> Option<(Point, Spoken)> {
        let property = self.last_child(id)?;
        let object = self.tree.children(id).next()?;
        let name = self.text(property);
        if property == object || self.role(property) != Role::Identifier || self.is_cleaned(id) {
            return None;
        }
        let owner = self.last_name(object);
        let Some(call) = self.callee_of(id) else {
            return self.named(id, name, owner.as_deref(), "member");
        };
        // A method named after data gives it only if it says no more: not `sendEmail`, `validatePhone`.
        let bare = name.strip_prefix("get_").or_else(|| name.strip_prefix("get")).unwrap_or(name);
        let takes_none = self.tree.children(call).last().is_none_or(|arguments| {
            self.role(arguments) != Role::Arguments
                || self.tree.children(arguments).next().is_none()
        });
        if !takes_none {
            return None;
        }
        self.point(call, bare, owner.as_deref(), "call")
    }

    /// `user["email"]`.
    fn subscript(&self, id: NodeId) -> Option<(Point, Spoken)> {
        let index = self.last_child(id)?;
        let object = self.tree.children(id).next()?;
        let name = self.string(index)?;
        let owner = self.last_name(object);
        (!self.is_cleaned(id)).then(|| self.point(id, name, owner.as_deref(), "member"))?
    }

    /// `request.form.get("email")`.
    fn getter(&self, id: NodeId) -> Option<(Point, Spoken)> {
        let callee = self.tree.children(id).next()?;
        let arguments = self.last_child(id)?;
        // `get_email()`.
        if self.role(callee) == Role::Identifier
            && self.tree.children(arguments).next().is_none()
            && !self.is_cleaned(id)
        {
            let name = self.text(callee);
            let bare = name.strip_prefix("get_").or_else(|| name.strip_prefix("get"))?;
            return self.point(id, bare, None, "call");
        }
        if self.role(callee) != Role::Member || self.role(arguments) != Role::Arguments {
            return None;
        }
        let method = self.text(self.last_child(callee)?);
        if !matches!(
            method,
            "get" | "getParameter" | "getString" | "getItem" | "pop" | "fetch" | "param"
        ) {
            return None;
        }
        let name = self.string(self.tree.children(arguments).next()?)?;
        let owner = self.tree.children(callee).next().and_then(|object| self.last_name(object));
        self.point(id, name, owner.as_deref(), "member")
    }

    /// A variable on its own, where it is read.
    fn variable(&self, id: NodeId) -> Option<(Point, Spoken)> {
        let parent = self.tree.parent(id)?;
        let first = self.tree.children(parent).next() == Some(id);
        let reads = match self.role(parent) {
            Role::Member => first,
            Role::Call | Role::New => !first,
            Role::Declarator | Role::Assignment | Role::AugmentedAssignment | Role::Field => !first,
            Role::Pair | Role::KeywordArgument => !first,
            Role::Parameters
            | Role::Parameter
            | Role::Function
            | Role::Class
            | Role::Import
            | Role::Alias
            | Role::Type
            | Role::Decorator
            | Role::Bases
            | Role::Catch => false,
            _ => true,
        };
        let name = self.text(id);
        if !reads
            || self.clean.contains(name)
            || self.imported.contains(name)
            || self.is_pattern(parent)
            || self.is_cleaned(id)
        {
            return None;
        }
        // `email.length` is no use of the data.
        self.named(id, name, None, "variable")
    }

    /// `{email: value}`, `f(email=value)`: the value.
    fn key(&self, id: NodeId) -> Option<(Point, Spoken)> {
        let key = self.tree.children(id).next()?;
        let value = self.last_child(id)?;
        if key == value || self.role(key) == Role::Member || self.is_pattern(id) {
            return None;
        }
        let name = self.string(key).unwrap_or_else(|| self.text(key));
        let role = self.role(value);
        if matches!(
            role,
            Role::Boolean | Role::Null | Role::Function | Role::Lambda | Role::Object | Role::Array
        ) {
            return None;
        }
        let harmless = self
            .tree
            .subtree(value)
            .take(32)
            .any(|id| self.role(id) == Role::Identifier && self.is_harmless(self.text(id)));
        let chooses =
            role == Role::Conditional || (role == Role::String && self.text(value).len() <= 2);
        if harmless || chooses {
            return None;
        }
        let owner = self.object_name(id);
        // `{FIELD_EMAIL: value}`: the constant is no name of the value.
        let (point, spoken) = self.point(value, name, owner.as_deref(), "key")?;
        let is_constant =
            self.role(key) == Role::Identifier && spelling(name) == Spelling::Constant;
        (!is_constant || self.is_credential(&point)).then_some((point, spoken))
    }

    /// What an object literal is called: the variable it is given to, the key it stands under.
    fn object_name(&self, pair: NodeId) -> Option<String> {
        let object = self.tree.parent(pair)?;
        for id in self.tree.ancestors(object).skip(1).take(3) {
            match self.role(id) {
                Role::Declarator | Role::Assignment | Role::Pair | Role::KeywordArgument => {
                    let name = self.tree.children(id).next()?;
                    return self.string(name).map(str::to_owned).or_else(|| self.last_name(name));
                }
                Role::Array | Role::Arguments => {}
                // `createUser({name: ...})`, `new User({...})`.
                Role::Call | Role::New => {
                    return self.tree.children(id).next().and_then(|callee| self.last_name(callee));
                }
                _ => return None,
            }
        }
        None
    }

    /// Whether it stands in a pattern that takes values apart: `const {email} = user` reads no `email`.
    fn is_pattern(&self, id: NodeId) -> bool {
        for id in self.tree.ancestors(id).take(4) {
            let Some(parent) = self.tree.parent(id) else { return false };
            match self.role(id) {
                Role::Object | Role::Array | Role::Pair | Role::Parameter => {}
                _ => return false,
            }
            let first = self.tree.children(parent).next() == Some(id);
            match self.role(parent) {
                Role::Declarator | Role::Assignment => return first,
                Role::Parameters | Role::Function => return true,
                _ => {}
            }
        }
        false
    }

    /// Whether it is only asked after here: `x.email ? a : b`, `Boolean(x.email)`, `email.length`.
    fn is_cleaned(&self, id: NodeId) -> bool {
        let mut inner = id;
        for parent in self.tree.ancestors(id).skip(1).take(4) {
            let first = self.tree.children(parent).next();
            match self.role(parent) {
                Role::Conditional => return self.is_condition(parent, inner),
                Role::Member if first == Some(inner) => {
                    let name = self.last_child(parent).map_or("", |last| self.text(last));
                    if is_beside(name) || self.is_harmless(name) {
                        return true;
                    }
                    return false;
                }
                Role::Call if first != Some(inner) => {
                    let callee = first.and_then(|callee| self.last_name(callee));
                    // What hashes or masks is a matter of each rule: a weak hash is a sink of some.
                    return callee.is_some_and(|name| {
                        matches!(
                            name.as_str(),
                            "Boolean" | "bool" | "len" | "isinstance" | "typeof"
                        )
                    });
                }
                Role::Unary => return self.text(parent).starts_with('!'),
                Role::Arguments => {}
                _ => return false,
            }
            inner = parent;
        }
        false
    }

    fn is_condition(&self, conditional: NodeId, inner: NodeId) -> bool {
        let children: Vec<NodeId> = self.tree.children(conditional).collect();
        // `a if c else b` has it in the middle.
        let text = self.text(conditional);
        let at = if text.contains('?') { 0 } else { 1 };
        children.get(at) == Some(&inner)
    }

    /// The call whose callee the node is.
    fn callee_of(&self, id: NodeId) -> Option<NodeId> {
        let parent = self.tree.parent(id)?;
        let calls = matches!(self.role(parent), Role::Call | Role::New);
        (calls && self.tree.children(parent).next() == Some(id)).then_some(parent)
    }

    /// The last name of an expression: `user` of `this.user`, `currentUser` of `currentUser()`.
    fn last_name(&self, id: NodeId) -> Option<String> {
        let mut at = id;
        for _ in 0..4 {
            match self.role(at) {
                Role::Identifier => return Some(self.text(at).to_owned()),
                Role::Member => at = self.last_child(at)?,
                Role::Call | Role::New | Role::Subscript => at = self.tree.children(at).next()?,
                _ => return None,
            }
        }
        None
    }

    /// The text of a plain string literal.
    fn string(&self, id: NodeId) -> Option<&'a str> {
        if self.role(id) != Role::String {
            return None;
        }
        let inner = self.text(id).trim_matches(|c| matches!(c, '"' | '\'' | '`'));
        let plain =
            inner.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' '));
        (plain && inner.len() <= 64).then_some(inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(path: &str, text: &str) -> Vec<String> {
        let of = |site: DataSite| format!("{} {}:{}", site.kind, site.name, site.line);
        schema_sites(path, text).into_iter().map(of).collect()
    }

    #[test]
    fn fields_of_schemas_are_known() {
        let graphql = "type User {\n  id: ID!\n  email: String!\n  name(short: Boolean): String\n}\ntype File {\n  name: String\n}\n";
        assert_eq!(names("a.graphql", graphql), ["email-address email:3", "full-name name:4"]);
        let proto = "message Patient {\n  string first_name = 1;\n  repeated Diagnosis diagnoses = 2;\n  int32 count = 3;\n}\n";
        assert_eq!(names("a.proto", proto), ["first-name first_name:2", "diagnosis diagnoses:3"]);
        let sql = "CREATE TABLE IF NOT EXISTS app.customers (\n  id bigint,\n  `ssn` varchar(11),\n  password_hash text,\n  city text\n);\nALTER TABLE x ADD COLUMN phone_number VARCHAR(20);\n";
        let expected =
            ["social-security-number ssn:3", "city city:5", "phone-number phone_number:7"];
        assert_eq!(names("a.sql", sql), expected);
    }

    /// What is found in JavaScript, as `kind text`.
    fn found(text: &str) -> Vec<String> {
        let language = tamis_lang::by_file_name("a.js").unwrap();
        let tree = tamis_lang::parse(language.syntax.as_ref().unwrap(), text);
        let kinds = &Taxonomy::embedded().types;
        points(language.id, &tree, text)
            .into_iter()
            .map(|it| format!("{} {}", kinds[it.kind].id, it.span.of(text)))
            .collect()
    }

    #[test]
    fn data_is_known_by_members_keys_and_variables() {
        assert_eq!(found("f(user.email)"), ["email-address user.email"]);
        assert_eq!(found("f(user['email'])"), ["email-address user['email']"]);
        assert_eq!(found("f(email)"), ["email-address email"]);
        assert_eq!(found("f({ user: { name: 'jo' } })"), ["full-name 'jo'"]);
        assert_eq!(found("f(user.getEmail())"), ["email-address user.getEmail()"]);
        assert_eq!(found("f(req.params.get('email'))"), ["email-address req.params.get('email')"]);
    }

    #[test]
    fn vague_names_count_where_a_file_speaks_of_people() {
        assert_eq!(found("f(user.fullName)"), ["full-name user.fullName"]);
        assert_eq!(found("f(fullName, firstName)"), ["full-name fullName", "first-name firstName"]);
        assert_eq!(
            found("f(child.name, patient.id, dob)"),
            ["full-name child.name", "birth-date dob"]
        );
        assert_eq!(found("f(fullName, email)"), ["email-address email"]);
        assert_eq!(found("f(SMTP_PASSWORD)"), ["password SMTP_PASSWORD"]);
    }

    #[test]
    fn what_only_asks_or_cleans_is_none() {
        for text in [
            "f(user.email ? a : b)",
            "f(user.email.length)",
            "f(!user.email)",
            "const { email } = user",
            "function f(email) {}",
            "sendEmail(x); user.sendEmail(x)",
            "f({ email: true, phone: null })",
            "f(file.name)",
            "const email = hash(x); f(email)",
            "const passport = require('passport'); passport.use(x); f(user.id, firstName.length)",
            "import { phone } from './x'; f(phone)",
            "f(fullName, fname, pwd); f(child.name, client.address)",
            "f(PhoneNumber, x.EmailAddress, EMAIL, Field.PHONE_NUMBER)",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
