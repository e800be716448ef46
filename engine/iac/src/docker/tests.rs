//! Dockerfiles to graphs.

use super::DIALECT;
use crate::query::show;
use crate::testing::graph;

fn shown(text: &str, kind: &str, attribute: &str) -> Vec<String> {
    let graph = graph(&DIALECT, &[("Dockerfile", text)]);
    let of_kind = graph.iter().filter(|(_, resource)| &*resource.kind == kind);
    of_kind
        .map(|(_, resource)| resource.attributes.get(attribute).map_or("-".to_owned(), show))
        .collect()
}

#[test]
fn the_last_stage_and_what_it_builds_on_is_shipped() {
    let text = "FROM a AS base\nUSER app\nHEALTHCHECK CMD x\nFROM b AS build\nRUN x\nFROM base\nCOPY --from=build /x /y\n";
    assert_eq!(shown(text, "docker:stage", "shipped"), ["true", "false", "true"]);
    assert_eq!(shown(text, "docker:stage", "final"), ["false", "false", "true"]);
    assert_eq!(shown(text, "docker:stage", "user"), ["app", "-", "app"]);
    assert_eq!(shown(text, "docker:stage", "healthcheck"), ["true", "-", "true"]);
    assert_eq!(shown(text, "docker:COPY", "flags"), ["{from: build}"]);
}

#[test]
fn arguments_are_put_in() {
    let text = "ARG TAG=1.2\nARG NAME\nFROM reg:5000/x:${TAG}\nARG TAG\nENV U=root V=${W:-w}\nUSER ${U}\nUSER $TAG\nUSER $NAME\nUSER $V\n";
    assert_eq!(shown(text, "docker:stage", "tag"), ["1.2"]);
    assert_eq!(shown(text, "docker:stage", "repository"), ["reg:5000/x"]);
    assert_eq!(shown(text, "docker:USER", "value"), ["root", "1.2", "${variable 'NAME'}", "w"]);
}

#[test]
fn commands_of_all_forms() {
    let text = "FROM a\nRUN a \\\n  # note\n  && b\nRUN [\"c\", \"d e\"]\nRUN <<EOF\nf\ng\nEOF\n";
    let graph = graph(&DIALECT, &[("Dockerfile", text)]);
    let programs: Vec<String> = graph
        .iter()
        .filter_map(|(_, resource)| {
            resource.attributes.get("commands")?.as_list().map(<[_]>::to_vec)
        })
        .flatten()
        .map(|command| command.get("words").map(show).unwrap_or_default())
        .collect();
    assert_eq!(programs, ["[a]", "[b]", "[c, d e]", "[f]", "[g]"]);
}
