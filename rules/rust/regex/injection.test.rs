use axum::extract::{Path, Query};
use regex::{Regex, RegexBuilder};

async fn find(Query(q): Query<Params>, text: &str) {
    // ruleid: rust.regex.injection
    Regex::new(&q.pattern);
    // ruleid: rust.regex.injection
    Regex::new(&format!("^{}$", q.pattern)).unwrap().is_match(text);
    // ruleid: rust.regex.injection
    RegexBuilder::new(&q.pattern).build();
}

async fn safe(Query(q): Query<Params>, Path(n): Path<u32>) {
    // ok: rust.regex.injection
    Regex::new(&regex::escape(&q.pattern));
    // ok: rust.regex.injection
    Regex::new("^[a-z]+$").unwrap().is_match(&q.pattern);
    // ok: rust.regex.injection
    Regex::new(&format!("a{{{n}}}"));
}
