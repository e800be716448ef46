//! Needs as text, so that packs carry them in the binary.

use super::need::{Literal, Need};

/// Levels a text may nest.
const MAX_DEPTH: u32 = 8;

impl Need {
    /// A text that [`Need::decode`] reads back: prefix form, each literal with its length in bytes.
    pub fn encode(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, out: &mut String) {
        let mut list = |sign: char, parts: &[Need]| {
            out.push(sign);
            out.push_str(&parts.len().to_string());
            out.push(':');
            parts.iter().for_each(|part| part.write(out));
        };
        match self {
            Need::Always => out.push('*'),
            Need::All(parts) => list('&', parts),
            Need::Any(parts) => list('|', parts),
            Need::Literal(literal) => {
                out.push(if literal.any_case { 'i' } else { '=' });
                out.push_str(&literal.text.len().to_string());
                out.push(':');
                out.push_str(&literal.text);
            }
        }
    }

    /// Reads what [`Need::encode`] wrote; `None` for any other text.
    pub fn decode(text: &str) -> Option<Need> {
        let (need, rest) = read(text, 0)?;
        rest.is_empty().then_some(need)
    }
}

fn read(text: &str, depth: u32) -> Option<(Need, &str)> {
    let sign = text.chars().next().filter(|_| depth <= MAX_DEPTH)?;
    let rest = &text[sign.len_utf8()..];
    if sign == '*' {
        return Some((Need::Always, rest));
    }
    let (count, mut rest) = rest.split_once(':')?;
    let count: usize = count.parse().ok()?;
    match sign {
        '=' | 'i' => {
            let (literal, rest) = (rest.get(..count)?, rest.get(count..)?);
            Some((Need::Literal(Literal { text: literal.into(), any_case: sign == 'i' }), rest))
        }
        '&' | '|' => {
            let mut parts = Vec::new();
            for _ in 0..count {
                let (part, left) = read(rest, depth + 1)?;
                parts.push(part);
                rest = left;
            }
            Some((if sign == '&' { Need::All(parts) } else { Need::Any(parts) }, rest))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let literal = |text: &str, any_case| Need::Literal(Literal { text: text.into(), any_case });
        let needs = [
            Need::Always,
            literal("os.système", false),
            Need::All(vec![
                literal("a:b", true),
                Need::Any(vec![literal("=3:x", false), literal("c", false)]),
            ]),
        ];
        for need in needs {
            assert_eq!(Need::decode(&need.encode()), Some(need));
        }
        for wrong in ["", "=5:abc", "?", "&2:*", "**", "=1:é"] {
            assert_eq!(Need::decode(wrong), None, "{wrong}");
        }
    }
}
