//! What must stand in a file: a small formula over literals, and how it is kept small.
//!
//! For: combining the needs of patterns, and asking a file's literals.
//! Not for: finding literals in text (`tamis-matcher` has one automaton for all rules).
//! Read [`Need`].

/// Literals kept of a conjunction: more narrow little and cost memory.
const MAX_IN_ALL: usize = 3;
/// Alternatives kept of a conjunction.
const MAX_ANYS: usize = 2;
/// Bytes of a literal that are looked for.
const MAX_LENGTH: usize = 64;
/// Literals of a disjunction; beyond it the need is given up.
const MAX_IN_ANY: usize = 64;

/// A text that must stand in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Literal {
    /// The text, never empty; in ASCII lower case where `any_case` is set.
    pub text: Box<str>,
    /// Whether ASCII letters match in either case.
    pub any_case: bool,
}

impl Literal {
    /// A literal; `text` is lowered where `any_case` is set.
    pub fn new(text: &str, any_case: bool) -> Self {
        let text = if any_case { text.to_ascii_lowercase() } else { text.to_owned() };
        Literal { text: text.into_boxed_str(), any_case }
    }

    /// Whether it stands in `text`. Linear; for tests and single files, not for scans.
    pub fn stands_in(&self, text: &str) -> bool {
        if !self.any_case {
            return text.contains(&*self.text);
        }
        let (text, own) = (text.as_bytes(), self.text.as_bytes());
        text.windows(own.len()).any(|window| window.eq_ignore_ascii_case(own))
    }

    /// Whether every text that holds `self` also holds `other`.
    fn implies(&self, other: &Literal) -> bool {
        match (self.any_case, other.any_case) {
            (true, false) => false,
            (false, true) => self.text.to_ascii_lowercase().contains(&*other.text),
            _ => self.text.contains(&*other.text),
        }
    }
}

/// A condition on the text of a file that every file with a match fulfils. It says nothing the other way round.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Need {
    /// Nothing is known: every file may match.
    Always,
    /// This text must stand in the file.
    Literal(Literal),
    /// All of these hold; two or more, none of them `Always` or `All`.
    All(Vec<Need>),
    /// One of these holds; two or more, none of them `Always` or `Any`.
    Any(Vec<Need>),
}

impl Need {
    /// The need of one literal, of which the first 64 bytes are enough; `Always` where its text is empty.
    pub(crate) fn literal(text: &str, any_case: bool) -> Need {
        let text = &text[..text.floor_char_boundary(MAX_LENGTH)];
        if text.is_empty() { Need::Always } else { Need::Literal(Literal::new(text, any_case)) }
    }

    /// The conjunction of `parts`, weakened to its longest literals and narrowest alternatives.
    pub(crate) fn all(parts: Vec<Need>) -> Need {
        let (mut literals, mut anys) = (Vec::new(), Vec::new());
        for part in parts {
            match part {
                Need::Always => {}
                Need::Literal(literal) => literals.push(literal),
                Need::Any(_) => anys.push(part),
                Need::All(inner) => {
                    for part in inner {
                        match part {
                            Need::Literal(literal) => literals.push(literal),
                            other => anys.push(other),
                        }
                    }
                }
            }
        }
        let literals = longest(literals);
        anys.retain(|any| !literals.iter().any(|literal| any.follows_from(literal)));
        anys.sort_by_cached_key(|any| (std::cmp::Reverse(any.weakest()), any.count(), any.clone()));
        anys.dedup();
        anys.truncate(MAX_ANYS);
        let parts: Vec<Need> = literals.into_iter().map(Need::Literal).chain(anys).collect();
        Need::of(parts, Need::All)
    }

