import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;

public class Demo extends HttpServlet {
    void run(HttpServletRequest request) throws Exception {
        String host = request.getParameter("host");
        // ruleid: java.command.injection
        Runtime.getRuntime().exec("ping -c 1 " + host);
        // ruleid: java.command.injection
        new ProcessBuilder("sh", "-c", "ping -c 1 " + host).start();
        // ruleid: java.command.injection
        Runtime.getRuntime().exec(new String[] {"/bin/sh", "-c", "ping " + host});
    }

    void list(HttpServletRequest request) throws Exception {
        List<String> command = new ArrayList<>();
        command.add("bash");
        command.add("-c");
        command.add(request.getParameter("script"));
        ProcessBuilder builder = new ProcessBuilder();
        // ruleid: java.command.injection
        builder.command(command);
    }

    void safe(HttpServletRequest request) throws Exception {
        String host = request.getParameter("host");
        // ok: java.command.injection
        new ProcessBuilder("ping", "-c", "1", host).start();
        // ok: java.command.injection
        Runtime.getRuntime().exec(new String[] {"ping", host});
        // ok: java.command.injection
        Runtime.getRuntime().exec("uptime");
        if (host.matches("[a-z0-9]+")) {
            // ok: java.command.injection
            Runtime.getRuntime().exec("ping " + host);
        }
    }
}
