//! What a rule looks for, in four words: what gates and reports group by.

/// Kind of fault. Ordered only for stable output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Faults in program code.
    Code,
    /// Misconfiguration of infrastructure: Terraform, Kubernetes, containers, pipelines.
    Iac,
    /// Credentials in files.
    Secrets,
    /// Personal data that goes where it should not.
    Privacy,
    /// Faults and licences of other people's packages.
    Deps,
}

/// First parts of ids whose rules are about infrastructure.
const IAC: [&str; 16] = [
    "ansible",
    "arm",
    "azure-pipelines",
    "bicep",
    "cloudformation",
    "compose",
    "dockerfile",
    "github-actions",
    "gitlab-ci",
    "helm",
    "kubernetes",
    "kustomize",
    "openapi",
    "pulumi",
    "serverless",
    "terraform",
];

impl Family {
    /// All, in order.
    pub const ALL: [Family; 5] =
        [Family::Code, Family::Iac, Family::Secrets, Family::Privacy, Family::Deps];

    /// Lower-case word, as the command line, the configuration and JSON use it.
    pub fn name(self) -> &'static str {
        match self {
            Family::Code => "code",
            Family::Iac => "iac",
            Family::Secrets => "secrets",
            Family::Privacy => "privacy",
            Family::Deps => "deps",
        }
    }

    /// From a word in any case.
    pub fn parse(word: &str) -> Option<Family> {
        Family::ALL.into_iter().find(|family| family.name().eq_ignore_ascii_case(word))
    }

    /// Of a rule by its dotted id; a rule of one's own may say it in its tags (`secrets`, `iac`).
    pub fn of(id: &str, tags: &[String]) -> Family {
        match id.split('.').next().unwrap_or_default() {
            "secrets" => Family::Secrets,
            "privacy" => Family::Privacy,
            "deps" => Family::Deps,
            first if IAC.contains(&first) => Family::Iac,
            _ => tags.iter().find_map(|tag| Family::parse(tag)).unwrap_or(Family::Code),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_says_the_family_and_else_a_tag_does() {
        assert_eq!(Family::of("terraform.aws.s3", &[]), Family::Iac);
        assert_eq!(Family::of("secrets.aws.key", &["iac".to_owned()]), Family::Secrets);
        assert_eq!(
            Family::of("acme.key", &["x".to_owned(), "Secrets".to_owned()]),
            Family::Secrets
        );
        assert_eq!(Family::of("python.lang.eval", &["security".to_owned()]), Family::Code);
    }
}
