//! The graph of resources of a project.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::origin::{Place, Step};
use crate::value::{Attribute, Value};

/// A resource: its index in the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceId(pub u32);

/// Everything the dialects made of a project's files.
#[derive(Debug, Default)]
pub struct ResourceGraph {
    /// In order of dialect, then as the dialect lists them (by file and place).
    pub resources: Vec<Resource>,
    /// In order of their `from`.
    pub references: Vec<Edge>,
    by_address: FxHashMap<(&'static str, Arc<str>), ResourceId>,
}

/// One thing the configuration asks for: a cloud resource, an object of Kubernetes, a stage of a Dockerfile.
#[derive(Debug, Clone)]
pub struct Resource {
    /// Id of the dialect it was read by: `terraform`.
    pub dialect: &'static str,
    /// Its type as rules name it: `aws_s3_bucket`, `AWS::S3::Bucket`, `k8s:Pod`, `docker:stage`.
    pub kind: Arc<str>,
    /// Name for people, and unique in its dialect: `module.a.aws_s3_bucket.logs[0]`.
    pub address: Arc<str>,
    /// Its attributes: always a map.
    pub attributes: Value,
    /// Its whole block.
    pub place: Place,
    /// Where else parts of it are written: patches laid over it.
    pub also: Vec<Place>,
    /// Its first line, where findings about the block as a whole are shown (`resource "aws_s3_bucket" "logs"`).
    pub head: Place,
    /// The resource it is a part of (a container's pod, a pod's deployment, an instruction's stage).
    pub parent: Option<ResourceId>,
    /// How it comes to be there more than once or at all: the calls of modules, the nearest first.
    pub calls: Option<Arc<Step>>,
}

/// A resource that speaks of another one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// Who refers.
    pub from: ResourceId,
    /// To whom.
    pub to: ResourceId,
    /// Path of the attribute of `from` that refers, with `[*]` for every index: `ingress[*].security_groups[*]`.
    pub path: Arc<str>,
    /// The attribute of `to` it asks for, empty for the resource as a whole.
    pub attribute: Arc<str>,
}

impl ResourceGraph {
    /// Adds a resource. A second one of the same address is kept, and the address goes on to mean the first.
    pub fn add(&mut self, resource: Resource) -> ResourceId {
        let id = ResourceId(u32::try_from(self.resources.len()).unwrap_or(u32::MAX));
        self.by_address.entry((resource.dialect, resource.address.clone())).or_insert(id);
        self.resources.push(resource);
        id
    }

    /// The resource of an id of this graph.
    pub fn resource(&self, id: ResourceId) -> &Resource {
        &self.resources[id.0 as usize]
    }

    /// The resource of that address.
    pub fn find(&self, dialect: &'static str, address: &str) -> Option<ResourceId> {
        self.by_address.get(&(dialect, Arc::from(address))).copied()
    }

    /// All with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (ResourceId, &Resource)> {
        self.resources.iter().enumerate().map(|(at, resource)| (ResourceId(at as u32), resource))
    }

    /// Sorts the references and drops doubles; to be called once all are in.
    pub fn finish(&mut self) {
        self.references.sort();
        self.references.dedup();
    }
}

impl Resource {
    /// What of the resource is written around `place`, if anything: its block, or a patch laid over it.
    pub fn block_around(&self, place: Place) -> Option<Place> {
        std::iter::once(self.place)
            .chain(self.also.iter().copied())
            .find(|block| block.contains(place))
    }

    /// The attribute of that name.
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.attribute(name)
    }
}
