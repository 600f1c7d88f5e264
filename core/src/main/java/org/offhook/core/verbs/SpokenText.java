package org.offhook.core.verbs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.offhook.core.twiml.Reading;
import org.offhook.protocols.twiml.Element;
import org.offhook.protocols.twiml.Node;

/// The text of Say without its SSML (contract §10): a `break` becomes a silence, `sub` its alias, digits and
/// characters are spelled out, sentences and paragraphs end with a full stop. What only colours the voice is
/// left out.
final class SpokenText {

    private static final int UNKNOWN_ELEMENT = 12200;
    private static final Duration LONGEST_BREAK = Duration.ofSeconds(10);
    private static final Set<String> TRANSPARENT =
            Set.of("emphasis", "lang", "phoneme", "prosody", "w", "amazon:effect");
    private static final Map<String, Integer> STRENGTHS =
            Map.of("none", 0, "x-weak", 0, "weak", 150, "medium", 400, "strong", 700, "x-strong", 1200);

    private final Reading reading;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private SpokenText(Reading reading) {
        this.reading = reading;
    }

    sealed interface Part {}

    record Words(String text) implements Part {}

    record Silence(Duration length) implements Part {}

    static List<Part> read(Reading say) {
        SpokenText spoken = new SpokenText(say);
        spoken.content(say.element());
        spoken.flush();
        return List.copyOf(spoken.parts);
    }

    private void content(Element element) {
        for (Node node : element.content()) {
            switch (node) {
                case Node.Text(String words) -> text.append(words);
                case Element inner -> inner(inner);
            }
        }
    }

    private void inner(Element element) {
        switch (element.name()) {
            case "break" -> {
                flush();
                parts.add(new Silence(pause(element)));
            }
            case "sub" -> text.append(Objects.requireNonNullElse(element.attribute("alias"), element.text()));
            case "say-as" -> sayAs(element);
            case "p", "s" -> {
                content(element);
                endSentence();
            }
            default -> {
                if (!TRANSPARENT.contains(element.name())) {
                    reading.complain(UNKNOWN_ELEMENT, element.name() + " inside Say is not known; its text is spoken.");
                }
                content(element);
            }
        }
    }

    private void sayAs(Element element) {
        String how = Objects.requireNonNullElse(element.attribute("interpret-as"), "");
        String words = element.text();
        text.append(
                switch (how) {
                    case "digits", "characters", "spell-out", "telephone", "verbatim" -> spelled(words);
                    default -> words;
                });
    }

    private static String spelled(String words) {
        return words.codePoints()
                .filter(c -> !Character.isWhitespace(c))
                .mapToObj(Character::toString)
                .collect(Collectors.joining(" "));
    }

    private void endSentence() {
        String so = text.toString().stripTrailing();
        if (!so.isEmpty() && ".!?:;,".indexOf(so.charAt(so.length() - 1)) < 0) {
            text.setLength(so.length());
            text.append('.');
        }
        text.append(' ');
    }

    private static Duration pause(Element element) {
        Duration named = time(element.attribute("time"));
        if (named != null) {
            return named.compareTo(LONGEST_BREAK) > 0 ? LONGEST_BREAK : named;
        }
        String strength = Objects.requireNonNullElse(element.attribute("strength"), "medium");
        return Duration.ofMillis(STRENGTHS.getOrDefault(strength, 400));
    }

    private static @Nullable Duration time(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return text.endsWith("ms")
                    ? Duration.ofMillis(Math.max(0, Long.parseLong(text.substring(0, text.length() - 2))))
                    : text.endsWith("s")
                            ? Duration.ofMillis(Math.max(
                                    0, Math.round(1000 * Double.parseDouble(text.substring(0, text.length() - 1)))))
                            : null;
        } catch (NumberFormatException notATime) {
            return null;
        }
    }

    private void flush() {
        String words = text.toString().replaceAll("\\s+", " ").strip();
        if (!words.isEmpty()) {
            parts.add(new Words(words));
        }
        text.setLength(0);
    }
}
