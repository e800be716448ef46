//! Which expressions check less than they seem to.

use super::{doubled, half_anchored, host_anchor, host_dot, html_tag, range};
use crate::regex::Flags;

fn plain() -> Flags {
    Flags::default()
}

fn flags(caseless: bool, dotall: bool) -> Flags {
    Flags { caseless, dotall, ..Flags::default() }
}

#[test]
fn ranges() {
    for pattern in
        ["^[0-93-5]$", "[A-z]", "[z-a]", "[0-9a-fA-f]", "[$-`]", "[%+-<]", "[a-z1-9.-_]", "[7-F]"]
    {
        assert!(range(pattern), "{pattern}");
    }
    for pattern in [
        "[a-z]",
        r"[\x00-\x7F]",
        "[!-~]",
        r"[^\041\043-\133\135-\176]",
        r"[^\x21-\x7E]|[[\](){}<>/%]",
        r"[^\#-~| |!]",
        "[0-?]",
        "[@-Z]",
        r"[\w.-]",
        "[a-zA-Z0-9_-]",
        "[,-.]",
        r"[\]a-z]",
        r"\[a-Z",
        "[[:alpha:]-z]",
        "[a-zà-ü]",
    ] {
        assert!(!range(pattern), "{pattern}");
    }
    assert!(doubled(r"[0-9\d]") && doubled(r"[\w,.-?:]"));
    assert!(!doubled(r"[0-9\s]") && !doubled(r"[\d]") && !doubled(r"[\w.-]"));
}

#[test]
fn html() {
    for (pattern, flags) in [
        (r"<script.*?>.*?<\/script>", flags(true, false)),
        (r"<script.*?>.*?<\/script>", flags(true, true)),
        (r"<!--.*--!?>", flags(true, false)),
        (r"<script[^>]*?>.*?<\/script[^>]*>", flags(true, false)),
        (r#"<script(\s|\w|=|")*?>.*?<\/script[^>]*>"#, flags(true, true)),
        (r#"<script( |\n|\w|=|'|")*?>.*?<\/script[^>]*>"#, flags(true, true)),
        (r"<script.*?>.*?<\/script[^>]*>", flags(false, true)),
        (r"<(?:!--([\S|\s]*?)-->)|([^\/\s>]+)[\S\s]*?>", plain()),
    ] {
        assert!(html_tag(pattern, flags), "{pattern}");
    }
    for (pattern, flags) in [
        (r"<script.*?>.*?<\/script[^>]*>", flags(true, true)),
        (r"<!--.*-->", flags(true, true)),
        (r"<!--.*--!?>", flags(true, true)),
        ("(?is)<!--.*--!?>", plain()),
        (r"<[^>]*>", plain()),
        (r"</?[a-z]+>", plain()),
        ("a", plain()),
    ] {
        assert!(!html_tag(pattern, flags), "{pattern}");
    }
}

#[test]
fn hosts() {
    for pattern in [
        "^http://test.example.com",
        "^http://test.(example-a|example-b).com",
        r"^http://(.+).example.com/",
        "test.example.com$",
        "(www|beta).example.com/",
        r"^(https?:)?\/\/((service|www).)?example.com(?=$|\/)",
        r"^http://localhost|^https?://.+\.example.com/",
    ] {
        assert!(host_dot(pattern, plain()), "{pattern}");
    }
    for pattern in [
        "^http://example.com",
        r"^http://test\.example.com",
        r"^http://test\.example\.com",
        r"(www|beta)\.example\.com/",
        r"^http://(..|...)\.example\.com/index\.html",
        r"^http://.\.example\.com/index\.html",
        "^(example.dev|example.com)",
        "a.b.c",
        r"console.log.me\(",
    ] {
        assert!(!host_dot(pattern, plain()), "{pattern}");
    }
    for pattern in
        ["https?://good.com", r"^https?://good\.com", r"https?://good\.com/path", r"^good\.com"]
    {
        assert!(host_anchor(pattern, plain()), "{pattern}");
    }
    for pattern in [
        r"^https?://good\.com/",
        r"^https?://good\.com$",
        r"^https?://good\.com(?=/|$)",
        r"good\.com",
        r"\.com$",
        "x.commissary",
        "other",
    ] {
        assert!(!host_anchor(pattern, plain()), "{pattern}");
    }
}

#[test]
fn anchors() {
    for pattern in [
        "^a|b",
        "^a|b|c",
        "^(a)|(b)",
        "a|b$",
        "(a)|b$",
        r"^good\.com|better\.com",
        r"\.xxx|\.yyy|\.zzz$",
        "^https?://good|https?://better",
        "^foo|bar|baz$",
    ] {
        assert!(half_anchored(pattern, plain()), "{pattern}");
    }
    for pattern in [
        "^a|",
        "a|^b",
        "^a|^b",
        "(^a)|b$",
        r"^foo|%",
        r"^for\b|\b(?:xxx|yyy)\b",
        r"\s\S| \t|\t |\s$",
        "^$|a",
        "(?:^|;)a",
        r"/^9$|27/",
    ] {
        assert!(!half_anchored(pattern, plain()), "{pattern}");
    }
}
