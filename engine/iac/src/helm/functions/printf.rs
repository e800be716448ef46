//! `printf`.

use super::numbers::{to_float, to_int};
use super::text::go_quote;
use crate::helm::value::Go;

/// Formats as Go's `fmt.Sprintf` does, as far as charts use it.
pub(super) fn format(template: &str, args: &[Go]) -> String {
    let mut out = String::new();
    let mut args = args.iter();
    let mut chars = template.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let mut spec = Spec::default();
        while let Some(flag) = chars.next_if(|c| matches!(c, '-' | '+' | '#' | ' ' | '0')) {
            match flag {
                '-' => spec.left = true,
                '+' => spec.plus = true,
                '0' => spec.zero = true,
                _ => {}
            }
        }
        spec.width = number(&mut chars, &mut args).unwrap_or(0).min(1000);
        if chars.next_if_eq(&'.').is_some() {
            spec.precision = Some(number(&mut chars, &mut args).unwrap_or(0).min(100));
        }
        match chars.next() {
            Some('%') => out.push('%'),
            Some(verb) => match args.next() {
                Some(value) => out.push_str(&spec.apply(verb, value)),
                None => out.push_str(&format!("%!{verb}(MISSING)")),
            },
            None => out.push_str("%!(NOVERB)"),
        }
    }
    out
}

type Chars<'t> = std::iter::Peekable<std::str::Chars<'t>>;

fn number(chars: &mut Chars<'_>, args: &mut std::slice::Iter<'_, Go>) -> Option<usize> {
    if chars.next_if_eq(&'*').is_some() {
        return args.next().map(|value| to_int(value).max(0) as usize);
    }
    let mut digits = String::new();
    while let Some(digit) = chars.next_if(char::is_ascii_digit) {
        digits.push(digit);
    }
    digits.parse().ok()
}

#[derive(Debug, Default)]
struct Spec {
    left: bool,
    plus: bool,
    zero: bool,
    width: usize,
    precision: Option<usize>,
}

impl Spec {
    fn apply(&self, verb: char, value: &Go) -> String {
        let text = match verb {
            _ if matches!(value, Go::Unknown) => value.text(),
            'd' => match value {
                Go::Int(whole) if self.plus && *whole >= 0 => format!("+{whole}"),
                Go::Int(whole) => whole.to_string(),
                Go::Float(_) => format!("%!d(float64={})", value.text()),
                Go::Nil => "%!d(<nil>)".to_owned(),
                other => format!("%!d({}={})", other.kind(), other.text()),
            },
            'f' | 'F' => format!("{:.*}", self.precision.unwrap_or(6), to_float(value)),
            'g' | 'e' => value.text(),
            'q' => go_quote(&value.text()),
            'x' => match value {
                Go::Int(whole) => format!("{whole:x}"),
                other => other.text().bytes().map(|byte| format!("{byte:02x}")).collect(),
            },
            'T' => value.kind().to_owned(),
            's' => match value {
                Go::Int(_) | Go::Float(_) | Go::Bool(_) => {
                    format!("%!s({}={})", value.kind(), value.text())
                }
                Go::Nil => "%!s(<nil>)".to_owned(),
                other => self.cut(other.text()),
            },
            _ => match value {
                Go::Nil => "<nil>".to_owned(),
                other => other.text(),
            },
        };
        let count = text.chars().count();
        let missing = self.width.saturating_sub(count);
        let pad = |c: char| std::iter::repeat_n(c, missing).collect::<String>();
        match (self.left, self.zero && matches!(verb, 'd' | 'f' | 'x')) {
            (true, _) => format!("{text}{}", pad(' ')),
            (false, true) => format!("{}{text}", pad('0')),
            (false, false) => format!("{}{text}", pad(' ')),
        }
    }

    fn cut(&self, text: String) -> String {
        match self.precision {
            Some(count) => text.chars().take(count).collect(),
            None => text,
        }
    }
}
