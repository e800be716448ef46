//! Language-neutral roles of nodes.

macro_rules! roles {
    ($($(#[doc = $doc:literal])+ $name:ident),+ $(,)?) => {
        /// What a node does, whatever the grammar calls it. Two nodes with the same role (but `Other`) may match each
        /// other though their grammar kinds differ; nodes of role `Other` match by kind.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Role { $($(#[doc = $doc])+ $name),+ }

        impl Role {
            /// All roles in order.
            pub const ALL: &[Role] = &[$(Role::$name),+];

            /// Name as dumps print it.
            pub fn name(self) -> &'static str {
                match self { $(Role::$name => stringify!($name)),+ }
            }
        }
    };
}

roles! {
    /// No role of ours: known by its grammar kind alone.
    Other,
    /// The whole file.
    Root,
    /// A list of statements.
    Block,
    /// An expression used as a statement.
    ExpressionStatement,
    /// A call: callee, arguments.
    Call,
    /// Creation of an object: `new C(...)`.
    New,
    /// The list of arguments of a call.
    Arguments,
    /// An argument with its name.
    KeywordArgument,
    /// `*x`, `**x`, `...x` among arguments or elements.
    Spread,
    /// `object.name`.
    Member,
    /// `object[index]`.
    Subscript,
    /// A name.
    Identifier,
    /// A string literal; interpolations are its children.
    String,
    /// Text a shell runs, as a literal: `` `ls #{x}` ``.
    Shell,
    /// Code inside a string.
    Interpolation,
    /// What a keyword does to values, written like a call: `include "a"`, `echo $x`.
    KeywordCall,
    /// Adjacent string literals.
    StringSequence,
    /// A number literal.
    Number,
    /// `true` or `false`.
    Boolean,
    /// `None`, `null`, `nil`, `undefined` as a literal.
    Null,
    /// A regular expression literal.
    Regex,
    /// `target = value`.
    Assignment,
    /// `target += value`.
    AugmentedAssignment,
    /// `let a = 1, b = 2`: a list of declarators.
    Declaration,
    /// One `name = value` of a declaration.
    Declarator,
    /// Binary operation, arithmetic, comparison or logic.
    Binary,
    /// Unary operation.
    Unary,
    /// A value read as another type: `(T) x`, `x as T`.
    Cast,
    /// `a if c else b`, `c ? a : b`.
    Conditional,
    /// A function with or without a name: declaration, expression, method, arrow.
    Function,
    /// A function whose body is one expression, where the language tells it apart.
    Lambda,
    /// Parameters of a function.
    Parameters,
    /// One parameter.
    Parameter,
    /// A type annotation or type expression.
    Type,
    /// A class, struct or interface.
    Class,
    /// Body of a class.
    ClassBody,
    /// Base classes.
    Bases,
    /// A class member with a value.
    Field,
    /// Decorator, annotation or attribute.
    Decorator,
    /// A definition together with its decorators.
    Decorated,
    /// `public`, `static`, `async` and the like.
    Modifier,
    /// `if`.
    If,
    /// `else` or `elif` part.
    Else,
    /// Loop over elements.
    For,
    /// Loop on a condition.
    While,
    /// `try`.
    Try,
    /// `except`, `catch`.
    Catch,
    /// `finally`.
    Finally,
    /// `with`, `using`, try-with-resources.
    With,
    /// `switch`, `match`.
    Switch,
    /// One arm of it.
    Case,
    /// `return`.
    Return,
    /// `raise`, `throw`.
    Throw,
    /// `await`.
    Await,
    /// `yield`.
    Yield,
    /// An import, whatever its form.
    Import,
    /// `name as alias` in an import.
    Alias,
    /// `{k: v}`: dictionary, object, YAML mapping, HCL object.
    Object,
    /// One `k: v`.
    Pair,
    /// `[a, b]`, YAML sequence.
    Array,
    /// `(a, b)`.
    Tuple,
    /// `{a, b}` as a set.
    Set,
    /// List, set, dictionary or generator comprehension.
    Comprehension,
    /// A block of a configuration language, with a type and labels.
    ConfigBlock,
    /// `name = value` of a configuration language.
    Attribute,
    /// A markup element.
    Element,
    /// One attribute of a markup element.
    ElementAttribute,
    /// Literal text of markup, template or shell.
    Text,
    /// An instruction of a Dockerfile.
    Instruction,
    /// A command of a shell.
    Command,
    /// Commands of a shell, each reading what the one before writes.
    Pipeline,
}
