import java.util.Properties;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.spec.SecretKeySpec;

class Demo {
    static final String MODE = "DES/CBC/PKCS5Padding";

    void bad(byte[] key, Properties properties) throws Exception {
        // ruleid: java.crypto.weak-cipher
        Cipher.getInstance("DES/CBC/PKCS5Padding");
        // ruleid: java.crypto.weak-cipher
        Cipher.getInstance("RC4", "SunJCE");
        // ruleid: java.crypto.weak-cipher
        KeyGenerator.getInstance("DESede");
        // ruleid: java.crypto.weak-cipher
        new SecretKeySpec(key, "Blowfish");
        // ruleid: java.crypto.weak-cipher
        Cipher.getInstance(MODE);
        String name = properties.getProperty("cipher", "DESede/ECB/PKCS5Padding");
        // ruleid: java.crypto.weak-cipher
        Cipher.getInstance(name);
    }

    void safe(byte[] key) throws Exception {
        // ok: java.crypto.weak-cipher
        Cipher.getInstance("AES/GCM/NoPadding");
        // ok: java.crypto.weak-cipher
        KeyGenerator.getInstance("AES");
        // ok: java.crypto.weak-cipher
        new SecretKeySpec(key, "AES");
        // ok: java.crypto.weak-cipher
        Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
    }
}
