//! Dispatch: which nodes a pattern has to be tried at.
//!
//! A key is a role (or, of nodes without one, a grammar kind); a head is the name that a node of that key is known
//! by: the last name of a callee, the type label of a Terraform resource, the key of a pair. A walk looks up
//! (key, head) and (key, 0) and touches no other pattern.

use tamis_ir::Syntax;
use tamis_syntax::{Grammar, NodeId, Role, text_hash};

use crate::constant::assignment_parts;
use crate::metavars::MetavariableId;
use crate::pattern::{Keys, Pattern, PatternId, PatternNode, Root, Shape, StringPattern, key};
use crate::subject::Subject;

/// Keys of a pattern.
pub(crate) fn of_pattern(pattern: &Pattern, syntax: &Syntax) -> Keys {
    let grammar = (syntax.grammar)();
    let first = match &pattern.root {
        Root::Single(root) => *root,
        Root::Sequence(items) => items[0],
    };
    let statement = pattern.is_sequence();
    if syntax.matching.implicit_return && pattern.node(first).role == Role::Return {
        return Keys::Anywhere;
    }
    let mut found = Vec::new();
    if collect(pattern, first, grammar, statement, &mut found) {
        if syntax.matching.bare_calls {
            let calls: Vec<(u16, u32)> =
                found.iter().filter(|(key, _)| *key == Role::Call as u16).copied().collect();
            found.extend(calls.into_iter().map(|(_, head)| (Role::Identifier as u16, head)));
        }
        Keys::At(found)
    } else {
        Keys::Anywhere
    }
}

/// Adds the keys of `id`; false if it may match anything.
fn collect(
    pattern: &Pattern,
    id: PatternId,
    grammar: &Grammar,
    statement: bool,
    found: &mut Vec<(u16, u32)>,
) -> bool {
    let node = pattern.node(id);
    match &node.shape {
        Shape::Metavariable(_)
        | Shape::Typed { .. }
        | Shape::EllipsisMetavariable(_)
        | Shape::Ellipsis
        | Shape::Deep(_)
        | Shape::Chain(_) => return false,
        Shape::String(StringPattern::Parts(_)) if node.role != Role::String => {
            found.push((key(node.role, node.kind), 0));
            return true;
        }
        Shape::Shell(_) => {
            found.push((key(node.role, node.kind), 0));
            return true;
        }
        // Strings and numbers also match what folds to them.
        Shape::String(StringPattern::Regex(_)) => {
            return constants(found, &[Role::String, Role::Text]);
        }
        Shape::Template(_) if node.role == Role::Shell => {
            found.push((Role::Shell as u16, 0));
            return true;
        }
        Shape::Template(_) if node.role == Role::Regex => {
            found.push((Role::Regex as u16, 0));
            return true;
        }
        Shape::String(_) | Shape::Template(_) => return constants(found, &[Role::String]),
        Shape::Leaf if matches!(node.role, Role::String | Role::Number | Role::Boolean) => {
            return constants(found, &[node.role]);
        }
        Shape::Leaf | Shape::Node => {}
    }
    // A statement in a sequence also matches deep inside the statement that holds it: any key will do.
    if statement && is_expression(node.role) {
        return false;
    }
    let head = pattern_head(pattern, node, grammar);
    match node.role {
        // To a member, known by its last name: declarations declare no members.
        Role::Assignment if head != 0 => {
            for role in [Role::Assignment, Role::Declarator, Role::Field] {
                found.push((role as u16, head));
            }
        }
        Role::Assignment | Role::Declarator | Role::Declaration | Role::Field => {
            for role in
                [Role::Assignment, Role::Declarator, Role::Declaration, Role::Field, Role::Import]
            {
                found.push((role as u16, 0));
            }
        }
        Role::Import => {
            for role in [Role::Import, Role::Declarator, Role::Declaration] {
                found.push((role as u16, 0));
            }
        }
        Role::Identifier | Role::Member => {
            found.push((Role::Identifier as u16, head));
            found.push((Role::Member as u16, head));
        }
        Role::Function | Role::Lambda => {
            found.push((Role::Function as u16, 0));
            found.push((Role::Lambda as u16, 0));
        }
        Role::Object | Role::Set => {
            found.push((Role::Object as u16, 0));
            found.push((Role::Set as u16, 0));
            found.push((Role::Block as u16, 0));
        }
        Role::Attribute => {
            found.push((Role::Attribute as u16, head));
            found.push((Role::Pair as u16, head));
        }
        Role::Call => {
            found.push((Role::Call as u16, head));
            // `f(...)` also matches `@f`.
            found.push((Role::Decorator as u16, head));
            if head == 0 {
                found.push((Role::KeywordCall as u16, 0));
            }
        }
        // `[...]` is any list, however it is made.
        Role::Array => {
            found.push((key(node.role, node.kind), head));
            found.push((Role::Comprehension as u16, 0));
        }
        Role::Root => return false,
        Role::Other
            if matches!(node.children[..], [head, _]
                if matches!(pattern.node(head).shape, Shape::Ellipsis)) =>
        {
            found.push((Role::For as u16, 0));
            found.push((key(node.role, node.kind), head));
        }
        role => found.push((key(role, node.kind), head)),
    }
    true
}

