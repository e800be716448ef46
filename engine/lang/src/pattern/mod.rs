//! How a pattern with holes becomes text the plain grammar of its language parses.
//!
//! For: what all languages share. A pattern is cut into text and holes ([`scan`]); for each hole the language looks at
//! what stands around it ([`Site`]) and names the form the hole takes there, as a template with `@` for the token: `@`,
//! `@;`, `@: @`. The whole is tried within each of the language's wrappers.
//! Not for: parsing. Nothing here sees a tree; the matcher parses the readings in order and takes the first clean one.
//!
//! Holes are substituted everywhere, also within strings, so that `f"{$X}"` and `"${$X}"` hold code holes; whoever reads
//! a leaf of the tree decides whether it is a hole (all of it is one token) or text (put the original back).
//! Read [`Dialect`] first; the simplest use of it is the one for Python.

#[cfg(test)]
mod hostile;
mod layout;
mod scan;
mod site;
#[cfg(test)]
pub(crate) mod testing;
mod typed;
pub(crate) mod words;

pub(crate) use layout::Quotes;
pub(crate) use site::Site;
pub(crate) use typed::TypedSyntax;

use tamis_ir::{EncodedPattern, Hole, HoleKind};
use tamis_syntax::Span;

use layout::Layout;
use scan::Piece;

/// No pattern has more readings than this.
const MAX_READINGS: usize = 40;

/// Where more ellipses than this stand in a pattern, other forms are tried for all of them at once only.
const MAX_SINGLE_CHANGES: usize = 4;

/// What one language adds to the encoding. `..Dialect::PLAIN` fills what it does not care for.
pub(crate) struct Dialect {
    /// Cleans the text before holes are looked for.
    pub(crate) prepare: fn(&str) -> String,
    /// What delimits strings.
    pub(crate) quotes: Quotes,
    /// How a metavariable is given a type.
    pub(crate) typed: TypedSyntax,
    /// Whether the `...` at `site` is the language's own (a spread, a variadic parameter) and stays as it is.
    pub(crate) own_ellipsis: fn(&Site) -> bool,
    /// Whether a name in the shape of a metavariable (`$_GET`) belongs to the language.
    pub(crate) own_variable: fn(&str) -> bool,
    /// What stands for `<...` (with `@` for the token) and for `...>`.
    pub(crate) deep: fn(&Site) -> (&'static str, &'static str),
    /// Whether an ellipsis that touches a word outside of strings is set off from it by a blank.
    pub(crate) spaced: bool,
    /// The token of hole number `index`.
    pub(crate) token: fn(&Site, index: usize) -> String,
    /// The form of a hole where it stands: `@` is the token. Of a form with bars, `{|$@|}`, what is between them counts
    /// as the hole.
    pub(crate) form: fn(&Site) -> &'static str,
    /// What to put around the encoded pattern, the best first.
    pub(crate) wrappers: fn(&str) -> Vec<Wrapper>,
    /// Other forms to try for ellipses when no wrapper makes the chosen ones parse.
    pub(crate) fallbacks: &'static [&'static str],
}

/// What stands before and after the encoded pattern.
pub(crate) type Wrapper = (&'static str, &'static str);

impl Dialect {
    /// Identifiers everywhere, double-quoted strings, nothing around but the newline at the end.
    pub(crate) const PLAIN: Dialect = Dialect {
        prepare: |pattern| pattern.trim_end().to_owned(),
        quotes: Quotes { line: "\"", block: "", triple: false, regex: false },
        typed: TypedSyntax::None,
        own_ellipsis: |_| false,
        own_variable: |_| false,
        deep: |_| ("@(", ")"),
        spaced: true,
        token: |site, index| format!("_{}{index}_", site.kind().letter()),
        form: |_| "@",
        wrappers: |_| vec![("", "\n")],
        fallbacks: &["@", "@;", "@: @"],
    };
}

/// All readings of a pattern, the best first, no two alike; none of one with absurdly many holes.
pub(crate) fn encode(dialect: &Dialect, pattern: &str) -> Vec<EncodedPattern> {
    let text = (dialect.prepare)(pattern);
    let layout = Layout::of(&text, &dialect.quotes);
    let Some(pieces) = scan::pieces(dialect, &text, &layout) else {
        return Vec::new();
    };
    let source = Source { dialect, text: &text, layout: &layout, pieces: &pieces };
    let chosen = source.chosen_forms();
    let wrappers = (dialect.wrappers)(&text);

    let mut readings: Vec<EncodedPattern> = Vec::with_capacity(wrappers.len());
    let mut push = |reading: EncodedPattern| {
        let wanted = readings.len() < MAX_READINGS;
        if wanted && !readings.iter().any(|other| other.text == reading.text) {
            readings.push(reading);
        }
        wanted
    };
    for wrapper in &wrappers {
        push(source.assemble(&chosen, *wrapper));
    }
    for forms in source.other_forms(&chosen) {
        for wrapper in &wrappers {
            if !push(source.assemble(&forms, *wrapper)) {
                return readings;
            }
        }
    }
    readings
}

