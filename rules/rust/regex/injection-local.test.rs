use regex::Regex;

fn find(text: &str) {
    let user = std::env::var("USER").unwrap_or_default();
    // ruleid: rust.regex.injection-local
    Regex::new(&format!("^{user}$"));
    // ruleid: rust.regex.injection-local
    Regex::new(&std::env::args().nth(1).unwrap());
    let list = std::fs::read_to_string("patterns").unwrap();
    // ruleid: rust.regex.injection-local
    Regex::new(&list);
    // ok: rust.regex.injection-local
    Regex::new(&format!("^{}$", regex::escape(&user)));
    // ok: rust.regex.injection-local
    Regex::new("a+").unwrap().is_match(&user);
    let n = user.parse::<u64>().unwrap_or(0);
    // ok: rust.regex.injection-local
    Regex::new(&format!("a{{{n}}}"));
}
