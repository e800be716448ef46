import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;

public class Demo extends HttpServlet {
    void run(HttpServletRequest request, String text) {
        String wanted = request.getParameter("wanted");
        // ruleid: java.regex.injection
        Pattern.compile(wanted);
        // ruleid: java.regex.injection
        Pattern.compile("^" + wanted + "$").matcher(text);
        // ruleid: java.regex.injection
        Pattern.matches(request.getHeader("X-Filter"), text);
    }

    void safe(HttpServletRequest request, String text) {
        String wanted = request.getParameter("wanted");
        // ok: java.regex.injection
        Pattern.compile(Pattern.quote(wanted));
        // ok: java.regex.injection
        Pattern.matches("[a-z]+", wanted);
        int n = Integer.parseInt(wanted);
        // ok: java.regex.injection
        Pattern.compile("a{" + n + "}");
    }
}
