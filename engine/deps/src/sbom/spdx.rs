//! SPDX 2.3.

use serde_json::{Value, json};

use super::{Bill, Component, components, timestamp};
use crate::package::{Origin, Scope};

/// The bill as JSON. The same input gives the same bytes but for the time.
pub fn spdx(bill: &Bill<'_>) -> Value {
    let (all, direct) = components(bill);
    let id = |purl: &str| format!("SPDXRef-Package-{}", safe(purl));
    let mut packages = vec![json!({
        "SPDXID": "SPDXRef-Project",
        "name": bill.name,
        "downloadLocation": "NOASSERTION",
        "filesAnalyzed": false,
        "primaryPackagePurpose": "APPLICATION",
    })];
    packages.extend(all.iter().map(|it| package(it, &id(&it.purl))));
    let mut relationships = vec![json!({
        "spdxElementId": "SPDXRef-DOCUMENT",
        "relationshipType": "DESCRIBES",
        "relatedSpdxElement": "SPDXRef-Project",
    })];
    for it in &all {
        if direct.binary_search(&it.purl).is_ok() {
            relationships.push(direct_use(it, &id(&it.purl)));
        }
        for need in &it.needs {
            relationships.push(json!({
                "spdxElementId": id(&it.purl),
                "relationshipType": "DEPENDS_ON",
                "relatedSpdxElement": id(need),
            }));
        }
    }
    json!({
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": bill.name,
        "documentNamespace": format!("urn:tamis:sbom:{}-{}", safe(&bill.name), bill.time),
        "creationInfo": {
            "created": timestamp(bill.time),
            "creators": [format!("Tool: tamis-{}", bill.tool_version)],
        },
        "packages": packages,
        "relationships": relationships,
    })
}

fn package(it: &Component<'_>, id: &str) -> Value {
    let license =
        it.package.license.as_deref().filter(|text| ::spdx::Expression::parse(text).is_ok());
    let location = match &it.package.origin {
        Origin::Git(address) | Origin::Url(address) if address.contains("://") => address.as_str(),
        _ => "NOASSERTION",
    };
    let mut object = json!({
        "SPDXID": id,
        "name": it.package.name,
        "downloadLocation": location,
        "filesAnalyzed": false,
        "licenseConcluded": "NOASSERTION",
        "licenseDeclared": license.unwrap_or("NOASSERTION"),
        "copyrightText": "NOASSERTION",
        "externalRefs": [{
            "referenceCategory": "PACKAGE-MANAGER",
            "referenceType": "purl",
            "referenceLocator": it.purl,
        }],
    });
    if !it.package.version.is_empty() {
        object["versionInfo"] = json!(it.package.version);
    }
    object
}

fn direct_use(it: &Component<'_>, id: &str) -> Value {
    let (from, kind, to) = match it.scope {
        Scope::Runtime => ("SPDXRef-Project", "DEPENDS_ON", id),
        Scope::Optional => (id, "OPTIONAL_DEPENDENCY_OF", "SPDXRef-Project"),
        Scope::Build => (id, "BUILD_DEPENDENCY_OF", "SPDXRef-Project"),
        Scope::Dev => (id, "DEV_DEPENDENCY_OF", "SPDXRef-Project"),
    };
    json!({"spdxElementId": from, "relationshipType": kind, "relatedSpdxElement": to})
}

/// Letters, digits, `.` and `-`; what is not is written as its code, so that two names stay two.
pub(super) fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' => out.push(c),
            '-' | '/' | ':' | '@' => out.push('-'),
            c => out.push_str(&format!("-{:x}-", u32::from(c))),
        }
    }
    out
}
