//! Types that names are declared with and expressions have, as far as one file says.

use rustc_hash::FxHashMap;
use tamis_syntax::{NodeId, Role};

use crate::constant::assignment_parts;
use crate::subject::Subject;

/// Declarations by the hash of the name.
#[derive(Debug, Default)]
pub(crate) struct TypeTable {
    declarations: FxHashMap<u32, Vec<Declaration>>,
}

/// One place that says of which type a name is.
#[derive(Debug, Clone, Copy)]
struct Declaration {
    /// Where the name is known: within this node.
    scope: NodeId,
    at: NodeId,
    name: NodeId,
    says: Says,
}

#[derive(Debug, Clone, Copy)]
enum Says {
    /// This node is the type.
    Type(NodeId),
    /// The name has the type of this value.
    Value(NodeId),
}

/// What an expression is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Type {
    Text,
    Whole,
    Decimal,
    Truth,
    Named(String),
}

const MAX_DEPTH: u32 = 16;

impl TypeTable {
    fn build(subject: &Subject<'_>) -> Self {
        let mut table = TypeTable::default();
        if subject.tree.is_empty() {
            return table;
        }
        for id in subject.tree.subtree(NodeId::ROOT) {
            match subject.node(id).role {
                Role::Parameter
                | Role::Declarator
                | Role::Declaration
                | Role::Assignment
                | Role::Field
                | Role::For => table.declared(subject, id),
                // Resources of a `try` and the like have no role of their own.
                Role::Other
                    if subject.tree.child_by_field(id, subject.fields.type_).is_some()
                        && subject.tree.child_by_field(id, subject.fields.name).is_some() =>
                {
                    table.declared(subject, id);
                }
                _ => {}
            }
        }
        table
    }

    fn declared(&mut self, subject: &Subject<'_>, id: NodeId) {
        // `var x = ...` has the type of its value.
        let written = type_child(subject, id)
            .filter(|written| !matches!(subject.text_of(*written), "var" | "auto"));
        let scope = scope(subject, id);
        if let Some(written) = written {
            for name in names(subject, id) {
                let entry = Declaration { scope, at: id, name, says: Says::Type(written) };
                self.declarations.entry(subject.node(name).symbol).or_default().push(entry);
            }
        } else if let Some((target, Some(value))) = assignment_parts(subject, id)
            && matches!(subject.node(id).role, Role::Declarator | Role::Assignment | Role::Field)
            && subject.node(target).role == Role::Identifier
        {
            let entry = Declaration { scope, at: id, name: target, says: Says::Value(value) };
            self.declarations.entry(subject.node(target).symbol).or_default().push(entry);
        }
    }

    /// The declaration that holds for the name `symbol` at `at`: of the innermost scope, the last one before.
    fn find(&self, subject: &Subject<'_>, symbol: u32, at: NodeId) -> Option<Declaration> {
        let known = self.declarations.get(&symbol)?;
        // Of several types with such a member, the one that the object is of.
        let owner = if known.len() > 1 { owner(subject, at) } else { None };
        let of_owner = |one: &&Declaration| {
            owner.as_deref().is_some_and(|owner| is_member_of(subject, one.at, owner))
        };
        if let Some(member) = known.iter().find(of_owner) {
            return Some(*member);
        }
        known
            .iter()
            .filter(|one| {
                let field = || subject.node(one.at).role == Role::Field;
                subject.tree.is_within(at, one.scope)
                    || subject.node(at).role == Role::Member && field()
            })
            .max_by_key(|one| {
                let before = one.at <= at;
                let typed = matches!(one.says, Says::Type(_));
                (one.scope, before, typed, if before { one.at.0 } else { u32::MAX - one.at.0 })
            })
            .copied()
    }
}

/// The name of the type of the object that a member at `at` is looked up in.
fn owner(subject: &Subject<'_>, at: NodeId) -> Option<String> {
    if subject.node(at).role != Role::Member {
        return None;
    }
    let object = subject.tree.children(at).next()?;
    match type_of(subject, object, 1)? {
        Type::Named(name) => Some(bare(name.trim_start_matches("struct "))),
        _ => None,
    }
}

