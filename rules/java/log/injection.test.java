import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

public class Demo extends HttpServlet {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    void run(HttpServletRequest request) {
        String name = request.getParameter("name");
        // ruleid: java.log.injection
        LOG.info("user " + name);
        // ruleid: java.log.injection
        LOG.warn("user {}", name);
        // ruleid: java.log.injection
        java.util.logging.Logger.getLogger("a").severe(name);
    }

    void safe(HttpServletRequest request) {
        String name = request.getParameter("name");
        // ok: java.log.injection
        LOG.info("user " + name.replaceAll("[\\r\\n]", "_"));
        // ok: java.log.injection
        LOG.info("user {}", name.length());
        // ok: java.log.injection
        LOG.info("started");
    }
}
