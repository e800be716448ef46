import com.zaxxer.hikari.HikariConfig;
import java.sql.DriverManager;

class Demo {
    void bad(String url, HikariConfig config) throws Exception {
        // ruleid: java.lang.hardcoded-password
        DriverManager.getConnection(url, "app", "hunter22");
        // ruleid: java.lang.hardcoded-password
        config.setPassword("hunter22");
        // ruleid: java.lang.hardcoded-password
        new java.net.PasswordAuthentication("app", "hunter22".toCharArray());
    }

    void safe(String url, HikariConfig config, String password) throws Exception {
        // ok: java.lang.hardcoded-password
        DriverManager.getConnection(url, "app", System.getenv("DB_PASSWORD"));
        // ok: java.lang.hardcoded-password
        config.setPassword(password);
        // ok: java.lang.hardcoded-password
        DriverManager.getConnection(url, "sa", "");
    }
}
