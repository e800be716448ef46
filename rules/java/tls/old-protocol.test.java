import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

class Demo {
    void bad(SSLSocket socket) throws Exception {
        // ruleid: java.tls.old-protocol
        SSLContext.getInstance("SSL");
        // ruleid: java.tls.old-protocol
        SSLContext.getInstance("TLSv1.1");
        // ruleid: java.tls.old-protocol
        socket.setEnabledProtocols(new String[] {"TLSv1", "TLSv1.2"});
    }

    void safe(SSLSocket socket) throws Exception {
        // ok: java.tls.old-protocol
        SSLContext.getInstance("TLS");
        // ok: java.tls.old-protocol
        SSLContext.getInstance("TLSv1.3");
        // ok: java.tls.old-protocol
        socket.setEnabledProtocols(new String[] {"TLSv1.2", "TLSv1.3"});
    }
}
