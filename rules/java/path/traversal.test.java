import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.apache.commons.io.FilenameUtils;

public class Demo extends HttpServlet {
    void read(HttpServletRequest request) throws Exception {
        String name = request.getParameter("file");
        // ruleid: java.path.traversal
        new FileInputStream("/srv/files/" + name);
        // ruleid: java.path.traversal
        Files.readAllBytes(Paths.get("/srv/files", name));
        File file = new File("/srv/files", name);
        // ruleid: java.path.traversal
        if (file.exists()) {
            // ruleid: java.path.traversal
            file.delete();
        }
        // ruleid: java.path.traversal
        Files.newBufferedReader(Path.of("/srv").resolve(name));
    }

    void safe(HttpServletRequest request) throws Exception {
        String name = request.getParameter("file");
        // ok: java.path.traversal
        new FileInputStream("/srv/files/" + FilenameUtils.getName(name));
        // ok: java.path.traversal
        new FileInputStream("/srv/files/" + new File(name).getName());
        int id = Integer.parseInt(request.getParameter("id"));
        // ok: java.path.traversal
        new FileInputStream("/srv/files/" + id + ".txt");
        Path path = Paths.get("/srv/files").resolve(name).normalize();
        if (!path.startsWith("/srv/files")) {
            throw new IllegalArgumentException();
        }
        // ok: java.path.traversal
        Files.readAllBytes(path);
    }
}
