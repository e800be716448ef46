import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import java.util.List;

public class Demo extends HttpServlet {
    void run(HttpServletRequest request, ClassLoader loader) throws Exception {
        String name = request.getParameter("class");
        // ruleid: java.reflection.untrusted-class
        Class.forName(name);
        // ruleid: java.reflection.untrusted-class
        Class.forName("com.example." + name).newInstance();
        // ruleid: java.reflection.untrusted-class
        loader.loadClass(name);
    }

    void safe(HttpServletRequest request) throws Exception {
        // ok: java.reflection.untrusted-class
        Class.forName("com.example.A");
        String name = request.getParameter("class");
        if (List.of("com.example.A", "com.example.B").contains(name)) {
            // ok: java.reflection.untrusted-class
            Class.forName(name);
        }
        // ok: java.reflection.untrusted-class
        Class.forName(KNOWN.get(1));
    }
}
