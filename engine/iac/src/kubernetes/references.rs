//! Who speaks of whom: by name, by namespace, by labels.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Scopes, name, namespace};
use crate::dialect::Source;
use crate::graph::{Edge, Resource, ResourceGraph, ResourceId};
use crate::value::Value;
use tamis_syntax::FileId;

/// Adds all references.
pub(super) fn link(graph: &mut ResourceGraph, sources: &[Source], scopes: &Scopes) {
    let index = Index::new(graph, sources, scopes);
    let mut edges = Vec::new();
    for (id, resource) in graph.iter() {
        let mut out = Links { index: &index, from: id, edges: &mut edges };
        let value = &resource.attributes;
        match resource.kind.strip_prefix("k8s:").unwrap_or("") {
            "Pod" => out.pod(value),
            "Service" => {
                let pods = value.at(&["spec", "selector"]).map(|s| index.by_labels(id, value, s));
                out.all(pods, "spec.selector");
            }
            "NetworkPolicy" => {
                let pods =
                    value.at(&["spec", "podSelector"]).map(|s| index.by_selector(id, value, s));
                out.all(pods, "spec.podSelector");
            }
            "PodDisruptionBudget" => {
                let pods = value.at(&["spec", "selector"]).map(|s| index.by_selector(id, value, s));
                out.all(pods, "spec.selector");
            }
            "RoleBinding" | "ClusterRoleBinding" => out.binding(value),
            "Ingress" => out.ingress(value),
            _ => {}
        }
    }
    graph.references.extend(edges);
}

/// Objects by where and what they are called.
struct Index<'g> {
    by_name: FxHashMap<(&'g str, &'g str, &'g str), Vec<ResourceId>>,
    scopes: &'g Scopes,
    /// Paths of the files by resource.
    paths: Vec<&'g str>,
    /// Pods by scope and namespace, with their labels.
    pods: FxHashMap<(usize, &'g str), Vec<(ResourceId, &'g Value)>>,
}

/// The namespace of kinds that have none.
const CLUSTER: &str = "";

impl<'g> Index<'g> {
    fn new(graph: &'g ResourceGraph, sources: &'g [Source], scopes: &'g Scopes) -> Self {
        let by_file: FxHashMap<FileId, &str> =
            sources.iter().map(|source| (source.file, &*source.path)).collect();
        let path = |resource: &Resource| by_file.get(&resource.place.file).copied().unwrap_or("");
        let mut index = Index {
            by_name: FxHashMap::default(),
            scopes,
            paths: graph.resources.iter().map(path).collect(),
            pods: FxHashMap::default(),
        };
        for (id, resource) in graph.iter() {
            let value = &resource.attributes;
            let kind = resource.kind.strip_prefix("k8s:").unwrap_or("");
            if kind == "Pod" {
                index.pods.entry((scopes.of(id), namespace(value))).or_default().push((id, value));
            }
            if resource.parent.is_none() {
                let place = if kind.starts_with("Cluster") { CLUSTER } else { namespace(value) };
                index.by_name.entry((place, kind, name(value))).or_default().push(id);
            }
        }
        index
    }

    /// The object of that name; of several, the one whose file is nearest to that of `from`: folders of a repository
    /// are often clusters of their own.
    fn find(
        &self,
        from: ResourceId,
        namespace: &str,
        kind: &str,
        name: &str,
    ) -> Option<ResourceId> {
        let found = self.by_name.get(&(namespace, kind, name))?;
        let path = |id: &ResourceId| self.paths.get(id.0 as usize).copied().unwrap_or("");
        let (own, scope) = (path(&from), self.scopes.of(from));
        // The first of the nearest.
        let together = |id: &ResourceId| self.scopes.of(*id) == scope;
        found.iter().copied().rev().filter(together).max_by_key(|id| nearness(own, path(id)))
    }

    /// Pods of the object's namespace that have all these labels; none for an empty map.
    fn by_labels(&self, from: ResourceId, object: &Value, labels: &Value) -> Vec<ResourceId> {
        let wanted = labels.as_map().filter(|map| !map.is_empty());
        let Some(wanted) = wanted else { return Vec::new() };
        self.pods_of(from, object, |pod| {
            wanted.iter().all(|(key, entry)| label(pod, key) == entry.value.to_text())
        })
    }

    /// Pods a label selector fits; all for an empty one.
    fn by_selector(&self, from: ResourceId, object: &Value, selector: &Value) -> Vec<ResourceId> {
        let labels = selector.get("matchLabels").and_then(Value::as_map);
        let rules = selector.get("matchExpressions").and_then(Value::as_list).unwrap_or(&[]);
        self.pods_of(from, object, |pod| {
            let mut labels = labels.into_iter().flatten();
            labels.all(|(key, entry)| label(pod, key) == entry.value.to_text())
                && rules.iter().all(|rule| expression(pod, rule))
        })
    }

    fn pods_of(
        &self,
        from: ResourceId,
        object: &Value,
        fits: impl Fn(&Value) -> bool,
    ) -> Vec<ResourceId> {
        let pods = self
            .pods
            .get(&(self.scopes.of(from), namespace(object)))
            .map_or(&[][..], Vec::as_slice);
        pods.iter().filter(|(_, pod)| fits(pod)).map(|(id, _)| *id).collect()
    }
}

