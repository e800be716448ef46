//! A cache with a bounded size.
#![allow(dead_code)]

use std::{collections::BTreeMap, fmt::{self, Display}, io as stdio};

pub(crate) const LIMIT: usize = 0x10_usize;
static mut COUNTER: u64 = 0;
type Result<T, E = Box<dyn std::error::Error + Send>> = std::result::Result<T, E>;

/// One entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<'a, T: 'a + Clone, const N: usize> where T: Display {
    name: &'a str,
    values: [T; N],
}

struct Unit;
struct Pair(pub i32, f64);

enum State { Open { since: u32 }, Paid(char), Gone = 3 }

union Bits { int: u32, float: f32 }

pub trait Store {
    type Key: Ord;
    const SIZE: usize = 4;
    fn get(&self, key: &Self::Key) -> Option<&str>;
    fn name(&self) -> String { "store".to_owned() }
}

impl<'a, T: Clone + Display, const N: usize> Entry<'a, T, N> {
    pub fn new(name: &'a str, values: [T; N]) -> Self { Self { name, values } }

    pub async fn load(mut self, path: impl AsRef<str>) -> Result<u8> {
        let Some(first) = path.as_ref().chars().next() else { return Err("empty".into()) };
        let total: u64 = self.values.iter().map(|v| v.to_string().len() as u64).sum();
        let text = match (first, total) {
            ('a'..='z', n @ 1..) if n % 2 == 0 => format!("{first}: {n:>5}"),
            ('_' | '-', _) => r#"raw "text""#.to_string(),
            (_, 0) => return Ok(b'\n'),
            _ => String::from("a\u{e9}\
                b"),
        };
        'outer: loop {
            while let Some(value) = self.next().await? {
                if value > 1 && !text.is_empty() || value == -1 { continue 'outer; }
                break 'outer;
            }
        }
        for i in (0..LIMIT).rev() { unsafe { COUNTER += i as u64; } }
        let closure = move |x: i32, (a, ..): (i32, i32)| -> i32 { x << a };
        let ref_to = &mut self.values[1..];
        let pair = Pair { 0: closure(1, (2, 3)), ..Default::default() };
        Ok(if pair.0 >= 3 { 1u8 } else { (pair.1 * 1.5e3) as u8 })
    }
}

impl Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "unit") }
}

macro_rules! maximum {
    ($x:expr) => { $x };
    ($x:expr, $($rest:expr),+) => {{ let a = $x; let b = maximum!($($rest),+); if a > b { a } else { b } }};
}

extern "C" { fn getpid() -> i32; }

mod tests {
    use super::*;

    #[test]
    fn largest() { assert_eq!(maximum!(1, 2, 3), 3); let _: Vec<u8> = Vec::<u8>::with_capacity(4); }
}