fn constants(found: &mut Vec<(u16, u32)>, roles: &[Role]) -> bool {
    let folding =
        [Role::Identifier, Role::Member, Role::Binary, Role::StringSequence, Role::String];
    found.extend(roles.iter().chain(&folding).map(|role| (*role as u16, 0)));
    found.sort_unstable();
    found.dedup();
    true
}

pub(crate) fn is_expression(role: Role) -> bool {
    matches!(
        role,
        Role::Call
            | Role::New
            | Role::Member
            | Role::Subscript
            | Role::Identifier
            | Role::Binary
            | Role::Await
            | Role::Unary
            | Role::Conditional
            | Role::Array
            | Role::Element
            | Role::Command
    )
}

/// Notes the heads of calls, so that those within other code can be told apart at a look.
pub(crate) fn set_heads(pattern: &mut Pattern, grammar: &Grammar) {
    for at in 0..pattern.nodes.len() {
        let node = &pattern.nodes[at];
        if matches!(node.role, Role::Call | Role::New) && matches!(node.shape, Shape::Node) {
            pattern.nodes[at].head = pattern_head(pattern, node, grammar);
        }
    }
}

/// Whether call `id` of a file may be known by `head`.
pub(crate) fn may_have_head(
    subject: &Subject<'_>,
    id: NodeId,
    head: u32,
    grammar: &Grammar,
) -> bool {
    let mut fits = false;
    each_head(subject, id, grammar, &mut |known| fits |= known == head);
    fits
}

/// The head of a pattern node; 0 where it is open.
fn pattern_head(pattern: &Pattern, node: &PatternNode, grammar: &Grammar) -> u32 {
    let plain = |id: PatternId| {
        let node = pattern.node(id);
        matches!(node.shape, Shape::Leaf).then_some(node.symbol)
    };
    match node.role {
        Role::Identifier if matches!(node.shape, Shape::Leaf) => node.symbol,
        Role::Member => match node.children.last() {
            Some(last) => plain(*last).unwrap_or(0),
            None => 0,
        },
        Role::Call | Role::New | Role::Decorator => {
            let Some(callee) = callee_child(
                node.children
                    .iter()
                    .map(|id| (*id, pattern.node(*id).role, pattern.node(*id).field)),
                grammar,
            ) else {
                return 0;
            };
            callee_head(pattern, pattern.node(callee), grammar)
        }
        Role::Assignment => match node.children.first().map(|id| pattern.node(*id)) {
            Some(left) if left.role == Role::Member && matches!(left.shape, Shape::Node) => {
                pattern_head(pattern, left, grammar)
            }
            _ => 0,
        },
        Role::ConfigBlock => match node.children.get(1) {
            Some(label) if pattern.node(*label).role == Role::String => plain(*label).unwrap_or(0),
            _ => 0,
        },
        Role::Pair | Role::Attribute | Role::KeywordArgument => {
            node.children.first().and_then(|id| plain(*id)).unwrap_or(0)
        }
        _ => 0,
    }
}

