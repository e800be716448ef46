import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

public class Demo extends HttpServlet {
    void go(HttpServletRequest request, HttpServletResponse response) throws Exception {
        String next = request.getParameter("next");
        // ruleid: java.http.open-redirect
        response.sendRedirect(next);
        // ruleid: java.http.open-redirect
        response.setHeader("Location", next);
        // ruleid: java.http.open-redirect
        response.sendRedirect("https://" + request.getParameter("host") + "/home");
    }

    void safe(HttpServletRequest request, HttpServletResponse response) throws Exception {
        String next = request.getParameter("next");
        // ok: java.http.open-redirect
        response.sendRedirect("/users/" + next);
        // ok: java.http.open-redirect
        response.sendRedirect("https://example.com/?q=" + next);
        if (next.equals("/home")) {
            // ok: java.http.open-redirect
            response.sendRedirect(next);
        }
        // ok: java.http.open-redirect
        response.setHeader("X-Next", next);
    }
}