    /// The disjunction of `parts`; `Always` where it would be too large.
    pub(crate) fn any(parts: Vec<Need>) -> Need {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Need::Always => return Need::Always,
                Need::Any(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        let mut kept = without_implied(flat);
        if kept.iter().map(Need::count).sum::<usize>() > MAX_IN_ANY {
            kept = without_implied(kept.into_iter().flat_map(Need::into_best).collect());
        }
        if kept.iter().map(Need::count).sum::<usize>() > MAX_IN_ANY {
            Need::Always
        } else {
            Need::of(kept, Need::Any)
        }
    }

    fn of(mut parts: Vec<Need>, join: fn(Vec<Need>) -> Need) -> Need {
        match parts.len() {
            0 => Need::Always,
            1 => parts.remove(0),
            _ => join(parts),
        }
    }

    /// Whether a file in which exactly the literals stand that `stands` says fulfils the need.
    pub fn holds(&self, stands: &mut dyn FnMut(&Literal) -> bool) -> bool {
        match self {
            Need::Always => true,
            Need::Literal(literal) => stands(literal),
            Need::All(parts) => parts.iter().all(|part| part.holds(stands)),
            Need::Any(parts) => parts.iter().any(|part| part.holds(stands)),
        }
    }

    /// Every literal in it, in order, with repetitions.
    pub fn literals(&self) -> Vec<&Literal> {
        match self {
            Need::Always => Vec::new(),
            Need::Literal(literal) => vec![literal],
            Need::All(parts) | Need::Any(parts) => parts.iter().flat_map(Need::literals).collect(),
        }
    }

    /// Number of literals.
    fn count(&self) -> usize {
        match self {
            Need::Always => 0,
            Need::Literal(_) => 1,
            Need::All(parts) | Need::Any(parts) => parts.iter().map(Need::count).sum(),
        }
    }

    /// Whether `literal` alone already fulfils it.
    fn follows_from(&self, literal: &Literal) -> bool {
        match self {
            Need::Always => true,
            Need::Literal(own) => literal.implies(own),
            Need::All(parts) => parts.iter().all(|part| part.follows_from(literal)),
            Need::Any(parts) => parts.iter().any(|part| part.follows_from(literal)),
        }
    }

    /// Whether it cannot hold where `literal` does not stand.
    fn requires(&self, literal: &Literal) -> bool {
        match self {
            Need::Always => false,
            Need::Literal(own) => own.implies(literal),
            Need::All(parts) => parts.iter().any(|part| part.requires(literal)),
            Need::Any(parts) => parts.iter().all(|part| part.requires(literal)),
        }
    }

    /// Whether it is a conjunction that says all that the conjunction `other` says.
    fn includes(&self, other: &Need) -> bool {
        match (self, other) {
            (Need::All(own), Need::All(parts)) => parts.iter().all(|part| own.contains(part)),
            (Need::All(own), part) => own.contains(part),
            _ => false,
        }
    }

    /// Length of the literal a file fulfils it with most easily: a rough measure of how rare that is.
    fn weakest(&self) -> usize {
        match self {
            Need::Always => 0,
            Need::Literal(literal) => literal.text.len(),
            Need::All(parts) => parts.iter().map(Need::weakest).max().unwrap_or(0),
            Need::Any(parts) => parts.iter().map(Need::weakest).min().unwrap_or(0),
        }
    }

    /// Weakened to its first part, which is the longest literal where it has one; as alternatives.
    fn into_best(self) -> Vec<Need> {
        match self {
            Need::All(parts) => match parts.into_iter().next() {
                Some(Need::Any(alternatives)) => alternatives,
                first => first.into_iter().collect(),
            },
            other => vec![other],
        }
    }

    /// The same with every literal in either case.
    pub(crate) fn into_any_case(self) -> Need {
        let lower = |parts: Vec<Need>| parts.into_iter().map(Need::into_any_case).collect();
        match self {
            Need::Always => Need::Always,
            Need::Literal(literal) => Need::literal(&literal.text, true),
            Need::All(parts) => Need::all(lower(parts)),
            Need::Any(parts) => Need::any(lower(parts)),
        }
    }
}

/// The longest literals, longest first, without those that follow from others.
fn longest(mut literals: Vec<Literal>) -> Vec<Literal> {
    literals.sort_by(|a, b| b.text.len().cmp(&a.text.len()).then_with(|| a.cmp(b)));
    let mut kept: Vec<Literal> = Vec::with_capacity(MAX_IN_ALL);
    for literal in literals {
        if kept.len() == MAX_IN_ALL {
            break;
        }
        if !kept.iter().any(|longer| longer.implies(&literal)) {
            kept.push(literal);
        }
    }
    kept
}

/// Alternatives without those that already need the literal of another one, in sorted order.
fn without_implied(mut parts: Vec<Need>) -> Vec<Need> {
    parts.sort();
    parts.dedup();
    let literals: Vec<Literal> = parts
        .iter()
        .filter_map(|part| match part {
            Need::Literal(literal) => Some(literal.clone()),
            _ => None,
        })
        .collect();
    // Quadratic, but over what one rule says in one list.
    if literals.len() <= 512 {
        parts.retain(|part| {
            !literals.iter().any(|literal| {
                part.requires(literal) && !matches!(part, Need::Literal(own) if own == literal)
            })
        });
    }
    let wholes = parts.clone();
    if wholes.len() <= 512 {
        parts.retain(|part| !wholes.iter().any(|other| other != part && part.includes(other)));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{Literal, Need};

    fn words(words: &[&str]) -> Vec<Need> {
        words.iter().map(|word| Need::literal(word, false)).collect()
    }

    #[test]
    fn conjunctions_keep_the_longest() {
        let need = Need::all(words(&["os", "system", "a", "shell", "system", "sys", "commands"]));
        assert_eq!(need, Need::All(words(&["commands", "system", "shell"])));
        assert_eq!(Need::all(vec![Need::Always, Need::Always]), Need::Always);
        assert_eq!(Need::all(words(&["os"])), Need::literal("os", false));
    }

    #[test]
    fn alternatives_that_follow_are_dropped() {
        let any = Need::any(words(&["foo", "foobar", "x"]));
        assert_eq!(any, Need::Any(words(&["foo", "x"])));
        let all = Need::all(vec![any, Need::literal("foobar", false)]);
        assert_eq!(all, Need::literal("foobar", false));
        let with_all =
            Need::any(vec![Need::literal("foo", false), Need::all(words(&["a1", "food"]))]);
        assert_eq!(with_all, Need::literal("foo", false));
        assert_eq!(Need::any(vec![Need::literal("a", false), Need::Always]), Need::Always);
    }

    #[test]
    fn too_many_alternatives_are_given_up() {
        let many = |n: usize| -> Vec<Need> {
            (0..n).map(|at| Need::literal(&format!("w{at:03}"), false)).collect()
        };
        assert_eq!(Need::any(many(64)).literals().len(), 64);
        assert_eq!(Need::any(many(65)), Need::Always);
        let pairs =
            (0..40).map(|at| Need::all(words(&[&format!("w{at}q"), &format!("longer{at}q")])));
        assert_eq!(Need::any(pairs.collect()).literals().len(), 40);
    }

    #[test]
    fn case_is_looked_at() {
        let exact = Literal::new("Foo", false);
        let any_case = Literal::new("FOO", true);
        assert!(exact.implies(&any_case) && !any_case.implies(&exact));
        assert!(any_case.stands_in("a fOo") && !exact.stands_in("a fOo"));
        assert!(!any_case.stands_in("fo"));
    }

    #[test]
    fn needs_are_asked() {
        let need = Need::all(vec![Need::literal("abc", false), Need::any(words(&["xx", "yy"]))]);
        let holds = |text: &str| need.holds(&mut |literal| literal.stands_in(text));
        assert!(holds("abc yy") && holds("xxabc"));
        assert!(!holds("abc") && !holds("xx"));
    }
}
