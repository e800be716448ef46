import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSession;
import org.apache.http.conn.ssl.NoopHostnameVerifier;

class Demo {
    void bad(HttpsURLConnection connection) {
        // ruleid: java.tls.hostname-not-verified
        connection.setHostnameVerifier((host, session) -> true);
        // ruleid: java.tls.hostname-not-verified
        HttpsURLConnection.setDefaultHostnameVerifier(NoopHostnameVerifier.INSTANCE);
        HostnameVerifier all = new HostnameVerifier() {
            // ruleid: java.tls.hostname-not-verified
            public boolean verify(String host, SSLSession session) { return true; }
        };
    }

    void safe(HttpsURLConnection connection, HostnameVerifier verifier) {
        // ok: java.tls.hostname-not-verified
        connection.setHostnameVerifier(verifier);
        // ok: java.tls.hostname-not-verified
        connection.setHostnameVerifier((host, session) -> host.equals("example.com"));
        HostnameVerifier one = new HostnameVerifier() {
            // ok: java.tls.hostname-not-verified
            public boolean verify(String host, SSLSession session) { return host.equals("example.com"); }
        };
    }
}