/// A pattern cut into pieces.
struct Source<'p> {
    dialect: &'p Dialect,
    text: &'p str,
    layout: &'p Layout,
    pieces: &'p [Piece],
}

/// The form of each piece; empty for what is not a hole of a form.
type Forms = Vec<&'static str>;

impl<'p> Source<'p> {
    fn site(&self, piece: &Piece) -> Site<'p> {
        Site::new(self.text, self.layout, piece.kind.unwrap_or(HoleKind::Deep), piece.span.clone())
    }

    fn chosen_forms(&self) -> Forms {
        let form = |piece: &Piece| match piece.kind {
            None | Some(HoleKind::Deep) => "",
            Some(_) => (self.dialect.form)(&self.site(piece)),
        };
        self.pieces.iter().map(form).collect()
    }

    /// The chosen forms with other ones for the ellipses outside of strings: first for all of them, then for one each.
    fn other_forms(&self, chosen: &Forms) -> Vec<Forms> {
        let is_ellipsis = |at: &usize| {
            let piece = &self.pieces[*at];
            piece.kind == Some(HoleKind::Ellipsis) && !self.site(piece).is_quoted()
        };
        let ellipses: Vec<usize> = (0..self.pieces.len()).filter(is_ellipsis).collect();
        let mut groups = vec![ellipses.clone()];
        if (2..=MAX_SINGLE_CHANGES).contains(&ellipses.len()) {
            groups.extend(ellipses.iter().map(|at| vec![*at]));
        }
        let mut others = Vec::new();
        for group in groups {
            for form in self.dialect.fallbacks {
                let mut forms = chosen.clone();
                group.iter().for_each(|at| forms[*at] = form);
                if forms != *chosen {
                    others.push(forms);
                }
            }
        }
        others
    }

    fn assemble(&self, forms: &Forms, (before, after): Wrapper) -> EncodedPattern {
        let mut out = Output { text: before.to_owned(), holes: Vec::new() };
        let start = out.text.len();
        let mut deep_ends = Vec::new();
        for (piece, form) in self.pieces.iter().zip(forms) {
            match piece.kind {
                None if piece.ends_deep => out.text.push_str(deep_ends.pop().unwrap_or(")")),
                None => {
                    let text = &self.text[piece.span.clone()];
                    // `...;` becomes `_E0_;`, not `_E0_;;`.
                    let has_semicolon = out.text.ends_with(';') && out.ends_in_hole();
                    let text =
                        if has_semicolon { text.strip_prefix(';').unwrap_or(text) } else { text };
                    out.text.push_str(text);
                }
                Some(HoleKind::Deep) => {
                    let (open, close) = (self.dialect.deep)(&self.site(piece));
                    deep_ends.push(close);
                    self.push_hole(&mut out, piece, open);
                }
                Some(_) => self.push_hole(&mut out, piece, form),
            }
        }
        let body = span(start, out.text.len());
        out.text.push_str(after);
        EncodedPattern { text: out.text, body, holes: out.holes }
    }

    fn push_hole(&self, out: &mut Output, piece: &Piece, form: &str) {
        let site = self.site(piece);
        let is_spaced =
            self.dialect.spaced && site.kind() == HoleKind::Ellipsis && !site.is_quoted();
        if is_spaced && out.text.ends_with(words::is_word) {
            out.text.push(' ');
        }
        let token = self.free_token(&site, out.holes.len());
        let mut parts = form.split('|');
        let (before, form, after) = match (parts.next(), parts.next(), parts.next()) {
            (Some(before), Some(form), Some(after)) => (before, form, after),
            _ => ("", form, ""),
        };
        out.text.push_str(before);
        let start = out.text.len();
        out.text.push_str(&form.replace('@', &token));
        let end = out.text.trim_end_matches(' ').len();
        out.text.push_str(after);
        let name = piece.name.clone().unwrap_or_else(|| piece.span.clone());
        out.holes.push(Hole {
            kind: site.kind(),
            token,
            original: self.text[name].to_owned(),
            span: span(start, end),
            type_text: piece.type_text.clone().map(|text| self.text[text].to_owned()),
        });
        if is_spaced && site.after().starts_with(words::is_word) {
            out.text.push(' ');
        }
    }

    /// The token of a hole, lengthened until the pattern does not say it itself.
    fn free_token(&self, site: &Site, index: usize) -> String {
        let mut token = (self.dialect.token)(site, index);
        while self.text.contains(&token) {
            token.push_str("z_");
        }
        token
    }
}

struct Output {
    text: String,
    holes: Vec<Hole>,
}

impl Output {
    fn ends_in_hole(&self) -> bool {
        self.holes.last().is_some_and(|hole| hole.span.end as usize == self.text.len())
    }
}

fn span(start: usize, end: usize) -> Span {
    // A pattern of 4 GiB does not happen; should it, its spans are wrong, not out of bounds: `Span::of` gives "".
    let short = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span::new(short(start), short(end))
}
