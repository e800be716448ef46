//! Rules against code, one file of tests for each part of the rule language.
//!
//! A test is a rule's body in YAML and code in which `<--` ends each line where a match starts.

mod config;
mod constants;
mod formulas;
mod generic;
mod javascript;
mod python;
mod support;