/// The head of what is called: as of a name, or of the name that type arguments follow (`size_of::<T>`).
fn callee_head(pattern: &Pattern, callee: &PatternNode, grammar: &Grammar) -> u32 {
    let name = match (&callee.shape, callee.role, callee.children.first()) {
        (Shape::Leaf | Shape::Node, Role::Identifier | Role::Member, _) => callee,
        (Shape::Node, Role::Other | Role::Call, Some(first)) => {
            let first = pattern.node(*first);
            if !matches!(first.role, Role::Identifier | Role::Member) {
                return 0;
            }
            first
        }
        _ => return 0,
    };
    match name.shape {
        Shape::Leaf | Shape::Node => pattern_head(pattern, name, grammar),
        _ => 0,
    }
}

/// Narrows the keys of a pattern whose root is known by a metavariable (`$DB.$QUERY(...)`) to the names that
/// metavariable may stand for; `names` gives them where they are few.
pub(crate) fn narrow(
    pattern: &mut Pattern,
    grammar: &Grammar,
    names: &dyn Fn(MetavariableId) -> Option<Vec<String>>,
) {
    let Root::Single(root) = pattern.root else { return };
    let node = pattern.node(root);
    if !matches!(node.shape, Shape::Node) || !matches!(node.role, Role::Call | Role::New) {
        return;
    }
    let Some(texts) = head_metavariable(pattern, node, grammar).and_then(names) else { return };
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.');
    if texts.iter().any(|text| text.is_empty() || !text.chars().all(is_name)) {
        return;
    }
    let heads: Vec<u32> = texts
        .iter()
        .map(|text| text_hash(text.rsplit('.').next().unwrap_or(text).as_bytes()))
        .collect();
    let Keys::At(keys) = &mut pattern.keys else { return };
    let narrowed = |(key, head): &(u16, u32)| -> Vec<(u16, u32)> {
        if *head == 0 {
            heads.iter().map(|head| (*key, *head)).collect()
        } else {
            vec![(*key, *head)]
        }
    };
    *keys = keys.iter().flat_map(narrowed).collect();
    keys.sort_unstable();
    keys.dedup();
}

/// Notes that `id` stands for the member that `pattern` asks for or calls, if so.
pub(crate) fn note_member(pattern: &mut Pattern, id: MetavariableId, grammar: &Grammar) {
    let Root::Single(root) = pattern.root else { return };
    let node = pattern.node(root);
    let member = match (node.role, &node.shape) {
        (Role::Call, Shape::Node) => callee_of(pattern, node, grammar),
        (Role::Member, Shape::Node) => Some(node),
        _ => None,
    };
    let last = member
        .filter(|member| member.role == Role::Member && matches!(member.shape, Shape::Node))
        .and_then(|member| member.children.last());
    if last.is_some_and(
        |last| matches!(pattern.node(*last).shape, Shape::Metavariable(it) if it == Some(id)),
    ) {
        pattern.member = Some((node.role, id));
    }
}

/// The plain name behind the last dot of member `id`, or of what call `id` calls.
pub(crate) fn member_name(subject: &Subject<'_>, id: NodeId) -> Option<NodeId> {
    let member = match subject.node(id).role {
        Role::Member => id,
        Role::Call => {
            let children = subject
                .tree
                .children(id)
                .map(|child| (child, subject.node(child).role, subject.node(child).field));
            called(children, subject.fields.name, subject.fields.method)?
        }
        _ => return None,
    };
    let last = subject.tree.children(member).last()?;
    let is_plain = subject.node(member).role == Role::Member
        && subject.node(last).role == Role::Identifier
        && subject.tree.is_leaf(last);
    is_plain.then_some(last)
}

/// The metavariable in the place of the name that a call is known by.
fn head_metavariable(
    pattern: &Pattern,
    node: &PatternNode,
    grammar: &Grammar,
) -> Option<MetavariableId> {
    let callee = callee_of(pattern, node, grammar)?;
    let last = match (&callee.shape, callee.role) {
        (Shape::Node, Role::Member) => pattern.node(*callee.children.last()?),
        _ => callee,
    };
    match last.shape {
        Shape::Metavariable(id) => id,
        _ => None,
    }
}

