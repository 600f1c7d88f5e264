package org.offhook.protocols.twiml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.protocols.twiml.Parsed.Malformed;

class DocumentParserTest {

    private static final int CANNOT_BE_PARSED = 12100;

    @Test
    void elementsAttributesAndTextComeInTheirOrder() {
        Element root =
                root("<Response><Say voice=\"woman\" xml:lang=\"en\">Hello <b>you</b> there</Say><Hangup/></Response>");

        assertThat(root.elements()).extracting(Element::name).containsExactly("Say", "Hangup");
        Element say = root.elements().getFirst();
        assertThat(say.attributes()).containsExactly(Map.entry("voice", "woman"), Map.entry("xml:lang", "en"));
        assertThat(say.text()).isEqualTo("Hello  there");
        assertThat(say.elements().getFirst().text()).isEqualTo("you");
    }

    @Test
    void namesKeepTheirCaseAndEntitiesOfXmlAreText() {
        Element root = root("<Response><!-- no --><?no?><say>&lt;&amp;&#233;&#x20AC;<![CDATA[<x>]]></say></Response>");

        assertThat(root.elements()).extracting(Element::name).containsExactly("say");
        assertThat(root.elements().getFirst().text()).isEqualTo("<&é€<x>");
    }

    static Stream<Arguments> encodings() {
        return Stream.of(
                Arguments.of("", UTF_8, ""),
                Arguments.of("<?xml version='1.0'?>", UTF_8, ""),
                Arguments.of("<?xml version=\"1.0\" encoding=\"utf-8\"?>", UTF_8, ""),
                Arguments.of("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", UTF_8, "\u00ef\u00bb\u00bf"),
                Arguments.of("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>", ISO_8859_1, ""),
                Arguments.of("<?xml version=\"1.0\" encoding=\"UTF-16\"?>", UTF_16BE, "\u00fe\u00ff"),
                Arguments.of("<?xml version=\"1.0\" encoding=\"UTF-16\"?>", UTF_16LE, "\u00ff\u00fe"));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void theEncodingIsTheDocumentsOwn(String declaration, Charset charset, String mark) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(mark.getBytes(ISO_8859_1));
        bytes.writeBytes((declaration + "<Response><Say>Grüße</Say></Response>").getBytes(charset));

        assertThat(DocumentParser.parse(bytes.toByteArray()))
                .isInstanceOfSatisfying(
                        Parsed.Tree.class,
                        tree -> assertThat(tree.root().elements().getFirst().text())
                                .isEqualTo("Grüße"));
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        Malformed refused = refused("<Response><Say>Gr\u00fc\u00dfe</Say></Response>".getBytes(ISO_8859_1));

        assertThat(refused.code()).isEqualTo(CANNOT_BE_PARSED);
        assertThat(refused.message()).contains("not valid UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "<Response>",
                "<Response></response>",
                "<Response/><Response/>",
                "<Response><Say a=1/></Response>",
                "<Response>&nbsp;</Response>",
                "<!DOCTYPE Response><Response/>",
                "<!DOCTYPE r [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><Response>&b;</Response>",
                "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Response>&x;</Response>",
                "<!DOCTYPE r SYSTEM \"http://127.0.0.1:1/r.dtd\"><Response/>",
                "<?xml version=\"1.0\" encoding=\"no-such\"?><Response/>"
            })
    void whatIsNoXmlOrWantsEntitiesCannotBeParsed(String document) {
        assertThat(refused(document.getBytes(UTF_8)).code()).isEqualTo(CANNOT_BE_PARSED);
    }

    @Test
    void anotherRootIsNamed() {
        Malformed refused = refused("<html><body/></html>".getBytes(UTF_8));

        assertThat(refused.code()).isEqualTo(12102);
        assertThat(refused.message()).contains("html");
    }

    @ParameterizedTest
    @MethodSource("loudDocuments")
    void whyNotIsOneShortLineWhateverTheDocumentSays(String document) {
        Malformed malformed = (Malformed) DocumentParser.parse(document.getBytes(UTF_8));

        assertThat(malformed.message()).doesNotContainPattern("\\p{Cc}").hasSizeLessThan(320);
    }

    static Stream<String> loudDocuments() {
        return Stream.of(
                "<?xml version=\"1\n2\"?><Response/>",
                "<?xml version=\"1\u009d2\"?><Response/>",
                "<" + "x".repeat(5_000) + "/>");
    }

    @Test
    void eachLimitIsKeptExactly() {
        DocumentLimits limits = new DocumentLimits(100, 3, 4, 2);

        assertThat(parse("<Response><a><b/></a><c/></Response>", limits)).isInstanceOf(Parsed.Tree.class);
        assertThat(code("<Response><a><b><c/></b></a></Response>", limits)).isEqualTo(CANNOT_BE_PARSED);
        assertThat(code("<Response><a/><b/><c/><d/></Response>", limits)).isEqualTo(CANNOT_BE_PARSED);
        assertThat(parse("<Response a='1' b='2'/>", limits)).isInstanceOf(Parsed.Tree.class);
        assertThat(code("<Response a='1' b='2' c='3'/>", limits)).isEqualTo(CANNOT_BE_PARSED);
        String filled = "<Response>" + " ".repeat(79) + "</Response>";
        assertThat(parse(filled, limits)).isInstanceOf(Parsed.Tree.class);
        assertThat(code(filled + " ", limits)).isEqualTo(11750);
    }

    private static int code(String document, DocumentLimits limits) {
        return ((Malformed) parse(document, limits)).code();
    }

    private static Parsed parse(String document, DocumentLimits limits) {
        return DocumentParser.parse(document.getBytes(UTF_8), limits);
    }

    private static Malformed refused(byte[] document) {
        return (Malformed) DocumentParser.parse(document);
    }

    private static Element root(String document) {
        return ((Parsed.Tree) DocumentParser.parse(document.getBytes(UTF_8))).root();
    }
}
