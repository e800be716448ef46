//! The language server: findings while someone types.
//!
//! For: protocol 3.17 over a pair of byte streams. It is the only crate that knows the protocol's types.
//! Not for: scanning (`tamis_scan::Session`), choosing rules (the binary gives a [`Loader`]).
//! Read [`serve`], then `server.rs` for what the client says and `worker.rs` for what is done about it.
//!
//! Threads: one reads, one writes, one dispatches (`server.rs`); each folder has a worker (`worker.rs`) that owns the
//! session of that folder. A worker takes all messages that wait before it works, so a burst of changes is one check.

mod actions;
mod documents;
mod hover;
mod outbox;
mod positions;
mod server;
mod settings;
mod state;
mod to_proto;
mod transport;
mod uri;
mod worker;

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tamis_scan::{RuleSet, SessionOptions};

pub use settings::EditorSettings;

/// What a folder is scanned with.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The rules.
    pub rules: RuleSet,
    /// How, and from which folder paths start.
    pub options: SessionOptions,
    /// The baseline of the configuration, if it names one.
    pub baseline: Option<PathBuf>,
    /// Rule files and folders of them that were read: when one changes, all is loaded again.
    pub inputs: Vec<PathBuf>,
    /// What was wrong, a sentence each.
    pub problems: Vec<String>,
}

/// Reads the configuration for a folder and chooses rules; words where that cannot be done.
pub type Loader = dyn Fn(&Path, &EditorSettings) -> Result<Loaded, String> + Send + Sync;

/// Serves one client until it leaves; the exit code: 0 after `shutdown` and `exit`, else 1.
pub fn serve(
    loader: Arc<Loader>,
    input: Box<dyn BufRead + Send>,
    output: Box<dyn Write + Send>,
) -> u8 {
    server::run(loader, input, output)
}
