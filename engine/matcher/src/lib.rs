//! Being built.

pub mod regex;
