import java.util.List;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.springframework.web.cors.CorsConfiguration;

class Demo {
    void bad(CorsConfiguration cors, HttpServletRequest request, HttpServletResponse response) {
        // ruleid: java.spring.cors-any-origin
        cors.addAllowedOrigin("*");
        // ruleid: java.spring.cors-any-origin
        cors.addAllowedOriginPattern("*");
        // ruleid: java.spring.cors-any-origin
        response.setHeader("Access-Control-Allow-Origin", request.getHeader("Origin"));
    }

    void safe(CorsConfiguration cors, HttpServletResponse response) {
        // ok: java.spring.cors-any-origin
        cors.addAllowedOrigin("https://example.com");
        // ok: java.spring.cors-any-origin
        cors.setAllowedOrigins(List.of("https://example.com"));
        // ok: java.spring.cors-any-origin
        response.setHeader("Access-Control-Allow-Origin", "https://example.com");
    }
}
