//! `tamis init`: a configuration to start from.

use std::fs;

use miette::{IntoDiagnostic as _, Report, WrapErr as _, miette};
use tamis_scan::FILE_NAME;

use super::print;
use crate::args::Init;
use crate::git;

/// What is written. It says nothing yet: every key is a comment with its default or an example.
pub(crate) const TEMPLATE: &str = include_str!("init.toml");

pub(crate) fn run(args: &Init) -> Result<u8, Report> {
    let cwd = std::env::current_dir().into_diagnostic().wrap_err("working directory")?;
    let folder = git::root_of(&cwd).unwrap_or(cwd);
    let path = folder.join(FILE_NAME);
    let shown = path.display().to_string();
    if path.exists() && !args.force {
        return Err(miette!(help = "--force replaces it", "'{shown}' is there already"));
    }
    fs::write(&path, TEMPLATE).into_diagnostic().wrap_err_with(|| format!("'{shown}'"))?;
    print(&format!("wrote '{shown}'; 'tamis config' shows what holds\n"))
}

#[cfg(test)]
mod tests {
    use super::TEMPLATE;

    /// With the marks of comments taken off, all of it is a valid configuration: examples cannot rot.
    #[test]
    fn the_template_is_valid_with_and_without_its_comments() {
        let live: String = TEMPLATE
            .lines()
            .map(|line| {
                line.strip_prefix("#: ").unwrap_or(if line.starts_with("#:") { "" } else { line })
            })
            .collect::<Vec<_>>()
            .join("\n");
        for text in [TEMPLATE, &live] {
            tamis_scan::ConfigFile::parse(".tamis.toml", "", text).unwrap();
        }
        let file = tamis_scan::ConfigFile::parse(".tamis.toml", "", &live).unwrap();
        assert!(!file.exceptions.is_empty() && file.gate.policies.is_some());
    }
}
