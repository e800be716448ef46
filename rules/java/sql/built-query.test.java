import java.sql.Connection;
import java.sql.Statement;
import org.springframework.jdbc.core.JdbcTemplate;

class Demo {
    void bad(Statement statement, Connection connection, JdbcTemplate template, String name) throws Exception {
        // ruleid: java.sql.built-query
        statement.executeQuery("SELECT * FROM users WHERE name = '" + name + "'");
        // ruleid: java.sql.built-query
        connection.prepareStatement("SELECT * FROM " + name);
        // ruleid: java.sql.built-query
        template.update(String.format("DELETE FROM %s", name));
    }

    void safe(Statement statement, Connection connection, JdbcTemplate template, String name) throws Exception {
        // ok: java.sql.built-query
        statement.executeQuery("SELECT * FROM users");
        // ok: java.sql.built-query
        connection.prepareStatement("SELECT * FROM users " + "WHERE name = ?");
        // ok: java.sql.built-query
        template.update("DELETE FROM users WHERE name = ?", name);
    }
}