/// Whether the declaration at `id` stands in the type `owner`.
fn is_member_of(subject: &Subject<'_>, id: NodeId, owner: &str) -> bool {
    let around = subject.tree.ancestors(id).skip(1).take(6);
    around.take_while(|at| !matches!(subject.node(*at).role, Role::Function | Role::Block)).any(
        |at| {
            let name = subject.tree.child_by_field(at, subject.fields.name);
            name.is_some_and(|name| subject.text_of(name) == owner)
        },
    )
}

/// The child of a declaration that is its type.
fn type_child(subject: &Subject<'_>, id: NodeId) -> Option<NodeId> {
    subject.tree.children(id).find(|child| {
        let node = subject.node(*child);
        node.role == Role::Type || (node.field != 0 && node.field == subject.fields.type_)
    })
}

/// The names that a declaration gives its type to.
fn names(subject: &Subject<'_>, id: NodeId) -> Vec<NodeId> {
    let fields = &subject.fields;
    let mut found = Vec::new();
    for child in subject.tree.children(id).take(64) {
        let node = subject.node(child);
        let is_value =
            node.field != 0 && (node.field == fields.value || node.field == fields.right);
        let is_type = node.role == Role::Type || (node.field != 0 && node.field == fields.type_);
        if is_value || is_type {
            continue;
        }
        match node.role {
            Role::Identifier => found.push(child),
            Role::Declarator => {
                let target = assignment_parts(subject, child).map(|(target, _)| target);
                found.extend(target.and_then(|target| match subject.node(target).role {
                    // `char s[10] = "a"`.
                    Role::Other => lone_name(subject, target),
                    _ => Some(target),
                }));
            }
            Role::Other if subject.node(id).role != Role::For => {
                found.extend(lone_name(subject, child));
            }
            _ => {}
        }
    }
    found
}

/// The name in `*s` or `s[]` of a C declaration.
pub(crate) fn lone_name(subject: &Subject<'_>, id: NodeId) -> Option<NodeId> {
    let mut at = id;
    for _ in 0..8 {
        let node = subject.node(at);
        if node.role == Role::Identifier {
            return Some(at);
        }
        if node.role != Role::Other {
            return None;
        }
        at = subject.tree.children(at).find(|child| {
            matches!(subject.node(*child).role, Role::Identifier)
                || !subject.tree.is_leaf(*child) && subject.node(*child).role == Role::Other
        })?;
    }
    None
}

/// The node within which what `id` declares is known.
fn scope(subject: &Subject<'_>, id: NodeId) -> NodeId {
    let parameter = subject.node(id).role == Role::Parameter;
    subject
        .tree
        .ancestors(id)
        .find(|at| match subject.node(*at).role {
            Role::Function | Role::Lambda | Role::Root => true,
            Role::Block | Role::ClassBody | Role::Class | Role::For | Role::Try => !parameter,
            _ => false,
        })
        .unwrap_or(NodeId::ROOT)
}

/// The node of the type that the name at `id` is declared with.
pub(crate) fn declared_type(subject: &Subject<'_>, id: NodeId) -> Option<NodeId> {
    let name = match subject.node(id).role {
        Role::Identifier => id,
        Role::Member => subject.tree.children(id).last()?,
        _ => return None,
    };
    let table = subject.types.get_or_init(|| TypeTable::build(subject));
    match table.find(subject, subject.node(name).symbol, id)?.says {
        Says::Type(written) => Some(written),
        Says::Value(value) if subject.node(value).role == Role::New => {
            subject.tree.children(value).next()
        }
        Says::Value(_) => None,
    }
}

