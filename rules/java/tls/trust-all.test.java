import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;
import org.apache.http.conn.ssl.TrustAllStrategy;

class Bad implements X509TrustManager {
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    // ruleid: java.tls.trust-all
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    public X509Certificate[] getAcceptedIssuers() {
        return null;
    }

    Object netty() {
        // ruleid: java.tls.trust-all
        return InsecureTrustManagerFactory.INSTANCE;
    }

    Object apache() {
        // ruleid: java.tls.trust-all
        return new TrustAllStrategy();
    }
}

class Good implements X509TrustManager {
    private X509TrustManager inner;

    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        inner.checkClientTrusted(chain, type);
    }

    // ok: java.tls.trust-all
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        inner.checkServerTrusted(chain, type);
    }

    public X509Certificate[] getAcceptedIssuers() {
        return inner.getAcceptedIssuers();
    }
}

class Strict implements X509TrustManager {
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    // ok: java.tls.trust-all
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException();
    }

    // ok: java.tls.trust-all
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
