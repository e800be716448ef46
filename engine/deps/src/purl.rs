//! Package URLs: `pkg:type/namespace/name@version?qualifiers#subpath`.
//!
//! For: writing and reading them by the package-url specification. Read [`Purl`].

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::package::{Ecosystem, Origin, Package};

/// What stands as it is: letters, digits, `.-_~`, and the colon.
const KEPT: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_').remove(b'~').remove(b':');

/// A package URL in parts, decoded and normalised.
#[derive(Debug, Clone, PartialEq, Eq, Default, PartialOrd, Ord)]
pub struct Purl {
    /// Lower case.
    pub kind: String,
    /// Parts between slashes.
    pub namespace: Vec<String>,
    /// Never empty.
    pub name: String,
    /// Version, if given.
    pub version: Option<String>,
    /// Sorted by key.
    pub qualifiers: Vec<(String, String)>,
    /// Parts between slashes.
    pub subpath: Vec<String>,
}

/// Why a text is no purl.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{text}' is no package URL: {reason}")]
pub struct PurlError {
    /// The text.
    pub text: String,
    /// What is wrong.
    pub reason: &'static str,
}

impl Purl {
    /// Of a package.
    pub fn of(package: &Package) -> Purl {
        let kind = package.ecosystem.purl_type();
        let (namespace, name) = match package.ecosystem {
            Ecosystem::Maven => split(&package.name, ':'),
            Ecosystem::Npm | Ecosystem::Go | Ecosystem::Packagist | Ecosystem::Actions => {
                split(&package.name, '/')
            }
            Ecosystem::Debian => ("debian".to_owned(), package.name.clone()),
            Ecosystem::Ubuntu => ("ubuntu".to_owned(), package.name.clone()),
            Ecosystem::Alpine => ("alpine".to_owned(), package.name.clone()),
            Ecosystem::Rpm => {
                let distribution =
                    package.release.as_deref().and_then(|it| Some(it.split_once(':')?.0));
                (distribution.unwrap_or("redhat").to_owned(), package.name.clone())
            }
            _ => (String::new(), package.name.clone()),
        };
        let version = match package.ecosystem {
            Ecosystem::Go
                if package.version.starts_with(|c: char| c.is_ascii_digit())
                    && package.name != "stdlib" =>
            {
                format!("v{}", package.version)
            }
            _ => package.version.clone(),
        };
        let mut qualifiers = Vec::new();
        match &package.origin {
            Origin::Git(address) if !address.is_empty() => {
                qualifiers.push(("vcs_url".to_owned(), address.clone()));
            }
            Origin::Url(address) if !address.is_empty() => {
                qualifiers.push(("download_url".to_owned(), address.clone()));
            }
            _ => {}
        }
        let parts = |text: &str| {
            text.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect()
        };
        let mut purl = Purl {
            kind: kind.to_owned(),
            namespace: parts(&namespace),
            name,
            version: (!version.is_empty()).then_some(version),
            qualifiers,
            subpath: Vec::new(),
        };
        purl.normalise();
        purl
    }

