package org.offhook.core.verbs.dial;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.MachineWish;
import org.offhook.core.twiml.Reading;
import org.offhook.core.web.Hook;
import org.offhook.protocols.twiml.Element;

/// Reads what stands inside Dial (contract §7.2, §8).
final class NounReader {

    static final int MOST = 10;

    private static final int SCHEMA = 12200;
    private static final int BAD_NESTED = 13215;
    private static final int BAD_METHOD_OF_NUMBER = 13221;
    private static final int BAD_SEND_DIGITS = 13222;
    private static final int BAD_METHOD_OF_SIP = 13241;
    private static final int BAD_CREDENTIALS = 13249;
    private static final int TOO_MANY = 13250;
    private static final int LONGEST_CREDENTIAL = 255;
    private static final Pattern DIGITS = Pattern.compile("[0-9A-D*#wW]{0,32}");
    private static final Set<String> EVENTS = Set.of("initiated", "ringing", "answered", "completed");

    private NounReader() {}

    static List<Noun> read(Reading dial) {
        List<Noun> nouns = new ArrayList<>();
        for (Element inner : dial.element().elements()) {
            Noun noun = noun(dial.inside(inner));
            if (noun != null) {
                nouns.add(noun);
            }
        }
        if (nouns.isEmpty() && !dial.body().isEmpty()) {
            nouns.add(plain(dial.body()));
        }
        if (nouns.size() > MOST) {
            dial.complain(TOO_MANY, "Dial has more than " + MOST + " parties; the others are not called.");
            return List.copyOf(nouns.subList(0, MOST));
        }
        return List.copyOf(nouns);
    }

    /// A noun that stands alone, or null when there is none. Whoever stands beside it is not called.
    ///
    /// @param mixed the warning then
    static <T> @Nullable T alone(Reading dial, String name, int mixed, Function<Reading, T> reader) {
        List<Element> elements = dial.element().elements();
        Optional<Element> first =
                elements.stream().filter(inner -> inner.name().equals(name)).findFirst();
        if (first.isEmpty()) {
            return null;
        }
        if (elements.size() > 1) {
            dial.complain(mixed, name + " stands alone inside Dial; the others were ignored.");
        }
        Reading noun = dial.inside(first.get());
        T read = reader.apply(noun);
        noun.finish();
        return read;
    }

    private static Noun plain(String text) {
        if (text.startsWith("sip:") || text.startsWith("sips:")) {
            return Noun.plain(Noun.Kind.SIP, text);
        }
        return text.startsWith("client:")
                ? Noun.plain(Noun.Kind.CLIENT, text.substring("client:".length()))
                : Noun.plain(Noun.Kind.NUMBER, text);
    }

    private static @Nullable Noun noun(Reading noun) {
        return switch (noun.name()) {
            case "Number" -> number(noun);
            case "Sip" -> sip(noun);
            case "Client" -> client(noun);
            case "Application", "Conference", "Queue" -> null;
            case "Sim", "WhatsApp" -> {
                noun.complain(SCHEMA, noun.name() + " inside Dial is not available here and was ignored.");
                yield null;
            }
            default -> {
                noun.complain(BAD_NESTED, noun.name() + " is not allowed inside Dial and was ignored.");
                yield null;
            }
        };
    }

    private static Noun number(Reading noun) {
        String digits = noun.text("sendDigits");
        if (digits != null && !DIGITS.matcher(digits).matches()) {
            noun.complain(BAD_SEND_DIGITS, "Attribute sendDigits of Number may have 32 of 0-9, A-D, *, #, w and W.");
            digits = null;
        }
        String byoc = noun.text("byoc");
        return finish(noun, Noun.Kind.NUMBER, noun.body(), List.of(), digits, null, null, null, BAD_METHOD_OF_NUMBER)
                .by(byoc == null || byoc.isEmpty() ? null : byoc);
    }

