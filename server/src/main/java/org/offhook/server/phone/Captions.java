package org.offhook.server.phone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Pairs captions with sound: a line was heard when enough sound came between its caption and the next one, or
/// the end of the call.
final class Captions {

    /// The value of `Recv-Info` and `Info-Package` (RFC 6086 names packages by a token; this one is ours).
    static final String PACKAGE = "captions";

    /// Sound that makes a line heard: three frames, so that a click is none.
    private static final Duration ENOUGH = Duration.ofMillis(60);

    private final Supplier<Duration> loud;
    private final List<Heard> lines = new ArrayList<>();
    private Duration before = Duration.ZERO;

    /// @param loud how much sound was received so far
    Captions(Supplier<Duration> loud) {
        this.loud = loud;
    }

    void begin(Duration at, String text) {
        settle();
        lines.add(new Heard(at, text, false));
    }

    /// All lines, the last one judged by what was received until now.
    List<Heard> heard() {
        settle();
        return List.copyOf(lines);
    }

    private void settle() {
        Duration now = loud.get();
        if (!lines.isEmpty()) {
            Heard last = lines.getLast();
            boolean sound = last.sound() || now.minus(before).compareTo(ENOUGH) >= 0;
            lines.set(lines.size() - 1, new Heard(last.at(), last.text(), sound));
        }
        before = now;
    }
}