/// Whether `id` is known to be of the type `wanted` (as written in a rule).
pub(crate) fn has_type(subject: &Subject<'_>, id: NodeId, wanted: &str) -> bool {
    let wanted = wanted.trim();
    if subject.node(id).role == Role::Conditional {
        return subject.tree.children(id).skip(1).any(|branch| has_type(subject, branch, wanted));
    }
    if type_of(subject, id, 0).is_some_and(|found| is(subject, &found, wanted)) {
        return true;
    }
    // A class by its name: `MessageDigest.getInstance()`.
    subject.node(id).role == Role::Identifier
        && subject.text_of(id) == wanted
        && wanted.starts_with(char::is_uppercase)
}

fn type_of(subject: &Subject<'_>, id: NodeId, depth: u32) -> Option<Type> {
    if depth > MAX_DEPTH || !subject.step() {
        return None;
    }
    let node = subject.node(id);
    let child = |at: usize| subject.tree.children(id).nth(at);
    let named =
        |id: NodeId| Type::Named(subject.text_of(id).trim_start_matches([':', ' ']).to_owned());
    match node.role {
        Role::String if is_c(subject) && subject.text_of(id).starts_with('\'') => {
            Some(Type::Named("char".to_owned()))
        }
        Role::String | Role::StringSequence => Some(Type::Text),
        Role::Number => {
            let text = subject.text_of(id);
            let decimal = !text.starts_with("0x") && text.contains(['.', 'e', 'E']);
            Some(if decimal { Type::Decimal } else { Type::Whole })
        }
        Role::Boolean => Some(Type::Truth),
        Role::New => child(0).map(named),
        Role::Cast => type_child(subject, id).map(named),
        Role::Identifier => named_type(subject, id, id, depth),
        Role::Member => named_type(subject, subject.tree.children(id).last()?, id, depth),
        Role::Unary => {
            let operand = subject.tree.children(id).last()?;
            match subject.text_of(id).starts_with('!') {
                true => Some(Type::Truth),
                false => type_of(subject, operand, depth + 1),
            }
        }
        Role::Binary => operation(subject, id, depth),
        Role::Subscript => match type_of(subject, child(0)?, depth + 1)? {
            Type::Named(name) if is_c(subject) => {
                let name = c_normal(&name);
                let cut = name.strip_suffix('*').or_else(|| Some(name.rsplit_once('[')?.0))?;
                Some(Type::Named(cut.to_owned()))
            }
            Type::Named(name) => element(&name).map(Type::Named),
            _ => None,
        },
        Role::Call => result(subject, id, depth),
        _ => None,
    }
}

fn named_type(subject: &Subject<'_>, name: NodeId, at: NodeId, depth: u32) -> Option<Type> {
    let table = subject.types.get_or_init(|| TypeTable::build(subject));
    let found = table.find(subject, subject.node(name).symbol, at)?;
    match found.says {
        Says::Type(written) if is_c(subject) => {
            let suffix = c_declarators(subject, found.name, found.at);
            Some(Type::Named(format!("{}{suffix}", subject.text_of(written))))
        }
        Says::Type(written) => {
            Some(Type::Named(subject.text_of(written).trim_start_matches([':', ' ']).to_owned()))
        }
        Says::Value(value) => type_of(subject, value, depth + 1),
    }
}

/// Languages in which pointers and arrays are types of their own.
fn is_c(subject: &Subject<'_>) -> bool {
    subject.language.id.0 == "c"
}

/// What stands around the name that a declaration of C declares: `*` for each pointer, `[10]` for an array.
fn c_declarators(subject: &Subject<'_>, name: NodeId, declaration: NodeId) -> String {
    let Some(syntax) = &subject.language.syntax else { return String::new() };
    let grammar = (syntax.grammar)();
    let mut suffix = String::new();
    for at in subject.tree.ancestors(name).skip(1).take_while(|at| *at != declaration) {
        match grammar.kind_name(subject.node(at).kind) {
            "pointer_declarator" => suffix.push('*'),
            "array_declarator" => {
                let size = subject.tree.children(at).nth(1).map_or("", |it| subject.text_of(it));
                suffix.push_str(&format!("[{}]", size.trim()));
            }
            _ => {}
        }
    }
    suffix
}