    /// Reads one by the specification's steps, from the right.
    pub fn parse(text: &str) -> Result<Purl, PurlError> {
        let wrong = |reason| PurlError { text: text.to_owned(), reason };
        let (rest, subpath) = match text.split_once('#') {
            Some((rest, subpath)) => (rest, subpath),
            None => (text, ""),
        };
        let (rest, query) = match rest.rsplit_once('?') {
            Some((rest, query)) => (rest, query),
            None => (rest, ""),
        };
        let (scheme, rest) = rest.split_once(':').ok_or(wrong("the scheme is missing"))?;
        if !scheme.eq_ignore_ascii_case("pkg") {
            return Err(wrong("the scheme is not 'pkg'"));
        }
        let rest = rest.trim_start_matches('/').trim_end_matches('/');
        let (kind, rest) = rest.split_once('/').ok_or(wrong("the type or the name is missing"))?;
        let fits = |c: char| c.is_ascii_alphanumeric() || ".+-".contains(c);
        if kind.is_empty()
            || !kind.chars().all(fits)
            || kind.starts_with(|c: char| c.is_ascii_digit())
        {
            return Err(wrong("the type is not valid"));
        }
        if rest.starts_with('@') && !rest.contains('/') {
            return Err(wrong("the name is missing"));
        }
        // An `@` of a namespace (`@scope/name`) stands before the last slash.
        let cut = rest.rfind('/').map_or(0, |at| at + 1);
        let (path, version) =
            match rest[cut..].rsplit_once('@').filter(|(name, _)| !name.is_empty()) {
                Some((name, version)) => (&rest[..cut + name.len()], Some(version)),
                None => match rest
                    .rsplit_once('@')
                    .filter(|(path, version)| !path.is_empty() && version.contains('/'))
                {
                    // A version with an unescaped slash.
                    Some((path, version)) if !path.ends_with('/') => (path, Some(version)),
                    _ => (rest, None),
                },
            };
        let path = path.trim_matches('/');
        let (namespace, name) = path.rsplit_once('/').unwrap_or(("", path));
        let decode = |part: &str| -> Result<String, PurlError> {
            let decoded = percent_decode_str(part).decode_utf8();
            Ok(decoded.map_err(|_| wrong("an escape is no UTF-8"))?.into_owned())
        };
        let mut purl = Purl {
            kind: kind.to_ascii_lowercase(),
            name: decode(name)?,
            version: version.filter(|it| !it.is_empty()).map(decode).transpose()?,
            ..Purl::default()
        };
        if purl.name.is_empty() {
            return Err(wrong("the name is missing"));
        }
        for part in namespace.split('/').filter(|part| !part.is_empty()) {
            purl.namespace.push(decode(part)?);
        }
        for part in subpath.split('/').filter(|part| !matches!(*part, "" | "." | "..")) {
            purl.subpath.push(decode(part)?);
        }
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').ok_or(wrong("a qualifier has no value"))?;
            let fits = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
            if key.is_empty()
                || !key.chars().all(fits)
                || key.starts_with(|c: char| c.is_ascii_digit())
            {
                return Err(wrong("a qualifier's key is not valid"));
            }
            let key = key.to_ascii_lowercase();
            if purl.qualifiers.iter().any(|(known, _)| *known == key) {
                return Err(wrong("a qualifier is there twice"));
            }
            let value = decode(value)?;
            if !value.is_empty() {
                purl.qualifiers.push((key, value));
            }
        }
        purl.qualifiers.sort();
        purl.normalise();
        purl.check().map_err(wrong)?;
        Ok(purl)
    }

    /// What types demand of their parts.
    fn check(&self) -> Result<(), &'static str> {
        let has = |key: &str| self.qualifiers.iter().any(|(known, _)| known == key);
        match &*self.kind {
            "conan" if self.namespace.is_empty() && has("channel") => {
                Err("a channel wants a namespace")
            }
            "cran" if self.version.is_none() => Err("the version is missing"),
            "swift" if self.namespace.is_empty() => Err("the namespace is missing"),
            "vscode-extension" if self.namespace.is_empty() => Err("the publisher is missing"),
            "vcpkg" if !self.namespace.is_empty() => Err("there is no namespace in this type"),
            "chrome-extension" => self.check_extension(),
            "swift" if self.version.is_none() => Err("the version is missing"),
            "cpan" | "julia" | "otp" | "yocto" => self.check_rare(),
            _ => Ok(()),
        }
    }

    /// Thirty-two letters from a to p, and up to four numbers.
    fn check_extension(&self) -> Result<(), &'static str> {
        let is_id = self.name.len() == 32 && self.name.bytes().all(|b| matches!(b, b'a'..=b'p'));
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let parts = || self.version.iter().flat_map(|version| version.split('.'));
        match is_id {
            false => Err("the name is no id of an extension"),
            true if parts().count() > 4 || !parts().all(is_number) => {
                Err("the version is not valid")
            }
            true => Ok(()),
        }
    }

    fn check_rare(&self) -> Result<(), &'static str> {
        let has = |key: &str| self.qualifiers.iter().any(|(known, _)| known == key);
        match &*self.kind {
            "cpan" if self.name.contains("::") => Err("a distribution's name has no '::'"),
            "julia" if !has("uuid") => Err("the uuid is missing"),
            "otp" if !self.namespace.is_empty() => Err("there is no namespace in this type"),
            _ => Ok(()),
        }
    }

    fn normalise(&mut self) {
        let lower = |text: &mut String| *text = text.to_lowercase();
        match &*self.kind {
            "pypi" => {
                lower(&mut self.name);
                self.name = self.name.replace('_', "-");
            }
            "git" => self.normalise_git(),
            "bitbucket" | "github" | "gitlab" | "brew" | "composer" | "hex" | "deb" | "apk"
            | "alpm" | "vscode-extension" => {
                self.namespace.iter_mut().for_each(lower);
                lower(&mut self.name);
                if self.kind == "vscode-extension"
                    && let Some(version) = &mut self.version
                {
                    lower(version);
                }
            }
            "golang" => {
                self.namespace.iter_mut().for_each(lower);
                lower(&mut self.name);
            }
            "rpm" | "qpkg" => self.namespace.iter_mut().for_each(lower),
            "cpan" => self.namespace.iter_mut().for_each(|part| *part = part.to_uppercase()),
            "npm" => {
                self.namespace.iter_mut().for_each(lower);
                lower(&mut self.name);
            }
            "oci" | "otp" => lower(&mut self.name),
            "huggingface" => {
                if let Some(version) = &mut self.version {
                    lower(version);
                }
            }
            "mlflow" => {
                let databricks = |(key, value): &(String, String)| {
                    key == "repository_url" && value.contains("databricks")
                };
                if self.qualifiers.iter().any(databricks) {
                    lower(&mut self.name);
                }
            }
            _ => {}
        }
    }
}

