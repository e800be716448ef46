import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.thoughtworks.xstream.XStream;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.ObjectInputStream;
import java.util.Base64;
import org.apache.commons.lang3.SerializationUtils;

public class Demo extends HttpServlet {
    void read(HttpServletRequest request) throws Exception {
        // ruleid: java.deserialize.untrusted
        ObjectInputStream in = new ObjectInputStream(request.getInputStream());
        // ruleid: java.deserialize.untrusted
        in.readObject();
        // ruleid: java.deserialize.untrusted
        new XStream().fromXML(request.getParameter("xml"));
        byte[] data = Base64.getDecoder().decode(request.getParameter("state"));
        // ruleid: java.deserialize.untrusted
        SerializationUtils.deserialize(data);
    }

    void safe(HttpServletRequest request) throws Exception {
        // ok: java.deserialize.untrusted
        new ObjectMapper().readValue(request.getInputStream(), User.class);
        // ok: java.deserialize.untrusted
        new ObjectInputStream(new FileInputStream("state.bin"));
        // ok: java.deserialize.untrusted
        new ObjectInputStream(new ByteArrayInputStream(new byte[10]));
    }
}