/// A type of C as words, stars and brackets: `const struct s *` is `s*`, `unsigned` is `unsigned int`.
fn c_normal(text: &str) -> String {
    const NO_PART: [&str; 7] =
        ["const", "volatile", "struct", "union", "enum", "static", "register"];
    let end = text.find(['*', '[']).unwrap_or(text.len());
    let (words, marks) = text.split_at(end);
    let mut words: Vec<&str> =
        words.split_whitespace().filter(|word| !NO_PART.contains(word)).collect();
    let sized = words.iter().any(|word| matches!(*word, "short" | "long" | "unsigned" | "signed"));
    if sized && words.len() > 1 && words.last() == Some(&"int") {
        words.pop();
    }
    if words == ["signed"] {
        words = vec!["int"];
    }
    let marks: String = marks.split_whitespace().filter(|it| !NO_PART.contains(it)).collect();
    format!("{}{marks}", words.join(" "))
}

fn is_of_c(found: &Type, wanted: &str) -> bool {
    let wanted = c_normal(wanted);
    match found {
        Type::Text => wanted == "char*",
        Type::Whole => wanted == "int",
        Type::Decimal => wanted == "double",
        Type::Truth => wanted == "int" || wanted == "bool",
        Type::Named(name) => {
            let name = c_normal(name);
            let marks = |text: &str| text.find(['*', '[']).map_or(0, |at| text.len() - at);
            name == wanted || wanted.starts_with('$') && marks(&name) == marks(&wanted)
        }
    }
}

fn operation(subject: &Subject<'_>, id: NodeId, depth: u32) -> Option<Type> {
    let parts: Vec<NodeId> = subject.tree.children(id).collect();
    let [left, sign, right] = parts[..] else { return None };
    let sign = subject.text_of(sign);
    if matches!(
        sign,
        "==" | "!=" | "<" | ">" | "<=" | ">=" | "&&" | "||" | "===" | "!==" | "and" | "or"
    ) {
        return Some(Type::Truth);
    }
    let left = type_of(subject, left, depth + 1);
    let right = type_of(subject, right, depth + 1);
    let is_any = |wanted: &str| {
        [&left, &right].into_iter().flatten().any(|found| is(subject, found, wanted))
    };
    match sign {
        "&" | "|" | "^" if is_any("boolean") => Some(Type::Truth),
        "+" if is_any("String") => Some(Type::Text),
        "+" | "-" | "*" | "/" | "%" => {
            // Pointers are no numbers: `p + 1` is a pointer, `p - q` is a size.
            let both = |wanted: &str| {
                [&left, &right]
                    .into_iter()
                    .all(|found| found.as_ref().is_some_and(|found| is(subject, found, wanted)))
            };
            if both("int") { Some(Type::Whole) } else { both("double").then_some(Type::Decimal) }
        }
        _ => None,
    }
}

/// What the best known methods give, by name: these mean the same wherever they occur.
fn result(subject: &Subject<'_>, id: NodeId, depth: u32) -> Option<Type> {
    // `new(T)` and `make(T)` of Go.
    let mut parts = subject.tree.children(id);
    if let (Some(callee), Some(arguments)) = (parts.next(), parts.next())
        && matches!(subject.text_of(callee), "new" | "make")
    {
        let made = subject.tree.children(arguments).next()?;
        return Some(Type::Named(subject.text_of(made).to_owned()));
    }
    let name_field = subject.fields.name;
    let name = subject.tree.child_by_field(id, name_field)?;
    match subject.text_of(name) {
        "equals" | "equalsIgnoreCase" | "matches" | "isEmpty" | "contains" | "containsKey"
        | "startsWith" | "endsWith" | "hasNext" => Some(Type::Truth),
        "size" | "length" | "indexOf" | "hashCode" | "compareTo" => Some(Type::Whole),
        "toString" | "substring" | "trim" | "toLowerCase" | "toUpperCase" => Some(Type::Text),
        "get" => match type_of(subject, subject.tree.children(id).next()?, depth + 1)? {
            Type::Named(name) => last_argument(&name).map(Type::Named),
            _ => None,
        },
        _ => None,
    }
}

