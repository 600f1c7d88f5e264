package org.offhook.adapters.httpserver;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Who talks WebSocket on a path of the listener.
public interface SocketDoor {

    /// Such as `/sip`.
    String path();

    /// The sub-protocol that clients must offer (RFC 6455 §1.9).
    String protocol();

    /// Bytes that one message may have; a longer one closes the connection.
    int longest();

    /// A connection on which nothing came for so long is closed.
    Duration idle();

    /// Messages that may wait to be written; one more closes the connection.
    int queued();

    /// Somebody has connected.
    ///
    /// @param remote who
    /// @param secure whether by TLS
    /// @return who takes what comes; null refuses the connection
    @Nullable
    Visitor enter(InetSocketAddress remote, boolean secure, Voice voice);

    /// What comes by one connection, in order.
    interface Visitor {

        /// One message.
        void received(byte[] message);

        /// Nothing more comes.
        void gone();
    }

    /// The way back. From any thread; never blocks.
    interface Voice {

        /// Queues a message: a text when it is UTF-8, else binary.
        ///
        /// @return false when the connection has gone, or what it should read waits too long
        boolean send(byte[] message);

        void close();
    }

    /// The text of a message; null when it is none.
    static @Nullable String text(byte[] message) {
        String text = new String(message, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 ? text : null;
    }
}
