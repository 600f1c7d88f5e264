package org.offhook.protocols.twiml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.twiml.Parsed.Malformed;

/// Reads XML into a tree, strictly and within limits. A document type declaration is refused outright, so no
/// entity can be defined, expanded or fetched; only the five entities of XML and character references exist.
///
/// The encoding is the document's own: byte order mark, then the XML declaration, then UTF-8.
public final class DocumentParser {

    private static final int BAD_DOCUMENT = 12100;
    private static final int BAD_ROOT = 12102;
    private static final int TOO_LARGE = 11750;
    private static final int LONGEST_DECLARATION = 256;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final Pattern ENCODING =
            Pattern.compile("^(?:\\u00ef\\u00bb\\u00bf)?<\\?xml[^>]*?encoding\\s*=\\s*[\"']([^\"']*)[\"']");

    /// Factories that nobody uses: to make one costs as much as to read a short document. One thread uses one at
    /// a time.
    private static final Queue<XMLInputFactory> IDLE = new ArrayBlockingQueue<>(16);

    private final DocumentLimits limits;
    private final Deque<Open> open = new ArrayDeque<>();
    private int elements;
    private @Nullable Element root;

    private DocumentParser(DocumentLimits limits) {
        this.limits = limits;
    }

    public static Parsed parse(byte[] document) {
        return parse(document, DocumentLimits.STANDARD);
    }

    public static Parsed parse(byte[] document, DocumentLimits limits) {
        Parsed parsed = tree(document, limits);
        return parsed instanceof Parsed.Tree(Element root) && !root.name().equals("Response")
                ? new Malformed(BAD_ROOT, "The root element must be Response, not " + root.name() + ".")
                : parsed;
    }

    /// Any XML, whatever its root is.
    public static Parsed tree(byte[] document, DocumentLimits limits) {
        if (document.length > limits.bytes()) {
            return new Malformed(TOO_LARGE, "The document has more than " + limits.bytes() + " bytes.");
        }
        try {
            return new DocumentParser(limits).read(document);
        } catch (TooMuch refused) {
            return new Malformed(BAD_DOCUMENT, refused.reason);
        } catch (XMLStreamException refused) {
            return new Malformed(BAD_DOCUMENT, describe(refused));
        } catch (RuntimeException bug) {
            // The JDK's reader throws unchecked exceptions for some broken encodings.
            return new Malformed(BAD_DOCUMENT, "The document cannot be parsed: " + bug.getMessage());
        }
    }

    private Parsed read(byte[] document) throws XMLStreamException, TooMuch {
        XMLInputFactory idle = IDLE.poll();
        XMLInputFactory factory = idle == null ? factory() : idle;
        try {
            return read(reader(factory, document));
        } finally {
            boolean _ = IDLE.offer(factory);
        }
    }

    private Parsed read(XMLStreamReader reader) throws XMLStreamException, TooMuch {
        try {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> begin(reader);
                    case XMLStreamConstants.END_ELEMENT -> end();
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                        text(reader.getText());
                    case XMLStreamConstants.DTD -> throw new TooMuch("A document type declaration is not allowed.");
                    case XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new TooMuch("The entity &" + reader.getLocalName() + "; is not defined.");
                    default -> {}
                }
            }
        } finally {
            reader.close();
        }
        return new Parsed.Tree(Objects.requireNonNull(root, "a well-formed document has a root"));
    }

    /// UTF-8 is decoded here: the JDK's reader of bytes keeps its buffers with the thread that used it,
    /// and here that is the thread of a call.
    private static XMLStreamReader reader(XMLInputFactory factory, byte[] document) throws XMLStreamException {
        if (!isUtf8(document)) {
            return factory.createXMLStreamReader(new ByteArrayInputStream(document));
        }
        int start = startsWith(document, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
        try {
            CharSequence text = UTF_8.newDecoder().decode(ByteBuffer.wrap(document, start, document.length - start));
            return factory.createXMLStreamReader(new StringReader(text.toString()));
        } catch (CharacterCodingException broken) {
            throw new XMLStreamException("The document is not valid UTF-8.", broken);
        }
    }

    /// Whether neither a mark of UTF-16 nor the XML declaration names another encoding.
    private static boolean isUtf8(byte[] document) {
        if (document.length >= 2 && (document[0] == 0 || document[1] == 0 || (document[0] & 0xfe) == 0xfe)) {
            return false;
        }
        String head = new String(document, 0, Math.min(document.length, LONGEST_DECLARATION), ISO_8859_1);
        Matcher declared = ENCODING.matcher(head);
        return !declared.find() || declared.group(1).equalsIgnoreCase("UTF-8");
    }

    private static boolean startsWith(byte[] document, byte[] mark) {
        return document.length >= mark.length && Arrays.equals(document, 0, mark.length, mark, 0, mark.length);
    }

    private void begin(XMLStreamReader reader) throws TooMuch {
        if (++elements > limits.elements()) {
            throw new TooMuch("The document has more than " + limits.elements() + " elements.");
        }
        if (open.size() == limits.depth()) {
            throw new TooMuch("Elements are nested more than " + limits.depth() + " deep.");
        }
        int count = reader.getAttributeCount();
        if (count > limits.attributes()) {
            throw new TooMuch("An element has more than " + limits.attributes() + " attributes.");
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            attributes.put(
                    name(reader.getAttributePrefix(i), reader.getAttributeLocalName(i)), reader.getAttributeValue(i));
        }
        open.push(new Open(name(reader.getPrefix(), reader.getLocalName()), attributes, new ArrayList<>()));
    }

    private void end() {
        Open closing = open.pop();
        Element element = new Element(closing.name, closing.attributes, closing.content);
        Open around = open.peek();
        if (around == null) {
            root = element;
        } else {
            around.content.add(element);
        }
    }

    private void text(String text) {
        Open around = open.peek();
        if (around != null) {
            around.content.add(new Node.Text(text));
        }
    }

    private static String name(@Nullable String prefix, String local) {
        return prefix == null || prefix.isEmpty() ? local : prefix + ":" + local;
    }

    /// One per document: the JDK's factory is not safe for several threads, and cheap.
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("External entities are not allowed.");
        });
        return factory;
    }

    private static String describe(XMLStreamException refused) {
        String where = refused.getLocation() == null
                ? ""
                : " (line " + refused.getLocation().getLineNumber() + ", column "
                        + refused.getLocation().getColumnNumber() + ")";
        String message = refused.getMessage() == null ? "" : refused.getMessage();
        int detail = message.indexOf("Message: ");
        String reason = detail < 0 ? message : message.substring(detail + "Message: ".length());
        return "The document cannot be parsed" + where + ": " + reason.strip();
    }

    private record Open(String name, Map<String, String> attributes, List<Node> content) {}

    private static final class TooMuch extends Exception {
        private final String reason;

        TooMuch(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }
    }
}
