//! "Did you mean": the known word nearest to one that is not known.

/// Words of one dialect and what the other calls the same thing.
const SYNONYMS: [(&str, &str); 16] = [
    ("all", "patterns"),
    ("and", "patterns"),
    ("any", "pattern-either"),
    ("or", "pattern-either"),
    ("regex", "pattern-regex"),
    ("not", "pattern-not"),
    ("inside", "pattern-inside"),
    ("focus", "focus-metavariable"),
    ("patterns", "all"),
    ("pattern-either", "any"),
    ("pattern-regex", "regex"),
    ("pattern-not", "not"),
    ("pattern-inside", "inside"),
    ("language", "languages"),
    ("sources", "pattern-sources"),
    ("sinks", "pattern-sinks"),
];

/// The word of `known` that `word` was likely meant to be: a synonym, or at most a third of its letters away.
pub fn did_you_mean<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    // Edit distance is quadratic, and a long word is no typing error.
    if word.len() > 60 {
        return None;
    }
    let lower = word.to_ascii_lowercase().replace('_', "-");
    let synonym = SYNONYMS.iter().filter(|(from, _)| *from == lower).map(|(_, to)| *to);
    for candidate in synonym {
        if let Some(found) = known.iter().find(|known| **known == candidate) {
            return Some(found);
        }
    }
    let distance = |known: &str| strsim::damerau_levenshtein(&lower, &known.to_ascii_lowercase());
    let near = known.iter().map(|known| (distance(known), *known)).min_by_key(|near| near.0)?;
    (near.0 * 3 <= lower.chars().count()).then_some(near.1)
}

#[cfg(test)]
mod tests {
    use super::did_you_mean;

    #[test]
    fn near_words_and_synonyms_are_found() {
        let known = ["pattern", "pattern-inside", "pattern-not-inside", "patterns", "message"];
        assert_eq!(did_you_mean("pattern-insde", &known), Some("pattern-inside"));
        assert_eq!(did_you_mean("Pattern_Inside", &known), Some("pattern-inside"));
        assert_eq!(did_you_mean("all", &known), Some("patterns"));
        assert_eq!(did_you_mean("mesage", &known), Some("message"));
        assert_eq!(did_you_mean("resource", &known), None);
        assert_eq!(did_you_mean(&"x".repeat(100_000), &known), None);
    }
}
