import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathExpression;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;

public class Demo extends HttpServlet {
    void find(HttpServletRequest request, Document document) throws Exception {
        String name = request.getParameter("name");
        XPath xpath = XPathFactory.newInstance().newXPath();
        // ruleid: java.xpath.injection
        xpath.evaluate("/users/user[name='" + name + "']", document);
        // ruleid: java.xpath.injection
        xpath.compile("//user[@id='" + request.getHeader("X-Id") + "']");
        // ruleid: java.xpath.injection
        XPathExpression all = xpath.compile(name);
    }

    void safe(HttpServletRequest request, Document document) throws Exception {
        XPath xpath = XPathFactory.newInstance().newXPath();
        // ok: java.xpath.injection
        xpath.evaluate("/users/user[name=$name]", document);
        int id = Integer.parseInt(request.getParameter("id"));
        // ok: java.xpath.injection
        xpath.evaluate("/users/user[" + id + "]", document);
        String name = request.getParameter("name");
        if (name.matches("[a-z]+")) {
            // ok: java.xpath.injection
            xpath.compile("/users/user[name='" + name + "']");
        }
    }
}
