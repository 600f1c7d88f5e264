package org.offhook.testkit.fakes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.streams.StreamCounters;
import org.offhook.core.streams.StreamLimits;
import org.offhook.core.streams.StreamSockets;
import org.offhook.core.streams.StreamTools;
import org.offhook.testkit.kernel.Timeline;

/// Applications that take media streams. Where nobody listens, connections are refused (31902).
public final class FakeStreams implements StreamSockets {

    private static final Duration WAY = Duration.ofMillis(10);

    private final Timeline timeline;
    private final Map<String, App> apps = new HashMap<>();

    public FakeStreams(Timeline timeline) {
        this.timeline = timeline;
    }

    /// The standard tools with these applications.
    ///
    /// @param plain whether `ws` is allowed beside `wss`
    public StreamTools tools(boolean plain) {
        return new StreamTools(this, plain, StreamLimits.STANDARD, new StreamCounters());
    }

    /// From now on somebody listens at this URL.
    public App at(String url) {
        return apps.computeIfAbsent(url, _ -> new App());
    }

    @Override
    public Socket open(Handshake handshake, Link link) {
        App app = apps.get(handshake.url().toString());
        Connection connection = new Connection(app, handshake, link);
        timeline.after(WAY, "a stream connects", connection::connect);
        return connection;
    }

    /// One listener. What it hears is kept; what it does about it is said by [#whenHearing].
    public final class App {
        private final List<String> heard = new ArrayList<>();
        private Consumer<String> whenHearing = text -> {};
        private @Nullable Connection connection;
        private @Nullable Handshake handshake;
        private boolean stalled;
        private boolean closed;

        private App() {}

        public App whenHearing(Consumer<String> reaction) {
            whenHearing = reaction;
            return this;
        }

        /// From now on it takes nothing, or takes it again.
        public void stall(boolean on) {
            stalled = on;
            if (!on && connection != null) {
                connection.ready();
            }
        }

        /// All messages so far.
        public List<String> heard() {
            return List.copyOf(heard);
        }

        /// Messages with this event.
        public List<String> heard(String event) {
            return heard.stream()
                    .filter(text -> text.contains("\"event\":\"" + event + "\""))
                    .toList();
        }

        /// What the platform asked with; null before.
        public @Nullable Handshake handshake() {
            return handshake;
        }

        /// Whether the platform has said goodbye.
        public boolean closed() {
            return closed;
        }

        /// Sends a message to the call that connected last.
        public void say(String text) {
            Connection open = connection;
            if (open != null) {
                timeline.after(WAY, "an application says something", () -> open.receive(text));
            }
        }

        /// Closes the connection.
        public void hangUp(Ending how) {
            Connection open = connection;
            if (open != null) {
                timeline.after(WAY, "an application hangs up", () -> open.end(how));
            }
        }
    }

    private final class Connection implements Socket {
        private final @Nullable App app;
        private final Handshake handshake;
        private final Link link;
        private boolean open;
        private boolean closing;
        private boolean ended;
        private boolean scheduled;

        Connection(@Nullable App app, Handshake handshake, Link link) {
            this.app = app;
            this.handshake = handshake;
            this.link = link;
        }

        void connect() {
            if (ended) {
                return;
            }
            if (app == null) {
                end(new Ending(31902, handshake.url() + " refused the stream's connection."));
                return;
            }
            open = true;
            app.connection = this;
            app.handshake = handshake;
            link.opened();
            ready();
        }

        @Override
        public void ready() {
            if (!scheduled && open) {
                scheduled = true;
                timeline.after(Duration.ofMillis(1), "a stream sends", this::send);
            }
        }

        @Override
        public void close() {
            closing = true;
            if (open) {
                ready();
            } else {
                end(Ending.GOOD);
            }
        }

        private void send() {
            scheduled = false;
            if (app == null || ended || (app.stalled && !closing)) {
                return;
            }
            for (String text = link.next(); text != null; text = link.next()) {
                app.heard.add(text);
                app.whenHearing.accept(text);
            }
            if (closing) {
                app.closed = true;
                end(Ending.GOOD);
            }
        }

        void receive(String text) {
            if (!ended) {
                link.received(text);
            }
        }

        void end(Ending how) {
            if (!ended) {
                ended = true;
                open = false;
                link.ended(how);
            }
        }
    }
}
