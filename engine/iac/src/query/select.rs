//! Paths to slots.

use std::sync::Arc;

use tamis_rule::{ConfigPath, Fact, PathAlternative, PathRoot, PathStep};

use crate::graph::ResourceId;
use crate::origin::Place;
use crate::query::condition::{Frame, Witness};
use crate::query::{Query, fact, json, policy};
use crate::value::{Attribute, Kind, Map, Value};

/// Where a path leads: a value, or a place that has none.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    /// The value; `None` where the attribute is absent.
    pub(super) value: Option<Value>,
    /// The attribute, or of an absent one what should hold it.
    pub(super) place: Option<Place>,
}

/// Slots of one path at most.
const MAX_SLOTS: usize = 100_000;
/// Levels `..key` looks down.
const MAX_DEEP: usize = 200;

impl Query<'_> {
    /// Everything `path` leads to.
    pub(super) fn select(&self, frame: &Frame, path: &ConfigPath) -> Vec<Slot> {
        let mut all = Vec::new();
        let several = path.alternatives.len() > 1;
        for alternative in &path.alternatives {
            let slots = self.follow(frame, alternative);
            all.extend(slots.into_iter().filter(|slot| !several || slot.value.is_some()));
        }
        if several && all.is_empty() {
            // Of several ways none leads anywhere: absent once, not once for each.
            all.push(Slot { value: None, place: frame.place });
        }
        all
    }

    /// What a finding on `path` is shown on.
    pub(super) fn witnesses_of(&self, frame: &Frame, path: &ConfigPath) -> Vec<Witness> {
        let slots = self.select(frame, path);
        slots.into_iter().map(|slot| Witness { place: slot.place, value: slot.value }).collect()
    }

    fn follow(&self, frame: &Frame, alternative: &PathAlternative) -> Vec<Slot> {
        let resource_slot = |id: ResourceId| Slot {
            value: Some(self.graph.resource(id).attributes.clone()),
            place: None,
        };
        let (start, of) = match alternative.root {
            PathRoot::Here => {
                (Slot { value: Some(frame.here.clone()), place: frame.place }, frame.resource)
            }
            PathRoot::Resource => (resource_slot(frame.resource), frame.resource),
            PathRoot::Outer => match frame.outer {
                Some(id) => (resource_slot(id), id),
                None => return Vec::new(),
            },
            PathRoot::Parent(levels) => {
                let parent = |id: ResourceId| self.graph.resource(id).parent;
                let up = (0..levels).try_fold(frame.resource, |id, _| parent(id));
                match up {
                    Some(id) => (resource_slot(id), id),
                    None => return vec![Slot { value: None, place: None }],
                }
            }
        };
        let mut slots = vec![start];
        for step in &alternative.steps {
            let mut next = Vec::new();
            for slot in slots {
                if next.len() < MAX_SLOTS && self.step() {
                    self.step_from(slot, step, of, &mut next);
                }
            }
            slots = next;
        }
        slots
    }

    fn step_from(&self, slot: Slot, step: &PathStep, of: ResourceId, out: &mut Vec<Slot>) {
        let Some(value) = slot.value else {
            if !matches!(step, PathStep::Items) {
                out.push(Slot { value: None, place: slot.place });
            }
            return;
        };
        let place = slot.place;
        if value.is_unknown() && !matches!(step, PathStep::Fact(_)) {
            out.push(Slot { value: Some(value), place });
            return;
        }
        match step {
            PathStep::Key(key) => key_of(&value, place, key, 0, out),
            PathStep::Items => items(value, place, out),
            PathStep::Index(index) => {
                let item = value.as_list().and_then(|items| items.get(*index)).cloned();
                let place = item.as_ref().and_then(|item| item.origin.place).or(place);
                out.push(Slot { value: item, place });
            }
            PathStep::Deep(key) => self.deep(&value, place, key, 0, out),
            PathStep::Keys => {
                let keys = value.as_map().map(|map| {
                    let keys = map
                        .iter()
                        .map(|(key, entry)| Value::string(key.clone(), place_only(entry.place)));
                    Value::list(keys.collect(), value.origin.clone())
                });
                out.push(Slot { value: keys, place });
            }
            PathStep::Entries => out.push(Slot { value: entries(&value), place }),
            PathStep::Json => out.push(Slot { value: json::parse(&value), place }),
            PathStep::Policy => out.push(Slot { value: policy::statements(&value), place }),
            PathStep::Fact(asked) => {
                let resource = self.graph.resource(of);
                let text = match asked {
                    Fact::Type => resource.kind.to_string(),
                    Fact::Address => resource.address.to_string(),
                    Fact::File => (self.file_name)(resource.place.file),
                };
                out.push(Slot { value: Some(fact(&text)), place: None });
            }
        }
    }

    fn deep(
        &self,
        value: &Value,
        place: Option<Place>,
        key: &str,
        depth: usize,
        out: &mut Vec<Slot>,
    ) {
        if depth > MAX_DEEP || out.len() >= MAX_SLOTS || !self.step() {
            return;
        }
        match &value.kind {
            Kind::Map(map) => {
                for (name, entry) in map.iter() {
                    if &**name == key {
                        let value = Some(entry.value.clone()).filter(|value| !value.is_null());
                        out.push(Slot { value, place: entry.place.or(place) });
                    }
                    self.deep(&entry.value, entry.place.or(place), key, depth + 1, out);
                }
            }
            Kind::List(list) => {
                for item in list.iter() {
                    self.deep(item, item.origin.place.or(place), key, depth + 1, out);
                }
            }
            _ => {}
        }
    }
}