/// `V` of `Map<K, V>`.
fn last_argument(name: &str) -> Option<String> {
    let inner = name.trim().strip_suffix('>')?.split_once('<')?.1;
    (!inner.contains('<')).then(|| inner.rsplit(',').next().unwrap_or(inner).trim().to_owned())
}

/// `T` of `T[]` and `[]T`.
fn element(name: &str) -> Option<String> {
    let name = name.trim();
    name.strip_suffix("[]").or_else(|| name.strip_prefix("[]")).map(|one| one.trim().to_owned())
}

const WHOLE: [&str; 12] = [
    "int", "Integer", "long", "Long", "short", "byte", "number", "i32", "u32", "i64", "usize",
    "size_t",
];
const DECIMAL: [&str; 7] = ["float", "double", "Float", "Double", "number", "f32", "f64"];
const TRUTH: [&str; 3] = ["boolean", "Boolean", "bool"];
const TEXT: [&str; 4] = ["String", "string", "str", "&str"];

fn is(subject: &Subject<'_>, found: &Type, wanted: &str) -> bool {
    if is_c(subject) {
        return is_of_c(found, wanted);
    }
    match found {
        Type::Text => TEXT.contains(&wanted) || wanted.contains("char") && wanted.contains('*'),
        // A whole number also stands where a decimal one is asked for.
        Type::Whole => WHOLE.contains(&wanted) || DECIMAL.contains(&wanted),
        Type::Decimal => DECIMAL.contains(&wanted),
        Type::Truth => TRUTH.contains(&wanted),
        Type::Named(name) => same_type(subject, name, wanted),
    }
}

/// Types compare without generics and pointers. With a package in the rule, the file must say or import it.
fn same_type(subject: &Subject<'_>, declared: &str, wanted: &str) -> bool {
    let (declared, wanted) = (bare(declared), bare(wanted));
    let parts = |text: &str| -> Vec<String> {
        text.split(['.', ':', '\\']).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let (known, asked) = (parts(&declared), parts(&wanted));
    let (Some(last), Some(asked_last)) = (known.last(), asked.last()) else { return false };
    if asked.len() > 1 {
        if known.len() > 1 {
            return same_parts(&known, &asked);
        }
        let open = subject.names.open().iter();
        if open.clone().any(|package| {
            let path: Vec<String> =
                package.iter().map(|part| part.to_string()).chain([declared.clone()]).collect();
            same_parts(&path, &asked)
        }) {
            return true;
        }
        let symbol = tamis_syntax::text_hash(declared.as_bytes());
        return subject.names.paths(symbol, &declared).any(|path| {
            let path: Vec<String> = path.iter().map(|part| part.to_string()).collect();
            same_parts(&path, &asked)
        });
    }
    last == asked_last
        || asked_last.starts_with('$')
        || [&WHOLE[..], &TRUTH[..], &TEXT[..]].iter().any(|group| {
            group[..2].contains(&last.as_str()) && group[..2].contains(&asked_last.as_str())
        })
}

/// Equal parts; a metavariable in the rule stands for one or more at the start.
fn same_parts(known: &[String], asked: &[String]) -> bool {
    match asked.first() {
        Some(first) if first.starts_with('$') => known.ends_with(&asked[1..]),
        _ => known == asked,
    }
}

/// Without pointers and generics; the marks of an array stay.
fn bare(text: &str) -> String {
    let text = text.trim().trim_start_matches(['*', '&', ' ']).trim_end_matches(['*', ' ']);
    let text = text.trim_start_matches("const ").trim_start_matches("mut ");
    // `[5]T` is an array of `T`.
    let text = match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((size, element)) if !size.is_empty() => format!("{element}[]"),
        _ => text.to_owned(),
    };
    let arrays = text.matches("[]").count();
    let name = text.replace("[]", "");
    let name = name.split(['<', '[', '?']).next().unwrap_or(&name).trim().to_owned();
    format!("{name}{}", "[]".repeat(arrays))
}
