//! Objects of Kubernetes that Terraform's provider makes: `kubernetes_deployment` and the like.
//!
//! For: asking them what manifests are asked. Blocks are named in the provider's way (`security_context`, one block for
//! each container), and are put as manifests have them. Read [`add`].

use std::sync::Arc;

use crate::dialect::{Context, Source};
use crate::graph::Resource;
use crate::kubernetes;
use crate::origin::Origin;
use crate::value::{Attribute, Kind, Map, Value};

/// Adds an object to the graph for each resource that is one.
pub(super) fn add(sources: &[Source], cx: &mut Context<'_>) {
    let is_object = |resource: &&Resource| resource.kind.starts_with("kubernetes_");
    let found: Vec<Resource> = cx.graph.resources.iter().filter(is_object).cloned().collect();
    if found.is_empty() {
        return;
    }
    for resource in &found {
        if let Some(value) = object(resource) {
            kubernetes::of_resource(cx, &value, resource);
        }
    }
    kubernetes::link(&mut cx.graph, sources);
}

fn object(resource: &Resource) -> Option<Value> {
    let name = resource.kind.strip_prefix("kubernetes_")?;
    if name == "manifest" {
        return resource.attributes.get("manifest").cloned();
    }
    let name = ["_v1", "_v2", "_v1beta1", "_v2beta2"]
        .iter()
        .find_map(|version| name.strip_suffix(version))
        .unwrap_or(name);
    let kind = match name {
        "daemonset" | "daemon_set" => "DaemonSet".to_owned(),
        "stateful_set" => "StatefulSet".to_owned(),
        name => {
            let camel = camel(name);
            let mut chars = camel.chars();
            chars.next().map(|first| first.to_uppercase().chain(chars).collect())?
        }
    };
    let mut map = match translated(&resource.attributes, 0).kind {
        Kind::Map(map) => map.as_ref().clone(),
        _ => return None,
    };
    for (key, text) in [("apiVersion", "v1"), ("kind", &kind)] {
        let value = Value::string(text, Origin::none());
        map.insert(Arc::from(key), Attribute { value, place: None });
    }
    Some(Value::map(map, resource.attributes.origin.clone()))
}

/// Levels of blocks.
const MAX_DEPTH: usize = 40;

/// Blocks that may stand several times, with the list that manifests have in their place.
const LISTS: [(&str, &str); 22] = [
    ("container", "containers"),
    ("init_container", "initContainers"),
    ("ephemeral_container", "ephemeralContainers"),
    ("volume", "volumes"),
    ("volume_mount", "volumeMounts"),
    ("volume_device", "volumeDevices"),
    ("env", "env"),
    ("env_from", "envFrom"),
    ("port", "ports"),
    ("toleration", "tolerations"),
    ("image_pull_secrets", "imagePullSecrets"),
    ("host_aliases", "hostAliases"),
    ("topology_spread_constraint", "topologySpreadConstraints"),
    ("volume_claim_template", "volumeClaimTemplates"),
    ("subject", "subjects"),
    ("rule", "rules"),
    ("secret", "secrets"),
    ("ingress", "ingress"),
    ("egress", "egress"),
    ("match_expressions", "matchExpressions"),
    ("items", "items"),
    ("range", "ranges"),
];

/// Maps whose keys are the user's own.
const VERBATIM: [&str; 12] = [
    "labels",
    "annotations",
    "match_labels",
    "node_selector",
    "selector",
    "data",
    "binary_data",
    "string_data",
    "limits",
    "requests",
    "parameters",
    "volume_attributes",
];

fn translated(value: &Value, depth: usize) -> Value {
    if depth > MAX_DEPTH {
        return value.clone();
    }
    match &value.kind {
        Kind::Map(map) => {
            let mut out = Map::default();
            for (key, entry) in map.iter() {
                let (name, value) = part(key, &entry.value, depth);
                out.insert(Arc::from(name), Attribute { value, place: entry.place });
            }
            Value::map(out, value.origin.clone())
        }
        Kind::List(items) => {
            let items = items.iter().map(|item| translated(item, depth + 1)).collect();
            Value::list(items, value.origin.clone())
        }
        _ => value.clone(),
    }
}

fn part(key: &str, value: &Value, depth: usize) -> (String, Value) {
    let is_blocks =
        value.as_list().is_some_and(|items| items.iter().any(|it| it.as_map().is_some()));
    if let Some((_, list)) = LISTS.iter().find(|(block, _)| *block == key).filter(|_| is_blocks) {
        // A secret as a volume is one.
        let alone = key == "secret"
            && value
                .as_list()
                .is_some_and(|items| items.iter().any(|item| item.get("secret_name").is_some()));
        if !alone {
            return ((*list).to_owned(), translated(value, depth + 1));
        }
    }
    let name = camel(key);
    if VERBATIM.contains(&key) && value.as_map().is_some() {
        return (name, value.clone());
    }
    match value.as_list() {
        Some([only]) if only.as_map().is_some() => (name, translated(only, depth + 1)),
        _ => (name, translated(value, depth + 1)),
    }
}

/// `run_as_user` as `runAsUser`, with the words that manifests write in capitals.
fn camel(key: &str) -> String {
    match key {
        "host_ipc" => return "hostIPC".to_owned(),
        "host_pid" => return "hostPID".to_owned(),
        "host_ip" => return "hostIP".to_owned(),
        "cluster_ip" => return "clusterIP".to_owned(),
        "load_balancer_ip" => return "loadBalancerIP".to_owned(),
        "external_ips" => return "externalIPs".to_owned(),
        _ => {}
    }
    let mut out = String::with_capacity(key.len());
    for (at, word) in key.split('_').enumerate() {
        let mut chars = word.chars();
        match chars.next() {
            Some(first) if at > 0 => out.extend(first.to_uppercase().chain(chars)),
            Some(first) => out.extend(std::iter::once(first).chain(chars)),
            None => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::query::show;
    use crate::terraform::DIALECT;
    use crate::testing::graph;

    #[test]
    fn resources_of_kubernetes_are_objects() {
        let text = "resource \"kubernetes_deployment_v1\" \"d\" {\n  metadata {\n    name = \"d\"\n    labels = { my_app = \"x\" }\n  }\n  \
            spec {\n    template {\n      spec {\n        host_pid = true\n        container {\n          name = \"a\"\n          security_context {\n            \
            run_as_non_root = true\n            capabilities {\n              drop = [\"ALL\"]\n            }\n          }\n        }\n        \
            container {\n          name = \"b\"\n        }\n      }\n    }\n  }\n}\n";
        let graph = graph(&DIALECT, &[("a.tf", text)]);
        let kinds: Vec<&str> = graph.iter().map(|(_, resource)| &*resource.kind).collect();
        assert_eq!(
            kinds,
            [
                "kubernetes_deployment_v1",
                "k8s:Deployment",
                "k8s:Pod",
                "k8s:Container",
                "k8s:Container"
            ]
        );
        let pod = &graph.resources[2].attributes;
        assert_eq!(pod.at(&["spec", "hostPID"]).and_then(|it| it.as_bool()), Some(true));
        let context = graph.resources[3].attributes.get("securityContext").unwrap();
        assert_eq!(show(context), "{runAsNonRoot: true, capabilities: {drop: [ALL]}}");
        let labels = graph.resources[1].attributes.at(&["metadata", "labels"]).unwrap();
        assert_eq!(show(labels), "{my_app: x}");
    }
}