fn place_only(place: Option<Place>) -> crate::origin::Origin {
    crate::origin::Origin { place, from: None }
}

/// The entry of a map; of a list, that of each item, for blocks of Terraform are lists.
fn key_of(value: &Value, place: Option<Place>, key: &str, depth: usize, out: &mut Vec<Slot>) {
    match &value.kind {
        Kind::Map(map) => match map.get(key) {
            Some(entry) if entry.value.is_null() => {
                out.push(Slot { value: None, place: entry.place.or(place) });
            }
            Some(entry) => {
                out.push(Slot { value: Some(entry.value.clone()), place: entry.place.or(place) });
            }
            None => out.push(Slot { value: None, place }),
        },
        Kind::List(items) if !items.is_empty() && depth < 4 => {
            for item in items.iter() {
                key_of(item, item.origin.place.or(place), key, depth + 1, out);
            }
        }
        Kind::Unknown(_) => out.push(Slot { value: Some(value.clone()), place }),
        _ => out.push(Slot { value: None, place }),
    }
}

fn items(value: Value, place: Option<Place>, out: &mut Vec<Slot>) {
    match &value.kind {
        Kind::List(list) => out.extend(
            list.iter()
                .map(|item| Slot { value: Some(item.clone()), place: item.origin.place.or(place) }),
        ),
        Kind::Map(map) => {
            out.extend(map.values().map(|entry| Slot {
                value: Some(entry.value.clone()),
                place: entry.place.or(place),
            }))
        }
        Kind::Null => {}
        // One thing where a list may stand (`Action: s3:*`).
        _ => out.push(Slot { value: Some(value), place }),
    }
}

fn entries(value: &Value) -> Option<Value> {
    let map = value.as_map()?;
    let list = map.iter().map(|(key, entry)| {
        let mut pair = Map::default();
        let name = Value::string(key.clone(), place_only(entry.place));
        pair.insert(Arc::from("key"), Attribute { value: name, place: entry.place });
        pair.insert(Arc::from("value"), entry.clone());
        Value::map(pair, place_only(entry.place))
    });
    Some(Value::list(list.collect(), value.origin.clone()))
}
