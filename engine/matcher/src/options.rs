//! The `options:` of a rule as far as matching asks for them.
//!
//! For: one place that says which options there are, what they are set to by default, and which have no effect here.
//! Read [`MatchOptions`] first.

use tamis_rule::Options;

use crate::generic::{CommentStyle, GenericOptions};

/// Options of one rule, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MatchOptions {
    /// `generic_*`.
    pub generic: GenericOptions,
    /// `generic_comment_style`.
    pub comments: Option<CommentStyle>,
    /// Switches of the matcher.
    pub switches: Switches,
}

/// Switches of the matcher; the defaults are Semgrep's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Switches {
    /// `constant_propagation`: literals match what folds to them.
    pub constants: bool,
    /// `symbolic_propagation`: expressions match names that stand for them.
    pub symbolic: bool,
    /// `ac_matching`: operands of associative operators may be grouped otherwise.
    pub ac: bool,
    /// `commutative_boolop`: operands of "and" and "or" in either order.
    pub commutative_boolop: bool,
    /// `symmetric_eq` (also `commutative_compop`): sides of `==` and `!=` in either order.
    pub symmetric_eq: bool,
    /// `vardef_assign`: an assignment matches a declaration.
    pub vardef_assign: bool,
    /// `let_is_var`: `var x = 1` matches `let x = 1`.
    pub let_is_var: bool,
    /// `flddef_assign`: an assignment matches the definition of a field.
    pub flddef_assign: bool,
    /// `attr_expr`: an expression matches a decorator.
    pub attr_expr: bool,
    /// `arrow_is_function`: a function matches an arrow function.
    pub arrow_is_function: bool,
    /// `go_deeper_stmt`: `...` between statements also stands for blocks around what follows.
    pub deep_statements: bool,
    /// `implicit_deep_exprstmt`: an expression as a statement also matches deep in one.
    pub deep_expressions: bool,
    /// `implicit_return`: `return e` matches the last expression of a function where the language means so.
    pub implicit_return: bool,
    /// `implicit_ellipsis`: objects may have entries the pattern does not name.
    pub implicit_ellipsis: bool,
    /// `xml_attrs_implicit_ellipsis`: elements may have attributes the pattern does not name.
    pub loose_attributes: bool,
    /// `xml_singleton_loose_matching`: `<a />` matches `<a>...</a>`.
    pub loose_singletons: bool,
    /// `decorators_order_matters`.
    pub decorators_in_order: bool,
}

impl Default for Switches {
    fn default() -> Self {
        Switches {
            constants: true,
            symbolic: false,
            ac: true,
            commutative_boolop: false,
            symmetric_eq: false,
            vardef_assign: true,
            let_is_var: true,
            flddef_assign: false,
            attr_expr: true,
            arrow_is_function: true,
            deep_statements: true,
            deep_expressions: true,
            implicit_return: true,
            implicit_ellipsis: true,
            loose_attributes: true,
            loose_singletons: true,
            decorators_in_order: false,
        }
    }
}

impl MatchOptions {
    /// Those of a rule; what it does not set, or sets to something else than a value of that option, is as by default.
    pub fn of(options: &Options) -> Self {
        MatchOptions {
            generic: generic(options),
            comments: text(options, "generic_comment_style").and_then(CommentStyle::of),
            switches: switches(options),
        }
    }
}

fn switches(options: &Options) -> Switches {
    let by_default = Switches::default();
    let flag = |name: &str, default: bool| options.flag(name, default);
    Switches {
        constants: flag("constant_propagation", by_default.constants),
        symbolic: flag("symbolic_propagation", by_default.symbolic),
        ac: flag("ac_matching", by_default.ac),
        commutative_boolop: flag("commutative_boolop", by_default.commutative_boolop),
        symmetric_eq: flag("symmetric_eq", flag("commutative_compop", by_default.symmetric_eq)),
        vardef_assign: flag("vardef_assign", by_default.vardef_assign),
        let_is_var: flag("let_is_var", by_default.let_is_var),
        flddef_assign: flag("flddef_assign", by_default.flddef_assign),
        attr_expr: flag("attr_expr", by_default.attr_expr),
        arrow_is_function: flag("arrow_is_function", by_default.arrow_is_function),
        deep_statements: flag("go_deeper_stmt", by_default.deep_statements),
        deep_expressions: flag("implicit_deep_exprstmt", by_default.deep_expressions),
        implicit_return: flag("implicit_return", by_default.implicit_return),
        implicit_ellipsis: flag("implicit_ellipsis", by_default.implicit_ellipsis),
        loose_attributes: flag("xml_attrs_implicit_ellipsis", by_default.loose_attributes),
        loose_singletons: flag("xml_singleton_loose_matching", by_default.loose_singletons),
        decorators_in_order: flag("decorators_order_matters", by_default.decorators_in_order),
    }
}

fn generic(options: &Options) -> GenericOptions {
    let by_default = GenericOptions::default();
    let pairs = |name: &str| text(options, name).map(pairs);
    GenericOptions {
        aliengrep: text(options, "generic_engine") == Some("aliengrep"),
        ellipsis_max_span: options
            .number("generic_ellipsis_max_span")
            .and_then(|lines| u32::try_from(lines).ok())
            .unwrap_or(by_default.ellipsis_max_span),
        caseless: options.flag("generic_caseless", by_default.caseless),
        multiline: options.flag("generic_multiline", by_default.multiline),
        braces: pairs("generic_braces"),
        extra_braces: pairs("generic_extra_braces").unwrap_or_default(),
        extra_word_characters: text(options, "generic_extra_word_characters")
            .map(characters)
            .unwrap_or_default(),
    }
}

fn text<'o>(options: &'o Options, name: &str) -> Option<&'o str> {
    options.values.get(name).map(String::as_str)
}

/// The characters of a list like `["-", "."]`: those between quotes, a backslash before one left out.
fn characters(list: &str) -> Vec<char> {
    let mut found = Vec::new();
    let mut rest = list.chars();
    while let Some(c) = rest.next() {
        if c != '"' {
            continue;
        }
        while let Some(c) = rest.next() {
            match c {
                '"' => break,
                '\\' => found.extend(rest.next()),
                c => found.push(c),
            }
        }
    }
    found
}

/// The pairs of a list like `[["<", ">"]]`.
fn pairs(list: &str) -> Vec<(char, char)> {
    characters(list).chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_with_their_defaults() {
        let mut options = Options::default();
        for (name, value) in [
            ("generic_engine", "aliengrep"),
            ("generic_ellipsis_max_span", "0"),
            ("generic_extra_word_characters", r#"["-","\""]"#),
            ("generic_braces", r#"[["<",">"]]"#),
            ("symbolic_propagation", "true"),
            ("ac_matching", "maybe"),
        ] {
            options.values.insert(name.to_owned(), value.to_owned());
        }
        let read = MatchOptions::of(&options);
        assert!(read.generic.aliengrep);
        assert_eq!(read.generic.ellipsis_max_span, 0);
        assert_eq!(read.generic.extra_word_characters, ['-', '"']);
        assert_eq!(read.generic.braces, Some(vec![('<', '>')]));
        assert!(read.switches.symbolic);
        assert_eq!(read.switches, Switches { symbolic: true, ..Switches::default() });
    }
}
