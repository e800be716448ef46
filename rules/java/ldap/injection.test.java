import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import org.springframework.ldap.support.LdapEncoder;

public class Demo extends HttpServlet {
    void find(HttpServletRequest request, DirContext context) throws Exception {
        String user = request.getParameter("user");
        // ruleid: java.ldap.injection
        context.search("ou=people", "(uid=" + user + ")", null);
        // ruleid: java.ldap.injection
        context.search("uid=" + user + ",ou=people", "(objectClass=*)", null);
        InitialDirContext initial = new InitialDirContext();
        String filter = "(&(uid=" + user + ")(active=true))";
        // ruleid: java.ldap.injection
        initial.search("ou=people", filter, new Object[] {}, null);
    }

    void safe(HttpServletRequest request, DirContext context) throws Exception {
        String user = request.getParameter("user");
        // ok: java.ldap.injection
        context.search("ou=people", "(uid=" + LdapEncoder.filterEncode(user) + ")", null);
        // ok: java.ldap.injection
        context.search("ou=people", "(uid={0})", new Object[] {user}, null);
        // ok: java.ldap.injection
        context.search("ou=people", "(uid=" + Integer.parseInt(user) + ")", null);
    }
}
