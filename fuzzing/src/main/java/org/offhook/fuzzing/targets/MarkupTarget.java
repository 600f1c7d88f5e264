package org.offhook.fuzzing.targets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.offhook.core.calls.script.VerbType;
import org.offhook.core.twiml.Complaint;
import org.offhook.core.twiml.Reading;
import org.offhook.core.verbs.Verbs;
import org.offhook.fuzzing.Promise;
import org.offhook.fuzzing.Target;
import org.offhook.protocols.twiml.DocumentLimits;
import org.offhook.protocols.twiml.DocumentParser;
import org.offhook.protocols.twiml.Element;
import org.offhook.protocols.twiml.Node;
import org.offhook.protocols.twiml.Parsed;

/// Documents of applications: a tree within the limits or one line that says why not; a tree is written and
/// read as the same; every verb in it can be read, whatever its attributes say.
public final class MarkupTarget implements Target {

    private final Verbs verbs = new Verbs();

    @Override
    public String name() {
        return "markup";
    }

    @Override
    public void check(byte[] input) {
        switch (DocumentParser.parse(input)) {
            case Parsed.Tree(Element root) -> {
                Promise.holds(depth(root) <= DocumentLimits.STANDARD.depth(), "a tree is as deep as the limit says");
                byte[] written = write(root, new StringBuilder()).toString().getBytes(StandardCharsets.UTF_8);
                if (written.length <= DocumentLimits.STANDARD.bytes()) {
                    Promise.same(new Parsed.Tree(root), DocumentParser.parse(written));
                }
                root.elements().forEach(this::read);
            }
            case Parsed.Malformed malformed -> line(malformed.message());
        }
    }

    private void read(Element element) {
        List<Complaint> complaints = new ArrayList<>();
        VerbType type = verbs.find(element.name());
        if (type != null) {
            Reading reading = new Reading(element, complaints);
            type.reader().read(reading);
            reading.finish();
        }
    }

    private static void line(String message) {
        Promise.holds(!message.isBlank(), "a refusal has a message");
        Promise.holds(!message.chars().anyMatch(Character::isISOControl), "a message is one line: " + message);
        Promise.holds(message.length() <= 500, "a message is a line and no page");
    }

    private static int depth(Element element) {
        return 1
                + element.elements().stream()
                        .mapToInt(MarkupTarget::depth)
                        .max()
                        .orElse(0);
    }

    private static StringBuilder write(Element element, StringBuilder out) {
        out.append('<').append(element.name());
        element.attributes()
                .forEach((name, value) -> escape(
                                value, out.append(' ').append(name).append("=\""))
                        .append('"'));
        out.append('>');
        for (Node node : element.content()) {
            switch (node) {
                case Element inner -> write(inner, out);
                case Node.Text(String text) -> escape(text, out);
            }
        }
        return out.append("</").append(element.name()).append('>');
    }

    /// All but the plainest characters as references, so that nothing is normalised when it is read again.
    private static StringBuilder escape(String text, StringBuilder out) {
        text.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) && c < 128) {
                out.append((char) c);
            } else {
                out.append("&#").append(c).append(';');
            }
        });
        return out;
    }
}
