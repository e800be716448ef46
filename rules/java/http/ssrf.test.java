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

    void clients(HttpServletRequest request) throws Exception {
        String address = request.getParameter("url");
        // ruleid: java.http.ssrf
        new org.apache.http.client.methods.HttpDelete(address);
        // ruleid: java.http.ssrf
        org.apache.http.client.methods.RequestBuilder.get(address).build();
        // ruleid: java.http.ssrf
        org.apache.hc.client5.http.async.methods.SimpleHttpRequests.post(address);
        // ruleid: java.http.ssrf
        new org.apache.hc.core5.http.message.BasicHttpRequest("GET", address);
        // ruleid: java.http.ssrf
        java.sql.DriverManager.getConnection(address);
        // ruleid: java.http.ssrf
        new java.net.Socket(request.getParameter("host"), 80);
        // ok: java.http.ssrf
        new org.apache.http.client.methods.HttpDelete("https://api.example.com/users/" + request.getParameter("id"));
    }
}
