import java.security.SecureRandom;
import java.util.Random;
import org.apache.commons.lang3.RandomStringUtils;

class Demo {
    void bad() {
        // ruleid: java.crypto.insecure-random
        new Random().nextInt();
        // ruleid: java.crypto.insecure-random
        double x = Math.random();
        // ruleid: java.crypto.insecure-random
        RandomStringUtils.randomAlphanumeric(10);
    }

    void safe() {
        // ok: java.crypto.insecure-random
        new SecureRandom().nextInt();
        // ok: java.crypto.insecure-random
        Math.round(1.5);
        // ok: java.crypto.insecure-random
        new java.security.SecureRandom();
    }
}
