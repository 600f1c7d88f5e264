package org.offhook.core.calls;

/// Where a call comes from (contract §6.1).
public enum Direction {
    INBOUND("inbound"),
    OUTBOUND_API("outbound-api"),
    OUTBOUND_DIAL("outbound-dial");

    private final String text;

    Direction(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
