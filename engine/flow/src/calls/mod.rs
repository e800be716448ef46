//! Who calls whom: the files of a project joined, what names and calls resolve to, and what a call does.

pub(crate) mod aliases;
mod entries;
mod graph;
pub(crate) mod kinds;
pub(crate) mod project;
pub(crate) mod schedule;
pub(crate) mod summary;
