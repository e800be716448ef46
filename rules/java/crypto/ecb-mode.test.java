import javax.crypto.Cipher;

class Demo {
    void bad() throws Exception {
        // ruleid: java.crypto.ecb-mode
        Cipher.getInstance("AES/ECB/PKCS5Padding");
        // ruleid: java.crypto.ecb-mode
        Cipher.getInstance("AES");
        // ruleid: java.crypto.ecb-mode
        Cipher.getInstance("aes/ecb/NoPadding", "BC");
    }

    void safe() throws Exception {
        // ok: java.crypto.ecb-mode
        Cipher.getInstance("AES/GCM/NoPadding");
        // ok: java.crypto.ecb-mode
        Cipher.getInstance("RSA/ECB/PKCS1Padding");
        // ok: java.crypto.ecb-mode
        Cipher.getInstance("AES/CTR/NoPadding");
    }
}
