//! `tamis cache`: what scans keep for later ones.

use std::path::{Path, PathBuf};

use etcetera::{BaseStrategy as _, choose_base_strategy};
use miette::{IntoDiagnostic as _, Report, WrapErr as _, miette};

use super::print;
use crate::args::{Cache, Kept};

pub(crate) fn run(args: &Cache) -> Result<u8, Report> {
    let cache = find(args.cache_dir.as_deref()).ok_or_else(|| {
        miette!(help = "name a folder: '--cache-dir DIR'", "the system names no folder for caches")
    })?;
    let folder = cache.folder().display();
    let (entries, bytes) = cache.size();
    let scans = if entries == 1 { "scan" } else { "scans" };
    if !args.clear {
        let megabytes = bytes as f64 / 1e6;
        return print(&format!("{folder}: results of {entries} {scans}, {megabytes:.1} MB\n"));
    }
    cache.clear().into_diagnostic().wrap_err_with(|| format!("'{folder}'"))?;
    print(&format!("{folder}: results of {entries} {scans} deleted\n"))
}

/// Where a scan keeps its results, if it does.
pub(crate) fn of_scan(kept: &Kept) -> Option<tamis_scan::Cache> {
    if kept.no_cache { None } else { find(kept.cache_dir.as_deref()) }
}

fn find(named: Option<&Path>) -> Option<tamis_scan::Cache> {
    let usual = || -> Option<PathBuf> {
        let usual = choose_base_strategy().ok()?.cache_dir();
        // Relative to the folder of whatever is scanned it would be somewhere else each time.
        usual.is_absolute().then(|| usual.join("tamis"))
    };
    named.map(Path::to_owned).or_else(usual).map(tamis_scan::Cache::new)
}
