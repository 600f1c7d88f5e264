package org.offhook.protocols.sip.event;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.protocols.twiml.DocumentLimits;
import org.offhook.protocols.twiml.DocumentParser;
import org.offhook.protocols.twiml.Element;
import org.offhook.protocols.twiml.Parsed;

/// Presence documents (RFC 3863) with what RFC 4479 and RFC 4480 add to them about a person.
public final class Pidf {

    public static final String EVENT = "presence";
    public static final String CONTENT_TYPE = "application/pidf+xml";

    /// What a document may be: a phone's has less than a tenth of it.
    private static final DocumentLimits LIMITS = new DocumentLimits(16 * 1024, 16, 200, 16);

    private static final int MOST_ACTIVITIES = 4;
    private static final int LONGEST_NOTE = 200;

    /// RFC 4480 §3.2; what else stands there is `other`.
    private static final Set<String> ACTIVITIES = Set.of(
            "appointment",
            "away",
            "breakfast",
            "busy",
            "dinner",
            "holiday",
            "in-transit",
            "looking-for-work",
            "lunch",
            "meal",
            "meeting",
            "on-the-phone",
            "other",
            "performance",
            "permanent-absence",
            "playing",
            "presentation",
            "shopping",
            "sleeping",
            "spectator",
            "steering",
            "travel",
            "tv",
            "unknown",
            "vacation",
            "working",
            "worship");

    private Pidf() {}

    /// What a document says as a whole: somebody is there when one of its tuples is open, or when it has none.
    ///
    /// @return null when it is no such document
    public static @Nullable Presence read(byte[] document) {
        if (!(DocumentParser.tree(document, LIMITS) instanceof Parsed.Tree(Element root)) || !is(root, "presence")) {
            return null;
        }
        List<Element> tuples =
                root.elements().stream().filter(one -> is(one, "tuple")).toList();
        boolean open = tuples.isEmpty() || tuples.stream().anyMatch(Pidf::isOpen);
        List<Element> all = all(root, new ArrayList<>());
        Set<String> activities = new LinkedHashSet<>();
        all.stream()
                .filter(one -> is(one, "activities"))
                .flatMap(one -> one.elements().stream())
                .map(Pidf::localName)
                .map(name -> ACTIVITIES.contains(name) ? name : "other")
                .forEach(activities::add);
        String note = all.stream()
                .filter(one -> is(one, "note"))
                .map(one -> plain(one.text()))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        return new Presence(open, activities.stream().limit(MOST_ACTIVITIES).toList(), note);
    }

    /// @param entity the address, as it was subscribed to
    public static String write(String entity, Presence presence) {
        StringBuilder out = new StringBuilder(XmlText.HEAD)
                .append("<presence xmlns=\"urn:ietf:params:xml:ns:pidf\"")
                .append(" xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\"")
                .append(" xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\" entity=\"")
                .append(XmlText.of(entity))
                .append("\">\n<tuple id=\"t\"><status><basic>")
                .append(presence.open() ? "open" : "closed")
                .append("</basic></status>");
        if (!presence.note().isEmpty()) {
            out.append("<note>").append(XmlText.of(presence.note())).append("</note>");
        }
        out.append("</tuple>\n");
        if (!presence.activities().isEmpty()) {
            out.append("<dm:person id=\"p\"><rpid:activities>");
            presence.activities()
                    .forEach(activity -> out.append("<rpid:").append(activity).append("/>"));
            out.append("</rpid:activities></dm:person>\n");
        }
        return out.append("</presence>\n").toString();
    }

    private static boolean isOpen(Element tuple) {
        return all(tuple, new ArrayList<>()).stream()
                .anyMatch(one -> is(one, "basic") && one.text().equals("open"));
    }

    private static List<Element> all(Element element, List<Element> into) {
        for (Element inner : element.elements()) {
            into.add(inner);
            all(inner, into);
        }
        return into;
    }

    private static boolean is(Element element, String name) {
        return localName(element).equals(name);
    }

    /// Prefixes are as each writer likes them.
    private static String localName(Element element) {
        return element.name().substring(element.name().indexOf(':') + 1);
    }

    private static String plain(String text) {
        return text.codePoints()
                .limit(LONGEST_NOTE)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }
}
