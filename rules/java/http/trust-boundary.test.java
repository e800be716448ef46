import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpSession;

public class Demo extends HttpServlet {
    void set(HttpServletRequest request) {
        String role = request.getParameter("role");
        // ruleid: java.http.trust-boundary
        request.getSession().setAttribute("role", role);
        HttpSession session = request.getSession(true);
        // ruleid: java.http.trust-boundary
        session.setAttribute(request.getParameter("key"), "1");
        // ruleid: java.http.trust-boundary
        session.putValue("name", "user:" + request.getHeader("X-User"));
    }

    void safe(HttpServletRequest request, HttpSession session) {
        int count = Integer.parseInt(request.getParameter("count"));
        // ok: java.http.trust-boundary
        session.setAttribute("count", count);
        String role = request.getParameter("role");
        if (role.equals("guest")) {
            // ok: java.http.trust-boundary
            session.setAttribute("role", role);
        }
        // ok: java.http.trust-boundary
        request.setAttribute("role", role);
        // ok: java.http.trust-boundary
        session.setAttribute("seen", true);
    }
}
