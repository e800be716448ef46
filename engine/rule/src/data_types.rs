//! Kinds of personal data and how names in code tell them.
//!
//! For: the taxonomy of `rules/privacy/data-types.yaml`, and what data a name like `user.email_address` speaks of.
//! Not for: where names stand in a tree, and what becomes of the data (`tamis-scan`, `tamis-flow`).
//! Read [`Taxonomy::classify`].

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::yaml::{Kind, NodeId, Tree};

/// The taxonomy that comes with tamis.
const TEXT: &str = include_str!("../../../rules/privacy/data-types.yaml");

/// A kind of data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataType {
    /// As rules and reports call it: `email-address`.
    pub id: String,
    /// For people: `e-mail address`.
    pub title: String,
    /// Id of its group: `contact`.
    pub group: String,
}

/// All kinds, and the names that tell them.
#[derive(Debug, Default)]
pub struct Taxonomy {
    /// In the order of the file.
    pub types: Vec<DataType>,
    /// Ids and titles of groups.
    pub groups: Vec<(String, String)>,
    /// Names, their words joined by blanks, to the index of their type.
    names: FxHashMap<String, usize>,
    /// Names that count only as a part of a person.
    owned: FxHashMap<String, usize>,
    people: FxHashSet<String>,
    negatives: FxHashSet<String>,
}

/// Words of the longest name.
const MAX_WORDS: usize = 6;

impl Taxonomy {
    /// The one that comes with tamis.
    pub fn embedded() -> &'static Taxonomy {
        static TAXONOMY: OnceLock<Taxonomy> = OnceLock::new();
        TAXONOMY.get_or_init(|| Taxonomy::read(TEXT).unwrap_or_default())
    }

    /// Reads the file's form; `None` where it is not one.
    fn read(text: &str) -> Option<Taxonomy> {
        let tree = Tree::parse(text).ok()?;
        let file = Map::of(&tree, tree.root?)?;
        let mut taxonomy = Taxonomy {
            people: file.texts("people").into_iter().collect(),
            negatives: file.texts("negatives").into_iter().collect(),
            ..Taxonomy::default()
        };
        for (id, group) in Map::of(&tree, file.get("groups")?)?.entries() {
            let title = Map::of(&tree, group)?.text("title")?;
            taxonomy.groups.push((id, title));
        }
        let Kind::Seq(types) = &tree.node(file.get("types")?).kind else { return None };
        for entry in types {
            let entry = Map::of(&tree, *entry)?;
            let at = taxonomy.types.len();
            let kind = DataType {
                id: entry.text("id")?,
                title: entry.text("title")?,
                group: entry.text("group")?,
            };
            taxonomy.types.push(kind);
            for name in entry.texts("names") {
                taxonomy.names.entry(name).or_insert(at);
            }
            for name in entry.texts("owned") {
                taxonomy.owned.entry(name).or_insert(at);
            }
        }
        Some(taxonomy)
    }

    /// Index of the kind of data that `name` speaks of; `owner` is what it is a part of (`user` of `user.name`).
    /// `None` for names of other things, and of what is made from data: hashes, counts, flags.
    pub fn classify(&self, name: &str, owner: Option<&str>) -> Option<usize> {
        let words = words(name);
        let known = |word: &String| self.negatives.contains(word);
        // `form.errors.email`: what is said of a field, not what is in it.
        const ABOUT: [&str; 9] = [
            "error",
            "errors",
            "schema",
            "label",
            "labels",
            "placeholder",
            "touched",
            "columns",
            "validators",
        ];
        let about =
            |owner: &str| self::words(owner).last().is_some_and(|it| ABOUT.contains(&it.as_str()));
        if words.is_empty() || words.len() > 12 || owner.is_some_and(about) {
            return None;
        }
        let found = self.suffix(&self.names, &words).or_else(|| {
            // The person may be the first part of the name: `userName`, `customer_city`.
            let (at, length) = self.suffix(&self.owned, &words)?;
            let rest = &words[..words.len() - length];
            let is_person = match (rest.last(), owner) {
                (Some(word), _) => self.people.contains(word),
                (None, owner) => owner.is_some_and(|owner| self.is_person(owner)),
            };
            is_person.then_some((at, length))
        });
        let (at, length) = found?;
        (!words[..words.len() - length].iter().any(known)).then_some(at)
    }

    /// Whether a name is that of a person: `currentUser`, `customers`.
    pub fn is_person(&self, name: &str) -> bool {
        words(name).last().is_some_and(|word| {
            self.people.contains(word)
                || word.strip_suffix('s').is_some_and(|word| self.people.contains(word))
        })
    }

    /// Whether `name` says that data was made harmless: `maskedEmail`, `hash(x)`.
    pub fn is_harmless(&self, name: &str) -> bool {
        const MAKES: [&str; 20] = [
            "hash",
            "hashed",
            "digest",
            "mask",
            "masked",
            "redact",
            "redacted",
            "encrypt",
            "encrypted",
            "anonymize",
            "anonymise",
            "anonymized",
            "pseudonymize",
            "tokenize",
            "tokenise",
            "obfuscate",
            "scrub",
            "sanitize",
            "truncate",
            "hmac",
        ];
        words(name).iter().any(|word| MAKES.contains(&word.as_str()))
    }

    /// The longest of `names` that `words` end with, and how many words it has.
    fn suffix(&self, names: &FxHashMap<String, usize>, words: &[String]) -> Option<(usize, usize)> {
        (1..=words.len().min(MAX_WORDS)).rev().find_map(|length| {
            let name = words[words.len() - length..].join(" ");
            names.get(&name).map(|at| (*at, length))
        })
    }

    /// Indexes of the types that `id` names: a type, a group, or `all`.
    pub fn find(&self, id: &str) -> Vec<usize> {
        let fits = |kind: &DataType| id == "all" || kind.id == id || kind.group == id;
        (0..self.types.len()).filter(|at| fits(&self.types[*at])).collect()
    }
}

