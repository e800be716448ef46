//! Orders as the specifications have them.

use super::*;

#[track_caller]
fn ascending(ecosystem: Ecosystem, versions: &[&str]) {
    for (at, a) in versions.iter().enumerate() {
        for (to, b) in versions.iter().enumerate() {
            assert_eq!(compare(ecosystem, a, b), at.cmp(&to), "{a} {b}");
        }
    }
}

#[track_caller]
fn equal(ecosystem: Ecosystem, versions: &[&str]) {
    for a in versions {
        for b in versions {
            assert_eq!(compare(ecosystem, a, b), Ordering::Equal, "{a} {b}");
        }
    }
}

#[test]
fn semantic_versions() {
    let order = [
        "1.0.0-alpha",
        "1.0.0-alpha.1",
        "1.0.0-alpha.beta",
        "1.0.0-beta",
        "1.0.0-beta.2",
        "1.0.0-beta.11",
        "1.0.0-rc.1",
        "1.0.0",
        "1.0.1",
        "1.10.0",
        "99999999999999999999999.0.0",
    ];
    ascending(Ecosystem::Npm, &order);
    ascending(
        Ecosystem::Go,
        &["0.0.0-20180101000000-abc", "0.0.0-20190101000000-abc", "0.0.1-0.20200101", "0.0.1"],
    );
    equal(Ecosystem::Cargo, &["1.0.0", "v1.0.0", "1.0", "1", "1.0.0+build"]);
    equal(Ecosystem::NuGet, &["1.0.0-BETA", "1.0-beta", "1.0.0.0-Beta+x"]);
    ascending(Ecosystem::NuGet, &["1.0.0", "1.0.0.1", "1.0.1"]);
    ascending(Ecosystem::Pub, &["1.0.0-a", "1.0.0", "1.0.0+a", "1.0.0+b.1"]);
}

/// PEP 440, "Summary of permitted suffixes and relative ordering".
#[test]
fn python_versions() {
    let order = [
        "nonsense",
        "1.dev0",
        "1.0.dev456",
        "1.0a1",
        "1.0a2.dev456",
        "1.0a12.dev456",
        "1.0a12",
        "1.0b1.dev456",
        "1.0b2",
        "1.0b2.post345.dev456",
        "1.0b2.post345",
        "1.0rc1.dev456",
        "1.0rc1",
        "1.0",
        "1.0+abc.5",
        "1.0+abc.7",
        "1.0+5",
        "1.0.post456.dev34",
        "1.0.post456",
        "1.0.15",
        "1.1.dev1",
        "1!0.1",
    ];
    ascending(Ecosystem::PyPi, &order);
    equal(Ecosystem::PyPi, &["1.0", "1.0.0", "v1", "1.00"]);
    equal(Ecosystem::PyPi, &["1.0-1", "1.0.post1", "1.0.rev1", "1.0_R1"]);
    equal(Ecosystem::PyPi, &["1.0c1", "1.0RC1", "1.0-preview.1"]);
}

#[test]
fn ruby_and_php_versions() {
    ascending(Ecosystem::RubyGems, &["1.a", "1.0.a.2", "1.0.b1", "1.0", "1.0.1", "1.9", "1.10"]);
    equal(Ecosystem::RubyGems, &["1", "1.0", "1.0.0"]);
    ascending(Ecosystem::Packagist, &["1.0-dev", "1.0a1", "1.0-beta", "1.0RC1", "1.0", "1.0.1"]);
    equal(Ecosystem::Packagist, &["v1.0", "1.0", "V1.0"]);
}

#[test]
fn maven_versions() {
    let order = [
        "1-alpha2",
        "1-alpha-123",
        "1-beta-2",
        "1-beta-123",
        "1-m2",
        "1-m11",
        "1-rc",
        "1-SNAPSHOT",
        "1",
        "1-sp",
        "1-abc",
        "1-def",
        "1-pom-1",
        "1-1",
        "1-2",
        "1.1",
        "1.2-SNAPSHOT",
        "1.2",
    ];
    ascending(Ecosystem::Maven, &order);
    equal(
        Ecosystem::Maven,
        &["1", "1.0", "1-ga", "1.0.0-final", "1_release".replace('_', "-").as_str()],
    );
}

#[test]
fn versions_of_distributions() {
    ascending(
        Ecosystem::Debian,
        &["1.0~rc1-1", "1.0-1", "1.0-1+b1", "1.0-1.1", "1.0a-1", "1.0+dfsg-1", "1:0.1"],
    );
    equal(Ecosystem::Debian, &["1.0", "0:1.0", "1.0-0", "1.00"]);
    ascending(
        Ecosystem::Rpm,
        &["1.0~rc1-1", "1.0-1", "1.0^git1-1", "1.0.a-1", "1.0.1-1", "1.10-1", "1:0.1-1"],
    );
    ascending(
        Ecosystem::Alpine,
        &["1.2_alpha", "1.2_rc3", "1.2-r0", "1.2-r1", "1.2_p1", "1.2a", "1.2.1", "1.10"],
    );
}

/// No text breaks an order: it is reflexive, and turns around with its sides.
#[test]
fn every_text_has_a_place() {
    let odd = [
        "",
        ".",
        "-",
        "v",
        "1..2",
        "é",
        "1.é2",
        "_",
        "~",
        "^",
        "1:",
        ":1",
        "1!",
        "!",
        "-r",
        "_p",
        "1-",
        "+",
        "1+",
        "٣",
        "9".repeat(5000).as_str(),
        "1.".repeat(3000).as_str(),
    ]
    .map(str::to_owned);
    for ecosystem in Ecosystem::ALL {
        for a in &odd {
            assert_eq!(compare(ecosystem, a, a), Ordering::Equal);
            for b in &odd {
                assert_eq!(compare(ecosystem, a, b), compare(ecosystem, b, a).reverse(), "{a} {b}");
            }
        }
    }
}
