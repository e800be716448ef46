import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import com.datastax.oss.driver.api.core.CqlSession;
import com.mongodb.client.model.Filters;
import org.bson.Document;
import org.springframework.data.mongodb.core.query.BasicQuery;

public class Demo extends HttpServlet {
    void find(HttpServletRequest request, CqlSession session) {
        String name = request.getParameter("name");
        // ruleid: java.nosql.injection
        Document.parse("{name: '" + name + "'}");
        // ruleid: java.nosql.injection
        new BasicQuery("{name: '" + name + "'}");
        // ruleid: java.nosql.injection
        session.execute("SELECT * FROM users WHERE name = '" + name + "'");
    }

    void safe(HttpServletRequest request, CqlSession session) {
        String name = request.getParameter("name");
        // ok: java.nosql.injection
        new Document("name", name);
        // ok: java.nosql.injection
        Filters.eq("name", name);
        // ok: java.nosql.injection
        session.execute("SELECT * FROM users WHERE name = ?", name);
    }
}
