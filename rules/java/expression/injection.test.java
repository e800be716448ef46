import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import ognl.Ognl;
import org.springframework.expression.ExpressionParser;
import org.springframework.expression.spel.standard.SpelExpressionParser;

public class Demo extends HttpServlet {
    void run(HttpServletRequest request) throws Exception {
        String text = request.getParameter("text");
        ExpressionParser parser = new SpelExpressionParser();
        // ruleid: java.expression.injection
        parser.parseExpression(text).getValue();
        // ruleid: java.expression.injection
        Ognl.getValue(text, this, null);
        // ruleid: java.expression.injection
        new SpelExpressionParser().parseExpression("name == '" + text + "'");
    }

    void safe(HttpServletRequest request) throws Exception {
        ExpressionParser parser = new SpelExpressionParser();
        // ok: java.expression.injection
        parser.parseExpression("name == #name").getValue();
        int n = Integer.parseInt(request.getParameter("n"));
        // ok: java.expression.injection
        parser.parseExpression("list[" + n + "]").getValue();
        String text = request.getParameter("text");
        if (text.equals("name")) {
            // ok: java.expression.injection
            parser.parseExpression(text);
        }
    }
}
