//! Which names functions and blocks declare, found in one walk before lowering.

use rustc_hash::FxHashMap;
use tamis_syntax::{NodeId, Role};

use super::{Fields, Lower};
use crate::lower::Source;

/// What functions (the file for one) declare and use.
pub(super) struct Scopes {
    functions: FxHashMap<NodeId, Facts>,
}

/// Of one function.
#[derive(Default)]
pub(super) struct Facts {
    /// Declarators of `var`, and left sides of `for (var x of ...)`: names or patterns.
    vars: Vec<NodeId>,
    /// It, or an arrow in it, mentions `this` or `super`.
    pub(super) this: bool,
    /// It, or an arrow in it, mentions `arguments`.
    pub(super) arguments: bool,
}

/// A function that the walk is in.
struct Open {
    id: NodeId,
    end: u32,
    is_arrow: bool,
}

impl Scopes {
    pub(super) fn of(src: Source<'_>, f: &Fields) -> Self {
        let mut scopes = Scopes { functions: FxHashMap::default() };
        let mut open = vec![Open { id: NodeId::ROOT, end: src.tree.len() as u32, is_arrow: false }];
        for (at, node) in src.tree.nodes().iter().enumerate() {
            let id = NodeId(at as u32);
            while open.last().is_some_and(|it| it.end <= id.0) && open.len() > 1 {
                open.pop();
            }
            match node.role {
                Role::Function => {
                    let is_arrow = src.kind(id) == "arrow_function";
                    open.push(Open { id, end: node.subtree_end, is_arrow });
                }
                Role::Identifier => match src.text_of(id) {
                    "this" | "super" => scopes.owner(&open).this = true,
                    "arguments" => scopes.owner(&open).arguments = true,
                    _ => {}
                },
                Role::Declarator if !is_lexical(src, f, id) => {
                    scopes.nearest(&open).vars.extend(src.field(id, f.name));
                }
                Role::For => {
                    let kind = src.field(id, f.kind);
                    if kind.is_some_and(|kind| src.text_of(kind) == "var") {
                        scopes.nearest(&open).vars.extend(src.field(id, f.left));
                    }
                }
                _ => {}
            }
        }
        scopes
    }

    pub(super) fn facts(&self, function: NodeId) -> Option<&Facts> {
        self.functions.get(&function)
    }

    fn nearest(&mut self, open: &[Open]) -> &mut Facts {
        self.functions.entry(open.last().map_or(NodeId::ROOT, |it| it.id)).or_default()
    }

    /// The function whose `this` counts: arrows have none.
    fn owner(&mut self, open: &[Open]) -> &mut Facts {
        let owner = open.iter().rev().find(|it| !it.is_arrow);
        self.functions.entry(owner.map_or(NodeId::ROOT, |it| it.id)).or_default()
    }
}

/// Whether a declarator is one of `let`, `const` or `using`: a declaration of one declarator is dissolved and leaves
/// its keyword as the node before; `var` leaves none.
fn is_lexical(src: Source<'_>, f: &Fields, declarator: NodeId) -> bool {
    match src.parent_kind(declarator) {
        "lexical_declaration" | "using_declaration" => true,
        "variable_declaration" => false,
        _ => declarator.0 > 0 && src.is_field(NodeId(declarator.0 - 1), f.kind),
    }
}

impl Lower<'_> {
    /// Declares the `var`s of a function or of the file.
    pub(super) fn declare_body(&mut self, function: NodeId) {
        let vars = self.scopes.functions.get(&function).map(|it| it.vars.clone());
        for target in vars.unwrap_or_default() {
            let mut names = Vec::new();
            self.target_names(target, &mut names);
            for name in names {
                self.b.declare(self.src.text_of(name));
            }
        }
    }

    /// Declares what belongs to the block `id` itself: `let`, `const`, classes, functions, imports, enums.
    pub(super) fn declare_block(&mut self, id: NodeId) {
        for child in self.src.children(id) {
            self.declare_statement(child);
        }
    }

    fn declare_statement(&mut self, id: NodeId) {
        let mut names = Vec::new();
        match self.src.kind(id) {
            "variable_declarator" => {
                if is_lexical(self.src, &self.f, id)
                    && let Some(target) = self.src.field(id, self.f.name)
                {
                    self.target_names(target, &mut names);
                }
            }
            "lexical_declaration" | "using_declaration" => {
                for declarator in self.src.children(id) {
                    if let Some(target) = self.src.field(declarator, self.f.name) {
                        self.target_names(target, &mut names);
                    }
                }
            }
            "function_declaration"
            | "generator_function_declaration"
            | "class_declaration"
            | "abstract_class_declaration"
            | "enum_declaration" => {
                names.extend(self.src.field(id, self.f.name));
            }
            "internal_module" | "module" => {
                let name = self.src.field(id, self.f.name);
                names.extend(name.filter(|name| self.src.role(*name) == Role::Identifier));
            }
            "import_statement" => self.import_names(id, &mut names),
            "import_alias" => names.extend(self.src.first(id)),
            "export_statement" | "ambient_declaration" => self.declare_block(id),
            _ => {}
        }
        for name in names {
            self.b.declare(self.src.text_of(name));
        }
    }

    /// The names that a target or parameter binds; not those of members it writes.
    pub(super) fn target_names(&self, id: NodeId, found: &mut Vec<NodeId>) {
        match self.src.kind(id) {
            "identifier" | "shorthand_property_identifier_pattern" | "undefined" => found.push(id),
            "pair_pattern" => {
                if let Some(value) = self.src.field(id, self.f.value) {
                    self.target_names(value, found);
                }
            }
            "assignment_pattern" | "object_assignment_pattern" => {
                if let Some(left) = self.src.field(id, self.f.left) {
                    self.target_names(left, found);
                }
            }
            "object_pattern" | "array_pattern" | "rest_pattern" => {
                for child in self.src.tree.children(id) {
                    self.target_names(child, found);
                }
            }
            _ => {}
        }
    }
}
