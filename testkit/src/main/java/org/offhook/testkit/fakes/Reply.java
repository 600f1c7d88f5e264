package org.offhook.testkit.fakes;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a [FakeApp] does with a request. Immutable.
///
/// @param headers names in lower case
/// @param delay   before anything is answered
public record Reply(Fate fate, int status, Map<String, List<String>> headers, byte[] body, Duration delay) {

    private static final Duration QUICK = Duration.ofMillis(20);

    public enum Fate {
        ANSWERED,
        /// The connection is refused.
        REFUSED,
        /// The connection breaks before the answer is whole.
        DROPPED,
        /// Nothing comes, ever.
        SILENT
    }

    /// A document of instructions; the XML declaration may be left out.
    public static Reply xml(String document) {
        return typed("text/xml", document.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply text(String text) {
        return typed("text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    /// A sound that lasts so long; its caption is the URL it is fetched from.
    public static Reply sound(Duration length) {
        return typed("audio/wav", ("sound " + length.toMillis()).getBytes(StandardCharsets.UTF_8));
    }

    public static Reply status(int status) {
        return new Reply(Fate.ANSWERED, status, Map.of(), new byte[0], QUICK);
    }

    public static Reply redirect(int status, String location) {
        return status(status).header("location", location);
    }

    public static Reply typed(String contentType, byte[] body) {
        return new Reply(Fate.ANSWERED, 200, Map.of("content-type", List.of(contentType)), body, QUICK);
    }

    public static Reply fails(Fate fate) {
        return new Reply(fate, 0, Map.of(), new byte[0], QUICK);
    }

    /// The same, later: so long after the request.
    public Reply after(Duration longer) {
        return new Reply(fate, status, headers, body, longer);
    }

    /// The same with one more header.
    ///
    /// @param name in lower case
    public Reply header(String name, String value) {
        Map<String, List<String>> more = new LinkedHashMap<>(headers);
        more.put(name, List.of(value));
        return new Reply(fate, status, more, body, delay);
    }

    @Override
    public String toString() {
        return fate == Fate.ANSWERED ? Integer.toString(status) : fate.name().toLowerCase(java.util.Locale.ROOT);
    }
}
