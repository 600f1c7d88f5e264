package org.offhook.protocols.twiml;

import java.util.List;

/// Elements as markup again: what [DocumentParser] reads of it is equal.
public final class ElementWriter {

    private ElementWriter() {}

    /// A document with these elements in it.
    public static String document(List<Element> verbs) {
        StringBuilder markup = new StringBuilder("<Response>");
        verbs.forEach(verb -> write(verb, markup));
        return markup.append("</Response>").toString();
    }

    private static void write(Node node, StringBuilder markup) {
        switch (node) {
            case Node.Text(String text) -> markup.append(escaped(text));
            case Element element -> {
                markup.append('<').append(element.name());
                element.attributes()
                        .forEach((name, value) -> markup.append(' ')
                                .append(name)
                                .append("=\"")
                                .append(escaped(value))
                                .append('"'));
                markup.append('>');
                element.content().forEach(inner -> write(inner, markup));
                markup.append("</").append(element.name()).append('>');
            }
        }
    }

    /// Blanks that a parser would make plain ones of in an attribute are written by their number.
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\t', '\n', '\r' -> escaped.append("&#").append((int) c).append(';');
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
