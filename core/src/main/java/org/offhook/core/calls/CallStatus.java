package org.offhook.core.calls;

/// Where a call is in its life (contract §16).
public enum CallStatus {
    QUEUED("queued", false),
    RINGING("ringing", false),
    IN_PROGRESS("in-progress", false),
    COMPLETED("completed", true),
    BUSY("busy", true),
    FAILED("failed", true),
    NO_ANSWER("no-answer", true),
    CANCELED("canceled", true);

    private final String text;
    private final boolean terminal;

    CallStatus(String text, boolean terminal) {
        this.text = text;
        this.terminal = terminal;
    }

    public String text() {
        return text;
    }

    /// Whether nothing comes after it.
    public boolean terminal() {
        return terminal;
    }
}
