import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.Cookie;

public class Demo extends HttpServlet {
    void set(HttpServletRequest request, HttpServletResponse response) {
        // ruleid: java.http.cookie-injection
        response.addCookie(new Cookie("lang", request.getParameter("lang")));
        String value = request.getHeader("X-Value");
        // ruleid: java.http.cookie-injection
        Cookie cookie = new Cookie("value", value);
        // ruleid: java.http.cookie-injection
        cookie.setValue(request.getQueryString());
    }

    void safe(HttpServletRequest request, HttpServletResponse response) {
        // ok: java.http.cookie-injection
        response.addCookie(new Cookie("lang", "en"));
        int size = Integer.parseInt(request.getParameter("size"));
        // ok: java.http.cookie-injection
        response.addCookie(new Cookie("size", "" + size));
        String lang = request.getParameter("lang");
        if (lang.equals("de")) {
            // ok: java.http.cookie-injection
            response.addCookie(new Cookie("lang", lang));
        }
    }
}
