import com.auth0.jwt.algorithms.Algorithm;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

class Demo {
    private static final String KEY = "0123456789abcdef";

    void bad() {
        // ruleid: java.crypto.hardcoded-key
        new SecretKeySpec("0123456789abcdef".getBytes(), "AES");
        // ruleid: java.crypto.hardcoded-key
        new SecretKeySpec(KEY.getBytes(), "AES");
        // ruleid: java.crypto.hardcoded-key
        new PBEKeySpec("hunter22".toCharArray());
        // ruleid: java.crypto.hardcoded-key
        Algorithm.HMAC256("my-signing-key");
    }

    void safe(byte[] key, char[] password) {
        // ok: java.crypto.hardcoded-key
        new SecretKeySpec(key, "AES");
        // ok: java.crypto.hardcoded-key
        new SecretKeySpec(System.getenv("KEY").getBytes(), "AES");
        // ok: java.crypto.hardcoded-key
        new PBEKeySpec(password);
        // ok: java.crypto.hardcoded-key
        Algorithm.HMAC256(System.getenv("JWT_KEY"));
    }
}
