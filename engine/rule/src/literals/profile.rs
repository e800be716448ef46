//! What a language's patterns look like as text, as far as needed to tell words that must stand in a file from words
//! that need not.
//!
//! For: comments, quotes and the words that equivalences or defaults make optional, one row a language.
//! Not for: parsing patterns (`tamis-lang`).
//! Read [`Profile`].

/// How a language's patterns are cut into words.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Profile {
    /// Words under `languages:` that mean it.
    pub(crate) names: &'static [&'static str],
    /// What its text is.
    pub(crate) style: Style,
    /// What begins a comment up to the end of the line.
    pub(crate) line_comments: &'static [&'static str],
    /// What begins and ends other comments.
    pub(crate) block_comments: &'static [(&'static str, &'static str)],
    /// Quotes of strings within one line; a backtick may span lines.
    pub(crate) quotes: &'static str,
    /// Whether `"""` and `'''` are quotes.
    pub(crate) triple_quotes: bool,
    /// Whether `/.../` may be a regular expression.
    pub(crate) regex_literals: bool,
    /// Whether `<<WORD` begins a text up to `WORD`, whose name is free.
    pub(crate) heredocs: bool,
    /// Which words match in either case.
    pub(crate) any_case: AnyCase,
    /// Words that may be written otherwise, or not at all, or that stand in every file anyhow; spaces between them.
    pub(crate) optional: &'static str,
}

/// What kind of text a pattern is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// Code: identifiers, and strings between quotes.
    Code,
    /// Scalars and shell words: `-`, `.` and `:` may be inside a word.
    Scalars,
    /// Any text: words, with free space between them and punctuation.
    Text,
    /// The pattern is a regular expression.
    Regex,
}

/// Which words match in either case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AnyCase {
    /// None.
    Never,
    /// Those outside of strings.
    Words,
    /// The first of a line.
    FirstOfLine,
}

impl Profile {
    /// Whether `word` need not stand in a file although it stands in the pattern.
    pub(crate) fn is_optional(&self, word: &str, any_case: bool) -> bool {
        self.optional.split_ascii_whitespace().any(|optional| {
            if any_case { optional.eq_ignore_ascii_case(word) } else { optional == word }
        })
    }
}

/// The profile of a language by a word under `languages:`, in lower case.
pub(crate) fn profile(name: &str) -> Option<&'static Profile> {
    PROFILES.iter().find(|profile| profile.names.contains(&name))
}

const C_COMMENTS: &[(&str, &str)] = &[("/*", "*/")];

/// A row to start from.
const CODE: Profile = Profile {
    names: &[],
    style: Style::Code,
    line_comments: &["//"],
    block_comments: C_COMMENTS,
    quotes: "\"'",
    triple_quotes: false,
    regex_literals: false,
    heredocs: false,
    any_case: AnyCase::Never,
    optional: "",
};

const PROFILES: [Profile; 17] = [
    Profile {
        names: &["python", "py", "python2", "python3"],
        line_comments: &["#"],
        block_comments: &[],
        triple_quotes: true,
        optional: PYTHON,
        ..CODE
    },
    Profile {
        names: &["javascript", "js", "jsx", "typescript", "ts", "tsx"],
        quotes: "\"'`",
        regex_literals: true,
        optional: JAVASCRIPT,
        ..CODE
    },
    Profile { names: &["go", "golang"], quotes: "\"`", optional: GO, ..CODE },
    Profile { names: &["java", "kotlin", "kt"], triple_quotes: true, optional: JAVA, ..CODE },
    // A quote may begin a lifetime.
    Profile { names: &["rust", "rs"], quotes: "\"", optional: RUST, ..CODE },
    Profile { names: &["c", "cpp", "c++"], optional: C, ..CODE },
    Profile {
        names: &["ruby", "rb"],
        line_comments: &["#"],
        block_comments: &[],
        regex_literals: true,
        heredocs: true,
        optional: RUBY,
        ..CODE
    },
    Profile {
        names: &["php"],
        line_comments: &["//", "# "],
        heredocs: true,
        any_case: AnyCase::Words,
        optional: PHP,
        ..CODE
    },
    Profile {
        names: &["terraform", "tf", "hcl"],
        line_comments: &["#", "//"],
        quotes: "\"",
        heredocs: true,
        optional: HCL,
        ..CODE
    },
    Profile {
        names: &["yaml", "yml"],
        style: Style::Scalars,
        line_comments: &["#"],
        block_comments: &[],
        optional: YAML,
        ..CODE
    },
    Profile { names: &["json"], quotes: "\"", optional: YAML, ..CODE },
    Profile {
        names: &["toml"],
        line_comments: &["#"],
        block_comments: &[],
        triple_quotes: true,
        optional: YAML,
        ..CODE
    },
    Profile {
        names: &["dockerfile", "docker"],
        style: Style::Scalars,
        line_comments: &["#"],
        block_comments: &[],
        heredocs: true,
        any_case: AnyCase::FirstOfLine,
        optional: DOCKERFILE,
        ..CODE
    },
    Profile {
        names: &["bash", "sh"],
        style: Style::Scalars,
        line_comments: &["#"],
        block_comments: &[],
        heredocs: true,
        optional: BASH,
        ..CODE
    },
    Profile {
        names: &["html", "xml", "vue", "svelte"],
        style: Style::Text,
        line_comments: &[],
        block_comments: &[("<!--", "-->")],
        any_case: AnyCase::Words,
        ..CODE
    },
    Profile {
        names: &["generic", "spacegrep", "aliengrep"],
        quotes: "",
        style: Style::Text,
        line_comments: &[],
        block_comments: &[],
        ..CODE
    },
    Profile {
        names: &["regex", "none"],
        style: Style::Regex,
        line_comments: &[],
        block_comments: &[],
        ..CODE
    },
];

