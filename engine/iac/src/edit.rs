//! Changing values: what Kustomize does to objects. Shared parts are copied when first changed.

use std::sync::Arc;

use crate::origin::{Origin, Place};
use crate::value::{Attribute, Kind, Map, Value};

/// The entries of a map, to change.
pub(crate) fn map_mut(value: &mut Value) -> Option<&mut Map> {
    match &mut value.kind {
        Kind::Map(map) => Some(Arc::make_mut(map)),
        _ => None,
    }
}

/// The items of a list, to change.
pub(crate) fn list_mut(value: &mut Value) -> Option<&mut Vec<Value>> {
    match &mut value.kind {
        Kind::List(list) => Some(Arc::make_mut(list)),
        _ => None,
    }
}

/// The entry at the end of a path of keys, to change.
pub(crate) fn entry_mut<'v>(value: &'v mut Value, path: &[&str]) -> Option<&'v mut Attribute> {
    let (last, before) = path.split_last()?;
    let mut at = value;
    for key in before {
        at = &mut map_mut(at)?.get_mut(*key)?.value;
    }
    map_mut(at)?.get_mut(*last)
}

/// The map at the end of a path of keys, made where there is none.
pub(crate) fn map_at<'v>(
    value: &'v mut Value,
    path: &[&str],
    place: Option<Place>,
) -> Option<&'v mut Map> {
    let mut at = value;
    for key in path {
        let empty = || {
            let value = Value::map(Map::default(), Origin { place, from: None });
            Attribute { value, place }
        };
        let entry = map_mut(at)?.entry(Arc::from(*key)).or_insert_with(empty);
        if entry.value.is_null() {
            *entry = empty();
        }
        at = &mut entry.value;
    }
    map_mut(at)
}

/// Puts an entry at the end of a path of keys.
pub(crate) fn put(value: &mut Value, path: &[&str], new: Value, place: Option<Place>) {
    let Some((last, before)) = path.split_last() else { return };
    if let Some(map) = map_at(value, before, place) {
        map.insert(Arc::from(*last), Attribute { value: new, place });
    }
}
