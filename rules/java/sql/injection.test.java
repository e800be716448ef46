import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Set;
import javax.persistence.EntityManager;
import org.springframework.jdbc.core.JdbcTemplate;

public class Demo extends HttpServlet {
    void plain(HttpServletRequest request, Connection connection) throws Exception {
        String name = request.getParameter("name");
        Statement statement = connection.createStatement();
        // ruleid: java.sql.injection
        statement.executeQuery("SELECT * FROM users WHERE name = '" + name + "'");
        // ruleid: java.sql.injection
        connection.prepareStatement("SELECT * FROM users ORDER BY " + request.getParameter("order"));
    }

    void helper(HttpServletRequest request, JdbcTemplate template) {
        run(template, request.getHeader("X-Filter"));
    }

    private void run(JdbcTemplate template, String filter) {
        StringBuilder sql = new StringBuilder("SELECT name FROM users WHERE ");
        sql.append(filter);
        // ruleid: java.sql.injection
        template.queryForList(sql.toString());
    }

    void jpa(HttpServletRequest request, EntityManager manager) {
        String name = request.getParameter("name");
        // ruleid: java.sql.injection
        manager.createQuery(String.format("from User where name = '%s'", name));
        // ok: java.sql.injection
        manager.createQuery("from User where name = :name").setParameter("name", name);
    }

    void safe(HttpServletRequest request, Connection connection, JdbcTemplate template) throws Exception {
        String name = request.getParameter("name");
        // ok: java.sql.injection
        PreparedStatement statement = connection.prepareStatement("SELECT * FROM users WHERE name = ?");
        statement.setString(1, name);
        // ok: java.sql.injection
        template.queryForList("SELECT * FROM users WHERE name = ?", name);
        int page = Integer.parseInt(request.getParameter("page"));
        // ok: java.sql.injection
        template.queryForList("SELECT * FROM users LIMIT 10 OFFSET " + page);
        String order = request.getParameter("order");
        if (!Set.of("name", "age").contains(order)) {
            order = "name";
        }
        // ok: java.sql.injection
        template.queryForList("SELECT * FROM users ORDER BY " + order);
    }
}
