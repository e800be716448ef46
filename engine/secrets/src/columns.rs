//! Values under the name of their column: tables in text, and dumps of databases.
//!
//! For: `ssn` in the head of a CSV file, in `INSERT INTO t (name, ssn) VALUES (...)` and in `COPY t (name, ssn) FROM stdin`.
//! Not for: names that stand beside their value (`assign`). Read [`values`].

use std::ops::Range;

/// Rows looked at under one name.
const MAX_ROWS: usize = 200;
/// Bytes of a list of columns, and of what stands before it.
const MAX_HEAD: usize = 2048;
/// Bytes of a row.
const MAX_ROW: usize = 1 << 16;

/// The values of the column that the word at `found` names; none in files that hold no tables.
pub(crate) fn values(path: &str, text: &[u8], found: Range<usize>) -> Vec<Range<usize>> {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "csv" | "tsv" | "psv" => table(text, found.start),
        "sql" | "dump" | "psql" | "ddl" => statement(text, found.start).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// In the first line of a table.
fn table(text: &[u8], found: usize) -> Vec<Range<usize>> {
    let head = line(text, 0);
    if found >= head.end || head.end > MAX_HEAD {
        return Vec::new();
    }
    let count = |mark: u8| text[head.clone()].iter().filter(|c| **c == mark).count();
    let Some(mark) = [b',', b';', b'\t', b'|'].into_iter().max_by_key(|mark| count(*mark)) else {
        return Vec::new();
    };
    let fields = fields(text, head.clone(), mark);
    let Some(column) = fields.iter().position(|field| field.contains(&found)) else {
        return Vec::new();
    };
    rows(text, head.end, mark, column, |_| false)
}

/// In the list of columns of a statement that fills them.
fn statement(text: &[u8], found: usize) -> Option<Vec<Range<usize>>> {
    let from = found.saturating_sub(MAX_HEAD);
    let open = from + text[from..found].iter().rposition(|c| matches!(c, b'(' | b')' | b';'))?;
    if text[open] != b'(' {
        return None;
    }
    let until = (found + MAX_HEAD).min(text.len());
    let close = found + text[found..until].iter().position(|c| matches!(c, b'(' | b')'))?;
    let before = text[open.saturating_sub(160)..open].to_ascii_lowercase();
    let begins = |word: &[u8]| memchr::memmem::rfind(&before, word).is_some();
    let columns = fields(text, open + 1..close, b',');
    let column = columns.iter().position(|field| field.contains(&found))?;
    let mut at = close + 1;
    if begins(b"insert into") || begins(b"replace into") {
        return word(text, &mut at, b"values").map(|()| tuples(text, at, column));
    }
    if !begins(b"copy ") {
        return None;
    }
    word(text, &mut at, b"from")?;
    word(text, &mut at, b"stdin")?;
    let start = line(text, at).end;
    Some(rows(text, start, b'\t', column, |row| row.starts_with(b"\\.")))
}

/// Reads a word in any case, and the blanks before it.
fn word(text: &[u8], at: &mut usize, word: &[u8]) -> Option<()> {
    *at += text.get(*at..)?.iter().take(64).take_while(|c| c.is_ascii_whitespace()).count();
    let is = text.get(*at..*at + word.len())?.eq_ignore_ascii_case(word);
    *at += word.len();
    is.then_some(())
}

/// The line at `start`, without its end.
fn line(text: &[u8], start: usize) -> Range<usize> {
    let rest = &text[start.min(text.len())..];
    let end = memchr::memchr(b'\n', rest).map_or(text.len(), |at| start + at);
    start..end
}

/// Field `column` of the lines after `end`, up to one that `ends` them.
fn rows(
    text: &[u8],
    mut end: usize,
    mark: u8,
    column: usize,
    ends: impl Fn(&[u8]) -> bool,
) -> Vec<Range<usize>> {
    let mut values = Vec::new();
    for _ in 0..MAX_ROWS {
        if end >= text.len() {
            break;
        }
        let row = line(text, end + 1);
        end = row.end;
        if ends(&text[row.clone()]) {
            break;
        }
        if row.len() <= MAX_ROW {
            values.extend(fields(text, row, mark).into_iter().nth(column));
        }
    }
    values
}

/// Field `column` of `(...), (...)`.
fn tuples(text: &[u8], mut at: usize, column: usize) -> Vec<Range<usize>> {
    let mut values = Vec::new();
    for _ in 0..MAX_ROWS {
        let blank = |c: &u8| c.is_ascii_whitespace() || *c == b',';
        at += text[at..].iter().take(64).take_while(|c| blank(c)).count();
        if text.get(at) != Some(&b'(') {
            break;
        }
        let limit = (at + MAX_ROW).min(text.len());
        let Some(end) = closing(text, at + 1..limit) else { break };
        values.extend(fields(text, at + 1..end, b',').into_iter().nth(column));
        at = end + 1;
    }
    values
}

/// The bracket that closes what was opened before `range`.
fn closing(text: &[u8], range: Range<usize>) -> Option<usize> {
    let mut depth = 0;
    for (at, quoted) in marks(text, range) {
        match text[at] {
            _ if quoted => {}
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The fields of a row, without blanks and quotes around them.
fn fields(text: &[u8], row: Range<usize>, mark: u8) -> Vec<Range<usize>> {
    let mut fields = Vec::new();
    let mut start = row.start;
    for (at, quoted) in marks(text, row.clone()) {
        if text[at] == mark && !quoted {
            fields.push(trimmed(text, start..at));
            start = at + 1;
        }
    }
    fields.push(trimmed(text, start..row.end));
    fields
}

fn trimmed(text: &[u8], field: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (field.start, field.end);
    let is = |c: u8| c.is_ascii_whitespace() || matches!(c, b'"' | b'\'' | b'`' | b'[' | b']');
    while start < end && is(text[start]) {
        start += 1;
    }
    while end > start && is(text[end - 1]) {
        end -= 1;
    }
    start..end
}

/// Every byte of `range`, and whether it stands in quotes. A quote that is doubled closes and opens again.
fn marks(text: &[u8], range: Range<usize>) -> impl Iterator<Item = (usize, bool)> {
    let mut quote = None;
    let mut escaped = false;
    range.map(move |at| {
        let byte = text[at];
        let was = quote;
        match (quote, byte) {
            _ if escaped => escaped = false,
            (Some(_), b'\\') => escaped = true,
            (Some(open), _) if open == byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            _ => {}
        }
        (at, was.is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'t>(path: &str, text: &'t str) -> Vec<&'t str> {
        let at = text.find("ssn").unwrap();
        values(path, text.as_bytes(), at..at + 3).into_iter().map(|it| &text[it]).collect()
    }

    #[test]
    fn columns_of_tables_are_read() {
        let csv = "id,user_ssn,name\r\n1,11-1,\"a, b\"\r\n2,\"22-2\",c\n\n3,33-3";
        assert_eq!(found("a.csv", csv), ["11-1", "22-2", "33-3"]);
        assert_eq!(found("a.tsv", "name\tssn\na\t11\n"), ["11"]);
        assert!(found("a.csv", "a,b\n1,ssn\n2,3\n").is_empty());
        assert!(found("a.py", csv).is_empty());
    }

    #[test]
    fn columns_of_statements_are_read() {
        let insert = "INSERT INTO `u` (`id`, `ssn`, n) VALUES\n(1, '11-1', 'it''s (x), y'),\n (2,'22-2',f(1,2));\nx";
        assert_eq!(found("dump.sql", insert), ["11-1", "22-2"]);
        let copy = "COPY public.u (id, ssn) FROM stdin;\n1\t11-1\n2\t22-2\n\\.\n3\t33\n";
        assert_eq!(found("dump.sql", copy), ["11-1", "22-2"]);
        assert!(found("a.sql", "CREATE TABLE u (id int, ssn text); (1, 2)").is_empty());
    }

    #[test]
    fn any_text_is_survived() {
        let noise = "insert into t(ssn,'\"\\)values((,'ssn'\n),copy x(ssn)from stdin\n\t\\.\n";
        for start in 0..noise.len() {
            for end in start..=noise.len() {
                let text = &noise.as_bytes()[start..end];
                for at in 0..text.len() {
                    for path in ["a.sql", "a.csv"] {
                        let _ = values(path, text, at..at + 1);
                    }
                }
            }
        }
    }
}
