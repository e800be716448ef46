import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import org.apache.http.client.methods.HttpGet;
import org.springframework.web.client.RestTemplate;

public class Demo extends HttpServlet {
    void get(HttpServletRequest request, RestTemplate rest) throws Exception {
        String address = request.getParameter("url");
        URL url = new URL(address);
        // ruleid: java.http.ssrf
        url.openStream();
        // ruleid: java.http.ssrf
        rest.getForObject(address, String.class);
        // ruleid: java.http.ssrf
        HttpRequest.newBuilder(URI.create("https://" + request.getParameter("host") + "/status"));
        // ruleid: java.http.ssrf
        new HttpGet(address);
        // ruleid: java.http.ssrf
        new okhttp3.Request.Builder().url(address).build();
    }

    void safe(HttpServletRequest request, RestTemplate rest) throws Exception {
        String id = request.getParameter("id");
        // ok: java.http.ssrf
        rest.getForObject("https://api.example.com/users/" + id, String.class);
        // ok: java.http.ssrf
        rest.getForObject("https://api.example.com/users/{id}", String.class, id);
        // ok: java.http.ssrf
        new URL("https://example.com").openStream();
        String address = request.getParameter("url");
        if (address.equals("https://example.com/a")) {
            // ok: java.http.ssrf
            new URL(address).openStream();
        }
    }
}