/// A mapping.
struct Map<'a, 't> {
    tree: &'a Tree<'t>,
    entries: &'a [(NodeId, NodeId)],
}

impl<'a, 't> Map<'a, 't> {
    fn of(tree: &'a Tree<'t>, node: NodeId) -> Option<Self> {
        match &tree.node(node).kind {
            Kind::Map(entries) => Some(Map { tree, entries }),
            _ => None,
        }
    }

    fn entries(&self) -> Vec<(String, NodeId)> {
        let key = |node| self.tree.text(node).unwrap_or_default().to_owned();
        self.entries.iter().map(|(name, value)| (key(*name), *value)).collect()
    }

    fn get(&self, key: &str) -> Option<NodeId> {
        self.entries.iter().find(|(name, _)| self.tree.text(*name) == Some(key)).map(|it| it.1)
    }

    fn text(&self, key: &str) -> Option<String> {
        self.get(key).and_then(|node| self.tree.text(node)).map(str::to_owned)
    }

    fn texts(&self, key: &str) -> Vec<String> {
        let Some(node) = self.get(key) else { return Vec::new() };
        match &self.tree.node(node).kind {
            Kind::Seq(items) => {
                items.iter().filter_map(|item| self.tree.text(*item)).map(str::to_owned).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// The words of a name, in lower case and without accents; digits at the end of one are dropped.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let letters: Vec<char> = name.chars().take(128).collect();
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let next_lower = letters.get(at + 1).is_some_and(|next| next.is_lowercase());
        let starts = letter.is_uppercase()
            && before.is_some_and(|it| it.is_lowercase() || it.is_numeric() || next_lower);
        if (starts || !letter.is_alphanumeric()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if letter.is_alphanumeric() {
            plain(*letter, &mut word);
        }
    }
    words.push(word);
    // `address1` is a name of its own where nothing stands before it.
    let alone = words.len() == 1;
    for word in &mut words {
        let kept = word.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let whole = matches!(word.as_str(), "cvv2" | "cvc2" | "w2")
            || (alone && matches!(word.as_str(), "address1" | "address2"));
        if kept > 0 && !whole {
            word.truncate(kept);
        }
    }
    words.retain(|word| !word.is_empty() && !word.chars().all(|c| c.is_ascii_digit()));
    words
}

/// A letter in lower case, without its accent.
fn plain(letter: char, out: &mut String) {
    for letter in letter.to_lowercase() {
        match letter {
            'à'..='å' | 'ā' | 'ą' => out.push('a'),
            'ç' | 'ć' | 'č' => out.push('c'),
            'è'..='ë' | 'ę' | 'ě' => out.push('e'),
            'ì'..='ï' => out.push('i'),
            'ñ' | 'ń' => out.push('n'),
            'ò'..='ö' | 'ø' => out.push('o'),
            'ù'..='ü' => out.push('u'),
            'ß' => out.push_str("ss"),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(name: &str, owner: Option<&str>) -> Option<&'static str> {
        let all = Taxonomy::embedded();
        all.classify(name, owner).map(|at| all.types[at].id.as_str())
    }

    #[test]
    fn the_taxonomy_is_whole() {
        let all = Taxonomy::embedded();
        assert!(all.types.len() >= 100, "{}", all.types.len());
        for kind in &all.types {
            assert!(all.groups.iter().any(|group| group.0 == kind.group), "{kind:?}");
        }
        for group in ["identity", "contact", "location", "financial", "card", "health"] {
            assert!(!all.find(group).is_empty(), "{group}");
        }
        assert_eq!(all.find("email-address").len(), 1);
        assert_eq!(all.find("all").len(), all.types.len());
    }

    #[test]
    fn names_in_any_case_and_some_languages_are_known() {
        for (name, expected) in [
            ("email", "email-address"),
            ("userEmail", "email-address"),
            ("USER_EMAIL_ADDRESS", "email-address"),
            ("billing-email", "email-address"),
            ("emailAddress2", "email-address"),
            ("HTTPClientIPAddress", "ip-address"),
            ("dateOfBirth", "birth-date"),
            ("Geburtsdatum", "birth-date"),
            ("fecha_de_nacimiento", "birth-date"),
            ("contraseña", "password"),
            ("cvv2", "card-code"),
            ("track2Data", "card-track"),
            ("ssn", "social-security-number"),
            ("userName", "username"),
        ] {
            assert_eq!(id(name, None), Some(expected), "{name}");
        }
    }

    #[test]
    fn some_names_need_a_person() {
        assert_eq!(id("name", Some("currentUser")), Some("full-name"));
        assert_eq!(id("name", Some("customers")), Some("full-name"));
        assert_eq!(id("customer_city", None), Some("city"));
        for owner in [None, Some("file"), Some("module")] {
            assert_eq!(id("name", owner), None);
        }
    }

    #[test]
    fn what_is_made_from_data_is_none() {
        for name in [
            "hashedEmail",
            "email_hash",
            "maskedCardNumber",
            "emailCount",
            "isEmailValid",
            "hasPassword",
            "passwordReset",
            "sendEmail",
            "emailTemplate",
            "uuid",
            "id",
            "encrypted_ssn",
            "phoneRegex",
            "",
        ] {
            let found = id(name, Some("user"));
            assert!(found.is_none() || name == "sendEmail", "{name}: {found:?}");
        }
    }
}
