//! `helmCharts`: charts that a kustomization installs with values of its own.

use super::{Builder, Kustomization, Object, flatten};
use crate::helm::{self, Given, Install};
use crate::origin::Place;
use crate::paths::join;
use crate::value::Value;

/// Charts of one kustomization at most.
const MAX_CHARTS: usize = 100;

impl Builder<'_, '_> {
    /// Adds what the charts of a kustomization bring forth. A chart that is not on disk is a notice.
    pub(super) fn inflate(&mut self, of: &Kustomization, folder: &str, objects: &mut Vec<Object>) {
        let globals = of.value.get("helmGlobals");
        let home = globals.and_then(|it| text(it, "chartHome")).unwrap_or("charts").to_owned();
        // The older key says some things in other words.
        let charts = [("helmCharts", "name"), ("helmChartInflationGenerator", "chartName")];
        for (key, name_key) in charts {
            for entry in of.list(key).iter().take(MAX_CHARTS) {
                let place = entry.origin.place;
                let Some(name) = text(entry, name_key).or_else(|| text(entry, "name")) else {
                    continue;
                };
                let home = text(entry, "chartHome").unwrap_or(&home);
                let version = text(entry, "version").unwrap_or("");
                let install = install(folder, entry, name);
                // Where kustomize keeps what it downloads, now and before version 5.1.
                let below = [format!("{home}/{name}-{version}/{name}"), format!("{home}/{name}")];
                let found = below.iter().filter_map(|path| join(folder, path)).find_map(|path| {
                    let documents =
                        helm::inflate(&path, &install, &of.source, self.cx, &mut self.parts)?;
                    Some((path, documents))
                });
                match found {
                    Some((path, documents)) => {
                        self.charts.insert(path);
                        for document in documents {
                            flatten(document.value, document.place, 0, objects);
                        }
                    }
                    None => self.absent(of, place, entry, name),
                }
            }
        }
    }

    fn absent(&mut self, of: &Kustomization, place: Option<Place>, entry: &Value, name: &str) {
        let from = ["repo", "chartRepo"].iter().find_map(|key| text(entry, key));
        let from = from.map_or(String::new(), |from| format!(" of {from}"));
        let message = format!("chart '{name}'{from} is not on disk; what it installs was not seen");
        self.say(of, place, message);
    }
}

/// How the entry of a chart wants it installed.
fn install(folder: &str, entry: &Value, name: &str) -> Install {
    let file = |path: &str| join(folder, path).map(Given::File);
    let mut files: Vec<Given> = ["valuesFile", "values"]
        .iter()
        .find_map(|key| text(entry, key))
        .and_then(file)
        .into_iter()
        .collect();
    let more = entry.get("additionalValuesFiles").and_then(Value::as_list).unwrap_or_default();
    files.extend(more.iter().filter_map(Value::as_str).filter_map(file));
    let inline = entry.get("valuesInline").filter(|it| it.as_map().is_some());
    let inline = inline.map(|it| Given::Inline(it.clone()));
    let values = match text(entry, "valuesMerge") {
        Some("replace") if inline.is_some() => inline.into_iter().collect(),
        Some("merge") => inline.into_iter().chain(files).collect(),
        _ => files.into_iter().chain(inline).collect(),
    };
    Install {
        release: text(entry, "releaseName").unwrap_or(name).to_owned(),
        namespace: text(entry, "namespace").unwrap_or(helm::NAMESPACE).to_owned(),
        values,
        crds: entry.get("includeCRDs").and_then(Value::as_bool) == Some(true),
    }
}

fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str).filter(|text| !text.is_empty())
}
