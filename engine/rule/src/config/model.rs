//! A `mode: config` rule as data.

use crate::model::Located;

/// What a rule over the graph of resources asks.
#[derive(Debug, Clone)]
pub struct ConfigSpec {
    /// Globs of resource types: `aws_s3_bucket`, `k8s:*`. A resource that fits one is asked.
    pub resources: Vec<Located<String>>,
    /// What makes it a finding; without one every resource of the type is.
    pub condition: ConfigCondition,
    /// Whether a condition that depends on something unknown gives a finding, of severity `INFO`.
    pub report_unknown: bool,
    /// The attribute the finding is shown on, in place of the one that decided.
    pub report: Option<ConfigPath>,
}

/// A condition with three values over a resource or an element of it.
#[derive(Debug, Clone)]
pub enum ConfigCondition {
    /// All hold; true of none.
    All(Vec<ConfigCondition>),
    /// One holds.
    Any(Vec<ConfigCondition>),
    /// It does not hold.
    Not(Box<ConfigCondition>),
    /// Where the first holds, the second does.
    If(Box<ConfigCondition>, Box<ConfigCondition>),
    /// An attribute passes tests.
    Attribute(Box<AttributeTest>),
    /// A quantifier over elements, which become the root of paths in the condition.
    Elements(Quantifier, Vec<ConfigPath>, Box<ConfigCondition>),
    /// Other resources of the graph.
    Related(Box<Related>),
}

/// How many elements or related resources must fulfil a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantifier {
    /// One or more; each of them is a finding of its own where the quantifier is what decides.
    Some,
    /// All, also where there is none.
    Each,
    /// Not a single one.
    None,
}

/// Tests of one attribute: all must pass for one of the values the path leads to.
#[derive(Debug, Clone)]
pub struct AttributeTest {
    /// Where it is.
    pub path: ConfigPath,
    /// What it must be.
    pub tests: Vec<Test>,
    /// What its absence means.
    pub default: Option<ConfigValue>,
    /// Whether texts are compared without case.
    pub any_case: bool,
}

/// An operator, possibly turned round.
#[derive(Debug, Clone)]
pub struct Test {
    /// What is asked.
    pub operator: Operator,
    /// Whether the answer is turned round; an absent attribute passes then.
    pub negated: bool,
}

/// What can be asked of a value.
#[derive(Debug, Clone)]
pub enum Operator {
    /// Equal to one of these: `is`, `in`.
    Is(Vec<ConfigValue>),
    /// A regular expression finds something in the text.
    Matches(Located<String>),
    /// Text that starts with one of these.
    StartsWith(Vec<String>),
    /// Text that ends with one of these.
    EndsWith(Vec<String>),
    /// A list or map that has one of these, or text with one of these in it.
    Contains(Vec<ConfigValue>),
    /// A list or map that has all of these.
    ContainsAll(Vec<ConfigValue>),
    /// A list all of whose items are among these.
    SubsetOf(Vec<ConfigValue>),
    /// Not there, or null.
    Absent,
    /// Absent, or text, a list or a map without content.
    Empty,
    /// A number.
    Number(Order, f64),
    /// The number of items, entries or characters.
    Length(Order, f64),
    /// A dotted version (`1.2`, `TLSv1_2`: the digits count).
    Version(Order, String),
    /// A network that covers one of these.
    CidrCovers(Vec<String>),
    /// A network within one of these.
    CidrWithin(Vec<String>),
    /// A network with addresses of the public internet.
    CidrPublic,
    /// A port, a range (`20-25`, `20:25`), a list of them or `*` that covers one of these.
    PortCovers(Vec<u16>),
    /// A pattern with `*` and `?` (an action of a policy) that covers one of these.
    GlobCovers(Vec<String>),
    /// Of one of these types: `text`, `number`, `bool`, `list`, `map`.
    Type(Vec<String>),
    /// Equal to what another path leads to.
    SameAs(ConfigPath),
}

/// How two numbers or versions stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Below.
    Less,
    /// Below or equal.
    AtMost,
    /// Equal or above.
    AtLeast,
    /// Above.
    More,
}

/// Other resources, by how they are connected.
#[derive(Debug, Clone)]
pub struct Related {
    /// The connection.
    pub relation: Relation,
    /// Globs of their types.
    pub resources: Vec<String>,
    /// The attribute that refers, without indexes (`bucket`); any where absent.
    pub via: Option<String>,
    /// What they must fulfil.
    pub condition: ConfigCondition,
    /// How many of them.
    pub count: Quantifier,
}

/// How resources are connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// This one refers to the other.
    RefersTo,
    /// The other refers to this one.
    ReferredBy,
    /// Either way.
    Connected,
    /// The other is a direct part of this one.
    Child,
    /// This one is a part of the other, however deep.
    Within,
    /// Both are parts of one, or stand in one file.
    Sibling,
    /// Any of the dialect.
    Anywhere,
}

/// A way to attributes: alternatives, all of which are looked at.
#[derive(Debug, Clone)]
pub struct ConfigPath {
    /// As written.
    pub text: String,
    /// At least one.
    pub alternatives: Vec<PathAlternative>,
}

/// One way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathAlternative {
    /// Where it starts.
    pub root: PathRoot,
    /// Steps from there; none for the root itself.
    pub steps: Vec<PathStep>,
}

/// Where a path starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathRoot {
    /// The element of the innermost quantifier, else the resource.
    Here,
    /// `$resource`: the resource, also within a quantifier.
    Resource,
    /// `$parent`: the resource this one is a part of; the number of levels up.
    Parent(u8),
    /// `$outer`: within `related`, the resource outside of it.
    Outer,
}

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathStep {
    /// An entry of a map; of a list, that of each item.
    Key(String),
    /// `[*]`: each item of a list, each value of a map.
    Items,
    /// `[0]`: one item.
    Index(usize),
    /// `..key`: entries of that key at any depth.
    Deep(String),
    /// `@keys`: the keys of a map as a list.
    Keys,
    /// `@entries`: the entries of a map as maps of `key` and `value`.
    Entries,
    /// `@json`: text read as JSON.
    Json,
    /// `@policy`: an access policy, as text or map, to its statements in one form.
    Policy,
    /// `@type`, `@name`, `@address`: facts of the resource.
    Fact(Fact),
}

/// A fact of a resource that is no attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// Its type.
    Type,
    /// Its address.
    Address,
    /// The path of the file it stands in.
    File,
}

/// A value written in a rule.
#[derive(Debug, Clone, PartialEq)]
pub enum ConfigValue {
    /// `null`.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A number.
    Number(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<ConfigValue>),
    /// A mapping.
    Map(Vec<(String, ConfigValue)>),
}
