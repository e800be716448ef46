//! Infrastructure as code: files to one graph of resources, and rules over it.
//!
//! For: evaluating Terraform, Kubernetes, Dockerfiles and their like into [`ResourceGraph`], with values that know where
//! they come from and may be unknown for a reason.
//! Not for: reading files ([`Files`] is the caller's), patterns over syntax (`tamis-matcher`).
//! Read [`Value`], then [`ResourceGraph`], then [`DIALECTS`].

pub mod actions;
pub mod cloudformation;
pub mod compose;
mod dialect;
pub mod docker;
mod edit;
mod graph;
pub mod helm;
pub mod kubernetes;
mod number;
mod origin;
mod paths;
mod pieces;
pub mod query;
mod shell;
pub mod terraform;
#[cfg(test)]
mod testing;
mod truth;
mod value;
mod yaml;

pub use dialect::{Budget, Context, Dialect, Files, Settings, Source};
pub use graph::{Edge, Resource, ResourceGraph, ResourceId};
pub use number::Number;
pub use origin::{How, Origin, Place, Step};
pub use truth::Truth;
pub use value::{Attribute, Kind, Map, Part, Reason, Reference, Unknown, Value};

/// Every dialect there is, in the order their resources stand in the graph.
pub static DIALECTS: &[Dialect] = &[
    terraform::DIALECT,
    kubernetes::DIALECT,
    docker::DIALECT,
    compose::DIALECT,
    actions::DIALECT,
    cloudformation::DIALECT,
];
