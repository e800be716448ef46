import java.security.SecureRandom;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;

class Demo {
    void bad() {
        // ruleid: java.crypto.fixed-iv
        new IvParameterSpec("0123456789abcdef".getBytes());
        // ruleid: java.crypto.fixed-iv
        new IvParameterSpec(new byte[16]);
        // ruleid: java.crypto.fixed-iv
        new GCMParameterSpec(128, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
        byte[] fixed = {0, 0, 0, 0, 0, 0, 0, 0};
        // ruleid: java.crypto.fixed-iv
        new IvParameterSpec(fixed);
    }

    void safe(byte[] received) {
        byte[] iv = new byte[16];
        new SecureRandom().nextBytes(iv);
        // ok: java.crypto.fixed-iv
        new IvParameterSpec(iv);
        // ok: java.crypto.fixed-iv
        new GCMParameterSpec(128, received);
        // ok: java.crypto.fixed-iv
        new IvParameterSpec(received, 0, 16);
    }
}
