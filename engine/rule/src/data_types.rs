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

/// What a name speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoken {
    /// Index of the kind of data in [`Taxonomy::types`].
    pub kind: usize,
    /// Code has the name for other things too: it counts only in a file that speaks of people elsewhere.
    pub vague: bool,
    /// Said of a person: `user.email`, `patientName`.
    pub of_person: bool,
}

/// All kinds, and the names that tell them.
#[derive(Debug, Default)]
pub struct Taxonomy {
    /// In the order of the file.
    pub types: Vec<DataType>,
    /// Ids and titles of groups.
    pub groups: Vec<(String, String)>,
    /// Names, their words joined by blanks, to the index of their type, and whether they are vague.
    names: FxHashMap<String, (usize, bool)>,
    /// Names that count only as a part of a person.
    owned: FxHashMap<String, (usize, bool)>,
    people: FxHashSet<String>,
    /// Words for people that are words for things too.
    roles: FxHashSet<String>,
    /// What people fill in: `request.form`.
    forms: FxHashSet<String>,
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
            roles: file.texts("roles").into_iter().collect(),
            forms: file.texts("forms").into_iter().collect(),
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
                taxonomy.names.entry(name).or_insert((at, false));
            }
            for name in entry.texts("vague") {
                taxonomy.names.entry(name).or_insert((at, true));
            }
            for name in entry.texts("owned") {
                taxonomy.owned.entry(name).or_insert((at, false));
            }
        }
        Some(taxonomy)
    }

    /// The kind of data that `name` speaks of; `owner` is what it is a part of (`user` of `user.name`).
    /// `None` for names of other things, and of what is made from data: hashes, counts, flags.
    pub fn classify(&self, name: &str, owner: Option<&str>) -> Option<Spoken> {
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
        // The person may be the first part of the name: `userName`, `customer_city`.
        let before = |length: usize| words[..words.len() - length].last();
        let owned_by = |set: &FxHashSet<String>, length: usize| match before(length) {
            Some(word) => is_one_of(set, word),
            None => owner.is_some_and(|owner| ends_with_one_of(set, owner)),
        };
        let (found, length, of_person) = match self.suffix(&self.names, &words) {
            Some(((kind, vague), length)) => {
                let owned = |set| owner.is_some_and(|owner| ends_with_one_of(set, owner));
                let of_person = owned_by(&self.people, length) || owned(&self.people);
                ((kind, vague && !of_person && !owned(&self.forms)), length, of_person)
            }
            None => {
                let ((kind, _), length) = self.suffix(&self.owned, &words)?;
                let of_person = owned_by(&self.people, length);
                if !of_person && !owned_by(&self.roles, length) {
                    return None;
                }
                ((kind, !of_person), length, of_person)
            }
        };
        let made = words[..words.len() - length].iter().any(known);
        (!made).then_some(Spoken { kind: found.0, vague: found.1, of_person })
    }

    /// Whether what was said shows that its file speaks of people: of one by name, or data that nothing else has. Addresses
    /// of machines, accounts and their credentials are handled by any program.
    pub fn tells_people(&self, spoken: Spoken) -> bool {
        let kind = &self.types[spoken.kind];
        let of_any = matches!(kind.group.as_str(), "credentials" | "location" | "behaviour")
            || matches!(kind.id.as_str(), "email-address" | "username");
        !spoken.vague && (spoken.of_person || !of_any)
    }

    /// Whether `name` can speak of data, whatever it is a part of. What [`Taxonomy::classify`] costs most, for callers
    /// that meet a name often.
    pub fn may_speak(&self, name: &str) -> bool {
        let words = words(name);
        self.suffix(&self.names, &words).or_else(|| self.suffix(&self.owned, &words)).is_some()
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
    fn suffix(
        &self,
        names: &FxHashMap<String, (usize, bool)>,
        words: &[String],
    ) -> Option<((usize, bool), usize)> {
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

/// Whether `set` has `word`, or what it is the plural of.
fn is_one_of(set: &FxHashSet<String>, word: &str) -> bool {
    set.contains(word) || word.strip_suffix('s').is_some_and(|word| set.contains(word))
}

/// The same of the last word of a name: `currentUser`, `customers`.
fn ends_with_one_of(set: &FxHashSet<String>, name: &str) -> bool {
    words(name).last().is_some_and(|word| is_one_of(set, word))
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
        all.classify(name, owner).map(|it| all.types[it.kind].id.as_str())
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
            ("user_name", "username"),
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
        let may = |name| Taxonomy::embedded().may_speak(name);
        assert!(may("name") && may("emailAddress") && !may("index") && !may("hash") && !may(""));
    }

    #[test]
    fn some_names_are_vague() {
        let vague = |name, owner| Taxonomy::embedded().classify(name, owner).map(|it| it.vague);
        for (name, owner) in [
            ("fullname", None),
            ("fname", Some("self")),
            ("pwd", None),
            ("name", Some("child")),
            ("client_address", None),
            ("ip_address", Some("socket")),
        ] {
            assert_eq!(vague(name, owner), Some(true), "{name}");
        }
        for (name, owner) in [
            ("fullname", Some("user")),
            ("patient_full_name", None),
            ("firstName", None),
            ("name", Some("patients")),
            ("user_ip_address", None),
            ("username", Some("req.body")),
            ("username", Some("$_POST")),
        ] {
            assert_eq!(vague(name, owner), Some(false), "{name}");
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
