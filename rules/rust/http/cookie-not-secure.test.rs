use cookie::Cookie;

fn set(cookie: &mut Cookie) {
    // ruleid: rust.http.cookie-not-secure
    Cookie::build(("session", "1")).build();
    // ruleid: rust.http.cookie-not-secure
    Cookie::build(("session", "1")).path("/").secure(false).build();
    // ruleid: rust.http.cookie-not-secure
    cookie.set_secure(false);
    // ok: rust.http.cookie-not-secure
    Cookie::build(("session", "1")).secure(true).build();
    // ok: rust.http.cookie-not-secure
    Cookie::build(("session", "1")).http_only(true).secure(true).path("/").build();
    // ok: rust.http.cookie-not-secure
    cookie.set_secure(true);
}
