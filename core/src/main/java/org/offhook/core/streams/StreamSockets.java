package org.offhook.core.streams;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.offhook.core.ids.Sid;

/// WebSocket connections to applications (RFC 6455), as a client.
public interface StreamSockets {

    /// Begins to connect; never blocks.
    Socket open(Handshake handshake, Link link);

    /// @param account  on whose behalf
    /// @param url      `ws` or `wss`, with neither query nor fragment nor user info
    /// @param headers  of the upgrade request, besides those of the protocol
    /// @param patience how long it may take until messages can flow
    /// @param longest  characters in one message; a longer one ends the connection
    record Handshake(Sid account, URI url, Map<String, String> headers, Duration patience, int longest) {}

    /// A connection, or one in the making. Safe from any thread; never blocks.
    interface Socket {

        /// There may be something to send: [Link#next] is asked soon.
        void ready();

        /// Sends what there still is, then says goodbye; [Link#ended] follows.
        void close();
    }

    /// Who talks over a connection. Its methods are called by the connection's threads and must not block.
    interface Link {

        /// Messages can flow.
        void opened();

        /// The next message to send, asked for by one thread at a time; null when there is none just now.
        @Nullable
        String next();

        /// A text message has come.
        void received(String text);

        /// Nothing more will come or go; the last word, also for a connection that was never made.
        void ended(Ending how);
    }

    /// @param code    contract §24, 31900–31952; 0 when either side has said goodbye in good order
    /// @param message for the developer
    record Ending(int code, String message) {

        public static final Ending GOOD = new Ending(0, "");
    }
}
