//! Metavariables in messages and fixes.
//!
//! For: filling in the texts of a rule from the bindings of a match.
//! Not for: computing bindings or values (`tamis-matcher`).
//! Read [`interpolate`].

/// Whether `text` is the name of a metavariable with its dollar: `$X`, `$_`, `$...ARGS`, `$1`.
pub fn is_metavariable(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('$') else { return false };
    let name = rest.strip_prefix("...").unwrap_or(rest);
    name_length(name) == name.len() && !name.is_empty()
        || name == rest && !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit())
}

/// Fills in `template`: each `$X`, `$...X`, `$1` and `value($X)` becomes what `lookup` says of it.
///
/// `lookup` is asked by the name with its dollar, for `value($X)` by that whole text, and then, if there is no value, by
/// the name. Of names that start alike the longest with a binding wins (`$XY` before `$X` followed by `Y`), as in
/// Semgrep. What has no binding stays as it is; text that was filled in is not looked at again.
///
/// ```
/// let lookup = |name: &str| (name == "$X").then(|| "input".to_owned());
/// assert_eq!(tamis_rule::interpolate("$X reaches $SINK", lookup), "input reaches $SINK");
/// ```
pub fn interpolate(template: &str, lookup: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find('$') {
        let (before, from) = rest.split_at(at);
        match replacement(before, from, &lookup) {
            Some((text, in_value, taken)) => {
                let kept = if in_value { at - VALUE.len() } else { at };
                filled.push_str(&before[..kept]);
                filled.push_str(&text);
                rest = &from[taken..];
            }
            None => {
                filled.push_str(before);
                filled.push('$');
                rest = &from[1..];
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// What surrounds a metavariable whose value is meant.
const VALUE: &str = "value(";

/// The text for the metavariable at the start of `from`, whether it is of the form `value(...)`, and how many bytes of
/// `from` it stands for.
fn replacement(
    before: &str,
    from: &str,
    lookup: &impl Fn(&str) -> Option<String>,
) -> Option<(String, bool, usize)> {
    let length = metavariable_length(from)?;
    let name = &from[..length];
    if is_value_call(before) && from[length..].starts_with(')') {
        let text = lookup(&format!("{VALUE}{name})")).or_else(|| lookup(name))?;
        return Some((text, true, length + 1));
    }
    let shortest = if from.starts_with("$...") { 5 } else { 2 };
    (shortest..=length).rev().find_map(|end| Some((lookup(&from[..end])?, false, end)))
}

/// Whether `before` ends with a call of `value`, not of a function whose name only ends so.
fn is_value_call(before: &str) -> bool {
    before
        .strip_suffix(VALUE)
        .is_some_and(|head| !head.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// Length of the metavariable at the start of `text`, taken as long as it can be.
pub(crate) fn metavariable_length(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('$')?;
    if let Some(name) = rest.strip_prefix("...") {
        return Some(name_length(name)).filter(|length| *length > 0).map(|length| length + 4);
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let length = if digits > 0 { digits } else { name_length(rest) };
    (length > 0).then_some(length + 1)
}

/// Length of the capitals, digits and underscores at the start of `text`; 0 where it starts with a digit.
fn name_length(text: &str) -> usize {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return 0;
    }
    text.bytes()
        .take_while(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'_')
        .count()
}

#[cfg(test)]
mod tests {
    use super::{interpolate, is_metavariable};

    fn check(template: &str, expected: &str) {
        let bindings = [
            ("$X", "a.b"),
            ("$XY", "xy"),
            ("$1", "one"),
            ("$...ARGS", "1, 2"),
            ("value($N)", "8"),
            ("$N", "n"),
            ("$LOOP", "$X"),
        ];
        let lookup = |name: &str| {
            bindings.iter().find(|(bound, _)| *bound == name).map(|(_, text)| (*text).to_owned())
        };
        assert_eq!(interpolate(template, lookup), expected);
    }

    #[test]
    fn bound_metavariables_are_filled_in() {
        check("'$X' and $XY, $1", "'a.b' and xy, one");
        check("f($...ARGS)", "f(1, 2)");
        check("no metavariable", "no metavariable");
    }

    #[test]
    fn the_longest_bound_name_wins() {
        check("$XYZ $XZ $12", "xyZ a.bZ one2");
    }

    #[test]
    fn unbound_ones_and_lone_dollars_stay() {
        check(
            "$UNKNOWN costs $ and $$X, $...OTHER, $lower",
            "$UNKNOWN costs $ and $a.b, $...OTHER, $lower",
        );
        check("ends with $", "ends with $");
        check("é$X→$", "éa.b→$");
    }

    #[test]
    fn values_come_before_names() {
        check("value($N) value($X) value($Q)", "8 a.b value($Q)");
        check("myvalue($N) value($N", "myvalue(n) value(n");
    }

    #[test]
    fn what_was_filled_in_is_not_filled_again() {
        check("$LOOP", "$X");
    }

    #[test]
    fn names_of_metavariables() {
        for name in ["$X", "$_", "$X_1", "$...ARGS", "$1", "$12"] {
            assert!(is_metavariable(name), "{name}");
        }
        for name in ["X", "$", "$x", "$X-Y", "$...", "$...1", "$1X", "$X ", ""] {
            assert!(!is_metavariable(name), "{name}");
        }
    }
}
