//! Types that names are declared with, as far as one file says.

use rustc_hash::FxHashMap;
use tamis_syntax::{NodeId, Role};

use crate::constant::assignment_parts;
use crate::subject::Subject;

/// Declared types by the hash of the name.
///
/// Imprecise: file-wide, without scopes; a name declared twice has both types.
#[derive(Debug, Default)]
pub(crate) struct TypeTable {
    types: FxHashMap<u32, Vec<String>>,
}

impl TypeTable {
    fn build(subject: &Subject<'_>) -> Self {
        let mut table = TypeTable::default();
        for at in 0..subject.tree.len() as u32 {
            let id = NodeId(at);
            match subject.node(id).role {
                Role::Parameter | Role::Declarator | Role::Assignment | Role::Field => {
                    table.declared(subject, id, id)
                }
                Role::Declaration => {
                    for child in subject
                        .tree
                        .children(id)
                        .filter(|c| subject.node(*c).role == Role::Declarator)
                    {
                        table.declared(subject, id, child);
                    }
                }
                _ => {}
            }
        }
        table
    }

    fn declared(&mut self, subject: &Subject<'_>, typed: NodeId, named: NodeId) {
        let is_type = |child: &NodeId| {
            let node = subject.node(*child);
            node.role == Role::Type || (node.field != 0 && node.field == subject.fields.type_)
        };
        let declared = subject.tree.children(typed).find(is_type);
        let names: Vec<u32> = subject
            .tree
            .children(named)
            .take_while(|child| {
                !is_type(child)
                    || typed != named
                    || subject.node(*child).start == subject.node(named).start
            })
            .filter(|child| subject.node(*child).role == Role::Identifier && !is_type(child))
            .map(|child| subject.node(child).symbol)
            .take(8)
            .collect();
        let names = if names.is_empty() {
            subject
                .tree
                .children(named)
                .filter(|child| subject.node(*child).role == Role::Identifier && !is_type(child))
                .map(|child| subject.node(child).symbol)
                .collect()
        } else {
            names
        };
        let mut say = |text: &str| {
            for name in &names {
                self.types.entry(*name).or_default().push(text.to_owned());
            }
        };
        if let Some(declared) = declared {
            say(subject.text_of(declared).trim_start_matches([':', ' ']));
        }
        // `x = new T()`, `x := T{...}`: the constructor's name.
        if let Some((_, Some(value))) = assignment_parts(subject, named)
            && subject.node(value).role == Role::New
            && let Some(constructor) = subject.tree.children(value).next()
        {
            say(subject.text_of(constructor));
        }
    }
}

/// Whether `id` is known to be of the type `wanted` (as written in a rule).
pub(crate) fn has_type(subject: &Subject<'_>, id: NodeId, wanted: &str) -> bool {
    let node = subject.node(id);
    match node.role {
        Role::String | Role::StringSequence => {
            same_type("string", wanted) || same_type("str", wanted)
        }
        Role::Number => matches!(
            wanted,
            "int" | "number" | "float" | "double" | "long" | "Integer" | "u32" | "i32"
        ),
        Role::Boolean => matches!(wanted, "bool" | "boolean"),
        Role::New => {
            subject.tree.children(id).next().is_some_and(|c| same_type(subject.text_of(c), wanted))
        }
        Role::Identifier => {
            let table = subject.types.get_or_init(|| TypeTable::build(subject));
            table
                .types
                .get(&node.symbol)
                .is_some_and(|types| types.iter().any(|t| same_type(t, wanted)))
        }
        Role::Member => {
            subject.tree.children(id).last().is_some_and(|last| has_type(subject, last, wanted))
        }
        Role::Unary => subject
            .tree
            .children(id)
            .last()
            .is_some_and(|last| has_type(subject, last, wanted.trim_start_matches(['*', '&']))),
        _ => false,
    }
}

/// Types compare without generics, pointers and, if one side has none, without their package.
fn same_type(declared: &str, wanted: &str) -> bool {
    let bare = |text: &str| {
        let text = text.trim().trim_start_matches(['*', '&', ' ']);
        text.split(['<', '[', '?']).next().unwrap_or(text).trim().to_owned()
    };
    let (declared, wanted) = (bare(declared), bare(wanted));
    if declared.eq_ignore_ascii_case("string") && wanted.eq_ignore_ascii_case("string") {
        return true;
    }
    let last = |text: &str| text.rsplit(['.', ':']).next().unwrap_or(text).to_owned();
    let qualified = declared.contains(['.', ':']) && wanted.contains(['.', ':']);
    if qualified { declared == wanted } else { last(&declared) == last(&wanted) }
}
