import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletResponse;

class Demo {
    void off(Cookie cookie) {
        // ruleid: java.http.cookie-not-http-only
        cookie.setHttpOnly(false);
    }

    void missing(HttpServletResponse response) {
        Cookie cookie = new Cookie("session", "1");
        cookie.setSecure(true);
        // ruleid: java.http.cookie-not-http-only
        response.addCookie(cookie);
    }

    void other(HttpServletResponse response) {
        javax.servlet.http.Cookie cookie = new javax.servlet.http.Cookie("session", "1");
        // ruleid: java.http.cookie-not-http-only
        response.addCookie(cookie);
    }

    void safe(HttpServletResponse response, Cookie given) {
        Cookie cookie = new Cookie("session", "1");
        // ok: java.http.cookie-not-http-only
        cookie.setHttpOnly(true);
        // ok: java.http.cookie-not-http-only
        response.addCookie(cookie);
        // ok: java.http.cookie-not-http-only
        response.addCookie(given);
    }
}
