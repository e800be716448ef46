import java.security.KeyPairGenerator;
import javax.crypto.KeyGenerator;

class Demo {
    void rsa() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        // ruleid: java.crypto.weak-key-size
        generator.initialize(1024);
    }

    void curve() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        // ruleid: java.crypto.weak-key-size
        generator.initialize(160);
    }

    void symmetric() throws Exception {
        KeyGenerator generator = KeyGenerator.getInstance("AES");
        // ruleid: java.crypto.weak-key-size
        generator.init(64);
    }

    void safe() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        // ok: java.crypto.weak-key-size
        generator.initialize(2048);
        KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
        // ok: java.crypto.weak-key-size
        curve.initialize(256);
        KeyGenerator key = KeyGenerator.getInstance("AES");
        // ok: java.crypto.weak-key-size
        key.init(128);
    }

    void specified() throws Exception {
        // ruleid: java.crypto.weak-key-size
        Object rsa = new RSAKeyGenParameterSpec(1024, null);
        // ok: java.crypto.weak-key-size
        Object large = new RSAKeyGenParameterSpec(3072, null);
        // ruleid: java.crypto.weak-key-size
        Object curve = new ECGenParameterSpec("secp160r1");
        // ok: java.crypto.weak-key-size
        Object good = new ECGenParameterSpec("secp256r1");
        AlgorithmParameterGenerator parameters = AlgorithmParameterGenerator.getInstance("DH");
        // ruleid: java.crypto.weak-key-size
        parameters.init(1024);
        // ok: java.crypto.weak-key-size
        parameters.init(2048);
    }
}
