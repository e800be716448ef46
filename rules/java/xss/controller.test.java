import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

@RestController
class Greeter {
    @GetMapping("/hello")
    String hello(@RequestParam String name) {
        // ruleid: java.xss.controller
        return "<h1>Hello " + name + "</h1>";
    }

    @GetMapping("/entity")
    ResponseEntity<String> entity(@RequestParam String name) {
        // ruleid: java.xss.controller
        return ResponseEntity.ok("Hello " + name);
    }

    @GetMapping("/safe")
    String safe(@RequestParam String name) {
        // ok: java.xss.controller
        return "<h1>Hello " + HtmlUtils.htmlEscape(name) + "</h1>";
    }

    @GetMapping("/number")
    String number(@RequestParam int count) {
        // ok: java.xss.controller
        return "You have " + count;
    }
}

class Plain {
    @GetMapping("/body")
    @ResponseBody
    String body(@RequestParam String name) {
        // ruleid: java.xss.controller
        return name;
    }

    @GetMapping("/view")
    String view(@RequestParam String name) {
        // ok: java.xss.controller
        return "greeting";
    }
}
