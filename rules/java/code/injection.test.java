import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import groovy.lang.GroovyShell;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;

public class Demo extends HttpServlet {
    void run(HttpServletRequest request, ScriptEngine engine) throws Exception {
        String code = request.getParameter("code");
        // ruleid: java.code.injection
        engine.eval(code);
        // ruleid: java.code.injection
        new ScriptEngineManager().getEngineByName("js").eval("f(" + code + ")");
        // ruleid: java.code.injection
        new GroovyShell().evaluate(code);
    }

    void safe(HttpServletRequest request, ScriptEngine engine) throws Exception {
        // ok: java.code.injection
        engine.eval("1 + 1");
        engine.put("x", request.getParameter("x"));
        int n = Integer.parseInt(request.getParameter("n"));
        // ok: java.code.injection
        engine.eval("f(" + n + ")");
        String name = request.getParameter("name");
        if (name.equals("a")) {
            // ok: java.code.injection
            engine.eval(name + "()");
        }
    }
}
