//! The stable identity of a finding.

use std::fmt;

use borsh::{BorshDeserialize, BorshSerialize};

/// 128-bit identity of a finding, the same in every output: made from the rule, the path, the code of the match with
/// its layout removed, and the count of equal ones before it in the file. It survives moved lines and reformatting.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    BorshDeserialize,
    BorshSerialize,
)]
pub struct Fingerprint(pub u128);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}
