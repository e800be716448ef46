import java.security.SecureRandom;
import java.util.Random;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpSession;

class Demo {
    private final Random random = new Random();
    private final SecureRandom secure = new SecureRandom();

    Cookie remember() {
        String key = Long.toHexString(random.nextLong());
        // ruleid: java.crypto.predictable-token
        return new Cookie("remember", key);
    }

    void session(HttpSession session) {
        // ruleid: java.crypto.predictable-token
        session.setAttribute("key", "" + Math.random());
    }

    void named() {
        byte[] bytes = new byte[16];
        new Random().nextBytes(bytes);
        // ruleid: java.crypto.predictable-token
        String resetToken = new String(bytes);
    }

    Cookie safe() {
        String key = Long.toHexString(secure.nextLong());
        // ok: java.crypto.predictable-token
        return new Cookie("remember", key);
    }

    void safer(HttpSession session) {
        byte[] bytes = new byte[16];
        secure.nextBytes(bytes);
        // ok: java.crypto.predictable-token
        String resetToken = new String(bytes);
        // ok: java.crypto.predictable-token
        int delay = random.nextInt(100);
        // ok: java.crypto.predictable-token
        session.setAttribute("seen", true);
    }
}
