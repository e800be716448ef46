//! Names of types, as far as they help to find methods.

use tamis_syntax::NodeId;

use super::Lower;

impl<'t> Lower<'t> {
    /// The dotted name of a type, without pointers and arguments.
    pub(super) fn type_name(&self, id: NodeId) -> Option<&'t str> {
        let src = self.src;
        match src.kind(id) {
            "type_identifier" | "qualified_type" | "identifier" => Some(src.text_of(id)),
            "pointer_type" | "parenthesized_type" => self.type_name(src.first(id)?),
            "generic_type" => self.type_name(src.field(id, self.f.type_)?),
            _ => None,
        }
    }

    pub(super) fn is_number(&self, type_: NodeId) -> bool {
        self.src.kind(type_) == "type_identifier" && is_number(self.src.text_of(type_))
    }
}

pub(super) fn is_number(name: &str) -> bool {
    matches!(
        name,
        "int"
            | "int8"
            | "int16"
            | "int32"
            | "int64"
            | "uint"
            | "uint8"
            | "uint16"
            | "uint32"
            | "uint64"
            | "uintptr"
            | "float32"
            | "float64"
            | "bool"
    )
}
