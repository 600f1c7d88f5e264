package org.offhook.core.siprec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.offhook.core.ids.Sid;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class MetadataTest {

    private static final String SPACE = "urn:ietf:params:xml:ns:recording:1";

    private static Document read(List<String> labels, Map<String, String> parameters) throws Exception {
        String text = new Metadata(
                        new Sid("SR00000000000000000000000000000001"),
                        new Sid("CA00000000000000000000000000000002"),
                        "tel:+15550142",
                        "sip:a&b\"<@x",
                        labels,
                        true,
                        parameters,
                        Instant.parse("2026-11-21T17:00:00Z"))
                .xml();
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    private static Element only(Document document, String name, int index) {
        NodeList found = document.getElementsByTagNameNS(SPACE, name);
        return (Element) found.item(index);
    }

    @Test
    void bothPartiesAndTheirStreamsAreNamed() throws Exception {
        Document document = read(List.of("1", "2"), Map.of("Order", "<4711> & \u0000more"));
        assertThat(document.getElementsByTagNameNS(SPACE, "participant").getLength())
                .isEqualTo(2);
        assertThat(only(document, "nameID", 0).getAttribute("aor")).isEqualTo("tel:+15550142");
        assertThat(only(document, "nameID", 1).getAttribute("aor")).isEqualTo("sip:a&b\"<@x");
        String first = only(document, "stream", 0).getAttribute("stream_id");
        String second = only(document, "stream", 1).getAttribute("stream_id");
        assertThat(first).isNotEqualTo(second).matches("[A-Za-z0-9+/]{22}==");
        assertThat(only(document, "label", 0).getTextContent()).isEqualTo("1");
        assertThat(only(document, "send", 0).getTextContent()).isEqualTo(first);
        assertThat(only(document, "recv", 0).getTextContent()).isEqualTo(second);
        assertThat(only(document, "send", 1).getTextContent()).isEqualTo(second);
        assertThat(document.getElementsByTagName("parameter").item(0).getTextContent())
                .isEqualTo("<4711> & more");
    }

    @Test
    void oneSideHasOneStreamThatTheOtherOneHears() throws Exception {
        Document document = read(List.of("1"), Map.of());
        assertThat(document.getElementsByTagNameNS(SPACE, "stream").getLength()).isOne();
        assertThat(document.getElementsByTagNameNS(SPACE, "send").getLength()).isOne();
        assertThat(document.getElementsByTagNameNS(SPACE, "recv").getLength()).isOne();
    }
}
