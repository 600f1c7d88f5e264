package org.offhook.server.phone;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.offhook.core.media.MediaSession.MediaStatistics;

/// The phone's report for people and for programs.
public final class PhoneText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PhoneText() {}

    /// One line as it happens.
    public static String line(Moment moment) {
        String what = switch (moment.kind()) {
            case WAITS -> "waits   " + moment.text();
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

    /// What of the call was not as it should be, each in a line.
    public static List<String> faults(PhoneReport report) {
        List<String> lines = new ArrayList<>();
        report.heard().stream()
                .filter(line -> !line.sound())
                .forEach(line -> lines.add("silent  no sound came with " + quote(line.text())));
        report.expectations().stream()
                .filter(expected -> !expected.met())
                .forEach(expected -> lines.add("missing " + quote(expected.text())));
        return lines;
    }

    /// The verdict in one line.
    public static String verdict(PhoneReport report) {
        return report.asExpected() ? "as expected: " + summary(report) : why(report);
    }

    private static String summary(PhoneReport report) {
        long met = report.expectations().stream()
                .filter(PhoneReport.Expectation::met)
                .count();
        int all = report.expectations().size();
        String expected = all == 0 ? "" : ", %d of %d expected texts".formatted(met, all);
        return String.format(
                Locale.ROOT,
                "%s after %.1f s, %.1f s of sound%s",
                end(report),
                seconds(report.talked()),
                seconds(report.loud()),
                expected);
    }

    private static String why(PhoneReport report) {
        String missing = report.expectations().stream()
                .filter(expected -> !expected.met())
                .map(expected -> quote(expected.text()))
                .collect(Collectors.joining(", "));
        String last = report.moments().getLast().text();
        return switch (report.end()) {
            case UNANSWERED ->
                "the call was not answered: " + last
                        + (isChallenge(report.status()) ? "; say who calls with --register and --password" : "");
            case LOST -> "the call was lost: " + last + " (" + report.status() + ")";
            case REMOTE, LOCAL ->
                report.heard().isEmpty()
                        ? "no captions came: the far end does not tell what it says, so " + missing
                                + " cannot be expected of it (docs/phone.md)"
                        : missing + " was not heard; " + summary(report);
        };
    }

    public static String json(PhoneReport report) {
        return tree(report).toString();
    }

    public static ObjectNode tree(PhoneReport report) {
        ObjectNode root = JSON.createObjectNode();
        root.put("ok", report.asExpected());
        root.put("verdict", plain(verdict(report)));
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
        return root;
    }

    private static boolean isChallenge(int status) {
        return status == 401 || status == 407;
    }

    private static String end(PhoneReport report) {
        return report.moments().getLast().text();
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
