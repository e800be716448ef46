import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletResponse;

class Demo {
    void off(HttpServletResponse response) {
        Cookie cookie = new Cookie("session", "1");
        // ruleid: java.http.cookie-not-secure
        cookie.setSecure(false);
        response.addCookie(cookie);
    }

    void missing(HttpServletResponse response) {
        Cookie cookie = new Cookie("session", "1");
        cookie.setHttpOnly(true);
        // ruleid: java.http.cookie-not-secure
        response.addCookie(cookie);
    }

    void late(HttpServletResponse response, Cookie given) {
        // ruleid: java.http.cookie-not-secure
        given.setSecure(false);
    }

    void safe(HttpServletResponse response) {
        Cookie cookie = new Cookie("session", "1");
        // ok: java.http.cookie-not-secure
        cookie.setSecure(true);
        // ok: java.http.cookie-not-secure
        response.addCookie(cookie);
    }

    void again(HttpServletResponse response, boolean secure, Cookie given) {
        Cookie cookie = new Cookie("session", "1");
        cookie.setSecure(secure);
        // ok: java.http.cookie-not-secure
        response.addCookie(cookie);
        // ok: java.http.cookie-not-secure
        response.addCookie(given);
    }

    void gone(HttpServletResponse response) {
        Cookie cookie = new Cookie("session", "");
        cookie.setMaxAge(0);
        // ok: java.http.cookie-not-secure
        response.addCookie(cookie);
    }
}
