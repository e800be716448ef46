//! The way a taint took, as a list that shares its beginning with others.

use std::sync::Arc;

use tamis_syntax::Span;

/// Longest way kept; what comes after is left out but for the last step.
const MAX_STEPS: u16 = 120;

/// A way so far: the last step, which knows the one before. `None` for taint that comes in with a parameter.
pub(crate) type Trail = Option<Arc<TrailStep>>;

/// One step.
#[derive(Debug)]
pub(crate) struct TrailStep {
    pub(crate) place: (u32, Span),
    pub(crate) note: StepNote,
    /// The way inside a called function, for the step of the call.
    inner: Trail,
    previous: Trail,
    length: u16,
}

/// What happens at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepNote {
    /// Taint begins.
    Source,
    /// Written to a variable.
    Assigned,
    /// Handed to a function of the project.
    Argument,
    /// Comes back from a call.
    Returned,
    /// Goes through a call of a function we do not see into.
    Through,
    /// Written into an object or collection.
    Stored,
    /// Kept in a variable outside of the function.
    Shared,
    /// Arrives.
    Sink,
}

impl StepNote {
    /// A short phrase.
    pub fn text(self) -> &'static str {
        match self {
            StepNote::Source => "taint starts here",
            StepNote::Assigned => "assigned",
            StepNote::Argument => "passed to a function",
            StepNote::Returned => "returned",
            StepNote::Through => "goes through this call",
            StepNote::Stored => "stored in an object",
            StepNote::Shared => "kept in a shared variable",
            StepNote::Sink => "reaches the sink",
        }
    }
}

/// The way with one more step; a step at the place of the last one is not repeated.
pub(crate) fn step(trail: &Trail, place: (u32, Span), note: StepNote) -> Trail {
    extend(trail, place, note, None)
}

/// The way on through a call: up to the call, then inside.
pub(crate) fn through_call(
    trail: &Trail,
    place: (u32, Span),
    note: StepNote,
    inner: &Trail,
) -> Trail {
    extend(trail, place, note, inner.clone())
}

fn extend(trail: &Trail, place: (u32, Span), note: StepNote, inner: Trail) -> Trail {
    let added = 1 + inner.as_ref().map_or(0, |inner| inner.length);
    let length = trail.as_ref().map_or(0, |last| last.length).saturating_add(added);
    if length > MAX_STEPS {
        return trail.clone();
    }
    if let Some(last) = trail
        && last.place == place
        && inner.is_none()
    {
        return trail.clone();
    }
    Some(Arc::new(TrailStep { place, note, inner, previous: trail.clone(), length }))
}

/// Steps of a way, or 0.
pub(crate) fn length(trail: &Trail) -> u16 {
    trail.as_ref().map_or(0, |last| last.length)
}

/// All steps, first to last, those inside calls in their place.
pub(crate) fn flatten(trail: &Trail) -> Vec<((u32, Span), StepNote)> {
    let mut backwards = Vec::new();
    // Depth is bounded by MAX_STEPS, as is the whole.
    let mut stack: Vec<&TrailStep> = trail.as_deref().into_iter().collect();
    while let Some(step) = stack.pop() {
        backwards.push((step.place, step.note));
        // The way inside comes after the step of the call, so before it when going backwards.
        stack.extend(step.previous.as_deref());
        if let Some(inner) = &step.inner {
            let at = backwards.pop();
            backwards.extend(flatten(&Some(Arc::clone(inner))).into_iter().rev());
            backwards.extend(at);
        }
    }
    backwards.reverse();
    backwards
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_inside_a_call_comes_after_the_call() {
        let at = |n: u32| (0, Span::new(n, n + 1));
        let inner = step(&step(&None, at(10), StepNote::Assigned), at(11), StepNote::Assigned);
        let outer = step(&None, at(1), StepNote::Source);
        let whole = through_call(&outer, at(2), StepNote::Argument, &inner);
        let whole = step(&whole, at(3), StepNote::Sink);
        let places: Vec<u32> = flatten(&whole).iter().map(|((_, span), _)| span.start).collect();
        assert_eq!(places, [1, 2, 10, 11, 3]);
    }
}
