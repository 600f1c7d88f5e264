package org.offhook.core.twiml;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.offhook.core.web.Hook;
import org.offhook.protocols.twiml.Element;

/// Reads one element. A value that is wrong or out of range gives a [Complaint] and the default; an attribute
/// or element that nobody asked about gives warning 12200 when [#finish] is called.
public final class Reading {

    private static final int SCHEMA = 12200;

    private final Element element;
    private final List<Complaint> complaints;
    private final Set<String> asked = new LinkedHashSet<>();

    /// @param complaints where warnings are added
    public Reading(Element element, List<Complaint> complaints) {
        this.element = element;
        this.complaints = complaints;
    }

    public Element element() {
        return element;
    }

    public String name() {
        return element.name();
    }

    /// The text directly inside, stripped.
    public String body() {
        return element.text();
    }

    /// Adds a warning.
    public void complain(int code, String message) {
        complaints.add(new Complaint(code, message));
    }

    /// As written, or null.
    public @Nullable String text(String attribute) {
        asked.add(attribute);
        return element.attribute(attribute);
    }

    public String text(String attribute, String otherwise) {
        String value = text(attribute);
        return value == null ? otherwise : value;
    }

    /// A whole number.
    ///
    /// @param code the warning when it is none, or not within `least` and `most`
    public int number(String attribute, int otherwise, int least, int most, int code) {
        String value = text(attribute);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Said below.
        }
        wrong(attribute, value, least + " to " + most, code);
        return otherwise;
    }

    public boolean flag(String attribute, boolean otherwise, int code) {
        String value = text(attribute);
        if (value == null) {
            return otherwise;
        }
        return switch (value.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> {
                wrong(attribute, value, "true or false", code);
                yield otherwise;
            }
        };
    }

    /// One of several words.
    public String word(String attribute, String otherwise, List<String> words, int code) {
        String value = text(attribute);
        if (value == null) {
            return otherwise;
        }
        if (words.contains(value.strip())) {
            return value.strip();
        }
        wrong(attribute, value, "one of " + String.join(", ", words), code);
        return otherwise;
    }

    /// Several words, separated by blanks.
    public List<String> words(String attribute, List<String> otherwise, Set<String> allowed, int code) {
        String value = text(attribute);
        if (value == null) {
            return otherwise;
        }
        List<String> words = List.of(value.strip().split("[ ,]+"));
        if (allowed.containsAll(words)) {
            return words;
        }
        wrong(attribute, value, "some of " + String.join(", ", new TreeSet<>(allowed)), code);
        List<String> usable = words.stream().filter(allowed::contains).toList();
        return usable.isEmpty() ? otherwise : usable;
    }

    /// A value with a form of its own.
    ///
    /// @param parse gives null for what is wrong
    public <T> T value(String attribute, T otherwise, Function<String, @Nullable T> parse, String wanted, int code) {
        String value = text(attribute);
        if (value == null) {
            return otherwise;
        }
        T parsed = parse.apply(value);
        if (parsed == null) {
            wrong(attribute, value, wanted, code);
            return otherwise;
        }
        return parsed;
    }

    /// A URL attribute and its method, `POST` unless told otherwise; null without a URL.
    public @Nullable Hook hook(String url, String method, int code) {
        String how = method(method, code);
        return Hook.of(text(url), how);
    }

    /// `GET` or `POST`.
    public String method(String attribute, int code) {
        String value = text(attribute);
        if (value == null) {
            return "POST";
        }
        String upper = value.strip().toUpperCase(java.util.Locale.ROOT);
        if (upper.equals("GET") || upper.equals("POST")) {
            return upper;
        }
        wrong(attribute, value, "GET or POST", code);
        return "POST";
    }

    /// Says that these attributes are known and deliberately not used.
    public void pass(String... attributes) {
        asked.addAll(List.of(attributes));
    }

    /// Warns of attributes of the original that mean something that is not here, where they stand.
    ///
    /// @param why a sentence for the developer
    public void without(String why, String... attributes) {
        for (String attribute : attributes) {
            if (text(attribute) != null) {
                complain(SCHEMA, "Attribute " + attribute + " of " + name() + " has no effect here: " + why);
            }
        }
    }

    /// Reads an inner element; its complaints go to the same place.
    public Reading inside(Element inner) {
        return new Reading(inner, complaints);
    }

    /// Warns of every attribute that nobody asked for.
    public void finish() {
        Set<String> unknown = new TreeSet<>(element.attributes().keySet());
        unknown.removeAll(asked);
        for (String attribute : unknown) {
            complain(SCHEMA, "Attribute " + attribute + " of " + element.name() + " is not known and was ignored.");
        }
    }

    /// Warns of every element inside that is not one of `allowed`.
    public void onlyInside(Set<String> allowed, int code) {
        for (Element inner : element.elements()) {
            if (!allowed.contains(inner.name())) {
                complain(code, inner.name() + " is not allowed inside " + element.name() + " and was ignored.");
            }
        }
    }

    private void wrong(String attribute, String value, String wanted, int code) {
        complain(
                code,
                "Attribute " + attribute + " of " + element.name() + " is \"" + value + "\"; it must be " + wanted
                        + ". The default was used.");
    }
}
