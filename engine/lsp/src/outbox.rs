//! What the server sends: answers, notifications, and requests of its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use crossbeam_channel::Sender;
use lsp_server::{ErrorCode, RequestId};
use serde::Serialize;
use serde_json::{Value, json};

/// The way to the client; cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Outbox {
    sender: Sender<Value>,
    asked: Arc<AtomicU32>,
}

impl Outbox {
    pub(crate) fn new(sender: Sender<Value>) -> Self {
        Outbox { sender, asked: Arc::default() }
    }

    /// Sends a message as it is. A client that went away is no error.
    pub(crate) fn raw(&self, message: Value) {
        let _ = self.sender.send(message);
    }

    pub(crate) fn answer(&self, id: &RequestId, result: impl Serialize) {
        self.raw(json!({ "jsonrpc": "2.0", "id": id, "result": result }));
    }

    pub(crate) fn refuse(&self, id: &RequestId, code: ErrorCode, message: &str) {
        let error = json!({ "code": code as i32, "message": message });
        self.raw(json!({ "jsonrpc": "2.0", "id": id, "error": error }));
    }

    pub(crate) fn notify(&self, method: &str, params: impl Serialize) {
        self.raw(json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Asks the client; the id of the request.
    pub(crate) fn ask(&self, method: &str, params: impl Serialize) -> String {
        let id = format!("tamis-{}", self.asked.fetch_add(1, Ordering::Relaxed));
        self.raw(json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    /// Asks for something that takes no parameters.
    pub(crate) fn ask_plain(&self, method: &str) {
        let id = format!("tamis-{}", self.asked.fetch_add(1, Ordering::Relaxed));
        self.raw(json!({ "jsonrpc": "2.0", "id": id, "method": method }));
    }

    /// Tells the user.
    pub(crate) fn show(&self, kind: Show, message: &str) {
        self.notify("window/showMessage", json!({ "type": kind as u8, "message": message }));
    }

    /// Writes to the client's log.
    pub(crate) fn log(&self, message: &str) {
        self.notify("window/logMessage", json!({ "type": Show::Log as u8, "message": message }));
    }
}

/// How weighty a message is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Show {
    Error = 1,
    Warning = 2,
    Info = 3,
    Log = 4,
}
