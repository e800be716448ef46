//! Structures that regular expressions cannot read: keys, tokens with contents, addresses, files of credentials.
//!
//! For: one function for each name under `structure:` of a rule. Not for: vendors' tokens (`rules/secrets`).
//! Read [`by_name`].

mod cluster;
mod files;
mod header;
mod key;
mod personal;
mod token;
mod url;

use std::ops::Range;

pub(crate) use self::url::{is_common as is_common_password, is_no_password};
use tamis_finding::{Confidence, Severity};

use crate::generic;
use crate::paths;

/// The text a structure is looked for in.
pub(crate) struct Context<'t> {
    pub(crate) text: &'t str,
    pub(crate) path: &'t str,
    pub(crate) kind: paths::Kind,
    pub(crate) is_test: bool,
}

impl<'t> Context<'t> {
    pub(crate) fn bytes(&self) -> &'t [u8] {
        self.text.as_bytes()
    }

    /// The line that holds `at`, without its end.
    pub(crate) fn line(&self, at: usize) -> Range<usize> {
        let bytes = self.bytes();
        let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |at| at + 1);
        let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |found| at + found);
        let end = if end > start && bytes[end - 1] == b'\r' { end - 1 } else { end };
        start..end
    }
}

/// A secret within a structure.
#[derive(Debug, Clone)]
pub(crate) struct Value {
    pub(crate) range: Range<usize>,
    pub(crate) severity: Option<Severity>,
    pub(crate) confidence: Option<Confidence>,
    /// What it is needs no further check of the rule (placeholder, entropy).
    pub(crate) is_proven: bool,
    /// Found by the name it is assigned to alone.
    pub(crate) is_generic: bool,
    /// Counts only where it stands in a string.
    pub(crate) wants_string: bool,
}

impl Value {
    pub(crate) fn new(range: Range<usize>) -> Self {
        Value {
            range,
            severity: None,
            confidence: None,
            is_proven: false,
            is_generic: false,
            wants_string: false,
        }
    }

    pub(crate) fn proven(range: Range<usize>) -> Self {
        Value { is_proven: true, ..Value::new(range) }
    }
}

/// Reads the structure around a keyword (an empty range at 0 where the rule has none), and adds what it finds.
pub(crate) type Structure = fn(&Context<'_>, Range<usize>, &mut Vec<Value>);

/// The structure a rule calls `name`; [`tamis_rule::STRUCTURES`] lists the names.
pub(crate) fn by_name(name: &str) -> Option<Structure> {
    Some(match name {
        "aws-secret" => token::aws_secret,
        "basic-auth" => header::basic,
        "bearer-token" => header::bearer,
        "card-number" => personal::card,
        "card-track" => personal::track,
        "card-code" => personal::code,
        "connection-password" => url::connection_password,
        "curl-credentials" => header::curl,
        "database-url" => url::database,
        "docker-auth" => cluster::docker_auth,
        "file-zilla" => files::file_zilla,
        "generic-password" => generic::password,
        "generic-token" => generic::token,
        "htpasswd" => files::htpasswd,
        "iban" => personal::iban,
        "jwt" => token::jwt,
        "kubernetes-secret" => cluster::kubernetes_secret,
        "netrc" => files::netrc,
        "pgpass" => files::pgpass,
        "private-key" => key::private_key,
        "putty-key" => key::putty,
        "rails-master-key" => files::rails_master_key,
        "shadow" => files::shadow,
        "terraform-state" => cluster::terraform_state,
        "url-credentials" => url::credentials,
        "xml-password" => files::xml_password,
        _ => return None,
    })
}

/// Whether what `name` reads is known by the place it stands in: a detector that knows the value itself says more.
pub(crate) fn is_place(name: &str) -> bool {
    const PROOFS: [&str; 10] = [
        "aws-secret",
        "card-number",
        "card-track",
        "card-code",
        "database-url",
        "htpasswd",
        "iban",
        "jwt",
        "private-key",
        "putty-key",
    ];
    !PROOFS.contains(&name)
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_name_a_rule_may_use_is_read() {
        for name in tamis_rule::STRUCTURES {
            assert!(super::by_name(name).is_some(), "{name}");
        }
        for name in tamis_rule::CHECKSUMS {
            assert!(crate::checksum::by_name(name).is_some(), "{name}");
        }
    }
}
