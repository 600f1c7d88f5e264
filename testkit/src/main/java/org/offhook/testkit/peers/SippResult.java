package org.offhook.testkit.peers;

import java.util.Map;

/// What came of a run of SIPp.
///
/// @param exit       0 when every call went as its scenario says
/// @param statistics the last line of its statistics; `(C)` columns count from the start
/// @param errors     what it found wrong
/// @param messages   every message it sent and received
public record SippResult(int exit, Map<String, String> statistics, String errors, String messages) {

    private static final int TAIL = 4_000;

    public long succeeded() {
        return number("SuccessfulCall(C)");
    }

    public long failed() {
        return number("FailedCall(C)");
    }

    /// How often it had to send something again.
    public long retransmissions() {
        return number("Retransmissions(C)");
    }

    /// @throws AssertionError with SIPp's own words unless every call went as the scenario says
    public SippResult succeeds() {
        if (exit != 0 || failed() > 0 || succeeded() == 0) {
            throw new AssertionError("sipp: exit " + exit + ", " + succeeded() + " calls went as planned, " + failed()
                    + " did not\n" + tail(errors) + "\n--- its last messages\n" + tail(messages));
        }
        return this;
    }

    private long number(String name) {
        String value = statistics.getOrDefault(name, "");
        return value.isEmpty() ? 0 : Long.parseLong(value);
    }

    private static String tail(String text) {
        return text.substring(Math.max(0, text.length() - TAIL));
    }
}
