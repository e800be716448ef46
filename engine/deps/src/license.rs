//! Licences: which of an SPDX expression may be used.
//!
//! For: policies over expressions. Not for: finding out what licence a text is. Read [`Policy`].

use spdx::expression::ExprNode;
use spdx::{Expression, LicenseItem, ParseMode};

/// Which licences may be used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    /// Ids (`MIT`, `GPL-2.0-only`); if not empty, no other may be used.
    pub allow: Vec<String>,
    /// Ids that may not be used, or the begin of them with `*` (`AGPL-*`).
    pub deny: Vec<String>,
    /// Packages for which another licence may be used.
    pub exceptions: Vec<Exception>,
}

/// A package that may have another licence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// Name of the package, as the lockfile has it.
    pub package: String,
    /// Ids that it may have; any if empty.
    pub licenses: Vec<String>,
    /// Why. Never empty.
    pub reason: String,
    /// The last day on which it holds (`2027-01-31`).
    pub until: Option<String>,
}

/// What a policy says of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It may be used.
    Allowed,
    /// This part is denied.
    Denied(String),
    /// This part is not among those allowed.
    NotListed(String),
    /// What is given is no expression.
    NoExpression,
    /// It would be an exception, which ended on this day.
    Expired(String),
}

impl Policy {
    /// Whether the package `name` with the licence `license` may be used. `today` as `2026-01-31`; without it
    /// exceptions hold for ever.
    pub fn judge(&self, name: &str, license: &str, today: Option<&str>) -> Verdict {
        let verdict = self.of(license, &[]);
        if verdict == Verdict::Allowed {
            return verdict;
        }
        let Some(exception) = self.exceptions.iter().find(|it| it.package == name) else {
            return verdict;
        };
        let extra: Vec<&str> = exception.licenses.iter().map(String::as_str).collect();
        if !extra.is_empty() && self.of(license, &extra) != Verdict::Allowed {
            return verdict;
        }
        match (&exception.until, today) {
            (Some(until), Some(today)) if until.as_str() < today => Verdict::Expired(until.clone()),
            _ => Verdict::Allowed,
        }
    }

    /// Of an expression; what is in `extra` is allowed as well.
    fn of(&self, license: &str, extra: &[&str]) -> Verdict {
        let Ok(expression) = Expression::parse_mode(license, MODE) else {
            return Verdict::NoExpression;
        };
        let mut stack: Vec<Verdict> = Vec::new();
        for node in expression.iter() {
            match node {
                ExprNode::Req(requirement) => {
                    let id = match &requirement.req.license {
                        LicenseItem::Spdx { id, .. } => id.name.to_owned(),
                        other => other.to_string(),
                    };
                    stack.push(self.one(&id, extra));
                }
                ExprNode::Op(operator) => {
                    let (Some(b), Some(a)) = (stack.pop(), stack.pop()) else {
                        return Verdict::NoExpression;
                    };
                    let one_is_enough = matches!(operator, spdx::expression::Operator::Or);
                    // Of two faults the first is told.
                    stack.push(match (a == Verdict::Allowed, b == Verdict::Allowed) {
                        (true, false) if !one_is_enough => b,
                        (false, true) if one_is_enough => b,
                        _ => a,
                    });
                }
            }
        }
        stack.pop().unwrap_or(Verdict::NoExpression)
    }

    fn one(&self, id: &str, extra: &[&str]) -> Verdict {
        let fits = |pattern: &str| match pattern.strip_suffix('*') {
            Some(begin) => id.get(..begin.len()).is_some_and(|it| it.eq_ignore_ascii_case(begin)),
            None => pattern.eq_ignore_ascii_case(id),
        };
        if extra.iter().any(|it| fits(it)) {
            return Verdict::Allowed;
        }
        if self.deny.iter().any(|it| fits(it)) {
            return Verdict::Denied(id.to_owned());
        }
        if !self.allow.is_empty() && !self.allow.iter().any(|it| fits(it)) {
            return Verdict::NotListed(id.to_owned());
        }
        Verdict::Allowed
    }
}

/// The id of a licence that metadata of Python gives by its name.
pub(crate) fn spelled(name: &str) -> &str {
    match name {
        "MIT License" => "MIT",
        "Apache Software License" | "Apache 2.0" | "Apache License 2.0" => "Apache-2.0",
        "ISC License (ISCL)" => "ISC",
        "Mozilla Public License 2.0 (MPL 2.0)" => "MPL-2.0",
        "Python Software Foundation License" => "PSF-2.0",
        "GNU General Public License v2 (GPLv2)" => "GPL-2.0-only",
        "GNU General Public License v3 (GPLv3)" => "GPL-3.0-only",
        "GNU Affero General Public License v3" => "AGPL-3.0-only",
        "The Unlicense (Unlicense)" => "Unlicense",
        name => name,
    }
}

/// Lockfiles have old ids (`GPL-2.0`), and `/` for `OR`.
const MODE: ParseMode = ParseMode::LAX;

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(allow: &[&str], deny: &[&str]) -> Policy {
        let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Policy { allow: list(allow), deny: list(deny), exceptions: Vec::new() }
    }

    #[test]
    fn expressions_are_taken_as_they_are_meant() {
        let listed = |id: &str| Verdict::NotListed(id.to_owned());
        let policy = policy(&["MIT", "Apache-2.0", "BSD-*"], &[]);
        for (license, verdict) in [
            ("MIT", Verdict::Allowed),
            ("mit", Verdict::Allowed),
            ("MIT OR GPL-3.0-only", Verdict::Allowed),
            ("GPL-3.0-only OR MIT", Verdict::Allowed),
            ("MIT/Apache-2.0", Verdict::Allowed),
            ("MIT AND GPL-3.0-only", listed("GPL-3.0-only")),
            ("MIT AND (BSD-3-Clause OR GPL-3.0-only)", Verdict::Allowed),
            ("Apache-2.0 WITH LLVM-exception", Verdict::Allowed),
            ("SEE LICENSE IN x", Verdict::NoExpression),
        ] {
            assert_eq!(policy.judge("p", license, None), verdict, "{license}");
        }
    }

    #[test]
    fn exceptions_name_a_package_and_end() {
        let mut policy = policy(&[], &["AGPL-*"]);
        policy.exceptions.push(Exception {
            package: "p".to_owned(),
            licenses: vec!["AGPL-3.0-only".to_owned()],
            reason: "r".to_owned(),
            until: Some("2026-05-31".to_owned()),
        });
        let judge = |name, license, today| policy.judge(name, license, Some(today));
        assert_eq!(judge("p", "AGPL-3.0-only", "2026-05-31"), Verdict::Allowed);
        assert_eq!(
            judge("p", "AGPL-3.0-only", "2026-06-01"),
            Verdict::Expired("2026-05-31".to_owned())
        );
        assert_eq!(
            judge("q", "AGPL-3.0-only", "2026-05-31"),
            Verdict::Denied("AGPL-3.0-only".to_owned())
        );
        assert_eq!(judge("q", "MIT", "2026-05-31"), Verdict::Allowed);
    }
}
