package org.offhook.protocols.twiml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElementWriterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Response/>",
                "<Response><Say>Hello</Say><Hangup/></Response>",
                "<Response><Say voice=\"a&quot;b&lt;&amp;'\" xml:lang=\"en\">1 &lt; 2 &amp;amp; <b>3</b> ]]&gt; ü</Say></Response>",
                "<Response><Dial action=\"/a?b=c&amp;d=e\" x=\"&#10;&#9; \">\n  <Number>+1</Number> </Dial></Response>"
            })
    void whatIsWrittenReadsAsTheSame(String markup) {
        Element root = root(markup);
        assertThat(root(ElementWriter.document(root.elements())).elements()).isEqualTo(root.elements());
    }

    private static Element root(String markup) {
        return ((Parsed.Tree) DocumentParser.parse(markup.getBytes(UTF_8))).root();
    }
}
