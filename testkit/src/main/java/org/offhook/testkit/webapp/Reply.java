package org.offhook.testkit.webapp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What a [WebApp] answers, well or badly.
public sealed interface Reply {

    /// An ordinary answer.
    ///
    /// @param headers whole lines
    record Whole(int status, String type, byte[] body, List<String> headers) implements Reply {

        public Whole header(String line) {
            List<String> more = new ArrayList<>(headers);
            more.add(line);
            return new Whole(status, type, body, more);
        }
    }

    /// No answer at all; the connection stays open until the visitor leaves.
    record Never() implements Reply {}

    /// An answer that begins well and never ends: the same bytes again and again.
    record Endless(String type, byte[] piece) implements Reply {}

    /// The connection is closed in the middle of the head.
    record Torn() implements Reply {}

    static Whole twiml(String inside) {
        return of(200, "text/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>" + inside + "</Response>");
    }

    static Whole empty() {
        return of(204, "text/plain", "");
    }

    static Whole of(int status, String type, String body) {
        return of(status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    static Whole of(int status, String type, byte[] body) {
        return new Whole(status, type, body, List.of());
    }

    static Whole redirect(String location) {
        return of(302, "text/plain", "").header("Location: " + location);
    }
}
