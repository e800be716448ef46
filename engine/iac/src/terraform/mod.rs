//! Terraform and OpenTofu.

use crate::dialect::{Context, Dialect, Source};

/// The row of the table of dialects.
pub const DIALECT: Dialect = Dialect { id: "terraform", title: "Terraform", may_own, makes, build };

fn may_own(path: &str, _text: &str) -> bool {
    [".tf", ".tofu", ".tf.json", ".tofu.json"].iter().any(|end| path.ends_with(end))
}

/// Terraform's types have no colon: `aws_s3_bucket`, `data.aws_iam_policy_document`, `provider.aws`.
fn makes(kind: &str) -> bool {
    !kind.contains(':')
}

fn build(_sources: &[Source], _cx: &mut Context<'_>) {}
