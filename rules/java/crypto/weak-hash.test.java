import com.google.common.hash.Hashing;
import java.security.MessageDigest;
import java.util.Properties;
import org.apache.commons.codec.digest.DigestUtils;

class Demo {
    void bad(String text, Properties properties) throws Exception {
        // ruleid: java.crypto.weak-hash
        MessageDigest.getInstance("MD5");
        // ruleid: java.crypto.weak-hash
        MessageDigest.getInstance("SHA-1", "SUN");
        // ruleid: java.crypto.weak-hash
        DigestUtils.md5Hex(text);
        // ruleid: java.crypto.weak-hash
        Hashing.sha1();
        String name = properties.getProperty("hash", "MD5");
        // ruleid: java.crypto.weak-hash
        MessageDigest.getInstance(name);
    }

    void safe(String text) throws Exception {
        // ok: java.crypto.weak-hash
        MessageDigest.getInstance("SHA-256");
        // ok: java.crypto.weak-hash
        DigestUtils.sha256Hex(text);
        // ok: java.crypto.weak-hash
        Hashing.sha512();
        // ok: java.crypto.weak-hash
        String etag = DigestUtils.md5Hex(text);
    }
}