impl Purl {
    /// The namespace is the host, all else the name.
    fn normalise_git(&mut self) {
        if self.namespace.len() > 1 {
            let mut parts = self.namespace.split_off(1);
            parts.push(std::mem::take(&mut self.name));
            self.name = parts.join("/");
        }
        if self.namespace.first().is_some_and(|host| host.starts_with("github")) {
            self.name = self.name.to_lowercase();
        }
        self.namespace.iter_mut().for_each(|host| *host = host.to_lowercase());
    }
}

/// At the last `at`: what is before, and the name.
fn split(name: &str, at: char) -> (String, String) {
    match name.rsplit_once(at) {
        Some((namespace, rest)) if !rest.is_empty() => (namespace.to_owned(), rest.to_owned()),
        _ => (String::new(), name.to_owned()),
    }
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, KEPT).to_string()
}

impl fmt::Display for Purl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "pkg:{}/", self.kind)?;
        for part in &self.namespace {
            write!(f, "{}/", encoded(part))?;
        }
        match &*self.kind {
            "git" => f.write_str(&encoded(&self.name).replace("%2F", "/"))?,
            _ => f.write_str(&encoded(&self.name))?,
        }
        if let Some(version) = &self.version {
            write!(f, "@{}", encoded(version))?;
        }
        for (at, (key, value)) in self.qualifiers.iter().enumerate() {
            write!(f, "{}{key}={}", if at == 0 { '?' } else { '&' }, encoded(value))?;
        }
        for (at, part) in self.subpath.iter().enumerate() {
            write!(f, "{}{}", if at == 0 { '#' } else { '/' }, encoded(part))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(text: &str, canonical: &str) {
        assert_eq!(Purl::parse(text).unwrap().to_string(), canonical);
        assert_eq!(Purl::parse(canonical).unwrap().to_string(), canonical);
    }

    /// Examples of the specification.
    #[test]
    fn purls_are_read_and_written_in_one_form() {
        same("pkg:npm/%40angular/animation@12.3.1", "pkg:npm/%40angular/animation@12.3.1");
        same("pkg:npm/@Angular/animation@12.3.1", "pkg:npm/%40angular/animation@12.3.1");
        same("PKG://PyPI/Django_Package@1.11.1.dev1", "pkg:pypi/django-package@1.11.1.dev1");
        same(
            "pkg:github/Package-url/purl-Spec@244fd47e",
            "pkg:github/package-url/purl-spec@244fd47e",
        );
        same(
            "pkg:golang/google.golang.org/genproto@abc#/googleapis/../api/",
            "pkg:golang/google.golang.org/genproto@abc#googleapis/api",
        );
        same(
            "pkg:deb/debian/curl@7.50.3-1?distro=jessie&arch=i386&x=",
            "pkg:deb/debian/curl@7.50.3-1?arch=i386&distro=jessie",
        );
        same("pkg:maven/a/b@1?repository_url=x.y/z", "pkg:maven/a/b@1?repository_url=x.y%2Fz");
        let parsed = Purl::parse("pkg:docker/customer/dockerimage@sha256%3A244fd").unwrap();
        assert_eq!(parsed.version.as_deref(), Some("sha256:244fd"));
    }

    #[test]
    fn what_is_none_is_refused() {
        let none = [
            "",
            "pkg:",
            "pkg:npm",
            "pkg:npm/",
            "npm/a@1",
            "http:npm/a",
            "pkg:n&m/a",
            "pkg:npm/a?b",
            "pkg:npm/a?b=1&B=2",
            "pkg:npm/a?1b=2",
            "pkg:npm/%ff",
            "pkg:swift/a@1",
            "pkg:cran/a",
            "pkg:julia/@1?uuid=2",
        ];
        for text in none {
            assert!(Purl::parse(text).is_err(), "{text}");
        }
    }

    /// From the parts that the suite lists.
    fn of_parts(parts: &serde_json::Value) -> Option<Purl> {
        let text = |key: &str| parts[key].as_str().unwrap_or_default().to_owned();
        let list = |key: &str| -> Vec<String> {
            text(key).split('/').filter(|it| !it.is_empty()).map(str::to_owned).collect()
        };
        let qualifiers = parts["qualifiers"].as_object().into_iter().flatten();
        let mut purl = Purl {
            kind: text("type").to_lowercase(),
            namespace: list("namespace"),
            name: text("name"),
            version: parts["version"].as_str().map(str::to_owned),
            qualifiers: qualifiers
                .map(|(key, value)| (key.to_lowercase(), value.as_str().unwrap_or("").to_owned()))
                .filter(|(_, value)| !value.is_empty())
                .collect(),
            subpath: list("subpath"),
        };
        purl.qualifiers.sort();
        purl.normalise();
        let is_whole = !purl.kind.is_empty() && !purl.name.is_empty();
        // What can be written is what can be read again.
        (is_whole && Purl::parse(&purl.to_string()).is_ok()).then_some(purl)
    }

    /// The tests of package-url/purl-spec, where `TAMIS_PURL_SUITE` says where its folder `tests` is.
    #[test]
    fn the_tests_of_the_specification_hold() {
        let Ok(folder) = std::env::var("TAMIS_PURL_SUITE") else { return };
        let (mut count, mut wrong) = (0, Vec::new());
        for part in ["spec", "types"] {
            for file in std::fs::read_dir(format!("{folder}/{part}")).unwrap().flatten() {
                let text = std::fs::read_to_string(file.path()).unwrap();
                let suite: serde_json::Value = serde_json::from_str(&text).unwrap();
                for test in suite["tests"].as_array().unwrap() {
                    count += 1;
                    let (input, wanted) = (&test["input"], &test["expected_output"]);
                    let found = match input.as_str() {
                        Some(text) => Purl::parse(text).ok(),
                        None => of_parts(input),
                    };
                    // Keys in upper case are an error to one part of the suite, and put in order by another; so do we.
                    let is_strict = test["expected_message"]
                        .as_str()
                        .is_some_and(|it| it.contains("lowercase"));
                    let fits = is_strict
                        || match (&found, test["expected_failure"] == true) {
                            (None, true) => true,
                            (Some(found), false) => match wanted.as_str() {
                                Some(wanted) => *wanted == found.to_string(),
                                None => Some(found) == of_parts(wanted).as_ref(),
                            },
                            _ => false,
                        };
                    if !fits {
                        wrong.push(format!(
                            "{input} -> {found:?}, wanted {wanted:?}: {}",
                            test["description"]
                        ));
                    }
                }
            }
        }
        assert!(
            wrong.is_empty() && count > 100,
            "{} of {count}:\n{}",
            wrong.len(),
            wrong.join("\n")
        );
    }
}