/// Keywords; `self` and the base classes nobody writes; constructors of what literals also make.
const PYTHON: &str = "\
    False None True and as async await break class cls continue def del dict elif else except \
    finally for from global if import in is lambda list match nonlocal not object or pass \
    raise return self super try tuple while with yield builtins __builtins__";

/// Keywords and primitive types. A function may be an arrow, a declaration of any kind, `require` an import, exports
/// of either kind.
const JAVASCRIPT: &str = "\
    abstract any as async await boolean break case catch class const constructor continue \
    declare default do else enum export exports extends false finally for from function if \
    implements import in instanceof interface let module namespace never new null number of \
    private protected public readonly require return static string super switch this throw \
    true try type typeof undefined unknown var void while yield";

const GO: &str = "\
    any bool break byte case chan const continue default else error false float32 float64 for \
    func go if import int int32 int64 interface iota main map new nil package range return \
    rune select string struct switch true type uint var";

/// Keywords, also Kotlin's; the package that needs no import, and its types that inference may leave out.
const JAVA: &str = "\
    Boolean Exception Integer Object String abstract boolean break byte case catch char class \
    companion continue data default do double else enum extends false final finally float for \
    fun if implements import instanceof int interface internal it java lang lateinit long new \
    null object open override package private protected public return sealed short static \
    super switch this throw throws true try val var void when while";

/// Keywords but `unsafe`; the crates of the prelude.
const RUST: &str = "\
    Self alloc as async await bool break const continue core crate dyn else enum extern false \
    fn for if impl in let loop match mod move mut pub ref return self static std str struct \
    super trait true type use where while";

const C: &str = "\
    NULL auto bool break case char const continue default do double else enum extern false \
    float for if inline int long nullptr register return short signed sizeof static std struct \
    switch true typedef union unsigned using void volatile while";

const RUBY: &str = "\
    BEGIN END alias and begin break case class def defined do else elsif end ensure false for \
    if in lambda module next nil not or proc redo rescue retry return self super then true \
    undef unless until when while yield";

/// Keywords; `echo` may be `<?=`, `array()` brackets, `exit` is `die`.
const PHP: &str = "\
    abstract and array as break case catch class const continue declare default die do echo \
    else elseif enddeclare endfor endforeach endif endswitch endwhile enum exit extends false \
    final finally fn for foreach function global if implements include include_once instanceof \
    interface list match namespace new null or php print private protected public readonly \
    require require_once return static string switch this throw trait true try use var while \
    xor yield";

const HCL: &str = "\
    else endfor endif false for if in null true";

/// Words for booleans and nothing, which have several spellings.
const YAML: &str = "\
    FALSE False NO NULL No Null OFF ON Off On TRUE True YES Yes false no null off on true yes";

/// The instructions nearly every file has.
const DOCKERFILE: &str = "\
    ARG AS CMD COPY ENTRYPOINT ENV FROM RUN WORKDIR arg as cmd copy do done else entrypoint \
    env fi for from if run then workdir";

const BASH: &str = "\
    case declare do done elif else esac export fi for function if in local readonly return \
    select source test then time typeset until while";
