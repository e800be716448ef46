import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import java.io.PrintWriter;
import org.owasp.encoder.Encode;
import org.springframework.web.util.HtmlUtils;

public class Demo extends HttpServlet {
    void page(HttpServletRequest request, HttpServletResponse response) throws Exception {
        String name = request.getParameter("name");
        // ruleid: java.xss.response
        response.getWriter().println("<h1>Hello " + name + "</h1>");
        PrintWriter out = response.getWriter();
        // ruleid: java.xss.response
        out.write(request.getHeader("User-Agent"));
        show(out, request.getCookies()[0].getValue());
        // ruleid: java.xss.response
        out.printf("<p>%s</p>", name);
    }

    private void show(PrintWriter out, String text) {
        // ruleid: java.xss.response
        out.print(text);
    }

    void safe(HttpServletRequest request, HttpServletResponse response) throws Exception {
        String name = request.getParameter("name");
        PrintWriter out = response.getWriter();
        // ok: java.xss.response
        out.println("<h1>" + Encode.forHtml(name) + "</h1>");
        // ok: java.xss.response
        out.println(HtmlUtils.htmlEscape(name));
        // ok: java.xss.response
        out.println(name.length());
        PrintWriter file = new PrintWriter("a.txt");
        // ok: java.xss.response
        file.println(name);
    }

    void json(HttpServletRequest request, HttpServletResponse response) throws Exception {
        response.setContentType("application/json");
        // ok: java.xss.response
        response.getWriter().print(request.getParameter("callback"));
    }
}