    private static Noun sip(Reading noun) {
        String username = noun.text("username");
        String password = noun.text("password");
        if (tooLong(username) || tooLong(password)) {
            noun.complain(
                    BAD_CREDENTIALS,
                    "username and password of Sip have at most " + LONGEST_CREDENTIAL
                            + " characters; they are not used.");
            username = null;
            password = null;
        }
        String headers = headers(noun);
        List<Place> places = places(noun, headers);
        String address = places.stream()
                .min(Comparator.comparingInt(Place::priority))
                .map(Place::uri)
                .orElseGet(() -> with(headers, noun.body()));
        return finish(noun, Noun.Kind.SIP, address, places, null, username, password, null, BAD_METHOD_OF_SIP);
    }

    /// What the elements `Headers` and `Header` say, as it would stand behind the `?` of an address.
    private static String headers(Reading noun) {
        StringBuilder headers = new StringBuilder();
        for (Element outer : noun.element().elements()) {
            for (Element inner : outer.name().equals("Headers") ? outer.elements() : List.<Element>of()) {
                headers.append(headers.isEmpty() ? "" : "&").append(pair("", inner));
            }
        }
        return headers.toString();
    }

    private static String pair(String prefix, Element inner) {
        return prefix + inner.attributes().getOrDefault("name", "") + "="
                + URLEncoder.encode(inner.attributes().getOrDefault("value", ""), StandardCharsets.UTF_8);
    }

    private static String with(String headers, String address) {
        return headers.isEmpty() ? address : address + (address.indexOf('?') < 0 ? "?" : "&") + headers;
    }

    /// Those of the elements Uri, if there are any.
    private static List<Place> places(Reading noun, String headers) {
        List<Place> places = new ArrayList<>();
        for (Element inner : noun.element().elements()) {
            if (inner.name().equals("Uri") && places.size() < MOST) {
                Reading uri = noun.inside(inner);
                uri.without("give them to Sip.", "username", "password");
                places.add(new Place(
                        with(headers, uri.body()),
                        uri.number("priority", 10, 0, 65_535, SCHEMA),
                        uri.number("weight", 10, 1, 65_535, SCHEMA)));
                uri.finish();
            }
        }
        return places;
    }

    private static Noun client(Reading noun) {
        String identity = noun.body();
        StringBuilder told = new StringBuilder();
        for (Element inner : noun.element().elements()) {
            switch (inner.name()) {
                case "Identity" -> identity = inner.text();
                case "Parameter" -> told.append(told.isEmpty() ? "" : "&").append(pair("X-", inner));
                default -> noun.complain(SCHEMA, inner.name() + " inside Client was ignored.");
            }
        }
        noun.without("phones are not woken up by pushing.", "clientNotificationUrl");
        return finish(
                noun,
                Noun.Kind.CLIENT,
                with(told.toString(), identity),
                List.of(),
                null,
                null,
                null,
                null,
                BAD_METHOD_OF_NUMBER);
    }

    static Noun application(Reading noun, String sid, ApplicationNoun application) {
        return finish(noun, Noun.Kind.APPLICATION, sid, List.of(), null, null, null, application, BAD_METHOD_OF_NUMBER);
    }

    private static Noun finish(
            Reading noun,
            Noun.Kind kind,
            String address,
            List<Place> places,
            @Nullable String digits,
            @Nullable String username,
            @Nullable String password,
            @Nullable ApplicationNoun application,
            int badMethod) {
        Hook screening = noun.hook("url", "method", badMethod);
        Hook callback = noun.hook("statusCallback", "statusCallbackMethod", badMethod);
        List<String> events = noun.words("statusCallbackEvent", List.of("completed"), EVENTS, SCHEMA);
        MachineWish machine = kind == Noun.Kind.CLIENT || application != null ? null : MachineNoun.read(noun);
        noun.finish();
        return new Noun(
                kind,
                address,
                places,
                screening,
                callback,
                events,
                digits,
                machine,
                username,
                password,
                application,
                null);
    }

    private static boolean tooLong(@Nullable String credential) {
        return credential != null && credential.length() > LONGEST_CREDENTIAL;
    }
}
