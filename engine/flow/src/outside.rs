//! What a project asks of other people's code: its calls, by the names of what they call.

use std::sync::Arc;

use tamis_ir::{Key, Name, StatementKind};
use tamis_syntax::Span;

use crate::calls::kinds::KindTable;
use crate::calls::project::Project;
use crate::models::Models;
use crate::models::sites::callee_names;
use crate::project::FileFacts;

/// A call of something that is no function of the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideCall {
    /// Index of the file in the list given.
    pub file: usize,
    /// The whole call.
    pub span: Span,
    /// Dotted names of what is called, as models name it (`sqlite3.connect().cursor().execute`); empty where it is not
    /// known what the method is looked up in.
    pub names: Vec<Name>,
    /// The method, where it is looked up in something.
    pub method: Option<Name>,
}

/// All calls in `files` of what is not theirs, in order of file and place. `files` are sorted.
pub fn outside_calls(files: &[FileFacts], models: &Arc<Models>) -> Vec<OutsideCall> {
    let project = Project::new(files);
    let kinds = KindTable::new(&project, models);
    let mut found = Vec::new();
    for function in project.functions() {
        let file = project.file_of(function) as usize;
        let statements = project.body(function).blocks.iter().flat_map(|block| &block.statements);
        for statement in statements {
            let StatementKind::Call(call) = &statement.kind else { continue };
            if !kinds.resolved(function, call).functions.is_empty() {
                continue;
            }
            let last = call.callee.place().and_then(|place| place.path.last());
            let method = last.and_then(|last| match &last.key {
                Key::Name(name) => Some(Name::clone(name)),
                _ => None,
            });
            let names = callee_names(&project, &kinds, function, call);
            if !names.is_empty() || method.is_some() {
                found.push(OutsideCall { file, span: statement.at.span, names, method });
            }
        }
    }
    found.sort_by_key(|call| (call.file, call.span));
    found
}
