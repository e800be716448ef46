//! Temporary stand-in, to be overwritten by its owner.
use tamis_finding::Suppression;
use tamis_syntax::Span;
/// Stand-in.
#[derive(Debug, Default)]
pub struct Suppressions;
impl Suppressions {
    /// Stand-in.
    pub fn read(_: &str, _: Option<&[Span]>) -> Self { Suppressions }
    /// Stand-in.
    pub fn find(&self, _: &str, _: &[String], _: u32, _: u32) -> Option<Suppression> { None }
}
