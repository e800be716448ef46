//! The call graph, and the order in which summaries are made.

use super::project::FnIdx;

/// Groups of functions that call each other, callees first (Tarjan). Within a group in order of number.
pub(crate) fn components(edges: &[Vec<FnIdx>]) -> Vec<Vec<FnIdx>> {
    let count = edges.len();
    let mut walk = Walk {
        edges,
        index: vec![usize::MAX; count],
        low: vec![0; count],
        on_stack: vec![false; count],
        stack: Vec::new(),
        next: 0,
        found: Vec::new(),
    };
    for start in 0..count {
        if walk.index[start] == usize::MAX {
            walk.from(start);
        }
    }
    walk.found
}

struct Walk<'e> {
    edges: &'e [Vec<FnIdx>],
    index: Vec<usize>,
    low: Vec<usize>,
    on_stack: Vec<bool>,
    stack: Vec<usize>,
    next: usize,
    found: Vec<Vec<FnIdx>>,
}

impl Walk<'_> {
    fn enter(&mut self, at: usize) {
        self.index[at] = self.next;
        self.low[at] = self.next;
        self.next += 1;
        self.stack.push(at);
        self.on_stack[at] = true;
    }

    /// Without recursion: call chains may be long.
    fn from(&mut self, start: usize) {
        self.enter(start);
        let mut open = vec![(start, 0usize)];
        while let Some((at, next)) = open.last_mut() {
            let at = *at;
            let Some(target) = self.edges[at].get(*next) else {
                open.pop();
                if let Some((above, _)) = open.last() {
                    self.low[*above] = self.low[*above].min(self.low[at]);
                }
                self.finish(at);
                continue;
            };
            *next += 1;
            let target = target.0 as usize;
            if self.index[target] == usize::MAX {
                self.enter(target);
                open.push((target, 0));
            } else if self.on_stack[target] {
                self.low[at] = self.low[at].min(self.index[target]);
            }
        }
    }

    fn finish(&mut self, at: usize) {
        if self.low[at] != self.index[at] {
            return;
        }
        let mut group = Vec::new();
        while let Some(member) = self.stack.pop() {
            self.on_stack[member] = false;
            group.push(FnIdx(member as u32));
            if member == at {
                break;
            }
        }
        group.sort_unstable();
        self.found.push(group);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn callees_come_first_and_cycles_together() {
        let to = |ids: &[u32]| ids.iter().map(|id| FnIdx(*id)).collect::<Vec<_>>();
        let edges = vec![to(&[1, 3]), to(&[2]), to(&[1]), to(&[])];
        let groups = components(&edges);
        assert_eq!(groups, [to(&[1, 2]), to(&[3]), to(&[0])]);
    }
}
