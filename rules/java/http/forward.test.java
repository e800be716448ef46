import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

public class Demo extends HttpServlet {
    void forward(HttpServletRequest request, HttpServletResponse response) throws Exception {
        // ruleid: java.http.forward
        request.getRequestDispatcher(request.getParameter("page")).forward(request, response);
        // ruleid: java.http.forward
        request.getRequestDispatcher("/pages/" + request.getParameter("page") + ".jsp").include(request, response);
        String page = request.getHeader("X-Page");
        // ruleid: java.http.forward
        getServletContext().getRequestDispatcher(page).forward(request, response);
    }

    void safe(HttpServletRequest request, HttpServletResponse response) throws Exception {
        // ok: java.http.forward
        request.getRequestDispatcher("/home.jsp").forward(request, response);
        String page = request.getParameter("page");
        if (page.equals("a.jsp")) {
            // ok: java.http.forward
            request.getRequestDispatcher(page).forward(request, response);
        }
        int number = Integer.parseInt(page);
        // ok: java.http.forward
        request.getRequestDispatcher("/page" + number + ".jsp").forward(request, response);
    }
}
