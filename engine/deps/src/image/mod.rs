//! Base images of container files: which one is shipped, and which have reached their end of life.
//!
//! For: `FROM` lines with `ARG` and stages, the table of last days. Not for: what is in an image: without it nobody
//! knows its packages. Read [`bases`], then [`ended`].

mod from;

pub use self::from::{Base, bases};

/// The table; see its head.
const TABLE: &str = include_str!("end-of-life.txt");

/// A part of a base image that gets no more fixes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ended {
    /// What (`debian`).
    pub product: &'static str,
    /// Which release, with its name (`10 (buster)`).
    pub release: String,
    /// The last day (`2024-06-30`).
    pub day: &'static str,
}

struct Row {
    product: &'static str,
    release: &'static str,
    names: Vec<&'static str>,
    day: &'static str,
}

fn rows() -> impl Iterator<Item = Row> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut words: Vec<&'static str> = line.split_whitespace().collect();
        let day = words.pop()?;
        let [product, release, ..] = words[..] else { return None };
        Some(Row { product, release, names: words.split_off(2), day })
    })
}

/// What of `image` (`python:3.8-slim-buster`) had its last day before `today` (`2026-01-31`), sorted: the product
/// itself, and the distribution that the tag names.
pub fn ended(image: &str, today: &str) -> Vec<Ended> {
    let Some((name, tag)) = official(image) else { return Vec::new() };
    let mut found: Vec<Ended> = rows()
        .filter(|row| row.day < today && names(row, name, tag))
        .map(|row| Ended {
            product: row.product,
            release: match row.names.first() {
                Some(name) => format!("{} ({name})", row.release),
                None => row.release.to_owned(),
            },
            day: row.day,
        })
        .collect();
    found.sort();
    found
}

/// The release of `product` that is called `name`.
pub(crate) fn release_named(product: &str, name: &str) -> Option<&'static str> {
    let row = rows().find(|row| row.product == product && row.names.contains(&name))?;
    Some(row.release)
}

/// Whether the release of a distribution (`debian`, `12`) had its last day before `today`.
pub fn release_ended(product: &str, version: &str, today: &str) -> Option<Ended> {
    let is_release = |row: &Row| {
        let rest = version.strip_prefix(row.release);
        row.product == product && rest.is_some_and(|it| it.is_empty() || it.starts_with('.'))
    };
    let row = rows().find(is_release).filter(|row| row.day < today)?;
    Some(Ended { product: row.product, release: row.release.to_owned(), day: row.day })
}

/// Name and tag of an image of the official library; of others nobody knows what their tags mean.
fn official(image: &str) -> Option<(&str, &str)> {
    let image = image.split('@').next().unwrap_or(image);
    let image = [
        "docker.io/library/",
        "index.docker.io/library/",
        "library/",
        "docker.io/",
        "public.ecr.aws/docker/library/",
    ]
    .iter()
    .find_map(|begin| image.strip_prefix(begin))
    .unwrap_or(image);
    let (name, tag) = image.split_once(':')?;
    (!name.contains('/') && !tag.is_empty()).then_some((name, tag))
}

/// Whether the tag says this release: its first part of the product, any part of a distribution below it.
fn names(row: &Row, name: &str, tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    if row.product == name || row.product == "python" && name == "pypy" {
        let is_release = first == row.release
            || first.strip_prefix(row.release).is_some_and(|rest| rest.starts_with('.'));
        return name == row.product && is_release || row.names.contains(&first);
    }
    match row.product {
        "debian" | "ubuntu" => parts.any(|part| row.names.contains(&part)),
        "alpine" => parts.any(|part| part.strip_prefix("alpine") == Some(row.release)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(image: &str) -> Vec<String> {
        ended(image, "2026-01-15")
            .iter()
            .map(|it| format!("{} {}", it.product, it.release))
            .collect()
    }

    #[test]
    fn tags_say_product_and_distribution() {
        assert_eq!(at("python:3.8-slim-buster"), ["debian 10 (buster)", "python 3.8"]);
        assert_eq!(
            at("docker.io/library/node:16.20.1-alpine3.16"),
            ["alpine 3.16", "node 16 (gallium)"]
        );
        assert_eq!(at("debian:buster-slim"), ["debian 10 (buster)"]);
        assert_eq!(at("debian:10.3@sha256:0"), ["debian 10 (buster)"]);
        assert_eq!(at("ubuntu:xenial-20210114"), ["ubuntu 16.04 (xenial)"]);
        for fine in [
            "debian:12",
            "python:3.80",
            "python:3",
            "alpine",
            "alpine:latest",
            "acme/python:3.8",
            "ghcr.io/x/debian:10",
            "node:22-bookworm",
        ] {
            assert_eq!(at(fine), Vec::<String>::new(), "{fine}");
        }
    }

    #[test]
    fn the_table_is_whole() {
        let all: Vec<Row> = rows().collect();
        assert_eq!(all.len(), TABLE.lines().filter(|line| !line.starts_with('#')).count());
        for row in all {
            assert!(row.day.len() == 10 && row.day.starts_with("20"), "{}", row.release);
        }
    }
}
