import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.naming.Context;
import javax.naming.InitialContext;

public class Demo extends HttpServlet {
    void run(HttpServletRequest request, Context context) throws Exception {
        String name = request.getParameter("name");
        // ruleid: java.jndi.injection
        context.lookup(name);
        // ruleid: java.jndi.injection
        new InitialContext().lookup("java:comp/env/" + name);
        // ruleid: java.jndi.injection
        InitialContext.doLookup(request.getHeader("X-Name"));
    }

    void safe(HttpServletRequest request, Context context) throws Exception {
        // ok: java.jndi.injection
        context.lookup("java:comp/env/jdbc/db");
        String name = request.getParameter("name");
        if (name.equals("jdbc/a")) {
            // ok: java.jndi.injection
            context.lookup(name);
        }
        int n = Integer.parseInt(name);
        // ok: java.jndi.injection
        context.lookup("java:comp/env/jdbc/db" + n);
    }
}
