//! Functions that advisories name, against the names of what is called.

/// Whether a call is of a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    No,
    /// The method fits, and the object comes from the package; which type it has is not known.
    Perhaps,
    Yes,
}

/// A name in one form: dots between parts, no type arguments.
fn plain(symbol: &str) -> String {
    let mut out = String::with_capacity(symbol.len());
    let mut depth = 0usize;
    for c in symbol.replace("::", ".").chars() {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            '*' | '(' | ')' => {}
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

fn last(name: &str) -> &str {
    name.rsplit(['.', '/']).next().unwrap_or(name)
}

/// What stands before the last part, and that.
fn split(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or(("", name))
}

fn is_type(name: &str) -> bool {
    name.starts_with(|c: char| c.is_uppercase())
}

/// The crate, module or package: what stands before the first dot behind the last slash.
fn package(name: &str) -> &str {
    let from = name.rfind('/').map_or(0, |at| at + 1);
    let end = name[from..].find('.').map_or(name.len(), |at| from + at);
    &name[..end]
}

/// Whether `called` (`a.b().c`) is the function `symbol` (`a::b::c`, `a/b.Type.c`).
pub(super) fn fit(symbol: &str, called: &str) -> Fit {
    let symbol = plain(symbol);
    if symbol == called {
        return Fit::Yes;
    }
    let ((owner, function), (on, name)) = (split(&symbol), split(called));
    if function != name || package(&symbol) != package(called) {
        return Fit::No;
    }
    let kind = last(owner);
    match on.strip_suffix("()") {
        // What a function or constructor of the package gave.
        Some(made_by) if is_type(kind) => {
            let (maker_of, maker) = split(made_by);
            let fits = made_by == owner
                || last(made_by) == kind
                || last(maker_of) == kind
                || maker.to_lowercase().contains(&kind.to_lowercase());
            if fits { Fit::Yes } else { Fit::Perhaps }
        }
        Some(_) => Fit::No,
        // Types and functions that are exported again under a shorter path.
        None if is_type(kind) => {
            if last(on) == kind {
                Fit::Yes
            } else {
                Fit::No
            }
        }
        None if is_type(last(on)) => Fit::No,
        // In Go each package of a module has a path of its own.
        None if symbol.contains('/') => Fit::No,
        None => Fit::Yes,
    }
}

/// Whether `method` is the name of the function, and that belongs to a type.
pub(super) fn is_method(symbol: &str, method: &str) -> bool {
    let symbol = plain(symbol);
    let (owner, function) = split(&symbol);
    function == method && is_type(last(owner))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_held_against_functions() {
        for (symbol, called, wanted) in [
            ("time::OffsetDateTime::now_local", "time.OffsetDateTime.now_local", Fit::Yes),
            ("tar::Archive::unpack", "tar.Archive.new().unpack", Fit::Yes),
            ("tar::Archive::unpack", "tar.Archive().unpack", Fit::Yes),
            ("tar::Archive::unpack", "tar.Archive.new().entries", Fit::No),
            ("tar::Archive::unpack", "tar.Entry().unpack", Fit::Perhaps),
            ("a::pool::Pool<H,T>::free", "a.Pool.new().free", Fit::Yes),
            ("blurhash::decode", "blurhash.decode", Fit::Yes),
            ("zlib_rs::inflate::inflate", "zlib_rs.inflate", Fit::Yes),
            ("zlib_rs::inflate::inflate", "other.inflate", Fit::No),
            ("golang.org/x/net/html.Parse", "golang.org/x/net/html.Parse", Fit::Yes),
            ("golang.org/x/net/html.Parse", "golang.org/x/net/http2.Parse", Fit::No),
            (
                "golang.org/x/net/html.Tokenizer.Next",
                "golang.org/x/net/html.NewTokenizer().Next",
                Fit::Yes,
            ),
            (
                "golang.org/x/net/html.Tokenizer.Next",
                "golang.org/x/net/html.Tokenizer().Next",
                Fit::Yes,
            ),
            (
                "golang.org/x/net/html.Tokenizer.Next",
                "golang.org/x/net/html.Parse().Next",
                Fit::Perhaps,
            ),
        ] {
            assert_eq!(fit(symbol, called), wanted, "{symbol} {called}");
        }
        assert!(is_method("html.Tokenizer.Next", "Next") && !is_method("html.Parse", "Parse"));
    }
}
