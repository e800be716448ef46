//! A grammar with the tables that say what to keep of its trees.

use rustc_hash::FxHashMap;

use crate::Role;

/// What the copy does with a node of some kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Treat {
    /// Keep the node and go into it.
    Keep,
    /// Keep the node, leave out everything below it.
    Leaf,
    /// A leaf whose text the language reads without case (function names of PHP, tags of HTML).
    Caseless,
    /// Leave out the node; its children take its place (and its field).
    Transparent,
    /// Like `Transparent` where it has one named child, else `Keep`: wrappers which sometimes hold several things.
    Unwrap,
    /// Like `Unwrap`, and the child takes over the wrapper's range: `const x = 1` becomes its only declarator.
    Absorb,
    /// Leave out the node and everything below it.
    Skip,
}

/// One row of a language's table: what a grammar kind means to us.
#[derive(Debug, Clone, Copy)]
pub struct KindRow {
    /// The grammar's name of the kind; named kinds by default, anonymous tokens with a leading `"`-free text.
    pub kind: &'static str,
    /// Our role.
    pub role: Role,
    /// What to do with it.
    pub treat: Treat,
}

/// What we know of one kind number.
#[derive(Debug, Clone, Copy)]
pub struct KindInfo {
    /// Our role.
    pub role: Role,
    /// What to do with it.
    pub treat: Treat,
    /// Whether the grammar names it (tokens such as `"+"` are not).
    pub named: bool,
}

/// Field number of the grammar, 0 for none.
pub type Field = u8;

/// Tables by kind number; the last entry stands for ERROR nodes.
#[derive(Debug, Clone)]
pub struct KindTable {
    infos: Vec<KindInfo>,
}

impl KindTable {
    /// What we know of `kind`; numbers outside the grammar (ERROR) are `Other`, kept.
    #[inline]
    pub fn info(&self, kind: u16) -> KindInfo {
        self.infos.get(kind as usize).copied().unwrap_or(KindInfo {
            role: Role::Other,
            treat: Treat::Keep,
            named: true,
        })
    }
}

/// A compiled grammar and what to keep of its trees. Built once per language and process.
#[derive(Debug)]
pub struct Grammar {
    /// The parser's language.
    pub language: tree_sitter::Language,
    /// Roles and treatment by kind.
    pub kinds: KindTable,
    kind_ids: FxHashMap<Box<str>, Vec<u16>>,
    field_ids: FxHashMap<Box<str>, Field>,
}

impl Grammar {
    /// Joins a grammar with a language's table. `tokens` are the anonymous tokens to keep although they have no field
    /// (`async`, `static`, operators without a field); a row may give them a role. A row for a kind the grammar lacks is ignored here and fails the
    /// tests of `tamis-lang`.
    pub fn new(language: tree_sitter::Language, rows: &[KindRow], tokens: &[&str]) -> Self {
        let by_name: FxHashMap<&str, &KindRow> = rows.iter().map(|row| (row.kind, row)).collect();
        let count = language.node_kind_count() as u16;
        let mut infos = Vec::with_capacity(count as usize);
        let mut kind_ids: FxHashMap<Box<str>, Vec<u16>> = FxHashMap::default();
        for id in 0..count {
            let name = language.node_kind_for_id(id).unwrap_or("");
            let named = language.node_kind_is_named(id);
            let token = !named && tokens.contains(&name);
            let row = by_name.get(name).filter(|_| named || token);
            infos.push(KindInfo {
                role: row.map_or(Role::Other, |row| row.role),
                treat: match row {
                    Some(row) => row.treat,
                    None if named || token => Treat::Keep,
                    None => Treat::Skip,
                },
                named,
            });
            if named {
                kind_ids.entry(Box::from(name)).or_default().push(id);
            }
        }
        let field_ids = (1..=language.field_count() as u16)
            .filter_map(|id| {
                Some((
                    Box::from(language.field_name_for_id(id)?),
                    u8::try_from(id).unwrap_or(u8::MAX),
                ))
            })
            .collect();
        Grammar { language, kinds: KindTable { infos }, kind_ids, field_ids }
    }

    /// Kind numbers of a named kind: usually one, several where the grammar aliases it; empty if it has none.
    pub fn kind_ids(&self, name: &str) -> &[u16] {
        self.kind_ids.get(name).map_or(&[], Vec::as_slice)
    }

    /// Number of a field; 0 if the grammar has none of that name.
    pub fn field(&self, name: &str) -> Field {
        self.field_ids.get(name).copied().unwrap_or(0)
    }

    /// Name of a kind number.
    pub fn kind_name(&self, kind: u16) -> &str {
        self.language.node_kind_for_id(kind).unwrap_or("ERROR")
    }

    /// Name of a field number, if it has one.
    pub fn field_name(&self, field: Field) -> Option<&str> {
        if field == 0 { None } else { self.language.field_name_for_id(u16::from(field)) }
    }
}
