//! Code that a pattern means though it does not say it: values of names, types, forms that come to the same.
//!
//! A test is a pattern (or a rule's body in YAML) and code in which `<--` ends each line where a match starts.

mod constants;
mod forms;
mod ruby;
mod shell;
mod support;
mod types;
