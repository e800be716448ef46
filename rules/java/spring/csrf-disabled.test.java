import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;

class Demo {
    void bad(HttpSecurity http) throws Exception {
        // ruleid: java.spring.csrf-disabled
        http.csrf().disable();
        // ruleid: java.spring.csrf-disabled
        http.csrf(csrf -> csrf.disable());
        // ruleid: java.spring.csrf-disabled
        http.csrf(AbstractHttpConfigurer::disable);
    }

    void safe(HttpSecurity http) throws Exception {
        // ok: java.spring.csrf-disabled
        http.csrf(csrf -> csrf.ignoringRequestMatchers("/hooks"));
        // ok: java.spring.csrf-disabled
        http.cors().disable();
        // ok: java.spring.csrf-disabled
        http.csrf();
    }
}
