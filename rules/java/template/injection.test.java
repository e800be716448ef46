import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import freemarker.template.Template;
import java.io.StringReader;
import org.apache.velocity.app.VelocityEngine;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;

public class Demo extends HttpServlet {
    void run(HttpServletRequest request, TemplateEngine engine, Context context, VelocityEngine velocity) throws Exception {
        String text = request.getParameter("text");
        // ruleid: java.template.injection
        engine.process("<p>" + text + "</p>", context);
        // ruleid: java.template.injection
        new Template("t", new StringReader(text), null);
        // ruleid: java.template.injection
        velocity.evaluate(null, null, "t", text);
    }

    void safe(HttpServletRequest request, TemplateEngine engine, Context context, VelocityEngine velocity) throws Exception {
        context.setVariable("text", request.getParameter("text"));
        // ok: java.template.injection
        engine.process("page", context);
        // ok: java.template.injection
        new Template("t", new StringReader("Hello ${text}"), null);
        // ok: java.template.injection
        velocity.evaluate(null, null, request.getParameter("name"), "Hello");
    }
}
