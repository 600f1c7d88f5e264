package org.offhook.adapters.sipnet;

import java.util.Locale;

/// Why a connection was closed that its other side would have kept.
public enum Limit {
    /// Nothing came on it for too long.
    IDLE,
    /// A message, or the first one, was not whole in time.
    SLOW,
    /// Another one needed its place.
    ROOM,
    /// What was to be written on it was not read.
    QUEUE,
    /// It could not be opened in time.
    CONNECT;

    /// As a label of a metric.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
