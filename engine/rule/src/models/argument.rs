//! Which part of a call a model speaks of: `0`, `name`, `0.field`, `1[*]`, `receiver`, `result`, `*`.

/// A part of a call, and what is inside of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelArgument {
    /// The part.
    pub base: ArgumentBase,
    /// From it to something inside.
    pub path: Vec<ArgumentKey>,
}

/// A part of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArgumentBase {
    /// By position, 0-based.
    Position(u32),
    /// All from that position on.
    From(u32),
    /// By name.
    Name(String),
    /// Every argument.
    All,
    /// The object a method is called on.
    Receiver,
    /// What the call gives.
    Result,
}

/// One look-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArgumentKey {
    /// A field.
    Name(String),
    /// An element.
    Index(i64),
    /// Any element.
    Any,
}

/// Longest path.
const MAX_PATH: usize = 6;

impl ModelArgument {
    /// An argument by position.
    pub fn position(at: u32) -> Self {
        ModelArgument { base: ArgumentBase::Position(at), path: Vec::new() }
    }

    /// Reads `text`; `None` if it is of no such form.
    pub fn parse(text: &str) -> Option<Self> {
        let end = text.find(['.', '[']).unwrap_or(text.len());
        // `2..` is all from the second on.
        if let Some(from) = text.strip_suffix("..") {
            return Some(ModelArgument {
                base: ArgumentBase::From(from.parse().ok()?),
                path: Vec::new(),
            });
        }
        let (head, mut rest) = text.split_at(end);
        let is_name = |text: &str| {
            !text.is_empty()
                && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '$'))
        };
        let base = match head {
            "receiver" => ArgumentBase::Receiver,
            "result" => ArgumentBase::Result,
            "*" => ArgumentBase::All,
            _ => match head.parse() {
                Ok(position) => ArgumentBase::Position(position),
                Err(_) if is_name(head) => ArgumentBase::Name(head.to_owned()),
                Err(_) => return None,
            },
        };
        let mut path = Vec::new();
        while !rest.is_empty() {
            if path.len() == MAX_PATH {
                return None;
            }
            if let Some(inner) = rest.strip_prefix('[') {
                let (index, more) = inner.split_once(']')?;
                path.push(match index {
                    "*" => ArgumentKey::Any,
                    _ => ArgumentKey::Index(index.parse().ok()?),
                });
                rest = more;
            } else {
                let inner = rest.strip_prefix('.')?;
                let end = inner.find(['.', '[']).unwrap_or(inner.len());
                if !is_name(&inner[..end]) {
                    return None;
                }
                path.push(ArgumentKey::Name(inner[..end].to_owned()));
                rest = &inner[end..];
            }
        }
        Some(ModelArgument { base, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_read() {
        let parse = |text: &str| ModelArgument::parse(text);
        assert_eq!(parse("0"), Some(ModelArgument::position(0)));
        let inside = parse("0.a[1][*]").expect("a path");
        let name = ArgumentKey::Name("a".to_owned());
        assert_eq!(inside.path, [name, ArgumentKey::Index(1), ArgumentKey::Any]);
        assert_eq!(parse("url").map(|it| it.base), Some(ArgumentBase::Name("url".to_owned())));
        assert_eq!(parse("receiver").map(|it| it.base), Some(ArgumentBase::Receiver));
        assert_eq!(parse("1..").map(|it| it.base), Some(ArgumentBase::From(1)));
        for wrong in ["", "0[", "0[x]", "a b", "0..b", ".a", "0.a.a.a.a.a.a.a"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
