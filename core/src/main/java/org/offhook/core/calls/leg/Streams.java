package org.offhook.core.calls.leg;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.calls.CallTools;
import org.offhook.core.events.EventType;
import org.offhook.core.media.MediaSession;
import org.offhook.core.siprec.Siprecs;
import org.offhook.core.store.Change;
import org.offhook.core.streams.CallStream;
import org.offhook.core.streams.StreamOrder;
import org.offhook.core.streams.StreamSockets.Ending;
import org.offhook.core.streams.StreamSockets.Handshake;
import org.offhook.core.streams.StreamTalk;
import org.offhook.core.streams.StreamTalk.News;
import org.offhook.core.streams.StreamTools;
import org.offhook.core.streams.StreamUrl;
import org.offhook.core.trunks.Routes;
import org.offhook.core.web.Hook;
import org.offhook.core.webhooks.Parameters;
import org.offhook.core.webhooks.Signature;

/// The media streams of a leg. The tap is put on the leg when a stream is connected, so the application's
/// timestamps begin there.
public final class Streams {

    private static final int FAILED = 31900;
    private static final int TOO_MANY = 31960;

    private final CallTools tools;
    private final MediaSession media;
    private final Journal journal;
    private final Inbox inbox;
    private final List<Running> running = new ArrayList<>();
    private final Siprecs siprecs;
    private boolean over;

    Streams(CallTools tools, Routes routes, MediaSession media, Journal journal, Inbox inbox) {
        this.tools = tools;
        this.media = media;
        this.journal = journal;
        this.inbox = inbox;
        this.siprecs = new Siprecs(tools, routes, media, journal, inbox);
    }

    /// Those to recording servers.
    public Siprecs siprecs() {
        return siprecs;
    }

    /// A stream under way.
    public static final class Running {
        private final StreamOrder order;
        private final StreamTalk talk;
        private CallStream row;
        private boolean tapped;
        private boolean stopped;
        private @Nullable Ending end;

        private Running(StreamOrder order, StreamTalk talk, CallStream row) {
            this.order = order;
            this.talk = talk;
            this.row = row;
        }

        /// Whether nothing flows any more.
        public boolean over() {
            return stopped || end != null;
        }

        /// The far end has pressed this.
        public void pressed(char key) {
            talk.pressed(key);
        }

        /// What an action is told.
        public Parameters told() {
            Parameters told =
                    Parameters.NONE.with("StreamSid", order.sid().value()).with("StreamName", order.name());
            Ending how = end;
            return how == null || how.code() == 0
                    ? told.with("StreamEvent", "stream-stopped")
                    : told.with("StreamEvent", "stream-error")
                            .with("StreamError", how.message())
                            .with("ErrorCode", Integer.toString(how.code()));
        }
    }

    /// Begins to connect.
    ///
    /// @return nothing when it cannot be: the developer was told
    public Optional<Running> start(StreamOrder order) {
        StreamTools streams = tools.streams();
        CallStream row = CallStream.of(
                order,
                journal.account().sid(),
                journal.call().sid(),
                tools.base().clock().now());
        StreamTalk talk = new StreamTalk(
                order,
                row.account(),
                row.call(),
                streams,
                news -> inbox.mailbox().put(new Signal.News(() -> heard(order, news))));
        Running one = new Running(order, talk, row);
        if (over) {
            return refused(one, new Ending(FAILED, "The call ended before the stream began."));
        }
        if (running.size() >= streams.limits().perCall()) {
            return refused(
                    one,
                    new Ending(
                            TOO_MANY,
                            "The call has " + running.size() + " streams already, which is as many as it may have."));
        }
        return switch (StreamUrl.read(order.url(), streams.plain())) {
            case StreamUrl.Bad(int code, String message) -> refused(one, new Ending(code, message));
            case StreamUrl.Good url -> {
                running.add(one);
                journal.change(Change.put(CallStream.KIND, row));
                talk.begin(
                        streams.sockets(),
                        new Handshake(
                                row.account(),
                                url.wire(),
                                headers(url),
                                streams.limits().patience(),
                                streams.limits().longest()));
                yield Optional.of(one);
            }
        };
    }

    private Optional<Running> refused(Running one, Ending why) {
        one.end = why;
        closed(one, why);
        return Optional.empty();
    }

    private Map<String, String> headers(StreamUrl.Good url) {
        Map<String, String> headers = new LinkedHashMap<>();
        String token = journal.account().authToken();
        headers.put(Signature.HEADER, Signature.sign(token, url.wire().toString(), Parameters.NONE));
        String authorization = url.authorization();
        if (authorization != null) {
            headers.put("Authorization", authorization);
        }
        return headers;
    }

    /// The stream with this Sid or name, while it lives.
    public Optional<Running> find(String sidOrName) {
        return running.stream()
                .filter(one -> one.order.sid().value().equals(sidOrName)
                        || one.order.name().equals(sidOrName))
                .findFirst();
    }

    /// Ends one; nothing happens when it is over.
    public void stop(Running one) {
        if (!one.over()) {
            one.stopped = true;
            one.talk.stop();
            closed(one, Ending.GOOD);
        }
    }

    /// The leg is over.
    void stopAll() {
        over = true;
        List.copyOf(running).forEach(this::stop);
        siprecs.stopAll();
    }

    private void heard(StreamOrder order, News news) {
        Running one = running.stream()
                .filter(each -> each.order.equals(order))
                .findFirst()
                .orElse(null);
        if (one == null) {
            return;
        }
        switch (news) {
            case News.Opened() -> opened(one);
            case News.Problem(int code, String message) -> journal.warn(code, message);
            case News.Ended(Ending how) -> {
                one.end = how;
                closed(one, how);
            }
        }
    }

    private void opened(Running one) {
        one.tapped = true;
        media.tap(one.talk);
        if (one.order.speaks()) {
            media.speak(one.talk.speaker());
        }
        journal.note(
                EventType.STREAM_STARTED,
                "stream",
                one.order.sid().value(),
                "name",
                one.order.name(),
                "url",
                one.order.url());
        report(one, "stream-started", null);
    }

    private void closed(Running one, Ending how) {
        running.remove(one);
        if (one.tapped) {
            media.untap(one.talk);
            if (one.order.speaks()) {
                media.speak(null);
            }
        }
        if (how.code() != 0) {
            journal.error(how.code(), how.message());
        }
        one.row = one.row.stopped(tools.base().clock().now());
        journal.change(Change.put(CallStream.KIND, one.row));
        journal.note(
                EventType.STREAM_ENDED,
                "stream",
                one.order.sid().value(),
                "error",
                how.code() == 0 ? null : Integer.toString(how.code()));
        report(one, how.code() == 0 ? "stream-stopped" : "stream-error", how.code() == 0 ? null : how.message());
    }

    private void report(Running one, String event, @Nullable String error) {
        Hook callback = one.order.callback();
        if (callback != null) {
            journal.owe(
                    callback, one.row.told(event, error, tools.base().clock().now()));
        }
    }
}
