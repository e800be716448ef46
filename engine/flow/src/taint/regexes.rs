//! Regular expressions as guards: does a match say what the whole text is?

/// Whether a text that matches can only be of a narrow form: the expression speaks of all of it, and nowhere of just
/// anything. JavaScript's come with their slashes. `from_start`, `to_end`: the match is tied there in any case.
pub(crate) fn is_narrow(regex: &str, from_start: bool, to_end: bool) -> bool {
    let Some((body, flags)) = parts(regex) else { return false };
    let starts = from_start || body.starts_with('^') || body.starts_with("\\A");
    let ends = to_end
        || body.ends_with('$') && !body.ends_with("\\$")
        || body.ends_with("\\Z")
        || body.ends_with("\\z");
    starts && ends && !flags.contains('m') && !has_wide_part(body)
}

/// Body and flags.
fn parts(regex: &str) -> Option<(&str, &str)> {
    match regex.strip_prefix('/') {
        Some(rest) => rest.rsplit_once('/'),
        None => Some((regex, "")),
    }
}

/// Whether it has a part that takes anything, or alternatives that are not tied to both ends.
fn has_wide_part(body: &str) -> bool {
    let mut depth = 0usize;
    let mut in_class = false;
    let mut chars = body.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                // Everything but digits, letters or blanks.
                if matches!(chars.next(), Some('D' | 'W' | 'S')) {
                    return true;
                }
            }
            '[' if !in_class => {
                in_class = true;
                if chars.peek() == Some(&'^') {
                    return true;
                }
            }
            ']' => in_class = false,
            _ if in_class => {}
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '|' if depth == 0 => return true,
            '.' if matches!(chars.peek(), Some('*' | '+' | '{')) => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_and_narrow_expressions_count() {
        for (regex, narrow) in [
            ("/^[a-z]+$/", true),
            ("/^[a-z]+$/i", true),
            ("/^(a|b)$/", true),
            ("/^a|b$/", false),
            ("/[a-z]+$/", false),
            ("/^[a-z]+/", false),
            ("/^.*$/", false),
            ("/^[^a]+$/", false),
            ("/^\\S+$/", false),
            ("/^[a-z]+$/m", false),
            ("/^a\\.b$/", true),
            ("^[0-9]+\\Z", true),
            ("/", false),
            ("", false),
        ] {
            assert_eq!(is_narrow(regex, false, false), narrow, "{regex}");
        }
        assert!(is_narrow("[a-z]+", true, true) && !is_narrow("[a-z]+", true, false));
    }
}
