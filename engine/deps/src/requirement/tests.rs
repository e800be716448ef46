//! Requirements and the versions they let in, tool by tool.

use super::allows;
use crate::package::Ecosystem::{self, Cargo, Npm, NuGet, Packagist, PyPi, RubyGems};

/// A requirement, versions it lets in, and versions it does not.
#[track_caller]
fn check(ecosystem: Ecosystem, requirement: &str, inside: &[&str], outside: &[&str]) {
    for version in inside {
        assert_eq!(allows(ecosystem, requirement, version), Some(true), "{requirement} {version}");
    }
    for version in outside {
        assert_eq!(allows(ecosystem, requirement, version), Some(false), "{requirement} {version}");
    }
}

#[test]
fn ranges_of_npm() {
    check(Npm, "^1.2.3", &["1.2.3", "1.9.0"], &["1.2.2", "2.0.0"]);
    check(Npm, "^0.2.3", &["0.2.9"], &["0.3.0"]);
    check(Npm, "^0.0.3", &["0.0.3"], &["0.0.4"]);
    check(Npm, "^0.0", &["0.0.9"], &["0.1.0"]);
    check(Npm, "^1", &["1.0.0", "1.9.9"], &["2.0.0", "0.9.0"]);
    check(Npm, "~1.2.3", &["1.2.9"], &["1.3.0"]);
    check(Npm, "~1", &["1.9.9"], &["2.0.0"]);
    check(Npm, "1.x", &["1.5.0"], &["2.0.0"]);
    check(Npm, "1.2.*", &["1.2.0"], &["1.3.0"]);
    check(Npm, "", &["0.0.1"], &[]);
    check(Npm, "*", &["9.9.9"], &[]);
    check(Npm, "1.2.3", &["1.2.3"], &["1.2.4"]);
    check(Npm, ">=1.2 <3 || ^5.1.0", &["1.2.0", "2.9.9", "5.2.0"], &["1.1.9", "3.0.0", "6.0.0"]);
    check(Npm, ">= 1.2.0 < 2", &["1.2.0"], &["2.0.0"]);
    check(Npm, "1.2.3 - 2.3", &["1.2.3", "2.3.9"], &["2.4.0", "1.2.2"]);
    check(Npm, ">1.2", &["1.3.0"], &["1.2.9"]);
    check(Npm, "<=1.2", &["1.2.9"], &["1.3.0"]);
    check(Npm, "npm:@scope/other@^2.0.0", &["2.1.0"], &["3.0.0"]);
    check(Npm, "npm:^2.0.0", &["2.1.0"], &["3.0.0"]);
    check(Npm, "^1.2.3-rc.1", &["1.2.3", "1.3.0"], &["2.0.0"]);
}

#[test]
fn ranges_of_other_tools() {
    check(Cargo, "1.2", &["1.9.0"], &["2.0.0", "1.1.0"]);
    check(Cargo, ">=0.4, <0.6", &["0.5.9"], &["0.6.0"]);
    check(Cargo, "0.4.*", &["0.4.9"], &["0.5.0"]);
    check(PyPi, ">=2.0,<3.0", &["2.31"], &["3.0", "1.9"]);
    check(PyPi, "~=1.4.2", &["1.4.9"], &["1.5"]);
    check(PyPi, "==1.*", &["1.99"], &["2.0"]);
    check(PyPi, "!=1.5,>=1.0", &["1.6"], &["1.5"]);
    check(PyPi, "*", &["1"], &[]);
    check(PyPi, ">=3.5,<4.0 || >=5", &["3.6", "5.1"], &["4.1"]);
    check(PyPi, "^1.2", &["1.9"], &["2.0"]);
    check(RubyGems, "~> 1.2", &["1.9.9"], &["2.0"]);
    check(RubyGems, "~> 1.2.3, >= 1.2.5", &["1.2.5"], &["1.2.4", "1.3.0"]);
    check(RubyGems, ">= 1.1, < 3", &["2.9"], &["3.0"]);
    check(Packagist, "^1.2 || ^2.0", &["1.3", "2.9.1"], &["3.0"]);
    check(Packagist, "~1.2|~3.1.4", &["1.9", "3.1.9"], &["2.0", "3.2.0"]);
    check(Packagist, ">=1.0 <1.1 || >=1.2", &["1.0.5", "1.3"], &["1.1.2"]);
    check(Packagist, "1.0.*", &["1.0.9"], &["1.1.0"]);
    check(Packagist, "1.0 - 2.0", &["2.0.9"], &["2.1"]);
    check(Packagist, "^0.3@dev", &["0.3.9"], &["0.4.0"]);
    check(NuGet, "4.3.0", &["4.3.0", "9.0.0"], &["4.2.0"]);
    check(NuGet, "[4.3.0, 5.0.0)", &["4.9.0"], &["5.0.0"]);
    check(NuGet, "[1.0]", &["1.0.0"], &["1.0.1"]);
    check(NuGet, "(, 2.0]", &["2.0.0"], &["2.0.1"]);
}

/// Tags, addresses, branches, hostile numbers and pre-releases: not known.
#[test]
fn what_is_no_range_is_not_known() {
    let long = "1".repeat(5000);
    for (ecosystem, requirement) in [
        (Npm, "latest"),
        (Npm, "github:a/b#semver:^1"),
        (Npm, "workspace:*"),
        (Npm, "file:../a"),
        (Npm, "^99999999999999999999999"),
        (Npm, "^18446744073709551615"),
        (Npm, ">="),
        (Npm, &long),
        (Packagist, "dev-main"),
        (Packagist, "1.0.x-dev"),
        (PyPi, "!=1.*"),
        (PyPi, "@ https://x"),
        (RubyGems, "~> a"),
        (NuGet, "[1.0"),
        (Ecosystem::Maven, "1.0"),
    ] {
        assert_eq!(allows(ecosystem, requirement, "1.2.3"), None, "{requirement}");
    }
    assert_eq!(allows(Npm, "^1.0.0", "1.2.0-rc.1"), None);
    assert_eq!(allows(PyPi, ">=1", "2.0rc1"), None);
}
