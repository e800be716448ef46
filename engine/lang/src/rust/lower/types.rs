//! Names of types, as far as they help to find methods.

use tamis_syntax::NodeId;

use super::Lower;

/// Types that give the methods and fields of what they hold.
const WRAPPERS: &[&str] = &[
    "Arc",
    "Box",
    "Cell",
    "Cow",
    "Data",
    "Extension",
    "Form",
    "Json",
    "LazyLock",
    "Lazy",
    "Mutex",
    "MutexGuard",
    "OnceCell",
    "OnceLock",
    "Option",
    "Path",
    "Pin",
    "Query",
    "Rc",
    "Ref",
    "RefCell",
    "RefMut",
    "Result",
    "RwLock",
    "State",
];

impl<'t> Lower<'t> {
    /// The dotted name of a type without references and wrappers.
    pub(super) fn type_name(&self, id: NodeId) -> Option<String> {
        let src = self.src;
        match src.kind(id) {
            "type_identifier" | "primitive_type" | "identifier" => {
                let text = src.text_of(id);
                let bound = self.generics.iter().rev().find(|(name, _)| *name == text);
                Some(match (text, self.own, bound) {
                    ("Self", Some(own), _) => own.to_owned(),
                    (_, _, Some((_, bound))) => bound.clone(),
                    _ => text.to_owned(),
                })
            }
            "scoped_type_identifier" | "scoped_identifier" => {
                let text = src.text_of(id);
                let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
                text.chars().all(plain).then(|| text.replace("::", "."))
            }
            "generic_type" => {
                let base = src.field(id, self.f.type_)?;
                let last = src.text_of(base).rsplit("::").next().unwrap_or("");
                if !WRAPPERS.contains(&last) {
                    return self.type_name(base);
                }
                let arguments = src.field(id, self.f.type_arguments)?;
                let inner = src.tree.children(arguments).find(|it| src.kind(*it) != "lifetime")?;
                self.type_name(inner)
            }
            "reference_type" | "pointer_type" | "array_type" => {
                let inner = src.field(id, self.f.type_);
                self.type_name(inner.or_else(|| src.field(id, self.f.element))?)
            }
            "dynamic_type" | "abstract_type" => self.type_name(src.field(id, self.f.trait_)?),
            "bounded_type" | "trait_bounds" | "higher_ranked_trait_bound" => {
                let inner = src.tree.children(id).find(|it| src.kind(*it) != "lifetime")?;
                self.type_name(inner)
            }
            _ => None,
        }
    }

    /// The dotted name of a type without references, with the wrapper where there is one.
    pub(super) fn outer_name(&self, id: NodeId) -> Option<String> {
        let src = self.src;
        match src.kind(id) {
            "generic_type" => {
                let base = src.field(id, self.f.type_)?;
                if matches!(src.text_of(base), "Option" | "Result") {
                    let arguments = src.field(id, self.f.type_arguments)?;
                    return self.outer_name(src.tree.children(arguments).next()?);
                }
                self.type_name(base)
            }
            "reference_type" => self.outer_name(src.field(id, self.f.type_)?),
            _ => self.type_name(id),
        }
    }

    /// The name by which a type's class goes in this file: the last part, without arguments.
    pub(super) fn class_name(&self, id: NodeId) -> Option<&'t str> {
        let src = self.src;
        match src.kind(id) {
            "type_identifier" | "identifier" => {
                let text = src.text_of(id);
                if text == "Self" { self.own } else { Some(text) }
            }
            "generic_type" | "generic_type_with_turbofish" | "reference_type" => {
                self.class_name(src.field(id, self.f.type_)?)
            }
            "scoped_type_identifier" | "scoped_identifier" => {
                self.class_name(src.field(id, self.f.name)?)
            }
            _ => None,
        }
    }

    /// Notes what bounds the parameters of types of a function, type or `impl`; how many there are.
    pub(super) fn open_generics(&mut self, id: NodeId) -> usize {
        let src = self.src;
        let before = self.generics.len();
        let mut parts: Vec<NodeId> = Vec::new();
        for child in src.children(id) {
            if matches!(src.kind(child), "type_parameters" | "where_clause") {
                parts.extend(src.tree.children(child));
            }
        }
        for part in parts {
            let name = src.field(part, self.f.name).or_else(|| src.field(part, self.f.left));
            let bounds = src.field(part, self.f.bounds);
            let bounds = bounds.or_else(|| {
                src.tree.children(part).find(|child| src.kind(*child) == "trait_bounds")
            });
            if let (Some(name), Some(bounds)) = (name, bounds)
                && let Some(bound) = self.type_name(bounds)
            {
                self.generics.push((src.text_of(name), bound));
            }
        }
        self.generics.len() - before
    }

    pub(super) fn close_generics(&mut self, count: usize) {
        self.generics.truncate(self.generics.len() - count);
    }

    /// Whether a type is one of numbers (or of truth), also behind wrappers. Bytes are text.
    pub(super) fn is_number(&self, type_: NodeId) -> bool {
        let is_list =
            self.src.tree.subtree(type_).any(|inner| self.src.kind(inner) == "array_type");
        !is_list && self.type_name(type_).is_some_and(|name| is_number(&name))
    }
}

pub(super) fn is_number(name: &str) -> bool {
    matches!(
        name,
        "u8" | "u16"
            | "u32"
            | "u64"
            | "u128"
            | "usize"
            | "i8"
            | "i16"
            | "i32"
            | "i64"
            | "i128"
            | "isize"
            | "f32"
            | "f64"
            | "bool"
    )
}