/// Folders two paths share, counted from the root; the same file is nearest.
fn nearness(left: &str, right: &str) -> usize {
    if left == right {
        return usize::MAX;
    }
    let folders = left.split('/').zip(right.split('/'));
    folders.take_while(|(left, right)| left == right).count()
}

fn label(pod: &Value, key: &str) -> Option<Arc<str>> {
    pod.at(&["metadata", "labels", key]).and_then(Value::to_text)
}

fn expression(pod: &Value, rule: &Value) -> bool {
    let text = |key: &str| rule.get(key).and_then(Value::as_str).unwrap_or("");
    let own = label(pod, text("key"));
    let listed = || {
        let values = rule.get("values").and_then(Value::as_list).unwrap_or(&[]);
        own.is_some() && values.iter().any(|value| value.to_text() == own)
    };
    match text("operator") {
        "In" => listed(),
        "NotIn" => !listed(),
        "Exists" => own.is_some(),
        "DoesNotExist" => own.is_none(),
        _ => false,
    }
}

struct Links<'i, 'g> {
    index: &'i Index<'g>,
    from: ResourceId,
    edges: &'i mut Vec<Edge>,
}

impl Links<'_, '_> {
    fn add(&mut self, to: Option<ResourceId>, path: &str) {
        let Some(to) = to.filter(|to| *to != self.from) else { return };
        let (from, attribute) = (self.from, Arc::from(""));
        self.edges.push(Edge { from, to, path: Arc::from(path), attribute });
    }

    fn all(&mut self, to: Option<Vec<ResourceId>>, path: &str) {
        for id in to.into_iter().flatten() {
            self.add(Some(id), path);
        }
    }

    /// Service account, volumes and environment.
    fn pod(&mut self, pod: &Value) {
        let space = namespace(pod);
        let account = ["serviceAccountName", "serviceAccount"]
            .iter()
            .find_map(|key| pod.at(&["spec", key]).and_then(Value::as_str))
            .unwrap_or("default");
        self.add(
            self.index.find(self.from, space, "ServiceAccount", account),
            "spec.serviceAccountName",
        );
        for volume in items(pod, &["spec", "volumes"]) {
            for (path, kind) in [
                (["secret", "secretName"], "Secret"),
                (["configMap", "name"], "ConfigMap"),
                (["persistentVolumeClaim", "claimName"], "PersistentVolumeClaim"),
            ] {
                let name = volume.at(&path).and_then(Value::as_str);
                let to = name.and_then(|name| self.index.find(self.from, space, kind, name));
                self.add(to, "spec.volumes[*]");
            }
        }
        for list in ["containers", "initContainers", "ephemeralContainers"] {
            for container in items(pod, &["spec", list]) {
                self.environment(container, space);
            }
        }
    }

    fn environment(&mut self, container: &Value, space: &str) {
        let sources = items(container, &["envFrom"]).iter().flat_map(|from| {
            [
                from.get("secretRef").zip(Some("Secret")),
                from.get("configMapRef").zip(Some("ConfigMap")),
            ]
        });
        let variables = items(container, &["env"]).iter().flat_map(|env| {
            [
                env.at(&["valueFrom", "secretKeyRef"]).zip(Some("Secret")),
                env.at(&["valueFrom", "configMapKeyRef"]).zip(Some("ConfigMap")),
            ]
        });
        let found: Vec<Option<ResourceId>> = sources
            .chain(variables)
            .flatten()
            .filter_map(|(from, kind)| Some((from.get("name")?.as_str()?, kind)))
            .map(|(name, kind)| self.index.find(self.from, space, kind, name))
            .collect();
        for to in found {
            self.add(to, "spec.containers[*].env[*]");
        }
    }

    fn binding(&mut self, binding: &Value) {
        let space = namespace(binding);
        let text = |key: &str| binding.at(&["roleRef", key]).and_then(Value::as_str).unwrap_or("");
        let kind = text("kind");
        let of = if kind.starts_with("Cluster") { CLUSTER } else { space };
        self.add(self.index.find(self.from, of, kind, text("name")), "roleRef");
        for subject in items(binding, &["subjects"]) {
            let text = |key: &str| subject.get(key).and_then(Value::as_str);
            if text("kind") == Some("ServiceAccount") {
                let of = text("namespace").unwrap_or(space);
                let name = text("name").unwrap_or("");
                self.add(self.index.find(self.from, of, "ServiceAccount", name), "subjects[*]");
            }
        }
    }

    fn ingress(&mut self, ingress: &Value) {
        for rule in items(ingress, &["spec", "rules"]) {
            for path in items(rule, &["http", "paths"]) {
                let name = path.at(&["backend", "service", "name"]).and_then(Value::as_str);
                let to = name.and_then(|name| {
                    self.index.find(self.from, namespace(ingress), "Service", name)
                });
                self.add(to, "spec.rules[*]");
            }
        }
    }
}

fn items<'v>(value: &'v Value, path: &[&str]) -> &'v [Value] {
    value.at(path).and_then(Value::as_list).unwrap_or(&[])
}
