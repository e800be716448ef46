//! Which names a function, a class body or a module declares.

use tamis_syntax::{NodeId, Role};

use super::Lower;

impl Lower<'_> {
    /// Declares every name that the code below `scope` assigns, not going into functions, classes and comprehensions.
    pub(super) fn declare_names(&mut self, scope: NodeId) {
        let end = self.tree.node(scope).subtree_end;
        let mut outer: Vec<(NodeId, bool)> = Vec::new();
        let mut found: Vec<NodeId> = Vec::new();
        let mut at = scope.0 + 1;
        while at < end {
            let id = NodeId(at);
            let node = self.tree.node(id);
            at += 1;
            match self.kind(id) {
                "function_definition" | "class_definition" => {
                    found.extend(self.field(id, self.fields.name));
                    at = node.subtree_end;
                }
                "lambda" => at = node.subtree_end,
                "list_comprehension"
                | "set_comprehension"
                | "dictionary_comprehension"
                | "generator_expression" => {
                    self.walrus(id, &mut found);
                    at = node.subtree_end;
                }
                "assignment" | "augmented_assignment" | "for_statement" => {
                    if let Some(left) = self.field(id, self.fields.left) {
                        self.target_names(left, &mut found);
                    }
                }
                "named_expression" => found.extend(self.field(id, self.fields.name)),
                "as_pattern" => {
                    let alias = self.field(id, self.fields.alias);
                    let alias = alias.or_else(|| self.children(id).last().copied());
                    if let Some(alias) = alias {
                        self.target_names(alias, &mut found);
                    }
                }
                "case_pattern" => self.pattern_names(id, &mut found),
                "global_statement" => {
                    outer.extend(self.children(id).into_iter().map(|name| (name, true)));
                }
                "nonlocal_statement" => {
                    outer.extend(self.children(id).into_iter().map(|name| (name, false)));
                }
                "import_statement" | "import_from_statement" => {
                    self.import_names(id, &mut found);
                    at = node.subtree_end;
                }
                _ => {}
            }
        }
        for (name, module) in outer {
            self.b.declare_outer(self.text_of(name), module);
        }
        for name in found {
            self.b.declare(self.text_of(name));
        }
    }

    /// Names bound by `:=` inside a comprehension belong to the function around.
    fn walrus(&self, id: NodeId, found: &mut Vec<NodeId>) {
        for inner in self.tree.subtree(id) {
            if self.kind(inner) == "named_expression" {
                found.extend(self.field(inner, self.fields.name));
            }
        }
    }

    /// The names of an assignment's left side.
    pub(super) fn target_names(&self, id: NodeId, found: &mut Vec<NodeId>) {
        match self.tree.node(id).role {
            Role::Identifier => found.push(id),
            Role::Member | Role::Subscript => {}
            _ => {
                for child in self.tree.children(id) {
                    self.target_names(child, found);
                }
            }
        }
    }

    /// The names that a pattern of `match` captures.
    fn pattern_names(&self, id: NodeId, found: &mut Vec<NodeId>) {
        let end = self.tree.node(id).subtree_end;
        let mut at = id.0 + 1;
        while at < end {
            let inner = NodeId(at);
            let parent = self.tree.parent(inner).map(|parent| self.kind(parent)).unwrap_or("");
            let first = self.tree.parent(inner).is_some_and(|parent| parent.0 + 1 == at);
            let names_class = matches!(parent, "class_pattern" | "keyword_pattern") && first;
            let node = self.tree.node(inner);
            match node.role {
                Role::Identifier if !names_class => found.push(inner),
                Role::Member => at = node.subtree_end - 1,
                _ => {}
            }
            at += 1;
        }
    }

    fn import_names(&self, id: NodeId, found: &mut Vec<NodeId>) {
        for name in self.fields(id, self.fields.name) {
            let last = match self.tree.node(name).role {
                Role::Alias => self.children(name).last().copied(),
                // `import a.b` binds `a`.
                Role::Member => self.children(name).first().copied(),
                _ => Some(name),
            };
            found.extend(last);
        }
    }
}
