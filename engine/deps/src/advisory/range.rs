//! Whether a version is within a range: the OSV schema's evaluation.

use std::cmp::Ordering;

use super::{Affected, Event, Range};
use crate::package::Ecosystem;
use crate::version::compare;

impl Event {
    fn version(&self) -> &str {
        match self {
            Event::Introduced(version) | Event::Fixed(version) | Event::LastAffected(version) => {
                version
            }
        }
    }
}

impl Range {
    fn order(&self, ecosystem: Ecosystem, a: &str, b: &str) -> Ordering {
        compare(if self.semantic { Ecosystem::Npm } else { ecosystem }, a, b)
    }

    /// Whether `version` is affected, and if so, the version that ends it.
    fn holds(&self, ecosystem: Ecosystem, version: &str) -> Option<Option<&str>> {
        let mut events: Vec<&Event> = self.events.iter().collect();
        let rank = |event: &Event| match event {
            Event::Introduced(version) if version == "0" => 0,
            _ => 1,
        };
        events.sort_by(|a, b| {
            let by_version = || self.order(ecosystem, a.version(), b.version());
            rank(a).cmp(&rank(b)).then_with(by_version)
        });
        let mut affected = false;
        let mut ended = None;
        for event in events {
            let order = match event {
                Event::Introduced(start) if start == "0" => Ordering::Greater,
                event => self.order(ecosystem, version, event.version()),
            };
            match event {
                Event::Introduced(_) if order.is_ge() => affected = true,
                Event::Fixed(_) if order.is_ge() => affected = false,
                Event::LastAffected(_) if order.is_gt() => affected = false,
                Event::Fixed(fixed) if affected && ended.is_none() => ended = Some(fixed.as_str()),
                _ => {}
            }
        }
        affected.then_some(ended)
    }
}

impl Affected {
    /// Whether `version` is affected, and if so, the earliest later version that is not, where one is named.
    pub fn affects(&self, version: &str) -> Option<Option<String>> {
        let mut hit = self.versions.iter().any(|known| known == version);
        let mut fixed: Option<&str> = None;
        for range in &self.ranges {
            let Some(ended) = range.holds(self.ecosystem, version) else { continue };
            hit = true;
            // Several ranges that all hold have to be left, all of them.
            let later = |a: &str, b: &str| compare(self.ecosystem, a, b).is_gt();
            if let Some(ended) = ended
                && fixed.is_none_or(|known| later(ended, known))
            {
                fixed = Some(ended);
            }
        }
        hit.then(|| fixed.or_else(|| self.next_fix(version)).map(str::to_owned))
    }

    /// The earliest fix after `version`, for versions that are named one by one.
    fn next_fix(&self, version: &str) -> Option<&str> {
        let fixes =
            self.ranges.iter().flat_map(|range| &range.events).filter_map(|event| match event {
                Event::Fixed(fixed) => Some(fixed.as_str()),
                _ => None,
            });
        fixes
            .filter(|fixed| compare(self.ecosystem, fixed, version).is_gt())
            .min_by(|a, b| compare(self.ecosystem, a, b))
    }

    /// Takes out the versions that the ranges hold anyway; what is affected stays the same.
    pub(super) fn shorten(&mut self) {
        let Affected { ecosystem, ranges, versions, .. } = self;
        if !ranges.is_empty() {
            versions.retain(|version| {
                ranges.iter().all(|range| range.holds(*ecosystem, version).is_none())
            });
        }
    }
}
