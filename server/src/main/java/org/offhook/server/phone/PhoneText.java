package org.offhook.server.phone;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.offhook.core.media.MediaSession.MediaStatistics;

/// The phone's report for people and for programs.
public final class PhoneText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PhoneText() {}

    /// One line as it happens.
    public static String line(Moment moment) {
        String what = switch (moment.kind()) {
            case CALL -> "call    " + moment.text();
            case RINGING -> "ringing " + moment.text();
            case ANSWERED -> "answered";
            case CAPTION -> "hears   " + quote(moment.text());
            case PRESSED -> "presses " + moment.text();
            case SAID -> "plays   " + moment.text();
            case KEY -> "key     " + moment.text();
            case ENDED -> "ended   " + moment.text();
        };
        return String.format(Locale.ROOT, "%8.3f  %s", seconds(moment.at()), plain(what));
    }

    /// The lines after the call: what was not as expected, and the verdict.
    public static List<String> verdict(PhoneReport report) {
        List<String> lines = new ArrayList<>();
        report.heard().stream()
                .filter(line -> !line.sound())
                .forEach(line -> lines.add("silent: no sound came with " + quote(line.text())));
        report.expectations().stream()
                .filter(expected -> !expected.met())
                .forEach(expected -> lines.add("missing: " + quote(expected.text()) + " was not heard"));
        if (report.heard().isEmpty() && !report.expectations().isEmpty()) {
            lines.add("no captions came: the far end does not tell what it says, so nothing can be expected of it");
        }
        long met = report.expectations().stream()
                .filter(PhoneReport.Expectation::met)
                .count();
        String expected = report.expectations().isEmpty()
                ? ""
                : ", %d of %d expectations met"
                        .formatted(met, report.expectations().size());
        lines.add(String.format(
                Locale.ROOT,
                "%s: %s after %.1f s, %.1f s of sound%s",
                report.asExpected() ? "ok" : "failed",
                end(report),
                seconds(report.talked()),
                seconds(report.loud()),
                expected));
        return lines;
    }

    public static String json(PhoneReport report) {
        ObjectNode root = JSON.createObjectNode();
        root.put("ok", report.asExpected());
        root.put("end", report.end().name().toLowerCase(Locale.ROOT));
        root.put("status", report.status());
        root.put("talked", seconds(report.talked()));
        root.put("sound", seconds(report.loud()));
        ArrayNode heard = root.putArray("heard");
        report.heard()
                .forEach(line -> heard.addObject()
                        .put("at", seconds(line.at()))
                        .put("text", line.text())
                        .put("sound", line.sound()));
        ArrayNode expected = root.putArray("expected");
        report.expectations()
                .forEach(one -> expected.addObject().put("text", one.text()).put("met", one.met()));
        ArrayNode timeline = root.putArray("timeline");
        report.moments()
                .forEach(moment -> timeline.addObject()
                        .put("at", seconds(moment.at()))
                        .put("type", moment.kind().name().toLowerCase(Locale.ROOT))
                        .put("text", moment.text()));
        MediaStatistics statistics = report.statistics();
        if (statistics != null) {
            root.putObject("media")
                    .put("codec", statistics.codec())
                    .put("received", statistics.packetsReceived())
                    .put("sent", statistics.packetsSent())
                    .put("lost", statistics.lost())
                    .put("late", statistics.late())
                    .put("foreign", statistics.foreign());
        }
        return root.toString();
    }

    private static String end(PhoneReport report) {
        return switch (report.end()) {
            case REMOTE -> "they hung up";
            case LOCAL -> "we hung up";
            case UNANSWERED -> "not answered (" + report.status() + ")";
            case LOST -> "lost (" + report.status() + ")";
        };
    }

    /// Milliseconds are as fine as it gets.
    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static String quote(String text) {
        return "“" + plain(text) + "”";
    }

    /// What a stranger's server sent must not steer the terminal.
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ").strip();
    }
}
