//! Results, each once, in order of arrival.

use std::hash::Hash;

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

/// A list without doubles. Usually none or one, so the first stands in place and few are compared one by one; many
/// are hashed, so that adding costs the same however many there are.
#[derive(Debug, Clone)]
pub(crate) struct Distinct<T> {
    list: SmallVec<[T; 1]>,
    /// What `list` holds, once it is long.
    seen: Option<Box<FxHashSet<T>>>,
}

impl<T: Eq + Hash + Clone> Distinct<T> {
    /// Longest list that is compared one by one.
    const FEW: usize = 16;

    pub(crate) fn new() -> Self {
        Distinct { list: SmallVec::new(), seen: None }
    }

    pub(crate) fn one(item: T) -> Self {
        let mut distinct = Distinct::new();
        distinct.list.push(item);
        distinct
    }

    /// Adds `item` if it is not there.
    pub(crate) fn add(&mut self, item: T) {
        match &mut self.seen {
            Some(seen) => {
                if seen.insert(item.clone()) {
                    self.list.push(item);
                }
            }
            None => {
                if self.list.contains(&item) {
                    return;
                }
                self.list.push(item);
                if self.list.len() > Self::FEW {
                    self.seen = Some(Box::new(self.list.iter().cloned().collect()));
                }
            }
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(crate) fn iter(&self) -> std::slice::Iter<'_, T> {
        self.list.iter()
    }

    pub(crate) fn into_vec(self) -> Vec<T> {
        self.list.into_vec()
    }
}

impl<T: Eq + Hash + Clone> Extend<T> for Distinct<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        items.into_iter().for_each(|item| self.add(item));
    }
}

impl<T> IntoIterator for Distinct<T> {
    type Item = T;
    type IntoIter = smallvec::IntoIter<[T; 1]>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::Distinct;

    #[test]
    fn keeps_the_first_of_each_in_order_few_or_many() {
        for count in [3u32, 16, 17, 1000] {
            let mut distinct = Distinct::new();
            distinct.extend((0..count).chain(0..count));
            distinct.add(count);
            assert_eq!(distinct.into_vec(), (0..=count).collect::<Vec<_>>());
        }
    }
}
