package org.offhook.api.render;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/// Writes [Element]s as the older XML of the contract: `date_created` becomes `<DateCreated>`, a list's paging
/// becomes attributes of its element.
public final class Xml {

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();

    private Xml() {}

    public static byte[] one(Element element) {
        return document(out -> write(element.name(), element, out));
    }

    /// @param name   of the list's element, such as `Calls`
    /// @param paging the fields of the envelope
    public static byte[] list(String name, List<Element> items, Map<String, @Nullable Object> paging) {
        return document(out -> {
            out.writeStartElement(name);
            for (Map.Entry<String, @Nullable Object> field : paging.entrySet()) {
                Object value = field.getValue();
                out.writeAttribute(field.getKey().replace("_", ""), value == null ? "" : clean(value.toString()));
            }
            for (Element item : items) {
                write(item.name(), item, out);
            }
            out.writeEndElement();
        });
    }

    private static byte[] document(Content content) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter out = FACTORY.createXMLStreamWriter(text);
            out.writeStartDocument("UTF-8", "1.0");
            out.writeStartElement("TwilioResponse");
            content.write(out);
            out.writeEndElement();
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException bug) {
            throw new IllegalStateException("an answer cannot be written as XML", bug);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @FunctionalInterface
    private interface Content {
        void write(XMLStreamWriter out) throws XMLStreamException;
    }

    private static void write(String name, @Nullable Object value, XMLStreamWriter out) throws XMLStreamException {
        Map<?, ?> children =
                value instanceof Element element ? element.fields() : value instanceof Map<?, ?> map ? map : null;
        if (value == null) {
            out.writeEmptyElement(name);
            return;
        }
        out.writeStartElement(name);
        if (children != null) {
            for (Map.Entry<?, ?> child : children.entrySet()) {
                write(camel((String) child.getKey()), child.getValue(), out);
            }
        } else if (value instanceof List<?> list) {
            for (Object item : list) {
                write(item instanceof Element element ? element.name() : "Item", item, out);
            }
        } else {
            out.writeCharacters(clean(value.toString()));
        }
        out.writeEndElement();
    }

    /// `date_created` → `DateCreated`. Keys that are no names (parameters of a request) lose what XML forbids.
    static String camel(String name) {
        StringBuilder out = new StringBuilder();
        boolean capital = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (letter) {
                out.append(capital ? Character.toUpperCase(c) : c);
                capital = false;
            } else if (c >= '0' && c <= '9' && !out.isEmpty()) {
                out.append(c);
            } else {
                capital = true;
            }
        }
        return out.isEmpty() ? "Value" : out.toString();
    }

    /// Without the characters that XML 1.0 has no way to write.
    private static String clean(String text) {
        return text.codePoints().allMatch(Xml::isCharacter)
                ? text
                : text.codePoints()
                        .map(c -> isCharacter(c) ? c : 0xfffd)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean isCharacter(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= ' ' && c <= 0xd7ff)
                || (c >= 0xe000 && c <= 0xfffd)
                || c >= 0x10000;
    }
}
