package org.offhook.core.verbs;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.offhook.core.twiml.Reading;
import org.offhook.protocols.twiml.Element;
import org.offhook.protocols.twiml.Node;

/// The text of Say, with its SSML (contract §10). What every engine can do is done here: a `break` becomes a
/// silence, `lang` a part in another language, `sub` its alias, digits and characters are spelled out, sentences
/// and paragraphs end with a full stop. What colours the voice, `emphasis` and `prosody`, goes along as markup for
/// the engines that take it; breaks divide it, so its elements are closed before each and opened again behind.
final class SpokenText {

    private static final int SCHEMA = 12200;
    private static final Duration LONGEST_BREAK = Duration.ofSeconds(10);
    private static final Set<String> TRANSPARENT = Set.of("w", "amazon:effect");
    private static final Map<String, Integer> STRENGTHS =
            Map.of("none", 0, "x-weak", 0, "weak", 150, "medium", 400, "strong", 700, "x-strong", 1200);
    private static final Set<String> SPELLED = Set.of("digits", "characters", "spell-out", "telephone", "verbatim");
    private static final Set<String> READ =
            Set.of("cardinal", "number", "ordinal", "fraction", "unit", "date", "time", "address", "expletive");
    private static final Map<String, Pattern> COLOURS = Map.of(
            "level", Pattern.compile("strong|moderate|reduced"),
            "volume", Pattern.compile("default|silent|x-soft|soft|medium|loud|x-loud|[+-]\\d{1,2}(\\.\\d{1,2})?dB"),
            "rate", Pattern.compile("x-slow|slow|medium|fast|x-fast|\\d{2,3}%"),
            "pitch", Pattern.compile("default|x-low|low|medium|high|x-high|[+-]\\d{1,2}(\\.\\d{1,2})?%"));
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,3}");

    private final Reading reading;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder markup = new StringBuilder();
    private final Deque<Tag> open = new ArrayDeque<>();
    private boolean coloured;
    private String language;

    private SpokenText(Reading reading, String language) {
        this.reading = reading;
        this.language = language;
    }

    sealed interface Part {}

    /// @param markup the same with its colours, as the content of an SSML document; empty when it has none
    record Words(String text, String markup, String language) implements Part {}

    record Silence(Duration length) implements Part {}

    private record Tag(String name, String attributes) {}

    /// @param language of what stands in no `lang`
    static List<Part> read(Reading say, String language) {
        SpokenText spoken = new SpokenText(say, language);
        spoken.content(say.element());
        spoken.flush();
        return List.copyOf(spoken.parts);
    }

    private void content(Element element) {
        for (Node node : element.content()) {
            switch (node) {
                case Node.Text(String words) -> say(words);
                case Element inner -> inner(inner);
            }
        }
    }

    private void say(String words) {
        text.append(words);
        markup.append(words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }

    private void inner(Element element) {
        switch (element.name()) {
            case "break" -> {
                flush();
                parts.add(new Silence(pause(element)));
            }
            case "sub" -> say(Objects.requireNonNullElse(element.attribute("alias"), element.text()));
            case "say-as" -> sayAs(element);
            case "lang" -> inLanguage(element);
            case "emphasis", "prosody" -> colour(element);
            case "p", "s" -> {
                content(element);
                endSentence();
            }
            case "phoneme" -> {
                reading.complain(SCHEMA, "No speech engine here takes phonemes; the text of phoneme is spoken.");
                content(element);
            }
            default -> {
                if (!TRANSPARENT.contains(element.name())) {
                    reading.complain(SCHEMA, element.name() + " inside Say is not known; its text is spoken.");
                }
                content(element);
            }
        }
    }

    private void colour(Element element) {
        StringBuilder attributes = new StringBuilder();
        element.attributes().forEach((name, value) -> {
            Pattern wanted = COLOURS.get(name);
            if (wanted != null && wanted.matcher(value).matches()) {
                attributes.append(' ').append(name).append("=\"").append(value).append('"');
            } else {
                reading.complain(SCHEMA, name + "=\"" + value + "\" of " + element.name() + " was ignored.");
            }
        });
        Tag tag = new Tag(element.name(), attributes.toString());
        open.addLast(tag);
        begin(tag);
        content(element);
        open.removeLast();
        end(tag);
    }

    private void begin(Tag tag) {
        markup.append('<').append(tag.name()).append(tag.attributes()).append('>');
        coloured = true;
    }

    private void end(Tag tag) {
        markup.append("</").append(tag.name()).append('>');
    }

    private void inLanguage(Element element) {
        String wanted = element.attribute("xml:lang");
        if (wanted == null || !LANGUAGE.matcher(wanted).matches()) {
            reading.complain(SCHEMA, "lang needs an xml:lang such as fr-FR; it is spoken in " + language + ".");
            content(element);
            return;
        }
        String before = language;
        flush();
        language = wanted;
        content(element);
        flush();
        language = before;
    }

    private void sayAs(Element element) {
        String how = Objects.requireNonNullElse(element.attribute("interpret-as"), "");
        if (!SPELLED.contains(how) && !READ.contains(how)) {
            reading.complain(SCHEMA, "say-as has no interpret-as=\"" + how + "\"; its text is spoken.");
        }
        say(SPELLED.contains(how) ? spelled(element.text()) : element.text());
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
            say(".");
        }
        say(" ");
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
        open.reversed().forEach(this::end);
        if (!words.isEmpty()) {
            parts.add(new Words(words, coloured ? markup.toString().replaceAll("\\s+", " ") : "", language));
        }
        text.setLength(0);
        markup.setLength(0);
        coloured = false;
        open.forEach(this::begin);
    }
}
