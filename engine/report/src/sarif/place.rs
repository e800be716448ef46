//! Where things stand: URIs, regions, locations.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_sarif::sarif::{ArtifactContent, ArtifactLocation, Location, PhysicalLocation, Region};
use tamis_syntax::{Position, Span};

use super::ROOT;
use crate::texts::{Text, Texts};

/// Longer regions go without a snippet: a snippet is all of its region (3.30.13), and reports are to stay small.
const LONGEST_SNIPPET: usize = 4096;
/// All but RFC 3986's unreserved characters, the sub-delimiters that viewers leave alone, and `/`.
const IN_PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'+')
    .remove(b',')
    .remove(b'=')
    .remove(b'@');

/// 3.4 artifactLocation object. Relative paths hang on the root; an absolute one (scanned from outside) stays absolute.
pub(super) fn artifact_location(path: &str) -> ArtifactLocation {
    let encoded = utf8_percent_encode(path, IN_PATH).to_string();
    if path.starts_with('/') {
        return ArtifactLocation::builder().uri(format!("file://{encoded}")).build();
    }
    ArtifactLocation::builder().uri(encoded).uri_base_id(ROOT).build()
}

/// 3.30 region object with all four coordinates, as GitHub wants.
pub(super) fn region(start: Position, end: Position) -> Region {
    let at_least_one = |n: u32| i64::from(n.max(1));
    Region::builder()
        .start_line(at_least_one(start.line))
        .start_column(at_least_one(start.column))
        .end_line(at_least_one(end.line.max(start.line)))
        .end_column(at_least_one(end.column))
        .build()
}

/// The region of `span` in `text`; `None` where the span does not fit the text.
pub(super) fn region_of(span: Span, text: Text<'_>) -> Option<Region> {
    let (start, end) = text.positions(span)?;
    Some(region(start, end))
}

/// 3.29 physicalLocation object.
pub(super) fn physical_location(path: &str, region: Option<Region>) -> PhysicalLocation {
    let mut location =
        PhysicalLocation::builder().artifact_location(artifact_location(path)).build();
    location.region = region;
    location
}

/// 3.28 location object of a path and perhaps a region in it.
pub(super) fn location_in(path: &str, region: Option<Region>) -> Location {
    Location::builder().physical_location(physical_location(path, region)).build()
}

/// 3.28 location object with a snippet where the text is at hand.
pub(super) fn location(at: &tamis_finding::Location, texts: &Texts<'_>) -> Location {
    let mut region = region(at.start, at.end);
    let code = texts.get(&at.path).and_then(|text| text.slice(at.span));
    if let Some(code) = code.filter(|code| code.len() <= LONGEST_SNIPPET) {
        region.snippet = Some(ArtifactContent::builder().text(code).build());
    }
    location_in(&at.path, Some(region))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        let uri = |path| artifact_location(path).uri.unwrap();
        assert_eq!(uri("src/a b.py"), "src/a%20b.py");
        assert_eq!(uri("größe/100%#?.py"), "gr%C3%B6%C3%9Fe/100%25%23%3F.py");
        assert_eq!(uri("a:b/c\\d[1].js"), "a%3Ab/c%5Cd%5B1%5D.js");
        assert_eq!(uri("(app)/@page/$id+x.tsx"), "(app)/@page/$id+x.tsx");
        assert_eq!(artifact_location("a").uri_base_id.as_deref(), Some("%SRCROOT%"));
    }

    #[test]
    fn an_absolute_path_hangs_on_no_root() {
        let location = artifact_location("/tmp/a b");
        assert_eq!(location.uri.as_deref(), Some("file:///tmp/a%20b"));
        assert_eq!(location.uri_base_id, None);
    }

    #[test]
    fn a_position_that_was_never_set_counts_as_the_first() {
        let region = region(Position::default(), Position::default());
        assert_eq!((region.start_line, region.end_column), (Some(1), Some(1)));
    }
}
