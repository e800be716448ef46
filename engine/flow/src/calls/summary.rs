//! What a call of a function does to taint.

use crate::taint::trail::Trail;
use crate::taint::value::{Path, Taint, Taints};
use tamis_ir::LocalId;

/// What a call does. Origins are in terms of the callee's parameters and of captured variables.
#[derive(Debug, Clone, Default)]
pub(crate) struct Summary {
    /// What it returns, by path in the result.
    pub(crate) returns: Vec<(Path, Taints)>,
    /// What stands in parameters' objects afterwards: parameter, path, taints.
    pub(crate) writes: Vec<(u32, Path, Taints)>,
    /// What captured variables hold afterwards: function and variable, path, taints.
    pub(crate) shared: Vec<(u32, LocalId, Path, Taints)>,
    /// Sinks that what comes in may reach.
    pub(crate) sinks: Vec<SinkReach>,
    /// Parameters that it tests.
    pub(crate) guards: Guards,
}

/// Parameters, a bit each, that hold nothing harmful ...
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Guards {
    /// ... where the function gives something that counts as true,
    pub(crate) if_true: u32,
    /// ... as false,
    pub(crate) if_false: u32,
    /// ... or returns at all.
    pub(crate) after: u32,
}

impl Guards {
    /// It tests nothing.
    pub(crate) const NONE: Guards = Guards { if_true: 0, if_false: 0, after: 0 };

    /// Whether the parameter is harmless where the function gives `truth`; `None`: whatever it gives.
    pub(crate) fn has(self, param: usize, truth: Option<bool>) -> bool {
        let mask = match truth {
            Some(true) => self.if_true,
            Some(false) => self.if_false,
            None => self.after,
        };
        param < 32 && mask & (1 << param) != 0
    }

    /// What both say.
    pub(crate) fn and(self, other: Guards) -> Guards {
        Guards {
            if_true: self.if_true & other.if_true,
            if_false: self.if_false & other.if_false,
            after: self.after & other.after,
        }
    }
}

impl Default for Guards {
    fn default() -> Self {
        Guards::NONE
    }
}

/// A sink that may be reached.
#[derive(Debug, Clone)]
pub(crate) struct SinkReach {
    /// File and index of the mark.
    pub(crate) sink: (u32, u32),
    /// What reaches it; several where the rule asks for labels together.
    pub(crate) inputs: Vec<Taint>,
    /// From the inputs' arrival in the sink's function on.
    pub(crate) depth: u8,
}

impl Summary {
    /// All taints that callers may get from it, sinks apart.
    pub(crate) fn given_out(&self) -> impl Iterator<Item = &Taints> {
        let returns = self.returns.iter().map(|(_, taints)| taints);
        let writes = self.writes.iter().map(|(_, _, taints)| taints);
        returns.chain(writes).chain(self.shared.iter().map(|(_, _, _, taints)| taints))
    }

    /// Whether it says the same, trails apart.
    pub(crate) fn same(&self, other: &Summary) -> bool {
        self.returns == other.returns
            && self.writes == other.writes
            && self.shared == other.shared
            && self.guards == other.guards
            && self.sinks.len() == other.sinks.len()
            && self.sinks.iter().zip(&other.sinks).all(|(a, b)| {
                a.sink == b.sink
                    && a.inputs.len() == b.inputs.len()
                    && a.inputs.iter().zip(&b.inputs).all(|(a, b)| {
                        a.origin == b.origin && a.derived == b.derived && a.rules == b.rules
                    })
            })
    }
}

/// A source that reaches a sink.
#[derive(Debug, Clone)]
pub(crate) struct Hit {
    pub(crate) rule: u32,
    pub(crate) source: (u32, u32),
    pub(crate) sink: (u32, u32),
    pub(crate) trail: Trail,
}
