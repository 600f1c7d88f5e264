package org.offhook.media.net;

/// Where packets come from or go to.
///
/// @param host address literal
/// @param port 1–65,535
public record Peer(String host, int port) {

    /// Where nothing is sent.
    public static final Peer NOWHERE = new Peer("0.0.0.0", 9);
}
