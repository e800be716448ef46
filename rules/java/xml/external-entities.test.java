import javax.servlet.http.HttpServletRequest;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamSource;

class Demo {
    void dom(HttpServletRequest request) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        // ruleid: java.xml.external-entities
        builder.parse(request.getInputStream());
    }

    void sax(HttpServletRequest request) throws Exception {
        SAXParserFactory factory = SAXParserFactory.newInstance();
        // ruleid: java.xml.external-entities
        factory.newSAXParser().parse(request.getInputStream(), null);
    }

    void stax(HttpServletRequest request) throws Exception {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        // ruleid: java.xml.external-entities
        factory.createXMLStreamReader(request.getReader());
    }

    void domSafe(HttpServletRequest request) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        // ok: java.xml.external-entities
        builder.parse(request.getInputStream());
    }

    void staxSafe(HttpServletRequest request) throws Exception {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        // ok: java.xml.external-entities
        factory.createXMLStreamReader(request.getReader());
    }

    void constant() throws Exception {
        // ok: java.xml.external-entities
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse("config.xml");
    }

    void transformed(HttpServletRequest request) throws Exception {
        TransformerFactory factory = TransformerFactory.newInstance();
        // ruleid: java.xml.external-entities
        factory.newTransformer().transform(new StreamSource(request.getInputStream()), null);
        TransformerFactory safe = TransformerFactory.newInstance();
        safe.setAttribute("http://javax.xml.XMLConstants/property/accessExternalDTD", "");
        // ok: java.xml.external-entities
        safe.newTemplates(new StreamSource(request.getInputStream()));
    }
}
