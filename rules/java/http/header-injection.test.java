import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import java.net.URLEncoder;

public class Demo extends HttpServlet {
    void set(HttpServletRequest request, HttpServletResponse response) throws Exception {
        // ruleid: java.http.header-injection
        response.setHeader("X-Name", request.getParameter("name"));
        String lang = request.getParameter("lang");
        // ruleid: java.http.header-injection
        response.addHeader("Content-Language", lang);
        // ruleid: java.http.header-injection
        response.setHeader(request.getParameter("key"), "1");
    }

    void safe(HttpServletRequest request, HttpServletResponse response) throws Exception {
        String name = request.getParameter("name");
        // ok: java.http.header-injection
        response.setHeader("X-Name", URLEncoder.encode(name, "UTF-8"));
        // ok: java.http.header-injection
        response.setHeader("X-Name", name.replaceAll("[\\r\\n]", ""));
        // ok: java.http.header-injection
        response.setIntHeader("X-Count", Integer.parseInt(name));
        // ok: java.http.header-injection
        response.setHeader("X-Name", "fixed");
    }
}