/// What a call of a pattern calls.
fn callee_of<'p>(
    pattern: &'p Pattern,
    node: &PatternNode,
    grammar: &Grammar,
) -> Option<&'p PatternNode> {
    let children =
        node.children.iter().map(|id| (*id, pattern.node(*id).role, pattern.node(*id).field));
    Some(pattern.node(callee_child(children, grammar)?))
}

/// The child that names what is called: the child under `name` or `method` (Java, PHP, Ruby), else the first that is
/// neither type arguments nor arguments.
fn callee_child<I: Copy>(
    children: impl Iterator<Item = (I, Role, u8)> + Clone,
    grammar: &Grammar,
) -> Option<I> {
    called(children, grammar.field("name"), grammar.field("method"))
}

fn called<I: Copy>(
    mut children: impl Iterator<Item = (I, Role, u8)> + Clone,
    name: u8,
    method: u8,
) -> Option<I> {
    let named =
        children.clone().find(|(_, _, field)| *field != 0 && (*field == name || *field == method));
    named
        .or_else(|| children.find(|(_, role, _)| !matches!(role, Role::Modifier | Role::Arguments)))
        .map(|(id, ..)| id)
}

/// Heads of a node of a file: the plain one first, then those its imports give it. At most four.
pub(crate) fn heads(subject: &Subject<'_>, id: NodeId, found: &mut Vec<u32>, grammar: &Grammar) {
    found.clear();
    each_head(subject, id, grammar, &mut |head| found.push(head));
}

/// Calls `found` with each head of a node; see [`heads`].
fn each_head(subject: &Subject<'_>, id: NodeId, grammar: &Grammar, found: &mut dyn FnMut(u32)) {
    let node = subject.node(id);
    match node.role {
        Role::Identifier | Role::Member => name_heads(subject, id, found),
        Role::Call | Role::New | Role::Decorator => {
            let children = subject
                .tree
                .children(id)
                .map(|child| (child, subject.node(child).role, subject.node(child).field));
            if let Some(callee) = callee_child(children, grammar) {
                name_heads(subject, callee, found);
            }
        }
        Role::KeywordCall => {
            let text = subject.text_of(id);
            let end = text.find(|c: char| c != '_' && !c.is_ascii_alphabetic());
            let word = &text[..end.unwrap_or(text.len())];
            found(text_hash(word.to_ascii_lowercase().as_bytes()));
        }
        Role::Assignment | Role::Declarator | Role::Field => {
            if let Some((target, _)) = assignment_parts(subject, id) {
                name_heads(subject, target, found);
            }
        }
        Role::ConfigBlock => {
            if let Some(label) = subject.tree.children(id).nth(1) {
                found(label_head(subject, label));
            }
        }
        Role::Pair | Role::Attribute | Role::KeywordArgument => {
            if let Some(name) = subject.tree.children(id).next() {
                found(label_head(subject, name));
            }
        }
        _ => {}
    }
}

fn label_head(subject: &Subject<'_>, id: NodeId) -> u32 {
    let node = subject.node(id);
    if node.symbol != 0 { node.symbol } else { text_hash(subject.text_of(id).as_bytes()) }
}

fn name_heads(subject: &Subject<'_>, id: NodeId, found: &mut dyn FnMut(u32)) {
    let node = subject.node(id);
    match node.role {
        Role::Identifier => {
            found(node.symbol);
            if !subject.names.is_empty() {
                for path in subject.names.paths(node.symbol, subject.text_of(id)).take(16) {
                    if let Some(last) = path.last() {
                        found(match subject.is_caseless(node.kind) {
                            true => text_hash(last.to_ascii_lowercase().as_bytes()),
                            false => text_hash(last.as_bytes()),
                        });
                    }
                }
            }
        }
        Role::Member => {
            if let Some(last) = subject.tree.children(id).last() {
                found(subject.node(last).symbol);
            }
        }
        _ if subject.tree.is_leaf(id) => found(node.symbol),
        _ => {
            // A generic call `f::<T>(x)` and the like: the name is the first leaf's sibling; let open patterns try.
            let mut children = subject.tree.children(id);
            if let Some(first) = children.next()
                && matches!(subject.node(first).role, Role::Identifier | Role::Member)
            {
                name_heads(subject, first, found);
            }
        }
    }
}
